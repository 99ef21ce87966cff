/* SPDX-License-Identifier: MIT */
/* platform: formatted text, loaded objects, reserved memory, fences. */
#include "unit.h"

#include "platform/platform.h"

#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

TEST(format_gives_text_of_any_length)
{
    char *short_text = pyf__format("%s-%d", "a", 7);
    char *long_text = pyf__format("%*d", 10000, 7);

    assert_string_equal(short_text, "a-7");
    assert_int_equal(strlen(long_text), 10000);
    free(short_text);
    free(long_text);
}

static const char anchor[] = "in this program";

TEST(object_of_an_address_is_the_file_it_lies_in)
{
    /* Not qsort: the sanitizers have one of their own. */
    const char *libc = pyf__object_of((void *)gnu_get_libc_version);
    char self[4096] = "";

    assert_non_null(libc);
    assert_non_null(strstr(libc, "libc"));
    assert_true(readlink("/proc/self/exe", self, sizeof self - 1) > 0);
    assert_true(pyf__same_file(pyf__object_of(anchor), self));
}

TEST(object_of_no_object_is_null)
{
    int local;

    assert_null(pyf__object_of(NULL));
    assert_null(pyf__object_of(&local));
}

TEST(object_range_holds_the_address_and_no_other_object)
{
    struct pyf__range range;
    int local;

    assert_true(pyf__object_range((void *)qsort, &range));
    assert_true(pyf__in_range(&range, (void *)qsort));
    assert_false(pyf__in_range(&range, &local));
    assert_false(pyf__object_range(&local, &range));
}

TEST(loaded_object_is_found_by_the_start_of_its_name)
{
    char *found = pyf__loaded_object("libc.so", NULL);

    assert_non_null(found);
    char *other = pyf__loaded_object("libc.so", found);

    assert_null(other);
    free(found);
    assert_null(pyf__loaded_object("libno-such-thing", NULL));
}

TEST(same_file_looks_through_links)
{
    char folder[] = "/tmp/pyforge-unit-XXXXXX", link[64], file[64];

    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/file", folder);
    snprintf(link, sizeof link, "%s/link", folder);
    fclose(fopen(file, "w"));
    assert_int_equal(symlink(file, link), 0);
    assert_true(pyf__same_file(file, link));
    assert_true(pyf__same_file(file, file));
    assert_false(pyf__same_file(file, "/dev/null"));
    assert_false(pyf__same_file(file, "/no/such/file"));
    assert_true(pyf__same_file("/no/such/file", "/no/such/file"));
    unlink(link);
    unlink(file);
    rmdir(folder);
}

TEST(reserved_memory_is_zero_where_committed)
{
    size_t size = (size_t)1 << 30;
    unsigned char *memory = pyf__reserve(&size, 4096);

    assert_non_null(memory);
    assert_true(size >= 4096);
    assert_true(pyf__commit(memory, 8192));
    for (int i = 0; i < 8192; i++)
        assert_int_equal(memory[i], 0);
    memory[8191] = 1;
    assert_true(pyf__commit(memory, 16384));
    assert_int_equal(memory[8191], 1);
    assert_int_equal(munmap(memory, size), 0);
}

/* Dekker's pattern: with both fences in place, never do both sides read 0. */
enum { ROUNDS = 2000 };

static atomic_int flag, state, saw_flag, saw_state;
static pthread_barrier_t round_start, round_end;

static void *
light_side(void *argument)
{
    for (int i = 0; i < ROUNDS; i++) {
        pthread_barrier_wait(&round_start);
        atomic_store_explicit(&flag, 1, memory_order_relaxed);
        pyf__fence_light();
        atomic_store(&saw_state,
                     atomic_load_explicit(&state, memory_order_relaxed));
        pthread_barrier_wait(&round_end);
    }
    return argument;
}

TEST(fences_let_one_side_see_the_other)
{
    pthread_t thread;
    int missed = 0;

    pyf__fence_prepare();
    pthread_barrier_init(&round_start, NULL, 2);
    pthread_barrier_init(&round_end, NULL, 2);
    assert_int_equal(pthread_create(&thread, NULL, light_side, NULL), 0);
    for (int i = 0; i < ROUNDS; i++) {
        atomic_store(&flag, 0);
        atomic_store(&state, 0);
        pthread_barrier_wait(&round_start);
        atomic_store_explicit(&state, 1, memory_order_relaxed);
        pyf__fence_heavy();
        atomic_store(&saw_flag,
                     atomic_load_explicit(&flag, memory_order_relaxed));
        pthread_barrier_wait(&round_end);
        missed += atomic_load(&saw_flag) == 0 && atomic_load(&saw_state) == 0;
    }
    pthread_join(thread, NULL);
    assert_int_equal(missed, 0);
}

/* A page that is there, and one behind it that is not. */
TEST(peek_reads_what_is_there_and_nothing_else)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    uintptr_t end = (uintptr_t)pages + page;
    const uintptr_t nowhere[] = {
        end - 4, end, 0, 8, UINTPTR_MAX - 7, UINTPTR_MAX / 2 + 1};
    struct pyf__hole hole;
    char copy[8] = "";

    assert_ptr_not_equal(pages, MAP_FAILED);
    strcpy(pages + page - 8, "pyforge");
    assert_int_equal(mprotect(pages + page, page, PROT_NONE), 0);
    assert_true(pyf__hole_open(&hole));
    for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++) {
        assert_false(pyf__peek(&hole, nowhere[i], copy, sizeof copy));
        memset(copy, 0, sizeof copy);
        assert_true(pyf__peek(&hole, end - 8, copy, sizeof copy));
        assert_string_equal(copy, "pyforge");
    }
    pyf__hole_close(&hole);
    assert_int_equal(munmap(pages, 2 * page), 0);
}

TEST(peek_at_more_than_fits_is_refused)
{
    static char much[1 << 16], copy[1 << 16];
    struct pyf__hole hole;

    assert_true(pyf__hole_open(&hole));
    assert_false(pyf__peek(&hole, (uintptr_t)much, copy, sizeof copy));
    pyf__hole_close(&hole);
}

static void
open_without_descriptors(void)
{
    struct rlimit limit;
    struct pyf__hole hole;

    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    assert_false(pyf__hole_open(&hole));
}

TEST(hole_without_descriptors_is_not_to_be_had)
{
    run_child_ok(open_without_descriptors);
}

TEST(hole_leaves_no_descriptor)
{
    struct pyf__hole hole;
    int before = dup(0), after;

    close(before);
    assert_true(pyf__hole_open(&hole));
    pyf__hole_close(&hole);
    after = dup(0);
    close(after);
    assert_int_equal(after, before);
}

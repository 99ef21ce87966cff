/* SPDX-License-Identifier: MIT */
/* signature: what it does when there is no more memory, at every place where
 * it asks for some. This program has an allocator of its own, which gives
 * nothing when it is told so. */
#include "plan.h"

/* The sanitizers have an allocator of their own. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { ALLOCATIONS_FAIL = 0 };
static long allowed, live;
#else
enum { ALLOCATIONS_FAIL = 1 };

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void __libc_free(void *memory);

static long allowed = -1; /* allocations before the one that fails; -1: all */
static long live;

static int
fails(void)
{
    int now = allowed == 0;

    allowed -= allowed > 0;
    live += !now;
    return now;
}

void *
malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void
free(void *memory)
{
    live -= memory != NULL;
    __libc_free(memory);
}
#endif

static int
find_with(long allocations, const char *text,
          const struct pyf__signature **signature)
{
    int status;

    allowed = allocations;
    status = pyf__signature_find(text, PYF_AUTO_LENGTH, signature, "pyf_x");
    allowed = -1;
    return status;
}

/* Let the first, second, ... allocation fail: how many there are. Nothing is
 * kept but tables that have grown. */
static int
fail_at_each(const char *text, int status_at_the_end, int tables_stay)
{
    const struct pyf__signature *signature = NULL;

    for (int i = 0; i < 200; i++) {
        long before = live;
        int status = find_with(i, text, &signature);

        assert_int_equal(signature != NULL, status == PYF_OK);
        if (status != PYF_ERR_MEMORY) {
            assert_int_equal(status, status_at_the_end);
            pyf__fault_clear();
            return i;
        }
        assert_string_equal(pyf__fault_message(), "pyf_x: out of memory");
        pyf__fault_clear();
        if (tables_stay)
            assert_int_equal(live, before);
    }
    return 200;
}

static void
skip_where_nothing_fails(void)
{
    if (!ALLOCATIONS_FAIL)
        skip_because("a sanitizer has its own allocator");
}

static void
plans_without_memory(void)
{
    int count;

    plan("()");
    /* Each struct and each level adds to what is asked for. */
    count = fail_at_each(
        "(a: i64, b: {i8, [str], complex}? = None, c: str = 'text', *rest,"
        " d: f64 = 2.5, e: fn(f: {u8, {i8, i16}}) -> [[i8]], g: i8, h: i16,"
        " i: {i8, i8, i8, i8, i8, i8, i8, i8, i8, i8, i8, i8}, **all)"
        " -> {i8, i8}", PYF_OK, 1);
    assert_true(count > 4);
    assert_true(count < 200);
}

TEST(signature_without_memory_is_refused_and_nothing_is_kept)
{
    skip_where_nothing_fails();
    run_child_ok(plans_without_memory);
}

static void
message_without_memory(void)
{
    plan("()");
    assert_true(fail_at_each("(a: i65)", PYF_ERR_SIGNATURE, 1) > 1);
}

TEST(signature_without_memory_for_the_message_says_that)
{
    skip_where_nothing_fails();
    run_child_ok(message_without_memory);
}

/* The tables grow at some of these, and go on when they cannot. */
static void
tables_without_memory(void)
{
    char text[40];

    plan("()");
    for (int i = 0; i < 300; i++) {
        snprintf(text, sizeof text, "(p%d: i64)", i);
        assert_true(fail_at_each(text, PYF_OK, 0) > 0);
    }
    for (int i = 0; i < 300; i++) {
        snprintf(text, sizeof text, "(p%d: i64)", i);
        const struct pyf__signature *signature = plan(text);

        assert_int_equal(pyf__slot_of(signature->handle), i + 1);
        assert_ptr_equal(pyf__signature_of(signature->handle), signature);
    }
}

TEST(signature_tables_that_cannot_grow_stay_as_they_are)
{
    skip_where_nothing_fails();
    run_child_ok(tables_without_memory);
}

static void
prepare_without_memory(void)
{
    const struct pyf__signature *signature = plan("(i8)");
    ffi_cif cif;

    allowed = 0;
    int status = pyf__signature_prepare(signature, true, true, &cif, "pyf_x");

    allowed = -1;
    assert_int_equal(status, PYF_ERR_MEMORY);
    assert_string_equal(pyf__fault_message(), "pyf_x: out of memory");
    pyf__fault_clear();
}

TEST(signature_prepare_without_memory_is_refused)
{
    skip_where_nothing_fails();
    run_child_ok(prepare_without_memory);
}

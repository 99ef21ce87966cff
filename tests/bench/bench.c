/* SPDX-License-Identifier: MIT */
/*
 * Run the rows and print the table.
 *
 * Usage: bench SUBJECT.py [RAW.so [PATTERN]]
 *        bench report         what pyf_discover says, and nothing else
 *
 * One line a row, fields separated by tabs: name, ours in ns, raw in ns, ratio,
 * goal; "-" for what is not known. Lines that begin with # are comments.
 *
 * Times are of the thread's own processor time, so that other programs of the
 * machine count as little as can be. The two kernels of a row take turns, and
 * the medians of all turns are printed, the cost of an empty loop taken off.
 * Rows of several threads say what an operation costs each of them: where that
 * stays the same, n threads get n times as much done, if there are processors.
 */
#include "bench.h"

#include <dlfcn.h>
#include <fnmatch.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS_MOST = 999, ROUNDS_DEFAULT = 41 };

static const double turn_ns = 2e6; /* a turn takes about so long */

static struct {
    struct bench_row *first, *last;
    pyf_handle subject;
    void *raw; /* NULL: none */
    kernel *loop;
    int rounds;
    double loop_ns;
    const char *pattern;
} bench;

void
bench_add(struct bench_row *row)
{
    if (bench.last != NULL)
        bench.last->next = row;
    else
        bench.first = row;
    bench.last = row;
}

void
bench_fail(const char *what)
{
    fprintf(stderr, "bench: %s failed\n", what);
    pyf_error_print(2);
    exit(1);
}

/* Kernels ask once a turn; the handles stay, a dozen of them. */
pyf_handle
bench_subject(const char *name)
{
    static struct {
        const char *name;
        pyf_handle handle;
    } known[32];
    size_t i = 0;

    while (known[i].name != NULL && strcmp(known[i].name, name) != 0)
        if (++i == sizeof known / sizeof *known - 1)
            bench_fail("bench_subject");
    if (known[i].name == NULL) {
        known[i].handle = pyf_unbind(
            good(pyf_getattr(bench.subject, name, PYF_AUTO_LENGTH)));
        known[i].name = name;
    }
    return known[i].handle;
}

static double
now_ns(void)
{
    struct timespec time;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* Time of one turn, an operation. */
static double
turn(kernel *work, uint64_t n)
{
    double start = now_ns();

    work(n);
    return (now_ns() - start) / (double)n;
}

/* How many operations make a turn. In thousands once there are many, which
 * some kernels need. */
static uint64_t
turn_length(kernel *work)
{
    uint64_t n = 1;
    double ns;

    work(n); /* the first time of all takes longer */
    while ((ns = turn(work, n) * (double)n) < turn_ns / 10)
        n = n < 1000 ? n * 10 : n * 2;
    if (ns > turn_ns || n < 1000)
        return n;
    return (uint64_t)(turn_ns / ns * (double)n) / 1000 * 1000;
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median(double *times, int count)
{
    qsort(times, (size_t)count, sizeof *times, compare);
    return count % 2 == 1 ? times[count / 2]
                          : (times[count / 2 - 1] + times[count / 2]) / 2;
}

static kernel *
raw_kernel(const char *id)
{
    char name[80];
    kernel *found = NULL;

    snprintf(name, sizeof name, "raw_%s", id);
    if (bench.raw != NULL)
        *(void **)&found = dlsym(bench.raw, name);
    if (bench.raw != NULL && found == NULL) {
        fprintf(stderr, "bench: raw.c has no %s\n", name);
        exit(1);
    }
    return found;
}

static void
print_row(const struct bench_row *row, double ours, const double *raw)
{
    printf("%s\t%.1f\t", row->title, ours);
    if (raw != NULL)
        printf("%.1f\t%.2f\t", *raw, ours / *raw);
    else
        printf("-\t-\t");
    if (row->goal > 0)
        printf("%.2f\n", row->goal);
    else
        printf("-\n");
    fflush(stdout);
}

static void
run_row(const struct bench_row *row)
{
    static double ours[ROUNDS_MOST], raw[ROUNDS_MOST];
    kernel *other = raw_kernel(row->id);
    uint64_t n = turn_length(row->ours);
    double raw_ns;

    for (int i = 0; i < bench.rounds; i++) {
        ours[i] = turn(row->ours, n);
        if (other != NULL)
            raw[i] = turn(other, n);
    }
    raw_ns = median(raw, bench.rounds) - bench.loop_ns;
    print_row(row, median(ours, bench.rounds) - bench.loop_ns,
              other != NULL ? &raw_ns : NULL);
}

static void
run_place(enum place place)
{
    for (const struct bench_row *row = bench.first; row; row = row->next)
        if (row->place == place &&
            fnmatch(bench.pattern, row->id, 0) == 0)
            run_row(row);
}

/* The body of a thread that Python did not make. */
static void *
run_foreign(void *nothing)
{
    pyf_token here = good(pyf_attach_begin(0));
    int (*prepare)(void) = NULL;

    if (bench.raw != NULL)
        *(void **)&prepare = dlsym(bench.raw, "raw_prepare_thread");
    if (prepare != NULL)
        ok(prepare());
    ok(pyf_attach_end(here));
    run_place(FOREIGN);
    return nothing;
}

/* ------------------------------------------------------------ parallel */

/* Longer turns, or one thread is done before the others have begun. */
enum { THREADS_MOST = 4, PARALLEL_TURNS = 20 };

/* What one of several threads does, when all of them are there. */
struct share {
    pthread_t thread;
    pthread_barrier_t *barrier;
    kernel *work;
    uint64_t n;
    double ns; /* an operation */
};

static void *
run_share(void *argument)
{
    struct share *share = argument;
    pyf_token here = good(pyf_attach_begin(0));
    pyf_token away;

    share->work(1);
    away = good(pyf_detach_begin());
    pthread_barrier_wait(share->barrier);
    ok(pyf_detach_end(away));
    share->ns = turn(share->work, share->n);
    ok(pyf_attach_end(here));
    return NULL;
}

/* What an operation costs each of so many threads. */
static double
turn_of(int count, kernel *work, uint64_t n)
{
    struct share shares[THREADS_MOST];
    pthread_barrier_t barrier;
    double sum = 0;

    pthread_barrier_init(&barrier, NULL, (unsigned)count);
    for (int i = 0; i < count; i++) {
        shares[i] = (struct share){.barrier = &barrier, .work = work, .n = n};
        if (pthread_create(&shares[i].thread, NULL, run_share, &shares[i]))
            bench_fail("pthread_create");
    }
    for (int i = 0; i < count; i++) {
        pthread_join(shares[i].thread, NULL);
        sum += shares[i].ns - bench.loop_ns;
    }
    pthread_barrier_destroy(&barrier);
    return sum / count;
}

static void
run_on(int count, const struct bench_row *row, uint64_t n)
{
    static double ours[ROUNDS_MOST], raw[ROUNDS_MOST];
    kernel *other = raw_kernel(row->id);
    char title[120];
    struct bench_row named = *row;
    double raw_ns;

    for (int i = 0; i < bench.rounds; i++) {
        ours[i] = turn_of(count, row->ours, n);
        if (other != NULL)
            raw[i] = turn_of(count, other, n);
    }
    snprintf(title, sizeof title, "%s, %d thread%s", row->title, count,
             count == 1 ? "" : "s");
    named.title = title;
    raw_ns = median(raw, bench.rounds);
    print_row(&named, median(ours, bench.rounds),
              other != NULL ? &raw_ns : NULL);
}

/* Detached, for who waits for threads holds no lock that they need. */
static void
run_parallel(void)
{
    if (pyf_has(PYF_TEXT("free-threading")) != 1) {
        printf("# no rows of parallel threads: this Python has a GIL\n");
        return;
    }
    for (const struct bench_row *row = bench.first; row; row = row->next) {
        pyf_token here;
        uint64_t n;

        if (row->place != PARALLEL || fnmatch(bench.pattern, row->id, 0) != 0)
            continue;
        here = good(pyf_attach_begin(0));
        n = turn_length(row->ours) * PARALLEL_TURNS;
        ok(pyf_attach_end(here));
        for (int count = 1; count <= THREADS_MOST; count *= 2)
            run_on(count, row, n);
    }
}

static void
empty_loop(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        __asm__ volatile("" : : "r"(i));
}

static void
measure_loop(void)
{
    static double times[ROUNDS_MOST];
    uint64_t n = turn_length(empty_loop);

    for (int i = 0; i < bench.rounds; i++)
        times[i] = turn(empty_loop, n);
    bench.loop_ns = median(times, bench.rounds);
}

static const char *
read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 65536);

    if (file == NULL || text == NULL || fread(text, 1, 65535, file) == 0) {
        perror(path);
        exit(1);
    }
    fclose(file);
    return text;
}

static void
load_raw(const char *path)
{
    int (*prepare)(void);

    bench.raw = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (bench.raw == NULL) {
        fprintf(stderr, "bench: %s\n", dlerror());
        exit(1);
    }
    *(void **)&prepare = dlsym(bench.raw, "raw_prepare");
    ok(prepare());
}

static void
prepare(const char *subject, const char *raw)
{
    bench.subject = pyf_unbind(good(pyf_module_from_source(
        read_text(subject), PYF_AUTO_LENGTH, subject, PYF_AUTO_LENGTH,
        PYF_TEXT("subject"))));
    if (raw != NULL)
        load_raw(raw);
    measure_loop();
    printf("# Python %s\n", pyf_python_version_string());
    printf("# %d rounds; an empty loop takes %.2f ns, which is taken off\n",
           bench.rounds, bench.loop_ns);
    fflush(stdout);
}

static int
rounds(void)
{
    const char *text = getenv("PYFORGE_BENCH_ROUNDS");
    int number = text != NULL ? atoi(text) : ROUNDS_DEFAULT;

    return number < 1 ? 1 : number > ROUNDS_MOST ? ROUNDS_MOST : number;
}

static int
report(void)
{
    static char text[65536];
    size_t length;
    int status = pyf_discover(NULL, text, sizeof text, &length);

    fputs(text, stdout);
    return status == PYF_OK ? 0 : pyf_error_print(2) < 0 ? 2 : 1;
}

int
main(int argc, char **argv)
{
    pthread_t thread;
    pyf_token here;

    if (argc < 2)
        return 2;
    if (strcmp(argv[1], "report") == 0)
        return report();
    bench.rounds = rounds();
    bench.pattern = argc > 3 ? argv[3] : "*";
    ok(pyf_initialize(NULL));
    here = good(pyf_attach_begin(0));
    prepare(argv[1], argc > 2 && *argv[2] != '\0' ? argv[2] : NULL);
    run_place(ATTACHED);
    ok(pyf_attach_end(here));
    if (pthread_create(&thread, NULL, run_foreign, NULL) != 0)
        bench_fail("pthread_create");
    pthread_join(thread, NULL);
    run_parallel();
    return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Benchmarks: what a row is.
 *
 * A row compares two kernels that do the same work n times in one process: one
 * calls libpyforge, the other is C compiled for the Python that runs, with its
 * inline API, and lives in raw.c under the name raw_<row>. A kernel that fails
 * ends the program.
 *
 * To add a row: write ROW(...) { ... } in a file rows-*.c, and its other half
 * in raw.c. There is no list of rows.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include <stddef.h>
#include <stdint.h>

#include "pyforge.h"

typedef void kernel(uint64_t n);

/* Where a kernel runs. */
enum place {
    ATTACHED, /* on the main thread, inside an attach span */
    FOREIGN,  /* on a thread that Python did not make, detached */
    PARALLEL, /* on 1, 2 and 4 threads at once, each inside an attach span */
};

struct bench_row {
    const char *id;    /* of the kernel raw_<id> */
    const char *title; /* as printed */
    double goal;       /* at most this times raw; 0: none is set */
    enum place place;
    kernel *ours;
    struct bench_row *next;
};

#define ROW(id_, title_, goal_, place_)                                      \
    static void id_(uint64_t n);                                             \
    __attribute__((constructor)) static void add_##id_(void)                 \
    {                                                                        \
        static struct bench_row row = {#id_,   title_, goal_,                \
                                       place_, id_,    NULL};                \
        bench_add(&row);                                                     \
    }                                                                        \
    static void id_(uint64_t n)

#define LENGTH_OF(array) (sizeof(array) / sizeof *(array))

void bench_add(struct bench_row *row);

/* The module `subject`, and one of its attributes: a handle that lives as long
 * as the program. Attached. */
pyf_handle bench_subject(const char *name);

/* End the program, saying what is parked. */
__attribute__((noreturn, cold)) void bench_fail(const char *what);

/* Check a status, or a handle, of a kernel. */
static inline void
ok(int status)
{
    if (__builtin_expect(status < 0, 0))
        bench_fail("a kernel");
}

static inline pyf_handle
good(pyf_handle handle)
{
    if (__builtin_expect(handle == 0, 0))
        bench_fail("a kernel");
    return handle;
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What test.h and unit.h have in common: tests that register themselves, and
 * tests that need a process of their own.
 *
 * Include one of those two, not this one.
 */
#ifndef TESTS_HARNESS_H
#define TESTS_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct test {
    const char *name;
    void (*body)(void);
    int attached;
    int number; /* tests run in this order */
    struct test *next;
};

/* Define a test and put it on the list of this program. There is no other list:
 * adding a test is writing it. They run as they stand in the file, whatever the
 * order of the constructors, which link-time optimization may turn round. */
#define TEST_DEFINE(name_, attached_)                                        \
    static void name_(void);                                                 \
    __attribute__((constructor)) static void test_register_##name_(void)     \
    {                                                                        \
        static struct test test = {#name_, name_, attached_,                 \
                                   __COUNTER__, NULL};                       \
        test_register(&test);                                                \
    }                                                                        \
    static void name_(void)

void test_register(struct test *test);

/* End the running test here; it counts as skipped, for this reason. Call it
 * before anything has been opened or made. (cmocka's own skip() is no good: it
 * prints what TAP takes for a failure.) */
__attribute__((noreturn)) void skip_because(const char *reason);

/* Run all registered tests as TAP on standard output: around runs one of them,
 * its body through test_run_body; recover cleans up behind one that failed.
 * Returns the number of failures. An argument is a pattern (* and ?) for the
 * names to run. */
int test_run_all(int argc, char **argv, void (*around)(const struct test *),
                 void (*recover)(const struct test *));
void test_run_body(const struct test *test);

/*
 * No test asserts a time, nor an amount done in a time: a slow machine is not
 * wrong. What must happen is waited for, however long it takes:
 *
 *     wait_until(atomic_load(&inside) == 3);
 *
 * Only what takes hang_seconds counts as a hang, and ends the program. A part
 * of a test that has a bound of its own takes half of that or less, so that
 * the test is still there to say what went wrong.
 */
#define wait_until(condition)                                                \
    while (!(condition))                                                     \
        wait_a_moment()

void wait_a_moment(void);

/* TEST_SECONDS of the environment, or a number that suits most machines. */
unsigned hang_seconds(void);

/* For threads: whether a thread of this process, by gettid(), sleeps or has
 * ended. */
int is_at_rest(int thread);

/* For processes that a test forks by itself: end this one when it hangs. */
void end_when_hung(void);

/*
 * Tests that need a process of their own: a start that fails, a fork, an
 * exit. The body runs in a forked child. Assertions work there; one that fails
 * ends the child with its message in the output.
 *
 *     static void
 *     finalize_twice(void)
 *     {
 *         assert_int_equal(pyf_initialize(NULL), PYF_OK);
 *         assert_int_equal(pyf_finalize(), PYF_OK);
 *         assert_int_equal(pyf_finalize(), PYF_ERR_FINALIZED);
 *     }
 *
 *     TEST_DETACHED(finalize_twice_is_refused)
 *     {
 *         run_child_ok(finalize_twice);
 *     }
 *
 * Fork before Python is started, or the child is good for PYF_ERR_FORKED only:
 * say TEST_NO_START; in such a program (see test.h).
 */
struct child {
    int status;        /* exit status, or 128 + signal */
    size_t length;     /* of output, which is cut when it is full */
    char output[8192]; /* standard output and error, NUL-terminated */
};

/* Run body in a child; when it returns, the child leaves with status 0 and
 * without running exit handlers. It is killed after half of hang_seconds. The
 * result is valid until the next call. */
const struct child *run_child(void (*body)(void));

/* Run body in a child, and fail with its output unless it leaves with 0. */
void run_child_ok(void (*body)(void));

#endif

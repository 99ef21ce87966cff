/* SPDX-License-Identifier: MIT */
/*
 * The harness of tests/abi and tests/seeds: tests that see only pyforge.h.
 *
 * A program is one file of tests:
 *
 *     #include "test.h"
 *
 *     TEST(handle_close_twice_is_refused)
 *     {
 *         pyf_handle one = pyf_from_i64(1000);
 *
 *         assert_int_equal(pyf_close(one), PYF_OK);
 *         assert_int_equal(pyf_close(one), PYF_ERR_HANDLE);
 *         expect_failure(PYF_ERR_HANDLE, "pyf_close");
 *     }
 *
 * There is nothing to register and no main to write. Python is started once.
 * TEST runs inside an attach span of its own; TEST_DETACHED runs on a detached
 * thread. When the body returns, each test must have left nothing behind, or
 * it fails: no failure parked, no span open, as many live handles as before
 * (those of its span are closed first), none waiting to be dropped.
 *
 * Assertions are cmocka's. They work on the main thread alone.
 *
 * A program whose tests must start Python themselves, in children, says
 *
 *     TEST_NO_START;
 *
 * and uses run_child (harness.h). All its tests are TEST_DETACHED, or
 * TEST_CHILD, whose whole body runs in a child.
 */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

#include "harness.h"
#include "pyforge.h"

#define TEST(name) TEST_DEFINE(name, 1)
#define TEST_DETACHED(name) TEST_DEFINE(name, 0)
#define TEST_CHILD(name)                                                     \
    static void name##_in_child(void);                                       \
    TEST_DETACHED(name)                                                      \
    {                                                                        \
        run_child_ok(name##_in_child);                                       \
    }                                                                        \
    static void name##_in_child(void)
#define TEST_NO_START int test_no_start = 1

/* Weak: zero unless the program says TEST_NO_START. */
extern int test_no_start;

/* How many elements an array has. */
#define LENGTH_OF(array) (sizeof(array) / sizeof *(array))

/* What a host function in the handles form returns with a handle: 0 as the
 * failure that is parked, if any is. */
static inline int
give_handle(pyf_handle *result, pyf_handle handle)
{
    *result = handle;
    return handle == 0 ? pyf_error_code() : PYF_OK;
}

/* The parked failure has this code and its message contains this text (a
 * function's name, or more of the sentence); then forget it. */
void expect_failure(int code, const char *text);

/* As expect_failure, for messages that must contain several texts: the
 * function and the argument, say. */
void expect_failure2(int code, const char *text, const char *also);

/* Nothing is parked. */
void expect_no_failure(void);

/* As wait_until, for an attached thread that lets the others run meanwhile. */
#define wait_detached_until(condition)                                       \
    do {                                                                     \
        pyf_token away_ = pyf_detach_begin();                                \
                                                                             \
        assert_true(away_ != 0);                                             \
        wait_until(condition);                                               \
        assert_int_equal(pyf_detach_end(away_), PYF_OK);                     \
    } while (0)

/* Start Python as usual, but with a pyf_finalize that waits for threads inside
 * as long as they take: how soon they leave is the machine's matter. */
int initialize_patiently(void);

/* Handles that are live now, and those still to be dropped. */
uint64_t live_handle_count(void);
uint64_t pending_handle_count(void);

#endif

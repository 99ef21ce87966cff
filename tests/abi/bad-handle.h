/* SPDX-License-Identifier: MIT */
/*
 * What every function does with a bad handle, as a test in one line:
 *
 *     TEST_BAD_HANDLE(getattr_bad_object, pyf_getattr,
 *                     pyf_getattr(bad, PYF_TEXT("name")))
 *
 * makes a test of that name, which runs the call with `bad` closed, forged, of
 * another kind, and 0, with and without a failure parked before.
 */
#ifndef PYF_TESTS_BAD_HANDLE_H
#define PYF_TESTS_BAD_HANDLE_H

#include "shorthand.h"

/* Whether a call failed, by what it returned. */
static inline int
no_handle(pyf_handle result)
{
    return result == 0;
}

static inline int
no_status(int result)
{
    return result < 0;
}

#define FAILED(call) \
    _Generic((call), pyf_handle: no_handle, int: no_status)(call)

static inline void
check_stale_handle(const char *function, int (*fails)(pyf_handle))
{
    assert_true(fails(stale()));
    expect_failure(PYF_ERR_HANDLE, function);
}

static inline void
check_forged_handles(const char *function, int (*fails)(pyf_handle))
{
    pyf_handle real = pyf_from_i64(123456789);

    assert_true(fails(real ^ UINT64_C(0x100000000)));
    expect_failure(PYF_ERR_HANDLE, function);
    assert_true(fails(real | UINT64_C(0xffffff00)));
    expect_failure(PYF_ERR_HANDLE, function);
    assert_true(fails(UINT64_MAX));
    expect_failure(PYF_ERR_HANDLE, function);
    assert_int_equal(pyf_close(real), PYF_OK);
}

static inline void
check_handle_of_another_kind(const char *function, int (*fails)(pyf_handle))
{
    pyf_token scope = pyf_scope_begin();

    assert_true(fails(scope));
    expect_failure(PYF_ERR_KIND, function);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
}

static inline void
check_handle_0(const char *function, int (*fails)(pyf_handle))
{
    assert_true(fails(0));
    expect_failure(PYF_ERR_HANDLE, function);
    assert_int_equal(pyf_import(PYF_TEXT("the_first_failure")), 0);
    assert_true(fails(0));
    expect_failure(PYF_ERR_PYTHON, "the_first_failure");
}

static inline void
check_bad_handle(const char *function, int (*fails)(pyf_handle))
{
    check_stale_handle(function, fails);
    check_forged_handles(function, fails);
    check_handle_of_another_kind(function, fails);
    check_handle_0(function, fails);
}

#define TEST_BAD_HANDLE(name, function, call)                                 \
    static int name##_fails(pyf_handle bad)                                   \
    {                                                                         \
        return FAILED(call);                                                  \
    }                                                                         \
    TEST(name)                                                                \
    {                                                                         \
        check_bad_handle(#function, name##_fails);                            \
    }

#endif

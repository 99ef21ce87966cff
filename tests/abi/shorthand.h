/* SPDX-License-Identifier: MIT */
/*
 * Shorthands for tests that set Python up with a few lines of source. Each
 * asserts that it works, so that a test shows only what it is about. Handles
 * made here belong to the span of the test, which closes them.
 */
#ifndef PYF_TESTS_SHORTHAND_H
#define PYF_TESTS_SHORTHAND_H

#include "test.h"

#include <stdint.h>
#include <string.h>

/* The value of an expression, with the names of a dict in reach. */
static inline pyf_handle
evaluate_in(const char *source, pyf_handle names)
{
    pyf_handle value = pyf_eval(source, PYF_AUTO_LENGTH, names, PYF_NONE);

    if (value == 0)
        fail_msg("%s: %s", source, pyf_error_message());
    return value;
}

/* A new dict that has nothing in it. */
static inline pyf_handle
no_names(void)
{
    pyf_handle names = pyf_dict_from_handles(NULL, NULL, 0);

    if (names == 0)
        fail_msg("pyf_dict_from_handles: %s", pyf_error_message());
    return names;
}

/* The value of an expression that needs no names. */
static inline pyf_handle
evaluate(const char *source)
{
    return evaluate_in(source, no_names());
}

static inline void
run_in(const char *source, pyf_handle names)
{
    if (pyf_run(source, PYF_AUTO_LENGTH, names, PYF_NONE) != PYF_OK)
        fail_msg("%s: %s", source, pyf_error_message());
}

/* What source defines, as a dict. */
static inline pyf_handle
names_of(const char *source)
{
    pyf_handle names = no_names();

    run_in(source, names);
    return names;
}

/* One thing that source defines. */
static inline pyf_handle
defined(const char *source, const char *name)
{
    return evaluate_in(name, names_of(source));
}

static inline int64_t
integer(pyf_handle obj)
{
    int64_t value = 0;

    if (pyf_to_i64(obj, &value) != PYF_OK)
        fail_msg("not an int: %s", pyf_error_message());
    return value;
}

/* A str as C text; good as long as the handle. */
static inline const char *
text(pyf_handle obj)
{
    const char *data = NULL;
    size_t length = 0;

    if (pyf_to_str(obj, &data, &length) != PYF_OK)
        fail_msg("no text: %s", pyf_error_message());
    return data;
}

static inline pyf_handle
str(const char *source)
{
    pyf_handle result = pyf_from_str(source, PYF_AUTO_LENGTH);

    if (result == 0)
        fail_msg("pyf_from_str: %s", pyf_error_message());
    return result;
}

/* Whether obj is what the expression gives; both are shown if not. */
static inline void
expect_repr(pyf_handle obj, const char *expected)
{
    pyf_handle repr = pyf_repr(obj);

    if (repr == 0)
        fail_msg("expected %s, got: %s", expected, pyf_error_message());
    assert_string_equal(text(repr), expected);
}

/* That an expression is true, with `x` standing for obj. */
static inline void
expect_true_of(pyf_handle obj, const char *source)
{
    pyf_handle names = no_names();

    if (pyf_setitem_str(names, PYF_TEXT("x"), obj) != PYF_OK)
        fail_msg("%s: %s", source, pyf_error_message());
    if (pyf_is_true(evaluate_in(source, names)) != 1)
        fail_msg("not so: %s, with x = %s", source, text(pyf_repr(obj)));
}

static inline void
expect_true_in(const char *source, pyf_handle names)
{
    if (pyf_is_true(evaluate_in(source, names)) != 1)
        fail_msg("not so: %s", source);
}

/* That the parked failure is an exception of this class with this in its
 * message; clears it. */
static inline void
expect_exception(pyf_handle type, const char *part)
{
    if (pyf_error_matches(type) != 1)
        fail_msg("another exception than expected with \"%s\": %s", part,
                 pyf_error_message());
    expect_failure(PYF_ERR_PYTHON, part);
}

/* A handle that was closed. */
static inline pyf_handle
stale(void)
{
    pyf_handle handle = pyf_from_i64(123456789);

    assert_int_equal(pyf_close(handle), PYF_OK);
    return handle;
}

/* A value of which every byte is wrong, to see what a function writes. */
static inline pyf_value
garbage(void)
{
    pyf_value value;

    memset(&value, 0xa5, sizeof value);
    return value;
}

/* That a value is all zero: None, with nothing to close. */
static inline void
expect_cleared(const pyf_value *value)
{
    pyf_value zero = PYF_NIL;

    assert_memory_equal(value, &zero, sizeof zero);
}

/* Text with a name that is not UTF-8, a str that has no UTF-8. */
#define NOT_UTF8 "caf\xe9"
#define LONE_SURROGATE "'abc\\udc80d'"

#endif

/* SPDX-License-Identifier: MIT */
/* What the tests of closures share: one made in a line. */
#ifndef PYF_TESTS_MAKE_CLOSURE_H
#define PYF_TESTS_MAKE_CLOSURE_H

#include "shorthand.h"

#include <stdio.h>

typedef int64_t number_function(int64_t);

static inline pyf_handle
plan(const char *text)
{
    return pyf_signature(text, PYF_AUTO_LENGTH);
}

/* A closure that is there; its handle is the scope's. */
static inline pyf_native_function
closure_of(pyf_handle callable, const char *signature, int on_error,
           const void *fallback)
{
    pyf_native_function code = NULL;
    pyf_handle closure =
        pyf_closure_new(callable, plan(signature), on_error, fallback, &code);

    if (closure == 0)
        fail_msg("%s: %s", signature, pyf_error_message());
    assert_int_equal(pyf_handle_kind(closure), PYF_KIND_CLOSURE);
    assert_true(code != NULL);
    return code;
}

static inline pyf_native_function
closure(const char *callable, const char *signature)
{
    return closure_of(evaluate(callable), signature, PYF_CLOSURE_PARK, NULL);
}

#endif

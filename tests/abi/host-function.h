/* SPDX-License-Identifier: MIT */
/*
 * What the tests of host functions share: a function made and named in
 * __main__ in one line, and Python code that checks itself.
 */
#ifndef PYF_TESTS_HOST_FUNCTION_H
#define PYF_TESTS_HOST_FUNCTION_H

#include "process.h"
#include "shorthand.h"

/* raises(type, part, f, ...): f(...) raises just that type, with that part in
 * its message; the exception. */
static const char host_prelude[] =
    "import sys, gc, types\n"
    "def raises(kind, part, f, *args, **named):\n"
    "    try:\n"
    "        result = f(*args, **named)\n"
    "    except BaseException as e:\n"
    "        assert type(e) is kind, f'{type(e).__name__}: {e}'\n"
    "        assert part in str(e), f'no {part!r} in {e}'\n"
    "        return e\n"
    "    raise AssertionError(f'{f} {args} {named}: {result!r}')\n";

/* Give a function to __main__ under its name; without a form it is native. */
static inline pyf_handle
show_def(pyf_function_def def)
{
    pyf_handle function;

    def.size = sizeof def;
    if (def.form == 0)
        def.form = PYF_FORM_NATIVE;
    function = pyf_function_new(&def);
    if (function == 0)
        fail_msg("%s%s: %s", def.name.data, def.signature.data,
                 pyf_error_message());
    assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                 def.name.data, def.name.length, function),
                     PYF_OK);
    return function;
}

static inline pyf_handle
show_native(const char *name, const char *signature, pyf_native_function code)
{
    return show_def(
        (pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                           .signature = {signature, PYF_AUTO_LENGTH},
                           .call.native = code});
}

static inline pyf_handle
show_values(const char *name, const char *signature, pyf_values_function code,
            void *data)
{
    return show_def(
        (pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                           .form = PYF_FORM_VALUES,
                           .signature = {signature, PYF_AUTO_LENGTH},
                           .call.native = (pyf_native_function)code,
                           .data = data});
}

static inline pyf_handle
show_handles(const char *name, const char *signature,
             pyf_handles_function code, void *data)
{
    return show_def(
        (pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                           .form = PYF_FORM_HANDLES,
                           .signature = {signature, PYF_AUTO_LENGTH},
                           .call.native = (pyf_native_function)code,
                           .data = data});
}

/* Run Python code that raises when something is wrong. */
static inline void
check_python(const char *source)
{
    static char all[65536];
    static char trace[16384];
    size_t length;

    snprintf(all, sizeof all, "%s%s", host_prelude, source);
    if (run(all) == PYF_OK)
        return;
    pyf_error_format(trace, sizeof trace, &length);
    pyf_error_clear();
    fail_msg("%s", trace);
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * rust2py: a module that plain `python3` imports, any CPython from 3.11 up,
 * from one file. Build it, and start Python in its folder:
 *
 *     cc -shared -fPIC rust2py.c -o rust2py.so \
 *         $(pkg-config --cflags --libs pyforge)
 *     python3 -c 'import rust2py; print(rust2py.sum_as_string(5, 20))'
 *
 * The name of the file, of the module and of the PyInit function are one.
 */
#include <inttypes.h>
#include <pyforge.h>
#include <stdio.h>

/* Python has checked and converted the arguments, and copies the result before
 * the thread can call again. */
static const char *
sum_as_string(int64_t a, int64_t b)
{
    static _Thread_local char text[24];
    int64_t sum;

    if (__builtin_add_overflow(a, b, &sum)) {
        pyf_error_raise(PYF_EXC_OverflowError,
                        PYF_TEXT("the sum does not fit 64 bits"));
        return NULL;
    }
    snprintf(text, sizeof text, "%" PRId64, sum);
    return text;
}

static const pyf_function_def functions[] = {{
    .size = sizeof functions[0],
    .form = PYF_FORM_NATIVE,
    .name = {PYF_TEXT("sum_as_string")},
    .signature = {PYF_TEXT("(a: i64, b: i64) -> cstr")},
    .doc = {PYF_TEXT("The sum of two integers, as text.")},
    .call.native = (pyf_native_function)sum_as_string,
}};

/* What else the module has, each time it is imported. */
static int
fill(const pyf_frame *frame)
{
    const pyf_value version = PYF_STR(PYF_TEXT("1.0"));

    return pyf_module_add_value(frame->module, PYF_TEXT("version"), &version);
}

static const pyf_module_def def = {
    .size = sizeof def,
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("rust2py")},
    .doc = {PYF_TEXT("This module is implemented in C.")},
    .functions = functions,
    .function_count = sizeof functions / sizeof functions[0],
    .exec = fill,
};

PYF_API void *PyInit_rust2py(void);

void *
PyInit_rust2py(void)
{
    return pyf_extension_init(&def);
}

/* SPDX-License-Identifier: MIT */
/* An extension module; client.c beside it says what for. */
#include <pyforge.h>

static int64_t
add_one(int64_t x)
{
    return x + 1;
}

static int
count(const pyf_frame *frame, pyf_handle *result)
{
    *result = pyf_from_i64((int64_t)frame->count);
    return *result == 0 ? pyf_error_code() : PYF_OK;
}

static int
fill(const pyf_frame *frame)
{
    pyf_value answer = PYF_I64(42);

    return pyf_module_add_value(frame->module, PYF_TEXT("answer"), &answer);
}

static const pyf_function_def functions[] = {
    {
        .size = sizeof functions[0],
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("add_one")},
        .signature = {PYF_TEXT("(x: i64) -> i64")},
        .call.native = (pyf_native_function)add_one,
    },
    {
        .size = sizeof functions[0],
        .form = PYF_FORM_HANDLES,
        .name = {PYF_TEXT("count")},
        .call.handles = count,
    },
};

static const pyf_module_def module = {
    .size = sizeof module,
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("baseline")},
    .functions = functions,
    .function_count = 2,
    .exec = fill,
};

PYF_API void *PyInit_baseline(void);

void *
PyInit_baseline(void)
{
    return pyf_extension_init(&module);
}

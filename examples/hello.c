/* SPDX-License-Identifier: MIT */
/* Start Python, call it, convert both ways, see an exception.
 * Build: cc hello.c $(pkg-config --cflags --libs pyforge) */
#include <inttypes.h>
#include <pyforge.h>
#include <stdio.h>

/* Calls take plain numbers, and give the kind that is asked for. */
static int
numbers(void)
{
    pyf_handle math = pyf_import(PYF_TEXT("math"));
    pyf_value args[] = {PYF_F64(3.0), PYF_F64(4.0)}, hypot;
    pyf_value n = PYF_I64(20), product;

    /* Reports a failed import as well: math is 0 then. */
    if (pyf_call_method_values(math, PYF_TEXT("hypot"), args, 2, PYF_VALUE_F64,
                               &hypot) < 0)
        return -1;
    printf("math.hypot(3, 4) = %g\n", hypot.as.f64);
    if (pyf_call_method_values(math, PYF_TEXT("factorial"), &n, 1,
                               PYF_VALUE_I64, &product) < 0)
        return -1;
    printf("math.factorial(20) = %" PRId64 "\n", product.as.i64);
    return 0;
}

/* A C array becomes a list, and the text of an object comes back. */
static int
objects(void)
{
    static const int64_t numbers[] = {3, 1, 2};
    pyf_handle list = pyf_list_from_i64(numbers, 3);
    const char *text;
    size_t length;

    if (pyf_call_method_values(list, PYF_TEXT("sort"), NULL, 0, PYF_VALUE_NONE,
                               NULL) < 0)
        return -1;
    if (pyf_to_str(pyf_str(list), &text, &length) < 0)
        return -1;
    printf("sorted: %.*s\n", (int)length, text);
    return 0;
}

/* An exception is a status here, with the exception parked behind it. */
static int
errors(void)
{
    pyf_handle number =
        pyf_eval(PYF_TEXT("int('seven')"), PYF_NONE, PYF_NONE);

    if (number != 0 || !pyf_error_matches(PYF_EXC_ValueError))
        return -1;
    printf("%s\n", pyf_error_message());
    return pyf_error_clear();
}

int
main(void)
{
    if (pyf_initialize(NULL) < 0)
        return pyf_error_exit_status(2);

    pyf_token here = pyf_attach_begin(0);
    int failed = numbers() < 0 || objects() < 0 || errors() < 0;
    int status = pyf_error_exit_status(2); /* 0 if nothing is parked */
    pyf_attach_end(here); /* closes math and all the others */
    if (pyf_finalize() < 0)
        return pyf_error_exit_status(2);
    return failed && status == 0 ? 1 : status;
}

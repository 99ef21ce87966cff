/* SPDX-License-Identifier: MIT */
/* SE02: a module of C's with one function. It is built in here, for want of a
 * file to import; examples/extension/rust2py.c is the same as a shared library
 * for plain python3, which tests/extension imports. */
#include "sample.h"

#include <inttypes.h>

TEST_NO_START;

/* Logic implemented as a normal C function. */
static const char *
sum_as_string(int64_t a, int64_t b)
{
    static _Thread_local char text[24];

    snprintf(text, sizeof text, "%" PRId64, a + b);
    return text;
}

static const pyf_function_def functions[] = {{
    .size = sizeof functions[0],
    .form = PYF_FORM_NATIVE,
    .name = {PYF_TEXT("sum_as_string")},
    .signature = {PYF_TEXT("(a: i64, b: i64) -> cstr")},
    .doc = {PYF_TEXT("The sum of two numbers as text.")},
    .call.native = (pyf_native_function)sum_as_string,
}};

static const pyf_module_def rust2py = {
    .size = sizeof rust2py,
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("rust2py")},
    .doc = {PYF_TEXT("This module is implemented in C.")},
    .functions = functions,
    .function_count = 1,
};

static int
program(const char *source)
{
    if (pyf_inittab_append(&rust2py) < 0 || pyf_initialize(NULL) < 0)
        return pyf_error_exit_status(2);
    pyf_token here = pyf_attach_begin(0);
    int status = pyf_run(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);

    if (status < 0)
        status = pyf_error_exit_status(2);
    pyf_attach_end(here);
    return pyf_finalize() < 0 ? pyf_error_exit_status(2) : status;
}

static const char *source;

static void
run_program(void)
{
    assert_int_equal(program(source), 0);
}

static void
expect_printed(const char *python, const char *expected)
{
    source = python;
    const struct child *child = run_child(run_program);

    assert_string_equal(child->output, expected);
    assert_int_equal(child->status, 0);
}

/* Feature: M01, SE02 */
TEST_DETACHED(SE02_sum_as_string_gives_text)
{
    expect_printed("import rust2py\n"
                   "print(repr(rust2py.sum_as_string(5, 20)))\n",
                   "'25'\n");
}

/* Feature: SE02 */
TEST_DETACHED(SE02_texts_are_visible)
{
    expect_printed("import rust2py\n"
                   "print(rust2py.__doc__)\n"
                   "print(rust2py.sum_as_string.__doc__)\n",
                   "This module is implemented in C.\n"
                   "The sum of two numbers as text.\n");
}

/* Feature: SE02 */
TEST_DETACHED(SE02_what_is_no_int_is_a_type_error)
{
    expect_printed("import rust2py\n"
                   "try:\n"
                   "    rust2py.sum_as_string('5', 20)\n"
                   "except TypeError as error:\n"
                   "    print('TypeError')\n",
                   "TypeError\n");
}

/* Feature: SE02 */
TEST_DETACHED(SE02_what_does_not_fit_is_an_overflow_error)
{
    expect_printed("import rust2py\n"
                   "try:\n"
                   "    rust2py.sum_as_string(1 << 63, 0)\n"
                   "except OverflowError as error:\n"
                   "    print('OverflowError')\n",
                   "OverflowError\n");
}

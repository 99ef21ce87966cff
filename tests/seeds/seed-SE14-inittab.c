/* SPDX-License-Identifier: MIT */
/* SE14: a module built in before Python starts. */
#include "sample.h"

TEST_NO_START;

static int64_t
add_one(int64_t x)
{
    return x + 1;
}

static const pyf_function_def functions[] = {{
    .size = sizeof functions[0],
    .form = PYF_FORM_NATIVE,
    .name = {PYF_TEXT("add_one")},
    .signature = {PYF_TEXT("(x: i64) -> i64")},
    .call.native = (pyf_native_function)add_one,
}};

static const pyf_module_def foo = {
    .size = sizeof foo,
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("foo")},
    .functions = functions,
    .function_count = 1,
};

/* The whole program. */
static int
program(void)
{
    if (pyf_inittab_append(&foo) < 0 || pyf_initialize(NULL) < 0)
        return pyf_error_exit_status(2);
    pyf_token here = pyf_attach_begin(0);
    int status = pyf_run("import foo; foo.add_one(6)", PYF_AUTO_LENGTH,
                         PYF_NONE, PYF_NONE);

    if (status < 0)
        return pyf_error_exit_status(2);
    pyf_attach_end(here);
    return pyf_finalize() < 0 ? pyf_error_exit_status(2) : 0;
}

static void
run_program(void)
{
    assert_int_equal(program(), 0);
}

/* Feature: SE14 */
TEST_DETACHED(SE14_program_runs_without_an_error)
{
    const struct child *child = run_child(run_program);

    assert_string_equal(child->output, "");
    assert_int_equal(child->status, 0);
}

/* Feature: SE14 */
TEST_CHILD(SE14_add_one_adds_one)
{
    const pyf_value six = PYF_I64(6);
    pyf_value seven;

    assert_int_equal(pyf_inittab_append(&foo), PYF_OK);
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    pyf_token here = pyf_attach_begin(0);

    assert_int_equal(pyf_call_method_values(pyf_import(PYF_TEXT("foo")),
                                            PYF_TEXT("add_one"), &six, 1,
                                            PYF_VALUE_ANY, &seven),
                     PYF_OK);
    assert_int_equal(seven.kind, PYF_VALUE_I64);
    assert_int_equal(seven.as.i64, 7);
    pyf_attach_end(here);
}

/* Feature: SE14 */
TEST_CHILD(SE14_after_the_start_is_too_late)
{
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    assert_int_equal(pyf_inittab_append(&foo), PYF_ERR_TOO_LATE);
    expect_failure(PYF_ERR_TOO_LATE, "pyf_inittab_append");
}

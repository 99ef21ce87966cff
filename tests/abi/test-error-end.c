/* SPDX-License-Identifier: MIT */
/* error: the exit status before there is a Python, and after its end. */
#include "process.h"

#include <unistd.h>

TEST_NO_START;

TEST_CHILD(exit_status_before_there_is_a_python)
{
    pyf_config config = defaults();

    assert_int_equal(pyf_error_exit_status(2), 0);
    config.python = "/no/such/python";
    assert_true(pyf_initialize(&config) < 0);
    assert_int_equal(pyf_error_exit_status(2), 1);
    assert_int_equal(pyf_error_code(), PYF_OK);
    assert_int_equal(pyf_error_exit_status(2), 0);
}

/* Run, end Python, and leave as a main does that asks last. */
static void
leave_after(const char *source)
{
    pyf_token here = start();

    run(source);
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
    _exit(pyf_error_exit_status(2));
}

static void
leave_with_3(void)
{
    leave_after("import sys; sys.exit(3)");
}

static void
leave_with_text(void)
{
    leave_after("import sys; sys.exit('bye')");
}

static void
leave_with_traceback(void)
{
    leave_after("def f(): raise ValueError('boom')\nf()");
}

static void
leave_interrupted(void)
{
    leave_after("raise KeyboardInterrupt");
}

static void
leave_well(void)
{
    leave_after("print('well')");
}

/* Feature: SE11 */
TEST_DETACHED(exit_status_after_the_end_is_what_it_was)
{
    const struct child *child = run_child(leave_with_3);

    assert_int_equal(child->status, 3);
    assert_string_equal(child->output, "");
    child = run_child(leave_with_text);
    assert_int_equal(child->status, 1);
    assert_string_equal(child->output, "bye\n");
    child = run_child(leave_with_traceback);
    assert_int_equal(child->status, 1);
    assert_non_null(strstr(child->output, "in f"));
    assert_non_null(strstr(child->output, "ValueError: boom\n"));
    assert_int_equal(run_child(leave_interrupted)->status, 130);
    child = run_child(leave_well);
    assert_int_equal(child->status, 0);
    assert_string_equal(child->output, "well\n");
}

TEST_CHILD(fetch_before_and_after_there_is_a_python)
{
    pyf_failure failure = {.size = sizeof failure};
    pyf_token here;

    assert_int_equal(pyf_error_fetch(&failure), 0);
    assert_int_equal(pyf_attach_begin(0) != 0, 0);
    assert_int_equal(pyf_error_fetch(&failure), 1);
    assert_int_equal(failure.code, PYF_ERR_NOT_INITIALIZED);
    assert_true(failure.exception == 0);
    here = start();
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(pyf_error_fetch(&failure), 1);
    assert_int_equal(failure.code, PYF_ERR_PYTHON);
    assert_true(failure.exception == 0);
    assert_string_equal(failure.message, "ValueError: boom");
    assert_int_equal(pyf_error_code(), PYF_OK);
}

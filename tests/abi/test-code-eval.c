/* SPDX-License-Identifier: MIT */
/* code: evaluate expressions, run statements. */
#include "bad-handle.h"

/* What the parked failure looks like with its traceback; keeps it parked. */
static const char *
report(void)
{
    static char buffer[4096];
    size_t length = 0;

    assert_int_equal(pyf_error_format(buffer, sizeof buffer, &length),
                     PYF_OK);
    return buffer;
}

static pyf_handle
eval(const char *source)
{
    return pyf_eval(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

static int
run(const char *source)
{
    return pyf_run(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

/* eval */

/* Feature: R02 */
TEST(eval_gives_the_value)
{
    assert_int_equal(integer(eval("6 * 7")), 42);
    assert_int_equal(pyf_is(eval("None"), PYF_NONE), 1);
}

TEST(eval_takes_length_bytes)
{
    assert_int_equal(integer(pyf_eval("1234", 2, PYF_NONE, PYF_NONE)), 12);
}

TEST(eval_finds_builtins_in_empty_globals)
{
    assert_int_equal(integer(pyf_eval("len([1, 2])", PYF_AUTO_LENGTH,
                                      no_names(), PYF_NONE)), 2);
}

/* Feature: R02 */
TEST(eval_default_globals_are_those_of_main)
{
    assert_int_equal(run("import __main__\n__main__.left_here = 5"), PYF_OK);
    assert_int_equal(integer(eval("left_here")), 5);
    assert_string_equal(text(eval("__name__")), "__main__");
    assert_int_equal(run("del __main__.left_here, __main__"), PYF_OK);
}

TEST(eval_locals_stand_before_globals)
{
    pyf_handle globals = names_of("x = 1\ny = 2"), locals = names_of("x = 10");

    assert_int_equal(integer(pyf_eval("x + y", PYF_AUTO_LENGTH, globals,
                                      locals)), 12);
}

TEST(eval_locals_with_default_globals)
{
    pyf_handle locals = names_of("x = 10");

    assert_int_equal(integer(pyf_eval("x + 1", PYF_AUTO_LENGTH, PYF_NONE,
                                      locals)), 11);
}

TEST(eval_locals_may_be_any_mapping)
{
    pyf_handle mapping = evaluate("__import__('collections')"
                                  ".ChainMap({'x': 3}, {'y': 4})");

    assert_int_equal(integer(pyf_eval("x * y", PYF_AUTO_LENGTH, no_names(),
                                      mapping)), 12);
}

TEST(eval_white_space_around_is_fine)
{
    assert_int_equal(integer(eval("  1 + 1\n")), 2);
}

TEST(eval_text_beyond_ascii)
{
    assert_string_equal(text(eval("'größe' + '𝐱'")), "größe𝐱");
}

TEST(eval_statement_is_a_syntax_error)
{
    assert_int_equal(eval("x = 1"), 0);
    expect_exception(PYF_EXC_SyntaxError, "");
    assert_int_equal(eval(""), 0);
    expect_exception(PYF_EXC_SyntaxError, "");
}

TEST(eval_passes_on_what_the_expression_raises)
{
    assert_int_equal(eval("1 / 0"), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "division by zero");
    assert_int_equal(eval("no_such_name"), 0);
    expect_exception(PYF_EXC_NameError, "no_such_name");
    assert_int_equal(eval("exit(3)"), 0);
    expect_exception(PYF_EXC_SystemExit, "3");
}

TEST(eval_null_source_is_refused)
{
    assert_int_equal(pyf_eval(NULL, 3, PYF_NONE, PYF_NONE), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_eval");
    assert_int_equal(pyf_eval(NULL, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_eval");
}

TEST(eval_absurd_length_is_refused)
{
    assert_int_equal(pyf_eval("1", (size_t)-2, PYF_NONE, PYF_NONE), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_eval");
    assert_int_equal(pyf_eval("1", (size_t)1 << 63, PYF_NONE, PYF_NONE), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_eval");
}

TEST(eval_source_with_nul_is_refused)
{
    assert_int_equal(pyf_eval("1\0+ 1", 5, PYF_NONE, PYF_NONE), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_eval");
}

TEST(eval_source_not_utf8_is_refused)
{
    assert_int_equal(pyf_eval("'" NOT_UTF8 "'", 6, PYF_NONE, PYF_NONE), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_eval");
}

TEST(eval_globals_that_are_no_dict_are_refused)
{
    assert_int_equal(pyf_eval("1", 1, evaluate("[]"), PYF_NONE), 0);
    expect_failure(PYF_ERR_TYPE, "pyf_eval");
}

TEST(eval_locals_that_are_no_mapping_are_refused)
{
    assert_int_equal(pyf_eval("x", 1, no_names(), pyf_from_i64(7)), 0);
    assert_true(pyf_error_code() < 0);
    pyf_error_clear();
}

TEST_BAD_HANDLE(eval_bad_globals_are_refused, pyf_eval,
                pyf_eval("1", 1, bad, PYF_NONE))
TEST_BAD_HANDLE(eval_bad_locals_are_refused, pyf_eval,
                pyf_eval("1", 1, PYF_NONE, bad))

/* run */

/* Feature: R03 */
TEST(run_leaves_names_in_globals)
{
    pyf_handle names = no_names();

    assert_int_equal(pyf_run("x = 1\ny = x + 1\n", PYF_AUTO_LENGTH, names,
                             PYF_NONE), PYF_OK);
    assert_int_equal(integer(pyf_getitem_str(names, PYF_TEXT("y"))), 2);
}

/* Feature: R03 */
TEST(run_functions_see_each_other)
{
    pyf_handle names = no_names();
    static const char source[] =
        "import math\n"
        "def f(n): return 1 if n == 0 else n * g(n - 1)\n"
        "def g(n): return f(n)\n"
        "result = f(5) + math.floor(0.5)\n";

    assert_int_equal(pyf_run(source, PYF_AUTO_LENGTH, names, PYF_NONE),
                     PYF_OK);
    assert_int_equal(integer(pyf_getitem_str(names, PYF_TEXT("result"))), 120);
}

/* Feature: R04 */
TEST(run_with_locals_leaves_names_there)
{
    pyf_handle globals = names_of("x = 1"), locals = no_names();

    assert_int_equal(pyf_run("y = x + 1", PYF_AUTO_LENGTH, globals, locals),
                     PYF_OK);
    assert_int_equal(integer(pyf_getitem_str(locals, PYF_TEXT("y"))), 2);
    assert_int_equal(pyf_hasitem(globals, str("y")), 0);
}

/* Feature: R04 */
TEST(run_takes_length_bytes)
{
    pyf_handle names = no_names();

    assert_int_equal(pyf_run("x = 1234", 6, names, PYF_NONE), PYF_OK);
    assert_int_equal(integer(pyf_getitem_str(names, PYF_TEXT("x"))), 12);
}

TEST(run_empty_source_does_nothing)
{
    assert_int_equal(run(""), PYF_OK);
    assert_int_equal(run("# a comment without an end of line"), PYF_OK);
}

TEST(run_windows_line_ends)
{
    pyf_handle names = no_names();

    assert_int_equal(pyf_run("if True:\r\n    x = 1\r\n", PYF_AUTO_LENGTH,
                             names, PYF_NONE), PYF_OK);
    assert_int_equal(integer(pyf_getitem_str(names, PYF_TEXT("x"))), 1);
}

TEST(run_syntax_error_says_which_line)
{
    assert_int_equal(run("x = 1\ny = = 2\n"), PYF_ERR_PYTHON);
    assert_non_null(strstr(report(), "line 2"));
    assert_non_null(strstr(report(), "y = = 2"));
    expect_exception(PYF_EXC_SyntaxError, "invalid syntax");
}

TEST(run_indentation_error_is_a_syntax_error)
{
    assert_int_equal(run("if True:\nx = 1\n"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_matches(PYF_EXC_SyntaxError), 1);
    expect_exception(PYF_EXC_IndentationError, "expected an indented block");
}

TEST(run_exception_has_the_line_in_its_traceback)
{
    static const char source[] = "def f():\n    raise ValueError('x')\nf()\n";

    assert_int_equal(pyf_run(source, PYF_AUTO_LENGTH, no_names(), PYF_NONE),
                     PYF_ERR_PYTHON);
    assert_non_null(strstr(report(), "\"<string>\", line 2, in f"));
    assert_non_null(strstr(report(), "\"<string>\", line 3, in <module>"));
    expect_exception(PYF_EXC_ValueError, "ValueError: x");
}

TEST(run_system_exit_is_an_ordinary_error)
{
    assert_int_equal(run("import sys; sys.exit('bye')"), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_SystemExit, "bye");
    assert_int_equal(run("del sys"), PYF_OK);
}

TEST(run_names_set_before_an_exception_stay)
{
    pyf_handle names = no_names();

    assert_int_equal(pyf_run("x = 1\n1 / 0", PYF_AUTO_LENGTH, names,
                             PYF_NONE), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    assert_int_equal(integer(pyf_getitem_str(names, PYF_TEXT("x"))), 1);
}

TEST(run_bad_source_is_refused)
{
    assert_int_equal(pyf_run(NULL, 3, PYF_NONE, PYF_NONE), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_run");
    assert_int_equal(pyf_run(NULL, 0, PYF_NONE, PYF_NONE), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_run");
    assert_int_equal(pyf_run("pass", (size_t)-2, PYF_NONE, PYF_NONE),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_run");
    assert_int_equal(pyf_run("pass\0pass", 9, PYF_NONE, PYF_NONE),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_run");
    assert_int_equal(run("x = '" NOT_UTF8 "'"), PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_run");
}

TEST(run_coding_cookie_does_not_change_the_encoding)
{
    pyf_handle names = no_names();

    assert_int_equal(pyf_run("# -*- coding: latin-1 -*-\nx = 'ö'\n",
                             PYF_AUTO_LENGTH, names, PYF_NONE), PYF_OK);
    assert_string_equal(text(pyf_getitem_str(names, PYF_TEXT("x"))), "ö");
}

TEST(run_globals_that_are_no_dict_are_refused)
{
    assert_int_equal(pyf_run("pass", 4, pyf_from_i64(1), PYF_NONE),
                     PYF_ERR_TYPE);
    expect_failure(PYF_ERR_TYPE, "pyf_run");
}

TEST_BAD_HANDLE(run_bad_globals_are_refused, pyf_run,
                pyf_run("pass", 4, bad, PYF_NONE))
TEST_BAD_HANDLE(run_bad_locals_are_refused, pyf_run,
                pyf_run("pass", 4, PYF_NONE, bad))

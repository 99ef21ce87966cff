/* SPDX-License-Identifier: MIT */
/* code objects: compile them, run them. */
#include "bad-handle.h"

#include <stdlib.h>
#include <unistd.h>

static pyf_handle
compile(const char *source, int mode)
{
    return pyf_compile(source, PYF_AUTO_LENGTH, NULL, 0, mode);
}

static pyf_handle
a_code(void)
{
    return compile("1 + 1", PYF_COMPILE_EVAL);
}

TEST(compile_eval_gives_the_value_when_run)
{
    pyf_handle code = compile("x * 2", PYF_COMPILE_EVAL);
    pyf_handle names = names_of("x = 4");

    assert_int_equal(integer(pyf_run_code(code, names, PYF_NONE)), 8);
}

TEST(compile_exec_gives_none_when_run)
{
    pyf_handle code = compile("y = x * 2\n", PYF_COMPILE_EXEC);
    pyf_handle names = names_of("x = 4");

    assert_int_equal(pyf_is(pyf_run_code(code, names, PYF_NONE), PYF_NONE),
                     1);
    assert_int_equal(integer(pyf_getitem_str(names, PYF_TEXT("y"))), 8);
}

TEST(compile_single_shows_the_value_when_run)
{
    pyf_handle code = compile("6 * 7\n", PYF_COMPILE_SINGLE);
    pyf_handle names = names_of("import sys\n"
                                "shown = []\n"
                                "old = sys.displayhook\n"
                                "sys.displayhook = shown.append\n");

    assert_int_equal(pyf_is(pyf_run_code(code, names, PYF_NONE), PYF_NONE),
                     1);
    run_in("sys.displayhook = old", names);
    expect_true_in("shown == [42]", names);
}

/* Feature: R06 */
TEST(compile_once_runs_many_times)
{
    pyf_handle code = compile("n += 1", PYF_COMPILE_EXEC);
    pyf_handle names = names_of("n = 0");

    for (int i = 0; i < 100; i++)
        pyf_close(pyf_run_code(code, names, PYF_NONE));
    assert_int_equal(integer(pyf_getitem_str(names, PYF_TEXT("n"))), 100);
}

/* Feature: R06 */
TEST(compile_filename_is_in_the_code)
{
    expect_true_of(pyf_compile("1", 1, PYF_TEXT("größe.py"), PYF_COMPILE_EVAL),
                   "x.co_filename == 'größe.py'");
    expect_true_of(pyf_compile("1", 1, NULL, 0, PYF_COMPILE_EVAL),
                   "x.co_filename == '<string>'");
}

TEST(compile_takes_length_bytes)
{
    pyf_handle code = pyf_compile("1234", 2, NULL, 0, PYF_COMPILE_EVAL);

    assert_int_equal(integer(pyf_run_code(code, PYF_NONE, PYF_NONE)), 12);
}

TEST(compile_inherits_no_future_flags)
{
    pyf_handle code = compile("def f(a: int): pass\n"
                              "kind = type(f.__annotations__['a'])\n",
                              PYF_COMPILE_EXEC);
    pyf_handle names = no_names();

    assert_true(pyf_run_code(code, names, PYF_NONE) != 0);
    assert_int_equal(
        pyf_is(pyf_getitem_str(names, PYF_TEXT("kind")), PYF_TYPE_TYPE), 1);
}

TEST(compile_syntax_error_names_file_and_line)
{
    char report[2048];
    size_t length = 0;

    assert_int_equal(pyf_compile("x = 1\nx = = 2\n", PYF_AUTO_LENGTH,
                                 PYF_TEXT("sample.py"), PYF_COMPILE_EXEC),
                     0);
    assert_int_equal(pyf_error_format(report, sizeof report, &length),
                     PYF_OK);
    assert_non_null(strstr(report, "sample.py\", line 2"));
    expect_exception(PYF_EXC_SyntaxError, "invalid syntax");
}

TEST(compile_statements_as_expression_is_a_syntax_error)
{
    assert_int_equal(compile("x = 1", PYF_COMPILE_EVAL), 0);
    expect_exception(PYF_EXC_SyntaxError, "invalid syntax");
    assert_int_equal(compile("a = 1\nb = 2\n", PYF_COMPILE_SINGLE), 0);
    expect_exception(PYF_EXC_SyntaxError, "multiple statements");
}

TEST(compile_unknown_mode_is_refused)
{
    const int modes[] = {-1, 3, 256, 257, 258, INT32_MIN, INT32_MAX};

    for (int i = 0; i < 7; i++) {
        assert_int_equal(compile("1", modes[i]), 0);
        expect_failure(PYF_ERR_ARGUMENT, "pyf_compile");
    }
}

TEST(compile_bad_source_is_refused)
{
    assert_int_equal(pyf_compile(NULL, 1, NULL, 0, PYF_COMPILE_EXEC), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_compile");
    assert_int_equal(pyf_compile("1", (size_t)-2, NULL, 0, PYF_COMPILE_EXEC),
                     0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_compile");
    assert_int_equal(pyf_compile("1\0", 2, NULL, 0, PYF_COMPILE_EXEC), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_compile");
    assert_int_equal(compile(NOT_UTF8, PYF_COMPILE_EXEC), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_compile");
}

TEST(compile_filename_not_utf8_is_refused)
{
    assert_int_equal(
        pyf_compile("1", 1, NOT_UTF8, PYF_AUTO_LENGTH, PYF_COMPILE_EVAL), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_compile");
}

/* run_code */

TEST(run_code_default_globals_are_those_of_main)
{
    pyf_handle code = compile("__name__", PYF_COMPILE_EVAL);

    assert_string_equal(text(pyf_run_code(code, PYF_NONE, PYF_NONE)),
                        "__main__");
}

TEST(run_code_uses_locals)
{
    pyf_handle code = compile("x + y", PYF_COMPILE_EVAL);

    assert_int_equal(integer(pyf_run_code(code, names_of("x = 1\ny = 2"),
                                          names_of("x = 10"))), 12);
}

TEST(run_code_finds_builtins_in_empty_globals)
{
    pyf_handle code = compile("len('abc')", PYF_COMPILE_EVAL);

    assert_int_equal(integer(pyf_run_code(code, no_names(), PYF_NONE)), 3);
}

TEST(run_code_takes_what_compile_gives_in_python)
{
    pyf_handle code = evaluate("compile('3 * 3', 'f', 'eval')");

    assert_int_equal(integer(pyf_run_code(code, PYF_NONE, PYF_NONE)), 9);
}

TEST(run_code_passes_on_what_the_code_raises)
{
    assert_int_equal(pyf_run_code(compile("1 / 0", PYF_COMPILE_EVAL),
                                  PYF_NONE, PYF_NONE), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "division by zero");
}

TEST(run_code_of_a_real_file_shows_its_source_lines)
{
    static const char source[] = "def f():\n    return 1 / 0  # here\nf()\n";
    char path[] = "/tmp/pyforge-test-XXXXXX", report[2048];
    size_t length = 0;
    int file = mkstemp(path);

    assert_int_equal(write(file, source, sizeof source - 1),
                     (ssize_t)sizeof source - 1);
    assert_int_equal(close(file), 0);
    pyf_handle code = pyf_compile(source, PYF_AUTO_LENGTH, path,
                                  PYF_AUTO_LENGTH, PYF_COMPILE_EXEC);

    assert_int_equal(pyf_run_code(code, no_names(), PYF_NONE), 0);
    assert_int_equal(pyf_error_format(report, sizeof report, &length),
                     PYF_OK);
    assert_non_null(strstr(report, "return 1 / 0  # here"));
    assert_int_equal(unlink(path), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
}

TEST(run_code_of_what_is_no_code_is_refused)
{
    assert_int_equal(pyf_run_code(str("1 + 1"), PYF_NONE, PYF_NONE), 0);
    expect_failure(PYF_ERR_TYPE, "pyf_run_code");
    assert_int_equal(pyf_run_code(PYF_NONE, PYF_NONE, PYF_NONE), 0);
    expect_failure(PYF_ERR_TYPE, "pyf_run_code");
}

TEST(run_code_with_free_variables_is_refused)
{
    pyf_handle code = defined("def outer():\n"
                              "    x = 1\n"
                              "    def inner(): return x\n"
                              "    return inner.__code__\n"
                              "code = outer()\n", "code");

    assert_int_equal(pyf_run_code(code, PYF_NONE, PYF_NONE), 0);
    assert_int_equal(pyf_error_matches(PYF_EXC_TypeError), 1);
    assert_non_null(strstr(pyf_error_message(), "free variables"));
    pyf_error_clear();
}

TEST(run_code_that_takes_arguments_raises_type_error)
{
    pyf_handle code = evaluate("(lambda x: x).__code__");

    assert_int_equal(pyf_run_code(code, PYF_NONE, PYF_NONE), 0);
    expect_exception(PYF_EXC_TypeError, "missing 1 required");
}

TEST(run_code_globals_that_are_no_dict_are_refused)
{
    assert_int_equal(pyf_run_code(a_code(), evaluate("[]"), PYF_NONE), 0);
    expect_failure(PYF_ERR_TYPE, "pyf_run_code");
}

TEST_BAD_HANDLE(run_code_bad_code_is_refused, pyf_run_code,
                pyf_run_code(bad, PYF_NONE, PYF_NONE))
TEST_BAD_HANDLE(run_code_bad_globals_are_refused, pyf_run_code,
                pyf_run_code(a_code(), bad, PYF_NONE))
TEST_BAD_HANDLE(run_code_bad_locals_are_refused, pyf_run_code,
                pyf_run_code(a_code(), PYF_NONE, bad))

/* SPDX-License-Identifier: MIT */
/* error: statuses of the host's own, which survive Python. */
#include "host-function.h"

enum { MINE = -1234, OTHER = -1999 };

/* How a host function fails. */
struct way {
    int status;
    int (*park)(void); /* NULL: nothing */
};

static struct way way;

static int
park_mine(void)
{
    return pyf_error_set(MINE, "the disk is full", PYF_AUTO_LENGTH);
}

static int
park_exception(void)
{
    return pyf_error_raise(PYF_EXC_KeyError, "k", 1);
}

static int
park_conversion(void)
{
    int64_t number;

    return pyf_to_i64(PYF_TYPE_INT, &number);
}

static int
fail_values(const pyf_frame *frame, pyf_value *result)
{
    (void)frame, (void)result;
    if (way.park != NULL)
        way.park();
    return way.status;
}

static int
fail_handles(const pyf_frame *frame, pyf_handle *result)
{
    (void)frame, (void)result;
    if (way.park != NULL)
        way.park();
    return way.status;
}

static int64_t
fail_native(void)
{
    way.park();
    return 0;
}

static int
fail_next(const pyf_frame *frame, pyf_value *item)
{
    (void)frame, (void)item;
    if (way.park != NULL)
        way.park();
    return way.status;
}

static void
show_iterator(void)
{
    pyf_iterator_def def = {.size = sizeof def, .next = fail_next};

    assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                 PYF_TEXT("iterator"),
                                 pyf_iterator_new(&def)), PYF_OK);
}

static void
show_all(int status, int (*park)(void))
{
    way = (struct way){status, park};
    show_values("values", NULL, fail_values, NULL);
    show_handles("handles", NULL, fail_handles, NULL);
    show_native("native", "() -> i64", (pyf_native_function)fail_native);
    show_iterator();
}

static void
expect_code(int status, int expected, const char *message)
{
    assert_int_equal(status, expected);
    expect_failure(expected, message);
}

/* Feature: E01, E21 */
TEST(host_code_that_is_set_survives_python)
{
    show_all(MINE, park_mine);
    static const char *const sources[] = {
        "values()", "handles()", "native()", "next(iterator)",
        "list(map(lambda x: values(), [1]))",
        "try: values()\nfinally: pass\n",
        "try: values()\nexcept RuntimeError: raise\n",
        "try: values()\nexcept RuntimeError as e: raise e\n",
        "try: values()\nexcept RuntimeError as e: kept = e\n"
        "try: raise kept\nfinally: del kept\n",
    };

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        expect_code(run(sources[i]), MINE, "RuntimeError: the disk is full");
}

TEST(host_code_comes_back_through_any_call)
{
    show_all(MINE, park_mine);
    pyf_handle function = eval("values");
    pyf_value result;

    assert_true(pyf_call(function, NULL, 0) == 0);
    expect_code(pyf_error_code(), MINE, "the disk is full");
    expect_code(pyf_call_values(function, NULL, 0, PYF_VALUE_ANY,
                                &result), MINE, "");
    assert_true(pyf_eval("values()", PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE) ==
                0);
    expect_code(pyf_error_code(), MINE, "");
    assert_int_equal(run("class C:\n"
                         "    x = property(lambda s: values())\n"
                         "    def __int__(s): return values()\n"
                         "    __index__ = __float__ = __bool__ = __int__\n"
                         "    def __iter__(s): return iter(values, 1)\n"
                         "c = C()\n"), PYF_OK);
    pyf_handle c = eval("c");
    int64_t number;
    double real;

    assert_true(pyf_getattr(c, PYF_TEXT("x")) == 0);
    expect_code(pyf_error_code(), MINE, "");
    expect_code(pyf_is_true(c), MINE, "");
    expect_code(pyf_to_i64(c, &number), MINE, "");
    expect_code(pyf_to_f64(c, &real), MINE, "");
    pyf_handle iterator = pyf_iter(c);

    expect_code(pyf_next(iterator, &c), MINE, "");
    assert_int_equal(run("del C, c"), PYF_OK);
}

TEST(host_code_is_not_that_of_another_exception)
{
    show_all(MINE, park_mine);
    expect_code(run("try: values()\n"
                    "except RuntimeError as e: raise KeyError('k') from e\n"),
                PYF_ERR_PYTHON, "KeyError: 'k'");
    expect_code(run("try: values()\nfinally: 1/0\n"), PYF_ERR_PYTHON, "Zero");
    expect_code(run("raise ValueError('later')"), PYF_ERR_PYTHON, "later");
}

/* Feature: E21 */
TEST(host_code_goes_with_what_is_parked)
{
    show_all(MINE, park_exception);
    expect_code(run("values()"), MINE, "KeyError: 'k'");
    expect_code(run("next(iterator)"), MINE, "KeyError: 'k'");
    check_python("raises(KeyError, 'k', values)\n");
    show_all(MINE, park_conversion);
    expect_code(run("values()"), MINE, "TypeError: 'type' object cannot be");
    show_all(OTHER, park_mine);
    expect_code(run("values()"), OTHER, "RuntimeError: the disk is full");
    show_all(PYF_ERR_PYTHON, park_mine);
    expect_code(run("values()"), MINE, "RuntimeError: the disk is full");
}

/* Feature: E21 */
TEST(host_code_alone_is_a_runtime_error_that_names_it)
{
    show_all(MINE, NULL);
    check_python("raises(RuntimeError, 'values() failed (PYF_ERR_HOST -1234',"
                 " values)\n"
                 "raises(RuntimeError, 'next() failed (PYF_ERR_HOST -1234',"
                 " next, iterator)\n");
    expect_code(run("values()"), MINE, "values() failed (PYF_ERR_HOST -1234");
}

TEST(host_code_is_kept_when_the_exception_is_raised_again)
{
    show_all(MINE, park_mine);
    assert_int_equal(run("values()"), MINE);
    pyf_handle error = pyf_error_take();

    expect_code(pyf_error_raise(error, NULL, 0), MINE, "the disk is full");
    pyf_error_raise(error, NULL, 0);
    pyf_failure failure = {.size = sizeof failure};

    assert_int_equal(pyf_error_fetch(&failure), 1);
    assert_int_equal(failure.code, MINE);
    assert_int_equal(pyf_is(failure.exception, error), 1);
    assert_string_equal(failure.message, "RuntimeError: the disk is full");
    pyf_close(failure.exception);
}

TEST(host_code_matches_as_its_exception)
{
    pyf_error_set(MINE, "text", 4);
    assert_int_equal(pyf_error_matches(PYF_EXC_RuntimeError), 1);
    assert_int_equal(pyf_error_matches(PYF_EXC_ValueError), 0);
    expect_failure(MINE, "text");
    show_all(MINE, park_exception);
    assert_int_equal(run("values()"), MINE);
    assert_int_equal(pyf_error_matches(PYF_EXC_LookupError), 1);
    expect_failure(MINE, "KeyError");
}

/* The class of the exception is not asked for it. */
TEST(host_code_runs_no_code_of_the_exception)
{
    show_all(MINE, park_mine);
    assert_int_equal(run("values()"), MINE);
    pyf_error_clear();
    assert_int_equal(run("asked = []\n"
                         "class E(Exception):\n"
                         "    def __getattr__(self, n): asked.append(n)\n"
                         "    def __getattribute__(self, n):\n"
                         "        asked.append(n)\n"
                         "        return -1234\n"
                         "raise E()\n"), PYF_ERR_PYTHON);
    pyf_error_clear();
    expect_so("asked == []");
    assert_int_equal(run("del E, asked"), PYF_OK);
}

TEST(host_code_that_python_forged_is_none)
{
    show_all(MINE, park_mine);
    assert_int_equal(run("values()"), MINE);
    pyf_error_clear();
    static const char *const forged[] = {"-999", "-2000", "0", "5", "'x'",
                                         "None", "1 << 100", "True"};

    for (size_t i = 0; i < sizeof forged / sizeof *forged; i++) {
        char source[100];

        snprintf(source, sizeof source,
                 "e = KeyError(); e._pyforge_code = %s; raise e", forged[i]);
        expect_code(run(source), PYF_ERR_PYTHON, "KeyError");
    }
    assert_int_equal(run("del e"), PYF_OK);
}

TEST(host_codes_have_a_name)
{
    assert_string_equal(pyf_error_name(PYF_ERR_HOST_FIRST), "PYF_ERR_HOST");
    assert_string_equal(pyf_error_name(PYF_ERR_HOST_LAST), "PYF_ERR_HOST");
    assert_string_equal(pyf_error_name(PYF_ERR_HOST_FIRST + 1), "PYF_ERR_?");
    assert_string_equal(pyf_error_name(PYF_ERR_HOST_LAST - 1), "PYF_ERR_?");
}

TEST(host_iterator_that_returns_a_number_without_meaning_is_refused)
{
    show_all(2, NULL);
    check_python("e = raises(SystemError, 'next() returned 2', next, iterator)"
                 "\nassert e.__cause__ is None\n");
    show_all(-5000, NULL);
    check_python("raises(RuntimeError, 'next() returned -5000, which is no',"
                 " next, iterator)\n");
}

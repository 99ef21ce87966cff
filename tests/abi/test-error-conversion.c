/* SPDX-License-Identifier: MIT */
/* error: what CPython itself says of a conversion that has failed. */
#include "process.h"
#include "shorthand.h"

/* What a conversion of the expression's value does. */
typedef int conversion(pyf_handle obj);

static int
to_i64(pyf_handle obj)
{
    int64_t value;

    return pyf_to_i64(obj, &value);
}

static int
to_u64(pyf_handle obj)
{
    uint64_t value;

    return pyf_to_u64(obj, &value);
}

static int
to_f64(pyf_handle obj)
{
    double value;

    return pyf_to_f64(obj, &value);
}

static int
to_str(pyf_handle obj)
{
    const char *value;
    size_t length;

    return pyf_to_str(obj, &value, &length);
}

/* The status and the message are ours, the exception is CPython's. */
static void
expect_both(conversion *convert, const char *source, int code,
            const char *ours, pyf_handle type, const char *theirs)
{
    pyf_failure failure = {.size = sizeof failure};

    assert_int_equal(convert(evaluate(source)), code);
    assert_int_equal(pyf_error_code(), code);
    assert_int_equal(pyf_error_matches(type), 1);
    if (strstr(pyf_error_message(), ours) == NULL)
        fail_msg("%s: no \"%s\" in: %s", source, ours, pyf_error_message());
    pyf_handle exception = pyf_error_exception();

    assert_int_equal(pyf_error_fetch(&failure), 1);
    assert_int_equal(pyf_is(failure.exception, exception), 1);
    assert_int_equal(pyf_is(pyf_type(exception), type), 1);
    const char *said = text(pyf_str(exception));

    if (strstr(said, theirs) == NULL)
        fail_msg("%s: no \"%s\" in: %s", source, theirs, said);
    pyf_close(failure.exception);
}

/* Feature: E01 */
TEST(conversion_of_a_wrong_type_has_the_words_of_cpython)
{
    expect_both(to_i64, "'x'", PYF_ERR_TYPE,
                "pyf_to_i64: argument 'obj': expected int, got 'str'",
                PYF_EXC_TypeError,
                "'str' object cannot be interpreted as an integer");
    expect_both(to_i64, "1.5", PYF_ERR_TYPE, "expected int, got 'float'",
                PYF_EXC_TypeError,
                "'float' object cannot be interpreted as an integer");
    expect_both(to_u64, "None", PYF_ERR_TYPE, "expected int, got 'NoneType'",
                PYF_EXC_TypeError,
                "'NoneType' object cannot be interpreted as an integer");
    expect_both(to_f64, "'x'", PYF_ERR_TYPE,
                "pyf_to_f64: argument 'obj': expected float, got 'str'",
                PYF_EXC_TypeError, "must be real number, not str");
}

/* Feature: E01 */
TEST(conversion_out_of_range_has_the_words_of_cpython)
{
    expect_both(to_i64, "1 << 63", PYF_ERR_OVERFLOW, "pyf_to_i64",
                PYF_EXC_OverflowError,
                "Python int too large to convert to C long");
    expect_both(to_i64, "-(1 << 70)", PYF_ERR_OVERFLOW, "pyf_to_i64",
                PYF_EXC_OverflowError,
                "Python int too large to convert to C long");
    expect_both(to_u64, "-1", PYF_ERR_OVERFLOW, "pyf_to_u64",
                PYF_EXC_OverflowError,
                "can't convert negative");
    expect_both(to_u64, "1 << 64", PYF_ERR_OVERFLOW, "pyf_to_u64",
                PYF_EXC_OverflowError, "int too");
    expect_both(to_f64, "10 ** 400", PYF_ERR_OVERFLOW, "pyf_to_f64",
                PYF_EXC_OverflowError, "int too large to convert to float");
}

TEST(conversion_of_text_without_utf8_has_the_exception_of_cpython)
{
    pyf_failure failure = {.size = sizeof failure};

    assert_int_equal(to_str(evaluate(LONE_SURROGATE)), PYF_ERR_ENCODING);
    assert_non_null(strstr(pyf_error_message(), "surrogate at index 3"));
    assert_int_equal(pyf_error_fetch(&failure), 1);
    expect_true_of(failure.exception,
                   "type(x) is UnicodeEncodeError and x.start == 3");
    pyf_close(failure.exception);
}

/* What __index__ raises is a failure of Python's, as before. */
TEST(conversion_that_raises_is_an_exception)
{
    assert_int_equal(to_i64(defined("class C:\n"
                                    "    def __index__(s): raise TypeError(9)\n"
                                    "c = C()\n", "c")), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "9");
    assert_int_equal(to_f64(defined("class C:\n"
                                    "    def __float__(s): raise KeyError(9)\n"
                                    "c = C()\n", "c")), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_KeyError, "9");
}

TEST(conversion_in_a_list_keeps_both)
{
    int64_t numbers[4];
    size_t count;

    assert_int_equal(pyf_items_to_i64(evaluate("[1, 'x']"), numbers, 4,
                                      &count), PYF_ERR_TYPE);
    assert_non_null(strstr(pyf_error_message(), "(element 1)"));
    expect_true_of(pyf_error_exception(),
                   "str(x) == \"'str' object cannot be interpreted as an "
                   "integer\"");
    pyf_error_clear();
}

/* Nothing of Python is held behind a failure that is forgotten, on a detached
 * thread too. */
TEST(conversion_failure_lets_go_of_the_object)
{
    pyf_handle names = names_of("class C: pass\n"
                                "import weakref, gc\n"
                                "c = C()\n"
                                "objects = weakref.ref(c), weakref.ref(C)\n");
    pyf_handle c = evaluate_in("c", names);

    assert_int_equal(to_i64(c), PYF_ERR_TYPE);
    assert_int_equal(pyf_close(c), PYF_OK);
    pyf_token away = pyf_detach_begin();

    pyf_error_clear();
    pyf_detach_end(away);
    assert_int_equal(to_i64(PYF_TYPE_INT), PYF_ERR_TYPE);
    pyf_error_clear();
    run_in("del c, C; gc.collect()", names);
    expect_true_in("[ref() for ref in objects] == [None, None]", names);
}

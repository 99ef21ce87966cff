/* SPDX-License-Identifier: MIT */
/* convert: float, to and from Python. */
#include "bad-handle.h"

#include <float.h>
#include <math.h>

static const char classes[] =
    "class HasFloat:\n"
    "    def __init__(self, value): self.value = value\n"
    "    def __float__(self): return self.value\n"
    "class Index:\n"
    "    def __index__(self): return 41\n"
    "class Raising:\n"
    "    def __float__(self): raise ValueError('on purpose')\n"
    "class Float(float): pass\n";

static pyf_handle
sample(const char *expression)
{
    return evaluate_in(expression, names_of(classes));
}

static double
read(const char *expression)
{
    double value = 77;

    assert_int_equal(pyf_to_f64(sample(expression), &value), PYF_OK);
    return value;
}

static void
expect_none_read(const char *expression, int status)
{
    double value = 77;

    assert_int_equal(pyf_to_f64(sample(expression), &value), status);
    assert_true(value == 0);
}

/* A double goes to Python and back without losing a bit. */
static void
expect_round_trip(double value)
{
    double back = 77;

    assert_int_equal(pyf_to_f64(pyf_from_f64(value), &back), PYF_OK);
    assert_memory_equal(&back, &value, sizeof value);
}

TEST(from_f64_gives_a_float)
{
    expect_repr(pyf_from_f64(0.1), "0.1");
    expect_repr(pyf_from_f64(-0.0), "-0.0");
    expect_repr(pyf_from_f64(INFINITY), "inf");
    expect_repr(pyf_from_f64(NAN), "nan");
    expect_true_of(pyf_from_f64(1), "type(x) is float");
}

/* Feature: V06 */
TEST(from_f64_to_f64_lose_no_bit)
{
    expect_round_trip(-1.0);
    expect_round_trip(-0.0);
    expect_round_trip(INFINITY);
    expect_round_trip(-INFINITY);
    expect_round_trip(DBL_MAX);
    expect_round_trip(DBL_MIN);
    expect_round_trip(DBL_TRUE_MIN);
    expect_round_trip(NAN);
}

TEST_DETACHED(from_f64_detached_is_refused)
{
    assert_true(pyf_from_f64(1.0) == 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_from_f64");
}

TEST(to_f64_minus_one_is_no_failure)
{
    assert_true(read("-1.0") == -1.0);
    assert_true(read("-1") == -1.0);
    expect_no_failure();
}

TEST(to_f64_reads_ints_and_bools)
{
    assert_true(read("2**53") == 9007199254740992.0);
    assert_true(read("10**300") == 1e300);
    assert_true(read("True") == 1.0);
}

TEST(to_f64_reads_what_has_float_or_index)
{
    assert_true(read("HasFloat(0.5)") == 0.5);
    assert_true(read("Index()") == 41.0);
    assert_true(read("Float(2.5)") == 2.5);
    assert_true(read("__import__('fractions').Fraction(1, 4)") == 0.25);
    assert_true(read("__import__('decimal').Decimal('0.125')") == 0.125);
}

TEST(to_f64_that_does_not_fit_is_refused)
{
    expect_none_read("10**1000", PYF_ERR_OVERFLOW);
    expect_failure(PYF_ERR_OVERFLOW, "pyf_to_f64");
    expect_none_read("-10**1000", PYF_ERR_OVERFLOW);
    expect_failure(PYF_ERR_OVERFLOW, "pyf_to_f64");
}

TEST(to_f64_takes_no_text_and_no_complex)
{
    const char *const others[] = {"'1'", "b'1'", "None", "1j", "[1.0]"};

    for (int i = 0; i < 5; i++) {
        expect_none_read(others[i], PYF_ERR_TYPE);
        expect_failure(PYF_ERR_TYPE, "pyf_to_f64");
    }
}

TEST(to_f64_passes_on_what_float_raises)
{
    expect_none_read("Raising()", PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
}

TEST(to_f64_float_that_gives_no_float_fails)
{
    expect_none_read("HasFloat('text')", PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "__float__");
}

TEST(to_f64_null_is_refused)
{
    assert_int_equal(pyf_to_f64(PYF_TRUE, NULL), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_to_f64");
}

TEST_BAD_HANDLE(to_f64_bad_object_is_refused, pyf_to_f64,
                pyf_to_f64(bad, &(double){0}))

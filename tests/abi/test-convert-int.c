/* SPDX-License-Identifier: MIT */
/* convert: bool and int, to and from Python. */
#include "bad-handle.h"

static const char classes[] =
    "class Index:\n"
    "    def __init__(self, value): self.value = value\n"
    "    def __index__(self): return self.value\n"
    "class Raising:\n"
    "    def __index__(self): raise ValueError('on purpose')\n"
    "class Wrong:\n"
    "    def __index__(self): return 'text'\n"
    "class OnlyInt:\n"
    "    def __int__(self): return 5\n"
    "class Int(int): pass\n";

static pyf_handle
sample(const char *expression)
{
    return evaluate_in(expression, names_of(classes));
}

static void
expect_i64(const char *expression, int64_t expected)
{
    int64_t value = 77;

    assert_int_equal(pyf_to_i64(sample(expression), &value), PYF_OK);
    assert_int_equal(value, expected);
}

static void
expect_no_i64(const char *expression, int status)
{
    int64_t value = 77;

    assert_int_equal(pyf_to_i64(sample(expression), &value), status);
    assert_int_equal(value, 0);
}

static void
expect_u64(const char *expression, uint64_t expected)
{
    uint64_t value = 77;

    assert_int_equal(pyf_to_u64(sample(expression), &value), PYF_OK);
    assert_true(value == expected);
}

static void
expect_no_u64(const char *expression, int status)
{
    uint64_t value = 77;

    assert_int_equal(pyf_to_u64(sample(expression), &value), status);
    assert_true(value == 0);
}

/* from_bool, to_bool */

TEST(from_bool_gives_reserved_handles)
{
    assert_int_equal(pyf_from_bool(1), PYF_TRUE);
    assert_int_equal(pyf_from_bool(-7), PYF_TRUE);
    assert_int_equal(pyf_from_bool(0), PYF_FALSE);
}

TEST_DETACHED(from_bool_needs_no_attaching)
{
    assert_int_equal(pyf_from_bool(1), PYF_TRUE);
    expect_no_failure();
}

TEST(to_bool_reads_true_and_false)
{
    int value = 77;

    assert_int_equal(pyf_to_bool(PYF_TRUE, &value), PYF_OK);
    assert_int_equal(value, 1);
    assert_int_equal(pyf_to_bool(evaluate("1 > 2"), &value), PYF_OK);
    assert_int_equal(value, 0);
}

/* Feature: V01 */
TEST(to_bool_takes_nothing_else)
{
    const char *const others[] = {"1", "0", "None", "''", "1.0", "[1]"};

    for (int i = 0; i < 6; i++) {
        int value = 77;

        assert_int_equal(pyf_to_bool(evaluate(others[i]), &value),
                         PYF_ERR_TYPE);
        assert_int_equal(value, 0);
        expect_failure(PYF_ERR_TYPE, "pyf_to_bool");
    }
}

TEST(to_bool_null_is_refused)
{
    assert_int_equal(pyf_to_bool(PYF_TRUE, NULL), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_to_bool");
}

TEST_BAD_HANDLE(to_bool_bad_object_is_refused, pyf_to_bool,
                pyf_to_bool(bad, &(int){0}))

/* from_i64, from_u64 */

TEST(from_i64_keeps_every_bit)
{
    expect_repr(pyf_from_i64(0), "0");
    expect_repr(pyf_from_i64(-1), "-1");
    expect_repr(pyf_from_i64(INT64_MAX), "9223372036854775807");
    expect_repr(pyf_from_i64(INT64_MIN), "-9223372036854775808");
    expect_true_of(pyf_from_i64(1), "type(x) is int");
}

TEST(from_u64_keeps_every_bit)
{
    expect_repr(pyf_from_u64(0), "0");
    expect_repr(pyf_from_u64(UINT64_C(1) << 63), "9223372036854775808");
    expect_repr(pyf_from_u64(UINT64_MAX), "18446744073709551615");
}

TEST_DETACHED(from_i64_detached_is_refused)
{
    assert_int_equal(pyf_from_i64(1), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_from_i64");
    assert_int_equal(pyf_from_u64(1), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_from_u64");
}

/* to_i64 */

TEST(to_i64_reads_what_fits)
{
    expect_i64("0", 0);
    expect_i64("-1", -1);
    expect_i64("2**30", 1 << 30);
    expect_i64("-2**30", -(1 << 30));
    expect_i64("2**60", INT64_C(1) << 60);
    expect_i64("2**63 - 1", INT64_MAX);
    expect_i64("-2**63", INT64_MIN);
}

TEST(to_i64_minus_one_is_no_failure)
{
    expect_i64("-1", -1);
    expect_i64("Index(-1)", -1);
    expect_no_failure();
}

TEST(to_i64_reads_bools_and_subclasses)
{
    expect_i64("True", 1);
    expect_i64("False", 0);
    expect_i64("Int(41)", 41);
}

/* Feature: V02 */
TEST(to_i64_reads_what_has_index)
{
    expect_i64("Index(41)", 41);
    expect_i64("Index(Int(41))", 41);
}

/* Feature: V02 */
TEST(to_i64_that_does_not_fit_is_refused)
{
    const char *const wide[] = {
        "2**63", "-2**63 - 1", "2**64", "-2**64", "10**1000", "-10**1000",
        "Index(2**63)", "Int(2**64)",
    };

    for (int i = 0; i < 8; i++) {
        expect_no_i64(wide[i], PYF_ERR_OVERFLOW);
        expect_failure(PYF_ERR_OVERFLOW, "pyf_to_i64");
    }
}

/* Feature: O10 */
TEST(to_i64_takes_no_float_and_no_text)
{
    const char *const others[] = {"1.0", "'1'", "b'1'", "None", "1j", "[1]",
                                  "OnlyInt()"};

    for (int i = 0; i < 7; i++) {
        expect_no_i64(others[i], PYF_ERR_TYPE);
        expect_failure(PYF_ERR_TYPE, "pyf_to_i64");
    }
}

TEST(to_i64_passes_on_what_index_raises)
{
    expect_no_i64("Raising()", PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
}

TEST(to_i64_index_that_gives_no_int_fails)
{
    expect_no_i64("Wrong()", PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "__index__");
}

TEST(to_i64_null_is_refused)
{
    assert_int_equal(pyf_to_i64(PYF_TRUE, NULL), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_to_i64");
}

TEST(to_i64_bad_object_writes_0)
{
    int64_t value = 77;

    assert_int_equal(pyf_to_i64(stale(), &value), PYF_ERR_HANDLE);
    assert_int_equal(value, 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_to_i64");
}

TEST_BAD_HANDLE(to_i64_bad_object_is_refused, pyf_to_i64,
                pyf_to_i64(bad, &(int64_t){0}))

/* to_u64 */

TEST(to_u64_reads_what_fits)
{
    expect_u64("0", 0);
    expect_u64("True", 1);
    expect_u64("2**63", UINT64_C(1) << 63);
    expect_u64("2**64 - 1", UINT64_MAX);
    expect_u64("Index(2**64 - 1)", UINT64_MAX);
    expect_u64("Int(7)", 7);
}

TEST(to_u64_that_does_not_fit_is_refused)
{
    const char *const wide[] = {"-1", "2**64", "-2**63", "-2**63 - 1",
                                "10**1000", "-10**1000", "Index(-1)"};

    for (int i = 0; i < 7; i++) {
        expect_no_u64(wide[i], PYF_ERR_OVERFLOW);
        expect_failure(PYF_ERR_OVERFLOW, "pyf_to_u64");
    }
}

TEST(to_u64_takes_no_float_and_no_text)
{
    const char *const others[] = {"1.0", "'1'", "None", "OnlyInt()"};

    for (int i = 0; i < 4; i++) {
        expect_no_u64(others[i], PYF_ERR_TYPE);
        expect_failure(PYF_ERR_TYPE, "pyf_to_u64");
    }
}

TEST(to_u64_passes_on_what_index_raises)
{
    expect_no_u64("Raising()", PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    expect_no_u64("Wrong()", PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "__index__");
}

TEST(to_u64_null_is_refused)
{
    assert_int_equal(pyf_to_u64(PYF_TRUE, NULL), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_to_u64");
}

TEST_BAD_HANDLE(to_u64_bad_object_is_refused, pyf_to_u64,
                pyf_to_u64(bad, &(uint64_t){0}))

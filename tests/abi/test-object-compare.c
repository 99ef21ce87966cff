/* SPDX-License-Identifier: MIT */
/* object, comparison: its truth, and the object that it gives. */
#include "bad-handle.h"

static const char classes[] =
    "class Array:\n"
    "    def __init__(self, *items): self.items = items\n"
    "    def __eq__(self, other):\n"
    "        return [a == b for a, b in zip(self.items, other.items)]\n"
    "    def __lt__(self, other): return Ambiguous()\n"
    "class Ambiguous:\n"
    "    def __bool__(self): raise ValueError('truth is ambiguous')\n"
    "class Raising:\n"
    "    def __eq__(self, other): raise ValueError('on purpose')\n"
    "a, b = Array(1, 2), Array(1, 3)\n"
    "raising = Raising()\n";

/* Feature: P03 */
TEST(compare_answers_for_every_operator)
{
    const int below[] = {1, 1, 0, 1, 0, 0};
    const int equal[] = {0, 1, 1, 0, 0, 1};
    pyf_handle one = pyf_from_i64(1), two = pyf_from_i64(2);

    for (int op = PYF_LT; op <= PYF_GE; op++) {
        assert_int_equal(pyf_compare(one, two, op), below[op - PYF_LT]);
        assert_int_equal(pyf_compare(one, one, op), equal[op - PYF_LT]);
    }
}

TEST(compare_crosses_types_as_python_does)
{
    assert_int_equal(pyf_compare(PYF_TRUE, pyf_from_i64(1), PYF_EQ), 1);
    assert_int_equal(pyf_compare(pyf_from_i64(1), str("1"), PYF_EQ), 0);
    assert_int_equal(pyf_compare(pyf_from_i64(1), pyf_from_f64(1.5), PYF_LT),
                     1);
}

/* Feature: P03 */
TEST(compare_nan_with_itself_is_not_equal)
{
    pyf_handle nan = evaluate("float('nan')");

    assert_int_equal(pyf_compare(nan, nan, PYF_EQ), 0);
    assert_int_equal(pyf_compare(nan, nan, PYF_NE), 1);
    assert_int_equal(pyf_compare(nan, nan, PYF_LE), 0);
}

TEST(compare_nan_in_a_list_is_equal_by_identity)
{
    pyf_handle list = evaluate("[float('nan')]");

    assert_int_equal(pyf_compare(list, list, PYF_EQ), 1);
}

TEST(compare_takes_the_truth_of_what_is_no_bool)
{
    pyf_handle names = names_of(classes);

    assert_int_equal(pyf_compare(evaluate_in("a", names),
                                 evaluate_in("b", names), PYF_EQ), 1);
}

TEST(compare_passes_on_what_the_truth_raises)
{
    pyf_handle names = names_of(classes);

    assert_int_equal(pyf_compare(evaluate_in("a", names),
                                 evaluate_in("b", names), PYF_LT),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "truth is ambiguous");
}

TEST(compare_passes_on_what_python_raises)
{
    pyf_handle raising = defined(classes, "raising");

    assert_int_equal(pyf_compare(raising, PYF_NONE, PYF_EQ), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
}

TEST(compare_without_order_raises_type_error)
{
    assert_int_equal(pyf_compare(PYF_NONE, PYF_NONE, PYF_LT),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "'<' not supported");
}

TEST(compare_unknown_operator_is_refused)
{
    const int unknown[] = {-1, 6, 100, INT32_MIN, INT32_MAX};

    for (int i = 0; i < 5; i++) {
        assert_int_equal(pyf_compare(PYF_NONE, PYF_NONE, unknown[i]),
                         PYF_ERR_ARGUMENT);
        expect_failure(PYF_ERR_ARGUMENT, "pyf_compare");
    }
}

TEST_BAD_HANDLE(compare_bad_left_is_refused, pyf_compare,
                pyf_compare(bad, PYF_NONE, PYF_EQ))
TEST_BAD_HANDLE(compare_bad_right_is_refused, pyf_compare,
                pyf_compare(PYF_NONE, bad, PYF_EQ))

/* Feature: P03 */
TEST(richcompare_gives_what_python_gives)
{
    pyf_handle names = names_of(classes);

    expect_repr(pyf_richcompare(evaluate_in("a", names),
                                evaluate_in("b", names), PYF_EQ),
                "[True, False]");
}

TEST(richcompare_gives_true_and_false)
{
    pyf_handle one = pyf_from_i64(1), two = pyf_from_i64(2);

    assert_int_equal(pyf_is(pyf_richcompare(one, two, PYF_LT), PYF_TRUE), 1);
    assert_int_equal(pyf_is(pyf_richcompare(one, two, PYF_GE), PYF_FALSE), 1);
}

TEST(richcompare_nan_with_itself_is_not_equal)
{
    pyf_handle nan = evaluate("float('nan')");

    assert_int_equal(pyf_is(pyf_richcompare(nan, nan, PYF_EQ), PYF_FALSE),
                     1);
}

TEST(richcompare_takes_no_truth)
{
    pyf_handle names = names_of(classes);
    pyf_handle result = pyf_richcompare(evaluate_in("a", names),
                                        evaluate_in("b", names), PYF_LT);

    expect_true_of(result, "type(x).__name__ == 'Ambiguous'");
}

TEST(richcompare_without_order_raises_type_error)
{
    assert_int_equal(pyf_richcompare(str("a"), pyf_from_i64(1), PYF_GT), 0);
    expect_exception(PYF_EXC_TypeError, "'>' not supported");
}

TEST(richcompare_unknown_operator_is_refused)
{
    assert_int_equal(pyf_richcompare(PYF_NONE, PYF_NONE, -1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_richcompare");
    assert_int_equal(pyf_richcompare(PYF_NONE, PYF_NONE, PYF_ADD), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_richcompare");
}

TEST_BAD_HANDLE(richcompare_bad_left_is_refused, pyf_richcompare,
                pyf_richcompare(bad, PYF_NONE, PYF_EQ))
TEST_BAD_HANDLE(richcompare_bad_right_is_refused, pyf_richcompare,
                pyf_richcompare(PYF_NONE, bad, PYF_EQ))

/* numpy: comparisons that give arrays, whose truth is ambiguous. */

static pyf_handle
numpy_array(void)
{
    pyf_handle numpy = pyf_import(PYF_TEXT("numpy"));

    if (numpy == 0) {
        pyf_error_clear();
        skip_because("no numpy");
    }
    return pyf_call_method(numpy, PYF_TEXT("array"),
                           (pyf_handle[]){evaluate("[1, 2, 3]")}, 1);
}

TEST(richcompare_of_numpy_arrays_gives_an_array)
{
    pyf_handle array = numpy_array();
    pyf_handle result = pyf_richcompare(array, pyf_from_i64(2), PYF_LT);

    expect_true_of(result, "x.tolist() == [True, False, False]");
}

TEST(compare_of_numpy_arrays_raises_value_error)
{
    pyf_handle array = numpy_array();

    assert_int_equal(pyf_compare(array, array, PYF_EQ), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "ambiguous");
}

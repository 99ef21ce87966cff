/* SPDX-License-Identifier: MIT */
/* object, operators: binary, in place, unary. */
#include "bad-handle.h"

static const char classes[] =
    "class Matrix:\n"
    "    def __matmul__(self, other): return ('matmul', other)\n"
    "    def __rmatmul__(self, other): return ('rmatmul', other)\n"
    "    def __imatmul__(self, other): return self\n"
    "class Raising:\n"
    "    def fail(self, *args): raise ValueError('on purpose')\n"
    "    __add__ = __iadd__ = __neg__ = fail\n"
    "class Shy:\n"
    "    def __add__(self, other): return NotImplemented\n"
    "matrix, raising, shy = Matrix(), Raising(), Shy()\n";

static pyf_handle
sample(const char *name)
{
    return defined(classes, name);
}

/* Feature: P06 */
TEST(binary_every_operator_on_ints)
{
    pyf_handle a = pyf_from_i64(29), b = pyf_from_i64(3);
    const struct {
        int op;
        const char *expected;
    } cases[] = {
        {PYF_ADD, "32"}, {PYF_SUB, "26"}, {PYF_MUL, "87"},
        {PYF_TRUEDIV, "9.666666666666666"}, {PYF_FLOORDIV, "9"},
        {PYF_MOD, "2"}, {PYF_POW, "24389"}, {PYF_LSHIFT, "232"},
        {PYF_RSHIFT, "3"}, {PYF_AND, "1"}, {PYF_OR, "31"}, {PYF_XOR, "30"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_repr(pyf_binary(a, b, cases[i].op), cases[i].expected);
}

TEST(binary_result_may_be_of_any_size)
{
    expect_true_of(pyf_binary(pyf_from_i64(10), pyf_from_i64(1000), PYF_POW),
                   "x == 10**1000");
}

/* Feature: P06 */
TEST(binary_matmul_asks_the_class_of_either_side)
{
    pyf_handle matrix = sample("matrix");

    expect_repr(pyf_binary(matrix, pyf_from_i64(2), PYF_MATMUL),
                "('matmul', 2)");
    expect_repr(pyf_binary(pyf_from_i64(2), matrix, PYF_MATMUL),
                "('rmatmul', 2)");
}

TEST(binary_works_on_what_is_no_number)
{
    expect_repr(pyf_binary(str("ab"), str("c"), PYF_ADD), "'abc'");
    expect_repr(pyf_binary(evaluate("[1]"), pyf_from_i64(3), PYF_MUL),
                "[1, 1, 1]");
    expect_repr(pyf_binary(str("%d-%s"), evaluate("(1, 'x')"), PYF_MOD),
                "'1-x'");
    expect_repr(pyf_binary(evaluate("{1, 2}"), evaluate("{2, 3}"), PYF_AND),
                "{2}");
}

TEST(binary_unsupported_operands_raise_type_error)
{
    for (int op = PYF_ADD; op <= PYF_XOR; op++) {
        assert_int_equal(pyf_binary(PYF_NONE, PYF_NONE, op), 0);
        expect_exception(PYF_EXC_TypeError, "unsupported operand");
    }
}

TEST(binary_not_implemented_raises_type_error)
{
    assert_int_equal(pyf_binary(sample("shy"), PYF_NONE, PYF_ADD), 0);
    expect_exception(PYF_EXC_TypeError, "unsupported operand");
}

TEST(binary_division_by_zero_raises)
{
    pyf_handle one = pyf_from_i64(1), zero = pyf_from_i64(0);

    assert_int_equal(pyf_binary(one, zero, PYF_TRUEDIV), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "division");
    assert_int_equal(pyf_binary(one, zero, PYF_FLOORDIV), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    assert_int_equal(pyf_binary(one, zero, PYF_MOD), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    assert_int_equal(pyf_binary(zero, pyf_from_i64(-1), PYF_POW), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
}

TEST(binary_passes_on_what_python_raises)
{
    assert_int_equal(pyf_binary(sample("raising"), PYF_NONE, PYF_ADD), 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_binary(pyf_from_i64(1), pyf_from_i64(-1),
                                PYF_LSHIFT), 0);
    expect_exception(PYF_EXC_ValueError, "negative shift");
}

TEST(binary_unknown_operator_is_refused)
{
    const int unknown[] = {0, PYF_LT, PYF_NEG, INT32_MIN, INT32_MAX};

    for (int i = 0; i < 5; i++) {
        assert_int_equal(pyf_binary(PYF_TRUE, PYF_TRUE, unknown[i]), 0);
        expect_failure(PYF_ERR_ARGUMENT, "pyf_binary");
    }
}

TEST_BAD_HANDLE(binary_bad_left_is_refused, pyf_binary,
                pyf_binary(bad, PYF_TRUE, PYF_ADD))
TEST_BAD_HANDLE(binary_bad_right_is_refused, pyf_binary,
                pyf_binary(PYF_TRUE, bad, PYF_ADD))

/* inplace */

/* Feature: P09 */
TEST(inplace_every_operator_on_ints)
{
    pyf_handle a = pyf_from_i64(29), b = pyf_from_i64(3);

    for (int op = PYF_ADD; op <= PYF_XOR; op++) {
        if (op == PYF_MATMUL)
            continue;
        assert_int_equal(pyf_compare(pyf_inplace(a, b, op),
                                     pyf_binary(a, b, op), PYF_EQ), 1);
    }
}

TEST(inplace_on_an_int_makes_another_object)
{
    pyf_handle a = pyf_from_i64(100000);
    pyf_handle sum = pyf_inplace(a, pyf_from_i64(1), PYF_ADD);

    assert_int_equal(pyf_is(sum, a), 0);
    assert_int_equal(integer(a), 100000);
    assert_int_equal(integer(sum), 100001);
}

/* Feature: P09 */
TEST(inplace_on_a_list_changes_it)
{
    pyf_handle list = evaluate("[1]");
    pyf_handle result = pyf_inplace(list, evaluate("(2, 3)"), PYF_ADD);

    assert_int_equal(pyf_is(result, list), 1);
    assert_true(result != list);
    expect_repr(list, "[1, 2, 3]");
    assert_int_equal(pyf_is(pyf_inplace(list, pyf_from_i64(2), PYF_MUL),
                            list), 1);
    expect_repr(list, "[1, 2, 3, 1, 2, 3]");
}

/* Feature: T06 */
TEST(inplace_on_sets_changes_them)
{
    pyf_handle set = evaluate("{1, 2}");
    pyf_handle other = evaluate("{2, 3}");

    assert_int_equal(pyf_is(pyf_inplace(set, other, PYF_OR), set), 1);
    expect_true_of(set, "x == {1, 2, 3}");
    assert_int_equal(pyf_is(pyf_inplace(set, other, PYF_AND), set), 1);
    expect_true_of(set, "x == {2, 3}");
    assert_int_equal(pyf_is(pyf_inplace(set, other, PYF_XOR), set), 1);
    expect_true_of(set, "x == set()");
}

TEST(inplace_on_a_tuple_falls_back_to_binary)
{
    pyf_handle tuple = evaluate("(1,)");

    expect_repr(pyf_inplace(tuple, tuple, PYF_ADD), "(1, 1)");
    expect_repr(tuple, "(1,)");
}

TEST(inplace_matmul_asks_the_class)
{
    pyf_handle matrix = sample("matrix");

    assert_int_equal(pyf_is(pyf_inplace(matrix, PYF_NONE, PYF_MATMUL),
                            matrix), 1);
}

TEST(inplace_unsupported_operands_raise_type_error)
{
    for (int op = PYF_ADD; op <= PYF_XOR; op++) {
        assert_int_equal(pyf_inplace(PYF_NONE, PYF_NONE, op), 0);
        expect_exception(PYF_EXC_TypeError, "=");
    }
}

TEST(inplace_passes_on_what_python_raises)
{
    assert_int_equal(pyf_inplace(sample("raising"), PYF_NONE, PYF_ADD), 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_inplace(PYF_TRUE, PYF_FALSE, PYF_TRUEDIV), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
}

TEST(inplace_unknown_operator_is_refused)
{
    assert_int_equal(pyf_inplace(PYF_TRUE, PYF_TRUE, -1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_inplace");
    assert_int_equal(pyf_inplace(PYF_TRUE, PYF_TRUE, PYF_LT), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_inplace");
}

TEST_BAD_HANDLE(inplace_bad_left_is_refused, pyf_inplace,
                pyf_inplace(bad, PYF_TRUE, PYF_ADD))
TEST_BAD_HANDLE(inplace_bad_right_is_refused, pyf_inplace,
                pyf_inplace(PYF_TRUE, bad, PYF_ADD))

/* unary */

/* Feature: P07 */
TEST(unary_every_operator)
{
    pyf_handle number = pyf_from_i64(-5);

    assert_int_equal(integer(pyf_unary(number, PYF_NEG)), 5);
    assert_int_equal(integer(pyf_unary(number, PYF_POS)), -5);
    assert_int_equal(integer(pyf_unary(number, PYF_INVERT)), 4);
    assert_int_equal(integer(pyf_unary(number, PYF_ABS)), 5);
    assert_int_equal(integer(pyf_unary(PYF_TRUE, PYF_POS)), 1);
}

TEST(unary_unsupported_operand_raises_type_error)
{
    for (int op = PYF_NEG; op <= PYF_ABS; op++) {
        assert_int_equal(pyf_unary(str("text"), op), 0);
        expect_exception(PYF_EXC_TypeError, "bad operand type");
    }
}

TEST(unary_passes_on_what_python_raises)
{
    assert_int_equal(pyf_unary(sample("raising"), PYF_NEG), 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
}

TEST(unary_unknown_operator_is_refused)
{
    assert_int_equal(pyf_unary(PYF_TRUE, -1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_unary");
    assert_int_equal(pyf_unary(PYF_TRUE, 4), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_unary");
}

TEST_BAD_HANDLE(unary_bad_object_is_refused, pyf_unary,
                pyf_unary(bad, PYF_NEG))

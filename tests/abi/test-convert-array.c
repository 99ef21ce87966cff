/* SPDX-License-Identifier: MIT */
/* convert, arrays: read lists and tuples of numbers. */
#include "bad-handle.h"

#include <math.h>
#include <stdlib.h>

/* Objects whose conversion changes the list they stand in. */
static const char meddlers[] =
    "class Clearing:\n"
    "    def __init__(self, target): self.target = target\n"
    "    def __index__(self): self.target.clear(); return 5\n"
    "    def __float__(self): self.target.clear(); return 5.0\n"
    "class Growing(Clearing):\n"
    "    def grow(self): self.target.extend([6] * 1000)\n"
    "    def __index__(self): self.grow(); return 5\n"
    "    def __float__(self): self.grow(); return 5.0\n"
    "class Raising:\n"
    "    def __index__(self): raise ValueError('on purpose')\n"
    "    __float__ = __index__\n"
    "class Index:\n"
    "    def __index__(self): return 41\n"
    "def meddled(cls, place=1):\n"
    "    target = [1, 2]\n"
    "    target.insert(place, cls(target))\n"
    "    return target\n";

static pyf_handle
sample(const char *expression)
{
    return evaluate_in(expression, names_of(meddlers));
}

/* to_i64_array */

TEST(to_i64_array_reads_lists_and_tuples)
{
    const char *const sources[] = {"[1, -1, 2**63 - 1, -2**63]",
                                   "(1, -1, 2**63 - 1, -2**63)"};
    const int64_t expected[] = {1, -1, INT64_MAX, INT64_MIN};

    for (int i = 0; i < 2; i++) {
        int64_t items[4] = {0};
        size_t count = 0;

        assert_int_equal(
            pyf_items_to_i64(evaluate(sources[i]), items, 4, &count), PYF_OK);
        assert_int_equal(count, 4);
        assert_memory_equal(items, expected, sizeof items);
    }
    expect_no_failure();
}

TEST(to_i64_array_reads_bools_and_what_has_index)
{
    int64_t items[3] = {0};
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_i64(sample("[True, Index(), False]"), items, 3, &count),
        PYF_OK);
    assert_int_equal(items[0], 1);
    assert_int_equal(items[1], 41);
    assert_int_equal(items[2], 0);
}

TEST(to_i64_array_of_100000_ints)
{
    enum { COUNT = 100000 };
    int64_t *items = calloc(COUNT, sizeof *items);
    size_t count = 0;
    int64_t sum = 0;

    assert_non_null(items);
    assert_int_equal(pyf_items_to_i64(evaluate("list(range(100000))"), items,
                                      COUNT, &count),
                     PYF_OK);
    for (int i = 0; i < COUNT; i++)
        sum += items[i];
    free(items);
    assert_int_equal(sum, INT64_C(4999950000));
}

/* Feature: V11 */
TEST(to_i64_array_that_does_not_fit_names_the_element)
{
    int64_t items[3];
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_i64(evaluate("[1, 2, 2**63]"), items, 3, &count),
        PYF_ERR_OVERFLOW);
    expect_failure2(PYF_ERR_OVERFLOW, "pyf_items_to_i64", "element 2");
}

TEST(to_i64_array_takes_no_float_and_no_text)
{
    const char *const lists[] = {"[1, 1.0]", "[1, '1']", "[1, None]"};

    for (int i = 0; i < 3; i++) {
        int64_t items[2];
        size_t count = 0;

        assert_int_equal(
            pyf_items_to_i64(evaluate(lists[i]), items, 2, &count),
            PYF_ERR_TYPE);
        expect_failure2(PYF_ERR_TYPE, "pyf_items_to_i64", "element 1");
    }
}

TEST(to_i64_array_passes_on_what_index_raises)
{
    int64_t items[2];
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_i64(sample("[1, Raising()]"), items, 2, &count),
        PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
}

TEST(to_i64_array_list_that_shrinks_meanwhile_is_refused)
{
    int64_t items[3];
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_i64(sample("meddled(Clearing)"), items, 3, &count),
        PYF_ERR_TYPE);
    expect_failure(PYF_ERR_TYPE, "pyf_items_to_i64");
}

/* The element that makes the list grow stands first, in the middle, last. */
TEST(to_i64_array_list_that_grows_meanwhile_stays_in_its_room)
{
    const char *const lists[] = {
        "meddled(Growing, 0)", "meddled(Growing, 1)", "meddled(Growing, 2)",
    };

    for (int i = 0; i < 3; i++) {
        int64_t items[4] = {77, 77, 77, 77};
        size_t count = 0;

        if (pyf_items_to_i64(sample(lists[i]), items, 3, &count) < 0) {
            expect_failure(PYF_ERR_TYPE, "pyf_items_to_i64");
            assert_int_equal(count, 0);
        } else {
            assert_int_equal(items[i], 5);
            assert_int_equal(count, 3);
        }
        assert_int_equal(items[3], 77);
    }
}

TEST(to_i64_array_too_small_writes_only_the_count)
{
    int64_t items[2] = {77, 77};
    size_t count = 0;

    assert_int_equal(pyf_items_to_i64(evaluate("[1, 2, 3]"), items, 2, &count),
                     PYF_ERR_BUFFER);
    assert_int_equal(count, 3);
    assert_int_equal(items[0], 77);
    assert_int_equal(items[1], 77);
    expect_failure(PYF_ERR_BUFFER, "pyf_items_to_i64");
    count = 77;
    assert_int_equal(pyf_items_to_i64(evaluate("(1,)"), NULL, 0, &count),
                     PYF_ERR_BUFFER);
    assert_int_equal(count, 1);
    expect_failure(PYF_ERR_BUFFER, "pyf_items_to_i64");
}

TEST(to_i64_array_of_nothing_fits_nowhere)
{
    size_t count = 77;

    assert_int_equal(pyf_items_to_i64(evaluate("[]"), NULL, 0, &count),
                     PYF_OK);
    assert_int_equal(count, 0);
    assert_int_equal(pyf_items_to_i64(evaluate("()"), NULL, 0, &count),
                     PYF_OK);
}

TEST(to_i64_array_takes_lists_and_tuples_only)
{
    const char *const others[] = {"{1}", "{1: 1}", "range(1)", "b'1'", "'1'",
                                  "None", "iter([1])"};

    for (int i = 0; i < 7; i++) {
        int64_t item;
        size_t count = 77;

        assert_int_equal(
            pyf_items_to_i64(evaluate(others[i]), &item, 1, &count),
            PYF_ERR_TYPE);
        assert_int_equal(count, 0);
        expect_failure(PYF_ERR_TYPE, "pyf_items_to_i64");
    }
}

TEST(to_i64_array_null_is_refused)
{
    int64_t item = 77;
    size_t count = 77;

    assert_int_equal(pyf_items_to_i64(evaluate("[1]"), NULL, 1, &count),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_items_to_i64");
    assert_int_equal(pyf_items_to_i64(evaluate("[1]"), &item, 1, NULL),
                     PYF_ERR_ARGUMENT);
    assert_int_equal(item, 77);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_items_to_i64");
}

TEST_BAD_HANDLE(to_i64_array_bad_object_is_refused, pyf_items_to_i64,
                pyf_items_to_i64(bad, NULL, 0, &(size_t){0}))

/* to_f64_array */

/* Feature: V11 */
TEST(to_f64_array_reads_lists_and_tuples)
{
    const char *const sources[] = {"[0.1, -0.0, float('inf'), -1.0]",
                                   "(0.1, -0.0, float('inf'), -1.0)"};
    const double expected[] = {0.1, -0.0, INFINITY, -1.0};

    for (int i = 0; i < 2; i++) {
        double items[4] = {0};
        size_t count = 0;

        assert_int_equal(
            pyf_items_to_f64(evaluate(sources[i]), items, 4, &count), PYF_OK);
        assert_int_equal(count, 4);
        assert_memory_equal(items, expected, sizeof items);
    }
    expect_no_failure();
}

TEST(to_f64_array_reads_nan)
{
    double item = 0;
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_f64(evaluate("[float('nan')]"), &item, 1, &count),
        PYF_OK);
    assert_true(isnan(item));
}

TEST(to_f64_array_reads_ints_bools_and_what_has_float)
{
    double items[4] = {0};
    size_t count = 0;

    assert_int_equal(pyf_items_to_f64(sample("[1, True, Index(), "
                                             "__import__('fractions')"
                                             ".Fraction(1, 2)]"),
                                      items, 4, &count),
                     PYF_OK);
    assert_true(items[0] == 1 && items[1] == 1);
    assert_true(items[2] == 41 && items[3] == 0.5);
}

TEST(to_f64_array_that_does_not_fit_names_the_element)
{
    double items[2];
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_f64(evaluate("[1.0, 10**1000]"), items, 2, &count),
        PYF_ERR_OVERFLOW);
    expect_failure2(PYF_ERR_OVERFLOW, "pyf_items_to_f64", "element 1");
}

TEST(to_f64_array_takes_no_text)
{
    double items[2];
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_f64(evaluate("[1.0, '1']"), items, 2, &count),
        PYF_ERR_TYPE);
    expect_failure2(PYF_ERR_TYPE, "pyf_items_to_f64", "element 1");
}

TEST(to_f64_array_passes_on_what_float_raises)
{
    double items[2];
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_f64(sample("[1.0, Raising()]"), items, 2, &count),
        PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
}

TEST(to_f64_array_list_that_shrinks_meanwhile_is_refused)
{
    double items[3];
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_f64(sample("meddled(Clearing)"), items, 3, &count),
        PYF_ERR_TYPE);
    expect_failure(PYF_ERR_TYPE, "pyf_items_to_f64");
}

TEST(to_f64_array_list_that_grows_meanwhile_stays_in_its_room)
{
    const char *const lists[] = {
        "meddled(Growing, 0)", "meddled(Growing, 1)", "meddled(Growing, 2)",
    };

    for (int i = 0; i < 3; i++) {
        double items[4] = {77, 77, 77, 77};
        size_t count = 0;

        if (pyf_items_to_f64(sample(lists[i]), items, 3, &count) < 0) {
            expect_failure(PYF_ERR_TYPE, "pyf_items_to_f64");
            assert_int_equal(count, 0);
        } else {
            assert_true(items[i] == 5);
            assert_int_equal(count, 3);
        }
        assert_true(items[3] == 77);
    }
}

TEST(to_f64_array_too_small_writes_only_the_count)
{
    double item = 77;
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_f64(evaluate("[1.0, 2.0]"), &item, 1, &count),
        PYF_ERR_BUFFER);
    assert_int_equal(count, 2);
    assert_true(item == 77);
    expect_failure(PYF_ERR_BUFFER, "pyf_items_to_f64");
}

TEST(to_f64_array_of_nothing_fits_nowhere)
{
    size_t count = 77;

    assert_int_equal(pyf_items_to_f64(evaluate("[]"), NULL, 0, &count),
                     PYF_OK);
    assert_int_equal(count, 0);
}

/* What is written on failure is 0, however far it has got. */
TEST(items_that_fail_leave_zeros)
{
    int64_t ints[3] = {7, 7, 7};
    double floats[3] = {7, 7, 7};
    pyf_value values[3], others[3];
    size_t count = 7;
    pyf_handle list = evaluate("[1, 2, 'x']");

    assert_int_equal(pyf_items_to_i64(list, ints, 3, &count), PYF_ERR_TYPE);
    pyf_error_clear();
    assert_int_equal(count, 0);
    assert_int_equal(ints[0], 0);
    count = 7;
    assert_int_equal(pyf_items_to_f64(list, floats, 3, &count), PYF_ERR_TYPE);
    pyf_error_clear();
    assert_int_equal(count, 0);
    assert_true(floats[0] == 0.0);
    count = 7;
    assert_int_equal(
        pyf_items_to_values(list, PYF_VALUE_I64, values, 3, &count),
        PYF_ERR_TYPE);
    pyf_error_clear();
    assert_int_equal(count, 0);
    count = 7;
    assert_int_equal(pyf_dict_to_values(evaluate("{1: 2, 'x': 3}"),
                                        PYF_VALUE_I64, values, PYF_VALUE_I64,
                                        others, 3, &count),
                     PYF_ERR_TYPE);
    pyf_error_clear();
    assert_int_equal(count, 0);
    assert_int_equal(pyf_items_to_i64(list, ints, 1, &count), PYF_ERR_BUFFER);
    pyf_error_clear();
    assert_int_equal(count, 3);
}

TEST(to_f64_array_bad_arguments_are_refused)
{
    double item = 77;
    size_t count = 77;

    assert_int_equal(pyf_items_to_f64(evaluate("{1.0}"), &item, 1, &count),
                     PYF_ERR_TYPE);
    assert_int_equal(count, 0);
    expect_failure(PYF_ERR_TYPE, "pyf_items_to_f64");
    assert_int_equal(pyf_items_to_f64(evaluate("[1.0]"), NULL, 1, &count),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_items_to_f64");
    assert_int_equal(pyf_items_to_f64(evaluate("[1.0]"), &item, 1, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_items_to_f64");
}

TEST_BAD_HANDLE(to_f64_array_bad_object_is_refused, pyf_items_to_f64,
                pyf_items_to_f64(bad, NULL, 0, &(size_t){0}))

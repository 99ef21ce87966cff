/* SPDX-License-Identifier: MIT */
/* convert, containers: build lists, tuples, sets and dicts in bulk. */
#include "bad-handle.h"

#include <math.h>
#include <stdlib.h>

/* The functions that build a container from handles. */
static const struct {
    pyf_handle (*make)(const pyf_handle *, size_t);
    const char *function, *empty, *two;
} makers[] = {
    {pyf_list_from_handles, "pyf_list_from_handles", "[]", "[1, 'b']"},
    {pyf_tuple_from_handles, "pyf_tuple_from_handles", "()", "(1, 'b')"},
    {pyf_set_from_handles, "pyf_set_from_handles", "set()", "{1, 'b'}"},
    {pyf_frozenset_from_handles, "pyf_frozenset_from_handles", "frozenset()",
     "frozenset({1, 'b'})"},
};

enum { MAKERS = sizeof makers / sizeof *makers };

/* Whether obj equals what an expression gives, and is of the same type. */
static void
expect_equal(pyf_handle obj, const char *source)
{
    pyf_handle expected = evaluate(source);

    if (obj == 0)
        fail_msg("expected %s, got: %s", source, pyf_error_message());
    if (pyf_compare(obj, expected, PYF_EQ) != 1 ||
        pyf_is(pyf_type(obj), pyf_type(expected)) != 1)
        fail_msg("expected %s, got %s", source, text(pyf_repr(obj)));
}

/* Feature: T01, T02 */
TEST(container_new_holds_the_items)
{
    const pyf_handle items[] = {pyf_from_i64(1), str("b")};

    for (int i = 0; i < MAKERS; i++)
        expect_equal(makers[i].make(items, 2), makers[i].two);
}

TEST(container_new_of_nothing_takes_null)
{
    for (int i = 0; i < MAKERS; i++)
        expect_equal(makers[i].make(NULL, 0), makers[i].empty);
    expect_repr(pyf_dict_from_handles(NULL, NULL, 0), "{}");
}

TEST(container_new_keeps_its_own_references)
{
    for (int i = 0; i < MAKERS; i++) {
        pyf_handle item = evaluate("'-'.join('abc')");
        pyf_handle made = makers[i].make(&item, 1);

        assert_int_equal(pyf_close(item), PYF_OK);
        expect_true_of(made, "list(x) == ['a-b-c']");
    }
}

TEST(container_new_empty_ones_are_not_shared)
{
    pyf_handle one = pyf_list_from_handles(NULL, 0),
               two = pyf_list_from_handles(NULL, 0);

    assert_int_equal(pyf_is(one, two), 0);
}

TEST(container_new_null_items_are_refused)
{
    for (int i = 0; i < MAKERS; i++) {
        assert_int_equal(makers[i].make(NULL, 1), 0);
        expect_failure(PYF_ERR_ARGUMENT, makers[i].function);
    }
}

TEST(container_new_absurd_count_is_refused)
{
    const pyf_handle item = PYF_NONE;
    const size_t counts[] = {(size_t)-1, (size_t)1 << 63, (size_t)1 << 60};

    for (int i = 0; i < MAKERS * 3; i++) {
        assert_int_equal(makers[i / 3].make(&item, counts[i % 3]), 0);
        expect_failure(PYF_ERR_ARGUMENT, makers[i / 3].function);
    }
}

TEST(container_new_count_beyond_memory_is_refused)
{
    const pyf_handle item = PYF_NONE;

    for (int i = 0; i < 2; i++) {
        assert_int_equal(makers[i].make(&item, (size_t)1 << 57), 0);
        assert_true(pyf_error_code() == PYF_ERR_ARGUMENT ||
                    pyf_error_code() == PYF_ERR_MEMORY);
        pyf_error_clear();
    }
}

TEST(container_new_bad_item_is_refused)
{
    const pyf_handle items[] = {PYF_NONE, stale(), PYF_NONE};

    for (int i = 0; i < MAKERS; i++) {
        assert_int_equal(makers[i].make(items, 3), 0);
        expect_failure(PYF_ERR_HANDLE, makers[i].function);
    }
}

TEST_BAD_HANDLE(list_new_bad_item_is_refused, pyf_list_from_handles,
                pyf_list_from_handles((pyf_handle[]){PYF_NONE, bad}, 2))
TEST_BAD_HANDLE(tuple_new_bad_item_is_refused, pyf_tuple_from_handles,
                pyf_tuple_from_handles((pyf_handle[]){PYF_NONE, bad}, 2))
TEST_BAD_HANDLE(set_new_bad_item_is_refused, pyf_set_from_handles,
                pyf_set_from_handles((pyf_handle[]){PYF_NONE, bad}, 2))
TEST_BAD_HANDLE(frozenset_new_bad_item_is_refused, pyf_frozenset_from_handles,
                pyf_frozenset_from_handles((pyf_handle[]){PYF_NONE, bad}, 2))

/* Feature: T06, V14 */
TEST(set_new_equal_items_count_once)
{
    const pyf_handle items[] = {PYF_TRUE, pyf_from_i64(1), pyf_from_f64(1)};

    expect_repr(pyf_set_from_handles(items, 3), "{True}");
    expect_repr(pyf_frozenset_from_handles(items, 3), "frozenset({True})");
}

/* Feature: T06 */
TEST(set_new_unhashable_item_raises_type_error)
{
    const pyf_handle items[] = {PYF_TRUE, evaluate("[]")};

    assert_int_equal(pyf_set_from_handles(items, 2), 0);
    expect_exception(PYF_EXC_TypeError, "unhashable");
    assert_int_equal(pyf_frozenset_from_handles(items, 2), 0);
    expect_exception(PYF_EXC_TypeError, "unhashable");
}

/* Feature: T01 */
TEST(list_new_of_100000_items)
{
    enum { COUNT = 100000 };
    pyf_handle *items = malloc(COUNT * sizeof *items);

    assert_non_null(items);
    for (int i = 0; i < COUNT; i++)
        items[i] = pyf_from_i64(i);
    pyf_handle list = pyf_list_from_handles(items, COUNT);

    assert_int_equal(pyf_close_all(items, COUNT), PYF_OK);
    free(items);
    expect_true_of(list, "x == list(range(100000))");
}

/* dict_new */

/* Feature: C05 */
TEST(dict_new_keeps_the_order_of_the_keys)
{
    const pyf_handle keys[] = {str("z"), str("a"), PYF_NONE};
    const pyf_handle values[] = {PYF_TRUE, PYF_FALSE, PYF_NONE};

    expect_repr(pyf_dict_from_handles(keys, values, 3),
                "{'z': True, 'a': False, None: None}");
}

TEST(dict_new_later_equal_key_wins)
{
    const pyf_handle keys[] = {PYF_TRUE, str("k"), pyf_from_i64(1)};
    const pyf_handle values[] = {str("first"), PYF_NONE, str("last")};

    expect_repr(pyf_dict_from_handles(keys, values, 3),
                "{True: 'last', 'k': None}");
}

TEST(dict_new_unhashable_key_raises_type_error)
{
    const pyf_handle keys[] = {PYF_TRUE, evaluate("{}")};
    const pyf_handle values[] = {PYF_NONE, PYF_NONE};

    assert_int_equal(pyf_dict_from_handles(keys, values, 2), 0);
    expect_exception(PYF_EXC_TypeError, "unhashable");
}

TEST(dict_new_passes_on_what_eq_raises)
{
    pyf_handle names = names_of("class K:\n"
                                "    def __hash__(self): return 1\n"
                                "    def __eq__(self, other):\n"
                                "        raise ValueError('on purpose')\n");
    const pyf_handle keys[] = {evaluate_in("K()", names),
                               evaluate_in("K()", names)};
    const pyf_handle values[] = {PYF_NONE, PYF_NONE};

    assert_int_equal(pyf_dict_from_handles(keys, values, 2), 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
}

TEST(dict_new_bad_arguments_are_refused)
{
    const pyf_handle one = PYF_NONE;

    assert_int_equal(pyf_dict_from_handles(NULL, &one, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_from_handles");
    assert_int_equal(pyf_dict_from_handles(&one, NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_from_handles");
    assert_int_equal(pyf_dict_from_handles(&one, &one, (size_t)-1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_from_handles");
}

TEST_BAD_HANDLE(dict_new_bad_key_is_refused, pyf_dict_from_handles,
                pyf_dict_from_handles((pyf_handle[]){PYF_TRUE, bad},
                                      (pyf_handle[]){PYF_NONE, PYF_NONE}, 2))
TEST_BAD_HANDLE(dict_new_bad_value_is_refused, pyf_dict_from_handles,
                pyf_dict_from_handles((pyf_handle[]){PYF_TRUE, PYF_FALSE},
                                      (pyf_handle[]){PYF_NONE, bad}, 2))

/* from values */

/* Feature: T02 */
TEST(container_from_values_holds_every_kind)
{
    pyf_handle list = evaluate("[1]");
    const pyf_value items[] = {
        PYF_NIL, PYF_BOOL(1), PYF_I64(-1), PYF_U64(UINT64_MAX), PYF_F64(0.5),
        PYF_STR("ö", 2), PYF_BYTES("\xff", 1), PYF_HANDLE(list),
    };

    expect_repr(pyf_list_from_values(items, 8),
                "[None, True, -1, 18446744073709551615, 0.5, 'ö', b'\\xff', "
                "[1]]");
    expect_repr(pyf_tuple_from_values(items, 8),
                "(None, True, -1, 18446744073709551615, 0.5, 'ö', b'\\xff', "
                "[1])");
}

TEST(container_from_values_makes_no_handles_for_items)
{
    const pyf_value items[] = {PYF_I64(1), PYF_STR("two", 3)};
    uint64_t before = live_handle_count();

    pyf_close(pyf_list_from_values(items, 2));
    pyf_close(pyf_tuple_from_values(items, 2));
    pyf_close(pyf_dict_from_values(items, items, 2));
    assert_int_equal(live_handle_count(), before);
}

TEST(container_from_values_of_nothing_takes_null)
{
    expect_repr(pyf_list_from_values(NULL, 0), "[]");
    expect_repr(pyf_tuple_from_values(NULL, 0), "()");
    expect_repr(pyf_dict_from_values(NULL, NULL, 0), "{}");
}

TEST(container_from_values_bad_arguments_are_refused)
{
    const pyf_value one = PYF_I64(1);

    assert_int_equal(pyf_list_from_values(NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_list_from_values");
    assert_int_equal(pyf_tuple_from_values(NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_tuple_from_values");
    assert_int_equal(pyf_dict_from_values(NULL, &one, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_from_values");
    assert_int_equal(pyf_dict_from_values(&one, NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_from_values");
    assert_int_equal(pyf_list_from_values(&one, (size_t)-1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_list_from_values");
    assert_int_equal(pyf_tuple_from_values(&one, (size_t)1 << 60), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_tuple_from_values");
    assert_int_equal(pyf_dict_from_values(&one, &one, (size_t)-1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_from_values");
}

TEST(sets_from_values_have_each_item_once)
{
    const pyf_value items[] = {PYF_I64(1), PYF_STR(PYF_TEXT("x")), PYF_I64(1)};
    const pyf_value list[] = {PYF_HANDLE(evaluate("[]"))};

    expect_true_of(pyf_set_from_values(items, 3), "x == {1, 'x'}");
    expect_true_of(pyf_frozenset_from_values(items, 3),
                   "x == {1, 'x'} and type(x) is frozenset");
    expect_repr(pyf_set_from_values(NULL, 0), "set()");
    expect_repr(pyf_frozenset_from_values(NULL, 0), "frozenset()");
    assert_int_equal(pyf_set_from_values(list, 1), 0);
    expect_exception(PYF_EXC_TypeError, "unhashable");
    assert_int_equal(pyf_frozenset_from_values(list, 1), 0);
    expect_exception(PYF_EXC_TypeError, "unhashable");
}

TEST(container_from_values_unknown_kind_is_refused)
{
    pyf_value items[] = {PYF_I64(1), PYF_I64(2)};

    items[1].kind = PYF_VALUE_HANDLE + 1;
    assert_int_equal(pyf_list_from_values(items, 2), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_list_from_values");
    assert_int_equal(pyf_tuple_from_values(items, 2), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_tuple_from_values");
    assert_int_equal(pyf_set_from_values(items, 2), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_set_from_values");
    assert_int_equal(pyf_frozenset_from_values(items, 2), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_frozenset_from_values");
    assert_int_equal(pyf_dict_from_values(items, items, 2), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_from_values");
}

TEST(container_from_values_text_not_utf8_is_refused)
{
    const pyf_value items[] = {PYF_I64(1), PYF_STR(NOT_UTF8, 4)};

    assert_int_equal(pyf_list_from_values(items, 2), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_list_from_values");
    assert_int_equal(pyf_tuple_from_values(items, 2), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_tuple_from_values");
    assert_int_equal(pyf_dict_from_values(items, items, 2), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_dict_from_values");
}

TEST_BAD_HANDLE(list_from_values_bad_handle_is_refused, pyf_list_from_values,
                pyf_list_from_values(&(pyf_value)PYF_HANDLE(bad), 1))
TEST_BAD_HANDLE(tuple_from_values_bad_handle_is_refused,
                pyf_tuple_from_values,
                pyf_tuple_from_values(&(pyf_value)PYF_HANDLE(bad), 1))
TEST_BAD_HANDLE(dict_from_values_bad_key_is_refused, pyf_dict_from_values,
                pyf_dict_from_values(&(pyf_value)PYF_HANDLE(bad),
                                     &(pyf_value)PYF_NIL, 1))
TEST_BAD_HANDLE(dict_from_values_bad_value_is_refused, pyf_dict_from_values,
                pyf_dict_from_values(&(pyf_value)PYF_NIL,
                                     &(pyf_value)PYF_HANDLE(bad), 1))

/* Feature: C05 */
TEST(dict_from_values_keeps_the_order_of_the_keys)
{
    const pyf_value keys[] = {PYF_STR("z", 1), PYF_I64(1), PYF_STR("z", 1)};
    const pyf_value values[] = {PYF_I64(1), PYF_I64(2), PYF_I64(3)};

    expect_repr(pyf_dict_from_values(keys, values, 3), "{'z': 3, 1: 2}");
}

TEST(dict_from_values_unhashable_key_raises_type_error)
{
    const pyf_value key = PYF_HANDLE(evaluate("[]"));

    assert_int_equal(pyf_dict_from_values(&key, &key, 1), 0);
    expect_exception(PYF_EXC_TypeError, "unhashable");
}

/* from arrays of numbers */

TEST(list_from_i64_keeps_every_bit)
{
    const int64_t items[] = {0, -1, INT64_MAX, INT64_MIN};

    expect_repr(pyf_list_from_i64(items, 4),
                "[0, -1, 9223372036854775807, -9223372036854775808]");
    expect_repr(pyf_list_from_i64(NULL, 0), "[]");
}

TEST(list_from_f64_keeps_every_bit)
{
    const double items[] = {0.1, -0.0, INFINITY, NAN};

    expect_repr(pyf_list_from_f64(items, 4), "[0.1, -0.0, inf, nan]");
    expect_repr(pyf_list_from_f64(NULL, 0), "[]");
}

TEST(list_from_numbers_bad_arguments_are_refused)
{
    const int64_t integer = 1;
    const double real = 1;

    assert_int_equal(pyf_list_from_i64(NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_list_from_i64");
    assert_int_equal(pyf_list_from_f64(NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_list_from_f64");
    assert_int_equal(pyf_list_from_i64(&integer, (size_t)-1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_list_from_i64");
    assert_int_equal(pyf_list_from_f64(&real, (size_t)1 << 60), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_list_from_f64");
}

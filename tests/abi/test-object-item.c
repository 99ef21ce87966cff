/* SPDX-License-Identifier: MIT */
/* object, items: get, set, delete and ask for them by handle, text, number. */
#include "bad-handle.h"

static const char classes[] =
    "class Squares:\n"
    "    def __getitem__(self, index):\n"
    "        if index >= 3:\n"
    "            raise IndexError('no more squares')\n"
    "        return index * index\n"
    "class Echo:\n"
    "    def __getitem__(self, key):\n"
    "        return key\n"
    "    def __len__(self):\n"
    "        return 10\n"
    "class Broken:\n"
    "    def __getitem__(self, key):\n"
    "        raise ValueError('broken on purpose')\n"
    "    __setitem__ = __delitem__ = lambda self, *args: self[0]\n"
    "class Missing(dict):\n"
    "    def __missing__(self, key):\n"
    "        return 'made up'\n"
    "squares, echo, broken = Squares(), Echo(), Broken()\n"
    "missing = Missing()\n";

static pyf_handle
sample(const char *name)
{
    return defined(classes, name);
}

static pyf_value
value_at(pyf_handle obj, pyf_value key)
{
    pyf_value value = garbage();

    assert_int_equal(pyf_getitem_value(obj, &key, PYF_VALUE_ANY, &value),
                     PYF_OK);
    return value;
}

/* getitem */

/* Feature: P12 */
TEST(getitem_gives_the_item_of_a_dict)
{
    pyf_handle dict = evaluate("{(1, 2): 'tuple key'}");

    assert_string_equal(text(pyf_getitem(dict, evaluate("(1, 2)"))),
                        "tuple key");
}

TEST(getitem_takes_a_slice)
{
    pyf_handle slice = evaluate("slice(1, None, 2)");

    expect_repr(pyf_getitem(evaluate("[0, 1, 2, 3]"), slice), "[1, 3]");
}

TEST(getitem_equal_key_of_another_type_finds_the_item)
{
    pyf_handle dict = evaluate("{1: 'one'}");

    assert_string_equal(text(pyf_getitem(dict, PYF_TRUE)), "one");
    assert_string_equal(text(pyf_getitem(dict, pyf_from_f64(1.0))), "one");
}

TEST(getitem_asks_dunder_missing)
{
    assert_string_equal(text(pyf_getitem(sample("missing"), PYF_NONE)),
                        "made up");
}

TEST(getitem_of_a_class_makes_a_generic_alias)
{
    expect_repr(pyf_getitem(PYF_TYPE_LIST, PYF_TYPE_INT), "list[int]");
}

TEST(getitem_missing_key_raises_key_error)
{
    assert_int_equal(pyf_getitem(evaluate("{}"), str("gone")), 0);
    expect_exception(PYF_EXC_KeyError, "'gone'");
}

TEST(getitem_past_the_end_raises_index_error)
{
    assert_int_equal(pyf_getitem(evaluate("[1]"), pyf_from_i64(1)), 0);
    expect_exception(PYF_EXC_IndexError, "out of range");
}

TEST(getitem_unhashable_key_raises_type_error)
{
    assert_int_equal(pyf_getitem(evaluate("{}"), evaluate("[]")), 0);
    expect_exception(PYF_EXC_TypeError, "unhashable");
}

TEST(getitem_without_items_raises_type_error)
{
    assert_int_equal(pyf_getitem(PYF_NONE, PYF_NONE), 0);
    expect_exception(PYF_EXC_TypeError, "not subscriptable");
}

TEST_BAD_HANDLE(getitem_bad_object_is_refused, pyf_getitem,
                pyf_getitem(bad, PYF_NONE))
TEST_BAD_HANDLE(getitem_bad_key_is_refused, pyf_getitem,
                pyf_getitem(evaluate("{}"), bad))

/* getitem_str */

TEST(getitem_str_gives_the_item)
{
    pyf_handle dict = evaluate("{'k': 1, 'größe': 2, '': 3}");

    assert_int_equal(integer(pyf_getitem_str(dict, PYF_TEXT("k"))), 1);
    assert_int_equal(integer(pyf_getitem_str(dict, PYF_TEXT("größe"))), 2);
    assert_int_equal(integer(pyf_getitem_str(dict, PYF_TEXT(""))), 3);
}

TEST(getitem_str_missing_raises_key_error)
{
    assert_int_equal(pyf_getitem_str(evaluate("{}"), PYF_TEXT("gone")), 0);
    expect_exception(PYF_EXC_KeyError, "'gone'");
}

TEST(getitem_str_of_a_list_raises_type_error)
{
    assert_int_equal(pyf_getitem_str(evaluate("[1]"), PYF_TEXT("0")), 0);
    expect_exception(PYF_EXC_TypeError, "indices");
}

TEST(getitem_str_bad_key_is_refused)
{
    assert_int_equal(pyf_getitem_str(evaluate("{}"), NULL, 0), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_getitem_str");
    assert_int_equal(
        pyf_getitem_str(evaluate("{}"), NOT_UTF8, PYF_AUTO_LENGTH), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_getitem_str");
}

TEST_BAD_HANDLE(getitem_str_bad_object_is_refused, pyf_getitem_str,
                pyf_getitem_str(bad, PYF_TEXT("k")))

/* getitem_i64 */

/* Feature: P12, T01 */
TEST(getitem_i64_counts_from_both_ends)
{
    pyf_handle list = evaluate("[10, 11, 12]");

    assert_int_equal(integer(pyf_getitem_i64(list, 0)), 10);
    assert_int_equal(integer(pyf_getitem_i64(list, 2)), 12);
    assert_int_equal(integer(pyf_getitem_i64(list, -1)), 12);
    assert_int_equal(integer(pyf_getitem_i64(list, -3)), 10);
    assert_int_equal(integer(pyf_getitem_i64(evaluate("b'a'"), -1)), 'a');
}

TEST(getitem_i64_is_a_key_to_a_dict)
{
    pyf_handle dict = evaluate("{-1: 'minus one'}");

    assert_string_equal(text(pyf_getitem_i64(dict, -1)), "minus one");
}

TEST(getitem_i64_reaches_an_object_as_it_is)
{
    pyf_handle echo = sample("echo");

    assert_int_equal(integer(pyf_getitem_i64(echo, -1)), -1);
    assert_int_equal(integer(pyf_getitem_i64(echo, INT64_MIN)), INT64_MIN);
    assert_int_equal(integer(pyf_getitem_i64(echo, INT64_MAX)), INT64_MAX);
}

TEST(getitem_i64_needs_dunder_getitem_only)
{
    assert_int_equal(integer(pyf_getitem_i64(sample("squares"), 2)), 4);
}

TEST(getitem_i64_past_either_end_raises_index_error)
{
    pyf_handle list = evaluate("[1]");
    const int64_t indexes[] = {1, -2, INT64_MAX, INT64_MIN};

    for (int i = 0; i < 4; i++) {
        assert_int_equal(pyf_getitem_i64(list, indexes[i]), 0);
        expect_exception(PYF_EXC_IndexError, "");
    }
}

TEST(getitem_i64_missing_key_raises_key_error)
{
    assert_int_equal(pyf_getitem_i64(evaluate("{}"), 7), 0);
    expect_exception(PYF_EXC_KeyError, "7");
}

TEST(getitem_i64_without_items_raises_type_error)
{
    assert_int_equal(pyf_getitem_i64(PYF_NONE, 0), 0);
    expect_exception(PYF_EXC_TypeError, "not subscriptable");
}

TEST_BAD_HANDLE(getitem_i64_bad_object_is_refused, pyf_getitem_i64,
                pyf_getitem_i64(bad, 0))

/* getitem_value */

TEST(getitem_value_takes_keys_of_every_kind)
{
    pyf_handle echo = sample("echo");
    pyf_handle list = evaluate("[1]");

    assert_int_equal(value_at(echo, (pyf_value)PYF_NIL).kind,
                     PYF_VALUE_NONE);
    assert_int_equal(value_at(echo, (pyf_value)PYF_BOOL(1)).kind,
                     PYF_VALUE_BOOL);
    assert_int_equal(value_at(echo, (pyf_value)PYF_I64(-5)).as.i64, -5);
    assert_true(value_at(echo, (pyf_value)PYF_U64(UINT64_MAX)).as.u64 ==
                UINT64_MAX);
    assert_true(value_at(echo, (pyf_value)PYF_F64(0.5)).as.f64 == 0.5);
    assert_int_equal(
        value_at(echo, (pyf_value)PYF_STR("a\0b", 3)).as.text.length, 3);
    assert_int_equal(value_at(echo, (pyf_value)PYF_BYTES("", 0)).kind,
                     PYF_VALUE_BYTES);
    pyf_value result = value_at(echo, (pyf_value)PYF_HANDLE(list));

    assert_int_equal(pyf_is(result.as.handle, list), 1);
    assert_true(result.as.handle != list);
}

TEST(getitem_value_missing_raises_key_error)
{
    const pyf_value key = PYF_STR("gone", 4);
    pyf_value result = garbage();

    assert_int_equal(
        pyf_getitem_value(evaluate("{}"), &key, PYF_VALUE_ANY, &result),
        PYF_ERR_PYTHON);
    expect_cleared(&result);
    expect_exception(PYF_EXC_KeyError, "'gone'");
}

TEST(getitem_value_lone_surrogate_is_refused)
{
    pyf_handle list = evaluate("[" LONE_SURROGATE "]");
    const pyf_value key = PYF_I64(0);
    pyf_value result = garbage();

    assert_int_equal(pyf_getitem_value(list, &key, PYF_VALUE_ANY, &result),
                     PYF_ERR_ENCODING);
    expect_cleared(&result);
    expect_failure(PYF_ERR_ENCODING, "3");
}

TEST(getitem_value_bad_arguments_are_refused)
{
    const pyf_value key = PYF_I64(0), bad = PYF_STR(NOT_UTF8, 4);
    pyf_handle list = evaluate("[1]");
    pyf_value result = garbage();

    assert_int_equal(pyf_getitem_value(list, NULL, PYF_VALUE_ANY, &result),
                     PYF_ERR_ARGUMENT);
    expect_cleared(&result);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_getitem_value");
    assert_int_equal(pyf_getitem_value(list, &key, PYF_VALUE_ANY, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_getitem_value");
    assert_int_equal(pyf_getitem_value(list, &bad, PYF_VALUE_ANY, &result),
                     PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_getitem_value");
}

TEST_BAD_HANDLE(getitem_value_bad_object_is_refused, pyf_getitem_value,
                pyf_getitem_value(bad, &(pyf_value)PYF_I64(0), PYF_VALUE_ANY,
                                  &(pyf_value)PYF_NIL))
TEST_BAD_HANDLE(getitem_value_bad_key_is_refused, pyf_getitem_value,
                pyf_getitem_value(evaluate("{}"), &(pyf_value)PYF_HANDLE(bad),
                                  PYF_VALUE_ANY, &(pyf_value)PYF_NIL))

/* setitem */

/* Feature: P12 */
TEST(setitem_sets_the_item_and_keeps_its_own_references)
{
    pyf_handle dict = evaluate("{}");
    pyf_handle key = evaluate("(1,)"), value = evaluate("['v']");

    assert_int_equal(pyf_setitem(dict, key, value), PYF_OK);
    pyf_close(key);
    pyf_close(value);
    expect_repr(dict, "{(1,): ['v']}");
}

TEST(setitem_past_the_end_raises_index_error)
{
    assert_int_equal(pyf_setitem(evaluate("[1]"), pyf_from_i64(1), PYF_NONE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_IndexError, "out of range");
}

TEST(setitem_of_a_tuple_raises_type_error)
{
    assert_int_equal(pyf_setitem(evaluate("(1,)"), pyf_from_i64(0), PYF_NONE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "item assignment");
}

TEST(setitem_unhashable_key_raises_type_error)
{
    assert_int_equal(pyf_setitem(evaluate("{}"), evaluate("{}"), PYF_NONE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "unhashable");
}

TEST_BAD_HANDLE(setitem_bad_object_is_refused, pyf_setitem,
                pyf_setitem(bad, PYF_NONE, PYF_NONE))
TEST_BAD_HANDLE(setitem_bad_key_is_refused, pyf_setitem,
                pyf_setitem(evaluate("{}"), bad, PYF_NONE))
TEST_BAD_HANDLE(setitem_bad_value_is_refused, pyf_setitem,
                pyf_setitem(evaluate("{}"), PYF_NONE, bad))

/* setitem_str, setitem_i64, setitem_value */

TEST(setitem_str_sets_the_item)
{
    pyf_handle dict = evaluate("{}");

    assert_int_equal(pyf_setitem_str(dict, PYF_TEXT("größe"), PYF_TRUE),
                     PYF_OK);
    expect_repr(dict, "{'größe': True}");
}

TEST(setitem_str_of_a_list_raises_type_error)
{
    assert_int_equal(pyf_setitem_str(evaluate("[1]"), PYF_TEXT("0"), PYF_NONE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "indices");
}

TEST(setitem_str_bad_key_is_refused)
{
    assert_int_equal(pyf_setitem_str(evaluate("{}"), NULL, 0, PYF_NONE),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_setitem_str");
    assert_int_equal(
        pyf_setitem_str(evaluate("{}"), NOT_UTF8, PYF_AUTO_LENGTH, PYF_NONE),
        PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_setitem_str");
}

TEST_BAD_HANDLE(setitem_str_bad_object_is_refused, pyf_setitem_str,
                pyf_setitem_str(bad, PYF_TEXT("k"), PYF_NONE))
TEST_BAD_HANDLE(setitem_str_bad_value_is_refused, pyf_setitem_str,
                pyf_setitem_str(evaluate("{}"), PYF_TEXT("k"), bad))

TEST(setitem_i64_counts_from_both_ends)
{
    pyf_handle list = evaluate("[0, 1, 2]");

    assert_int_equal(pyf_setitem_i64(list, 0, PYF_TRUE), PYF_OK);
    assert_int_equal(pyf_setitem_i64(list, -1, PYF_FALSE), PYF_OK);
    expect_repr(list, "[True, 1, False]");
}

TEST(setitem_i64_is_a_key_to_a_dict)
{
    pyf_handle dict = evaluate("{}");

    assert_int_equal(pyf_setitem_i64(dict, INT64_MIN, PYF_NONE), PYF_OK);
    expect_repr(dict, "{-9223372036854775808: None}");
}

TEST(setitem_i64_past_the_end_raises_index_error)
{
    assert_int_equal(pyf_setitem_i64(evaluate("[]"), 0, PYF_NONE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_IndexError, "out of range");
}

TEST(setitem_i64_without_items_raises_type_error)
{
    assert_int_equal(pyf_setitem_i64(PYF_NONE, 0, PYF_NONE), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "item assignment");
}

TEST_BAD_HANDLE(setitem_i64_bad_object_is_refused, pyf_setitem_i64,
                pyf_setitem_i64(bad, 0, PYF_NONE))
TEST_BAD_HANDLE(setitem_i64_bad_value_is_refused, pyf_setitem_i64,
                pyf_setitem_i64(evaluate("[1]"), 0, bad))

TEST(setitem_value_sets_the_item)
{
    pyf_handle dict = evaluate("{}");
    const pyf_value key = PYF_STR("k", 1), value = PYF_F64(0.5);

    assert_int_equal(pyf_setitem_value(dict, &key, &value), PYF_OK);
    expect_repr(dict, "{'k': 0.5}");
}

TEST(setitem_value_bad_arguments_are_refused)
{
    pyf_handle dict = evaluate("{}");
    const pyf_value good = PYF_I64(0), bad = PYF_STR(NOT_UTF8, 4);

    assert_int_equal(pyf_setitem_value(dict, NULL, &good), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_setitem_value");
    assert_int_equal(pyf_setitem_value(dict, &good, NULL), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_setitem_value");
    assert_int_equal(pyf_setitem_value(dict, &bad, &good), PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_setitem_value");
    assert_int_equal(pyf_setitem_value(dict, &good, &bad), PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_setitem_value");
    expect_repr(dict, "{}");
}

TEST(setitem_value_passes_on_what_python_raises)
{
    const pyf_value key = PYF_I64(0);

    assert_int_equal(pyf_setitem_value(sample("broken"), &key, &key),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "broken on purpose");
}

TEST_BAD_HANDLE(setitem_value_bad_object_is_refused, pyf_setitem_value,
                pyf_setitem_value(bad, &(pyf_value)PYF_NIL,
                                  &(pyf_value)PYF_NIL))
TEST_BAD_HANDLE(setitem_value_bad_value_is_refused, pyf_setitem_value,
                pyf_setitem_value(evaluate("{}"), &(pyf_value)PYF_NIL,
                                  &(pyf_value)PYF_HANDLE(bad)))

/* delitem */

/* Feature: P12 */
TEST(delitem_deletes_the_item)
{
    pyf_handle dict = evaluate("{1: 2, 3: 4}");

    assert_int_equal(pyf_delitem(dict, pyf_from_i64(1)), PYF_OK);
    expect_repr(dict, "{3: 4}");
}

TEST(delitem_missing_raises_key_error)
{
    assert_int_equal(pyf_delitem(evaluate("{}"), PYF_NONE), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_KeyError, "None");
}

TEST(delitem_of_a_tuple_raises_type_error)
{
    assert_int_equal(pyf_delitem(evaluate("(1,)"), pyf_from_i64(0)),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "item deletion");
}

TEST_BAD_HANDLE(delitem_bad_object_is_refused, pyf_delitem,
                pyf_delitem(bad, PYF_NONE))
TEST_BAD_HANDLE(delitem_bad_key_is_refused, pyf_delitem,
                pyf_delitem(evaluate("{}"), bad))

TEST(delitem_str_deletes_the_item)
{
    pyf_handle dict = evaluate("{'k': 1, 'größe': 2}");

    assert_int_equal(pyf_delitem_str(dict, PYF_TEXT("größe")), PYF_OK);
    expect_repr(dict, "{'k': 1}");
}

TEST(delitem_str_missing_raises_key_error)
{
    assert_int_equal(pyf_delitem_str(evaluate("{}"), PYF_TEXT("gone")),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_KeyError, "'gone'");
}

TEST(delitem_str_bad_key_is_refused)
{
    assert_int_equal(pyf_delitem_str(evaluate("{}"), NULL, 0),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_delitem_str");
    assert_int_equal(
        pyf_delitem_str(evaluate("{}"), NOT_UTF8, PYF_AUTO_LENGTH),
        PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_delitem_str");
}

TEST_BAD_HANDLE(delitem_str_bad_object_is_refused, pyf_delitem_str,
                pyf_delitem_str(bad, PYF_TEXT("k")))

TEST(delitem_i64_counts_from_both_ends)
{
    pyf_handle list = evaluate("[0, 1, 2, 3]");

    assert_int_equal(pyf_delitem_i64(list, 0), PYF_OK);
    assert_int_equal(pyf_delitem_i64(list, -1), PYF_OK);
    expect_repr(list, "[1, 2]");
}

TEST(delitem_i64_past_the_end_raises_index_error)
{
    assert_int_equal(pyf_delitem_i64(evaluate("[]"), -1), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_IndexError, "out of range");
}

TEST(delitem_i64_without_items_raises_type_error)
{
    assert_int_equal(pyf_delitem_i64(PYF_NONE, 0), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "item deletion");
}

TEST_BAD_HANDLE(delitem_i64_bad_object_is_refused, pyf_delitem_i64,
                pyf_delitem_i64(bad, 0))

/* hasitem */

TEST(hasitem_answers_1_or_0)
{
    pyf_handle dict = evaluate("{None: None}");

    assert_int_equal(pyf_hasitem(dict, PYF_NONE), 1);
    assert_int_equal(pyf_hasitem(dict, PYF_TRUE), 0);
    assert_int_equal(pyf_hasitem(evaluate("[7]"), pyf_from_i64(0)), 1);
    assert_int_equal(pyf_hasitem(evaluate("[7]"), pyf_from_i64(7)), 0);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST(hasitem_hides_nothing_but_lookup_errors)
{
    assert_int_equal(pyf_hasitem(sample("squares"), pyf_from_i64(3)), 0);
    assert_int_equal(pyf_hasitem(sample("broken"), PYF_NONE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "broken on purpose");
    assert_int_equal(pyf_hasitem(PYF_NONE, PYF_NONE), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "not subscriptable");
}

TEST_BAD_HANDLE(hasitem_bad_object_is_refused, pyf_hasitem,
                pyf_hasitem(bad, PYF_NONE))
TEST_BAD_HANDLE(hasitem_bad_key_is_refused, pyf_hasitem,
                pyf_hasitem(evaluate("{}"), bad))

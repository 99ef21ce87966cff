/* SPDX-License-Identifier: MIT */
/* object, protocol: truth, length, hash, text, dir, membership. */
#include "bad-handle.h"

static const char classes[] =
    "class Long:\n"
    "    def __len__(self): return 2**63\n"
    "class Negative:\n"
    "    def __len__(self): return -1\n"
    "class MinusOne:\n"
    "    def __hash__(self): return -1\n"
    "class Wide:\n"
    "    def __hash__(self): return 2**61 - 2\n"
    "class Raising:\n"
    "    def fail(self, *args): raise ValueError('on purpose')\n"
    "    __bool__ = __len__ = __hash__ = __repr__ = __str__ = __dir__ = fail\n"
    "    __contains__ = __iter__ = fail\n"
    "class Wrong:\n"
    "    def give(self): return 7\n"
    "    __repr__ = __str__ = __bool__ = __dir__ = give\n"
    "    def __hash__(self): return 'text'\n"
    "class OnlyGetitem:\n"
    "    def __getitem__(self, i):\n"
    "        if i > 2: raise IndexError\n"
    "        return i * 10\n"
    "long, negative, minus_one, wide = Long(), Negative(), MinusOne(), Wide()\n"
    "raising, wrong, only_getitem = Raising(), Wrong(), OnlyGetitem()\n";

static pyf_handle
sample(const char *name)
{
    return defined(classes, name);
}

static int64_t
length(pyf_handle obj)
{
    int64_t result = -1;

    assert_int_equal(pyf_len(obj, &result), PYF_OK);
    return result;
}

/* is_true */

/* Feature: P11 */
TEST(is_true_answers_1_or_0)
{
    assert_int_equal(pyf_is_true(PYF_TRUE), 1);
    assert_int_equal(pyf_is_true(PYF_FALSE), 0);
    assert_int_equal(pyf_is_true(PYF_NONE), 0);
    assert_int_equal(pyf_is_true(evaluate("[0]")), 1);
    assert_int_equal(pyf_is_true(evaluate("''")), 0);
    assert_int_equal(pyf_is_true(evaluate("float('nan')")), 1);
}

TEST(is_true_passes_on_what_bool_raises)
{
    assert_int_equal(pyf_is_true(sample("raising")), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_is_true(sample("wrong")), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "bool");
}

TEST_BAD_HANDLE(is_true_bad_object_is_refused, pyf_is_true, pyf_is_true(bad))

/* len */

/* Feature: P11 */
TEST(len_gives_the_length)
{
    assert_int_equal(length(evaluate("[]")), 0);
    assert_int_equal(length(evaluate("'größe'")), 5);
    assert_int_equal(length(evaluate("{1: 2, 3: 4}")), 2);
    assert_int_equal(length(evaluate("range(2**40)")), INT64_C(1) << 40);
}

TEST(len_beyond_64_bits_raises_overflow_error)
{
    int64_t result = 77;

    assert_int_equal(pyf_len(sample("long"), &result), PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_exception(PYF_EXC_OverflowError, "");
}

TEST(len_negative_raises_value_error)
{
    int64_t result = 77;

    assert_int_equal(pyf_len(sample("negative"), &result), PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_exception(PYF_EXC_ValueError, ">= 0");
}

TEST(len_without_length_raises_type_error)
{
    int64_t result = 77;

    assert_int_equal(pyf_len(PYF_NONE, &result), PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_exception(PYF_EXC_TypeError, "has no len()");
}

TEST(len_null_is_refused)
{
    assert_int_equal(pyf_len(evaluate("[]"), NULL), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_len");
}

TEST_BAD_HANDLE(len_bad_object_is_refused, pyf_len,
                pyf_len(bad, &(int64_t){0}))

/* hash */

/* Feature: P14 */
TEST(hash_gives_what_python_gives)
{
    pyf_handle obj = evaluate("('a', 1, None)");
    int64_t result = 0;

    assert_int_equal(pyf_hash(obj, &result), PYF_OK);
    pyf_handle names = no_names();

    pyf_setitem_str(names, PYF_TEXT("obj"), obj);
    assert_int_equal(result, integer(evaluate_in("hash(obj)", names)));
}

TEST(hash_of_minus_one_is_no_failure)
{
    int64_t result = 77;

    assert_int_equal(pyf_hash(sample("minus_one"), &result), PYF_OK);
    assert_int_equal(result, -2);
    assert_int_equal(pyf_hash(pyf_from_i64(-1), &result), PYF_OK);
    assert_int_equal(result, -2);
}

TEST(hash_keeps_all_bits)
{
    int64_t result = 77;

    assert_int_equal(pyf_hash(sample("wide"), &result), PYF_OK);
    assert_int_equal(result, (INT64_C(1) << 61) - 2);
}

TEST(hash_unhashable_raises_type_error)
{
    int64_t result = 77;

    assert_int_equal(pyf_hash(evaluate("[]"), &result), PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_exception(PYF_EXC_TypeError, "unhashable type: 'list'");
}

TEST(hash_passes_on_what_dunder_hash_raises)
{
    int64_t result = 77;

    assert_int_equal(pyf_hash(sample("raising"), &result), PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_hash(sample("wrong"), &result), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "integer");
}

TEST(hash_null_is_refused)
{
    assert_int_equal(pyf_hash(PYF_NONE, NULL), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_hash");
}

TEST_BAD_HANDLE(hash_bad_object_is_refused, pyf_hash,
                pyf_hash(bad, &(int64_t){0}))

/* repr, str, dir */

/* Feature: O12 */
TEST(repr_gives_text_for_programmers)
{
    assert_string_equal(text(pyf_repr(str("it's"))), "\"it's\"");
    assert_string_equal(text(pyf_repr(PYF_NONE)), "None");
    assert_string_equal(text(pyf_repr(PYF_TYPE_INT)), "<class 'int'>");
}

TEST(repr_of_a_list_inside_itself)
{
    pyf_handle names = names_of("loop = []\nloop.append(loop)\n");

    assert_string_equal(text(pyf_repr(evaluate_in("loop", names))),
                        "[[...]]");
    run_in("loop.clear()", names);
}

TEST(repr_passes_on_what_dunder_repr_raises)
{
    assert_int_equal(pyf_repr(sample("raising")), 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_repr(sample("wrong")), 0);
    expect_exception(PYF_EXC_TypeError, "str");
}

TEST_BAD_HANDLE(repr_bad_object_is_refused, pyf_repr, pyf_repr(bad))

/* Feature: P14 */
TEST(str_gives_text_for_people)
{
    assert_string_equal(text(pyf_str(str("it's"))), "it's");
    assert_string_equal(text(pyf_str(pyf_from_f64(0.5))), "0.5");
}

TEST(str_of_a_str_is_the_same_object)
{
    pyf_handle obj = str("the same");

    assert_int_equal(pyf_is(pyf_str(obj), obj), 1);
}

TEST(str_passes_on_what_dunder_str_raises)
{
    assert_int_equal(pyf_str(sample("raising")), 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_str(sample("wrong")), 0);
    expect_exception(PYF_EXC_TypeError, "str");
}

TEST_BAD_HANDLE(str_bad_object_is_refused, pyf_str, pyf_str(bad))

/* Feature: P14 */
TEST(dir_gives_a_sorted_list_of_names)
{
    pyf_handle names = pyf_dir(PYF_TYPE_LIST);

    expect_true_of(names, "type(x) is list and x == sorted(x)");
    assert_int_equal(pyf_contains(names, str("append")), 1);
}

TEST(dir_passes_on_what_dunder_dir_raises)
{
    assert_int_equal(pyf_dir(sample("raising")), 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_dir(sample("wrong")), 0);
    expect_exception(PYF_EXC_TypeError, "iterable");
}

TEST_BAD_HANDLE(dir_bad_object_is_refused, pyf_dir, pyf_dir(bad))

/* contains */

/* Feature: P11 */
TEST(contains_answers_1_or_0)
{
    pyf_handle list = evaluate("['a', None, 1]");

    assert_int_equal(pyf_contains(list, str("a")), 1);
    assert_int_equal(pyf_contains(list, PYF_NONE), 1);
    assert_int_equal(pyf_contains(list, PYF_TRUE), 1);
    assert_int_equal(pyf_contains(list, PYF_FALSE), 0);
    assert_int_equal(pyf_contains(str("banana"), str("nan")), 1);
    assert_int_equal(pyf_contains(evaluate("{'k': 'v'}"), str("v")), 0);
}

TEST(contains_finds_nan_by_identity)
{
    pyf_handle names = names_of("nan = float('nan')\nlist = [nan]\n");

    assert_int_equal(pyf_contains(evaluate_in("list", names),
                                  evaluate_in("nan", names)), 1);
    assert_int_equal(pyf_contains(evaluate_in("list", names),
                                  evaluate("float('nan')")), 0);
}

TEST(contains_goes_through_dunder_getitem)
{
    pyf_handle obj = sample("only_getitem");

    assert_int_equal(pyf_contains(obj, pyf_from_i64(20)), 1);
    assert_int_equal(pyf_contains(obj, pyf_from_i64(30)), 0);
}

TEST(contains_passes_on_what_python_raises)
{
    assert_int_equal(pyf_contains(sample("raising"), PYF_NONE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_contains(PYF_NONE, PYF_NONE), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "NoneType");
    assert_int_equal(pyf_contains(evaluate("{}"), evaluate("[]")),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "unhashable");
    assert_int_equal(pyf_contains(str("text"), pyf_from_i64(1)),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "requires string");
}

TEST_BAD_HANDLE(contains_bad_object_is_refused, pyf_contains,
                pyf_contains(bad, PYF_NONE))
TEST_BAD_HANDLE(contains_bad_item_is_refused, pyf_contains,
                pyf_contains(evaluate("[]"), bad))

/* What holds for all */

TEST(object_success_leaves_a_parked_failure_alone)
{
    pyf_handle list = evaluate("[1]");
    int64_t result = 0;

    assert_int_equal(pyf_import(PYF_TEXT("the_first_failure")), 0);
    assert_int_equal(pyf_is_true(list), 1);
    assert_int_equal(pyf_len(list, &result), PYF_OK);
    assert_true(pyf_repr(list) != 0);
    assert_int_equal(pyf_hasattr(list, PYF_TEXT("no_such_name")), 0);
    assert_int_equal(pyf_contains(list, PYF_NONE), 0);
    expect_exception(PYF_EXC_ModuleNotFoundError, "the_first_failure");
}

TEST(object_deep_recursion_is_an_error)
{
    pyf_handle names = names_of("deep = []\n"
                                "for _ in range(200000):\n"
                                "    deep = [deep]\n");

    assert_int_equal(pyf_repr(evaluate_in("deep", names)), 0);
    expect_exception(PYF_EXC_RecursionError, "RecursionError");
}

/* SPDX-License-Identifier: MIT */
/* object, iteration: iter, next, next as a value. */
#include "bad-handle.h"

static const char classes[] =
    "class OnlyGetitem:\n"
    "    def __getitem__(self, i):\n"
    "        if i > 2: raise IndexError\n"
    "        return i * 10\n"
    "class NoIterator:\n"
    "    def __iter__(self): return 7\n"
    "class Fickle:\n"
    "    def __iter__(self): return self\n"
    "    def __init__(self): self.left = [StopIteration, 5]\n"
    "    def __next__(self):\n"
    "        value = self.left.pop()\n"
    "        if value is StopIteration: raise value\n"
    "        return value\n"
    "def breaks():\n"
    "    yield 1\n"
    "    raise ValueError('on purpose')\n"
    "def returns():\n"
    "    yield 1\n"
    "    return 'a value'\n"
    "log = []\n"
    "def cleans_up():\n"
    "    try:\n"
    "        yield 1\n"
    "    finally:\n"
    "        log.append('closed')\n"
    "only_getitem, no_iterator = OnlyGetitem(), NoIterator()\n"
    "fickle = Fickle()\n"
    "gives_none = iter([None])\n";

static pyf_handle
sample(const char *expression)
{
    return evaluate_in(expression, names_of(classes));
}

static int64_t
next_integer(pyf_handle iterator)
{
    pyf_handle item = 0;

    assert_int_equal(pyf_next(iterator, &item), 1);
    int64_t result = integer(item);

    assert_int_equal(pyf_close(item), PYF_OK);
    return result;
}

static void
expect_end(pyf_handle iterator)
{
    pyf_handle item = 77;

    assert_int_equal(pyf_next(iterator, &item), 0);
    assert_int_equal(item, 0);
    expect_no_failure();
}

/* iter */

TEST(iter_goes_through_a_list)
{
    pyf_handle iterator = pyf_iter(evaluate("[1, 2]"));

    assert_int_equal(next_integer(iterator), 1);
    assert_int_equal(next_integer(iterator), 2);
    expect_end(iterator);
}

TEST(iter_goes_through_dunder_getitem)
{
    pyf_handle iterator = pyf_iter(sample("only_getitem"));

    assert_int_equal(next_integer(iterator), 0);
    assert_int_equal(next_integer(iterator), 10);
    assert_int_equal(next_integer(iterator), 20);
    expect_end(iterator);
}

TEST(iter_of_an_iterator_is_itself)
{
    pyf_handle iterator = pyf_iter(evaluate("[1]"));

    assert_int_equal(pyf_is(pyf_iter(iterator), iterator), 1);
}

TEST(iter_keeps_what_it_goes_through)
{
    pyf_handle list = evaluate("[1, 2]");
    pyf_handle iterator = pyf_iter(list);

    assert_int_equal(pyf_close(list), PYF_OK);
    assert_int_equal(next_integer(iterator), 1);
}

TEST(iter_without_items_raises_type_error)
{
    assert_int_equal(pyf_iter(PYF_TRUE), 0);
    expect_exception(PYF_EXC_TypeError, "not iterable");
    assert_int_equal(pyf_iter(sample("no_iterator")), 0);
    expect_exception(PYF_EXC_TypeError, "iterator");
}

TEST_BAD_HANDLE(iter_bad_object_is_refused, pyf_iter, pyf_iter(bad))

/* next */

TEST(next_after_the_end_stays_at_the_end)
{
    pyf_handle iterator = pyf_iter(evaluate("()"));

    for (int i = 0; i < 3; i++)
        expect_end(iterator);
}

TEST(next_gives_none_as_an_item)
{
    pyf_handle item = 0;

    assert_int_equal(pyf_next(sample("gives_none"), &item), 1);
    assert_int_equal(pyf_is(item, PYF_NONE), 1);
}

TEST(next_end_of_a_generator_that_returns)
{
    pyf_handle generator = sample("returns()");

    assert_int_equal(next_integer(generator), 1);
    expect_end(generator);
    expect_end(generator);
}

TEST(next_end_keeps_the_failure_that_is_parked)
{
    pyf_handle iterator = pyf_iter(evaluate("()")), item = 77;

    assert_int_equal(pyf_import(PYF_TEXT("the_first_failure")), 0);
    assert_int_equal(pyf_next(iterator, &item), 0);
    expect_exception(PYF_EXC_ModuleNotFoundError, "the_first_failure");
}

TEST(next_stop_iteration_of_a_class_is_the_end)
{
    pyf_handle fickle = sample("fickle");

    assert_int_equal(next_integer(fickle), 5);
    expect_end(fickle);
}

TEST(next_passes_on_what_a_generator_raises)
{
    pyf_handle generator = sample("breaks()"), item = 77;

    assert_int_equal(next_integer(generator), 1);
    assert_int_equal(pyf_next(generator, &item), PYF_ERR_PYTHON);
    assert_int_equal(item, 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    expect_end(generator);
}

/* Feature: T03 */
TEST(next_dict_that_grows_meanwhile_raises_runtime_error)
{
    pyf_handle dict = evaluate("{1: 1}"), item = 77;
    pyf_handle iterator = pyf_iter(dict);

    assert_int_equal(next_integer(iterator), 1);
    assert_int_equal(pyf_setitem_i64(dict, 2, PYF_NONE), PYF_OK);
    assert_int_equal(pyf_next(iterator, &item), PYF_ERR_PYTHON);
    assert_int_equal(item, 0);
    expect_exception(PYF_EXC_RuntimeError, "changed size");
}

TEST(next_list_that_grows_meanwhile_goes_on)
{
    pyf_handle list = evaluate("[1]");
    pyf_handle iterator = pyf_iter(list), item = 0;

    assert_int_equal(next_integer(iterator), 1);
    pyf_call_method(list, PYF_TEXT("append"), (pyf_handle[]){PYF_TRUE}, 1);
    assert_int_equal(pyf_next(iterator, &item), 1);
    assert_int_equal(pyf_is(item, PYF_TRUE), 1);
}

TEST(next_of_no_iterator_raises_type_error)
{
    pyf_handle item = 77;

    assert_int_equal(pyf_next(evaluate("[1]"), &item), PYF_ERR_PYTHON);
    assert_int_equal(item, 0);
    expect_exception(PYF_EXC_TypeError, "not an iterator");
    assert_int_equal(pyf_next(PYF_NONE, &item), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "not an iterator");
}

TEST(next_closing_a_generator_runs_its_finally)
{
    pyf_handle names = names_of(classes);
    pyf_handle generator = evaluate_in("cleans_up()", names);

    assert_int_equal(next_integer(generator), 1);
    assert_int_equal(pyf_close(generator), PYF_OK);
    run_in("import gc; gc.collect()", names);
    expect_true_in("log == ['closed']", names);
}

TEST(next_goes_through_a_million_items_in_scopes)
{
    pyf_handle iterator = pyf_iter(evaluate("range(10**6)"));
    uint64_t before = live_handle_count();
    int64_t sum = 0;
    pyf_handle item = 0;

    while (pyf_next(iterator, &item) == 1) {
        sum += integer(item);
        pyf_close(item);
    }
    assert_int_equal(sum, INT64_C(499999500000));
    assert_int_equal(live_handle_count(), before);
}

TEST(next_null_is_refused)
{
    assert_int_equal(pyf_next(pyf_iter(evaluate("[1]")), NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_next");
}

TEST(next_bad_iterator_writes_0)
{
    pyf_handle item = 77;

    assert_int_equal(pyf_next(stale(), &item), PYF_ERR_HANDLE);
    assert_int_equal(item, 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_next");
}

TEST_BAD_HANDLE(next_bad_iterator_is_refused, pyf_next,
                pyf_next(bad, &(pyf_handle){0}))

/* next_value */

/* Feature: P11 */
TEST(next_value_gives_values_and_then_none)
{
    pyf_handle iterator = pyf_iter(evaluate("[1, 'two', None]"));
    pyf_value item = garbage();

    assert_int_equal(pyf_next_value(iterator, PYF_VALUE_ANY, &item), 1);
    assert_int_equal(item.kind, PYF_VALUE_I64);
    assert_int_equal(item.as.i64, 1);
    assert_int_equal(pyf_next_value(iterator, PYF_VALUE_ANY, &item), 1);
    assert_int_equal(item.kind, PYF_VALUE_STR);
    assert_memory_equal(item.as.text.data, "two", 3);
    assert_int_equal(pyf_close(item.owner), PYF_OK);
    item = garbage();
    assert_int_equal(pyf_next_value(iterator, PYF_VALUE_ANY, &item), 1);
    expect_cleared(&item);
    item = garbage();
    assert_int_equal(pyf_next_value(iterator, PYF_VALUE_ANY, &item), 0);
    expect_cleared(&item);
    assert_int_equal(pyf_next_value(iterator, PYF_VALUE_ANY, &item), 0);
}

TEST(next_value_text_outlives_the_iterator)
{
    pyf_handle iterator = pyf_iter(evaluate("['-'.join('abc')]"));
    pyf_value item = garbage();

    assert_int_equal(pyf_next_value(iterator, PYF_VALUE_ANY, &item), 1);
    assert_int_equal(pyf_close(iterator), PYF_OK);
    assert_memory_equal(item.as.text.data, "a-b-c", 5);
    assert_int_equal(pyf_close(item.owner), PYF_OK);
}

TEST(next_value_lone_surrogate_is_refused_and_iteration_goes_on)
{
    pyf_handle iterator = pyf_iter(evaluate("[" LONE_SURROGATE ", 1]"));
    pyf_value item = garbage();

    assert_int_equal(pyf_next_value(iterator, PYF_VALUE_ANY, &item),
                     PYF_ERR_ENCODING);
    expect_cleared(&item);
    expect_failure(PYF_ERR_ENCODING, "3");
    assert_int_equal(pyf_next_value(iterator, PYF_VALUE_ANY, &item), 1);
    assert_int_equal(item.as.i64, 1);
}

TEST(next_value_passes_on_what_python_raises)
{
    pyf_value item = garbage();

    assert_int_equal(pyf_next_value(evaluate("[1]"), PYF_VALUE_ANY, &item),
                     PYF_ERR_PYTHON);
    expect_cleared(&item);
    expect_exception(PYF_EXC_TypeError, "not an iterator");
}

TEST(next_value_null_is_refused)
{
    assert_int_equal(
        pyf_next_value(pyf_iter(evaluate("[1]")), PYF_VALUE_ANY, NULL),
        PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_next_value");
}

TEST_BAD_HANDLE(next_value_bad_iterator_is_refused, pyf_next_value,
                pyf_next_value(bad, PYF_VALUE_ANY, &(pyf_value)PYF_NIL))

/* SPDX-License-Identifier: MIT */
/* cpython: the layouts that are measured, and calls where they are unknown. */
#include "python.h"

#include "call/call-plain.h"

static bool
is_without_gil(void)
{
    PyObject *answer = value_of("'t' in __import__('sys').abiflags");
    bool without = answer == cpython._Py_TrueStruct;

    pyf__drop(answer);
    return without;
}

static void
check_layouts(void)
{
    const struct pyf__layout *layout = &pyf__layout;

    /* Every CPython from 3.11 to 3.15 is known. */
    assert_true(layout->float_offset != 0);
    assert_true(layout->list_offset != 0);
    assert_true(layout->tuple_offset != 0);
    assert_true(layout->int_end != 0);
    assert_non_null(layout->function_type);
    assert_true(layout->has_scratch == !layout->free_threaded);
    assert_true(layout->immortals == (layout->version >= 0x030c0000));
    assert_true(layout->free_threaded == is_without_gil());
    if (layout->has_scratch)
        assert_in_range(layout->int_least, 257, 65536);
}

TEST(layout_of_this_python_is_known)
{
    with_python(check_layouts);
}

static int64_t
subtract(PyObject *callable)
{
    pyf_value args[] = {PYF_I64(70000), PYF_I64(300)}, result;
    PyObject *object = pyf__call_values(callable, NULL, args, 2, "f");

    assert_non_null(object);
    assert_int_equal(pyf__value_from(object, PYF_VALUE_ANY, &result, "f"),
                     PYF_OK);
    return result.as.i64;
}

static void
call_without_layouts(void)
{
    struct pyf__layout layout = pyf__layout;
    PyObject *function = value_of("lambda a, b: a - b");
    PyObject *builtin = value_of("int.__sub__");
    PyObject *type = value_of("type('T', (int,), {'__new__': lambda c, a, b: "
                              "a - b})");

    for (int i = 0; i < 3; i++) {
        pyf__layout = layout;
        if (i > 0)
            pyf__layout.function_type = NULL;
        if (i > 1)
            pyf__layout.has_scratch = false;
        for (int j = 0; j < 3; j++) {
            assert_int_equal(subtract(function), 69700);
            assert_int_equal(subtract(builtin), 69700);
            assert_int_equal(subtract(type), 69700);
        }
    }
    pyf__layout = layout;
    pyf__drop(function);
    pyf__drop(builtin);
    pyf__drop(type);
}

TEST(layout_that_is_unknown_is_done_without)
{
    with_python(call_without_layouts);
}

/* The same object comes again while nobody keeps it, and stays where somebody
 * does. */
static void
use_scratch(void)
{
    PyObject *first = pyf__scratch_int(1000000), *second;
    int64_t value = 0;

    if (!pyf__layout.has_scratch)
        skip_because("threads run in parallel");
    pyf__scratch_drop(first);
    second = pyf__scratch_int(-2000000);
    assert_ptr_equal(first, second);
    assert_int_equal(cpython.PyLong_AsLongLong(second), -2000000);
    cpython.Py_IncRef(second);
    pyf__scratch_drop(second);
    first = pyf__scratch_int(3000000);
    assert_ptr_not_equal(first, second);
    assert_true(pyf__small_int(second, &value));
    assert_int_equal(value, -2000000);
    pyf__drop(first);
    pyf__drop(second);
    first = pyf__scratch_int(5);
    second = cpython.PyLong_FromLongLong(5);
    assert_ptr_equal(first, second);
    pyf__scratch_drop(first);
    pyf__scratch_drop(second);
    for (uint32_t i = 0; i < pyf__main.scratch.ints[0].count; i++)
        assert_ptr_not_equal(pyf__main.scratch.ints[0].items[i], second);
}

TEST(layout_scratch_numbers_are_used_again)
{
    with_python(use_scratch);
}

static void
fill_scratch(void)
{
    PyObject *objects[PYF__SCRATCH + 4];

    if (!pyf__layout.has_scratch)
        skip_because("threads run in parallel");
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < PYF__SCRATCH + 4; i++) {
            objects[i] = i % 2 == 0 ? pyf__scratch_int(1000 * i + 1000)
                                    : pyf__scratch_float(i);
            assert_non_null(objects[i]);
        }
        for (int i = 0; i < PYF__SCRATCH + 4; i += 2)
            assert_int_equal(cpython.PyLong_AsLongLong(objects[i]),
                             1000 * i + 1000);
        for (int i = 0; i < PYF__SCRATCH + 4; i++)
            pyf__scratch_drop(objects[i]);
    }
    for (int i = 0; i < 2 * PYF__SCRATCH; i++)
        pyf__scratch_drop(cpython.PyLong_FromLongLong(100000 + i));
    assert_int_equal(pyf__main.scratch.ints[0].count, PYF__SCRATCH);
    assert_in_range(pyf__main.scratch.floats.count, 1, PYF__SCRATCH);
}

/* Of every number of digits the same object comes again, with its value. */
static void
use_digits(void)
{
    static const int64_t pairs[][2] = {{1000000, -1073741823},
                                       {1073741824, -1152921504606846975},
                                       {1152921504606846976, INT64_MIN},
                                       {-4000000000000000000, INT64_MAX}};

    if (!pyf__layout.has_scratch)
        skip_because("threads run in parallel");
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        PyObject *first = pyf__scratch_int(pairs[i][0]), *second;

        assert_true(cpython.PyLong_AsLongLong(first) == pairs[i][0]);
        pyf__scratch_drop(first);
        second = pyf__scratch_int(pairs[i][1]);
        assert_ptr_equal(first, second);
        assert_true(cpython.PyLong_AsLongLong(second) == pairs[i][1]);
        pyf__scratch_drop(second);
    }
}

TEST(layout_scratch_ints_of_one_to_three_digits)
{
    with_python(use_digits);
}

TEST(layout_scratch_store_has_an_end)
{
    with_python(fill_scratch);
}

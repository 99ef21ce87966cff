/* SPDX-License-Identifier: MIT */
/*
 * Scratch numbers: ints and floats that are made as arguments of a call.
 *
 * Most callees only look at them. One that nobody else has a reference to when
 * the call is over is kept, and gets another value for the next call, so that
 * it is not freed and made anew each time. What a callee has kept is its own,
 * as ever. The store is empty, and always was, where layouts are not known or
 * threads run in parallel; else the GIL guards it.
 */
#ifndef PYF__CPYTHON_SCRATCH_H
#define PYF__CPYTHON_SCRATCH_H

#include "cpython/interpreter.h"

enum { PYF__DIGIT_BITS = 30 };

static pyf__hot uint64_t
pyf__int_size(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

/* How many digits an int of that size has behind its first. */
static pyf__hot unsigned
pyf__int_more_digits(uint64_t size)
{
    return (size >> PYF__DIGIT_BITS != 0) + (size >> 2 * PYF__DIGIT_BITS != 0);
}

/* The int must have as many digits as it is to have. */
static pyf__hot void
pyf__int_write(PyObject *number, int64_t value)
{
    const uint64_t mask = (UINT64_C(1) << PYF__DIGIT_BITS) - 1;
    uint64_t size = pyf__int_size(value);
    unsigned more = pyf__int_more_digits(size);
    char *at = (char *)number + pyf__layout.int_offset;
    uint32_t *digits = (uint32_t *)(at + sizeof(size_t));

    *(size_t *)at = pyf__layout.int_words[more][value < 0];
    digits[0] = (uint32_t)(size & mask);
    if (more > 0)
        digits[1] = (uint32_t)(size >> PYF__DIGIT_BITS & mask);
    if (pyf__unlikely(more > 1))
        digits[2] = (uint32_t)(size >> 2 * PYF__DIGIT_BITS);
}

static pyf__hot void
pyf__float_write(PyObject *number, double value)
{
    *(double *)((char *)number + pyf__layout.float_offset) = value;
}

static pyf__hot bool
pyf__count_is_1(PyObject *object)
{
    return *(const uint32_t *)((char *)object + pyf__layout.count_offset) == 1;
}

/* An int or a float, for pyf__scratch_drop: new reference, NULL with an
 * exception. Attached. */
static pyf__hot PyObject *
pyf__scratch_int(int64_t value)
{
    uint64_t size = pyf__int_size(value);
    struct pyf__scratch_store *store =
        &pyf__main.scratch.ints[pyf__int_more_digits(size)];
    PyObject *number;

    if (pyf__unlikely(store->count == 0 || size < pyf__layout.int_least))
        return cpython.PyLong_FromLongLong(value);
    number = store->items[--store->count];
    pyf__int_write(number, value);
    return number;
}

static pyf__hot PyObject *
pyf__scratch_float(double value)
{
    struct pyf__scratch_store *store = &pyf__main.scratch.floats;
    PyObject *number;

    if (pyf__unlikely(store->count == 0))
        return cpython.PyFloat_FromDouble(value);
    number = store->items[--store->count];
    pyf__float_write(number, value);
    return number;
}

/* Where a number is kept; NULL: it is none, or an int of more digits. */
static pyf__hot struct pyf__scratch_store *
pyf__scratch_store_of(PyObject *object)
{
    PyTypeObject *type = pyf__type_of(object);
    size_t word;

    if (type == cpython.PyFloat_Type)
        return &pyf__main.scratch.floats;
    if (type != cpython.PyLong_Type)
        return NULL;
    word = *(const size_t *)((char *)object + pyf__layout.int_offset);
    for (unsigned i = 0; i < PYF__MOST_DIGITS; i++) {
        if (word == pyf__layout.int_words[i][0] ||
            word == pyf__layout.int_words[i][1])
            return &pyf__main.scratch.ints[i];
    }
    return NULL;
}

/* Drop the reference to an argument of any type. Attached. */
static pyf__hot void
pyf__scratch_drop(PyObject *object)
{
    struct pyf__scratch_store *store = NULL;

    if (pyf__likely(pyf__layout.has_scratch && pyf__count_is_1(object)))
        store = pyf__scratch_store_of(object);
    if (store != NULL && store->count < PYF__SCRATCH)
        store->items[store->count++] = object;
    else
        cpython.Py_DecRef(object);
}

#endif

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

#include "cpython.h"

enum { PYF__SCRATCH = 8 }; /* kept of either type */

/* The largest int of one digit. */
#define PYF__DIGIT_MOST ((INT64_C(1) << 30) - 1)

struct pyf__scratch {
    PyObject *ints[PYF__SCRATCH], *floats[PYF__SCRATCH];
    uint32_t int_count, float_count;
};

pyf__data struct pyf__scratch pyf__scratch;

static pyf__hot void
pyf__int_write(PyObject *number, int64_t value)
{
    char *at = (char *)number + pyf__layout.int_offset;

    *(size_t *)at = pyf__layout.int_words[value < 0];
    *(uint32_t *)(at + sizeof(size_t)) =
        (uint32_t)(value < 0 ? -value : value);
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
    struct pyf__scratch *scratch = &pyf__scratch;
    uint64_t least = pyf__layout.int_least;
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    PyObject *number;

    if (pyf__unlikely(scratch->int_count == 0 ||
                      size - least > PYF__DIGIT_MOST - least))
        return cpython.PyLong_FromLongLong(value);
    number = scratch->ints[--scratch->int_count];
    pyf__int_write(number, value);
    return number;
}

static pyf__hot PyObject *
pyf__scratch_float(double value)
{
    struct pyf__scratch *scratch = &pyf__scratch;
    PyObject *number;

    if (pyf__unlikely(scratch->float_count == 0))
        return cpython.PyFloat_FromDouble(value);
    number = scratch->floats[--scratch->float_count];
    pyf__float_write(number, value);
    return number;
}

/* Whether an int has one digit. */
static pyf__hot bool
pyf__int_is_scratch(PyObject *number)
{
    size_t word = *(const size_t *)((char *)number + pyf__layout.int_offset);

    return word == pyf__layout.int_words[0] ||
           word == pyf__layout.int_words[1];
}

/* Drop the reference to an argument of any type. Attached. */
static pyf__hot void
pyf__scratch_drop(PyObject *object)
{
    struct pyf__scratch *scratch = &pyf__scratch;

    if (pyf__likely(pyf__layout.has_scratch && pyf__count_is_1(object))) {
        PyTypeObject *type = pyf__type_of(object);

        if (type == cpython.PyLong_Type && scratch->int_count < PYF__SCRATCH &&
            pyf__int_is_scratch(object)) {
            scratch->ints[scratch->int_count++] = object;
            return;
        }
        if (type == cpython.PyFloat_Type &&
            scratch->float_count < PYF__SCRATCH) {
            scratch->floats[scratch->float_count++] = object;
            return;
        }
    }
    cpython.Py_DecRef(object);
}

#endif

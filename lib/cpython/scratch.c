/* SPDX-License-Identifier: MIT */
/* Whether ints and floats can be written as they are read, and which of them
 * belong to nobody else; see scratch.h. */
#include "cpython/scratch.h"

#include "cpython/internal.h"

enum { MOST_KEPT = 65536 }; /* ints that CPython has one object each for */

/* Whether CPython has an object of its own for an int; true also without
 * memory, where nothing can be said. */
static bool
is_kept(long long value)
{
    PyObject *one = cpython.PyLong_FromLongLong(value);
    PyObject *two = cpython.PyLong_FromLongLong(value);
    bool kept = one == NULL || two == NULL || one == two;

    pyf__drop(one);
    pyf__drop(two);
    return kept;
}

/* From where on it has none; false: it has one for all that were looked at. */
static bool
measure_kept(void)
{
    uint64_t value = 0;

    while (value < MOST_KEPT && is_kept((long long)value))
        value++;
    pyf__layout.int_least = value;
    return value < MOST_KEPT;
}

/* What the word before the digits of an int is; 0 without memory. */
static size_t
int_word(long long value)
{
    PyObject *object = cpython.PyLong_FromLongLong(value);
    size_t word = 0;

    if (object != NULL)
        word = *(const size_t *)((char *)object + pyf__layout.int_offset);
    pyf__drop(object);
    return word;
}

/* Whether an int and a float are read as what is written into them. They must
 * be nobody else's. */
static bool
rewrites(long long first, const int64_t *numbers, size_t count)
{
    PyObject *number = cpython.PyLong_FromLongLong(first);
    PyObject *real = cpython.PyFloat_FromDouble(1e6);
    bool right = number != NULL && real != NULL &&
                 pyf__count_of(number) == 1 && pyf__count_of(real) == 1;

    for (size_t i = 0; i < count && right; i++) {
        double half = (double)numbers[i] / 2;

        pyf__int_write(number, numbers[i]);
        pyf__float_write(real, half);
        right = cpython.PyLong_AsLongLong(number) == numbers[i] &&
                cpython.PyFloat_AsDouble(real) == half;
    }
    pyf__drop(number);
    pyf__drop(real);
    return right;
}

/* Ints of one, two and three digits are written as they are read. */
static bool
writes_ints(void)
{
    static const int64_t numbers[PYF__MOST_DIGITS][4] = {
        {123456789, -123456789, 1073741823, -1073741823},
        {1073741824, -1073741824, 1152921504606846975, -1152921504606846975},
        {1152921504606846976, -1234567890123456789, INT64_MAX, INT64_MIN}};

    for (int i = 0; i < PYF__MOST_DIGITS; i++) {
        pyf__layout.int_words[i][0] = int_word(numbers[i][0]);
        pyf__layout.int_words[i][1] = int_word(numbers[i][1]);
        if (!rewrites(numbers[i][0], numbers[i], 4))
            return false;
    }
    return true;
}

/* With the GIL, where nobody else takes from the store meanwhile. */
void
pyf__measure_scratch(bool plain_counts)
{
    pyf__layout.has_scratch = plain_counts && !pyf__layout.free_threaded &&
                              pyf__layout.int_end != 0 &&
                              pyf__layout.float_offset != 0 &&
                              measure_kept() && writes_ints();
}

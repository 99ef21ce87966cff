/* SPDX-License-Identifier: MIT */
/*
 * Where CPython keeps what is read without its functions: found by looking at
 * objects that are known, and nowhere taken for granted; see cpython.h.
 *
 * The CPython may be one that nobody knows yet. So each search has an end, an
 * object is looked at only as far as its type says that it reaches, nothing
 * that was found is used before it held for other objects as well, and a word
 * is followed only to memory that is there. What does not hold is not used:
 * then CPython's functions are.
 */
#include <string.h>

#include "cpython/internal.h"
#include "platform/platform.h"

enum { MOST_SIZE = 4096 }; /* of an object that is looked at, in bytes */

/* Offset of the given words among the first `size` bytes of an object. */
static size_t
find_bytes(PyObject *object, size_t start, size_t size, const void *words,
           size_t length)
{
    for (size_t at = start; at + length <= size; at += sizeof(void *)) {
        if (memcmp((char *)object + at, words, length) == 0)
            return at;
    }
    return 0;
}

static size_t
basic_size(PyTypeObject *type)
{
    PyObject *number =
        cpython.PyObject_GetAttrString((PyObject *)type, "__basicsize__");
    long long size = -1;

    if (number != NULL) {
        size = cpython.PyLong_AsLongLong(number);
        cpython.Py_DecRef(number);
    }
    if (size < 0)
        cpython.PyErr_Clear();
    return size < 0 || size > MOST_SIZE ? 0 : (size_t)size;
}

/* Whether a float and an int are what is read of them. */
static bool
reads_float(double value)
{
    PyObject *number = cpython.PyFloat_FromDouble(value);
    bool right = number != NULL && pyf__float_read(number) == value;

    pyf__drop(number);
    return right;
}

static bool
reads_type(void)
{
    PyObject *number = cpython.PyLong_FromLongLong(1000000);
    bool right = number != NULL && pyf__type_of(number) == cpython.PyLong_Type;

    pyf__drop(number);
    return right;
}

static bool
measure_float(void)
{
    const double value = -1.2345678901234567e-89;
    PyObject *number = cpython.PyFloat_FromDouble(value);
    const void *type = cpython.PyFloat_Type;
    size_t size = basic_size(cpython.PyFloat_Type);

    if (number == NULL)
        return false;
    pyf__layout.type_offset = find_bytes(number, 0, size, &type, sizeof(type));
    pyf__layout.float_offset =
        find_bytes(number, sizeof(void *), size, &value, sizeof(value));
    cpython.Py_DecRef(number);
    if (!reads_float(0.5) || !reads_float(-2e300))
        pyf__layout.float_offset = 0;
    return pyf__layout.type_offset != 0 && reads_type();
}

/* Whether ints are read right with the layout that is set: an int that is not
 * `small` must be refused. */
static bool
reads_int(long long number, bool small)
{
    PyObject *object = cpython.PyLong_FromLongLong(number);
    int64_t value = 0;
    bool taken;

    if (object == NULL)
        return false;
    taken = pyf__small_int(object, &value);
    cpython.Py_DecRef(object);
    return taken == small && (!small || value == number);
}

static bool
reads_ints(void)
{
    static const long long digit = (1LL << 30) - 1;
    static const long long small[] = {0, 1, 5, 256, 257, 1000000, digit};
    static const long long large[] = {digit + 1, digit << 20, 1LL << 60,
                                      INT64_MAX};

    for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++)
        if (!reads_int(small[i], true) || !reads_int(-small[i], true))
            return false;
    for (size_t i = 0; i < sizeof(large) / sizeof(large[0]); i++)
        if (!reads_int(large[i], false) || !reads_int(-large[i], false))
            return false;
    return true;
}

/* Two ways to say how many digits an int has and what its sign is: 3.11 counts
 * them in a word that is negative for negative ints, 3.12 and later have a tag
 * of the count times 8 and the sign in two bits (0 positive, 1 zero, 2
 * negative). */
static void
measure_int(void)
{
    static const int8_t counted[3] = {-1, 0, 1};

    pyf__layout.int_offset = pyf__layout.header_size;
    pyf__layout.int_start = 0;
    pyf__layout.int_end = 16;
    for (int tag = 0; tag < 16; tag++)
        pyf__layout.int_signs[tag] = (int8_t)(1 - (tag & 3));
    if (reads_ints())
        return;
    pyf__layout.int_start = 1;
    pyf__layout.int_end = 3;
    memcpy(pyf__layout.int_signs, counted, sizeof(counted));
    if (!reads_ints())
        pyf__layout.int_end = 0;
}

enum { FILL = 3 }; /* items of a list or tuple that is looked at */

struct sequence {
    PyObject *list, *tuple;
    PyObject *items[FILL];
};

/* Put items into a list, which has others perhaps. */
static void
fill_list(PyObject *list, PyObject *const *items)
{
    for (Py_ssize_t i = 0; i < FILL; i++)
        cpython.PyList_SetItem(list, i, pyf__keep(items[i]));
}

static bool
make_sequence(struct sequence *sequence, PyObject *const *items)
{
    memcpy(sequence->items, items, sizeof(sequence->items));
    sequence->list = cpython.PyList_New(FILL);
    sequence->tuple = cpython.PyTuple_New(FILL);
    if (sequence->list == NULL || sequence->tuple == NULL)
        return false;
    fill_list(sequence->list, items);
    for (Py_ssize_t i = 0; i < FILL; i++)
        cpython.PyTuple_SetItem(sequence->tuple, i, pyf__keep(items[i]));
    return true;
}

static void
drop_sequence(struct sequence *sequence)
{
    pyf__drop(sequence->list);
    pyf__drop(sequence->tuple);
}

/* Whether a word of a list points to an array of its items. What it points to
 * is copied, if it is there at all. */
static bool
points_to(struct pyf__hole *hole, PyObject *list, size_t at,
          PyObject *const *items)
{
    PyObject *copy[FILL];
    uintptr_t word;

    memcpy(&word, (char *)list + at, sizeof(word));
    return word % sizeof(void *) == 0 &&
           pyf__peek(hole, word, copy, sizeof(copy)) &&
           memcmp(copy, items, sizeof(copy)) == 0;
}

/* The same for two lists, and again when each has got the other's items: an
 * array that only had the same items once is not the one that CPython reads.
 */
static bool
is_items(struct pyf__hole *hole, const struct sequence pair[2], size_t at)
{
    bool right = points_to(hole, pair[0].list, at, pair[0].items) &&
                 points_to(hole, pair[1].list, at, pair[1].items);

    if (!right)
        return false;
    for (int i = 0; i < 2; i++)
        fill_list(pair[i].list, pair[1 - i].items);
    right = points_to(hole, pair[0].list, at, pair[1].items) &&
            points_to(hole, pair[1].list, at, pair[0].items);
    for (int i = 0; i < 2; i++)
        fill_list(pair[i].list, pair[i].items);
    return right;
}

/* A list keeps its items elsewhere. */
static size_t
find_list_items(const struct sequence pair[2], size_t start)
{
    size_t size = basic_size(cpython.PyList_Type), at = start;
    struct pyf__hole hole;

    if (!pyf__hole_open(&hole))
        return 0;
    while (at + sizeof(void *) <= size && !is_items(&hole, pair, at))
        at += sizeof(void *);
    pyf__hole_close(&hole);
    return at + sizeof(void *) <= size ? at : 0;
}

/* A tuple keeps them behind what every tuple has. */
static size_t
find_tuple_items(const struct sequence pair[2], size_t start)
{
    const size_t length = sizeof(pair[0].items);
    size_t size = basic_size(cpython.PyTuple_Type) + length;
    size_t at = find_bytes(pair[0].tuple, start, size, pair[0].items, length);

    if (at == 0 ||
        find_bytes(pair[1].tuple, start, size, pair[1].items, length) != at)
        return 0;
    return at;
}

static void
measure_sequences(void)
{
    PyObject *const first[] = {cpython._Py_TrueStruct, cpython._Py_NoneStruct,
                               cpython._Py_FalseStruct};
    PyObject *const second[] = {first[1], first[2], first[0]};
    struct sequence pair[2];
    size_t start = pyf__layout.type_offset + sizeof(void *);
    bool made = make_sequence(&pair[0], first);

    made = make_sequence(&pair[1], second) && made;
    pyf__layout.list_offset = made ? find_list_items(pair, start) : 0;
    pyf__layout.tuple_offset = made ? find_tuple_items(pair, start) : 0;
    drop_sequence(&pair[0]);
    drop_sequence(&pair[1]);
}

/* Offset of what calls a function, in the function; 0: not found. */
static size_t
find_call(PyObject *function)
{
    vectorcallfunc call = cpython.PyVectorcall_Function(function);

    if (call == NULL)
        return 0;
    return find_bytes(function, pyf__layout.header_size,
                      basic_size(pyf__type_of(function)), (const void *)&call,
                      sizeof(call));
}

/* Any functions that are written in Python; these are there before all others,
 * to find the encodings that Python starts with. */
static void
measure_function(void)
{
    PyObject *one = pyf__imported("encodings", "search_function");
    PyObject *two = pyf__imported("encodings", "normalize_encoding");

    pyf__layout.function_type = NULL;
    pyf__layout.call_offset = 0;
    if (one != NULL && two != NULL && pyf__type_of(one) == pyf__type_of(two) &&
        find_call(one) == find_call(two))
        pyf__layout.call_offset = find_call(one);
    if (pyf__layout.call_offset != 0)
        pyf__layout.function_type = pyf__type_of(one);
    pyf__drop(one);
    pyf__drop(two);
}

/* Where the data of a type of ours starts: behind what every object has. */
static bool
measure_header(void)
{
    pyf__layout.header_size = basic_size(cpython.PyBaseObject_Type);
    return pyf__layout.header_size >=
               pyf__layout.type_offset + sizeof(void *) &&
           pyf__layout.header_size <= PYF__MOST_HEADER;
}

bool
pyf__cpython_measure(void)
{
    bool known = measure_float() && measure_header();

    if (known) {
        pyf__measure_threading();
        measure_int();
        measure_sequences();
        measure_function();
        pyf__measure_scratch(pyf__measure_immortals());
    }
    cpython.PyErr_Clear();
    return known;
}

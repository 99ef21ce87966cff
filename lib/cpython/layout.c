/* SPDX-License-Identifier: MIT */
/* Where CPython keeps what is read without its functions: found by looking at
 * objects that are known, and nowhere taken for granted; see cpython.h. */
#include <string.h>

#include "cpython/scratch.h"

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
    if (size < 0) {
        cpython.PyErr_Clear();
        return 0;
    }
    return (size_t)size;
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
    return pyf__layout.type_offset != 0;
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

/* A list keeps its items elsewhere: find the word that points to an array of
 * them. Small numbers are the length and the capacity, no pointers. */
static size_t
find_items(PyObject *list, size_t size, PyObject *const *items, size_t count)
{
    size_t start = pyf__layout.type_offset + sizeof(void *);

    for (size_t at = start; at + sizeof(void *) <= size;
         at += sizeof(void *)) {
        uintptr_t word;

        memcpy(&word, (char *)list + at, sizeof(word));
        if (word < 65536 || word % sizeof(void *) != 0)
            continue;
        if (memcmp((void *)word, items, count * sizeof(*items)) == 0)
            return at;
    }
    return 0;
}

static void
measure_sequences(void)
{
    PyObject *items[] = {cpython._Py_TrueStruct, cpython._Py_NoneStruct,
                         cpython._Py_FalseStruct};
    PyObject *list = cpython.PyList_New(3);
    PyObject *tuple = cpython.PyTuple_New(3);
    size_t least = pyf__layout.type_offset + sizeof(void *);

    for (Py_ssize_t i = 0; list != NULL && tuple != NULL && i < 3; i++) {
        cpython.PyList_SetItem(list, i, pyf__keep(items[i]));
        cpython.PyTuple_SetItem(tuple, i, pyf__keep(items[i]));
    }
    if (list != NULL && tuple != NULL) {
        size_t size = basic_size(cpython.PyList_Type);

        pyf__layout.list_offset = find_items(list, size, items, 3);
        size = basic_size(cpython.PyTuple_Type) + sizeof(items);
        pyf__layout.tuple_offset =
            find_bytes(tuple, least, size, items, sizeof(items));
    }
    pyf__drop(list);
    pyf__drop(tuple);
}

/* Any function that is written in Python; this one is there before all others,
 * to find the encodings that Python starts with. */
static void
measure_function(void)
{
    PyObject *object = pyf__imported("encodings", "search_function");
    vectorcallfunc call = NULL;
    PyTypeObject *type;

    pyf__layout.function_type = NULL;
    if (object == NULL)
        return;
    type = pyf__type_of(object);
    call = cpython.PyVectorcall_Function(object);
    if (call != NULL)
        pyf__layout.call_offset =
            find_bytes(object, pyf__layout.header_size, basic_size(type),
                       (const void *)&call, sizeof(call));
    if (call != NULL && pyf__layout.call_offset != 0)
        pyf__layout.function_type = type;
    cpython.Py_DecRef(object);
}

/* Where an object counts its references: what goes from 1 to 2 when one more
 * is taken. */
static bool
find_count(PyObject *object)
{
    for (size_t at = 0; at + sizeof(uint32_t) <= pyf__layout.header_size;
         at += sizeof(uint32_t)) {
        const uint32_t *word = (const uint32_t *)((char *)object + at);
        uint32_t one = *word, two;

        cpython.Py_IncRef(object);
        two = *word;
        cpython.Py_DecRef(object);
        if (one == 1 && two == 2) {
            pyf__layout.count_offset = at;
            return true;
        }
    }
    return false;
}

/* Whether CPython has an object of its own for an int. */
static bool
is_kept(long long value)
{
    PyObject *one = cpython.PyLong_FromLongLong(value);
    PyObject *two = cpython.PyLong_FromLongLong(value);
    bool same = one != NULL && one == two;

    pyf__drop(one);
    pyf__drop(two);
    return same;
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

/* Whether an int and a float are read as what is written into them. */
static bool
rewrites(long long first, const int64_t *numbers, size_t count)
{
    PyObject *number = cpython.PyLong_FromLongLong(first);
    PyObject *real = cpython.PyFloat_FromDouble(1e6);
    bool right = number != NULL && real != NULL;

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
static void
measure_scratch(void)
{
    PyObject *number = cpython.PyLong_FromLongLong(1000000);

    pyf__layout.int_least = 0;
    while (is_kept((long long)pyf__layout.int_least))
        pyf__layout.int_least++;
    pyf__layout.has_scratch = number != NULL && !pyf__layout.free_threaded &&
                              pyf__layout.int_end != 0 &&
                              pyf__layout.float_offset != 0 &&
                              find_count(number) && writes_ints();
    pyf__drop(number);
}

/* Where the data of a type of ours starts: behind what every object has. */
static bool
measure_header(void)
{
    PyObject *size = cpython.PyObject_GetAttrString(
        (PyObject *)cpython.PyBaseObject_Type, "__basicsize__");

    if (size == NULL)
        return false;
    pyf__layout.header_size = (size_t)cpython.PyLong_AsLongLong(size);
    cpython.Py_DecRef(size);
    return pyf__layout.header_size >= sizeof(void *) * 2;
}

bool
pyf__cpython_measure(void)
{
    bool known = measure_float() && measure_header();

    if (known) {
        measure_int();
        measure_sequences();
        measure_function();
        measure_scratch();
    }
    cpython.PyErr_Clear();
    return known;
}

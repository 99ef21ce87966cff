/* SPDX-License-Identifier: MIT */
/* Lists and tuples of numbers to C arrays, and back; see array.h. */
#define _GNU_SOURCE
#include "convert/array.h"

#include <stdlib.h>
#include <string.h>

#include "convert/scalar.h"
#include "handle/fault.h"

/*
 * A list or tuple that is being read. Its items are read in place where the
 * layout is known, else through the functions. Converting an item that is no
 * exact int or float can run Python code, which can change a list: so the size
 * and the place of the items are read anew after each of those. On
 * free-threaded builds a critical section keeps other threads out, and opens
 * while Python code blocks, so the same holds there.
 */
struct reader {
    PyObject *sequence;
    bool is_list;
    PyObject *const *items; /* NULL: not in place */
    Py_ssize_t size;
};

static void
look_again(struct reader *reader)
{
    PyObject *sequence = reader->sequence;
    size_t offset =
        reader->is_list ? pyf__layout.list_offset : pyf__layout.tuple_offset;
    char *place = (char *)sequence + offset;

    reader->size = reader->is_list ? cpython.PyList_Size(sequence)
                                   : cpython.PyTuple_Size(sequence);
    if (offset == 0)
        reader->items = NULL;
    else
        reader->items =
            reader->is_list ? *(PyObject ***)place : (PyObject **)place;
}

/* Borrowed; NULL for a hole. */
static PyObject *
item_at(const struct reader *reader, Py_ssize_t index)
{
    if (pyf__likely(reader->items != NULL))
        return reader->items[index];
    if (reader->is_list)
        return cpython.PyList_GetItem(reader->sequence, index);
    return cpython.PyTuple_GetItem(reader->sequence, index);
}

static int
start(struct reader *reader, PyObject *sequence, const char *function)
{
    reader->sequence = sequence;
    reader->is_list = pyf__is_a(sequence, Py_TPFLAGS_LIST_SUBCLASS);
    if (!reader->is_list && !pyf__is_a(sequence, Py_TPFLAGS_TUPLE_SUBCLASS))
        return pyf__fault_type(function, "obj", "list or tuple", sequence);
    return PYF_OK;
}

/* Say which element it was; what Python raised stays as it is. */
static int
fault_element(Py_ssize_t index)
{
    PyObject *exception = pyf__fault.exception;
    int code = pyf__fault.code;
    char *message;

    if (pyf__fault_is_raised(&pyf__fault))
        return code;
    message = strdup(pyf__fault_message());
    pyf__fault.exception = NULL;
    pyf__fault_text(code, "%s (element %lld)",
                    message == NULL ? "bad element" : message,
                    (long long)index);
    free(message);
    return pyf__fault_keep(exception);
}

enum number { I64, F64 };

/* Convert an item that is no exact int or float; Python code may run. */
static int
convert_slowly(PyObject *item, enum number number, void *result,
               const char *function)
{
    int status;

    pyf__keep(item);
    if (number == I64)
        status = pyf__to_i64(item, result, function, "obj");
    else
        status = pyf__to_f64(item, result, function, "obj");
    cpython.Py_DecRef(item);
    return status;
}

/* Convert exact floats in place, up to the first that is none: its index. */
static Py_ssize_t
read_floats(const struct reader *reader, Py_ssize_t from, double *result)
{
    PyObject *const *items = reader->items;
    PyTypeObject *type = cpython.PyFloat_Type;
    size_t type_offset = pyf__layout.type_offset;
    size_t value_offset = pyf__layout.float_offset;
    Py_ssize_t i = from;

    if (items == NULL || value_offset == 0)
        return from;
    for (; i < reader->size && items[i] != NULL; i++) {
        const char *item = (const char *)items[i];

        if (*(PyTypeObject *const *)(item + type_offset) != type)
            break;
        result[i] = *(const double *)(item + value_offset);
    }
    return i;
}

/* As read_floats, for ints that fit. */
static Py_ssize_t
read_ints(const struct reader *reader, Py_ssize_t from, int64_t *result)
{
    PyObject *const *items = reader->items;
    Py_ssize_t i = from;
    int overflow = 0;

    if (items == NULL)
        return from;
    for (; i < reader->size && items[i] != NULL; i++) {
        if (pyf__type_of(items[i]) != cpython.PyLong_Type)
            break;
        if (pyf__small_int(items[i], &result[i]))
            continue;
        result[i] = cpython.PyLong_AsLongLongAndOverflow(items[i], &overflow);
        if (overflow != 0)
            break;
    }
    return i;
}

static int
fault_changed(const char *function)
{
    cpython.PyErr_Clear();
    return pyf__fault_text(PYF_ERR_TYPE,
                           "%s: argument 'obj': the list changed while it was "
                           "read",
                           function);
}

static int
read_all(struct reader *reader, enum number number, void *result,
         const char *function)
{
    Py_ssize_t count = reader->size;
    Py_ssize_t i = 0;

    for (;; i++, look_again(reader)) {
        PyObject *item;

        if (reader->size != count)
            return fault_changed(function);
        i = number == F64 ? read_floats(reader, i, result)
                          : read_ints(reader, i, result);
        if (i == count)
            return PYF_OK;
        item = item_at(reader, i);
        if (item == NULL)
            return fault_changed(function);
        if (convert_slowly(item, number, (int64_t *)result + i, function) < 0)
            return fault_element(i);
    }
}

static int
read_within(struct reader *reader, enum number number, void *result,
            size_t capacity, size_t *count, const char *function)
{
    look_again(reader);
    *count = (size_t)reader->size;
    if (*count > capacity)
        return pyf__fault_argument(PYF_ERR_BUFFER, function, "capacity",
                                   "is less than the number of elements");
    return read_all(reader, number, result, function);
}

static int
read_numbers(PyObject *sequence, enum number number, void *result,
             size_t capacity, size_t *count, const char *function)
{
    PyCriticalSection section;
    struct reader reader;
    bool exclusive =
        pyf__layout.free_threaded && cpython.PyCriticalSection_Begin != NULL;
    int status = start(&reader, sequence, function);

    *count = 0;
    if (status < 0)
        return status;
    if (exclusive)
        cpython.PyCriticalSection_Begin(&section, sequence);
    status = read_within(&reader, number, result, capacity, count, function);
    if (exclusive)
        cpython.PyCriticalSection_End(&section);
    if (status < 0 && status != PYF_ERR_BUFFER) {
        memset(result, 0, *count * sizeof(int64_t));
        *count = 0;
    }
    return status;
}

int
pyf__to_i64_array(PyObject *sequence, int64_t *items, size_t capacity,
                  size_t *count, const char *function)
{
    return read_numbers(sequence, I64, items, capacity, count, function);
}

int
pyf__to_f64_array(PyObject *sequence, double *items, size_t capacity,
                  size_t *count, const char *function)
{
    return read_numbers(sequence, F64, items, capacity, count, function);
}

/* Put an item into a list that nobody else has seen; takes the reference. */
static pyf__hot void
fill(PyObject *list, Py_ssize_t index, PyObject *item)
{
    size_t offset = pyf__layout.list_offset;

    if (pyf__likely(offset != 0))
        (*(PyObject ***)((char *)list + offset))[index] = item;
    else
        cpython.PyList_SetItem(list, index, item);
}

static PyObject *
new_list(const void *items, size_t count, const char *function)
{
    PyObject *list = NULL;

    if (items == NULL && count != 0)
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, "items",
                            "is NULL, with a count that is not 0");
    else if (count > PYF__MOST / sizeof(int64_t))
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, "count",
                            "is beyond any memory");
    else if ((list = cpython.PyList_New((Py_ssize_t)count)) == NULL)
        pyf__fault_made(function);
    return list;
}

static PyObject *
give_up(PyObject *list, const char *function)
{
    pyf__fault_made(function);
    cpython.Py_DecRef(list);
    return NULL;
}

/* NULL with the failure parked. */
PyObject *
pyf__list_from_i64(const int64_t *items, size_t count, const char *function)
{
    PyObject *list = new_list(items, count, function);

    for (size_t i = 0; list != NULL && i < count; i++) {
        PyObject *item = cpython.PyLong_FromLongLong(items[i]);

        if (item == NULL)
            return give_up(list, function);
        fill(list, (Py_ssize_t)i, item);
    }
    return list;
}

PyObject *
pyf__list_from_f64(const double *items, size_t count, const char *function)
{
    PyObject *list = new_list(items, count, function);

    for (size_t i = 0; list != NULL && i < count; i++) {
        PyObject *item = cpython.PyFloat_FromDouble(items[i]);

        if (item == NULL)
            return give_up(list, function);
        fill(list, (Py_ssize_t)i, item);
    }
    return list;
}

/* SPDX-License-Identifier: MIT */
/* Containers from and to many handles or values; see bulk.h. */
#include "convert/bulk.h"

#include <stdlib.h>

#include "convert/value.h"
#include "handle/fault.h"
#include "handle/table.h"

/* New reference to the element; NULL with the failure parked. */
static PyObject *
element(const struct pyf__items *items, size_t index, const char *function)
{
    PyObject *object;

    if (items->values != NULL)
        object =
            pyf__object_from(&items->values[index], function, items->argument);
    else
        object = pyf__object_of_handle(items->handles[index], function,
                                       items->argument);
    if (object == NULL)
        pyf__fault_element(items->argument, index);
    return object;
}

int
pyf__items_check(const struct pyf__items *items, const char *function)
{
    if (items->count > PYF__MOST / sizeof(pyf_value))
        return pyf__fault_argument(PYF_ERR_ARGUMENT, function, "count",
                                   "is beyond any memory");
    if (items->count != 0 && items->handles == NULL && items->values == NULL)
        return pyf__fault_argument(PYF_ERR_ARGUMENT, function, items->argument,
                                   "is NULL, with a count that is not 0");
    return PYF_OK;
}

static PyObject *
new_container(enum pyf__container container, size_t count)
{
    switch (container) {
    case PYF__LIST:
        return cpython.PyList_New((Py_ssize_t)count);
    case PYF__TUPLE:
        return cpython.PyTuple_New((Py_ssize_t)count);
    case PYF__SET:
        return cpython.PySet_New(NULL);
    default:
        return cpython.PyFrozenSet_New(NULL);
    }
}

/* Put an element in. Takes the reference. */
static int
put(PyObject *object, enum pyf__container container, size_t index,
    PyObject *item)
{
    int status;

    if (container == PYF__LIST)
        return cpython.PyList_SetItem(object, (Py_ssize_t)index, item);
    if (container == PYF__TUPLE)
        return cpython.PyTuple_SetItem(object, (Py_ssize_t)index, item);
    status = cpython.PySet_Add(object, item); /* a new frozenset too */
    cpython.Py_DecRef(item);
    return status;
}

PyObject *
pyf__container_from(enum pyf__container container,
                    const struct pyf__items *items, const char *function)
{
    PyObject *object;
    bool failed;

    if (pyf__items_check(items, function) < 0)
        return NULL;
    object = new_container(container, items->count);
    failed = object == NULL;
    for (size_t i = 0; !failed && i < items->count; i++) {
        PyObject *item = element(items, i, function);

        failed = item == NULL || put(object, container, i, item) < 0;
    }
    if (!failed)
        return object;
    if (cpython.PyErr_Occurred() != NULL)
        pyf__fault_made(function);
    pyf__drop(object);
    return NULL;
}

/* dict[key] = value with the elements at an index. */
static int
put_pair(PyObject *dict, const struct pyf__items *keys,
         const struct pyf__items *values, size_t index, const char *function)
{
    PyObject *key = element(keys, index, function);
    PyObject *value = key == NULL ? NULL : element(values, index, function);
    int status = -1;

    if (value != NULL)
        status = cpython.PyDict_SetItem(dict, key, value);
    pyf__drop(key);
    pyf__drop(value);
    return status;
}

PyObject *
pyf__dict_from(const struct pyf__items *keys, const struct pyf__items *values,
               const char *function)
{
    PyObject *dict;
    bool failed;

    if (pyf__items_check(keys, function) < 0 ||
        pyf__items_check(values, function) < 0)
        return NULL;
    dict = cpython.PyDict_New();
    failed = dict == NULL;
    for (size_t i = 0; !failed && i < keys->count; i++)
        failed = put_pair(dict, keys, values, i, function) < 0;
    if (!failed)
        return dict;
    if (cpython.PyErr_Occurred() != NULL)
        pyf__fault_made(function);
    pyf__drop(dict);
    return NULL;
}

static bool
is_readable(PyObject *object)
{
    PyTypeObject *type = pyf__type_of(object);
    unsigned long flags = cpython.PyType_GetFlags(type);

    return (flags & (Py_TPFLAGS_LIST_SUBCLASS | Py_TPFLAGS_TUPLE_SUBCLASS |
                     Py_TPFLAGS_DICT_SUBCLASS)) != 0 ||
           cpython.PyType_IsSubtype(type, cpython.PySet_Type) ||
           cpython.PyType_IsSubtype(type, cpython.PyFrozenSet_Type);
}

/* Put one object out. Takes the reference. */
static int
put_out(const struct pyf__room *room, size_t index, PyObject *object,
        const char *function)
{
    if (room->values != NULL)
        return pyf__value_from(object, room->wanted, &room->values[index],
                               function);
    room->handles[index] = pyf__table_new(object);
    return room->handles[index] == 0
               ? pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL)
               : PYF_OK;
}

/* Take back what was put out before a failure. */
static void
take_back(const struct pyf__room *room, size_t count)
{
    while (count-- > 0) {
        if (room->values != NULL) {
            pyf__value_release(&room->values[count]);
            room->values[count] = pyf__no_value;
        } else {
            pyf__table_close(room->handles[count]);
            room->handles[count] = 0;
        }
    }
}

/* Put all elements of a tuple out, those of pairs at `part`; -1: no pairs. */
static int
put_all_out(const struct pyf__room *room, PyObject *tuple, int part,
            const char *function)
{
    size_t count = (size_t)cpython.PyTuple_Size(tuple);

    for (size_t i = 0; i < count; i++) {
        PyObject *item = cpython.PyTuple_GetItem(tuple, (Py_ssize_t)i);

        if (part >= 0)
            item = cpython.PyTuple_GetItem(item, part);
        if (put_out(room, i, pyf__keep(item), function) < 0) {
            take_back(room, i);
            return pyf__fault.code;
        }
    }
    return PYF_OK;
}

static int
check_capacity(PyObject *tuple, size_t capacity, size_t *count,
               const char *function)
{
    *count = (size_t)cpython.PyTuple_Size(tuple);
    if (*count <= capacity)
        return PYF_OK;
    return pyf__fault_argument(PYF_ERR_BUFFER, function, "capacity",
                               "is less than the number of elements");
}

/* After a failure there is nothing, but the size that is needed. */
static int
answer(int status, size_t *count)
{
    if (status < 0 && status != PYF_ERR_BUFFER)
        *count = 0;
    return status;
}

/* The elements as they are at one moment: no code of theirs, and no other
 * thread, changes a tuple. */
int
pyf__container_to(PyObject *object, const struct pyf__room *room,
                  size_t capacity, size_t *count, const char *function)
{
    PyObject *tuple;
    int status;

    *count = 0;
    if (!is_readable(object))
        return pyf__fault_type(function, "obj",
                               "list, tuple, set, frozenset or dict", object);
    tuple = cpython.PySequence_Tuple(object);
    if (tuple == NULL)
        return pyf__fault_python(function);
    status = check_capacity(tuple, capacity, count, function);
    if (status == PYF_OK)
        status = put_all_out(room, tuple, -1, function);
    cpython.Py_DecRef(tuple);
    return answer(status, count);
}

static PyObject *
items_of(PyObject *dict)
{
    PyObject *list = cpython.PyDict_Items(dict);
    PyObject *tuple = list == NULL ? NULL : cpython.PySequence_Tuple(list);

    pyf__drop(list);
    return tuple;
}

int
pyf__dict_to(PyObject *object, const struct pyf__room *keys,
             const struct pyf__room *values, size_t capacity, size_t *count,
             const char *function)
{
    PyObject *tuple;
    int status;

    *count = 0;
    if (!pyf__is_a(object, Py_TPFLAGS_DICT_SUBCLASS))
        return pyf__fault_type(function, "obj", "dict", object);
    tuple = items_of(object);
    if (tuple == NULL)
        return pyf__fault_python(function);
    status = check_capacity(tuple, capacity, count, function);
    if (status == PYF_OK)
        status = put_all_out(keys, tuple, 0, function);
    if (status == PYF_OK) {
        status = put_all_out(values, tuple, 1, function);
        if (status < 0)
            take_back(keys, *count);
    }
    cpython.Py_DecRef(tuple);
    return answer(status, count);
}

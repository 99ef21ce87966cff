/* SPDX-License-Identifier: MIT */
/*
 * Objects <-> values, text, arrays; and the interned names.
 *
 * Functions here take the exported function's and the argument's name, so that
 * they can park a complete failure where they find it.
 */
#ifndef PYF__MARSHAL_H
#define PYF__MARSHAL_H

#include <string.h>

#include "cpython/scratch.h"

/*
 * Names. Every thread keeps the interned str of the names it used last, found
 * by the address of the C string and confirmed by its text, so a name that is
 * a literal costs one comparison. An entry in use is pinned, because code that
 * runs meanwhile may look up other names.
 */
enum {
    PYF__NAME_SIZE = 40,   /* longer ones are not kept */
    PYF__NAME_COUNT = 256, /* a power of two */
};

struct pyf__name_entry {
    const char *key; /* the address; NULL: empty */
    PyObject *object;
    uint32_t pins;
    char text[PYF__NAME_SIZE + 4];
};

struct pyf__name {
    PyObject *object;              /* NULL: failed, and parked */
    struct pyf__name_entry *entry; /* NULL: object is an owned reference */
};

/* PYF__NAME_COUNT entries; never NULL: at first one that stays empty. */
pyf__data pyf__thread_local struct pyf__name_entry *pyf__names;

struct pyf__name pyf__name_miss(const char *text, const char *function,
                                const char *argument);

/* Literals lie close together, and their low bits tell them apart. */
static pyf__hot size_t
pyf__name_place(const char *text)
{
    uintptr_t address = (uintptr_t)text;

    return (address ^ address >> 7) & (PYF__NAME_COUNT - 1);
}

static pyf__hot struct pyf__name
pyf__name_get(const char *text, const char *function, const char *argument)
{
    struct pyf__name_entry *entry = &pyf__names[pyf__name_place(text)];

    if (pyf__unlikely(entry->key != text || text == NULL ||
                      strcmp(entry->text, text) != 0))
        return pyf__name_miss(text, function, argument);
    entry->pins++;
    return (struct pyf__name){entry->object, entry};
}

static pyf__hot void
pyf__name_release(const struct pyf__name *name)
{
    if (pyf__likely(name->entry != NULL))
        name->entry->pins--;
    else
        cpython.Py_DecRef(name->object);
}

/* Park why CPython could not make an object: no memory, or what it raised. */
int pyf__fault_made(const char *function);

/* An object that CPython has just made; NULL with that parked. */
static pyf__hot PyObject *
pyf__made(PyObject *object, const char *function)
{
    if (pyf__unlikely(object == NULL))
        pyf__fault_made(function);
    return object;
}

/* New references; NULL with a failure parked. Attached. */
PyObject *pyf__str_from(const char *text, size_t length, const char *function,
                        const char *argument);
PyObject *pyf__bytes_from(const void *data, size_t length,
                          const char *function, const char *argument);
PyObject *pyf__object_from_rare(const pyf_value *value, const char *function,
                                const char *argument);

/* Scalars. A status, parked when negative; *value written on every path. */
int pyf__to_i64(PyObject *object, int64_t *value, const char *function,
                const char *argument);
int pyf__to_u64(PyObject *object, uint64_t *value, const char *function,
                const char *argument);
int pyf__to_f64(PyObject *object, double *value, const char *function,
                const char *argument);

/* The UTF-8 of a str, pinned by the object. */
int pyf__to_utf8(PyObject *object, const char **text, size_t *length,
                 const char *function, const char *argument);
int pyf__to_bytes(PyObject *object, const char **data, size_t *length,
                  const char *function, const char *argument);

int pyf__value_from_rare(PyObject *object, pyf_value *value,
                         const char *function);

/* Copy the UTF-8 of a str, with a NUL behind it, if it fits; *length is its
 * length in any case. */
int pyf__copy_str(PyObject *object, char *buffer, size_t size, size_t *length,
                  const char *function);

/* Copy the content of a bytes or bytearray object, if it fits; *length is its
 * length in any case. */
int pyf__copy_bytes(PyObject *object, void *buffer, size_t size,
                    size_t *length, const char *function);

/* The object of a handle: new reference, NULL with the failure parked. */
PyObject *pyf__object_of_handle(pyf_handle handle, const char *function,
                                const char *argument);

/*
 * Many elements at once, as handles or as values (the one that is not NULL).
 * Reading takes a snapshot first, so that nothing that runs meanwhile disturbs
 * it; what was made before a failure is closed again.
 */
enum pyf__container { PYF__LIST, PYF__TUPLE, PYF__SET, PYF__FROZENSET };

struct pyf__items {
    const pyf_handle *handles;
    const pyf_value *values;
    size_t count;
    const char *argument; /* its name, for messages */
};

struct pyf__room {
    pyf_handle *handles;
    pyf_value *values;
};

int pyf__items_check(const struct pyf__items *items, const char *function);
PyObject *pyf__container_from(enum pyf__container container,
                              const struct pyf__items *items,
                              const char *function);
PyObject *pyf__dict_from(const struct pyf__items *keys,
                         const struct pyf__items *values,
                         const char *function);
int pyf__container_to(PyObject *object, const struct pyf__room *room,
                      size_t capacity, size_t *count, const char *function);
int pyf__dict_to(PyObject *object, const struct pyf__room *keys,
                 const struct pyf__room *values, size_t capacity,
                 size_t *count, const char *function);

/* Close the handle that a value of ours holds, if any. */
void pyf__value_release(const pyf_value *value);

/* Lists and tuples of numbers to arrays, and back. Holes of a list that is
 * changed meanwhile by another thread are a PYF_ERR_TYPE, never a crash. */
int pyf__to_i64_array(PyObject *sequence, int64_t *items, size_t capacity,
                      size_t *count, const char *function);
int pyf__to_f64_array(PyObject *sequence, double *items, size_t capacity,
                      size_t *count, const char *function);
PyObject *pyf__list_from_i64(const int64_t *items, size_t count,
                             const char *function);
PyObject *pyf__list_from_f64(const double *items, size_t count,
                             const char *function);

static const pyf_value pyf__no_value = {PYF_VALUE_NONE, 0, {0}, 0};

/* The object that a value stands for: new reference, NULL with a failure
 * parked. Attached. The two commonest kinds are converted in line. */
static pyf__hot PyObject *
pyf__object_from(const pyf_value *value, const char *function,
                 const char *argument)
{
    PyObject *object = NULL;

    if (value->kind == PYF_VALUE_I64)
        object = pyf__scratch_int(value->as.i64);
    else if (value->kind == PYF_VALUE_F64)
        object = pyf__scratch_float(value->as.f64);
    if (pyf__likely(object != NULL))
        return object;
    return pyf__object_from_rare(value, function, argument);
}

/* An object as a value. Takes the reference, on failure too; *value is written
 * on every path. */
static pyf__hot int
pyf__value_from(PyObject *object, pyf_value *value, const char *function)
{
    PyTypeObject *type = pyf__type_of(object);

    *value = pyf__no_value;
    if (type == cpython.PyLong_Type) {
        int overflow = 0;

        if (!pyf__small_int(object, &value->as.i64))
            value->as.i64 =
                cpython.PyLong_AsLongLongAndOverflow(object, &overflow);
        if (pyf__unlikely(overflow != 0))
            return pyf__value_from_rare(object, value, function);
        value->kind = PYF_VALUE_I64;
    } else if (type == cpython.PyFloat_Type) {
        value->kind = PYF_VALUE_F64;
        value->as.f64 = pyf__float_value(object);
    } else if (object != cpython._Py_NoneStruct) {
        return pyf__value_from_rare(object, value, function);
    } else if (pyf__layout.immortals) {
        return PYF_OK;
    }
    cpython.Py_DecRef(object);
    return PYF_OK;
}

#endif

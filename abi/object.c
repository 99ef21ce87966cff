/* SPDX-License-Identifier: MIT */
/* object - what Python can do with any object. */
#include "entry.h"

int
pyf_is_true(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, cpython.PyObject_IsTrue(o));
}

int
pyf_len(pyf_handle obj, int64_t *length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    Py_ssize_t size = 0;

    entry_pointer(&e, length, "length");
    if (!entry_failed(&e))
        size = cpython.PyObject_Size(o);
    if (length != NULL)
        *length = size < 0 ? 0 : size;
    return leave_status(&e, size < 0 ? -1 : 0);
}

int
pyf_hash(pyf_handle obj, int64_t *hash)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    Py_hash_t value = 0;

    entry_pointer(&e, hash, "hash");
    if (!entry_failed(&e))
        value = cpython.PyObject_Hash(o); /* never -1 but on failure */
    if (hash != NULL)
        *hash = value == -1 ? 0 : value;
    return leave_status(&e, value == -1 ? -1 : 0);
}

pyf_handle
pyf_repr(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_Repr(o));
}

pyf_handle
pyf_str(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_Str(o));
}

pyf_handle
pyf_dir(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_Dir(o));
}

int
pyf_contains(pyf_handle obj, pyf_handle item)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *i = entry_get(&e, item, "item");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, cpython.PySequence_Contains(o, i));
}

pyf_handle
pyf_iter(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_GetIter(o));
}

/* 1 and the next item, 0 at the end, -1 with an exception. */
static int
next_item(PyObject *iterator, PyObject **item)
{
    *item = NULL;
    if (!cpython.PyIter_Check(iterator)) {
        PyObject *name = cpython.PyType_GetName(pyf__type_of(iterator));

        if (name == NULL)
            return -1;
        cpython.PyErr_Format(*cpython.PyExc_TypeError,
                             "'%U' object is not an iterator", name);
        cpython.Py_DecRef(name);
        return -1;
    }
    *item = cpython.PyIter_Next(iterator);
    if (*item != NULL)
        return 1;
    return cpython.PyErr_Occurred() == NULL ? 0 : -1;
}

int
pyf_next(pyf_handle iterator, pyf_handle *item)
{
    struct entry e = enter(__func__);
    PyObject *i = entry_get(&e, iterator, "iterator");
    PyObject *next;
    int found;

    entry_pointer(&e, item, "item");
    if (item != NULL)
        *item = 0;
    if (entry_failed(&e))
        return leave(&e);
    found = next_item(i, &next);
    if (found <= 0)
        return leave_answer(&e, found);
    *item = leave_new(&e, next);
    return *item == 0 ? pyf__fault.code : 1;
}

int
pyf_next_value(pyf_handle iterator, uint32_t wanted, pyf_value *item)
{
    struct entry e = enter(__func__);
    PyObject *i = entry_get(&e, iterator, "iterator");
    PyObject *next;
    int found;

    entry_wanted(&e, wanted, "wanted");
    entry_pointer(&e, item, "item");
    if (item != NULL)
        *item = pyf__no_value;
    if (entry_failed(&e))
        return leave(&e);
    found = next_item(i, &next);
    if (found <= 0)
        return leave_answer(&e, found);
    return leave_value(&e, next, wanted, item) < 0 ? e.status : 1;
}

pyf_handle
pyf_type(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_Type(o));
}

/* The bit of the type flags, where a kind has one. */
static int
kind_of_flags(unsigned long flags)
{
    static const struct {
        unsigned long flag;
        int kind;
    } kinds[] = {
        {Py_TPFLAGS_LONG_SUBCLASS, PYF_BUILTIN_INT},
        {Py_TPFLAGS_UNICODE_SUBCLASS, PYF_BUILTIN_STR},
        {Py_TPFLAGS_LIST_SUBCLASS, PYF_BUILTIN_LIST},
        {Py_TPFLAGS_TUPLE_SUBCLASS, PYF_BUILTIN_TUPLE},
        {Py_TPFLAGS_DICT_SUBCLASS, PYF_BUILTIN_DICT},
        {Py_TPFLAGS_BYTES_SUBCLASS, PYF_BUILTIN_BYTES},
        {Py_TPFLAGS_TYPE_SUBCLASS, PYF_BUILTIN_TYPE},
        {Py_TPFLAGS_BASE_EXC_SUBCLASS, PYF_BUILTIN_EXCEPTION},
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if ((flags & kinds[i].flag) != 0)
            return kinds[i].kind;
    }
    return PYF_BUILTIN_OTHER;
}

/* The other built-in types are recognized by the type or a base of it. */
static int
kind_of_type(PyTypeObject *type)
{
    const struct {
        PyTypeObject *type;
        int kind;
    } kinds[] = {
        {cpython.PyFloat_Type, PYF_BUILTIN_FLOAT},
        {cpython.PyComplex_Type, PYF_BUILTIN_COMPLEX},
        {cpython.PySet_Type, PYF_BUILTIN_SET},
        {cpython.PyFrozenSet_Type, PYF_BUILTIN_FROZENSET},
        {cpython.PyByteArray_Type, PYF_BUILTIN_BYTEARRAY},
        {cpython.PyModule_Type, PYF_BUILTIN_MODULE},
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (cpython.PyType_IsSubtype(type, kinds[i].type))
            return kinds[i].kind;
    }
    return PYF_BUILTIN_OTHER;
}

static int
kind_of(PyObject *object)
{
    PyTypeObject *type = pyf__type_of(object);
    int kind;

    if (object == cpython._Py_NoneStruct)
        return PYF_BUILTIN_NONE;
    if (type == cpython.PyBool_Type)
        return PYF_BUILTIN_BOOL;
    kind = kind_of_flags(cpython.PyType_GetFlags(type));
    return kind != PYF_BUILTIN_OTHER ? kind : kind_of_type(type);
}

int
pyf_builtin_type(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, kind_of(o));
}

int
pyf_isinstance(pyf_handle obj, pyf_handle type)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *t = entry_get(&e, type, "type");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, cpython.PyObject_IsInstance(o, t));
}

int
pyf_issubclass(pyf_handle derived, pyf_handle type)
{
    struct entry e = enter(__func__);
    PyObject *d = entry_get(&e, derived, "derived");
    PyObject *t = entry_get(&e, type, "type");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, cpython.PyObject_IsSubclass(d, t));
}

int
pyf_is_callable(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, cpython.PyCallable_Check(o));
}

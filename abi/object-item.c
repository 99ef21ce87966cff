/* SPDX-License-Identifier: MIT */
/* object - items of any object. */
#include "entry.h"

pyf_handle
pyf_getitem(pyf_handle obj, pyf_handle key)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_get(&e, key, "key");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_GetItem(o, k));
}

pyf_handle
pyf_getitem_str(pyf_handle obj, const char *key, size_t key_length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_name(&e, key, key_length, "key");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_GetItem(o, k));
}

/* obj[index], with the index made for the call. */
static PyObject *
get_at(PyObject *object, int64_t index)
{
    PyObject *key = cpython.PyLong_FromLongLong(index);
    PyObject *item = NULL;

    if (key != NULL)
        item = cpython.PyObject_GetItem(object, key);
    pyf__drop(key);
    return item;
}

/* obj[index] = value, or del obj[index] for NULL. */
static int
set_at(PyObject *object, int64_t index, PyObject *value)
{
    PyObject *key = cpython.PyLong_FromLongLong(index);
    int status = -1;

    if (key != NULL)
        status = value != NULL ? cpython.PyObject_SetItem(object, key, value)
                               : cpython.PyObject_DelItem(object, key);
    pyf__drop(key);
    return status;
}

pyf_handle
pyf_getitem_i64(pyf_handle obj, int64_t index)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, get_at(o, index));
}

int
pyf_getitem_value(pyf_handle obj, const pyf_value *key, uint32_t wanted,
                  pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_value(&e, key, "key");
    PyObject *item;

    entry_wanted(&e, wanted, "wanted");
    entry_pointer(&e, result, "result");
    if (entry_failed(&e)) {
        pyf__drop(k);
        return leave_no_value(&e, result);
    }
    item = cpython.PyObject_GetItem(o, k);
    pyf__drop(k);
    return leave_value(&e, item, wanted, result);
}

int
pyf_setitem(pyf_handle obj, pyf_handle key, pyf_handle value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_get(&e, key, "key");
    PyObject *v = entry_get(&e, value, "value");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_SetItem(o, k, v));
}

int
pyf_setitem_str(pyf_handle obj, const char *key, size_t key_length,
                pyf_handle value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_name(&e, key, key_length, "key");
    PyObject *v = entry_get(&e, value, "value");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_SetItem(o, k, v));
}

int
pyf_setitem_i64(pyf_handle obj, int64_t index, pyf_handle value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *v = entry_get(&e, value, "value");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, set_at(o, index, v));
}

int
pyf_setitem_value(pyf_handle obj, const pyf_value *key, const pyf_value *value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_value(&e, key, "key");
    PyObject *v = entry_value(&e, value, "value");
    int status = 0;

    if (!entry_failed(&e))
        status = cpython.PyObject_SetItem(o, k, v);
    pyf__drop(k);
    pyf__drop(v);
    return leave_status(&e, status);
}

int
pyf_delitem(pyf_handle obj, pyf_handle key)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_get(&e, key, "key");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_DelItem(o, k));
}

int
pyf_delitem_str(pyf_handle obj, const char *key, size_t key_length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_name(&e, key, key_length, "key");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_DelItem(o, k));
}

int
pyf_delitem_i64(pyf_handle obj, int64_t index)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, set_at(o, index, NULL));
}

/* 1, 0 for a KeyError or IndexError, -1 with any other exception. */
static int
find_item(PyObject *object, PyObject *key)
{
    PyObject *item = cpython.PyObject_GetItem(object, key);
    PyObject *raised;

    if (item != NULL) {
        cpython.Py_DecRef(item);
        return 1;
    }
    raised = cpython.PyErr_Occurred();
    if (!cpython.PyErr_GivenExceptionMatches(raised,
                                             *cpython.PyExc_KeyError) &&
        !cpython.PyErr_GivenExceptionMatches(raised,
                                             *cpython.PyExc_IndexError))
        return -1;
    cpython.PyErr_Clear();
    return 0;
}

int
pyf_hasitem(pyf_handle obj, pyf_handle key)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_get(&e, key, "key");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, find_item(o, k));
}

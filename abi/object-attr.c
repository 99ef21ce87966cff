/* SPDX-License-Identifier: MIT */
/* object - attributes of any object. */
#include "entry.h"

pyf_handle
pyf_getattr(pyf_handle obj, const char *name, size_t name_length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_GetAttr(o, n));
}

/* 1 and a new reference, 0 without an exception, or -1 with one. */
static int
find_attribute(PyObject *object, PyObject *name, PyObject **result)
{
    if (cpython.PyObject_GetOptionalAttr != NULL)
        return cpython.PyObject_GetOptionalAttr(object, name, result);
    *result = cpython.PyObject_GetAttr(object, name);
    if (*result != NULL)
        return 1;
    if (!cpython.PyErr_GivenExceptionMatches(cpython.PyErr_Occurred(),
                                             *cpython.PyExc_AttributeError))
        return -1;
    cpython.PyErr_Clear();
    return 0;
}

int
pyf_getattr_opt(pyf_handle obj, const char *name, size_t name_length,
                pyf_handle *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");
    PyObject *attribute;
    int found;

    entry_pointer(&e, result, "result");
    if (result != NULL)
        *result = 0;
    if (entry_failed(&e))
        return leave(&e);
    found = find_attribute(o, n, &attribute);
    if (found <= 0)
        return leave_answer(&e, found);
    *result = leave_new(&e, attribute);
    return *result == 0 ? pyf__fault.code : 1;
}

int
pyf_getattr_value(pyf_handle obj, const char *name, size_t name_length,
                  uint32_t wanted, pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");

    entry_wanted(&e, wanted, "wanted");
    entry_pointer(&e, result, "result");
    if (entry_failed(&e))
        return leave_no_value(&e, result);
    return leave_value(&e, cpython.PyObject_GetAttr(o, n), wanted, result);
}

int
pyf_setattr(pyf_handle obj, const char *name, size_t name_length,
            pyf_handle value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");
    PyObject *v = entry_get(&e, value, "value");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_SetAttr(o, n, v));
}

int
pyf_setattr_value(pyf_handle obj, const char *name, size_t name_length,
                  const pyf_value *value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");
    PyObject *v = entry_value(&e, value, "value");
    int status = 0;

    if (!entry_failed(&e))
        status = cpython.PyObject_SetAttr(o, n, v);
    pyf__drop(v);
    return leave_status(&e, status);
}

int
pyf_delattr(pyf_handle obj, const char *name, size_t name_length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_SetAttr(o, n, NULL));
}

int
pyf_hasattr(pyf_handle obj, const char *name, size_t name_length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");
    PyObject *attribute = NULL;
    int found;

    if (entry_failed(&e))
        return leave(&e);
    found = find_attribute(o, n, &attribute);
    pyf__drop(attribute);
    return leave_answer(&e, found);
}

pyf_handle
pyf_getattr_handle(pyf_handle obj, pyf_handle name)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name_of(&e, name);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_GetAttr(o, n));
}

int
pyf_setattr_handle(pyf_handle obj, pyf_handle name, pyf_handle value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name_of(&e, name);
    PyObject *v = entry_get(&e, value, "value");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_SetAttr(o, n, v));
}

int
pyf_delattr_handle(pyf_handle obj, pyf_handle name)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name_of(&e, name);

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_SetAttr(o, n, NULL));
}

int
pyf_hasattr_handle(pyf_handle obj, pyf_handle name)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name_of(&e, name);
    PyObject *attribute = NULL;
    int found;

    if (entry_failed(&e))
        return leave(&e);
    found = find_attribute(o, n, &attribute);
    pyf__drop(attribute);
    return leave_answer(&e, found);
}

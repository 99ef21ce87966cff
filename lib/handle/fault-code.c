/* SPDX-License-Identifier: MIT */
/* Codes of a host's own, which its exceptions carry through Python; see
 * fault.h. */
#include <stdatomic.h>

#include "handle/fault.h"

static const char attribute[] = "_pyforge_code";

/* Whether there can be such an exception: until then none is looked at. */
static _Atomic bool is_used;

/* Past __getattr__ and __setattr__ of the exception's class, which are not to
 * be run for this. */
static PyObject *
get_attribute(PyObject *exception)
{
    PyObject *name = cpython.PyUnicode_FromString(attribute);
    PyObject *value = NULL;

    if (name != NULL)
        value = cpython.PyObject_GenericGetAttr(exception, name);
    pyf__drop(name);
    cpython.PyErr_Clear();
    return value;
}

static void
set_attribute(PyObject *exception, PyObject *value)
{
    PyObject *name = cpython.PyUnicode_FromString(attribute);

    if (name != NULL)
        cpython.PyObject_GenericSetAttr(exception, name, value);
    pyf__drop(name);
    cpython.PyErr_Clear();
}

int
pyf__host_code_of(PyObject *exception)
{
    long long code = 0;
    PyObject *value;
    int overflow = 0;

    if (pyf__likely(!atomic_load_explicit(&is_used, memory_order_relaxed)))
        return PYF_ERR_PYTHON;
    value = get_attribute(exception);
    if (value != NULL && pyf__type_of(value) == cpython.PyLong_Type)
        code = cpython.PyLong_AsLongLongAndOverflow(value, &overflow);
    pyf__drop(value);
    return overflow == 0 && code >= PYF_ERR_HOST_LAST &&
                   code <= PYF_ERR_HOST_FIRST
               ? (int)code
               : PYF_ERR_PYTHON;
}

/* Without memory the exception goes without its code. */
void
pyf__host_code_set(PyObject *exception, int code)
{
    PyObject *value = cpython.PyLong_FromLongLong(code);

    atomic_store_explicit(&is_used, true, memory_order_relaxed);
    if (value != NULL)
        set_attribute(exception, value);
    pyf__drop(value);
    cpython.PyErr_Clear();
}

/* SPDX-License-Identifier: MIT */
/* Objects from and to pyf_value; the objects of handles. */
#ifndef PYF__VALUE_H
#define PYF__VALUE_H

#include "convert/scalar.h"
#include "cpython/scratch.h"

/* The object of a handle: new reference, NULL with the failure parked. */
PyObject *pyf__object_of_handle(pyf_handle handle, const char *function,
                                const char *argument);

/* As pyf__object_from and pyf__value_from, for what those leave to them. */
PyObject *pyf__object_from_rare(const pyf_value *value, const char *function,
                                const char *argument);
int pyf__value_from_rare(PyObject *object, uint32_t wanted, pyf_value *value,
                         const char *function);

/* What is said of a `wanted` that is none. */
int pyf__fault_wanted(const char *function, const char *argument);

/* Whether values of a kind can be asked for. */
static pyf__hot bool
pyf__is_wanted(uint32_t wanted)
{
    return wanted <= PYF_VALUE_HANDLE || wanted == PYF_VALUE_ANY;
}

/* Close the handles that a value holds, if any. */
void pyf__value_release(const pyf_value *value);

static const pyf_value pyf__no_value = {PYF_VALUE_NONE, 0, {0}, 0};

/* The object that a value stands for: new reference, NULL with a failure
 * parked. Attached. The two commonest kinds are converted in line. */
static pyf__hot PyObject *
pyf__object_from(const pyf_value *value, const char *function,
                 const char *argument)
{
    PyObject *object = NULL;

    if (value->kind == PYF_VALUE_I64 && value->reserved == 0)
        object = pyf__scratch_int(value->as.i64);
    else if (value->kind == PYF_VALUE_F64 && value->reserved == 0)
        object = pyf__scratch_float(value->as.f64);
    if (pyf__likely(object != NULL))
        return object;
    return pyf__object_from_rare(value, function, argument);
}

/* An object as a value of the wanted kind. Takes the reference, on failure
 * too; *value is written on every path. */
static pyf__hot int
pyf__value_from(PyObject *object, uint32_t wanted, pyf_value *value,
                const char *function)
{
    bool any = wanted == PYF_VALUE_ANY;
    PyTypeObject *type = pyf__type_of(object);

    *value = pyf__no_value;
    if (type == cpython.PyLong_Type && (any || wanted == PYF_VALUE_I64)) {
        int overflow = 0;

        if (!pyf__small_int(object, &value->as.i64))
            value->as.i64 =
                cpython.PyLong_AsLongLongAndOverflow(object, &overflow);
        if (pyf__unlikely(overflow != 0))
            return pyf__value_from_rare(object, wanted, value, function);
        value->kind = PYF_VALUE_I64;
    } else if (type == cpython.PyFloat_Type &&
               (any || wanted == PYF_VALUE_F64)) {
        value->kind = PYF_VALUE_F64;
        value->as.f64 = pyf__float_value(object);
    } else if (object != cpython._Py_NoneStruct ||
               !(any || wanted == PYF_VALUE_NONE)) {
        return pyf__value_from_rare(object, wanted, value, function);
    } else if (pyf__layout.immortals) {
        return PYF_OK;
    }
    cpython.Py_DecRef(object);
    return PYF_OK;
}

#endif

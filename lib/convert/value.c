/* SPDX-License-Identifier: MIT */
/* Objects from and to pyf_value: what is not in line; see value.h. */
#include "convert/value.h"

#include "handle/fault.h"
#include "handle/table.h"

PyObject *
pyf__object_of_handle(pyf_handle handle, const char *function,
                      const char *argument)
{
    struct pyf__slot *slot = pyf__slot_pin(handle);
    PyObject *object;

    if (slot == NULL) {
        pyf__fault_bad_handle(function, argument, handle);
        return NULL;
    }
    object = pyf__keep(pyf__slot_object(slot));
    pyf__slot_unpin(slot);
    return object;
}

static PyObject *
object_of(const pyf_value *value, const char *function, const char *argument)
{
    switch (value->kind) {
    case PYF_VALUE_NONE:
        return pyf__keep_singleton(cpython._Py_NoneStruct);
    case PYF_VALUE_BOOL:
        return pyf__keep_singleton(value->as.i64 ? cpython._Py_TrueStruct
                                                 : cpython._Py_FalseStruct);
    case PYF_VALUE_I64:
        return cpython.PyLong_FromLongLong(value->as.i64);
    case PYF_VALUE_U64:
        return cpython.PyLong_FromUnsignedLongLong(value->as.u64);
    case PYF_VALUE_F64:
        return cpython.PyFloat_FromDouble(value->as.f64);
    case PYF_VALUE_STR:
        return pyf__str_from(value->as.data, value->length, function,
                             argument);
    case PYF_VALUE_BYTES:
        return pyf__bytes_from(value->as.data, value->length, function,
                               argument);
    case PYF_VALUE_HANDLE:
        return pyf__object_of_handle(value->as.handle, function, argument);
    default:
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument,
                            "has a kind that is no PYF_VALUE_...");
        return NULL;
    }
}

PyObject *
pyf__object_from_rare(const pyf_value *value, const char *function,
                      const char *argument)
{
    PyObject *object = object_of(value, function, argument);

    if (object == NULL && cpython.PyErr_Occurred() != NULL)
        pyf__fault_made(function);
    return object;
}

/* The value owns a handle to the object, which is or pins what it holds. */
static int
give_handle(PyObject *object, pyf_handle *handle, const char *function)
{
    *handle = pyf__table_new(object);
    return *handle == 0
               ? pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL)
               : PYF_OK;
}

static int
value_of_text(PyObject *object, uint32_t kind, const char *text, size_t length,
              pyf_value *value, const char *function)
{
    int status;

    if (length > UINT32_MAX) {
        value->kind = PYF_VALUE_HANDLE;
        status = give_handle(object, &value->as.handle, function);
    } else {
        value->kind = kind;
        value->length = (uint32_t)length;
        value->as.data = text;
        status = give_handle(object, &value->owner, function);
    }
    if (status < 0)
        *value = pyf__no_value;
    return status;
}

static int
value_of_big_int(PyObject *object, pyf_value *value)
{
    value->as.u64 = cpython.PyLong_AsUnsignedLongLong(object);
    if (value->as.u64 == UINT64_MAX && cpython.PyErr_Occurred() != NULL) {
        cpython.PyErr_Clear();
        return 0;
    }
    value->kind = PYF_VALUE_U64;
    cpython.Py_DecRef(object);
    return 1;
}

int
pyf__value_from_rare(PyObject *object, pyf_value *value, const char *function)
{
    PyTypeObject *type = pyf__type_of(object);
    const char *data;
    size_t length;
    int status;

    *value = pyf__no_value;
    if (type == cpython.PyBool_Type) {
        value->kind = PYF_VALUE_BOOL;
        value->as.i64 = object == cpython._Py_TrueStruct;
        cpython.Py_DecRef(object);
        return PYF_OK;
    }
    if (type == cpython.PyUnicode_Type || type == cpython.PyBytes_Type) {
        bool is_str = type == cpython.PyUnicode_Type;

        status = (is_str ? pyf__to_utf8 : pyf__to_bytes)(
            object, &data, &length, function, "result");
        if (status == PYF_OK)
            return value_of_text(object,
                                 is_str ? PYF_VALUE_STR : PYF_VALUE_BYTES,
                                 data, length, value, function);
        cpython.Py_DecRef(object);
        return status;
    }
    if (type == cpython.PyLong_Type && value_of_big_int(object, value))
        return PYF_OK;
    value->kind = PYF_VALUE_HANDLE;
    status = give_handle(object, &value->as.handle, function);
    if (status < 0)
        *value = pyf__no_value;
    return status;
}

void
pyf__value_release(const pyf_value *value)
{
    if (value->kind == PYF_VALUE_HANDLE)
        pyf__table_close(value->as.handle);
    pyf__table_close(value->owner);
}

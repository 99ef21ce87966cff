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
bool_of(int64_t truth, const char *function, const char *argument)
{
    if (truth == 0)
        return pyf__keep_singleton(cpython._Py_FalseStruct);
    if (truth == 1)
        return pyf__keep_singleton(cpython._Py_TrueStruct);
    pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument,
                        "is a bool that is neither 0 nor 1");
    return NULL;
}

/* NULL, with a fault or an exception. */
static PyObject *
object_of(const pyf_value *value, const char *function, const char *argument)
{
    pyf_text text;

    if (value->reserved != 0) {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument,
                            "has a reserved word that is not 0");
        return NULL;
    }
    switch (value->kind) {
    case PYF_VALUE_NONE:
        return pyf__keep_singleton(cpython._Py_NoneStruct);
    case PYF_VALUE_BOOL:
        return bool_of(value->as.i64, function, argument);
    case PYF_VALUE_I64:
        return cpython.PyLong_FromLongLong(value->as.i64);
    case PYF_VALUE_U64:
        return cpython.PyLong_FromUnsignedLongLong(value->as.u64);
    case PYF_VALUE_F64:
        return cpython.PyFloat_FromDouble(value->as.f64);
    case PYF_VALUE_COMPLEX:
        return cpython.PyComplex_FromDoubles(value->as.c128.real,
                                             value->as.c128.imag);
    case PYF_VALUE_STR:
        return pyf__str_from(value->as.text.data, value->as.text.length,
                             function, argument);
    case PYF_VALUE_BYTES:
        text = pyf__text_measured(value->as.text);
        return pyf__bytes_from(text.data, text.length, function, argument);
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

/* Text or bytes of this kind, which the value pins: takes the reference. */
static int
value_of_text(PyObject *object, uint32_t kind, pyf_value *value,
              const char *function)
{
    int status = (kind == PYF_VALUE_STR ? pyf__to_utf8 : pyf__to_bytes)(
        object, &value->as.text.data, &value->as.text.length, function,
        pyf__the_result);

    if (status < 0) {
        cpython.Py_DecRef(object);
        return status;
    }
    value->kind = kind;
    return give_handle(object, &value->owner, function);
}

static int
value_of_handle(PyObject *object, pyf_value *value, const char *function)
{
    value->kind = PYF_VALUE_HANDLE;
    return give_handle(object, &value->as.handle, function);
}

/* Just this, and nothing that stands for it. */
static int
value_of_none(PyObject *object, const char *function)
{
    return object == cpython._Py_NoneStruct
               ? PYF_OK
               : pyf__fault_type(function, pyf__the_result, "None", object);
}

/* A scalar of the wanted kind, from what pyf_to_... takes for it. */
static int
value_of_scalar(PyObject *object, uint32_t wanted, pyf_value *value,
                const char *function)
{
    int truth, status;

    switch (wanted) {
    case PYF_VALUE_BOOL:
        status = pyf__to_bool(object, &truth, function, pyf__the_result);
        value->as.i64 = truth;
        break;
    case PYF_VALUE_I64:
        status =
            pyf__to_i64(object, &value->as.i64, function, pyf__the_result);
        break;
    case PYF_VALUE_U64:
        status =
            pyf__to_u64(object, &value->as.u64, function, pyf__the_result);
        break;
    case PYF_VALUE_F64:
        status =
            pyf__to_f64(object, &value->as.f64, function, pyf__the_result);
        break;
    case PYF_VALUE_COMPLEX:
        status = pyf__to_complex(object, &value->as.c128, function,
                                 pyf__the_result);
        break;
    default:
        status = value_of_none(object, function);
        break;
    }
    value->kind = wanted;
    return status;
}

/* The kind of value that an object of a built-in type is by itself. */
static uint32_t
kind_of(PyObject *object)
{
    PyTypeObject *type = pyf__type_of(object);

    if (object == cpython._Py_NoneStruct)
        return PYF_VALUE_NONE;
    if (type == cpython.PyBool_Type)
        return PYF_VALUE_BOOL;
    if (type == cpython.PyLong_Type)
        return PYF_VALUE_I64;
    if (type == cpython.PyUnicode_Type)
        return PYF_VALUE_STR;
    if (type == cpython.PyBytes_Type)
        return PYF_VALUE_BYTES;
    return type == cpython.PyComplex_Type ? PYF_VALUE_COMPLEX
                                          : PYF_VALUE_HANDLE;
}

/* An int as what it fits into: with sign, without, or a handle. */
static int
value_of_int(PyObject *object, pyf_value *value, const char *function)
{
    int overflow;

    value->as.i64 = cpython.PyLong_AsLongLongAndOverflow(object, &overflow);
    value->kind = PYF_VALUE_I64;
    if (overflow > 0) {
        value->kind = PYF_VALUE_U64;
        value->as.u64 = cpython.PyLong_AsUnsignedLongLong(object);
        overflow = cpython.PyErr_Occurred() != NULL;
        cpython.PyErr_Clear();
    }
    if (overflow != 0)
        return value_of_handle(object, value, function);
    cpython.Py_DecRef(object);
    return PYF_OK;
}

static int
convert(PyObject *object, uint32_t wanted, pyf_value *value,
        const char *function)
{
    int status;

    if (wanted == PYF_VALUE_ANY) {
        wanted = kind_of(object);
        if (wanted == PYF_VALUE_I64)
            return value_of_int(object, value, function);
    }
    if (wanted == PYF_VALUE_STR || wanted == PYF_VALUE_BYTES)
        return value_of_text(object, wanted, value, function);
    if (wanted == PYF_VALUE_HANDLE)
        return value_of_handle(object, value, function);
    status = value_of_scalar(object, wanted, value, function);
    cpython.Py_DecRef(object);
    return status;
}

int
pyf__value_from_rare(PyObject *object, uint32_t wanted, pyf_value *value,
                     const char *function)
{
    int status;

    *value = pyf__no_value;
    status = convert(object, wanted, value, function);
    if (status < 0)
        *value = pyf__no_value;
    return status;
}

pyf__cold int
pyf__fault_wanted(const char *function, const char *argument)
{
    return pyf__fault_argument(
        PYF_ERR_ARGUMENT, function, argument,
        "is no kind of value that can be asked for: PYF_VALUE_ANY, or "
        "PYF_VALUE_NONE to PYF_VALUE_HANDLE");
}

void
pyf__value_release(const pyf_value *value)
{
    if (value->kind == PYF_VALUE_HANDLE)
        pyf__table_close(value->as.handle);
    pyf__table_close(value->owner);
}

/* SPDX-License-Identifier: MIT */
/* Scalars, text and names between C and Python; see marshal.h. */
#include "marshal.h"

#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"
#include "runtime/threads.h"
#include "handle/table.h"

/* What a thread looks names up in before it keeps any. */
static struct pyf__name_entry no_names[PYF__NAME_COUNT];

pyf__thread_local struct pyf__name_entry *pyf__names = no_names;

static const struct pyf__name no_name = {NULL, NULL};

/* A failed decoding is the caller's bad text, not a Python failure to show. */
static int
fault_encoding(const char *function, const char *argument)
{
    cpython.PyErr_Clear();
    return pyf__fault_argument(PYF_ERR_ENCODING, function, argument,
                               "the text is not valid UTF-8");
}

static int
fault_memory(const char *function)
{
    cpython.PyErr_Clear();
    return pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
}

static bool
is_memory_error(void)
{
    PyObject *raised = cpython.PyErr_Occurred();

    return raised != NULL && cpython.PyErr_GivenExceptionMatches(
                                 raised, *cpython.PyExc_MemoryError);
}

int
pyf__fault_made(const char *function)
{
    return is_memory_error() ? fault_memory(function)
                             : pyf__fault_python(function);
}

static PyObject *
intern(const char *text, const char *function, const char *argument)
{
    PyObject *object = cpython.PyUnicode_InternFromString(text);

    if (object != NULL)
        return object;
    if (is_memory_error())
        fault_memory(function);
    else
        fault_encoding(function, argument);
    return NULL;
}

/* Without an attached thread the references leak: there may be no Python. */
static void
forget_names(bool attached)
{
    if (pyf__names == no_names)
        return;
    for (size_t i = 0; attached && i < PYF__NAME_COUNT; i++)
        pyf__drop(pyf__names[i].object);
    free(pyf__names);
    pyf__names = no_names;
}

/* The entry for an address, emptied; NULL while it is in use, or without
 * memory. */
static struct pyf__name_entry *
free_entry(const char *text)
{
    struct pyf__name_entry *entry;
    PyObject *old;

    if (pyf__names == no_names) {
        entry = calloc(PYF__NAME_COUNT, sizeof(*entry));
        if (entry == NULL)
            return NULL;
        pyf__names = entry;
        atomic_store(&pyf__thread_exit_hook, forget_names);
    }
    entry = &pyf__names[pyf__name_place(text)];
    if (entry->pins != 0)
        return NULL;
    old = entry->object;
    entry->key = NULL;
    entry->object = NULL;
    pyf__drop(old);
    return entry;
}

pyf__cold struct pyf__name
pyf__name_miss(const char *text, const char *function, const char *argument)
{
    struct pyf__name name = no_name;
    size_t length;

    if (text == NULL) {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument, "is NULL");
        return name;
    }
    name.object = intern(text, function, argument);
    length = strlen(text);
    if (name.object == NULL || length >= PYF__NAME_SIZE)
        return name;
    name.entry = free_entry(text);
    if (name.entry != NULL) {
        memcpy(name.entry->text, text, length + 1);
        name.entry->key = text;
        name.entry->object = name.object;
        name.entry->pins = 1;
    }
    return name;
}

static bool
is_absurd(size_t length)
{
    return length > PYF__MOST;
}

static bool
check_span(const void *data, size_t length, const char *function,
           const char *argument)
{
    if (data == NULL && length != 0)
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument,
                            "is NULL, with a length that is not 0");
    else if (is_absurd(length))
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument,
                            "has a length beyond any memory");
    else
        return true;
    return false;
}

PyObject *
pyf__str_from(const char *text, size_t length, const char *function,
              const char *argument)
{
    PyObject *object;

    if (length == PYF_AUTO_LENGTH && text != NULL)
        length = strlen(text);
    if (!check_span(text, length, function, argument))
        return NULL;
    object = cpython.PyUnicode_FromStringAndSize(length == 0 ? "" : text,
                                                 (Py_ssize_t)length);
    if (object == NULL && is_memory_error())
        fault_memory(function);
    else if (object == NULL)
        fault_encoding(function, argument);
    return object;
}

PyObject *
pyf__bytes_from(const void *data, size_t length, const char *function,
                const char *argument)
{
    PyObject *object;

    if (!check_span(data, length, function, argument))
        return NULL;
    object = cpython.PyBytes_FromStringAndSize(length == 0 ? "" : data,
                                               (Py_ssize_t)length);
    if (object == NULL)
        fault_memory(function);
    return object;
}

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

static bool
has_attribute(PyTypeObject *type, const char *name)
{
    PyObject *method = cpython.PyObject_GetAttrString((PyObject *)type, name);

    if (method == NULL)
        cpython.PyErr_Clear();
    pyf__drop(method);
    return method != NULL;
}

/* The int that an object is (itself, no new reference) or has by __index__
 * (new reference); NULL with the failure parked. */
static PyObject *
index_of(PyObject *object, const char *function, const char *argument)
{
    PyObject *index;

    if (pyf__likely(pyf__type_of(object) == cpython.PyLong_Type))
        return object;
    if (!has_attribute(pyf__type_of(object), "__index__")) {
        pyf__fault_type(function, argument, "int", object);
        return NULL;
    }
    index = cpython.PyNumber_Index(object);
    if (index == NULL)
        pyf__fault_python(function);
    return index;
}

static void
release_index(PyObject *index, PyObject *object)
{
    if (pyf__type_of(object) != cpython.PyLong_Type)
        cpython.Py_DecRef(index);
}

static bool
is_number(PyTypeObject *type)
{
    return has_attribute(type, "__float__") ||
           has_attribute(type, "__index__");
}

static int
fault_range(const char *function, const char *argument, const char *range)
{
    return pyf__fault_argument(PYF_ERR_OVERFLOW, function, argument, range);
}

int
pyf__to_i64(PyObject *object, int64_t *value, const char *function,
            const char *argument)
{
    PyObject *index;
    int overflow;

    *value = 0;
    if (pyf__type_of(object) == cpython.PyLong_Type &&
        pyf__small_int(object, value))
        return PYF_OK;
    index = index_of(object, function, argument);
    if (index == NULL)
        return pyf__fault.code;
    *value = cpython.PyLong_AsLongLongAndOverflow(index, &overflow);
    release_index(index, object);
    if (overflow == 0)
        return PYF_OK;
    *value = 0;
    return fault_range(function, argument,
                       "the int does not fit 64 bits with sign");
}

int
pyf__to_u64(PyObject *object, uint64_t *value, const char *function,
            const char *argument)
{
    PyObject *index;

    *value = 0;
    index = index_of(object, function, argument);
    if (index == NULL)
        return pyf__fault.code;
    *value = cpython.PyLong_AsUnsignedLongLong(index);
    release_index(index, object);
    if (*value != UINT64_MAX || cpython.PyErr_Occurred() == NULL)
        return PYF_OK;
    cpython.PyErr_Clear();
    *value = 0;
    return fault_range(function, argument,
                       "the int is negative or does not fit 64 bits");
}

static bool
is_int_overflow(PyObject *object)
{
    return pyf__is_a(object, Py_TPFLAGS_LONG_SUBCLASS) &&
           cpython.PyErr_GivenExceptionMatches(cpython.PyErr_Occurred(),
                                               *cpython.PyExc_OverflowError);
}

int
pyf__to_f64(PyObject *object, double *value, const char *function,
            const char *argument)
{
    PyTypeObject *type = pyf__type_of(object);

    if (type == cpython.PyFloat_Type) {
        *value = pyf__float_value(object);
        return PYF_OK;
    }
    *value = cpython.PyFloat_AsDouble(object);
    if (*value != -1.0 || cpython.PyErr_Occurred() == NULL)
        return PYF_OK;
    *value = 0.0;
    if (is_int_overflow(object)) {
        cpython.PyErr_Clear();
        return fault_range(function, argument,
                           "the int is too large for a float");
    }
    /* What __float__ raised stays; without one it is the wrong type. */
    pyf__fault_python(function);
    if (!is_number(type))
        pyf__fault_type(function, argument, "float", object);
    return pyf__fault.code;
}

/* The position that a UnicodeEncodeError names. */
static long long
error_start(PyObject *exception)
{
    PyObject *start = cpython.PyObject_GetAttrString(exception, "start");
    long long position = start == NULL ? -1 : cpython.PyLong_AsLongLong(start);

    pyf__drop(start);
    cpython.PyErr_Clear();
    return position;
}

static int
fault_surrogate(const char *function, const char *argument)
{
    long long position = -1;

    if (is_memory_error())
        return fault_memory(function);
    pyf__fault_python(function);
    if (pyf__fault.object != NULL)
        position = error_start(pyf__fault.object);
    return pyf__fault_text(PYF_ERR_ENCODING,
                           "%s: argument '%s': the str has no UTF-8: a lone "
                           "surrogate at index %lld",
                           function, argument, position);
}

int
pyf__to_utf8(PyObject *object, const char **text, size_t *length,
             const char *function, const char *argument)
{
    Py_ssize_t size = 0;

    *text = NULL;
    *length = 0;
    if (pyf__type_of(object) != cpython.PyUnicode_Type &&
        !pyf__is_a(object, Py_TPFLAGS_UNICODE_SUBCLASS))
        return pyf__fault_type(function, argument, "str", object);
    *text = cpython.PyUnicode_AsUTF8AndSize(object, &size);
    if (*text == NULL)
        return fault_surrogate(function, argument);
    *length = (size_t)size;
    return PYF_OK;
}

int
pyf__to_bytes(PyObject *object, const char **data, size_t *length,
              const char *function, const char *argument)
{
    Py_ssize_t size = 0;
    char *content = NULL;

    *data = NULL;
    *length = 0;
    if (pyf__type_of(object) != cpython.PyBytes_Type &&
        !pyf__is_a(object, Py_TPFLAGS_BYTES_SUBCLASS))
        return pyf__fault_type(function, argument, "bytes", object);
    cpython.PyBytes_AsStringAndSize(object, &content, &size);
    *data = content;
    *length = (size_t)size;
    return PYF_OK;
}

static int
copy_within(const char *data, size_t length, void *buffer, size_t size,
            const char *function)
{
    if (length > size)
        return pyf__fault_argument(PYF_ERR_BUFFER, function, "size",
                                   "is less than what is to be copied");
    if (length != 0)
        memcpy(buffer, data, length);
    return PYF_OK;
}

int
pyf__copy_str(PyObject *object, char *buffer, size_t size, size_t *length,
              const char *function)
{
    const char *text;
    int status = pyf__to_utf8(object, &text, length, function, "obj");

    return status < 0 ? status
                      : copy_within(text, *length + 1, buffer, size, function);
}

/* A bytearray can be resized by another thread while it is copied, where there
 * is no GIL: a bytes object made of it cannot. */
static PyObject *
as_bytes(PyObject *object)
{
    if (!cpython.PyType_IsSubtype(pyf__type_of(object),
                                  cpython.PyByteArray_Type))
        return pyf__keep(object);
    return cpython.PyBytes_FromObject(object);
}

int
pyf__copy_bytes(PyObject *object, void *buffer, size_t size, size_t *length,
                const char *function)
{
    PyObject *bytes = as_bytes(object);
    const char *data;
    int status;

    if (bytes == NULL)
        return pyf__fault_python(function);
    status = pyf__to_bytes(bytes, &data, length, function, "obj");
    if (status == PYF_OK)
        status = copy_within(data, *length, buffer, size, function);
    cpython.Py_DecRef(bytes);
    return status;
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

/* SPDX-License-Identifier: MIT */
/* Text, bytes and numbers from and to C; see scalar.h. */
#include "convert/scalar.h"

#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"

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
pyf__fault_str(const char *function, const char *argument)
{
    return is_memory_error() ? fault_memory(function)
                             : fault_encoding(function, argument);
}

int
pyf__fault_made(const char *function)
{
    return is_memory_error() ? fault_memory(function)
                             : pyf__fault_python(function);
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
    if (object == NULL)
        pyf__fault_str(function, argument);
    return object;
}

char *
pyf__text_copy(pyf_text text, const char *function, const char *argument)
{
    char *copy;

    text = pyf__text_measured(text);
    if (!check_span(text.data, text.length, function, argument))
        return NULL;
    if (text.length != 0 && memchr(text.data, '\0', text.length) != NULL) {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument,
                            "has a NUL in it");
        return NULL;
    }
    copy = malloc(text.length + 1);
    if (copy == NULL) {
        fault_memory(function);
        return NULL;
    }
    if (text.length != 0)
        memcpy(copy, text.data, text.length);
    copy[text.length] = '\0';
    return copy;
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
    PyObject *index, *raised;

    if (pyf__likely(pyf__type_of(object) == cpython.PyLong_Type))
        return object;
    index = cpython.PyNumber_Index(object);
    if (index != NULL)
        return index;
    /* What __index__ raised is the failure; without one, the type is. */
    raised = pyf__raised();
    if (cpython.PyIndex_Check(object)) {
        pyf__fault_exception(raised);
        return NULL;
    }
    pyf__fault_type(function, argument, "int", object);
    pyf__fault_keep(raised);
    return NULL;
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

/* CPython has raised why a number does not fit, in words of its own. */
static int
fault_range(const char *function, const char *argument, const char *range)
{
    PyObject *raised = pyf__raised();

    pyf__fault_argument(PYF_ERR_OVERFLOW, function, argument, range);
    return pyf__fault_keep(raised);
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
    if (pyf__unlikely(overflow != 0))
        cpython.PyLong_AsLong(index); /* raises */
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
    PyObject *raised;

    if (type == cpython.PyFloat_Type) {
        *value = pyf__float_value(object);
        return PYF_OK;
    }
    *value = cpython.PyFloat_AsDouble(object);
    if (*value != -1.0 || cpython.PyErr_Occurred() == NULL)
        return PYF_OK;
    *value = 0.0;
    if (is_int_overflow(object))
        return fault_range(function, argument,
                           "the int is too large for a float");
    /* What __float__ raised is the failure; without one, the type is. */
    raised = pyf__raised();
    if (is_number(type))
        return pyf__fault_exception(raised);
    pyf__fault_type(function, argument, "float", object);
    return pyf__fault_keep(raised);
}

/* Whether an attribute of a type is one of two texts. */
static bool
says(PyTypeObject *type, const char *attribute, const char *one,
     const char *other)
{
    char *text = pyf__fault_text_of(
        cpython.PyObject_GetAttrString((PyObject *)type, attribute));
    bool answer =
        text != NULL && (strcmp(text, one) == 0 || strcmp(text, other) == 0);

    free(text);
    return answer;
}

/* numpy.bool is the one other type that is a truth value and nothing else. */
static bool
is_numpy_bool(PyTypeObject *type)
{
    return says(type, "__name__", "bool", "bool_") &&
           says(type, "__module__", "numpy", "numpy");
}

int
pyf__to_bool(PyObject *object, int *value, const char *function,
             const char *argument)
{
    *value = object == cpython._Py_TrueStruct;
    if (*value || object == cpython._Py_FalseStruct)
        return PYF_OK;
    if (!is_numpy_bool(pyf__type_of(object)))
        return pyf__fault_type(function, argument, "bool", object);
    *value = cpython.PyObject_IsTrue(object);
    if (*value >= 0)
        return PYF_OK;
    *value = 0;
    return pyf__fault_python(function);
}

/* It would read a str as well, which is not what a caller means. */
PyObject *
pyf__as_complex(PyObject *object)
{
    PyObject *type = (PyObject *)cpython.PyComplex_Type;

    if (pyf__is_a(object, Py_TPFLAGS_UNICODE_SUBCLASS)) {
        cpython.PyErr_Format(*cpython.PyExc_TypeError, "a str");
        return NULL;
    }
    if (pyf__type_of(object) == cpython.PyComplex_Type)
        return pyf__keep(object);
    return cpython.PyObject_Vectorcall(type, &object, 1, NULL);
}

int
pyf__to_complex(PyObject *object, pyf_complex *value, const char *function,
                const char *argument)
{
    PyTypeObject *type = pyf__type_of(object);
    PyObject *number = pyf__as_complex(object);

    *value = (pyf_complex){0.0, 0.0};
    if (number != NULL) {
        value->real = cpython.PyComplex_RealAsDouble(number);
        value->imag = cpython.PyComplex_ImagAsDouble(number);
        cpython.Py_DecRef(number);
        return PYF_OK;
    }
    if (is_int_overflow(object)) {
        cpython.PyErr_Clear();
        return fault_range(function, argument,
                           "the int is too large for a complex");
    }
    /* What __complex__ raised stays; without one it is the wrong type. */
    pyf__fault_python(function);
    if (!is_number(type) && !has_attribute(type, "__complex__"))
        pyf__fault_type(function, argument, "complex", object);
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
    PyObject *raised;

    if (is_memory_error())
        return fault_memory(function);
    raised = pyf__raised();
    pyf__fault_text(PYF_ERR_ENCODING,
                    "%s: argument '%s': the str has no UTF-8: a lone "
                    "surrogate at index %lld",
                    function, argument, error_start(raised));
    return pyf__fault_keep(raised);
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

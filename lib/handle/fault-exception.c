/* SPDX-License-Identifier: MIT */
/* The parked failure as a Python exception; see fault.h. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"
#include "handle/status-names.h"
#include "platform/platform.h"

/* The built-in exception that a failure of ours becomes in Python. */
static const char *
exception_name(int code)
{
    switch (code) {
    case PYF_ERR_MEMORY:
        return "MemoryError";
    case PYF_ERR_TYPE:
    case PYF_ERR_KIND:
        return "TypeError";
    case PYF_ERR_OVERFLOW:
        return "OverflowError";
    case PYF_ERR_ARGUMENT:
    case PYF_ERR_ENCODING:
        return "ValueError";
    default:
        return "RuntimeError";
    }
}

static PyObject *
make_exception(const char *type_name, const char *message)
{
    PyObject *type = pyf__imported("builtins", type_name);
    PyObject *text = NULL, *result = NULL;

    if (type != NULL)
        text = cpython.PyUnicode_DecodeUTF8(
            message, (Py_ssize_t)strlen(message), "replace");
    if (text != NULL)
        result = cpython.PyObject_Vectorcall(type, &text, 1, NULL);
    pyf__drop(text);
    pyf__drop(type);
    cpython.PyErr_Clear();
    return result;
}

PyObject *
pyf__fault_as_exception(void)
{
    PyObject *exception;

    int code = pyf__fault.code;

    if (pyf__fault.exception != NULL)
        exception = pyf__keep(pyf__fault.exception);
    else
        exception = make_exception(exception_name(code), pyf__fault_message());
    if (exception == NULL)
        pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
    else if (pyf__is_host_code(code))
        pyf__host_code_set(exception, code);
    return exception;
}

static PyObject *
format_exception(PyObject *exception)
{
    PyObject *function = pyf__imported("traceback", "format_exception");
    PyObject *lines = NULL, *empty = NULL, *text = NULL;

    if (function != NULL)
        lines = cpython.PyObject_Vectorcall(function, &exception, 1, NULL);
    if (lines != NULL)
        empty = cpython.PyUnicode_FromString("");
    if (empty != NULL)
        text = cpython.PyUnicode_Join(empty, lines);
    pyf__drop(empty);
    pyf__drop(lines);
    pyf__drop(function);
    return text;
}

/* The message alone, where there is no traceback or none can be made. */
static char *
format_plainly(void)
{
    if (pyf__fault.code == PYF_OK)
        return strdup("");
    if (pyf__fault.code == PYF_ERR_PYTHON)
        return pyf__format("%s\n", pyf__fault_message());
    if (pyf__is_host_code(pyf__fault.code))
        return pyf__format("%s %d: %s\n", pyf__fault_name(pyf__fault.code),
                           pyf__fault.code, pyf__fault_message());
    return pyf__format("%s: %s\n", pyf__fault_name(pyf__fault.code),
                       pyf__fault_message());
}

char *
pyf__fault_format(void)
{
    struct pyf__fault fault = pyf__fault;
    PyObject *text;
    char *copy;

    if (!pyf__fault_is_raised(&fault) || !pyf__attached)
        return format_plainly();
    /* Python code runs: keep what is parked aside meanwhile. */
    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    text = format_exception(fault.exception);
    cpython.PyErr_Clear();
    copy = pyf__fault_text_of(text);
    pyf__fault_clear();
    pyf__fault = fault;
    return copy == NULL ? format_plainly() : copy;
}

static bool
is_exception(PyObject *object)
{
    return pyf__is_a(object, Py_TPFLAGS_BASE_EXC_SUBCLASS);
}

bool
pyf__is_exception_class(PyObject *object)
{
    return pyf__is_a(object, Py_TPFLAGS_TYPE_SUBCLASS) &&
           (cpython.PyType_GetFlags((PyTypeObject *)object) &
            Py_TPFLAGS_BASE_EXC_SUBCLASS) != 0;
}

static PyObject *
exception_of_class(PyObject *type, PyObject *message, const char *function)
{
    PyObject *exception = cpython.PyObject_Vectorcall(
        type, &message, message == NULL ? 0 : 1, NULL);

    if (exception == NULL) {
        pyf__fault_python(function);
    } else if (!is_exception(exception)) {
        pyf__fault_type(function, "exception", "an exception from the class",
                        exception);
        cpython.Py_DecRef(exception);
        return NULL;
    }
    return exception;
}

PyObject *
pyf__exception_of(PyObject *exception, PyObject *message, const char *function)
{
    if (pyf__is_exception_class(exception))
        return exception_of_class(exception, message, function);
    if (!is_exception(exception))
        pyf__fault_type(function, "exception",
                        "an exception or an exception class", exception);
    else if (message != NULL)
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, "message",
                            "must be NULL with an exception object, which has "
                            "its own");
    else
        return pyf__keep(exception);
    return NULL;
}

PyObject *
pyf__exception_text(PyObject *exception)
{
    PyObject *text = format_exception(exception);
    PyObject *bytes = NULL, *shown = NULL;
    Py_ssize_t length;
    char *data;

    /* As to sys.stderr: what has no UTF-8 as an escape. */
    if (text != NULL)
        bytes = cpython.PyUnicode_AsEncodedString(text, "utf-8",
                                                  "backslashreplace");
    if (bytes != NULL &&
        cpython.PyBytes_AsStringAndSize(bytes, &data, &length) == 0)
        shown = cpython.PyUnicode_DecodeUTF8(data, length, "strict");
    pyf__drop(bytes);
    pyf__drop(text);
    return shown;
}

/* Set one of sys.last_*; takes the reference, NULL standing for None. */
static int
set_last(const char *name, PyObject *value)
{
    PyObject *object =
        value == NULL ? pyf__keep(cpython._Py_NoneStruct) : value;
    int failed = cpython.PySys_SetObject(name, object);

    cpython.Py_DecRef(object);
    return failed;
}

int
pyf__fault_set_last(const char *function)
{
    PyObject *exception = pyf__fault_as_exception();
    int failed;

    if (exception == NULL)
        return pyf__fault.code;
    failed = set_last("last_type", cpython.PyObject_Type(exception)) < 0 ||
             set_last("last_value", pyf__keep(exception)) < 0 ||
             set_last("last_traceback",
                      cpython.PyException_GetTraceback(exception)) < 0;
    /* sys.last_exc came with 3.12. */
    if (!failed && pyf__layout.version >= 0x030c0000)
        failed = set_last("last_exc", pyf__keep(exception)) < 0;
    cpython.Py_DecRef(exception);
    return failed ? pyf__fault_python(function) : PYF_OK;
}

static bool
is_catchable(PyObject *type)
{
    if (!pyf__is_a(type, Py_TPFLAGS_TUPLE_SUBCLASS))
        return pyf__is_exception_class(type);
    for (Py_ssize_t i = 0; i < cpython.PyTuple_Size(type); i++) {
        if (!is_catchable(cpython.PyTuple_GetItem(type, i)))
            return false;
    }
    return true;
}

int
pyf__fault_matches(PyObject *type)
{
    PyObject *exception;
    int answer;

    if (!is_catchable(type))
        return PYF_ERR_TYPE;
    if (pyf__fault.code == PYF_OK)
        return 0;
    exception = pyf__fault_as_exception();
    if (exception == NULL)
        return PYF_ERR_MEMORY;
    answer = cpython.PyErr_GivenExceptionMatches(exception, type);
    cpython.Py_DecRef(exception);
    return answer;
}

bool
pyf__is_own_code(int code)
{
    return code <= PYF_OK && code >= PYF__STATUS_LAST;
}

const char *
pyf__fault_name(int code)
{
    static const char *const names[] = {
#define ROW(status, name) [-(status)] = name,
        PYF__STATUSES(ROW)
#undef ROW
    };

    if (code == PYF_PENDING)
        return "PYF_PENDING";
    if (pyf__is_host_code(code))
        return "PYF_ERR_HOST";
    if (!pyf__is_own_code(code))
        return "PYF_ERR_?";
    return names[-code];
}

/* SPDX-License-Identifier: MIT */
/* What the parked failure makes of a program, as `python` does it; see
 * fault.h. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"
#include "platform/platform.h"

enum {
    EXIT_STATUS_FAILED = 1,
    EXIT_STATUS_INTERRUPTED = 130, /* of a shell: 128 + SIGINT */
};

/* The status of an int, cut as C's exit() cuts it; one that is no long is -1.
 */
static int
status_of_int(PyObject *code)
{
    long status = cpython.PyLong_AsLong(code);

    cpython.PyErr_Clear();
    return (int)(status & 0xff);
}

/* What SystemExit has for the program: new reference. Without `code` it is the
 * exception. */
static PyObject *
code_of(PyObject *exception)
{
    PyObject *code = cpython.PyObject_GetAttrString(exception, "code");

    cpython.PyErr_Clear();
    return code == NULL ? pyf__keep(exception) : code;
}

static int
exit_of(PyObject *exception, char **text)
{
    PyObject *code = code_of(exception);
    int status = EXIT_STATUS_FAILED;
    char *message;

    if (code == cpython._Py_NoneStruct) {
        status = 0;
    } else if (pyf__is_a(code, Py_TPFLAGS_LONG_SUBCLASS)) {
        status = status_of_int(code);
    } else {
        message = pyf__fault_text_of(cpython.PyObject_Str(code));
        *text = pyf__format("%s\n", message == NULL ? "" : message);
        free(message);
    }
    cpython.Py_DecRef(code);
    return status;
}

static bool
is_one_of(PyObject *exception, PyObject *type)
{
    return cpython.PyErr_GivenExceptionMatches(exception, type) != 0;
}

int
pyf__fault_exit(char **text)
{
    struct pyf__fault fault = pyf__fault;
    int status;

    *text = NULL;
    if (fault.code == PYF_OK)
        return 0;
    if (fault.printed != NULL) {
        *text = strdup(fault.printed);
        return fault.exit_status;
    }
    if (!pyf__attached || !pyf__fault_is_raised(&fault)) {
        *text = pyf__fault_format();
        return EXIT_STATUS_FAILED;
    }
    if (!is_one_of(fault.exception, *cpython.PyExc_SystemExit)) {
        *text = pyf__fault_format();
        return is_one_of(fault.exception, *cpython.PyExc_KeyboardInterrupt)
                   ? EXIT_STATUS_INTERRUPTED
                   : EXIT_STATUS_FAILED;
    }
    /* Python code runs: keep what is parked aside meanwhile. */
    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    status = exit_of(fault.exception, text);
    pyf__fault_clear();
    pyf__fault = fault;
    return status;
}

void
pyf__fault_settle(void)
{
    PyObject *type, *exception;
    char *printed = NULL;
    int status;

    pyf__fault_message();
    status = pyf__fault_exit(&printed);
    type = pyf__fault.type;
    exception = pyf__fault.exception;
    pyf__fault.type = pyf__fault.exception = NULL;
    if (exception != NULL) {
        pyf__fault.printed = printed == NULL ? strdup("") : printed;
        pyf__fault.exit_status = status;
    } else {
        free(printed);
    }
    pyf__drop(type);
    pyf__drop(exception);
    pyf__fault_drop_late();
}

/* SPDX-License-Identifier: MIT */
/* For unit tests that need a Python: started once, attached for each test. */
#ifndef PYF_TESTS_PYTHON_H
#define PYF_TESTS_PYTHON_H

#include "unit.h"

#include <string.h>

#include "function/closure.h"
#include "handle/fault.h"
#include "runtime/lifecycle.h"
#include "runtime/spans.h"

static inline void
start_python(void)
{
    pyf_config config = {.size = sizeof config,
                         .api_version = PYF_API_VERSION};

    pyf__functions_prepare();
    if (pyf__state() == PYF__DOWN && pyf__initialize(&config) != PYF_OK)
        fail_msg("%s", pyf__fault_message());
}

/* Run a check on an attached thread, with a scope around it. */
static inline void
with_python(void (*check)(void))
{
    start_python();
    pyf_token here = pyf__attach_begin(0, "test");

    assert_true(here != 0);
    check();
    assert_null(cpython.PyErr_Occurred());
    assert_int_equal(pyf__span_end(here, PYF__ATTACH, "test"), PYF_OK);
    pyf__fault_clear();
}

/* A new reference to the value of an expression. */
static inline PyObject *
value_of(const char *expression)
{
    PyObject *builtins = cpython.PyImport_ImportModule("builtins");
    PyObject *eval = cpython.PyObject_GetAttrString(builtins, "eval");
    PyObject *source = cpython.PyUnicode_FromStringAndSize(
        expression, (Py_ssize_t)strlen(expression));
    PyObject *globals =
        cpython.PyObject_GetAttrString(builtins, "__dict__");
    PyObject *arguments[] = {source, globals};
    PyObject *value = cpython.PyObject_Vectorcall(eval, arguments, 2, NULL);

    pyf__drop(builtins);
    pyf__drop(eval);
    pyf__drop(source);
    pyf__drop(globals);
    if (value == NULL) {
        pyf__fault_python("eval");
        fail_msg("%s: %s", expression, pyf__fault_message());
    }
    return value;
}

#endif

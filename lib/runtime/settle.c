/* SPDX-License-Identifier: MIT */
/* What a Python gets that was started or joined: the library measures it, and
 * sets up sys; see internal.h. */
#define _GNU_SOURCE
#include "runtime/internal.h"

#include "cpython/interpreter.h"
#include "handle/fault.h"
#include "handle/table.h"
#include "runtime/lifecycle.h"

/* Flush one of sys's streams; what that raises is left to the caller. */
static int
flush(const char *stream_name)
{
    PyObject *stream = pyf__imported("sys", stream_name);
    PyObject *method = NULL, *result = NULL;

    if (stream == NULL)
        cpython.PyErr_Clear(); /* somebody took it away: nothing to flush */
    if (stream != NULL && stream != cpython._Py_NoneStruct)
        method = cpython.PyObject_GetAttrString(stream, "flush");
    if (method != NULL)
        result = cpython.PyObject_CallNoArgs(method);
    pyf__drop(method);
    pyf__drop(result);
    pyf__drop(stream);
    return cpython.PyErr_Occurred() == NULL ? 0 : -1;
}

int
pyf__flush(void)
{
    int out = flush("stdout");
    int err;

    if (out < 0)
        pyf__fault_python("pyf_sys_flush");
    err = flush("stderr");
    if (err < 0)
        pyf__fault_python("pyf_sys_flush");
    return out < 0 || err < 0 ? pyf__fault.code : PYF_OK;
}

static int
fill_reserved(void)
{
    static const struct {
        uint32_t slot;
        const char *name;
    } rows[] = {
#define ROW(slot, name) {slot, name},
        PYF__RESERVED(ROW)
#undef ROW
    };
    PyObject *builtins = cpython.PyImport_ImportModule("builtins");

    if (builtins == NULL)
        return pyf__fault_python("pyf_initialize");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        PyObject *object =
            cpython.PyObject_GetAttrString(builtins, rows[i].name);

        if (object != NULL)
            pyf__table_set_reserved(rows[i].slot, object);
        pyf__drop(object);
        cpython.PyErr_Clear();
    }
    cpython.Py_DecRef(builtins);
    return PYF_OK;
}

static int
set_argv(const pyf_config *config)
{
    PyObject *list = cpython.PyList_New(0);
    size_t count = config->argv == NULL ? 1 : config->argc;
    int failed = list == NULL;

    for (size_t i = 0; !failed && i < count; i++) {
        const char *text = config->argv == NULL ? "" : config->argv[i];
        PyObject *item = cpython.PyUnicode_DecodeFSDefault(text);

        failed = item == NULL || cpython.PyList_Append(list, item) < 0;
        pyf__drop(item);
    }
    if (!failed)
        failed = cpython.PySys_SetObject("argv", list) < 0;
    pyf__drop(list);
    return failed ? pyf__fault_python("pyf_initialize") : PYF_OK;
}

int
pyf__path_insert(const char *path, Py_ssize_t position, const char *function)
{
    PyObject *list = pyf__imported("sys", "path");
    PyObject *item = NULL;
    int failed = 1;

    if (list != NULL)
        item = cpython.PyUnicode_DecodeFSDefault(path);
    if (position < 0)
        position = PTRDIFF_MAX;
    if (item != NULL)
        failed = cpython.PyList_Insert(list, position, item) < 0;
    pyf__drop(item);
    pyf__drop(list);
    if (list == NULL) {
        cpython.PyErr_Clear();
        return pyf__fault_text(PYF_ERR_PYTHON, "%s: there is no sys.path",
                               function);
    }
    return failed ? pyf__fault_python(function) : PYF_OK;
}

int
pyf__insert_paths(const pyf_config *config)
{
    int status = PYF_OK;

    for (size_t i = 0; status == PYF_OK && i < config->path_count; i++)
        status = pyf__path_insert(config->paths[i], (Py_ssize_t)i,
                                  "pyf_initialize");
    return status;
}

/* Python looks for its parts by itself; see that it came to the same result.
 */
static int
verify_prefix(const struct pyf__python *python)
{
    PyObject *prefix = pyf__imported("sys", "prefix");
    const char *actual = NULL;
    int status = PYF_OK;

    if (prefix != NULL)
        actual = cpython.PyUnicode_AsUTF8AndSize(prefix, NULL);
    if (actual != NULL && python->prefix != NULL &&
        !pyf__same_file(actual, python->prefix))
        status = pyf__fault_text(
            PYF_ERR_HOME,
            "Python was started for %s, but takes %s for its prefix; check "
            "the home line of pyvenv.cfg, or recreate the virtual environment",
            python->prefix, actual);
    pyf__drop(prefix);
    cpython.PyErr_Clear();
    return status;
}

/* What both a started and a joined Python need. Attached. */
static int
take_over(const pyf_config *config)
{
    int status;

    if (!pyf__cpython_measure())
        return pyf__fault_text(PYF_ERR_LIBRARY,
                               "%s: cannot find the type pointer in a float; "
                               "this is no CPython that libpyforge knows",
                               pyf__cpython_path());
    pyf__main.state = cpython.PyInterpreterState_Main();
    if (pyf__table_prepare(pyf__layout.free_threaded) < 0)
        return pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL,
                                   "no address space for the handle table");
    status = fill_reserved();
    return status < 0 ? status : pyf__insert_paths(config);
}

int
pyf__settle(const pyf_config *config, const struct pyf__python *started)
{
    int status = take_over(config);

    if (status == PYF_OK && started != NULL)
        status = set_argv(config);
    if (status == PYF_OK && started != NULL &&
        (config->flags & PYF_CONFIG_NO_SITE) == 0)
        status = verify_prefix(started);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* code - import, evaluate, run. */
#include "call/source.h"

#include <stdlib.h>

#include "entry.h"
#include "module/module.h"

static const char *const modes[] = {
    [PYF_COMPILE_EXEC - PYF_COMPILE_EXEC] = "exec",
    [PYF_COMPILE_EVAL - PYF_COMPILE_EXEC] = "eval",
    [PYF_COMPILE_SINGLE - PYF_COMPILE_EXEC] = "single",
};

pyf_handle
pyf_import(const char *name, size_t name_length)
{
    struct entry e = enter(__func__);
    PyObject *n = entry_name(&e, name, name_length, "name");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyImport_Import(n));
}

pyf_handle
pyf_eval(const char *source, size_t length, pyf_handle globals,
         pyf_handle locals)
{
    const struct pyf__source text = {source, length, {NULL, 0}};
    struct entry e = enter(__func__);
    PyObject *g = entry_get(&e, globals, "globals");
    PyObject *l = entry_get(&e, locals, "locals");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__run_source(&text, "eval", g, l, __func__));
}

int
pyf_run(const char *source, size_t length, pyf_handle globals,
        pyf_handle locals)
{
    const struct pyf__source text = {source, length, {NULL, 0}};
    struct entry e = enter(__func__);
    PyObject *g = entry_get(&e, globals, "globals");
    PyObject *l = entry_get(&e, locals, "locals");
    PyObject *result;

    if (entry_failed(&e))
        return leave(&e);
    result = pyf__run_source(&text, "exec", g, l, __func__);
    if (result == NULL)
        entry_status(&e, pyf__fault.code);
    pyf__drop(result);
    return leave(&e);
}

pyf_handle
pyf_compile(const char *source, size_t length, const char *filename,
            size_t filename_length, int mode)
{
    const struct pyf__source text = {
        source, length, {filename, filename_length}};
    struct entry e = enter(__func__);

    if (!entry_failed(&e) &&
        (mode < PYF_COMPILE_EXEC || mode > PYF_COMPILE_SINGLE))
        e.status = pyf__fault_argument(PYF_ERR_ARGUMENT, __func__, "mode",
                                       "is no PYF_COMPILE_...");
    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(
        &e, pyf__compile(&text, modes[mode - PYF_COMPILE_EXEC], __func__));
}

pyf_handle
pyf_run_code(pyf_handle code, pyf_handle globals, pyf_handle locals)
{
    struct entry e = enter(__func__);
    PyObject *c = entry_get(&e, code, "code");
    PyObject *g = entry_get(&e, globals, "globals");
    PyObject *l = entry_get(&e, locals, "locals");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__run_code(c, g, l, __func__));
}

pyf_handle
pyf_module_from_source(const char *source, size_t length, const char *filename,
                       size_t filename_length, const char *name,
                       size_t name_length)
{
    const struct pyf__source text = {
        source, length, {filename, filename_length}};
    struct entry e = enter(__func__);
    char *n = entry_text(&e, name, name_length, "name");
    PyObject *made = NULL;

    if (!entry_failed(&e))
        made = pyf__module_from_source(&text, n, __func__);
    free(n);
    return leave_made(&e, made);
}

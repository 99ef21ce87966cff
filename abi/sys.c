/* SPDX-License-Identifier: MIT */
/* sys - the running interpreter. */
#include "entry.h"

#include <stdlib.h>

int
pyf_sys_path_insert(const char *path, size_t path_length, int64_t position)
{
    struct entry e = enter(__func__);
    char *p = entry_text(&e, path, path_length, "path");

    entry_pointer(&e, path, "path");
    if (!entry_failed(&e))
        entry_status(&e, pyf__path_insert(p, (Py_ssize_t)position, __func__));
    free(p);
    return leave(&e);
}

int
pyf_sys_modules_set(const char *name, size_t name_length, pyf_handle module)
{
    struct entry e = enter(__func__);
    PyObject *m = entry_get(&e, module, "module");
    PyObject *n = entry_name(&e, name, name_length, "name");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(
        &e, cpython.PyObject_SetItem(cpython.PyImport_GetModuleDict(), n, m));
}

int
pyf_sys_flush(void)
{
    struct entry e = enter(__func__);

    if (!entry_failed(&e))
        entry_status(&e, pyf__flush());
    return leave(&e);
}

int
pyf_signals_check(void)
{
    struct entry e = enter(__func__);

    return entry_failed(&e) ? leave(&e)
                            : leave_status(&e, cpython.PyErr_CheckSignals());
}

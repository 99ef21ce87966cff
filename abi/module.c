/* SPDX-License-Identifier: MIT */
/* module - modules made by the host. */
#include "module/module.h"

#include <stdlib.h>

#include "entry.h"
#include "function/function.h"
#include "handle/sized.h"

pyf_handle
pyf_module_new(const char *name, size_t name_length, const char *doc,
               size_t doc_length)
{
    struct entry e = enter(__func__);
    char *n = entry_text(&e, name, name_length, "name");
    char *d = entry_text(&e, doc, doc_length, "doc");
    PyObject *made = NULL;

    if (!entry_failed(&e))
        made = pyf__module_new(n, d, __func__);
    free(d);
    free(n);
    return leave_made(&e, made);
}

int
pyf_module_add(pyf_handle module, const char *name, size_t name_length,
               pyf_handle value)
{
    struct entry e = enter(__func__);
    PyObject *m = entry_get(&e, module, "module");
    PyObject *v = entry_get(&e, value, "value");
    PyObject *n = entry_name(&e, name, name_length, "name");

    if (!entry_failed(&e))
        e.status = pyf__module_add(m, n, v, __func__);
    return leave(&e);
}

int
pyf_module_add_value(pyf_handle module, const char *name, size_t name_length,
                     const pyf_value *value)
{
    struct entry e = enter(__func__);
    PyObject *m = entry_get(&e, module, "module");
    PyObject *n = entry_name(&e, name, name_length, "name");
    PyObject *v = entry_value(&e, value, "value");

    if (!entry_failed(&e))
        e.status = pyf__module_add(m, n, v, __func__);
    pyf__drop(v);
    return leave(&e);
}

int
pyf_module_add_function(pyf_handle module, const pyf_function_def *def)
{
    struct entry e = enter(__func__);
    PyObject *m = entry_get(&e, module, "module");

    if (entry_failed(&e))
        pyf__sized_drop(&pyf__sized_function, def);
    else
        e.status = pyf__module_add_function(m, def, __func__);
    return leave(&e);
}

pyf_handle
pyf_module_add_submodule(pyf_handle parent, const char *name,
                         size_t name_length, const char *doc,
                         size_t doc_length)
{
    struct entry e = enter(__func__);
    PyObject *p = entry_get(&e, parent, "parent");
    char *n = entry_text(&e, name, name_length, "name");
    char *d = entry_text(&e, doc, doc_length, "doc");
    PyObject *made = NULL;

    if (!entry_failed(&e))
        made = pyf__module_add_submodule(p, n, d, __func__);
    free(d);
    free(n);
    return leave_made(&e, made);
}

int
pyf_inittab_append(const pyf_module_def *def)
{
    return pyf__inittab(def, __func__);
}

void *
pyf_extension_init(const pyf_module_def *def)
{
    return pyf__extension_init(def, __func__);
}

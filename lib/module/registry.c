/* SPDX-License-Identifier: MIT */
/* What is in sys.modules; see module.h. */
#include "module/module.h"

PyObject *
pyf__registered(PyObject *name)
{
    PyObject *modules = cpython.PyImport_GetModuleDict();
    PyObject *module = cpython.PyObject_GetItem(modules, name);

    if (module == NULL)
        cpython.PyErr_Clear();
    return module;
}

int
pyf__register(PyObject *name, PyObject *module)
{
    PyObject *modules = cpython.PyImport_GetModuleDict();

    if (module != NULL)
        return cpython.PyObject_SetItem(modules, name, module);
    if (cpython.PyObject_DelItem(modules, name) < 0)
        cpython.PyErr_Clear(); /* was not there */
    return 0;
}

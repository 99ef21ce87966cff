/* SPDX-License-Identifier: MIT */
/* Modules made of source text, and the packages above them. */
#include "module/module.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "convert/scalar.h"
#include "handle/fault.h"
#include "platform/platform.h"

/* A module, with the names that every module has. */
static PyObject *
new_module(PyObject *name, PyObject *package)
{
    PyObject *module = cpython.PyModule_NewObject(name);

    if (module == NULL)
        return NULL;
    if (cpython.PyObject_SetAttrString(module, "__package__", package) == 0 &&
        pyf__add_builtins(cpython.PyModule_GetDict(module)) == 0)
        return module;
    cpython.Py_DecRef(module);
    return NULL;
}

/* An empty package, in sys.modules. `made` gets its name. */
static PyObject *
new_package(PyObject *name, PyObject *made)
{
    PyObject *package = new_module(name, name);
    PyObject *path = cpython.PyList_New(0);
    bool done =
        package != NULL && path != NULL &&
        cpython.PyObject_SetAttrString(package, "__path__", path) == 0 &&
        cpython.PyList_Append(made, name) == 0 &&
        pyf__register(name, package) == 0;

    pyf__drop(path);
    if (done)
        return package;
    pyf__drop(package);
    return NULL;
}

static bool
not_found(void)
{
    return cpython.PyErr_GivenExceptionMatches(
        cpython.PyErr_Occurred(), *cpython.PyExc_ModuleNotFoundError);
}

/* A parent of a module: imported if it can be, else made as an empty package,
 * its name appended to `made`. */
static PyObject *
find_parent(PyObject *name, PyObject *made)
{
    PyObject *module = cpython.PyImport_Import(name);

    if (module != NULL || !not_found())
        return module;
    cpython.PyErr_Clear();
    return new_package(name, made);
}

/* A part of a dotted name, as a str. */
static PyObject *
part_of(const char *start, const char *end)
{
    return cpython.PyUnicode_FromStringAndSize(start, end - start);
}

/* above.part = module; a module of its own has nothing above it. */
static int
hang(PyObject *above, PyObject *part, PyObject *module)
{
    if (above == NULL)
        return 0;
    if (part == NULL)
        return -1;
    return cpython.PyObject_SetAttr(above, part, module);
}

/* The direct parent of a dotted name, with all above it: new reference; NULL
 * with an exception, or without one for a name without dots. */
static PyObject *
make_parents(const char *name, PyObject *made)
{
    PyObject *above = NULL;
    const char *start = name;

    for (const char *dot = strchr(name, '.'); dot != NULL;
         dot = strchr(start, '.')) {
        PyObject *full = part_of(name, dot);
        PyObject *part = part_of(start, dot);
        PyObject *parent = full == NULL ? NULL : find_parent(full, made);
        int status = parent == NULL ? -1 : hang(above, part, parent);

        pyf__drop(full);
        pyf__drop(part);
        pyf__drop(above);
        above = parent;
        if (status < 0) {
            pyf__drop(parent);
            return NULL;
        }
        start = dot + 1;
    }
    return above;
}

/* What is under way while a module is made. */
struct making {
    const struct pyf__source *source;
    const char *name;
    PyObject *full_name; /* as a str */
    PyObject *parent;    /* NULL: none */
    PyObject *made;      /* names of the packages that were made, a list */
};

/* The str that `__package__` of the new module is. */
static PyObject *
package_name(const char *name)
{
    const char *dot = strrchr(name, '.');

    return part_of(name, dot == NULL ? name : dot);
}

static PyObject *
set_up(const struct making *making, const char *function)
{
    PyObject *package = package_name(making->name);
    PyObject *module = NULL, *file;

    if (package != NULL)
        module = new_module(making->full_name, package);
    if (module != NULL && making->source->filename.data != NULL) {
        file = pyf__source_filename(making->source, function);
        if (file == NULL ||
            cpython.PyObject_SetAttrString(module, "__file__", file) < 0) {
            cpython.Py_DecRef(module);
            module = NULL;
        }
        pyf__drop(file);
    }
    pyf__drop(package);
    return module;
}

/* Register the module, run its code, hang it into its parent. What is
 * registered in the end is the result: a module may replace itself. */
static PyObject *
run_module(const struct making *making, PyObject *code, PyObject *module)
{
    PyObject *names = cpython.PyModule_GetDict(module);
    const char *dot = strrchr(making->name, '.');
    PyObject *result = NULL, *part;

    if (pyf__register(making->full_name, module) < 0)
        return NULL;
    result = cpython.PyEval_EvalCode(code, names, names);
    if (result == NULL)
        return NULL;
    cpython.Py_DecRef(result);
    result = pyf__registered(making->full_name);
    if (result == NULL)
        result = pyf__keep(module);
    if (dot == NULL)
        return result;
    part = part_of(dot + 1, dot + strlen(dot));
    if (hang(making->parent, part, result) < 0) {
        cpython.Py_DecRef(result);
        result = NULL;
    }
    pyf__drop(part);
    return result;
}

/* Take a package that was made out of sys.modules and of its parent. */
static void
unmake(PyObject *name)
{
    const char *text = cpython.PyUnicode_AsUTF8AndSize(name, NULL);
    const char *dot = text == NULL ? NULL : strrchr(text, '.');
    PyObject *parent_name = dot == NULL ? NULL : part_of(text, dot);
    PyObject *parent =
        parent_name == NULL ? NULL : pyf__registered(parent_name);

    if (parent != NULL)
        cpython.PyObject_SetAttrString(parent, dot + 1, NULL);
    pyf__register(name, NULL);
    cpython.PyErr_Clear();
    pyf__drop(parent);
    pyf__drop(parent_name);
}

/* Put sys.modules back as it was, with the exception kept. */
static void
unregister(const struct making *making, PyObject *before)
{
    PyObject *type, *value, *traceback;
    Py_ssize_t count = cpython.PyList_Size(making->made);

    cpython.PyErr_Fetch(&type, &value, &traceback);
    pyf__register(making->full_name, before);
    while (count-- > 0)
        unmake(cpython.PyList_GetItem(making->made, count));
    cpython.PyErr_Clear();
    cpython.PyErr_Restore(type, value, traceback);
}

static PyObject *
make_module(struct making *making, PyObject *code, const char *function)
{
    PyObject *before = pyf__registered(making->full_name);
    PyObject *module = NULL, *result = NULL;
    bool is_dotted = strchr(making->name, '.') != NULL;

    making->parent = make_parents(making->name, making->made);
    if (making->parent != NULL || !is_dotted)
        module = set_up(making, function);
    if (module != NULL)
        result = run_module(making, code, module);
    if (result == NULL) {
        unregister(making, before);
        if (cpython.PyErr_Occurred() != NULL)
            pyf__fault_python(function);
    }
    pyf__drop(module);
    pyf__drop(making->parent);
    pyf__drop(before);
    return result;
}

static bool
is_module_name(const char *name)
{
    size_t length = strlen(name);

    return name[0] != '.' && name[length - 1] != '.' &&
           strstr(name, "..") == NULL;
}

static PyObject *
named_module(const struct pyf__source *source, PyObject *code,
             const char *name, const char *function)
{
    struct making making = {source, name, NULL, NULL, NULL};
    PyObject *module = NULL;

    if (!is_module_name(name)) {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, "name",
                            "is no dotted name: a part of it is empty");
        return NULL;
    }
    making.full_name = pyf__str_from(name, PYF_AUTO_LENGTH, function, "name");
    if (making.full_name != NULL)
        making.made = pyf__made(cpython.PyList_New(0), function);
    if (making.made != NULL)
        module = make_module(&making, code, function);
    pyf__drop(making.made);
    pyf__drop(making.full_name);
    return module;
}

/* A name that no module has. */
static char *
unique_name(void)
{
    static _Atomic unsigned long long number;

    return pyf__format("pyforge_module_%llu", atomic_fetch_add(&number, 1));
}

PyObject *
pyf__module_from_source(const struct pyf__source *source, const char *name,
                      const char *function)
{
    PyObject *code = pyf__compile(source, "exec", function);
    PyObject *module = NULL;
    char *own_name = NULL;

    if (code == NULL)
        return NULL;
    if (name == NULL || name[0] == '\0')
        name = own_name = unique_name();
    if (name == NULL)
        pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    else
        module = named_module(source, code, name, function);
    free(own_name);
    cpython.Py_DecRef(code);
    return module;
}

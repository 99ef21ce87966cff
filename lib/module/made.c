/* SPDX-License-Identifier: MIT */
/* Modules made at run time, and what is added to modules; see module.h. */
#include "module/module.h"

#include <stdlib.h>
#include <string.h>

#include "call/source.h"
#include "convert/value.h"
#include "function/function.h"
#include "handle/fault.h"
#include "handle/sized.h"
#include "platform/platform.h"

/* What a module's __spec__ says it came from. */
static const char origin[] = "libpyforge";

static int
set_and_drop(PyObject *object, const char *name, PyObject *value)
{
    int status = value == NULL
                     ? -1
                     : cpython.PyObject_SetAttrString(object, name, value);

    pyf__drop(value);
    return status;
}

/* An attribute that may be missing: 1 with a new reference, 0 without one, -1
 * with an exception. */
static int
get_optional(PyObject *object, const char *name, PyObject **value)
{
    *value = cpython.PyObject_GetAttrString(object, name);
    if (*value != NULL)
        return 1;
    if (!cpython.PyErr_GivenExceptionMatches(cpython.PyErr_Occurred(),
                                             *cpython.PyExc_AttributeError))
        return -1;
    cpython.PyErr_Clear();
    return 0;
}

/* ModuleSpec(name, None), whose keyword is set afterwards: it is an attribute
 * like any other. */
static PyObject *
make_spec(PyObject *name)
{
    PyObject *args[] = {name, cpython._Py_NoneStruct};
    PyObject *type = pyf__imported("importlib.machinery", "ModuleSpec");
    PyObject *spec = NULL;

    if (type != NULL)
        spec = cpython.PyObject_Vectorcall(type, args, 2, NULL);
    if (spec != NULL &&
        set_and_drop(spec, "origin", cpython.PyUnicode_FromString(origin)) <
            0) {
        cpython.Py_DecRef(spec);
        spec = NULL;
    }
    pyf__drop(type);
    return spec;
}

/* Of "a.b.c": "a.b"; of "a": "". */
static PyObject *
package_of(const char *name)
{
    const char *dot = strrchr(name, '.');

    return cpython.PyUnicode_FromStringAndSize(name,
                                               dot == NULL ? 0 : dot - name);
}

/* A module of that name, with what every module has; NULL with an exception.
 */
static PyObject *
make_module(PyObject *full_name, const char *name, PyObject *doc)
{
    PyObject *module = cpython.PyModule_NewObject(full_name);

    if (module == NULL)
        return NULL;
    if (cpython.PyObject_SetAttrString(module, "__doc__", doc) == 0 &&
        set_and_drop(module, "__package__", package_of(name)) == 0 &&
        set_and_drop(module, "__spec__", make_spec(full_name)) == 0 &&
        set_and_drop(module, "__all__", cpython.PyList_New(0)) == 0)
        return module;
    cpython.Py_DecRef(module);
    return NULL;
}

static PyObject *
doc_from(const char *doc, const char *function)
{
    return doc == NULL ? pyf__keep(cpython._Py_NoneStruct)
                       : pyf__str_from(doc, PYF_AUTO_LENGTH, function, "doc");
}

PyObject *
pyf__module_new(const char *name, const char *doc, const char *function)
{
    PyObject *full_name, *text = NULL, *module = NULL;

    if (name == NULL || name[0] == '\0') {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, "name",
                            name == NULL ? "is NULL" : "is empty");
        return NULL;
    }
    full_name = pyf__str_from(name, PYF_AUTO_LENGTH, function, "name");
    if (full_name != NULL)
        text = doc_from(doc, function);
    if (text != NULL)
        module = pyf__made(make_module(full_name, name, text), function);
    pyf__drop(text);
    pyf__drop(full_name);
    return module;
}

static int
check_module(PyObject *module, const char *argument, const char *function)
{
    if (cpython.PyType_IsSubtype(pyf__type_of(module), cpython.PyModule_Type))
        return PYF_OK;
    return pyf__fault_type(function, argument, "a module", module);
}

/* As `from m import *` has it. A name that has no UTF-8 has no underscore. */
static bool
is_public(PyObject *name)
{
    const char *text = cpython.PyUnicode_AsUTF8AndSize(name, NULL);

    if (text == NULL)
        cpython.PyErr_Clear();
    return text == NULL || text[0] != '_';
}

/* What `from m import *` takes from a module without an __all__: an __all__
 * that is made now must not hide it. */
static PyObject *
public_names(PyObject *module)
{
    PyObject *keys = cpython.PyDict_Keys(cpython.PyModule_GetDict(module));
    PyObject *names = cpython.PyList_New(0);
    Py_ssize_t count = keys == NULL ? -1 : cpython.PyList_Size(keys);
    int status = names == NULL || count < 0 ? -1 : 0;

    for (Py_ssize_t i = 0; status == 0 && i < count; i++) {
        PyObject *key = cpython.PyList_GetItem(keys, i);

        if (pyf__is_a(key, Py_TPFLAGS_UNICODE_SUBCLASS) && is_public(key))
            status = cpython.PyList_Append(names, key);
    }
    pyf__drop(keys);
    if (status == 0)
        return names;
    pyf__drop(names);
    return NULL;
}

/* The __all__ of a module as a list that can grow: new reference, NULL with an
 * exception. */
static PyObject *
all_of(PyObject *module)
{
    PyObject *found, *list;
    int has = get_optional(module, "__all__", &found);

    if (has < 0)
        return NULL;
    if (has && pyf__is_a(found, Py_TPFLAGS_LIST_SUBCLASS))
        return found;
    list = has ? cpython.PySequence_List(found) : public_names(module);
    pyf__drop(found);
    if (list != NULL &&
        cpython.PyObject_SetAttrString(module, "__all__", list) == 0)
        return list;
    pyf__drop(list);
    return NULL;
}

int
pyf__module_prepare_all(PyObject *module, const char *function)
{
    PyObject *list = all_of(module);

    pyf__drop(list);
    return list == NULL ? pyf__fault_python(function) : PYF_OK;
}

static int
list_name(PyObject *module, PyObject *name)
{
    PyObject *list;
    int status;

    if (!is_public(name))
        return 0;
    list = all_of(module);
    if (list == NULL)
        return -1;
    status = cpython.PySequence_Contains(list, name);
    if (status == 0)
        status = cpython.PyList_Append(list, name);
    cpython.Py_DecRef(list);
    return status < 0 ? -1 : 0;
}

int
pyf__module_add(PyObject *module, PyObject *name, PyObject *value,
                const char *function)
{
    int status = check_module(module, "module", function);

    if (status < 0)
        return status;
    if (cpython.PyObject_SetAttr(module, name, value) < 0 ||
        list_name(module, name) < 0)
        return pyf__fault_python(function);
    return PYF_OK;
}

int
pyf__module_add_function(PyObject *module, const pyf_function_def *def,
                         const char *function)
{
    int status = check_module(module, "module", function);
    PyObject *made, *name;

    if (status < 0) {
        pyf__sized_drop(&pyf__sized_function, def);
        return status;
    }
    made = pyf__function_new(def, module, function);
    if (made == NULL)
        return pyf__fault.code;
    name = pyf__str_from(def->name.data, def->name.length, function, "name");
    status = name == NULL ? pyf__fault.code
                          : pyf__module_add(module, name, made, function);
    pyf__drop(name);
    cpython.Py_DecRef(made);
    return status;
}

/* The name of a module, which it may have lost: a new reference to a str. */
static PyObject *
name_of(PyObject *module, const char *function)
{
    PyObject *name = cpython.PyObject_GetAttrString(module, "__name__");

    if (name == NULL) {
        pyf__fault_python(function);
    } else if (!pyf__is_a(name, Py_TPFLAGS_UNICODE_SUBCLASS)) {
        pyf__fault_type(function, "parent", "a module whose __name__ is a str",
                        name);
        cpython.Py_DecRef(name);
        return NULL;
    }
    return name;
}

static char *
full_name_of(PyObject *parent, const char *name, const char *function)
{
    PyObject *above = name_of(parent, function);
    const char *text = NULL;
    char *full = NULL;
    size_t length;

    if (above == NULL)
        return NULL;
    if (pyf__to_utf8(above, &text, &length, function, "parent") == PYF_OK) {
        full = pyf__format("%s.%s", text, name);
        if (full == NULL)
            pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    }
    cpython.Py_DecRef(above);
    return full;
}

/* A __spec__ that says that its module is a package. */
static int
make_spec_package(PyObject *spec)
{
    static const char attribute[] = "submodule_search_locations";
    PyObject *places;

    if (get_optional(spec, attribute, &places) < 0)
        return -1;
    if (places != NULL && places != cpython._Py_NoneStruct) {
        cpython.Py_DecRef(places);
        return 0;
    }
    pyf__drop(places);
    return set_and_drop(spec, attribute, cpython.PyList_New(0));
}

/* A module that has a __path__ is a package: importing looks for a submodule
 * in sys.modules only below one. An empty one leads to no file. */
static int
make_package(PyObject *module)
{
    PyObject *path, *spec;
    int status = get_optional(module, "__path__", &path);

    pyf__drop(path);
    if (status != 0)
        return status < 0 ? -1 : 0;
    if (set_and_drop(module, "__path__", cpython.PyList_New(0)) < 0 ||
        set_and_drop(module, "__package__",
                     cpython.PyObject_GetAttrString(module, "__name__")) < 0)
        return -1;
    status = get_optional(module, "__spec__", &spec);
    if (spec != NULL && spec != cpython._Py_NoneStruct)
        status = make_spec_package(spec);
    pyf__drop(spec);
    return status < 0 ? -1 : 0;
}

/* Put a submodule into sys.modules and into its parent: both or neither. */
static int
hang(PyObject *parent, PyObject *name, PyObject *module, const char *function)
{
    PyObject *full_name = cpython.PyObject_GetAttrString(module, "__name__");
    PyObject *before = full_name == NULL ? NULL : pyf__registered(full_name);
    int status;

    if (full_name == NULL || make_package(parent) < 0 ||
        pyf__register(full_name, module) < 0) {
        status = pyf__fault_python(function);
    } else {
        status = pyf__module_add(parent, name, module, function);
        if (status < 0 && pyf__register(full_name, before) < 0)
            cpython.PyErr_Clear();
    }
    pyf__drop(before);
    pyf__drop(full_name);
    return status;
}

static int
check_part(const char *name, const char *function)
{
    const char *detail = name == NULL                ? "is NULL"
                         : name[0] == '\0'           ? "is empty"
                         : strchr(name, '.') != NULL ? "has a dot in it; give "
                                                       "the last part alone"
                                                     : NULL;

    return detail == NULL ? PYF_OK
                          : pyf__fault_argument(PYF_ERR_ARGUMENT, function,
                                                "name", detail);
}

PyObject *
pyf__module_add_submodule(PyObject *parent, const char *name, const char *doc,
                          const char *function)
{
    PyObject *part = NULL, *module = NULL;
    char *full_name;

    if (check_module(parent, "parent", function) < 0 ||
        check_part(name, function) < 0)
        return NULL;
    part = pyf__str_from(name, PYF_AUTO_LENGTH, function, "name");
    full_name = part == NULL ? NULL : full_name_of(parent, name, function);
    if (full_name != NULL)
        module = pyf__module_new(full_name, doc, function);
    if (module != NULL && hang(parent, part, module, function) < 0) {
        cpython.Py_DecRef(module);
        module = NULL;
    }
    free(full_name);
    pyf__drop(part);
    return module;
}

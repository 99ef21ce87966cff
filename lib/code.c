/* SPDX-License-Identifier: MIT */
/* Source text to code, names to run it with, modules; see code.h. */
#include "code.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "marshal.h"
#include "platform.h"

static PyObject *
builtin(const char *name)
{
    PyObject *module = cpython.PyImport_ImportModule("builtins");
    PyObject *object = NULL;

    if (module != NULL)
        object = cpython.PyObject_GetAttrString(module, name);
    pyf__drop(module);
    return object;
}

/* compile(text, filename, mode, 0, True): the built-in takes text as what it
 * is, where the C functions would heed a coding cookie, and refuses NUL. */
static PyObject *
call_compile(PyObject *text, const char *filename, const char *mode)
{
    PyObject *compile = builtin("compile");
    PyObject *args[] = {
        text,
        cpython.PyUnicode_DecodeFSDefault(filename),
        cpython.PyUnicode_FromString(mode),
        cpython.PyLong_FromLongLong(0),
        pyf__keep(cpython._Py_TrueStruct),
    };
    PyObject *code = NULL;

    if (compile != NULL && args[1] != NULL && args[2] != NULL &&
        args[3] != NULL)
        code = cpython.PyObject_Vectorcall(compile, args, 5, NULL);
    for (size_t i = 1; i < sizeof(args) / sizeof(args[0]); i++)
        pyf__drop(args[i]);
    pyf__drop(compile);
    return code;
}

PyObject *
pyf__compile(const struct pyf__source *source, const char *mode,
             const char *function)
{
    PyObject *text, *code;

    if (source->text == NULL) {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, "source", "is NULL");
        return NULL;
    }
    text = pyf__str_from(source->text, source->length, function, "source");
    if (text == NULL)
        return NULL;
    code = call_compile(
        text, source->filename == NULL ? "<string>" : source->filename, mode);
    cpython.Py_DecRef(text);
    if (code == NULL)
        pyf__fault_python(function);
    return code;
}

/* The names of __main__: new reference. */
static PyObject *
main_names(void)
{
    PyObject *module = cpython.PyImport_ImportModule("__main__");
    PyObject *names = NULL;

    if (module != NULL)
        names = pyf__keep(cpython.PyModule_GetDict(module));
    pyf__drop(module);
    return names;
}

/* As exec() does, so that the code finds its built-ins by the usual name. */
static int
add_builtins(PyObject *globals)
{
    PyObject *key = cpython.PyUnicode_InternFromString("__builtins__");
    PyObject *builtins;
    int status = key == NULL ? -1 : cpython.PyDict_Contains(globals, key);

    if (status == 0) {
        builtins = cpython.PyImport_ImportModule("builtins");
        status = builtins == NULL
                     ? -1
                     : cpython.PyDict_SetItem(globals, key, builtins);
        pyf__drop(builtins);
    }
    pyf__drop(key);
    return status < 0 ? -1 : 0;
}

static bool
is_none(PyObject *object)
{
    return object == cpython._Py_NoneStruct;
}

static bool
is_code(PyObject *object)
{
    return pyf__type_of(object) == cpython.PyCode_Type;
}

PyObject *
pyf__run_code(PyObject *code, PyObject *globals, PyObject *locals,
              const char *function)
{
    PyObject *names, *result = NULL;

    if (!is_code(code)) {
        pyf__fault_type(function, "code", "a code object", code);
        return NULL;
    }
    if (!is_none(globals) && !pyf__is_a(globals, Py_TPFLAGS_DICT_SUBCLASS)) {
        pyf__fault_type(function, "globals", "dict or None", globals);
        return NULL;
    }
    names = is_none(globals) ? main_names() : pyf__keep(globals);
    if (names != NULL && add_builtins(names) == 0)
        result = cpython.PyEval_EvalCode(code, names,
                                         is_none(locals) ? names : locals);
    pyf__drop(names);
    if (result == NULL)
        pyf__fault_python(function);
    return result;
}

PyObject *
pyf__run_source(const struct pyf__source *source, const char *mode,
                PyObject *globals, PyObject *locals, const char *function)
{
    PyObject *code = pyf__compile(source, mode, function);
    PyObject *result = NULL;

    if (code != NULL)
        result = pyf__run_code(code, globals, locals, function);
    pyf__drop(code);
    return result;
}

/* A module that is in sys.modules: new reference; NULL without an exception
 * when it is not. */
static PyObject *
registered(PyObject *name)
{
    PyObject *modules = cpython.PyImport_GetModuleDict();
    PyObject *module = cpython.PyObject_GetItem(modules, name);

    if (module == NULL)
        cpython.PyErr_Clear();
    return module;
}

static int
set_registered(PyObject *name, PyObject *module)
{
    PyObject *modules = cpython.PyImport_GetModuleDict();
    int status;

    if (module != NULL)
        return cpython.PyObject_SetItem(modules, name, module);
    status = cpython.PyObject_DelItem(modules, name);
    if (status < 0)
        cpython.PyErr_Clear(); /* was not there */
    return 0;
}

/* An empty package, in sys.modules: new reference. */
static PyObject *
new_package(PyObject *name)
{
    PyObject *package = cpython.PyModule_NewObject(name);
    PyObject *path = cpython.PyList_New(0);

    if (package != NULL && path != NULL &&
        cpython.PyObject_SetAttrString(package, "__path__", path) == 0 &&
        cpython.PyObject_SetAttrString(package, "__package__", name) == 0 &&
        set_registered(name, package) == 0) {
        cpython.Py_DecRef(path);
        return package;
    }
    pyf__drop(path);
    pyf__drop(package);
    return NULL;
}

static bool
not_found(void)
{
    return cpython.PyErr_GivenExceptionMatches(
        cpython.PyErr_Occurred(), *cpython.PyExc_ModuleNotFoundError);
}

/*
 * The module that will hold another one as an attribute. One that can be
 * imported is; one that cannot is made, an empty package. `made` is the name
 * of the outermost that was made, for taking it back.
 */
static PyObject *
find_parent(const char *name, size_t length, PyObject **made)
{
    PyObject *text =
        cpython.PyUnicode_FromStringAndSize(name, (Py_ssize_t)length);
    PyObject *module = NULL;

    if (text != NULL)
        module = cpython.PyImport_Import(text);
    if (text != NULL && module == NULL && not_found()) {
        cpython.PyErr_Clear();
        module = new_package(text);
        if (module != NULL && *made == NULL)
            *made = pyf__keep(text);
    }
    pyf__drop(text);
    return module;
}

/* Make `child` the attribute of `parent` that the part of a name says. */
static int
hang(PyObject *parent, const char *part, size_t length, PyObject *child)
{
    char *attribute = pyf__format("%.*s", (int)length, part);
    int status = -1;

    if (attribute != NULL)
        status = cpython.PyObject_SetAttrString(parent, attribute, child);
    free(attribute);
    return status;
}

/* The direct parent of a dotted name, with all above it: new reference; NULL
 * with an exception. */
static PyObject *
make_parents(const char *name, PyObject **made)
{
    PyObject *above = NULL;
    const char *part = name;

    for (const char *dot = strchr(name, '.'); dot != NULL;
         dot = strchr(part, '.')) {
        PyObject *parent = find_parent(name, (size_t)(dot - name), made);
        bool failed = parent == NULL;

        if (!failed && above != NULL && *made != NULL)
            failed = hang(above, part, (size_t)(dot - part), parent) < 0;
        pyf__drop(above);
        above = parent;
        if (failed) {
            pyf__drop(parent);
            return NULL;
        }
        part = dot + 1;
    }
    return above;
}

/* Run the code as the module, and hang it into its parent. */
static PyObject *
run_module(PyObject *code, const char *name, PyObject *text,
           const char *filename, PyObject **made)
{
    const char *last = strrchr(name, '.');
    PyObject *parent = NULL, *path = NULL, *module = NULL;

    if (last != NULL) {
        parent = make_parents(name, made);
        if (parent == NULL)
            return NULL;
    }
    path = cpython.PyUnicode_DecodeFSDefault(filename == NULL ? "<string>"
                                                              : filename);
    if (path != NULL)
        module = cpython.PyImport_ExecCodeModuleObject(text, code, path, NULL);
    if (module != NULL && parent != NULL &&
        hang(parent, last + 1, strlen(last + 1), module) < 0) {
        cpython.Py_DecRef(module);
        module = NULL;
    }
    pyf__drop(path);
    pyf__drop(parent);
    return module;
}

/* A name that no module has. */
static char *
unique_name(void)
{
    static _Atomic unsigned long long number;

    return pyf__format("pyforge_module_%llu", atomic_fetch_add(&number, 1));
}

/* Put sys.modules back as it was, with the exception kept. */
static void
unregister(PyObject *name, PyObject *before, PyObject *made)
{
    PyObject *type, *value, *traceback;

    cpython.PyErr_Fetch(&type, &value, &traceback);
    set_registered(name, before);
    if (made != NULL)
        set_registered(made, NULL);
    cpython.PyErr_Clear();
    cpython.PyErr_Restore(type, value, traceback);
}

static PyObject *
named_module(PyObject *code, const struct pyf__source *source,
             const char *name, const char *function)
{
    PyObject *text = pyf__str_from(name, PYF_AUTO_LENGTH, function, "name");
    PyObject *before = NULL, *made = NULL, *module = NULL;

    if (text == NULL)
        return NULL;
    before = registered(text);
    module = run_module(code, name, text, source->filename, &made);
    if (module == NULL) {
        unregister(text, before, made);
        pyf__fault_python(function);
    }
    pyf__drop(made);
    pyf__drop(before);
    pyf__drop(text);
    return module;
}

PyObject *
pyf__module_from_code(const struct pyf__source *source, const char *name,
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
        module = named_module(code, source, name, function);
    free(own_name);
    cpython.Py_DecRef(code);
    return module;
}

/* SPDX-License-Identifier: MIT */
/* Source text to code, names to run it with, modules; see code.h. */
#include "code.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"
#include "convert/value.h"
#include "platform/platform.h"

/* The built-in compile, as it was at first: borrowed, kept for good. */
static PyObject *
compile_function(void)
{
    static _Atomic(PyObject *) kept;

    if (atomic_load(&kept) == NULL)
        atomic_store(&kept, pyf__imported("builtins", "compile"));
    return atomic_load(&kept);
}

/* compile(text, filename, mode, 0, True): the built-in takes text as what it
 * is, where the C functions would heed a coding cookie. */
static PyObject *
call_compile(PyObject *text, PyObject *filename, const char *mode)
{
    PyObject *compile = compile_function();
    PyObject *args[] = {
        text,
        filename,
        cpython.PyUnicode_FromString(mode),
        cpython.PyLong_FromLongLong(0),
        cpython._Py_TrueStruct,
    };
    PyObject *code = NULL;

    if (compile != NULL && args[2] != NULL && args[3] != NULL)
        code = cpython.PyObject_Vectorcall(compile, args, 5, NULL);
    pyf__drop(args[2]);
    pyf__drop(args[3]);
    return code;
}

static PyObject *
text_of(const struct pyf__source *source, const char *mode,
        const char *function)
{
    const char *text = source->text;
    size_t length = source->length;

    if (text == NULL) {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, "source", "is NULL");
        return NULL;
    }
    if (length == PYF_AUTO_LENGTH)
        length = strlen(text);
    if (length <= PYF__MOST && memchr(text, '\0', length) != NULL) {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, "source",
                            "has a NUL character in it");
        return NULL;
    }
    /* As eval() does. */
    for (; strcmp(mode, "eval") == 0 && length > 0 &&
           (*text == ' ' || *text == '\t');
         text++)
        length--;
    return pyf__str_from(text, length, function, "source");
}

static PyObject *
filename_of(const struct pyf__source *source, const char *function)
{
    return pyf__str_from(source->filename == NULL ? "<string>"
                                                  : source->filename,
                         PYF_AUTO_LENGTH, function, "filename");
}

PyObject *
pyf__compile(const struct pyf__source *source, const char *mode,
             const char *function)
{
    PyObject *text = text_of(source, mode, function);
    PyObject *filename = NULL, *code = NULL;

    if (text != NULL)
        filename = filename_of(source, function);
    if (filename != NULL) {
        code = call_compile(text, filename, mode);
        if (code == NULL)
            pyf__fault_python(function);
    }
    pyf__drop(filename);
    pyf__drop(text);
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

/* A code object that can be run by itself: one with free variables is the
 * inside of a closure, and running it without them crashes CPython. */
static bool
is_runnable(PyObject *object)
{
    PyObject *names;
    Py_ssize_t count = -1;

    if (pyf__type_of(object) != cpython.PyCode_Type)
        return false;
    names = cpython.PyObject_GetAttrString(object, "co_freevars");
    if (names != NULL)
        count = cpython.PyObject_Size(names);
    pyf__drop(names);
    return count == 0;
}

static bool
check_namespaces(PyObject *code, PyObject *globals, const char *function)
{
    if (!is_runnable(code))
        pyf__fault_type(function, "code",
                        "a code object without free variables", code);
    else if (!is_none(globals) &&
             !pyf__is_a(globals, Py_TPFLAGS_DICT_SUBCLASS))
        pyf__fault_type(function, "globals", "dict or None", globals);
    else
        return true;
    return false;
}

PyObject *
pyf__run_code(PyObject *code, PyObject *globals, PyObject *locals,
              const char *function)
{
    PyObject *names, *result = NULL;

    if (!check_namespaces(code, globals, function))
        return NULL;
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

/* A module, with the names that every module has. */
static PyObject *
new_module(PyObject *name, PyObject *package)
{
    PyObject *module = cpython.PyModule_NewObject(name);

    if (module == NULL)
        return NULL;
    if (cpython.PyObject_SetAttrString(module, "__package__", package) == 0 &&
        add_builtins(cpython.PyModule_GetDict(module)) == 0)
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
    if (module != NULL && making->source->filename != NULL) {
        file = filename_of(making->source, function);
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
        module = named_module(source, code, name, function);
    free(own_name);
    cpython.Py_DecRef(code);
    return module;
}

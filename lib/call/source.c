/* SPDX-License-Identifier: MIT */
/* Source text to code, and names to run it with; see source.h. */
#include "call/source.h"

#include <string.h>

#include "convert/scalar.h"
#include "cpython/interpreter.h"
#include "handle/fault.h"

/* The built-in compile, as it was at first. */
static PyObject *
find_compile(void)
{
    return pyf__imported("builtins", "compile");
}

/* compile(text, filename, mode, 0, True): the built-in takes text as what it
 * is, where the C functions would heed a coding cookie. */
static PyObject *
call_compile(PyObject *text, PyObject *filename, const char *mode)
{
    PyObject *compile = pyf__lasting(PYF__BUILTIN_COMPILE, find_compile);
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

PyObject *
pyf__source_filename(const struct pyf__source *source, const char *function)
{
    pyf_text name = source->filename;

    if (name.data == NULL)
        name = (pyf_text){PYF_TEXT("<string>")};
    return pyf__str_from(name.data, name.length, function, "filename");
}

PyObject *
pyf__compile(const struct pyf__source *source, const char *mode,
             const char *function)
{
    PyObject *text = text_of(source, mode, function);
    PyObject *filename = NULL, *code = NULL;

    if (text != NULL)
        filename = pyf__source_filename(source, function);
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

int
pyf__add_builtins(PyObject *globals)
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
    if (names != NULL && pyf__add_builtins(names) == 0)
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

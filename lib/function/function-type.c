/* SPDX-License-Identifier: MIT */
/* The type of host functions: memory, attributes, garbage collection; see
 * internal.h. */
#include <stdlib.h>
#include <string.h>

#include "convert/value.h"
#include "cpython/interpreter.h"
#include "function/internal.h"
#include "platform/platform.h"

/* ---------------------------------------------------------- memory */

/* The references of a function, one by one. */
static PyObject **
reference(struct pyf__function *function, unsigned index)
{
    PyObject **fixed[] = {
        &function->name_object,    &function->doc,  &function->module,
        &function->module_name,    &function->twin, &function->warnings,
        &function->text_signature,
    };
    const unsigned count = sizeof(fixed) / sizeof(fixed[0]);

    if (index < count)
        return fixed[index];
    index -= count;
    if (function->names == NULL || index >= function->signature->count * 2U)
        return NULL;
    return &function->names[index]; /* the defaults lie behind */
}

static int
traverse(PyObject *self, visitproc visit, void *arg)
{
    struct pyf__function *function = pyf__function_data(self);
    PyObject **slot;
    int status = visit((PyObject *)pyf__type_of(self), arg);

    for (unsigned i = 0;
         status == 0 && (slot = reference(function, i)) != NULL; i++) {
        if (*slot != NULL)
            status = visit(*slot, arg);
    }
    return status;
}

/* Only what can be part of a cycle: a function that is called meanwhile still
 * has its name. */
static int
clear(PyObject *self)
{
    struct pyf__function *function = pyf__function_data(self);
    PyObject *module = function->module;
    PyObject *twin = function->twin;

    function->module = NULL;
    function->twin = NULL;
    pyf__drop(module);
    pyf__drop(twin);
    return 0;
}

static void
dealloc(PyObject *self)
{
    struct pyf__function *function = pyf__function_data(self);
    PyTypeObject *type = pyf__type_of(self);
    freefunc release = (freefunc)cpython.PyType_GetSlot(type, Py_tp_free);
    PyObject **slot;

    cpython.PyObject_GC_UnTrack(self);
    if (function->weak_references != NULL)
        cpython.PyObject_ClearWeakRefs(self);
    pyf__owned_end(&function->owned);
    for (unsigned i = 0; (slot = reference(function, i)) != NULL; i++)
        pyf__drop(*slot);
    free(function->names);
    free(function->text);
    free(function->cif.arg_types);
    release(self);
    cpython.Py_DecRef((PyObject *)type);
}

/* ---------------------------------------------------------- attributes */

static PyObject *
or_none(PyObject *object)
{
    return pyf__keep(object == NULL ? cpython._Py_NoneStruct : object);
}

static PyObject *
get_name(PyObject *self, void *unused)
{
    (void)unused;
    return pyf__keep(pyf__function_data(self)->name_object);
}

static PyObject *
get_doc(PyObject *self, void *unused)
{
    (void)unused;
    return or_none(pyf__function_data(self)->doc);
}

/* __module__ is no getset: the type would have it as well, in the place of its
 * own. */
static PyObject *
get_attribute(PyObject *self, PyObject *name)
{
    if (cpython.PyUnicode_CompareWithASCIIString(name, "__module__") == 0)
        return or_none(pyf__function_data(self)->module_name);
    return cpython.PyObject_GenericGetAttr(self, name);
}

static PyObject *
get_text_signature(PyObject *self, void *unused)
{
    const struct pyf__function *function = pyf__function_data(self);
    PyObject *object = function->text_signature;
    char *text;

    (void)unused;
    if (object != NULL)
        return or_none(cpython.PyUnicode_GetLength(object) == 0 ? NULL
                                                                : object);
    text = pyf__text_signature(function->signature);
    if (text == NULL)
        return cpython.PyErr_NoMemory();
    object = cpython.PyUnicode_FromString(text);
    free(text);
    return object;
}

static PyObject *
get_annotations(PyObject *self, void *unused)
{
    PyObject *twin = pyf__twin_of(pyf__function_data(self));

    (void)unused;
    return twin == NULL
               ? NULL
               : cpython.PyObject_GetAttrString(twin, "__annotations__");
}

/* inspect.signature of the twin. */
static PyObject *
get_signature(PyObject *self, void *unused)
{
    struct pyf__function *function = pyf__function_data(self);
    PyObject *inspect = NULL, *result = NULL, *twin;

    (void)unused;
    /* Then inspect reads that. */
    if (function->text_signature != NULL) {
        cpython.PyErr_Format(*cpython.PyExc_AttributeError, "__signature__");
        return NULL;
    }
    twin = pyf__twin_of(function);
    if (twin != NULL)
        inspect = pyf__imported("inspect", "signature");
    if (inspect != NULL)
        result = cpython.PyObject_Vectorcall(inspect, &twin, 1, NULL);
    pyf__drop(inspect);
    return result;
}

static PyGetSetDef attributes[] = {
    {"__name__", get_name, NULL, NULL, NULL},
    {"__qualname__", get_name, NULL, NULL, NULL},
    {"__doc__", get_doc, NULL, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL, NULL},
    {"__signature__", get_signature, NULL, NULL, NULL},
    {"__annotations__", get_annotations, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* (importlib.import_module, (name,)): the module, to pickle. */
static PyObject *
reduce_to_module(PyObject *name)
{
    PyObject *import_module = pyf__imported("importlib", "import_module");
    PyObject *names = NULL, *both = NULL;

    if (import_module != NULL)
        names = cpython.PyTuple_Pack(1, name);
    if (names != NULL)
        both = cpython.PyTuple_Pack(2, import_module, names);
    pyf__drop(names);
    pyf__drop(import_module);
    return both;
}

/* Pickled by its name, as every function is. A builtin is pickled as an
 * attribute of its __self__, this object: what has it under that name is the
 * module. */
static PyObject *
reduce(PyObject *self, PyObject *unused)
{
    struct pyf__function *function = pyf__function_data(self);

    (void)unused;
    if (function->text == NULL)
        return pyf__keep(function->name_object);
    if (function->module_name != NULL)
        return reduce_to_module(function->module_name);
    return cpython.PyErr_Format(*cpython.PyExc_TypeError,
                                "cannot pickle the builtin %U() of no module",
                                function->name_object);
}

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *
repr(PyObject *self)
{
    const struct pyf__function *function = pyf__function_data(self);

    if (function->module_name == NULL)
        return cpython.PyUnicode_FromFormat("<host function %U>",
                                            function->name_object);
    return cpython.PyUnicode_FromFormat(
        "<host function %U.%U>", function->module_name, function->name_object);
}

/* An attribute of a class becomes its method, as a Python function does. */
static PyObject *
bind_to(PyObject *self, PyObject *instance, PyObject *type)
{
    (void)type;
    if (instance == NULL || instance == cpython._Py_NoneStruct)
        return pyf__keep(self);
    return cpython.PyMethod_New(self, instance);
}

/* ---------------------------------------------------------- the type */

static PyObject *
make_type(void)
{
    const Py_ssize_t start = (Py_ssize_t)pyf__layout.header_size;
    PyMemberDef members[] = {
        {"__vectorcalloffset__", Py_T_PYSSIZET,
         start + (Py_ssize_t)offsetof(struct pyf__function, vectorcall),
         Py_READONLY, NULL},
        {"__weaklistoffset__", Py_T_PYSSIZET,
         start + (Py_ssize_t)offsetof(struct pyf__function, weak_references),
         Py_READONLY, NULL},
        {NULL, 0, 0, 0, NULL},
    };
    PyType_Slot slots[] = {
        {Py_tp_dealloc, (void *)dealloc},
        {Py_tp_traverse, (void *)traverse},
        {Py_tp_clear, (void *)clear},
        {Py_tp_call, (void *)cpython.PyVectorcall_Call},
        {Py_tp_descr_get, (void *)bind_to},
        {Py_tp_getattro, (void *)get_attribute},
        {Py_tp_repr, (void *)repr},
        {Py_tp_getset, attributes},
        {Py_tp_methods, methods},
        {Py_tp_members, members},
        {0, NULL},
    };
    PyType_Spec spec = {
        "pyforge.function", (int)(start + sizeof(struct pyf__function)), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL |
            Py_TPFLAGS_METHOD_DESCRIPTOR | Py_TPFLAGS_DISALLOW_INSTANTIATION |
            Py_TPFLAGS_IMMUTABLETYPE,
        slots};

    return cpython.PyType_FromSpec(&spec);
}

PyObject *
pyf__function_alloc(const char *caller)
{
    PyObject *type = pyf__lasting(PYF__TYPE_OF_FUNCTIONS, make_type);
    PyObject *object = NULL;

    if (type != NULL)
        object = cpython.PyType_GenericAlloc((PyTypeObject *)type, 0);
    return pyf__made(object, caller);
}

/* ---------------------------------------------------------- builtins */

/* "(a, b=1)", or "" where there is to be none: malloc'ed, NULL without memory.
 */
static char *
text_of_parameters(const struct pyf__function *function)
{
    const char *text;

    if (function->text_signature == NULL)
        return pyf__text_signature(function->signature);
    text = cpython.PyUnicode_AsUTF8AndSize(function->text_signature, NULL);
    return text == NULL ? NULL : pyf__format("%s", text);
}

/* What inspect reads from the docstring of a builtin. */
static char *
builtin_text(const struct pyf__function *function)
{
    char *parameters = text_of_parameters(function);
    const char *doc = "";
    char *text = NULL;

    if (function->doc != NULL)
        doc = cpython.PyUnicode_AsUTF8AndSize(function->doc, NULL);
    if (parameters != NULL && doc != NULL)
        text = parameters[0] == '\0'
                   ? pyf__format("%s", doc)
                   : pyf__format("%s%s\n--\n\n%s", function->name, parameters,
                                 doc);
    free(parameters);
    return text;
}

PyObject *
pyf__function_builtin(PyObject *object, const char *caller)
{
    struct pyf__function *function = pyf__function_data(object);
    PyObject *builtin = NULL;

    function->text = builtin_text(function);
    if (function->text == NULL) {
        pyf__fault_argument(PYF_ERR_MEMORY, caller, NULL, NULL);
    } else {
        /* METH_FASTCALL with keywords is the vectorcall protocol, with the
         * function itself as self. */
        function->method = (PyMethodDef){
            function->name, (PyCFunction)(void *)function->vectorcall,
            METH_FASTCALL | METH_KEYWORDS, function->text};
        builtin = pyf__made(cpython.PyCMethod_New(&function->method, object,
                                                  function->module_name, NULL),
                            caller);
    }
    cpython.Py_DecRef(object);
    return builtin;
}

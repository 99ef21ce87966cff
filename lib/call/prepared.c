/* SPDX-License-Identifier: MIT */
/* The objects of prepared calls; see prepared.h. */
#include "call/prepared.h"

#include "cpython/interpreter.h"

static void
dealloc(PyObject *self)
{
    const struct pyf__prepared *prepared = pyf__prepared_data(self);
    PyTypeObject *type = pyf__type_of(self);
    freefunc release_self = (freefunc)cpython.PyType_GetSlot(type, Py_tp_free);

    pyf__drop(prepared->callee.target);
    pyf__drop(prepared->callee.name);
    pyf__drop(prepared->callee.keywords);
    release_self(self);
    cpython.Py_DecRef((PyObject *)type);
}

static PyObject *
make_type(void)
{
    PyType_Slot slots[] = {
        {Py_tp_dealloc, (void *)dealloc},
        {0, NULL},
    };
    PyType_Spec spec = {
        "pyforge.call",
        (int)(pyf__layout.header_size + sizeof(struct pyf__prepared)), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION |
            Py_TPFLAGS_IMMUTABLETYPE,
        slots};

    return cpython.PyType_FromSpec(&spec);
}

PyObject *
pyf__prepared_new(PyObject *target, PyObject *name,
                  const struct pyf__signature *signature, const char *function)
{
    PyObject *type =
        pyf__made(pyf__lasting(PYF__TYPE_OF_CALLS, make_type), function);
    PyObject *keywords = NULL, *object = NULL;

    if (type == NULL)
        return NULL;
    if (signature->declared != signature->positional) {
        keywords = pyf__keyword_names(signature, 0, function);
        if (keywords == NULL)
            return NULL;
    }
    object = pyf__made(cpython.PyType_GenericAlloc((PyTypeObject *)type, 0),
                       function);
    if (object == NULL) {
        pyf__drop(keywords);
        return NULL;
    }
    cpython.Py_IncRef(target);
    if (name != NULL)
        cpython.Py_IncRef(name);
    *(struct pyf__prepared *)pyf__prepared_data(object) =
        (struct pyf__prepared){signature, {target, name, keywords}};
    return object;
}

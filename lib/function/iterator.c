/* SPDX-License-Identifier: MIT */
/*
 * Host iterators, with the methods of a generator.
 *
 * The data is dropped as soon as nothing more will come: at the end, at a
 * failure, at close() and throw(), when the owner is revoked, and at last when
 * the object is freed. While the host is in `next` the iterator refuses to be
 * entered again, as a running generator does.
 */
#include <string.h>

#include "convert/value.h"
#include "cpython/interpreter.h"
#include "function/internal.h"
#include "handle/sized.h"
#include "handle/table.h"
#include "platform/platform.h"

struct iterator {
    pyf_next_function next; /* NULL: finished */
    void *data;
    struct pyf__owned owned;
    pthread_t thread;
    uint32_t flags;
    uint32_t scope; /* of the host's new handles: 0, or PYF__NO_SCOPE */
    _Atomic bool running;
};

#define ALL_FLAGS (PYF_FUNCTION_OWN_THREAD | PYF_FUNCTION_UNSCOPED)

static const char name[] = "next";

static struct iterator *
data_of(PyObject *self)
{
    return (struct iterator *)((char *)self + pyf__layout.header_size);
}

/* ---------------------------------------------------------- data */

static void
finish(struct iterator *iterator)
{
    iterator->next = NULL;
    pyf__owned_drop(&iterator->owned);
}

/* One that runs finishes itself when it is back. */
static bool
take_back(struct pyf__owned *owned)
{
    const struct iterator *iterator =
        (const struct iterator *)((const char *)owned -
                                  offsetof(struct iterator, owned));

    return !atomic_load(&iterator->running);
}

/* ---------------------------------------------------------- next */

static bool
may_run(const struct iterator *iterator)
{
    if (atomic_load(&iterator->owned.revoked)) {
        pyf__raise_gone(name);
        return false;
    }
    if ((iterator->flags & PYF_FUNCTION_OWN_THREAD) == 0 ||
        pthread_equal(iterator->thread, pthread_self()))
        return true;
    cpython.PyErr_Format(*cpython.PyExc_RuntimeError,
                         "this iterator may only be used on the thread that "
                         "made it: its host has one thread");
    return false;
}

static void
end(struct iterator *iterator)
{
    atomic_store(&iterator->running, false);
    if (atomic_load(&iterator->owned.revoked))
        finish(iterator);
}

/* Enter the iterator; false with a ValueError raised when it runs already. */
static bool
begin(struct iterator *iterator)
{
    bool idle = false;

    if (!may_run(iterator))
        return false;
    if (!atomic_compare_exchange_strong(&iterator->running, &idle, true)) {
        cpython.PyErr_Format(*cpython.PyExc_ValueError,
                             "iterator already executing");
        return false;
    }
    /* Whoever took it back meanwhile may have seen it idle. */
    if (!atomic_load(&iterator->owned.revoked))
        return true;
    end(iterator);
    pyf__raise_gone(name);
    return false;
}

/* StopIteration with what the iterator returns: as an object that is made
 * here, for PyErr_SetObject takes a tuple or an exception apart. */
static void
stop(PyObject *returned)
{
    PyObject *type = *cpython.PyExc_StopIteration;
    PyObject *exception;

    if (returned == cpython._Py_NoneStruct) {
        cpython.PyErr_SetNone(type);
        return;
    }
    exception = cpython.PyObject_Vectorcall(type, &returned, 1, NULL);
    if (exception != NULL)
        cpython.PyErr_SetObject(type, exception);
    pyf__drop(exception);
}

/* What is sent in, as a value: text that has no UTF-8 as an object. PYF_OK or
 * parked. */
static int
value_of(PyObject *sent, pyf_value *input)
{
    int status = pyf__value_from(pyf__keep(sent), PYF_VALUE_ANY, input, name);

    if (status != PYF_ERR_ENCODING)
        return status;
    pyf__fault_clear();
    *input = pyf__no_value;
    input->kind = PYF_VALUE_HANDLE;
    input->as.handle = pyf__table_new(pyf__keep(sent));
    return input->as.handle != 0
               ? PYF_OK
               : pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
}

static int
call_next(const struct iterator *iterator, const pyf_value *input,
          pyf_value *output)
{
    const pyf_frame frame = {
        .size = sizeof(frame),
        .args.values = input,
        .count = 1,
        .data = iterator->data,
    };

    return iterator->next(&frame, output);
}

/* Ask the host. 1: *object is the item; 0: it is what the iterator returns;
 * negative: raised. */
static int
ask(struct iterator *iterator, PyObject *sent, PyObject **object)
{
    pyf_value input = pyf__no_value, output = pyf__no_value;
    struct pyf__visit visit;
    int status;

    *object = NULL;
    if (!pyf__recursion_begin(name))
        return PYF_ERR_PYTHON;
    if (!pyf__visit_begin(&visit, name)) {
        pyf__recursion_end();
        return PYF_ERR_FINALIZED;
    }
    status = value_of(sent, &input);
    if (status == PYF_OK && iterator->scope != 0)
        pyf__visit_unscope(&visit);
    if (status == PYF_OK)
        status = call_next(iterator, &input, &output);
    pyf__visit_back(&visit);
    status = pyf__visit_answer(status, 1, name);
    if (status >= 0) {
        *object = pyf__object_from(&output, name, "item");
        if (*object == NULL)
            status = pyf__fault.code;
    }
    pyf__result_release(&output, iterator->scope);
    if (input.owner != 0)
        pyf__table_close(input.owner);
    if (!pyf__visit_end(&visit, status, name))
        status = PYF_ERR_PYTHON;
    pyf__recursion_end();
    return status;
}

static PyObject *
advance(PyObject *self, PyObject *sent)
{
    struct iterator *iterator = data_of(self);
    PyObject *object = NULL;
    int status;

    if (!begin(iterator))
        return NULL;
    status = iterator->next == NULL ? 0 : ask(iterator, sent, &object);
    if (status <= 0)
        finish(iterator);
    end(iterator);
    if (status == 0) {
        stop(object == NULL ? cpython._Py_NoneStruct : object);
        pyf__drop(object);
        return NULL;
    }
    return object;
}

static PyObject *
next_item(PyObject *self)
{
    return advance(self, cpython._Py_NoneStruct);
}

/* ---------------------------------------------------------- generator */

/* Finish, so that nothing more comes. false: raised. */
static bool
close_now(PyObject *self)
{
    struct iterator *iterator = data_of(self);

    if (!begin(iterator))
        return false;
    finish(iterator);
    end(iterator);
    return true;
}

static PyObject *
close_iterator(PyObject *self, PyObject *unused)
{
    (void)unused;
    if (!atomic_load(&data_of(self)->owned.revoked) && !close_now(self))
        return NULL;
    return pyf__keep_singleton(cpython._Py_NoneStruct);
}

static void
refuse_thrown(PyTypeObject *type)
{
    PyObject *text = cpython.PyType_GetName(type);

    if (text != NULL)
        cpython.PyErr_Format(*cpython.PyExc_TypeError,
                             "exceptions must be classes or instances "
                             "deriving from BaseException, not %U",
                             text);
    pyf__drop(text);
}

/* Whether something can be thrown, in the words of a generator. */
static bool
can_throw(PyObject *thrown, PyObject *value)
{
    PyTypeObject *type = pyf__type_of(thrown);

    if (pyf__is_exception_class(thrown))
        return true;
    if (!pyf__is_exception_class((PyObject *)type))
        refuse_thrown(type);
    else if (value != NULL)
        cpython.PyErr_Format(*cpython.PyExc_TypeError,
                             "instance exception may not have a separate "
                             "value");
    else
        return true;
    return false;
}

/* Raise it, with a traceback that may be NULL. */
static void
throw_now(PyObject *thrown, PyObject *value, PyObject *traceback)
{
    PyObject *type = thrown;

    if (!pyf__is_exception_class(thrown)) {
        type = (PyObject *)pyf__type_of(thrown);
        value = thrown;
    }
    if (traceback != NULL)
        traceback = pyf__keep(traceback);
    else if (value == thrown)
        traceback = cpython.PyException_GetTraceback(thrown);
    cpython.PyErr_Restore(pyf__keep(type),
                          value == NULL ? NULL : pyf__keep(value), traceback);
}

/* An argument that is None for not given. */
static PyObject *
or_null(PyObject *object)
{
    return object == cpython._Py_NoneStruct ? NULL : object;
}

/* throw(exception), or throw(type, value, traceback) as before 3.12: what is
 * thrown comes out again, for the host does not catch it. */
static PyObject *
throw_into(PyObject *self, PyObject *args)
{
    PyObject *thrown = NULL, *value = NULL, *traceback = NULL;

    if (!cpython.PyArg_UnpackTuple(args, "throw", 1, 3, &thrown, &value,
                                   &traceback))
        return NULL;
    value = or_null(value);
    traceback = or_null(traceback);
    if (traceback != NULL &&
        pyf__type_of(traceback) != cpython.PyTraceBack_Type) {
        cpython.PyErr_Format(*cpython.PyExc_TypeError,
                             "throw() third argument must be a traceback "
                             "object");
        return NULL;
    }
    if (can_throw(thrown, value) && close_now(self))
        throw_now(thrown, value, traceback);
    return NULL;
}

static PyMethodDef methods[] = {
    {"send", advance, METH_O, "Resume with a value, and give the next item."},
    {"throw", throw_into, METH_VARARGS,
     "End the iterator and raise the exception."},
    {"close", close_iterator, METH_NOARGS, "End the iterator."},
    {NULL, NULL, 0, NULL},
};

/* ---------------------------------------------------------- the type */

static PyObject *
itself(PyObject *self)
{
    return pyf__keep(self);
}

static void
dealloc(PyObject *self)
{
    struct iterator *iterator = data_of(self);
    PyTypeObject *type = pyf__type_of(self);
    freefunc release = (freefunc)cpython.PyType_GetSlot(type, Py_tp_free);

    pyf__owned_end(&iterator->owned);
    release(self);
    cpython.Py_DecRef((PyObject *)type);
}

static PyObject *
make_type(void)
{
    PyType_Slot slots[] = {
        {Py_tp_dealloc, (void *)dealloc},
        {Py_tp_iter, (void *)itself},
        {Py_tp_iternext, (void *)next_item},
        {Py_tp_methods, methods},
        {0, NULL},
    };
    PyType_Spec spec = {
        "pyforge.iterator",
        (int)(pyf__layout.header_size + sizeof(struct iterator)), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION |
            Py_TPFLAGS_IMMUTABLETYPE,
        slots};

    return cpython.PyType_FromSpec(&spec);
}

static PyObject *
allocate(const char *function)
{
    PyObject *type = pyf__lasting(PYF__TYPE_OF_ITERATORS, make_type);
    PyObject *object = NULL;

    if (type != NULL)
        object = cpython.PyType_GenericAlloc((PyTypeObject *)type, 0);
    return pyf__made(object, function);
}

static int
fault_def(const char *function, const char *detail)
{
    return pyf__fault_argument(PYF_ERR_ARGUMENT, function, "def", detail);
}

static int
read_def(const pyf_iterator_def *def, pyf_iterator_def *own,
         const char *function)
{
    int status = pyf__sized_read(&pyf__sized_iterator, def, own, function);

    if (status < 0)
        return status;
    if (own->next == NULL)
        return fault_def(function, "has no next: the function is NULL");
    if ((own->flags & ~ALL_FLAGS) != 0)
        return fault_def(function, "has flags other than "
                                   "PYF_FUNCTION_OWN_THREAD and _UNSCOPED");
    if (own->reserved != 0)
        return fault_def(function, "has reserved set, which must be 0");
    return PYF_OK;
}

PyObject *
pyf__iterator_new(const pyf_iterator_def *def, const char *function)
{
    struct iterator *iterator;
    struct pyf__owned owned;
    pyf_iterator_def own;
    PyObject *object;

    if (read_def(def, &own, function) < 0) {
        pyf__sized_drop(&pyf__sized_iterator, def);
        return NULL;
    }
    if (!pyf__owned_take(&owned, own.owner, own.data, own.drop, function))
        return NULL;
    object = allocate(function);
    if (object == NULL) {
        pyf__owned_drop(&owned);
        return NULL;
    }
    iterator = data_of(object);
    iterator->next = own.next;
    iterator->data = own.data;
    iterator->owned = owned;
    iterator->flags = own.flags;
    iterator->scope =
        (own.flags & PYF_FUNCTION_UNSCOPED) != 0 ? PYF__NO_SCOPE : 0;
    iterator->thread = pthread_self();
    pyf__owned_list(&iterator->owned, take_back);
    return object;
}

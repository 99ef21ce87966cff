/* SPDX-License-Identifier: MIT */
/* Calls with many arguments or with keywords; see call-plain.h. */
#include "call/call-plain.h"

#include <stdlib.h>

#include "convert/name.h"

const char pyf__args_name[] = "args";

static int
fault(const struct pyf__call *call, const char *argument, const char *detail)
{
    return pyf__fault_argument(PYF_ERR_ARGUMENT, call->function, argument,
                               detail);
}

static int
check(const struct pyf__call *call)
{
    if (call->values == NULL && call->handles == NULL && call->count != 0)
        return fault(call, "args", "is NULL, with a count that is not 0");
    if (call->count > PYF__MOST / sizeof(pyf_value))
        return fault(call, "count", "is beyond any memory");
    if (call->keyword_count > call->count)
        return fault(call, "name_count",
                     "is greater than count, which counts all arguments");
    if (call->keywords == NULL && call->keyword_count != 0)
        return fault(call, "names",
                     "is NULL, with a name_count that is not 0");
    return PYF_OK;
}

/* The argument at an index: new reference. */
static PyObject *
argument(const struct pyf__call *call, size_t index)
{
    if (call->values != NULL)
        return pyf__object_from(&call->values[index], call->function,
                                pyf__args_name);
    return pyf__object_of_handle(call->handles[index], call->function,
                                 pyf__args_name);
}

static PyObject *
keyword(const struct pyf__call *call, size_t index)
{
    struct pyf__name name =
        pyf__name_get(call->keywords[index], call->function, "names");

    if (name.object != NULL && name.entry != NULL) {
        pyf__keep(name.object);
        pyf__name_release(&name);
    }
    return name.object;
}

/* A keyword given twice; names are interned, so equal ones are the same. */
static bool
is_twice(PyObject *names, size_t count, PyObject *name)
{
    for (size_t i = 0; i < count; i++) {
        if (cpython.PyTuple_GetItem(names, (Py_ssize_t)i) == name)
            return true;
    }
    return false;
}

/* The tuple of keywords; NULL with the failure parked. */
static PyObject *
keywords(const struct pyf__call *call)
{
    PyObject *names = cpython.PyTuple_New((Py_ssize_t)call->keyword_count);

    if (names == NULL)
        pyf__fault_python(call->function);
    for (size_t i = 0; names != NULL && i < call->keyword_count; i++) {
        PyObject *name = keyword(call, i);

        if (name != NULL && is_twice(names, i, name)) {
            fault(call, "names", "has a name twice");
            cpython.Py_DecRef(name);
            name = NULL;
        }
        if (name == NULL) {
            cpython.Py_DecRef(names);
            return NULL;
        }
        cpython.PyTuple_SetItem(names, (Py_ssize_t)i, name);
    }
    return names;
}

static PyObject *
call_with(const struct pyf__call *call, PyObject **items)
{
    PyObject *names = NULL, *result;

    if (call->keyword_count != 0) {
        names = keywords(call);
        if (names == NULL)
            return NULL;
    }
    result = pyf__vectorcall(items, call->count - call->keyword_count,
                             call->target, call->name, names, call->function);
    pyf__drop(names);
    return result;
}

PyObject *
pyf__call_any(const struct pyf__call *call)
{
    PyObject *few[2 + PYF__FEW];
    PyObject **items = few;
    PyObject *result = NULL;
    size_t made = 0;

    if (check(call) < 0)
        return NULL;
    if (call->count > PYF__FEW)
        items = malloc((2 + call->count) * sizeof(*items));
    if (items == NULL) {
        pyf__fault_argument(PYF_ERR_MEMORY, call->function, NULL, NULL);
        return NULL;
    }
    for (; made < call->count; made++) {
        items[2 + made] = argument(call, made);
        if (items[2 + made] == NULL) {
            pyf__fault_element(pyf__args_name, made);
            break;
        }
    }
    if (made == call->count)
        result = call_with(call, items);
    while (made > 0)
        cpython.Py_DecRef(items[2 + --made]);
    if (items != few)
        free(items);
    return result;
}

int
pyf__call_value(PyObject *object, uint32_t wanted, pyf_value *result,
                const char *function)
{
    *result = pyf__no_value;
    return object == NULL ? pyf__fault.code
                          : pyf__value_from(object, wanted, result, function);
}

/* SPDX-License-Identifier: MIT */
/* The arguments of a call; see marshal.h. */
#include <stdlib.h>

#include "fault.h"
#include "marshal.h"
#include "table.h"

/* Py_ssize_t keeps the highest bit of the count for itself (PEP 590). */
static const size_t offset_flag = (size_t)1 << (8 * sizeof(size_t) - 1);
static const size_t most_arguments = PTRDIFF_MAX / (4 * sizeof(void *));

static int
fault_arguments(const char *function, const char *argument,
                const char *detail)
{
    return pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument, detail);
}

static int
check(const void *values, size_t count, const char *function)
{
    if (values == NULL && count != 0)
        return fault_arguments(function, "args", "is NULL, with a count that "
                                                 "is not 0");
    if (count > most_arguments)
        return fault_arguments(function, "count", "is beyond any memory");
    return PYF_OK;
}

/* Room for more arguments than fit in the structure. */
static pyf__cold int
grow(struct pyf__args *args, size_t count, const char *function)
{
    PyObject **items = malloc((2 + 2 * count) * sizeof(*items));

    if (items == NULL)
        return pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    args->memory = items;
    args->items = items + 2;
    if (args->slots != NULL)
        args->slots = (struct pyf__slot **)(items + 2 + count);
    return PYF_OK;
}

static int
prepare(struct pyf__args *args, size_t count, struct pyf__slot **slots,
        const char *function)
{
    args->items = args->local + 2;
    args->count = 0;
    args->names = NULL;
    args->slots = slots;
    args->memory = NULL;
    return pyf__likely(count <= PYF__ARGS_LOCAL)
               ? PYF_OK
               : grow(args, count, function);
}

int
pyf__args_from_values(struct pyf__args *args, const pyf_value *values,
                      size_t count, const char *function)
{
    if (pyf__unlikely(check(values, count, function) < 0 ||
                      prepare(args, count, NULL, function) < 0))
        return pyf__fault.code;
    for (; args->count < count; args->count++) {
        PyObject *item =
            pyf__object_from(&values[args->count], function, "args");

        if (pyf__unlikely(item == NULL)) {
            pyf__args_release(args);
            return pyf__fault.code;
        }
        args->items[args->count] = item;
    }
    return PYF_OK;
}

int
pyf__args_from_handles(struct pyf__args *args, const pyf_handle *handles,
                       size_t count, const char *function)
{
    if (pyf__unlikely(check(handles, count, function) < 0 ||
                      prepare(args, count, args->local_slots, function) < 0))
        return pyf__fault.code;
    for (; args->count < count; args->count++) {
        pyf_handle handle = handles[args->count];
        struct pyf__slot *slot = pyf__slot_pin(handle);

        if (pyf__unlikely(slot == NULL)) {
            int code = pyf__fault_bad_handle(function, "args", handle);

            pyf__args_release(args);
            return code;
        }
        args->slots[args->count] = slot;
        args->items[args->count] = pyf__slot_object(slot);
    }
    return PYF_OK;
}

static PyObject *
keyword(const char *text, const char *function)
{
    struct pyf__name name = pyf__name_get(text, function, "names");

    if (name.object != NULL && name.entry != NULL) {
        pyf__keep(name.object);
        pyf__name_release(&name);
    }
    return name.object;
}

static int
fill_names(struct pyf__args *args, const char *const *names, size_t count,
           const char *function)
{
    args->names = cpython.PyTuple_New((Py_ssize_t)count);
    if (args->names == NULL)
        return pyf__fault_python(function);
    for (size_t i = 0; i < count; i++) {
        PyObject *name = keyword(names[i], function);

        if (name == NULL)
            return pyf__fault.code;
        cpython.PyTuple_SetItem(args->names, (Py_ssize_t)i, name);
    }
    return PYF_OK;
}

int
pyf__args_name(struct pyf__args *args, const char *const *names, size_t count,
               const char *function)
{
    int status = PYF_OK;

    if (count == 0)
        return PYF_OK;
    if (names == NULL)
        status = fault_arguments(function, "names", "is NULL, with a "
                                                    "name_count that is not "
                                                    "0");
    else if (count > args->count)
        status = fault_arguments(function, "name_count",
                                 "is greater than count, which counts all "
                                 "arguments");
    else
        status = fill_names(args, names, count, function);
    if (status < 0)
        pyf__args_release(args);
    return status;
}

void
pyf__args_release(struct pyf__args *args)
{
    if (args->slots == NULL) {
        for (size_t i = 0; i < args->count; i++)
            cpython.Py_DecRef(args->items[i]);
    } else {
        for (size_t i = 0; i < args->count; i++)
            pyf__slot_unpin(args->slots[i]);
    }
    if (pyf__unlikely(args->names != NULL))
        cpython.Py_DecRef(args->names);
    if (pyf__unlikely(args->memory != NULL))
        free(args->memory);
}

static pyf__hot size_t
positional(const struct pyf__args *args)
{
    if (pyf__likely(args->names == NULL))
        return args->count;
    return args->count - (size_t)cpython.PyTuple_Size(args->names);
}

PyObject *
pyf__args_call(struct pyf__args *args, PyObject *callable)
{
    return cpython.PyObject_Vectorcall(
        callable, args->items, positional(args) | offset_flag, args->names);
}

PyObject *
pyf__args_call_method(struct pyf__args *args, PyObject *object, PyObject *name)
{
    args->items[-1] = object;
    return cpython.PyObject_VectorcallMethod(
        name, args->items - 1, (positional(args) + 1) | offset_flag,
        args->names);
}

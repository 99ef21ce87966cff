/* SPDX-License-Identifier: MIT */
/*
 * Calls, with handles or values for arguments.
 *
 * A call goes to `target`, or to the method `name` of it. Values become new
 * references for the call, handles are pinned. The result is a new reference,
 * or NULL with the failure parked.
 *
 * Few arguments without keywords are the usual case: the functions here are
 * inlined into the exported ones, and keep the arguments in their frame. For
 * the rest there is pyf__call_any.
 */
#ifndef PYF__CALL_PLAIN_H
#define PYF__CALL_PLAIN_H

#include "convert/value.h"
#include "handle/fault.h"
#include "handle/table.h"
#include "runtime/visit.h"

enum { PYF__FEW = 8 };

/* Tells the callee that the word before its first argument is its own to use:
 * PY_VECTORCALL_ARGUMENTS_OFFSET of PEP 590. */
#define PYF__OFFSET_FLAG ((size_t)1 << (8 * sizeof(size_t) - 1))

struct pyf__call {
    const char *function;
    PyObject *target;
    PyObject *name;              /* NULL: call target itself */
    const pyf_value *values;     /* these ... */
    const pyf_handle *handles;   /* ... or these */
    size_t count;                /* of all arguments */
    const pyf_text *keywords;    /* names of the last ones */
    size_t keyword_count;
};

/* What messages call the arguments. */
pyf__data const char pyf__args_name[];

PyObject *pyf__call_any(const struct pyf__call *call);

/* `items` holds the target of a method call at [1], the arguments from [2]. */
static pyf__hot PyObject *
pyf__vectorcall(PyObject **items, size_t count, PyObject *target,
                PyObject *name, PyObject *keywords, const char *function)
{
    PyObject *result = NULL;

    /* A host may go round by calls that CPython does not count. */
    if (pyf__unlikely(pyf__stack_is_low())) {
        pyf__raise_recursion(function);
    } else if (name == NULL) {
        result = pyf__call_object(target, items + 2, count | PYF__OFFSET_FLAG,
                                  keywords);
    } else {
        items[1] = target;
        result = cpython.PyObject_VectorcallMethod(
            name, items + 1, (count + 1) | PYF__OFFSET_FLAG, keywords);
    }
    if (pyf__unlikely(result == NULL))
        pyf__fault_python(function);
    return result;
}

static pyf__hot bool
pyf__is_usual(const void *arguments, size_t count)
{
    return pyf__likely(count <= PYF__FEW && (arguments != NULL || count == 0));
}

static pyf__hot PyObject *
pyf__call_values(PyObject *target, PyObject *name, const pyf_value *values,
                 size_t count, const char *function)
{
    PyObject *items[2 + PYF__FEW];
    PyObject *result = NULL;
    size_t made = 0;

    if (!pyf__is_usual(values, count))
        return pyf__call_any(&(struct pyf__call){
            function, target, name, values, NULL, count, NULL, 0});
    for (; made < count; made++) {
        items[2 + made] =
            pyf__object_from(&values[made], function, pyf__args_name);
        if (pyf__unlikely(items[2 + made] == NULL)) {
            pyf__fault_element(pyf__args_name, made);
            break;
        }
    }
    if (pyf__likely(made == count))
        result = pyf__vectorcall(items, count, target, name, NULL, function);
    while (made > 0)
        pyf__scratch_drop(items[2 + --made]);
    return result;
}

static pyf__hot PyObject *
pyf__call_handles(PyObject *target, PyObject *name, const pyf_handle *handles,
                  size_t count, const char *function)
{
    PyObject *items[2 + PYF__FEW];
    struct pyf__slot *slots[PYF__FEW];
    PyObject *result = NULL;
    size_t made = 0;

    if (!pyf__is_usual(handles, count))
        return pyf__call_any(&(struct pyf__call){function, target, name, NULL,
                                                 handles, count, NULL, 0});
    for (; made < count; made++) {
        slots[made] = pyf__slot_pin(handles[made]);
        if (pyf__unlikely(slots[made] == NULL)) {
            pyf__fault_bad_handle(function, pyf__args_name, handles[made]);
            pyf__fault_element(pyf__args_name, made);
            break;
        }
        items[2 + made] = pyf__slot_object(slots[made]);
    }
    if (pyf__likely(made == count))
        result = pyf__vectorcall(items, count, target, name, NULL, function);
    while (made > 0)
        pyf__slot_unpin(slots[--made]);
    return result;
}

/* What a call gave that was not an immortal None. Out of line, for calls whose
 * cost is all overhead. */
int pyf__call_value(PyObject *object, uint32_t wanted, pyf_value *result,
                    const char *function);

/* The usual call without arguments: of a handle's object, by a thread that is
 * attached. false: nothing was done, *status is not set. */
static pyf__hot bool
pyf__try_call_0(pyf_handle callable, uint32_t wanted, pyf_value *result,
                const char *function, int *status)
{
    struct pyf__slot *slot = NULL;
    PyObject *items[2], *object;

    if (pyf__likely(result != NULL && pyf__attached && pyf__is_wanted(wanted)))
        slot = pyf__slot_pin(callable);
    if (pyf__unlikely(slot == NULL))
        return false;
    object = pyf__vectorcall(items, 0, pyf__slot_object(slot), NULL, NULL,
                             function);
    pyf__slot_unpin(slot);
    *status = PYF_OK;
    if (pyf__likely(object == cpython._Py_NoneStruct &&
                    wanted == PYF_VALUE_ANY && pyf__layout.immortals))
        *result = pyf__no_value;
    else
        *status = pyf__call_value(object, wanted, result, function);
    return true;
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The one shape of every exported function: enter, resolve, act, leave.
 *
 *     struct entry e = enter(__func__);
 *     PyObject *o = entry_get(&e, obj, "obj");
 *
 *     if (entry_failed(&e))
 *         return leave(&e);
 *     return leave_new(&e, cpython.PyObject_Repr(o));
 *
 * enter checks that the thread is attached (or attaches it, where the
 * configuration says so). entry_get pins the object of a handle until leave.
 * The first failure stays; after it the resolving functions give NULL. leave_*
 * unpins, and is the one place where an exception becomes a parked failure and
 * a new reference becomes a handle. All of it is inlined: an exported function
 * is as short in instructions as it is in lines.
 *
 * What a function gives back says which leave it ends with:
 *
 *   it gives                     the call is one of       it ends with
 *   -----------------------------------------------------------------------
 *   a handle                     CPython's                leave_new
 *                                the engine's             leave_made
 *                                the engine's, a handle   leave_kind
 *                                of another kind
 *   a value                      CPython's                leave_value
 *                                the engine's; the caller leave_result
 *                                may not want it
 *   1, 0 or a status             CPython's, -1, 0, 1      leave_answer
 *   a status                     CPython's, 0 or -1       leave_status
 *                                the engine's             leave
 *   -----------------------------------------------------------------------
 *   after a failure of enter or entry_...: 0              leave_0
 *                                          a value        leave_no_value
 *                                          a status       leave
 *   after CPython has raised                              leave_raised
 *
 * CPython's calls say by NULL or -1 that an exception is raised; the engine's
 * say by NULL or a negative status that a failure is parked.
 */
#ifndef PYF__ENTRY_H
#define PYF__ENTRY_H

#include "cpython/cpython.h"
#include "handle/fault.h"
#include "convert/name.h"
#include "convert/value.h"
#include "runtime/gate.h"
#include "runtime/lifecycle.h"
#include "runtime/spans.h"
#include "signature/plans.h"
#include "handle/table.h"

struct entry {
    const char *function;
    int status; /* PYF_OK, or what has failed and is parked */
    int deed;   /* what pyf__leave takes back; 0: was attached */
    struct pyf__slot *first, *second, *third; /* pinned; NULL: unused */
    struct pyf__name name;                    /* object NULL: unused */
};

/* The rare paths. None takes the entry itself, so that the compiler can keep
 * it in registers. */

/* Attach for the length of the call: what pyf__leave takes back, 0 for
 * nothing, or a negative status, parked. */
int pyf__entry_attach(const char *function);
/* Park a NULL pointer: the status. */
int pyf__entry_null(const char *function, const char *argument);
/* Park why a handle is not one that the call can take: the status. */
int pyf__entry_bad_handle(const char *function, const char *argument,
                          pyf_handle handle);
/* Give up what a failed call held: its status. Where that is PYF_OK, Python
 * has raised, and the exception is parked. */
int pyf__entry_leave_failed(struct entry e);

static pyf__hot struct entry
enter(const char *function)
{
    struct entry e = {.function = function, .status = PYF_OK};

    if (pyf__unlikely(!pyf__attached)) {
        int deed = pyf__entry_attach(function);

        if (deed < 0)
            e.status = deed;
        else
            e.deed = deed;
    }
    return e;
}

static pyf__hot bool
entry_failed(const struct entry *e)
{
    return pyf__unlikely(e->status != PYF_OK);
}

/* The object of a handle, alive until leave; at most three a call. */
static pyf__hot PyObject *
entry_get(struct entry *e, pyf_handle handle, const char *argument)
{
    struct pyf__slot *slot;

    if (entry_failed(e))
        return NULL;
    slot = pyf__slot_pin(handle);
    if (pyf__unlikely(slot == NULL)) {
        e->status = pyf__fault_bad_handle(e->function, argument, handle);
        return NULL;
    }
    if (e->first == NULL)
        e->first = slot;
    else if (e->second == NULL)
        e->second = slot;
    else {
        pyf__assert(e->third == NULL);
        e->third = slot;
    }
    return pyf__slot_object(slot);
}

/* The same for a handle of another kind; the first one of a call. */
static pyf__hot PyObject *
entry_get_kind(struct entry *e, pyf_handle handle, int kind,
               const char *argument)
{
    if (entry_failed(e))
        return NULL;
    e->first = pyf__slot_pin_kind(handle, kind);
    if (pyf__unlikely(e->first == NULL)) {
        e->status = pyf__fault_bad_handle(e->function, argument, handle);
        return NULL;
    }
    return pyf__slot_object(e->first);
}

/* The plan of a signature's handle, which lives for ever: also after a
 * failure, for it tells how large a result is. NULL: it is none. */
static pyf__hot const struct pyf__signature *
entry_signature(struct entry *e, pyf_handle handle, const char *argument)
{
    const struct pyf__signature *signature = pyf__signature_of(handle);

    if (pyf__unlikely(signature == NULL) && e->status == PYF_OK)
        e->status = pyf__entry_bad_handle(e->function, argument, handle);
    return signature;
}

/* The interned str of a text, alive until leave; at most one a call. */
static pyf__hot PyObject *
entry_name(struct entry *e, const char *name, size_t length,
           const char *argument)
{
    if (entry_failed(e))
        return NULL;
    e->name = pyf__name_get((pyf_text){name, length}, e->function, argument);
    if (pyf__unlikely(e->name.object == NULL))
        e->status = pyf__fault.code;
    return e->name.object;
}

/* The object that a value stands for: a new reference, for pyf__drop. */
static pyf__hot PyObject *
entry_value(struct entry *e, const pyf_value *value, const char *argument)
{
    PyObject *object;

    if (entry_failed(e))
        return NULL;
    if (pyf__unlikely(value == NULL)) {
        e->status = pyf__entry_null(e->function, argument);
        return NULL;
    }
    object = pyf__object_from(value, e->function, argument);
    if (pyf__unlikely(object == NULL))
        e->status = pyf__fault.code;
    return object;
}

/* The str of a handle, for a name that is known once; one of the handles of
 * the call. */
static pyf__hot PyObject *
entry_name_of(struct entry *e, pyf_handle name)
{
    PyObject *object = entry_get(e, name, "name");

    if (pyf__unlikely(object != NULL &&
                      !pyf__is_a(object, Py_TPFLAGS_UNICODE_SUBCLASS)))
        e->status = pyf__fault_type(e->function, "name", "str", object);
    return object;
}

/* A text as a C string, to be freed; NULL for one that is NULL, which is no
 * failure. */
static inline char *
entry_text(struct entry *e, const char *text, size_t length,
           const char *argument)
{
    char *copy = NULL;

    if (!entry_failed(e) && text != NULL) {
        copy = pyf__text_copy((pyf_text){text, length}, e->function, argument);
        if (copy == NULL)
            e->status = pyf__fault.code;
    }
    return copy;
}

/* A pointer that must not be NULL. */
static pyf__hot void
entry_pointer(struct entry *e, const void *pointer, const char *argument)
{
    if (pyf__unlikely(pointer == NULL) && e->status == PYF_OK)
        e->status = pyf__entry_null(e->function, argument);
}

/* A kind of value that can be asked for. */
static pyf__hot void
entry_wanted(struct entry *e, uint32_t wanted, const char *argument)
{
    if (pyf__unlikely(!pyf__is_wanted(wanted)) && e->status == PYF_OK)
        e->status = pyf__fault_wanted(e->function, argument);
}

/* Take a failure of the engine over. */
static pyf__hot void
entry_status(struct entry *e, int status)
{
    if (pyf__unlikely(status < 0) && e->status == PYF_OK)
        e->status = status;
}

/* Give up what the call held. */
static pyf__hot void
entry_release(const struct entry *e)
{
    if (e->name.object != NULL)
        pyf__name_release(&e->name);
    /* What was pinned last is unpinned first. */
    if (e->third != NULL)
        pyf__slot_unpin(e->third);
    if (e->second != NULL)
        pyf__slot_unpin(e->second);
    if (e->first != NULL)
        pyf__slot_unpin(e->first);
    if (pyf__unlikely(e->deed != 0))
        pyf__leave(e->deed);
}

/* The status of the call. */
static pyf__hot int
leave(struct entry *e)
{
    if (pyf__unlikely(e->status != PYF_OK))
        return pyf__entry_leave_failed(*e);
    entry_release(e);
    return PYF_OK;
}

/* After a CPython call that raised. */
static pyf__hot int
leave_raised(struct entry *e)
{
    return pyf__entry_leave_failed(*e);
}

/* The handle of a new reference, NULL meaning that Python raised. */
static pyf__hot pyf_handle
leave_new(struct entry *e, PyObject *object)
{
    pyf_handle handle;

    if (pyf__unlikely(object == NULL)) {
        leave_raised(e);
        return 0;
    }
    handle = pyf__table_new(object);
    if (pyf__unlikely(handle == 0))
        pyf__fault_argument(PYF_ERR_MEMORY, e->function, NULL, NULL);
    leave(e);
    return handle;
}

/* The handle of a new reference of the engine's, NULL meaning that the failure
 * is parked. */
static pyf__hot pyf_handle
leave_made(struct entry *e, PyObject *object)
{
    if (pyf__likely(object != NULL))
        return leave_new(e, object);
    leave(e);
    return 0;
}

/* After a failure that is parked already. */
static pyf__hot pyf_handle
leave_0(struct entry *e)
{
    leave(e);
    return 0;
}

/* The same for a handle of another kind. */
static pyf__hot pyf_handle
leave_kind(struct entry *e, PyObject *object, int kind)
{
    pyf_handle handle = 0;

    if (pyf__likely(object != NULL))
        handle = pyf__table_new_slow(object, kind);
    if (pyf__unlikely(handle == 0 && object != NULL))
        pyf__fault_argument(PYF_ERR_MEMORY, e->function, NULL, NULL);
    leave(e);
    return handle;
}

/* A new reference as a value; NULL as above. */
static pyf__hot int
leave_value(struct entry *e, PyObject *object, uint32_t wanted,
            pyf_value *value)
{
    if (pyf__unlikely(object == NULL)) {
        *value = pyf__no_value;
        return leave_raised(e);
    }
    e->status = pyf__value_from(object, wanted, value, e->function);
    return leave(e);
}

/* The result of a call of the engine's, which the caller may not want; NULL
 * meaning that the failure is parked. */
static pyf__hot int
leave_result(struct entry *e, PyObject *object, uint32_t wanted,
             pyf_value *result)
{
    if (pyf__unlikely(object == NULL)) {
        e->status = pyf__fault.code;
        if (result != NULL)
            *result = pyf__no_value;
    } else if (pyf__likely(result != NULL)) {
        e->status = pyf__value_from(object, wanted, result, e->function);
    } else {
        cpython.Py_DecRef(object);
    }
    return leave(e);
}

/* After a failure, with the value to be written. */
static pyf__hot int
leave_no_value(struct entry *e, pyf_value *value)
{
    if (value != NULL)
        *value = pyf__no_value;
    return leave(e);
}

/* A CPython status: -1 means that it raised, the rest is the answer. */
static pyf__hot int
leave_answer(struct entry *e, int answer)
{
    if (pyf__unlikely(answer < 0))
        return leave_raised(e);
    leave(e);
    return answer;
}

/* A CPython status that is 0 or -1. */
static pyf__hot int
leave_status(struct entry *e, int status)
{
    return pyf__unlikely(status < 0) ? leave_raised(e) : leave(e);
}

#endif

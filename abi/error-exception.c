/* SPDX-License-Identifier: MIT */
/* error - exceptions as objects: raised, looked at, with what they carry. */
#include "entry.h"

/* The call fails unless the object is an exception. */
static void
check_exception(struct entry *e, PyObject *object, const char *argument)
{
    if (!entry_failed(e) && !pyf__is_a(object, Py_TPFLAGS_BASE_EXC_SUBCLASS))
        e->status =
            pyf__fault_type(e->function, argument, "an exception", object);
}

static PyObject *
get_exception(struct entry *e, pyf_handle handle)
{
    PyObject *o = entry_get(e, handle, "exception");

    check_exception(e, o, "exception");
    return o;
}

/* An exception and another one, or None. Both handles come first, so that a 0
 * keeps the failure it stands for. */
static PyObject *
get_pair(struct entry *e, pyf_handle exception, pyf_handle other,
         const char *argument, PyObject **second)
{
    PyObject *first = entry_get(e, exception, "exception");

    *second = entry_get(e, other, argument);
    check_exception(e, first, "exception");
    if (*second != cpython._Py_NoneStruct)
        check_exception(e, *second, argument);
    return first;
}

/* A new reference, NULL for None, to give away. */
static PyObject *
optional_reference(PyObject *object)
{
    return object == cpython._Py_NoneStruct ? NULL : pyf__keep(object);
}

/* A new reference that may be NULL for none. */
static pyf_handle
leave_optional(struct entry *e, PyObject *object)
{
    return leave_new(e, object == NULL ? pyf__keep(cpython._Py_NoneStruct)
                                       : object);
}

/* What is to be raised of an object that the call has got: a new reference. */
static PyObject *
make_raised(struct entry *e, PyObject *o, const char *message, size_t length)
{
    PyObject *text = NULL, *raised = NULL;
    bool has_message = message != NULL || length != 0;

    if (entry_failed(e))
        return NULL;
    if (has_message)
        text = pyf__str_from(message, length, e->function, "message");
    if (text != NULL || !has_message)
        raised = pyf__exception_of(o, text, e->function);
    pyf__drop(text);
    if (raised == NULL)
        e->status = pyf__fault.code;
    return raised;
}

pyf_handle
pyf_error_text(pyf_handle exception)
{
    struct entry e = enter(__func__);
    PyObject *o = get_exception(&e, exception);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, pyf__exception_text(o));
}

pyf_handle
pyf_error_traceback(pyf_handle exception)
{
    struct entry e = enter(__func__);
    PyObject *o = get_exception(&e, exception);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_optional(&e, cpython.PyException_GetTraceback(o));
}

pyf_handle
pyf_error_cause(pyf_handle exception)
{
    struct entry e = enter(__func__);
    PyObject *o = get_exception(&e, exception);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_optional(&e, cpython.PyException_GetCause(o));
}

int
pyf_error_set_cause(pyf_handle exception, pyf_handle cause)
{
    struct entry e = enter(__func__);
    PyObject *c;
    PyObject *o = get_pair(&e, exception, cause, "cause", &c);

    if (!entry_failed(&e))
        cpython.PyException_SetCause(o, optional_reference(c));
    return leave(&e);
}

pyf_handle
pyf_error_context(pyf_handle exception)
{
    struct entry e = enter(__func__);
    PyObject *o = get_exception(&e, exception);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_optional(&e, cpython.PyException_GetContext(o));
}

int
pyf_error_set_context(pyf_handle exception, pyf_handle context)
{
    struct entry e = enter(__func__);
    PyObject *c;
    PyObject *o = get_pair(&e, exception, context, "context", &c);

    if (!entry_failed(&e))
        cpython.PyException_SetContext(o, optional_reference(c));
    return leave(&e);
}

/* 0 is no owner: forgotten, most likely. */
static void
check_owner(struct entry *e, uintptr_t owner)
{
    if (owner == 0 && !entry_failed(e))
        e->status = pyf__fault_argument(PYF_ERR_ARGUMENT, e->function, "owner",
                                        "is 0");
}

int
pyf_error_raise(pyf_handle exception, const char *message, size_t length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, exception, "exception");

    o = make_raised(&e, o, message, length);
    if (!entry_failed(&e))
        entry_status(&e, pyf__fault_exception(o));
    return leave(&e);
}

int
pyf_error_raise_payload(pyf_handle exception, const char *message,
                        size_t length, uintptr_t owner, void *data,
                        pyf_drop drop)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, exception, "exception");

    check_owner(&e, owner);
    o = make_raised(&e, o, message, length);
    if (!entry_failed(&e))
        e.status = pyf__payload_set(o, owner, data, drop, __func__);
    else if (drop != NULL)
        drop(data);
    if (!entry_failed(&e))
        entry_status(&e, pyf__fault_exception(o));
    else
        pyf__drop(o);
    return leave(&e);
}

int
pyf_error_set_payload(pyf_handle exception, uintptr_t owner, void *data,
                      pyf_drop drop)
{
    struct entry e = enter(__func__);
    PyObject *o = get_exception(&e, exception);

    check_owner(&e, owner);
    if (!entry_failed(&e))
        e.status = pyf__payload_set(o, owner, data, drop, __func__);
    else if (drop != NULL)
        drop(data);
    return leave(&e);
}

int
pyf_error_payload(pyf_handle exception, uintptr_t owner, void **data)
{
    struct entry e = enter(__func__);
    PyObject *o = get_exception(&e, exception);

    if (data != NULL)
        *data = NULL;
    check_owner(&e, owner);
    entry_pointer(&e, data, "data");
    return entry_failed(&e)
               ? leave(&e)
               : leave_answer(&e, pyf__payload_get(o, owner, data));
}

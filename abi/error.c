/* SPDX-License-Identifier: MIT */
/* error - the parked failure, and exceptions. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "entry.h"

/* A failure can be looked at on every thread: attach for that if need be. */
static int
visit_if_detached(void)
{
    return pyf__attached || pyf__fault.object == NULL ? 0 : pyf__visit();
}

static void
leave_if_visited(int deed)
{
    if (deed != 0)
        pyf__leave(deed);
}

int
pyf_error_code(void)
{
    return pyf__fault.code;
}

const char *
pyf_error_name(int code)
{
    return pyf__fault_name(code);
}

const char *
pyf_error_message(void)
{
    int deed = visit_if_detached();
    const char *message = pyf__fault_message();

    leave_if_visited(deed);
    return message;
}

static pyf_handle
exception_of_failure(const char *function)
{
    struct entry e = enter(function);
    PyObject *exception;

    if (entry_failed(&e) || pyf__fault.code == PYF_OK)
        return leave_0(&e);
    exception = pyf__fault_as_exception();
    return exception == NULL ? leave_0(&e) : leave_new(&e, exception);
}

pyf_handle
pyf_error_exception(void)
{
    return exception_of_failure(__func__);
}

pyf_handle
pyf_error_take(void)
{
    pyf_handle exception = exception_of_failure(__func__);

    if (exception != 0)
        pyf__fault_clear();
    return exception;
}

int
pyf_error_raise(pyf_handle exception, const char *message, size_t length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, exception, "exception");
    PyObject *text = NULL;

    if (entry_failed(&e))
        return leave(&e);
    if (message != NULL || length != 0)
        text = pyf__str_from(message, length, __func__, "message");
    if (text == NULL && (message != NULL || length != 0))
        entry_status(&e, pyf__fault.code);
    else
        entry_status(&e, pyf__fault_raise(o, text, __func__));
    pyf__drop(text);
    return leave(&e);
}

/* A failure of this very call is returned and not parked: the one that was
 * asked about stays. */
int
pyf_error_matches(pyf_handle type)
{
    struct pyf__fault kept = pyf__fault;
    struct entry e;
    PyObject *t;
    int answer;

    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    e = enter(__func__);
    t = entry_get(&e, type, "type");
    pyf__fault_clear();
    pyf__fault = kept;
    answer = entry_failed(&e) ? e.status : pyf__fault_matches(t);
    leave(&e);
    return answer;
}

int
pyf_error_format(char *buffer, size_t size, size_t *length)
{
    int deed;
    char *text;

    if (length != NULL)
        *length = 0;
    if (length == NULL || (buffer == NULL && size != 0))
        return PYF_ERR_ARGUMENT;
    deed = visit_if_detached();
    text = pyf__fault_format();
    leave_if_visited(deed);
    if (text == NULL)
        return PYF_ERR_MEMORY;
    *length = strlen(text);
    if (size > *length)
        memcpy(buffer, text, *length + 1);
    free(text);
    return size > *length ? PYF_OK : PYF_ERR_BUFFER;
}

int
pyf_error_print(int fd)
{
    int deed = visit_if_detached();
    char *text = pyf__fault_format();
    size_t left = text == NULL ? 0 : strlen(text);

    leave_if_visited(deed);
    for (const char *at = text; left > 0;) {
        ssize_t written = write(fd, at, left);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            break;
        at += written;
        left -= (size_t)written;
    }
    free(text);
    return pyf__fault.code;
}

int
pyf_error_set_last(void)
{
    struct entry e = enter(__func__);

    if (!entry_failed(&e) && pyf__fault.code != PYF_OK)
        entry_status(&e, pyf__fault_set_last(__func__));
    return leave(&e);
}

int
pyf_error_clear(void)
{
    pyf__fault_clear();
    return PYF_OK;
}

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

int
pyf_error_set_payload(pyf_handle exception, const void *owner, void *data,
                      pyf_drop drop)
{
    struct entry e = enter(__func__);
    PyObject *o = get_exception(&e, exception);

    entry_pointer(&e, owner, "owner");
    if (!entry_failed(&e))
        e.status = pyf__payload_set(o, owner, data, drop, __func__);
    else if (drop != NULL)
        drop(data);
    return leave(&e);
}

int
pyf_error_payload(pyf_handle exception, const void *owner, void **data)
{
    struct entry e = enter(__func__);
    PyObject *o = get_exception(&e, exception);

    if (data != NULL)
        *data = NULL;
    entry_pointer(&e, owner, "owner");
    entry_pointer(&e, data, "data");
    return entry_failed(&e)
               ? leave(&e)
               : leave_answer(&e, pyf__payload_get(o, owner, data));
}

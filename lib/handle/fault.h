/* SPDX-License-Identifier: MIT */
/*
 * The failure that is parked on each thread.
 *
 * A failure is recorded where it is found and passed up unchanged. Recording
 * one costs a few stores: the text is made when pyf__fault_message asks for
 * it, from the parts below. `type` and `exception` are owned references.
 *
 * A code of the host's own (pyf__is_host_code) survives Python: it is kept in
 * an attribute of the exception that the failure becomes, and comes back with
 * it. No exception is looked at for one before a host has used any.
 *
 * Invariants: text is NULL until made; what Python raised has PYF_ERR_PYTHON,
 * or a code of a host's. With any other code `exception` is what CPython has
 * raised in a conversion that failed: the message is ours, and Python gets the
 * exception.
 */
#ifndef PYF__FAULT_H
#define PYF__FAULT_H

#include "cpython/cpython.h"
#include "platform/base.h"

/* For the argument of a failure that is about what a call gave. */
extern const char pyf__the_result[];

struct pyf__fault {
    int code;             /* PYF_OK: nothing is parked */
    const char *function; /* exported function it came from, static; or NULL */
    const char *argument; /* name of its argument, static; or NULL */
    const char *detail;   /* what was wrong or expected, static; or NULL */
    uint64_t number;      /* the handle or number it is about */
    size_t element;       /* 1 + index in an array argument; 0: no array */
    PyObject *type;       /* of the object it is about; or NULL */
    PyObject *exception;  /* what Python gets; NULL: made of the message */
    char *text;           /* the message, malloc'ed */
    char *printed;        /* of an exception that Python's end took: what the
                             program would have printed, and its status */
    int exit_status;
};

pyf__data pyf__thread_local struct pyf__fault pyf__fault;

/* Park a failure and return its code.
 *
 * _text formats the message at once, for failures that are rare and rich;
 * _argument, _handle and _type keep the parts; _python takes the exception
 * that is set in the interpreter out of it. All but _text and _argument need
 * an attached thread; a reference that a detached thread would drop is handed
 * to the next attached one. */
int pyf__fault_text(int code, const char *format, ...) pyf__printf(2, 3);
int pyf__fault_argument(int code, const char *function, const char *argument,
                        const char *detail);
int pyf__fault_handle(int code, const char *function, const char *argument,
                      uint64_t handle);
int pyf__fault_type(const char *function, const char *argument,
                    const char *expected, PyObject *actual);
int pyf__fault_python(const char *function);
int pyf__fault_exception(PyObject *exception); /* takes the reference */

/* The exception that is set in the interpreter, out of it, with its traceback:
 * new reference, NULL when none is. */
PyObject *pyf__raised(void);

/* Let the failure that was just parked be this exception for Python: its code,
 * which stays. Takes the reference. */
int pyf__fault_keep(PyObject *exception);

/* Whether a status is one of those that are the hosts'. */
static inline bool
pyf__is_host_code(int code)
{
    return code <= PYF_ERR_HOST_FIRST && code >= PYF_ERR_HOST_LAST;
}

/* Whether a failure is one that Python has raised. */
static inline bool
pyf__fault_is_raised(const struct pyf__fault *fault)
{
    return fault->exception != NULL &&
           (fault->code == PYF_ERR_PYTHON || pyf__is_host_code(fault->code));
}

/* The host's code that an exception carries, else PYF_ERR_PYTHON; let it carry
 * one. Attached, and no exception set. */
int pyf__host_code_of(PyObject *exception);
void pyf__host_code_set(PyObject *exception, int code);

/* Say which element of an array argument the failure just parked is about; one
 * that was kept, because a 0 handle stood for it, is left alone. */
void pyf__fault_element(const char *argument, size_t index);

/* The message, owned by the fault and never NULL. */
const char *pyf__fault_message(void);

/* The fault as an exception object: new reference, or NULL and PYF_ERR_MEMORY
 * when it cannot be made. Attached. */
PyObject *pyf__fault_as_exception(void);

/* The failure with its traceback and causes, ending in a newline; "" when
 * nothing is parked. malloc'ed, NULL without memory. */
char *pyf__fault_format(void);

/* What the failure makes of a program, as `python` does it: an exit status;
 * *text, malloc'ed or NULL, is to be printed. It stays parked. */
int pyf__fault_exit(char **text);

/* The message, out of the failure, which is to be forgotten: valid until the
 * thread takes another one, or ends. */
const char *pyf__fault_take_message(void);

/* `exception`, or the exception that calling it with `message` (may be NULL)
 * makes: new reference, NULL with a failure parked. Attached. */
PyObject *pyf__exception_of(PyObject *exception, PyObject *message,
                            const char *function);

/* What Python would print of an exception, a str that has UTF-8: new
 * reference, NULL with an exception raised. Attached. */
PyObject *pyf__exception_text(PyObject *exception);

/* Whether an object is a class that can be raised and caught. Attached. */
bool pyf__is_exception_class(PyObject *object);

/* Set sys.last_* from what is parked. Attached. */
int pyf__fault_set_last(const char *function);

/* Whether the failure is an instance of a class or of one in a tuple: 1, 0, or
 * a status that is not parked: what was parked stays. Attached. */
int pyf__fault_matches(PyObject *type);

/* Keep code and message of what is parked and what it makes of the program,
 * and let its objects go: Python is about to end. Attached. */
void pyf__fault_settle(void);

/* Drop what a detached thread could not. Attached. */
void pyf__fault_drop_late(void);

/* Forget what is parked. Any thread. */
void pyf__fault_clear(void);

/* What a host lets an exception carry, in an attribute that bears its owner's
 * number. set: a status; drop is called with data on failure too. get: 1 with
 * *data, 0 for nothing. Attached. */
int pyf__payload_set(PyObject *exception, uintptr_t owner, void *data,
                     pyf_drop drop, const char *function);
int pyf__payload_get(PyObject *exception, uintptr_t owner, void **data);

/* A malloc'ed copy of a str's UTF-8, with escapes for lone surrogates and NUL,
 * at which it would end. Takes the reference, which may be NULL; NULL on
 * failure, with no exception set. */
char *pyf__fault_text_of(PyObject *string);

/* Bytes as a C string, with escapes for NUL: malloc'ed, NULL without memory.
 */
char *pyf__fault_escaped(const char *data, size_t length);

/* "PYF_ERR_..." of a status; of those of a host all have one name. */
const char *pyf__fault_name(int code);

/* Whether a status is one of ours. */
bool pyf__is_own_code(int code);

#endif

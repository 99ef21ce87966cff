/* SPDX-License-Identifier: MIT */
/*
 * The failure that is parked on each thread.
 *
 * A failure is recorded where it is found and passed up unchanged. Recording
 * one costs a few stores: the text is made when pyf__fault_message asks for
 * it, from the parts below. `object` is an owned reference: the exception for
 * PYF_ERR_PYTHON, the type of the offending object for PYF_ERR_TYPE.
 *
 * Invariant: object is NULL for every other code; text is NULL until made.
 */
#ifndef PYF__FAULT_H
#define PYF__FAULT_H

#include "cpython/cpython.h"
#include "platform/base.h"

struct pyf__fault {
    int code;             /* PYF_OK: nothing is parked */
    const char *function; /* exported function it came from, static; or NULL */
    const char *argument; /* name of its argument, static; or NULL */
    const char *detail;   /* what was wrong or expected, static; or NULL */
    uint64_t number;      /* the handle or number it is about */
    size_t element;       /* 1 + index in an array argument; 0: no array */
    PyObject *object;
    char *text; /* the message, malloc'ed */
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

/* Park `exception`, or the exception that calling it with `message` (may be
 * NULL) makes. Attached. */
int pyf__fault_raise(PyObject *exception, PyObject *message,
                     const char *function);

/* Whether an object is a class that can be raised and caught. Attached. */
bool pyf__is_exception_class(PyObject *object);

/* Set sys.last_* from what is parked. Attached. */
int pyf__fault_set_last(const char *function);

/* Whether the failure is an instance of a class or of one in a tuple: 1, 0, or
 * a status that is not parked: what was parked stays. Attached. */
int pyf__fault_matches(PyObject *type);

/* Keep code and message of what is parked, and let its object go: Python is
 * about to end. Attached. */
void pyf__fault_settle(void);

/* Forget what is parked. Any thread. */
void pyf__fault_clear(void);

/* What a host lets an exception carry, in an attribute that bears its owner's
 * address. set: a status; drop is called with data on failure too. get: 1 with
 * *data, 0 for nothing. Attached. */
int pyf__payload_set(PyObject *exception, const void *owner, void *data,
                     pyf_drop drop, const char *function);
int pyf__payload_get(PyObject *exception, const void *owner, void **data);

/* A malloc'ed copy of a str's UTF-8, lone surrogates as escapes. Takes the
 * reference, which may be NULL; NULL on failure, with no exception set. */
char *pyf__fault_text_of(PyObject *string);

/* "PYF_ERR_..." of a status. */
const char *pyf__fault_name(int code);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Host functions and host iterators: Python calls the host.
 *
 *   function.h, make.c   making them, of a definition
 *   function-type.c      the type of their objects
 *   vectorcall.c         a call, in general
 *   bind.c               its arguments, as the signature wants them
 *   twin.c               the Python function that says what they look like
 *   forms.c              the call in the values and handles forms
 *   native-form.c        the call of a C function
 *   quick.c              the same, in its usual forms
 *   quick-values.c       the usual call in the values form
 *   registers.h          what such a call is in registers
 *   iterator.c           host iterators
 *   closure.h            the other way: a C function that calls Python
 *
 * A host function is an object of a heap type of ours whose data starts where
 * object.__basicsize__ ends, measured at start.
 */
#ifndef PYF__FUNCTION_H
#define PYF__FUNCTION_H

#include "cpython/cpython.h"

/* A host function: new reference, NULL with the failure parked. `module` is
 * what it belongs to, or NULL. def->drop has been called on failure. */
PyObject *pyf__function_new(const pyf_function_def *def, PyObject *module,
                            const char *function);

/* Check a definition without making anything: PYF_OK, or parked. */
int pyf__function_check(const pyf_function_def *def, const char *function);

/* A host iterator, in the same way. */
PyObject *pyf__iterator_new(const pyf_iterator_def *def, const char *function);

#endif

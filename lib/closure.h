/* SPDX-License-Identifier: MIT */
/*
 * Both directions of libffi: Python calls C, and C calls Python.
 *
 *   closure-arena.c     temporary things of one call
 *   closure-from.c      objects to C memory, by a signature's types
 *   closure-to.c        C memory to objects
 *   closure-call.[ch]   the host calls Python with C types
 *   closure-pointer.c   a Python callable as a C function pointer
 *   closure-owned.c     what a component of the host may take back
 *   closure-visit.c     what stands around every call into the host
 *   closure-function.c  host functions: making, calling, revoking
 *   closure-object.c    their type
 *   closure-bind.c      their arguments, as a signature wants them
 *   closure-twin.c      the Python function that says what they look like
 *   closure-native.c    the call of a C function
 *   closure-quick.c     the same, in its usual forms
 *   closure-host.c      the call in the values and handles forms
 *   closure-iterator.c  host iterators
 *
 * A host function is an object of a heap type of ours whose data starts where
 * object.__basicsize__ ends, measured at start; closures and prepared calls
 * are capsules and objects behind handles of their own kinds.
 */
#ifndef PYF__CLOSURE_H
#define PYF__CLOSURE_H

#include "cpython/cpython.h"
#include "handle/fault.h"
#include "runtime/spans.h"
#include "runtime/visit.h"
#include "signature/signature.h"

/* Let conversions make closures and functions. Any time, again and again. */
void pyf__functions_prepare(void);

/* A host function: new reference, NULL with the failure parked. `module` is
 * what it belongs to, or NULL. def->drop has been called on failure. */
PyObject *pyf__function_new(const pyf_function_def *def, PyObject *module,
                            const char *function);

/* Check a definition without making anything: PYF_OK, or parked. */
int pyf__function_check(const pyf_function_def *def, const char *function);

/* Call a definition's drop: nothing was, or will be, made of it. */
void pyf__function_drop(const pyf_function_def *def);
void pyf__iterator_drop(const pyf_iterator_def *def);

/* A host iterator, in the same way. */
PyObject *pyf__iterator_new(const pyf_iterator_def *def, const char *function);

/* Memory for a closure of libffi's, and the address of its function; NULL with
 * the failure parked. */
ffi_closure *pyf__closure_memory(pyf_code *code, const char *function);

/* A closure, for a handle of PYF_KIND_CLOSURE: new reference, NULL with the
 * failure parked; *code is its C function. */
PyObject *pyf__closure_new(PyObject *callable,
                           const struct pyf__signature *signature,
                           int on_error, const void *fallback, pyf_code *code,
                           const char *function);

#endif

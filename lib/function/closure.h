/* SPDX-License-Identifier: MIT */
/*
 * Closures: a Python callable as a C function pointer.
 *
 *   closure-record.[ch]  what its C function is given; opening and closing
 *   closure-call.c       a call: C to Python, and back
 *   closure-thunks.c     the C functions of our own
 */
#ifndef PYF__CLOSURE_H
#define PYF__CLOSURE_H

#include "cpython/cpython.h"
#include "signature/signature.h"

/* Let conversions make closures and functions. Any time, again and again. */
void pyf__functions_prepare(void);

/* Where closures get memory to execute: ffi_closure_alloc. Tests let it fail.
 */
pyf__data void *(*pyf__closure_alloc)(size_t size, void **code);

/* Memory for a closure of libffi's, and the address of its function; NULL with
 * the failure parked. */
ffi_closure *pyf__closure_memory(pyf_native_function *code,
                                 const char *function);

/* A closure, for a handle of PYF_KIND_CLOSURE: new reference, NULL with the
 * failure parked; *code is its C function. */
PyObject *pyf__closure_new(PyObject *callable,
                           const struct pyf__signature *signature,
                           int on_error, const void *fallback,
                           pyf_native_function *code, const char *function);

#endif

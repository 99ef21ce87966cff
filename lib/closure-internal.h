/* SPDX-License-Identifier: MIT */
/* What the files of the module closure share; see closure.h. */
#ifndef PYF__CLOSURE_INTERNAL_H
#define PYF__CLOSURE_INTERNAL_H

#include "closure.h"
#include "convert/native.h"
#include "runtime/owned.h"

/* Where closures get memory to execute: ffi_closure_alloc. Tests let it fail.
 */
pyf__data void *(*pyf__closure_alloc)(size_t size, void **code);

/* A C function as a Python callable: new reference, NULL with the failure
 * parked. */
PyObject *pyf__function_of_code(pyf_code code,
                                const struct pyf__signature *signature);

#endif

/* SPDX-License-Identifier: MIT */
/* Prepared calls: a callable or a method, and a signature, kept together. */
#ifndef PYF__PREPARED_H
#define PYF__PREPARED_H

#include "call/call-native.h"

/* A prepared call: the data of its object. All but the signature is owned. */
struct pyf__prepared {
    const struct pyf__signature *signature;
    struct pyf__callee callee;
};

/* A prepared call, for a handle of PYF_KIND_CALL: new reference, NULL with the
 * failure parked. */
PyObject *pyf__prepared_new(PyObject *target, PyObject *name,
                            const struct pyf__signature *signature,
                            const char *function);

/* The data of a prepared call's object. */
static pyf__hot const struct pyf__prepared *
pyf__prepared_data(PyObject *object)
{
    return (const struct pyf__prepared *)((char *)object +
                                          pyf__layout.header_size);
}

#endif

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

/* The usual call of a prepared one; as pyf__try_call_native. */
static pyf__hot bool
pyf__try_call_prepared(pyf_handle call, void *const *args, size_t count,
                       void *result, const char *function, int *status)
{
    const struct pyf__prepared *prepared;
    struct pyf__slot *slot = NULL;

    if (pyf__likely(pyf__attached))
        slot = pyf__slot_pin_kind(call, PYF_KIND_CALL);
    if (pyf__unlikely(slot == NULL))
        return false;
    prepared = pyf__prepared_data(pyf__slot_object(slot));
    if (pyf__unlikely(prepared->signature->c_count != count)) {
        pyf__slot_unpin(slot);
        return false;
    }
    *status = pyf__call_natively(&prepared->callee, prepared->signature, args,
                                 NULL, result, function);
    pyf__slot_unpin(slot);
    return true;
}

#endif

/* SPDX-License-Identifier: MIT */
/* closure - a Python callable as a C function pointer. */
#include "function/closure.h"

#include "entry.h"

pyf_handle
pyf_closure_new(pyf_handle callable, pyf_handle signature, int on_error,
                const void *fallback, pyf_native_function *function)
{
    struct entry e = enter(__func__);
    PyObject *f = entry_get(&e, callable, "callable");
    const struct pyf__signature *s =
        entry_signature(&e, signature, "signature");

    entry_pointer(&e, (const void *)function, "function");
    if (function != NULL)
        *function = NULL;
    if (entry_failed(&e))
        return leave_0(&e);
    return leave_kind(
        &e, pyf__closure_new(f, s, on_error, fallback, function, __func__),
        PYF_KIND_CLOSURE);
}

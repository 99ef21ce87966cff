/* SPDX-License-Identifier: MIT */
/*
 * Host functions: the data of their objects, and what the files that make,
 * bind, call and describe them share; see function.h.
 *
 * A call goes through three steps. The vectorcall function takes what Python
 * passes; for a quick function with just its positional arguments it goes on
 * at once. Else the arguments are bound: put into the order of the parameters,
 * defaults filled in. Then `act` converts them, calls the host, and converts
 * the result.
 */
#ifndef PYF__FUNCTION_INTERNAL_H
#define PYF__FUNCTION_INTERNAL_H

#include <pthread.h>

#include "convert/native.h"
#include "convert/value.h"
#include "function/function.h"
#include "function/registers.h"
#include "handle/table.h"
#include "runtime/owned.h"
#include "runtime/visit.h"

struct pyf__function;

enum { PYF__MOST_QUICK = 8 }; /* parameters of a quick call */

/* What Python passes, bound to the parameters. */
struct pyf__bound {
    PyObject *items[PYF__MOST_PARAMETERS]; /* declared ones; borrowed, NULL
                                              for one that is absent */
    PyObject *const *rest;                 /* further positional ones */
    size_t rest_count;
    PyObject *const *values; /* of all keyword arguments */
    PyObject *keywords;      /* their names, a tuple; NULL: none */
    uint32_t *extra;         /* indexes of those for **name */
    size_t extra_count;
};

struct pyf__function {
    vectorcallfunc vectorcall; /* first: CPython reads it here */
    const struct pyf__signature *signature;
    pyf_native_function code;
    void *data;
    uint32_t flags;
    uint16_t quick_count; /* positional arguments of a quick call */
    uint16_t quick_most;  /* in the values form: the same, at most */
    uint8_t result_kind;  /* type code of the result of a quick one */
    uint8_t carrier;      /* and what it comes in, an enum pyf__carrier */
    uint8_t kinds[PYF__MOST_QUICK]; /* and of its parameters */
    uint32_t scope;     /* of the host's new handles: 0, or PYF__NO_SCOPE */
    bool counted;       /* its calls: there is data to drop after the last */
    bool in_registers;  /* all arguments and the result of the C function */
    bool makes_handles; /* among its arguments: there must be a scope */
    bool gives_handles; /* in the native form: in a result that is taken */
    PyObject *(*act)(struct pyf__function *, struct pyf__bound *,
                     struct pyf__arena *);
    struct pyf__owned owned;
    _Atomic uint32_t busy; /* calls under way, where data is to be dropped */
    pthread_t thread;      /* that made it */
    const char *name;      /* UTF-8, in the object name_object */
    char *text;            /* "name(a, b=1)\n--\n\ndoc" of a builtin */
    ffi_cif cif; /* where there are more C arguments than parameters */
    PyObject *name_object, *doc, *module, *module_name;
    PyObject *text_signature;  /* of its own, "" for none; NULL */
    PyObject *twin;            /* NULL: not needed yet */
    PyObject *warnings;        /* a tuple of class, text, class, ...; NULL */
    PyObject **names;          /* interned, one a parameter */
    PyObject **defaults;       /* one a parameter; NULL: none */
    PyObject *weak_references; /* CPython's own */
    PyMethodDef method;        /* of a builtin */
};

/* The data of a host function's object. */
static pyf__hot struct pyf__function *
pyf__function_data(PyObject *object)
{
    return (struct pyf__function *)((char *)object + pyf__layout.header_size);
}

static inline PyObject *
pyf__function_object(struct pyf__function *function)
{
    return (PyObject *)((char *)function - pyf__layout.header_size);
}

/* Bind a call's arguments. false with the exception raised: the one that a
 * Python function of that signature raises. */
bool pyf__bind(struct pyf__function *function, PyObject *const *args,
               size_t count, PyObject *keywords, struct pyf__bound *bound,
               struct pyf__arena *arena);

/* The same arguments passed to the twin, which refuses them. Always false. */
bool pyf__twin_refuse(struct pyf__function *function, PyObject *const *args,
                      size_t count, PyObject *keywords);

/* The Python function that looks as the host function does: borrowed, NULL
 * with an exception raised. */
PyObject *pyf__twin_of(struct pyf__function *function);

/* "(a, b=2.5, /, *rest)": malloc'ed, NULL without memory. */
char *pyf__text_signature(const struct pyf__signature *signature);

/* Calls that `act` makes. NULL with an exception raised. */
PyObject *pyf__act_native(struct pyf__function *function,
                          struct pyf__bound *bound, struct pyf__arena *arena);
PyObject *pyf__act_values(struct pyf__function *function,
                          struct pyf__bound *bound, struct pyf__arena *arena);
PyObject *pyf__act_handles(struct pyf__function *function,
                           struct pyf__bound *bound, struct pyf__arena *arena);

/* A native call with its arguments in the order of the parameters, through
 * registers and through libffi: one result for both. */
PyObject *pyf__call_registers(struct pyf__function *function,
                              PyObject *const *items,
                              struct pyf__arena *arena);
PyObject *pyf__call_ffi(struct pyf__function *function, PyObject *const *items,
                        struct pyf__arena *arena);

/* A C function as a Python callable: new reference, NULL with the failure
 * parked. */
PyObject *pyf__function_of_code(pyf_native_function code,
                                const struct pyf__signature *signature);

/* Whether a native function has all it takes and gives in registers. */
bool pyf__fits_registers(const struct pyf__function *function);

/* The module that a function belongs to, or None, as a handle of the
 * callback's scope; 0 with the failure parked. */
pyf_handle pyf__module_handle(const struct pyf__function *function);

/* Give up the handles of what a host gave that the library owns: all of them
 * in a function or iterator without a scope, else the owner of text. */
static inline void
pyf__result_release(const pyf_value *result, uint32_t scope)
{
    if (scope != 0)
        pyf__value_release(result);
    else if (result->owner != 0)
        pyf__table_close(result->owner);
}

/* The object of what a function of the values form gave with that status, once
 * the thread is back: NULL with the failure parked, and its status. The result
 * is released. */
PyObject *pyf__values_result(const struct pyf__function *function, int *status,
                             const pyf_value *result);

/* The object of what a C function gave: NULL with the failure parked. */
PyObject *pyf__register_result(struct pyf__function *function, void *memory);

/* Memory of one, all zero; NULL with the failure parked. */
PyObject *pyf__function_alloc(const char *caller);

/* The same function as a builtin. Takes the reference. */
PyObject *pyf__function_builtin(PyObject *object, const char *caller);

/* What CPython calls: the general way, and the quick one for native functions
 * of few plain types, NULL where there is none. */
PyObject *pyf__vectorcall_any(PyObject *callable, PyObject *const *args,
                              size_t count_and_flag, PyObject *keywords);
vectorcallfunc pyf__vectorcall_quick(struct pyf__function *function);
/* The quick one of the values form. */
vectorcallfunc pyf__vectorcall_values(struct pyf__function *function);

/* Around a call, where revoking may drop data that is in use. */
void pyf__function_enter(struct pyf__function *function);
void pyf__function_leave(struct pyf__function *function);

#endif

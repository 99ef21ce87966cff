/* SPDX-License-Identifier: MIT */
/*
 * Objects from and to C memory, as the types of signatures say.
 *
 * The type `fn` is made by a layer above this one: a callable becomes a C
 * function, and a C function a callable. pyf__fn has what does that.
 */
#ifndef PYF__NATIVE_H
#define PYF__NATIVE_H

#include <stdatomic.h>

#include "convert/arena.h"
#include "signature/signature.h"

/* Where a value stands, for messages: "f() argument 'a'[2]", or "f() result"
 * when name is NULL. */
struct pyf__place {
    const char *function;
    const char *name;
    const struct pyf__place *outer; /* NULL: this is the root */
    size_t index;                   /* in outer, else unused */
};

/* The text of a place, malloc'ed; NULL without memory. */
char *pyf__place_text(const struct pyf__place *place);

/* Write an object to memory as a type lies there: type->size bytes. What it
 * points to lives as long as the arena, or the object. PYF_OK, or a status
 * with the failure parked and the memory zeroed. Handles are made in the
 * innermost scope. Python code may run. */
int pyf__native_from(const struct pyf__type *type, PyObject *object,
                     void *where, struct pyf__arena *arena,
                     const struct pyf__place *place);

/* The object that memory of a type holds: new reference, NULL with the failure
 * parked. */
PyObject *pyf__native_to(const struct pyf__type *type, const void *where,
                         const struct pyf__place *place);

/* The same for what C arguments hold: `arguments` points to the type's one or
 * two. */
PyObject *pyf__argument_to(const struct pyf__type *type,
                           void *const *arguments,
                           const struct pyf__place *place);

/* Whether values of a type are, or hold, handles; and close those that memory
 * of it holds, whatever they are. */
bool pyf__type_has_handles(const struct pyf__type *type);
void pyf__native_close(const struct pyf__type *type, const void *where);

/* The objects of scalars in memory, by type code: new reference, NULL with an
 * exception raised. No function: the type is none. */
typedef PyObject *(*pyf__maker)(const void *where);
pyf__data const pyf__maker pyf__makers[PYF__TYPE_COUNT];

/* Half of a character in UTF-16, which is none by itself (Unicode, D71). */
static inline bool
pyf__is_surrogate(uint32_t character)
{
    return character >= 0xd800 && character <= 0xdfff;
}

/* Write the low `size` bytes of an integer. */
void pyf__integer_store(void *where, uint64_t bits, size_t size);

/* Filled in by pyf__functions_prepare, before anything is converted.
 *
 * code_of: the C function of a closure that lives as long as the arena; NULL,
 * parked. callable_of: a C function as a callable: new reference, NULL with
 * the failure parked. */
struct pyf__fn {
    pyf_native_function (*code_of)(PyObject *callable,
                                   const struct pyf__signature *signature,
                                   struct pyf__arena *arena,
                                   const char *function);
    PyObject *(*callable_of)(pyf_native_function code,
                             const struct pyf__signature *signature);
};

pyf__data _Atomic(const struct pyf__fn *) pyf__fn;

#endif

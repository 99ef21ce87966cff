/* SPDX-License-Identifier: MIT */
/* What the files of the module closure share; see closure.h. */
#ifndef PYF__CLOSURE_INTERNAL_H
#define PYF__CLOSURE_INTERNAL_H

#include <stdalign.h>

#include "closure.h"
#include "runtime/owned.h"

/*
 * The arena: memory and references that one call needs, all let go together.
 * Small calls stay in its own room; what does not fit is malloc'ed.
 */
enum { PYF__ARENA_ROOM = 256 };

struct pyf__undo {
    struct pyf__undo *next;
    void (*act)(void *what);
    void *what;
};

struct pyf__arena {
    struct pyf__undo *undos; /* the last one first */
    char *free;              /* in the current block */
    size_t left;
    alignas(max_align_t) char room[PYF__ARENA_ROOM];
};

static inline void
pyf__arena_begin(struct pyf__arena *arena)
{
    arena->undos = NULL;
    arena->free = arena->room;
    arena->left = sizeof(arena->room);
}

/* Aligned for anything; NULL with PYF_ERR_MEMORY parked. */
void *pyf__arena_take(struct pyf__arena *arena, size_t size);

/* Do `act(what)` at the end; now, when that cannot be kept: false, parked. */
bool pyf__arena_defer(struct pyf__arena *arena, void (*act)(void *),
                      void *what);

/* Drop a reference at the end; takes it on failure too. */
bool pyf__arena_drop(struct pyf__arena *arena, PyObject *object);

/* Undo everything, last first. Attached: __del__ may run. */
void pyf__arena_end(struct pyf__arena *arena);

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

/* The objects of scalars in memory, by type code: new reference, NULL with an
 * exception raised. No function: the type is none. */
typedef PyObject *(*pyf__maker)(const void *where);
pyf__data const pyf__maker pyf__makers[PYF__FUNCTION + 1];

/* Write the low `size` bytes of an integer. */
void pyf__integer_store(void *where, uint64_t bits, size_t size);

/* Whether a C value of a type travels in a floating register, or in memory
 * only (for us); else in one or two words. */
static inline bool
pyf__type_is_number(const struct pyf__type *type)
{
    return !type->boxed && (type->code == PYF__F64 || type->code == PYF__F32);
}

static inline bool
pyf__type_needs_memory(const struct pyf__type *type)
{
    return !type->boxed &&
           (type->code == PYF__STRUCT || type->code == PYF__COMPLEX);
}

/* The C function of a closure that lives as long as the arena; NULL, parked.
 */
pyf_code pyf__closure_for(PyObject *callable,
                          const struct pyf__signature *signature,
                          struct pyf__arena *arena, const char *function);

/* Where closures get memory to execute: ffi_closure_alloc. Tests let it fail.
 */
pyf__data void *(*pyf__closure_alloc)(size_t size, void **code);

/* A C function as a Python callable: new reference, NULL with the failure
 * parked. */
PyObject *pyf__function_of_code(pyf_code code,
                                const struct pyf__signature *signature);

#endif

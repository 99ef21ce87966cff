/* SPDX-License-Identifier: MIT */
/*
 * The arena: memory and references that one call needs, all let go together.
 * Small calls stay in its own room; what does not fit is malloc'ed. */
#ifndef PYF__ARENA_H
#define PYF__ARENA_H

#include <stdalign.h>

#include "cpython/cpython.h"

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

#endif

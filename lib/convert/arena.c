/* SPDX-License-Identifier: MIT */
/* Temporary things of one call; see arena.h. */
#include "convert/arena.h"

#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"

enum { ALIGNMENT = alignof(max_align_t), BLOCK = 1024 };

static void *
fault_memory(void)
{
    pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
    return NULL;
}

static size_t
rounded(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void *
cut(struct pyf__arena *arena, size_t size)
{
    void *memory = arena->free;

    arena->free += size;
    arena->left -= size;
    return memory;
}

/* A block that frees itself at the end: its first words are the undo. */
static void *
take_block(struct pyf__arena *arena, size_t size)
{
    size_t head = rounded(sizeof(struct pyf__undo));
    size_t whole = head + (size < BLOCK ? BLOCK : size);
    struct pyf__undo *undo = malloc(whole);

    if (undo == NULL)
        return fault_memory();
    *undo = (struct pyf__undo){arena->undos, free, undo};
    arena->undos = undo;
    arena->free = (char *)undo + head;
    arena->left = whole - head;
    return cut(arena, size);
}

void *
pyf__arena_take(struct pyf__arena *arena, size_t size)
{
    if (size > PYF__MOST)
        return fault_memory();
    size = rounded(size);
    return pyf__likely(size <= arena->left) ? cut(arena, size)
                                            : take_block(arena, size);
}

bool
pyf__arena_defer(struct pyf__arena *arena, void (*act)(void *), void *what)
{
    struct pyf__undo *undo = pyf__arena_take(arena, sizeof(*undo));

    if (undo == NULL) {
        act(what);
        return false;
    }
    *undo = (struct pyf__undo){arena->undos, act, what};
    arena->undos = undo;
    return true;
}

static void
drop_reference(void *object)
{
    pyf__drop(object);
}

bool
pyf__arena_drop(struct pyf__arena *arena, PyObject *object)
{
    return pyf__arena_defer(arena, drop_reference, object);
}

void
pyf__arena_end(struct pyf__arena *arena)
{
    struct pyf__undo *undo = arena->undos;

    arena->undos = NULL;
    while (undo != NULL) {
        struct pyf__undo *next = undo->next;

        /* A block frees the undos that lie in it: those came before. */
        undo->act(undo->what);
        undo = next;
    }
}

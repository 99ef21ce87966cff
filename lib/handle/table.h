/* SPDX-License-Identifier: MIT */
/*
 * Handles: slots, generations, scopes, deferred closes.
 *
 * A handle is {interpreter | kind | generation | slot} (bits.h), a tag is
 * {kind | generation}. A slot holds the tag of the handle it is live for, and
 * 16 bytes in all:
 *
 *   live:  tag = {kind | generation}, object = the owned reference
 *   free:  tag = {0 | next generation}, object = the next free slot
 *   retired (generations used up): tag = {0 | last generation}, in no list
 *
 * Slot 0 is never live. Slots below PYF__RESERVED_COUNT hold the reserved
 * handles: generation 0, filled once, never closed.
 *
 * A call pins the slots of the objects that it uses, so that a handle closed
 * by one thread stays alive for the call of another, without a reference count
 * taken for every call. A close kills the tag at once; while the slot is
 * pinned it sets PYF__DYING and leaves the reference to the call that unpins
 * last.
 *
 * Who writes what. On builds with the GIL a slot is only written by attached
 * threads, so plain stores do, and `pins` counts. On free-threaded builds
 * (`shared`) pins.h says who uses what. Detached threads never write a slot:
 * they write the tag they close into `marks`, in parallel to the slots, and
 * the next attached thread does the work. A mark whose tag is not live any
 * more is void, so a mistaken double close harms nobody.
 *
 * Every thread keeps a few free slots and a stack of the handles of its open
 * scopes. A scope is a base in that stack. Scopes nest, and with them
 * stretches that have none, inside which the stack stays as it is.
 */
#ifndef PYF__TABLE_H
#define PYF__TABLE_H

#include "cpython/interpreter.h"
#include "handle/bits.h"
#include "handle/pins.h"
#include "handle/reserved.h"
#include "platform/platform.h"

#define PYF__MOST_FREE 128 /* slots that a thread keeps for itself */

_Static_assert(sizeof(struct pyf__slot) == 16, "a live handle is 16 bytes");
_Static_assert(PYF__RESERVED_COUNT <= PYF__SLOT_MASK, "slots have 28 bits");

/* Of pyf__local.base: new handles belong to no scope, as none is open, or as
 * whoever runs inside has asked for that. All bits are set. */
#define PYF__NO_SCOPE UINT32_MAX

/* What one thread keeps. */
struct pyf__local {
    pyf_handle *items; /* handles of the open scopes */
    uint32_t top;
    uint32_t capacity;
    uint32_t base;      /* where the innermost scope starts; PYF__NO_SCOPE */
    uint32_t free_head; /* 0: none */
    uint32_t free_count;
};

pyf__data pyf__thread_local struct pyf__local pyf__local;

/* Reserve the table: PYF_OK or PYF_ERR_MEMORY. Before the first attach. */
int pyf__table_prepare(bool shared);

/* Put a built-in object behind its reserved handle; keeps a reference. */
void pyf__table_set_reserved(uint32_t slot, PyObject *object);

/* Python is gone: closing only kills handles from now on. */
void pyf__table_abandon(void);

/* As pyf__table_new, for a handle of any kind. */
pyf_handle pyf__table_new_slow(PyObject *object, int kind);

/* As pyf__table_new, but in no scope. */
pyf_handle pyf__table_new_unbound(PyObject *object);

/* PYF_OK, PYF_ERR_HANDLE or PYF_ERR_KIND; parks nothing. Any thread. __del__
 * may run when attached. */
int pyf__table_close(pyf_handle handle);

/* Whether a handle is one of the reserved ones of the header. */
bool pyf__table_is_reserved(pyf_handle handle);

/* Kind of a live handle, else PYF_ERR_HANDLE. Any thread. */
int pyf__table_kind(pyf_handle handle);

/* Park why a handle is not that of a live object: the status. */
int pyf__fault_bad_handle(const char *function, const char *argument,
                          pyf_handle handle);

/* Scopes. open returns what close takes back. Attached. */
void pyf__scope_empty(void); /* close the handles of the innermost */
/* Forget the handles of the innermost scope: the interpreter is gone. */
void pyf__scope_abandon(uint32_t outer_base);
int pyf__scope_add(pyf_handle handle);
/* Move a live handle's reference to a handle in no scope; 0: not live, or no
 * memory (*status says which). */
pyf_handle pyf__scope_remove(pyf_handle handle, int *status);

/* Drop the references of handles closed by detached threads. Attached. */
void pyf__table_drain(void);

/* Live handles, reserved ones not counted. Any thread; exact when none is
 * making or closing any. */
uint64_t pyf__table_live(void);

/* Give back what the exiting thread kept. */
void pyf__table_thread_exit(void);

/* Finish a close that waited for the last unpin, on builds with the GIL. */
void pyf__slot_finish(struct pyf__slot *slot);

/* End the innermost scope, but leave its handles open: to the scope outside,
 * or to none. */
void pyf__scope_yield(uint32_t outer_base);

static pyf__hot bool
pyf__scope_is_open(void)
{
    return pyf__local.base != PYF__NO_SCOPE;
}

/* Open a scope with 0; with PYF__NO_SCOPE a stretch without one, which is
 * closed as a scope is. */
static pyf__hot uint32_t
pyf__scope_open_as(uint32_t scope)
{
    struct pyf__local *local = &pyf__local;
    uint32_t outer_base = local->base;

    local->base = local->top | scope;
    return outer_base;
}

static pyf__hot uint32_t
pyf__scope_open(void)
{
    return pyf__scope_open_as(0);
}

static pyf__hot void
pyf__scope_close(uint32_t outer_base)
{
    struct pyf__local *local = &pyf__local;

    if (local->top > local->base)
        pyf__scope_empty();
    local->base = outer_base;
}

static pyf__hot uint32_t
pyf__slot_index(const struct pyf__slot *slot)
{
    return (uint32_t)(slot - pyf__main.table.slots);
}

/* As pyf__slot_unpin, where threads run in parallel. */
void pyf__slot_unpin_shared(struct pyf__slot *slot);

static pyf__hot void
pyf__slot_unpin(struct pyf__slot *slot)
{
    uint32_t left;

    if (pyf__unlikely(pyf__main.table.shared)) {
        pyf__slot_unpin_shared(slot);
        return;
    }
    left = atomic_load_explicit(&slot->pins, memory_order_relaxed) - 1;
    atomic_store_explicit(&slot->pins, left, memory_order_relaxed);
    if (pyf__unlikely(left == PYF__DYING))
        pyf__slot_finish(slot);
}

/* As pyf__slot_pin_quickly, where threads run in parallel; else NULL. */
struct pyf__slot *pyf__slot_pin_shared(pyf_handle handle, int kind);

/* `quick_key` is that of `kind`, or none at all where threads run in parallel.
 */
static pyf__hot struct pyf__slot *
pyf__slot_pin_quickly(pyf_handle handle, uint32_t quick_key, int kind)
{
    const struct pyf__table *table = &pyf__main.table;
    uint32_t index = pyf__slot_of(handle);
    struct pyf__slot *slot;

    if (pyf__unlikely(pyf__key_of(handle) != quick_key ||
                      index >= atomic_load_explicit(&table->usable,
                                                    memory_order_relaxed)))
        return pyf__slot_pin_shared(handle, kind);
    slot = table->slots + index;
    if (pyf__unlikely(atomic_load_explicit(&slot->tag, memory_order_relaxed) !=
                      pyf__tag_of(handle)))
        return NULL;
    atomic_store_explicit(
        &slot->pins,
        atomic_load_explicit(&slot->pins, memory_order_relaxed) + 1,
        memory_order_relaxed);
    return slot;
}

/* The slot of a live object handle, pinned; NULL when it is not one. */
static pyf__hot struct pyf__slot *
pyf__slot_pin(pyf_handle handle)
{
    return pyf__slot_pin_quickly(handle, pyf__main.table.quick_key,
                                 PYF_KIND_OBJECT);
}

/* The same for the handles of another kind. */
static pyf__hot struct pyf__slot *
pyf__slot_pin_kind(pyf_handle handle, int kind)
{
    return pyf__slot_pin_quickly(
        handle, pyf__main.table.shared ? PYF__NO_KEY : pyf__key(kind), kind);
}

static pyf__hot PyObject *
pyf__slot_object(struct pyf__slot *slot)
{
    return atomic_load_explicit(&slot->object, memory_order_relaxed);
}

/* Close a handle in the usual case: attached, with the GIL, nobody using it,
 * nothing pending. false: nothing was done, take pyf__table_close. */
static pyf__hot bool
pyf__table_close_quickly(pyf_handle handle)
{
    struct pyf__table *table = &pyf__main.table;
    uint32_t index = pyf__slot_of(handle);
    uint32_t tag = pyf__tag_of(handle);
    struct pyf__local *local = &pyf__local;
    struct pyf__slot *slot;
    PyObject *object;

    if (pyf__unlikely(
            !pyf__attached || pyf__key_of(handle) != table->quick_key ||
            index - PYF__RESERVED_COUNT >=
                atomic_load_explicit(&table->usable, memory_order_relaxed) -
                    PYF__RESERVED_COUNT))
        return false;
    slot = table->slots + index;
    if (pyf__unlikely(
            atomic_load_explicit(&slot->tag, memory_order_relaxed) != tag ||
            atomic_load_explicit(&slot->pins, memory_order_relaxed) != 0 ||
            atomic_load_explicit(&table->pending, memory_order_relaxed) != 0 ||
            ((tag + 2) & PYF__GENERATION_MASK) == 0 ||
            local->free_count >= PYF__MOST_FREE))
        return false;
    object = atomic_load_explicit(&slot->object, memory_order_relaxed);
    atomic_store_explicit(&slot->tag, (tag + 1) & PYF__GENERATION_MASK,
                          memory_order_relaxed);
    atomic_store_explicit(&slot->object,
                          (PyObject *)(uintptr_t)local->free_head,
                          memory_order_relaxed);
    local->free_head = index;
    local->free_count++;
    if (local->top > local->base && local->items[local->top - 1] == handle)
        local->top--;
    cpython.Py_DecRef(object); /* last: __del__ may run */
    return true;
}

/* Put an object into the first free slot of this thread; there is one, and
 * room in the scope. */
static pyf__hot pyf_handle
pyf__table_take(PyObject *object, int kind)
{
    struct pyf__local *local = &pyf__local;
    uint32_t index = local->free_head;
    struct pyf__slot *slot = pyf__main.table.slots + index;
    uint32_t tag;

    local->free_head = (uint32_t)(uintptr_t)pyf__slot_object(slot);
    local->free_count--;
    tag = atomic_load_explicit(&slot->tag, memory_order_relaxed) |
          pyf__key(kind) << PYF__GENERATION_BITS;
    atomic_store_explicit(&slot->object, object, memory_order_relaxed);
    atomic_store_explicit(&slot->tag, tag, memory_order_release);
    if (pyf__likely(local->base != PYF__NO_SCOPE))
        local->items[local->top++] = pyf__handle_of(tag, index);
    return pyf__handle_of(tag, index);
}

/* A new handle in the innermost scope. Takes the reference, also on failure:
 * 0 when the table is full or memory is out. Attached. */
static pyf__hot pyf_handle
pyf__table_new(PyObject *object)
{
    struct pyf__local *local = &pyf__local;

    if (pyf__unlikely(local->free_head == 0 || local->top == local->capacity ||
                      atomic_load_explicit(&pyf__main.table.pending,
                                           memory_order_relaxed) != 0))
        return pyf__table_new_slow(object, PYF_KIND_OBJECT);
    return pyf__table_take(object, PYF_KIND_OBJECT);
}

#endif

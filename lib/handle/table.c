/* SPDX-License-Identifier: MIT */
/* Handles: slots, generations, scopes, deferred closes; see table.h. */
#include "handle/table.h"

#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"
#include "handle/pins.h"

/* Most slots, in address space; limits of the process may leave fewer. */
#define MOST_SLOTS  ((size_t)1 << PYF__SLOT_BITS)
#define LEAST_SLOTS ((size_t)1 << 12)

enum {
    FIRST_COMMIT = 4096, /* slots made usable at first; doubles afterwards */
    BATCH = 64,          /* slots that move between a thread and the rest */
    CHUNK = 1024,        /* marks behind one dirty flag */
    FIRST_SCOPE = 64,
};

pyf__thread_local struct pyf__local pyf__local = {.base = PYF__NO_SCOPE};

static struct pyf__table *const table = &pyf__main.table;

/* Guards the free slots that no thread keeps. A leaf. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static bool
commit(uint32_t slots)
{
    if (!pyf__commit(table->slots, slots * sizeof(*table->slots)) ||
        !pyf__commit(table->marks, slots * sizeof(*table->marks)) ||
        !pyf__commit(table->dirty, (slots / CHUNK) * sizeof(*table->dirty)))
        return false;
    atomic_store_explicit(&table->usable, slots, memory_order_release);
    return true;
}

int
pyf__table_prepare(bool shared)
{
    size_t size = MOST_SLOTS * sizeof(*table->slots);
    size_t least = LEAST_SLOTS * sizeof(*table->slots);
    size_t marks_size, dirty_size;

    table->shared = shared;
    table->quick_key = shared ? PYF__NO_KEY : pyf__key(PYF_KIND_OBJECT);
    if (shared && pyf__pins_prepare() < 0)
        return PYF_ERR_MEMORY;
    if (atomic_load(&table->usable) != 0)
        return PYF_OK;
    if (table->slots == NULL)
        table->slots = pyf__reserve(&size, least);
    if (table->slots == NULL || !pyf__lock_over_fork(&lock))
        return PYF_ERR_MEMORY;
    if (table->next_fresh == 0)
        table->next_fresh = PYF__RESERVED_COUNT;
    table->most_slots = size / sizeof(*table->slots);
    marks_size = table->most_slots * sizeof(*table->marks);
    dirty_size = table->most_slots / CHUNK * sizeof(*table->dirty);
    if (table->marks == NULL)
        table->marks = pyf__reserve(&marks_size, marks_size);
    if (table->dirty == NULL)
        table->dirty = pyf__reserve(&dirty_size, dirty_size);
    return table->marks != NULL && table->dirty != NULL && commit(FIRST_COMMIT)
               ? PYF_OK
               : PYF_ERR_MEMORY;
}

void
pyf__table_set_reserved(uint32_t index, PyObject *object)
{
    struct pyf__slot *slot = table->slots + index;

    atomic_store(&slot->object, pyf__keep(object));
    atomic_store(&slot->tag, pyf__key(PYF_KIND_OBJECT)
                                 << PYF__GENERATION_BITS);
}

static uint32_t
next_free(uint32_t index)
{
    return (uint32_t)(uintptr_t)pyf__slot_object(table->slots + index);
}

static void
link_free(uint32_t index, uint32_t next)
{
    atomic_store_explicit(&table->slots[index].object,
                          (PyObject *)(uintptr_t)next, memory_order_relaxed);
}

/* A free slot out of the common store, 0 when all are used up. Locked. */
static uint32_t
take_spare(void)
{
    uint32_t index = table->spare_head;
    uint32_t usable = atomic_load(&table->usable);

    if (index != 0) {
        table->spare_head = next_free(index);
        return index;
    }
    if (table->next_fresh == usable && usable < table->most_slots &&
        !commit(usable * 2))
        return 0;
    return table->next_fresh < atomic_load(&table->usable)
               ? table->next_fresh++
               : 0;
}

/* A fresh slot's first generation is 1: 0 belongs to the reserved handles. */
static void
raise_generation(uint32_t index)
{
    uint32_t free_tag = 0;

    atomic_compare_exchange_strong(&table->slots[index].tag, &free_tag, 1);
}

static void
refill(struct pyf__local *local)
{
    if (table->shared)
        pyf__words_prepare();
    pthread_mutex_lock(&lock);
    for (int i = 0; i < BATCH; i++) {
        uint32_t index = take_spare();

        if (index == 0)
            break;
        raise_generation(index);
        if (table->shared)
            pyf__slot_adopt(table->slots + index);
        link_free(index, local->free_head);
        local->free_head = index;
        local->free_count++;
    }
    pthread_mutex_unlock(&lock);
}

static void
give_back(struct pyf__local *local, uint32_t count)
{
    pthread_mutex_lock(&lock);
    for (; count > 0 && local->free_head != 0; count--) {
        uint32_t index = local->free_head;

        local->free_head = next_free(index);
        local->free_count--;
        link_free(index, table->spare_head);
        table->spare_head = index;
    }
    pthread_mutex_unlock(&lock);
}

/* Give a dead slot back; its tag says the next generation already. */
static void
recycle(uint32_t index)
{
    struct pyf__local *local = &pyf__local;

    if (atomic_load_explicit(&table->slots[index].tag, memory_order_relaxed) ==
        PYF__GENERATION_MASK)
        return;
    link_free(index, local->free_head);
    local->free_head = index;
    if (++local->free_count > PYF__MOST_FREE)
        give_back(local, BATCH);
}

/* The slot's reference, with the slot given back: the caller drops it last,
 * because __del__ may run. */
static PyObject *
empty(struct pyf__slot *slot)
{
    PyObject *object = pyf__slot_object(slot);

    recycle(pyf__slot_index(slot));
    return object;
}

void
pyf__slot_finish(struct pyf__slot *slot)
{
    uint32_t closing = PYF__DYING;

    /* The close and the last unpin both come here. */
    if (atomic_compare_exchange_strong(&slot->pins, &closing, 0))
        cpython.Py_DecRef(empty(slot));
}

void
pyf__slot_unpin_shared(struct pyf__slot *slot)
{
    if (pyf__slot_index(slot) >= PYF__RESERVED_COUNT && pyf__end_use(slot) &&
        pyf__slot_claim(slot))
        cpython.Py_DecRef(empty(slot));
}

struct pyf__slot *
pyf__slot_pin_shared(pyf_handle handle, int kind)
{
    uint32_t index = pyf__slot_of(handle);
    uint32_t tag = pyf__tag_of(handle);
    struct pyf__slot *slot;

    if (!table->shared || pyf__key_of(handle) != pyf__key(kind) ||
        index >= atomic_load_explicit(&table->usable, memory_order_relaxed))
        return NULL;
    slot = table->slots + index;
    if (index < PYF__RESERVED_COUNT)
        return atomic_load(&slot->tag) == tag ? slot : NULL;
    if (pyf__unlikely(!pyf__use(slot)))
        return NULL;
    if (pyf__likely(atomic_load(&slot->tag) == tag))
        return slot;
    pyf__slot_unpin_shared(slot);
    return NULL;
}

static bool
is_live(pyf_handle handle)
{
    uint32_t index = pyf__slot_of(handle);
    uint32_t tag = pyf__tag_of(handle);

    return pyf__kind_of_tag(tag) != 0 &&
           pyf__interpreter_of(handle) == PYF__MAIN_NUMBER &&
           index < atomic_load(&table->usable) &&
           atomic_load_explicit(&table->slots[index].tag,
                                memory_order_acquire) == tag;
}

/* Whether a detached thread has closed the handle already. */
static bool
is_marked(pyf_handle handle)
{
    return atomic_load_explicit(&table->pending, memory_order_relaxed) != 0 &&
           atomic_load(&table->marks[pyf__slot_of(handle)]) ==
               pyf__tag_of(handle);
}

static uint32_t
next_tag(uint32_t tag)
{
    return (tag + 1) & PYF__GENERATION_MASK;
}

/* Give a live handle's slot another tag, with the reference kept; false when
 * another thread was first. Attached, or when Python is gone. */
static bool
retag(pyf_handle handle, uint32_t new_tag)
{
    struct pyf__slot *slot = table->slots + pyf__slot_of(handle);
    uint32_t tag = pyf__tag_of(handle);

    if (table->shared || table->abandoned)
        return atomic_compare_exchange_strong(&slot->tag, &tag, new_tag);
    atomic_store_explicit(&slot->tag, new_tag, memory_order_relaxed);
    return true;
}

static void
let_go(struct pyf__slot *slot)
{
    if (pyf__likely(atomic_load(&slot->pins) == 0)) {
        cpython.Py_DecRef(empty(slot));
        return;
    }
    atomic_fetch_or(&slot->pins, PYF__DYING);
    pyf__slot_finish(slot);
}

static int
close_attached(pyf_handle handle)
{
    struct pyf__slot *slot = table->slots + pyf__slot_of(handle);
    struct pyf__local *local = &pyf__local;

    if (!retag(handle, next_tag(pyf__tag_of(handle))))
        return PYF_ERR_HANDLE;
    if (local->top > local->base && local->items[local->top - 1] == handle)
        local->top--;
    if (!table->shared)
        let_go(slot);
    else if (pyf__slot_kill(slot))
        cpython.Py_DecRef(empty(slot));
    return PYF_OK;
}

static int
close_detached(pyf_handle handle)
{
    uint32_t index = pyf__slot_of(handle);
    uint32_t tag = pyf__tag_of(handle);
    uint32_t before;

    if (table->abandoned)
        return retag(handle, next_tag(tag)) ? PYF_OK : PYF_ERR_HANDLE;
    /* Counted first: whoever works the mark off counts it down. */
    atomic_fetch_add(&table->pending, 1);
    before = atomic_exchange(&table->marks[index], tag);
    if (before != 0) /* ours, or a void one that nobody counts down now */
        atomic_fetch_sub(&table->pending, 1);
    atomic_store(&table->dirty[index / CHUNK], true);
    return before == tag ? PYF_ERR_HANDLE : PYF_OK;
}

bool
pyf__table_is_reserved(pyf_handle handle)
{
    static const bool reserved[PYF__RESERVED_COUNT] = {
#define ROW(slot, name) [slot] = true,
        PYF__RESERVED(ROW)
#undef ROW
    };

    return handle - PYF_NONE < PYF__RESERVED_COUNT - 1 &&
           reserved[pyf__slot_of(handle)];
}

int
pyf__table_close(pyf_handle handle)
{
    if (handle == 0 || pyf__table_is_reserved(handle))
        return PYF_OK;
    if (!is_live(handle) || is_marked(handle))
        return PYF_ERR_HANDLE;
    return pyf__attached ? close_attached(handle) : close_detached(handle);
}

int
pyf__table_kind(pyf_handle handle)
{
    if (!is_live(handle) || is_marked(handle))
        return PYF_ERR_HANDLE;
    return pyf__kind_of(handle);
}

int
pyf__fault_bad_handle(const char *function, const char *argument,
                      pyf_handle handle)
{
    bool other;

    if (pyf__is_token(handle))
        return pyf__fault_argument(PYF_ERR_KIND, function, argument,
                                   "is a token, and no handle");
    /* Whoever asks has not found it live: if it is, then as another kind. */
    other = pyf__key_of(handle) == pyf__key(PYF_KIND_SIGNATURE) ||
            (is_live(handle) && !is_marked(handle));
    return pyf__fault_handle(other ? PYF_ERR_KIND : PYF_ERR_HANDLE, function,
                             argument, handle);
}

static void
work_off(uint32_t index)
{
    uint32_t tag = atomic_exchange(&table->marks[index], 0);
    pyf_handle handle = pyf__handle_of(tag, index);

    if (tag == 0)
        return;
    atomic_fetch_sub(&table->pending, 1);
    if (is_live(handle) && table->abandoned)
        retag(handle, next_tag(tag));
    else if (is_live(handle))
        close_attached(handle);
}

void
pyf__table_drain(void)
{
    uint32_t usable = atomic_load(&table->usable);

    for (uint32_t chunk = 0; chunk < usable / CHUNK; chunk++) {
        if (!atomic_exchange(&table->dirty[chunk], false))
            continue;
        for (uint32_t i = 0; i < CHUNK; i++)
            work_off(chunk * CHUNK + i);
    }
}

void
pyf__table_abandon(void)
{
    table->abandoned = true;
    pyf__table_drain();
}

void
pyf__scope_empty(void)
{
    struct pyf__local *local = &pyf__local;

    while (local->top > local->base) {
        pyf_handle handle = local->items[--local->top];

        if (is_live(handle) && !is_marked(handle))
            close_attached(handle);
    }
}

void
pyf__scope_abandon(uint32_t outer_base)
{
    struct pyf__local *local = &pyf__local;

    if (pyf__scope_is_open())
        local->top = local->base;
    local->base = outer_base;
}

void
pyf__scope_yield(uint32_t outer_base)
{
    struct pyf__local *local = &pyf__local;

    if (outer_base == PYF__NO_SCOPE)
        local->top = local->base;
    local->base = outer_base;
}

/* Drop the entries of the innermost scope whose handles are closed. */
static void
compact(struct pyf__local *local)
{
    uint32_t kept = local->base;

    if (!pyf__scope_is_open())
        return;
    for (uint32_t i = local->base; i < local->top; i++) {
        if (is_live(local->items[i]))
            local->items[kept++] = local->items[i];
    }
    local->top = kept;
}

/* Make room for one more entry: by compacting, or, when most are live, by
 * growing. */
static bool
make_room(struct pyf__local *local)
{
    uint32_t capacity = local->capacity == 0 ? FIRST_SCOPE : local->capacity;
    pyf_handle *items;

    if (local->top < local->capacity)
        return true;
    compact(local);
    if (local->top < capacity / 2 && local->capacity != 0)
        return true;
    if (local->capacity != 0)
        capacity *= 2;
    items = realloc(local->items, capacity * sizeof(*items));
    if (items == NULL)
        return local->top < local->capacity;
    local->items = items;
    local->capacity = capacity;
    return true;
}

int
pyf__scope_add(pyf_handle handle)
{
    struct pyf__local *local = &pyf__local;

    if (pyf__table_is_reserved(handle))
        return PYF_OK;
    if (!make_room(local))
        return PYF_ERR_MEMORY;
    local->items[local->top++] = handle;
    return PYF_OK;
}

pyf_handle
pyf__table_new_slow(PyObject *object, int kind)
{
    struct pyf__local *local = &pyf__local;

    if (atomic_load(&table->pending) != 0)
        pyf__table_drain(); /* first: __del__ may run, and take slots */
    if (local->free_head == 0)
        refill(local);
    if (local->free_head != 0 && make_room(local))
        return pyf__table_take(object, kind);
    cpython.Py_DecRef(object);
    return 0;
}

static pyf_handle
new_unbound(PyObject *object, int kind)
{
    pyf_handle fresh = pyf__table_new_slow(object, kind);

    if (fresh != 0 && pyf__scope_is_open())
        pyf__local.top--; /* where it was put last */
    return fresh;
}

pyf_handle
pyf__table_new_unbound(PyObject *object)
{
    return new_unbound(object, PYF_KIND_OBJECT);
}

/* A handle in no scope to the object of one whose generations are used up. */
static pyf_handle
move_to_fresh(pyf_handle handle)
{
    PyObject *object = pyf__slot_object(table->slots + pyf__slot_of(handle));
    pyf_handle fresh = new_unbound(pyf__keep(object), pyf__kind_of(handle));

    if (fresh != 0)
        close_attached(handle);
    return fresh;
}

pyf_handle
pyf__scope_remove(pyf_handle handle, int *status)
{
    uint32_t moved = pyf__tag_of(handle) + 1;
    struct pyf__local *local = &pyf__local;
    pyf_handle result;

    *status = PYF_ERR_HANDLE;
    if (!is_live(handle) || is_marked(handle))
        return 0;
    *status = PYF_OK;
    if (pyf__table_is_reserved(handle))
        return handle;
    if ((moved & PYF__GENERATION_MASK) == PYF__GENERATION_MASK) {
        result = move_to_fresh(handle);
        *status = result == 0 ? PYF_ERR_MEMORY : PYF_OK;
        return result;
    }
    if (!retag(handle, moved)) {
        *status = PYF_ERR_HANDLE;
        return 0;
    }
    if (local->top > local->base && local->items[local->top - 1] == handle)
        local->top--;
    return pyf__handle_of(moved, pyf__slot_of(handle));
}

/* Live, and not closed by a detached thread. */
static bool
is_live_and_open(uint32_t index)
{
    uint32_t tag = atomic_load(&table->slots[index].tag);

    return pyf__kind_of_tag(tag) != 0 &&
           atomic_load(&table->marks[index]) != tag;
}

uint64_t
pyf__table_live(void)
{
    uint32_t usable = atomic_load(&table->usable);
    uint64_t live = 0;

    for (uint32_t i = PYF__RESERVED_COUNT; i < usable; i++)
        live += is_live_and_open(i);
    return live;
}

void
pyf__table_thread_exit(void)
{
    struct pyf__local *local = &pyf__local;

    for (uint32_t i = 0; i < local->top; i++) {
        if (is_live(local->items[i]))
            pyf__table_close(local->items[i]);
    }
    free(local->items);
    if (local->free_head != 0)
        give_back(local, local->free_count);
    *local = (struct pyf__local){.base = PYF__NO_SCOPE};
}

/* SPDX-License-Identifier: MIT */
/* pins: who uses which slot where threads run in parallel. There is no Python
 * here: an object is a counter, and dropping a reference counts it down. */
#include "unit.h"

#include "handle/table.h"

#include <stdlib.h>

struct thing {
    _Atomic int references;
};

static void
count_up(PyObject *object)
{
    atomic_fetch_add(&((struct thing *)object)->references, 1);
}

static void
count_down(PyObject *object)
{
    atomic_fetch_sub(&((struct thing *)object)->references, 1);
}

static _Atomic bool no_memory;

/* Instead of the C library's. */
void *
aligned_alloc(size_t alignment, size_t size)
{
    void *memory = NULL;

    if (atomic_load(&no_memory) ||
        posix_memalign(&memory, alignment, size) != 0)
        return NULL;
    return memory;
}

static void
prepare(void)
{
    pyf__fence_prepare();
    cpython.Py_IncRef = count_up;
    cpython.Py_DecRef = count_down;
    assert_int_equal(pyf__table_prepare(true), PYF_OK);
    pyf__attached = true;
}

static pyf_handle
new_handle(struct thing *thing)
{
    count_up((PyObject *)thing);
    pyf_handle handle = pyf__table_new((PyObject *)thing);

    assert_true(handle != 0);
    return handle;
}

static struct pyf__slot *
slot_of(pyf_handle handle)
{
    return pyf__main.table.slots + pyf__slot_of(handle);
}

static bool
is_hot(pyf_handle handle)
{
    return (atomic_load(&slot_of(handle)->pins) & PYF__HOT) != 0;
}

static void
use(pyf_handle handle, int times)
{
    for (int i = 0; i < times; i++) {
        struct pyf__slot *slot = pyf__slot_pin(handle);

        assert_non_null(slot);
        pyf__slot_unpin(slot);
    }
}

struct guest {
    void (*act)(pyf_handle handle, int number);
    pyf_handle handle;
    int number;
};

static void *
run_guest(void *argument)
{
    struct guest *guest = argument;

    pyf__attached = true;
    guest->act(guest->handle, guest->number);
    pyf__table_thread_exit();
    return NULL;
}

/* On another thread, until it ends. */
static void
elsewhere(void (*act)(pyf_handle, int), pyf_handle handle, int number)
{
    struct guest guest = {act, handle, number};
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, run_guest, &guest), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
}

static void
make_hot(pyf_handle handle)
{
    elsewhere(use, handle, 1000);
    assert_true(is_hot(handle));
}

TEST(pins_slot_gets_hot_when_others_use_it_again_and_again)
{
    struct thing thing = {0};

    prepare();
    pyf_handle handle = new_handle(&thing);

    use(handle, 100000);
    assert_false(is_hot(handle));
    elsewhere(use, handle, 10);
    assert_false(is_hot(handle));
    make_hot(handle);
    uint32_t pins = atomic_load(&slot_of(handle)->pins);

    use(handle, 10);
    elsewhere(use, handle, 10);
    assert_int_equal(atomic_load(&slot_of(handle)->pins), pins);
    assert_int_equal(pyf__table_close(handle), PYF_OK);
    assert_int_equal(thing.references, 0);
}

TEST(pins_slot_used_again_is_not_hot)
{
    struct thing thing = {0};

    prepare();
    pyf_handle first = new_handle(&thing);

    make_hot(first);
    assert_int_equal(pyf__table_close(first), PYF_OK);
    pyf_handle second = new_handle(&thing);

    assert_int_equal(pyf__slot_of(first), pyf__slot_of(second));
    assert_false(is_hot(second));
    assert_null(pyf__slot_pin(first));
    assert_int_equal(pyf__table_close(second), PYF_OK);
    assert_int_equal(thing.references, 0);
}

static void
close_it(pyf_handle handle, int number)
{
    assert_int_equal(pyf__table_close(handle), number);
}

TEST(pins_hot_slot_closed_by_another_thread_lives_until_the_use_ends)
{
    struct thing thing = {0};

    prepare();
    pyf_handle handle = new_handle(&thing);

    make_hot(handle);
    struct pyf__slot *slot = pyf__slot_pin(handle);

    elsewhere(close_it, handle, PYF_OK);
    assert_null(pyf__slot_pin(handle));
    assert_int_equal(thing.references, 1);
    pyf__slot_unpin(slot);
    assert_int_equal(thing.references, 0);
    assert_int_equal(pyf__table_close(handle), PYF_ERR_HANDLE);
}

/* A use that was counted when the slot got hot. */
TEST(pins_slot_that_gets_hot_keeps_the_uses_that_were_counted)
{
    struct thing thing = {0};

    prepare();
    pyf_handle handle = new_handle(&thing);
    struct pyf__slot *counted = pyf__slot_pin(handle);

    make_hot(handle);
    struct pyf__slot *announced = pyf__slot_pin(handle);

    assert_int_equal(pyf__table_close(handle), PYF_OK);
    pyf__slot_unpin(announced);
    assert_int_equal(thing.references, 1);
    pyf__slot_unpin(counted);
    assert_int_equal(thing.references, 0);
}

enum { DEEP = 5000 };

/* Calls within calls, and a close inside the innermost. They end the last
 * first; those of greenlets in any order. */
static void
nest(bool hot, bool in_order)
{
    static struct pyf__slot *slots[DEEP];
    struct thing thing = {0};

    prepare();
    pyf_handle handle = new_handle(&thing);

    if (hot)
        make_hot(handle);
    for (int i = 0; i < DEEP; i++)
        slots[i] = pyf__slot_pin(handle);
    assert_int_equal(pyf__table_close(handle), PYF_OK);
    for (int i = 0; i < DEEP; i++) {
        assert_int_equal(thing.references, 1);
        pyf__slot_unpin(slots[in_order ? DEEP - 1 - i : i]);
    }
    assert_int_equal(thing.references, 0);
    assert_int_equal(pyf__words.top, 0);
}

TEST(pins_uses_within_uses_end_in_any_order)
{
    nest(false, true);
    nest(false, false);
    nest(true, true);
    nest(true, false);
}

TEST(pins_uses_of_two_slots_end_in_any_order)
{
    struct thing one = {0}, other = {0};

    prepare();
    pyf_handle first = new_handle(&one), second = new_handle(&other);

    make_hot(first);
    make_hot(second);
    struct pyf__slot *a = pyf__slot_pin(first), *b = pyf__slot_pin(second);
    struct pyf__slot *c = pyf__slot_pin(first);

    assert_int_equal(pyf__table_close(first), PYF_OK);
    assert_int_equal(pyf__table_close(second), PYF_OK);
    pyf__slot_unpin(a);
    assert_int_equal(one.references, 1);
    pyf__slot_unpin(c);
    assert_int_equal(one.references, 0);
    assert_int_equal(other.references, 1);
    pyf__slot_unpin(b);
    assert_int_equal(other.references, 0);
    assert_int_equal(pyf__words.top, 0);
}

/* A thread that has no words at all, and one that cannot get more. */
static void
use_without_memory(pyf_handle handle, int times)
{
    struct pyf__slot *slots[64];

    atomic_store(&no_memory, times == 0);
    for (int i = 0; i < 64; i++)
        slots[i] = pyf__slot_pin(handle);
    atomic_store(&no_memory, true);
    for (int i = 0; i < 64; i++)
        assert_ptr_equal(slots[i], slot_of(handle));
    assert_int_equal(pyf__table_close(handle), PYF_OK);
    for (int i = 0; i < 64; i++)
        pyf__slot_unpin(slots[i]);
    atomic_store(&no_memory, false);
}

TEST(pins_uses_are_counted_without_memory)
{
    struct thing thing = {0};

    prepare();
    for (int i = 0; i < 2; i++) {
        pyf_handle handle = new_handle(&thing);
        struct pyf__slot *mine;

        make_hot(handle);
        mine = pyf__slot_pin(handle);
        elsewhere(use_without_memory, handle, i);
        assert_int_equal(thing.references, 1);
        pyf__slot_unpin(mine);
        assert_int_equal(thing.references, 0);
    }
}

static void
end_in_the_middle(pyf_handle handle, int number)
{
    (void)number;
    assert_non_null(pyf__slot_pin(handle));
}

TEST(pins_thread_that_ends_in_the_middle_of_a_use_holds_nothing)
{
    struct thing thing = {0};

    prepare();
    pyf_handle handle = new_handle(&thing);

    make_hot(handle);
    elsewhere(end_in_the_middle, handle, 0);
    assert_int_equal(pyf__table_close(handle), PYF_OK);
    assert_int_equal(thing.references, 0);
}

/* ---------------------------------------------------------- storms */

enum { USERS = 4, BOXES = 2, ROUNDS = 200000 };

/* A handle is replaced after so many uses; where that is not enough to make a
 * slot hot, it is hot from the first on. */
static uint32_t seldom;

static struct box {
    _Atomic pyf_handle handle;
    _Atomic int broken;
} boxes[BOXES];

enum { THINGS = 400000 };

static struct thing things[THINGS];
static _Atomic int made;

static struct thing *
make_thing(void)
{
    return &things[atomic_fetch_add(&made, 1) % THINGS];
}

/* An object must not be let go of while somebody has it pinned, nor be another
 * one than the handle's. Nobody frees one here, so it can be looked at. */
static void
use_and_replace(pyf_handle unused, int seed)
{
    uint32_t random = (uint32_t)seed * 2654435761u;

    (void)unused;
    for (int i = 0; i < ROUNDS; i++) {
        struct box *box;
        pyf_handle handle;
        struct pyf__slot *slot;

        random = random * 1664525 + 1013904223;
        box = &boxes[random >> 8 & (BOXES - 1)];
        handle = atomic_load(&box->handle);
        slot = pyf__slot_pin(handle);
        if (slot != NULL) {
            struct thing *thing = (struct thing *)pyf__slot_object(slot);
            int before = atomic_load(&thing->references);

            use(PYF_NONE, random >> 12 & 31);
            if (before != 1 || atomic_load(&thing->references) != 1)
                atomic_fetch_add(&box->broken, 1);
            pyf__slot_unpin(slot);
        }
        if ((random >> 16) % seldom == 0) {
            pyf_handle fresh = new_handle(make_thing());

            if (seldom < 100)
                atomic_fetch_or(&slot_of(fresh)->pins, PYF__HOT);
            handle = atomic_exchange(&box->handle, fresh);
            if (pyf__table_close(handle) != PYF_OK)
                atomic_fetch_add(&box->broken, 1);
        }
    }
}

static void
storm(uint32_t uses)
{
    struct guest guests[USERS];
    pthread_t threads[USERS];
    struct thing none = {1};
    uint64_t before;

    prepare();
    seldom = uses;
    before = pyf__table_live();
    pyf__table_set_reserved(1, (PyObject *)&none);
    for (int i = 0; i < BOXES; i++)
        atomic_store(&boxes[i].handle, new_handle(make_thing()));
    for (int i = 0; i < USERS; i++) {
        guests[i] = (struct guest){use_and_replace, 0, i + 1};
        assert_int_equal(
            pthread_create(&threads[i], NULL, run_guest, &guests[i]), 0);
    }
    for (int i = 0; i < USERS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int i = 0; i < BOXES; i++) {
        pyf_handle handle = atomic_load(&boxes[i].handle);
        struct thing *thing =
            (struct thing *)pyf__slot_object(slot_of(handle));

        assert_int_equal(boxes[i].broken, 0);
        assert_int_equal(thing->references, 1);
        assert_int_equal(pyf__table_close(handle), PYF_OK);
        assert_int_equal(thing->references, 0);
    }
    assert_int_equal(pyf__table_live(), before);
    assert_true(made < THINGS);
    for (int i = 0; i < made; i++)
        assert_int_equal(things[i].references, 0);
}

TEST(pins_object_stays_while_it_is_used_and_goes_when_it_is_not)
{
    storm(1000);
}

TEST(pins_object_of_a_hot_slot_stays_while_it_is_used)
{
    storm(8);
}

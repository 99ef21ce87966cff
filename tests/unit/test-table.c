/* SPDX-License-Identifier: MIT */
/* table: slots, generations, pins, scopes, deferred closes. There is no Python
 * here: an object is a counter, and dropping a reference counts it down. */
#include "unit.h"

#include "handle/table.h"

#include <stdlib.h>
#include <string.h>

struct thing {
    int references;
};

static void
count_up(PyObject *object)
{
    ((struct thing *)object)->references++;
}

static void
count_down(PyObject *object)
{
    ((struct thing *)object)->references--;
}

/* The slots of both builds say different things of their uses. */
static void
forget_uses(void)
{
    uint32_t usable = atomic_load(&pyf__main.table.usable);

    pyf__table_thread_exit();
    for (uint32_t i = PYF__RESERVED_COUNT; i < usable; i++)
        atomic_store(&pyf__main.table.slots[i].pins, 0);
}

/* An attached thread of a process without Python. */
static void
prepare(bool shared)
{
    cpython.Py_IncRef = count_up;
    cpython.Py_DecRef = count_down;
    if (pyf__main.table.shared != shared)
        forget_uses();
    assert_int_equal(pyf__table_prepare(shared), PYF_OK);
    pyf__attached = true;
}

static pyf_handle
new_handle(struct thing *thing)
{
    thing->references++;
    pyf_handle handle = pyf__table_new((PyObject *)thing);

    assert_true(handle != 0);
    return handle;
}

/* Each behaviour must hold with the GIL and without. */
static void
in_both(void (*check)(void))
{
    prepare(false);
    check();
    prepare(true);
    check();
    prepare(false);
}

static void
check_new(void)
{
    struct thing thing = {0};
    pyf_handle handle = new_handle(&thing);

    assert_int_equal(pyf__key_of(handle), PYF_KIND_OBJECT);
    assert_int_equal(pyf__table_kind(handle), PYF_KIND_OBJECT);
    assert_int_equal(thing.references, 1);
    assert_int_equal(pyf__table_close(handle), PYF_OK);
    assert_int_equal(thing.references, 0);
    assert_int_equal(pyf__table_kind(handle), PYF_ERR_HANDLE);
    assert_int_equal(pyf__table_close(handle), PYF_ERR_HANDLE);
    assert_int_equal(thing.references, 0);
}

TEST(table_handle_lives_from_new_to_close)
{
    in_both(check_new);
}

static void
check_reuse(void)
{
    struct thing thing = {0};
    pyf_handle first = new_handle(&thing);

    assert_int_equal(pyf__table_close(first), PYF_OK);
    pyf_handle second = new_handle(&thing);

    assert_int_equal(pyf__slot_of(first), pyf__slot_of(second));
    assert_int_equal(pyf__tag_of(second) - pyf__tag_of(first), 1);
    assert_null(pyf__slot_pin(first));
    assert_int_equal(pyf__table_close(second), PYF_OK);
}

TEST(table_slot_used_again_has_the_next_generation)
{
    in_both(check_reuse);
}

static void
check_retired(void)
{
    struct thing thing = {0};
    pyf_handle handle = new_handle(&thing);
    uint32_t slot = pyf__slot_of(handle);
    uint32_t last = (uint32_t)PYF_KIND_OBJECT << PYF__GENERATION_BITS |
                    (PYF__GENERATION_MASK - 1);

    atomic_store(&pyf__main.table.slots[slot].tag, last);
    assert_int_equal(pyf__table_close(pyf__handle_of(last, slot)), PYF_OK);
    assert_int_equal(thing.references, 0);
    pyf_handle others[300];

    for (int i = 0; i < 300; i++) {
        others[i] = new_handle(&thing);
        assert_int_not_equal(pyf__slot_of(others[i]), slot);
    }
    for (int i = 0; i < 300; i++)
        assert_int_equal(pyf__table_close(others[i]), PYF_OK);
}

TEST(table_slot_with_its_generations_used_up_is_retired)
{
    in_both(check_retired);
}

static void
check_pin(void)
{
    struct thing thing = {0};
    pyf_handle handle = new_handle(&thing);
    struct pyf__slot *slot = pyf__slot_pin(handle);

    assert_non_null(slot);
    assert_ptr_equal(pyf__slot_object(slot), &thing);
    assert_int_equal(pyf__table_close(handle), PYF_OK);
    assert_int_equal(pyf__table_kind(handle), PYF_ERR_HANDLE);
    assert_null(pyf__slot_pin(handle));
    assert_int_equal(thing.references, 1);
    pyf__slot_unpin(slot);
    assert_int_equal(thing.references, 0);
}

TEST(table_closed_while_pinned_is_dropped_by_the_unpin)
{
    in_both(check_pin);
}

static void
check_pin_twice(void)
{
    struct thing thing = {0};
    pyf_handle handle = new_handle(&thing);
    struct pyf__slot *slot = pyf__slot_pin(handle);

    assert_ptr_equal(pyf__slot_pin(handle), slot);
    assert_int_equal(pyf__table_close(handle), PYF_OK);
    pyf__slot_unpin(slot);
    assert_int_equal(thing.references, 1);
    pyf__slot_unpin(slot);
    assert_int_equal(thing.references, 0);
}

TEST(table_pinned_twice_is_dropped_by_the_last_unpin)
{
    in_both(check_pin_twice);
}

static void
check_detached(void)
{
    struct thing thing = {0};
    pyf_handle handle = new_handle(&thing);

    pyf__attached = false;
    assert_int_equal(pyf__table_close(handle), PYF_OK);
    assert_int_equal(pyf__table_close(handle), PYF_ERR_HANDLE);
    assert_int_equal(pyf__table_kind(handle), PYF_ERR_HANDLE);
    assert_int_equal(atomic_load(&pyf__main.table.pending), 1);
    assert_int_equal(thing.references, 1);
    pyf__attached = true;
    pyf__table_drain();
    assert_int_equal(atomic_load(&pyf__main.table.pending), 0);
    assert_int_equal(thing.references, 0);
}

TEST(table_closed_while_detached_is_dropped_by_the_drain)
{
    in_both(check_detached);
}

static void
check_drain_by_new(void)
{
    struct thing old = {0}, young = {0};
    pyf_handle handle = new_handle(&old);

    pyf__attached = false;
    assert_int_equal(pyf__table_close(handle), PYF_OK);
    pyf__attached = true;
    pyf_handle other = new_handle(&young);

    assert_int_equal(old.references, 0);
    assert_int_equal(pyf__table_close(other), PYF_OK);
    assert_int_equal(young.references, 0);
}

TEST(table_pending_closes_are_worked_off_by_new)
{
    in_both(check_drain_by_new);
}

/* What a __del__ may do that runs while a handle is made. */
static void
count_down_in_a_scope(PyObject *object)
{
    uint32_t outer_base = pyf__scope_open();

    count_down(object);
    pyf__scope_yield(outer_base);
}

static void
check_unbound_within_a_scope(void)
{
    struct thing kept = {0}, closed = {0}, unbound = {1};
    pyf_handle handle, late = new_handle(&closed);
    uint32_t outer_base = pyf__scope_open();

    new_handle(&kept);
    pyf__attached = false;
    assert_int_equal(pyf__table_close(late), PYF_OK);
    pyf__attached = true;
    cpython.Py_DecRef = count_down_in_a_scope;
    handle = pyf__table_new_unbound((PyObject *)&unbound);
    cpython.Py_DecRef = count_down;
    assert_int_equal(closed.references, 0);
    pyf__scope_close(outer_base);
    assert_int_equal(kept.references, 0);
    assert_int_equal(unbound.references, 1);
    assert_int_equal(pyf__table_close(handle), PYF_OK);
    assert_int_equal(unbound.references, 0);
}

TEST(table_scope_outlasts_what_runs_while_an_unbound_handle_is_made)
{
    in_both(check_unbound_within_a_scope);
}

static void
check_foreign(void)
{
    static const pyf_handle foreign[] = {UINT64_C(0),
                                         UINT64_C(1),
                                         UINT64_C(0x0010000000000000),
                                         UINT64_C(0x001000001fffffff),
                                         UINT64_C(0x0000000010000100),
                                         UINT64_C(0x8010000010000100),
                                         UINT64_MAX};

    for (size_t i = 1; i < sizeof foreign / sizeof *foreign; i++) {
        assert_null(pyf__slot_pin(foreign[i]));
        assert_true(pyf__table_close(foreign[i]) < 0);
    }
    assert_null(pyf__slot_pin(0));
    assert_int_equal(pyf__table_close(0), PYF_OK);
}

TEST(table_numbers_that_never_were_handles_are_refused)
{
    in_both(check_foreign);
}

static void
check_reserved(void)
{
    struct thing thing = {1};
    pyf_handle handle = PYF_NONE;

    pyf__table_set_reserved(1, (PyObject *)&thing);
    assert_int_equal(pyf__table_kind(handle), PYF_KIND_OBJECT);
    for (int i = 0; i < 3; i++)
        assert_int_equal(pyf__table_close(handle), PYF_OK);
    struct pyf__slot *slot = pyf__slot_pin(handle);

    assert_ptr_equal(pyf__slot_object(slot), &thing);
    pyf__slot_unpin(slot);
    assert_int_equal(thing.references, 2);
}

TEST(table_reserved_handle_is_never_closed)
{
    in_both(check_reserved);
}

/* Scopes. */

static void
check_scope(void)
{
    struct thing outside = {0}, inside = {0};
    uint32_t outer = pyf__scope_open();
    pyf_handle kept = new_handle(&outside);
    uint32_t inner = pyf__scope_open();

    new_handle(&inside);
    new_handle(&inside);
    pyf__scope_close(inner);
    assert_int_equal(inside.references, 0);
    assert_int_equal(outside.references, 1);
    assert_int_equal(pyf__table_kind(kept), PYF_KIND_OBJECT);
    pyf__scope_close(outer);
    assert_int_equal(outside.references, 0);
}

TEST(scope_close_drops_what_was_made_inside)
{
    in_both(check_scope);
}

static void
check_remove(void)
{
    struct thing thing = {0};
    int status = -99;
    uint32_t scope = pyf__scope_open();
    pyf_handle bound = new_handle(&thing);
    pyf_handle moved = pyf__scope_remove(bound, &status);

    assert_int_equal(status, PYF_OK);
    assert_true(moved != 0 && moved != bound);
    assert_int_equal(pyf__table_kind(bound), PYF_ERR_HANDLE);
    pyf__scope_close(scope);
    assert_int_equal(thing.references, 1);
    assert_int_equal(pyf__table_close(moved), PYF_OK);
    assert_int_equal(thing.references, 0);
    assert_int_equal(pyf__scope_remove(moved, &status), 0);
    assert_int_equal(status, PYF_ERR_HANDLE);
}

TEST(scope_remove_takes_a_handle_out)
{
    in_both(check_remove);
}

static void
check_remove_from_the_middle(void)
{
    struct thing thing = {0};
    int status;
    uint32_t scope = pyf__scope_open();
    pyf_handle first = new_handle(&thing);

    new_handle(&thing);
    pyf_handle moved = pyf__scope_remove(first, &status);

    new_handle(&thing);
    pyf__scope_close(scope);
    assert_int_equal(thing.references, 1);
    assert_int_equal(pyf__table_close(moved), PYF_OK);
}

TEST(scope_remove_works_on_any_handle_of_the_scope)
{
    in_both(check_remove_from_the_middle);
}

static void
check_add(void)
{
    struct thing thing = {0};
    pyf_handle handle = new_handle(&thing);
    uint32_t scope = pyf__scope_open();

    assert_int_equal(pyf__scope_add(handle), PYF_OK);
    assert_int_equal(pyf__scope_add(handle), PYF_OK);
    pyf__scope_close(scope);
    assert_int_equal(thing.references, 0);
}

TEST(scope_add_twice_drops_once)
{
    in_both(check_add);
}

static void
check_long_scope(void)
{
    struct thing thing = {0};
    uint32_t scope = pyf__scope_open();

    for (int i = 0; i < 100000; i++)
        assert_int_equal(pyf__table_close(new_handle(&thing)), PYF_OK);
    for (int i = 0; i < 1000; i++)
        new_handle(&thing);
    for (int i = 0; i < 10000; i++) {
        pyf_handle first = new_handle(&thing), second = new_handle(&thing);

        assert_int_equal(pyf__table_close(first), PYF_OK);
        assert_int_equal(pyf__table_close(second), PYF_OK);
    }
    assert_true(pyf__local.capacity <= 8192);
    pyf__scope_close(scope);
    assert_int_equal(thing.references, 0);
}

TEST(scope_forgets_handles_that_were_closed_by_hand)
{
    in_both(check_long_scope);
}

static void
check_growth(void)
{
    enum { MANY = 50000 };
    static struct thing things[MANY];
    static pyf_handle handles[MANY];
    uint64_t before = pyf__table_live();

    for (int i = 0; i < MANY; i++)
        handles[i] = new_handle(&things[i]);
    assert_int_equal(pyf__table_live(), before + MANY);
    for (int i = 0; i < MANY; i++) {
        struct pyf__slot *slot = pyf__slot_pin(handles[i]);

        assert_ptr_equal(pyf__slot_object(slot), &things[i]);
        pyf__slot_unpin(slot);
        assert_int_equal(pyf__table_close(handles[i]), PYF_OK);
        assert_int_equal(things[i].references, 0);
    }
    assert_int_equal(pyf__table_live(), before);
}

TEST(table_grows)
{
    in_both(check_growth);
}

static void *
live_and_die(void *argument)
{
    pyf__attached = true;
    pyf__scope_open();
    for (int i = 0; i < 10; i++)
        new_handle(argument);
    pyf__table_thread_exit();
    return NULL;
}

static void
check_thread_exit(void)
{
    struct thing thing = {0};
    pthread_t thread;
    uint64_t before = pyf__table_live();

    assert_int_equal(pthread_create(&thread, NULL, live_and_die, &thing), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pyf__table_drain();
    assert_int_equal(thing.references, 0);
    assert_int_equal(pyf__table_live(), before);
}

TEST(table_thread_that_ends_drops_its_open_scopes)
{
    in_both(check_thread_exit);
}

/* The end, in a process of its own. */

static void
abandon(void)
{
    struct thing thing = {0};
    pyf_handle first, second;

    prepare(false);
    first = new_handle(&thing);
    second = new_handle(&thing);
    pyf__attached = false;
    assert_int_equal(pyf__table_close(first), PYF_OK);
    pyf__table_abandon();
    assert_int_equal(atomic_load(&pyf__main.table.pending), 0);
    assert_int_equal(pyf__table_close(second), PYF_OK);
    assert_int_equal(pyf__table_close(second), PYF_ERR_HANDLE);
    assert_int_equal(pyf__table_close(first), PYF_ERR_HANDLE);
    assert_int_equal(thing.references, 2);
}

TEST(table_abandoned_kills_handles_and_touches_no_object)
{
    run_child_ok(abandon);
}

/* Detached threads close in parallel. */

struct closing {
    pyf_handle *handles;
    int count, right;
};

static void *
close_some(void *argument)
{
    struct closing *closing = argument;

    for (int i = 0; i < closing->count; i++)
        closing->right += pyf__table_close(closing->handles[i]) == PYF_OK;
    return NULL;
}

TEST(table_closed_by_two_detached_threads_at_once_is_closed_once)
{
    enum { MANY = 20000 };
    static struct thing things[MANY];
    static pyf_handle handles[MANY];
    struct closing closings[2] = {{handles, MANY, 0}, {handles, MANY, 0}};
    pthread_t threads[2];

    prepare(true);
    for (int i = 0; i < MANY; i++)
        handles[i] = new_handle(&things[i]);
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, close_some, &closings[i]), 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(closings[0].right + closings[1].right, MANY);
    assert_int_equal(atomic_load(&pyf__main.table.pending), MANY);
    pyf__table_drain();
    assert_int_equal(atomic_load(&pyf__main.table.pending), 0);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(things[i].references, 0);
    prepare(false);
}

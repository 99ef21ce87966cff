/* SPDX-License-Identifier: MIT */
/* stress: many threads attach, call, and close each other's handles. What is
 * counted at the end must be right, with the GIL and without. */
#include "storm.h"

#include <stdlib.h>
#include <string.h>

enum { MAILBOXES = 64, MANY = 20000, SOME = 300 };

/* Handles on their way from one thread to another. */
static _Atomic pyf_handle mailboxes[MAILBOXES];

static void *
attach_and_call(void *argument)
{
    struct worker *me = argument;
    int64_t mine = me->number * INT64_C(1000003);

    while (goes_on(me)) {
        int64_t value = 0;
        pyf_token here = pyf_attach_begin(0);

        expect(pyf_to_i64(pyf_from_i64(mine), &value) == PYF_OK);
        expect(value == mine);
        expect(pyf_attach_end(here) == PYF_OK);
    }
    return NULL;
}

TEST_DETACHED(stress_attach_call_detach)
{
    storm(attach_and_call, MANY);
}

static void *
nest_and_detach(void *argument)
{
    struct worker *me = argument;

    while (goes_on(me)) {
        pyf_token outer = pyf_attach_begin(0);
        pyf_handle kept = pyf_from_i64(me->random);

        for (uint32_t i = next_random(&me->random) % 5; i > 0; i--) {
            pyf_token away = pyf_detach_begin();
            pyf_token inner = pyf_attach_begin(0);
            pyf_token scope = pyf_scope_begin();

            expect(pyf_dup(kept) != 0);
            expect(pyf_scope_end(scope) == PYF_OK);
            expect(pyf_attach_end(inner) == PYF_OK);
            expect(pyf_detach_end(away) == PYF_OK);
        }
        expect(pyf_handle_kind(kept) == PYF_KIND_OBJECT);
        expect(pyf_attach_end(outer) == PYF_OK);
    }
    return NULL;
}

TEST_DETACHED(stress_nested_spans)
{
    storm(nest_and_detach, MANY);
}

/* One handle in each mailbox; whoever takes it owns it, and must be able to
 * read and close it, attached or not. */
static void *
pass_around(void *argument)
{
    struct worker *me = argument;

    while (goes_on(me)) {
        uint32_t box = next_random(&me->random) % MAILBOXES;
        int64_t value = -1;
        pyf_token here = pyf_attach_begin(0);
        pyf_handle put = pyf_unbind(pyf_from_i64(box));
        pyf_handle got = atomic_exchange(&mailboxes[box], put);

        expect(put != 0);
        if (got != 0) {
            expect(pyf_to_i64(got, &value) == PYF_OK);
            expect(value == box);
        }
        if (next_random(&me->random) % 2 == 0)
            expect(pyf_close(got) == PYF_OK), got = 0;
        expect(pyf_attach_end(here) == PYF_OK);
        expect(pyf_close(got) == PYF_OK);
    }
    return NULL;
}

static void
empty_mailboxes(void)
{
    for (int i = 0; i < MAILBOXES; i++) {
        pyf_handle left = atomic_exchange(&mailboxes[i], 0);

        assert_int_equal(pyf_close(left), PYF_OK);
    }
}

TEST_DETACHED(stress_handles_change_hands)
{
    storm(pass_around, MANY);
    empty_mailboxes();
}

/* Handles that others close at any moment: each use is right or is refused as
 * PYF_ERR_HANDLE, and none gives another object. */
static void *
use_what_others_close(void *argument)
{
    struct worker *me = argument;

    while (goes_on(me)) {
        uint32_t box = next_random(&me->random) % MAILBOXES;
        pyf_token here = pyf_attach_begin(0);
        pyf_handle shared = atomic_load(&mailboxes[box]);
        int64_t value = -1;
        int status = shared == 0 ? PYF_ERR_HANDLE : pyf_to_i64(shared, &value);

        expect(status == PYF_OK ? value == box : status == PYF_ERR_HANDLE);
        if (next_random(&me->random) % 4 == 0) {
            pyf_handle put = pyf_unbind(pyf_from_i64(box));

            expect(pyf_close(atomic_exchange(&mailboxes[box], put)) == PYF_OK);
        }
        pyf_error_clear();
        expect(pyf_attach_end(here) == PYF_OK);
    }
    return NULL;
}

TEST_DETACHED(stress_use_races_with_close)
{
    storm(use_what_others_close, MANY);
    empty_mailboxes();
}

/* One callable that all threads call at once and again and again, as those of a
 * server do, until one of them puts another in its place. */
static void *
call_what_all_call(void *argument)
{
    struct worker *me = argument;
    pyf_token here = pyf_attach_begin(0);

    while (goes_on(me)) {
        pyf_handle shared = atomic_load(&mailboxes[0]);
        pyf_token scope = pyf_scope_begin();
        pyf_value arg = PYF_I64(me->number), result;
        int status = pyf_call_values(shared, &arg, 1, PYF_VALUE_ANY, &result);

        expect(status == PYF_OK ? result.as.i64 == me->number
                                : status == PYF_ERR_HANDLE);
        if (next_random(&me->random) % 2000 == 0) {
            pyf_handle put = pyf_unbind(
                pyf_eval("lambda x, *y: x if x < 0 else abs(x)",
                         PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE));

            expect(pyf_close(atomic_exchange(&mailboxes[0], put)) == PYF_OK);
        }
        pyf_error_clear();
        expect(pyf_scope_end(scope) == PYF_OK);
    }
    expect(pyf_attach_end(here) == PYF_OK);
    return NULL;
}

TEST_DETACHED(stress_one_handle_is_called_by_all_and_closed)
{
    pyf_token here = pyf_attach_begin(0);

    atomic_store(&mailboxes[0],
                 pyf_unbind(pyf_eval("lambda x: x", PYF_AUTO_LENGTH, PYF_NONE,
                                     PYF_NONE)));
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    storm(call_what_all_call, MANY);
    empty_mailboxes();
}

/* Threads that never attach close what attached ones make. */
static void *
make_or_close(void *argument)
{
    struct worker *me = argument;
    int closes = me->number % 2 == 0;

    while (goes_on(me)) {
        uint32_t box = next_random(&me->random) % MAILBOXES;
        pyf_token here = closes ? 0 : pyf_attach_begin(0);
        pyf_handle put = closes ? 0 : pyf_unbind(pyf_from_i64(box));
        pyf_handle got = atomic_exchange(&mailboxes[box], put);

        expect(pyf_close(got) == PYF_OK);
        if (!closes)
            expect(pyf_attach_end(here) == PYF_OK);
    }
    return NULL;
}

TEST_DETACHED(stress_close_by_threads_that_never_attach)
{
    storm(make_or_close, MANY);
    empty_mailboxes();
}

static void *
short_life(void *argument)
{
    pyf_token here = pyf_attach_begin(0);

    (void)argument;
    expect(pyf_run("raise KeyError('parked at the end')", PYF_AUTO_LENGTH,
                   PYF_NONE, PYF_NONE) == PYF_ERR_PYTHON);
    expect(pyf_attach_end(here) == PYF_OK);
    return NULL;
}

static void *
breed(void *argument)
{
    struct worker *me = argument;

    while (goes_on(me)) {
        pthread_t thread;

        if (pthread_create(&thread, NULL, short_life, NULL) == 0)
            pthread_join(thread, NULL);
    }
    return NULL;
}

TEST_DETACHED(stress_threads_come_and_go)
{
    pyf_stats before = {.size = sizeof before}, after = before;

    assert_int_equal(pyf_stats_get(&before), PYF_OK);
    storm(breed, SOME);
    assert_int_equal(pyf_stats_get(&after), PYF_OK);
    assert_int_equal(after.threads, before.threads);
}

static void *
churn_python(void *argument)
{
    static const char source[] =
        "class Node:\n"
        "    def __init__(self): self.me = self\n"
        "    def __del__(self): pass\n"
        "for i in range(20): Node()\n";
    struct worker *me = argument;

    while (goes_on(me)) {
        pyf_token here = pyf_attach_begin(0);
        pyf_handle names = pyf_dict_from_handles(NULL, NULL, 0);

        expect(pyf_run(source, PYF_AUTO_LENGTH, names, PYF_NONE) == PYF_OK);
        expect(pyf_attach_end(here) == PYF_OK);
    }
    return NULL;
}

TEST_DETACHED(stress_garbage_collection)
{
    storm(churn_python, SOME);
}

/* One attribute name after the other, for the cache of names. */
static void *
use_names(void *argument)
{
    struct worker *me = argument;

    while (goes_on(me)) {
        pyf_token here = pyf_attach_begin(0);
        pyf_handle space = pyf_eval(
            "__import__('types').SimpleNamespace()", PYF_AUTO_LENGTH, PYF_NONE,
            PYF_NONE);

        for (int i = 0; i < 50; i++) {
            char name[] = "name_0000";
            int64_t value = -1;
            uint32_t number = next_random(&me->random) % 10000;

            for (int digit = 8; digit > 4; digit--, number /= 10)
                name[digit] = (char)('0' + number % 10);
            expect(pyf_setattr(space, name, PYF_AUTO_LENGTH,
                               pyf_from_i64(i)) == PYF_OK);
            expect(pyf_to_i64(pyf_getattr(space, name, PYF_AUTO_LENGTH),
                              &value) == PYF_OK);
            expect(value == i);
        }
        expect(pyf_attach_end(here) == PYF_OK);
    }
    return NULL;
}

TEST_DETACHED(stress_names_on_many_threads)
{
    storm(use_names, SOME);
}

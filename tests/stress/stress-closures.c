/* SPDX-License-Identifier: MIT */
/* stress: closures made, called and closed by many threads at once, attached
 * or not. Each call gives its own result or, closed, the fallback. */
#include "storm.h"

#include <string.h>

enum { BOXES = 16, MANY = 20000, SOME = 1000, FALLBACK = -1 };

typedef int64_t number_function(int64_t);

/* Closures that all threads call, and any may close. */
static struct {
    _Atomic pyf_handle handle;
    _Atomic(pyf_native_function) code;
} boxes[BOXES];

/* A closure that adds its key; attached. */
static pyf_handle
make(int64_t key, pyf_native_function *code)
{
    static const int64_t fallback = FALLBACK;
    pyf_handle make_adder = pyf_eval("lambda key: lambda x: x + key",
                                     PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
    pyf_handle number = pyf_from_i64(key);

    return pyf_unbind(
        pyf_closure_new(pyf_call(make_adder, &number, 1),
                        pyf_signature("(i64) -> i64", PYF_AUTO_LENGTH),
                        PYF_CLOSURE_PARK, &fallback, code));
}

/* One closure of its own for each thread, called without being attached. */
static void *
call_mine(void *argument)
{
    struct worker *me = argument;
    int64_t key = me->number * INT64_C(1000000);
    pyf_token here = pyf_attach_begin(0);
    pyf_native_function code = NULL;
    pyf_handle mine = make(key, &code);

    expect(pyf_attach_end(here) == PYF_OK);
    expect(mine != 0);
    for (int64_t i = 0; goes_on(me); i++)
        expect(((number_function *)code)(i) == key + i);
    expect(pyf_close(mine) == PYF_OK);
    return NULL;
}

TEST_DETACHED(stress_closures_on_threads_that_are_not_attached)
{
    storm(call_mine, MANY);
}

/* Replace a closure, which others may be in. */
static void
replace(uint32_t box)
{
    pyf_token here = pyf_attach_begin(0);
    pyf_native_function code = NULL;
    pyf_handle made = make(box * 1000000, &code), old;

    expect(made != 0);
    atomic_store(&boxes[box].code, code);
    old = atomic_exchange(&boxes[box].handle, made);
    expect(pyf_close(old) == PYF_OK);
    expect(pyf_attach_end(here) == PYF_OK);
}

static void *
call_what_others_close(void *argument)
{
    struct worker *me = argument;

    while (goes_on(me)) {
        uint32_t box = next_random(&me->random) % BOXES;
        pyf_native_function code = atomic_load(&boxes[box].code);
        int64_t x = next_random(&me->random) % 1000, got;
        pyf_token here = x % 2 == 0 ? pyf_attach_begin(0) : 0;

        if (code != NULL) {
            got = ((number_function *)code)(x);
            /* Closed meanwhile, or that box's, or, when the record was used
             * again, that of another one. */
            expect(got == FALLBACK ||
                   (got % 1000000 == x && got / 1000000 < BOXES));
            expect(got != FALLBACK || pyf_error_code() == PYF_ERR_HANDLE);
            pyf_error_clear();
        }
        if (here != 0)
            expect(pyf_attach_end(here) == PYF_OK);
        if (next_random(&me->random) % 4 == 0)
            replace(box);
    }
    return NULL;
}

TEST_DETACHED(stress_closures_that_others_close)
{
    storm(call_what_others_close, SOME);
    for (int i = 0; i < BOXES; i++) {
        atomic_store(&boxes[i].code, NULL);
        assert_int_equal(pyf_close(atomic_exchange(&boxes[i].handle, 0)),
                         PYF_OK);
    }
}

/* Prepared calls shared by all threads. */
static void *
call_prepared(void *argument)
{
    struct worker *me = argument;

    while (goes_on(me)) {
        uint32_t box = next_random(&me->random) % BOXES;
        pyf_token here = pyf_attach_begin(0);
        pyf_handle shared = atomic_load(&boxes[box].handle);
        int64_t x = next_random(&me->random) % 1000, result = -7;
        void *args[] = {&x};
        int status = shared == 0 ? PYF_ERR_HANDLE
                                 : pyf_call_prepared(shared, args,
                                                     LENGTH_OF(args), &result);

        expect(status == PYF_OK ? result == -x : status == PYF_ERR_HANDLE);
        pyf_error_clear();
        if (next_random(&me->random) % 4 == 0) {
            pyf_handle made = pyf_unbind(pyf_call_prepare(
                pyf_eval("lambda x: -x", PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE),
                NULL, 0, pyf_signature("(i64) -> i64", PYF_AUTO_LENGTH)));

            expect(pyf_close(atomic_exchange(&boxes[box].handle, made)) ==
                   PYF_OK);
        }
        expect(pyf_attach_end(here) == PYF_OK);
    }
    return NULL;
}

TEST_DETACHED(stress_prepared_calls_that_others_close)
{
    storm(call_prepared, SOME);
    for (int i = 0; i < BOXES; i++)
        assert_int_equal(pyf_close(atomic_exchange(&boxes[i].handle, 0)),
                         PYF_OK);
}

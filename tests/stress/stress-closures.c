/* SPDX-License-Identifier: MIT */
/* stress: closures made, called and closed by many threads at once, attached
 * or not. Each call gives its own result or, closed, the fallback. */
#include "test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

enum { THREADS = 8, BOXES = 16, MILLISECONDS = 2000, FALLBACK = -1 };

typedef int64_t number_function(int64_t);

/* Closures that all threads call, and any may close. */
static struct {
    _Atomic pyf_handle handle;
    _Atomic(pyf_code) code;
} boxes[BOXES];
static atomic_int failures;
static atomic_uint_fast64_t rounds;
static struct timespec deadline;

static int
in_time(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec < deadline.tv_sec ||
           (now.tv_sec == deadline.tv_sec && now.tv_nsec < deadline.tv_nsec);
}

static void
expect(int right)
{
    if (!right)
        atomic_fetch_add(&failures, 1);
}

static void
storm(void *(*body)(void *))
{
    pthread_t threads[THREADS];

    clock_gettime(CLOCK_MONOTONIC, &deadline);
    deadline.tv_sec += MILLISECONDS / 1000;
    atomic_store(&failures, 0);
    atomic_store(&rounds, 0);
    for (uintptr_t i = 0; i < THREADS; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, body, (void *)(i + 1)), 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&failures), 0);
    assert_true(atomic_load(&rounds) > 0);
}

static uint32_t
next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* A closure that adds its key; attached. */
static pyf_handle
make(int64_t key, pyf_code *code)
{
    static const int64_t fallback = FALLBACK;
    pyf_handle make_adder = pyf_eval("lambda key: lambda x: x + key",
                                     PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
    pyf_handle number = pyf_from_i64(key);

    return pyf_unbind(
        pyf_closure_new(pyf_call(make_adder, &number, 1),
                        pyf_signature_new("(i64) -> i64", PYF_AUTO_LENGTH),
                        PYF_CLOSURE_PARK, &fallback, code));
}

/* One closure of its own for each thread, called without being attached. */
static void *
call_mine(void *argument)
{
    int64_t key = (int64_t)(uintptr_t)argument * 1000000;
    pyf_token here = pyf_attach_begin();
    pyf_code code = NULL;
    pyf_handle mine = make(key, &code);

    expect(pyf_attach_end(here) == PYF_OK);
    expect(mine != 0);
    for (int64_t i = 0; in_time(); i++) {
        expect(((number_function *)code)(i) == key + i);
        atomic_fetch_add(&rounds, 1);
    }
    expect(pyf_close(mine) == PYF_OK);
    return NULL;
}

TEST_DETACHED(stress_closures_on_threads_that_are_not_attached)
{
    storm(call_mine);
}

/* Replace a closure, which others may be in. */
static void
replace(uint32_t box)
{
    pyf_token here = pyf_attach_begin();
    pyf_code code = NULL;
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
    uint32_t random = (uint32_t)(uintptr_t)argument;

    while (in_time()) {
        uint32_t box = next_random(&random) % BOXES;
        pyf_code code = atomic_load(&boxes[box].code);
        int64_t x = next_random(&random) % 1000, got;
        pyf_token here = x % 2 == 0 ? pyf_attach_begin() : 0;

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
        if (next_random(&random) % 4 == 0)
            replace(box);
        atomic_fetch_add(&rounds, 1);
    }
    return NULL;
}

TEST_DETACHED(stress_closures_that_others_close)
{
    storm(call_what_others_close);
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
    uint32_t random = (uint32_t)(uintptr_t)argument;

    while (in_time()) {
        uint32_t box = next_random(&random) % BOXES;
        pyf_token here = pyf_attach_begin();
        pyf_handle shared = atomic_load(&boxes[box].handle);
        int64_t x = next_random(&random) % 1000, result = -7;
        void *args[] = {&x};
        int status = shared == 0 ? PYF_ERR_HANDLE
                                 : pyf_call_prepared(shared, args, &result);

        expect(status == PYF_OK ? result == -x : status == PYF_ERR_HANDLE);
        pyf_error_clear();
        if (next_random(&random) % 4 == 0) {
            pyf_handle made = pyf_unbind(pyf_call_prepare(
                pyf_eval("lambda x: -x", PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE),
                NULL, pyf_signature_new("(i64) -> i64", PYF_AUTO_LENGTH)));

            expect(pyf_close(atomic_exchange(&boxes[box].handle, made)) ==
                   PYF_OK);
        }
        expect(pyf_attach_end(here) == PYF_OK);
        atomic_fetch_add(&rounds, 1);
    }
    return NULL;
}

TEST_DETACHED(stress_prepared_calls_that_others_close)
{
    storm(call_prepared);
    for (int i = 0; i < BOXES; i++)
        assert_int_equal(pyf_close(atomic_exchange(&boxes[i].handle, 0)),
                         PYF_OK);
}

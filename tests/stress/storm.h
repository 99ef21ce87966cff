/* SPDX-License-Identifier: MIT */
/*
 * What the tests of this folder share: work that many threads do at once.
 *
 * How much of it is done is waited for, never timed. Two amounts count: rounds,
 * and turns, that is how often a thread went on after another one had been at
 * work. With the GIL it is turns that are rare, without it rounds. All threads
 * go on until the last one has its share of both, so that none is ever alone.
 */
#ifndef PYF_TESTS_STORM_H
#define PYF_TESTS_STORM_H

#include "test.h"

#include <pthread.h>
#include <stdatomic.h>

enum { THREADS = 8, TURNS = 50 };

struct worker {
    uint32_t number; /* from 1 */
    uint32_t random;
    uint64_t rounds, turns;
    int done;
};

static struct {
    uint64_t rounds; /* that each worker has to make */
    atomic_int unfinished, failures;
    _Atomic(const void *) last; /* who was at work */
} all_work;

static inline void
expect(int right)
{
    if (!right)
        atomic_fetch_add(&all_work.failures, 1);
}

static inline uint32_t
next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* Whether somebody else has been at work since this one asked. */
static inline int
is_new_turn(const void *me)
{
    return atomic_exchange_explicit(&all_work.last, me, memory_order_relaxed) !=
           me;
}

/* One more round, and whether to make it. */
static inline int
goes_on(struct worker *me)
{
    me->turns += (uint64_t)is_new_turn(me);
    if (!me->done && me->rounds >= all_work.rounds && me->turns >= TURNS) {
        me->done = 1;
        atomic_fetch_sub(&all_work.unfinished, 1);
    }
    me->rounds++;
    return atomic_load(&all_work.unfinished) > 0;
}

/* Threads with this body, which gets a worker each and asks goes_on before
 * each round. Nothing must have failed. */
static inline void
storm(void *(*body)(void *), uint64_t rounds)
{
    struct worker workers[THREADS] = {0};
    pthread_t threads[THREADS];

    all_work.rounds = rounds;
    atomic_store(&all_work.unfinished, THREADS);
    atomic_store(&all_work.failures, 0);
    for (uint32_t i = 0; i < THREADS; i++) {
        workers[i].number = workers[i].random = i + 1;
        assert_int_equal(
            pthread_create(&threads[i], NULL, body, &workers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&all_work.failures), 0);
}

#endif

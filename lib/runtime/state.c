/* SPDX-License-Identifier: MIT */
/* The state word of the process, and waiting for the end of a start; see
 * runtime.h. */
#include "runtime/runtime.h"

_Atomic int pyf__gate = PYF__DOWN;

/* A leaf lock. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t started = PTHREAD_COND_INITIALIZER;
static pthread_t starter; /* while the gate is STARTING */
static bool loaded;       /* since the gate is STARTING, the libpython is */

enum pyf__state
pyf__state(void)
{
    return (enum pyf__state)atomic_load_explicit(&pyf__gate,
                                                 memory_order_acquire);
}

void
pyf__gate_set(enum pyf__state state)
{
    pthread_mutex_lock(&lock);
    if (state == PYF__STARTING) {
        starter = pthread_self();
        loaded = false;
    }
    atomic_store(&pyf__gate, state);
    pthread_cond_broadcast(&started);
    pthread_mutex_unlock(&lock);
}

bool
pyf__gate_close(void)
{
    int up = PYF__UP;

    return atomic_compare_exchange_strong(&pyf__gate, &up, PYF__CLOSING);
}

/* Locked. */
static bool
is_starter(void)
{
    return atomic_load(&pyf__gate) == PYF__STARTING &&
           pthread_equal(starter, pthread_self());
}

bool
pyf__gate_is_starter(void)
{
    bool answer;

    pthread_mutex_lock(&lock);
    answer = is_starter();
    pthread_mutex_unlock(&lock);
    return answer;
}

void
pyf__gate_loaded(void)
{
    pthread_mutex_lock(&lock);
    loaded = true;
    pthread_cond_broadcast(&started);
    pthread_mutex_unlock(&lock);
}

/* Wait for the end of a start, or only for the libpython: whether the start
 * goes on. Python code that runs while Python starts would wait for itself. */
static bool
await_start(bool only_library)
{
    bool starting;

    pthread_mutex_lock(&lock);
    while (atomic_load(&pyf__gate) == PYF__STARTING && !is_starter() &&
           !(only_library && loaded))
        pthread_cond_wait(&started, &lock);
    starting = atomic_load(&pyf__gate) == PYF__STARTING && !is_starter();
    pthread_mutex_unlock(&lock);
    return starting;
}

/* A thread that joins Python needs its interpreter lock for that: whoever
 * waits for the end of it must not hold it. */
void
pyf__gate_wait_start(void)
{
    PyThreadState *state;

    if (!await_start(true))
        return;
    if (!pyf__in_python()) {
        await_start(false);
        return;
    }
    state = cpython.PyEval_SaveThread();
    await_start(false);
    cpython.PyEval_RestoreThread(state);
}

void
pyf__gate_forked(void)
{
    lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
}

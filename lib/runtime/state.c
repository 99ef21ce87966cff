/* SPDX-License-Identifier: MIT */
/* The facts that all others ask for: the state word of the process, who uses
 * its Python, and whether a start goes on; see state.h. */
#include "runtime/state.h"

#include <pthread.h>

#include "handle/fault.h"
#include "runtime/internal.h"

_Atomic int pyf__gate = PYF__DOWN;
_Atomic bool pyf__exiting;
struct pyf__runtime pyf__runtime = {.lock = PTHREAD_MUTEX_INITIALIZER};

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

/* Python code that runs while Python starts would wait for itself. */
bool
pyf__await_start(bool only_library)
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

void
pyf__gate_forked(void)
{
    lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
}

bool
pyf__joined(void)
{
    return pyf__runtime.joined;
}

bool
pyf__kept(void)
{
    return pyf__runtime.kept;
}

uint64_t
pyf__users(void)
{
    uint64_t users;

    pthread_mutex_lock(&pyf__runtime.lock);
    users = pyf__runtime.users;
    pthread_mutex_unlock(&pyf__runtime.lock);
    return users;
}

int
pyf__fault_detached(const char *function)
{
    int code = PYF_ERR_NOT_INITIALIZED;

    switch (pyf__state()) {
    case PYF__UP:
        code = PYF_ERR_NOT_ATTACHED;
        break;
    case PYF__CLOSING:
    case PYF__GONE:
        code = PYF_ERR_FINALIZED;
        break;
    case PYF__FORKED:
        code = PYF_ERR_FORKED;
        break;
    default:
        break;
    }
    return pyf__fault_argument(code, function, NULL, NULL);
}

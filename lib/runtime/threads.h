/* SPDX-License-Identifier: MIT */
/*
 * What each thread is to the runtime.
 *
 * A thread keeps the Python thread state that was made for it until it exits.
 * Its open spans lie in an array (spans.h); the calls from Python that it is
 * in are a list of visits, the innermost first (visit.h).
 */
#ifndef PYF__THREADS_H
#define PYF__THREADS_H

#include "cpython/cpython.h"
#include "handle/fault.h"
#include "platform/platform.h"
#include "runtime/state.h"

/* What was done to attach. */
enum pyf__deed {
    PYF__NOTHING,  /* nested */
    PYF__RESTORED, /* attached with PyEval_RestoreThread */
    PYF__BORROWED, /* CPython had this thread attached already */
    PYF__RESUMED, /* nested, but Python code had detached around a foreign call
                   */
};

/* Sorts of spans. */
enum pyf__span_sort {
    PYF__ATTACH,
    PYF__DETACH,
    PYF__SCOPE,
};

/* Serials are running numbers that go into tokens; 0 is none. */
enum { PYF__SERIAL_MASK = 0xfffff };

struct pyf__span {
    uint32_t number;
    uint32_t base; /* of the scope outside, see table.h */
    uint8_t sort;
    uint8_t deed;             /* what was done to attach */
    PyThreadState *suspended; /* what a detach span let go of */
};

/*
 * What stands around a call from Python into the host: handles belong to a
 * scope of the call's own, spans that are open outside cannot be ended, and
 * what was parked before is set aside. A thread that CPython attached, and not
 * this library, is taken over only when the host function asks for something
 * (pyf__attach_late): most C functions never do.
 */
struct pyf__visit {
    struct pyf__visit *outer; /* NULL: not within a call from Python */
    uint32_t floor;           /* spans open when it began */
    uint32_t base;            /* of the scope outside */
    uint32_t scope; /* while not attached: what to open, pyf__scope_open_as */
    bool scoped;    /* attached, and with a scope of its own, or without one */
    bool special;   /* what follows is set, and to be undone */
    bool has_aside;
    int deed;                /* what was done to attach late; 0: nothing */
    uint32_t arguments;      /* base of their scope, where the host has none */
    struct pyf__fault aside; /* what was parked when it began */
};

/* Linked while the thread is known. */
struct pyf__thread {
    _Atomic bool inside; /* passed the gate */
    bool linked;
    bool owns_kept;           /* kept was made for this thread by us */
    uint32_t serial;          /* not 0 */
    uint32_t number;          /* of the span opened last */
    uint32_t depth;           /* open spans */
    uint32_t room;            /* for spans */
    struct pyf__visit *visit; /* never NULL */
    struct pyf__span *spans;
    PyThreadState *kept; /* to attach with; NULL: none yet */
    struct pyf__thread *next;
    struct pyf__thread *previous;
};

pyf__data pyf__thread_local struct pyf__thread pyf__thread;
pyf__data bool pyf__auto_attach;

/* Those with a thread state. */
uint64_t pyf__threads(void);

/* Make the thread known: it can be waited for, and is told when it ends.
 * false: parked. */
bool pyf__thread_link(struct pyf__thread *thread);

/* A thread state for a thread that keeps none; NULL without memory. */
PyThreadState *pyf__thread_new_state(struct pyf__thread *thread);

/* Whether CPython has this thread attached, to whichever interpreter. */
bool pyf__in_python(void);

/* Whether the interpreter that this thread is attached to is the main one, the
 * only one that this library knows; and what to say when it is not. CPython
 * has the thread attached. */
bool pyf__in_main_interpreter(void);
pyf__data const char pyf__other_interpreter[];

/* Called when a thread ends, for what higher modules keep for it: attached,
 * or, with false, on a thread that cannot attach any more. NULL: nothing kept.
 */
pyf__data void (*_Atomic pyf__thread_exit_hook)(bool attached);

/* A thread that is known passes the gate (gate.h), and comes out again. */
static pyf__hot bool
pyf__gate_enter(struct pyf__thread *thread)
{
    atomic_store_explicit(&thread->inside, true, memory_order_relaxed);
    pyf__fence_light();
    if (pyf__likely(atomic_load_explicit(&pyf__gate, memory_order_acquire) ==
                    PYF__UP))
        return true;
    atomic_store_explicit(&thread->inside, false, memory_order_release);
    return false;
}

static inline void
pyf__gate_leave(struct pyf__thread *thread)
{
    atomic_store_explicit(&thread->inside, false, memory_order_release);
}

/* The thread state that CPython has attached to this thread, NULL for none.
 * Until 3.11 the function gives that of whichever thread holds the GIL. */
static pyf__hot PyThreadState *
pyf__current_state(const struct pyf__thread *thread)
{
    PyThreadState *state;

    if (cpython.PyThreadState_GetUnchecked != NULL)
        return cpython.PyThreadState_GetUnchecked();
    if (cpython._PyThreadState_UncheckedGet == NULL)
        return NULL;
    state = cpython._PyThreadState_UncheckedGet();
    if (pyf__layout.version >= 0x030c0000 || state == NULL ||
        state == thread->kept)
        return state;
    return state == cpython.PyGILState_GetThisThreadState() ? state : NULL;
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The gate, and attaching itself: what spans and visits are made of, inlined
 * into both.
 *
 * A thread that attaches sets its own `inside` flag, passes a light fence, and
 * reads the state; the thread that closes changes the state, passes the heavy
 * fence, and reads the flags of all threads. So a late arrival is turned away
 * and everybody else is waited for, and attaching costs no atomic operation.
 */
#ifndef PYF__GATE_H
#define PYF__GATE_H

#include "handle/table.h"
#include "runtime/threads.h"

/* Pass the gate: what follows is waited for before Python ends. false: Python
 * is not up, or there is no memory to know the thread by. */
static pyf__hot bool
pyf__gate_pass(struct pyf__thread *thread)
{
    if (pyf__unlikely(!thread->linked) && !pyf__thread_link(thread))
        return false;
    return pyf__gate_enter(thread);
}

/* A thread state to attach with: the kept one; one that somebody else made for
 * this thread, which is not ours to keep; or a new one. NULL without memory.
 */
static pyf__hot PyThreadState *
pyf__state_for(struct pyf__thread *thread)
{
    return pyf__likely(thread->kept != NULL) ? thread->kept
                                             : pyf__thread_new_state(thread);
}

/* Attach a thread that has passed the gate; PYF__NOTHING without memory. */
static pyf__hot enum pyf__deed
pyf__take_state(struct pyf__thread *thread)
{
    PyThreadState *state;

    if (pyf__unlikely(pyf__current_state(thread) != NULL)) {
        pyf__attached = true;
        return PYF__BORROWED;
    }
    state = pyf__state_for(thread);
    if (pyf__unlikely(state == NULL))
        return PYF__NOTHING;
    cpython.PyEval_RestoreThread(state);
    pyf__attached = true;
    return PYF__RESTORED;
}

/* Drop what detached threads have closed. */
static pyf__hot void
pyf__drain(void)
{
    if (pyf__unlikely(atomic_load_explicit(&pyf__main.table.pending,
                                           memory_order_relaxed) != 0))
        pyf__table_drain();
}

static pyf__hot enum pyf__deed
pyf__attach(struct pyf__thread *thread)
{
    enum pyf__deed deed = pyf__take_state(thread);

    if (pyf__likely(deed != PYF__NOTHING))
        pyf__drain();
    return deed;
}

static pyf__hot void
pyf__detach(struct pyf__thread *thread, enum pyf__deed deed)
{
    pyf__attached = false;
    if (deed == PYF__RESTORED)
        cpython.PyEval_SaveThread();
    pyf__gate_leave(thread);
}

/* Pass the gate and attach for one call, no scope opened. 0, with nothing
 * parked, when that cannot be; else what leave takes back. */
int pyf__visit(void);
void pyf__leave(int deed);

/* Take over a thread that is in a call from Python: whether it is attached
 * now. */
bool pyf__attach_late(void);

/* Set aside what is parked, until the visit ends. */
void pyf__visit_set_aside(struct pyf__visit *visit);

/* The arguments of the call have their handles, which the visit closes: from
 * now on new ones belong to the host. */
void pyf__visit_unscope(struct pyf__visit *visit);

#endif

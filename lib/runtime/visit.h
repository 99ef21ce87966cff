/* SPDX-License-Identifier: MIT */
/*
 * What stands around every call from Python into the host; the visit itself is
 * declared in threads.h.
 *
 * A quick function opens and closes its visit in line. What is rare is out of
 * line: spans that the host has left open, a failure that is raised.
 */
#ifndef PYF__VISIT_H
#define PYF__VISIT_H

#include "handle/table.h"
#include "runtime/gate.h"

/* The thread is back from the host: end the spans that it has left open as far
 * as they keep the thread detached. */
void pyf__visit_attach(struct pyf__visit *visit);

/* Undo what a visit did beyond opening a scope, and end the spans that it has
 * left open. */
void pyf__visit_undo(struct pyf__visit *visit);

/* Begin a visit with nothing parked; false, with nothing begun, when the
 * runtime is not up. scope: what to open, as pyf__scope_open_as has it. */
static pyf__hot bool
pyf__visit_open_clear(struct pyf__visit *visit, uint32_t scope)
{
    struct pyf__thread *thread = &pyf__thread;

    if (pyf__likely(pyf__attached)) {
        visit->scoped = true;
        visit->special = false;
        visit->base = pyf__scope_open_as(scope);
    } else {
        visit->scope = scope;
        visit->scoped = false;
        visit->special = false;
        if (pyf__unlikely(
                atomic_load_explicit(&pyf__gate, memory_order_relaxed) !=
                    PYF__UP &&
                !atomic_load_explicit(&pyf__exiting, memory_order_relaxed)))
            return false;
    }
    visit->outer = thread->visit;
    visit->floor = thread->depth;
    thread->visit = visit;
    return true;
}

/* The same, with what is parked set aside. */
static inline bool
pyf__visit_open(struct pyf__visit *visit, uint32_t scope)
{
    if (!pyf__visit_open_clear(visit, scope))
        return false;
    if (pyf__fault.code != PYF_OK)
        pyf__visit_set_aside(visit);
    return true;
}

/* Directly behind every call into the host: what follows is Python. */
static pyf__hot void
pyf__visit_back(struct pyf__visit *visit)
{
    if (pyf__unlikely(pyf__thread.depth != visit->floor))
        pyf__visit_attach(visit);
}

/* Whether there is more to undo than the scope. */
static pyf__hot bool
pyf__visit_is_special(const struct pyf__visit *visit)
{
    return visit->special || pyf__thread.depth != visit->floor;
}

/* End one that is not special. */
static pyf__hot void
pyf__visit_leave(struct pyf__visit *visit)
{
    if (pyf__likely(visit->scoped))
        pyf__scope_close(visit->base);
    pyf__thread.visit = visit->outer;
}

/* End any, whatever was parked in it having been taken care of. */
static inline void
pyf__visit_close(struct pyf__visit *visit)
{
    if (pyf__visit_is_special(visit))
        pyf__visit_undo(visit);
    else
        pyf__visit_leave(visit);
}

/*
 * Around a call into the host that handles or values are made for; a native
 * function does with pyf__visit_open. begin: false, with a RuntimeError
 * raised, when the host is gone. end: raises what is parked when `status` is
 * negative, and says whether the host has succeeded.
 */
bool pyf__visit_begin(struct pyf__visit *visit, const char *function);
bool pyf__visit_end(struct pyf__visit *visit, int status,
                    const char *function);

/* What a callback has returned: a negative status, or one of 0 to `most`. Any
 * other becomes a failure, parked. */
int pyf__visit_refuse(int status, int most, const char *function);

static inline int
pyf__visit_answer(int status, int most, const char *function)
{
    return pyf__likely(status <= most)
               ? status
               : pyf__visit_refuse(status, most, function);
}

/* Around everything that Python calls of ours: calls that go round without a
 * frame of Python must end as well. begin: false with a RecursionError
 * raised. */
bool pyf__recursion_begin(const char *function);
static inline void
pyf__recursion_end(void)
{
    cpython.Py_LeaveRecursiveCall();
}

/* Raise what is parked, and forget it; or that the host is gone. NULL. */
PyObject *pyf__raise_parked(void);
PyObject *pyf__raise_gone(const char *function);

/* Raise a RecursionError, for a stack that is low. */
void pyf__raise_recursion(const char *function);

#endif

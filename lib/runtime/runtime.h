/* SPDX-License-Identifier: MIT */
/*
 * Start, gate, attach, detach, finalize.
 *
 * One state word stands for the whole process:
 *
 *   DOWN -> STARTING -> UP -> CLOSING -> GONE
 *              |                |
 *              +-> DOWN, or     +-> UP when threads did not leave in time
 *                  BROKEN once Python itself had begun to start
 *
 * and FORKED in a forked child. STARTING is left by the thread that entered
 * it, the others wait on a condition; no lock is held while Python starts.
 *
 * The gate: a thread that attaches sets its own `inside` flag, passes a light
 * fence, and reads the state; the thread that closes changes the state, passes
 * the heavy fence, and reads the flags of all threads. So a late arrival is
 * turned away and everybody else is waited for, and attaching costs no atomic
 * operation.
 *
 * A thread keeps the Python thread state that was made for it until it exits.
 * Its spans (attach, detach, scope) nest, in an array. A token is
 *
 *   {kind 8 | thread 24 | running number of the span 32}
 *
 * and nothing in it is trusted: it only has to be that of the innermost span.
 */
#ifndef PYF__RUNTIME_H
#define PYF__RUNTIME_H

#include "cpython/cpython.h"
#include "discover/discover.h"
#include "handle/fault.h"
#include "platform/platform.h"
#include "handle/table.h"

enum pyf__state {
    PYF__DOWN,
    PYF__STARTING,
    PYF__UP,
    PYF__CLOSING,
    PYF__GONE,
    PYF__FORKED,
    PYF__BROKEN,
};

struct pyf__span {
    uint32_t number;
    uint32_t base; /* of the scope outside, see table.h */
    uint8_t kind;
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
    bool scoped;              /* attached, and with a scope of its own */
    bool special;             /* what follows is set, and to be undone */
    bool has_aside;
    int deed;                /* what was done to attach late; 0: nothing */
    struct pyf__fault aside; /* what was parked when it began */
};

/* What one thread is to the runtime; linked while the thread is known. */
struct pyf__thread {
    _Atomic bool inside; /* passed the gate */
    bool linked;
    bool owns_kept;           /* kept was made for this thread by us */
    uint32_t serial;          /* 24 bits of a running number, not 0 */
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
pyf__data _Atomic int pyf__gate; /* an enum pyf__state */
/* A joined Python is about to end. Nobody passes the gate any more, but what
 * Python runs until then may call the host. */
pyf__data _Atomic bool pyf__exiting;

/* Lifecycle. Statuses; failures parked. */
int pyf__initialize(const pyf_config *config);

/* For a module that is being imported: join the Python that runs here, unless
 * that has been done. CPython has this thread attached. */
int pyf__join(void);

int pyf__finalize(void);
enum pyf__state pyf__state(void);
bool pyf__joined(void);
bool pyf__kept(void); /* joined, and modules that it imported live in it */
uint64_t pyf__users(void);
uint64_t pyf__threads(void);

/* Flush sys.stdout and sys.stderr; put a folder into sys.path. Attached. */
int pyf__flush(void);
int pyf__path_insert(const char *path, Py_ssize_t position,
                     const char *function);

/* Spans. A token, or 0 with the failure parked; an end gives a status and
 * parks its failure under `function`. */
pyf_token pyf__attach_begin(const char *function);
pyf_token pyf__detach_begin(const char *function);
pyf_token pyf__scope_begin(const char *function);
int pyf__span_end(pyf_token token, int kind, const char *function);

/* Kind of a span that is open on this thread, else PYF_ERR_HANDLE. */
int pyf__span_kind(pyf_token token);

/* Why this thread is not attached: a status, parked under `function`. */
int pyf__fault_detached(const char *function);

/* Pass the gate and attach for one call, no scope opened. 0, with nothing
 * parked, when that cannot be; else what leave takes back. */
int pyf__visit(void);
void pyf__leave(int deed);

/* Take over a thread that is in a call from Python: whether it is attached
 * now. */
bool pyf__attach_late(void);

/* The thread is back from the host: end the spans that it has left open as far
 * as they keep the thread detached. */
void pyf__visit_attach(struct pyf__visit *visit);

/* Undo what a visit did beyond opening a scope, and end the spans that it has
 * left open. */
void pyf__visit_undo(struct pyf__visit *visit);

/* Set aside what is parked. */
void pyf__visit_set_aside(struct pyf__visit *visit);

/* Begin a visit with nothing parked; false, with nothing begun, when the
 * runtime is not up. */
static pyf__hot bool
pyf__visit_open_clear(struct pyf__visit *visit)
{
    struct pyf__thread *thread = &pyf__thread;

    if (pyf__likely(pyf__attached)) {
        visit->scoped = true;
        visit->special = false;
        visit->base = pyf__scope_open();
    } else {
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
pyf__visit_open(struct pyf__visit *visit)
{
    if (!pyf__visit_open_clear(visit))
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

/* Called when a thread ends, for what higher modules keep for it: attached,
 * or, with false, on a thread that cannot attach any more. NULL: nothing kept.
 */
pyf__data void (*_Atomic pyf__thread_exit_hook)(bool attached);

/* Called by the thread that starts or joins Python, when it is loaded: before
 * it starts, or, joined and attached, when everything is ready. A status,
 * parked. NULL: nothing to do. */
pyf__data int (*_Atomic pyf__start_hook)(bool joined);

/* Whether CPython has this thread attached, to whichever interpreter. */
bool pyf__in_python(void);

/* Whether the interpreter that this thread is attached to is the main one, the
 * only one that this library knows; and what to say when it is not. CPython
 * has the thread attached. */
bool pyf__in_main_interpreter(void);
pyf__data const char pyf__other_interpreter[];

/* For the lifecycle (runtime.c) alone. */
void pyf__thread_adopt(PyThreadState *state); /* of the starting thread */
void pyf__gate_set(enum pyf__state state);
bool pyf__gate_close(void); /* UP to CLOSING; false: was not up */
bool pyf__gate_drain(uint32_t milliseconds); /* false: some are still inside */
int pyf__gate_prepare(void);
void pyf__gate_loaded(void); /* while STARTING: the table can be used */
void pyf__gate_wait_start(void);
void pyf__gate_forked(void);     /* in the child */
bool pyf__gate_is_starter(void); /* is it this thread that starts Python? */
/* Get to know a Python that runs, and set its sys up; `started`: what was
 * started, NULL where it was joined. Statuses; failures parked. Attached. */
int pyf__settle(const pyf_config *config, const struct pyf__python *started);
int pyf__insert_paths(const pyf_config *config);

int pyf__start_python(const pyf_config *config,
                      const struct pyf__python *python);
void pyf__end_python(void); /* attached before, detached after */

#endif

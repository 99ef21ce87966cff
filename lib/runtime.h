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

#include "cpython.h"
#include "discover.h"
#include "platform.h"

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

/* What one thread is to the runtime; linked while the thread is known. */
struct pyf__thread {
    _Atomic bool inside; /* passed the gate */
    bool linked;
    bool owns_kept;  /* kept was made for this thread by us */
    uint32_t serial; /* 24 bits of a running number, not 0 */
    uint32_t number; /* of the span opened last */
    uint32_t depth;  /* open spans */
    uint32_t room;   /* for spans */
    struct pyf__span *spans;
    PyThreadState *kept; /* to attach with; NULL: none yet */
    struct pyf__thread *next;
    struct pyf__thread *previous;
};

pyf__data pyf__thread_local struct pyf__thread pyf__thread;
pyf__data bool pyf__auto_attach;

/* Lifecycle. Statuses; failures parked. */
int pyf__initialize(const pyf_config *config);
int pyf__finalize(void);
enum pyf__state pyf__state(void);
bool pyf__joined(void);
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

/* Called when a thread ends, for what higher modules keep for it: attached,
 * or, with false, on a thread that cannot attach any more. NULL: nothing kept.
 */
pyf__data void (*_Atomic pyf__thread_exit_hook)(bool attached);

/* For the lifecycle (runtime.c) alone. */
void pyf__thread_adopt(PyThreadState *state); /* of the starting thread */
void pyf__gate_set(enum pyf__state state);
bool pyf__gate_close(void); /* UP to CLOSING; false: was not up */
bool pyf__gate_drain(uint32_t milliseconds); /* false: some are still inside */
int pyf__gate_prepare(void);
void pyf__gate_wait_start(void);
bool pyf__gate_is_starter(void); /* is it this thread that starts Python? */
int pyf__start_python(const pyf_config *config,
                      const struct pyf__python *python);
void pyf__end_python(void); /* attached before, detached after */

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What the files of the runtime share.
 *
 *   state.c      the facts: the state word, who uses Python
 *   threads.c    what each thread is: known, attached, gone
 *   gate.[ch]    the gate, and attaching itself
 *   spans.c      attaching, detaching and scopes, in spans
 *   visit.c      what stands around a call from Python into the host
 *   owned.c      what a component of the host may take back
 *   settle.c     what a Python gets that was started or joined
 *   start.c      starting and ending CPython itself
 *   agreement.c  several components that share one Python
 *   exit.c       the end that others bring
 *   lifecycle.c  start, join, finalize
 */
#ifndef PYF__RUNTIME_INTERNAL_H
#define PYF__RUNTIME_INTERNAL_H

#include <pthread.h>

#include "cpython/cpython.h"
#include "discover/discover.h"
#include "runtime/state.h"

/* What was started, by whom; written while STARTING, read-only afterwards, but
 * for users, which the leaf lock guards. */
struct pyf__runtime {
    pthread_mutex_t lock;
    uint64_t users;
    bool joined;
    bool importing; /* joined by a module that Python imports */
    bool kept;      /* by such a module: joined until Python ends */
    pthread_t main_thread;
    uint32_t drain; /* milliseconds */
    uint32_t flags;
    /* Of the oldest host that uses it, guarded as users is: what changes for
     * callers of a later version depends on this, and in a module of an
     * extension on that of its definition. */
    uint32_t api_version;
    char *owner; /* name of the component that started Python */
    struct pyf__python python;
};

pyf__data struct pyf__runtime pyf__runtime;

/* state.c */
void pyf__gate_set(enum pyf__state state);
bool pyf__gate_close(void);      /* UP to CLOSING; false: was not up */
void pyf__gate_loaded(void);     /* while STARTING: the table can be used */
bool pyf__gate_is_starter(void); /* is it this thread that starts Python? */
void pyf__gate_forked(void);     /* in the child */
/* Wait for the end of a start, or only for the libpython: whether the start
 * goes on. */
bool pyf__await_start(bool only_library);

/* threads.c */
int pyf__gate_prepare(void);
bool pyf__gate_drain(uint32_t milliseconds); /* false: some are still inside */
void pyf__gate_wait_start(void);
void pyf__thread_adopt(PyThreadState *state); /* of the starting thread */

/* Get to know a Python that runs, and set its sys up; `started`: what was
 * started, NULL where it was joined. Statuses; failures parked. Attached. */
int pyf__settle(const pyf_config *config, const struct pyf__python *started);
int pyf__insert_paths(const pyf_config *config);

/* start.c */
int pyf__start_python(const pyf_config *config,
                      const struct pyf__python *python);
void pyf__end_python(void); /* attached before, detached after */

/* Does a later component ask for anything else than what runs? A status,
 * parked. */
int pyf__check_agreement(const pyf_config *config);

/* Be told of the end of the process; of a joined Python, attached: a status,
 * parked. */
void pyf__watch_process_exit(void);
int pyf__watch_joined_exit(void);

#endif

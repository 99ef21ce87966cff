/* SPDX-License-Identifier: MIT */
/*
 * The facts about the one Python of this process that all others ask for.
 *
 * One state word:
 *
 *   DOWN -> STARTING -> UP -> CLOSING -> GONE
 *              |                |
 *              +-> DOWN, or     +-> UP when threads did not leave in time
 *                  BROKEN once Python itself had begun to start
 *
 * and FORKED in a forked child. STARTING is left by the thread that entered
 * it, the others wait on a condition; no lock is held while Python starts.
 */
#ifndef PYF__STATE_H
#define PYF__STATE_H

#include <stdatomic.h>

#include "platform/base.h"

enum pyf__state {
    PYF__DOWN,
    PYF__STARTING,
    PYF__UP,
    PYF__CLOSING,
    PYF__GONE,
    PYF__FORKED,
    PYF__BROKEN,
};

pyf__data _Atomic int pyf__gate; /* an enum pyf__state */
/* A joined Python is about to end. Nobody passes the gate any more, but what
 * Python runs until then may call the host. */
pyf__data _Atomic bool pyf__exiting;

enum pyf__state pyf__state(void);
bool pyf__joined(void);
bool pyf__kept(void); /* joined, and modules that it imported live in it */
uint64_t pyf__users(void);

/* Why this thread is not attached: a status, parked under `function`. */
int pyf__fault_detached(const char *function);

#endif

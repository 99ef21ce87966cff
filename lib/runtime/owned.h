/* SPDX-License-Identifier: MIT */
/*
 * What belongs to a component of the host: its data, dropped once, and whether
 * that component has taken it back (pyf_owner_revoke). take_back stops what
 * is to come, and says whether nothing is under way; it runs under a leaf
 * lock.
 */
#ifndef PYF__OWNED_H
#define PYF__OWNED_H

#include <stdatomic.h>

#include "platform/platform.h"

struct pyf__owned {
    uintptr_t owner;                             /* 0: nobody */
    bool (*take_back)(struct pyf__owned *owned); /* NULL: in no list */
    struct pyf__gift *gift; /* the data, when it is to be dropped */
    _Atomic bool revoked;
    struct pyf__owned *next, *previous;
};

/* Take data over. false: parked, and the data is dropped. */
bool pyf__owned_take(struct pyf__owned *owned, uintptr_t owner, void *data,
                     pyf_drop drop, const char *function);

/* From now on its owner, if any, may take it back: it is complete, and does
 * not move any more. */
void pyf__owned_list(struct pyf__owned *owned,
                     bool (*take_back)(struct pyf__owned *owned));

void pyf__owned_drop(struct pyf__owned *owned); /* the data, now */
void pyf__owned_end(struct pyf__owned *owned);  /* it is about to be freed */

/* What belongs to that owner refuses from now on. Attached. */
void pyf__owned_revoke(uintptr_t owner);

#endif

/* SPDX-License-Identifier: MIT */
/* What belongs to a component of the host, and may be taken back by it; see
 * owned.h. */
#include "runtime/owned.h"

#include <pthread.h>

#include "handle/fault.h"

/* Those that have an owner. A leaf lock, of all gifts too. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct pyf__owned *first;

bool
pyf__owned_take(struct pyf__owned *owned, uintptr_t owner, void *data,
                pyf_drop drop, const char *function)
{
    *owned = (struct pyf__owned){.owner = owner};
    if (drop == NULL)
        return true;
    owned->gift = pyf__gift_new(data, drop);
    if (owned->gift == NULL)
        pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    return owned->gift != NULL;
}

void
pyf__owned_list(struct pyf__owned *owned,
                bool (*take_back)(struct pyf__owned *owned))
{
    if (owned->owner == 0)
        return;
    pyf__lock_over_fork(&lock);
    owned->take_back = take_back;
    pthread_mutex_lock(&lock);
    owned->next = first;
    if (first != NULL)
        first->previous = owned;
    first = owned;
    pthread_mutex_unlock(&lock);
}

/* Locked: its data, which is nobody's then. */
static struct pyf__gift *
take_gift(struct pyf__owned *owned)
{
    struct pyf__gift *gift = owned->gift;

    owned->gift = NULL;
    return gift;
}

void
pyf__owned_drop(struct pyf__owned *owned)
{
    struct pyf__gift *gift;

    pthread_mutex_lock(&lock);
    gift = take_gift(owned);
    pthread_mutex_unlock(&lock);
    pyf__gift_drop(gift);
}

void
pyf__owned_end(struct pyf__owned *owned)
{
    if (owned->take_back != NULL) {
        pthread_mutex_lock(&lock);
        if (owned->previous != NULL)
            owned->previous->next = owned->next;
        else
            first = owned->next;
        if (owned->next != NULL)
            owned->next->previous = owned->previous;
        pthread_mutex_unlock(&lock);
    }
    pyf__owned_drop(owned);
}

/* Take back what an owner has, up to one whose data is to be dropped: that, or
 * NULL when there are no more. Locked, so that none is freed meanwhile. */
static struct pyf__gift *
take_back_some(uintptr_t owner)
{
    struct pyf__gift *gift = NULL;

    pthread_mutex_lock(&lock);
    for (struct pyf__owned *o = first; o != NULL && gift == NULL;
         o = o->next) {
        if (o->owner != owner || atomic_load(&o->revoked))
            continue;
        /* Whoever is inside sees this when it leaves, and drops the data. */
        atomic_store(&o->revoked, true);
        if (o->take_back(o))
            gift = take_gift(o);
    }
    pthread_mutex_unlock(&lock);
    return gift;
}

void
pyf__owned_revoke(uintptr_t owner)
{
    struct pyf__gift *gift;

    while ((gift = take_back_some(owner)) != NULL)
        pyf__gift_drop(gift);
}

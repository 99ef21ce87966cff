/* SPDX-License-Identifier: MIT */
/* What the host has handed over, to be dropped once; see platform.h. */
#include <stdlib.h>

#include "platform/platform.h"

struct pyf__gift {
    void *data;
    pyf_drop drop;
    struct pyf__gift *next, *previous;
};

/* Those not dropped yet, under a leaf lock. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct pyf__gift *gifts;

struct pyf__gift *
pyf__gift_new(void *data, pyf_drop drop)
{
    struct pyf__gift *gift = malloc(sizeof(*gift));

    if (gift == NULL || !pyf__lock_over_fork(&lock)) {
        free(gift);
        drop(data);
        return NULL;
    }
    *gift = (struct pyf__gift){.data = data, .drop = drop};
    pthread_mutex_lock(&lock);
    gift->next = gifts;
    if (gifts != NULL)
        gifts->previous = gift;
    gifts = gift;
    pthread_mutex_unlock(&lock);
    return gift;
}

/* Locked. */
static void
unlink_gift(struct pyf__gift *gift)
{
    if (gift->previous != NULL)
        gift->previous->next = gift->next;
    else
        gifts = gift->next;
    if (gift->next != NULL)
        gift->next->previous = gift->previous;
}

void
pyf__gift_drop(struct pyf__gift *gift)
{
    if (gift == NULL)
        return;
    pthread_mutex_lock(&lock);
    unlink_gift(gift);
    pthread_mutex_unlock(&lock);
    gift->drop(gift->data);
    free(gift);
}

static struct pyf__gift *
first_gift(void)
{
    struct pyf__gift *gift;

    pthread_mutex_lock(&lock);
    gift = gifts;
    pthread_mutex_unlock(&lock);
    return gift;
}

void
pyf__gift_drop_all(void)
{
    struct pyf__gift *gift;

    while ((gift = first_gift()) != NULL)
        pyf__gift_drop(gift);
}

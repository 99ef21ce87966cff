/* SPDX-License-Identifier: MIT */
/*
 * Who uses which slot, where threads run in parallel.
 *
 *   pins: {dying 1 | hot 1 | heat 8 | maker 11 | count 11}
 *
 * A use is counted in the slot; then its tag is compared. A close changes the
 * tag, and then looks at the count. One of both sees the other, and the last
 * to end a use of a slot that is "dying" has it.
 *
 * But what many threads count in is written by all of them, and two would be
 * no faster than one. So a slot that other threads than its maker use again
 * and again gets "hot", and is not written any more: a thread announces its
 * use in a word of its own, passes the light fence, and compares the tag. To
 * close such a handle costs more: whoever does it says "dying", passes the
 * heavy fence, and looks at the words of all threads. Who ends a use clears
 * its word, passes the light fence, and looks for "dying"; then it passes the
 * heavy fence and looks as well, for a use that began before the close may not
 * be seen yet. By the tag it knows that the slot was not closed again since.
 *
 * What a thread makes for itself, or hands over to another for a few uses, is
 * never hot.
 *
 *  - A slot is hot until it is free: a thread that has a use announced finds
 * it hot when it ends that.
 *  - The words of a thread are a stack, of which greenlets may take what is
 * not on top. It grows; where there is no memory for that, uses are counted.
 *  - The number of a thread, its mark as a maker, belongs to one at a time. It
 *    only tells whose uses warm a slot. 0 is nobody's.
 */
#ifndef PYF__PINS_H
#define PYF__PINS_H

#include "cpython/interpreter.h"
#include "platform/platform.h"

#define PYF__DYING   UINT32_C(0x80000000)
#define PYF__HOT     UINT32_C(0x40000000)
#define PYF__HEAT    UINT32_C(0x3fc00000) /* uses by others than the maker */
#define PYF__ONE_USE UINT32_C(0x00400000)
#define PYF__MAKER   UINT32_C(0x003ff800)
#define PYF__COUNT   UINT32_C(0x000007ff)
#define PYF__CROWDED UINT32_C(0x00000400) /* a count that makes a slot hot */

#define PYF__NOT_MAKER UINT32_MAX /* pins of no slot */

/* The words of this thread. */
struct pyf__words {
    _Atomic(struct pyf__slot *) *items; /* NULL: there are none yet */
    uint32_t top; /* the last that is not NULL, and one */
    uint32_t room;
    uint32_t maker; /* pins of a free slot of this thread */
    uint32_t mine;  /* the same, or PYF__NOT_MAKER without a number */
    struct pyf__record *record;
};

pyf__data pyf__thread_local struct pyf__words pyf__words;

/* PYF_OK or PYF_ERR_MEMORY. */
int pyf__pins_prepare(void);

/* Only this thread came along into the child of a fork. */
void pyf__pins_forked(void);

/* Give this thread its words and its number, where it has none yet. Without
 * memory it does without. */
void pyf__words_prepare(void);

/* Make a free slot one of this thread's. */
void pyf__slot_adopt(struct pyf__slot *slot);

/* Begin a use that cannot be announced for lack of room. false: too many are
 * counted, nothing was done. */
bool pyf__use_apart(struct pyf__slot *slot);

/* Take what is NULL off the top. */
void pyf__words_trim(void);

/* End a use of a hot slot that is not the last one announced. */
void pyf__end_apart(struct pyf__slot *slot);

/* Whether the caller has the slot, that is nobody uses it, and it is free and
 * one of this thread's; else it is left to who uses it. kill: of a slot whose
 * handle the caller has just closed. claim: of one that was seen to be dying.
 */
bool pyf__slot_kill(struct pyf__slot *slot);
bool pyf__slot_claim(struct pyf__slot *slot);

/* Count a use by another thread than the maker: false when the slot is hot. */
bool pyf__use_of_others(struct pyf__slot *slot);

/* Begin a use. The tag is to be compared now, in sequential consistency: if it
 * is right, the slot's object stays. false: without memory. */
static pyf__hot bool
pyf__use(struct pyf__slot *slot)
{
    struct pyf__words *words = &pyf__words;
    uint32_t pins = atomic_load_explicit(&slot->pins, memory_order_acquire);

    if ((pins & (PYF__HOT | PYF__MAKER)) == words->mine) {
        pins = atomic_fetch_add(&slot->pins, 1);
        if (pyf__unlikely((pins & PYF__COUNT) >= PYF__CROWDED))
            atomic_fetch_or(&slot->pins, PYF__HOT);
        return true;
    }
    if (pyf__unlikely((pins & PYF__HOT) == 0) && pyf__use_of_others(slot))
        return true;
    if (pyf__unlikely(words->top == words->room))
        return pyf__use_apart(slot);
    atomic_store_explicit(&words->items[words->top++], slot,
                          memory_order_relaxed);
    pyf__fence_light();
    return true;
}

/* End a use: whether the slot is dying, and may be claimed. */
static pyf__hot bool
pyf__end_use(struct pyf__slot *slot)
{
    struct pyf__words *words = &pyf__words;
    uint32_t last = words->top - 1;

    if (words->top != 0 &&
        atomic_load_explicit(&words->items[last], memory_order_relaxed) ==
            slot) {
        atomic_store_explicit(&words->items[last], NULL, memory_order_release);
        words->top = last;
        if (last != 0 &&
            pyf__unlikely(atomic_load_explicit(&words->items[last - 1],
                                               memory_order_relaxed) == NULL))
            pyf__words_trim();
    } else if (pyf__likely(
                   (atomic_load_explicit(&slot->pins, memory_order_relaxed) &
                    PYF__HOT) == 0)) {
        return (atomic_fetch_sub(&slot->pins, 1) & PYF__DYING) != 0;
    } else {
        pyf__end_apart(slot);
    }
    pyf__fence_light();
    return (atomic_load_explicit(&slot->pins, memory_order_acquire) &
            PYF__DYING) != 0;
}

#endif

/* SPDX-License-Identifier: MIT */
/* Who uses which slot, where threads run in parallel; see pins.h. */
#include "handle/pins.h"

#include <stdlib.h>

enum {
    FIRST_WORDS = 8, /* of a thread: a cache line; doubles */
    LINE = 64,
    MAKER_SHIFT = 11,
    MOST_MAKERS = PYF__MAKER >> MAKER_SHIFT,
};

/* What others see of a thread's words. Never freed: the next thread takes it
 * over, with its number. */
struct pyf__record {
    _Atomic(struct pyf__slot *) *items;
    uint32_t room;
    uint32_t maker;
    bool taken;
    struct pyf__record *next;
};

pyf__thread_local struct pyf__words pyf__words = {.mine = PYF__NOT_MAKER};

/* Guards the records: their list, and which words they have. A leaf. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct pyf__record *records;
static uint32_t makers; /* numbers given out */
static uint32_t taken;  /* records */

static pthread_key_t end_key;
static bool has_end_key;

/* A thread ends, perhaps in the middle of its uses. */
static void
let_go(void *data)
{
    struct pyf__record *record = data;

    for (uint32_t i = 0; i < record->room; i++)
        atomic_store_explicit(&record->items[i], NULL, memory_order_release);
    pyf__words = (struct pyf__words){.mine = PYF__NOT_MAKER};
    pthread_mutex_lock(&lock);
    record->taken = false;
    taken--;
    pthread_mutex_unlock(&lock);
}

static void
make_end_key(void)
{
    has_end_key = pthread_key_create(&end_key, let_go) == 0;
}

int
pyf__pins_prepare(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_end_key);
    return has_end_key && pyf__lock_over_fork(&lock) ? PYF_OK : PYF_ERR_MEMORY;
}

void
pyf__pins_forked(void)
{
    taken = 0;
    for (struct pyf__record *r = records; r != NULL; r = r->next) {
        if (r == pyf__words.record) {
            taken++;
            continue;
        }
        r->taken = false;
        for (uint32_t i = 0; i < r->room; i++)
            atomic_store(&r->items[i], NULL);
    }
}

/* ---------------------------------------------------------- words */

/* One that no thread has; NULL: there is none. Locked. */
static struct pyf__record *
find_spare(void)
{
    struct pyf__record *record = records;

    while (record != NULL && record->taken)
        record = record->next;
    return record;
}

static _Atomic(struct pyf__slot *) *
make_items(uint32_t room)
{
    _Atomic(struct pyf__slot *) *items =
        aligned_alloc(LINE, room * sizeof(*items));

    for (uint32_t i = 0; items != NULL && i < room; i++)
        atomic_init(&items[i], NULL);
    return items;
}

/* One more record, with room; NULL without memory. */
static struct pyf__record *
make_record(void)
{
    struct pyf__record *record = calloc(1, sizeof(*record));

    if (record == NULL)
        return NULL;
    record->room = FIRST_WORDS;
    record->items = make_items(FIRST_WORDS);
    if (record->items != NULL)
        return record;
    free(record);
    return NULL;
}

static struct pyf__record *
take_record(void)
{
    struct pyf__record *record, *fresh = NULL;

    pthread_mutex_lock(&lock);
    record = find_spare();
    pthread_mutex_unlock(&lock);
    if (record == NULL)
        fresh = make_record();
    pthread_mutex_lock(&lock);
    record = find_spare();
    if (record == NULL && fresh != NULL) {
        record = fresh;
        fresh = NULL;
        record->next = records;
        records = record;
        if (makers < MOST_MAKERS)
            record->maker = ++makers << MAKER_SHIFT;
    }
    if (record != NULL) {
        record->taken = true;
        taken++;
    }
    pthread_mutex_unlock(&lock);
    if (fresh != NULL)
        free((void *)fresh->items);
    free(fresh);
    return record;
}

void
pyf__words_prepare(void)
{
    struct pyf__words *words = &pyf__words;
    struct pyf__record *record;

    if (words->record != NULL || !has_end_key)
        return;
    record = take_record();
    if (record == NULL)
        return;
    *words = (struct pyf__words){.items = record->items,
                                 .room = record->room,
                                 .maker = record->maker,
                                 .mine = record->maker != 0 ? record->maker
                                                            : PYF__NOT_MAKER,
                                 .record = record};
    if (pthread_setspecific(end_key, record) != 0)
        let_go(record);
}

/* Room for one more word. */
static bool
grow(struct pyf__words *words)
{
    uint32_t room = words->room * 2;
    _Atomic(struct pyf__slot *) *items, *old = words->items;

    if (words->record == NULL) {
        pyf__words_prepare();
        return words->record != NULL;
    }
    items = make_items(room);
    if (items == NULL)
        return false;
    for (uint32_t i = 0; i < words->top; i++)
        atomic_init(&items[i],
                    atomic_load_explicit(&old[i], memory_order_relaxed));
    pthread_mutex_lock(&lock);
    words->record->items = words->items = items;
    words->record->room = words->room = room;
    pthread_mutex_unlock(&lock);
    free((void *)old);
    return true;
}

/* ---------------------------------------------------------- uses */

pyf__apart bool
pyf__use_of_others(struct pyf__slot *slot)
{
    uint32_t pins = atomic_load(&slot->pins), next;

    do {
        if ((pins & PYF__HOT) != 0)
            return false;
        next = pins + PYF__ONE_USE + 1; /* the last one carries into "hot" */
        if ((pins & PYF__COUNT) >= PYF__CROWDED)
            next |= PYF__HOT;
    } while (!atomic_compare_exchange_weak(&slot->pins, &pins, next));
    return true;
}

/* In a hot slot, without a word. */
static bool
count_up(struct pyf__slot *slot)
{
    uint32_t pins = atomic_load(&slot->pins);

    do {
        if ((pins & PYF__COUNT) == PYF__COUNT)
            return false;
    } while (!atomic_compare_exchange_weak(&slot->pins, &pins, pins + 1));
    return true;
}

pyf__cold bool
pyf__use_apart(struct pyf__slot *slot)
{
    return grow(&pyf__words) ? pyf__use(slot) : count_up(slot);
}

pyf__cold void
pyf__words_trim(void)
{
    struct pyf__words *words = &pyf__words;

    while (words->top > 0 &&
           atomic_load(&words->items[words->top - 1]) == NULL)
        words->top--;
}

pyf__cold void
pyf__end_apart(struct pyf__slot *slot)
{
    struct pyf__words *words = &pyf__words;
    uint32_t at = words->top;

    while (at > 0 && atomic_load(&words->items[at - 1]) != slot)
        at--;
    if (at ==
        0) { /* it was counted, before the slot got hot or without room */
        atomic_fetch_sub(&slot->pins, 1);
        return;
    }
    atomic_store_explicit(&words->items[at - 1], NULL, memory_order_release);
    pyf__words_trim();
}

void
pyf__slot_adopt(struct pyf__slot *slot)
{
    uint32_t pins = atomic_load(&slot->pins);

    /* Somebody with a handle that is long dead may be counting in it. */
    while (!atomic_compare_exchange_weak(
        &slot->pins, &pins, (pins & PYF__COUNT) | pyf__words.maker))
        ;
}

/* ---------------------------------------------------------- claims */

static bool
is_announced(const struct pyf__slot *slot)
{
    for (struct pyf__record *r = records; r != NULL; r = r->next) {
        for (uint32_t i = 0; i < r->room; i++) {
            if (atomic_load(&r->items[i]) == slot)
                return true;
        }
    }
    return false;
}

/* The heavy fence, where there are others to see it. */
static void
pass_fence(void)
{
    bool alone;

    /* Who comes later has had the lock after us, and sees what we did. */
    pthread_mutex_lock(&lock);
    alone = taken == (pyf__words.record != NULL);
    pthread_mutex_unlock(&lock);
    if (!alone)
        pyf__fence_heavy();
}

/* Of a slot that was dying with this tag. */
static bool
claim_hot(struct pyf__slot *slot, uint32_t tag)
{
    uint32_t pins;
    bool claimed = false;

    pass_fence();
    pthread_mutex_lock(&lock);
    if (atomic_load(&slot->tag) == tag && !is_announced(slot)) {
        pins = atomic_load(&slot->pins);
        while (!claimed && (pins & (PYF__DYING | PYF__COUNT)) == PYF__DYING)
            claimed = atomic_compare_exchange_weak(&slot->pins, &pins,
                                                   pyf__words.maker);
    }
    pthread_mutex_unlock(&lock);
    return claimed;
}

bool
pyf__slot_claim(struct pyf__slot *slot)
{
    uint32_t tag = atomic_load(&slot->tag);
    uint32_t pins = atomic_load(&slot->pins);

    while ((pins & (PYF__DYING | PYF__HOT | PYF__COUNT)) == PYF__DYING) {
        if (atomic_compare_exchange_weak(&slot->pins, &pins, pyf__words.maker))
            return true;
    }
    return (pins & PYF__DYING) != 0 && (pins & PYF__HOT) != 0 &&
           claim_hot(slot, tag);
}

bool
pyf__slot_kill(struct pyf__slot *slot)
{
    uint32_t pins = atomic_load(&slot->pins), next;

    do {
        if (pyf__likely(pins == pyf__words.mine))
            return true;
        if ((pins & PYF__HOT) != 0) {
            atomic_fetch_or(&slot->pins, PYF__DYING);
            return pyf__slot_claim(slot);
        }
        next = (pins & PYF__COUNT) == 0 ? pyf__words.maker : pins | PYF__DYING;
    } while (!atomic_compare_exchange_weak(&slot->pins, &pins, next));
    return (pins & PYF__COUNT) == 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * What the operating system gives: shared libraries, reserved memory, a
 * per-thread exit hook, and the pair of fences behind the gate.
 */
#ifndef PYF__PLATFORM_H
#define PYF__PLATFORM_H

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>

#include "platform/base.h"

/* Formatted text, malloc'ed; NULL without memory. */
char *pyf__format(const char *format, ...) pyf__printf(1, 2);
char *pyf__format_list(const char *format, va_list arguments)
    pyf__printf(1, 0);

/* Bytes of the UTF-8 character there; 0: it is none. */
size_t pyf__utf8_size(const char *at, const char *end);
bool pyf__is_utf8(const char *data, size_t length);

/* The version of the library as text: PYF_API_VERSION, 0xMMmmpp00. */
const char *pyf__own_version(void);

/* Path of the loaded object that an address lies in, as the dynamic linker
 * knows it; NULL when it lies in none. Valid while the object is loaded. */
const char *pyf__object_of(const void *address);

/* Where a loaded object lies in memory. */
struct pyf__range {
    uintptr_t start;
    uintptr_t end;
};

/* The range of the object that an address lies in; false when in none. */
bool pyf__object_range(const void *address, struct pyf__range *range);

static inline bool
pyf__in_range(const struct pyf__range *range, const void *address)
{
    return (uintptr_t)address >= range->start &&
           (uintptr_t)address < range->end;
}

/* Path of a loaded object whose file name starts with `prefix` and that is not
 * `except` (may be NULL); NULL when there is none. The caller frees it. */
char *pyf__loaded_object(const char *prefix, const char *except);

/* Whether two paths name the same file, through links. */
bool pyf__same_file(const char *a, const char *b);

/* Reserve address space that costs no memory, as much of *size bytes as the
 * limits of the process allow (halving down to `least`); *size is what it got.
 * NULL when there is none. */
void *pyf__reserve(size_t *size, size_t least);

/* Make a part of it usable, zero-filled. */
bool pyf__commit(void *address, size_t size);

/* A hole to look through at addresses that may be anything. peek copies a few
 * bytes; false where there is no memory to read. The copy is what is to be
 * looked at: the memory may be gone a moment later. */
struct pyf__hole {
    int ends[2]; /* of a pipe */
};

bool pyf__hole_open(struct pyf__hole *hole); /* false: none can be had */
void pyf__hole_close(struct pyf__hole *hole);
bool pyf__peek(struct pyf__hole *hole, uintptr_t address, void *copy,
               size_t size);

/* Take a leaf lock over a fork, so that in the child no thread has it that did
 * not come along. May be repeated, by a thread that has none of them. false:
 * no memory. */
bool pyf__lock_over_fork(pthread_mutex_t *lock);

/* The stack of this thread: where it ends, at low addresses, how large it is,
 * and how much of it is to be left; a margin of all there is until it was
 * looked up, nothing where the end is not known. */
struct pyf__stack {
    uintptr_t end, size, margin;
};

pyf__data pyf__thread_local struct pyf__stack pyf__stack;

/* The same question, with the stack looked up when it has not been. */
bool pyf__stack_is_surely_low(uintptr_t here);

/* Whether this thread has not so much stack left above the margin; false where
 * it is not known. */
bool pyf__stack_lacks(size_t size);

/* Whether this thread is about to use up its stack; false also where it runs
 * on another one, of a coroutine, whose end is not known. */
static pyf__hot bool
pyf__stack_is_low(void)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);

    return pyf__unlikely(here - pyf__stack.end < pyf__stack.margin) &&
           pyf__stack_is_surely_low(here);
}

/* Whether that can be known: not on a stack of a coroutine's own. Asked after
 * the question before. */
static pyf__hot bool
pyf__stack_is_known(void)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);

    return pyf__likely(here - pyf__stack.end < pyf__stack.size);
}

/* Data that the host has handed over, with what drops it. What holds it may be
 * Python's, and outlive Python: then it is dropped when that has ended. new:
 * NULL without memory, and dropped already. */
struct pyf__gift;
struct pyf__gift *pyf__gift_new(void *data, pyf_drop drop);
void pyf__gift_drop(struct pyf__gift *gift); /* may be NULL */
void pyf__gift_drop_all(void);

/* A fence that is paid for on one side only. A thread that publishes a flag
 * and then reads shared state passes pyf__fence_light (free); the rare thread
 * that changes the state and then reads the flags passes pyf__fence_heavy.
 * Linux: membarrier(2), private expedited; without it both are full fences. */
pyf__data bool pyf__fence_is_full;
void pyf__fence_prepare(void);
void pyf__fence_heavy(void);

static pyf__hot void
pyf__fence_light(void)
{
    if (pyf__unlikely(pyf__fence_is_full))
        atomic_thread_fence(memory_order_seq_cst);
    else
        atomic_signal_fence(memory_order_seq_cst);
}

#endif

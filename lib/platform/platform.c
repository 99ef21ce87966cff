/* SPDX-License-Identifier: MIT */
/* What the operating system gives; see platform.h. */
#define _GNU_SOURCE
#include "platform/platform.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#endif

/* linux/membarrier.h; spelled out because old headers lack them. */
enum {
    MEMBARRIER_PRIVATE_EXPEDITED = 1 << 3,
    MEMBARRIER_REGISTER_PRIVATE_EXPEDITED = 1 << 4,
};

bool pyf__fence_is_full = true;

static char version_text[sizeof("255.255.255")];

static void
write_version(void)
{
    snprintf(version_text, sizeof(version_text), "%u.%u.%u",
             PYF_API_VERSION >> 24, PYF_API_VERSION >> 16 & 0xff,
             PYF_API_VERSION >> 8 & 0xff);
}

const char *
pyf__own_version(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, write_version);
    return version_text;
}

char *
pyf__format_list(const char *format, va_list arguments)
{
    va_list again;
    char *text = NULL;
    int length;

    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length >= 0)
        text = malloc((size_t)length + 1);
    if (text != NULL)
        vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

char *
pyf__format(const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = pyf__format_list(format, arguments);
    va_end(arguments);
    return text;
}

static bool
is_continuation(const char *at, const char *end)
{
    return at < end && ((unsigned char)*at & 0xc0) == 0x80;
}

/* The first byte of a character gives its size and the least and the most of
 * the second: by that overlong forms, surrogates and what lies beyond Unicode
 * are out (Unicode, table 3-7). */
size_t
pyf__utf8_size(const char *at, const char *end)
{
    unsigned char first = (unsigned char)*at;
    unsigned char second = end - at > 1 ? (unsigned char)at[1] : 0;
    unsigned char least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    unsigned char most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4 || second < least || second > most)
        return 0;
    if (first < 0xe0)
        return 2;
    if (!is_continuation(at + 2, end))
        return 0;
    if (first < 0xf0)
        return 3;
    return is_continuation(at + 3, end) ? 4 : 0;
}

bool
pyf__is_utf8(const char *data, size_t length)
{
    const char *end = data + length;

    while (data < end) {
        size_t size = pyf__utf8_size(data, end);

        if (size == 0)
            return false;
        data += size;
    }
    return true;
}

const char *
pyf__object_of(const void *address)
{
    Dl_info info;

    if (address == NULL || dladdr(address, &info) == 0)
        return NULL;
    return info.dli_fname;
}

struct search {
    const char *prefix;
    const char *except;
    char *found;
};

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

static int
match_object(struct dl_phdr_info *info, size_t size, void *data)
{
    struct search *search = data;
    const char *path = info->dlpi_name;

    (void)size;
    if (path == NULL ||
        strncmp(base_name(path), search->prefix, strlen(search->prefix)) != 0)
        return 0;
    if (search->except != NULL && pyf__same_file(path, search->except))
        return 0;
    search->found = strdup(path);
    return 1;
}

char *
pyf__loaded_object(const char *prefix, const char *except)
{
    struct search search = {prefix, except, NULL};

    dl_iterate_phdr(match_object, &search);
    return search.found;
}

struct range_search {
    const void *address;
    struct pyf__range *range;
    bool found;
};

static int
match_range(struct dl_phdr_info *info, size_t size, void *data)
{
    struct range_search *search = data;
    struct pyf__range range = {UINTPTR_MAX, 0};

    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
        uintptr_t start = info->dlpi_addr + segment->p_vaddr;

        if (segment->p_type != PT_LOAD)
            continue;
        range.start = start < range.start ? start : range.start;
        if (start + segment->p_memsz > range.end)
            range.end = start + segment->p_memsz;
    }
    search->found = pyf__in_range(&range, search->address);
    if (search->found)
        *search->range = range;
    return search->found;
}

bool
pyf__object_range(const void *address, struct pyf__range *range)
{
    struct range_search search = {address, range, false};

    dl_iterate_phdr(match_range, &search);
    return search.found;
}

bool
pyf__same_file(const char *a, const char *b)
{
    struct stat sa, sb;

    if (strcmp(a, b) == 0)
        return true;
    return stat(a, &sa) == 0 && stat(b, &sb) == 0 && sa.st_dev == sb.st_dev &&
           sa.st_ino == sb.st_ino;
}

void *
pyf__reserve(size_t *size, size_t least)
{
    for (size_t want = *size; want != 0 && want >= least; want /= 2) {
        void *address =
            mmap(NULL, want, PROT_NONE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

        if (address != MAP_FAILED) {
            *size = want;
            return address;
        }
    }
    *size = 0;
    return NULL;
}

bool
pyf__commit(void *address, size_t size)
{
    return mprotect(address, size, PROT_READ | PROT_WRITE) == 0;
}

#ifdef SYS_membarrier
static bool
membarrier(int command)
{
    return syscall(SYS_membarrier, command, 0, 0) == 0;
}
#else
static bool
membarrier(int command)
{
    (void)command;
    return false;
}
#endif

void
pyf__fence_prepare(void)
{
    pyf__fence_is_full = !membarrier(MEMBARRIER_REGISTER_PRIVATE_EXPEDITED);
}

void
pyf__fence_heavy(void)
{
    atomic_thread_fence(memory_order_seq_cst);
    if (!pyf__fence_is_full)
        membarrier(MEMBARRIER_PRIVATE_EXPEDITED);
}

/* ---------------------------------------------------------- stacks */

pyf__thread_local struct pyf__stack pyf__stack = {.margin = UINTPTR_MAX};

enum { STACK_MARGIN = 256 << 10 };

#ifdef __linux__

/* The stack of the main thread grows until its limit; what is mapped of it
 * says less, under valgrind for one. */
static void
find_main_stack(struct pyf__stack *stack, uintptr_t start)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_STACK, &limit) != 0 ||
        limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= start)
        return;
    stack->end = start - limit.rlim_cur;
    stack->size = limit.rlim_cur;
}

/* The stack of this thread; a size of 0 where it is not known. */
static void
find_stack(struct pyf__stack *stack)
{
    pthread_attr_t attributes;
    void *end = NULL;
    size_t size = 0;

    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return;
    if (pthread_attr_getstack(&attributes, &end, &size) != 0)
        end = NULL;
    pthread_attr_destroy(&attributes);
    if (end == NULL)
        return;
    if (syscall(SYS_gettid) == getpid()) {
        find_main_stack(stack, (uintptr_t)end + size);
        return;
    }
    stack->end = (uintptr_t)end;
    stack->size = size;
}

#else

/* Not known: the count of CPython decides. */
static void
find_stack(struct pyf__stack *stack)
{
    (void)stack;
}

#endif

/* A small stack has a small margin: a half of what there is, at the time of
 * the first question. */
static void
know_stack(struct pyf__stack *stack, uintptr_t here)
{
    uintptr_t left;

    if (stack->margin != UINTPTR_MAX)
        return;
    stack->margin = 0;
    find_stack(stack);
    left = here - stack->end;
    if (left >= stack->size)
        stack->size = 0; /* a guess that is wrong */
    else
        stack->margin = left / 2 < STACK_MARGIN ? left / 2 : STACK_MARGIN;
}

bool
pyf__stack_is_surely_low(uintptr_t here)
{
    struct pyf__stack *stack = &pyf__stack;

    know_stack(stack, here);
    return here - stack->end < stack->margin;
}

bool
pyf__stack_lacks(size_t size)
{
    struct pyf__stack *stack = &pyf__stack;
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);

    know_stack(stack, here);
    return stack->margin != 0 && here - stack->end < stack->margin + size;
}

/* ---------------------------------------------------------- peeking */

/* To write(2), memory that is not there is EFAULT and no signal; a pipe gives
 * back what is. process_vm_readv would be one call instead of two, but is of
 * the debuggers' kind, for which sandboxes kill. */
bool
pyf__hole_open(struct pyf__hole *hole)
{
    return pipe2(hole->ends, O_CLOEXEC) == 0;
}

void
pyf__hole_close(struct pyf__hole *hole)
{
    close(hole->ends[0]);
    close(hole->ends[1]);
}

bool
pyf__peek(struct pyf__hole *hole, uintptr_t address, void *copy, size_t size)
{
    ssize_t written;

    if (size > PIPE_BUF)
        return false;
#ifdef __linux__
    /* The sanitizers' own write() would look at the memory first. */
    written = syscall(SYS_write, hole->ends[1], address, size);
#else
    written = write(hole->ends[1], (const void *)address, size);
#endif
    /* Less than all of it is there, at a page's end: nothing stays behind. */
    return written > 0 && read(hole->ends[0], copy, (size_t)written) > 0 &&
           written == (ssize_t)size;
}

/* ---------------------------------------------------------- forks */

enum { MOST_LOCKS = 16 };

static pthread_mutex_t locks_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t *locks[MOST_LOCKS];
static size_t lock_count;
static bool watching_forks;

static void
before_fork(void)
{
    pthread_mutex_lock(&locks_lock);
    for (size_t i = 0; i < lock_count; i++)
        pthread_mutex_lock(locks[i]);
}

static void
after_fork(void)
{
    for (size_t i = 0; i < lock_count; i++)
        pthread_mutex_unlock(locks[i]);
    pthread_mutex_unlock(&locks_lock);
}

static void
watch_forks(void)
{
    watching_forks = pthread_atfork(before_fork, after_fork, after_fork) == 0;
}

bool
pyf__lock_over_fork(pthread_mutex_t *lock)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    size_t i = 0;

    pthread_once(&once, watch_forks);
    pthread_mutex_lock(&locks_lock);
    while (i < lock_count && locks[i] != lock)
        i++;
    if (i == lock_count && i < MOST_LOCKS)
        locks[lock_count++] = lock;
    pthread_mutex_unlock(&locks_lock);
    return watching_forks && i < MOST_LOCKS;
}

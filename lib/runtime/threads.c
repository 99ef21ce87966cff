/* SPDX-License-Identifier: MIT */
/* What each thread is to the runtime: known, attached, gone; see threads.h. */
#define _GNU_SOURCE
#include "runtime/threads.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "handle/fault.h"
#include "handle/table.h"
#include "runtime/internal.h"

/* What stands around code that is not called from Python. */
static struct pyf__visit outermost;

pyf__thread_local struct pyf__thread pyf__thread = {.visit = &outermost};
bool pyf__auto_attach;
void (*_Atomic pyf__thread_exit_hook)(bool attached);

/* The threads that were ever attached and live, under a leaf lock. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct pyf__thread *threads;
static uint32_t next_serial;
static pthread_key_t exit_key;

uint64_t
pyf__threads(void)
{
    uint64_t count = 0;

    pthread_mutex_lock(&lock);
    for (struct pyf__thread *t = threads; t != NULL; t = t->next)
        count += t->kept != NULL;
    pthread_mutex_unlock(&lock);
    return count;
}

static void thread_exit(void *data);
static void forked(void);

static bool prepared;

static void
prepare_once(void)
{
    pyf__fence_prepare();
    prepared = pthread_key_create(&exit_key, thread_exit) == 0 &&
               pthread_atfork(NULL, NULL, forked) == 0;
}

int
pyf__gate_prepare(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, prepare_once);
    return prepared ? PYF_OK
                    : pyf__fault_argument(PYF_ERR_MEMORY, "pyf_initialize",
                                          NULL, NULL);
}

/* Make the thread known: it can be waited for, and is told when it ends. */
pyf__cold bool
pyf__thread_link(struct pyf__thread *thread)
{
    if (pyf__gate_prepare() < 0)
        return false;
    pthread_mutex_lock(&lock);
    next_serial = next_serial % PYF__SERIAL_MASK + 1;
    thread->serial = next_serial;
    thread->next = threads;
    thread->previous = NULL;
    if (threads != NULL)
        threads->previous = thread;
    threads = thread;
    thread->linked = true;
    pthread_mutex_unlock(&lock);
    pthread_setspecific(exit_key, thread);
    return true;
}

static void
unlink_thread(struct pyf__thread *thread)
{
    pthread_mutex_lock(&lock);
    if (thread->previous != NULL)
        thread->previous->next = thread->next;
    else
        threads = thread->next;
    if (thread->next != NULL)
        thread->next->previous = thread->previous;
    thread->linked = false;
    pthread_mutex_unlock(&lock);
}

static bool
somebody_inside(void)
{
    bool found = false;

    pthread_mutex_lock(&lock);
    for (struct pyf__thread *t = threads; t != NULL && !found; t = t->next)
        found = t != &pyf__thread && atomic_load(&t->inside);
    pthread_mutex_unlock(&lock);
    return found;
}

bool
pyf__gate_drain(uint32_t milliseconds)
{
    const struct timespec nap = {0, 1000000};

    pyf__fence_heavy();
    for (uint32_t waited = 0; somebody_inside(); waited++) {
        if (waited >= milliseconds)
            return false;
        nanosleep(&nap, NULL);
    }
    return true;
}

/* Until 3.11 PyGILState knows this thread only as one of the main interpreter.
 */
bool
pyf__in_python(void)
{
    PyThreadState *state;

    if (pyf__current_state(&pyf__thread) != NULL)
        return true;
    if (pyf__layout.version >= 0x030c0000 ||
        cpython._PyThreadState_UncheckedGet == NULL)
        return false;
    state = cpython._PyThreadState_UncheckedGet();
    return state != NULL && cpython.PyThreadState_GetInterpreter(state) !=
                                cpython.PyInterpreterState_Main();
}

PyThreadState *
pyf__thread_new_state(struct pyf__thread *thread)
{
    PyThreadState *state = cpython.PyGILState_GetThisThreadState();

    if (state != NULL)
        return state;
    thread->kept =
        cpython.PyThreadState_New(cpython.PyInterpreterState_Main());
    thread->owns_kept = true;
    return thread->kept;
}

const char pyf__other_interpreter[] =
    "libpyforge serves the main interpreter alone; import this module there, "
    "and not in a sub-interpreter";

bool
pyf__in_main_interpreter(void)
{
    return cpython.PyInterpreterState_Get() ==
           cpython.PyInterpreterState_Main();
}

/* A thread that joins Python needs its interpreter lock for that: whoever
 * waits for the end of it must not hold it. */
void
pyf__gate_wait_start(void)
{
    PyThreadState *state;

    if (!pyf__await_start(true))
        return;
    if (!pyf__in_python()) {
        pyf__await_start(false);
        return;
    }
    state = cpython.PyEval_SaveThread();
    pyf__await_start(false);
    cpython.PyEval_RestoreThread(state);
}

void
pyf__thread_adopt(PyThreadState *state)
{
    struct pyf__thread *thread = &pyf__thread;

    if (!thread->linked && !pyf__thread_link(thread))
        return;
    thread->kept = state;
    thread->owns_kept = false;
}

/* Whether an attached thread was attached by us, and not by CPython. */
static bool
attached_by_us(const struct pyf__thread *thread)
{
    bool restored = false;

    for (uint32_t i = 0; i < thread->depth; i++) {
        if (thread->spans[i].sort == PYF__ATTACH)
            restored |= thread->spans[i].deed == PYF__RESTORED;
    }
    return pyf__attached && restored;
}

/* A thread ends: end what it left open and delete the state made for it. That
 * must happen on this thread: deleting it elsewhere clears the deleting
 * thread's own PyGILState (3.12 and later). */
static void
thread_exit(void *data)
{
    struct pyf__thread *thread = data;
    bool was_attached = pyf__attached;
    bool up = thread->owns_kept && (was_attached || pyf__gate_enter(thread));
    bool let_go = !up && attached_by_us(thread);
    void (*hook)(bool);

    if (up) {
        if (!was_attached)
            cpython.PyEval_RestoreThread(thread->kept);
        pyf__attached = true;
        pyf__fault_clear();
    }
    pyf__table_thread_exit();
    hook = atomic_load(&pyf__thread_exit_hook);
    if (hook != NULL)
        hook(up);
    if (up) {
        cpython.PyThreadState_Clear(thread->kept);
        pyf__attached = false;
        cpython.PyThreadState_DeleteCurrent();
    } else if (let_go) {
        cpython.PyEval_SaveThread();
    }
    pyf__attached = false;
    thread->kept = NULL;
    free(thread->spans);
    thread->spans = NULL;
    thread->depth = thread->room = 0;
    pyf__gate_leave(thread);
    unlink_thread(thread);
}

/* os.fork() of a Python that was joined by modules which it imported: Python
 * sees to it that it goes on in the child, as multiprocessing needs it, and so
 * do they. A host is told instead, for what it has of its own is lost. */
static bool
python_lives_on(void)
{
    return pyf__state() == PYF__UP && pyf__kept() && pyf__in_python();
}

/* Only this thread came along; another may have held the lock, and what is
 * linked of the others lies in memory that will be used again. */
static void
forked(void)
{
    lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    pyf__gate_forked();
    pyf__thread.next = pyf__thread.previous = NULL;
    threads = pyf__thread.linked ? &pyf__thread : NULL;
    pyf__pins_forked();
    if (python_lives_on())
        return;
    if (pyf__state() != PYF__DOWN)
        atomic_store(&pyf__gate, PYF__FORKED);
    pyf__attached = false;
}

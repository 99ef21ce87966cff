/* SPDX-License-Identifier: MIT */
/* The end that others bring: of the process, and of a joined Python. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "handle/fault.h"
#include "runtime/gate.h"
#include "runtime/internal.h"
#include "runtime/lifecycle.h"

enum { EXIT_FLUSH_SECONDS = 2 };

/*
 * Process exit. Python is left alone: finalizing it under threads that may
 * still run is what makes other embedders hang and crash. What it has buffered
 * is written. A detached thread would have to wait for the GIL, maybe for
 * ever, so a helper waits for it, and the exit waits for the helper only so
 * long.
 */
struct exit_flush {
    pthread_mutex_t lock;
    pthread_cond_t done;
    bool finished;
};

static struct exit_flush exit_flush = {PTHREAD_MUTEX_INITIALIZER,
                                       PTHREAD_COND_INITIALIZER, false};

static void *
flush_detached(void *data)
{
    struct exit_flush *work = data;
    int deed = pyf__visit();

    if (deed != 0) {
        pyf__flush();
        pyf__fault_clear();
        pyf__leave(deed);
    }
    pthread_mutex_lock(&work->lock);
    work->finished = true;
    pthread_cond_signal(&work->done);
    pthread_mutex_unlock(&work->lock);
    return NULL;
}

static void
await_flush(struct exit_flush *work)
{
    struct timespec limit;
    int error = 0;

    clock_gettime(CLOCK_REALTIME, &limit);
    limit.tv_sec += EXIT_FLUSH_SECONDS;
    pthread_mutex_lock(&work->lock);
    while (!work->finished && error == 0)
        error = pthread_cond_timedwait(&work->done, &work->lock, &limit);
    pthread_mutex_unlock(&work->lock);
}

static void
at_exit(void)
{
    pthread_t helper;

    if (pyf__state() != PYF__UP)
        return;
    if (pyf__attached) {
        pyf__flush();
        pyf__fault_clear();
        return;
    }
    if (pthread_create(&helper, NULL, flush_detached, &exit_flush) != 0)
        return;
    pthread_detach(helper);
    await_flush(&exit_flush);
}

/* A joined Python ends by itself: its atexit tells us, while it still runs. */
static PyObject *
joined_exit(PyObject *self, PyObject *ignored)
{
    PyThreadState *state;

    (void)self;
    (void)ignored;
    /* First, for what Python still runs calls the host while we wait. */
    atomic_store(&pyf__exiting, true);
    if (pyf__gate_close()) {
        state = cpython.PyEval_SaveThread();
        pyf__gate_drain(pyf__runtime.drain);
        cpython.PyEval_RestoreThread(state);
        pyf__gate_set(PYF__GONE);
    } else { /* nobody uses it any more */
        atomic_store(&pyf__exiting, false);
    }
    return pyf__keep(cpython._Py_NoneStruct);
}

int
pyf__watch_joined_exit(void)
{
    static PyMethodDef definition = {"pyforge_exit", joined_exit, METH_NOARGS,
                                     NULL};
    PyObject *hook = cpython.PyCMethod_New(&definition, NULL, NULL, NULL);
    PyObject *enter = NULL, *result = NULL;

    if (hook != NULL)
        enter = pyf__imported("atexit", "register");
    if (enter != NULL)
        result = cpython.PyObject_Vectorcall(enter, &hook, 1, NULL);
    pyf__drop(enter);
    pyf__drop(hook);
    pyf__drop(result);
    return result == NULL ? pyf__fault_python("pyf_initialize") : PYF_OK;
}

void
pyf__watch_process_exit(void)
{
    atexit(at_exit);
}

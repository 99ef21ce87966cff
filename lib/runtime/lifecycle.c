/* SPDX-License-Identifier: MIT */
/* Start, join, finalize; see lifecycle.h. */
#define _GNU_SOURCE
#include "runtime/lifecycle.h"

#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"
#include "handle/table.h"
#include "platform/platform.h"
#include "runtime/gate.h"
#include "runtime/internal.h"

enum { DEFAULT_DRAIN = 5000 }; /* milliseconds */

int (*_Atomic pyf__start_hook)(bool joined);

static int
begin(const pyf_config *config, const struct pyf__python *python)
{
    int status = pyf__start_python(config, python);

    if (status < 0)
        return status;
    pyf__attached = true;
    status = pyf__settle(config, python);
    if (status < 0)
        pyf__fault_message(); /* while the text can still be made */
    pyf__attached = false;
    pyf__thread_adopt(cpython.PyEval_SaveThread());
    pyf__watch_process_exit();
    return status;
}

static int
run_start_hook(bool joined)
{
    int (*hook)(bool) = atomic_load(&pyf__start_hook);

    return hook == NULL ? PYF_OK : hook(joined);
}

static int
join_attached(const pyf_config *config)
{
    int status;

    pyf__attached = true;
    status = pyf__settle(config, NULL);
    if (status == PYF_OK)
        status = run_start_hook(true);
    if (status == PYF_OK)
        status = pyf__watch_joined_exit();
    if (status < 0)
        pyf__fault_message();
    pyf__attached = false;
    return status;
}

/* An import has the thread attached, and maybe with another thread state than
 * the one that PyGILState would wait for: that of a sub-interpreter, or, from
 * 3.13 on, one that was made for the import alone. */
static int
join(const pyf_config *config)
{
    PyGILState_STATE state;
    int status;

    if (pyf__runtime.importing)
        return pyf__in_main_interpreter()
                   ? join_attached(config)
                   : pyf__fault_text(PYF_ERR_UNSUPPORTED, "%s",
                                     pyf__other_interpreter);
    state = cpython.PyGILState_Ensure();
    status = join_attached(config);
    cpython.PyGILState_Release(state);
    return status;
}

/* Find and load; everything before Python itself is touched. */
static int
choose(const pyf_config *config, struct pyf__python *python)
{
    const struct pyf__wish wish = {config->python, config->libpython,
                                   config->home};
    struct pyf__report report = {0};
    int status = pyf__discover(&wish, python, &report);
    char *why;

    pyf__report_release(&report);
    if (status < 0)
        return status;
    status =
        pyf__cpython_load(python->in_program ? NULL : python->libpython, &why);
    if (status < 0)
        pyf__fault_text(status, "%s", why == NULL ? "out of memory" : why);
    free(why);
    return status;
}

/* The state to be in after a start: UP, DOWN when another try may succeed,
 * BROKEN when Python had begun. */
static int
start(const pyf_config *config, enum pyf__state *after)
{
    int status = choose(config, &pyf__runtime.python);

    *after = PYF__DOWN;
    if (status < 0)
        return status;
    pyf__gate_loaded();
    pyf__runtime.joined = cpython.Py_IsInitialized() != 0;
    if (pyf__runtime.importing && !(pyf__runtime.joined && pyf__in_python()))
        return pyf__fault_argument(PYF_ERR_NOT_ATTACHED, NULL, NULL, NULL);
    if (pyf__runtime.joined) {
        status = join(config);
        *after = status == PYF_OK ? PYF__UP : PYF__DOWN;
        return status;
    }
    status = run_start_hook(false);
    if (status < 0)
        return status;
    status = begin(config, &pyf__runtime.python);
    *after = status == PYF_OK ? PYF__UP : PYF__BROKEN;
    return status;
}

static uint32_t
drain_of(const pyf_config *config)
{
    if (config->drain_ms == PYF_DRAIN_NO_WAIT)
        return 0;
    return config->drain_ms == 0 ? DEFAULT_DRAIN : config->drain_ms;
}

static int
start_first(const pyf_config *config)
{
    enum pyf__state after;
    int status;

    pyf__runtime.drain = drain_of(config);
    pyf__runtime.api_version = config->api_version;
    pyf__runtime.flags = config->flags;
    pyf__runtime.owner = config->name == NULL ? NULL : strdup(config->name);
    status = start(config, &after);
    if (status < 0) {
        pyf__python_release(&pyf__runtime.python);
        free(pyf__runtime.owner);
        pyf__runtime.owner = NULL;
    } else {
        pyf__runtime.users = !pyf__runtime.importing;
        pyf__auto_attach = (config->flags & PYF_CONFIG_AUTO_ATTACH) != 0;
    }
    pyf__gate_set(after);
    return status;
}

static int
add_use(const pyf_config *config)
{
    bool up;

    pthread_mutex_lock(&pyf__runtime.lock);
    up = pyf__state() == PYF__UP;
    pyf__runtime.users += up;
    if (up && config->api_version < pyf__runtime.api_version)
        pyf__runtime.api_version = config->api_version;
    pthread_mutex_unlock(&pyf__runtime.lock);
    return up ? PYF_OK : pyf__fault_detached("pyf_initialize");
}

static int
join_users(const pyf_config *config)
{
    int status = pyf__check_agreement(config);
    int deed;

    if (status < 0)
        return status;
    if (config->path_count != 0) {
        deed = pyf__visit();
        if (deed == 0)
            return pyf__fault_detached("pyf_initialize");
        status = pyf__insert_paths(config);
        if (status < 0)
            pyf__fault_message();
        pyf__leave(deed);
        if (status < 0)
            return status;
    }
    if ((config->flags & PYF_CONFIG_AUTO_ATTACH) != 0)
        pyf__auto_attach = true;
    return add_use(config);
}

/* DOWN -> STARTING, by one thread. */
static bool
claim_start(void)
{
    bool claimed;

    pthread_mutex_lock(&pyf__runtime.lock);
    claimed = pyf__state() == PYF__DOWN;
    if (claimed) {
        pyf__runtime.main_thread = pthread_self();
        pyf__gate_set(PYF__STARTING);
    }
    pthread_mutex_unlock(&pyf__runtime.lock);
    return claimed;
}

/* Why Python cannot be started any more. */
static int
fault_state(enum pyf__state state)
{
    if (state == PYF__FORKED)
        return pyf__fault_detached("pyf_initialize");
    if (state == PYF__BROKEN)
        return pyf__fault_argument(PYF_ERR_START, "pyf_initialize", NULL,
                                   "an earlier start failed half-way; Python "
                                   "cannot be started again in this process");
    return pyf__fault_argument(PYF_ERR_FINALIZED, "pyf_initialize", NULL,
                               "Python was finalized; it cannot be started "
                               "again in this process, because extension "
                               "modules do not survive that");
}

/* PYF_OK: this thread is to start Python, or, with *runs, it runs. */
static int
claim(bool *runs)
{
    int status = pyf__gate_prepare();

    *runs = false;
    while (status == PYF_OK && !claim_start()) {
        enum pyf__state state = pyf__state();

        *runs = state == PYF__UP;
        if (*runs)
            return PYF_OK;
        if (pyf__gate_is_starter())
            return pyf__fault_argument(PYF_ERR_BUSY, "pyf_initialize", NULL,
                                       "called by code that runs while Python "
                                       "starts");
        if (state != PYF__STARTING && state != PYF__DOWN)
            return fault_state(state);
        pyf__gate_wait_start(); /* then join it, or try in its place */
    }
    return status;
}

int
pyf__initialize(const pyf_config *config)
{
    bool runs;
    int status = claim(&runs);

    if (status < 0)
        return status;
    if (runs)
        return join_users(config);
    pyf__runtime.importing = false;
    return start_first(config);
}

/*
 * A module that Python imports asks for nothing, so it contradicts nobody, and
 * it is no user: it never calls pyf_finalize. Where a host has started Python,
 * the host's last pyf_finalize ends it, whatever was imported. Where Python
 * was joined, pyf_finalize does not end it anyway, and must not take the
 * library from the modules that live on: they keep it joined.
 */
int
pyf__join(void)
{
    const pyf_config config = {.size = sizeof(config),
                               .api_version = PYF_API_VERSION,
                               .flags = UINT32_MAX & ~PYF_CONFIG_AUTO_ATTACH,
                               .name = "an imported module"};
    bool runs = pyf__attached; /* within a join, too: the rest of it follows */
    int status = runs ? PYF_OK : claim(&runs);

    if (status == PYF_OK && !runs) {
        pyf__runtime.importing = true;
        status = start_first(&config);
    }
    if (status == PYF_OK) {
        pthread_mutex_lock(&pyf__runtime.lock);
        pyf__runtime.kept = pyf__runtime.joined;
        pthread_mutex_unlock(&pyf__runtime.lock);
    }
    return status;
}

/*
 * Give one use back. Deciding that it is the last and closing the gate are one
 * step, so that nobody can join in between. PYF_OK with *last set: the gate is
 * closed.
 */
static int
release_use(bool *last)
{
    int status = PYF_OK;

    pthread_mutex_lock(&pyf__runtime.lock);
    *last = pyf__runtime.users <= 1 && !pyf__runtime.kept;
    if (!*last && pyf__runtime.users == 0)
        status = PYF_ERR_NOT_INITIALIZED;
    else if (!*last)
        pyf__runtime.users--;
    else if (!pyf__runtime.joined &&
             !pthread_equal(pyf__runtime.main_thread, pthread_self()))
        status = PYF_ERR_THREAD;
    else if (!pyf__gate_close())
        status = PYF_ERR_FINALIZED;
    pthread_mutex_unlock(&pyf__runtime.lock);
    if (status == PYF_ERR_THREAD)
        pyf__fault_argument(status, "pyf_finalize", NULL,
                            "the last call must come from the thread that "
                            "started Python; until then Python stays up");
    else if (status == PYF_ERR_NOT_INITIALIZED)
        pyf__fault_argument(status, "pyf_finalize", NULL, NULL);
    else if (status < 0)
        pyf__fault_detached("pyf_finalize");
    return status;
}

/* Wait for the threads inside, and open the gate again if they do not leave.
 */
static int
drain_gate(void)
{
    if (pyf__gate_drain(pyf__runtime.drain))
        return PYF_OK;
    pyf__gate_set(PYF__UP);
    return pyf__fault_text(PYF_ERR_BUSY,
                           "pyf_finalize: other threads are still attached "
                           "after %u ms; Python was left running, call again "
                           "when they have ended their spans",
                           (unsigned)pyf__runtime.drain);
}

static void
finalize_python(void)
{
    cpython.PyEval_RestoreThread(pyf__thread.kept);
    pyf__attached = true;
    pyf__fault_settle();
    pyf__end_python();
    pyf__attached = false;
    pyf__thread.kept = NULL;
}

int
pyf__finalize(void)
{
    bool last;
    int status;

    if (pyf__state() != PYF__UP)
        return pyf__fault_detached("pyf_finalize");
    if (pyf__thread.depth != 0)
        return pyf__fault_argument(PYF_ERR_TOKEN, "pyf_finalize", NULL,
                                   "this thread has open spans; end them "
                                   "first");
    if (pyf__thread.visit->outer != NULL)
        return pyf__fault_argument(PYF_ERR_TOKEN, "pyf_finalize", NULL,
                                   "called by a host function, which Python "
                                   "waits for");
    status = release_use(&last);
    if (status == PYF_OK && last)
        status = drain_gate();
    if (status < 0 || !last)
        return status;
    pyf__runtime.users = 0;
    if (pyf__runtime.joined) { /* it runs on, and may be joined again */
        pyf__gate_set(PYF__DOWN);
        return PYF_OK;
    }
    finalize_python();
    pyf__table_abandon();
    pyf__gate_set(PYF__GONE);
    pyf__gift_drop_all();
    return PYF_OK;
}

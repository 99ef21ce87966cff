/* SPDX-License-Identifier: MIT */
/* The lifecycle of the one Python in this process; see runtime.h. */
#include "runtime/runtime.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "handle/fault.h"
#include "handle/table.h"

enum {
    DEFAULT_DRAIN = 5000, /* milliseconds */
    EXIT_FLUSH_SECONDS = 2,
};

/* What was started, by whom; written while STARTING, read-only afterwards, but
 * for users, which the leaf lock guards. */
static struct {
    pthread_mutex_t lock;
    uint64_t users;
    bool joined;
    bool importing; /* joined by a module that Python imports */
    bool kept;      /* by such a module: joined until Python ends */
    pthread_t main_thread;
    uint32_t drain;
    uint32_t flags;
    char *owner; /* name of the component that started Python */
    struct pyf__python python;
} runtime = {.lock = PTHREAD_MUTEX_INITIALIZER};

int (*_Atomic pyf__start_hook)(bool joined);

bool
pyf__joined(void)
{
    return runtime.joined;
}

bool
pyf__kept(void)
{
    return runtime.kept;
}

uint64_t
pyf__users(void)
{
    uint64_t users;

    pthread_mutex_lock(&runtime.lock);
    users = runtime.users;
    pthread_mutex_unlock(&runtime.lock);
    return users;
}

static const char *
name_or_default(const char *name)
{
    return name == NULL ? "an unnamed component" : name;
}

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
        pyf__gate_drain(runtime.drain);
        cpython.PyEval_RestoreThread(state);
        pyf__gate_set(PYF__GONE);
    } else { /* nobody uses it any more */
        atomic_store(&pyf__exiting, false);
    }
    return pyf__keep(cpython._Py_NoneStruct);
}

static int
watch_joined_exit(void)
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
    atexit(at_exit);
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
        status = watch_joined_exit();
    if (status < 0)
        pyf__fault_message();
    pyf__attached = false;
    return status;
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

/* An import has the thread attached, and maybe with another thread state than
 * the one that PyGILState would wait for: that of a sub-interpreter, or, from
 * 3.13 on, one that was made for the import alone. */
static int
join(const pyf_config *config)
{
    PyGILState_STATE state;
    int status;

    if (runtime.importing)
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
    int status = choose(config, &runtime.python);

    *after = PYF__DOWN;
    if (status < 0)
        return status;
    pyf__gate_loaded();
    runtime.joined = cpython.Py_IsInitialized() != 0;
    if (runtime.importing && !(runtime.joined && pyf__in_python()))
        return pyf__fault_argument(PYF_ERR_NOT_ATTACHED, NULL, NULL, NULL);
    if (runtime.joined) {
        status = join(config);
        *after = status == PYF_OK ? PYF__UP : PYF__DOWN;
        return status;
    }
    status = run_start_hook(false);
    if (status < 0)
        return status;
    status = begin(config, &runtime.python);
    *after = status == PYF_OK ? PYF__UP : PYF__BROKEN;
    return status;
}

static int
start_first(const pyf_config *config)
{
    enum pyf__state after;
    int status;

    runtime.drain = config->drain_ms == 0 ? DEFAULT_DRAIN : config->drain_ms;
    runtime.flags = config->flags;
    runtime.owner = config->name == NULL ? NULL : strdup(config->name);
    status = start(config, &after);
    if (status < 0) {
        pyf__python_release(&runtime.python);
        free(runtime.owner);
        runtime.owner = NULL;
    } else {
        runtime.users = !runtime.importing;
        pyf__auto_attach = (config->flags & PYF_CONFIG_AUTO_ATTACH) != 0;
    }
    pyf__gate_set(after);
    return status;
}

static int
fault_contradiction(const pyf_config *config, const char *what,
                    const char *wanted, const char *running)
{
    return pyf__fault_text(
        PYF_ERR_CONFIG,
        "%s asks for %s %s, but %s started Python with %s; one process runs "
        "one Python, so both must ask for the same",
        name_or_default(config->name), what, wanted,
        name_or_default(runtime.owner), running == NULL ? "none" : running);
}

static bool
differs(const char *wanted, const char *running)
{
    return wanted != NULL &&
           (running == NULL || !pyf__same_file(wanted, running));
}

static int
check_flags(const pyf_config *config)
{
    uint32_t extra = config->flags & ~(runtime.flags | PYF_CONFIG_AUTO_ATTACH);
    char wanted[16], running[16];

    if (extra == 0)
        return PYF_OK;
    snprintf(wanted, sizeof(wanted), "0x%02x", (unsigned)config->flags);
    snprintf(running, sizeof(running), "0x%02x", (unsigned)runtime.flags);
    return fault_contradiction(config, "flags", wanted, running);
}

static char *
folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? strdup(".")
                         : pyf__format("%.*s/", (int)(slash - path), path);
}

/* The same interpreter: the same file, in the same folder. The file alone is
 * not enough, as that of a virtual environment links to its base. */
static bool
same_interpreter(const char *a, const char *b)
{
    char *folder_a = folder_of(a);
    char *folder_b = folder_of(b);
    bool same = folder_a != NULL && folder_b != NULL && pyf__same_file(a, b) &&
                pyf__same_file(folder_a, folder_b);

    free(folder_a);
    free(folder_b);
    return same;
}

/* Does a later component ask for another interpreter than the one that runs?
 */
static int
check_python(const pyf_config *config)
{
    const struct pyf__wish wish = {config->python, config->libpython, NULL};
    const char *running = runtime.python.executable;
    struct pyf__python wanted;
    bool same = true;

    if (config->python == NULL)
        return PYF_OK;
    if (pyf__discover(&wish, &wanted, NULL) < 0)
        return fault_contradiction(config, "python", config->python, running);
    if (wanted.executable != NULL && running != NULL)
        same = same_interpreter(wanted.executable, running);
    pyf__python_release(&wanted);
    return same ? PYF_OK
                : fault_contradiction(config, "python", config->python,
                                      running);
}

/* Does a later component ask for anything else than what runs? */
static int
check_agreement(const pyf_config *config)
{
    struct pyf__python *python = &runtime.python;
    int status;

    if (differs(config->libpython, python->libpython))
        return fault_contradiction(config, "libpython", config->libpython,
                                   python->libpython);
    if (differs(config->home, python->home))
        return fault_contradiction(config, "home", config->home, python->home);
    status = check_python(config);
    return status < 0 ? status : check_flags(config);
}

static int
add_use(void)
{
    bool up;

    pthread_mutex_lock(&runtime.lock);
    up = pyf__state() == PYF__UP;
    runtime.users += up;
    pthread_mutex_unlock(&runtime.lock);
    return up ? PYF_OK : pyf__fault_detached("pyf_initialize");
}

static int
join_users(const pyf_config *config)
{
    int status = check_agreement(config);
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
    return add_use();
}

/* DOWN -> STARTING, by one thread. */
static bool
claim_start(void)
{
    bool claimed;

    pthread_mutex_lock(&runtime.lock);
    claimed = pyf__state() == PYF__DOWN;
    if (claimed) {
        runtime.main_thread = pthread_self();
        pyf__gate_set(PYF__STARTING);
    }
    pthread_mutex_unlock(&runtime.lock);
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
    runtime.importing = false;
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
        runtime.importing = true;
        status = start_first(&config);
    }
    if (status == PYF_OK) {
        pthread_mutex_lock(&runtime.lock);
        runtime.kept = runtime.joined;
        pthread_mutex_unlock(&runtime.lock);
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

    pthread_mutex_lock(&runtime.lock);
    *last = runtime.users <= 1 && !runtime.kept;
    if (!*last && runtime.users == 0)
        status = PYF_ERR_NOT_INITIALIZED;
    else if (!*last)
        runtime.users--;
    else if (!runtime.joined &&
             !pthread_equal(runtime.main_thread, pthread_self()))
        status = PYF_ERR_THREAD;
    else if (!pyf__gate_close())
        status = PYF_ERR_FINALIZED;
    pthread_mutex_unlock(&runtime.lock);
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
    if (pyf__gate_drain(runtime.drain))
        return PYF_OK;
    pyf__gate_set(PYF__UP);
    return pyf__fault_text(PYF_ERR_BUSY,
                           "pyf_finalize: other threads are still attached "
                           "after %u ms; Python was left running, call again "
                           "when they have ended their spans",
                           (unsigned)runtime.drain);
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
    runtime.users = 0;
    if (runtime.joined) { /* it runs on, and may be joined again */
        pyf__gate_set(PYF__DOWN);
        return PYF_OK;
    }
    finalize_python();
    pyf__table_abandon();
    pyf__gate_set(PYF__GONE);
    pyf__gift_drop_all();
    return PYF_OK;
}

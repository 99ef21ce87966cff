/* SPDX-License-Identifier: MIT */
/* The gate, attaching and detaching; see runtime.h. */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "handle/fault.h"
#include "runtime/runtime.h"
#include "handle/table.h"

enum deed {
    NOTHING,  /* nested */
    RESTORED, /* attached with PyEval_RestoreThread */
    BORROWED, /* CPython had this thread attached already */
    RESUMED,  /* nested, but Python code had detached around a foreign call */
};

enum {
    SERIAL_MASK = 0xffffff,
    FIRST_SPANS = 16,
    MOST_SPANS = 4096,
};

/* What stands around code that is not called from Python. */
static struct pyf__visit outermost;

pyf__thread_local struct pyf__thread pyf__thread = {.visit = &outermost};
bool pyf__auto_attach;
void (*_Atomic pyf__thread_exit_hook)(bool attached);

_Atomic bool pyf__exiting;

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
static pyf__cold bool
link_thread(struct pyf__thread *thread)
{
    if (pyf__gate_prepare() < 0)
        return false;
    pthread_mutex_lock(&lock);
    next_serial = next_serial % SERIAL_MASK + 1;
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

static pyf__hot bool
pass_gate(struct pyf__thread *thread)
{
    if (pyf__unlikely(!thread->linked) && !link_thread(thread))
        return false;
    atomic_store_explicit(&thread->inside, true, memory_order_relaxed);
    pyf__fence_light();
    if (pyf__likely(atomic_load_explicit(&pyf__gate, memory_order_acquire) ==
                    PYF__UP))
        return true;
    atomic_store_explicit(&thread->inside, false, memory_order_release);
    return false;
}

static void
leave_gate(struct pyf__thread *thread)
{
    atomic_store_explicit(&thread->inside, false, memory_order_release);
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

/* The thread state that CPython has attached to this thread, NULL for none.
 * Until 3.11 the function gives that of whichever thread holds the GIL. */
static pyf__hot PyThreadState *
current_state(const struct pyf__thread *thread)
{
    PyThreadState *state;

    if (cpython.PyThreadState_GetUnchecked != NULL)
        return cpython.PyThreadState_GetUnchecked();
    if (cpython._PyThreadState_UncheckedGet == NULL)
        return NULL;
    state = cpython._PyThreadState_UncheckedGet();
    if (pyf__layout.version >= 0x030c0000 || state == NULL ||
        state == thread->kept)
        return state;
    return state == cpython.PyGILState_GetThisThreadState() ? state : NULL;
}

/* Until 3.11 PyGILState knows this thread only as one of the main interpreter.
 */
bool
pyf__in_python(void)
{
    PyThreadState *state;

    if (current_state(&pyf__thread) != NULL)
        return true;
    if (pyf__layout.version >= 0x030c0000 ||
        cpython._PyThreadState_UncheckedGet == NULL)
        return false;
    state = cpython._PyThreadState_UncheckedGet();
    return state != NULL && cpython.PyThreadState_GetInterpreter(state) !=
                                cpython.PyInterpreterState_Main();
}

/* A thread state to attach with: the kept one; one that somebody else made for
 * this thread, which is not ours to keep; or a new one. */
static PyThreadState *
state_for(struct pyf__thread *thread)
{
    PyThreadState *state;

    if (pyf__likely(thread->kept != NULL))
        return thread->kept;
    state = cpython.PyGILState_GetThisThreadState();
    if (state != NULL)
        return state;
    thread->kept =
        cpython.PyThreadState_New(cpython.PyInterpreterState_Main());
    thread->owns_kept = true;
    return thread->kept;
}

/* Attach a thread that has passed the gate; NOTHING without memory. */
static pyf__hot enum deed
take_state(struct pyf__thread *thread)
{
    PyThreadState *state;

    if (pyf__unlikely(current_state(thread) != NULL)) {
        pyf__attached = true;
        return BORROWED;
    }
    state = state_for(thread);
    if (pyf__unlikely(state == NULL))
        return NOTHING;
    cpython.PyEval_RestoreThread(state);
    pyf__attached = true;
    return RESTORED;
}

/* Drop what detached threads have closed. */
static pyf__hot void
drain(void)
{
    if (pyf__unlikely(atomic_load_explicit(&pyf__table.pending,
                                           memory_order_relaxed) != 0))
        pyf__table_drain();
}

static pyf__hot enum deed
attach(struct pyf__thread *thread)
{
    enum deed deed = take_state(thread);

    if (pyf__likely(deed != NOTHING))
        drain();
    return deed;
}

static pyf__hot void
detach(struct pyf__thread *thread, enum deed deed)
{
    pyf__attached = false;
    if (deed == RESTORED)
        cpython.PyEval_SaveThread();
    leave_gate(thread);
}

int
pyf__visit(void)
{
    struct pyf__thread *thread = &pyf__thread;
    enum deed deed;

    if (!pass_gate(thread))
        return NOTHING;
    deed = attach(thread);
    if (deed == NOTHING)
        leave_gate(thread);
    return (int)deed;
}

void
pyf__leave(int deed)
{
    detach(&pyf__thread, (enum deed)deed);
}

static void
make_special(struct pyf__visit *visit)
{
    if (visit->special)
        return;
    visit->special = true;
    visit->has_aside = false;
    visit->deed = NOTHING;
}

void
pyf__visit_set_aside(struct pyf__visit *visit)
{
    make_special(visit);
    visit->has_aside = true;
    visit->aside = pyf__fault;
    pyf__fault = (struct pyf__fault){.code = PYF_OK};
}

/* Attach for the rest of a visit. A Python that is about to end has the thread
 * attached, and the gate is closed for those whom it has not. */
static enum deed
attach_visit(void)
{
    enum deed deed = (enum deed)pyf__visit();

    if (deed == NOTHING && atomic_load(&pyf__exiting)) {
        pyf__attached = true;
        deed = BORROWED;
    }
    return deed;
}

bool
pyf__attach_late(void)
{
    struct pyf__thread *thread = &pyf__thread;
    struct pyf__visit *visit = thread->visit;

    if (pyf__attached)
        return true;
    /* A span that the callback opened since was one of detaching. */
    if (visit->outer == NULL || visit->scoped || thread->depth != visit->floor)
        return false;
    make_special(visit);
    visit->deed = (int)attach_visit();
    if (visit->deed == NOTHING)
        return false;
    visit->base = pyf__scope_open();
    visit->scoped = true;
    return true;
}

static pyf__hot pyf_token
token_of(const struct pyf__thread *thread, const struct pyf__span *span)
{
    return (pyf_token)span->kind << 56 | (pyf_token)thread->serial << 32 |
           span->number;
}

static void
end_innermost(struct pyf__thread *thread)
{
    const struct pyf__span *span = &thread->spans[thread->depth - 1];

    pyf__span_end(token_of(thread, span), span->kind, "a host function");
}

pyf__cold void
pyf__visit_attach(struct pyf__visit *visit)
{
    struct pyf__thread *thread = &pyf__thread;

    /* The others may pin what the host returns, and end with the visit. */
    while (thread->depth > visit->floor && !pyf__attached)
        end_innermost(thread);
}

pyf__cold void
pyf__visit_undo(struct pyf__visit *visit)
{
    struct pyf__thread *thread = &pyf__thread;

    while (thread->depth > visit->floor)
        end_innermost(thread);
    if (visit->scoped)
        pyf__scope_close(visit->base);
    thread->visit = visit->outer;
    if (!visit->special)
        return;
    if (visit->deed != NOTHING)
        pyf__leave(visit->deed);
    if (visit->has_aside) {
        pyf__fault_clear();
        pyf__fault = visit->aside;
    }
}

int
pyf__fault_detached(const char *function)
{
    int code = PYF_ERR_NOT_INITIALIZED;

    switch (pyf__state()) {
    case PYF__UP:
        code = PYF_ERR_NOT_ATTACHED;
        break;
    case PYF__CLOSING:
    case PYF__GONE:
        code = PYF_ERR_FINALIZED;
        break;
    case PYF__FORKED:
        code = PYF_ERR_FORKED;
        break;
    default:
        break;
    }
    return pyf__fault_argument(code, function, NULL, NULL);
}

static pyf__cold bool
grow_spans(struct pyf__thread *thread, const char *function)
{
    uint32_t room = thread->room == 0 ? FIRST_SPANS : thread->room * 2;
    struct pyf__span *spans = NULL;

    if (room > MOST_SPANS) {
        pyf__fault_argument(PYF_ERR_TOKEN, function, NULL,
                            "4096 spans are open on this thread; end them in "
                            "time");
        return false;
    }
    if (!thread->linked && !link_thread(thread))
        return false;
    spans = realloc(thread->spans, room * sizeof(*spans));
    if (spans == NULL) {
        pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
        return false;
    }
    thread->spans = spans;
    thread->room = room;
    return true;
}

/* Room for one more span; else the failure is parked. */
static pyf__hot bool
has_room(struct pyf__thread *thread, const char *function)
{
    return pyf__likely(thread->depth < thread->room) ||
           grow_spans(thread, function);
}

/* There is room. Opens a scope as well. */
static pyf__hot pyf_token
open_span(struct pyf__thread *thread, uint8_t kind, enum deed deed)
{
    struct pyf__span *span = &thread->spans[thread->depth++];

    span->number = ++thread->number;
    span->base = pyf__scope_open();
    span->kind = kind;
    span->deed = (uint8_t)deed;
    return token_of(thread, span);
}

static pyf__cold pyf_token
fault_attach(const char *function)
{
    if (pyf__state() == PYF__UP)
        pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    else
        pyf__fault_detached(function);
    return 0;
}

/* Attach a thread that is not attached, or seems not to be. */
static pyf_token
attach_outermost(struct pyf__thread *thread, const char *function)
{
    enum deed deed;

    if (!pass_gate(thread)) {
        pyf__gate_wait_start();
        if (!pass_gate(thread))
            return fault_attach(function);
    }
    deed = attach(thread);
    if (deed == NOTHING) {
        leave_gate(thread);
        return fault_attach(function);
    }
    return open_span(thread, PYF_KIND_ATTACH, deed);
}

/* A thread that is attached, unless Python code called a foreign function that
 * came back here with the interpreter let go, as ctypes.CDLL does. */
static pyf_token
attach_nested(struct pyf__thread *thread)
{
    enum deed deed = NOTHING;

    if (pyf__unlikely(current_state(thread) == NULL)) {
        cpython.PyEval_RestoreThread(state_for(thread));
        deed = RESUMED;
    }
    return open_span(thread, PYF_KIND_ATTACH, deed);
}

pyf_token
pyf__attach_begin(const char *function)
{
    struct pyf__thread *thread = &pyf__thread;

    if (!has_room(thread, function))
        return 0;
    return pyf__attached ? attach_nested(thread)
                         : attach_outermost(thread, function);
}

pyf_token
pyf__detach_begin(const char *function)
{
    struct pyf__thread *thread = &pyf__thread;
    pyf_token token;

    if (!pyf__attach_late()) {
        pyf__fault_detached(function);
        return 0;
    }
    if (!has_room(thread, function))
        return 0;
    if (current_state(thread) == NULL) { /* let go by a foreign call */
        pyf__fault_argument(PYF_ERR_NOT_ATTACHED, function, NULL, NULL);
        return 0;
    }
    token = open_span(thread, PYF_KIND_DETACH, NOTHING);
    pyf__attached = false;
    thread->spans[thread->depth - 1].suspended = cpython.PyEval_SaveThread();
    leave_gate(thread);
    return token;
}

pyf_token
pyf__scope_begin(const char *function)
{
    struct pyf__thread *thread = &pyf__thread;

    if (!pyf__attach_late()) {
        pyf__fault_detached(function);
        return 0;
    }
    if (!has_room(thread, function))
        return 0;
    return open_span(thread, PYF_KIND_SCOPE, NOTHING);
}

static pyf__cold int
fault_token(pyf_token token, int kind, const char *function)
{
    struct pyf__thread *thread = &pyf__thread;

    if (token == 0)
        return pyf__fault_handle(PYF_ERR_TOKEN, function, "token", 0);
    if ((int)(token >> 56) != kind)
        return pyf__fault_argument(PYF_ERR_KIND, function, "token",
                                   "is not what this function takes back");
    if (!thread->linked || (token >> 32 & SERIAL_MASK) != thread->serial)
        return pyf__fault_argument(PYF_ERR_THREAD, function, "token",
                                   "belongs to another thread");
    if (thread->depth != 0 && thread->depth == thread->visit->floor)
        return pyf__fault_argument(PYF_ERR_TOKEN, function, "token",
                                   "was not opened by this call from Python, "
                                   "or was ended before");
    return pyf__fault_argument(PYF_ERR_TOKEN, function, "token",
                               "is not the innermost open span of this "
                               "thread, or was ended before");
}

static pyf__hot bool
is_innermost(const struct pyf__thread *thread, pyf_token token, int kind)
{
    return thread->depth > thread->visit->floor &&
           (int)(token >> 56) == kind &&
           token == token_of(thread, &thread->spans[thread->depth - 1]);
}

/* A thread that is in a call from Python has to go back there, whatever the
 * gate says: CPython knows what becomes of threads while it ends. When it has
 * ended there is nothing to go back to. */
static bool
must_return(const struct pyf__thread *thread)
{
    if (thread->visit->outer == NULL)
        return false;
    while (pyf__state() == PYF__GONE && !pyf__joined())
        pause();
    return true;
}

static int
end_detach(struct pyf__thread *thread, const char *function)
{
    PyThreadState *state = thread->spans[thread->depth].suspended;

    if (!pass_gate(thread) && !must_return(thread))
        return pyf__fault_detached(function);
    cpython.PyEval_RestoreThread(state);
    pyf__attached = true;
    drain();
    return PYF_OK;
}

int
pyf__span_end(pyf_token token, int kind, const char *function)
{
    struct pyf__thread *thread = &pyf__thread;
    enum deed deed;
    uint32_t base;

    if (pyf__unlikely(!is_innermost(thread, token, kind)))
        return fault_token(token, kind, function);
    thread->depth--;
    deed = (enum deed)thread->spans[thread->depth].deed;
    base = thread->spans[thread->depth].base;
    if (kind == PYF_KIND_DETACH) {
        pyf__scope_abandon(base);
        return end_detach(thread, function);
    }
    if (!pyf__attached) { /* void: Python went away in between */
        pyf__scope_abandon(base);
        return PYF_OK;
    }
    pyf__scope_close(base);
    if (deed == RESUMED)
        cpython.PyEval_SaveThread();
    else if (deed != NOTHING)
        detach(thread, deed);
    return PYF_OK;
}

int
pyf__span_kind(pyf_token token)
{
    struct pyf__thread *thread = &pyf__thread;

    for (uint32_t i = 0; i < thread->depth; i++) {
        if (token == token_of(thread, &thread->spans[i]))
            return thread->spans[i].kind;
    }
    return PYF_ERR_HANDLE;
}

void
pyf__thread_adopt(PyThreadState *state)
{
    struct pyf__thread *thread = &pyf__thread;

    if (!thread->linked && !link_thread(thread))
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
        if (thread->spans[i].kind == PYF_KIND_ATTACH)
            restored |= thread->spans[i].deed == RESTORED;
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
    bool up = thread->owns_kept && (was_attached || pass_gate(thread));
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
    leave_gate(thread);
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
    if (python_lives_on())
        return;
    if (pyf__state() != PYF__DOWN)
        atomic_store(&pyf__gate, PYF__FORKED);
    pyf__attached = false;
}

/* SPDX-License-Identifier: MIT */
/* Spans of attaching, detaching and scopes, and their tokens; see spans.h. */
#include "runtime/spans.h"

#include <stdlib.h>
#include <unistd.h>

#include "handle/fault.h"
#include "runtime/gate.h"
#include "runtime/internal.h"

enum { FIRST_SPANS = 16, MOST_SPANS = 4096 };

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
    if (!thread->linked && !pyf__thread_link(thread))
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

/* There is room. Opens a scope as well, or none (pyf__scope_open_as). */
static pyf__hot pyf_token
open_span(struct pyf__thread *thread, enum pyf__span_sort sort,
          enum pyf__deed deed, uint32_t scope)
{
    struct pyf__span *span = &thread->spans[thread->depth++];

    span->number = ++thread->number;
    span->base = pyf__scope_open_as(scope);
    span->sort = (uint8_t)sort;
    span->deed = (uint8_t)deed;
    return pyf__token_of(thread, span);
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
attach_outermost(struct pyf__thread *thread, uint32_t scope,
                 const char *function)
{
    enum pyf__deed deed;

    if (!pyf__gate_pass(thread)) {
        pyf__gate_wait_start();
        if (!pyf__gate_pass(thread))
            return fault_attach(function);
    }
    deed = pyf__attach(thread);
    if (deed == PYF__NOTHING) {
        pyf__gate_leave(thread);
        return fault_attach(function);
    }
    return open_span(thread, PYF__ATTACH, deed, scope);
}

/* A thread that is attached, unless Python code called a foreign function that
 * came back here with the interpreter let go, as ctypes.CDLL does. */
static pyf_token
attach_nested(struct pyf__thread *thread, uint32_t scope)
{
    enum pyf__deed deed = PYF__NOTHING;

    if (pyf__unlikely(pyf__current_state(thread) == NULL)) {
        cpython.PyEval_RestoreThread(pyf__state_for(thread));
        deed = PYF__RESUMED;
    }
    return open_span(thread, PYF__ATTACH, deed, scope);
}

pyf_token
pyf__attach_begin(uint32_t scope, const char *function)
{
    struct pyf__thread *thread = &pyf__thread;

    if (!has_room(thread, function))
        return 0;
    return pyf__attached ? attach_nested(thread, scope)
                         : attach_outermost(thread, scope, function);
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
    if (pyf__current_state(thread) == NULL) { /* let go by a foreign call */
        pyf__fault_argument(PYF_ERR_NOT_ATTACHED, function, NULL, NULL);
        return 0;
    }
    token = open_span(thread, PYF__DETACH, PYF__NOTHING, PYF__NO_SCOPE);
    pyf__attached = false;
    thread->spans[thread->depth - 1].suspended = cpython.PyEval_SaveThread();
    pyf__gate_leave(thread);
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
    return open_span(thread, PYF__SCOPE, PYF__NOTHING, 0);
}

/* NULL: it is not that of a span which is open on this thread. */
static const struct pyf__span *
find_span(pyf_token token)
{
    const struct pyf__thread *thread = &pyf__thread;

    for (uint32_t i = 0; i < thread->depth; i++) {
        if (token == pyf__token_of(thread, &thread->spans[i]))
            return &thread->spans[i];
    }
    return NULL;
}

bool
pyf__span_is_open(pyf_token token)
{
    return find_span(token) != NULL;
}

static pyf__cold int
fault_token(pyf_token token, enum pyf__span_sort sort, const char *function)
{
    struct pyf__thread *thread = &pyf__thread;
    const struct pyf__span *span = find_span(token);

    if (token == 0 && pyf__fault.code != PYF_OK)
        return pyf__fault.code; /* why there is none */
    if (token == 0)
        return pyf__fault_argument(PYF_ERR_TOKEN, function, "token",
                                   "is 0: the span has not begun");
    if (!pyf__is_token(token))
        return pyf__fault_argument(PYF_ERR_KIND, function, "token",
                                   "is a handle, and no token");
    if (span != NULL && span->sort != sort)
        return pyf__fault_argument(PYF_ERR_KIND, function, "token",
                                   "is not what this function takes back");
    if (!thread->linked || (token >> 32 & PYF__SERIAL_MASK) != thread->serial)
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
is_innermost(const struct pyf__thread *thread, pyf_token token,
             enum pyf__span_sort sort)
{
    const struct pyf__span *span;

    if (pyf__unlikely(thread->depth <= thread->visit->floor))
        return false;
    span = &thread->spans[thread->depth - 1];
    return token == pyf__token_of(thread, span) && span->sort == sort;
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

    if (!pyf__gate_pass(thread) && !must_return(thread))
        return pyf__fault_detached(function);
    cpython.PyEval_RestoreThread(state);
    pyf__attached = true;
    pyf__drain();
    return PYF_OK;
}

int
pyf__span_end(pyf_token token, enum pyf__span_sort sort, const char *function)
{
    struct pyf__thread *thread = &pyf__thread;
    enum pyf__deed deed;
    uint32_t base;

    if (pyf__unlikely(!is_innermost(thread, token, sort)))
        return fault_token(token, sort, function);
    thread->depth--;
    deed = (enum pyf__deed)thread->spans[thread->depth].deed;
    base = thread->spans[thread->depth].base;
    if (sort == PYF__DETACH) {
        pyf__scope_abandon(base);
        return end_detach(thread, function);
    }
    if (!pyf__attached) { /* void: Python went away in between */
        pyf__scope_abandon(base);
        return PYF_OK;
    }
    pyf__scope_close(base);
    if (deed == PYF__RESUMED)
        cpython.PyEval_SaveThread();
    else if (deed != PYF__NOTHING)
        pyf__detach(thread, deed);
    return PYF_OK;
}

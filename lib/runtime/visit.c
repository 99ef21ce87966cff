/* SPDX-License-Identifier: MIT */
/* What stands around every call into the host; see visit.h. */
#include "runtime/visit.h"

#include "handle/fault.h"
#include "runtime/spans.h"

static void
end_innermost(struct pyf__thread *thread)
{
    const struct pyf__span *span = &thread->spans[thread->depth - 1];

    pyf__span_end(pyf__token_of(thread, span),
                  (enum pyf__span_sort)span->sort, "a host function");
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
    if (visit->special && visit->arguments != PYF__NO_SCOPE)
        pyf__local.base = visit->arguments;
    if (visit->scoped)
        pyf__scope_close(visit->base);
    thread->visit = visit->outer;
    if (!visit->special)
        return;
    if (visit->deed != 0)
        pyf__leave(visit->deed);
    if (visit->has_aside) {
        pyf__fault_clear();
        pyf__fault = visit->aside;
    }
}

/* Set an exception as raised, with its own traceback. Takes the reference. One
 * that is new here gets the exception that is being handled as its context, as
 * from a raise statement; one that comes through keeps what it has. */
static void
set_raised(PyObject *exception)
{
    PyObject *type = (PyObject *)pyf__type_of(exception);
    PyObject *context = cpython.PyException_GetContext(exception);

    if (context == NULL) {
        cpython.PyErr_SetObject(type, exception);
        cpython.Py_DecRef(exception);
        return;
    }
    cpython.Py_DecRef(context);
    cpython.PyErr_Restore(pyf__keep(type), exception,
                          cpython.PyException_GetTraceback(exception));
}

/* What is parked as an exception, and nothing parked any more. NULL without
 * memory. */
static PyObject *
take_parked(void)
{
    PyObject *exception = pyf__fault_as_exception();

    pyf__fault_clear();
    return exception;
}

static void
raise_or_no_memory(PyObject *exception)
{
    if (exception != NULL)
        set_raised(exception);
    else
        cpython.PyErr_NoMemory();
}

PyObject *
pyf__raise_parked(void)
{
    raise_or_no_memory(take_parked());
    return NULL;
}

pyf__cold PyObject *
pyf__raise_gone(const char *function)
{
    cpython.PyErr_Format(
        *cpython.PyExc_RuntimeError,
        pyf__state() == PYF__FORKED
            ? "%s() is a function of a host that lives in the parent of this "
              "forked process, and not in it"
            : "%s() is a function of a host that has let go of Python",
        function);
    return NULL;
}

pyf__cold void
pyf__raise_recursion(const char *function)
{
    cpython.PyErr_Format(*cpython.PyExc_RecursionError,
                         "%s() is called too deep for the stack of its thread",
                         function);
}

/* CPython counts calls, but not every version counts as much as our frames
 * take. */
bool
pyf__recursion_begin(const char *function)
{
    if (pyf__unlikely(pyf__stack_is_low())) {
        pyf__raise_recursion(function);
        return false;
    }
    return cpython.Py_EnterRecursiveCall(" while calling a host function") ==
           0;
}

bool
pyf__visit_begin(struct pyf__visit *visit, const char *function)
{
    if (!pyf__visit_open(visit, 0)) {
        pyf__raise_gone(function);
        return false;
    }
    if (pyf__attach_late())
        return true;
    pyf__visit_close(visit);
    pyf__raise_gone(function);
    return false;
}

/* What was parked is the cause, so that it is not lost. */
pyf__cold int
pyf__visit_refuse(int status, int most, const char *function)
{
    PyObject *cause = NULL, *refusal;

    if (pyf__fault.code != PYF_OK)
        cause = take_parked();
    cpython.PyErr_Format(*cpython.PyExc_SystemError,
                         "%s() returned %d, which has no meaning: it returns "
                         "%s or a negative status",
                         function, status, most == 0 ? "0" : "1, 0");
    refusal = pyf__raised();
    if (cause != NULL)
        cpython.PyException_SetCause(refusal, cause);
    return pyf__fault_exception(refusal);
}

/* A callback has failed without saying why. */
static void
fault_unsaid(int status, const char *function)
{
    if (pyf__is_host_code(status))
        pyf__fault_text(status, "%s() failed (%s %d)", function,
                        pyf__fault_name(status), status);
    else if (pyf__is_own_code(status))
        pyf__fault_text(status,
                        "%s() failed (%s %d) without saying why: a host "
                        "function that fails parks its failure, with "
                        "pyf_error_raise or pyf_error_set",
                        function, pyf__fault_name(status), status);
    else
        pyf__fault_text(status,
                        "%s() returned %d, which is no status: those of a "
                        "host's own are %d to %d",
                        function, status, PYF_ERR_HOST_FIRST,
                        PYF_ERR_HOST_LAST);
}

bool
pyf__visit_end(struct pyf__visit *visit, int status, const char *function)
{
    PyObject *exception;

    if (pyf__likely(status >= 0)) {
        pyf__fault_clear();
        pyf__visit_close(visit);
        return true;
    }
    if (pyf__fault.code == PYF_OK)
        fault_unsaid(status, function);
    exception = take_parked();
    if (exception != NULL && pyf__is_host_code(status))
        pyf__host_code_set(exception, status);
    pyf__visit_close(visit);
    raise_or_no_memory(exception);
    return false;
}

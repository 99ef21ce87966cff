/* SPDX-License-Identifier: MIT */
/* A call of a host function, in general; see internal.h. */
#include "function/internal.h"

#include "handle/table.h"

/* On builds with the GIL only the thread that has it gets here. */
void
pyf__function_enter(struct pyf__function *function)
{
    if (pyf__main.table.shared)
        atomic_fetch_add(&function->busy, 1);
    else
        atomic_store_explicit(
            &function->busy,
            atomic_load_explicit(&function->busy, memory_order_relaxed) + 1,
            memory_order_relaxed);
}

void
pyf__function_leave(struct pyf__function *function)
{
    uint32_t left;

    if (pyf__main.table.shared) {
        left = atomic_fetch_sub(&function->busy, 1) - 1;
    } else {
        left = atomic_load_explicit(&function->busy, memory_order_relaxed) - 1;
        atomic_store_explicit(&function->busy, left, memory_order_relaxed);
    }
    if (left == 0 && pyf__unlikely(atomic_load(&function->owned.revoked)))
        pyf__owned_drop(&function->owned);
}

static bool
warn(const struct pyf__function *function)
{
    Py_ssize_t count = cpython.PyTuple_Size(function->warnings);

    for (Py_ssize_t i = 0; i < count; i += 2) {
        PyObject *category = cpython.PyTuple_GetItem(function->warnings, i);
        const char *text = cpython.PyUnicode_AsUTF8AndSize(
            cpython.PyTuple_GetItem(function->warnings, i + 1), NULL);

        if (text == NULL || cpython.PyErr_WarnEx(category, text, 1) < 0)
            return false;
    }
    return true;
}

/* Whether the call may go on; else an exception is raised. */
static bool
may_call(const struct pyf__function *function)
{
    if (atomic_load(&function->owned.revoked)) {
        pyf__raise_gone(function->name);
        return false;
    }
    if ((function->flags & PYF_FUNCTION_OWN_THREAD) != 0 &&
        !pthread_equal(function->thread, pthread_self())) {
        cpython.PyErr_Format(*cpython.PyExc_RuntimeError,
                             "%s() may only be called on the thread that made "
                             "it: its host has one thread",
                             function->name);
        return false;
    }
    return function->warnings == NULL || warn(function);
}

PyObject *
pyf__vectorcall_any(PyObject *callable, PyObject *const *args,
                    size_t count_and_flag, PyObject *keywords)
{
    struct pyf__function *function = pyf__function_data(callable);
    struct pyf__arena arena;
    struct pyf__bound bound;
    PyObject *result = NULL;

    if (!pyf__recursion_begin(function->name))
        return NULL;
    pyf__arena_begin(&arena);
    if (function->counted)
        pyf__function_enter(function);
    if (may_call(function) &&
        pyf__bind(function, args, count_and_flag << 1 >> 1, keywords, &bound,
                  &arena))
        result = function->act(function, &bound, &arena);
    pyf__arena_end(&arena);
    if (function->counted)
        pyf__function_leave(function);
    pyf__recursion_end();
    return result;
}

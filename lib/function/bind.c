/* SPDX-License-Identifier: MIT */
/*
 * Binding the arguments of a call to the parameters of a host function.
 *
 * Only the good case is decided here. Anything else is passed on to the twin,
 * a Python function with the same parameters: it raises what CPython raises,
 * in the words of the running version.
 */
#include "function/internal.h"

#include "convert/value.h"
#include "handle/table.h"

/* The parameter of that name which may be passed by keyword; -1: none. The
 * names in a call are nearly always interned, as ours are. */
static int
parameter_named(const struct pyf__function *function, PyObject *name)
{
    const struct pyf__signature *signature = function->signature;

    for (int i = signature->positional_only; i < signature->count; i++) {
        if (function->names[i] == name &&
            signature->parameters[i].role < PYF__REST)
            return i;
    }
    for (int i = signature->positional_only; i < signature->count; i++) {
        if (signature->parameters[i].role < PYF__REST &&
            cpython.PyUnicode_Compare(function->names[i], name) == 0)
            return i;
    }
    return -1;
}

static bool
bind_keywords(const struct pyf__function *function, struct pyf__bound *bound,
              struct pyf__arena *arena)
{
    Py_ssize_t count = cpython.PyTuple_Size(bound->keywords);

    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *name = cpython.PyTuple_GetItem(bound->keywords, i);
        int at = parameter_named(function, name);

        if (at >= 0) {
            if (bound->items[at] != NULL)
                return false;
            bound->items[at] = bound->values[i];
            continue;
        }
        if (function->signature->keywords < 0)
            return false;
        if (bound->extra == NULL)
            bound->extra =
                pyf__arena_take(arena, (size_t)count * sizeof(*bound->extra));
        if (bound->extra == NULL)
            return false;
        bound->extra[bound->extra_count++] = (uint32_t)i;
    }
    return true;
}

/* false: an argument is missing. */
static bool
fill_defaults(const struct pyf__function *function, struct pyf__bound *bound)
{
    const struct pyf__signature *signature = function->signature;

    for (unsigned i = 0; i < signature->count; i++) {
        if (bound->items[i] != NULL ||
            signature->parameters[i].role >= PYF__REST)
            continue;
        bound->items[i] = function->defaults[i];
        if (bound->items[i] == NULL &&
            !pyf__may_be_absent(&signature->parameters[i]))
            return false;
    }
    return true;
}

static bool
bind(const struct pyf__function *function, PyObject *const *args, size_t count,
     struct pyf__bound *bound, struct pyf__arena *arena)
{
    const struct pyf__signature *signature = function->signature;
    size_t direct =
        count < signature->positional ? count : signature->positional;

    for (size_t i = 0; i < signature->count; i++)
        bound->items[i] = i < direct ? args[i] : NULL;
    bound->rest = args + direct;
    bound->rest_count = count - direct;
    if (bound->rest_count != 0 && signature->rest < 0)
        return false;
    if (bound->keywords != NULL && !bind_keywords(function, bound, arena))
        return false;
    return fill_defaults(function, bound);
}

bool
pyf__bind(struct pyf__function *function, PyObject *const *args, size_t count,
          PyObject *keywords, struct pyf__bound *bound,
          struct pyf__arena *arena)
{
    bound->values = args + count;
    bound->keywords = keywords;
    bound->extra = NULL;
    bound->extra_count = 0;
    return bind(function, args, count, bound, arena) ||
           pyf__twin_refuse(function, args, count, keywords);
}

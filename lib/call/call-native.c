/* SPDX-License-Identifier: MIT */
/* The host calls Python with C types: what is not the usual case; see
 * call-native.h. */
#include "call/call-native.h"

#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"
#include "handle/table.h"

/* ---------------------------------------------------------- arguments */

static pyf__cold PyObject *
fault_absent(const char *function, const char *argument)
{
    pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument,
                        "has no value: its entry in args is NULL");
    return NULL;
}

PyObject *
pyf__argument_any(const struct pyf__parameter *parameter, void *const *args,
                  const char *function)
{
    const struct pyf__place place = {function, parameter->name, NULL, 0};
    void *const *here = args + parameter->slot;

    if (here[0] == NULL ||
        (parameter->type.carrier == PYF__BY_SLICE && here[1] == NULL))
        return fault_absent(function, parameter->name);
    return pyf__argument_to(&parameter->type, here, &place);
}

/*
 * The arguments of a call, as the vectorcall protocol takes them. `items` has
 * room for two in front, as pyf__vectorcall wants it, and owns from there on.
 */
struct packing {
    const char *function;
    const struct pyf__signature *signature;
    void *const *args;
    PyObject **items;
    size_t positional;  /* that are packed */
    size_t count;       /* of all that are packed */
    PyObject *rest;     /* what *name has, a tuple; NULL: nothing */
    PyObject *extra;    /* what **name has, a list of pairs; NULL: nothing */
    PyObject *keywords; /* a tuple of names; NULL: none */
};

static PyObject *
argument(const struct packing *p, int parameter)
{
    return pyf__argument_object(&p->signature->parameters[parameter], p->args,
                                p->function);
}

/* What stands for *name: one object for each element. */
static int
open_rest(struct packing *p)
{
    PyObject *all;

    if (p->signature->rest < 0)
        return PYF_OK;
    all = argument(p, p->signature->rest);
    if (all == NULL)
        return pyf__fault.code;
    p->rest = pyf__made(cpython.PySequence_Tuple(all), p->function);
    cpython.Py_DecRef(all);
    return p->rest == NULL ? pyf__fault.code : PYF_OK;
}

/* What stands for **name: a snapshot of the dict, nothing for None. */
static int
open_extra(struct packing *p)
{
    int index = p->signature->keywords, status = PYF_OK;
    PyObject *dict;

    if (index < 0)
        return PYF_OK;
    dict = argument(p, index);
    if (dict == NULL)
        return pyf__fault.code;
    if (pyf__is_a(dict, Py_TPFLAGS_DICT_SUBCLASS)) {
        p->extra = pyf__made(cpython.PyDict_Items(dict), p->function);
        status = p->extra == NULL ? pyf__fault.code : PYF_OK;
    } else if (dict != cpython._Py_NoneStruct ||
               !p->signature->parameters[index].type.optional) {
        status = pyf__fault_type(
            p->function, p->signature->parameters[index].name, "dict", dict);
    }
    cpython.Py_DecRef(dict);
    return status;
}

static size_t
size_of(const PyObject *list_or_tuple, Py_ssize_t (*size)(PyObject *))
{
    return list_or_tuple == NULL ? 0 : (size_t)size((PyObject *)list_or_tuple);
}

/* A key or value of what **name has: borrowed. */
static PyObject *
extra_part(const struct packing *p, size_t index, Py_ssize_t part)
{
    PyObject *pair = cpython.PyList_GetItem(p->extra, (Py_ssize_t)index);

    return cpython.PyTuple_GetItem(pair, part);
}

static int
make_room(struct packing *p)
{
    size_t count = p->signature->declared +
                   size_of(p->rest, cpython.PyTuple_Size) +
                   size_of(p->extra, cpython.PyList_Size);

    p->items = malloc((2 + count) * sizeof(*p->items));
    return p->items != NULL
               ? PYF_OK
               : pyf__fault_argument(PYF_ERR_MEMORY, p->function, NULL, NULL);
}

static void
pack(struct packing *p, PyObject *object)
{
    p->items[2 + p->count++] = object;
}

/* Parameters of the plan from one up to another; the stars are not among
 * them. */
static int
pack_parameters(struct packing *p, unsigned from, unsigned to)
{
    for (unsigned i = from; i < to; i++) {
        PyObject *object;

        if (p->signature->parameters[i].role > PYF__KEYWORD_ONLY)
            continue;
        object = argument(p, (int)i);
        if (object == NULL)
            return pyf__fault.code;
        pack(p, object);
    }
    return PYF_OK;
}

static int
pack_all(struct packing *p)
{
    const struct pyf__signature *signature = p->signature;
    size_t count = size_of(p->rest, cpython.PyTuple_Size);
    int status = pack_parameters(p, 0, signature->positional);

    if (status < 0)
        return status;
    for (size_t i = 0; i < count; i++)
        pack(p, pyf__keep(cpython.PyTuple_GetItem(p->rest, (Py_ssize_t)i)));
    p->positional = p->count;
    status = pack_parameters(p, signature->positional, signature->count);
    count = size_of(p->extra, cpython.PyList_Size);
    for (size_t i = 0; i < count && status == PYF_OK; i++)
        pack(p, pyf__keep(extra_part(p, i, 1)));
    return status;
}

/* ---------------------------------------------------------- names */

PyObject *
pyf__keyword_names(const struct pyf__signature *signature, size_t more,
                   const char *function)
{
    size_t count = (size_t)signature->declared - signature->positional;
    PyObject *names =
        pyf__made(cpython.PyTuple_New((Py_ssize_t)(count + more)), function);
    Py_ssize_t next = 0;

    for (unsigned i = 0; names != NULL && i < signature->count; i++) {
        const struct pyf__parameter *parameter = &signature->parameters[i];
        PyObject *name;

        if (parameter->role != PYF__KEYWORD_ONLY)
            continue;
        name = pyf__made(cpython.PyUnicode_InternFromString(parameter->name),
                         function);
        if (name == NULL) {
            cpython.Py_DecRef(names);
            return NULL;
        }
        cpython.PyTuple_SetItem(names, next++, name);
    }
    return names;
}

static bool
has_name(PyObject *names, Py_ssize_t count, PyObject *name)
{
    for (Py_ssize_t i = 0; i < count; i++) {
        if (cpython.PyUnicode_Compare(cpython.PyTuple_GetItem(names, i),
                                      name) == 0)
            return true;
    }
    return false;
}

/* A key of **name as one of the names: PYF_OK, or parked. */
static int
check_key(const struct packing *p, PyObject *names, PyObject *key)
{
    const char *argument =
        p->signature->parameters[p->signature->keywords].name;
    Py_ssize_t count = p->signature->declared - p->signature->positional;

    if (!pyf__is_a(key, Py_TPFLAGS_UNICODE_SUBCLASS))
        return pyf__fault_type(p->function, argument, "keys that are str",
                               key);
    if (has_name(names, count, key))
        return pyf__fault_argument(
            PYF_ERR_ARGUMENT, p->function, argument,
            "has a key that is the name of a keyword-only parameter as well");
    return PYF_OK;
}

/* All names of the call, from `kept` where those are all. */
static int
make_names(struct packing *p, PyObject *kept)
{
    size_t count = (size_t)p->signature->declared - p->signature->positional;
    size_t more = size_of(p->extra, cpython.PyList_Size);
    int status = PYF_OK;

    if (count + more == 0)
        return PYF_OK;
    if (kept != NULL && more == 0) {
        p->keywords = pyf__keep(kept);
        return PYF_OK;
    }
    p->keywords = pyf__keyword_names(p->signature, more, p->function);
    if (p->keywords == NULL)
        return pyf__fault.code;
    for (size_t i = 0; i < more && status == PYF_OK; i++) {
        PyObject *key = extra_part(p, i, 0);

        status = check_key(p, p->keywords, key);
        if (status == PYF_OK)
            cpython.PyTuple_SetItem(p->keywords, (Py_ssize_t)(count + i),
                                    pyf__keep(key));
    }
    return status;
}

/* ---------------------------------------------------------- the call */

static void
release(struct packing *p)
{
    while (p->count > 0)
        cpython.Py_DecRef(p->items[2 + --p->count]);
    free(p->items);
    pyf__drop(p->keywords);
    pyf__drop(p->extra);
    pyf__drop(p->rest);
}

PyObject *
pyf__call_packed(const struct pyf__callee *callee,
                 const struct pyf__signature *signature, void *const *args,
                 const char *function)
{
    struct packing p = {
        .function = function, .signature = signature, .args = args};
    PyObject *result = NULL;

    if (args == NULL && signature->count != 0) {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, "args", "is NULL");
        return NULL;
    }
    if (open_rest(&p) == PYF_OK && open_extra(&p) == PYF_OK &&
        make_room(&p) == PYF_OK && pack_all(&p) == PYF_OK &&
        make_names(&p, callee->keywords) == PYF_OK)
        result = pyf__vectorcall(p.items, p.positional, callee->target,
                                 callee->name, p.keywords, function);
    release(&p);
    return result;
}

/* ---------------------------------------------------------- results */

bool
pyf__type_points(const struct pyf__type *type)
{
    if (type->boxed || pyf__types[type->code].points)
        return true;
    for (uint32_t i = 0; i < type->count; i++) {
        if (pyf__type_points(&type->items[i]))
            return true;
    }
    return false;
}

int
pyf__no_result(const struct pyf__signature *signature, void *result)
{
    if (result != NULL)
        memset(result, 0, signature->result.size);
    return pyf__fault.code;
}

/* Convert with all handles of it in one scope: those of a failure are closed,
 * else they go to the scope outside, or to none where there is none. */
static int
convert(const struct pyf__type *type, PyObject *object, void *result,
        struct pyf__arena *arena, const char *function)
{
    const struct pyf__place place = {function, NULL, NULL, 0};
    uint32_t outer_base = pyf__scope_open();
    int status = pyf__native_from(type, object, result, arena, &place);

    if (status < 0)
        pyf__scope_close(outer_base);
    else
        pyf__scope_yield(outer_base);
    return status;
}

int
pyf__result_from(const struct pyf__type *type, PyObject *object, void *result,
                 const char *function)
{
    struct pyf__arena arena;
    int status;

    pyf__arena_begin(&arena);
    status = convert(type, object, result, &arena, function);
    pyf__arena_end(&arena);
    cpython.Py_DecRef(object);
    return status;
}

static const char pinned_name[] = "pyforge.result";

static void
end_arena(struct pyf__arena *arena)
{
    pyf__arena_end(arena);
    free(arena);
}

static void
end_pinned(PyObject *capsule)
{
    end_arena(cpython.PyCapsule_GetPointer(capsule, pinned_name));
}

/* Leave an arena to the innermost scope. */
static int
pin_arena(struct pyf__arena *arena, const char *function)
{
    PyObject *capsule = pyf__made(
        cpython.PyCapsule_New(arena, pinned_name, end_pinned), function);

    if (capsule == NULL) {
        end_arena(arena);
        return pyf__fault.code;
    }
    return pyf__table_new(capsule) != 0
               ? PYF_OK
               : pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
}

/* Convert a result that points to something, with what it points to kept.
 * Takes the reference. */
static int
pin_result(const struct pyf__signature *signature, PyObject *object,
           void *result, const char *function)
{
    struct pyf__arena *arena = malloc(sizeof(*arena));
    int status;

    if (arena == NULL) {
        cpython.Py_DecRef(object);
        pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
        return pyf__no_result(signature, result);
    }
    pyf__arena_begin(arena);
    status = pyf__arena_drop(arena, object)
                 ? convert(&signature->result, object, result, arena, function)
                 : PYF_ERR_MEMORY;
    if (status == PYF_OK)
        status = pin_arena(arena, function);
    else
        end_arena(arena);
    return status < 0 ? pyf__no_result(signature, result) : PYF_OK;
}

int
pyf__call_for_more(const struct pyf__callee *callee,
                   const struct pyf__signature *signature, void *const *args,
                   void *result, const char *function)
{
    bool pinned = result != NULL && pyf__type_points(&signature->result);
    PyObject *object;

    if (pinned && !pyf__scope_is_open()) {
        pyf__fault_argument(PYF_ERR_TOKEN, function, "result",
                            "points to memory that lives as long as the "
                            "innermost scope, and no scope is open on this "
                            "thread; call pyf_scope_begin first, in a span");
        return pyf__no_result(signature, result);
    }
    object = pyf__call_with(callee, signature, args, NULL, function);
    if (object == NULL)
        return pyf__no_result(signature, result);
    if (pinned)
        return pin_result(signature, object, result, function);
    if (result != NULL &&
        (signature->result.boxed ||
         !pyf__scalar_from(signature->result.code, object, result)))
        return pyf__result_from(&signature->result, object, result, function);
    cpython.Py_DecRef(object);
    return PYF_OK;
}

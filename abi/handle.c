/* SPDX-License-Identifier: MIT */
/* handle - lifetimes. */
#include "entry.h"
#include "handle/sized.h"
#include "signature/plans.h"

/* The object of a handle of any kind that has one. */
static PyObject *
get_any(struct entry *e, pyf_handle handle)
{
    int kind = pyf__kind_of(handle);

    if (kind == PYF_KIND_OBJECT || kind == PYF_KIND_CLOSURE ||
        kind == PYF_KIND_CALL)
        return entry_get_kind(e, handle, kind, "handle");
    if (!entry_failed(e))
        e->status = pyf__entry_bad_handle(e->function, "handle", handle);
    return NULL;
}

/* Of any kind but an object's. */
static pyf__apart pyf_handle
dup_other(pyf_handle handle, const char *function)
{
    struct entry e = enter(function);
    PyObject *o;

    if (!entry_failed(&e) && pyf__signature_of(handle) != NULL) {
        leave(&e);
        return handle;
    }
    o = get_any(&e, handle);
    if (entry_failed(&e))
        return leave_0(&e);
    return leave_kind(&e, pyf__keep(o), pyf__kind_of(handle));
}

static pyf__hot pyf_handle
dup_object(pyf_handle handle, const char *function)
{
    struct entry e = enter(function);
    PyObject *o = entry_get(&e, handle, "handle");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, pyf__keep(o));
}

pyf_handle
pyf_dup(pyf_handle handle)
{
    return pyf__likely(pyf__kind_of(handle) == PYF_KIND_OBJECT)
               ? dup_object(handle, __func__)
               : dup_other(handle, __func__);
}

/* Signatures live for ever, and closing one does nothing. */
static int
close_any(pyf_handle handle)
{
    return pyf__signature_of(handle) != NULL ? PYF_OK
                                             : pyf__table_close(handle);
}

int
pyf_close(pyf_handle handle)
{
    if (pyf__likely(pyf__table_close_quickly(handle)))
        return PYF_OK;
    return close_any(handle) == PYF_OK
               ? PYF_OK
               : pyf__entry_bad_handle(__func__, "handle", handle);
}

int
pyf_close_all(const pyf_handle *handles, size_t count)
{
    int status = PYF_OK;

    if (handles == NULL && count != 0)
        return pyf__fault_argument(PYF_ERR_ARGUMENT, __func__, "handles",
                                   "is NULL");
    if (count > PYF__MOST / sizeof(*handles))
        return pyf__fault_argument(PYF_ERR_ARGUMENT, __func__, "count",
                                   "is beyond any memory");
    for (size_t i = 0; i < count; i++) {
        if (close_any(handles[i]) < 0 && status == PYF_OK)
            status = pyf__entry_bad_handle(__func__, "handles", handles[i]);
    }
    return status;
}

int
pyf_is(pyf_handle a, pyf_handle b)
{
    struct entry e = enter(__func__);
    PyObject *first = entry_get(&e, a, "a");
    PyObject *second = entry_get(&e, b, "b");

    return entry_failed(&e) ? leave(&e) : leave_answer(&e, first == second);
}

int
pyf_handle_kind(pyf_handle handle)
{
    int kind = pyf__table_kind(handle);

    if (kind < 0 && pyf__signature_of(handle) != NULL)
        kind = PYF_KIND_SIGNATURE;
    if (kind < 0 && pyf__span_is_open(handle))
        kind = PYF_KIND_TOKEN;
    return kind > 0
               ? kind
               : pyf__fault_handle(PYF_ERR_HANDLE, __func__, "handle", handle);
}

pyf_token
pyf_scope_begin(void)
{
    return pyf__scope_begin(__func__);
}

int
pyf_scope_end(pyf_token scope)
{
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave(&e);
    entry_status(&e, pyf__span_end(scope, PYF__SCOPE, __func__));
    return leave(&e);
}

int
pyf_bind(pyf_handle handle)
{
    struct entry e = enter(__func__);
    bool lasts = pyf__signature_of(handle) != NULL;

    if (!lasts)
        get_any(&e, handle);
    if (entry_failed(&e))
        return leave(&e);
    if (!pyf__scope_is_open())
        e.status = pyf__fault_argument(PYF_ERR_TOKEN, __func__, NULL,
                                       "no scope is open on this thread; call "
                                       "pyf_scope_begin first, in a span");
    else if (!lasts && pyf__scope_add(handle) < 0)
        e.status = pyf__fault_argument(PYF_ERR_MEMORY, __func__, NULL, NULL);
    return leave(&e);
}

pyf_handle
pyf_unbind(pyf_handle handle)
{
    struct entry e = enter(__func__);
    pyf_handle result;
    int status;

    if (entry_failed(&e))
        return leave_0(&e);
    if (pyf__signature_of(handle) != NULL) {
        leave(&e);
        return handle;
    }
    result = pyf__scope_remove(handle, &status);
    if (status == PYF_ERR_MEMORY)
        e.status = pyf__fault_argument(PYF_ERR_MEMORY, __func__, NULL, NULL);
    else if (status < 0)
        e.status = pyf__entry_bad_handle(__func__, "handle", handle);
    leave(&e);
    return result;
}

int
pyf_stats_get(pyf_stats *stats)
{
    pyf_stats now = {
        .live = pyf__table_live(),
        .pending = atomic_load(&pyf__main.table.pending),
        .threads = pyf__threads(),
        .users = pyf__users(),
    };

    return pyf__sized_write(&pyf__sized_stats, stats, &now, __func__);
}

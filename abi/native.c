/* SPDX-License-Identifier: MIT */
/* native - call Python with C types. */
#include "call/prepared.h"

#include "entry.h"

/* After a failure, with the result to be written where its size is known. */
static pyf__hot int
leave_no_result(struct entry *e, const struct pyf__signature *signature,
                void *result)
{
    if (signature != NULL)
        pyf__no_result(signature, result);
    return leave(e);
}

/* As many arguments as the signature has in C. */
static void
check_count(struct entry *e, const struct pyf__signature *signature,
            size_t count)
{
    if (entry_failed(e) || signature->c_count == count)
        return;
    e->status = pyf__fault_text(
        PYF_ERR_ARGUMENT,
        "%s: argument 'count': is %zu, but %s has %d arguments in C (str, "
        "bytes and [T] are two each)",
        e->function, count, signature->text, signature->c_count);
}

static pyf__apart int
call_native(pyf_handle callable, pyf_handle signature, void *const *args,
            size_t count, void *result, const char *function)
{
    struct entry e = enter(function);
    PyObject *f = entry_get(&e, callable, "callable");
    const struct pyf__signature *s =
        entry_signature(&e, signature, "signature");

    check_count(&e, s, count);
    if (entry_failed(&e))
        return leave_no_result(&e, s, result);
    e.status = pyf__call_for_more(&(struct pyf__callee){f, NULL, NULL}, s,
                                  args, result, function);
    return leave(&e);
}

int
pyf_call_native(pyf_handle callable, pyf_handle signature, void *const *args,
                size_t count, void *result)
{
    int status;

    if (pyf__try_call_native(callable, pyf__signature_of(signature), args,
                             count, result, __func__, &status))
        return status;
    return call_native(callable, signature, args, count, result, __func__);
}

int
pyf_call_method_native(pyf_handle obj, const char *name, size_t name_length,
                       pyf_handle signature, void *const *args, size_t count,
                       void *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");
    const struct pyf__signature *s =
        entry_signature(&e, signature, "signature");

    check_count(&e, s, count);
    if (entry_failed(&e))
        return leave_no_result(&e, s, result);
    e.status = pyf__call_for_more(&(struct pyf__callee){o, n, NULL}, s, args,
                                  result, __func__);
    return leave(&e);
}

pyf_handle
pyf_call_prepare(pyf_handle target, const char *name, size_t name_length,
                 pyf_handle signature)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, target, "target");
    PyObject *n =
        name == NULL ? NULL : entry_name(&e, name, name_length, "name");
    const struct pyf__signature *s =
        entry_signature(&e, signature, "signature");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_kind(&e, pyf__prepared_new(o, n, s, __func__), PYF_KIND_CALL);
}

static pyf__apart int
call_prepared(pyf_handle call, void *const *args, size_t count, void *result,
              const char *function)
{
    struct entry e = enter(function);
    PyObject *c = entry_get_kind(&e, call, PYF_KIND_CALL, "call");
    const struct pyf__prepared *p;

    if (entry_failed(&e))
        return leave(&e);
    p = pyf__prepared_data(c);
    check_count(&e, p->signature, count);
    if (entry_failed(&e))
        return leave_no_result(&e, p->signature, result);
    e.status =
        pyf__call_for_more(&p->callee, p->signature, args, result, function);
    return leave(&e);
}

int
pyf_call_prepared(pyf_handle call, void *const *args, size_t count,
                  void *result)
{
    int status;

    if (pyf__try_call_prepared(call, args, count, result, __func__, &status))
        return status;
    return call_prepared(call, args, count, result, __func__);
}

/* SPDX-License-Identifier: MIT */
/* call - call Python. */
#include "entry.h"

/* Resolve the arguments; on failure there is nothing to release. */
static pyf__hot void
entry_handles(struct entry *e, struct pyf__args *a, const pyf_handle *handles,
              size_t count)
{
    if (!entry_failed(e))
        entry_status(e, pyf__args_from_handles(a, handles, count,
                                               e->function));
}

static pyf__hot void
entry_values(struct entry *e, struct pyf__args *a, const pyf_value *values,
             size_t count)
{
    if (!entry_failed(e))
        entry_status(e, pyf__args_from_values(a, values, count, e->function));
}

static pyf__hot void
entry_keywords(struct entry *e, struct pyf__args *a, const char *const *names,
               size_t count)
{
    if (!entry_failed(e))
        entry_status(e, pyf__args_name(a, names, count, e->function));
}

static pyf__hot PyObject *
call(struct pyf__args *a, PyObject *callable)
{
    PyObject *result = pyf__args_call(a, callable);

    pyf__args_release(a);
    return result;
}

static pyf__hot PyObject *
call_method(struct pyf__args *a, PyObject *object, PyObject *name)
{
    PyObject *result = pyf__args_call_method(a, object, name);

    pyf__args_release(a);
    return result;
}

pyf_handle
pyf_call(pyf_handle callable, const pyf_handle *args, size_t count)
{
    struct entry e = enter(__func__);
    PyObject *f = entry_get(&e, callable, "callable");
    struct pyf__args a;

    entry_handles(&e, &a, args, count);
    return entry_failed(&e) ? leave_0(&e) : leave_new(&e, call(&a, f));
}

pyf_handle
pyf_call_kw(pyf_handle callable, const pyf_handle *args, size_t count,
            const char *const *names, size_t name_count)
{
    struct entry e = enter(__func__);
    PyObject *f = entry_get(&e, callable, "callable");
    struct pyf__args a;

    entry_handles(&e, &a, args, count);
    entry_keywords(&e, &a, names, name_count);
    return entry_failed(&e) ? leave_0(&e) : leave_new(&e, call(&a, f));
}

/* An optional argument of one type; None stands for none. */
static void
check_type(struct entry *e, PyObject *object, unsigned long flag,
           const char *argument, const char *expected)
{
    if (!entry_failed(e) && object != cpython._Py_NoneStruct &&
        !pyf__is_a(object, flag))
        e->status = pyf__fault_type(e->function, argument, expected, object);
}

static PyObject *
call_dict(PyObject *f, PyObject *args, PyObject *kwargs)
{
    PyObject *none = cpython._Py_NoneStruct;
    PyObject *tuple =
        args == none ? cpython.PyTuple_New(0) : pyf__keep(args);
    PyObject *result = NULL;

    if (tuple != NULL)
        result =
            cpython.PyObject_Call(f, tuple, kwargs == none ? NULL : kwargs);
    pyf__drop(tuple);
    return result;
}

pyf_handle
pyf_call_dict(pyf_handle callable, pyf_handle args, pyf_handle kwargs)
{
    struct entry e = enter(__func__);
    PyObject *f = entry_get(&e, callable, "callable");
    PyObject *a = entry_get(&e, args, "args");
    PyObject *k = entry_get(&e, kwargs, "kwargs");

    check_type(&e, a, Py_TPFLAGS_TUPLE_SUBCLASS, "args", "tuple or None");
    check_type(&e, k, Py_TPFLAGS_DICT_SUBCLASS, "kwargs", "dict or None");
    return entry_failed(&e) ? leave_0(&e) : leave_new(&e, call_dict(f, a, k));
}

pyf_handle
pyf_call_method(pyf_handle obj, const char *name, const pyf_handle *args,
                size_t count)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");
    struct pyf__args a;

    entry_handles(&e, &a, args, count);
    return entry_failed(&e) ? leave_0(&e)
                            : leave_new(&e, call_method(&a, o, n));
}

pyf_handle
pyf_call_method_kw(pyf_handle obj, const char *name, const pyf_handle *args,
                   size_t count, const char *const *names, size_t name_count)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");
    struct pyf__args a;

    entry_handles(&e, &a, args, count);
    entry_keywords(&e, &a, names, name_count);
    return entry_failed(&e) ? leave_0(&e)
                            : leave_new(&e, call_method(&a, o, n));
}

int
pyf_call_values(pyf_handle callable, const pyf_value *args, size_t count,
                pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *f = entry_get(&e, callable, "callable");
    struct pyf__args a;

    entry_values(&e, &a, args, count);
    if (entry_failed(&e))
        return leave_no_value(&e, result);
    return leave_result(&e, call(&a, f), result);
}

int
pyf_call_values_kw(pyf_handle callable, const pyf_value *args, size_t count,
                   const char *const *names, size_t name_count,
                   pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *f = entry_get(&e, callable, "callable");
    struct pyf__args a;

    entry_values(&e, &a, args, count);
    entry_keywords(&e, &a, names, name_count);
    if (entry_failed(&e))
        return leave_no_value(&e, result);
    return leave_result(&e, call(&a, f), result);
}

int
pyf_call_method_values(pyf_handle obj, const char *name, const pyf_value *args,
                       size_t count, pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");
    struct pyf__args a;

    entry_values(&e, &a, args, count);
    if (entry_failed(&e))
        return leave_no_value(&e, result);
    return leave_result(&e, call_method(&a, o, n), result);
}

int
pyf_call_method_values_kw(pyf_handle obj, const char *name,
                          const pyf_value *args, size_t count,
                          const char *const *names, size_t name_count,
                          pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");
    struct pyf__args a;

    entry_values(&e, &a, args, count);
    entry_keywords(&e, &a, names, name_count);
    if (entry_failed(&e))
        return leave_no_value(&e, result);
    return leave_result(&e, call_method(&a, o, n), result);
}

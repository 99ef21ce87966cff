/* SPDX-License-Identifier: MIT */
/* call - call Python. */
#include "entry.h"

#include "call/call-plain.h"

pyf_handle
pyf_call(pyf_handle callable, const pyf_handle *args, size_t count)
{
    struct entry e = enter(__func__);
    PyObject *f = entry_get(&e, callable, "callable");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__call_handles(f, NULL, args, count, __func__));
}

pyf_handle
pyf_call_kw(pyf_handle callable, const pyf_handle *args, size_t count,
            const pyf_text *names, size_t name_count)
{
    struct entry e = enter(__func__);
    PyObject *f = entry_get(&e, callable, "callable");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(
        &e, pyf__call_any(&(struct pyf__call){__func__, f, NULL, NULL, args,
                                              count, names, name_count}));
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
    PyObject *tuple = args == none ? cpython.PyTuple_New(0) : pyf__keep(args);
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
pyf_call_method(pyf_handle obj, const char *name, size_t name_length,
                const pyf_handle *args, size_t count)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__call_handles(o, n, args, count, __func__));
}

pyf_handle
pyf_call_method_handle(pyf_handle obj, pyf_handle name, const pyf_handle *args,
                       size_t count)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name_of(&e, name);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__call_handles(o, n, args, count, __func__));
}

pyf_handle
pyf_call_method_kw(pyf_handle obj, const char *name, size_t name_length,
                   const pyf_handle *args, size_t count, const pyf_text *names,
                   size_t name_count)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(
        &e, pyf__call_any(&(struct pyf__call){__func__, o, n, NULL, args,
                                              count, names, name_count}));
}

static pyf__apart int
call_with_values(pyf_handle callable, const pyf_value *args, size_t count,
                 uint32_t wanted, pyf_value *result, const char *function)
{
    struct entry e = enter(function);
    PyObject *f = entry_get(&e, callable, "callable");

    entry_wanted(&e, wanted, "wanted");
    if (entry_failed(&e))
        return leave_no_value(&e, result);
    return leave_result(&e, pyf__call_values(f, NULL, args, count, function),
                        wanted, result);
}

int
pyf_call_values(pyf_handle callable, const pyf_value *args, size_t count,
                uint32_t wanted, pyf_value *result)
{
    int status;

    if (count == 0 &&
        pyf__try_call_0(callable, wanted, result, __func__, &status))
        return status;
    return call_with_values(callable, args, count, wanted, result, __func__);
}

int
pyf_call_values_kw(pyf_handle callable, const pyf_value *args, size_t count,
                   const pyf_text *names, size_t name_count, uint32_t wanted,
                   pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *f = entry_get(&e, callable, "callable");

    entry_wanted(&e, wanted, "wanted");
    if (entry_failed(&e))
        return leave_no_value(&e, result);
    return leave_result(
        &e,
        pyf__call_any(&(struct pyf__call){__func__, f, NULL, args, NULL, count,
                                          names, name_count}),
        wanted, result);
}

int
pyf_call_method_values(pyf_handle obj, const char *name, size_t name_length,
                       const pyf_value *args, size_t count, uint32_t wanted,
                       pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");

    entry_wanted(&e, wanted, "wanted");
    if (entry_failed(&e))
        return leave_no_value(&e, result);
    return leave_result(&e, pyf__call_values(o, n, args, count, __func__),
                        wanted, result);
}

int
pyf_call_method_values_kw(pyf_handle obj, const char *name, size_t name_length,
                          const pyf_value *args, size_t count,
                          const pyf_text *names, size_t name_count,
                          uint32_t wanted, pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, name_length, "name");

    entry_wanted(&e, wanted, "wanted");
    if (entry_failed(&e))
        return leave_no_value(&e, result);
    return leave_result(
        &e,
        pyf__call_any(&(struct pyf__call){__func__, o, n, args, NULL, count,
                                          names, name_count}),
        wanted, result);
}

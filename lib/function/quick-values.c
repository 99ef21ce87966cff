/* SPDX-License-Identifier: MIT */
/*
 * The usual call of a host function in the values form: positional arguments
 * of the usual types, converted in line into values on the stack.
 *
 * Converting them runs no Python code, and what is unusual is left to the
 * general way before the host is called. What is pointed to is not copied:
 * text is that of the str.
 */
#include "convert/value.h"
#include "function/internal.h"
#include "handle/table.h"
#include "platform/platform.h"

static pyf__hot bool
take_int(PyObject *item, pyf_value *value)
{
    int overflow = 0;

    if (!pyf__small_int(item, &value->as.i64))
        value->as.i64 = cpython.PyLong_AsLongLongAndOverflow(item, &overflow);
    value->kind = PYF_VALUE_I64;
    return pyf__likely(overflow == 0);
}

static pyf__hot bool
take_text(PyObject *item, pyf_value *value)
{
    Py_ssize_t size;

    value->as.text.data = cpython.PyUnicode_AsUTF8AndSize(item, &size);
    value->as.text.length = (size_t)size;
    value->kind = PYF_VALUE_STR;
    if (pyf__likely(value->as.text.data != NULL))
        return true;
    cpython.PyErr_Clear();
    return false;
}

/* Any other object, for a parameter that takes all: a handle of the visit,
 * which must have attached the thread by itself. */
static pyf__hot bool
take_object(PyObject *item, pyf_value *value)
{
    PyTypeObject *type = pyf__type_of(item);

    if (item == cpython._Py_NoneStruct) {
        value->kind = PYF_VALUE_NONE;
        return true;
    }
    if (type == cpython.PyBool_Type) {
        value->kind = PYF_VALUE_BOOL;
        value->as.i64 = item == cpython._Py_TrueStruct;
        return true;
    }
    if (type == cpython.PyBytes_Type || type == cpython.PyComplex_Type ||
        !pyf__attached)
        return false;
    value->kind = PYF_VALUE_HANDLE;
    value->as.handle = pyf__table_new(pyf__keep(item));
    return value->as.handle != 0;
}

/* An argument as its parameter takes it; false: in the general way. */
static pyf__hot bool
take(PyObject *item, uint8_t code, pyf_value *value)
{
    PyTypeObject *type = pyf__type_of(item);
    bool any = code == PYF__OBJECT;

    value->reserved = 0;
    value->owner = 0;
    if (type == cpython.PyLong_Type)
        return (any || code == PYF__I64) && take_int(item, value);
    if (type == cpython.PyFloat_Type) {
        value->kind = PYF_VALUE_F64;
        value->as.f64 = pyf__float_value(item);
        return any || code == PYF__F64;
    }
    if (type == cpython.PyUnicode_Type)
        return (any || code == PYF__STR) && take_text(item, value);
    if (code == PYF__BOOL && type != cpython.PyBool_Type)
        return false;
    return (any || code == PYF__BOOL) && take_object(item, value);
}

/* The object of a result that is common and just of its type; NULL without an
 * exception, or with one without memory, for any other. */
static pyf__hot PyObject *
give(const struct pyf__function *function, const pyf_value *result)
{
    if (result->reserved != 0 || result->owner != 0)
        return NULL;
    switch (result->kind) {
    case PYF_VALUE_NONE:
        return pyf__keep_singleton(cpython._Py_NoneStruct);
    case PYF_VALUE_I64:
        return function->result_kind == PYF__F64
                   ? NULL
                   : cpython.PyLong_FromLongLong(result->as.i64);
    case PYF_VALUE_F64:
        return cpython.PyFloat_FromDouble(result->as.f64);
    default:
        return NULL;
    }
}

/* Thread and owner as the general way looks at them, but for what it says.
 * That has CPython count the calls as well, which alone ends them on a stack
 * that is not known. */
static pyf__hot bool
may_call(const struct pyf__function *function)
{
    return pyf__likely(!atomic_load_explicit(&function->owned.revoked,
                                             memory_order_acquire) &&
                       ((function->flags & PYF_FUNCTION_OWN_THREAD) == 0 ||
                        pthread_equal(function->thread, pthread_self())) &&
                       pyf__fault.code == PYF_OK && !pyf__stack_is_low() &&
                       pyf__stack_is_known());
}

/* After a call with an unusual end. */
static pyf__apart PyObject *
finish(struct pyf__visit *visit, struct pyf__function *function, int status,
       pyf_value *result)
{
    PyObject *object;

    /* Of an object that could not be made: it is tried again. */
    if (!pyf__visit_is_special(visit) && pyf__fault.code == PYF_OK)
        cpython.PyErr_Clear();
    pyf__visit_back(visit);
    object = pyf__values_result(function, &status, result);
    pyf__visit_end(visit, status, function->name);
    return object;
}

/* Call the host. */
static pyf__hot PyObject *
call(struct pyf__function *function, const pyf_value *values, size_t count,
     struct pyf__visit *visit)
{
    static pyf_text no_names[1];
    pyf_value result = {PYF_VALUE_NONE, 0, {0}, 0};
    const pyf_frame frame = {
        .size = sizeof(frame),
        .args.values = values,
        .count = count,
        .names = no_names,
        .data = function->data,
    };
    PyObject *object = NULL;
    int status;

    if (function->scope != 0)
        pyf__visit_unscope(visit);
    status = ((pyf_values_function)function->code)(&frame, &result);
    if (pyf__likely(status == PYF_OK && pyf__fault.code == PYF_OK &&
                    !pyf__visit_is_special(visit)))
        object = give(function, &result);
    if (pyf__unlikely(object == NULL))
        return finish(visit, function, status, &result);
    pyf__visit_leave(visit);
    return object;
}

/* Convert the arguments and call. false: nothing has been done. */
static pyf__hot bool
try_call(struct pyf__function *function, PyObject *const *args, size_t count,
         PyObject **object)
{
    pyf_value values[PYF__MOST_QUICK];
    struct pyf__visit visit;

    if (pyf__unlikely(!may_call(function) ||
                      !pyf__visit_open_clear(&visit, 0)))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (pyf__unlikely(!take(args[i], function->kinds[i], &values[i]))) {
            pyf__visit_close(&visit);
            return false;
        }
    }
    *object = call(function, values, count, &visit);
    return true;
}

static PyObject *
call_quickly(PyObject *callable, PyObject *const *args, size_t count_and_flag,
             PyObject *keywords)
{
    struct pyf__function *function = pyf__function_data(callable);
    size_t count = count_and_flag << 1 >> 1;
    PyObject *object = NULL;
    bool counted = function->counted, done = false;

    if (pyf__likely(keywords == NULL && count >= function->quick_count &&
                    count <= function->quick_most)) {
        if (counted)
            pyf__function_enter(function);
        done = try_call(function, args, count, &object);
        if (counted)
            pyf__function_leave(function);
    }
    if (pyf__likely(done))
        return object;
    return pyf__vectorcall_any(callable, args, count_and_flag, keywords);
}

static bool
is_quick_type(const struct pyf__type *type)
{
    return type->code == PYF__OBJECT ||
           (!type->optional &&
            (type->code == PYF__I64 || type->code == PYF__F64 ||
             type->code == PYF__BOOL || type->code == PYF__STR));
}

vectorcallfunc
pyf__vectorcall_values(struct pyf__function *function)
{
    const struct pyf__signature *signature = function->signature;
    bool rest = signature->rest >= 0;
    unsigned count = signature->positional;

    if (count > PYF__MOST_QUICK || signature->declared != count ||
        (rest &&
         !is_quick_type(signature->parameters[signature->rest].type.items)))
        return NULL;
    for (unsigned i = 0; i < PYF__MOST_QUICK; i++) {
        const struct pyf__type *type =
            i < count ? &signature->parameters[i].type
            : rest    ? signature->parameters[signature->rest].type.items
                      : NULL;

        if (type != NULL && !is_quick_type(type))
            return NULL;
        function->kinds[i] = type == NULL ? PYF__VOID : type->code;
    }
    function->result_kind = signature->result.code;
    function->quick_count = (uint16_t)count;
    function->quick_most = (uint16_t)(rest ? PYF__MOST_QUICK : count);
    return call_quickly;
}

/* SPDX-License-Identifier: MIT */
/*
 * Calls of Python with C arguments: by the host, and by closures, which get
 * theirs in the same form.
 *
 * A few positional arguments are the usual case: the functions here are
 * inlined into the exported ones, keep the objects in their frame and convert
 * the usual scalars in line. The rest is in call-native.c.
 */
#ifndef PYF__CALL_NATIVE_H
#define PYF__CALL_NATIVE_H

#include "call/call-plain.h"
#include "convert/native.h"

struct pyf__callee {
    PyObject *target;
    PyObject *name;     /* of a method of target; NULL: target itself */
    PyObject *keywords; /* the names of keyword-only parameters; NULL: there
                         * are none, or they are made for each call */
};

/* New reference; NULL with the failure parked. `args` is as ffi_call has it,
 * of all parameters. */
PyObject *pyf__argument_any(const struct pyf__parameter *parameter,
                            void *const *args, const char *function);

/* The call with keyword-only and starred parameters, or with many. */
PyObject *pyf__call_packed(const struct pyf__callee *callee,
                           const struct pyf__signature *signature,
                           void *const *args, const char *function);

/* The same call out of line, and for results that are more than a scalar. */
int pyf__call_for_more(const struct pyf__callee *callee,
                       const struct pyf__signature *signature,
                       void *const *args, void *result, const char *function);

/* The names of keyword-only parameters, interned, in a tuple that has room for
 * more behind them: new reference, NULL with the failure parked. */
PyObject *pyf__keyword_names(const struct pyf__signature *signature,
                             size_t more, const char *function);

/* Write a result that nothing has to be kept for, whatever the object is.
 * Takes the reference. A status, parked; *result is zeroed then. */
int pyf__result_from(const struct pyf__type *type, PyObject *object,
                     void *result, const char *function);

/* Whether C memory of a type points to something, which has to be kept. */
bool pyf__type_points(const struct pyf__type *type);

/* After a failure: its status, with the result zeroed. */
int pyf__no_result(const struct pyf__signature *signature, void *result);

/* Arguments that came in registers and were stored from there. */
struct pyf__stored {
    const char *memory;
    const uint8_t *offsets; /* one a C argument */
};

/* The object of a scalar that lies there, or a pointer to it, for
 * pyf__scratch_drop: new reference, NULL with the failure parked. */
static pyf__hot PyObject *
pyf__scalar_to(const struct pyf__type *type, const void *where,
               const char *function)
{
    PyObject *object;

    if (type->boxed) {
        where = *(const void *const *)where;
        if (where == NULL)
            return pyf__keep_singleton(cpython._Py_NoneStruct);
    }
    if (type->code == PYF__I64)
        object = pyf__scratch_int(*(const int64_t *)where);
    else if (type->code == PYF__F64)
        object = pyf__scratch_float(*(const double *)where);
    else if (type->code == PYF__I32)
        object = pyf__scratch_int(*(const int32_t *)where);
    else
        object = pyf__makers[type->code](where);
    return pyf__made(object, function);
}

/* The object of an argument: new reference, NULL with the failure parked. */
static pyf__hot PyObject *
pyf__argument_object(const struct pyf__parameter *parameter, void *const *args,
                     const char *function)
{
    const void *where = args[parameter->slot];

    if (pyf__unlikely(where == NULL ||
                      pyf__makers[parameter->type.code] == NULL))
        return pyf__argument_any(parameter, args, function);
    return pyf__scalar_to(&parameter->type, where, function);
}

/* Call Python: new reference, NULL with the failure parked. The arguments are
 * `args`, or, where those are all scalars, `stored`. The loops are
 * unrolled: the end of one that goes round a few times is often mispredicted,
 * and each place has branches of its own. */
static pyf__hot PyObject *
pyf__call_with(const struct pyf__callee *callee,
               const struct pyf__signature *signature, void *const *args,
               const struct pyf__stored *stored, const char *function)
{
    const struct pyf__parameter *parameters = signature->parameters;
    PyObject *items[2 + PYF__FEW];
    PyObject *result = NULL;
    unsigned made = 0, count = signature->count;

    if (stored == NULL &&
        pyf__unlikely(count > PYF__FEW || signature->positional != count ||
                      (args == NULL && count != 0)))
        return pyf__call_packed(callee, signature, args, function);
#pragma GCC unroll 4
    for (; made < PYF__FEW; made++) {
        if (made == count)
            break;
        items[2 + made] =
            stored == NULL
                ? pyf__argument_object(&parameters[made], args, function)
                : pyf__scalar_to(&parameters[made].type,
                                 stored->memory + stored->offsets[made],
                                 function);
        if (pyf__unlikely(items[2 + made] == NULL))
            break;
    }
    if (pyf__likely(made == count))
        result = pyf__vectorcall(items, count, callee->target, callee->name,
                                 NULL, function);
#pragma GCC unroll 4
    for (unsigned i = 0; i < PYF__FEW; i++) {
        if (i == made)
            break;
        pyf__scratch_drop(items[2 + i]);
    }
    return result;
}

/* The usual scalars from just their objects; false: nothing of that, and what
 * was written is void. */
static pyf__hot bool
pyf__scalar_from(uint8_t code, PyObject *object, void *where)
{
    PyTypeObject *type = pyf__type_of(object);
    int64_t number;
    int overflow = 0;

    if (code == PYF__I64 || code == PYF__I32) {
        if (pyf__unlikely(type != cpython.PyLong_Type))
            return false;
        if (pyf__unlikely(!pyf__small_int(object, &number)))
            number = cpython.PyLong_AsLongLongAndOverflow(object, &overflow);
        if (pyf__unlikely(overflow != 0))
            return false;
        if (code == PYF__I64) {
            *(int64_t *)where = number;
            return true;
        }
        *(int32_t *)where = (int32_t)number;
        return pyf__likely((int32_t)number == number);
    }
    if (code == PYF__F64) {
        if (pyf__unlikely(type != cpython.PyFloat_Type))
            return false;
        *(double *)where = pyf__float_value(object);
        return true;
    }
    if (code != PYF__BOOL)
        return false;
    *(uint8_t *)where = object == cpython._Py_TrueStruct;
    return pyf__likely(type == cpython.PyBool_Type);
}

/* Whether pyf__call_natively has a result of that type from its own code. */
static pyf__hot bool
pyf__is_quick_result(const struct pyf__type *type)
{
    return type->plain;
}

/* Call Python with a result in C: a status, parked; *result, which may be
 * NULL, is written on every path. `stored` as above, for quick results. */
static pyf__hot int
pyf__call_natively(const struct pyf__callee *callee,
                   const struct pyf__signature *signature, void *const *args,
                   const struct pyf__stored *stored, void *result,
                   const char *function)
{
    const struct pyf__type *type = &signature->result;
    PyObject *object;

    if (stored == NULL && pyf__unlikely(!pyf__is_quick_result(type)))
        return pyf__call_for_more(callee, signature, args, result, function);
    object = pyf__call_with(callee, signature, args, stored, function);
    if (pyf__unlikely(object == NULL))
        return pyf__no_result(signature, result);
    if (type->code != PYF__VOID && result != NULL &&
        pyf__unlikely(!pyf__scalar_from(type->code, object, result)))
        return pyf__result_from(type, object, result, function);
    if (object != cpython._Py_NoneStruct || !pyf__layout.immortals)
        cpython.Py_DecRef(object);
    return PYF_OK;
}

/* The usual call of a handle's object: by a thread that is attached, with as
 * many arguments as the signature has. false: nothing was done, *status is not
 * set. `signature` may be NULL. */
static pyf__hot bool
pyf__try_call_native(pyf_handle callable,
                     const struct pyf__signature *signature, void *const *args,
                     size_t count, void *result, const char *function,
                     int *status)
{
    struct pyf__slot *slot = NULL;

    if (pyf__likely(signature != NULL && signature->c_count == count &&
                    pyf__attached))
        slot = pyf__slot_pin(callable);
    if (pyf__unlikely(slot == NULL))
        return false;
    *status = pyf__call_natively(
        &(struct pyf__callee){pyf__slot_object(slot), NULL, NULL}, signature,
        args, NULL, result, function);
    pyf__slot_unpin(slot);
    return true;
}

#endif

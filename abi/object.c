/* SPDX-License-Identifier: MIT */
/* object - what Python can do with any object. */
#include "entry.h"

pyf_handle
pyf_getattr(pyf_handle obj, const char *name)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_GetAttr(o, n));
}

/* 1 and a new reference, 0 without an exception, or -1 with one. */
static int
find_attribute(PyObject *object, PyObject *name, PyObject **result)
{
    if (cpython.PyObject_GetOptionalAttr != NULL)
        return cpython.PyObject_GetOptionalAttr(object, name, result);
    *result = cpython.PyObject_GetAttr(object, name);
    if (*result != NULL)
        return 1;
    if (!cpython.PyErr_GivenExceptionMatches(cpython.PyErr_Occurred(),
                                             *cpython.PyExc_AttributeError))
        return -1;
    cpython.PyErr_Clear();
    return 0;
}

int
pyf_getattr_opt(pyf_handle obj, const char *name, pyf_handle *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");
    PyObject *attribute;
    int found;

    entry_pointer(&e, result, "result");
    if (result != NULL)
        *result = 0;
    if (entry_failed(&e))
        return leave(&e);
    found = find_attribute(o, n, &attribute);
    if (found <= 0)
        return leave_answer(&e, found);
    *result = leave_new(&e, attribute);
    return *result == 0 ? pyf__fault.code : 1;
}

int
pyf_getattr_value(pyf_handle obj, const char *name, pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");

    entry_pointer(&e, result, "result");
    if (entry_failed(&e))
        return leave_no_value(&e, result);
    return leave_value(&e, cpython.PyObject_GetAttr(o, n), result);
}

int
pyf_setattr(pyf_handle obj, const char *name, pyf_handle value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");
    PyObject *v = entry_get(&e, value, "value");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_SetAttr(o, n, v));
}

int
pyf_setattr_value(pyf_handle obj, const char *name, const pyf_value *value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");
    PyObject *v = entry_value(&e, value, "value");
    int status = 0;

    if (!entry_failed(&e))
        status = cpython.PyObject_SetAttr(o, n, v);
    pyf__drop(v);
    return leave_status(&e, status);
}

int
pyf_delattr(pyf_handle obj, const char *name)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_SetAttr(o, n, NULL));
}

int
pyf_hasattr(pyf_handle obj, const char *name)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *n = entry_name(&e, name, "name");
    PyObject *attribute = NULL;
    int found;

    if (entry_failed(&e))
        return leave(&e);
    found = find_attribute(o, n, &attribute);
    pyf__drop(attribute);
    return leave_answer(&e, found);
}

pyf_handle
pyf_getitem(pyf_handle obj, pyf_handle key)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_get(&e, key, "key");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_GetItem(o, k));
}

pyf_handle
pyf_getitem_str(pyf_handle obj, const char *key)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_name(&e, key, "key");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_GetItem(o, k));
}

/* obj[index], with the index made for the call. */
static PyObject *
get_at(PyObject *object, int64_t index)
{
    PyObject *key = cpython.PyLong_FromLongLong(index);
    PyObject *item = NULL;

    if (key != NULL)
        item = cpython.PyObject_GetItem(object, key);
    pyf__drop(key);
    return item;
}

/* obj[index] = value, or del obj[index] for NULL. */
static int
set_at(PyObject *object, int64_t index, PyObject *value)
{
    PyObject *key = cpython.PyLong_FromLongLong(index);
    int status = -1;

    if (key != NULL)
        status = value != NULL ? cpython.PyObject_SetItem(object, key, value)
                               : cpython.PyObject_DelItem(object, key);
    pyf__drop(key);
    return status;
}

pyf_handle
pyf_getitem_i64(pyf_handle obj, int64_t index)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, get_at(o, index));
}

int
pyf_getitem_value(pyf_handle obj, const pyf_value *key, pyf_value *result)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_value(&e, key, "key");
    PyObject *item;

    entry_pointer(&e, result, "result");
    if (entry_failed(&e)) {
        pyf__drop(k);
        return leave_no_value(&e, result);
    }
    item = cpython.PyObject_GetItem(o, k);
    pyf__drop(k);
    return leave_value(&e, item, result);
}

int
pyf_setitem(pyf_handle obj, pyf_handle key, pyf_handle value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_get(&e, key, "key");
    PyObject *v = entry_get(&e, value, "value");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_SetItem(o, k, v));
}

int
pyf_setitem_str(pyf_handle obj, const char *key, pyf_handle value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_name(&e, key, "key");
    PyObject *v = entry_get(&e, value, "value");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_SetItem(o, k, v));
}

int
pyf_setitem_i64(pyf_handle obj, int64_t index, pyf_handle value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *v = entry_get(&e, value, "value");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, set_at(o, index, v));
}

int
pyf_setitem_value(pyf_handle obj, const pyf_value *key, const pyf_value *value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_value(&e, key, "key");
    PyObject *v = entry_value(&e, value, "value");
    int status = 0;

    if (!entry_failed(&e))
        status = cpython.PyObject_SetItem(o, k, v);
    pyf__drop(k);
    pyf__drop(v);
    return leave_status(&e, status);
}

int
pyf_delitem(pyf_handle obj, pyf_handle key)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_get(&e, key, "key");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_DelItem(o, k));
}

int
pyf_delitem_str(pyf_handle obj, const char *key)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_name(&e, key, "key");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, cpython.PyObject_DelItem(o, k));
}

int
pyf_delitem_i64(pyf_handle obj, int64_t index)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave(&e);
    return leave_status(&e, set_at(o, index, NULL));
}

/* 1, 0 for a KeyError or IndexError, -1 with any other exception. */
static int
find_item(PyObject *object, PyObject *key)
{
    PyObject *item = cpython.PyObject_GetItem(object, key);
    PyObject *raised;

    if (item != NULL) {
        cpython.Py_DecRef(item);
        return 1;
    }
    raised = cpython.PyErr_Occurred();
    if (!cpython.PyErr_GivenExceptionMatches(raised,
                                             *cpython.PyExc_KeyError) &&
        !cpython.PyErr_GivenExceptionMatches(raised,
                                             *cpython.PyExc_IndexError))
        return -1;
    cpython.PyErr_Clear();
    return 0;
}

int
pyf_hasitem(pyf_handle obj, pyf_handle key)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *k = entry_get(&e, key, "key");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, find_item(o, k));
}

int
pyf_is_true(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, cpython.PyObject_IsTrue(o));
}

int
pyf_len(pyf_handle obj, int64_t *length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    Py_ssize_t size = 0;

    entry_pointer(&e, length, "length");
    if (!entry_failed(&e))
        size = cpython.PyObject_Size(o);
    if (length != NULL)
        *length = size < 0 ? 0 : size;
    return leave_status(&e, size < 0 ? -1 : 0);
}

int
pyf_hash(pyf_handle obj, int64_t *hash)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    Py_hash_t value = 0;

    entry_pointer(&e, hash, "hash");
    if (!entry_failed(&e))
        value = cpython.PyObject_Hash(o); /* never -1 but on failure */
    if (hash != NULL)
        *hash = value == -1 ? 0 : value;
    return leave_status(&e, value == -1 ? -1 : 0);
}

pyf_handle
pyf_repr(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_Repr(o));
}

pyf_handle
pyf_str(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_Str(o));
}

pyf_handle
pyf_dir(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_Dir(o));
}

int
pyf_contains(pyf_handle obj, pyf_handle item)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *i = entry_get(&e, item, "item");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, cpython.PySequence_Contains(o, i));
}

/* An operator code below its limit. */
static void
check_op(struct entry *e, int op, int limit)
{
    if (!entry_failed(e) && (op < 0 || op >= limit))
        e->status = pyf__fault_argument(PYF_ERR_ARGUMENT, e->function, "op",
                                        "is no operator of this function");
}

static int
compare(PyObject *a, PyObject *b, int op)
{
    PyObject *result = cpython.PyObject_RichCompare(a, b, op);
    int truth = -1;

    if (result != NULL)
        truth = cpython.PyObject_IsTrue(result);
    pyf__drop(result);
    return truth;
}

int
pyf_compare(pyf_handle a, pyf_handle b, int op)
{
    struct entry e = enter(__func__);
    PyObject *first = entry_get(&e, a, "a");
    PyObject *second = entry_get(&e, b, "b");

    check_op(&e, op, PYF_GE + 1);
    return entry_failed(&e) ? leave(&e)
                            : leave_answer(&e, compare(first, second, op));
}

pyf_handle
pyf_richcompare(pyf_handle a, pyf_handle b, int op)
{
    struct entry e = enter(__func__);
    PyObject *first = entry_get(&e, a, "a");
    PyObject *second = entry_get(&e, b, "b");

    check_op(&e, op, PYF_GE + 1);
    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_RichCompare(first, second, op));
}

static PyObject *
power(PyObject *a, PyObject *b)
{
    return cpython.PyNumber_Power(a, b, cpython._Py_NoneStruct);
}

static PyObject *
inplace_power(PyObject *a, PyObject *b)
{
    return cpython.PyNumber_InPlacePower(a, b, cpython._Py_NoneStruct);
}

pyf_handle
pyf_binary(pyf_handle a, pyf_handle b, int op)
{
    PyObject *(*const operators[])(PyObject *, PyObject *) = {
        [PYF_ADD] = cpython.PyNumber_Add,
        [PYF_SUB] = cpython.PyNumber_Subtract,
        [PYF_MUL] = cpython.PyNumber_Multiply,
        [PYF_MATMUL] = cpython.PyNumber_MatrixMultiply,
        [PYF_TRUEDIV] = cpython.PyNumber_TrueDivide,
        [PYF_FLOORDIV] = cpython.PyNumber_FloorDivide,
        [PYF_MOD] = cpython.PyNumber_Remainder,
        [PYF_POW] = power,
        [PYF_LSHIFT] = cpython.PyNumber_Lshift,
        [PYF_RSHIFT] = cpython.PyNumber_Rshift,
        [PYF_AND] = cpython.PyNumber_And,
        [PYF_OR] = cpython.PyNumber_Or,
        [PYF_XOR] = cpython.PyNumber_Xor,
    };
    struct entry e = enter(__func__);
    PyObject *first = entry_get(&e, a, "a");
    PyObject *second = entry_get(&e, b, "b");

    check_op(&e, op, PYF_XOR + 1);
    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, operators[op](first, second));
}

pyf_handle
pyf_inplace(pyf_handle a, pyf_handle b, int op)
{
    PyObject *(*const operators[])(PyObject *, PyObject *) = {
        [PYF_ADD] = cpython.PyNumber_InPlaceAdd,
        [PYF_SUB] = cpython.PyNumber_InPlaceSubtract,
        [PYF_MUL] = cpython.PyNumber_InPlaceMultiply,
        [PYF_MATMUL] = cpython.PyNumber_InPlaceMatrixMultiply,
        [PYF_TRUEDIV] = cpython.PyNumber_InPlaceTrueDivide,
        [PYF_FLOORDIV] = cpython.PyNumber_InPlaceFloorDivide,
        [PYF_MOD] = cpython.PyNumber_InPlaceRemainder,
        [PYF_POW] = inplace_power,
        [PYF_LSHIFT] = cpython.PyNumber_InPlaceLshift,
        [PYF_RSHIFT] = cpython.PyNumber_InPlaceRshift,
        [PYF_AND] = cpython.PyNumber_InPlaceAnd,
        [PYF_OR] = cpython.PyNumber_InPlaceOr,
        [PYF_XOR] = cpython.PyNumber_InPlaceXor,
    };
    struct entry e = enter(__func__);
    PyObject *first = entry_get(&e, a, "a");
    PyObject *second = entry_get(&e, b, "b");

    check_op(&e, op, PYF_XOR + 1);
    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, operators[op](first, second));
}

pyf_handle
pyf_unary(pyf_handle obj, int op)
{
    PyObject *(*const operators[])(PyObject *) = {
        [PYF_NEG] = cpython.PyNumber_Negative,
        [PYF_POS] = cpython.PyNumber_Positive,
        [PYF_INVERT] = cpython.PyNumber_Invert,
        [PYF_ABS] = cpython.PyNumber_Absolute,
    };
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    check_op(&e, op, PYF_ABS + 1);
    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, operators[op](o));
}

pyf_handle
pyf_iter(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_GetIter(o));
}

/* 1 and the next item, 0 at the end, -1 with an exception. */
static int
next_item(PyObject *iterator, PyObject **item)
{
    *item = NULL;
    if (!cpython.PyIter_Check(iterator)) {
        cpython.PyErr_Format(*cpython.PyExc_TypeError,
                             "%R object is not an iterator",
                             pyf__type_of(iterator));
        return -1;
    }
    *item = cpython.PyIter_Next(iterator);
    if (*item != NULL)
        return 1;
    return cpython.PyErr_Occurred() == NULL ? 0 : -1;
}

int
pyf_next(pyf_handle iterator, pyf_handle *item)
{
    struct entry e = enter(__func__);
    PyObject *i = entry_get(&e, iterator, "iterator");
    PyObject *next;
    int found;

    entry_pointer(&e, item, "item");
    if (item != NULL)
        *item = 0;
    if (entry_failed(&e))
        return leave(&e);
    found = next_item(i, &next);
    if (found <= 0)
        return leave_answer(&e, found);
    *item = leave_new(&e, next);
    return *item == 0 ? pyf__fault.code : 1;
}

int
pyf_next_value(pyf_handle iterator, pyf_value *item)
{
    struct entry e = enter(__func__);
    PyObject *i = entry_get(&e, iterator, "iterator");
    PyObject *next;
    int found;

    entry_pointer(&e, item, "item");
    if (item != NULL)
        *item = pyf__no_value;
    if (entry_failed(&e))
        return leave(&e);
    found = next_item(i, &next);
    if (found <= 0)
        return leave_answer(&e, found);
    return leave_value(&e, next, item) < 0 ? e.status : 1;
}

pyf_handle
pyf_type(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_Type(o));
}

/* The bit of the type flags, where a kind has one. */
static int
kind_of_flags(unsigned long flags)
{
    static const struct {
        unsigned long flag;
        int kind;
    } kinds[] = {
        {Py_TPFLAGS_LONG_SUBCLASS, PYF_IS_INT},
        {Py_TPFLAGS_UNICODE_SUBCLASS, PYF_IS_STR},
        {Py_TPFLAGS_LIST_SUBCLASS, PYF_IS_LIST},
        {Py_TPFLAGS_TUPLE_SUBCLASS, PYF_IS_TUPLE},
        {Py_TPFLAGS_DICT_SUBCLASS, PYF_IS_DICT},
        {Py_TPFLAGS_BYTES_SUBCLASS, PYF_IS_BYTES},
        {Py_TPFLAGS_TYPE_SUBCLASS, PYF_IS_TYPE},
        {Py_TPFLAGS_BASE_EXC_SUBCLASS, PYF_IS_EXCEPTION},
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if ((flags & kinds[i].flag) != 0)
            return kinds[i].kind;
    }
    return PYF_IS_OTHER;
}

/* The other built-in types are recognized by the type or a base of it. */
static int
kind_of_type(PyTypeObject *type)
{
    const struct {
        PyTypeObject *type;
        int kind;
    } kinds[] = {
        {cpython.PyFloat_Type, PYF_IS_FLOAT},
        {cpython.PyComplex_Type, PYF_IS_COMPLEX},
        {cpython.PySet_Type, PYF_IS_SET},
        {cpython.PyFrozenSet_Type, PYF_IS_FROZENSET},
        {cpython.PyByteArray_Type, PYF_IS_BYTEARRAY},
        {cpython.PyModule_Type, PYF_IS_MODULE},
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (cpython.PyType_IsSubtype(type, kinds[i].type))
            return kinds[i].kind;
    }
    return PYF_IS_OTHER;
}

static int
kind_of(PyObject *object)
{
    PyTypeObject *type = pyf__type_of(object);
    int kind;

    if (object == cpython._Py_NoneStruct)
        return PYF_IS_NONE;
    if (type == cpython.PyBool_Type)
        return PYF_IS_BOOL;
    kind = kind_of_flags(cpython.PyType_GetFlags(type));
    return kind != PYF_IS_OTHER ? kind : kind_of_type(type);
}

int
pyf_kind(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, kind_of(o));
}

int
pyf_isinstance(pyf_handle obj, pyf_handle type)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    PyObject *t = entry_get(&e, type, "type");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, cpython.PyObject_IsInstance(o, t));
}

int
pyf_issubclass(pyf_handle derived, pyf_handle type)
{
    struct entry e = enter(__func__);
    PyObject *d = entry_get(&e, derived, "derived");
    PyObject *t = entry_get(&e, type, "type");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, cpython.PyObject_IsSubclass(d, t));
}

int
pyf_is_callable(pyf_handle obj)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    if (entry_failed(&e))
        return leave(&e);
    return leave_answer(&e, cpython.PyCallable_Check(o));
}

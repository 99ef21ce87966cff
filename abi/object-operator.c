/* SPDX-License-Identifier: MIT */
/* object - comparisons and operators of any object. */
#include "entry.h"

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

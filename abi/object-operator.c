/* SPDX-License-Identifier: MIT */
/* object - comparisons and operators of any object. */
#include "entry.h"

/* Where an operator stands in its range. */
static int
place_of(struct entry *e, int op, int first, int last)
{
    if (op >= first && op <= last)
        return op - first;
    if (!entry_failed(e))
        e->status = pyf__fault_argument(PYF_ERR_ARGUMENT, e->function, "op",
                                        "is no operator of this function");
    return -1;
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
    int place = place_of(&e, op, PYF_LT, PYF_GE);

    return entry_failed(&e) ? leave(&e)
                            : leave_answer(&e, compare(first, second, place));
}

pyf_handle
pyf_richcompare(pyf_handle a, pyf_handle b, int op)
{
    struct entry e = enter(__func__);
    PyObject *first = entry_get(&e, a, "a");
    PyObject *second = entry_get(&e, b, "b");
    int place = place_of(&e, op, PYF_LT, PYF_GE);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, cpython.PyObject_RichCompare(first, second, place));
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
        [PYF_ADD - PYF_ADD] = cpython.PyNumber_Add,
        [PYF_SUB - PYF_ADD] = cpython.PyNumber_Subtract,
        [PYF_MUL - PYF_ADD] = cpython.PyNumber_Multiply,
        [PYF_MATMUL - PYF_ADD] = cpython.PyNumber_MatrixMultiply,
        [PYF_TRUEDIV - PYF_ADD] = cpython.PyNumber_TrueDivide,
        [PYF_FLOORDIV - PYF_ADD] = cpython.PyNumber_FloorDivide,
        [PYF_MOD - PYF_ADD] = cpython.PyNumber_Remainder,
        [PYF_POW - PYF_ADD] = power,
        [PYF_LSHIFT - PYF_ADD] = cpython.PyNumber_Lshift,
        [PYF_RSHIFT - PYF_ADD] = cpython.PyNumber_Rshift,
        [PYF_AND - PYF_ADD] = cpython.PyNumber_And,
        [PYF_OR - PYF_ADD] = cpython.PyNumber_Or,
        [PYF_XOR - PYF_ADD] = cpython.PyNumber_Xor,
    };
    struct entry e = enter(__func__);
    PyObject *first = entry_get(&e, a, "a");
    PyObject *second = entry_get(&e, b, "b");
    int place = place_of(&e, op, PYF_ADD, PYF_XOR);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, operators[place](first, second));
}

pyf_handle
pyf_inplace(pyf_handle a, pyf_handle b, int op)
{
    PyObject *(*const operators[])(PyObject *, PyObject *) = {
        [PYF_ADD - PYF_ADD] = cpython.PyNumber_InPlaceAdd,
        [PYF_SUB - PYF_ADD] = cpython.PyNumber_InPlaceSubtract,
        [PYF_MUL - PYF_ADD] = cpython.PyNumber_InPlaceMultiply,
        [PYF_MATMUL - PYF_ADD] = cpython.PyNumber_InPlaceMatrixMultiply,
        [PYF_TRUEDIV - PYF_ADD] = cpython.PyNumber_InPlaceTrueDivide,
        [PYF_FLOORDIV - PYF_ADD] = cpython.PyNumber_InPlaceFloorDivide,
        [PYF_MOD - PYF_ADD] = cpython.PyNumber_InPlaceRemainder,
        [PYF_POW - PYF_ADD] = inplace_power,
        [PYF_LSHIFT - PYF_ADD] = cpython.PyNumber_InPlaceLshift,
        [PYF_RSHIFT - PYF_ADD] = cpython.PyNumber_InPlaceRshift,
        [PYF_AND - PYF_ADD] = cpython.PyNumber_InPlaceAnd,
        [PYF_OR - PYF_ADD] = cpython.PyNumber_InPlaceOr,
        [PYF_XOR - PYF_ADD] = cpython.PyNumber_InPlaceXor,
    };
    struct entry e = enter(__func__);
    PyObject *first = entry_get(&e, a, "a");
    PyObject *second = entry_get(&e, b, "b");
    int place = place_of(&e, op, PYF_ADD, PYF_XOR);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, operators[place](first, second));
}

pyf_handle
pyf_unary(pyf_handle obj, int op)
{
    PyObject *(*const operators[])(PyObject *) = {
        [PYF_NEG - PYF_NEG] = cpython.PyNumber_Negative,
        [PYF_POS - PYF_NEG] = cpython.PyNumber_Positive,
        [PYF_INVERT - PYF_NEG] = cpython.PyNumber_Invert,
        [PYF_ABS - PYF_NEG] = cpython.PyNumber_Absolute,
    };
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    int place = place_of(&e, op, PYF_NEG, PYF_ABS);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_new(&e, operators[place](o));
}

/* SPDX-License-Identifier: MIT */
/*
 * The raw side of what Python calls: an extension module as a C programmer
 * writes it by hand, METH_FASTCALL and the inline API of the Python that runs.
 * Its functions follow from the table in shapes.py.
 *
 * Also the drivers that call C callbacks, whoever made them (see
 * functions.py): the address of a callback goes in, nanoseconds come out; and
 * the callbacks by hand.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bodies.h"

/* --------------------------------------------------------- conversions */

static PyObject *
wrong_count(const char *name, int wanted, Py_ssize_t count)
{
    return PyErr_Format(PyExc_TypeError, "%s() takes %d arguments (%zd given)",
                        name, wanted, count);
}

static inline int
get_f64(PyObject *object, double *value)
{
    *value = PyFloat_CheckExact(object) ? PyFloat_AS_DOUBLE(object)
                                        : PyFloat_AsDouble(object);
    return *value != -1.0 || !PyErr_Occurred();
}

static inline int
get_i64(PyObject *object, int64_t *value)
{
    *value = PyLong_AsLongLong(object);
    return *value != -1 || !PyErr_Occurred();
}

static inline int
get_bool(PyObject *object, uint8_t *value)
{
    *value = object == Py_True;
    if (object == Py_True || object == Py_False)
        return 1;
    PyErr_Format(PyExc_TypeError, "bool expected, not %s",
                 Py_TYPE(object)->tp_name);
    return 0;
}

static inline int
get_str(PyObject *object, struct text *value)
{
    Py_ssize_t length;

    value->data = PyUnicode_AsUTF8AndSize(object, &length);
    value->length = (size_t)length;
    return value->data != NULL;
}

static inline PyObject *
make_text(struct text text)
{
    return PyUnicode_FromStringAndSize(text.data, (Py_ssize_t)text.length);
}

#include "raw-functions.h"

/* ----------------------------------------------------------- callbacks */

static PyObject *compare_callable, *add_callable;

/* A comparison, or an addition, of two numbers by a Python callable: args[0]
 * belongs to the callee (PEP 590). A failure gives 0 and is left set. */
static inline int64_t
call_two(PyObject *callable, int64_t a, int64_t b)
{
    PyObject *args[3] = {NULL, PyLong_FromLongLong(a), PyLong_FromLongLong(b)};
    PyObject *result = PyObject_Vectorcall(
        callable, args + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    int64_t value = result != NULL ? PyLong_AsLongLong(result) : 0;

    Py_XDECREF(result);
    Py_DECREF(args[1]);
    Py_DECREF(args[2]);
    return value;
}

static int
compare_by_hand(const void *a, const void *b)
{
    return (int)call_two(compare_callable, *(const int64_t *)a,
                         *(const int64_t *)b);
}

static int64_t
add_by_hand(int64_t a, int64_t b)
{
    return call_two(add_callable, a, b);
}

static int64_t
add_ensured(int64_t a, int64_t b)
{
    PyGILState_STATE state = PyGILState_Ensure();
    int64_t sum = call_two(add_callable, a, b);

    PyGILState_Release(state);
    return sum;
}

static int
compare_ensured(const void *a, const void *b)
{
    PyGILState_STATE state = PyGILState_Ensure();
    int order = compare_by_hand(a, b);

    PyGILState_Release(state);
    return order;
}

static PyObject *
keep(PyObject **place, PyObject *callable, void *code)
{
    Py_XDECREF(*place);
    *place = Py_NewRef(callable);
    return PyLong_FromVoidPtr(code);
}

/* compare_code(callable), add_code(callable): the address of a C function. The
 * ones that are ensured may be called without the GIL. */
static PyObject *
compare_code(PyObject *module, PyObject *callable)
{
    (void)module;
    return keep(&compare_callable, callable, (void *)compare_by_hand);
}

static PyObject *
compare_ensured_code(PyObject *module, PyObject *callable)
{
    (void)module;
    return keep(&compare_callable, callable, (void *)compare_ensured);
}

static PyObject *
add_code(PyObject *module, PyObject *callable)
{
    (void)module;
    return keep(&add_callable, callable, (void *)add_by_hand);
}

static PyObject *
add_ensured_code(PyObject *module, PyObject *callable)
{
    (void)module;
    return keep(&add_callable, callable, (void *)add_ensured);
}

/* ------------------------------------------------------------- drivers */

typedef int comparison(const void *a, const void *b);
typedef int64_t addition(int64_t a, int64_t b);

static double
now_ns(void)
{
    struct timespec time;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* The same numbers in the same order each time (xorshift). */
static void
fill(int64_t *numbers, Py_ssize_t count)
{
    uint64_t state = 88172645463325252u;

    for (Py_ssize_t i = 0; i < count; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        numbers[i] = (int64_t)(state >> 24);
    }
}

static int
is_sorted(const int64_t *numbers, Py_ssize_t count)
{
    for (Py_ssize_t i = 1; i < count; i++)
        if (numbers[i - 1] > numbers[i])
            return 0;
    return 1;
}

static long long comparisons;

static int
compare_counting(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    comparisons++;
    return (x > y) - (x < y);
}

static double
sort_ns(int64_t *numbers, Py_ssize_t count, comparison *compare, int release)
{
    PyThreadState *state = release ? PyEval_SaveThread() : NULL;
    double start = now_ns(), ns;

    qsort(numbers, (size_t)count, sizeof *numbers, compare);
    ns = now_ns() - start;
    if (release)
        PyEval_RestoreThread(state);
    return ns;
}

/* sort(code, count, release) -> ns: qsort of so many numbers. With release the
 * GIL is given up, as libraries that call C functions do. Code 0 counts. */
static PyObject *
sort(PyObject *module, PyObject *args)
{
    unsigned long long code;
    Py_ssize_t count;
    int release, sorted;
    int64_t *numbers;
    double ns;

    (void)module;
    if (!PyArg_ParseTuple(args, "Kni", &code, &count, &release))
        return NULL;
    numbers = malloc((size_t)count * sizeof *numbers);
    if (numbers == NULL)
        return PyErr_NoMemory();
    fill(numbers, count);
    ns = sort_ns(numbers, count,
                 code != 0 ? (comparison *)(uintptr_t)code : compare_counting,
                 release);
    sorted = is_sorted(numbers, count);
    free(numbers);
    if (PyErr_Occurred())
        return NULL;
    if (!sorted)
        return PyErr_Format(PyExc_RuntimeError, "not sorted");
    return PyFloat_FromDouble(ns);
}

/* comparisons(count) -> how many qsort makes. */
static PyObject *
count_comparisons(PyObject *module, PyObject *count)
{
    PyObject *args = Py_BuildValue("(iOi)", 0, count, 0), *ns;

    comparisons = 0;
    ns = args != NULL ? sort(module, args) : NULL;
    Py_XDECREF(args);
    Py_XDECREF(ns);
    return ns != NULL ? PyLong_FromLongLong(comparisons) : NULL;
}

static int64_t
add_up(addition *add, Py_ssize_t count)
{
    int64_t sum = 0;

    for (Py_ssize_t i = 0; i < count; i++)
        sum += add((int64_t)i, 1000);
    return sum;
}

/* loop(code, count, release) -> ns: so many additions. */
static PyObject *
loop(PyObject *module, PyObject *args)
{
    unsigned long long code;
    Py_ssize_t count;
    int release;
    int64_t sum;
    PyThreadState *state;
    double start, ns;

    (void)module;
    if (!PyArg_ParseTuple(args, "Kni", &code, &count, &release))
        return NULL;
    state = release ? PyEval_SaveThread() : NULL;
    start = now_ns();
    sum = add_up((addition *)(uintptr_t)code, count);
    ns = now_ns() - start;
    if (release)
        PyEval_RestoreThread(state);
    if (PyErr_Occurred())
        return NULL;
    if (sum != (int64_t)count * 1000 + (int64_t)count * (count - 1) / 2)
        return PyErr_Format(PyExc_RuntimeError, "a wrong sum");
    return PyFloat_FromDouble(ns);
}

/* -------------------------------------------------------------- module */

static PyMethodDef methods[] = {
#include "raw-methods.h"
    {"compare_code", compare_code, METH_O, NULL},
    {"compare_ensured_code", compare_ensured_code, METH_O, NULL},
    {"add_code", add_code, METH_O, NULL},
    {"add_ensured_code", add_ensured_code, METH_O, NULL},
    {"comparisons", count_comparisons, METH_O, NULL},
    {"sort", sort, METH_VARARGS, NULL},
    {"loop", loop, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "bench_raw",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit_bench_raw(void)
{
    return PyModuleDef_Init(&definition);
}

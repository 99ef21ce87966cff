/* SPDX-License-Identifier: MIT */
/*
 * The raw halves of the rows: what a C program does that is compiled for the
 * Python that runs. Not linked with libpython, whose symbols are in the
 * process by then, so that both halves of a row use the same one.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdlib.h>

#include "raw.h"

enum { COUNT = 1000000 };

static struct {
    PyObject *call0, *add, *add_floats, *thing, *record, *row, *floats;
    PyObject *method, *value, *key, *number, *builtin, *nothing;
    PyThreadState *kept;
} raw;

static double numbers[COUNT];

__attribute__((noreturn, cold)) static void
fail(void)
{
    PyErr_Print();
    exit(1);
}

static inline PyObject *
good(PyObject *object)
{
    if (__builtin_expect(object == NULL, 0))
        fail();
    return object;
}

static inline void
ok(int status)
{
    if (__builtin_expect(status < 0, 0))
        fail();
}

int
raw_prepare(void)
{
    PyObject *subject = good(PyImport_ImportModule("subject"));

    raw.call0 = good(PyObject_GetAttrString(subject, "call0"));
    raw.add = good(PyObject_GetAttrString(subject, "add"));
    raw.add_floats = good(PyObject_GetAttrString(subject, "add_floats"));
    raw.thing = good(PyObject_GetAttrString(subject, "thing"));
    raw.record = good(PyObject_GetAttrString(subject, "record"));
    raw.row = good(PyObject_GetAttrString(subject, "row"));
    raw.floats = good(PyObject_GetAttrString(subject, "floats"));
    raw.builtin = good(PyObject_GetAttrString(subject, "builtin"));
    raw.nothing = good(PyUnicode_InternFromString("nothing"));
    raw.method = good(PyUnicode_InternFromString("method"));
    raw.value = good(PyUnicode_InternFromString("value"));
    raw.key = good(PyUnicode_InternFromString("key"));
    raw.number = good(PyFloat_FromDouble(7.5));
    for (size_t i = 0; i < COUNT; i++)
        numbers[i] = (double)i * 0.5;
    Py_DECREF(subject);
    return 0;
}

int
raw_prepare_thread(void)
{
    raw.kept = PyThreadState_Get();
    return 0;
}

void
raw_loop(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        __asm__ volatile("" : : "r"(i));
}

static inline void
call0(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        Py_DECREF(good(PyObject_Vectorcall(raw.call0, NULL, 0, NULL)));
}

RAW void
raw_call0_values(uint64_t n)
{
    call0(n);
}

RAW void
raw_call0_handles(uint64_t n)
{
    call0(n);
}

/* args[0] belongs to the callee (PEP 590). */
static inline long long
add_one(long long a, long long b)
{
    PyObject *args[3] = {NULL, good(PyLong_FromLongLong(a)),
                         good(PyLong_FromLongLong(b))};
    PyObject *result = good(PyObject_Vectorcall(
        raw.add, args + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL));
    long long sum = PyLong_AsLongLong(result);

    if (sum == -1 && PyErr_Occurred())
        fail();
    Py_DECREF(args[1]);
    Py_DECREF(args[2]);
    Py_DECREF(result);
    return sum;
}

static inline void
add(uint64_t n)
{
    long long sum = 0;

    for (uint64_t i = 0; i < n; i++)
        sum += add_one((long long)i, 1000);
    __asm__ volatile("" : : "r"(sum));
}

RAW void
raw_add_values(uint64_t n)
{
    add(n);
}

RAW void
raw_add_handles(uint64_t n)
{
    add(n);
}

RAW void
raw_native_i64(uint64_t n)
{
    add(n);
}

RAW void
raw_prepared_i64(uint64_t n)
{
    add(n);
}

static inline double number_of(PyObject *object);

static inline double
add_floats_one(double a, double b)
{
    PyObject *args[3] = {NULL, good(PyFloat_FromDouble(a)),
                         good(PyFloat_FromDouble(b))};
    PyObject *result = good(PyObject_Vectorcall(
        raw.add_floats, args + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL));
    double sum = number_of(result);

    Py_DECREF(args[1]);
    Py_DECREF(args[2]);
    Py_DECREF(result);
    return sum;
}

static inline void
add_floats(uint64_t n)
{
    double sum = 0;

    for (uint64_t i = 0; i < n; i++)
        sum += add_floats_one((double)i, 1000);
    __asm__ volatile("" : : "x"(sum));
}

RAW void
raw_native_f64(uint64_t n)
{
    add_floats(n);
}

RAW void
raw_prepared_f64(uint64_t n)
{
    add_floats(n);
}

RAW void
raw_prepared_call0(uint64_t n)
{
    call0(n);
}

/* A callback by hand, reached through a pointer as a library does. */
static int64_t
add_callback(int64_t a, int64_t b)
{
    return add_one(a, b);
}

static int64_t
add_foreign_callback(int64_t a, int64_t b)
{
    int64_t sum;

    PyEval_RestoreThread(raw.kept);
    sum = add_one(a, b);
    PyEval_SaveThread();
    return sum;
}

static inline void
call_back(int64_t (*volatile place)(int64_t, int64_t), uint64_t n)
{
    int64_t (*callback)(int64_t, int64_t) = place, sum = 0;

    for (uint64_t i = 0; i < n; i++)
        sum += callback((int64_t)i, 1000);
    __asm__ volatile("" : : "r"(sum));
}

RAW void
raw_closure_i64(uint64_t n)
{
    call_back(add_callback, n);
}

RAW void
raw_closure_foreign(uint64_t n)
{
    call_back(add_foreign_callback, n);
}

static inline void
method(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        PyObject *args[2] = {NULL, raw.thing};

        Py_DECREF(good(PyObject_VectorcallMethod(
            raw.method, args + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL)));
    }
}

RAW void
raw_method_values(uint64_t n)
{
    method(n);
}

RAW void
raw_prepared_method(uint64_t n)
{
    method(n);
}

RAW void
raw_method_handles(uint64_t n)
{
    method(n);
}

static inline double
number_of(PyObject *object)
{
    double number = PyFloat_CheckExact(object) ? PyFloat_AS_DOUBLE(object)
                                               : PyFloat_AsDouble(object);

    if (number == -1.0 && PyErr_Occurred())
        fail();
    return number;
}

RAW void
raw_getattr_values(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        PyObject *value = good(PyObject_GetAttr(raw.thing, raw.value));
        double number = number_of(value);

        __asm__ volatile("" : : "x"(number));
        Py_DECREF(value);
    }
}

RAW void
raw_getattr_handles(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        Py_DECREF(good(PyObject_GetAttr(raw.thing, raw.value)));
}

RAW void
raw_setattr_values(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        PyObject *value = good(PyFloat_FromDouble(7.5));

        ok(PyObject_SetAttr(raw.thing, raw.value, value));
        Py_DECREF(value);
    }
}

RAW void
raw_setattr_handles(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        ok(PyObject_SetAttr(raw.thing, raw.value, raw.number));
}

RAW void
raw_getitem_str(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        Py_DECREF(good(PyObject_GetItem(raw.record, raw.key)));
}

RAW void
raw_getitem_i64(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        Py_DECREF(good(PySequence_GetItem(raw.row, 500)));
}

RAW void
raw_getitem_value(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        PyObject *item = good(PySequence_GetItem(raw.row, 500));
        double number = number_of(item);

        __asm__ volatile("" : : "x"(number));
        Py_DECREF(item);
    }
}

RAW void
raw_iterate_values(uint64_t n)
{
    for (uint64_t i = 0; i < n; i += 1000) {
        PyObject *items = good(PyObject_GetIter(raw.row)), *item;

        while ((item = PyIter_Next(items)) != NULL) {
            double number = number_of(item);

            __asm__ volatile("" : : "x"(number));
            Py_DECREF(item);
        }
        if (PyErr_Occurred())
            fail();
        Py_DECREF(items);
    }
}

RAW void
raw_iterate_handles(uint64_t n)
{
    for (uint64_t i = 0; i < n; i += 1000) {
        PyObject *items = good(PyObject_GetIter(raw.row)), *item;

        while ((item = PyIter_Next(items)) != NULL)
            Py_DECREF(item);
        if (PyErr_Occurred())
            fail();
        Py_DECREF(items);
    }
}

static void
list_to_array(PyObject *list, double *array, Py_ssize_t capacity)
{
    Py_ssize_t count = PyList_GET_SIZE(list);

    if (count > capacity)
        exit(1);
    for (Py_ssize_t i = 0; i < count; i++)
        array[i] = number_of(PyList_GET_ITEM(list, i));
}

RAW void
raw_list_to_array(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        list_to_array(raw.floats, numbers, COUNT);
}

static PyObject *
array_to_list(const double *array, Py_ssize_t count)
{
    PyObject *list = good(PyList_New(count));

    for (Py_ssize_t i = 0; i < count; i++)
        PyList_SET_ITEM(list, i, good(PyFloat_FromDouble(array[i])));
    return list;
}

RAW void
raw_array_to_list(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        Py_DECREF(array_to_list(numbers, COUNT));
}

RAW void
raw_attach_foreign(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        PyEval_RestoreThread(raw.kept);
        PyEval_SaveThread();
    }
}

RAW void
raw_attach_nested(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        PyGILState_Release(PyGILState_Ensure());
}

static inline void
call_builtin(uint64_t n)
{
    PyObject *args[2] = {NULL, Py_None};

    for (uint64_t i = 0; i < n; i++)
        Py_DECREF(good(PyObject_Vectorcall(
            raw.builtin, args + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL)));
}

RAW void
raw_parallel_builtin_shared(uint64_t n)
{
    call_builtin(n);
}

RAW void
raw_parallel_builtin_own(uint64_t n)
{
    call_builtin(n);
}

RAW void
raw_parallel_call0_shared(uint64_t n)
{
    call0(n);
}

RAW void
raw_parallel_call0_own(uint64_t n)
{
    call0(n);
}

static inline void
get_attribute(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        Py_DECREF(good(PyObject_GetAttr(raw.thing, raw.nothing)));
}

RAW void
raw_parallel_getattr_shared(uint64_t n)
{
    get_attribute(n);
}

RAW void
raw_parallel_getattr_own(uint64_t n)
{
    get_attribute(n);
}

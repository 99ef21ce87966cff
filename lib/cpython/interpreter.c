/* SPDX-License-Identifier: MIT */
/* The record of the main interpreter; see interpreter.h. */
#include "cpython/interpreter.h"

struct pyf__interpreter pyf__main;

PyObject *
pyf__lasting(enum pyf__lasting which, PyObject *(*make)(void))
{
    PyObject *kept = atomic_load(&pyf__main.lasting[which]);
    PyObject *made;

    if (kept != NULL)
        return kept;
    made = make();
    if (made == NULL ||
        atomic_compare_exchange_strong(&pyf__main.lasting[which], &kept, made))
        return made;
    cpython.Py_DecRef(made);
    return kept;
}

/* SPDX-License-Identifier: MIT */
/*
 * What belongs to an interpreter, and not to the process.
 *
 * There is one record, that of the main interpreter; one more interpreter
 * would be one more record. All that is kept of CPython's objects, beyond what
 * handles and host functions own, is reached through it.
 */
#ifndef PYF__INTERPRETER_H
#define PYF__INTERPRETER_H

#include <stdatomic.h>

#include "cpython/cpython.h"

/* Scratch numbers; see scratch.h. */
enum {
    PYF__SCRATCH = 8,     /* kept of a sort */
    PYF__MOST_DIGITS = 3, /* of an int64_t */
};

struct pyf__scratch_store {
    PyObject *items[PYF__SCRATCH];
    uint32_t count;
};

struct pyf__scratch {
    struct pyf__scratch_store ints[PYF__MOST_DIGITS]; /* by digits, less one */
    struct pyf__scratch_store floats;
};

/* Objects that are made or looked up once, and kept as long as it lives. */
enum pyf__lasting {
    PYF__TYPE_OF_CALLS, /* prepared ones */
    PYF__TYPE_OF_FUNCTIONS,
    PYF__TYPE_OF_ITERATORS,
    PYF__BUILTIN_COMPILE,
    PYF__LASTING,
};

struct pyf__interpreter {
    PyInterpreterState *state; /* set before anybody attaches */
    struct pyf__scratch scratch;
    _Atomic(PyObject *) lasting[PYF__LASTING]; /* NULL: not made yet */
};

pyf__data struct pyf__interpreter pyf__main;

/* One of the lasting objects, made by `make` where there is none yet:
 * borrowed, NULL with an exception. Attached. Threads that come at once may
 * each make one; the first stays. */
PyObject *pyf__lasting(enum pyf__lasting which, PyObject *(*make)(void));

#endif

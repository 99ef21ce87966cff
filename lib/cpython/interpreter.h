/* SPDX-License-Identifier: MIT */
/*
 * What belongs to an interpreter, and not to the process.
 *
 * There is one record, that of the main interpreter; one more interpreter
 * would be one more record. All that is kept of CPython's objects, beyond what
 * host functions and modules own, is reached through it: the handles with what
 * stands behind the reserved ones, scratch numbers, types of our own.
 *
 * What a thread keeps for itself is that of one interpreter as well: its names
 * (name.h), its free slots (table.h) and its thread state (threads.h).
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

/* Handles; see table.h. */
struct pyf__slot {
    _Atomic(PyObject *) object;
    _Atomic uint32_t tag;
    _Atomic uint32_t pins;
};

struct pyf__table {
    struct pyf__slot *slots;
    _Atomic uint32_t usable;  /* slots that may be looked at */
    _Atomic uint32_t pending; /* marks not worked off yet */
    bool shared;              /* attached threads run in parallel */
    bool abandoned;           /* Python is gone: handles are only killed */
    uint16_t quick_key;       /* of objects; PYF__NO_KEY where it is shared */
    uint32_t spare_head;      /* free slots that no thread keeps */
    uint32_t next_fresh; /* slots from here on were never used; 0: not set */
    size_t most_slots;
    _Atomic uint32_t *marks; /* what detached threads have closed */
    _Atomic bool *dirty;     /* whether there are marks in a part of them */
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
    struct pyf__table table;
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

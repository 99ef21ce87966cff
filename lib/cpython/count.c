/* SPDX-License-Identifier: MIT */
/* How this CPython counts references: where, for whom, and of what; found as
 * the layouts are, see layout.c. */
#include <string.h>

#include "cpython/internal.h"

enum { MOST_COUNT = 1 << 30 }; /* of references that are plainly counted */

/* Where an object counts its references: what goes from 1 to 2 when one more
 * is taken, and back. */
static bool
find_count(PyObject *object)
{
    for (size_t at = 0; at + sizeof(uint32_t) <= pyf__layout.header_size;
         at += sizeof(uint32_t)) {
        const uint32_t *word = (const uint32_t *)((char *)object + at);
        uint32_t one = *word, two;

        cpython.Py_IncRef(object);
        two = *word;
        cpython.Py_DecRef(object);
        if (one == 1 && two == 2 && *word == 1) {
            pyf__layout.count_offset = at;
            return true;
        }
    }
    return false;
}

/* Two signs that there is no GIL: the version says so, as it was loaded; and
 * between an object's count and its type there is more than the rest of one
 * word, for it counts the references of its own thread apart from those of
 * others (PEP 703). One of them is enough: what is right for threads that run
 * in parallel is right for others. The same where no count is found. */
void
pyf__measure_threading(void)
{
    PyObject *number = cpython.PyFloat_FromDouble(0.5);
    bool counts = number != NULL && find_count(number);

    pyf__drop(number);
    if (!counts || pyf__layout.count_offset > pyf__layout.type_offset ||
        pyf__layout.type_offset - pyf__layout.count_offset > sizeof(void *))
        pyf__layout.free_threaded = true;
}

/* Whether nothing happens to an object when references to it are taken (PEP
 * 683). *plain becomes false where something happens, but other than counting
 * from a number that is far from what means immortal. */
static bool
is_immortal(PyObject *object, bool *plain)
{
    enum { TAKEN = 3 };
    char before[PYF__MOST_HEADER];
    uint32_t count = pyf__count_of(object);
    bool same;

    memcpy(before, object, pyf__layout.header_size);
    for (int i = 0; i < TAKEN; i++)
        cpython.Py_IncRef(object);
    same = memcmp(before, object, pyf__layout.header_size) == 0;
    if (!same &&
        (count > MOST_COUNT || pyf__count_of(object) != count + TAKEN))
        *plain = false;
    for (int i = 0; i < TAKEN; i++)
        cpython.Py_DecRef(object);
    return same;
}

/* Of the three singletons; false: one of them counts, but not plainly. It is
 * so where an extension has counted down what was immortal: there only CPython
 * itself knows how to go on. */
bool
pyf__measure_immortals(void)
{
    PyObject *const singletons[] = {cpython._Py_NoneStruct,
                                    cpython._Py_TrueStruct,
                                    cpython._Py_FalseStruct};
    bool immortal = true, plain = true;

    for (int i = 0; i < 3; i++)
        immortal = is_immortal(singletons[i], &plain) && immortal;
    pyf__layout.immortals = immortal;
    return plain;
}

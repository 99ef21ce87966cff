/* SPDX-License-Identifier: MIT */
/* The parts of pyf__cpython_measure that have a file of their own. They are
 * called in this order, after the heads of objects are known. */
#ifndef PYF__CPYTHON_INTERNAL_H
#define PYF__CPYTHON_INTERNAL_H

#include "cpython/cpython.h"

enum { PYF__MOST_HEADER = 64 }; /* of what every object has, in bytes */

void pyf__measure_threading(void);

/* false: None, True or False count their references in a way that only
 * CPython knows. */
bool pyf__measure_immortals(void);

void pyf__measure_scratch(bool plain_counts);

static inline uint32_t
pyf__count_of(PyObject *object)
{
    return *(const uint32_t *)((char *)object + pyf__layout.count_offset);
}

#endif

/* SPDX-License-Identifier: MIT */
/* Lists and tuples of numbers from and to C arrays. */
#ifndef PYF__ARRAY_H
#define PYF__ARRAY_H

#include "cpython/cpython.h"

/* Lists and tuples of numbers to arrays, and back. Holes of a list that is
 * changed meanwhile by another thread are a PYF_ERR_TYPE, never a crash. */
int pyf__to_i64_array(PyObject *sequence, int64_t *items, size_t capacity,
                      size_t *count, const char *function);
int pyf__to_f64_array(PyObject *sequence, double *items, size_t capacity,
                      size_t *count, const char *function);
PyObject *pyf__list_from_i64(const int64_t *items, size_t count,
                             const char *function);
PyObject *pyf__list_from_f64(const double *items, size_t count,
                             const char *function);

#endif

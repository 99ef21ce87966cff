/* SPDX-License-Identifier: MIT */
/*
 * What the files of this room share.
 *
 *   name.[ch]        interned names
 *   scalar.[ch]      text, bytes, numbers
 *   value.[ch]       pyf_value
 *   bulk.[ch]        containers, many elements at once
 *   array.[ch]       lists and tuples of numbers
 *   native.h         C memory, as the types of signatures say
 *   native-from.c    from objects
 *   native-buffer.c  the same, as it lies in a buffer
 *   native-to.c      to objects
 *   arena.[ch]       what one conversion needs, let go together
 */
#ifndef PYF__CONVERT_INTERNAL_H
#define PYF__CONVERT_INTERNAL_H

#include "convert/native.h"

/* The buffer of an object, released with the arena; NULL with what CPython has
 * raised, or with *status parked. */
const Py_buffer *pyf__buffer_of(PyObject *object, int flags,
                                struct pyf__arena *arena, int *status);

/* A contiguous buffer of just these elements is taken as it lies. 1: taken; 0:
 * it has none, try the items; or a status. */
int pyf__array_from_buffer(const struct pyf__type *element, PyObject *object,
                           pyf_slice *where, struct pyf__arena *arena);

#endif

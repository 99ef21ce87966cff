/* SPDX-License-Identifier: MIT */
/* Containers from and to many handles or values. */
#ifndef PYF__BULK_H
#define PYF__BULK_H

#include "cpython/cpython.h"

/*
 * Many elements at once, as handles or as values (the one that is not NULL).
 * Reading takes a snapshot first, so that nothing that runs meanwhile disturbs
 * it; what was made before a failure is closed again.
 */
enum pyf__container { PYF__LIST, PYF__TUPLE, PYF__SET, PYF__FROZENSET };

struct pyf__items {
    const pyf_handle *handles;
    const pyf_value *values;
    size_t count;
    const char *argument; /* its name, for messages */
};

struct pyf__room {
    pyf_handle *handles;
    pyf_value *values;
    uint32_t wanted; /* kind of the values */
};

int pyf__items_check(const struct pyf__items *items, const char *function);
PyObject *pyf__container_from(enum pyf__container container,
                              const struct pyf__items *items,
                              const char *function);
PyObject *pyf__dict_from(const struct pyf__items *keys,
                         const struct pyf__items *values,
                         const char *function);
int pyf__container_to(PyObject *object, const struct pyf__room *room,
                      size_t capacity, size_t *count, const char *function);
int pyf__dict_to(PyObject *object, const struct pyf__room *keys,
                 const struct pyf__room *values, size_t capacity,
                 size_t *count, const char *function);

#endif

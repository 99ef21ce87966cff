/* SPDX-License-Identifier: MIT */
/*
 * Text, bytes and numbers from and to C. Functions take the exported
 * function's and the argument's name, so that they can park a complete failure
 * where they find it.
 */
#ifndef PYF__SCALAR_H
#define PYF__SCALAR_H

#include <string.h>

#include "cpython/cpython.h"

/* Park why CPython could not make an object: no memory, or what it raised. */
int pyf__fault_made(const char *function);

/* An object that CPython has just made; NULL with that parked. */
static pyf__hot PyObject *
pyf__made(PyObject *object, const char *function)
{
    if (pyf__unlikely(object == NULL))
        pyf__fault_made(function);
    return object;
}

/* Park why CPython could not make a str of text: no memory, or no UTF-8. */
int pyf__fault_str(const char *function, const char *argument);

/* A text with its length found. */
static inline pyf_text
pyf__text_measured(pyf_text text)
{
    if (text.length == PYF_AUTO_LENGTH && text.data != NULL)
        text.length = strlen(text.data);
    return text;
}

/* A text that is none, and says that it is long. */
static inline bool
pyf__text_is_hollow(pyf_text text)
{
    return text.data == NULL && text.length != 0 &&
           text.length != PYF_AUTO_LENGTH;
}

/* A text as a C string, to be freed: NULL with the failure parked, also for
 * one that has a NUL in it. */
char *pyf__text_copy(pyf_text text, const char *function,
                     const char *argument);

/* New references; NULL with a failure parked. Attached. */
PyObject *pyf__str_from(const char *text, size_t length, const char *function,
                        const char *argument);
PyObject *pyf__bytes_from(const void *data, size_t length,
                          const char *function, const char *argument);

/* Scalars. A status, parked when negative; *value written on every path. */
int pyf__to_i64(PyObject *object, int64_t *value, const char *function,
                const char *argument);
int pyf__to_u64(PyObject *object, uint64_t *value, const char *function,
                const char *argument);
int pyf__to_f64(PyObject *object, double *value, const char *function,
                const char *argument);

int pyf__to_bool(PyObject *object, int *value, const char *function,
                 const char *argument);
int pyf__to_complex(PyObject *object, pyf_complex *value, const char *function,
                    const char *argument);

/* complex() of what is no str: new reference, NULL with an exception. */
PyObject *pyf__as_complex(PyObject *object);

/* The UTF-8 of a str, pinned by the object. */
int pyf__to_utf8(PyObject *object, const char **text, size_t *length,
                 const char *function, const char *argument);
int pyf__to_bytes(PyObject *object, const char **data, size_t *length,
                  const char *function, const char *argument);

/* Copy the UTF-8 of a str, with a NUL behind it, if it fits; *length is its
 * length in any case. */
int pyf__copy_str(PyObject *object, char *buffer, size_t size, size_t *length,
                  const char *function);

/* Copy the content of a bytes or bytearray object, if it fits; *length is its
 * length in any case. */
int pyf__copy_bytes(PyObject *object, void *buffer, size_t size,
                    size_t *length, const char *function);

#endif

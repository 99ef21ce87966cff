/* SPDX-License-Identifier: MIT */
/* The buffers of objects as arrays of C, without a copy; see internal.h. */
#include "convert/internal.h"

#include <string.h>

static void
release_buffer(void *view)
{
    cpython.PyBuffer_Release(view);
}

const Py_buffer *
pyf__buffer_of(PyObject *object, int flags, struct pyf__arena *arena,
               int *status)
{
    Py_buffer *view = pyf__arena_take(arena, sizeof(*view));

    *status = view == NULL ? PYF_ERR_MEMORY : PYF_OK;
    if (view == NULL || cpython.PyObject_GetBuffer(object, view, flags) < 0)
        return NULL;
    if (pyf__arena_defer(arena, release_buffer, view))
        return view;
    *status = PYF_ERR_MEMORY;
    return NULL;
}

/* What the struct module calls the element of a buffer, without the mark of
 * native byte order. */
static bool
is_format_of(const char *format, uint8_t code)
{
    static const union {
        uint16_t word;
        uint8_t first;
    } order = {1};

    if (format == NULL)
        format = "B";
    if (*format == '@' || *format == '=' ||
        *format == (order.first == 1 ? '<' : '>'))
        format++;
    if ((*format == 'Z') != (code == PYF__COMPLEX))
        return false;
    if (*format == 'Z')
        format++;
    return *format != '\0' &&
           strchr(pyf__types[code].formats, *format) != NULL &&
           format[1] == '\0';
}

static bool
is_plain(const struct pyf__type *type)
{
    return pyf__types[type->code].formats != NULL && !type->boxed;
}

/* Whether memory that is no C variable can be read as an array of the type:
 * elements at any address, and any byte for a bool, are not for C. */
static bool
is_fit(const struct pyf__type *element, const Py_buffer *view)
{
    const uint8_t *bytes = view->buf;

    if ((uintptr_t)view->buf % element->alignment != 0)
        return false;
    for (Py_ssize_t i = 0; element->code == PYF__BOOL && i < view->len; i++) {
        if (bytes[i] > 1)
            return false;
    }
    return true;
}

int
pyf__array_from_buffer(const struct pyf__type *element, PyObject *object,
                       pyf_slice *where, struct pyf__arena *arena)
{
    const Py_buffer *view;
    int status;

    if (!is_plain(element) || !cpython.PyObject_CheckBuffer(object))
        return 0;
    view = pyf__buffer_of(object, PyBUF_FORMAT | PyBUF_C_CONTIGUOUS, arena,
                          &status);
    if (view == NULL) {
        if (status < 0)
            return status;
        cpython.PyErr_Clear();
        return 0;
    }
    if (view->ndim != 1 || (size_t)view->itemsize != element->size ||
        !is_format_of(view->format, element->code) || !is_fit(element, view))
        return 0;
    *where = (pyf_slice){view->buf, (size_t)view->shape[0]};
    return 1;
}

/* SPDX-License-Identifier: MIT */
/*
 * The interned names of attributes, found by where their text stands.
 *
 * Functions of this room take the exported function's and the argument's name,
 * so that they can park a complete failure where they find it.
 */
#ifndef PYF__NAME_H
#define PYF__NAME_H

#include <string.h>

#include "convert/scalar.h"

/*
 * Names. Every thread keeps the interned str of the names it used last, found
 * by the address and the length of the text and confirmed by its bytes, so a
 * name that is a literal costs one comparison. An entry in use is pinned,
 * because code that runs meanwhile may look up other names.
 */
enum {
    PYF__NAME_SIZE = 40,   /* bytes; longer ones are not kept */
    PYF__NAME_COUNT = 256, /* a power of two */
};

struct pyf__name_entry {
    pyf_text key; /* data NULL: empty */
    PyObject *object;
    uint32_t pins;
    char text[PYF__NAME_SIZE];
};

struct pyf__name {
    PyObject *object;              /* NULL: failed, and parked */
    struct pyf__name_entry *entry; /* NULL: object is an owned reference */
};

/* PYF__NAME_COUNT entries; never NULL: at first one that stays empty. */
pyf__data pyf__thread_local struct pyf__name_entry *pyf__names;

struct pyf__name pyf__name_miss(pyf_text text, const char *function,
                                const char *argument);

/* Literals lie close together, and their low bits tell them apart; parts of
 * one text begin at one address, and have lengths of their own. */
static pyf__hot size_t
pyf__name_place(pyf_text text)
{
    uintptr_t address = (uintptr_t)text.data;

    return (address ^ address >> 7 ^ text.length << 3) & (PYF__NAME_COUNT - 1);
}

static pyf__hot struct pyf__name
pyf__name_get(pyf_text text, const char *function, const char *argument)
{
    struct pyf__name_entry *entry;

    text = pyf__text_measured(text);
    entry = &pyf__names[pyf__name_place(text)];
    if (pyf__unlikely(entry->key.data != text.data || text.data == NULL ||
                      entry->key.length != text.length ||
                      memcmp(entry->text, text.data, text.length) != 0))
        return pyf__name_miss(text, function, argument);
    entry->pins++;
    return (struct pyf__name){entry->object, entry};
}

static pyf__hot void
pyf__name_release(const struct pyf__name *name)
{
    if (pyf__likely(name->entry != NULL))
        name->entry->pins--;
    else
        cpython.Py_DecRef(name->object);
}

#endif

/* SPDX-License-Identifier: MIT */
/* The interned names that each thread has used last; see name.h. */
#include "convert/name.h"

#include <stdlib.h>

#include "convert/scalar.h"
#include "handle/fault.h"
#include "runtime/threads.h"

/* What a thread looks names up in before it keeps any. */
static struct pyf__name_entry no_names[PYF__NAME_COUNT];

pyf__thread_local struct pyf__name_entry *pyf__names = no_names;

static const struct pyf__name no_name = {NULL, NULL};

static PyObject *
intern(pyf_text text, const char *function, const char *argument)
{
    PyObject *object =
        pyf__str_from(text.data, text.length, function, argument);

    if (object != NULL)
        cpython.PyUnicode_InternInPlace(&object);
    return object;
}

/* Without an attached thread the references leak: there may be no Python. */
static void
forget_names(bool attached)
{
    if (pyf__names == no_names)
        return;
    for (size_t i = 0; attached && i < PYF__NAME_COUNT; i++)
        pyf__drop(pyf__names[i].object);
    free(pyf__names);
    pyf__names = no_names;
}

/* The entry for a text, emptied; NULL while it is in use, or without memory.
 */
static struct pyf__name_entry *
free_entry(pyf_text text)
{
    struct pyf__name_entry *entry;
    PyObject *old;

    if (pyf__names == no_names) {
        entry = calloc(PYF__NAME_COUNT, sizeof(*entry));
        if (entry == NULL)
            return NULL;
        pyf__names = entry;
        atomic_store(&pyf__thread_exit_hook, forget_names);
    }
    entry = &pyf__names[pyf__name_place(text)];
    if (entry->pins != 0)
        return NULL;
    old = entry->object;
    entry->key = (pyf_text){NULL, 0};
    entry->object = NULL;
    pyf__drop(old);
    return entry;
}

pyf__cold struct pyf__name
pyf__name_miss(pyf_text text, const char *function, const char *argument)
{
    struct pyf__name name = no_name;

    if (text.data == NULL) {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument, "is NULL");
        return name;
    }
    name.object = intern(text, function, argument);
    if (name.object == NULL || text.length > PYF__NAME_SIZE)
        return name;
    name.entry = free_entry(text);
    if (name.entry != NULL) {
        memcpy(name.entry->text, text.data, text.length);
        name.entry->key = text;
        name.entry->object = name.object;
        name.entry->pins = 1;
    }
    return name;
}

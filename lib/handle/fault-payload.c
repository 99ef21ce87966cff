/* SPDX-License-Identifier: MIT */
/* Errors of the host's own that travel with an exception; see fault.h. */
#include <stdio.h>
#include <stdlib.h>

#include "handle/fault.h"
#include "platform/platform.h"

struct payload {
    void *data;
    struct pyf__gift *gift; /* NULL: nothing to drop */
};

static const char capsule_name[] = "pyforge.payload";

/* The name of the attribute: no two owners share one. */
struct attribute {
    char name[48];
};

static struct attribute
attribute_of(uintptr_t owner)
{
    struct attribute attribute;

    snprintf(attribute.name, sizeof(attribute.name), "_pyforge_payload_%zx",
             (size_t)owner);
    return attribute;
}

static void
destroy(PyObject *capsule)
{
    struct payload *payload =
        cpython.PyCapsule_GetPointer(capsule, capsule_name);

    pyf__gift_drop(payload->gift);
    free(payload);
}

/* NULL, with the data dropped, without memory. */
static PyObject *
make(void *data, pyf_drop drop)
{
    struct payload *payload = malloc(sizeof(*payload));
    struct pyf__gift *gift = NULL;
    PyObject *capsule = NULL;

    if (drop != NULL)
        gift = pyf__gift_new(data, drop);
    if (payload != NULL && (drop == NULL || gift != NULL)) {
        *payload = (struct payload){data, gift};
        capsule = cpython.PyCapsule_New(payload, capsule_name, destroy);
    }
    if (capsule != NULL)
        return capsule;
    free(payload);
    pyf__gift_drop(gift);
    return NULL;
}

int
pyf__payload_set(PyObject *exception, uintptr_t owner, void *data,
                 pyf_drop drop, const char *function)
{
    struct attribute attribute = attribute_of(owner);
    PyObject *capsule = make(data, drop);
    int failed;

    if (capsule == NULL) {
        cpython.PyErr_Clear();
        return pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    }
    failed =
        cpython.PyObject_SetAttrString(exception, attribute.name, capsule);
    cpython.Py_DecRef(capsule);
    return failed < 0 ? pyf__fault_python(function) : PYF_OK;
}

int
pyf__payload_get(PyObject *exception, uintptr_t owner, void **data)
{
    struct attribute attribute = attribute_of(owner);
    PyObject *capsule =
        cpython.PyObject_GetAttrString(exception, attribute.name);
    const struct payload *payload = NULL;

    *data = NULL;
    if (capsule == NULL) {
        cpython.PyErr_Clear();
        return 0;
    }
    if (cpython.PyCapsule_IsValid(capsule, capsule_name))
        payload = cpython.PyCapsule_GetPointer(capsule, capsule_name);
    if (payload != NULL)
        *data = payload->data;
    cpython.Py_DecRef(capsule);
    return payload != NULL;
}

/* SPDX-License-Identifier: MIT */
/*
 * Shared libraries that Python imports; see module.h.
 *
 * CPython calls the PyInit function again at every new import, after the
 * module was deleted from sys.modules or from another path: the definition is
 * remembered, so that all of that has one PyModuleDef.
 */
#include "module/module.h"

#include <stdlib.h>

#include "function/closure.h"
#include "handle/fault.h"
#include "handle/sized.h"
#include "runtime/lifecycle.h"
#include "runtime/spans.h"
#include "runtime/visit.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct pyf__definition *first;

static struct pyf__definition *
find(const pyf_module_def *def)
{
    struct pyf__definition *found;

    pthread_mutex_lock(&lock);
    for (found = first; found != NULL && found->origin != def;)
        found = found->next;
    pthread_mutex_unlock(&lock);
    return found;
}

static void
push(struct pyf__definition *definition)
{
    pthread_mutex_lock(&lock);
    definition->next = first;
    first = definition;
    pthread_mutex_unlock(&lock);
}

static struct pyf__definition *
fault_memory(const char *function)
{
    pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    return NULL;
}

/* Read a definition that is new, and remember it, also when it is refused: it
 * is dropped once, and may be imported again. */
static struct pyf__definition *
read_new(const pyf_module_def *def, const char *function)
{
    struct pyf__definition *definition = calloc(1, sizeof(*definition));

    if (definition == NULL)
        return fault_memory(function);
    definition->origin = def;
    definition->refused = pyf__definition_read(def, definition, function) < 0;
    push(definition);
    if (!definition->refused)
        return definition;
    pyf__sized_drop(&pyf__sized_module, def);
    return NULL;
}

/* The definition as we know it; NULL with the failure parked. */
static struct pyf__definition *
know(const pyf_module_def *def, const char *function)
{
    struct pyf__definition *known = find(def);
    struct pyf__definition again = {0};

    if (known == NULL)
        return read_new(def, function);
    if (!known->refused)
        return known;
    pyf__definition_read(def, &again, function); /* for its reason */
    free(again.name);
    free(again.doc);
    return NULL;
}

/* Whether Python can be told anything: not when it could not be found in this
 * process, where its own words must do, and not when it is not Python that
 * calls. */
static bool
is_import(void)
{
    return cpython.PyErr_SetImportError != NULL &&
           cpython.PyUnicode_DecodeUTF8 != NULL &&
           cpython.PyThreadState_GetInterpreter != NULL && pyf__in_python();
}

/* Whether a join failed because of the Python that there is. */
static bool
is_unusable(int status)
{
    return status == PYF_ERR_VERSION || status == PYF_ERR_LIBRARY;
}

static void *
init(const pyf_module_def *def, const char *function)
{
    struct pyf__definition *definition = NULL;

    pyf__functions_prepare();
    if (pyf__join() == PYF_OK)
        definition = know(def, function);
    else if (is_unusable(pyf__fault.code))
        pyf__cpython_refuse(pyf__fault_message());
    if (!is_import())
        return NULL;
    return definition == NULL ? pyf__definition_raise(def)
                              : pyf__definition_python(definition);
}

/* An import is a call from Python: what is parked on this thread is not its
 * concern. */
void *
pyf__extension_init(const pyf_module_def *def, const char *function)
{
    struct pyf__fault aside = pyf__fault;
    void *python;

    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    python = init(def, function);
    pyf__fault_clear();
    pyf__fault = aside;
    return python;
}

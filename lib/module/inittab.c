/* SPDX-License-Identifier: MIT */
/*
 * Built-in modules; see module.h.
 *
 * They are listed until Python is loaded, and then either told to it, before
 * it starts, or made and put into sys.modules, when it runs already. CPython
 * calls the PyInit function of a built-in module without an argument, so each
 * has one of its own, a closure.
 */
#include "module/module.h"

#include <stdlib.h>
#include <string.h>

#include "call/source.h"
#include "convert/value.h"
#include "function/closure.h"
#include "handle/fault.h"
#include "handle/sized.h"
#include "runtime/lifecycle.h"
#include "runtime/spans.h"
#include "runtime/visit.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct pyf__definition *first;

/* The PyInit function of a built-in module. */
static void
init_module(ffi_cif *cif, void *result, void **arguments, void *data)
{
    struct pyf__definition *definition = data;
    void *python = NULL;

    (void)cif;
    (void)arguments;
    if (pyf__layout.header_size != 0)
        python = pyf__definition_python(definition);
    else
        cpython.PyErr_Format(*cpython.PyExc_ImportError,
                             "%s was imported while Python starts; import it "
                             "when pyf_initialize has returned",
                             definition->name);
    *(void **)result = python;
}

static int
make_init(struct pyf__definition *definition, const char *function)
{
    ffi_closure *closure = pyf__closure_memory(&definition->init, function);

    if (closure == NULL)
        return pyf__fault.code;
    if (ffi_prep_cif(&definition->init_cif, FFI_DEFAULT_ABI, 0,
                     &ffi_type_pointer, NULL) == FFI_OK &&
        ffi_prep_closure_loc(closure, &definition->init_cif, init_module,
                             definition, (void *)definition->init) == FFI_OK)
        return PYF_OK;
    ffi_closure_free(closure);
    return pyf__fault_argument(PYF_ERR_NO_CLOSURES, function, NULL,
                               "libffi makes no closures here");
}

/* A module of that name is listed, maybe from the very same definition.
 * Locked.
 */
static const struct pyf__definition *
find(const char *name)
{
    const struct pyf__definition *found = first;

    while (found != NULL && strcmp(found->name, name) != 0)
        found = found->next;
    return found;
}

/* At the end, as they are made in the order of their listing. Locked. */
static void
append(struct pyf__definition *definition)
{
    struct pyf__definition **end = &first;

    while (*end != NULL)
        end = &(*end)->next;
    *end = definition;
}

/* Whoever starts Python changes the state before it takes the lock to read the
 * list: what is listed while nothing runs is in time. Locked. */
static int
check_time_and_name(const struct pyf__definition *definition,
                    const char *function)
{
    if (pyf__state() != PYF__DOWN)
        return pyf__fault_argument(PYF_ERR_TOO_LATE, function, NULL,
                                   "Python has started; call it before "
                                   "pyf_initialize, or make the module with "
                                   "pyf_module_new");
    if (find(definition->name) != NULL)
        return pyf__fault_text(PYF_ERR_ARGUMENT,
                               "%s: argument 'def': a module of the name %s "
                               "is built in already",
                               function, definition->name);
    return PYF_OK;
}

/* CPython compares the names of built-in modules as ASCII. A plain char has no
 * sign on AArch64. */
static bool
is_ascii(const char *name)
{
    while ((signed char)*name > 0)
        name++;
    return *name == '\0';
}

static int start_hook(bool joined);

static int
list(struct pyf__definition *definition, const char *function)
{
    int status;

    pthread_mutex_lock(&lock);
    status = check_time_and_name(definition, function);
    if (status == PYF_OK)
        status = make_init(definition, function);
    if (status == PYF_OK) {
        append(definition);
        atomic_store(&pyf__start_hook, start_hook);
    }
    pthread_mutex_unlock(&lock);
    return status;
}

static int
add(const pyf_module_def *def, const char *function)
{
    struct pyf__definition *definition = calloc(1, sizeof(*definition));
    int status;

    if (definition == NULL)
        return pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    definition->origin = def;
    status = pyf__definition_read(def, definition, function);
    if (status == PYF_OK && !is_ascii(definition->name))
        status = pyf__fault_argument(PYF_ERR_ARGUMENT, function, "def",
                                     "has a name that is not ASCII, which a "
                                     "built-in module's must be");
    if (status == PYF_OK)
        status = list(definition, function);
    if (status < 0) {
        free(definition->name);
        free(definition->doc);
        free(definition);
    }
    return status;
}

/* Is this definition listed? Then its data is in use, and stays so. */
static bool
is_listed(const pyf_module_def *def)
{
    const struct pyf__definition *found;

    pthread_mutex_lock(&lock);
    for (found = first; found != NULL && found->origin != def;)
        found = found->next;
    pthread_mutex_unlock(&lock);
    return found != NULL;
}

int
pyf__inittab(const pyf_module_def *def, const char *function)
{
    int status = add(def, function);

    if (status < 0 && !is_listed(def))
        pyf__sized_drop(&pyf__sized_module, def);
    return status;
}

/* The next one that Python does not know; NULL: it knows all. They stay where
 * they are, so that none is needed while Python runs. */
static struct pyf__definition *
next_pending(void)
{
    struct pyf__definition *found;

    pthread_mutex_lock(&lock);
    for (found = first; found != NULL && found->applied;)
        found = found->next;
    pthread_mutex_unlock(&lock);
    return found;
}

static int
tell(const struct pyf__definition *definition)
{
    PyObject *(*init)(void) = (PyObject * (*)(void)) definition->init;

    if (cpython.PyImport_AppendInittab(definition->name, init) == 0)
        return PYF_OK;
    return pyf__fault_argument(PYF_ERR_MEMORY, "pyf_initialize", NULL, NULL);
}

/* Whether this Python may run without its GIL, as nobody has asked for it: 1,
 * 0, or -1 with an exception. Whether it has one at this moment says nothing,
 * as every import turns it on for a while. */
static int
may_run_without_gil(void)
{
    PyObject *flags, *gil = NULL;
    int without = -1;

    if (!pyf__layout.free_threaded)
        return 0;
    flags = pyf__imported("sys", "flags");
    if (flags != NULL)
        gil = cpython.PyObject_GetAttrString(flags, "gil");
    if (gil != NULL) {
        int asked = cpython.PyObject_IsTrue(gil); /* None, 0 or 1 */

        without = asked < 0 ? -1 : !asked;
    }
    pyf__drop(gil);
    pyf__drop(flags);
    return without;
}

/* CPython turns its GIL on for modules that it imports itself, and has no
 * function for others to do so. */
static int
check_gil(const struct pyf__definition *definition)
{
    int without = 0;

    if ((definition->def.flags & PYF_MODULE_GIL) != 0)
        without = may_run_without_gil();
    if (without < 0)
        return pyf__fault_python("pyf_initialize");
    if (without == 0)
        return PYF_OK;
    return pyf__fault_text(PYF_ERR_UNSUPPORTED,
                           "the module %s needs the GIL, and the Python that "
                           "runs here may be without; run it with "
                           "PYTHON_GIL=1",
                           definition->name);
}

static int
set_registered(const char *name, PyObject *module)
{
    PyObject *key = cpython.PyUnicode_FromString(name);
    int status = key == NULL ? -1 : pyf__register(key, module);

    pyf__drop(key);
    return status;
}

/* As import does: it is in sys.modules while it is filled, and out of it again
 * when that fails. */
static int
import_now(const struct pyf__definition *definition, PyObject *module)
{
    const char *name = definition->name;
    int status;

    if (set_registered(name, module) < 0)
        return pyf__fault_python("pyf_initialize");
    if (pyf__definition_fill(definition, module) == 0)
        return PYF_OK;
    status = pyf__fault_python("pyf_initialize");
    if (set_registered(name, NULL) < 0)
        cpython.PyErr_Clear();
    return status;
}

static int
make_now(const struct pyf__definition *definition)
{
    int status = check_gil(definition);
    PyObject *module;

    if (status < 0)
        return status;
    module =
        pyf__module_new(definition->name, definition->doc, "pyf_initialize");
    if (module == NULL)
        return pyf__fault.code;
    status = import_now(definition, module);
    cpython.Py_DecRef(module);
    return status;
}

/* Run by the thread that starts Python, alone. */
static int
start_hook(bool joined)
{
    struct pyf__definition *definition;
    int status = PYF_OK;

    while (status == PYF_OK && (definition = next_pending()) != NULL) {
        status = joined ? make_now(definition) : tell(definition);
        definition->applied = status == PYF_OK;
    }
    return status;
}

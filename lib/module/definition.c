/* SPDX-License-Identifier: MIT */
/* A pyf_module_def as the PyModuleDef that CPython knows; see module.h. */
#include "module/module.h"

#include <limits.h>
#include <stdlib.h>

#include "convert/scalar.h"
#include "function/function.h"
#include "handle/fault.h"
#include "handle/sized.h"
#include "runtime/lifecycle.h"
#include "runtime/spans.h"
#include "runtime/visit.h"

enum { SLOT_MOST = 3 }; /* used at once */

/* What follows the object header. */
struct body {
    struct pyf__module_def python;
    struct pyf__definition *definition;
    PyModuleDef_Slot slots[SLOT_MOST + 1];
};

enum { KNOWN_FLAGS = PYF_MODULE_GIL };

static int
fault_def(const char *function, const char *detail)
{
    return pyf__fault_argument(PYF_ERR_ARGUMENT, function, "def", detail);
}

/* For messages: of a name that is there. */
static int
name_length(const pyf_module_def *def)
{
    size_t length = pyf__text_measured(def->name).length;

    return length > INT_MAX ? INT_MAX : (int)length;
}

/* Say which function it is that something is wrong with. */
static int
fault_function(const pyf_module_def *def, size_t index, const char *function)
{
    int code = pyf__fault.code;
    char *message = pyf__format("%s", pyf__fault_message());

    pyf__fault_text(code, "%s: functions[%zu] of the module %.*s: %s",
                    function, index, name_length(def), def->name.data,
                    message == NULL ? "?" : message);
    free(message);
    return code;
}

static int
check_function(const pyf_module_def *def, size_t index, const char *function)
{
    pyf_function_def ours;
    int status = pyf__sized_read_at(&pyf__sized_function, def->functions,
                                    index, &ours, function);

    return status < 0 ? status : pyf__function_check(&ours, function);
}

static int
check_functions(const pyf_module_def *def, const char *function)
{
    int status = PYF_OK;

    if (def->functions == NULL && def->function_count != 0)
        return fault_def(function,
                         "has a function_count, but functions is NULL");
    if (def->function_count > PYF__MOST / sizeof(*def->functions))
        return fault_def(function, "has a function_count beyond any memory");
    for (size_t i = 0; status == PYF_OK && i < def->function_count; i++) {
        status = check_function(def, i, function);
        if (status < 0)
            fault_function(def, i, function);
    }
    return status;
}

/* Its texts, as CPython wants them: C strings. */
static int
copy_texts(struct pyf__definition *ours, const char *function)
{
    const pyf_module_def *def = &ours->def;

    ours->name = pyf__text_copy(def->name, function, "def");
    if (ours->name != NULL && def->doc.data != NULL)
        ours->doc = pyf__text_copy(def->doc, function, "def");
    if (ours->name != NULL && (ours->doc != NULL || def->doc.data == NULL))
        return PYF_OK;
    free(ours->name);
    ours->name = NULL;
    return pyf__fault.code;
}

static int
check_def(const pyf_module_def *def, const char *function)
{
    if ((def->flags & ~(uint32_t)KNOWN_FLAGS) != 0)
        return fault_def(function, "has flags that are no PYF_MODULE_...");
    if (def->name.data == NULL || pyf__text_measured(def->name).length == 0)
        return fault_def(function, "has no name");
    if (pyf__text_is_hollow(def->doc))
        return fault_def(function, "has a text that is NULL, with a length");
    return PYF_OK;
}

int
pyf__definition_read(const pyf_module_def *def, struct pyf__definition *ours,
                     const char *function)
{
    pyf_module_def *own = &ours->def;
    int status = pyf__sized_read(&pyf__sized_module, def, own, function);

    if (status == PYF_OK)
        status = pyf__version_check(own->api_version, "def", function);
    if (status == PYF_OK)
        status = check_def(own, function);
    if (status == PYF_OK)
        status = check_functions(own, function);
    if (status < 0)
        return status;
    own->api_version = pyf__version_agreed(own->api_version);
    return copy_texts(ours, function);
}

/* Every import makes the functions anew, so none of them may drop the data
 * that all of them have: it is kept for the process, as the definition is. */
static int
add_function(PyObject *module, const pyf_module_def *def, size_t index,
             const char *name)
{
    pyf_function_def ours;
    int status = pyf__sized_read_at(&pyf__sized_function, def->functions,
                                    index, &ours, name);

    ours.drop = NULL;
    return status < 0 ? status : pyf__module_add_function(module, &ours, name);
}

static int
call_exec(const struct pyf__definition *definition, PyObject *module)
{
    const pyf_module_def *def = &definition->def;
    pyf_frame frame = {.size = sizeof(frame), .data = def->data};

    if (def->exec == NULL)
        return PYF_OK;
    frame.module = pyf__table_new(pyf__keep(module));
    if (frame.module == 0)
        return pyf__fault_argument(PYF_ERR_MEMORY, definition->name, NULL,
                                   NULL);
    return pyf__visit_answer(def->exec(&frame), PYF_OK, definition->name);
}

int
pyf__definition_fill(const struct pyf__definition *definition,
                     PyObject *module)
{
    const pyf_module_def *def = &definition->def;
    struct pyf__visit visit;
    int status;

    if (!pyf__visit_begin(&visit, definition->name))
        return -1;
    status = pyf__module_prepare_all(module, definition->name);
    for (size_t i = 0; status == PYF_OK && i < def->function_count; i++)
        status = add_function(module, def, i, definition->name);
    if (status == PYF_OK)
        status = call_exec(definition, module);
    return pyf__visit_end(&visit, status, definition->name) ? 0 : -1;
}

static PyObject *
text_from(pyf_text text)
{
    text = pyf__text_measured(text);
    if (text.data == NULL || text.length > PTRDIFF_MAX)
        text = (pyf_text){"", 0};
    return cpython.PyUnicode_DecodeUTF8(text.data, (Py_ssize_t)text.length,
                                        "replace");
}

/* An ImportError, or what went wrong instead. */
static void
raise_import_error(const char *message, pyf_text name)
{
    PyObject *text = text_from((pyf_text){message, PYF_AUTO_LENGTH});
    PyObject *name_object = text_from(name);

    if (text != NULL && name_object != NULL)
        cpython.PyErr_SetImportError(text, name_object, NULL);
    pyf__drop(name_object);
    pyf__drop(text);
}

/* The parked exception itself: its reference goes over, as a thread that we
 * have not attached cannot drop it. */
static void *
raise_exception(void)
{
    PyObject *exception = pyf__fault.exception;

    pyf__fault.exception = NULL;
    pyf__fault_clear();
    cpython.PyErr_Restore(pyf__keep((PyObject *)pyf__type_of(exception)),
                          exception,
                          cpython.PyException_GetTraceback(exception));
    return NULL;
}

void *
pyf__definition_raise(const pyf_module_def *def)
{
    bool has_name = pyf__sized_has(def, offsetof(pyf_module_def, name) +
                                            sizeof(def->name));

    if (pyf__fault_is_raised(&pyf__fault))
        return raise_exception();
    raise_import_error(pyf__fault_message(),
                       has_name ? def->name : (pyf_text){NULL, 0});
    pyf__fault_clear();
    return NULL;
}

/* Why a module cannot be filled here and now; NULL: it can. */
static const char *
obstacle(void)
{
    if (!pyf__in_main_interpreter())
        return pyf__other_interpreter;
    if (pyf__state() == PYF__STARTING && !pyf__attached)
        return "this module was imported while Python starts (by a .pth file "
               "or sitecustomize); import it when pyf_initialize has returned";
    return NULL;
}

/* Py_mod_exec. CPython has this thread attached. */
static int
exec_module(PyObject *module)
{
    char *python = (char *)cpython.PyModule_GetDef(module);
    const char *reason = obstacle();
    struct body *body;

    if (python == NULL)
        return -1;
    body = (struct body *)(python + pyf__layout.header_size);
    if (reason == NULL)
        return pyf__definition_fill(body->definition, module);
    raise_import_error(reason,
                       (pyf_text){body->python.m_name, PYF_AUTO_LENGTH});
    return -1;
}

static PyModuleDef_Slot
slot_of(int slot, uintptr_t value)
{
    return (PyModuleDef_Slot){slot, (void *)value};
}

/* 3.11 refuses the slots that came later. */
static void
fill_slots(struct body *body)
{
    bool gil = (body->definition->def.flags & PYF_MODULE_GIL) != 0;
    PyModuleDef_Slot *slot = body->slots;

    *slot++ = slot_of(Py_mod_exec, (uintptr_t)exec_module);
    if (pyf__layout.version >= 0x030c0000)
        *slot++ = slot_of(Py_mod_multiple_interpreters,
                          Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED);
    if (pyf__layout.version >= 0x030d0000)
        *slot++ =
            slot_of(Py_mod_gil, gil ? Py_MOD_GIL_USED : Py_MOD_GIL_NOT_USED);
    *slot = slot_of(0, 0);
    body->python.m_slots = body->slots;
}

static void *
make_python(struct pyf__definition *definition)
{
    char *python = calloc(1, pyf__layout.header_size + sizeof(struct body));
    struct body *body;

    if (python == NULL)
        return cpython.PyErr_NoMemory();
    body = (struct body *)(python + pyf__layout.header_size);
    body->definition = definition;
    body->python.m_name = definition->name;
    body->python.m_doc = definition->doc;
    fill_slots(body);
    if (cpython.PyModuleDef_Init((PyModuleDef *)python) != NULL)
        return python;
    free(python);
    return NULL;
}

/* Two threads may make one at once; the first is taken. */
void *
pyf__definition_python(struct pyf__definition *definition)
{
    void *python = atomic_load(&definition->python);
    void *made, *nothing = NULL;

    if (python != NULL)
        return python;
    made = make_python(definition);
    if (made == NULL ||
        atomic_compare_exchange_strong(&definition->python, &nothing, made))
        return made;
    free(made);
    return nothing;
}

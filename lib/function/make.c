/* SPDX-License-Identifier: MIT */
/* Host functions as Python callables: how they are made and taken back; see
 * function.h. */
#include "function/internal.h"

#include <stdlib.h>
#include <string.h>

#include "convert/value.h"
#include "handle/sized.h"
#include "handle/table.h"
#include "signature/plans.h"

/* ---------------------------------------------------------- definitions */

enum {
    NATIVE_FLAGS = PYF_FUNCTION_DETACH | PYF_FUNCTION_DATA,
    ALL_FLAGS = NATIVE_FLAGS | PYF_FUNCTION_MODULE | PYF_FUNCTION_OWN_THREAD |
                PYF_FUNCTION_BUILTIN | PYF_FUNCTION_UNSCOPED |
                PYF_FUNCTION_UNCONVERTED,
};

static int
fault_def(const char *function, const char *detail)
{
    return pyf__fault_argument(PYF_ERR_ARGUMENT, function, "def", detail);
}

/* inspect looks for the parentheses, and for the end of the line. */
static int
check_text_signature(const pyf_function_def *def, const char *function)
{
    pyf_text text = pyf__text_measured(def->text_signature);

    if (text.data == NULL || text.length == 0)
        return PYF_OK;
    if (text.length > PYF__MOST || text.data[0] != '(' ||
        text.data[text.length - 1] != ')')
        return fault_def(function, "has a text_signature that is not in "
                                   "parentheses");
    if (memchr(text.data, '\0', text.length) != NULL ||
        memchr(text.data, '\n', text.length) != NULL)
        return fault_def(function, "has a text_signature of more than a line");
    return PYF_OK;
}

static int
check_def(const pyf_function_def *def, const char *function)
{
    pyf_text name = pyf__text_measured(def->name);

    if (def->form < PYF_FORM_NATIVE || def->form > PYF_FORM_HANDLES)
        return fault_def(function,
                         def->form == 0
                             ? "has no form set; set it to PYF_FORM_NATIVE, "
                               "PYF_FORM_VALUES or PYF_FORM_HANDLES"
                             : "has a form that is no PYF_FORM_...");
    if ((def->flags & ~(uint32_t)ALL_FLAGS) != 0)
        return fault_def(function, "has flags that are no PYF_FUNCTION_...");
    if (def->form == PYF_FORM_NATIVE &&
        (def->flags & PYF_FUNCTION_UNCONVERTED) != 0)
        return fault_def(function, "has PYF_FUNCTION_UNCONVERTED, which the "
                                   "native form cannot have");
    if (def->form != PYF_FORM_NATIVE && (def->flags & NATIVE_FLAGS) != 0)
        return fault_def(function, "has PYF_FUNCTION_DETACH or _DATA, which "
                                   "the native form alone can have");
    if (name.data == NULL || name.length == 0)
        return fault_def(function, name.data == NULL
                                       ? "has no name"
                                       : "has a name of length 0; a C string "
                                         "has PYF_AUTO_LENGTH, a literal "
                                         "PYF_TEXT");
    if (memchr(name.data, '\0', name.length) != NULL)
        return fault_def(function, "has a name with a NUL in it");
    if (pyf__text_is_hollow(def->signature) || pyf__text_is_hollow(def->doc) ||
        pyf__text_is_hollow(def->text_signature))
        return fault_def(function, "has a text that is NULL, with a length");
    if (def->call.native == NULL)
        return fault_def(function, "has no code: the function is NULL");
    if (def->form == PYF_FORM_NATIVE && def->signature.data == NULL)
        return fault_def(function, "has no signature, which the native form "
                                   "needs");
    if (def->warnings == NULL && def->warning_count != 0)
        return fault_def(function, "has warnings that are NULL, with a count");
    if (def->warning_count > PYF__MOST / sizeof(*def->warnings))
        return fault_def(function, "has a warning_count beyond any memory");
    return check_text_signature(def, function);
}

static int
read_warning(const pyf_function_def *def, size_t index, pyf_warning *warning,
             const char *function)
{
    int status = pyf__sized_read_at(&pyf__sized_warning, def->warnings, index,
                                    warning, function);

    if (status == PYF_OK && warning->message.data == NULL)
        status = fault_def(function, "has a warning without a message");
    return status;
}

static int
check_warnings(const pyf_function_def *def, const char *function)
{
    pyf_warning warning;
    int status = PYF_OK;

    for (size_t i = 0; status == PYF_OK && i < def->warning_count; i++)
        status = read_warning(def, i, &warning, function);
    return status;
}

static int
find_signature(const pyf_function_def *def,
               const struct pyf__signature **signature, const char *function)
{
    pyf_text text = pyf__text_measured(def->signature);

    if (text.data == NULL)
        text = (pyf_text){PYF_TEXT("(*args, **kwargs)")};
    return pyf__signature_find(text.data, text.length, signature, function);
}

int
pyf__function_check(const pyf_function_def *def, const char *function)
{
    const struct pyf__signature *signature;
    pyf_function_def own;
    int status = pyf__sized_read(&pyf__sized_function, def, &own, function);

    if (status == PYF_OK)
        status = check_def(&own, function);
    if (status == PYF_OK)
        status = check_warnings(&own, function);
    return status < 0 ? status : find_signature(&own, &signature, function);
}

/* Calls go the general way now, which refuses them. Whether none is under way.
 */
static bool
take_back(struct pyf__owned *owned)
{
    struct pyf__function *function =
        (struct pyf__function *)((char *)owned -
                                 offsetof(struct pyf__function, owned));

    function->vectorcall = pyf__vectorcall_any;
    function->method.ml_meth = (PyCFunction)(void *)pyf__vectorcall_any;
    return atomic_load(&function->busy) == 0;
}

/* ---------------------------------------------------------- making one */

/* Data that a revoking would drop must be known to be in use, and only the
 * general way counts that. */
static bool
may_be_quick(const struct pyf__function *function)
{
    const uint32_t harmless =
        PYF_FUNCTION_BUILTIN | PYF_FUNCTION_DATA | PYF_FUNCTION_UNSCOPED;

    return function->act == pyf__act_native && function->warnings == NULL &&
           (function->flags & ~harmless) == 0 &&
           (function->owned.gift == NULL || function->owned.owner == 0);
}

static bool
may_have_quick_values(const struct pyf__function *function)
{
    const uint32_t harmless =
        PYF_FUNCTION_BUILTIN | PYF_FUNCTION_OWN_THREAD |
        PYF_FUNCTION_UNSCOPED | PYF_FUNCTION_UNCONVERTED;

    return function->act == pyf__act_values && function->warnings == NULL &&
           (function->flags & ~harmless) == 0;
}

static void
choose_vectorcall(struct pyf__function *function)
{
    vectorcallfunc quick = NULL;

    if (may_be_quick(function))
        quick = pyf__vectorcall_quick(function);
    else if (may_have_quick_values(function))
        quick = pyf__vectorcall_values(function);
    function->vectorcall = quick != NULL ? quick : pyf__vectorcall_any;
}

/* The names and the defaults of the parameters. */
static int
make_parameters(struct pyf__function *function, const char *caller)
{
    const struct pyf__signature *signature = function->signature;

    function->names =
        calloc((size_t)signature->count * 2 + 1, sizeof(*function->names));
    if (function->names == NULL)
        return pyf__fault_argument(PYF_ERR_MEMORY, caller, NULL, NULL);
    function->defaults = function->names + signature->count;
    for (unsigned i = 0; i < signature->count; i++) {
        const struct pyf__parameter *parameter = &signature->parameters[i];

        function->names[i] = pyf__made(
            cpython.PyUnicode_InternFromString(parameter->name), caller);
        if (function->names[i] == NULL)
            return pyf__fault.code;
        if (parameter->default_text == NULL || pyf__may_be_absent(parameter))
            continue;
        function->defaults[i] =
            pyf__object_from(&parameter->default_value, caller, "def");
        if (function->defaults[i] == NULL)
            return pyf__fault.code;
    }
    return PYF_OK;
}

static int
make_text(PyObject **object, pyf_text text, const char *caller)
{
    *object = pyf__str_from(text.data, text.length, caller, "def");
    return *object == NULL ? pyf__fault.code : PYF_OK;
}

/* The class of a warning: new reference, NULL with the failure parked. */
static PyObject *
category_of(pyf_handle handle, const char *caller)
{
    PyObject *category = handle == 0
                             ? pyf__keep(*cpython.PyExc_DeprecationWarning)
                             : pyf__object_of_handle(handle, caller, "def");
    int answer;

    if (category == NULL)
        return NULL;
    answer = cpython.PyObject_IsSubclass(category, *cpython.PyExc_Warning);
    if (answer == 1)
        return category;
    cpython.PyErr_Clear();
    pyf__fault_type(caller, "def", "a class of warnings as a category",
                    category);
    cpython.Py_DecRef(category);
    return NULL;
}

static int
make_warnings(struct pyf__function *function, const pyf_function_def *def,
              const char *caller)
{
    if (def->warning_count == 0)
        return PYF_OK;
    function->warnings = pyf__made(
        cpython.PyTuple_New((Py_ssize_t)def->warning_count * 2), caller);
    for (size_t i = 0; i < def->warning_count; i++) {
        PyObject *category, *text;
        pyf_warning warning;

        if (function->warnings == NULL ||
            read_warning(def, i, &warning, caller) < 0)
            return pyf__fault.code;
        category = category_of(warning.category, caller);
        if (category == NULL)
            return pyf__fault.code;
        cpython.PyTuple_SetItem(function->warnings, (Py_ssize_t)i * 2,
                                category);
        if (make_text(&text, warning.message, caller) < 0)
            return pyf__fault.code;
        cpython.PyTuple_SetItem(function->warnings, (Py_ssize_t)i * 2 + 1,
                                text);
    }
    return PYF_OK;
}

/* In C an absent argument is a NULL pointer, or the handle 0. */
static int
check_absent(const struct pyf__signature *signature, const char *caller)
{
    for (unsigned i = 0; i < signature->count; i++) {
        const struct pyf__parameter *parameter = &signature->parameters[i];

        if (pyf__may_be_absent(parameter) && !parameter->type.optional &&
            parameter->type.code != PYF__OBJECT)
            return pyf__fault_text(
                PYF_ERR_SIGNATURE,
                "%s: argument 'def': in the native form the parameter '%s' "
                "can have the default ... only as an object, or with '?'",
                caller, parameter->name);
    }
    return PYF_OK;
}

/* What a native function needs before its first call. */
static int
make_native(struct pyf__function *function, const char *caller)
{
    const struct pyf__signature *signature = function->signature;
    bool module = (function->flags & PYF_FUNCTION_MODULE) != 0;
    bool data = (function->flags & PYF_FUNCTION_DATA) != 0;

    if (check_absent(signature, caller) < 0)
        return pyf__fault.code;
    function->act = pyf__act_native;
    function->in_registers = pyf__fits_registers(function);
    function->carrier = signature->result.carrier;
    function->makes_handles = module;
    for (unsigned i = 0; i < signature->count; i++)
        function->makes_handles |=
            pyf__type_has_handles(&signature->parameters[i].type);
    function->gives_handles =
        function->scope != 0 && pyf__type_has_handles(&signature->result);
    if (function->in_registers || (!module && !data))
        return PYF_OK;
    return pyf__signature_prepare(signature, module, data, &function->cif,
                                  caller);
}

static int
make_form(struct pyf__function *function, uint32_t form, const char *caller)
{
    static PyObject *(*const acts[])(
        struct pyf__function *, struct pyf__bound *, struct pyf__arena *) = {
        [PYF_FORM_NATIVE] = pyf__act_native,
        [PYF_FORM_VALUES] = pyf__act_values,
        [PYF_FORM_HANDLES] = pyf__act_handles,
    };

    function->act = acts[form];
    return form == PYF_FORM_NATIVE ? make_native(function, caller) : PYF_OK;
}

/* The module that a function belongs to, and that module's name. */
static int
make_module(struct pyf__function *function, PyObject *module,
            const char *caller)
{
    if (module == NULL)
        return PYF_OK;
    function->module = pyf__keep(module);
    function->module_name = cpython.PyObject_GetAttrString(module, "__name__");
    if (function->module_name == NULL)
        return pyf__fault_python(caller);
    /* Python code may have made it anything: then it is none. */
    if (!pyf__is_a(function->module_name, Py_TPFLAGS_UNICODE_SUBCLASS)) {
        cpython.Py_DecRef(function->module_name);
        function->module_name = NULL;
    }
    return PYF_OK;
}

static int
fill(struct pyf__function *function, const pyf_function_def *def,
     PyObject *module, const char *caller)
{
    int status = make_text(&function->name_object, def->name, caller);

    if (status == PYF_OK)
        status = make_form(function, def->form, caller);
    if (status == PYF_OK)
        status = make_parameters(function, caller);
    if (status == PYF_OK && def->doc.data != NULL)
        status = make_text(&function->doc, def->doc, caller);
    if (status == PYF_OK && def->text_signature.data != NULL)
        status =
            make_text(&function->text_signature, def->text_signature, caller);
    if (status == PYF_OK)
        status = make_module(function, module, caller);
    if (status == PYF_OK)
        status = make_warnings(function, def, caller);
    if (status < 0)
        return status;
    function->name =
        cpython.PyUnicode_AsUTF8AndSize(function->name_object, NULL);
    return PYF_OK;
}

/* The object, with its data filled in; NULL with the failure parked. Takes
 * def->data from the start. */
static PyObject *
make(const pyf_function_def *def, const struct pyf__signature *signature,
     PyObject *module, const char *caller)
{
    struct pyf__function *function;
    struct pyf__owned owned;
    PyObject *object;

    if (!pyf__owned_take(&owned, def->owner, def->data, def->drop, caller))
        return NULL;
    object = pyf__function_alloc(caller);
    if (object == NULL) {
        pyf__owned_drop(&owned);
        return NULL;
    }
    function = pyf__function_data(object);
    function->signature = signature;
    function->code = def->call.native;
    function->data = def->data;
    function->owned = owned;
    function->counted = owned.gift != NULL;
    function->flags = def->flags;
    function->scope =
        (def->flags & PYF_FUNCTION_UNSCOPED) != 0 ? PYF__NO_SCOPE : 0;
    function->thread = pthread_self();
    function->name = "";
    function->vectorcall = pyf__vectorcall_any;
    if (fill(function, def, module, caller) < 0) {
        cpython.Py_DecRef(object);
        return NULL;
    }
    choose_vectorcall(function);
    pyf__owned_list(&function->owned, take_back);
    return object;
}

PyObject *
pyf__function_new(const pyf_function_def *def, PyObject *module,
                  const char *caller)
{
    const struct pyf__signature *signature;
    pyf_function_def own;
    PyObject *object;

    if (pyf__sized_read(&pyf__sized_function, def, &own, caller) < 0 ||
        check_def(&own, caller) < 0 ||
        find_signature(&own, &signature, caller) < 0) {
        pyf__sized_drop(&pyf__sized_function, def);
        return NULL;
    }
    object = make(&own, signature, module, caller);
    if (object == NULL || (own.flags & PYF_FUNCTION_BUILTIN) == 0)
        return object;
    return pyf__function_builtin(object, caller);
}

PyObject *
pyf__function_of_code(pyf_native_function code,
                      const struct pyf__signature *signature)
{
    const pyf_function_def def = {.form = PYF_FORM_NATIVE,
                                  .name = {PYF_TEXT("native")},
                                  .call = {.native = code}};

    return make(&def, signature, NULL, "fn");
}

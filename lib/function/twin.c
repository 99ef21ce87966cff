/* SPDX-License-Identifier: MIT */
/*
 * The twin of a host function: a Python function with the same parameters,
 * defaults and annotations, made when it is first needed. It is asked for the
 * exceptions of wrong calls, for __signature__ and for __annotations__, so
 * that all three are CPython's own.
 */
#include <stdlib.h>
#include <string.h>

#include "call/source.h"
#include "function/internal.h"
#include "platform/platform.h"

/* Text that grows; once memory is out it stays NULL. */
struct text {
    char *data;
    size_t length, room;
    bool failed;
};

static void
append(struct text *text, const char *piece)
{
    size_t length = strlen(piece);
    char *grown = text->data;

    if (text->failed)
        return;
    if (text->length + length >= text->room) {
        text->room = (text->length + length + 64) * 2;
        grown = realloc(text->data, text->room);
    }
    if (grown == NULL) {
        text->failed = true;
        return;
    }
    text->data = grown;
    memcpy(grown + text->length, piece, length + 1);
    text->length += length;
}

static char *
finish(struct text *text)
{
    if (!text->failed && text->data != NULL)
        return text->data;
    free(text->data);
    return NULL;
}

/* ---------------------------------------------------------- annotations */

static void append_type(struct text *text, const struct pyf__type *type,
                        bool given);

static void
append_types(struct text *text, const struct pyf__type *types, size_t count,
             bool given)
{
    for (size_t i = 0; i < count; i++) {
        if (i != 0)
            append(text, ", ");
        append_type(text, &types[i], given);
    }
}

static void
append_sequence(struct text *text, const struct pyf__type *element, bool given)
{
    if (given && element->code == PYF__U8 && !element->optional) {
        append(text, "bytes");
        return;
    }
    append(text, given ? "list[" : "_abc.Sequence[");
    append_type(text, element, given);
    append(text, "]");
}

static void
append_callable(struct text *text, const struct pyf__signature *signature)
{
    append(text, "_abc.Callable[[");
    for (unsigned i = 0; i < signature->count; i++) {
        if (i != 0)
            append(text, ", ");
        append_type(text, &signature->parameters[i].type, false);
    }
    append(text, "], ");
    append_type(text, &signature->result, false);
    append(text, "]");
}

/* What a parameter of that type takes in Python, or, where it is given to
 * Python, is: of one type where parameters take several. */
static void
append_type(struct text *text, const struct pyf__type *type, bool given)
{
    switch ((enum pyf__type_code)type->code) {
    case PYF__ARRAY:
    case PYF__FIXED:
        append_sequence(text, type->items, given);
        break;
    case PYF__STRUCT:
        append(text, "tuple[");
        append_types(text, type->items, type->count, given);
        append(text, "]");
        break;
    case PYF__FUNCTION:
        append_callable(text, type->function);
        break;
    case PYF__PATH:
        append(text,
               given ? "_pathlib.Path" : pyf__types[type->code].annotation);
        break;
    case PYF__VOID:
    case PYF__BOOL:
    case PYF__I8:
    case PYF__I16:
    case PYF__I32:
    case PYF__I64:
    case PYF__U8:
    case PYF__U16:
    case PYF__U32:
    case PYF__U64:
    case PYF__F32:
    case PYF__F64:
    case PYF__CHAR:
    case PYF__COMPLEX:
    case PYF__STR:
    case PYF__CSTR:
    case PYF__BYTES:
    case PYF__OBJECT:
    case PYF__PTR:
    case PYF__TYPE_COUNT:
        append(text, pyf__types[type->code].annotation);
        break;
    }
    if (type->optional)
        append(text, " | None");
}

/* ---------------------------------------------------------- parameters */

/* The annotation: of *name and **name it is that of one of them. */
static void
append_annotation(struct text *text, const struct pyf__parameter *parameter)
{
    append(text, ": ");
    if (parameter->role == PYF__REST)
        append_type(text, parameter->type.items, false);
    else
        append(text, parameter->role == PYF__KEYWORDS ? "object" : "");
    if (parameter->role < PYF__REST)
        append_type(text, &parameter->type, false);
}

static void
append_parameter(struct text *text, const struct pyf__parameter *parameter,
                 bool annotated)
{
    if (parameter->role >= PYF__REST)
        append(text, parameter->role == PYF__REST ? "*" : "**");
    append(text, parameter->name);
    if (annotated)
        append_annotation(text, parameter);
    if (parameter->default_text != NULL) {
        append(text, annotated ? " = " : "=");
        append(text, parameter->default_text);
    }
}

static void
append_parameters(struct text *text, const struct pyf__signature *signature,
                  bool annotated)
{
    bool starred = false;

    append(text, "(");
    for (unsigned i = 0; i < signature->count; i++) {
        const struct pyf__parameter *parameter = &signature->parameters[i];

        if (i != 0)
            append(text, ", ");
        if (parameter->role == PYF__KEYWORD_ONLY && !starred &&
            signature->rest < 0)
            append(text, "*, ");
        starred |= parameter->role == PYF__KEYWORD_ONLY;
        append_parameter(text, parameter, annotated);
        if (i + 1 == signature->positional_only)
            append(text, ", /");
    }
    append(text, ")");
}

char *
pyf__text_signature(const struct pyf__signature *signature)
{
    struct text text = {0};

    append_parameters(&text, signature, false);
    return finish(&text);
}

/* In the values and handles forms a function may return what it likes where
 * the signature says nothing. */
static bool
has_result(const struct pyf__function *function)
{
    return function->act == pyf__act_native ||
           function->signature->result.code != PYF__VOID;
}

static char *
source_of(const struct pyf__function *function)
{
    const struct pyf__signature *signature = function->signature;
    struct text text = {0};

    append(&text, "import collections.abc as _abc, os as _os, "
                  "pathlib as _pathlib\ndef twin");
    append_parameters(&text, signature, true);
    if (has_result(function)) {
        append(&text, " -> ");
        append_type(&text, &signature->result, true);
    }
    append(&text, ": pass\n");
    return finish(&text);
}

/* ---------------------------------------------------------- the twin */

/* Run the definition: new reference, NULL with the failure parked. */
static PyObject *
define(const struct pyf__function *function)
{
    char *text = source_of(function);
    struct pyf__source source = {
        text, text == NULL ? 0 : strlen(text), {PYF_TEXT("<signature>")}};
    PyObject *names = cpython.PyDict_New();
    PyObject *key = cpython.PyUnicode_FromString("twin");
    PyObject *done = NULL, *twin = NULL;

    if (text == NULL || names == NULL || key == NULL)
        pyf__fault_argument(PYF_ERR_MEMORY, function->name, NULL, NULL);
    else
        done = pyf__run_source(&source, "exec", names, names, function->name);
    if (done != NULL) {
        twin = cpython.PyObject_GetItem(names, key);
        if (twin == NULL)
            pyf__fault_python(function->name);
    }
    pyf__drop(done);
    pyf__drop(key);
    pyf__drop(names);
    free(text);
    return twin;
}

static bool
set_name(PyObject *twin, const struct pyf__function *function)
{
    return cpython.PyObject_SetAttrString(twin, "__name__",
                                          function->name_object) == 0 &&
           cpython.PyObject_SetAttrString(twin, "__qualname__",
                                          function->name_object) == 0;
}

/* Keep a twin, and give the one that is kept: another thread may have made one
 * meanwhile, and one is as good. NULL: there is none yet. */
static PyObject *
keep_twin(struct pyf__function *function, PyObject *twin)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    PyObject *kept, *spare = twin;

    pyf__lock_over_fork(&lock);
    pthread_mutex_lock(&lock);
    if (function->twin == NULL) {
        function->twin = twin;
        spare = NULL;
    }
    kept = function->twin;
    pthread_mutex_unlock(&lock);
    pyf__drop(spare);
    return kept;
}

PyObject *
pyf__twin_of(struct pyf__function *function)
{
    struct pyf__visit visit;
    PyObject *twin = keep_twin(function, NULL);

    if (twin != NULL)
        return twin;
    if (!pyf__visit_begin(&visit, function->name))
        return NULL;
    twin = define(function);
    if (!pyf__visit_end(&visit, twin == NULL ? pyf__fault.code : PYF_OK,
                        function->name))
        return NULL;
    if (!set_name(twin, function)) {
        cpython.Py_DecRef(twin);
        return NULL;
    }
    return keep_twin(function, twin);
}

bool
pyf__twin_refuse(struct pyf__function *function, PyObject *const *args,
                 size_t count, PyObject *keywords)
{
    PyObject *twin, *result;

    if (cpython.PyErr_Occurred() != NULL)
        return false;
    twin = pyf__twin_of(function);
    if (twin == NULL)
        return false;
    result = cpython.PyObject_Vectorcall(twin, args, count, keywords);
    if (result != NULL) {
        cpython.Py_DecRef(result);
        cpython.PyErr_Format(*cpython.PyExc_SystemError,
                             "%s() cannot bind arguments that its signature "
                             "allows",
                             function->name);
    }
    return false;
}

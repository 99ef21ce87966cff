/* SPDX-License-Identifier: MIT */
/*
 * Calls of host functions in the values and the handles form.
 *
 * Either takes the declared parameters first, then further positional
 * arguments, then further keyword arguments with their names.
 */
#include <string.h>

#include "convert/value.h"
#include "function/internal.h"
#include "handle/table.h"

/* The arguments of one call, in order. */
struct sequence {
    PyObject **objects;
    const struct pyf__type **types; /* NULL: any object */
    pyf_text *names;                /* of the last ones */
    size_t count, name_count;
};

static size_t
count_of(const struct pyf__function *function, const struct pyf__bound *bound)
{
    return function->signature->declared + bound->rest_count +
           bound->extra_count;
}

static void
push(struct sequence *to, PyObject *object, const struct pyf__type *type)
{
    to->objects[to->count] = object;
    to->types[to->count++] = type;
}

/* The further keyword arguments and their names. */
static bool
push_extra(struct sequence *to, const struct pyf__bound *bound,
           const char *function)
{
    for (size_t i = 0; i < bound->extra_count; i++) {
        uint32_t at = bound->extra[i];
        PyObject *name =
            cpython.PyTuple_GetItem(bound->keywords, (Py_ssize_t)at);

        if (pyf__to_utf8(name, &to->names[i].data, &to->names[i].length,
                         function, "**") < 0)
            return false;
        push(to, bound->values[at], NULL);
    }
    to->name_count = bound->extra_count;
    return true;
}

/* Put all arguments in order. false: parked. */
static bool
line_up(struct pyf__function *function, const struct pyf__bound *bound,
        struct sequence *to, struct pyf__arena *arena)
{
    const struct pyf__signature *signature = function->signature;
    size_t count = count_of(function, bound);
    const struct pyf__type *rest = NULL;

    to->objects = pyf__arena_take(arena, count * sizeof(*to->objects));
    to->types = pyf__arena_take(arena, count * sizeof(*to->types));
    to->names =
        pyf__arena_take(arena, bound->extra_count * sizeof(*to->names));
    if (to->objects == NULL || to->types == NULL || to->names == NULL)
        return false;
    for (unsigned i = 0; i < signature->count; i++) {
        if (signature->parameters[i].role < PYF__REST)
            push(to, bound->items[i], &signature->parameters[i].type);
    }
    if (signature->rest >= 0)
        rest = signature->parameters[signature->rest].type.items;
    for (size_t i = 0; i < bound->rest_count; i++)
        push(to, bound->rest[i], rest);
    return push_extra(to, bound, function->name);
}

/* Where the argument of that position stands, for messages. */
static struct pyf__place
place_of(const struct pyf__function *function, const struct sequence *in,
         size_t index)
{
    const struct pyf__signature *signature = function->signature;
    size_t at = index;
    const char *name = NULL;

    if (index >= in->count - in->name_count)
        name = in->names[index - (in->count - in->name_count)].data;
    for (unsigned i = 0; i < signature->count && name == NULL; i++) {
        if (signature->parameters[i].role < PYF__REST && at-- == 0)
            name = signature->parameters[i].name;
    }
    if (name == NULL)
        name = signature->parameters[signature->rest].name;
    return (struct pyf__place){function->name, name, NULL, 0};
}

/* What the callback sees, but for its arguments. false: parked. */
static bool
fill_frame(pyf_frame *frame, const struct pyf__function *function,
           const struct sequence *in)
{
    *frame = (pyf_frame){
        .size = sizeof(*frame),
        .count = in->count,
        .names = in->names,
        .name_count = in->name_count,
        .data = function->data,
    };
    if ((function->flags & PYF_FUNCTION_MODULE) == 0)
        return true;
    frame->module = pyf__module_handle(function);
    return frame->module != 0;
}

/* Whether the host says itself what is wrong with an argument: not that there
 * is no memory for it. */
static bool
may_see_failure(const struct pyf__function *function)
{
    return (function->flags & PYF_FUNCTION_UNCONVERTED) != 0 &&
           pyf__fault.code != PYF_ERR_MEMORY;
}

static void
set_failed(pyf_frame *frame, size_t failed)
{
    if (failed == SIZE_MAX)
        return;
    frame->flags |= PYF_FRAME_UNCONVERTED;
    frame->failed = failed;
}

static bool
is_any(const struct pyf__type *type)
{
    return type == NULL || type->code == PYF__OBJECT;
}

/* ---------------------------------------------------------- values */

/* The value of an object as it is: a borrowed text, a handle of the scope. */
static int
plain_value(PyObject *object, pyf_value *value, const char *function)
{
    const char *text;
    size_t length;
    int status;

    if (pyf__type_of(object) != cpython.PyUnicode_Type)
        return pyf__value_from(pyf__keep(object), PYF_VALUE_ANY, value,
                               function);
    *value = pyf__no_value;
    status = pyf__to_utf8(object, &text, &length, function, "");
    if (status < 0) {
        /* Text that has no UTF-8 stays an object. */
        pyf__fault_clear();
        value->kind = PYF_VALUE_HANDLE;
        value->as.handle = pyf__table_new(pyf__keep(object));
        return value->as.handle != 0
                   ? PYF_OK
                   : pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
    }
    value->kind = PYF_VALUE_STR;
    value->as.text = (pyf_text){text, length};
    return PYF_OK;
}

/* All arguments as they are, with what is parked kept. */
static int
plain_values(const struct pyf__function *function, const struct sequence *in,
             pyf_value *values)
{
    struct pyf__fault kept = pyf__fault;
    int status = PYF_OK;

    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    for (size_t i = 0; i < in->count && status == PYF_OK; i++) {
        values[i] = pyf__absent;
        if (in->objects[i] != NULL)
            status = plain_value(in->objects[i], &values[i], function->name);
    }
    if (status < 0) {
        struct pyf__fault worse = pyf__fault;

        pyf__fault = kept;
        pyf__fault_clear();
        pyf__fault = worse;
        return status;
    }
    pyf__fault_clear();
    pyf__fault = kept;
    return PYF_OK;
}

/* An integer of C memory: I64, and U64 for what does not fit that. */
static void
integer_value(const struct pyf__type *type, const void *memory,
              pyf_value *value)
{
    bool is_signed = pyf__types[type->code].sort == PYF__SORT_SIGNED;
    uint64_t word = pyf__word_load(memory, type->value_size, is_signed);

    value->as.u64 = word;
    value->kind =
        !is_signed && word > INT64_MAX ? PYF_VALUE_U64 : PYF_VALUE_I64;
}

/* Text and bytes. Always true. */
static bool
text_value(uint32_t kind, const void *data, size_t length, pyf_value *value)
{
    value->kind = kind;
    value->as.text = (pyf_text){data, length};
    return true;
}

/* C memory of a type as a value; false: a value cannot hold it. */
static bool
scalar_value(const struct pyf__type *type, const void *memory,
             pyf_value *value)
{
    const pyf_slice *slice = memory;
    const char *text;

    switch ((enum pyf__type_code)type->code) {
    case PYF__BOOL:
        value->kind = PYF_VALUE_BOOL;
        value->as.i64 = *(const uint8_t *)memory;
        return true;
    case PYF__F64:
        value->kind = PYF_VALUE_F64;
        value->as.f64 = *(const double *)memory;
        return true;
    case PYF__F32:
        value->kind = PYF_VALUE_F64;
        value->as.f64 = (double)*(const float *)memory;
        return true;
    case PYF__CSTR:
    case PYF__PATH:
        text = *(const char *const *)memory;
        return text_value(PYF_VALUE_STR, text, strlen(text), value);
    case PYF__STR:
        return text_value(PYF_VALUE_STR, slice->data, slice->length, value);
    case PYF__BYTES:
        return text_value(PYF_VALUE_BYTES, slice->data, slice->length, value);
    case PYF__I8:
    case PYF__I16:
    case PYF__I32:
    case PYF__I64:
    case PYF__U8:
    case PYF__U16:
    case PYF__U32:
    case PYF__U64:
    case PYF__PTR:
        integer_value(type, memory, value);
        return true;
    case PYF__COMPLEX:
        value->kind = PYF_VALUE_COMPLEX;
        memcpy(&value->as.c128, memory, sizeof(value->as.c128));
        return true;
    case PYF__CHAR: /* its text is in the str */
    case PYF__OBJECT:
    case PYF__ARRAY:
    case PYF__FIXED:
    case PYF__STRUCT:
    case PYF__FUNCTION:
    case PYF__VOID:
    case PYF__TYPE_COUNT:
        break;
    }
    return false;
}

/* The value of an object that is just of the type that is wanted. false: it is
 * not, or no value can hold it. */
static bool
same_value(const struct pyf__type *type, PyObject *object, pyf_value *value,
           const char *function)
{
    PyTypeObject *actual = pyf__type_of(object);
    uint32_t kind;

    if (type->code == PYF__I64 && actual == cpython.PyLong_Type)
        kind = PYF_VALUE_I64;
    else if (type->code == PYF__F64 && actual == cpython.PyFloat_Type)
        kind = PYF_VALUE_F64;
    else if (type->code == PYF__STR && actual == cpython.PyUnicode_Type)
        kind = PYF_VALUE_STR;
    else if (type->code == PYF__BOOL && actual == cpython.PyBool_Type)
        kind = PYF_VALUE_BOOL;
    else
        return false;
    return plain_value(object, value, function) == PYF_OK &&
           value->kind == kind;
}

/* The text of a str that has one character, of a subclass too. */
static int
character_value(PyObject *object, pyf_value *value, const char *function)
{
    const char *text;
    size_t length;
    int status = pyf__to_utf8(object, &text, &length, function, "");

    if (status == PYF_OK)
        text_value(PYF_VALUE_STR, text, length, value);
    return status;
}

/* The value of an argument: converted as its type says where a value can hold
 * that, else checked against the type and given as it is. */
static int
value_of(struct pyf__function *function, const struct sequence *in,
         size_t index, pyf_value *value, struct pyf__arena *arena)
{
    const struct pyf__type *type = in->types[index];
    PyObject *object = in->objects[index];
    struct pyf__place place;
    void *memory;
    int status;

    *value = object == NULL ? pyf__absent : pyf__no_value;
    if (object == NULL)
        return PYF_OK;
    if (is_any(type) || (type->optional && object == cpython._Py_NoneStruct))
        return plain_value(object, value, function->name);
    if (same_value(type, object, value, function->name))
        return PYF_OK;
    *value = pyf__no_value;
    memory = pyf__arena_take(arena, type->size);
    if (memory == NULL)
        return PYF_ERR_MEMORY;
    place = place_of(function, in, index);
    status = pyf__native_from(type, object, memory, arena, &place);
    if (status < 0)
        return status;
    if (type->boxed)
        memory = *(void **)memory;
    if (scalar_value(type, memory, value))
        return PYF_OK;
    return type->code == PYF__CHAR
               ? character_value(object, value, function->name)
               : plain_value(object, value, function->name);
}

/* Whether a text or bytes result has no memory behind it. */
static bool
is_broken(const pyf_value *value)
{
    return (value->kind == PYF_VALUE_STR || value->kind == PYF_VALUE_BYTES) &&
           value->as.text.data == NULL && value->as.text.length != 0;
}

/* A float where an int was given and the signature says float. */
static PyObject *
value_result(const struct pyf__function *function, const pyf_value *value)
{
    const struct pyf__type *type = &function->signature->result;

    if (is_broken(value)) {
        pyf__fault_text(PYF_ERR_ARGUMENT,
                        "%s() returned text that is NULL with a length",
                        function->name);
        return NULL;
    }
    if (type->code == PYF__F64 && value->kind == PYF_VALUE_I64)
        return pyf__made(cpython.PyFloat_FromDouble((double)value->as.i64),
                         function->name);
    return pyf__object_from(value, function->name, pyf__the_result);
}

PyObject *
pyf__values_result(const struct pyf__function *function, int *status,
                   const pyf_value *result)
{
    PyObject *object = NULL;

    *status = pyf__visit_answer(*status, PYF_OK, function->name);
    if (*status >= 0) {
        object = value_result(function, result);
        *status = object == NULL ? pyf__fault.code : PYF_OK;
    }
    pyf__result_release(result, function->scope);
    return object;
}

static PyObject *
call_values(struct pyf__function *function, const struct pyf__bound *bound,
            struct pyf__arena *arena, int *status)
{
    struct sequence in = {.count = 0};
    pyf_value result = pyf__no_value;
    pyf_frame frame;
    pyf_value *values;
    size_t failed = SIZE_MAX;

    *status = PYF_ERR_MEMORY;
    values =
        pyf__arena_take(arena, count_of(function, bound) * sizeof(*values));
    if (values == NULL || !line_up(function, bound, &in, arena))
        return NULL;
    *status = PYF_OK;
    for (size_t i = 0; i < in.count && *status == PYF_OK; i++) {
        *status = value_of(function, &in, i, &values[i], arena);
        if (*status < 0)
            failed = i;
    }
    if (*status < 0 && may_see_failure(function))
        *status = plain_values(function, &in, values);
    if (*status < 0)
        return NULL;
    if (!fill_frame(&frame, function, &in)) {
        *status = pyf__fault.code;
        return NULL;
    }
    set_failed(&frame, failed);
    frame.args.values = values;
    if (function->scope != 0)
        pyf__visit_unscope(pyf__thread.visit);
    *status = ((pyf_values_function)function->code)(&frame, &result);
    pyf__visit_back(pyf__thread.visit);
    return pyf__values_result(function, status, &result);
}

/* ---------------------------------------------------------- handles */

/* An argument is checked against its type by converting it. */
static int
check(struct pyf__function *function, const struct sequence *in, size_t index,
      struct pyf__arena *arena)
{
    const struct pyf__type *type = in->types[index];
    struct pyf__place place;
    void *memory;

    if (is_any(type) || in->objects[index] == NULL)
        return PYF_OK;
    memory = pyf__arena_take(arena, type->size);
    if (memory == NULL)
        return PYF_ERR_MEMORY;
    place = place_of(function, in, index);
    return pyf__native_from(type, in->objects[index], memory, arena, &place);
}

/* Handles of the callback's scope, 0 for what is absent. false: parked. */
static bool
make_handles(const struct sequence *in, pyf_handle *handles)
{
    for (size_t i = 0; i < in->count; i++) {
        handles[i] = 0;
        if (in->objects[i] == NULL)
            continue;
        handles[i] = pyf__table_new(pyf__keep(in->objects[i]));
        if (handles[i] == 0) {
            pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
            return false;
        }
    }
    return true;
}

/* What is parked is what made it 0. */
static PyObject *
fault_unset(const struct pyf__function *function)
{
    if (pyf__fault.code == PYF_OK)
        pyf__fault_text(PYF_ERR_HANDLE,
                        "%s() returned PYF_OK, and has not set *result; "
                        "PYF_NONE stands for nothing",
                        function->name);
    return NULL;
}

static PyObject *
call_handles(struct pyf__function *function, const struct pyf__bound *bound,
             struct pyf__arena *arena, int *status)
{
    struct sequence in = {.count = 0};
    pyf_handle *handles, result = 0;
    PyObject *object = NULL;
    size_t failed = SIZE_MAX;
    pyf_frame frame;

    *status = PYF_ERR_MEMORY;
    handles =
        pyf__arena_take(arena, count_of(function, bound) * sizeof(*handles));
    if (handles == NULL || !line_up(function, bound, &in, arena))
        return NULL;
    *status = PYF_OK;
    for (size_t i = 0; i < in.count && *status == PYF_OK; i++) {
        *status = check(function, &in, i, arena);
        if (*status < 0)
            failed = i;
    }
    if (*status < 0 && !may_see_failure(function))
        return NULL;
    if (!make_handles(&in, handles) || !fill_frame(&frame, function, &in)) {
        *status = pyf__fault.code;
        return NULL;
    }
    set_failed(&frame, failed);
    frame.args.handles = handles;
    if (function->scope != 0)
        pyf__visit_unscope(pyf__thread.visit);
    *status = ((pyf_handles_function)function->code)(&frame, &result);
    pyf__visit_back(pyf__thread.visit);
    *status = pyf__visit_answer(*status, PYF_OK, function->name);
    if (*status >= 0) {
        object = result == 0 ? fault_unset(function)
                             : pyf__object_of_handle(result, function->name,
                                                     pyf__the_result);
        *status = object == NULL ? pyf__fault.code : PYF_OK;
    }
    if (function->scope != 0)
        pyf__table_close(result);
    return object;
}

/* ---------------------------------------------------------- both */

static PyObject *
act(struct pyf__function *function, struct pyf__bound *bound,
    struct pyf__arena *arena,
    PyObject *(*call)(struct pyf__function *, const struct pyf__bound *,
                      struct pyf__arena *, int *status))
{
    struct pyf__visit visit;
    PyObject *object;
    int status;

    if (!pyf__visit_begin(&visit, function->name))
        return NULL;
    object = call(function, bound, arena, &status);
    pyf__visit_end(&visit, status, function->name);
    return object;
}

PyObject *
pyf__act_values(struct pyf__function *function, struct pyf__bound *bound,
                struct pyf__arena *arena)
{
    return act(function, bound, arena, call_values);
}

PyObject *
pyf__act_handles(struct pyf__function *function, struct pyf__bound *bound,
                 struct pyf__arena *arena)
{
    return act(function, bound, arena, call_handles);
}

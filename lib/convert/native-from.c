/* SPDX-License-Identifier: MIT */
/* Objects to C memory, as the types of a signature say; see native.h. */
#include "convert/native.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "convert/internal.h"
#include "convert/scalar.h"
#include "handle/fault.h"
#include "handle/table.h"
#include "platform/platform.h"

/* ---------------------------------------------------------- failures */

/* Park "<place> <what>": the status. */
static pyf__cold int
fault_at(const struct pyf__place *place, int code, const char *what)
{
    char *where = pyf__place_text(place);

    pyf__fault_text(code, "%s %s", where == NULL ? "?" : where, what);
    free(where);
    return code;
}

/* "f() argument 'a' must be int or None, not str", as CPython puts it. */
static pyf__cold int
fault_type(const struct pyf__type *type, PyObject *actual,
           const struct pyf__place *place)
{
    char *name =
        pyf__fault_text_of(cpython.PyType_GetName(pyf__type_of(actual)));
    char *what =
        pyf__format("must be %s%s, not %s", pyf__types[type->code].expected,
                    type->optional ? " or None" : "",
                    name == NULL ? "something else" : name);
    int status = fault_at(place, PYF_ERR_TYPE, what == NULL ? "" : what);

    free(what);
    free(name);
    return status;
}

/* A conversion of scalar.c's has failed: say it of this place. What Python
 * code raised stays as it is. */
static pyf__cold int
fault_again(const struct pyf__type *type, PyObject *actual,
            const struct pyf__place *place)
{
    switch (pyf__fault.code) {
    case PYF_ERR_TYPE:
        return fault_type(type, actual, place);
    case PYF_ERR_OVERFLOW:
        return fault_at(place, PYF_ERR_OVERFLOW,
                        "is an int that is too large");
    case PYF_ERR_ENCODING:
        return fault_at(place, PYF_ERR_ENCODING,
                        "has lone surrogates, which UTF-8 has no place for");
    default:
        return pyf__fault.code;
    }
}

/* CPython has raised: a TypeError becomes one that names the place. */
static pyf__cold int
fault_raised(const struct pyf__type *type, PyObject *actual,
             const struct pyf__place *place)
{
    PyObject *raised = cpython.PyErr_Occurred();

    if (raised == NULL ||
        !cpython.PyErr_GivenExceptionMatches(raised, *cpython.PyExc_TypeError))
        return pyf__fault_made(place->function);
    cpython.PyErr_Clear();
    return fault_type(type, actual, place);
}

/* ---------------------------------------------------------- numbers */

static pyf__cold int
fault_range(const struct pyf__type_row *row, const struct pyf__place *place)
{
    char *what = pyf__format("does not fit %s (%" PRId64 " to %" PRIu64 ")",
                             row->text, row->least, row->most);
    int status = fault_at(place, PYF_ERR_OVERFLOW, what == NULL ? "" : what);

    free(what);
    return status;
}

void
pyf__integer_store(void *where, uint64_t bits, size_t size)
{
    switch (size) {
    case 1:
        *(uint8_t *)where = (uint8_t)bits;
        break;
    case 2:
        *(uint16_t *)where = (uint16_t)bits;
        break;
    case 4:
        *(uint32_t *)where = (uint32_t)bits;
        break;
    default:
        *(uint64_t *)where = bits;
        break;
    }
}

/* An int that fits the code's C type; `type` is what messages call it. */
static int
integer_from(const struct pyf__type *type, uint8_t code, PyObject *object,
             void *where, const struct pyf__place *place)
{
    const struct pyf__type_row *row = &pyf__types[code];
    int64_t value = 0;
    uint64_t bits;
    int status;

    if (code == PYF__U64) {
        status = pyf__to_u64(object, &bits, place->function, "");
    } else {
        status = pyf__to_i64(object, &value, place->function, "");
        bits = (uint64_t)value;
    }
    if (status == PYF_ERR_OVERFLOW ||
        (status == PYF_OK && code != PYF__U64 &&
         (value < row->least || (value > 0 && (uint64_t)value > row->most))))
        status = fault_range(row, place);
    else if (status < 0)
        status = fault_again(type, object, place);
    pyf__integer_store(where, status < 0 ? 0 : bits, row->ffi->size);
    return status;
}

static int
bool_from(const struct pyf__type *type, PyObject *object, uint8_t *where,
          const struct pyf__place *place)
{
    int truth, status;

    *where = object == cpython._Py_TrueStruct;
    if (pyf__likely(*where || object == cpython._Py_FalseStruct))
        return PYF_OK;
    status = pyf__to_bool(object, &truth, place->function, "");
    *where = truth != 0;
    return status == PYF_ERR_TYPE ? fault_type(type, object, place) : status;
}

static int
f64_from(const struct pyf__type *type, PyObject *object, double *where,
         const struct pyf__place *place)
{
    int status = pyf__to_f64(object, where, place->function, "");

    return status < 0 ? fault_again(type, object, place) : PYF_OK;
}

static int
f32_from(const struct pyf__type *type, PyObject *object, float *where,
         const struct pyf__place *place)
{
    double value;
    int status = f64_from(type, object, &value, place);

    *where = (float)value;
    if (status == PYF_OK && isinf(*where) && !isinf(value)) {
        *where = 0.0F;
        return fault_at(place, PYF_ERR_OVERFLOW,
                        "is a float that is too large for f32");
    }
    return status;
}

static int
complex_from(const struct pyf__type *type, PyObject *object, double *where,
             const struct pyf__place *place)
{
    PyObject *number = pyf__as_complex(object);

    if (number == NULL)
        return fault_raised(type, object, place);
    where[0] = cpython.PyComplex_RealAsDouble(number);
    where[1] = cpython.PyComplex_ImagAsDouble(number);
    cpython.Py_DecRef(number);
    return PYF_OK;
}

/* ---------------------------------------------------------- text */

static int
str_from(const struct pyf__type *type, PyObject *object, pyf_slice *where,
         const struct pyf__place *place)
{
    const char *text;
    int status =
        pyf__to_utf8(object, &text, &where->length, place->function, "");

    where->data = text;
    return status < 0 ? fault_again(type, object, place) : PYF_OK;
}

static int
cstr_from(const struct pyf__type *type, PyObject *object, const char **where,
          const struct pyf__place *place)
{
    pyf_slice text;
    int status = str_from(type, object, &text, place);

    if (status < 0)
        return status;
    if (memchr(text.data, '\0', text.length) != NULL)
        return fault_at(place, PYF_ERR_ARGUMENT,
                        "has an embedded null character");
    *where = text.data;
    return PYF_OK;
}

/* One character, and none of the surrogates, which are halves of one. */
static int
char_from(const struct pyf__type *type, PyObject *object, uint32_t *where,
          const struct pyf__place *place)
{
    Py_ssize_t length;

    if (!pyf__is_a(object, Py_TPFLAGS_UNICODE_SUBCLASS))
        return fault_type(type, object, place);
    length = cpython.PyUnicode_GetLength(object);
    if (length != 1) {
        char *what = pyf__format("must be %s, not of %zd",
                                 pyf__types[type->code].expected, length);
        int status =
            fault_at(place, PYF_ERR_ARGUMENT, what == NULL ? "" : what);

        free(what);
        return status;
    }
    *where = cpython.PyUnicode_ReadChar(object, 0);
    return pyf__is_surrogate(*where)
               ? fault_at(place, PYF_ERR_ENCODING, "is a lone surrogate")
               : PYF_OK;
}

static int
bytes_from(const struct pyf__type *type, PyObject *object, pyf_slice *where,
           struct pyf__arena *arena, const struct pyf__place *place)
{
    const Py_buffer *view;
    const char *data;
    int status;

    if (pyf__is_a(object, Py_TPFLAGS_BYTES_SUBCLASS)) {
        status =
            pyf__to_bytes(object, &data, &where->length, place->function, "");
        where->data = data;
        return status;
    }
    view = pyf__buffer_of(object, PyBUF_SIMPLE, arena, &status);
    if (view == NULL)
        return status < 0 ? status : fault_raised(type, object, place);
    *where = (pyf_slice){view->buf, (size_t)view->len};
    return PYF_OK;
}

static int
path_from(const struct pyf__type *type, PyObject *object, const char **where,
          struct pyf__arena *arena, const struct pyf__place *place)
{
    PyObject *bytes = NULL;
    char *data = NULL;

    /* os.fspath, os.fsencode, and no NUL inside. */
    if (!cpython.PyUnicode_FSConverter(object, &bytes))
        return fault_raised(type, object, place);
    if (!pyf__arena_drop(arena, bytes))
        return PYF_ERR_MEMORY;
    cpython.PyBytes_AsStringAndSize(bytes, &data, NULL);
    *where = data;
    return PYF_OK;
}

/* ---------------------------------------------------------- the others */

static int
object_from(PyObject *object, pyf_handle *where)
{
    *where = pyf__table_new(pyf__keep(object));
    return *where != 0 ? PYF_OK
                       : pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
}

static int
function_from(const struct pyf__type *type, PyObject *object,
              pyf_native_function *where, struct pyf__arena *arena,
              const struct pyf__place *place)
{
    if (!cpython.PyCallable_Check(object))
        return fault_type(type, object, place);
    *where = atomic_load(&pyf__fn)->code_of(object, type->function, arena,
                                            place->function);
    return *where != NULL ? PYF_OK : pyf__fault.code;
}

/* The items of a sequence, as a tuple that lives as long as the arena: nothing
 * that runs meanwhile disturbs it. */
static PyObject *
items_of(const struct pyf__type *type, PyObject *object,
         struct pyf__arena *arena, const struct pyf__place *place)
{
    PyObject *tuple;

    if (pyf__is_a(object, Py_TPFLAGS_UNICODE_SUBCLASS) ||
        !cpython.PySequence_Check(object)) {
        fault_type(type, object, place);
        return NULL;
    }
    tuple = cpython.PySequence_Tuple(object);
    if (tuple == NULL) {
        fault_raised(type, object, place);
        return NULL;
    }
    return pyf__arena_drop(arena, tuple) ? tuple : NULL;
}

static pyf__cold int
fault_count(const struct pyf__place *place, uint32_t wanted, size_t given)
{
    char *what =
        pyf__format("must have %u items, not %zu", (unsigned)wanted, given);
    int status = fault_at(place, PYF_ERR_ARGUMENT, what == NULL ? "" : what);

    free(what);
    return status;
}

static int
struct_from(const struct pyf__type *type, PyObject *object, char *where,
            struct pyf__arena *arena, const struct pyf__place *place)
{
    PyObject *items = items_of(type, object, arena, place);
    int status = PYF_OK;

    if (items == NULL)
        return pyf__fault.code;
    if (cpython.PyTuple_Size(items) != (Py_ssize_t)type->count)
        return fault_count(place, type->count,
                           (size_t)cpython.PyTuple_Size(items));
    for (uint32_t i = 0; i < type->count && status == PYF_OK; i++) {
        const struct pyf__place at = {place->function, NULL, place, i};

        status = pyf__native_from(&type->items[i],
                                  cpython.PyTuple_GetItem(items, i),
                                  where + type->items[i].offset, arena, &at);
    }
    return status;
}

/* Convert the items of a tuple to elements that lie side by side. */
static int
elements_from(const struct pyf__type *element, PyObject *items, size_t count,
              char *memory, struct pyf__arena *arena,
              const struct pyf__place *place)
{
    int status = PYF_OK;

    for (size_t i = 0; i < count && status == PYF_OK; i++) {
        const struct pyf__place at = {place->function, NULL, place, i};

        status = pyf__native_from(
            element, cpython.PyTuple_GetItem(items, (Py_ssize_t)i),
            memory + i * element->size, arena, &at);
    }
    return status;
}

static int
array_from(const struct pyf__type *type, PyObject *object, pyf_slice *where,
           struct pyf__arena *arena, const struct pyf__place *place)
{
    const struct pyf__type *element = type->items;
    int status = pyf__array_from_buffer(element, object, where, arena);
    PyObject *items;
    size_t count;
    char *memory;

    if (status != 0)
        return status < 0 ? status : PYF_OK;
    items = items_of(type, object, arena, place);
    if (items == NULL)
        return pyf__fault.code;
    count = (size_t)cpython.PyTuple_Size(items);
    memory = count > PYF__MOST / element->size
                 ? NULL
                 : pyf__arena_take(arena, count * element->size);
    if (memory == NULL)
        return pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
    *where = (pyf_slice){memory, count};
    return elements_from(element, items, count, memory, arena, place);
}

/* The elements of a buffer, copied, with the buffer let go of. 1: done; 0: it
 * has none, try the items; or a status. */
static int
fixed_from_buffer(const struct pyf__type *type, PyObject *object, void *where,
                  const struct pyf__place *place)
{
    struct pyf__arena arena;
    pyf_slice items;
    int status;

    pyf__arena_begin(&arena);
    status = pyf__array_from_buffer(type->items, object, &items, &arena);
    if (status == 1 && items.length != type->length)
        status = fault_count(place, type->length, items.length);
    if (status == 1)
        memcpy(where, items.data, type->value_size);
    pyf__arena_end(&arena);
    return status;
}

static int
fixed_from(const struct pyf__type *type, PyObject *object, void *where,
           struct pyf__arena *arena, const struct pyf__place *place)
{
    int status = fixed_from_buffer(type, object, where, place);
    PyObject *items;
    size_t count;

    if (status != 0)
        return status < 0 ? status : PYF_OK;
    items = items_of(type, object, arena, place);
    if (items == NULL)
        return pyf__fault.code;
    count = (size_t)cpython.PyTuple_Size(items);
    return count == type->length
               ? elements_from(type->items, items, count, where, arena, place)
               : fault_count(place, type->length, count);
}

/* ---------------------------------------------------------- all of them */

static int
value_from(const struct pyf__type *type, PyObject *object, void *where,
           struct pyf__arena *arena, const struct pyf__place *place)
{
    switch ((enum pyf__type_code)type->code) {
    case PYF__BOOL:
        return bool_from(type, object, where, place);
    case PYF__F32:
        return f32_from(type, object, where, place);
    case PYF__F64:
        return f64_from(type, object, where, place);
    case PYF__CHAR:
        return char_from(type, object, where, place);
    case PYF__COMPLEX:
        return complex_from(type, object, where, place);
    case PYF__STR:
        return str_from(type, object, where, place);
    case PYF__CSTR:
        return cstr_from(type, object, where, place);
    case PYF__BYTES:
        return bytes_from(type, object, where, arena, place);
    case PYF__PATH:
        return path_from(type, object, where, arena, place);
    case PYF__OBJECT:
        return object_from(object, where);
    case PYF__PTR:
        return integer_from(type, sizeof(void *) == 8 ? PYF__U64 : PYF__U32,
                            object, where, place);
    case PYF__ARRAY:
        return array_from(type, object, where, arena, place);
    case PYF__FIXED:
        return fixed_from(type, object, where, arena, place);
    case PYF__STRUCT:
        return struct_from(type, object, where, arena, place);
    case PYF__FUNCTION:
        return function_from(type, object, where, arena, place);
    case PYF__I8:
    case PYF__I16:
    case PYF__I32:
    case PYF__I64:
    case PYF__U8:
    case PYF__U16:
    case PYF__U32:
    case PYF__U64:
        return integer_from(type, type->code, object, where, place);
    case PYF__VOID:
    case PYF__TYPE_COUNT:
        break;
    }
    return PYF_OK;
}

/* Memory behind the pointer of a boxed type. */
static void *
box(const struct pyf__type *type, void **where, struct pyf__arena *arena)
{
    *where = pyf__arena_take(arena, type->value_size);
    if (*where != NULL)
        memset(*where, 0, type->value_size);
    return *where;
}

int
pyf__native_from(const struct pyf__type *type, PyObject *object, void *where,
                 struct pyf__arena *arena, const struct pyf__place *place)
{
    void *memory = where;
    int status;

    memset(where, 0, type->size);
    if (type->optional && object == cpython._Py_NoneStruct)
        return PYF_OK;
    if (type->boxed) {
        memory = box(type, where, arena);
        if (memory == NULL)
            return PYF_ERR_MEMORY;
    }
    status = value_from(type, object, memory, arena, place);
    if (status < 0)
        memset(where, 0, type->size);
    return status;
}

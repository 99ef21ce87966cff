/* SPDX-License-Identifier: MIT */
/* C memory to objects, as the types of a signature say; see native.h. */
#include "convert/native.h"

#include <stdlib.h>
#include <string.h>

#include "convert/value.h"
#include "handle/fault.h"
#include "handle/table.h"

static PyObject *
none(void)
{
    return pyf__keep_singleton(cpython._Py_NoneStruct);
}

/* What the messages of scalar.c call the place. */
static const char *
name_of(const struct pyf__place *place)
{
    while (place->outer != NULL)
        place = place->outer;
    return place->name == NULL ? "result" : place->name;
}

/* A NULL pointer where the type has no `?`. */
static pyf__cold PyObject *
fault_null(const struct pyf__place *place)
{
    char *where = pyf__place_text(place);

    pyf__fault_text(PYF_ERR_ARGUMENT,
                    "%s is NULL, and its type has no `?` to allow that",
                    where == NULL ? "?" : where);
    free(where);
    return NULL;
}

static PyObject *
bytes_to(const pyf_slice *slice, const struct pyf__place *place)
{
    return slice->data == NULL && slice->length != 0
               ? fault_null(place)
               : pyf__bytes_from(slice->data, slice->length, place->function,
                                 name_of(place));
}

static PyObject *
str_to(const char *text, size_t length, const struct pyf__place *place)
{
    return text == NULL && length != 0
               ? fault_null(place)
               : pyf__str_from(text == NULL ? "" : text, length,
                               place->function, name_of(place));
}

/* pathlib.Path of what the system calls a file. */
static PyObject *
path_to(const char *path)
{
    PyObject *text = cpython.PyUnicode_DecodeFSDefault(path);
    PyObject *type = NULL, *result = NULL;

    if (text != NULL)
        type = pyf__imported("pathlib", "Path");
    if (type != NULL)
        result = cpython.PyObject_Vectorcall(type, &text, 1, NULL);
    pyf__drop(type);
    pyf__drop(text);
    return result;
}

static PyObject *
struct_to(const struct pyf__type *type, const char *where,
          const struct pyf__place *place)
{
    PyObject *tuple = pyf__made(cpython.PyTuple_New((Py_ssize_t)type->count),
                                place->function);

    for (uint32_t i = 0; i < type->count && tuple != NULL; i++) {
        const struct pyf__place at = {place->function, NULL, place, i};
        PyObject *item = pyf__native_to(&type->items[i],
                                        where + type->items[i].offset, &at);

        if (item != NULL) {
            cpython.PyTuple_SetItem(tuple, (Py_ssize_t)i, item);
        } else {
            cpython.Py_DecRef(tuple);
            tuple = NULL;
        }
    }
    return tuple;
}

static PyObject *
list_to(const struct pyf__type *element, const pyf_slice *items,
        const struct pyf__place *place)
{
    const char *memory = items->data;
    PyObject *list = pyf__made(cpython.PyList_New((Py_ssize_t)items->length),
                               place->function);

    for (size_t i = 0; i < items->length && list != NULL; i++) {
        const struct pyf__place at = {place->function, NULL, place, i};
        PyObject *item =
            pyf__native_to(element, memory + i * element->size, &at);

        if (item != NULL) {
            cpython.PyList_SetItem(list, (Py_ssize_t)i, item);
        } else {
            cpython.Py_DecRef(list);
            list = NULL;
        }
    }
    return list;
}

static PyObject *
array_to(const struct pyf__type *type, const pyf_slice *items,
         const struct pyf__place *place)
{
    const struct pyf__type *element = type->items;

    if (items->data == NULL && items->length != 0)
        return fault_null(place);
    if (items->length > PYF__MOST / element->size) {
        pyf__fault_text(PYF_ERR_ARGUMENT,
                        "%s(): an array of %zu elements is beyond any memory",
                        place->function, items->length);
        return NULL;
    }
    if (element->code == PYF__U8 && !element->optional)
        return bytes_to(items, place);
    return list_to(element, items, place);
}

static PyObject *
char_to(uint32_t character, const struct pyf__place *place)
{
    char *where;

    if (character <= pyf__types[PYF__CHAR].most &&
        !pyf__is_surrogate(character))
        return pyf__made(cpython.PyUnicode_FromOrdinal((int)character),
                         place->function);
    where = pyf__place_text(place);
    pyf__fault_text(PYF_ERR_ENCODING,
                    "%s is 0x%x, which is no character of Unicode",
                    where == NULL ? "?" : where, (unsigned)character);
    free(where);
    return NULL;
}

static PyObject *
object_to(pyf_handle handle, const struct pyf__place *place)
{
    return pyf__object_of_handle(handle, place->function, name_of(place));
}

/* ---------------------------------------------------------- scalars */

static PyObject *
i8_to(const void *where)
{
    return cpython.PyLong_FromLongLong(*(const int8_t *)where);
}

static PyObject *
i16_to(const void *where)
{
    return cpython.PyLong_FromLongLong(*(const int16_t *)where);
}

static PyObject *
i32_to(const void *where)
{
    return cpython.PyLong_FromLongLong(*(const int32_t *)where);
}

static PyObject *
i64_to(const void *where)
{
    return cpython.PyLong_FromLongLong(*(const int64_t *)where);
}

static PyObject *
u8_to(const void *where)
{
    return cpython.PyLong_FromLongLong(*(const uint8_t *)where);
}

static PyObject *
u16_to(const void *where)
{
    return cpython.PyLong_FromLongLong(*(const uint16_t *)where);
}

static PyObject *
u32_to(const void *where)
{
    return cpython.PyLong_FromLongLong(*(const uint32_t *)where);
}

static PyObject *
u64_to(const void *where)
{
    return cpython.PyLong_FromUnsignedLongLong(*(const uint64_t *)where);
}

static PyObject *
ptr_to(const void *where)
{
    return cpython.PyLong_FromUnsignedLongLong(
        (uintptr_t)*(void *const *)where);
}

static PyObject *
bool_to(const void *where)
{
    return pyf__keep_singleton(*(const uint8_t *)where
                                   ? cpython._Py_TrueStruct
                                   : cpython._Py_FalseStruct);
}

static PyObject *
f32_to(const void *where)
{
    return cpython.PyFloat_FromDouble((double)*(const float *)where);
}

static PyObject *
f64_to(const void *where)
{
    return cpython.PyFloat_FromDouble(*(const double *)where);
}

static PyObject *
complex_to(const void *where)
{
    const double *parts = where;

    return cpython.PyComplex_FromDoubles(parts[0], parts[1]);
}

static PyObject *
void_to(const void *where)
{
    (void)where;
    return none();
}

const pyf__maker pyf__makers[PYF__TYPE_COUNT] = {
    [PYF__VOID] = void_to, [PYF__BOOL] = bool_to,       [PYF__I8] = i8_to,
    [PYF__I16] = i16_to,   [PYF__I32] = i32_to,         [PYF__I64] = i64_to,
    [PYF__U8] = u8_to,     [PYF__U16] = u16_to,         [PYF__U32] = u32_to,
    [PYF__U64] = u64_to,   [PYF__F32] = f32_to,         [PYF__F64] = f64_to,
    [PYF__PTR] = ptr_to,   [PYF__COMPLEX] = complex_to,
};

/* ---------------------------------------------------------- any type */

static PyObject *
value_to(const struct pyf__type *type, const void *where,
         const struct pyf__place *place)
{
    const pyf_slice *slice = where;
    const char *text;

    switch ((enum pyf__type_code)type->code) {
    case PYF__STR:
        return str_to(slice->data, slice->length, place);
    case PYF__CSTR:
        text = *(const char *const *)where;
        return text == NULL ? fault_null(place)
                            : str_to(text, strlen(text), place);
    case PYF__CHAR:
        return char_to(*(const uint32_t *)where, place);
    case PYF__BYTES:
        return bytes_to(slice, place);
    case PYF__ARRAY:
        return array_to(type, slice, place);
    case PYF__FIXED:
        return array_to(type, &(pyf_slice){where, type->length}, place);
    case PYF__STRUCT:
        return struct_to(type, where, place);
    case PYF__OBJECT:
        return object_to(*(const pyf_handle *)where, place);
    case PYF__FUNCTION:
        return *(const pyf_native_function *)where == NULL
                   ? fault_null(place)
                   : atomic_load(&pyf__fn)->callable_of(
                         *(const pyf_native_function *)where, type->function);
    case PYF__PATH:
        text = *(const char *const *)where;
        return text == NULL ? fault_null(place)
                            : pyf__made(path_to(text), place->function);
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
    case PYF__COMPLEX:
    case PYF__PTR:
    case PYF__TYPE_COUNT:
        break;
    }
    return pyf__made(pyf__makers[type->code](where), place->function);
}

/* Whether memory of an optional type says None: its pointer is NULL, its
 * handle 0. */
static bool
is_absent(const struct pyf__type *type, const void *where)
{
    if (type->code == PYF__OBJECT && !type->boxed)
        return *(const pyf_handle *)where == 0;
    return *(void *const *)where == NULL;
}

PyObject *
pyf__native_to(const struct pyf__type *type, const void *where,
               const struct pyf__place *place)
{
    if (type->optional && is_absent(type, where))
        return none();
    return value_to(type, type->boxed ? *(void *const *)where : where, place);
}

PyObject *
pyf__argument_to(const struct pyf__type *type, void *const *arguments,
                 const struct pyf__place *place)
{
    pyf_slice slice;

    if (type->carrier != PYF__BY_SLICE)
        return pyf__native_to(type, arguments[0], place);
    slice.data = *(const void *const *)arguments[0];
    slice.length = *(const size_t *)arguments[1];
    return pyf__native_to(type, &slice, place);
}

/* ---------------------------------------------------------- handles */

bool
pyf__type_has_handles(const struct pyf__type *type)
{
    for (uint32_t i = 0; i < type->count; i++) {
        if (pyf__type_has_handles(&type->items[i]))
            return true;
    }
    return type->code == PYF__OBJECT;
}

/* Of an array; of one that is too long to be true, none. */
static void
close_items(const struct pyf__type *element, const void *where, size_t length)
{
    if (where == NULL || length > PYF__MOST / element->size)
        return;
    for (size_t i = 0; i < length; i++)
        pyf__native_close(element, (const char *)where + i * element->size);
}

void
pyf__native_close(const struct pyf__type *type, const void *where)
{
    const pyf_slice *slice;

    if (type->boxed)
        where = *(void *const *)where;
    if (where == NULL || !pyf__type_has_handles(type))
        return;
    slice = where;
    if (type->code == PYF__OBJECT)
        pyf__table_close(*(const pyf_handle *)where);
    else if (type->code == PYF__ARRAY)
        close_items(type->items, slice->data, slice->length);
    else if (type->code == PYF__FIXED)
        close_items(type->items, where, type->length);
    else
        for (uint32_t i = 0; i < type->count; i++)
            pyf__native_close(&type->items[i],
                              (const char *)where + type->items[i].offset);
}

/* SPDX-License-Identifier: MIT */
/* convert - between C and Python. */
#include "convert/array.h"

#include "convert/bulk.h"
#include "entry.h"

pyf_handle
pyf_from_bool(int value)
{
    return value != 0 ? PYF_TRUE : PYF_FALSE;
}

pyf_handle
pyf_from_i64(int64_t value)
{
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e,
                      pyf__made(cpython.PyLong_FromLongLong(value), __func__));
}

pyf_handle
pyf_from_u64(uint64_t value)
{
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(
        &e, pyf__made(cpython.PyLong_FromUnsignedLongLong(value), __func__));
}

pyf_handle
pyf_from_f64(double value)
{
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e,
                      pyf__made(cpython.PyFloat_FromDouble(value), __func__));
}

pyf_handle
pyf_from_str(const char *text, size_t length)
{
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__str_from(text, length, __func__, "text"));
}

pyf_handle
pyf_from_bytes(const void *data, size_t length)
{
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__bytes_from(data, length, __func__, "data"));
}

pyf_handle
pyf_from_value(const pyf_value *value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_value(&e, value, "value");

    return entry_failed(&e) ? leave_0(&e) : leave_made(&e, o);
}

int
pyf_to_bool(pyf_handle obj, int *value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    entry_pointer(&e, value, "value");
    if (value != NULL)
        *value = 0;
    if (entry_failed(&e))
        return leave(&e);
    entry_status(&e, pyf__to_bool(o, value, __func__, "obj"));
    return leave(&e);
}

int
pyf_to_i64(pyf_handle obj, int64_t *value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    entry_pointer(&e, value, "value");
    if (value != NULL)
        *value = 0;
    if (!entry_failed(&e))
        entry_status(&e, pyf__to_i64(o, value, __func__, "obj"));
    return leave(&e);
}

int
pyf_to_u64(pyf_handle obj, uint64_t *value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    entry_pointer(&e, value, "value");
    if (value != NULL)
        *value = 0;
    if (!entry_failed(&e))
        entry_status(&e, pyf__to_u64(o, value, __func__, "obj"));
    return leave(&e);
}

int
pyf_to_f64(pyf_handle obj, double *value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    entry_pointer(&e, value, "value");
    if (value != NULL)
        *value = 0;
    if (!entry_failed(&e))
        entry_status(&e, pyf__to_f64(o, value, __func__, "obj"));
    return leave(&e);
}

/* Write an out pointer that may not be NULL; the call fails if it is. */
static void
zero_pointer(struct entry *e, const void **pointer, const char *argument)
{
    entry_pointer(e, pointer, argument);
    if (pointer != NULL)
        *pointer = NULL;
}

static void
zero_size(struct entry *e, size_t *size, const char *argument)
{
    entry_pointer(e, size, argument);
    if (size != NULL)
        *size = 0;
}

int
pyf_to_str(pyf_handle obj, const char **text, size_t *length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    zero_pointer(&e, (const void **)text, "text");
    zero_size(&e, length, "length");
    if (!entry_failed(&e))
        entry_status(&e, pyf__to_utf8(o, text, length, __func__, "obj"));
    return leave(&e);
}

int
pyf_to_bytes(pyf_handle obj, const void **data, size_t *length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    zero_pointer(&e, data, "data");
    zero_size(&e, length, "length");
    if (!entry_failed(&e))
        entry_status(&e, pyf__to_bytes(o, (const char **)data, length,
                                       __func__, "obj"));
    return leave(&e);
}

/* Where a copy goes to. */
static void
check_buffer(struct entry *e, const void *buffer, size_t size, size_t *length)
{
    if (length != NULL)
        *length = 0;
    if (size != 0)
        entry_pointer(e, buffer, "buffer");
}

int
pyf_copy_str(pyf_handle obj, char *buffer, size_t size, size_t *length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    size_t all = 0;

    check_buffer(&e, buffer, size, length);
    if (!entry_failed(&e))
        entry_status(&e, pyf__copy_str(o, buffer, size, &all, __func__));
    if (length != NULL)
        *length = all;
    return leave(&e);
}

int
pyf_copy_bytes(pyf_handle obj, void *buffer, size_t size, size_t *length)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");
    size_t all = 0;

    check_buffer(&e, buffer, size, length);
    if (!entry_failed(&e))
        entry_status(&e, pyf__copy_bytes(o, buffer, size, &all, __func__));
    if (length != NULL)
        *length = all;
    return leave(&e);
}

int
pyf_to_value(pyf_handle obj, uint32_t wanted, pyf_value *value)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    entry_wanted(&e, wanted, "wanted");
    entry_pointer(&e, value, "value");
    if (entry_failed(&e))
        return leave_no_value(&e, value);
    return leave_value(&e, pyf__keep(o), wanted, value);
}

pyf_handle
pyf_list_from_handles(const pyf_handle *items, size_t count)
{
    const struct pyf__items all = {items, NULL, count, "items"};
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__container_from(PYF__LIST, &all, __func__));
}

pyf_handle
pyf_tuple_from_handles(const pyf_handle *items, size_t count)
{
    const struct pyf__items all = {items, NULL, count, "items"};
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__container_from(PYF__TUPLE, &all, __func__));
}

pyf_handle
pyf_set_from_handles(const pyf_handle *items, size_t count)
{
    const struct pyf__items all = {items, NULL, count, "items"};
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__container_from(PYF__SET, &all, __func__));
}

pyf_handle
pyf_frozenset_from_handles(const pyf_handle *items, size_t count)
{
    const struct pyf__items all = {items, NULL, count, "items"};
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__container_from(PYF__FROZENSET, &all, __func__));
}

pyf_handle
pyf_dict_from_handles(const pyf_handle *keys, const pyf_handle *values,
                      size_t count)
{
    const struct pyf__items all_keys = {keys, NULL, count, "keys"};
    const struct pyf__items all_values = {values, NULL, count, "values"};
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__dict_from(&all_keys, &all_values, __func__));
}

pyf_handle
pyf_list_from_values(const pyf_value *items, size_t count)
{
    const struct pyf__items all = {NULL, items, count, "items"};
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__container_from(PYF__LIST, &all, __func__));
}

pyf_handle
pyf_tuple_from_values(const pyf_value *items, size_t count)
{
    const struct pyf__items all = {NULL, items, count, "items"};
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__container_from(PYF__TUPLE, &all, __func__));
}

pyf_handle
pyf_set_from_values(const pyf_value *items, size_t count)
{
    const struct pyf__items all = {NULL, items, count, "items"};
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__container_from(PYF__SET, &all, __func__));
}

pyf_handle
pyf_frozenset_from_values(const pyf_value *items, size_t count)
{
    const struct pyf__items all = {NULL, items, count, "items"};
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__container_from(PYF__FROZENSET, &all, __func__));
}

pyf_handle
pyf_dict_from_values(const pyf_value *keys, const pyf_value *values,
                     size_t count)
{
    const struct pyf__items all_keys = {NULL, keys, count, "keys"};
    const struct pyf__items all_values = {NULL, values, count, "values"};
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__dict_from(&all_keys, &all_values, __func__));
}

pyf_handle
pyf_list_from_i64(const int64_t *items, size_t count)
{
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__list_from_i64(items, count, __func__));
}

pyf_handle
pyf_list_from_f64(const double *items, size_t count)
{
    struct entry e = enter(__func__);

    if (entry_failed(&e))
        return leave_0(&e);
    return leave_made(&e, pyf__list_from_f64(items, count, __func__));
}

/* Where elements go to. */
static void
check_room(struct entry *e, const void *room, size_t capacity,
           const char *argument)
{
    if (capacity != 0)
        entry_pointer(e, room, argument);
}

int
pyf_items_to_handles(pyf_handle obj, pyf_handle *items, size_t capacity,
                     size_t *count)
{
    const struct pyf__room room = {items, NULL, 0};
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    zero_size(&e, count, "count");
    check_room(&e, items, capacity, "items");
    if (!entry_failed(&e))
        entry_status(&e,
                     pyf__container_to(o, &room, capacity, count, __func__));
    return leave(&e);
}

int
pyf_items_to_values(pyf_handle obj, uint32_t wanted, pyf_value *items,
                    size_t capacity, size_t *count)
{
    const struct pyf__room room = {NULL, items, wanted};
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    entry_wanted(&e, wanted, "wanted");
    zero_size(&e, count, "count");
    check_room(&e, items, capacity, "items");
    if (!entry_failed(&e))
        entry_status(&e,
                     pyf__container_to(o, &room, capacity, count, __func__));
    return leave(&e);
}

int
pyf_dict_to_handles(pyf_handle obj, pyf_handle *keys, pyf_handle *values,
                    size_t capacity, size_t *count)
{
    const struct pyf__room key_room = {keys, NULL, 0};
    const struct pyf__room value_room = {values, NULL, 0};
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    zero_size(&e, count, "count");
    check_room(&e, keys, capacity, "keys");
    check_room(&e, values, capacity, "values");
    if (!entry_failed(&e))
        entry_status(&e, pyf__dict_to(o, &key_room, &value_room, capacity,
                                      count, __func__));
    return leave(&e);
}

int
pyf_dict_to_values(pyf_handle obj, uint32_t wanted_key, pyf_value *keys,
                   uint32_t wanted_value, pyf_value *values, size_t capacity,
                   size_t *count)
{
    const struct pyf__room key_room = {NULL, keys, wanted_key};
    const struct pyf__room value_room = {NULL, values, wanted_value};
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    entry_wanted(&e, wanted_key, "wanted_key");
    entry_wanted(&e, wanted_value, "wanted_value");
    zero_size(&e, count, "count");
    check_room(&e, keys, capacity, "keys");
    check_room(&e, values, capacity, "values");
    if (!entry_failed(&e))
        entry_status(&e, pyf__dict_to(o, &key_room, &value_room, capacity,
                                      count, __func__));
    return leave(&e);
}

int
pyf_items_to_i64(pyf_handle obj, int64_t *items, size_t capacity,
                 size_t *count)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    zero_size(&e, count, "count");
    check_room(&e, items, capacity, "items");
    if (!entry_failed(&e))
        entry_status(&e,
                     pyf__to_i64_array(o, items, capacity, count, __func__));
    return leave(&e);
}

int
pyf_items_to_f64(pyf_handle obj, double *items, size_t capacity, size_t *count)
{
    struct entry e = enter(__func__);
    PyObject *o = entry_get(&e, obj, "obj");

    zero_size(&e, count, "count");
    check_room(&e, items, capacity, "items");
    if (!entry_failed(&e))
        entry_status(&e,
                     pyf__to_f64_array(o, items, capacity, count, __func__));
    return leave(&e);
}

/* SPDX-License-Identifier: MIT */
/*
 * Random types and values through native calls and closures.
 *
 * What C passes must come back as it was: from Python to the host as a struct
 * of all arguments, and from a closure, which libffi calls by its own opinion
 * of the types, as one of them. Results of any other type do no harm.
 *
 * Link it with libffi.
 */
#include "random.h"

#include <ffi.h>

enum {
    MOST_FIELDS = 4,
    MOST_TYPES = 16,
    MOST_DEPTH = 3,
    MOST_ITEMS = 5,
    STORE = 1 << 16,
};

enum kind {
    BOOL,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F32,
    F64,
    COMPLEX,
    PTR,
    CSTR,
    STR,
    BYTES,
    OBJECT,
    ARRAY,
    STRUCT, /* of other types */
};

static ffi_type *slice_elements[] = {&ffi_type_pointer, &ffi_type_uint64,
                                     NULL};
static ffi_type slice_type = {16, 8, FFI_TYPE_STRUCT, slice_elements};
static ffi_type *pair_elements[] = {&ffi_type_double, &ffi_type_double, NULL};
static ffi_type pair_type = {16, 8, FFI_TYPE_STRUCT, pair_elements};

static const struct {
    const char *name;
    ffi_type *ffi;
} basics[] = {
    [BOOL] = {"bool", &ffi_type_uint8},
    [I8] = {"i8", &ffi_type_sint8},
    [I16] = {"i16", &ffi_type_sint16},
    [I32] = {"i32", &ffi_type_sint32},
    [I64] = {"i64", &ffi_type_sint64},
    [U8] = {"u8", &ffi_type_uint8},
    [U16] = {"u16", &ffi_type_uint16},
    [U32] = {"u32", &ffi_type_uint32},
    [U64] = {"u64", &ffi_type_uint64},
    [F32] = {"f32", &ffi_type_float},
    [F64] = {"f64", &ffi_type_double},
    [COMPLEX] = {"complex", &pair_type},
    [PTR] = {"ptr", &ffi_type_pointer},
    [CSTR] = {"cstr", &ffi_type_pointer},
    [STR] = {"str", &slice_type},
    [BYTES] = {"bytes", &slice_type},
    [OBJECT] = {"object", &ffi_type_uint64},
};

struct type {
    enum kind kind;
    int boxed;
    ffi_type *ffi, *value; /* as it lies in memory; without the box */
    int count;
    struct type *items;
    size_t offset; /* as a field */
};

/* Memory of one round. */
static _Alignas(16) char store[STORE];
static size_t used;

static void *
take(size_t size)
{
    void *memory = store + used;

    used += (size + 15) / 16 * 16;
    if (used > sizeof store)
        fail_msg("seed %" PRIu64 ": the store is too small", round_seed);
    memset(memory, 0, size);
    return memory;
}

static char text[4096];

static void
put(const char *part)
{
    if (strlen(text) + strlen(part) + 1 > sizeof text)
        fail_msg("seed %" PRIu64 ": the text is too long", round_seed);
    strcat(text, part);
}

/* ---------------------------------------------------------- types */

static void make_type(struct type *type, int depth, int ownable);

static void
make_struct(struct type *type, int depth, int ownable)
{
    ffi_type *ffi = take(sizeof *ffi);
    size_t offset = 0, alignment = 1;

    type->count = 1 + (int)random_below(MOST_FIELDS);
    type->items = take((size_t)type->count * sizeof *type->items);
    ffi->elements = take(((size_t)type->count + 1) * sizeof *ffi->elements);
    put("{");
    for (int i = 0; i < type->count; i++) {
        struct type *field = &type->items[i];

        put(i > 0 ? ", " : "");
        make_type(field, depth + 1, ownable);
        ffi->elements[i] = field->ffi;
        offset = (offset + field->ffi->alignment - 1) / field->ffi->alignment *
                 field->ffi->alignment;
        field->offset = offset;
        offset += field->ffi->size;
        if (field->ffi->alignment > alignment)
            alignment = field->ffi->alignment;
    }
    put("}");
    ffi->type = FFI_TYPE_STRUCT;
    ffi->alignment = (unsigned short)alignment;
    ffi->size = (offset + alignment - 1) / alignment * alignment;
    type->value = ffi;
}

static void
make_array(struct type *type, int depth)
{
    type->items = take(sizeof *type->items);
    put("[");
    make_type(type->items, depth + 1, 0);
    put("]");
    type->value = &slice_type;
}

/* In some rounds all types are such as travel in registers. */
static int simple;

static int
is_allowed(enum kind kind, int ownable)
{
    if (simple && kind == COMPLEX)
        return 0;
    return !ownable || (kind != ARRAY && (kind < CSTR || kind > BYTES));
}

/* Ownable: one that a closure may return. */
static void
make_type(struct type *type, int depth, int ownable)
{
    uint64_t most = depth < MOST_DEPTH && !simple ? STRUCT + 1 : OBJECT + 1;

    memset(type, 0, sizeof *type);
    do
        type->kind = (enum kind)random_below(most);
    while (!is_allowed(type->kind, ownable));
    if (type->kind == STRUCT) {
        make_struct(type, depth, ownable);
    } else if (type->kind == ARRAY) {
        make_array(type, depth);
    } else {
        put(basics[type->kind].name);
        type->value = basics[type->kind].ffi;
    }
    type->ffi = type->value;
    type->boxed = !ownable && random_below(6) == 0 &&
                  (type->kind <= COMPLEX || type->kind == STRUCT);
    if (type->boxed) {
        put("?");
        type->ffi = &ffi_type_pointer;
    }
}

/* ---------------------------------------------------------- values */

static pyf_handle objects[4];

static void make_value(const struct type *type, char *where);

static void
put_bits(char *where, size_t size)
{
    uint64_t bits =
        random_below(4) == 0 ? UINT64_MAX << random_below(64) : random_bits();

    memcpy(where, &bits, size);
}

static double
random_double(void)
{
    return (double)(int64_t)random_bits() / (double)(1 + random_below(1000));
}

static void
put_text(pyf_slice *slice)
{
    static const char *const texts[] = {"", "a", "gr\xc3\xbc\xc3\x9f",
                                        "\xf0\x9f\x90\x8d and more text"};
    const char *chosen = texts[random_below(4)];

    *slice = (pyf_slice){chosen, strlen(chosen)};
}

static void
put_array(const struct type *type, pyf_slice *slice)
{
    const struct type *item = type->items;
    size_t count = random_below(MOST_ITEMS);
    char *memory = take(count * item->ffi->size);

    for (size_t i = 0; i < count; i++)
        make_value(item, memory + i * item->ffi->size);
    *slice = (pyf_slice){memory, count};
}

static void
put_plain(const struct type *type, char *where)
{
    pyf_slice slice;
    float f32;
    double f64;

    switch (type->kind) {
    case BOOL:
        *where = (char)random_below(2);
        break;
    case F32:
        f32 = (float)random_double();
        memcpy(where, &f32, sizeof f32);
        break;
    case F64:
    case COMPLEX:
        for (size_t at = 0; at < type->value->size; at += sizeof f64) {
            f64 = random_double();
            memcpy(where + at, &f64, sizeof f64);
        }
        break;
    case CSTR:
        put_text(&slice);
        memcpy(where, &slice.data, sizeof slice.data);
        break;
    case STR:
    case BYTES:
        put_text((pyf_slice *)where);
        break;
    case OBJECT:
        memcpy(where, &objects[random_below(4)], sizeof(pyf_handle));
        break;
    case ARRAY:
        put_array(type, (pyf_slice *)where);
        break;
    case STRUCT:
        for (int i = 0; i < type->count; i++)
            make_value(&type->items[i], where + type->items[i].offset);
        break;
    default:
        put_bits(where, type->value->size);
        break;
    }
}

static void
make_value(const struct type *type, char *where)
{
    void *boxed = NULL;

    if (!type->boxed) {
        put_plain(type, where);
        return;
    }
    if (random_below(4) != 0) {
        boxed = take(type->value->size);
        put_plain(type, boxed);
    }
    memcpy(where, &boxed, sizeof boxed);
}

static int is_same(const struct type *type, const char *a, const char *b);

static int
is_same_array(const struct type *item, const pyf_slice *a, const pyf_slice *b)
{
    if (a->length != b->length)
        return 0;
    for (size_t i = 0; i < a->length; i++) {
        if (!is_same(item, (const char *)a->data + i * item->ffi->size,
                     (const char *)b->data + i * item->ffi->size))
            return 0;
    }
    return 1;
}

static int
is_same_plain(const struct type *type, const char *a, const char *b)
{
    const pyf_slice *left = (const pyf_slice *)a;
    const pyf_slice *right = (const pyf_slice *)b;

    switch (type->kind) {
    case CSTR:
        return strcmp(*(const char *const *)a, *(const char *const *)b) == 0;
    case STR:
    case BYTES:
        return left->length == right->length &&
               memcmp(left->data, right->data, left->length) == 0;
    case OBJECT:
        return pyf_is(*(const pyf_handle *)a, *(const pyf_handle *)b) == 1;
    case ARRAY:
        return is_same_array(type->items, left, right);
    case STRUCT:
        for (int i = 0; i < type->count; i++) {
            size_t at = type->items[i].offset;

            if (!is_same(&type->items[i], a + at, b + at))
                return 0;
        }
        return 1;
    default:
        return memcmp(a, b, type->value->size) == 0;
    }
}

static int
is_same(const struct type *type, const char *a, const char *b)
{
    const char *left, *right;

    if (!type->boxed)
        return is_same_plain(type, a, b);
    left = *(const char *const *)a;
    right = *(const char *const *)b;
    return left == NULL || right == NULL ? left == right
                                         : is_same_plain(type, left, right);
}

/* ---------------------------------------------------------- rounds */

/* The parameters of a round: their types, their values, and the C arguments of
 * those. */
static struct type types[MOST_TYPES];
static char *values[MOST_TYPES];
static void *args[2 * MOST_TYPES];
static ffi_type *arg_types[2 * MOST_TYPES];
static int count, arg_count;

static int
is_paired(const struct type *type)
{
    return type->kind == STR || type->kind == BYTES || type->kind == ARRAY;
}

static void
add_arg(ffi_type *type, void *value)
{
    arg_types[arg_count] = type;
    args[arg_count++] = value;
}

static void
begin_round(void)
{
    used = 0;
    text[0] = '\0';
    arg_count = 0;
    simple = random_below(2) == 0;
    for (int i = 0; i < 4; i++)
        objects[i] = pyf_list_from_handles(NULL, 0);
}

static void
make_parameter(int index, int ownable)
{
    struct type *type = &types[index];
    pyf_slice *slice;

    make_type(type, 0, ownable);
    values[index] = take(type->ffi->size < 16 ? 16 : type->ffi->size);
    make_value(type, values[index]);
    if (!is_paired(type)) {
        add_arg(type->ffi, values[index]);
        return;
    }
    slice = (pyf_slice *)values[index];
    add_arg(&ffi_type_pointer, &slice->data);
    add_arg(&ffi_type_uint64, &slice->length);
}

static pyf_handle
evaluate(const char *source)
{
    pyf_handle value = pyf_eval(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);

    check(value != 0, source);
    return value;
}

static pyf_handle
plan(void)
{
    pyf_handle signature = pyf_signature(text, PYF_AUTO_LENGTH);

    check(signature != 0, text);
    return signature;
}

/* "(T, U, *, a: V) -> {T, U, V}": the text of the struct is that of the
 * parameters without names. */
static void
make_parameters_and_struct(void)
{
    static char fields[sizeof text];
    char name[16];
    int by_name = (int)random_below(MOST_TYPES * 2);

    count = 1 + (int)random_below(MOST_TYPES);
    put("(");
    fields[0] = '\0';
    for (int i = 0; i < count; i++) {
        size_t start;

        put(i > 0 ? ", " : "");
        if (i == by_name)
            put("*, ");
        snprintf(name, sizeof name, "a%d: ", i);
        put(i >= by_name ? name : "");
        start = strlen(text);
        make_parameter(i, 0);
        if (strlen(fields) + strlen(text + start) + 4 > sizeof fields)
            fail_msg("seed %" PRIu64 ": too long", round_seed);
        strcat(fields, i > 0 ? ", " : "");
        strcat(fields, text + start);
    }
    put(") -> {");
    put(fields);
    put("}");
}

static void
call_somehow(pyf_handle callable, pyf_handle signature, void *result)
{
    int status =
        random_below(2) == 0
            ? pyf_call_native(callable, signature, args, arg_count, result)
            : pyf_call_prepared(pyf_call_prepare(callable, NULL, 0, signature),
                                args, arg_count, result);

    if (status != PYF_OK)
        fail_msg("seed %" PRIu64 ": %s: %s", round_seed, text,
                 pyf_error_message());
}

static void
call_and_get_all_back(void)
{
    size_t offset = 0;
    char *result;

    begin_round();
    make_parameters_and_struct();
    if (strlen(text) > 4000)
        return;
    result = take(MOST_TYPES * 512);
    call_somehow(evaluate("lambda *a, **k: (*a, *k.values())"), plan(),
                 result);
    for (int i = 0; i < count; i++) {
        size_t alignment = types[i].ffi->alignment;

        offset = (offset + alignment - 1) / alignment * alignment;
        check(is_same(&types[i], values[i], result + offset), text);
        offset += types[i].ffi->size;
    }
}

TEST(fuzz_native_arguments_come_back_as_they_were)
{
    repeat(call_and_get_all_back);
}

static pyf_native_function
make_closure(int chosen)
{
    char source[64];
    pyf_native_function code = NULL;

    snprintf(source, sizeof source, "lambda *a: a[%d]", chosen);
    if (pyf_closure_new(evaluate(source), plan(), PYF_CLOSURE_PARK, NULL,
                        &code) == 0)
        fail_msg("seed %" PRIu64 ": %s: %s", round_seed, text,
                 pyf_error_message());
    return code;
}

/* What ffi_call writes for a narrow integer is a whole ffi_arg, of which the
 * first bytes count here. */
static void
call_by_libffi(void)
{
    int chosen;
    ffi_cif cif;
    char *result, result_text[sizeof text];
    size_t start = 0;

    begin_round();
    count = 1 + (int)random_below(simple ? 8 : MOST_TYPES);
    chosen = (int)random_below((uint64_t)count);
    put("(");
    for (int i = 0; i < count; i++) {
        put(i > 0 ? ", " : "");
        if (i == chosen)
            start = strlen(text);
        make_parameter(i, i == chosen);
        if (i == chosen)
            strcpy(result_text, text + start);
    }
    put(") -> ");
    put(result_text);
    if (strlen(text) > 4000)
        return;
    result = take(types[chosen].ffi->size + sizeof(ffi_arg));
    assert_int_equal(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, (unsigned)arg_count,
                                  types[chosen].ffi, arg_types),
                     FFI_OK);
    ffi_call(&cif, make_closure(chosen), result, args);
    check(pyf_error_code() == PYF_OK, text);
    check(is_same(&types[chosen], values[chosen], result), text);
}

TEST(fuzz_closures_agree_with_libffi)
{
    repeat(call_by_libffi);
}

/* Any object as a result of any type: it fits, or is refused with the result
 * zeroed. */
static void
return_anything(void)
{
    static const char *const results[] = {
        "None",
        "True",
        "2**70",
        "-1",
        "127",
        "1e400",
        "1e39",
        "0.5",
        "1j",
        "'text'",
        "'\\0'",
        "'\\udc80'",
        "b'bytes'",
        "bytearray(3)",
        "[]",
        "[1, 2]",
        "(1, 'a', 2.5)",
        "(None, None)",
        "['a', b'b', None]",
        "{}",
        "object()",
        "len",
        "range(3)",
        "memoryview(b'abcd')",
        "iter([])",
        "__import__('array').array('d', [1, 2])",
    };
    enum { RESULTS = sizeof results / sizeof *results };
    char source[128];
    struct type type;
    char *memory;
    uint64_t before;
    pyf_handle callable;

    begin_round();
    put("() -> ");
    make_type(&type, 0, 0);
    snprintf(source, sizeof source, "lambda: %s",
             results[random_below(RESULTS)]);
    callable = evaluate(source);
    memory = take(type.ffi->size);
    memset(memory, 0xa5, type.ffi->size);
    before = live_handle_count();
    if (pyf_call_native(callable, plan(), NULL, 0, memory) == PYF_OK)
        return;
    check(live_handle_count() == before, text);
    for (size_t i = 0; i < type.ffi->size; i++)
        check(memory[i] == 0, text);
    pyf_error_clear();
}

TEST(fuzz_native_results_of_any_type_do_no_harm)
{
    repeat(return_anything);
}

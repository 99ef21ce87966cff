/* SPDX-License-Identifier: MIT */
/*
 * closure: the calls of C functions through registers, through the quick
 * instances and through libffi are one call. For random signatures and
 * arguments at their extremes the C function sees the same in all of them, and
 * what it gives comes back as the same object.
 *
 * The C function is a libffi closure, made for each signature, which writes
 * down what it gets. PYF_FUZZ_SEED says where the random numbers start.
 */
#include "python.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "function/internal.h"
#include "function/function.h"
#include "convert/value.h"
#include "handle/table.h"
#include "signature/plans.h"

enum { SHAPES = 2500, MOST = 16, ROOM = 64 };

static uint64_t state = 1;

static uint64_t
bits(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * UINT64_C(0x2545f4914f6cdd1d);
}

static unsigned
below(unsigned limit)
{
    return (unsigned)(bits() >> 33) % limit;
}

/* A value: as Python source, and as the bytes that C has to see, without
 * pointers. */
struct sample {
    char source[160];
    unsigned char bytes[ROOM];
    size_t size; /* 0: None */
};

/* What the C function has seen. */
static struct {
    size_t sizes[MOST + 2];
    unsigned char bytes[MOST + 2][ROOM];
    unsigned calls;
} seen;

static const struct pyf__signature *plan;
static uint32_t flags;
static uint64_t give_bits[4]; /* the result as it lies in memory */
static char data;

/* ---------------------------------------------------------- random types */

static const char *const plain_types[] = {
    "bool",  "i8",   "i16",   "i32",   "i64", "u8",  "u16",     "u32",
    "u64",   "f64",  "isize", "usize", "f32", "f64", "str",     "cstr",
    "bytes", "path", "ptr",   "f64",   "i64", "str", "complex", "object",
    "char"};

static const char *const quick_types[] = {"bool", "i8",  "i16", "i32", "i64",
                                          "u8",   "u16", "u32", "u64", "f64",
                                          "str",  "ptr", "cstr"};

enum {
    PLAIN = sizeof plain_types / sizeof *plain_types,
    QUICK = sizeof quick_types / sizeof *quick_types,
};

/* One shape in three has only types that the quick instances know. */
static const char *
any_type(unsigned sort)
{
    switch (sort) {
    case 0:
        return quick_types[below(QUICK)];
    case 1:
        return "f64";
    default:
        return plain_types[below(PLAIN)];
    }
}

static void
random_signature(char *text, size_t room)
{
    unsigned sort = below(5);
    unsigned count = below(sort < 2 ? 12 : MOST - 4);
    const char *one = sort == 4 ? any_type(2) : NULL;
    size_t length = (size_t)snprintf(text, room, "(");

    for (unsigned i = 0; i < count; i++)
        length += (size_t)snprintf(text + length, room - length, "%s%s%s",
                                   i == 0 ? "" : ", ",
                                   one != NULL ? one : any_type(sort),
                                   sort >= 2 && below(5) == 0 ? "?" : "");
    if (below(8) == 0)
        snprintf(text + length, room - length, ")");
    else
        snprintf(text + length, room - length, ") -> %s%s", any_type(sort),
                 sort >= 2 && below(4) == 0 ? "?" : "");
}

/* ---------------------------------------------------------- random values */

static void
fill_integer(struct sample *to, const struct pyf__type *type)
{
    unsigned width = type->value_size * 8;
    bool has_sign = type->code >= PYF__I8 && type->code <= PYF__I64;
    uint64_t value = bits();

    switch (below(4)) {
    case 0: /* the least and the greatest */
        value = has_sign ? (uint64_t)INT64_MIN >> (64 - width) : 0;
        break;
    case 1:
        value = has_sign ? (uint64_t)INT64_MAX >> (64 - width) : UINT64_MAX;
        break;
    case 2:
        value >>= below(64);
        break;
    default:
        break;
    }
    if (width < 64)
        value &= (UINT64_C(1) << width) - 1;
    to->size = type->value_size;
    memcpy(to->bytes, &value, to->size);
    if (has_sign && (value >> (width - 1) & 1) != 0)
        snprintf(to->source, sizeof to->source, "%" PRIu64 " - (1 << %u)",
                 value, width);
    else
        snprintf(to->source, sizeof to->source, "%" PRIu64, value);
}

static double
random_double(void)
{
    static const double special[] = {0.0, -0.0, 1e308, -1e308, 5e-324, 0.1};

    return below(2) == 0 ? special[below(6)]
                         : (double)(int64_t)bits() / (double)(bits() | 1);
}

static void
fill_float(struct sample *to, const struct pyf__type *type)
{
    double value = random_double();
    float small;

    to->size = type->value_size;
    if (type->code == PYF__F32) {
        small = value > 1e38 || value < -1e38 ? 3.4028234e38F : (float)value;
        value = (double)small;
        memcpy(to->bytes, &small, sizeof small);
    } else {
        memcpy(to->bytes, &value, sizeof value);
    }
    snprintf(to->source, sizeof to->source, "float.fromhex('%a')", value);
    if (type->code != PYF__COMPLEX)
        return;
    memcpy(to->bytes + 8, &value, sizeof value);
    snprintf(to->source, sizeof to->source,
             "complex(float.fromhex('%a'), float.fromhex('%a'))", value,
             value);
}

static void
fill_text(struct sample *to, const struct pyf__type *type)
{
    static const char *const texts[] = {"", "a", "hello, world",
                                        "na\xc3\xafve \xf0\x9f\x98\x80"};
    const char *text = texts[below(4)];

    if (type->code == PYF__BYTES)
        text = texts[below(3)];
    if (type->code == PYF__PATH && *text == '\0')
        text = "x";
    to->size = strlen(text) + 1; /* so that "" is not None */
    memcpy(to->bytes, text, to->size);
    snprintf(to->source, sizeof to->source, "%s'%s'",
             type->code == PYF__BYTES ? "b" : "", text);
}

static void
fill_character(struct sample *to)
{
    static const uint32_t characters[] = {0, 'a', 0xe9, 0xffff, 0x10ffff};
    uint32_t character = characters[below(5)];

    to->size = sizeof character;
    memcpy(to->bytes, &character, sizeof character);
    snprintf(to->source, sizeof to->source, "chr(%u)", (unsigned)character);
}

static void
fill_sample(struct sample *to, const struct pyf__type *type)
{
    *to = (struct sample){.source = "None"};
    if (type->optional && below(3) == 0)
        return;
    switch (type->code) {
    case PYF__BOOL:
        to->size = 1;
        to->bytes[0] = (unsigned char)below(2);
        snprintf(to->source, sizeof to->source, "%s",
                 to->bytes[0] ? "True" : "False");
        break;
    case PYF__F32:
    case PYF__F64:
    case PYF__COMPLEX:
        fill_float(to, type);
        break;
    case PYF__STR:
    case PYF__CSTR:
    case PYF__BYTES:
    case PYF__PATH:
        fill_text(to, type);
        break;
    case PYF__CHAR:
        fill_character(to);
        break;
    case PYF__OBJECT: /* seen as its length */
        to->size = 1;
        to->bytes[0] = (unsigned char)below(5);
        snprintf(to->source, sizeof to->source, "[0] * %d", to->bytes[0]);
        break;
    default:
        fill_integer(to, type);
        if (type->code == PYF__PTR && type->optional)
            to->bytes[7] |= 1, snprintf(to->source, sizeof to->source,
                                        "%" PRIu64, *(uint64_t *)to->bytes);
        break;
    }
}

/* ---------------------------------------------------------- the callee */

static void
note(unsigned at, const void *memory, size_t size)
{
    assert_true(size <= ROOM && at < MOST + 2);
    seen.sizes[at] = size;
    memset(seen.bytes[at], 0, ROOM);
    if (size != 0)
        memcpy(seen.bytes[at], memory, size);
}

static void
note_text(unsigned at, const char *text, size_t length)
{
    char copy[ROOM] = "";

    if (text != NULL)
        memcpy(copy, text, length);
    note(at, copy, text == NULL ? 0 : length + 1);
}

static void
note_object(unsigned at, pyf_handle handle)
{
    PyObject *list = pyf__object_of_handle(handle, "test", "x");
    unsigned char length;

    if (list == NULL) {
        pyf__fault_clear();
        note(at, NULL, 0);
        return;
    }
    length = (unsigned char)cpython.PyObject_Size(list);
    note(at, &length, 1);
    pyf__drop(list);
}

static void
note_argument(unsigned at, const struct pyf__type *type, void **arguments)
{
    const char *text;

    if (type->boxed) {
        const void *memory = *(void **)arguments[0];

        note(at, memory, memory == NULL ? 0 : type->value_size);
        return;
    }
    switch (type->code) {
    case PYF__STR:
    case PYF__BYTES:
        note_text(at, *(const char **)arguments[0], *(size_t *)arguments[1]);
        break;
    case PYF__CSTR:
    case PYF__PATH:
        text = *(const char **)arguments[0];
        note_text(at, text, text == NULL ? 0 : strlen(text));
        break;
    case PYF__OBJECT:
        note_object(at, *(pyf_handle *)arguments[0]);
        break;
    case PYF__PTR:
        note(at, arguments[0],
             type->optional && *(void **)arguments[0] == NULL ? 0 : 8);
        break;
    default:
        note(at, arguments[0], type->value_size);
        break;
    }
}

static void
callee(ffi_cif *cif, void *result, void **arguments, void *unused)
{
    const struct pyf__type *type = &plan->result;
    unsigned at = 0;

    (void)unused;
    seen.calls++;
    if ((flags & PYF_FUNCTION_MODULE) != 0)
        assert_true(**(pyf_handle **)arguments != 0 && at == 0 && ++at);
    for (unsigned i = 0; i < plan->count; i++) {
        note_argument(i, &plan->parameters[i].type, &arguments[at]);
        at += pyf__type_arguments(&plan->parameters[i].type);
    }
    if ((flags & PYF_FUNCTION_DATA) != 0)
        assert_ptr_equal(*(void **)arguments[at++], &data);
    assert_int_equal(at, cif->nargs);
    if (type->boxed || type->code < PYF__BOOL || type->code > PYF__U64)
        memcpy(result, give_bits, type->size);
    else /* as libffi wants it, extended */
        *(ffi_arg *)result =
            type->code <= PYF__I64 && type->code >= PYF__I8
                ? (ffi_arg)((int64_t)(give_bits[0] << (64 - type->size * 8)) >>
                            (64 - type->size * 8))
                : (ffi_arg)give_bits[0];
}

/* ---------------------------------------------------------- the result */

static struct sample given;

/* The result as it lies in memory, from a random sample of its type. */
static void
prepare_result(const struct pyf__type *type)
{
    static unsigned char boxed[ROOM];

    memset(give_bits, 0, sizeof give_bits);
    if (type->code == PYF__VOID) {
        given = (struct sample){.source = "None"};
        return;
    }
    fill_sample(&given, type);
    memcpy(boxed, given.bytes, ROOM);
    if (type->code == PYF__OBJECT) {
        snprintf(given.source, sizeof given.source, "%s",
                 given.size == 0 ? "None" : "int");
        give_bits[0] = given.size == 0 ? 0 : PYF_TYPE_INT;
    } else if (type->boxed || type->code == PYF__CSTR ||
               type->code == PYF__PATH) {
        give_bits[0] = given.size == 0 ? 0 : (uintptr_t)boxed;
    } else if (type->carrier == PYF__BY_SLICE) {
        give_bits[0] = given.size == 0 ? 0 : (uintptr_t)boxed;
        give_bits[1] = given.size == 0 ? 0 : given.size - 1;
    } else {
        memcpy(give_bits, given.bytes, type->size);
    }
    if (type->code == PYF__PATH && given.size != 0) {
        char path[160];

        snprintf(path, sizeof path, "__import__('pathlib').Path(%.100s)",
                 given.source);
        memcpy(given.source, path, sizeof path);
    }
}

static void
check_result(PyObject *result, const char *how)
{
    PyObject *expected = value_of(given.source);
    PyObject *pair[] = {result, expected};
    PyObject *repr;
    const char *a, *b;

    if (result == NULL) {
        pyf__fault_python("test");
        fail_msg("%s: %s: %s", plan->text, how, pyf__fault_message());
    }
    for (int i = 0; i < 2; i++)
        pair[i] = cpython.PyObject_Repr(pair[i]);
    repr = pair[0];
    a = cpython.PyUnicode_AsUTF8AndSize(repr, NULL);
    b = cpython.PyUnicode_AsUTF8AndSize(pair[1], NULL);
    if (strcmp(a, b) != 0)
        fail_msg("%s: %s: result %s, expected %s", plan->text, how, a, b);
    pyf__drop(pair[0]);
    pyf__drop(pair[1]);
    pyf__drop(expected);
    pyf__drop(result);
}

/* ---------------------------------------------------------- the check */

static struct sample samples[MOST];
static unsigned ways[4];

static void
check_seen(const char *how)
{
    if (seen.calls != 1)
        fail_msg("%s: %s: %u calls", plan->text, how, seen.calls);
    for (unsigned i = 0; i < plan->count; i++) {
        if (seen.sizes[i] != samples[i].size)
            fail_msg("%s: %s: argument %u has size %zu, expected %zu (%s)",
                     plan->text, how, i, seen.sizes[i], samples[i].size,
                     samples[i].source);
        if (memcmp(seen.bytes[i], samples[i].bytes, samples[i].size) != 0)
            fail_msg("%s: %s: argument %u is not %s", plan->text, how, i,
                     samples[i].source);
    }
    memset(&seen, 0, sizeof seen);
}

static void
call_each_way(PyObject *object, PyObject **items)
{
    struct pyf__function *function = pyf__function_data(object);
    struct pyf__arena arena;

    memset(&seen, 0, sizeof seen);
    prepare_result(&plan->result);
    check_result(cpython.PyObject_Vectorcall(object, items, plan->count, NULL),
                 "call");
    check_seen("call");
    ways[0] += function->vectorcall != pyf__vectorcall_any;
    pyf__arena_begin(&arena);
    check_result(pyf__call_ffi(function, items, &arena), "libffi");
    check_seen("libffi");
    pyf__arena_end(&arena);
    ways[1]++;
    if (!function->in_registers)
        return;
    pyf__arena_begin(&arena);
    check_result(pyf__call_registers(function, items, &arena), "registers");
    check_seen("registers");
    pyf__arena_end(&arena);
    ways[2]++;
}

static void
check_calls(PyObject *object)
{
    PyObject *items[MOST];

    for (int round = 0; round < 3; round++) {
        for (unsigned i = 0; i < plan->count; i++) {
            fill_sample(&samples[i], &plan->parameters[i].type);
            items[i] = value_of(samples[i].source);
        }
        call_each_way(object, items);
        for (unsigned i = 0; i < plan->count; i++)
            cpython.Py_DecRef(items[i]);
    }
}

/* A host function of a random signature, whose code is a closure. */
static void
check_shape(void)
{
    static const uint32_t all_flags[] = {0,
                                         0,
                                         0,
                                         PYF_FUNCTION_DATA,
                                         PYF_FUNCTION_MODULE,
                                         PYF_FUNCTION_DATA |
                                             PYF_FUNCTION_MODULE,
                                         PYF_FUNCTION_DETACH,
                                         PYF_FUNCTION_BUILTIN};
    char text[400];
    ffi_cif cif;
    pyf_native_function code;
    ffi_closure *closure = ffi_closure_alloc(sizeof *closure, (void **)&code);
    PyObject *object;

    random_signature(text, sizeof text);
    flags = all_flags[below(8)];
    if (pyf__signature_find(text, strlen(text), &plan, "test") < 0)
        fail_msg("%s", pyf__fault_message());
    /* A handle is looked at during the call. */
    if (flags == PYF_FUNCTION_DETACH && strstr(text, "object") != NULL)
        flags = 0;
    assert_int_equal(
        pyf__signature_prepare(plan, (flags & PYF_FUNCTION_MODULE) != 0,
                               (flags & PYF_FUNCTION_DATA) != 0, &cif, "test"),
        PYF_OK);
    assert_int_equal(
        ffi_prep_closure_loc(closure, &cif, callee, NULL, (void *)code),
        FFI_OK);
    const pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .flags = flags & ~PYF_FUNCTION_BUILTIN,
        .name = {PYF_TEXT("f")},
        .signature = {text, PYF_AUTO_LENGTH},
        .call.native = code,
        .data = &data,
    };
    object = pyf__function_new(&def, NULL, "test");
    if (object == NULL)
        fail_msg("%s: %s", text, pyf__fault_message());
    /* Both cifs are needed here, also where the call goes by registers. */
    struct pyf__function *function = pyf__function_data(object);

    if (function->cif.arg_types == NULL &&
        (flags & (PYF_FUNCTION_MODULE | PYF_FUNCTION_DATA)) != 0)
        assert_int_equal(
            pyf__signature_prepare(plan, (flags & PYF_FUNCTION_MODULE) != 0,
                                   (flags & PYF_FUNCTION_DATA) != 0,
                                   &function->cif, "test"),
            PYF_OK);
    check_calls(object);
    cpython.Py_DecRef(object);
    ffi_closure_free(closure);
    free(cif.arg_types);
}

static void
check_shapes(void)
{
    const char *seed = getenv("PYF_FUZZ_SEED");

    state = (seed == NULL ? 1 : strtoull(seed, NULL, 0)) *
                UINT64_C(0x9e3779b97f4a7c15) |
            1;
    for (int i = 0; i < SHAPES; i++) {
        uint32_t base = pyf__scope_open();

        check_shape();
        pyf__scope_close(base);
    }
    print_message("# %d shapes: %u quick, %u libffi, %u registers\n", SHAPES,
                  ways[0], ways[1], ways[2]);
    assert_true(ways[1] > 100);
    assert_true(!PYF__SPLIT_REGISTERS || (ways[0] > 100 && ways[2] > 100));
}

TEST(closure_calls_are_the_same_every_way)
{
    with_python(check_shapes);
}

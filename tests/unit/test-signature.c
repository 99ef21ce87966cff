/* SPDX-License-Identifier: MIT */
/* signature: text to plan: roles, slots, layouts, cifs, the cache. */
#include "plan.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

/* Parameters */

static void
expect_counts(const char *text, int count, int positional_only,
              int positional, int required, int declared)
{
    const struct pyf__signature *signature = plan(text);

    if (signature->count != count ||
        signature->positional_only != positional_only ||
        signature->positional != positional ||
        signature->required != required || signature->declared != declared)
        fail_msg("%s: %d %d %d %d %d", text, signature->count,
                 signature->positional_only, signature->positional,
                 signature->required, signature->declared);
}

TEST(signature_without_parameters_is_empty)
{
    const struct pyf__signature *signature = plan("()");

    expect_counts("()", 0, 0, 0, 0, 0);
    assert_int_equal(signature->c_count, 0);
    assert_int_equal(signature->cif.nargs, 0);
    assert_int_equal(signature->rest, -1);
    assert_int_equal(signature->keywords, -1);
    assert_int_equal(signature->result.code, PYF__VOID);
    assert_ptr_equal(signature->cif.rtype, &ffi_type_void);
}

/* Feature: F03 */
TEST(signature_counts_its_parameters_by_role)
{
    expect_counts("(a: i64)", 1, 0, 1, 1, 1);
    expect_counts("(i64)", 1, 1, 1, 1, 1);
    expect_counts("(i64, a: i64)", 2, 1, 2, 2, 2);
    expect_counts("(a: i64, /)", 1, 1, 1, 1, 1);
    expect_counts("(a: i64, i64, /)", 2, 2, 2, 2, 2);
    expect_counts("(a: i64, /, b: i64)", 2, 1, 2, 2, 2);
    expect_counts("(a: i64, b: i64 = 2)", 2, 0, 2, 1, 2);
    expect_counts("(a: i64, *, b: i64)", 2, 0, 1, 1, 2);
    expect_counts("(a: i64, *b, c: i64 = 1, d: i64)", 4, 0, 1, 1, 3);
    expect_counts("(*a)", 1, 0, 0, 0, 0);
    expect_counts("(**a)", 1, 0, 0, 0, 0);
    expect_counts("(a: i64 = 1, /, b: i8 = 1, *c, d: i8, **e)", 5, 1, 2, 0,
                  3);
}

TEST(signature_gives_each_parameter_its_role)
{
    static const uint8_t roles[] = {
        PYF__POSITIONAL_ONLY, PYF__POSITIONAL_ONLY, PYF__POSITIONAL,
        PYF__REST,            PYF__KEYWORD_ONLY,    PYF__KEYWORDS,
    };
    const struct pyf__signature *signature =
        plan("(i8, a: i8, /, b: i8, *rest, key: i8, **all)");

    assert_int_equal(signature->count, 6);
    for (int i = 0; i < 6; i++)
        assert_int_equal(signature->parameters[i].role, roles[i]);
    assert_int_equal(signature->rest, 3);
    assert_int_equal(signature->keywords, 5);
}

TEST(signature_names_parameters_by_their_place)
{
    static const char *const names[] = {"arg0", "arg1", "x", "_y9", "class_"};
    const struct pyf__signature *signature =
        plan("(i8, [i8], x: i8, _y9: i8, class_: i8)");

    for (int i = 0; i < 5; i++) {
        assert_string_equal(signature->parameters[i].name, names[i]);
        assert_int_equal(signature->parameters[i].named, i >= 2);
    }
}

TEST(signature_may_use_the_name_of_a_type_as_a_name)
{
    const struct pyf__signature *signature =
        plan("(i64: f64, fn: fn(), object: str, void: i8)");

    assert_string_equal(signature->parameters[0].name, "i64");
    assert_int_equal(signature->parameters[0].type.code, PYF__F64);
    assert_string_equal(signature->parameters[1].name, "fn");
    assert_int_equal(signature->parameters[1].type.code, PYF__FUNCTION);
    assert_string_equal(signature->parameters[3].name, "void");
}

TEST(signature_gives_str_bytes_and_arrays_two_slots)
{
    static const int slots[] = {0, 1, 3, 5, 7, 8, 10};
    const struct pyf__signature *signature =
        plan("(a: i8, b: str, c: bytes?, d: [i8], e: cstr, *f, **g)");

    for (int i = 0; i < 7; i++)
        assert_int_equal(signature->parameters[i].slot, slots[i]);
    assert_int_equal(signature->c_count, 11);
    assert_int_equal(signature->cif.nargs, 11);
}

TEST(signature_is_read_with_white_space_anywhere)
{
    const struct pyf__signature *signature = plan(
        " (\ta :\n[ i64 ? ] ? = None , / , * b : i8 , ** c : object )\r->"
        " { f64 , fn ( i8 ) -> u8 } ? ");

    assert_int_equal(signature->count, 3);
    assert_string_equal(signature->parameters[0].default_text, "None");
    assert_true(signature->parameters[0].type.items->boxed);
    assert_int_equal(signature->result.code, PYF__STRUCT);
    assert_int_equal(signature->result.items[1].function->result.code,
                     PYF__U8);
    assert_true(signature->result.boxed);
    assert_string_equal(signature->result.items[1].function->text,
                        "( i8 ) -> u8");
}

TEST(signature_rest_is_an_array_of_its_type)
{
    const struct pyf__type *rest = type_of("(*rest: {i8, f64}?)");

    assert_int_equal(rest->code, PYF__ARRAY);
    assert_int_equal(rest->carrier, PYF__BY_SLICE);
    assert_false(rest->optional);
    assert_int_equal(rest->items->code, PYF__STRUCT);
    assert_true(rest->items->boxed);
    assert_int_equal(type_of("(*rest)")->items->code, PYF__OBJECT);
}

TEST(signature_keywords_are_an_object)
{
    assert_int_equal(type_of("(**k)")->code, PYF__OBJECT);
    assert_int_equal(type_of("(**k)")->size, sizeof(pyf_handle));
    assert_ptr_equal(type_of("(**k)")->ffi, &ffi_type_uint64);
    assert_false(type_of("(**k: object)")->optional);
    assert_true(type_of("(**k: object ?)")->optional);
}

/* Types */

struct expected {
    const char *text;
    int code;
    uint32_t size;
    ffi_type *ffi;
};

TEST(signature_types_have_the_sizes_of_c)
{
    static const struct expected all[] = {
        {"(bool)", PYF__BOOL, 1, &ffi_type_uint8},
        {"(i8)", PYF__I8, 1, &ffi_type_sint8},
        {"(i16)", PYF__I16, 2, &ffi_type_sint16},
        {"(i32)", PYF__I32, 4, &ffi_type_sint32},
        {"(i64)", PYF__I64, 8, &ffi_type_sint64},
        {"(u8)", PYF__U8, 1, &ffi_type_uint8},
        {"(u16)", PYF__U16, 2, &ffi_type_uint16},
        {"(u32)", PYF__U32, 4, &ffi_type_uint32},
        {"(u64)", PYF__U64, 8, &ffi_type_uint64},
        {"(f32)", PYF__F32, sizeof(float), &ffi_type_float},
        {"(f64)", PYF__F64, sizeof(double), &ffi_type_double},
        {"(cstr)", PYF__CSTR, sizeof(char *), &ffi_type_pointer},
        {"(path)", PYF__PATH, sizeof(char *), &ffi_type_pointer},
        {"(ptr)", PYF__PTR, sizeof(void *), &ffi_type_pointer},
        {"(object)", PYF__OBJECT, sizeof(pyf_handle), &ffi_type_uint64},
        {"(fn())", PYF__FUNCTION, sizeof(pyf_native_function),
         &ffi_type_pointer},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const struct pyf__type *type = type_of(all[i].text);

        assert_int_equal(type->code, all[i].code);
        assert_int_equal(type->size, all[i].size);
        assert_int_equal(type->value_size, all[i].size);
        assert_int_equal(type->alignment, all[i].ffi->alignment);
        assert_ptr_equal(type->ffi, all[i].ffi);
        assert_ptr_equal(type->value_ffi, all[i].ffi);
        assert_ptr_equal(plan(all[i].text)->cif.arg_types[0], all[i].ffi);
        assert_true(type->carrier != PYF__BY_SLICE);
        assert_false(type->boxed || type->optional);
    }
}

TEST(signature_isize_and_usize_are_those_of_the_machine)
{
    assert_int_equal(type_of("(isize)")->size, sizeof(ptrdiff_t));
    assert_int_equal(type_of("(usize)")->size, sizeof(size_t));
    assert_int_equal(type_of("(isize)")->code,
                     sizeof(ptrdiff_t) == 8 ? PYF__I64 : PYF__I32);
    assert_int_equal(type_of("(usize)")->code,
                     sizeof(size_t) == 8 ? PYF__U64 : PYF__U32);
}

TEST(signature_paired_types_lie_as_slices)
{
    static const char *const all[] = {"(str)", "(bytes)", "([f32])", "(str?)",
                                      "(bytes?)", "([{i8}]?)"};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const struct pyf__signature *signature = plan(all[i]);
        const struct pyf__type *type = &signature->parameters[0].type;

        assert_int_equal(type->carrier, PYF__BY_SLICE);
        assert_false(type->boxed);
        assert_int_equal(type->optional, i >= 3);
        assert_int_equal(type->size, sizeof(pyf_slice));
        assert_int_equal(type->value_size, sizeof(pyf_slice));
        assert_int_equal(type->alignment, _Alignof(pyf_slice));
        assert_ptr_equal(signature->cif.arg_types[0], &ffi_type_pointer);
        assert_int_equal(signature->cif.arg_types[1]->size, sizeof(size_t));
        assert_int_equal(signature->cif.arg_types[1]->type,
                         FFI_TYPE_UINT64);
    }
    assert_int_equal(type_of("([f32])")->count, 1);
    assert_int_equal(type_of("([f32])")->items->code, PYF__F32);
}

TEST(signature_optional_numbers_and_structs_are_boxed)
{
    static const char *const all[] = {
        "(bool?)", "(i8?)",  "(i64?)", "(u8?)",      "(u64?)",
        "(f32?)",  "(f64?)", "({i8})", "(complex?)", "({i8, i64}?)",
    };
    static const uint32_t sizes[] = {1, 1, 8, 1, 8, 4, 8, 1, 16, 16};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const struct pyf__type *type = type_of(all[i]);
        bool boxed = strchr(all[i], '?') != NULL;

        assert_int_equal(type->boxed, boxed);
        assert_int_equal(type->optional, boxed);
        assert_int_equal(type->value_size, sizes[i]);
        assert_int_equal(type->size, boxed ? sizeof(void *) : sizes[i]);
        assert_int_equal(type->value_ffi->size, sizes[i]);
        assert_int_equal(type->ffi == &ffi_type_pointer, boxed);
    }
}

TEST(signature_optional_pointers_and_objects_stay_what_they_are)
{
    static const char *const all[] = {"(cstr?)", "(path?)", "(ptr?)",
                                      "(object?)", "(fn()?)"};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const struct pyf__type *type = type_of(all[i]);

        assert_true(type->optional);
        assert_false(type->boxed);
        assert_int_equal(type->size, type->value_size);
        assert_ptr_equal(type->ffi, type->value_ffi);
    }
}

struct complex {
    double re, im;
};

struct mixed {
    int8_t a;
    int16_t b;
    uint8_t c;
    double d;
    float e;
    struct complex f;
    uint8_t g;
};

struct inner {
    int8_t a;
    int32_t b;
};

struct outer {
    uint8_t a;
    struct inner b;
    pyf_slice c;
    int16_t d;
    const int64_t *e;
    pyf_slice f;
    pyf_handle g;
    struct inner h;
    uint8_t i;
};

struct tiny {
    uint8_t a, b, c;
};

static void
expect_layout(const char *text, size_t size, size_t alignment,
              const size_t *offsets, uint32_t count)
{
    const struct pyf__type *type = type_of(text);

    assert_int_equal(type->code, PYF__STRUCT);
    assert_int_equal(type->count, count);
    assert_int_equal(type->size, size);
    assert_int_equal(type->alignment, alignment);
    assert_int_equal(type->ffi->size, size);
    for (uint32_t i = 0; i < count; i++)
        if (type->items[i].offset != offsets[i])
            fail_msg("%s, field %u: %u and not %zu", text, i,
                     type->items[i].offset, offsets[i]);
}

TEST(signature_structs_lie_as_the_compiler_lays_them)
{
    static const size_t mixed[] = {
        offsetof(struct mixed, a), offsetof(struct mixed, b),
        offsetof(struct mixed, c), offsetof(struct mixed, d),
        offsetof(struct mixed, e), offsetof(struct mixed, f),
        offsetof(struct mixed, g)};
    static const size_t outer[] = {
        offsetof(struct outer, a), offsetof(struct outer, b),
        offsetof(struct outer, c), offsetof(struct outer, d),
        offsetof(struct outer, e), offsetof(struct outer, f),
        offsetof(struct outer, g), offsetof(struct outer, h),
        offsetof(struct outer, i)};
    static const size_t tiny[] = {0, 1, 2};

    expect_layout("({i8, i16, bool, f64, f32, complex, u8})",
                  sizeof(struct mixed), _Alignof(struct mixed), mixed, 7);
    expect_layout("({u8, {i8, i32}, str, i16, i64?, [i8], object,"
                  " {i8, i32}, bool})",
                  sizeof(struct outer), _Alignof(struct outer), outer, 9);
    expect_layout("({u8, u8, u8})", sizeof(struct tiny),
                  _Alignof(struct tiny), tiny, 3);
}

/* libffi's own layout, computed again from the types of the plan. */
TEST(signature_structs_lie_as_libffi_lays_them)
{
    const struct pyf__type *type =
        type_of("({i8, complex, str, {i16, {bool, f32}, i8}, u64})");
    size_t offsets[5];
    ffi_type again = *type->ffi;

    again.size = again.alignment = 0;
    assert_int_equal(ffi_get_struct_offsets(FFI_DEFAULT_ABI, &again, offsets),
                     FFI_OK);
    assert_int_equal(again.size, type->size);
    assert_int_equal(again.alignment, type->alignment);
    for (int i = 0; i < 5; i++)
        assert_int_equal(offsets[i], type->items[i].offset);
}


TEST(signature_of_a_nested_function_may_name_its_parameters)
{
    const struct pyf__signature *nested =
        type_of("(f: fn([f64], a: i64?) -> fn(ptr) -> i8)")->function;

    assert_int_equal(nested->handle, 0);
    assert_int_equal(nested->count, 2);
    assert_int_equal(nested->c_count, 3);
    assert_int_equal(nested->cif.nargs, 3);
    assert_string_equal(nested->parameters[1].name, "a");
    assert_int_equal(nested->result.function->cif.nargs, 1);
    assert_ptr_equal(nested->result.function->cif.rtype, &ffi_type_sint8);
    assert_int_equal(type_of("(fn())")->function->result.code, PYF__VOID);
}

/* The cifs, in use */

static struct outer
combine(struct mixed mixed, const char *text, size_t length, struct tiny tiny,
        double number, const struct inner *inner, float small)
{
    return (struct outer){
        .a = tiny.c,
        .b = *inner,
        .c = {text, length},
        .d = mixed.b,
        .g = (pyf_handle)(number + (double)small + mixed.f.im),
        .i = mixed.g,
    };
}

TEST(signature_cif_calls_a_function_of_its_types)
{
    const struct pyf__signature *signature =
        plan("({i8, i16, bool, f64, f32, complex, u8}, str, {u8, u8, u8},"
             " f64, {i8, i32}?, f32)"
             " -> {u8, {i8, i32}, str, i16, i64?, [i8], object, {i8, i32},"
             " bool}");
    struct mixed mixed = {.b = -300, .f = {1, 30}, .g = 9};
    const char *text = "text";
    size_t length = 4;
    struct tiny tiny = {1, 2, 3};
    double number = 1000;
    struct inner inner = {-4, -70000}, *pointer = &inner;
    float small = 200;
    void *arguments[] = {&mixed, &text,    &length, &tiny,
                         &number, &pointer, &small};
    struct outer result;
    ffi_cif cif = signature->cif;

    assert_int_equal(signature->result.size, sizeof result);
    ffi_call(&cif, FFI_FN(combine), &result, arguments);
    assert_int_equal(result.a, 3);
    assert_int_equal(result.b.a, -4);
    assert_int_equal(result.b.b, -70000);
    assert_ptr_equal(result.c.data, text);
    assert_int_equal(result.c.length, 4);
    assert_int_equal(result.d, -300);
    assert_int_equal(result.g, 1230);
    assert_int_equal(result.i, 9);
}

static uint64_t
with_both_ends(pyf_handle first, uint8_t byte, struct complex number,
               uint64_t *last)
{
    *last = first + byte;
    return (uint64_t)(number.re * number.im);
}

TEST(signature_prepare_adds_a_handle_and_a_pointer)
{
    const struct pyf__signature *signature = plan("(u8, complex) -> u64");
    pyf_handle first = UINT64_C(0x0010000000000000);
    uint8_t byte = 250;
    struct complex number = {6, 7};
    uint64_t last, *pointer = &last, result = 0;
    void *arguments[] = {&first, &byte, &number, &pointer};
    ffi_cif cif;

    assert_int_equal(
        pyf__signature_prepare(signature, true, true, &cif, "f"), PYF_OK);
    assert_int_equal(cif.nargs, 4);
    ffi_call(&cif, FFI_FN(with_both_ends), &result, arguments);
    assert_int_equal(result, 42);
    assert_int_equal(last, first + 250);
    free(cif.arg_types);
}

TEST(signature_prepare_adds_what_is_asked_for_alone)
{
    const struct pyf__signature *signature = plan("(u8, f64)");
    ffi_cif cif;

    for (int i = 0; i < 4; i++) {
        bool leading = (i & 1) != 0, trailing = (i & 2) != 0;
        int count = 2 + leading + trailing;

        assert_int_equal(pyf__signature_prepare(signature, leading, trailing,
                                                &cif, "f"), PYF_OK);
        assert_int_equal(cif.nargs, count);
        assert_ptr_equal(cif.arg_types[leading], &ffi_type_uint8);
        assert_ptr_equal(cif.arg_types[leading + 1], &ffi_type_double);
        if (leading)
            assert_ptr_equal(cif.arg_types[0], &ffi_type_uint64);
        if (trailing)
            assert_ptr_equal(cif.arg_types[count - 1], &ffi_type_pointer);
        free(cif.arg_types);
    }
    assert_int_equal(signature->cif.nargs, 2);
}

/* The cache */

TEST(signature_of_the_same_text_is_the_same_plan)
{
    char copy[] = "(a: i64)tail";
    const struct pyf__signature *signature;

    assert_int_equal(pyf__signature_find(copy, 8, &signature, "f"), PYF_OK);
    assert_ptr_equal(signature, plan("(a: i64)"));
    assert_string_equal(signature->text, "(a: i64)");
    assert_ptr_not_equal(signature, plan("(a:i64)"));
    memset(copy, 'x', sizeof copy);
    assert_string_equal(plan("(a: i64)")->parameters[0].name, "a");
}

TEST(signature_handle_finds_the_plan)
{
    const struct pyf__signature *signature = plan("(handle: i64)");
    pyf_handle handle = signature->handle;

    assert_int_equal(pyf__key_of(handle), PYF_KIND_SIGNATURE);
    assert_ptr_equal(pyf__signature_of(handle), signature);
    assert_null(pyf__signature_of(0));
    assert_null(pyf__signature_of(handle | UINT64_C(0xffffffff)));
    for (int i = 0; i < 64; i++)
        assert_null(pyf__signature_of(handle ^ UINT64_C(1) << i));
}

TEST(signature_thousands_are_all_found_again)
{
    enum { COUNT = 5000 };
    const struct pyf__signature **plans = calloc(COUNT, sizeof *plans);
    char text[40];

    for (int i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "(p%d: i64)", i);
        plans[i] = plan(text);
    }
    for (int i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "(p%d: i64)", i);
        assert_ptr_equal(plan(text), plans[i]);
        assert_ptr_equal(pyf__signature_of(plans[i]->handle), plans[i]);
        assert_string_equal(plans[i]->text, text);
    }
    free(plans);
}

/* The longer one comes first, so that a shorter one is the start of many. */
TEST(signature_that_begins_as_another_is_another)
{
    enum { COUNT = 300 };
    const struct pyf__signature *plans[COUNT];
    char *text = repeated("()", " ", COUNT, "");

    for (int i = COUNT - 1; i >= 0; i--) {
        text[2 + i] = '\0';
        plans[i] = plan(text);
        assert_int_equal(strlen(plans[i]->text), 2 + i);
    }
    for (int i = 1; i < COUNT; i++)
        assert_ptr_not_equal(plans[i], plans[i - 1]);
    free(text);
}

enum { THREADS = 8, TEXTS = 200 };

static pthread_barrier_t together;
static char *tail; /* a long one, so that threads meet while they parse */

struct maker {
    const struct pyf__signature *plans[TEXTS];
    int lost;
};

static void *
make_all(void *argument)
{
    struct maker *maker = argument;
    char text[2000];

    for (int i = 0; i < TEXTS; i++) {
        snprintf(text, sizeof text, "(t%d: i64%s", i, tail);
        pthread_barrier_wait(&together);
        pyf__signature_find(text, PYF_AUTO_LENGTH, &maker->plans[i], "f");
        maker->lost += maker->plans[i] == NULL ||
                       pyf__signature_of(maker->plans[i]->handle) !=
                           maker->plans[i];
    }
    return NULL;
}

TEST(signature_made_by_many_threads_is_one)
{
    struct maker *makers = calloc(THREADS, sizeof *makers);
    pthread_t threads[THREADS];

    tail = repeated(", b: {", "{i8, {str, [fn(i8) -> u8]}}, ", 40,
                    "i8}) -> [f64]");
    pthread_barrier_init(&together, NULL, THREADS);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, make_all, &makers[i]), 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(makers[i].lost, 0);
        assert_memory_equal(makers[i].plans, makers[0].plans,
                            sizeof makers[0].plans);
    }
    pthread_barrier_destroy(&together);
    free(tail);
    free(makers);
}

static atomic_bool stop_making;

static void *
make_until_stopped(void *argument)
{
    const struct pyf__signature *signature;
    char text[40];

    for (int i = 0; !atomic_load(&stop_making); i++) {
        snprintf(text, sizeof text, "(f%d: i64)", i % 3000);
        pyf__signature_find(text, PYF_AUTO_LENGTH, &signature, "f");
        if (i % 64 == 0)
            usleep(1); /* valgrind lets one thread run at a time */
    }
    return argument;
}

/* Ends as another program when all is well: an exit would make valgrind look
 * for leaks, and what the other thread held at the fork is one. */
static _Noreturn void
make_one_in_child(void)
{
    const struct pyf__signature *signature;

    end_when_hung(); /* when the lock is never given */
    if (pyf__signature_find("(in_the_child: i64)", PYF_AUTO_LENGTH, &signature,
                            "f") == PYF_OK)
        execlp("true", "true", (char *)NULL);
    _exit(1);
}

/* The forking thread may have the bad luck that another one is inside. */
TEST(signature_can_be_made_in_a_forked_child)
{
    pthread_t thread;
    int failed = 0;

    atomic_store(&stop_making, false);
    assert_int_equal(pthread_create(&thread, NULL, make_until_stopped, NULL),
                     0);
    for (int i = 0; i < 200; i++) {
        int status = 1;
        pid_t child = fork();

        if (child == 0)
            make_one_in_child();
        waitpid(child, &status, 0);
        failed += status != 0;
    }
    atomic_store(&stop_making, true);
    pthread_join(thread, NULL);
    assert_int_equal(failed, 0);
}

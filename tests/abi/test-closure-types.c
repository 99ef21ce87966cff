/* SPDX-License-Identifier: MIT */
/* closure: every type as argument and as result, called from C through
 * pointers of the real C types; by the library's own functions and, with a
 * struct beside, by libffi's. */
#include "make-closure.h"

#include <stdlib.h>

typedef struct one {
    int64_t number;
} one;

typedef struct pair {
    double re, im;
} pair;

static const one beside = {77};

/* A function of one scalar, alone and beside a struct; `value` must come back
 * as it went in, and be what the expression says. */
#define SAME(name, ctype, value, expression)                                  \
    typedef ctype alone_##name(ctype);                                        \
    typedef ctype ffi_##name(ctype, one);                                     \
    TEST(closure_##name##_goes_in_and_comes_back)                             \
    {                                                                         \
        static const char source[] =                                          \
            "lambda x, *y: x if (" expression ") and y in ((), ((77,),)) "    \
            "else 1 // 0";                                                    \
        alone_##name *alone =                                                 \
            (alone_##name *)closure(source, "(" #name ") -> " #name);         \
        ffi_##name *ffi =                                                     \
            (ffi_##name *)closure(source, "(" #name ", {i64}) -> " #name);    \
        ctype in = value;                                                     \
        ctype out = alone(in);                                                \
        ctype again = ffi(in, beside);                                        \
                                                                              \
        expect_no_failure();                                                  \
        assert_memory_equal(&in, &out, sizeof in);                            \
        assert_memory_equal(&in, &again, sizeof in);                          \
    }

SAME(bool, uint8_t, 1, "x is True")
SAME(i8, int8_t, -128, "x == -128")
SAME(i16, int16_t, -32768, "x == -32768")
SAME(i32, int32_t, INT32_MIN, "x == -2**31")
SAME(i64, int64_t, INT64_MIN, "x == -2**63")
SAME(u8, uint8_t, 255, "x == 255")
SAME(u16, uint16_t, 65535, "x == 65535")
SAME(u32, uint32_t, UINT32_MAX, "x == 2**32 - 1")
SAME(u64, uint64_t, UINT64_MAX, "x == 2**64 - 1")
SAME(isize, ptrdiff_t, -1, "x == -1")
SAME(usize, size_t, SIZE_MAX, "x == 2**64 - 1")
SAME(f32, float, 0.1F, "abs(x - 0.1) < 1e-7")
SAME(f64, double, 0.1, "x == 0.1")
SAME(complex, pair, ((pair){1.5, -2.5}), "x == 1.5-2.5j")
SAME(ptr, void *, (void *)0x7fff12345678, "x == 0x7fff12345678")

/* Callers read what their ABI lets them, which may be a whole int. */
TEST(closure_narrow_results_fill_an_int)
{
    static const char *const types[] = {"i8", "i16", "i32"};
    static const char *const unsigned_types[] = {"u8", "u16", "u32"};

    for (int i = 0; i < 3; i++) {
        char alone[40], ffi[40];
        int32_t (*f)(void), (*g)(one);

        snprintf(alone, sizeof alone, "() -> %s", types[i]);
        snprintf(ffi, sizeof ffi, "({i64}) -> %s", types[i]);
        f = (int32_t(*)(void))closure("lambda *a: -5", alone);
        g = (int32_t(*)(one))closure("lambda *a: -5", ffi);
        assert_int_equal(f(), -5);
        assert_int_equal(g(beside), -5);
        snprintf(alone, sizeof alone, "() -> %s", unsigned_types[i]);
        snprintf(ffi, sizeof ffi, "({i64}) -> %s", unsigned_types[i]);
        f = (int32_t(*)(void))closure("lambda *a: 200", alone);
        g = (int32_t(*)(one))closure("lambda *a: 200", ffi);
        assert_int_equal(f(), 200);
        assert_int_equal(g(beside), 200);
    }
}

/* Callers may leave anything in the rest of the register. */
TEST(closure_narrow_arguments_are_read_in_their_own_width)
{
    int64_t (*f)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t) =
        (int64_t(*)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t))closure(
            "lambda a, b, c, d, e: (a, b, c, d, e) == (-2, 254, -2, 65534, "
            "-2)",
            "(i8, u8, i16, u16, i32) -> i64");
    int64_t (*b)(uint64_t) =
        (int64_t(*)(uint64_t))closure("lambda a: a is True", "(bool) -> i64");
    const uint64_t high = UINT64_C(0x1234567800000000) | 0xfffffffe;

    assert_int_equal(f(high, high, high, high, high), 1);
    assert_int_equal(b(UINT64_C(0xffffffffffffff01)), 1);
}

TEST(closure_text_and_arrays_are_two_arguments)
{
    typedef int64_t text_function(const void *, size_t);
    typedef int64_t two_texts(const void *, size_t, const void *, size_t);
    typedef int64_t three_texts(const void *, size_t, const void *, size_t,
                                const void *, size_t);
    int32_t numbers[] = {1, -2};

    assert_int_equal(
        ((text_function *)closure("lambda s: s == 'a\\xfc'", "(str) -> i64"))(
            "a\xc3\xbc", 3),
        1);
    assert_int_equal(((text_function *)closure("lambda s: s == b'a\\0'",
                                               "(bytes) -> i64"))("a", 2),
                     1);
    assert_int_equal(((text_function *)closure("lambda s: s == [1, -2]",
                                               "([i32]) -> i64"))(numbers, 2),
                     1);
    assert_int_equal(((text_function *)closure("lambda s: s is None",
                                               "(str?) -> i64"))(NULL, 0),
                     1);
    assert_int_equal(
        ((two_texts *)closure("lambda s, t: s + t == 'abc'",
                              "(str, str) -> i64"))("ab", 2, "c", 1),
        1);
    assert_int_equal(((three_texts *)closure("lambda *s: ''.join(s) == 'abc'",
                                             "(str, str, str) -> i64"))(
                         "a", 1, "b", 1, "c", 1),
                     1);
}

TEST(closure_pointers_to_text_arrive)
{
    int64_t (*f)(const char *, const char *) =
        (int64_t(*)(const char *, const char *))closure(
            "lambda c, p: c == 'text' and str(p) == '/tmp'",
            "(cstr, path) -> i64");

    assert_int_equal(f("text", "/tmp"), 1);
}

TEST(closure_optional_numbers_are_pointers)
{
    int64_t (*f)(const int64_t *, const double *, const int8_t *) =
        (int64_t(*)(const int64_t *, const double *, const int8_t *))closure(
            "lambda a, b, c: (a, b, c) == (5, None, -1)",
            "(i64?, f64?, i8?) -> i64");

    assert_int_equal(f(&(int64_t){5}, NULL, &(int8_t){-1}), 1);
}

TEST(closure_numbers_of_both_sorts_find_their_registers)
{
    double (*f)(int64_t, double, int64_t, double, float, int32_t) =
        (double (*)(int64_t, double, int64_t, double, float, int32_t))closure(
            "lambda *a: sum((i + 1) * x for i, x in enumerate(a))",
            "(i64, f64, i64, f64, f32, i32) -> f64");

    assert_true(f(1, 2, 3, 4, 5, 6) == 91);
}

TEST(closure_with_all_the_registers_in_use)
{
    double (*f)(int64_t, int64_t, int64_t, int64_t, int64_t, double, double,
                double, double, double, double, double, double) =
        (double (*)(int64_t, int64_t, int64_t, int64_t, int64_t, double,
                    double, double, double, double, double, double, double))
            closure(
                "lambda *a: sum((i + 1) * x for i, x in enumerate(a))",
                "(i64, i64, i64, i64, i64, f64, f64, f64, f64, f64, f64, f64, "
                "f64) -> f64");

    assert_true(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13) == 819);
}

TEST(closure_with_one_register_too_many)
{
    int64_t (*six)(int64_t, int64_t, int64_t, int64_t, int64_t, int64_t) =
        (int64_t(*)(int64_t, int64_t, int64_t, int64_t, int64_t, int64_t))
            closure("lambda *a: sum((i + 1) * x for i, x in enumerate(a))",
                    "(i64, i64, i64, i64, i64, i64) -> i64");
    double (*nine)(double, double, double, double, double, double, double,
                   double, double) =
        (double (*)(double, double, double, double, double, double, double,
                    double, double))
            closure("lambda *a: sum((i + 1) * x for i, x in enumerate(a))",
                    "(f64, f64, f64, f64, f64, f64, f64, f64, f64) -> f64");

    assert_int_equal(six(1, 2, 3, 4, 5, 6), 91);
    assert_true(nine(1, 2, 3, 4, 5, 6, 7, 8, 9) == 285);
}

TEST(closure_of_twenty_arguments)
{
    typedef int64_t twenty(int8_t, double, int16_t, float, int32_t, uint8_t,
                           uint64_t, double, const char *, int8_t, int8_t,
                           double, int16_t, float, int32_t, uint8_t, uint64_t,
                           double, const char *, int8_t);
    twenty *f = (twenty *)closure(
        "lambda *a: a == (-1, 0.5, -2, 1.5, -3, 200, 2**63, 2.5, 'x', -4) * 2",
        "(i8, f64, i16, f32, i32, u8, u64, f64, cstr, i8, i8, f64, i16, f32, "
        "i32, u8, u64, f64, cstr, i8) -> i64");

    assert_int_equal(f(-1, 0.5, -2, 1.5F, -3, 200, UINT64_C(1) << 63, 2.5, "x",
                       -4, -1, 0.5, -2, 1.5F, -3, 200, UINT64_C(1) << 63, 2.5,
                       "x", -4),
                     1);
}

typedef struct mixed {
    int8_t small;
    float number;
    int64_t large;
    struct {
        int16_t x, y;
    } inner;
} mixed;

TEST(closure_structs_go_by_value_both_ways)
{
    mixed (*f)(mixed, int64_t) = (mixed(*)(mixed, int64_t))closure(
        "lambda s, d: (s[0] + d, s[1] * 2, s[2] + d, (s[3][1], s[3][0]))",
        "({i8, f32, i64, {i16, i16}}, i64) -> {i8, f32, i64, {i16, i16}}");
    mixed in = {-3, 1.25F, INT64_C(1) << 40, {7, -8}}, out = f(in, 1);

    assert_int_equal(out.small, -2);
    assert_true(out.number == 2.5F);
    assert_true(out.large == (INT64_C(1) << 40) + 1);
    assert_int_equal(out.inner.x, -8);
    assert_int_equal(out.inner.y, 7);
}

TEST(closure_small_structs_come_back_in_registers)
{
    typedef struct bytes {
        uint8_t a, b, c;
    } bytes;
    typedef struct floats {
        float x, y;
    } floats;
    bytes b = ((bytes(*)(void))closure("lambda: (1, 2, 255)",
                                       "() -> {u8, u8, u8}"))();
    floats f =
        ((floats(*)(void))closure("lambda: (0.5, -2)", "() -> {f32, f32}"))();

    assert_int_equal(b.a, 1);
    assert_int_equal(b.b, 2);
    assert_int_equal(b.c, 255);
    assert_true(f.x == 0.5F && f.y == -2);
}

TEST(closure_void_gives_nothing_whatever_python_returns)
{
    void (*f)(int64_t) = (void (*)(int64_t))closure("lambda x: [x]", "(i64)");

    f(5);
    expect_no_failure();
}

static int64_t
triple(int64_t x)
{
    return 3 * x;
}

TEST(closure_takes_c_functions)
{
    int64_t (*f)(int64_t(*)(int64_t)) =
        (int64_t(*)(int64_t(*)(int64_t)))closure("lambda f: f(14)",
                                                 "(fn(i64) -> i64) -> i64");

    assert_int_equal(f(triple), 42);
}

TEST(closure_object_argument_is_a_handle)
{
    pyf_handle list = evaluate("[1, 2]");
    int64_t (*f)(pyf_handle, pyf_handle) =
        (int64_t(*)(pyf_handle, pyf_handle))closure(
            "lambda x, y: x.append(3) or y is None",
            "(object, object?) -> i64");

    assert_int_equal(f(list, 0), 1);
    expect_repr(list, "[1, 2, 3]");
}

TEST(closure_object_result_belongs_to_the_scope_outside)
{
    uint64_t before = live_handle_count();
    pyf_token scope = pyf_scope_begin();
    pyf_handle (*f)(int64_t) = (pyf_handle(*)(int64_t))closure(
        "lambda x: [x] if x else None", "(i64) -> object?");
    pyf_handle list = f(5);

    expect_repr(list, "[5]");
    assert_int_equal(f(0), 0);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(live_handle_count(), before);
}

TEST(closure_rest_is_an_array_and_keywords_are_a_dict)
{
    typedef int64_t function(int64_t, const double *, size_t, int64_t,
                             pyf_handle);
    function *f = (function *)closure(
        "lambda *a, **k: (a, k) == ((1, 2.5, 3.5), {'n': 7, 'x': 1})",
        "(a: i64, *rest: f64, n: i64, **more) -> i64");
    const double rest[] = {2.5, 3.5};

    assert_int_equal(f(1, rest, 2, 7, evaluate("{'x': 1}")), 1);
}

/* ---------------------------------------------------------- C libraries */

/* Feature: C07 */
TEST(closure_sorts_with_qsort)
{
    int (*compare)(const void *, const void *) =
        (int (*)(const void *, const void *))closure(
            "lambda a, b: (a > b) - (a < b)", "(i64?, i64?) -> i32");
    int64_t numbers[200];

    for (int i = 0; i < 200; i++)
        numbers[i] = (i * 7919) % 211 - 100;
    qsort(numbers, 200, sizeof *numbers, compare);
    for (int i = 1; i < 200; i++)
        assert_in_range(numbers[i] - numbers[i - 1], 0, 211);
}

TEST(closure_finds_with_bsearch)
{
    int (*compare)(const void *, const void *) =
        (int (*)(const void *, const void *))closure(
            "lambda a, b: (a > b) - (a < b)", "(f64?, f64?) -> i32");
    const double numbers[] = {-2, 0.5, 3, 9, 1e10};

    for (int i = 0; i < 5; i++)
        assert_ptr_equal(
            bsearch(&numbers[i], numbers, 5, sizeof *numbers, compare),
            &numbers[i]);
    assert_null(bsearch(&(double){4}, numbers, 5, sizeof *numbers, compare));
}

/* What C libraries do: a callback and what the caller wants back with it. */
static void
for_each(const int32_t *numbers, size_t count,
         void (*callback)(int32_t number, void *data), void *data)
{
    for (size_t i = 0; i < count; i++)
        callback(numbers[i], data);
}

TEST(closure_user_data_is_a_pointer)
{
    static const int32_t numbers[] = {1, 2, 3};
    pyf_handle names = names_of("seen = []\n"
                                "def f(number, data):\n"
                                "    seen.append((number, data))\n");
    pyf_native_function code = closure_of(
        evaluate_in("f", names), "(i32, ptr)", PYF_CLOSURE_PARK, NULL);

    for_each(numbers, 3, (void (*)(int32_t, void *))code, (void *)0x1234);
    expect_true_in("seen == [(1, 0x1234), (2, 0x1234), (3, 0x1234)]", names);
}

TEST(closure_user_data_is_an_object)
{
    static const int32_t numbers[] = {1, 2, 3};
    pyf_handle list = evaluate("[]");
    pyf_native_function code =
        closure("lambda n, o: o.append(n)", "(i32, object)");

    for_each(numbers, 3, (void (*)(int32_t, void *))code,
             (void *)(uintptr_t)list);
    expect_repr(list, "[1, 2, 3]");
}

/* SPDX-License-Identifier: MIT */
/* native: calls of Python with C types: every type as argument and as result,
 * how long results live, what is refused. */
#include "shorthand.h"

#include <stdio.h>

static pyf_handle
plan(const char *text)
{
    pyf_handle signature = pyf_signature(text, PYF_AUTO_LENGTH);

    if (signature == 0)
        fail_msg("%s: %s", text, pyf_error_message());
    return signature;
}

/* A call that works. */
static void
call(const char *callable, const char *signature, void *const *args,
     size_t count, void *result)
{
    if (pyf_call_native(evaluate(callable), plan(signature), args, count,
                        result) != PYF_OK)
        fail_msg("%s %s: %s", callable, signature, pyf_error_message());
}

/* A call that fails, and zeroes a result of this size. */
static void
refuse(const char *callable, const char *signature, void *const *args,
       size_t count, size_t size, int status, const char *message)
{
    static const char zeros[64];
    char result[64];
    int got;

    memset(result, 0xa5, sizeof result);
    got = pyf_call_native(evaluate(callable), plan(signature), args, count,
                          result);
    if (got != status)
        fail_msg("%s %s: status %d, expected %d; %s", callable, signature, got,
                 status, pyf_error_message());
    expect_failure(status, message);
    assert_memory_equal(result, zeros, size);
    for (size_t i = size; i < sizeof result; i++)
        assert_int_equal((unsigned char)result[i], 0xa5);
}

/* ---------------------------------------------------------- arguments */

/* Feature: C07 */
TEST(native_add_takes_and_gives_integers)
{
    int64_t a = 2, b = 3, sum = -1;
    void *args[] = {&a, &b};

    call("lambda a, b: a + b", "(i64, i64) -> i64", args, LENGTH_OF(args),
         &sum);
    assert_int_equal(sum, 5);
}

TEST(native_add_takes_and_gives_floats)
{
    double a = 2.5, b = 0.25, sum = -1;
    void *args[] = {&a, &b};

    call("lambda a, b: a + b", "(f64, f64) -> f64", args, LENGTH_OF(args),
         &sum);
    assert_true(sum == 2.75);
}

TEST(native_call_without_arguments_needs_no_args)
{
    int32_t result = 0;

    call("lambda: 7", "() -> i32", NULL, 0, &result);
    assert_int_equal(result, 7);
    call("lambda: 7", "() -> void", NULL, 0, NULL);
}

/* That an argument is what the expression says of x. */
static void
expect_argument(const char *signature, void *first, void *second,
                const char *expression)
{
    char source[256];
    uint8_t right = 0;
    char whole[128];
    void *args[] = {first, second};

    snprintf(source, sizeof source, "lambda x: %s", expression);
    snprintf(whole, sizeof whole, "(%s) -> bool", signature);
    call(source, whole, args, second == NULL ? 1 : 2, &right);
    if (!right)
        fail_msg("%s is not %s", signature, expression);
}

TEST(native_narrow_integers_are_read_in_their_own_width)
{
    /* What lies behind them must not be read. */
    uint64_t ones = UINT64_MAX;

    expect_argument("i8", &ones, NULL, "x == -1 and type(x) is int");
    expect_argument("i16", &ones, NULL, "x == -1");
    expect_argument("i32", &ones, NULL, "x == -1");
    expect_argument("i64", &ones, NULL, "x == -1");
    expect_argument("isize", &ones, NULL, "x == -1");
    expect_argument("u8", &ones, NULL, "x == 255");
    expect_argument("u16", &ones, NULL, "x == 65535");
    expect_argument("u32", &ones, NULL, "x == 2**32 - 1");
    expect_argument("u64", &ones, NULL, "x == 2**64 - 1");
    expect_argument("usize", &ones, NULL, "x == 2**64 - 1");
    expect_argument("ptr", &ones, NULL, "x == 2**64 - 1");
}

TEST(native_integers_at_their_limits_are_exact)
{
    int8_t i8 = INT8_MIN;
    int16_t i16 = INT16_MIN;
    int32_t i32 = INT32_MIN;
    int64_t i64 = INT64_MIN;

    expect_argument("i8", &i8, NULL, "x == -2**7");
    expect_argument("i16", &i16, NULL, "x == -2**15");
    expect_argument("i32", &i32, NULL, "x == -2**31");
    expect_argument("i64", &i64, NULL, "x == -2**63");
}

/* Feature: V07 */
TEST(native_other_scalars_arrive)
{
    uint8_t yes = 1, no = 0;
    float f32 = 0.5F;
    double f64 = -1e300;
    double complex_number[2] = {1.5, -2};

    expect_argument("bool", &yes, NULL, "x is True");
    expect_argument("bool", &no, NULL, "x is False");
    expect_argument("f32", &f32, NULL, "x == 0.5 and type(x) is float");
    expect_argument("f64", &f64, NULL, "x == -1e300");
    expect_argument("complex", complex_number, NULL, "x == 1.5-2j");
}

TEST(native_text_arrives)
{
    const char *text = "gr\xc3\xbc\xc3\x9f\0more", *path = "/tmp/a";
    size_t length = 11;

    expect_argument("str", &text, &length, "x == 'gr\\xfc\\xdf\\0more'");
    expect_argument("cstr", &text, NULL, "x == 'gr\\xfc\\xdf'");
    expect_argument("bytes", &text, &length,
                    "x == b'gr\\xc3\\xbc\\xc3\\x9f\\0more'");
    expect_argument("path", &path, NULL,
                    "x == __import__('pathlib').Path('/tmp/a')");
}

TEST(native_none_is_a_null_pointer_where_the_type_allows_it)
{
    void *null = NULL;
    size_t length = 0;
    pyf_handle none = 0;

    expect_argument("i64?", &null, NULL, "x is None");
    expect_argument("bool?", &null, NULL, "x is None");
    expect_argument("complex?", &null, NULL, "x is None");
    expect_argument("{i64, i64}?", &null, NULL, "x is None");
    expect_argument("str?", &null, &length, "x is None");
    expect_argument("cstr?", &null, NULL, "x is None");
    expect_argument("bytes?", &null, &length, "x is None");
    expect_argument("[f64]?", &null, &length, "x is None");
    expect_argument("object?", &none, NULL, "x is None");
}

TEST(native_optional_numbers_are_pointers_to_the_value)
{
    int64_t i64 = -5;
    int32_t i32 = -6;
    uint16_t u16 = 7;
    double f64 = 2.5;
    uint8_t yes = 1;
    void *value = &i64;

    expect_argument("i64?", &value, NULL, "x == -5");
    value = &i32;
    expect_argument("i32?", &value, NULL, "x == -6");
    value = &u16;
    expect_argument("u16?", &value, NULL, "x == 7");
    value = &f64;
    expect_argument("f64?", &value, NULL, "x == 2.5");
    value = &yes;
    expect_argument("bool?", &value, NULL, "x is True");
}

TEST(native_arrays_arrive_as_lists)
{
    int32_t numbers[] = {1, -2, 3};
    uint8_t bytes[] = {0, 255};
    const char *texts[] = {"a", "b"};
    pyf_slice slices[] = {{"one", 3}, {"tw", 2}};
    void *data = numbers;
    size_t length = 3;

    expect_argument("[i32]", &data, &length, "x == [1, -2, 3]");
    data = bytes, length = 2;
    expect_argument("[u8]", &data, &length, "x == b'\\0\\xff'");
    data = texts;
    expect_argument("[cstr]", &data, &length, "x == ['a', 'b']");
    data = slices;
    expect_argument("[str]", &data, &length, "x == ['one', 'tw']");
    length = 0;
    expect_argument("[f64]", &data, &length, "x == []");
}

/* Feature: V12 */
TEST(native_structs_arrive_as_tuples)
{
    struct {
        int8_t small;
        double number;
        pyf_slice text;
        struct {
            int16_t x, y;
        } inner;
    } s = {-3, 2.5, {"abc", 3}, {4, -5}};

    expect_argument("{i8, f64, str, {i16, i16}}", &s, NULL,
                    "x == (-3, 2.5, 'abc', (4, -5))");
}

TEST(native_objects_arrive_as_they_are)
{
    pyf_handle list = evaluate("[1]"), same = 0;
    void *args[] = {&list};

    call("lambda x: x", "(object) -> object", args, LENGTH_OF(args), &same);
    assert_int_equal(pyf_is(list, same), 1);
    assert_true(same != list);
}

static int64_t
triple(int64_t x)
{
    return 3 * x;
}

TEST(native_c_functions_arrive_as_callables)
{
    pyf_native_function code = (pyf_native_function)triple;

    expect_argument("fn(i64) -> i64", &code, NULL, "x(14) == 42");
}

TEST(native_twenty_arguments_arrive_in_order)
{
    int64_t numbers[20], sum = 0;
    void *args[20];

    for (int i = 0; i < 20; i++) {
        numbers[i] = i;
        args[i] = &numbers[i];
    }
    call("lambda *a: sum(i * x for i, x in enumerate(a)) + 10000 * len(a)",
         "(i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, "
         "i64, i64, i64, i64, i64, i64, i64) -> i64",
         args, LENGTH_OF(args), &sum);
    assert_int_equal(sum, 202470);
}

/* ---------------------------------------------------------- results */

TEST(native_narrow_results_write_their_own_width_alone)
{
    unsigned char memory[16];

    memset(memory, 0xa5, sizeof memory);
    call("lambda: -2", "() -> i8", NULL, 0, memory);
    assert_int_equal((int8_t)memory[0], -2);
    assert_int_equal(memory[1], 0xa5);
    call("lambda: 65535", "() -> u16", NULL, 0, memory);
    assert_int_equal(*(uint16_t *)memory, 65535);
    assert_int_equal(memory[2], 0xa5);
    call("lambda: -7", "() -> i32", NULL, 0, memory);
    assert_int_equal(*(int32_t *)memory, -7);
    assert_int_equal(memory[4], 0xa5);
    call("lambda: True", "() -> bool", NULL, 0, memory);
    assert_int_equal(memory[0], 1);
    call("lambda: 0.5", "() -> f32", NULL, 0, memory);
    assert_true(*(float *)memory == 0.5F);
}

TEST(native_results_at_their_limits_are_exact)
{
    int64_t i64 = 0;
    uint64_t u64 = 0;
    double complex_number[2] = {0, 0};

    call("lambda: -2**63", "() -> i64", NULL, 0, &i64);
    assert_true(i64 == INT64_MIN);
    call("lambda: 2**64 - 1", "() -> u64", NULL, 0, &u64);
    assert_true(u64 == UINT64_MAX);
    call("lambda: 1-2j", "() -> complex", NULL, 0, complex_number);
    assert_true(complex_number[0] == 1 && complex_number[1] == -2);
}

TEST(native_results_that_do_not_fit_are_refused)
{
    refuse("lambda: 128", "() -> i8", NULL, 0, 1, PYF_ERR_OVERFLOW, "i8");
    refuse("lambda: -1", "() -> u8", NULL, 0, 1, PYF_ERR_OVERFLOW, "u8");
    refuse("lambda: 2**31", "() -> i32", NULL, 0, 4, PYF_ERR_OVERFLOW, "i32");
    refuse("lambda: -2**31 - 1", "() -> i32", NULL, 0, 4, PYF_ERR_OVERFLOW,
           "i32");
    refuse("lambda: 2**63", "() -> i64", NULL, 0, 8, PYF_ERR_OVERFLOW, "i64");
    refuse("lambda: -1", "() -> u64", NULL, 0, 8, PYF_ERR_OVERFLOW, "u64");
    refuse("lambda: 1e300", "() -> f32", NULL, 0, 4, PYF_ERR_OVERFLOW, "f32");
}

TEST(native_results_of_another_type_are_refused)
{
    refuse("lambda: 'a'", "() -> i64", NULL, 0, 8, PYF_ERR_TYPE,
           "pyf_call_native() result must be int, not str");
    refuse("lambda: 1.0", "() -> i64", NULL, 0, 8, PYF_ERR_TYPE, "not float");
    refuse("lambda: 1", "() -> bool", NULL, 0, 1, PYF_ERR_TYPE, "bool");
    refuse("lambda: None", "() -> f64", NULL, 0, 8, PYF_ERR_TYPE, "float");
    refuse("lambda: b''", "() -> str", NULL, 0, 16, PYF_ERR_TYPE, "str");
    refuse("lambda: (1,)", "() -> {i64, i64}", NULL, 0, 16, PYF_ERR_ARGUMENT,
           "2 items");
    refuse("lambda: (1, 'a')", "() -> {i64, i64}", NULL, 0, 16, PYF_ERR_TYPE,
           "result[1]");
}

TEST(native_results_take_what_stands_for_their_type)
{
    int64_t i64 = 0;
    double f64 = 0;

    call("lambda: True", "() -> i64", NULL, 0, &i64);
    assert_int_equal(i64, 1);
    call("type('I', (), {'__index__': lambda self: 5})", "() -> i64", NULL, 0,
         &i64);
    assert_int_equal(i64, 5);
    call("lambda: 3", "() -> f64", NULL, 0, &f64);
    assert_true(f64 == 3);
}

TEST(native_result_that_nobody_wants_is_dropped)
{
    call("lambda: object()", "() -> i64", NULL, 0, NULL);
    call("lambda: object()", "() -> str", NULL, 0, NULL);
    call("lambda: object()", "() -> void", NULL, 0, NULL);
}

TEST(native_void_writes_nothing)
{
    unsigned char memory[8] = {1, 2, 3, 4, 5, 6, 7, 8};

    call("lambda: 99", "() -> void", NULL, 0, memory);
    assert_int_equal(memory[0], 1);
}

TEST(native_text_result_lives_as_long_as_the_scope)
{
    uint64_t before = live_handle_count();
    pyf_token scope = pyf_scope_begin();
    pyf_slice str, bytes;
    const char *cstr, *path;

    call("lambda: 'gr' + chr(0xfc)", "() -> str", NULL, 0, &str);
    call("lambda: b'ab' * 2", "() -> bytes", NULL, 0, &bytes);
    call("lambda: 'c' * 3", "() -> cstr", NULL, 0, &cstr);
    call("lambda: __import__('pathlib').Path('/a') / 'b'", "() -> path", NULL,
         0, &path);
    assert_int_equal(str.length, 4);
    assert_memory_equal(str.data, "gr\xc3\xbc", 4);
    assert_int_equal(bytes.length, 4);
    assert_memory_equal(bytes.data, "abab", 4);
    assert_string_equal(cstr, "ccc");
    assert_string_equal(path, "/a/b");
    assert_true(live_handle_count() > before);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(live_handle_count(), before);
}

/* An object that says when it goes. */
static const char noted[] = "import weakref\n"
                            "gone = []\n"
                            "class Text(str): pass\n"
                            "def make():\n"
                            "    t = Text('kept')\n"
                            "    weakref.finalize(t, gone.append, 1)\n"
                            "    return t\n";

TEST(native_result_object_is_kept_for_what_points_into_it)
{
    pyf_handle names = names_of(noted), make = evaluate_in("make", names);
    pyf_token scope = pyf_scope_begin();
    pyf_slice str;

    assert_int_equal(pyf_call_native(make, plan("() -> str"), NULL, 0, &str),
                     PYF_OK);
    expect_true_in("not gone", names);
    assert_memory_equal(str.data, "kept", 4);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    expect_true_in("gone", names);
}

TEST(native_array_results_are_elements_in_memory)
{
    pyf_slice slice, *texts;
    int16_t *numbers;
    pyf_handle *objects;

    call("lambda: (1, -2, 3)", "() -> [i16]", NULL, 0, &slice);
    numbers = (int16_t *)slice.data;
    assert_int_equal(slice.length, 3);
    assert_int_equal(numbers[1], -2);
    call("lambda: ['a', 'bc']", "() -> [str]", NULL, 0, &slice);
    texts = (pyf_slice *)slice.data;
    assert_int_equal(texts[1].length, 2);
    assert_memory_equal(texts[1].data, "bc", 2);
    call("lambda: [5, None]", "() -> [object]", NULL, 0, &slice);
    objects = (pyf_handle *)slice.data;
    assert_int_equal(integer(objects[0]), 5);
    assert_int_equal(pyf_is(objects[1], PYF_NONE), 1);
    call("lambda: []", "() -> [f64]", NULL, 0, &slice);
    assert_int_equal(slice.length, 0);
}

TEST(native_buffer_result_is_not_copied)
{
    pyf_handle array =
        evaluate("__import__('array').array('d', [1.5, 2.5, 3.5])");
    void *args[] = {&array};
    pyf_slice slice;
    double *numbers;

    call("lambda x: x", "(object) -> [f64]", args, LENGTH_OF(args), &slice);
    numbers = (double *)slice.data;
    assert_int_equal(slice.length, 3);
    assert_true(numbers[2] == 3.5);
    numbers[0] = 9;
    expect_true_of(array, "x[0] == 9");
}

/* Feature: C07, V12 */
TEST(native_struct_results_are_filled)
{
    struct {
        int8_t small;
        double number;
        pyf_slice text;
        int64_t *optional, *none;
    } s;

    call("lambda: (-3, 2.5, 'abc', 7, None)",
         "() -> {i8, f64, str, i64?, i64?}", NULL, 0, &s);
    assert_int_equal(s.small, -3);
    assert_true(s.number == 2.5);
    assert_memory_equal(s.text.data, "abc", 3);
    assert_int_equal(*s.optional, 7);
    assert_null(s.none);
}

TEST(native_none_results_are_null)
{
    void *pointer = &pointer;
    pyf_slice slice = {"x", 1};
    pyf_handle handle = 1;

    call("lambda: None", "() -> i64?", NULL, 0, &pointer);
    assert_null(pointer);
    call("lambda: None", "() -> str?", NULL, 0, &slice);
    assert_null(slice.data);
    call("lambda: None", "() -> object?", NULL, 0, &handle);
    assert_int_equal(handle, 0);
    call("lambda: None", "() -> object", NULL, 0, &handle);
    assert_int_equal(pyf_is(handle, PYF_NONE), 1);
}

TEST(native_function_result_is_good_as_long_as_the_scope)
{
    pyf_token scope = pyf_scope_begin();
    int64_t (*function)(int64_t);

    call("lambda: lambda x: x + 1", "() -> fn(i64) -> i64", NULL, 0,
         &function);
    assert_int_equal(function(41), 42);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(function(41), 0);
    expect_failure(PYF_ERR_HANDLE, "closed");
}

TEST(native_failed_struct_closes_the_handles_it_had_made)
{
    uint64_t before = live_handle_count();
    pyf_token scope = pyf_scope_begin();
    uint64_t inside = 0;
    pyf_handle callable = evaluate("lambda: ([], [], 'no')");
    pyf_handle s[3] = {1, 1, 1};

    inside = live_handle_count();
    assert_int_equal(pyf_call_native(callable,
                                     plan("() -> {object, object, i64}"), NULL,
                                     0, s),
                     PYF_ERR_TYPE);
    assert_int_equal(live_handle_count(), inside);
    assert_int_equal(s[0], 0);
    assert_int_equal(s[1], 0);
    pyf_error_clear();
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(live_handle_count(), before);
}

TEST(native_object_in_a_struct_belongs_to_the_scope)
{
    pyf_token scope = pyf_scope_begin();
    struct {
        pyf_handle object;
        int64_t number;
    } s;

    call("lambda: ([1], 2)", "() -> {object, i64}", NULL, 0, &s);
    expect_repr(s.object, "[1]");
    assert_int_equal(s.number, 2);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_handle_kind(s.object), PYF_ERR_HANDLE);
    pyf_error_clear();
}

/* ---------------------------------------------------------- refusals */

TEST(native_args_that_are_null_are_named)
{
    int64_t a = 1;
    void *args[] = {&a, NULL};

    refuse("lambda a, b: a", "(i64, i64) -> i64", NULL, 2, 8, PYF_ERR_ARGUMENT,
           "args");
    refuse("lambda a, b: a", "(i64, b: i64) -> i64", args, LENGTH_OF(args), 8,
           PYF_ERR_ARGUMENT, "'b'");
    refuse("lambda a: a", "(text: str) -> i64", args, LENGTH_OF(args), 8,
           PYF_ERR_ARGUMENT, "'text'");
}

TEST(native_count_has_to_be_that_of_the_signature)
{
    int64_t a = 1, result = 7;
    void *args[] = {&a, &a, &a};
    const size_t wrong[] = {0, 1, 3, SIZE_MAX};

    for (size_t i = 0; i < LENGTH_OF(wrong); i++) {
        refuse("lambda a, b: a", "(i64, i64) -> i64", args, wrong[i], 8,
               PYF_ERR_ARGUMENT, "'count'");
        refuse("lambda a: a", "(str) -> i64", args, wrong[i], 8,
               PYF_ERR_ARGUMENT, "has 2 arguments in C");
        assert_int_equal(pyf_call_method_native(evaluate("''"),
                                                PYF_TEXT("join"),
                                                plan("(i64, i64) -> i64"),
                                                args, wrong[i], &result),
                         PYF_ERR_ARGUMENT);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_call_method_native", "'count'");
        assert_int_equal(result, 0);
    }
}

TEST(native_null_without_a_question_mark_is_refused)
{
    void *null = NULL;
    size_t length = 3;
    void *args[] = {&null, &length};

    refuse("lambda a: a", "(a: cstr) -> i64", args, 1, 8, PYF_ERR_ARGUMENT,
           "'a'");
    refuse("lambda a: a", "(a: str) -> i64", args, LENGTH_OF(args), 8,
           PYF_ERR_ARGUMENT, "'a'");
    refuse("lambda a: a", "(a: [f64]) -> i64", args, LENGTH_OF(args), 8,
           PYF_ERR_ARGUMENT, "'a'");
}

TEST(native_text_that_is_not_utf8_is_refused)
{
    const char *text = NOT_UTF8;
    void *args[] = {&text};

    refuse("lambda a: a", "(a: cstr) -> i64", args, LENGTH_OF(args), 8,
           PYF_ERR_ENCODING, "a");
}

TEST(native_exception_is_parked)
{
    int64_t result = 1;

    assert_int_equal(pyf_call_native(evaluate("lambda: 1 // 0"),
                                     plan("() -> i64"), NULL, 0, &result),
                     PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_failure(PYF_ERR_PYTHON, "ZeroDivisionError");
}

TEST(native_bad_handles_are_refused)
{
    pyf_handle f = evaluate("lambda: 1"), s = plan("() -> i64");
    pyf_handle bad = stale();
    int64_t result = 1;

    assert_int_equal(pyf_call_native(bad, s, NULL, 0, &result),
                     PYF_ERR_HANDLE);
    assert_int_equal(result, 0);
    expect_failure2(PYF_ERR_HANDLE, "pyf_call_native", "callable");
    assert_int_equal(pyf_call_native(f, f, NULL, 0, &result), PYF_ERR_KIND);
    expect_failure2(PYF_ERR_KIND, "pyf_call_native", "signature");
    assert_int_equal(pyf_call_native(f, bad, NULL, 0, &result),
                     PYF_ERR_HANDLE);
    expect_failure2(PYF_ERR_HANDLE, "pyf_call_native", "signature");
    assert_int_equal(
        pyf_call_native(f, s ^ UINT64_C(0x100000000), NULL, 0, &result),
        PYF_ERR_HANDLE);
    expect_failure2(PYF_ERR_HANDLE, "pyf_call_native", "signature");
}

TEST(native_object_that_is_no_handle_is_refused)
{
    pyf_handle bad = stale(), zero = 0;
    void *args[] = {&bad}, *nothing[] = {&zero};

    refuse("lambda a: 1", "(a: object) -> i64", args, LENGTH_OF(args), 8,
           PYF_ERR_HANDLE, "'a'");
    refuse("lambda a: 1", "(a: object) -> i64", nothing, LENGTH_OF(nothing), 8,
           PYF_ERR_HANDLE, "'a'");
}

TEST(native_0_as_an_object_keeps_the_first_failure)
{
    pyf_handle missing = pyf_import(PYF_TEXT("no_such_module"));
    void *args[] = {&missing};
    int64_t result = 1;

    assert_int_equal(pyf_call_native(evaluate("len"), plan("(object) -> i64"),
                                     args, LENGTH_OF(args), &result),
                     PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_failure(PYF_ERR_PYTHON, "no_such_module");
}

TEST_DETACHED(native_call_on_a_detached_thread_is_refused)
{
    int64_t result = 1;
    pyf_handle signature = plan("() -> i64");

    assert_int_equal(
        pyf_call_native(PYF_TYPE_INT, signature, NULL, 0, &result),
        PYF_ERR_NOT_ATTACHED);
    assert_int_equal(result, 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_attach_begin");
}

/* ---------------------------------------------------------- methods */

/* Feature: C07 */
TEST(native_method_is_called_by_name)
{
    const char *from = "-", *to = "+";
    void *args[] = {&from, &to};
    pyf_slice result;

    assert_int_equal(pyf_call_method_native(str("a-b-c"), PYF_TEXT("replace"),
                                            plan("(cstr, cstr) -> str"), args,
                                            LENGTH_OF(args), &result),
                     PYF_OK);
    assert_int_equal(result.length, 5);
    assert_memory_equal(result.data, "a+b+c", 5);
}

TEST(native_method_that_is_missing_is_an_attribute_error)
{
    int64_t result = 1;

    assert_int_equal(pyf_call_method_native(str("x"), PYF_TEXT("no_method"),
                                            plan("() -> i64"), NULL, 0,
                                            &result),
                     PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_failure(PYF_ERR_PYTHON, "no_method");
}

TEST(native_method_name_is_checked)
{
    int64_t result = 1;

    assert_int_equal(pyf_call_method_native(str("x"), NULL, 0,
                                            plan("() -> i64"), NULL, 0,
                                            &result),
                     PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_call_method_native", "name");
    result = 1;
    assert_int_equal(pyf_call_method_native(str("x"), NOT_UTF8,
                                            PYF_AUTO_LENGTH, plan("() -> i64"),
                                            NULL, 0, &result),
                     PYF_ERR_ENCODING);
    assert_int_equal(result, 0);
    pyf_error_clear();
}

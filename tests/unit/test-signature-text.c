/* SPDX-License-Identifier: MIT */
/* signature: defaults, what is refused and where, the limits. */
#include "plan.h"

#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

static const pyf_value *
default_of(const char *text)
{
    const struct pyf__parameter *parameter = &plan(text)->parameters[0];

    assert_non_null(parameter->default_text);
    return &parameter->default_value;
}

/* Defaults */

static void
expect_i64(const char *text, int64_t number)
{
    const pyf_value *value = default_of(text);

    assert_int_equal(value->kind, PYF_VALUE_I64);
    if (value->as.i64 != number)
        fail_msg("%s: %lld", text, (long long)value->as.i64);
}

TEST(signature_default_integers_are_pythons)
{
    expect_i64("(a: i8 = -128)", -128);
    expect_i64("(a: i8 = 127)", 127);
    expect_i64("(a: u8 = 255)", 255);
    expect_i64("(a: i16 = -0x8000)", -32768);
    expect_i64("(a: u16 = 0XFFFF)", 65535);
    expect_i64("(a: i32 = -2_147_483_648)", INT32_MIN);
    expect_i64("(a: u32 = 4294967295)", UINT32_MAX);
    expect_i64("(a: i64 = -9223372036854775808)", INT64_MIN);
    expect_i64("(a: i64 = 9223372036854775807)", INT64_MAX);
    expect_i64("(a: isize = 0o_17)", 15);
    expect_i64("(a: usize = 0B1_01)", 5);
    expect_i64("(a: i64? = 00_0)", 0);
    expect_i64("(a: i64 = -0)", 0);
    expect_i64("(a: object = -9223372036854775808)", INT64_MIN);
}

TEST(signature_default_beyond_i64_is_unsigned)
{
    const pyf_value *value = default_of("(a: u64 = 18446744073709551615)");

    assert_int_equal(value->kind, PYF_VALUE_U64);
    assert_true(value->as.u64 == UINT64_MAX);
    value = default_of("(a: object = 9223372036854775808)");
    assert_int_equal(value->kind, PYF_VALUE_U64);
    assert_true(value->as.u64 == UINT64_C(1) << 63);
}

static void
expect_f64(const char *text, double number)
{
    const pyf_value *value = default_of(text);

    assert_int_equal(value->kind, PYF_VALUE_F64);
    if (memcmp(&value->as.f64, &number, sizeof number) != 0)
        fail_msg("%s: %.17g", text, value->as.f64);
}

TEST(signature_default_floats_are_pythons)
{
    expect_f64("(a: f64 = 2.5)", 2.5);
    expect_f64("(a: f64 = -.5)", -.5);
    expect_f64("(a: f64 = 1.)", 1.0);
    expect_f64("(a: f64 = 1e3)", 1000.0);
    expect_f64("(a: f64 = 1_0.2_5E-0_1)", 1.025);
    expect_f64("(a: f64 = 007.5e+1)", 75);
    expect_f64("(a: f64 = -0.0)", -0.0);
    expect_f64("(a: f64 = -0)", 0.0);
    expect_f64("(a: f64 = 3)", 3);
    expect_f64("(a: f64 = -0xff)", -255);
    expect_f64("(a: f64 = 123456789012345678901234567890)",
               123456789012345678901234567890.0);
    expect_f64("(a: f64 = 1.7976931348623157e308)", 1.7976931348623157e308);
    expect_f64("(a: f32 = 3.4028234663852886e38)", 3.4028234663852886e38);
    expect_f64("(a: f32? = 0.1)", 0.1);
    expect_f64("(a: complex = 2)", 2);
    expect_f64("(a: object = 2.0)", 2);
}

/* A locale with a decimal comma, as the C library reads it from a file: a
 * number that names the category and the format, the number of strings, where
 * each lies, the strings. Few machines have such a locale installed. */
static const struct {
    uint32_t magic, count, offsets[6];
    char point[4], separator[4], grouping[4], wide_point[4], wide_separator[4];
    char codeset[8];
} numeric = {0x20031114, 6,   {32, 36, 40, 44, 48, 52},
             ",",        ".", "\x7f",
             ",",        ".", "UTF-8"};

static void
write_locale(const char *folder)
{
    char name[100];
    FILE *file;

    snprintf(name, sizeof name, "%s/xx_XX", folder);
    assert_int_equal(mkdir(name, 0700), 0);
    snprintf(name, sizeof name, "%s/xx_XX/LC_NUMERIC", folder);
    file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(&numeric, sizeof numeric, 1, file), 1);
    assert_int_equal(fclose(file), 0);
}

static void
remove_locale(const char *folder)
{
    char name[100];

    snprintf(name, sizeof name, "%s/xx_XX/LC_NUMERIC", folder);
    unlink(name);
    snprintf(name, sizeof name, "%s/xx_XX", folder);
    rmdir(name);
    rmdir(folder);
}

TEST(signature_default_floats_do_not_depend_on_the_locale)
{
    char folder[] = "/tmp/pyforge-locale-XXXXXX";
    const char *set;

    assert_non_null(mkdtemp(folder));
    write_locale(folder);
    setenv("LOCPATH", folder, 1);
    set = setlocale(LC_NUMERIC, "xx_XX");
    remove_locale(folder);
    unsetenv("LOCPATH");
    if (set == NULL)
        skip_because("this C library takes no locale of ours");
    assert_string_equal(localeconv()->decimal_point, ",");
    expect_f64("(in_a_locale: f64 = 2.75)", 2.75);
    assert_true(strtod("2,75", NULL) == 2.75); /* put back afterwards */
    setlocale(LC_NUMERIC, "C");
}

static void
expect_str(const char *text, const char *data, size_t length)
{
    const pyf_value *value = default_of(text);

    assert_int_equal(value->kind, PYF_VALUE_STR);
    assert_int_equal(value->as.text.length, length);
    assert_memory_equal(value->as.text.data, data, length + 1);
}

TEST(signature_default_strings_are_pythons)
{
    expect_str("(a: str = '')", "", 0);
    expect_str("(a: str = \"it's\")", "it's", 4);
    expect_str("(a: str? = 'say \"so\"')", "say \"so\"", 8);
    expect_str("(a: object = 'a\\\\b\\'c\\\"d')", "a\\b'c\"d", 7);
    expect_str("(a: str = '\\n\\t\\r\\0\\x41\\x7F')", "\n\t\r\0A\x7f", 6);
    expect_str("(a: str = '\\08')",
               "\0"
               "8",
               2);
    expect_str("(a: cstr = '\xc3\xb6 \xe2\x82\xac \xf0\x9f\x90\x8d')",
               "\xc3\xb6 \xe2\x82\xac \xf0\x9f\x90\x8d", 11);
    expect_str("(a: str = '\xe0\xa0\x80\xed\x9f\xbf\xf0\x90\x80\x80')",
               "\xe0\xa0\x80\xed\x9f\xbf\xf0\x90\x80\x80", 10);
    expect_str("(a: str = '\xf4\x8f\xbf\xbf\xc2\x80')",
               "\xf4\x8f\xbf\xbf\xc2\x80", 6);
    expect_str("(a: path? = '/tmp, (x) -> /')", "/tmp, (x) -> /", 14);
}

TEST(signature_default_words_are_none_and_bools)
{
    assert_int_equal(default_of("(a: i64? = None)")->kind, PYF_VALUE_NONE);
    assert_int_equal(default_of("(a: object = None)")->kind, PYF_VALUE_NONE);
    assert_int_equal(default_of("(a: [i8]? = None)")->kind, PYF_VALUE_NONE);
    assert_int_equal(default_of("(a: fn()? = None)")->kind, PYF_VALUE_NONE);
    assert_int_equal(default_of("(a: {i8}? = None)")->kind, PYF_VALUE_NONE);
    assert_int_equal(default_of("(a: ptr? = None)")->kind, PYF_VALUE_NONE);
    assert_int_equal(default_of("(a: bool = True)")->kind, PYF_VALUE_BOOL);
    assert_int_equal(default_of("(a: bool = True)")->as.i64, 1);
    assert_int_equal(default_of("(a: object = False)")->as.i64, 0);
    assert_int_equal(default_of("(a: bool? = False)")->kind, PYF_VALUE_BOOL);
}

/* Feature: F03 */
TEST(signature_default_text_is_what_was_written)
{
    const struct pyf__signature *signature = plan(
        "(a: i64 = 0x_10 , b: str = 'a, b' , c: f64=1_0.5e1,d: object=None)");
    static const char *const texts[] = {"0x_10", "'a, b'", "1_0.5e1", "None"};

    for (int i = 0; i < 4; i++)
        assert_string_equal(signature->parameters[i].default_text, texts[i]);
    assert_null(plan("(a: i64)")->parameters[0].default_text);
}

/* What is refused */

TEST(signature_with_a_hole_is_refused)
{
    REFUSE(
        {"", 1, "expected '(', got the end"},
        {"  i64", 3, "expected '(', got 'i64'"},
        {"(", 2, "expected a parameter, got the end"},
        {"(i64", 5, "expected ',' or ')', got the end"},
        {"(i64,", 6, "expected a parameter, got the end"},
        {"(i64,)", 6, "expected a parameter, got ')'"},
        {"(,)", 2, "expected a parameter, got ','"},
        {"(a:)", 4, "expected a type, got ')'"},
        {"(a: i64 =)", 10,
         "expected a default (None, True, False, a number, a string or ...), "
         "got ')'"},
        {"(a: i64 b: i64)", 9, "expected ',' or ')', got 'b'"},
        {"(a: [i64)", 9, "expected ']', got ')'"},
        {"(a: {i64)", 9, "expected ',' or '}', got ')'"},
        {"(a: fn)", 7, "expected '(', got ')'"},
        {"(a: fn(i8)", 11, "expected ',' or ')', got the end"},
        {"() -", 4, "expected '->', got '-'"},
        {"() ->", 6, "expected a type, got the end"},
        {"() -3", 4, "expected '->', got '-3'"});
}

TEST(signature_followed_by_anything_is_refused)
{
    REFUSE({"() i64", 4, "expected '->' or the end, got 'i64'"},
           {"() -> i64 i64", 11, "expected the end, got 'i64'"},
           {"() -> i64??", 11, "expected the end, got '?'"},
           {"() -> void -> i64", 12, "expected the end, got '->'"},
           {"() -> i64, i64", 10, "expected the end, got ','"},
           {"())", 3, "expected '->' or the end, got ')'"});
}

TEST(signature_with_an_unknown_type_names_the_closest)
{
    REFUSE(
        {"(a: i65)", 5, "expected a type, got 'i65'; did you mean 'i64'?"},
        {"(STR)", 2, "expected a type, got 'STR'; did you mean 'str'?"},
        {"(objekt)", 2,
         "expected a type, got 'objekt'; did you mean 'object'?"},
        {"([int])", 3, "expected a type, got 'int'; did you mean 'i64'?"},
        {"() -> double", 7,
         "expected a type, got 'double'; did you mean 'f64'?"},
        {"() -> None", 7, "expected a type, got 'None'; did you mean 'void'?"},
        {"(size_t)", 2,
         "expected a type, got 'size_t'; did you mean 'usize'?"},
        {"(a i64)", 2, "expected a type, got 'a'"},
        {"(numpy.ndarray)", 2, "expected a type, got 'numpy.ndarray'"},
        {"(a_name_that_is_longer_than_any_message_may_be)", 2,
         "expected a type, got "
         "'a_name_that_is_longer_than_any_message_m...'"});
}

TEST(signature_message_shows_what_can_be_shown)
{
    REFUSE({"(\xc3\xb6)", 2, "expected a type, got '\xc3\xb6'"},
           {"(\xff)", 2, "expected a parameter, got the byte 0xff"},
           {"(\x01)", 2, "expected a parameter, got the byte 0x01"},
           {"(\xed\xa0\x80)", 2, "expected a parameter, got the byte 0xed"},
           {"(a: 'i64')", 5, "expected a type, got a string"},
           /* Cut at the start of a character. */
           {"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xc3\xb6\xc3\xb6)", 2,
            "expected a type, got "
            "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...'"});
}

TEST(signature_with_a_nul_inside_is_refused_there)
{
    static const char text[] = "(i64\0)";
    const struct pyf__signature *signature;

    expect_fault(text, pyf__signature_find(text, 6, &signature, "f"),
                 "signature, column 5: expected ',' or ')', got the byte "
                 "0x00");
    expect_fault(text, pyf__signature_find("()\0", 3, &signature, "f"),
                 "signature, column 3: expected '->' or the end, got the byte "
                 "0x00");
    expect_fault(text,
                 pyf__signature_find("(a: str = 'x\0y')", 16, &signature, "f"),
                 "signature, column 13: the control character 0x00 has to be "
                 "an escape");
}

TEST(signature_with_a_bad_name_is_refused)
{
    REFUSE(
        {"(class: i64)", 2,
         "'class' is a keyword of Python and cannot be a name"},
        {"(a: i64, None: i64)", 10,
         "'None' is a keyword of Python and cannot be a name"},
        {"(__debug__: i64)", 2,
         "'__debug__' is a keyword of Python and cannot be a name"},
        {"(*in)", 3, "'in' is a keyword of Python and cannot be a name"},
        {"(na\xc3\xafve: i64)", 2,
         "expected a name (an ASCII identifier), got 'na\xc3\xafve'"},
        {"(1a: i64)", 2, "expected a name (an ASCII identifier), got '1a'"},
        {"(* 'a')", 4, "expected a name (an ASCII identifier), got a string"},
        {"(**)", 4, "expected a name (an ASCII identifier), got ')'"},
        {"(a: i8, a: i8)", 9, "two parameters have the name 'a'"},
        {"(a: i8, *a)", 10, "two parameters have the name 'a'"},
        {"(*a, **a)", 8, "two parameters have the name 'a'"},
        {"(i8, arg0: i8)", 6, "two parameters have the name 'arg0'"},
        {"(arg1: i8, i8, /)", 12,
         "this parameter would be named 'arg1', as another one is; give "
         "it a name"},
        {"(fn(a: i8, a: i8))", 12, "two parameters have the name 'a'"});
}

TEST(signature_with_a_misplaced_parameter_is_refused)
{
    REFUSE({"(a: i8, i8)", 9,
            "a parameter without a name cannot follow one with a name, but "
            "before a '/'"},
           {"(a: i8, /, b: i8, i8, i16)", 19,
            "a parameter without a name cannot follow one with a name, but "
            "before a '/'"},
           {"(fn(a: i8, i8))", 12,
            "a parameter without a name cannot follow one with a name"},
           {"(*, i8)", 5, "a parameter after '*' needs a name"},
           {"(*a, i8)", 6, "a parameter after '*' needs a name"},
           {"(a: i8 = 1, b: i8)", 13,
            "a parameter without a default cannot follow one with a default"},
           {"(i8 = 1, /, b: i8)", 13,
            "a parameter without a default cannot follow one with a default"},
           {"(**a, b: i8)", 7, "nothing can follow '**a'"},
           {"(**a, *b)", 7, "nothing can follow '**a'"},
           {"(**a, **b)", 7, "nothing can follow '**a'"});
    plan("(*, a: i8 = 1, b: i8)");
}

TEST(signature_with_a_misplaced_slash_is_refused)
{
    REFUSE({"(/)", 2, "a parameter must stand before '/'"},
           {"(/, a: i8)", 2, "a parameter must stand before '/'"},
           {"(a: i8, /, b: i8, /)", 19, "a second '/'"},
           {"(a: i8, *, /, b: i8)", 12, "'/' must stand before '*'"},
           {"(a: i8, *b, /)", 13, "'/' must stand before '*'"},
           {"(a: i8, / b: i8)", 11, "expected ',' or ')', got 'b'"});
}

TEST(signature_with_a_misplaced_star_is_refused)
{
    REFUSE({"(*)", 2, "a parameter with a name must follow '*'"},
           {"(a: i8, *)", 9, "a parameter with a name must follow '*'"},
           {"(*, **a)", 2, "a parameter with a name must follow '*'"},
           {"(*, *a)", 5, "a second '*'"}, {"(*a, *b)", 6, "a second '*'"},
           {"(*a, *, b: i8)", 6, "a second '*'"},
           {"(*a = 3)", 5, "a parameter with '*' cannot have a default"},
           {"(*a: i8 = 3)", 9, "a parameter with '*' cannot have a default"},
           {"(**a = None)", 6, "a parameter with '**' cannot have a default"},
           {"(**a: str)", 7, "expected 'object', the type of '**', got 'str'"},
           {"(**a: object?\?)", 14, "expected ',' or ')', got '?'"});
}

TEST(signature_of_a_nested_function_has_plain_parameters)
{
    REFUSE({"(fn(a: i8, /))", 12,
            "the parameters of a 'fn' are plain ones, without '/'"},
           {"(fn(*a))", 5,
            "the parameters of a 'fn' are plain ones, without '*'"},
           {"(fn(**a))", 5,
            "the parameters of a 'fn' are plain ones, without '*'"},
           {"(fn(a: i8 = 1))", 11, "a parameter of a 'fn' has no default"});
}

TEST(signature_with_void_as_a_value_is_refused)
{
    static const char nowhere[] =
        "'void' is no type of a value; it can only stand for a result";
    static const char never[] = "'void' is never None and cannot have '?'";

    refuse("(void)", 2, nowhere);
    refuse("(a: void)", 5, nowhere);
    refuse("([void])", 3, nowhere);
    refuse("({i8, void})", 7, nowhere);
    refuse("(*a: void)", 6, nowhere);
    refuse("() -> [void]", 8, nowhere);
    refuse("() -> void?", 11, never);
    refuse("(a: void ?)", 10, never);
    refuse("(fn() -> void?)", 14, never);
}

TEST(signature_with_a_wrong_default_is_refused)
{
    REFUSE(
        {"(a: i64 = None)", 11,
         "the default None needs a '?' behind the type 'i64'"},
        {"(a: [i64] = None)", 13,
         "the default None needs a '?' behind the type '[i64]'"},
        {"(a: i64 = 'x')", 11,
         "expected an integer as default of 'i64', got a string"},
        {"(a: i64? = 1.5)", 12,
         "expected an integer or None as default of 'i64?', got '1.5'"},
        {"(a: u8 = True)", 10,
         "expected an integer as default of 'u8', got 'True'"},
        {"(a: bool = 1)", 12,
         "expected True or False as default of 'bool', got '1'"},
        {"(a: f64 = '1')", 11,
         "expected a number as default of 'f64', got a string"},
        {"(a: f64 = True)", 11,
         "expected a number as default of 'f64', got 'True'"},
        {"(a: str = 1)", 11, "expected a string as default of 'str', got '1'"},
        {"(a: bytes = 'x')", 13,
         "'bytes' can have no default but None, and that with '?'"},
        {"(a: ptr? = 0)", 12, "'ptr?' can have no default but None"},
        {"(a: {i8, [i8]} = 1)", 18,
         "'{i8, [i8]}' can have no default but None, and that with '?'"},
        {"(a: fn(i8)? = True)", 15, "'fn(i8)?' can have no default but None"},
        {"(a: bool = true)", 12,
         "expected a default (None, True, False, a number, a string or ...), "
         "got "
         "'true'"},
        {"(a: f64 = inf)", 11,
         "expected a default (None, True, False, a number, a string or ...), "
         "got "
         "'inf'"},
        {"(a: f64 = +1)", 11,
         "expected a default (None, True, False, a number, a string or ...), "
         "got "
         "'+'"});
}

TEST(signature_with_a_number_that_is_none_is_refused)
{
    static const char *const all[] = {
        "07",    "1_",  "1__0", "0x",  "0x_",   "0b2", "0o8", "1.5.2",
        "1._5",  "-",   "-e5",  ".",   "1e",    "1e+", "0xg", "1j",
        "12abc", "--1", "0_7",  ".e1", "0x1.5", "-a",  "0b",  "1.5f",
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const struct pyf__signature *signature;
        char text[40];

        snprintf(text, sizeof text, "(a: object = %s)", all[i]);
        assert_int_equal(
            pyf__signature_find(text, strlen(text), &signature, "f"),
            PYF_ERR_SIGNATURE);
        if (strstr(pyf__fault_message(),
                   "column 14: expected a number, got '") == NULL)
            fail_msg("%s: %s", text, pyf__fault_message());
        pyf__fault_clear();
    }
}

TEST(signature_with_a_default_out_of_range_says_the_range)
{
    REFUSE({"(a: i8 = 128)", 10,
            "the default 128 does not fit 'i8': -128 to 127"},
           {"(a: i8 = -129)", 10,
            "the default -129 does not fit 'i8': -128 to 127"},
           {"(a: u8 = -1)", 10, "the default -1 does not fit 'u8': 0 to 255"},
           {"(a: u16? = 0x10000)", 12,
            "the default 0x10000 does not fit 'u16?': 0 to 65535"},
           {"(a: i64 = 9223372036854775808)", 11,
            "the default 9223372036854775808 does not fit 'i64': "
            "-9223372036854775808 to 9223372036854775807"},
           {"(a: u64 = 18446744073709551616)", 11,
            "the default 18446744073709551616 does not fit 'u64': 0 to "
            "18446744073709551615"},
           {"(a: object = -9223372036854775809)", 14,
            "the default -9223372036854775809 does not fit 'object': more "
            "than 64 bits"},
           {"(a: f64 = 0x10000000000000000)", 11,
            "the default 0x10000000000000000 does not fit 'f64': more than "
            "64 bits"},
           {"(a: f64 = 1e309)", 11,
            "the default 1e309 does not fit 'f64': it is too great"},
           {"(a: f32 = -3.5e38)", 11,
            "the default -3.5e38 does not fit 'f32': it is too great"},
           {"(a: i8 = 11111111112222222222333333333344444444445)", 10,
            "the default 1111111111222222222233333333334444444444... does "
            "not fit 'i8': -128 to 127"});
}

TEST(signature_with_a_bad_string_is_refused)
{
    REFUSE(
        {"(a: str = 'x)", 11, "a string without end"},
        {"(a: str = 'x\\')", 11, "a string without end"},
        {"(a: str = 'x\\", 11, "a string without end"},
        {"(a: str = '\\q')", 12,
         "this is no escape of a default; there are \\\\ \\' \\\" \\n \\t "
         "\\r \\0 \\xNN"},
        {"(a: str = 'a\\x8')", 13,
         "expected '\\x' with two hexadecimal digits, of at most 7f"},
        {"(a: str = '\\x80')", 12,
         "expected '\\x' with two hexadecimal digits, of at most 7f"},
        {"(a: str = '\\x')", 12,
         "expected '\\x' with two hexadecimal digits, of at most 7f"},
        {"(a: str = '\\01')", 12,
         "'\\0' cannot stand before a digit; write '\\x00'"},
        {"(a: str = 'a\nb')", 13,
         "the control character 0x0a has to be an escape"},
        {"(a: str = 'a\xff')", 13, "the byte 0xff is no UTF-8"},
        {"(a: str = '\xed\xa0\x80')", 12, "the byte 0xed is no UTF-8"},
        {"(a: str = '\xc3')", 12, "the byte 0xc3 is no UTF-8"},
        {"(a: str = '\x80')", 12, "the byte 0x80 is no UTF-8"},
        {"(a: str = '\xc1\xbf')", 12, "the byte 0xc1 is no UTF-8"},
        {"(a: str = '\xe0\x9f\xbf')", 12, "the byte 0xe0 is no UTF-8"},
        {"(a: str = '\xe2\x82')", 12, "the byte 0xe2 is no UTF-8"},
        {"(a: str = '\xf0\x8f\xbf\xbf')", 12, "the byte 0xf0 is no UTF-8"},
        {"(a: str = '\xf4\x90\x80\x80')", 12, "the byte 0xf4 is no UTF-8"},
        {"(a: str = '\xf0\x9f\x90')", 12, "the byte 0xf0 is no UTF-8"},
        {"(a: cstr = 'x\\0')", 14, "a default of 'cstr' cannot have a NUL"},
        {"(a: path? = '\\x00')", 14, "a default of 'path?' cannot have a NUL"},
        {"(a: str = b'x')", 11,
         "expected a default (None, True, False, a number, a string or ...), "
         "got 'b'"},
        {"(a: str = 'x' 'y')", 15, "expected ',' or ')', got a string"});
}

TEST(signature_with_an_empty_struct_is_refused)
{
    refuse("(a: {})", 5, "a struct without fields");
    refuse("() -> [{ }]", 8, "a struct without fields");
}

TEST(signature_null_is_refused)
{
    const struct pyf__signature *signature;

    assert_int_equal(pyf__signature_find(NULL, 2, &signature, "pyf_x"),
                     PYF_ERR_ARGUMENT);
    assert_string_equal(pyf__fault_message(),
                        "pyf_x: argument 'text': is NULL");
    assert_null(signature);
    pyf__fault_clear();
}

/* Limits */

TEST(signature_of_64_parameters_is_the_widest)
{
    char *text = repeated("(", "i8, ", 63, "i8, /, *, a: i8)");
    char *good = repeated("(", "str, ", 63, "str)");

    assert_int_equal(plan(good)->count, 64);
    assert_int_equal(plan(good)->c_count, 128);
    refuse(text, 1 + 4 * 64 + 7, "more than 64 parameters");
    free(text);
    text = repeated("(", "i8, ", 64, "*a)");
    refuse(text, 2 + 4 * 64, "more than 64 parameters");
    free(text);
    text = repeated("(", "i8, ", 64, "**a)");
    refuse(text, 2 + 4 * 64, "more than 64 parameters");
    free(text);
    free(good);
}

static char *
nested(const char *open, const char *close, int depth)
{
    char *ends = repeated("i8", close, depth, ")");
    char *text = repeated("(", open, depth, ends);

    free(ends);
    return text;
}

TEST(signature_of_16_levels_is_the_deepest)
{
    static const char *const opening[] = {"[", "{", "fn("};
    static const char *const closing[] = {"]", "}", ")"};

    for (int i = 0; i < 3; i++) {
        char *good = nested(opening[i], closing[i], 16);
        char *text = nested(opening[i], closing[i], 17);

        plan(good);
        refuse(text, 2 + 16 * (int)strlen(opening[i]),
               "types are nested deeper than 16");
        free(good);
        free(text);
    }
    char *text = repeated("() -> ", "fn() -> ", 17, "i8");

    refuse(text, 7 + 16 * 8, "types are nested deeper than 16");
    free(text);
}

TEST(signature_of_levels_side_by_side_is_not_deep)
{
    char *text = repeated("(", "[[[i8]]], ", 40, "i8)");

    plan(text);
    free(text);
}

TEST(signature_of_4096_bytes_is_the_longest)
{
    char *text = repeated("()", " ", 4094, "");
    char *longer = repeated("()", " ", 4095, "");
    const struct pyf__signature *signature;

    assert_int_equal(strlen(plan(text)->text), 4096);
    refuse(longer, 4097, "longer than 4096 bytes");
    assert_int_equal(
        pyf__signature_find(longer, PYF_AUTO_LENGTH, &signature, "f"),
        PYF_ERR_SIGNATURE);
    assert_int_equal(pyf__signature_find("()", (size_t)-2, &signature, "f"),
                     PYF_ERR_SIGNATURE);
    pyf__fault_clear();
    free(text);
    free(longer);
}

TEST(signature_of_the_biggest_struct_has_its_size)
{
    char *text = repeated("({", "str,", 1022, "str})");
    const struct pyf__type *type = type_of(text);

    assert_int_equal(type->size, 1023 * sizeof(pyf_slice));
    assert_true(type->size <= PYF__MOST_STRUCT);
    assert_int_equal(type->items[1022].offset, 1022 * sizeof(pyf_slice));
    free(text);
}

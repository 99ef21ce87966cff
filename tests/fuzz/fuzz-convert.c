/* SPDX-License-Identifier: MIT */
/* Random data through the conversions and back. */
#include "random.h"

#include <math.h>

enum { MAX_TEXT = 64, MAX_ITEMS = 24 };

/* A number of any width: small ones are as likely as wide ones. */
static uint64_t
random_number(void)
{
    uint64_t number = random_bits() >> random_below(64);

    return random_below(2) ? number : (uint64_t)0 - number;
}

/* Whether text is UTF-8 as Unicode defines it: an independent opinion. */
static int
is_utf8(const unsigned char *text, size_t length)
{
    while (length > 0) {
        unsigned char first = *text;
        size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3
                                                                       : 4;
        uint32_t code = size == 1 ? first : first & (0xff >> (size + 1));
        static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

        if ((first >= 0x80 && first < 0xc0) || first >= 0xf8 || size > length)
            return 0;
        for (size_t i = 1; i < size; i++) {
            if ((text[i] & 0xc0) != 0x80)
                return 0;
            code = code << 6 | (text[i] & 0x3f);
        }
        if (code < least[size] || code > 0x10ffff ||
            (code >= 0xd800 && code < 0xe000))
            return 0;
        text += size;
        length -= size;
    }
    return 1;
}

/* Random bytes that are often nearly UTF-8. */
static size_t
random_bytes(char *buffer)
{
    static const char *const parts[] = {
        "a", "\xc3\xb6", "\xe2\x82\xac", "\xf0\x9d\x90\xb1", "\x80",
        "\xed\xa0\x80", "\xf4\x8f\xbf\xbf", "\xc0", "\xe0\x9f\xbf", "z",
    };
    size_t length = 0, goal = random_below(MAX_TEXT - 4);
    int wild = random_below(4) == 0;

    while (length < goal) {
        const char *part = parts[random_below(wild ? 10 : 4)];

        if (random_below(8) == 0)
            buffer[length++] = wild ? (char)random_bits() : '\0';
        memcpy(buffer + length, part, strlen(part));
        length += strlen(part);
    }
    return length;
}

/* Texts that the values of a round point to. */
static char texts[2 * MAX_ITEMS][MAX_TEXT + 8];

/* A scalar or a text; never a handle. */
static pyf_value
random_value(int place)
{
    size_t length = random_bytes(texts[place]);

    switch (random_below(8)) {
    case 0:
        return (pyf_value)PYF_NIL;
    case 1:
        return (pyf_value)PYF_BOOL(random_below(2));
    case 2:
        return (pyf_value)PYF_I64((int64_t)random_number());
    case 3:
        return (pyf_value)PYF_U64(random_number());
    case 4:
        return (pyf_value)PYF_F64((double)(int64_t)random_number() / 64);
    default:
        break;
    }
    if (is_utf8((unsigned char *)texts[place], length))
        return (pyf_value)PYF_STR(texts[place], length);
    return (pyf_value)PYF_BYTES(texts[place], length);
}

static int
are_equal(const pyf_value *sent, const pyf_value *got)
{
    if (sent->kind == PYF_VALUE_U64 && sent->as.u64 <= INT64_MAX)
        return got->kind == PYF_VALUE_I64 && got->as.u64 == sent->as.u64;
    if (sent->kind != got->kind)
        return 0;
    if (sent->kind == PYF_VALUE_STR || sent->kind == PYF_VALUE_BYTES)
        return sent->as.text.length == got->as.text.length &&
               got->owner != 0 &&
               memcmp(sent->as.text.data, got->as.text.data,
                      got->as.text.length) == 0;
    return got->owner == 0 && memcmp(&sent->as, &got->as, 8) == 0;
}

/* The numbers */

static void
round_trip_ints(void)
{
    uint64_t number = random_number(), unsigned_back = 0;
    int64_t back = 0;

    check(pyf_to_i64(pyf_from_i64((int64_t)number), &back) == PYF_OK &&
              (uint64_t)back == number, "i64 changed");
    check(pyf_to_u64(pyf_from_u64(number), &unsigned_back) == PYF_OK &&
              unsigned_back == number, "u64 changed");
}

TEST(fuzz_ints_round_trip)
{
    repeat(round_trip_ints);
}

/* An int that fits one of the two 64-bit types comes out of the other one
 * exactly when it fits that too. */
static void
cross_ints(void)
{
    uint64_t number = random_number(), out_unsigned = 77;
    int64_t out_signed = 77;
    int fits = number <= INT64_MAX;
    int status = pyf_to_i64(pyf_from_u64(number), &out_signed);

    check(status == (fits ? PYF_OK : PYF_ERR_OVERFLOW), "u64 as i64");
    check(out_signed == (fits ? (int64_t)number : 0), "u64 as i64 changed");
    pyf_error_clear();
    status = pyf_to_u64(pyf_from_i64((int64_t)number), &out_unsigned);
    check(status == (fits ? PYF_OK : PYF_ERR_OVERFLOW), "i64 as u64");
    check(out_unsigned == (fits ? number : 0), "i64 as u64 changed");
    pyf_error_clear();
}

TEST(fuzz_ints_that_do_not_fit_are_refused)
{
    repeat(cross_ints);
}

static void
round_trip_floats(void)
{
    uint64_t bits = random_bits();
    double number, back = 0;

    memcpy(&number, &bits, sizeof number);
    check(pyf_to_f64(pyf_from_f64(number), &back) == PYF_OK, "f64 refused");
    check(memcmp(&back, &number, sizeof back) == 0 ||
              (isnan(back) && isnan(number)), "f64 changed");
}

TEST(fuzz_floats_round_trip)
{
    repeat(round_trip_floats);
}

static void
round_trip_arrays(void)
{
    int64_t integers[MAX_ITEMS], integers_back[MAX_ITEMS];
    double reals[MAX_ITEMS], reals_back[MAX_ITEMS];
    size_t size = random_below(MAX_ITEMS), count = 77;

    for (size_t i = 0; i < size; i++) {
        integers[i] = (int64_t)random_number();
        reals[i] = (double)integers[i] / 1024;
    }
    check(pyf_items_to_i64(pyf_list_from_i64(integers, size), integers_back,
                           MAX_ITEMS, &count) == PYF_OK &&
              count == size && memcmp(integers, integers_back, size * 8) == 0,
          "array of i64 changed");
    check(pyf_items_to_f64(pyf_list_from_f64(reals, size), reals_back,
                           MAX_ITEMS, &count) == PYF_OK &&
              count == size && memcmp(reals, reals_back, size * 8) == 0,
          "array of f64 changed");
}

/* Feature: V11 */
TEST(fuzz_arrays_round_trip)
{
    repeat(round_trip_arrays);
}

/* The text */

static void
round_trip_text(void)
{
    char data[MAX_TEXT + 8], copy[MAX_TEXT + 8];
    size_t length = random_bytes(data), back_length = 77;
    const char *back = NULL;
    pyf_handle made = pyf_from_str(data, length);

    if (!is_utf8((unsigned char *)data, length)) {
        check(made == 0 && pyf_error_code() == PYF_ERR_ENCODING,
              "wrong UTF-8 was taken");
        pyf_error_clear();
        return;
    }
    check(made != 0 && pyf_to_str(made, &back, &back_length) == PYF_OK,
          "UTF-8 was refused");
    check(back_length == length && memcmp(back, data, length) == 0 &&
              back[length] == '\0', "text changed");
    check(pyf_copy_str(made, copy, sizeof copy, &back_length) == PYF_OK &&
              back_length == length && memcmp(copy, data, length) == 0,
          "copy of text changed");
}

TEST(fuzz_text_round_trip)
{
    repeat(round_trip_text);
}

static void
round_trip_bytes(void)
{
    char data[MAX_TEXT + 8];
    size_t length = random_bytes(data), back_length = 77;
    const void *back = NULL;

    check(pyf_to_bytes(pyf_from_bytes(data, length), &back, &back_length) ==
              PYF_OK && back_length == length &&
              memcmp(back, data, length) == 0, "bytes changed");
}

TEST(fuzz_bytes_round_trip)
{
    repeat(round_trip_bytes);
}

/* The values */

static pyf_handle
identity(void)
{
    static const char source[] = "lambda *args: args";

    return pyf_eval(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

static void
round_trip_values(void)
{
    pyf_value sent[MAX_ITEMS], got[MAX_ITEMS], tuple;
    size_t size = random_below(MAX_ITEMS), count = 77;

    for (size_t i = 0; i < size; i++)
        sent[i] = random_value((int)i);
    check(pyf_call_values(identity(), sent, size, PYF_VALUE_ANY, &tuple) ==
              PYF_OK,
          "call failed");
    check(pyf_items_to_values(tuple.as.handle, PYF_VALUE_ANY, got, MAX_ITEMS,
                              &count) == PYF_OK &&
              count == size,
          "values not read");
    for (size_t i = 0; i < size; i++)
        check(are_equal(&sent[i], &got[i]), "value changed in a call");
    check(pyf_compare(pyf_list_from_values(sent, size),
                      pyf_call(PYF_TYPE_LIST, &tuple.as.handle, 1),
                      PYF_EQ) == 1, "list of values changed");
}

TEST(fuzz_values_round_trip)
{
    repeat(round_trip_values);
}

static void
round_trip_dict(void)
{
    pyf_value keys[MAX_ITEMS], values[MAX_ITEMS];
    pyf_value keys_back[MAX_ITEMS], values_back[MAX_ITEMS];
    size_t size = random_below(MAX_ITEMS), count = 77;

    for (size_t i = 0; i < size; i++) {
        keys[i] = (pyf_value)PYF_I64((int64_t)i << random_below(40));
        values[i] = random_value((int)i);
    }
    pyf_handle dict = pyf_dict_from_values(keys, values, size);

    check(pyf_dict_to_values(dict, PYF_VALUE_ANY, keys_back, PYF_VALUE_ANY,
                             values_back, MAX_ITEMS, &count) == PYF_OK &&
              count <= size,
          "dict not read");
    for (size_t i = 0; count == size && i < size; i++)
        check(are_equal(&keys[i], &keys_back[i]) &&
                  are_equal(&values[i], &values_back[i]), "dict changed");
}

/* Feature: V13 */
TEST(fuzz_dicts_round_trip)
{
    repeat(round_trip_dict);
}

/* What is wrong */

static pyf_handle
random_handle(void)
{
    pyf_handle live = pyf_from_i64(1000000);

    switch (random_below(4)) {
    case 0:
        return random_bits();
    case 1:
        return live ^ UINT64_C(1) << random_below(64);
    case 2:
        return (live & ~UINT64_C(0xffffffff)) | random_below(1000);
    default:
        return UINT64_C(0x0010000000000000) | random_below(300);
    }
}

/* Any number as a handle: used or refused, never a crash. */
static void
use_random_handles(void)
{
    pyf_handle a = random_handle(), b = random_handle();
    pyf_value value;
    int64_t number;

    pyf_repr(a);
    pyf_is(a, b);
    pyf_hash(a, &number);
    pyf_to_value(a, PYF_VALUE_ANY, &value);
    pyf_list_from_handles((pyf_handle[]){a, b}, 2);
    pyf_compare(a, b, PYF_EQ);
    pyf_call(a, &b, 1);
    check((pyf_handle_kind(a) < 0) == (pyf_dup(a) == 0),
          "kind and dup do not agree about a handle");
    pyf_error_clear();
}

TEST(fuzz_handles_of_any_bits_do_no_harm)
{
    repeat(use_random_handles);
}

/* Any text as source: compiled, or refused with a failure parked. */
static void
compile_random_text(void)
{
    static const char *const parts[] = {
        "x", " ", "=", "(", ")", "[", "]", ":", "\n", "    ", "def ", "1",
        "'", "\"", "lambda ", ",", "if ", "#", "\\", "0x", "f'{", "}'",
        "\xc3\xb6", "\xff", "import ", "*", "@", ":=", "async ", "\t",
    };
    char source[512];
    size_t length = 0;

    for (uint64_t i = random_below(40); i > 0; i--) {
        const char *part = parts[random_below(sizeof parts / sizeof *parts)];

        memcpy(source + length, part, strlen(part));
        length += strlen(part);
    }
    pyf_handle code =
        pyf_compile(source, length, NULL, 0, (int)random_below(3));

    check((code == 0) == (pyf_error_code() != PYF_OK),
          "result and parked failure do not agree");
    pyf_error_clear();
}

TEST(fuzz_sources_are_compiled_or_refused)
{
    pyf_handle warnings = pyf_import(PYF_TEXT("warnings"));
    const pyf_value ignore = PYF_STR("ignore", 6);

    assert_int_equal(pyf_call_method_values(warnings, PYF_TEXT("simplefilter"),
                                            &ignore, 1, PYF_VALUE_ANY, NULL),
                     PYF_OK);
    repeat(compile_random_text);
}

/* SPDX-License-Identifier: MIT */
/* signature: arrays of a fixed length inside structs, and characters. */
#include "plan.h"

struct packet {
    int32_t a;
    uint8_t b[3];
    double c[2];
    uint8_t d[1][5];
};

struct slices {
    pyf_slice a[2];
    uint8_t b;
};

TEST(signature_fixed_arrays_lie_as_in_c)
{
    const struct pyf__type *type =
        type_of("({i32, [3]u8, [ 2 ] f64, [1][5]u8})");

    assert_int_equal(type->size, sizeof(struct packet));
    assert_int_equal(type->alignment, _Alignof(struct packet));
    assert_int_equal(type->items[1].offset, offsetof(struct packet, b));
    assert_int_equal(type->items[2].offset, offsetof(struct packet, c));
    assert_int_equal(type->items[3].offset, offsetof(struct packet, d));
    assert_int_equal(type->items[2].code, PYF__FIXED);
    assert_int_equal(type->items[2].length, 2);
    assert_int_equal(type->items[2].items->code, PYF__F64);
    assert_int_equal(type->items[3].length, 1);
    assert_int_equal(type->items[3].items->length, 5);
    assert_int_equal(type_of("({[2]str, u8})")->size, sizeof(struct slices));
    assert_int_equal(type_of("({[3]i64?})")->items[0].items->boxed, true);
    assert_int_equal(type_of("([[4]i16])")->items->size, 4 * sizeof(int16_t));
    assert_int_equal(type_of("({[2]([2]u8)})")->size, 4);
}

TEST(signature_fixed_arrays_are_fields_and_elements_alone)
{
    static const char detail[] = "an array of a fixed length can only be a "
                                 "field or an element; write '[T]' here";

    refuse("([3]u8)", 2, detail);
    refuse("(a: i64, b: [3]u8)", 13, detail);
    refuse("() -> [3]u8", 7, detail);
    refuse("(([3]u8))", 3, detail);
    refuse("(*rest: [3]u8)", 9, detail);
    refuse("({fn([3]u8)})", 6, detail);
    refuse("({fn() -> [3]u8})", 11, detail);
}

TEST(signature_fixed_arrays_of_bad_lengths_are_refused)
{
    REFUSE({"({[0]u8})", 4, "an array without items"},
           {"({[00]u8})", 4, "an array without items"},
           {"({[65537]u8})", 4,
            "the arrays in structs have more than 65536 items"},
           {"({[99999999999999999999]u8})", 4,
            "the arrays in structs have more than 65536 items"},
           {"({[65536]u8, [1]u8})", 15,
            "the arrays in structs have more than 65536 items"},
           {"({[8193]f64})", 3,
            "a struct, or an array in one, of more than 65536 bytes"},
           {"({[32768]u8, {[16384]u8, [16384]u8, i64}, u8})", 2,
            "a struct, or an array in one, of more than 65536 bytes"},
           {"({[0x3]u8})", 5, "expected ']', got 'x3'"},
           {"({[3 u8})", 6, "expected ']', got 'u8'"},
           {"({[3])", 6, "expected a type, got ')'"},
           {"({[3]void})", 6,
            "'void' is no type of a value; it can only stand for a result"},
           {"({[-1]u8})", 4, "expected a type, got '-1'"},
           {"({([3]u8)?})", 10,
            "an array of a fixed length is never None and cannot have '?'"});
}

TEST(signature_largest_struct_is_taken)
{
    assert_int_equal(type_of("({[65536]u8})")->size, PYF__MOST_STRUCT);
    assert_int_equal(type_of("({[8192]f64})")->size, PYF__MOST_STRUCT);
}

TEST(signature_char_is_a_word)
{
    const struct pyf__type *type = type_of("(char)");

    assert_int_equal(type->code, PYF__CHAR);
    assert_int_equal(type->size, sizeof(uint32_t));
    assert_ptr_equal(type->ffi, &ffi_type_uint32);
    assert_true(type->plain);
    assert_true(type_of("(char?)")->boxed);
}

TEST(signature_char_has_a_default_of_one_character)
{
    const pyf_value *value =
        &plan("(a: char = '\xf0\x9f\x90\x8d')")->parameters[0].default_value;

    assert_int_equal(value->kind, PYF_VALUE_STR);
    assert_int_equal(value->as.text.length, 4);
    refuse("(a: char = '')", 12, "a default of 'char' has one character");
    refuse("(a: char? = 'ab')", 13, "a default of 'char?' has one character");
    refuse("(a: char = 1)", 12,
           "expected a string of one character as default of 'char', got '1'");
    refuse("(a: rune)", 5,
           "expected a type, got 'rune'; did you mean 'char'?");
}

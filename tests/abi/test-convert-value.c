/* SPDX-License-Identifier: MIT */
/* convert: single values. */
#include "bad-handle.h"

#include <math.h>

static pyf_value
value_of(const char *source)
{
    pyf_value value = garbage();

    assert_int_equal(pyf_to_value(evaluate(source), PYF_VALUE_ANY, &value),
                     PYF_OK);
    return value;
}

static pyf_handle
object_of(pyf_value value)
{
    return pyf_from_value(&value);
}

/* from_value */

/* Feature: V16 */
TEST(from_value_makes_every_kind)
{
    expect_repr(object_of((pyf_value)PYF_NIL), "None");
    expect_repr(object_of((pyf_value)PYF_BOOL(1)), "True");
    expect_repr(object_of((pyf_value)PYF_I64(-3)), "-3");
    expect_repr(object_of((pyf_value)PYF_U64(UINT64_MAX)),
                "18446744073709551615");
    expect_repr(object_of((pyf_value)PYF_F64(-0.0)), "-0.0");
    expect_repr(object_of((pyf_value)PYF_STR("a\0ö", 4)), "'a\\x00ö'");
    expect_repr(object_of((pyf_value)PYF_BYTES("\xff", 1)), "b'\\xff'");
}

TEST(from_value_bool_is_0_or_1)
{
    const int64_t wrong[] = {-1, 2, 256, INT64_C(1) << 40};
    pyf_value value = PYF_BOOL(1);

    for (size_t i = 0; i < LENGTH_OF(wrong); i++) {
        value.as.i64 = wrong[i];
        assert_int_equal(pyf_from_value(&value), 0);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_from_value", "neither 0 nor 1");
    }
}

TEST(from_value_reserved_word_is_0)
{
    pyf_value values[] = {PYF_NIL, PYF_I64(5), PYF_F64(2.5),
                          PYF_STR(PYF_TEXT("x")), PYF_HANDLE(PYF_NONE)};

    for (size_t i = 0; i < LENGTH_OF(values); i++) {
        values[i].reserved = 1;
        assert_int_equal(pyf_from_value(&values[i]), 0);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_from_value", "reserved");
    }
}

TEST(from_value_text_ends_at_its_nul_where_it_says_so)
{
    expect_repr(object_of((pyf_value)PYF_STR("gr\xc3\xbc", PYF_AUTO_LENGTH)),
                "'gr\xc3\xbc'");
    expect_repr(object_of((pyf_value)PYF_BYTES("ab", PYF_AUTO_LENGTH)),
                "b'ab'");
}

TEST(from_value_complex_crosses)
{
    expect_repr(object_of((pyf_value)PYF_C128(1.5, -2.0)), "(1.5-2j)");
}

TEST(from_value_handle_gives_one_more_handle)
{
    pyf_handle list = evaluate("[1]");
    pyf_handle made = object_of((pyf_value)PYF_HANDLE(list));

    assert_true(made != list);
    assert_int_equal(pyf_is(made, list), 1);
    assert_int_equal(pyf_close(made), PYF_OK);
    expect_repr(list, "[1]");
}

TEST(from_value_empty_text_may_be_null)
{
    expect_repr(object_of((pyf_value)PYF_STR(NULL, 0)), "''");
    expect_repr(object_of((pyf_value)PYF_BYTES(NULL, 0)), "b''");
}

TEST(from_value_bad_values_are_refused)
{
    pyf_value unknown = PYF_NIL;

    unknown.kind = PYF_VALUE_HANDLE + 1;
    assert_int_equal(pyf_from_value(NULL), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_value");
    assert_int_equal(pyf_from_value(&unknown), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_value");
    assert_int_equal(object_of((pyf_value)PYF_STR(NULL, 1)), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_value");
    assert_int_equal(object_of((pyf_value)PYF_BYTES(NULL, 1)), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_value");
    assert_int_equal(object_of((pyf_value)PYF_STR(NOT_UTF8, 4)), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_from_value");
}

TEST_BAD_HANDLE(from_value_bad_handle_is_refused, pyf_from_value,
                pyf_from_value(&(pyf_value)PYF_HANDLE(bad)))

/* to_value */

/* Feature: V15, V16 */
TEST(to_value_reads_scalars)
{
    pyf_value value = value_of("None");

    expect_cleared(&value);
    value = value_of("False");
    assert_int_equal(value.kind, PYF_VALUE_BOOL);
    assert_int_equal(value.as.i64, 0);
    value = value_of("0.5");
    assert_int_equal(value.kind, PYF_VALUE_F64);
    assert_true(value.as.f64 == 0.5);
    value = value_of("float('nan')");
    assert_true(isnan(value.as.f64));
    assert_int_equal(value.as.text.length, 0);
    assert_int_equal(value.owner, 0);
}

TEST(to_value_reads_ints_of_64_bits)
{
    pyf_value value = value_of("-2**63");

    assert_int_equal(value.kind, PYF_VALUE_I64);
    assert_int_equal(value.as.i64, INT64_MIN);
    value = value_of("2**63 - 1");
    assert_int_equal(value.kind, PYF_VALUE_I64);
    assert_int_equal(value.as.i64, INT64_MAX);
    value = value_of("2**63");
    assert_int_equal(value.kind, PYF_VALUE_U64);
    assert_true(value.as.u64 == UINT64_C(1) << 63);
    value = value_of("2**64 - 1");
    assert_int_equal(value.kind, PYF_VALUE_U64);
    assert_true(value.as.u64 == UINT64_MAX);
    expect_no_failure();
}

TEST(to_value_wider_ints_come_as_handles)
{
    const char *const wide[] = {"2**64", "-2**63 - 1", "10**1000"};

    for (int i = 0; i < 3; i++) {
        pyf_value value = value_of(wide[i]);

        assert_int_equal(value.kind, PYF_VALUE_HANDLE);
        assert_int_equal(pyf_builtin_type(value.as.handle), PYF_BUILTIN_INT);
        assert_int_equal(value.owner, 0);
    }
    expect_no_failure();
}

TEST(to_value_reads_text_and_bytes)
{
    pyf_value value = value_of("'a\\0' + 'ö'");

    assert_int_equal(value.kind, PYF_VALUE_STR);
    assert_int_equal(value.as.text.length, 4);
    assert_memory_equal(value.as.text.data, "a\0ö", 5);
    assert_int_equal(pyf_close(value.owner), PYF_OK);
    value = value_of("b'a\\xff'");
    assert_int_equal(value.kind, PYF_VALUE_BYTES);
    assert_int_equal(value.as.text.length, 2);
    assert_memory_equal(value.as.text.data, "a\xff", 2);
    assert_int_equal(pyf_close(value.owner), PYF_OK);
}

TEST(to_value_empty_text_has_an_owner_too)
{
    pyf_value value = value_of("''");

    assert_int_equal(value.kind, PYF_VALUE_STR);
    assert_int_equal(value.as.text.length, 0);
    assert_non_null(value.as.text.data);
    assert_int_equal(pyf_close(value.owner), PYF_OK);
}

TEST(to_value_other_objects_come_as_handles)
{
    const char *const others[] = {
        "[1]", "...", "int", "{}", "bytearray(b'x')", "ValueError()"};

    for (int i = 0; i < 6; i++) {
        pyf_value value = value_of(others[i]);

        assert_int_equal(value.kind, PYF_VALUE_HANDLE);
        assert_int_equal(pyf_handle_kind(value.as.handle), PYF_KIND_OBJECT);
        assert_int_equal(value.owner, 0);
    }
}

TEST(to_value_has_no_handle_that_is_still_reserved_elsewhere)
{
    pyf_value value = garbage();

    assert_int_equal(pyf_to_value(PYF_TYPE_INT, PYF_VALUE_ANY, &value),
                     PYF_OK);
    assert_int_equal(value.kind, PYF_VALUE_HANDLE);
    assert_int_equal(pyf_is(value.as.handle, PYF_TYPE_INT), 1);
    assert_int_equal(pyf_close(value.as.handle), PYF_OK);
}

TEST(to_value_instance_of_a_subclass_keeps_its_class)
{
    pyf_handle names = names_of("import enum\n"
                                "class I(enum.IntEnum): A = 41\n"
                                "class S(str): pass\n"
                                "class F(float): pass\n"
                                "samples = [I.A, S('s'), F(0.5)]\n");

    for (int i = 0; i < 3; i++) {
        pyf_handle obj = pyf_getitem_i64(evaluate_in("samples", names), i);
        pyf_value value = garbage();

        assert_int_equal(pyf_to_value(obj, PYF_VALUE_ANY, &value), PYF_OK);
        assert_int_equal(value.kind, PYF_VALUE_HANDLE);
        assert_int_equal(pyf_is(value.as.handle, obj), 1);
    }
}

TEST(to_value_lone_surrogate_is_refused)
{
    pyf_value value = garbage();

    assert_int_equal(
        pyf_to_value(evaluate(LONE_SURROGATE), PYF_VALUE_ANY, &value),
        PYF_ERR_ENCODING);
    expect_cleared(&value);
    expect_failure2(PYF_ERR_ENCODING, "pyf_to_value", "index 3");
}

TEST(to_value_null_is_refused)
{
    assert_int_equal(pyf_to_value(PYF_NONE, PYF_VALUE_ANY, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_to_value");
}

TEST(to_value_bad_object_writes_none)
{
    pyf_value value = garbage();

    assert_int_equal(pyf_to_value(stale(), PYF_VALUE_ANY, &value),
                     PYF_ERR_HANDLE);
    expect_cleared(&value);
    expect_failure(PYF_ERR_HANDLE, "pyf_to_value");
}

TEST_BAD_HANDLE(to_value_bad_object_is_refused, pyf_to_value,
                pyf_to_value(bad, PYF_VALUE_ANY, &(pyf_value)PYF_NIL))

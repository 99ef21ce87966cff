/* SPDX-License-Identifier: MIT */
/* convert: the kind of a value is asked for. */
#include "shorthand.h"

static const char source_of_names[] =
    "class Index:\n"
    "    def __index__(self): return 7\n"
    "class Float:\n"
    "    def __float__(self): return 2.5\n"
    "class Complex:\n"
    "    def __complex__(self): return 1 - 2j\n"
    "class Raises:\n"
    "    def __index__(self): raise KeyError('on purpose')\n"
    "    __float__ = __complex__ = __index__\n"
    "class Str(str): pass\n"
    "class Bytes(bytes): pass\n";

static pyf_value
wanted(const char *expression, uint32_t kind, int status)
{
    pyf_value value = {.kind = 77, .owner = 88};

    pyf_handle names = names_of(source_of_names);

    assert_int_equal(
        pyf_to_value(evaluate_in(expression, names), kind, &value), status);
    if (status == PYF_OK) {
        assert_int_equal(value.kind, kind);
        assert_int_equal(value.reserved, 0);
        return value;
    }
    assert_int_equal(value.kind, PYF_VALUE_NONE);
    assert_int_equal(value.owner, 0);
    return value;
}

static void
refused(const char *expression, uint32_t kind, int status, const char *text)
{
    wanted(expression, kind, status);
    expect_failure2(status, "pyf_to_value", text);
}

/* Feature: V15, V16 */
TEST(wanted_scalars_are_converted_as_by_pyf_to)
{
    assert_int_equal(wanted("True", PYF_VALUE_BOOL, PYF_OK).as.i64, 1);
    assert_int_equal(wanted("5", PYF_VALUE_I64, PYF_OK).as.i64, 5);
    assert_int_equal(wanted("True", PYF_VALUE_I64, PYF_OK).as.i64, 1);
    assert_int_equal(wanted("Index()", PYF_VALUE_I64, PYF_OK).as.i64, 7);
    assert_int_equal(wanted("5", PYF_VALUE_U64, PYF_OK).as.u64, 5);
    assert_true(wanted("2**64 - 1", PYF_VALUE_U64, PYF_OK).as.u64 ==
                UINT64_MAX);
    assert_true(wanted("5", PYF_VALUE_F64, PYF_OK).as.f64 == 5.0);
    assert_true(wanted("0.5", PYF_VALUE_F64, PYF_OK).as.f64 == 0.5);
    assert_true(wanted("Float()", PYF_VALUE_F64, PYF_OK).as.f64 == 2.5);
    assert_int_equal(wanted("None", PYF_VALUE_NONE, PYF_OK).owner, 0);
}

TEST(wanted_complex_takes_every_number)
{
    pyf_value value = wanted("1.5-2j", PYF_VALUE_COMPLEX, PYF_OK);

    assert_true(value.as.c128.real == 1.5 && value.as.c128.imag == -2.0);
    value = wanted("Complex()", PYF_VALUE_COMPLEX, PYF_OK);
    assert_true(value.as.c128.real == 1.0 && value.as.c128.imag == -2.0);
    value = wanted("3", PYF_VALUE_COMPLEX, PYF_OK);
    assert_true(value.as.c128.real == 3.0 && value.as.c128.imag == 0.0);
    refused("'1'", PYF_VALUE_COMPLEX, PYF_ERR_TYPE, "expected complex");
    refused("[]", PYF_VALUE_COMPLEX, PYF_ERR_TYPE, "expected complex");
}

TEST(wanted_text_comes_with_its_owner)
{
    pyf_value value = wanted("'a' + chr(0x20ac)", PYF_VALUE_STR, PYF_OK);

    assert_int_equal(value.as.text.length, 4);
    assert_memory_equal(value.as.text.data, "a\xe2\x82\xac", 4);
    assert_int_equal(pyf_close(value.owner), PYF_OK);
    value = wanted("Str('sub')", PYF_VALUE_STR, PYF_OK);
    assert_int_equal(value.as.text.length, 3);
    assert_int_equal(pyf_close(value.owner), PYF_OK);
    value = wanted("Bytes(b'x\\0')", PYF_VALUE_BYTES, PYF_OK);
    assert_int_equal(value.as.text.length, 2);
    assert_int_equal(pyf_close(value.owner), PYF_OK);
}

TEST(wanted_handle_comes_whatever_the_type)
{
    static const char *const all[] = {"None", "True", "5",  "2.5",
                                      "'x'",  "b'x'", "1j", "[]"};

    for (size_t i = 0; i < LENGTH_OF(all); i++) {
        pyf_value value = wanted(all[i], PYF_VALUE_HANDLE, PYF_OK);

        expect_repr(value.as.handle, text(pyf_repr(evaluate(all[i]))));
        assert_int_equal(value.owner, 0);
    }
}

TEST(wanted_kind_is_that_or_a_failure)
{
    refused("2.5", PYF_VALUE_I64, PYF_ERR_TYPE, "expected int, got 'float'");
    refused("2**63", PYF_VALUE_I64, PYF_ERR_OVERFLOW, "result");
    refused("-1", PYF_VALUE_U64, PYF_ERR_OVERFLOW, "result");
    refused("'2.5'", PYF_VALUE_F64, PYF_ERR_TYPE, "expected float");
    refused("10**400", PYF_VALUE_F64, PYF_ERR_OVERFLOW, "result");
    refused("10**400", PYF_VALUE_COMPLEX, PYF_ERR_OVERFLOW, "result");
    refused("1", PYF_VALUE_BOOL, PYF_ERR_TYPE, "expected bool");
    refused("b'x'", PYF_VALUE_STR, PYF_ERR_TYPE, "expected str");
    refused("'x'", PYF_VALUE_BYTES, PYF_ERR_TYPE, "expected bytes");
    refused("'\\ud800'", PYF_VALUE_STR, PYF_ERR_ENCODING, "result");
    refused("0", PYF_VALUE_NONE, PYF_ERR_TYPE, "expected None");
    wanted("Raises()", PYF_VALUE_I64, PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_KeyError, "on purpose");
    wanted("Raises()", PYF_VALUE_F64, PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_KeyError, "on purpose");
    wanted("Raises()", PYF_VALUE_COMPLEX, PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_KeyError, "on purpose");
}

TEST(wanted_any_is_what_the_object_is)
{
    static const struct {
        const char *expression;
        uint32_t kind;
    } cases[] = {
        {"None", PYF_VALUE_NONE},     {"False", PYF_VALUE_BOOL},
        {"5", PYF_VALUE_I64},         {"-2**63", PYF_VALUE_I64},
        {"2**64 - 1", PYF_VALUE_U64}, {"2**64", PYF_VALUE_HANDLE},
        {"2.5", PYF_VALUE_F64},       {"1j", PYF_VALUE_COMPLEX},
        {"'x'", PYF_VALUE_STR},       {"b'x'", PYF_VALUE_BYTES},
        {"[]", PYF_VALUE_HANDLE},
    };

    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        pyf_value value;

        assert_int_equal(
            pyf_to_value(evaluate(cases[i].expression), PYF_VALUE_ANY, &value),
            PYF_OK);
        assert_int_equal(value.kind, cases[i].kind);
        pyf_close(value.owner);
    }
}

/* What every function that gives a value does with it. */
TEST(wanted_kind_is_obeyed_everywhere)
{
    pyf_handle list = evaluate("[3]"), sum = evaluate("sum");
    pyf_handle thing = evaluate("__import__('types').SimpleNamespace(x=3)");
    pyf_value args[] = {PYF_HANDLE(list)}, key = PYF_I64(0), value;
    pyf_value keys[1], values[1];
    size_t count;

    assert_int_equal(pyf_call_values(sum, args, 1, PYF_VALUE_F64, &value),
                     PYF_OK);
    assert_true(value.kind == PYF_VALUE_F64 && value.as.f64 == 3.0);
    assert_int_equal(
        pyf_call_values_kw(sum, args, 1, NULL, 0, PYF_VALUE_F64, &value),
        PYF_OK);
    assert_true(value.kind == PYF_VALUE_F64 && value.as.f64 == 3.0);
    assert_int_equal(pyf_call_method_values(list, PYF_TEXT("__len__"), NULL, 0,
                                            PYF_VALUE_F64, &value),
                     PYF_OK);
    assert_true(value.kind == PYF_VALUE_F64 && value.as.f64 == 1.0);
    assert_int_equal(pyf_call_method_values_kw(list, PYF_TEXT("__len__"), NULL,
                                               0, NULL, 0, PYF_VALUE_U64,
                                               &value),
                     PYF_OK);
    assert_true(value.kind == PYF_VALUE_U64 && value.as.u64 == 1);
    assert_int_equal(
        pyf_getattr_value(thing, PYF_TEXT("x"), PYF_VALUE_F64, &value),
        PYF_OK);
    assert_true(value.kind == PYF_VALUE_F64 && value.as.f64 == 3.0);
    assert_int_equal(pyf_getitem_value(list, &key, PYF_VALUE_HANDLE, &value),
                     PYF_OK);
    expect_repr(value.as.handle, "3");
    assert_int_equal(pyf_next_value(pyf_iter(list), PYF_VALUE_F64, &value), 1);
    assert_true(value.kind == PYF_VALUE_F64 && value.as.f64 == 3.0);
    assert_int_equal(
        pyf_items_to_values(list, PYF_VALUE_F64, values, 1, &count), PYF_OK);
    assert_true(values[0].kind == PYF_VALUE_F64 && values[0].as.f64 == 3.0);
    assert_int_equal(pyf_dict_to_values(evaluate("{1: 2}"), PYF_VALUE_F64,
                                        keys, PYF_VALUE_HANDLE, values, 1,
                                        &count),
                     PYF_OK);
    assert_true(keys[0].kind == PYF_VALUE_F64 && keys[0].as.f64 == 1.0);
    expect_repr(values[0].as.handle, "2");
}

/* A result of another kind is dropped, with nothing left behind. */
TEST(wanted_kind_that_fails_leaves_nothing)
{
    pyf_handle make = evaluate("lambda: [object()]");
    pyf_value value;
    pyf_value values[2];
    size_t count;

    for (uint32_t kind = PYF_VALUE_NONE; kind < PYF_VALUE_HANDLE; kind++) {
        uint64_t before = live_handle_count();

        assert_int_equal(pyf_call_values(make, NULL, 0, kind, &value),
                         PYF_ERR_TYPE);
        expect_failure2(PYF_ERR_TYPE, "pyf_call_values", "result");
        assert_int_equal(value.kind, PYF_VALUE_NONE);
        assert_int_equal(live_handle_count(), before);
    }
    pyf_handle mixed = evaluate("['x', 5]");
    uint64_t before = live_handle_count();

    assert_int_equal(
        pyf_items_to_values(mixed, PYF_VALUE_STR, values, 2, &count),
        PYF_ERR_TYPE);
    expect_failure(PYF_ERR_TYPE, "pyf_items_to_values");
    assert_int_equal(live_handle_count(), before);
}

/* Nothing is called for what cannot be asked for. */
TEST(wanted_kind_that_is_none_is_refused_at_once)
{
    static const uint32_t wrong[] = {9, 0xfe, 0x100, UINT32_MAX};
    pyf_handle calls = evaluate("[]");
    pyf_handle append = pyf_getattr(calls, PYF_TEXT("append"));
    pyf_value args[] = {PYF_NIL}, value;

    for (size_t i = 0; i < LENGTH_OF(wrong); i++) {
        assert_int_equal(pyf_call_values(append, args, 1, wrong[i], &value),
                         PYF_ERR_ARGUMENT);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_call_values", "'wanted'");
        assert_int_equal(pyf_call_values(append, args, 1, wrong[i], NULL),
                         PYF_ERR_ARGUMENT);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_call_values", "'wanted'");
        assert_int_equal(
            pyf_call_values(PYF_TYPE_LIST, NULL, 0, wrong[i], &value),
            PYF_ERR_ARGUMENT);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_call_values", "'wanted'");
    }
    expect_repr(calls, "[]");
}

TEST(wanted_numbers_of_numpy_count)
{
    pyf_handle numpy = pyf_import(PYF_TEXT("numpy"));
    pyf_value value;

    if (numpy == 0) {
        pyf_error_clear();
        skip_because("there is no numpy");
    }
    pyf_handle array = pyf_call_method(numpy, PYF_TEXT("arange"),
                                       (pyf_handle[]){pyf_from_i64(5)}, 1);

    assert_int_equal(pyf_call_method_values(array, PYF_TEXT("mean"), NULL, 0,
                                            PYF_VALUE_F64, &value),
                     PYF_OK);
    assert_true(value.as.f64 == 2.0);
    assert_int_equal(pyf_call_method_values(array, PYF_TEXT("sum"), NULL, 0,
                                            PYF_VALUE_I64, &value),
                     PYF_OK);
    assert_int_equal(value.as.i64, 10);
    assert_int_equal(pyf_call_method_values(array, PYF_TEXT("any"), NULL, 0,
                                            PYF_VALUE_BOOL, &value),
                     PYF_OK);
    assert_int_equal(value.as.i64, 1);
}

/* SPDX-License-Identifier: MIT */
/* call, values: arguments and results without a handle for each. */
#include "bad-handle.h"

static const char functions[] =
    "def everything(*args, **kwargs): return args, kwargs\n"
    "def echo(x): return x\n"
    "def nothing(): pass\n"
    "def raises(*args, **kwargs): raise ValueError('on purpose')\n"
    "def text(): return '-'.join(['fresh', 'text'])\n"
    "def data(): return b'-'.join([b'a', b'b'])\n"
    "class Obj:\n"
    "    def echo(self, x, *, y=None): return x if y is None else y\n"
    "    def raises(self, **kwargs): raise ValueError('on purpose')\n"
    "obj = Obj()\n";

static pyf_handle
sample(const char *expression)
{
    return evaluate_in(expression, names_of(functions));
}

/* What comes back when a value goes to Python and returns. */
static pyf_value
echo(pyf_value value)
{
    pyf_value result = garbage();

    assert_int_equal(
        pyf_call_values(sample("echo"), &value, 1, PYF_VALUE_ANY, &result),
        PYF_OK);
    return result;
}

/* What the value is in Python. */
static void
expect_argument(pyf_value value, const char *repr)
{
    pyf_value result = garbage();

    assert_int_equal(
        pyf_call_values(evaluate("repr"), &value, 1, PYF_VALUE_ANY, &result),
        PYF_OK);
    assert_int_equal(result.kind, PYF_VALUE_STR);
    assert_string_equal(text(result.owner), repr);
}

/* call_values */

/* Feature: C01 */
TEST(call_values_passes_every_kind)
{
    pyf_handle list = evaluate("[1]");

    expect_argument((pyf_value)PYF_NIL, "None");
    expect_argument((pyf_value)PYF_BOOL(7), "True");
    expect_argument((pyf_value)PYF_BOOL(0), "False");
    expect_argument((pyf_value)PYF_I64(INT64_MIN), "-9223372036854775808");
    expect_argument((pyf_value)PYF_I64(INT64_MAX), "9223372036854775807");
    expect_argument((pyf_value)PYF_U64(UINT64_MAX), "18446744073709551615");
    expect_argument((pyf_value)PYF_U64(5), "5");
    expect_argument((pyf_value)PYF_F64(-0.0), "-0.0");
    expect_argument((pyf_value)PYF_STR("a\0ö", 4), "'a\\x00ö'");
    expect_argument((pyf_value)PYF_STR(NULL, 0), "''");
    expect_argument((pyf_value)PYF_BYTES("\xff\0", 2), "b'\\xff\\x00'");
    expect_argument((pyf_value)PYF_BYTES(NULL, 0), "b''");
    expect_argument((pyf_value)PYF_HANDLE(list), "[1]");
    expect_argument((pyf_value)PYF_HANDLE(PYF_ELLIPSIS), "Ellipsis");
}

TEST(call_values_gives_every_kind)
{
    pyf_value result = echo((pyf_value)PYF_NIL);

    expect_cleared(&result);
    result = echo((pyf_value)PYF_BOOL(1));
    assert_int_equal(result.kind, PYF_VALUE_BOOL);
    assert_int_equal(result.as.i64, 1);
    result = echo((pyf_value)PYF_I64(INT64_MIN));
    assert_int_equal(result.kind, PYF_VALUE_I64);
    assert_int_equal(result.as.i64, INT64_MIN);
    result = echo((pyf_value)PYF_U64(UINT64_MAX));
    assert_int_equal(result.kind, PYF_VALUE_U64);
    assert_true(result.as.u64 == UINT64_MAX);
    result = echo((pyf_value)PYF_U64(5));
    assert_int_equal(result.kind, PYF_VALUE_I64);
    assert_int_equal(result.as.i64, 5);
    result = echo((pyf_value)PYF_F64(0.1));
    assert_int_equal(result.kind, PYF_VALUE_F64);
    assert_true(result.as.f64 == 0.1);
    assert_int_equal(result.owner, 0);
}

TEST(call_values_scalars_make_no_handles)
{
    pyf_handle function = sample("echo");
    const pyf_value arg = PYF_I64(123456789);
    pyf_value result = garbage();
    uint64_t before = live_handle_count();

    assert_int_equal(
        pyf_call_values(function, &arg, 1, PYF_VALUE_ANY, &result), PYF_OK);
    assert_int_equal(live_handle_count(), before);
    assert_int_equal(result.owner, 0);
}

TEST(call_values_text_is_pinned_by_its_owner)
{
    pyf_value result = garbage();
    pyf_handle function = sample("text");
    uint64_t before = live_handle_count();

    assert_int_equal(
        pyf_call_values(function, NULL, 0, PYF_VALUE_ANY, &result), PYF_OK);
    assert_int_equal(live_handle_count(), before + 1);
    assert_int_equal(result.kind, PYF_VALUE_STR);
    assert_int_equal(result.as.text.length, 10);
    assert_memory_equal(result.as.text.data, "fresh-text", 11);
    assert_int_equal(pyf_builtin_type(result.owner), PYF_BUILTIN_STR);
    assert_int_equal(pyf_close(result.owner), PYF_OK);
    assert_int_equal(live_handle_count(), before);
}

TEST(call_values_bytes_are_pinned_by_their_owner)
{
    pyf_value result = garbage();

    assert_int_equal(
        pyf_call_values(sample("data"), NULL, 0, PYF_VALUE_ANY, &result),
        PYF_OK);
    assert_int_equal(result.kind, PYF_VALUE_BYTES);
    assert_int_equal(result.as.text.length, 3);
    assert_memory_equal(result.as.text.data, "a-b", 3);
    assert_int_equal(pyf_builtin_type(result.owner), PYF_BUILTIN_BYTES);
    assert_int_equal(pyf_close(result.owner), PYF_OK);
}

TEST(call_values_text_beyond_ascii_counts_bytes)
{
    pyf_value result = echo((pyf_value)PYF_STR("größe\0𝐱", 12));

    assert_int_equal(result.as.text.length, 12);
    assert_memory_equal(result.as.text.data, "größe\0𝐱", 12);
}

TEST(call_values_other_objects_come_as_a_new_handle)
{
    pyf_handle list = evaluate("[1]");
    pyf_value result = echo((pyf_value)PYF_HANDLE(list));

    assert_int_equal(result.kind, PYF_VALUE_HANDLE);
    assert_true(result.as.handle != list);
    assert_int_equal(pyf_is(result.as.handle, list), 1);
    assert_int_equal(result.owner, 0);
}

TEST(call_values_int_beyond_64_bits_comes_as_a_handle)
{
    pyf_value result = echo((pyf_value)PYF_HANDLE(evaluate("2**64")));

    assert_int_equal(result.kind, PYF_VALUE_HANDLE);
    expect_repr(result.as.handle, "18446744073709551616");
}

TEST(call_values_owner_of_an_argument_is_ignored)
{
    pyf_value arg = PYF_STR("text", 4), result = garbage();

    arg.owner = UINT64_MAX;
    assert_int_equal(
        pyf_call_values(sample("echo"), &arg, 1, PYF_VALUE_ANY, &result),
        PYF_OK);
    assert_string_equal(text(result.owner), "text");
}

TEST(call_values_result_may_be_null)
{
    pyf_handle function = sample("text");
    uint64_t before = live_handle_count();

    assert_int_equal(pyf_call_values(function, NULL, 0, PYF_VALUE_ANY, NULL),
                     PYF_OK);
    assert_int_equal(live_handle_count(), before);
}

TEST(call_values_result_null_takes_what_has_no_utf8)
{
    const pyf_value arg = PYF_HANDLE(evaluate(LONE_SURROGATE));

    assert_int_equal(
        pyf_call_values(sample("echo"), &arg, 1, PYF_VALUE_ANY, NULL), PYF_OK);
}

TEST(call_values_passes_0_to_20_arguments)
{
    pyf_handle function = sample("everything");
    pyf_value args[20], result;

    for (int i = 0; i < 20; i++)
        args[i] = (pyf_value)PYF_I64(i);
    for (size_t count = 0; count <= 20; count++) {
        assert_int_equal(
            pyf_call_values(function, args, count, PYF_VALUE_ANY, &result),
            PYF_OK);
        expect_true_of(result.as.handle, "x == (tuple(range(len(x[0]))), {})");
        expect_true_of(pyf_getitem_i64(result.as.handle, 0),
                       "type(x) is tuple");
        int64_t length = 0;

        pyf_len(pyf_getitem_i64(result.as.handle, 0), &length);
        assert_int_equal(length, count);
    }
}

TEST(call_values_lone_surrogate_is_refused)
{
    const pyf_value arg = PYF_HANDLE(evaluate(LONE_SURROGATE));
    pyf_value result = garbage();

    assert_int_equal(
        pyf_call_values(sample("echo"), &arg, 1, PYF_VALUE_ANY, &result),
        PYF_ERR_ENCODING);
    expect_cleared(&result);
    expect_failure2(PYF_ERR_ENCODING, "pyf_call_values", "3");
}

TEST(call_values_passes_on_what_the_callable_raises)
{
    pyf_value result = garbage();

    assert_int_equal(
        pyf_call_values(sample("raises"), NULL, 0, PYF_VALUE_ANY, &result),
        PYF_ERR_PYTHON);
    expect_cleared(&result);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_call_values(PYF_NONE, NULL, 0, PYF_VALUE_ANY, NULL),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "not callable");
}

TEST(call_values_bad_arguments_are_refused)
{
    pyf_handle function = sample("everything");
    const pyf_value good = PYF_I64(1);
    pyf_value result = garbage();

    assert_int_equal(
        pyf_call_values(function, NULL, 1, PYF_VALUE_ANY, &result),
        PYF_ERR_ARGUMENT);
    expect_cleared(&result);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_values");
    assert_int_equal(
        pyf_call_values(function, &good, (size_t)-1, PYF_VALUE_ANY, &result),
        PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_values");
    assert_int_equal(pyf_call_values(function, &good, (size_t)1 << 60,
                                     PYF_VALUE_ANY, &result),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_values");
}

TEST(call_values_unknown_kind_is_refused)
{
    pyf_handle function = sample("everything");
    const uint32_t kinds[] = {9, PYF_VALUE_ANY, UINT32_MAX};

    for (int i = 0; i < 3; i++) {
        pyf_value args[] = {PYF_I64(1), PYF_I64(2)};
        pyf_value result = garbage();

        args[1].kind = kinds[i];
        assert_int_equal(
            pyf_call_values(function, args, 2, PYF_VALUE_ANY, &result),
            PYF_ERR_ARGUMENT);
        expect_cleared(&result);
        expect_failure(PYF_ERR_ARGUMENT, "pyf_call_values");
    }
}

TEST(call_values_text_not_utf8_is_refused)
{
    pyf_handle function = sample("everything");
    const char *const wrong[] = {
        NOT_UTF8, "\x80", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
        "\xff", "\xe2\x82",
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const pyf_value args[] = {
            PYF_STR("fine", 4), PYF_STR(wrong[i], strlen(wrong[i])),
        };
        pyf_value result = garbage();

        assert_int_equal(
            pyf_call_values(function, args, 2, PYF_VALUE_ANY, &result),
            PYF_ERR_ENCODING);
        expect_cleared(&result);
        expect_failure(PYF_ERR_ENCODING, "pyf_call_values");
    }
}

TEST(call_values_null_text_with_a_length_is_refused)
{
    const pyf_value text = PYF_STR(NULL, 1), bytes = PYF_BYTES(NULL, 1);

    assert_int_equal(
        pyf_call_values(sample("echo"), &text, 1, PYF_VALUE_ANY, NULL),
        PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_values");
    assert_int_equal(
        pyf_call_values(sample("echo"), &bytes, 1, PYF_VALUE_ANY, NULL),
        PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_values");
}

TEST(call_values_failure_calls_nothing)
{
    pyf_handle names = names_of("calls = []\n"
                                "def f(*args): calls.append(args)\n");
    const pyf_value args[] = {PYF_I64(1), PYF_HANDLE(stale())};

    assert_int_equal(
        pyf_call_values(evaluate_in("f", names), args, 2, PYF_VALUE_ANY, NULL),
        PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_call_values");
    expect_true_in("calls == []", names);
}

TEST_BAD_HANDLE(call_values_bad_callable_is_refused, pyf_call_values,
                pyf_call_values(bad, NULL, 0, PYF_VALUE_ANY, NULL))
TEST_BAD_HANDLE(call_values_bad_argument_is_refused, pyf_call_values,
                pyf_call_values(PYF_TYPE_STR, &(pyf_value)PYF_HANDLE(bad), 1,
                                PYF_VALUE_ANY, &(pyf_value)PYF_NIL))

/* call_values_kw */

/* Feature: C01 */
TEST(call_values_kw_passes_the_last_arguments_by_name)
{
    const pyf_value args[] = {PYF_I64(1), PYF_STR("two", 3), PYF_F64(0.5)};
    const pyf_text names[] = {{PYF_TEXT("b")}, {PYF_TEXT("größe")}};
    pyf_value result = garbage();

    assert_int_equal(pyf_call_values_kw(sample("everything"), args, 3, names,
                                        2, PYF_VALUE_ANY, &result),
                     PYF_OK);
    expect_repr(result.as.handle, "((1,), {'b': 'two', 'größe': 0.5})");
}

TEST(call_values_kw_result_may_be_null)
{
    assert_int_equal(pyf_call_values_kw(sample("text"), NULL, 0, NULL, 0,
                                        PYF_VALUE_ANY, NULL),
                     PYF_OK);
}

TEST(call_values_kw_wrong_name_raises_type_error)
{
    const pyf_value arg = PYF_I64(1);
    const pyf_text names[] = {{PYF_TEXT("wrong")}};
    pyf_value result = garbage();

    assert_int_equal(pyf_call_values_kw(sample("echo"), &arg, 1, names, 1,
                                        PYF_VALUE_ANY, &result),
                     PYF_ERR_PYTHON);
    expect_cleared(&result);
    expect_exception(PYF_EXC_TypeError, "wrong");
}

TEST(call_values_kw_bad_arguments_are_refused)
{
    const pyf_value args[] = {PYF_I64(1), PYF_STR(NOT_UTF8, 4)};
    const pyf_text names[] = {
        {PYF_TEXT("a")}, {PYF_TEXT("b")}, {PYF_TEXT("c")}};
    const pyf_text null[] = {{NULL, 0}};
    const pyf_text wrong[] = {{PYF_TEXT(NOT_UTF8)}};
    pyf_handle function = sample("everything");
    pyf_value result = garbage();

    assert_int_equal(
        pyf_call_values_kw(function, args, 1, NULL, 1, PYF_VALUE_ANY, &result),
        PYF_ERR_ARGUMENT);
    expect_cleared(&result);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_values_kw");
    assert_int_equal(
        pyf_call_values_kw(function, args, 1, names, 2, PYF_VALUE_ANY, NULL),
        PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_values_kw");
    assert_int_equal(
        pyf_call_values_kw(function, args, 1, null, 1, PYF_VALUE_ANY, NULL),
        PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_values_kw");
    assert_int_equal(
        pyf_call_values_kw(function, args, 1, wrong, 1, PYF_VALUE_ANY, NULL),
        PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_call_values_kw");
    assert_int_equal(
        pyf_call_values_kw(function, args, 2, names, 1, PYF_VALUE_ANY, NULL),
        PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_call_values_kw");
}

TEST_BAD_HANDLE(call_values_kw_bad_callable_is_refused, pyf_call_values_kw,
                pyf_call_values_kw(bad, NULL, 0, NULL, 0, PYF_VALUE_ANY, NULL))
TEST_BAD_HANDLE(call_values_kw_bad_argument_is_refused, pyf_call_values_kw,
                pyf_call_values_kw(sample("everything"),
                                   &(pyf_value)PYF_HANDLE(bad), 1,
                                   (pyf_text[]){{PYF_TEXT("a")}}, 1,
                                   PYF_VALUE_ANY, NULL))

/* call_method_values */

/* Feature: C02 */
TEST(call_method_values_calls_the_method)
{
    const pyf_value args[] = {PYF_F64(3.0), PYF_F64(4.0)};
    pyf_value result = garbage();

    assert_int_equal(pyf_call_method_values(pyf_import(PYF_TEXT("math")),
                                            PYF_TEXT("hypot"), args, 2,
                                            PYF_VALUE_ANY, &result),
                     PYF_OK);
    assert_int_equal(result.kind, PYF_VALUE_F64);
    assert_true(result.as.f64 == 5.0);
}

TEST(call_method_values_gives_text)
{
    const pyf_value arg = PYF_STR("-", 1);
    pyf_value result = garbage();
    pyf_handle word = str("a-b");

    assert_int_equal(pyf_call_method_values(word, PYF_TEXT("rpartition"), &arg,
                                            1, PYF_VALUE_ANY, &result),
                     PYF_OK);
    expect_repr(result.as.handle, "('a', '-', 'b')");
    assert_int_equal(pyf_call_method_values(word, PYF_TEXT("upper"), NULL, 0,
                                            PYF_VALUE_ANY, &result),
                     PYF_OK);
    assert_memory_equal(result.as.text.data, "A-B", 3);
    assert_int_equal(pyf_close(result.owner), PYF_OK);
}

TEST(call_method_values_reports_a_failed_import)
{
    const pyf_value args[] = {PYF_F64(3.0)};
    pyf_value result = garbage();
    pyf_handle module = pyf_import(PYF_TEXT("no_such_module"));

    assert_true(pyf_call_method_values(module, PYF_TEXT("f"), args, 1,
                                       PYF_VALUE_ANY, &result) < 0);
    expect_cleared(&result);
    expect_exception(PYF_EXC_ModuleNotFoundError, "no_such_module");
}

TEST(call_method_values_passes_on_what_python_raises)
{
    pyf_value result = garbage();

    assert_int_equal(pyf_call_method_values(sample("obj"), PYF_TEXT("gone"),
                                            NULL, 0, PYF_VALUE_ANY, &result),
                     PYF_ERR_PYTHON);
    expect_cleared(&result);
    expect_exception(PYF_EXC_AttributeError, "gone");
    assert_int_equal(pyf_call_method_values(sample("obj"), PYF_TEXT("raises"),
                                            NULL, 0, PYF_VALUE_ANY, NULL),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
}

TEST(call_method_values_bad_arguments_are_refused)
{
    pyf_handle obj = sample("obj");
    pyf_value result = garbage();

    assert_int_equal(
        pyf_call_method_values(obj, NULL, 0, NULL, 0, PYF_VALUE_ANY, &result),
        PYF_ERR_ARGUMENT);
    expect_cleared(&result);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method_values");
    assert_int_equal(pyf_call_method_values(obj, NOT_UTF8, PYF_AUTO_LENGTH,
                                            NULL, 0, PYF_VALUE_ANY, NULL),
                     PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_call_method_values");
    assert_int_equal(pyf_call_method_values(obj, PYF_TEXT("echo"), NULL, 1,
                                            PYF_VALUE_ANY, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method_values");
}

TEST_BAD_HANDLE(call_method_values_bad_object_is_refused,
                pyf_call_method_values,
                pyf_call_method_values(bad, PYF_TEXT("echo"), NULL, 0,
                                       PYF_VALUE_ANY, NULL))
TEST_BAD_HANDLE(call_method_values_bad_argument_is_refused,
                pyf_call_method_values,
                pyf_call_method_values(sample("obj"), PYF_TEXT("echo"),
                                       &(pyf_value)PYF_HANDLE(bad), 1,
                                       PYF_VALUE_ANY, NULL))

/* call_method_values_kw */

TEST(call_method_values_kw_passes_the_last_arguments_by_name)
{
    const pyf_value args[] = {PYF_I64(1), PYF_I64(2)};
    const pyf_text names[] = {{PYF_TEXT("y")}};
    pyf_value result = garbage();

    assert_int_equal(pyf_call_method_values_kw(sample("obj"), PYF_TEXT("echo"),
                                               args, 2, names, 1,
                                               PYF_VALUE_ANY, &result),
                     PYF_OK);
    assert_int_equal(result.as.i64, 2);
    assert_int_equal(pyf_call_method_values_kw(sample("obj"), PYF_TEXT("echo"),
                                               args, 1, NULL, 0, PYF_VALUE_ANY,
                                               &result),
                     PYF_OK);
    assert_int_equal(result.as.i64, 1);
}

TEST(call_method_values_kw_wrong_name_raises_type_error)
{
    const pyf_value args[] = {PYF_I64(1), PYF_I64(2)};
    const pyf_text names[] = {{PYF_TEXT("wrong")}};

    assert_int_equal(pyf_call_method_values_kw(sample("obj"), PYF_TEXT("echo"),
                                               args, 2, names, 1,
                                               PYF_VALUE_ANY, NULL),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "wrong");
}

TEST(call_method_values_kw_bad_arguments_are_refused)
{
    const pyf_value args[] = {PYF_I64(1)};
    const pyf_text names[] = {{PYF_TEXT("a")}, {PYF_TEXT("b")}};
    pyf_handle obj = sample("obj");
    pyf_value result = garbage();

    assert_int_equal(pyf_call_method_values_kw(obj, NULL, 0, args, 1, names, 1,
                                               PYF_VALUE_ANY, &result),
                     PYF_ERR_ARGUMENT);
    expect_cleared(&result);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method_values_kw");
    assert_int_equal(pyf_call_method_values_kw(obj, PYF_TEXT("echo"), args, 1,
                                               names, 2, PYF_VALUE_ANY, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method_values_kw");
    assert_int_equal(pyf_call_method_values_kw(obj, PYF_TEXT("echo"), args, 1,
                                               NULL, 1, PYF_VALUE_ANY, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method_values_kw");
    assert_int_equal(pyf_call_method_values_kw(obj, NOT_UTF8, PYF_AUTO_LENGTH,
                                               args, 1, names, 1,
                                               PYF_VALUE_ANY, NULL),
                     PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_call_method_values_kw");
}

TEST_BAD_HANDLE(call_method_values_kw_bad_object_is_refused,
                pyf_call_method_values_kw,
                pyf_call_method_values_kw(bad, PYF_TEXT("echo"), NULL, 0, NULL,
                                          0, PYF_VALUE_ANY, NULL))
TEST_BAD_HANDLE(call_method_values_kw_bad_argument_is_refused,
                pyf_call_method_values_kw,
                pyf_call_method_values_kw(sample("obj"), PYF_TEXT("echo"),
                                          &(pyf_value)PYF_HANDLE(bad), 1,
                                          (pyf_text[]){{PYF_TEXT("y")}}, 1,
                                          PYF_VALUE_ANY, NULL))

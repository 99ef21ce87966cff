/* SPDX-License-Identifier: MIT */
/* native: keyword-only and starred parameters, and prepared calls. */
#include "shorthand.h"

static pyf_handle
plan(const char *text)
{
    pyf_handle signature = pyf_signature(text, PYF_AUTO_LENGTH);

    if (signature == 0)
        fail_msg("%s: %s", text, pyf_error_message());
    return signature;
}

static const char shown[] = "def show(*a, **k): return f'{a} {k}'\n"
                            "class Shower:\n"
                            "    def show(self, *a, **k): return f'{a} {k}'\n";

/* What arrives, by each of the ways to call. */
static void
expect_shown(const char *signature, void *const *args, size_t count,
             const char *expected)
{
    pyf_handle names = names_of(shown), plan_of = plan(signature);
    pyf_handle show = evaluate_in("show", names);
    pyf_handle shower = evaluate_in("Shower()", names);
    const char *result[4];

    assert_int_equal(pyf_call_native(show, plan_of, args, count, &result[0]),
                     PYF_OK);
    assert_int_equal(pyf_call_method_native(shower, PYF_TEXT("show"), plan_of,
                                            args, count, &result[1]),
                     PYF_OK);
    assert_int_equal(
        pyf_call_prepared(pyf_call_prepare(show, NULL, 0, plan_of), args,
                          count, &result[2]),
        PYF_OK);
    assert_int_equal(
        pyf_call_prepared(pyf_call_prepare(shower, PYF_TEXT("show"), plan_of),
                          args, count, &result[3]),
        PYF_OK);
    for (int i = 0; i < 4; i++)
        assert_string_equal(result[i], expected);
}

/* Feature: C07 */
TEST(native_positional_parameters_are_passed_in_order)
{
    int64_t a = 1, b = 2;
    void *args[] = {&a, &b};

    expect_shown("(i64, b: i64) -> cstr", args, LENGTH_OF(args), "(1, 2) {}");
    expect_shown("(a: i64, /, b: i64) -> cstr", args, LENGTH_OF(args),
                 "(1, 2) {}");
}

/* Feature: C07 */
TEST(native_keyword_only_parameters_are_passed_by_name)
{
    int64_t a = 1, b = 2, c = 3;
    void *args[] = {&a, &b, &c};

    expect_shown("(a: i64, *, b: i64, c: i64) -> cstr", args, LENGTH_OF(args),
                 "(1,) {'b': 2, 'c': 3}");
    expect_shown("(*, a: i64) -> cstr", args, 1, "() {'a': 1}");
}

TEST(native_rest_is_passed_one_by_one)
{
    int64_t a = 1, rest[] = {7, 8, 9}, k = 5;
    void *data = rest;
    size_t length = 3;
    void *args[] = {&a, &data, &length, &k};

    expect_shown("(a: i64, *rest: i64) -> cstr", args, 3, "(1, 7, 8, 9) {}");
    expect_shown("(a: i64, *rest: i64, k: i64) -> cstr", args, LENGTH_OF(args),
                 "(1, 7, 8, 9) {'k': 5}");
    length = 0;
    data = NULL;
    expect_shown("(a: i64, *rest: i64, k: i64) -> cstr", args, LENGTH_OF(args),
                 "(1,) {'k': 5}");
}

TEST(native_rest_of_bytes_and_of_objects_is_passed_one_by_one)
{
    uint8_t bytes[] = {1, 255};
    pyf_handle objects[] = {PYF_NONE, PYF_TRUE};
    void *data = bytes;
    size_t length = 2;
    void *args[] = {&data, &length};

    expect_shown("(*rest: u8) -> cstr", args, LENGTH_OF(args), "(1, 255) {}");
    data = objects;
    expect_shown("(*rest) -> cstr", args, LENGTH_OF(args), "(None, True) {}");
}

TEST(native_keywords_are_passed_by_name)
{
    int64_t a = 1, k = 5;
    pyf_handle more = evaluate("{'x': 1, 'y': 'z'}"), none = 0;
    void *args[] = {&a, &k, &more};

    expect_shown("(a: i64, *, k: i64, **more) -> cstr", args, LENGTH_OF(args),
                 "(1,) {'k': 5, 'x': 1, 'y': 'z'}");
    more = evaluate("{}");
    expect_shown("(a: i64, *, k: i64, **more) -> cstr", args, LENGTH_OF(args),
                 "(1,) {'k': 5}");
    args[0] = &none;
    expect_shown("(**more: object?) -> cstr", args, 1, "() {}");
    args[0] = &more;
    more = evaluate("{'x': 1}");
    expect_shown("(**more) -> cstr", args, 1, "() {'x': 1}");
}

static void
refuse(const char *signature, void *const *args, size_t count, int status,
       const char *message)
{
    pyf_handle show = defined(shown, "show");
    const char *result = "";
    int got = pyf_call_native(show, plan(signature), args, count, &result);

    if (got != status)
        fail_msg("%s: %d, expected %d: %s", signature, got, status,
                 pyf_error_message());
    assert_null(result);
    expect_failure(status, message);
}

TEST(native_keywords_that_are_no_dict_are_refused)
{
    int64_t k = 5;
    pyf_handle more = evaluate("[1]");
    void *args[] = {&k, &more};

    refuse("(*, k: i64, **more) -> cstr", args, LENGTH_OF(args), PYF_ERR_TYPE,
           "'more'");
    more = PYF_NONE;
    refuse("(*, k: i64, **more) -> cstr", args, LENGTH_OF(args), PYF_ERR_TYPE,
           "'more'");
    more = evaluate("{1: 2}");
    refuse("(*, k: i64, **more) -> cstr", args, LENGTH_OF(args), PYF_ERR_TYPE,
           "str");
    more = evaluate("{'a': 1, 'k': 2}");
    refuse("(*, k: i64, **more) -> cstr", args, LENGTH_OF(args),
           PYF_ERR_ARGUMENT, "'more'");
    more = 0;
    refuse("(*, k: i64, **more) -> cstr", args, LENGTH_OF(args),
           PYF_ERR_HANDLE, "'more'");
}

TEST(native_rest_with_a_bad_element_names_it)
{
    const char *rest[] = {"a", NULL};
    void *data = rest;
    size_t length = 2;
    void *args[] = {&data, &length};

    refuse("(*rest: cstr) -> cstr", args, LENGTH_OF(args), PYF_ERR_ARGUMENT,
           "'rest'[1]");
}

TEST(native_argument_given_by_position_and_by_name_is_pythons_error)
{
    int64_t a = 1, result = 9;
    pyf_handle more = evaluate("{'a': 2}");
    void *args[] = {&a, &more};

    assert_int_equal(pyf_call_native(evaluate("lambda a, **k: 1"),
                                     plan("(a: i64, **more) -> i64"), args,
                                     LENGTH_OF(args), &result),
                     PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_failure(PYF_ERR_PYTHON, "multiple values");
}

/* ---------------------------------------------------------- prepared */

TEST(prepared_call_is_a_handle_of_its_own_kind)
{
    pyf_handle call =
        pyf_call_prepare(evaluate("lambda: 1"), NULL, 0, plan("() -> i64"));

    assert_int_equal(pyf_handle_kind(call), PYF_KIND_CALL);
    assert_int_equal(pyf_repr(call), 0);
    expect_failure(PYF_ERR_KIND, "pyf_repr");
    assert_int_equal(pyf_close(call), PYF_OK);
    assert_int_equal(pyf_close(call), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close");
}

/* Feature: C10 */
TEST(prepared_call_keeps_what_it_calls)
{
    pyf_handle callable = evaluate("lambda x: x * 2");
    pyf_handle call =
        pyf_call_prepare(callable, NULL, 0, plan("(i64) -> i64"));
    int64_t x = 21, result = 0;
    void *args[] = {&x};

    assert_int_equal(pyf_close(callable), PYF_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(
            pyf_call_prepared(call, args, LENGTH_OF(args), &result), PYF_OK);
        assert_int_equal(result, 42);
    }
}

TEST(prepared_call_lets_go_when_it_is_closed)
{
    pyf_handle names = names_of("import weakref\n"
                                "class F:\n"
                                "    def __call__(self): return 1\n"
                                "f = F()\n"
                                "r = weakref.ref(f)\n");
    pyf_handle callable = evaluate_in("f", names);
    pyf_handle call =
        pyf_call_prepare(callable, NULL, 0, plan("(*, a: i64) -> i64"));

    assert_int_equal(pyf_close(callable), PYF_OK);
    run_in("del f", names);
    expect_true_in("r() is not None", names);
    assert_int_equal(pyf_close(call), PYF_OK);
    expect_true_in("r() is None", names);
}

TEST(prepared_call_outlives_the_scope_when_unbound)
{
    pyf_token scope = pyf_scope_begin();
    pyf_handle call = pyf_unbind(
        pyf_call_prepare(evaluate("lambda: 5"), NULL, 0, plan("() -> i64")));
    int64_t result = 0;

    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_handle_kind(call), PYF_KIND_CALL);
    assert_int_equal(pyf_call_prepared(call, NULL, 0, &result), PYF_OK);
    assert_int_equal(result, 5);
    assert_int_equal(pyf_close(call), PYF_OK);
}

TEST(prepared_call_ends_with_its_scope)
{
    pyf_token scope = pyf_scope_begin();
    pyf_handle call =
        pyf_call_prepare(evaluate("lambda: 5"), NULL, 0, plan("() -> i64"));
    int64_t result = 7;

    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_call_prepared(call, NULL, 0, &result),
                     PYF_ERR_HANDLE);
    expect_failure2(PYF_ERR_HANDLE, "pyf_call_prepared", "call");
}

TEST(prepared_call_takes_no_other_handles)
{
    pyf_handle f = evaluate("lambda: 1"), s = plan("() -> i64");
    int64_t result = 7;

    assert_int_equal(pyf_call_prepared(f, NULL, 0, &result), PYF_ERR_KIND);
    expect_failure2(PYF_ERR_KIND, "pyf_call_prepared", "call");
    assert_int_equal(pyf_call_prepared(s, NULL, 0, &result), PYF_ERR_KIND);
    expect_failure2(PYF_ERR_KIND, "pyf_call_prepared", "call");
    assert_int_equal(pyf_call_prepared(0, NULL, 0, &result), PYF_ERR_HANDLE);
    expect_failure2(PYF_ERR_HANDLE, "pyf_call_prepared", "call");
    assert_int_equal(
        pyf_call_native(pyf_call_prepare(f, NULL, 0, s), s, NULL, 0, &result),
        PYF_ERR_KIND);
    expect_failure2(PYF_ERR_KIND, "pyf_call_native", "callable");
}

TEST(prepare_refuses_what_it_cannot_use)
{
    pyf_handle f = evaluate("lambda: 1"), s = plan("() -> i64");

    assert_int_equal(pyf_call_prepare(stale(), NULL, 0, s), 0);
    expect_failure2(PYF_ERR_HANDLE, "pyf_call_prepare", "target");
    assert_int_equal(pyf_call_prepare(f, NULL, 0, f), 0);
    expect_failure2(PYF_ERR_KIND, "pyf_call_prepare", "signature");
    assert_int_equal(pyf_call_prepare(f, NOT_UTF8, PYF_AUTO_LENGTH, s), 0);
    expect_failure2(PYF_ERR_ENCODING, "pyf_call_prepare", "name");
}

/* Feature: C10 */
TEST(prepared_call_fails_as_others_do)
{
    int64_t x = 1, result = 7;
    void *args[] = {&x}, *absent[] = {NULL};
    pyf_handle call = pyf_call_prepare(evaluate("lambda x: 1 // (x - 1)"),
                                       NULL, 0, plan("(x: i64) -> i64"));

    assert_int_equal(pyf_call_prepared(call, args, LENGTH_OF(args), &result),
                     PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_failure(PYF_ERR_PYTHON, "ZeroDivisionError");
    result = 7;
    assert_int_equal(
        pyf_call_prepared(call, absent, LENGTH_OF(absent), &result),
        PYF_ERR_ARGUMENT);
    assert_int_equal(result, 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_call_prepared", "'x'");
    result = 7;
    assert_int_equal(pyf_call_prepared(call, NULL, 1, &result),
                     PYF_ERR_ARGUMENT);
    assert_int_equal(result, 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_call_prepared", "args");
    for (size_t count = 0; count < 4; count += 2) {
        result = 7;
        assert_int_equal(pyf_call_prepared(call, args, count, &result),
                         PYF_ERR_ARGUMENT);
        assert_int_equal(result, 0);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_call_prepared", "'count'");
    }
}

/* What is closed in the middle of the call to it. */
static pyf_handle running;

static int64_t
close_running(void)
{
    return pyf_close(running);
}

TEST(prepared_call_may_be_closed_while_it_runs)
{
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("close_running")},
        .signature = {PYF_TEXT("() -> i64")},
        .call = {.native = (pyf_native_function)close_running}};
    pyf_handle names = names_of("import weakref\n"
                                "class Callable:\n"
                                "    def __call__(self, f):\n"
                                "        status = f()\n"
                                "        return 100 + status\n"
                                "c = Callable()\n"
                                "r = weakref.ref(c)\n");
    pyf_handle function = pyf_function_new(&def), callable;
    void *args[] = {&function};
    int64_t result = 0;

    callable = evaluate_in("c", names);
    running = pyf_call_prepare(callable, NULL, 0, plan("(object) -> i64"));
    assert_int_equal(pyf_close(callable), PYF_OK);
    run_in("del c", names);
    expect_true_in("r() is not None", names);
    assert_int_equal(
        pyf_call_prepared(running, args, LENGTH_OF(args), &result), PYF_OK);
    assert_int_equal(result, 100);
    expect_true_in("r() is None", names);
    assert_int_equal(
        pyf_call_prepared(running, args, LENGTH_OF(args), &result),
        PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "call");
}

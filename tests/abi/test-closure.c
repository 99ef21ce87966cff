/* SPDX-License-Identifier: MIT */
/* closure: failures and what C gets then, handles, scopes, closing. */
#include "make-closure.h"

#include <stdlib.h>

/* ---------------------------------------------------------- failures */

/* Feature: C07 */
TEST(closure_exception_is_parked_and_gives_zero)
{
    number_function *f =
        (number_function *)closure("lambda x: 1 // x", "(i64) -> i64");

    assert_int_equal(f(0), 0);
    expect_failure(PYF_ERR_PYTHON, "ZeroDivisionError");
    assert_int_equal(f(1), 1);
    expect_no_failure();
}

TEST(closure_fallback_is_what_c_gets)
{
    const int64_t minus = -77;
    const uint8_t byte = 200;
    const int16_t narrow = -3;
    const float f32 = 1.25F;
    const double f64 = -2.5;
    struct {
        int64_t a, b, c;
    } large = {1, 2, 3};
    static const char bad[] = "lambda *a: 1 // 0";

    assert_int_equal(
        ((number_function *)closure_of(evaluate(bad), "(i64) -> i64",
                                       PYF_CLOSURE_PARK, &minus))(5),
        -77);
    assert_int_equal(
        ((int64_t (*)(void))closure_of(evaluate(bad), "() -> u8",
                                       PYF_CLOSURE_PARK, &byte))(),
        200);
    assert_int_equal(
        ((int32_t (*)(void))closure_of(evaluate(bad), "() -> i16",
                                       PYF_CLOSURE_PARK, &narrow))(),
        -3);
    assert_int_equal(
        ((int32_t (*)(int64_t, int64_t, int64_t, int64_t, int64_t, int64_t))
             closure_of(evaluate(bad), "(i64, i64, i64, i64, i64, i64) -> i16",
                        PYF_CLOSURE_PARK, &narrow))(1, 2, 3, 4, 5, 6),
        -3);
    assert_true(((float (*)(void))closure_of(evaluate(bad), "() -> f32",
                                             PYF_CLOSURE_PARK, &f32))() ==
                1.25F);
    assert_true(((double (*)(void))closure_of(evaluate(bad), "() -> f64",
                                              PYF_CLOSURE_PARK, &f64))() ==
                -2.5);
    __typeof__(large) got = ((__typeof__(large)(*)(void))closure_of(
        evaluate(bad), "() -> {i64, i64, i64}", PYF_CLOSURE_PARK, &large))();
    assert_memory_equal(&got, &large, sizeof large);
    expect_failure(PYF_ERR_PYTHON, "ZeroDivisionError");
}

TEST(closure_fallback_is_copied)
{
    int64_t fallback = 5;
    number_function *f = (number_function *)closure_of(
        evaluate("lambda x: 1 // 0"), "(i64) -> i64", PYF_CLOSURE_PARK,
        &fallback);

    fallback = 6;
    assert_int_equal(f(1), 5);
    pyf_error_clear();
}

TEST(closure_result_of_another_type_is_a_failure)
{
    const int64_t fallback = -1;
    number_function *f = (number_function *)closure_of(
        evaluate("lambda x: 'text' if x else 2**63"), "(i64) -> i64",
        PYF_CLOSURE_PARK, &fallback);

    assert_int_equal(f(1), -1);
    expect_failure(PYF_ERR_TYPE, "closure() result must be int, not str");
    assert_int_equal(f(0), -1);
    expect_failure(PYF_ERR_OVERFLOW, "i64");
}

TEST(closure_argument_that_python_cannot_have_is_a_failure)
{
    int64_t (*f)(const char *) =
        (int64_t(*)(const char *))closure("len", "(text: cstr) -> i64");

    assert_int_equal(f("four"), 4);
    assert_int_equal(f(NULL), 0);
    expect_failure(PYF_ERR_ARGUMENT, "'text'");
    assert_int_equal(f(NOT_UTF8), 0);
    expect_failure(PYF_ERR_ENCODING, "text");
}

TEST(closure_that_works_leaves_what_is_parked)
{
    number_function *f =
        (number_function *)closure("lambda x: x", "(i64) -> i64");

    assert_int_equal(pyf_import(PYF_TEXT("no_such_module")), 0);
    assert_int_equal(f(5), 5);
    expect_failure(PYF_ERR_PYTHON, "no_such_module");
}

TEST(closure_that_fails_parks_its_own)
{
    number_function *f =
        (number_function *)closure("lambda x: 1 // x", "(i64) -> i64");

    assert_int_equal(pyf_import(PYF_TEXT("no_such_module")), 0);
    assert_int_equal(f(0), 0);
    expect_failure(PYF_ERR_PYTHON, "ZeroDivisionError");
}

/* sys.unraisablehook, and what it was given. */
static const char hook[] =
    "import sys\n"
    "seen = []\n"
    "def note(u): seen.append((u.exc_type, str(u.exc_value), u.object))\n"
    "before, sys.unraisablehook = sys.unraisablehook, note\n"
    "def restore(): sys.unraisablehook = before\n"
    "def fail(x): raise KeyError(x)\n";

/* Feature: E09 */
TEST(closure_exception_goes_to_the_unraisable_hook)
{
    const int64_t fallback = -9;
    pyf_handle names = names_of(hook);
    number_function *f = (number_function *)closure_of(
        evaluate_in("fail", names), "(i64) -> i64", PYF_CLOSURE_UNRAISABLE,
        &fallback);

    assert_int_equal(f(5), -9);
    expect_no_failure();
    run_in("restore()", names);
    expect_true_in("seen == [(KeyError, '5', fail)]", names);
}

TEST(closure_unraisable_failure_leaves_what_is_parked)
{
    pyf_handle names = names_of(hook);
    number_function *f = (number_function *)closure_of(
        evaluate_in("fail", names), "(i64) -> i64", PYF_CLOSURE_UNRAISABLE,
        NULL);

    assert_int_equal(pyf_import(PYF_TEXT("no_such_module")), 0);
    assert_int_equal(f(5), 0);
    expect_failure(PYF_ERR_PYTHON, "no_such_module");
    run_in("restore()", names);
    expect_true_in("len(seen) == 1", names);
}

TEST(closure_unraisable_reports_a_bad_result)
{
    pyf_handle names = names_of(hook);
    number_function *f = (number_function *)closure_of(
        evaluate("lambda x: 'text'"), "(i64) -> i64", PYF_CLOSURE_UNRAISABLE,
        NULL);

    assert_int_equal(f(5), 0);
    expect_no_failure();
    run_in("restore()", names);
    expect_true_in("seen[0][0] is TypeError and 'result' in seen[0][1]",
                   names);
}

TEST(closure_exit_does_not_end_the_process)
{
    number_function *f = (number_function *)closure(
        "lambda x: __import__('sys').exit(x)", "(i64) -> i64");

    assert_int_equal(f(3), 0);
    expect_failure(PYF_ERR_PYTHON, "SystemExit");
}

TEST(closure_endless_recursion_is_pythons_error)
{
    pyf_handle names = names_of("import ctypes\n"
                                "def f(x): return g(x + 1)\n");
    pyf_native_function code = closure_of(
        evaluate_in("f", names), "(i64) -> i64", PYF_CLOSURE_PARK, NULL);
    pyf_function_def def = {.size = sizeof def,
                            .form = PYF_FORM_NATIVE,
                            .name = {PYF_TEXT("g")},
                            .signature = {PYF_TEXT("(i64) -> i64")},
                            .call = {.native = code}};

    assert_int_equal(
        pyf_setitem_str(names, PYF_TEXT("g"), pyf_function_new(&def)), PYF_OK);
    assert_int_equal(((number_function *)code)(0), 0);
    assert_int_equal(pyf_error_matches(evaluate("RecursionError")), 1);
    pyf_error_clear();
}

/* ---------------------------------------------------------- refusals */

static void
refuse(pyf_handle callable, pyf_handle signature, int on_error, int status,
       const char *message)
{
    pyf_native_function code = (pyf_native_function)abort;

    assert_int_equal(
        pyf_closure_new(callable, signature, on_error, NULL, &code), 0);
    assert_true(code == NULL);
    expect_failure2(status, "pyf_closure_new", message);
}

TEST(closure_new_refuses_what_it_cannot_use)
{
    pyf_handle f = evaluate("lambda: 1"), s = plan("() -> i64");
    pyf_handle number = evaluate("5");

    refuse(stale(), s, PYF_CLOSURE_PARK, PYF_ERR_HANDLE, "callable");
    refuse(0, s, PYF_CLOSURE_PARK, PYF_ERR_HANDLE, "callable");
    refuse(s, s, PYF_CLOSURE_PARK, PYF_ERR_KIND, "callable");
    refuse(f, f, PYF_CLOSURE_PARK, PYF_ERR_KIND, "signature");
    refuse(f, stale(), PYF_CLOSURE_PARK, PYF_ERR_HANDLE, "signature");
    refuse(number, s, PYF_CLOSURE_PARK, PYF_ERR_TYPE, "callable");
    refuse(f, s, 0, PYF_ERR_ARGUMENT, "on_error");
    refuse(f, s, -1, PYF_ERR_ARGUMENT, "on_error");
    assert_int_equal(pyf_closure_new(f, s, PYF_CLOSURE_PARK, NULL, NULL), 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_closure_new", "function");
}

TEST(closure_results_that_c_could_not_own_are_refused)
{
    static const char *const types[] = {"str",
                                        "str?",
                                        "cstr",
                                        "bytes",
                                        "path",
                                        "[i64]",
                                        "[u8]?",
                                        "i64?",
                                        "bool?",
                                        "{i64, str}",
                                        "{i64, {f64, i8?}}",
                                        "{i64}?",
                                        "complex?",
                                        "fn() -> i64",
                                        "fn()?"};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        char text[64];

        snprintf(text, sizeof text, "() -> %s", types[i]);
        refuse(evaluate("lambda: 1"), plan(text), PYF_CLOSURE_PARK,
               PYF_ERR_ARGUMENT, "return an object");
    }
}

TEST(closure_handle_takes_part_in_nothing_else)
{
    pyf_native_function code;
    pyf_handle c = pyf_closure_new(evaluate("lambda: 1"), plan("() -> i64"),
                                   PYF_CLOSURE_PARK, NULL, &code);

    assert_int_equal(pyf_handle_kind(c), PYF_KIND_CLOSURE);
    assert_int_equal(pyf_call(c, NULL, 0), 0);
    expect_failure(PYF_ERR_KIND, "pyf_call");
    assert_int_equal(pyf_call_prepared(c, NULL, 0, NULL), PYF_ERR_KIND);
    expect_failure(PYF_ERR_KIND, "pyf_call_prepared");
    assert_int_equal(pyf_close(c), PYF_OK);
    assert_int_equal(pyf_close(c), PYF_ERR_HANDLE);
    pyf_error_clear();
}

/* ---------------------------------------------------------- closing */

TEST(closure_called_after_close_gives_the_fallback)
{
    const int64_t fallback = -5;
    pyf_native_function code;
    pyf_handle c =
        pyf_closure_new(evaluate("lambda x: x"), plan("(i64) -> i64"),
                        PYF_CLOSURE_PARK, &fallback, &code);

    assert_int_equal(((number_function *)code)(1), 1);
    assert_int_equal(pyf_close(c), PYF_OK);
    assert_int_equal(((number_function *)code)(1), -5);
    expect_failure(PYF_ERR_HANDLE, "closed");
}

TEST(closure_of_libffi_called_after_close_gives_the_fallback)
{
    struct {
        int64_t a, b, c;
    } fallback = {7, 8, 9}, got;
    pyf_native_function code;
    pyf_handle c = pyf_closure_new(evaluate("lambda: (1, 2, 3)"),
                                   plan("() -> {i64, i64, i64}"),
                                   PYF_CLOSURE_PARK, &fallback, &code);

    assert_int_equal(pyf_close(c), PYF_OK);
    got = ((__typeof__(got)(*)(void))code)();
    assert_memory_equal(&got, &fallback, sizeof got);
    expect_failure(PYF_ERR_HANDLE, "closed");
}

TEST(closure_called_after_close_is_reported_where_asked)
{
    pyf_handle names = names_of(hook);
    pyf_native_function code;
    pyf_handle c =
        pyf_closure_new(evaluate("lambda x: x"), plan("(i64) -> i64"),
                        PYF_CLOSURE_UNRAISABLE, NULL, &code);

    assert_int_equal(pyf_close(c), PYF_OK);
    assert_int_equal(((number_function *)code)(1), 0);
    expect_no_failure();
    run_in("restore()", names);
    expect_true_in("len(seen) == 1 and 'closed' in seen[0][1]", names);
}

TEST(closure_ends_with_its_scope)
{
    pyf_token scope = pyf_scope_begin();
    number_function *f =
        (number_function *)closure("lambda x: x", "(i64) -> i64");

    assert_int_equal(f(1), 1);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(f(1), 0);
    expect_failure(PYF_ERR_HANDLE, "closed");
}

TEST(closure_outlives_its_scope_when_unbound)
{
    pyf_token scope = pyf_scope_begin();
    pyf_native_function code;
    pyf_handle c = pyf_unbind(pyf_closure_new(evaluate("lambda x: x"),
                                              plan("(i64) -> i64"),
                                              PYF_CLOSURE_PARK, NULL, &code));

    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(((number_function *)code)(4), 4);
    assert_int_equal(pyf_close(c), PYF_OK);
}

TEST(closure_keeps_its_callable_until_it_is_closed)
{
    pyf_handle names = names_of("import weakref\n"
                                "class F:\n"
                                "    def __call__(self, x): return x\n"
                                "f = F()\n"
                                "r = weakref.ref(f)\n");
    pyf_handle callable = evaluate_in("f", names);
    pyf_native_function code;
    pyf_handle c = pyf_closure_new(callable, plan("(i64) -> i64"),
                                   PYF_CLOSURE_PARK, NULL, &code);

    assert_int_equal(pyf_close(callable), PYF_OK);
    run_in("del f", names);
    assert_int_equal(((number_function *)code)(4), 4);
    assert_int_equal(pyf_close(c), PYF_OK);
    expect_true_in("r() is None", names);
}

/* Closed by the call itself. */
static pyf_handle running;

static int64_t
close_running(void)
{
    return pyf_close(running);
}

TEST(closure_may_be_closed_while_it_runs)
{
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("close_running")},
        .signature = {PYF_TEXT("() -> i64")},
        .call = {.native = (pyf_native_function)close_running}};
    pyf_handle names = names_of("import weakref\n"
                                "class C:\n"
                                "    def __call__(self, x):\n"
                                "        return 100 + x + close_running()\n"
                                "c = C()\n"
                                "r = weakref.ref(c)\n");
    pyf_handle callable = evaluate_in("c", names);
    pyf_native_function code;

    assert_int_equal(pyf_setitem_str(names, PYF_TEXT("close_running"),
                                     pyf_function_new(&def)),
                     PYF_OK);
    running = pyf_closure_new(callable, plan("(i64) -> i64"), PYF_CLOSURE_PARK,
                              NULL, &code);
    assert_int_equal(pyf_close(callable), PYF_OK);
    run_in("del c", names);
    assert_int_equal(((number_function *)code)(5), 105);
    expect_true_in("r() is None", names);
    assert_int_equal(((number_function *)code)(5), 0);
    expect_failure(PYF_ERR_HANDLE, "closed");
}

/* Closed by the call itself, which then makes and closes so many others that
 * every record is used again: but not that of the call. */
static int64_t
close_and_churn(void)
{
    pyf_handle f = evaluate("lambda: (1, 2)"), s = plan("() -> {f64, f64}");
    pyf_native_function code;

    pyf_close(running);
    for (int i = 0; i < 2500; i++)
        pyf_close(pyf_closure_new(f, s, PYF_CLOSURE_UNRAISABLE, NULL, &code));
    return 0;
}

TEST(closure_closed_while_it_runs_is_not_used_again_before_it_returns)
{
    struct {
        int64_t a, b, c;
    } fallback = {7, 8, 9}, got;
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("close_and_churn")},
        .signature = {PYF_TEXT("() -> i64")},
        .call = {.native = (pyf_native_function)close_and_churn}};
    pyf_handle names = names_of("def f(): close_and_churn(); 1 // 0\n");
    pyf_native_function code;

    assert_int_equal(pyf_setitem_str(names, PYF_TEXT("close_and_churn"),
                                     pyf_function_new(&def)),
                     PYF_OK);
    running =
        pyf_closure_new(evaluate_in("f", names), plan("() -> {i64, i64, i64}"),
                        PYF_CLOSURE_PARK, &fallback, &code);
    got = ((__typeof__(got)(*)(void))code)();
    assert_memory_equal(&got, &fallback, sizeof got);
    expect_failure(PYF_ERR_PYTHON, "ZeroDivisionError");
}

enum { CHURN = 10000 };

static int
compare_codes(const void *a, const void *b)
{
    uintptr_t left = *(const uintptr_t *)a, right = *(const uintptr_t *)b;

    return (left > right) - (left < right);
}

/* How many different ones there are. */
static int
count_different(uintptr_t *codes, int count)
{
    int different = count > 0;

    qsort(codes, (size_t)count, sizeof *codes, compare_codes);
    for (int i = 1; i < count; i++)
        different += codes[i] != codes[i - 1];
    return different;
}

TEST(closure_memory_is_used_again)
{
    static uintptr_t codes[CHURN];
    pyf_handle f = evaluate("lambda: (1, 2)");
    pyf_handle plans[] = {plan("() -> {f64, f64}"), plan("(i64) -> i64"),
                          plan("(f64) -> f64")};

    for (int i = 0; i < CHURN; i++) {
        pyf_token scope = pyf_scope_begin();
        pyf_native_function code = NULL;
        pyf_handle c =
            pyf_closure_new(f, plans[i % 3], PYF_CLOSURE_PARK, NULL, &code);

        if (c == 0)
            fail_msg("closure %d: %s", i, pyf_error_message());
        codes[i] = (uintptr_t)code;
        if (i % 2 == 0)
            assert_int_equal(pyf_close(c), PYF_OK);
        assert_int_equal(pyf_scope_end(scope), PYF_OK);
    }
    assert_in_range(count_different(codes, CHURN), 1024, 1500);
}

TEST(closure_memory_is_used_again_only_after_many_others)
{
    const int64_t fallback = -5;
    pyf_handle f = evaluate("lambda x: x"), s = plan("(i64) -> i64");
    pyf_native_function closed, code;

    pyf_close(pyf_closure_new(f, s, PYF_CLOSURE_PARK, &fallback, &closed));
    for (int i = 0; i < 1024; i++) {
        assert_int_equal(((number_function *)closed)(i), -5);
        assert_int_equal(pyf_error_code(), PYF_ERR_HANDLE);
        assert_int_equal(
            pyf_close(pyf_closure_new(f, s, PYF_CLOSURE_PARK, NULL, &code)),
            PYF_OK);
        assert_true(code != closed);
    }
    pyf_error_clear();
}

enum { MANY = 2000 };

TEST(closure_many_at_once_are_told_apart)
{
    static pyf_handle handles[MANY];
    static pyf_native_function codes[MANY];
    pyf_handle make = evaluate("lambda i: lambda x: x * 10000 + i");

    for (int i = 0; i < MANY; i++) {
        pyf_handle index = pyf_from_i64(i), f = pyf_call(make, &index, 1);

        handles[i] = pyf_closure_new(
            f, plan(i % 3 == 0 ? "(f64) -> f64" : "(i64) -> i64"),
            PYF_CLOSURE_PARK, NULL, &codes[i]);
        if (handles[i] == 0)
            fail_msg("closure %d: %s", i, pyf_error_message());
    }
    for (int i = 0; i < MANY; i++) {
        if (i % 3 == 0)
            assert_true(((double (*)(double))codes[i])(3) == 30000 + i);
        else
            assert_int_equal(((number_function *)codes[i])(3), 30000 + i);
    }
    assert_int_equal(pyf_close_all(handles, MANY), PYF_OK);
}

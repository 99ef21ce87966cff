/* SPDX-License-Identifier: MIT */
/* closure, native: Python that is gone, forked, or attached to by each call
 * alone. */
#include "process.h"

#include <sys/wait.h>
#include <unistd.h>

TEST_NO_START;

typedef int64_t number_function(int64_t);

static const int64_t fallback = -5;

static pyf_handle
plan(const char *text)
{
    return pyf_signature(text, PYF_AUTO_LENGTH);
}

static int64_t
length_of(pyf_handle obj)
{
    int64_t length = -1;

    assert_int_equal(pyf_len(obj, &length), PYF_OK);
    return length;
}

static number_function *
unbound_closure(int on_error)
{
    pyf_native_function code = NULL;
    pyf_handle c = pyf_unbind(pyf_closure_new(eval("lambda x: x + 1"),
                                              plan("(i64) -> i64"), on_error,
                                              &fallback, &code));

    if (c == 0)
        fail_msg("pyf_closure_new: %s", pyf_error_message());
    return (number_function *)code;
}

TEST_CHILD(closure_called_after_finalize_gives_the_fallback)
{
    pyf_token here = start();
    number_function *f = unbound_closure(PYF_CLOSURE_PARK);

    assert_int_equal(f(1), 2);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(f(1), 2);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(f(1), -5);
    expect_failure(PYF_ERR_FINALIZED, "closure");
}

TEST_CHILD(closure_called_after_finalize_reports_nothing)
{
    pyf_token here = start();
    number_function *f = unbound_closure(PYF_CLOSURE_UNRAISABLE);

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(f(1), -5);
    expect_no_failure();
}

static void *
call_late(void *function)
{
    static int64_t result;

    result = ((number_function *)function)(1) * 100 + pyf_error_code();
    pyf_error_clear();
    return &result;
}

TEST_CHILD(closure_called_after_finalize_by_another_thread)
{
    pyf_token here = start();
    number_function *f = unbound_closure(PYF_CLOSURE_PARK);
    void *result = NULL;

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    pthread_t thread = start_thread(call_late, (void *)f);

    assert_int_equal(pthread_join(thread, &result), 0);
    assert_int_equal(*(int64_t *)result, -500 + PYF_ERR_FINALIZED);
}

static number_function *at_exit;

static int64_t
call_at_exit(void)
{
    return at_exit(40);
}

TEST_CHILD(closure_works_while_python_runs_its_exit_functions)
{
    pyf_token here = start();
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("call")},
        .signature = {PYF_TEXT("() -> i64")},
        .call = {.native = (pyf_native_function)call_at_exit}};

    at_exit = unbound_closure(PYF_CLOSURE_PARK);
    assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                 PYF_TEXT("call"), pyf_function_new(&def)),
                     PYF_OK);
    assert_int_equal(run("import atexit, os\n"
                         "def last():\n"
                         "    if call() != 41: os._exit(3)\n"
                         "atexit.register(last)\n"),
                     PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

static void
expect_child_ok(pid_t pid)
{
    int status = 0;

    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

TEST_CHILD(closure_called_in_a_forked_child_gives_the_fallback)
{
    pyf_token here = start();
    number_function *f = unbound_closure(PYF_CLOSURE_PARK);
    pid_t pid = fork();

    if (pid == 0) {
        assert_int_equal(f(1), -5);
        expect_failure(PYF_ERR_FORKED, "fork");
        _exit(0);
    }
    assert_int_equal(f(1), 2);
    expect_child_ok(pid);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

static void
start_auto(void)
{
    pyf_config config = defaults();

    config.flags |= PYF_CONFIG_AUTO_ATTACH;
    if (pyf_initialize(&config) != PYF_OK)
        fail_msg("pyf_initialize: %s", pyf_error_message());
}

TEST_CHILD(native_result_that_points_needs_a_scope)
{
    pyf_slice text = {"x", 1};
    pyf_handle f;
    int64_t number = 0;

    start_auto();
    f = eval("lambda: 'abc'");
    assert_int_equal(pyf_call_native(f, plan("() -> str"), NULL, 0, &text),
                     PYF_ERR_TOKEN);
    assert_null(text.data);
    assert_int_equal(text.length, 0);
    expect_failure2(PYF_ERR_TOKEN, "pyf_call_native", "scope");
    assert_int_equal(pyf_call_native(f, plan("() -> str"), NULL, 0, NULL),
                     PYF_OK);
    assert_int_equal(pyf_close(f), PYF_OK);
    f = eval("lambda: 5");
    assert_int_equal(pyf_call_native(f, plan("() -> i64"), NULL, 0, &number),
                     PYF_OK);
    assert_int_equal(number, 5);
    assert_int_equal(pyf_close(f), PYF_OK);
}

TEST_CHILD(native_call_without_a_scope_leaves_no_handles)
{
    struct {
        pyf_handle first, second;
        int64_t number;
    } s;
    pyf_handle good, bad;
    uint64_t before;

    start_auto();
    good = eval("lambda: ([1], [2], 3)");
    bad = eval("lambda: ([1], [2], 'no')");
    before = live_handle_count();
    assert_int_equal(
        pyf_call_native(bad, plan("() -> {object, object, i64}"), NULL, 0, &s),
        PYF_ERR_TYPE);
    pyf_error_clear();
    assert_int_equal(live_handle_count(), before);
    assert_int_equal(pyf_call_native(good, plan("() -> {object, object, i64}"),
                                     NULL, 0, &s),
                     PYF_OK);
    assert_int_equal(live_handle_count(), before + 2);
    assert_int_equal(s.number, 3);
    assert_int_equal(length_of(s.second), 1);
    assert_int_equal(pyf_close(s.first), PYF_OK);
    assert_int_equal(pyf_close(s.second), PYF_OK);
    assert_int_equal(pyf_close(good), PYF_OK);
    assert_int_equal(pyf_close(bad), PYF_OK);
}

static void *
ask_for_object(void *function)
{
    return (void *)(uintptr_t)((pyf_handle(*)(void))function)();
}

TEST_CHILD(closure_object_for_a_thread_without_a_scope_is_the_callers)
{
    pyf_token here = start();
    pyf_native_function code;
    void *list = NULL;
    uint64_t before;

    pyf_unbind(pyf_closure_new(eval("lambda: [7]"), plan("() -> object"),
                               PYF_CLOSURE_PARK, NULL, &code));
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    before = live_handle_count();
    pthread_t thread = start_thread(ask_for_object, (void *)code);

    assert_int_equal(pthread_join(thread, &list), 0);
    assert_int_equal(live_handle_count(), before + 1);
    here = pyf_attach_begin(0);
    assert_int_equal(length_of((pyf_handle)(uintptr_t)list), 1);
    assert_int_equal(pyf_close((pyf_handle)(uintptr_t)list), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

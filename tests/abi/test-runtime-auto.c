/* SPDX-License-Identifier: MIT */
/* runtime: PYF_CONFIG_AUTO_ATTACH - calls that attach themselves. */
/* Feature: L02 */
#include "process.h"

TEST_NO_START;

static void
start_auto(void)
{
    pyf_config config = defaults();

    config.flags = PYF_CONFIG_AUTO_ATTACH;
    if (pyf_initialize(&config) != PYF_OK)
        fail_msg("%s", pyf_error_message());
}

TEST_CHILD(auto_attach_calls_without_a_span)
{
    int64_t value = 0;

    start_auto();
    assert_int_equal(pyf_is_attached(), 0);
    pyf_handle handle = pyf_from_i64(1000);

    assert_true(handle != 0);
    assert_int_equal(pyf_is_attached(), 0);
    assert_int_equal(pyf_to_i64(handle, &value), PYF_OK);
    assert_int_equal(value, 1000);
    assert_int_equal(pyf_close(handle), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(auto_attach_handles_live_until_closed)
{
    start_auto();
    uint64_t before = counters().live;
    pyf_handle handle = pyf_from_i64(1000);

    for (int i = 0; i < 100; i++)
        assert_int_equal(pyf_close(pyf_from_i64(2000 + i)), PYF_OK);
    assert_int_equal(counters().live, before + 1);
    assert_int_equal(pyf_handle_kind(handle), PYF_KIND_OBJECT);
    assert_int_equal(pyf_close(handle), PYF_OK);
}

TEST_CHILD(auto_attach_parks_failures)
{
    start_auto();
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_matches(PYF_EXC_ValueError), 1);
    pyf_handle exception = pyf_error_take();

    assert_true(exception != 0);
    assert_int_equal(pyf_close(exception), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST_CHILD(auto_attach_message_has_the_text_of_the_exception)
{
    start_auto();
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    expect_failure(PYF_ERR_PYTHON, "ValueError: boom");
}

TEST_CHILD(auto_attach_explicit_spans_work_as_ever)
{
    start_auto();
    uint64_t before = counters().live;
    pyf_token here = pyf_attach_begin(0);

    pyf_from_i64(1000);
    assert_int_equal(pyf_is_attached(), 1);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(counters().live, before);
}

static void *
work(void *argument)
{
    int *bad = argument;

    for (int i = 0; i < 1000; i++) {
        pyf_handle handle = pyf_from_i64(1000 + i);
        int64_t value = 0;

        *bad += pyf_to_i64(handle, &value) != PYF_OK || value != 1000 + i;
        *bad += pyf_close(handle) != PYF_OK;
    }
    return NULL;
}

TEST_CHILD(auto_attach_serves_many_threads)
{
    enum { COUNT = 8 };
    pthread_t threads[COUNT];
    int bad[COUNT] = {0};

    start_auto();
    for (int i = 0; i < COUNT; i++)
        threads[i] = start_thread(work, &bad[i]);
    for (int i = 0; i < COUNT; i++)
        join_thread(threads[i]);
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(bad[i], 0);
    assert_int_equal(counters().live, 0);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

static void *
make_one(void *argument)
{
    *(pyf_handle *)argument = pyf_from_i64(1000);
    return NULL;
}

TEST_CHILD(auto_attach_handle_outlives_the_thread_that_made_it)
{
    pyf_handle handle = 0;
    int64_t value = 0;

    start_auto();
    on_thread(make_one, &handle);
    assert_int_equal(pyf_to_i64(handle, &value), PYF_OK);
    assert_int_equal(value, 1000);
    assert_int_equal(pyf_close(handle), PYF_OK);
}

TEST_CHILD(auto_attach_scope_needs_a_span)
{
    start_auto();
    assert_int_equal(pyf_scope_begin(), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_scope_begin");
    assert_int_equal(pyf_detach_begin(), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_detach_begin");
}

TEST_CHILD(auto_attach_after_finalize_says_so)
{
    start_auto();
    pyf_handle handle = pyf_from_i64(1000);

    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(pyf_from_i64(1), 0);
    expect_failure(PYF_ERR_FINALIZED, "pyf_from_i64");
    assert_int_equal(pyf_close(handle), PYF_OK);
}

/* Feature: L02 */
TEST_DETACHED(auto_attach_before_a_start_says_so)
{
    assert_int_equal(pyf_from_i64(1), 0);
    expect_failure(PYF_ERR_NOT_INITIALIZED, "pyf_from_i64");
}

TEST_CHILD(auto_attach_asked_for_by_a_second_component_is_for_all)
{
    pyf_config config = defaults();

    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    assert_int_equal(pyf_from_i64(1), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_from_i64");
    config.flags = PYF_CONFIG_AUTO_ATTACH;
    assert_int_equal(pyf_initialize(&config), PYF_OK);
    assert_int_equal(pyf_close(pyf_from_i64(1)), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST_CHILD(auto_attach_asked_for_once_holds_for_those_who_did_not)
{
    start_auto();
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    assert_int_equal(pyf_close(pyf_from_i64(1)), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK); /* one of two */
    assert_int_equal(pyf_close(pyf_from_i64(1)), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

/* Feature: O02 */
TEST_CHILD(auto_attach_outside_spans_has_no_scope)
{
    pyf_slice text = {NULL, 0};

    start_auto();
    pyf_handle handle = pyf_from_i64(1000);

    assert_int_equal(pyf_bind(handle), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "no scope");
    pyf_handle moved = pyf_unbind(handle);
    pyf_handle give = eval("lambda: 'text'");
    pyf_handle signature = pyf_signature(PYF_TEXT("() -> str"));

    assert_int_equal(pyf_call_native(give, signature, NULL, 0, &text),
                     PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_scope_begin");
    assert_int_equal(pyf_close(moved), PYF_OK);
    assert_int_equal(pyf_close(give), PYF_OK);
    assert_int_equal(counters().live, 0);
}

/* What lets go of Python is no scope either, whatever stands around it. */
TEST_CHILD(auto_attach_inside_a_detach_span_has_no_scope)
{
    start_auto();
    pyf_token here = pyf_attach_begin(0);
    pyf_token away = pyf_detach_begin();
    pyf_handle handle = pyf_from_i64(1000);

    assert_int_equal(pyf_bind(handle), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "no scope");
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_handle_kind(handle), PYF_KIND_OBJECT);
    assert_int_equal(pyf_close(handle), PYF_OK);
    assert_int_equal(counters().live, 0);
}

/* SPDX-License-Identifier: MIT */
/* attach: spans, their tokens, and what they let other threads do. */
#include "process.h"

static uint64_t
kept_threads(void)
{
    pyf_stats stats = {.size = sizeof stats};

    assert_int_equal(pyf_stats_get(&stats), PYF_OK);
    return stats.threads;
}

static uint64_t
live_handles(void)
{
    pyf_stats stats = {.size = sizeof stats};

    assert_int_equal(pyf_stats_get(&stats), PYF_OK);
    return stats.live;
}

/* Feature: L03 */
TEST_DETACHED(attach_begin_attaches_the_thread)
{
    assert_int_equal(pyf_is_attached(), 0);
    pyf_token here = pyf_attach_begin(0);

    assert_true(here != 0);
    assert_int_equal(pyf_is_attached(), 1);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_is_attached(), 0);
}

TEST_DETACHED(attach_end_closes_the_handles_of_the_span)
{
    uint64_t before = live_handles();
    pyf_token here = pyf_attach_begin(0);

    pyf_from_i64(1000);
    pyf_from_i64(1001);
    assert_int_equal(live_handles(), before + 2);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(live_handles(), before);
}

/* Feature: L03 */
TEST_DETACHED(attach_nested_stays_attached_until_the_outermost_ends)
{
    pyf_token outer = pyf_attach_begin(0);
    pyf_token inner = pyf_attach_begin(0);

    assert_true(inner != 0);
    assert_true(inner != outer);
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(pyf_is_attached(), 1);
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    assert_int_equal(pyf_is_attached(), 0);
}

TEST_DETACHED(attach_nested_closes_only_its_own_handles)
{
    pyf_token outer = pyf_attach_begin(0);
    pyf_handle kept = pyf_from_i64(1000);
    pyf_token inner = pyf_attach_begin(0);
    pyf_handle gone = pyf_from_i64(1001);

    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(pyf_handle_kind(kept), PYF_KIND_OBJECT);
    assert_int_equal(pyf_handle_kind(gone), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_handle_kind");
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
}

/* Feature: L03 */
TEST_DETACHED(attach_nested_1000_deep_unwinds)
{
    pyf_token tokens[1000];
    int depth = 0;

    while (depth < 1000 && (tokens[depth] = pyf_attach_begin(0)) != 0)
        depth++;
    if (depth < 1000)
        expect_failure(PYF_ERR_TOKEN, "pyf_attach_begin");
    assert_true(depth >= 16);
    while (depth > 0)
        assert_int_equal(pyf_attach_end(tokens[--depth]), PYF_OK);
    assert_int_equal(pyf_is_attached(), 0);
}

/* Feature: L08 */
TEST_DETACHED(call_on_a_detached_thread_is_refused)
{
    assert_int_equal(pyf_from_i64(1), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_from_i64");
    assert_int_equal(pyf_import(PYF_TEXT("sys")), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_import");
}

/* Feature: L05 */
TEST_DETACHED(try_attach_gives_1_and_a_token)
{
    pyf_token here = 0;

    assert_int_equal(pyf_try_attach_begin(0, &here), 1);
    assert_true(here != 0);
    assert_int_equal(pyf_is_attached(), 1);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

TEST_DETACHED(try_attach_null_is_refused)
{
    assert_int_equal(pyf_try_attach_begin(0, NULL), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_try_attach_begin");
    assert_int_equal(pyf_is_attached(), 0);
}

TEST(try_attach_nests)
{
    pyf_token inner = 0;

    assert_int_equal(pyf_try_attach_begin(0, &inner), 1);
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(pyf_is_attached(), 1);
}

/* Feature: L07 */
TEST(detach_gives_up_the_attached_state)
{
    pyf_token away = pyf_detach_begin();

    assert_true(away != 0);
    assert_int_equal(pyf_is_attached(), 0);
    assert_int_equal(pyf_from_i64(1), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_from_i64");
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(pyf_is_attached(), 1);
}

TEST(detach_keeps_the_handles_of_the_span)
{
    pyf_handle kept = pyf_from_i64(1000);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pyf_handle_kind(kept), PYF_KIND_OBJECT);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    int64_t value = 0;

    assert_int_equal(pyf_to_i64(kept, &value), PYF_OK);
    assert_int_equal(value, 1000);
}

TEST(detach_attach_inside_nests)
{
    pyf_token away = pyf_detach_begin();
    pyf_token again = pyf_attach_begin(0);

    assert_true(again != 0);
    assert_true(pyf_from_i64(1000) != 0);
    assert_int_equal(pyf_attach_end(again), PYF_OK);
    assert_int_equal(pyf_is_attached(), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(pyf_is_attached(), 1);
}

TEST(detach_in_a_nested_span_lets_go_altogether)
{
    pyf_token inner = pyf_attach_begin(0);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pyf_is_attached(), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(pyf_is_attached(), 1);
}

TEST_DETACHED(detach_on_a_detached_thread_is_refused)
{
    assert_int_equal(pyf_detach_begin(), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_detach_begin");
}

static void *
set_from_another_thread(void *argument)
{
    pyf_token here = pyf_attach_begin(0);

    *(int *)argument = pyf_run("from_thread = 1", PYF_AUTO_LENGTH, PYF_NONE,
                               PYF_NONE);
    pyf_attach_end(here);
    return NULL;
}

/* Feature: L07 */
TEST(detach_lets_another_thread_run)
{
    int status = -99;
    pyf_token away = pyf_detach_begin();

    on_thread(set_from_another_thread, &status);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(status, PYF_OK);
    assert_int_equal(pyf_run("del from_thread", PYF_AUTO_LENGTH, PYF_NONE,
                             PYF_NONE), PYF_OK);
}

TEST_DETACHED(thread_that_ended_frees_its_thread_state)
{
    uint64_t before = kept_threads();
    int status = -99;

    on_thread(set_from_another_thread, &status);
    assert_int_equal(status, PYF_OK);
    pyf_token here = pyf_attach_begin(0);

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(kept_threads(), before);
}

TEST_DETACHED(threads_that_end_leave_nothing_to_pile_up)
{
    pyf_token warm = pyf_attach_begin(0);

    assert_int_equal(pyf_attach_end(warm), PYF_OK);
    uint64_t before = kept_threads();

    for (int i = 0; i < 200; i++) {
        int status = -99;

        on_thread(set_from_another_thread, &status);
        assert_int_equal(status, PYF_OK);
    }
    pyf_token here = pyf_attach_begin(0);

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(kept_threads(), before);
}

static void *
leave_attached(void *argument)
{
    *(pyf_token *)argument = pyf_attach_begin(0);
    pyf_from_i64(1000);
    return NULL;
}

TEST_DETACHED(thread_that_ends_attached_does_not_keep_the_others_out)
{
    pyf_token left = 0;

    on_thread(leave_attached, &left);
    assert_true(left != 0);
    pyf_token here = pyf_attach_begin(0);

    assert_true(here != 0);
    assert_int_equal(pyf_run("pass", PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE),
                     PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

static void *
is_attached_elsewhere(void *argument)
{
    *(int *)argument = pyf_is_attached();
    return NULL;
}

/* Feature: L08 */
TEST(is_attached_is_of_the_calling_thread)
{
    int there = -99;

    on_thread(is_attached_elsewhere, &there);
    assert_int_equal(there, 0);
    assert_int_equal(pyf_is_attached(), 1);
}

TEST(thread_state_is_kept_between_spans)
{
    pyf_handle first = pyf_eval("__import__('threading').get_ident()",
                                PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
    uint64_t before = kept_threads();
    pyf_token away = pyf_detach_begin();
    pyf_token again = pyf_attach_begin(0);

    assert_int_equal(kept_threads(), before);
    assert_int_equal(pyf_attach_end(again), PYF_OK);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_true(first != 0);
}

static void *
thread_local_value(void *argument)
{
    static const char set[] =
        "import threading\n"
        "tls = threading.local()\n"
        "tls.value = 7\n";
    int64_t value = 0;
    pyf_token here = pyf_attach_begin(0);
    pyf_handle names = pyf_unbind(pyf_dict_from_handles(NULL, NULL, 0));

    pyf_run(set, PYF_AUTO_LENGTH, names, PYF_NONE);
    pyf_attach_end(here);
    here = pyf_attach_begin(0);
    pyf_to_i64(pyf_eval("tls.value", PYF_AUTO_LENGTH, names, PYF_NONE),
               &value);
    *(int64_t *)argument = value;
    pyf_close(names);
    pyf_attach_end(here);
    return NULL;
}

TEST_DETACHED(threading_local_survives_between_spans)
{
    int64_t value = 0;

    on_thread(thread_local_value, &value);
    assert_int_equal(value, 7);
}

/* Tokens: each misuse is refused and changes nothing. */

/* Feature: L04 */
TEST(token_ended_in_the_wrong_order_is_refused)
{
    pyf_token outer = pyf_attach_begin(0);
    pyf_token inner = pyf_attach_begin(0);

    assert_int_equal(pyf_attach_end(outer), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_attach_end");
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
}

TEST(token_ended_twice_is_refused)
{
    pyf_token inner = pyf_attach_begin(0);

    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(pyf_attach_end(inner), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_attach_end");
    assert_int_equal(pyf_is_attached(), 1);
}

TEST(token_of_an_ended_span_does_not_end_the_next_one)
{
    pyf_token first = pyf_attach_begin(0);

    assert_int_equal(pyf_attach_end(first), PYF_OK);
    pyf_token second = pyf_attach_begin(0);

    assert_true(first != second);
    assert_int_equal(pyf_attach_end(first), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_attach_end");
    assert_int_equal(pyf_attach_end(second), PYF_OK);
}

TEST(token_0_is_refused)
{
    assert_int_equal(pyf_attach_end(0), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_attach_end");
    assert_int_equal(pyf_detach_end(0), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_detach_end");
    assert_int_equal(pyf_scope_end(0), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_scope_end");
}

TEST(token_0_keeps_the_failure_that_is_parked)
{
    assert_int_equal(pyf_import(PYF_TEXT("no_such_module_at_all")), 0);
    pyf_attach_end(0);
    expect_failure(PYF_ERR_PYTHON, "no_such_module_at_all");
}

TEST(token_forged_is_refused)
{
    pyf_token inner = pyf_attach_begin(0);

    for (int bit = 0; bit < 64; bit++) {
        int status = pyf_attach_end(inner ^ UINT64_C(1) << bit);

        if (bit < 52)
            assert_true(status == PYF_ERR_TOKEN || status == PYF_ERR_THREAD);
        else
            assert_int_equal(status, PYF_ERR_KIND);
        expect_failure(status, "pyf_attach_end");
    }
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
}

TEST(token_of_another_kind_is_refused)
{
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_attach_end(scope), PYF_ERR_KIND);
    expect_failure(PYF_ERR_KIND, "pyf_attach_end");
    assert_int_equal(pyf_detach_end(scope), PYF_ERR_KIND);
    expect_failure(PYF_ERR_KIND, "pyf_detach_end");
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
}

TEST(token_that_is_an_object_handle_is_refused)
{
    pyf_handle object = pyf_from_i64(1000);

    assert_int_equal(pyf_attach_end(object), PYF_ERR_KIND);
    expect_failure(PYF_ERR_KIND, "pyf_attach_end: argument 'token': is a "
                                 "handle, and no token");
    assert_int_equal(pyf_detach_end(object), PYF_ERR_KIND);
    expect_failure(PYF_ERR_KIND, "pyf_detach_end");
    assert_int_equal(pyf_scope_end(object), PYF_ERR_KIND);
    expect_failure(PYF_ERR_KIND, "pyf_scope_end");
    assert_int_equal(pyf_close(object), PYF_OK);
}

TEST(attach_end_with_a_scope_still_open_is_refused)
{
    pyf_token inner = pyf_attach_begin(0);
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_attach_end(inner), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_attach_end");
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
}

TEST(attach_end_while_detached_is_refused)
{
    pyf_token inner = pyf_attach_begin(0);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pyf_attach_end(inner), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_attach_end");
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
}

TEST(detach_end_while_attached_inside_is_refused)
{
    pyf_token away = pyf_detach_begin();
    pyf_token again = pyf_attach_begin(0);

    assert_int_equal(pyf_detach_end(away), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_detach_end");
    assert_int_equal(pyf_attach_end(again), PYF_OK);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
}

struct misuse {
    pyf_token token;
    int status;
    int code;
    int attached;
};

static void *
end_elsewhere(void *argument)
{
    struct misuse *misuse = argument;

    misuse->status = pyf_attach_end(misuse->token);
    misuse->code = pyf_error_code();
    misuse->attached = pyf_is_attached();
    return NULL;
}

/* Feature: L04 */
TEST(token_on_another_thread_is_refused)
{
    struct misuse misuse = {.token = pyf_attach_begin(0)};

    on_thread(end_elsewhere, &misuse);
    assert_int_equal(misuse.status, PYF_ERR_THREAD);
    assert_int_equal(misuse.code, PYF_ERR_THREAD);
    assert_int_equal(misuse.attached, 0);
    assert_int_equal(pyf_is_attached(), 1);
    assert_int_equal(pyf_attach_end(misuse.token), PYF_OK);
}

static void *
end_at_the_same_depth(void *argument)
{
    struct misuse *misuse = argument;
    pyf_token here = pyf_attach_begin(0);

    if (pyf_attach_end(misuse->token) != PYF_ERR_THREAD)
        misuse->status++;
    if (pyf_attach_end(here) != PYF_OK)
        misuse->status++;
    return NULL;
}

TEST_DETACHED(token_is_refused_on_thousands_of_other_threads)
{
    struct misuse misuse = {.token = pyf_attach_begin(0)};
    pyf_token away = pyf_detach_begin();

    for (int i = 0; i < 3000; i++)
        on_thread(end_at_the_same_depth, &misuse);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(misuse.status, 0);
    assert_int_equal(pyf_attach_end(misuse.token), PYF_OK);
}

static void *
end_scope_elsewhere(void *argument)
{
    struct misuse *misuse = argument;
    pyf_token here = pyf_attach_begin(0);

    misuse->status = pyf_scope_end(misuse->token);
    misuse->code = pyf_error_code();
    pyf_attach_end(here);
    return NULL;
}

TEST(scope_token_on_another_thread_is_refused)
{
    struct misuse misuse = {.token = pyf_scope_begin()};
    pyf_token away = pyf_detach_begin();

    on_thread(end_scope_elsewhere, &misuse);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(misuse.status, PYF_ERR_THREAD);
    assert_int_equal(misuse.code, PYF_ERR_THREAD);
    assert_int_equal(pyf_scope_end(misuse.token), PYF_OK);
}

static void *
end_detach_elsewhere(void *argument)
{
    struct misuse *misuse = argument;

    misuse->status = pyf_detach_end(misuse->token);
    misuse->code = pyf_error_code();
    misuse->attached = pyf_is_attached();
    return NULL;
}

TEST(detach_token_on_another_thread_is_refused)
{
    struct misuse misuse = {.token = pyf_detach_begin()};

    on_thread(end_detach_elsewhere, &misuse);
    assert_int_equal(misuse.status, PYF_ERR_THREAD);
    assert_int_equal(misuse.code, PYF_ERR_THREAD);
    assert_int_equal(misuse.attached, 0);
    assert_int_equal(pyf_detach_end(misuse.token), PYF_OK);
}

/* What a C function saw that ctypes called with the interpreter let go. */
static struct {
    pyf_token detached;
    int code;
    int64_t product;
    int ended;
} foreign;

static int
foreign_function(void)
{
    foreign.detached = pyf_detach_begin();
    foreign.code = pyf_error_code();
    pyf_error_clear();

    pyf_token here = pyf_attach_begin(0);

    pyf_to_i64(pyf_eval("6 * 7", PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE),
               &foreign.product);
    foreign.ended = pyf_attach_end(here);
    return 0;
}

TEST(attach_inside_a_foreign_call_that_let_go_attaches_again)
{
    char source[128];

    snprintf(source, sizeof source,
             "import ctypes\nctypes.CFUNCTYPE(ctypes.c_int)(%llu)()",
             (unsigned long long)(uintptr_t)foreign_function);
    assert_int_equal(pyf_run(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE),
                     PYF_OK);
    assert_true(foreign.detached == 0);
    assert_int_equal(foreign.code, PYF_ERR_NOT_ATTACHED);
    assert_int_equal(foreign.product, 42);
    assert_int_equal(foreign.ended, PYF_OK);
}

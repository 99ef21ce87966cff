/* SPDX-License-Identifier: MIT */
/* attach: spans without a scope, nested and mixed with those that have one. */
/* Feature: L03, L04, O01, O02 */
#include "process.h"

static int
is_live(pyf_handle handle)
{
    int kind = pyf_handle_kind(handle);

    if (kind < 0)
        pyf_error_clear();
    return kind == PYF_KIND_OBJECT;
}

static pyf_token
begin_unscoped(void)
{
    pyf_token token = pyf_attach_begin(PYF_ATTACH_UNSCOPED);

    if (token == 0)
        fail_msg("%s", pyf_error_message());
    return token;
}

static void
expect_i64(pyf_handle handle, int64_t expected)
{
    int64_t value = 0;

    assert_int_equal(pyf_to_i64(handle, &value), PYF_OK);
    assert_int_equal(value, expected);
}

static void
expect_len(pyf_handle handle, int64_t expected)
{
    int64_t length = -1;

    assert_int_equal(pyf_len(handle, &length), PYF_OK);
    assert_int_equal(length, expected);
}

TEST_DETACHED(unscoped_outermost_leaves_its_handles_to_the_caller)
{
    uint64_t before = counters().live;
    pyf_token here = begin_unscoped();
    pyf_handle mine = pyf_from_i64(1000);

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_is_attached(), 0);
    assert_int_equal(counters().live, before + 1);
    here = begin_unscoped();
    expect_i64(mine, 1000);
    assert_int_equal(pyf_close(mine), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(counters().live, before);
}

TEST_DETACHED(unscoped_try_attach_leaves_its_handles_to_the_caller)
{
    pyf_token here = 0;

    assert_int_equal(pyf_try_attach_begin(PYF_ATTACH_UNSCOPED, &here), 1);
    pyf_handle mine = pyf_from_i64(1000);

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_true(is_live(mine));
    assert_int_equal(pyf_close(mine), PYF_OK);
}

TEST_DETACHED(unscoped_other_flags_are_refused)
{
    pyf_token here = 1;

    for (int bit = 1; bit < 32; bit++) {
        uint32_t flags = UINT32_C(1) << bit;

        assert_int_equal(pyf_attach_begin(flags | PYF_ATTACH_UNSCOPED), 0);
        expect_failure(PYF_ERR_ARGUMENT, "pyf_attach_begin");
        assert_int_equal(pyf_try_attach_begin(flags, &here),
                         PYF_ERR_ARGUMENT);
        expect_failure(PYF_ERR_ARGUMENT, "flags");
        assert_int_equal(here, 0);
    }
    assert_int_equal(pyf_is_attached(), 0);
}

TEST(unscoped_inside_a_scope_outlives_both)
{
    pyf_token outer = pyf_attach_begin(0);
    pyf_handle before = pyf_from_i64(1000);
    pyf_token inner = begin_unscoped();
    pyf_handle mine = pyf_from_i64(1001);

    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    pyf_handle after = pyf_from_i64(1002);

    assert_true(is_live(before));
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    assert_false(is_live(before));
    assert_false(is_live(after));
    expect_i64(mine, 1001);
    assert_int_equal(pyf_close(mine), PYF_OK);
}

TEST(unscoped_returns_from_span_to_span)
{
    pyf_token outer = begin_unscoped();
    pyf_token inner = begin_unscoped();
    pyf_handle made = pyf_list_from_handles(NULL, 0);

    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    expect_len(made, 0);
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    assert_true(is_live(made));
    assert_int_equal(pyf_close(made), PYF_OK);
}

TEST_DETACHED(unscoped_outside_a_scoped_span_has_its_rule_back)
{
    pyf_token outer = begin_unscoped();
    pyf_handle first = pyf_from_i64(1000);
    pyf_token inner = pyf_attach_begin(0);
    pyf_handle theirs = pyf_from_i64(1001);

    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    pyf_handle second = pyf_from_i64(1002);

    assert_false(is_live(theirs));
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    assert_true(is_live(first));
    assert_true(is_live(second));
    assert_int_equal(pyf_close(first), PYF_OK);
    assert_int_equal(pyf_close(second), PYF_OK);
}

TEST_DETACHED(unscoped_scope_begin_scopes_again)
{
    pyf_token here = begin_unscoped();
    pyf_token scope = pyf_scope_begin();
    pyf_handle gone = pyf_from_i64(1000);

    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_false(is_live(gone));
    pyf_handle kept = pyf_from_i64(1001);

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_true(is_live(kept));
    assert_int_equal(pyf_close(kept), PYF_OK);
}

/* Each level in turn scoped and unscoped, with handles made on the way in and
 * on the way out. */
TEST(unscoped_and_scoped_alternate_to_any_depth)
{
    enum { DEPTH = 200 };
    pyf_token tokens[DEPTH];
    pyf_handle in[DEPTH], out[DEPTH];
    uint64_t before = counters().live;

    for (int i = 0; i < DEPTH; i++) {
        tokens[i] = i % 3 == 0   ? begin_unscoped()
                    : i % 3 == 1 ? pyf_attach_begin(0)
                                 : pyf_scope_begin();
        in[i] = pyf_from_i64(1000 + i);
    }
    for (int i = DEPTH - 1; i >= 0; i--) {
        out[i] = pyf_from_i64(2000 + i);
        assert_int_equal(i % 3 == 2 ? pyf_scope_end(tokens[i])
                                    : pyf_attach_end(tokens[i]),
                         PYF_OK);
        assert_int_equal(is_live(in[i]), i % 3 == 0);
        assert_int_equal(is_live(out[i]), i % 3 == 0);
    }
    for (int i = 0; i < DEPTH; i += 3) {
        expect_i64(in[i], 1000 + i);
        assert_int_equal(pyf_close(in[i]), PYF_OK);
        assert_int_equal(pyf_close(out[i]), PYF_OK);
    }
    assert_int_equal(counters().live, before);
}

/* The scope outside has as many entries as its memory holds. */
TEST(unscoped_takes_no_room_of_the_scope_outside)
{
    enum { COUNT = 5000 };
    static pyf_handle mine[COUNT];
    pyf_token outer = pyf_attach_begin(0);
    uint64_t before = counters().live;

    for (int i = 0; i < 64; i++)
        pyf_from_i64(1000 + i);
    pyf_token inner = begin_unscoped();

    for (int i = 0; i < COUNT; i++)
        mine[i] = pyf_from_i64(2000 + i);
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(counters().live, before + 64 + COUNT);
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    assert_int_equal(counters().live, before + COUNT);
    assert_int_equal(pyf_close_all(mine, COUNT), PYF_OK);
}

TEST(unscoped_close_of_a_handle_of_the_scope_outside)
{
    pyf_token outer = pyf_attach_begin(0);
    uint64_t before = counters().live;
    pyf_handle theirs = pyf_from_i64(1000);
    pyf_token inner = begin_unscoped();

    assert_int_equal(pyf_close(theirs), PYF_OK);
    pyf_handle mine = pyf_from_i64(1001); /* in the slot that got free */

    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    expect_i64(mine, 1001);
    assert_int_equal(pyf_close(mine), PYF_OK);
    assert_int_equal(counters().live, before);
}

TEST_DETACHED(unscoped_close_twice_is_refused)
{
    pyf_token here = begin_unscoped();
    pyf_handle mine = pyf_from_i64(1000);

    assert_int_equal(pyf_close(mine), PYF_OK);
    assert_int_equal(pyf_close(mine), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

/* Feature: O05 */
TEST_DETACHED(unscoped_unbind_of_a_handle_in_no_scope_is_fine)
{
    pyf_token here = begin_unscoped();
    pyf_handle mine = pyf_from_i64(1000);
    pyf_handle moved = pyf_unbind(mine);

    expect_i64(moved, 1000);
    assert_false(is_live(mine));
    assert_int_equal(pyf_close(moved), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

TEST(unscoped_unbind_takes_a_handle_of_the_scope_outside)
{
    pyf_token outer = pyf_attach_begin(0);
    pyf_handle theirs = pyf_from_i64(1000);
    pyf_token inner = begin_unscoped();
    pyf_handle mine = pyf_unbind(theirs);

    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    expect_i64(mine, 1000);
    assert_int_equal(pyf_close(mine), PYF_OK);
}

TEST(unscoped_bind_needs_a_scope_of_its_own)
{
    pyf_token here = begin_unscoped();
    pyf_handle mine = pyf_from_i64(1000);

    assert_int_equal(pyf_bind(mine), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_scope_begin");
    expect_i64(mine, 1000);
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_bind(mine), PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_false(is_live(mine));
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

/* Feature: V19 */
TEST(unscoped_pinned_result_needs_a_scope_of_its_own)
{
    pyf_token here = begin_unscoped();
    pyf_handle upper = eval("lambda s: s.upper()");
    pyf_handle signature = pyf_signature(PYF_TEXT("(s: str) -> str"));
    pyf_slice text = {"abc", 3}, result = {"x", 1};
    void *args[] = {&text.data, &text.length};

    assert_int_equal(pyf_call_native(upper, signature, args, 2, &result),
                     PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_scope_begin");
    assert_null(result.data);
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_call_native(upper, signature, args, 2, &result),
                     PYF_OK);
    assert_int_equal(result.length, 3);
    assert_memory_equal(result.data, "ABC", 3);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_close(upper), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

/* The handles of a result are made in a scope of the call's own, and handed
 * out; what the scope outside has stays there. */
TEST(unscoped_native_result_is_the_callers)
{
    pyf_token outer = pyf_attach_begin(0);
    pyf_handle theirs = pyf_from_i64(1000);
    pyf_token inner = begin_unscoped();
    pyf_handle pair = eval("lambda: (object(), object())");
    pyf_handle signature =
        pyf_signature(PYF_TEXT("() -> {object, object}"));
    pyf_handle result[2] = {0, 0};

    assert_int_equal(pyf_call_native(pair, signature, NULL, 0, result), PYF_OK);
    assert_int_equal(pyf_close(pair), PYF_OK);
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_true(is_live(theirs));
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    assert_false(is_live(theirs));
    assert_int_equal(pyf_close_all(result, 2), PYF_OK);
}

TEST(unscoped_failed_call_leaves_nothing)
{
    pyf_token here = begin_unscoped();
    uint64_t before = counters().live;

    assert_int_equal(pyf_getattr(PYF_NONE, PYF_TEXT("nothing")), 0);
    expect_failure(PYF_ERR_PYTHON, "AttributeError");
    assert_int_equal(counters().live, before);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

/* Feature: L07 */
TEST(unscoped_around_detach)
{
    pyf_token here = begin_unscoped();
    pyf_handle first = pyf_from_i64(1000);
    pyf_token away = pyf_detach_begin();
    pyf_token again = pyf_attach_begin(0);
    pyf_handle gone = pyf_from_i64(1001);

    assert_int_equal(pyf_attach_end(again), PYF_OK);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_false(is_live(gone));
    pyf_handle second = pyf_from_i64(1002);

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    expect_i64(first, 1000);
    expect_i64(second, 1002);
    assert_int_equal(pyf_close(first), PYF_OK);
    assert_int_equal(pyf_close(second), PYF_OK);
}

TEST(unscoped_inside_detach)
{
    pyf_handle theirs = pyf_from_i64(1000);
    pyf_token away = pyf_detach_begin();
    pyf_token here = begin_unscoped();
    pyf_handle mine = pyf_from_i64(1001);

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    expect_i64(theirs, 1000);
    expect_i64(mine, 1001);
    assert_int_equal(pyf_close(mine), PYF_OK);
}

TEST(unscoped_tokens_out_of_order_change_nothing)
{
    pyf_token outer = begin_unscoped();
    pyf_token scope = pyf_scope_begin();
    pyf_handle theirs = pyf_from_i64(1000);
    pyf_token inner = begin_unscoped();
    pyf_handle mine = pyf_from_i64(1001);

    assert_int_equal(pyf_attach_end(outer), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "innermost");
    assert_int_equal(pyf_scope_end(scope), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "innermost");
    assert_int_equal(pyf_scope_end(inner), PYF_ERR_KIND);
    expect_failure(PYF_ERR_KIND, "pyf_scope_end");
    assert_true(is_live(theirs));
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(pyf_attach_end(inner), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "innermost");
    assert_true(is_live(theirs));
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_false(is_live(theirs));
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    assert_int_equal(pyf_close(mine), PYF_OK);
}

/* A callback has a scope of its own, wherever the call came from. */
static int
make_two(const pyf_frame *frame, pyf_handle *result)
{
    pyf_handle *seen = frame->data;

    seen[0] = pyf_from_i64(1000);
    pyf_token inner = pyf_attach_begin(PYF_ATTACH_UNSCOPED);

    seen[1] = pyf_from_i64(1001);
    if (inner == 0 || pyf_attach_end(inner) < 0)
        return pyf_error_code();
    *result = PYF_NONE;
    return PYF_OK;
}

TEST(unscoped_callback_has_a_scope_and_may_leave_it)
{
    pyf_handle seen[2] = {0, 0};
    pyf_function_def def = {.size = sizeof def,
                            .form = PYF_FORM_HANDLES,
                            .name = {PYF_TEXT("make_two")},
                            .call.handles = make_two,
                            .data = seen};
    pyf_token here = begin_unscoped();
    pyf_handle function = pyf_function_new(&def);
    pyf_handle result = pyf_call(function, NULL, 0);

    assert_int_equal(pyf_is(result, PYF_NONE), 1);
    assert_false(is_live(seen[0]));
    expect_i64(seen[1], 1001);
    pyf_handle mine = pyf_from_i64(1002);

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    expect_i64(mine, 1002);
    assert_int_equal(
        pyf_close_all((pyf_handle[]){function, result, seen[1], mine}, 4),
        PYF_OK);
}

static void *
work(void *argument)
{
    enum { COUNT = 1000 };
    pyf_handle *mine = argument;
    pyf_token outer = pyf_attach_begin(0);

    for (int i = 0; i < COUNT; i++) {
        pyf_token inner = pyf_attach_begin(PYF_ATTACH_UNSCOPED);
        pyf_handle made = pyf_from_i64(1000 + i);

        pyf_attach_end(inner);
        pyf_from_i64(2000 + i);
        if (i % 100 != 0)
            pyf_close(made);
        else
            mine[i / 100] = made;
    }
    pyf_attach_end(outer);
    return NULL;
}

/* Feature: L04 */
TEST(unscoped_handles_are_closed_by_other_threads)
{
    enum { THREADS = 8 };
    pthread_t threads[THREADS];
    static pyf_handle made[THREADS][10];
    uint64_t before = counters().live;
    pyf_token away = pyf_detach_begin();

    for (int i = 0; i < THREADS; i++)
        threads[i] = start_thread(work, made[i]);
    for (int i = 0; i < THREADS; i++)
        join_thread(threads[i]);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(counters().live, before + THREADS * 10);
    for (int i = 0; i < THREADS; i++) {
        for (int k = 0; k < 10; k++)
            expect_i64(made[i][k], 1000 + k * 100);
        assert_int_equal(pyf_close_all(made[i], 10), PYF_OK);
    }
}

/* Python code calls a C function that comes back with the interpreter let go:
 * what is made then is for the caller's scope, which here is none. */
static pyf_handle closure_result;

static int
ask(pyf_handle (*code)(void))
{
    closure_result = code();
    return closure_result != 0;
}

/* Feature: C07 */
TEST(unscoped_closure_of_a_foreign_call_gives_to_the_caller)
{
    char source[400];
    pyf_token outer = pyf_attach_begin(0);
    pyf_handle theirs = pyf_from_i64(1000);
    pyf_token here = begin_unscoped();
    pyf_handle make = eval("lambda: [1, 2]");
    pyf_handle signature = pyf_signature(PYF_TEXT("() -> object"));
    pyf_native_function code = NULL;
    pyf_handle closure =
        pyf_closure_new(make, signature, PYF_CLOSURE_PARK, NULL, &code);

    snprintf(source, sizeof source,
             "import ctypes\n"
             "assert ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)"
             "(%zu)(%zu) == 1\n",
             (size_t)(uintptr_t)ask, (size_t)(uintptr_t)code);
    if (run(source) != PYF_OK)
        fail_msg("%s", pyf_error_message());
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_true(is_live(theirs));
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    assert_false(is_live(theirs));
    expect_len(closure_result, 2);
    assert_int_equal(
        pyf_close_all((pyf_handle[]){closure_result, closure, make}, 3),
        PYF_OK);
}

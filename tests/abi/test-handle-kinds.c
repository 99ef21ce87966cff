/* SPDX-License-Identifier: MIT */
/* handle: every kind of them can be dup'ed, bound, unbound and closed. */
#include "make-closure.h"

#include <pthread.h>

/* The kinds whose handles have an object behind them; how one is made, and
 * whether it works. */
struct sort {
    int kind;
    pyf_handle (*make)(void);
    int (*works)(pyf_handle handle);
};

static pyf_handle
make_object(void)
{
    return pyf_from_i64(1000);
}

static int
object_works(pyf_handle handle)
{
    int64_t value = 0;

    return pyf_to_i64(handle, &value) == PYF_OK && value == 1000;
}

static pyf_native_function code;

static pyf_handle
make_closure(void)
{
    return pyf_closure_new(evaluate("lambda x: x + 1"),
                           plan("(i64) -> i64"), PYF_CLOSURE_PARK, NULL,
                           &code);
}

static int
closure_works(pyf_handle handle)
{
    (void)handle;
    return ((number_function *)code)(41) == 42;
}

static pyf_handle
make_call(void)
{
    return pyf_call_prepare(evaluate("lambda: 7"), NULL, 0, plan("() -> i64"));
}

static int
call_works(pyf_handle handle)
{
    int64_t result = 0;

    return pyf_call_prepared(handle, NULL, 0, &result) == PYF_OK && result == 7;
}

static const struct sort sorts[] = {
    {PYF_KIND_OBJECT, make_object, object_works},
    {PYF_KIND_CLOSURE, make_closure, closure_works},
    {PYF_KIND_CALL, make_call, call_works},
};

enum { SORTS = sizeof sorts / sizeof *sorts };

static void
expect_dead(pyf_handle handle)
{
    assert_true(pyf_dup(handle) == 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_dup: argument 'handle'");
    assert_int_equal(pyf_bind(handle), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_bind: argument 'handle'");
    assert_true(pyf_unbind(handle) == 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_unbind: argument 'handle'");
    assert_int_equal(pyf_handle_kind(handle), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_handle_kind");
    assert_int_equal(pyf_close(handle), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close: argument 'handle'");
    assert_int_equal(pyf_close_all(&handle, 1), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close_all");
}

/* Feature: O06 */
TEST(handle_dup_of_any_kind_lives_when_the_first_is_closed)
{
    for (int i = 0; i < SORTS; i++) {
        pyf_handle first = sorts[i].make();
        pyf_handle second = pyf_dup(first);

        assert_true(second != 0 && second != first);
        assert_int_equal(pyf_handle_kind(second), sorts[i].kind);
        assert_int_equal(pyf_close(first), PYF_OK);
        expect_dead(first);
        assert_true(sorts[i].works(second));
        assert_int_equal(pyf_close(second), PYF_OK);
        expect_dead(second);
    }
}

/* Feature: O05 */
TEST(handle_unbound_of_any_kind_outlives_its_scope)
{
    for (int i = 0; i < SORTS; i++) {
        pyf_token scope = pyf_scope_begin();
        pyf_handle bound = sorts[i].make();
        pyf_handle kept = pyf_unbind(bound);

        assert_int_equal(pyf_scope_end(scope), PYF_OK);
        expect_dead(bound);
        assert_int_equal(pyf_handle_kind(kept), sorts[i].kind);
        assert_true(sorts[i].works(kept));
        assert_int_equal(pyf_close(kept), PYF_OK);
        expect_dead(kept);
    }
}

/* Feature: O05 */
TEST(handle_bound_of_any_kind_is_closed_by_the_scope)
{
    for (int i = 0; i < SORTS; i++) {
        pyf_handle handle = pyf_unbind(sorts[i].make());
        pyf_token scope = pyf_scope_begin();

        assert_int_equal(pyf_bind(handle), PYF_OK);
        assert_true(sorts[i].works(handle));
        assert_int_equal(pyf_scope_end(scope), PYF_OK);
        expect_dead(handle);
    }
}

/* Feature: O07 */
TEST(handle_closed_of_any_kind_is_dead)
{
    for (int i = 0; i < SORTS; i++) {
        pyf_handle handle = sorts[i].make();

        assert_int_equal(pyf_handle_kind(handle), sorts[i].kind);
        assert_int_equal(pyf_close(handle), PYF_OK);
        expect_dead(handle);
    }
}

TEST(handle_of_any_kind_is_closed_by_a_detached_thread)
{
    for (int i = 0; i < SORTS; i++) {
        pyf_handle handle = pyf_unbind(sorts[i].make());
        pyf_token away = pyf_detach_begin();

        assert_int_equal(pyf_close(handle), PYF_OK);
        assert_int_equal(pyf_detach_end(away), PYF_OK);
        expect_dead(handle);
    }
}

/* A signature lives for ever, and has the one handle. */
TEST(handle_of_a_signature_is_kept_by_all_of_them)
{
    pyf_handle signature = plan("(i64) -> i64");
    pyf_token scope = pyf_scope_begin();

    assert_true(pyf_dup(signature) == signature);
    assert_true(pyf_unbind(signature) == signature);
    assert_int_equal(pyf_bind(signature), PYF_OK);
    assert_int_equal(pyf_close(signature), PYF_OK);
    assert_int_equal(pyf_close_all(&signature, 1), PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_handle_kind(signature), PYF_KIND_SIGNATURE);
    assert_true(plan("(i64) -> i64") == signature);
    expect_dead(signature ^ UINT64_C(0x10000000));
}

/* Feature: O12 */
TEST(handle_bits_say_interpreter_kind_generation_and_slot)
{
    for (int i = 0; i < SORTS; i++) {
        pyf_handle handle = sorts[i].make(), next;

        assert_int_equal(handle >> 56, 0);
        assert_int_equal(handle >> 52, sorts[i].kind);
        assert_true((handle >> 28 & 0xffffff) != 0);
        next = pyf_unbind(handle);
        assert_int_equal(next - handle, 1 << 28);
        assert_int_equal(pyf_close(next), PYF_OK);
    }
    assert_int_equal(plan("()") >> 52, PYF_KIND_SIGNATURE);
}

TEST(handle_kind_that_is_kept_for_later_is_refused)
{
    for (uint64_t kind = 5; kind < PYF_KIND_TOKEN; kind++)
        expect_dead(kind << 52 | UINT64_C(0x10000085));
}

TEST(handle_of_an_interpreter_that_is_not_there_is_refused)
{
    pyf_handle handle = pyf_from_i64(1000);

    for (uint64_t number = 1; number < 256; number++)
        expect_dead(handle | number << 56);
    assert_int_equal(pyf_close(handle), PYF_OK);
}

static void *
end_it(void *argument)
{
    pyf_token token = *(pyf_token *)argument;
    pyf_token here = pyf_attach_begin(0);

    *(int *)argument = pyf_scope_end(token);
    pyf_attach_end(here);
    return NULL;
}

TEST(token_of_another_thread_is_no_live_handle)
{
    pyf_token scope = pyf_scope_begin(), copy = scope;
    pyf_token away = pyf_detach_begin();
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, end_it, &copy), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(*(int *)&copy, PYF_ERR_THREAD);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_handle_kind(scope), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_handle_kind");
}

/* SPDX-License-Identifier: MIT */
/* handle: scopes, and moving handles into and out of them. */
#include "test.h"

static uint64_t
live(void)
{
    pyf_stats stats = {.size = sizeof stats};

    assert_int_equal(pyf_stats_get(&stats), PYF_OK);
    return stats.live;
}

/* Feature: O02 */
TEST(scope_end_closes_what_was_made_inside)
{
    uint64_t before = live();
    pyf_token scope = pyf_scope_begin();

    for (int i = 0; i < 100; i++)
        pyf_from_i64(1000 + i);
    assert_int_equal(live(), before + 100);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(live(), before);
}

TEST(scope_end_leaves_what_was_made_outside)
{
    pyf_handle outside = pyf_from_i64(1000);
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_handle_kind(outside), PYF_KIND_OBJECT);
}

/* Feature: O02 */
TEST(scope_nested_closes_only_its_own)
{
    pyf_token outer = pyf_scope_begin();
    pyf_handle kept = pyf_from_i64(1000);
    pyf_token inner = pyf_scope_begin();
    pyf_handle gone = pyf_from_i64(1001);

    assert_int_equal(pyf_scope_end(inner), PYF_OK);
    assert_int_equal(pyf_handle_kind(gone), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_handle_kind");
    assert_int_equal(pyf_handle_kind(kept), PYF_KIND_OBJECT);
    pyf_handle later = pyf_from_i64(1002);

    assert_int_equal(pyf_scope_end(outer), PYF_OK);
    assert_int_equal(pyf_handle_kind(later), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_handle_kind");
}

TEST(scope_in_a_loop_keeps_the_count_flat)
{
    uint64_t before = live(), most = 0;

    for (int i = 0; i < 10000; i++) {
        pyf_token scope = pyf_scope_begin();

        pyf_from_i64(1000 + i);
        pyf_from_f64(i);
        most = live() > most ? live() : most;
        assert_int_equal(pyf_scope_end(scope), PYF_OK);
    }
    assert_int_equal(most, before + 2);
    assert_int_equal(live(), before);
}

TEST(scope_end_after_close_inside_is_fine)
{
    pyf_token scope = pyf_scope_begin();
    pyf_handle first = pyf_from_i64(1000);

    pyf_from_i64(1001);
    assert_int_equal(pyf_close(first), PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST(scope_end_does_not_close_a_later_owner_of_the_slot)
{
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_close(pyf_from_i64(1000)), PYF_OK);
    pyf_handle kept = pyf_unbind(pyf_from_i64(1001));

    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    int64_t value = 0;

    assert_int_equal(pyf_to_i64(kept, &value), PYF_OK);
    assert_int_equal(value, 1001);
    assert_int_equal(pyf_close(kept), PYF_OK);
}

TEST(scope_loop_that_closes_by_hand_keeps_memory_flat)
{
    uint64_t before = live();
    pyf_token scope = pyf_scope_begin();

    for (int i = 0; i < 100000; i++)
        assert_int_equal(pyf_close(pyf_from_i64(1000 + i)), PYF_OK);
    assert_int_equal(live(), before);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
}

TEST(scope_ended_out_of_order_is_refused)
{
    pyf_token outer = pyf_scope_begin();
    pyf_token inner = pyf_scope_begin();
    pyf_handle kept = pyf_from_i64(1000);

    assert_int_equal(pyf_scope_end(outer), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_scope_end");
    assert_int_equal(pyf_handle_kind(kept), PYF_KIND_OBJECT);
    assert_int_equal(pyf_scope_end(inner), PYF_OK);
    assert_int_equal(pyf_scope_end(outer), PYF_OK);
}

TEST(scope_ended_twice_is_refused)
{
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_scope_end");
}

TEST(scope_that_is_an_attach_token_is_refused)
{
    pyf_token inner = pyf_attach_begin(0);

    assert_int_equal(pyf_scope_end(inner), PYF_ERR_KIND);
    expect_failure(PYF_ERR_KIND, "pyf_scope_end");
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
}

TEST_DETACHED(scope_on_a_detached_thread_is_refused)
{
    assert_int_equal(pyf_scope_begin(), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_scope_begin");
}

TEST(scope_ended_while_detached_is_refused)
{
    pyf_token scope = pyf_scope_begin();
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pyf_scope_end(scope), PYF_ERR_NOT_ATTACHED);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_scope_end");
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
}

TEST(scope_nested_1000_deep_unwinds)
{
    pyf_token scopes[1000];
    int depth = 0;

    while (depth < 1000 && (scopes[depth] = pyf_scope_begin()) != 0)
        depth++;
    if (depth < 1000)
        expect_failure(PYF_ERR_TOKEN, "pyf_scope_begin");
    assert_true(depth >= 16);
    while (depth > 0)
        assert_int_equal(pyf_scope_end(scopes[--depth]), PYF_OK);
}

TEST(unbind_outlives_the_scope)
{
    uint64_t before = live();
    pyf_token scope = pyf_scope_begin();
    pyf_handle kept = pyf_unbind(pyf_from_i64(1000));

    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    int64_t value = 0;

    assert_int_equal(pyf_to_i64(kept, &value), PYF_OK);
    assert_int_equal(value, 1000);
    assert_int_equal(live(), before + 1);
    assert_int_equal(pyf_close(kept), PYF_OK);
}

/* Feature: O05 */
TEST(unbind_moves_the_reference_and_kills_the_old_handle)
{
    uint64_t before = live();
    pyf_handle bound = pyf_from_i64(1000);
    pyf_handle free_one = pyf_unbind(bound);

    assert_true(free_one != bound);
    assert_int_equal(live(), before + 1);
    assert_int_equal(pyf_dup(bound), 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_dup");
    assert_int_equal(pyf_close(free_one), PYF_OK);
    assert_int_equal(live(), before);
}

TEST(unbind_of_an_unbound_one_gives_a_good_handle)
{
    uint64_t before = live();
    pyf_handle once = pyf_unbind(pyf_from_i64(1000));
    pyf_handle twice = pyf_unbind(once);
    int64_t value = 0;

    assert_int_equal(pyf_to_i64(twice, &value), PYF_OK);
    assert_int_equal(value, 1000);
    assert_int_equal(live(), before + 1);
    assert_int_equal(pyf_close(twice), PYF_OK);
}

TEST(unbind_of_a_reserved_one_is_itself)
{
    assert_true(pyf_unbind(PYF_NONE) == PYF_NONE);
    assert_true(pyf_unbind(PYF_TYPE_STR) == PYF_TYPE_STR);
}

/* Feature: O01 */
TEST_DETACHED(unbind_outlives_the_attach_span)
{
    pyf_token here = pyf_attach_begin(0);
    pyf_handle kept = pyf_unbind(pyf_from_i64(1000));

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_handle_kind(kept), PYF_KIND_OBJECT);
    assert_int_equal(pyf_close(kept), PYF_OK);
    here = pyf_attach_begin(0);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

/* Feature: O05 */
TEST(bind_hands_the_handle_to_the_innermost_scope)
{
    pyf_handle handle = pyf_unbind(pyf_from_i64(1000));
    pyf_token outer = pyf_scope_begin();
    pyf_token inner = pyf_scope_begin();

    assert_int_equal(pyf_bind(handle), PYF_OK);
    assert_int_equal(pyf_handle_kind(handle), PYF_KIND_OBJECT);
    assert_int_equal(pyf_scope_end(inner), PYF_OK);
    assert_int_equal(pyf_handle_kind(handle), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_handle_kind");
    assert_int_equal(pyf_scope_end(outer), PYF_OK);
}

TEST(bind_twice_closes_once)
{
    uint64_t before = live();
    pyf_handle handle = pyf_unbind(pyf_from_i64(1000));
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_bind(handle), PYF_OK);
    assert_int_equal(pyf_bind(handle), PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_OK);
    assert_int_equal(live(), before);
}

TEST(bind_moves_out_of_the_outer_scope)
{
    pyf_handle handle = pyf_from_i64(1000);
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_bind(handle), PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_handle_kind(handle), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_handle_kind");
}

TEST(bind_then_unbind_survives)
{
    pyf_handle handle = pyf_unbind(pyf_from_i64(1000));
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_bind(handle), PYF_OK);
    handle = pyf_unbind(handle);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_handle_kind(handle), PYF_KIND_OBJECT);
    assert_int_equal(pyf_close(handle), PYF_OK);
}

TEST(bind_of_a_reserved_one_does_nothing)
{
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_bind(PYF_NONE), PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_handle_kind(PYF_NONE), PYF_KIND_OBJECT);
}

TEST(scope_end_runs_del_that_makes_handles_die_in_any_order)
{
    static const char source[] =
        "order = []\n"
        "class Noisy:\n"
        "    def __init__(self, name): self.name = name\n"
        "    def __del__(self): order.append(self.name)\n";
    pyf_handle names = pyf_dict_from_handles(NULL, NULL, 0);

    assert_int_equal(pyf_run(source, PYF_AUTO_LENGTH, names, PYF_NONE),
                     PYF_OK);
    pyf_token scope = pyf_scope_begin();

    assert_true(pyf_eval("Noisy('a')", PYF_AUTO_LENGTH, names, PYF_NONE) != 0);
    assert_true(pyf_eval("Noisy('b')", PYF_AUTO_LENGTH, names, PYF_NONE) != 0);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_is_true(pyf_eval("sorted(order) == ['a', 'b']",
                                          PYF_AUTO_LENGTH, names, PYF_NONE)),
                     1);
}

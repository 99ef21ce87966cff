/* SPDX-License-Identifier: MIT */
/* handle: dup, close, identity, kind, and everything that is not live. */
#include "process.h"

/* A handle that was live once. */
static pyf_handle
stale(void)
{
    pyf_handle handle = pyf_from_i64(1000);

    assert_true(handle != 0);
    assert_int_equal(pyf_close(handle), PYF_OK);
    return handle;
}

/* Feature: O07 */
TEST(handle_close_frees_it)
{
    uint64_t before = counters().live;
    pyf_handle handle = pyf_from_i64(1000);

    assert_int_equal(counters().live, before + 1);
    assert_int_equal(pyf_close(handle), PYF_OK);
    assert_int_equal(counters().live, before);
}

TEST(handle_close_twice_is_refused)
{
    pyf_handle handle = stale();

    assert_int_equal(pyf_close(handle), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close");
}

TEST(handle_close_0_does_nothing)
{
    assert_int_equal(pyf_close(0), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST(handle_close_0_keeps_the_parked_failure)
{
    assert_int_equal(pyf_import(PYF_TEXT("no_such_module_at_all")), 0);
    assert_int_equal(pyf_close(0), PYF_OK);
    expect_failure(PYF_ERR_PYTHON, "no_such_module_at_all");
}

/* Feature: O16 */
TEST(handle_close_of_a_reserved_one_does_nothing)
{
    uint64_t before = counters().live;

    for (int i = 0; i < 1000; i++)
        assert_int_equal(pyf_close(PYF_NONE), PYF_OK);
    assert_int_equal(pyf_close(PYF_TYPE_INT), PYF_OK);
    assert_int_equal(pyf_close(PYF_EXC_ValueError), PYF_OK);
    assert_int_equal(counters().live, before);
    assert_int_equal(pyf_handle_kind(PYF_NONE), PYF_KIND_OBJECT);
    assert_int_equal(pyf_is(PYF_NONE, PYF_NONE), 1);
}

TEST(handle_close_of_the_last_runs_del)
{
    assert_int_equal(pyf_run("gone = []\n"
                             "class Witness:\n"
                             "    def __del__(self): gone.append(1)\n",
                             PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE), PYF_OK);
    pyf_handle witness = eval("Witness()");
    pyf_handle again = pyf_dup(witness);
    int64_t count = -1;

    assert_int_equal(pyf_close(witness), PYF_OK);
    assert_int_equal(pyf_to_i64(eval("len(gone)"), &count), PYF_OK);
    assert_int_equal(count, 0);
    assert_int_equal(pyf_close(again), PYF_OK);
    assert_int_equal(pyf_to_i64(eval("len(gone)"), &count), PYF_OK);
    assert_int_equal(count, 1);
    assert_int_equal(pyf_run("del gone, Witness", PYF_AUTO_LENGTH, PYF_NONE,
                             PYF_NONE), PYF_OK);
}

/* Feature: O06 */
TEST(handle_dup_is_another_handle_to_the_same_object)
{
    pyf_handle handle = pyf_from_i64(1000);
    pyf_handle again = pyf_dup(handle);

    assert_true(again != 0);
    assert_true(again != handle);
    assert_int_equal(pyf_is(handle, again), 1);
    assert_int_equal(pyf_close(handle), PYF_OK);
    int64_t value = 0;

    assert_int_equal(pyf_to_i64(again, &value), PYF_OK);
    assert_int_equal(value, 1000);
}

TEST(handle_dup_of_a_reserved_one_can_be_closed)
{
    pyf_handle none = pyf_dup(PYF_NONE);

    assert_int_equal(pyf_is(none, PYF_NONE), 1);
    assert_int_equal(pyf_close(none), PYF_OK);
    assert_int_equal(pyf_handle_kind(PYF_NONE), PYF_KIND_OBJECT);
}

/* Feature: O12 */
TEST(handle_is_tells_equal_from_same)
{
    pyf_handle a = eval("[]"), b = eval("[]");

    assert_int_equal(pyf_is(a, b), 0);
    assert_int_equal(pyf_is(a, a), 1);
    assert_int_equal(pyf_is(eval("None"), PYF_NONE), 1);
    assert_int_equal(pyf_is(eval("True"), PYF_TRUE), 1);
    assert_int_equal(pyf_is(PYF_TRUE, PYF_FALSE), 0);
}

TEST(handle_kind_names_each_kind)
{
    pyf_token scope = pyf_scope_begin();
    pyf_token inner = pyf_attach_begin(0);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pyf_handle_kind(scope), PYF_KIND_TOKEN);
    assert_int_equal(pyf_handle_kind(inner), PYF_KIND_TOKEN);
    assert_int_equal(pyf_handle_kind(away), PYF_KIND_TOKEN);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(pyf_attach_end(inner), PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_handle_kind(pyf_from_i64(1000)), PYF_KIND_OBJECT);
}

TEST(handle_0_with_nothing_parked_is_a_bad_handle)
{
    assert_int_equal(pyf_dup(0), 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_dup");
    assert_int_equal(pyf_handle_kind(0), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_handle_kind");
    assert_int_equal(pyf_is(PYF_NONE, 0), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_is");
}

TEST(handle_stale_is_refused)
{
    pyf_handle handle = stale();

    assert_int_equal(pyf_dup(handle), 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_dup: argument 'handle'");
    assert_int_equal(pyf_is(PYF_NONE, handle), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_is: argument 'b'");
    assert_int_equal(pyf_unbind(handle), 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_unbind: argument 'handle'");
    assert_int_equal(pyf_bind(handle), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_bind: argument 'handle'");
}

TEST(handle_stale_stays_so_when_its_slot_lives_again)
{
    pyf_handle old = stale();
    pyf_handle many[64];

    for (int i = 0; i < 64; i++)
        many[i] = pyf_from_i64(2000 + i);
    assert_int_equal(pyf_dup(old), 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_dup");
    assert_int_equal(pyf_close(old), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close");
    for (int i = 0; i < 64; i++)
        assert_int_equal(pyf_close(many[i]), PYF_OK);
}

TEST(handle_stale_is_not_revived_by_100000_reuses)
{
    pyf_handle old = stale();
    int revived = 0;

    for (int i = 0; i < 100000; i++) {
        pyf_handle handle = pyf_from_i64(1000);

        revived += handle == old || handle == 0;
        pyf_close(handle);
    }
    assert_int_equal(revived, 0);
    assert_int_equal(pyf_dup(old), 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_dup");
}

/* The slot number, 28 bits, can become that of another live one, so those are
 * left alone. */
TEST(handle_forged_in_any_upper_bit_is_refused)
{
    pyf_handle handle = pyf_from_i64(1000);

    for (int bit = 28; bit < 64; bit++) {
        pyf_handle forged = handle ^ UINT64_C(1) << bit;
        int status = pyf_handle_kind(forged);

        assert_int_equal(status, PYF_ERR_HANDLE);
        assert_int_equal(pyf_dup(forged), 0);
        status = pyf_close(forged);
        assert_int_equal(status, pyf_error_code());
        assert_true(pyf_error_code() == PYF_ERR_HANDLE ||
                    pyf_error_code() == PYF_ERR_KIND);
        pyf_error_clear();
    }
    assert_int_equal(pyf_close(handle), PYF_OK);
}

TEST(handle_forged_slot_beyond_the_table_is_refused)
{
    pyf_handle handle = pyf_from_i64(1000);

    for (int bit = 24; bit < 28; bit++) {
        assert_int_equal(pyf_dup(handle ^ UINT64_C(1) << bit), 0);
        expect_failure(PYF_ERR_HANDLE, "pyf_dup");
    }
    assert_int_equal(pyf_dup(handle | UINT64_C(0x0fffffff)), 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_dup");
}

static uint64_t
next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

TEST(handle_made_of_random_bits_is_refused)
{
    uint64_t state = 88172645463325252u;
    int accepted = 0;

    for (int i = 0; i < 100000; i++) {
        accepted += pyf_handle_kind(next_random(&state)) >= 0;
        accepted += pyf_dup(next_random(&state)) != 0;
        accepted += pyf_close(next_random(&state)) >= 0;
    }
    assert_int_equal(accepted, 0);
    pyf_error_clear();
}

TEST(handle_reserved_number_that_is_none_is_refused)
{
    static const pyf_handle wrong[] = {
        UINT64_C(0x0010000000000006), UINT64_C(0x001000000000000f),
        UINT64_C(0x0010000000000084), UINT64_C(0x00100000000000ff),
        UINT64_C(0x0010000000000000), UINT64_C(0x0000000000000001),
        UINT64_C(0x0010000010000001), UINT64_C(0x0020000000000001),
        UINT64_C(0x0110000000000001), UINT64_C(0xff10000000000001),
        UINT64_C(0xfff0000000000001), UINT64_MAX};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(pyf_dup(wrong[i]), 0);
        assert_true(pyf_error_code() == PYF_ERR_HANDLE ||
                    pyf_error_code() == PYF_ERR_KIND);
        pyf_error_clear();
    }
}

TEST(handle_of_an_exception_that_python_lacks_is_refused)
{
    pyf_handle again = pyf_dup(PYF_EXC_PythonFinalizationError);

    if (pyf_python_version() >= 0x030d0000) {
        assert_int_equal(pyf_is(again, PYF_EXC_PythonFinalizationError), 1);
        return;
    }
    assert_int_equal(again, 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_dup");
}

TEST(handle_that_is_a_token_is_of_the_wrong_kind)
{
    pyf_token scope = pyf_scope_begin();

    assert_int_equal(pyf_dup(scope), 0);
    expect_failure(PYF_ERR_KIND,
                   "pyf_dup: argument 'handle': is a token, and no handle");
    assert_int_equal(pyf_close(scope), PYF_ERR_KIND);
    expect_failure(PYF_ERR_KIND, "pyf_close: argument 'handle': is a token");
    assert_int_equal(pyf_repr(scope), 0);
    expect_failure(PYF_ERR_KIND, "pyf_repr: argument 'obj': is a token");
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
}

TEST(handle_close_all_closes_each_and_reports_the_first_failure)
{
    pyf_handle old = stale();
    pyf_handle all[] = {pyf_from_i64(1000), old, 0, PYF_NONE,
                        pyf_from_i64(1001)};

    assert_int_equal(pyf_close_all(all, 5), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close_all");
    assert_int_equal(pyf_handle_kind(all[0]), PYF_ERR_HANDLE);
    assert_int_equal(pyf_handle_kind(all[4]), PYF_ERR_HANDLE);
    pyf_error_clear();
}

TEST(handle_close_all_of_none_does_nothing)
{
    assert_int_equal(pyf_close_all(NULL, 0), PYF_OK);
    assert_int_equal(pyf_close_all(NULL, 1), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_close_all");
}

static void *
read_it(void *argument)
{
    pyf_handle handle = *(pyf_handle *)argument;
    int64_t value = -1;
    pyf_token here = pyf_attach_begin(0);

    pyf_to_i64(handle, &value);
    pyf_attach_end(here);
    *(int64_t *)argument = value;
    return NULL;
}

/* Feature: O01 */
TEST(handle_is_good_on_another_thread)
{
    pyf_handle handle = pyf_from_i64(1000);
    pyf_token away = pyf_detach_begin();

    on_thread(read_it, &handle);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal((int64_t)handle, 1000);
}

/* Closing where Python must not be touched. */

/* Feature: L17 */
TEST(handle_close_while_detached_kills_it_at_once)
{
    pyf_handle handle = pyf_unbind(pyf_from_i64(1000));
    uint64_t before = counters().live;
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pyf_close(handle), PYF_OK);
    assert_int_equal(counters().live, before - 1);
    assert_int_equal(counters().pending, 1);
    assert_int_equal(pyf_handle_kind(handle), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_handle_kind");
    assert_int_equal(pyf_close(handle), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close");
    assert_int_equal(pyf_detach_end(away), PYF_OK);
}

/* Feature: L17 */
TEST(handle_closed_while_detached_is_dropped_at_the_next_attach)
{
    assert_int_equal(pyf_run("import weakref\nclass Thing: pass\n",
                             PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE), PYF_OK);
    pyf_handle thing = pyf_unbind(eval("Thing()"));
    pyf_handle watch =
        pyf_call_method(eval("weakref"), PYF_TEXT("ref"), &thing, 1);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pyf_close(thing), PYF_OK);
    assert_int_equal(counters().pending, 1);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(counters().pending, 0);
    assert_int_equal(pyf_is(pyf_call(watch, NULL, 0), PYF_NONE), 1);
    assert_int_equal(pyf_run("del weakref, Thing", PYF_AUTO_LENGTH, PYF_NONE,
                             PYF_NONE), PYF_OK);
}

struct batch {
    pyf_handle *handles;
    size_t count;
    int status;
};

static void *
close_batch(void *argument)
{
    struct batch *batch = argument;

    batch->status = pyf_close_all(batch->handles, batch->count);
    return NULL;
}

/* Feature: O07 */
TEST(handle_closed_by_a_thread_that_never_attached_is_dropped_later)
{
    enum { COUNT = 10000 };
    pyf_handle *handles = calloc(COUNT, sizeof *handles);
    struct batch batch = {handles, COUNT, -99};
    uint64_t before = counters().live, threads = counters().threads;

    for (int i = 0; i < COUNT; i++)
        handles[i] = pyf_unbind(pyf_from_i64(1000 + i));
    on_thread(close_batch, &batch);
    assert_int_equal(batch.status, PYF_OK);
    assert_int_equal(counters().live, before);
    assert_int_equal(counters().threads, threads);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(counters().pending, 0);
    free(handles);
}

/* Elements of the list block inside list.__contains__, which holds no
 * reference of its own to the list. */
static const char blocking[] =
    "import threading, weakref\n"
    "inside, leave = threading.Event(), threading.Event()\n"
    "class Slow:\n"
    "    def __eq__(self, other):\n"
    "        inside.set(); leave.wait(); return False\n"
    "class List(list): pass\n";

struct closer {
    pyf_handle names, victim;
    int status, alive;
};

static int
run_in(pyf_handle names, const char *source)
{
    return pyf_run(source, PYF_AUTO_LENGTH, names, PYF_NONE);
}

static void *
close_in_the_middle(void *argument)
{
    struct closer *closer = argument;
    pyf_token here = pyf_attach_begin(0);

    run_in(closer->names, "inside.wait()");
    closer->status = pyf_close(closer->victim);
    run_in(closer->names, "import gc; gc.collect()");
    closer->alive = pyf_is_true(pyf_eval("watch() is not None",
                                         PYF_AUTO_LENGTH, closer->names,
                                         PYF_NONE));
    run_in(closer->names, "leave.set()");
    pyf_attach_end(here);
    return NULL;
}

TEST(handle_closed_by_another_thread_during_a_call_lives_until_it_returns)
{
    struct closer closer = {.names = pyf_dict_from_handles(NULL, NULL, 0)};
    pthread_t thread;

    assert_int_equal(run_in(closer.names, blocking), PYF_OK);
    assert_int_equal(run_in(closer.names, "victim = List([Slow(), Slow()])\n"
                                          "watch = weakref.ref(victim)"),
                     PYF_OK);
    closer.victim =
        pyf_unbind(pyf_getitem_str(closer.names, PYF_TEXT("victim")));
    assert_int_equal(run_in(closer.names, "del victim"), PYF_OK);
    assert_int_equal(
        pthread_create(&thread, NULL, close_in_the_middle, &closer), 0);
    assert_int_equal(pyf_contains(closer.victim, PYF_ELLIPSIS), 0);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(closer.status, PYF_OK);
    assert_int_equal(closer.alive, 1);
    assert_int_equal(pyf_is_true(pyf_eval("watch() is None", PYF_AUTO_LENGTH,
                                          closer.names, PYF_NONE)), 1);
}

TEST(handle_closed_by_the_callee_lives_until_the_call_returns)
{
    struct closer closer = {.names = pyf_dict_from_handles(NULL, NULL, 0)};
    pthread_t thread;

    assert_int_equal(run_in(closer.names, blocking), PYF_OK);
    assert_int_equal(run_in(closer.names, "watch = weakref.ref(Slow)"),
                     PYF_OK);
    closer.victim = pyf_unbind(
        pyf_eval("(lambda: (inside.set(), leave.wait(), 'done')[2])",
                 PYF_AUTO_LENGTH, closer.names, PYF_NONE));
    assert_int_equal(
        pthread_create(&thread, NULL, close_in_the_middle, &closer), 0);
    pyf_handle done = pyf_call(closer.victim, NULL, 0);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(closer.status, PYF_OK);
    assert_int_equal(pyf_builtin_type(done), PYF_BUILTIN_STR);
}

/* Size. */

TEST(handle_table_holds_a_million)
{
    enum { COUNT = 1000000 };
    pyf_handle *handles = malloc(COUNT * sizeof *handles);
    uint64_t before = counters().live;
    int failed = 0;

    for (int i = 0; i < COUNT; i++)
        handles[i] = pyf_dup(PYF_NONE);
    assert_int_equal(counters().live, before + COUNT);
    for (int i = 0; i < COUNT; i++)
        failed += pyf_is(handles[i], PYF_NONE) != 1;
    assert_int_equal(pyf_close_all(handles, COUNT), PYF_OK);
    assert_int_equal(failed, 0);
    assert_int_equal(counters().live, before);
    free(handles);
}

TEST(handle_table_serves_each_handle_its_own_object_while_growing)
{
    enum { COUNT = 70000 };
    pyf_handle *handles = malloc(COUNT * sizeof *handles);
    int failed = 0;

    for (int i = 0; i < COUNT; i++)
        handles[i] = pyf_from_i64(i);
    for (int i = 0; i < COUNT; i++) {
        int64_t value = -1;

        failed += pyf_to_i64(handles[i], &value) != PYF_OK || value != i;
    }
    assert_int_equal(failed, 0);
    assert_int_equal(pyf_close_all(handles, COUNT), PYF_OK);
    free(handles);
}

TEST(stats_with_a_wrong_size_are_refused)
{
    const size_t wrong[] = {0, 3, offsetof(pyf_stats, users), SIZE_MAX};
    pyf_stats stats = PYF_STATS_INIT;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        stats.size = wrong[i];
        assert_int_equal(pyf_stats_get(&stats), PYF_ERR_ARGUMENT);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_stats_get", "size");
        assert_int_equal(stats.size, wrong[i]);
        assert_int_equal(stats.live, 0);
    }
    assert_int_equal(pyf_stats_get(NULL), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_stats_get");
}

TEST(stats_of_a_newer_caller_fill_what_is_known)
{
    struct {
        pyf_stats stats;
        uint64_t more[2];
    } newer = {.more = {77, 77}};
    pyf_handle handle = pyf_from_i64(1000);

    newer.stats.size = sizeof newer;
    assert_int_equal(pyf_stats_get(&newer.stats), PYF_OK);
    assert_int_equal(newer.stats.size, sizeof newer.stats);
    assert_true(newer.stats.live > 0);
    assert_int_equal(newer.more[0], 0);
    assert_int_equal(newer.more[1], 0);
    assert_int_equal(pyf_close(handle), PYF_OK);
}

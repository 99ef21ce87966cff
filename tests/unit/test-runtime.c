/* SPDX-License-Identifier: MIT */
/* runtime: the states of the process, the gate, spans. Each case runs in a
 * process of its own. */
#include "python.h"

#include "handle/table.h"
#include "runtime/gate.h"
#include "runtime/internal.h"

#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void
walk_the_states(void)
{
    assert_int_equal(pyf__state(), PYF__DOWN);
    start_python();
    assert_int_equal(pyf__state(), PYF__UP);
    assert_int_equal(pyf__users(), 1);
    assert_false(pyf__joined());
    assert_int_equal(pyf__finalize(), PYF_OK);
    assert_int_equal(pyf__state(), PYF__GONE);
    assert_int_equal(pyf__users(), 0);
}

TEST(state_goes_down_up_gone)
{
    run_child_ok(walk_the_states);
}

/* What changes for callers of a later version follows the oldest of them. */
static void
initialize_again(uint32_t api_version, uint32_t agreed)
{
    const pyf_config config = {.size = sizeof config,
                               .api_version = api_version};

    assert_int_equal(pyf__initialize(&config), PYF_OK);
    assert_int_equal(pyf__runtime.api_version, agreed);
}

static void
agree_on_a_version(void)
{
    start_python();
    assert_int_equal(pyf__runtime.api_version, PYF_API_VERSION);
    initialize_again(PYF_API_VERSION + 0x10000, PYF_API_VERSION);
    initialize_again(PYF_API_VERSION - 0x10000, PYF_API_VERSION - 0x10000);
    initialize_again(PYF_API_VERSION, PYF_API_VERSION - 0x10000);
}

TEST(version_is_that_of_the_oldest_component)
{
    run_child_ok(agree_on_a_version);
}

static void
fail_first(void)
{
    pyf_config config = {.size = sizeof config,
                         .api_version = PYF_API_VERSION,
                         .python = "/no/such/python"};

    assert_int_equal(pyf__initialize(&config), PYF_ERR_NOT_FOUND);
    assert_int_equal(pyf__state(), PYF__DOWN);
    start_python();
    assert_int_equal(pyf__state(), PYF__UP);
}

TEST(state_is_down_again_after_a_failure_to_find)
{
    run_child_ok(fail_first);
}

static void
visit_once(void)
{
    assert_int_equal(pyf__visit(), 0);
    start_python();
    assert_false(pyf__attached);
    int deed = pyf__visit();

    assert_true(deed != 0);
    assert_true(pyf__attached);
    assert_true(atomic_load(&pyf__thread.inside));
    assert_false(pyf__scope_is_open());
    pyf__leave(deed);
    assert_false(pyf__attached);
    assert_false(atomic_load(&pyf__thread.inside));
    assert_int_equal(pyf__finalize(), PYF_OK);
    assert_int_equal(pyf__visit(), 0);
}

TEST(visit_attaches_for_one_call_while_up)
{
    run_child_ok(visit_once);
}

static void *
visit_elsewhere(void *argument)
{
    int deed = pyf__visit();

    *(PyThreadState **)argument = pyf__thread.kept;
    pyf__leave(deed);
    deed = pyf__visit();
    if (pyf__thread.kept != *(PyThreadState **)argument)
        *(PyThreadState **)argument = NULL;
    pyf__leave(deed);
    return NULL;
}

static void
keep_states(void)
{
    PyThreadState *kept = NULL;
    pthread_t thread;

    start_python();
    assert_int_equal(pyf__threads(), 1);
    assert_int_equal(pthread_create(&thread, NULL, visit_elsewhere, &kept), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_non_null(kept);
    assert_true(kept != pyf__thread.kept);
    assert_int_equal(pyf__threads(), 1);
}

TEST(thread_keeps_one_state_and_gives_it_back_at_its_end)
{
    run_child_ok(keep_states);
}

static void
count_spans(void)
{
    start_python();
    pyf_token outer = pyf__attach_begin(0, "test");
    pyf_token scope = pyf__scope_begin("test");
    pyf_token away = pyf__detach_begin("test");

    assert_int_equal(pyf__key_of(outer), PYF_KIND_TOKEN);
    assert_int_equal(pyf__key_of(scope), PYF_KIND_TOKEN);
    assert_int_equal(pyf__key_of(away), PYF_KIND_TOKEN);
    assert_true(outer != scope && scope != away);
    assert_int_equal(pyf__thread.depth, 3);
    assert_int_equal(pyf__span_end(scope, PYF__SCOPE, "test"),
                     PYF_ERR_TOKEN);
    assert_int_equal(pyf__span_end(outer, PYF__DETACH, "test"),
                     PYF_ERR_KIND);
    assert_int_equal(pyf__thread.depth, 3);
    assert_int_equal(pyf__span_end(away, PYF__DETACH, "test"), PYF_OK);
    assert_int_equal(pyf__span_end(scope, PYF__SCOPE, "test"), PYF_OK);
    assert_int_equal(pyf__span_end(outer, PYF__ATTACH, "test"), PYF_OK);
    assert_int_equal(pyf__thread.depth, 0);
}

TEST(spans_end_last_in_first_out)
{
    run_child_ok(count_spans);
}

static void
fork_it(void)
{
    int status = -1;

    start_python();
    pid_t pid = fork();

    if (pid == 0)
        _exit(pyf__state() == PYF__FORKED && pyf__visit() == 0 ? 0 : 1);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_int_equal(pyf__state(), PYF__UP);
}

TEST(state_of_a_forked_child_is_forked)
{
    run_child_ok(fork_it);
}

static atomic_int entered;

static void *
enter_until_closed(void *argument)
{
    int deed;

    while ((deed = pyf__visit()) != 0) {
        atomic_fetch_add(&entered, 1);
        pyf__leave(deed);
    }
    return argument;
}

static void
close_the_gate(void)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];

    start_python();
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, enter_until_closed,
                                        NULL), 0);
    wait_until(atomic_load(&entered) >= 1000);
    pyf__gate_set(PYF__CLOSING);
    assert_true(pyf__gate_drain(hang_seconds() * 1000));
    int seen = atomic_load(&entered);

    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&entered), seen);
}

TEST(gate_closed_and_drained_lets_nobody_in)
{
    run_child_ok(close_the_gate);
}

/* On a thread that counts its naps they take no time. */
static _Thread_local bool counts_naps;
static _Thread_local int64_t napped; /* nanoseconds */

int
nanosleep(const struct timespec *nap, struct timespec *left)
{
    if (!counts_naps)
        return clock_nanosleep(CLOCK_MONOTONIC, 0, nap, left) == 0 ? 0 : -1;
    napped += nap->tv_sec * INT64_C(1000000000) + nap->tv_nsec;
    return 0;
}

static atomic_bool inside, may_leave;

static void *
stay(void *argument)
{
    int deed = pyf__visit();

    atomic_store(&inside, deed != 0);
    wait_until(atomic_load(&may_leave));
    pyf__leave(deed);
    return argument;
}

static void
drain_in_vain(void)
{
    pthread_t thread;

    start_python();
    assert_int_equal(pthread_create(&thread, NULL, stay, NULL), 0);
    wait_until(atomic_load(&inside));
    counts_naps = true;
    pyf__gate_set(PYF__CLOSING);
    assert_false(pyf__gate_drain(100));
    assert_int_equal(napped, 100 * INT64_C(1000000));
    counts_naps = false;
    atomic_store(&may_leave, true);
    assert_true(pyf__gate_drain(hang_seconds() * 1000));
    assert_int_equal(pthread_join(thread, NULL), 0);
}

TEST(gate_drain_takes_as_long_as_it_may)
{
    run_child_ok(drain_in_vain);
}

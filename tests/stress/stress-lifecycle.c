/* SPDX-License-Identifier: MIT */
/* stress: starting, finalizing, forking and exiting while threads attach, call
 * and close. Each round has a process of its own, and must end well. */
#include "test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

TEST_NO_START;

enum { THREADS = 8, ROUNDS = 12, FORKS = 50 };

static atomic_int wrong, rounds, stop;

/* One visit; 0 when Python cannot be attached to any more. */
static int
visit(void)
{
    int64_t value = 0;
    pyf_token here = pyf_attach_begin(0);

    if (here == 0) {
        int code = pyf_error_code();

        if (code != PYF_ERR_FINALIZED && code != PYF_ERR_NOT_INITIALIZED)
            atomic_fetch_add(&wrong, 1);
        pyf_error_clear();
        return code != PYF_ERR_FINALIZED;
    }
    pyf_handle kept = pyf_unbind(pyf_from_i64(1000));
    pyf_token away = pyf_detach_begin();
    int status = pyf_detach_end(away);

    if (status == PYF_OK && (pyf_to_i64(kept, &value) != PYF_OK ||
                             value != 1000))
        atomic_fetch_add(&wrong, 1);
    if (pyf_attach_end(here) != PYF_OK || pyf_close(kept) != PYF_OK)
        atomic_fetch_add(&wrong, 1);
    pyf_error_clear();
    atomic_fetch_add(&rounds, 1);
    return status == PYF_OK;
}

static void *
visit_until_refused(void *argument)
{
    while (!atomic_load(&stop) && visit())
        ;
    return argument;
}

static pthread_t threads[THREADS];

static void
start_storm(void)
{
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL,
                                        visit_until_refused, NULL), 0);
}

static void
end_storm(void)
{
    atomic_store(&stop, 1);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&wrong), 0);
}

/* As run_child_ok, many times. */
static void
repeat(void (*body)(void))
{
    for (int i = 0; i < ROUNDS; i++)
        run_child_ok(body);
}

static void
start_and_finalize(void)
{
    start_storm();
    assert_int_equal(initialize_patiently(), PYF_OK);
    wait_until(atomic_load(&rounds) >= 200);
    assert_int_equal(pyf_finalize(), PYF_OK);
    end_storm();
}

TEST_DETACHED(stress_start_and_finalize_under_load)
{
    repeat(start_and_finalize);
}

static void
exit_under_load(void)
{
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    start_storm();
    wait_until(atomic_load(&rounds) >= 200);
    exit(atomic_load(&wrong));
}

TEST_DETACHED(stress_exit_under_load)
{
    repeat(exit_under_load);
}

/* What any thread may call, in a child where other threads' locks were held. */
static void
call_what_never_fails(void)
{
    pyf_stats stats = {.size = sizeof stats};
    pyf_token token = 0;

    end_when_hung();
    if (pyf_stats_get(&stats) != PYF_OK || pyf_is_initialized() != 0 ||
        pyf_try_attach_begin(0, &token) != 0 ||
        pyf_close(PYF_NONE) != PYF_OK || pyf_attach_begin(0) != 0 ||
        pyf_error_code() != PYF_ERR_FORKED ||
        pyf_initialize(NULL) != PYF_ERR_FORKED)
        _exit(1);
    pyf_error_message();
    pyf_error_clear();
    exit(0);
}

static void
fork_under_load(void)
{
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    start_storm();
    wait_until(atomic_load(&rounds) >= 200);
    for (int i = 0; i < FORKS; i++) {
        int status = -1;
        pid_t pid = fork();

        if (pid == 0)
            call_what_never_fails();
        assert_int_equal(waitpid(pid, &status, 0), pid);
        assert_int_equal(status, 0);
    }
    end_storm();
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_DETACHED(stress_fork_under_load)
{
    run_child_ok(fork_under_load);
}

static void *
initialize_and_finalize(void *argument)
{
    while (!atomic_load(&stop)) {
        if (pyf_initialize(NULL) != PYF_OK || pyf_finalize() != PYF_OK)
            atomic_fetch_add(&wrong, 1);
        atomic_fetch_add(&rounds, 1);
    }
    return argument;
}

/* The main thread's own use keeps Python up whatever the others do. */
static void
count_users(void)
{
    pyf_stats stats = {.size = sizeof stats};

    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL,
                                        initialize_and_finalize, NULL), 0);
    wait_until(atomic_load(&rounds) >= 20000);
    end_storm();
    assert_int_equal(pyf_stats_get(&stats), PYF_OK);
    assert_int_equal(stats.users, 1);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(pyf_is_initialized(), 0);
}

TEST_DETACHED(stress_users_are_counted_right)
{
    run_child_ok(count_users);
}

/* SPDX-License-Identifier: MIT */
/* SE20: Ctrl-C in a long loop of the host's own. */
#include "sample.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

TEST_NO_START;

static atomic_int work_done;

static void
work_a_little(void)
{
    wait_a_moment();
    atomic_fetch_add(&work_done, 1);
}

/* Work until somebody presses Ctrl-C. */
static int
work(void)
{
    while (pyf_signals_check() == PYF_OK)
        work_a_little();
    return pyf_error_matches(PYF_EXC_KeyboardInterrupt);
}

static int
program(void)
{
    pyf_config config = PYF_CONFIG_INIT;

    config.flags |= PYF_CONFIG_SIGNALS;
    if (pyf_initialize(&config) < 0)
        return pyf_error_exit_status(2);
    pyf_token here = pyf_attach_begin(0);
    int interrupted = work();

    printf("%s\n", interrupted ? "interrupted" : "done");
    pyf_error_clear();
    pyf_attach_end(here);
    return pyf_finalize() < 0 ? pyf_error_exit_status(2) : 0;
}

/* Press Ctrl-C in the middle of the work. */
static void *
interrupt(void *nothing)
{
    wait_until(atomic_load(&work_done) >= 50);
    kill(getpid(), SIGINT);
    return nothing;
}

static void
run_interrupted(void)
{
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, interrupt, NULL), 0);
    assert_int_equal(program(), PYF_OK);
    assert_int_equal(pthread_join(thread, NULL), 0);
}

/* Feature: SE20 */
TEST_DETACHED(SE20_interrupt_stops_the_loop)
{
    const struct child *child = run_child(run_interrupted);

    assert_string_equal(child->output, "interrupted\n");
    assert_int_equal(child->status, 0);
}

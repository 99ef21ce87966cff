/* SPDX-License-Identifier: MIT */
/* SE20: Ctrl-C in a long loop of the host's own. */
#include "sample.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>

TEST_NO_START;

static void
work_a_little(void)
{
    const struct timespec moment = {.tv_nsec = 1000000};

    nanosleep(&moment, NULL);
}

/* Work until somebody presses Ctrl-C; at most a minute. */
static int
work(void)
{
    for (int i = 0; i < 60000; i++) {
        work_a_little();
        if (pyf_check_signals() < 0)
            return pyf_error_matches(PYF_EXC_KeyboardInterrupt);
    }
    return 0;
}

static int
program(void)
{
    pyf_config config;

    pyf_config_default(&config, sizeof config);
    config.flags |= PYF_CONFIG_SIGNALS;
    if (pyf_initialize(&config) < 0)
        return pyf_error_print(2);
    pyf_token here = pyf_attach_begin();
    int interrupted = work();

    printf("%s\n", interrupted ? "interrupted" : "done");
    pyf_error_clear();
    pyf_attach_end(here);
    return pyf_finalize();
}

/* Press Ctrl-C when Python has been running for a moment. */
static void *
interrupt(void *nothing)
{
    while (!pyf_is_initialized())
        work_a_little();
    for (int i = 0; i < 50; i++)
        work_a_little();
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

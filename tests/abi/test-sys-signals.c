/* SPDX-License-Identifier: MIT */
/* sys, signals: what Ctrl-C does with and without Python's handlers. Each case
 * starts a Python of its own in a child. */
#include "shorthand.h"

#include <signal.h>

TEST_NO_START;

static pyf_token
start(uint32_t flags)
{
    pyf_config config = PYF_CONFIG_INIT;

    config.flags |= flags;
    if (pyf_initialize(&config) != PYF_OK)
        fail_msg("pyf_initialize: %s", pyf_error_message());
    return pyf_attach_begin(0);
}

static void
finish(pyf_token here)
{
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

static void
interrupt_becomes_an_exception(void)
{
    pyf_token here = start(PYF_CONFIG_SIGNALS);

    raise(SIGINT);
    assert_int_equal(pyf_signals_check(), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_KeyboardInterrupt, "KeyboardInterrupt");
    assert_int_equal(pyf_signals_check(), PYF_OK);
    finish(here);
}

/* Feature: SE20 */
TEST_DETACHED(check_signals_turns_interrupt_into_an_exception)
{
    run_child_ok(interrupt_becomes_an_exception);
}

static void
interrupt_stops_python_code(void)
{
    pyf_token here = start(PYF_CONFIG_SIGNALS);

    assert_int_equal(pyf_run("import os, signal, time\n"
                             "os.kill(os.getpid(), signal.SIGINT)\n"
                             "while True: time.sleep(0.01)\n",
                             PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_KeyboardInterrupt, "KeyboardInterrupt");
    finish(here);
}

TEST_DETACHED(run_is_stopped_by_interrupt)
{
    run_child_ok(interrupt_stops_python_code);
}

static void
interrupt_while_detached_is_kept(void)
{
    pyf_token here = start(PYF_CONFIG_SIGNALS);
    pyf_token away = pyf_detach_begin();

    raise(SIGINT);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(pyf_signals_check(), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_KeyboardInterrupt, "KeyboardInterrupt");
    finish(here);
}

TEST_DETACHED(check_signals_sees_what_came_while_detached)
{
    run_child_ok(interrupt_while_detached_is_kept);
}

static void
interrupt_without_the_flag(void)
{
    pyf_token here = start(0);

    pyf_signals_check();
    raise(SIGINT);
    pyf_signals_check();
    finish(here);
}

TEST_DETACHED(interrupt_without_the_flag_ends_the_process)
{
    assert_int_equal(run_child(interrupt_without_the_flag)->status,
                     128 + SIGINT);
}

static void
handler_of_the_host_stays(void)
{
    struct sigaction before, after;

    signal(SIGINT, SIG_IGN);
    sigaction(SIGINT, NULL, &before);
    pyf_token here = start(0);

    sigaction(SIGINT, NULL, &after);
    assert_ptr_equal(after.sa_handler, before.sa_handler);
    raise(SIGINT);
    assert_int_equal(pyf_signals_check(), PYF_OK);
    finish(here);
}

TEST_DETACHED(handler_of_the_host_is_left_alone)
{
    run_child_ok(handler_of_the_host_stays);
}

static void
default_action_of_the_seed(void)
{
    pyf_token here = start(PYF_CONFIG_SIGNALS);

    run_in("import signal\n"
           "signal.signal(signal.SIGINT, signal.SIG_DFL)\n", no_names());
    raise(SIGINT);
    finish(here);
}

/* Feature: SE19 */
TEST_DETACHED(interrupt_set_to_default_ends_the_process)
{
    assert_int_equal(run_child(default_action_of_the_seed)->status,
                     128 + SIGINT);
}

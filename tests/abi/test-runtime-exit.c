/* SPDX-License-Identifier: MIT */
/* runtime: a process that ends without finalizing. What Python has printed
 * arrives, and nothing hangs or crashes. */
/* Feature: L14 */
#include "process.h"

#include <stdatomic.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

TEST_NO_START;

/* At exit the library tries for two seconds to get into Python. It computes
 * when they are over from a clock that is ahead here of the one it waits by, so
 * that a slow machine has as long as it takes. */
static int is_hasty;

int
clock_gettime(clockid_t clock, struct timespec *now)
{
    int status = (int)syscall(SYS_clock_gettime, clock, now);

    if (status == 0 && clock == CLOCK_REALTIME && !is_hasty)
        now->tv_sec += hang_seconds();
    return status;
}

/* Run a body that exits by itself, and expect status 0 and this output. */
static void
expect_output(void (*body)(void), const char *output)
{
    const struct child *child = run_child(body);

    if (child->status != 0)
        fail_msg("child ended with %d:\n%s", child->status, child->output);
    assert_string_equal(child->output, output);
}

static void
print_it(void)
{
    if (run("import sys; sys.stdout.write('printed')") != PYF_OK)
        _exit(1);
}

static void
exit_detached(void)
{
    pyf_token here = start();

    print_it();
    pyf_attach_end(here);
    exit(0);
}

TEST_DETACHED(exit_detached_flushes_stdout)
{
    expect_output(exit_detached, "printed");
}

static void
exit_attached(void)
{
    start();
    print_it();
    exit(0);
}

TEST_DETACHED(exit_attached_flushes_stdout)
{
    expect_output(exit_attached, "printed");
}

static void
exit_inside_detach(void)
{
    start();
    print_it();
    pyf_detach_begin();
    exit(0);
}

TEST_DETACHED(exit_inside_a_detach_span_flushes_stdout)
{
    expect_output(exit_inside_detach, "printed");
}

static void
exit_stderr(void)
{
    start();
    if (run("import io, sys\n"
            "sys.stderr = io.TextIOWrapper(io.BufferedWriter("
            "io.FileIO(2, 'w', closefd=False)))\n"
            "sys.stderr.write('complained')") != PYF_OK)
        _exit(1);
    exit(0);
}

TEST_DETACHED(exit_flushes_stderr)
{
    expect_output(exit_stderr, "complained");
}

static void *
print_and_exit(void *argument)
{
    (void)argument;
    pyf_token here = pyf_attach_begin(0);

    print_it();
    pyf_attach_end(here);
    exit(0);
}

static void
exit_from_second_thread(void)
{
    if (pyf_initialize(NULL) != PYF_OK)
        _exit(1);
    on_thread(print_and_exit, NULL);
    _exit(2);
}

TEST_DETACHED(exit_from_a_second_thread_flushes)
{
    expect_output(exit_from_second_thread, "printed");
}

static void *
print_and_exit_attached(void *argument)
{
    (void)argument;
    pyf_attach_begin(0);
    print_it();
    exit(0);
}

static void
exit_from_attached_second_thread(void)
{
    if (pyf_initialize(NULL) != PYF_OK)
        _exit(1);
    on_thread(print_and_exit_attached, NULL);
    _exit(2);
}

TEST_DETACHED(exit_from_an_attached_second_thread_flushes)
{
    expect_output(exit_from_attached_second_thread, "printed");
}

static void *
exit_unattached(void *argument)
{
    (void)argument;
    exit(0);
}

static void
exit_from_foreign_thread(void)
{
    pyf_token here = start();

    print_it();
    pyf_attach_end(here);
    on_thread(exit_unattached, NULL);
    _exit(2);
}

TEST_DETACHED(exit_from_a_thread_that_never_attached_flushes)
{
    expect_output(exit_from_foreign_thread, "printed");
}

static void *
compute(void *argument)
{
    pyf_attach_begin(0);
    atomic_store((atomic_int *)argument, 1);
    run("while True: pass");
    return NULL;
}

static void
exit_while_computing(void)
{
    static atomic_int inside;
    pyf_token here = start();

    print_it();
    pyf_attach_end(here);
    start_thread(compute, &inside);
    wait_until(atomic_load(&inside));
    exit(0);
}

TEST_DETACHED(exit_while_another_thread_computes_flushes)
{
    expect_output(exit_while_computing, "printed");
}

static void *
hold_on(void *argument)
{
    pyf_attach_begin(0);
    atomic_store((atomic_int *)argument, 1);
    for (;;)
        pause();
    return NULL;
}

static void
exit_while_held(void)
{
    static atomic_int inside;

    if (pyf_initialize(NULL) != PYF_OK)
        _exit(1);
    start_thread(hold_on, &inside);
    wait_until(atomic_load(&inside));
    is_hasty = 1;
    exit(0);
}

TEST_DETACHED(exit_while_another_thread_never_lets_go_does_not_hang)
{
    assert_int_equal(run_child(exit_while_held)->status, 0);
}

static void
exit_with_daemons(void)
{
    start();
    if (run("import threading, time\n"
            "def spin():\n"
            "    while True: time.sleep(0.0001)\n"
            "for i in range(8):\n"
            "    threading.Thread(target=spin, daemon=True).start()\n")
        != PYF_OK)
        _exit(1);
    print_it();
    exit(0);
}

TEST_DETACHED(exit_with_python_threads_running_flushes)
{
    expect_output(exit_with_daemons, "printed");
}

static void
exit_without_stdout(void)
{
    start();
    if (run("import sys; sys.stdout = None; sys.stderr = None") != PYF_OK)
        _exit(1);
    exit(0);
}

TEST_DETACHED(exit_without_a_stdout_is_fine)
{
    expect_output(exit_without_stdout, "");
}

static void
exit_bad_flush(void)
{
    start();
    if (run("import sys\n"
            "class Bad:\n"
            "    def flush(self): raise SystemExit(3)\n"
            "    def write(self, text): raise OSError\n"
            "sys.stdout = Bad(); sys.stderr = Bad()\n") != PYF_OK)
        _exit(1);
    exit(0);
}

TEST_DETACHED(exit_with_a_flush_that_raises_is_fine)
{
    expect_output(exit_bad_flush, "");
}

static void
exit_broken_pipe(void)
{
    int ends[2];

    start();
    signal(SIGPIPE, SIG_IGN);
    if (pipe(ends) != 0 || dup2(ends[1], STDOUT_FILENO) < 0)
        _exit(1);
    close(ends[0]);
    close(ends[1]);
    print_it();
    exit(0);
}

TEST_DETACHED(exit_into_a_broken_pipe_is_fine)
{
    expect_output(exit_broken_pipe, "");
}

static void
exit_with_failure_parked(void)
{
    start();
    run("raise ValueError('boom')");
    exit(0);
}

TEST_DETACHED(exit_with_a_failure_parked_prints_nothing)
{
    expect_output(exit_with_failure_parked, "");
}

static void
exit_after_finalize(void)
{
    pyf_token here = start();

    print_it();
    pyf_attach_end(here);
    exit(pyf_finalize() == PYF_OK ? 0 : 1);
}

TEST_DETACHED(exit_after_finalize_prints_once)
{
    expect_output(exit_after_finalize, "printed");
}

static void
exit_never_started(void)
{
    exit(0);
}

TEST_DETACHED(exit_without_a_start_is_fine)
{
    expect_output(exit_never_started, "");
}

static void
handler_calls(void)
{
    pyf_token token = 0;

    if (pyf_try_attach_begin(0, &token) == 1)
        pyf_attach_end(token);
    pyf_error_clear();
}

static void
exit_with_host_handler(void)
{
    atexit(handler_calls);
    pyf_token here = start();

    print_it();
    pyf_attach_end(here);
    exit(0);
}

TEST_DETACHED(exit_handler_of_the_host_may_still_try)
{
    expect_output(exit_with_host_handler, "printed");
}

static void
exit_with_open_handles(void)
{
    start();
    for (int i = 0; i < 1000; i++)
        pyf_unbind(pyf_from_i64(1000 + i));
    print_it();
    exit(0);
}

TEST_DETACHED(exit_with_handles_open_is_fine)
{
    expect_output(exit_with_open_handles, "printed");
}

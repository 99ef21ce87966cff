/* SPDX-License-Identifier: MIT */
/* runtime: a forked child of a process that has started Python. */
#include "process.h"

#include <sys/wait.h>
#include <unistd.h>

TEST_NO_START;

/* Fork here, run a check in the child, and expect that it exits with 0. */
static void
in_fork(void (*check)(void))
{
    int status = -1;
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
        check();
        exit(0);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static pyf_handle kept;

static void
check_calls(void)
{
    pyf_token token = 99;
    int64_t value = 7;

    assert_int_equal(pyf_is_initialized(), 0);
    assert_int_equal(pyf_is_attached(), 0);
    assert_int_equal(pyf_initialize(NULL), PYF_ERR_FORKED);
    expect_failure(PYF_ERR_FORKED, "pyf_initialize");
    assert_int_equal(pyf_attach_begin(0), 0);
    expect_failure(PYF_ERR_FORKED, "pyf_attach_begin");
    assert_int_equal(pyf_try_attach_begin(0, &token), 0);
    assert_int_equal(token, 0);
    assert_int_equal(pyf_to_i64(kept, &value), PYF_ERR_FORKED);
    expect_failure(PYF_ERR_FORKED, "pyf_to_i64");
    assert_int_equal(value, 0);
    assert_int_equal(pyf_import(PYF_TEXT("sys")), 0);
    expect_failure(PYF_ERR_FORKED, "pyf_import");
    assert_int_equal(pyf_finalize(), PYF_ERR_FORKED);
    expect_failure(PYF_ERR_FORKED, "pyf_finalize");
}

TEST_CHILD(forked_child_of_a_detached_thread_is_told_so)
{
    pyf_token here = start();

    kept = pyf_unbind(pyf_from_i64(1000));
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    in_fork(check_calls);
    here = pyf_attach_begin(0);
    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_close(kept), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(forked_child_of_an_attached_thread_is_told_so)
{
    pyf_token here = start();

    kept = pyf_from_i64(1000);
    in_fork(check_calls);
    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

static void
check_close(void)
{
    assert_int_equal(pyf_close(kept), PYF_OK);
    assert_int_equal(pyf_close(0), PYF_OK);
    assert_int_equal(pyf_close(PYF_NONE), PYF_OK);
}

TEST_CHILD(forked_child_may_close)
{
    pyf_token here = start();

    kept = pyf_unbind(pyf_from_i64(1000));
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    in_fork(check_close);
    here = pyf_attach_begin(0);
    int64_t value = 0;

    assert_int_equal(pyf_to_i64(kept, &value), PYF_OK);
    assert_int_equal(value, 1000);
    assert_int_equal(pyf_close(kept), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

static pyf_token spans[3];

static void
check_ends(void)
{
    assert_int_equal(pyf_detach_end(spans[2]), PYF_ERR_FORKED);
    expect_failure(PYF_ERR_FORKED, "pyf_detach_end");
}

TEST_CHILD(forked_child_inside_a_detach_span_is_told_so)
{
    spans[0] = start();
    spans[2] = pyf_detach_begin();
    in_fork(check_ends);
    assert_int_equal(pyf_detach_end(spans[2]), PYF_OK);
    expect_so("1 + 1 == 2");
}

static void
check_error(void)
{
    char text[2000];
    size_t length;

    assert_int_equal(pyf_error_code(), PYF_ERR_PYTHON);
    assert_true(strlen(pyf_error_message()) > 0);
    assert_int_equal(pyf_error_format(text, sizeof text, &length), PYF_OK);
    assert_int_equal(pyf_error_clear(), PYF_OK);
}

TEST_CHILD(forked_child_may_look_at_a_parked_failure)
{
    pyf_token here = start();

    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    in_fork(check_error);
    here = pyf_attach_begin(0);
    expect_failure(PYF_ERR_PYTHON, "boom");
}

static void *
fork_elsewhere(void *argument)
{
    pid_t pid = fork();

    if (pid == 0) {
        int refused =
            pyf_attach_begin(0) == 0 && pyf_error_code() == PYF_ERR_FORKED;

        exit(refused ? 0 : 1);
    }
    waitpid(pid, argument, 0);
    return NULL;
}

TEST_CHILD(forked_child_of_another_thread_is_told_so)
{
    pyf_token here = start();
    int status = -1;

    on_thread(fork_elsewhere, &status);
    assert_int_equal(status, 0);
    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

static void
exit_only(void)
{
}

static void
print_unflushed_then_fork(void)
{
    start();
    assert_int_equal(run("import sys; sys.stdout.write('only once')"),
                     PYF_OK);
    in_fork(exit_only);
    exit(0);
}

TEST_DETACHED(forked_child_does_not_flush_what_the_parent_printed)
{
    const struct child *child = run_child(print_unflushed_then_fork);

    assert_int_equal(child->status, 0);
    assert_string_equal(child->output, "only once");
}

TEST_CHILD(fork_by_python_itself_works)
{
    pyf_token here = start();

    if (run("import os\n"
            "pid = os.fork()\n"
            "if pid == 0:\n"
            "    import json\n"
            "    os._exit(len(json.dumps([1, 2])))\n"
            "status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])\n"
            "assert status == 6, status\n") != PYF_OK)
        fail_msg("%s", pyf_error_message());
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(fork_before_the_start_leaves_both_free_to_start)
{
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        pyf_token here = start();

        expect_so("1 + 1 == 2");
        assert_int_equal(pyf_attach_end(here), PYF_OK);
        _exit(pyf_finalize() == PYF_OK ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    start();
    expect_so("1 + 1 == 2");
}

/* SPDX-License-Identifier: MIT */
/* contract: every function of the ABI where Python cannot be called - before
 * the start, after the end, in a forked child. */
#include "contract-table.h"

#include <sys/wait.h>
#include <unistd.h>

TEST_NO_START;

enum { FUNCTIONS = sizeof functions / sizeof *functions };

/* Functions of attached threads fail with this code. */
static void
expect_all_refused(int code)
{
    for (int i = 0; i < FUNCTIONS; i++) {
        struct arguments arguments;

        if (!functions[i].attached)
            continue;
        fill(&arguments, &functions[i], groups);
        expect_refusal(&arguments, &functions[i], code, NULL, "this state");
    }
}

/* Functions of any thread do not crash, whatever they are given. What one of
 * them keeps outlives it. */
static void
call_all_others(void)
{
    static struct arguments arguments;

    for (int i = 0; i < FUNCTIONS; i++) {

        if (functions[i].attached || is_lifecycle(&functions[i]))
            continue;
        fill(&arguments, &functions[i], groups);
        functions[i].call(arguments.words);
        for (int p = 0; p < functions[i].count; p++)
            if (functions[i].parameters[p].kind != SIZE)
                arguments.words[p] = 0;
        functions[i].call(arguments.words);
        pyf_error_clear();
    }
}

TEST_CHILD(contract_before_the_start)
{
    expect_all_refused(PYF_ERR_NOT_INITIALIZED);
    call_all_others();
}

TEST_CHILD(contract_after_the_end)
{
    pyf_token here = start();

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    expect_all_refused(PYF_ERR_FINALIZED);
    call_all_others();
}

static void
expect_forked(void)
{
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        expect_all_refused(PYF_ERR_FORKED);
        call_all_others();
        _exit(0);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

TEST_CHILD(contract_in_a_forked_child)
{
    pyf_token here = start();

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    expect_forked();
}

TEST_CHILD(contract_in_a_child_forked_while_attached)
{
    pyf_token here = start();

    expect_forked();
    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

TEST_CHILD(contract_bad_arguments_before_the_start)
{
    for (int i = 0; i < FUNCTIONS; i++) {
        struct arguments arguments = {0};

        if (!functions[i].attached)
            continue;
        if (!has_failed(&functions[i], functions[i].call(arguments.words)))
            fail_msg("%s took all 0", functions[i].name);
        pyf_error_clear();
    }
}

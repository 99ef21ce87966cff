/* SPDX-License-Identifier: MIT */
/*
 * Sample programs, and what they print. A sample is a function that does what
 * the main of a program would do between attaching and detaching, with
 * pyforge.h alone; it returns 0, or a status with the failure parked.
 */
#ifndef PYF_TESTS_SAMPLE_H
#define PYF_TESTS_SAMPLE_H

#include "test.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Run a sample with standard output redirected into a file; no assertion may
 * fail meanwhile, or its message would go there too. */
static inline int
run_redirected(int (*sample)(void), FILE *file)
{
    fflush(stdout);
    int saved = dup(STDOUT_FILENO);

    dup2(fileno(file), STDOUT_FILENO);
    int status = sample();

    pyf_sys_flush();
    fflush(stdout);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    return status;
}

/* Run a sample and compare what it printed, Python and C alike. */
static inline void
expect_output(int (*sample)(void), const char *expected)
{
    char printed[4096] = "";
    FILE *file = tmpfile();

    assert_non_null(file);
    int status = run_redirected(sample, file);

    assert_true(pread(fileno(file), printed, sizeof printed - 1, 0) >= 0);
    fclose(file);
    if (status != 0)
        fail_msg("the sample failed: %s", pyf_error_message());
    assert_string_equal(printed, expected);
}

#endif

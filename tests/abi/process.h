/* SPDX-License-Identifier: MIT */
/*
 * What the tests of the process as a whole share: code run in __main__, whose
 * failure is the caller's to look at; threads; the library's counters; and
 * what pyf_discover says about the Python that the tests run with.
 */
#ifndef PYF_TESTS_PROCESS_H
#define PYF_TESTS_PROCESS_H

#include "test.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline int
run(const char *source)
{
    return pyf_run(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

static inline pyf_handle
eval(const char *source)
{
    return pyf_eval(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

/* That an expression is true in __main__. */
static inline void
expect_so(const char *expression)
{
    int truth = pyf_is_true(eval(expression));

    if (truth != 1)
        fail_msg("not so: %s %s", expression, pyf_error_message());
}

static inline pyf_stats
counters(void)
{
    pyf_stats stats = {.size = sizeof stats};

    assert_int_equal(pyf_stats_get(&stats), PYF_OK);
    return stats;
}

static inline pthread_t
start_thread(void *(*function)(void *), void *argument)
{
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, function, argument), 0);
    return thread;
}

static inline void
join_thread(pthread_t thread)
{
    assert_int_equal(pthread_join(thread, NULL), 0);
}

/* Run a function on another thread and wait for it. Assertions do not work
 * there: it leaves what it saw in its argument. */
static inline void
on_thread(void *(*function)(void *), void *argument)
{
    join_thread(start_thread(function, argument));
}

/* Start Python with the defaults, but for haste, and attach. */
static inline pyf_token
start(void)
{
    if (initialize_patiently() != PYF_OK)
        fail_msg("pyf_initialize: %s", pyf_error_message());
    pyf_token here = pyf_attach_begin(0);

    assert_true(here != 0);
    return here;
}

/* Start Python as configured and attach. */
static inline pyf_token
start_with(const pyf_config *config)
{
    if (pyf_initialize(config) != PYF_OK)
        fail_msg("pyf_initialize: %s", pyf_error_message());
    return pyf_attach_begin(0);
}

static inline pyf_config
defaults(void)
{
    return (pyf_config)PYF_CONFIG_INIT;
}

/* The value of a key in the report of pyf_discover; the test fails where there
 * is none. Good until the next call. */
static inline const char *
discovered(const char *key)
{
    static char report[32768];
    char line[64];
    size_t length;

    if (pyf_discover(NULL, report + 1, sizeof report - 1, &length) != PYF_OK)
        fail_msg("pyf_discover: %s", pyf_error_message());
    report[0] = '\n';
    snprintf(line, sizeof line, "\n%s: ", key);
    char *value = strstr(report, line);

    if (value == NULL)
        fail_msg("no %s in:%s", key, report);
    value += strlen(line);
    value[strcspn(value, "\n")] = '\0';
    return value;
}

#endif

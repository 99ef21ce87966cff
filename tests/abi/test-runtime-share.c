/* SPDX-License-Identifier: MIT */
/* runtime: several components of one process share one Python. */
#include "process.h"

#include <signal.h>
#include <unistd.h>

TEST_NO_START;

enum { RACERS = 16 };

static pthread_barrier_t line_up;

static void *
race(void *argument)
{
    int *status = argument;

    pthread_barrier_wait(&line_up);
    *status = pyf_initialize(NULL);
    pyf_token here = pyf_attach_begin(0);

    if (here == 0)
        *status = pyf_error_code();
    else if (pyf_is_true(eval("'site' in __import__('sys').modules and "
                              "'threading' in __import__('sys').modules"))
             != 1)
        *status = -99;
    pyf_attach_end(here);
    return NULL;
}

TEST_CHILD(racing_initializers_all_find_a_finished_python)
{
    pthread_t threads[RACERS];
    int status[RACERS];

    assert_int_equal(pthread_barrier_init(&line_up, NULL, RACERS), 0);
    for (int i = 0; i < RACERS; i++)
        threads[i] = start_thread(race, &status[i]);
    for (int i = 0; i < RACERS; i++)
        join_thread(threads[i]);
    for (int i = 0; i < RACERS; i++)
        assert_int_equal(status[i], PYF_OK);
    assert_int_equal(counters().users, RACERS);
    assert_int_equal(pyf_attach_begin(0) != 0, 1);
    expect_so("1 + 1 == 2");
}

static void *
attach_while_starting(void *argument)
{
    int *status = argument;
    pyf_token here = 0;

    *status = 1;
    pthread_barrier_wait(&line_up);
    while (here == 0) {
        here = pyf_attach_begin(0);
        if (here == 0 && pyf_error_code() != PYF_ERR_NOT_INITIALIZED) {
            *status = pyf_error_code();
            return NULL;
        }
    }
    *status = pyf_is_true(eval("'site' in __import__('sys').modules"));
    pyf_attach_end(here);
    return NULL;
}

TEST_CHILD(attaching_waits_for_a_start_in_progress)
{
    pthread_t threads[RACERS];
    int status[RACERS];

    assert_int_equal(pthread_barrier_init(&line_up, NULL, RACERS + 1), 0);
    for (int i = 0; i < RACERS; i++)
        threads[i] = start_thread(attach_while_starting, &status[i]);
    pthread_barrier_wait(&line_up);
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    for (int i = 0; i < RACERS; i++)
        join_thread(threads[i]);
    for (int i = 0; i < RACERS; i++)
        assert_int_equal(status[i], 1);
}

static void *
start_badly(void *argument)
{
    pyf_config config = defaults();

    config.python = "/no/such/python3";
    pthread_barrier_wait(&line_up);
    *(int *)argument = pyf_initialize(&config);
    return NULL;
}

TEST_CHILD(racing_initializers_that_all_fail_all_say_so)
{
    pthread_t threads[RACERS];
    int status[RACERS];

    assert_int_equal(pthread_barrier_init(&line_up, NULL, RACERS), 0);
    for (int i = 0; i < RACERS; i++)
        threads[i] = start_thread(start_badly, &status[i]);
    for (int i = 0; i < RACERS; i++)
        join_thread(threads[i]);
    for (int i = 0; i < RACERS; i++)
        assert_int_equal(status[i], PYF_ERR_NOT_FOUND);
    assert_int_equal(counters().users, 0);
    start();
    expect_so("True");
}

static void *
finalize_here(void *argument)
{
    *(int *)argument = pyf_finalize();
    return NULL;
}

TEST_CHILD(only_the_last_finalize_stops_python)
{
    int status = -99;

    for (int i = 0; i < 3; i++)
        assert_int_equal(pyf_initialize(NULL), PYF_OK);
    assert_int_equal(counters().users, 3);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(pyf_is_initialized(), 1);
    on_thread(finalize_here, &status);
    assert_int_equal(status, PYF_OK);
    assert_int_equal(counters().users, 1);
    pyf_token here = pyf_attach_begin(0);

    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(pyf_is_initialized(), 0);
    assert_int_equal(counters().users, 0);
}

TEST_CHILD(a_second_component_with_the_same_wishes_is_welcome)
{
    pyf_config editor = defaults(), plugin = defaults();
    char *python = strdup(discovered("python"));

    editor.name = "editor";
    editor.python = python;
    plugin.name = "plugin";
    plugin.python = python;
    assert_int_equal(pyf_initialize(&editor), PYF_OK);
    assert_int_equal(pyf_initialize(&plugin), PYF_OK);
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    assert_int_equal(counters().users, 3);
    free(python);
}

TEST_CHILD(a_second_component_that_names_the_same_python_by_a_link_is_welcome)
{
    pyf_config editor = defaults(), plugin = defaults();
    char *python = strdup(discovered("python"));
    char command[2400];

    editor.python = python;
    assert_int_equal(pyf_initialize(&editor), PYF_OK);
    snprintf(command, sizeof command, "%.*s/./%s",
             (int)(strrchr(python, '/') - python), python,
             strrchr(python, '/') + 1);
    plugin.python = command;
    assert_int_equal(pyf_initialize(&plugin), PYF_OK);
    free(python);
}

/* The second configuration is refused, both are named, nothing is lost. */
static void
expect_contradiction(pyf_config *plugin)
{
    pyf_config editor = defaults();

    editor.name = "the-editor";
    plugin->name = "the-plugin";
    pyf_token here = start_with(&editor);
    pyf_handle kept = pyf_from_i64(1000);

    assert_int_equal(pyf_initialize(plugin), PYF_ERR_CONFIG);
    expect_failure2(PYF_ERR_CONFIG, "the-editor", "the-plugin");
    assert_int_equal(counters().users, 1);
    assert_int_equal(pyf_handle_kind(kept), PYF_KIND_OBJECT);
    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(a_second_component_that_wants_another_python_is_refused)
{
    pyf_config plugin = defaults();

    plugin.python = "/bin/sh";
    expect_contradiction(&plugin);
}

TEST_CHILD(a_second_component_that_wants_another_libpython_is_refused)
{
    pyf_config plugin = defaults();

    plugin.libpython = "/lib/libother.so";
    expect_contradiction(&plugin);
}

TEST_CHILD(a_second_component_that_wants_another_home_is_refused)
{
    pyf_config plugin = defaults();

    plugin.home = "/somewhere/else";
    expect_contradiction(&plugin);
}

TEST_CHILD(a_second_component_that_wants_other_flags_is_refused)
{
    pyf_config plugin = defaults();

    plugin.flags = PYF_CONFIG_NO_SITE;
    expect_contradiction(&plugin);
}

TEST_CHILD(a_second_component_with_a_bad_configuration_is_refused)
{
    pyf_config plugin = defaults();

    start();
    plugin.flags = UINT32_C(0x80000000);
    assert_int_equal(pyf_initialize(&plugin), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "flags");
    plugin = defaults();
    plugin.api_version = UINT32_C(0x02000000);
    assert_int_equal(pyf_initialize(&plugin), PYF_ERR_API);
    expect_failure(PYF_ERR_API, "2.0");
    assert_int_equal(counters().users, 1);
}

static void *
discover_elsewhere(void *argument)
{
    char report[32768];
    size_t length;

    pthread_barrier_wait(&line_up);
    *(int *)argument = pyf_discover(NULL, report, sizeof report, &length);
    return NULL;
}

TEST_CHILD(racing_discoverers_do_not_disturb_each_other)
{
    pthread_t threads[RACERS];
    int status[RACERS];

    assert_int_equal(pthread_barrier_init(&line_up, NULL, RACERS), 0);
    for (int i = 0; i < RACERS; i++)
        threads[i] = start_thread(discover_elsewhere, &status[i]);
    for (int i = 0; i < RACERS; i++)
        join_thread(threads[i]);
    for (int i = 0; i < RACERS; i++)
        assert_int_equal(status[i], PYF_OK);
}

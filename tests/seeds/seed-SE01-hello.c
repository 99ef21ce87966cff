/* SPDX-License-Identifier: MIT */
/* SE01: a program that reads sys.version and evaluates an expression. */
#include "sample.h"

#include <stdlib.h>

TEST_NO_START;

/* Ask Python who we are. */
static int
hello(void)
{
    pyf_handle sys = pyf_import(PYF_TEXT("sys")),
               os = pyf_import(PYF_TEXT("os"));
    pyf_handle version = pyf_getattr(sys, PYF_TEXT("version"));
    pyf_handle locals = pyf_dict_from_handles(NULL, NULL, 0);
    const char *text = NULL, *user = NULL;
    size_t length = 0;

    if (pyf_setitem_str(locals, PYF_TEXT("os"), os) < 0 ||
        pyf_to_str(version, &text, &length) < 0)
        return pyf_error_code();
    pyf_handle name =
        pyf_eval("os.getenv('USER') or os.getenv('USERNAME')",
                 PYF_AUTO_LENGTH, PYF_NONE, locals);

    if (pyf_to_str(name, &user, &length) < 0)
        return pyf_error_code();
    printf("Hello %s, I'm Python %s\n", user, text);
    return 0;
}

/* The whole program. */
static int
program(void)
{
    if (pyf_initialize(NULL) < 0)
        return pyf_error_exit_status(2);
    pyf_token here = pyf_attach_begin(0);
    int status = hello();

    if (status < 0)
        status = pyf_error_exit_status(2);
    pyf_attach_end(here);
    return pyf_finalize() < 0 ? pyf_error_exit_status(2) : status;
}

/* Run it as USER, and then the same with nobody logged in. */

static void
run_as_ada(void)
{
    setenv("USER", "ada", 1);
    assert_int_equal(program(), 0);
}

static void
run_as_username(void)
{
    unsetenv("USER");
    setenv("USERNAME", "grace", 1);
    assert_int_equal(program(), 0);
}

static void
run_as_nobody(void)
{
    unsetenv("USER");
    unsetenv("USERNAME");
    assert_int_equal(program(), 1);
}

static void
print_version(void)
{
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    printf("%s", pyf_python_version_string());
}

static void
expect_hello(void (*run)(void), const char *user)
{
    char version[256], expected[512];

    snprintf(version, sizeof version, "%.255s",
             run_child(print_version)->output);
    snprintf(expected, sizeof expected, "Hello %s, I'm Python %s\n", user,
             version);
    const struct child *child = run_child(run);

    assert_string_equal(child->output, expected);
    assert_int_equal(child->status, 0);
}

/* Feature: SE01 */
TEST_DETACHED(SE01_hello_greets_the_user)
{
    expect_hello(run_as_ada, "ada");
}

TEST_DETACHED(SE01_hello_falls_back_to_username)
{
    expect_hello(run_as_username, "grace");
}

/* Feature: SE01 */
TEST_DETACHED(SE01_hello_without_a_user_is_a_type_error)
{
    const struct child *child = run_child(run_as_nobody);

    assert_int_equal(child->status, 0);
    assert_non_null(strstr(child->output, "expected str, got 'NoneType'"));
}

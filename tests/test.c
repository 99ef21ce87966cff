/* SPDX-License-Identifier: MIT */
/* main of the programs in tests/abi and tests/seeds. See test.h. */
#include "test.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

__attribute__((weak)) int test_no_start = 0; /* const would be folded */

static pyf_token span; /* of the test that runs, 0 in a detached one */

static pyf_stats
read_stats(void)
{
    pyf_stats stats = {.size = sizeof stats};

    assert_int_equal(pyf_stats_get(&stats), PYF_OK);
    return stats;
}

uint64_t
live_handle_count(void)
{
    return read_stats().live;
}

uint64_t
pending_handle_count(void)
{
    return read_stats().pending;
}

int
initialize_patiently(void)
{
    pyf_config config = PYF_CONFIG_INIT;

    config.drain_ms = hang_seconds() * 1000;
    return pyf_initialize(&config);
}

void
expect_failure(int code, const char *text)
{
    expect_failure2(code, text, "");
}

void
expect_failure2(int code, const char *text, const char *also)
{
    const char *message = pyf_error_message();

    if (pyf_error_code() != code)
        fail_msg("parked is %s \"%s\", expected %s",
                 pyf_error_name(pyf_error_code()), message,
                 pyf_error_name(code));
    if (strstr(message, text) == NULL)
        fail_msg("message \"%s\" lacks \"%s\"", message, text);
    if (strstr(message, also) == NULL)
        fail_msg("message \"%s\" lacks \"%s\"", message, also);
    pyf_error_clear();
}

void
expect_no_failure(void)
{
    if (pyf_error_code() != PYF_OK)
        fail_msg("parked is %s: %s", pyf_error_name(pyf_error_code()),
                 pyf_error_message());
}

/* Attaching drops what detached threads have closed. */
static void
drop_pending(void)
{
    if (pyf_is_initialized() != 1)
        return;
    pyf_token here = pyf_attach_begin(0);

    assert_true(here != 0);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

static void
around(const struct test *test)
{
    span = 0;
    uint64_t before = live_handle_count();

    expect_no_failure();
    span = test->attached ? pyf_attach_begin(0) : 0;
    if (test->attached)
        assert_true(span != 0);
    test_run_body(test);
    expect_no_failure();
    if (test->attached)
        assert_int_equal(pyf_attach_end(span), PYF_OK);
    assert_int_equal(pyf_is_attached(), 0);
    drop_pending();
    assert_int_equal(live_handle_count(), before);
    assert_int_equal(pending_handle_count(), 0);
}

/* Print text as TAP diagnostics, each line behind a #. */
static void
print_diagnostics(const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");

        printf("# %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

/* A test has failed somewhere inside its span: say what is parked, and leave
 * the span so that the others can run. Spans that the test opened inside are
 * in the way, and only the test had their tokens. */
static void
recover(const struct test *test)
{
    char text[4096] = "";
    size_t length = 0;

    if (pyf_error_format(text, sizeof text, &length) == PYF_OK)
        print_diagnostics(text);
    int stuck = span != 0 && pyf_attach_end(span) != PYF_OK;

    pyf_error_clear();
    if (!stuck && !pyf_is_attached())
        return;
    printf("Bail out! %s failed and left a span open\n", test->name);
    fflush(NULL);
    _exit(1);
}

static int
bail_out(const char *what)
{
    printf("Bail out! %s: %s: %s\n", what, pyf_error_name(pyf_error_code()),
           pyf_error_message());
    return 1;
}

int
main(int argc, char **argv)
{
    if (!test_no_start && pyf_initialize(NULL) != PYF_OK)
        return bail_out("pyf_initialize");
    int failures = test_run_all(argc, argv, around, recover);

    if (!test_no_start && pyf_finalize() != PYF_OK)
        return bail_out("pyf_finalize");
    return failures != 0;
}

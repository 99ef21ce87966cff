/* SPDX-License-Identifier: MIT */
/* error: the failure as text, and written to a file descriptor. */
#include "process.h"

#include <fcntl.h>
#include <unistd.h>

/* The formatted failure; the caller frees it. */
static char *
format(void)
{
    size_t length = 0;

    assert_int_equal(pyf_error_format(NULL, 0, &length), PYF_ERR_BUFFER);
    char *text = malloc(length + 1);

    assert_non_null(text);
    assert_int_equal(pyf_error_format(text, length + 1, &length), PYF_OK);
    assert_int_equal(strlen(text), length);
    return text;
}

static void
expect_in_format(const char *part)
{
    char *text = format();

    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, text);
    free(text);
}

static int
count_of(const char *text, const char *part)
{
    int count = 0;

    for (const char *p = text; (p = strstr(p, part)) != NULL; p++)
        count++;
    return count;
}

/* Feature: E08 */
TEST(format_has_traceback_and_message)
{
    assert_int_equal(run("def inner(): raise ValueError('boom')\ninner()"),
                     PYF_ERR_PYTHON);
    expect_in_format("Traceback (most recent call last):\n");
    expect_in_format("line 1, in inner");
    expect_in_format("line 2, in <module>");
    expect_in_format("ValueError: boom\n");
    pyf_error_clear();
    assert_int_equal(run("del inner"), PYF_OK);
}

TEST(format_ends_with_a_newline)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    char *text = format();

    assert_int_equal(text[strlen(text) - 1], '\n');
    free(text);
    assert_int_equal(pyf_getattr(PYF_NONE, NULL, 0), 0);
    text = format();
    assert_int_equal(text[strlen(text) - 1], '\n');
    free(text);
    pyf_error_clear();
}

TEST(format_of_a_library_failure_is_its_message)
{
    assert_int_equal(pyf_getattr(PYF_NONE, NULL, 0), 0);
    expect_in_format(pyf_error_message());
    pyf_error_clear();
}

TEST(format_of_nothing_is_empty)
{
    char text[4] = "abc";
    size_t length = 99;

    assert_int_equal(pyf_error_format(text, sizeof text, &length), PYF_OK);
    assert_int_equal(length, 0);
    assert_string_equal(text, "");
}

TEST(format_into_too_small_a_buffer_writes_only_the_length)
{
    char text[4] = "abc";
    size_t length = 0;

    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_format(text, sizeof text, &length),
                     PYF_ERR_BUFFER);
    assert_string_equal(text, "abc");
    assert_true(length > sizeof text);
    assert_string_equal(pyf_error_message(), "ValueError: boom");
    pyf_error_clear();
}

TEST(format_needs_room_for_the_nul)
{
    size_t length = 0;

    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_format(NULL, 0, &length), PYF_ERR_BUFFER);
    char *text = malloc(length + 1);
    size_t again = 0;

    assert_int_equal(pyf_error_format(text, length, &again), PYF_ERR_BUFFER);
    assert_int_equal(again, length);
    assert_int_equal(pyf_error_format(text, length + 1, &again), PYF_OK);
    free(text);
    pyf_error_clear();
}

TEST(format_shows_a_chain_of_three)
{
    assert_int_equal(run("try:\n"
                         "    try: raise KeyError('deepest')\n"
                         "    except KeyError as e:\n"
                         "        raise ValueError('middle') from e\n"
                         "except ValueError as e:\n"
                         "    raise RuntimeError('top') from e\n"),
                     PYF_ERR_PYTHON);
    char *text = format();

    assert_int_equal(count_of(text, "Traceback (most recent call last)"), 3);
    assert_int_equal(count_of(text, "was the direct cause of"), 2);
    assert_true(strstr(text, "deepest") < strstr(text, "middle"));
    assert_true(strstr(text, "ValueError: middle") <
                strstr(text, "RuntimeError: top"));
    free(text);
    pyf_error_clear();
}

TEST(format_shows_the_context)
{
    assert_int_equal(run("try: 1 / 0\nexcept ZeroDivisionError: {}['x']"),
                     PYF_ERR_PYTHON);
    expect_in_format("During handling of the above exception");
    expect_in_format("ZeroDivisionError: division by zero");
    pyf_error_clear();
}

TEST(format_shows_notes)
{
    assert_int_equal(run("e = ValueError('boom')\n"
                         "e.add_note('look behind the sofa')\n"
                         "raise e\n"), PYF_ERR_PYTHON);
    expect_in_format("look behind the sofa");
    pyf_error_clear();
    assert_int_equal(run("del e"), PYF_OK);
}

TEST(format_shows_an_exception_group)
{
    assert_int_equal(run("raise ExceptionGroup('many', "
                         "[ValueError('a'), TypeError('b')])"),
                     PYF_ERR_PYTHON);
    expect_in_format("ExceptionGroup: many (2 sub-exceptions)");
    expect_in_format("ValueError: a");
    expect_in_format("TypeError: b");
    pyf_error_clear();
}

TEST(format_survives_a_str_that_raises)
{
    assert_int_equal(run("class Bad(Exception):\n"
                         "    def __str__(self): raise TypeError('no')\n"
                         "raise Bad()\n"), PYF_ERR_PYTHON);
    expect_in_format("Bad");
    pyf_error_clear();
    assert_int_equal(run("del Bad"), PYF_OK);
}

TEST(format_survives_lone_surrogates)
{
    assert_int_equal(run("raise ValueError('a\\udc80b')"), PYF_ERR_PYTHON);
    expect_in_format("ValueError: a");
    pyf_error_clear();
}

TEST(format_survives_a_broken_traceback_module)
{
    assert_int_equal(run("import sys, traceback\n"
                         "saved = sys.modules['traceback']\n"
                         "sys.modules['traceback'] = None\n"), PYF_OK);
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    expect_in_format("ValueError: boom");
    pyf_error_clear();
    assert_int_equal(run("sys.modules['traceback'] = saved\n"
                         "del sys, saved, traceback"), PYF_OK);
}

TEST(format_on_a_detached_thread_names_the_type)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    pyf_token away = pyf_detach_begin();

    expect_in_format("ValueError");
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    expect_in_format("Traceback");
    pyf_error_clear();
}

/* What error_print writes to a pipe. */
static int
print(char *text, size_t size)
{
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    int status = pyf_error_print(ends[1]);

    close(ends[1]);
    ssize_t got = read(ends[0], text, size - 1);

    close(ends[0]);
    assert_true(got >= 0);
    text[got] = 0;
    return status;
}

/* Feature: E08 */
TEST(print_writes_what_format_gives)
{
    char text[4000];

    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(print(text, sizeof text), PYF_ERR_PYTHON);
    char *formatted = format();

    assert_string_equal(text, formatted);
    free(formatted);
    assert_int_equal(pyf_error_code(), PYF_ERR_PYTHON);
    pyf_error_clear();
}

TEST(print_of_nothing_writes_nothing)
{
    char text[100];

    assert_int_equal(print(text, sizeof text), PYF_OK);
    assert_string_equal(text, "");
}

TEST(print_returns_the_code_of_a_library_failure)
{
    char text[1000];

    assert_int_equal(pyf_getattr(PYF_NONE, NULL, 0), 0);
    assert_int_equal(print(text, sizeof text), PYF_ERR_ARGUMENT);
    assert_non_null(strstr(text, "pyf_getattr: argument 'name'"));
    pyf_error_clear();
}

TEST(print_to_a_closed_descriptor_is_dropped)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_print(-1), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_print(987), PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(), "ValueError: boom");
    pyf_error_clear();
}

TEST(print_to_a_full_device_is_dropped)
{
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);

    if (full < 0)
        skip_because("there is no /dev/full");
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_print(full), PYF_ERR_PYTHON);
    close(full);
    pyf_error_clear();
}

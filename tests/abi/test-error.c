/* SPDX-License-Identifier: MIT */
/* error: the parked failure - its code, its message, and how it goes away. */
#include "process.h"

/* Whether text is UTF-8 as RFC 3629 has it: no surrogates, no long forms. */
static int
is_utf8(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;

    while (*p != 0) {
        int more = *p < 0x80 ? 0 : *p >= 0xf0 ? 3 : *p >= 0xe0 ? 2 : 1;
        unsigned first = more > 0 ? p[1] : 0;

        if ((*p >= 0x80 && *p < 0xc2) || *p > 0xf4 ||
            (*p == 0xe0 && first < 0xa0) || (*p == 0xed && first > 0x9f) ||
            (*p == 0xf0 && first < 0x90) || (*p == 0xf4 && first > 0x8f))
            return 0;
        p++;
        for (; more > 0; more--, p++)
            if ((*p & 0xc0) != 0x80)
                return 0;
    }
    return 1;
}

TEST(error_code_is_ok_when_nothing_is_parked)
{
    assert_int_equal(pyf_error_code(), PYF_OK);
    assert_string_equal(pyf_error_message(), "");
}

TEST(error_code_says_that_python_raised)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_code(), PYF_ERR_PYTHON);
    pyf_error_clear();
}

TEST(error_message_is_type_and_text)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(), "ValueError: boom");
    pyf_error_clear();
}

TEST(error_message_of_an_exception_without_text_is_its_type)
{
    assert_int_equal(run("raise ValueError"), PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(), "ValueError");
    pyf_error_clear();
}

TEST(error_message_shows_unicode_as_utf8)
{
    assert_int_equal(run("raise ValueError('\\u00e9\\u20ac\\U0001f40d')"),
                     PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(),
                        "ValueError: \xc3\xa9\xe2\x82\xac\xf0\x9f\x90\x8d");
    pyf_error_clear();
}

TEST(error_message_with_lone_surrogates_is_still_utf8)
{
    assert_int_equal(run("raise ValueError('a\\udc80b\\ud800c')"),
                     PYF_ERR_PYTHON);
    assert_true(is_utf8(pyf_error_message()));
    assert_non_null(strstr(pyf_error_message(), "ValueError: a"));
    pyf_error_clear();
}

/* Feature: E11 */
TEST(error_message_survives_a_str_that_raises)
{
    assert_int_equal(run("class Bad(Exception):\n"
                         "    def __str__(self): raise TypeError('no')\n"
                         "raise Bad()\n"), PYF_ERR_PYTHON);
    assert_non_null(strstr(pyf_error_message(), "Bad"));
    assert_int_equal(pyf_error_code(), PYF_ERR_PYTHON);
    assert_int_equal(pyf_is_true(PYF_TRUE), 1);
    pyf_error_clear();
    assert_int_equal(run("del Bad"), PYF_OK);
}

TEST(error_message_survives_a_str_that_is_no_str)
{
    assert_int_equal(run("class Bad(Exception):\n"
                         "    def __str__(self): return 3\n"
                         "raise Bad()\n"), PYF_ERR_PYTHON);
    assert_non_null(strstr(pyf_error_message(), "Bad"));
    pyf_error_clear();
    assert_int_equal(run("del Bad"), PYF_OK);
}

TEST(error_message_of_a_megabyte_is_whole)
{
    assert_int_equal(run("raise ValueError('x' * 1000000)"), PYF_ERR_PYTHON);
    assert_int_equal(strlen(pyf_error_message()),
                     strlen("ValueError: ") + 1000000);
    pyf_error_clear();
}

TEST(error_message_stays_put_until_the_failure_changes)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    const char *first = pyf_error_message();

    assert_true(pyf_from_i64(1000) != 0);
    assert_ptr_equal(pyf_error_message(), first);
    assert_string_equal(first, "ValueError: boom");
    pyf_error_clear();
}

TEST(error_message_names_function_and_argument)
{
    assert_int_equal(pyf_setattr(PYF_NONE, NULL, 0, PYF_NONE),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_setattr: argument 'name'");
    int64_t value = 7;

    assert_int_equal(pyf_to_i64(PYF_TYPE_INT, &value), PYF_ERR_TYPE);
    assert_int_equal(value, 0);
    expect_failure(PYF_ERR_TYPE, "pyf_to_i64: argument 'obj'");
}

TEST(error_message_of_a_type_names_the_actual_type)
{
    int value = 7;

    assert_int_equal(pyf_to_bool(PYF_ELLIPSIS, &value), PYF_ERR_TYPE);
    assert_non_null(strstr(pyf_error_message(), "ellipsis"));
    pyf_error_clear();
}

TEST(error_message_on_a_detached_thread_is_at_least_the_type)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pyf_error_code(), PYF_ERR_PYTHON);
    assert_non_null(strstr(pyf_error_message(), "ValueError"));
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_string_equal(pyf_error_message(), "ValueError: boom");
    pyf_error_clear();
}

TEST(error_is_left_alone_by_success)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(run("x = 1; del x"), PYF_OK);
    assert_string_equal(pyf_error_message(), "ValueError: boom");
    pyf_error_clear();
}

TEST(error_is_replaced_by_the_next_failure)
{
    assert_int_equal(run("raise ValueError('first')"), PYF_ERR_PYTHON);
    assert_int_equal(run("raise KeyError('second')"), PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(), "KeyError: 'second'");
    pyf_error_clear();
}

/* Feature: E04 */
TEST(error_leaves_no_exception_set_in_python)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_is_true(eval("__import__('sys').exc_info() == "
                                      "(None, None, None)")), 1);
    pyf_error_clear();
}

TEST(error_does_not_become_the_context_of_the_next)
{
    assert_int_equal(run("raise ValueError('first')"), PYF_ERR_PYTHON);
    assert_int_equal(run("raise KeyError('second')"), PYF_ERR_PYTHON);
    pyf_handle exception = pyf_error_take();

    assert_true(pyf_is(pyf_error_context(exception), PYF_NONE) == 1);
}

TEST(error_clear_forgets)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_clear(), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_OK);
    assert_int_equal(pyf_error_clear(), PYF_OK);
}

TEST(error_clear_releases_the_exception)
{
    assert_int_equal(run("import weakref\n"
                         "class Held(Exception): pass\n"
                         "held = Held('boom')\n"
                         "watch = weakref.ref(held)\n"), PYF_OK);
    pyf_handle held = eval("held");

    assert_int_equal(pyf_error_raise(held, NULL, 0), PYF_ERR_PYTHON);
    assert_int_equal(pyf_close(held), PYF_OK);
    assert_int_equal(run("del held"), PYF_OK);
    assert_int_equal(pyf_is_true(eval("watch() is None")), 0);
    pyf_error_clear();
    assert_int_equal(pyf_is_true(eval("watch() is None")), 1);
    assert_int_equal(run("del weakref, Held, watch"), PYF_OK);
}

TEST(error_of_a_chain_is_the_first_one)
{
    pyf_value arg = PYF_I64(1), result;
    pyf_handle module = pyf_import(PYF_TEXT("no_such_module_at_all"));
    pyf_handle attribute = pyf_getattr(module, PYF_TEXT("thing"));
    pyf_handle item = pyf_getitem(attribute, PYF_NONE);

    assert_int_equal(module, 0);
    assert_int_equal(item, 0);
    assert_int_equal(pyf_call_method_values(item, PYF_TEXT("go"), &arg, 1,
                                            PYF_VALUE_ANY, &result),
                     PYF_ERR_PYTHON);
    expect_failure(PYF_ERR_PYTHON, "no_such_module_at_all");
}

TEST(error_of_a_chain_with_a_second_bad_handle_is_the_first_one)
{
    assert_int_equal(pyf_setitem(pyf_import(PYF_TEXT("no_such_module_at_all")),
                                 PYF_NONE, UINT64_C(0x01abcdef01234567)),
                     PYF_ERR_PYTHON);
    expect_failure(PYF_ERR_PYTHON, "no_such_module_at_all");
}

static void *
fail_elsewhere(void *argument)
{
    pyf_token here = pyf_attach_begin(0);

    run("raise KeyError('elsewhere')");
    *(int *)argument = pyf_error_code();
    pyf_attach_end(here);
    return NULL;
}

TEST(error_is_of_its_thread)
{
    pthread_t thread;
    int there = -99;

    assert_int_equal(run("raise ValueError('here')"), PYF_ERR_PYTHON);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pthread_create(&thread, NULL, fail_elsewhere, &there), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(there, PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(), "ValueError: here");
    pyf_error_clear();
}

static void *
raise_held(void *argument)
{
    pyf_token here = pyf_attach_begin(0);

    *(int *)argument = run("raise Held(Witness())");
    pyf_attach_end(here);
    return NULL;
}

TEST(error_parked_on_a_thread_that_ends_is_released)
{
    pthread_t thread;
    int there = -99;

    assert_int_equal(run("dropped = []\n"
                         "class Held(Exception): pass\n"
                         "class Witness:\n"
                         "    def __del__(self): dropped.append(1)\n"),
                     PYF_OK);
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pthread_create(&thread, NULL, raise_held, &there), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(there, PYF_ERR_PYTHON);
    assert_int_equal(pyf_is_true(eval("__import__('gc').collect() >= 0 and "
                                      "len(dropped) == 1")), 1);
    assert_int_equal(run("del dropped, Held, Witness"), PYF_OK);
}

/* What ends `python` is an ordinary failure here. */

TEST(error_system_exit_does_not_exit)
{
    assert_int_equal(run("raise SystemExit(3)"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_matches(PYF_EXC_SystemExit), 1);
    int64_t code = 0;

    assert_int_equal(
        pyf_to_i64(pyf_getattr(pyf_error_take(), PYF_TEXT("code")), &code),
        PYF_OK);
    assert_int_equal(code, 3);
}

TEST(error_system_exit_is_only_printed_by_error_print)
{
    assert_int_equal(run("import sys; sys.exit('bye')"), PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(), "SystemExit: bye");
    char text[2000];
    size_t length = 0;

    assert_int_equal(pyf_error_format(text, sizeof text, &length), PYF_OK);
    assert_non_null(strstr(text, "SystemExit: bye"));
    pyf_error_clear();
    assert_int_equal(run("del sys"), PYF_OK);
}

TEST(error_keyboard_interrupt_is_an_ordinary_failure)
{
    assert_int_equal(run("raise KeyboardInterrupt"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_matches(PYF_EXC_KeyboardInterrupt), 1);
    assert_int_equal(pyf_error_matches(PYF_EXC_Exception), 0);
    pyf_error_clear();
}

TEST(error_recursion_is_survived)
{
    assert_int_equal(run("def deep(): deep()\ndeep()"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_matches(PYF_EXC_RecursionError), 1);
    pyf_error_clear();
    assert_int_equal(run("del deep"), PYF_OK);
}

TEST(error_memory_of_python_is_survived)
{
    assert_int_equal(run("[0] * (1 << 62)"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_matches(PYF_EXC_MemoryError), 1);
    pyf_error_clear();
}

TEST(error_syntax_has_line_and_text)
{
    assert_int_equal(run("a = 1\nb = = 2\n"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_matches(PYF_EXC_SyntaxError), 1);
    int64_t line = 0;

    assert_int_equal(
        pyf_to_i64(pyf_getattr(pyf_error_exception(), PYF_TEXT("lineno")),
                   &line),
        PYF_OK);
    assert_int_equal(line, 2);
    expect_failure(PYF_ERR_PYTHON, "invalid syntax");
}

/* Names of statuses. */

TEST_DETACHED(error_name_of_a_status_is_its_constant)
{
    assert_string_equal(pyf_error_name(PYF_OK), "PYF_OK");
    assert_string_equal(pyf_error_name(PYF_ERR_HANDLE), "PYF_ERR_HANDLE");
    assert_string_equal(pyf_error_name(PYF_ERR_INTERPRETER),
                        "PYF_ERR_INTERPRETER");
    assert_string_equal(pyf_error_name(PYF_ERR_CANCELLED),
                        "PYF_ERR_CANCELLED");
    assert_string_equal(pyf_error_name(PYF_ERR_UNSUPPORTED),
                        "PYF_ERR_UNSUPPORTED");
}

TEST_DETACHED(error_name_of_a_positive_result_is_its_constant)
{
    assert_string_equal(pyf_error_name(PYF_PENDING), "PYF_PENDING");
}

TEST_DETACHED(error_name_of_no_status_is_a_question_mark)
{
    assert_string_equal(pyf_error_name(1), "PYF_ERR_?");
    assert_string_equal(pyf_error_name(PYF_ERR_CANCELLED - 1),
                        "PYF_ERR_?");
    assert_string_equal(pyf_error_name(INT32_MIN), "PYF_ERR_?");
    assert_string_equal(pyf_error_name(INT32_MAX), "PYF_ERR_?");
}

/* SPDX-License-Identifier: MIT */
/* fault: recording a failure and making its message, without a Python. */
#include "unit.h"

#include "handle/fault.h"
#include "handle/status-names.h"

#include <pthread.h>
#include <string.h>

TEST(fault_none_has_an_empty_message)
{
    pyf__fault_clear();
    assert_int_equal(pyf__fault.code, PYF_OK);
    assert_string_equal(pyf__fault_message(), "");
}

TEST(fault_text_is_formatted)
{
    assert_int_equal(pyf__fault_text(PYF_ERR_HOME, "no %s in %d", "os.py", 7),
                     PYF_ERR_HOME);
    assert_int_equal(pyf__fault.code, PYF_ERR_HOME);
    assert_string_equal(pyf__fault_message(), "no os.py in 7");
    pyf__fault_clear();
    assert_int_equal(pyf__fault.code, PYF_OK);
}

TEST(fault_text_may_quote_the_message_it_replaces)
{
    pyf__fault_text(PYF_ERR_HOME, "first");
    pyf__fault_text(PYF_ERR_LIBRARY, "second after %s", pyf__fault_message());
    assert_string_equal(pyf__fault_message(), "second after first");
    pyf__fault_clear();
}

TEST(fault_argument_names_function_and_argument)
{
    assert_int_equal(pyf__fault_argument(PYF_ERR_ARGUMENT, "pyf_x", "arg",
                                         "is NULL"), PYF_ERR_ARGUMENT);
    assert_string_equal(pyf__fault_message(), "pyf_x: argument 'arg': is NULL");
    pyf__fault_clear();
}

TEST(fault_argument_without_detail_says_what_the_code_means)
{
    pyf__fault_argument(PYF_ERR_MEMORY, "pyf_x", NULL, NULL);
    assert_string_equal(pyf__fault_message(), "pyf_x: out of memory");
    pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
    assert_string_equal(pyf__fault_message(), "out of memory");
    pyf__fault_clear();
}

TEST(fault_handle_shows_the_handle)
{
    assert_int_equal(pyf__fault_handle(PYF_ERR_HANDLE, "pyf_x", "obj",
                                       UINT64_C(0x0010000070000009)),
                     PYF_ERR_HANDLE);
    assert_non_null(strstr(pyf__fault_message(), "0x0010000070000009"));
    assert_non_null(strstr(pyf__fault_message(), "pyf_x: argument 'obj'"));
    pyf__fault_clear();
}

TEST(fault_handle_of_0_keeps_the_first_failure)
{
    pyf__fault_text(PYF_ERR_HOME, "the first");
    assert_int_equal(pyf__fault_handle(PYF_ERR_HANDLE, "pyf_x", "obj", 0),
                     PYF_ERR_HOME);
    assert_string_equal(pyf__fault_message(), "the first");
    pyf__fault_clear();
}

TEST(fault_handle_of_0_alone_is_a_bad_handle)
{
    assert_int_equal(pyf__fault_handle(PYF_ERR_HANDLE, "pyf_x", "obj", 0),
                     PYF_ERR_HANDLE);
    assert_non_null(strstr(pyf__fault_message(), "'obj'"));
    pyf__fault_clear();
}

TEST(fault_message_is_made_once)
{
    pyf__fault_argument(PYF_ERR_ARGUMENT, "pyf_x", "arg", "is NULL");
    const char *first = pyf__fault_message();

    assert_ptr_equal(pyf__fault_message(), first);
    pyf__fault_clear();
}

TEST(fault_name_of_each_status_is_its_constant)
{
    for (int code = PYF__STATUS_LAST; code < 0; code++) {
        assert_int_equal(strncmp(pyf__fault_name(code), "PYF_ERR_", 8), 0);
        assert_string_not_equal(pyf__fault_name(code), "PYF_ERR_?");
        for (int other = code + 1; other < 0; other++)
            assert_string_not_equal(pyf__fault_name(code),
                                    pyf__fault_name(other));
    }
    assert_string_equal(pyf__fault_name(PYF_OK), "PYF_OK");
    assert_string_equal(pyf__fault_name(PYF_ERR_SIGNATURE),
                        "PYF_ERR_SIGNATURE");
    assert_string_equal(pyf__fault_name(PYF__STATUS_LAST - 1), "PYF_ERR_?");
    assert_string_equal(pyf__fault_name(PYF_PENDING), "PYF_PENDING");
    assert_string_equal(pyf__fault_name(PYF_PENDING + 1), "PYF_ERR_?");
}

TEST(fault_has_a_sentence_for_each_status)
{
    for (int code = PYF__STATUS_LAST; code < 0; code++) {
        pyf__fault_argument(code, "pyf_x", NULL, NULL);
        assert_true(strlen(pyf__fault_message()) > strlen("pyf_x: "));
    }
    pyf__fault_clear();
}

static void *
fail_here(void *argument)
{
    *(int *)argument = pyf__fault.code;
    pyf__fault_text(PYF_ERR_HOME, "elsewhere");
    pyf__fault_clear();
    return NULL;
}

TEST(fault_is_of_its_thread)
{
    pthread_t thread;
    int seen = -99;

    pyf__fault_text(PYF_ERR_LIBRARY, "here");
    assert_int_equal(pthread_create(&thread, NULL, fail_here, &seen), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(seen, PYF_OK);
    assert_string_equal(pyf__fault_message(), "here");
    pyf__fault_clear();
}

/* SPDX-License-Identifier: MIT */
/* version: what the library and the Python it runs say about themselves. */
#include "test.h"

#include <stdio.h>
#include <string.h>

/* The answer of an expression that is an int or a bool. */
static int64_t
number(const char *source)
{
    pyf_handle value = pyf_eval(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
    int64_t result = -1;

    assert_int_equal(pyf_to_i64(value, &result), PYF_OK);
    pyf_close(value);
    return result;
}

TEST(version_number_covers_the_header)
{
    assert_true(pyf_version() >= PYF_API_VERSION);
    assert_int_equal(pyf_version() >> 24, PYF_API_VERSION >> 24);
}

TEST(version_string_agrees_with_number)
{
    uint32_t version = pyf_version();
    char text[32];

    snprintf(text, sizeof text, "%u.%u.%u", (unsigned)(version >> 24),
             (unsigned)(version >> 16 & 255), (unsigned)(version >> 8 & 255));
    assert_string_equal(pyf_version_string(), text);
}

/* Feature: L20 */
TEST(version_python_number_is_sys_hexversion)
{
    assert_int_equal(pyf_python_version(),
                     number("__import__('sys').hexversion"));
}

TEST(version_python_number_is_supported)
{
    assert_true(pyf_python_version() >= 0x030b0000);
}

/* Feature: L20 */
TEST(version_python_string_is_sys_version)
{
    pyf_handle version = pyf_eval("__import__('sys').version",
                                  PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
    const char *text = NULL;
    size_t length = 0;

    assert_int_equal(pyf_to_str(version, &text, &length), PYF_OK);
    assert_string_equal(pyf_python_version_string(), text);
}

TEST_DETACHED(version_python_number_needs_no_attaching)
{
    assert_true(pyf_python_version() >= 0x030b0000);
    assert_non_null(pyf_python_version_string());
}

/* Feature: L10 */
TEST(has_free_threading_follows_the_build)
{
    int64_t built = number("int(bool(__import__('sysconfig')"
                           ".get_config_var('Py_GIL_DISABLED')))");

    assert_int_equal(pyf_has(PYF_TEXT("free-threading")), built);
}

TEST(has_joined_is_false_in_a_python_we_started)
{
    assert_int_equal(pyf_has(PYF_TEXT("joined")), 0);
}

TEST(has_init_config_from_3_14)
{
    assert_int_equal(pyf_has(PYF_TEXT("init-config")),
                     pyf_python_version() >= 0x030e0000);
}

TEST(has_thread_view_from_3_15)
{
    assert_int_equal(pyf_has(PYF_TEXT("thread-view")),
                     pyf_python_version() >= 0x030f0000);
}

TEST(has_critical_section_from_3_13)
{
    assert_int_equal(pyf_has(PYF_TEXT("critical-section")),
                     pyf_python_version() >= 0x030d0000);
}

TEST(has_unknown_feature_is_0)
{
    assert_int_equal(pyf_has(PYF_TEXT("no-such-feature")), 0);
    assert_int_equal(pyf_has(PYF_TEXT("")), 0);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST(has_null_is_refused)
{
    assert_int_equal(pyf_has(NULL, 0), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_has");
}

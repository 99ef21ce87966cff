/* SPDX-License-Identifier: MIT */
/* convert: str and bytes, as views and as copies. */
#include "bad-handle.h"

#include <stdlib.h>

static const char *const invalid_utf8[] = {
    "\x80",             /* a continuation that continues nothing */
    "a\xe9",            /* cut off */
    "\xe2\x82",         /* cut off */
    "\xc0\xaf",         /* longer than need be */
    "\xe0\x80\xaf",     /* longer than need be */
    "\xed\xa0\x80",     /* a surrogate */
    "\xf4\x90\x80\x80", /* beyond U+10FFFF */
    "\xff",
};

/* from_str */

TEST(from_str_takes_utf8)
{
    expect_repr(pyf_from_str("größe 𝐱", PYF_AUTO_LENGTH), "'größe 𝐱'");
    expect_repr(pyf_from_str("größe", 2), "'gr'");
    expect_repr(pyf_from_str("", 0), "''");
    expect_true_of(pyf_from_str("\xf4\x8f\xbf\xbf", 4), "x == '\\U0010ffff'");
}

TEST(from_str_keeps_nul)
{
    expect_true_of(pyf_from_str("a\0b\0", 4), "x == 'a\\0b\\0'");
}

TEST(from_str_auto_length_ends_at_nul)
{
    expect_repr(pyf_from_str("a\0b", PYF_AUTO_LENGTH), "'a'");
}

TEST(from_str_null_with_length_0_is_empty)
{
    expect_repr(pyf_from_str(NULL, 0), "''");
}

TEST(from_str_null_is_refused)
{
    assert_int_equal(pyf_from_str(NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_str");
    assert_int_equal(pyf_from_str(NULL, PYF_AUTO_LENGTH), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_str");
}

TEST(from_str_absurd_length_is_refused)
{
    assert_int_equal(pyf_from_str("a", (size_t)-2), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_str");
    assert_int_equal(pyf_from_str("a", (size_t)1 << 63), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_str");
}

/* No process has that much, so it is refused before anything is read. */
TEST(from_str_length_beyond_memory_is_refused)
{
    const size_t lengths[] = {(size_t)1 << 62, (size_t)1 << 60,
                              PTRDIFF_MAX - 1, PTRDIFF_MAX};

    for (int i = 0; i < 4; i++) {
        assert_int_equal(pyf_from_str("a", lengths[i]), 0);
        assert_true(pyf_error_code() == PYF_ERR_ARGUMENT ||
                    pyf_error_code() == PYF_ERR_MEMORY);
        pyf_error_clear();
    }
}

TEST(from_str_not_utf8_is_refused)
{
    for (size_t i = 0; i < sizeof invalid_utf8 / sizeof *invalid_utf8; i++) {
        assert_int_equal(pyf_from_str(invalid_utf8[i], PYF_AUTO_LENGTH), 0);
        expect_failure(PYF_ERR_ENCODING, "pyf_from_str");
    }
}

TEST(from_str_a_million_bytes)
{
    size_t size = 1000000;
    char *data = malloc(size);

    assert_non_null(data);
    memset(data, 'x', size);
    expect_true_of(pyf_from_str(data, size), "x == 'x' * 10**6");
    free(data);
}

/* from_bytes */

/* Feature: V09 */
TEST(from_bytes_takes_every_byte)
{
    unsigned char all[256];

    for (int i = 0; i < 256; i++)
        all[i] = (unsigned char)i;
    expect_true_of(pyf_from_bytes(all, 256), "x == bytes(range(256))");
}

TEST(from_bytes_null_with_length_0_is_empty)
{
    expect_repr(pyf_from_bytes(NULL, 0), "b''");
}

TEST(from_bytes_bad_arguments_are_refused)
{
    assert_int_equal(pyf_from_bytes(NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_bytes");
    assert_int_equal(pyf_from_bytes("a", (size_t)-2), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_bytes");
    assert_int_equal(pyf_from_bytes("a", (size_t)1 << 63), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_bytes");
}

TEST(from_bytes_has_no_auto_length)
{
    assert_int_equal(pyf_from_bytes("a", PYF_AUTO_LENGTH), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_from_bytes");
}

/* to_str */

TEST(to_str_gives_utf8_with_a_nul_behind)
{
    pyf_handle obj = evaluate("'gr\\xf6\\xdfe'");
    const char *data = NULL;
    size_t length = 0;

    assert_int_equal(pyf_to_str(obj, &data, &length), PYF_OK);
    assert_int_equal(length, 7);
    assert_memory_equal(data, "größe", 8);
}

TEST(to_str_gives_nul_inside)
{
    pyf_handle obj = evaluate("'a\\0b'");
    const char *data = NULL;
    size_t length = 0;

    assert_int_equal(pyf_to_str(obj, &data, &length), PYF_OK);
    assert_int_equal(length, 3);
    assert_memory_equal(data, "a\0b", 4);
}

TEST(to_str_of_the_empty_str_points_somewhere)
{
    pyf_handle obj = evaluate("''");
    const char *data = NULL;
    size_t length = 77;

    assert_int_equal(pyf_to_str(obj, &data, &length), PYF_OK);
    assert_int_equal(length, 0);
    assert_string_equal(data, "");
}

TEST(to_str_takes_subclasses)
{
    pyf_handle obj = defined("class S(str): pass\ns = S('ö')", "s");

    assert_string_equal(text(obj), "ö");
}

/* Feature: O14 */
TEST(to_str_view_stays_while_another_handle_lives)
{
    pyf_handle obj = evaluate("''.join(['pin', 'ned', 'ö'])");
    pyf_handle other = pyf_dup(obj);
    const char *data = text(obj);

    assert_int_equal(pyf_close(obj), PYF_OK);
    assert_string_equal(data, "pinnedö");
    assert_int_equal(pyf_close(other), PYF_OK);
}

TEST(to_str_view_stays_while_a_container_holds_the_object)
{
    pyf_handle names = names_of("held = ['-'.join(['he', 'ld'])]");
    pyf_handle obj = evaluate_in("held[0]", names);
    const char *data = text(obj);

    assert_int_equal(pyf_close(obj), PYF_OK);
    assert_string_equal(data, "he-ld");
}

/* Feature: O14 */
TEST(to_str_view_can_be_read_detached)
{
    pyf_handle obj = evaluate("'-'.join(['de', 'tached'])");
    const char *data = text(obj);
    pyf_token away = pyf_detach_begin();

    assert_string_equal(data, "de-tached");
    assert_int_equal(pyf_detach_end(away), PYF_OK);
}

/* Feature: V08 */
TEST(to_str_lone_surrogate_is_refused_with_its_position)
{
    const char *data = "before";
    size_t length = 77;

    assert_int_equal(pyf_to_str(evaluate("'ab\\ud800'"), &data, &length),
                     PYF_ERR_ENCODING);
    assert_null(data);
    assert_int_equal(length, 0);
    expect_failure2(PYF_ERR_ENCODING, "pyf_to_str", "index 2");
    assert_int_equal(pyf_to_str(evaluate("'ö' * 1000 + '\\udfff'"), &data,
                                &length), PYF_ERR_ENCODING);
    expect_failure2(PYF_ERR_ENCODING, "pyf_to_str", "index 1000");
}

TEST(to_str_takes_str_only)
{
    const char *const others[] = {"b'x'", "None", "1", "bytearray(b'x')"};

    for (int i = 0; i < 4; i++) {
        const char *data = "before";
        size_t length = 77;

        assert_int_equal(pyf_to_str(evaluate(others[i]), &data, &length),
                         PYF_ERR_TYPE);
        assert_null(data);
        assert_int_equal(length, 0);
        expect_failure(PYF_ERR_TYPE, "pyf_to_str");
    }
}

TEST(to_str_null_is_refused)
{
    const char *data = "before";
    size_t length = 77;

    assert_int_equal(pyf_to_str(str("x"), NULL, &length), PYF_ERR_ARGUMENT);
    assert_int_equal(length, 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_to_str");
    assert_int_equal(pyf_to_str(str("x"), &data, NULL), PYF_ERR_ARGUMENT);
    assert_null(data);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_to_str");
}

TEST_BAD_HANDLE(to_str_bad_object_is_refused, pyf_to_str,
                pyf_to_str(bad, &(const char *){NULL}, &(size_t){0}))

/* to_bytes */

TEST(to_bytes_gives_every_byte)
{
    pyf_handle obj = evaluate("bytes(range(256))");
    const void *data = NULL;
    size_t length = 0;

    assert_int_equal(pyf_to_bytes(obj, &data, &length), PYF_OK);
    assert_int_equal(length, 256);
    for (int i = 0; i < 256; i++)
        assert_int_equal(((const unsigned char *)data)[i], i);
}

TEST(to_bytes_of_empty_bytes_points_somewhere)
{
    const void *data = NULL;
    size_t length = 77;

    assert_int_equal(pyf_to_bytes(evaluate("b''"), &data, &length), PYF_OK);
    assert_int_equal(length, 0);
    assert_non_null(data);
}

TEST(to_bytes_takes_subclasses)
{
    pyf_handle obj = defined("class B(bytes): pass\nb = B(b'ab')", "b");
    const void *data = NULL;
    size_t length = 0;

    assert_int_equal(pyf_to_bytes(obj, &data, &length), PYF_OK);
    assert_int_equal(length, 2);
    assert_memory_equal(data, "ab", 2);
}

TEST(to_bytes_view_stays_while_another_handle_lives)
{
    pyf_handle obj = evaluate("b''.join([b'pin', b'ned'])");
    pyf_handle other = pyf_dup(obj);
    const void *data = NULL;
    size_t length = 0;

    assert_int_equal(pyf_to_bytes(obj, &data, &length), PYF_OK);
    assert_int_equal(pyf_close(obj), PYF_OK);
    assert_memory_equal(data, "pinned", length);
    assert_int_equal(pyf_close(other), PYF_OK);
}

TEST(to_bytes_takes_bytes_only)
{
    const char *const others[] = {"'x'", "None", "bytearray(b'x')",
                                  "memoryview(b'x')"};

    for (int i = 0; i < 4; i++) {
        const void *data = "before";
        size_t length = 77;

        assert_int_equal(pyf_to_bytes(evaluate(others[i]), &data, &length),
                         PYF_ERR_TYPE);
        assert_null(data);
        assert_int_equal(length, 0);
        expect_failure(PYF_ERR_TYPE, "pyf_to_bytes");
    }
}

TEST(to_bytes_null_is_refused)
{
    const void *data = "before";
    size_t length = 77;

    assert_int_equal(pyf_to_bytes(evaluate("b''"), NULL, &length),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_to_bytes");
    assert_int_equal(pyf_to_bytes(evaluate("b''"), &data, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_to_bytes");
}

TEST_BAD_HANDLE(to_bytes_bad_object_is_refused, pyf_to_bytes,
                pyf_to_bytes(bad, &(const void *){NULL}, &(size_t){0}))

/* copy_str */

/* Feature: V08 */
TEST(copy_str_copies_with_a_nul_behind)
{
    char buffer[16];
    size_t length = 0;

    memset(buffer, '#', sizeof buffer);
    assert_int_equal(pyf_copy_str(str("größe"), buffer, sizeof buffer,
                                  &length), PYF_OK);
    assert_int_equal(length, 7);
    assert_memory_equal(buffer, "größe\0########", 16);
}

TEST(copy_str_length_may_be_null)
{
    char buffer[16];

    assert_int_equal(pyf_copy_str(str("abc"), buffer, sizeof buffer, NULL),
                     PYF_OK);
    assert_string_equal(buffer, "abc");
}

TEST(copy_str_needs_room_for_the_nul)
{
    char buffer[4];
    size_t length = 0;

    assert_int_equal(pyf_copy_str(str("abc"), buffer, 4, &length), PYF_OK);
    memset(buffer, '#', sizeof buffer);
    assert_int_equal(pyf_copy_str(str("abc"), buffer, 3, &length),
                     PYF_ERR_BUFFER);
    assert_int_equal(length, 3);
    assert_memory_equal(buffer, "####", 4);
    expect_failure(PYF_ERR_BUFFER, "pyf_copy_str");
}

TEST(copy_str_size_0_asks_for_the_length)
{
    size_t length = 0;

    assert_int_equal(pyf_copy_str(str("größe"), NULL, 0, &length),
                     PYF_ERR_BUFFER);
    assert_int_equal(length, 7);
    expect_failure(PYF_ERR_BUFFER, "pyf_copy_str");
}

TEST(copy_str_lone_surrogate_is_refused)
{
    char buffer[16];
    size_t length = 77;

    assert_int_equal(pyf_copy_str(evaluate(LONE_SURROGATE), buffer,
                                  sizeof buffer, &length), PYF_ERR_ENCODING);
    assert_int_equal(length, 0);
    expect_failure2(PYF_ERR_ENCODING, "pyf_copy_str", "index 3");
}

TEST(copy_str_takes_str_only)
{
    char buffer[16];
    size_t length = 77;

    assert_int_equal(pyf_copy_str(evaluate("b'x'"), buffer, sizeof buffer,
                                  &length), PYF_ERR_TYPE);
    assert_int_equal(length, 0);
    expect_failure(PYF_ERR_TYPE, "pyf_copy_str");
}

TEST(copy_str_null_buffer_with_a_size_is_refused)
{
    size_t length = 77;

    assert_int_equal(pyf_copy_str(str("x"), NULL, 16, &length),
                     PYF_ERR_ARGUMENT);
    assert_int_equal(length, 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_copy_str");
}

TEST_BAD_HANDLE(copy_str_bad_object_is_refused, pyf_copy_str,
                pyf_copy_str(bad, NULL, 0, NULL))

/* copy_bytes */

/* Feature: V09 */
TEST(copy_bytes_copies_bytes_and_bytearray)
{
    const char *const sources[] = {"b'a\\0b'", "bytearray(b'a\\0b')"};

    for (int i = 0; i < 2; i++) {
        char buffer[4] = "####";
        size_t length = 0;

        assert_int_equal(pyf_copy_bytes(evaluate(sources[i]), buffer,
                                        sizeof buffer, &length), PYF_OK);
        assert_int_equal(length, 3);
        assert_memory_equal(buffer, "a\0b#", 4);
    }
}

TEST(copy_bytes_fits_exactly)
{
    char buffer[3];

    assert_int_equal(pyf_copy_bytes(evaluate("b'abc'"), buffer, 3, NULL),
                     PYF_OK);
    assert_memory_equal(buffer, "abc", 3);
}

TEST(copy_bytes_of_nothing_fits_nowhere)
{
    size_t length = 77;

    assert_int_equal(pyf_copy_bytes(evaluate("b''"), NULL, 0, &length),
                     PYF_OK);
    assert_int_equal(length, 0);
    assert_int_equal(pyf_copy_bytes(evaluate("bytearray()"), NULL, 0, NULL),
                     PYF_OK);
}

TEST(copy_bytes_too_small_writes_only_the_length)
{
    char buffer[4] = "####";
    size_t length = 0;

    assert_int_equal(pyf_copy_bytes(evaluate("b'abcde'"), buffer, 4,
                                    &length), PYF_ERR_BUFFER);
    assert_int_equal(length, 5);
    assert_memory_equal(buffer, "####", 4);
    expect_failure(PYF_ERR_BUFFER, "pyf_copy_bytes");
}

TEST(copy_bytes_takes_nothing_else)
{
    const char *const others[] = {"'x'", "None", "memoryview(b'x')", "[1]"};

    for (int i = 0; i < 4; i++) {
        char buffer[4];
        size_t length = 77;

        assert_int_equal(pyf_copy_bytes(evaluate(others[i]), buffer, 4,
                                        &length), PYF_ERR_TYPE);
        assert_int_equal(length, 0);
        expect_failure(PYF_ERR_TYPE, "pyf_copy_bytes");
    }
}

TEST(copy_bytes_null_buffer_with_a_size_is_refused)
{
    assert_int_equal(pyf_copy_bytes(evaluate("b'x'"), NULL, 16, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_copy_bytes");
}

TEST_BAD_HANDLE(copy_bytes_bad_object_is_refused, pyf_copy_bytes,
                pyf_copy_bytes(bad, NULL, 0, NULL))

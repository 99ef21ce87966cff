/* SPDX-License-Identifier: MIT */
/* error: a failure that is fetched in one call, and one that is set. */
#include "process.h"
#include "shorthand.h"

static int drops, mine;

static void
count(void *data)
{
    (void)data;
    drops++;
}

/* As a caller that has forgotten what was in it before. */
static pyf_failure
blank(void)
{
    pyf_failure failure;

    memset(&failure, 0xa5, sizeof failure);
    failure.size = sizeof failure;
    failure.flags = 0;
    failure.payload_owner = 0;
    return failure;
}

static pyf_failure
fetch(void)
{
    pyf_failure failure = blank();

    assert_int_equal(pyf_error_fetch(&failure), 1);
    assert_int_equal(failure.reserved, 0);
    assert_int_equal(failure.message_length, strlen(failure.message));
    expect_no_failure();
    return failure;
}

/* Feature: E04 */
TEST(fetch_of_nothing_answers_0)
{
    pyf_failure failure = blank();

    assert_int_equal(pyf_error_fetch(&failure), 0);
    assert_int_equal(failure.code, PYF_OK);
    assert_string_equal(failure.message, "");
    assert_int_equal(failure.message_length, 0);
    assert_true(failure.exception == 0);
    assert_null(failure.payload);
    assert_int_equal(failure.has_payload, 0);
    expect_no_failure();
}

/* Feature: E04 */
TEST(fetch_takes_the_exception)
{
    pyf_handle error = eval("KeyError('k')");

    pyf_error_raise(error, NULL, 0);
    pyf_failure failure = fetch();

    assert_int_equal(failure.code, PYF_ERR_PYTHON);
    assert_string_equal(failure.message, "KeyError: 'k'");
    assert_int_equal(pyf_is(failure.exception, error), 1);
    assert_int_equal(failure.has_payload, 0);
    assert_int_equal(pyf_close(failure.exception), PYF_OK);
}

TEST(fetch_gives_a_handle_of_no_scope)
{
    pyf_token scope = pyf_scope_begin();

    pyf_error_raise(PYF_EXC_KeyError, NULL, 0);
    pyf_failure failure = fetch();

    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_isinstance(failure.exception, PYF_EXC_KeyError), 1);
    assert_int_equal(pyf_close(failure.exception), PYF_OK);
}

TEST(fetch_of_a_library_failure_has_no_exception)
{
    pyf_getattr(PYF_NONE, NULL, 1);
    pyf_failure failure = fetch();

    assert_int_equal(failure.code, PYF_ERR_ARGUMENT);
    assert_true(failure.exception == 0);
    assert_non_null(strstr(failure.message, "pyf_getattr: argument 'name'"));
}

TEST(fetch_keeps_its_message_until_the_next_one)
{
    pyf_error_raise(PYF_EXC_KeyError, "first", 5);
    pyf_failure first = fetch();

    pyf_close(first.exception);
    pyf_error_raise(PYF_EXC_ValueError, "second", 6);
    assert_string_equal(pyf_error_message(), "ValueError: second");
    pyf_error_clear();
    pyf_getattr(PYF_NONE, NULL, 1);
    assert_string_equal(first.message, "KeyError: 'first'");
    assert_string_equal(fetch().message, "pyf_getattr: argument 'name': is "
                                         "NULL");
}

TEST(fetch_without_message_runs_no_code)
{
    pyf_failure failure = blank();

    assert_int_equal(run("told = []\n"
                         "class E(Exception):\n"
                         "    def __str__(self): told.append(1); return 'x'\n"
                         "raise E()\n"), PYF_ERR_PYTHON);
    failure.flags = PYF_FAILURE_NO_MESSAGE;
    assert_int_equal(pyf_error_fetch(&failure), 1);
    assert_string_equal(failure.message, "");
    assert_int_equal(failure.message_length, 0);
    assert_true(failure.exception != 0);
    pyf_close(failure.exception);
    expect_so("told == []");
    /* One that is no exception has nothing else. */
    pyf_getattr(PYF_NONE, NULL, 1);
    assert_int_equal(pyf_error_fetch(&failure), 1);
    assert_non_null(strstr(failure.message, "pyf_getattr"));
    assert_int_equal(run("del E, told"), PYF_OK);
}

/* Feature: E18 */
TEST(fetch_gives_the_payload)
{
    pyf_failure failure = blank();

    drops = 0;
    assert_int_equal(pyf_error_raise_payload(PYF_EXC_KeyError, "k", 1, 77,
                                             &mine, count), PYF_ERR_PYTHON);
    failure.payload_owner = 77;
    assert_int_equal(pyf_error_fetch(&failure), 1);
    assert_int_equal(failure.has_payload, 1);
    assert_ptr_equal(failure.payload, &mine);
    assert_int_equal(drops, 0);
    pyf_error_raise(failure.exception, NULL, 0);
    pyf_close(failure.exception);
    failure.payload_owner = 78;
    assert_int_equal(pyf_error_fetch(&failure), 1);
    assert_int_equal(failure.has_payload, 0);
    assert_null(failure.payload);
    assert_int_equal(drops, 0);
    pyf_close(failure.exception);
    assert_int_equal(drops, 1);
}

TEST(fetch_tells_a_null_payload_from_none)
{
    pyf_failure failure = blank();

    pyf_error_raise_payload(PYF_EXC_KeyError, NULL, 0, 77, NULL, NULL);
    failure.payload_owner = 77;
    assert_int_equal(pyf_error_fetch(&failure), 1);
    assert_int_equal(failure.has_payload, 1);
    assert_null(failure.payload);
    pyf_close(failure.exception);
}

TEST_DETACHED(fetch_on_a_detached_thread_has_the_exception)
{
    pyf_token here = pyf_attach_begin(0);

    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    pyf_attach_end(here);
    pyf_failure failure = fetch();

    assert_string_equal(failure.message, "ValueError: boom");
    assert_true(failure.exception != 0);
    assert_int_equal(pyf_is_attached(), 0);
    here = pyf_attach_begin(0);
    assert_int_equal(pyf_isinstance(failure.exception, PYF_EXC_ValueError), 1);
    pyf_close(failure.exception);
    pyf_attach_end(here);
}

TEST(fetch_message_with_a_nul_is_whole)
{
    assert_int_equal(run("raise ValueError('a\\0b')"), PYF_ERR_PYTHON);
    pyf_failure failure = fetch();

    assert_string_equal(failure.message, "ValueError: a\\x00b");
    pyf_close(failure.exception);
}

/* A struct that cannot be read leaves what is parked where it is. */
static void
expect_refused(pyf_failure *failure, int code, const char *part)
{
    assert_int_equal(pyf_error_fetch(failure), code);
    expect_failure2(code, "pyf_error_fetch: argument 'failure'", part);
    pyf_error_raise(PYF_EXC_KeyError, "kept", 4);
    assert_int_equal(pyf_error_fetch(failure), code);
    assert_string_equal(pyf_error_message(), "KeyError: 'kept'");
    pyf_error_clear();
}

TEST(fetch_into_a_struct_that_cannot_be_read_is_refused)
{
    struct {
        pyf_failure failure;
        uint64_t more;
    } newer;

    newer.failure = blank();
    newer.failure.size = sizeof newer;
    newer.more = 0;
    expect_refused(NULL, PYF_ERR_ARGUMENT, "NULL");
    assert_int_equal(pyf_error_fetch(&newer.failure), 0);
    newer.more = UINT64_C(1) << 63;
    expect_refused(&newer.failure, PYF_ERR_API, "pyf_failure");
    newer.failure.size = sizeof newer.failure - 8;
    expect_refused(&newer.failure, PYF_ERR_ARGUMENT, "size");
    newer.failure.size = 0;
    expect_refused(&newer.failure, PYF_ERR_ARGUMENT, "size");
    newer.failure = blank();
    newer.failure.flags = 2;
    expect_refused(&newer.failure, PYF_ERR_ARGUMENT, "flags");
}

/* Feature: E01 */
TEST(set_parks_any_status_of_a_failure)
{
    static const int codes[] = {PYF_ERR_HANDLE, PYF_ERR_TYPE,
                                PYF_ERR_SIGNATURE, PYF_ERR_HOST_FIRST,
                                PYF_ERR_HOST_LAST};

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        assert_int_equal(pyf_error_set(codes[i], "h\xc3\xa9 %s!", 6),
                         codes[i]);
        expect_failure(codes[i], "h\xc3\xa9 %s");
        assert_int_equal(pyf_error_set(codes[i], NULL, 0), codes[i]);
        assert_true(strlen(pyf_error_message()) > 0);
        expect_failure(codes[i], "");
    }
    assert_int_equal(pyf_error_set(PYF_ERR_TYPE, "a\0b", 3), PYF_ERR_TYPE);
    expect_failure(PYF_ERR_TYPE, "a\\x00b");
}

TEST(set_refuses_what_is_no_failure)
{
    static const int codes[] = {PYF_OK, 1, -999, -2000, INT32_MIN, INT32_MAX,
                                PYF_ERR_PYTHON};

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        assert_int_equal(pyf_error_set(codes[i], "text", 4), PYF_ERR_ARGUMENT);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_error_set: argument 'code'",
                        codes[i] == PYF_ERR_PYTHON ? "pyf_error_raise"
                                                   : "PYF_ERR_HOST_FIRST");
    }
    assert_int_equal(pyf_error_set(-1000, NULL, 3), PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_error_set", "'message'");
    assert_int_equal(pyf_error_set(-1000, "a", SIZE_MAX - 1),
                     PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_error_set", "'message'");
    assert_int_equal(pyf_error_set(-1000, NOT_UTF8, PYF_AUTO_LENGTH),
                     PYF_ERR_ENCODING);
    expect_failure2(PYF_ERR_ENCODING, "pyf_error_set", "'message'");
}

/* Feature: E01 */
TEST(set_puts_a_fetched_failure_back)
{
    pyf_getattr(PYF_NONE, NULL, 1);
    pyf_failure failure = fetch();

    assert_int_equal(pyf_error_set(failure.code, failure.message,
                                   failure.message_length), PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_getattr", "'name'");
    pyf_error_set(PYF_ERR_TYPE, "wrong", 5);
    assert_int_equal(pyf_error_matches(PYF_EXC_TypeError), 1);
    pyf_error_clear();
}

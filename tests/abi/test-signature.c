/* SPDX-License-Identifier: MIT */
/* signature: handles of signatures, before Python starts and on all threads. */
#include "process.h"

TEST_NO_START;

static pyf_handle
make(const char *text)
{
    return pyf_signature(text, PYF_AUTO_LENGTH);
}

TEST_DETACHED(signature_is_made_before_python_starts)
{
    pyf_handle handle = make("(a: i64, b: f64 = 2.5) -> f64");

    assert_true(handle != 0);
    expect_no_failure();
}

TEST_DETACHED(signature_of_the_same_text_is_the_same_handle)
{
    static const char longer[] = "(a: str)(b: str)";
    pyf_handle handle = make("(a: str)");

    assert_true(handle != 0);
    assert_true(make("(a: str)") == handle);
    assert_true(pyf_signature(longer, 8) == handle);
    assert_true(make("(b: str)") != handle);
    assert_true(make("(a:str)") != handle);
}

TEST_DETACHED(signature_with_a_mistake_says_where)
{
    assert_true(make("(a: i64, b: i65)") == 0);
    expect_failure2(PYF_ERR_SIGNATURE, "column 13",
                    "expected a type, got 'i65'");
    assert_string_equal(pyf_error_name(PYF_ERR_SIGNATURE),
                        "PYF_ERR_SIGNATURE");
    assert_true(pyf_signature("() ", 1) == 0);
    expect_failure(PYF_ERR_SIGNATURE, "column 2");
}

TEST_DETACHED(signature_of_null_is_refused)
{
    assert_true(pyf_signature(NULL, 0) == 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_signature: argument 'text'");
    assert_true(pyf_signature(NULL, PYF_AUTO_LENGTH) == 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_signature: argument 'text'");
}

TEST_DETACHED(signature_with_an_impossible_length_is_not_read)
{
    assert_true(pyf_signature("()", SIZE_MAX - 1) == 0);
    expect_failure(PYF_ERR_SIGNATURE, "longer than 4096 bytes");
}

TEST_DETACHED(signature_made_later_keeps_what_is_parked)
{
    assert_true(make("(?)") == 0);
    assert_true(make("(a: i64)") != 0);
    expect_failure(PYF_ERR_SIGNATURE, "column 2");
}

TEST_DETACHED(signature_has_a_kind)
{
    assert_int_equal(pyf_handle_kind(make("()")), PYF_KIND_SIGNATURE);
}

TEST_DETACHED(signature_close_does_nothing)
{
    pyf_handle handle = make("(a: u8)");

    for (int i = 0; i < 3; i++)
        assert_int_equal(pyf_close(handle), PYF_OK);
    assert_int_equal(pyf_close_all(&handle, 1), PYF_OK);
    assert_int_equal(pyf_handle_kind(handle), PYF_KIND_SIGNATURE);
    assert_true(make("(a: u8)") == handle);
    expect_no_failure();
}

/* Handles that differ from a live one in one bit each. */
TEST_DETACHED(signature_forged_is_refused)
{
    pyf_handle handle = make("(a: u16)");

    for (int i = 0; i < 56; i++) {
        pyf_handle forged = handle ^ (UINT64_C(1) << i);

        assert_int_equal(pyf_handle_kind(forged), PYF_ERR_HANDLE);
        expect_failure(PYF_ERR_HANDLE, "pyf_handle_kind: argument 'handle'");
        assert_int_equal(pyf_close(forged), PYF_ERR_HANDLE);
        expect_failure(PYF_ERR_HANDLE, "pyf_close: argument 'handle'");
    }
    pyf_handle both[] = {handle, handle ^ (UINT64_C(1) << 40)};

    assert_int_equal(pyf_close_all(both, 2), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close_all: argument 'handles'");
}

enum { THREADS = 8, TEXTS = 200 };

static void *
make_many(void *argument)
{
    pyf_handle *handles = argument;
    char text[60];

    for (int i = 0; i < TEXTS; i++) {
        snprintf(text, sizeof text, "(many%d: [{i8, str}], b: f64) -> i8", i);
        handles[i] = make(text);
        if (pyf_handle_kind(handles[i]) != PYF_KIND_SIGNATURE)
            handles[i] = 0;
    }
    return NULL;
}

TEST_DETACHED(signature_made_by_eight_threads_is_one)
{
    static pyf_handle handles[THREADS][TEXTS];
    pthread_t threads[THREADS];

    for (int i = 0; i < THREADS; i++)
        threads[i] = start_thread(make_many, handles[i]);
    for (int i = 0; i < THREADS; i++)
        join_thread(threads[i]);
    for (int i = 0; i < THREADS; i++)
        assert_memory_equal(handles[i], handles[0], sizeof handles[0]);
    for (int i = 0; i < TEXTS; i++)
        assert_true(handles[0][i] != 0 &&
                    (i == 0 || handles[0][i] != handles[0][i - 1]));
}

TEST_CHILD(signature_outlives_the_start_and_the_end_of_python)
{
    pyf_handle handle = make("(a: i16)");
    pyf_token here = start();

    assert_int_equal(pyf_handle_kind(handle), PYF_KIND_SIGNATURE);
    assert_true(make("(a: i16)") == handle);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(pyf_handle_kind(handle), PYF_KIND_SIGNATURE);
    assert_int_equal(pyf_close(handle), PYF_OK);
    assert_true(make("(a: i16)") == handle);
    assert_true(make("(after: i16)") != 0);
}

TEST_CHILD(signature_belongs_to_no_scope_and_is_not_counted)
{
    pyf_token here = start();
    uint64_t before = live_handle_count();
    pyf_token scope = pyf_scope_begin();
    pyf_handle handle = make("(in_a_scope: i16)");

    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(live_handle_count(), before);
    assert_int_equal(pyf_handle_kind(handle), PYF_KIND_SIGNATURE);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

TEST_CHILD(signature_is_no_object)
{
    pyf_token here = start();
    pyf_handle handle = make("()");

    assert_true(pyf_repr(handle) == 0);
    expect_failure(PYF_ERR_KIND, "pyf_repr");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

/* The 0 of a signature that failed goes into the next call, which keeps the
 * reason. */
TEST_CHILD(signature_that_failed_is_reported_by_what_uses_it)
{
    pyf_token here = start();
    int64_t result = 0;

    assert_int_equal(
        pyf_call_native(PYF_TYPE_INT, make("() -> i65"), NULL, 0, &result),
        PYF_ERR_SIGNATURE);
    expect_failure2(PYF_ERR_SIGNATURE, "column 7", "'i65'");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

/* SPDX-License-Identifier: MIT */
/* error: what a host lets an exception carry. */
#include "host-function.h"

static const uintptr_t mine = 0x1234, theirs = 0x5678;
static int drops, first, second;
static void *dropped;

static void
count(void *data)
{
    drops++;
    dropped = data;
}

/* A new exception in __main__, without payload. */
static pyf_handle
exception(const char *source)
{
    drops = 0;
    dropped = NULL;
    return evaluate(source);
}

static void
expect_payload(pyf_handle error, uintptr_t owner, const void *expected)
{
    void *data = &drops;
    int answer = pyf_error_payload(error, owner, &data);

    assert_int_equal(answer, expected != NULL);
    assert_ptr_equal(data, expected);
}

/* Feature: E18 */
TEST(payload_comes_back)
{
    pyf_handle error = exception("ValueError(1)");

    expect_payload(error, mine, NULL);
    assert_int_equal(pyf_error_set_payload(error, mine, &first, count),
                     PYF_OK);
    expect_payload(error, mine, &first);
    expect_payload(error, mine, &first);
    assert_int_equal(pyf_close(error), PYF_OK);
    assert_int_equal(drops, 1);
    assert_ptr_equal(dropped, &first);
}

/* Feature: E18 */
TEST(payload_of_another_owner_is_not_seen)
{
    pyf_handle error = exception("ValueError(1)");

    assert_int_equal(pyf_error_set_payload(error, mine, &first, count),
                     PYF_OK);
    expect_payload(error, theirs, NULL);
    assert_int_equal(pyf_error_set_payload(error, theirs, &second, count),
                     PYF_OK);
    expect_payload(error, mine, &first);
    expect_payload(error, theirs, &second);
    assert_int_equal(pyf_close(error), PYF_OK);
    assert_int_equal(drops, 2);
}

TEST(payload_that_is_replaced_is_dropped)
{
    pyf_handle error = exception("ValueError(1)");

    pyf_error_set_payload(error, mine, &first, count);
    pyf_error_set_payload(error, mine, &second, count);
    assert_int_equal(drops, 1);
    assert_ptr_equal(dropped, &first);
    expect_payload(error, mine, &second);
    assert_int_equal(pyf_close(error), PYF_OK);
    assert_int_equal(drops, 2);
}

TEST(payload_may_be_null_and_need_no_drop)
{
    pyf_handle error = exception("ValueError(1)");
    void *data = &drops;

    assert_int_equal(pyf_error_set_payload(error, mine, NULL, NULL), PYF_OK);
    assert_int_equal(pyf_error_payload(error, mine, &data), 1);
    assert_null(data);
    assert_int_equal(pyf_error_set_payload(error, mine, NULL, count), PYF_OK);
    assert_int_equal(pyf_close(error), PYF_OK);
    assert_int_equal(drops, 1);
}

TEST(payload_travels_through_python)
{
    pyf_handle error = exception("KeyError('deep')");

    pyf_error_set_payload(error, mine, &first, count);
    assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                 PYF_TEXT("error"), error),
                     PYF_OK);
    assert_int_equal(run("def f(n):\n"
                         "    if n == 0: raise error\n"
                         "    try: f(n - 1)\n"
                         "    finally: pass\n"
                         "try: f(5)\n"
                         "except KeyError as e: raise\n"),
                     PYF_ERR_PYTHON);
    pyf_handle caught = pyf_error_take();

    assert_int_equal(pyf_is(caught, error), 1);
    expect_payload(caught, mine, &first);
    pyf_close(caught);
    pyf_close(error);
    assert_int_equal(drops, 0);
    assert_int_equal(run("del error; import gc; gc.collect()"), PYF_OK);
    assert_int_equal(drops, 1);
}

static int
raise_with_payload(const pyf_frame *frame, pyf_value *result)
{
    pyf_handle error =
        pyf_eval("LookupError('host')", PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);

    (void)result;
    pyf_error_set_payload(error, mine, frame->data, count);
    return pyf_error_raise(error, NULL, 0);
}

TEST(payload_of_a_host_function_comes_back_to_the_host)
{
    drops = 0;
    show_values("throw", NULL, raise_with_payload, &second);
    assert_int_equal(run("list(map(lambda x: throw(), [1]))"), PYF_ERR_PYTHON);
    pyf_handle error = pyf_error_take();

    expect_payload(error, mine, &second);
    assert_int_equal(drops, 0);
    pyf_close(error);
    assert_int_equal(drops, 1);
}

static void
expect_refused(pyf_handle error, uintptr_t owner, int code)
{
    void *data = &drops;

    drops = 0;
    assert_int_equal(pyf_error_set_payload(error, owner, &first, count), code);
    expect_failure(code, "pyf_error_set_payload");
    assert_int_equal(drops, 1);
    assert_ptr_equal(dropped, &first);
    assert_int_equal(pyf_error_set_payload(error, owner, &first, NULL), code);
    expect_failure(code, "pyf_error_set_payload");
    assert_int_equal(pyf_error_payload(error, owner, &data), code);
    expect_failure(code, "pyf_error_payload");
    assert_null(data);
}

TEST(payload_of_what_is_no_exception_is_refused)
{
    expect_refused(PYF_NONE, mine, PYF_ERR_TYPE);
    expect_refused(PYF_EXC_ValueError, mine, PYF_ERR_TYPE);
    expect_refused(stale(), mine, PYF_ERR_HANDLE);
    expect_refused(exception("ValueError()"), 0, PYF_ERR_ARGUMENT);
}

TEST_DETACHED(payload_on_a_detached_thread_is_dropped)
{
    expect_refused(PYF_NONE, mine, PYF_ERR_NOT_ATTACHED);
}

TEST(payload_that_cannot_be_kept_is_dropped)
{
    pyf_handle error = evaluate_in(
        "E()", names_of("class E(Exception):\n"
                        "    def __setattr__(self, name, value):\n"
                        "        raise AttributeError('no ' + name)\n"));

    drops = 0;
    assert_int_equal(pyf_error_set_payload(error, mine, &first, count),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_AttributeError, "no _pyforge_payload_");
    assert_int_equal(drops, 1);
}

TEST(payload_is_kept_out_of_sight_of_forgers)
{
    char source[200];
    pyf_handle error = exception("ValueError()");
    void *data = &drops;

    snprintf(source, sizeof source, "_pyforge_payload_%zx", (size_t)mine);
    assert_int_equal(pyf_setattr(error, source, PYF_AUTO_LENGTH, PYF_TRUE),
                     PYF_OK);
    assert_int_equal(pyf_error_payload(error, mine, &data), 0);
    assert_null(data);
    pyf_handle capsule = evaluate("__import__('datetime').datetime_CAPI");

    assert_int_equal(pyf_setattr(error, source, PYF_AUTO_LENGTH, capsule),
                     PYF_OK);
    assert_int_equal(pyf_error_payload(error, mine, &data), 0);
    assert_null(data);
    expect_no_failure();
}

/* An exception that is looked at does not lose what is parked. */
TEST(payload_leaves_the_parked_failure_alone)
{
    pyf_handle error = exception("ValueError()");
    void *data;

    pyf_error_raise(PYF_EXC_KeyError, "parked", 6);
    assert_int_equal(pyf_error_payload(error, mine, &data), 0);
    assert_int_equal(pyf_error_set_payload(error, mine, &first, count),
                     PYF_OK);
    assert_int_equal(pyf_error_payload(error, mine, &data), 1);
    expect_exception(PYF_EXC_KeyError, "parked");
}

/* copy.copy gives the copy the same attributes: data lives as long as either.
 */
TEST(payload_of_a_copy_is_dropped_once)
{
    pyf_handle error = exception("ValueError()");

    pyf_error_set_payload(error, mine, &first, count);
    pyf_handle copy = pyf_call_method(pyf_import(PYF_TEXT("copy")),
                                      PYF_TEXT("copy"), &error, 1);

    assert_true(copy != 0);
    expect_payload(copy, mine, &first);
    pyf_close(error);
    assert_int_equal(drops, 0);
    pyf_close(copy);
    assert_int_equal(drops, 1);
}

/* Feature: E18 */
TEST(payload_is_raised_in_one_call)
{
    drops = 0;
    assert_int_equal(
        pyf_error_raise_payload(PYF_EXC_KeyError, "k", 1, mine, &first, count),
        PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(), "KeyError: 'k'");
    expect_payload(pyf_error_exception(), mine, &first);
    pyf_error_clear();
    pyf_handle error = exception("ValueError(1)");

    assert_int_equal(
        pyf_error_raise_payload(error, NULL, 0, mine, &second, count),
        PYF_ERR_PYTHON);
    pyf_handle raised = pyf_error_take();

    assert_int_equal(pyf_is(raised, error), 1);
    expect_payload(raised, mine, &second);
    pyf_close(raised);
    pyf_close(error);
    assert_int_equal(drops, 1);
    assert_ptr_equal(dropped, &second);
}

static void
expect_not_raised(pyf_handle error, const char *message, size_t length,
                  uintptr_t owner, int code, const char *part)
{
    drops = 0;
    assert_int_equal(
        pyf_error_raise_payload(error, message, length, owner, &first, count),
        code);
    expect_failure(code, part);
    assert_int_equal(drops, 1);
    assert_int_equal(
        pyf_error_raise_payload(error, message, length, owner, &first, NULL),
        code);
    expect_failure(code, part);
    assert_int_equal(drops, 1);
}

TEST(payload_of_what_cannot_be_raised_is_dropped)
{
    static const char place[] = "pyf_error_raise_payload: argument";

    expect_not_raised(PYF_NONE, "x", 1, mine, PYF_ERR_TYPE, place);
    expect_not_raised(stale(), "x", 1, mine, PYF_ERR_HANDLE, place);
    expect_not_raised(PYF_EXC_KeyError, "x", 1, 0, PYF_ERR_ARGUMENT,
                      "argument 'owner': is 0");
    expect_not_raised(PYF_EXC_KeyError, NULL, 3, mine, PYF_ERR_ARGUMENT,
                      place);
    expect_not_raised(PYF_EXC_KeyError, NOT_UTF8, 4, mine, PYF_ERR_ENCODING,
                      place);
    expect_not_raised(evaluate("ValueError(1)"), "x", 1, mine,
                      PYF_ERR_ARGUMENT, place);
    pyf_handle broken =
        defined("class E(Exception):\n"
                "    def __init__(self, m): raise OSError(9)\n",
                "E");

    expect_not_raised(broken, "x", 1, mine, PYF_ERR_PYTHON, "OSError: 9");
    broken = defined("class E(Exception):\n"
                     "    def __setattr__(self, name, value): 1/0\n",
                     "E");
    expect_not_raised(broken, "x", 1, mine, PYF_ERR_PYTHON, "ZeroDivision");
}

TEST_DETACHED(payload_raised_on_a_detached_thread_is_dropped)
{
    expect_not_raised(PYF_EXC_KeyError, "x", 1, mine, PYF_ERR_NOT_ATTACHED,
                      "pyf_error_raise_payload");
}

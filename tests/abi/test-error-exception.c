/* SPDX-License-Identifier: MIT */
/* error: the exception object behind a failure - take, raise, match, chain. */
#include "process.h"
#include "shorthand.h"

/* The text of str(obj), which stays good while obj's str is in the scope. */
static const char *
text_of(pyf_handle obj)
{
    const char *text = NULL;
    size_t length = 0;

    assert_int_equal(pyf_to_str(pyf_str(obj), &text, &length), PYF_OK);
    return text;
}

TEST(exception_is_0_when_nothing_is_parked)
{
    assert_int_equal(pyf_error_exception(), 0);
    assert_int_equal(pyf_error_take(), 0);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST(exception_stays_parked)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    pyf_handle first = pyf_error_exception();
    pyf_handle again = pyf_error_exception();

    assert_int_equal(pyf_is(first, again), 1);
    assert_int_equal(pyf_isinstance(first, PYF_EXC_ValueError), 1);
    expect_failure(PYF_ERR_PYTHON, "boom");
}

/* Feature: E01 */
TEST(exception_taken_is_not_parked_any_more)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    pyf_handle exception = pyf_error_take();

    assert_int_equal(pyf_error_code(), PYF_OK);
    assert_string_equal(text_of(exception), "boom");
}

/* Feature: E03 */
TEST(exception_has_its_traceback)
{
    assert_int_equal(run("def inner(): raise ValueError('boom')\ninner()"),
                     PYF_ERR_PYTHON);
    pyf_handle traceback = pyf_error_traceback(pyf_error_take());
    int64_t line = 0;

    assert_int_equal(pyf_is(traceback, PYF_NONE), 0);
    assert_int_equal(
        pyf_to_i64(pyf_getattr(traceback, PYF_TEXT("tb_lineno")), &line),
        PYF_OK);
    assert_int_equal(line, 2);
    assert_int_equal(run("del inner"), PYF_OK);
}

TEST(exception_never_raised_has_no_traceback)
{
    assert_int_equal(pyf_is(pyf_error_traceback(eval("ValueError()")),
                            PYF_NONE), 1);
}

TEST(exception_of_a_library_failure_carries_the_message)
{
    char message[500];

    assert_int_equal(pyf_getattr(PYF_NONE, NULL, 0), 0);
    strncpy(message, pyf_error_message(), sizeof message - 1);
    message[sizeof message - 1] = 0;
    pyf_handle exception = pyf_error_take();

    assert_string_equal(text_of(exception), message);
    assert_int_equal(pyf_isinstance(exception, PYF_EXC_Exception), 1);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST(exception_of_a_type_failure_is_a_type_error)
{
    int64_t value = 0;

    assert_int_equal(pyf_to_i64(PYF_NONE, &value), PYF_ERR_TYPE);
    assert_int_equal(pyf_error_matches(PYF_EXC_TypeError), 1);
    assert_int_equal(pyf_isinstance(pyf_error_take(), PYF_EXC_TypeError), 1);
}

TEST(exception_of_an_overflow_is_an_overflow_error)
{
    int64_t value = 0;

    assert_int_equal(pyf_to_i64(eval("1 << 64"), &value), PYF_ERR_OVERFLOW);
    assert_int_equal(pyf_error_matches(PYF_EXC_OverflowError), 1);
    assert_int_equal(pyf_error_matches(PYF_EXC_ArithmeticError), 1);
    assert_int_equal(pyf_isinstance(pyf_error_take(), PYF_EXC_OverflowError),
                     1);
}

TEST(exception_of_bad_text_is_a_value_error)
{
    assert_int_equal(pyf_from_str("\xff", 1), 0);
    assert_int_equal(pyf_error_code(), PYF_ERR_ENCODING);
    assert_int_equal(pyf_error_matches(PYF_EXC_ValueError), 1);
    pyf_error_clear();
}

/* Raising. */

/* Feature: E02 */
TEST(raise_of_a_class_calls_it_with_the_message)
{
    assert_int_equal(pyf_error_raise(PYF_EXC_KeyError, "lost", 4),
                     PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(), "KeyError: 'lost'");
    pyf_error_clear();
}

TEST(raise_measures_the_message_when_asked)
{
    assert_int_equal(pyf_error_raise(PYF_EXC_ValueError, "to the NUL",
                                     PYF_AUTO_LENGTH), PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(), "ValueError: to the NUL");
    pyf_error_clear();
}

TEST(raise_takes_just_length_bytes)
{
    assert_int_equal(pyf_error_raise(PYF_EXC_ValueError, "abcdef", 3),
                     PYF_ERR_PYTHON);
    assert_string_equal(pyf_error_message(), "ValueError: abc");
    pyf_error_clear();
}

TEST(raise_of_a_class_without_message_calls_it_bare)
{
    assert_int_equal(pyf_error_raise(PYF_EXC_ValueError, NULL, 0),
                     PYF_ERR_PYTHON);
    int64_t count = -1;

    assert_int_equal(
        pyf_len(pyf_getattr(pyf_error_take(), PYF_TEXT("args")), &count),
        PYF_OK);
    assert_int_equal(count, 0);
}

/* Feature: E04 */
TEST(raise_of_an_object_parks_that_object)
{
    pyf_handle exception = eval("LookupError('mine')");

    assert_int_equal(pyf_error_raise(exception, NULL, 0), PYF_ERR_PYTHON);
    assert_int_equal(pyf_is(pyf_error_exception(), exception), 1);
    expect_failure(PYF_ERR_PYTHON, "LookupError: mine");
}

TEST(raise_of_an_object_with_a_message_is_refused)
{
    assert_int_equal(pyf_error_raise(eval("LookupError('mine')"), "more", 4),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_error_raise: argument 'message'");
}

TEST(raise_of_what_is_no_exception_is_refused)
{
    assert_int_equal(pyf_error_raise(PYF_NONE, NULL, 0), PYF_ERR_TYPE);
    expect_failure(PYF_ERR_TYPE, "pyf_error_raise: argument 'exception'");
    assert_int_equal(pyf_error_raise(PYF_TYPE_INT, "x", 1), PYF_ERR_TYPE);
    expect_failure(PYF_ERR_TYPE, "pyf_error_raise: argument 'exception'");
}

TEST(raise_of_bad_utf8_is_refused)
{
    assert_int_equal(pyf_error_raise(PYF_EXC_ValueError, "a\xff", 2),
                     PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_error_raise: argument 'message'");
}

TEST(raise_of_a_class_whose_init_raises_parks_what_that_raised)
{
    assert_int_equal(run("class Bad(Exception):\n"
                         "    def __init__(self, *a): raise KeyError('in')\n"),
                     PYF_OK);
    assert_int_equal(pyf_error_raise(eval("Bad"), "x", 1), PYF_ERR_PYTHON);
    expect_failure(PYF_ERR_PYTHON, "KeyError: 'in'");
    assert_int_equal(run("del Bad"), PYF_OK);
}

TEST(raise_of_a_taken_exception_keeps_its_traceback)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    pyf_handle exception = pyf_error_take();
    pyf_handle before = pyf_error_traceback(exception);

    assert_int_equal(pyf_error_raise(exception, NULL, 0), PYF_ERR_PYTHON);
    assert_int_equal(pyf_is(pyf_error_traceback(pyf_error_exception()),
                            before), 1);
    expect_failure(PYF_ERR_PYTHON, "boom");
}

/* Matching. */

/* Feature: E05, E12 */
TEST(matches_class_base_and_tuple)
{
    assert_int_equal(run("raise KeyError('x')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_matches(PYF_EXC_KeyError), 1);
    assert_int_equal(pyf_error_matches(PYF_EXC_LookupError), 1);
    assert_int_equal(pyf_error_matches(PYF_EXC_ValueError), 0);
    pyf_handle classes[] = {PYF_EXC_ValueError, PYF_EXC_KeyError};

    assert_int_equal(pyf_error_matches(pyf_tuple_from_handles(classes, 2)), 1);
    assert_int_equal(pyf_error_matches(pyf_tuple_from_handles(classes, 1)), 0);
    expect_failure(PYF_ERR_PYTHON, "KeyError");
}

TEST(matches_nothing_when_nothing_is_parked)
{
    assert_int_equal(pyf_error_matches(PYF_EXC_BaseException), 0);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST(matches_with_a_bad_type_keeps_the_failure)
{
    assert_int_equal(run("raise KeyError('x')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_matches(PYF_NONE), PYF_ERR_TYPE);
    assert_int_equal(pyf_error_matches(PYF_TYPE_INT), PYF_ERR_TYPE);
    assert_int_equal(pyf_error_matches(UINT64_C(0x01abcdef01234567)),
                     PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_PYTHON, "KeyError: 'x'");
}

/* Cause and context. */

static const char chained[] =
    "def chain():\n"
    "    try:\n"
    "        try:\n"
    "            raise KeyError('deepest')\n"
    "        except KeyError as e:\n"
    "            raise ValueError('middle') from e\n"
    "    except ValueError as e:\n"
    "        raise RuntimeError('top') from e\n"
    "chain()\n";

TEST(cause_of_a_chain_is_walked_to_its_end)
{
    assert_int_equal(run(chained), PYF_ERR_PYTHON);
    pyf_handle middle = pyf_error_cause(pyf_error_take());
    pyf_handle deepest = pyf_error_cause(middle);

    assert_string_equal(text_of(middle), "middle");
    assert_string_equal(text_of(deepest), "'deepest'");
    assert_int_equal(pyf_is(pyf_error_cause(deepest), PYF_NONE), 1);
    assert_int_equal(run("del chain"), PYF_OK);
}

TEST(context_is_the_exception_being_handled)
{
    assert_int_equal(run("try: 1 / 0\nexcept ZeroDivisionError: {}['x']"),
                     PYF_ERR_PYTHON);
    pyf_handle exception = pyf_error_take();

    assert_int_equal(pyf_isinstance(pyf_error_context(exception),
                                    PYF_EXC_ZeroDivisionError), 1);
    assert_int_equal(pyf_is(pyf_error_cause(exception), PYF_NONE), 1);
}

/* Feature: E06 */
TEST(set_cause_links_and_none_unlinks)
{
    pyf_handle exception = eval("ValueError('a')");
    pyf_handle cause = eval("KeyError('b')");

    assert_int_equal(pyf_error_set_cause(exception, cause), PYF_OK);
    assert_int_equal(pyf_is(pyf_error_cause(exception), cause), 1);
    assert_int_equal(pyf_error_set_cause(exception, PYF_NONE), PYF_OK);
    assert_int_equal(pyf_is(pyf_error_cause(exception), PYF_NONE), 1);
}

TEST(set_cause_hides_the_context_as_raise_from_does)
{
    pyf_handle exception = eval("ValueError('a')");

    assert_int_equal(pyf_error_set_cause(exception, eval("KeyError('b')")),
                     PYF_OK);
    assert_int_equal(
        pyf_is_true(pyf_getattr(exception, PYF_TEXT("__suppress_context__"))),
        1);
}

/* Feature: E06 */
TEST(set_context_links_and_none_unlinks)
{
    pyf_handle exception = eval("ValueError('a')");
    pyf_handle context = eval("KeyError('b')");

    assert_int_equal(pyf_error_set_context(exception, context), PYF_OK);
    assert_int_equal(pyf_is(pyf_error_context(exception), context), 1);
    assert_int_equal(pyf_error_set_context(exception, PYF_NONE), PYF_OK);
    assert_int_equal(pyf_is(pyf_error_context(exception), PYF_NONE), 1);
}

TEST(chain_functions_refuse_what_is_no_exception)
{
    pyf_handle exception = eval("ValueError('a')");

    assert_int_equal(pyf_error_cause(PYF_NONE), 0);
    expect_failure(PYF_ERR_TYPE, "pyf_error_cause: argument 'exception'");
    assert_int_equal(pyf_error_context(PYF_TYPE_INT), 0);
    expect_failure(PYF_ERR_TYPE, "pyf_error_context: argument 'exception'");
    assert_int_equal(pyf_error_traceback(PYF_EXC_ValueError), 0);
    expect_failure(PYF_ERR_TYPE, "pyf_error_traceback: argument 'exception'");
    assert_int_equal(pyf_error_set_cause(exception, PYF_TRUE), PYF_ERR_TYPE);
    expect_failure(PYF_ERR_TYPE, "pyf_error_set_cause: argument 'cause'");
    assert_int_equal(pyf_error_set_context(PYF_TRUE, exception),
                     PYF_ERR_TYPE);
    expect_failure2(PYF_ERR_TYPE, "pyf_error_set_context", "'exception'");
}

/* sys.last_value and its siblings. */

/* Feature: E08 */
TEST(set_last_is_what_pdb_looks_at)
{
    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_set_last(), PYF_OK);
    pyf_handle sys = pyf_import(PYF_TEXT("sys"));

    assert_int_equal(pyf_is(pyf_getattr(sys, PYF_TEXT("last_value")),
                            pyf_error_exception()),
                     1);
    assert_int_equal(
        pyf_is(pyf_getattr(sys, PYF_TEXT("last_type")), PYF_EXC_ValueError),
        1);
    assert_int_equal(
        pyf_is(pyf_getattr(sys, PYF_TEXT("last_traceback")), PYF_NONE), 0);
    if (pyf_python_version() >= 0x030c0000)
        assert_int_equal(pyf_is(pyf_getattr(sys, PYF_TEXT("last_exc")),
                                pyf_error_exception()),
                         1);
    expect_failure(PYF_ERR_PYTHON, "boom");
    pyf_setattr(sys, PYF_TEXT("last_value"), PYF_NONE);
    pyf_setattr(sys, PYF_TEXT("last_traceback"), PYF_NONE);
}

TEST(set_last_with_nothing_parked_sets_nothing)
{
    assert_int_equal(run("import sys\n"
                         "for n in 'last_type last_value last_traceback "
                         "last_exc'.split():\n"
                         "    if hasattr(sys, n): delattr(sys, n)\n"), PYF_OK);
    assert_int_equal(pyf_error_set_last(), PYF_OK);
    assert_int_equal(
        pyf_hasattr(pyf_import(PYF_TEXT("sys")), PYF_TEXT("last_value")), 0);
    assert_int_equal(run("del sys, n"), PYF_OK);
}

static void
expect_text(pyf_handle exception, const char *part)
{
    pyf_handle shown = pyf_error_text(exception);

    if (shown == 0)
        fail_msg("%s: %s", part, pyf_error_message());
    if (strstr(text(shown), part) == NULL)
        fail_msg("no \"%s\" in:\n%s", part, text(shown));
    assert_int_equal(text(shown)[strlen(text(shown)) - 1], '\n');
}

/* Feature: E03, E08 */
TEST(error_text_is_what_python_prints)
{
    pyf_handle error = evaluate("ValueError('boom')");

    assert_string_equal(text(pyf_error_text(error)), "ValueError: boom\n");
    pyf_handle names = names_of("def fail(): {}['port']\n"
                                "try:\n"
                                "    try: fail()\n"
                                "    except KeyError as e:\n"
                                "        raise ValueError('bad') from e\n"
                                "except ValueError as e:\n"
                                "    e.add_note('a note')\n"
                                "    kept = e\n"
                                "import traceback\n");
    pyf_handle kept = evaluate_in("kept", names);

    expect_text(kept, "in fail\n");
    expect_text(kept, "KeyError: 'port'\n\nThe above exception was the direct "
                      "cause of the following exception:\n\nTraceback");
    expect_text(kept, "ValueError: bad\na note\n");
    pyf_handle theirs = evaluate_in(
        "''.join(traceback.format_exception(kept))", names);

    assert_string_equal(text(pyf_error_text(kept)), text(theirs));
    expect_text(evaluate("ExceptionGroup('g', [ValueError(1)])"),
                "ValueError: 1");
    run_in("del kept", names);
}

TEST(error_text_of_any_text_is_utf8)
{
    expect_text(evaluate("ValueError(" LONE_SURROGATE ")"), "abc\\udc80d");
    expect_true_of(pyf_error_text(evaluate("ValueError('a\\0b')")),
                   "x == 'ValueError: a\\0b\\n'");
    expect_text(defined("class E(Exception):\n"
                        "    def __str__(self): raise TypeError('no')\n"
                        "e = E()\n", "e"), "E: <");
}

TEST(error_text_of_what_is_no_exception_is_refused)
{
    assert_true(pyf_error_text(PYF_NONE) == 0);
    expect_failure2(PYF_ERR_TYPE, "pyf_error_text", "an exception");
    assert_true(pyf_error_text(PYF_EXC_ValueError) == 0);
    expect_failure(PYF_ERR_TYPE, "pyf_error_text");
    assert_true(pyf_error_text(stale()) == 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_error_text");
}

/* What is parked meanwhile stays. */
TEST(error_text_leaves_the_parked_failure_alone)
{
    pyf_handle error = evaluate("KeyError('shown')");

    pyf_error_raise(PYF_EXC_ValueError, "parked", 6);
    expect_text(error, "KeyError: 'shown'");
    expect_exception(PYF_EXC_ValueError, "parked");
}

TEST(error_text_that_cannot_be_made_is_a_failure)
{
    pyf_handle error = evaluate("KeyError('shown')");

    pyf_handle names = names_of("import traceback\n"
                                "kept = traceback.format_exception\n"
                                "def broken(*a): raise KeyError('none')\n"
                                "traceback.format_exception = broken\n");
    pyf_handle shown = pyf_error_text(error);

    run_in("traceback.format_exception = kept", names);
    assert_true(shown == 0);
    expect_exception(PYF_EXC_KeyError, "none");
}

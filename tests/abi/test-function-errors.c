/* SPDX-License-Identifier: MIT */
/* function: failures of the host as exceptions, exceptions of Python as
 * failures, handles and spans of callbacks. */
#include "host-function.h"

#include <pthread.h>

static void
def(const char *name, const char *signature, uint32_t form, uint32_t flags,
    pyf_native_function code, void *data)
{
    show_def((pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                                .signature = {signature, PYF_AUTO_LENGTH},
                                .form = form,
                                .flags = flags,
                                .call.native = code,
                                .data = data});
}

/* What a callback does when it is called; each form calls it. */
typedef void action(void);

struct act {
    action *deed;
    int status;
    pyf_handle result;
};

static int64_t
native_act(struct act *act)
{
    act->deed();
    return 7;
}

static int64_t
ffi_act(pyf_slice pair, struct act *act)
{
    (void)pair;
    act->deed();
    return 7;
}

static int
values_act(const pyf_frame *frame, pyf_value *result)
{
    struct act *act = frame->data;

    act->deed();
    *result = (pyf_value)PYF_I64(7);
    return act->status;
}

static int
handles_act(const pyf_frame *frame, pyf_handle *result)
{
    struct act *act = frame->data;

    act->deed();
    return give_handle(result, act->result);
}

static struct act act;

/* f(): `deed` in every form, as native, ffi, detached, values, handles. */
static void
set_act(action *deed, int status, pyf_handle result)
{
    const uint32_t data = PYF_FUNCTION_DATA;

    act = (struct act){deed, status, result};
    def("native", "() -> i64", 0, data, (pyf_native_function)native_act, &act);
    def("builtin", "() -> i64", 0, data | PYF_FUNCTION_BUILTIN,
        (pyf_native_function)native_act, &act);
    def("ffi_", "(x: {i64, i64}) -> i64", 0, data,
        (pyf_native_function)ffi_act, &act);
    def("values", "() -> i64", PYF_FORM_VALUES, 0,
        (pyf_native_function)values_act, &act);
    def("handles", NULL, PYF_FORM_HANDLES, 0, (pyf_native_function)handles_act,
        &act);
    check_python("ffi = lambda: ffi_((1, 2))\n"
                 "every = [native, builtin, ffi, values, handles]\n");
}

static void
nothing(void)
{
}

static void
park_class(void)
{
    pyf_error_raise(PYF_EXC_LookupError, NULL, 0);
}

static void
park_message(void)
{
    pyf_error_raise(PYF_EXC_KeyError, "h\xc3\xa9", 3);
}

static void
park_object(void)
{
    pyf_error_raise(eval("error"), NULL, 0);
}

/* Feature: E21 */
TEST(function_raises_what_is_parked)
{
    set_act(park_class, PYF_ERR_PYTHON, 0);
    check_python("for f in every: raises(LookupError, '', f)\n");
    set_act(park_message, PYF_ERR_PYTHON, 0);
    check_python("for f in every: raises(KeyError, 'h\\xe9', f)\n");
    set_act(park_object, PYF_ERR_PYTHON, 0);
    check_python(
        "class Own(BaseException):\n"
        "    def __init__(self, a, b):\n"
        "        self.pair = a, b\n"
        "for f in every:\n"
        "    error = Own(1, 2)\n"
        "    assert raises(Own, '', f) is error and error.pair == (1, 2)\n");
}

/* In the native form it is the parking that counts; the others say so. */
TEST(function_that_succeeds_forgets_what_it_parked)
{
    set_act(park_class, PYF_OK, PYF_TRUE);
    check_python("for f in native, builtin, ffi:\n"
                 "    raises(LookupError, '', f)\n"
                 "assert values() == 7 and handles() is True\n");
    expect_no_failure();
}

static void
park_of_ours(void)
{
    pyf_close(12345);
}

static void
park_encoding(void)
{
    pyf_from_str("\xff", 1);
}

static void
park_overflow(void)
{
    int64_t number;

    pyf_to_i64(eval("1 << 100"), &number);
}

/* Feature: E21 */
TEST(function_raises_a_failure_of_ours_as_its_builtin)
{
    set_act(park_of_ours, PYF_ERR_HANDLE, 0);
    check_python("for f in every: raises(RuntimeError, 'pyf_close', f)\n");
    set_act(park_encoding, PYF_ERR_ENCODING, 0);
    check_python("for f in every: raises(ValueError, 'pyf_from_str', f)\n");
    set_act(park_overflow, PYF_ERR_OVERFLOW, 0);
    check_python("for f in every: raises(OverflowError, 'too large', f)\n");
}

/* A failed probe, then a failure without a word: the message of the last one
 * that is parked. */
/* Feature: E21 */
TEST(function_that_fails_with_nothing_parked_says_so)
{
    static const struct {
        int status;
        const char *type, *text;
    } rows[] = {{PYF_ERR_PYTHON, "RuntimeError", "failed (PYF_ERR_PYTHON"},
                {PYF_ERR_TYPE, "TypeError", "failed (PYF_ERR_TYPE"},
                {PYF_ERR_OVERFLOW, "OverflowError", "failed (PYF_ERR_OVERFLOW"},
                {PYF_ERR_MEMORY, "MemoryError", "failed (PYF_ERR_MEMORY"},
                {-1000, "RuntimeError", "failed (PYF_ERR_HOST -1000"},
                {-1999, "RuntimeError", "failed (PYF_ERR_HOST -1999"},
                {-999, "RuntimeError", "returned -999, which is no status"},
                {-2000, "RuntimeError", "returned -2000, which is no status"},
                {INT32_MIN, "RuntimeError", "returned -2147483648"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char source[200];

        set_act(nothing, rows[i].status, 0);
        snprintf(source, sizeof source,
                 "e = raises(%s, '%s', values)\n"
                 "assert 'values() ' in str(e), e\n"
                 "raises(RuntimeError, 'handles', handles)\n",
                 rows[i].type, rows[i].text);
        check_python(source);
    }
    expect_no_failure();
}

/* A number that the contract does not name may mean something later. */
/* Feature: E21 */
TEST(function_that_returns_a_positive_number_is_refused)
{
    for (int status = 1; status < 1000; status += 300) {
        char source[300];

        set_act(nothing, status, 0);
        snprintf(source, sizeof source,
                 "e = raises(SystemError, 'values() returned %d', values)\n"
                 "assert e.__cause__ is None\n",
                 status);
        check_python(source);
    }
    set_act(park_message, -PYF_ERR_PYTHON, 0);
    check_python("e = raises(SystemError, 'values() returned 5', values)\n"
                 "assert type(e.__cause__) is KeyError\n");
    expect_no_failure();
}

/* What was parked before the host called Python is there afterwards, whatever
 * the functions inside parked, raised or cleared. */
TEST(function_leaves_what_was_parked_before)
{
    static action *const deeds[] = {nothing, park_class, park_object,
                                    park_of_ours};
    pyf_handle before = eval("KeyError('before')");

    for (size_t i = 0; i < 4; i++) {
        set_act(deeds[i], i == 0 ? PYF_OK : PYF_ERR_PYTHON, PYF_NONE);
        pyf_error_raise(before, NULL, 0);
        assert_int_equal(run("error = ValueError(5)\n"
                             "for f in every + every:\n"
                             "    try: f()\n"
                             "    except Exception: pass\n"
                             "try: native(1)\n"
                             "except TypeError: pass\n"
                             "try: values(x=1)\n"
                             "except TypeError: pass\n"
                             "native.__signature__, ffi_.__annotations__\n"),
                         PYF_OK);
        assert_int_equal(pyf_error_code(), PYF_ERR_PYTHON);
        assert_true(pyf_is(pyf_error_exception(), before) == 1);
        assert_string_equal(pyf_error_message(), "KeyError: 'before'");
        pyf_error_clear();
    }
}

static pyf_handle hop_result;

static void
clear_all(void)
{
    pyf_error_clear();
    pyf_error_clear();
}

TEST(function_cannot_clear_what_was_parked_outside)
{
    set_act(clear_all, PYF_OK, PYF_NONE);
    pyf_error_raise(PYF_EXC_KeyError, "before", 6);
    assert_int_equal(run("for f in every: f()\n"), PYF_OK);
    assert_string_equal(pyf_error_message(), "KeyError: 'before'");
    pyf_error_clear();
}

static int code_seen;

static void
look(void)
{
    code_seen = pyf_error_code();
}

TEST(function_starts_with_nothing_parked)
{
    set_act(look, PYF_OK, PYF_NONE);
    pyf_error_raise(PYF_EXC_KeyError, "before", 6);
    for (int i = 0; i < 5; i++) {
        char source[40];

        code_seen = 1;
        snprintf(source, sizeof source, "every[%d]()", i);
        assert_int_equal(run(source), PYF_OK);
        assert_int_equal(code_seen, PYF_OK);
    }
    pyf_error_clear();
}

/* host -> Python -> host -> ...: each level calls the next one down. */
static int
hop(const pyf_frame *frame, pyf_handle *result)
{
    return give_handle(result,
                       pyf_call(frame->args.handles[0],
                                frame->args.handles + 1, frame->count - 1));
}

static int64_t
hop_native(pyf_handle f, int64_t n)
{
    pyf_handle number = pyf_from_i64(n);
    int64_t result = 0;

    pyf_to_i64(pyf_call(f, &number, 1), &result);
    return result;
}

static int
hop_values(const pyf_frame *frame, pyf_value *result)
{
    return pyf_call_values(frame->args.values[0].as.handle,
                           frame->args.values + 1, frame->count - 1,
                           PYF_VALUE_ANY, result);
}

static const char hops[] =
    "class Own(Exception): pass\n"
    "def down(n):\n"
    "    if n == 0:\n"
    "        error.__cause__ = cause\n"
    "        error.note = 'kept'\n"
    "        raise error\n"
    "    return (hop, hop_native, hop_values)[n % 3](down, n - 1)\n"
    "def frames(tb):\n"
    "    names = []\n"
    "    while tb is not None:\n"
    "        names.append(tb.tb_frame.f_code.co_name)\n"
    "        tb = tb.tb_next\n"
    "    return names\n"
    "error, cause = Own('deep'), KeyError('cause')\n";

/* Feature: E18 */
TEST(function_exception_goes_through_many_hops_unchanged)
{
    show_handles("hop", NULL, hop, NULL);
    show_native("hop_native", "(f: object, n: i64) -> i64",
                (pyf_native_function)hop_native);
    show_values("hop_values", NULL, hop_values, NULL);
    check_python(hops);
    check_python(
        "e = raises(Own, 'deep', down, 9)\n"
        "assert e is error and e.__cause__ is cause and e.note == 'kept'\n"
        "assert e.__context__ is None\n"
        "assert frames(e.__traceback__) == ['raises'] + ['down'] * 10, \\\n"
        "    frames(e.__traceback__)\n"
        "try:\n"
        "    try:\n"
        "        1 / 0\n"
        "    except ZeroDivisionError as first:\n"
        "        error = Own('second')\n"
        "        down(4)\n"
        "except Own as e:\n"
        "    assert type(e.__context__) is ZeroDivisionError, e.__context__\n"
        "    assert e.__context__.__context__ is None\n");
    check_python("error = Own('third')\n");
    hop_result = eval("down(7)");
    assert_int_equal(hop_result, 0);
    pyf_handle seen = pyf_error_exception();

    assert_int_equal(pyf_is(seen, eval("error")), 1);
    assert_int_equal(
        pyf_setattr(pyf_import(PYF_TEXT("__main__")), PYF_TEXT("seen"), seen),
        PYF_OK);
    pyf_error_clear();
    check_python("assert frames(seen.__traceback__)[1:] == ['down'] * 8\n"
                 "assert seen.__cause__ is cause\n"
                 "del seen, error, cause\n");
}

/* As from a raise statement. */
TEST(function_exception_has_the_handled_one_as_context)
{
    set_act(park_class, PYF_ERR_PYTHON, 0);
    check_python(
        "for f in every:\n"
        "    try:\n"
        "        1 / 0\n"
        "    except ZeroDivisionError as handled:\n"
        "        e = raises(LookupError, '', f)\n"
        "        assert e.__context__ is handled, e.__context__\n"
        "        e = raises(TypeError, '', native, 1)\n"
        "        assert e.__context__ is handled, e.__context__\n"
        "    assert raises(LookupError, '', f).__context__ is None\n");
}

TEST(function_recursion_without_end_is_an_error)
{
    show_handles("hop", NULL, hop, NULL);
    show_native("hop_native", "(f: object, n: i64) -> i64",
                (pyf_native_function)hop_native);
    show_values("hop_values", NULL, hop_values, NULL);
    check_python("for f in hop, hop_native, hop_values:\n"
                 "    def again(n=0):\n"
                 "        return f(again, n)\n"
                 "    raises(RecursionError, '', again)\n");
}

/* Also where no Python function is on the way. */
TEST(function_recursion_without_python_frames_is_an_error)
{
    show_handles("hop", NULL, hop, NULL);
    show_values("hop_values", NULL, hop_values, NULL);
    check_python("import functools\n"
                 "for g in hop, hop_values:\n"
                 "    f = len\n"
                 "    for i in range(30000):\n"
                 "        f = functools.partial(g, f)\n"
                 "    raises(RecursionError, '', f, [1])\n"
                 "    while type(f) is functools.partial:\n"
                 "        f = f.args[0]\n");
}

/* A thread of the host, with a stack of that many KiB. */
static void *
recur_forever(void *stack)
{
    pyf_token here = pyf_attach_begin(0);
    pyf_handle names = pyf_import(PYF_TEXT("__main__"));
    pyf_handle go_round = pyf_getattr(names, PYF_TEXT("go_round"));
    pyf_handle functions[] = {pyf_getattr(names, PYF_TEXT("hop")),
                              pyf_getattr(names, PYF_TEXT("hop_values"))};

    (void)stack;
    for (size_t i = 0; i < LENGTH_OF(functions); i++) {
        assert_int_equal(pyf_call(go_round, &functions[i], 1), 0);
        assert_int_equal(pyf_error_matches(PYF_EXC_RecursionError), 1);
        pyf_error_clear();
    }
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    return NULL;
}

TEST(function_recursion_ends_on_small_stacks)
{
    show_handles("hop", NULL, hop, NULL);
    show_values("hop_values", NULL, hop_values, NULL);
    check_python("import functools\n"
                 "def go_round(f):\n"
                 "    class Again:\n"
                 "        def __call__(self, *args): return f(self)\n"
                 "    return f(Again())\n");
    for (size_t kib = 192; kib <= 1024; kib *= 2) {
        pthread_attr_t attributes;
        pthread_t thread;
        pyf_token away = pyf_detach_begin();

        pthread_attr_init(&attributes);
        pthread_attr_setstacksize(&attributes, kib << 10);
        assert_int_equal(
            pthread_create(&thread, &attributes, recur_forever, NULL), 0);
        pthread_join(thread, NULL);
        pthread_attr_destroy(&attributes);
        assert_int_equal(pyf_detach_end(away), PYF_OK);
    }
}

/* Handles and scopes. */

static pyf_handle outside, kept;

static void
make_many(void)
{
    for (int i = 0; i < 100; i++)
        kept = pyf_from_i64(1000 + i);
}

/* Feature: F13 */
TEST(function_closes_the_handles_of_its_callback)
{
    uint64_t before;

    set_act(make_many, PYF_OK, PYF_TRUE);
    assert_int_equal(run("for f in every: f()\n"), PYF_OK);
    before = live_handle_count();
    assert_int_equal(run("for f in every * 10: f()\n"), PYF_OK);
    assert_int_equal(live_handle_count(), before);
    assert_int_equal(pyf_close(kept), PYF_ERR_HANDLE);
    pyf_error_clear();
    set_act(park_object, PYF_ERR_PYTHON, 0);
    before = live_handle_count();
    check_python("error = ValueError()\n"
                 "for f in every * 10: raises(ValueError, '', f)\n");
    assert_int_equal(live_handle_count(), before);
}

static void
unbind_one(void)
{
    kept = pyf_unbind(pyf_from_str("kept", 4));
}

TEST(function_handle_can_outlive_its_callback)
{
    set_act(unbind_one, PYF_OK, PYF_NONE);
    assert_int_equal(run("handles()"), PYF_OK);
    expect_repr(kept, "'kept'");
    assert_int_equal(pyf_close(kept), PYF_OK);
}

static int
give(const pyf_frame *frame, pyf_handle *result)
{
    return give_handle(result, *(pyf_handle *)frame->data);
}

static pyf_handle
give_native(void *data)
{
    return *(pyf_handle *)data;
}

static int
give_value(const pyf_frame *frame, pyf_value *result)
{
    *result = (pyf_value)PYF_HANDLE(*(pyf_handle *)frame->data);
    return PYF_OK;
}

static void
set_given(void)
{
    def("h", NULL, PYF_FORM_HANDLES, 0, (pyf_native_function)give, &outside);
    def("n", "() -> object", 0, PYF_FUNCTION_DATA,
        (pyf_native_function)give_native, &outside);
    def("m", "() -> object?", 0, PYF_FUNCTION_DATA,
        (pyf_native_function)give_native, &outside);
    def("v", NULL, PYF_FORM_VALUES, 0, (pyf_native_function)give_value,
        &outside);
}

/* Feature: F13 */
TEST(function_result_handle_is_read_and_not_taken)
{
    set_given();
    outside = eval("object");
    for (int i = 0; i < 3; i++)
        check_python("for f in h, n, m, v: assert f() is object\n");
    expect_true_of(outside, "x is object");
    outside = PYF_NONE;
    check_python("for f in h, n, m, v: assert f() is None\n");
    outside = PYF_EXC_ValueError;
    check_python("for f in h, n, m, v: assert f() is ValueError\n");
    expect_no_failure();
}

TEST(function_result_handle_that_is_bad_is_an_error)
{
    pyf_handle signature = pyf_signature("() -> i64", PYF_AUTO_LENGTH);

    set_given();
    outside = stale();
    check_python("for f in h, n, m, v: raises(RuntimeError, '', f)\n");
    outside = UINT64_MAX;
    check_python("for f in h, n, m, v: raises(RuntimeError, '', f)\n");
    outside = signature;
    check_python("for f in h, n, m, v: raises(TypeError, '', f)\n");
    outside = pyf_scope_begin();
    check_python("for f in h, n, m, v: raises(TypeError, '', f)\n");
    assert_int_equal(pyf_scope_end(outside), PYF_OK);
    outside = 0;
    check_python("for f in h, n, v: raises(RuntimeError, '', f)\n"
                 "assert m() is None\n");
    expect_no_failure();
}

static int
give_text(const pyf_frame *frame, pyf_value *result)
{
    if (frame->count == 0 || frame->args.values[0].kind != PYF_VALUE_HANDLE)
        return PYF_ERR_TYPE;
    return pyf_getattr_value(frame->args.values[0].as.handle, PYF_TEXT("text"),
                             PYF_VALUE_ANY, result);
}

TEST(function_result_text_with_an_owner_is_closed)
{
    show_values("text_of", NULL, give_text, NULL);
    uint64_t before;

    check_python("class C: text = 'h\\xe9llo' * 100\nc = C()\n"
                 "assert text_of(c) == c.text\n");
    before = live_handle_count();
    check_python("for i in range(100): assert text_of(c) == c.text\n"
                 "C.text = b'xy'\nassert text_of(c) == b'xy'\n"
                 "C.text = c\nassert text_of(c) is c\n"
                 "raises(TypeError, '', text_of, 5)\n");
    assert_int_equal(live_handle_count(), before);
}

static int
give_bad_value(const pyf_frame *frame, pyf_value *result)
{
    *result = *(pyf_value *)frame->data;
    return PYF_OK;
}

TEST(function_result_value_that_is_bad_is_an_error)
{
    static pyf_value value;

    show_values("bad", NULL, give_bad_value, &value);
    value = (pyf_value){.kind = 99};
    check_python("raises(ValueError, '', bad)\n");
    value = (pyf_value)PYF_STR(NULL, 3);
    check_python("raises(ValueError, '', bad)\n");
    value = (pyf_value)PYF_BYTES(NULL, 3);
    check_python("raises(ValueError, '', bad)\n");
    value = (pyf_value)PYF_STR("a\xff", 2);
    check_python("raises(ValueError, '', bad)\n");
    value = (pyf_value)PYF_STR(NULL, 0);
    check_python("assert bad() == ''\n");
    value = (pyf_value)PYF_BOOL(5);
    check_python("assert bad() is True\n");
    value = (pyf_value)PYF_U64(UINT64_MAX);
    check_python("assert bad() == 2**64 - 1\n");
    expect_no_failure();
}

/* Spans. */

static pyf_token outer;
static int ended;

static void
end_outer(void)
{
    ended = pyf_scope_end(outer);
}

TEST(function_cannot_end_a_span_of_its_caller)
{
    set_act(end_outer, PYF_OK, PYF_NONE);
    outer = pyf_scope_begin();
    for (int i = 0; i < 5; i++) {
        char source[60];

        ended = 0;
        snprintf(source, sizeof source,
                 "try: every[%d]()\nexcept RuntimeError: pass\n", i);
        assert_int_equal(run(source), PYF_OK);
        assert_int_equal(ended, PYF_ERR_TOKEN);
    }
    assert_int_equal(pyf_scope_end(outer), PYF_OK);
}

static void
end_attach(void)
{
    ended = pyf_attach_end(outer);
}

TEST(function_cannot_detach_its_caller)
{
    set_act(end_attach, PYF_OK, PYF_NONE);
    outer = pyf_attach_begin(0);
    assert_int_equal(run("values(), handles()"), PYF_OK);
    assert_int_equal(ended, PYF_ERR_TOKEN);
    assert_int_equal(pyf_is_attached(), 1);
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
}

static void
open_spans(void)
{
    pyf_scope_begin();
    pyf_attach_begin(0);
    pyf_from_i64(123456);
    pyf_scope_begin();
}

static void
open_and_detach(void)
{
    pyf_attach_begin(0);
    pyf_scope_begin();
    pyf_detach_begin();
}

TEST(function_ends_the_spans_it_leaves_open)
{
    uint64_t before;

    set_act(open_spans, PYF_OK, PYF_NONE);
    assert_int_equal(run("for f in every: f()\n"), PYF_OK);
    before = live_handle_count();
    assert_int_equal(run("for f in every * 10: f()\n"), PYF_OK);
    assert_int_equal(live_handle_count(), before);
    set_act(open_and_detach, PYF_OK, PYF_TRUE);
    before = live_handle_count();
    check_python("for f in every * 10: assert f() in (7, True)\n");
    assert_int_equal(live_handle_count(), before);
    assert_int_equal(pyf_is_attached(), 1);
    assert_int_equal(eval("1 + 1") != 0, 1);
}

static void
fail_detached(void)
{
    pyf_detach_begin();
    pyf_eval("1", 1, PYF_NONE, PYF_NONE);
}

TEST(function_that_fails_in_a_span_it_leaves_open)
{
    set_act(fail_detached, PYF_ERR_NOT_ATTACHED, 0);
    check_python("for f in every: raises(RuntimeError, 'pyf_eval', f)\n");
    assert_int_equal(pyf_is_attached(), 1);
}

static int attached_inside;

static void
detach_and_back(void)
{
    pyf_token away = pyf_detach_begin();

    attached_inside = pyf_is_attached();
    pyf_detach_end(away);
    kept = pyf_from_i64(5);
    pyf_token nested = pyf_attach_begin(0);

    pyf_eval("1", 1, PYF_NONE, PYF_NONE);
    pyf_attach_end(nested);
}

TEST(function_detaches_and_attaches_again)
{
    set_act(detach_and_back, PYF_OK, PYF_TRUE);
    attached_inside = 1;
    check_python("for f in every: assert f() in (7, True)\n");
    assert_int_equal(attached_inside, 0);
}

static int64_t
ask_handle(void *data)
{
    (void)data;
    expect_true_of(outside, "x == [1, 2]");
    return pyf_close(outside);
}

TEST(function_uses_and_closes_handles_of_outer_scopes)
{
    def("ask", "() -> i64", 0, PYF_FUNCTION_DATA,
        (pyf_native_function)ask_handle, NULL);
    outside = evaluate("[1, 2]");
    check_python("assert ask() == 0\n");
    assert_int_equal(pyf_is_true(outside), PYF_ERR_HANDLE);
    pyf_error_clear();
}

/* The argument handles of one call are of no use to the next one. */
static int
remember(const pyf_frame *frame, pyf_handle *result)
{
    kept = frame->args.handles[0];
    return give_handle(result, PYF_NONE);
}

TEST(function_argument_handles_end_with_the_call)
{
    show_handles("remember", "(x: object)", remember, NULL);
    assert_int_equal(run("remember([1, 2, 3])"), PYF_OK);
    assert_int_equal(pyf_is_true(kept), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_is_true");
}

/* An exception in Python code that the conversion runs. */
TEST(function_argument_conversion_that_raises)
{
    set_act(nothing, PYF_OK, PYF_NONE);
    show_native("hop_native", "(f: object, n: i64) -> i64",
                (pyf_native_function)hop_native);
    check_python("class Bad:\n"
                 "    def __index__(self):\n"
                 "        values()\n"
                 "        raise KeyError('inner')\n"
                 "class Good:\n"
                 "    def __index__(self):\n"
                 "        values()\n"
                 "        raises(TypeError, '', native, 1)\n"
                 "        return hop_native(lambda n: n + 1, 4)\n"
                 "raises(KeyError, 'inner', hop_native, int, Bad())\n"
                 "assert hop_native(int, Good()) == 5\n");
}

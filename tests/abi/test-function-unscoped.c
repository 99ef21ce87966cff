/* SPDX-License-Identifier: MIT */
/* function: PYF_FUNCTION_UNSCOPED - the handles of a host function are its
 * own, its arguments those of the call, its result is taken over. */
/* Feature: F01, F15, O01, O02 */
#include "host-function.h"

/* What the functions of one test have made, for the test to look at. */
static pyf_handle made[16];
static size_t made_count;

static pyf_handle
make(int64_t value)
{
    pyf_handle handle = pyf_from_i64(value);

    made[made_count++] = handle;
    return handle;
}

static int
is_live(pyf_handle handle)
{
    int kind = pyf_handle_kind(handle);

    if (kind < 0)
        pyf_error_clear();
    return kind == PYF_KIND_OBJECT;
}

/* That just these many of what was made live still, and close them. */
static void
expect_made(size_t count)
{
    size_t live = 0;

    for (size_t i = 0; i < made_count; i++) {
        if (is_live(made[i])) {
            live++;
            assert_int_equal(pyf_close(made[i]), PYF_OK);
        }
    }
    made_count = 0;
    assert_int_equal(live, count);
}

/* ---------------------------------------------------------- handles */

typedef pyf_handle (*function_body)(const pyf_handle *args, size_t count);

static int
enter_handles(const pyf_frame *frame, pyf_handle *result)
{
    *result = ((function_body)frame->data)(frame->args.handles, frame->count);
    return pyf_error_code();
}

static void
show_body(const char *name, function_body body, uint32_t flags)
{
    show_def((pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                                .form = PYF_FORM_HANDLES,
                                .flags = flags,
                                .call.handles = enter_handles,
                                .data = (void *)body});
}

static pyf_handle
make_three(const pyf_handle *args, size_t count)
{
    (void)args;
    (void)count;
    make(1000);
    make(1001);
    return make(1002);
}

TEST(unscoped_function_keeps_what_it_makes_and_gives_its_result)
{
    show_body("f", make_three, PYF_FUNCTION_UNSCOPED);
    check_python("assert f() == 1002");
    assert_int_equal(made_count, 3);
    assert_false(is_live(made[2]));
    expect_made(2);
}

TEST(unscoped_function_as_builtin)
{
    show_body("f", make_three, PYF_FUNCTION_UNSCOPED | PYF_FUNCTION_BUILTIN);
    check_python("assert f() == 1002");
    expect_made(2);
}

TEST(scoped_function_has_its_result_read_and_not_taken)
{
    show_body("f", make_three, 0);
    check_python("assert f() == 1002");
    expect_made(0);
}

static pyf_handle kept;

static pyf_handle
give_kept(const pyf_handle *args, size_t count)
{
    (void)args;
    (void)count;
    return kept;
}

TEST(scoped_function_keeps_a_handle_of_no_scope_that_it_returns)
{
    kept = pyf_unbind(pyf_from_i64(1000));
    show_body("f", give_kept, 0);
    check_python("assert f() == 1000\nassert f() == 1000");
    assert_int_equal(pyf_close(kept), PYF_OK);
}

TEST(unscoped_function_returns_a_handle_once)
{
    kept = pyf_unbind(pyf_from_i64(1000));
    show_body("f", give_kept, PYF_FUNCTION_UNSCOPED);
    check_python("assert f() == 1000\n"
                 "raises(RuntimeError, 'result', f)");
    assert_false(is_live(kept));
}

/* The handle is that of a scope outside, which has nothing left to close. */
TEST(unscoped_function_returns_a_handle_of_a_scope_outside)
{
    pyf_token scope = pyf_scope_begin();

    kept = pyf_from_i64(1000);
    show_body("f", give_kept, PYF_FUNCTION_UNSCOPED);
    check_python("assert f() == 1000");
    assert_false(is_live(kept));
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST(unscoped_function_returns_what_is_no_object)
{
    static const pyf_handle bad[] = {0, 1, UINT64_MAX, 0x0123456789abcdef};

    show_body("f", give_kept, PYF_FUNCTION_UNSCOPED);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        kept = bad[i];
        check_python("raises(RuntimeError, 'result', f)");
    }
    kept = PYF_TYPE_INT; /* reserved: never closed */
    check_python("assert f() is int\nassert f() is int");
}

static pyf_handle
give_argument(const pyf_handle *args, size_t count)
{
    make(1000);
    return args[count - 1];
}

static pyf_handle
give_taken_argument(const pyf_handle *args, size_t count)
{
    return pyf_unbind(args[count - 1]);
}

static pyf_handle
give_closed_argument(const pyf_handle *args, size_t count)
{
    pyf_close(args[count - 1]);
    return args[count - 1];
}

static pyf_handle
keep_arguments(const pyf_handle *args, size_t count)
{
    for (size_t i = 0; i < count; i++)
        made[made_count++] = i % 2 == 0 ? pyf_unbind(args[i]) : args[i];
    return PYF_NONE;
}

static const char counts[] =
    "class Thing: pass\n"
    "thing = Thing()\n"
    "def same(f, *more):\n"
    "    before = sys.getrefcount(thing)\n"
    "    for i in range(10):\n"
    "        assert f(*more, thing) is thing\n"
    "    assert sys.getrefcount(thing) == before\n";

TEST(unscoped_function_may_return_an_argument)
{
    char source[1000];

    show_body("f", give_argument, PYF_FUNCTION_UNSCOPED);
    snprintf(source, sizeof source, "%ssame(f, 1, 2)", counts);
    check_python(source);
    expect_made(10);
}

TEST(unscoped_function_may_return_an_argument_that_it_took)
{
    char source[1000];

    show_body("f", give_taken_argument, PYF_FUNCTION_UNSCOPED);
    snprintf(source, sizeof source, "%ssame(f)\nsame(f, 1, 2)", counts);
    check_python(source);
}

TEST(unscoped_function_that_returns_a_closed_argument_fails)
{
    show_body("f", give_closed_argument, PYF_FUNCTION_UNSCOPED);
    check_python("raises(RuntimeError, 'result', f, object())");
}

TEST(unscoped_function_takes_arguments_over_one_by_one)
{
    show_body("f", keep_arguments, PYF_FUNCTION_UNSCOPED);
    check_python("assert f([1], [2], [3], [4]) is None");
    assert_int_equal(made_count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(is_live(made[i]), i % 2 == 0);
    expect_made(2);
}

/* ---------------------------------------------------------- inside */

static pyf_handle
use_scopes(const pyf_handle *args, size_t count)
{
    pyf_handle mine = make(1000);
    pyf_token token;

    (void)args;
    (void)count;
    if (pyf_bind(mine) != PYF_ERR_TOKEN)
        return 0;
    pyf_error_clear();
    token = pyf_scope_begin();
    make(1001);
    pyf_scope_end(token);
    token = pyf_attach_begin(0);
    make(1002);
    pyf_attach_end(token);
    token = pyf_detach_begin();
    pyf_detach_end(token);
    make(1003);
    token = pyf_attach_begin(PYF_ATTACH_UNSCOPED);
    make(1004);
    pyf_attach_end(token);
    return pyf_from_i64(1005);
}

TEST(unscoped_function_may_open_spans_and_scopes)
{
    show_body("f", use_scopes, PYF_FUNCTION_UNSCOPED);
    check_python("assert f([]) == 1005");
    assert_int_equal(made_count, 5);
    assert_false(is_live(made[1]));
    assert_false(is_live(made[2]));
    expect_made(3);
}

static pyf_handle
leave_open(const pyf_handle *args, size_t count)
{
    make(1000);
    pyf_scope_begin();
    pyf_attach_begin(PYF_ATTACH_UNSCOPED);
    make(1001);
    pyf_attach_begin(0);
    make(1002);
    pyf_detach_begin();
    return count == 0 ? made[made_count - 1] : args[0];
}

TEST(unscoped_function_may_leave_spans_open)
{
    char source[1000];

    show_body("f", leave_open, PYF_FUNCTION_UNSCOPED);
    check_python("assert f() == 1002");
    expect_made(2);
    snprintf(source, sizeof source,
             "%sassert f(thing, []) is thing\n"
             "assert sys.getrefcount(thing) == 2",
             counts);
    check_python(source);
    expect_made(2);
}

static pyf_handle
call_first(const pyf_handle *args, size_t count)
{
    pyf_handle before = make(1000);
    pyf_handle result = pyf_call(args[0], args + 1, count - 1);
    pyf_handle after = make(1001);

    (void)before;
    (void)after;
    return result;
}

TEST(unscoped_and_scoped_functions_call_each_other)
{
    show_body("scoped", call_first, 0);
    show_body("free", call_first, PYF_FUNCTION_UNSCOPED);
    check_python("assert free(scoped, free, scoped, free, list, 'ab') == "
                 "['a', 'b']");
    assert_int_equal(made_count, 10);
    expect_made(6);
    check_python("assert scoped(free, scoped, free, list, 'ab') == "
                 "['a', 'b']");
    assert_int_equal(made_count, 8);
    expect_made(4);
}

static pyf_handle
make_and_fail(const pyf_handle *args, size_t count)
{
    (void)args;
    (void)count;
    make(1000);
    pyf_error_raise(PYF_EXC_KeyError, PYF_TEXT("no"));
    return 0;
}

TEST(unscoped_function_that_fails_keeps_what_it_made)
{
    show_body("f", make_and_fail, PYF_FUNCTION_UNSCOPED);
    check_python("raises(KeyError, 'no', f, [], [])");
    expect_made(1);
}

TEST(unscoped_function_in_a_thread_of_python)
{
    show_body("f", make_three, PYF_FUNCTION_UNSCOPED);
    check_python("import threading\n"
                 "got = []\n"
                 "t = threading.Thread(target=lambda: got.append(f([])))\n"
                 "t.start()\n"
                 "t.join()\n"
                 "assert got == [1002]\n");
    assert_int_equal(made_count, 3);
    expect_made(2);
}

/* ---------------------------------------------------------- values */

static pyf_value given;
static int given_status;

static int
enter_values(const pyf_frame *frame, pyf_value *result)
{
    make(1000);
    *result = given;
    if (frame->count != 0 && frame->args.values[0].kind == PYF_VALUE_HANDLE)
        *result = frame->args.values[0];
    if (given_status < 0)
        pyf_error_raise(PYF_EXC_KeyError, PYF_TEXT("no"));
    return given_status;
}

static void
show_value(pyf_value value, int status, uint32_t flags)
{
    given = value;
    given_status = status;
    show_def((pyf_function_def){.name = {PYF_TEXT("f")},
                                .form = PYF_FORM_VALUES,
                                .flags = flags,
                                .call.values = enter_values});
}

TEST(unscoped_values_function_has_its_handle_taken)
{
    pyf_handle list = pyf_unbind(pyf_list_from_handles(NULL, 0));

    show_value((pyf_value)PYF_HANDLE(list), PYF_OK, 0);
    check_python("assert f() == []");
    expect_made(0);
    assert_true(is_live(list));
    show_value((pyf_value)PYF_HANDLE(list), PYF_OK, PYF_FUNCTION_UNSCOPED);
    check_python("assert f() == []");
    expect_made(1);
    assert_false(is_live(list));
}

TEST(unscoped_values_function_that_fails_has_its_handle_taken)
{
    pyf_handle list = pyf_unbind(pyf_list_from_handles(NULL, 0));

    show_value((pyf_value)PYF_HANDLE(list), PYF_ERR_PYTHON,
               PYF_FUNCTION_UNSCOPED);
    check_python("raises(KeyError, 'no', f)");
    expect_made(1);
    assert_false(is_live(list));
}

TEST(unscoped_values_function_may_return_an_argument)
{
    char source[1000];

    show_value((pyf_value)PYF_NIL, PYF_OK, PYF_FUNCTION_UNSCOPED);
    snprintf(source, sizeof source,
             "%sfor i in range(10):\n"
             "    assert f(thing) is thing\n"
             "assert sys.getrefcount(thing) == 2\n"
             "assert f('text') is None and f(1) is None\n",
             counts);
    check_python(source);
    expect_made(12);
}

/* With parameters it has the quick way, also on threads that are not ours. */
TEST(unscoped_values_function_of_numbers_keeps_what_it_makes)
{
    show_def((pyf_function_def){.name = {PYF_TEXT("f")},
                                .form = PYF_FORM_VALUES,
                                .signature = {PYF_TEXT("(a: i64, b: object)")},
                                .flags = PYF_FUNCTION_UNSCOPED,
                                .call.values = enter_values});
    given = (pyf_value)PYF_I64(7);
    given_status = PYF_OK;
    check_python("import threading\n"
                 "got = []\n"
                 "def work():\n"
                 "    got.append(f(1, 2))\n"
                 "    got.append(f(1, []))\n"
                 "work()\n"
                 "t = threading.Thread(target=work)\n"
                 "t.start()\n"
                 "t.join()\n"
                 "assert got == [7] * 4, got\n");
    expect_made(4);
    given = (pyf_value)PYF_HANDLE(pyf_unbind(pyf_from_i64(1000)));
    kept = given.as.handle;
    check_python("assert f(1, 2) == 1000\nraises(RuntimeError, '', f, 1, 2)");
    assert_false(is_live(kept));
    expect_made(2);
}

TEST(unscoped_values_function_that_returns_a_stale_handle_fails)
{
    show_value((pyf_value)PYF_HANDLE(0x0123456789abcdef), PYF_OK,
               PYF_FUNCTION_UNSCOPED);
    check_python("raises(RuntimeError, 'result', f)");
    expect_made(1);
}

/* ---------------------------------------------------------- native */

static void
show_free(const char *name, const char *signature, pyf_native_function code,
          uint32_t more)
{
    show_def(
        (pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                           .signature = {signature, PYF_AUTO_LENGTH},
                           .flags = PYF_FUNCTION_UNSCOPED | more,
                           .call.native = code});
}

static int64_t
add(int64_t a, int64_t b)
{
    make(1000);
    return a + b;
}

TEST(unscoped_native_function_of_numbers_keeps_what_it_makes)
{
    show_free("f", "(a: i64, b: i64) -> i64", (pyf_native_function)add, 0);
    check_python("assert f(1, 2) == 3\nassert f(a=1, b=3) == 4");
    expect_made(2);
    show_free("f", "(a: i64, b: i64) -> i64", (pyf_native_function)add,
              PYF_FUNCTION_BUILTIN);
    check_python("assert f(1, 2) == 3");
    expect_made(1);
    show_native("f", "(a: i64, b: i64) -> i64", (pyf_native_function)add);
    check_python("assert f(1, 2) == 3");
    expect_made(0);
}

TEST(unscoped_native_function_of_numbers_in_a_thread_of_python)
{
    show_free("f", "(a: i64, b: i64) -> i64", (pyf_native_function)add, 0);
    show_free("g", "(a: i64, b: i64?) -> i64", (pyf_native_function)add, 0);
    check_python("import threading\n"
                 "got = []\n"
                 "def work():\n"
                 "    got.append(f(1, 2))\n"
                 "    got.append(f(b=3, a=2))\n"
                 "t = threading.Thread(target=work)\n"
                 "t.start()\n"
                 "t.join()\n"
                 "assert got == [3, 5]\n");
    expect_made(2);
}

static int64_t
leave_open_natively(int64_t a)
{
    make(a);
    pyf_scope_begin();
    pyf_attach_begin(PYF_ATTACH_UNSCOPED);
    make(a);
    pyf_attach_begin(0);
    make(a);
    pyf_detach_begin();
    return a;
}

TEST(unscoped_native_function_may_leave_spans_open)
{
    show_free("f", "(a: i64) -> i64",
              (pyf_native_function)leave_open_natively, 0);
    check_python("assert f(7) == 7\nassert f(8) == 8");
    expect_made(4);
}

static pyf_handle
wrap(pyf_handle item)
{
    make(1000);
    return pyf_list_from_handles(&item, 1);
}

static pyf_handle
same(pyf_handle item)
{
    return item;
}

static pyf_handle
taken(pyf_handle item)
{
    return pyf_unbind(item);
}

TEST(unscoped_native_function_has_its_object_taken)
{
    char source[1000];

    show_free("f", "(item: object) -> object", (pyf_native_function)wrap, 0);
    check_python("assert f(5) == [5]\nassert f(item=6) == [6]");
    expect_made(2);
    snprintf(source, sizeof source, "%ssame(f)", counts);
    show_free("f", "(item: object) -> object", (pyf_native_function)same, 0);
    check_python(source);
    show_free("f", "(item: object) -> object", (pyf_native_function)taken, 0);
    check_python(source);
}

static pyf_handle
give_or_fail(int64_t fails)
{
    pyf_handle handle = make(1000);

    if (fails)
        pyf_error_raise(PYF_EXC_KeyError, PYF_TEXT("no"));
    return fails == 2 ? 0 : handle;
}

TEST(unscoped_native_function_that_fails_has_its_object_taken)
{
    show_free("f", "(fails: i64) -> object?",
              (pyf_native_function)give_or_fail, 0);
    check_python("assert f(0) == 1000\nraises(KeyError, 'no', f, 1)");
    expect_made(0);
    check_python("raises(KeyError, 'no', f, 2)");
    expect_made(1);
}

struct pair {
    pyf_handle first;
    int64_t number;
    pyf_handle second;
};

static struct pair
give_pair(pyf_handle argument, int64_t good)
{
    return (struct pair){make(1000), 7, good ? argument : 1};
}

static pyf_slice
give_array(void)
{
    static pyf_handle items[3];

    for (int i = 0; i < 3; i++)
        items[i] = make(1000 + i);
    return (pyf_slice){items, 3};
}

TEST(unscoped_native_function_has_all_objects_of_its_result_taken)
{
    char source[1000];

    show_free("f", "(x: object, good: bool) -> {object, i64, object}",
              (pyf_native_function)give_pair, 0);
    snprintf(source, sizeof source,
             "%sassert f(thing, True) == (1000, 7, thing)\n"
             "raises(RuntimeError, 'result', f, thing, False)\n"
             "assert sys.getrefcount(thing) == 2\n",
             counts);
    check_python(source);
    expect_made(0);
    show_free("f", "() -> [object]", (pyf_native_function)give_array, 0);
    check_python("assert f() == [1000, 1001, 1002]");
    expect_made(0);
    show_native("f", "() -> [object]", (pyf_native_function)give_array);
    check_python("assert f() == [1000, 1001, 1002]");
    expect_made(0);
}

static pyf_handle
attach_inside(pyf_handle item, void *data)
{
    pyf_token here = pyf_attach_begin(PYF_ATTACH_UNSCOPED);
    pyf_handle result = pyf_list_from_handles(&item, 1);

    make((int64_t)(uintptr_t)data);
    pyf_attach_end(here);
    return result;
}

TEST(unscoped_native_function_that_detaches)
{
    show_free("f", "(item: object) -> object",
              (pyf_native_function)attach_inside,
              PYF_FUNCTION_DETACH | PYF_FUNCTION_DATA);
    check_python("assert f(5) == [5]");
    expect_made(1);
}

static pyf_handle
module_of(pyf_handle module)
{
    make(1000);
    return module;
}

TEST(unscoped_native_function_with_its_module)
{
    show_free("f", "() -> object", (pyf_native_function)module_of,
              PYF_FUNCTION_MODULE);
    check_python("assert f() is None");
    expect_made(1);
}

/* ---------------------------------------------------------- iterators */

static int
enter_next(const pyf_frame *frame, pyf_value *item)
{
    const pyf_value *sent = frame->args.values;
    int64_t *left = frame->data;
    int more = *left > 0;

    if (sent->kind == PYF_VALUE_HANDLE)
        *item = *sent;
    else if (sent->owner != 0)
        *item = (pyf_value)PYF_HANDLE(pyf_unbind(sent->owner));
    else
        *item = (pyf_value)PYF_HANDLE(make(1000 + *left));
    make(2000);
    if (*left < 0)
        return pyf_error_raise(PYF_EXC_KeyError, PYF_TEXT("no"));
    --*left;
    return more;
}

static int64_t
show_next(int64_t *left, uint32_t flags)
{
    pyf_iterator_def def = {.size = sizeof def,
                            .flags = flags,
                            .next = enter_next,
                            .data = left};
    pyf_handle iterator = pyf_iterator_new(&def);

    if (iterator == 0)
        fail_msg("%s", pyf_error_message());
    return pyf_setattr(pyf_import(PYF_TEXT("__main__")), PYF_TEXT("it"),
                       iterator);
}

TEST(unscoped_iterator_has_its_items_taken)
{
    int64_t left = 2;

    show_next(&left, PYF_FUNCTION_UNSCOPED | PYF_FUNCTION_OWN_THREAD);
    check_python("assert list(it) == [1002, 1001]");
    expect_made(3);
    left = 2;
    show_next(&left, 0);
    check_python("assert list(it) == [1002, 1001]");
    expect_made(0);
}

TEST(unscoped_iterator_may_give_what_was_sent)
{
    char source[1000];
    int64_t left = 100;

    show_next(&left, PYF_FUNCTION_UNSCOPED);
    snprintf(source, sizeof source,
             "%ssame(it.send)\n"
             "assert it.send('text') == 'text'\n",
             counts);
    check_python(source);
    expect_made(11);
}

TEST(unscoped_iterator_that_fails_has_its_item_taken)
{
    int64_t left = -1;

    show_next(&left, PYF_FUNCTION_UNSCOPED);
    check_python("raises(KeyError, 'no', next, it)");
    expect_made(1);
}

TEST(iterator_other_flags_are_refused)
{
    for (int bit = 0; bit < 32; bit++) {
        uint32_t flag = UINT32_C(1) << bit;
        pyf_iterator_def def = {
            .size = sizeof def, .flags = flag, .next = enter_next};

        if (flag == PYF_FUNCTION_UNSCOPED || flag == PYF_FUNCTION_OWN_THREAD)
            continue;
        assert_int_equal(pyf_iterator_new(&def), 0);
        expect_failure(PYF_ERR_ARGUMENT, "PYF_FUNCTION_OWN_THREAD");
    }
}

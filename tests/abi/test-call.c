/* SPDX-License-Identifier: MIT */
/* call: callables with handles, by position, by keyword, from a dict. */
#include "bad-handle.h"

static const char functions[] =
    "def everything(*args, **kwargs): return args, kwargs\n"
    "def named(a, b=2, *, c=3): return (a, b, c)\n"
    "def positional(a, /): return a\n"
    "def nothing(): pass\n"
    "def raises(*args, **kwargs): raise ValueError('on purpose')\n"
    "class Point:\n"
    "    def __init__(self, x, y=0): self.x, self.y = x, y\n"
    "class Caller:\n"
    "    def __call__(self, *args, **kwargs): return len(args), kwargs\n"
    "class Subtuple(tuple): pass\n"
    "class Subdict(dict): pass\n";

static pyf_handle
sample(const char *expression)
{
    return evaluate_in(expression, names_of(functions));
}

/* call */

/* Feature: C01 */
TEST(call_passes_0_to_20_arguments)
{
    pyf_handle function = sample("everything"), args[20];

    for (int i = 0; i < 20; i++)
        args[i] = pyf_from_i64(1000 + i);
    for (size_t count = 0; count <= 20; count++) {
        pyf_handle result = pyf_call(function, args, count);
        pyf_handle names = no_names();

        pyf_setitem_str(names, PYF_TEXT("result"), result);
        pyf_setitem_str(names, PYF_TEXT("count"),
                        pyf_from_i64((int64_t)count));
        expect_true_in("result == (tuple(range(1000, 1000 + count)), {})",
                       names);
    }
}

/* Feature: C03 */
TEST(call_passes_1000_arguments)
{
    pyf_handle args[1000];

    for (int i = 0; i < 1000; i++)
        args[i] = pyf_from_i64(i);
    expect_true_of(pyf_call(sample("everything"), args, 1000),
                   "x[0] == tuple(range(1000))");
}

TEST(call_without_arguments_takes_null)
{
    assert_int_equal(pyf_is(pyf_call(sample("nothing"), NULL, 0), PYF_NONE),
                     1);
}

TEST(call_passes_the_very_objects)
{
    pyf_handle list = evaluate("[1]");

    assert_int_equal(pyf_is(pyf_call(sample("positional"), &list, 1), list),
                     1);
}

TEST(call_passes_reserved_handles)
{
    const pyf_handle args[] = {PYF_NONE, PYF_TRUE, PYF_TYPE_INT};

    expect_repr(pyf_call(sample("everything"), args, 3),
                "((None, True, <class 'int'>), {})");
}

TEST(call_class_makes_an_instance)
{
    pyf_handle x = pyf_from_i64(3);

    expect_true_of(pyf_call(sample("Point"), &x, 1), "(x.x, x.y) == (3, 0)");
}

TEST(call_goes_to_dunder_call)
{
    const pyf_handle args[] = {PYF_NONE, PYF_NONE};

    expect_repr(pyf_call(sample("Caller()"), args, 2), "(2, {})");
}

TEST(call_leaves_the_handles_to_the_caller)
{
    pyf_handle function = sample("everything"), arg = evaluate("[1]");
    uint64_t before = live_handle_count();
    pyf_handle result = pyf_call(function, &arg, 1);

    assert_int_equal(live_handle_count(), before + 1);
    assert_int_equal(pyf_close(result), PYF_OK);
    expect_repr(arg, "[1]");
}

TEST(call_passes_on_what_the_callable_raises)
{
    assert_int_equal(pyf_call(sample("raises"), NULL, 0), 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_call(sample("named"), NULL, 0), 0);
    expect_exception(PYF_EXC_TypeError, "missing 1 required");
    assert_int_equal(pyf_call(evaluate("__import__('sys').exit"), NULL, 0),
                     0);
    expect_exception(PYF_EXC_SystemExit, "");
}

TEST(call_of_what_cannot_be_called_raises_type_error)
{
    assert_int_equal(pyf_call(PYF_NONE, NULL, 0), 0);
    expect_exception(PYF_EXC_TypeError, "not callable");
}

TEST(call_infinite_recursion_is_an_error)
{
    pyf_handle function = defined("def f(): return f()", "f");

    assert_int_equal(pyf_call(function, NULL, 0), 0);
    expect_exception(PYF_EXC_RecursionError, "recursion");
}

TEST(call_bad_arguments_are_refused)
{
    pyf_handle function = sample("everything"), arg = PYF_NONE;

    assert_int_equal(pyf_call(function, NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call");
    assert_int_equal(pyf_call(function, &arg, (size_t)-1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call");
    assert_int_equal(pyf_call(function, &arg, (size_t)1 << 61), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call");
}

TEST_BAD_HANDLE(call_bad_callable_is_refused, pyf_call,
                pyf_call(bad, NULL, 0))
TEST_BAD_HANDLE(call_bad_argument_is_refused, pyf_call,
                pyf_call(PYF_TYPE_TUPLE, (pyf_handle[]){bad}, 1))
TEST_BAD_HANDLE(call_bad_last_argument_is_refused, pyf_call,
                pyf_call(sample("everything"),
                         (pyf_handle[]){PYF_NONE, PYF_TRUE, PYF_NONE,
                                        PYF_NONE, PYF_NONE, PYF_NONE,
                                        PYF_NONE, PYF_NONE, PYF_NONE, bad},
                         10))

/* call_kw */

/* Feature: C01 */
TEST(call_kw_passes_the_last_arguments_by_name)
{
    const pyf_handle args[] = {PYF_TRUE, PYF_NONE, PYF_FALSE};
    const pyf_text names[] = {{PYF_TEXT("b")}, {PYF_TEXT("größe")}};

    expect_repr(pyf_call_kw(sample("everything"), args, 3, names, 2),
                "((True,), {'b': None, 'größe': False})");
}

/* Feature: C04 */
TEST(call_kw_passes_all_by_name)
{
    const pyf_handle args[] = {PYF_TRUE, PYF_NONE};
    const pyf_text names[] = {{PYF_TEXT("c")}, {PYF_TEXT("a")}};

    expect_repr(pyf_call_kw(sample("named"), args, 2, names, 2),
                "(None, 2, True)");
}

TEST(call_kw_without_names_is_a_plain_call)
{
    const pyf_handle args[] = {PYF_TRUE};

    expect_repr(pyf_call_kw(sample("named"), args, 1, NULL, 0),
                "(True, 2, 3)");
    assert_int_equal(pyf_is(pyf_call_kw(sample("nothing"), NULL, 0, NULL, 0),
                            PYF_NONE), 1);
}

TEST(call_kw_works_on_classes_and_dunder_call)
{
    const pyf_handle args[] = {PYF_TRUE, PYF_NONE};
    const pyf_text names[] = {{PYF_TEXT("y")}};

    expect_true_of(pyf_call_kw(sample("Point"), args, 2, names, 1),
                   "(x.x, x.y) == (True, None)");
    expect_repr(pyf_call_kw(sample("Caller()"), args, 2, names, 1),
                "(1, {'y': None})");
}

TEST(call_kw_wrong_name_raises_type_error)
{
    const pyf_handle args[] = {PYF_TRUE, PYF_NONE};
    const pyf_text names[] = {{PYF_TEXT("d")}};

    assert_int_equal(pyf_call_kw(sample("named"), args, 2, names, 1), 0);
    expect_exception(PYF_EXC_TypeError, "'d'");
    assert_int_equal(pyf_call_kw(sample("positional"), args, 1,
                                 (pyf_text[]){{PYF_TEXT("a")}}, 1),
                     0);
    expect_exception(PYF_EXC_TypeError, "positional");
}

TEST(call_kw_name_of_a_positional_argument_raises_type_error)
{
    const pyf_handle args[] = {PYF_TRUE, PYF_NONE};
    const pyf_text names[] = {{PYF_TEXT("a")}};

    assert_int_equal(pyf_call_kw(sample("named"), args, 2, names, 1), 0);
    expect_exception(PYF_EXC_TypeError, "multiple values for argument 'a'");
}

TEST(call_kw_name_given_twice_fails)
{
    const pyf_handle args[] = {PYF_TRUE, PYF_NONE};
    const pyf_text names[] = {{PYF_TEXT("c")}, {PYF_TEXT("c")}};
    const char *const callables[] = {"named", "everything", "Point",
                                     "Caller()"};

    for (int i = 0; i < 4; i++) {
        assert_int_equal(pyf_call_kw(sample(callables[i]), args, 2, names, 2),
                         0);
        assert_true(pyf_error_code() < 0);
        pyf_error_clear();
    }
}

TEST(call_kw_bad_names_are_refused)
{
    const pyf_handle args[] = {PYF_TRUE, PYF_NONE};
    const pyf_text names[] = {{PYF_TEXT("b")}, {NULL, 0}};
    const pyf_text wrong[] = {{NOT_UTF8, PYF_AUTO_LENGTH}};
    pyf_handle function = sample("everything");

    assert_int_equal(pyf_call_kw(function, args, 2, NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_kw");
    assert_int_equal(pyf_call_kw(function, args, 2, names, 2), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_kw");
    assert_int_equal(pyf_call_kw(function, args, 2, wrong, 1), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_call_kw");
}

TEST(call_kw_more_names_than_arguments_is_refused)
{
    const pyf_handle args[] = {PYF_TRUE, PYF_NONE};
    const pyf_text names[] = {
        {PYF_TEXT("a")}, {PYF_TEXT("b")}, {PYF_TEXT("c")}};
    pyf_handle function = sample("everything");

    assert_int_equal(pyf_call_kw(function, args, 2, names, 3), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_kw");
    assert_int_equal(pyf_call_kw(function, args, 2, names, (size_t)-1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_kw");
    assert_int_equal(pyf_call_kw(function, args, (size_t)-1, names, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_kw");
    assert_int_equal(pyf_call_kw(function, NULL, 2, names, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_kw");
}

TEST_BAD_HANDLE(call_kw_bad_callable_is_refused, pyf_call_kw,
                pyf_call_kw(bad, NULL, 0, NULL, 0))
TEST_BAD_HANDLE(call_kw_bad_argument_is_refused, pyf_call_kw,
                pyf_call_kw(sample("everything"), (pyf_handle[]){bad}, 1,
                            (pyf_text[]){{PYF_TEXT("a")}}, 1))

/* call_dict */

/* Feature: C03 */
TEST(call_dict_passes_a_tuple_and_a_dict)
{
    expect_repr(pyf_call_dict(sample("everything"), evaluate("(1, 2)"),
                              evaluate("{'k': 3}")),
                "((1, 2), {'k': 3})");
}

/* Feature: C04 */
TEST(call_dict_none_means_none_given)
{
    pyf_handle function = sample("everything");

    expect_repr(pyf_call_dict(function, PYF_NONE, PYF_NONE), "((), {})");
    expect_repr(pyf_call_dict(function, evaluate("(1,)"), PYF_NONE),
                "((1,), {})");
    expect_repr(pyf_call_dict(function, PYF_NONE, evaluate("{'k': 3}")),
                "((), {'k': 3})");
}

TEST(call_dict_takes_subclasses)
{
    pyf_handle names = names_of(functions);

    expect_repr(pyf_call_dict(evaluate_in("everything", names),
                              evaluate_in("Subtuple((1,))", names),
                              evaluate_in("Subdict(k=2)", names)),
                "((1,), {'k': 2})");
}

TEST(call_dict_leaves_the_dict_alone)
{
    pyf_handle kwargs = evaluate("{'k': 3}");
    pyf_handle function = defined("def f(**kwargs): kwargs.clear()", "f");

    assert_true(pyf_call_dict(function, PYF_NONE, kwargs) != 0);
    expect_repr(kwargs, "{'k': 3}");
}

TEST(call_dict_wrong_types_are_refused)
{
    pyf_handle function = sample("everything");

    assert_int_equal(pyf_call_dict(function, evaluate("[1]"), PYF_NONE), 0);
    expect_failure(PYF_ERR_TYPE, "pyf_call_dict");
    assert_int_equal(pyf_call_dict(function, PYF_NONE, evaluate("[]")), 0);
    expect_failure(PYF_ERR_TYPE, "pyf_call_dict");
    assert_int_equal(pyf_call_dict(function, evaluate("{}"), PYF_NONE), 0);
    expect_failure(PYF_ERR_TYPE, "pyf_call_dict");
}

TEST(call_dict_keys_that_are_no_str_raise_type_error)
{
    assert_int_equal(pyf_call_dict(sample("everything"), PYF_NONE,
                                   evaluate("{1: 2}")), 0);
    expect_exception(PYF_EXC_TypeError, "keywords must be strings");
}

TEST(call_dict_passes_on_what_the_callable_raises)
{
    assert_int_equal(pyf_call_dict(sample("raises"), PYF_NONE, PYF_NONE), 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(pyf_call_dict(PYF_TRUE, PYF_NONE, PYF_NONE), 0);
    expect_exception(PYF_EXC_TypeError, "not callable");
}

TEST_BAD_HANDLE(call_dict_bad_callable_is_refused, pyf_call_dict,
                pyf_call_dict(bad, PYF_NONE, PYF_NONE))
TEST_BAD_HANDLE(call_dict_bad_args_are_refused, pyf_call_dict,
                pyf_call_dict(PYF_TYPE_DICT, bad, PYF_NONE))
TEST_BAD_HANDLE(call_dict_bad_kwargs_are_refused, pyf_call_dict,
                pyf_call_dict(PYF_TYPE_DICT, PYF_NONE, bad))

/* SPDX-License-Identifier: MIT */
/* call, methods: with handles, by position and by keyword. */
#include "bad-handle.h"

static const char classes[] =
    "class Base:\n"
    "    def everything(self, *args, **kwargs): return args, kwargs\n"
    "    def me(self): return self\n"
    "    @classmethod\n"
    "    def of_class(cls, *args): return cls.__name__, args\n"
    "    @staticmethod\n"
    "    def alone(*args): return args\n"
    "    def raises(self): raise ValueError('on purpose')\n"
    "    @property\n"
    "    def broken(self): raise KeyError('no method today')\n"
    "    not_a_method = 7\n"
    "class Derived(Base): pass\n"
    "class Dynamic:\n"
    "    def __getattr__(self, name): return lambda *args: (name, args)\n"
    "obj = Derived()\n"
    "obj.own = lambda *args: ('own', args)\n"
    "dynamic = Dynamic()\n";

static pyf_handle
sample(const char *expression)
{
    return evaluate_in(expression, names_of(classes));
}

TEST(call_method_passes_0_to_20_arguments)
{
    pyf_handle obj = sample("obj"), args[20];

    for (int i = 0; i < 20; i++)
        args[i] = pyf_from_i64(1000 + i);
    for (size_t count = 0; count <= 20; count++) {
        pyf_handle names = no_names();

        pyf_setitem_str(
            names, PYF_TEXT("result"),
            pyf_call_method(obj, PYF_TEXT("everything"), args, count));
        pyf_setitem_str(names, PYF_TEXT("count"),
                        pyf_from_i64((int64_t)count));
        expect_true_in("result == (tuple(range(1000, 1000 + count)), {})",
                       names);
    }
}

TEST(call_method_binds_self)
{
    pyf_handle obj = sample("obj");

    assert_int_equal(
        pyf_is(pyf_call_method(obj, PYF_TEXT("me"), NULL, 0), obj), 1);
}

TEST(call_method_of_a_built_in_type)
{
    pyf_handle list = evaluate("[1]"), two = pyf_from_i64(2);

    assert_int_equal(
        pyf_is(pyf_call_method(list, PYF_TEXT("append"), &two, 1), PYF_NONE),
        1);
    expect_repr(list, "[1, 2]");
    expect_repr(pyf_call_method(str("a b"), PYF_TEXT("split"), NULL, 0),
                "['a', 'b']");
}

/* Feature: C02 */
TEST(call_method_of_every_sort)
{
    pyf_handle obj = sample("obj"), arg = PYF_TRUE;

    expect_repr(pyf_call_method(obj, PYF_TEXT("of_class"), &arg, 1),
                "('Derived', (True,))");
    expect_repr(pyf_call_method(obj, PYF_TEXT("alone"), &arg, 1), "(True,)");
    expect_repr(pyf_call_method(obj, PYF_TEXT("own"), &arg, 1),
                "('own', (True,))");
    expect_repr(pyf_call_method(sample("dynamic"), PYF_TEXT("any"), &arg, 1),
                "('any', (True,))");
}

TEST(call_method_of_a_module_calls_its_function)
{
    pyf_handle nine = pyf_from_i64(9);

    assert_int_equal(integer(pyf_call_method(pyf_import(PYF_TEXT("math")),
                                             PYF_TEXT("isqrt"), &nine, 1)),
                     3);
}

TEST(call_method_of_a_class_passes_no_self)
{
    pyf_handle obj = sample("obj");

    assert_int_equal(
        pyf_is(pyf_call_method(pyf_type(obj), PYF_TEXT("me"), &obj, 1), obj),
        1);
}

TEST(call_method_missing_raises_attribute_error)
{
    assert_int_equal(pyf_call_method(sample("obj"), PYF_TEXT("gone"), NULL, 0),
                     0);
    expect_exception(PYF_EXC_AttributeError, "gone");
    assert_int_equal(pyf_call_method(sample("obj"), PYF_TEXT(""), NULL, 0), 0);
    expect_exception(PYF_EXC_AttributeError, "''");
}

TEST(call_method_that_is_no_method_raises_type_error)
{
    assert_int_equal(
        pyf_call_method(sample("obj"), PYF_TEXT("not_a_method"), NULL, 0), 0);
    expect_exception(PYF_EXC_TypeError, "not callable");
}

TEST(call_method_passes_on_what_python_raises)
{
    assert_int_equal(
        pyf_call_method(sample("obj"), PYF_TEXT("raises"), NULL, 0), 0);
    expect_exception(PYF_EXC_ValueError, "on purpose");
    assert_int_equal(
        pyf_call_method(sample("obj"), PYF_TEXT("broken"), NULL, 0), 0);
    expect_exception(PYF_EXC_KeyError, "no method today");
}

TEST(call_method_bad_arguments_are_refused)
{
    pyf_handle obj = sample("obj"), arg = PYF_NONE;

    assert_int_equal(pyf_call_method(obj, NULL, 0, NULL, 0), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method");
    assert_int_equal(pyf_call_method(obj, NOT_UTF8, PYF_AUTO_LENGTH, NULL, 0),
                     0);
    expect_failure(PYF_ERR_ENCODING, "pyf_call_method");
    assert_int_equal(pyf_call_method(obj, PYF_TEXT("alone"), NULL, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method");
    assert_int_equal(pyf_call_method(obj, PYF_TEXT("alone"), &arg, (size_t)-1),
                     0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method");
    assert_int_equal(
        pyf_call_method(obj, PYF_TEXT("alone"), &arg, (size_t)1 << 61), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method");
}

TEST_BAD_HANDLE(call_method_bad_object_is_refused, pyf_call_method,
                pyf_call_method(bad, PYF_TEXT("me"), NULL, 0))
TEST_BAD_HANDLE(call_method_bad_argument_is_refused, pyf_call_method,
                pyf_call_method(sample("obj"), PYF_TEXT("alone"),
                                (pyf_handle[]){PYF_NONE, bad}, 2))

/* call_method_kw */

/* Feature: C02 */
TEST(call_method_kw_passes_the_last_arguments_by_name)
{
    const pyf_handle args[] = {PYF_TRUE, PYF_NONE};
    const pyf_text names[] = {{PYF_TEXT("größe")}};

    expect_repr(pyf_call_method_kw(sample("obj"), PYF_TEXT("everything"), args,
                                   2, names, 1),
                "((True,), {'größe': None})");
}

TEST(call_method_kw_without_names_is_a_plain_call)
{
    const pyf_handle args[] = {PYF_TRUE};

    expect_repr(pyf_call_method_kw(sample("obj"), PYF_TEXT("everything"), args,
                                   1, NULL, 0),
                "((True,), {})");
}

TEST(call_method_kw_wrong_name_raises_type_error)
{
    const pyf_handle args[] = {PYF_TRUE};
    const pyf_text names[] = {{PYF_TEXT("wrong")}};

    assert_int_equal(
        pyf_call_method_kw(str("a b"), PYF_TEXT("split"), args, 1, names, 1),
        0);
    expect_exception(PYF_EXC_TypeError, "wrong");
}

TEST(call_method_kw_missing_raises_attribute_error)
{
    const pyf_handle args[] = {PYF_TRUE};
    const pyf_text names[] = {{PYF_TEXT("a")}};

    assert_int_equal(
        pyf_call_method_kw(sample("obj"), PYF_TEXT("gone"), args, 1, names, 1),
        0);
    expect_exception(PYF_EXC_AttributeError, "gone");
}

TEST(call_method_kw_bad_arguments_are_refused)
{
    const pyf_handle args[] = {PYF_TRUE};
    const pyf_text names[] = {{PYF_TEXT("a")}, {PYF_TEXT("b")}};
    const pyf_text wrong[] = {{NOT_UTF8, PYF_AUTO_LENGTH}};
    pyf_handle obj = sample("obj");

    assert_int_equal(pyf_call_method_kw(obj, NULL, 0, args, 1, names, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method_kw");
    assert_int_equal(
        pyf_call_method_kw(obj, NOT_UTF8, PYF_AUTO_LENGTH, args, 1, names, 1),
        0);
    expect_failure(PYF_ERR_ENCODING, "pyf_call_method_kw");
    assert_int_equal(pyf_call_method_kw(obj, PYF_TEXT("me"), args, 1, NULL, 1),
                     0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method_kw");
    assert_int_equal(
        pyf_call_method_kw(obj, PYF_TEXT("me"), args, 1, names, 2), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method_kw");
    assert_int_equal(
        pyf_call_method_kw(obj, PYF_TEXT("me"), NULL, 1, names, 1), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_call_method_kw");
    assert_int_equal(
        pyf_call_method_kw(obj, PYF_TEXT("me"), args, 1, wrong, 1), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_call_method_kw");
}

TEST_BAD_HANDLE(call_method_kw_bad_object_is_refused, pyf_call_method_kw,
                pyf_call_method_kw(bad, PYF_TEXT("me"), NULL, 0, NULL, 0))
TEST_BAD_HANDLE(call_method_kw_bad_argument_is_refused, pyf_call_method_kw,
                pyf_call_method_kw(sample("obj"), PYF_TEXT("everything"),
                                   (pyf_handle[]){bad}, 1,
                                   (pyf_text[]){{PYF_TEXT("a")}}, 1))

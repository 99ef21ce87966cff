/* SPDX-License-Identifier: MIT */
/* object, types: type, kind, isinstance, issubclass, callable. */
#include "bad-handle.h"

static const char classes[] =
    "class Int(int): pass\n"
    "class Str(str): pass\n"
    "class Virtual(type):\n"
    "    def __instancecheck__(cls, obj): return obj == 7\n"
    "    def __subclasscheck__(cls, derived): return derived is int\n"
    "class Seven(metaclass=Virtual): pass\n"
    "class RaisingMeta(type):\n"
    "    def __instancecheck__(cls, obj): raise ValueError('on purpose')\n"
    "    __subclasscheck__ = __instancecheck__\n"
    "class Raising(metaclass=RaisingMeta): pass\n"
    "class Caller:\n"
    "    def __call__(self): pass\n"
    "class Liar:\n"
    "    @property\n"
    "    def __class__(self): return int\n";

static pyf_handle
sample(const char *expression)
{
    return evaluate_in(expression, names_of(classes));
}

/* Feature: P15 */
TEST(type_gives_the_class)
{
    assert_int_equal(pyf_is(pyf_type(PYF_NONE), evaluate("type(None)")), 1);
    assert_int_equal(pyf_is(pyf_type(PYF_TRUE), PYF_TYPE_BOOL), 1);
    assert_int_equal(pyf_is(pyf_type(PYF_TYPE_INT), PYF_TYPE_TYPE), 1);
    expect_true_of(pyf_type(sample("Int(3)")), "x.__name__ == 'Int'");
}

TEST(type_looks_past_dunder_class)
{
    expect_true_of(pyf_type(sample("Liar()")), "x.__name__ == 'Liar'");
}

TEST_BAD_HANDLE(type_bad_object_is_refused, pyf_type, pyf_type(bad))

/* Feature: P15 */
TEST(kind_tells_built_in_types_apart)
{
    const struct {
        const char *source;
        int kind;
    } cases[] = {
        {"None", PYF_BUILTIN_NONE},
        {"True", PYF_BUILTIN_BOOL},
        {"7", PYF_BUILTIN_INT},
        {"0.5", PYF_BUILTIN_FLOAT},
        {"1j", PYF_BUILTIN_COMPLEX},
        {"'s'", PYF_BUILTIN_STR},
        {"b'b'", PYF_BUILTIN_BYTES},
        {"bytearray(1)", PYF_BUILTIN_BYTEARRAY},
        {"(1,)", PYF_BUILTIN_TUPLE},
        {"[1]", PYF_BUILTIN_LIST},
        {"{1: 1}", PYF_BUILTIN_DICT},
        {"{1}", PYF_BUILTIN_SET},
        {"frozenset({1})", PYF_BUILTIN_FROZENSET},
        {"int", PYF_BUILTIN_TYPE},
        {"__import__('sys')", PYF_BUILTIN_MODULE},
        {"ValueError()", PYF_BUILTIN_EXCEPTION},
        {"...", PYF_BUILTIN_OTHER},
        {"range(1)", PYF_BUILTIN_OTHER},
        {"len", PYF_BUILTIN_OTHER},
        {"memoryview(b'')", PYF_BUILTIN_OTHER},
        {"iter([])", PYF_BUILTIN_OTHER},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(pyf_builtin_type(evaluate(cases[i].source)),
                         cases[i].kind);
}

TEST(kind_of_a_subclass_is_that_of_its_base)
{
    assert_int_equal(pyf_builtin_type(sample("Int(1)")), PYF_BUILTIN_INT);
    assert_int_equal(pyf_builtin_type(sample("Str()")), PYF_BUILTIN_STR);
    assert_int_equal(pyf_builtin_type(sample("Seven")), PYF_BUILTIN_TYPE);
    assert_int_equal(pyf_builtin_type(evaluate("KeyboardInterrupt()")),
                     PYF_BUILTIN_EXCEPTION);
    assert_int_equal(
        pyf_builtin_type(evaluate("__import__('collections').OrderedDict()")),
        PYF_BUILTIN_DICT);
    assert_int_equal(
        pyf_builtin_type(evaluate("__import__('os').stat_result(range(10))")),
        PYF_BUILTIN_TUPLE);
}

TEST(kind_of_reserved_handles)
{
    assert_int_equal(pyf_builtin_type(PYF_NONE), PYF_BUILTIN_NONE);
    assert_int_equal(pyf_builtin_type(PYF_FALSE), PYF_BUILTIN_BOOL);
    assert_int_equal(pyf_builtin_type(PYF_EXC_ValueError), PYF_BUILTIN_TYPE);
    assert_int_equal(pyf_builtin_type(PYF_NOT_IMPLEMENTED), PYF_BUILTIN_OTHER);
}

TEST_BAD_HANDLE(kind_bad_object_is_refused, pyf_builtin_type,
                pyf_builtin_type(bad))

TEST(isinstance_answers_1_or_0)
{
    assert_int_equal(pyf_isinstance(PYF_TRUE, PYF_TYPE_INT), 1);
    assert_int_equal(pyf_isinstance(PYF_NONE, PYF_TYPE_INT), 0);
    assert_int_equal(pyf_isinstance(sample("Int(1)"), PYF_TYPE_INT), 1);
}

/* Feature: P16 */
TEST(isinstance_takes_a_tuple_of_types)
{
    pyf_handle types = evaluate("(str, (int, float))");

    assert_int_equal(pyf_isinstance(PYF_TRUE, types), 1);
    assert_int_equal(pyf_isinstance(PYF_NONE, types), 0);
    assert_int_equal(pyf_isinstance(PYF_NONE, evaluate("()")), 0);
}

TEST(isinstance_takes_a_union)
{
    assert_int_equal(pyf_isinstance(PYF_TRUE, evaluate("int | str")), 1);
}

TEST(isinstance_asks_the_metaclass)
{
    assert_int_equal(pyf_isinstance(pyf_from_i64(7), sample("Seven")), 1);
    assert_int_equal(pyf_isinstance(pyf_from_i64(8), sample("Seven")), 0);
    assert_int_equal(pyf_isinstance(PYF_NONE, sample("Raising")),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
}

TEST(isinstance_of_no_type_raises_type_error)
{
    assert_int_equal(pyf_isinstance(PYF_TRUE, pyf_from_i64(7)),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "isinstance() arg 2");
    assert_int_equal(pyf_isinstance(PYF_TRUE, evaluate("(str, 7)")),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "isinstance() arg 2");
}

TEST_BAD_HANDLE(isinstance_bad_object_is_refused, pyf_isinstance,
                pyf_isinstance(bad, PYF_TYPE_INT))
TEST_BAD_HANDLE(isinstance_bad_type_is_refused, pyf_isinstance,
                pyf_isinstance(PYF_TRUE, bad))

/* Feature: P16 */
TEST(issubclass_answers_1_or_0)
{
    assert_int_equal(pyf_issubclass(PYF_TYPE_BOOL, PYF_TYPE_INT), 1);
    assert_int_equal(pyf_issubclass(PYF_TYPE_INT, PYF_TYPE_BOOL), 0);
    assert_int_equal(pyf_issubclass(PYF_EXC_KeyError,
                                    evaluate("(str, LookupError)")), 1);
    assert_int_equal(pyf_issubclass(PYF_TYPE_INT, sample("Seven")), 1);
}

TEST(issubclass_of_no_class_raises_type_error)
{
    assert_int_equal(pyf_issubclass(PYF_TRUE, PYF_TYPE_INT), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "arg 1 must be a class");
    assert_int_equal(pyf_issubclass(PYF_TYPE_INT, PYF_TRUE), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "arg 2 must be a class");
    assert_int_equal(pyf_issubclass(PYF_TYPE_INT, sample("Raising")),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "on purpose");
}

TEST_BAD_HANDLE(issubclass_bad_class_is_refused, pyf_issubclass,
                pyf_issubclass(bad, PYF_TYPE_INT))
TEST_BAD_HANDLE(issubclass_bad_type_is_refused, pyf_issubclass,
                pyf_issubclass(PYF_TYPE_INT, bad))

/* Feature: C01 */
TEST(is_callable_answers_1_or_0)
{
    assert_int_equal(pyf_is_callable(evaluate("len")), 1);
    assert_int_equal(pyf_is_callable(PYF_TYPE_INT), 1);
    assert_int_equal(pyf_is_callable(sample("Caller()")), 1);
    assert_int_equal(pyf_is_callable(PYF_NONE), 0);
    assert_int_equal(pyf_is_callable(sample("Int(1)")), 0);
}

TEST_BAD_HANDLE(is_callable_bad_object_is_refused, pyf_is_callable,
                pyf_is_callable(bad))

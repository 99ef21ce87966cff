/* SPDX-License-Identifier: MIT */
/* object, attributes: get, set, delete and ask for them by name. */
#include "bad-handle.h"

#include <stdio.h>

static const char classes[] =
    "class Thing:\n"
    "    kind = 'thing'\n"
    "    def __init__(self):\n"
    "        self.x = 41\n"
    "        self.nothing = None\n"
    "    @property\n"
    "    def broken(self):\n"
    "        raise ValueError('broken on purpose')\n"
    "    @property\n"
    "    def hidden(self):\n"
    "        raise AttributeError('hidden on purpose')\n"
    "    @property\n"
    "    def leave(self):\n"
    "        raise SystemExit(3)\n"
    "class Slots:\n"
    "    __slots__ = ('only',)\n"
    "class Dynamic:\n"
    "    def __getattr__(self, name):\n"
    "        if name == 'absent':\n"
    "            raise AttributeError(name)\n"
    "        return 'dynamic ' + name\n"
    "thing = Thing()\n"
    "slots = Slots()\n"
    "dynamic = Dynamic()\n";

static pyf_handle
thing(void)
{
    return defined(classes, "thing");
}

static pyf_value
value_of(const char *source)
{
    pyf_handle names = names_of("class C: pass\nobj = C()\n");
    pyf_handle obj = evaluate_in("obj", names);
    pyf_value value = garbage();

    assert_int_equal(pyf_setattr(obj, PYF_TEXT("x"), evaluate(source)),
                     PYF_OK);
    assert_int_equal(
        pyf_getattr_value(obj, PYF_TEXT("x"), PYF_VALUE_ANY, &value), PYF_OK);
    return value;
}

/* getattr */

/* Feature: P01 */
TEST(getattr_gives_the_attribute)
{
    assert_int_equal(integer(pyf_getattr(thing(), PYF_TEXT("x"))), 41);
}

TEST(getattr_finds_what_the_class_has)
{
    assert_string_equal(text(pyf_getattr(thing(), PYF_TEXT("kind"))), "thing");
}

TEST(getattr_asks_dunder_getattr)
{
    pyf_handle dynamic = defined(classes, "dynamic");

    assert_string_equal(text(pyf_getattr(dynamic, PYF_TEXT("anything"))),
                        "dynamic anything");
}

/* Feature: O16 */
TEST(getattr_works_on_reserved_handles)
{
    assert_string_equal(text(pyf_getattr(PYF_TYPE_INT, PYF_TEXT("__name__"))),
                        "int");
}

TEST(getattr_missing_raises_attribute_error)
{
    assert_int_equal(pyf_getattr(thing(), PYF_TEXT("y")), 0);
    expect_exception(PYF_EXC_AttributeError, "'y'");
}

TEST(getattr_passes_on_what_a_property_raises)
{
    assert_int_equal(pyf_getattr(thing(), PYF_TEXT("broken")), 0);
    expect_exception(PYF_EXC_ValueError, "broken on purpose");
}

TEST(getattr_system_exit_is_an_ordinary_error)
{
    assert_int_equal(pyf_getattr(thing(), PYF_TEXT("leave")), 0);
    expect_exception(PYF_EXC_SystemExit, "3");
}

TEST(getattr_name_beyond_ascii)
{
    pyf_handle obj = thing();

    assert_int_equal(pyf_setattr(obj, PYF_TEXT("größe_π_𝐱"), PYF_TRUE),
                     PYF_OK);
    expect_repr(pyf_getattr(obj, PYF_TEXT("größe_π_𝐱")), "True");
    expect_true_of(obj, "'größe_π_𝐱' in vars(x)");
}

TEST(getattr_empty_name_is_a_name)
{
    assert_int_equal(pyf_getattr(thing(), PYF_TEXT("")), 0);
    expect_exception(PYF_EXC_AttributeError, "''");
}

TEST(getattr_null_name_is_refused)
{
    assert_int_equal(pyf_getattr(thing(), NULL, 0), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_getattr");
}

TEST(getattr_name_not_utf8_is_refused)
{
    assert_int_equal(pyf_getattr(thing(), NOT_UTF8, PYF_AUTO_LENGTH), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_getattr");
}

TEST(getattr_name_of_100000_characters)
{
    static char name[100001];
    pyf_handle obj = thing();

    memset(name, 'n', sizeof name - 1);
    assert_int_equal(pyf_hasattr(obj, name, PYF_AUTO_LENGTH), 0);
    assert_int_equal(pyf_setattr(obj, name, PYF_AUTO_LENGTH, PYF_NONE),
                     PYF_OK);
    expect_repr(pyf_getattr(obj, name, PYF_AUTO_LENGTH), "None");
}

/* Feature: C09 */
TEST(getattr_finds_5000_names_twice)
{
    pyf_handle obj = thing();
    char name[16];

    for (int i = 0; i < 10000; i++) {
        pyf_token scope = pyf_scope_begin();

        snprintf(name, sizeof name, "name%d", i % 5000);
        if (i < 5000)
            pyf_setattr(obj, name, PYF_AUTO_LENGTH, pyf_from_i64(i));
        assert_int_equal(integer(pyf_getattr(obj, name, PYF_AUTO_LENGTH)),
                         i % 5000);
        pyf_scope_end(scope);
    }
}

TEST(getattr_names_in_one_buffer_are_told_apart)
{
    pyf_handle obj = thing();
    char name[] = "x";

    assert_int_equal(pyf_setattr(obj, PYF_TEXT("y"), PYF_TRUE), PYF_OK);
    assert_int_equal(integer(pyf_getattr(obj, name, PYF_AUTO_LENGTH)), 41);
    name[0] = 'y';
    expect_repr(pyf_getattr(obj, name, PYF_AUTO_LENGTH), "True");
}

TEST_BAD_HANDLE(getattr_bad_object_is_refused, pyf_getattr,
                pyf_getattr(bad, PYF_TEXT("x")))

/* getattr_opt */

TEST(getattr_opt_gives_1_and_the_attribute)
{
    pyf_handle result = 77;

    assert_int_equal(pyf_getattr_opt(thing(), PYF_TEXT("x"), &result), 1);
    assert_int_equal(integer(result), 41);
}

TEST(getattr_opt_none_is_an_attribute)
{
    pyf_handle result = 77;

    assert_int_equal(pyf_getattr_opt(thing(), PYF_TEXT("nothing"), &result),
                     1);
    assert_int_equal(pyf_is(result, PYF_NONE), 1);
}

/* Feature: P02 */
TEST(getattr_opt_missing_gives_0_and_parks_nothing)
{
    pyf_handle result = 77;

    assert_int_equal(pyf_getattr_opt(thing(), PYF_TEXT("y"), &result), 0);
    assert_int_equal(result, 0);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST(getattr_opt_missing_keeps_the_failure_that_is_parked)
{
    pyf_handle result = 77;
    pyf_handle obj = thing();

    assert_int_equal(pyf_import(PYF_TEXT("the_first_failure")), 0);
    assert_int_equal(pyf_getattr_opt(obj, PYF_TEXT("y"), &result), 0);
    expect_exception(PYF_EXC_ModuleNotFoundError, "the_first_failure");
}

TEST(getattr_opt_attribute_error_of_a_property_gives_0)
{
    pyf_handle result = 77;

    assert_int_equal(pyf_getattr_opt(thing(), PYF_TEXT("hidden"), &result), 0);
    assert_int_equal(result, 0);
}

TEST(getattr_opt_attribute_error_of_dunder_getattr_gives_0)
{
    pyf_handle result = 77;
    pyf_handle dynamic = defined(classes, "dynamic");

    assert_int_equal(pyf_getattr_opt(dynamic, PYF_TEXT("absent"), &result), 0);
    assert_int_equal(result, 0);
}

TEST(getattr_opt_passes_on_what_else_a_property_raises)
{
    pyf_handle result = 77;

    assert_int_equal(pyf_getattr_opt(thing(), PYF_TEXT("broken"), &result),
                     PYF_ERR_PYTHON);
    assert_int_equal(result, 0);
    expect_exception(PYF_EXC_ValueError, "broken on purpose");
}

TEST(getattr_opt_bad_arguments_are_refused)
{
    pyf_handle result = 77;

    assert_int_equal(pyf_getattr_opt(thing(), PYF_TEXT("x"), NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_getattr_opt");
    assert_int_equal(pyf_getattr_opt(thing(), NULL, 0, &result),
                     PYF_ERR_ARGUMENT);
    assert_int_equal(result, 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_getattr_opt");
    result = 77;
    assert_int_equal(
        pyf_getattr_opt(thing(), NOT_UTF8, PYF_AUTO_LENGTH, &result),
        PYF_ERR_ENCODING);
    assert_int_equal(result, 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_getattr_opt");
}

TEST(getattr_opt_bad_object_writes_0)
{
    pyf_handle result = 77;

    assert_int_equal(pyf_getattr_opt(stale(), PYF_TEXT("x"), &result),
                     PYF_ERR_HANDLE);
    assert_int_equal(result, 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_getattr_opt");
}

TEST_BAD_HANDLE(getattr_opt_bad_object_is_refused, pyf_getattr_opt,
                pyf_getattr_opt(bad, PYF_TEXT("x"), &bad))

/* getattr_value */

TEST(getattr_value_gives_none)
{
    pyf_value value = value_of("None");

    expect_cleared(&value);
}

TEST(getattr_value_gives_scalars)
{
    pyf_value value = value_of("True");

    assert_int_equal(value.kind, PYF_VALUE_BOOL);
    assert_int_equal(value.as.i64, 1);
    value = value_of("-7");
    assert_int_equal(value.kind, PYF_VALUE_I64);
    assert_int_equal(value.as.i64, -7);
    value = value_of("2.5");
    assert_int_equal(value.kind, PYF_VALUE_F64);
    assert_true(value.as.f64 == 2.5);
    assert_int_equal(value.owner, 0);
}

TEST(getattr_value_gives_text_that_its_owner_pins)
{
    pyf_value value = value_of("'-'.join('abc')");

    assert_int_equal(value.kind, PYF_VALUE_STR);
    assert_int_equal(value.as.text.length, 5);
    assert_memory_equal(value.as.text.data, "a-b-c", 5);
    assert_string_equal(text(value.owner), "a-b-c");
    assert_int_equal(pyf_close(value.owner), PYF_OK);
}

TEST(getattr_value_gives_a_handle_to_the_rest)
{
    pyf_value value = value_of("[1, 2]");

    assert_int_equal(value.kind, PYF_VALUE_HANDLE);
    assert_int_equal(value.owner, 0);
    expect_repr(value.as.handle, "[1, 2]");
}

TEST(getattr_value_lone_surrogate_is_refused)
{
    pyf_handle obj = thing();
    pyf_value value = garbage();

    pyf_setattr(obj, PYF_TEXT("x"), evaluate(LONE_SURROGATE));
    assert_int_equal(
        pyf_getattr_value(obj, PYF_TEXT("x"), PYF_VALUE_ANY, &value),
        PYF_ERR_ENCODING);
    expect_cleared(&value);
    expect_failure(PYF_ERR_ENCODING, "3");
}

TEST(getattr_value_missing_raises_attribute_error)
{
    pyf_value value = garbage();

    assert_int_equal(
        pyf_getattr_value(thing(), PYF_TEXT("y"), PYF_VALUE_ANY, &value),
        PYF_ERR_PYTHON);
    expect_cleared(&value);
    expect_exception(PYF_EXC_AttributeError, "'y'");
}

TEST(getattr_value_bad_arguments_are_refused)
{
    pyf_value value = garbage();

    assert_int_equal(
        pyf_getattr_value(thing(), PYF_TEXT("x"), PYF_VALUE_ANY, NULL),
        PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_getattr_value");
    assert_int_equal(
        pyf_getattr_value(thing(), NULL, 0, PYF_VALUE_ANY, &value),
        PYF_ERR_ARGUMENT);
    expect_cleared(&value);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_getattr_value");
    assert_int_equal(pyf_getattr_value(thing(), NOT_UTF8, PYF_AUTO_LENGTH,
                                       PYF_VALUE_ANY, &value),
                     PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_getattr_value");
}

TEST_BAD_HANDLE(getattr_value_bad_object_is_refused, pyf_getattr_value,
                pyf_getattr_value(bad, PYF_TEXT("x"), PYF_VALUE_ANY,
                                  &(pyf_value)PYF_NIL))

/* setattr */

/* Feature: P01 */
TEST(setattr_sets_the_attribute)
{
    pyf_handle obj = thing();

    assert_int_equal(pyf_setattr(obj, PYF_TEXT("x"), str("new")), PYF_OK);
    expect_true_of(obj, "x.x == 'new'");
}

TEST(setattr_keeps_its_own_reference)
{
    pyf_handle obj = thing();
    pyf_handle value = evaluate("['kept']");

    assert_int_equal(pyf_setattr(obj, PYF_TEXT("x"), value), PYF_OK);
    assert_int_equal(pyf_close(value), PYF_OK);
    expect_true_of(obj, "x.x == ['kept']");
}

TEST(setattr_outside_slots_raises_attribute_error)
{
    pyf_handle slots = defined(classes, "slots");

    assert_int_equal(pyf_setattr(slots, PYF_TEXT("only"), PYF_TRUE), PYF_OK);
    assert_int_equal(pyf_setattr(slots, PYF_TEXT("other"), PYF_TRUE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_AttributeError, "other");
}

TEST(setattr_of_a_builtin_type_raises_type_error)
{
    assert_int_equal(pyf_setattr(PYF_TYPE_INT, PYF_TEXT("x"), PYF_NONE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "immutable");
}

TEST(setattr_of_a_read_only_property_raises_attribute_error)
{
    assert_int_equal(pyf_setattr(thing(), PYF_TEXT("broken"), PYF_NONE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_AttributeError, "broken");
}

TEST(setattr_bad_name_is_refused)
{
    assert_int_equal(pyf_setattr(thing(), NULL, 0, PYF_NONE),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_setattr");
    assert_int_equal(pyf_setattr(thing(), NOT_UTF8, PYF_AUTO_LENGTH, PYF_NONE),
                     PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_setattr");
}

TEST_BAD_HANDLE(setattr_bad_object_is_refused, pyf_setattr,
                pyf_setattr(bad, PYF_TEXT("x"), PYF_NONE))
TEST_BAD_HANDLE(setattr_bad_value_is_refused, pyf_setattr,
                pyf_setattr(thing(), PYF_TEXT("x"), bad))

/* setattr_value */

TEST(setattr_value_takes_every_kind)
{
    pyf_handle obj = thing();
    pyf_handle list = evaluate("[1]");
    const pyf_value values[] = {
        PYF_NIL, PYF_BOOL(1), PYF_I64(-3), PYF_U64(UINT64_MAX), PYF_F64(0.5),
        PYF_STR("a\0b", 3), PYF_BYTES("\xff", 1), PYF_HANDLE(list),
    };
    const char *const expected[] = {
        "None", "True", "-3", "18446744073709551615", "0.5", "'a\\x00b'",
        "b'\\xff'", "[1]",
    };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        assert_int_equal(pyf_setattr_value(obj, PYF_TEXT("x"), &values[i]),
                         PYF_OK);
        expect_repr(pyf_getattr(obj, PYF_TEXT("x")), expected[i]);
    }
}

TEST(setattr_value_bad_value_is_refused)
{
    pyf_handle obj = thing();
    const pyf_value text = PYF_STR(NOT_UTF8, 4), forged = PYF_HANDLE(stale());
    pyf_value unknown = PYF_NIL;

    unknown.kind = PYF_VALUE_HANDLE + 1;
    assert_int_equal(pyf_setattr_value(obj, PYF_TEXT("x"), NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_setattr_value");
    assert_int_equal(pyf_setattr_value(obj, PYF_TEXT("x"), &unknown),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_setattr_value");
    assert_int_equal(pyf_setattr_value(obj, PYF_TEXT("x"), &text),
                     PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_setattr_value");
    assert_int_equal(pyf_setattr_value(obj, PYF_TEXT("x"), &forged),
                     PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_setattr_value");
    assert_int_equal(integer(pyf_getattr(obj, PYF_TEXT("x"))), 41);
}

TEST(setattr_value_bad_name_is_refused)
{
    const pyf_value value = PYF_I64(1);

    assert_int_equal(pyf_setattr_value(thing(), NULL, 0, &value),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_setattr_value");
    assert_int_equal(
        pyf_setattr_value(thing(), NOT_UTF8, PYF_AUTO_LENGTH, &value),
        PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_setattr_value");
}

TEST(setattr_value_passes_on_attribute_error)
{
    const pyf_value value = PYF_I64(1);

    assert_int_equal(pyf_setattr_value(defined(classes, "slots"),
                                       PYF_TEXT("other"), &value),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_AttributeError, "other");
}

TEST_BAD_HANDLE(setattr_value_bad_object_is_refused, pyf_setattr_value,
                pyf_setattr_value(bad, PYF_TEXT("x"), &(pyf_value)PYF_NIL))

/* delattr */

/* Feature: P01 */
TEST(delattr_deletes_the_attribute)
{
    pyf_handle obj = thing();

    assert_int_equal(pyf_delattr(obj, PYF_TEXT("x")), PYF_OK);
    expect_true_of(obj, "not hasattr(x, 'x')");
}

TEST(delattr_missing_raises_attribute_error)
{
    assert_int_equal(pyf_delattr(thing(), PYF_TEXT("y")), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_AttributeError, "y");
}

TEST(delattr_bad_name_is_refused)
{
    assert_int_equal(pyf_delattr(thing(), NULL, 0), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_delattr");
    assert_int_equal(pyf_delattr(thing(), NOT_UTF8, PYF_AUTO_LENGTH),
                     PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_delattr");
}

TEST_BAD_HANDLE(delattr_bad_object_is_refused, pyf_delattr,
                pyf_delattr(bad, PYF_TEXT("x")))

/* hasattr */

TEST(hasattr_answers_1_or_0)
{
    pyf_handle obj = thing();

    assert_int_equal(pyf_hasattr(obj, PYF_TEXT("x")), 1);
    assert_int_equal(pyf_hasattr(obj, PYF_TEXT("nothing")), 1);
    assert_int_equal(pyf_hasattr(obj, PYF_TEXT("y")), 0);
    assert_int_equal(pyf_hasattr(obj, PYF_TEXT("")), 0);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST(hasattr_hides_attribute_error_of_a_property)
{
    assert_int_equal(pyf_hasattr(thing(), PYF_TEXT("hidden")), 0);
}

/* Feature: P01 */
TEST(hasattr_hides_nothing_else)
{
    assert_int_equal(pyf_hasattr(thing(), PYF_TEXT("broken")), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "broken on purpose");
    assert_int_equal(pyf_hasattr(thing(), PYF_TEXT("leave")), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_SystemExit, "3");
}

TEST(hasattr_bad_name_is_refused)
{
    assert_int_equal(pyf_hasattr(thing(), NULL, 0), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_hasattr");
    assert_int_equal(pyf_hasattr(thing(), NOT_UTF8, PYF_AUTO_LENGTH),
                     PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_hasattr");
}

TEST_BAD_HANDLE(hasattr_bad_object_is_refused, pyf_hasattr,
                pyf_hasattr(bad, PYF_TEXT("x")))

/* ---------------------------------------------------------- by a str */

/* Feature: P01 */
TEST(attribute_is_named_by_a_handle)
{
    pyf_handle obj = thing(), name = str("gr\xc3\xb6\xc3\x9f"
                                         "e");

    assert_int_equal(pyf_hasattr_handle(obj, name), 0);
    assert_int_equal(pyf_setattr_handle(obj, name, pyf_from_i64(5)), PYF_OK);
    assert_int_equal(pyf_hasattr_handle(obj, name), 1);
    expect_repr(pyf_getattr_handle(obj, name), "5");
    expect_repr(pyf_getattr(obj, PYF_TEXT("gr\xc3\xb6\xc3\x9f"
                                          "e")),
                "5");
    assert_int_equal(pyf_delattr_handle(obj, name), PYF_OK);
    assert_int_equal(pyf_getattr_handle(obj, name), 0);
    expect_failure(PYF_ERR_PYTHON, "AttributeError");
    assert_int_equal(pyf_delattr_handle(obj, name), PYF_ERR_PYTHON);
    expect_failure(PYF_ERR_PYTHON, "AttributeError");
    expect_repr(pyf_call_method_handle(str("a b"), str("split"), NULL, 0),
                "['a', 'b']");
}

TEST(attribute_is_named_by_nothing_but_a_str)
{
    pyf_handle obj = thing(), wrong = pyf_from_i64(5);

    assert_int_equal(pyf_getattr_handle(obj, wrong), 0);
    expect_failure2(PYF_ERR_TYPE, "pyf_getattr_handle", "'name'");
    assert_int_equal(pyf_setattr_handle(obj, wrong, PYF_NONE), PYF_ERR_TYPE);
    expect_failure2(PYF_ERR_TYPE, "pyf_setattr_handle", "'name'");
    assert_int_equal(pyf_delattr_handle(obj, wrong), PYF_ERR_TYPE);
    expect_failure2(PYF_ERR_TYPE, "pyf_delattr_handle", "'name'");
    assert_int_equal(pyf_hasattr_handle(obj, wrong), PYF_ERR_TYPE);
    expect_failure2(PYF_ERR_TYPE, "pyf_hasattr_handle", "'name'");
    assert_int_equal(pyf_call_method_handle(obj, wrong, NULL, 0), 0);
    expect_failure2(PYF_ERR_TYPE, "pyf_call_method_handle", "'name'");
}

/* A name may have a NUL in it, as in Python. */
TEST(attribute_name_with_a_nul_is_itself)
{
    pyf_handle obj = thing();

    assert_int_equal(pyf_setattr(obj, PYF_TEXT("a\0b"), PYF_TRUE), PYF_OK);
    assert_int_equal(pyf_hasattr(obj, PYF_TEXT("a\0b")), 1);
    assert_int_equal(pyf_hasattr(obj, PYF_TEXT("a")), 0);
}

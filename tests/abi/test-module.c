/* SPDX-License-Identifier: MIT */
/* module: modules made at run time, and what is added to them. */
#include "bad-handle.h"

/* A new module in sys.modules. */
static pyf_handle
registered(const char *name, const char *doc)
{
    pyf_handle module =
        pyf_module_new(name, PYF_AUTO_LENGTH, doc, PYF_AUTO_LENGTH);

    if (module == 0)
        fail_msg("pyf_module_new: %s", pyf_error_message());
    assert_int_equal(pyf_sys_modules_set(name, PYF_AUTO_LENGTH, module),
                     PYF_OK);
    return module;
}

/* Forget the modules of a test. */
static void
forget(const char *prefix)
{
    pyf_handle names = no_names();

    pyf_setitem_str(names, PYF_TEXT("prefix"), str(prefix));
    run_in("import sys\n"
           "for name in [n for n in sys.modules if n.startswith(prefix)]:\n"
           "    del sys.modules[name]\n",
           names);
}

static void
expect_all(pyf_handle module, const char *expected)
{
    expect_repr(pyf_getattr(module, PYF_TEXT("__all__")), expected);
}

static int64_t
add_one(int64_t x)
{
    return x + 1;
}

static const pyf_function_def add_one_def = {
    .size = sizeof add_one_def,
    .form = PYF_FORM_NATIVE,
    .name = {PYF_TEXT("add_one")},
    .signature = {PYF_TEXT("(x: i64) -> i64")},
    .doc = {PYF_TEXT("One more.")},
    .call.native = (pyf_native_function)add_one,
};

/* ------------------------------------------------------------- new */

TEST(module_new_has_name_doc_and_spec)
{
    pyf_handle made =
        pyf_module_new(PYF_TEXT("made_one"), PYF_TEXT("What it is for."));

    assert_int_equal(pyf_builtin_type(made), PYF_BUILTIN_MODULE);
    expect_true_of(made, "x.__name__ == 'made_one'");
    expect_true_of(made, "x.__doc__ == 'What it is for.'");
    expect_true_of(made, "x.__package__ == ''");
    expect_true_of(made, "x.__spec__.name == 'made_one'");
    expect_true_of(made, "x.__spec__.origin == 'libpyforge'");
    expect_true_of(made, "x.__spec__.loader is None");
    expect_true_of(made, "type(x.__spec__) is "
                         "__import__('importlib').machinery.ModuleSpec");
    expect_all(made, "[]");
}

TEST(module_new_without_a_docstring_has_none)
{
    expect_true_of(pyf_module_new(PYF_TEXT("made_one"), NULL, 0),
                   "x.__doc__ is None");
    expect_true_of(pyf_module_new(PYF_TEXT("made_one"), PYF_TEXT("")),
                   "x.__doc__ == ''");
}

TEST(module_new_shows_where_it_is_from)
{
    expect_repr(pyf_module_new(PYF_TEXT("made_one"), NULL, 0),
                "<module 'made_one' (libpyforge)>");
}

TEST(module_new_with_dots_is_in_a_package)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made.one.two"), NULL, 0);

    expect_true_of(made, "x.__package__ == x.__spec__.parent == 'made.one'");
}

TEST(module_new_name_may_be_any_text)
{
    expect_true_of(pyf_module_new(PYF_TEXT("größe"), PYF_TEXT("größer")),
                   "x.__name__ == 'größe' and x.__doc__ == 'größer'");
}

/* Feature: M03 */
TEST(module_new_is_not_registered)
{
    assert_true(pyf_module_new(PYF_TEXT("made_one"), NULL, 0) != 0);
    assert_int_equal(pyf_import(PYF_TEXT("made_one")), 0);
    expect_exception(PYF_EXC_ModuleNotFoundError, "made_one");
}

/* Feature: M03 */
TEST(module_new_is_imported_once_registered)
{
    pyf_handle made = registered("made_one", NULL);

    assert_int_equal(pyf_is(pyf_import(PYF_TEXT("made_one")), made), 1);
    expect_true_of(made, "__import__('importlib.util').util"
                         ".find_spec('made_one') is x.__spec__");
    forget("made_");
}

TEST(module_new_cannot_be_reloaded)
{
    pyf_handle made = registered("made_one", NULL);
    pyf_handle importlib = pyf_import(PYF_TEXT("importlib"));

    assert_int_equal(pyf_call_method(importlib, PYF_TEXT("reload"), &made, 1),
                     0);
    expect_exception(PYF_EXC_ImportError, "made_one");
    assert_int_equal(pyf_is(pyf_import(PYF_TEXT("made_one")), made), 1);
    forget("made_");
}

TEST(module_new_bad_name_is_refused)
{
    assert_int_equal(pyf_module_new(NULL, 0, NULL, 0), 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_new", "'name'");
    assert_int_equal(pyf_module_new(PYF_TEXT(""), NULL, 0), 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_new", "'name'");
    assert_int_equal(pyf_module_new(NOT_UTF8, PYF_AUTO_LENGTH, NULL, 0), 0);
    expect_failure2(PYF_ERR_ENCODING, "pyf_module_new", "'name'");
    assert_int_equal(
        pyf_module_new(PYF_TEXT("made_one"), NOT_UTF8, PYF_AUTO_LENGTH), 0);
    expect_failure2(PYF_ERR_ENCODING, "pyf_module_new", "'doc'");
}

/* ------------------------------------------------------------- add */

/* Feature: M04 */
TEST(module_add_sets_and_lists)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);

    assert_int_equal(pyf_module_add(made, PYF_TEXT("kind"), PYF_TYPE_DICT),
                     PYF_OK);
    assert_int_equal(pyf_module_add(made, PYF_TEXT("other"), PYF_NONE),
                     PYF_OK);
    expect_true_of(made, "x.kind is dict and x.other is None");
    expect_all(made, "['kind', 'other']");
}

TEST(module_add_again_replaces_and_lists_once)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);

    assert_int_equal(pyf_module_add(made, PYF_TEXT("one"), PYF_TRUE), PYF_OK);
    assert_int_equal(pyf_module_add(made, PYF_TEXT("two"), PYF_TRUE), PYF_OK);
    assert_int_equal(pyf_module_add(made, PYF_TEXT("one"), PYF_FALSE), PYF_OK);
    expect_true_of(made, "x.one is False");
    expect_all(made, "['one', 'two']");
}

TEST(module_add_does_not_list_underscores)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);

    assert_int_equal(pyf_module_add(made, PYF_TEXT("_one"), PYF_TRUE), PYF_OK);
    assert_int_equal(pyf_module_add(made, PYF_TEXT("__version__"), str("1")),
                     PYF_OK);
    expect_true_of(made, "x._one is True and x.__version__ == '1'");
    expect_all(made, "[]");
}

/* Feature: M04 */
TEST(module_add_star_import_takes_what_is_listed)
{
    pyf_handle made = registered("made_one", NULL);
    pyf_handle names = no_names();

    assert_int_equal(pyf_module_add(made, PYF_TEXT("one"), PYF_TRUE), PYF_OK);
    assert_int_equal(pyf_module_add(made, PYF_TEXT("_two"), PYF_TRUE), PYF_OK);
    run_in("from made_one import *", names);
    expect_true_in("one is True", names);
    assert_int_equal(pyf_hasitem(names, str("_two")), 0);
    forget("made_");
}

TEST(module_add_makes_a_list_of_a_tuple)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);

    assert_int_equal(
        pyf_setattr(made, PYF_TEXT("__all__"), evaluate("('a', 'b')")),
        PYF_OK);
    assert_int_equal(pyf_module_add(made, PYF_TEXT("c"), PYF_TRUE), PYF_OK);
    expect_all(made, "['a', 'b', 'c']");
}

TEST(module_add_makes_a_list_that_hides_nothing)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);

    assert_int_equal(pyf_delattr(made, PYF_TEXT("__all__")), PYF_OK);
    assert_int_equal(pyf_setattr(made, PYF_TEXT("before"), PYF_TRUE), PYF_OK);
    assert_int_equal(pyf_setattr(made, PYF_TEXT("_before"), PYF_TRUE), PYF_OK);
    assert_int_equal(pyf_module_add(made, PYF_TEXT("after"), PYF_TRUE),
                     PYF_OK);
    expect_all(made, "['before', 'after']");
}

TEST(module_add_all_that_is_no_sequence_is_an_error)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);

    assert_int_equal(pyf_setattr(made, PYF_TEXT("__all__"), PYF_TRUE), PYF_OK);
    assert_int_equal(pyf_module_add(made, PYF_TEXT("one"), PYF_TRUE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_TypeError, "bool");
}

TEST(module_add_serves_modules_of_python)
{
    pyf_handle made = pyf_module_from_source("x = 1", PYF_AUTO_LENGTH, NULL, 0,
                                             PYF_TEXT("made_one"));

    assert_int_equal(pyf_module_add(made, PYF_TEXT("y"), PYF_TRUE), PYF_OK);
    expect_all(made, "['x', 'y']");
    forget("made_");
}

TEST(module_add_serves_a_subclass_of_module)
{
    pyf_handle made = evaluate("type('M', (type(__import__('sys')),), {})"
                               "('made_one')");

    assert_int_equal(pyf_module_add(made, PYF_TEXT("one"), PYF_TRUE), PYF_OK);
    expect_all(made, "['one']");
}

TEST(module_add_name_that_python_refuses_is_its_error)
{
    pyf_handle made = evaluate(
        "type('M', (type(__import__('sys')),), "
        "{'__setattr__': lambda self, name, value: 1 // 0})('made_one')");

    assert_int_equal(pyf_module_add(made, PYF_TEXT("one"), PYF_TRUE),
                     PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
}

TEST(module_add_takes_a_module_alone)
{
    const pyf_value one = PYF_I64(1);

    assert_int_equal(pyf_module_add(PYF_NONE, PYF_TEXT("one"), PYF_TRUE),
                     PYF_ERR_TYPE);
    expect_failure2(PYF_ERR_TYPE, "pyf_module_add:", "'module'");
    assert_int_equal(
        pyf_module_add_value(PYF_TYPE_DICT, PYF_TEXT("one"), &one),
        PYF_ERR_TYPE);
    expect_failure2(PYF_ERR_TYPE, "pyf_module_add_value", "'module'");
    assert_int_equal(pyf_module_add_function(PYF_NONE, &add_one_def),
                     PYF_ERR_TYPE);
    expect_failure2(PYF_ERR_TYPE, "pyf_module_add_function", "'module'");
    assert_int_equal(
        pyf_module_add_submodule(PYF_NONE, PYF_TEXT("one"), NULL, 0), 0);
    expect_failure2(PYF_ERR_TYPE, "pyf_module_add_submodule", "'parent'");
}

TEST(module_add_bad_name_is_refused)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);

    assert_int_equal(pyf_module_add(made, NULL, 0, PYF_TRUE),
                     PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_add", "'name'");
    assert_int_equal(pyf_module_add(made, NOT_UTF8, PYF_AUTO_LENGTH, PYF_TRUE),
                     PYF_ERR_ENCODING);
    expect_failure2(PYF_ERR_ENCODING, "pyf_module_add", "'name'");
    expect_all(made, "[]");
}

TEST_BAD_HANDLE(module_add_bad_module, pyf_module_add,
                pyf_module_add(bad, PYF_TEXT("name"), PYF_TRUE))
TEST_BAD_HANDLE(module_add_bad_value, pyf_module_add,
                pyf_module_add(pyf_import(PYF_TEXT("sys")), PYF_TEXT("name"),
                               bad))

/* Feature: M04 */
TEST(module_add_value_takes_values)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);
    const pyf_value values[] = {PYF_I64(42), PYF_F64(0.5), PYF_STR("ä", 2),
                                PYF_NIL};

    assert_int_equal(pyf_module_add_value(made, PYF_TEXT("a"), &values[0]),
                     PYF_OK);
    assert_int_equal(pyf_module_add_value(made, PYF_TEXT("b"), &values[1]),
                     PYF_OK);
    assert_int_equal(pyf_module_add_value(made, PYF_TEXT("c"), &values[2]),
                     PYF_OK);
    assert_int_equal(pyf_module_add_value(made, PYF_TEXT("_d"), &values[3]),
                     PYF_OK);
    expect_true_of(made, "(x.a, x.b, x.c, x._d) == (42, 0.5, 'ä', None)");
    expect_all(made, "['a', 'b', 'c']");
}

TEST(module_add_value_bad_value_is_refused)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);
    const pyf_value unknown = {.kind = 99};
    const pyf_value closed = {.kind = PYF_VALUE_HANDLE, .as.handle = stale()};

    assert_int_equal(pyf_module_add_value(made, PYF_TEXT("a"), NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_add_value", "'value'");
    assert_int_equal(pyf_module_add_value(made, PYF_TEXT("a"), &unknown),
                     PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_add_value", "'value'");
    assert_int_equal(pyf_module_add_value(made, PYF_TEXT("a"), &closed),
                     PYF_ERR_HANDLE);
    expect_failure2(PYF_ERR_HANDLE, "pyf_module_add_value", "'value'");
    expect_all(made, "[]");
}

static const pyf_value a_value = PYF_I64(1);

TEST_BAD_HANDLE(module_add_value_bad_module, pyf_module_add_value,
                pyf_module_add_value(bad, PYF_TEXT("name"), &a_value))

/* ------------------------------------------------------------- functions */

/* Feature: F01, M04 */
TEST(module_function_is_called_and_listed)
{
    pyf_handle made = registered("made_one", NULL);

    assert_int_equal(pyf_module_add_function(made, &add_one_def), PYF_OK);
    expect_true_of(made, "x.add_one(6) == 7");
    expect_true_of(made, "x.add_one.__module__ == 'made_one'");
    expect_true_of(made, "x.add_one.__doc__ == 'One more.'");
    expect_all(made, "['add_one']");
    forget("made_");
}

TEST(module_function_is_pickled)
{
    pyf_handle made = registered("made_one", NULL);

    assert_int_equal(pyf_module_add_function(made, &add_one_def), PYF_OK);
    expect_true_of(made, "__import__('pickle').loads(__import__('pickle')"
                         ".dumps(x.add_one)) is x.add_one");
    forget("made_");
}

TEST(module_function_is_in_its_help)
{
    pyf_handle made = registered("made_one", "What it is for.");
    pyf_handle names = no_names();

    assert_int_equal(pyf_module_add_function(made, &add_one_def), PYF_OK);
    run_in("import made_one, pydoc\n"
           "said = pydoc.render_doc(made_one, renderer=pydoc.plaintext)\n",
           names);
    expect_true_in("'What it is for.' in said", names);
    expect_true_in("'add_one(x: int)' in said", names);
    expect_true_in("'One more.' in said", names);
    expect_true_in("'add_one' in dir(made_one)", names);
    forget("made_");
}

static int drops;

static void
drop(void *data)
{
    drops += data == &drops;
}

static const pyf_function_def dropped = {
    .size = sizeof dropped,
    .form = PYF_FORM_NATIVE,
    .name = {PYF_TEXT("add_one")},
    .signature = {PYF_TEXT("(x: i64) -> i64")},
    .call.native = (pyf_native_function)add_one,
    .data = &drops,
    .drop = drop,
};

static pyf_function_def
dropped_but(const char *name, const char *signature)
{
    pyf_function_def def = dropped;

    def.name = (pyf_text){name, PYF_AUTO_LENGTH};
    def.signature = (pyf_text){signature, PYF_AUTO_LENGTH};
    return def;
}

TEST(module_function_data_is_dropped_once)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);

    drops = 0;
    assert_int_equal(pyf_module_add_function(made, &dropped), PYF_OK);
    assert_int_equal(drops, 0);
    assert_int_equal(pyf_delattr(made, PYF_TEXT("add_one")), PYF_OK);
    assert_int_equal(drops, 1);
}

TEST(module_function_data_is_dropped_on_failure)
{
    const pyf_function_def bad = dropped_but("bad", "(x: i65)");
    const pyf_function_def nameless = dropped_but(NULL, "()");
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);

    drops = 0;
    assert_int_equal(pyf_module_add_function(made, &bad),
                     PYF_ERR_SIGNATURE);
    expect_failure(PYF_ERR_SIGNATURE, "i65");
    assert_int_equal(drops, 1);
    assert_int_equal(pyf_module_add_function(made, &nameless),
                     PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_add_function", "name");
    assert_int_equal(drops, 2);
    assert_int_equal(pyf_module_add_function(PYF_NONE, &dropped),
                     PYF_ERR_TYPE);
    expect_failure(PYF_ERR_TYPE, "pyf_module_add_function");
    assert_int_equal(drops, 3);
    assert_int_equal(pyf_module_add_function(stale(), &dropped),
                     PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_module_add_function");
    assert_int_equal(drops, 4);
    expect_all(made, "[]");
}

TEST(module_function_that_cannot_be_set_is_dropped)
{
    pyf_handle made = evaluate(
        "type('M', (type(__import__('sys')),), "
        "{'__setattr__': lambda self, name, value: 1 // 0})('made_one')");

    drops = 0;
    assert_int_equal(pyf_module_add_function(made, &dropped),
                     PYF_ERR_PYTHON);
    assert_int_equal(drops, 0); /* the traceback has it */
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    assert_int_equal(drops, 1);
}

TEST(module_function_bad_definition_is_refused)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made_one"), NULL, 0);
    const pyf_function_def sizeless = {.name = {PYF_TEXT("f")}};

    assert_int_equal(pyf_module_add_function(made, NULL), PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_add_function", "'def'");
    assert_int_equal(pyf_module_add_function(made, &sizeless),
                     PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_add_function", "size");
    assert_int_equal(pyf_module_add_function(stale(), NULL), PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_module_add_function");
}

TEST_BAD_HANDLE(module_add_function_bad_module, pyf_module_add_function,
                pyf_module_add_function(bad, &add_one_def))

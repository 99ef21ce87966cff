/* SPDX-License-Identifier: MIT */
/* module: modules inside modules. */
#include "bad-handle.h"

static pyf_handle
package(const char *name)
{
    pyf_handle module = pyf_module_new(name, PYF_AUTO_LENGTH, NULL, 0);

    assert_int_equal(pyf_sys_modules_set(name, PYF_AUTO_LENGTH, module),
                     PYF_OK);
    return module;
}

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
    .call.native = (pyf_native_function)add_one,
};

TEST(submodule_is_an_attribute_and_listed)
{
    pyf_handle made = package("made");
    pyf_handle sub =
        pyf_module_add_submodule(made, PYF_TEXT("sub"), PYF_TEXT("Inside."));

    assert_int_equal(pyf_is(pyf_getattr(made, PYF_TEXT("sub")), sub), 1);
    expect_repr(pyf_getattr(made, PYF_TEXT("__all__")), "['sub']");
    expect_true_of(sub, "x.__name__ == x.__spec__.name == 'made.sub'");
    expect_true_of(sub, "x.__doc__ == 'Inside.'");
    expect_true_of(sub, "x.__package__ == x.__spec__.parent == 'made'");
    forget("made");
}

/* Feature: M05 */
TEST(submodule_makes_its_parent_a_package)
{
    pyf_handle made = package("made");

    expect_true_of(made, "not hasattr(x, '__path__')");
    assert_true(pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0) != 0);
    expect_true_of(made, "x.__path__ == []");
    expect_true_of(made, "x.__spec__.submodule_search_locations == []");
    expect_true_of(made, "x.__package__ == x.__spec__.parent == 'made'");
    forget("made");
}

/* Feature: M05, X07 */
TEST(submodule_is_imported_in_every_way)
{
    pyf_handle made = package("made");
    pyf_handle sub = pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0);
    pyf_handle names = no_names();

    assert_int_equal(pyf_module_add_function(sub, &add_one_def), PYF_OK);
    run_in("import made.sub\n"
           "import made.sub as one\n"
           "from made import sub\n"
           "from made.sub import add_one\n"
           "from made import *\n",
           names);
    expect_true_in("made.sub is one is sub", names);
    expect_true_in("add_one is sub.add_one and add_one(6) == 7", names);
    assert_int_equal(pyf_is(pyf_import(PYF_TEXT("made.sub")), sub), 1);
    forget("made");
}

TEST(submodule_that_is_missing_is_not_found)
{
    pyf_handle made = package("made");

    assert_true(pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0) != 0);
    assert_int_equal(pyf_import(PYF_TEXT("made.other")), 0);
    expect_exception(PYF_EXC_ModuleNotFoundError, "made.other");
    forget("made");
}

/* Feature: X07 */
TEST(submodule_function_is_pickled)
{
    pyf_handle sub =
        pyf_module_add_submodule(package("made"), PYF_TEXT("sub"), NULL, 0);

    assert_int_equal(pyf_module_add_function(sub, &add_one_def), PYF_OK);
    expect_true_of(sub, "x.add_one.__module__ == 'made.sub'");
    expect_true_of(sub, "__import__('pickle').loads(__import__('pickle')"
                        ".dumps(x.add_one)) is x.add_one");
    forget("made");
}

TEST(submodule_may_have_submodules)
{
    pyf_handle made = package("made");
    pyf_handle sub = pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0);
    pyf_handle deep = pyf_module_add_submodule(sub, PYF_TEXT("deep"), NULL, 0);
    pyf_handle names = no_names();

    assert_int_equal(pyf_module_add_function(deep, &add_one_def), PYF_OK);
    run_in("from made.sub.deep import add_one\n"
           "import made.sub.deep\n",
           names);
    expect_true_in("made.sub.deep.add_one(6) == 7", names);
    expect_true_in("made.sub.__package__ == 'made.sub'", names);
    expect_true_of(deep, "x.__package__ == 'made.sub'");
    forget("made");
}

TEST(submodule_again_takes_the_place)
{
    pyf_handle made = package("made");
    pyf_handle first =
        pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0);
    pyf_handle second =
        pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0);

    assert_int_equal(pyf_is(first, second), 0);
    assert_int_equal(pyf_is(pyf_import(PYF_TEXT("made.sub")), second), 1);
    assert_int_equal(pyf_is(pyf_getattr(made, PYF_TEXT("sub")), second), 1);
    expect_repr(pyf_getattr(made, PYF_TEXT("__all__")), "['sub']");
    forget("made");
}

TEST(submodule_leaves_the_path_of_a_real_package)
{
    pyf_handle json = pyf_import(PYF_TEXT("json"));
    pyf_handle names = no_names();

    run_in("import json\n"
           "before = list(json.__path__)\n"
           "places = list(json.__spec__.submodule_search_locations)\n"
           "listed = json.__all__\n",
           names);
    assert_true(
        pyf_module_add_submodule(json, PYF_TEXT("made_sub"), NULL, 0) != 0);
    expect_true_in("json.__path__ == before", names);
    expect_true_in("json.__spec__.submodule_search_locations == places",
                   names);
    run_in("import json.made_sub, json.tool\n"
           "del json.made_sub, json.tool\n"
           "listed.remove('made_sub')\n",
           names);
    forget("json.made_sub");
}

TEST(submodule_of_a_module_without_a_spec)
{
    pyf_handle made = package("made");

    assert_int_equal(pyf_delattr(made, PYF_TEXT("__spec__")), PYF_OK);
    assert_true(pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0) != 0);
    run_in("import made.sub", no_names());
    assert_int_equal(pyf_delattr(made, PYF_TEXT("__path__")), PYF_OK);
    assert_int_equal(pyf_setattr(made, PYF_TEXT("__spec__"), PYF_NONE),
                     PYF_OK);
    assert_true(pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0) != 0);
    expect_true_of(made, "x.__path__ == []");
    forget("made");
}

TEST(submodule_of_a_module_that_is_not_registered)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made"), NULL, 0);
    pyf_handle sub = pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0);

    expect_true_of(sub, "__import__('sys').modules['made.sub'] is x");
    forget("made");
}

TEST(submodule_bad_name_is_refused)
{
    pyf_handle made = package("made");

    assert_int_equal(pyf_module_add_submodule(made, NULL, 0, NULL, 0), 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_add_submodule", "NULL");
    assert_int_equal(pyf_module_add_submodule(made, PYF_TEXT(""), NULL, 0), 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_add_submodule", "empty");
    assert_int_equal(pyf_module_add_submodule(made, PYF_TEXT("a.b"), NULL, 0),
                     0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_module_add_submodule", "dot");
    assert_int_equal(
        pyf_module_add_submodule(made, NOT_UTF8, PYF_AUTO_LENGTH, NULL, 0), 0);
    expect_failure2(PYF_ERR_ENCODING, "pyf_module_add_submodule", "'name'");
    assert_int_equal(pyf_module_add_submodule(made, PYF_TEXT("sub"), NOT_UTF8,
                                              PYF_AUTO_LENGTH),
                     0);
    expect_failure2(PYF_ERR_ENCODING, "pyf_module_add_submodule", "'doc'");
    expect_true_of(made, "not hasattr(x, '__path__') and x.__all__ == []");
    forget("made");
}

TEST(submodule_of_a_module_without_a_name_is_refused)
{
    pyf_handle made = pyf_module_new(PYF_TEXT("made"), NULL, 0);

    assert_int_equal(pyf_setattr(made, PYF_TEXT("__name__"), PYF_TRUE),
                     PYF_OK);
    assert_int_equal(pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0),
                     0);
    expect_failure2(PYF_ERR_TYPE, "pyf_module_add_submodule", "__name__");
    assert_int_equal(pyf_delattr(made, PYF_TEXT("__name__")), PYF_OK);
    assert_int_equal(pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0),
                     0);
    expect_exception(PYF_EXC_AttributeError, "__name__");
}

TEST(submodule_that_cannot_be_set_is_nowhere)
{
    pyf_handle made = evaluate(
        "type('M', (type(__import__('sys')),), {'__setattr__': "
        "lambda s, n, v: 1 // 0 if n == 'sub' else s.__dict__"
        ".__setitem__(n, v)})('made')");

    assert_int_equal(pyf_module_add_submodule(made, PYF_TEXT("sub"), NULL, 0),
                     0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    assert_int_equal(
        pyf_contains(evaluate("__import__('sys').modules"), str("made.sub")),
        0);
}

TEST_BAD_HANDLE(submodule_bad_parent, pyf_module_add_submodule,
                pyf_module_add_submodule(bad, PYF_TEXT("name"), NULL, 0))

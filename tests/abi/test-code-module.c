/* SPDX-License-Identifier: MIT */
/* code: modules made from source. */
#include "bad-handle.h"

static pyf_handle
module(const char *source, const char *name)
{
    return pyf_module_from_source(source, PYF_AUTO_LENGTH, NULL, 0, name,
                                  PYF_AUTO_LENGTH);
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

static int
is_registered(const char *name)
{
    return pyf_contains(evaluate("__import__('sys').modules"), str(name));
}

static int64_t
module_count(void)
{
    return integer(evaluate("len(__import__('sys').modules)"));
}

TEST(module_from_code_gives_a_module)
{
    pyf_handle made = module("x = 1\ndef f(): return x + 1\n", "made_one");

    assert_int_equal(pyf_builtin_type(made), PYF_BUILTIN_MODULE);
    assert_int_equal(integer(pyf_call_method(made, PYF_TEXT("f"), NULL, 0)),
                     2);
    forget("made_");
}

TEST(module_from_code_is_found_by_import)
{
    pyf_handle made = module("x = 1", "made_one");

    assert_int_equal(pyf_is(pyf_import(PYF_TEXT("made_one")), made), 1);
    run_in("import made_one; assert made_one.x == 1", no_names());
    forget("made_");
}

/* Feature: R05 */
TEST(module_from_code_has_name_and_file)
{
    pyf_handle made = pyf_module_from_source(
        "import sys; me = sys.modules["
        "__name__]",
        PYF_AUTO_LENGTH, PYF_TEXT("dir/größe.py"), PYF_TEXT("made_one"));

    assert_string_equal(text(pyf_getattr(made, PYF_TEXT("__name__"))),
                        "made_one");
    assert_string_equal(text(pyf_getattr(made, PYF_TEXT("__file__"))),
                        "dir/größe.py");
    assert_int_equal(pyf_is(pyf_getattr(made, PYF_TEXT("me")), made), 1);
    forget("made_");
}

TEST(module_from_code_classes_know_their_module)
{
    pyf_handle made = module("class C: pass", "made_one");

    assert_string_equal(text(pyf_getattr(pyf_getattr(made, PYF_TEXT("C")),
                                         PYF_TEXT("__module__"))),
                        "made_one");
    forget("made_");
}

/* Feature: R05 */
TEST(module_from_code_empty_names_are_made_unique)
{
    pyf_handle one = module("x = 1", ""), two = module("x = 2", "");

    assert_int_equal(pyf_is(one, two), 0);
    assert_int_equal(integer(pyf_getattr(one, PYF_TEXT("x"))), 1);
    assert_int_equal(integer(pyf_getattr(two, PYF_TEXT("x"))), 2);
    expect_true_of(one, "x.__name__ != ''");
    assert_int_equal(pyf_compare(pyf_getattr(one, PYF_TEXT("__name__")),
                                 pyf_getattr(two, PYF_TEXT("__name__")),
                                 PYF_NE),
                     1);
    assert_int_equal(is_registered(""), 0);
    forget(text(pyf_getattr(one, PYF_TEXT("__name__"))));
    forget(text(pyf_getattr(two, PYF_TEXT("__name__"))));
}

TEST(module_from_code_null_name_is_made_unique)
{
    pyf_handle made = module("x = 1", NULL);
    const char *name = text(pyf_getattr(made, PYF_TEXT("__name__")));

    assert_int_equal(pyf_is(pyf_import(name, PYF_AUTO_LENGTH), made), 1);
    forget(name);
}

/* Feature: R07 */
TEST(module_from_code_dotted_name_makes_the_parents)
{
    pyf_handle made = module("x = 1", "made_a.b.c");

    assert_int_equal(is_registered("made_a"), 1);
    assert_int_equal(is_registered("made_a.b"), 1);
    run_in("import made_a.b.c\n"
           "assert made_a.b.c.x == 1\n"
           "from made_a.b import c\n"
           "from made_a.b.c import x\n",
           no_names());
    assert_int_equal(pyf_is(pyf_import(PYF_TEXT("made_a.b.c")), made), 1);
    forget("made_");
}

TEST(module_from_code_dotted_name_uses_parents_that_exist)
{
    pyf_handle parent = module("x = 'parent'", "made_a");
    pyf_handle child = module("x = 'child'", "made_a.b");

    assert_int_equal(pyf_is(pyf_getattr(parent, PYF_TEXT("b")), child), 1);
    assert_string_equal(text(pyf_getattr(parent, PYF_TEXT("x"))), "parent");
    run_in("import made_a.b; assert made_a.b.x == 'child'", no_names());
    forget("made_");
}

TEST(module_from_code_dotted_name_imports_relatively)
{
    module("value = 5", "made_a.one");
    pyf_handle two = module("from .one import value", "made_a.two");

    assert_int_equal(integer(pyf_getattr(two, PYF_TEXT("value"))), 5);
    forget("made_");
}

TEST(module_from_code_that_raises_leaves_nothing_registered)
{
    int64_t before = module_count();

    assert_int_equal(module("1 / 0", "made_one"), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    assert_int_equal(module("1 / 0", "made_a.b.c"), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    assert_int_equal(module("1 / 0", ""), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    assert_int_equal(is_registered("made_one"), 0);
    assert_int_equal(is_registered("made_a.b.c"), 0);
    assert_int_equal(module_count(), before);
}

TEST(module_from_code_that_raises_keeps_the_older_one)
{
    pyf_handle older = module("x = 1", "made_one");

    assert_int_equal(module("x = 2\n1 / 0", "made_one"), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    assert_int_equal(pyf_is(pyf_import(PYF_TEXT("made_one")), older), 1);
    assert_int_equal(integer(pyf_getattr(older, PYF_TEXT("x"))), 1);
    forget("made_");
}

TEST(module_from_code_that_raises_leaves_an_older_parent_alone)
{
    pyf_handle parent = module("x = 1", "made_a");

    assert_int_equal(module("1 / 0", "made_a.b.c"), 0);
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    assert_int_equal(pyf_hasattr(parent, PYF_TEXT("b")), 0);
    assert_int_equal(is_registered("made_a"), 1);
    assert_int_equal(is_registered("made_a.b"), 0);
    assert_int_equal(pyf_is(pyf_import(PYF_TEXT("made_a")), parent), 1);
    forget("made_");
}

TEST(module_from_code_that_raises_keeps_the_exception_of_the_source)
{
    char report[2048];
    size_t length = 0;

    assert_int_equal(pyf_module_from_source(
                         "x = 1\nraise ValueError('mine')\n", PYF_AUTO_LENGTH,
                         PYF_TEXT("sample.py"), PYF_TEXT("made_a.b")),
                     0);
    assert_int_equal(pyf_error_format(report, sizeof report, &length),
                     PYF_OK);
    assert_non_null(strstr(report, "\"sample.py\", line 2, in <module>"));
    expect_exception(PYF_EXC_ValueError, "mine");
}

TEST(module_from_code_name_in_use_is_replaced)
{
    pyf_handle one = module("x = 1", "made_one");
    pyf_handle two = module("y = 2", "made_one");

    assert_int_equal(pyf_is(pyf_import(PYF_TEXT("made_one")), two), 1);
    assert_int_equal(pyf_is(one, two), 0);
    assert_int_equal(pyf_hasattr(two, PYF_TEXT("x")), 0);
    forget("made_");
}

TEST(module_from_code_syntax_error_names_file_and_line)
{
    char report[2048];
    size_t length = 0;

    assert_int_equal(pyf_module_from_source("x = 1\nx = = 2", PYF_AUTO_LENGTH,
                                            PYF_TEXT("sample.py"),
                                            PYF_TEXT("made_one")),
                     0);
    assert_int_equal(pyf_error_format(report, sizeof report, &length),
                     PYF_OK);
    assert_non_null(strstr(report, "sample.py\", line 2"));
    expect_exception(PYF_EXC_SyntaxError, "invalid syntax");
    assert_int_equal(is_registered("made_one"), 0);
}

TEST(module_from_code_traceback_names_file_and_line)
{
    char report[2048];
    size_t length = 0;
    pyf_handle made =
        pyf_module_from_source("def f():\n    return 1 / 0\n", PYF_AUTO_LENGTH,
                               PYF_TEXT("sample.py"), PYF_TEXT("made_one"));

    assert_int_equal(pyf_call_method(made, PYF_TEXT("f"), NULL, 0), 0);
    assert_int_equal(pyf_error_format(report, sizeof report, &length),
                     PYF_OK);
    assert_non_null(strstr(report, "\"sample.py\", line 2, in f"));
    expect_exception(PYF_EXC_ZeroDivisionError, "");
    forget("made_");
}

TEST(module_from_code_takes_length_bytes)
{
    pyf_handle made =
        pyf_module_from_source("x = 1234", 6, NULL, 0, PYF_TEXT("made_one"));

    assert_int_equal(integer(pyf_getattr(made, PYF_TEXT("x"))), 12);
    forget("made_");
}

TEST(module_from_code_empty_source_is_an_empty_module)
{
    assert_int_equal(pyf_builtin_type(module("", "made_one")),
                     PYF_BUILTIN_MODULE);
    forget("made_");
}

TEST(module_from_code_bad_source_is_refused)
{
    assert_int_equal(
        pyf_module_from_source(NULL, 1, NULL, 0, PYF_TEXT("made_one")), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_module_from_source");
    assert_int_equal(
        pyf_module_from_source("1", (size_t)-2, NULL, 0, PYF_TEXT("made_one")),
        0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_module_from_source");
    assert_int_equal(
        pyf_module_from_source("1\0", 2, NULL, 0, PYF_TEXT("made_one")), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_module_from_source");
    assert_int_equal(module(NOT_UTF8, "made_one"), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_module_from_source");
    assert_int_equal(is_registered("made_one"), 0);
}

TEST(module_from_code_bad_names_are_refused)
{
    assert_int_equal(module("x = 1", NOT_UTF8), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_module_from_source");
    assert_int_equal(pyf_module_from_source("x = 1", 5, NOT_UTF8,
                                            PYF_AUTO_LENGTH,
                                            PYF_TEXT("made_one")),
                     0);
    expect_failure(PYF_ERR_ENCODING, "pyf_module_from_source");
    assert_int_equal(is_registered("made_one"), 0);
}

TEST(module_from_code_odd_dots_are_refused)
{
    const char *const names[] = {".a", "a.", "a..b", "."};
    int64_t before = module_count();

    for (int i = 0; i < 4; i++) {
        assert_int_equal(module("x = 1", names[i]), 0);
        expect_failure(PYF_ERR_ARGUMENT, "pyf_module_from_source");
    }
    assert_int_equal(module_count(), before);
}

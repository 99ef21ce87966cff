/* SPDX-License-Identifier: MIT */
/* code, import: modules by dotted name. */
#include "bad-handle.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A folder of modules on sys.path, for one test. */
static char folder[32];

static void
write_module(const char *name, const char *source)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(source, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void
open_folder(void)
{
    strcpy(folder, "/tmp/pyforge-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_int_equal(pyf_sys_path_insert(folder, PYF_AUTO_LENGTH, 0), PYF_OK);
}

static void
close_folder(void)
{
    pyf_handle names = no_names();

    pyf_setitem_str(names, PYF_TEXT("folder"), str(folder));
    run_in("import shutil, sys\n"
           "sys.path.remove(folder)\n"
           "shutil.rmtree(folder)\n"
           "for name in [n for n in sys.modules if n.startswith('tmp_')]:\n"
           "    del sys.modules[name]\n",
           names);
}

TEST(import_gives_the_module)
{
    pyf_handle math = pyf_import(PYF_TEXT("math"));

    assert_int_equal(pyf_builtin_type(math), PYF_BUILTIN_MODULE);
    assert_string_equal(text(pyf_getattr(math, PYF_TEXT("__name__"))), "math");
}

TEST(import_twice_gives_the_same_module)
{
    assert_int_equal(
        pyf_is(pyf_import(PYF_TEXT("json")), pyf_import(PYF_TEXT("json"))), 1);
}

/* Feature: R01 */
TEST(import_dotted_name_gives_the_last_module)
{
    assert_string_equal(text(pyf_getattr(pyf_import(PYF_TEXT("os.path")),
                                         PYF_TEXT("__name__"))),
                        "posixpath");
    pyf_handle module = pyf_import(PYF_TEXT("xml.dom.minidom"));

    assert_string_equal(text(pyf_getattr(module, PYF_TEXT("__name__"))),
                        "xml.dom.minidom");
}

/* Feature: R01 */
TEST(import_missing_module_raises_module_not_found)
{
    assert_int_equal(pyf_import(PYF_TEXT("no_such_module")), 0);
    expect_exception(PYF_EXC_ModuleNotFoundError,
                     "No module named 'no_such_module'");
}

TEST(import_missing_submodule_raises_module_not_found)
{
    assert_int_equal(pyf_import(PYF_TEXT("json.no_such_part")), 0);
    expect_exception(PYF_EXC_ModuleNotFoundError, "json.no_such_part");
    assert_int_equal(pyf_import(PYF_TEXT("math.part")), 0);
    expect_exception(PYF_EXC_ModuleNotFoundError, "not a package");
}

TEST(import_attribute_that_is_no_module_is_refused)
{
    assert_int_equal(pyf_import(PYF_TEXT("json.dumps")), 0);
    expect_exception(PYF_EXC_ModuleNotFoundError, "json.dumps");
}

TEST(import_relative_name_is_refused)
{
    const char *const names[] = {".json", "..json", "."};

    for (int i = 0; i < 3; i++) {
        assert_int_equal(pyf_import(names[i], PYF_AUTO_LENGTH), 0);
        assert_true(pyf_error_code() < 0);
        pyf_error_clear();
    }
}

TEST(import_odd_names_are_refused)
{
    const char *const names[] = {"", "json.", "json..tool", "a b", "größe"};

    for (int i = 0; i < 5; i++) {
        assert_int_equal(pyf_import(names[i], PYF_AUTO_LENGTH), 0);
        assert_true(pyf_error_code() < 0);
        pyf_error_clear();
    }
}

TEST(import_null_is_refused)
{
    assert_int_equal(pyf_import(NULL, 0), 0);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_import");
}

TEST(import_name_not_utf8_is_refused)
{
    assert_int_equal(pyf_import(NOT_UTF8, PYF_AUTO_LENGTH), 0);
    expect_failure(PYF_ERR_ENCODING, "pyf_import");
}

TEST(import_module_that_raises_passes_it_on)
{
    open_folder();
    write_module("tmp_raises.py", "x = 1\nraise ValueError('while loading')\n");
    assert_int_equal(pyf_import(PYF_TEXT("tmp_raises")), 0);
    expect_exception(PYF_EXC_ValueError, "while loading");
    expect_true_in("'tmp_raises' not in __import__('sys').modules",
                   no_names());
    close_folder();
}

TEST(import_module_with_a_syntax_error_says_where)
{
    char report[2048];
    size_t length = 0;

    open_folder();
    write_module("tmp_syntax.py", "x = 1\ny = (\n");
    assert_int_equal(pyf_import(PYF_TEXT("tmp_syntax")), 0);
    assert_int_equal(pyf_error_format(report, sizeof report, &length),
                     PYF_OK);
    assert_non_null(strstr(report, "tmp_syntax.py\", line 2"));
    expect_exception(PYF_EXC_SyntaxError, "never closed");
    close_folder();
}

/* Feature: R08 */
TEST(import_finds_what_was_put_on_the_path)
{
    open_folder();
    write_module("tmp_good.py", "answer = 42\n");
    assert_int_equal(integer(pyf_getattr(pyf_import(PYF_TEXT("tmp_good")),
                                         PYF_TEXT("answer"))),
                     42);
    close_folder();
}

TEST(import_system_exit_in_a_module_is_an_ordinary_error)
{
    open_folder();
    write_module("tmp_exits.py", "raise SystemExit(4)\n");
    assert_int_equal(pyf_import(PYF_TEXT("tmp_exits")), 0);
    expect_exception(PYF_EXC_SystemExit, "4");
    close_folder();
}

TEST_DETACHED(import_detached_is_refused)
{
    assert_int_equal(pyf_import(PYF_TEXT("math")), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_import");
}

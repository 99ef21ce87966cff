/* SPDX-License-Identifier: MIT */
/* SE16, SE17: Python files that need each other, inside the program and next
 * to it. */
#include "sample.h"

#include <stdlib.h>
#include <sys/stat.h>

static const char foo_py[] =
    "def bar():\n"
    "    return \"baz\"\n";

static const char app_py[] =
    "from utils.foo import bar\n"
    "\n"
    "\n"
    "def run():\n"
    "    return bar()\n";

/* Call run() of a module and print what it gives. */
static int
run_app(pyf_handle app)
{
    pyf_value result;

    if (pyf_call_method_values(app, PYF_TEXT("run"), NULL, 0, PYF_VALUE_ANY,
                               &result) < 0)
        return pyf_error_code();
    printf("py: %.*s\n", (int)result.as.text.length, result.as.text.data);
    return pyf_close(result.owner);
}

static pyf_handle
module(const char *source, const char *filename, const char *name)
{
    return pyf_module_from_source(source, PYF_AUTO_LENGTH, filename,
                                  PYF_AUTO_LENGTH, name, PYF_AUTO_LENGTH);
}

/* So that the next sample finds nothing of this one. */
static void
forget_utils(void)
{
    assert_int_equal(pyf_run("import sys\n"
                             "sys.modules.pop('utils.foo', None)\n"
                             "sys.modules.pop('utils', None)\n",
                             PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE), PYF_OK);
}

/* SE16: the files are part of the program; those that are needed first. */
static int
run_bundled(void)
{
    if (module(foo_py, "utils/foo.py", "utils.foo") == 0)
        return pyf_error_code();
    return run_app(module(app_py, "", ""));
}

/* Feature: SE16 */
TEST(SE16_bundled_files)
{
    expect_output(run_bundled, "py: baz\n");
    forget_utils();
}

/* SE16: utils, which has no file, is there for a plain import too. */
static int
import_bundled(void)
{
    if (module(foo_py, "utils/foo.py", "utils.foo") == 0)
        return pyf_error_code();
    return pyf_run("import utils.foo\n"
                   "print('py:', utils.foo.bar())\n",
                   PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

/* Feature: SE16 */
TEST(SE16_bundled_package_can_be_imported)
{
    expect_output(import_bundled, "py: baz\n");
    forget_utils();
}

/* SE17: the files lie in a folder; app.py finds the others by sys.path. */
static char folder[] = "/tmp/pyforge-seed-XXXXXX";

static char *
in_folder(const char *name)
{
    static char path[64];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static size_t
read_file(const char *path, char *buffer, size_t size)
{
    FILE *file = fopen(path, "r");

    if (file == NULL)
        return 0;
    size_t length = fread(buffer, 1, size, file);

    fclose(file);
    return length;
}

static int
run_from_files(void)
{
    char source[1024];
    size_t length = read_file(in_folder("app.py"), source, sizeof source);

    if (pyf_sys_path_insert(folder, PYF_AUTO_LENGTH, 0) < 0)
        return pyf_error_code();
    return run_app(pyf_module_from_source(source, length, in_folder("app.py"),
                                          PYF_AUTO_LENGTH, PYF_TEXT("")));
}

static void
write_file(const char *name, const char *source)
{
    FILE *file = fopen(in_folder(name), "w");

    assert_non_null(file);
    assert_true(fputs(source, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Feature: SE17 */
TEST(SE17_files_read_at_run_time)
{
    assert_non_null(mkdtemp(folder));
    assert_int_equal(mkdir(in_folder("utils"), 0700), 0);
    write_file("utils/foo.py", foo_py);
    write_file("app.py", app_py);
    expect_output(run_from_files, "py: baz\n");
    assert_int_equal(pyf_run("import shutil, sys\n"
                             "shutil.rmtree(sys.path.pop(0))\n",
                             PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE), PYF_OK);
    forget_utils();
}

/* SPDX-License-Identifier: MIT */
/* discover: the Pythons of this machine, and those that a process has loaded.
 */
#define _GNU_SOURCE
#include "installation.h"

#include <dlfcn.h>
#include <glob.h>

#include "platform/platform.h"

/* What a command prints, without its newline; NULL when it fails. */
static const char *
output_of(const char *command)
{
    static char line[2048];
    FILE *pipe = popen(command, "r");
    char *got = pipe == NULL ? NULL : fgets(line, sizeof(line), pipe);

    if (pipe == NULL || pclose(pipe) != 0 || got == NULL)
        return NULL;
    line[strcspn(line, "\n")] = '\0';
    return text("%s", line);
}

static const char *
ask(const char *python, const char *expression)
{
    return output_of(text("'%s' -I -c 'import sys; print(%s)' 2>/dev/null",
                          python, expression));
}

/* Interpreters of 3.11 and newer that have a shared library. */
static void
each_python(void (*body)(const char *python))
{
    const char *root_of_pyenv = getenv("PYENV_ROOT");
    glob_t files;
    int count = 0;

    glob("/usr/bin/python3", 0, NULL, &files);
    glob("/usr/local/bin/python3", GLOB_APPEND, NULL, &files);
    if (root_of_pyenv != NULL)
        glob(text("%s/versions/*/bin/python3", root_of_pyenv), GLOB_APPEND,
             NULL, &files);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        int code = discover(files.gl_pathv[i], NULL, NULL);

        pyf__fault_clear();
        if (code == PYF_ERR_VERSION || code == PYF_ERR_LIBRARY)
            continue;
        body(files.gl_pathv[i]);
        count++;
    }
    globfree(&files);
    if (count == 0)
        skip_because("there is no Python with a shared library");
}

static void
expect_itself(const char *python)
{
    expect_found(discover(python, NULL, NULL), "configuration",
                 ask(python, "sys.executable"), ask(python, "sys.prefix"),
                 ask(python, "sys.base_prefix"));
    assert_string_equal(text("%d.%d%s", found.major, found.minor,
                             found.free_threaded ? "t" : ""),
                        ask(python, "\"%d.%d%s\" % (*sys.version_info[:2], "
                                    "sys.abiflags)"));
    assert_string_equal(
        found.stdlib,
        ask(python, "__import__(\"sysconfig\").get_path(\"stdlib\")"));
}

TEST(discover_real_pythons_agree)
{
    begin();
    pyf__fault_clear();
    each_python(expect_itself);
}

static void
expect_same_answers(const char *python)
{
    struct pyf__search search = {0};
    const char *answers;

    assert_int_equal(discover(python, NULL, NULL), PYF_OK);
    assert_int_equal(pyf__probe(&search, python, true, &answers), PYF_OK);
    assert_string_equal(pyf__answer(&search, answers, "base_prefix"),
                        found.home);
    assert_string_equal(pyf__answer(&search, answers, "executable"),
                        found.executable);
    assert_string_equal(pyf__answer(&search, answers, "stdlib"), found.stdlib);
    assert_null(pyf__answer(&search, answers, "no such key"));
    pyf__search_end(&search);
    pyf__fault_clear();
}

TEST(discover_real_pythons_answer_as_their_folders_say)
{
    begin();
    each_python(expect_same_answers);
}

static int venv_number;

static void
expect_own_venv(const char *python)
{
    const char *venv = text("%s/%d/venv%d", root, test_number, venv_number++);
    const char *own = text("%s/bin/python", venv);
    const char *home = ask(python, "sys.base_prefix");

    if (system(text("'%s' -m venv --without-pip '%s' >/dev/null 2>&1", python,
                    venv)) != 0)
        return;
    setenv("VIRTUAL_ENV", venv, 1);
    expect_found(discover(NULL, NULL, NULL), "VIRTUAL_ENV", own,
                 ask(own, "sys.prefix"), home);
    unsetenv("VIRTUAL_ENV");
    expect_found(discover(own, NULL, NULL), "configuration", own, venv, home);
    assert_int_equal(access(text("%s/%d/cache", root, test_number), F_OK), -1);
}

TEST(discover_real_virtual_envs_agree)
{
    begin();
    pyf__fault_clear();
    each_python(expect_own_venv);
}

TEST(discover_real_shim_on_path_is_followed)
{
    const char *pyenv = getenv("PYENV_ROOT");
    const char *shim;

    begin();
    shim = text("%s/shims/python3", pyenv == NULL ? "/none" : pyenv);
    setenv("PATH", first_path, 1);
    if (pyenv == NULL || ask(shim, "1") == NULL)
        skip_because("there is no pyenv here");
    setenv("PATH", text("%s/shims:%s", pyenv, first_path), 1);
    expect_found(discover(NULL, NULL, NULL), "PATH",
                 ask(shim, "sys.executable"), ask(shim, "sys.prefix"),
                 ask(shim, "sys.base_prefix"));
    expect_line(text("candidate: %s: used\n", shim));
}

/* Libraries that the process has loaded. */

static char libraries[2][1024];
static int library_count;

static void
keep_library(const char *python)
{
    (void)python;
    if (library_count < 2 && found.libpython != NULL)
        strcpy(libraries[library_count++], found.libpython);
}

static void
need_libraries(int count)
{
    begin();
    library_count = 0;
    each_python(keep_library);
    if (library_count < count)
        skip_because("there are not that many Pythons here");
}

static void
load_first(void)
{
    assert_non_null(dlopen(libraries[0], RTLD_NOW | RTLD_LOCAL));
    assert_int_equal(discover(NULL, NULL, NULL), PYF_OK);
    assert_string_equal(found.source, "already loaded");
    assert_true(pyf__same_file(found.libpython, libraries[0]));
    assert_true(found.loaded);
    assert_false(found.in_program);
    assert_false(found.running);
    assert_non_null(found.executable);
    assert_int_equal(discover(text("%s", found.executable), NULL, NULL),
                     PYF_OK);
    assert_int_equal(discover(NULL, libraries[0], NULL), PYF_OK);
}

TEST(discover_loaded_library_is_used)
{
    need_libraries(1);
    run_child_ok(load_first);
}

static void
ask_for_another(void)
{
    assert_non_null(dlopen(libraries[0], RTLD_NOW | RTLD_GLOBAL));
    expect_refused(discover(NULL, libraries[1], NULL), PYF_ERR_CONFLICT,
                   libraries[0], libraries[1]);
    setenv("PYFORGE_LIBPYTHON", libraries[1], 1);
    expect_refused(discover(NULL, NULL, NULL), PYF_ERR_CONFLICT,
                   "PYFORGE_LIBPYTHON", libraries[1]);
    unsetenv("PYFORGE_LIBPYTHON");
    expect_refused(
        discover(make_python(text("%s/other", root), "3.11"), NULL, NULL),
        PYF_ERR_CONFLICT, libraries[0],
        text("%s/other/lib/libpython3.11.so.1.0", root));
}

TEST(discover_loaded_library_and_another_wish_are_a_conflict)
{
    need_libraries(2);
    run_child_ok(ask_for_another);
}

static void
load_two(void)
{
    assert_non_null(dlopen(libraries[0], RTLD_NOW | RTLD_LOCAL));
    assert_non_null(dlopen(libraries[1], RTLD_NOW | RTLD_LOCAL));
    expect_refused(discover(NULL, NULL, NULL), PYF_ERR_CONFLICT,
                   pyf__base_name(libraries[0]), pyf__base_name(libraries[1]));
}

TEST(discover_two_loaded_libraries_are_a_conflict)
{
    need_libraries(2);
    run_child_ok(load_two);
}

static void
start_first(void)
{
    void *library = dlopen(libraries[0], RTLD_NOW | RTLD_GLOBAL);
    void (*initialize)(int) = NULL;

    assert_non_null(library);
    *(void **)&initialize = dlsym(library, "Py_InitializeEx");
    initialize(0);
    assert_int_equal(discover(NULL, NULL, NULL), PYF_OK);
    assert_true(found.running);
    assert_true(pyf__same_file(found.libpython, libraries[0]));
}

TEST(discover_running_python_is_used)
{
    need_libraries(1);
    run_child_ok(start_first);
}

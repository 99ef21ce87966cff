/* SPDX-License-Identifier: MIT */
/* runtime: what a started Python sees of the process, and what it leaves alone:
 * environment variables, signals, the locale, virtual environments. */
#include "process.h"

#include <locale.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

TEST_NO_START;

extern char **environ;

TEST_CHILD(isolated_by_default)
{
    start();
    expect_so("__import__('sys').flags.ignore_environment == 1");
    expect_so("__import__('sys').flags.no_user_site == 1");
    expect_so("'' not in __import__('sys').path");
}

TEST_CHILD(isolated_ignores_pythonpath)
{
    setenv("PYTHONPATH", "/from/pythonpath", 1);
    setenv("PYTHONHOME", "/from/pythonhome", 1);
    setenv("PYTHONOPTIMIZE", "2", 1);
    start();
    expect_so("'/from/pythonpath' not in __import__('sys').path");
    expect_so("__import__('sys').prefix != '/from/pythonhome'");
    expect_so("__import__('sys').flags.optimize == 0");
}

TEST_CHILD(environment_is_heeded_when_asked)
{
    pyf_config config = defaults();

    setenv("PYTHONPATH", "/from/pythonpath", 1);
    config.flags = PYF_CONFIG_ENVIRONMENT;
    start_with(&config);
    expect_so("'/from/pythonpath' in __import__('sys').path");
    expect_so("__import__('sys').flags.ignore_environment == 0");
}

TEST_CHILD(utf8_mode_is_on)
{
    setenv("LC_ALL", "C", 1);
    setenv("PYTHONUTF8", "0", 1);
    start();
    expect_so("__import__('sys').flags.utf8_mode == 1");
    expect_so("__import__('sys').getfilesystemencoding() == 'utf-8'");
    expect_so("__import__('sys').stdout.encoding == 'utf-8'");
}

static size_t
environment_size(void)
{
    size_t count = 0;

    while (environ[count] != NULL)
        count++;
    return count;
}

TEST_CHILD(environment_is_unchanged_by_a_start)
{
    setenv("PYTHONPATH", "/from/pythonpath", 1);
    size_t count = environment_size();
    char **before = calloc(count + 1, sizeof *before);

    for (size_t i = 0; i < count; i++)
        before[i] = strdup(environ[i]);
    start();
    assert_int_equal(environment_size(), count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(environ[i], before[i]);
        free(before[i]);
    }
    free(before);
    expect_so("__import__('os').environ['PYTHONPATH'] == '/from/pythonpath'");
}

/* Signals. */

enum { SIGNALS = 64 };

static void
snapshot(struct sigaction *actions)
{
    memset(actions, 0, SIGNALS * sizeof *actions);
    for (int i = 1; i < SIGNALS; i++)
        sigaction(i, NULL, &actions[i]);
}

static int
same_mask(const sigset_t *a, const sigset_t *b)
{
    int same = 1;

    for (int i = 1; i < SIGNALS; i++)
        same &= sigismember(a, i) == sigismember(b, i);
    return same;
}

/* Flags and mask mean something for a function only; SA_RESTORER is the C
 * library's own. */
static int
same_action(const struct sigaction *a, const struct sigaction *b)
{
    const int own = 0x04000000;

    if (a->sa_handler == SIG_DFL || a->sa_handler == SIG_IGN)
        return a->sa_handler == b->sa_handler;
    return a->sa_handler == b->sa_handler &&
           (a->sa_flags & ~own) == (b->sa_flags & ~own) &&
           same_mask(&a->sa_mask, &b->sa_mask);
}

static void
expect_signals(const struct sigaction *before)
{
    struct sigaction now[SIGNALS];

    snapshot(now);
    for (int i = 1; i < SIGNALS; i++) {
        if (!same_action(&before[i], &now[i]))
            fail_msg("signal %d (%s) has another handler", i, strsignal(i));
    }
}

TEST_CHILD(signals_are_unchanged_by_a_start)
{
    struct sigaction before[SIGNALS];

    snapshot(before);
    start();
    expect_signals(before);
}

TEST_CHILD(signals_are_unchanged_by_import_signal)
{
    struct sigaction before[SIGNALS];

    snapshot(before);
    start();
    assert_int_equal(run("import signal, asyncio, subprocess"), PYF_OK);
    expect_signals(before);
}

static volatile sig_atomic_t interrupted;

static void
on_interrupt(int number)
{
    interrupted = number;
}

TEST_CHILD(signals_of_the_host_keep_their_handlers)
{
    struct sigaction before[SIGNALS];

    signal(SIGINT, on_interrupt);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGTERM, on_interrupt);
    snapshot(before);
    start();
    assert_int_equal(run("import signal"), PYF_OK);
    expect_signals(before);
    raise(SIGINT);
    assert_int_equal(interrupted, SIGINT);
    assert_int_equal(run("for i in range(1000): pass"), PYF_OK);
}

TEST_CHILD(signals_are_unchanged_by_finalize)
{
    struct sigaction before[SIGNALS];

    signal(SIGINT, on_interrupt);
    snapshot(before);
    pyf_token here = start();

    assert_int_equal(run("import signal"), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    expect_signals(before);
}

TEST_CHILD(signals_asked_for_become_keyboard_interrupt)
{
    pyf_config config = defaults();

    signal(SIGINT, SIG_DFL);
    config.flags = PYF_CONFIG_SIGNALS;
    start_with(&config);
    raise(SIGINT);
    assert_int_equal(pyf_signals_check(), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_matches(PYF_EXC_KeyboardInterrupt), 1);
    pyf_error_clear();
}

TEST_CHILD(check_signals_with_none_is_ok)
{
    start();
    assert_int_equal(pyf_signals_check(), PYF_OK);
}

/* Locale. */

TEST_CHILD(locale_is_unchanged_by_a_start)
{
    setenv("LC_ALL", "C.UTF-8", 1);
    char *before = strdup(setlocale(LC_ALL, NULL));

    start();
    assert_string_equal(setlocale(LC_ALL, NULL), before);
    free(before);
}

TEST_CHILD(locale_of_the_host_is_kept)
{
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        return;
    start();
    assert_string_equal(setlocale(LC_CTYPE, NULL), "C.UTF-8");
}

TEST_CHILD(locale_asked_for_is_that_of_the_environment)
{
    pyf_config config = defaults();

    setenv("LC_ALL", "C.UTF-8", 1);
    config.flags = PYF_CONFIG_LOCALE;
    start_with(&config);
    assert_string_equal(setlocale(LC_CTYPE, NULL), "C.UTF-8");
}

/* Which interpreter the children of this process get. */

TEST_CHILD(executable_is_a_python)
{
    start();
    expect_so("__import__('subprocess').run([__import__('sys').executable, "
              "'-c', 'print(6 * 7)'], capture_output=True).stdout == b'42\\n'");
}

TEST_CHILD(executable_is_the_same_version)
{
    start();
    expect_so("__import__('subprocess').run([__import__('sys').executable, "
              "'-c', 'import sys; print(sys.hexversion)'], "
              "capture_output=True).stdout.decode().strip() == "
              "str(__import__('sys').hexversion)");
}

TEST_CHILD(executable_is_what_multiprocessing_spawns)
{
    start();
    expect_so("__import__('os').path.samefile("
              "__import__('os').fsdecode(__import__("
              "'multiprocessing.spawn').spawn.get_executable()), "
              "__import__('sys').executable)");
}

TEST_CHILD(stdlib_extension_modules_load)
{
    start();
    assert_int_equal(run("import math, json, struct, zlib, hashlib, decimal, "
                         "ctypes, _socket, select"), PYF_OK);
}

/* A virtual environment made by the Python that the tests run with. */

static char venv[64];

static void
forget_choice(void)
{
    unsetenv("PYFORGE_PYTHON");
    unsetenv("PYFORGE_LIBPYTHON");
    unsetenv("VIRTUAL_ENV");
}

static void
make_venv(void)
{
    char command[2400];

    strcpy(venv, "/tmp/pyforge-venv-XXXXXX");
    assert_non_null(mkdtemp(venv));
    snprintf(command, sizeof command, "'%s' -m venv --without-pip '%s'",
             discovered("python"), venv);
    assert_int_equal(system(command), 0);
    snprintf(command, sizeof command,
             "for d in '%s'/lib/python3*/site-packages; do "
             "echo 'x = 42' > $d/only_in_the_venv.py; done", venv);
    assert_int_equal(system(command), 0);
}

static void
remove_venv(void)
{
    char command[100];

    snprintf(command, sizeof command, "rm -r '%s'", venv);
    assert_int_equal(system(command), 0);
}

static void
expect_venv(void)
{
    char source[800];

    snprintf(source, sizeof source,
             "import os, sys, only_in_the_venv\n"
             "def same(a, b): assert os.path.samefile(a, b), (a, b)\n"
             "same(sys.prefix, '%s')\n"
             "assert sys.base_prefix != sys.prefix\n"
             "assert sys.executable.startswith('%s/bin/python'), "
             "sys.executable\n"
             "assert only_in_the_venv.x == 42\n"
             "same(only_in_the_venv.__file__.split('/lib/')[0], sys.prefix)\n"
             "import json, math\n", venv, venv);
    if (run(source) != PYF_OK)
        fail_msg("%s", pyf_error_message());
}

TEST_CHILD(venv_of_virtual_env_is_used)
{
    make_venv();
    forget_choice();
    setenv("VIRTUAL_ENV", venv, 1);
    start();
    expect_venv();
    remove_venv();
}

TEST_CHILD(venv_of_the_configuration_is_used)
{
    pyf_config config = defaults();
    char python[100];

    make_venv();
    snprintf(python, sizeof python, "%s/bin/python", venv);
    config.python = python;
    start_with(&config);
    expect_venv();
    remove_venv();
}

TEST_CHILD(venv_of_pyforge_python_is_used)
{
    char python[100];

    make_venv();
    forget_choice();
    snprintf(python, sizeof python, "%s/bin/python3", venv);
    setenv("PYFORGE_PYTHON", python, 1);
    start();
    expect_venv();
    remove_venv();
}

TEST_CHILD(venv_on_path_is_used)
{
    char path[8192];

    make_venv();
    forget_choice();
    snprintf(path, sizeof path, "%s/bin:%s", venv, getenv("PATH"));
    setenv("PATH", path, 1);
    start();
    expect_venv();
    remove_venv();
}

TEST_CHILD(venv_that_is_gone_is_refused)
{
    pyf_config config = defaults();

    forget_choice();
    setenv("VIRTUAL_ENV", "/no/such/venv", 1);
    assert_int_equal(pyf_initialize(&config), PYF_ERR_NOT_FOUND);
    expect_failure(PYF_ERR_NOT_FOUND, "/no/such/venv");
}

TEST_CHILD(configuration_goes_before_the_environment)
{
    pyf_config config = defaults();
    char *python = strdup(discovered("python"));

    setenv("VIRTUAL_ENV", "/no/such/venv", 1);
    setenv("PYFORGE_PYTHON", "/no/such/python", 1);
    config.python = python;
    start_with(&config);
    expect_so("True");
    free(python);
}

TEST_CHILD(pyforge_python_goes_before_virtual_env)
{
    char *python = strdup(discovered("python"));

    forget_choice();
    setenv("VIRTUAL_ENV", "/no/such/venv", 1);
    setenv("PYFORGE_PYTHON", python, 1);
    start();
    expect_so("True");
    free(python);
}

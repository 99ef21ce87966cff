/* SPDX-License-Identifier: MIT */
/* sys: the module path, the modules, the output, the signals. */
#include "bad-handle.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A copy of sys.path, to be put back by restore_path. */
static pyf_handle
save_path(void)
{
    return names_of("import sys\nobject, path = sys.path, sys.path.copy()\n");
}

static void
restore_path(pyf_handle saved)
{
    run_in("import sys\nsys.path = object\nsys.path[:] = path\n", saved);
}

/* path_insert */

TEST(path_insert_at_0_is_first)
{
    pyf_handle saved = save_path();

    assert_int_equal(pyf_sys_path_insert(PYF_TEXT("/no/such/folder"), 0),
                     PYF_OK);
    expect_true_in("sys.path == ['/no/such/folder', *path]", saved);
    restore_path(saved);
}

TEST(path_insert_at_1_is_second)
{
    pyf_handle saved = save_path();

    assert_int_equal(pyf_sys_path_insert(PYF_TEXT("/no/such/folder"), 1),
                     PYF_OK);
    expect_true_in("sys.path == [path[0], '/no/such/folder', *path[1:]]",
                   saved);
    restore_path(saved);
}

TEST(path_insert_at_minus_1_or_past_the_end_is_last)
{
    const int64_t positions[] = {-1, 1000000, INT64_MAX};
    pyf_handle saved = save_path();

    for (int i = 0; i < 3; i++) {
        assert_int_equal(
            pyf_sys_path_insert(PYF_TEXT("/no/such/folder"), positions[i]),
            PYF_OK);
        expect_true_in("sys.path == [*path, '/no/such/folder']", saved);
        run_in("sys.path.pop()", saved);
    }
    restore_path(saved);
}

/* Feature: V20 */
TEST(path_insert_folder_beyond_ascii_is_searched)
{
    char folder[] = "/tmp/pyforge-größe-XXXXXX", file[64];
    pyf_handle saved = save_path();

    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/tmp_found.py", folder);
    FILE *module = fopen(file, "w");

    assert_non_null(module);
    assert_true(fputs("answer = 42\n", module) >= 0);
    assert_int_equal(fclose(module), 0);
    assert_int_equal(pyf_sys_path_insert(folder, PYF_AUTO_LENGTH, 0), PYF_OK);
    assert_int_equal(integer(pyf_getattr(pyf_import(PYF_TEXT("tmp_found")),
                                         PYF_TEXT("answer"))),
                     42);
    run_in("import shutil; del sys.modules['tmp_found']\n"
           "shutil.rmtree(sys.path[0])\n", saved);
    restore_path(saved);
}

/* Feature: V20 */
TEST(path_insert_name_that_is_no_utf8_is_kept)
{
    pyf_handle saved = save_path();

    assert_int_equal(pyf_sys_path_insert(PYF_TEXT("/tmp/caf\xe9"), 0), PYF_OK);
    expect_true_in("__import__('os').fsencode(sys.path[0]) == "
                   "b'/tmp/caf\\xe9'", saved);
    restore_path(saved);
}

TEST(path_insert_null_is_refused)
{
    assert_int_equal(pyf_sys_path_insert(NULL, 0, 0), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_sys_path_insert");
}

TEST(path_insert_without_a_list_fails)
{
    pyf_handle saved = save_path();

    run_in("sys.path = ()", saved);
    assert_int_equal(pyf_sys_path_insert(PYF_TEXT("/no/such/folder"), 0),
                     PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_clear(), PYF_OK);
    run_in("del sys.path", saved);
    assert_int_equal(pyf_sys_path_insert(PYF_TEXT("/no/such/folder"), 0),
                     PYF_ERR_PYTHON);
    expect_failure(PYF_ERR_PYTHON, "sys.path");
    restore_path(saved);
}

/* modules_set */

/* Feature: R09 */
TEST(modules_set_is_found_by_import)
{
    pyf_handle names = names_of("import types\n"
                                "made = types.ModuleType('tmp_made')\n"
                                "made.x = 41\n");

    assert_int_equal(
        pyf_sys_modules_set(PYF_TEXT("tmp_made"), evaluate_in("made", names)),
        PYF_OK);
    run_in("import tmp_made; assert tmp_made.x == 41", names);
    assert_int_equal(
        pyf_is(pyf_import(PYF_TEXT("tmp_made")), evaluate_in("made", names)),
        1);
    run_in("import sys; del sys.modules['tmp_made']", names);
}

/* Feature: R09 */
TEST(modules_set_takes_any_object)
{
    pyf_handle names = no_names();

    assert_int_equal(
        pyf_sys_modules_set(PYF_TEXT("tmp_größe"), pyf_from_i64(7)), PYF_OK);
    run_in("import tmp_größe; assert tmp_größe == 7", names);
    run_in("import sys; del sys.modules['tmp_größe']", names);
}

TEST(modules_set_none_forbids_the_import)
{
    pyf_handle names = no_names();

    assert_int_equal(pyf_sys_modules_set(PYF_TEXT("tmp_forbidden"), PYF_NONE),
                     PYF_OK);
    assert_int_equal(pyf_import(PYF_TEXT("tmp_forbidden")), 0);
    expect_exception(PYF_EXC_ModuleNotFoundError, "tmp_forbidden");
    run_in("import sys; del sys.modules['tmp_forbidden']", names);
}

TEST(modules_set_bad_name_is_refused)
{
    assert_int_equal(pyf_sys_modules_set(NULL, 0, PYF_NONE), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_sys_modules_set");
    assert_int_equal(pyf_sys_modules_set(NOT_UTF8, PYF_AUTO_LENGTH, PYF_NONE),
                     PYF_ERR_ENCODING);
    expect_failure(PYF_ERR_ENCODING, "pyf_sys_modules_set");
}

TEST_BAD_HANDLE(modules_set_bad_module_is_refused, pyf_sys_modules_set,
                pyf_sys_modules_set(PYF_TEXT("tmp_never"), bad))

/* flush */

static const char streams[] =
    "import sys\n"
    "class Stream:\n"
    "    def __init__(self, fails): self.fails, self.flushes = fails, 0\n"
    "    def write(self, text): pass\n"
    "    def flush(self):\n"
    "        self.flushes += 1\n"
    "        if self.fails: raise OSError('disk full on purpose')\n"
    "saved = sys.stdout, sys.stderr\n"
    "def put(out, err):\n"
    "    global both\n"
    "    both = sys.stdout, sys.stderr = Stream(out), Stream(err)\n"
    "def restore(): sys.stdout, sys.stderr = saved\n";

TEST(flush_flushes_both_streams)
{
    pyf_handle names = names_of(streams);

    run_in("put(False, False)", names);
    assert_int_equal(pyf_sys_flush(), PYF_OK);
    run_in("restore()", names);
    expect_true_in("[s.flushes for s in both] == [1, 1]", names);
}

TEST(flush_failing_stream_keeps_none_from_the_other)
{
    pyf_handle names = names_of(streams);

    run_in("put(True, False)", names);
    assert_int_equal(pyf_sys_flush(), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_OSError, "disk full on purpose");
    run_in("put(False, True); first = both", names);
    assert_int_equal(pyf_sys_flush(), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_OSError, "disk full on purpose");
    expect_true_in("[s.flushes for s in both] == [1, 1]", names);
    run_in("restore()", names);
}

TEST(flush_both_streams_failing_fails)
{
    pyf_handle names = names_of(streams);

    run_in("put(True, True)", names);
    assert_int_equal(pyf_sys_flush(), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_OSError, "disk full on purpose");
    run_in("restore()", names);
    expect_true_in("[s.flushes for s in both] == [1, 1]", names);
}

TEST(flush_without_streams_does_nothing)
{
    pyf_handle names = names_of(streams);

    run_in("sys.stdout = sys.stderr = None", names);
    assert_int_equal(pyf_sys_flush(), PYF_OK);
    run_in("del sys.stdout, sys.stderr", names);
    assert_int_equal(pyf_sys_flush(), PYF_OK);
    run_in("restore()", names);
}

TEST(flush_puts_what_python_printed_before_what_the_host_prints)
{
    FILE *capture = tmpfile();
    char seen[32] = "";

    assert_non_null(capture);
    pyf_handle names = no_names();

    pyf_setitem_str(names, PYF_TEXT("fd"), pyf_from_i64(fileno(capture)));
    run_in("import os, sys\n"
           "saved, sys.stdout = sys.stdout, os.fdopen(os.dup(fd), 'w')\n"
           "print('from Python')\n", names);
    assert_int_equal(pyf_sys_flush(), PYF_OK);
    assert_int_equal(write(fileno(capture), "host\n", 5), 5);
    run_in("sys.stdout.close(); sys.stdout = saved", names);
    assert_true(pread(fileno(capture), seen, sizeof seen - 1, 0) > 0);
    assert_string_equal(seen, "from Python\nhost\n");
    fclose(capture);
}

/* check_signals */

static const char handlers[] =
    "import signal\n"
    "seen = []\n"
    "def note(number, frame): seen.append(number)\n"
    "def fail(number, frame): raise ValueError('in the handler')\n"
    "old = signal.getsignal(signal.SIGUSR1)\n"
    "def restore(): signal.signal(signal.SIGUSR1, old)\n";

TEST(check_signals_without_a_signal_does_nothing)
{
    assert_int_equal(pyf_signals_check(), PYF_OK);
}

TEST(check_signals_runs_the_handler)
{
    pyf_handle names = names_of(handlers);

    run_in("signal.signal(signal.SIGUSR1, note)", names);
    raise(SIGUSR1);
    assert_int_equal(pyf_signals_check(), PYF_OK);
    run_in("restore()", names);
    expect_true_in("seen == [signal.SIGUSR1]", names);
}

TEST(check_signals_passes_on_what_the_handler_raises)
{
    pyf_handle names = names_of(handlers);

    run_in("signal.signal(signal.SIGUSR1, fail)", names);
    raise(SIGUSR1);
    assert_int_equal(pyf_signals_check(), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "in the handler");
    assert_int_equal(pyf_signals_check(), PYF_OK);
    run_in("restore()", names);
}

static void *
check_elsewhere(void *status)
{
    pyf_token here = pyf_attach_begin(0);

    *(int *)status = pyf_signals_check();
    pyf_attach_end(here);
    return NULL;
}

TEST(check_signals_on_another_thread_does_nothing)
{
    pyf_handle names = names_of(handlers);
    pthread_t thread;
    int status = 77;

    run_in("signal.signal(signal.SIGUSR1, fail)", names);
    pyf_token away = pyf_detach_begin();

    raise(SIGUSR1);
    assert_int_equal(pthread_create(&thread, NULL, check_elsewhere, &status),
                     0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(status, PYF_OK);
    assert_int_equal(pyf_signals_check(), PYF_ERR_PYTHON);
    expect_exception(PYF_EXC_ValueError, "in the handler");
    run_in("restore()", names);
}

TEST_DETACHED(sys_detached_is_refused)
{
    assert_int_equal(pyf_sys_path_insert(PYF_TEXT("x"), 0),
                     PYF_ERR_NOT_ATTACHED);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_sys_path_insert");
    assert_int_equal(pyf_sys_modules_set(PYF_TEXT("x"), PYF_NONE),
                     PYF_ERR_NOT_ATTACHED);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_sys_modules_set");
    assert_int_equal(pyf_sys_flush(), PYF_ERR_NOT_ATTACHED);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_sys_flush");
    assert_int_equal(pyf_signals_check(), PYF_ERR_NOT_ATTACHED);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_signals_check");
}

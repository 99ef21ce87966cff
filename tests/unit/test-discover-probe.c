/* SPDX-License-Identifier: MIT */
/* discover: interpreters that are asked what they are, here shell scripts, and
 * answers that are remembered. */
#define _GNU_SOURCE
#include "installation.h"

#include <fcntl.h>
#include <glob.h>
#include <pthread.h>
#include <signal.h>

static const char *
answers_for(const char *prefix, const char *python)
{
    return text("echo noise\necho version=9.9\necho pyforge-answers\n"
                "echo implementation=cpython\necho version=3.12\n"
                "echo executable=%s\necho base_executable=%s\n"
                "echo base_prefix=%s\necho stdlib=%s/lib/python3.12\n"
                "echo pyforge-end\necho more noise",
                python, python, prefix, prefix);
}

/* Feature: U01 */
TEST(discover_shim_is_asked_for_its_interpreter)
{
    const char *folder = begin();
    const char *prefix = text("%s/opt", folder);
    const char *python = make_python(prefix, "3.12");
    const char *shim = text("%s/shims/python3", folder);

    write_script(shim, answers_for(prefix, python));
    setenv("PATH", text("%s/shims", folder), 1);
    expect_found(discover(NULL, NULL, NULL), "PATH", python, prefix, prefix);
    expect_line(text("candidate: %s: used\n", shim));
}

/* Feature: U01 */
TEST(discover_shim_of_a_virtual_env_keeps_it)
{
    const char *folder = begin();
    const char *prefix = text("%s/opt", folder);
    const char *venv = text("%s/venv", folder);
    const char *python =
        make_venv(venv, make_python(prefix, "3.12"), "3.12.4");
    const char *shim = text("%s/shims/python3", folder);

    write_script(shim, answers_for(prefix, python));
    expect_found(discover(shim, NULL, NULL), "configuration", python, venv,
                 prefix);
}

TEST(discover_shim_runs_once_a_process)
{
    const char *folder = begin();
    const char *prefix = text("%s/opt", folder);
    const char *shim = text("%s/shim", folder);
    const char *log = text("%s/log", folder);
    struct stat status;

    write_script(shim, text("echo run >>%s\n%s", log,
                            answers_for(prefix, make_python(prefix, "3.12"))));
    for (int i = 0; i < 3; i++)
        assert_int_equal(discover(shim, NULL, NULL), PYF_OK);
    assert_int_equal(stat(log, &status), 0);
    assert_int_equal(status.st_size, strlen("run\n"));
    assert_int_equal(access(text("%s/cache", folder), F_OK), -1);
}

TEST(discover_shim_gets_an_isolated_command_and_no_input)
{
    const char *folder = begin();
    const char *shim = text("%s/shim", folder);

    write_script(shim, "read x && echo input; echo \"$1 $2 $3\" >&2; exit 1");
    expect_refused(discover(shim, NULL, NULL), PYF_ERR_NOT_FOUND,
                   "it printed: -I -S -c", "status 1");
}

TEST(discover_shim_that_fails_is_quoted)
{
    const char *folder = begin();
    const char *shim = text("%s/shim", folder);

    write_script(shim,
                 "echo 'shim: no  version'; echo 'is set' >&2; exit 127");
    expect_refused(discover(shim, NULL, NULL), PYF_ERR_NOT_FOUND, "status 127",
                   "it printed: shim: no version is set");
    write_script(shim, "kill -9 $$");
    expect_refused(discover(shim, NULL, NULL), PYF_ERR_NOT_FOUND, shim,
                   "signal 9");
    write_script(shim, "exit 0");
    expect_refused(discover(shim, NULL, NULL), PYF_ERR_NOT_FOUND,
                   "does not answer as a Python", "it printed nothing");
    write_script(shim, "while :; do echo x; done");
    expect_refused(discover(shim, NULL, NULL), PYF_ERR_NOT_FOUND, shim,
                   "it printed: x x");
}

TEST(discover_shim_of_another_implementation_is_refused)
{
    const char *folder = begin();
    const char *shim = text("%s/shim", folder);

    write_script(shim, "echo pyforge-answers; echo implementation=pypy; "
                       "echo version=3.11; echo pyforge-end");
    expect_refused(discover(shim, NULL, NULL), PYF_ERR_NOT_FOUND,
                   "not CPython but pypy", shim);
}

TEST(discover_shim_that_hangs_is_stopped)
{
    const char *folder = begin();
    const char *shim = text("%s/shim", folder);

    write_script(shim, "exec /bin/sleep 9999");
    pyf__probe_timeout = 1000;
    expect_refused(discover(shim, NULL, NULL), PYF_ERR_NOT_FOUND, shim,
                   "did not answer in 1 second");
}

/* The child is still there, and has the pipe, when the answer has come: it
 * writes its log when it is told to. */
TEST(discover_shim_that_leaves_a_child_behind_does_not_hang)
{
    const char *folder = begin();
    const char *prefix = text("%s/opt", folder);
    const char *shim = text("%s/shim", folder);
    const char *log = text("%s/log", folder);
    const char *order = text("%s/order", folder);

    assert_int_equal(mkfifo(order, 0600), 0);
    int file = open(order, O_RDWR | O_CLOEXEC);

    assert_true(file >= 0);
    write_script(shim, text("{ read x; echo there >%s; } <%s &\n%s", log, order,
                            answers_for(prefix, make_python(prefix, "3.12"))));
    assert_int_equal(discover(shim, NULL, NULL), PYF_OK);
    assert_int_equal(access(log, F_OK), -1);
    assert_int_equal(write(file, "x\n", 2), 2);
    wait_until(access(log, F_OK) == 0);
    close(file);
}

static void *
discover_on_thread(void *shim)
{
    struct pyf__python python;
    int code =
        pyf__discover(&(struct pyf__wish){shim, NULL, NULL}, &python, NULL);

    pyf__python_release(&python);
    pyf__fault_clear();
    return (void *)(intptr_t)code;
}

TEST(discover_is_safe_on_racing_threads)
{
    const char *folder = begin();
    const char *prefix = text("%s/opt", folder);
    const char *shim = text("%s/shim", folder);
    pthread_t threads[8];
    void *code;

    write_script(shim, answers_for(prefix, make_python(prefix, "3.12")));
    for (int i = 0; i < 8; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, discover_on_thread,
                                        (void *)shim),
                         0);
    for (int i = 0; i < 8; i++) {
        assert_int_equal(pthread_join(threads[i], &code), 0);
        assert_int_equal((intptr_t)code, PYF_OK);
    }
}

static const char *shim_for_child;

static void
ignore_children(void)
{
    signal(SIGCHLD, SIG_IGN);
    fclose(stdin);
    assert_int_equal(discover(shim_for_child, NULL, NULL), PYF_OK);
}

TEST(discover_works_in_a_host_that_ignores_its_children)
{
    const char *folder = begin();
    const char *prefix = text("%s/opt", folder);

    shim_for_child = text("%s/shim", folder);
    write_script(shim_for_child,
                 answers_for(prefix, make_python(prefix, "3.12")));
    run_child_ok(ignore_children);
}

/* What is remembered. */

static const char *
remembered(const char *key)
{
    static char answers[2048];
    struct pyf__search search = {0};
    const char *got = pyf__cache_get(&search, key, true);

    snprintf(answers, sizeof(answers), "%s", got == NULL ? "" : got);
    pyf__search_end(&search);
    return got == NULL ? NULL : answers;
}

static void
remember(const char *key, const char *answers, bool on_disk)
{
    struct pyf__search search = {0};

    pyf__cache_put(&search, key, answers, on_disk);
    pyf__search_end(&search);
}

/* Path of the only file of the cache. */
static const char *
cache_file(const char *folder)
{
    glob_t files;
    const char *path = NULL;

    if (glob(text("%s/cache/pyforge/*", folder), 0, NULL, &files) == 0) {
        assert_int_equal(files.gl_pathc, 1);
        path = text("%s", files.gl_pathv[0]);
    }
    globfree(&files);
    return path;
}

TEST(discover_cache_on_disk_outlives_the_process)
{
    const char *folder = begin();
    const char *answers = text("stdlib=%s\nversion=3.12\n", folder);

    remember("/some/python 1:2 3 4", answers, true);
    pyf__cache_forget();
    assert_string_equal(remembered("/some/python 1:2 3 4"), answers);
    assert_null(remembered("/some/python 1:2 3 5"));
    assert_non_null(cache_file(folder));
}

TEST(discover_cache_in_memory_writes_no_file)
{
    const char *folder = begin();
    const char *answers = text("stdlib=%s\n", folder);

    remember("key", answers, false);
    assert_string_equal(remembered("key"), answers);
    pyf__cache_forget();
    assert_null(remembered("key"));
    assert_null(cache_file(folder));
}

TEST(discover_cache_drops_an_answer_whose_stdlib_is_gone)
{
    const char *folder = begin();

    remember("key", text("stdlib=%s/gone\n", folder), true);
    assert_null(remembered("key"));
    pyf__cache_forget();
    assert_null(remembered("key"));
}

TEST(discover_cache_file_that_others_may_write_is_not_trusted)
{
    const char *folder = begin();

    remember("key", text("stdlib=%s\n", folder), true);
    pyf__cache_forget();
    assert_int_equal(chmod(cache_file(folder), 0666), 0);
    assert_null(remembered("key"));
}

TEST(discover_cache_that_cannot_be_written_is_no_failure)
{
    const char *folder = begin();
    const char *answers = text("stdlib=%s\n", folder);

    write_file(text("%s/cache", folder), "in the way");
    remember("key", answers, true);
    assert_string_equal(remembered("key"), answers);
    unsetenv("XDG_CACHE_HOME");
    setenv("HOME", "/proc/none", 1);
    remember("other", answers, true);
    assert_string_equal(remembered("other"), answers);
}

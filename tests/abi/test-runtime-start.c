/* SPDX-License-Identifier: MIT */
/* runtime: starting Python, with the defaults and with each field of the
 * configuration; configurations that are refused. */
/* Feature: L01, L21 */
#include "process.h"

#include <stddef.h>
#include <unistd.h>

TEST_NO_START;

/* Feature: L01 */
TEST_DETACHED(start_not_done_says_so)
{
    assert_int_equal(pyf_is_initialized(), 0);
    assert_int_equal(pyf_attach_begin(0), 0);
    expect_failure(PYF_ERR_NOT_INITIALIZED, "pyf_attach_begin");
    assert_int_equal(pyf_from_i64(1), 0);
    expect_failure(PYF_ERR_NOT_INITIALIZED, "pyf_from_i64");
    assert_int_equal(pyf_finalize(), PYF_ERR_NOT_INITIALIZED);
    expect_failure(PYF_ERR_NOT_INITIALIZED, "pyf_finalize");
    assert_int_equal(pyf_python_version(), 0);
    expect_failure(PYF_ERR_NOT_INITIALIZED, "pyf_python_version");
    assert_null(pyf_python_version_string());
    expect_failure(PYF_ERR_NOT_INITIALIZED, "pyf_python_version_string");
    assert_int_equal(pyf_has(PYF_TEXT("joined")), PYF_ERR_NOT_INITIALIZED);
    expect_failure(PYF_ERR_NOT_INITIALIZED, "pyf_has");
}

/* Feature: L05 */
TEST_DETACHED(start_not_done_try_attach_answers_0)
{
    pyf_token token = 99;

    assert_int_equal(pyf_try_attach_begin(0, &token), 0);
    assert_int_equal(token, 0);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST_DETACHED(start_not_done_close_is_harmless)
{
    assert_int_equal(pyf_close(0), PYF_OK);
    assert_int_equal(pyf_close(PYF_NONE), PYF_OK);
    assert_int_equal(pyf_close(UINT64_C(0x0010000010001000)),
                     PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close");
}

TEST_CHILD(start_with_defaults_runs_python)
{
    pyf_token here = start();

    assert_int_equal(pyf_is_initialized(), 1);
    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(pyf_is_initialized(), 0);
}

TEST_CHILD(start_leaves_the_thread_detached)
{
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    assert_int_equal(pyf_is_attached(), 0);
    assert_int_equal(pyf_from_i64(1), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_from_i64");
}

TEST_CHILD(start_twice_from_an_attached_thread_leaves_it_attached)
{
    pyf_token here = start();

    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    assert_int_equal(pyf_is_attached(), 1);
    assert_int_equal(counters().users, 2);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
}

static void *
start_and_run(void *argument)
{
    pyf_token here;
    int *status = argument;

    *status = pyf_initialize(NULL);
    here = pyf_attach_begin(0);
    if (here != 0)
        *status = run("import threading\n"
                      "assert threading.current_thread() is "
                      "threading.main_thread()\n");
    pyf_attach_end(here);
    *status = *status == PYF_OK ? pyf_finalize() : *status;
    return NULL;
}

TEST_CHILD(start_on_a_background_thread_makes_that_the_main_one)
{
    int status = -99;

    on_thread(start_and_run, &status);
    assert_int_equal(status, PYF_OK);
    assert_int_equal(pyf_is_initialized(), 0);
}

TEST_CHILD(start_imports_threading)
{
    start();
    expect_so("'threading' in __import__('sys').modules");
    expect_so("__import__('threading').current_thread() is "
              "__import__('threading').main_thread()");
}

/* Each field of the configuration. */

struct newer {
    pyf_config config;
    uint64_t added;
};

static void
expect_defaults(const pyf_config *config)
{
    const pyf_config expected = {.size = sizeof expected,
                                 .api_version = PYF_API_VERSION};

    assert_memory_equal(config, &expected, sizeof expected);
}

/* Feature: L21 */
TEST_DETACHED(config_init_says_size_and_version_and_asks_for_nothing)
{
    pyf_config config = PYF_CONFIG_INIT;

    expect_defaults(&config);
    memset(&config, 0xa5, sizeof config);
    assert_int_equal(
        pyf_config_init(&config, sizeof config, PYF_API_VERSION), PYF_OK);
    expect_defaults(&config);
}

/* Feature: L21 */
TEST_DETACHED(config_init_of_a_newer_caller_clears_all_of_it)
{
    struct newer newer;

    memset(&newer, 0xa5, sizeof newer);
    assert_int_equal(
        pyf_config_init(&newer.config, sizeof newer, UINT32_C(0x01ff0000)),
        PYF_OK);
    assert_int_equal(newer.config.size, sizeof newer);
    assert_int_equal(newer.config.api_version, UINT32_C(0x01ff0000));
    assert_int_equal(newer.config.path_count, 0);
    assert_int_equal(newer.added, 0);
}

static void
expect_no_config(pyf_config *config, size_t size, uint32_t api_version,
                 int code, const char *part)
{
    assert_int_equal(pyf_config_init(config, size, api_version), code);
    expect_failure2(code, "pyf_config_init", part);
}

TEST_DETACHED(config_init_of_what_is_none_is_refused)
{
    const size_t wrong[] = {0, 3, sizeof(pyf_config) - 8,
                            sizeof(pyf_config) + 1, 1 << 20, SIZE_MAX};
    pyf_config config;

    expect_no_config(NULL, sizeof config, PYF_API_VERSION, PYF_ERR_ARGUMENT,
                     "'config': is NULL");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect_no_config(&config, wrong[i], PYF_API_VERSION, PYF_ERR_ARGUMENT,
                         "'size'");
    expect_no_config(&config, sizeof config, 0, PYF_ERR_ARGUMENT,
                     "'api_version'");
    expect_no_config(&config, sizeof config, UINT32_C(0x02030000),
                     PYF_ERR_API, "for libpyforge 2.3");
    expect_no_config(&config, sizeof config, UINT32_C(0x00010000),
                     PYF_ERR_API, "for libpyforge 0.1");
}

TEST_CHILD(config_python_as_a_path_is_used)
{
    pyf_config config = defaults();
    char *python = strdup(discovered("python"));
    char expression[1200];

    config.python = python;
    setenv("PYFORGE_PYTHON", "/no/such/python", 1);
    setenv("PYFORGE_LIBPYTHON", "/no/such/libpython.so", 1);
    start_with(&config);
    snprintf(expression, sizeof expression,
             "__import__('os').path.samefile(__import__('sys').executable, "
             "'%s')", python);
    expect_so(expression);
    free(python);
}

TEST_CHILD(config_libpython_is_used)
{
    pyf_config config = defaults();
    char *python = strdup(discovered("python"));
    char *libpython = strdup(discovered("libpython"));

    config.python = python;
    config.libpython = libpython;
    start_with(&config);
    expect_so("__import__('sys').version_info >= (3, 11)");
    free(python);
    free(libpython);
}

TEST_CHILD(config_home_is_used)
{
    pyf_config config = defaults();
    char *home = strdup(discovered("prefix"));

    config.home = home;
    start_with(&config);
    char expression[1200];

    snprintf(expression, sizeof expression,
             "__import__('os').path.samefile(__import__('sys').prefix, '%s')",
             home);
    expect_so(expression);
    expect_so("__import__('json').loads('[1]') == [1]");
    free(home);
}

TEST_CHILD(config_argv_defaults_to_one_empty_text)
{
    start();
    expect_so("__import__('sys').argv == ['']");
}

TEST_CHILD(config_argv_is_sys_argv)
{
    static const char *const argv[] = {"prog", "-c", "--help", "h\xc3\xa9"};
    pyf_config config = defaults();

    config.argv = argv;
    config.argc = 4;
    start_with(&config);
    expect_so("__import__('sys').argv == "
              "['prog', '-c', '--help', 'h\\u00e9']");
}

TEST_CHILD(config_argv_may_have_thousands)
{
    enum { COUNT = 5000 };
    static const char *argv[COUNT];
    pyf_config config = defaults();

    for (int i = 0; i < COUNT; i++)
        argv[i] = "x";
    config.argv = argv;
    config.argc = COUNT;
    start_with(&config);
    expect_so("__import__('sys').argv == ['x'] * 5000");
}

TEST_CHILD(config_paths_stand_first_in_their_order)
{
    static const char *const paths[] = {"/first/of/all", "/second/\xc3\xa9"};
    pyf_config config = defaults();

    config.paths = paths;
    config.path_count = 2;
    start_with(&config);
    expect_so("__import__('sys').path[:2] == "
              "['/first/of/all', '/second/\\u00e9']");
    expect_so("len(__import__('sys').path) > 2");
}

TEST_CHILD(config_no_site_imports_no_site)
{
    pyf_config config = defaults();

    config.flags = PYF_CONFIG_NO_SITE;
    start_with(&config);
    expect_so("__import__('sys').flags.no_site == 1");
    expect_so("'site' not in __import__('sys').modules");
    expect_so("not any('site-packages' in p or 'dist-packages' in p "
              "for p in __import__('sys').path)");
}

TEST_CHILD(config_site_is_imported_otherwise)
{
    start();
    expect_so("__import__('sys').flags.no_site == 0");
    expect_so("'site' in __import__('sys').modules");
}

TEST_CHILD(config_user_site_is_off_by_default)
{
    start();
    expect_so("__import__('sys').flags.no_user_site == 1");
    expect_so("not __import__('site').ENABLE_USER_SITE");
}

TEST_CHILD(config_user_site_can_be_asked_for)
{
    pyf_config config = defaults();

    if (getuid() != geteuid())
        return; /* Python itself refuses it then */
    config.flags = PYF_CONFIG_USER_SITE;
    start_with(&config);
    expect_so("__import__('sys').flags.no_user_site == 0");
}

/* Refusals. After each of them Python can still be started. */

static void
expect_refused(const pyf_config *config, int code, const char *part)
{
    assert_int_equal(pyf_initialize(config), code);
    expect_failure2(code, "", part);
    assert_int_equal(pyf_is_initialized(), 0);
    assert_int_equal(counters().users, 0);
}

static void
expect_refused_then_start(const pyf_config *config, int code, const char *part)
{
    expect_refused(config, code, part);
    start();
    expect_so("1 + 1 == 2");
}

TEST_CHILD(config_unknown_flag_is_refused)
{
    pyf_config config = defaults();

    for (int bit = 6; bit < 32; bit++) {
        config.flags = UINT32_C(1) << bit;
        expect_refused(&config, PYF_ERR_ARGUMENT, "flags");
    }
    start();
}

TEST_CHILD(config_too_small_is_refused)
{
    pyf_config config = defaults();

    config.size = 0;
    expect_refused(&config, PYF_ERR_ARGUMENT, "size");
    config.size = offsetof(pyf_config, path_count);
    expect_refused_then_start(&config, PYF_ERR_ARGUMENT, "too small");
}

TEST_CHILD(config_of_a_newer_caller_that_asks_for_more_is_refused)
{
    struct newer newer = {defaults(), 1};

    newer.config.size = sizeof newer;
    expect_refused_then_start(&newer.config, PYF_ERR_API,
                              "a field of pyf_config set");
}

TEST_CHILD(config_of_a_newer_caller_that_asks_for_no_more_is_fine)
{
    struct newer newer = {defaults(), 0};

    newer.config.size = sizeof newer;
    start_with(&newer.config);
    expect_so("1 + 1 == 2");
}

TEST_CHILD(config_of_absurd_size_is_refused)
{
    pyf_config config = defaults();

    config.size = SIZE_MAX;
    expect_refused_then_start(&config, PYF_ERR_ARGUMENT, "size");
}

TEST_CHILD(config_of_another_major_is_refused)
{
    pyf_config config = defaults();

    config.api_version = UINT32_C(0x00ff0000);
    expect_refused(&config, PYF_ERR_API, "0.255");
    config.api_version = 0;
    expect_refused(&config, PYF_ERR_ARGUMENT, "api_version");
    config.api_version = UINT32_C(0x02000000);
    expect_refused_then_start(&config, PYF_ERR_API, "install libpyforge 2");
}

TEST_CHILD(config_of_a_newer_minor_is_fine)
{
    pyf_config config = defaults();

    config.api_version = UINT32_C(0x01ff0000);
    start_with(&config);
    expect_so("1 + 1 == 2");
}

TEST_CHILD(config_reserved_field_in_use_is_refused)
{
    pyf_config config = defaults();

    config.reserved = 1;
    expect_refused_then_start(&config, PYF_ERR_ARGUMENT, "reserved");
}

TEST_CHILD(config_absurd_counts_are_refused)
{
    static const char *const texts[] = {"x"};
    pyf_config config = defaults();

    config.argv = texts;
    config.argc = SIZE_MAX;
    expect_refused(&config, PYF_ERR_ARGUMENT, "argc");
    config.argc = 1;
    config.paths = texts;
    config.path_count = SIZE_MAX;
    expect_refused_then_start(&config, PYF_ERR_ARGUMENT, "path_count");
}

TEST_CHILD(config_argc_without_argv_is_refused)
{
    pyf_config config = defaults();

    config.argc = 2;
    expect_refused_then_start(&config, PYF_ERR_ARGUMENT, "argv");
}

TEST_CHILD(config_argv_with_a_null_is_refused)
{
    static const char *const argv[] = {"prog", NULL, "x"};
    pyf_config config = defaults();

    config.argv = argv;
    config.argc = 3;
    expect_refused_then_start(&config, PYF_ERR_ARGUMENT, "argv");
}

TEST_CHILD(config_argv_that_is_not_utf8_is_kept_as_python_keeps_it)
{
    static const char *const argv[] = {"prog", "caf\xe9"};
    pyf_config config = defaults();

    config.argv = argv;
    config.argc = 2;
    start_with(&config);
    expect_so("__import__('os').fsencode(__import__('sys').argv[1]) == "
              "b'caf\\xe9'");
}

TEST_CHILD(config_paths_without_paths_is_refused)
{
    pyf_config config = defaults();

    config.path_count = 1;
    expect_refused_then_start(&config, PYF_ERR_ARGUMENT, "path");
}

TEST_CHILD(config_python_that_is_not_there_is_refused)
{
    pyf_config config = defaults();

    config.python = "/no/such/python3";
    expect_refused_then_start(&config, PYF_ERR_NOT_FOUND, "/no/such/python3");
}

TEST_CHILD(config_python_name_that_is_not_on_path_is_refused)
{
    pyf_config config = defaults();

    config.python = "no-such-python-anywhere";
    expect_refused_then_start(&config, PYF_ERR_NOT_FOUND,
                              "no-such-python-anywhere");
}

TEST_CHILD(config_libpython_that_is_not_there_is_refused)
{
    pyf_config config = defaults();

    config.libpython = "/no/such/libpython3.11.so";
    assert_true(pyf_initialize(&config) < 0);
    assert_true(pyf_error_code() == PYF_ERR_NOT_FOUND ||
                pyf_error_code() == PYF_ERR_LIBRARY);
    expect_failure(pyf_error_code(), "/no/such/libpython3.11.so");
    start();
}

TEST_CHILD(config_home_without_a_library_is_refused)
{
    pyf_config config = defaults();

    config.home = "/no/such/home";
    expect_refused_then_start(&config, PYF_ERR_HOME, "/no/such/home");
}

/* A failure that comes before there is a Python uses the same record. */

TEST_CHILD(failure_before_python_has_message_format_and_print)
{
    pyf_config config = defaults();
    char text[4000];
    size_t length = 0;
    int ends[2];

    config.python = "/no/such/python3";
    assert_int_equal(pyf_initialize(&config), PYF_ERR_NOT_FOUND);
    assert_int_equal(pyf_error_code(), PYF_ERR_NOT_FOUND);
    assert_non_null(strstr(pyf_error_message(), "/no/such/python3"));
    assert_int_equal(pyf_error_format(text, sizeof text, &length), PYF_OK);
    assert_non_null(strstr(text, "/no/such/python3"));
    assert_int_equal(text[length - 1], '\n');
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(pyf_error_print(ends[1]), PYF_ERR_NOT_FOUND);
    assert_int_equal(read(ends[0], text, sizeof text), length);
    assert_int_equal(pyf_error_exception(), 0);
    assert_int_equal(pyf_error_clear(), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_OK);
    assert_string_equal(pyf_error_message(), "");
}

TEST_CHILD(failure_before_python_can_be_matched_after_a_start)
{
    pyf_config config = defaults();

    config.python = "/no/such/python3";
    assert_int_equal(pyf_initialize(&config), PYF_ERR_NOT_FOUND);
    start();
    assert_int_equal(pyf_error_matches(PYF_EXC_RuntimeError), 1);
    assert_true(pyf_error_take() != 0);
}

/* Put a sitecustomize.py, which runs while Python starts, on PYTHONPATH. */
static void
customize_site(const char *source)
{
    char folder[] = "/tmp/pyforge-site-XXXXXX";
    char path[64];
    FILE *file;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/sitecustomize.py", folder);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(source, file);
    assert_int_equal(fclose(file), 0);
    setenv("PYTHONPATH", folder, 1);
    setenv("PYTHONDONTWRITEBYTECODE", "1", 1);
}

TEST_CHILD(start_in_progress_refuses_its_own_thread)
{
    pyf_config config = defaults();
    char path[80];

    customize_site("import ctypes, sys\n"
                   "us = ctypes.PyDLL(None)\n"
                   "us.pyf_attach_begin.restype = ctypes.c_uint64\n"
                   "us.pyf_error_message.restype = ctypes.c_char_p\n"
                   "sys.begun = us.pyf_attach_begin(0)\n"
                   "sys.begun_code = us.pyf_error_code()\n"
                   "sys.started = us.pyf_initialize(None)\n"
                   "sys.started_text = us.pyf_error_message().decode()\n"
                   "us.pyf_error_clear()\n");
    config.flags = PYF_CONFIG_ENVIRONMENT;
    start_with(&config);
    expect_so("__import__('sys').begun == 0");
    expect_so("__import__('sys').begun_code == -11");
    expect_so("__import__('sys').started == -16");
    expect_so("'while Python starts' in __import__('sys').started_text");
    snprintf(path, sizeof path, "%s/sitecustomize.py", getenv("PYTHONPATH"));
    unlink(path);
    rmdir(getenv("PYTHONPATH"));
}

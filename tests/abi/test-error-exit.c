/* SPDX-License-Identifier: MIT */
/* error: what a failure makes of a program, compared with python's own. */
#include "process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a program has written to standard error, and its exit status. */
struct end {
    int status;
    char text[4096];
};

static int
temporary(void)
{
    char name[] = "/tmp/pyforge-exit-XXXXXX";
    int file = mkstemp(name);

    assert_true(file >= 0);
    assert_int_equal(unlink(name), 0);
    return file;
}

static void
read_back(int file, struct end *end)
{
    ssize_t length = pread(file, end->text, sizeof end->text - 1, 0);

    assert_true(length >= 0);
    end->text[length] = '\0';
    assert_int_equal(close(file), 0);
}

/* The end of what is parked on this thread. */
static struct end
our_end(void)
{
    int file = temporary();
    struct end end = {.status = pyf_error_exit_status(file)};

    read_back(file, &end);
    return end;
}

/* The end of `python -c source`. */
static struct end
python_end(const char *source)
{
    static char command[8192];
    int file = temporary();
    struct end end = {.status = 0};

    assert_int_equal(setenv("PYFORGE_TEST_SOURCE", source, 1), 0);
    snprintf(command, sizeof command,
             "exec '%s' -c \"$PYFORGE_TEST_SOURCE\" 2>&%d",
             discovered("python"), file);
    int status = system(command);

    unsetenv("PYFORGE_TEST_SOURCE");
    end.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status)
                                     : WEXITSTATUS(status);
    read_back(file, &end);
    return end;
}

/* The last line, where tracebacks differ: one shows the source and the other
 * does not. */
static const char *
last_line(const char *text)
{
    const char *last = text;

    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
        if (at[1] != '\0')
            last = at + 1;
    return last;
}

static void
expect_end_of_python(const char *source, int whole)
{
    struct end python = python_end(source);
    int code = run(source);
    struct end ours = our_end();

    if (ours.status != python.status)
        fail_msg("%s: status %d, of python %d", source, ours.status,
                 python.status);
    assert_string_equal(last_line(ours.text), last_line(python.text));
    if (whole)
        assert_string_equal(ours.text, python.text);
    assert_true(code <= 0);
    expect_no_failure();
}

/* Feature: E08, SE11 */
TEST(exit_status_of_system_exit_is_that_of_python)
{
    static const char *const sources[] = {
        "pass",
        "import sys; sys.exit()",
        "import sys; sys.exit(None)",
        "import sys; sys.exit(0)",
        "import sys; sys.exit(3)",
        "import sys; sys.exit(-1)",
        "import sys; sys.exit(256)",
        "import sys; sys.exit(256 + 7)",
        "import sys; sys.exit(2**32 + 9)",
        "import sys; sys.exit(-2**40 + 5)",
        "import sys; sys.exit(True)",
        "import sys; sys.exit(False)",
        "import sys; sys.exit('text')",
        "import sys; sys.exit('')",
        "import sys; sys.exit('caf\\xe9 \\udc80')",
        "import sys; sys.exit(2.5)",
        "import sys; sys.exit((1, 2))",
        "import sys; sys.exit([])",
        "raise SystemExit",
        "raise SystemExit(1, 2)",
        "class E(SystemExit): pass\nraise E(7)",
        "class E(SystemExit): code = 'class'\nraise E(7)",
        "e = SystemExit(1); e.code = 4; raise e",
        "e = SystemExit(1); e.code = None; raise e",
        "e = SystemExit(1); del e.code; raise e",
        "class I(int): pass\nraise SystemExit(I(9))",
        "class E(SystemExit):\n"
        "    @property\n"
        "    def code(self): raise ValueError('no')\n"
        "raise E(5)",
        "class T:\n"
        "    def __str__(self): return 'told'\n"
        "raise SystemExit(T())",
        "raise SystemExit(SystemExit(3))",
    };

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        expect_end_of_python(sources[i], 1);
    assert_int_equal(run("import builtins\n"
                         "for name in list(globals()):\n"
                         "    if len(name) == 1: del globals()[name]\n"),
                     PYF_OK);
}

/* Some Pythons say besides that the number does not fit. */
TEST(exit_status_of_a_huge_int_is_that_of_python)
{
    static const char *const sources[] = {"raise SystemExit(2**70)",
                                          "raise SystemExit(-2**70)"};

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        assert_int_equal(run(sources[i]), PYF_ERR_PYTHON);
        struct end end = our_end();

        assert_int_equal(end.status, python_end(sources[i]).status);
        assert_int_equal(end.status, 255);
        assert_string_equal(end.text, "");
    }
}

/* As python has it since 3.14; before, it was 1. */
TEST(exit_status_of_a_subclass_of_keyboard_interrupt_is_130)
{
    assert_int_equal(run("class K(KeyboardInterrupt): pass\nraise K"),
                     PYF_ERR_PYTHON);
    assert_int_equal(our_end().status, 130);
    assert_int_equal(run("del K"), PYF_OK);
}

/* Feature: E08, SE11 */
TEST(exit_status_of_an_exception_is_that_of_python)
{
    static const char *const sources[] = {
        "1/0",
        "raise KeyboardInterrupt",
        "raise KeyboardInterrupt('text')",
        "raise GeneratorExit",
        "class B(Exception):\n"
        "    def __str__(self): raise TypeError('no')\n"
        "raise B()",
        "(",
        "raise ExceptionGroup('some', [ValueError(1), KeyError(2)])",
        "try: 1/0\n"
        "except Exception as e: raise SystemError('outer') from e",
        "e = ValueError('x'); e.add_note('a note'); raise e",
    };

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        expect_end_of_python(sources[i], 0);
    assert_int_equal(run("for name in list(globals()):\n"
                         "    if len(name) == 1: del globals()[name]\n"),
                     PYF_OK);
}

TEST(exit_status_prints_the_traceback)
{
    assert_int_equal(run("def inner(): raise ValueError('boom')\ninner()"),
                     PYF_ERR_PYTHON);
    struct end end = our_end();

    assert_int_equal(end.status, 1);
    assert_non_null(strstr(end.text, "Traceback (most recent call last):\n"));
    assert_non_null(strstr(end.text, "in inner"));
    assert_non_null(strstr(end.text, "ValueError: boom\n"));
    assert_int_equal(run("del inner"), PYF_OK);
}

static void
expect_plain(int code, const char *part)
{
    assert_int_equal(pyf_error_code(), code);
    struct end end = our_end();

    assert_int_equal(end.status, 1);
    if (strstr(end.text, part) == NULL)
        fail_msg("no \"%s\" in: %s", part, end.text);
    assert_int_equal(strchr(end.text, '\n') - end.text,
                     (int)strlen(end.text) - 1);
    expect_no_failure();
}

TEST_DETACHED(exit_status_of_what_is_no_exception_is_1)
{
    pyf_getattr(PYF_NONE, NULL, 1);
    expect_plain(PYF_ERR_NOT_ATTACHED, "PYF_ERR_NOT_ATTACHED: pyf_getattr");
    pyf_error_set(PYF_ERR_ARGUMENT, "no good", PYF_AUTO_LENGTH);
    expect_plain(PYF_ERR_ARGUMENT, "PYF_ERR_ARGUMENT: no good\n");
    pyf_error_set(-1234, "of the host", PYF_AUTO_LENGTH);
    expect_plain(-1234, "PYF_ERR_HOST -1234: of the host\n");
}

TEST(exit_status_of_a_failed_conversion_is_1)
{
    int64_t number;

    pyf_to_i64(PYF_TYPE_INT, &number);
    expect_plain(PYF_ERR_TYPE, "PYF_ERR_TYPE: pyf_to_i64: argument 'obj'");
}

TEST_DETACHED(exit_status_on_a_detached_thread_asks_python)
{
    pyf_token here = pyf_attach_begin(0);

    assert_int_equal(run("import sys; sys.exit('bye')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    struct end end = our_end();

    assert_int_equal(end.status, 1);
    assert_string_equal(end.text, "bye\n");
    assert_int_equal(pyf_is_attached(), 0);
    expect_no_failure();
}

TEST(exit_status_of_a_file_that_is_none_is_the_same)
{
    assert_int_equal(run("import sys; sys.exit('x')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_exit_status(-1), 1);
    assert_int_equal(run("import sys; sys.exit(9)"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_exit_status(987), 9);
}

TEST(exit_status_lets_go_of_the_exception)
{
    assert_int_equal(run("class E(Exception): pass\n"
                         "import weakref; e = E(); w = weakref.ref(e)\n"
                         "raise e\n"), PYF_ERR_PYTHON);
    assert_int_equal(our_end().status, 1);
    assert_int_equal(run("del e; import gc; gc.collect(); assert w() is None\n"
                         "del w, E\n"), PYF_OK);
}

/* The host clears what is parked while the text is made. */
static int
clear_it(const pyf_frame *frame, pyf_value *result)
{
    (void)frame, (void)result;
    return pyf_error_clear();
}

TEST(exit_status_survives_code_that_clears_the_failure)
{
    pyf_function_def def = {.size = sizeof def,
                            .form = PYF_FORM_VALUES,
                            .name = {PYF_TEXT("clear_it")},
                            .call.values = clear_it};

    assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                 PYF_TEXT("clear_it"),
                                 pyf_function_new(&def)), PYF_OK);
    assert_int_equal(run("class C(SystemExit):\n"
                         "    @property\n"
                         "    def code(self): clear_it(); return 6\n"
                         "raise C()\n"), PYF_ERR_PYTHON);
    assert_int_equal(our_end().status, 6);
    expect_no_failure();
    assert_int_equal(run("del C, clear_it"), PYF_OK);
}

/* Feature: SE11 */
TEST(exit_status_flushes_before_it_prints)
{
    int file = temporary();
    struct end end = {.status = 0};
    char source[200];

    snprintf(source, sizeof source,
             "import sys, os\n"
             "old, sys.stdout = sys.stdout, open(os.dup(%d), 'w')\n"
             "print('before')\n"
             "raise SystemExit('after')\n",
             file);
    assert_int_equal(run(source), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_exit_status(file), 1);
    assert_int_equal(run("new, sys.stdout = sys.stdout, old; new.close()\n"
                         "del old, new\n"), PYF_OK);
    read_back(file, &end);
    assert_string_equal(end.text, "before\nafter\n");
}

TEST(exit_status_when_nothing_can_be_flushed_is_120)
{
    if (access("/dev/full", W_OK) != 0)
        skip_because("there is no /dev/full");
    assert_int_equal(run("import sys\n"
                         "old = sys.stdout\n"
                         "sys.stdout = open('/dev/full', 'w')\n"
                         "print('lost')\n"), PYF_OK);
    struct end end = our_end();

    assert_int_equal(run("new, sys.stdout = sys.stdout, old\n"
                         "try: new.close()\n"
                         "except OSError: pass\n"
                         "del old, new\n"), PYF_OK);
    assert_int_equal(end.status, 120);
    assert_non_null(strstr(end.text, "OSError"));
    expect_no_failure();
}

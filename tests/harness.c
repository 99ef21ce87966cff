/* SPDX-License-Identifier: MIT */
/* The registry of tests, their runner, and children. See harness.h. */
#include "harness.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Longest that a program may take unless TEST_SECONDS says otherwise (valgrind
 * is slow). A hang is a failure. */
enum { PROGRAM_SECONDS = 900 };

static struct {
    struct test *first;
    size_t count;
    void (*around)(const struct test *);
    void (*recover)(const struct test *);
    struct CMUnitTest *tests;
    const struct test *running;
    int passed; /* the test that runs has come to its end */
    jmp_buf skip;
} all;

/* The signals that cmocka turns into failures. A crash must end the program
 * instead, with a core or a sanitizer's report. */
static const int crashes[] = {SIGFPE, SIGILL, SIGSEGV, SIGBUS, SIGSYS};
static struct sigaction on_crash[sizeof crashes / sizeof *crashes];

void
test_register(struct test *test)
{
    struct test **at = &all.first;

    while (*at != NULL && (*at)->number < test->number)
        at = &(*at)->next;
    test->next = *at;
    *at = test;
    all.count++;
}

static void
save_crash_handlers(void)
{
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        sigaction(crashes[i], NULL, &on_crash[i]);
}

static void
restore_crash_handlers(void)
{
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        sigaction(crashes[i], &on_crash[i], NULL);
}

/* cmocka prints a test's name right after it has run, so a directive can stand
 * behind it. */
void
skip_because(const char *reason)
{
    static char name[256];
    struct CMUnitTest *test = all.tests;

    while (test->initial_state != all.running)
        test++;
    snprintf(name, sizeof name, "%s # SKIP %s", test->name, reason);
    test->name = name;
    longjmp(all.skip, 1);
}

/* A program started in the background or by nohup ignores some signals, and so
 * would the Python in it. Tests start as from a terminal. */
static void
reset_signals(void)
{
    static const int ignored[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE};

    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        signal(ignored[i], SIG_DFL);
}

static void
run_one(void **state)
{
    restore_crash_handlers();
    all.passed = 0;
    all.running = *state;
    all.around(*state);
    all.passed = 1;
}

void
test_run_body(const struct test *test)
{
    if (setjmp(all.skip) == 0)
        test->body();
}

static int
finish_one(void **state)
{
    if (!all.passed)
        all.recover(*state);
    return 0;
}

unsigned
hang_seconds(void)
{
    const char *seconds = getenv("TEST_SECONDS");

    return seconds != NULL ? (unsigned)atoi(seconds) : PROGRAM_SECONDS;
}

void
wait_a_moment(void)
{
    const struct timespec moment = {0, 1000000};

    nanosleep(&moment, NULL);
}

/* The state stands behind the name, which may contain anything. */
int
is_at_rest(int thread)
{
    char path[64], line[256] = "";
    const char *state;
    FILE *file;

    snprintf(path, sizeof path, "/proc/self/task/%d/stat", thread);
    file = fopen(path, "r");
    if (file == NULL)
        return 1;
    state = fgets(line, sizeof line, file) == NULL ? NULL
                                                   : strrchr(line, ')');
    fclose(file);
    return state == NULL || strncmp(state, ") R", 3) != 0;
}

void
end_when_hung(void)
{
    alarm(hang_seconds() / 4);
}

/* Say which test hangs, and end as the alarm does. */
static void
say_who_hangs(int number)
{
    static const char before[] = "Bail out! ", after[] = " hangs\n";
    const char *name = all.running != NULL ? all.running->name : "it";

    if (write(STDOUT_FILENO, before, sizeof before - 1) < 0 ||
        write(STDOUT_FILENO, name, strlen(name)) < 0 ||
        write(STDOUT_FILENO, after, sizeof after - 1) < 0)
        _exit(1);
    raise(number);
}

static void
guard_against_hangs(unsigned seconds)
{
    const struct sigaction action = {.sa_handler = say_who_hangs,
                                     .sa_flags = (int)SA_RESETHAND |
                                                 SA_NODEFER};

    sigaction(SIGALRM, &action, NULL);
    alarm(seconds);
}

int
test_run_all(int argc, char **argv, void (*around)(const struct test *),
             void (*recover)(const struct test *))
{
    struct CMUnitTest tests[all.count > 0 ? all.count : 1];
    size_t count = 0;

    all.around = around;
    all.recover = recover;
    all.tests = tests;
    for (struct test *test = all.first; test != NULL; test = test->next)
        tests[count++] = (struct CMUnitTest){
            test->name, run_one, NULL, finish_one, test,
        };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    cmocka_set_message_output(CM_OUTPUT_TAP);
    setvbuf(stdout, NULL, _IOLBF, 0); /* in step with standard error */
    guard_against_hangs(hang_seconds());
    reset_signals();
    save_crash_handlers();
    return count == 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}

/* LeakSanitizer asks. A forked child has its parent's memory without the
 * threads that were using it, which looks like leaks. */
int __lsan_is_turned_off(void);

static int in_child;

int
__lsan_is_turned_off(void)
{
    return in_child;
}

/* In the child: an assertion that fails must not jump back into the runner,
 * which would go on with the next test here too. */
static void
child_main(int output, void (*body)(void))
{
    struct rlimit no_core = {0, 0};

    in_child = 1;
    setrlimit(RLIMIT_CORE, &no_core);
    setenv("CMOCKA_TEST_ABORT", "1", 1);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    close(output);
    guard_against_hangs(hang_seconds() / 2);
    body();
    fflush(NULL);
    _exit(0);
}

/* What does not fit is read all the same, so that the child does not block. */
static void
read_output(int input, struct child *child)
{
    char chunk[4096];
    ssize_t got;

    while ((got = read(input, chunk, sizeof chunk)) > 0 ||
           (got < 0 && errno == EINTR)) {
        size_t room = sizeof child->output - 1 - child->length;
        size_t size = got < 0 ? 0 : (size_t)got;

        size = size < room ? size : room;
        memcpy(child->output + child->length, chunk, size);
        child->length += size;
    }
    child->output[child->length] = '\0';
}

const struct child *
run_child(void (*body)(void))
{
    static struct child child;
    int ends[2], status = 0;

    child.length = 0;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
        close(ends[0]);
        child_main(ends[1], body);
    }
    close(ends[1]);
    read_output(ends[0], &child);
    close(ends[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    child.status = WIFEXITED(status) ? WEXITSTATUS(status)
                                     : 128 + WTERMSIG(status);
    return &child;
}

void
run_child_ok(void (*body)(void))
{
    const struct child *child = run_child(body);

    if (child->status != 0)
        fail_msg("child ended with %d:\n%s", child->status, child->output);
}

/* SPDX-License-Identifier: MIT */
/*
 * What an interpreter says of itself: run once, isolated (-I) and without site
 * (-S), so that neither the environment nor a .pth file takes part.
 *
 * It runs in a process group of its own, with nothing on standard input, and
 * is killed after ten seconds. Its answers stand between two marker lines;
 * what a shim prints around them is ignored, unless there are no answers: then
 * its last line is the reason.
 */
#define _GNU_SOURCE
#include "discover/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* Milliseconds to answer in, and to end after the answer. */
int pyf__probe_timeout = 10000;
enum { GRACE = 1000 };

/* The most that is read. */
enum { OUTPUT_LIMIT = 65536 };

#define FIRST_LINE "pyforge-answers\n"
#define LAST_LINE  "pyforge-end\n"

/* Runs on old Pythons too, so that they can be refused by their version. On
 * 3.11 to 3.13 sys.prefix is the base's without site, so it is not asked. */
static const char script[] =
    "import os, sys\n"
    "lines = ['pyforge-answers']\n"
    "def say(key, value):\n"
    "    if value is not None and '\\n' not in str(value):\n"
    "        lines.append(key + '=' + str(value))\n"
    "say('implementation', sys.implementation.name)\n"
    "say('version', '%d.%d' % sys.version_info[:2])\n"
    "say('abiflags', getattr(sys, 'abiflags', None))\n"
    "say('executable', sys.executable)\n"
    "say('base_executable', getattr(sys, '_base_executable', None))\n"
    "say('base_prefix', sys.base_prefix)\n"
    "say('stdlib', os.path.dirname(os.__file__))\n"
    "try:\n"
    "    import sysconfig\n"
    "    for key in ('LIBDIR', 'INSTSONAME', 'LDLIBRARY'):\n"
    "        say(key, sysconfig.get_config_var(key))\n"
    "except Exception:\n"
    "    pass\n"
    "lines.append('pyforge-end')\n"
    "text = os.fsencode('\\n'.join(lines) + '\\n')\n"
    "while text:\n"
    "    text = text[os.write(1, text):]\n"
    "os._exit(0)\n";

/* One run. */
struct run {
    pid_t process;
    int output;
    struct timespec deadline;
    char *text; /* of OUTPUT_LIMIT + 1 bytes */
    size_t length;
    int status; /* of waitpid; -1: somebody else has waited for it */
    bool timed_out;
};

static struct timespec
deadline_in(long milliseconds)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += milliseconds / 1000;
    time.tv_nsec += milliseconds % 1000 * 1000000;
    return time;
}

static int
milliseconds_to(const struct timespec *deadline)
{
    struct timespec now;
    long left;

    clock_gettime(CLOCK_MONOTONIC, &now);
    left = (deadline->tv_sec - now.tv_sec) * 1000 +
           (deadline->tv_nsec - now.tv_nsec) / 1000000;
    return left < 0 ? 0 : (int)left;
}

/* The host may ignore or block signals; the interpreter shall not. */
static int
set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, all;

    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setpgroup(attributes, 0);
    return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK |
                                                    POSIX_SPAWN_SETSIGDEF |
                                                    POSIX_SPAWN_SETPGROUP);
}

/* Standard input comes last: the pipe may be file 0 in a host that closed its
 * own. */
static int
set_files(posix_spawn_file_actions_t *files, int output)
{
    int error = posix_spawn_file_actions_adddup2(files, output, 1);

    if (error == 0)
        error = posix_spawn_file_actions_adddup2(files, output, 2);
    if (error == 0)
        error = posix_spawn_file_actions_addopen(files, 0, "/dev/null",
                                                 O_RDONLY, 0);
    return error;
}

static int
spawn_with(struct run *run, const char *executable, int output,
           posix_spawn_file_actions_t *files, posix_spawnattr_t *attributes)
{
    char *arguments[] = {(char *)executable, "-I", "-S", "-c",
                         (char *)script,     NULL};
    int error = set_files(files, output);

    if (error == 0)
        error = set_attributes(attributes);
    if (error == 0)
        error = posix_spawn(&run->process, executable, files, attributes,
                            arguments, environ);
    return error;
}

static int
spawn(struct run *run, const char *executable, int output)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&files);

    if (error != 0)
        return error;
    error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        error = spawn_with(run, executable, output, &files, &attributes);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&files);
    return error;
}

/* Start it; 0 or an errno. */
static int
start(struct run *run, const char *executable)
{
    int ends[2], error;

    if (pipe2(ends, O_CLOEXEC) < 0)
        return errno;
    run->deadline = deadline_in(pyf__probe_timeout);
    run->output = ends[0];
    error = spawn(run, executable, ends[1]);
    close(ends[1]);
    if (error != 0)
        close(ends[0]);
    return error;
}

static bool
has_ended(const struct run *run)
{
    return strstr(run->text, "\n" LAST_LINE) != NULL;
}

/* Read until the last line, the end of the output, or the deadline. A process
 * that a shim left behind may keep the pipe open for ever. */
static void
read_output(struct run *run)
{
    while (run->length < OUTPUT_LIMIT && !has_ended(run)) {
        struct pollfd wait = {.fd = run->output, .events = POLLIN};
        int left = milliseconds_to(&run->deadline);
        ssize_t got = left == 0 ? 0 : poll(&wait, 1, left);

        if (got < 0 && errno == EINTR)
            continue;
        run->timed_out = got == 0;
        if (got <= 0)
            return;
        got = read(run->output, run->text + run->length,
                   OUTPUT_LIMIT - run->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        run->length += (size_t)got;
        run->text[run->length] = '\0';
    }
}

static void
kill_and_wait(struct run *run)
{
    kill(-run->process, SIGKILL);
    while (waitpid(run->process, &run->status, 0) < 0) {
        if (errno != EINTR)
            return;
    }
}

/* Wait for its end; a host that ignores SIGCHLD, or waits for all children,
 * takes the status away. */
static void
finish(struct run *run)
{
    const struct timespec pause = {.tv_nsec = 1000000};
    pid_t done = 0;

    run->status = -1;
    while (!run->timed_out && run->length < OUTPUT_LIMIT) {
        done = waitpid(run->process, &run->status, WNOHANG);
        if (done > 0 || (done < 0 && errno != EINTR))
            return;
        run->timed_out = milliseconds_to(&run->deadline) == 0;
        nanosleep(&pause, NULL);
    }
    kill_and_wait(run);
}

/* What it printed, on one line: a shim puts the reason first, a traceback puts
 * it last. */
static const char *
printed(struct pyf__search *search, struct run *run)
{
    char *from = run->text, *to = run->text;

    while (*from != '\0') {
        bool space = strchr(" \t\r\n", *from) != NULL;

        if (!space)
            *to++ = *from;
        else if (to > run->text && to[-1] != ' ')
            *to++ = ' ';
        from++;
    }
    while (to > run->text && to[-1] == ' ')
        to--;
    *to = '\0';
    if (to == run->text)
        return "it printed nothing";
    return pyf__text(search, "it printed: %.400s%s", run->text,
                     to - run->text > 400 ? "..." : "");
}

static int
refuse_run(struct pyf__search *search, struct run *run)
{
    int status = run->status;

    if (run->timed_out)
        return pyf__refuse(search, PYF_ERR_NOT_FOUND,
                           "did not answer in %d seconds and was stopped; %s",
                           pyf__probe_timeout / 1000, printed(search, run));
    if (status != -1 && WIFSIGNALED(status))
        return pyf__refuse(search, PYF_ERR_NOT_FOUND,
                           "was ended by signal %d (%s) when it was asked for "
                           "its version; %s",
                           WTERMSIG(status), strsignal(WTERMSIG(status)),
                           printed(search, run));
    if (status != -1 && WEXITSTATUS(status) != 0)
        return pyf__refuse(search, PYF_ERR_NOT_FOUND,
                           "failed with status %d when it was asked for its "
                           "version; %s",
                           WEXITSTATUS(status), printed(search, run));
    return pyf__refuse(search, PYF_ERR_NOT_FOUND,
                       "does not answer as a Python does; %s",
                       printed(search, run));
}

/* The lines between the markers; NULL when it gave no full answer. */
static const char *
answers_of(struct pyf__search *search, const struct run *run)
{
    const char *start = strstr(run->text, FIRST_LINE);
    const char *end = start == NULL ? NULL : strstr(start, "\n" LAST_LINE);

    if (end == NULL)
        return NULL;
    start += strlen(FIRST_LINE);
    return pyf__text(search, "%.*s", (int)(end + 1 - start), start);
}

static int
run_in(struct pyf__search *search, const char *executable, struct run *run,
       const char **answers)
{
    int error = start(run, executable);

    if (error != 0)
        return pyf__refuse(search, PYF_ERR_NOT_FOUND, "cannot be run: %s",
                           strerror(error));
    read_output(run);
    close(run->output);
    *answers = answers_of(search, run);
    if (*answers != NULL)
        run->deadline = deadline_in(GRACE);
    finish(run);
    return *answers == NULL ? refuse_run(search, run) : PYF_OK;
}

static int
run_once(struct pyf__search *search, const char *executable,
         const char **answers)
{
    struct run run = {.text = malloc(OUTPUT_LIMIT + 1)};
    int code;

    if (run.text == NULL) {
        search->out_of_memory = true;
        return pyf__refuse(search, PYF_ERR_MEMORY, "out of memory");
    }
    run.text[0] = '\0';
    code = run_in(search, executable, &run, answers);
    free(run.text);
    return code;
}

int
pyf__probe(struct pyf__search *search, const char *executable, bool is_elf,
           const char **answers)
{
    const char *key = pyf__cache_key(search, executable);
    int code;

    *answers = NULL;
    if (key != NULL)
        *answers = pyf__cache_get(search, key, is_elf);
    if (*answers != NULL)
        return PYF_OK;
    code = run_once(search, executable, answers);
    if (code == PYF_OK && key != NULL && !search->out_of_memory)
        pyf__cache_put(search, key, *answers, is_elf);
    return code;
}

/* SPDX-License-Identifier: MIT */
/* The order of the search, and the choice; see discover.h. */
#define _GNU_SOURCE
#include "discover/internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "handle/fault.h"
#include "platform/platform.h"

/* What configure was told, or found. */
#ifndef PYF__DEFAULT_PYTHON
#define PYF__DEFAULT_PYTHON ""
#endif
#ifndef PYF__DEFAULT_LIBPYTHON
#define PYF__DEFAULT_LIBPYTHON ""
#endif

static const char *
given(const char *text)
{
    return text == NULL || text[0] == '\0' ? NULL : text;
}

static int
check_library(struct pyf__search *search, const char *path,
              struct pyf__want *want)
{
    int code;

    if (path == NULL)
        return PYF_OK;
    code = pyf__library_check(search, path, &want->library, &want->version);
    if (code == PYF_OK)
        code = pyf__version_accept(search, &want->version);
    return code < 0 ? pyf__candidate(search, path, code) : PYF_OK;
}

static int
choose_asked(struct pyf__search *search, struct pyf__want *want,
             const char *libpython, struct pyf__tree *tree)
{
    int code = check_library(search, libpython, want);

    if (code < 0)
        return code;
    code = want->python == NULL ? pyf__find_python(search, want, tree)
                                : pyf__try_name(search, want, tree);
    if (code == PYF_OK && want->library != NULL)
        pyf__candidate(search, want->library, code);
    return code;
}

static int
choose_virtual_env(struct pyf__search *search, const struct pyf__want *want,
                   const char *folder, struct pyf__tree *tree)
{
    int code = pyf__try_virtual_env(search, want, folder, tree);
    struct pyf__refusal why = search->refusal;

    if (code == PYF_OK)
        return code;
    pyf__refuse(search, code,
                "%s; VIRTUAL_ENV is %s: make that environment again, or unset "
                "VIRTUAL_ENV",
                why.reason, folder);
    search->refusal.path = why.path;
    return code;
}

/* When this fails too, the reason to give is that of a python3 on PATH, if
 * there was any. */
static int
choose_default(struct pyf__search *search, struct pyf__want *want,
               struct pyf__tree *tree)
{
    struct pyf__refusal why = search->refusal;
    int code;

    want->source = "build default";
    want->python = given(PYF__DEFAULT_PYTHON);
    if (want->python == NULL && PYF__DEFAULT_LIBPYTHON[0] == '\0')
        return why.code;
    code = choose_asked(search, want, given(PYF__DEFAULT_LIBPYTHON), tree);
    if (code == PYF_OK || why.path == NULL)
        return code;
    search->refusal = why;
    return why.code;
}

static int
choose_path(struct pyf__search *search, struct pyf__want *want,
            struct pyf__tree *tree)
{
    int code;

    want->source = "PATH";
    code = pyf__try_path(search, want, "python3", tree);
    return code == PYF_OK ? code : choose_default(search, want, tree);
}

/* What was asked for by name: by the configuration, else by the environment.
 */
static const char *
read_asked(const struct pyf__wish *wish, struct pyf__want *want)
{
    const char *libpython = given(wish->libpython);

    want->source = "configuration";
    want->python = given(wish->python);
    if (want->python != NULL || libpython != NULL)
        return libpython;
    libpython = pyf__variable("PYFORGE_LIBPYTHON");
    want->python = pyf__variable("PYFORGE_PYTHON");
    want->source = libpython != NULL ? "PYFORGE_LIBPYTHON" : "PYFORGE_PYTHON";
    return libpython;
}

static int
choose_new(struct pyf__search *search, struct pyf__want *want,
           const char *libpython, struct pyf__tree *tree)
{
    const char *environment = pyf__variable("VIRTUAL_ENV");

    if (libpython != NULL || want->python != NULL)
        return choose_asked(search, want, libpython, tree);
    if (environment == NULL)
        return choose_path(search, want, tree);
    want->source = "VIRTUAL_ENV";
    return choose_virtual_env(search, want, environment, tree);
}

static int
check_loaded(struct pyf__search *search, const struct pyf__want *want,
             const char *libpython)
{
    const struct pyf__loaded *loaded = want->loaded;
    int code = pyf__version_accept(search, &loaded->version);

    if (code < 0)
        return pyf__candidate(search, loaded->path, code);
    if (libpython == NULL || pyf__same_file(libpython, loaded->path))
        return PYF_OK;
    return pyf__refuse(search, PYF_ERR_CONFLICT,
                       "%s asks for %s, but this process has loaded %s; a "
                       "process can hold one Python: ask for that one, or use "
                       "another process",
                       want->source, libpython, loaded->path);
}

/* The library is decided; what is asked for must be the same Python. One that
 * runs is used even if nobody knows its interpreter. */
static int
choose_loaded(struct pyf__search *search, struct pyf__want *want,
              const char *libpython, struct pyf__tree *tree)
{
    const struct pyf__loaded *loaded = want->loaded;
    int code = check_loaded(search, want, libpython);

    if (code < 0)
        return code;
    want->library = loaded->path;
    want->version = loaded->version;
    code = want->python == NULL ? pyf__find_python(search, want, tree)
                                : pyf__try_name(search, want, tree);
    want->source = "already loaded";
    if (code < 0 && want->python == NULL && loaded->running) {
        *tree = (struct pyf__tree){.libpython = loaded->path,
                                   .version = loaded->version};
        code = PYF_OK;
    }
    if (code == PYF_OK)
        pyf__candidate(search, loaded->path, code);
    return code;
}

/* The result. */

static bool
copy(char **to, const char *text)
{
    *to = text == NULL ? NULL : strdup(text);
    return text == NULL || *to != NULL;
}

static bool
commit(const struct pyf__want *want, const struct pyf__tree *tree,
       struct pyf__python *python)
{
    const struct pyf__version *version = &tree->version;
    const struct pyf__loaded *loaded = want->loaded;

    *python = (struct pyf__python){
        .major = version->major,
        .minor = version->minor,
        .free_threaded = strchr(version->flags, 't') != NULL,
        .loaded = loaded != NULL,
        .in_program = loaded != NULL && loaded->in_program,
        .running = loaded != NULL && loaded->running,
    };
    return copy(&python->source, want->source) &&
           copy(&python->executable, tree->executable) &&
           copy(&python->libpython, tree->libpython) &&
           copy(&python->prefix, tree->prefix) &&
           copy(&python->home, tree->home) &&
           copy(&python->stdlib, tree->stdlib);
}

/* The environment says what to start, so it cannot contradict a Python that
 * runs; the configuration speaks for the caller, and can. */
static const char *
heed(const struct pyf__wish *wish, struct pyf__want *want,
     const char *libpython)
{
    if (!want->loaded->running || given(wish->python) != NULL ||
        given(wish->libpython) != NULL)
        return libpython;
    want->python = NULL;
    return NULL;
}

static int
choose(struct pyf__search *search, const struct pyf__wish *wish,
       struct pyf__python *python)
{
    struct pyf__want want = {.home = given(wish->home)};
    struct pyf__tree tree = {.executable = NULL};
    struct pyf__loaded loaded;
    const char *libpython = read_asked(wish, &want);
    int code = pyf__loaded_find(search, &loaded);

    if (code == PYF_OK && loaded.path != NULL) {
        want.loaded = &loaded;
        libpython = heed(wish, &want, libpython);
        code = choose_loaded(search, &want, libpython, &tree);
    } else if (code == PYF_OK) {
        code = choose_new(search, &want, libpython, &tree);
    }
    if (code == PYF_OK && !commit(&want, &tree, python))
        search->out_of_memory = true;
    return code;
}

/* Park the refusal as it is to be read: the candidate, then the reason. */
static int
park(struct pyf__search *search, int code)
{
    const struct pyf__refusal *why = &search->refusal;
    char *text;

    if (search->out_of_memory)
        return pyf__fault_text(PYF_ERR_MEMORY, "out of memory while looking "
                                               "for a Python");
    if (why->path == NULL)
        text = pyf__format("%s", why->reason);
    else
        text = pyf__format("%s: %s", why->path, why->reason);
    if (text != NULL)
        pyf__clean(text);
    code = pyf__fault_text(code, "%s", text == NULL ? "" : text);
    free(text);
    return code;
}

int
pyf__discover(const struct pyf__wish *wish, struct pyf__python *python,
              struct pyf__report *report)
{
    struct pyf__search search = {.report = report};
    int code;

    *python = (struct pyf__python){.source = NULL};
    code = choose(&search, wish, python);
    if (code < 0 || search.out_of_memory) {
        pyf__python_release(python);
        code = park(&search, code);
    }
    pyf__search_end(&search);
    return code;
}

void
pyf__python_release(struct pyf__python *python)
{
    free(python->source);
    free(python->executable);
    free(python->libpython);
    free(python->prefix);
    free(python->home);
    free(python->stdlib);
    *python = (struct pyf__python){.source = NULL};
}

/* The report: the choice or the error, then the candidates. */

static void
fact(struct pyf__report *report, const char *key, const char *value)
{
    if (value != NULL)
        pyf__report_line(report, "%s: %s", key, value);
}

static void
report_choice(struct pyf__report *report, const struct pyf__python *python)
{
    fact(report, "python", python->executable);
    fact(report, "libpython", python->libpython);
    fact(report, "prefix", python->prefix);
    fact(report, "home", python->home);
    fact(report, "stdlib", python->stdlib);
    pyf__report_line(report, "version: %d.%d", python->major, python->minor);
    fact(report, "free-threaded", python->free_threaded ? "yes" : "no");
    fact(report, "source", python->source);
}

static int
report_all(struct pyf__report *report, const struct pyf__report *candidates)
{
    /* The lines are clean already, and end with a newline each. */
    size_t length = candidates->length;

    if (length > 0)
        pyf__report_text(report, candidates->text, length);
    if (!report->out_of_memory && !candidates->out_of_memory)
        return PYF_OK;
    return pyf__fault_text(PYF_ERR_MEMORY,
                           "out of memory for the report on Pythons");
}

int
pyf__discover_text(const struct pyf__wish *wish, struct pyf__report *report)
{
    struct pyf__report candidates = {.text = NULL};
    struct pyf__python python;
    int code = pyf__discover(wish, &python, &candidates), complete;

    if (code == PYF_OK)
        report_choice(report, &python);
    else
        fact(report, "error", pyf__fault_message());
    complete = report_all(report, &candidates);
    pyf__python_release(&python);
    pyf__report_release(&candidates);
    return code < 0 ? code : complete;
}

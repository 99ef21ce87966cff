/* SPDX-License-Identifier: MIT */
/*
 * Interpreters against what is wanted: one at a path, those of a name on PATH,
 * the one that belongs to a library.
 */
#define _GNU_SOURCE
#include "discover/internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/platform.h"

/* A program that runs with another user's rights hears no variables. */
const char *
pyf__variable(const char *name)
{
    const char *text = secure_getenv(name);

    return text == NULL || text[0] == '\0' ? NULL : text;
}

static bool
is_same_library(const struct pyf__want *want, const struct pyf__tree *tree)
{
    return tree->libpython == NULL ||
           pyf__same_file(tree->libpython, want->library) ||
           (tree->base != NULL && pyf__same_file(tree->base, want->library));
}

static int
refuse_other_python(struct pyf__search *search, const struct pyf__want *want,
                    const struct pyf__tree *tree)
{
    return pyf__refuse(search, PYF_ERR_CONFLICT,
                       "belongs to %s (%s asks for it), but this process has "
                       "loaded %s; a process can hold one Python: ask for "
                       "that one, or use another process",
                       tree->libpython == NULL ? tree->base : tree->libpython,
                       want->source, want->library);
}

static int
refuse_version(struct pyf__search *search, const struct pyf__want *want,
               const struct pyf__tree *tree)
{
    return pyf__refuse(search, PYF_ERR_VERSION,
                       "is Python %s, but the library %s is Python %s; the "
                       "interpreter and the library must have one version",
                       pyf__version_text(search, &tree->version),
                       want->library,
                       pyf__version_text(search, &want->version));
}

/* The interpreter must be the library's: of its version, and unless it is
 * given, of the same file. */
static int
match_library(struct pyf__search *search, const struct pyf__want *want,
              const struct pyf__tree *tree)
{
    bool same_version = pyf__version_same(&want->version, &tree->version);

    if (same_version && is_same_library(want, tree))
        return PYF_OK;
    if (want->loaded != NULL && want->python != NULL)
        return refuse_other_python(search, want, tree);
    if (!same_version)
        return refuse_version(search, want, tree);
    return pyf__refuse(search, PYF_ERR_VERSION,
                       "belongs to another library, %s, than %s",
                       tree->libpython, want->library);
}

/* Whether the interpreter's own library does not count: both were asked for,
 * or the library is a program, which no interpreter names as its library. */
static bool
is_given(const struct pyf__want *want)
{
    if (want->loaded == NULL)
        return want->python != NULL;
    return want->python == NULL && want->loaded->in_program;
}

static int
try_python(struct pyf__search *search, const struct pyf__want *want,
           const char *executable, struct pyf__tree *tree)
{
    int code;

    *tree = (struct pyf__tree){.given_home = want->home};
    if (is_given(want))
        tree->given_library = want->library;
    code = pyf__tree_describe(search, executable, tree);
    if (code == PYF_OK && want->library != NULL)
        code = match_library(search, want, tree);
    if (code == PYF_OK && want->library != NULL)
        tree->libpython = want->library;
    if (code == PYF_OK)
        code = pyf__tree_accept(search, tree);
    return pyf__candidate(search, executable, code);
}

/* An interpreter by its path, or by its name on PATH. */

static const char *
absolute(struct pyf__search *search, const char *path)
{
    char *here;

    if (path[0] == '/')
        return path;
    here = getcwd(NULL, 0);
    if (here == NULL)
        return path;
    return pyf__text(search, "%s/%s", pyf__text_take(search, here), path);
}

/* Folders of PATH that are relative depend on where the process stands, and an
 * empty one is where it stands: both are passed over. */
static const char *
next_folder(struct pyf__search *search, const char **path)
{
    while (**path != '\0') {
        const char *start = *path;
        size_t length = strcspn(start, ":");

        *path = start + length + (start[length] == ':');
        if (start[0] == '/')
            return pyf__text(search, "%.*s", (int)length, start);
    }
    return NULL;
}

/* Whether a folder stands earlier on PATH, under this name or another one. */
static bool
is_repeated(struct pyf__search *search, const char *path, const char *end,
            const char *folder)
{
    const char *earlier;

    while (path < end && (earlier = next_folder(search, &path)) != NULL) {
        if (path < end && pyf__same_file(earlier, folder))
            return true;
    }
    return false;
}

static const char *
search_path(void)
{
    const char *path = pyf__variable("PATH");

    return path == NULL ? "/usr/local/bin:/usr/bin:/bin" : path;
}

/* Every interpreter of a name on PATH, until one is of use. The refusal that
 * remains is that of the first, which is the one that a shell would run. */
int
pyf__try_path(struct pyf__search *search, const struct pyf__want *want,
              const char *name, struct pyf__tree *tree)
{
    const char *const start = search_path();
    const char *path = start, *folder;
    struct pyf__refusal first = {.code = PYF_OK};

    while ((folder = next_folder(search, &path)) != NULL) {
        const char *executable = pyf__text(search, "%s/%s", folder, name);

        if (access(executable, X_OK) < 0 || !pyf__is_file(executable) ||
            is_repeated(search, start, path, folder))
            continue;
        if (try_python(search, want, executable, tree) == PYF_OK)
            return PYF_OK;
        if (first.code == PYF_OK)
            first = search->refusal;
    }
    if (first.code == PYF_OK)
        return pyf__refuse(search, PYF_ERR_NOT_FOUND,
                           "there is no %s on PATH (%s); install it, or give "
                           "the full path of an interpreter in PYFORGE_PYTHON",
                           name, start);
    search->refusal = first;
    return first.code;
}

int
pyf__try_name(struct pyf__search *search, const struct pyf__want *want,
              struct pyf__tree *tree)
{
    if (strchr(want->python, '/') == NULL)
        return pyf__try_path(search, want, want->python, tree);
    return try_python(search, want, absolute(search, want->python), tree);
}

/* The interpreter for a library that was chosen. */

int
pyf__try_virtual_env(struct pyf__search *search, const struct pyf__want *want,
                     const char *folder, struct pyf__tree *tree)
{
    const char *python = pyf__text(search, "%s/bin/python", folder);

    const char *other = pyf__text(search, "%s/bin/python3", folder);

    if (access(python, X_OK) < 0 && access(other, X_OK) == 0)
        python = other;
    return try_python(search, want, absolute(search, python), tree);
}

static bool
try_folder(struct pyf__search *search, const struct pyf__want *want,
           const char *folder, struct pyf__tree *tree)
{
    const struct pyf__version *version = &want->version;
    const char *names[] = {
        pyf__text(search, "python%s", pyf__version_text(search, version)),
        pyf__text(search, "python%d.%d", version->major, version->minor),
        "python3",
        "python",
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        const char *path = pyf__text(search, "%s/%s", folder, names[i]);
        bool repeated = i == 1 && strcmp(names[0], names[1]) == 0;

        if (!repeated && access(path, X_OK) == 0 &&
            try_python(search, want, path, tree) == PYF_OK)
            return true;
    }
    return false;
}

/* <prefix>/lib/libpython and <prefix>/lib/<multiarch>/libpython belong to
 * <prefix>/bin; a program that contains Python may be that Python. */
static bool
try_around(struct pyf__search *search, const struct pyf__want *want,
           struct pyf__tree *tree)
{
    const char *folder = pyf__folder_of(search, want->library);

    if (want->loaded != NULL && want->loaded->in_program &&
        try_folder(search, want, folder, tree))
        return true;
    for (int up = 0; up < 2; up++) {
        folder = pyf__folder_of(search, folder);
        if (try_folder(search, want,
                       pyf__text(search, "%s/bin",
                                 strcmp(folder, "/") == 0 ? "" : folder),
                       tree))
            return true;
    }
    return false;
}

/* sys.executable has to be an interpreter, or whatever starts children through
 * it (multiprocessing, say) would start the host again. */
int
pyf__find_python(struct pyf__search *search, const struct pyf__want *want,
                 struct pyf__tree *tree)
{
    const char *environment = pyf__variable("VIRTUAL_ENV");

    if (environment != NULL &&
        pyf__try_virtual_env(search, want, environment, tree) == PYF_OK)
        return PYF_OK;
    if (try_around(search, want, tree))
        return PYF_OK;
    pyf__refuse(search, PYF_ERR_NOT_FOUND,
                "there is no usable python%s near it, which sys.executable "
                "must name; give the interpreter too, in PYFORGE_PYTHON or in "
                "the configuration",
                pyf__version_text(search, &want->version));
    search->refusal.path = want->library;
    return PYF_ERR_NOT_FOUND;
}

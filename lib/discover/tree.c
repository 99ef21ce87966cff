/* SPDX-License-Identifier: MIT */
/*
 * An interpreter and all that belongs to it, and whether that is of use.
 *
 * Folders are read first. What they leave open the interpreter is asked for,
 * in one run; a script (a shim, such as pyenv's) is always asked, for it can
 * start any interpreter.
 */
#define _GNU_SOURCE
#include "discover/internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/platform.h"

/* What the names of the base interpreter and of its library tell. */
static void
read_version(struct pyf__search *search, const struct pyf__venv *venv,
             const struct pyf__elf *elf, struct pyf__tree *tree)
{
    const char *name = pyf__base_name(tree->base);

    if (pyf__version_read(elf->needed + strcspn(elf->needed, "0123456789"),
                          &tree->version))
        return;
    if (strncmp(name, "python", 6) == 0 &&
        pyf__version_read(name + 6, &tree->version)) {
        pyf__layout_flavour(tree, search);
        return;
    }
    if (pyf__layout_version(search, tree))
        return;
    tree->version = venv->version;
    pyf__layout_flavour(tree, search);
}

static void
set_prefix(struct pyf__search *search, const struct pyf__venv *venv,
           struct pyf__tree *tree)
{
    tree->prefix = tree->home;
    if (venv->config == NULL)
        return;
    tree->prefix = pyf__venv_prefix(search, venv, tree);
    tree->venv = tree->prefix;
}

/* Fill what can be read without running anything. */
static int
read_tree(struct pyf__search *search, const char *executable,
          struct pyf__tree *tree)
{
    struct pyf__venv venv;
    struct pyf__elf elf;
    int code;

    tree->executable = executable;
    tree->libpython = tree->given_library;
    pyf__venv_find(search, executable, &venv);
    code = pyf__venv_base(search, &venv, tree);
    if (code < 0)
        return code;
    pyf__elf_read(tree->base, &elf);
    tree->home = pyf__folder_of(search, pyf__folder_of(search, tree->base));
    read_version(search, &venv, &elf, tree);
    pyf__layout_stdlib(search, tree);
    pyf__layout_library(search, tree, NULL,
                        elf.needed[0] == '\0' ? NULL : elf.needed);
    set_prefix(search, &venv, tree);
    return pyf__venv_check(search, &venv, tree);
}

/* Whether an interpreter can be run at all. */

/* The last target of a chain of links: the one that is missing. */
static const char *
broken_target(struct pyf__search *search, const char *path)
{
    char target[512];
    ssize_t length = readlink(path, target, sizeof(target) - 1);

    for (int depth = 0; length >= 0 && depth < 40; depth++) {
        target[length] = '\0';
        path = target[0] == '/'
                   ? pyf__text(search, "%s", target)
                   : pyf__text(search, "%s/%s", pyf__folder_of(search, path),
                               target);
        length = readlink(path, target, sizeof(target) - 1);
    }
    return path;
}

static int
refuse_missing(struct pyf__search *search, const char *executable, int error)
{
    const char *target = broken_target(search, executable);

    if (target == executable)
        return pyf__refuse(search, PYF_ERR_NOT_FOUND,
                           "there is no such interpreter: %s",
                           strerror(error));
    return pyf__refuse(search, PYF_ERR_NOT_FOUND, "is a broken link to %s: %s",
                       target, strerror(error));
}

static int
refuse_machine(struct pyf__search *search, const struct pyf__elf *elf)
{
    char own[32];

    pyf__elf_machine(own);
    return pyf__refuse(search, PYF_ERR_LIBRARY,
                       "is a %s program, but this one is %s; use a Python "
                       "built for %s",
                       elf->machine, own, own);
}

static int
check_program(struct pyf__search *search, const char *executable,
              struct pyf__elf *elf)
{
    struct stat status;

    if (stat(executable, &status) < 0)
        return refuse_missing(search, executable, errno);
    if (S_ISDIR(status.st_mode))
        return pyf__refuse(search, PYF_ERR_NOT_FOUND,
                           "is a folder; give the interpreter in it, "
                           "%s/bin/python",
                           executable);
    if (access(executable, X_OK) < 0)
        return pyf__refuse(search, PYF_ERR_NOT_FOUND, "cannot be executed: %s",
                           strerror(errno));
    pyf__elf_read(executable, elf);
    return elf->kind == PYF__ELF_FOREIGN ? refuse_machine(search, elf)
                                         : PYF_OK;
}

/* What the interpreter says of itself. */

/* The base name of an answer that is a shared library's, NULL otherwise. It is
 * a hint where to look: builds that were moved give wrong folders, and static
 * builds name an archive. */
static const char *
library_answer(struct pyf__search *search, const char *answers)
{
    const char *name = pyf__answer(search, answers, "INSTSONAME");

    if (name == NULL || strstr(name, ".so") == NULL)
        name = pyf__answer(search, answers, "LDLIBRARY");
    if (name == NULL || strstr(name, ".so") == NULL ||
        strcmp(name, "libpython3.so") == 0)
        return NULL;
    return pyf__base_name(name);
}

static void
fill_from_answers(struct pyf__search *search, const char *answers,
                  struct pyf__tree *tree)
{
    const char *base = pyf__answer(search, answers, "base_executable");
    const char *home = pyf__answer(search, answers, "base_prefix");
    const char *folder = pyf__answer(search, answers, "stdlib");

    if (base != NULL && pyf__resolve(search, base) != NULL)
        tree->base = pyf__resolve(search, base);
    if (home != NULL)
        tree->home = home;
    pyf__layout_stdlib(search, tree);
    if (tree->stdlib == NULL && folder != NULL)
        tree->stdlib = folder;
    pyf__layout_library(search, tree, pyf__answer(search, answers, "LIBDIR"),
                        library_answer(search, answers));
    if (tree->venv == NULL)
        tree->prefix = tree->home;
}

static int
check_answers(struct pyf__search *search, const char *answers,
              struct pyf__version *version)
{
    const char *kind = pyf__answer(search, answers, "implementation");
    const char *number = pyf__answer(search, answers, "version");
    const char *flags = pyf__answer(search, answers, "abiflags");

    if (kind == NULL || strcmp(kind, "cpython") != 0)
        return pyf__refuse(search, PYF_ERR_NOT_FOUND,
                           "is not CPython but %s; libpyforge needs CPython "
                           "3.11 or newer",
                           kind == NULL ? "something older" : kind);
    number = pyf__text(search, "%s%s", number == NULL ? "" : number,
                       flags == NULL ? "" : flags);
    if (pyf__version_read(number, version))
        return PYF_OK;
    return pyf__refuse(search, PYF_ERR_NOT_FOUND,
                       "gave no version when it was asked");
}

/* The standard library is missing where an interpreter would look for it: it
 * cannot run, and that is why. */
static int
explain_probe(struct pyf__search *search, const struct pyf__tree *tree,
              int code)
{
    if (tree->version.major == 0 || tree->stdlib != NULL || code >= 0)
        return code;
    return pyf__refuse(
        search, PYF_ERR_HOME,
        "its standard library is not in %s/lib/python%s, and it does not "
        "run: %s; install that Python again",
        tree->home, pyf__version_text(search, &tree->version),
        search->refusal.reason);
}

static int
ask(struct pyf__search *search, const char *executable, bool is_elf,
    struct pyf__tree *tree)
{
    const char *answers, *real;
    struct pyf__version version;
    struct pyf__elf elf = {.kind = PYF__ELF_NATIVE};
    int code = pyf__probe(search, executable, is_elf, &answers);

    if (code < 0)
        return explain_probe(search, tree, code);
    code = check_answers(search, answers, &version);
    real = pyf__answer(search, answers, "executable");
    if (code == PYF_OK && !is_elf && real != NULL)
        code = check_program(search, real, &elf);
    if (code == PYF_OK && !is_elf)
        code = read_tree(search, real == NULL ? executable : real, tree);
    if (code < 0)
        return code;
    if (!pyf__version_same(&tree->version, &version))
        tree->libpython = tree->given_library;
    tree->version = version;
    fill_from_answers(search, answers, tree);
    return PYF_OK;
}

/* Whether what stands beside a program may be taken for its own. Any program
 * in /usr/bin has the standard library of /usr beside it. */
static bool
is_named_python(const struct pyf__tree *tree)
{
    const char *program = tree->base == NULL ? tree->executable : tree->base;

    return program != NULL &&
           strstr(pyf__base_name(program), "python") != NULL;
}

static bool
is_complete(const struct pyf__tree *tree)
{
    return is_named_python(tree) && tree->version.major != 0 &&
           tree->libpython != NULL &&
           (tree->stdlib != NULL || tree->given_home != NULL);
}

int
pyf__tree_describe(struct pyf__search *search, const char *executable,
                   struct pyf__tree *tree)
{
    struct pyf__elf elf;
    int code = check_program(search, executable, &elf);

    if (code < 0)
        return code;
    if (elf.kind != PYF__ELF_NATIVE)
        return ask(search, executable, false, tree);
    code = read_tree(search, executable, tree);
    if (code == PYF_OK && tree->version.major != 0)
        code = pyf__version_accept(search, &tree->version);
    if (code < 0 || is_complete(tree))
        return code;
    return ask(search, executable, true, tree);
}

/* Whether it is of use. */

int
pyf__version_accept(struct pyf__search *search,
                    const struct pyf__version *version)
{
    if (version->major == 3 && version->minor >= 11)
        return PYF_OK;
    return pyf__refuse(
        search, PYF_ERR_VERSION,
        "is Python %d.%d; libpyforge needs CPython 3.11 or newer",
        version->major, version->minor);
}

/* How to get a shared library, in the words of whoever installed this one. */
static const char *
library_advice(struct pyf__search *search, const struct pyf__tree *tree)
{
    int major = tree->version.major, minor = tree->version.minor;

    if (strcmp(tree->home, "/usr") == 0)
        return pyf__text(search,
                         "install the package libpython%d.%d (Debian, Ubuntu) "
                         "or python%d.%d-libs (Fedora)",
                         major, minor, major, minor);
    if (strstr(tree->home, "pyenv") != NULL)
        return pyf__text(
            search,
            "build it again: PYTHON_CONFIGURE_OPTS=--enable-shared "
            "pyenv install --force %s",
            pyf__base_name(tree->home));
    return "build it with --enable-shared, or choose another Python with "
           "PYFORGE_PYTHON";
}

static int
refuse_static(struct pyf__search *search, const struct pyf__tree *tree)
{
    return pyf__refuse(search, PYF_ERR_LIBRARY,
                       "has no shared library: there is no libpython%s.so.1.0 "
                       "in %s/lib or where the interpreter says it is; %s",
                       pyf__version_text(search, &tree->version), tree->home,
                       library_advice(search, tree));
}

static int
refuse_stdlib(struct pyf__search *search, const struct pyf__tree *tree,
              const char *file)
{
    int major = tree->version.major, minor = tree->version.minor;

    if (strcmp(tree->home, "/usr") == 0)
        return pyf__refuse(search, PYF_ERR_HOME,
                           "its standard library is not complete: there is no "
                           "%s; install the package libpython%d.%d-stdlib "
                           "(Debian, Ubuntu) or python%d.%d-libs (Fedora)",
                           file, major, minor, major, minor);
    return pyf__refuse(search, PYF_ERR_HOME,
                       "its standard library is not complete: there is no %s; "
                       "install that Python again, or name the prefix that "
                       "holds lib/python%s as home in the configuration",
                       file, pyf__version_text(search, &tree->version));
}

/* What CPython must find, or it aborts: "No module named 'encodings'". */
static int
check_stdlib(struct pyf__search *search, const struct pyf__tree *tree)
{
    struct stat status;
    const char *file;

    if (tree->stdlib == NULL)
        return refuse_stdlib(
            search, tree,
            pyf__text(search, "%s/lib/python%s/os.py", tree->home,
                      pyf__version_text(search, &tree->version)));
    if (stat(tree->stdlib, &status) == 0 && S_ISREG(status.st_mode))
        return PYF_OK;
    file = pyf__text(search, "%s/encodings/__init__.py", tree->stdlib);
    if (pyf__is_file(file) || pyf__is_file(pyf__text(search, "%sc", file)))
        return PYF_OK;
    return refuse_stdlib(search, tree, file);
}

static int
refuse_home(struct pyf__search *search, const struct pyf__tree *tree)
{
    const char *version = pyf__version_text(search, &tree->version);

    return pyf__refuse(
        search, PYF_ERR_HOME,
        "is Python %s, but the configured home %s does not hold "
        "its standard library: there is no %s/lib/python%s/"
        "os.py; leave home out, or give the prefix of a Python "
        "%s",
        version, tree->given_home, tree->given_home, version, version);
}

static int
use_home(struct pyf__search *search, struct pyf__tree *tree)
{
    tree->home = tree->given_home;
    pyf__layout_stdlib(search, tree);
    if (tree->venv == NULL)
        tree->prefix = tree->home;
    return tree->stdlib == NULL ? refuse_home(search, tree) : PYF_OK;
}

int
pyf__tree_accept(struct pyf__search *search, struct pyf__tree *tree)
{
    int code = pyf__version_accept(search, &tree->version);

    if (code == PYF_OK && tree->libpython == NULL)
        code = refuse_static(search, tree);
    if (code == PYF_OK && tree->given_home != NULL)
        code = use_home(search, tree);
    return code < 0 ? code : check_stdlib(search, tree);
}

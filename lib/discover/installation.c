/* SPDX-License-Identifier: MIT */
/*
 * The folders of an installation: where the standard library and the shared
 * library of a Python lie, and what their names tell about its version.
 *
 * The landmarks are CPython's own (Modules/getpath.py): lib/python3.X/os.py
 * below the prefix, in lib64 on systems that put it there, or one zip file.
 */
#define _GNU_SOURCE
#include "discover/internal.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "platform/platform.h"

static const char *const library_folders[] = {"lib", "lib64"};

enum {
    FOLDERS = sizeof(library_folders) / sizeof(*library_folders),
};

/* The number at *at, at most three digits; -1 when there is none. */
static int
read_number(const char **at)
{
    int number = 0, digits = 0;

    while (isdigit((unsigned char)**at) && digits++ < 3)
        number = number * 10 + (*(*at)++ - '0');
    return digits == 0 ? -1 : number;
}

bool
pyf__version_read(const char *text, struct pyf__version *version)
{
    struct pyf__version read = {0};
    size_t flags = 0;

    read.major = read_number(&text);
    if (read.major < 0 || *text++ != '.')
        return false;
    read.minor = read_number(&text);
    if (read.minor < 0)
        return false;
    while (islower((unsigned char)*text) && flags + 1 < sizeof(read.flags))
        read.flags[flags++] = *text++;
    if (*text != '\0' && *text != '.')
        return false;
    *version = read;
    return true;
}

bool
pyf__version_same(const struct pyf__version *a, const struct pyf__version *b)
{
    return a->major == b->major && a->minor == b->minor &&
           strcmp(a->flags, b->flags) == 0;
}

const char *
pyf__version_text(struct pyf__search *search,
                  const struct pyf__version *version)
{
    return pyf__text(search, "%d.%d%s", version->major, version->minor,
                     version->flags);
}

static bool
is_free_threaded(const struct pyf__version *version)
{
    return strchr(version->flags, 't') != NULL;
}

/* The suffix of the standard library's folder: debug builds have none. */
static const char *
thread_flag(const struct pyf__version *version)
{
    return is_free_threaded(version) ? "t" : "";
}

static bool
has_module(struct pyf__search *search, const char *folder, const char *file)
{
    return pyf__is_file(pyf__text(search, "%s/%s.py", folder, file)) ||
           pyf__is_file(pyf__text(search, "%s/%s.pyc", folder, file));
}

static const char *
find_stdlib(struct pyf__search *search, const char *home,
            const struct pyf__version *version, const char *flag)
{
    const char *path;

    for (int i = 0; i < FOLDERS; i++) {
        path =
            pyf__text(search, "%s/%s/python%d.%d%s", home, library_folders[i],
                      version->major, version->minor, flag);
        if (has_module(search, path, "os"))
            return path;
    }
    path = pyf__text(search, "%s/lib/python%d%d%s.zip", home, version->major,
                     version->minor, flag);
    return pyf__is_file(path) ? path : NULL;
}

void
pyf__layout_stdlib(struct pyf__search *search, struct pyf__tree *tree)
{
    if (tree->home != NULL && tree->version.major != 0)
        tree->stdlib = find_stdlib(search, tree->home, &tree->version,
                                   thread_flag(&tree->version));
}

/* A name such as python3.13 does not say whether it is free-threaded; the
 * standard library beside it does, unless both are installed: then the version
 * becomes unknown again. */
void
pyf__layout_flavour(struct pyf__tree *tree, struct pyf__search *search)
{
    const char *plain, *threaded;

    if (tree->home == NULL || tree->version.minor < 13 ||
        is_free_threaded(&tree->version))
        return;
    plain = find_stdlib(search, tree->home, &tree->version, "");
    threaded = find_stdlib(search, tree->home, &tree->version, "t");
    if (threaded == NULL)
        return;
    if (plain == NULL)
        strcpy(tree->version.flags, "t");
    else
        tree->version = (struct pyf__version){0};
}

/* The one standard library in a folder; false when there are none or many. */
static bool
only_version(struct pyf__search *search, const char *folder,
             struct pyf__version *version)
{
    DIR *entries = opendir(folder);
    struct dirent *entry;
    int count = 0;

    while (entries != NULL && (entry = readdir(entries)) != NULL) {
        struct pyf__version read;

        if (strncmp(entry->d_name, "python", 6) != 0 ||
            !pyf__version_read(entry->d_name + 6, &read) ||
            !has_module(search,
                        pyf__text(search, "%s/%s", folder, entry->d_name),
                        "os"))
            continue;
        *version = read;
        count++;
    }
    if (entries != NULL)
        closedir(entries);
    return count == 1;
}

bool
pyf__layout_version(struct pyf__search *search, struct pyf__tree *tree)
{
    struct pyf__version found[FOLDERS];
    int count = 0;

    for (int i = 0; i < FOLDERS; i++) {
        const char *folder =
            pyf__text(search, "%s/%s", tree->home, library_folders[i]);

        count += only_version(search, folder, &found[count]);
    }
    if (count == 0 || (count > 1 && !pyf__version_same(&found[0], &found[1])))
        return false;
    tree->version = found[0];
    return true;
}

/* The folder of Debian's multiarch layout, "x86_64-linux-gnu": the C library
 * of this process lies in it too. NULL where there is no such layout. */
static const char *
multiarch(struct pyf__search *search)
{
    char *libc = pyf__loaded_object("libc.so.", NULL);
    const char *name;

    if (libc == NULL)
        return NULL;
    name =
        pyf__base_name(pyf__folder_of(search, pyf__text_take(search, libc)));
    return strchr(name, '-') == NULL ? NULL : name;
}

/* Take a file as the library if it is one that this process can load. */
static bool
take_library(struct pyf__search *search, struct pyf__tree *tree,
             const char *path)
{
    struct pyf__elf elf;
    const char *real = pyf__resolve(search, path);

    if (real == NULL)
        return false;
    pyf__elf_read(real, &elf);
    if (elf.kind == PYF__ELF_NATIVE) {
        tree->libpython = real;
        return true;
    }
    if (elf.kind == PYF__ELF_FOREIGN)
        pyf__report_line(search->report,
                         "candidate: %s: refused: it is a %s library", path,
                         elf.machine);
    else
        pyf__report_line(search->report,
                         "candidate: %s: refused: it is not a shared library",
                         path);
    return false;
}

static bool
library_in(struct pyf__search *search, struct pyf__tree *tree,
           const char *folder, const char *name)
{
    const char *version = pyf__version_text(search, &tree->version);
    static const char *const endings[] = {"so.1.0", "so.1", "so"};

    if (name != NULL &&
        take_library(search, tree, pyf__text(search, "%s/%s", folder, name)))
        return true;
    for (int i = 0; i < 3; i++) {
        if (take_library(search, tree,
                         pyf__text(search, "%s/libpython%s.%s", folder,
                                   version, endings[i])))
            return true;
    }
    return false;
}

void
pyf__layout_library(struct pyf__search *search, struct pyf__tree *tree,
                    const char *folder, const char *name)
{
    const char *triplet = multiarch(search);

    if (tree->libpython != NULL || tree->version.major == 0)
        return;
    if (folder != NULL && library_in(search, tree, folder, name))
        return;
    for (int i = 0; i < FOLDERS && tree->home != NULL; i++) {
        folder = pyf__text(search, "%s/%s", tree->home, library_folders[i]);
        if (library_in(search, tree, folder, name))
            return;
        if (triplet != NULL &&
            library_in(search, tree,
                       pyf__text(search, "%s/%s", folder, triplet), name))
            return;
    }
}

static int
refuse_file(struct pyf__search *search, const struct pyf__elf *elf)
{
    char own[32];

    if (elf->error != 0)
        return pyf__refuse(search, PYF_ERR_LIBRARY, "cannot be read: %s",
                           strerror(elf->error));
    if (elf->kind == PYF__ELF_NOT)
        return pyf__refuse(search, PYF_ERR_LIBRARY,
                           "is not a shared library (no ELF file); give the "
                           "path of libpython3.X.so.1.0");
    pyf__elf_machine(own);
    return pyf__refuse(search, PYF_ERR_LIBRARY,
                       "is a %s library, but this program is %s; use a Python "
                       "built for %s",
                       elf->machine, own, own);
}

static int
refuse_stub(struct pyf__search *search, const struct pyf__elf *elf,
            const char *path)
{
    return pyf__refuse(
        search, PYF_ERR_LIBRARY,
        "is the stub of the stable ABI, which has no version of "
        "its own; give the library that it stands for: %s/%s",
        pyf__folder_of(search, path),
        elf->needed[0] == '\0' ? "libpython3.X.so.1.0" : elf->needed);
}

int
pyf__library_check(struct pyf__search *search, const char *path,
                   const char **real, struct pyf__version *version)
{
    struct pyf__elf elf;
    const char *name;

    *real = pyf__resolve(search, path);
    if (*real == NULL)
        return pyf__refuse(search, PYF_ERR_LIBRARY,
                           "there is no such libpython: %s; give the full "
                           "path of the file",
                           strerror(errno));
    pyf__elf_read(*real, &elf);
    if (elf.kind != PYF__ELF_NATIVE)
        return refuse_file(search, &elf);
    name = pyf__base_name(*real);
    if (strcmp(name, "libpython3.so") == 0 ||
        strcmp(elf.soname, "libpython3.so") == 0)
        return refuse_stub(search, &elf, *real);
    if (strncmp(elf.soname, "libpython", 9) == 0 &&
        pyf__version_read(elf.soname + 9, version))
        return PYF_OK;
    if (strncmp(name, "libpython", 9) == 0 &&
        pyf__version_read(name + 9, version))
        return PYF_OK;
    return pyf__refuse(search, PYF_ERR_LIBRARY,
                       "is not a libpython: neither its name nor its soname "
                       "is libpython3.X.so");
}

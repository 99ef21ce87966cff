/* SPDX-License-Identifier: MIT */
/*
 * A Python that the process has already: a libpython that the host, or another
 * library of the process, has loaded, or a program that contains CPython.
 *
 * Names are looked at, and two functions are called that need no started
 * Python (PEP 587): Py_IsInitialized and Py_GetVersion.
 */
#define _GNU_SOURCE
#include "discover/internal.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#include "platform/platform.h"

/* All that names of a versioned libpython begin with; libpython3.so, a stub
 * without code, is not among them. */
static const char *const prefixes[] = {
    "libpython2.",  "libpython3.1", "libpython3.2", "libpython3.3",
    "libpython3.4", "libpython3.5", "libpython3.6", "libpython3.7",
    "libpython3.8", "libpython3.9",
};

static int
refuse_second(struct pyf__search *search, const char *first,
              const char *second)
{
    return pyf__refuse(search, PYF_ERR_CONFLICT,
                       "two Pythons are loaded in this process, %s and %s; "
                       "find out which parts of the program load them, and "
                       "have them use the same one",
                       first, second);
}

/* A path that the dynamic linker knows, or a copy; NULL stays NULL. */
static const char *
keep(struct pyf__search *search, char *path)
{
    return path == NULL ? NULL : pyf__text_take(search, path);
}

static int
find_library(struct pyf__search *search, const char **path)
{
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
        const char *first =
            keep(search, pyf__loaded_object(prefixes[i], NULL));
        const char *second = NULL;

        if (first == NULL)
            continue;
        if (*path == NULL)
            *path = first;
        if (!pyf__same_file(*path, first))
            return refuse_second(search, *path, first);
        second = keep(search, pyf__loaded_object(prefixes[i], first));
        if (second != NULL)
            return refuse_second(search, first, second);
    }
    return PYF_OK;
}

/* Whether an address lies in the program itself: its headers do. */
static bool
in_program(const void *address)
{
    struct pyf__range range;
    const void *headers = (const void *)getauxval(AT_PHDR);

    return pyf__object_range(address, &range) &&
           pyf__in_range(&range, headers);
}

static bool
ask_running(void *library)
{
    int (*is_initialized)(void) = NULL;

    *(void **)&is_initialized = dlsym(library, "Py_IsInitialized");
    return is_initialized != NULL && is_initialized() != 0;
}

static void
read_version(void *library, struct pyf__loaded *loaded)
{
    const char *(*get_version)(void) = NULL;
    const char *name = pyf__base_name(loaded->path), *text;
    struct pyf__version told = {0};

    pyf__version_read(name + strcspn(name, "0123456789"), &loaded->version);
    *(void **)&get_version = dlsym(library, "Py_GetVersion");
    text = get_version == NULL ? "" : get_version();
    if (!pyf__version_read(text, &told))
        return;
    if (strstr(text, "free-threading") != NULL)
        strcpy(told.flags, "t");
    loaded->version = told;
}

/* CPython inside the program, or inside a library of another name. Its symbols
 * come before those of every library, so it is the one that counts. */
static void
find_embedded(struct pyf__search *search, struct pyf__loaded *loaded)
{
    const void *symbol = dlsym(RTLD_DEFAULT, "Py_IsInitialized");
    const char *path = pyf__object_of(symbol);

    if (symbol == NULL || path == NULL)
        return;
    if (in_program(symbol)) {
        path = pyf__resolve(search, "/proc/self/exe");
        loaded->in_program = true;
    } else if (loaded->path != NULL) {
        return;
    }
    loaded->path =
        path == NULL ? "the program" : pyf__text(search, "%s", path);
    loaded->running = ask_running(RTLD_DEFAULT);
    read_version(RTLD_DEFAULT, loaded);
}

static void
look_into(struct pyf__loaded *loaded)
{
    void *library = dlopen(loaded->path, RTLD_LAZY | RTLD_NOLOAD);

    if (library == NULL)
        return;
    loaded->running = ask_running(library);
    read_version(library, loaded);
    dlclose(library);
}

int
pyf__loaded_find(struct pyf__search *search, struct pyf__loaded *loaded)
{
    int code;

    *loaded = (struct pyf__loaded){.path = NULL};
    code = find_library(search, &loaded->path);
    if (code < 0)
        return code;
    find_embedded(search, loaded);
    if (loaded->path != NULL && !loaded->in_program)
        look_into(loaded);
    return PYF_OK;
}

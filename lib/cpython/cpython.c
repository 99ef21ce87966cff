/* SPDX-License-Identifier: MIT */
/* Load CPython, and fill the table of its symbols; see cpython.h. */
#define _GNU_SOURCE
#include "cpython/cpython.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/platform.h"

struct pyf__cpython cpython;
struct pyf__layout pyf__layout;
pyf__thread_local bool pyf__attached;

static char *library_path;

enum need { REQUIRED, OPTIONAL };

#define PYF__ALL_SYMBOLS                                                      \
    PYF__FUNCTIONS(ROW_FUNCTION)                                              \
    PYF__EXPORTED_FUNCTIONS(ROW_FUNCTION)                                     \
    PYF__OPTIONAL_FUNCTIONS(ROW_OPTIONAL)                                     \
    PYF__OBJECTS(ROW_DATA)                                                    \
    PYF__TYPES(ROW_DATA)                                                      \
    PYF__EXCEPTIONS(ROW_DATA)

/* The names of all symbols, one behind the other: no pointer to any of them
 * has to be relocated when the library is loaded. */
#define ROW_FUNCTION(type, name, parameters)        char name[sizeof(#name)];
#define ROW_OPTIONAL(type, name, parameters, since) char name[sizeof(#name)];
#define ROW_DATA(name)                              char name[sizeof(#name)];
struct symbol_names {
    PYF__ALL_SYMBOLS
};
#undef ROW_FUNCTION
#undef ROW_OPTIONAL
#undef ROW_DATA

#define ROW_FUNCTION(type, name, parameters)        #name,
#define ROW_OPTIONAL(type, name, parameters, since) #name,
#define ROW_DATA(name)                              #name,
static const struct symbol_names symbol_names = {PYF__ALL_SYMBOLS};
#undef ROW_FUNCTION
#undef ROW_OPTIONAL
#undef ROW_DATA

struct symbol {
    uint16_t name;   /* where it stands in symbol_names */
    uint16_t offset; /* of its pointer in the table */
    uint16_t need;
};

/* clang-format off */
#define ROW(name, need)                                                       \
    {offsetof(struct symbol_names, name),                                     \
     offsetof(struct pyf__cpython, name), need},
/* clang-format on */
#define ROW_FUNCTION(type, name, parameters)        ROW(name, REQUIRED)
#define ROW_OPTIONAL(type, name, parameters, since) ROW(name, OPTIONAL)
#define ROW_DATA(name)                              ROW(name, REQUIRED)
static const struct symbol symbols[] = {PYF__ALL_SYMBOLS};
#undef ROW
#undef ROW_FUNCTION
#undef ROW_OPTIONAL
#undef ROW_DATA

_Static_assert(sizeof(struct symbol_names) <= UINT16_MAX &&
                   sizeof(struct pyf__cpython) <= UINT16_MAX,
               "offsets of symbols fit");

enum { SYMBOL_COUNT = sizeof(symbols) / sizeof(symbols[0]) };

/* Names of missing symbols, joined; grown by append. */
struct names {
    char *text;
    size_t length;
};

static void
append(struct names *names, const char *name)
{
    size_t extra = strlen(name) + 3;
    char *text = realloc(names->text, names->length + extra);

    if (text == NULL)
        return;
    names->text = text;
    names->length += (size_t)snprintf(text + names->length, extra, "%s%s",
                                      names->length == 0 ? "" : ", ", name);
}

static const char *
name_of(const struct symbol *symbol)
{
    return (const char *)&symbol_names + symbol->name;
}

static void **
entry_of(const struct symbol *symbol)
{
    return (void **)((char *)&cpython + symbol->offset);
}

static int
fail_missing(struct names *missing, char **why)
{
    *why =
        pyf__format("%s lacks symbols that every CPython since 3.11 has: "
                    "%s; is it a complete CPython?",
                    library_path, missing->text == NULL ? "?" : missing->text);
    free(missing->text);
    return PYF_ERR_LIBRARY;
}

static int
fail_foreign(const char *name, const void *address, char **why)
{
    const char *where = pyf__object_of(address);

    *why = pyf__format("%s of %s resolved to %s: a second Python is in this "
                       "process; load only one",
                       name, library_path,
                       where == NULL ? "unknown memory" : where);
    return PYF_ERR_CONFLICT;
}

/* Every symbol must lie in the library that was chosen: with two libpythons in
 * a process, dlsym on one can give the other's functions. */
static int
resolve(void *library, const struct pyf__range *range, char **why)
{
    struct names missing = {NULL, 0};

    for (size_t i = 0; i < SYMBOL_COUNT; i++) {
        void *address = dlsym(library, name_of(&symbols[i]));

        if (address == NULL && symbols[i].need == REQUIRED)
            append(&missing, name_of(&symbols[i]));
        if (address != NULL && !pyf__in_range(range, address)) {
            free(missing.text);
            return fail_foreign(name_of(&symbols[i]), address, why);
        }
        *entry_of(&symbols[i]) = address;
    }
    return missing.length == 0 ? PYF_OK : fail_missing(&missing, why);
}

/* Py_Version appeared in 3.11 (bpo-43931); its absence is the test for less.
 */
static int
read_version(void *library, char **why)
{
    const unsigned long *version = dlsym(library, "Py_Version");
    const char *(*text)(void) = NULL;

    *(void **)&text = dlsym(library, "Py_GetVersion");
    if (text == NULL) {
        *why = pyf__format("%s is not a libpython: it has no Py_GetVersion",
                           library_path);
        return PYF_ERR_LIBRARY;
    }
    if (version == NULL) {
        *why = pyf__format("%s is Python %.10s; libpyforge needs CPython 3.11 "
                           "or newer",
                           library_path, text());
        return PYF_ERR_VERSION;
    }
    pyf__layout.version = (uint32_t)*version;
    pyf__layout.free_threaded = strstr(text(), "free-threading") != NULL;
    return PYF_OK;
}

static int
fill(void *library, char **why)
{
    struct pyf__range range;
    const void *anchor = dlsym(library, "Py_GetVersion");
    int status = read_version(library, why);

    if (status < 0)
        return status;
    if (pyf__object_range(anchor, &range))
        return resolve(library, &range, why);
    *why = pyf__format("%s: the dynamic linker does not know where it lies",
                       library_path);
    return PYF_ERR_LIBRARY;
}

int
pyf__cpython_load(const char *path, char **why)
{
    void *library;
    int status;

    free(library_path);
    library_path = strdup(path == NULL ? "the program itself" : path);
    *why = NULL;
    if (library_path == NULL)
        return PYF_ERR_MEMORY;
    /* Global, because extension modules such as numpy look their CPython
     * symbols up in the global scope. */
    library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
    if (library == NULL) {
        *why = pyf__format("cannot load %s: %s", library_path, dlerror());
        return PYF_ERR_LIBRARY;
    }
    status = fill(library, why);
    if (status < 0)
        dlclose(library);
    return status;
}

const char *
pyf__cpython_path(void)
{
    return library_path;
}

int
pyf__cpython_has(const char *name)
{
    for (size_t i = 0; i < SYMBOL_COUNT; i++) {
        if (strcmp(name_of(&symbols[i]), name) == 0)
            return *entry_of(&symbols[i]) != NULL;
    }
    return -1;
}

void
pyf__cpython_refuse(const char *message)
{
    void (*set_string)(PyObject *, const char *);
    int (*is_attached)(void);
    PyObject **import_error = dlsym(RTLD_DEFAULT, "PyExc_ImportError");

    *(void **)&set_string = dlsym(RTLD_DEFAULT, "PyErr_SetString");
    *(void **)&is_attached = dlsym(RTLD_DEFAULT, "PyGILState_Check");
    if (set_string != NULL && import_error != NULL && is_attached != NULL &&
        is_attached())
        set_string(*import_error, message);
}

PyObject *
pyf__imported(const char *module, const char *name)
{
    PyObject *imported = cpython.PyImport_ImportModule(module);
    PyObject *object = NULL;

    if (imported != NULL)
        object = cpython.PyObject_GetAttrString(imported, name);
    pyf__drop(imported);
    return object;
}

/* SPDX-License-Identifier: MIT */
/* Fill the table of CPython's symbols, measure its layouts; see cpython.h. */
#define _GNU_SOURCE
#include "cpython.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform.h"

struct pyf__cpython cpython;
struct pyf__layout pyf__layout;
pyf__thread_local bool pyf__attached;

static char *library_path;

enum need { REQUIRED, OPTIONAL };

struct symbol {
    const char *name;
    size_t offset; /* of its pointer in the table */
    enum need need;
};

#define OFFSET(name)                         offsetof(struct pyf__cpython, name)
#define ROW(name)                            {#name, OFFSET(name), REQUIRED},
#define ROW_EXPORTED(type, name, parameters) ROW(name)
#define ROW_OPTIONAL(type, name, parameters, since)                           \
    {#name, OFFSET(name), OPTIONAL},
static const struct symbol symbols[] = {
    PYF__FUNCTIONS(ROW) PYF__OBJECTS(ROW) PYF__TYPES(ROW) PYF__EXCEPTIONS(ROW)
        PYF__EXPORTED_FUNCTIONS(ROW_EXPORTED)
            PYF__OPTIONAL_FUNCTIONS(ROW_OPTIONAL)};
#undef ROW
#undef ROW_EXPORTED
#undef ROW_OPTIONAL

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
        void *address = dlsym(library, symbols[i].name);

        if (address == NULL && symbols[i].need == REQUIRED)
            append(&missing, symbols[i].name);
        if (address != NULL && !pyf__in_range(range, address)) {
            free(missing.text);
            return fail_foreign(symbols[i].name, address, why);
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
    pyf__layout.immortal_none = pyf__layout.version >= 0x030c0000;
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
        if (strcmp(symbols[i].name, name) == 0)
            return *entry_of(&symbols[i]) != NULL;
    }
    return -1;
}

/* Offset of the given words among the first `size` bytes of an object. */
static size_t
find_bytes(PyObject *object, size_t start, size_t size, const void *words,
           size_t length)
{
    for (size_t at = start; at + length <= size; at += sizeof(void *)) {
        if (memcmp((char *)object + at, words, length) == 0)
            return at;
    }
    return 0;
}

static size_t
basic_size(PyTypeObject *type)
{
    PyObject *number =
        cpython.PyObject_GetAttrString((PyObject *)type, "__basicsize__");
    long long size = -1;

    if (number != NULL) {
        size = cpython.PyLong_AsLongLong(number);
        cpython.Py_DecRef(number);
    }
    if (size < 0) {
        cpython.PyErr_Clear();
        return 0;
    }
    return (size_t)size;
}

static bool
measure_float(void)
{
    const double value = -1.2345678901234567e-89;
    PyObject *number = cpython.PyFloat_FromDouble(value);
    const void *type = cpython.PyFloat_Type;
    size_t size = basic_size(cpython.PyFloat_Type);

    if (number == NULL)
        return false;
    pyf__layout.type_offset = find_bytes(number, 0, size, &type, sizeof(type));
    pyf__layout.float_offset =
        find_bytes(number, sizeof(void *), size, &value, sizeof(value));
    cpython.Py_DecRef(number);
    return pyf__layout.type_offset != 0;
}

/* Whether ints are read right with the layout that is set: an int that is not
 * `small` must be refused. */
static bool
reads_int(long long number, bool small)
{
    PyObject *object = cpython.PyLong_FromLongLong(number);
    int64_t value = 0;
    bool taken;

    if (object == NULL)
        return false;
    taken = pyf__small_int(object, &value);
    cpython.Py_DecRef(object);
    return taken == small && (!small || value == number);
}

static bool
reads_ints(void)
{
    static const long long digit = (1LL << 30) - 1;
    static const long long small[] = {0, 1, 5, 256, 257, 1000000, digit};
    static const long long large[] = {digit + 1, digit << 20, 1LL << 60,
                                      INT64_MAX};

    for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++)
        if (!reads_int(small[i], true) || !reads_int(-small[i], true))
            return false;
    for (size_t i = 0; i < sizeof(large) / sizeof(large[0]); i++)
        if (!reads_int(large[i], false) || !reads_int(-large[i], false))
            return false;
    return true;
}

/* Two ways to say how many digits an int has and what its sign is: 3.11 counts
 * them in a word that is negative for negative ints, 3.12 and later have a tag
 * of the count times 8 and the sign in two bits (0 positive, 1 zero, 2
 * negative). */
static void
measure_int(void)
{
    static const int8_t counted[3] = {-1, 0, 1};

    pyf__layout.int_offset = pyf__layout.header_size;
    pyf__layout.int_start = 0;
    pyf__layout.int_end = 16;
    for (int tag = 0; tag < 16; tag++)
        pyf__layout.int_signs[tag] = (int8_t)(1 - (tag & 3));
    if (reads_ints())
        return;
    pyf__layout.int_start = 1;
    pyf__layout.int_end = 3;
    memcpy(pyf__layout.int_signs, counted, sizeof(counted));
    if (!reads_ints())
        pyf__layout.int_end = 0;
}

/* A list keeps its items elsewhere: find the word that points to an array of
 * them. Small numbers are the length and the capacity, no pointers. */
static size_t
find_items(PyObject *list, size_t size, PyObject *const *items, size_t count)
{
    size_t start = pyf__layout.type_offset + sizeof(void *);

    for (size_t at = start; at + sizeof(void *) <= size;
         at += sizeof(void *)) {
        uintptr_t word;

        memcpy(&word, (char *)list + at, sizeof(word));
        if (word < 65536 || word % sizeof(void *) != 0)
            continue;
        if (memcmp((void *)word, items, count * sizeof(*items)) == 0)
            return at;
    }
    return 0;
}

static void
measure_sequences(void)
{
    PyObject *items[] = {cpython._Py_TrueStruct, cpython._Py_NoneStruct,
                         cpython._Py_FalseStruct};
    PyObject *list = cpython.PyList_New(3);
    PyObject *tuple = cpython.PyTuple_New(3);
    size_t least = pyf__layout.type_offset + sizeof(void *);

    for (Py_ssize_t i = 0; list != NULL && tuple != NULL && i < 3; i++) {
        cpython.PyList_SetItem(list, i, pyf__keep(items[i]));
        cpython.PyTuple_SetItem(tuple, i, pyf__keep(items[i]));
    }
    if (list != NULL && tuple != NULL) {
        size_t size = basic_size(cpython.PyList_Type);

        pyf__layout.list_offset = find_items(list, size, items, 3);
        size = basic_size(cpython.PyTuple_Type) + sizeof(items);
        pyf__layout.tuple_offset =
            find_bytes(tuple, least, size, items, sizeof(items));
    }
    pyf__drop(list);
    pyf__drop(tuple);
}

/* Where the data of a type of ours starts: behind what every object has. */
static bool
measure_header(void)
{
    PyObject *size = cpython.PyObject_GetAttrString(
        (PyObject *)cpython.PyBaseObject_Type, "__basicsize__");

    if (size == NULL)
        return false;
    pyf__layout.header_size = (size_t)cpython.PyLong_AsLongLong(size);
    cpython.Py_DecRef(size);
    return pyf__layout.header_size >= sizeof(void *) * 2;
}

bool
pyf__cpython_measure(void)
{
    bool known = measure_float() && measure_header();

    if (known) {
        measure_int();
        measure_sequences();
    }
    cpython.PyErr_Clear();
    return known;
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

/* SPDX-License-Identifier: MIT */
/* Structs and versions of callers; see sized.h. */
#include "handle/sized.h"

#include <string.h>

#include "handle/fault.h"
#include "platform/platform.h"

/* Larger than any of them will ever be: beyond it a size is garbage. */
enum { ABSURD_SIZE = 4096 };

/* A row names the last field that the struct had when it came, for ever. */

const struct pyf__sized pyf__sized_config = {
    .type = "pyf_config",
    .argument = "config",
    .first = offsetof(pyf_config, path_count) + sizeof(size_t),
    .known = sizeof(pyf_config),
};

const struct pyf__sized pyf__sized_stats = {
    .type = "pyf_stats",
    .argument = "stats",
    .first = offsetof(pyf_stats, users) + sizeof(uint64_t),
    .known = sizeof(pyf_stats),
};

const struct pyf__sized pyf__sized_failure = {
    .type = "pyf_failure",
    .argument = "failure",
    .first = offsetof(pyf_failure, reserved) + sizeof(uint32_t),
    .known = sizeof(pyf_failure),
};

const struct pyf__sized pyf__sized_warning = {
    .type = "pyf_warning",
    .argument = "def.warnings",
    .first = offsetof(pyf_warning, message) + sizeof(pyf_text),
    .known = sizeof(pyf_warning),
};

const struct pyf__sized pyf__sized_function = {
    .type = "pyf_function_def",
    .argument = "def",
    .first = offsetof(pyf_function_def, text_signature) + sizeof(pyf_text),
    .known = sizeof(pyf_function_def),
    .data = offsetof(pyf_function_def, data),
    .drop = offsetof(pyf_function_def, drop),
};

const struct pyf__sized pyf__sized_iterator = {
    .type = "pyf_iterator_def",
    .argument = "def",
    .first = offsetof(pyf_iterator_def, owner) + sizeof(uintptr_t),
    .known = sizeof(pyf_iterator_def),
    .data = offsetof(pyf_iterator_def, data),
    .drop = offsetof(pyf_iterator_def, drop),
};

const struct pyf__sized pyf__sized_module = {
    .type = "pyf_module_def",
    .argument = "def",
    .first = offsetof(pyf_module_def, drop) + sizeof(pyf_drop),
    .known = sizeof(pyf_module_def),
    .data = offsetof(pyf_module_def, data),
    .drop = offsetof(pyf_module_def, drop),
};

/* ------------------------------------------------------------- sizes */

/* They all hold a size_t, so that they are whole numbers of it. */
static bool
is_absurd(size_t size)
{
    return size > ABSURD_SIZE || size % sizeof(size_t) != 0;
}

static size_t
size_of(const void *theirs)
{
    return *(const size_t *)theirs;
}

static bool
is_too_small(const struct pyf__sized *type, size_t size)
{
    return is_absurd(size) || size < type->first;
}

/* Park why a size is refused. */
static int
fault_size(const struct pyf__sized *type, size_t size, const char *argument,
           const char *function)
{
    if (size == 0)
        return pyf__fault_text(PYF_ERR_ARGUMENT,
                               "%s: argument '%s': has no size set; set it "
                               "to sizeof(%s)",
                               function, argument, type->type);
    if (is_absurd(size))
        return pyf__fault_text(PYF_ERR_ARGUMENT,
                               "%s: argument '%s': has a size, %zu, that is "
                               "no %s's; set it to sizeof(%s)",
                               function, argument, size, type->type,
                               type->type);
    return pyf__fault_text(PYF_ERR_ARGUMENT,
                           "%s: argument '%s': has a size, %zu, that is too "
                           "small: a %s has at least %zu bytes",
                           function, argument, size, type->type, type->first);
}

static int
check_room(const struct pyf__sized *type, const void *theirs,
           const char *function)
{
    if (theirs == NULL)
        return pyf__fault_argument(PYF_ERR_ARGUMENT, function, type->argument,
                                   "is NULL");
    if (is_too_small(type, size_of(theirs)))
        return fault_size(type, size_of(theirs), type->argument, function);
    return PYF_OK;
}

/* ------------------------------------------------------------- reading */

static bool
tail_says_something(const struct pyf__sized *type, const void *theirs)
{
    const char *bytes = theirs;

    for (size_t i = type->known; i < size_of(theirs); i++) {
        if (bytes[i] != 0)
            return true;
    }
    return false;
}

int
pyf__sized_status(const struct pyf__sized *type, const void *theirs)
{
    if (theirs == NULL || is_too_small(type, size_of(theirs)))
        return PYF_ERR_ARGUMENT;
    return tail_says_something(type, theirs) ? PYF_ERR_API : PYF_OK;
}

int
pyf__sized_check(const struct pyf__sized *type, const void *theirs,
                 const char *function)
{
    int status = pyf__sized_status(type, theirs);

    if (status != PYF_ERR_API)
        return status < 0 ? check_room(type, theirs, function) : status;
    return pyf__fault_text(status,
                           "%s: argument '%s': has a field of %s set that "
                           "this library, %s, does not know; install a newer "
                           "libpyforge",
                           function, type->argument, type->type,
                           pyf__own_version());
}

static size_t
smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

int
pyf__sized_read(const struct pyf__sized *type, const void *theirs, void *ours,
                const char *function)
{
    int status = pyf__sized_check(type, theirs, function);

    memset(ours, 0, type->known);
    if (status < 0)
        return status;
    memcpy(ours, theirs, smaller(size_of(theirs), type->known));
    memcpy(ours, &type->known, sizeof(type->known));
    return PYF_OK;
}

int
pyf__sized_read_at(const struct pyf__sized *type, const void *array,
                   size_t index, void *ours, const char *function)
{
    const char *theirs = array;
    int status = check_room(type, array, function);

    memset(ours, 0, type->known);
    if (status < 0)
        return status;
    theirs += index * size_of(array);
    status = pyf__sized_read(type, theirs, ours, function);
    if (status < 0 || size_of(theirs) == size_of(array))
        return status;
    memset(ours, 0, type->known);
    return pyf__fault_text(PYF_ERR_ARGUMENT,
                           "%s: argument '%s': has an entry of %zu bytes in "
                           "an array whose first has %zu; each is a %s",
                           function, type->argument, size_of(theirs),
                           size_of(array), type->type);
}

int
pyf__sized_write(const struct pyf__sized *type, void *theirs, void *ours,
                 const char *function)
{
    int status = check_room(type, theirs, function);
    size_t room, size;

    if (status < 0)
        return status;
    room = size_of(theirs);
    size = smaller(room, type->known);
    memcpy(ours, &size, sizeof(size));
    memset(theirs, 0, room);
    memcpy(theirs, ours, size);
    return PYF_OK;
}

int
pyf__sized_init(const struct pyf__sized *type, void *theirs, size_t size,
                const char *function)
{
    if (theirs == NULL)
        return pyf__fault_argument(PYF_ERR_ARGUMENT, function, type->argument,
                                   "is NULL");
    if (is_too_small(type, size))
        return fault_size(type, size, "size", function);
    memset(theirs, 0, size);
    memcpy(theirs, &size, sizeof(size));
    return PYF_OK;
}

/* ------------------------------------------------------------- dropping */

bool
pyf__sized_has(const void *theirs, size_t end)
{
    return theirs != NULL && !is_absurd(size_of(theirs)) &&
           size_of(theirs) >= end;
}

void
pyf__sized_drop(const struct pyf__sized *type, const void *theirs)
{
    pyf_drop drop = NULL;
    void *data;

    if (!pyf__sized_has(theirs, type->drop + sizeof(drop)))
        return;
    memcpy(&data, (const char *)theirs + type->data, sizeof(data));
    memcpy(&drop, (const char *)theirs + type->drop, sizeof(drop));
    if (drop != NULL)
        drop(data);
}

/* ------------------------------------------------------------- versions */

int
pyf__version_check(uint32_t api_version, const char *argument,
                   const char *function)
{
    if (api_version == 0)
        return pyf__fault_text(PYF_ERR_ARGUMENT,
                               "%s: argument '%s': has no api_version set; "
                               "set it to PYF_API_VERSION",
                               function, argument);
    if (api_version >> 24 == PYF_API_VERSION >> 24)
        return PYF_OK;
    return pyf__fault_text(PYF_ERR_API,
                           "%s: the caller was compiled for libpyforge "
                           "%u.%u, this is %s; install libpyforge %u, or "
                           "compile the caller with the pyforge.h of %u",
                           function, (unsigned)(api_version >> 24),
                           (unsigned)(api_version >> 16 & 0xff),
                           pyf__own_version(), (unsigned)(api_version >> 24),
                           (unsigned)(PYF_API_VERSION >> 24));
}

uint32_t
pyf__version_agreed(uint32_t api_version)
{
    return api_version < PYF_API_VERSION ? api_version : PYF_API_VERSION;
}

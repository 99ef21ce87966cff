/* SPDX-License-Identifier: MIT */
/* runtime - find, start and stop Python. */
#include <string.h>

#include "discover/discover.h"
#include "entry.h"
#include "function/closure.h"
#include "handle/sized.h"
#include "platform/platform.h"

/* What a caller is taken for that does not say: 1.0. */
enum { first_version = 0x01000000 };

static const uint32_t known_flags =
    PYF_CONFIG_SIGNALS | PYF_CONFIG_LOCALE | PYF_CONFIG_ENVIRONMENT |
    PYF_CONFIG_USER_SITE | PYF_CONFIG_NO_SITE | PYF_CONFIG_AUTO_ATTACH;

static int
fault_config(const char *function, const char *detail)
{
    return pyf__fault_argument(PYF_ERR_ARGUMENT, function, "config", detail);
}

int
pyf_config_init(pyf_config *config, size_t size, uint32_t api_version)
{
    int status = pyf__version_check(api_version, "api_version", __func__);

    if (status == PYF_OK)
        status = pyf__sized_init(&pyf__sized_config, config, size, __func__);
    if (status == PYF_OK)
        config->api_version = api_version;
    return status;
}

static int
check_config(const pyf_config *config, const char *function)
{
    const size_t most = PYF__MOST / sizeof(*config->argv);

    if ((config->flags & ~known_flags) != 0)
        return fault_config(function, "has flags that are no PYF_CONFIG_...");
    if (config->reserved != 0)
        return fault_config(function, "has reserved set, which must be 0");
    if (config->argc > most || config->path_count > most)
        return fault_config(function, "has an argc or path_count beyond any "
                                      "memory");
    if (config->argv == NULL && config->argc != 0)
        return fault_config(function, "has an argc, but argv is NULL");
    if (config->paths == NULL && config->path_count != 0)
        return fault_config(function, "has a path_count, but paths is NULL");
    for (size_t i = 0; i < config->argc; i++) {
        if (config->argv[i] == NULL)
            return fault_config(function, "has a NULL in argv");
    }
    for (size_t i = 0; i < config->path_count; i++) {
        if (config->paths[i] == NULL)
            return fault_config(function, "has a NULL in paths");
    }
    return PYF_OK;
}

/* The caller's configuration, whatever its version, as one of ours. */
static int
read_config(const pyf_config *config, pyf_config *ours, const char *function)
{
    static const pyf_config defaults = {.size = sizeof(defaults),
                                        .api_version = first_version};
    int status;

    if (config == NULL)
        config = &defaults;
    status = pyf__sized_read(&pyf__sized_config, config, ours, function);
    if (status == PYF_OK)
        status = pyf__version_check(ours->api_version, "config", function);
    if (status < 0)
        return status;
    ours->api_version = pyf__version_agreed(ours->api_version);
    return check_config(ours, function);
}

int
pyf_initialize(const pyf_config *config)
{
    pyf_config ours;
    int status = read_config(config, &ours, __func__);

    pyf__functions_prepare();
    return status < 0 ? status : pyf__initialize(&ours);
}

int
pyf_finalize(void)
{
    return pyf__finalize();
}

int
pyf_is_initialized(void)
{
    return pyf__state() == PYF__UP;
}

/* The copy form of the header: all of it and a NUL, or nothing. */
static int
copy_out(const char *text, char *buffer, size_t size, size_t *length,
         const char *function)
{
    *length = strlen(text);
    if (size <= *length)
        return pyf__fault_argument(PYF_ERR_BUFFER, function, "size",
                                   "is less than the report needs");
    memcpy(buffer, text, *length + 1);
    return PYF_OK;
}

int
pyf_discover(const pyf_config *config, char *buffer, size_t size,
             size_t *length)
{
    pyf_config ours;
    struct pyf__report report = {0};
    int status, copied;

    if (length == NULL)
        return pyf__fault_argument(PYF_ERR_ARGUMENT, __func__, "length",
                                   "is NULL");
    *length = 0;
    if (buffer == NULL && size != 0)
        return pyf__fault_argument(PYF_ERR_ARGUMENT, __func__, "buffer",
                                   "is NULL");
    status = read_config(config, &ours, __func__);
    if (status < 0)
        return status;
    status = pyf__discover_text(
        &(struct pyf__wish){ours.python, ours.libpython, ours.home}, &report);
    copied = copy_out(report.text == NULL ? "" : report.text, buffer, size,
                      length, __func__);
    pyf__report_release(&report);
    return copied < 0 ? copied : status;
}

/* SPDX-License-Identifier: MIT */
/* Several components of one process share its Python: whether a later one asks
 * for what runs already. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"
#include "platform/platform.h"
#include "runtime/internal.h"

static const char *
name_or_default(const char *name)
{
    return name == NULL ? "an unnamed component" : name;
}

static int
fault_contradiction(const pyf_config *config, const char *what,
                    const char *wanted, const char *running)
{
    return pyf__fault_text(
        PYF_ERR_CONFIG,
        "%s asks for %s %s, but %s started Python with %s; one process runs "
        "one Python, so both must ask for the same",
        name_or_default(config->name), what, wanted,
        name_or_default(pyf__runtime.owner),
        running == NULL ? "none" : running);
}

static bool
differs(const char *wanted, const char *running)
{
    return wanted != NULL &&
           (running == NULL || !pyf__same_file(wanted, running));
}

static int
check_flags(const pyf_config *config)
{
    uint32_t extra =
        config->flags & ~(pyf__runtime.flags | PYF_CONFIG_AUTO_ATTACH);
    char wanted[16], running[16];

    if (extra == 0)
        return PYF_OK;
    snprintf(wanted, sizeof(wanted), "0x%02x", (unsigned)config->flags);
    snprintf(running, sizeof(running), "0x%02x", (unsigned)pyf__runtime.flags);
    return fault_contradiction(config, "flags", wanted, running);
}

static char *
folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? strdup(".")
                         : pyf__format("%.*s/", (int)(slash - path), path);
}

/* The same interpreter: the same file, in the same folder. The file alone is
 * not enough, as that of a virtual environment links to its base. */
static bool
same_interpreter(const char *a, const char *b)
{
    char *folder_a = folder_of(a);
    char *folder_b = folder_of(b);
    bool same = folder_a != NULL && folder_b != NULL && pyf__same_file(a, b) &&
                pyf__same_file(folder_a, folder_b);

    free(folder_a);
    free(folder_b);
    return same;
}

/* Does a later component ask for another interpreter than the one that runs?
 */
static int
check_python(const pyf_config *config)
{
    const struct pyf__wish wish = {config->python, config->libpython, NULL};
    const char *running = pyf__runtime.python.executable;
    struct pyf__python wanted;
    bool same = true;

    if (config->python == NULL)
        return PYF_OK;
    if (pyf__discover(&wish, &wanted, NULL) < 0)
        return fault_contradiction(config, "python", config->python, running);
    if (wanted.executable != NULL && running != NULL)
        same = same_interpreter(wanted.executable, running);
    pyf__python_release(&wanted);
    return same ? PYF_OK
                : fault_contradiction(config, "python", config->python,
                                      running);
}

/* Does a later component ask for anything else than what runs? */
int
pyf__check_agreement(const pyf_config *config)
{
    struct pyf__python *python = &pyf__runtime.python;
    int status;

    if (differs(config->libpython, python->libpython))
        return fault_contradiction(config, "libpython", config->libpython,
                                   python->libpython);
    if (differs(config->home, python->home))
        return fault_contradiction(config, "home", config->home, python->home);
    status = check_python(config);
    return status < 0 ? status : check_flags(config);
}

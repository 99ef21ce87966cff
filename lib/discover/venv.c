/* SPDX-License-Identifier: MIT */
/*
 * Virtual environments (PEP 405): a pyvenv.cfg near an interpreter makes its
 * folder one, and names the folder of the base interpreter. venv, virtualenv
 * and uv all write it; a conda environment has none and is an installation.
 */
#define _GNU_SOURCE
#include "discover/internal.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

static const char *
trimmed(struct pyf__search *search, const char *start, const char *end)
{
    while (start < end && strchr(" \t\r", *start) != NULL)
        start++;
    while (end > start && strchr(" \t\r", end[-1]) != NULL)
        end--;
    return pyf__text(search, "%.*s", (int)(end - start), start);
}

/* The value of a "key = value" line, NULL when there is none. */
static const char *
config_value(struct pyf__search *search, const char *line, const char *key)
{
    while (*line != '\0') {
        const char *end = line + strcspn(line, "\n");
        const char *sign = memchr(line, '=', (size_t)(end - line));

        if (sign != NULL && strcasecmp(trimmed(search, line, sign), key) == 0)
            return trimmed(search, sign + 1, end);
        line = *end == '\0' ? end : end + 1;
    }
    return NULL;
}

static bool
read_config(struct pyf__search *search, const char *folder,
            struct pyf__venv *venv)
{
    const char *config = pyf__text(search, "%s/pyvenv.cfg", folder);
    const char *text = pyf__file_text(search, config);
    const char *version;

    if (text == NULL)
        return false;
    venv->home = config_value(search, text, "home");
    if (venv->home == NULL)
        return false;
    version = config_value(search, text, "version");
    if (version == NULL)
        version = config_value(search, text, "version_info");
    if (version != NULL)
        pyf__version_read(version, &venv->version);
    venv->config = config;
    return true;
}

/* pyvenv.cfg stands one above the interpreter, or beside it; without a `home`
 * it does not make a virtual environment. */
void
pyf__venv_find(struct pyf__search *search, const char *executable,
               struct pyf__venv *venv)
{
    const char *bin = pyf__folder_of(search, executable);

    *venv = (struct pyf__venv){.folder = pyf__folder_of(search, bin)};
    if (!read_config(search, venv->folder, venv))
        read_config(search, bin, venv);
}

static bool
is_inside(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

/* An environment made with copies: the base is what its `home` holds. */
static const char *
base_in_home(struct pyf__search *search, const char *executable,
             const struct pyf__venv *venv)
{
    const char *names[] = {
        pyf__base_name(executable),
        pyf__text(search, "python%d.%d", venv->version.major,
                  venv->version.minor),
        "python3",
        "python",
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        const char *path = pyf__text(search, "%s/%s", venv->home, names[i]);

        if (access(path, X_OK) == 0)
            return pyf__resolve(search, path);
    }
    return NULL;
}

int
pyf__venv_base(struct pyf__search *search, const struct pyf__venv *venv,
               struct pyf__tree *tree)
{
    const char *real = pyf__resolve(search, tree->executable);
    const char *folder = NULL;

    tree->base = real == NULL ? tree->executable : real;
    if (venv->config != NULL)
        folder = pyf__resolve(search, venv->folder);
    if (real == NULL || folder == NULL || !is_inside(real, folder))
        return PYF_OK;
    tree->base = base_in_home(search, tree->executable, venv);
    if (tree->base != NULL)
        return PYF_OK;
    return pyf__refuse(search, PYF_ERR_NOT_FOUND,
                       "its virtual environment was made from %s, where there "
                       "is no python now (see %s); make the environment again",
                       venv->home, venv->config);
}

int
pyf__venv_check(struct pyf__search *search, const struct pyf__venv *venv,
                const struct pyf__tree *tree)
{
    const struct pyf__version *made = &venv->version, *now = &tree->version;

    if (made->major == 0 || now->major == 0 ||
        (made->major == now->major && made->minor == now->minor))
        return PYF_OK;
    return pyf__refuse(
        search, PYF_ERR_VERSION,
        "its virtual environment was made for Python %d.%d (see %s), but %s "
        "is Python %d.%d; make the environment again",
        made->major, made->minor, venv->config, tree->base, now->major,
        now->minor);
}

/* CPython 3.14 counts a pyvenv.cfg beside the interpreter as that folder's;
 * before it, site takes the folder above in either case. */
const char *
pyf__venv_prefix(struct pyf__search *search, const struct pyf__venv *venv,
                 const struct pyf__tree *tree)
{
    if (tree->version.minor >= 14)
        return pyf__folder_of(search, venv->config);
    return venv->folder;
}

/* SPDX-License-Identifier: MIT */
/* `pyforge abi`: print the installed pyforge.json. */
#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The name of pyforge.json, malloc'ed; NULL without memory. */
static char *
json_path(void)
{
    static const char file[] = "/pyforge.json";
    const char *folder = getenv("PYFORGE_DATADIR");
    char *path;
    size_t size;

    if (folder == NULL || *folder == '\0')
        folder = PKGDATADIR;
    size = strlen(folder) + sizeof(file);
    path = malloc(size);
    if (path != NULL)
        snprintf(path, size, "%s%s", folder, file);
    return path;
}

static bool
copy(FILE *from, FILE *to)
{
    char buffer[8192];
    size_t count;

    while ((count = fread(buffer, 1, sizeof(buffer), from)) > 0)
        fwrite(buffer, 1, count, to);
    return fflush(to) == 0 && !ferror(from) && !ferror(to);
}

int
command_abi(void)
{
    char *path = json_path();
    FILE *file = path == NULL ? NULL : fopen(path, "rb");
    int status = EXIT_DONE;

    if (file == NULL)
        status = command_fail(EXIT_FAILED,
                              "cannot read %s: %s\n"
                              "pyforge: set PYFORGE_DATADIR to the folder "
                              "that has pyforge.json",
                              path == NULL ? "pyforge.json" : path,
                              strerror(errno));
    else if (!copy(file, stdout))
        status = command_fail(EXIT_FAILED, "cannot copy %s: %s", path,
                              strerror(errno));
    if (file != NULL)
        fclose(file);
    free(path);
    return status;
}

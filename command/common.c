/* SPDX-License-Identifier: MIT */
/* What the parts of the command share: how they fail, and how Python is to be
 * configured. */
#include "command.h"

#include <stdarg.h>
#include <stdio.h>

int
command_fail(int status, const char *format, ...)
{
    va_list arguments;

    fputs("pyforge: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return status;
}

int
command_error(void)
{
    return pyf_error_exit_status(2);
}

void
command_config(const struct options *options, pyf_config *config)
{
    *config = (pyf_config)PYF_CONFIG_INIT;
    config->name = "pyforge";
    config->python = options->python;
    config->libpython = options->libpython;
}

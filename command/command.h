/* SPDX-License-Identifier: MIT */
/*
 * The `pyforge` command: one function for each thing it can do.
 *
 * It is a client of the public header and of nothing else, and is meant to be
 * read as an example of it. Each function returns the exit status.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "pyforge.h"

/* Exit statuses. */
#define EXIT_DONE 0
#define EXIT_FAILED 1
#define EXIT_USAGE 2

/* What the options of the command line say. */
struct options {
    const char *python;
    const char *libpython;
    bool json;
};

/* Write what would be used, why, and whether it works. */
int command_doctor(const struct options *options);

/* Call args[0], which is MODULE:NAME, with the other arguments. */
int command_call(const struct options *options, char **args, size_t count);

/* Write the installed pyforge.json to standard output. */
int command_abi(void);

/* What the functions above share: common.c. */

/* Fill a configuration from the options. */
void command_config(const struct options *options, pyf_config *config);

/* Write "pyforge: " and a line to standard error; gives `status`. */
int command_fail(int status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Write the parked failure to standard error, as python would; gives what it
 * would exit with: EXIT_FAILED for all but SystemExit and KeyboardInterrupt. */
int command_error(void);

#endif

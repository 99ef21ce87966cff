/* SPDX-License-Identifier: MIT */
/* The `pyforge` command: reads the command line and runs one of its parts. */
#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char overview[] =
    "usage: pyforge [OPTION]... COMMAND [ARGUMENT]...\n"
    "\n"
    "  doctor             say which Python is used, why, and if it works\n"
    "  call MODULE:NAME   call a Python function and print its result\n"
    "  abi                print pyforge.json, the ABI in JSON\n"
    "  help [COMMAND]     explain a command\n"
    "\n"
    "  --python PATH      use this interpreter, a path or a name on PATH\n"
    "  --libpython PATH   load this shared library\n"
    "  --version          print the version of libpyforge\n"
    "  --help             print this\n";

static const char doctor_help[] =
    "usage: pyforge doctor [--json] [--python PATH] [--libpython PATH]\n"
    "\n"
    "Says which Python programs that use libpyforge get here, and which\n"
    "candidates were refused, and why. Then starts that Python and tries it:\n"
    "version, paths, GIL, signals, and whether ssl and numpy load.\n"
    "\n"
    "  --json   write the report as one JSON object\n"
    "\n"
    "The exit status is 0 when that Python is usable, 1 when it is not.\n";

static const char call_help[] =
    "usage: pyforge call [--python PATH] [--libpython PATH] [--]\n"
    "                    MODULE:NAME [ARG | NAME=ARG]...\n"
    "\n"
    "Imports MODULE, calls NAME in it, and prints what it returns unless\n"
    "that is None. NAME may have dots: datetime:date.today.\n"
    "\n"
    "An ARG that is a Python literal (3, 2.5, True, None, [1, 2]) is passed\n"
    "as that, anything else as a str. NAME=ARG passes a keyword argument;\n"
    "quote a text that only looks like one: \"'a=b'\".\n"
    "\n"
    "Modules in the current folder are found first. The exit status is 0, or\n"
    "1 when Python raised, or what it gave to sys.exit.\n";

static const char abi_help[] =
    "usage: pyforge abi\n"
    "\n"
    "Prints the installed pyforge.json: every function, type and constant of\n"
    "pyforge.h, for the makers of bindings.\n"
    "\n"
    "PYFORGE_DATADIR names another folder to read it from.\n";

static const struct {
    const char *name;
    const char *help;
} commands[] = {
    { "doctor", doctor_help },
    { "call", call_help },
    { "abi", abi_help },
    { "help", overview },
};

static const char *
help_of(const char *name)
{
    for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return commands[i].help;
    return NULL;
}

static int
unknown_command(const char *name)
{
    return command_fail(EXIT_USAGE,
                        "there is no command '%s'; try: pyforge --help", name);
}

static int
print_help(const char *name)
{
    const char *help = name == NULL ? overview : help_of(name);

    if (help == NULL)
        return unknown_command(name);
    fputs(help, stdout);
    return EXIT_DONE;
}

static int
print_version(void)
{
    printf("pyforge %s\n", pyf_version_string());
    return EXIT_DONE;
}

/* The value of option `name` when **next is that option, as "--name VALUE" or
 * "--name=VALUE"; *next then stands on the last word of it. */
static const char *
option_value(const char *name, char ***next)
{
    size_t length = strlen(name);
    char **word = *next;

    if (strncmp(word[0], name, length) != 0)
        return NULL;
    if (word[0][length] == '=')
        return word[0] + length + 1;
    if (word[0][length] != '\0')
        return NULL;
    if (word[1] == NULL)
        exit(command_fail(EXIT_USAGE, "%s needs a value", name));
    *next = word + 1;
    return word[1];
}

static bool
is_option(const char *word)
{
    return word != NULL && word[0] == '-' && word[1] != '\0';
}

/* Read one option. Whatever ends the program (help, version, a mistake) does
 * so here. */
static void
read_option(struct options *options, const char *command, char ***next)
{
    const char *word = **next;
    const char *value;

    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        exit(print_help(command));
    if (strcmp(word, "--version") == 0)
        exit(print_version());
    if (strcmp(word, "--json") == 0)
        options->json = true;
    else if ((value = option_value("--python", next)) != NULL)
        options->python = value;
    else if ((value = option_value("--libpython", next)) != NULL)
        options->libpython = value;
    else
        exit(command_fail(EXIT_USAGE,
                          "there is no option '%s'; try: pyforge --help",
                          word));
}

/* Read options up to the first word that is none, or past "--". */
static char **
read_options(struct options *options, const char *command, char **next)
{
    for (; is_option(*next); next++) {
        if (strcmp(*next, "--") == 0)
            return next + 1;
        read_option(options, command, &next);
    }
    return next;
}

static size_t
count_words(char **words)
{
    size_t count = 0;

    while (words[count] != NULL)
        count++;
    return count;
}

static int
run(const struct options *options, const char *command, char **args)
{
    size_t count = count_words(args);

    if (strcmp(command, "call") == 0)
        return command_call(options, args, count);
    if (strcmp(command, "help") == 0 && count < 2)
        return print_help(args[0]);
    if (count > 0)
        return command_fail(EXIT_USAGE, "'%s' takes no argument '%s'",
                            command, args[count - 1]);
    if (strcmp(command, "doctor") == 0)
        return command_doctor(options);
    return command_abi();
}

/* A report that could not be written is no success. */
static int
finish(int status)
{
    bool written = fflush(stdout) == 0 && !ferror(stdout);

    if (status == EXIT_DONE && !written)
        return command_fail(EXIT_FAILED, "cannot write to standard output");
    return status;
}

int
main(int argc, char **argv)
{
    struct options options = { 0 };
    const char *command;
    char **next = read_options(&options, NULL, argv + (argc > 0));

    command = *next;
    if (command == NULL) {
        fputs(overview, stderr);
        return EXIT_USAGE;
    }
    if (help_of(command) == NULL)
        return unknown_command(command);
    next = read_options(&options, command, next + 1);
    if (options.json && strcmp(command, "doctor") != 0)
        return command_fail(EXIT_USAGE, "--json goes with doctor only");
    return finish(run(&options, command, next));
}

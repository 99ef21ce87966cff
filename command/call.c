/* SPDX-License-Identifier: MIT */
/*
 * `pyforge call MODULE:NAME ARG...`: call a Python function.
 *
 * All handles here belong to the scope of the attach span, which closes them.
 * A failed step gives 0; the next step takes that 0, fails too, and keeps the
 * first failure. So a chain of steps is checked at its end.
 */
#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a call is made of, while the words of the command line are read. */
struct call {
    pyf_handle callable;
    pyf_handle args;   /* a list */
    pyf_handle kwargs; /* a dict */
    pyf_handle fsdecode;
    pyf_handle literal_eval;
};

/* obj.a.b.c for "a.b.c", which is cut up. */
static pyf_handle
get_dotted(pyf_handle obj, char *names)
{
    char *rest = NULL;
    char *name = strtok_r(names, ".", &rest);

    for (; name != NULL; name = strtok_r(NULL, ".", &rest))
        obj = pyf_getattr(obj, name, PYF_AUTO_LENGTH);
    return obj;
}

/* The object that "module:name" names. */
static pyf_handle
find_target(const char *target)
{
    char *module = strdup(target);
    char *name = module == NULL ? NULL : strchr(module, ':');
    pyf_handle callable = 0;

    if (name != NULL) {
        *name = '\0';
        callable = get_dotted(pyf_import(module, PYF_AUTO_LENGTH), name + 1);
    }
    free(module);
    return callable;
}

/* A word as a str, decoded as Python decodes sys.argv: any bytes will do. */
static pyf_handle
word_to_str(const struct call *call, const char *word, size_t length)
{
    pyf_handle bytes = pyf_from_bytes(word, length);

    return pyf_call(call->fsdecode, &bytes, 1);
}

/* A word as the Python literal that it spells, or else as a str. */
static pyf_handle
word_to_object(const struct call *call, const char *word)
{
    pyf_handle text = word_to_str(call, word, strlen(word));
    pyf_handle literal = pyf_call(call->literal_eval, &text, 1);

    if (literal != 0 || text == 0)
        return literal;
    pyf_error_clear(); /* literal_eval said that it is no literal */
    return text;
}

/* Whether text is a name: text.isidentifier(). Negative on failure. */
static int
is_name(pyf_handle text)
{
    return pyf_is_true(
        pyf_call_method(text, PYF_TEXT("isidentifier"), NULL, 0));
}

/* The name of "name=word", PYF_NONE for any other word, 0 on failure. */
static pyf_handle
keyword_of(const struct call *call, const char *word)
{
    const char *sign = strchr(word, '=');
    pyf_handle name;
    int found;

    if (sign == NULL)
        return PYF_NONE;
    name = word_to_str(call, word, (size_t)(sign - word));
    found = is_name(name);
    if (found < 0)
        return 0;
    return found ? name : PYF_NONE;
}

/* Add a word to the arguments. */
static int
add_word(const struct call *call, const char *word)
{
    pyf_handle name = keyword_of(call, word);
    pyf_handle item;

    if (name == 0)
        return pyf_error_code();
    if (name != PYF_NONE) {
        item = word_to_object(call, strchr(word, '=') + 1);
        return pyf_setitem(call->kwargs, name, item);
    }
    item = word_to_object(call, word);
    return pyf_call_method(call->args, PYF_TEXT("append"), &item, 1) == 0
               ? pyf_error_code()
               : PYF_OK;
}

/* Print an object as print() does, and nothing for None. What Python printed
 * before is flushed as well, so that a full disk is noticed. */
static int
print_result(pyf_handle result)
{
    int nothing = pyf_is(result, PYF_NONE);

    if (nothing < 0)
        return nothing;
    if (nothing == 0 &&
        pyf_call_method(pyf_import(PYF_TEXT("builtins")), PYF_TEXT("print"),
                        &result, 1) == 0)
        return pyf_error_code();
    return pyf_sys_flush();
}

static int
call_target(char **words, size_t count)
{
    struct call call = { .callable = find_target(words[0]) };
    pyf_handle args;

    if (call.callable == 0)
        return pyf_error_code();
    call.args = pyf_list_from_handles(NULL, 0);
    call.kwargs = pyf_dict_from_handles(NULL, NULL, 0);
    call.fsdecode =
        pyf_getattr(pyf_import(PYF_TEXT("os")), PYF_TEXT("fsdecode"));
    call.literal_eval =
        pyf_getattr(pyf_import(PYF_TEXT("ast")), PYF_TEXT("literal_eval"));
    for (size_t i = 1; i < count; i++)
        if (add_word(&call, words[i]) < 0)
            return pyf_error_code();
    args = pyf_call(PYF_TYPE_TUPLE, &call.args, 1);
    return print_result(pyf_call_dict(call.callable, args, call.kwargs));
}

/* Start Python as `python -m` would: the words as sys.argv, and the current
 * folder in front of sys.path. */
static int
start(const struct options *options, char **words, size_t count)
{
    char *here = realpath(".", NULL);
    const char *paths[] = { here };
    pyf_config config;
    int status;

    command_config(options, &config);
    config.argv = (const char *const *)words;
    config.argc = count;
    config.paths = paths;
    config.path_count = here != NULL;
    status = pyf_initialize(&config);
    free(here);
    return status;
}

/* "module:name", neither of them empty. */
static bool
is_target(const char *word)
{
    const char *colon = strchr(word, ':');

    return colon != NULL && colon != word && colon[1] != '\0';
}

int
command_call(const struct options *options, char **args, size_t count)
{
    pyf_token here;
    int status = EXIT_DONE;

    if (count == 0)
        return command_fail(EXIT_USAGE, "call needs MODULE:NAME");
    if (!is_target(args[0]))
        return command_fail(EXIT_USAGE,
                            "'%s' is not MODULE:NAME, as in math:hypot",
                            args[0]);
    if (count > 1 && strcmp(args[1], "--") == 0) {
        args[1] = args[0];
        args++;
        count--;
    }
    if (start(options, args, count) < 0)
        return command_fail(EXIT_FAILED,
                            "%s\npyforge: see what 'pyforge doctor' says",
                            pyf_error_message());
    here = pyf_attach_begin(0);
    if (call_target(args, count) < 0)
        status = command_error();
    pyf_attach_end(here);
    if (pyf_finalize() < 0 && status == EXIT_DONE)
        return command_error();
    return status;
}

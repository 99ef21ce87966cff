/* SPDX-License-Identifier: MIT */
/* The grammar of a signature: parameters, `/`, `*`, and the result. */
#include "signature/internal.h"

#include <stdio.h>
#include <string.h>

struct item {
    struct pyf__parameter parameter;
    struct item *next;
};

/* The parameters of one signature while they are read. */
struct list {
    struct pyf__signature *signature; /* its counts grow */
    struct item *first, *last;
    bool nested;       /* of a fn(...): plain parameters only */
    bool slash;        /* one was there */
    bool starred;      /* `*` or `*name` was there */
    bool named;        /* a positional one that has a name was there */
    bool optional;     /* a positional one that has a default was there */
    const char *bare;  /* a `*` that awaits its keyword-only parameter */
    const char *stray; /* one without a name that awaits a `/` */
};

/* Names */

static const char *const keywords[] = {
    "False",  "None",   "True",     "__debug__", "and",    "as",
    "assert", "async",  "await",    "break",     "class",  "continue",
    "def",    "del",    "elif",     "else",      "except", "finally",
    "for",    "from",   "global",   "if",        "import", "in",
    "is",     "lambda", "nonlocal", "not",       "or",     "pass",
    "raise",  "return", "try",      "while",     "with",   "yield",
};

static bool
is_identifier(struct pyf__word word)
{
    if (word.length == 0 || (word.text[0] >= '0' && word.text[0] <= '9'))
        return false;
    for (size_t i = 0; i < word.length; i++)
        if ((signed char)word.text[i] < 0)
            return false;
    return true;
}

static bool
is_taken(const struct list *list, const char *name)
{
    for (const struct item *item = list->first; item != NULL;
         item = item->next)
        if (strcmp(item->parameter.name, name) == 0)
            return true;
    return false;
}

static bool
check_name(struct pyf__parser *parser, struct pyf__word word)
{
    if (!is_identifier(word))
        return pyf__parse_expected(parser, word.text,
                                   "a name (an ASCII identifier)");
    for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++)
        if (pyf__word_is(word, keywords[i]))
            return pyf__parse_error(parser, word.text,
                                    "'%s' is a keyword of Python and cannot "
                                    "be a name",
                                    keywords[i]);
    return true;
}

/* Give the parameter the name that stands there. */
static bool
parse_name(struct pyf__parser *parser, const struct list *list,
           struct pyf__parameter *parameter)
{
    struct pyf__word word = pyf__parse_word(parser);

    if (!check_name(parser, word))
        return false;
    parameter->name = pyf__parse_copy(parser, word.text, word.length);
    if (parameter->name == NULL)
        return false;
    if (is_taken(list, parameter->name))
        return pyf__parse_error(parser, word.text,
                                "two parameters have the name '%s'",
                                parameter->name);
    parameter->named = true;
    parser->at += word.length;
    return true;
}

/* The name of one that has none; `at` is where it stands. */
static bool
number_name(struct pyf__parser *parser, const struct list *list,
            struct pyf__parameter *parameter, const char *at)
{
    char name[16];

    snprintf(name, sizeof(name), "arg%u", (unsigned)list->signature->count);
    parameter->name = pyf__parse_copy(parser, name, strlen(name));
    if (parameter->name == NULL)
        return false;
    if (is_taken(list, name))
        return pyf__parse_error(parser, at,
                                "this parameter would be named '%s', as "
                                "another one is; give it a name",
                                name);
    return true;
}

/* Parameters */

/* A new parameter of the list, not in it yet; NULL with the failure parked. */
static struct item *
new_item(struct pyf__parser *parser, const struct list *list, const char *at)
{
    if (list->signature->count == PYF__MOST_PARAMETERS) {
        pyf__parse_error(parser, at, "more than %d parameters",
                         PYF__MOST_PARAMETERS);
        return NULL;
    }
    return pyf__parse_scratch(parser, sizeof(struct item));
}

static void
append(struct list *list, struct item *item)
{
    if (list->last == NULL)
        list->first = item;
    else
        list->last->next = item;
    list->last = item;
    list->signature->count++;
}

static bool
parse_slash(struct pyf__parser *parser, struct list *list, const char *at)
{
    if (list->slash)
        return pyf__parse_error(parser, at, "a second '/'");
    if (list->starred)
        return pyf__parse_error(parser, at, "'/' must stand before '*'");
    if (list->first == NULL)
        return pyf__parse_error(parser, at,
                                "a parameter must stand before '/'");
    for (struct item *item = list->first; item != NULL; item = item->next)
        item->parameter.role = PYF__POSITIONAL_ONLY;
    list->slash = true;
    list->stray = NULL;
    return true;
}

/* `**name`, where both stars have been read. */
static bool
parse_keywords(struct pyf__parser *parser, struct list *list, const char *at)
{
    struct item *item = new_item(parser, list, at);
    struct pyf__parameter *parameter = item == NULL ? NULL : &item->parameter;

    if (parameter == NULL || !parse_name(parser, list, parameter))
        return false;
    pyf__type_make_object(&parameter->type);
    if (pyf__parse_accept(parser, ':')) {
        struct pyf__word word = pyf__parse_word(parser);

        if (!pyf__word_is(word, "object"))
            return pyf__parse_expected(parser, word.text,
                                       "'object', the type of '**'");
        parser->at += word.length;
        parameter->type.optional = pyf__parse_accept(parser, '?');
    }
    parameter->role = PYF__KEYWORDS;
    list->signature->keywords = (int16_t)list->signature->count;
    append(list, item);
    return true;
}

/* `*name`, where the star has been read. */
static bool
parse_rest(struct pyf__parser *parser, struct list *list, const char *at)
{
    struct item *item = new_item(parser, list, at);
    struct pyf__type element = {.code = PYF__OBJECT};

    if (item == NULL || !parse_name(parser, list, &item->parameter))
        return false;
    pyf__type_make_object(&element);
    if (pyf__parse_accept(parser, ':') &&
        !pyf__parse_type(parser, &element, PYF__AS_PARAMETER))
        return false;
    if (!pyf__type_make_array(parser, &item->parameter.type, &element))
        return false;
    item->parameter.role = PYF__REST;
    list->signature->rest = (int16_t)list->signature->count;
    append(list, item);
    return true;
}

static bool
no_default(struct pyf__parser *parser, const char *stars)
{
    return pyf__parse_peek(parser) != '=' ||
           pyf__parse_error(parser, parser->at,
                            "a parameter with '%s' cannot have a default",
                            stars);
}

static bool
parse_star(struct pyf__parser *parser, struct list *list, const char *at)
{
    char next = *parser->at; /* right behind the first star */

    if (next == '*') {
        parser->at++;
        return parse_keywords(parser, list, at) && no_default(parser, "**");
    }
    if (list->starred)
        return pyf__parse_error(parser, at, "a second '*'");
    list->starred = true;
    next = pyf__parse_peek(parser);
    if (next != ',' && next != ')')
        return parse_rest(parser, list, at) && no_default(parser, "*");
    list->bare = at;
    return true;
}

/* Whether a name stands there: a word with a ":" behind it. */
static bool
is_named(const struct pyf__parser *parser)
{
    struct pyf__parser ahead = *parser;

    ahead.at += pyf__parse_word(&ahead).length;
    return ahead.at != parser->at && pyf__parse_peek(&ahead) == ':';
}

/* Where a parameter may stand that has a name or has none, and a default or
 * none. */
static bool
check_place(struct pyf__parser *parser, struct list *list,
            const struct pyf__parameter *parameter, const char *at)
{
    bool has_default = parameter->default_text != NULL;

    if (list->starred)
        return parameter->named ||
               pyf__parse_error(parser, at,
                                "a parameter after '*' needs a name");
    if (list->optional && !has_default)
        return pyf__parse_error(parser, at,
                                "a parameter without a default cannot follow "
                                "one with a default");
    if (list->named && !parameter->named && list->stray == NULL)
        list->stray = at;
    list->named |= parameter->named;
    list->optional |= has_default;
    return true;
}

static uint8_t
role_of(const struct list *list, const struct pyf__parameter *parameter)
{
    if (list->starred)
        return PYF__KEYWORD_ONLY;
    return parameter->named ? PYF__POSITIONAL : PYF__POSITIONAL_ONLY;
}

static bool
parse_equals(struct pyf__parser *parser, const struct list *list,
             struct pyf__parameter *parameter, struct pyf__word written)
{
    if (!pyf__parse_accept(parser, '='))
        return true;
    if (list->nested)
        return pyf__parse_error(parser, parser->at - 1,
                                "a parameter of a 'fn' has no default");
    return pyf__parse_default(parser, parameter, written);
}

static bool
parse_plain(struct pyf__parser *parser, struct list *list, const char *at)
{
    struct item *item = new_item(parser, list, at);
    struct pyf__parameter *parameter = item == NULL ? NULL : &item->parameter;
    const char *type;

    if (parameter == NULL)
        return false;
    if (!is_named(parser)) {
        if (!number_name(parser, list, parameter, at))
            return false;
    } else if (!parse_name(parser, list, parameter) ||
               !pyf__parse_expect(parser, ':', "':'")) {
        return false;
    }
    pyf__parse_peek(parser);
    type = parser->at;
    if (!pyf__parse_type(parser, &parameter->type, PYF__AS_PARAMETER) ||
        !parse_equals(parser, list, parameter,
                      pyf__parse_since(parser, type)) ||
        !check_place(parser, list, parameter, at))
        return false;
    parameter->role = role_of(list, parameter);
    list->bare = NULL;
    append(list, item);
    return true;
}

static bool
parse_parameter(struct pyf__parser *parser, struct list *list)
{
    char first = pyf__parse_peek(parser);
    const char *at = parser->at;

    if (list->signature->keywords >= 0)
        return pyf__parse_error(parser, at, "nothing can follow '**%s'",
                                list->last->parameter.name);
    if ((first == '\0' || strchr("[{(/*", first) == NULL) &&
        pyf__parse_word(parser).length == 0)
        return pyf__parse_expected(parser, at, "a parameter");
    if (first != '/' && first != '*')
        return parse_plain(parser, list, at);
    if (list->nested)
        return pyf__parse_error(parser, at,
                                "the parameters of a 'fn' are plain ones, "
                                "without '%c'",
                                first);
    parser->at++;
    return first == '/' ? parse_slash(parser, list, at)
                        : parse_star(parser, list, at);
}

static bool
check_list(struct pyf__parser *parser, const struct list *list)
{
    if (list->bare != NULL)
        return pyf__parse_error(parser, list->bare,
                                "a parameter with a name must follow '*'");
    if (list->stray != NULL)
        return pyf__parse_error(parser, list->stray,
                                "a parameter without a name cannot follow one "
                                "with a name%s",
                                list->nested ? "" : ", but before a '/'");
    return true;
}

/* The plan */

static void
count_parameter(struct pyf__signature *signature, uint16_t index)
{
    struct pyf__parameter *parameter = &signature->parameters[index];
    bool positional = parameter->role <= PYF__POSITIONAL;

    signature->positional_only += parameter->role == PYF__POSITIONAL_ONLY;
    signature->positional += positional;
    signature->required += positional && parameter->default_text == NULL;
    signature->declared += parameter->role <= PYF__KEYWORD_ONLY;
    parameter->slot = signature->c_count;
    signature->c_count += (uint16_t)pyf__type_arguments(&parameter->type);
}

static bool
take_parameters(struct pyf__parser *parser, const struct list *list)
{
    struct pyf__signature *signature = list->signature;
    uint16_t index = 0;

    signature->parameters = pyf__parse_take(
        parser, signature->count * sizeof(*signature->parameters));
    if (signature->parameters == NULL)
        return false;
    for (const struct item *item = list->first; item != NULL;
         item = item->next) {
        signature->parameters[index] = item->parameter;
        count_parameter(signature, index++);
    }
    return true;
}

static bool
parse_parameters(struct pyf__parser *parser, struct list *list)
{
    if (!pyf__parse_expect(parser, '(', "'('"))
        return false;
    if (!pyf__parse_accept(parser, ')')) {
        do {
            if (!parse_parameter(parser, list))
                return false;
        } while (pyf__parse_accept(parser, ','));
        if (!pyf__parse_expect(parser, ')', "',' or ')'"))
            return false;
    }
    return check_list(parser, list) && take_parameters(parser, list);
}

static bool
parse_result(struct pyf__parser *parser, struct pyf__type *result)
{
    pyf__type_make_void(result);
    if (pyf__parse_peek(parser) != '-')
        return true;
    if (parser->at[1] != '>')
        return pyf__parse_expected(parser, parser->at, "'->'");
    parser->at += 2;
    return pyf__parse_type(parser, result, PYF__AS_RESULT);
}

/* Types of several parts have their sizes already, so libffi writes nothing
 * that is shared. */
static bool
prepare(struct pyf__parser *parser, struct pyf__signature *signature)
{
    ffi_type **types = pyf__parse_take(
        parser, (signature->c_count + (size_t)1) * sizeof(ffi_type *));

    if (types == NULL)
        return false;
    for (uint16_t i = 0; i < signature->count; i++) {
        const struct pyf__parameter *parameter = &signature->parameters[i];
        ffi_type **slot = &types[parameter->slot];

        slot[0] = parameter->type.ffi;
        if (parameter->type.carrier == PYF__BY_SLICE)
            memcpy(slot, parameter->type.ffi->elements, 2 * sizeof(*slot));
    }
    return ffi_prep_cif(&signature->cif, FFI_DEFAULT_ABI, signature->c_count,
                        signature->result.ffi, types) == FFI_OK ||
           pyf__parse_error(parser, parser->text,
                            "libffi cannot call such functions here");
}

struct pyf__signature *
pyf__parse_signature(struct pyf__parser *parser, bool nested)
{
    struct pyf__signature *signature =
        pyf__parse_take(parser, sizeof(*signature));
    struct list list = {.signature = signature, .nested = nested};
    struct pyf__word written;
    const char *start;

    if (signature == NULL)
        return NULL;
    pyf__parse_peek(parser);
    start = parser->at;
    signature->rest = signature->keywords = -1;
    if (!parse_parameters(parser, &list) ||
        !parse_result(parser, &signature->result) ||
        !prepare(parser, signature))
        return NULL;
    written = pyf__parse_since(parser, start);
    signature->text =
        nested ? pyf__parse_copy(parser, written.text, written.length)
               : parser->text;
    return signature->text == NULL ? NULL : signature;
}

/* SPDX-License-Identifier: MIT */
/* Literals behind `=`: a part of Python's, with its meaning. */
#define _GNU_SOURCE
#include "signature/internal.h"

#include <float.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/platform.h"

enum { MOST_SHOWN = 40 }; /* bytes of a type or a number in a message */

/* What is being read: a default and what it is for. */
struct literal {
    struct pyf__parser *parser;
    struct pyf__parameter *parameter;
    const char *type; /* as it was written, cut for messages */
    int type_length;
    const char *at; /* its first character */
};

static bool
is_integer_type(int code)
{
    return pyf__types[code].sort == PYF__SORT_SIGNED ||
           pyf__types[code].sort == PYF__SORT_UNSIGNED;
}

static bool
is_float_type(int code)
{
    return pyf__types[code].sort == PYF__SORT_REAL;
}

static bool
is_text_type(int code)
{
    return pyf__types[code].sort == PYF__SORT_TEXT || code == PYF__CHAR;
}

static const char *
wanted(int code)
{
    switch ((enum pyf__sort)pyf__types[code].sort) {
    case PYF__SORT_TRUTH:
        return "True or False";
    case PYF__SORT_SIGNED:
    case PYF__SORT_UNSIGNED:
        return "an integer";
    case PYF__SORT_REAL:
        return "a number";
    case PYF__SORT_CHARACTER:
        return "a string of one character";
    case PYF__SORT_TEXT:
        return "a string";
    case PYF__SORT_NOTHING:
    case PYF__SORT_OTHER:
        break;
    }
    return NULL;
}

static bool
mismatch(const struct literal *literal)
{
    const struct pyf__type *type = &literal->parameter->type;
    const char *what = wanted(type->code);
    char expected[120];

    if (what == NULL)
        return pyf__parse_error(literal->parser, literal->at,
                                "'%.*s' can have no default but None%s",
                                literal->type_length, literal->type,
                                type->optional ? "" : ", and that with '?'");
    snprintf(expected, sizeof(expected), "%s%s as default of '%.*s'", what,
             type->optional ? " or None" : "", literal->type_length,
             literal->type);
    return pyf__parse_expected(literal->parser, literal->at, expected);
}

/* Words */

static bool
read_none(const struct literal *literal)
{
    const struct pyf__type *type = &literal->parameter->type;

    if (!type->optional && type->code != PYF__OBJECT)
        return pyf__parse_error(literal->parser, literal->at,
                                "the default None needs a '?' behind the type "
                                "'%.*s'",
                                literal->type_length, literal->type);
    literal->parameter->default_value = (pyf_value)PYF_NIL;
    return true;
}

static bool
read_bool(const struct literal *literal, bool truth)
{
    int code = literal->parameter->type.code;

    if (code != PYF__BOOL && code != PYF__OBJECT)
        return mismatch(literal);
    literal->parameter->default_value = (pyf_value)PYF_BOOL(truth);
    return true;
}

static bool
read_word(const struct literal *literal)
{
    struct pyf__word word = pyf__parse_word(literal->parser);

    literal->parser->at += word.length;
    if (pyf__word_is(word, "None"))
        return read_none(literal);
    if (pyf__word_is(word, "True"))
        return read_bool(literal, true);
    if (pyf__word_is(word, "False"))
        return read_bool(literal, false);
    return pyf__parse_expected(literal->parser, literal->at,
                               "a default (None, True, False, a number, a "
                               "string or ...)");
}

/* `...`: there is no value, and the host is told so. */
static bool
read_absent(const struct literal *literal)
{
    literal->parser->at += 3;
    literal->parameter->default_value = pyf__absent;
    return true;
}

/* Numbers */

struct number {
    const char *digits, *end; /* without sign and 0x; all of a float */
    unsigned base;
    bool negative, floating;
    bool wide; /* the magnitude of an integer has more than 64 bits */
    uint64_t magnitude;
};

/* The value of a digit; 99: it is none. */
static unsigned
digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (unsigned)(c - 'a') + 10;
    if (c >= 'A' && c <= 'F')
        return (unsigned)(c - 'A') + 10;
    return 99;
}

/* The end of a run of digits, with single underscores between them; one may
 * also stand behind 0x, 0o and 0b. */
static const char *
skip_digits(const char *at, unsigned base)
{
    const char *start = at;

    while (digit_of(*at) < base || (*at == '_' && digit_of(at[1]) < base &&
                                    (at > start || base != 10)))
        at++;
    return at;
}

static unsigned
base_of(const char *at)
{
    if (at[0] != '0')
        return 10;
    switch (at[1] | 0x20) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 10;
    }
}

/* The end of "e-5", or the place itself. */
static const char *
skip_exponent(const char *at)
{
    const char *digits = at + 1;

    if ((*at | 0x20) != 'e')
        return at;
    if (*digits == '+' || *digits == '-')
        digits++;
    return digit_of(*digits) < 10 ? skip_digits(digits, 10) : at;
}

/* Decimal digits, and the fraction and exponent that may follow. */
static const char *
skip_decimal(struct number *number, const char *at)
{
    const char *whole = skip_digits(at, 10), *point = whole, *end;

    if (*whole == '.')
        point = skip_digits(whole + 1, 10);
    if (whole == at && point <= at + 1)
        return at; /* no digit at all */
    end = skip_exponent(point);
    number->floating = end > whole;
    /* Python has no 07. */
    if (!number->floating && *at == '0' &&
        strspn(at, "0_") != (size_t)(end - at))
        return at;
    return end;
}

static void
add_digits(struct number *number)
{
    for (const char *at = number->digits; at < number->end; at++) {
        if (*at == '_')
            continue;
        number->wide |=
            __builtin_mul_overflow(number->magnitude, number->base,
                                   &number->magnitude) ||
            __builtin_add_overflow(number->magnitude, digit_of(*at),
                                   &number->magnitude);
    }
}

static bool
scan_number(const struct literal *literal, struct number *number)
{
    const char *at = literal->at;
    struct pyf__word further;

    number->negative = *at == '-';
    at += number->negative;
    number->base = base_of(at);
    if (number->base != 10)
        at += 2;
    number->digits = at;
    number->end = number->base == 10 ? skip_decimal(number, at)
                                     : skip_digits(at, number->base);
    literal->parser->at = number->end;
    further = pyf__parse_word(literal->parser);
    if (number->end == at || *number->end == '.' ||
        (further.text == number->end && further.length != 0))
        return pyf__parse_expected(literal->parser, literal->at, "a number");
    if (!number->floating)
        add_digits(number);
    return true;
}

static bool
misfit(const struct literal *literal, const struct number *number,
       const char *range)
{
    size_t length = (size_t)(number->end - literal->at);

    return pyf__parse_error(literal->parser, literal->at,
                            "the default %.*s%s does not fit '%.*s'%s",
                            length > MOST_SHOWN ? MOST_SHOWN : (int)length,
                            literal->at, length > MOST_SHOWN ? "..." : "",
                            literal->type_length, literal->type, range);
}

static void
set_integer(pyf_value *value, const struct number *number)
{
    uint64_t bits =
        number->negative ? 0 - number->magnitude : number->magnitude;

    if (number->magnitude > INT64_MAX && !number->negative)
        *value = (pyf_value)PYF_U64(bits);
    else
        *value = (pyf_value)PYF_I64((int64_t)bits);
}

static bool
read_integer(const struct literal *literal, const struct number *number)
{
    const struct pyf__type *type = &literal->parameter->type;
    uint64_t least = 0 - (uint64_t)pyf__types[type->code].least;
    uint64_t most = pyf__types[type->code].most;
    char range[64];

    if (!number->wide &&
        number->magnitude <= (number->negative ? least : most)) {
        set_integer(&literal->parameter->default_value, number);
        return true;
    }
    snprintf(range, sizeof(range), ": %s%" PRIu64 " to %" PRIu64,
             least == 0 ? "" : "-", least, most);
    return misfit(literal, number, range);
}

/* strtod of decimal digits, as it is in the locale "C"; false: no memory. */
static bool
to_double(struct pyf__parser *parser, const struct number *number,
          double *value)
{
    size_t length = 0;
    char *digits =
        pyf__parse_scratch(parser, (size_t)(number->end - number->digits) + 1);
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0), old;

    if (digits == NULL || plain == (locale_t)0) {
        if (plain != (locale_t)0)
            freelocale(plain);
        return pyf__parse_memory(parser);
    }
    for (const char *at = number->digits; at < number->end; at++)
        if (*at != '_')
            digits[length++] = *at;
    old = uselocale(plain);
    *value = strtod(digits, NULL);
    uselocale(old);
    freelocale(plain);
    return true;
}

static bool
read_float(const struct literal *literal, const struct number *number)
{
    bool is_f32 = literal->parameter->type.code == PYF__F32;
    double value = (double)number->magnitude;

    if (number->base != 10 && number->wide)
        return misfit(literal, number, ": more than 64 bits");
    if (number->base == 10 && !to_double(literal->parser, number, &value))
        return false;
    if (isinf(value) || (is_f32 && isinf((float)value)))
        return misfit(literal, number, ": it is too great");
    /* The integer -0 is 0. */
    if (number->negative && (number->floating || value != 0))
        value = -value;
    literal->parameter->default_value = (pyf_value)PYF_F64(value);
    return true;
}

static bool
read_number(const struct literal *literal)
{
    int code = literal->parameter->type.code;
    struct number number = {.wide = false};

    if (!scan_number(literal, &number))
        return false;
    if (is_float_type(code) || (code == PYF__OBJECT && number.floating))
        return read_float(literal, &number);
    if (number.floating)
        return mismatch(literal);
    if (is_integer_type(code))
        return read_integer(literal, &number);
    if (code != PYF__OBJECT)
        return mismatch(literal);
    if (number.wide ||
        (number.negative && number.magnitude > (uint64_t)INT64_MAX + 1))
        return misfit(literal, &number, ": more than 64 bits");
    set_integer(&literal->parameter->default_value, &number);
    return true;
}

/* Strings */

/* The quote that ends it; NULL: none does. */
static const char *
end_of_string(const struct literal *literal)
{
    const char *at = literal->at + 1, *end = literal->parser->end;

    for (; at < end && *at != *literal->at; at++)
        if (*at == '\\')
            at++;
    return at < end ? at : NULL;
}

/* The character of `\xNN`; -1: it is none that may be written so. */
static int
hex_escape(const char *at)
{
    unsigned high = digit_of(at[2]);
    unsigned low = high < 8 ? digit_of(at[3]) : 99;

    return low < 16 ? (int)(high * 16 + low) : -1;
}

static bool
bad_escape(struct pyf__parser *parser, const char *at)
{
    if (at[1] == '0')
        return pyf__parse_error(parser, at,
                                "'\\0' cannot stand before a digit; write "
                                "'\\x00'");
    if (at[1] == 'x')
        return pyf__parse_error(parser, at,
                                "expected '\\x' with two hexadecimal digits, "
                                "of at most 7f");
    return pyf__parse_error(parser, at,
                            "this is no escape of a default; there are \\\\ "
                            "\\' \\\" \\n \\t \\r \\0 \\xNN");
}

/* The character that an escape stands for, which is stepped over. */
static bool
read_escape(struct pyf__parser *parser, char *character)
{
    static const char letters[] = "\\'\"ntr", meanings[] = "\\'\"\n\t\r";
    const char *at = parser->at;
    const char *letter = at[1] == '\0' ? NULL : strchr(letters, at[1]);
    int code = at[1] == 'x' ? hex_escape(at) : -1;

    if (letter != NULL)
        code = meanings[letter - letters];
    /* Python reads "\01" as one character. */
    if (at[1] == '0' && digit_of(at[2]) >= 8)
        code = 0;
    if (code < 0)
        return bad_escape(parser, at);
    *character = (char)code;
    parser->at += at[1] == 'x' ? 4 : 2;
    return true;
}

/* Append the next character of a string; *length grows. */
static bool
read_character(const struct literal *literal, char *text, size_t *length)
{
    struct pyf__parser *parser = literal->parser;
    const char *at = parser->at;
    size_t size = pyf__utf8_size(at, parser->end);

    if (*at == '\\') {
        if (!read_escape(parser, &text[*length]))
            return false;
        if (text[(*length)++] == '\0' &&
            (literal->parameter->type.code == PYF__CSTR ||
             literal->parameter->type.code == PYF__PATH))
            return pyf__parse_error(parser, at,
                                    "a default of '%.*s' cannot have a NUL",
                                    literal->type_length, literal->type);
        return true;
    }
    if (size == 0)
        return pyf__parse_error(parser, at, "the byte 0x%02x is no UTF-8",
                                (unsigned char)*at);
    if ((unsigned char)*at < ' ')
        return pyf__parse_error(parser, at,
                                "the control character 0x%02x has to be an "
                                "escape",
                                (unsigned char)*at);
    memcpy(text + *length, at, size);
    *length += size;
    parser->at += size;
    return true;
}

static bool
is_one_character(const char *text, size_t length)
{
    return length != 0 && pyf__utf8_size(text, text + length) == length;
}

static bool
read_string(const struct literal *literal)
{
    struct pyf__parser *parser = literal->parser;
    const char *end = end_of_string(literal);
    int code = literal->parameter->type.code;
    size_t length = 0;
    char *text;

    if (!is_text_type(code) && code != PYF__OBJECT)
        return mismatch(literal);
    if (end == NULL)
        return pyf__parse_error(parser, literal->at, "a string without end");
    text = pyf__parse_take(parser, (size_t)(end - literal->at));
    if (text == NULL)
        return false;
    for (parser->at++; parser->at < end;)
        if (!read_character(literal, text, &length))
            return false;
    parser->at++;
    if (code == PYF__CHAR && !is_one_character(text, length))
        return pyf__parse_error(parser, literal->at,
                                "a default of '%.*s' has one character",
                                literal->type_length, literal->type);
    literal->parameter->default_value = (pyf_value)PYF_STR(text, length);
    return true;
}

bool
pyf__parse_default(struct pyf__parser *parser,
                   struct pyf__parameter *parameter, struct pyf__word written)
{
    char first = pyf__parse_peek(parser);
    struct literal literal = {
        parser, parameter, written.text,
        written.length > MOST_SHOWN ? MOST_SHOWN : (int)written.length,
        parser->at};
    struct pyf__word text;
    bool done;

    if (strncmp(parser->at, "...", 3) == 0)
        done = read_absent(&literal);
    else if (first == '"' || first == '\'')
        done = read_string(&literal);
    else if (first == '-' || first == '.' || (first >= '0' && first <= '9'))
        done = read_number(&literal);
    else
        done = read_word(&literal);
    if (!done)
        return false;
    text = pyf__parse_since(parser, literal.at);
    parameter->default_text = pyf__parse_copy(parser, text.text, text.length);
    return parameter->default_text != NULL;
}

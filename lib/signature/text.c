/* SPDX-License-Identifier: MIT */
/* The text of a signature: white space, words, what is wrong where. */
#include "signature/internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/platform.h"

enum {
    BLOCK_SIZE = 1024,
    MOST_SHOWN = 40, /* bytes of the text in a message */
};

struct pyf__block {
    struct pyf__block *older;
    max_align_t memory[];
};

static bool
add_block(struct pyf__pool *pool, size_t size)
{
    struct pyf__block *block = calloc(1, sizeof(*block) + size);

    if (block == NULL)
        return false;
    block->older = pool->blocks;
    pool->blocks = block;
    pool->next = (char *)block->memory;
    pool->left = size;
    return true;
}

void *
pyf__pool_take(struct pyf__pool *pool, size_t size)
{
    const size_t step = sizeof(max_align_t);
    void *taken;

    size = (size + step - 1) / step * step;
    if (size > pool->left &&
        !add_block(pool, size > BLOCK_SIZE ? size : BLOCK_SIZE))
        return NULL;
    taken = pool->next;
    pool->next += size;
    pool->left -= size;
    return taken;
}

void
pyf__pool_free(struct pyf__pool *pool)
{
    while (pool->blocks != NULL) {
        struct pyf__block *older = pool->blocks->older;

        free(pool->blocks);
        pool->blocks = older;
    }
    *pool = (struct pyf__pool){.blocks = NULL};
}

bool
pyf__parse_memory(struct pyf__parser *parser)
{
    parser->status =
        pyf__fault_argument(PYF_ERR_MEMORY, parser->function, NULL, NULL);
    return false;
}

void *
pyf__parse_take(struct pyf__parser *parser, size_t size)
{
    void *taken = pyf__pool_take(&parser->plan, size);

    if (taken == NULL)
        pyf__parse_memory(parser);
    return taken;
}

void *
pyf__parse_scratch(struct pyf__parser *parser, size_t size)
{
    void *taken = pyf__pool_take(&parser->scratch, size);

    if (taken == NULL)
        pyf__parse_memory(parser);
    return taken;
}

char *
pyf__parse_copy(struct pyf__parser *parser, const char *text, size_t length)
{
    char *copy = pyf__parse_take(parser, length + 1);

    if (copy != NULL)
        memcpy(copy, text, length);
    return copy;
}

/* Faults */

bool
pyf__parse_error(struct pyf__parser *parser, const char *at,
                 const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = pyf__format_list(format, arguments);
    va_end(arguments);
    if (text == NULL)
        return pyf__parse_memory(parser);
    parser->status =
        pyf__fault_text(PYF_ERR_SIGNATURE, "signature, column %zu: %s",
                        (size_t)(at - parser->text) + 1, text);
    free(text);
    return false;
}

static bool
is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_';
}

/* Bytes of a word there; `further` is one more byte that it may have. */
static size_t
word_length(const char *at, const char *end, char further)
{
    const char *start = at;

    while (at < end) {
        size_t size = is_word_byte(*at) || *at == further ? 1
                      : (signed char)*at < 0 ? pyf__utf8_size(at, end)
                                             : 0;

        if (size == 0)
            break;
        at += size;
    }
    return (size_t)(at - start);
}

/* Bytes of what a reader takes for one thing there: a word, a number, an
 * arrow, a character. 0: it cannot be shown. */
static size_t
thing_length(const char *at, const char *end)
{
    size_t length;

    if (*at == '-' && end - at > 1)
        return at[1] == '>' ? 2 : 1 + word_length(at + 1, end, '.');
    length = word_length(at, end, '.');
    if (length != 0)
        return length;
    return *at >= ' ' && *at < 127 ? 1 : 0;
}

/* Shorten to what a message can hold, at the start of a character. */
static size_t
cut(const char *at, size_t length)
{
    if (length <= MOST_SHOWN)
        return length;
    length = MOST_SHOWN;
    while (((unsigned char)at[length] & 0xc0) == 0x80)
        length--;
    return length;
}

bool
pyf__parse_expected(struct pyf__parser *parser, const char *at,
                    const char *expected)
{
    size_t length, shown;

    if (at == parser->end)
        return pyf__parse_error(parser, at, "expected %s, got the end",
                                expected);
    if (*at == '"' || *at == '\'')
        return pyf__parse_error(parser, at, "expected %s, got a string",
                                expected);
    length = thing_length(at, parser->end);
    if (length == 0)
        return pyf__parse_error(parser, at, "expected %s, got the byte 0x%02x",
                                expected, (unsigned char)*at);
    shown = cut(at, length);
    return pyf__parse_error(parser, at, "expected %s, got '%.*s%s'", expected,
                            (int)shown, at, shown < length ? "..." : "");
}

/* Reading */

static bool
is_white(char c)
{
    return c != '\0' && strchr(" \t\n\r\f\v", c) != NULL;
}

char
pyf__parse_peek(struct pyf__parser *parser)
{
    while (is_white(*parser->at))
        parser->at++;
    return *parser->at;
}

bool
pyf__parse_accept(struct pyf__parser *parser, char character)
{
    if (pyf__parse_peek(parser) != character)
        return false;
    parser->at++;
    return true;
}

bool
pyf__parse_expect(struct pyf__parser *parser, char character,
                  const char *expected)
{
    return pyf__parse_accept(parser, character) ||
           pyf__parse_expected(parser, parser->at, expected);
}

struct pyf__word
pyf__parse_word(struct pyf__parser *parser)
{
    pyf__parse_peek(parser);
    return (struct pyf__word){parser->at,
                              word_length(parser->at, parser->end, '_')};
}

struct pyf__word
pyf__parse_since(const struct pyf__parser *parser, const char *start)
{
    const char *end = parser->at;

    while (end > start && is_white(end[-1]))
        end--;
    return (struct pyf__word){start, (size_t)(end - start)};
}

bool
pyf__word_is(struct pyf__word word, const char *text)
{
    return strlen(text) == word.length &&
           memcmp(text, word.text, word.length) == 0;
}

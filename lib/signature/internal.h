/* SPDX-License-Identifier: MIT */
/*
 * How a signature is read: what the files of the parser share.
 *
 *   plans.c    text to plan, once
 *   parse.c    the grammar: parameters, `/`, `*`, results
 *   types.c    the table of types
 *   type.c     types, and how they lie in memory
 *   default.c  literals
 *   text.c     white space, words, messages, memory
 *
 * One parser reads one text from left to right; `at` is where it stands. All
 * that a plan consists of is taken from `plan`, which lives as long as the
 * process once the parser is through, and is given back as a whole when it
 * fails; what only parsing needs is taken from `scratch`.
 *
 * Functions that return bool give false after a failure, which they have
 * parked; its status stands in `status`, and nobody goes on reading then.
 */
#ifndef PYF__SIGNATURE_INTERNAL_H
#define PYF__SIGNATURE_INTERNAL_H

#include "handle/fault.h"
#include "signature/signature.h"

struct pyf__block;

/* Memory that is given back as a whole. */
struct pyf__pool {
    struct pyf__block *blocks;
    char *next; /* the free part of the newest block */
    size_t left;
};

/* Zeroed and aligned for everything; NULL without memory. */
void *pyf__pool_take(struct pyf__pool *pool, size_t size);
void pyf__pool_free(struct pyf__pool *pool);

struct pyf__parser {
    const char *text, *at, *end; /* end points to a NUL */
    const char *function;        /* exported, for messages */
    struct pyf__pool plan, scratch;
    int depth;      /* of types within types */
    unsigned fixed; /* items of all fixed arrays */
    int status;
};

/* A run of letters, digits, `_` and non-ASCII characters. */
struct pyf__word {
    const char *text;
    size_t length;
};

/* Park what is wrong at a place of the text; always false. `expected` names
 * what should stand there, and the message goes on with what does. */
bool pyf__parse_error(struct pyf__parser *parser, const char *at,
                      const char *format, ...) pyf__printf(3, 4);
bool pyf__parse_expected(struct pyf__parser *parser, const char *at,
                         const char *expected);
/* Park that memory is out; always false. */
bool pyf__parse_memory(struct pyf__parser *parser);

/* Memory of the plan, or of the parser alone; NULL with that parked. */
void *pyf__parse_take(struct pyf__parser *parser, size_t size);
void *pyf__parse_scratch(struct pyf__parser *parser, size_t size);
/* A copy in the plan, NUL-terminated. */
char *pyf__parse_copy(struct pyf__parser *parser, const char *text,
                      size_t length);

/* Step over white space, and look at what stands there: a byte, 0 at the end
 * (no other NUL is ever expected). */
char pyf__parse_peek(struct pyf__parser *parser);
/* Step over one character, if that is it. */
bool pyf__parse_accept(struct pyf__parser *parser, char character);
/* Step over it, or fail. */
bool pyf__parse_expect(struct pyf__parser *parser, char character,
                       const char *expected);
/* The word that stands there, not stepped over; length 0: none. */
struct pyf__word pyf__parse_word(struct pyf__parser *parser);
/* What stands between a place and this one, without white space behind it. */
struct pyf__word pyf__parse_since(const struct pyf__parser *parser,
                                  const char *start);
bool pyf__word_is(struct pyf__word word, const char *text);

/* A whole signature, from its "(" on. */
struct pyf__signature *pyf__parse_signature(struct pyf__parser *parser,
                                            bool nested);

/* Where a type stands. */
enum pyf__standing {
    PYF__AS_PARAMETER,
    PYF__AS_RESULT, /* behind "->": void is one */
    PYF__IN_MEMORY, /* a field, an element: fixed arrays are some */
};

bool pyf__parse_type(struct pyf__parser *parser, struct pyf__type *type,
                     enum pyf__standing standing);
/* Fill what is only written for a parameter, not parsed: *name is an array,
 * **name and *name without a type are objects. */
bool pyf__type_make_array(struct pyf__parser *parser, struct pyf__type *type,
                          const struct pyf__type *element);
void pyf__type_make_object(struct pyf__type *type);
void pyf__type_make_void(struct pyf__type *type);

/* The literal behind "=", for a parameter whose type is known, and was written
 * as the given word. */
bool pyf__parse_default(struct pyf__parser *parser,
                        struct pyf__parameter *parameter,
                        struct pyf__word written);

#endif

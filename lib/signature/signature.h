/* SPDX-License-Identifier: MIT */
/*
 * Signatures: one line of text to an immutable plan.
 *
 * The grammar and the meaning of the types stand in pyforge.h. This is what a
 * plan consists of; plans.h has all that there are.
 *
 * Three sizes of the same thing. What a parameter is in C are its C arguments:
 * two for str, bytes and arrays, one for everything else. What a result, a
 * field or an element is lies in memory: type.size bytes, a pyf_slice for
 * those three. A boxed type (number, bool, complex or struct with `?`) is a
 * pointer there, to a value of type.value_size bytes.
 */
#ifndef PYF__SIGNATURE_H
#define PYF__SIGNATURE_H

#include <ffi.h>

#include "platform/base.h"
#include "signature/types.h"

enum {
    PYF__MOST_SIGNATURE = 4096, /* bytes of text */
    PYF__MOST_PARAMETERS = 64,  /* of one signature */
    PYF__MOST_NESTING = 16,     /* of types within types */
    PYF__MOST_STRUCT = 1 << 16, /* bytes of a struct, items of its arrays */
};

struct pyf__type {
    uint8_t code;
    uint8_t carrier; /* what it is passed in */
    bool optional;   /* `?` */
    bool boxed;      /* optional, and by that a pointer to the value */
    bool plain;      /* nothing, or a scalar that is neither boxed nor large */
    uint32_t size, alignment; /* as it lies in memory */
    uint32_t value_size;      /* without the box */
    uint32_t offset;          /* as a field: in its struct */
    uint32_t count;           /* of items */
    uint32_t length;          /* of a fixed array */
    struct pyf__type *items;  /* fields of a struct, element of an array */
    struct pyf__signature *function; /* of PYF__FUNCTION */
    ffi_type *ffi;                   /* as it lies in memory */
    ffi_type *value_ffi;             /* without the box */
};

enum pyf__role {
    PYF__POSITIONAL_ONLY,
    PYF__POSITIONAL, /* or by keyword */
    PYF__KEYWORD_ONLY,
    PYF__REST,     /* *name: its type is the array of what was written */
    PYF__KEYWORDS, /* **name: its type is object */
};

struct pyf__parameter {
    const char *name; /* "arg0", counted, for one that has none */
    bool named;
    uint8_t role;
    uint16_t slot; /* of its first C argument */
    struct pyf__type type;
    /* The default, and its text as Python reads it; NULL: none. */
    const char *default_text;
    pyf_value default_value; /* NONE, BOOL, I64, U64, F64, STR or ABSENT */
};

/* The default `...`: the host computes it. */
static const pyf_value pyf__absent = {PYF_VALUE_ABSENT, 0, {0}, 0};

static inline bool
pyf__may_be_absent(const struct pyf__parameter *parameter)
{
    return parameter->default_text != NULL &&
           parameter->default_value.kind == PYF_VALUE_ABSENT;
}

struct pyf__signature {
    const char *text;
    struct pyf__parameter *parameters; /* as written, but without / and * */
    uint16_t count;                    /* of parameters */
    uint16_t positional_only;          /* the first so many */
    uint16_t positional;               /* the first so many, those included */
    uint16_t required;                 /* positional ones without a default */
    uint16_t declared;                 /* without *name and **name */
    int16_t rest, keywords;            /* index of *name, **name; -1: none */
    uint16_t c_count;                  /* of C arguments */
    struct pyf__type result;
    ffi_cif cif;       /* c_count arguments; cif.arg_types has them */
    pyf_handle handle; /* 0: of a nested fn */
};

/* How many C arguments a parameter of that type is. */
static inline unsigned
pyf__type_arguments(const struct pyf__type *type)
{
    return type->carrier == PYF__BY_SLICE ? 2 : 1;
}

static inline bool
pyf__type_is_signed(const struct pyf__type *type)
{
    return pyf__types[type->code].sort == PYF__SORT_SIGNED && !type->boxed;
}

/* An integer, or a pointer, of that size, extended to a word as C does it. */
static pyf__hot uint64_t
pyf__word_load(const void *memory, size_t size, bool is_signed)
{
    switch (size) {
    case 1:
        return is_signed ? (uint64_t)*(const int8_t *)memory
                         : *(const uint8_t *)memory;
    case 2:
        return is_signed ? (uint64_t)*(const int16_t *)memory
                         : *(const uint16_t *)memory;
    case 4:
        return is_signed ? (uint64_t)*(const int32_t *)memory
                         : *(const uint32_t *)memory;
    default:
        return *(const uint64_t *)memory;
    }
}

#endif

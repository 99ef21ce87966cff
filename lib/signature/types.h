/* SPDX-License-Identifier: MIT */
/*
 * The one table of the types of signatures.
 *
 * A new type is a row here, its two converters (convert/native-from.c and
 * native-to.c), and its tests. What depends on a type is read from the row, or
 * is a switch over the codes without `default:`, so that the compiler names
 * each place that a new type has to visit (-Werror=switch). Sizes and
 * alignments are those of the ffi_type.
 *
 *   code        PYF__CODE
 *   text        how it is written; NULL: by brackets, or a word of the grammar
 *   ffi         its ffi_type; NULL: made for each such type
 *   sort        what sort of value it is: enum pyf__sort
 *   carrier     what it is passed and returned in: enum pyf__carrier
 *   points      whether its memory points to more, which has to be kept
 *   least, most the range of an integer
 *   expected    what messages say that an argument must be
 *   annotation  what Python's annotations call it; NULL: made of its parts
 *   formats     what the struct module calls such elements of a buffer; NULL:
 *               they are not read in place
 */
#ifndef PYF__TYPES_H
#define PYF__TYPES_H

#include <ffi.h>

#include "platform/base.h"

/* clang-format off */
#define PYF__TYPE_TABLE(X)                                                    \
    X(VOID, NULL, &ffi_type_void, NOTHING, WORD, false,                       \
      0, 0, "None", "None", NULL)                                             \
    X(BOOL, "bool", &ffi_type_uint8, TRUTH, WORD, false,                      \
      0, 1, "bool", "bool", "?")                                              \
    X(I8, "i8", &ffi_type_sint8, SIGNED, WORD, false,                         \
      INT8_MIN, INT8_MAX, "int", "int", "b")                                  \
    X(I16, "i16", &ffi_type_sint16, SIGNED, WORD, false,                      \
      INT16_MIN, INT16_MAX, "int", "int", "h")                                \
    X(I32, "i32", &ffi_type_sint32, SIGNED, WORD, false,                      \
      INT32_MIN, INT32_MAX, "int", "int", "il")                               \
    X(I64, "i64", &ffi_type_sint64, SIGNED, WORD, false,                      \
      INT64_MIN, INT64_MAX, "int", "int", "lqn")                              \
    X(U8, "u8", &ffi_type_uint8, UNSIGNED, WORD, false,                       \
      0, UINT8_MAX, "int", "int", "Bc")                                       \
    X(U16, "u16", &ffi_type_uint16, UNSIGNED, WORD, false,                    \
      0, UINT16_MAX, "int", "int", "H")                                       \
    X(U32, "u32", &ffi_type_uint32, UNSIGNED, WORD, false,                    \
      0, UINT32_MAX, "int", "int", "IL")                                      \
    X(U64, "u64", &ffi_type_uint64, UNSIGNED, WORD, false,                    \
      0, UINT64_MAX, "int", "int", "LQN")                                     \
    X(F32, "f32", &ffi_type_float, REAL, NUMBER, false,                       \
      0, 0, "float", "float", "f")                                            \
    X(F64, "f64", &ffi_type_double, REAL, NUMBER, false,                      \
      0, 0, "float", "float", "d")                                            \
    X(CHAR, "char", &ffi_type_uint32, CHARACTER, WORD, false,                 \
      0, 0x10ffff, "a str of one character", "str", NULL)                     \
    X(COMPLEX, "complex", &pyf__ffi_complex, REAL, MEMORY, false,             \
      0, 0, "complex", "complex", "d")                                        \
    X(STR, "str", &pyf__ffi_slice, TEXT, SLICE, true,                          \
      0, 0, "str", "str", NULL)                                               \
    X(CSTR, "cstr", &ffi_type_pointer, TEXT, WORD, true,                      \
      0, 0, "str", "str", NULL)                                               \
    X(BYTES, "bytes", &pyf__ffi_slice, OTHER, SLICE, true,                     \
      0, 0, "a bytes-like object", "bytes", NULL)                             \
    X(PATH, "path", &ffi_type_pointer, TEXT, WORD, true,                      \
      0, 0, "str, bytes or an os.PathLike object",                            \
      "str | bytes | _os.PathLike", NULL)                                     \
    X(OBJECT, "object", &ffi_type_uint64, OTHER, WORD, false,                 \
      0, 0, "an object", "object", NULL)                                      \
    X(PTR, "ptr", &ffi_type_pointer, OTHER, WORD, false,                      \
      0, UINTPTR_MAX, "int (an address)", "int", NULL)                        \
    X(ARRAY, NULL, &pyf__ffi_slice, OTHER, SLICE, true,                        \
      0, 0, "a sequence", NULL, NULL)                                         \
    X(FIXED, NULL, NULL, OTHER, MEMORY, false,                                \
      0, 0, "a sequence", NULL, NULL)                                         \
    X(STRUCT, NULL, NULL, OTHER, MEMORY, false,                               \
      0, 0, "a tuple", NULL, NULL)                                            \
    X(FUNCTION, NULL, &ffi_type_pointer, OTHER, WORD, true,                   \
      0, 0, "a callable", NULL, NULL)
/* clang-format on */

enum pyf__type_code {
#define ROW(code, ...) PYF__##code,
    PYF__TYPE_TABLE(ROW)
#undef ROW
        PYF__TYPE_COUNT,
};

enum pyf__sort {
    PYF__SORT_NOTHING,
    PYF__SORT_TRUTH, /* from here to CHARACTER scalars */
    PYF__SORT_SIGNED,
    PYF__SORT_UNSIGNED,
    PYF__SORT_REAL,
    PYF__SORT_CHARACTER,
    PYF__SORT_TEXT,
    PYF__SORT_OTHER,
};

/* What a C value is passed and returned in. */
enum pyf__carrier {
    PYF__BY_MEMORY, /* as structs are: libffi's matter */
    PYF__BY_WORD,   /* nothing is returned in one too */
    PYF__BY_NUMBER, /* a floating register */
    PYF__BY_SLICE,  /* two words as an argument, a pyf_slice elsewhere */
    PYF__CARRIERS,
};

struct pyf__type_row {
    const char *text;
    ffi_type *ffi;
    uint8_t sort, carrier;
    bool points;
    int64_t least;
    uint64_t most;
    const char *expected, *annotation, *formats;
};

pyf__data const struct pyf__type_row pyf__types[PYF__TYPE_COUNT];

/* Types of several parts have their size set from the start: libffi only reads
 * them then, and they may be used by all threads. */
pyf__data ffi_type pyf__ffi_slice, pyf__ffi_complex;

#endif

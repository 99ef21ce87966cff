/* SPDX-License-Identifier: MIT */
/* Types of a signature, and how they lie in memory. */
#include "signature/internal.h"

#include <string.h>

/* Types of several parts have their size set from the start: libffi only reads
 * them then, and they may be used by all threads. */
static ffi_type *slice_elements[] = {
    &ffi_type_pointer,
    sizeof(size_t) == 8 ? &ffi_type_uint64 : &ffi_type_uint32,
    NULL,
};
static ffi_type slice_type = {sizeof(pyf_slice), _Alignof(pyf_slice),
                              FFI_TYPE_STRUCT, slice_elements};

static ffi_type *complex_elements[] = {&ffi_type_double, &ffi_type_double,
                                       NULL};
static ffi_type complex_type = {2 * sizeof(double), _Alignof(double),
                                FFI_TYPE_STRUCT, complex_elements};

struct basic {
    const char *name;
    uint8_t code;
    ffi_type *ffi;
};

static const struct basic basics[] = {
    {"bool", PYF__BOOL, &ffi_type_uint8},
    {"i8", PYF__I8, &ffi_type_sint8},
    {"i16", PYF__I16, &ffi_type_sint16},
    {"i32", PYF__I32, &ffi_type_sint32},
    {"i64", PYF__I64, &ffi_type_sint64},
    {"u8", PYF__U8, &ffi_type_uint8},
    {"u16", PYF__U16, &ffi_type_uint16},
    {"u32", PYF__U32, &ffi_type_uint32},
    {"u64", PYF__U64, &ffi_type_uint64},
    {"isize", sizeof(ptrdiff_t) == 8 ? PYF__I64 : PYF__I32,
     sizeof(ptrdiff_t) == 8 ? &ffi_type_sint64 : &ffi_type_sint32},
    {"usize", sizeof(size_t) == 8 ? PYF__U64 : PYF__U32,
     sizeof(size_t) == 8 ? &ffi_type_uint64 : &ffi_type_uint32},
    {"f32", PYF__F32, &ffi_type_float},
    {"f64", PYF__F64, &ffi_type_double},
    {"complex", PYF__COMPLEX, &complex_type},
    {"str", PYF__STR, &slice_type},
    {"cstr", PYF__CSTR, &ffi_type_pointer},
    {"bytes", PYF__BYTES, &slice_type},
    {"path", PYF__PATH, &ffi_type_pointer},
    {"object", PYF__OBJECT, &ffi_type_uint64},
    {"ptr", PYF__PTR, &ffi_type_pointer},
};

enum { BASIC_COUNT = sizeof(basics) / sizeof(basics[0]) };

/* What other languages call them: for messages. */
static const char *const others[][2] = {
    {"int", "i64"},      {"long", "i64"},     {"float", "f64"},
    {"double", "f64"},   {"string", "str"},   {"char", "u8"},
    {"byte", "u8"},      {"size_t", "usize"}, {"ssize_t", "isize"},
    {"int8_t", "i8"},    {"int16_t", "i16"},  {"int32_t", "i32"},
    {"int64_t", "i64"},  {"uint8_t", "u8"},   {"uint16_t", "u16"},
    {"uint32_t", "u32"}, {"uint64_t", "u64"}, {"_Bool", "bool"},
    {"float32", "f32"},  {"float64", "f64"},  {"pyf_handle", "object"},
    {"any", "object"},   {"Any", "object"},
};

/* Messages */

/* Fewest letters to change, add or take away to get from one to the other. */
static size_t
distance(const char *from, size_t length, const char *to)
{
    size_t row[16], size = strlen(to);

    for (size_t j = 0; j <= size; j++)
        row[j] = j;
    for (size_t i = 1; i <= length; i++) {
        size_t corner = row[0];

        row[0] = i;
        for (size_t j = 1; j <= size; j++) {
            size_t kept = corner + ((from[i - 1] | 0x20) != to[j - 1]);
            size_t least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;

            corner = row[j];
            row[j] = kept < least ? kept : least;
        }
    }
    return row[size];
}

/* The type that was probably meant; NULL: nobody knows. */
static const char *
closest(struct pyf__word word)
{
    const char *best = NULL;
    size_t least = (word.length + 1) / 2; /* less than half is wrong */

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        if (pyf__word_is(word, others[i][0]))
            return others[i][1];
    for (size_t i = 0; i < BASIC_COUNT; i++) {
        size_t now = distance(word.text, word.length, basics[i].name);

        if (now < least) {
            least = now;
            best = basics[i].name;
        }
    }
    return best;
}

static bool
unknown(struct pyf__parser *parser, struct pyf__word word)
{
    const char *meant = closest(word);

    if (meant == NULL)
        return pyf__parse_expected(parser, word.text, "a type");
    return pyf__parse_error(parser, word.text,
                            "expected a type, got '%.*s'; did you mean '%s'?",
                            (int)word.length, word.text, meant);
}

/* `void` where it may not stand, or with `?`. */
static bool
misplaced_void(struct pyf__parser *parser, struct pyf__word word)
{
    parser->at = word.text + word.length;
    if (pyf__parse_peek(parser) == '?')
        return pyf__parse_error(parser, parser->at,
                                "'void' is never None and cannot have '?'");
    return pyf__parse_error(parser, word.text,
                            "'void' is no type of a value; it can only stand "
                            "for a result");
}

/* Layout */

static void
set_ffi(struct pyf__type *type, ffi_type *ffi)
{
    type->ffi = type->value_ffi = ffi;
    type->size = type->value_size = (uint32_t)ffi->size;
    type->alignment = ffi->alignment;
}

static void
make_basic(struct pyf__type *type, const struct basic *basic)
{
    type->code = basic->code;
    type->paired = basic->code == PYF__STR || basic->code == PYF__BYTES;
    set_ffi(type, basic->ffi);
}

static void
make_optional(struct pyf__type *type)
{
    type->optional = true;
    type->boxed = type->code <= PYF__COMPLEX || type->code == PYF__STRUCT;
    if (!type->boxed)
        return;
    type->ffi = &ffi_type_pointer;
    type->size = sizeof(void *);
    type->alignment = _Alignof(void *);
}

void
pyf__type_make_void(struct pyf__type *type)
{
    *type = (struct pyf__type){
        .code = PYF__VOID, .ffi = &ffi_type_void, .value_ffi = &ffi_type_void};
}

void
pyf__type_make_object(struct pyf__type *type)
{
    type->code = PYF__OBJECT;
    set_ffi(type, &ffi_type_uint64);
}

bool
pyf__type_make_array(struct pyf__parser *parser, struct pyf__type *type,
                     const struct pyf__type *element)
{
    *type = (struct pyf__type){.code = PYF__ARRAY, .paired = true, .count = 1};
    set_ffi(type, &slice_type);
    type->items = pyf__parse_take(parser, sizeof(*element));
    if (type->items == NULL)
        return false;
    *type->items = *element;
    return true;
}

/* A struct whose fields are known. libffi lays it out as the C compiler would
 * do, and writes the size into its type. */
static bool
lay_out(struct pyf__parser *parser, struct pyf__type *type)
{
    size_t count = type->count;
    ffi_type *ffi = pyf__parse_take(parser, sizeof(*ffi));
    ffi_type **elements =
        pyf__parse_take(parser, (count + 1) * sizeof(*elements));
    size_t *offsets = pyf__parse_scratch(parser, count * sizeof(*offsets));

    if (ffi == NULL || elements == NULL || offsets == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        elements[i] = type->items[i].ffi;
    ffi->type = FFI_TYPE_STRUCT;
    ffi->elements = elements;
    if (ffi_get_struct_offsets(FFI_DEFAULT_ABI, ffi, offsets) != FFI_OK)
        return pyf__parse_error(parser, parser->text,
                                "libffi cannot lay out such a struct here");
    for (size_t i = 0; i < count; i++)
        type->items[i].offset = (uint32_t)offsets[i];
    set_ffi(type, ffi);
    return true;
}

/* The densest text is "str," with 16 bytes for 4 of its own, so that no
 * struct needs a limit: its text has one. */
_Static_assert(PYF__MOST_SIGNATURE * sizeof(pyf_slice) / 4 <= PYF__MOST_STRUCT,
               "a struct of the longest text is small enough");

/* Grammar */

struct field {
    struct pyf__type type;
    struct field *next;
};

/* One level down; the place is the bracket that opens it. */
static bool
enter_type(struct pyf__parser *parser, const char *at)
{
    if (parser->depth == PYF__MOST_NESTING)
        return pyf__parse_error(parser, at, "types are nested deeper than %d",
                                PYF__MOST_NESTING);
    parser->depth++;
    return true;
}

static bool
parse_array(struct pyf__parser *parser, struct pyf__type *type)
{
    struct pyf__type element = {.code = PYF__VOID};

    return enter_type(parser, parser->at) &&
           pyf__parse_expect(parser, '[', "'['") &&
           pyf__parse_type(parser, &element, false) &&
           pyf__parse_expect(parser, ']', "']'") &&
           pyf__type_make_array(parser, type, &element);
}

/* The fields up to the "}", in the order of the text. */
static bool
parse_fields(struct pyf__parser *parser, struct field **next, uint32_t *count)
{
    do {
        *next = pyf__parse_scratch(parser, sizeof(**next));
        if (*next == NULL || !pyf__parse_type(parser, &(*next)->type, false))
            return false;
        next = &(*next)->next;
        ++*count;
    } while (pyf__parse_accept(parser, ','));
    return pyf__parse_expect(parser, '}', "',' or '}'");
}

static bool
take_fields(struct pyf__parser *parser, struct pyf__type *type,
            const struct field *field)
{
    type->items = pyf__parse_take(parser, type->count * sizeof(*type->items));
    if (type->items == NULL)
        return false;
    for (size_t i = 0; field != NULL; field = field->next)
        type->items[i++] = field->type;
    return true;
}

static bool
parse_struct(struct pyf__parser *parser, struct pyf__type *type)
{
    const char *start = parser->at;
    struct field *first = NULL;

    if (!enter_type(parser, start) || !pyf__parse_expect(parser, '{', "'{'"))
        return false;
    if (pyf__parse_peek(parser) == '}')
        return pyf__parse_error(parser, start, "a struct without fields");
    type->code = PYF__STRUCT;
    return parse_fields(parser, &first, &type->count) &&
           take_fields(parser, type, first) && lay_out(parser, type);
}

/* What stands behind the word "fn". */
static bool
parse_function(struct pyf__parser *parser, struct pyf__type *type)
{
    type->code = PYF__FUNCTION;
    set_ffi(type, &ffi_type_pointer);
    if (!enter_type(parser, parser->at))
        return false;
    parser->at += strlen("fn");
    type->function = pyf__parse_signature(parser, true);
    return type->function != NULL;
}

static bool
parse_named(struct pyf__parser *parser, struct pyf__type *type,
            struct pyf__word word)
{
    if (word.length == 0)
        return pyf__parse_expected(parser, word.text, "a type");
    if (pyf__word_is(word, "void"))
        return misplaced_void(parser, word);
    for (size_t i = 0; i < BASIC_COUNT; i++) {
        if (pyf__word_is(word, basics[i].name)) {
            make_basic(type, &basics[i]);
            parser->at += word.length;
            return true;
        }
    }
    return unknown(parser, word);
}

/* Parentheses say what a `?` belongs to: (fn() -> i64)?. */
static bool
parse_group(struct pyf__parser *parser, struct pyf__type *type)
{
    const char *start = parser->at;

    return enter_type(parser, start) &&
           pyf__parse_expect(parser, '(', "'('") &&
           pyf__parse_type(parser, type, false) &&
           pyf__parse_expect(parser, ')', "')'");
}

static bool
parse_basic(struct pyf__parser *parser, struct pyf__type *type)
{
    struct pyf__word word = pyf__parse_word(parser);
    int depth = parser->depth;
    bool parsed;

    if (*parser->at == '[')
        parsed = parse_array(parser, type);
    else if (*parser->at == '{')
        parsed = parse_struct(parser, type);
    else if (*parser->at == '(')
        parsed = parse_group(parser, type);
    else if (pyf__word_is(word, "fn"))
        parsed = parse_function(parser, type);
    else
        parsed = parse_named(parser, type, word);
    parser->depth = depth;
    return parsed;
}

static bool
parse_void(struct pyf__parser *parser, struct pyf__word word)
{
    parser->at = word.text + word.length;
    return pyf__parse_peek(parser) != '?' || misplaced_void(parser, word);
}

bool
pyf__parse_type(struct pyf__parser *parser, struct pyf__type *type,
                bool result)
{
    struct pyf__word word = pyf__parse_word(parser);

    *type = (struct pyf__type){.code = PYF__VOID};
    if (result && pyf__word_is(word, "None"))
        return pyf__parse_error(
            parser, word.text,
            "expected a type, got 'None'; did you mean 'void'?");
    if (result && pyf__word_is(word, "void")) {
        pyf__type_make_void(type);
        return parse_void(parser, word);
    }
    if (!parse_basic(parser, type))
        return false;
    if (pyf__parse_accept(parser, '?') && !type->optional)
        make_optional(type);
    return true;
}

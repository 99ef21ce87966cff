/* SPDX-License-Identifier: MIT */
/* Types of a signature, and how they lie in memory. */
#include "signature/internal.h"

#include <string.h>

/* Types whose size depends on the machine. */
static const struct {
    const char *text;
    uint8_t code;
} aliases[] = {
    {"isize", sizeof(ptrdiff_t) == 8 ? PYF__I64 : PYF__I32},
    {"usize", sizeof(size_t) == 8 ? PYF__U64 : PYF__U32},
};

enum { ALIAS_COUNT = sizeof(aliases) / sizeof(aliases[0]) };

/* What other languages call them: for messages. */
static const char *const others[][2] = {
    {"int", "i64"},      {"long", "i64"},     {"float", "f64"},
    {"double", "f64"},   {"string", "str"},   {"rune", "char"},
    {"byte", "u8"},      {"size_t", "usize"}, {"ssize_t", "isize"},
    {"int8_t", "i8"},    {"int16_t", "i16"},  {"int32_t", "i32"},
    {"int64_t", "i64"},  {"uint8_t", "u8"},   {"uint16_t", "u16"},
    {"uint32_t", "u32"}, {"uint64_t", "u64"}, {"_Bool", "bool"},
    {"float32", "f32"},  {"float64", "f64"},  {"pyf_handle", "object"},
    {"any", "object"},   {"Any", "object"},   {"char32_t", "char"},
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

/* The names of types: those of the table (NULL where a row has none), and the
 * aliases. *code is the type's. */
enum { NAME_COUNT = PYF__TYPE_COUNT + ALIAS_COUNT };

static const char *
type_name(unsigned index, uint8_t *code)
{
    bool is_alias = index >= PYF__TYPE_COUNT;

    if (code != NULL)
        *code =
            is_alias ? aliases[index - PYF__TYPE_COUNT].code : (uint8_t)index;
    return is_alias ? aliases[index - PYF__TYPE_COUNT].text
                    : pyf__types[index].text;
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
    for (unsigned i = 0; i < NAME_COUNT; i++) {
        const char *name = type_name(i, NULL);
        size_t now = least;

        if (name != NULL)
            now = distance(word.text, word.length, name);
        if (now < least) {
            least = now;
            best = name;
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

static bool
is_scalar(uint8_t code)
{
    return pyf__types[code].sort >= PYF__SORT_TRUTH &&
           pyf__types[code].sort <= PYF__SORT_CHARACTER;
}

/* What the table says of a type; an ffi_type that it has not is set later. */
static void
make_basic(struct pyf__type *type, uint8_t code)
{
    const struct pyf__type_row *row = &pyf__types[code];

    *type = (struct pyf__type){
        .code = code,
        .carrier = row->carrier,
        .plain = row->sort == PYF__SORT_NOTHING ||
                 (is_scalar(code) && row->carrier != PYF__BY_MEMORY)};
    if (row->ffi != NULL)
        set_ffi(type, row->ffi);
}

static void
make_optional(struct pyf__type *type)
{
    type->optional = true;
    type->boxed = is_scalar(type->code) || type->carrier == PYF__BY_MEMORY;
    if (!type->boxed)
        return;
    type->plain = false;
    type->carrier = PYF__BY_WORD;
    type->ffi = &ffi_type_pointer;
    type->size = sizeof(void *);
    type->alignment = _Alignof(void *);
}

void
pyf__type_make_void(struct pyf__type *type)
{
    make_basic(type, PYF__VOID);
    type->size = type->value_size = 0; /* libffi says 1 */
}

void
pyf__type_make_object(struct pyf__type *type)
{
    make_basic(type, PYF__OBJECT);
}

static bool
take_element(struct pyf__parser *parser, struct pyf__type *type,
             const struct pyf__type *element)
{
    type->count = 1;
    type->items = pyf__parse_take(parser, sizeof(*element));
    if (type->items == NULL)
        return false;
    *type->items = *element;
    return true;
}

bool
pyf__type_make_array(struct pyf__parser *parser, struct pyf__type *type,
                     const struct pyf__type *element)
{
    make_basic(type, PYF__ARRAY);
    return take_element(parser, type, element);
}

static bool
too_large(struct pyf__parser *parser, const char *at)
{
    return pyf__parse_error(parser, at,
                            "a struct, or an array in one, of more than %d "
                            "bytes",
                            PYF__MOST_STRUCT);
}

/* The memory of a fixed array, whose element is known. libffi has no arrays:
 * for it, it is a struct of so many fields, which lies and is passed alike. */
static bool
lay_out_fixed(struct pyf__parser *parser, struct pyf__type *type)
{
    const struct pyf__type *element = type->items;
    ffi_type *ffi = pyf__parse_take(parser, sizeof(*ffi));
    ffi_type **elements = pyf__parse_take(parser, ((size_t)type->length + 1) *
                                                      sizeof(*elements));

    if (ffi == NULL || elements == NULL)
        return false;
    for (uint32_t i = 0; i < type->length; i++)
        elements[i] = element->ffi;
    *ffi = (ffi_type){(size_t)type->length * element->size,
                      (unsigned short)element->alignment, FFI_TYPE_STRUCT,
                      elements};
    set_ffi(type, ffi);
    return true;
}

/* A struct whose fields are known. libffi lays it out as the C compiler would
 * do, and writes the size into its type. */
static bool
lay_out(struct pyf__parser *parser, struct pyf__type *type, const char *start)
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
    /* The sizes of the fields are small enough for their sum. */
    if (ffi_get_struct_offsets(FFI_DEFAULT_ABI, ffi, offsets) != FFI_OK)
        return pyf__parse_error(parser, parser->text,
                                "libffi cannot lay out such a struct here");
    if (ffi->size > PYF__MOST_STRUCT)
        return too_large(parser, start);
    for (size_t i = 0; i < count; i++)
        type->items[i].offset = (uint32_t)offsets[i];
    set_ffi(type, ffi);
    return true;
}

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

/* The number of items in front of a "]", stepped over; 0 after a failure. */
static uint32_t
parse_length(struct pyf__parser *parser)
{
    const char *start = parser->at;
    uint32_t length = 0;

    for (; *parser->at >= '0' && *parser->at <= '9'; parser->at++) {
        if (length <= PYF__MOST_STRUCT)
            length = length * 10 + (uint32_t)(*parser->at - '0');
    }
    if (!pyf__parse_expect(parser, ']', "']'"))
        return 0;
    if (length == 0)
        pyf__parse_error(parser, start, "an array without items");
    else if (length > PYF__MOST_STRUCT - parser->fixed)
        pyf__parse_error(parser, start,
                         "the arrays in structs have more than %d items",
                         PYF__MOST_STRUCT);
    else
        return length;
    return 0;
}

static bool
parse_fixed(struct pyf__parser *parser, struct pyf__type *type,
            const char *start, enum pyf__standing standing)
{
    struct pyf__type element = {.code = PYF__VOID};
    uint32_t length;

    if (standing != PYF__IN_MEMORY)
        return pyf__parse_error(parser, start,
                                "an array of a fixed length can only be a "
                                "field or an element; write '[T]' here");
    length = parse_length(parser);
    if (length == 0)
        return false;
    parser->fixed += length;
    if (!pyf__parse_type(parser, &element, PYF__IN_MEMORY))
        return false;
    if (length > PYF__MOST_STRUCT / element.size)
        return too_large(parser, start);
    make_basic(type, PYF__FIXED);
    type->length = length;
    return take_element(parser, type, &element) && lay_out_fixed(parser, type);
}

static bool
parse_array(struct pyf__parser *parser, struct pyf__type *type,
            enum pyf__standing standing)
{
    struct pyf__type element = {.code = PYF__VOID};
    const char *start = parser->at;
    char first;

    if (!enter_type(parser, start) || !pyf__parse_expect(parser, '[', "'['"))
        return false;
    first = pyf__parse_peek(parser);
    if (first >= '0' && first <= '9')
        return parse_fixed(parser, type, start, standing);
    return pyf__parse_type(parser, &element, PYF__IN_MEMORY) &&
           pyf__parse_expect(parser, ']', "']'") &&
           pyf__type_make_array(parser, type, &element);
}

/* The fields up to the "}", in the order of the text. */
static bool
parse_fields(struct pyf__parser *parser, struct field **next, uint32_t *count)
{
    do {
        *next = pyf__parse_scratch(parser, sizeof(**next));
        if (*next == NULL ||
            !pyf__parse_type(parser, &(*next)->type, PYF__IN_MEMORY))
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
    make_basic(type, PYF__STRUCT);
    return parse_fields(parser, &first, &type->count) &&
           take_fields(parser, type, first) && lay_out(parser, type, start);
}

/* What stands behind the word "fn". */
static bool
parse_function(struct pyf__parser *parser, struct pyf__type *type)
{
    make_basic(type, PYF__FUNCTION);
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
    for (unsigned i = 0; i < NAME_COUNT; i++) {
        uint8_t code;
        const char *name = type_name(i, &code);

        if (name != NULL && pyf__word_is(word, name)) {
            make_basic(type, code);
            parser->at += word.length;
            return true;
        }
    }
    return unknown(parser, word);
}

/* Parentheses say what a `?` belongs to: (fn() -> i64)?. */
static bool
parse_group(struct pyf__parser *parser, struct pyf__type *type,
            enum pyf__standing standing)
{
    const char *start = parser->at;
    enum pyf__standing inner =
        standing == PYF__IN_MEMORY ? PYF__IN_MEMORY : PYF__AS_PARAMETER;

    return enter_type(parser, start) &&
           pyf__parse_expect(parser, '(', "'('") &&
           pyf__parse_type(parser, type, inner) &&
           pyf__parse_expect(parser, ')', "')'");
}

static bool
parse_basic(struct pyf__parser *parser, struct pyf__type *type,
            enum pyf__standing standing)
{
    struct pyf__word word = pyf__parse_word(parser);
    int depth = parser->depth;
    bool parsed;

    if (*parser->at == '[')
        parsed = parse_array(parser, type, standing);
    else if (*parser->at == '{')
        parsed = parse_struct(parser, type);
    else if (*parser->at == '(')
        parsed = parse_group(parser, type, standing);
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
                enum pyf__standing standing)
{
    bool result = standing == PYF__AS_RESULT;
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
    if (!parse_basic(parser, type, standing))
        return false;
    if (!pyf__parse_accept(parser, '?') || type->optional)
        return true;
    if (type->code == PYF__FIXED)
        return pyf__parse_error(parser, parser->at - 1,
                                "an array of a fixed length is never None and "
                                "cannot have '?'");
    make_optional(type);
    return true;
}

/* SPDX-License-Identifier: MIT */
/*
 * Random signatures: right ones, which must be parsed to the plan that the
 * generator has in mind, and broken ones, which must be refused with a column
 * inside the text, or else be consistent.
 *
 * The plan is not seen through the header, so this program is linked with the
 * engine beside the library.
 */
#include "random.h"

#include "handle/fault.h"
#include "signature/plans.h"

enum { MOST_TEXT = 6000 };

/* What the generator writes, and what the plan has to say about it. */
static char text[MOST_TEXT];
static size_t length;
static int names; /* written so far */

static void
put(const char *part)
{
    size_t size = strlen(part);

    if (length + size >= sizeof text)
        return;
    memcpy(text + length, part, size);
    length += size;
    text[length] = '\0';
}

static void
put_blank(void)
{
    static const char *const blanks[] = {"", "", "", "", " ", " ", "\t",
                                         "\n  "};

    put(blanks[random_below(8)]);
}

/* A token, with or without white space around. */
static void
put_token(const char *token)
{
    put_blank();
    put(token);
    put_blank();
}

static int
one_in(uint64_t count)
{
    return random_below(count) == 0;
}

/* A type that the generator writes; size 0: as a pyf_slice. */
struct written {
    int code, boxed;
    size_t size, alignment;
};

static const struct {
    const char *name;
    int code;
    size_t size;
} scalars[] = {
    {"bool", PYF__BOOL, 1},       {"i8", PYF__I8, 1},
    {"i16", PYF__I16, 2},         {"i32", PYF__I32, 4},
    {"i64", PYF__I64, 8},         {"u8", PYF__U8, 1},
    {"u16", PYF__U16, 2},         {"u32", PYF__U32, 4},
    {"u64", PYF__U64, 8},         {"isize", PYF__I64, 8},
    {"usize", PYF__U64, 8},       {"f32", PYF__F32, 4},
    {"f64", PYF__F64, 8},         {"complex", PYF__COMPLEX, 16},
    {"str", PYF__STR, 16},        {"cstr", PYF__CSTR, 8},
    {"bytes", PYF__BYTES, 16},    {"path", PYF__PATH, 8},
    {"object", PYF__OBJECT, 8},   {"ptr", PYF__PTR, 8},
    {"char", PYF__CHAR, 4},
};

static struct written put_type(int depth);

static struct written
put_scalar(void)
{
    size_t i = random_below(sizeof scalars / sizeof *scalars);

    put_token(scalars[i].name);
    return (struct written){scalars[i].code, 0, scalars[i].size,
                            scalars[i].size == 16 ? 8 : scalars[i].size};
}

/* A field, or the element of an array. */
static struct written
put_item(int depth)
{
    struct written item;
    unsigned count = 1 + (unsigned)random_below(9);
    char number[8];

    if (depth >= 4 || !one_in(6))
        return put_type(depth);
    put_token("[");
    snprintf(number, sizeof number, "%u", count);
    put_token(number);
    put_token("]");
    item = put_item(depth + 1);
    return (struct written){PYF__FIXED, 0, item.size * count, item.alignment};
}

static struct written
put_array(int depth)
{
    put_token("[");
    put_item(depth + 1);
    put_token("]");
    return (struct written){PYF__ARRAY, 0, 16, 8};
}

/* The layout of C: each field at a multiple of its alignment, and the whole a
 * multiple of the greatest. */
static struct written
put_struct(int depth)
{
    struct written whole = {PYF__STRUCT, 0, 0, 1};
    size_t count = 1 + random_below(4);

    put_token("{");
    for (size_t i = 0; i < count; i++) {
        struct written field;

        if (i > 0)
            put_token(",");
        field = put_item(depth + 1);
        whole.size = (whole.size + field.alignment - 1) / field.alignment *
                         field.alignment +
                     field.size;
        if (field.alignment > whole.alignment)
            whole.alignment = field.alignment;
    }
    put_token("}");
    whole.size =
        (whole.size + whole.alignment - 1) / whole.alignment * whole.alignment;
    return whole;
}

static struct written
put_function(int depth)
{
    size_t count = random_below(3);

    put_token("fn");
    put_token("(");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            put_token(",");
        put_type(depth + 1);
    }
    put_token(")");
    return (struct written){PYF__FUNCTION, 0, 8, 8};
}

static struct written
put_basic(int depth)
{
    switch (depth > 4 ? 9 : random_below(10)) {
    case 0:
        return put_array(depth);
    case 1:
        return put_struct(depth);
    case 2:
        return put_function(depth);
    default:
        return put_scalar();
    }
}

static struct written
put_type(int depth)
{
    struct written type = put_basic(depth);

    if (!one_in(4))
        return type;
    put_token("?");
    type.boxed = type.code <= PYF__COMPLEX || type.code == PYF__STRUCT;
    if (type.boxed)
        type.size = type.alignment = 8;
    return type;
}

static void
put_name(void)
{
    char name[20];

    snprintf(name, sizeof name, "name_%d", names++);
    put_token(name);
}

/* A plan that is expected. */
static struct {
    struct written types[PYF__MOST_PARAMETERS];
    int roles[PYF__MOST_PARAMETERS];
    int has_default[PYF__MOST_PARAMETERS];
    int count, rest, keywords;
    struct written result;
    int has_result;
} wanted;

static void
put_default(int code, int optional)
{
    static const char *const strings[] = {"''", "\"x\"", "'\\n\\\\\\''",
                                          "'\xc3\xb6, )'"};

    put_token("=");
    if (optional && one_in(2)) {
        put_token("None");
        return;
    }
    if (code == PYF__BOOL)
        put_token(one_in(2) ? "True" : "False");
    else if (code >= PYF__I8 && code <= PYF__U64)
        put_token(one_in(2) ? "0x7f" : "12");
    else if (code == PYF__CHAR)
        put_token(one_in(2) ? "'\xe2\x82\xac'" : "'\\n'");
    else if (code >= PYF__F32 && code <= PYF__COMPLEX)
        put_token(one_in(2) ? "-1_0.5e-3" : "7");
    else
        put_token(strings[random_below(4)]);
}

/* A scalar with a default that fits it. */
static struct written
put_scalar_and_default(void)
{
    struct written type;
    int optional;

    do {
        size_t before = length;

        type = put_scalar();
        if (type.code == PYF__BYTES || type.code == PYF__PTR ||
            type.code == PYF__OBJECT)
            length = before;
        else
            break;
    } while (1);
    optional = one_in(2);
    if (optional)
        put_token("?");
    put_default(type.code, optional);
    type.boxed = optional && type.code <= PYF__COMPLEX;
    if (type.boxed)
        type.size = type.alignment = 8;
    return type;
}

static void
put_comma(void)
{
    if (wanted.count > 0)
        put_token(",");
}

static void
put_plain(int role, int named, int has_default)
{
    int index = wanted.count;

    put_comma();
    if (named) {
        put_name();
        put_token(":");
    }
    wanted.types[index] =
        has_default ? put_scalar_and_default() : put_type(0);
    wanted.roles[index] = role;
    wanted.has_default[index] = has_default;
    wanted.count++;
}

/* Positional parameters; where a `/` comes, those before it have no name
 * needed. Whether one has a default. */
static int
put_positional(void)
{
    uint64_t only = random_below(4), further = random_below(4);
    int slash = only > 0 && one_in(2), optional = 0;

    for (uint64_t i = 0; i < only; i++) {
        optional |= one_in(6);
        put_plain(PYF__POSITIONAL_ONLY, slash && one_in(2), optional);
    }
    if (slash)
        put_token(", /");
    for (uint64_t i = 0; i < further; i++) {
        optional |= one_in(6);
        put_plain(PYF__POSITIONAL, 1, optional);
    }
    return optional;
}

static void
put_rest(void)
{
    put_comma();
    put_token("*");
    put_name();
    if (one_in(2)) {
        put_token(":");
        put_type(1);
    }
    wanted.types[wanted.count] = (struct written){PYF__ARRAY, 0, 16, 8};
    wanted.roles[wanted.count] = PYF__REST;
    wanted.has_default[wanted.count] = 0;
    wanted.rest = wanted.count++;
}

static void
put_keywords(void)
{
    static const char *const types[] = {"", ": object", ": object?"};

    put_comma();
    put_token("**");
    put_name();
    put_token(types[random_below(3)]);
    wanted.types[wanted.count] = (struct written){PYF__OBJECT, 0, 8, 8};
    wanted.roles[wanted.count] = PYF__KEYWORDS;
    wanted.has_default[wanted.count] = 0;
    wanted.keywords = wanted.count++;
}

static void
put_named_only(void)
{
    for (uint64_t i = 1 + random_below(3); i > 0; i--)
        put_plain(PYF__KEYWORD_ONLY, 1, one_in(2));
}

static void
put_stars(void)
{
    switch (random_below(4)) {
    case 0:
        put_rest();
        if (one_in(2))
            put_named_only();
        break;
    case 1:
        put_comma();
        put_token("*");
        if (wanted.count == 0)
            put_token(",");
        put_named_only();
        break;
    default:
        break;
    }
}

static void
put_signature(void)
{
    memset(&wanted, 0, sizeof wanted);
    wanted.rest = wanted.keywords = -1;
    length = 0;
    names = 0;
    text[0] = '\0';
    put_token("(");
    put_positional();
    put_stars();
    if (one_in(4))
        put_keywords();
    put_token(")");
    wanted.has_result = one_in(2);
    if (wanted.has_result) {
        put_token("->");
        wanted.result = put_type(0);
    } else if (one_in(4)) {
        put_token("-> void");
    }
}

/* Consistency: what is true of every plan. */

static void expect_consistent(const struct pyf__signature *signature);

static void
expect_consistent_type(const struct pyf__type *type)
{
    int paired = type->code == PYF__STR || type->code == PYF__BYTES ||
                 type->code == PYF__ARRAY;

    check((type->carrier == PYF__BY_SLICE) == paired, "pair");
    check(type->boxed == (type->optional && (type->code <= PYF__COMPLEX ||
                                             type->code == PYF__STRUCT)),
          "box");
    check(type->size == type->ffi->size &&
              type->alignment == type->ffi->alignment &&
              type->value_size == type->value_ffi->size, "size");
    check(type->boxed ? type->ffi == &ffi_type_pointer
                      : type->ffi == type->value_ffi, "type of libffi");
    check((type->code == PYF__FUNCTION) == (type->function != NULL),
          "function");
    check((type->items != NULL) ==
              (type->code == PYF__ARRAY || type->code == PYF__FIXED ||
               type->code == PYF__STRUCT),
          "items");
    for (uint32_t i = 0; i < type->count; i++)
        expect_consistent_type(&type->items[i]);
    for (uint32_t i = 1; type->code == PYF__STRUCT && i < type->count; i++)
        check(type->items[i].offset >=
                  type->items[i - 1].offset + type->items[i - 1].size,
              "fields overlap");
    if (type->function != NULL) {
        check(type->function->handle == 0, "handle of a nested one");
        expect_consistent(type->function);
    }
}

static void
expect_consistent_default(const struct pyf__parameter *parameter)
{
    const pyf_value *value = &parameter->default_value;

    if (parameter->default_text == NULL)
        return;
    check(parameter->role <= PYF__KEYWORD_ONLY, "default of a star");
    check(value->kind <= PYF_VALUE_STR, "kind of a default");
    check(value->kind != PYF_VALUE_STR || value->as.text.data != NULL,
          "text of a default");
    check(value->kind != PYF_VALUE_NONE || parameter->type.optional ||
              parameter->type.code == PYF__OBJECT, "None as a default");
}

static void
expect_consistent(const struct pyf__signature *signature)
{
    uint32_t slot = 0, by_role[PYF__KEYWORDS + 1] = {0}, required = 0;

    for (uint32_t i = 0; i < signature->count; i++) {
        const struct pyf__parameter *parameter = &signature->parameters[i];

        check(parameter->slot == slot, "slot");
        check(i == 0 || parameter->role >= parameter[-1].role ||
                  parameter[-1].role == PYF__REST, "order of the roles");
        check(signature->cif.arg_types[slot] ==
                  (pyf__type_arguments(&parameter->type) == 2
                       ? &ffi_type_pointer
                       : parameter->type.ffi),
              "argument of the cif");
        slot += pyf__type_arguments(&parameter->type);
        by_role[parameter->role]++;
        required += parameter->role <= PYF__POSITIONAL &&
                    parameter->default_text == NULL;
        expect_consistent_type(&parameter->type);
        expect_consistent_default(parameter);
    }
    check(signature->c_count == slot && signature->cif.nargs == slot,
          "number of C arguments");
    check(signature->positional_only == by_role[PYF__POSITIONAL_ONLY],
          "positional only");
    check(signature->positional ==
              by_role[PYF__POSITIONAL_ONLY] + by_role[PYF__POSITIONAL],
          "positional");
    check(signature->required == required, "required");
    check(signature->declared ==
              signature->count - by_role[PYF__REST] - by_role[PYF__KEYWORDS],
          "declared");
    check((signature->rest >= 0) == (by_role[PYF__REST] == 1) &&
              (signature->keywords >= 0) == (by_role[PYF__KEYWORDS] == 1),
          "stars");
    check(signature->cif.rtype == signature->result.ffi, "result of the cif");
    if (signature->result.code != PYF__VOID)
        expect_consistent_type(&signature->result);
}

/* Right ones */

static void
expect_type(const struct pyf__type *type, const struct written *written)
{
    check(type->code == written->code && type->boxed == written->boxed &&
              type->size == written->size &&
              type->alignment == written->alignment, text);
}

static void
parse_right_one(void)
{
    const struct pyf__signature *signature;

    put_signature();
    if (length > PYF__MOST_SIGNATURE)
        return;
    if (pyf__signature_find(text, length, &signature, "f") != PYF_OK)
        fail_msg("seed %" PRIu64 ": %s\n%s", round_seed, text,
                 pyf__fault_message());
    expect_consistent(signature);
    check(signature->count == wanted.count &&
              signature->rest == wanted.rest &&
              signature->keywords == wanted.keywords, text);
    for (int i = 0; i < wanted.count; i++) {
        const struct pyf__parameter *parameter = &signature->parameters[i];

        expect_type(&parameter->type, &wanted.types[i]);
        check(parameter->role == wanted.roles[i], text);
        check((parameter->default_text != NULL) == wanted.has_default[i],
              text);
    }
    if (wanted.has_result)
        expect_type(&signature->result, &wanted.result);
    else
        check(signature->result.code == PYF__VOID, text);
}

/* Feature: C07 */
TEST(fuzz_signatures_that_are_right_are_parsed)
{
    repeat(parse_right_one);
}

/* Broken ones */

static void
mutate(void)
{
    static const char parts[] = "()[]{}?:=,/*->'\"\\_ .0x9eaifn\n\xc3\xb6\0";
    size_t at = random_below(length + 1), from = random_below(length + 1);

    switch (random_below(4)) {
    case 0: /* insert */
        if (length + 1 >= sizeof text)
            return;
        memmove(text + at + 1, text + at, length - at);
        text[at] = parts[random_below(sizeof parts - 1)];
        length++;
        break;
    case 1: /* replace */
        if (at < length)
            text[at] = one_in(4) ? (char)random_bits()
                                 : parts[random_below(sizeof parts - 1)];
        break;
    case 2: /* cut */
        if (from > at) {
            memmove(text + at, text + from, length - from);
            length -= from - at;
        }
        break;
    default: /* double */
        if (from > at && length + (from - at) < sizeof text) {
            memmove(text + from, text + at, length - at);
            length += from - at;
        }
        break;
    }
}

/* The column lies in the text, or right behind it. */
static void
expect_refusal(int code, const char *message)
{
    unsigned long column = 0;

    check(code == PYF_ERR_SIGNATURE, "another failure");
    check(sscanf(message, "signature, column %lu: ", &column) == 1,
          message);
    check(column >= 1 && column <= length + 1, message);
}

static void
parse_broken_one(void)
{
    const struct pyf__signature *signature;
    char *exact;
    int status;

    put_signature();
    for (uint64_t i = 1 + random_below(4); i > 0; i--)
        mutate();
    /* In memory of its own, where a sanitizer sees what lies behind. */
    exact = malloc(length + (length == 0));
    memcpy(exact, text, length);
    status = pyf__signature_find(exact, length, &signature, "f");
    if (status == PYF_OK)
        expect_consistent(signature);
    else
        expect_refusal(status, pyf__fault_message());
    free(exact);
    pyf__fault_clear();
}

TEST(fuzz_signatures_that_are_broken_do_no_harm)
{
    repeat(parse_broken_one);
}

/* Through the library */

static void
make_twice(void)
{
    pyf_handle handle, again;

    put_signature();
    if (one_in(2))
        mutate();
    handle = pyf_signature(text, length);
    if (handle == 0) {
        expect_refusal(pyf_error_code(), pyf_error_message());
        /* The message is text that Python can read. */
        check(pyf_from_str(pyf_error_message(), PYF_AUTO_LENGTH) != 0,
              "message");
        pyf_error_clear();
        return;
    }
    again = pyf_signature(text, length);
    check(again == handle, "another handle for the same text");
    check(pyf_handle_kind(handle) == PYF_KIND_SIGNATURE, "kind");
    check(pyf_close(handle) == PYF_OK, "close");
}

TEST(fuzz_signatures_made_twice_are_the_same)
{
    repeat(make_twice);
}

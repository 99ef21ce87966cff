/* SPDX-License-Identifier: MIT */
/*
 * The plans of all signatures, found by their texts; see plans.h.
 *
 * `table` is a hash table with open addressing: a place is 0, or 1 + the index
 * of a plan. It is read and written under `lock`; the plans by index are read
 * without.
 */
#define _GNU_SOURCE
#include "signature/plans.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "handle/fault.h"
#include "platform/platform.h"
#include "signature/internal.h"

struct pyf__signatures pyf__signatures;

static struct {
    uint32_t *places;
    uint32_t size; /* a power of two, or 0 */
} table;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* FNV-1a. */
static uint64_t
hash_of(const char *text, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 32;
}

/* Plans by index */

/* The block that a plan stands in; *index becomes that in the block. */
static uint32_t
block_of(uint32_t *index)
{
    uint32_t number;

    if (*index >> PYF__FIRST_BLOCK_BITS == 0)
        return 0;
    number = 32 - PYF__FIRST_BLOCK_BITS - (uint32_t)__builtin_clz(*index);
    *index -= UINT32_C(1) << (number + PYF__FIRST_BLOCK_BITS - 1);
    return number;
}

static const struct pyf__signature **
block_at(uint32_t number)
{
    return (const struct pyf__signature **)atomic_load_explicit(
        &pyf__signatures.blocks[number], memory_order_relaxed);
}

static const struct pyf__signature *
plan_at(uint32_t index)
{
    uint32_t number = block_of(&index);

    return block_at(number)[index];
}

/* Where the plan of an index is to stand; NULL without memory. */
static const struct pyf__signature **
room_for(uint32_t index)
{
    uint32_t number = block_of(&index);
    uint32_t bits = PYF__FIRST_BLOCK_BITS + (number == 0 ? 0 : number - 1);
    const struct pyf__signature **block = block_at(number);

    if (block == NULL) {
        block = calloc((size_t)1 << bits, sizeof(*block));
        atomic_store_explicit(&pyf__signatures.blocks[number], block,
                              memory_order_relaxed);
    }
    return block == NULL ? NULL : &block[index];
}

/* The hash table */

/* The place of a text, or the free one where it would be; there is one. */
static uint32_t *
place_of(const char *text, size_t length)
{
    uint32_t mask = table.size - 1;
    uint32_t at = (uint32_t)hash_of(text, length) & mask;

    for (; table.places[at] != 0; at = (at + 1) & mask) {
        const char *there = plan_at(table.places[at] - 1)->text;

        if (strlen(there) == length && memcmp(there, text, length) == 0)
            break;
    }
    return &table.places[at];
}

static const struct pyf__signature *
look_up(const char *text, size_t length)
{
    uint32_t place = table.size == 0 ? 0 : *place_of(text, length);

    return place == 0 ? NULL : plan_at(place - 1);
}

/* Make sure that more than a third of the table stays free. */
static bool
grow_table(uint32_t count)
{
    uint32_t size = table.size == 0 ? 64 : table.size * 2;
    uint32_t *places;

    if (count < table.size / 3 * 2)
        return true;
    places = calloc(size, sizeof(*places));
    if (places == NULL)
        return false;
    free(table.places);
    table.places = places;
    table.size = size;
    for (uint32_t i = 0; i < count; i++) {
        const char *text = plan_at(i)->text;

        *place_of(text, strlen(text)) = i + 1;
    }
    return true;
}

/* Put a new plan where it can be found. Its handle is set before anybody can
 * see it. */
static bool
insert(struct pyf__signature *signature, size_t length)
{
    uint32_t index =
        atomic_load_explicit(&pyf__signatures.count, memory_order_relaxed);
    const struct pyf__signature **room;

    if (index == PYF__SLOT_MASK || !grow_table(index))
        return false;
    room = room_for(index);
    if (room == NULL)
        return false;
    signature->handle =
        (pyf_handle)PYF_KIND_SIGNATURE << PYF__KEY_SHIFT |
        (hash_of(signature->text, length) & PYF__GENERATION_MASK)
            << PYF__SLOT_BITS |
        index;
    *room = signature;
    *place_of(signature->text, length) = index + 1;
    atomic_store_explicit(&pyf__signatures.count, index + 1,
                          memory_order_release);
    return true;
}

/* Parsing */

/* The whole text. The plan, or NULL with the failure parked. */
static struct pyf__signature *
parse(struct pyf__parser *parser, const char *text, size_t length)
{
    struct pyf__signature *signature;
    struct pyf__word before;

    parser->text = parser->at = pyf__parse_copy(parser, text, length);
    if (parser->text == NULL)
        return NULL;
    parser->end = parser->text + length;
    signature = pyf__parse_signature(parser, false);
    if (signature == NULL)
        return NULL;
    pyf__parse_peek(parser);
    if (parser->at == parser->end)
        return signature;
    before = pyf__parse_since(parser, parser->text);
    pyf__parse_expected(
        parser, parser->at,
        before.text[before.length - 1] == ')' ? "'->' or the end" : "the end");
    return NULL;
}

/* Keep a new plan, unless another thread was first. */
static const struct pyf__signature *
keep(struct pyf__parser *parser, struct pyf__signature *signature,
     size_t length)
{
    const struct pyf__signature *kept;

    pthread_mutex_lock(&lock);
    kept = look_up(signature->text, length);
    if (kept != NULL)
        signature = NULL;
    else if (insert(signature, length))
        kept = signature;
    pthread_mutex_unlock(&lock);
    if (kept == NULL)
        pyf__parse_memory(parser);
    if (kept == NULL || signature == NULL)
        pyf__pool_free(&parser->plan);
    return kept;
}

static int
make(const char *text, size_t length, const struct pyf__signature **signature,
     const char *function)
{
    struct pyf__parser parser = {.function = function, .status = PYF_OK};
    struct pyf__signature *made = parse(&parser, text, length);

    pyf__pool_free(&parser.scratch);
    if (made == NULL)
        pyf__pool_free(&parser.plan);
    else
        *signature = keep(&parser, made, length);
    return parser.status;
}

int
pyf__signature_find(const char *text, size_t length,
                    const struct pyf__signature **signature,
                    const char *function)
{
    bool ready;

    *signature = NULL;
    if (text == NULL)
        return pyf__fault_argument(PYF_ERR_ARGUMENT, function, "text",
                                   "is NULL");
    if (length == PYF_AUTO_LENGTH)
        length = strnlen(text, PYF__MOST_SIGNATURE + 1);
    if (length > PYF__MOST_SIGNATURE)
        return pyf__fault_text(PYF_ERR_SIGNATURE,
                               "signature, column %d: longer than %d bytes",
                               PYF__MOST_SIGNATURE + 1, PYF__MOST_SIGNATURE);
    ready = pyf__lock_over_fork(&lock);
    pthread_mutex_lock(&lock);
    *signature = look_up(text, length);
    pthread_mutex_unlock(&lock);
    if (!ready)
        return pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    return *signature != NULL ? PYF_OK
                              : make(text, length, signature, function);
}

int
pyf__signature_prepare(const struct pyf__signature *signature, bool leading,
                       bool trailing, ffi_cif *cif, const char *function)
{
    unsigned count = signature->c_count + (unsigned)leading + trailing;
    ffi_type **types = malloc((count + (size_t)1) * sizeof(ffi_type *));

    if (types == NULL)
        return pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    if (leading)
        types[0] = &ffi_type_uint64;
    memcpy(types + leading, signature->cif.arg_types,
           signature->c_count * sizeof(ffi_type *));
    if (trailing)
        types[count - 1] = &ffi_type_pointer;
    if (ffi_prep_cif(cif, FFI_DEFAULT_ABI, count, signature->result.ffi,
                     types) == FFI_OK)
        return PYF_OK;
    free(types);
    return pyf__fault_argument(PYF_ERR_UNSUPPORTED, function, NULL,
                               "libffi cannot call such functions here");
}

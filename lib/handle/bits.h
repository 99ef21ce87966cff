/* SPDX-License-Identifier: MIT */
/*
 * What the bits of handles and tokens say.
 *
 *   handle: {interpreter 8 | kind 4 | generation 24 | slot 28}
 *   token:  {0 8 | PYF_KIND_TOKEN 4 | thread 20 | number of the span 32}
 *
 * The upper twelve bits of a handle are its key: one comparison tells whether
 * it is of the kind and the interpreter that is wanted. The main interpreter
 * is 0. Reserved handles, and signatures, which know nothing of Python, bear
 * that number and belong to every interpreter.
 *
 * Generations only go up: a table outlives its interpreter, and the next one
 * that bears its number goes on with it. A slot whose generations are used up
 * is used no more.
 */
#ifndef PYF__BITS_H
#define PYF__BITS_H

#include "platform/base.h"

enum {
    PYF__SLOT_BITS = 28,
    PYF__GENERATION_BITS = 24,
    PYF__KIND_BITS = 4,
    PYF__INTERPRETER_BITS = 8,
    PYF__KEY_SHIFT = PYF__SLOT_BITS + PYF__GENERATION_BITS,
    PYF__INTERPRETER_SHIFT = PYF__KEY_SHIFT + PYF__KIND_BITS,
    PYF__MAIN_NUMBER = 0,
    PYF__NO_KEY = UINT16_MAX, /* that of no handle */
};

#define PYF__SLOT_MASK       ((UINT32_C(1) << PYF__SLOT_BITS) - 1)
#define PYF__GENERATION_MASK ((UINT32_C(1) << PYF__GENERATION_BITS) - 1)
#define PYF__KIND_MASK       ((UINT32_C(1) << PYF__KIND_BITS) - 1)

_Static_assert(PYF__INTERPRETER_SHIFT + PYF__INTERPRETER_BITS == 64,
               "a handle has 64 bits");
_Static_assert(PYF_NONE == ((pyf_handle)PYF_KIND_OBJECT << PYF__KEY_SHIFT | 1),
               "reserved handles are objects, of generation 0");
_Static_assert(PYF_KIND_TOKEN == PYF__KIND_MASK, "kinds have 4 bits");

static pyf__hot uint32_t
pyf__slot_of(pyf_handle handle)
{
    return (uint32_t)handle & PYF__SLOT_MASK;
}

/* What its slot holds while it lives: {kind | generation} in the main
 * interpreter. */
static pyf__hot uint32_t
pyf__tag_of(pyf_handle handle)
{
    return (uint32_t)(handle >> PYF__SLOT_BITS);
}

static pyf__hot uint32_t
pyf__key_of(pyf_handle handle)
{
    return (uint32_t)(handle >> PYF__KEY_SHIFT);
}

static pyf__hot int
pyf__kind_of(pyf_handle handle)
{
    return (int)(pyf__key_of(handle) & PYF__KIND_MASK);
}

static pyf__hot uint32_t
pyf__interpreter_of(pyf_handle handle)
{
    return (uint32_t)(handle >> PYF__INTERPRETER_SHIFT);
}

/* The key of a kind of handles in the main interpreter. */
static pyf__hot uint32_t
pyf__key(int kind)
{
    return (uint32_t)PYF__MAIN_NUMBER << PYF__KIND_BITS | (uint32_t)kind;
}

/* The kind that a tag says; 0: the slot is free. */
static pyf__hot int
pyf__kind_of_tag(uint32_t tag)
{
    return (int)(tag >> PYF__GENERATION_BITS & PYF__KIND_MASK);
}

/* A handle of the main interpreter. */
static pyf__hot pyf_handle
pyf__handle_of(uint32_t tag, uint32_t slot)
{
    return (pyf_handle)tag << PYF__SLOT_BITS | slot;
}

static pyf__hot bool
pyf__is_token(pyf_handle handle)
{
    return pyf__key_of(handle) == PYF_KIND_TOKEN;
}

#endif

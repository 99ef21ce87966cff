/* SPDX-License-Identifier: MIT */
/*
 * The plans of all signatures, found by their texts and by their handles.
 *
 * A plan is made once for a text, is never changed and never freed, so it may
 * be read by any thread without a lock and nothing that uses one has to keep
 * it. Its handle is
 *
 *   {0 8 | PYF_KIND_SIGNATURE 4 | hash of the text 24 | index 28}
 *
 * and is found in an array of its own, not in the table of objects: plans know
 * nothing of Python and can be made before it starts.
 */
#ifndef PYF__PLANS_H
#define PYF__PLANS_H

#include <stdatomic.h>

#include "handle/bits.h"
#include "signature/signature.h"

/* The plan of a text: PYF_OK, or a status with the failure parked. Nothing
 * that was made before a failure is kept. Any thread, at any time. */
int pyf__signature_find(const char *text, size_t length,
                        const struct pyf__signature **signature,
                        const char *function);

/* Prepare a cif for the C arguments of a plan with a handle in front of them
 * (the module), a pointer behind them (user data), or both. Its argument types
 * are malloc'ed: cif->arg_types, for free. PYF_OK or PYF_ERR_MEMORY, parked.
 */
int pyf__signature_prepare(const struct pyf__signature *signature,
                           bool leading, bool trailing, ffi_cif *cif,
                           const char *function);

/* Plans by index. A plan stands here before its handle is given out. */
struct pyf__signatures {
    _Atomic uint32_t count;
    _Atomic(const struct pyf__signature *const *) blocks[32];
};

pyf__data struct pyf__signatures pyf__signatures;

enum { PYF__FIRST_BLOCK_BITS = 6 }; /* blocks of 64, 64, 128, 256, ... plans */

/* The plan of a live handle; NULL: it is none. Any thread. */
static pyf__hot const struct pyf__signature *
pyf__signature_of(pyf_handle handle)
{
    uint32_t index = pyf__slot_of(handle);
    const struct pyf__signature *const *block;
    const struct pyf__signature *signature;
    uint32_t number = 0;

    if (pyf__unlikely(pyf__key_of(handle) != PYF_KIND_SIGNATURE ||
                      index >= atomic_load_explicit(&pyf__signatures.count,
                                                    memory_order_acquire)))
        return NULL;
    if (index >> PYF__FIRST_BLOCK_BITS != 0)
        number = 32 - PYF__FIRST_BLOCK_BITS - (uint32_t)__builtin_clz(index);
    block = atomic_load_explicit(&pyf__signatures.blocks[number],
                                 memory_order_relaxed);
    if (number != 0)
        index -= UINT32_C(1) << (number + PYF__FIRST_BLOCK_BITS - 1);
    signature = block[index];
    return pyf__likely(signature->handle == handle) ? signature : NULL;
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * A Python callable as a C function pointer.
 *
 * The record of a closure is what its C function is given. It outlives the
 * closure: C may call a pointer for as long as it likes. What ends is the
 * handle in it, of a capsule that owns the callable and, when it goes, puts
 * the record into a queue. A call pins that handle, so a closure that is
 * closed meanwhile goes when the call has ended; a call that comes later finds
 * the handle closed. A record is taken out of the queue for a new closure only
 * when QUARANTINE others have been put in after it, and no record is freed.
 *
 * The C function is one of a store of our own where all its arguments fit in
 * the registers that those functions hand on (five words, eight doubles) and
 * its result is no struct; else, and when the store is used up, it is
 * libffi's, which costs about 15 ns more a call.
 */
#ifndef PYF__CLOSURE_RECORD_H
#define PYF__CLOSURE_RECORD_H

#include <stdatomic.h>

#include "function/closure.h"
#include "function/registers.h"

enum { PYF__CLOSURE_WORDS = PYF__WORDS - 1 }; /* the last is the record */

struct pyf__closure {
    const struct pyf__signature *signature;
    _Atomic pyf_handle handle; /* of the capsule; unbound */
    PyObject *callable;        /* while the capsule lives */
    int on_error;
    uint8_t carrier; /* of its C function; by memory: libffi's */
    bool direct;     /* all types are quick ones */
    uint8_t offsets[PYF__CLOSURE_WORDS +
                    PYF__NUMBERS]; /* of C arguments in the registers */
    void *fallback;                /* of the result's size */
    pyf_native_function code;
    ffi_closure *writable;      /* of one of libffi's */
    struct pyf__closure *next;  /* in the queue */
    struct pyf__closure *older; /* of libffi's: the one made before */
    uint64_t number;            /* of closed ones, when this was one of them */
};

/* Called by C functions: of libffi; of the store, by what they return, which
 * only add which record theirs is, in the first register that is free. */
void pyf__enter_from_libffi(ffi_cif *cif, void *result, void **args,
                            void *data);
uint64_t pyf__enter_for_word(uint64_t a, uint64_t b, uint64_t c, uint64_t d,
                             uint64_t e, struct pyf__closure *closure,
                             double n0, double n1, double n2, double n3,
                             double n4, double n5, double n6, double n7);
double pyf__enter_for_number(uint64_t a, uint64_t b, uint64_t c, uint64_t d,
                             uint64_t e, struct pyf__closure *closure,
                             double n0, double n1, double n2, double n3,
                             double n4, double n5, double n6, double n7);

/* The record at that place of the store for a carrier, with its code; NULL:
 * the store has no such place. */
struct pyf__closure *pyf__closure_in_store(enum pyf__carrier carrier,
                                           unsigned index);

#endif

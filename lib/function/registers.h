/* SPDX-License-Identifier: MIT */
/*
 * The registers that a C call goes through, for host functions and closures.
 *
 * Where integer and floating arguments travel in register files of their own
 * (PYF__SPLIT_REGISTERS), a function whose arguments all fit in them can be
 * called through one function type that fills all those registers: what it
 * does not look at does no harm. Two of them, by what comes back. Words that
 * find no register follow on the stack, in slots of eight bytes, in order:
 * System V x86-64, AAPCS64.
 */
#ifndef PYF__REGISTERS_H
#define PYF__REGISTERS_H

#include "signature/signature.h"

enum {
    PYF__WORDS = 6, /* registers of words that both conventions have */
    PYF__NUMBERS = 8,
    PYF__MORE_WORDS = 8, /* words behind them, on the stack */
};

struct pyf__registers {
    double numbers[PYF__NUMBERS];
    uint64_t words[PYF__WORDS + PYF__MORE_WORDS];
};

union pyf__returned {
    uint64_t word;
    double number;
    pyf_slice slice;
};

/* Add the registers that the arguments of a signature take to *words and
 * *numbers. false: they, or the result, are no matter of registers. */
bool pyf__count_registers(const struct pyf__signature *signature,
                          unsigned *words, unsigned *numbers);

/* Call with the first six words and all numbers; for what is returned in a
 * number, or in words. A function that returns one word is called as one that
 * returns two: the second is what its register happens to hold. */
pyf__by_registers static pyf__hot double
pyf__jump_for_number(pyf_native_function code, const struct pyf__registers *r)
{
    const uint64_t *w = r->words;
    const double *n = r->numbers;

    return ((double (*)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
                        uint64_t, double, double, double, double, double,
                        double, double, double))code)(
        w[0], w[1], w[2], w[3], w[4], w[5], n[0], n[1], n[2], n[3], n[4], n[5],
        n[6], n[7]);
}

pyf__by_registers static pyf__hot pyf_slice
pyf__jump_for_words(pyf_native_function code, const struct pyf__registers *r)
{
    const uint64_t *w = r->words;
    const double *n = r->numbers;

    return ((pyf_slice(*)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
                          uint64_t, double, double, double, double, double,
                          double, double, double))code)(
        w[0], w[1], w[2], w[3], w[4], w[5], n[0], n[1], n[2], n[3], n[4], n[5],
        n[6], n[7]);
}

#endif

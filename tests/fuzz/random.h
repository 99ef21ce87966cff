/* SPDX-License-Identifier: MIT */
/*
 * Random numbers and rounds for the tests in this folder. PYF_FUZZ_RUNS says
 * how many rounds each test makes (default 2000), PYF_FUZZ_SEED the seed of
 * the first one (default 1); the others follow. A failure prints the seed of
 * its round, so that
 *
 *     PYF_FUZZ_RUNS=1 PYF_FUZZ_SEED=<that> ./fuzz-convert
 *
 * repeats it.
 */
#ifndef PYF_TESTS_RANDOM_H
#define PYF_TESTS_RANDOM_H

#include "test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t random_state, round_seed;

/* xorshift64*: the same numbers everywhere. */
static inline uint64_t
random_bits(void)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * UINT64_C(0x2545f4914f6cdd1d);
}

static inline uint64_t
random_below(uint64_t limit)
{
    return (random_bits() >> 11) % limit;
}

static inline uint64_t
setting(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);

    return text == NULL ? otherwise : strtoull(text, NULL, 0);
}

/* Run a test's body over and over, in a scope and with a seed of its own. */
static inline void
repeat(void (*body)(void))
{
    uint64_t runs = setting("PYF_FUZZ_RUNS", 2000);
    uint64_t seed = setting("PYF_FUZZ_SEED", 1);

    for (uint64_t i = 0; i < runs; i++) {
        pyf_token scope = pyf_scope_begin();

        round_seed = seed + i;
        random_state = (round_seed + 1) * UINT64_C(0x9e3779b97f4a7c15) | 1;
        body();
        pyf_scope_end(scope);
    }
}

static inline void
check(int truth, const char *what)
{
    if (!truth)
        fail_msg("seed %" PRIu64 ": %s; parked: %s", round_seed, what,
                 pyf_error_message());
}

#endif

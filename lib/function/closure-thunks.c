/* SPDX-License-Identifier: MIT */
/*
 * The store of C functions for closures: in the text of the library, so that
 * no memory has to be executable. Each knows its record, and hands on the
 * registers that it was called with. A function for each record takes a macro:
 * this is the only file where one makes functions.
 */
#include "function/closure-record.h"

enum {
    WORD_STORE = 256,  /* functions that return a word, or nothing */
    NUMBER_STORE = 64, /* and those that return a double or a float */
};

/* X of all numbers below 64 (in octal) that begin with these digits. */
#define EIGHT(X, digits)                                                      \
    X(digits##0)                                                              \
    X(digits##1)                                                              \
    X(digits##2)                                                              \
    X(digits##3)                                                              \
    X(digits##4)                                                              \
    X(digits##5)                                                              \
    X(digits##6)                                                              \
    X(digits##7)
#define SIXTY_FOUR(X, digits)                                                 \
    EIGHT(X, digits##0)                                                       \
    EIGHT(X, digits##1)                                                       \
    EIGHT(X, digits##2)                                                       \
    EIGHT(X, digits##3)                                                       \
    EIGHT(X, digits##4)                                                       \
    EIGHT(X, digits##5)                                                       \
    EIGHT(X, digits##6)                                                       \
    EIGHT(X, digits##7)
#define ALL_WORDS(X)                                                          \
    SIXTY_FOUR(X, 00)                                                         \
    SIXTY_FOUR(X, 01)                                                         \
    SIXTY_FOUR(X, 02)                                                         \
    SIXTY_FOUR(X, 03)
#define ALL_NUMBERS(X) SIXTY_FOUR(X, 00)

static struct pyf__closure words[WORD_STORE], numbers[NUMBER_STORE];

#define DEFINE(index)                                                         \
    pyf__by_registers static uint64_t word_##index(                           \
        uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e,           \
        double n0, double n1, double n2, double n3, double n4, double n5,     \
        double n6, double n7)                                                 \
    {                                                                         \
        return pyf__enter_for_word(a, b, c, d, e, &words[index], n0, n1, n2,  \
                                   n3, n4, n5, n6, n7);                       \
    }
ALL_WORDS(DEFINE)
#undef DEFINE

#define DEFINE(index)                                                         \
    pyf__by_registers static double number_##index(                           \
        uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e,           \
        double n0, double n1, double n2, double n3, double n4, double n5,     \
        double n6, double n7)                                                 \
    {                                                                         \
        return pyf__enter_for_number(a, b, c, d, e, &numbers[index], n0, n1,  \
                                     n2, n3, n4, n5, n6, n7);                 \
    }
ALL_NUMBERS(DEFINE)
#undef DEFINE

#define ROW(index) (pyf_native_function) word_##index,
static const pyf_native_function word_codes[WORD_STORE] = {ALL_WORDS(ROW)};
#undef ROW
#define ROW(index) (pyf_native_function) number_##index,
static const pyf_native_function number_codes[NUMBER_STORE] = {
    ALL_NUMBERS(ROW)};
#undef ROW

struct pyf__closure *
pyf__closure_in_store(enum pyf__carrier carrier, unsigned index)
{
    if (carrier == PYF__BY_WORD && index < WORD_STORE) {
        words[index].code = word_codes[index];
        return &words[index];
    }
    if (carrier == PYF__BY_NUMBER && index < NUMBER_STORE) {
        numbers[index].code = number_codes[index];
        return &numbers[index];
    }
    return NULL;
}

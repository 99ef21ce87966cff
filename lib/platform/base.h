/* SPDX-License-Identifier: MIT */
/* What every file of the engine needs: fixed-width types, the statuses of the
 * public header, and the names of the compiler's attributes. */
#ifndef PYF__BASE_H
#define PYF__BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pyforge.h"

/* clang says that it is GNU C as well. */
#ifndef __GNUC__
#error "libpyforge is written in GNU C; compile it with gcc or clang"
#endif

#define pyf__printf(f, a) __attribute__((format(printf, f, a)))
#define pyf__cold         __attribute__((cold, noinline))
#define pyf__apart        __attribute__((noinline))
#define pyf__hot          __attribute__((always_inline)) inline
#define pyf__likely(x)    __builtin_expect(!!(x), 1)
#define pyf__unlikely(x)  __builtin_expect(!!(x), 0)

/* On a function that is called, or calls, through another type than its own, as
 * the calling convention lets it (see function/registers.h): what clang's
 * -fsanitize=function is there to find. */
#ifdef __clang__
#define pyf__by_registers __attribute__((no_sanitize("function")))
#else
#define pyf__by_registers
#endif

/* Whether integer and floating arguments travel in register files of their
 * own, at least six and eight of them, and what is narrower lies in the low
 * bits, at the low address, of a register or of eight bytes of the stack:
 * System V x86-64, AAPCS64. These do otherwise, or might: x32, ILP32 and
 * Windows, by __LP64__; Cygwin, which has that and calls as Windows does;
 * big-endian AArch64; and Apple's AArch64, which packs what is on the stack to
 * its own size and leaves it to the caller to extend narrow integers. */
#if defined(__LP64__) && !defined(_WIN32) && !defined(__CYGWIN__) &&          \
    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ &&                              \
    (defined(__x86_64__) || (defined(__aarch64__) && !defined(__APPLE__)))
#define PYF__SPLIT_REGISTERS 1
#else
#define PYF__SPLIT_REGISTERS 0
#endif

/* An invariant of our own. There is no path of a source file in it, as
 * assert() has, and nothing is left of what the compiler can see.
 */
static pyf__hot void
pyf__assert(bool holds)
{
    if (pyf__unlikely(!holds))
        __builtin_trap();
}

/* No text, array or container is this long: the memory of no machine holds it.
 * A greater length is a mistake, and is refused before anything is read. */
#define PYF__MOST                                                             \
    (sizeof(size_t) > 4 ? (size_t)(SIZE_MAX >> 16) : (size_t)PTRDIFF_MAX)

/* Data of the engine. The compiler flag for hidden symbols does not reach the
 * declarations of data, which would be looked up at every use. */
#define pyf__data extern __attribute__((visibility("hidden")))

/* Thread-local state. In the shared library, which is in a process once, the
 * initial-exec model is one load cheaper, and safe although the library may be
 * opened at run time: it stays small, and the C library keeps about 1.6 KiB
 * for that. Of copies bundled with other libraries there may be any number, so
 * they have the compiler's default; so has what goes into libpyforge.a. */
#if defined(PYF__INITIAL_EXEC) && defined(PIC)
#define pyf__thread_local                                                     \
    _Thread_local __attribute__((tls_model("initial-exec")))
#else
#define pyf__thread_local _Thread_local
#endif

#endif

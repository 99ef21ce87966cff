/* SPDX-License-Identifier: MIT */
/* The raw side: a library that is loaded once Python runs. */
#ifndef TESTS_BENCH_RAW_H
#define TESTS_BENCH_RAW_H

#include <stdint.h>

#define RAW __attribute__((visibility("default")))

/* Look up all that the kernels use. Attached, on the thread that the kernels
 * of that place run on. 0, or -1 with the exception printed. */
RAW int raw_prepare(void);
RAW int raw_prepare_thread(void);

/* A loop that does nothing n times: what a loop costs. */
RAW void raw_loop(uint64_t n);

#endif

/* SPDX-License-Identifier: MIT */
/* Conversion in bulk. */
#include "bench.h"

enum { COUNT = 1000000 };

static double numbers[COUNT];

ROW(list_to_array, "list of 1e6 floats to C array", 1.10, ATTACHED)
{
    pyf_handle floats = bench_subject("floats");
    size_t count;

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_items_to_f64(floats, numbers, COUNT, &count));
    if (numbers[COUNT - 1] != (COUNT - 1) * 0.5)
        bench_fail("list to array: a wrong number");
}

ROW(array_to_list, "C array to list of 1e6 floats", 1.10, ATTACHED)
{
    for (size_t i = 0; i < COUNT; i++)
        numbers[i] = (double)i * 0.5;
    for (uint64_t i = 0; i < n; i++)
        ok(pyf_close(good(pyf_list_from_f64(numbers, COUNT))));
}

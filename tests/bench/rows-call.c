/* SPDX-License-Identifier: MIT */
/* Calls of Python functions and methods. */
#include "bench.h"

ROW(call0_values, "call, no arguments: values", 1.10, ATTACHED)
{
    pyf_handle f = bench_subject("call0");
    pyf_value result;

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_call_values(f, NULL, 0, PYF_VALUE_NONE, &result));
}

ROW(call0_handles, "call, no arguments: handles", 1.30, ATTACHED)
{
    pyf_handle f = bench_subject("call0");

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_close(good(pyf_call(f, NULL, 0))));
}

ROW(add_values, "add(int, int) -> int: values", 1.05, ATTACHED)
{
    pyf_handle f = bench_subject("add");
    int64_t sum = 0;

    for (uint64_t i = 0; i < n; i++) {
        pyf_value args[] = {PYF_I64((int64_t)i), PYF_I64(1000)}, result;

        ok(pyf_call_values(f, args, 2, PYF_VALUE_I64, &result));
        sum += result.as.i64;
    }
    if (sum != (int64_t)(n * 1000 + n * (n - 1) / 2))
        bench_fail("add: a wrong sum");
}

ROW(add_handles, "add(int, int) -> int: handles", 0, ATTACHED)
{
    pyf_handle f = bench_subject("add");
    int64_t sum = 0, result;

    for (uint64_t i = 0; i < n; i++) {
        pyf_handle made[] = {pyf_from_i64((int64_t)i), pyf_from_i64(1000), 0};

        made[2] = good(pyf_call(f, made, 2));
        ok(pyf_to_i64(made[2], &result));
        ok(pyf_close_all(made, 3));
        sum += result;
    }
    if (sum != (int64_t)(n * 1000 + n * (n - 1) / 2))
        bench_fail("add: a wrong sum");
}

ROW(method_values, "method by name, no arguments: values", 1.15, ATTACHED)
{
    pyf_handle thing = bench_subject("thing");
    pyf_value result;

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_call_method_values(thing, PYF_TEXT("method"), NULL, 0,
                                  PYF_VALUE_NONE, &result));
}

ROW(method_handles, "method by name, no arguments: handles", 1.15, ATTACHED)
{
    pyf_handle thing = bench_subject("thing");

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_close(
            good(pyf_call_method(thing, PYF_TEXT("method"), NULL, 0))));
}

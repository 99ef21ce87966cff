/* SPDX-License-Identifier: MIT */
/*
 * Several threads at once, where Python lets them run at once: through one
 * handle that all share, and through one that each has for itself. The objects
 * are the same in both, and are chosen so that CPython counts no references to
 * what it gives back.
 */
#include "bench.h"

static void
call_builtin(pyf_handle f, uint64_t n)
{
    pyf_value arg = PYF_NIL, result;

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_call_values(f, &arg, 1, PYF_VALUE_ANY, &result));
}

static void
call_function(pyf_handle f, uint64_t n)
{
    pyf_value result;

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_call_values(f, NULL, 0, PYF_VALUE_ANY, &result));
}

static void
get_attribute(pyf_handle thing, uint64_t n)
{
    pyf_value value;

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_getattr_value(thing, PYF_TEXT("nothing"), PYF_VALUE_ANY,
                             &value));
}

static void
with_own(void (*work)(pyf_handle, uint64_t), const char *name, uint64_t n)
{
    pyf_handle own = good(pyf_dup(bench_subject(name)));

    work(own, n);
    ok(pyf_close(own));
}

ROW(parallel_builtin_shared, "call a builtin, shared handle", 0, PARALLEL)
{
    call_builtin(bench_subject("builtin"), n);
}

ROW(parallel_builtin_own, "call a builtin, own handles", 0, PARALLEL)
{
    with_own(call_builtin, "builtin", n);
}

ROW(parallel_call0_shared, "call a function, shared handle", 0, PARALLEL)
{
    call_function(bench_subject("call0"), n);
}

ROW(parallel_call0_own, "call a function, own handles", 0, PARALLEL)
{
    with_own(call_function, "call0", n);
}

ROW(parallel_getattr_shared, "getattr, shared handle", 0, PARALLEL)
{
    get_attribute(bench_subject("thing"), n);
}

ROW(parallel_getattr_own, "getattr, own handles", 0, PARALLEL)
{
    with_own(get_attribute, "thing", n);
}

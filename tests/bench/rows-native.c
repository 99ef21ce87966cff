/* SPDX-License-Identifier: MIT */
/* Calls of Python with C types. */
#include "bench.h"

/* The sum of the numbers that the kernels of add go through. */
static void
check_sum(int64_t sum, uint64_t n)
{
    if (sum != (int64_t)(n * 1000 + n * (n - 1) / 2))
        bench_fail("add: a wrong sum");
}

static pyf_handle
plan(const char *text)
{
    return good(pyf_signature(text, PYF_AUTO_LENGTH));
}

ROW(native_i64, "add(i64, i64) -> i64: native", 1.05, ATTACHED)
{
    pyf_handle f = bench_subject("add");
    pyf_handle signature = plan("(i64, i64) -> i64");
    int64_t sum = 0;

    for (uint64_t i = 0; i < n; i++) {
        int64_t a = (int64_t)i, b = 1000, result;
        void *args[] = {&a, &b};

        ok(pyf_call_native(f, signature, args, 2, &result));
        sum += result;
    }
    check_sum(sum, n);
}

ROW(native_f64, "add(f64, f64) -> f64: native", 1.05, ATTACHED)
{
    pyf_handle f = bench_subject("add_floats");
    pyf_handle signature = plan("(f64, f64) -> f64");
    double sum = 0;

    for (uint64_t i = 0; i < n; i++) {
        double a = (double)i, b = 1000, result;
        void *args[] = {&a, &b};

        ok(pyf_call_native(f, signature, args, 2, &result));
        sum += result;
    }
    check_sum((int64_t)sum, n);
}

/* A prepared call of an attribute of the subject, made once. */
static pyf_handle
prepared(pyf_handle *kept, const char *name, const char *method,
         const char *signature)
{
    if (*kept == 0)
        *kept = pyf_unbind(
            good(pyf_call_prepare(bench_subject(name), method,
                                  PYF_AUTO_LENGTH, plan(signature))));
    return *kept;
}

ROW(prepared_i64, "add(i64, i64) -> i64: prepared", 1.05, ATTACHED)
{
    static pyf_handle kept;
    pyf_handle call = prepared(&kept, "add", NULL, "(i64, i64) -> i64");
    int64_t sum = 0;

    for (uint64_t i = 0; i < n; i++) {
        int64_t a = (int64_t)i, b = 1000, result;
        void *args[] = {&a, &b};

        ok(pyf_call_prepared(call, args, 2, &result));
        sum += result;
    }
    check_sum(sum, n);
}

ROW(prepared_f64, "add(f64, f64) -> f64: prepared", 1.05, ATTACHED)
{
    static pyf_handle kept;
    pyf_handle call = prepared(&kept, "add_floats", NULL, "(f64, f64) -> f64");
    double sum = 0;

    for (uint64_t i = 0; i < n; i++) {
        double a = (double)i, b = 1000, result;
        void *args[] = {&a, &b};

        ok(pyf_call_prepared(call, args, 2, &result));
        sum += result;
    }
    check_sum((int64_t)sum, n);
}

ROW(prepared_call0, "call, no arguments: prepared", 1.10, ATTACHED)
{
    static pyf_handle kept;
    pyf_handle call = prepared(&kept, "call0", NULL, "() -> void");

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_call_prepared(call, NULL, 0, NULL));
}

ROW(prepared_method, "method, no arguments: prepared", 1.15, ATTACHED)
{
    static pyf_handle kept;
    pyf_handle call = prepared(&kept, "thing", "method", "() -> void");

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_call_prepared(call, NULL, 0, NULL));
}

/* ------------------------------------------------------------ closures */

typedef int64_t addition(int64_t a, int64_t b);

static addition *
closure(void)
{
    static pyf_native_function code;

    if (code == NULL)
        pyf_unbind(good(pyf_closure_new(bench_subject("add"),
                                        plan("(i64, i64) -> i64"),
                                        PYF_CLOSURE_PARK, NULL, &code)));
    return (addition *)code;
}

ROW(closure_i64, "C calls add(i64, i64) -> i64: closure", 1.50, ATTACHED)
{
    addition *add = closure();
    int64_t sum = 0;

    for (uint64_t i = 0; i < n; i++)
        sum += add((int64_t)i, 1000);
    check_sum(sum, n);
}

/* On a thread that is not attached. raw keeps its thread state, too. */
ROW(closure_foreign, "the same from a foreign thread", 1.50, FOREIGN)
{
    pyf_token here = pyf_attach_begin(0);
    addition *add = closure();
    int64_t sum = 0;

    ok(pyf_attach_end(here));
    for (uint64_t i = 0; i < n; i++)
        sum += add((int64_t)i, 1000);
    check_sum(sum, n);
}

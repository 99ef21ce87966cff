/* SPDX-License-Identifier: MIT */
/* Attributes, items, iteration. */
#include "bench.h"

ROW(getattr_values, "getattr by name: values", 1.15, ATTACHED)
{
    pyf_handle thing = bench_subject("thing");
    pyf_value value;

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_getattr_value(thing, PYF_TEXT("value"), PYF_VALUE_F64, &value));
}

ROW(getattr_handles, "getattr by name: handles", 1.15, ATTACHED)
{
    pyf_handle thing = bench_subject("thing");

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_close(good(pyf_getattr(thing, PYF_TEXT("value")))));
}

ROW(setattr_values, "setattr by name: values", 1.15, ATTACHED)
{
    pyf_handle thing = bench_subject("thing");
    pyf_value value = PYF_F64(7.5);

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_setattr_value(thing, PYF_TEXT("value"), &value));
}

ROW(setattr_handles, "setattr by name: handles", 1.15, ATTACHED)
{
    pyf_handle thing = bench_subject("thing");
    pyf_handle value = good(pyf_from_f64(7.5));

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_setattr(thing, PYF_TEXT("value"), value));
    ok(pyf_close(value));
}

ROW(getitem_str, "item of a dict by name: handles", 1.15, ATTACHED)
{
    pyf_handle record = bench_subject("record");

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_close(good(pyf_getitem_str(record, PYF_TEXT("key")))));
}

ROW(getitem_i64, "item of a list by number: handles", 0, ATTACHED)
{
    pyf_handle row = bench_subject("row");

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_close(good(pyf_getitem_i64(row, 500))));
}

ROW(getitem_value, "item of a list by number: values", 0, ATTACHED)
{
    pyf_handle row = bench_subject("row");
    pyf_value key = PYF_I64(500), value;

    for (uint64_t i = 0; i < n; i++)
        ok(pyf_getitem_value(row, &key, PYF_VALUE_F64, &value));
}

/* n items, by lists of 1000. */
ROW(iterate_values, "iterate over a list, an item: values", 1.15, ATTACHED)
{
    pyf_handle row = bench_subject("row");

    for (uint64_t i = 0; i < n; i += 1000) {
        pyf_handle items = good(pyf_iter(row));
        pyf_value item;
        int more;

        while ((more = pyf_next_value(items, PYF_VALUE_F64, &item)) > 0)
            continue;
        ok(more);
        ok(pyf_close(items));
    }
}

ROW(iterate_handles, "iterate over a list, an item: handles", 1.15, ATTACHED)
{
    pyf_handle row = bench_subject("row");

    for (uint64_t i = 0; i < n; i += 1000) {
        pyf_handle items = good(pyf_iter(row)), item;
        int more;

        while ((more = pyf_next(items, &item)) > 0)
            ok(pyf_close(item));
        ok(more);
        ok(pyf_close(items));
    }
}

/* SPDX-License-Identifier: MIT */
/* Attaching. */
#include "bench.h"

ROW(attach_foreign, "attach and detach, foreign thread", 1.20, FOREIGN)
{
    for (uint64_t i = 0; i < n; i++)
        ok(pyf_attach_end(good(pyf_attach_begin(0))));
}

ROW(attach_nested, "attach and detach, nested", 0, ATTACHED)
{
    for (uint64_t i = 0; i < n; i++)
        ok(pyf_attach_end(good(pyf_attach_begin(0))));
}

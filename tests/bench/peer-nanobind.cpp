/* SPDX-License-Identifier: MIT */
/* The functions of shapes.py with nanobind. */
#include <nanobind/nanobind.h>
#include <nanobind/stl/string_view.h>

extern "C" {
#include "bodies.h"
}

static inline std::string_view
view(text found)
{
    return {found.data, found.length};
}

NB_MODULE(bench_nanobind, m)
{
#include "peer-functions.h"
}

/* SPDX-License-Identifier: MIT */
/* The functions of shapes.py with pybind11. */
#include <pybind11/pybind11.h>

#include <string_view>

extern "C" {
#include "bodies.h"
}

static inline std::string_view
view(text found)
{
    return {found.data, found.length};
}

PYBIND11_MODULE(bench_pybind11, m, pybind11::mod_gil_not_used())
{
#include "peer-functions.h"
}

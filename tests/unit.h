/* SPDX-License-Identifier: MIT */
/*
 * The harness of tests/unit: tests that include the headers of one module of
 * lib/ and link lib/ alone, without the exported functions and, unless the
 * test does it, without a Python.
 *
 *     #include "unit.h"
 *     #include "discover/discover.h"
 *
 *     TEST(discover_version_is_read_from_pyvenv_cfg)
 *     {
 *         ...
 *     }
 *
 * There is nothing to register and no main to write. Assertions are cmocka's.
 */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include "harness.h"

#define TEST(name) TEST_DEFINE(name, 0)

#endif

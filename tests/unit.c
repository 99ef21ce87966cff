/* SPDX-License-Identifier: MIT */
/* main of the programs in tests/unit. See unit.h. */
#include "unit.h"

static void
around(const struct test *test)
{
    test_run_body(test);
}

static void
recover(const struct test *test)
{
    (void)test;
}

int
main(int argc, char **argv)
{
    return test_run_all(argc, argv, around, recover) != 0;
}

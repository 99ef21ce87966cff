/* SPDX-License-Identifier: MIT */
/* Start Python with libpyforge and leave. See start.c. */
#include <unistd.h>

#include "pyforge.h"

int
main(void)
{
    if (pyf_initialize(NULL) < 0)
        return pyf_error_print(2) < 0 ? 2 : 1;
    _exit(0);
}

/* SPDX-License-Identifier: MIT */
/* What a shared library with a libpyforge of its own does with it: one of many
 * in a process. See host.c. */
#include "pyforge.h"

#define SHOWN __attribute__((visibility("default")))

SHOWN int copy_fails(void);
SHOWN int copy_calls(void);
SHOWN int copy_ends(void);

/* Whether a failure is parked on this thread, and let go of. */
int
copy_fails(void)
{
    return pyf_error_code() == PYF_OK &&
           pyf_getattr(0, PYF_TEXT("anything")) == 0 &&
           pyf_error_code() != PYF_OK && pyf_error_clear() == PYF_OK &&
           pyf_error_code() == PYF_OK;
}

/* Start Python, or join the one that another copy has started. */
int
copy_calls(void)
{
    int64_t answer = 0;
    pyf_token here;

    if (pyf_initialize(NULL) < 0)
        return pyf_error_print(2), 0;
    here = pyf_attach_begin(0);
    if (pyf_to_i64(pyf_eval(PYF_TEXT("6 * 7"), PYF_NONE, PYF_NONE),
                   &answer) < 0)
        pyf_error_print(2);
    pyf_attach_end(here);
    return answer == 42;
}

int
copy_ends(void)
{
    return pyf_finalize() == PYF_OK || (pyf_error_print(2), 0);
}

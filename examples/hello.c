/* SPDX-License-Identifier: MIT */
/* Call math.hypot(3, 4). Build: cc hello.c $(pkg-config --cflags --libs
 * pyforge) */
#include <pyforge.h>
#include <stdio.h>

int
main(void)
{
    if (pyf_initialize(NULL) < 0)
        return pyf_error_print(2);

    pyf_token here = pyf_attach_begin();
    pyf_handle math = pyf_import("math");
    pyf_value args[] = {PYF_F64(3.0), PYF_F64(4.0)}, hypot;

    /* Reports a failed import as well: math is 0 then. */
    if (pyf_call_method_values(math, "hypot", args, 2, &hypot) < 0)
        return pyf_error_print(2);
    printf("math.hypot(3, 4) = %g\n", hypot.as.f64);
    pyf_attach_end(here); /* closes math */
    return pyf_finalize();
}

/* SPDX-License-Identifier: MIT */
/*
 * Our side of what Python calls: an extension module that joins the Python
 * which imports it. Its functions follow from the table in shapes.py, each as
 * the default object and, under NAME_builtin, as a builtin; a few also as
 * values functions, NAME_values and NAME_values_builtin.
 */
#include "bodies.h"
#include "pyforge.h"

/* closure(signature, callable) -> address: the closure stays. */
static void *
closure(const char *signature, pyf_handle callable)
{
    pyf_handle plan = pyf_signature(signature, PYF_AUTO_LENGTH);
    pyf_native_function code = NULL;

    pyf_unbind(pyf_closure_new(callable, plan, PYF_CLOSURE_PARK, NULL, &code));
    return (void *)code;
}

#include "ours-functions.h"

static const pyf_module_def definition = {
    .size = sizeof(pyf_module_def),
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("bench_ours")},
    .functions = functions,
    .function_count = sizeof functions / sizeof *functions,
};

void *PyInit_bench_ours(void);

void *
PyInit_bench_ours(void)
{
    return pyf_extension_init(&definition);
}

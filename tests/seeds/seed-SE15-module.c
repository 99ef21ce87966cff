/* SPDX-License-Identifier: MIT */
/* SE15: a module made while Python runs, and put into sys.modules. */
#include "sample.h"

static int64_t
add_one(int64_t x)
{
    return x + 1;
}

/* What the program does between attaching and detaching. */
static int
use_foo(void)
{
    const pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("add_one")},
        .signature = {PYF_TEXT("(x: i64) -> i64")},
        .call.native = (pyf_native_function)add_one,
    };
    pyf_handle foo = pyf_module_new(PYF_TEXT("foo"), NULL, 0);

    if (pyf_module_add_function(foo, &def) < 0 ||
        pyf_sys_modules_set(PYF_TEXT("foo"), foo) < 0)
        return pyf_error_code();
    return pyf_run("import foo; foo.add_one(6); print(foo.add_one(6))",
                   PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

/* Feature: M03, SE15 */
TEST(SE15_module_is_imported)
{
    expect_output(use_foo, "7\n");
    pyf_run("import sys; del sys.modules['foo'], foo", PYF_AUTO_LENGTH,
            PYF_NONE, PYF_NONE);
}

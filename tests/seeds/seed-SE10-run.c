/* SPDX-License-Identifier: MIT */
/* SE10, SE11, SE13: use a module, evaluate an expression, run a source. */
#include "sample.h"

#include <inttypes.h>

/* SE10: Python's own functions. */
static int
sum(void)
{
    const int64_t numbers[] = {1, 2, 3};
    pyf_handle builtins = pyf_import(PYF_TEXT("builtins"));
    pyf_handle list = pyf_list_from_i64(numbers, 3);
    int64_t total = 0;

    if (pyf_to_i64(pyf_call_method(builtins, PYF_TEXT("sum"), &list, 1),
                   &total) < 0)
        return pyf_error_code();
    printf("%" PRId64 "\n", total);
    return 0;
}

/* Feature: SE10 */
TEST(SE10_sum_of_a_list)
{
    expect_output(sum, "6\n");
}

/* SE11: just an expression. */
static int
tens(void)
{
    pyf_handle list = pyf_eval("[i * 10 for i in range(5)]", PYF_AUTO_LENGTH,
                               PYF_NONE, PYF_NONE);
    int64_t numbers[5];
    size_t count = 0;

    if (pyf_items_to_i64(list, numbers, 5, &count) < 0) {
        pyf_error_set_last();
        return pyf_error_exit_status(2);
    }
    for (size_t i = 0; i < count; i++)
        printf("%" PRId64 "\n", numbers[i]);
    return 0;
}

/* Feature: SE11 */
TEST(SE11_list_of_an_expression)
{
    expect_output(tens, "0\n10\n20\n30\n40\n");
}

/* SE11 on failure: print the traceback, as `python` would, and leave the
 * exception where pdb.pm() finds it. */
static int
failing_expression(void)
{
    pyf_eval("[i * 10 for i in nobody]", PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
    pyf_error_set_last();
    pyf_error_print(STDOUT_FILENO);
    pyf_error_clear();

    pyf_handle sys = pyf_import(PYF_TEXT("sys"));
    const char *text = NULL;
    size_t length = 0;

    if (pyf_to_str(pyf_repr(pyf_getattr(sys, PYF_TEXT("last_value"))), &text,
                   &length) < 0)
        return pyf_error_code();
    printf("last: %s\n", text);
    return pyf_run("import sys\n"
                   "del sys.last_type, sys.last_value, sys.last_traceback\n"
                   "if hasattr(sys, 'last_exc'): del sys.last_exc\n"
                   "del sys\n",
                   PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

/* Feature: SE11 */
TEST(SE11_failure_prints_the_traceback_and_sets_last)
{
    expect_output(failing_expression,
                  "Traceback (most recent call last):\n"
                  "  File \"<string>\", line 1, in <module>\n"
                  "NameError: name 'nobody' is not defined\n"
                  "last: NameError(\"name 'nobody' is not defined\")\n");
}

/* SE13: a source of our own, with positional and keyword arguments. */
static const char activators[] =
    "def relu(x):\n"
    "    \"\"\"see https://en.wikipedia.org/wiki/Rectifier"
    "_(neural_networks)\"\"\"\n"
    "    return max(0.0, x)\n"
    "\n"
    "def leaky_relu(x, slope=0.01):\n"
    "    return x if x >= 0 else x * slope\n";

static int
activate(void)
{
    pyf_handle module = pyf_module_from_source(activators, PYF_AUTO_LENGTH,
                                               PYF_TEXT("activators.py"),
                                               PYF_TEXT("activators"));
    const pyf_value args[] = {PYF_F64(-1.0), PYF_F64(0.2)};
    const pyf_text names[] = {{PYF_TEXT("slope")}};
    pyf_value relu, leaky, sloped;

    if (pyf_call_method_values(module, PYF_TEXT("relu"), args, 1,
                               PYF_VALUE_ANY, &relu) < 0 ||
        pyf_call_method_values(module, PYF_TEXT("leaky_relu"), args, 1,
                               PYF_VALUE_ANY, &leaky) < 0 ||
        pyf_call_method_values_kw(module, PYF_TEXT("leaky_relu"), args, 2,
                                  names, 1, PYF_VALUE_ANY, &sloped) < 0)
        return pyf_error_code();
    printf("%g %g %g\n", relu.as.f64, leaky.as.f64, sloped.as.f64);
    return 0;
}

/* Feature: SE13 */
TEST(SE13_module_from_code_with_keywords)
{
    expect_output(activate, "0 -0.01 -0.2\n");
}

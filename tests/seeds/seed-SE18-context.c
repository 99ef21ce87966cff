/* SPDX-License-Identifier: MIT */
/* SE18: a Python context manager around what C does. */
#include "sample.h"

static const char house_py[] =
    "class House(object):\n"
    "    def __init__(self, address):\n"
    "        self.address = address\n"
    "    def __enter__(self):\n"
    "        print(f\"Welcome to {self.address}!\")\n"
    "    def __exit__(self, type, value, traceback):\n"
    "        if type:\n"
    "            print(f\"Sorry you had {type} trouble at {self.address}\")\n"
    "        else:\n"
    "            print(f\"Thank you for visiting {self.address}, "
    "come again soon!\")\n";

/* Leave a context manager: with the parked failure, or with none. */
static int
leave(pyf_handle manager)
{
    pyf_handle arguments[] = {PYF_NONE, PYF_NONE, PYF_NONE};

    if (pyf_error_code() != PYF_OK) {
        arguments[1] = pyf_error_take();
        arguments[0] = pyf_type(arguments[1]);
        arguments[2] = pyf_error_traceback(arguments[1]);
    }
    pyf_call_method(manager, PYF_TEXT("__exit__"), arguments, 3);
    return pyf_error_code();
}

/* Evaluate an expression inside the house. */
static int
visit(const char *expression)
{
    const pyf_value address = PYF_STR("123 Main Street", 15);
    pyf_handle module = pyf_module_from_source(
        house_py, PYF_AUTO_LENGTH, PYF_TEXT("house.py"), PYF_TEXT("house"));
    pyf_value made;

    if (pyf_call_method_values(module, PYF_TEXT("House"), &address, 1,
                               PYF_VALUE_ANY, &made) < 0)
        return pyf_error_code();
    pyf_handle house = made.as.handle;

    if (pyf_call_method(house, PYF_TEXT("__enter__"), NULL, 0) == 0)
        return pyf_error_code();
    pyf_eval(expression, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
    return leave(house);
}

static int
visit_with_trouble(void)
{
    return visit("undefined_variable + 1");
}

static int
visit_in_peace(void)
{
    return visit("40 + 2");
}

/* Feature: R10, SE18 */
TEST(SE18_context_manager_gets_the_exception)
{
    expect_output(visit_with_trouble,
                  "Welcome to 123 Main Street!\n"
                  "Sorry you had <class 'NameError'> trouble at "
                  "123 Main Street\n");
}

/* Feature: R10, SE18 */
TEST(SE18_context_manager_without_an_exception)
{
    expect_output(visit_in_peace,
                  "Welcome to 123 Main Street!\n"
                  "Thank you for visiting 123 Main Street, "
                  "come again soon!\n");
}

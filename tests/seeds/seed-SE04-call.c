/* SPDX-License-Identifier: MIT */
/* SE04 to SE09: call a Python function in all the ways there are. */
#include "sample.h"

static const char source[] =
    "def example(*args, **kwargs):\n"
    "    if args != ():\n"
    "        print('called with args', args)\n"
    "    if kwargs != {}:\n"
    "        print('called with kwargs', kwargs)\n"
    "    if args == () and kwargs == {}:\n"
    "        print('called with no arguments')\n";

/* The function, out of a module made of its source. */
static pyf_handle
example(void)
{
    pyf_handle module = pyf_module_from_source(source, PYF_AUTO_LENGTH,
                                               PYF_TEXT(""), PYF_TEXT(""));

    return pyf_getattr(module, PYF_TEXT("example"));
}

/* SE04: no arguments. */
static int
call_without_arguments(void)
{
    return pyf_call_values(example(), NULL, 0, PYF_VALUE_ANY, NULL);
}

/* Feature: SE04 */
TEST(SE04_call_without_arguments)
{
    expect_output(call_without_arguments, "called with no arguments\n");
}

/* SE05: the arguments are a Python tuple. */
static int
call_with_a_python_tuple(void)
{
    const pyf_value words[] = {
        PYF_STR("arg1", 4), PYF_STR("arg2", 4), PYF_STR("arg3", 4),
    };
    pyf_handle args = pyf_tuple_from_values(words, 3);

    return pyf_call_dict(example(), args, PYF_NONE) ? 0 : pyf_error_code();
}

/* Feature: SE05 */
TEST(SE05_call_with_a_python_tuple)
{
    expect_output(call_with_a_python_tuple,
                  "called with args ('arg1', 'arg2', 'arg3')\n");
}

/* SE06: the arguments are an array of values. */
static int
call_with_values(void)
{
    const pyf_value args[] = {
        PYF_STR("arg1", 4), PYF_STR("arg2", 4), PYF_STR("arg3", 4),
    };

    return pyf_call_values(example(), args, 3, PYF_VALUE_ANY, NULL);
}

/* Feature: SE06 */
TEST(SE06_call_with_values)
{
    expect_output(call_with_values,
                  "called with args ('arg1', 'arg2', 'arg3')\n");
}

/* SE07: the keyword arguments are a Python dict. */
static int
call_with_a_python_dict(void)
{
    const pyf_value key = PYF_STR("key1", 4), value = PYF_I64(1);
    pyf_handle kwargs = pyf_dict_from_values(&key, &value, 1);

    return pyf_call_dict(example(), PYF_NONE, kwargs) ? 0 : pyf_error_code();
}

/* Feature: SE07 */
TEST(SE07_call_with_a_python_dict)
{
    expect_output(call_with_a_python_dict,
                  "called with kwargs {'key1': 1}\n");
}

/* SE08: the keyword arguments are an array of names and one of values. */
static int
call_with_names_and_values(void)
{
    const pyf_text names[] = {{PYF_TEXT("key1")}, {PYF_TEXT("key2")}};
    const pyf_value values[] = {PYF_I64(1), PYF_I64(2)};

    return pyf_call_values_kw(example(), values, 2, names, 2, PYF_VALUE_ANY,
                              NULL);
}

/* Feature: SE08 */
TEST(SE08_call_with_names_and_values)
{
    expect_output(call_with_names_and_values,
                  "called with kwargs {'key1': 1, 'key2': 2}\n");
}

/* SE09: the keyword arguments come out of a table of the host's. */
struct entry {
    const char *key;
    int value;
};

static pyf_handle
dict_of(const struct entry *table, size_t count)
{
    pyf_handle dict = pyf_dict_from_handles(NULL, NULL, 0);

    for (size_t i = 0; i < count; i++)
        pyf_setitem_str(dict, table[i].key, PYF_AUTO_LENGTH,
                        pyf_from_i64(table[i].value));
    return dict;
}

static int
call_with_a_table(void)
{
    const struct entry table[] = {{"key1", 1}};
    pyf_handle kwargs = dict_of(table, 1);

    return pyf_call_dict(example(), PYF_NONE, kwargs) ? 0 : pyf_error_code();
}

/* Feature: C05, SE09 */
TEST(SE09_call_with_a_table)
{
    expect_output(call_with_a_table, "called with kwargs {'key1': 1}\n");
}

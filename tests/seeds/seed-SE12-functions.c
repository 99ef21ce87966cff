/* SPDX-License-Identifier: MIT */
/* SE12: what a user looks like and consists of is told by C. The functions are
 * the methods of a class that Python defines; a script gets it in variables.
 */
#include "sample.h"

/* What repr(user) is. */
static int
user_repr(const pyf_frame *frame, pyf_value *result)
{
    static char text[100];
    pyf_value id, name;

    if (pyf_getattr_value(frame->args.values[0].as.handle, PYF_TEXT("id"),
                          PYF_VALUE_ANY, &id) < 0 ||
        pyf_getattr_value(frame->args.values[0].as.handle, PYF_TEXT("name"),
                          PYF_VALUE_ANY, &name) < 0)
        return pyf_error_code();
    *result = (pyf_value)PYF_STR(
        text, snprintf(text, sizeof text, "User %.*s(id: %lld)",
                       (int)name.as.text.length, name.as.text.data,
                       (long long)id.as.i64));
    pyf_close(name.owner);
    return PYF_OK;
}

/* The tuple of a user. */
static int
user_as_tuple(const pyf_frame *frame, pyf_handle *result)
{
    const pyf_handle items[] = {
        pyf_getattr(frame->args.handles[0], PYF_TEXT("id")),
        pyf_getattr(frame->args.handles[0], PYF_TEXT("name"))};

    return give_handle(result, pyf_tuple_from_handles(items, 2));
}

/* The same without an object: a C struct in, a C struct out. */
typedef struct user {
    int64_t id;
    pyf_slice name;
} user;

static user
user_new(int64_t id, const char *name, size_t length)
{
    return (user){id, {name, length}};
}

static pyf_handle
function(pyf_function_def def)
{
    def.size = sizeof def;
    return pyf_function_new(&def);
}

static int
run_with_two_variables(void)
{
    static const char source[] =
        "class UserData:\n"
        "    def __init__(self, id, name):\n"
        "        self.id, self.name = id, name\n"
        "UserData.__repr__, UserData.as_tuple = methods\n"
        "user = UserData(id=34, name='Yu')\n"
        "print(repr(user), user.as_tuple(), new(34, name='Yu'))\n"
        "assert repr(user) == 'User Yu(id: 34)'\n"
        "assert user.as_tuple() == (34, 'Yu') == new(34, 'Yu')\n";
    pyf_handle names = pyf_dict_from_handles(NULL, NULL, 0);
    const pyf_handle methods[] = {
        function((pyf_function_def){
            .name = {PYF_TEXT("__repr__")},
            .form = PYF_FORM_VALUES,
            .signature = {PYF_TEXT("(self: object, /) -> str")},
            .call.values = user_repr}),
        function(
            (pyf_function_def){.name = {PYF_TEXT("as_tuple")},
                               .form = PYF_FORM_HANDLES,
                               .signature = {PYF_TEXT("(self: object, /)")},
                               .call.handles = user_as_tuple})};

    pyf_setitem_str(names, PYF_TEXT("methods"),
                    pyf_tuple_from_handles(methods, 2));
    pyf_setitem_str(
        names, PYF_TEXT("new"),
        function((pyf_function_def){
            .form = PYF_FORM_NATIVE,
            .name = {PYF_TEXT("new")},
            .signature = {PYF_TEXT("(id: i64, name: str) -> {i64, str}")},
            .call.native = (pyf_native_function)user_new}));
    return pyf_run(source, PYF_AUTO_LENGTH, names, PYF_NONE);
}

TEST(SE12_methods_of_a_class_are_functions_of_the_host)
{
    expect_output(run_with_two_variables,
                  "User Yu(id: 34) (34, 'Yu') (34, 'Yu')\n");
}

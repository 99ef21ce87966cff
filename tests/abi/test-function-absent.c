/* SPDX-License-Identifier: MIT */
/* function: arguments that are not there, and arguments that do not fit, as
 * bindings want them that word both themselves. */
#include "host-function.h"

#include <string.h>

/* "a 1 ..." for each value: its kind in a letter, and its number. */
static int
describe(const pyf_frame *frame, pyf_value *result)
{
    static char line[256];
    size_t length = 0;

    for (size_t i = 0; i < frame->count; i++) {
        const pyf_value *value = &frame->args.values[i];

        length += (size_t)snprintf(line + length, sizeof line - length, "%s%s",
                                   i == 0 ? "" : " ",
                                   value->kind == PYF_VALUE_ABSENT ? "absent"
                                   : value->kind == PYF_VALUE_NONE ? "none"
                                   : value->kind == PYF_VALUE_I64  ? "int"
                                   : value->kind == PYF_VALUE_STR  ? "str"
                                                                   : "other");
    }
    *result = (pyf_value)PYF_STR(line, length);
    return PYF_OK;
}

static int
describe_handles(const pyf_frame *frame, pyf_handle *result)
{
    static char line[256];

    line[0] = '\0';
    for (size_t i = 0; i < frame->count; i++)
        strcat(line, frame->args.handles[i] == 0 ? "-" : "+");
    return give_handle(result, pyf_from_str(line, PYF_AUTO_LENGTH));
}

static pyf_handle
object_or_ten(pyf_handle object, const int64_t *number)
{
    int64_t sum = number == NULL ? 10 : *number;

    if (object != 0)
        sum += 100;
    return pyf_from_i64(sum);
}

/* Feature: F02, F03 */
TEST(absent_argument_arrives_as_such)
{
    show_values("v",
                "(a: i64, b: i64 = ..., *, c: str = ..., d: object = ...)",
                describe, NULL);
    show_handles("h", "(a: i64, b: i64 = ..., *, c: object = ...)",
                 describe_handles, NULL);
    show_native("n", "(a: object = ..., b: i64? = ...) -> object",
                (pyf_native_function)object_or_ten);
    check_python(
        "assert v(1) == 'int absent absent absent'\n"
        "assert v(1, 2) == 'int int absent absent'\n"
        "assert v(1, c='x') == 'int absent str absent'\n"
        "assert v(1, d=None) == 'int absent absent none'\n"
        "assert v(1, d=...) == 'int absent absent other'\n"
        "assert h(1) == '+--' and h(1, 2) == '++-' and h(1, c=None) == '+-+'\n"
        "assert n() == 10 and n(None) == 110 and n(b=5) == 5\n"
        "assert n(..., 1) == 101 and n(None, None) == 110\n"
        "raises(TypeError, 'missing 1 required', v)\n"
        "raises(TypeError, 'must be int', v, 1, ...)\n");
}

TEST(absent_default_is_shown_as_an_ellipsis)
{
    show_values("v", "(a: i64, b: i64 = ..., *, c: str = ...)", describe,
                NULL);
    check_python(
        "import inspect\n"
        "assert v.__text_signature__ == '(a, b=..., *, c=...)'\n"
        "assert str(inspect.signature(v)) == "
        "'(a: int, b: int = Ellipsis, *, c: str = Ellipsis)' or "
        "str(inspect.signature(v)) == '(a: int, b: int = ..., *, c: str = "
        "...)', inspect.signature(v)\n");
}

TEST(absent_default_is_refused_where_c_cannot_say_it)
{
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("n")},
        .signature = {PYF_TEXT("(a: object = ..., number: i64 = ...)")},
        .call.native = (pyf_native_function)object_or_ten};

    assert_int_equal(pyf_function_new(&def), 0);
    expect_failure2(PYF_ERR_SIGNATURE, "pyf_function_new", "'number'");
    assert_int_equal(pyf_signature(PYF_TEXT("(a: i64 = ..)")), 0);
    expect_failure(PYF_ERR_SIGNATURE, "column");
}

/* ---------------------------------------------------------- failures */

/* Fail in words of its own, or, with data, make something of it. */
static int
word_it(const pyf_frame *frame, pyf_value *result)
{
    char text[200];

    if ((frame->flags & PYF_FRAME_UNCONVERTED) == 0) {
        *result = (pyf_value)PYF_STR(PYF_TEXT("fine"));
        return pyf_error_code() == PYF_OK ? PYF_OK : PYF_ERR_ARGUMENT;
    }
    if (frame->data != NULL) {
        *result = frame->args.values[frame->failed];
        result->owner = 0;
        return PYF_OK;
    }
    snprintf(text, sizeof text, "argument %zu of %zu, %s: %s", frame->failed,
             frame->count, pyf_error_name(pyf_error_code()),
             pyf_error_message());
    return pyf_error_raise(PYF_EXC_LookupError, text, PYF_AUTO_LENGTH);
}

static int
word_handles(const pyf_frame *frame, pyf_handle *result)
{
    if ((frame->flags & PYF_FRAME_UNCONVERTED) == 0)
        return give_handle(result, PYF_NONE);
    pyf_error_clear();
    return give_handle(result, frame->args.handles[frame->failed]);
}

static int
leave_it(const pyf_frame *frame, pyf_value *result)
{
    (void)result;
    return (frame->flags & PYF_FRAME_UNCONVERTED) == 0 ? PYF_OK
                                                       : pyf_error_code();
}

static void
show_unconverted(const char *name, const char *signature, uint32_t form,
                 pyf_native_function code, void *data)
{
    show_def((pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                                .signature = {signature, PYF_AUTO_LENGTH},
                                .form = form,
                                .flags = PYF_FUNCTION_UNCONVERTED,
                                .call.native = code,
                                .data = data});
}

TEST(unconverted_arguments_come_with_the_failure)
{
    static int something;
    const char *signature = "(a: i64, b: str = 'x', *rest: f64, k: i8 = 0)";

    show_unconverted("words", signature, PYF_FORM_VALUES,
                     (pyf_native_function)word_it, NULL);
    show_unconverted("takes", signature, PYF_FORM_VALUES,
                     (pyf_native_function)word_it, &something);
    show_unconverted("leaves", signature, PYF_FORM_VALUES,
                     (pyf_native_function)leave_it, NULL);
    show_unconverted("handles", signature, PYF_FORM_HANDLES,
                     (pyf_native_function)word_handles, NULL);
    check_python(
        "class Raises:\n"
        "    def __index__(self): raise KeyError('on purpose')\n"
        "assert words(1) == 'fine' == words(1, 'y', 2.5, 3)\n"
        "raises(LookupError, \"argument 0 of 3, PYF_ERR_TYPE: words() "
        "argument "
        "'a' must be int, not str\", words, 'x')\n"
        "raises(LookupError, 'argument 1 of 3, PYF_ERR_TYPE', words, 1, 2)\n"
        "raises(LookupError, 'argument 3 of 4, PYF_ERR_TYPE', words, 1, 'b', "
        "'c')\n"
        "raises(LookupError, 'PYF_ERR_OVERFLOW', words, 1, k=300)\n"
        "raises(LookupError, 'PYF_ERR_OVERFLOW', words, 2**64)\n"
        "raises(LookupError, 'on purpose', words, Raises())\n"
        "raises(TypeError, 'missing 1 required', words)\n"
        "assert takes('x') == 'x' and takes([1]) == [1] and takes(2.5) == "
        "2.5\n"
        "assert takes(2**64) == 2**64 and takes('\\ud800') == '\\ud800'\n"
        "raises(TypeError, \"leaves() argument 'a' must be int, not str\", "
        "leaves, 'x')\n"
        "raises(KeyError, 'on purpose', leaves, Raises())\n"
        "assert handles(1) is None and handles('x') == 'x'\n"
        "assert handles(1, 2) == 2\n");
    expect_no_failure();
}

TEST(unconverted_is_not_for_native_functions)
{
    pyf_function_def def = {.size = sizeof def,
                            .form = PYF_FORM_NATIVE,
                            .flags = PYF_FUNCTION_UNCONVERTED,
                            .name = {PYF_TEXT("n")},
                            .signature = {PYF_TEXT("()")},
                            .call.native = (pyf_native_function)object_or_ten};

    assert_int_equal(pyf_function_new(&def), 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_function_new",
                    "PYF_FUNCTION_UNCONVERTED");
}

/* SPDX-License-Identifier: MIT */
/* function: types made of types: arrays of arrays and of structs, arrays
 * inside structs; what goes in comes out, and messages say where something is
 * wrong.
 */
#include "host-function.h"

static pyf_slice
two_words(const void *data, size_t length)
{
    return (pyf_slice){data, length};
}

/* Arrays of arrays, of structs, of text: the result is what went in. */
/* Feature: F02, V12 */
TEST(function_type_nested)
{
    show_native("matrix", "(x: [[f64]]) -> [[f64]]",
                (pyf_native_function)two_words);
    show_native("deep",
                "(x: [{str, [i32], [{u8, cstr?}?]}]) -> "
                "[{str, [i32], [{u8, cstr?}?]}]",
                (pyf_native_function)two_words);
    show_native("bools", "(x: [bool]?) -> [bool]?",
                (pyf_native_function)two_words);
    check_python(
        "assert matrix([[1, 2], [], (3.5,)]) == [[1.0, 2.0], [], [3.5]]\n"
        "x = [('a', [1, 2], [(1, 'x'), None, (2, None)]), ('', [], [])]\n"
        "assert deep(x) == x\n"
        "e = raises(OverflowError, \"deep() argument 'x'[1][2][0][0] does not "
        "fit u8\",\n"
        "           deep, [x[0], ('', [], [(256, 'a')])])\n"
        "assert bools(None) is None and bools([]) == [] and bools([True]) == "
        "[True]\n"
        "raises(TypeError, \"'x'[0] must be bool, not int\", bools, [1])\n");
}

/* C arrays inside structs: in memory, in words, in floating registers. */
struct mixed {
    int32_t number;
    uint8_t bytes[3];
    double reals[2];
};
struct small {
    uint8_t bytes[3];
};
struct floats {
    float x[2];
};
struct rows {
    int16_t rows[2][3];
};
struct texts {
    pyf_slice texts[2];
};

static struct mixed
turn_mixed(struct mixed x)
{
    return (struct mixed){-x.number,
                          {x.bytes[2], x.bytes[1], x.bytes[0]},
                          {x.reals[1], x.reals[0]}};
}

static struct small
turn_small(struct small x, int64_t by)
{
    for (int i = 0; i < 3; i++)
        x.bytes[i] = (uint8_t)(x.bytes[i] + by);
    return x;
}

static struct floats
turn_floats(double by, struct floats x)
{
    return (struct floats){{x.x[1] * (float)by, x.x[0] * (float)by}};
}

static struct rows
turn_rows(struct rows x)
{
    struct rows y;

    for (int i = 0; i < 6; i++)
        y.rows[1 - i / 3][2 - i % 3] = x.rows[i / 3][i % 3];
    return y;
}

static struct texts
turn_texts(struct texts x)
{
    return (struct texts){{x.texts[1], x.texts[0]}};
}

TEST(function_type_arrays_in_structs)
{
    show_native("mixed", "(x: {i32, [3]u8, [2]f64}) -> {i32, [3]u8, [2]f64}",
                (pyf_native_function)turn_mixed);
    show_native("small", "(x: {[3]u8}, by: i64) -> {[3]u8}",
                (pyf_native_function)turn_small);
    show_native("floats", "(by: f64, x: {[2]f32}) -> {[2]f32}",
                (pyf_native_function)turn_floats);
    show_native("rows", "(x: {[2][3]i16}) -> {[2][3]i16}",
                (pyf_native_function)turn_rows);
    show_native("texts", "(x: {[2]str}) -> {[2]str}",
                (pyf_native_function)turn_texts);
    show_native("points", "(x: [[2]f64]) -> [[2]f64]",
                (pyf_native_function)two_words);
    check_python(
        "import array, inspect\n"
        "x = mixed((5, b'abc', [1.5, 2]))\n"
        "assert x == (-5, b'cba', [2.0, 1.5]), x\n"
        "assert mixed((1, [1, 2, 3], (0, 1))) == (-1, b'\\3\\2\\1', [1.0, "
        "0.0])\n"
        "assert mixed([1, bytearray(b'xyz'), array.array('d', [3, 4])]) == "
        "\\\n"
        "    (-1, b'zyx', [4.0, 3.0])\n"
        "assert small((b'abc',), 1) == (b'bcd',)\n"
        "assert floats(2, ([1, 2.5],)) == ([5.0, 2.0],)\n"
        "assert rows(([[1, 2, 3], [4, 5, -6]],)) == ([[-6, 5, 4], [3, 2, "
        "1]],)\n"
        "assert texts((['a', 'bc'],)) == (['bc', 'a'],)\n"
        "assert points([(1, 2), [3, 4]]) == [[1.0, 2.0], [3.0, 4.0]]\n"
        "assert points([]) == []\n"
        "for wrong in ([1], [1, 2, 3], [], array.array('d', [1]), b''):\n"
        "    n = len(wrong)\n"
        "    raises(ValueError, f\"mixed() argument 'x'[2] must have 2 items, "
        "not {n}\",\n"
        "           mixed, (1, b'abc', wrong))\n"
        "for wrong in ('ab', 5, None, {1, 2}):\n"
        "    raises(TypeError, \"mixed() argument 'x'[2] must be a sequence, "
        "not \",\n"
        "           mixed, (1, b'abc', wrong))\n"
        "raises(TypeError, \"'x'[0][1][2] must be int, not str\", rows,\n"
        "       ([[1, 2, 3], [4, 5, 'x']],))\n"
        "raises(OverflowError, \"'x'[1][2] does not fit u8\", mixed, (1, [1, "
        "2, 256], [0, 0]))\n"
        "text = str(inspect.signature(mixed))\n"
        "assert text.endswith('-> tuple[int, bytes, list[float]]'), text\n"
        "array = bytearray(b'abc')\n"
        "small((array,), 0)\n"
        "array.append(1)\n"
        "asked = []\n"
        "class Asked:\n"
        "    def __index__(self): asked.append(1)\n"
        "raises(ValueError, 'must have 3 items, not 9', small, ([Asked()] * "
        "9,), "
        "0)\n"
        "assert asked == []\n"
        "assert '_abc' not in str(inspect.signature(mixed))\n"
        "assert 'tuple[int, collections.abc.Sequence[int]' in "
        "str(inspect.signature(mixed))\n");
}

/* Eight structs of 64 KiB are copied onto the stack for each call. */
static pyf_native_function again;

static int64_t
call_again(void)
{
    pyf_handle caller =
        pyf_getattr(pyf_import(PYF_TEXT("__main__")), PYF_TEXT("go_round"));
    pyf_handle result = pyf_call(caller, NULL, 0);

    if (result != 0)
        pyf_close(result);
    return 0;
}

TEST(function_type_large_structs_end_in_a_recursion_error)
{
    again = (pyf_native_function)call_again;
    show_native("deep_structs",
                "({[8192]f64}, {[8192]f64}, {[8192]f64}, {[8192]f64}, "
                "{[8192]f64}, {[8192]f64}, {[8192]f64}, {[8192]f64}) -> i64",
                again);
    check_python("import array\n"
                 "big = (array.array('d', bytes(65536)),)\n"
                 "def go_round():\n"
                 "    return deep_structs(*[big] * 8)\n"
                 "raises(RecursionError, '', go_round)\n");
}

TEST(function_type_faults_name_the_argument)
{
    static const char broken[] = "a\xff";
    struct texts box = {{{"a", 1}, {broken, 2}}};
    uint32_t surrogate = 0xd800;
    void *args[] = {&box};
    pyf_handle text =
        pyf_signature("(box: {[2]str}) -> object", PYF_AUTO_LENGTH);
    pyf_handle character =
        pyf_signature("(c: char) -> object", PYF_AUTO_LENGTH);
    pyf_handle result;

    assert_int_equal(
        pyf_call_native(PYF_TYPE_LIST, text, args, LENGTH_OF(args), &result),
        PYF_ERR_ENCODING);
    assert_non_null(strstr(pyf_error_message(), "'box'"));
    pyf_error_clear();
    args[0] = &surrogate;
    assert_int_equal(pyf_call_native(PYF_TYPE_LIST, character, args,
                                     LENGTH_OF(args), &result),
                     PYF_ERR_ENCODING);
    assert_non_null(strstr(pyf_error_message(),
                           "argument 'c' is 0xd800, which is no character"));
    pyf_error_clear();
}

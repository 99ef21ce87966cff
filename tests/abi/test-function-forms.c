/* SPDX-License-Identifier: MIT */
/* function: what the host gets in each form. */
#include "host-function.h"

#include <stdlib.h>

/* Native: further arguments, keywords, what is not passed. */

static pyf_handle
keywords(int64_t a, pyf_handle extra)
{
    pyf_handle list =
        pyf_list_from_handles((pyf_handle[]){pyf_from_i64(a), extra}, 2);

    return list;
}

static pyf_handle
everything(int64_t a, double b, const pyf_handle *rest, size_t rest_count,
           const char *text, size_t length, const int64_t *maybe,
           pyf_handle extra)
{
    pyf_handle items[] = {
        pyf_from_i64(a),
        pyf_from_f64(b),
        pyf_list_from_handles(rest, rest_count),
        pyf_from_str(text, length),
        maybe == NULL ? PYF_NONE : pyf_from_i64(*maybe),
        extra,
    };

    return pyf_tuple_from_handles(items, 6);
}

static int64_t
sum(const int64_t *items, size_t count)
{
    int64_t total = 0;

    for (size_t i = 0; i < count; i++)
        total += items[i];
    return total;
}

static pyf_slice
joined(const pyf_slice *items, size_t count, const char *between,
       size_t length)
{
    static char text[1000];
    size_t end = 0;

    for (size_t i = 0; i < count; i++) {
        if (i != 0)
            end += (size_t)snprintf(text + end, sizeof text - end, "%.*s",
                                    (int)length, between);
        end += (size_t)snprintf(text + end, sizeof text - end, "%.*s",
                                (int)items[i].length,
                                (const char *)items[i].data);
    }
    return (pyf_slice){text, end};
}

TEST(function_native_gets_further_arguments)
{
    show_native("total", "(*items: i64) -> i64", (pyf_native_function)sum);
    show_native("joined", "(*items: str, between: str = ', ') -> str",
                (pyf_native_function)joined);
    check_python(
        "assert total() == 0 and total(1, 2, 3) == 6 and total(*range(1000)) "
        "== 499500\n"
        "raises(TypeError, \"total() argument 'items'[1] must be int, not "
        "str\", total,\n"
        "       1, 'x')\n"
        "raises(TypeError, \"total() got an unexpected keyword argument "
        "'x'\", total, x=1)\n"
        "raises(OverflowError, \"'items'[0]\", total, 1 << 63)\n"
        "assert joined('a', 'b', 'c') == 'a, b, c' and joined() == ''\n"
        "assert joined('a', 'b', between='-') == 'a-b'\n"
        "raises(TypeError, \"argument 'between' must be str, not int\", "
        "joined,\n"
        "       between=5)\n");
}

TEST(function_native_gets_keywords_as_a_dict)
{
    show_native("k", "(a: i64, **extra) -> object",
                (pyf_native_function)keywords);
    show_native("every",
                "(a: i64, b: f64 = 2.5, *rest, text: str = 'x', "
                "maybe: i64? = None, **extra: object) -> object",
                (pyf_native_function)everything);
    uint64_t before = live_handle_count();

    check_python(
        "assert k(1) == [1, {}] and k(1, x=2, y=3) == [1, {'x': 2, 'y': 3}]\n"
        "assert k(a=5, b=k) == [5, {'b': k}]\n"
        "kw = {'z': 1}\n"
        "got = k(1, **kw)\n"
        "assert got[1] == kw and got[1] is not kw\n"
        "assert every(1) == (1, 2.5, [], 'x', None, {})\n"
        "assert every(1, 2, 3, 'four', text='t', maybe=5, q=6, r=7) == \\\n"
        "    (1, 2.0, [3, 'four'], 't', 5, {'q': 6, 'r': 7})\n"
        "assert every(b=1, a=2) == (2, 1.0, [], 'x', None, {})\n"
        "raises(TypeError, \"every() missing 1 required positional argument: "
        "'a'\", every)\n"
        "raises(TypeError, \"got multiple values for argument 'a'\", every, "
        "1, a=2)\n"
        "raises(TypeError, \"argument 'maybe' must be int or None, not str\", "
        "every, 1,\n"
        "       maybe='x')\n");
    assert_int_equal(live_handle_count(), before);
}

/* Values. */

static int
kinds(const pyf_frame *frame, pyf_value *result)
{
    char text[300] = "";
    size_t length = 0;
    pyf_handle str;

    for (size_t i = 0; i < frame->count; i++)
        length +=
            (size_t)snprintf(text + length, sizeof text - length, "%s%u",
                             i == 0 ? "" : " ", frame->args.values[i].kind);
    for (size_t i = 0; i < frame->name_count; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, " %s",
                                   frame->names[i].data);
    str = pyf_from_str(text, length);
    *result = (pyf_value)PYF_HANDLE(str);
    return PYF_OK;
}

TEST(function_values_have_the_kind_of_the_object)
{
    show_values("kinds", NULL, kinds, NULL);
    show_values("typed",
                "(a: i8, b: f32, c: str?, *rest: bool, "
                "k: ptr? = None, **more)",
                kinds, NULL);
    check_python(
        "class Int(int): pass\n"
        "class Str(str): pass\n"
        "class Float(float): pass\n"
        "assert kinds() == ''\n"
        "assert kinds(None, True, False, 0, -1, 2**63 - 1, -2**63) == '0 1 1 "
        "2 2 2 2'\n"
        "assert kinds(2**63, 2**64 - 1, 2**64, -2**63 - 1) == '3 3 8 8'\n"
        "assert kinds(1.5, float('nan'), '', 'x', b'', b'x') == '4 4 6 6 7 "
        "7'\n"
        "assert kinds('\\ud800', [], {}, kinds, bytearray(), 1j) == '8 8 8 8 "
        "8 5'\n"
        "assert kinds(1, x=2, **{'h\\u00f6': None}) == '2 2 0 x h\\u00f6'\n"
        "assert typed(1, 2, None, True, x=5) == '2 4 0 0 1 2 x'\n"
        "assert typed(1, 2, 'x', k=5) == '2 4 6 2'\n");
}

static int
default_result(const pyf_frame *frame, pyf_value *result)
{
    if (frame->data != NULL)
        *result = *(pyf_value *)frame->data;
    return PYF_OK;
}

/* The result of the signature is what Python gets, also when the host gives
 * an int for a float; what is said and what is given may not differ. */
TEST(function_values_result_is_none_unless_it_is_set)
{
    static pyf_value five = PYF_I64(5);

    show_values("n", NULL, default_result, NULL);
    show_values("f", "() -> f64", default_result, &five);
    show_values("i", "() -> i64", default_result, &five);
    check_python("assert n() is None and i() == 5\n"
                 "assert f() == 5.0 and type(f()) is float\n");
}

static int
many_results(const pyf_frame *frame, pyf_value *result)
{
    return pyf_to_value(pyf_eval(frame->args.values[0].as.text.data,
                                 frame->args.values[0].as.text.length,
                                 PYF_NONE, PYF_NONE),
                        PYF_VALUE_ANY, result);
}

TEST(function_values_gives_any_object)
{
    show_values("ev", "(source: str)", many_results, NULL);
    uint64_t before = live_handle_count();

    check_python(
        "for s in ('None', 'True', '5', '-5', '2**64-1', '2**100', '1.5', "
        "\"'h\\\\xe9'\",\n"
        "          \"b'x'\", '[1]', \"'a' * 1000\", 'len', '1j'):\n"
        "    got, want = ev(s), eval(s)\n"
        "    assert got == want and type(got) is type(want), s\n"
        "raises(ZeroDivisionError, '', ev, '1/0')\n"
        "raises(SyntaxError, '', ev, '1 +')\n");
    assert_int_equal(live_handle_count(), before);
}

/* Handles. */

static int
identity(const pyf_frame *frame, pyf_handle *result)
{
    pyf_handle copies[20];

    for (size_t i = 0; i < frame->count && i < 20; i++)
        copies[i] = frame->args.handles[i];
    return give_handle(result, pyf_tuple_from_handles(copies, frame->count));
}

TEST(function_handles_are_of_the_very_objects)
{
    show_handles("t", NULL, identity, NULL);
    show_handles("d", "(a: [i64], b: f64 = 1.5, *rest: str, c: object = None)",
                 identity, NULL);
    check_python(
        "args = [object(), [], None, 2.5, t, 10**30]\n"
        "got = t(*args)\n"
        "assert len(got) == 6 and all(a is b for a, b in zip(args, got))\n"
        "a, b = [1, 2], 7\n"
        "got = d(a, b, 'x', c=args)\n"
        "assert got[0] is a and got[1] is b and got[2] is args and got[3] == "
        "'x'\n"
        "assert d([]) == ([], 1.5, None)\n"
        "raises(TypeError, \"d() argument 'a'[0] must be int\", d, ['x'])\n"
        "raises(TypeError, \"d() argument 'rest' must be str, not int\", d, "
        "[], 1, 5)\n");
}

/* A function that Python calls through all the ways there are. */
TEST(function_is_called_in_every_way)
{
    show_native("total", "(*items: i64) -> i64", (pyf_native_function)sum);
    show_native("labs", "(n: i64) -> i64", (pyf_native_function)labs);
    check_python(
        "import functools, operator, itertools\n"
        "assert list(map(labs, [-1, 2])) == [1, 2]\n"
        "assert sorted([3, -1, -2], key=labs) == [-1, -2, 3]\n"
        "assert labs.__call__(-4) == 4 == type(labs).__call__(labs, -4)\n"
        "assert functools.reduce(total, [1, 2, 3]) == 6\n"
        "assert operator.call(labs, -3) == 3 if hasattr(operator, 'call') "
        "else True\n"
        "assert list(itertools.starmap(total, [(1, 2), (), (3,)])) == [3, 0, "
        "3]\n"
        "assert functools.partial(total, 1)(2) == 3 and total(*[1], *[2]) == "
        "3\n"
        "assert functools.lru_cache(labs)(-5) == 5\n"
        "assert max([-5, 3], key=labs) == -5 and {labs: 1}[labs] == 1\n"
        "class C:\n"
        "    total = total\n"
        "    length = property(lambda self: labs(-9))\n"
        "    __index__ = lambda self: labs(-2)\n"
        "assert C().length == 9 and [1, 2, 3][C()] == 3\n"
        "assert C().total(3) == 5 and C.total(3) == 3\n"
        "import concurrent.futures\n"
        "with concurrent.futures.ThreadPoolExecutor(4) as pool:\n"
        "    assert list(pool.map(labs, range(-50, 0))) == list(range(50, 0, "
        "-1))\n"
        "exec('assert labs(n=-1) == 1')\n"
        "assert eval('labs(-1)') == 1\n"
        "import asyncio\n"
        "async def co(): return labs(-8)\n"
        "assert asyncio.run(co()) == 8\n"
        "for i in range(5000): assert labs(i) == i\n");
}

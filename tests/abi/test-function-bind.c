/* SPDX-License-Identifier: MIT */
/* function: arguments are bound as Python binds them. Random signatures and
 * calls give what a Python function of that signature gives, or its very
 * exception. */
#include "host-function.h"

#include <stdlib.h>

/* The arguments as a list, and the names of the last ones behind it. */
static int
all_arguments(const pyf_frame *frame, pyf_handle *result)
{
    pyf_handle list = pyf_list_from_handles(frame->args.handles, frame->count);
    pyf_handle texts = pyf_list_from_handles(NULL, 0);

    for (size_t i = 0; i < frame->name_count; i++) {
        pyf_handle name = pyf_from_str(frame->names[i].data, PYF_AUTO_LENGTH);

        pyf_call_method(texts, PYF_TEXT("append"), &name, 1);
    }
    return give_handle(result,
                       pyf_tuple_from_handles((pyf_handle[]){list, texts}, 2));
}

static int
all_values(const pyf_frame *frame, pyf_value *result)
{
    pyf_handle handles[64];
    pyf_frame same = *frame;
    pyf_handle both = 0;
    int status;

    for (size_t i = 0; i < frame->count; i++)
        handles[i] = pyf_from_value(&frame->args.values[i]);
    same.args.handles = handles;
    status = all_arguments(&same, &both);
    *result = (pyf_value)PYF_HANDLE(both);
    return status;
}

/* make(name, signature, form, flags): a new host function. */
static int
make(const pyf_frame *frame, pyf_handle *result)
{
    pyf_function_def def = {.size = sizeof def,
                            .form = PYF_FORM_NATIVE,
                            .doc = {PYF_TEXT("Made.")}};
    int64_t form, flags;

    pyf_to_i64(frame->args.handles[2], &form);
    pyf_to_i64(frame->args.handles[3], &flags);
    def.name = (pyf_text){text(frame->args.handles[0]), PYF_AUTO_LENGTH};
    def.signature = (pyf_text){text(frame->args.handles[1]), PYF_AUTO_LENGTH};
    def.form = (uint32_t)form;
    def.flags = (uint32_t)flags;
    if (form == PYF_FORM_HANDLES)
        def.call.handles = all_arguments;
    else
        def.call.values = all_values;
    return give_handle(result, pyf_function_new(&def));
}

/* random_function(): a signature of ours and the source of a Python function
 * with the same parameters. random_call(): arguments that may or may not fit.
 */
static const char machine[] =
    "import random\n"
    "names = ['a', 'b', 'c', 'd', 'key', 'x1', '_y', 'self', 'args0', 'cls']\n"
    "defaults = ['None', 'True', 'False', '0', '-5', '2.5', \"'text'\", '7']\n"
    "def random_function(r):\n"
    "    pool = names[:]\n"
    "    r.shuffle(pool)\n"
    "    ours, theirs, gives = [], [], []\n"
    "    def add(may_default, must):\n"
    "        name = pool.pop()\n"
    "        default = r.choice(defaults) if must or may_default and \\\n"
    "            r.random() < .5 else None\n"
    "        ours.append(f'{name}: object' + (f' = {default}' if default else "
    "''))\n"
    "        theirs.append(name + (f'={default}' if default else ''))\n"
    "        gives.append(name)\n"
    "        return must or default is not None\n"
    "    must = False\n"
    "    slash = r.randrange(3)\n"
    "    for i in range(slash):\n"
    "        must = add(True, must)\n"
    "    if slash:\n"
    "        ours.append('/')\n"
    "        theirs.append('/')\n"
    "    for i in range(r.randrange(4)):\n"
    "        must = add(True, must)\n"
    "    star = r.randrange(3)\n"
    "    rest = extra = None\n"
    "    if star == 1:\n"
    "        rest = pool.pop()\n"
    "        ours.append('*' + rest)\n"
    "        theirs.append('*' + rest)\n"
    "    only = r.randrange(3) if star else 0\n"
    "    if star == 2 and only:\n"
    "        ours.append('*')\n"
    "        theirs.append('*')\n"
    "    for i in range(only):\n"
    "        add(True, False)\n"
    "    if r.random() < .4:\n"
    "        extra = pool.pop()\n"
    "        ours.append('**' + extra)\n"
    "        theirs.append('**' + extra)\n"
    "    values = ', '.join(gives + ([f'*{rest}'] if rest else [])\n"
    "                       + ([f'*{extra}.values()'] if extra else []))\n"
    "    source = (f\"def f({', '.join(theirs)}): 'Made.'; return [{values}], "
    "\"\n"
    "              f\"[*{extra or '{}'}]\")\n"
    "    scope = {}\n"
    "    exec(source, scope)\n"
    "    return f\"({', '.join(ours)})\", scope['f']\n"
    "def random_call(r):\n"
    "    positional = [r.randrange(100) for i in range(r.randrange(6))]\n"
    "    keywords = {}\n"
    "    for i in range(r.choice([0, 0, 1, 2, 3, 4])):\n"
    "        keywords[r.choice(names + ['other', 'h\\xe9'])] = "
    "r.randrange(100)\n"
    "    return positional, keywords\n"
    "def outcome(f, args, kw):\n"
    "    try:\n"
    "        return f(*args, **kw)\n"
    "    except Exception as e:\n"
    "        return type(e), str(e)\n"
    "def compare(seed, functions, calls):\n"
    "    r = random.Random(seed)\n"
    "    good = 0\n"
    "    for i in range(functions):\n"
    "        signature, theirs = random_function(r)\n"
    "        for form, flags in (2, 0), (3, 0), (2, 16), (3, 16):\n"
    "            ours = make('f', signature, form, flags)\n"
    "            state = r.getstate()\n"
    "            for j in range(calls):\n"
    "                args, kw = random_call(r)\n"
    "                want = outcome(theirs, args, kw)\n"
    "                got = outcome(ours, args, kw)\n"
    "                assert got == want, (seed, signature, args, kw, got, "
    "want)\n"
    "                good += type(want[0]) is list\n"
    "            if form == 2 and not flags:\n"
    "                same_look(signature, ours, theirs)\n"
    "            if (form, flags) != (3, 16):\n"
    "                r.setstate(state)\n"
    "    assert good > functions, good\n"
    "def same_look(signature, ours, theirs):\n"
    "    import inspect\n"
    "    a, b = inspect.signature(ours), inspect.signature(theirs)\n"
    "    plain = [p.replace(annotation=p.empty) for p in "
    "a.parameters.values()]\n"
    "    assert a.replace(parameters=plain) == b, (signature, a, b)\n"
    "    assert ours.__text_signature__ == str(b), (ours.__text_signature__, "
    "b)\n";

static void
start_machine(void)
{
    show_handles("make", "(name: str, signature: str, form: i64, flags: i64)",
                 make, NULL);
    check_python(machine);
}

/* Feature: F03, F04 */
TEST(function_binds_as_python_does)
{
    char source[100];
    const char *seed = getenv("PYF_FUZZ_SEED");

    start_machine();
    snprintf(source, sizeof source, "compare(%s, 300, 12)\n",
             seed == NULL ? "1" : seed);
    check_python(source);
}

/* Feature: F05 */
TEST(function_binds_a_method_call)
{
    start_machine();
    check_python(
        "class C:\n"
        "    m = make('m', '(self: object, x: object = 5)', 3, 0)\n"
        "    s = staticmethod(make('s', '(x: object)', 3, 0))\n"
        "    k = classmethod(make('k', '(cls: object, *x)', 3, 0))\n"
        "    b = make('b', '(*args)', 3, 16)\n"
        "c = C()\n"
        "assert c.m() == ([c, 5], []) and c.m(1) == ([c, 1], []) == c.m(x=1)\n"
        "assert C.m(c, 2) == ([c, 2], []) and C.s(3) == ([3], []) == c.s(3)\n"
        "assert C.k(4) == ([C, 4], []) == c.k(4)\n"
        "assert c.b(1) == ([1], [])\n"
        "assert type(c.m) is types.MethodType and c.m.__self__ is c\n"
        "raises(TypeError, 'm() takes from 1 to 2 positional arguments but 3 "
        "were',\n"
        "       c.m, 1, 2)\n"
        "import functools\n"
        "p = functools.partial(C.m, c, x=9)\n"
        "assert p() == ([c, 9], [])\n"
        "@functools.wraps(C.m)\n"
        "def w(*a): return C.m(*a)\n"
        "assert w.__name__ == 'm' and w.__doc__ == 'Made.' and w(c) == ([c, "
        "5], [])\n"
        "assert functools.partialmethod(C.m, 3).__get__(c)() == ([c, 3], [])\n"
        "assert w.__wrapped__ is C.m\n");
}

/* Feature: F04 */
TEST(function_binds_keywords_that_are_not_interned)
{
    start_machine();
    check_python(
        "f = make('f', '(key: object, /, other: object, **kw)', 3, 0)\n"
        "name = ''.join(['ot', 'her'])\n"
        "class Str(str): pass\n"
        "assert f(1, **{name: 2}) == ([1, 2], [])\n"
        "assert f(1, **{'key': 5, name: 2}) == ([1, 2, 5], ['key'])\n"
        "assert f(1, **{Str('other'): 2}) == ([1, 2], [])\n"
        "assert f(1, 2, **{'h\\u00e9 x': 3, '': 4}) == ([1, 2, 3, 4],\n"
        "                                              ['h\\u00e9 x', ''])\n"
        "raises(TypeError, \"f() got multiple values for argument 'other'\", "
        "f, 1, 2,\n"
        "       **{name: 2})\n"
        "raises(UnicodeEncodeError, '', f, 1, 2, **{'\\ud800': 1})\n"
        "raises(TypeError, '', lambda: f(1, **{5: 2}))\n");
}

TEST(function_binds_unnamed_parameters)
{
    start_machine();
    check_python(
        "f = make('f', '(i64, str, f64 = 2.5)', 2, 0)\n"
        "assert f(1, 'a') == ([1, 'a', 2.5], []) and f(1, 'a', 3)[0][2] == "
        "3.0\n"
        "e = raises(TypeError, 'f() got some positional-only arguments passed "
        "as', f,\n"
        "           arg0=1, arg1='a')\n"
        "assert \"'arg0, arg1'\" in str(e)\n"
        "raises(TypeError, 'f() missing 1 required positional argument', f, "
        "1)\n"
        "import inspect\n"
        "assert str(inspect.signature(f)) == \\\n"
        "    '(arg0: int, arg1: str, arg2: float = 2.5, /)', "
        "inspect.signature(f)\n");
}

/* Defaults are converted to the type at every call, as arguments are. */
/* Feature: F03 */
TEST(function_binds_defaults_of_all_sorts)
{
    start_machine();
    check_python(
        "f = make('f', \"(a: i64 = -9223372036854775808, b: u64 = \"\n"
        "         \"18446744073709551615, c: f64 = -1e308, d: f64 = 3, e: str "
        "= \"\n"
        "         \"'q\\\\'\\\\n\\\\\\\\\\u00e9', g: bool = True, h: i8? = "
        "None, i: bytes? = \"\n"
        "         \"None, j: cstr = '', k: str? = 'x', l: object = None)\", "
        "2, 0)\n"
        "want = [-2**63, 2**64 - 1, -1e308, 3.0, \"q'\\n\\\\\\u00e9\", True, "
        "None, None, '',\n"
        "        'x', None]\n"
        "assert f() == (want, []), f()\n"
        "assert [type(x) for x in f()[0]] == [type(x) for x in want]\n"
        "import inspect\n"
        "p = inspect.signature(f).parameters\n"
        "assert [x.default for x in p.values()] == want\n"
        "assert eval('lambda ' + f.__text_signature__[1:-1] + ': "
        "0').__defaults__ == \\\n"
        "    tuple(want)\n");
}

/* Feature: F05 */
TEST(function_binds_many)
{
    start_machine();
    check_python(
        "n = ', '.join(f'p{i}: object' for i in range(60))\n"
        "f = make('f', f'({n})', 3, 0)\n"
        "assert f(*range(60)) == (list(range(60)), [])\n"
        "kw = {f'p{i}': i for i in reversed(range(60))}\n"
        "assert f(**kw) == (list(range(60)), [])\n"
        "raises(TypeError, 'f() missing 1 required positional argument', f, "
        "*range(59))\n"
        "raises(TypeError, 'f() takes 60 positional arguments but 61 were', "
        "f,\n"
        "       *range(61))\n"
        "g = make('g', '(*args, **kwargs)', 3, 0)\n"
        "assert g(*range(3000)) == (list(range(3000)), [])\n"
        "assert g(**{f'k{i}': i for i in range(3000)})[1][2999] == 'k2999'\n");
}

/* SPDX-License-Identifier: MIT */
/* function: what Python sees of a host function - names, texts, signature,
 * annotations - and what it does with one: copy, pickle, collect, inherit. */
#include "host-function.h"

static int64_t
one(void)
{
    return 1;
}

static int
nothing(const pyf_frame *frame, pyf_value *result)
{
    (void)frame;
    (void)result;
    return PYF_OK;
}

static const char text_of_f[] = "Do it.\n\nAt h\xc3\xb6me.";

static void
show(const char *name, const char *signature, uint32_t flags)
{
    show_def((pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                                .signature = {signature, PYF_AUTO_LENGTH},
                                .doc = {text_of_f, PYF_AUTO_LENGTH},
                                .form = PYF_FORM_VALUES,
                                .flags = flags,
                                .call.values = nothing});
}

/* A module `hostmod` with f and its builtin b. */
static pyf_handle
show_module(void)
{
    pyf_handle module = pyf_module_new(PYF_TEXT("hostmod"), PYF_TEXT("Doc."));
    pyf_function_def def = {.size = sizeof def,
                            .name = {PYF_TEXT("f")},
                            .doc = {text_of_f, PYF_AUTO_LENGTH},
                            .form = PYF_FORM_VALUES,
                            .call.values = nothing};

    def.signature = (pyf_text){
        PYF_TEXT("(a: i64, /, b: str = 'x', *, c: f64? = None) -> bool")};
    assert_int_equal(pyf_module_add_function(module, &def), PYF_OK);
    def.name = (pyf_text){PYF_TEXT("b")};
    def.flags = PYF_FUNCTION_BUILTIN;
    if (pyf_module_add_function(module, &def) != PYF_OK)
        fail_msg("%s", pyf_error_message());
    assert_int_equal(pyf_sys_modules_set(PYF_TEXT("hostmod"), module), PYF_OK);
    check_python("from hostmod import f, b\nimport hostmod\n");
    return module;
}

/* Feature: F01, F06 */
TEST(function_has_names_and_a_doc)
{
    show_module();
    check_python(
        "for g, name in (f, 'f'), (b, 'b'):\n"
        "    assert g.__name__ == name\n"
        "    assert g.__module__ == 'hostmod', g.__module__\n"
        "    assert g.__doc__ == 'Do it.\\n\\nAt h\\xf6me.', g.__doc__\n"
        "    assert g.__text_signature__ == \"(a, /, b='x', *, c=None)\"\n"
        "assert f.__qualname__ == 'f'\n"
        "assert repr(f) == '<host function hostmod.f>', repr(f)\n"
        "assert 'b' in repr(b)\n"
        "assert type(b) is types.BuiltinFunctionType\n"
        "assert hostmod.__all__ == ['f', 'b'], hostmod.__all__\n");
    show("lonely", NULL, 0);
    check_python("assert lonely.__module__ is None\n"
                 "assert repr(lonely) == '<host function lonely>'\n"
                 "assert lonely.__text_signature__ == '(*args, **kwargs)'\n");
    show_native("bare", "() -> i64", (pyf_native_function)one);
    check_python("assert bare.__doc__ is None\n");
}

/* Feature: F06 */
TEST(function_has_a_signature)
{
    show_module();
    check_python(
        "import inspect, typing\n"
        "s = inspect.signature(f)\n"
        "assert str(s) == \"(a: int, /, b: str = 'x', *, c: float | None = "
        "None) -> \" \\\n"
        "    \"bool\", s\n"
        "assert inspect.getdoc(f) == 'Do it.\\n\\nAt h\\xf6me.'\n"
        "assert str(inspect.signature(b)) == \"(a, /, b='x', *, c=None)\"\n"
        "assert f.__annotations__ == {'a': int, 'b': str, 'c': float | None,\n"
        "                             'return': bool}\n"
        "assert typing.get_type_hints(f)['return'] is bool\n"
        "assert inspect.isroutine(f) and callable(f)\n"
        "assert list(inspect.signature(f).bind(1, c=2).arguments) == ['a', "
        "'c']\n");
}

/* Feature: F06 */
TEST(function_has_help)
{
    show_module();
    check_python(
        "import pydoc\n"
        "for g in f, b, hostmod:\n"
        "    page = pydoc.plain(pydoc.render_doc(g))\n"
        "    assert 'Do it.' in page and 'At h\\xf6me.' in page, page\n"
        "assert \"f(a: int, /, b: str = 'x', *, c: float | None = None)\" in "
        "\\\n"
        "    pydoc.plain(pydoc.render_doc(f)), "
        "pydoc.plain(pydoc.render_doc(f))\n"
        "assert \"b(a, /, b='x', *, c=None)\" in "
        "pydoc.plain(pydoc.render_doc(b))\n"
        "assert 'f(a: int' in pydoc.plain(pydoc.render_doc(hostmod)), \\\n"
        "    pydoc.plain(pydoc.render_doc(hostmod))\n");
}

/* Feature: F06 */
TEST(function_annotations_name_every_type)
{
    show("every",
         "(a: i8, b: u64, c: f32, d: complex, e: bool, f: str, g: cstr, "
         "h: bytes, i: path, j: object, k: ptr, l: [f64], m: {i64, str}, "
         "n: fn(i64, str?) -> f64, o: [[u8]]?, p: object?, *q: i64, "
         "r: isize? = None, **s: object) -> {path, [u8], [str?], path?}",
         0);
    check_python(
        "import collections.abc as abc, os, pathlib, inspect\n"
        "A = every.__annotations__\n"
        "want = dict(a=int, b=int, c=float, d=complex, e=bool, f=str, g=str, "
        "h=bytes,\n"
        "    i=str | bytes | os.PathLike, j=object, k=int, "
        "l=abc.Sequence[float],\n"
        "    m=tuple[int, str], n=abc.Callable[[int, str | None], float],\n"
        "    o=abc.Sequence[abc.Sequence[int]] | None, p=object | None, "
        "q=int,\n"
        "    r=int | None, s=object)\n"
        "for k, v in want.items():\n"
        "    assert A[k] == v, (k, A[k], v)\n"
        "assert 'return' in A and A['return'] is not None, A['return']\n"
        "inspect.signature(every)\n");
}

TEST(function_is_copied_and_pickled_by_name)
{
    show_module();
    check_python("import copy, pickle\n"
                 "for g in f, b:\n"
                 "    assert copy.copy(g) is g and copy.deepcopy(g) is g\n"
                 "    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):\n"
                 "        text = pickle.dumps(g, protocol)\n"
                 "        assert pickle.loads(text) is g, (g, protocol)\n"
                 "assert copy.deepcopy({'x': [f, b]}) == {'x': [f, b]}\n");
}

TEST(function_is_compared_and_hashed_by_identity)
{
    show_module();
    check_python(
        "import weakref\n"
        "for g in f, b:\n"
        "    assert g == g and not g != g and {g: 1}[g] == 1 and hash(g) == "
        "hash(g)\n"
        "    r = weakref.ref(g)\n"
        "    assert r() is g and g in weakref.WeakSet([g])\n"
        "assert f != b\n"
        "assert f and bool(b)\n"
        "raises(TypeError, '', lambda: f < b)\n"
        "raises(TypeError, '', lambda: f + b)\n");
}

TEST(function_weak_reference_dies_with_it)
{
    pyf_token scope = pyf_scope_begin();

    show("f", NULL, 0);
    show("b", NULL, PYF_FUNCTION_BUILTIN);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    check_python("import weakref\n"
                 "seen = []\n"
                 "r = weakref.ref(f, seen.append)\n"
                 "s = weakref.ref(b, seen.append)\n"
                 "del f, b\n"
                 "gc.collect()\n"
                 "assert r() is None is s() and seen == [r, s], seen\n");
}

TEST(function_type_cannot_be_made_or_inherited)
{
    show("f", NULL, 0);
    check_python(
        "T = type(f)\n"
        "raises(TypeError, 'cannot create', T)\n"
        "raises(TypeError, 'not an acceptable base type', types.new_class, "
        "'X', (T,))\n"
        "raises(TypeError, '', T.__call__)\n"
        "raises(TypeError, '', object.__new__, T)\n"
        "assert T.__name__ == 'function' and T.__module__ == 'pyforge'\n"
        "assert repr(T) == \"<class 'pyforge.function'>\", repr(T)\n"
        "try: T.x = 1\n"
        "except TypeError: pass\n"
        "else: raise AssertionError\n"
        "for name in '__name__', '__doc__', '__annotations__', 'other':\n"
        "    try: setattr(f, name, 'x')\n"
        "    except AttributeError: pass\n"
        "    else: raise AssertionError(name)\n"
        "assert sys.getsizeof(f) > 0 and 'f' in "
        "dir(sys.modules['__main__'])\n");
}

/* Feature: F12 */
TEST(function_that_is_only_held_by_a_cycle_is_collected)
{
    pyf_token scope = pyf_scope_begin();

    show_module();
    assert_int_equal(run("import weakref\n"
                         "class Marker: pass\n"
                         "hostmod.marker = Marker()\n"
                         "r = weakref.ref(hostmod.marker)\n"
                         "hostmod.f.__signature__, hostmod.b.__doc__\n"
                         "del f, b, hostmod, sys.modules['hostmod']\n"),
                     PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    check_python("gc.collect()\nassert r() is None\n");
}

/* Warnings. */

static void
show_warned(const char *name, uint32_t flags)
{
    const pyf_warning warnings[] = {
        {sizeof *warnings, 0, {PYF_TEXT("use g instead")}},
        {sizeof *warnings,
         eval("UserWarning"),
         {PYF_TEXT("h\xc3\xa9llo")}},
    };

    show_def((pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                                .signature = {PYF_TEXT("() -> i64")},
                                .flags = flags,
                                .call.native = (pyf_native_function)one,
                                .warnings = warnings,
                                .warning_count = 2});
}

/* Feature: F08 */
TEST(function_warns_at_every_call)
{
    show_warned("w", 0);
    show_warned("wb", PYF_FUNCTION_BUILTIN);
    check_python(
        "import warnings\n"
        "for g in w, wb:\n"
        "    with warnings.catch_warnings(record=True) as seen:\n"
        "        warnings.simplefilter('always')\n"
        "        assert g() == 1 and g() == 1\n"
        "        assert len(seen) == 4, seen\n"
        "        assert seen[0].category is DeprecationWarning\n"
        "        assert str(seen[0].message) == 'use g instead'\n"
        "        assert seen[1].category is UserWarning\n"
        "        assert str(seen[1].message) == 'h\\xe9llo'\n"
        "        assert seen[0].lineno == seen[3].lineno\n"
        "    with warnings.catch_warnings():\n"
        "        warnings.simplefilter('error')\n"
        "        e = raises(DeprecationWarning, 'use g instead', g)\n"
        "        warnings.simplefilter('ignore', DeprecationWarning)\n"
        "        raises(UserWarning, 'h\\xe9llo', g)\n"
        "        warnings.simplefilter('ignore')\n"
        "        assert g() == 1\n");
    expect_no_failure();
}

/* What a module that is no good has for a name. */
TEST(function_of_a_module_with_a_strange_name)
{
    static const char *const names[] = {"5", "None", "b'x'", "'\\ud800'"};

    for (size_t i = 0; i < 4; i++) {
        char source[100];
        pyf_handle module = pyf_module_new(PYF_TEXT("strange"), NULL, 0);
        pyf_function_def def = {.size = sizeof def,
                                .name = {PYF_TEXT("f")},
                                .form = PYF_FORM_VALUES,
                                .call.values = nothing};

        snprintf(source, sizeof source, "m.__name__ = %s\n", names[i]);
        pyf_setattr(pyf_import(PYF_TEXT("__main__")), PYF_TEXT("m"), module);
        check_python(source);
        if (pyf_module_add_function(module, &def) < 0) {
            pyf_error_clear();
            continue;
        }
        def.flags = PYF_FUNCTION_BUILTIN;
        def.name = (pyf_text){PYF_TEXT("b")};
        if (pyf_module_add_function(module, &def) < 0)
            pyf_error_clear();
        check_python("repr(m.f), m.f.__module__, m.f.__annotations__\n"
                     "assert m.f() is None\n"
                     "if hasattr(m, 'b'): repr(m.b), m.b.__module__\n"
                     "raises(TypeError, '', m.f.__get__)\n");
    }
}

/* Feature: F08 */
TEST(function_module_comes_first_where_it_is_asked_for)
{
    show("f", NULL, PYF_FUNCTION_MODULE);
    check_python("assert f() is None\n");
}

static pyf_handle
give_module(pyf_handle module)
{
    return module;
}

static int64_t
add_data(pyf_handle module, int64_t a, double b, int64_t *data)
{
    int64_t length = -1;

    pyf_len(pyf_getattr(module, PYF_TEXT("__name__")), &length);
    return a + (int64_t)b + *data + length;
}

static int
module_of(const pyf_frame *frame, pyf_value *result)
{
    *result = (pyf_value)PYF_HANDLE(frame->module);
    return frame->count == 2 ? PYF_OK : PYF_ERR_ARGUMENT;
}

TEST(function_gets_its_module_and_its_data)
{
    static int64_t data = 1000;
    pyf_handle module = pyf_module_new(PYF_TEXT("six___"), NULL, 0);
    pyf_function_def def = {.size = sizeof def,
                            .form = PYF_FORM_NATIVE,
                            .name = {PYF_TEXT("m")},
                            .signature = {PYF_TEXT("() -> object")},
                            .flags = PYF_FUNCTION_MODULE,
                            .call.native = (pyf_native_function)give_module};

    assert_int_equal(pyf_module_add_function(module, &def), PYF_OK);
    def.name = (pyf_text){PYF_TEXT("d")};
    def.signature = (pyf_text){PYF_TEXT("(a: i64, b: f64 = 2.0) -> i64")};
    def.flags |= PYF_FUNCTION_DATA;
    def.data = &data;
    def.call.native = (pyf_native_function)add_data;
    assert_int_equal(pyf_module_add_function(module, &def), PYF_OK);
    def.name = (pyf_text){PYF_TEXT("db")};
    def.flags |= PYF_FUNCTION_BUILTIN;
    assert_int_equal(pyf_module_add_function(module, &def), PYF_OK);
    def.name = (pyf_text){PYF_TEXT("v")};
    def.form = PYF_FORM_VALUES;
    def.flags = PYF_FUNCTION_MODULE;
    def.signature = (pyf_text){PYF_TEXT("(a: i64, *rest)")};
    def.call.values = module_of;
    assert_int_equal(pyf_module_add_function(module, &def), PYF_OK);
    pyf_setattr(pyf_import(PYF_TEXT("__main__")), PYF_TEXT("six"), module);
    check_python(
        "assert six.m() is six and six.d(1) == 1009 == six.db(1)\n"
        "assert six.d(1, 5) == 1012 == six.db(b=5, a=1)\n"
        "assert six.v(1, 2) is six\n"
        "raises(TypeError, \"v() argument 'a' must be int\", six.v, 'x')\n"
        "raises(TypeError, \"v() missing\", six.v)\n");
    def.name = (pyf_text){PYF_TEXT("lone")};
    def.form = PYF_FORM_NATIVE;
    def.signature = (pyf_text){PYF_TEXT("() -> object")};
    def.call.native = (pyf_native_function)give_module;
    show_def(def);
    check_python("assert lone() is None\n");
}

/* ---------------------------------------------------------- a text signature
 */

static void
show_text(const char *name, const char *text, size_t length, uint32_t flags)
{
    show_def((pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                                .signature = {PYF_TEXT("(a: i64 = 1) -> i64")},
                                .doc = {PYF_TEXT("What it is for.")},
                                .flags = flags,
                                .call.native = (pyf_native_function)one,
                                .text_signature = {text, length}});
}

/* Feature: F02 */
TEST(function_text_signature_of_its_own)
{
    show_text("auto", NULL, 0, 0);
    show_text("own", "($self, /, x, y=...)", PYF_AUTO_LENGTH, 0);
    show_text("none", "", 0, 0);
    show_text("auto_b", NULL, 0, PYF_FUNCTION_BUILTIN);
    show_text("own_b", "(x, y=2)z", 8, PYF_FUNCTION_BUILTIN);
    show_text("none_b", "", 0, PYF_FUNCTION_BUILTIN);
    check_python(
        "import inspect\n"
        "assert auto.__text_signature__ == '(a=1)' == "
        "auto_b.__text_signature__\n"
        "assert own.__text_signature__ == '($self, /, x, y=...)'\n"
        "assert none.__text_signature__ is None is none_b.__text_signature__\n"
        "assert own_b.__text_signature__ == '(x, y=2)'\n"
        "assert str(inspect.signature(own_b)) == '(x, y=2)'\n"
        "assert str(inspect.signature(own)) in ('(x, y=...)', "
        "'(x, y=Ellipsis)', '(self, /, x, y=Ellipsis)', '(x, y=Ellipsis)'), "
        "inspect.signature(own)\n"
        "assert str(inspect.signature(auto)) == '(a: int = 1) -> int'\n"
        "raises(ValueError, 'signature', inspect.signature, none)\n"
        "raises(ValueError, 'signature', inspect.signature, none_b)\n"
        "for f in auto, own, none, auto_b, own_b, none_b:\n"
        "    assert f.__doc__ == 'What it is for.', f.__doc__\n"
        "    assert f(5) == f(a=5)\n");
}

TEST(function_text_signature_that_is_none_is_refused)
{
    static const char *const wrong[] = {"x", "(x", "x)", "(x\ny)", ")("};
    pyf_function_def def = {.size = sizeof def,
                            .form = PYF_FORM_NATIVE,
                            .name = {PYF_TEXT("f")},
                            .signature = {PYF_TEXT("() -> i64")},
                            .call.native = (pyf_native_function)one};

    for (size_t i = 0; i < LENGTH_OF(wrong); i++) {
        def.text_signature = (pyf_text){wrong[i], PYF_AUTO_LENGTH};
        assert_int_equal(pyf_function_new(&def), 0);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_function_new",
                        "text_signature");
    }
    def.text_signature = (pyf_text){"(\0)", 3};
    assert_int_equal(pyf_function_new(&def), 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_function_new", "text_signature");
}

/* ---------------------------------------------------------- usual mistakes */

static void
expect_told(const pyf_function_def *def, const char *text)
{
    assert_int_equal(pyf_function_new(def), 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_function_new", text);
}

static int
set_nothing(const pyf_frame *frame, pyf_handle *result)
{
    (void)frame, (void)result;
    return PYF_OK;
}

TEST(function_that_is_defined_by_half_is_told_what_lacks)
{
    const pyf_function_def good = {.size = sizeof good,
                                   .form = PYF_FORM_NATIVE,
                                   .name = {PYF_TEXT("f")},
                                   .signature = {PYF_TEXT("() -> i64")},
                                   .call.native = (pyf_native_function)one};
    pyf_function_def def = good;

    def.form = 0;
    expect_told(&def, "has no form set; set it to PYF_FORM_NATIVE");
    def = good;
    def.name.length = 0;
    expect_told(&def, "a name of length 0; a C string has PYF_AUTO_LENGTH");
    def = good;
    def.doc = (pyf_text){NULL, 5};
    expect_told(&def, "a text that is NULL, with a length");
    show_handles("silent", "()", set_nothing, NULL);
    check_python("raises(RuntimeError, 'silent() returned PYF_OK, and has not "
                 "set *result', silent)\n");
    assert_int_equal(pyf_scope_end(0), PYF_ERR_TOKEN);
    expect_failure2(PYF_ERR_TOKEN, "pyf_scope_end", "has not begun");
}

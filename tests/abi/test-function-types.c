/* SPDX-License-Identifier: MIT */
/* function: every type of the signature language as parameter and as result,
 * in all forms: native through registers and through libffi, as a pointer that
 * may be NULL, as element and as field; values; handles. */
#include "host-function.h"

typedef struct one {
    int64_t number;
} one;

typedef struct pair {
    double re, im;
} pair;

/* The functions of a type that is a C scalar: each gives its argument back.
 * The struct beside it takes the call through libffi. */
#define SCALARS(X)                                                            \
    X(bool, uint8_t)                                                          \
    X(i8, int8_t)                                                             \
    X(i16, int16_t)                                                           \
    X(i32, int32_t)                                                           \
    X(i64, int64_t)                                                           \
    X(u8, uint8_t)                                                            \
    X(u16, uint16_t)                                                          \
    X(u32, uint32_t)                                                          \
    X(u64, uint64_t)                                                          \
    X(isize, ptrdiff_t)                                                       \
    X(usize, size_t)                                                          \
    X(f32, float)                                                             \
    X(f64, double)                                                            \
    X(char, uint32_t)                                                         \
    X(complex, pair)                                                          \
    X(cstr, const char *)                                                     \
    X(path, const char *)                                                     \
    X(object, pyf_handle)                                                     \
    X(ptr, void *)                                                            \
    X(str, pyf_slice)                                                         \
    X(bytes, pyf_slice)

#define FIELDS(name, type)                                                    \
    typedef struct fields_##name {                                            \
        type first;                                                           \
        uint8_t middle;                                                       \
        type last;                                                            \
    } fields_##name;                                                          \
    static type plain_##name(type x)                                          \
    {                                                                         \
        return x;                                                             \
    }                                                                         \
    static type ffi_##name(type x, one y)                                     \
    {                                                                         \
        (void)y;                                                              \
        return x;                                                             \
    }                                                                         \
    static fields_##name struct_##name(fields_##name x)                       \
    {                                                                         \
        return x;                                                             \
    }
SCALARS(FIELDS)

/* str, bytes and arrays are two arguments. */
static pyf_slice
two_words(const void *data, size_t length)
{
    return (pyf_slice){data, length};
}

static pyf_slice
two_words_ffi(const void *data, size_t length, one y)
{
    (void)y;
    return (pyf_slice){data, length};
}

static const void *
one_word(const void *x)
{
    return x;
}

static const void *
one_word_ffi(const void *x, one y)
{
    (void)y;
    return x;
}

static int
first_value(const pyf_frame *frame, pyf_value *result)
{
    if (frame->count == 0)
        return PYF_ERR_ARGUMENT;
    *result = frame->args.values[0];
    result->owner = 0;
    return PYF_OK;
}

static int
first_kind(const pyf_frame *frame, pyf_value *result)
{
    *result = (pyf_value)PYF_I64(frame->args.values[0].kind);
    return PYF_OK;
}

static int
first_handle(const pyf_frame *frame, pyf_handle *result)
{
    return give_handle(result, frame->count == 0 ? 0 : frame->args.handles[0]);
}

struct row {
    const char *type;
    pyf_native_function plain, ffi, fields;
};

#define ROW(name, type)                                                       \
    {#name, (pyf_native_function)plain_##name,                                \
     (pyf_native_function)ffi_##name, (pyf_native_function)struct_##name},
static const struct row rows[] = {SCALARS(ROW)};

/* "<kind>_<type>" in __main__, with T in its signature replaced. */
static void
add(const char *kind, const char *pattern, const char *type,
    pyf_native_function code, uint32_t form)
{
    char name[64], signature[128];
    size_t length = 0;

    snprintf(name, sizeof name, "%s_%s", kind, type);
    for (const char *at = pattern; *at != '\0'; at++)
        length += (size_t)snprintf(
            signature + length, sizeof signature - length,
            *at == 'T' ? "%s" : "%.1s", *at == 'T' ? type : at);
    show_def((pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                                .signature = {signature, PYF_AUTO_LENGTH},
                                .call.native = code,
                                .form = form});
}

static int
is_paired(const char *type)
{
    return strcmp(type, "str") == 0 || strcmp(type, "bytes") == 0;
}

/* Whether `?` leaves it what it is in C, its pointer or handle aside. */
static int
is_word(const char *type)
{
    return strcmp(type, "cstr") == 0 || strcmp(type, "path") == 0 ||
           strcmp(type, "object") == 0 || strcmp(type, "ptr") == 0;
}

static void
add_row(const struct row *row)
{
    const char *type = row->type;
    int paired = is_paired(type);
    pyf_native_function words = (pyf_native_function)two_words,
                        words_ffi = (pyf_native_function)two_words_ffi;

    add("plain", "(x: T) -> T", type, paired ? words : row->plain, 0);
    add("ffi", "(x: T, y: {i64}) -> T", type, paired ? words_ffi : row->ffi,
        0);
    if (paired) {
        add("maybe", "(x: T?) -> T?", type, words, 0);
        add("maybeffi", "(x: T?, y: {i64}) -> T?", type, words_ffi, 0);
    } else if (is_word(type)) {
        add("maybe", "(x: T?) -> T?", type, row->plain, 0);
        add("maybeffi", "(x: T?, y: {i64}) -> T?", type, row->ffi, 0);
    } else {
        add("maybe", "(x: T?) -> T?", type, (pyf_native_function)one_word, 0);
        add("maybeffi", "(x: T?, y: {i64}) -> T?", type,
            (pyf_native_function)one_word_ffi, 0);
    }
    add("array", "(x: [T]) -> [T]", type, words, 0);
    add("maybes", "(x: [T?]) -> [T?]", type, words, 0);
    add("rest", "(*x: T) -> [T]", type, words, 0);
    add("struct", "(x: {T, u8, T}) -> {T, u8, T}", type, row->fields, 0);
    add("nested", "(x: [{T, u8, T}]) -> [{T, u8, T}]", type, words, 0);
    add("values", "(x: T) -> T", type, (pyf_native_function)first_value,
        PYF_FORM_VALUES);
    add("valuesm", "(x: T?) -> T?", type, (pyf_native_function)first_value,
        PYF_FORM_VALUES);
    add("kind", "(x: T) -> i64", type, (pyf_native_function)first_kind,
        PYF_FORM_VALUES);
    add("handles", "(x: T) -> T", type, (pyf_native_function)first_handle,
        PYF_FORM_HANDLES);
    add("handlesm", "(x: T?) -> T?", type, (pyf_native_function)first_handle,
        PYF_FORM_HANDLES);
}

/* good: what goes in and what comes out, of the same type. bad: what is
 * refused, with which exception. In the handles form the very object comes
 * back. */
static const char checker[] =
    "one = (7,)\n"
    "def same(a, b):\n"
    "    if isinstance(a, float) and a != a:\n"
    "        return b != b\n"
    "    return type(a) is type(b) and a == b and repr(a) == repr(b)\n"
    "def listed(t, items):\n"
    "    return bytes(items) if t == 'u8' else items\n"
    "def expect(f, result, wanted):\n"
    "    if isinstance(wanted, (list, tuple)):\n"
    "        ok = len(wanted) == len(result) and type(wanted) is type(result) "
    "\\\n"
    "             and all(map(same, result, wanted))\n"
    "    else:\n"
    "        ok = same(result, wanted)\n"
    "    assert ok, f'{f}: {result!r}, expected {wanted!r}'\n"
    "def check(t, good, bad):\n"
    "    F = lambda kind: globals()[kind + '_' + t]\n"
    "    for v, w in good:\n"
    "        expect(F('plain'), F('plain')(v), w)\n"
    "        expect(F('plain'), F('plain')(x=v), w)\n"
    "        expect(F('ffi'), F('ffi')(v, one), w)\n"
    "        expect(F('maybe'), F('maybe')(v), w)\n"
    "        expect(F('maybeffi'), F('maybeffi')(v, one), w)\n"
    "        expect(F('array'), F('array')([v, v]), listed(t, [w, w]))\n"
    "        expect(F('array'), F('array')((v,)), listed(t, [w]))\n"
    "        expect(F('maybes'), F('maybes')([v, None, v]), [w, None, w])\n"
    "        expect(F('rest'), F('rest')(v, v, v), listed(t, [w, w, w]))\n"
    "        expect(F('struct'), F('struct')((v, 9, v)), (w, 9, w))\n"
    "        expect(F('struct'), F('struct')([v, 9, v]), (w, 9, w))\n"
    "        expect(F('nested'), F('nested')([(v, 1, v)])[0], (w, 1, w))\n"
    "        expect(F('values'), F('values')(v), values.get(t, lambda w: "
    "w)(w))\n"
    "        assert F('handles')(v) is v\n"
    "    expect(F('maybe'), F('maybe')(None), None)\n"
    "    expect(F('maybeffi'), F('maybeffi')(None, one), None)\n"
    "    expect(F('valuesm'), F('valuesm')(None), None)\n"
    "    assert F('handlesm')(None) is None\n"
    "    expect(F('array'), F('array')([]), listed(t, []))\n"
    "    expect(F('rest'), F('rest')(), listed(t, []))\n"
    "    good = good[0][0]\n"
    "    for v, kind, part in bad + [(None, TypeError, 'not NoneType')]:\n"
    "        if v is None and t == 'object':\n"
    "            continue\n"
    "        for f, wrong, where in (\n"
    "                ('plain', (v,), \"plain_T() argument 'x' \"),\n"
    "                ('ffi', (v, one), \"ffi_T() argument 'x' \"),\n"
    "                ('array', ([good, v],), \"array_T() argument 'x'[1] "
    "\"),\n"
    "                ('rest', (good, v), \"rest_T() argument 'x'[1] \"),\n"
    "                ('struct', ((good, 1, v),), \"struct_T() argument 'x'[2] "
    "\"),\n"
    "                ('nested', ([(v, 1, v)],), \"nested_T() argument "
    "'x'[0][0] \"),\n"
    "                ('values', (v,), \"values_T() argument 'x' \"),\n"
    "                ('handles', (v,), \"handles_T() argument 'x' \")):\n"
    "            where = where.replace('T', t) + part if part[:1] != '!' else "
    "\\\n"
    "                part[1:]\n"
    "            if v is None:\n"
    "                where = part\n"
    "            raises(kind, where, F(f), *wrong)\n"
    "        if v is not None:\n"
    "            part = part.replace(', not ', ' or None, not ')\n"
    "            raises(kind, part.replace('!', ''), F('maybe'), v)\n"
    "            raises(kind, part.replace('!', ''), F('maybeffi'), v, one)\n"
    "            raises(kind, part.replace('!', ''), F('valuesm'), v)\n"
    "            raises(kind, part.replace('!', ''), F('handlesm'), v)\n"
    "values = {}\n"
    "class Index:\n"
    "    def __init__(self, n): self.n = n\n"
    "    def __index__(self): return self.n\n"
    "class Float:\n"
    "    def __float__(self): return 2.5\n"
    "class Broken:\n"
    "    def __index__(self): raise KeyError('own')\n"
    "    def __float__(self): raise KeyError('own')\n"
    "    def __complex__(self): raise KeyError('own')\n"
    "    def __fspath__(self): raise KeyError('own')\n"
    "class Int(int): pass\n"
    "class Str(str): pass\n"
    "class Bytes(bytes): pass\n";

static int
add_all(void)
{
    static int done;

    for (size_t i = 0; !done && i < sizeof rows / sizeof *rows; i++)
        add_row(&rows[i]);
    check_python(checker);
    return done = 1;
}

static void
check_types(const char *source)
{
    add_all();
    check_python(source);
}

/* Feature: F02 */
TEST(function_type_integers_fit_or_are_refused)
{
    check_types(
        "for t in 'i8 i16 i32 i64 isize u8 u16 u32 u64 usize'.split():\n"
        "    bits = 64 if 'size' in t else int(t[1:])\n"
        "    low = -(1 << bits - 1) if t[0] == 'i' else 0\n"
        "    high = low + (1 << bits) - 1\n"
        "    good = [(n, n) for n in (0, 1, low, high, high - 1, low + 1, "
        "100)]\n"
        "    good += [(True, 1), (Int(5), 5)]\n"
        "    far = [low - 1, high + 1, -(1 << 64), 1 << 64, 1 << 200, -(1 << "
        "200)]\n"
        "    bad = [(n, OverflowError, 'does not fit ') for n in far]\n"
        "    bad += [(x, TypeError, 'must be int, not ' + type(x).__name__)\n"
        "            for x in ('1', b'1', [1], 1j)]\n"
        "    bad += [(1.5, TypeError, 'must be int, not float')]\n"
        "    bad += [(Broken(), KeyError, \"!own\")]\n"
        "    if t not in ('isize', 'usize'):\n"
        "        values[t] = int\n"
        "    check(t, good, [b if 'None' in b[2] else (b[0], b[1], b[2])\n"
        "                    for b in bad if b[0] is not None])\n");
}

TEST(function_type_integers_take_index)
{
    check_types(
        "for t in 'i8 i16 i32 i64 isize u8 u16 u32 u64 usize'.split():\n"
        "    for kind in ('plain', 'maybe', 'values', 'valuesm'):\n"
        "        f = globals()[kind + '_' + t]\n"
        "        assert f(Index(100)) == 100 and type(f(Index(100))) is int, "
        "f\n"
        "        raises(OverflowError, 'does not fit', f, Index(1 << 70))\n"
        "    assert globals()['kind_' + t](Index(100)) == 2, t\n"
        "    assert globals()['array_' + t]([Index(7)])[0] == 7\n"
        "    assert globals()['struct_' + t]((Index(7), 1, Index(8))) == (7, "
        "1, 8)\n"
        "assert kind_u64(2**64 - 1) == 3 and kind_u64(5) == 2\n"
        "assert kind_usize(2**64 - 1) == 3 and kind_ptr(Index(5)) == 2\n");
}

TEST(function_type_bool_is_no_int)
{
    check_types(
        "class bool_:\n"
        "    def __bool__(self): return True\n"
        "class Other(bool_): __module__ = 'numpy'\n"
        "check('bool', [(True, True), (False, False)],\n"
        "      [(x, TypeError, 'must be bool, not ' + type(x).__name__)\n"
        "       for x in (1, 0, 'x', 1.0, [], bool_(), Other())])\n"
        "assert kind_bool(True) == 1\n");
}

TEST(function_type_floats)
{
    check_types(
        "import struct\n"
        "inf, nan = float('inf'), float('nan')\n"
        "class F(float): pass\n"
        "good = [(x, x) for x in (0.0, -0.0, 1.5, -1e300, 5e-324, 2.0**1023, "
        "inf,\n"
        "                         -inf, nan)]\n"
        "good += [(1, 1.0), (True, 1.0), (F(2.5), 2.5), (Float(), 2.5)]\n"
        "good += [(Index(3), 3.0)]\n"
        "bad = [(x, TypeError, 'must be float, not ' + type(x).__name__)\n"
        "       for x in ('1.5', b'1', [1.0], 1j)]\n"
        "bad += [(Broken(), KeyError, '!own')]\n"
        "huge = [(1 << 1100, OverflowError, '')]\n"
        "check('f64', good, bad + huge)\n"
        "good = [(x, struct.unpack('f', struct.pack('f', x))[0])\n"
        "        for x in (0.0, -0.0, 1.5, 0.1, 1e-45, 3.4028234e38, inf, "
        "-inf, nan,\n"
        "                  1e-60)]\n"
        "check('f32', good + [(1, 1.0), (16777217, 16777216.0)],\n"
        "      bad + huge + [(1e39, OverflowError, 'is a float that is too "
        "large'),\n"
        "                    (-1e300, OverflowError, 'is a float that is too "
        "large')])\n"
        "assert kind_f32(1) == 4 and kind_f64(1) == 4\n");
}

/* Feature: V07 */
TEST(function_type_complex)
{
    check_types(
        "class C:\n"
        "    def __complex__(self): return 3+4j\n"
        "class D(complex): pass\n"
        "inf, nan = float('inf'), float('nan')\n"
        "good = [(1j, 1j), (-0.0-0.0j, -0.0-0.0j), (1.5, 1.5+0j), (2, 2+0j),\n"
        "        (C(), 3+4j), (D(1, 2), 1+2j), (complex(inf, -inf),) * 2,\n"
        "        (True, 1+0j), (Float(), 2.5+0j)]\n"
        "values['complex'] = lambda w: w\n"
        "bad = [(x, TypeError, 'must be complex, not ' + type(x).__name__)\n"
        "       for x in ('1j', b'1', [1.0])]\n"
        "for v, w in good:\n"
        "    if type(v) is complex:\n"
        "        continue\n"
        "    for kind in 'plain', 'maybe':\n"
        "        expect(v, globals()[kind + '_complex'](v), w)\n"
        "check('complex', [g for g in good if type(g[0]) is complex],\n"
        "      bad + [(Broken(), KeyError, '!own'), (Str('1'), TypeError, "
        "'')])\n");
}

/* Feature: F02 */
TEST(function_type_text)
{
    check_types(
        "texts = ['', 'abc', 'h\\u00e9llo', '\\U0001f600' * 3, 'x' * 100000]\n"
        "wrong = [(x, TypeError, 'must be str, not ' + type(x).__name__)\n"
        "         for x in (b'abc', 1, ['a'], bytearray(b'a'))]\n"
        "lone = [('a\\ud800b', ValueError, 'has lone surrogates')]\n"
        "check('str', [(t, t) for t in texts + ['a\\0b', '\\0']], wrong + "
        "lone)\n"
        "check('cstr', [(t, t) for t in texts],\n"
        "      wrong + lone + [('a\\0b', ValueError, 'has an embedded null "
        "character'),\n"
        "                      ('\\0', ValueError, 'has an embedded null "
        "character')])\n"
        "for kind in 'plain', 'maybe', 'values':\n"
        "    for t in 'str', 'cstr':\n"
        "        f = globals()[kind + '_' + t]\n"
        "        assert f(Str('abc')) == 'abc' and type(f(Str('abc'))) is "
        "str\n"
        "assert kind_str(Str('abc')) == 6 and kind_str('abc') == 6\n"
        "assert kind_cstr(Str('abc')) == 6\n");
}

TEST(function_type_char)
{
    check_types(
        "check('char', [(c, c) for c in ('a', '\\0', '\\x7f', '\\u00e9', "
        "'\\uffff', '\\U0001f600',\n"
        "                                '\\U0010ffff')],\n"
        "      [(x, TypeError, 'must be a str of one character, not ' +\n"
        "        type(x).__name__) for x in (97, b'a', ['a'])] +\n"
        "      [('', ValueError, 'must be a str of one character'),\n"
        "       ('ab', ValueError, 'must be a str of one character'),\n"
        "       ('e\\u0301', ValueError, 'must be a str of one character'),\n"
        "       ('\\ud800', ValueError, 'is a lone surrogate')])\n"
        "assert plain_char(Str('x')) == 'x' and type(plain_char(Str('x'))) is "
        "str\n"
        "assert kind_char('x') == 6 and kind_char('\\U0001f600') == 6\n"
        "assert kind_char(Str('x')) == 6 and values_char(Str('\\u20ac')) == "
        "'\\u20ac'\n"
        "raises(ValueError, \"argument 'x' must be a str of one character, "
        "not of 2\", plain_char, 'ab')\n");
}

static uint32_t
give_number(uint32_t number)
{
    return number;
}

TEST(function_type_char_result_is_a_character)
{
    show_native("from_number", "(x: u32) -> char",
                (pyf_native_function)give_number);
    show_native("or_else", "(x: char = '\xe2\x82\xac') -> u32",
                (pyf_native_function)give_number);
    check_python("assert from_number(0x1f600) == '\\U0001f600'\n"
                 "for n in 0xd800, 0xdfff, 0x110000, 0xffffffff:\n"
                 "    raises(ValueError, 'from_number() result is 0x%x, '\n"
                 "           'which is no character' % n,\n"
                 "           from_number, n)\n"
                 "assert or_else() == 0x20ac and or_else('a') == 97\n"
                 "import inspect\n"
                 "assert str(inspect.signature(or_else)) == \\\n"
                 "    \"(x: str = '\\u20ac') -> int\", "
                 "inspect.signature(or_else)\n");
}

TEST(function_type_bytes)
{
    check_types(
        "import array\n"
        "check('bytes', [(b, b) for b in (b'', b'abc', b'\\0', bytes(256) * "
        "1000)],\n"
        "      [(x, TypeError, 'must be a bytes-like object, not '\n"
        "        + type(x).__name__) for x in ('abc', 1, [1], (1, 2))])\n"
        "many = [bytearray(b'ab'), memoryview(b'ab'), "
        "memoryview(b'xabx')[1:3],\n"
        "        array.array('B', b'ab'), Bytes(b'ab'), array.array('H', "
        "[0x6261])]\n"
        "for kind in 'plain', 'maybe', 'values', 'valuesm':\n"
        "    f = globals()[kind + '_bytes']\n"
        "    for x in many:\n"
        "        assert f(x) == b'ab' and type(f(x)) is bytes, (f, x)\n"
        "    assert f(bytearray()) == b'' and f(memoryview(b'')) == b'', f\n"
        "    raises(BufferError, 'contiguous', f, memoryview(b'abcd')[::2])\n"
        "assert array_bytes(many) == [b'ab'] * 6\n"
        "assert kind_bytes(bytearray(b'x')) == 7\n"
        "old = memoryview(b'ab')\n"
        "old.release()\n"
        "raises(ValueError, 'released', plain_bytes, old)\n");
}

/* Feature: V19 */
TEST(function_type_path)
{
    check_types(
        "import os, pathlib\n"
        "P = pathlib.Path\n"
        "class Own:\n"
        "    def __fspath__(self): return b'/own'\n"
        "class Bad:\n"
        "    def __fspath__(self): return 5\n"
        "values['path'] = str\n"
        "check('path', [('/a/b', P('/a/b')), ('h\\u00e9', P('h\\u00e9')),\n"
        "               (b'/x', P('/x')), (P('/p/q'), P('/p/q')), (Own(), "
        "P('/own')),\n"
        "               ('x\\udc80', P('x\\udc80'))][:5],\n"
        "      [(x, TypeError, 'must be str, bytes or an os.PathLike object, "
        "not ')\n"
        "       for x in (1, 1.5, ['a'], object())] + [(Broken(), KeyError, "
        "'!own')])\n"
        "assert plain_path('x\\udc80') == P('x\\udc80')\n"
        "assert plain_path(b'x\\x80') == P('x\\udc80')\n"
        "raises(ValueError, 'null', plain_path, 'a\\0b')\n"
        "raises(ValueError, 'null', plain_path, b'a\\0b')\n"
        "raises(TypeError, '', plain_path, Bad())\n");
}

TEST(function_type_object)
{
    check_types(
        "marker = object()\n"
        "for v in (marker, None, 5, 'x', [1], plain_object):\n"
        "    assert plain_object(v) is v and ffi_object(v, one) is v\n"
        "    assert maybe_object(v) is v and maybeffi_object(v, one) is v\n"
        "    assert array_object([v, v]) == [v, v]\n"
        "    assert array_object([v])[0] is v\n"
        "    assert rest_object(v, v) == [v, v]\n"
        "    assert struct_object((v, 1, v)) == (v, 1, v)\n"
        "    assert values_object(v) is v or type(v) in (int, str)\n"
        "    assert handles_object(v) is v\n"
        "assert array_object([]) == [] and rest_object() == []\n"
        "assert maybes_object([1, None]) == [1, None]\n");
}

TEST(function_type_pointer)
{
    check_types("check('ptr', [(n, n) for n in (1, 0x1000, 2**64 - 1)],\n"
                "      [(-1, OverflowError, 'does not fit'),\n"
                "       (2**64, OverflowError, 'does not fit')]\n"
                "      + [(x, TypeError, 'must be int (an address), not ')\n"
                "         for x in ('1', 1.5)])\n"
                "assert plain_ptr(0) == 0 and ffi_ptr(0, one) == 0\n"
                "assert maybe_ptr(0) is None\n"
                "assert array_ptr([0, 1]) == [0, 1]\n");
}

/* Feature: V12 */
TEST(function_type_sequences_have_their_length)
{
    check_types(
        "raises(ValueError, \"argument 'x' must have 3 items, not 2\", "
        "struct_i64,\n"
        "       (1, 2))\n"
        "raises(ValueError, 'must have 3 items, not 4', struct_i64, (1, 2, 3, "
        "4))\n"
        "raises(ValueError, 'must have 3 items, not 0', struct_i64, ())\n"
        "raises(ValueError, \"'x'[1] must have 3 items, not 1\", nested_i64,\n"
        "       [(1, 2, 3), (1,)])\n"
        "for x in (5, 'abc', {1: 2}, {1, 2, 3}, iter([1, 2, 3]), None, {}, "
        "object()):\n"
        "    for f in struct_i64, array_i64, nested_i64, array_str:\n"
        "        e = raises(TypeError, \"argument 'x' must be a \", f, x)\n"
        "        assert type(x).__name__ in str(e), e\n"
        "    raises(TypeError, '', nested_i64, [x])\n"
        "assert array_i64(range(4)) == [0, 1, 2, 3]\n"
        "assert array_i64(b'ab') == [97, 98]\n"
        "class Seq:\n"
        "    def __len__(self): return 3\n"
        "    def __getitem__(self, i):\n"
        "        if i < 3: return i\n"
        "        raise IndexError\n"
        "assert array_i64(Seq()) == [0, 1, 2] and struct_i64(Seq()) == (0, 1, "
        "2)\n"
        "class Angry(Seq):\n"
        "    def __getitem__(self, i): raise KeyError('angry')\n"
        "raises(KeyError, 'angry', array_i64, Angry())\n"
        "class Liar(list):\n"
        "    def __iter__(self): return iter([1, 2, 3, 4, 5])\n"
        "assert array_i64(Liar([9])) == [1, 2, 3, 4, 5]\n"
        "class Shrinks:\n"
        "    def __init__(self, victim): self.victim = victim\n"
        "    def __index__(self):\n"
        "        self.victim.clear()\n"
        "        return 3\n"
        "victim = [1, 2, 3]\n"
        "victim[0] = Shrinks(victim)\n"
        "assert array_i64(victim) == [3, 2, 3] and victim == []\n");
}

static pyf_slice broken_text = {"a\xff", 2};

static pyf_slice
give_broken(void)
{
    return broken_text;
}

static pyf_slice
give_nothing_long(void)
{
    return (pyf_slice){NULL, 5};
}

static pyf_slice
give_nothing(void)
{
    return (pyf_slice){NULL, 0};
}

static const char *
give_broken_cstr(void)
{
    return "caf\xe9";
}

static const void *
give_null(void)
{
    return NULL;
}

static void
do_nothing(void)
{
}

TEST(function_result_that_is_not_what_it_says)
{
    show_native("broken", "() -> str", (pyf_native_function)give_broken);
    show_native("brokens", "(x: {i64}) -> str",
                (pyf_native_function)give_broken);
    show_native("brokenc", "() -> cstr",
                (pyf_native_function)give_broken_cstr);
    show_native("brokenb", "() -> bytes", (pyf_native_function)give_broken);
    show_native("brokenp", "() -> path",
                (pyf_native_function)give_broken_cstr);
    for (size_t i = 0; i < 4; i++) {
        static const char *const types[] = {"str", "bytes", "[i64]", "[str]"};
        char name[32], signature[32];

        snprintf(name, sizeof name, "long%zu", i);
        snprintf(signature, sizeof signature, "() -> %s", types[i]);
        show_native(name, signature, (pyf_native_function)give_nothing_long);
        snprintf(name, sizeof name, "short%zu", i);
        show_native(name, signature, (pyf_native_function)give_nothing);
        snprintf(name, sizeof name, "maybe%zu", i);
        snprintf(signature, sizeof signature, "() -> %s?", types[i]);
        show_native(name, signature, (pyf_native_function)give_nothing);
    }
    check_python(
        "raises(ValueError, '', broken)\n"
        "raises(ValueError, '', brokens, (1,))\n"
        "raises(ValueError, '', brokenc)\n"
        "assert brokenb() == b'a\\xff'\n"
        "assert str(brokenp()) == 'caf\\udce9'\n"
        "for i, empty in enumerate(('', b'', [], [])):\n"
        "    f = globals()[f'short{i}']\n"
        "    assert f() == empty, (i, f())\n"
        "    assert globals()[f'maybe{i}']() is None\n"
        "    raises(ValueError, f'long{i}() ', globals()[f'long{i}'])\n");
}

TEST(function_result_null_needs_a_question_mark)
{
    static const char *const types[] = {"cstr", "path", "fn() -> i64"};

    for (size_t i = 0; i < 3; i++) {
        char name[32], signature[32];

        snprintf(name, sizeof name, "null%zu", i);
        snprintf(signature, sizeof signature, "() -> %s", types[i]);
        show_native(name, signature, (pyf_native_function)give_null);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char name[32], signature[32];

        if (is_paired(rows[i].type))
            continue;
        snprintf(name, sizeof name, "none_%s", rows[i].type);
        snprintf(signature, sizeof signature, "() -> %s?", rows[i].type);
        show_native(name, signature, (pyf_native_function)give_null);
    }
    show_native("nullh", "() -> object", (pyf_native_function)give_null);
    show_native("nothing", "()", (pyf_native_function)do_nothing);
    show_native("nothing2", "() -> void", (pyf_native_function)do_nothing);
    check_python(
        "for i in range(3):\n"
        "    raises(ValueError, f'null{i}() result is NULL', "
        "globals()[f'null{i}'])\n"
        "names = [n for n in dir(sys.modules['__main__']) if n[:5] == "
        "'none_']\n"
        "assert len(names) == 19, names\n"
        "for name in names:\n"
        "    assert globals()[name]() is None, name\n"
        "raises(RuntimeError, 'nullh() returned the handle 0', nullh)\n"
        "assert nothing() is None and nothing2() is None\n");
}

/* Blocks of memory that Python has, after the same calls again and again; good
 * ones and bad ones. */
TEST(function_calls_leak_nothing)
{
    check_types(
        "import array\n"
        "objects = [1, 300, 1.5, 'text', b'bytes', [1, 2], (1, 2, 3), None, "
        "True, 1j,\n"
        "           'a\\ud800', bytearray(b'x'), array.array('d', [1]), 1 << "
        "80, {},\n"
        "           object(), Broken(), [object()], [[1], 'x'], ('a', 1, "
        "'b')]\n"
        "names = [n for n in globals() if '_' in n and "
        "callable(globals()[n])\n"
        "         and n.partition('_')[0] in ('plain', 'ffi', 'maybe', "
        "'maybeffi',\n"
        "         'array', 'maybes', 'rest', 'struct', 'nested', 'values', "
        "'valuesm',\n"
        "         'handles', 'handlesm')]\n"
        "assert len(names) == 13 * 21, len(names)\n"
        "def call_all(f):\n"
        "    for x in objects:\n"
        "        for args in (x,), (x, one), (x, x, x), ():\n"
        "            try: f(*args)\n"
        "            except Exception: pass\n"
        "        try: f(x=x, y=one)\n"
        "        except Exception: pass\n"
        "def growth(f):\n"
        "    gc.collect()\n"
        "    before = sys.getallocatedblocks()\n"
        "    for i in range(20): call_all(f)\n"
        "    gc.collect()\n"
        "    return sys.getallocatedblocks() - before\n"
        "for name in names:\n"
        "    f = globals()[name]\n"
        "    call_all(f)\n"
        "    before = [sys.getrefcount(x) for x in objects[3:]]\n"
        "    # The cache of attributes fills up as well, ever more slowly.\n"
        "    assert any(growth(f) < 12 for i in range(100)), name\n"
        "    after = [sys.getrefcount(x) for x in objects[3:]]\n"
        "    changed = [x for x, a, b in zip(objects[3:], before, after)\n"
        "               if a != b and not isinstance(x, (bool, type(None)))]\n"
        "    assert not changed, (name, changed)\n");
}

/* SPDX-License-Identifier: MIT */
/*
 * Host functions of random signatures, called with random arguments: what is
 * refused is refused with a failure or an exception, nothing leaks, nothing is
 * left parked, and data is dropped once.
 */
#include "random.h"

static unsigned drops;

static void
count_drop(void *data)
{
    (void)data;
    drops++;
}

static int
random_value(const pyf_frame *frame, pyf_value *result)
{
    for (size_t i = 0; i < frame->name_count; i++)
        check(strlen(frame->names[i].data) < 100, "a name is no text");
    for (size_t i = 0; i < frame->count; i++) {
        const pyf_value *value = &frame->args.values[i];

        check(value->kind <= PYF_VALUE_HANDLE, "a value of no kind");
        if (value->kind == PYF_VALUE_STR || value->kind == PYF_VALUE_BYTES)
            check(value->as.text.length == 0 ||
                      value->as.text.data[value->as.text.length - 1] + 1,
                  "text without memory");
        if (value->kind == PYF_VALUE_HANDLE)
            check(pyf_handle_kind(value->as.handle) == PYF_KIND_OBJECT,
                  "a value without its object");
    }
    if (frame->count != 0 && random_below(2) == 0)
        *result = frame->args.values[random_below(frame->count)];
    else
        *result = (pyf_value){.kind = (uint32_t)random_below(12)};
    return random_below(4) == 0 ? -(int)random_below(40) : PYF_OK;
}

static int
random_handle(const pyf_frame *frame, pyf_handle *result)
{
    check(frame->name_count <= frame->count, "more names than arguments");
    for (size_t i = 0; i < frame->count; i++)
        check(pyf_handle_kind(frame->args.handles[i]) == PYF_KIND_OBJECT,
              "a dead argument");
    if (random_below(5) == 0)
        pyf_error_raise(PYF_EXC_ValueError, "random", 6);
    if (random_below(5) == 0)
        pyf_scope_begin();
    return give_handle(result,
                       frame->count == 0 || random_below(3) == 0
                           ? random_bits() >> 8
                           : frame->args.handles[random_below(frame->count)]);
}

/* A native function that looks at nothing. */
static void
look_away(void)
{
}

static size_t
add(char *text, size_t length, const char *part)
{
    size_t size = strlen(part);

    memcpy(text + length, part, size + 1);
    return length + size;
}

/* Mostly good; a part in a hundred is anything. */
static void
random_signature(char *text, const char *result)
{
    static const char *const types[] = {
        "bool",      "i8",           "u64",          "f32",    "f64",
        "complex",   "str",          "cstr",         "path",   "bytes",
        "object",    "ptr",          "[i64]",        "[f64]",  "[str?]",
        "{i8, f64}", "[{i64, str}]", "{[u8], bool}", "[[i16]]",
        "char",      "{[3]u8, [2]str}"};
    static const char *const parts[] = {"/", "*",   "**k",  "->",  "(", "?",
                                        "=", "i65", "\xff", "a b", "'", ",,"};
    static const char *const tails[] = {"",
                                        "",
                                        "",
                                        ", *rest",
                                        ", *, key: i64?"
                                        " = None",
                                        ", *r: f64",
                                        ", **more"};
    size_t length = add(text, 0, "(");
    uint64_t count = random_below(6);

    for (uint64_t i = 0; i < count; i++) {
        char name[16];

        snprintf(name, sizeof name, "%sp%d: ", i == 0 ? "" : ", ", (int)i);
        length = add(text, length, name);
        length = add(text, length, types[random_below(19)]);
        if (random_below(4) == 0)
            length = add(text, length, "?");
        if (random_below(100) == 0)
            length = add(text, length, parts[random_below(12)]);
    }
    if (count != 0)
        length = add(text, length, tails[random_below(7)]);
    length = add(text, length, ")");
    add(text, length, result);
}

static pyf_handle
random_function(void)
{
    static const uint32_t flags[] = {0, 0, PYF_FUNCTION_MODULE,
                                     PYF_FUNCTION_BUILTIN,
                                     PYF_FUNCTION_OWN_THREAD};
    char signature[600];
    pyf_function_def def = {.size = sizeof def,
                            .name = {PYF_TEXT("f")},
                            .signature = {signature, PYF_AUTO_LENGTH},
                            .form =
                                PYF_FORM_NATIVE + (uint32_t)random_below(3),
                            .flags = flags[random_below(5)],
                            .drop = count_drop};

    random_signature(signature, def.form == PYF_FORM_NATIVE ? "" : " -> f64");
    if (def.form == PYF_FORM_NATIVE)
        def.call.native = look_away;
    else if (def.form == PYF_FORM_VALUES)
        def.call.values = random_value;
    else
        def.call.handles = random_handle;
    return pyf_function_new(&def);
}

static pyf_handle pool, caller;

/* Arguments and keywords are chosen in Python. */
static void
prepare(void)
{
    static const char source[] =
        "import array, pathlib, random\n"
        "class Odd:\n"
        "    def __index__(self): return [5, 'x', 1 << 80][r.randrange(3)]\n"
        "    def __float__(self): return [5.5, None][r.randrange(2)]\n"
        "    def __fspath__(self): return ['/x', 5][r.randrange(2)]\n"
        "    def __len__(self): return r.randrange(4)\n"
        "    def __getitem__(self, i):\n"
        "        if i > 2: raise [IndexError, KeyError][r.randrange(2)]\n"
        "        return pool[r.randrange(len(pool))]\n"
        "    def __hash__(self): return 1\n"
        "r = random.Random(1)\n"
        "loop = []\n"
        "loop.append(loop)\n"
        "pool = [None, True, False, 0, 1, -1, 255, 1 << 63, -(1 << 63),\n"
        "    1 << 64, 1.5, float('nan'), 1e300, 1j, '', 'text', 'a\\0b',\n"
        "    '\\ud800', b'', b'bytes', bytearray(b'ab'), memoryview(b'abc'),\n"
        "    memoryview(b'abcd')[::2], array.array('d', [1, 2]),\n"
        "    array.array('q', range(9)), [], [1, 2], [1.5, 'x'], (1, 2.5),\n"
        "    [('a', 1)], [(1, 'a'), (2, 'b')], ([1, 2], True), [[1], [2]],\n"
        "    {}, {1: 2}, {1}, range(3), int, len, pathlib.Path('x'), loop,\n"
        "    Odd(), Odd(), iter([1]), object()]\n"
        "names = ['p0', 'p1', 'p2', 'p3', 'key', 'other', 'h\\xf6']\n"
        "def call(f, seed):\n"
        "    r.seed(seed)\n"
        "    for i in range(4):\n"
        "        a = [r.choice(pool) for i in range(r.randrange(7))]\n"
        "        k = {r.choice(names): r.choice(pool)\n"
        "             for i in range(r.choice([0, 0, 0, 1, 2]))}\n"
        "        try: f(*a, **k)\n"
        "        except SystemError: raise\n"
        "        except Exception: pass\n"
        "        if i == 3 and seed % 20 == 0:\n"
        "            repr(f), f.__text_signature__, f.__doc__\n"
        "            try: f.__annotations__, f.__signature__\n"
        "            except AttributeError: pass\n";
    pyf_handle module = pyf_module_from_source(
        source, PYF_AUTO_LENGTH, PYF_TEXT("fuzz"), PYF_TEXT("<fuzz>"));

    pool = pyf_unbind(module);
    caller = pyf_unbind(pyf_getattr(pool, PYF_TEXT("call")));
    check(caller != 0, "the caller cannot be made");
}

static void
call_random_function(void)
{
    pyf_handle function;
    uint64_t before = live_handle_count();

    drops = 0;
    function = random_function();
    check((function == 0) == (pyf_error_code() != PYF_OK),
          "result and parked failure do not agree");
    pyf_error_clear();
    check(drops == (function == 0), "dropped too early or not at all");
    if (function == 0)
        return;
    const pyf_value args[] = {PYF_HANDLE(function),
                              PYF_U64(random_bits() >> 2)};

    check(pyf_call_values(caller, args, 2, PYF_VALUE_ANY, NULL) == PYF_OK,
          "the caller");
    check(live_handle_count() == before + 1, "a handle leaks");
    check(pyf_close(function) == PYF_OK, "closing");
    check(drops == 1, "not dropped once");
}

TEST(fuzz_functions_of_any_signature)
{
    prepare();
    repeat(call_random_function);
    pyf_close(caller);
    pyf_close(pool);
}

/* Of a later version, maybe with a field that this library does not know. */
struct longer {
    pyf_function_def def;
    uint64_t more[2];
};

/* Definitions of random bits, but for their pointers. */
static void
make_random_definition(void)
{
    static const char *const texts[] = {NULL,       "",     "f",   "()",
                                        "(a: i64)", "\xff", "x\ny"};
    pyf_warning warning = {random_below(9) == 0 ? random_below(64)
                                                : sizeof warning,
                           random_bits() >> random_below(64),
                           {texts[random_below(7)], PYF_AUTO_LENGTH}};
    const pyf_function_def def = {
        .size = random_below(3) == 0 ? random_below(sizeof(struct longer))
                                     : sizeof def,
        .form = (uint32_t)random_below(5),
        .flags = (uint32_t)(random_bits() >> (32 + random_below(32))),
        .name = {texts[random_below(7)], PYF_AUTO_LENGTH},
        .signature = {texts[random_below(7)], PYF_AUTO_LENGTH},
        .doc = {texts[random_below(7)], PYF_AUTO_LENGTH},
        .call.values = random_below(9) == 0 ? NULL : random_value,
        .drop = count_drop,
        .owner = (random_bits() >> 1),
        .warnings = random_below(2) == 0 ? NULL : &warning,
        .warning_count = random_below(2),
    };
    struct longer longer = {def, {random_below(2), 0}};
    int has_drop = def.size % sizeof(size_t) == 0 &&
                   def.size >= offsetof(pyf_function_def, owner);
    pyf_handle function;

    if (def.form == PYF_FORM_NATIVE)
        longer.def.call.native = look_away;
    drops = 0;
    function = pyf_function_new(&longer.def);
    check((function == 0) == (pyf_error_code() != PYF_OK),
          "result and parked failure do not agree");
    pyf_error_clear();
    if (function != 0)
        pyf_close(function);
    check(drops == (unsigned)has_drop, "not dropped once");
}

TEST(fuzz_definitions_of_any_bits_do_no_harm)
{
    repeat(make_random_definition);
}

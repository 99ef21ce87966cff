/* SPDX-License-Identifier: MIT */
/* function: host functions in a Python that this library has joined. A python
 * loads the library with ctypes; its threads are its own, and nobody attaches
 * them. */
#define _GNU_SOURCE /* dladdr */
#include "process.h"

#include <dlfcn.h>
#include <unistd.h>

TEST_NO_START;

static const char *
library(void)
{
    Dl_info info;

    assert_true(dladdr((void *)pyf_version, &info) != 0);
    return info.dli_fname;
}

/* Host functions out of ctypes callbacks and functions of the C library. */
static const char prelude[] =
    "import ctypes, sys, os, threading, gc\n"
    "u64, i64, u32, size = (ctypes.c_uint64, ctypes.c_int64, "
    "ctypes.c_uint32,\n"
    "                       ctypes.c_size_t)\n"
    "lib = ctypes.PyDLL(sys.argv[1])\n"
    "def types(name, result, *arguments):\n"
    "    getattr(lib, name).restype = result\n"
    "    getattr(lib, name).argtypes = arguments\n"
    "P = ctypes.c_void_p\n"
    "AUTO = 2**64 - 1\n"
    "types('pyf_initialize', ctypes.c_int, P)\n"
    "types('pyf_finalize', ctypes.c_int)\n"
    "types('pyf_attach_begin', u64, u32)\n"
    "types('pyf_attach_end', ctypes.c_int, u64)\n"
    "types('pyf_detach_begin', u64)\n"
    "types('pyf_detach_end', ctypes.c_int, u64)\n"
    "types('pyf_is_attached', ctypes.c_int)\n"
    "types('pyf_error_message', ctypes.c_char_p)\n"
    "types('pyf_error_raise', ctypes.c_int, u64, ctypes.c_char_p, size)\n"
    "types('pyf_error_code', ctypes.c_int)\n"
    "types('pyf_error_clear', ctypes.c_int)\n"
    "types('pyf_from_i64', u64, i64)\n"
    "types('pyf_eval', u64, ctypes.c_char_p, size, u64, u64)\n"
    "types('pyf_import', u64, ctypes.c_char_p, size)\n"
    "types('pyf_setattr', ctypes.c_int, u64, ctypes.c_char_p, size, u64)\n"
    "types('pyf_close', ctypes.c_int, u64)\n"
    "types('pyf_call', u64, u64, P, size)\n"
    "types('pyf_function_new', u64, P)\n"
    "types('pyf_iterator_new', u64, P)\n"
    "types('pyf_owner_revoke', ctypes.c_int, P)\n"
    "class Stats(ctypes.Structure):\n"
    "    _fields_ = [('size', size), ('live', u64), ('pending', u64),\n"
    "                ('threads', u64), ('users', u64)]\n"
    "types('pyf_stats_get', ctypes.c_int, P)\n"
    "def live():\n"
    "    stats = Stats(ctypes.sizeof(Stats))\n"
    "    check(lib.pyf_stats_get(ctypes.byref(stats)))\n"
    "    return stats.live\n"
    "class Text(ctypes.Structure):\n"
    "    _fields_ = [('data', ctypes.c_char_p), ('length', size)]\n"
    "class Def(ctypes.Structure):\n"
    "    _fields_ = [('size', size), ('form', u32), ('flags', u32),\n"
    "        ('name', Text), ('signature', Text), ('doc', Text),\n"
    "        ('call', P), ('data', P), ('drop', P),\n"
    "        ('owner', P), ('warnings', P), ('warning_count', size),\n"
    "        ('text_signature', Text)]\n"
    "class Frame(ctypes.Structure):\n"
    "    _fields_ = [('size', size), ('args', ctypes.POINTER(u64)),\n"
    "        ('count', size), ('names', P), ('name_count', size),\n"
    "        ('data', P), ('module', u64), ('receiver', u64),\n"
    "        ('interpreter', u32), ('flags', u32)]\n"
    "NONE, KEY_ERROR = 0x0010000000000001, None\n"
    "def Handles(f):\n"
    "    def call(frame, result):\n"
    "        result[0] = f(frame[0].args, frame[0].count)\n"
    "        return 0 if result[0] else lib.pyf_error_code()\n"
    "    return ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.POINTER(Frame),\n"
    "                             ctypes.POINTER(u64))(call)\n"
    "Native = ctypes.PYFUNCTYPE(i64, i64)\n"
    "kept = []\n"
    "def check(status):\n"
    "    assert status == 0, (status, lib.pyf_error_message())\n"
    "def start():\n"
    "    check(lib.pyf_initialize(None))\n"
    "def define(name, signature, code, form=1, flags=0):\n"
    "    kept.append(code)\n"
    "    d = Def(ctypes.sizeof(Def), form, flags, Text(name.encode(), AUTO),\n"
    "            Text(signature and signature.encode(), AUTO), Text(),\n"
    "            ctypes.cast(code, P).value, None, None, 77)\n"
    "    here = lib.pyf_attach_begin(0)\n"
    "    f = lib.pyf_function_new(ctypes.byref(d))\n"
    "    assert f, lib.pyf_error_message()\n"
    "    main = lib.pyf_import(b'__main__', AUTO)\n"
    "    check(lib.pyf_setattr(main, name.encode(), AUTO, f))\n"
    "    check(lib.pyf_attach_end(here))\n"
    "def raises(kind, part, f, *args):\n"
    "    try:\n"
    "        result = f(*args)\n"
    "    except BaseException as e:\n"
    "        assert type(e) is kind and part in str(e), f'{type(e)} {e}'\n"
    "        return e\n"
    "    raise AssertionError(f'{f} {args}: {result}')\n"
    "def on_threads(body, count=4):\n"
    "    errors = []\n"
    "    def guarded():\n"
    "        try: body()\n"
    "        except BaseException as e: errors.append(e)\n"
    "    threads = [threading.Thread(target=guarded) for i in range(count)]\n"
    "    for t in threads: t.start()\n"
    "    for t in threads: t.join()\n"
    "    if errors: raise errors[0]\n";

static const char *current;

static void
run_current(void)
{
    char path[] = "/tmp/pyforge-function-XXXXXX";
    int file = mkstemp(path);
    char command[8000];

    assert_true(file >= 0);
    dprintf(file, "%s%s", prelude, current);
    close(file);
    snprintf(command, sizeof command, "timeout %u '%s' -I '%s' '%s'",
             hang_seconds() / 4, discovered("python"), path, library());
    int status = system(command);

    unlink(path);
    assert_int_equal(status, 0);
}

static void
expect_script(const char *source)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip_because("python has no sanitizer's runtime");
#endif
    current = source;
    run_child_ok(run_current);
}

TEST_DETACHED(joined_function_needs_no_attaching)
{
    expect_script(
        "start()\n"
        "libc = ctypes.CDLL(None)\n"
        "define('labs', '(i64) -> i64', libc.labs)\n"
        "define('strlen', '(s: cstr) -> usize', libc.strlen)\n"
        "define('native', '(n: i64) -> i64', Native(lambda n: n + 1))\n"
        "def body():\n"
        "    assert lib.pyf_is_attached() == 0\n"
        "    for i in range(200):\n"
        "        assert labs(-i) == i and strlen('hello') == 5 and native(i) "
        "== i + 1\n"
        "        raises(TypeError, \"strlen() argument 's' must be str\", "
        "strlen, 5)\n"
        "        raises(TypeError, 'strlen() missing 1 required', strlen)\n"
        "        raises(OverflowError, '', labs, 1 << 64)\n"
        "    assert lib.pyf_is_attached() == 0\n"
        "body()\n"
        "on_threads(body)\n"
        "import inspect\n"
        "assert str(inspect.signature(strlen)) == '(s: str) -> int'\n");
}

TEST_DETACHED(joined_function_attaches_when_it_asks)
{
    expect_script(
        "start()\n"
        "def handles(args, count):\n"
        "    assert lib.pyf_is_attached() == 1\n"
        "    lib.pyf_from_i64(123456)\n"
        "    return lib.pyf_call(args[0], None, 0) if count else NONE\n"
        "def native(n):\n"
        "    before = lib.pyf_is_attached()\n"
        "    value = lib.pyf_eval(b'1 + 1', 5, NONE, NONE)\n"
        "    assert value and lib.pyf_is_attached() == 1, "
        "lib.pyf_error_message()\n"
        "    return before\n"
        "define('h', None, Handles(handles), 3)\n"
        "define('n', '(n: i64) -> i64', Native(native))\n"
        "def body():\n"
        "    before = live()\n"
        "    for i in range(100):\n"
        "        assert h() is None and h(list) == [] and n(1) == 1\n"
        "        assert h(lambda: h(lambda: n(2))) == 1\n"
        "        raises(KeyError, 'deep', h, lambda: h(lambda: {}['deep']))\n"
        "        assert lib.pyf_is_attached() == 0\n"
        "    assert lib.pyf_error_code() == 0\n"
        "    return before\n"
        "assert n(1) == 1\n"
        "before = body()\n"
        "assert live() == before, (live(), before)\n"
        "on_threads(body)\n"
        "assert live() == before, (live(), before)\n");
}

TEST_DETACHED(joined_function_fails_without_being_attached)
{
    expect_script("start()\n"
                  "here = lib.pyf_attach_begin(0)\n"
                  "KEY_ERROR = lib.pyf_eval(b'KeyError', 8, NONE, NONE)\n"
                  "def native(n):\n"
                  "    if n == 1:\n"
                  "        lib.pyf_error_raise(0x0010000000000053, b'x', 1)\n"
                  "    if n == 2:\n"
                  "        lib.pyf_close(5)\n"
                  "    if n == 3:\n"
                  "        lib.pyf_from_i64(0)\n"
                  "        lib.pyf_eval(b'1 / 0', 5, NONE, NONE)\n"
                  "    return n\n"
                  "check(lib.pyf_attach_end(here))\n"
                  "define('n', '(n: i64) -> i64', Native(native))\n"
                  "def body():\n"
                  "    for i in range(50):\n"
                  "        assert n(0) == 0\n"
                  "        try: n(1)\n"
                  "        except Exception as e: assert 'x' in str(e)\n"
                  "        else: raise AssertionError\n"
                  "        raises(RuntimeError, 'pyf_close', n, 2)\n"
                  "        raises(ZeroDivisionError, '', n, 3)\n"
                  "        assert lib.pyf_error_code() == 0\n"
                  "body()\n"
                  "on_threads(body)\n");
}

TEST_DETACHED(joined_function_opens_spans)
{
    expect_script("start()\n"
                  "def native(n):\n"
                  "    a = lib.pyf_attach_begin(0)\n"
                  "    assert a, lib.pyf_error_message()\n"
                  "    b = lib.pyf_attach_begin(0)\n"
                  "    lib.pyf_from_i64(100000)\n"
                  "    if n == 1:\n"
                  "        return 1\n"
                  "    check(lib.pyf_attach_end(b))\n"
                  "    check(lib.pyf_attach_end(a))\n"
                  "    assert lib.pyf_attach_end(a) == -15\n"
                  "    lib.pyf_error_clear()\n"
                  "    lib.pyf_from_i64(100000)\n"
                  "    return n\n"
                  "define('n', '(n: i64) -> i64', Native(native))\n"
                  "def body():\n"
                  "    for i in range(100):\n"
                  "        assert n(0) == 0 and n(1) == 1 and n(2) == 2\n"
                  "        assert lib.pyf_is_attached() == 0\n"
                  "before = live()\n"
                  "body()\n"
                  "on_threads(body)\n"
                  "assert live() == before, (live(), before)\n");
}

TEST_DETACHED(joined_function_after_finalize)
{
    expect_script(
        "start()\n"
        "libc = ctypes.CDLL(None)\n"
        "define('labs', '(i64) -> i64', libc.labs)\n"
        "define('h', None, Handles(lambda *a: NONE), 3)\n"
        "assert labs(-5) == 5 and h() is None\n"
        "check(lib.pyf_finalize())\n"
        "raises(RuntimeError, 'let go of Python', labs, -5)\n"
        "raises(RuntimeError, 'let go of Python', h)\n"
        "on_threads(lambda: raises(RuntimeError, 'let go of Python', labs, "
        "-5))\n"
        "raises(RuntimeError, '', labs)\n"
        "repr(labs), labs.__name__, labs.__text_signature__\n"
        "start()\n"
        "assert labs(-5) == 5 and h() is None\n"
        "import atexit\n"
        "class Late:\n"
        "    def __del__(self):\n"
        "        try: ok = labs(-7) == 7 and h() is None\n"
        "        except RuntimeError: ok = True\n"
        "        if not ok: os._exit(5)\n"
        "sys.late = Late()\n"
        "atexit.register(lambda: labs(-5) == 5 and h() is None or "
        "os._exit(6))\n");
}

TEST_DETACHED(joined_function_in_a_forked_child)
{
    expect_script(
        "start()\n"
        "libc = ctypes.CDLL(None)\n"
        "define('labs', '(i64) -> i64', libc.labs)\n"
        "define('h', None, Handles(lambda args, n: lib.pyf_call(args[0], "
        "None, 0)),\n"
        "       3)\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    try:\n"
        "        for f, x in ((labs, -5), (h, list)):\n"
        "            raises(RuntimeError, 'parent of this forked', f, x)\n"
        "        on_threads(lambda: raises(RuntimeError, '', labs, -1))\n"
        "        raises(RuntimeError, '', labs)\n"
        "    except BaseException as e:\n"
        "        os.write(2, f'{type(e)} {e}\\n'.encode())\n"
        "        os._exit(1)\n"
        "    os._exit(0)\n"
        "assert os.waitpid(pid, 0)[1] == 0\n"
        "assert labs(-6) == 6 and h(list) == []\n");
}

/* Nobody comes out before all are in. */
TEST_DETACHED(joined_function_lets_go_of_python)
{
    expect_script(
        "start()\n"
        "libc = ctypes.CDLL(None)\n"
        "barrier = ctypes.create_string_buffer(256)\n"
        "assert libc.pthread_barrier_init(barrier, None, 8) == 0\n"
        "wait = libc.pthread_barrier_wait\n"
        "define('meet', '(barrier: usize) -> i32', wait, flags=1)\n"
        "met = []\n"
        "def body(): met.append(meet(ctypes.addressof(barrier)))\n"
        "on_threads(body, 8)\n"
        "assert sorted(met) == [-1] + [0] * 7, met\n");
}

TEST_DETACHED(joined_iterator)
{
    expect_script(
        "start()\n"
        "class Value(ctypes.Structure):\n"
        "    _fields_ = [('kind', u32), ('reserved', u32), ('i64', i64),\n"
        "                ('more', u64), ('owner', u64)]\n"
        "Next = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.POINTER(Frame),\n"
        "                         ctypes.POINTER(Value))\n"
        "class ItDef(ctypes.Structure):\n"
        "    _fields_ = [('size', size), ('flags', u32), ('reserved', u32),\n"
        "                ('next', Next), ('data', P), ('drop', P), ('owner', "
        "P)]\n"
        "count = [0]\n"
        "def step(frame, item):\n"
        "    count[0] += 1\n"
        "    item[0].kind, item[0].i64 = 2, count[0]\n"
        "    lib.pyf_from_i64(5)\n"
        "    return count[0] < 5\n"
        "here = lib.pyf_attach_begin(0)\n"
        "d = ItDef(ctypes.sizeof(ItDef), 0, 0, Next(step))\n"
        "it_ = lib.pyf_iterator_new(ctypes.byref(d))\n"
        "assert it_, lib.pyf_error_message()\n"
        "check(lib.pyf_setattr(lib.pyf_import(b'__main__', AUTO), b'it', "
        "AUTO, it_))\n"
        "check(lib.pyf_attach_end(here))\n"
        "before = live()\n"
        "assert list(it) == [1, 2, 3, 4] and list(it) == []\n"
        "assert live() == before\n");
}

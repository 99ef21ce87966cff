/* SPDX-License-Identifier: MIT */
/* runtime: joining a process that runs Python already. The process is a
 * python, which loads this library with ctypes; each script checks itself. A
 * second copy of the library in a process joins what the first has started. */
#define _GNU_SOURCE /* dladdr */
#include "process.h"

#include <dlfcn.h>
#include <unistd.h>

TEST_NO_START;

/* Path of the libpyforge that this program runs. */
static const char *
library(void)
{
    Dl_info info;

    assert_true(dladdr((void *)pyf_version, &info) != 0);
    return info.dli_fname;
}

/* What every script starts with: the functions it needs, with their types. */
static const char prelude[] =
    "import ctypes, sys, threading\n"
    "u64, i64 = ctypes.c_uint64, ctypes.c_int64\n"
    "lib = getattr(ctypes, sys.argv[2])(sys.argv[1])\n"
    "def types(name, result, *arguments):\n"
    "    getattr(lib, name).restype = result\n"
    "    getattr(lib, name).argtypes = arguments\n"
    "types('pyf_attach_begin', u64, ctypes.c_uint32)\n"
    "types('pyf_attach_end', ctypes.c_int, u64)\n"
    "types('pyf_detach_begin', u64)\n"
    "types('pyf_detach_end', ctypes.c_int, u64)\n"
    "types('pyf_initialize', ctypes.c_int, ctypes.c_void_p)\n"
    "types('pyf_error_message', ctypes.c_char_p)\n"
    "types('pyf_import', u64, ctypes.c_char_p, ctypes.c_size_t)\n"
    "types('pyf_has', ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t)\n"
    "types('pyf_from_i64', u64, i64)\n"
    "types('pyf_unbind', u64, u64)\n"
    "types('pyf_close', ctypes.c_int, u64)\n"
    "types('pyf_to_i64', ctypes.c_int, u64, ctypes.POINTER(i64))\n"
    "types('pyf_eval', u64, ctypes.c_char_p, ctypes.c_size_t, u64, u64)\n"
    "AUTO = 2**64 - 1\n"
    "NONE = 0x0010000000000001\n"
    "class Config(ctypes.Structure):\n"
    "    _fields_ = [('size', ctypes.c_size_t)] + [(n, ctypes.c_uint32)\n"
    "        for n in ('api_version', 'flags', 'drain_ms', 'reserved')] + [\n"
    "        (n, ctypes.c_void_p) for n in 'name python libpython home argv "
    "argc paths path_count'.split()]\n"
    "types('pyf_config_init', ctypes.c_int, ctypes.c_void_p, "
    "ctypes.c_size_t, ctypes.c_uint32)\n"
    "def start(flags=0):\n"
    "    config = Config()\n"
    "    check(lib.pyf_config_init(ctypes.byref(config), "
    "ctypes.sizeof(config), 0x01000000))\n"
    "    config.flags = flags\n"
    "    check(lib.pyf_initialize(ctypes.byref(config)))\n"
    "AUTO_ATTACH = 0x20\n"
    "def check(status):\n"
    "    assert status == 0, (status, lib.pyf_error_message())\n"
    "def number(source):\n"
    "    value = i64()\n"
    "    obj = lib.pyf_eval(source, len(source), NONE, NONE)\n"
    "    check(lib.pyf_to_i64(obj, ctypes.byref(value)))\n"
    "    check(lib.pyf_close(obj))\n"
    "    return value.value\n";

/* ctypes.PyDLL calls with the GIL held. ctypes.CDLL lets it go, and takes it
 * again afterwards: a span cannot stay open between two of its calls, so those
 * scripts let the calls attach by themselves. */
struct script {
    const char *loader;
    const char *source;
};

/* Run a script in the Python that the tests run with. */
static void
run_script(const struct script *script)
{
    char path[] = "/tmp/pyforge-join-XXXXXX";
    int file = mkstemp(path);
    char command[8000];

    assert_true(file >= 0);
    dprintf(file, "%s%s", prelude, script->source);
    close(file);
    snprintf(command, sizeof command, "timeout %u '%s' -I '%s' '%s' %s",
             hang_seconds() / 4, discovered("python"), path, library(),
             script->loader);
    int status = system(command);

    unlink(path);
    if (status != 0)
        fail_msg("%s: %d\n%s", script->loader, status, script->source);
}

static struct script current;

static void
run_current(void)
{
    run_script(&current);
}

static void
expect_script(const char *loader, const char *source)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip_because("python has no sanitizer's runtime");
#endif
    current = (struct script){loader, source};
    run_child_ok(run_current);
}

TEST_DETACHED(joined_python_can_be_called_with_its_gil_held)
{
    expect_script("PyDLL", "start()\n"
                           "assert lib.pyf_has(b'joined', AUTO) == 1\n"
                           "here = lib.pyf_attach_begin(0)\n"
                           "assert here, lib.pyf_error_message()\n"
                           "sys.from_python = 41\n"
                           "assert number(b'__import__(\"sys\").from_python "
                           "+ 1') == 42\n"
                           "check(lib.pyf_attach_end(here))\n");
}

TEST_DETACHED(joined_python_can_be_called_with_its_gil_let_go)
{
    expect_script("CDLL", "start(AUTO_ATTACH)\n"
                          "assert lib.pyf_has(b'joined', AUTO) == 1\n"
                          "sys.from_python = 41\n"
                          "assert number(b'__import__(\"sys\").from_python "
                          "+ 1') == 42\n");
}

TEST_DETACHED(joined_python_goes_before_the_environment)
{
    expect_script("PyDLL", "import os\n"
                           "os.environ['PYFORGE_PYTHON'] = '/no/such/python'\n"
                           "os.environ['VIRTUAL_ENV'] = '/no/such/venv'\n"
                           "start()\n"
                           "assert lib.pyf_has(b'joined', AUTO) == 1\n");
}

static const char finalizes[] =
    "start(); start()\n"
    "check(lib.pyf_finalize())\n"
    "check(lib.pyf_finalize())\n"
    "assert lib.pyf_is_initialized() == 0\n"
    "import json\n"
    "assert json.loads('[1]') == [1]\n"
    "threading.Thread(target=print).start()\n";

TEST_DETACHED(joined_python_is_not_finalized_by_us)
{
    expect_script("PyDLL", finalizes);
    expect_script("CDLL", finalizes);
}

TEST_DETACHED(joined_python_may_be_joined_again)
{
    expect_script("PyDLL", "for i in range(3):\n"
                           "    start()\n"
                           "    here = lib.pyf_attach_begin(0)\n"
                           "    assert number(b'6 * 7') == 42\n"
                           "    check(lib.pyf_attach_end(here))\n"
                           "    check(lib.pyf_finalize())\n");
}

TEST_DETACHED(joined_python_may_end_without_our_finalize)
{
    expect_script("CDLL", "start(AUTO_ATTACH)\n"
                          "kept = lib.pyf_import(b'json', AUTO)\n"
                          "assert kept\n");
}

TEST_DETACHED(joined_python_may_end_while_we_are_attached)
{
    expect_script("PyDLL", "start()\n"
                           "here = lib.pyf_attach_begin(0)\n"
                           "kept = lib.pyf_import(b'json', AUTO)\n"
                           "import atexit\n"
                           "atexit.register(lib.pyf_close, kept)\n");
}

TEST_DETACHED(joined_python_that_ends_refuses_late_calls)
{
    expect_script("PyDLL", "import atexit\n"
                           "def late():\n"
                           "    assert lib.pyf_attach_begin(0) == 0\n"
                           "    assert lib.pyf_error_code() == -12\n"
                           "    sys.stderr.write('refused')\n"
                           "atexit.register(late)\n"
                           "start()\n"
                           "atexit.register(lambda: None)\n");
}

static const char threads[] =
    "start(AUTO_ATTACH)\n"
    "bad = []\n"
    "def work():\n"
    "    try:\n"
    "        for i in range(200):\n"
    "            if sys.argv[2] == 'PyDLL': here = lib.pyf_attach_begin(0)\n"
    "            assert number(b'6 * 7') == 42\n"
    "            if sys.argv[2] == 'PyDLL': check(lib.pyf_attach_end(here))\n"
    "    except BaseException as e:\n"
    "        bad.append(e)\n"
    "all = [threading.Thread(target=work) for i in range(8)]\n"
    "for t in all: t.start()\n"
    "for t in all: t.join()\n"
    "assert not bad, bad\n";

TEST_DETACHED(joined_python_threads_call)
{
    expect_script("CDLL", threads);
    expect_script("PyDLL", threads);
}

TEST_DETACHED(joined_python_exceptions_do_not_leak_into_it)
{
    expect_script("PyDLL",
                  "start()\n"
                  "here = lib.pyf_attach_begin(0)\n"
                  "assert lib.pyf_import(b'no_such_module', AUTO) == 0\n"
                  "assert b'no_such_module' in "
                  "lib.pyf_error_message()\n"
                  "lib.pyf_error_clear()\n"
                  "check(lib.pyf_attach_end(here))\n");
}

TEST_DETACHED(joined_python_closes_from_a_thread_that_never_attached)
{
    expect_script("CDLL", "start(AUTO_ATTACH)\n"
                          "kept = lib.pyf_from_i64(1000)\n"
                          "t = threading.Thread(target=lambda: "
                          "check(lib.pyf_close(kept)))\n"
                          "t.start(); t.join()\n"
                          "check(lib.pyf_close(lib.pyf_from_i64(1)))\n");
}

TEST_DETACHED(joined_python_that_forks_tells_the_child)
{
    expect_script("PyDLL", "import os, warnings\n"
                           "warnings.simplefilter('ignore')\n"
                           "start()\n"
                           "pid = os.fork()\n"
                           "if pid == 0:\n"
                           "    os._exit(0 if lib.pyf_attach_begin(0) == 0 "
                           "else 1)\n"
                           "assert os.waitpid(pid, 0)[1] == 0\n"
                           "here = lib.pyf_attach_begin(0)\n"
                           "assert here\n"
                           "check(lib.pyf_attach_end(here))\n");
}

/* Two copies. */

struct copy {
    void *file;
    int (*initialize)(const pyf_config *);
    int (*finalize)(void);
    int (*has)(const char *, size_t);
    pyf_token (*attach_begin)(uint32_t);
    int (*attach_end)(pyf_token);
    pyf_handle (*from_i64)(int64_t);
    int (*to_i64)(pyf_handle, int64_t *);
};

static void *
symbol(const struct copy *copy, const char *name)
{
    void *address = dlsym(copy->file, name);

    if (address == NULL)
        fail_msg("%s: %s", name, dlerror());
    return address;
}

static struct copy
second_copy(void)
{
    char path[] = "/tmp/pyforge-copy-XXXXXX", command[4000];
    struct copy copy;

    close(mkstemp(path));
    snprintf(command, sizeof command, "cp '%s' '%s'", library(), path);
    assert_int_equal(system(command), 0);
    copy.file = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    unlink(path);
    if (copy.file == NULL)
        fail_msg("%s", dlerror());
    *(void **)&copy.initialize = symbol(&copy, "pyf_initialize");
    *(void **)&copy.finalize = symbol(&copy, "pyf_finalize");
    *(void **)&copy.has = symbol(&copy, "pyf_has");
    *(void **)&copy.attach_begin = symbol(&copy, "pyf_attach_begin");
    *(void **)&copy.attach_end = symbol(&copy, "pyf_attach_end");
    *(void **)&copy.from_i64 = symbol(&copy, "pyf_from_i64");
    *(void **)&copy.to_i64 = symbol(&copy, "pyf_to_i64");
    assert_true(copy.initialize != pyf_initialize);
    return copy;
}

TEST_CHILD(second_copy_joins_what_the_first_started)
{
    struct copy copy = second_copy();
    int64_t value = 0;

    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    assert_int_equal(copy.initialize(NULL), PYF_OK);
    assert_int_equal(pyf_has(PYF_TEXT("joined")), 0);
    assert_int_equal(copy.has("joined", 6), 1);
    pyf_token here = copy.attach_begin(0);

    assert_int_equal(copy.to_i64(copy.from_i64(1000), &value), PYF_OK);
    assert_int_equal(value, 1000);
    assert_int_equal(copy.attach_end(here), PYF_OK);
    assert_int_equal(copy.finalize(), PYF_OK);
    here = pyf_attach_begin(0);
    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(second_copy_attaches_inside_a_span_of_the_first)
{
    struct copy copy = second_copy();
    int64_t value = 0;
    pyf_token outer = start();

    assert_int_equal(copy.initialize(NULL), PYF_OK);
    pyf_token inner = copy.attach_begin(0);

    assert_int_equal(copy.to_i64(copy.from_i64(1000), &value), PYF_OK);
    assert_int_equal(copy.attach_end(inner), PYF_OK);
    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_attach_end(outer), PYF_OK);
    assert_int_equal(value, 1000);
    assert_int_equal(copy.finalize(), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

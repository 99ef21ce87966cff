/* SPDX-License-Identifier: MIT */
/* function: calls from Python's own threads, while Python ends, and in forked
 * children. Each test starts Python in a process of its own. */
#include "host-function.h"

#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

TEST_NO_START;

static atomic_int calls, drops, go;

/* Threads in wait_there, and those that have left it. */
enum { WAITERS = 3 };

static atomic_int inside, left;
static _Atomic pid_t waiters[WAITERS];

static void
count_drop(void *data)
{
    (void)data;
    atomic_fetch_add(&drops, 1);
}

static int64_t
add(int64_t a, int64_t b)
{
    atomic_fetch_add(&calls, 1);
    return a + b;
}

static int64_t
wait_there(void)
{
    atomic_fetch_add(&calls, 1);
    int place = atomic_fetch_add(&inside, 1);

    if (place < WAITERS)
        atomic_store(&waiters[place], (pid_t)syscall(SYS_gettid));
    wait_until(atomic_load(&go));
    atomic_fetch_add(&left, 1);
    return 5;
}

/* Counts itself, and asks Python for the result. */
static int
sum(const pyf_frame *frame, pyf_value *result)
{
    pyf_handle list, builtins = pyf_import(PYF_TEXT("builtins"));
    pyf_handle items[16];

    atomic_fetch_add(&calls, 1);
    for (size_t i = 0; i < frame->count && i < 16; i++)
        items[i] = pyf_from_value(&frame->args.values[i]);
    list = pyf_list_from_handles(items, frame->count);
    return pyf_call_method_values(builtins, PYF_TEXT("sum"),
                                  &(pyf_value)PYF_HANDLE(list), 1,
                                  PYF_VALUE_ANY, result);
}

static int
call_it(const pyf_frame *frame, pyf_handle *result)
{
    return give_handle(result,
                       pyf_call(frame->args.handles[0],
                                frame->args.handles + 1, frame->count - 1));
}

static int64_t
fail_natively(int64_t n)
{
    if (n % 2 == 1)
        pyf_error_raise(PYF_EXC_KeyError, "odd", 3);
    return n;
}

static int64_t
is_attached_now(void)
{
    return pyf_is_attached();
}

static int
count_up(const pyf_frame *frame, pyf_value *item)
{
    int *next = frame->data;

    *item = (pyf_value)PYF_I64(*next);
    return (*next)++ < 100;
}

static void
show_all(void)
{
    show_native("add", "(a: i64, b: i64) -> i64", (pyf_native_function)add);
    show_def(
        (pyf_function_def){.name = {PYF_TEXT("badd")},
                           .signature = {PYF_TEXT("(a: i64, b: i64) -> i64")},
                           .flags = PYF_FUNCTION_BUILTIN,
                           .call.native = (pyf_native_function)add});
    show_def(
        (pyf_function_def){.name = {PYF_TEXT("wait_there")},
                           .signature = {PYF_TEXT("() -> i64")},
                           .flags = PYF_FUNCTION_DETACH,
                           .drop = count_drop,
                           .call.native = (pyf_native_function)wait_there});
    show_def((pyf_function_def){.name = {PYF_TEXT("own")},
                                .signature = {PYF_TEXT("() -> i64")},
                                .flags = PYF_FUNCTION_OWN_THREAD,
                                .call.native =
                                    (pyf_native_function)is_attached_now});
    show_native("fail_natively", "(n: i64) -> i64",
                (pyf_native_function)fail_natively);
    show_values("total", NULL, sum, NULL);
    show_handles("call_it", NULL, call_it, NULL);
}

/* Start Python in this child, with the functions in __main__. */
static pyf_token
begin(void)
{
    pyf_token here = start();

    show_all();
    return here;
}

static void
end(pyf_token here)
{
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

static const char on_threads[] =
    "import threading\n"
    "errors = []\n"
    "def on_threads(body, count=4):\n"
    "    def guarded():\n"
    "        try:\n"
    "            body()\n"
    "        except BaseException as e:\n"
    "            errors.append(e)\n"
    "    threads = [threading.Thread(target=guarded) for i in range(count)]\n"
    "    for t in threads: t.start()\n"
    "    for t in threads: t.join()\n"
    "    if errors:\n"
    "        raise errors.pop()\n";

TEST_CHILD(function_is_called_on_python_threads)
{
    pyf_token here = begin();
    uint64_t before;

    check_python(on_threads);
    before = live_handle_count();
    check_python(
        "def body():\n"
        "    for i in range(300):\n"
        "        assert add(i, 2) == i + 2 == badd(i, 2)\n"
        "        assert total(i, 1, 2) == i + 3\n"
        "        assert call_it(len, 'abcd') == 4\n"
        "        assert call_it(lambda: call_it(total, i)) == i\n"
        "        if i % 2:\n"
        "            raises(KeyError, 'odd', fail_natively, i)\n"
        "        raises(TypeError, 'add() missing', add, 1)\n"
        "        raises(ZeroDivisionError, '', call_it, lambda: 1 / 0)\n"
        "        raises(TypeError, 'unsupported', total, 'x')\n"
        "on_threads(body)\n");
    assert_int_equal(live_handle_count(), before);
    assert_int_equal(pending_handle_count(), 0);
    end(here);
}

TEST_CHILD(function_of_one_thread_is_refused_on_others)
{
    pyf_token here = begin();
    int next = 0;
    pyf_iterator_def def = {.size = sizeof def,
                            .flags = PYF_FUNCTION_OWN_THREAD,
                            .next = count_up,
                            .data = &next};

    assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                 PYF_TEXT("it"), pyf_iterator_new(&def)),
                     PYF_OK);
    check_python(on_threads);
    check_python(
        "assert own() == 1 and next(it) == 0\n"
        "def body():\n"
        "    raises(RuntimeError, 'own() may only be called on the thread', "
        "own)\n"
        "    raises(RuntimeError, 'may only be used on the thread', next, "
        "it)\n"
        "    raises(RuntimeError, 'may only be used on the thread', it.send, "
        "1)\n"
        "    raises(RuntimeError, 'may only be used on the thread', "
        "it.close)\n"
        "    raises(RuntimeError, 'may only be used on the thread', it.throw, "
        "KeyError)\n"
        "on_threads(body, 2)\n"
        "assert own() == 1 and next(it) == 1\n");
    end(here);
}

TEST_CHILD(function_that_detaches_lets_others_run)
{
    pyf_token here = begin();

    atomic_store(&go, 0);
    check_python("import threading\n"
                 "t = threading.Thread(target=wait_there)\n"
                 "t.start()\n");
    while (atomic_load(&calls) == 0)
        check_python("assert add(1, 1) == 2 and total(1, 2) == 3\n");
    atomic_store(&go, 1);
    check_python("t.join()\n");
    end(here);
}

static int64_t
call_detached(void)
{
    pyf_handle one = pyf_from_i64(1);

    return one == 0 && pyf_error_code() == PYF_ERR_NOT_ATTACHED &&
           pyf_is_attached() == 0;
}

static int64_t
call_detached_and_clear(void)
{
    int64_t seen = call_detached();

    pyf_error_clear();
    return seen;
}

static int64_t
attach_inside(void)
{
    pyf_token here = pyf_attach_begin(0);
    int64_t value = 0;

    pyf_to_i64(pyf_eval("6 * 7", 5, PYF_NONE, PYF_NONE), &value);
    pyf_attach_end(here);
    return value;
}

static void
show_detached(const char *name, int64_t (*code)(void))
{
    show_def((pyf_function_def){.name = {name, PYF_AUTO_LENGTH},
                                .signature = {PYF_TEXT("() -> i64")},
                                .flags = PYF_FUNCTION_DETACH,
                                .call.native = (pyf_native_function)code});
}

TEST_CHILD(function_that_is_detached_cannot_call_python)
{
    pyf_token here = begin();

    show_detached("detached", call_detached);
    show_detached("cleared", call_detached_and_clear);
    show_detached("attaches", attach_inside);
    check_python(on_threads);
    check_python("def body():\n"
                 "    raises(RuntimeError, 'pyf_from_i64', detached)\n"
                 "    assert cleared() == 1\n"
                 "    assert attaches() == 42\n"
                 "body()\n"
                 "on_threads(body)\n");
    end(here);
}

/* The end of Python. */

/* While Python ends, the thread that ends it may call: all is as it was, or
 * refused. */
TEST_CHILD(function_called_while_python_ends)
{
    pyf_token here = begin();

    check_python(
        "import atexit, os\n"
        "def check(where):\n"
        "    for f, args in ((add, (1, 2)), (badd, (1, 2)), (total, (1,)), "
        "(own, ()),\n"
        "                    (call_it, (len, 'x')), (add, (1,)), (add, ('x', "
        "1)),\n"
        "                    (wait_there, ())):\n"
        "        try:\n"
        "            result = f(*args)\n"
        "        except RuntimeError as e:\n"
        "            wrong = 'let go of Python' not in str(e)\n"
        "        except (TypeError, ImportError):\n"
        "            wrong = len(args) == 2 and args[0] == 1\n"
        "        else:\n"
        "            wrong = result not in (1, 3, 5)\n"
        "        if wrong:\n"
        "            os.write(2, f'{where}: {f} {args}\\n'.encode())\n"
        "            os._exit(3)\n"
        "    repr(add), add.__name__, add.__doc__, add.__text_signature__, "
        "hash(add)\n"
        "atexit.register(check, 'atexit')\n"
        "class Late:\n"
        "    def __init__(self): self.check = check\n"
        "    def __del__(self): self.check('__del__')\n"
        "late = Late()\n"
        "sys.late = Late()\n");
    atomic_store(&go, 1);
    end(here);
}

TEST_CHILD(function_on_a_thread_that_python_waits_for)
{
    pyf_token here = begin();

    check_python("import threading, time\n"
                 "def body():\n"
                 "    late = 0\n"
                 "    while late < 200:\n"
                 "        late += not threading.main_thread().is_alive()\n"
                 "        time.sleep(.0001)\n"
                 "        try:\n"
                 "            add(1, 2)\n"
                 "            call_it(time.sleep, 0)\n"
                 "        except RuntimeError as e:\n"
                 "            assert 'let go of Python' in str(e)\n"
                 "threading.Thread(target=body).start()\n");
    end(here);
}

/* Daemon threads are in a call while Python ends, and come back while its exit
 * functions run. */
TEST_CHILD(function_that_comes_back_while_python_ends)
{
    pyf_token here = begin();
    char source[1000];

    snprintf(source, sizeof source,
             "import atexit, ctypes, threading, time\n"
             "back = set()\n"
             "def body():\n"
             "    while True:\n"
             "        try:\n"
             "            wait_there()\n"
             "        except RuntimeError:\n"
             "            pass\n"
             "        back.add(threading.get_ident())\n"
             "threads = [threading.Thread(target=body, daemon=True) for i in "
             "range(%d)]\n"
             "for t in threads: t.start()\n"
             "def let_go():\n"
             "    ctypes.c_int.from_address(%zu).value = 1\n"
             "    while len(back) < len(threads): time.sleep(.001)\n"
             "atexit.register(let_go)\n",
             WAITERS, (size_t)&go);
    check_python(source);
    wait_detached_until(atomic_load(&inside) == WAITERS);
    end(here);
}

/* There is nothing to come back to: they stay where they are. */
TEST_CHILD(function_that_comes_back_after_the_end)
{
    pyf_token here = begin();

    check_python(
        "import threading\n"
        "def body():\n"
        "    wait_there()\n"
        "threads = [threading.Thread(target=body, daemon=True) for i in "
        "range(3)]\n"
        "for t in threads: t.start()\n");
    wait_detached_until(atomic_load(&inside) == WAITERS);
    end(here);
    atomic_store(&go, 1);
    wait_until(atomic_load(&left) == WAITERS);
    for (int i = 0; i < WAITERS; i++)
        wait_until(is_at_rest(atomic_load(&waiters[i])));
}

/* Data of functions that Python, or nobody, still has at the end. */
TEST_CHILD(function_data_is_dropped_at_the_end)
{
    pyf_token here = begin();
    pyf_function_def def = {.size = sizeof def,
                            .name = {PYF_TEXT("kept")},
                            .form = PYF_FORM_VALUES,
                            .call.values = sum,
                            .drop = count_drop};
    pyf_handle kept = pyf_unbind(pyf_function_new(&def));

    assert_true(kept != 0);
    show_def(def);
    assert_int_equal(
        run("import sys\nsys.cycle = [kept]\nsys.cycle.append(sys.cycle)\n"
            "import builtins\nbuiltins.kept = kept\n"
            "class C: pass\nC.kept = kept\n"),
        PYF_OK);
    atomic_store(&drops, 0);
    end(here);
    assert_true(atomic_load(&drops) >= 2);
    assert_int_equal(atomic_load(&drops), 3); /* and wait_there */
    pyf_close(kept);
    assert_int_equal(atomic_load(&drops), 3);
}

/* Python cannot be ended from inside. */

static int64_t
end_python(void)
{
    int status = pyf_finalize();

    pyf_error_clear();
    return status;
}

static void
expect_no_end(const char *source)
{
    show_native("end", "() -> i64", (pyf_native_function)end_python);
    show_detached("end_away", end_python);
    check_python(source);
}

TEST_CHILD(function_cannot_end_python)
{
    pyf_token here = begin();

    expect_no_end("assert end() == end_away() == -15\n"
                  "import threading\n"
                  "def body(): seen.append((end(), end_away()))\n"
                  "seen = []\n"
                  "t = threading.Thread(target=body)\n"
                  "t.start()\n"
                  "t.join()\n"
                  "assert seen[0] in ((-14, -14), (-15, -15)), seen\n");
    end(here);
}

TEST_CHILD(function_cannot_end_python_that_attaches_by_itself)
{
    pyf_config config = defaults();

    config.flags |= PYF_CONFIG_AUTO_ATTACH;
    assert_int_equal(pyf_initialize(&config), PYF_OK);
    expect_no_end("assert end() == end_away() == -15\n");
    assert_int_equal(pyf_finalize(), PYF_OK);
}

/* Forked children. */

static void
expect_child(int expected)
{
    int status = -1;

    assert_true(wait(&status) > 0);
    assert_int_equal(WIFEXITED(status) ? WEXITSTATUS(status) : status,
                     expected);
}

TEST_CHILD(function_in_a_forked_child_is_refused)
{
    pyf_token here = begin();

    check_python(
        "import os\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    try:\n"
        "        for f, args in ((add, (1, 2)), (badd, (1, 2)), (total, "
        "(1,)),\n"
        "                        (call_it, (len, 'x')), (own, ()), "
        "(wait_there, ())):\n"
        "            raises(RuntimeError, 'parent of this forked', f, *args)\n"
        "        raises(RuntimeError, '', add, 1)\n"
        "        raises(RuntimeError, '', add, 'x', 1)\n"
        "        repr(add), add.__text_signature__\n"
        "        os._exit(0)\n"
        "    except BaseException as e:\n"
        "        os.write(2, f'{type(e)} {e}\\n'.encode())\n"
        "    os._exit(1)\n"
        "assert os.waitpid(pid, 0)[1] == 0\n"
        "assert add(1, 2) == 3\n");
    end(here);
}

static int
fork_inside(const pyf_frame *frame, pyf_handle *result)
{
    (void)frame;
    pid_t pid = fork();

    if (pid == 0)
        _exit(pyf_eval("1", 1, PYF_NONE, PYF_NONE) == 0 &&
                      pyf_error_code() == PYF_ERR_FORKED
                  ? 7
                  : 8);
    return give_handle(result, PYF_NONE);
}

TEST_CHILD(function_that_forks)
{
    pyf_token here = begin();

    show_handles("fork_inside", NULL, fork_inside, NULL);
    check_python("fork_inside()\n");
    expect_child(7);
    check_python("assert total(1, 2) == 3\n");
    end(here);
}

static int64_t
return_in_child(void)
{
    return fork() == 0;
}

TEST_CHILD(function_that_forks_and_returns)
{
    pyf_token here = begin();

    show_native("split", "() -> i64", (pyf_native_function)return_in_child);
    show_detached("split_away", return_in_child);
    check_python("import os\n"
                 "try: child = split()\n"
                 "except RuntimeError: os._exit(9)\n"
                 "if child: os._exit(9)\n");
    expect_child(9);
    assert_int_equal(run("if split_away(): os._exit(9)\n"), PYF_OK);
    int status;

    assert_true(wait(&status) > 0);
    assert_int_equal(WIFSIGNALED(status), 0);
    end(here);
}

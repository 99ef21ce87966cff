/* SPDX-License-Identifier: MIT */
/* closure: threads of all sorts, foreign calls, calls within calls. */
#include "make-closure.h"

#include <pthread.h>
#include <stdatomic.h>

struct foreign {
    number_function *function;
    int64_t argument, result;
    int code, attached, also;
    char message[200];
};

static void *
call_on_thread(void *argument)
{
    struct foreign *f = argument;

    f->result = f->function(f->argument);
    f->code = pyf_error_code();
    f->attached = pyf_is_attached();
    pyf_error_clear();
    return NULL;
}

static void
run_thread(void *(*function)(void *), void *argument)
{
    pyf_token away = pyf_detach_begin();
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, function, argument), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
}

/* Feature: C07 */
TEST(closure_is_called_by_a_thread_that_never_attached)
{
    struct foreign f = {.function = (number_function *)closure(
                            "lambda x: x * 2 + "
                            "(__import__('threading').current_thread() is not "
                            "__import__('threading').main_thread())",
                            "(i64) -> i64"),
                        .argument = 21};

    run_thread(call_on_thread, &f);
    assert_int_equal(f.result, 43);
    assert_int_equal(f.code, PYF_OK);
    assert_int_equal(f.attached, 0);
}

TEST(closure_failure_is_parked_on_the_thread_that_calls)
{
    struct foreign f = {.function = (number_function *)closure(
                            "lambda x: 1 // x", "(i64) -> i64")};

    run_thread(call_on_thread, &f);
    assert_int_equal(f.result, 0);
    assert_int_equal(f.code, PYF_ERR_PYTHON);
    expect_no_failure();
}

TEST(closure_is_called_by_a_thread_that_has_detached)
{
    number_function *f =
        (number_function *)closure("lambda x: x + 1", "(i64) -> i64");
    pyf_token away = pyf_detach_begin();

    assert_int_equal(f(1), 2);
    assert_int_equal(pyf_is_attached(), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
}

TEST(closure_object_for_a_detached_thread_is_the_callers)
{
    uint64_t before = live_handle_count();
    pyf_token scope = pyf_scope_begin();
    pyf_handle (*f)(void) =
        (pyf_handle(*)(void))closure("lambda: [7]", "() -> object");
    pyf_token away = pyf_detach_begin();
    pyf_handle list = f();

    assert_int_equal(pyf_detach_end(away), PYF_OK);
    expect_repr(list, "[7]");
    assert_int_equal(pyf_close(list), PYF_OK);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(live_handle_count(), before);
}

/* ctypes.CDLL lets go of Python around the call, behind the library's back;
 * ctypes.PyDLL does not. */
static const char through_ctypes[] =
    "import ctypes\n"
    "def run(kind, address, x):\n"
    "    f = getattr(ctypes, kind)(ctypes.c_int64, ctypes.c_int64)\n"
    "    return f(address)(x)\n";

TEST(closure_is_called_by_foreign_calls_that_let_python_go)
{
    pyf_handle run = defined(through_ctypes, "run");
    uint64_t address = (uintptr_t)closure("lambda x: x + 1", "(i64) -> i64");

    for (int i = 0; i < 2; i++) {
        pyf_handle args[] = {str(i == 0 ? "CFUNCTYPE" : "PYFUNCTYPE"),
                             pyf_from_u64(address), pyf_from_i64(41)};

        assert_int_equal(integer(pyf_call(run, args, 3)), 42);
    }
}

TEST(closure_object_for_a_foreign_call_belongs_to_the_scope_outside)
{
    pyf_handle run = defined(through_ctypes, "run"), list;
    uint64_t address = (uintptr_t)closure("lambda x: [x]", "(i64) -> object");
    uint64_t before = live_handle_count();
    pyf_token scope = pyf_scope_begin();
    pyf_handle args[] = {str("CFUNCTYPE"), pyf_from_u64(address),
                         pyf_from_i64(41)};

    list = (pyf_handle)integer(pyf_call(run, args, 3));
    expect_repr(list, "[41]");
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(live_handle_count(), before);
}

TEST(closure_failure_in_a_foreign_call_is_parked)
{
    pyf_handle run = defined(through_ctypes, "run");
    uint64_t address = (uintptr_t)closure("lambda x: 1 // 0", "(i64) -> i64");
    pyf_handle args[] = {str("CFUNCTYPE"), pyf_from_u64(address),
                         pyf_from_i64(41)};

    assert_int_equal(integer(pyf_call(run, args, 3)), 0);
    expect_failure(PYF_ERR_PYTHON, "ZeroDivisionError");
}

/* A thread that Python made calls C, which calls the closure again and again:
 * the library takes the thread over for the length of the call from Python,
 * and the handles made meanwhile are closed at its end. */
static pyf_handle (*give_object)(void);

static int64_t
collect_objects(int64_t count)
{
    int64_t length, sum = 0;

    for (int64_t i = 0; i < count; i++) {
        if (pyf_len(give_object(), &length) == PYF_OK)
            sum += length;
    }
    return sum;
}

static const char on_python_thread[] =
    "import threading, ctypes\n"
    "def run(f, *args):\n"
    "    results = []\n"
    "    t = threading.Thread(target=lambda: results.append(f(*args)))\n"
    "    t.start()\n"
    "    t.join()\n"
    "    return results[0]\n"
    "def through(kind, address, x):\n"
    "    f = getattr(ctypes, kind)(ctypes.c_int64, ctypes.c_int64)\n"
    "    return f(address)(x)\n";

TEST(closure_is_called_within_a_call_from_a_thread_of_pythons)
{
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("collect")},
        .signature = {PYF_TEXT("(i64) -> i64")},
        .call = {.native = (pyf_native_function)collect_objects}};
    pyf_handle run = defined(on_python_thread, "run");
    pyf_handle args[] = {pyf_function_new(&def), pyf_from_i64(5)};
    uint64_t before;
    pyf_token scope;

    give_object =
        (pyf_handle(*)(void))closure("lambda: [1, 2]", "() -> object");
    before = live_handle_count();
    scope = pyf_scope_begin();
    assert_int_equal(integer(pyf_call(run, args, 2)), 10);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
    assert_int_equal(live_handle_count(), before);
}

TEST(closure_is_called_by_foreign_calls_of_a_thread_of_pythons)
{
    pyf_handle names = names_of(on_python_thread);
    pyf_handle run = evaluate_in("run", names);
    uint64_t address = (uintptr_t)closure("lambda x: x + 1", "(i64) -> i64");

    for (int i = 0; i < 2; i++) {
        pyf_handle args[] = {evaluate_in("through", names),
                             str(i == 0 ? "CFUNCTYPE" : "PYFUNCTYPE"),
                             pyf_from_u64(address), pyf_from_i64(41)};

        assert_int_equal(integer(pyf_call(run, args, 4)), 42);
    }
}

/* A thread in a sub-interpreter is not taken into the main one. */
static const char in_another[] =
    "def call(address):\n"
    "    source = ('import ctypes\\n'\n"
    "              'f = ctypes.PYFUNCTYPE(ctypes.c_int64, "
    "ctypes.c_int64)\\n'\n"
    "              f'assert f({address})(1) == -5, f({address})(1)\\n')\n"
    "    try:\n"
    "        import _interpreters as i\n"
    "    except ImportError:\n"
    "        import _xxsubinterpreters as i\n"
    "        one = i.create(isolated=False)\n"
    "        i.run_string(one, source)\n"
    "        i.destroy(one)\n"
    "        return 'None'\n"
    "    one = i.create('legacy', reqrefs=False)\n"
    "    failure = i.exec(one, source)\n"
    "    i.destroy(one)\n"
    "    return str(failure)\n";

TEST(closure_called_in_another_interpreter_gives_the_fallback)
{
    const int64_t fallback = -5;

    if (pyf_python_version() < 0x030c0000)
        skip_because("until 3.11 threads are not told apart by interpreters");
    pyf_native_function code = closure_of(
        evaluate("lambda x: x"), "(i64) -> i64", PYF_CLOSURE_PARK, &fallback);
    pyf_handle args[] = {defined(in_another, "call"),
                         pyf_from_u64((uintptr_t)code)};

    expect_repr(pyf_call(defined(on_python_thread, "run"), args, 2), "'None'");
}

/* Python calls C calls Python ..., down to 0. */
static number_function *step;

static int64_t
through_c(int64_t depth)
{
    return step(depth);
}

TEST(closure_calls_nest)
{
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("through_c")},
        .signature = {PYF_TEXT("(i64) -> i64")},
        .call = {.native = (pyf_native_function)through_c}};
    pyf_handle names =
        names_of("def f(n): return 1 + through_c(n - 1) if n else 1000\n");

    assert_int_equal(
        pyf_setitem_str(names, PYF_TEXT("through_c"), pyf_function_new(&def)),
        PYF_OK);
    step = (number_function *)closure_of(
        evaluate_in("f", names), "(i64) -> i64", PYF_CLOSURE_PARK, NULL);
    assert_int_equal(step(100), 1100);
    expect_no_failure();
}

TEST(closure_exception_passes_through_c_and_python_unharmed)
{
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("through_c")},
        .signature = {PYF_TEXT("(i64) -> i64")},
        .call = {.native = (pyf_native_function)through_c}};
    pyf_handle names = names_of("class Special(Exception): pass\n"
                                "special = Special('deep')\n"
                                "def f(n):\n"
                                "    if n: return through_c(n - 1)\n"
                                "    raise special\n");
    pyf_handle exception;

    assert_int_equal(
        pyf_setitem_str(names, PYF_TEXT("through_c"), pyf_function_new(&def)),
        PYF_OK);
    step = (number_function *)closure_of(
        evaluate_in("f", names), "(i64) -> i64", PYF_CLOSURE_PARK, NULL);
    assert_int_equal(step(10), 0);
    exception = pyf_error_exception();
    assert_int_equal(pyf_is(exception, evaluate_in("special", names)), 1);
    pyf_error_clear();
}

/* Closed by one thread while another is inside. */
static atomic_int inside, closed;
static pyf_handle running;

static int64_t
wait_for_close(void)
{
    pyf_token away = pyf_detach_begin();

    atomic_store(&inside, 1);
    wait_until(atomic_load(&closed));
    pyf_detach_end(away);
    return 0;
}

static void *
close_from_outside(void *argument)
{
    wait_until(atomic_load(&inside));
    *(int *)argument = pyf_close(running);
    atomic_store(&closed, 1);
    return NULL;
}

TEST(closure_may_be_closed_by_another_thread_while_it_runs)
{
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("wait_for_close")},
        .signature = {PYF_TEXT("() -> i64")},
        .call = {.native = (pyf_native_function)wait_for_close}};
    pyf_handle names = names_of("def f(x): return x + wait_for_close()\n");
    pthread_t thread;
    pyf_native_function code;
    int status = 1;

    atomic_store(&inside, 0);
    atomic_store(&closed, 0);
    assert_int_equal(pyf_setitem_str(names, PYF_TEXT("wait_for_close"),
                                     pyf_function_new(&def)),
                     PYF_OK);
    running = pyf_closure_new(evaluate_in("f", names), plan("(i64) -> i64"),
                              PYF_CLOSURE_PARK, NULL, &code);
    assert_int_equal(
        pthread_create(&thread, NULL, close_from_outside, &status), 0);
    assert_int_equal(((number_function *)code)(6), 6);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(status, PYF_OK);
    assert_int_equal(((number_function *)code)(6), 0);
    expect_failure(PYF_ERR_HANDLE, "closed");
}

static void *
close_only(void *argument)
{
    *(int *)argument = pyf_close(running);
    return NULL;
}

TEST(closure_closed_by_a_detached_thread_is_closed_at_once)
{
    pthread_t thread;
    pyf_native_function code;
    int status = 1;

    running = pyf_closure_new(evaluate("lambda x: x"), plan("(i64) -> i64"),
                              PYF_CLOSURE_PARK, NULL, &code);
    assert_int_equal(pthread_create(&thread, NULL, close_only, &status), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(status, PYF_OK);
    assert_int_equal(((number_function *)code)(6), 0);
    expect_failure(PYF_ERR_HANDLE, "closed");
}

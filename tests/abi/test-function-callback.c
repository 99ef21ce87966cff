/* SPDX-License-Identifier: MIT */
/* function: callables that Python passes to C functions, and C functions that
 * it gets from them. */
#include "host-function.h"

#include <stdlib.h>

typedef int64_t binary(int64_t, int64_t);
typedef double unary(double);

static int64_t
apply(binary *f, int64_t a, int64_t b)
{
    return f(a, b);
}

static int64_t
apply_twice(binary *f, int64_t a, int64_t b)
{
    return f(f(a, b), b);
}

static int64_t
tell(void (*f)(int64_t), int64_t a)
{
    if (f == NULL)
        return -1;
    f(a);
    return a;
}

static double
integrate(unary *f, double from, double to)
{
    double sum = 0, step = (to - from) / 1000;

    for (int i = 0; i < 1000; i++)
        sum += f(from + (i + 0.5) * step) * step;
    return sum;
}

static int64_t
subtract(int64_t a, int64_t b)
{
    return a - b;
}

static binary *
give_subtract(void)
{
    return subtract;
}

static binary *
give_back(binary *f)
{
    return f;
}

static binary *
give_none(void)
{
    return NULL;
}

typedef int64_t with_text(const char *text, size_t length, pyf_handle object);

static int64_t
call_with_text(with_text *f, pyf_handle object)
{
    return f("h\xc3\xa9llo", 6, object);
}

static void
show_callbacks(void)
{
    show_native("apply", "(f: fn(i64, i64) -> i64, a: i64, b: i64) -> i64",
                (pyf_native_function)apply);
    show_native("twice", "(f: fn(i64, i64) -> i64, a: i64, b: i64) -> i64",
                (pyf_native_function)apply_twice);
    show_native("tell", "(f: fn(i64)?, a: i64) -> i64",
                (pyf_native_function)tell);
    show_native("integrate", "(f: fn(f64) -> f64, a: f64, b: f64) -> f64",
                (pyf_native_function)integrate);
    show_native("give_subtract", "() -> fn(i64, i64) -> i64",
                (pyf_native_function)give_subtract);
    show_native("give_none", "() -> fn(i64, i64)?",
                (pyf_native_function)give_none);
    show_native("give_back", "(f: fn(i64, i64) -> i64) -> fn(i64, i64) -> i64",
                (pyf_native_function)give_back);
    show_native("qsort",
                "(base: ptr, n: usize, size: usize, "
                "compare: fn(i64?, i64?) -> i32)",
                (pyf_native_function)qsort);
    show_native("call_with_text",
                "(f: fn(str, object) -> i64, x: object) -> i64",
                (pyf_native_function)call_with_text);
    check_python("from operator import add, sub, mul\n");
}

TEST(function_calls_what_it_is_given)
{
    show_callbacks();
    check_python(
        "assert apply(add, 2, 3) == 5 and apply(lambda a, b: a * 10 + b, 2, "
        "3) == 23\n"
        "class C:\n"
        "    def __call__(self, a, b): return a ** b\n"
        "assert apply(C(), 2, 10) == 1024 and apply(C().__call__, 2, 3) == 8\n"
        "assert twice(sub, 10, 3) == 4\n"
        "assert abs(integrate(lambda x: x * x, 0, 1) - 1 / 3) < 1e-5\n"
        "assert call_with_text(lambda s, x: len(s) + x, 37) == 42\n"
        "big = 2**63 - 1\n"
        "assert apply(lambda a, b: min(a, b), big, -big - 1) == -big - 1\n");
}

TEST(function_sorts_with_qsort)
{
    show_callbacks();
    check_python(
        "import array, random\n"
        "a = array.array('q', range(200))\n"
        "random.Random(1).shuffle(a)\n"
        "qsort(a.buffer_info()[0], len(a), 8, lambda x, y: (x > y) - (x < "
        "y))\n"
        "assert list(a) == list(range(200))\n"
        "seen = []\n"
        "def compare(x, y):\n"
        "    seen.append((x, y))\n"
        "    if len(seen) == 3:\n"
        "        raise KeyError('in compare')\n"
        "    return 0\n"
        "e = raises(KeyError, 'in compare', qsort, a.buffer_info()[0], 50, 8, "
        "compare)\n"
        "assert e.__traceback__.tb_next is not None and len(seen) >= 3\n");
}

TEST(function_raises_what_a_callback_raises)
{
    show_callbacks();
    uint64_t before = live_handle_count();

    check_python(
        "def bad(a, b): raise LookupError('callback')\n"
        "e = raises(LookupError, 'callback', apply, bad, 1, 2)\n"
        "names = []\n"
        "tb = e.__traceback__\n"
        "while tb:\n"
        "    names.append(tb.tb_frame.f_code.co_name)\n"
        "    tb = tb.tb_next\n"
        "assert names == ['raises', 'bad'], names\n"
        "raises(ZeroDivisionError, '', integrate, lambda x: 1 / 0, 0, 1)\n"
        "raises(TypeError, '', apply, lambda: 1, 1, 2)\n"
        "raises(TypeError, 'must be int, not str', apply, lambda a, b: 'x', "
        "1, 2)\n"
        "raises(OverflowError, '', apply, lambda a, b: 1 << 70, 1, 2)\n"
        "raises(TypeError, '', apply, lambda a, b: None, 1, 2)\n"
        "raises(SystemExit, '', apply, lambda a, b: sys.exit(), 1, 2)\n");
    assert_int_equal(live_handle_count(), before);
}

TEST(function_takes_callables_alone)
{
    show_callbacks();
    check_python(
        "for x in 5, 'f', None, [len]:\n"
        "    raises(TypeError, \"argument 'f' must be a callable, not \"\n"
        "           + type(x).__name__, apply, x, 1, 2)\n"
        "told = []\n"
        "assert tell(None, 1) == -1 and tell(told.append, 5) == 5 and told == "
        "[5]\n"
        "raises(TypeError, 'must be a callable or None, not int', tell, 5, "
        "1)\n");
}

TEST(function_gives_c_functions)
{
    show_callbacks();
    check_python(
        "f = give_subtract()\n"
        "assert f(10, 3) == 7 and callable(f) and type(f) is type(apply)\n"
        "raises(TypeError, 'must be int', f, 'x', 1)\n"
        "raises(TypeError, 'missing', f, 1)\n"
        "assert apply(f, 5, 2) == 3\n"
        "assert give_none() is None\n"
        "raises(OverflowError, '', f, 1 << 64, 1)\n"
        "import inspect\n"
        "assert len(inspect.signature(f).parameters) == 2\n");
}

/* The C function of a callable is good as long as the call that it was passed
 * to. Later it does nothing, and says so. */
TEST(function_keeps_a_callback_too_long)
{
    show_callbacks();
    check_python(
        "inside = []\n"
        "def f(a, b): return a + b\n"
        "g = give_back(f)\n"
        "e = raises(RuntimeError, 'closed before this call', g, 1, 2)\n");
    expect_no_failure();
}

TEST(function_calls_itself_through_callbacks)
{
    show_callbacks();
    uint64_t before = live_handle_count();

    check_python("def down(n, b):\n"
                 "    return b if n == 0 else apply(down, n - 1, b + 1)\n"
                 "assert apply(down, 50, 0) == 50\n"
                 "def fail(n, b):\n"
                 "    if n == 0: raise KeyError('deep')\n"
                 "    return apply(fail, n - 1, b)\n"
                 "raises(KeyError, 'deep', apply, fail, 20, 0)\n"
                 "def again(a, b): return apply(again, a, b)\n"
                 "raises(RecursionError, '', again, 1, 2)\n");
    assert_int_equal(live_handle_count(), before);
}

/* A host that goes round by calls of its own, without a frame of Python. */
static pyf_handle round_and_round;
static int way;

static int64_t
go_round(int64_t n)
{
    int64_t next = n + 1, result = 0;
    void *args[] = {&next};
    pyf_value value = PYF_I64(next), answer;
    pyf_handle handle;

    switch (way) {
    case 0:
        pyf_call_native(round_and_round,
                        pyf_signature("(i64) -> i64", PYF_AUTO_LENGTH), args,
                        LENGTH_OF(args), &result);
        break;
    case 1:
        pyf_call_values(round_and_round, &value, 1, PYF_VALUE_ANY, &answer);
        break;
    case 2:
        pyf_call_values_kw(round_and_round, &value, 1, NULL, 0, PYF_VALUE_ANY,
                           &answer);
        break;
    case 4:
        handle = pyf_eval("Number(5)", PYF_AUTO_LENGTH,
                          pyf_getattr(pyf_import(PYF_TEXT("__main__")),
                                      PYF_TEXT("__dict__")),
                          PYF_NONE);
        pyf_close(pyf_unary(handle, PYF_ABS));
        break;
    default:
        handle = pyf_from_i64(next);
        pyf_close(pyf_call(round_and_round, &handle, 1));
        pyf_close(handle);
        break;
    }
    return result;
}

TEST(function_calls_of_the_host_alone_that_never_end_are_an_error)
{
    pyf_function_def def = {.size = sizeof def,
                            .form = PYF_FORM_NATIVE,
                            .name = {PYF_TEXT("go_round")},
                            .signature = {PYF_TEXT("(i64) -> i64")},
                            .call = {.native = (pyf_native_function)go_round}};

    for (int builtin = 0; builtin < 2; builtin++) {
        def.flags = builtin ? PYF_FUNCTION_BUILTIN : 0;
        round_and_round = pyf_unbind(pyf_function_new(&def));
        for (way = 0; way < 4; way++) {
            assert_int_equal(go_round(0), 0);
            assert_int_equal(pyf_error_matches(PYF_EXC_RecursionError), 1);
            pyf_error_clear();
        }
        pyf_close(round_and_round);
    }
}

static void
go_round_without_arguments(void)
{
    pyf_value answer;

    pyf_call_values(round_and_round, NULL, 0, PYF_VALUE_ANY, &answer);
}

TEST(function_calls_without_arguments_that_never_end_are_an_error)
{
    pyf_function_def def = {.size = sizeof def,
                            .form = PYF_FORM_NATIVE,
                            .name = {PYF_TEXT("go_round")},
                            .signature = {PYF_TEXT("()")},
                            .call = {.native = go_round_without_arguments}};

    round_and_round = pyf_function_new(&def);
    go_round_without_arguments();
    assert_int_equal(pyf_error_matches(PYF_EXC_RecursionError), 1);
    pyf_error_clear();
}

/* __getattr__ that looks for the same attribute. */
static pyf_handle
get_again(pyf_handle self, const char *name, size_t length)
{
    char text[20] = "";

    memcpy(text, name, length);
    return pyf_getattr(self, text, PYF_AUTO_LENGTH);
}

TEST(function_as_getattr_that_never_ends_is_an_error)
{
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("get_again")},
        .signature = {PYF_TEXT("(object, str) -> object")},
        .call = {.native = (pyf_native_function)get_again}};
    pyf_function_def length = {
        .size = sizeof length,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("length")},
        .signature = {PYF_TEXT("(i64) -> i64")},
        .call = {.native = (pyf_native_function)go_round}};

    assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                 PYF_TEXT("get_again"),
                                 pyf_function_new(&def)),
                     PYF_OK);
    check_python("class Same: __getattr__ = get_again\n"
                 "raises(RecursionError, '', getattr, Same(), 'x')\n");
    round_and_round = pyf_function_new(&length);
    way = 4;
    assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                 PYF_TEXT("length"), round_and_round),
                     PYF_OK);
    check_python("class Number(int): __abs__ = length\n");
    check_python("raises(RecursionError, '', abs, Number(5))\n");
}

static int
call_value(const pyf_frame *frame, pyf_value *result)
{
    return pyf_call_values(frame->args.values[0].as.handle,
                           frame->args.values + 1, frame->count - 1,
                           PYF_VALUE_ANY, result);
}

static int
call_handle(const pyf_frame *frame, pyf_handle *result)
{
    return give_handle(result,
                       pyf_call(frame->args.handles[0],
                                frame->args.handles + 1, frame->count - 1));
}

TEST(function_of_other_forms_gets_the_callable)
{
    show_values("v", "(f: fn(i64, i64) -> i64, a: i64, b: i64)", call_value,
                NULL);
    show_handles("h", "(f: fn(i64, i64) -> i64, a: i64, b: i64)", call_handle,
                 NULL);
    check_python(
        "from operator import add\n"
        "for g in v, h:\n"
        "    assert g(add, 2, 3) == 5\n"
        "    raises(TypeError, \"must be a callable, not int\", g, 5, 2, 3)\n"
        "    raises(KeyError, 'x', g, lambda a, b: {}['x'], 2, 3)\n");
}

/* A C function that runs its callback on a thread of its own. */
struct job {
    binary *f;
    int64_t result;
};

static void *
run_job(void *argument)
{
    struct job *job = argument;

    job->result = job->f(20, 22);
    pyf_error_clear();
    return NULL;
}

static int64_t
on_a_thread(binary *f)
{
    struct job job = {f, 0};
    pthread_t thread;

    if (pthread_create(&thread, NULL, run_job, &job) != 0)
        return -1;
    pthread_join(thread, NULL);
    return job.result;
}

TEST(function_calls_back_on_another_thread)
{
    show_def((pyf_function_def){
        .name = {PYF_TEXT("on_a_thread")},
        .signature = {PYF_TEXT("(f: fn(i64, i64) -> i64) -> i64")},
        .flags = PYF_FUNCTION_DETACH,
        .call.native = (pyf_native_function)on_a_thread});
    check_python(
        "import threading\n"
        "here = threading.get_ident()\n"
        "def f(a, b):\n"
        "    assert threading.get_ident() != here\n"
        "    return a + b\n"
        "for i in range(20):\n"
        "    assert on_a_thread(f) == 42\n"
        "def bad(a, b): raise KeyError\n"
        "assert on_a_thread(bad) == 0\n"
        "t = [threading.Thread(target=lambda: on_a_thread(f)) for i in "
        "range(4)]\n"
        "for x in t: x.start()\n"
        "for x in t: x.join()\n");
}

static int64_t
chain(binary **functions, size_t count, int64_t number)
{
    for (size_t i = 0; i < count; i++)
        number = functions[i](number, (int64_t)i);
    return number;
}

struct call {
    int64_t number;
    binary *function;
};

static int64_t
run_call(struct call call)
{
    return call.function(call.number, call.number);
}

TEST(function_takes_callables_in_arrays_and_structs)
{
    show_native("chain", "(f: [fn(i64, i64) -> i64], n: i64) -> i64",
                (pyf_native_function)chain);
    show_native("run_call", "(c: {i64, fn(i64, i64) -> i64}) -> i64",
                (pyf_native_function)run_call);
    check_python(
        "from operator import add, mul\n"
        "assert chain([add, add, mul], 5) == 12 and chain([], 5) == 5\n"
        "assert run_call((6, mul)) == 36\n"
        "raises(TypeError, \"'f'[1] must be a callable, not int\", chain, "
        "[add, 5], 1)\n"
        "raises(KeyError, 'x', chain, [add, lambda a, b: {}['x']], 1)\n"
        "raises(TypeError, \"'c'[1] must be a callable\", run_call, (1, "
        "2))\n");
}

/* Detached, and called back on the same thread. */
TEST(function_that_is_detached_calls_back)
{
    show_def((pyf_function_def){
        .name = {PYF_TEXT("apply_away")},
        .signature = {PYF_TEXT(
            "(f: fn(i64, i64) -> i64, a: i64, b: i64) -> i64")},
        .flags = PYF_FUNCTION_DETACH,
        .call.native = (pyf_native_function)apply_twice});
    check_python(
        "assert apply_away(lambda a, b: a * b, 3, 4) == 48\n"
        "raises(KeyError, 'away', apply_away, lambda a, b: {}['away'], 3, 4)\n"
        "import threading\n"
        "t = threading.Thread(target=apply_away, args=(lambda a, b: a, 1, "
        "2))\n"
        "t.start()\n"
        "t.join()\n");
}

/* SPDX-License-Identifier: MIT */
/* call: a number that is an argument is the callee's to keep, although the
 * library makes its next argument of it when nobody has kept it. */
#include "make-closure.h"
#include "shorthand.h"

#include <pthread.h>
#include <stdio.h>

static pyf_handle names;

/* Functions that keep what they get, each in its own way. */
static void
define(void)
{
    names = names_of("kept = []\n"
                     "def keep(a, b): kept.append((a, b)); return a + b\n"
                     "def later(a, b):\n"
                     "    yield a\n"
                     "    yield b\n"
                     "def fail(a, b): raise ValueError\n"
                     "def inside(b): return lambda: b\n");
}

/* Calls with ints on both sides of what has one digit, and of what CPython
 * has for good. */
static const int64_t limits[] = {
    0,          1,           -1,         -5,          -6,
    256,        257,         1024,       1025,        -1025,
    1073741823, -1073741823, 1073741824, -1073741824, INT64_MAX,
    INT64_MIN,  123456789,   -123456789, 65536,       4294967296};
enum { LIMITS = sizeof limits / sizeof *limits, ROUNDS = 3 };

static void
call_natively(const char *function, const char *signature, void *a, void *b,
              void *result)
{
    void *args[] = {a, b};

    if (pyf_call_native(evaluate_in(function, names), plan(signature), args,
                        LENGTH_OF(args), result) != PYF_OK)
        fail_msg("%s: %s", function, pyf_error_message());
}

TEST(call_native_ints_are_the_callees_to_keep)
{
    char text[200];

    define();
    for (int i = 0; i < ROUNDS * LIMITS; i++) {
        int64_t a = limits[i % LIMITS], b = i * 1000, sum = 0;

        call_natively("lambda a, b: [keep(a, b), 7][1]", "(i64, i64) -> i64",
                      &a, &b, &sum);
        assert_int_equal(sum, 7);
    }
    for (int i = 0; i < ROUNDS * LIMITS; i++) {
        snprintf(text, sizeof text,
                 "kept[%d] == (int('%lld'), %d) and hash(kept[%d][0]) == "
                 "hash(int('%lld'))",
                 i, (long long)limits[i % LIMITS], i * 1000, i,
                 (long long)limits[i % LIMITS]);
        expect_true_in(text, names);
    }
}

TEST(call_native_floats_are_the_callees_to_keep)
{
    define();
    for (int i = 0; i < 50; i++) {
        double a = i / 2.0, b = -a, sum = -1;

        call_natively("keep", "(f64, f64) -> f64", &a, &b, &sum);
        assert_true(sum == 0);
    }
    expect_true_in("kept == [(i / 2, -i / 2) for i in range(50)]", names);
}

TEST(call_values_numbers_are_the_callees_to_keep)
{
    define();
    for (int i = 0; i < 50; i++) {
        pyf_value args[] = {PYF_I64(i * 100000), PYF_F64(i / 4.0)}, result;

        assert_int_equal(pyf_call_values(evaluate_in("keep", names), args, 2,
                                         PYF_VALUE_ANY, &result),
                         PYF_OK);
        assert_true(result.as.f64 == i * 100000 + i / 4.0);
    }
    expect_true_in("kept == [(i * 100000, i / 4) for i in range(50)]", names);
    expect_true_in("all(type(a) is int and type(b) is float for a, b in kept)",
                   names);
}

TEST(call_numbers_in_a_suspended_generator_stay)
{
    int64_t a = 1000001, b = 1000002, x = 5, sum;
    pyf_handle generator = 0;
    pyf_value item;

    define();
    call_natively("later", "(i64, i64) -> object", &a, &b, &generator);
    for (int i = 0; i < 20; i++) {
        x = 3000000 + i;
        call_natively("lambda a, b: a + b", "(i64, i64) -> i64", &x, &x, &sum);
    }
    assert_int_equal(pyf_next_value(generator, PYF_VALUE_ANY, &item), 1);
    assert_int_equal(item.as.i64, 1000001);
    assert_int_equal(pyf_next_value(generator, PYF_VALUE_ANY, &item), 1);
    assert_int_equal(item.as.i64, 1000002);
}

TEST(call_numbers_in_a_traceback_stay)
{
    int64_t a = 1000001, b = 1000002, result;
    void *args[] = {&a, &b};
    pyf_handle error;

    define();
    assert_int_equal(pyf_call_native(evaluate_in("fail", names),
                                     plan("(i64, i64) -> i64"), args,
                                     LENGTH_OF(args), &result),
                     PYF_ERR_PYTHON);
    error = pyf_error_take();
    for (int i = 0; i < 20; i++) {
        a = b = 3000000 + i;
        call_natively("lambda a, b: a + b", "(i64, i64) -> i64", &a, &b,
                      &result);
    }
    assert_int_equal(pyf_setitem_str(names, PYF_TEXT("error"), error), PYF_OK);
    expect_true_in("error.__traceback__.tb_frame.f_locals == "
                   "dict(a=1000001, b=1000002)",
                   names);
}

/* While a callee runs, C that it calls makes calls of its own. */
static int64_t
call_again(int64_t depth)
{
    int64_t a = 5000000 + depth, b = 6000000 + depth, sum = 0;

    call_natively("around", "(i64, i64) -> i64", &a, &b, &sum);
    assert_int_equal(sum, a + b);
    return sum;
}

TEST(call_numbers_stay_while_their_call_is_under_way)
{
    pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("again")},
        .signature = {PYF_TEXT("(i64) -> i64")},
        .call = {.native = (pyf_native_function)call_again}};

    names =
        names_of("def around(a, b):\n"
                 "    x, y = a + 0, b + 0\n"
                 "    depth = a - 5000000\n"
                 "    if depth < 20: again(depth + 1)\n"
                 "    assert (a, b) == (5000000 + depth, 6000000 + depth)\n"
                 "    assert (a, b) == (x, y)\n"
                 "    return a + b\n");
    assert_int_equal(
        pyf_setitem_str(names, PYF_TEXT("again"), pyf_function_new(&def)),
        PYF_OK);
    call_again(0);
    call_again(1);
}

TEST(closure_numbers_are_the_callees_to_keep)
{
    int64_t (*add)(int64_t, int64_t);
    double (*add_floats)(double, double);

    define();
    add = (int64_t(*)(int64_t, int64_t))closure_of(evaluate_in("keep", names),
                                                   "(i64, i64) -> i64",
                                                   PYF_CLOSURE_PARK, NULL);
    add_floats = (double (*)(double, double))closure_of(
        evaluate_in("keep", names), "(f64, f64) -> f64", PYF_CLOSURE_PARK,
        NULL);
    for (int i = 0; i < 50; i++) {
        assert_int_equal(add(i * 70000, -i), i * 70000 - i);
        assert_true(add_floats(i, 0.5) == i + 0.5);
    }
    expect_true_in("kept[0::2] == [(i * 70000, -i) for i in range(50)]",
                   names);
    expect_true_in("kept[1::2] == [(float(i), 0.5) for i in range(50)]",
                   names);
}

/* Threads that take turns in the middle of calls. */
static pyf_handle adder;

static void *
add_on_a_thread(void *start)
{
    pyf_token here = pyf_attach_begin(0);
    pyf_handle signature = plan("(i64, f64) -> f64");
    int64_t a = *(int64_t *)start;

    for (int i = 0; i < 2000; i++, a++) {
        double b = (double)a / 2, sum = 0;
        void *args[] = {&a, &b};

        if (pyf_call_native(adder, signature, args, LENGTH_OF(args), &sum) !=
                PYF_OK ||
            sum != (double)a + b)
            *(int64_t *)start = -1;
    }
    pyf_attach_end(here);
    return NULL;
}

TEST(call_numbers_of_threads_do_not_mix)
{
    int64_t starts[4] = {10000, 200000, 3000000, 40000000};
    pthread_t threads[4];
    pyf_token detached;

    names = names_of("def add(a, b):\n"
                     "    for i in range(20): c = a + b\n"
                     "    assert c == a + b\n"
                     "    return c\n"
                     "import sys\n"
                     "before = sys.getswitchinterval()\n"
                     "sys.setswitchinterval(1e-6)\n");
    adder = pyf_unbind(evaluate_in("add", names));
    detached = pyf_detach_begin();
    for (int i = 0; i < 4; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, add_on_a_thread, &starts[i]), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    pyf_detach_end(detached);
    for (int i = 0; i < 4; i++)
        assert_true(starts[i] > 0);
    evaluate_in("sys.setswitchinterval(before)", names);
    pyf_close(adder);
}

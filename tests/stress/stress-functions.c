/* SPDX-License-Identifier: MIT */
/* stress: many threads of both sorts call host functions and iterators while
 * others make them, replace them and take them back. Data is never used after
 * it was dropped, and dropped once. */
#include "storm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FUNCTIONS = 16, PYTHON_THREADS = 4, C_THREADS = 3 };

/* What is done, and counted. */
enum sort {
    NATIVE,
    BUILTIN,
    DETACHING,
    VALUES,
    STEPS,
    MADE,
    REVOKED,
    TAKEN_TURNS,
    SORTS
};

/* So much of each, before all stops. */
static const unsigned wanted[SORTS] = {
    [NATIVE] = 2000, [BUILTIN] = 2000, [DETACHING] = 2000,
    [VALUES] = 2000, [STEPS] = 2000,   [MADE] = 10000,
    [REVOKED] = 200, [TAKEN_TURNS] = 8 * TURNS,
};
static atomic_uint done[SORTS];

/* Data of a function: alive until it is dropped. */
struct data {
    enum sort sort;
    atomic_int alive;
    atomic_int users;
    struct data *next; /* of those that were dropped */
};

static _Atomic(struct data *) graveyard;

static atomic_uint dropped, wrong;
static atomic_int stop;
static int owners[4];

static void
count(enum sort sort)
{
    static _Thread_local char me;

    atomic_fetch_add(&done[sort], 1);
    if (is_new_turn(&me))
        atomic_fetch_add(&done[TAKEN_TURNS], 1);
}

static int
all_is_done(void)
{
    for (int i = 0; i < SORTS; i++)
        if (atomic_load(&done[i]) < wanted[i])
            return 0;
    return 1;
}

static struct data *
new_data(enum sort sort)
{
    struct data *data = calloc(1, sizeof *data);

    data->sort = sort;
    atomic_store(&data->alive, 1);
    count(MADE);
    return data;
}

/* The memory is kept until the end: a use after this is seen, and not a crash.
 */
static void
drop(void *argument)
{
    struct data *data = argument;

    if (atomic_exchange(&data->alive, 0) != 1 || atomic_load(&data->users))
        atomic_fetch_add(&wrong, 1);
    atomic_fetch_add(&dropped, 1);
    data->next = atomic_load(&graveyard);
    while (!atomic_compare_exchange_weak(&graveyard, &data->next, data))
        continue;
}

static void
free_all(void)
{
    struct data *data;

    while ((data = atomic_load(&graveyard)) != NULL) {
        atomic_store(&graveyard, data->next);
        free(data);
    }
}

static void
use(struct data *data)
{
    atomic_fetch_add(&data->users, 1);
    if (atomic_load(&data->alive) != 1)
        atomic_fetch_add(&wrong, 1);
    atomic_fetch_sub(&data->users, 1);
    count(data->sort);
}

static int64_t
native(int64_t number, struct data *data)
{
    use(data);
    return number + 1;
}

static int
values(const pyf_frame *frame, pyf_value *result)
{
    use(frame->data);
    pyf_from_i64(1000);
    *result = (pyf_value)PYF_I64((int64_t)frame->count);
    return PYF_OK;
}

static int
next(const pyf_frame *frame, pyf_value *item)
{
    use(frame->data);
    *item = (pyf_value)PYF_I64(5);
    return atomic_load(&done[STEPS]) % 50 != 0;
}

static pyf_handle
new_function(unsigned number)
{
    static const uint32_t flags[] = {[NATIVE] = 0,
                                     [BUILTIN] = PYF_FUNCTION_BUILTIN,
                                     [DETACHING] = PYF_FUNCTION_DETACH};
    enum sort sort = number % 5 == 0 ? VALUES : (enum sort)(number % 3);
    pyf_function_def def = {.size = sizeof def,
                            .form = PYF_FORM_NATIVE,
                            .name = {PYF_TEXT("f")},
                            .signature = {PYF_TEXT("(n: i64) -> i64")},
                            .call.native = (pyf_native_function)native,
                            .data = new_data(sort),
                            .drop = drop,
                            .owner = (uintptr_t)&owners[number % 4]};

    if (sort == VALUES) {
        def.form = PYF_FORM_VALUES;
        def.call.values = values;
    } else {
        def.flags = PYF_FUNCTION_DATA | flags[sort];
    }
    return pyf_function_new(&def);
}

static pyf_handle
new_iterator(unsigned number)
{
    pyf_iterator_def def = {.size = sizeof def,
                            .next = next,
                            .data = new_data(STEPS),
                            .drop = drop,
                            .owner = (uintptr_t)&owners[number % 4]};

    return pyf_iterator_new(&def);
}

/* Put a new function into the list that Python calls from. */
static void
replace(pyf_handle list, unsigned number)
{
    pyf_handle function =
        number % 4 == 3 ? new_iterator(number) : new_function(number);
    pyf_handle index = pyf_from_i64(number % FUNCTIONS);

    if (function == 0 || pyf_setitem(list, index, function) != PYF_OK)
        atomic_fetch_add(&wrong, 1);
}

static void *
work(void *argument)
{
    unsigned number = (unsigned)(uintptr_t)argument;

    while (!atomic_load(&stop)) {
        pyf_token here = pyf_attach_begin(0);
        pyf_handle list =
            pyf_eval("functions", PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);

        for (int i = 0; i < 20; i++)
            replace(list, number++);
        if (number % 3 == 0) {
            pyf_owner_revoke((uintptr_t)&owners[number / 3 % 4]);
            count(REVOKED);
        }
        pyf_attach_end(here);
    }
    return NULL;
}

static const char script[] =
    "import random, threading\n"
    "wrong = []\n"
    "def body():\n"
    "    r = random.Random()\n"
    "    while not stopping:\n"
    "        f = functions[r.randrange(len(functions))]\n"
    "        try:\n"
    "            if f is None: continue\n"
    "            if not callable(f):\n"
    "                for x in f:\n"
    "                    if r.random() < .1: break\n"
    "                if r.random() < .1: f.close()\n"
    "            elif f(5) not in (6, 1): wrong.append(f(5))\n"
    "            else: f.__name__, repr(f)\n"
    "            if r.random() < .01: f()\n"
    "        except (RuntimeError, TypeError): pass\n"
    "        except ValueError as e:\n"
    "            if 'already executing' not in str(e): wrong.append(e)\n"
    "        except BaseException as e: wrong.append(e)\n"
    "threads = [threading.Thread(target=body) for i in range(count)]\n"
    "for t in threads: t.start()\n";

static int
run_in_main(const char *source)
{
    return pyf_run(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

static void
start_all(pthread_t *threads)
{
    char setup[100];

    snprintf(setup, sizeof setup,
             "functions, stopping, count = [None] * %d, [], %d\n", FUNCTIONS,
             PYTHON_THREADS);
    assert_int_equal(run_in_main(setup), PYF_OK);
    assert_int_equal(run_in_main(script), PYF_OK);
    for (uintptr_t i = 0; i < C_THREADS; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, work, (void *)(i * 1000)), 0);
}

static void
stop_all(const pthread_t *threads)
{
    pyf_token away = pyf_detach_begin();

    wait_until(all_is_done());
    atomic_store(&stop, 1);
    for (int i = 0; i < C_THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(run_in_main("stopping.append(1)\n"
                                 "for t in threads: t.join()\n"
                                 "assert not wrong, wrong[0]\n"
                                 "functions.clear()\n"
                                 "del threads\n"
                                 "import gc\ngc.collect()\n"),
                     PYF_OK);
}

TEST(stress_functions_are_called_and_taken_back)
{
    pthread_t threads[C_THREADS];

    start_all(threads);
    stop_all(threads);
    assert_int_equal(atomic_load(&wrong), 0);
    assert_int_equal(atomic_load(&dropped), atomic_load(&done[MADE]));
    free_all();
}

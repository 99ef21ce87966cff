/* SPDX-License-Identifier: MIT */
/* convert, threads: containers that a Python thread changes while they are
 * read. What comes out is what was there at some moment, or an error. */
#include "shorthand.h"

#include <stdlib.h>

/* churn runs until told to stop. */
static const char source[] =
    "import threading\n"
    "numbers = list(range(100))\n"
    "reals = [0.5] * 100\n"
    "names = {str(i): i for i in range(100)}\n"
    "stopped, turns = False, 0\n"
    "def churn():\n"
    "    global turns\n"
    "    while not stopped:\n"
    "        turns += 1\n"
    "        numbers.extend(range(100)); del numbers[50:]\n"
    "        numbers.clear(); numbers.extend(range(100))\n"
    "        reals.extend([0.5] * 100); del reals[50:]\n"
    "        reals.clear(); reals.extend([0.5] * 100)\n"
    "        names.clear()\n"
    "        for i in range(100): names[str(i)] = i\n"
    "thread = threading.Thread(target=churn, daemon=True)\n"
    "thread.start()\n"
    "def stop():\n"
    "    global stopped\n"
    "    stopped = True\n"
    "    thread.join()\n";

enum { ROUNDS = 300, TURNS = 300, ROOM = 400 };

/* A read may find the container too big, or see it change; nothing else. */
static int
is_expected(int status)
{
    int expected = status == PYF_OK || status == PYF_ERR_BUFFER ||
                   status == PYF_ERR_TYPE || status == PYF_ERR_PYTHON;

    pyf_error_clear();
    return expected;
}

static int
read_numbers(pyf_handle names)
{
    int64_t items[ROOM];
    size_t count = 0;
    int status =
        pyf_items_to_i64(evaluate_in("numbers", names), items, ROOM, &count);

    for (size_t i = 0; status == PYF_OK && i < count; i++)
        if (items[i] < 0 || items[i] >= 100)
            return 0;
    return is_expected(status);
}

static int
read_reals(pyf_handle names)
{
    double items[ROOM];
    size_t count = 0;
    int status =
        pyf_items_to_f64(evaluate_in("reals", names), items, ROOM, &count);

    for (size_t i = 0; status == PYF_OK && i < count; i++)
        if (items[i] != 0.5)
            return 0;
    return is_expected(status);
}

static int
read_handles(pyf_handle names)
{
    pyf_handle items[ROOM];
    size_t count = 0;
    int status = pyf_items_to_handles(evaluate_in("numbers", names), items,
                                      ROOM, &count);

    for (size_t i = 0; status == PYF_OK && i < count; i++)
        if (pyf_builtin_type(items[i]) != PYF_BUILTIN_INT)
            return 0;
    return is_expected(status);
}

static int
read_pairs(pyf_handle names)
{
    pyf_value keys[ROOM], values[ROOM];
    size_t count = 0;
    int status = pyf_dict_to_values(evaluate_in("names", names), PYF_VALUE_ANY,
                                    keys, PYF_VALUE_ANY, values, ROOM, &count);

    for (size_t i = 0; status == PYF_OK && i < count; i++)
        if (atoi(keys[i].as.text.data) != values[i].as.i64)
            return 0;
    return is_expected(status);
}

static int
has_churned(pyf_handle names)
{
    int64_t turns = 0;

    assert_int_equal(pyf_to_i64(evaluate_in("turns", names), &turns), PYF_OK);
    return turns >= TURNS;
}

/* Read over and over while the thread churns; let it run in between. */
static void
check(int (*read)(pyf_handle))
{
    pyf_handle names = names_of(source);
    int good = 1, churned = 0;

    for (int i = 0; good && (i < ROUNDS || !churned); i++) {
        pyf_token scope = pyf_scope_begin();

        good = read(names);
        churned = has_churned(names);
        pyf_scope_end(scope);
        pyf_token away = pyf_detach_begin();

        pyf_detach_end(away);
    }
    run_in("stop()", names);
    assert_true(good);
}

/* Feature: V11 */
TEST(to_i64_array_while_a_thread_changes_the_list)
{
    check(read_numbers);
}

TEST(to_f64_array_while_a_thread_changes_the_list)
{
    check(read_reals);
}

TEST(to_handles_while_a_thread_changes_the_list)
{
    check(read_handles);
}

TEST(dict_to_values_while_a_thread_changes_the_dict)
{
    check(read_pairs);
}

/* SPDX-License-Identifier: MIT */
/* convert, bulk: read containers into handles and values. */
#include "bad-handle.h"

static const char *const readable[] = {
    "[1, 2, 3]", "(1, 2, 3)", "{1, 2, 3}", "frozenset({1, 2, 3})",
    "{1: 'a', 2: 'b', 3: 'c'}",
};

static const char *const unreadable[] = {
    "'abc'", "b'abc'", "range(3)", "None", "iter([1])", "{1: 2}.items()",
};

enum {
    READABLE = sizeof readable / sizeof *readable,
    UNREADABLE = sizeof unreadable / sizeof *unreadable,
};

/* to_handles */

/* Feature: T01, V14 */
TEST(to_handles_reads_every_container)
{
    for (int i = 0; i < READABLE; i++) {
        pyf_handle items[3] = {0};
        size_t count = 0;

        assert_int_equal(
            pyf_items_to_handles(evaluate(readable[i]), items, 3, &count),
            PYF_OK);
        assert_int_equal(count, 3);
        for (int j = 0; j < 3; j++)
            assert_int_equal(integer(items[j]), j + 1);
    }
}

TEST(to_handles_gives_new_handles)
{
    pyf_handle list = evaluate("['-'.join('ab'), '-'.join('cd')]");
    uint64_t before = live_handle_count();
    pyf_handle items[2] = {0};
    size_t count = 0;

    assert_int_equal(pyf_items_to_handles(list, items, 2, &count), PYF_OK);
    assert_int_equal(live_handle_count(), before + 2);
    assert_int_equal(pyf_close(list), PYF_OK);
    assert_string_equal(text(items[1]), "c-d");
    assert_int_equal(pyf_close_all(items, 2), PYF_OK);
}

TEST(to_handles_writes_no_more_than_there_is)
{
    pyf_handle items[3] = {77, 77, 77};
    size_t count = 0;

    assert_int_equal(pyf_items_to_handles(evaluate("[1]"), items, 3, &count),
                     PYF_OK);
    assert_int_equal(count, 1);
    assert_int_equal(items[1], 77);
    assert_int_equal(items[2], 77);
}

TEST(to_handles_capacity_0_asks_for_the_count)
{
    for (int i = 0; i < READABLE; i++) {
        size_t count = 0;

        assert_int_equal(
            pyf_items_to_handles(evaluate(readable[i]), NULL, 0, &count),
            PYF_ERR_BUFFER);
        assert_int_equal(count, 3);
        expect_failure(PYF_ERR_BUFFER, "pyf_items_to_handles");
    }
}

TEST(to_handles_of_nothing_fits_nowhere)
{
    const char *const empty[] = {"[]", "()", "set()", "frozenset()", "{}"};

    for (int i = 0; i < 5; i++) {
        size_t count = 77;

        assert_int_equal(
            pyf_items_to_handles(evaluate(empty[i]), NULL, 0, &count), PYF_OK);
        assert_int_equal(count, 0);
    }
}

TEST(to_handles_too_small_writes_only_the_count)
{
    for (int i = 0; i < READABLE; i++) {
        pyf_handle obj = evaluate(readable[i]), items[2] = {77, 77};
        uint64_t before = live_handle_count();
        size_t count = 0;

        assert_int_equal(pyf_items_to_handles(obj, items, 2, &count),
                         PYF_ERR_BUFFER);
        assert_int_equal(count, 3);
        assert_int_equal(items[0], 77);
        assert_int_equal(items[1], 77);
        assert_int_equal(live_handle_count(), before);
        expect_failure(PYF_ERR_BUFFER, "pyf_items_to_handles");
    }
}

TEST(to_handles_takes_nothing_else)
{
    for (int i = 0; i < UNREADABLE; i++) {
        pyf_handle items[3];
        size_t count = 77;

        assert_int_equal(
            pyf_items_to_handles(evaluate(unreadable[i]), items, 3, &count),
            PYF_ERR_TYPE);
        assert_int_equal(count, 0);
        expect_failure(PYF_ERR_TYPE, "pyf_items_to_handles");
    }
}

TEST(to_handles_takes_subclasses)
{
    pyf_handle names = names_of("class L(list):\n"
                                "    def __len__(self): return 100\n"
                                "    def __getitem__(self, i): return 'no'\n"
                                "obj = L([1, 2])\n");
    pyf_handle items[2] = {0};
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_handles(evaluate_in("obj", names), items, 2, &count),
        PYF_OK);
    assert_int_equal(count, 2);
    assert_int_equal(integer(items[1]), 2);
}

TEST(to_handles_null_is_refused)
{
    pyf_handle items[3];
    size_t count = 77;

    assert_int_equal(pyf_items_to_handles(evaluate("[1]"), NULL, 3, &count),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_items_to_handles");
    assert_int_equal(pyf_items_to_handles(evaluate("[1]"), items, 3, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_items_to_handles");
}

TEST_BAD_HANDLE(to_handles_bad_object_is_refused, pyf_items_to_handles,
                pyf_items_to_handles(bad, NULL, 0, &(size_t){0}))

/* to_values */

TEST(to_values_reads_every_container)
{
    for (int i = 0; i < READABLE; i++) {
        pyf_value items[3];
        size_t count = 0;

        assert_int_equal(pyf_items_to_values(evaluate(readable[i]),
                                             PYF_VALUE_ANY, items, 3, &count),
                         PYF_OK);
        assert_int_equal(count, 3);
        for (int j = 0; j < 3; j++) {
            assert_int_equal(items[j].kind, PYF_VALUE_I64);
            assert_int_equal(items[j].as.i64, j + 1);
        }
    }
}

TEST(to_values_reads_every_kind)
{
    const uint32_t kinds[] = {
        PYF_VALUE_NONE, PYF_VALUE_BOOL, PYF_VALUE_I64, PYF_VALUE_U64,
        PYF_VALUE_F64, PYF_VALUE_STR, PYF_VALUE_BYTES, PYF_VALUE_HANDLE,
    };
    pyf_value items[8];
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_values(evaluate("[None, True, 7, 2**64 - 1, 0.5, "
                                     "'text', b'bytes', [1]]"),
                            PYF_VALUE_ANY, items, 8, &count),
        PYF_OK);
    assert_int_equal(count, 8);
    for (int i = 0; i < 8; i++)
        assert_int_equal(items[i].kind, kinds[i]);
    assert_memory_equal(items[5].as.text.data, "text", 5);
    assert_int_equal(items[6].as.text.length, 5);
    assert_string_equal(text(items[5].owner), "text");
}

TEST(to_values_text_outlives_the_container)
{
    pyf_handle list = evaluate("['-'.join('ab')]");
    pyf_value item;
    size_t count = 0;

    assert_int_equal(
        pyf_items_to_values(list, PYF_VALUE_ANY, &item, 1, &count), PYF_OK);
    assert_int_equal(pyf_close(list), PYF_OK);
    assert_memory_equal(item.as.text.data, "a-b", 4);
    assert_int_equal(pyf_close(item.owner), PYF_OK);
}

TEST(to_values_too_small_writes_only_the_count)
{
    pyf_handle obj = evaluate("['a', 'b', 'c']");
    uint64_t before = live_handle_count();
    pyf_value items[2] = {garbage(), garbage()}, untouched = garbage();
    size_t count = 0;

    assert_int_equal(pyf_items_to_values(obj, PYF_VALUE_ANY, items, 2, &count),
                     PYF_ERR_BUFFER);
    assert_int_equal(count, 3);
    assert_memory_equal(&items[0], &untouched, sizeof untouched);
    assert_memory_equal(&items[1], &untouched, sizeof untouched);
    assert_int_equal(live_handle_count(), before);
    expect_failure(PYF_ERR_BUFFER, "pyf_items_to_values");
}

TEST(to_values_lone_surrogate_leaks_nothing)
{
    pyf_handle obj = evaluate("['text', [1], " LONE_SURROGATE ", 'more']");
    uint64_t before = live_handle_count();
    pyf_value items[4];
    size_t count = 77;

    assert_int_equal(pyf_items_to_values(obj, PYF_VALUE_ANY, items, 4, &count),
                     PYF_ERR_ENCODING);
    assert_int_equal(live_handle_count(), before);
    expect_failure(PYF_ERR_ENCODING, "pyf_items_to_values");
}

TEST(to_values_takes_nothing_else)
{
    for (int i = 0; i < UNREADABLE; i++) {
        pyf_value items[3];
        size_t count = 77;

        assert_int_equal(pyf_items_to_values(evaluate(unreadable[i]),
                                             PYF_VALUE_ANY, items, 3, &count),
                         PYF_ERR_TYPE);
        assert_int_equal(count, 0);
        expect_failure(PYF_ERR_TYPE, "pyf_items_to_values");
    }
}

TEST(to_values_null_is_refused)
{
    pyf_value items[3];
    size_t count = 77;

    assert_int_equal(
        pyf_items_to_values(evaluate("[1]"), PYF_VALUE_ANY, NULL, 3, &count),
        PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_items_to_values");
    assert_int_equal(
        pyf_items_to_values(evaluate("[1]"), PYF_VALUE_ANY, items, 3, NULL),
        PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_items_to_values");
    assert_int_equal(
        pyf_items_to_values(evaluate("[]"), PYF_VALUE_ANY, NULL, 0, &count),
        PYF_OK);
    assert_int_equal(count, 0);
}

TEST_BAD_HANDLE(to_values_bad_object_is_refused, pyf_items_to_values,
                pyf_items_to_values(bad, PYF_VALUE_ANY, NULL, 0, &(size_t){0}))

/* dict_to_handles */

/* Feature: T03 */
TEST(dict_to_handles_reads_pairs_in_order)
{
    pyf_handle dict = evaluate("{'z': 1, 'a': 2, 'm': 3}");
    pyf_handle keys[3] = {0}, values[3] = {0};
    const char *const expected[] = {"z", "a", "m"};
    size_t count = 0;

    assert_int_equal(pyf_dict_to_handles(dict, keys, values, 3, &count),
                     PYF_OK);
    assert_int_equal(count, 3);
    for (int i = 0; i < 3; i++) {
        assert_string_equal(text(keys[i]), expected[i]);
        assert_int_equal(integer(values[i]), i + 1);
    }
}

TEST(dict_to_handles_gives_new_handles)
{
    pyf_handle dict = evaluate("{'-'.join('ab'): ['v']}");
    uint64_t before = live_handle_count();
    pyf_handle key = 0, value = 0;
    size_t count = 0;

    assert_int_equal(pyf_dict_to_handles(dict, &key, &value, 1, &count),
                     PYF_OK);
    assert_int_equal(live_handle_count(), before + 2);
    assert_int_equal(pyf_close(dict), PYF_OK);
    assert_string_equal(text(key), "a-b");
    expect_repr(value, "['v']");
}

TEST(dict_to_handles_too_small_writes_only_the_count)
{
    pyf_handle dict = evaluate("{1: 2, 3: 4}"), key = 77, value = 77;
    uint64_t before = live_handle_count();
    size_t count = 0;

    assert_int_equal(pyf_dict_to_handles(dict, &key, &value, 1, &count),
                     PYF_ERR_BUFFER);
    assert_int_equal(count, 2);
    assert_int_equal(key, 77);
    assert_int_equal(value, 77);
    assert_int_equal(live_handle_count(), before);
    expect_failure(PYF_ERR_BUFFER, "pyf_dict_to_handles");
    count = 77;
    assert_int_equal(pyf_dict_to_handles(dict, NULL, NULL, 0, &count),
                     PYF_ERR_BUFFER);
    assert_int_equal(count, 2);
    expect_failure(PYF_ERR_BUFFER, "pyf_dict_to_handles");
}

TEST(dict_to_handles_of_nothing_fits_nowhere)
{
    size_t count = 77;

    assert_int_equal(pyf_dict_to_handles(evaluate("{}"), NULL, NULL, 0,
                                         &count), PYF_OK);
    assert_int_equal(count, 0);
}

TEST(dict_to_handles_takes_dicts_only)
{
    const char *const others[] = {"[(1, 2)]", "None", "{1}", "{}.items()"};

    for (int i = 0; i < 4; i++) {
        pyf_handle key, value;
        size_t count = 77;

        assert_int_equal(pyf_dict_to_handles(evaluate(others[i]), &key,
                                             &value, 1, &count),
                         PYF_ERR_TYPE);
        assert_int_equal(count, 0);
        expect_failure(PYF_ERR_TYPE, "pyf_dict_to_handles");
    }
}

TEST(dict_to_handles_takes_subclasses)
{
    pyf_handle dict = evaluate("__import__('collections').OrderedDict(a=1)");
    pyf_handle key = 0, value = 0;
    size_t count = 0;

    assert_int_equal(pyf_dict_to_handles(dict, &key, &value, 1, &count),
                     PYF_OK);
    assert_string_equal(text(key), "a");
}

TEST(dict_to_handles_null_is_refused)
{
    pyf_handle dict = evaluate("{1: 2}"), key = 77, value = 77;
    size_t count = 77;

    assert_int_equal(pyf_dict_to_handles(dict, NULL, &value, 1, &count),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_to_handles");
    assert_int_equal(pyf_dict_to_handles(dict, &key, NULL, 1, &count),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_to_handles");
    assert_int_equal(pyf_dict_to_handles(dict, &key, &value, 1, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_to_handles");
    assert_int_equal(key, 77);
    assert_int_equal(value, 77);
}

TEST_BAD_HANDLE(dict_to_handles_bad_object_is_refused, pyf_dict_to_handles,
                pyf_dict_to_handles(bad, NULL, NULL, 0, &(size_t){0}))

/* dict_to_values */

/* Feature: T03, V13 */
TEST(dict_to_values_reads_pairs_in_order)
{
    pyf_handle dict = evaluate("{'z': 1, 2: b'b'}");
    pyf_value keys[2], values[2];
    size_t count = 0;

    assert_int_equal(pyf_dict_to_values(dict, PYF_VALUE_ANY, keys,
                                        PYF_VALUE_ANY, values, 2, &count),
                     PYF_OK);
    assert_int_equal(count, 2);
    assert_int_equal(keys[0].kind, PYF_VALUE_STR);
    assert_memory_equal(keys[0].as.text.data, "z", 2);
    assert_int_equal(values[0].as.i64, 1);
    assert_int_equal(keys[1].as.i64, 2);
    assert_int_equal(values[1].kind, PYF_VALUE_BYTES);
    assert_memory_equal(values[1].as.text.data, "b", 1);
}

TEST(dict_to_values_too_small_writes_only_the_count)
{
    pyf_handle dict = evaluate("{'a': 'b', 'c': 'd'}");
    uint64_t before = live_handle_count();
    pyf_value key = garbage(), value = garbage(), untouched = garbage();
    size_t count = 0;

    assert_int_equal(pyf_dict_to_values(dict, PYF_VALUE_ANY, &key,
                                        PYF_VALUE_ANY, &value, 1, &count),
                     PYF_ERR_BUFFER);
    assert_int_equal(count, 2);
    assert_memory_equal(&key, &untouched, sizeof untouched);
    assert_memory_equal(&value, &untouched, sizeof untouched);
    assert_int_equal(live_handle_count(), before);
    expect_failure(PYF_ERR_BUFFER, "pyf_dict_to_values");
}

TEST(dict_to_values_lone_surrogate_leaks_nothing)
{
    const char *const dicts[] = {
        "{'k': 'v', " LONE_SURROGATE ": 1}",
        "{'k': [1], 'l': " LONE_SURROGATE "}",
    };

    for (int i = 0; i < 2; i++) {
        pyf_handle dict = evaluate(dicts[i]);
        uint64_t before = live_handle_count();
        pyf_value keys[2], values[2];
        size_t count = 77;

        assert_int_equal(pyf_dict_to_values(dict, PYF_VALUE_ANY, keys,
                                            PYF_VALUE_ANY, values, 2, &count),
                         PYF_ERR_ENCODING);
        assert_int_equal(live_handle_count(), before);
        expect_failure(PYF_ERR_ENCODING, "pyf_dict_to_values");
    }
}

TEST(dict_to_values_bad_arguments_are_refused)
{
    pyf_handle dict = evaluate("{1: 2}");
    pyf_value key, value;
    size_t count = 77;

    assert_int_equal(pyf_dict_to_values(evaluate("[]"), PYF_VALUE_ANY, NULL,
                                        PYF_VALUE_ANY, NULL, 0, &count),
                     PYF_ERR_TYPE);
    assert_int_equal(count, 0);
    expect_failure(PYF_ERR_TYPE, "pyf_dict_to_values");
    assert_int_equal(pyf_dict_to_values(dict, PYF_VALUE_ANY, NULL,
                                        PYF_VALUE_ANY, &value, 1, &count),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_to_values");
    assert_int_equal(pyf_dict_to_values(dict, PYF_VALUE_ANY, &key,
                                        PYF_VALUE_ANY, NULL, 1, &count),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_to_values");
    assert_int_equal(pyf_dict_to_values(dict, PYF_VALUE_ANY, &key,
                                        PYF_VALUE_ANY, &value, 1, NULL),
                     PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "pyf_dict_to_values");
}

TEST_BAD_HANDLE(dict_to_values_bad_object_is_refused, pyf_dict_to_values,
                pyf_dict_to_values(bad, PYF_VALUE_ANY, NULL, PYF_VALUE_ANY,
                                   NULL, 0, &(size_t){0}))

/* SPDX-License-Identifier: MIT */
/* cpython: layouts of a CPython that nobody knows. It is one of our own, a few
 * functions in the table; each test has it differ in something else. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cpython/scratch.h"

enum { ROOM = 256, LIST_WORDS = 8, LARGE = 1000000 };

static const uint32_t IMMORTAL = UINT32_C(3) << 30;

/* Where the head of an object has what. */
struct head {
    size_t count, type, size;
};

static const struct head with_gil = {0, 8, 16};
static const struct head traced = {16, 24, 32}; /* two words before the rest */
static const struct head without_gil = {12, 24, 32};

/* What a list has behind its head and its length, in this order. */
enum word { ITEMS, STALE, FORBIDDEN, LOW, ODD, HIGH };

static struct {
    struct head head;
    bool counts_nothing, keeps_all, keeps_large;
    long long absurd_size; /* of every object, unless 0 */
    enum word words[LIST_WORDS];
    size_t word_count;
    int made; /* ints */
} fake;

static char types[6][ROOM]; /* object, float, int, list, tuple, NoneType */
static char singletons[3][ROOM];
static PyObject *forbidden;
static PyObject *last;
static long long last_value;

#define TYPE_OF(index) ((PyTypeObject *)types[index])

static uint32_t *
count_in(PyObject *object)
{
    return (uint32_t *)((char *)object + fake.head.count);
}

/* And where it is counted in any case, where nobody looks. */
static uint32_t *
hidden_count_in(PyObject *object)
{
    return (uint32_t *)((char *)object + ROOM - sizeof(uint32_t));
}

static void
incref(PyObject *object)
{
    if (!fake.counts_nothing && *count_in(object) != IMMORTAL)
        ++*count_in(object);
    ++*hidden_count_in(object);
}

static void free_object(PyObject *object);

static void
decref(PyObject *object)
{
    if (!fake.counts_nothing && *count_in(object) != IMMORTAL)
        --*count_in(object);
    if (--*hidden_count_in(object) == 0)
        free_object(object);
}

static void
set_head(void *object, PyTypeObject *type, uint32_t count)
{
    memcpy((char *)object + fake.head.type, &type, sizeof(type));
    *count_in(object) = count;
    *hidden_count_in(object) = count;
}

static PyObject *
make(PyTypeObject *type)
{
    void *object = calloc(1, ROOM);

    assert_non_null(object);
    set_head(object, type, 1);
    return object;
}

static char *
body_of(PyObject *object)
{
    return (char *)object + fake.head.size;
}

/* As 3.12 has them: digits of 30 bits behind a tag. */
static PyObject *
make_int(long long value)
{
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    PyObject *object = make(TYPE_OF(2));
    uint32_t *digits = (uint32_t *)(body_of(object) + sizeof(size_t));
    size_t count = 0;

    fake.made++;
    for (; size != 0; size >>= 30)
        digits[count++] = (uint32_t)(size & ((1 << 30) - 1));
    *(size_t *)body_of(object) =
        count << 3 | (value < 0 ? 2 : value == 0 ? 1 : 0);
    return object;
}

/* One that keeps all ints gives the same object for the same int; there need
 * not be more of them at a time than the last. */
static PyObject *
int_from(long long value)
{
    if (!fake.keeps_all && (value < 0 || value > 256) &&
        !(fake.keeps_large && value > LARGE))
        return make_int(value);
    if (last == NULL || last_value != value) {
        if (last != NULL)
            decref(last);
        last = make_int(value);
        last_value = value;
    }
    incref(last);
    return last;
}

static long long
int_to(PyObject *object)
{
    const uint32_t *digits = (uint32_t *)(body_of(object) + sizeof(size_t));
    size_t tag = *(size_t *)body_of(object);
    uint64_t size = 0;

    for (size_t i = tag >> 3; i > 0; i--)
        size = size << 30 | digits[i - 1];
    return (long long)((tag & 3) == 2 ? -size : size);
}

static PyObject *
float_from(double value)
{
    PyObject *object = make(TYPE_OF(1));

    memcpy(body_of(object), &value, sizeof(value));
    return object;
}

static double
float_to(PyObject *object)
{
    return *(double *)body_of(object);
}

static PyObject *
get_attribute(PyObject *type, const char *name)
{
    const long long size = (long long)fake.head.size, word = sizeof(void *);
    const long long sizes[] = {
        size, size + word, size + word,
        size + word * (long long)(fake.word_count + 1), size + word};

    assert_string_equal(name, "__basicsize__");
    if (fake.absurd_size != 0)
        return make_int(fake.absurd_size);
    return make_int(sizes[((char *)type - types[0]) / ROOM]);
}

/* What the words of a list may be: its items; an array that is never written
 * again; and what must not be followed. */
static void **
choices_of(PyObject *list)
{
    return (void **)(body_of(list) + ROOM / 2);
}

static PyObject *
make_list(Py_ssize_t length)
{
    PyObject *list = make(TYPE_OF(3));
    void **choices = choices_of(list), **words = (void **)body_of(list);

    choices[ITEMS] = calloc((size_t)length, sizeof(void *));
    choices[STALE] = calloc((size_t)length, sizeof(void *));
    choices[FORBIDDEN] = forbidden;
    choices[LOW] = (void *)(uintptr_t)8;
    choices[ODD] = (char *)choices[ITEMS] + 1;
    choices[HIGH] = (void *)(UINTPTR_MAX / 2 + 1);
    words[0] = (void *)(uintptr_t)length;
    for (size_t i = 0; i < fake.word_count; i++)
        words[i + 1] = choices[fake.words[i]];
    return list;
}

static int
set_list_item(PyObject *list, Py_ssize_t index, PyObject *item)
{
    PyObject **items = choices_of(list)[ITEMS];
    PyObject **stale = choices_of(list)[STALE];

    if (items[index] == NULL)
        stale[index] = item;
    else
        decref(items[index]);
    items[index] = item;
    return 0;
}

static PyObject *
make_tuple(Py_ssize_t length)
{
    PyObject *tuple = make(TYPE_OF(4));

    *(Py_ssize_t *)body_of(tuple) = length;
    return tuple;
}

static int
set_tuple_item(PyObject *tuple, Py_ssize_t index, PyObject *item)
{
    ((PyObject **)body_of(tuple))[index + 1] = item;
    return 0;
}

static void
free_object(PyObject *object)
{
    PyTypeObject *type = *(PyTypeObject **)((char *)object + fake.head.type);
    PyObject **items = (PyObject **)body_of(object) + 1;

    if (type == TYPE_OF(3))
        items = choices_of(object)[ITEMS];
    for (int i = 0; i < 3 && (type == TYPE_OF(3) || type == TYPE_OF(4)); i++)
        decref(items[i]);
    if (type == TYPE_OF(3)) {
        free(choices_of(object)[STALE]);
        free(items);
    }
    free(object);
}

static PyObject *
import_nothing(const char *name)
{
    (void)name;
    return NULL;
}

static void
clear_nothing(void)
{
}

/* The table of a Python with the GIL and immortal singletons, of 3.12 or so. */
static void
set_up(void)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);

    memset(&cpython, 0, sizeof(cpython));
    memset(&pyf__layout, 0, sizeof(pyf__layout));
    memset(&fake, 0, sizeof(fake));
    fake.head = with_gil;
    fake.words[fake.word_count++] = ITEMS;
    if (last != NULL)
        free(last);
    last = NULL;
    if (forbidden == NULL)
        forbidden = mmap(NULL, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
                         -1, 0);
    cpython.Py_IncRef = incref;
    cpython.Py_DecRef = decref;
    cpython.PyErr_Clear = clear_nothing;
    cpython.PyImport_ImportModule = import_nothing;
    cpython.PyObject_GetAttrString = get_attribute;
    cpython.PyLong_FromLongLong = int_from;
    cpython.PyLong_AsLongLong = int_to;
    cpython.PyFloat_FromDouble = float_from;
    cpython.PyFloat_AsDouble = float_to;
    cpython.PyList_New = make_list;
    cpython.PyList_SetItem = set_list_item;
    cpython.PyTuple_New = make_tuple;
    cpython.PyTuple_SetItem = set_tuple_item;
    cpython.PyBaseObject_Type = TYPE_OF(0);
    cpython.PyFloat_Type = TYPE_OF(1);
    cpython.PyLong_Type = TYPE_OF(2);
    cpython.PyList_Type = TYPE_OF(3);
    cpython.PyTuple_Type = TYPE_OF(4);
    cpython._Py_NoneStruct = (PyObject *)singletons[0];
    cpython._Py_TrueStruct = (PyObject *)singletons[1];
    cpython._Py_FalseStruct = (PyObject *)singletons[2];
}

static void
set_singletons(uint32_t none, uint32_t others)
{
    memset(singletons, 0, sizeof(singletons));
    set_head(singletons[0], TYPE_OF(5), none);
    set_head(singletons[1], TYPE_OF(5), others);
    set_head(singletons[2], TYPE_OF(5), others);
}

static bool
measure(void)
{
    if (*count_in(cpython._Py_NoneStruct) == 0)
        set_singletons(IMMORTAL, IMMORTAL);
    return pyf__cpython_measure();
}

TEST(layout_of_an_unknown_python_is_found)
{
    set_up();
    assert_true(measure());
    assert_int_equal(pyf__layout.header_size, 16);
    assert_int_equal(pyf__layout.type_offset, 8);
    assert_int_equal(pyf__layout.float_offset, 16);
    assert_int_equal(pyf__layout.list_offset, 24);
    assert_int_equal(pyf__layout.tuple_offset, 24);
    assert_int_equal(pyf__layout.int_end, 16);
    assert_int_equal(pyf__layout.count_offset, 0);
    assert_int_equal(pyf__layout.int_least, 257);
    assert_null(pyf__layout.function_type);
    assert_true(pyf__layout.immortals);
    assert_false(pyf__layout.free_threaded);
    assert_true(pyf__layout.has_scratch);
}

/* ---------------------------------------------------------- sizes */

TEST(layout_of_objects_that_never_end_is_not_looked_for)
{
    set_up();
    fake.absurd_size = 1LL << 40;
    assert_false(measure());
    assert_int_equal(pyf__layout.type_offset, 0);
}

TEST(layout_of_objects_without_a_size_is_not_looked_for)
{
    set_up();
    fake.absurd_size = -8;
    assert_false(measure());
}

TEST(layout_of_a_head_that_is_too_large_is_no_layout)
{
    set_up();
    fake.absurd_size = 72; /* which holds a float and a list as well */
    assert_false(measure());
}

/* ---------------------------------------------------------- ints */

TEST(layout_search_ends_where_every_int_is_kept)
{
    set_up();
    fake.keeps_all = true;
    assert_true(measure());
    assert_false(pyf__layout.has_scratch);
    assert_int_equal(pyf__layout.int_least, 65536);
    assert_in_range(fake.made, 1, 70000);
    assert_int_not_equal(pyf__layout.int_end, 0);
}

/* The values that are written for a trial belong to somebody else then. */
TEST(layout_ints_of_somebody_else_are_not_written)
{
    set_up();
    fake.keeps_large = true;
    assert_true(measure());
    assert_false(pyf__layout.has_scratch);
    assert_int_equal(pyf__layout.int_least, 257);
    if (last != NULL)
        assert_int_equal(int_to(last), last_value);
}

static int before_memory_ends;

static PyObject *
int_from_little_memory(long long value)
{
    if (value == 17 && --before_memory_ends < 0)
        return NULL;
    return int_from(value);
}

TEST(layout_missing_memory_does_not_pass_for_an_int_that_is_not_kept)
{
    set_up();
    cpython.PyLong_FromLongLong = int_from_little_memory;
    for (int i = 0; i < 2; i++) {
        before_memory_ends = i;
        assert_true(measure());
        assert_int_equal(pyf__layout.int_least, 257);
    }
}

/* ---------------------------------------------------------- lists */

TEST(layout_words_of_a_list_are_followed_only_to_memory)
{
    static const enum word words[] = {FORBIDDEN, LOW, ODD, HIGH, ITEMS};

    set_up();
    memcpy(fake.words, words, sizeof(words));
    fake.word_count = sizeof(words) / sizeof(words[0]);
    assert_true(measure());
    assert_int_equal(pyf__layout.list_offset, 16 + 8 * 5);
}

TEST(layout_array_that_had_the_items_once_is_not_theirs)
{
    set_up();
    fake.words[0] = STALE;
    fake.words[fake.word_count++] = ITEMS;
    assert_true(measure());
    assert_int_equal(pyf__layout.list_offset, 16 + 8 * 2);
}

TEST(layout_of_a_list_without_items_is_done_without)
{
    static const enum word words[] = {FORBIDDEN, LOW, STALE, ODD, HIGH};

    set_up();
    memcpy(fake.words, words, sizeof(words));
    fake.word_count = sizeof(words) / sizeof(words[0]);
    assert_true(measure());
    assert_int_equal(pyf__layout.list_offset, 0);
    assert_int_equal(pyf__layout.tuple_offset, 24);
}

static void
measure_without_descriptors(void)
{
    struct rlimit limit;

    set_up();
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    assert_true(measure());
    assert_int_equal(pyf__layout.list_offset, 0);
    assert_int_equal(pyf__layout.tuple_offset, 24);
}

TEST(layout_words_are_not_followed_where_nothing_says_whether_they_may)
{
    run_child_ok(measure_without_descriptors);
}

/* ---------------------------------------------------------- references */

TEST(layout_immortality_does_not_follow_from_the_version)
{
    static const uint32_t versions[] = {0x030b00f0, 0x030f00f0};

    for (int i = 0; i < 2; i++) {
        set_up();
        pyf__layout.version = versions[i];
        set_singletons(IMMORTAL, IMMORTAL);
        assert_true(measure());
        assert_true(pyf__layout.immortals);

        set_up();
        pyf__layout.version = versions[i];
        set_singletons(5000, 300);
        assert_true(measure());
        assert_false(pyf__layout.immortals);
        assert_true(pyf__layout.has_scratch);
        assert_int_equal(*count_in(cpython._Py_NoneStruct), 5000);
        pyf__keep_singleton(cpython._Py_NoneStruct);
        assert_int_equal(*count_in(cpython._Py_NoneStruct), 5001);
    }
}

TEST(layout_one_mortal_singleton_makes_all_of_them_count)
{
    for (int i = 0; i < 2; i++) {
        set_up();
        set_singletons(i == 0 ? IMMORTAL : 300, i == 1 ? IMMORTAL : 300);
        assert_true(measure());
        assert_false(pyf__layout.immortals);
    }
}

/* An extension for an older version has counted None down: some more, and it is
 * immortal again, as only CPython knows. */
TEST(layout_singleton_that_is_no_longer_immortal_is_left_to_cpython)
{
    set_up();
    set_singletons(IMMORTAL - 100, IMMORTAL);
    assert_true(measure());
    assert_false(pyf__layout.immortals);
    assert_false(pyf__layout.has_scratch);
}

/* ---------------------------------------------------------- threads */

TEST(layout_counts_of_two_sorts_mean_that_there_is_no_gil)
{
    set_up();
    fake.head = without_gil;
    set_singletons(IMMORTAL, IMMORTAL);
    assert_true(measure());
    assert_int_equal(pyf__layout.count_offset, 12);
    assert_true(pyf__layout.free_threaded);
    assert_false(pyf__layout.has_scratch);
    assert_true(pyf__layout.immortals);
}

TEST(layout_version_without_the_gil_is_believed_whatever_objects_say)
{
    set_up();
    pyf__layout.free_threaded = true;
    assert_true(measure());
    assert_true(pyf__layout.free_threaded);
    assert_false(pyf__layout.has_scratch);
}

TEST(layout_count_that_is_not_found_means_the_worst)
{
    set_up();
    fake.counts_nothing = true;
    assert_true(measure());
    assert_true(pyf__layout.free_threaded);
    assert_false(pyf__layout.has_scratch);
}

TEST(layout_larger_head_of_traced_objects_has_the_gil)
{
    set_up();
    fake.head = traced;
    set_singletons(IMMORTAL, IMMORTAL);
    assert_true(measure());
    assert_int_equal(pyf__layout.count_offset, 16);
    assert_false(pyf__layout.free_threaded);
    assert_true(pyf__layout.has_scratch);
}

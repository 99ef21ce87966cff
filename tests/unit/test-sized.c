/* SPDX-License-Identifier: MIT */
/* sized: structs of callers that are older, as old and newer, by a struct that
 * has grown from 1.0 to 1.1 and to 1.2; and what versions agree on. */
#include "unit.h"

#include "handle/fault.h"
#include "handle/sized.h"

#include <string.h>

struct v0 {
    size_t size;
    void *data;
    pyf_drop drop;
    uint64_t first;
};

struct v1 {
    struct v0 v0;
    uint64_t second;
};

struct v2 {
    struct v1 v1;
    uint64_t third;
};

/* Of the library, which is 1.1. */
static const struct pyf__sized type = {
    .type = "pyf_thing",
    .argument = "thing",
    .first = sizeof(struct v0),
    .known = sizeof(struct v1),
    .data = offsetof(struct v0, data),
    .drop = offsetof(struct v0, drop),
};

static int drops;

static void
count_drop(void *data)
{
    drops += data == &drops;
}

static struct v2
caller(size_t size)
{
    return (struct v2){
        .v1 = {{size, &drops, count_drop, 1}, .second = 2}};
}

static void
expect_refused(const void *theirs, int code, const char *part)
{
    struct v1 ours, nothing = {0};

    memset(&ours, 0xa5, sizeof ours);
    assert_int_equal(pyf__sized_read(&type, theirs, &ours, "pyf_make"), code);
    assert_memory_equal(&ours, &nothing, sizeof ours);
    assert_int_equal(pyf__fault.code, code);
    assert_non_null(
        strstr(pyf__fault_message(), "pyf_make: argument 'thing'"));
    assert_non_null(strstr(pyf__fault_message(), part));
    pyf__fault_clear();
    assert_int_equal(pyf__sized_status(&type, theirs), code);
    assert_int_equal(pyf__fault.code, PYF_OK);
}

TEST(sized_of_an_older_caller_has_zeros_for_the_rest)
{
    struct v2 theirs = caller(sizeof(struct v0));
    struct v1 ours;

    memset(&ours, 0xa5, sizeof ours);
    assert_int_equal(pyf__sized_read(&type, &theirs, &ours, "pyf_make"),
                     PYF_OK);
    assert_int_equal(ours.v0.size, sizeof ours);
    assert_ptr_equal(ours.v0.data, &drops);
    assert_int_equal(ours.v0.first, 1);
    assert_int_equal(ours.second, 0);
}

TEST(sized_of_a_newer_caller_that_says_no_more_is_read)
{
    struct v2 theirs = caller(sizeof theirs);
    struct v1 ours;

    assert_int_equal(pyf__sized_read(&type, &theirs, &ours, "pyf_make"),
                     PYF_OK);
    assert_int_equal(ours.v0.size, sizeof ours);
    assert_int_equal(ours.second, 2);
}

TEST(sized_of_a_newer_caller_that_says_more_is_refused)
{
    struct v2 theirs = caller(sizeof theirs);

    for (int bit = 0; bit < 64; bit++) {
        theirs.third = UINT64_C(1) << bit;
        expect_refused(&theirs, PYF_ERR_API, "a field of pyf_thing set");
    }
}

TEST(sized_of_no_version_is_refused)
{
    struct v2 theirs = caller(0);

    expect_refused(NULL, PYF_ERR_ARGUMENT, "is NULL");
    expect_refused(&theirs, PYF_ERR_ARGUMENT,
                   "has no size set; set it to sizeof(pyf_thing)");
    theirs = caller(sizeof(struct v0) - sizeof(size_t));
    expect_refused(&theirs, PYF_ERR_ARGUMENT, "too small");
    theirs = caller(sizeof(struct v0) + 1);
    expect_refused(&theirs, PYF_ERR_ARGUMENT, "that is no pyf_thing's");
    theirs = caller(SIZE_MAX - SIZE_MAX % sizeof(size_t));
    expect_refused(&theirs, PYF_ERR_ARGUMENT, "that is no pyf_thing's");
}

/* Whoever is refused has its data dropped, where the size says that it has
 * any. */
TEST(sized_drop_is_called_where_there_is_one)
{
    const size_t sizes[] = {offsetof(struct v0, first), sizeof(struct v0),
                            sizeof(struct v1), sizeof(struct v2)};
    const size_t none[] = {0, sizeof(size_t), offsetof(struct v0, drop),
                           sizeof(struct v0) + 1, 1 << 20};

    drops = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct v2 theirs = caller(sizes[i]);

        pyf__sized_drop(&type, &theirs);
        assert_int_equal(drops, i + 1);
    }
    drops = 0;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct v2 theirs = caller(none[i]);

        pyf__sized_drop(&type, &theirs);
    }
    pyf__sized_drop(&type, NULL);
    pyf__sized_drop(&type, &(struct v0){.size = sizeof(struct v0)});
    assert_int_equal(drops, 0);
}

TEST(sized_array_lies_as_the_first_entry_says)
{
    struct v2 longer[3] = {caller(sizeof *longer), caller(sizeof *longer),
                           caller(sizeof *longer)};
    struct v0 shorter[3];
    struct v1 ours;

    for (size_t i = 0; i < 3; i++) {
        longer[i].v1.v0.first = i;
        shorter[i] = longer[i].v1.v0;
        shorter[i].size = sizeof *shorter;
    }
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(
            pyf__sized_read_at(&type, longer, i, &ours, "pyf_make"), PYF_OK);
        assert_int_equal(ours.v0.first, i);
        assert_int_equal(ours.second, 2);
        assert_int_equal(
            pyf__sized_read_at(&type, shorter, i, &ours, "pyf_make"), PYF_OK);
        assert_int_equal(ours.v0.first, i);
        assert_int_equal(ours.second, 0);
    }
    longer[2].v1.v0.size = sizeof(struct v1);
    assert_int_equal(pyf__sized_read_at(&type, longer, 2, &ours, "pyf_make"),
                     PYF_ERR_ARGUMENT);
    assert_int_equal(ours.v0.first, 0);
    pyf__fault_clear();
    longer[0].v1.v0.size = 0;
    assert_int_equal(pyf__sized_read_at(&type, longer, 2, &ours, "pyf_make"),
                     PYF_ERR_ARGUMENT);
    pyf__fault_clear();
}

static void
expect_written(size_t room, size_t size, uint64_t second, uint64_t third)
{
    struct v1 ours = {{0, NULL, NULL, 1}, 2};
    struct v2 theirs = {{{room, &drops, NULL, 77}, 77}, 77};

    assert_int_equal(pyf__sized_write(&type, &theirs, &ours, "pyf_get"),
                     PYF_OK);
    assert_int_equal(theirs.v1.v0.size, size);
    assert_int_equal(theirs.v1.v0.first, 1);
    assert_int_equal(theirs.v1.second, second);
    assert_int_equal(theirs.third, third);
}

TEST(sized_write_fills_what_the_caller_has_room_for)
{
    expect_written(sizeof(struct v0), sizeof(struct v0), 77, 77);
    expect_written(sizeof(struct v1), sizeof(struct v1), 2, 77);
    expect_written(sizeof(struct v2), sizeof(struct v1), 2, 0);
}

TEST(version_of_the_same_major_is_served)
{
    assert_int_equal(pyf__version_check(PYF_API_VERSION, "x", "f"), PYF_OK);
    assert_int_equal(pyf__version_check(PYF_API_VERSION | 0xffffff, "x", "f"),
                     PYF_OK);
    assert_int_equal(pyf__version_check(PYF_API_VERSION + 0x1000000, "x", "f"),
                     PYF_ERR_API);
    pyf__fault_clear();
    assert_int_equal(pyf__version_agreed(PYF_API_VERSION + 0x10000),
                     PYF_API_VERSION);
    assert_int_equal(pyf__version_agreed(PYF_API_VERSION - 1),
                     PYF_API_VERSION - 1);
}

/* Sizes of 1.0, which never change. */
TEST(sized_of_1_0)
{
    if (sizeof(void *) != 8)
        return;
    assert_int_equal(pyf__sized_config.first, 88);
    assert_int_equal(pyf__sized_stats.first, 40);
    assert_int_equal(pyf__sized_failure.first, 64);
    assert_int_equal(pyf__sized_warning.first, 32);
    assert_int_equal(pyf__sized_function.first, 128);
    assert_int_equal(pyf__sized_iterator.first, 48);
    assert_int_equal(pyf__sized_module.first, 88);
}

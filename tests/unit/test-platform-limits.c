/* SPDX-License-Identifier: MIT */
/* platform: memory that is reserved where little address space is left. */
#include "unit.h"

#include "platform/platform.h"

#include <sys/resource.h>

static void
reserve_under_a_limit(void)
{
    struct rlimit limit = {(rlim_t)1 << 30, (rlim_t)1 << 30};
    size_t size = (size_t)1 << 40;

    assert_int_equal(setrlimit(RLIMIT_AS, &limit), 0);
    assert_non_null(pyf__reserve(&size, 4096));
    assert_true(size >= 4096);
    assert_true(size < (size_t)1 << 30);
}

/* What the sanitizers reserve does not fit under a limit. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { LIMITS_WORK = 0 };
#else
enum { LIMITS_WORK = 1 };
#endif

TEST(reserve_takes_what_the_limits_leave)
{
    if (!LIMITS_WORK)
        skip_because("a sanitizer needs more address space");
    run_child_ok(reserve_under_a_limit);
}

static void
reserve_beyond_a_limit(void)
{
    struct rlimit limit = {(rlim_t)1 << 30, (rlim_t)1 << 30};
    size_t size = (size_t)1 << 40;

    assert_int_equal(setrlimit(RLIMIT_AS, &limit), 0);
    assert_null(pyf__reserve(&size, (size_t)1 << 39));
    assert_int_equal(size, 0);
}

TEST(reserve_of_more_than_the_limits_leave_is_null)
{
    if (!LIMITS_WORK)
        skip_because("a sanitizer needs more address space");
    run_child_ok(reserve_beyond_a_limit);
}

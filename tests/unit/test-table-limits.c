/* SPDX-License-Identifier: MIT */
/* table: what it does when there is no more address space or memory. Each case
 * has a process of its own, in which the table is prepared under a limit. */
#include "unit.h"

#include "handle/table.h"

#include <sys/resource.h>

static long references;

static void
count_up(PyObject *object)
{
    (void)object;
    references++;
}

static void
count_down(PyObject *object)
{
    (void)object;
    references--;
}

static void
limit(int resource, rlim_t size)
{
    struct rlimit both = {size, size};

    assert_int_equal(setrlimit(resource, &both), 0);
}

static void
prepare(void)
{
    cpython.Py_IncRef = count_up;
    cpython.Py_DecRef = count_down;
    assert_int_equal(pyf__table_prepare(false), PYF_OK);
    pyf__attached = true;
}

static pyf_handle
new_handle(void)
{
    static int object;

    references++;
    return pyf__table_new((PyObject *)&object);
}

/* Handles until there are no more; all of them work, and go away. */
static void
fill_up(void)
{
    enum { MOST = 1 << 25 };
    uint32_t scope = pyf__scope_open();
    pyf_handle first = new_handle(), handle = first, last = first;
    long made = 0;

    for (; handle != 0 && made < MOST; handle = new_handle()) {
        last = handle;
        made++;
    }
    assert_true(made > 1000);
    assert_true(made < MOST);
    assert_int_equal(references, made);
    assert_int_equal(pyf__table_kind(first), PYF_KIND_OBJECT);
    assert_int_equal(pyf__table_close(last), PYF_OK);
    assert_int_equal(references, made - 1);
    assert_true(new_handle() != 0);
    pyf__scope_close(scope);
    assert_int_equal(references, 0);
}

/* Sanitizers have reserved more than any limit allows. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { LIMITS_WORK = 0 };
#else
enum { LIMITS_WORK = 1 };
#endif

static void
in_limits(void (*body)(void))
{
    if (!LIMITS_WORK)
        skip_because("a sanitizer needs more address space");
    run_child_ok(body);
}

static void
little_address_space(void)
{
    limit(RLIMIT_AS, (rlim_t)96 << 20);
    prepare();
    fill_up();
}

TEST(table_fills_the_address_space_that_there_is)
{
    in_limits(little_address_space);
}

static void
little_memory(void)
{
    prepare();
    limit(RLIMIT_DATA, (rlim_t)32 << 20);
    fill_up();
}

TEST(table_that_cannot_grow_refuses_and_goes_on)
{
    in_limits(little_memory);
}

static void
no_address_space(void)
{
    limit(RLIMIT_AS, 4096);
    assert_int_equal(pyf__table_prepare(false), PYF_ERR_MEMORY);
}

TEST(table_without_any_address_space_is_not_prepared)
{
    in_limits(no_address_space);
}

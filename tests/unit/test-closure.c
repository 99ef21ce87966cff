/* SPDX-License-Identifier: MIT */
/* closure: a system that gives no memory to execute. */
#include "plan.h"
#include "python.h"

#include "function/closure.h"
#include "convert/native.h"
#include "module/module.h"

static void *
no_memory(size_t size, void **code)
{
    (void)size;
    *code = NULL;
    return NULL;
}

static void
count_drop(void *data)
{
    ++*(int *)data;
}

/* The first test: Python does not run yet. */
TEST(closure_for_a_built_in_module_without_memory_is_refused)
{
    void *(*before)(size_t, void **) = pyf__closure_alloc;
    int drops = 0, status;
    const pyf_module_def def = {.size = sizeof def,
                                .api_version = PYF_API_VERSION,
                                .name = {PYF_TEXT("never")},
                                .data = &drops,
                                .drop = count_drop};

    pyf__closure_alloc = no_memory;
    status = pyf__inittab(&def, "f");
    pyf__closure_alloc = before;
    assert_int_equal(status, PYF_ERR_NO_CLOSURES);
    assert_non_null(strstr(pyf__fault_message(), "LIBFFI_TMPDIR"));
    assert_int_equal(drops, 1);
}

/* The engine's object of a closure; NULL when there is none. */
static PyObject *
make(const char *signature, pyf_native_function *code)
{
    PyObject *callable = value_of("lambda *a: 5");
    PyObject *closure = pyf__closure_new(callable, plan(signature),
                                         PYF_CLOSURE_PARK, NULL, code, "f");

    pyf__drop(callable);
    return closure;
}

static void
refuse_without_memory(void)
{
    void *(*before)(size_t, void **) = pyf__closure_alloc;
    pyf_native_function code = NULL;

    pyf__closure_alloc = no_memory;
    assert_null(make("() -> {i64, i64}", &code));
    pyf__closure_alloc = before;
    assert_int_equal(pyf__fault.code, PYF_ERR_NO_CLOSURES);
    assert_non_null(strstr(pyf__fault_message(), "LIBFFI_TMPDIR"));
    assert_true(code == NULL);
}

TEST(closure_without_memory_to_execute_is_refused)
{
    with_python(refuse_without_memory);
}

static void
use_own_functions(void)
{
    void *(*before)(size_t, void **) = pyf__closure_alloc;
    pyf_native_function code = NULL;
    PyObject *closure;

    pyf__closure_alloc = no_memory;
    closure = make("(i64, f64) -> i64", &code);
    pyf__closure_alloc = before;
    assert_non_null(closure);
    assert_int_equal(((int64_t(*)(int64_t, double))code)(1, 2), 5);
    pyf__drop(closure);
}

TEST(closure_of_registers_needs_no_memory_to_execute)
{
    if (!PYF__SPLIT_REGISTERS)
        skip_because("not on this machine");
    with_python(use_own_functions);
}

/* When the functions of the library are used up, libffi's are. */
static void
use_them_up(void)
{
    enum { MOST = 2000 };
    void *(*before)(size_t, void **) = pyf__closure_alloc;
    static PyObject *closures[MOST];
    pyf_native_function code;
    int count = 0, failure;

    pyf__closure_alloc = no_memory;
    while (count < MOST && (closures[count] = make("()", &code)) != NULL)
        count++;
    failure = pyf__fault.code;
    pyf__closure_alloc = before;
    assert_in_range(count, PYF__SPLIT_REGISTERS, MOST - 1);
    assert_int_equal(failure, PYF_ERR_NO_CLOSURES);
    closures[count] = make("() -> i64", &code);
    assert_non_null(closures[count]);
    assert_int_equal(((int64_t(*)(void))code)(), 5);
    while (count >= 0)
        pyf__drop(closures[count--]);
}

TEST(closure_functions_are_used_up_and_libffi_goes_on)
{
    with_python(use_them_up);
}

/* A parameter that is a function makes a closure for the time of a call. */
static void
close_with_the_arena(void)
{
    struct pyf__arena arena;
    PyObject *callable = value_of("lambda x: x + 1");
    int64_t (*function)(int64_t);

    pyf__arena_begin(&arena);
    function = (int64_t(*)(int64_t))atomic_load(&pyf__fn)->code_of(
        callable, plan("(i64) -> i64"), &arena, "f");
    assert_non_null(function);
    pyf__drop(callable);
    assert_int_equal(function(4), 5);
    pyf__arena_end(&arena);
    assert_int_equal(function(4), 0);
    assert_int_equal(pyf__fault.code, PYF_ERR_HANDLE);
}

TEST(closure_for_an_argument_ends_with_the_call)
{
    with_python(close_with_the_arena);
}

static void
refuse_results(void)
{
    struct pyf__arena arena;
    PyObject *callable = value_of("len");

    pyf__arena_begin(&arena);
    assert_null(atomic_load(&pyf__fn)->code_of(
        callable, plan("(object) -> str"), &arena, "f"));
    assert_int_equal(pyf__fault.code, PYF_ERR_ARGUMENT);
    pyf__arena_end(&arena);
    pyf__drop(callable);
}

TEST(closure_for_an_argument_has_results_that_c_can_own)
{
    with_python(refuse_results);
}

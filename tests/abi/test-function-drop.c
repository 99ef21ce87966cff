/* SPDX-License-Identifier: MIT */
/* function: data is dropped exactly once - when the function is gone, when it
 * is taken back, and when it cannot be made. */
#include "host-function.h"

#include <stdatomic.h>

static atomic_int drops;
static void *dropped;
static int owner, other_owner, data;

static void
count(void *what)
{
    atomic_fetch_add(&drops, 1);
    dropped = what;
}

static int64_t
answer(void)
{
    return 42;
}

static int64_t
answer_with(int *number)
{
    return *number;
}

static int
value(const pyf_frame *frame, pyf_value *result)
{
    (void)frame;
    *result = (pyf_value)PYF_I64(42);
    return PYF_OK;
}

static pyf_function_def
good(void)
{
    atomic_store(&drops, 0);
    dropped = NULL;
    return (pyf_function_def){.size = sizeof(pyf_function_def),
                              .form = PYF_FORM_NATIVE,
                              .name = {PYF_TEXT("f")},
                              .signature = {PYF_TEXT("() -> i64")},
                              .call.native = (pyf_native_function)answer,
                              .data = &data,
                              .drop = count,
                              .owner = (uintptr_t)&owner};
}

static void
expect_drops(int expected)
{
    run("import gc; gc.collect()");
    assert_int_equal(atomic_load(&drops), expected);
    if (expected != 0)
        assert_ptr_equal(dropped, &data);
}

/* Feature: F12 */
TEST(function_drop_when_it_is_gone)
{
    static const uint32_t flags[] = {
        0, PYF_FUNCTION_DATA, PYF_FUNCTION_BUILTIN, PYF_FUNCTION_OWN_THREAD};

    for (size_t i = 0; i < 4; i++) {
        pyf_function_def def = good();
        pyf_handle f;

        def.flags = flags[i];
        if (flags[i] == PYF_FUNCTION_DATA)
            def.call.native = (pyf_native_function)answer_with;
        f = pyf_function_new(&def);
        assert_true(f != 0);
        assert_true(pyf_call(f, NULL, 0) != 0);
        expect_drops(0);
        assert_int_equal(pyf_close(f), PYF_OK);
        expect_drops(1);
    }
}

TEST(function_drop_without_a_drop_or_an_owner)
{
    pyf_function_def def = good();

    def.drop = NULL;
    assert_int_equal(pyf_close(pyf_function_new(&def)), PYF_OK);
    expect_drops(0);
    def = good();
    def.owner = 0;
    assert_int_equal(pyf_close(pyf_function_new(&def)), PYF_OK);
    expect_drops(1);
}

static void
expect_refused(const pyf_function_def *def, int code)
{
    assert_int_equal(pyf_function_new(def), 0);
    expect_failure(code, "");
    assert_int_equal(atomic_load(&drops), 1);
    assert_ptr_equal(dropped, &data);
}

TEST(function_drop_when_it_cannot_be_made)
{
    pyf_warning warning = {sizeof warning, PYF_TYPE_INT, {PYF_TEXT("x")}};
    pyf_function_def def = good();

    def.name = (pyf_text){NULL, 0};
    expect_refused(&def, PYF_ERR_ARGUMENT);
    def = good();
    def.name = (pyf_text){PYF_TEXT("\xff")};
    expect_refused(&def, PYF_ERR_ENCODING);
    def = good();
    def.doc = (pyf_text){PYF_TEXT("\xff")};
    expect_refused(&def, PYF_ERR_ENCODING);
    def = good();
    def.signature = (pyf_text){PYF_TEXT("(")};
    expect_refused(&def, PYF_ERR_SIGNATURE);
    def = good();
    def.call.native = NULL;
    expect_refused(&def, PYF_ERR_ARGUMENT);
    def = good();
    def.form = 0; /* forgotten */
    expect_refused(&def, PYF_ERR_ARGUMENT);
    def = good();
    def.flags = 1U << 31;
    expect_refused(&def, PYF_ERR_ARGUMENT);
    def = good();
    def.warnings = &warning;
    def.warning_count = 1;
    expect_refused(&def, PYF_ERR_TYPE);
    def = good();
    def.warnings = &warning;
    def.warning_count = SIZE_MAX / 2;
    expect_refused(&def, PYF_ERR_ARGUMENT);
    def = good();
    def.flags = PYF_FUNCTION_BUILTIN;
    def.doc = (pyf_text){PYF_TEXT("\xff")};
    expect_refused(&def, PYF_ERR_ENCODING);
}

TEST_DETACHED(function_drop_on_a_detached_thread)
{
    pyf_function_def def = good();

    expect_refused(&def, PYF_ERR_NOT_ATTACHED);
    def.form = 77;
    atomic_store(&drops, 0);
    expect_refused(&def, PYF_ERR_NOT_ATTACHED);
}

TEST(function_drop_with_a_cycle_through_its_module)
{
    pyf_handle module = pyf_module_new(PYF_TEXT("cyclic"), NULL, 0);
    pyf_function_def def = good();

    for (int i = 0; i < 2; i++) {
        def = good();
        def.flags = PYF_FUNCTION_MODULE | (i ? PYF_FUNCTION_BUILTIN : 0);
        def.form = PYF_FORM_VALUES;
        def.call.native = (pyf_native_function)value;
        assert_int_equal(pyf_module_add_function(module, &def), PYF_OK);
        assert_int_equal(pyf_close(module), PYF_OK);
        expect_drops(1);
        module = pyf_module_new(PYF_TEXT("cyclic"), NULL, 0);
    }
    pyf_close(module);
}

/* Revoking. */

static pyf_handle
make(pyf_function_def def)
{
    pyf_handle f = pyf_function_new(&def);

    if (f == 0)
        fail_msg("%s", pyf_error_message());
    assert_int_equal(
        pyf_setattr(pyf_import(PYF_TEXT("__main__")), PYF_TEXT("f"), f),
        PYF_OK);
    return f;
}

/* Feature: F12 */
TEST(function_revoke_drops_at_once)
{
    static const uint32_t flags[] = {0, PYF_FUNCTION_DATA,
                                     PYF_FUNCTION_BUILTIN,
                                     PYF_FUNCTION_BUILTIN | PYF_FUNCTION_DATA};

    for (size_t i = 0; i < 4; i++) {
        pyf_function_def def = good();

        def.flags = flags[i];
        if ((flags[i] & PYF_FUNCTION_DATA) != 0)
            def.call.native = (pyf_native_function)answer_with;
        data = 42;
        pyf_handle f = make(def);

        check_python("def g(): return f()\n"
                     "for i in range(1000): assert g() == 42\n");
        assert_int_equal(pyf_owner_revoke((uintptr_t)&other_owner), PYF_OK);
        check_python("assert f() == 42\n");
        assert_int_equal(pyf_owner_revoke((uintptr_t)&owner), PYF_OK);
        assert_int_equal(atomic_load(&drops), 1);
        check_python("raises(RuntimeError, 'f() is a function of a host', f)\n"
                     "raises(RuntimeError, 'f() is a function', g)\n"
                     "raises(RuntimeError, 'f() ', f, 1, 2, x=3)\n"
                     "assert f.__name__ == 'f' and 'f' in repr(f)\n");
        assert_int_equal(pyf_owner_revoke((uintptr_t)&owner), PYF_OK);
        pyf_close(f);
        check_python("del f\n");
        expect_drops(1);
    }
}

TEST(function_revoke_of_many)
{
    pyf_handle functions[50];
    pyf_function_def def = good();

    for (int i = 0; i < 50; i++) {
        def.owner = (uintptr_t)(i % 2 ? &owner : &other_owner);
        def.form = i % 3 ? PYF_FORM_NATIVE : PYF_FORM_VALUES;
        def.call.native =
            i % 3 ? (pyf_native_function)answer : (pyf_native_function)value;
        functions[i] = pyf_function_new(&def);
    }
    pyf_close(functions[3]);
    pyf_close(functions[49]);
    pyf_close(functions[48]);
    expect_drops(3);
    pyf_owner_revoke((uintptr_t)&owner);
    expect_drops(26);
    assert_true(pyf_call(functions[0], NULL, 0) != 0);
    assert_true(pyf_call(functions[1], NULL, 0) == 0);
    expect_failure(PYF_ERR_PYTHON,
                   "RuntimeError: f() is a function of a host");
    pyf_owner_revoke((uintptr_t)&other_owner);
    expect_drops(50);
}

/* Taken back by the callback itself: the call goes on with its data, which is
 * dropped when it returns. */
static int drops_inside;

static int
revoke_inside(const pyf_frame *frame, pyf_value *result)
{
    pyf_owner_revoke((uintptr_t)&owner);
    if (pyf_call(pyf_eval("f", 1, PYF_NONE, PYF_NONE), NULL, 0) == 0)
        pyf_error_clear();
    drops_inside = atomic_load(&drops);
    *result = (pyf_value)PYF_I64(*(int *)frame->data);
    return PYF_OK;
}

static int64_t
revoke_native(int *number)
{
    pyf_owner_revoke((uintptr_t)&owner);
    drops_inside = atomic_load(&drops);
    return *number;
}

TEST(function_revoke_during_a_call)
{
    for (int i = 0; i < 3; i++) {
        pyf_function_def def = good();

        def.form = i == 0 ? PYF_FORM_VALUES : PYF_FORM_NATIVE;
        def.call.native = i == 0 ? (pyf_native_function)revoke_inside
                                 : (pyf_native_function)revoke_native;
        def.flags = i == 0 ? 0 : PYF_FUNCTION_DATA;
        if (i == 2)
            def.flags |= PYF_FUNCTION_BUILTIN;
        data = 17;
        drops_inside = -1;
        make(def);
        check_python("assert f() == 17\n");
        assert_int_equal(drops_inside, 0);
        assert_int_equal(atomic_load(&drops), 1);
        check_python("raises(RuntimeError, '', f)\n");
        check_python("del f\n");
        expect_drops(1);
    }
}

/* Freed by its own callback. */
static int64_t
delete_itself(int *number)
{
    run("del f; import gc; gc.collect()");
    return *number + atomic_load(&drops);
}

TEST(function_that_is_deleted_during_its_call)
{
    for (int i = 0; i < 2; i++) {
        pyf_function_def def = good();

        def.flags = PYF_FUNCTION_DATA | (i ? PYF_FUNCTION_BUILTIN : 0);
        def.call.native = (pyf_native_function)delete_itself;
        data = 5;
        pyf_close(make(def));
        check_python("assert f() == 5\nassert 'f' not in globals()\n");
        expect_drops(1);
    }
}

/* Other threads are in the function, detached, while it is taken back. */
static atomic_int inside, go;

static int64_t
wait_there(int *number)
{
    atomic_fetch_add(&inside, 1);
    wait_until(atomic_load(&go));
    return *number + atomic_load(&drops);
}

TEST(function_revoke_while_other_threads_are_inside)
{
    pyf_function_def def = good();

    def.flags = PYF_FUNCTION_DATA | PYF_FUNCTION_DETACH;
    def.call.native = (pyf_native_function)wait_there;
    data = 30;
    atomic_store(&inside, 0);
    atomic_store(&go, 0);
    make(def);
    assert_int_equal(run("import threading\nresults = []\n"
                         "threads = [threading.Thread(target=lambda: "
                         "results.append(f())) for i in range(4)]\n"
                         "for t in threads: t.start()\n"),
                     PYF_OK);
    wait_detached_until(atomic_load(&inside) == 4);
    assert_int_equal(pyf_owner_revoke((uintptr_t)&owner), PYF_OK);
    assert_int_equal(atomic_load(&drops), 0);
    check_python("raises(RuntimeError, '', f)\n");
    assert_int_equal(atomic_load(&drops), 0);
    atomic_store(&go, 1);
    check_python("for t in threads: t.join()\n"
                 "assert results == [30] * 4, results\ndel f, threads\n");
    expect_drops(1);
}

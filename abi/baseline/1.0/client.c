/* SPDX-License-Identifier: MIT */
/*
 * A host that uses every struct that begins with its size, arrays of them
 * included. A copy lies beside the header of each version, and has to go on
 * working with every later library; tests/check/baseline.test runs it.
 */
#include <pyforge.h>
#include <stdio.h>
#include <string.h>

static int failures;

static void
check(int passed, const char *what)
{
    if (passed)
        return;
    printf("%s\n%s\n", what, pyf_error_message());
    failures++;
}

#define CHECK(condition) check((condition) != 0, #condition)

static int dropped;

static void
drop(void *data)
{
    dropped += data == &dropped;
}

static int64_t
add_one(int64_t x)
{
    return x + 1;
}

static int
add(const pyf_frame *frame, pyf_value *result)
{
    const pyf_value *args = frame->args.values;

    CHECK(frame->size > offsetof(pyf_frame, flags) && frame->count == 2);
    *result = (pyf_value)PYF_I64(args[0].as.i64 + args[1].as.i64);
    return PYF_OK;
}

static int
next(const pyf_frame *frame, pyf_value *item)
{
    int *left = (int *)frame->data;

    if (*left == 0)
        return 0;
    *item = (pyf_value)PYF_I64(*left);
    --*left;
    return 1;
}

static int
fill(const pyf_frame *frame)
{
    pyf_value answer = PYF_I64(42);

    return pyf_module_add_value(frame->module, PYF_TEXT("answer"), &answer);
}

static const pyf_function_def functions[] = {
    {
        .size = sizeof functions[0],
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("add_one")},
        .signature = {PYF_TEXT("(x: i64) -> i64")},
        .call.native = (pyf_native_function)add_one,
    },
    {
        .size = sizeof functions[0],
        .form = PYF_FORM_VALUES,
        .name = {PYF_TEXT("add")},
        .signature = {PYF_TEXT("(x: i64, y: i64) -> i64")},
        .call.values = add,
    },
};

static const pyf_module_def module = {
    .size = sizeof module,
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("built_in")},
    .functions = functions,
    .function_count = 2,
    .exec = fill,
};

static void
expect_true(const char *source)
{
    pyf_handle names = pyf_getattr(pyf_import(PYF_TEXT("__main__")),
                                   PYF_TEXT("__dict__"));
    pyf_handle result = pyf_eval(source, PYF_AUTO_LENGTH, names, PYF_NONE);

    check(pyf_is_true(result) == 1, source);
}

static void
show(const char *name, pyf_handle object)
{
    pyf_handle main = pyf_import(PYF_TEXT("__main__"));

    check(pyf_setattr(main, name, PYF_AUTO_LENGTH, object) == PYF_OK, name);
}

static void
use_function(void)
{
    pyf_warning warnings[2] = {PYF_WARNING_INIT, PYF_WARNING_INIT};
    pyf_function_def def = PYF_FUNCTION_DEF_INIT;

    warnings[0].message = (pyf_text){PYF_TEXT("first")};
    warnings[1].message = (pyf_text){PYF_TEXT("second")};
    warnings[1].category = PYF_EXC_UserWarning;
    def.form = PYF_FORM_VALUES;
    def.name = (pyf_text){PYF_TEXT("add")};
    def.signature = (pyf_text){PYF_TEXT("(x: i64, y: i64) -> i64")};
    def.call.values = add;
    def.data = &dropped;
    def.drop = drop;
    def.warnings = warnings;
    def.warning_count = 2;
    show("add", pyf_function_new(&def));
    CHECK(pyf_run(PYF_TEXT("import warnings\n"
                           "with warnings.catch_warnings(record=True) as w:\n"
                           "    warnings.simplefilter('always')\n"
                           "    result = add(40, 2)\n"
                           "texts = [str(x.message) for x in w]\n"),
                  PYF_NONE, PYF_NONE) == PYF_OK);
    expect_true("result == 42 and texts == ['first', 'second']");
    expect_true("w[1].category is UserWarning");
    def.form = 0;
    CHECK(pyf_function_new(&def) == 0);
    CHECK(pyf_error_code() == PYF_ERR_ARGUMENT && dropped == 1);
    pyf_error_clear();
}

static void
use_iterator(void)
{
    pyf_iterator_def def = PYF_ITERATOR_DEF_INIT;
    int left = 3;

    def.next = next;
    def.data = &left;
    show("numbers", pyf_iterator_new(&def));
    expect_true("list(numbers) == [3, 2, 1]");
}

static void
use_module(void)
{
    CHECK(pyf_run(PYF_TEXT("import built_in"), PYF_NONE, PYF_NONE) == PYF_OK);
    expect_true("built_in.add_one(1) == 2 and built_in.add(1, 2) == 3");
    expect_true("built_in.answer == 42");
}

static void
use_failure(void)
{
    pyf_failure failure = PYF_FAILURE_INIT;

    CHECK(pyf_eval(PYF_TEXT("1 / 0"), PYF_NONE, PYF_NONE) == 0);
    CHECK(pyf_error_fetch(&failure) == 1);
    CHECK(failure.code == PYF_ERR_PYTHON);
    CHECK(strstr(failure.message, "division by zero") != NULL);
    CHECK(pyf_close(failure.exception) == PYF_OK);
}

static void
use_stats(void)
{
    pyf_stats stats = PYF_STATS_INIT;

    CHECK(pyf_stats_get(&stats) == PYF_OK);
    CHECK(stats.users == 1 && stats.live > 0);
}

int
main(void)
{
    pyf_config config = PYF_CONFIG_INIT, same;
    pyf_token here;

    CHECK(pyf_config_init(&same, sizeof same, PYF_API_VERSION) == PYF_OK);
    CHECK(memcmp(&config, &same, sizeof same) == 0);
    config.name = "client";
    CHECK(pyf_inittab_append(&module) == PYF_OK);
    if (pyf_initialize(&config) < 0)
        return pyf_error_exit_status(2);
    here = pyf_attach_begin(0);
    use_function();
    use_iterator();
    use_module();
    use_failure();
    use_stats();
    CHECK(pyf_attach_end(here) == PYF_OK);
    CHECK(pyf_finalize() == PYF_OK);
    return failures != 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * A host of the next version that uses what this library does not have: each
 * sized struct has a field more, which says something. evolution.test compiles
 * it with the header of later.py.
 */
#include <pyforge.h>
#include <stdio.h>
#include <string.h>

static int failures, dropped;

static void
check(int passed, const char *what)
{
    if (passed)
        return;
    printf("%s\n%s\n", what, pyf_error_message());
    failures++;
}

#define CHECK(condition) check((condition) != 0, #condition)

/* A failure says which struct it is, and what to do. */
static void
expect_refused(const char *type)
{
    CHECK(pyf_error_code() == PYF_ERR_API);
    check(strstr(pyf_error_message(), type) != NULL, type);
    CHECK(strstr(pyf_error_message(), "install a newer libpyforge") != NULL);
    pyf_error_clear();
}

static void
drop(void *data)
{
    dropped += data == &dropped;
}

static int
call(const pyf_frame *frame, pyf_value *result)
{
    /* The frame is the library's, and has what the library has. */
    CHECK(frame->size < sizeof *frame);
    *result = (pyf_value)PYF_I64(1);
    return PYF_OK;
}

static pyf_function_def
function(void)
{
    pyf_function_def def = PYF_FUNCTION_DEF_INIT;

    def.form = PYF_FORM_VALUES;
    def.name = (pyf_text){PYF_TEXT("f")};
    def.call.values = call;
    def.data = &dropped;
    def.drop = drop;
    return def;
}

static void
use_config(void)
{
    pyf_config config = PYF_CONFIG_INIT;

    config.later = 1;
    CHECK(pyf_initialize(&config) < 0);
    expect_refused("pyf_config");
    config.later = 0;
    CHECK(pyf_initialize(&config) == PYF_OK);
}

static void
use_module(void)
{
    pyf_function_def functions[2] = {function(), function()};
    pyf_module_def def = PYF_MODULE_DEF_INIT;

    def.name = (pyf_text){PYF_TEXT("m")};
    def.data = &dropped;
    def.drop = drop;
    def.later = 1;
    CHECK(pyf_inittab_append(&def) < 0 && dropped == 1);
    expect_refused("pyf_module_def");
    def.later = 0;
    def.functions = functions;
    def.function_count = 2;
    functions[1].later = 1;
    CHECK(pyf_inittab_append(&def) < 0 && dropped == 2);
    expect_refused("pyf_function_def");
}

static void
use_function(void)
{
    pyf_warning warnings[2] = {PYF_WARNING_INIT, PYF_WARNING_INIT};
    pyf_function_def def = function();

    dropped = 0;
    def.later = 1;
    CHECK(pyf_function_new(&def) == 0 && dropped == 1);
    expect_refused("pyf_function_def");
    def.later = 0;
    warnings[0].message = warnings[1].message = (pyf_text){PYF_TEXT("old")};
    warnings[1].later = 1;
    def.warnings = warnings;
    def.warning_count = 2;
    CHECK(pyf_function_new(&def) == 0 && dropped == 2);
    expect_refused("pyf_warning");
    warnings[1].later = 0;
    CHECK(pyf_call(pyf_function_new(&def), NULL, 0) != 0);
}

static int
next(const pyf_frame *frame, pyf_value *item)
{
    (void)frame;
    (void)item;
    return 0;
}

static void
use_iterator(void)
{
    pyf_iterator_def def = PYF_ITERATOR_DEF_INIT;

    dropped = 0;
    def.next = next;
    def.data = &dropped;
    def.drop = drop;
    def.later = 1;
    CHECK(pyf_iterator_new(&def) == 0 && dropped == 1);
    expect_refused("pyf_iterator_def");
}

/* What the library writes has no field that says something. */
static void
use_results(void)
{
    pyf_failure failure = PYF_FAILURE_INIT;
    pyf_stats stats = PYF_STATS_INIT;

    failure.later = 1;
    pyf_error_clear();
    CHECK(pyf_error_fetch(&failure) < 0);
    expect_refused("pyf_failure");
    stats.later = 77;
    CHECK(pyf_stats_get(&stats) == PYF_OK);
    CHECK(stats.size < sizeof stats && stats.later == 0);
}

int
main(void)
{
    pyf_token here;

    use_module(); /* before there is a Python */
    use_config();
    here = pyf_attach_begin(0);
    use_function();
    use_iterator();
    use_results();
    CHECK(pyf_attach_end(here) == PYF_OK);
    CHECK(pyf_finalize() == PYF_OK);
    return failures != 0;
}

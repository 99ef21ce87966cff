/* SPDX-License-Identifier: MIT */
/*
 * Every macro of pyforge.h that takes arguments or initializes, at file scope
 * and in a function; header.test compiles this as C and as C++, and runs it. It
 * needs no libpyforge.
 */
#ifdef __cplusplus
extern "C" { /* as programs do with headers of C */
#endif
#include "pyforge.h"
#ifdef __cplusplus
}
#endif
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char bytes[] = "a\0b";

static const pyf_text text = {PYF_TEXT("text")};
static const pyf_text texts[] = {{PYF_TEXT("")}, {PYF_TEXT("a\0b")}};
static const pyf_warning warning = {
    sizeof(pyf_warning), PYF_EXC_Warning, {PYF_TEXT("old")}};

static const pyf_value values[] = {
    PYF_NIL,
    PYF_BOOL(2),
    PYF_BOOL(0),
    PYF_I64(-1),
    PYF_U64(UINT64_MAX),
    PYF_F64(0.5),
    PYF_C128(1.5, -2.5),
    PYF_STR(PYF_TEXT("x")),
    PYF_STR(bytes, 3),
    PYF_BYTES(PYF_TEXT("a\0b")),
    PYF_BYTES(bytes, PYF_AUTO_LENGTH),
    PYF_HANDLE(PYF_NONE),
};

static int failures;

static void
check(int passed, const char *what)
{
    if (passed)
        return;
    printf("%s\n", what);
    failures++;
}

#define CHECK(condition) check((condition) != 0, #condition)

/* Has the value this kind, and nothing where nothing belongs? */
static int
is_of(const pyf_value *value, uint32_t kind)
{
    return value->kind == kind && value->reserved == 0 && value->owner == 0;
}

static int
is_text(pyf_text in, const char *data, size_t length)
{
    return in.length == length && memcmp(in.data, data, length) == 0;
}

static void
check_texts(void)
{
    CHECK(is_text(text, "text", 4));
    CHECK(is_text(texts[0], "", 0));
    CHECK(is_text(texts[1], "a\0b", 3));
    CHECK(warning.category == PYF_EXC_Warning);
    CHECK(is_text(warning.message, "old", 3));
}

static void
check_numbers(const pyf_value *in)
{
    CHECK(is_of(&in[0], PYF_VALUE_NONE) && in[0].as.i64 == 0);
    CHECK(is_of(&in[1], PYF_VALUE_BOOL) && in[1].as.i64 == 1);
    CHECK(is_of(&in[2], PYF_VALUE_BOOL) && in[2].as.i64 == 0);
    CHECK(is_of(&in[3], PYF_VALUE_I64) && in[3].as.i64 == -1);
    CHECK(is_of(&in[4], PYF_VALUE_U64) && in[4].as.u64 == UINT64_MAX);
    CHECK(is_of(&in[5], PYF_VALUE_F64) && in[5].as.f64 == 0.5);
    CHECK(is_of(&in[6], PYF_VALUE_COMPLEX) && in[6].as.c128.real == 1.5 &&
          in[6].as.c128.imag == -2.5);
}

static void
check_others(const pyf_value *in)
{
    CHECK(is_of(&in[7], PYF_VALUE_STR) && is_text(in[7].as.text, "x", 1));
    CHECK(is_of(&in[8], PYF_VALUE_STR) && in[8].as.text.data == bytes &&
          in[8].as.text.length == 3);
    CHECK(is_of(&in[9], PYF_VALUE_BYTES) &&
          is_text(in[9].as.text, "a\0b", 3));
    CHECK(is_of(&in[10], PYF_VALUE_BYTES) && in[10].as.text.data == bytes &&
          in[10].as.text.length == PYF_AUTO_LENGTH);
    CHECK(is_of(&in[11], PYF_VALUE_HANDLE) && in[11].as.handle == PYF_NONE);
}

/* Sized structs: nothing is set but size and version. */

static const pyf_config config_at_file_scope = PYF_CONFIG_INIT;
static const pyf_module_def module_at_file_scope = PYF_MODULE_DEF_INIT;

static void
check_sized(void)
{
    pyf_config config = PYF_CONFIG_INIT;
    pyf_stats stats = PYF_STATS_INIT;
    pyf_failure failure = PYF_FAILURE_INIT;
    pyf_warning old = PYF_WARNING_INIT;
    pyf_function_def function = PYF_FUNCTION_DEF_INIT;
    pyf_iterator_def iterator = PYF_ITERATOR_DEF_INIT;
    pyf_module_def module = PYF_MODULE_DEF_INIT;

    CHECK(config.size == sizeof config && config.flags == 0);
    CHECK(config.api_version == PYF_API_VERSION && config.path_count == 0);
    CHECK(memcmp(&config, &config_at_file_scope, sizeof config) == 0);
    CHECK(stats.size == sizeof stats && stats.users == 0);
    CHECK(failure.size == sizeof failure && failure.reserved == 0);
    CHECK(old.size == sizeof old && old.category == 0);
    CHECK(function.size == sizeof function && function.form == 0 &&
          function.warning_count == 0);
    CHECK(iterator.size == sizeof iterator && iterator.owner == 0);
    CHECK(module.size == sizeof module && module.drop == NULL);
    CHECK(module.api_version == PYF_API_VERSION && module.flags == 0);
    CHECK(memcmp(&module, &module_at_file_scope, sizeof module) == 0);
}

/* The same of variables, and as expressions. */
static void
check_variables(int flag, int64_t i, uint64_t u, double x, const void *data)
{
    const char *string = (const char *)data;
    const pyf_value made[] = {
        PYF_NIL,
        PYF_BOOL(flag),
        PYF_BOOL(flag == 0),
        PYF_I64(i),
        PYF_U64(u),
        PYF_F64(x),
        PYF_C128(x + 1, x - 3),
        PYF_STR(PYF_TEXT("x")),
        PYF_STR(string, (size_t)flag + 1),
        PYF_BYTES(PYF_TEXT("a\0b")),
        PYF_BYTES(string, PYF_AUTO_LENGTH),
        PYF_HANDLE(PYF_NONE),
    };
    const pyf_text own = {PYF_TEXT("own")};
    pyf_value value;

    check_numbers(made);
    check_others(made);
    value = (pyf_value)PYF_NIL;
    CHECK(is_of(&value, PYF_VALUE_NONE));
    value = (pyf_value)PYF_STR(own.data, own.length);
    CHECK(is_of(&value, PYF_VALUE_STR) && is_text(value.as.text, "own", 3));
}

#ifdef __cplusplus
static int
give(const pyf_frame *frame, pyf_value *result)
{
    *result = PYF_I64(frame->args.values[0].as.i64 + 1);
    return PYF_OK;
}

/* A definition, where there are no designated initializers. */
static void
check_definition()
{
    const pyf_value arg = PYF_I64(41);
    pyf_function_def def = PYF_FUNCTION_DEF_INIT;
    pyf_frame frame = pyf_frame();
    pyf_value result;

    def.form = PYF_FORM_VALUES;
    def.name = {PYF_TEXT("give")};
    def.signature = {PYF_TEXT("(i64) -> i64")};
    def.call.values = give;
    frame.args.values = &arg;
    CHECK(is_text(def.name, "give", 4));
    CHECK(is_text(def.signature, "(i64) -> i64", 12));
    CHECK(def.call.values(&frame, &result) == PYF_OK);
    CHECK(is_of(&result, PYF_VALUE_I64) && result.as.i64 == 42);
}
#else
static void
check_definition(void)
{
    static const pyf_function_def def = {
        .size = sizeof def,
        .form = PYF_FORM_VALUES,
        .name = {PYF_TEXT("give")},
        .signature = {PYF_TEXT("(i64) -> i64")},
        .call.values = NULL,
    };

    CHECK(is_text(def.name, "give", 4));
    CHECK(is_text(def.signature, "(i64) -> i64", 12));
}
#endif

int
main(void)
{
    CHECK(COUNT(values) == 12);
    check_texts();
    check_numbers(values);
    check_others(values);
    check_variables(2, -1, UINT64_MAX, 0.5, bytes);
    check_sized();
    check_definition();
    return failures != 0;
}

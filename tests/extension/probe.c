/* SPDX-License-Identifier: MIT */
/*
 * One shared library with many modules, good and bad, for test.py: a file may
 * be imported under each name that it has a PyInit function for.
 */
#include <pyforge.h>
#include <string.h>

static int64_t imports, drops;

static int64_t
add(int64_t a, int64_t b)
{
    return a + b;
}

static int64_t
count_imports(void)
{
    return imports;
}

static int64_t
count_drops(void)
{
    return drops;
}

static int64_t
count_handles(void)
{
    pyf_stats stats = {.size = sizeof stats};

    pyf_stats_get(&stats);
    return (int64_t)stats.live;
}

/* A function that Python calls and that calls Python. */
static int
call(const pyf_frame *frame, pyf_handle *result)
{
    *result = pyf_call(frame->args.handles[0], frame->args.handles + 1,
                       frame->count - 1);
    return *result != 0 ? PYF_OK : pyf_error_code();
}

static const pyf_function_def functions[] = {
    {
        .size = sizeof functions[0],
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("add")},
        .signature = {PYF_TEXT("(a: i64, b: i64 = 10) -> i64")},
        .doc = {PYF_TEXT("Add two numbers.")},
        .call.native = (pyf_native_function)add,
    },
    {
        .size = sizeof functions[0],
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("imports")},
        .signature = {PYF_TEXT("() -> i64")},
        .call.native = (pyf_native_function)count_imports,
    },
    {
        .size = sizeof functions[0],
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("drops")},
        .signature = {PYF_TEXT("() -> i64")},
        .call.native = (pyf_native_function)count_drops,
    },
    {
        .size = sizeof functions[0],
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("handles")},
        .signature = {PYF_TEXT("() -> i64")},
        .call.native = (pyf_native_function)count_handles,
    },
    {
        .size = sizeof functions[0],
        .form = PYF_FORM_HANDLES,
        .name = {PYF_TEXT("call")},
        .signature = {PYF_TEXT("(f: object, /, *args: object) -> object")},
        .call.handles = call,
    },
    {
        .size = sizeof functions[0],
        .form = PYF_FORM_NATIVE,
        .name = {PYF_TEXT("_hidden")},
        .signature = {PYF_TEXT("() -> i64")},
        .call.native = (pyf_native_function)count_imports,
    },
};

enum { FUNCTION_COUNT = sizeof functions / sizeof functions[0] };

static int
fill(const pyf_frame *frame)
{
    const pyf_value answer = PYF_I64(42);
    pyf_handle inner;

    imports++;
    if (pyf_module_add_value(frame->module, frame->data, PYF_AUTO_LENGTH,
                             &answer) < 0)
        return pyf_error_code();
    inner = pyf_module_add_submodule(frame->module, PYF_TEXT("inner"),
                                     PYF_TEXT("What is inside."));
    return pyf_module_add_function(inner, &functions[0]);
}

#define DEFINITION(name_, ...)                                               \
    PYF_API void *PyInit_##name_(void);                                      \
    void *PyInit_##name_(void)                                               \
    {                                                                        \
        static const pyf_module_def def = {__VA_ARGS__};                     \
        return pyf_extension_init(&def);                                     \
    }
#define MODULE(name_, ...)                                                   \
    DEFINITION(name_, .size = sizeof(pyf_module_def),                        \
               .api_version = PYF_API_VERSION, .name = {PYF_TEXT(#name_)},   \
               __VA_ARGS__)

MODULE(probe, .doc = {PYF_TEXT("A module for tests.")}, .functions = functions,
       .function_count = FUNCTION_COUNT, .exec = fill, .data = "ANSWER")
MODULE(probe_second, .functions = functions, .function_count = 1)
MODULE(probe_empty, .doc = {NULL, 0})
MODULE(probe_gil, .flags = PYF_MODULE_GIL)

/* Those whose exec fails. */

static int
fail_with_exception(const pyf_frame *frame)
{
    return pyf_run(frame->data, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

static int
fail_with_status(const pyf_frame *frame)
{
    return pyf_module_add(PYF_NONE, frame->data, PYF_AUTO_LENGTH, PYF_NONE);
}

static int
fail_silently(const pyf_frame *frame)
{
    (void)frame;
    return PYF_ERR_UNSUPPORTED;
}

/* What is parked when exec succeeds is nobody's, and so are its spans. */
static int
leave_a_mess(const pyf_frame *frame)
{
    pyf_attach_begin(0);
    pyf_scope_begin();
    pyf_getattr(frame->module, frame->data, PYF_AUTO_LENGTH);
    return PYF_OK;
}

static int
import_another(const pyf_frame *frame)
{
    return pyf_module_add(frame->module, frame->data, PYF_AUTO_LENGTH,
                          pyf_import(frame->data, PYF_AUTO_LENGTH));
}

MODULE(probe_raises, .exec = fail_with_exception,
       .data = "def inner():\n"
               "    {}['missing']\n"
               "try:\n"
               "    inner()\n"
               "except KeyError as e:\n"
               "    raise ValueError('no') from e\n")
MODULE(probe_fails, .exec = fail_with_status, .data = "name")
MODULE(probe_silent, .exec = fail_silently)
MODULE(probe_messy, .exec = leave_a_mess, .data = "missing")
MODULE(probe_nested, .exec = import_another, .data = "probe_second")

/* Definitions that are refused. */

static void
drop(void *data)
{
    drops += data == &drops;
}

static const pyf_function_def bad_function[] = {{
    .size = sizeof bad_function[0],
    .form = PYF_FORM_NATIVE,
    .name = {PYF_TEXT("bad")},
    .signature = {PYF_TEXT("(a: i65)")},
    .call.native = (pyf_native_function)add,
}};

DEFINITION(probe_newer, .size = sizeof(pyf_module_def),
           .api_version = PYF_API_VERSION + 0x1000000,
           .name = {PYF_TEXT("probe_newer")}, .drop = drop, .data = &drops)
DEFINITION(probe_small, .size = 4, .name = {PYF_TEXT("probe_small")})
DEFINITION(probe_huge, .size = 1 << 20, .name = {PYF_TEXT("probe_huge")})
DEFINITION(probe_nameless, .size = sizeof(pyf_module_def),
           .api_version = PYF_API_VERSION)
MODULE(probe_flags, .flags = 0x80)
MODULE(probe_nowhere, .function_count = 3)
MODULE(probe_signature, .functions = bad_function, .function_count = 1)

PYF_API void *PyInit_probe_null(void);

void *
PyInit_probe_null(void)
{
    return pyf_extension_init(NULL);
}

/* A newer caller's structure, with a field that this library does not know. */
static struct {
    pyf_module_def def;
    void *more;
} longer = {.def = {.size = sizeof longer,
                    .api_version = PYF_API_VERSION + 0x10000,
                    .name = {PYF_TEXT("probe_longer")}}};

PYF_API void *PyInit_probe_longer(void);

void *
PyInit_probe_longer(void)
{
    return pyf_extension_init(&longer.def);
}

PYF_API void *PyInit_probe_unknown(void);

void *
PyInit_probe_unknown(void)
{
    static pyf_module_def *def = &longer.def;

    longer.more = &longer;
    def->name = (pyf_text){PYF_TEXT("probe_unknown")};
    return pyf_extension_init(def);
}

/* What is built in, where the library that says so comes too late to be told
 * to Python: it is put into sys.modules. */

static const pyf_module_def builtin = {
    .size = sizeof builtin,
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("probe_builtin")},
    .doc = {PYF_TEXT("Built in, so to say.")},
    .functions = functions,
    .function_count = 1,
    .exec = fill,
    .data = "ANSWER",
};

static const pyf_module_def importer = {
    .size = sizeof importer,
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("probe_importer")},
    .exec = import_another,
    .data = "rust2py",
};

static const pyf_module_def broken = {
    .size = sizeof broken,
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("probe_broken")},
    .exec = fail_with_exception,
    .data = "1 / 0",
};

static const pyf_module_def needs_gil = {
    .size = sizeof needs_gil,
    .api_version = PYF_API_VERSION,
    .flags = PYF_MODULE_GIL,
    .name = {PYF_TEXT("probe_needs_gil")},
};

static void *
init_after(const pyf_module_def *def, const char *name)
{
    static pyf_module_def own = {.size = sizeof own,
                                 .api_version = PYF_API_VERSION};

    own.name = (pyf_text){name, PYF_AUTO_LENGTH};
    own.exec = NULL;
    pyf_inittab_append(def);
    pyf_error_clear();
    return pyf_extension_init(&own);
}

PYF_API void *PyInit_probe_tab(void);

void *
PyInit_probe_tab(void)
{
    pyf_inittab_append(&importer);
    pyf_error_clear();
    return init_after(&builtin, "probe_tab");
}

PYF_API void *PyInit_probe_badtab(void);

void *
PyInit_probe_badtab(void)
{
    return init_after(&broken, "probe_badtab");
}

PYF_API void *PyInit_probe_giltab(void);

void *
PyInit_probe_giltab(void)
{
    return init_after(&needs_gil, "probe_giltab");
}

/* SPDX-License-Identifier: MIT */
/* module: built-in modules. What a process has built in is for its lifetime,
 * so every test has one of its own. */
#include "process.h"

#include <unistd.h>

TEST_NO_START;

static int64_t
add_one(int64_t x)
{
    return x + 1;
}

static const pyf_function_def functions[] = {{
    .size = sizeof functions[0],
    .form = PYF_FORM_NATIVE,
    .name = {PYF_TEXT("add_one")},
    .signature = {PYF_TEXT("(x: i64) -> i64")},
    .doc = {PYF_TEXT("One more.")},
    .call.native = (pyf_native_function)add_one,
}};

static int fills;

static int
fill(const pyf_frame *frame)
{
    const pyf_value answer = PYF_I64(42);

    fills++;
    return pyf_module_add_value(frame->module, frame->data, PYF_AUTO_LENGTH,
                                &answer);
}

static int drops;

static void
drop(void *data)
{
    drops += data == &drops;
}

static pyf_module_def
definition(const char *name)
{
    return (pyf_module_def){
        .size = sizeof(pyf_module_def),
        .api_version = PYF_API_VERSION,
        .name = {name, PYF_AUTO_LENGTH},
    };
}

/* A definition that has everything, good for the process. */
static const pyf_module_def full = {
    .size = sizeof full,
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("made_full")},
    .doc = {PYF_TEXT("Built in.")},
    .functions = functions,
    .function_count = 1,
    .exec = fill,
    .data = "ANSWER",
};

/* Have an empty module built in. */
static int
build_in(const char *name)
{
    pyf_module_def *def = calloc(1, sizeof *def);

    *def = definition(name);
    return pyf_inittab_append(def);
}

/* Feature: M02 */
TEST_CHILD(inittab_module_is_imported)
{
    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    pyf_token here = start();

    assert_int_equal(run("import made_full"), PYF_OK);
    expect_so("made_full.add_one(6) == 7");
    expect_so("made_full.ANSWER == 42");
    expect_so("made_full.__doc__ == 'Built in.'");
    expect_so("made_full.__all__ == ['add_one', 'ANSWER']");
    expect_so("made_full.add_one.__module__ == 'made_full'");
    expect_so("made_full.__spec__.origin == 'built-in'");
    expect_so("'made_full' in __import__('sys').builtin_module_names");
    expect_so("__import__('importlib.util').util.find_spec('made_full')"
              " is made_full.__spec__");
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(inittab_keeps_the_order_and_the_number)
{
    char names[20][24];

    for (int i = 0; i < 20; i++) {
        snprintf(names[i], sizeof names[i], "made_%d", i);
        assert_int_equal(build_in(strdup(names[i])), PYF_OK);
    }
    pyf_token here = start();

    for (int i = 0; i < 20; i++)
        assert_true(pyf_import(names[i], PYF_AUTO_LENGTH) != 0);
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(inittab_runs_nothing_before_the_import)
{
    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    pyf_token here = start();

    assert_int_equal(fills, 0);
    expect_so("'made_full' not in __import__('sys').modules");
    assert_true(pyf_import(PYF_TEXT("made_full")) != 0);
    assert_true(pyf_import(PYF_TEXT("made_full")) != 0);
    assert_int_equal(fills, 1);
    pyf_attach_end(here);
}

/* Feature: M08 */
TEST_CHILD(inittab_module_is_imported_anew)
{
    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    pyf_token here = start();

    assert_int_equal(run("import made_full as first, sys\n"
                         "del sys.modules['made_full']\n"
                         "import made_full as second\n"),
                     PYF_OK);
    expect_so("first is not second and first.add_one is not second.add_one");
    expect_so("first.add_one(1) == second.add_one(1) == 2");
    assert_int_equal(fills, 2);
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

/* Feature: M08 */
TEST_CHILD(inittab_module_is_reloaded_as_it_is)
{
    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    pyf_token here = start();

    assert_int_equal(run("import importlib, made_full\n"
                         "assert importlib.reload(made_full) is made_full\n"),
                     PYF_OK);
    assert_int_equal(fills, 1);
    pyf_attach_end(here);
}

/* Feature: M02 */
TEST_CHILD(inittab_after_the_start_is_too_late)
{
    pyf_module_def late = definition("made_late");

    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    late.drop = drop;
    late.data = &drops;
    assert_int_equal(pyf_inittab_append(&late), PYF_ERR_TOO_LATE);
    expect_failure2(PYF_ERR_TOO_LATE, "pyf_inittab_append", "pyf_module_new");
    assert_int_equal(drops, 1);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(pyf_inittab_append(&late), PYF_ERR_TOO_LATE);
    expect_failure(PYF_ERR_TOO_LATE, "pyf_inittab_append");
    assert_int_equal(drops, 2);
}

TEST_CHILD(inittab_name_twice_is_refused)
{
    pyf_module_def second = definition("made_full");

    second.drop = drop;
    second.data = &drops;
    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    assert_int_equal(pyf_inittab_append(&second), PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_inittab_append", "made_full");
    assert_int_equal(drops, 1);
}

TEST_CHILD(inittab_definition_twice_keeps_its_data)
{
    static pyf_module_def def;

    def = definition("made_one");
    def.drop = drop;
    def.data = &drops;
    assert_int_equal(pyf_inittab_append(&def), PYF_OK);
    assert_int_equal(pyf_inittab_append(&def), PYF_ERR_ARGUMENT);
    expect_failure(PYF_ERR_ARGUMENT, "made_one");
    assert_int_equal(drops, 0);
}

/* A definition is refused, its data dropped. */
static void
expect_refused(pyf_module_def def, int code, const char *part)
{
    int before = drops;

    def.drop = drop;
    def.data = &drops;
    assert_int_equal(pyf_inittab_append(&def), code);
    expect_failure2(code, "pyf_inittab_append", part);
    assert_int_equal(drops, before + 1);
}

static const pyf_function_def bad_functions[] = {
    {.size = sizeof bad_functions[0],
     .form = PYF_FORM_NATIVE,
     .name = {PYF_TEXT("good")},
     .signature = {PYF_TEXT("()")},
     .call.native = (pyf_native_function)add_one},
    {.size = sizeof bad_functions[0],
     .form = PYF_FORM_NATIVE,
     .name = {PYF_TEXT("bad")},
     .signature = {PYF_TEXT("(x: i65)")},
     .call.native = (pyf_native_function)add_one},
};

TEST_CHILD(inittab_bad_definition_is_refused)
{
    pyf_module_def def = definition(NULL);

    expect_refused(def, PYF_ERR_ARGUMENT, "name");
    def.name = (pyf_text){PYF_TEXT("")};
    expect_refused(def, PYF_ERR_ARGUMENT, "name");
    def.name = (pyf_text){PYF_TEXT("größe")};
    expect_refused(def, PYF_ERR_ARGUMENT, "ASCII");
    def.name = (pyf_text){PYF_TEXT("made_one")};
    def.flags = 0x80;
    expect_refused(def, PYF_ERR_ARGUMENT, "flags");
    def.flags = 0;
    def.api_version = UINT32_C(0x02010000);
    expect_refused(def, PYF_ERR_API, "for libpyforge 2.1");
    def.api_version = 0;
    expect_refused(def, PYF_ERR_ARGUMENT, "api_version");
    def.api_version = PYF_API_VERSION;
    def.function_count = 2;
    expect_refused(def, PYF_ERR_ARGUMENT, "functions");
    def.functions = bad_functions;
    expect_refused(def, PYF_ERR_SIGNATURE, "functions[1]");
    def.functions = bad_functions + 1;
    expect_refused(def, PYF_ERR_SIGNATURE, "i65");
    def.function_count = SIZE_MAX;
    expect_refused(def, PYF_ERR_ARGUMENT, "function_count");
    def.function_count = 0;
    def.doc = (pyf_text){NULL, 5};
    expect_refused(def, PYF_ERR_ARGUMENT, "NULL, with a length");
}

TEST_CHILD(inittab_bad_size_is_refused)
{
    pyf_module_def def = definition("made_one");

    assert_int_equal(pyf_inittab_append(NULL), PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_inittab_append", "NULL");
    for (size_t size = 0; size < sizeof def; size++) {
        def.size = size;
        def.api_version = 0;
        assert_int_equal(pyf_inittab_append(&def), PYF_ERR_ARGUMENT);
        expect_failure2(PYF_ERR_ARGUMENT, "pyf_inittab_append", "size");
    }
    def.size = 1 << 20;
    assert_int_equal(pyf_inittab_append(&def), PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_inittab_append", "size");
}

/* What a module of a later version hands over: everything is longer. */
static struct newer_function {
    pyf_function_def def;
    uint64_t more;
} newer_functions[2];

static struct newer_module {
    pyf_module_def def;
    uint64_t more;
} newer_module;

static pyf_module_def *
newer(void)
{
    static const char *const names[] = {"one", "two"};

    for (int i = 0; i < 2; i++) {
        newer_functions[i].def = bad_functions[0];
        newer_functions[i].def.size = sizeof *newer_functions;
        newer_functions[i].def.name =
            (pyf_text){names[i], PYF_AUTO_LENGTH};
        newer_functions[i].def.signature =
            (pyf_text){PYF_TEXT("(x: i64) -> i64")};
    }
    newer_module.def = definition("made_newer");
    newer_module.def.size = sizeof newer_module;
    newer_module.def.api_version = UINT32_C(0x01ff0000);
    newer_module.def.functions = &newer_functions[0].def;
    newer_module.def.function_count = 2;
    return &newer_module.def;
}

TEST_CHILD(inittab_newer_structure_is_read_as_far_as_known)
{
    assert_int_equal(pyf_inittab_append(newer()), PYF_OK);
    pyf_token here = start();

    expect_so("__import__('made_newer').one(1) == 2");
    expect_so("__import__('made_newer').two(2) == 3");
    pyf_attach_end(here);
}

TEST_CHILD(inittab_newer_structure_that_says_more_is_refused)
{
    pyf_module_def *def = newer();

    newer_module.more = 1;
    assert_int_equal(pyf_inittab_append(def), PYF_ERR_API);
    expect_failure2(PYF_ERR_API, "pyf_inittab_append", "of pyf_module_def");
    newer_module.more = 0;
    newer_functions[1].more = 1;
    assert_int_equal(pyf_inittab_append(def), PYF_ERR_API);
    expect_failure2(PYF_ERR_API, "functions[1]", "of pyf_function_def");
    newer_functions[1].more = 0;
    newer_functions[1].def.size = sizeof(pyf_function_def);
    assert_int_equal(pyf_inittab_append(def), PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "functions[1]", "an array whose first");
    newer_functions[1].def.size = 0;
    assert_int_equal(pyf_inittab_append(def), PYF_ERR_ARGUMENT);
    expect_failure2(PYF_ERR_ARGUMENT, "functions[1]", "no size set");
}

static int
run_source(const pyf_frame *frame)
{
    return run(frame->data);
}

static void
expect_exec_fails(const char *source, pyf_handle type, const char *part)
{
    pyf_module_def *def = calloc(1, sizeof *def);

    *def = definition("made_bad");
    def->exec = run_source;
    def->data = (void *)source;
    assert_int_equal(pyf_inittab_append(def), PYF_OK);
    pyf_token here = start();

    for (int i = 0; i < 2; i++) {
        assert_int_equal(pyf_import(PYF_TEXT("made_bad")), 0);
        assert_int_equal(pyf_error_matches(type), 1);
        expect_failure(PYF_ERR_PYTHON, part);
    }
    expect_so("'made_bad' not in __import__('sys').modules");
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(inittab_exec_failure_is_that_of_the_import)
{
    expect_exec_fails("raise LookupError('no luck')", PYF_EXC_LookupError,
                      "no luck");
}

TEST_CHILD(inittab_exec_may_end_the_program)
{
    expect_exec_fails("raise SystemExit(3)", PYF_EXC_SystemExit, "3");
}

/* After a start that failed before Python began, everything is as it was. */
TEST_CHILD(inittab_outlives_a_start_that_failed)
{
    pyf_config config = defaults();

    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    config.python = "/no/such/python";
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pyf_initialize(&config), PYF_ERR_NOT_FOUND);
        pyf_error_clear();
    }
    assert_int_equal(build_in("made_other"), PYF_OK);
    pyf_token here = start();

    expect_so("__import__('made_full').add_one(6) == 7");
    expect_so("__import__('sys').builtin_module_names.count('made_full') "
              "== 1");
    assert_true(pyf_import(PYF_TEXT("made_other")) != 0);
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

static void *
build_in_on_thread(void *result)
{
    *(int *)result = build_in("made_thread");
    return NULL;
}

TEST_CHILD(inittab_on_any_thread)
{
    int result = PYF_ERR_THREAD;

    on_thread(build_in_on_thread, &result);
    assert_int_equal(result, PYF_OK);
    pyf_token here = start();

    assert_true(pyf_import(PYF_TEXT("made_thread")) != 0);
    pyf_attach_end(here);
}

static void *
import_on_thread(void *result)
{
    pyf_token here = pyf_attach_begin(0);

    *(int *)result = run("import made_full; assert made_full.add_one(1) == 2");
    pyf_error_clear();
    pyf_attach_end(here);
    return NULL;
}

TEST_CHILD(inittab_module_is_imported_on_a_thread)
{
    int result = PYF_ERR_THREAD;

    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    on_thread(import_on_thread, &result);
    assert_int_equal(result, PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

static pyf_handle within;

static int
use_everything(const pyf_frame *frame)
{
    pyf_token scope = pyf_scope_begin();
    pyf_token away;

    within = pyf_getattr(frame->module, PYF_TEXT("__name__"));
    away = pyf_detach_begin();
    pyf_detach_end(away);
    if (pyf_is_attached() != 1)
        return PYF_ERR_NOT_ATTACHED;
    pyf_module_add(frame->module, PYF_TEXT("made_full"),
                   pyf_import(PYF_TEXT("made_full")));
    return pyf_scope_end(scope);
}

TEST_CHILD(inittab_exec_may_use_everything)
{
    static pyf_module_def def;

    def = definition("made_user");
    def.exec = use_everything;
    assert_int_equal(pyf_inittab_append(&def), PYF_OK);
    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    pyf_token here = start();

    assert_true(pyf_import(PYF_TEXT("made_user")) != 0);
    expect_so("__import__('made_user').made_full.add_one(6) == 7");
    assert_int_equal(pyf_repr(within), 0);
    expect_failure(PYF_ERR_HANDLE, "pyf_repr");
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

/* Code that Python runs while it starts comes too early. */
TEST_CHILD(inittab_import_while_python_starts_is_an_error)
{
    char folder[] = "/tmp/pyforge-inittab-XXXXXX";
    char file[64];
    FILE *customize;
    pyf_config config = defaults();

    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/sitecustomize.py", folder);
    customize = fopen(file, "w");
    assert_non_null(customize);
    fputs("import sys\n"
          "try:\n"
          "    import made_full\n"
          "except ImportError as error:\n"
          "    sys.early = str(error)\n",
          customize);
    fclose(customize);
    setenv("PYTHONPATH", folder, 1);
    config.flags = PYF_CONFIG_ENVIRONMENT;
    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    pyf_token here = start_with(&config);

    unlink(file);
    rmdir(folder);
    expect_so("'pyf_initialize' in __import__('sys').early");
    expect_so("__import__('made_full').add_one(6) == 7");
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

static const char in_interpreter[] =
    "import sys\n"
    "try:\n"
    "    import _interpreters as interpreters\n"
    "except ImportError:\n"
    "    import _xxsubinterpreters as interpreters\n"
    "if sys.version_info >= (3, 13):\n"
    "    one = interpreters.create('legacy', reqrefs=False)\n"
    "    said = interpreters.exec(one, 'import made_full').formatted\n"
    "else:\n"
    "    one = interpreters.create(isolated=False)\n"
    "    try:\n"
    "        interpreters.run_string(one, 'import made_full')\n"
    "        said = 'nothing'\n"
    "    except interpreters.RunFailedError as error:\n"
    "        said = str(error)\n"
    "interpreters.destroy(one)\n";

/* Feature: M09 */
TEST_CHILD(inittab_import_in_another_interpreter_is_an_error)
{
    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    pyf_token here = start();

    if (run(in_interpreter) != PYF_OK)
        fail_msg("%s", pyf_error_message());
    expect_so("'ImportError' in said and 'interpreter' in said");
    assert_int_equal(fills, 0);
    expect_so("__import__('made_full').add_one(6) == 7");
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

/* What is imported goes with Python, and what it leaves is no handle. */
TEST_CHILD(inittab_import_leaves_no_handles)
{
    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    pyf_token here = start();
    uint64_t before;

    assert_int_equal(run("import made_full, sys"), PYF_OK);
    before = counters().live;
    assert_int_equal(run("for _ in range(10):\n"
                         "    del sys.modules['made_full']\n"
                         "    import made_full\n"),
                     PYF_OK);
    assert_int_equal(counters().live, before);
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

/* Feature: M07 */
TEST_CHILD(inittab_leaves_the_gil_off)
{
    static pyf_module_def def;
    int enabled;

    def = definition("made_gil");
    def.flags = PYF_MODULE_GIL;
    assert_int_equal(pyf_inittab_append(&def), PYF_OK);
    assert_int_equal(pyf_inittab_append(&full), PYF_OK);
    pyf_token here = start();

    run("import sys\n"
        "enabled = getattr(sys, '_is_gil_enabled', lambda: True)\n"
        "before = enabled()\n");
    assert_true(pyf_import(PYF_TEXT("made_full")) != 0);
    expect_so("enabled() == before");
    run("import warnings\nwarnings.simplefilter('ignore')\n");
    assert_true(pyf_import(PYF_TEXT("made_gil")) != 0);
    enabled = pyf_is_true(eval("enabled()"));
    assert_int_equal(enabled, 1);
    pyf_attach_end(here);
}

/* exec has failed with a status, with or without something parked. */
static int
refuse(const pyf_frame *frame)
{
    const char *why = frame->data;

    if (why != NULL)
        pyf_error_raise(PYF_EXC_KeyError, why, PYF_AUTO_LENGTH);
    return why != NULL || fills == 0 ? -1234 : fills;
}

/* Feature: M02, E21 */
TEST_CHILD(inittab_exec_that_fails_has_its_own_status)
{
    static pyf_module_def saying, silent;

    saying = silent = definition("made_saying");
    silent.name = (pyf_text){PYF_TEXT("made_silent")};
    saying.exec = silent.exec = refuse;
    saying.data = "why";
    assert_int_equal(pyf_inittab_append(&saying), PYF_OK);
    assert_int_equal(pyf_inittab_append(&silent), PYF_OK);
    pyf_token here = start();

    fills = 0;
    assert_true(pyf_import(PYF_TEXT("made_saying")) == 0);
    expect_failure(-1234, "KeyError: 'why'");
    assert_int_equal(run("import made_silent"), -1234);
    expect_failure(-1234, "made_silent() failed (PYF_ERR_HOST -1234)");
    fills = 3;
    assert_int_equal(run("import made_silent"), PYF_ERR_PYTHON);
    expect_failure(PYF_ERR_PYTHON, "SystemError: made_silent() returned 3");
    pyf_attach_end(here);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

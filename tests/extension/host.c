/* SPDX-License-Identifier: MIT */
/*
 * A host that embeds Python and imports extension modules in it: one process,
 * one libpyforge. TAP. Usage: host FOLDER, with rust2py.so and probe.so in it.
 */
#include <pthread.h>
#include <pyforge.h>
#include <stdio.h>

static const char *folder;
static int count, failures;

static void
check(int passed, const char *name)
{
    printf("%sok %d - %s\n", passed ? "" : "not ", ++count, name);
    if (!passed)
        printf("# parked: %s\n", pyf_error_message());
    failures += !passed;
}

static int
run(const char *source)
{
    return pyf_run(source, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE);
}

static uint64_t
users(void)
{
    pyf_stats stats = {.size = sizeof stats};

    pyf_stats_get(&stats);
    return stats.users;
}

static const char load_probes[] =
    "import importlib.machinery, importlib.util, os, sys\n"
    "def load(name):\n"
    "    path = os.path.join(sys.path[0], 'probe.so')\n"
    "    loader = importlib.machinery.ExtensionFileLoader(name, path)\n"
    "    spec = importlib.util.spec_from_file_location(name, path,\n"
    "                                                  loader=loader)\n"
    "    module = importlib.util.module_from_spec(spec)\n"
    "    sys.modules[name] = module\n"
    "    spec.loader.exec_module(module)\n"
    "    return module\n"
    "probe, second = load('probe'), load('probe_second')\n";

static void *
import_on_thread(void *result)
{
    pyf_token here = pyf_attach_begin(0);

    *(int *)result = run("assert load('probe').add(1) == 11");
    pyf_error_clear();
    pyf_attach_end(here);
    return NULL;
}

static void
check_thread(void)
{
    pyf_token away = pyf_detach_begin();
    int result = PYF_ERR_THREAD;
    pthread_t thread;

    pthread_create(&thread, NULL, import_on_thread, &result);
    pthread_join(thread, NULL);
    pyf_detach_end(away);
    check(result == PYF_OK, "a thread of the host's imports a module");
}

/* What is parked on the host's thread is no concern of an import. */
static void
check_parked(void)
{
    pyf_getattr(PYF_NONE, PYF_TEXT("missing"));
    run("load('probe_messy')");
    check(pyf_error_code() == PYF_ERR_PYTHON,
          "an import leaves what is parked");
    pyf_error_clear();
    check(run("load('probe_raises')") == PYF_ERR_PYTHON &&
              pyf_error_matches(PYF_EXC_ValueError) == 1,
          "an import that fails in exec is the host's failure");
    pyf_error_clear();
}

static void
check_modules(void)
{
    check(run("import rust2py\n"
              "assert rust2py.sum_as_string(5, 20) == '25'") == PYF_OK,
          "an extension module is imported");
    check(run(load_probes) == PYF_OK &&
              run("assert probe.add(1) == 11\n"
                  "assert second.add(1, 2) == 3") == PYF_OK,
          "two more from one file");
    check(run("assert probe.call(lambda: probe.call(max, 1, 2)) == 2") ==
              PYF_OK,
          "calls nest");
    check_thread();
    check_parked();
    check(users() == 1, "modules are no users");
}

static const pyf_module_def late = {
    .size = sizeof late,
    .api_version = PYF_API_VERSION,
    .name = {PYF_TEXT("late")},
};

int
main(int argc, char **argv)
{
    folder = argc > 1 ? argv[1] : ".";
    check(pyf_extension_init(&late) == NULL, "no import, no definition");
    check(pyf_initialize(NULL) == PYF_OK, "the host starts Python");

    pyf_token here = pyf_attach_begin(0);

    check(pyf_sys_path_insert(folder, PYF_AUTO_LENGTH, 0) == PYF_OK,
          "sys.path has the folder");
    check_modules();
    pyf_attach_end(here);
    check(pyf_extension_init(&late) == NULL, "nor on a detached thread");
    check(pyf_error_code() == PYF_OK, "and nothing is parked for it");
    check(pyf_finalize() == PYF_OK && pyf_is_initialized() == 0,
          "the host's last pyf_finalize ends Python");
    check(pyf_extension_init(&late) == NULL, "nor when Python is gone");
    printf("1..%d\n", count);
    return failures != 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * `pyforge doctor`: which Python is used here, why, and whether it works.
 *
 * Two halves: pyf_discover says what would be used without loading it; then
 * Python is started and asked about itself, by the expressions in the tables
 * below.
 */
#include "command.h"
#include "report.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* A row of the report: a key, and the expression that gives its value. */
struct fact {
    const char *key;
    const char *expression;
};

static const struct fact python_facts[] = {
    { "executable", "sys.executable" },
    { "prefix", "sys.prefix" },
    { "base prefix", "sys.base_prefix" },
    { "site-packages",
      "'\\n'.join(p for p in sys.path if p.endswith('-packages')) or 'none'" },
};

static const struct fact process_facts[] = {
    { "threads",
      "'a GIL' if not sysconfig.get_config_var('Py_GIL_DISABLED') else"
      " 'free-threaded, the GIL is off' if not sys._is_gil_enabled() else"
      " 'free-threaded build, but the GIL is on'" },
};

/* Modules that show whether extension modules work here; what a module's
 * facts may call `module` is the module itself. */
static const struct probe {
    const char *name;
    struct fact facts[3];
} probes[] = {
    { "ssl",
      { { "ssl", "module.OPENSSL_VERSION" },
        { "ssl file", "getattr(module._ssl, '__file__', 'built in')" },
        { "ssl built for",
          "(lambda built, here: 'OpenSSL %d.%d.%d' % built[:3] +"
          " ('' if built[0] == here[0] and built[:3] <= here[:3] else"
          " ', which is NOT what this process has'))"
          "(module._ssl._OPENSSL_API_VERSION,"
          " module._ssl.OPENSSL_VERSION_INFO)" } } },
    { "numpy",
      { { "numpy", "module.__version__" },
        { "numpy file", "module.__file__" } } },
};

/* The names of pyf_has that are not names of functions. */
static const char *const features[] = {
    "free-threading", "joined", "init-config", "thread-view",
    "critical-section",
};

/* Variables that decide what is used, or that people expect to. */
static const struct variable {
    const char *name;
    const char *note;
} variables[] = {
    { "PYFORGE_LIBPYTHON", "" }, { "PYFORGE_PYTHON", "" },
    { "VIRTUAL_ENV", "" },       { "PYTHONHOME", " (ignored)" },
    { "PYTHONPATH", " (ignored)" },
};

/* The text of pyf_discover, malloc'ed; NULL without memory. */
static char *
discover(const pyf_config *config, int *status)
{
    size_t size = 4096;
    char *text = NULL;
    char *larger;

    while ((larger = realloc(text, size)) != NULL) {
        size_t length;

        text = larger;
        *status = pyf_discover(config, text, size, &length);
        if (*status != PYF_ERR_BUFFER)
            return text;
        size = length + 1;
    }
    free(text);
    return NULL;
}

/* Cut text off at the first `mark`; gives what follows it, NULL without one. */
static char *
cut(char *text, const char *mark)
{
    char *found = strstr(text, mark);

    if (found == NULL)
        return NULL;
    *found = '\0';
    return found + strlen(mark);
}

/* "PATH: used", or "PATH: refused: REASON" */
static void
report_candidate(struct report *report, char *path)
{
    char *reason = cut(path, ": refused: ");

    if (reason == NULL)
        cut(path, ": used");
    report_row(report, reason == NULL ? "used" : "refused", path);
    if (reason != NULL)
        report_row(report, "because", reason);
}

/* The lines of pyf_discover: the choice, then the candidates. Its error is the
 * parked failure too, which the result has. */
static void
report_choice(struct report *report, char *text)
{
    bool candidates = false;
    char *rest;

    report_section(report, "choice");
    for (char *line = text; line != NULL && *line != '\0'; line = rest) {
        rest = cut(line, "\n");
        char *value = cut(line, ": ");

        if (value == NULL || strcmp(line, "error") == 0)
            continue;
        if (strcmp(line, "candidate") != 0) {
            report_row(report, line, value);
            continue;
        }
        if (!candidates)
            report_list(report, "candidates");
        candidates = true;
        report_candidate(report, value);
    }
}

/* What pyf_discover finds; false when nothing is usable. */
static bool
report_discovery(struct report *report, const pyf_config *config)
{
    int status;
    char *text = discover(config, &status);

    if (text == NULL) {
        command_fail(EXIT_FAILED, "out of memory");
        return false;
    }
    report_choice(report, text);
    free(text);
    return status == PYF_OK;
}

static void
report_environment(struct report *report)
{
    char value[1024];

    report_section(report, "environment");
    for (size_t i = 0; i < COUNT(variables); i++) {
        const char *set = getenv(variables[i].name);

        if (set == NULL)
            continue;
        snprintf(value, sizeof(value), "%s%s", set, variables[i].note);
        report_row(report, variables[i].name, value);
    }
}

static void
report_library(struct report *report)
{
    char api[32];
    uint32_t version = PYF_API_VERSION;

    snprintf(api, sizeof(api), "%u.%u.%u", (unsigned)(version >> 24),
             (unsigned)(version >> 16 & 0xff), (unsigned)(version >> 8 & 0xff));
    report_section(report, "library");
    report_row(report, "version", pyf_version_string());
    report_row(report, "compiled for", api);
}

/* Evaluate an expression and write what str() makes of it, or the error. */
static void
report_fact(struct report *report, const struct fact *fact, pyf_handle names)
{
    pyf_handle value =
        pyf_eval(fact->expression, PYF_AUTO_LENGTH, names, PYF_NONE);
    const char *text;
    size_t length;

    if (pyf_to_str(pyf_str(value), &text, &length) < 0)
        text = pyf_error_message();
    report_row(report, fact->key, text);
}

static void
report_facts(struct report *report, const struct fact *facts, size_t count,
             pyf_handle names)
{
    for (size_t i = 0; i < count && facts[i].key != NULL; i++)
        report_fact(report, &facts[i], names);
}

static void
report_probe(struct report *report, const struct probe *probe,
             pyf_handle names)
{
    pyf_handle module = pyf_import(probe->name, PYF_AUTO_LENGTH);

    if (module != 0) {
        pyf_setitem_str(names, PYF_TEXT("module"), module);
        report_facts(report, probe->facts, COUNT(probe->facts), names);
    } else if (pyf_error_matches(PYF_EXC_ModuleNotFoundError) == 1) {
        report_row(report, probe->name, "not installed");
    } else {
        report_row(report, probe->name, pyf_error_message());
    }
    pyf_error_clear();
}

static void
report_probes(struct report *report, pyf_handle names)
{
    report_section(report, "modules");
    for (size_t i = 0; i < COUNT(probes); i++)
        report_probe(report, &probes[i], names);
}

static void
report_features(struct report *report)
{
    char text[128] = "";

    for (size_t i = 0; i < COUNT(features); i++) {
        if (pyf_has(features[i], PYF_AUTO_LENGTH) != 1)
            continue;
        if (text[0] != '\0')
            strcat(text, ", ");
        strcat(text, features[i]);
    }
    report_row(report, "features", text[0] == '\0' ? "none" : text);
}

static const char *
signal_state(int number)
{
    struct sigaction action;

    if (sigaction(number, NULL, &action) < 0)
        return "unknown";
    if (action.sa_handler == SIG_DFL)
        return "default";
    return action.sa_handler == SIG_IGN ? "ignored" : "has a handler";
}

static void
report_process(struct report *report, pyf_handle names)
{
    const char *child = signal_state(SIGCHLD);

    report_section(report, "process");
    report_facts(report, process_facts, COUNT(process_facts), names);
    report_row(report, "SIGINT", signal_state(SIGINT));
    report_row(report, "SIGCHLD",
               strcmp(child, "ignored") == 0
                   ? "ignored: subprocess cannot see how programs ended"
                   : child);
}

/* What the running Python says of itself. Attached. */
static void
report_python(struct report *report)
{
    pyf_handle names = pyf_dict_from_handles(NULL, NULL, 0);

    report_section(report, "python");
    report_row(report, "version", pyf_python_version_string());
    report_features(report);
    if (pyf_run(PYF_TEXT("import sys, sysconfig"), names, PYF_NONE) < 0)
        report_row(report, "error", pyf_error_message());
    report_facts(report, python_facts, COUNT(python_facts), names);
    report_probes(report, names);
    report_process(report, names);
}

/* Start Python, report on it, stop it; a negative status when one fails. */
static int
try_python(struct report *report, const pyf_config *config)
{
    pyf_token here;

    if (pyf_initialize(config) < 0)
        return pyf_error_code();
    here = pyf_attach_begin(0);
    if (here == 0)
        return pyf_error_code();
    report_python(report);
    pyf_attach_end(here);
    return pyf_finalize();
}

static void
report_result(struct report *report, bool usable)
{
    report_section(report, "result");
    report_row(report, "usable", usable ? "yes" : "no");
    if (!usable)
        report_row(report, "because", pyf_error_message());
}

int
command_doctor(const struct options *options)
{
    struct report report;
    pyf_config config;
    bool usable;

    command_config(options, &config);
    report_begin(&report, options->json);
    report_library(&report);
    report_environment(&report);
    usable = report_discovery(&report, &config);
    usable = usable && try_python(&report, &config) == PYF_OK;
    report_result(&report, usable);
    report_end(&report);
    return usable ? EXIT_DONE : EXIT_FAILED;
}

/* SPDX-License-Identifier: MIT */
/*
 * Start CPython without knowing the layout of its configuration.
 *
 * 3.14 and later: PyInitConfig (PEP 741), opaque. Before: PyConfig (PEP 587)
 * in a zeroed buffer larger than any, which its own functions fill from a
 * command line; no member is touched. That way CPython installs signal
 * handlers and sets the locale, so what was there is put back afterwards.
 */
#define _GNU_SOURCE
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "handle/fault.h"
#include "runtime/internal.h"

enum {
    CONFIG_SIZE = 16384, /* PyConfig of 3.11 to 3.13 has up to 448 bytes */
    OPTION_COUNT = 8,
    LAST_SIGNAL = 64,
};

/* What the host owns and CPython changes while it starts. */
struct surroundings {
    struct sigaction actions[LAST_SIGNAL + 1];
    char *locale;
    char *lc_ctype; /* the environment variable, which PEP 538 may set */
};

static char *
copy(const char *text)
{
    return text == NULL ? NULL : strdup(text);
}

static void
remember(struct surroundings *before)
{
    for (int number = 1; number <= LAST_SIGNAL; number++)
        sigaction(number, NULL, &before->actions[number]);
    before->locale = copy(setlocale(LC_CTYPE, NULL));
    before->lc_ctype = copy(getenv("LC_CTYPE"));
}

static void
restore_signals(const struct surroundings *before)
{
    for (int number = 1; number <= LAST_SIGNAL; number++) {
        struct sigaction now;

        if (sigaction(number, NULL, &now) == 0 &&
            now.sa_handler != before->actions[number].sa_handler)
            sigaction(number, &before->actions[number], NULL);
    }
}

static void
restore_locale(const struct surroundings *before)
{
    const char *now = getenv("LC_CTYPE");

    setlocale(LC_CTYPE, before->locale);
    if (before->lc_ctype == NULL && now != NULL)
        unsetenv("LC_CTYPE");
    else if (before->lc_ctype != NULL &&
             (now == NULL || strcmp(now, before->lc_ctype) != 0))
        setenv("LC_CTYPE", before->lc_ctype, 1);
}

static void
forget(struct surroundings *before)
{
    free(before->locale);
    free(before->lc_ctype);
}

static bool
has(const pyf_config *config, uint32_t flag)
{
    return (config->flags & flag) != 0;
}

/* One option of a PyInitConfig. */
struct option {
    const char *name;
    int64_t value;
};

static int
fault_start(const char *what)
{
    return pyf__fault_text(PYF_ERR_START, "%s could not start: %s",
                           pyf__cpython_path(),
                           what == NULL ? "no reason given" : what);
}

static bool
set_options(void *init, const pyf_config *config)
{
    bool environment = has(config, PYF_CONFIG_ENVIRONMENT);
    bool user_site = has(config, PYF_CONFIG_USER_SITE);
    const struct option options[] = {
        {"isolated", !environment && !user_site},
        {"use_environment", environment},
        {"user_site_directory", user_site},
        {"safe_path", 1},
        {"utf8_mode", 1},
        {"site_import", !has(config, PYF_CONFIG_NO_SITE)},
        {"install_signal_handlers", has(config, PYF_CONFIG_SIGNALS)},
        {"configure_locale", has(config, PYF_CONFIG_LOCALE)},
    };

    for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
        if (cpython.PyInitConfig_SetInt(init, options[i].name,
                                        options[i].value) < 0)
            return false;
    }
    return true;
}

static bool
set_paths(void *init, const pyf_config *config,
          const struct pyf__python *python)
{
    if (cpython.PyInitConfig_SetStr(init, "program_name", python->executable) <
        0)
        return false;
    return config->home == NULL ||
           cpython.PyInitConfig_SetStr(init, "home", config->home) == 0;
}

/* 3.14 and later. */
static int
start_by_init_config(const pyf_config *config,
                     const struct pyf__python *python)
{
    void *init = cpython.PyInitConfig_Create();
    const char *message = NULL;
    int status = PYF_OK;

    if (init == NULL)
        return pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
    if (!set_options(init, config) || !set_paths(init, config, python) ||
        cpython.Py_InitializeFromInitConfig(init) < 0) {
        cpython.PyInitConfig_GetError(init, &message);
        status = fault_start(message);
    }
    cpython.PyInitConfig_Free(init);
    return status;
}

/* The command line that asks for the configuration. */
static size_t
write_options(const pyf_config *config, const char *executable,
              char *options[OPTION_COUNT])
{
    bool environment = has(config, PYF_CONFIG_ENVIRONMENT);
    bool user_site = has(config, PYF_CONFIG_USER_SITE);
    size_t count = 0;

    options[count++] = (char *)executable;
    if (!environment && !user_site) {
        options[count++] = (char *)"-I";
    } else {
        options[count++] = (char *)"-P";
        if (!environment)
            options[count++] = (char *)"-E";
        if (!user_site)
            options[count++] = (char *)"-s";
    }
    if (has(config, PYF_CONFIG_NO_SITE))
        options[count++] = (char *)"-S";
    options[count++] = (char *)"-X";
    options[count++] = (char *)"utf8";
    return count;
}

/* The home of a PyConfig can only be set through the global that precedes it.
 * Its documentation asks for static storage. */
static int
set_home(const char *home)
{
    static wchar_t *wide;
    size_t size = strlen(home) + 1;
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = uselocale(utf8);

    free(wide);
    wide = malloc(size * sizeof(*wide));
    if (wide != NULL && mbstowcs(wide, home, size) == (size_t)-1)
        wide[0] = L'\0';
    uselocale(before);
    if (utf8 != (locale_t)0)
        freelocale(utf8);
    if (wide == NULL)
        return pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
    cpython.Py_SetPythonHome(wide);
    return PYF_OK;
}

static int
check_status(PyStatus status)
{
    return cpython.PyStatus_Exception(status) ? fault_start(status.err_msg)
                                              : PYF_OK;
}

/* 3.11 to 3.13. */
static int
start_by_config(const pyf_config *config, const struct pyf__python *python)
{
    char *options[OPTION_COUNT];
    size_t count = write_options(config, python->executable, options);
    void *buffer = calloc(1, CONFIG_SIZE);
    int status;

    if (buffer == NULL)
        return pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
    if (config->home != NULL && set_home(config->home) < 0) {
        free(buffer);
        return PYF_ERR_MEMORY;
    }
    cpython.PyConfig_InitPythonConfig(buffer);
    status = check_status(
        cpython.PyConfig_SetBytesArgv(buffer, (Py_ssize_t)count, options));
    if (status == PYF_OK)
        status = check_status(cpython.Py_InitializeFromConfig(buffer));
    cpython.PyConfig_Clear(buffer);
    free(buffer);
    return status;
}

static bool
can_start_by_config(void)
{
    return cpython.PyConfig_InitPythonConfig != NULL &&
           cpython.PyConfig_SetBytesArgv != NULL &&
           cpython.PyConfig_Clear != NULL &&
           cpython.Py_InitializeFromConfig != NULL &&
           cpython.PyStatus_Exception != NULL &&
           cpython.Py_SetPythonHome != NULL;
}

static int
start(const pyf_config *config, const struct pyf__python *python)
{
    if (cpython.Py_InitializeFromInitConfig != NULL)
        return start_by_init_config(config, python);
    if (can_start_by_config())
        return start_by_config(config, python);
    return fault_start("it lacks both PyInitConfig and PyConfig");
}

/* Import a module for its side effects; what it raised is dropped. */
static void
import_quietly(const char *name)
{
    pyf__drop(cpython.PyImport_ImportModule(name));
    cpython.PyErr_Clear();
}

int
pyf__start_python(const pyf_config *config, const struct pyf__python *python)
{
    struct surroundings before;
    int status;

    remember(&before);
    status = start(config, python);
    if (status == PYF_OK) {
        /* So that threading takes this thread for the main one, and a later
         * import of signal finds nothing left to install. */
        import_quietly("threading");
        import_quietly("_signal");
    }
    if (!has(config, PYF_CONFIG_SIGNALS))
        restore_signals(&before);
    if (!has(config, PYF_CONFIG_LOCALE))
        restore_locale(&before);
    forget(&before);
    return status;
}

/* Py_FinalizeEx sets the signals that Python handles to their defaults,
 * whoever handles them meanwhile. */
void
pyf__end_python(void)
{
    struct surroundings before;

    remember(&before);
    cpython.Py_FinalizeEx();
    restore_signals(&before);
    forget(&before);
}

/* SPDX-License-Identifier: MIT */
/* version - what this library and the loaded Python are. */
#include <stdlib.h>
#include <string.h>

#include "entry.h"
#include "platform/platform.h"

uint32_t
pyf_version(void)
{
    return PYF_API_VERSION;
}

const char *
pyf_version_string(void)
{
    return pyf__own_version();
}

/* Whether a Python is loaded and running, or has been. */
static bool
python_known(const char *function)
{
    switch (pyf__state()) {
    case PYF__UP:
    case PYF__CLOSING:
    case PYF__GONE:
    case PYF__FORKED:
        return true;
    default:
        pyf__fault_argument(PYF_ERR_NOT_INITIALIZED, function, NULL, NULL);
        return false;
    }
}

uint32_t
pyf_python_version(void)
{
    return python_known(__func__) ? pyf__layout.version : 0;
}

const char *
pyf_python_version_string(void)
{
    return python_known(__func__) ? cpython.Py_GetVersion() : NULL;
}

/* Names for what several functions, or none, stand for. */
static int
has_by_meaning(const char *feature)
{
    if (strcmp(feature, "free-threading") == 0)
        return pyf__layout.free_threaded;
    if (strcmp(feature, "joined") == 0)
        return pyf__joined();
    if (strcmp(feature, "init-config") == 0)
        return pyf__cpython_has("Py_InitializeFromInitConfig");
    if (strcmp(feature, "thread-view") == 0)
        return pyf__cpython_has("PyInterpreterView_FromMain");
    if (strcmp(feature, "critical-section") == 0)
        return pyf__cpython_has("PyCriticalSection_Begin");
    return -1;
}

int
pyf_has(const char *feature, size_t feature_length)
{
    char *name;
    int answer;

    if (feature == NULL)
        return pyf__fault_argument(PYF_ERR_ARGUMENT, __func__, "feature",
                                   "is NULL");
    if (!python_known(__func__))
        return PYF_ERR_NOT_INITIALIZED;
    name = pyf__text_copy((pyf_text){feature, feature_length}, __func__,
                          "feature");
    if (name == NULL)
        return pyf__fault.code;
    answer = has_by_meaning(name);
    if (answer < 0)
        answer = pyf__cpython_has(name);
    free(name);
    return answer > 0;
}

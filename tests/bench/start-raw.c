/* SPDX-License-Identifier: MIT */
/* Start the Python that this is linked with, to the same state, and leave. See
 * start.c. */
#include <Python.h>

#include <unistd.h>

int
main(int argc, char **argv)
{
    PyPreConfig before;
    PyConfig config;

    if (argc < 2)
        return 2;
    PyPreConfig_InitIsolatedConfig(&before);
    before.utf8_mode = 1;
    if (PyStatus_Exception(Py_PreInitialize(&before)))
        return 1;
    PyConfig_InitIsolatedConfig(&config);
    if (PyStatus_Exception(PyConfig_SetBytesString(
            &config, &config.program_name, argv[1])) ||
        PyStatus_Exception(Py_InitializeFromConfig(&config)) ||
        PyImport_ImportModule("threading") == NULL)
        return 1;
    _exit(0);
}

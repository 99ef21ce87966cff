/* SPDX-License-Identifier: MIT */
/*
 * Source text to code, names to run it with, modules made of it, and where
 * modules are found.
 *
 * All attached. Results are new references, NULL with the failure parked under
 * `function`.
 */
#ifndef PYF__CODE_H
#define PYF__CODE_H

#include "cpython/cpython.h"

struct pyf__source {
    const char *text; /* UTF-8 */
    size_t length;
    const char *filename; /* NULL: <string> */
};

/* `mode` is that of the built-in compile(). */
PyObject *pyf__compile(const struct pyf__source *source, const char *mode,
                       const char *function);

/* Run code; None as globals means those of __main__, as locals the globals. */
PyObject *pyf__run_code(PyObject *code, PyObject *globals, PyObject *locals,
                        const char *function);

/* Compile and run. */
PyObject *pyf__run_source(const struct pyf__source *source, const char *mode,
                          PyObject *globals, PyObject *locals,
                          const char *function);

PyObject *pyf__module_from_code(const struct pyf__source *source,
                                const char *name, const char *function);

/* sys.modules. The module of a name: new reference; NULL without an exception
 * when there is none. Put one there, or take it out: 0, or -1 with an
 * exception; NULL for one that is not there is no failure. */
PyObject *pyf__registered(PyObject *name);
int pyf__register(PyObject *name, PyObject *module);

#endif

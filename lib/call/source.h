/* SPDX-License-Identifier: MIT */
/*
 * Source text to code, and names to run it with.
 *
 * All attached. Results are new references, NULL with the failure parked under
 * `function`.
 */
#ifndef PYF__SOURCE_H
#define PYF__SOURCE_H

#include "cpython/cpython.h"

struct pyf__source {
    const char *text; /* UTF-8 */
    size_t length;
    pyf_text filename; /* data NULL: <string> */
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

/* What a code object of that source says it came from: a str. */
PyObject *pyf__source_filename(const struct pyf__source *source,
                               const char *function);

/* As exec() does, so that the code finds its built-ins by the usual name: 0,
 * or -1 with an exception. */
int pyf__add_builtins(PyObject *globals);

#endif

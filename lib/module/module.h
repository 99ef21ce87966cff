/* SPDX-License-Identifier: MIT */
/*
 * Modules made by the host.
 *
 *   made.c         those made at run time, and what is added to them
 *   from-source.c  those made of source text
 *   registry.c     sys.modules
 *   definition.c   a pyf_module_def as CPython's PyModuleDef
 *   inittab.c      built-in modules
 *   extension.c    shared libraries that Python imports
 *
 * A PyModuleDef begins with an object header, whose size depends on the build
 * of CPython. So it is laid out at run time, once for each definition, in
 * memory that is never freed: Python keeps pointers to it as long as it runs.
 *
 * Definitions are linked for ever, built-in ones and those of extensions in a
 * list each, under a leaf lock.
 */
#ifndef PYF__MODULE_H
#define PYF__MODULE_H

#include <ffi.h>
#include <stdatomic.h>

#include "call/source.h"
#include "cpython/cpython.h"

struct pyf__definition {
    struct pyf__definition *next;
    const pyf_module_def *origin; /* the caller's: compared, not read again */
    pyf_module_def def;           /* a copy; what it points to is kept */
    char *name, *doc; /* as C strings, freed never; doc may be NULL */
    bool refused;                 /* and dropped */
    bool applied;                 /* built in: Python has been told */
    pyf_native_function init;     /* built in: its PyInit function */
    ffi_cif init_cif;             /* of that */
    _Atomic(void *) python;       /* the PyModuleDef; NULL: not made yet */
};

/* A new module: new reference, NULL with the failure parked. Attached, as the
 * rest of this part. */
PyObject *pyf__module_new(const char *name, const char *doc,
                          const char *function);

/* A module made by running source text, with packages above it where its name
 * has dots; one without a name gets one. In the same way. */
PyObject *pyf__module_from_source(const struct pyf__source *source,
                                const char *name, const char *function);

/* sys.modules. The module of a name: new reference; NULL without an exception
 * when there is none. Put one there, or take it out: 0, or -1 with an
 * exception; NULL for one that is not there is no failure. */
PyObject *pyf__registered(PyObject *name);
int pyf__register(PyObject *name, PyObject *module);

/* Add an object under a name, a str. A status, parked. */
int pyf__module_add(PyObject *module, PyObject *name, PyObject *value,
                    const char *function);

/* Make a host function and add it. def->drop has been called on failure. */
int pyf__module_add_function(PyObject *module, const pyf_function_def *def,
                             const char *function);

/* A new module inside another: new reference, NULL with the failure parked. */
PyObject *pyf__module_add_submodule(PyObject *parent, const char *name,
                                    const char *doc, const char *function);

/* See that there is an __all__ which is a list. A status, parked. */
int pyf__module_prepare_all(PyObject *module, const char *function);

/* Read a caller's definition, whatever its version, into one of ours. A
 * status, parked. Any thread, before Python too. */
int pyf__definition_read(const pyf_module_def *def,
                         struct pyf__definition *ours, const char *function);

/* Fill a module: its functions, then exec. 0, or -1 with an exception. What is
 * attached is left to the visit. */
int pyf__definition_fill(const struct pyf__definition *definition,
                         PyObject *module);

/* The PyModuleDef: NULL with an exception. CPython has this thread attached,
 * and the layout is measured. */
void *pyf__definition_python(struct pyf__definition *definition);

/* Set an ImportError about a definition, with what is parked for its text, and
 * forget that. Always NULL. */
void *pyf__definition_raise(const pyf_module_def *def);

/* Have a module built in. A status, parked. */
int pyf__inittab(const pyf_module_def *def, const char *function);

/* What PyInit_NAME returns: NULL with an exception. */
void *pyf__extension_init(const pyf_module_def *def, const char *function);

#endif

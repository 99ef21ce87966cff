/* SPDX-License-Identifier: MIT */
/*
 * Start, join and finalize Python; what the whole of it has: its streams, its
 * paths. All give a status, with the failure parked.
 */
#ifndef PYF__LIFECYCLE_H
#define PYF__LIFECYCLE_H

#include "cpython/cpython.h"
#include "runtime/state.h"

int pyf__initialize(const pyf_config *config);

/* For a module that is being imported: join the Python that runs here, unless
 * that has been done. CPython has this thread attached. */
int pyf__join(void);

int pyf__finalize(void);

/* Flush sys.stdout and sys.stderr; put a folder into sys.path. Attached. */
int pyf__flush(void);
int pyf__path_insert(const char *path, Py_ssize_t position,
                     const char *function);

/* Called by the thread that starts or joins Python, when it is loaded: before
 * it starts, or, joined and attached, when everything is ready. NULL: nothing
 * to do. */
pyf__data int (*_Atomic pyf__start_hook)(bool joined);

#endif

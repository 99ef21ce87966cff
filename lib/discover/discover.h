/* SPDX-License-Identifier: MIT */
/*
 * Which python, which libpython, which home.
 *
 * Nothing of CPython's is loaded or started here. What can be read is read:
 * ELF headers, pyvenv.cfg, the folders of an installation. An interpreter is
 * run, once, where that does not suffice: a shim, a layout nobody expects.
 *
 * The order is that of the public header, section "runtime": what the process
 * has loaded already; the configuration; PYFORGE_LIBPYTHON and PYFORGE_PYTHON;
 * VIRTUAL_ENV; each python3 on PATH; the default of the build. What is asked
 * for by name decides: it is used, or the search fails with the reason. Only
 * on PATH does a refused python3 give way to the next.
 */
#ifndef PYF__DISCOVER_H
#define PYF__DISCOVER_H

#include "platform/base.h"

/* What the configuration asks for; NULL or "" is not specified. */
struct pyf__wish {
    const char *python;
    const char *libpython;
    const char *home;
};

/* The choice. The strings belong to it; pyf__python_release frees them.
 *
 * For a Python that runs already the library and the version are facts, the
 * rest is what the library's installation suggests, and NULL where it suggests
 * nothing. In every other choice all strings are set. */
struct pyf__python {
    char *source;     /* "configuration", "PYFORGE_LIBPYTHON",
                       * "PYFORGE_PYTHON", "VIRTUAL_ENV", "PATH",
                       * "build default", "already loaded" */
    char *executable; /* absolute; the virtual environment's own, so that
                       * CPython finds pyvenv.cfg from its program name */
    char *libpython;  /* to load; the program itself when in_program */
    char *prefix;     /* expected sys.prefix */
    char *home;       /* the prefix that holds the standard library */
    char *stdlib;     /* folder or zip file of the standard library */
    int major, minor;
    bool free_threaded;
    bool loaded;     /* the library is in the process already */
    bool in_program; /* ... as a part of the program: nothing to dlopen */
    bool running;    /* ... and Py_IsInitialized says so */
};

/* Growing text of lines; zero is an empty one. */
struct pyf__report {
    char *text; /* NULL while empty */
    size_t length;
    size_t room;
    bool out_of_memory;
};

/* Find the Python to use. PYF_OK, or the failure that is parked, with *python
 * all zero. Each candidate leaves a line in the report, which may be NULL.
 * Safe on every thread; reads the environment and never changes it. */
int pyf__discover(const struct pyf__wish *wish, struct pyf__python *python,
                  struct pyf__report *report);

/* The whole report of pyf_discover: the choice or the error, then every
 * candidate. Returns what pyf__discover returns. */
int pyf__discover_text(const struct pyf__wish *wish,
                       struct pyf__report *report);

/* Free what they hold and make them zero. */
void pyf__python_release(struct pyf__python *python);
void pyf__report_release(struct pyf__report *report);

#endif

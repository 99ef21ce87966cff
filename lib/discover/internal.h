/* SPDX-License-Identifier: MIT */
/*
 * What the files of a search share. No other folder includes this.
 *
 * A search makes many short texts, most of them paths that do not exist. They
 * all belong to the search and die with it, so that no function below has
 * anything to free. Where memory runs out a text is "", which names no file,
 * and the search ends with PYF_ERR_MEMORY whatever else it met.
 *
 * A function that returns an int returns PYF_OK or the code of a refusal,
 * whose reason stands in the search. The reason does not name the candidate
 * that it is about: the report and the parked failure put its path in front.
 */
#ifndef PYF__DISCOVER_INTERNAL_H
#define PYF__DISCOVER_INTERNAL_H

#include <sys/stat.h>

#include "discover/discover.h"

struct pyf__text;

/* Why a candidate was refused. */
struct pyf__refusal {
    int code;
    const char *path; /* of the candidate; NULL: the reason says it all */
    const char *reason;
};

struct pyf__search {
    struct pyf__text *texts;
    bool out_of_memory;
    struct pyf__refusal refusal; /* the latest */
    struct pyf__report *report;  /* may be NULL */
};

/* 3.13t: flags holds the letters behind the number, "t" for free-threaded and
 * "d" for debug builds. major 0: unknown. */
struct pyf__version {
    int major, minor;
    char flags[4];
};

/* An interpreter and its installation. NULL and 0 are unknown. */
struct pyf__tree {
    const char *executable;
    const char *base; /* the interpreter itself, links resolved */
    const char *venv; /* folder of the virtual environment, if it is one */
    const char *prefix;
    const char *home;
    const char *stdlib;
    const char *libpython;
    const char *given_library; /* when it was chosen beforehand */
    const char *given_home;    /* likewise; NULL: what the tree tells */
    struct pyf__version version;
};

/* report.c: texts, paths, reasons, the report. */

void pyf__search_end(struct pyf__search *search);
const char *pyf__text(struct pyf__search *search, const char *format, ...)
    pyf__printf(2, 3);
const char *pyf__text_take(struct pyf__search *search, char *text);
const char *pyf__folder_of(struct pyf__search *search, const char *path);
const char *pyf__base_name(const char *path);
/* The value of a key in "key=value" lines; NULL when it is not there. */
const char *pyf__answer(struct pyf__search *search, const char *answers,
                        const char *key);
/* Absolute, links resolved; NULL and errno when there is no such file. */
const char *pyf__resolve(struct pyf__search *search, const char *path);
/* The start of a small file; NULL and errno when it cannot be read. */
const char *pyf__file_text(struct pyf__search *search, const char *path);
bool pyf__is_file(const char *path);
int pyf__refuse(struct pyf__search *search, int code, const char *format, ...)
    pyf__printf(3, 4);
/* Note a candidate: used when code is PYF_OK, else refused for the latest
 * reason. Returns code. */
int pyf__candidate(struct pyf__search *search, const char *path, int code);
/* Append a line, unless it is there already. */
void pyf__report_line(struct pyf__report *report, const char *format, ...)
    pyf__printf(2, 3);
/* Append lines that are clean already. */
void pyf__report_text(struct pyf__report *report, const char *text,
                      size_t length);
/* Replace what is not UTF-8, and what would break a line. */
void pyf__clean(char *text);

/* elf.c: what an ELF file says about itself. */

enum pyf__elf_kind {
    PYF__ELF_NOT,     /* something else: a script, say */
    PYF__ELF_FOREIGN, /* for another machine than this process */
    PYF__ELF_NATIVE,
};

struct pyf__elf {
    enum pyf__elf_kind kind;
    int error;        /* errno, when it could not be read at all */
    char machine[32]; /* "32-bit i386" */
    char soname[64];
    char needed[64]; /* the first NEEDED libpython... */
};

void pyf__elf_read(const char *path, struct pyf__elf *elf);
/* What this process is, in the words of `machine`. */
void pyf__elf_machine(char machine[32]);

/* installation.c: versions and the folders of an installation. */

bool pyf__version_read(const char *text, struct pyf__version *version);
bool pyf__version_same(const struct pyf__version *a,
                       const struct pyf__version *b);
/* "3.13t". */
const char *pyf__version_text(struct pyf__search *search,
                              const struct pyf__version *version);
/* Fill what the folders around tree->home tell. */
void pyf__layout_stdlib(struct pyf__search *search, struct pyf__tree *tree);
void pyf__layout_flavour(struct pyf__tree *tree, struct pyf__search *search);
bool pyf__layout_version(struct pyf__search *search, struct pyf__tree *tree);
/* Look for the library; `folder` and `name` are hints and may be NULL. */
void pyf__layout_library(struct pyf__search *search, struct pyf__tree *tree,
                         const char *folder, const char *name);
/* The version of a libpython, from its name or its soname. */
int pyf__library_check(struct pyf__search *search, const char *path,
                       const char **real, struct pyf__version *version);

/* venv.c: virtual environments. */

struct pyf__venv {
    const char *config; /* path of pyvenv.cfg; NULL: none */
    const char *folder; /* sys.prefix */
    const char *home;   /* folder of the base interpreter */
    struct pyf__version version;
};

void pyf__venv_find(struct pyf__search *search, const char *executable,
                    struct pyf__venv *venv);
/* Set tree->base, the interpreter behind tree->executable. */
int pyf__venv_base(struct pyf__search *search, const struct pyf__venv *venv,
                   struct pyf__tree *tree);
/* Whether the environment was made for the version that it would run. */
int pyf__venv_check(struct pyf__search *search, const struct pyf__venv *venv,
                    const struct pyf__tree *tree);
const char *pyf__venv_prefix(struct pyf__search *search,
                             const struct pyf__venv *venv,
                             const struct pyf__tree *tree);

/* tree.c: an interpreter and all that belongs to it. */

/* Describe the interpreter at an absolute path. What is given is the caller's
 * to set; a tree->libpython that stays NULL was not found. */
int pyf__tree_describe(struct pyf__search *search, const char *executable,
                       struct pyf__tree *tree);
/* Whether it is of use: version, library, standard library. */
int pyf__tree_accept(struct pyf__search *search, struct pyf__tree *tree);
int pyf__version_accept(struct pyf__search *search,
                        const struct pyf__version *version);

/* probe.c, cache.c: what an interpreter says of itself. */

/* Its answers, "key=value" lines; remembered where it is safe to. */
extern int pyf__probe_timeout; /* milliseconds; tests shorten it */
int pyf__probe(struct pyf__search *search, const char *executable, bool is_elf,
               const char **answers);

/* What identifies a state of an executable; NULL when it cannot be read. */
const char *pyf__cache_key(struct pyf__search *search, const char *executable);
const char *pyf__cache_get(struct pyf__search *search, const char *key,
                           bool on_disk);
void pyf__cache_put(struct pyf__search *search, const char *key,
                    const char *answers, bool on_disk);
/* Forget what this process remembers; files stay. */
void pyf__cache_forget(void);

/* loaded.c: a Python that the process has already. */

struct pyf__loaded {
    const char *path; /* NULL: none */
    struct pyf__version version;
    bool in_program;
    bool running;
};

int pyf__loaded_find(struct pyf__search *search, struct pyf__loaded *loaded);

/* candidate.c: interpreters against what is wanted. */

/* What one source of the search asks for. */
struct pyf__want {
    const char *source;
    const char *python;  /* path or name; NULL: whatever fits the library */
    const char *home;    /* NULL: the interpreter's own */
    const char *library; /* resolved; NULL: the interpreter's own */
    struct pyf__version version;      /* of the library */
    const struct pyf__loaded *loaded; /* the library, if it is loaded */
};

/* An environment variable; NULL when it is not set, or empty. */
const char *pyf__variable(const char *name);
/* Try want->python. */
int pyf__try_name(struct pyf__search *search, const struct pyf__want *want,
                  struct pyf__tree *tree);
/* Try every interpreter of a name on PATH. */
int pyf__try_path(struct pyf__search *search, const struct pyf__want *want,
                  const char *name, struct pyf__tree *tree);
int pyf__try_virtual_env(struct pyf__search *search,
                         const struct pyf__want *want, const char *folder,
                         struct pyf__tree *tree);
/* Try those that may belong to want->library. */
int pyf__find_python(struct pyf__search *search, const struct pyf__want *want,
                     struct pyf__tree *tree);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Callers of any version: the structs of theirs that begin with their size,
 * which are read here and nowhere else, and the version that they name.
 *
 * A struct only ever grows, at its end. So the caller's is at least as long as
 * in the version that brought it; what an older one lacks is 0, as what nobody
 * has set; and what a newer one has more must be 0, as we cannot do what it
 * says. Nothing is ever compared with how long the struct is today.
 *
 * Those of an array lie as far apart as the first one says it is long.
 */
#ifndef PYF__SIZED_H
#define PYF__SIZED_H

#include "platform/base.h"

struct pyf__sized {
    const char *type;     /* of the struct */
    const char *argument; /* of the functions that take it */
    size_t first;         /* its size in the version that brought it */
    size_t known;         /* in this one */
    size_t data, drop;    /* where those are in it; 0: it has none */
};

pyf__data const struct pyf__sized pyf__sized_config;
pyf__data const struct pyf__sized pyf__sized_stats;
pyf__data const struct pyf__sized pyf__sized_failure;
pyf__data const struct pyf__sized pyf__sized_warning;
pyf__data const struct pyf__sized pyf__sized_function;
pyf__data const struct pyf__sized pyf__sized_iterator;
pyf__data const struct pyf__sized pyf__sized_module;

/* Whether a struct can be read: a status, parked but for the first. */
int pyf__sized_status(const struct pyf__sized *type, const void *theirs);
int pyf__sized_check(const struct pyf__sized *type, const void *theirs,
                     const char *function);

/* The caller's struct, or one of an array of them, as one of ours, which is 0
 * where it is refused. A status, parked. */
int pyf__sized_read(const struct pyf__sized *type, const void *theirs,
                    void *ours, const char *function);
int pyf__sized_read_at(const struct pyf__sized *type, const void *array,
                       size_t index, void *ours, const char *function);

/* Give the caller what it has room for; ours.size becomes what that is, and
 * what we do not know 0. A status, parked. */
int pyf__sized_write(const struct pyf__sized *type, void *theirs, void *ours,
                     const char *function);

/* Zero a struct of the caller's, and set its size. A status, parked. */
int pyf__sized_init(const struct pyf__sized *type, void *theirs, size_t size,
                    const char *function);

/* Whether a struct, which may be NULL or refused, is as long as `end`. */
bool pyf__sized_has(const void *theirs, size_t end);

/* Call the drop of a struct that nothing was, or will be, made of, where its
 * size says that it has one. */
void pyf__sized_drop(const struct pyf__sized *type, const void *theirs);

/* Whether we serve a caller of that version: the same major. A newer minor is
 * served: what it uses that we lack is refused where it uses it. A status,
 * parked. */
int pyf__version_check(uint32_t api_version, const char *argument,
                       const char *function);

/* The version whose behaviour a caller gets: the smaller of its and ours. */
uint32_t pyf__version_agreed(uint32_t api_version);

#endif

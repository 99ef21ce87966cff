/* SPDX-License-Identifier: MIT */
/*
 * A report of sections, each with rows of a key and a value, as aligned text
 * or as JSON. A section is an object, or a list of [key, value] pairs where
 * the same key comes more than once. As text a section without rows is left
 * out.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>

struct report {
    bool json;
    bool list;         /* the open section is a list */
    bool section;      /* a section is open */
    bool row;          /* the open section has a row */
    bool text;         /* something is written already */
    const char *title; /* of the open section; as text it waits for a row */
};

void report_begin(struct report *report, bool json);
void report_section(struct report *report, const char *title);
void report_list(struct report *report, const char *title);
void report_row(struct report *report, const char *key, const char *value);
void report_end(struct report *report);

#endif

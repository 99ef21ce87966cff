/* SPDX-License-Identifier: MIT */
/* A report as aligned text or as JSON, written as it goes. */
#include "report.h"

#include <stdio.h>
#include <string.h>

#define KEY_WIDTH 16

static void
write_json_string(const char *text)
{
    putchar('"');
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;

        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

/* The lines after the first of a long value stand under the first. */
static void
write_text_row(const struct report *report, const char *key, const char *value)
{
    if (!report->row)
        printf("%s%s\n", report->text ? "\n" : "", report->title);
    printf("  %-*s", KEY_WIDTH, key);
    for (; *value != '\0'; value++) {
        putchar(*value);
        if (*value == '\n')
            printf("  %-*s", KEY_WIDTH, "");
    }
    putchar('\n');
}

static void
write_json_row(const struct report *report, const char *key, const char *value)
{
    printf("%s\n    %s", report->row ? "," : "", report->list ? "[" : "");
    write_json_string(key);
    printf("%s ", report->list ? "," : ":");
    write_json_string(value);
    if (report->list)
        putchar(']');
}

static void
close_section(struct report *report)
{
    if (report->section && report->json)
        printf("%s%s", report->row ? "\n  " : "", report->list ? "]" : "}");
}

static void
open_section(struct report *report, const char *title, bool list)
{
    close_section(report);
    if (report->json) {
        printf("%s\n  ", report->section ? "," : "");
        write_json_string(title);
        printf(": %s", list ? "[" : "{");
    }
    report->title = title;
    report->section = true;
    report->list = list;
    report->row = false;
}

void
report_begin(struct report *report, bool json)
{
    memset(report, 0, sizeof(*report));
    report->json = json;
    if (json)
        putchar('{');
}

void
report_section(struct report *report, const char *title)
{
    open_section(report, title, false);
}

void
report_list(struct report *report, const char *title)
{
    open_section(report, title, true);
}

void
report_row(struct report *report, const char *key, const char *value)
{
    if (report->json)
        write_json_row(report, key, value);
    else
        write_text_row(report, key, value);
    report->row = true;
    report->text = true;
    fflush(stdout);
}

void
report_end(struct report *report)
{
    close_section(report);
    if (report->json)
        printf("\n}\n");
    fflush(stdout);
}

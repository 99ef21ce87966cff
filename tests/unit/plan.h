/* SPDX-License-Identifier: MIT */
/* What the tests of signatures share: plans of texts that are right, and the
 * messages about texts that are not. */
#ifndef PYF_TESTS_PLAN_H
#define PYF_TESTS_PLAN_H

#include "unit.h"

#include "handle/fault.h"
#include "signature/plans.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The plan of a text that is right. */
static inline const struct pyf__signature *
plan(const char *text)
{
    const struct pyf__signature *signature;

    if (pyf__signature_find(text, PYF_AUTO_LENGTH, &signature, "f") != PYF_OK)
        fail_msg("%s: %s", text, pyf__fault_message());
    assert_non_null(signature);
    return signature;
}

static inline const struct pyf__type *
type_of(const char *text)
{
    return &plan(text)->parameters[0].type;
}

static inline void
expect_fault(const char *text, int status, const char *message)
{
    if (status != PYF_ERR_SIGNATURE ||
        strcmp(pyf__fault_message(), message) != 0)
        fail_msg("%s: status %d, \"%s\"; expected \"%s\"", text, status,
                 pyf__fault_message(), message);
    pyf__fault_clear();
}

/* The text is refused with this message, which has the column. */
static inline void
refuse(const char *text, int column, const char *what)
{
    const struct pyf__signature *signature;
    int status = pyf__signature_find(text, strlen(text), &signature, "f");
    char message[300];

    assert_null(signature);
    snprintf(message, sizeof message, "signature, column %d: %s", column,
             what);
    expect_fault(text, status, message);
}

struct refused {
    const char *text;
    int column;
    const char *what;
};

static inline void
refuse_all(const struct refused *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        refuse(all[i].text, all[i].column, all[i].what);
}

#define REFUSE(...)                                                           \
    do {                                                                      \
        static const struct refused all[] = {__VA_ARGS__};                    \
                                                                              \
        refuse_all(all, sizeof all / sizeof *all);                            \
    } while (0)

/* A text with a part that is written many times. The caller frees it. */
static inline char *
repeated(const char *before, const char *part, int times, const char *after)
{
    char *text = calloc(1, strlen(before) + strlen(part) * (size_t)times +
                               strlen(after) + 1);

    assert_non_null(text);
    strcpy(text, before);
    for (int i = 0; i < times; i++)
        strcat(text, part);
    return strcat(text, after);
}

#endif

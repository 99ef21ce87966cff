/* SPDX-License-Identifier: MIT */
/*
 * Calling every function of the ABI with arguments that are good but for one.
 *
 * contract-table.h, made from abi/pyforge.json, has a row for each function:
 * what its parameters are, and a thunk that takes them as 64-bit words. A test
 * walks the rows, so that a new function is under test by being in the header.
 */
#ifndef PYF_TESTS_EVERY_FUNCTION_H
#define PYF_TESTS_EVERY_FUNCTION_H

#include "process.h"

enum { MOST_PARAMETERS = 10, ROOM_SIZE = 256, COUNT = 2 };

/* Of a struct that begins with its size: a greater one is garbage. */
enum { MOST_SIZE = 4096 };

enum kind {
    NO_PARAMETER,
    HANDLE, /* an object's handle */
    SIGNATURE,
    CALL,     /* a prepared call's handle */
    ANY,      /* a handle of any kind */
    TOKEN,    /* what a ..._begin gave */
    TEXT,     /* const char * */
    DATA,     /* const void * */
    HANDLES,  /* array of handles, read */
    VALUES,   /* a value, or an array of them, read */
    NAMES,    /* array of C strings, read */
    NUMBERS,  /* array of integers or floats, read */
    POINTERS, /* C arguments of a native call */
    CONFIG,
    STATS,
    FAILURE,
    FUNCTION_DEF,
    ITERATOR_DEF,
    MODULE_DEF,
    DROP,
    SIZE,   /* length, count, capacity */
    NUMBER, /* operator, index, status, ... */
    FLOAT,
    RESULT, /* one element, written on every path */
    ROOM,   /* buffer or array of the caller, written on success */
    MEMORY, /* void *: data of the host, or what a signature describes */
};

enum null_rule {
    NULL_REFUSED,
    NULL_ALLOWED,
    NULL_IF_EMPTY, /* when its count is 0 */
};

enum returns { RETURNS_STATUS, RETURNS_WORD, RETURNS_POINTER };

/* Constants of which an argument has to be one, or, where they are bits, some
 * of them. */
struct group {
    const char *name;
    int bits;
    int64_t last;
    int count;
    const int64_t *values;
};

struct parameter {
    const char *name;
    enum kind kind;
    enum null_rule null;
    int group;  /* of a number; -1: any number */
    int size;   /* the parameter that is its count, or -1 */
    int counts; /* the parameter that it is the count of, or -1 */
};

struct function {
    const char *name;
    uint64_t (*call)(const uint64_t *words);
    enum returns returns;
    int attached;   /* its thread class */
    int is_encoded; /* can fail with PYF_ERR_ENCODING */
    int parks;      /* its own failures; else it only returns them */
    int fails;      /* whether it can */
    int count;
    struct parameter parameters[MOST_PARAMETERS];
};

/* The arguments of one call, and the memory they point to. */
struct arguments {
    uint64_t words[MOST_PARAMETERS];
    unsigned char room[MOST_PARAMETERS][ROOM_SIZE];
    pyf_handle handles[MOST_PARAMETERS][4];
    pyf_value values[MOST_PARAMETERS][4];
    pyf_text names[4];
    int64_t numbers[4];
    void *pointers[4];
    pyf_config config;
    pyf_stats stats;
    pyf_failure failure;
    pyf_function_def function_def;
    pyf_iterator_def iterator_def;
    pyf_module_def module_def;
};

/* How often data that was given away has been dropped. */
static int dropped;

static inline void
count_drop(void *data)
{
    (void)data;
    dropped++;
}

static inline int
host_function(const pyf_frame *frame, pyf_value *result)
{
    (void)frame;
    *result = (pyf_value)PYF_I64(1);
    return PYF_OK;
}

static inline int
host_next(const pyf_frame *frame, pyf_value *item)
{
    (void)frame;
    (void)item;
    return 0;
}

/* Good definitions, each with data to be dropped. */
static inline void
fill_definitions(struct arguments *a)
{
    a->function_def = (pyf_function_def){.size = sizeof a->function_def,
                                         .form = PYF_FORM_VALUES,
                                         .name = {PYF_TEXT("contract")},
                                         .call.values = host_function,
                                         .drop = count_drop};
    a->iterator_def = (pyf_iterator_def){
        .size = sizeof a->iterator_def, .next = host_next, .drop = count_drop};
    a->module_def = (pyf_module_def){.size = sizeof a->module_def,
                                     .api_version = PYF_API_VERSION,
                                     .name = {PYF_TEXT("contract")},
                                     .drop = count_drop};
}

static inline uint64_t
word_of(const void *pointer)
{
    return (uint64_t)(uintptr_t)pointer;
}

/* A constant of its group; no bits; the owner that is asked for. */
static inline uint64_t
good_number(const struct parameter *p, const struct group *groups)
{
    if (p->group >= 0)
        return groups[p->group].bits ? 0 : (uint64_t)groups[p->group].last;
    if (strcmp(p->name, "api_version") == 0)
        return PYF_API_VERSION;
    return strcmp(p->name, "owner") == 0 ? 1 : 0;
}

/* Names are fewer than arguments. */
static inline uint64_t
good_size(const struct function *f, const struct parameter *p)
{
    return p->counts >= 0 && f->parameters[p->counts].kind == NAMES ? 1
                                                                    : COUNT;
}

static inline uint64_t
good_word(struct arguments *a, const struct function *f, int i,
          const struct group *groups)
{
    const struct parameter *p = &f->parameters[i];

    switch (p->kind) {
    case HANDLE:
    case ANY:
        return PYF_NONE;
    case SIGNATURE:
        return pyf_signature("(i64, i64) -> i64", PYF_AUTO_LENGTH);
    case DATA: /* also a result of any size that fits in it */
        return word_of(a->numbers);
    case TEXT:
        return word_of("name");
    case HANDLES:
        return word_of(a->handles[i]);
    case VALUES:
        return word_of(a->values[i]);
    case NAMES:
        return word_of(a->names);
    case NUMBERS:
        return word_of(a->numbers);
    case POINTERS:
        return word_of(a->pointers);
    case FUNCTION_DEF:
        return word_of(&a->function_def);
    case ITERATOR_DEF:
        return word_of(&a->iterator_def);
    case MODULE_DEF:
        return word_of(&a->module_def);
    case DROP:
        return (uint64_t)(uintptr_t)count_drop;
    case CONFIG:
        return word_of(&a->config);
    case STATS:
        return word_of(&a->stats);
    case FAILURE:
        return word_of(&a->failure);
    case SIZE:
        return good_size(f, p);
    case NUMBER:
        return good_number(p, groups);
    case RESULT:
    case ROOM:
    case MEMORY:
        return word_of(a->room[i]);
    default:
        return 0;
    }
}

/* Good arguments for a function; what it may write is full of 0xa5. */
static inline void
fill(struct arguments *a, const struct function *f, const struct group *groups)
{
    memset(a, 0, sizeof *a);
    memset(a->room, 0xa5, sizeof a->room);
    for (int i = 0; i < 4; i++)
        a->names[i] = i == 0 ? (pyf_text){PYF_TEXT("first")}
                             : (pyf_text){PYF_TEXT("second")};
    for (int i = 0; i < MOST_PARAMETERS * 4; i++)
        a->handles[i / 4][i % 4] = PYF_NONE;
    for (int i = 0; i < 4; i++)
        a->pointers[i] = &a->numbers[i];
    fill_definitions(a);
    a->config = (pyf_config)PYF_CONFIG_INIT;
    a->stats.size = sizeof a->stats;
    a->failure.size = sizeof a->failure;
    for (int i = 0; i < f->count; i++)
        a->words[i] = good_word(a, f, i, groups);
}

/* Whether a function runs a whole lifecycle that these tests must not, or
 * raises inside Python, which is for its importing alone. */
static inline int
is_lifecycle(const struct function *f)
{
    return strcmp(f->name, "pyf_initialize") == 0 ||
           strcmp(f->name, "pyf_finalize") == 0 ||
           strcmp(f->name, "pyf_extension_init") == 0;
}

/* Whether the size that begins a definition says that it has a drop. */
static inline int
has_drop(const struct arguments *a, enum kind kind)
{
    size_t size = a->module_def.size;
    size_t end = offsetof(pyf_module_def, drop);

    if (kind == FUNCTION_DEF) {
        size = a->function_def.size;
        end = offsetof(pyf_function_def, drop);
    } else if (kind == ITERATOR_DEF) {
        size = a->iterator_def.size;
        end = offsetof(pyf_iterator_def, drop);
    }
    return size >= end + sizeof(pyf_drop) && size <= MOST_SIZE &&
           size % sizeof(size_t) == 0;
}

/* How often a call that fails drops data that was given to it. */
static inline int
drops_due(const struct arguments *a, const struct function *f)
{
    int due = 0;

    for (int i = 0; i < f->count; i++) {
        enum kind kind = f->parameters[i].kind;

        if (a->words[i] != 0 && kind == DROP)
            due++;
        if (a->words[i] != 0 && kind >= FUNCTION_DEF && kind <= MODULE_DEF)
            due += has_drop(a, kind);
    }
    return due;
}

static inline int
has_failed(const struct function *f, uint64_t result)
{
    return f->returns == RETURNS_STATUS ? (int)result < 0 : result == 0;
}

/* Results are written on every path: 0 here. */
static inline void
expect_results_cleared(const struct arguments *a, const struct function *f)
{
    for (int i = 0; i < f->count; i++) {
        if (f->parameters[i].kind != RESULT || a->words[i] == 0)
            continue;
        if (a->room[i][0] != 0 || a->room[i][1] != 0)
            fail_msg("%s: %s was not written", f->name, f->parameters[i].name);
    }
}

/* This is parked, with a message that names the function and, unless it is
 * NULL, the argument. */
static inline void
expect_parked(const struct function *f, int code, const char *argument,
              const char *what)
{
    char quoted[64];

    if (pyf_error_code() != code)
        fail_msg("%s, %s for %s: %s (%s), expected %s", f->name, what,
                 argument == NULL ? "-" : argument,
                 pyf_error_name(pyf_error_code()), pyf_error_message(),
                 pyf_error_name(code));
    if (strstr(pyf_error_message(), f->name) == NULL)
        fail_msg("%s: its message does not name it: %s", f->name,
                 pyf_error_message());
    snprintf(quoted, sizeof quoted, "'%s'", argument == NULL ? "" : argument);
    if (argument != NULL && strstr(pyf_error_message(), quoted) == NULL)
        fail_msg("%s: no %s in: %s", f->name, quoted, pyf_error_message());
}

/* The call fails with this code; its message names the function and, unless it
 * is NULL, the argument; its results are cleared. Clears the failure. */
static inline void
expect_refusal(struct arguments *a, const struct function *f, int code,
               const char *argument, const char *what)
{
    uint64_t result;

    dropped = 0;
    result = f->call(a->words);
    if (!has_failed(f, result))
        fail_msg("%s took %s for %s", f->name, what,
                 argument == NULL ? "granted" : argument);
    if (f->returns == RETURNS_STATUS && (int)result != code)
        fail_msg("%s, %s for %s: returned %s, expected %s", f->name, what,
                 argument == NULL ? "-" : argument,
                 pyf_error_name((int)result), pyf_error_name(code));
    expect_results_cleared(a, f);
    if (dropped != drops_due(a, f))
        fail_msg("%s, %s for %s: dropped %d times, expected %d", f->name, what,
                 argument == NULL ? "-" : argument, dropped, drops_due(a, f));
    if (f->parks)
        expect_parked(f, code, argument, what);
    pyf_error_clear();
}

#endif

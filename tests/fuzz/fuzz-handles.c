/* SPDX-License-Identifier: MIT */
/*
 * Random lives of handles, compared with a model that knows which must be
 * live: made, doubled, closed (twice too), bound, unbound, in scopes that nest
 * and end.
 */
#include "random.h"

enum { MAX_HANDLES = 400, MAX_SCOPES = 8, STEPS = 150 };

/* What the model knows. A handle in no scope has scope -1. */
static struct {
    struct entry {
        pyf_handle handle;
        int64_t number;
        int scope;
        int live;
    } entries[MAX_HANDLES];
    pyf_token scopes[MAX_SCOPES];
    int count, depth;
    uint64_t live, before;
} model;

static struct entry *
any_entry(void)
{
    if (model.count == 0)
        return NULL;
    return &model.entries[random_below((uint64_t)model.count)];
}

static void
add(pyf_handle handle, int64_t number, int scope)
{
    check(handle != 0, "a handle was not made");
    model.entries[model.count++] =
        (struct entry){handle, number, scope, 1};
    model.live++;
}

static void
make(void)
{
    int64_t number = (int64_t)random_below(INT64_C(1) << 50) + 1000;

    add(pyf_from_i64(number), number, model.depth);
}

static void
die(struct entry *entry)
{
    entry->live = 0;
    model.live--;
}

static void
double_one(struct entry *entry)
{
    pyf_handle twin = pyf_dup(entry->handle);

    if (entry->live) {
        add(twin, entry->number, model.depth);
        return;
    }
    check(twin == 0, "a dead handle was doubled");
    pyf_error_clear();
}

static void
close_one(struct entry *entry)
{
    int status = pyf_close(entry->handle);

    check(status == (entry->live ? PYF_OK : PYF_ERR_HANDLE),
          "closing says the wrong thing");
    if (entry->live)
        die(entry);
    pyf_error_clear();
}

static void
unbind_one(struct entry *entry)
{
    pyf_handle free_one = pyf_unbind(entry->handle);

    if (entry->live) {
        die(entry);
        add(free_one, entry->number, -1);
        return;
    }
    check(free_one == 0, "a dead handle was unbound");
    pyf_error_clear();
}

static void
bind_one(struct entry *entry)
{
    if (entry->live && entry->scope >= 0)
        return;
    check(pyf_bind(entry->handle) ==
              (entry->live ? PYF_OK : PYF_ERR_HANDLE),
          "binding says the wrong thing");
    entry->scope = model.depth;
    pyf_error_clear();
}

static void
open_scope(void)
{
    if (model.depth == MAX_SCOPES)
        return;
    model.scopes[model.depth] = pyf_scope_begin();
    check(model.scopes[model.depth] != 0, "a scope was not opened");
    model.depth++;
}

static void
end_scope(void)
{
    if (model.depth == 0)
        return;
    check(pyf_scope_end(model.scopes[model.depth - 1]) == PYF_OK,
          "a scope was not ended");
    for (int i = 0; i < model.count; i++)
        if (model.entries[i].live && model.entries[i].scope == model.depth)
            die(&model.entries[i]);
    model.depth--;
}

static void
look_at(const struct entry *entry)
{
    int64_t number = 0;
    int status = pyf_to_i64(entry->handle, &number);

    check(status == (entry->live ? PYF_OK : PYF_ERR_HANDLE),
          "reading says the wrong thing");
    check(number == (entry->live ? entry->number : 0),
          "a handle is that of another object");
    pyf_error_clear();
}

static void
step(void)
{
    uint64_t choice = random_below(16);
    struct entry *entry = any_entry();

    if (choice < 5 || entry == NULL)
        make();
    else if (choice < 7)
        double_one(entry);
    else if (choice < 10)
        close_one(entry);
    else if (choice < 11)
        unbind_one(entry);
    else if (choice < 12)
        bind_one(entry);
    else if (choice < 13)
        open_scope();
    else if (choice < 14)
        end_scope();
    else
        look_at(entry);
}

/* Close what is in no scope; the scope of the round closes the rest. */
static void
finish(void)
{
    while (model.depth > 0)
        end_scope();
    for (int i = 0; i < model.count; i++) {
        look_at(&model.entries[i]);
        if (model.entries[i].live && model.entries[i].scope < 0)
            check(pyf_close(model.entries[i].handle) == PYF_OK,
                  "an unbound handle was not closed");
    }
}

static void
live_at_random(void)
{
    memset(&model, 0, sizeof model);
    model.before = live_handle_count();
    for (int i = 0; i < STEPS; i++) {
        step();
        check(live_handle_count() == model.before + model.live,
              "the number of live handles is wrong");
    }
    finish();
}

TEST(fuzz_lives_of_handles_follow_the_model)
{
    repeat(live_at_random);
}

/* SPDX-License-Identifier: MIT */
/*
 * Answers of interpreters, remembered: in this process always, and in the
 * user's cache folder when the interpreter is a binary. A shim's answer
 * depends on the working folder and on files that are not known, so it dies
 * with the process.
 *
 * The key is path, device, inode, size and time of change: a replaced
 * interpreter has another. A file of the cache holds a line for its format,
 * one for its key, then the answers. It is written beside its place and moved
 * there, and trusted only if nobody else could have written it. Nothing here
 * can fail: an answer that cannot be kept is asked for again.
 */
#define _GNU_SOURCE
#include "discover/internal.h"

#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/platform.h"

#define FORMAT_LINE "pyforge answers 1\n"

struct entry {
    struct entry *next;
    char *key;
    char *answers;
};

/* A leaf lock: nothing but this list is touched while it is held. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct entry *entries;

static void
free_entry(struct entry *entry)
{
    if (entry == NULL)
        return;
    free(entry->key);
    free(entry->answers);
    free(entry);
}

static const struct entry *
find_entry(const char *key)
{
    const struct entry *entry = entries;

    while (entry != NULL && strcmp(entry->key, key) != 0)
        entry = entry->next;
    return entry;
}

static const char *
get_entry(struct pyf__search *search, const char *key)
{
    const struct entry *entry;
    char *answers = NULL;

    pthread_mutex_lock(&lock);
    entry = find_entry(key);
    if (entry != NULL)
        answers = strdup(entry->answers);
    pthread_mutex_unlock(&lock);
    return answers == NULL ? NULL : pyf__text_take(search, answers);
}

static void
put_entry(const char *key, const char *answers)
{
    struct entry *entry = calloc(1, sizeof(*entry));

    if (entry == NULL)
        return;
    entry->key = strdup(key);
    entry->answers = strdup(answers);
    pthread_mutex_lock(&lock);
    if (entry->key != NULL && entry->answers != NULL &&
        find_entry(key) == NULL) {
        entry->next = entries;
        entries = entry;
        entry = NULL;
    }
    pthread_mutex_unlock(&lock);
    free_entry(entry);
}

void
pyf__cache_forget(void)
{
    struct entry *entry, *next;

    pthread_mutex_lock(&lock);
    entry = entries;
    entries = NULL;
    pthread_mutex_unlock(&lock);
    for (; entry != NULL; entry = next) {
        next = entry->next;
        free_entry(entry);
    }
}

const char *
pyf__cache_key(struct pyf__search *search, const char *executable)
{
    struct stat status;

    if (stat(executable, &status) < 0)
        return NULL;
    return pyf__text(search, "%s %ju:%ju %jd %jd.%09ld", executable,
                     (uintmax_t)status.st_dev, (uintmax_t)status.st_ino,
                     (intmax_t)status.st_size, (intmax_t)status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec);
}

/* The folder of the cache; NULL when there is none, as in a program that runs
 * with another user's rights. */
static const char *
cache_folder(struct pyf__search *search)
{
    const char *base = secure_getenv("XDG_CACHE_HOME");
    const char *home = secure_getenv("HOME");

    if (base != NULL && base[0] == '/')
        return pyf__text(search, "%s/pyforge", base);
    if (home != NULL && home[0] == '/')
        return pyf__text(search, "%s/.cache/pyforge", home);
    return NULL;
}

/* FNV-1a, for the name of the file alone; the key stands in it in full. */
static uint64_t
hash(const char *text)
{
    uint64_t value = UINT64_C(14695981039346656037);

    for (; *text != '\0'; text++)
        value = (value ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return value;
}

static const char *
cache_file(struct pyf__search *search, const char *key)
{
    const char *folder = cache_folder(search);

    return folder == NULL
               ? NULL
               : pyf__text(search, "%s/python-%016" PRIx64, folder, hash(key));
}

static bool
is_trusted(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && S_ISREG(status.st_mode) &&
           status.st_uid == geteuid() &&
           (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static const char *
get_file(struct pyf__search *search, const char *key)
{
    const char *path = cache_file(search, key);
    const char *expected = pyf__text(search, FORMAT_LINE "%s\n", key);
    const char *text = NULL;

    if (path != NULL && is_trusted(path))
        text = pyf__file_text(search, path);
    if (text == NULL || expected[0] == '\0' ||
        strncmp(text, expected, strlen(expected)) != 0)
        return NULL;
    return text + strlen(expected);
}

static bool
write_all(int file, const char *text)
{
    size_t length = strlen(text);

    while (length > 0) {
        ssize_t put = write(file, text, length);

        if (put <= 0)
            return false;
        text += put;
        length -= (size_t)put;
    }
    return true;
}

static void
put_file(struct pyf__search *search, const char *key, const char *answers)
{
    const char *path = cache_file(search, key);
    const char *text = pyf__text(search, FORMAT_LINE "%s\n%s", key, answers);
    char *temporary = path == NULL ? NULL : pyf__format("%s.XXXXXX", path);
    int file = temporary == NULL ? -1 : mkostemp(temporary, O_CLOEXEC);
    bool written;

    if (file >= 0) {
        written = write_all(file, text);
        written = close(file) == 0 && written;
        if (!written || rename(temporary, path) < 0)
            unlink(temporary);
    }
    free(temporary);
}

static void
make_folder(struct pyf__search *search)
{
    const char *folder = cache_folder(search);

    if (folder == NULL)
        return;
    mkdir(pyf__folder_of(search, folder), S_IRWXU);
    mkdir(folder, S_IRWXU);
}

/* Whether what an answer says is still so: its folder of the standard library
 * is there, which an uninstalled Python takes with it. */
static bool
still_true(struct pyf__search *search, const char *answers)
{
    const char *stdlib = pyf__answer(search, answers, "stdlib");
    struct stat status;

    return stdlib != NULL && stat(stdlib, &status) == 0;
}

const char *
pyf__cache_get(struct pyf__search *search, const char *key, bool on_disk)
{
    const char *answers = get_entry(search, key);

    if (answers == NULL && on_disk)
        answers = get_file(search, key);
    if (answers == NULL || !still_true(search, answers))
        return NULL;
    put_entry(key, answers);
    return answers;
}

void
pyf__cache_put(struct pyf__search *search, const char *key,
               const char *answers, bool on_disk)
{
    put_entry(key, answers);
    if (!on_disk)
        return;
    make_folder(search);
    put_file(search, key, answers);
}

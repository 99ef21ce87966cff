/* SPDX-License-Identifier: MIT */
/* The texts of a search: paths, reasons, the report. */
#define _GNU_SOURCE
#include "discover/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/platform.h"

/* A pyvenv.cfg or a remembered answer that is longer is none. */
enum { FILE_LIMIT = 16384 };

struct pyf__text {
    struct pyf__text *next;
    char *text;
};

void
pyf__search_end(struct pyf__search *search)
{
    while (search->texts != NULL) {
        struct pyf__text *text = search->texts;

        search->texts = text->next;
        free(text->text);
        free(text);
    }
}

const char *
pyf__text_take(struct pyf__search *search, char *text)
{
    struct pyf__text *node = malloc(sizeof(*node));

    if (text == NULL || node == NULL) {
        search->out_of_memory = true;
        free(text);
        free(node);
        return "";
    }
    *node = (struct pyf__text){search->texts, text};
    search->texts = node;
    return text;
}

const char *
pyf__text(struct pyf__search *search, const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = pyf__format_list(format, arguments);
    va_end(arguments);
    return pyf__text_take(search, text);
}

const char *
pyf__base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

const char *
pyf__folder_of(struct pyf__search *search, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        return ".";
    if (slash == path)
        return "/";
    return pyf__text(search, "%.*s", (int)(slash - path), path);
}

const char *
pyf__answer(struct pyf__search *search, const char *answers, const char *key)
{
    size_t length = strlen(key);

    while (*answers != '\0') {
        size_t line = strcspn(answers, "\n");

        if (line > length + 1 && strncmp(answers, key, length) == 0 &&
            answers[length] == '=')
            return pyf__text(search, "%.*s", (int)(line - length - 1),
                             answers + length + 1);
        answers += line + (answers[line] == '\n');
    }
    return NULL;
}

const char *
pyf__resolve(struct pyf__search *search, const char *path)
{
    char *real = realpath(path, NULL);

    if (real == NULL && errno == ENOMEM)
        search->out_of_memory = true;
    return real == NULL ? NULL : pyf__text_take(search, real);
}

static ssize_t
read_all(int file, char *buffer, size_t size)
{
    size_t length = 0;

    while (length < size) {
        ssize_t got = read(file, buffer + length, size - length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        length += (size_t)got;
    }
    return (ssize_t)length;
}

const char *
pyf__file_text(struct pyf__search *search, const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    char *buffer;
    ssize_t length;

    if (file < 0)
        return NULL;
    buffer = malloc(FILE_LIMIT + 1);
    length = buffer == NULL ? 0 : read_all(file, buffer, FILE_LIMIT);
    close(file);
    if (length < 0) {
        free(buffer);
        return NULL;
    }
    if (buffer != NULL)
        buffer[length] = '\0';
    return pyf__text_take(search, buffer);
}

bool
pyf__is_file(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

int
pyf__refuse(struct pyf__search *search, int code, const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = pyf__format_list(format, arguments);
    va_end(arguments);
    search->refusal =
        (struct pyf__refusal){code, NULL, pyf__text_take(search, text)};
    return code;
}

int
pyf__candidate(struct pyf__search *search, const char *path, int code)
{
    if (code == PYF_OK) {
        pyf__report_line(search->report, "candidate: %s: used", path);
        return code;
    }
    if (search->refusal.path == NULL)
        search->refusal.path = path;
    pyf__report_line(search->report, "candidate: %s: refused: %s", path,
                     search->refusal.reason);
    return code;
}

static bool
is_tail(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

/* Bytes of the UTF-8 character at `at`, 0 when it is none (RFC 3629). */
static size_t
character_length(const unsigned char *at)
{
    if (at[0] < 0x80)
        return 1;
    if (at[0] >= 0xc2 && at[0] <= 0xdf)
        return is_tail(at[1]) ? 2 : 0;
    if (at[0] >= 0xe0 && at[0] <= 0xef) {
        bool overlong = at[0] == 0xe0 && at[1] < 0xa0;
        bool surrogate = at[0] == 0xed && at[1] > 0x9f;

        return is_tail(at[1]) && is_tail(at[2]) && !overlong && !surrogate ? 3
                                                                           : 0;
    }
    if (at[0] >= 0xf0 && at[0] <= 0xf4) {
        bool overlong = at[0] == 0xf0 && at[1] < 0x90;
        bool beyond = at[0] == 0xf4 && at[1] > 0x8f;

        return is_tail(at[1]) && is_tail(at[2]) && is_tail(at[3]) &&
                       !overlong && !beyond
                   ? 4
                   : 0;
    }
    return 0;
}

void
pyf__clean(char *text)
{
    unsigned char *at = (unsigned char *)text;

    while (*at != '\0') {
        size_t length = character_length(at);

        if (length == 0 || *at < 0x20 || *at == 0x7f) {
            *at = '?';
            length = 1;
        }
        at += length;
    }
}

static bool
report_grow(struct pyf__report *report, size_t more)
{
    size_t room = report->room == 0 ? 1024 : report->room;
    char *text;

    while (room - report->length <= more)
        room *= 2;
    if (room == report->room)
        return true;
    text = realloc(report->text, room);
    if (text == NULL)
        return false;
    report->text = text;
    report->room = room;
    return true;
}

void
pyf__report_text(struct pyf__report *report, const char *text, size_t length)
{
    if (!report_grow(report, length)) {
        report->out_of_memory = true;
        return;
    }
    memcpy(report->text + report->length, text, length);
    report->length += length;
    report->text[report->length] = '\0';
}

/* Whether the report has this line, which ends with its newline. */
static bool
has_line(const struct pyf__report *report, const char *line)
{
    const char *at = report->text;

    while (at != NULL && (at = strstr(at, line)) != NULL) {
        if (at == report->text || at[-1] == '\n')
            return true;
        at++;
    }
    return false;
}

static void
append_line(struct pyf__report *report, char *text)
{
    char *line;

    pyf__clean(text);
    line = pyf__format("%s\n", text);
    if (line == NULL)
        report->out_of_memory = true;
    else if (!has_line(report, line))
        pyf__report_text(report, line, strlen(line));
    free(line);
}

void
pyf__report_line(struct pyf__report *report, const char *format, ...)
{
    va_list arguments;
    char *text;

    if (report == NULL)
        return;
    va_start(arguments, format);
    text = pyf__format_list(format, arguments);
    va_end(arguments);
    if (text == NULL)
        report->out_of_memory = true;
    else
        append_line(report, text);
    free(text);
}

void
pyf__report_release(struct pyf__report *report)
{
    free(report->text);
    *report = (struct pyf__report){.text = NULL};
}

/* SPDX-License-Identifier: MIT */
/* For the tests of `discover`: installations made of a few files in a folder
 * that is removed at exit, a search, and what it must come to. */
#ifndef PYF_TESTS_INSTALLATION_H
#define PYF_TESTS_INSTALLATION_H

#include "unit.h"

#include <elf.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "discover/internal.h"
#include "handle/fault.h"

static char root[] = "/tmp/pyforge-discover-XXXXXX";
static char *first_path; /* PATH as it was */
static int test_number;

/* The result of the last search. */
static struct pyf__python found;
static struct pyf__report report;

/* A formatted text, good until 128 others have been made. */
__attribute__((format(printf, 1, 2))) static inline const char *
text(const char *format, ...)
{
    static char texts[128][2048];
    static int next;
    va_list arguments;
    char *to = texts[next++ % 128];

    va_start(arguments, format);
    vsnprintf(to, sizeof(*texts), format, arguments);
    va_end(arguments);
    return to;
}

static inline int
remove_one(const char *path, const struct stat *status, int flag,
           struct FTW *walk)
{
    (void)status, (void)flag, (void)walk;
    return remove(path);
}

/* Forget the result of the last search. */
static inline void
forget(void)
{
    pyf__python_release(&found);
    pyf__report_release(&report);
    pyf__fault_clear();
}

static inline void
remove_root(void)
{
    nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(first_path);
    forget();
    pyf__cache_forget();
}

/* Begin a test: an environment that names no Python, and a folder for its
 * files. An interpreter that is slow to answer does not fail a test. */
static inline const char *
begin(void)
{
    static char folder[64];

    if (test_number++ == 0) {
        assert_non_null(mkdtemp(root));
        first_path = strdup(getenv("PATH"));
        atexit(remove_root);
    }
    snprintf(folder, sizeof(folder), "%s/%d", root, test_number);
    assert_int_equal(mkdir(folder, 0700), 0);
    forget();
    unsetenv("PYFORGE_PYTHON");
    unsetenv("PYFORGE_LIBPYTHON");
    unsetenv("VIRTUAL_ENV");
    setenv("PATH", text("%s/empty", folder), 1);
    setenv("XDG_CACHE_HOME", text("%s/cache", folder), 1);
    pyf__cache_forget();
    pyf__probe_timeout = (int)hang_seconds() * 1000 / 4;
    return folder;
}

static inline void
make_folders(const char *path)
{
    char folder[2048];

    for (const char *at = strchr(path + 1, '/'); at != NULL;
         at = strchr(at + 1, '/')) {
        snprintf(folder, sizeof(folder), "%.*s", (int)(at - path), path);
        if (mkdir(folder, 0755) < 0)
            assert_int_equal(errno, EEXIST);
    }
}

static inline void
write_bytes(const char *path, const void *data, size_t size, mode_t mode)
{
    make_folders(path);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, mode), 0);
}

static inline void
write_file(const char *path, const char *content)
{
    write_bytes(path, content, strlen(content), 0644);
}

static inline void
write_script(const char *path, const char *content)
{
    write_bytes(path, text("#!/bin/sh\n%s\n", content), strlen(content) + 11,
                0755);
}

static inline void
make_link(const char *target, const char *path)
{
    make_folders(path);
    assert_int_equal(symlink(target, path), 0);
}

/* The first bytes of this program, with no segments: an ELF file of this
 * machine that cannot run. */
static inline void
write_elf(const char *path, int class, int machine)
{
    unsigned char bytes[sizeof(Elf64_Ehdr)] = {0};
    Elf64_Ehdr *header = (Elf64_Ehdr *)bytes;
    FILE *self = fopen("/proc/self/exe", "r");

    assert_non_null(self);
    assert_int_equal(fread(bytes, 1, 20, self), 20);
    fclose(self);
    if (class != 0)
        header->e_ident[EI_CLASS] = (unsigned char)class;
    if (machine != 0)
        header->e_machine = (Elf64_Half)machine;
    write_bytes(path, bytes, sizeof(bytes), 0755);
}

static inline void
write_stdlib(const char *prefix, const char *version)
{
    write_file(text("%s/lib/python%s/os.py", prefix, version), "");
    write_file(text("%s/lib/python%s/encodings/__init__.py", prefix, version),
               "");
}

/* A whole installation; returns the path of its interpreter. */
static inline const char *
make_python(const char *prefix, const char *version)
{
    const char *python = text("%s/bin/python%s", prefix, version);

    write_elf(python, 0, 0);
    write_elf(text("%s/lib/libpython%s.so.1.0", prefix, version), 0, 0);
    write_stdlib(prefix, version);
    if (access(text("%s/bin/python3", prefix), F_OK) < 0)
        make_link(text("python%s", version), text("%s/bin/python3", prefix));
    return python;
}

static inline const char *
make_venv(const char *folder, const char *python, const char *version)
{
    const char *own = text("%s/bin/python", folder);

    make_link(python, own);
    write_file(text("%s/pyvenv.cfg", folder),
               text("home = %.*s\nversion = %s\n",
                    (int)(strrchr(python, '/') - python), python, version));
    return own;
}

/* What is found. */

static inline int
discover(const char *python, const char *libpython, const char *home)
{
    const struct pyf__wish wish = {python, libpython, home};

    pyf__python_release(&found);
    pyf__report_release(&report);
    return pyf__discover(&wish, &found, &report);
}

static inline void
expect_found(int code, const char *source, const char *executable,
             const char *prefix, const char *home)
{
    if (code != PYF_OK)
        fail_msg("refused: %d %s", code, pyf__fault_message());
    assert_int_equal(pyf__fault.code, PYF_OK);
    assert_string_equal(found.source, source);
    assert_string_equal(found.executable, executable);
    assert_string_equal(found.prefix, prefix);
    assert_string_equal(found.home, home);
}

static inline void
expect_refused(int code, int expected, const char *one, const char *two)
{
    const char *message = pyf__fault_message();

    if (code != expected || pyf__fault.code != expected)
        fail_msg("code %d (parked %d: %s), expected %d", code, pyf__fault.code,
                 message, expected);
    if (strstr(message, one) == NULL || strstr(message, two) == NULL)
        fail_msg("\"%s\" lacks \"%s\" or \"%s\"", message, one, two);
    assert_null(found.executable);
    assert_null(found.source);
    pyf__fault_clear();
}

static inline void
expect_line(const char *line)
{
    if (report.text == NULL || strstr(report.text, line) == NULL)
        fail_msg("no \"%s\" in:\n%s", line,
                 report.text == NULL ? "(nothing)" : report.text);
}

#endif

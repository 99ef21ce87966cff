/* SPDX-License-Identifier: MIT */
/* discover: names, folders, virtual environments, the order of the search.
 * Each installation lacks what its test is about. */
/* Feature: U01 */
#define _GNU_SOURCE
#include "installation.h"

/* Names. */

static void
expect_version(const char *name, int major, int minor, const char *flags)
{
    struct pyf__version version = {0};

    assert_true(pyf__version_read(name, &version));
    assert_int_equal(version.major, major);
    assert_int_equal(version.minor, minor);
    assert_string_equal(version.flags, flags);
}

TEST(discover_version_is_read_from_names)
{
    struct pyf__version version;

    expect_version("3.11", 3, 11, "");
    expect_version("3.13t", 3, 13, "t");
    expect_version("3.12.1", 3, 12, "");
    expect_version("3.13td.so.1.0", 3, 13, "td");
    assert_false(pyf__version_read("3", &version));
    assert_false(pyf__version_read("", &version));
    assert_false(pyf__version_read("3.", &version));
    assert_false(pyf__version_read("3.11-config", &version));
    assert_false(pyf__version_read("3.11threads", &version));
}

TEST(discover_text_is_made_utf8)
{
    char line[] = "a\xff\xc3\xa9\n\xed\xa0\x80\xf0\x9f\x90\x8d\xe2\x82";

    pyf__clean(line);
    assert_string_equal(line, "a?\xc3\xa9????\xf0\x9f\x90\x8d??");
}

/* Installations. */

TEST(discover_prefix_is_read_from_its_folders)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");

    expect_found(discover(python, NULL, NULL), "configuration", python, prefix,
                 prefix);
    assert_string_equal(found.libpython,
                        text("%s/lib/libpython3.12.so.1.0", prefix));
    assert_string_equal(found.stdlib, text("%s/lib/python3.12", prefix));
    assert_int_equal(found.major, 3);
    assert_int_equal(found.minor, 12);
    assert_false(found.free_threaded);
    assert_false(found.loaded);
    expect_line(text("candidate: %s: used\n", python));
}

TEST(discover_relative_path_is_made_absolute)
{
    const char *prefix = begin();
    char *here = getcwd(NULL, 0);

    make_python(prefix, "3.12");
    assert_int_equal(chdir(prefix), 0);
    expect_found(discover("bin/python3.12", NULL, NULL), "configuration",
                 text("%s/bin/python3.12", prefix), prefix, prefix);
    assert_int_equal(chdir(here), 0);
    free(here);
}

TEST(discover_link_keeps_its_name_and_has_the_prefix_of_its_target)
{
    const char *folder = begin();
    const char *link = text("%s/elsewhere/py", folder);

    make_link(make_python(text("%s/opt", folder), "3.12"), link);
    expect_found(discover(link, NULL, NULL), "configuration", link,
                 text("%s/opt", folder), text("%s/opt", folder));
}

TEST(discover_free_threaded_names_are_known)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.13t");

    expect_found(discover(python, NULL, NULL), "configuration", python, prefix,
                 prefix);
    assert_true(found.free_threaded);
    assert_string_equal(found.libpython,
                        text("%s/lib/libpython3.13t.so.1.0", prefix));
}

TEST(discover_plain_name_of_a_free_threaded_python_is_no_matter)
{
    const char *prefix = begin();
    const char *python = text("%s/bin/python3.13", prefix);

    make_python(prefix, "3.13t");
    make_link("python3.13t", text("%s/bin/python", prefix));
    assert_int_equal(rename(text("%s/bin/python3.13t", prefix), python), 0);
    assert_int_equal(discover(python, NULL, NULL), PYF_OK);
    assert_true(found.free_threaded);
}

TEST(discover_unversioned_name_takes_the_version_of_the_stdlib)
{
    const char *prefix = begin();
    const char *python = text("%s/bin/python", prefix);

    assert_int_equal(rename(make_python(prefix, "3.12"), python), 0);
    assert_int_equal(discover(python, NULL, NULL), PYF_OK);
    assert_int_equal(found.minor, 12);
}

TEST(discover_lib64_is_searched)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");

    assert_int_equal(rename(text("%s/lib", prefix), text("%s/lib64", prefix)),
                     0);
    assert_int_equal(discover(python, NULL, NULL), PYF_OK);
    assert_string_equal(found.stdlib, text("%s/lib64/python3.12", prefix));
    assert_string_equal(found.libpython,
                        text("%s/lib64/libpython3.12.so.1.0", prefix));
}

TEST(discover_zipped_stdlib_is_accepted)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");

    assert_int_equal(unlink(text("%s/lib/python3.12/os.py", prefix)), 0);
    write_file(text("%s/lib/python312.zip", prefix), "PK");
    assert_int_equal(discover(python, NULL, NULL), PYF_OK);
    assert_string_equal(found.stdlib, text("%s/lib/python312.zip", prefix));
}

TEST(discover_too_old_is_refused)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.10");

    expect_refused(discover(python, NULL, NULL), PYF_ERR_VERSION, "3.10",
                   "3.11 or newer");
    expect_refused(
        discover(NULL, text("%s/lib/libpython3.10.so.1.0", prefix), NULL),
        PYF_ERR_VERSION, "libpython3.10.so.1.0", "3.11 or newer");
}

TEST(discover_static_only_is_refused)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    const char *library = text("%s/lib/libpython3.12.so.1.0", prefix);

    write_file(text("%s/lib/libpython3.12.a", prefix), "!<arch>\n");
    assert_int_equal(unlink(library), 0);
    assert_int_equal(unlink(python), 0);
    write_script(python,
                 text("echo pyforge-answers\necho implementation=cpython\n"
                      "echo version=3.12\necho executable=$0\n"
                      "echo base_prefix=%s\necho stdlib=%s/lib/python3.12\n"
                      "echo LIBDIR=%s/lib\necho LDLIBRARY=libpython3.12.a\n"
                      "echo pyforge-end",
                      prefix, prefix, prefix));
    expect_refused(discover(python, NULL, NULL), PYF_ERR_LIBRARY,
                   "no shared library", "--enable-shared");
}

TEST(discover_missing_stdlib_is_refused)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    const char *os = text("%s/lib/python3.12/os.py", prefix);
    const char *codecs =
        text("%s/lib/python3.12/encodings/__init__.py", prefix);

    assert_int_equal(unlink(codecs), 0);
    expect_refused(discover(python, NULL, NULL), PYF_ERR_HOME, codecs,
                   "install");
    assert_int_equal(unlink(os), 0);
    expect_refused(discover(python, NULL, NULL), PYF_ERR_HOME,
                   text("%s/lib/python3.12", prefix), "install");
}

TEST(discover_wrong_architecture_is_refused)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    const char *library = text("%s/lib/libpython3.12.so.1.0", prefix);

    write_elf(library, 0, EM_SPARCV9);
    expect_refused(discover(python, library, NULL), PYF_ERR_LIBRARY, library,
                   "sparc library");
    assert_int_equal(discover(python, NULL, NULL) == PYF_OK, 0);
    expect_line(text("candidate: %s: refused: ", library));
    write_elf(python, 0, EM_SPARCV9);
    expect_refused(discover(python, NULL, NULL), PYF_ERR_LIBRARY, python,
                   "sparc program");
}

TEST(discover_other_word_size_is_refused)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    bool wide = sizeof(void *) == 8;

    write_elf(python, wide ? ELFCLASS32 : ELFCLASS64,
              wide ? EM_386 : EM_X86_64);
    expect_refused(discover(python, NULL, NULL), PYF_ERR_LIBRARY, python,
                   wide ? "32-bit i386" : "64-bit x86-64");
}

TEST(discover_what_is_no_library_is_refused)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    const char *script = text("%s/libpython3.12.so", prefix);
    const char *other = text("%s/libother.so", prefix);

    write_file(script, "INPUT(-lpython3.12)\n");
    expect_refused(discover(python, script, NULL), PYF_ERR_LIBRARY, script,
                   "no ELF file");
    write_elf(other, 0, 0);
    expect_refused(discover(python, other, NULL), PYF_ERR_LIBRARY, other,
                   "not a libpython");
    expect_refused(discover(python, text("%s/gone.so", prefix), NULL),
                   PYF_ERR_LIBRARY, "gone.so", strerror(ENOENT));
}

TEST(discover_stub_library_is_refused)
{
    const char *prefix = begin();
    const char *stub = text("%s/lib/libpython3.so", prefix);

    write_elf(stub, 0, 0);
    expect_refused(discover(NULL, stub, NULL), PYF_ERR_LIBRARY, stub,
                   "stub of the stable ABI");
}

TEST(discover_bad_interpreters_are_refused)
{
    const char *folder = begin();
    const char *plain = text("%s/plain", folder);
    const char *link = text("%s/link", folder);

    write_file(plain, "no program");
    make_link("other", link);
    make_link("gone", text("%s/other", folder));
    expect_refused(discover(text("%s/none", folder), NULL, NULL),
                   PYF_ERR_NOT_FOUND, "none", strerror(ENOENT));
    expect_refused(discover(link, NULL, NULL), PYF_ERR_NOT_FOUND,
                   "broken link", text("%s/gone", folder));
    expect_refused(discover(folder, NULL, NULL), PYF_ERR_NOT_FOUND,
                   "is a folder", "bin/python");
    if (geteuid() != 0 || access(plain, X_OK) < 0)
        expect_refused(discover(plain, NULL, NULL), PYF_ERR_NOT_FOUND, plain,
                       "cannot be executed");
    /* Emulators report this as an end with status 127. */
    assert_int_equal(chmod(plain, 0755), 0);
    expect_refused(discover(plain, NULL, NULL), PYF_ERR_NOT_FOUND, plain, "");
}

/* Home. */

TEST(discover_home_of_the_configuration_is_used)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    const char *home = text("%s/other", prefix);

    write_stdlib(home, "3.12");
    expect_found(discover(python, NULL, home), "configuration", python, home,
                 home);
    assert_string_equal(found.stdlib, text("%s/lib/python3.12", home));
}

TEST(discover_home_that_cannot_be_derived_may_be_given)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    const char *home = text("%s/other", prefix);

    assert_int_equal(
        rename(text("%s/lib/python3.12", prefix), text("%s/lib/gone", prefix)),
        0);
    write_stdlib(home, "3.12");
    assert_int_equal(discover(python, NULL, home), PYF_OK);
    assert_string_equal(found.home, home);
}

TEST(discover_home_of_another_version_is_refused)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    const char *home = text("%s/other", prefix);

    write_stdlib(home, "3.11");
    expect_refused(discover(python, NULL, home), PYF_ERR_HOME, home, "3.12");
}

/* The library and the interpreter. */

TEST(discover_library_alone_finds_its_interpreter)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    const char *library = text("%s/lib/libpython3.12.so.1.0", prefix);

    make_link("libpython3.12.so.1.0", text("%s/lib/libpython.so", prefix));
    expect_found(discover(NULL, text("%s/lib/libpython.so", prefix), NULL),
                 "configuration", python, prefix, prefix);
    assert_string_equal(found.libpython, library);
    expect_line(text("candidate: %s: used\n", library));
}

TEST(discover_library_in_a_multiarch_folder_finds_its_interpreter)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    const char *library = text("%s/lib/a-b-c/libpython3.12.so.1.0", prefix);

    make_folders(library);
    assert_int_equal(
        rename(text("%s/lib/libpython3.12.so.1.0", prefix), library), 0);
    write_script(python, "exit 3");
    expect_refused(discover(NULL, library, NULL), PYF_ERR_NOT_FOUND, library,
                   "sys.executable");
    expect_line(text("candidate: %s: refused: failed with status 3", python));
}

TEST(discover_library_without_interpreter_is_refused)
{
    const char *prefix = begin();
    const char *library = text("%s/lib/libpython3.12.so.1.0", prefix);

    write_elf(library, 0, 0);
    expect_refused(discover(NULL, library, NULL), PYF_ERR_NOT_FOUND, library,
                   "PYFORGE_PYTHON");
}

TEST(discover_library_alone_takes_the_virtual_env_that_fits)
{
    const char *folder = begin();
    const char *prefix = text("%s/opt", folder);
    const char *venv = text("%s/venv", folder);
    const char *library = text("%s/lib/libpython3.12.so.1.0", prefix);
    const char *python =
        make_venv(venv, make_python(prefix, "3.12"), "3.12.1");

    setenv("VIRTUAL_ENV", venv, 1);
    expect_found(discover(NULL, library, NULL), "configuration", python, venv,
                 prefix);
}

TEST(discover_library_alone_leaves_a_virtual_env_that_does_not_fit)
{
    const char *folder = begin();
    const char *prefix = text("%s/opt", folder);
    const char *venv = text("%s/venv", folder);
    const char *python = make_python(prefix, "3.12");

    make_venv(venv, make_python(text("%s/old", folder), "3.11"), "3.11.4");
    setenv("VIRTUAL_ENV", venv, 1);
    expect_found(
        discover(NULL, text("%s/lib/libpython3.12.so.1.0", prefix), NULL),
        "configuration", python, prefix, prefix);
    expect_line(
        text("candidate: %s/bin/python: refused: is Python 3.11", venv));
}

TEST(discover_library_of_another_version_is_refused)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");
    const char *library = text("%s/lib/libpython3.13.so.1.0", prefix);

    write_elf(library, 0, 0);
    expect_refused(discover(python, library, NULL), PYF_ERR_VERSION,
                   "is Python 3.12", text("%s is Python 3.13", library));
}

TEST(discover_library_of_another_flavour_is_refused)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.13");
    const char *library = text("%s/lib/libpython3.13t.so.1.0", prefix);

    write_elf(library, 0, 0);
    expect_refused(discover(python, library, NULL), PYF_ERR_VERSION,
                   "is Python 3.13,", "is Python 3.13t");
}

/* Virtual environments. */

TEST(discover_virtual_env_is_used)
{
    const char *folder = begin();
    const char *prefix = text("%s/opt", folder);
    const char *venv = text("%s/venv", folder);
    const char *python =
        make_venv(venv, make_python(prefix, "3.12"), "3.12.1");

    setenv("VIRTUAL_ENV", venv, 1);
    expect_found(discover(NULL, NULL, NULL), "VIRTUAL_ENV", python, venv,
                 prefix);
    assert_string_equal(found.stdlib, text("%s/lib/python3.12", prefix));
}

TEST(discover_virtual_env_of_copies_finds_its_base)
{
    const char *folder = begin();
    const char *prefix = text("%s/opt", folder);
    const char *venv = text("%s/venv", folder);
    const char *python = text("%s/bin/python", venv);

    make_python(prefix, "3.12");
    write_elf(python, 0, 0);
    write_file(
        text("%s/pyvenv.cfg", venv),
        text("HOME=%s/bin\r\nversion_info = 3.12.1.final.0\r\n", prefix));
    expect_found(discover(python, NULL, NULL), "configuration", python, venv,
                 prefix);
}

TEST(discover_virtual_env_whose_base_is_gone_is_refused)
{
    const char *folder = begin();
    const char *venv = text("%s/venv", folder);
    const char *base = text("%s/opt/bin/python3.12", folder);

    make_venv(venv, base, "3.12.1");
    setenv("VIRTUAL_ENV", venv, 1);
    expect_refused(discover(NULL, NULL, NULL), PYF_ERR_NOT_FOUND,
                   text("broken link to %s", base), "unset VIRTUAL_ENV");
    assert_int_equal(unlink(text("%s/bin/python", venv)), 0);
    write_elf(text("%s/bin/python", venv), 0, 0);
    expect_refused(discover(NULL, NULL, NULL), PYF_ERR_NOT_FOUND,
                   text("made from %s/opt/bin", folder), "pyvenv.cfg");
}

TEST(discover_virtual_env_that_is_gone_is_refused)
{
    const char *folder = begin();

    make_python(folder, "3.12");
    setenv("PATH", text("%s/bin", folder), 1);
    setenv("VIRTUAL_ENV", "/no/such/venv", 1);
    expect_refused(discover(NULL, NULL, NULL), PYF_ERR_NOT_FOUND,
                   "/no/such/venv/bin/python", "unset VIRTUAL_ENV");
}

TEST(discover_virtual_env_of_another_version_is_refused)
{
    const char *folder = begin();
    const char *venv = text("%s/venv", folder);
    const char *base = make_python(text("%s/opt", folder), "3.12");

    expect_refused(discover(make_venv(venv, base, "3.11.2"), NULL, NULL),
                   PYF_ERR_VERSION, "Python 3.11", "is Python 3.12");
}

TEST(discover_folder_without_home_key_is_no_virtual_env)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");

    write_file(text("%s/pyvenv.cfg", prefix), "version = 3.11\nnonsense\n");
    expect_found(discover(python, NULL, NULL), "configuration", python, prefix,
                 prefix);
}

/* The order. */

TEST(discover_order_is_as_documented)
{
    const char *folder = begin();
    const char *names[] = {"config", "variable", "venv", "path"};
    const char *python[4];

    for (int i = 0; i < 4; i++)
        python[i] = make_python(text("%s/%s", folder, names[i]), "3.12");
    setenv("PYFORGE_PYTHON", python[1], 1);
    setenv("VIRTUAL_ENV", text("%s/venv", folder), 1);
    setenv("PATH", text("%s/path/bin", folder), 1);
    assert_int_equal(discover(python[0], NULL, NULL), PYF_OK);
    assert_string_equal(found.executable, python[0]);
    assert_int_equal(discover("", "", ""), PYF_OK);
    assert_string_equal(found.executable, python[1]);
    assert_string_equal(found.source, "PYFORGE_PYTHON");
    setenv("PYFORGE_PYTHON", "", 1);
    assert_int_equal(discover(NULL, NULL, NULL), PYF_OK);
    assert_string_equal(found.executable, text("%s/venv/bin/python3", folder));
    unsetenv("VIRTUAL_ENV");
    assert_int_equal(discover(NULL, NULL, NULL), PYF_OK);
    assert_string_equal(found.executable, text("%s/path/bin/python3", folder));
    assert_string_equal(found.source, "PATH");
}

TEST(discover_variable_that_fails_does_not_fall_through)
{
    const char *folder = begin();

    make_python(folder, "3.12");
    setenv("PATH", text("%s/bin", folder), 1);
    setenv("PYFORGE_PYTHON", "/no/such/python", 1);
    expect_refused(discover(NULL, NULL, NULL), PYF_ERR_NOT_FOUND,
                   "/no/such/python", "");
    unsetenv("PYFORGE_PYTHON");
    setenv("PYFORGE_LIBPYTHON", "/no/such/libpython3.12.so", 1);
    expect_refused(discover(NULL, NULL, NULL), PYF_ERR_LIBRARY,
                   "/no/such/libpython3.12.so", "");
}

TEST(discover_library_variable_names_the_source)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");

    setenv("PYFORGE_LIBPYTHON", text("%s/lib/libpython3.12.so.1.0", prefix),
           1);
    expect_found(discover(NULL, NULL, NULL), "PYFORGE_LIBPYTHON", python,
                 prefix, prefix);
}

TEST(discover_path_goes_on_behind_a_refused_python)
{
    const char *folder = begin();

    make_python(text("%s/old", folder), "3.10");
    make_python(text("%s/new", folder), "3.12");
    setenv("PATH",
           text("%s/none:relative::%s/old/bin:%s/old/../old/bin:"
                "%s/new/bin",
                folder, folder, folder, folder),
           1);
    expect_found(discover(NULL, NULL, NULL), "PATH",
                 text("%s/new/bin/python3", folder), text("%s/new", folder),
                 text("%s/new", folder));
    assert_string_equal(report.text,
                        text("candidate: %s/old/bin/python3: refused: is "
                             "Python 3.10; libpyforge needs CPython 3.11 or "
                             "newer\ncandidate: %s/new/bin/python3: used\n",
                             folder, folder));
}

TEST(discover_name_is_looked_up_on_path)
{
    const char *folder = begin();
    const char *python = make_python(folder, "3.12");

    setenv("PATH", text("%s/bin", folder), 1);
    expect_found(discover("python3.12", NULL, NULL), "configuration", python,
                 folder, folder);
    expect_refused(discover("python3.99", NULL, NULL), PYF_ERR_NOT_FOUND,
                   "no python3.99 on PATH", folder);
}

TEST(discover_success_leaves_a_parked_failure_alone)
{
    const char *prefix = begin();
    const char *python = make_python(prefix, "3.12");

    pyf__fault_text(PYF_ERR_OVERFLOW, "an earlier failure");
    assert_int_equal(discover(python, NULL, NULL), PYF_OK);
    assert_int_equal(pyf__fault.code, PYF_ERR_OVERFLOW);
}

/* The report. */

static void
expect_report(int code, const char *expected)
{
    struct pyf__report whole = {0};

    assert_int_equal(
        pyf__discover_text(&(struct pyf__wish){NULL, NULL, NULL}, &whole),
        code);
    assert_string_equal(whole.text, expected);
    pyf__report_release(&whole);
    pyf__fault_clear();
}

TEST(discover_report_has_the_choice_and_the_candidates)
{
    const char *p = begin();
    const char *python = make_python(p, "3.13t");

    setenv("PYFORGE_PYTHON", python, 1);
    expect_report(PYF_OK,
                  text("python: %s\nlibpython: %s/lib/libpython3.13t.so.1.0\n"
                       "prefix: %s\nhome: %s\nstdlib: %s/lib/python3.13t\n"
                       "version: 3.13\nfree-threaded: yes\n"
                       "source: PYFORGE_PYTHON\ncandidate: %s: used\n",
                       python, p, p, p, p, python));
}

TEST(discover_report_has_the_error_and_the_candidates)
{
    const char *why = "is Python 3.10; libpyforge needs CPython 3.11 or newer";
    const char *python = make_python(begin(), "3.10");

    setenv("PYFORGE_PYTHON", python, 1);
    expect_report(PYF_ERR_VERSION,
                  text("error: %s: %s\ncandidate: %s: refused: %s\n", python,
                       why, python, why));
}

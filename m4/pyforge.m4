# SPDX-License-Identifier: MIT
# Checks of our own.

# PYF_CFLAGS(VARIABLE, FLAGS): those of FLAGS that the compiler takes. The flag
# is tried with -Werror, as clang only warns about what it does not know.
AC_DEFUN([PYF_CFLAGS], [
$1=
pyf_save_cflags=$CFLAGS
for pyf_flag in m4_normalize([$2]); do
    CFLAGS="$pyf_save_cflags -Werror $pyf_flag"
    AC_MSG_CHECKING([whether $CC takes $pyf_flag])
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM()],
        [AC_MSG_RESULT([yes])
         $1="$$1 $pyf_flag"],
        [AC_MSG_RESULT([no])])
done
CFLAGS=$pyf_save_cflags
AC_SUBST([$1])
])

# PYF_LDFLAGS(VARIABLE, FLAGS): those of FLAGS that the linker takes.
AC_DEFUN([PYF_LDFLAGS], [
$1=
pyf_save_ldflags=$LDFLAGS
for pyf_flag in m4_normalize([$2]); do
    LDFLAGS="$pyf_save_ldflags $pyf_flag"
    AC_MSG_CHECKING([whether the linker takes $pyf_flag])
    AC_LINK_IFELSE([AC_LANG_PROGRAM()],
        [AC_MSG_RESULT([yes])
         $1="$$1 $pyf_flag"],
        [AC_MSG_RESULT([no])])
done
LDFLAGS=$pyf_save_ldflags
AC_SUBST([$1])
])

# PYF_PYTHON_HEADERS_WORK(FLAGS, IF-YES): whether Python.h of 3.11 or later
# compiles with the limited API.
AC_DEFUN([PYF_PYTHON_HEADERS_WORK], [
pyf_save_cppflags=$CPPFLAGS
CPPFLAGS="$CPPFLAGS $1"
AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[
#define Py_LIMITED_API 0x030b0000
#include <Python.h>
#if PY_VERSION_HEX < 0x030b0000
#error older than 3.11
#endif
]])], [$2])
CPPFLAGS=$pyf_save_cppflags
])

# PYF_PYTHON_INCLUDES: set PYTHON_CFLAGS to where Python.h is. It is read for
# prototypes alone; which Python runs is decided at run time.
AC_DEFUN([PYF_PYTHON_INCLUDES], [
AC_ARG_WITH([python-includes],
    [AS_HELP_STRING([--with-python-includes=DIR],
        [folder of Python.h, CPython 3.11 or later])])
AC_MSG_CHECKING([for the headers of CPython 3.11 or later])
PYTHON_CFLAGS=
pyf_try_headers ()
{
    test -n "$PYTHON_CFLAGS" && return
    # As system headers, for their warnings are not ours to mend.
    pyf_flags=`AS_ECHO(["$[]1"]) | $SED 's/-I/-isystem /g'`
    test -n "$pyf_flags" || return
    PYF_PYTHON_HEADERS_WORK([$pyf_flags], [PYTHON_CFLAGS=$pyf_flags])
}
AS_IF([test -n "$with_python_includes"],
      [pyf_try_headers "-I$with_python_includes"],
      [pyf_try_headers "`python3-config --includes 2>/dev/null`"
       pyf_try_headers "`$PKG_CONFIG --cflags python3-embed 2>/dev/null`"
       pyf_try_headers "`$PKG_CONFIG --cflags python3 2>/dev/null`"
       for pyf_folder in /usr/include/python3.1@<:@1-9@:>@* \
                         /usr/local/include/python3.1@<:@1-9@:>@*; do
           test -d "$pyf_folder" && pyf_try_headers "-I$pyf_folder"
       done])
AC_MSG_RESULT([${PYTHON_CFLAGS:-none}])
AS_IF([test -z "$PYTHON_CFLAGS"],
    [AC_MSG_ERROR([the headers of CPython 3.11 or later are missing; install
    python3-dev (Debian, Ubuntu) or python3-devel (Fedora), or give
    --with-python-includes=DIR])])
AC_SUBST([PYTHON_CFLAGS])
])

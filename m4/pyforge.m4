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

# PYF_MACHINE: stop where the library is not known to work. The compiler is
# asked and not the host, as CC='gcc -m32' makes another machine of that.
AC_DEFUN([PYF_MACHINE], [
AC_REQUIRE([AC_CANONICAL_HOST])
AC_ARG_ENABLE([unsupported-machine],
    [AS_HELP_STRING([--enable-unsupported-machine],
        [build for another machine than x86_64 and aarch64])],
    [], [enable_unsupported_machine=no])
AC_MSG_CHECKING([whether $CC compiles for a supported machine])
AC_COMPILE_IFELSE([AC_LANG_SOURCE([[
#if !(defined(__LP64__) && (defined(__x86_64__) || defined(__aarch64__)) && \
      __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
#error another machine
#endif
]])],
    [AC_MSG_RESULT([yes])],
    [AC_MSG_RESULT([no])
     AS_IF([test "$enable_unsupported_machine" != yes],
         [AC_MSG_ERROR([$CC compiles for a machine ($host) that is not supported.
    The supported ones are x86_64 and aarch64, little-endian with pointers of
    64 bits. --enable-unsupported-machine builds the library all the same:
    calls with C types then take a slower path, and tests fail, on 32-bit
    machines two dozen programs of them.])])])
])

# PYF_COMPLETION_DIR(SHELL, FOLDER): --with-SHELL-completion-dir, FOLDER of
# datadir unless it is given, and a conditional for `no'.
AC_DEFUN([PYF_COMPLETION_DIR], [
AC_ARG_WITH([$1-completion-dir],
    [AS_HELP_STRING([--with-$1-completion-dir=DIR],
        [completion for $1, or no @<:@DATADIR/$2@:>@])],
    [], [with_$1_completion_dir=yes])
AS_IF([test "$with_$1_completion_dir" = yes],
      [with_$1_completion_dir='${datadir}/$2'])
AM_CONDITIONAL([COMPLETE_]m4_toupper([$1]),
               [test "$with_$1_completion_dir" != no])
AC_SUBST([$1_completion_dir], [$with_$1_completion_dir])
])

dnl What configure.ac does several times over.

# CS_TRY_CFLAGS(VARIABLE, FLAGS)
# Appends to VARIABLE each flag that the compiler knows.
AC_DEFUN([CS_TRY_CFLAGS], [
  cs_saved_cflags=$CFLAGS
  for cs_flag in m4_normalize([$2]); do
    AC_MSG_CHECKING([whether $CC accepts $cs_flag])
    # Clang only warns about a flag it does not know.
    CFLAGS="-Werror $cs_flag"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM],
      [AC_MSG_RESULT([yes])
       AS_VAR_APPEND([$1], [" $cs_flag"])],
      [AC_MSG_RESULT([no])])
  done
  CFLAGS=$cs_saved_cflags
])

# CS_MISSING(LIBRARY, DEBIAN-PACKAGE)
# Notes a missing library, so that configure can name all of them at once.
AC_DEFUN([CS_MISSING], [
  AS_VAR_APPEND([cs_missing], ["
  $1"])
  AS_VAR_APPEND([cs_packages], [" $2"])
])

# CS_LIBRARY(PREFIX, MODULE, MINIMUM, DEBIAN-PACKAGE)
# PKG_CHECK_MODULES that does not stop; cs_requires becomes a pkg-config Requires line.
AC_DEFUN([CS_LIBRARY], [
  PKG_CHECK_MODULES([$1], [$2 >= $3],
    [AS_VAR_APPEND([cs_requires], ["${cs_requires:+, }$2 >= $3"])],
    [CS_MISSING([$2 >= $3], [$4])])
])

# CS_STATIC(PREFIX, LIBRARY)
# PREFIX_LIBS becomes LIBRARY.a, where the linker finds one that can be in a shared object: calls
# of a static library cost less. Else it stays as it is.
AC_DEFUN([CS_STATIC], [
  AC_MSG_CHECKING([for a static $2 fit for shared objects])
  cs_saved_cflags=$CFLAGS
  cs_saved_libs=$LIBS
  CFLAGS="$CFLAGS -shared -fPIC"
  LIBS="-Wl,--whole-archive -l:$2.a -Wl,--no-whole-archive $LIBS"
  AC_LINK_IFELSE([AC_LANG_SOURCE([[int cs_nothing;]])],
    [AC_MSG_RESULT([yes])
     $1_LIBS="-l:$2.a"],
    [AC_MSG_RESULT([no])])
  CFLAGS=$cs_saved_cflags
  LIBS=$cs_saved_libs
])

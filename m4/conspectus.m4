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

/* The suites of the script stage, a file each. */
#ifndef CS_TESTS_SCRIPT_SUITES_H
#define CS_TESTS_SCRIPT_SUITES_H

#include <check.h>

Suite *figures_suite(void);
Suite *hostile_suite(void);
Suite *values_suite(void);

#endif

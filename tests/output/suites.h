/* The suites of the output stage, a file each. */
#ifndef CS_TESTS_OUTPUT_SUITES_H
#define CS_TESTS_OUTPUT_SUITES_H

#include <check.h>

Suite *display_suite(void);
Suite *table_suite(void);
Suite *rows_suite(void);
Suite *export_suite(void);
Suite *folder_suite(void);

#endif

/* The suites of the shared basics. */
#ifndef TESTS_BASE_SUITES_H
#define TESTS_BASE_SUITES_H

#include <check.h>

Suite *buffer_suite(void);
Suite *digest_suite(void);
Suite *memory_suite(void);
Suite *nearest_suite(void);
Suite *status_suite(void);
Suite *table_suite(void);
Suite *utf8_suite(void);
Suite *words_suite(void);

#endif

/* The suites of the host stage. */
#ifndef CS_TEST_HOST_SUITES_H
#define CS_TEST_HOST_SUITES_H

#include <check.h>

Suite *loading_suite(void);
Suite *sandbox_suite(void);
Suite *coding_suite(void);
Suite *plugins_suite(void);
Suite *paths_suite(void);
Suite *library_suite(void);
Suite *patterns_suite(void);
Suite *hostile_suite(void);
Suite *judges_suite(void);
Suite *families_suite(void);
Suite *mutated_suite(void);
Suite *muted_suite(void);
Suite *replaced_suite(void);

#endif

/* The suites of the dataset stage, a file each. */
#ifndef CS_TESTS_DATASET_SUITES_H
#define CS_TESTS_DATASET_SUITES_H

#include <check.h>

Suite *bodies_suite(void);
Suite *duplicates_suite(void);
Suite *faults_suite(void);
Suite *flips_suite(void);
Suite *gather_suite(void);
Suite *keys_suite(void);
Suite *merge_suite(void);
Suite *opening_suite(void);
Suite *order_suite(void);
Suite *pack_suite(void);
Suite *query_suite(void);
Suite *rows_suite(void);
Suite *runs_suite(void);
Suite *trust_suite(void);
Suite *verify_suite(void);

#endif

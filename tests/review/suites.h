/* The suites of the review stage. */
#ifndef TESTS_REVIEW_SUITES_H
#define TESTS_REVIEW_SUITES_H

#include <check.h>

Suite *corpus_suite(void);
Suite *dates_suite(void);
Suite *findings_suite(void);
Suite *header_suite(void);
Suite *hostile_suite(void);
Suite *labels_suite(void);
Suite *passages_suite(void);
Suite *phrases_suite(void);
Suite *recommendations_suite(void);
Suite *references_suite(void);
Suite *repeats_suite(void);
Suite *sections_suite(void);
Suite *unknown_suite(void);

#endif

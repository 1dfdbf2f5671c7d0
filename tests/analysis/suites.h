/* The suites of the analysis stage, a file each. */
#ifndef CS_TESTS_ANALYSIS_SUITES_H
#define CS_TESTS_ANALYSIS_SUITES_H

#include <check.h>

Suite *statistics_suite(void);
Suite *panel_suite(void);
Suite *recurring_suite(void);
Suite *sensitivity_suite(void);
Suite *compare_suite(void);
Suite *agreement_suite(void);
Suite *correlation_suite(void);
Suite *attributes_suite(void);
Suite *groups_suite(void);
Suite *recommendations_suite(void);
Suite *change_suite(void);
Suite *likeness_suite(void);
Suite *grades_suite(void);
Suite *show_suite(void);

#endif

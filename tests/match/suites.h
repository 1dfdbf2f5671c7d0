/* The suites of the match stage's tests, one a module. */
#ifndef CS_TESTS_MATCH_SUITES_H
#define CS_TESTS_MATCH_SUITES_H

#include <check.h>

Suite *terms_suite(void);
Suite *tokens_suite(void);
Suite *sentences_suite(void);
Suite *scan_suite(void);
Suite *rules_suite(void);
Suite *sieve_suite(void);
Suite *trace_suite(void);
Suite *verdict_suite(void);

#endif

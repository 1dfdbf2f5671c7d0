/* The suites of the run stage. */
#ifndef CS_TEST_RUN_SUITES_H
#define CS_TEST_RUN_SUITES_H

#include <check.h>

Suite *confine_suite(void);
Suite *documents_suite(void);
Suite *message_suite(void);
Suite *themes_suite(void);
Suite *tray_suite(void);
Suite *trouble_suite(void);
Suite *window_suite(void);
Suite *workers_suite(void);
Suite *read_suite(void);
Suite *coordinator_suite(void);
Suite *interrupted_suite(void);

#endif

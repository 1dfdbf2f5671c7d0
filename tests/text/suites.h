/* The suites of the text stage. */
#ifndef TESTS_TEXT_SUITES_H
#define TESTS_TEXT_SUITES_H

#include <check.h>

Suite *alike_suite(void);
Suite *blocks_suite(void);
Suite *columns_suite(void);
Suite *contents_suite(void);
Suite *decode_suite(void);
Suite *files_suite(void);
Suite *folder_suite(void);
Suite *furniture_suite(void);
Suite *hostile_suite(void);
Suite *hyphen_suite(void);
Suite *lines_suite(void);
Suite *marks_suite(void);
Suite *notes_suite(void);
Suite *page_suite(void);
Suite *pdf_suite(void);
Suite *shape_suite(void);
Suite *wrap_suite(void);

#endif

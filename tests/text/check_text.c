/* Runs the suites of the text stage. */
#include "suites.h"

#include <stdlib.h>

int main(void) {
  SRunner *runner = srunner_create(blocks_suite());
  srunner_add_suite(runner, alike_suite());
  srunner_add_suite(runner, columns_suite());
  srunner_add_suite(runner, contents_suite());
  srunner_add_suite(runner, decode_suite());
  srunner_add_suite(runner, files_suite());
  srunner_add_suite(runner, folder_suite());
  srunner_add_suite(runner, furniture_suite());
  srunner_add_suite(runner, hostile_suite());
  srunner_add_suite(runner, hyphen_suite());
  srunner_add_suite(runner, lines_suite());
  srunner_add_suite(runner, marks_suite());
  srunner_add_suite(runner, notes_suite());
  srunner_add_suite(runner, page_suite());
  srunner_add_suite(runner, pdf_suite());
  srunner_add_suite(runner, shape_suite());
  srunner_add_suite(runner, wrap_suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

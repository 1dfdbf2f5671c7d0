/* Runs the suites of the output stage. */
#include "suites.h"

#include <stdlib.h>

int main(void) {
  SRunner *runner = srunner_create(display_suite());
  srunner_add_suite(runner, table_suite());
  srunner_add_suite(runner, rows_suite());
  srunner_add_suite(runner, export_suite());
  srunner_add_suite(runner, folder_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

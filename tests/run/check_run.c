/* Runs the suites of the run stage. */
#include "suites.h"

#include <stdlib.h>

int main(void) {
  SRunner *runner = srunner_create(documents_suite());
  srunner_add_suite(runner, message_suite());
  srunner_add_suite(runner, tray_suite());
  srunner_add_suite(runner, trouble_suite());
  srunner_add_suite(runner, confine_suite());
  srunner_add_suite(runner, window_suite());
  srunner_add_suite(runner, workers_suite());
  srunner_add_suite(runner, read_suite());
  srunner_add_suite(runner, coordinator_suite());
  srunner_add_suite(runner, themes_suite());
  srunner_add_suite(runner, interrupted_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

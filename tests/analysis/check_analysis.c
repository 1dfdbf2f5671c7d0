/* Runs the suites of the analysis stage. */
#include "suites.h"

#include <stdlib.h>

int main(void) {
  SRunner *runner = srunner_create(statistics_suite());
  srunner_add_suite(runner, panel_suite());
  srunner_add_suite(runner, recurring_suite());
  srunner_add_suite(runner, sensitivity_suite());
  srunner_add_suite(runner, compare_suite());
  srunner_add_suite(runner, correlation_suite());
  srunner_add_suite(runner, attributes_suite());
  srunner_add_suite(runner, groups_suite());
  srunner_add_suite(runner, recommendations_suite());
  srunner_add_suite(runner, change_suite());
  srunner_add_suite(runner, likeness_suite());
  srunner_add_suite(runner, grades_suite());
  srunner_add_suite(runner, show_suite());
  srunner_add_suite(runner, agreement_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

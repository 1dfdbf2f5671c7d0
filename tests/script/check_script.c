/* Runs the suites of the script stage. */
#include "suites.h"

#include <stdlib.h>

int main(void) {
  SRunner *runner = srunner_create(figures_suite());
  srunner_add_suite(runner, values_suite());
  srunner_add_suite(runner, hostile_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

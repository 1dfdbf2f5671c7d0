/* Runs the suites of the host stage. */
#include "suites.h"

#include <stdlib.h>

int main(void) {
  SRunner *runner = srunner_create(loading_suite());
  srunner_add_suite(runner, sandbox_suite());
  srunner_add_suite(runner, coding_suite());
  srunner_add_suite(runner, plugins_suite());
  srunner_add_suite(runner, families_suite());
  srunner_add_suite(runner, mutated_suite());
  srunner_add_suite(runner, muted_suite());
  srunner_add_suite(runner, replaced_suite());
  srunner_add_suite(runner, paths_suite());
  srunner_add_suite(runner, library_suite());
  srunner_add_suite(runner, patterns_suite());
  srunner_add_suite(runner, hostile_suite());
  srunner_add_suite(runner, judges_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

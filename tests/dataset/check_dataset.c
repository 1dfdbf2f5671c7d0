/* Runs the suites of the dataset stage. */
#include "suites.h"

#include <stdlib.h>

int main(void) {
  SRunner *runner = srunner_create(pack_suite());
  srunner_add_suite(runner, merge_suite());
  srunner_add_suite(runner, opening_suite());
  srunner_add_suite(runner, rows_suite());
  srunner_add_suite(runner, bodies_suite());
  srunner_add_suite(runner, faults_suite());
  srunner_add_suite(runner, gather_suite());
  srunner_add_suite(runner, keys_suite());
  srunner_add_suite(runner, duplicates_suite());
  srunner_add_suite(runner, runs_suite());
  srunner_add_suite(runner, query_suite());
  srunner_add_suite(runner, order_suite());
  srunner_add_suite(runner, trust_suite());
  srunner_add_suite(runner, verify_suite());
  srunner_add_suite(runner, flips_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

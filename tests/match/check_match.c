/* Runs the match stage's suites. */
#include "suites.h"

#include <stdlib.h>

int main(void) {
  SRunner *runner = srunner_create(terms_suite());
  srunner_add_suite(runner, tokens_suite());
  srunner_add_suite(runner, sentences_suite());
  srunner_add_suite(runner, scan_suite());
  srunner_add_suite(runner, rules_suite());
  srunner_add_suite(runner, sieve_suite());
  srunner_add_suite(runner, trace_suite());
  srunner_add_suite(runner, verdict_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

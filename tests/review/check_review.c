/* Runs the suites of the review stage. */
#include "suites.h"

#include <stdlib.h>

int main(void) {
  SRunner *runner = srunner_create(labels_suite());
  srunner_add_suite(runner, dates_suite());
  srunner_add_suite(runner, phrases_suite());
  srunner_add_suite(runner, header_suite());
  srunner_add_suite(runner, sections_suite());
  srunner_add_suite(runner, findings_suite());
  srunner_add_suite(runner, passages_suite());
  srunner_add_suite(runner, recommendations_suite());
  srunner_add_suite(runner, references_suite());
  srunner_add_suite(runner, repeats_suite());
  srunner_add_suite(runner, corpus_suite());
  srunner_add_suite(runner, unknown_suite());
  srunner_add_suite(runner, hostile_suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Runs the suites of the shared basics. */
#include "suites.h"

#include <stdlib.h>

int main(void) {
  SRunner *runner = srunner_create(buffer_suite());
  srunner_add_suite(runner, digest_suite());
  srunner_add_suite(runner, memory_suite());
  srunner_add_suite(runner, nearest_suite());
  srunner_add_suite(runner, status_suite());
  srunner_add_suite(runner, table_suite());
  srunner_add_suite(runner, utf8_suite());
  srunner_add_suite(runner, words_suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

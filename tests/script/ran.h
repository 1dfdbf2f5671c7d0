/* A script run on a toy dataset, and what came of it. */
#ifndef CS_TESTS_SCRIPT_RAN_H
#define CS_TESTS_SCRIPT_RAN_H

#include <conspectus/script.h>

typedef struct ran {
  cs_status status;
  cs_error error;
  char *out; /* what was printed */
} ran;

enum { RAN_MILLISECONDS = 300, RAN_BYTES = 4 * 1024 * 1024 };

/* Runs Lua source, with `c` the module, under tight limits. */
ran run_source(const char *source);
void ran_free(ran *it);

/* The test ends where the script does not print exactly this. */
void expect_prints(const char *source, const char *expected);
/* ... does not fail with this status and a message that has `says` in it. */
void expect_fails(const char *source, cs_status status, const char *says);
/* ... fails: for sources that check themselves. */
void expect_good(const char *source);

#endif

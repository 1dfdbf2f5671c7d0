/* Under libFuzzer: FUZZ_TARGET names the target; with FUZZ_GIVE, a folder, the inputs that
 * the target gives are written there, and that is all. */
#include "fuzz.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const fuzz_target *target;

typedef struct giving {
  const char *folder;
  unsigned number;
} giving;

static void write_input(void *context, const char *bytes, size_t length) {
  giving *it = context;
  char path[1024];
  snprintf(path, sizeof path, "%s/given-%u", it->folder, it->number++);
  fuzz_write(path, bytes, length);
}

int LLVMFuzzerInitialize(int *count, char ***arguments) {
  (void)count;
  (void)arguments;
  const char *name = getenv("FUZZ_TARGET");
  target = name != NULL ? fuzz_find(name) : NULL;
  if (target == NULL) {
    fprintf(stderr, "FUZZ_TARGET names no target\n");
    exit(2);
  }
  giving to = {.folder = getenv("FUZZ_GIVE")};
  if (to.folder != NULL) {
    if (target->give != NULL) {
      target->give(write_input, &to);
    }
    exit(0);
  }
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  target->run((const char *)bytes, length);
  return 0;
}

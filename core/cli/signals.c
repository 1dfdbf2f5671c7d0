/* What the commands that write share: signals that stop them, and where they write to. */
#include "cli/cli.h"

#include "base/memory.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static volatile int *flag; /* what the handler sets */

/* The first asks the command to end well; the second ends it (workers die with us). */
static void on_signal(int number) {
  (void)number;
  if (*flag != 0) {
    _exit(EXIT_COULD_NOT);
  }
  *flag = 1;
}

/* What was ignored when we were started (nohup) stays ignored. A file that may not grow is
 * an error that the dataset tells, not the end. */
void cli_catch_signals(volatile int *stop) {
  static const int caught[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction action = {.sa_handler = on_signal}, old;
  flag = stop;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
    if (sigaction(caught[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) {
      sigaction(caught[i], &action, NULL);
    }
  }
  signal(SIGXFSZ, SIG_IGN);
}

int cli_check_folder(const char *output) {
  struct stat status;
  const char *slash = strrchr(output, '/');
  if (slash == NULL || slash == output) {
    return 0;
  }
  char *folder = cs_copy_bytes(output, (size_t)(slash - output));
  bool there = stat(folder, &status) == 0 && S_ISDIR(status.st_mode);
  if (!there) {
    cli_message("%s: there is no folder %s: make it first, or say another place for the dataset",
                output, folder);
  }
  free(folder);
  return there ? 0 : EXIT_COULD_NOT;
}

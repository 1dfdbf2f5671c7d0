/* cli/progress.h: how far a run is, on one line of a terminal that is drawn anew in place. */
#ifndef CS_CLI_PROGRESS_H
#define CS_CLI_PROGRESS_H

#include <conspectus/run.h>
#include <stdbool.h>

typedef struct cli_bar {
  bool shown;  /* whether there is a terminal to draw on */
  size_t used; /* columns of what stands there */
} cli_bar;

/* Ready to draw on stderr, if that is a terminal and it is wanted. */
cli_bar cli_bar_new(bool wanted);
/* A cs_run_options.progress with a cli_bar as its context. */
void cli_bar_draw(void *bar, const cs_progress *progress);
/* Takes it off the terminal. */
void cli_bar_clear(cli_bar *bar);

/* The line for a width; exposed for tests. `line` has room for `width` + 1 bytes. */
void cli_bar_line(char *line, size_t width, const cs_progress *progress);

#endif

/* The bar takes what the figures leave; where the terminal is narrow, figures go
 * from the right. Only ASCII is drawn, so that bytes are columns. */
#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 20, WIDEST = 120, BAR_LEAST = 10, BAR_MOST = 40, FIGURES_SIZE = 200 };

static size_t width_of_stderr(void) {
  struct winsize size;
  size_t width = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
  width--; /* in the last column some terminals go to the next line */
  return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

cli_bar cli_bar_new(bool wanted) {
  const char *terminal = getenv("TERM");
  bool dumb = terminal != NULL && strcmp(terminal, "dumb") == 0;
  return (cli_bar){.shown = wanted && !dumb && isatty(STDERR_FILENO)};
}

static double share_done(const cs_progress *progress) {
  if (progress->bytes_total != 0) {
    return (double)progress->bytes_done / (double)progress->bytes_total;
  }
  return progress->total != 0 ? (double)progress->done / (double)progress->total : 1;
}

/* "1:23:45" or "2:03" of what is left, at the speed so far; "" while that says nothing. */
static void time_left(char *text, size_t size, const cs_progress *progress, double share) {
  *text = '\0';
  if (share > 0.01 && share < 1 && progress->seconds > 1) {
    double left = progress->seconds * (1 - share) / share;
    unsigned long seconds = left < 360000 ? (unsigned long)(left + 0.5) : 360000;
    if (seconds >= 3600) {
      snprintf(text, size, "%lu:%02lu:%02lu left", seconds / 3600, seconds / 60 % 60, seconds % 60);
    } else {
      snprintf(text, size, "%lu:%02lu left", seconds / 60, seconds % 60);
    }
  }
}

/* Appends a part where it still fits. */
static void add_part(char *figures, size_t room, const char *part) {
  size_t used = strlen(figures), length = strlen(part);
  if (length != 0 && used + 2 + length <= room) {
    snprintf(figures + used, FIGURES_SIZE - used, "  %s", part);
  }
}

void cli_bar_line(char *line, size_t width, const cs_progress *progress) {
  double share = share_done(progress);
  double speed = progress->seconds > 0 ? (double)progress->bytes_done / 1e6 / progress->seconds : 0;
  char figures[FIGURES_SIZE] = "", part[64];
  size_t room = width > BAR_LEAST + 2 ? width - BAR_LEAST - 2 : 0;
  room = room < FIGURES_SIZE - 1 ? room : FIGURES_SIZE - 1;
  snprintf(part, sizeof part, "%3d %%", (int)(share * 100));
  add_part(figures, room, part);
  snprintf(part, sizeof part, "%zu/%zu documents", progress->done, progress->total);
  add_part(figures, room, part);
  time_left(part, sizeof part, progress, share);
  add_part(figures, room, part);
  snprintf(part, sizeof part, "%zu problem%s", progress->problems,
           progress->problems == 1 ? "" : "s");
  add_part(figures, room, part);
  snprintf(part, sizeof part, "%.1f MB/s", speed);
  add_part(figures, room, part);
  size_t bar = width - strlen(figures) - 2;
  bar = bar > BAR_MOST ? BAR_MOST : bar;
  size_t full = (size_t)((double)bar * share);
  *line++ = '[';
  memset(line, '#', full);
  memset(line + full, '.', bar - full);
  line[bar] = ']';
  strcpy(line + bar + 1, figures);
}

void cli_bar_draw(void *context, const cs_progress *progress) {
  cli_bar *bar = context;
  char line[WIDEST + 1];
  if (!bar->shown) {
    return;
  }
  size_t width = width_of_stderr();
  cli_bar_line(line, width, progress);
  size_t length = strlen(line);
  size_t rest = bar->used > length && bar->used <= width ? bar->used - length : 0;
  fprintf(stderr, "\r%s%*s", line, (int)rest, "");
  fflush(stderr);
  bar->used = length;
}

void cli_bar_clear(cli_bar *bar) {
  if (bar->shown && bar->used != 0) {
    fprintf(stderr, "\r%*s\r", (int)bar->used, "");
    fflush(stderr);
  }
  bar->used = 0;
}

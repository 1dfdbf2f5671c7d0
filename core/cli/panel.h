/* cli/panel.h: what the commands share that look at areas by themes. */
#ifndef CS_CLI_PANEL_H
#define CS_CLI_PANEL_H

#include "cli/cli.h"

/* What such a command works on. */
typedef struct cli_view {
  cs_dataset *dataset;
  cs_panel *panel;
  cs_analysis_options options;
  cs_print_as as;
  size_t width; /* of text: never 0 */
} cli_view;

/* Reads the options, opens the dataset and reads the panel, and warns where kinds of
 * review are mixed; 0, or the exit status. cli_view_close in either case. The dataset is held:
 * who has read what there is to read besides lets go of it, before anything is printed. */
int cli_view_open(cli_view *view, const cli_arguments *arguments);
void cli_view_close(cli_view *view);

/* Says so, on stdout, where there is nothing to show; true then. */
bool cli_view_is_empty(const cli_view *view, const cli_arguments *arguments);

/* "9 areas with 11 reviews; ...": what the figures rest on. */
void cli_view_basis(const cli_view *view);

/* A paragraph that fits the terminal, and a line end. */
void cli_paragraph(const cli_view *view, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* recurring --sensitivity: prints it as asked for; the exit status. */
int cli_sensitivity(const cli_view *view, const cli_arguments *arguments, cs_host *host,
                    const char *score);

/* compare --by: the areas in groups; the exit status. */
int cli_groups(const cli_view *view, const cli_arguments *arguments);

/* compare --change: from one review to the next; the exit status. */
int cli_change(const cli_view *view, const cli_arguments *arguments);

/* compare --likeness: which areas are like each other; the exit status. */
int cli_likeness(const cli_view *view, const cli_arguments *arguments);

/* compare --grades: balance against grades; the exit status. */
int cli_grades(const cli_view *view, const cli_arguments *arguments);

#endif

/* What the commands share that look at areas by themes. */
#include "cli/panel.h"

#include <stdarg.h>
#include <stdio.h>

int cli_view_open(cli_view *view, const cli_arguments *arguments) {
  cs_error error;
  *view = (cli_view){.width = cli_width()};
  view->width = view->width != 0 ? view->width : 80;
  if (!cli_format(&view->as, arguments) || !cli_analysis_options(&view->options, arguments)) {
    return EXIT_USAGE;
  }
  int status = cli_open(&view->dataset, arguments->operands[0]);
  if (status != 0) {
    return status;
  }
  if (cs_dataset_hold(view->dataset, &error) != CS_OK ||
      cs_panel_read(&view->panel, view->dataset, &view->options, &error) != CS_OK) {
    return cli_failed(&error);
  }
  if (view->panel->undated > 0) {
    cli_message("warning: %zu review%s left out: nothing says on which day %s, and --until asks "
                "for one",
                view->panel->undated, view->panel->undated == 1 ? " is" : "s are",
                view->panel->undated == 1 ? "it was made" : "they were made");
  }
  if (view->panel->family_count > 1) {
    cli_message("warning: the areas' latest reviews are of several families, which look at "
                "different things in different words: compare across families with care, or "
                "take one with --family");
  }
  return 0;
}

void cli_view_close(cli_view *view) {
  cs_panel_free(view->panel);
  cs_dataset_close(view->dataset);
}

void cli_paragraph(const cli_view *view, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  cli_print_paragraph(view->width, format, arguments);
  va_end(arguments);
}

bool cli_view_is_empty(const cli_view *view, const cli_arguments *arguments) {
  const char *file = arguments->operands[0];
  if (view->panel->area_count > 0 && view->panel->theme_count > 0) {
    return false;
  }
  if (view->options.until != NULL) {
    cli_paragraph(view,
                  "There is no review up to %s in %s: leave --until out, or take a later day.",
                  view->options.until, file);
  } else if (view->panel->area_count == 0) {
    cli_paragraph(view,
                  "There are no reviews in %s yet. 'conspectus run REVIEWS -o %s' reads some; "
                  "'conspectus summary %s' says what became of those that were given.",
                  file, file, file);
  } else {
    cli_paragraph(view,
                  "There are no themes in %s yet: 'conspectus run' codes with those of its "
                  "plugins.",
                  file);
  }
  return true;
}

void cli_view_basis(const cli_view *view) {
  const cs_panel *panel = view->panel;
  size_t areas = panel->area_count;
  cli_paragraph(view,
                "%zu area%s with %zu review%s%s%s%s%s; each area counts once, with its latest. "
                "Codings with a confidence of %g or more count%s.",
                areas, areas == 1 ? "" : "s", panel->review_count,
                panel->review_count == 1 ? "" : "s",
                view->options.family != NULL ? " of the family " : "",
                view->options.family != NULL ? view->options.family : "",
                view->options.until != NULL ? " up to " : "",
                view->options.until != NULL ? view->options.until : "", view->options.threshold,
                view->options.mixed ? ", mixed ones as weakness" : "");
}

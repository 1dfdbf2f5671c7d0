/* conspectus recurring: weaknesses that recur across areas, ranked. */
#include "cli/panel.h"

#include "base/buffer.h"

#include <conspectus/change.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const cli_option options[] = {
    {"theme", 'T', "ID", "only this theme; its figures are the same as among all"},
    {"areas", 'A', NULL, "list the areas behind each theme: affected, and unanswered"},
    {"sensitivity", 'S', NULL, "how the ranks move with threshold, mixed and weights"},
    CLI_OPTION_FIRST,
    CLI_OPTION_THRESHOLD,
    CLI_OPTION_MIXED,
    CLI_OPTION_UNTIL,
    CLI_OPTION_FAMILY,
    {"score", 's', "ID", "the score plugin that makes the score (default recurrence)"},
    CLI_OPTION_PLUGINS,
    CLI_OPTION_FORMAT,
    {0},
};

/* ---- The table for people ---- */

/* "0.56 0.27-0.81", or missing. */
static const char *with_interval(cs_buffer *text, double value, cs_interval interval,
                                 int decimals) {
  cs_buffer_reset(text);
  if (isnan(value)) {
    return NULL;
  }
  cs_buffer_add_format(text, "%.*f", decimals, value);
  if (!isnan(interval.low)) {
    cs_buffer_add_format(text, " %.*f\xE2\x80\x93%.*f", decimals, interval.low, decimals,
                         interval.high);
  }
  return text->bytes;
}

static const char *affected_of(cs_buffer *text, const cs_components *of) {
  cs_buffer_reset(text);
  cs_buffer_add_format(text, "%u/%u", of->affected, of->areas);
  return text->bytes;
}

static const cs_column together[] = {
    {"theme", "Theme", CS_STRING, 0},
    {"areas", "Areas", CS_STRING, 0},
    {"prevalence", "Prevalence, 95\xC2\xA0% interval", CS_STRING, 0},
    {"formality", "For- mality", CS_REAL, 2},
    {"repeated", "Re- peated", CS_REAL, 2},
    {"carried_over", "Carried over", CS_REAL, 2},
    {"breadth", "Breadth", CS_REAL, 2},
    {"score", "Score", CS_REAL, 1},
};

static void add_together(cs_table *table, const cs_recurrence *row, cs_buffer text[2]) {
  const cs_components *of = &row->components;
  cs_value values[] = {cs_string(row->theme->title),
                       cs_string(affected_of(&text[0], of)),
                       cs_string(with_interval(&text[1], of->prevalence, row->prevalence, 2)),
                       cs_real(of->formality),
                       cs_real(of->repeated),
                       cs_real(of->carried_over),
                       cs_real(of->breadth),
                       cs_real(row->score)};
  cs_table_add(table, values);
}

/* With ranks and intervals one table would be too wide: scores, then components. */
static const cs_column scores[] = {
    {"rank", "Rank, 95\xC2\xA0%", CS_STRING, 0},
    {"theme", "Theme", CS_STRING, 0},
    {"areas", "Areas", CS_STRING, 0},
    {"prevalence", "Prevalence, 95\xC2\xA0% interval", CS_STRING, 0},
    {"score", "Score, 95\xC2\xA0% interval", CS_STRING, 0},
    {"p_first", "P(first)", CS_REAL, 2},
};

static void add_score(cs_table *table, const cs_recurrence *row, cs_buffer text[4]) {
  const cs_components *of = &row->components;
  cs_value values[] = {cs_string(with_interval(&text[0], row->rank, row->rank_interval, 0)),
                       cs_string(row->theme->title),
                       cs_string(affected_of(&text[1], of)),
                       cs_string(with_interval(&text[2], of->prevalence, row->prevalence, 2)),
                       cs_string(with_interval(&text[3], row->score, row->score_interval, 1)),
                       cs_real(row->p_first)};
  cs_table_add(table, values);
}

static const cs_column components[] = {
    {"theme", "Theme", CS_STRING, 0},
    {"prevalence", "Prevalence", CS_REAL, 2},
    {"formality", "Formality", CS_REAL, 2},
    {"repeated", "Repeated", CS_REAL, 2},
    {"carried_over", "Carried over", CS_REAL, 2},
    {"breadth", "Breadth", CS_REAL, 2},
    {"score", "Score", CS_REAL, 1},
};

static void add_components(cs_table *table, const cs_recurrence *row, cs_buffer *unused) {
  (void)unused;
  const cs_components *of = &row->components;
  cs_value values[] = {cs_string(row->theme->title), cs_real(of->prevalence),
                       cs_real(of->formality),       cs_real(of->repeated),
                       cs_real(of->carried_over),    cs_real(of->breadth),
                       cs_real(row->score)};
  cs_table_add(table, values);
}

typedef void add_row(cs_table *table, const cs_recurrence *row, cs_buffer *text);

static cs_status print_rows(const cli_view *view, const cs_recurrence *rows, size_t count,
                            const cs_column *columns, size_t column_count, add_row *add,
                            cs_error *error) {
  cs_table *table = cs_table_new(columns, column_count);
  cs_buffer text[4] = {{0}};
  for (size_t i = 0; i < count; i++) {
    add(table, &rows[i], text);
  }
  cs_status status = cs_table_print(stdout, table, CS_PRINT_TABLE, view->width, error);
  for (size_t i = 0; i < 4; i++) {
    cs_buffer_free(&text[i]);
  }
  cs_table_free(table);
  return status;
}

static cs_status print_figures(const cli_view *view, const cs_recurrence *rows, size_t count,
                               cs_error *error) {
  if (view->panel->area_count < CS_BOOTSTRAP_AREAS) {
    return print_rows(view, rows, count, together, sizeof together / sizeof *together, add_together,
                      error);
  }
  cs_status status =
      print_rows(view, rows, count, scores, sizeof scores / sizeof *scores, add_score, error);
  putchar('\n');
  return status != CS_OK
             ? status
             : print_rows(view, rows, count, components, sizeof components / sizeof *components,
                          add_components, error);
}

static void print_notes(const cli_view *view, bool areas_listed) {
  putchar('\n');
  cli_view_basis(view);
  if (view->panel->area_count < CS_BOOTSTRAP_AREAS) {
    cli_paragraph(view,
                  "No interval of the score and no rank: with fewer than %d areas a bootstrap "
                  "interval is far too narrow, and a rank says more about chance than about areas.",
                  CS_BOOTSTRAP_AREAS);
  } else {
    cli_paragraph(view,
                  "Rank and score with what holds in 95 %% of %d draws of areas; P(first): in how "
                  "many of them the theme is among the first %u (--first).",
                  CS_BOOTSTRAP_DRAWS, view->panel->first);
    if (view->panel->first >= view->panel->theme_count) {
      cli_paragraph(view, "With %zu themes each is always among the first %u.",
                    view->panel->theme_count, view->panel->first);
    }
  }
  if (view->panel->review_count == view->panel->area_count) {
    cli_paragraph(view, "Nothing is carried over (\xE2\x80\x93): no area has two reviews.");
  }
  if (!areas_listed) {
    cli_paragraph(view,
                  "--areas lists the areas behind each theme; 'conspectus show' the passages.");
  }
  if (view->panel->area_count >= CS_BOOTSTRAP_AREAS) {
    cli_paragraph(view, "--sensitivity shows how the ranks move with what was decided.");
  }
}

/* ---- The areas behind a theme ---- */

typedef struct behind {
  const cs_panel_area *area;
  const cs_panel_review *review;
  bool answered;
  bool repeated;
} behind;

/* The affected areas in order; `list` has room for all areas. */
static size_t find_affected(behind *list, const cs_panel *panel, const cs_panel_theme *theme) {
  size_t count = 0;
  for (size_t i = 0; i < panel->area_count; i++) {
    const cs_panel_review *review = cs_panel_latest(panel, i);
    const cs_cell *cell = cs_panel_cell(panel, review, (size_t)(theme - panel->themes));
    if (cs_panel_weak(panel, cell) > 0) {
      list[count++] =
          (behind){&panel->areas[i], review, cell->cited || cell->recommended, cell->repeated};
    }
  }
  return count;
}

static void print_names(const cli_view *view, const char *what, const behind *list, size_t count,
                        bool unanswered) {
  cs_buffer names = {0};
  size_t listed = 0;
  for (size_t i = 0; i < count; i++) {
    if (!unanswered || !list[i].answered) {
      cs_buffer_add_format(&names, "%s%s", listed++ > 0 ? ", " : "", list[i].area->name);
    }
  }
  printf("  %-11s %zu  ", what, listed);
  cs_print_wrapped(stdout, listed > 0 ? names.bytes : "none", listed > 0 ? names.length : 4,
                   view->width - 18, 18);
  putchar('\n');
  cs_buffer_free(&names);
}

static void print_areas(const cli_view *view, const cs_recurrence *rows, size_t count) {
  behind *list = calloc(view->panel->area_count + 1, sizeof *list);
  for (size_t i = 0; i < count && list != NULL; i++) {
    size_t affected = find_affected(list, view->panel, rows[i].theme);
    putchar('\n');
    cs_print_wrapped(stdout, rows[i].theme->title, strlen(rows[i].theme->title), view->width, 0);
    putchar('\n');
    print_names(view, "affected", list, affected, false);
    print_names(view, "unanswered", list, affected, true);
  }
  free(list);
  putchar('\n');
  cli_paragraph(view, "Unanswered: no weak finding there cites a recommendation, and no "
                      "recommendation of the review carries the theme.");
}

static cs_table *table_of_areas(const cli_view *view, const cs_recurrence *rows, size_t count) {
  static const cs_column columns[] = {{"theme", NULL, CS_STRING, 0},
                                      {"area", NULL, CS_STRING, 0},
                                      {"review", NULL, CS_STRING, 0},
                                      {"answered", NULL, CS_INTEGER, 0},
                                      {"repeated", NULL, CS_INTEGER, 0}};
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  behind *list = calloc(view->panel->area_count + 1, sizeof *list);
  for (size_t i = 0; i < count && list != NULL; i++) {
    size_t affected = find_affected(list, view->panel, rows[i].theme);
    for (size_t j = 0; j < affected; j++) {
      cs_table_add(table, (cs_value[]){cs_string(rows[i].theme->id), cs_string(list[j].area->name),
                                       cs_string(list[j].review->key), cs_integer(list[j].answered),
                                       cs_integer(list[j].repeated)});
    }
  }
  free(list);
  return table;
}

/* ---- The command ---- */

/* Pairs of reviews of two families come from areas whose latest reviews may all be of one. */
static void warn_of_pairs(const cli_view *view) {
  cs_changes *pairs;
  cs_changes_read(&pairs, view->panel, true);
  if (pairs->mixed_families > 0) {
    cli_message("warning: in %zu of %zu areas with two reviews these are of different kinds, so "
                "what is carried over may change with the kind: take one with --family, or see "
                "'conspectus compare --change'",
                pairs->mixed_families, pairs->pair_count);
  }
  cs_changes_free(pairs);
}

/* Leaves only the theme that was asked for. */
static size_t narrow(cs_recurrence *rows, const cs_panel *panel) {
  if (panel->only_theme == CS_ALL) {
    return panel->theme_count;
  }
  for (size_t i = 0; i < panel->theme_count; i++) {
    if (rows[i].theme == &panel->themes[panel->only_theme]) {
      rows[0] = rows[i];
      return 1;
    }
  }
  return 0;
}

static int print_all(const cli_view *view, const cli_arguments *arguments,
                     const cs_recurrence *rows, size_t count) {
  cs_error error;
  bool areas = cli_flag(arguments, "areas");
  if (view->as != CS_PRINT_TABLE) {
    cs_table *table = areas ? table_of_areas(view, rows, count) : cs_recurring_table(rows, count);
    int status = cli_print(table, arguments);
    cs_table_free(table);
    return status;
  }
  if (print_figures(view, rows, count, &error) != CS_OK) {
    return cli_failed(&error);
  }
  if (areas) {
    print_areas(view, rows, count);
  }
  print_notes(view, areas);
  return cli_done(EXIT_DONE);
}

/* The host is here for its score: --theme is about the dataset and does not concern it. */
static int open_host(cs_host **host, const cli_arguments *arguments) {
  cli_arguments without = *arguments;
  for (int i = 0; options[i].name != NULL; i++) {
    if (strcmp(options[i].name, "theme") == 0) {
      without.values[i] = NULL;
    }
  }
  return cli_host(host, &without, NULL, NULL);
}

static int score_and_print(const cli_view *view, const cli_arguments *arguments) {
  cs_error error;
  cs_host *host;
  cs_recurrence *rows;
  const char *score = cli_value(arguments, "score");
  cs_dataset_let_go(view->dataset); /* --sensitivity reads everything again */
  int status = open_host(&host, arguments);
  if (status != 0) {
    return status;
  }
  score = score != NULL ? score : "recurrence";
  if (cli_flag(arguments, "sensitivity")) {
    status = cli_sensitivity(view, arguments, host, score);
  } else if (cs_recurring(&rows, view->panel, host, score, &error) == CS_OK) {
    status = print_all(view, arguments, rows, narrow(rows, view->panel));
    free(rows);
  } else {
    status = cli_failed(&error);
  }
  cs_host_close(host);
  return status;
}

static int recurring(const cli_arguments *arguments) {
  cli_view view;
  int status = cli_view_open(&view, arguments);
  if (status == 0) {
    warn_of_pairs(&view);
    status = view.as == CS_PRINT_TABLE && cli_view_is_empty(&view, arguments)
                 ? cli_done(EXIT_DONE)
                 : score_and_print(&view, arguments);
  }
  cli_view_close(&view);
  return status;
}

const cli_command cli_recurring = {
    .name = "recurring",
    .operands = "DATASET",
    .summary = "recurring weaknesses, ranked",
    .about =
        "Shows which weaknesses recur across areas. An area is affected by a theme if at least "
        "one finding of its latest review is coded weakness in it. Of the affected areas, "
        "formality is the share where a recommendation answers, repeated the share where the "
        "text says that it was raised before, breadth the mean share of sections that show it; "
        "carried over is the share of areas weak in one review that are weak in the next.\n\n"
        "The score, 0 to 100, is 100 p (1 + mean of the other components that are not missing) "
        "/ 2, with p the prevalence. It is a plugin of its own: --score takes another. From 20 "
        "areas on it comes with a bootstrap interval over areas, a rank, and the share of draws in "
        "which the theme is among the first K.\n\n"
        "--sensitivity takes the ranks again at other thresholds, with mixed counted and not, and "
        "with the weights of the components drawn uniformly from all that add up to 1.",
    .example = "conspectus recurring reviews.db --areas",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .function = recurring,
};

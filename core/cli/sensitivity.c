/* conspectus recurring --sensitivity: the ranks again under other choices. */
#include "cli/panel.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <conspectus/sensitivity.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- For people: a row a theme ---- */

/* The theme, a rank at each threshold, one with mixed the other way, two for the weights. */
enum { COLUMNS_MAX = CS_SETTINGS_MAX + 4 };

typedef struct picture {
  const cs_sensitivity *of;
  size_t shown[CS_SETTINGS_MAX]; /* settings, in the order of the columns */
  size_t shown_count;
  cs_arena *arena;
  cs_column columns[COLUMNS_MAX];
  size_t column_count;
} picture;

static void choose_settings(picture *on) {
  const cs_setting *chosen = &on->of->settings[on->of->chosen];
  for (int round = 0; round < 2; round++) {
    for (size_t i = 0; i < on->of->setting_count; i++) {
      const cs_setting *each = &on->of->settings[i];
      bool same_mixed = each->mixed == chosen->mixed;
      if (round == 0 ? same_mixed : !same_mixed && each->threshold == chosen->threshold) {
        on->shown[on->shown_count++] = i;
      }
    }
  }
}

static const char *title_of(const picture *on, size_t setting) {
  const cs_setting *each = &on->of->settings[setting];
  const cs_setting *chosen = &on->of->settings[on->of->chosen];
  const char *mark = setting == on->of->chosen ? "*" : "";
  return each->mixed == chosen->mixed ? cs_arena_format(on->arena, "%g%s", each->threshold, mark)
         : each->mixed                ? "Mixed counts"
                                      : "Mixed does not";
}

static void make_columns(picture *on) {
  on->columns[on->column_count++] = (cs_column){"theme", "Theme", CS_STRING, 0};
  for (size_t i = 0; i < on->shown_count; i++) {
    on->columns[on->column_count++] =
        (cs_column){"setting", title_of(on, on->shown[i]), CS_INTEGER, 0};
  }
  on->columns[on->column_count++] =
      (cs_column){"weights", "Weights vary, 95\xC2\xA0%", CS_STRING, 0};
  on->columns[on->column_count++] =
      (cs_column){"first", cs_arena_format(on->arena, "Among first %u", on->of->first), CS_REAL, 2};
}

static void add_theme(cs_table *table, const picture *on, const cs_sensitive_theme *theme) {
  cs_value values[COLUMNS_MAX];
  size_t count = 0;
  values[count++] = cs_string(theme->title);
  for (size_t i = 0; i < on->shown_count; i++) {
    values[count++] = cs_integer(theme->placings[on->shown[i]].rank);
  }
  values[count++] =
      cs_string(cs_arena_format(on->arena, "%.0f %.0f\xE2\x80\x93%.0f", theme->median_rank,
                                theme->rank_interval.low, theme->rank_interval.high));
  values[count++] = cs_real(theme->among_first);
  cs_table_add(table, values);
}

static bool wanted(const cli_view *view, const cs_sensitive_theme *theme) {
  size_t only = view->panel->only_theme;
  return only == CS_ALL || strcmp(view->panel->themes[only].id, theme->id) == 0;
}

static void print_notes(const cli_view *view, const cs_sensitivity *of) {
  putchar('\n');
  cli_paragraph(view,
                "Rank of each theme's score (ties share the better rank) at other thresholds of "
                "confidence (* as asked for), with findings coded mixed taken the other way, and "
                "with the weights of formality, repeated, carried over and breadth drawn %d times "
                "from all that add up to 1: median rank, 95 %% of the ranks, and the share of "
                "draws in which the theme is among the first %u.",
                CS_WEIGHT_DRAWS, of->first);
  if (of->first >= of->theme_count) {
    cli_paragraph(view, "With %zu themes each is always among the first %u: --first 1 tells more.",
                  of->theme_count, of->first);
  }
  if (!of->weights_tell) {
    cli_paragraph(view, "No draw of weights changed a score: nothing but the prevalence tells "
                        "here, or the score plugin takes no notice of weights.");
  }
  if (of->areas < CS_BOOTSTRAP_AREAS) {
    cli_paragraph(view,
                  "With fewer than %d areas a rank says more about chance than about areas; this "
                  "table only tells what the order hangs on.",
                  CS_BOOTSTRAP_AREAS);
  }
  putchar('\n');
  cli_view_basis(view);
}

static int print_picture(const cli_view *view, const cs_sensitivity *of) {
  cs_error error;
  picture on = {.of = of, .arena = cs_arena_new()};
  choose_settings(&on);
  make_columns(&on);
  cs_table *table = cs_table_new(on.columns, on.column_count);
  for (size_t i = 0; i < of->theme_count; i++) {
    if (wanted(view, &of->themes[i])) {
      add_theme(table, &on, &of->themes[i]);
    }
  }
  cs_status status = cs_table_print(stdout, table, CS_PRINT_TABLE, view->width, &error);
  cs_table_free(table);
  cs_arena_free(on.arena);
  if (status != CS_OK) {
    return cli_failed(&error);
  }
  print_notes(view, of);
  return cli_done(EXIT_DONE);
}

/* ---- For programs: a row a theme and choice ---- */

static const cs_column columns[] = {
    {"theme", NULL, CS_STRING, 0},     {"varied", NULL, CS_STRING, 0},
    {"threshold", NULL, CS_REAL, -1},  {"mixed", NULL, CS_INTEGER, 0},
    {"affected", NULL, CS_INTEGER, 0}, {"score", NULL, CS_REAL, -1},
    {"rank", NULL, CS_REAL, -1},       {"rank_low", NULL, CS_REAL, -1},
    {"rank_high", NULL, CS_REAL, -1},  {"first", NULL, CS_INTEGER, 0},
    {"p_first", NULL, CS_REAL, -1},
};

static void add_settings(cs_table *table, const cs_sensitivity *of,
                         const cs_sensitive_theme *theme) {
  for (size_t i = 0; i < of->setting_count; i++) {
    const cs_placing *placing = &theme->placings[i];
    cs_table_add(table,
                 (cs_value[]){cs_string(theme->id), cs_string("setting"),
                              cs_real(of->settings[i].threshold), cs_integer(of->settings[i].mixed),
                              cs_integer(placing->affected), cs_real(placing->score),
                              cs_real(placing->rank), cs_missing(), cs_missing(), cs_missing(),
                              cs_missing()});
  }
}

static void add_weights(cs_table *table, const cs_sensitivity *of,
                        const cs_sensitive_theme *theme) {
  const cs_setting *chosen = &of->settings[of->chosen];
  cs_table_add(table, (cs_value[]){cs_string(theme->id), cs_string("weights"),
                                   cs_real(chosen->threshold), cs_integer(chosen->mixed),
                                   cs_integer(theme->placings[of->chosen].affected), cs_missing(),
                                   cs_real(theme->median_rank), cs_real(theme->rank_interval.low),
                                   cs_real(theme->rank_interval.high), cs_integer(of->first),
                                   cs_real(theme->among_first)});
}

static int print_rows(const cli_view *view, const cs_sensitivity *of,
                      const cli_arguments *arguments) {
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < of->theme_count; i++) {
    if (wanted(view, &of->themes[i])) {
      add_settings(table, of, &of->themes[i]);
      add_weights(table, of, &of->themes[i]);
    }
  }
  int status = cli_print(table, arguments);
  cs_table_free(table);
  return status;
}

int cli_sensitivity(const cli_view *view, const cli_arguments *arguments, cs_host *host,
                    const char *score) {
  cs_error error;
  cs_sensitivity *of;
  if (cs_sensitivity_read(&of, view->dataset, &view->options, host, score, &error) != CS_OK) {
    return cli_failed(&error);
  }
  int status =
      view->as == CS_PRINT_TABLE ? print_picture(view, of) : print_rows(view, of, arguments);
  cs_sensitivity_free(of);
  return status;
}

/* conspectus compare --change: what became of weaknesses from one review to the next. */
#include "cli/panel.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <conspectus/change.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double STANDS_OUT = 0.05;
enum { FAMILIES_MAX = 16 };

/* ---- By theme ---- */

static const char *with_interval(cs_arena *arena, double value, cs_interval interval) {
  return isnan(value) ? NULL
                      : cs_arena_format(arena, "%.2f %.2f\xE2\x80\x93%.2f", value, interval.low,
                                        interval.high);
}

static cs_table *table_of(const cli_view *view, const cs_changes *of, cs_arena *arena) {
  static const cs_column columns[] = {
      {"theme", "Theme", CS_STRING, 0},
      {"persisted", "Per- sisted", CS_INTEGER, 0},
      {"resolved", "Re- solved", CS_INTEGER, 0},
      {"appeared", "Ap- peared", CS_INTEGER, 0},
      {"never", "Never", CS_INTEGER, 0},
      {"stayed", "Weak again, 95\xC2\xA0% int.", CS_STRING, 0},
      {"arrived", "Newly weak, 95\xC2\xA0% int.", CS_STRING, 0},
      {"p", "p adj.", CS_STRING, 0},
  };
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < of->theme_count; i++) {
    const cs_theme_change *theme = &of->themes[i];
    if (view->panel->only_theme == CS_ALL || view->panel->only_theme == i) {
      const char *p = theme->p_adjusted < 0.001
                          ? "<0.001*"
                          : cs_arena_format(arena, "%.3f%s", theme->p_adjusted,
                                            theme->p_adjusted < STANDS_OUT ? "*" : "");
      cs_table_add(
          table,
          (cs_value[]){cs_string(theme->theme->title), cs_integer(theme->count[CS_PERSISTED]),
                       cs_integer(theme->count[CS_RESOLVED]), cs_integer(theme->count[CS_APPEARED]),
                       cs_integer(theme->count[CS_NEVER]),
                       cs_string(with_interval(arena, theme->stayed, theme->stayed_in)),
                       cs_string(with_interval(arena, theme->arrived, theme->arrived_in)),
                       cs_string(p)});
    }
  }
  return table;
}

/* ---- By area: a row an area, a column for what became of its weaknesses ---- */

static void add_pair(cs_table *table, const cli_view *view, const cs_changes *of, size_t pair) {
  cs_buffer cells[3] = {{0}};
  static const cs_change shown[3] = {CS_PERSISTED, CS_RESOLVED, CS_APPEARED};
  for (size_t theme = 0; theme < of->theme_count; theme++) {
    for (int i = 0; i < 3; i++) {
      bool wanted = view->panel->only_theme == CS_ALL || view->panel->only_theme == theme;
      if (wanted && of->cells[pair * of->theme_count + theme] == shown[i]) {
        cs_buffer_add_format(&cells[i], "%s%s", cells[i].length > 0 ? "; " : "",
                             of->themes[theme].theme->title);
      }
    }
  }
  const cs_pair *it = &of->pairs[pair];
  cs_buffer reviews = {0};
  cs_buffer_add_format(&reviews, "%s, %.4s to %.4s", it->area->name, it->earlier->date,
                       it->later->date);
  cs_table_add(table, (cs_value[]){cs_string(reviews.bytes), cs_string(cells[0].bytes),
                                   cs_string(cells[1].bytes), cs_string(cells[2].bytes)});
  cs_buffer_free(&reviews);
  for (int i = 0; i < 3; i++) {
    cs_buffer_free(&cells[i]);
  }
}

static cs_table *table_of_areas(const cli_view *view, const cs_changes *of) {
  static const cs_column columns[] = {{"area", "Area", CS_STRING, 0},
                                      {"persisted", "Persisted", CS_STRING, 0},
                                      {"resolved", "Resolved", CS_STRING, 0},
                                      {"appeared", "Appeared", CS_STRING, 0}};
  const cs_panel *panel = view->panel;
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < of->pair_count; i++) {
    if (panel->only_area == CS_ALL || &panel->areas[panel->only_area] == of->pairs[i].area) {
      add_pair(table, view, of, i);
    }
  }
  return table;
}

/* ---- Below ---- */

/* "21 of ilacs, 9 of sif". */
static void add_families(cs_buffer *text, const cs_changes *of) {
  const char *families[FAMILIES_MAX];
  size_t counts[FAMILIES_MAX] = {0}, known = 0;
  for (size_t i = 0; i < of->pair_count; i++) {
    size_t at = 0;
    while (at < known && strcmp(families[at], of->pairs[i].later->family) != 0) {
      at++;
    }
    if (at == known && known < FAMILIES_MAX) {
      families[known++] = of->pairs[i].later->family;
    }
    if (at < FAMILIES_MAX) {
      counts[at]++;
    }
  }
  for (size_t i = 0; i < known; i++) {
    cs_buffer_add_format(text, "%s%zu of %s", i > 0 ? ", " : "", counts[i], families[i]);
  }
}

static void print_basis(const cli_view *view, const cs_changes *of, bool across) {
  cs_buffer families = {0};
  add_families(&families, of);
  putchar('\n');
  cli_paragraph(view,
                "%zu of %zu areas have two reviews%s; each counts once, with the latest two%s "
                "(%s). Codings with a confidence of %g or more count%s.",
                of->pair_count, view->panel->area_count, across ? "" : " of one kind",
                across ? ", the later" : "", families.bytes, view->options.threshold,
                view->options.mixed ? ", mixed ones as weakness" : "");
  cs_buffer_free(&families);
}

static void print_notes(const cli_view *view) {
  putchar('\n');
  cli_paragraph(view,
                "Areas by theme. Weak again: the share that is weak in the later review, of those "
                "that were in the earlier; newly weak: the same of those that were not. A "
                "weakness carries over where the first is well above the second. p: McNemar's "
                "exact test of appeared against resolved, adjusted for all themes; * below %g. "
                "Exploratory.",
                STANDS_OUT);
}

/* ---- The command ---- */

static void warn(const cs_changes *of) {
  if (of->mixed_families > 0) {
    cli_message("warning: in %zu of %zu areas the two reviews are of different kinds, which look "
                "at different things in different words: a change may be one of kind",
                of->mixed_families, of->pair_count);
  }
}

static int print_people(const cli_view *view, const cs_changes *of, bool areas, bool across) {
  cs_error error;
  if (of->pair_count == 0) {
    cli_paragraph(view, "No area has two reviews%s.%s", across ? "" : " of one kind",
                  across ? "" : " --across takes the last two of any kind.");
    return cli_done(EXIT_DONE);
  }
  cs_arena *arena = cs_arena_new();
  cs_table *table = areas ? table_of_areas(view, of) : table_of(view, of, arena);
  cs_status status = cs_table_print(stdout, table, CS_PRINT_TABLE, view->width, &error);
  cs_table_free(table);
  cs_arena_free(arena);
  if (status != CS_OK) {
    return cli_failed(&error);
  }
  if (!areas) {
    print_notes(view);
  }
  print_basis(view, of, across);
  return cli_done(EXIT_DONE);
}

int cli_change(const cli_view *view, const cli_arguments *arguments) {
  cs_changes *of;
  bool areas = cli_flag(arguments, "areas"), across = cli_flag(arguments, "across");
  int status;
  cs_dataset_let_go(view->dataset);
  cs_changes_read(&of, view->panel, across);
  warn(of);
  if (view->as == CS_PRINT_TABLE) {
    status = print_people(view, of, areas, across);
  } else {
    cs_table *table = areas ? cs_pair_table(view->panel, of) : cs_change_table(of);
    status = cli_print(table, arguments);
    cs_table_free(table);
  }
  cs_changes_free(of);
  return status;
}

/* conspectus compare --by: themes by groups of areas. */
#include "cli/panel.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <conspectus/groups.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double STANDS_OUT = 0.05;
enum { LISTED_MAX = 20 };

typedef struct asked {
  const cli_view *view;
  const cs_grouping *grouping;
  const cs_group_cell *cells;
  size_t count;
} asked;

/* ---- The table ---- */

static const cs_column columns[] = {
    {"theme", "Theme", CS_STRING, 0},
    {"group", "Group", CS_STRING, 0},
    {"areas", "Areas", CS_STRING, 0},
    {"prevalence", "Prevalence, 95\xC2\xA0% interval", CS_STRING, 0},
    {"per_100_findings", "Weak per 100", CS_REAL, 1},
    {"residual", "Resi- dual", CS_REAL, 1},
    {"p_adjusted", "p adj.", CS_STRING, 0},
};

static bool stands_out(const cs_group_cell *cell) {
  return cell->p_adjusted < STANDS_OUT; /* missing is not below */
}

static const char *p_text(cs_arena *arena, const cs_group_cell *cell) {
  return isnan(cell->p_adjusted) ? NULL
         : cell->p_adjusted < 0.001
             ? "<0.001*"
             : cs_arena_format(arena, "%.3f%s", cell->p_adjusted, stands_out(cell) ? "*" : "");
}

static void add_cell(cs_table *table, const cs_group_cell *cell, bool named, cs_arena *arena) {
  cs_table_add(
      table,
      (cs_value[]){cs_string(named ? cell->theme->title : ""), cs_string(cell->group->name),
                   cs_string(cs_arena_format(arena, "%u/%u", cell->affected, cell->areas)),
                   cs_string(cs_arena_format(arena, "%.2f %.2f\xE2\x80\x93%.2f", cell->prevalence,
                                             cell->interval.low, cell->interval.high)),
                   cs_real(cell->per_100_findings), cs_real(cell->residual),
                   cs_string(p_text(arena, cell))});
}

static bool anybody(const asked *on, const cs_panel_theme *theme) {
  for (size_t i = 0; i < on->count; i++) {
    if (on->cells[i].theme == theme && on->cells[i].affected > 0) {
      return true;
    }
  }
  return false;
}

/* Groups of one area, and themes that nobody has, are named below the table instead. */
static cs_table *table_of(const asked *on, cs_arena *arena) {
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  const cs_panel_theme *last = NULL;
  for (size_t i = 0; i < on->count; i++) {
    const cs_group_cell *cell = &on->cells[i];
    if (cell->areas > 1 && anybody(on, cell->theme)) {
      add_cell(table, cell, cell->theme != last, arena);
      last = cell->theme;
    }
  }
  return table;
}

/* ---- Below the table ---- */

static void print_list(const cli_view *view, const char *lead, const cs_buffer *names,
                       size_t count) {
  if (count > 0) {
    cs_buffer text = {0};
    cs_buffer_add_string(&text, lead);
    cs_buffer_add(&text, names->bytes, names->length);
    if (count > LISTED_MAX) {
      cs_buffer_add_format(&text, " and %zu more", count - LISTED_MAX);
    }
    cs_buffer_add_char(&text, '.');
    cs_print_wrapped(stdout, text.bytes, text.length, view->width, 0);
    putchar('\n');
    cs_buffer_free(&text);
  }
}

static void name_single_groups(const asked *on) {
  cs_buffer names = {0};
  size_t count = 0;
  for (size_t i = 0; i < on->grouping->group_count; i++) {
    const cs_group *group = &on->grouping->groups[i];
    if (group->area_count == 1 && count++ < LISTED_MAX) {
      cs_buffer_add_format(&names, "%s%s (%s)", count > 1 ? ", " : "", group->name,
                           on->view->panel->areas[group->areas[0]].name);
    }
  }
  print_list(on->view, "Groups of one area, not shown and not tested: ", &names, count);
  cs_buffer_free(&names);
}

static void name_empty_themes(const asked *on) {
  cs_buffer names = {0};
  size_t count = 0;
  for (size_t i = 0; i < on->count; i++) {
    const cs_panel_theme *theme = on->cells[i].theme;
    bool first = i == 0 || on->cells[i - 1].theme != theme;
    if (first && !anybody(on, theme) && count++ < LISTED_MAX) {
      cs_buffer_add_format(&names, "%s%s", count > 1 ? ", " : "", theme->title);
    }
  }
  print_list(on->view, "No area of any group is weak in: ", &names, count);
  cs_buffer_free(&names);
}

static bool is_unmatched(const cs_grouping *grouping, uint32_t area) {
  for (size_t i = 0; i < grouping->unmatched_count; i++) {
    if (grouping->unmatched[i].area == area) {
      return true;
    }
  }
  return false;
}

static void name_ungrouped(const asked *on) {
  cs_buffer names = {0}, lead = {0};
  size_t count = 0;
  const cs_grouping *of = on->grouping;
  for (size_t i = 0; i < of->ungrouped_count; i++) {
    if (!is_unmatched(of, of->ungrouped[i]) && count++ < LISTED_MAX) {
      cs_buffer_add_format(&names, "%s%s", count > 1 ? ", " : "",
                           on->view->panel->areas[of->ungrouped[i]].name);
    }
  }
  cs_buffer_add_format(&lead, "Left out, their %s is not known: ", of->by);
  print_list(on->view, lead.bytes, &names, count);
  cs_buffer_free(&lead);
  cs_buffer_free(&names);
}

static void name_unmatched(const asked *on) {
  cs_buffer names = {0};
  const cs_grouping *of = on->grouping;
  for (size_t i = 0; i < of->unmatched_count && i < LISTED_MAX; i++) {
    const cs_unmatched *each = &of->unmatched[i];
    cs_buffer_add_format(&names, "%s%s", i > 0 ? ", " : "",
                         on->view->panel->areas[each->area].name);
    for (size_t j = 0; j < CS_NEAR_NAMES && each->near[j] != NULL; j++) {
      cs_buffer_add_format(&names, "%s%s", j == 0 ? " (is it " : " or ", each->near[j]);
    }
    cs_buffer_add_string(&names, each->near[0] != NULL ? "?)" : "");
  }
  print_list(on->view, "Left out, not in the table of areas under this name: ", &names,
             of->unmatched_count);
  cs_buffer_free(&names);
}

static void print_notes(const asked *on) {
  const cli_view *view = on->view;
  putchar('\n');
  cli_paragraph(view,
                "Areas with a weak finding of all areas of the group, and their share; weak "
                "findings per 100. p: Fisher's exact test against the areas of the other groups, "
                "adjusted for all groups and themes; * below %g. Exploratory.",
                STANDS_OUT);
  if (on->grouping->thirds) {
    cli_paragraph(view, "%s has many numbers: its groups are thirds of the areas.",
                  on->grouping->by);
  }
  if (on->grouping->overlap) {
    cli_paragraph(view, "An area with several counts in each.");
  }
  name_empty_themes(on);
  name_single_groups(on);
  name_unmatched(on);
  name_ungrouped(on);
  if (on->grouping->rows_elsewhere > 0) {
    cli_paragraph(view, "Rows of the table about areas that are not in the dataset: %zu.",
                  on->grouping->rows_elsewhere);
  }
  putchar('\n');
  cli_view_basis(view);
}

static int print_people(const asked *on) {
  cs_error error;
  cs_arena *arena = cs_arena_new();
  cs_table *table = table_of(on, arena);
  cs_status status = CS_OK;
  if (cs_table_rows(table) > 0) {
    status = cs_table_print(stdout, table, CS_PRINT_TABLE, on->view->width, &error);
  } else {
    cli_paragraph(on->view, "There is no %s with two areas, one of them weak: nothing to compare.",
                  on->grouping->by);
  }
  cs_table_free(table);
  cs_arena_free(arena);
  if (status != CS_OK) {
    return cli_failed(&error);
  }
  print_notes(on);
  return cli_done(EXIT_DONE);
}

/* ---- For programs ---- */

static int print_rows(const asked *on, const cli_arguments *arguments) {
  cs_table *table = cs_group_table(on->grouping, on->cells, on->count);
  int status = cli_print(table, arguments);
  cs_table_free(table);
  return status;
}

/* What programs read must not have it between its rows. */
static void warn_of_left_out(const asked *on) {
  if (on->grouping->ungrouped_count > 0) {
    cli_message("warning: %zu of %zu areas are left out: their %s is not known",
                on->grouping->ungrouped_count, on->view->panel->area_count, on->grouping->by);
  }
}

static int group_and_print(const cli_view *view, const cli_arguments *arguments,
                           const cs_attributes *attributes) {
  cs_error error;
  cs_grouping *grouping;
  cs_group_cell *cells;
  size_t count;
  if (cs_group_areas(&grouping, view->panel, view->dataset, cli_value(arguments, "by"), attributes,
                     &error) != CS_OK) {
    return cli_failed(&error);
  }
  cs_dataset_let_go(view->dataset);
  cs_compare_groups(&cells, &count, view->panel, grouping);
  asked on = {view, grouping, cells, count};
  int status;
  if (view->as == CS_PRINT_TABLE) {
    status = print_people(&on);
  } else {
    warn_of_left_out(&on);
    status = print_rows(&on, arguments);
  }
  free(cells);
  cs_grouping_free(grouping);
  return status;
}

int cli_groups(const cli_view *view, const cli_arguments *arguments) {
  cs_error error;
  cs_attributes *attributes = NULL;
  const char *file = cli_value(arguments, "attributes");
  if (file != NULL && cs_attributes_read(&attributes, file, &error) != CS_OK) {
    return cli_failed(&error);
  }
  int status = group_and_print(view, arguments, attributes);
  cs_attributes_free(attributes);
  return status;
}

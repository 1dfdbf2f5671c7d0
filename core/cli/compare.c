/* conspectus compare: areas by themes, and which cells stand out. */
#include "cli/panel.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double STANDS_OUT = 0.05; /* adjusted p value below this */
enum { LISTED_MAX = 20 };

static const cli_option options[] = {
    {"area", 'a', "AREA", "only this area; the tests still rest on all"},
    {"theme", 'T', "ID", "only this theme; the tests still rest on all"},
    {"by", 'b', "WHAT", "areas in groups: region, year, family, provider or a column"},
    {"attributes", 'A', "FILE.csv", "what is known about areas: column area and more"},
    {"change", 'c', NULL, "what became of weaknesses from one review to the next"},
    {"areas", 0, NULL, "with --change and --grades: area by area"},
    {"across", 0, NULL, "with --change: also from one kind of review to another"},
    {"likeness", 'l', NULL, "which areas are like each other, with a tree"},
    {"nearest", 0, "N", "with --likeness: so many neighbours of each area (default 3)"},
    {"grades", 'g', NULL, "does what was read agree with the inspectors' grades?"},
    CLI_OPTION_THRESHOLD,
    CLI_OPTION_MIXED,
    CLI_OPTION_UNTIL,
    CLI_OPTION_FAMILY,
    CLI_OPTION_FORMAT,
    {0},
};

/* ---- The map ---- */

static bool stands_out(const cs_comparison *cell) {
  return !isnan(cell->residual) && cell->p_adjusted < STANDS_OUT;
}

/* "5w+ 2s 1m", or "." where nothing is coded. */
static void add_cell(cs_buffer *text, const cs_comparison *cell) {
  const uint32_t *count = cell->cell->count;
  const char *mark = !stands_out(cell) ? "" : cell->residual > 0 ? "+" : "-";
  cs_buffer_reset(text);
  if (count[CS_WEAKNESS] > 0 || *mark != '\0') {
    cs_buffer_add_format(text, "%uw%s ", count[CS_WEAKNESS], mark);
  }
  if (count[CS_STRENGTH] > 0) {
    cs_buffer_add_format(text, "%us ", count[CS_STRENGTH]);
  }
  if (count[CS_MIXED] > 0) {
    cs_buffer_add_format(text, "%um", count[CS_MIXED]);
  }
  if (text->length == 0) {
    cs_buffer_add_string(text, ".");
  }
}

/* Columns: the area, and a theme for each cell of the first area. */
static cs_column *columns_of(const cs_comparison *cells, size_t themes) {
  cs_column *columns = cs_allocate(themes + 1, sizeof *columns);
  columns[0] = (cs_column){"area", "Area", CS_STRING, 0};
  for (size_t i = 0; i < themes; i++) {
    columns[i + 1] = (cs_column){cells[i].theme->id, cells[i].theme->title, CS_STRING, 0};
  }
  return columns;
}

static size_t themes_of(const cs_comparison *cells, size_t count) {
  size_t themes = 0;
  while (themes < count && cells[themes].review == cells[0].review) {
    themes++;
  }
  return themes;
}

static cs_table *map_of(const cs_comparison *cells, size_t count) {
  size_t themes = themes_of(cells, count);
  cs_column *columns = columns_of(cells, themes);
  cs_table *table = cs_table_new(columns, themes + 1);
  cs_value *row = cs_allocate(themes + 1, sizeof *row);
  cs_buffer *text = cs_allocate(themes + 1, sizeof *text);
  for (size_t first = 0; first < count; first += themes) {
    row[0] = cs_string(cells[first].area);
    for (size_t i = 0; i < themes; i++) {
      add_cell(&text[i], &cells[first + i]);
      row[i + 1] = cs_string(text[i].bytes);
    }
    cs_table_add(table, row);
  }
  for (size_t i = 0; i < themes; i++) {
    cs_buffer_free(&text[i]);
  }
  free(text);
  free(row);
  free(columns);
  return table;
}

/* ---- Under the map ---- */

static int by_p(const void *left, const void *right) {
  const cs_comparison *a = *(const cs_comparison *const *)left;
  const cs_comparison *b = *(const cs_comparison *const *)right;
  if (a->p_adjusted != b->p_adjusted) {
    return a->p_adjusted < b->p_adjusted ? -1 : 1;
  }
  return a < b ? -1 : a > b;
}

static void print_one(const cli_view *view, const cs_comparison *cell) {
  cs_buffer text = {0};
  bool small = cell->p_adjusted < 0.001;
  cs_buffer_add_format(&text,
                       "%s, %s: %u weak of %u findings (%.1f per 100), residual %+.1f, "
                       "adjusted p %s%.3f",
                       cell->area, cell->theme->title, cs_panel_weak(view->panel, cell->cell),
                       cell->review->findings, cell->per_100_findings, cell->residual,
                       small ? "below " : "", small ? 0.001 : cell->p_adjusted);
  fputs("  ", stdout);
  cs_print_wrapped(stdout, text.bytes, text.length, view->width - 4, 4);
  putchar('\n');
  cs_buffer_free(&text);
}

static void print_outstanding(const cli_view *view, const cs_comparison *cells, size_t count) {
  const cs_comparison **found = cs_allocate(count + 1, sizeof *found);
  size_t number = 0;
  for (size_t i = 0; i < count; i++) {
    if (stands_out(&cells[i])) {
      found[number++] = &cells[i];
    }
  }
  qsort(found, number, sizeof *found, by_p);
  if (number == 0) {
    cli_paragraph(view, "No cell stands out.");
  } else {
    cli_paragraph(view, "Cells that stand out:");
  }
  for (size_t i = 0; i < number && i < LISTED_MAX; i++) {
    print_one(view, found[i]);
  }
  if (number > LISTED_MAX) {
    cli_paragraph(view, "And %zu more: --format csv has all", number - LISTED_MAX);
  }
  free(found);
}

static void print_notes(const cli_view *view, const cs_comparison *cells, size_t count) {
  putchar('\n');
  cli_paragraph(view, "w weakness, s strength, m mixed: findings of the area's latest review coded "
                      "so; . none.");
  cli_paragraph(view,
                "w+ and w- stand out: more or fewer weak findings than in the other areas "
                "(Fisher's exact test, adjusted p below %g). Exploratory: findings of one area "
                "depend on each other, so the tests point to where to read, and prove nothing.",
                STANDS_OUT);
  putchar('\n');
  print_outstanding(view, cells, count);
  putchar('\n');
  cli_view_basis(view);
}

/* ---- The command ---- */

static int print_map(const cli_view *view, const cs_comparison *cells, size_t count) {
  cs_error error;
  cs_table *map = map_of(cells, count);
  cs_status status = cs_table_print(stdout, map, CS_PRINT_TABLE, view->width, &error);
  cs_table_free(map);
  if (status != CS_OK) {
    return cli_failed(&error);
  }
  print_notes(view, cells, count);
  return cli_done(EXIT_DONE);
}

static int print_cells(const cli_view *view, const cli_arguments *arguments) {
  cs_comparison *cells;
  size_t count;
  int status;
  cs_dataset_let_go(view->dataset);
  cs_compare(&cells, &count, view->panel);
  if (view->as == CS_PRINT_TABLE) {
    status = print_map(view, cells, count);
  } else {
    cs_table *table = cs_comparison_table(cells, count);
    status = cli_print(table, arguments);
    cs_table_free(table);
  }
  free(cells);
  return status;
}

/* What was asked for, instead of areas by themes. */
static const struct {
  const char *option;
  int (*print)(const cli_view *view, const cli_arguments *arguments);
} views[] = {
    {"by", cli_groups}, {"change", cli_change}, {"likeness", cli_likeness}, {"grades", cli_grades}};

enum { VIEW_COUNT = sizeof views / sizeof *views };

static int print_view(const cli_view *view, const cli_arguments *arguments) {
  for (size_t i = 0; i < VIEW_COUNT; i++) {
    if (cli_flag(arguments, views[i].option)) {
      return views[i].print(view, arguments);
    }
  }
  return print_cells(view, arguments);
}

/* Options that make no sense together. */
static int check(const cli_arguments *arguments) {
  const char *first = NULL;
  for (size_t i = 0; i < VIEW_COUNT; i++) {
    if (cli_flag(arguments, views[i].option)) {
      if (first != NULL) {
        return cli_usage(arguments, "--%s and --%s are two questions: ask one at a time", first,
                         views[i].option);
      }
      first = views[i].option;
    }
  }
  if (cli_flag(arguments, "attributes") && !cli_flag(arguments, "by")) {
    return cli_usage(arguments, "--attributes says what to group by: --by COLUMN is missing");
  }
  bool change = cli_flag(arguments, "change"), grades = cli_flag(arguments, "grades");
  if (cli_flag(arguments, "areas") && !change && !grades) {
    return cli_usage(arguments, "--areas belongs to --change and --grades");
  }
  if (cli_flag(arguments, "across") && !change) {
    return cli_usage(arguments, "--across belongs to --change");
  }
  if (cli_flag(arguments, "nearest") && !cli_flag(arguments, "likeness")) {
    return cli_usage(arguments, "--nearest belongs to --likeness");
  }
  if (cli_flag(arguments, "by") && cli_flag(arguments, "area")) {
    return cli_usage(arguments, "--by is about all areas: leave --area out");
  }
  return 0;
}

static int compare(const cli_arguments *arguments) {
  int wrong = check(arguments);
  if (wrong != 0) {
    return wrong;
  }
  cli_view view;
  int status = cli_view_open(&view, arguments);
  if (status == 0) {
    status = view.as == CS_PRINT_TABLE && cli_view_is_empty(&view, arguments)
                 ? cli_done(EXIT_DONE)
                 : print_view(&view, arguments);
  }
  cli_view_close(&view);
  return status;
}

const cli_command cli_compare = {
    .name = "compare",
    .operands = "DATASET",
    .summary = "areas by themes, and where they differ",
    .about =
        "Shows for every area and theme how many findings of the area's latest review are coded "
        "weakness, strength and mixed, and marks the cells in which there are more or fewer weak "
        "findings than in all other areas together.\n\n"
        "--format csv gives a row a cell, with the weakness rate per 100 findings, the adjusted "
        "residual, the p value of Fisher's exact test and the same adjusted for the number of "
        "tests (Benjamini and Hochberg).\n\n"
        "--by puts the areas in groups and shows by theme how many of a group's areas are "
        "affected. A column of numbers with more than 10 different ones is cut into thirds. A "
        "column of --attributes FILE.csv, which has a column area, wins over what reviews say.\n\n"
        "--change takes each area's latest two reviews of one kind (--across: of any) and shows by "
        "theme how many weaknesses persisted, were resolved, appeared or were never there.\n\n"
        "--likeness compares the profiles of areas, weak findings per 100 by theme, and draws a "
        "tree of up to 200.\n\n"
        "--grades sets the balance of strength and weakness against the grades that reviews give.",
    .example = "conspectus compare reviews.db --theme think_family",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .function = compare,
};

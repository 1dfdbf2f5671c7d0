/* conspectus compare --grades: what was read against what the inspectors concluded. */
#include "cli/panel.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <conspectus/grades.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below so many areas an interval is only rough. */
enum { RANKS_MAX = 8, FEW_AREAS = 10 };

/* Ids are for programs; with blanks they can be broken into lines. */
static const char *spaced(cs_arena *arena, const char *id) {
  char *words = cs_arena_string(arena, id);
  for (char *at = words; (at = strchr(at, '_')) != NULL;) {
    *at = ' ';
  }
  return words;
}

static const char *scope_of(cs_arena *arena, const char *section) {
  return *section != '\0' ? spaced(arena, section) : "whole review";
}

/* ---- How well they agree ---- */

static cs_table *table_of(const cs_grades_read *of, cs_arena *arena) {
  static const cs_column columns[] = {
      {"aspect", "Aspect", CS_STRING, 0},
      {"section", "Read in", CS_STRING, 0},
      {"areas", "Areas", CS_INTEGER, 0},
      {"left_out", "Left out", CS_INTEGER, 0},
      {"spearman", "Spearman's rho, 95\xC2\xA0%", CS_STRING, 0},
      {"tau_b", "Kendall's tau-b", CS_REAL, 2},
  };
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < of->fit_count; i++) {
    const cs_grade_fit *fit = &of->fits[i];
    const char *rho = isnan(fit->spearman) ? NULL
                      : isnan(fit->interval.low)
                          ? cs_arena_format(arena, "%.2f", fit->spearman)
                          : cs_arena_format(arena, "%.2f %.2f to %.2f", fit->spearman,
                                            fit->interval.low, fit->interval.high);
    cs_table_add(table, (cs_value[]){cs_string(spaced(arena, fit->aspect)),
                                     cs_string(scope_of(arena, fit->section)),
                                     cs_integer((int64_t)fit->areas),
                                     cs_integer((int64_t)(fit->count - fit->areas)), cs_string(rho),
                                     cs_real(fit->tau_b)});
  }
  return table;
}

/* ---- Mean balance by grade ---- */

static const char *grade_of_rank(const cs_grades_read *of, uint32_t rank) {
  for (size_t i = 0; i < of->graded_count; i++) {
    if (of->graded[i].rank == rank) {
      return of->graded[i].grade;
    }
  }
  return NULL;
}

static const char *mean_of(const cs_grades_read *of, const cs_grade_fit *fit, uint32_t rank,
                           cs_arena *arena) {
  double sum = 0;
  size_t count = 0;
  for (size_t i = fit->first; i < fit->first + fit->count; i++) {
    if (of->graded[i].rank == rank && !isnan(of->graded[i].balance)) {
      sum += of->graded[i].balance;
      count++;
    }
  }
  return count > 0 ? cs_arena_format(arena, "%+.2f (%zu)", sum / (double)count, count) : NULL;
}

static cs_table *table_of_means(const cs_grades_read *of, cs_arena *arena) {
  cs_column columns[RANKS_MAX + 2] = {{"aspect", "Aspect", CS_STRING, 0},
                                      {"section", "Read in", CS_STRING, 0}};
  uint32_t ranks[RANKS_MAX];
  size_t count = 0;
  for (uint32_t rank = 1; rank <= 16 && count < RANKS_MAX; rank++) {
    const char *grade = grade_of_rank(of, rank);
    if (grade != NULL) {
      columns[count + 2] = (cs_column){"grade", grade, CS_STRING, 0};
      ranks[count++] = rank;
    }
  }
  cs_table *table = cs_table_new(columns, count + 2);
  for (size_t i = 0; i < of->fit_count; i++) {
    cs_value values[RANKS_MAX + 2] = {cs_string(spaced(arena, of->fits[i].aspect)),
                                      cs_string(scope_of(arena, of->fits[i].section))};
    for (size_t j = 0; j < count; j++) {
      values[j + 2] = cs_string(mean_of(of, &of->fits[i], ranks[j], arena));
    }
    cs_table_add(table, values);
  }
  return table;
}

/* ---- Area by area ---- */

static cs_table *table_of_areas(const cs_grades_read *of, cs_arena *arena) {
  static const cs_column columns[] = {
      {"area", "Area", CS_STRING, 0},        {"aspect", "Aspect", CS_STRING, 0},
      {"section", "Read in", CS_STRING, 0},  {"grade", "Grade", CS_STRING, 0},
      {"strength", "Strong", CS_INTEGER, 0}, {"weakness", "Weak", CS_INTEGER, 0},
      {"balance", "Balance", CS_REAL, 2},
  };
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < of->graded_count; i++) {
    const cs_graded *each = &of->graded[i];
    cs_table_add(table, (cs_value[]){cs_string(each->area), cs_string(spaced(arena, each->aspect)),
                                     cs_string(scope_of(arena, each->section)),
                                     cs_string(each->grade), cs_integer(each->strength),
                                     cs_integer(each->weakness), cs_real(each->balance)});
  }
  return table;
}

/* ---- The command ---- */

static void print_notes(const cli_view *view, const cs_grades_read *of) {
  bool few = false;
  for (size_t i = 0; i < of->fit_count; i++) {
    few = few || of->fits[i].areas < FEW_AREAS;
  }
  putchar('\n');
  cli_paragraph(view, "Balance of strength and weakness among the codings of findings, -1 to 1, "
                      "against the grade, the best being the highest: positive where what was read "
                      "agrees with what the inspectors concluded. Spearman's rho with the interval "
                      "of Bonett and Wright; each area counts once, with its latest review that "
                      "grades the aspect. Left out: neither strength nor weakness was read there.");
  if (few) {
    cli_paragraph(view,
                  "With fewer than %d areas an interval is only a rough guide; with fewer than "
                  "%d no correlation is shown.",
                  FEW_AREAS, CS_GRADE_LEAST_AREAS);
  }
  cli_paragraph(view, "Below: mean balance by grade, and of how many areas. --areas lists them.");
}

static cs_status print_table(const cli_view *view, cs_table *table, cs_error *error) {
  cs_status status = cs_table_print(stdout, table, CS_PRINT_TABLE, view->width, error);
  cs_table_free(table);
  return status;
}

static int print_people(const cli_view *view, const cs_grades_read *of, bool areas) {
  cs_error error;
  if (of->fit_count == 0) {
    cli_paragraph(view, "No review gives grades: their kinds have none, or none was found "
                        "('conspectus summary --problems' says where).");
    return cli_done(EXIT_DONE);
  }
  cs_arena *arena = cs_arena_new();
  cs_status status;
  if (areas) {
    status = print_table(view, table_of_areas(of, arena), &error);
  } else {
    status = print_table(view, table_of(of, arena), &error);
    print_notes(view, of);
    putchar('\n');
    status = status != CS_OK ? status : print_table(view, table_of_means(of, arena), &error);
  }
  cs_arena_free(arena);
  if (status != CS_OK) {
    return cli_failed(&error);
  }
  putchar('\n');
  cli_view_basis(view);
  return cli_done(EXIT_DONE);
}

int cli_grades(const cli_view *view, const cli_arguments *arguments) {
  cs_error error;
  cs_grades_read *of;
  bool areas = cli_flag(arguments, "areas");
  if (cs_grades_compare(&of, view->panel, view->dataset, &view->options, &error) != CS_OK) {
    return cli_failed(&error);
  }
  cs_dataset_let_go(view->dataset);
  int status;
  if (view->as == CS_PRINT_TABLE) {
    status = print_people(view, of, areas);
  } else {
    cs_table *table = areas ? cs_graded_table(of) : cs_grade_table(of);
    status = cli_print(table, arguments);
    cs_table_free(table);
  }
  cs_grades_read_free(of);
  return status;
}

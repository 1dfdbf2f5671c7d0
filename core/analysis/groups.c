/* Groups: values sorted, equal ones together; then each theme in each group against
 * the areas of the others. */
#include "analysis/group_values.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Numbers ---- */

/* Digits with at most one point, and a sign: nothing that depends on a locale. */
static bool number_of(double *number, const char *text) {
  size_t digits = 0, points = 0;
  for (const char *at = text + (*text == '-'); *at != '\0'; at++) {
    digits += *at >= '0' && *at <= '9';
    points += *at == '.';
    if ((*at < '0' || *at > '9') && *at != '.') {
      return false;
    }
  }
  if (digits == 0 || digits > 300 || points > 1) {
    return false;
  }
  *number = strtod(text, NULL);
  return true;
}

static bool all_numbers(const cs_group_values *values) {
  double unused;
  for (size_t i = 0; i < values->count; i++) {
    if (!number_of(&unused, values->items[i].value)) {
      return false;
    }
  }
  return values->count > 0;
}

static int by_value(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return a < b ? -1 : a > b;
}

static bool is_less(const char *a, const char *b) {
  double first, second;
  return number_of(&first, a) && number_of(&second, b) && first < second;
}

static size_t third_of(const char *value, double low, double high) {
  double number = 0;
  number_of(&number, value);
  return (size_t)(number > low) + (size_t)(number > high);
}

/* Puts the name of its third in place of each number, where there are many. */
static bool cut_into_thirds(cs_group_values *values, cs_arena *arena) {
  double *sorted = cs_allocate(values->count + 1, sizeof *sorted);
  size_t different = 1;
  for (size_t i = 0; i < values->count; i++) {
    number_of(&sorted[i], values->items[i].value);
  }
  qsort(sorted, values->count, sizeof *sorted, by_value);
  for (size_t i = 1; i < values->count; i++) {
    different += sorted[i] != sorted[i - 1];
  }
  double low = cs_quantile(sorted, values->count, 1.0 / 3);
  double high = cs_quantile(sorted, values->count, 2.0 / 3);
  free(sorted);
  if (different <= CS_GROUP_NUMBERS) {
    return false;
  }
  const char *least[3] = {NULL}, *most[3] = {NULL}, *names[3] = {NULL};
  for (size_t i = 0; i < values->count; i++) {
    const char *value = values->items[i].value;
    size_t third = third_of(value, low, high);
    least[third] = least[third] == NULL || is_less(value, least[third]) ? value : least[third];
    most[third] = most[third] == NULL || is_less(most[third], value) ? value : most[third];
  }
  for (size_t i = 0; i < 3; i++) {
    if (least[i] != NULL) {
      names[i] = cs_arena_format(arena, "%zu: %s to %s", i + 1, least[i], most[i]);
    }
  }
  for (size_t i = 0; i < values->count; i++) {
    values->items[i].value = names[third_of(values->items[i].value, low, high)];
  }
  return true;
}

/* ---- Equal values together ---- */

static int by_name(const void *left, const void *right) {
  const cs_group_value *a = left, *b = right;
  int order = strcmp(a->value, b->value);
  return order != 0 ? order : (a->area > b->area) - (a->area < b->area);
}

static int by_number(const void *left, const void *right) {
  const cs_group_value *a = left, *b = right;
  double first, second;
  number_of(&first, a->value);
  number_of(&second, b->value);
  return first != second ? (first < second ? -1 : 1) : by_name(left, right);
}

static void make_groups(cs_grouping *grouping, const cs_group_values *values) {
  uint32_t *areas = cs_arena_allocate(grouping->arena, values->count + 1, sizeof *areas);
  grouping->groups =
      cs_arena_allocate(grouping->arena, values->count + 1, sizeof *grouping->groups);
  for (size_t i = 0; i < values->count; i++) {
    const cs_group_value *each = &values->items[i];
    areas[i] = each->area;
    if (i == 0 || strcmp(each->value, each[-1].value) != 0) {
      grouping->groups[grouping->group_count++] =
          (cs_group){.name = cs_arena_string(grouping->arena, each->value), .areas = &areas[i]};
    }
    grouping->groups[grouping->group_count - 1].area_count++;
  }
}

/* Values are in order of area still. */
static void list_ungrouped(cs_grouping *grouping, const cs_group_values *values, size_t areas) {
  grouping->ungrouped = cs_arena_allocate(grouping->arena, areas + 1, sizeof(uint32_t));
  size_t at = 0;
  for (size_t area = 0; area < areas; area++) {
    bool there = at < values->count && values->items[at].area == area;
    while (at < values->count && values->items[at].area == area) {
      at++;
    }
    if (!there) {
      grouping->ungrouped[grouping->ungrouped_count++] = (uint32_t)area;
    }
  }
}

static cs_status nobody(const cs_grouping *grouping, const cs_attributes *attributes,
                        cs_error *error) {
  if (grouping->unmatched_count > 0) {
    const cs_unmatched *first = &grouping->unmatched[0];
    return cs_fail(error, CS_NOT_FOUND,
                   "no area of the dataset has a row with a %s in the table of areas%s%s%s: names "
                   "must be those that 'conspectus summary' shows",
                   grouping->by, first->near[0] != NULL ? " (does '" : "",
                   first->near[0] != NULL ? first->near[0] : "",
                   first->near[0] != NULL ? "' mean another?)" : "");
  }
  return cs_fail(error, CS_NOT_FOUND, "no area has a %s%s", grouping->by,
                 attributes != NULL ? " in the table of areas"
                                    : " in its latest review: give a table of areas that says it, "
                                      "--attributes FILE.csv");
}

cs_status cs_group_areas(cs_grouping **out, const cs_panel *panel, cs_dataset *dataset,
                         const char *by, const cs_attributes *attributes, cs_error *error) {
  cs_grouping *grouping = cs_allocate(1, sizeof *grouping);
  cs_group_values values = {0};
  grouping->arena = cs_arena_new();
  cs_status status = cs_group_values_read(&values, grouping, panel, dataset, by, attributes, error);
  if (status == CS_OK && values.count == 0 && panel->area_count > 0) {
    status = nobody(grouping, attributes, error);
  }
  if (status == CS_OK) {
    grouping->overlap = values.overlap;
    list_ungrouped(grouping, &values, panel->area_count);
    bool numbers = all_numbers(&values);
    grouping->thirds = numbers && values.from_table && cut_into_thirds(&values, grouping->arena);
    if (values.count != 0) {
      qsort(values.items, values.count, sizeof *values.items,
            numbers && !grouping->thirds ? by_number : by_name);
    }
    make_groups(grouping, &values);
  }
  free(values.items);
  if (status != CS_OK) {
    cs_grouping_free(grouping);
    return status;
  }
  *out = grouping;
  return CS_OK;
}

void cs_grouping_free(cs_grouping *grouping) {
  if (grouping != NULL) {
    cs_arena_free(grouping->arena);
    free(grouping);
  }
}

/* ---- Themes by group ---- */

/* Areas that are in some group, each once. */
static bool *grouped_areas(const cs_panel *panel, const cs_grouping *grouping) {
  bool *grouped = cs_allocate(panel->area_count + 1, sizeof *grouped);
  memset(grouped, true, panel->area_count);
  for (size_t i = 0; i < grouping->ungrouped_count; i++) {
    grouped[grouping->ungrouped[i]] = false;
  }
  return grouped;
}

static bool is_affected(const cs_panel *panel, size_t area, size_t theme) {
  return cs_panel_weak(panel, cs_panel_cell(panel, cs_panel_latest(panel, area), theme)) > 0;
}

static cs_group_cell count_cell(const cs_panel *panel, const cs_group *group, size_t theme) {
  cs_group_cell cell = {
      .group = group, .theme = &panel->themes[theme], .areas = (uint32_t)group->area_count};
  for (size_t i = 0; i < group->area_count; i++) {
    const cs_panel_review *review = cs_panel_latest(panel, group->areas[i]);
    uint32_t weak = cs_panel_weak(panel, cs_panel_cell(panel, review, theme));
    cell.affected += weak > 0;
    cell.weak += weak;
    cell.findings += review->findings;
  }
  cell.prevalence = (double)cell.affected / cell.areas;
  cell.interval = cs_wilson(cell.affected, cell.areas);
  cell.per_100_findings =
      cell.findings > 0 ? 100.0 * (double)cell.weak / (double)cell.findings : NAN;
  return cell;
}

static void test_cell(cs_group_cell *cell, uint64_t areas, uint64_t affected) {
  cs_fourfold table = {cell->affected, cell->areas - cell->affected, affected - cell->affected,
                       areas - cell->areas - (affected - cell->affected)};
  bool alone = cell->areas < 2;
  cell->residual = alone ? NAN : cs_adjusted_residual(table);
  cell->p_value = alone ? NAN : cs_fisher(table);
}

static void adjust(cs_group_cell *cells, size_t count) {
  double *p = cs_allocate(count + 1, sizeof *p);
  for (size_t i = 0; i < count; i++) {
    p[i] = cells[i].p_value;
  }
  cs_benjamini_hochberg(p, p, count);
  for (size_t i = 0; i < count; i++) {
    cells[i].p_adjusted = p[i];
  }
  free(p);
}

void cs_compare_groups(cs_group_cell **out, size_t *count, const cs_panel *panel,
                       const cs_grouping *grouping) {
  size_t groups = grouping->group_count, all = groups * panel->theme_count;
  cs_group_cell *cells = cs_allocate(all + 1, sizeof *cells);
  bool *grouped = grouped_areas(panel, grouping);
  for (size_t theme = 0; theme < panel->theme_count; theme++) {
    uint64_t areas = 0, affected = 0;
    for (size_t area = 0; area < panel->area_count; area++) {
      areas += grouped[area];
      affected += grouped[area] && is_affected(panel, area, theme);
    }
    for (size_t i = 0; i < groups; i++) {
      cells[theme * groups + i] = count_cell(panel, &grouping->groups[i], theme);
      test_cell(&cells[theme * groups + i], areas, affected);
    }
  }
  free(grouped);
  adjust(cells, all);
  if (panel->only_theme != CS_ALL) {
    memmove(cells, cells + panel->only_theme * groups, groups * sizeof *cells);
    all = groups;
  }
  *out = cells;
  *count = all;
}

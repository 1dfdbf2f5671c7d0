/* Grades against balance: one query gives each area's latest grade of each aspect with
 * what was read in the whole review and in the aspect's own section. */
#include <conspectus/grades.h>

#include <conspectus/correlation.h>

#include "analysis/panel.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct reading {
  cs_grades_read *to;
  size_t capacity;
} reading;

/* Codings of findings by review and section; kinds and polarities are those of the
 * panel's query. ?2 the least confidence, ?3 whether mixed is weak, ?4 a theme or NULL, ?5 a family
 * or NULL. The latest day of a review is that of cs_panel_latest. */
#define DAY "coalesce(nullif(r.review_end, ''), nullif(r.published, ''), '')"
static const char *const GRADED =
    "WITH tally AS MATERIALIZED (SELECT p.review_id, s.canonical, sum(c.polarity = 1) AS strength,"
    "  sum(c.polarity = 0 OR (?3 AND c.polarity = 2)) AS weakness"
    "  FROM coding_row c JOIN passage_row p ON p.id = c.passage_id"
    "  JOIN section s ON s.id = p.section_id"
    "  JOIN theme t ON t.number = c.theme"
    "  WHERE p.kind = 0 AND c.confidence >= ?2 AND (?4 IS NULL OR t.id = ?4)"
    "  GROUP BY p.review_id, s.canonical),"
    " latest AS (SELECT j.aspect, j.grade, j.rank, j.section, r.id, r.area, r.key,"
    "  row_number() OVER (PARTITION BY r.area, j.aspect ORDER BY " DAY " DESC, r.key DESC) AS place"
    "  FROM judgement j JOIN review r ON r.id = j.review_id"
    "  WHERE j.rank IS NOT NULL AND r.family <> '" CS_UNKNOWN_FAMILY "' AND (?1 IS NULL OR (" DAY
    " <> '' AND " DAY " <= ?1))"
    "  AND (?5 IS NULL OR r.family = ?5 COLLATE NOCASE))"
    " SELECT aspect, scope, area, key, grade, rank, coalesce(sum(strength), 0),"
    "  coalesce(sum(weakness), 0)"
    " FROM (SELECT *, '' AS scope FROM latest WHERE place = 1 UNION ALL"
    "       SELECT *, section FROM latest WHERE place = 1 AND section <> '') l"
    " LEFT JOIN tally ON tally.review_id = l.id AND (l.scope = '' OR tally.canonical = l.scope)"
    " GROUP BY aspect, scope, area"
    " ORDER BY aspect <> 'overall', aspect, scope, area";

static double balance_of(double strength, double weakness) {
  return strength + weakness > 0 ? (strength - weakness) / (strength + weakness) : NAN;
}

static cs_status read_graded(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  reading *on = context;
  cs_grades_read *to = on->to;
  const char *words[5];
  for (int i = 0; i < 5; i++) {
    words[i] = cs_arena_string(to->arena, values[i].type == CS_STRING ? values[i].string : "");
  }
  cs_grow(&to->graded, &on->capacity, to->graded_count, sizeof *to->graded);
  to->graded[to->graded_count++] =
      (cs_graded){.aspect = words[0],
                  .section = words[1],
                  .area = words[2],
                  .review = words[3],
                  .grade = words[4],
                  .rank = (uint32_t)values[5].integer,
                  .strength = (uint32_t)values[6].integer,
                  .weakness = (uint32_t)values[7].integer,
                  .balance = balance_of((double)values[6].integer, (double)values[7].integer)};
  return CS_OK;
}

/* The best grade is the highest number. */
static cs_grade_fit fit(const cs_graded *rows, size_t first, size_t count) {
  cs_grade_fit it = {
      .aspect = rows[first].aspect, .section = rows[first].section, .first = first, .count = count};
  double *balance = cs_allocate(count + 1, sizeof *balance);
  double *quality = cs_allocate(count + 1, sizeof *quality);
  for (size_t i = first; i < first + count; i++) {
    if (!isnan(rows[i].balance)) {
      balance[it.areas] = rows[i].balance;
      quality[it.areas++] = -(double)rows[i].rank;
    }
  }
  size_t ranked = it.areas < CS_GRADE_LEAST_AREAS ? 0 : it.areas; /* of none there is no figure */
  cs_correlation spearman = cs_spearman(balance, quality, ranked);
  it.spearman = spearman.estimate;
  it.interval = spearman.interval;
  it.tau_b = cs_kendall(balance, quality, ranked).estimate;
  free(balance);
  free(quality);
  return it;
}

static void fit_all(cs_grades_read *to) {
  to->fits = cs_allocate(to->graded_count + 1, sizeof *to->fits);
  for (size_t first = 0; first < to->graded_count;) {
    const cs_graded *from = &to->graded[first];
    size_t count = 1;
    while (first + count < to->graded_count && strcmp(from[count].aspect, from->aspect) == 0 &&
           strcmp(from[count].section, from->section) == 0) {
      count++;
    }
    to->fits[to->fit_count++] = fit(to->graded, first, count);
    first += count;
  }
}

cs_status cs_grades_compare(cs_grades_read **out, const cs_panel *panel, cs_dataset *dataset,
                            const cs_analysis_options *options, cs_error *error) {
  cs_grades_read *to = cs_allocate(1, sizeof *to);
  to->arena = cs_arena_new();
  reading on = {.to = to};
  const char *theme = panel->only_theme != CS_ALL ? panel->themes[panel->only_theme].id : NULL;
  cs_value bounds[] = {cs_string(options->until), cs_integer(cs_thousandths(options->threshold)),
                       cs_integer(panel->mixed), cs_string(theme), cs_string(options->family)};
  cs_query_reader reader = {.row = read_graded, .context = &on, .types = "*****iii"};
  cs_status status = cs_dataset_query(dataset, GRADED, bounds, 5, &reader, error);
  if (status != CS_OK) {
    cs_grades_read_free(to);
    return status;
  }
  fit_all(to);
  *out = to;
  return CS_OK;
}

void cs_grades_read_free(cs_grades_read *grades) {
  if (grades != NULL) {
    free(grades->graded);
    free(grades->fits);
    cs_arena_free(grades->arena);
    free(grades);
  }
}

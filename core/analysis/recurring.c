/* Recurring weaknesses. What an area contributes to a theme's components is first
 * reduced to a few facts; the components of any sample of areas, the real one and
 * each bootstrap draw alike, are then sums over these facts. */
#include <conspectus/analysis.h>

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The same draws every time: a figure can be had again from the dataset alone. */
static const uint64_t BOOTSTRAP_SEED = 20181012;

/* ---- Facts and components ---- */

typedef struct facts {
  bool affected; /* a weak finding in the latest review */
  bool formal;   /* cited, or recommended in the same review */
  bool repeated;
  bool had_before; /* the review before the latest was affected */
  double breadth;  /* share of the sections with findings that show it */
} facts;

static facts facts_of(const cs_panel *panel, size_t area, size_t theme) {
  const cs_panel_review *latest = cs_panel_latest(panel, area);
  const cs_cell *cell = cs_panel_cell(panel, latest, theme);
  facts found = {.affected = cs_panel_weak(panel, cell) > 0};
  if (found.affected) {
    found.formal = cell->cited || cell->recommended;
    found.repeated = cell->repeated;
    found.breadth = (double)cell->weak_sections / (double)latest->sections;
  }
  if (panel->areas[area].review_count > 1) {
    found.had_before = cs_panel_weak(panel, cs_panel_cell(panel, latest - 1, theme)) > 0;
  }
  return found;
}

static double share(double part, double whole) {
  return whole > 0 ? part / whole : NAN;
}

/* `sample` names `count` areas by index, each as often as it was drawn. */
static cs_components components_of(const facts *by_area, const uint32_t *sample, size_t count) {
  double affected = 0, formal = 0, repeated = 0, before = 0, again = 0, breadth = 0;
  for (size_t i = 0; i < count; i++) {
    const facts *area = &by_area[sample[i]];
    affected += area->affected;
    formal += area->formal;
    repeated += area->repeated;
    breadth += area->breadth;
    before += area->had_before;
    again += area->had_before && area->affected;
  }
  return (cs_components){.areas = (uint32_t)count,
                         .affected = (uint32_t)affected,
                         .prevalence = share(affected, (double)count),
                         .formality = share(formal, affected),
                         .repeated = share(repeated, affected),
                         .carried_over = share(again, before),
                         .breadth = share(breadth, affected)};
}

/* ---- One theme after the other, on a sample of areas ---- */

typedef struct work {
  const cs_panel *panel;
  cs_host *host;
  const char *score;
  facts *facts;     /* theme by theme, by area */
  uint32_t *sample; /* areas */
} work;

static cs_status score_theme(double *score, cs_components *components, work *on, size_t theme,
                             cs_error *error) {
  const facts *by_area = on->facts + theme * on->panel->area_count;
  *components = components_of(by_area, on->sample, on->panel->area_count);
  if (components->areas == 0) {
    *score = NAN; /* nothing was read: no figure, not even 0 */
    return CS_OK;
  }
  return cs_host_score(score, on->host, on->score, components, error);
}

static cs_status score_sample(cs_recurrence *rows, work *on, cs_error *error) {
  for (size_t i = 0; i < on->panel->area_count; i++) {
    on->sample[i] = (uint32_t)i;
  }
  for (size_t theme = 0; theme < on->panel->theme_count; theme++) {
    cs_recurrence *row = &rows[theme];
    *row = (cs_recurrence){.theme = &on->panel->themes[theme],
                           .score_interval = {NAN, NAN},
                           .rank_interval = {NAN, NAN}};
    cs_status status = score_theme(&row->score, &row->components, on, theme, error);
    if (status != CS_OK) {
      return status;
    }
    row->prevalence = cs_wilson(row->components.affected, row->components.areas);
  }
  return CS_OK;
}

/* ---- Ranks ---- */

/* 1 + the number of themes that score higher: ties share the better rank. */
static uint32_t rank_of(const double *scores, size_t count, size_t theme) {
  uint32_t rank = 1;
  for (size_t i = 0; i < count; i++) {
    rank += scores[i] > scores[theme];
  }
  return rank;
}

static int by_value(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return a < b ? -1 : a > b;
}

static cs_interval percentiles(double *draws, size_t count) {
  qsort(draws, count, sizeof *draws, by_value);
  return (cs_interval){cs_quantile(draws, count, 0.025), cs_quantile(draws, count, 0.975)};
}

/* ---- Bootstrap ---- */

/* Scores and ranks of one draw go to column `draw` of the two arrays, a row a theme. */
static cs_status score_draw(double *scores, double *ranks, size_t draw, work *on, cs_random *random,
                            double *drawn, cs_error *error) {
  const cs_panel *panel = on->panel;
  for (size_t i = 0; i < panel->area_count; i++) {
    on->sample[i] = (uint32_t)cs_random_below(random, panel->area_count);
  }
  for (size_t theme = 0; theme < panel->theme_count; theme++) {
    cs_components unused;
    cs_status status = score_theme(&drawn[theme], &unused, on, theme, error);
    if (status != CS_OK) {
      return status;
    }
    scores[theme * CS_BOOTSTRAP_DRAWS + draw] = drawn[theme];
  }
  for (size_t theme = 0; theme < panel->theme_count; theme++) {
    ranks[theme * CS_BOOTSTRAP_DRAWS + draw] = rank_of(drawn, panel->theme_count, theme);
  }
  return CS_OK;
}

static void take_intervals(cs_recurrence *rows, const cs_panel *panel, double *scores,
                           double *ranks) {
  double *now = cs_allocate(panel->theme_count + 1, sizeof *now);
  for (size_t theme = 0; theme < panel->theme_count; theme++) {
    now[theme] = rows[theme].score;
  }
  for (size_t theme = 0; theme < panel->theme_count; theme++) {
    size_t row = theme * CS_BOOTSTRAP_DRAWS;
    rows[theme].rank = rank_of(now, panel->theme_count, theme);
    rows[theme].score_interval = percentiles(scores + row, CS_BOOTSTRAP_DRAWS);
    rows[theme].rank_interval = percentiles(ranks + row, CS_BOOTSTRAP_DRAWS);
  }
  free(now);
}

static cs_status bootstrap(cs_recurrence *rows, work *on, cs_error *error) {
  const cs_panel *panel = on->panel;
  double *scores = cs_allocate(panel->theme_count * CS_BOOTSTRAP_DRAWS, sizeof *scores);
  double *ranks = cs_allocate(panel->theme_count * CS_BOOTSTRAP_DRAWS, sizeof *ranks);
  double *drawn = cs_allocate(panel->theme_count, sizeof *drawn);
  cs_random random = {BOOTSTRAP_SEED};
  cs_status status = CS_OK;
  for (size_t draw = 0; draw < CS_BOOTSTRAP_DRAWS && status == CS_OK; draw++) {
    status = score_draw(scores, ranks, draw, on, &random, drawn, error);
  }
  if (status == CS_OK) {
    take_intervals(rows, panel, scores, ranks);
  }
  free(scores);
  free(ranks);
  free(drawn);
  return status;
}

/* ---- All themes ---- */

static int by_score_downwards(const void *left, const void *right) {
  const cs_recurrence *a = left, *b = right;
  if (a->score != b->score) {
    return a->score < b->score ? 1 : -1;
  }
  return strcmp(a->theme->id, b->theme->id);
}

cs_status cs_recurring(cs_recurrence **out, const cs_panel *panel, cs_host *host, const char *score,
                       cs_error *error) {
  size_t areas = panel->area_count, themes = panel->theme_count;
  cs_recurrence *rows = cs_allocate(themes + 1, sizeof *rows);
  work on = {.panel = panel,
             .host = host,
             .score = score,
             .facts = cs_allocate(areas * themes + 1, sizeof(facts)),
             .sample = cs_allocate(areas + 1, sizeof(uint32_t))};
  for (size_t i = 0; i < areas * themes; i++) {
    on.facts[i] = facts_of(panel, i % areas, i / areas);
  }
  cs_status status = score_sample(rows, &on, error);
  if (status == CS_OK && areas >= CS_BOOTSTRAP_AREAS) {
    status = bootstrap(rows, &on, error);
  }
  free(on.facts);
  free(on.sample);
  if (status != CS_OK) {
    free(rows);
    return status;
  }
  qsort(rows, themes, sizeof *rows, by_score_downwards);
  *out = rows;
  return CS_OK;
}

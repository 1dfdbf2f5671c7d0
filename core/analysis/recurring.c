/* Recurring weaknesses: the components and the score of each theme, and, from twenty
 * areas on, how they would move had other areas been reviewed. */
#include <conspectus/analysis.h>

#include "analysis/facts.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The same draws every time: a figure can be had again from the dataset alone. */
static const uint64_t BOOTSTRAP_SEED = 20181012;

typedef struct work {
  const cs_panel *panel;
  cs_host *host;
  const char *score;
  cs_facts *facts;
  uint32_t *times;         /* how often each area counts */
  double *scores, *ranks;  /* by theme, of the sample at hand */
  double *drawn, *placed;  /* all draws' scores and ranks, a row a theme */
  cs_components *measured; /* by theme */
} work;

/* ---- The figures themselves ---- */

static cs_status measure(cs_recurrence *rows, work *on, cs_error *error) {
  const cs_panel *panel = on->panel;
  for (size_t i = 0; i < panel->area_count; i++) {
    on->times[i] = 1;
  }
  cs_status status = cs_score_themes(on->scores, on->measured, on->facts, on->times, NULL, panel,
                                     on->host, on->score, error);
  for (size_t theme = 0; theme < panel->theme_count && status == CS_OK; theme++) {
    cs_components components = on->measured[theme];
    rows[theme] = (cs_recurrence){.theme = &panel->themes[theme],
                                  .components = components,
                                  .prevalence = cs_wilson(components.affected, components.areas),
                                  .score = on->scores[theme],
                                  .score_interval = {NAN, NAN},
                                  .rank_interval = {NAN, NAN},
                                  .p_first = NAN};
  }
  return status;
}

/* ---- Bootstrap ---- */

static void draw_areas(work *on, cs_random *random) {
  size_t areas = on->panel->area_count;
  memset(on->times, 0, areas * sizeof *on->times);
  for (size_t i = 0; i < areas; i++) {
    on->times[cs_random_below(random, areas)] += 1;
  }
}

static cs_status draw_all(work *on, cs_error *error) {
  size_t themes = on->panel->theme_count;
  cs_random random = {BOOTSTRAP_SEED};
  for (size_t draw = 0; draw < CS_BOOTSTRAP_DRAWS; draw++) {
    draw_areas(on, &random);
    cs_status status = cs_score_themes(on->scores, NULL, on->facts, on->times, NULL, on->panel,
                                       on->host, on->score, error);
    if (status != CS_OK) {
      return status;
    }
    cs_rank_themes(on->ranks, on->scores, themes);
    for (size_t theme = 0; theme < themes; theme++) {
      on->drawn[theme * CS_BOOTSTRAP_DRAWS + draw] = on->scores[theme];
      on->placed[theme * CS_BOOTSTRAP_DRAWS + draw] = on->ranks[theme];
    }
  }
  return CS_OK;
}

/* A theme without a score is among no first ones, though all such share a rank. */
static double share_up_to(const double *ranks, const double *scores, size_t count, uint32_t first) {
  size_t among = 0;
  for (size_t i = 0; i < count; i++) {
    among += ranks[i] <= first && scores[i] > 0;
  }
  return (double)among / (double)count;
}

static cs_status bootstrap(cs_recurrence *rows, work *on, cs_error *error) {
  size_t themes = on->panel->theme_count;
  on->drawn = cs_allocate(themes * CS_BOOTSTRAP_DRAWS + 1, sizeof *on->drawn);
  on->placed = cs_allocate(themes * CS_BOOTSTRAP_DRAWS + 1, sizeof *on->placed);
  cs_rank_themes(on->ranks, on->scores, themes);
  for (size_t theme = 0; theme < themes; theme++) {
    rows[theme].rank = (uint32_t)on->ranks[theme];
  }
  cs_status status = draw_all(on, error);
  for (size_t theme = 0; theme < themes && status == CS_OK; theme++) {
    double *drawn = on->drawn + theme * CS_BOOTSTRAP_DRAWS;
    double *placed = on->placed + theme * CS_BOOTSTRAP_DRAWS;
    rows[theme].p_first = share_up_to(placed, drawn, CS_BOOTSTRAP_DRAWS, on->panel->first);
    rows[theme].score_interval = cs_percentiles(drawn, CS_BOOTSTRAP_DRAWS);
    rows[theme].rank_interval = cs_percentiles(placed, CS_BOOTSTRAP_DRAWS);
  }
  free(on->drawn);
  free(on->placed);
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
             .facts = cs_facts_read(panel),
             .times = cs_allocate(areas + 1, sizeof(uint32_t)),
             .scores = cs_allocate(themes + 1, sizeof(double)),
             .ranks = cs_allocate(themes + 1, sizeof(double)),
             .measured = cs_allocate(themes + 1, sizeof(cs_components))};
  cs_status status = measure(rows, &on, error);
  if (status == CS_OK && areas >= CS_BOOTSTRAP_AREAS) {
    status = bootstrap(rows, &on, error);
  }
  cs_facts_free(on.facts);
  free(on.times);
  free(on.scores);
  free(on.ranks);
  free(on.measured);
  if (status != CS_OK) {
    free(rows);
    return status;
  }
  qsort(rows, themes, sizeof *rows, by_score_downwards);
  *out = rows;
  return CS_OK;
}

/* Facts: each cell of an area's latest review reduced to what the components need. */
#include "analysis/facts.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static cs_fact fact_of(const cs_panel *panel, size_t area, size_t theme) {
  const cs_panel_review *latest = cs_panel_latest(panel, area);
  const cs_cell *cell = cs_panel_cell(panel, latest, theme);
  cs_fact found = {.affected = cs_panel_weak(panel, cell) > 0};
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

static bool same(const cs_fact *a, const cs_fact *b) {
  return a->affected == b->affected && a->formal == b->formal && a->repeated == b->repeated &&
         a->had_before == b->had_before && a->breadth == b->breadth;
}

/* The fact's place among those of the theme, which begin at `first`; added where it is new. */
static uint32_t place_of(cs_facts *facts, size_t *capacity, size_t first, const cs_fact *fact) {
  size_t at = first;
  while (at < facts->count && !same(&facts->items[at], fact)) {
    at++;
  }
  if (at == facts->count) {
    cs_grow(&facts->items, capacity, facts->count, sizeof *facts->items);
    facts->items[facts->count++] = *fact;
  }
  return (uint32_t)(at - first);
}

cs_facts *cs_facts_read(const cs_panel *panel) {
  size_t capacity = 0, areas = panel->area_count;
  cs_facts *facts = cs_allocate(1, sizeof *facts);
  facts->first = cs_allocate(panel->theme_count + 1, sizeof *facts->first);
  facts->of_area = cs_allocate(panel->theme_count * areas + 1, sizeof *facts->of_area);
  for (size_t theme = 0; theme < panel->theme_count; theme++) {
    size_t first = facts->first[theme];
    for (size_t area = 0; area < areas; area++) {
      const cs_fact found = fact_of(panel, area, theme);
      facts->of_area[theme * areas + area] = place_of(facts, &capacity, first, &found);
    }
    size_t most = facts->count - first;
    facts->most = most > facts->most ? most : facts->most;
    facts->first[theme + 1] = facts->count;
  }
  return facts;
}

void cs_facts_free(cs_facts *facts) {
  if (facts != NULL) {
    free(facts->items);
    free(facts->first);
    free(facts->of_area);
    free(facts);
  }
}

static double share(double part, double whole) {
  return whole > 0 ? part / whole : NAN;
}

/* How often each fact of a theme counts; `sums` has room for all of them twice, so that two areas
 * of one fact need not wait for each other. */
static void count_facts(uint32_t *sums, const uint32_t *of_area, const uint32_t *times,
                        size_t areas, size_t kinds) {
  uint32_t *others = sums + kinds;
  for (size_t i = 0; i < 2 * kinds; i++) {
    sums[i] = 0;
  }
  size_t area = 0;
  for (; area + 1 < areas; area += 2) {
    sums[of_area[area]] += times[area];
    others[of_area[area + 1]] += times[area + 1];
  }
  if (area < areas) {
    sums[of_area[area]] += times[area];
  }
  for (size_t i = 0; i < kinds; i++) {
    sums[i] += others[i];
  }
}

static cs_components components_of(const cs_fact *facts, const uint32_t *sums, size_t kinds,
                                   double all) {
  double affected = 0, formal = 0, repeated = 0, before = 0, again = 0, breadth = 0;
  for (size_t i = 0; i < kinds; i++) {
    const cs_fact *fact = &facts[i];
    double counts = sums[i];
    affected += fact->affected ? counts : 0;
    formal += fact->formal ? counts : 0;
    repeated += fact->repeated ? counts : 0;
    breadth += fact->breadth * counts;
    before += fact->had_before ? counts : 0;
    again += fact->had_before && fact->affected ? counts : 0;
  }
  return (cs_components){.areas = (uint32_t)all,
                         .affected = (uint32_t)affected,
                         .prevalence = share(affected, all),
                         .formality = share(formal, affected),
                         .repeated = share(repeated, affected),
                         .carried_over = share(again, before),
                         .breadth = share(breadth, affected)};
}

cs_status cs_score_themes(double *scores, cs_components *components, const cs_facts *facts,
                          const uint32_t *times, const cs_weights *weights, const cs_panel *panel,
                          cs_host *host, const char *score, cs_error *error) {
  const size_t areas = panel->area_count;
  uint32_t *sums = cs_allocate(2 * facts->most + 1, sizeof *sums);
  cs_status status = CS_OK;
  double all = 0;
  for (size_t area = 0; area < areas; area++) {
    all += times[area];
  }
  for (size_t theme = 0; theme < panel->theme_count && status == CS_OK; theme++) {
    const size_t first = facts->first[theme], kinds = facts->first[theme + 1] - first;
    count_facts(sums, facts->of_area + theme * areas, times, areas, kinds);
    cs_components found = components_of(kinds > 0 ? &facts->items[first] : NULL, sums, kinds, all);
    if (weights != NULL) {
      found.weights = *weights;
    }
    scores[theme] = NAN; /* nothing was read: no figure, not even 0 */
    if (found.areas > 0) {
      status = cs_host_score(&scores[theme], host, score, &found, error);
    }
    if (status == CS_OK && components != NULL) {
      components[theme] = found;
    }
  }
  free(sums);
  return status;
}

void cs_rank_themes(double *ranks, const double *scores, size_t count) {
  for (size_t theme = 0; theme < count; theme++) {
    ranks[theme] = 1;
    for (size_t i = 0; i < count; i++) {
      ranks[theme] += scores[i] > scores[theme];
    }
  }
}

static int by_value(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return a < b ? -1 : a > b;
}

cs_interval cs_percentiles(double *draws, size_t count) {
  qsort(draws, count, sizeof *draws, by_value);
  return (cs_interval){cs_quantile(draws, count, 0.025), cs_quantile(draws, count, 0.975)};
}

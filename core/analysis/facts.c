/* Facts: each cell of an area's latest review reduced to what the components need. */
#include "analysis/facts.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static cs_facts facts_of(const cs_panel *panel, size_t area, size_t theme) {
  const cs_panel_review *latest = cs_panel_latest(panel, area);
  const cs_cell *cell = cs_panel_cell(panel, latest, theme);
  cs_facts found = {.affected = cs_panel_weak(panel, cell) > 0};
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

cs_facts *cs_facts_read(const cs_panel *panel) {
  size_t areas = panel->area_count, count = areas * panel->theme_count;
  cs_facts *facts = cs_allocate(count + 1, sizeof *facts);
  for (size_t i = 0; i < count; i++) {
    facts[i] = facts_of(panel, i % areas, i / areas);
  }
  return facts;
}

static double share(double part, double whole) {
  return whole > 0 ? part / whole : NAN;
}

cs_components cs_components_of(const cs_facts *by_area, const double *times, size_t areas) {
  double all = 0, affected = 0, formal = 0, repeated = 0, before = 0, again = 0, breadth = 0;
  for (size_t i = 0; i < areas; i++) {
    const cs_facts *area = &by_area[i];
    all += times[i];
    affected += area->affected ? times[i] : 0;
    formal += area->formal ? times[i] : 0;
    repeated += area->repeated ? times[i] : 0;
    breadth += area->breadth * times[i];
    before += area->had_before ? times[i] : 0;
    again += area->had_before && area->affected ? times[i] : 0;
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
                          const double *times, const cs_weights *weights, const cs_panel *panel,
                          cs_host *host, const char *score, cs_error *error) {
  for (size_t theme = 0; theme < panel->theme_count; theme++) {
    const cs_facts *by_area = facts + theme * panel->area_count;
    cs_components found = cs_components_of(by_area, times, panel->area_count);
    cs_status status = CS_OK;
    if (weights != NULL) {
      found.weights = *weights;
    }
    scores[theme] = NAN; /* nothing was read: no figure, not even 0 */
    if (found.areas > 0) {
      status = cs_host_score(&scores[theme], host, score, &found, error);
    }
    if (status != CS_OK) {
      return status;
    }
    if (components != NULL) {
      components[theme] = found;
    }
  }
  return CS_OK;
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

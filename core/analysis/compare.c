/* Comparison: each area's latest review against all others' on each theme. A
 * cell's fourfold table counts findings: in this area or another, coded weak in
 * this theme or not. Every cell is tested before any is left out of the answer,
 * so that the correction for many tests does not depend on what is shown. */
#include <conspectus/analysis.h>

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

typedef struct totals {
  uint64_t findings; /* of all areas' latest reviews */
  uint64_t *weak;    /* by theme */
} totals;

static totals add_up(const cs_panel *panel) {
  totals sums = {.weak = cs_allocate(panel->theme_count + 1, sizeof *sums.weak)};
  for (size_t area = 0; area < panel->area_count; area++) {
    const cs_panel_review *review = cs_panel_latest(panel, area);
    sums.findings += review->findings;
    for (size_t theme = 0; theme < panel->theme_count; theme++) {
      sums.weak[theme] += cs_panel_weak(panel, cs_panel_cell(panel, review, theme));
    }
  }
  return sums;
}

static cs_fourfold fourfold_of(const cs_panel_review *review, uint64_t weak, uint64_t all_weak,
                               uint64_t findings) {
  uint64_t others = findings - review->findings, weak_others = all_weak - weak;
  return (cs_fourfold){weak, review->findings - weak, weak_others, others - weak_others};
}

static double balance_of(double strength, double weakness) {
  return strength + weakness > 0 ? (strength - weakness) / (strength + weakness) : NAN;
}

static cs_comparison compare_cell(const cs_panel *panel, const cs_panel_review *review,
                                  size_t theme, const totals *sums) {
  const cs_cell *cell = cs_panel_cell(panel, review, theme);
  uint32_t weak = cs_panel_weak(panel, cell);
  cs_fourfold table = fourfold_of(review, weak, sums->weak[theme], sums->findings);
  double rate = review->findings > 0 ? 100.0 * weak / review->findings : NAN;
  return (cs_comparison){.area = panel->areas[review->area].name,
                         .review = review,
                         .theme = &panel->themes[theme],
                         .cell = cell,
                         .per_100_findings = rate,
                         .balance = balance_of(cell->count[CS_STRENGTH], weak),
                         .residual = cs_adjusted_residual(table),
                         .p_value = cs_fisher(table)};
}

static void adjust(cs_comparison *rows, size_t count) {
  double *p = cs_allocate(count + 1, sizeof *p);
  for (size_t i = 0; i < count; i++) {
    p[i] = rows[i].p_value;
  }
  cs_benjamini_hochberg(p, p, count);
  for (size_t i = 0; i < count; i++) {
    rows[i].p_adjusted = p[i];
  }
  free(p);
}

static bool wanted(const cs_panel *panel, size_t area, size_t theme) {
  return (panel->only_area == CS_ALL || panel->only_area == area) &&
         (panel->only_theme == CS_ALL || panel->only_theme == theme);
}

void cs_compare(cs_comparison **out, size_t *count, const cs_panel *panel) {
  size_t cells = panel->area_count * panel->theme_count, kept = 0;
  cs_comparison *rows = cs_allocate(cells + 1, sizeof *rows);
  totals sums = add_up(panel);
  for (size_t i = 0; i < cells; i++) {
    const cs_panel_review *review = cs_panel_latest(panel, i / panel->theme_count);
    rows[i] = compare_cell(panel, review, i % panel->theme_count, &sums);
  }
  free(sums.weak);
  adjust(rows, cells);
  for (size_t i = 0; i < cells; i++) {
    if (wanted(panel, i / panel->theme_count, i % panel->theme_count)) {
      rows[kept++] = rows[i];
    }
  }
  *out = rows;
  *count = kept;
}

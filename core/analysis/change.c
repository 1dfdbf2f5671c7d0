/* Change: a pair of reviews for each area that has one, and four counts a theme. */
#include <conspectus/change.h>

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *cs_change_name(cs_change change) {
  static const char *const names[] = {"never", "appeared", "resolved", "persisted"};
  return names[change];
}

/* The latest review that has an earlier one of its family, with that; from the last backwards. */
static bool find_pair(cs_pair *pair, const cs_panel *panel, const cs_panel_area *area,
                      bool across) {
  const cs_panel_review *reviews = &panel->reviews[area->first_review];
  for (uint32_t later = area->review_count; later-- > 1;) {
    for (uint32_t earlier = later; earlier-- > 0;) {
      if (across || strcmp(reviews[later].family, reviews[earlier].family) == 0) {
        *pair = (cs_pair){area, &reviews[earlier], &reviews[later]};
        return true;
      }
    }
  }
  return false;
}

static void find_pairs(cs_changes *to, const cs_panel *panel, bool across) {
  to->pairs = cs_allocate(panel->area_count + 1, sizeof *to->pairs);
  for (size_t i = 0; i < panel->area_count; i++) {
    cs_pair *pair = &to->pairs[to->pair_count];
    if (find_pair(pair, panel, &panel->areas[i], across)) {
      to->mixed_families += strcmp(pair->earlier->family, pair->later->family) != 0;
      to->pair_count++;
    }
  }
}

static bool is_weak(const cs_panel *panel, const cs_panel_review *review, size_t theme) {
  return cs_panel_weak(panel, cs_panel_cell(panel, review, theme)) > 0;
}

static cs_change change_of(const cs_panel *panel, const cs_pair *pair, size_t theme) {
  static const cs_change changes[2][2] = {{CS_NEVER, CS_APPEARED}, {CS_RESOLVED, CS_PERSISTED}};
  return changes[is_weak(panel, pair->earlier, theme)][is_weak(panel, pair->later, theme)];
}

static double share(uint32_t part, uint32_t whole) {
  return whole > 0 ? (double)part / whole : NAN;
}

static void measure(cs_theme_change *to) {
  const uint32_t *count = to->count;
  uint32_t before = count[CS_PERSISTED] + count[CS_RESOLVED];
  uint32_t not_before = count[CS_APPEARED] + count[CS_NEVER];
  to->stayed = share(count[CS_PERSISTED], before);
  to->stayed_in = cs_wilson(count[CS_PERSISTED], before);
  to->arrived = share(count[CS_APPEARED], not_before);
  to->arrived_in = cs_wilson(count[CS_APPEARED], not_before);
  to->p_value = cs_mcnemar(count[CS_APPEARED], count[CS_RESOLVED]);
}

static void adjust(cs_changes *to) {
  double *p = cs_allocate(to->theme_count + 1, sizeof *p);
  for (size_t i = 0; i < to->theme_count; i++) {
    p[i] = to->themes[i].p_value;
  }
  cs_benjamini_hochberg(p, p, to->theme_count);
  for (size_t i = 0; i < to->theme_count; i++) {
    to->themes[i].p_adjusted = p[i];
  }
  free(p);
}

void cs_changes_read(cs_changes **out, const cs_panel *panel, bool across) {
  cs_changes *to = cs_allocate(1, sizeof *to);
  find_pairs(to, panel, across);
  to->theme_count = panel->theme_count;
  to->themes = cs_allocate(to->theme_count + 1, sizeof *to->themes);
  to->cells = cs_allocate(to->pair_count * to->theme_count + 1, sizeof *to->cells);
  for (size_t theme = 0; theme < to->theme_count; theme++) {
    to->themes[theme].theme = &panel->themes[theme];
    for (size_t pair = 0; pair < to->pair_count; pair++) {
      cs_change change = change_of(panel, &to->pairs[pair], theme);
      to->cells[pair * to->theme_count + theme] = (uint8_t)change;
      to->themes[theme].count[change]++;
    }
    measure(&to->themes[theme]);
  }
  adjust(to);
  *out = to;
}

void cs_changes_free(cs_changes *changes) {
  if (changes != NULL) {
    free(changes->pairs);
    free(changes->themes);
    free(changes->cells);
    free(changes);
  }
}

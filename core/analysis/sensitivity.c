/* Sensitivity: the panel is read again for each setting and scored; the weights are
 * drawn on the panel of the chosen one. */
#include <conspectus/sensitivity.h>

#include "analysis/facts.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t WEIGHT_SEED = 20181013;
static const double THRESHOLDS[] = {0.5, 0.6, 0.7, 0.8, 0.9};
enum { THRESHOLD_COUNT = sizeof THRESHOLDS / sizeof *THRESHOLDS };
_Static_assert(2 * (THRESHOLD_COUNT + 1) <= CS_SETTINGS_MAX, "room for all settings");

/* ---- Weights ---- */

static double unit(cs_random *random) {
  return (double)(cs_random_next(random) >> 11) * 0x1p-53; /* [0, 1) */
}

static int by_value(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return a < b ? -1 : a > b;
}

cs_weights cs_random_weights(cs_random *random) {
  double cut[3];
  for (int i = 0; i < 3; i++) {
    cut[i] = unit(random);
  }
  qsort(cut, 3, sizeof *cut, by_value);
  return (cs_weights){cut[0], cut[1] - cut[0], cut[2] - cut[1], 1 - cut[2]};
}

/* ---- Settings ---- */

static void make_settings(cs_sensitivity *to, const cs_analysis_options *options) {
  double all[THRESHOLD_COUNT + 1];
  size_t count = 0;
  bool placed = false;
  for (size_t i = 0; i < THRESHOLD_COUNT; i++) {
    if (!placed && options->threshold <= THRESHOLDS[i]) {
      placed = true;
      if (options->threshold < THRESHOLDS[i]) {
        all[count++] = options->threshold;
      }
    }
    all[count++] = THRESHOLDS[i];
  }
  if (!placed) {
    all[count++] = options->threshold;
  }
  for (size_t i = 0; i < 2 * count; i++) {
    to->settings[i] = (cs_setting){all[i % count], i >= count};
    bool asked_for = all[i % count] == options->threshold && (i >= count) == options->mixed;
    to->chosen = asked_for ? i : to->chosen;
  }
  to->setting_count = 2 * count;
}

/* ---- A panel under a setting ---- */

typedef struct scored {
  cs_panel *panel;
  cs_facts *facts;
  uint32_t *times;
  double *scores, *ranks;
  cs_components *components;
} scored;

static void release(scored *it) {
  cs_panel_free(it->panel);
  cs_facts_free(it->facts);
  free(it->times);
  free(it->scores);
  free(it->ranks);
  free(it->components);
}

static cs_status score_setting(scored *out, cs_dataset *dataset, const cs_analysis_options *asked,
                               cs_host *host, const char *score, cs_error *error) {
  scored it = {0};
  cs_status status = cs_panel_read(&it.panel, dataset, asked, error);
  if (status != CS_OK) {
    return status;
  }
  size_t areas = it.panel->area_count, themes = it.panel->theme_count;
  it.facts = cs_facts_read(it.panel);
  it.times = cs_allocate(areas + 1, sizeof *it.times);
  it.scores = cs_allocate(themes + 1, sizeof *it.scores);
  it.ranks = cs_allocate(themes + 1, sizeof *it.ranks);
  it.components = cs_allocate(themes + 1, sizeof *it.components);
  for (size_t i = 0; i < areas; i++) {
    it.times[i] = 1;
  }
  status = cs_score_themes(it.scores, it.components, it.facts, it.times, NULL, it.panel, host,
                           score, error);
  if (status != CS_OK) {
    release(&it);
    return status;
  }
  cs_rank_themes(it.ranks, it.scores, themes);
  *out = it;
  return CS_OK;
}

static void begin_themes(cs_sensitivity *to, const cs_panel *panel) {
  to->areas = panel->area_count;
  to->first = panel->first;
  to->theme_count = panel->theme_count;
  to->themes = cs_allocate(to->theme_count + 1, sizeof *to->themes);
  for (size_t i = 0; i < to->theme_count; i++) {
    to->themes[i].id = cs_arena_string(to->arena, panel->themes[i].id);
    to->themes[i].title = cs_arena_string(to->arena, panel->themes[i].title);
  }
}

static void keep_placings(cs_sensitivity *to, size_t setting, const scored *it) {
  for (size_t i = 0; i < to->theme_count; i++) {
    to->themes[i].placings[setting] =
        (cs_placing){it->components[i].affected, it->scores[i], (uint32_t)it->ranks[i]};
  }
}

/* ---- Draws of weights ---- */

static bool any_changed(const double *scores, const cs_sensitivity *to) {
  for (size_t i = 0; i < to->theme_count; i++) {
    if (fabs(scores[i] - to->themes[i].placings[to->chosen].score) > 1e-9) {
      return true;
    }
  }
  return false;
}

static cs_status draw_ranks(cs_sensitivity *to, double *drawn, scored *it, cs_host *host,
                            const char *score, cs_error *error) {
  cs_random random = {WEIGHT_SEED};
  for (size_t draw = 0; draw < CS_WEIGHT_DRAWS; draw++) {
    cs_weights weights = cs_random_weights(&random);
    cs_status status = cs_score_themes(it->scores, NULL, it->facts, it->times, &weights, it->panel,
                                       host, score, error);
    if (status != CS_OK) {
      return status;
    }
    to->weights_tell = to->weights_tell || any_changed(it->scores, to);
    cs_rank_themes(it->ranks, it->scores, to->theme_count);
    for (size_t i = 0; i < to->theme_count; i++) {
      drawn[i * CS_WEIGHT_DRAWS + draw] = it->ranks[i];
      to->themes[i].among_first += it->ranks[i] <= to->first && it->scores[i] > 0;
    }
  }
  return CS_OK;
}

static cs_status vary_weights(cs_sensitivity *to, scored *it, cs_host *host, const char *score,
                              cs_error *error) {
  double *drawn = cs_allocate(to->theme_count * CS_WEIGHT_DRAWS + 1, sizeof *drawn);
  cs_status status = draw_ranks(to, drawn, it, host, score, error);
  for (size_t i = 0; i < to->theme_count && status == CS_OK; i++) {
    cs_sensitive_theme *theme = &to->themes[i];
    theme->among_first /= CS_WEIGHT_DRAWS;
    theme->rank_interval = cs_percentiles(drawn + i * CS_WEIGHT_DRAWS, CS_WEIGHT_DRAWS);
    theme->median_rank = cs_quantile(drawn + i * CS_WEIGHT_DRAWS, CS_WEIGHT_DRAWS, 0.5);
  }
  free(drawn);
  return status;
}

/* ---- All of it ---- */

static cs_status read_setting(cs_sensitivity *to, size_t setting, cs_dataset *dataset,
                              const cs_analysis_options *options, cs_host *host, const char *score,
                              cs_error *error) {
  cs_analysis_options asked = *options;
  scored it;
  asked.area = asked.theme = NULL;
  asked.threshold = to->settings[setting].threshold;
  asked.mixed = to->settings[setting].mixed;
  cs_status status = score_setting(&it, dataset, &asked, host, score, error);
  if (status != CS_OK) {
    return status;
  }
  if (to->themes == NULL) {
    begin_themes(to, it.panel);
  }
  keep_placings(to, setting, &it);
  if (setting == to->chosen) {
    status = vary_weights(to, &it, host, score, error);
  }
  release(&it);
  return status;
}

/* qsort has no context: the chosen placing stands first while themes are sorted. */
typedef struct sorted {
  double score;
  cs_sensitive_theme theme;
} sorted;

static int by_score_downwards(const void *left, const void *right) {
  const sorted *a = left, *b = right;
  if (a->score != b->score) {
    return a->score < b->score ? 1 : -1;
  }
  return strcmp(a->theme.id, b->theme.id);
}

static void sort_themes(cs_sensitivity *to) {
  sorted *all = cs_allocate(to->theme_count + 1, sizeof *all);
  for (size_t i = 0; i < to->theme_count; i++) {
    all[i] = (sorted){to->themes[i].placings[to->chosen].score, to->themes[i]};
  }
  qsort(all, to->theme_count, sizeof *all, by_score_downwards);
  for (size_t i = 0; i < to->theme_count; i++) {
    to->themes[i] = all[i].theme;
  }
  free(all);
}

static cs_status read_settings(cs_sensitivity *to, cs_dataset *dataset,
                               const cs_analysis_options *options, cs_host *host, const char *score,
                               cs_error *error) {
  cs_status status = cs_dataset_hold(dataset, error);
  if (status != CS_OK) {
    return status;
  }
  for (size_t i = 0; i < to->setting_count && status == CS_OK; i++) {
    status = read_setting(to, i, dataset, options, host, score, error);
  }
  cs_dataset_let_go(dataset);
  return status;
}

cs_status cs_sensitivity_read(cs_sensitivity **out, cs_dataset *dataset,
                              const cs_analysis_options *options, cs_host *host, const char *score,
                              cs_error *error) {
  cs_sensitivity *to = cs_allocate(1, sizeof *to);
  to->arena = cs_arena_new();
  make_settings(to, options);
  cs_status status = read_settings(to, dataset, options, host, score, error);
  if (status != CS_OK) {
    cs_sensitivity_free(to);
    return status;
  }
  sort_themes(to);
  *out = to;
  return CS_OK;
}

void cs_sensitivity_free(cs_sensitivity *sensitivity) {
  if (sensitivity == NULL) {
    return;
  }
  free(sensitivity->themes);
  cs_arena_free(sensitivity->arena);
  free(sensitivity);
}

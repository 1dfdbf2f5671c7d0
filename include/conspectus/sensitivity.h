/* conspectus/sensitivity.h: how far the ranks of themes hang on what was decided.
 *
 * A score rests on choices: the lowest confidence that counts, whether mixed counts
 * as weakness, and how much each component weighs. Each is varied here and the ranks
 * are taken again (Saisana, Saltelli & Tarantola 2005, Uncertainty and sensitivity
 * analysis techniques as tools for the quality assessment of composite indicators,
 * JRSS A 168: 307-323).
 */
#ifndef CONSPECTUS_SENSITIVITY_H
#define CONSPECTUS_SENSITIVITY_H

#include <conspectus/analysis.h>

enum { CS_WEIGHT_DRAWS = 2000, CS_SETTINGS_MAX = 12 };

/* Weights from the uniform distribution over all that are not negative and add up
 * to 1: the spacings of three uniform numbers (Devroye 1986, Non-Uniform Random
 * Variate Generation, section V.2). No logarithm, so the same bits everywhere. */
cs_weights cs_random_weights(cs_random *random);

/* A pair of choices, the same for all themes. */
typedef struct cs_setting {
  double threshold;
  bool mixed;
} cs_setting;

/* What becomes of a theme under it. */
typedef struct cs_placing {
  uint32_t affected;
  double score;
  uint32_t rank; /* 1 is the highest score, ties share the better rank */
} cs_placing;

typedef struct cs_sensitive_theme {
  const char *id;
  const char *title;
  cs_placing placings[CS_SETTINGS_MAX]; /* by setting */
  double median_rank;                   /* over the draws of weights */
  cs_interval rank_interval;            /* 2.5 to 97.5 % of them */
  double among_first;                   /* share of draws: rank `first` or better, score above 0 */
} cs_sensitive_theme;

typedef struct cs_sensitivity {
  size_t areas;
  cs_setting settings[CS_SETTINGS_MAX]; /* thresholds upwards, without mixed and then with */
  size_t setting_count;
  size_t chosen;              /* the setting that was asked for */
  cs_sensitive_theme *themes; /* the highest score under the chosen setting first, then by id */
  size_t theme_count;
  uint32_t first;    /* the k of `among_first` */
  bool weights_tell; /* some draw of weights changed some score: false, and the plugin has none */
  struct cs_arena *arena;
} cs_sensitivity;

/* Thresholds 0.5, 0.6, 0.7, 0.8, 0.9 and the one asked for, each without mixed and
 * with; under the setting asked for, CS_WEIGHT_DRAWS draws of weights with a fixed
 * seed. An area or theme asked for narrows nothing. */
cs_status cs_sensitivity_read(cs_sensitivity **out, cs_dataset *dataset,
                              const cs_analysis_options *options, cs_host *host, const char *score,
                              cs_error *error);
void cs_sensitivity_free(cs_sensitivity *sensitivity); /* NULL is allowed */

#endif

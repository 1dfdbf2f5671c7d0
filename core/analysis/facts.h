/* analysis/facts.h: what an area adds to a theme's components, and sums over areas.
 *
 * Areas by the thousand share a few hundred facts of a theme, and a bootstrap counts them
 * thousands of times: so each fact is kept once, and of each area which one is its own. A
 * sample of areas is how often each counts: once each for the figures themselves, as often as it
 * was drawn in the bootstrap. Sums run in the order in which areas bring facts first, so that no
 * figure depends on the order of draws.
 */
#ifndef CS_ANALYSIS_FACTS_H
#define CS_ANALYSIS_FACTS_H

#include <conspectus/analysis.h>

typedef struct cs_fact {
  bool affected; /* a weak finding in the latest review */
  bool formal;   /* cited, or recommended in the same review */
  bool repeated;
  bool had_before; /* the review before the latest was affected */
  double breadth;  /* share of the sections with findings that show it */
} cs_fact;

typedef struct cs_facts {
  cs_fact *items; /* of theme after theme */
  size_t count;
  size_t *first;     /* of each theme its first; one more for the end */
  size_t most;       /* that a theme has */
  uint32_t *of_area; /* theme by theme, areas within: the place among those of the theme */
} cs_facts;

cs_facts *cs_facts_read(const cs_panel *panel);
void cs_facts_free(cs_facts *facts); /* NULL is allowed */

/* Scores by theme for a sample; `components` (may be NULL) has room for all themes.
 * `weights` NULL: equal. Without areas a score is NaN. */
cs_status cs_score_themes(double *scores, cs_components *components, const cs_facts *facts,
                          const uint32_t *times, const cs_weights *weights, const cs_panel *panel,
                          cs_host *host, const char *score, cs_error *error);

/* Ranks by theme: 1 + the number of themes that score higher, so ties share the
 * better rank. */
void cs_rank_themes(double *ranks, const double *scores, size_t count);

/* 2.5 and 97.5 % of the draws, which it sorts. */
cs_interval cs_percentiles(double *draws, size_t count);

#endif

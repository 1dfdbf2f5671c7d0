/* conspectus/change.h: what became of weaknesses from one review to the next.
 *
 * An area counts once, with its latest two successive reviews: of one family, the pair
 * whose later review is the latest; or, across families, simply the last two. Kinds of
 * review look at different things in different words, so that a change between two
 * families may be one of instruments.
 */
#ifndef CONSPECTUS_CHANGE_H
#define CONSPECTUS_CHANGE_H

#include <conspectus/analysis.h>

typedef enum cs_change {
  CS_NEVER,     /* weak in neither */
  CS_APPEARED,  /* in the later only */
  CS_RESOLVED,  /* in the earlier only */
  CS_PERSISTED, /* in both */
  CS_CHANGE_COUNT
} cs_change;

/* "never", "appeared", "resolved", "persisted". Never freed. */
const char *cs_change_name(cs_change change);

typedef struct cs_pair {
  const cs_panel_area *area;
  const cs_panel_review *earlier;
  const cs_panel_review *later;
} cs_pair;

/* A theme over all pairs. */
typedef struct cs_theme_change {
  const cs_panel_theme *theme;
  uint32_t count[CS_CHANGE_COUNT];
  double stayed;          /* P(weak | weak before) = persisted / (persisted + resolved) */
  cs_interval stayed_in;  /* Wilson, 95 % */
  double arrived;         /* P(weak | not weak before) = appeared / (appeared + never) */
  cs_interval arrived_in; /* Wilson, 95 % */
  double p_value;         /* McNemar's exact test: have more appeared than resolved, or fewer? */
  double p_adjusted;      /* Benjamini-Hochberg over all themes */
} cs_theme_change;

typedef struct cs_changes {
  cs_pair *pairs; /* in order of area */
  size_t pair_count;
  size_t mixed_families;   /* pairs of two families; 0 unless across */
  cs_theme_change *themes; /* in order of the codebook */
  size_t theme_count;
  uint8_t *cells; /* cs_change by pair, then theme: cells[pair * theme_count + theme] */
} cs_changes;

/* Points into the panel, which must outlive it. An area or theme asked for narrows
 * nothing here. */
void cs_changes_read(cs_changes **out, const cs_panel *panel, bool across);
void cs_changes_free(cs_changes *changes); /* NULL is allowed */

#endif

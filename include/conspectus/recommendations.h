/* conspectus/recommendations.h: who is asked to act, and what findings and
 * recommendations have to do with each other.
 *
 * Everything is about each area's latest review (up to a date). Codings count from the
 * threshold on; weak is as in the panel, mixed counted where asked for.
 */
#ifndef CONSPECTUS_RECOMMENDATIONS_H
#define CONSPECTUS_RECOMMENDATIONS_H

#include <conspectus/analysis.h>

/* Recommendations that are put to an organisation. One that is put to three counts
 * for each of them. */
typedef struct cs_load {
  const char *addressee;
  uint32_t recommendations;
  uint32_t alone;  /* put to it alone */
  uint32_t shared; /* put to others too */
  uint32_t areas;
} cs_load;

/* An area that is weak in a theme, where no weak finding cites a recommendation that is
 * there, and no recommendation of the review carries the theme: the complement of
 * formality. */
typedef struct cs_unanswered {
  const char *area;
  const char *review;
  const cs_panel_theme *theme;
  uint32_t passages; /* weak findings */
} cs_unanswered;

typedef enum cs_unsupported_why {
  CS_UNCITED,  /* findings of its review cite recommendations, none this one; it has no theme */
  CS_NOT_WEAK, /* it has themes, in none of which a finding is weak or mixed; none cites it */
} cs_unsupported_why;

/* A recommendation that no finding supports, by citing it or by being weak or mixed in
 * one of its themes. One without theme in a review without citations cannot be told. */
typedef struct cs_unsupported {
  const char *passage; /* key */
  const char *area;
  const char *review;
  const char *label;
  const char *addressed_to; /* as printed, or "" */
  const char *themes;       /* ids, separated by ", "; or "" */
  const char *text;
  cs_unsupported_why why;
} cs_unsupported;

/* A citation of a recommendation that the review does not have. */
typedef struct cs_unresolved {
  const char *passage; /* that cites */
  const char *area;
  const char *review;
  const char *label; /* as printed */
} cs_unresolved;

typedef struct cs_recommendations {
  cs_load *loads; /* the most recommendations first, then by name */
  size_t load_count;
  cs_unanswered *unanswered; /* by theme, then by area */
  size_t unanswered_count;
  cs_unsupported *unsupported; /* by area, then by place in the review */
  size_t unsupported_count;
  cs_unresolved *unresolved; /* by area, then by place in the review */
  size_t unresolved_count;
  size_t count;       /* recommendations of these reviews */
  size_t cited;       /* that a finding cites */
  size_t by_theme;    /* of the others, with a weak or mixed finding in one of their themes */
  size_t not_told;    /* without theme, in a review without citations */
  size_t citations;   /* by findings */
  size_t unaddressed; /* put to nobody who could be made out */
  struct cs_arena *arena;
} cs_recommendations;

/* `panel` must have been read with these options and outlive the result. An area
 * that the panel is narrowed to narrows everything, a theme all but the counts. */
cs_status cs_recommendations_read(cs_recommendations **out, const cs_panel *panel,
                                  cs_dataset *dataset, const cs_analysis_options *options,
                                  cs_error *error);
void cs_recommendations_free(cs_recommendations *all); /* NULL is allowed */

/* "uncited", "not_weak". Never freed. */
const char *cs_unsupported_word(cs_unsupported_why why);

#endif

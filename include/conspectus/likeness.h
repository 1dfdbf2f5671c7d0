/* conspectus/likeness.h: which areas are like each other.
 *
 * An area's profile is its weak findings per 100 findings, theme by theme, in its latest
 * review. Two profiles are as unlike as Bray and Curtis say: the sum of the differences
 * by the sum of everything, sum |a - b| / sum (a + b), 0 where they are the same and 1
 * where they have no theme in common; likeness is 1 less that. (Bray & Curtis 1957, An
 * ordination of the upland forest communities of southern Wisconsin, Ecological
 * Monographs 27: 325-349.) It looks at how much and at what; that two areas both lack a
 * theme makes them no more alike. An area without any weak finding has no profile.
 */
#ifndef CONSPECTUS_LIKENESS_H
#define CONSPECTUS_LIKENESS_H

#include <conspectus/analysis.h>

/* A tree is made of so many areas at most. */
enum { CS_TREE_AREAS = 200 };

typedef struct cs_neighbour {
  uint32_t area; /* index into the panel's areas */
  double likeness;
} cs_neighbour;

/* Two clusters become one. A cluster below area_count is the area of that place, else
 * the merge of that number less area_count. */
typedef struct cs_merge {
  uint32_t left; /* that with the first area by name */
  uint32_t right;
  double height; /* mean unlikeness between the areas of the one and the other */
  uint32_t areas;
} cs_merge;

typedef struct cs_likeness {
  uint32_t *areas; /* with a profile, in order */
  size_t area_count;
  uint32_t *without; /* without one, in order */
  size_t without_count;
  cs_neighbour *nearest; /* by area: the most alike first, equals by name */
  size_t nearest_count;  /* of each area: at most as asked for */
  cs_merge *merges;      /* average linkage, in the order in which they happen */
  size_t merge_count;    /* area_count - 1, or 0 where there are too many areas */
} cs_likeness;

/* The `nearest` nearest neighbours of each area, and the tree: average linkage (Sokal &
 * Michener 1958, A statistical method for evaluating systematic relationships,
 * University of Kansas Science Bulletin 38: 1409-1438); where two pairs are as near,
 * the one whose areas come first by name. With the panel narrowed to a theme profiles
 * rest on all themes all the same. */
void cs_likeness_read(cs_likeness **out, const cs_panel *panel, size_t nearest);
void cs_likeness_free(cs_likeness *likeness); /* NULL is allowed */

/* sum |a - b| / sum (a + b); NaN where both are all 0. */
double cs_bray_curtis(const double *a, const double *b, size_t count);

#endif

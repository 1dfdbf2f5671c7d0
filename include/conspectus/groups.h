/* conspectus/groups.h: areas in groups, and themes by group.
 *
 * A group is a set of areas that share a value: a region, a year, a family, a provider,
 * or what a table of attributes says. As everywhere an area counts with its latest
 * review. Groups are in order of name, or of number where all values are numbers.
 */
#ifndef CONSPECTUS_GROUPS_H
#define CONSPECTUS_GROUPS_H

#include <conspectus/analysis.h>
#include <conspectus/attributes.h>

/* A column with more different numbers than this is cut into thirds. */
enum { CS_GROUP_NUMBERS = 10, CS_NEAR_NAMES = 3 };

typedef struct cs_group {
  const char *name;
  uint32_t *areas; /* indexes into the panel's areas, ascending */
  size_t area_count;
} cs_group;

/* An area that the table of attributes does not have under this name. */
typedef struct cs_unmatched {
  uint32_t area;
  const char
      *near[CS_NEAR_NAMES]; /* names in the table that may be it, the likeliest first; NULL */
} cs_unmatched;

typedef struct cs_grouping {
  const char *by; /* "region", or the column as the table spells it */
  cs_group *groups;
  size_t group_count;
  bool overlap; /* an area may be in several: providers */
  bool thirds;  /* numbers, cut at their terciles */
  uint32_t
      *ungrouped; /* areas of which it is not known; they count nowhere, not as others either */
  size_t ungrouped_count;
  cs_unmatched *unmatched; /* those of them that have no row in the table */
  size_t unmatched_count;
  size_t rows_elsewhere; /* rows of the table that are about no area of the dataset */
  struct cs_arena *arena;
} cs_grouping;

/* Groups the areas `by` a column of `attributes` (NULL: none), which wins where it has
 * one of that name, or by "region", "year" (in which the review ended, or was
 * published), "family" or "provider" of the latest review. Where all values of a column
 * are numbers, and more than CS_GROUP_NUMBERS different ones, the groups are the lowest,
 * middle and highest third: cut at the 1/3 and 2/3 quantiles (R's type 7) of the areas'
 * numbers, an area on a cut belonging below it.
 * CS_NOT_FOUND where there is nothing of the name, with the nearest; where no area has
 * a value, with what to do. */
cs_status cs_group_areas(cs_grouping **out, const cs_panel *panel, cs_dataset *dataset,
                         const char *by, const cs_attributes *attributes, cs_error *error);
void cs_grouping_free(cs_grouping *grouping); /* NULL is allowed */

/* A theme in a group. The test asks whether the share of affected areas differs from
 * that of the areas in the other groups: areas, unlike passages, are taken to be
 * independent. With an area in several groups, others are those that are not in this. */
typedef struct cs_group_cell {
  const cs_group *group;
  const cs_panel_theme *theme;
  uint32_t areas;
  uint32_t affected; /* with a weak finding */
  double prevalence;
  cs_interval interval; /* Wilson, 95 % */
  uint64_t findings;
  uint64_t weak;           /* of them */
  double per_100_findings; /* weak findings per 100 findings of the group */
  double residual;         /* adjusted residual of affected areas */
  double p_value;          /* Fisher, two-sided; missing for a group of one area: no test */
  double p_adjusted;       /* Benjamini-Hochberg over all groups and themes */
} cs_group_cell;

/* All themes, groups within; an area asked for narrows nothing, a theme what is
 * returned. The caller frees `*out`, which points into panel and grouping. */
void cs_compare_groups(cs_group_cell **out, size_t *count, const cs_panel *panel,
                       const cs_grouping *grouping);

#endif

/* analysis/group_values.h: what each area's group is, before areas are grouped. */
#ifndef CS_ANALYSIS_GROUP_VALUES_H
#define CS_ANALYSIS_GROUP_VALUES_H

#include <conspectus/groups.h>

/* An area and a value that it has; an area has none, one or (providers) several. */
typedef struct cs_group_value {
  uint32_t area;
  const char *value; /* never "" */
} cs_group_value;

typedef struct cs_group_values {
  cs_group_value *items; /* the caller's to free */
  size_t count, capacity;
  bool overlap;
  bool from_table;
} cs_group_values;

/* Fills zeroed `values`, in order of area; sets `grouping->by` and, with a table, what
 * of it did not match. Strings are the grouping's arena's, the panel's or the table's. */
cs_status cs_group_values_read(cs_group_values *values, cs_grouping *grouping,
                               const cs_panel *panel, cs_dataset *dataset, const char *by,
                               const cs_attributes *attributes, cs_error *error);

#endif

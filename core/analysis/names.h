/* analysis/names.h: names that a user asks for, in the dataset's spelling. */
#ifndef CS_ANALYSIS_NAMES_H
#define CS_ANALYSIS_NAMES_H

#include "base/memory.h"

#include <conspectus/dataset.h>

typedef enum cs_name_kind {
  CS_NAME_AREA,
  CS_NAME_THEME,
  CS_NAME_FAMILY,
  CS_NAME_POLARITY,
  CS_NAME_KIND
} cs_name_kind;

/* Turns `*name` into the dataset's spelling, case ignored; the string is the
 * arena's. NULL stays NULL. An area, theme or family that the dataset does not know fails
 * with CS_NOT_FOUND, a polarity or kind that there is not with CS_USAGE; the message
 * has the nearest one, or all there are. */
cs_status cs_find_name(const char **name, cs_arena *arena, cs_dataset *dataset, cs_name_kind kind,
                       cs_error *error);

#endif

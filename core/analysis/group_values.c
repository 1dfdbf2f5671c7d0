/* Values to group by: from the panel, from the dataset's providers, or from a table. */
#include "analysis/group_values.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LISTED_MAX = 30, PROPOSED_MAX = 20 };

static void add_value(cs_group_values *values, size_t area, const char *value) {
  if (*value != '\0') {
    cs_grow(&values->items, &values->capacity, values->count, sizeof *values->items);
    values->items[values->count++] = (cs_group_value){(uint32_t)area, value};
  }
}

/* ---- What reviews say ---- */

static const char *region_of(cs_arena *arena, const cs_panel_review *review) {
  (void)arena;
  return review->region;
}

static const char *family_of(cs_arena *arena, const cs_panel_review *review) {
  (void)arena;
  return review->family;
}

static const char *year_of(cs_arena *arena, const cs_panel_review *review) {
  return strlen(review->date) >= 4 ? cs_arena_bytes(arena, review->date, 4) : "";
}

static const struct {
  const char *name;
  const char *(*value)(cs_arena *arena, const cs_panel_review *review); /* NULL: providers */
} said[] = {{"region", region_of}, {"year", year_of}, {"family", family_of}, {"provider", NULL}};

enum { SAID_COUNT = sizeof said / sizeof *said };

/* ---- Providers ---- */

typedef struct reading {
  cs_group_values *values;
  const cs_panel *panel;
  cs_arena *arena;
  size_t area; /* where the search goes on: rows come in order of area */
} reading;

static cs_status read_provider(void *context, const cs_value *row, size_t count, cs_error *error) {
  (void)count, (void)error;
  reading *on = context;
  const cs_panel *panel = on->panel;
  while (on->area < panel->area_count && strcmp(panel->areas[on->area].name, row[0].string) < 0) {
    on->area++;
  }
  bool there =
      on->area < panel->area_count && strcmp(panel->areas[on->area].name, row[0].string) == 0;
  if (there && strcmp(cs_panel_latest(panel, on->area)->key, row[1].string) == 0) {
    add_value(on->values, on->area, cs_arena_string(on->arena, row[2].string));
  }
  return CS_OK;
}

static cs_status read_providers(cs_group_values *values, cs_arena *arena, const cs_panel *panel,
                                cs_dataset *dataset, cs_error *error) {
  reading on = {.values = values, .panel = panel, .arena = arena};
  cs_query_reader reader = {.row = read_provider, .context = &on, .types = "ttt"};
  values->overlap = true;
  return cs_dataset_query(dataset,
                          "SELECT r.area, r.key, o.name FROM review r"
                          " JOIN review_organisation x ON x.review_id = r.id"
                          " JOIN organisation o ON o.id = x.organisation_id"
                          " WHERE x.role = 'provider' ORDER BY r.area, r.key, o.name",
                          NULL, 0, &reader, error);
}

/* ---- A table ---- */

/* "County Durham" has "Durham" in it. */
static bool holds(const char *longer, const char *shorter) {
  size_t length = strlen(shorter);
  if (length < 4) {
    return false;
  }
  for (const char *at = longer; *at != '\0'; at++) {
    if (strncasecmp(at, shorter, length) == 0) {
      return true;
    }
  }
  return false;
}

static void propose(cs_unmatched *to, const char *name, const cs_attributes *attributes) {
  const char *const *areas = cs_attributes_areas(attributes);
  size_t rows = cs_attributes_rows(attributes), found = 0;
  const char *nearest = cs_nearest(name, areas, rows);
  if (nearest != NULL) {
    to->near[found++] = nearest;
  }
  for (size_t i = 0; i < rows && found < CS_NEAR_NAMES; i++) {
    if (areas[i] != nearest && (holds(areas[i], name) || holds(name, areas[i]))) {
      to->near[found++] = areas[i];
    }
  }
}

static void read_column(cs_group_values *values, cs_grouping *grouping, const cs_panel *panel,
                        const cs_attributes *attributes, size_t column) {
  size_t matched = 0;
  grouping->by = cs_attributes_names(attributes)[column];
  values->from_table = true;
  grouping->unmatched =
      cs_arena_allocate(grouping->arena, panel->area_count + 1, sizeof *grouping->unmatched);
  for (size_t i = 0; i < panel->area_count; i++) {
    const char *value = cs_attribute(attributes, panel->areas[i].name, column);
    if (value != NULL) {
      matched++;
      add_value(values, i, value);
      continue;
    }
    cs_unmatched *left = &grouping->unmatched[grouping->unmatched_count++];
    left->area = (uint32_t)i;
    if (grouping->unmatched_count <= PROPOSED_MAX) {
      propose(left, panel->areas[i].name, attributes);
    }
  }
  grouping->rows_elsewhere = cs_attributes_rows(attributes) - matched;
}

/* ---- By whichever name ---- */

static cs_status unknown(const char *by, const cs_attributes *attributes, cs_error *error) {
  size_t columns = attributes != NULL ? cs_attributes_columns(attributes) : 0, count = 0;
  const char **names = cs_allocate(SAID_COUNT + columns, sizeof *names);
  for (size_t i = 0; i < SAID_COUNT; i++) {
    names[count++] = said[i].name;
  }
  for (size_t i = 0; i < columns; i++) {
    names[count++] = cs_attributes_names(attributes)[i];
  }
  const char *nearest = cs_nearest(by, names, count);
  cs_buffer list = {0};
  for (size_t i = 0; nearest == NULL && i < count && i < LISTED_MAX; i++) {
    cs_buffer_add_format(&list, "%s%s", i == 0 ? "" : ", ", names[i]);
  }
  cs_status status =
      nearest != NULL
          ? cs_fail(error, CS_NOT_FOUND, "areas cannot be grouped by '%s': did you mean '%s'?", by,
                    nearest)
          : cs_fail(error, CS_NOT_FOUND, "areas cannot be grouped by '%s'; there are: %s%s", by,
                    list.bytes,
                    attributes == NULL ? ", and the columns of a table of areas (--attributes)"
                                       : "");
  cs_buffer_free(&list);
  free(names);
  return status;
}

cs_status cs_group_values_read(cs_group_values *values, cs_grouping *grouping,
                               const cs_panel *panel, cs_dataset *dataset, const char *by,
                               const cs_attributes *attributes, cs_error *error) {
  size_t column = attributes != NULL ? cs_attributes_column(attributes, by) : SIZE_MAX;
  if (column != SIZE_MAX) {
    read_column(values, grouping, panel, attributes, column);
    return CS_OK;
  }
  size_t which = 0;
  while (which < SAID_COUNT && strcasecmp(said[which].name, by) != 0) {
    which++;
  }
  if (which == SAID_COUNT) {
    return unknown(by, attributes, error);
  }
  grouping->by = said[which].name;
  if (said[which].value == NULL) {
    return read_providers(values, grouping->arena, panel, dataset, error);
  }
  for (size_t i = 0; i < panel->area_count; i++) {
    add_value(values, i, said[which].value(grouping->arena, cs_panel_latest(panel, i)));
  }
  return CS_OK;
}

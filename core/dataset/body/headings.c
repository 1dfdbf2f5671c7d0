/* Headings and their ids. Most reviews of a family have the same few, so that the last ones are
 * kept in two small tables, one by words and one by id, in which the newer replaces the older. */
#include "dataset/internal.h"

#include <stdlib.h>
#include <string.h>

void cs_forget_headings(cs_dataset *dataset) {
  cs_known_heading *all = dataset->headings;
  for (size_t i = 0; all != NULL && i < 2 * CS_KNOWN_HEADINGS; i++) {
    free(all[i].canonical);
    free(all[i].title);
  }
  free(all);
  dataset->headings = NULL;
}

static cs_known_heading *place_of(cs_dataset *dataset, bool by_id, uint64_t key) {
  if (dataset->headings == NULL) {
    dataset->headings = cs_allocate(2 * CS_KNOWN_HEADINGS, sizeof *dataset->headings);
  }
  return &dataset->headings[(by_id ? CS_KNOWN_HEADINGS : 0) + key % CS_KNOWN_HEADINGS];
}

static uint64_t hash_of(const char *canonical, const char *title) {
  uint64_t hash = UINT64_C(14695981039346656037);
  const char *const both[] = {canonical, title};
  for (size_t i = 0; i < 2; i++) {
    for (const char *at = both[i]; *at != '\0'; at++) {
      hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
    }
    hash = (hash ^ 0xFF) * UINT64_C(1099511628211);
  }
  return hash ^ hash >> 32;
}

static void keep(cs_known_heading *place, int64_t id, const char *canonical, const char *title) {
  free(place->canonical);
  free(place->title);
  *place = (cs_known_heading){id, cs_copy_string(canonical), cs_copy_string(title)};
}

cs_status cs_heading_id(int64_t *id, cs_dataset *dataset, const char *canonical, const char *title,
                        cs_error *error) {
  cs_known_heading *place = place_of(dataset, false, hash_of(canonical, title));
  const cs_value values[] = {cs_string(canonical), cs_string(title)};
  cs_status status = CS_OK;
  if (place->id != 0 && strcmp(place->canonical, canonical) == 0 &&
      strcmp(place->title, title) == 0) {
    *id = place->id;
    return CS_OK;
  }
  status = cs_sql_integer(id, 0, dataset, CS_FIND_HEADING, values, 2, error);
  if (status == CS_OK && *id == 0) {
    status = cs_sql_run(dataset, CS_ADD_HEADING, values, 2, error);
    *id = sqlite3_last_insert_rowid(dataset->db);
  }
  if (status == CS_OK) {
    keep(place, *id, canonical, title);
  }
  return status;
}

/* NULL where it is none. */
static const char *text_of(sqlite3_stmt *row, int column) {
  const char *text = sqlite3_column_type(row, column) == SQLITE_TEXT
                         ? (const char *)sqlite3_column_text(row, column)
                         : NULL;
  return text != NULL && strlen(text) == (size_t)sqlite3_column_bytes(row, column) ? text : NULL;
}

cs_status cs_heading_of(const char **canonical, const char **title, cs_dataset *dataset, int64_t id,
                        cs_error *error) {
  cs_known_heading *place = place_of(dataset, true, (uint64_t)id);
  *canonical = *title = NULL;
  if (place->id != id) {
    const cs_value value = cs_integer(id);
    sqlite3_stmt *row;
    bool found = false;
    cs_status status = cs_sql_start(&row, dataset, CS_LOAD_HEADING, &value, 1, error);
    if (status == CS_OK) {
      status = cs_sql_next(&found, dataset, row, error);
    }
    if (status != CS_OK || !found) {
      return status;
    }
    const char *read[] = {text_of(row, 0), text_of(row, 1)};
    bool whole = read[0] != NULL && read[1] != NULL;
    if (whole) {
      keep(place, id, read[0], read[1]);
    }
    sqlite3_reset(row);
    if (!whole) {
      return CS_OK;
    }
  }
  *canonical = place->canonical;
  *title = place->title;
  return CS_OK;
}

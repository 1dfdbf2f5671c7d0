/* Names: one query a kind lists what there is; the wanted name is looked for in it. */
#include "analysis/names.h"

#include "base/buffer.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <strings.h>

static const struct {
  const char *word;
  const char *sql;
} kinds[] = {
    [CS_NAME_AREA] = {"area", "SELECT DISTINCT area FROM review ORDER BY area"},
    [CS_NAME_THEME] = {"theme", "SELECT id FROM theme ORDER BY number"},
    [CS_NAME_POLARITY] = {"polarity", "VALUES ('weakness'), ('strength'), ('mixed'), ('neutral')"},
    [CS_NAME_KIND] = {"kind", "VALUES ('finding'), ('recommendation'), ('example'), ('quote'),"
                              " ('context'), ('preamble')"},
};

typedef struct names {
  const char **items;
  size_t count, capacity;
  const char *wanted;
  const char *canonical; /* as the dataset spells it */
  cs_arena *arena;
} names;

static cs_status read_name(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  names *to = context;
  const char *name = cs_arena_string(to->arena, values[0].string);
  cs_grow(&to->items, &to->capacity, to->count, sizeof *to->items);
  to->items[to->count++] = name;
  if (strcasecmp(name, to->wanted) == 0) {
    to->canonical = name;
  }
  return CS_OK;
}

static cs_status unknown(const char *what, const names *known, cs_error *error) {
  const char *nearest = cs_nearest(known->wanted, known->items, known->count);
  if (nearest != NULL) {
    return cs_fail(error, CS_NOT_FOUND, "there is no %s '%s' in the dataset: did you mean '%s'?",
                   what, known->wanted, nearest);
  }
  cs_buffer list = {0};
  for (size_t i = 0; i < known->count && i < 30; i++) {
    cs_buffer_add_format(&list, "%s%s", i == 0 ? "" : ", ", known->items[i]);
  }
  cs_status status =
      cs_fail(error, CS_NOT_FOUND, "there is no %s '%s' in the dataset, which has: %s", what,
              known->wanted, list.length > 0 ? list.bytes : "none");
  cs_buffer_free(&list);
  return status;
}

cs_status cs_find_name(const char **name, cs_arena *arena, cs_dataset *dataset, cs_name_kind kind,
                       cs_error *error) {
  if (*name == NULL) {
    return CS_OK;
  }
  names known = {.wanted = *name, .arena = arena};
  cs_query_reader reader = {.row = read_name, .context = &known};
  cs_status status = cs_dataset_query(dataset, kinds[kind].sql, NULL, 0, &reader, error);
  if (status == CS_OK && known.canonical == NULL) {
    status = unknown(kinds[kind].word, &known, error);
  }
  if (status == CS_OK) {
    *name = known.canonical;
  }
  free(known.items);
  return status;
}

/* Names: one query a kind lists what there is; the wanted name is looked for in it. */
#include "analysis/names.h"

#include "base/buffer.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A word that no dataset could know is a matter of usage. Kinds that themes never code are
 * not offered. */
static const struct {
  const char *word;
  cs_status otherwise;
  const char *sql;
} kinds[] = {
    [CS_NAME_AREA] = {"area", CS_NOT_FOUND,
                      "SELECT DISTINCT area FROM review WHERE family <> '" CS_UNKNOWN_FAMILY
                      "' ORDER BY area"},
    [CS_NAME_THEME] = {"theme", CS_NOT_FOUND, "SELECT id FROM theme ORDER BY id"},
    [CS_NAME_FAMILY] = {"family", CS_NOT_FOUND,
                        "SELECT DISTINCT family FROM review WHERE family <> '" CS_UNKNOWN_FAMILY
                        "' ORDER BY family"},
    [CS_NAME_POLARITY] = {"polarity", CS_USAGE,
                          "VALUES ('weakness'), ('strength'), ('mixed'), ('neutral')"},
    [CS_NAME_KIND] = {"kind", CS_USAGE,
                      "VALUES ('finding'), ('recommendation'), ('example'), ('quote')"},
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
  /* What is spelt as it was asked for wins over what differs in its capitals. */
  if (strcmp(name, to->wanted) == 0 ||
      (to->canonical == NULL && strcasecmp(name, to->wanted) == 0)) {
    to->canonical = name;
  }
  return CS_OK;
}

static cs_status unknown(cs_name_kind kind, const names *known, cs_error *error) {
  const char *what = kinds[kind].word;
  const char *nearest = cs_nearest(known->wanted, known->items, known->count);
  if (nearest != NULL) {
    return cs_fail(error, kinds[kind].otherwise, "there is no %s '%s': did you mean '%s'?", what,
                   known->wanted, nearest);
  }
  cs_buffer list = {0};
  for (size_t i = 0; i < known->count && i < 30; i++) {
    cs_buffer_add_format(&list, "%s%s", i == 0 ? "" : ", ", known->items[i]);
  }
  cs_status status = cs_fail(error, kinds[kind].otherwise, "there is no %s '%s'; there are: %s",
                             what, known->wanted, list.length > 0 ? list.bytes : "none");
  cs_buffer_free(&list);
  return status;
}

cs_status cs_find_name(const char **name, cs_arena *arena, cs_dataset *dataset, cs_name_kind kind,
                       cs_error *error) {
  if (*name == NULL) {
    return CS_OK;
  }
  names known = {.wanted = *name, .arena = arena};
  cs_query_reader reader = {.row = read_name, .context = &known, .types = "t"};
  cs_status status = cs_dataset_query(dataset, kinds[kind].sql, NULL, 0, &reader, error);
  if (status == CS_OK && known.canonical == NULL) {
    status = unknown(kind, &known, error);
  }
  if (status == CS_OK) {
    *name = known.canonical;
  }
  free(known.items);
  return status;
}

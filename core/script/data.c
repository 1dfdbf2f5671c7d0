/* The dataset as iterators: a declaration of sources.h becomes a query, its rows records. */
#include "script/sources.h"
#include "script/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The query ---- */

typedef struct query {
  cs_buffer sql;
  cs_value parameters[FILTERS_MAX];
  size_t parameter_count;
} query;

static void add_condition(query *to, const char *condition, cs_value value) {
  to->parameters[to->parameter_count++] = value;
  for (const char *at = condition; *at != '\0'; at++) {
    if (*at == '@') {
      cs_buffer_add_format(&to->sql, "?%zu", to->parameter_count);
    } else {
      cs_buffer_add_char(&to->sql, *at);
    }
  }
}

static void add_fields(query *to, const cs_row_source *from) {
  cs_buffer_add_string(&to->sql, "SELECT ");
  for (const cs_source_field *each = from->fields; each->name != NULL; each++) {
    cs_buffer_add_format(&to->sql, "%s%s", each == from->fields ? "" : ", ", each->sql);
  }
  cs_buffer_add_format(&to->sql, " FROM %s", from->from);
}

static cs_value bound(const cs_bridge_value *value) {
  switch (value->type) {
  case CS_BRIDGE_BOOLEAN:
    return cs_integer(value->boolean);
  case CS_BRIDGE_INTEGER:
    return cs_integer(value->integer);
  case CS_BRIDGE_NUMBER:
    return cs_real(value->number);
  default:
    return cs_string(value->string.bytes);
  }
}

/* Conditions that are about the coding or, with `coded` false, about all else. */
static void add_conditions(query *to, const cs_row_source *from, const cs_bridge_value *given,
                           bool coded) {
  for (size_t i = 0; from->filters[i].name != NULL; i++) {
    if (from->filters[i].coded == coded && given[i].type != CS_BRIDGE_NIL) {
      cs_buffer_add_string(&to->sql, " AND ");
      add_condition(to, from->filters[i].condition, bound(&given[i]));
    }
  }
}

static bool asks_for_codings(const cs_row_source *from, const cs_bridge_value *given) {
  for (size_t i = 0; from->filters[i].name != NULL; i++) {
    if (from->filters[i].coded && given[i].type != CS_BRIDGE_NIL) {
      return true;
    }
  }
  return false;
}

static query make_query(const cs_row_source *from, const cs_bridge_value *given) {
  query made = {0};
  add_fields(&made, from);
  cs_buffer_add_string(&made.sql, " WHERE 1");
  add_conditions(&made, from, given, false);
  if (asks_for_codings(from, given)) {
    cs_buffer_add_string(&made.sql,
                         " AND EXISTS (SELECT 1 FROM coding c WHERE c.passage_id = p.id");
    add_conditions(&made, from, given, true);
    cs_buffer_add_char(&made.sql, ')');
  }
  cs_buffer_add_format(&made.sql, " ORDER BY %s", from->order);
  return made;
}

/* A misspelt area or theme is a mistake and not an empty answer. */
static cs_status check_names(const cs_bridge_call *call, const cs_row_source *from,
                             cs_bridge_value *given, cs_error *error) {
  cs_dataset *dataset = cs_script_of(call)->dataset;
  for (size_t i = 0; from->filters[i].name != NULL; i++) {
    if (from->filters[i].name_kind == NOT_A_NAME || given[i].type == CS_BRIDGE_NIL) {
      continue;
    }
    cs_error why;
    const char *name = given[i].string.bytes;
    if (cs_find_name(&name, call->arena, dataset, (cs_name_kind)from->filters[i].name_kind, &why) !=
        CS_OK) {
      return cs_fail(error, CS_PLUGIN, "%s: %s", call->name, why.message);
    }
    given[i] = cs_bridge_string(name);
  }
  return CS_OK;
}

static cs_status take_filters(cs_bridge_value *given, const cs_bridge_call *call,
                              const cs_row_source *from, cs_error *error) {
  cs_setting settings[FILTERS_MAX];
  size_t count = 0;
  for (; from->filters[count].name != NULL; count++) {
    settings[count] = (cs_setting){from->filters[count].name, from->filters[count].type};
  }
  cs_status status = cs_take_count(call, 1, "give all filters in one record", error);
  if (status == CS_OK) {
    status = cs_take_settings(given, call, 0, "filter", settings, count, error);
  }
  return status == CS_OK ? check_names(call, from, given, error) : status;
}

/* ---- Rows ---- */

typedef struct walk {
  const cs_row_source *from;
  cs_rows *rows;
} walk;

static void end_walk(void *state) {
  walk *it = state;
  cs_rows_close(it->rows);
  free(it);
}

static cs_bridge_value list_of(cs_arena *arena, const cs_value *value) {
  cs_bridge_value list = {.type = CS_BRIDGE_LIST};
  if (value->type != CS_STRING) {
    return list;
  }
  size_t count = 1;
  char *rest = cs_arena_string(arena, value->string);
  for (const char *at = rest; *at != '\0'; at++) {
    count += *at == CS_LIST_SEPARATOR;
  }
  list.list.items = cs_arena_allocate(arena, count, sizeof *list.list.items);
  for (char separators[] = {CS_LIST_SEPARATOR, '\0'}, *part;
       (part = strsep(&rest, separators)) != NULL;) {
    list.list.items[list.list.count++] = cs_bridge_string(part);
  }
  return list;
}

/* `*values` moves behind what the field is made of. */
static cs_status read_field(cs_bridge_value *out, cs_bridge_call *call, const cs_source_field *of,
                            const cs_value **values, cs_error *error) {
  const cs_value *value = *values;
  *values += of->form == FIELD_TEXT ? 3 : 1;
  switch (of->form) {
  case FIELD_PLAIN:
    *out = cs_script_value(call->arena, value);
    return CS_OK;
  case FIELD_FLAG:
    *out = cs_bridge_boolean(value->type == CS_INTEGER && value->integer != 0);
    return CS_OK;
  case FIELD_LIST:
    *out = list_of(call->arena, value);
    return CS_OK;
  case FIELD_TEXT:
    break;
  }
  if (value[0].type != CS_STRING || value[1].type != CS_INTEGER || value[2].type != CS_INTEGER) {
    return cs_fail(error, CS_MALFORMED,
                   "%s: the place of a passage is damaged: 'conspectus verify' tells more",
                   call->name);
  }
  return cs_script_slice(out, call, value[0].string, value[1].integer, value[2].integer, error);
}

static cs_status next_row(cs_bridge_call *call, void *state, cs_error *error) {
  walk *it = state;
  const cs_value *values;
  cs_status status = cs_rows_next(&values, it->rows, error);
  if (status != CS_OK || values == NULL) {
    return status;
  }
  cs_bridge_field *fields = cs_arena_allocate(call->arena, FIELDS_MAX, sizeof *fields);
  size_t count = 0;
  for (; it->from->fields[count].name != NULL && status == CS_OK; count++) {
    fields[count].name = it->from->fields[count].name;
    status = read_field(&fields[count].value, call, &it->from->fields[count], &values, error);
  }
  call->results[0] = (cs_bridge_value){.type = CS_BRIDGE_RECORD, .record = {fields, count}};
  call->result_count = 1;
  return status;
}

static cs_status begin_walk(cs_bridge_call *call, cs_error *error) {
  const cs_row_source *from = cs_find_source(strchr(call->name, ':') + 1);
  cs_bridge_value given[FILTERS_MAX];
  cs_status status = take_filters(given, call, from, error);
  if (status != CS_OK) {
    return status;
  }
  query asked = make_query(from, given);
  cs_rows *rows;
  status = cs_rows_open(&rows, cs_script_of(call)->dataset, asked.sql.bytes, asked.parameters,
                        asked.parameter_count, error);
  cs_buffer_free(&asked.sql);
  if (status == CS_OK) {
    walk *it = cs_allocate(1, sizeof *it);
    *it = (walk){from, rows};
    call->iterator = (cs_bridge_iterator){next_row, end_walk, it};
  }
  return status;
}

const cs_bridge_entry cs_script_data[] = {
    {"data:areas", begin_walk, CS_BRIDGE_ITERATES},
    {"data:reviews", begin_walk, CS_BRIDGE_ITERATES},
    {"data:passages", begin_walk, CS_BRIDGE_ITERATES},
    {"data:codings", begin_walk, CS_BRIDGE_ITERATES},
    {"data:recommendations", begin_walk, CS_BRIDGE_ITERATES},
    {"data:evidence", begin_walk, CS_BRIDGE_ITERATES},
    {"data:judgements", begin_walk, CS_BRIDGE_ITERATES},
    {"data:themes", begin_walk, CS_BRIDGE_ITERATES},
    {NULL, NULL, 0},
};

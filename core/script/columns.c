/* Columns and rows as scripts give them, for tables and CSV files alike. */
#include "script/take.h"

#include "base/nearest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Columns ---- */

enum { NAME_BYTES = 32, COLUMNS_MAX = 200 };

/* As the export names columns, so that R, Stata and SPSS take them as they are. */
static bool is_column_name(const char *name) {
  size_t length = strlen(name);
  return length > 0 && length <= NAME_BYTES && name[0] >= 'a' && name[0] <= 'z' &&
         strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

static cs_status take_name(cs_column *column, const cs_bridge_call *call, const char *where,
                           const cs_bridge_value *value, cs_error *error) {
  if (value->type != CS_BRIDGE_STRING || !is_column_name(value->string.bytes)) {
    return cs_expected_in(call, where, value,
                          "a name of lower-case letters, digits and '_', at most 32, that begins "
                          "with a letter",
                          error);
  }
  *column = (cs_column){.name = value->string.bytes, .type = CS_MISSING, .decimals = -1};
  return CS_OK;
}

static cs_status take_described(cs_column *column, const cs_bridge_call *call, const char *where,
                                const cs_bridge_value *value, cs_error *error) {
  static const cs_setting settings[] = {
      {"name", CS_SETTING_TEXT}, {"title", CS_SETTING_TEXT}, {"decimals", CS_SETTING_WHOLE}};
  cs_bridge_value given[3];
  cs_bridge_call inner = *call;
  cs_bridge_value argument = *value;
  inner.arguments = &argument;
  inner.argument_count = 1;
  cs_status status = cs_take_settings(given, &inner, 0, "column setting", settings, 3, error);
  if (status == CS_OK) {
    status = take_name(column, call, where, &given[0], error);
  }
  if (status != CS_OK) {
    return status;
  }
  bool decimals = given[2].type == CS_BRIDGE_INTEGER;
  if (decimals && (given[2].integer < 0 || given[2].integer > 9)) {
    return cs_expected_in(call, where, &given[2], "0 to 9 decimals", error);
  }
  column->title = given[1].type == CS_BRIDGE_STRING ? given[1].string.bytes : NULL;
  column->decimals = decimals ? (int)given[2].integer : -1;
  return CS_OK;
}

static cs_status check_twice(const cs_bridge_call *call, const cs_script_columns *columns,
                             cs_error *error) {
  const char *last = columns->items[columns->count - 1].name;
  for (size_t i = 0; i + 1 < columns->count; i++) {
    if (strcmp(columns->items[i].name, last) == 0) {
      return cs_fail(error, CS_PLUGIN, "%s: two columns are named '%s'", call->name, last);
    }
  }
  return CS_OK;
}

cs_status cs_take_columns(cs_script_columns *columns, cs_bridge_call *call, size_t at,
                          cs_error *error) {
  const cs_bridge_value *list = cs_argument(call, at);
  if (list->type != CS_BRIDGE_LIST || list->list.count == 0 || list->list.count > COLUMNS_MAX) {
    return cs_expected(call, at, "a list of 1 to 200 columns", error);
  }
  columns->items = cs_arena_allocate(call->arena, list->list.count, sizeof *columns->items);
  columns->count = 0;
  cs_status status = CS_OK;
  for (size_t i = 0; i < list->list.count && status == CS_OK; i++) {
    const cs_bridge_value *item = &list->list.items[i];
    char where[32];
    snprintf(where, sizeof where, "column %zu", i + 1);
    cs_column *column = &columns->items[columns->count++];
    status = item->type == CS_BRIDGE_RECORD ? take_described(column, call, where, item, error)
                                            : take_name(column, call, where, item, error);
    if (status == CS_OK) {
      status = check_twice(call, columns, error);
    }
  }
  return status;
}

/* ---- Rows ---- */

typedef struct taking {
  cs_bridge_call *call;
  const cs_script_columns *columns;
  cs_value *values;
  bool *seen;         /* of each column, whether any row had a value */
  const char **names; /* of the first row's fields */
  size_t name_count;
  cs_arena *arena; /* of the whole call */
  size_t row;      /* from 1 */
  cs_row_taker *each;
  void *context;
} taking;

static cs_status take_cell(cs_value *out, const taking *on, size_t column,
                           const cs_bridge_value *value, cs_error *error) {
  switch (value->type) {
  case CS_BRIDGE_NIL:
    *out = cs_missing();
    return CS_OK;
  case CS_BRIDGE_BOOLEAN:
    *out = cs_integer(value->boolean);
    return CS_OK;
  case CS_BRIDGE_INTEGER:
    *out = cs_integer(value->integer);
    return CS_OK;
  case CS_BRIDGE_NUMBER:
    *out = cs_real(value->number);
    return CS_OK;
  default:
    break;
  }
  if (!cs_is_plain_text(value)) {
    char where[96];
    snprintf(where, sizeof where, "row %zu, column '%s'", on->row, on->columns->items[column].name);
    return cs_expected_in(on->call, where, value, "a text in UTF-8, a number, true, false or nil",
                          error);
  }
  *out = cs_string(value->string.bytes);
  return CS_OK;
}

static void remember_names(taking *on, const cs_bridge_value *row) {
  if (on->names != NULL) {
    return;
  }
  on->name_count = row->record.count;
  on->names = cs_arena_allocate(on->arena, on->name_count + 1, sizeof *on->names);
  for (size_t i = 0; i < on->name_count; i++) {
    on->names[i] = cs_arena_string(on->arena, row->record.fields[i].name);
  }
}

static cs_status take_record(taking *on, const cs_bridge_value *row, cs_error *error) {
  remember_names(on, row);
  for (size_t i = 0; i < on->columns->count; i++) {
    on->values[i] = cs_missing();
    for (size_t j = 0; j < row->record.count; j++) {
      if (strcmp(row->record.fields[j].name, on->columns->items[i].name) == 0) {
        cs_status status = take_cell(&on->values[i], on, i, &row->record.fields[j].value, error);
        if (status != CS_OK) {
          return status;
        }
        on->seen[i] = true;
      }
    }
  }
  return CS_OK;
}

static cs_status take_list(taking *on, const cs_bridge_value *row, cs_error *error) {
  if (row->list.count > on->columns->count) {
    return cs_fail(error, CS_PLUGIN, "%s: row %zu has %zu values, and there are %zu columns",
                   on->call->name, on->row, row->list.count, on->columns->count);
  }
  for (size_t i = 0; i < on->columns->count; i++) {
    on->values[i] = cs_missing();
    if (i < row->list.count) {
      cs_status status = take_cell(&on->values[i], on, i, &row->list.items[i], error);
      if (status != CS_OK) {
        return status;
      }
    }
    on->seen[i] = true;
  }
  return CS_OK;
}

static uint64_t size_of_row(const taking *on) {
  uint64_t size = 1;
  for (size_t i = 0; i < on->columns->count; i++) {
    size += on->values[i].type == CS_STRING ? strlen(on->values[i].string) + 3 : 8;
  }
  return size;
}

static cs_status take_row(taking *on, const cs_bridge_value *row, cs_error *error) {
  on->row++;
  cs_status status;
  if (row->type == CS_BRIDGE_LIST) {
    status = take_list(on, row, error);
  } else if (row->type == CS_BRIDGE_RECORD) {
    status = take_record(on, row, error);
  } else {
    char where[32];
    snprintf(where, sizeof where, "row %zu", on->row);
    status = cs_expected_in(on->call, where, row, "a list, or a record of columns", error);
  }
  if (status == CS_OK) {
    status = cs_script_count(on->call, size_of_row(on), error);
  }
  return status == CS_OK ? on->each(on->context, on->values, error) : status;
}

/* Asks the function until it gives nil. Each row has an arena of its own, since there may be
 * any number of them. */
static cs_status take_all_from(taking *on, const cs_bridge_value *function, cs_error *error) {
  cs_bridge_call *call = on->call;
  cs_arena *arena = call->arena;
  cs_status status = CS_OK;
  for (bool more = true; more && status == CS_OK;) {
    cs_bridge_value row;
    call->arena = cs_arena_new();
    status = cs_bridge_invoke(call, function, NULL, 0, &row, error);
    more = status == CS_OK && row.type != CS_BRIDGE_NIL;
    if (more) {
      status = take_row(on, &row, error);
    }
    cs_arena_free(call->arena);
    call->arena = arena;
  }
  return status;
}

/* A column that no row has, while a name much like it is among the fields, is a slip. */
static cs_status check_seen(const taking *on, cs_error *error) {
  for (size_t i = 0; i < on->columns->count; i++) {
    const char *name = on->columns->items[i].name;
    const char *nearest =
        on->seen[i] || on->names == NULL ? NULL : cs_nearest(name, on->names, on->name_count);
    if (nearest != NULL) {
      return cs_fail(error, CS_PLUGIN, "%s: no row has a field '%s'; did you mean '%s'?",
                     on->call->name, name, nearest);
    }
  }
  return CS_OK;
}

cs_status cs_take_rows(cs_bridge_call *call, size_t at, const cs_script_columns *columns,
                       cs_row_taker *each, void *context, cs_error *error) {
  const cs_bridge_value *rows = cs_argument(call, at);
  taking on = {
      .call = call, .columns = columns, .arena = call->arena, .each = each, .context = context};
  on.values = cs_arena_allocate(call->arena, columns->count, sizeof *on.values);
  on.seen = cs_arena_allocate(call->arena, columns->count, sizeof *on.seen);
  cs_status status = CS_OK;
  if (rows->type == CS_BRIDGE_FUNCTION) {
    status = take_all_from(&on, rows, error);
  } else if (rows->type == CS_BRIDGE_LIST) {
    for (size_t i = 0; i < rows->list.count && status == CS_OK; i++) {
      status = take_row(&on, &rows->list.items[i], error);
    }
  } else {
    return cs_expected(call, at, "a list of rows, or a function that gives one after the other",
                       error);
  }
  return status == CS_OK ? check_seen(&on, error) : status;
}

/* ---- The other way ---- */

cs_bridge_value cs_script_value(cs_arena *arena, const cs_value *value) {
  switch (value->type) {
  case CS_INTEGER:
    return cs_bridge_integer(value->integer);
  case CS_REAL:
    return cs_bridge_number(value->real);
  case CS_STRING:
    return cs_bridge_string(cs_arena_string(arena, value->string));
  case CS_MISSING:
    break;
  }
  return (cs_bridge_value){.type = CS_BRIDGE_NIL};
}

cs_bridge_value cs_script_record(cs_arena *arena, const char *const *names, const cs_value *values,
                                 size_t count) {
  cs_bridge_field *fields = cs_arena_allocate(arena, count + 1, sizeof *fields);
  for (size_t i = 0; i < count; i++) {
    fields[i] = (cs_bridge_field){names[i], cs_script_value(arena, &values[i])};
  }
  return (cs_bridge_value){.type = CS_BRIDGE_RECORD, .record = {fields, count}};
}

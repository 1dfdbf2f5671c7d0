/* Tables in memory: the values row by row in one array, their strings in an
 * arena that lives as long as the table. */
#include "base/memory.h"

#include <conspectus/table.h>
#include <stdlib.h>

struct cs_table {
  cs_arena *arena; /* owns the column names, titles and strings */
  cs_column *columns;
  size_t column_count;
  cs_value *values; /* row after row */
  size_t value_count;
  size_t capacity;
  size_t row_count; /* a table without columns has rows too */
};

static const char *copy_or_null(cs_arena *arena, const char *string) {
  return string != NULL ? cs_arena_string(arena, string) : NULL;
}

cs_table *cs_table_new(const cs_column *columns, size_t column_count) {
  cs_table *table = cs_allocate(1, sizeof *table);
  table->arena = cs_arena_new();
  table->columns = cs_allocate(column_count > 0 ? column_count : 1, sizeof *table->columns);
  table->column_count = column_count;
  for (size_t i = 0; i < column_count; i++) {
    table->columns[i] = columns[i];
    table->columns[i].name = copy_or_null(table->arena, columns[i].name);
    table->columns[i].title = copy_or_null(table->arena, columns[i].title);
  }
  return table;
}

void cs_table_free(cs_table *table) {
  if (table == NULL) {
    return;
  }
  cs_arena_free(table->arena);
  free(table->columns);
  free(table->values);
  free(table);
}

static cs_value copy_value(cs_table *table, cs_value value) {
  switch (value.type) {
  case CS_STRING:
    return cs_string(copy_or_null(table->arena, value.string));
  case CS_REAL:
    return cs_real(value.real);
  case CS_INTEGER:
    return value;
  case CS_MISSING:
    break;
  }
  return cs_missing();
}

void cs_table_add(cs_table *table, const cs_value *values) {
  for (size_t i = 0; i < table->column_count; i++) {
    cs_grow(&table->values, &table->capacity, table->value_count, sizeof *table->values);
    table->values[table->value_count++] = copy_value(table, values[i]);
  }
  table->row_count++;
}

size_t cs_table_rows(const cs_table *table) {
  return table->row_count;
}

size_t cs_table_columns(const cs_table *table) {
  return table->column_count;
}

const cs_column *cs_table_column(const cs_table *table, size_t column) {
  return &table->columns[column];
}

const cs_value *cs_table_value(const cs_table *table, size_t row, size_t column) {
  return &table->values[row * table->column_count + column];
}

/* conspectus/table.h: results in rows and columns.
 *
 * Analyses give tables; the output stage prints one for a terminal, as CSV or as
 * JSON. A value knows its type; missing is a type of its own and never 0. NaN is
 * not a value: cs_real(NAN) is missing.
 */
#ifndef CONSPECTUS_TABLE_H
#define CONSPECTUS_TABLE_H

#include <conspectus/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cs_type { CS_MISSING, CS_INTEGER, CS_REAL, CS_STRING } cs_type;

typedef struct cs_value {
  cs_type type;
  union {
    int64_t integer;
    double real;
    const char *string; /* valid UTF-8 */
  };
} cs_value;

static inline cs_value cs_missing(void) {
  return (cs_value){.type = CS_MISSING};
}
static inline cs_value cs_integer(int64_t integer) {
  return (cs_value){.type = CS_INTEGER, .integer = integer};
}
static inline cs_value cs_real(double real) {
  return real == real ? (cs_value){.type = CS_REAL, .real = real} : cs_missing();
}
/* NULL is missing. */
static inline cs_value cs_string(const char *string) {
  return string != NULL ? (cs_value){.type = CS_STRING, .string = string} : cs_missing();
}

typedef struct cs_column {
  const char *name;  /* in CSV and JSON: lower-case, at most 32 characters */
  const char *title; /* on a terminal; NULL: the name */
  cs_type type;      /* CS_MISSING: not known beforehand, as in a query */
  int decimals; /* of a real number on a terminal, below 0: all; CSV and JSON give all digits */
} cs_column;

/* A table in memory. It keeps copies of its strings. */
typedef struct cs_table cs_table;

cs_table *cs_table_new(const cs_column *columns, size_t column_count);
void cs_table_free(cs_table *table); /* NULL is allowed */
/* Appends a row of `column_count` values, copied. */
void cs_table_add(cs_table *table, const cs_value *values);
size_t cs_table_rows(const cs_table *table);
size_t cs_table_columns(const cs_table *table);
const cs_column *cs_table_column(const cs_table *table, size_t column);
/* Borrowed until the table is freed. */
const cs_value *cs_table_value(const cs_table *table, size_t row, size_t column);

#endif

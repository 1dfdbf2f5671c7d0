/* script/sources.h: what of a dataset comes as rows.
 *
 * One declaration a kind gives its columns, its filters and its order; the query, the checks
 * of the filters and the fields of the rows are made from it. Columns are named as in the
 * export.
 */
#ifndef CS_SCRIPT_SOURCES_H
#define CS_SCRIPT_SOURCES_H

#include "analysis/names.h"
#include "script/take.h"

enum { CS_LIST_SEPARATOR = 0x1F };

typedef enum cs_field_kind {
  FIELD_PLAIN,
  FIELD_FLAG, /* true or false */
  FIELD_LIST, /* texts, separated by CS_LIST_SEPARATOR */
  FIELD_TEXT, /* the slice of the review's text that `start` and `length` before it name */
} cs_field_kind;

typedef struct cs_source_field {
  const char *name;
  const char *sql; /* of FIELD_TEXT "review, start, length" */
  cs_field_kind form;
} cs_source_field;

enum { NOT_A_NAME = -1 };

/* Where the condition has '@' the value is bound. Those of `coded` hold of one and the same
 * coding of a passage. */
typedef struct cs_source_filter {
  const char *name;
  cs_setting_type type;
  const char *condition;
  int name_kind; /* a cs_name_kind to check the value by, or NOT_A_NAME */
  bool coded;
} cs_source_filter;

enum { FIELDS_MAX = 20, FILTERS_MAX = 16 };

typedef struct cs_row_source {
  const char *name; /* data:NAME */
  const char *from;
  const char *order;
  cs_source_field fields[FIELDS_MAX];
  cs_source_filter filters[FILTERS_MAX];
} cs_row_source;

/* By the name that stands behind "data:". NULL where there is none. */
const cs_row_source *cs_find_source(const char *name);

#endif

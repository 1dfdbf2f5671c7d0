/* The dataset as iterators: areas, reviews, passages, codings and what hangs on them.
 *
 * One declaration a kind gives its columns, its filters and its order; the query, the
 * checks of the filters and the fields of the rows are made from it. Columns are named as
 * in the export. */
#include "script/take.h"

#include "analysis/names.h"
#include "script/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- What there is ---- */

typedef enum field_form {
  FIELD_PLAIN,
  FIELD_FLAG, /* true or false */
  FIELD_LIST, /* texts, separated by SEPARATOR */
  FIELD_TEXT, /* the slice of the review's text that `start` and `length` before it name */
} field_form;

static const char SEPARATOR = '\x1F';

typedef struct field {
  const char *name;
  const char *sql; /* of FIELD_TEXT "review, start, length" */
  field_form form;
} field;

enum { NOT_A_NAME = -1 };

/* Where the condition has '@' the value is bound. Those of `coded` hold of one and the same
 * coding of a passage. */
typedef struct filter {
  const char *name;
  cs_setting_type type;
  const char *condition;
  int name_kind; /* a cs_name_kind to check the value by, or NOT_A_NAME */
  bool coded;
} filter;

enum { FIELDS_MAX = 20, FILTERS_MAX = 16 };

typedef struct source {
  const char *name; /* data:NAME */
  const char *from;
  const char *order;
  field fields[FIELDS_MAX];
  filter filters[FILTERS_MAX];
} source;

#define DAY "coalesce(nullif(r.review_end, ''), nullif(r.published, ''), '')"
/* As the figures have it: an area's last by day, then key. */
#define LATEST                                                                                     \
  "(r.id IN (SELECT id FROM (SELECT r.id AS id, row_number() OVER (PARTITION BY r.area"            \
  " ORDER BY " DAY " DESC, r.key DESC) AS place FROM review r) WHERE place = 1))"

#define FILTER_AREA                                                                                \
  { "area", CS_SETTING_TEXT, "r.area = @", CS_NAME_AREA, false }
#define FILTER_REVIEW                                                                              \
  { "review", CS_SETTING_TEXT, "r.key = @", NOT_A_NAME, false }
#define FILTER_FAMILY                                                                              \
  { "family", CS_SETTING_TEXT, "r.family = @", CS_NAME_FAMILY, false }
#define FILTER_YEAR                                                                                \
  { "year", CS_SETTING_WHOLE, "r.year = @", NOT_A_NAME, false }
#define FILTER_LATEST                                                                              \
  { "latest", CS_SETTING_FLAG, LATEST " = @", NOT_A_NAME, false }
#define FILTER_KIND                                                                                \
  { "kind", CS_SETTING_TEXT, "p.kind = @", CS_NAME_KIND, false }
#define FILTER_SECTION                                                                             \
  { "section", CS_SETTING_TEXT, "s.canonical = @", NOT_A_NAME, false }
/* The review is named so that the keys of its passages only have to be made. */
#define FILTER_PASSAGE                                                                             \
  {                                                                                                \
    "passage", CS_SETTING_TEXT, "r.key = substr(@, 1, instr(@, ':') - 1) AND p.key = @",           \
        NOT_A_NAME, false                                                                          \
  }
#define FILTERS_CODED(coded)                                                                       \
  {"theme", CS_SETTING_TEXT, "c.theme_id = @", CS_NAME_THEME, coded},                              \
      {"polarity", CS_SETTING_TEXT, "c.polarity = @", CS_NAME_POLARITY, coded},                    \
      {"min_confidence", CS_SETTING_SHARE, "c.confidence >= @", NOT_A_NAME, coded}, {              \
    "repeated", CS_SETTING_FLAG, "c.repeat = @", NOT_A_NAME, coded                                 \
  }

#define FROM_PASSAGE                                                                               \
  "passage p JOIN review r ON r.id = p.review_id JOIN section s ON s.id = p.section_id"

/* In the order of the functions below. */
static const source sources[] = {
    {.name = "areas",
     .from = "(SELECT r.area AS area, count(*) AS reviews, min(r.year) AS first_year,"
             " max(r.year) AS last_year FROM review r GROUP BY r.area) a"
             " JOIN review r ON r.area = a.area AND " LATEST,
     .order = "a.area",
     .fields = {{"area", "a.area", FIELD_PLAIN},
                {"reviews", "a.reviews", FIELD_PLAIN},
                {"latest", "r.key", FIELD_PLAIN},
                {"family", "r.family", FIELD_PLAIN},
                {"region", "r.region", FIELD_PLAIN},
                {"first_year", "a.first_year", FIELD_PLAIN},
                {"last_year", "a.last_year", FIELD_PLAIN}},
     .filters = {FILTER_AREA, FILTER_FAMILY}},
    {.name = "reviews",
     .from = "review r",
     .order = "r.area, " DAY ", r.key",
     .fields = {{"review", "r.key", FIELD_PLAIN},
                {"area", "r.area", FIELD_PLAIN},
                {"family", "r.family", FIELD_PLAIN},
                {"title", "r.title", FIELD_PLAIN},
                {"day", "nullif(" DAY ", '')", FIELD_PLAIN},
                {"review_start", "r.review_start", FIELD_PLAIN},
                {"review_end", "r.review_end", FIELD_PLAIN},
                {"published", "r.published", FIELD_PLAIN},
                {"year", "r.year", FIELD_PLAIN},
                {"region", "r.region", FIELD_PLAIN},
                {"nhs_area", "r.nhs_area", FIELD_PLAIN},
                {"children", "r.children", FIELD_PLAIN},
                {"source", "r.source", FIELD_PLAIN},
                {"words", "r.words", FIELD_PLAIN},
                {"passages", "r.passages", FIELD_PLAIN},
                {"codings", "r.codings", FIELD_PLAIN},
                {"latest", LATEST, FIELD_FLAG}},
     .filters = {FILTER_AREA, FILTER_REVIEW, FILTER_FAMILY, FILTER_YEAR, FILTER_LATEST}},
    {.name = "passages",
     .from = FROM_PASSAGE,
     .order = "r.key, p.seq",
     .fields = {{"passage", "p.key", FIELD_PLAIN},
                {"area", "r.area", FIELD_PLAIN},
                {"review", "r.key", FIELD_PLAIN},
                {"family", "r.family", FIELD_PLAIN},
                {"year", "r.year", FIELD_PLAIN},
                {"kind", "p.kind", FIELD_PLAIN},
                {"section", "s.canonical", FIELD_PLAIN},
                {"section_title", "s.title", FIELD_PLAIN},
                {"label", "p.label", FIELD_PLAIN},
                {"title", "p.title", FIELD_PLAIN},
                {"words", "p.words", FIELD_PLAIN},
                {"cites",
                 "EXISTS (SELECT 1 FROM citation x WHERE x.passage_id = p.id"
                 " AND x.recommendation_id IS NOT NULL)",
                 FIELD_FLAG},
                {"text", "r.key, p.start, p.length", FIELD_TEXT}},
     .filters = {FILTER_AREA, FILTER_REVIEW, FILTER_FAMILY, FILTER_YEAR, FILTER_LATEST, FILTER_KIND,
                 FILTER_SECTION, FILTER_PASSAGE, FILTERS_CODED(true)}},
    {.name = "codings",
     .from = "coding c JOIN passage p ON p.id = c.passage_id JOIN review r ON r.id = p.review_id"
             " JOIN section s ON s.id = p.section_id JOIN theme t ON t.id = c.theme_id",
     .order = "r.key, p.seq, t.number",
     .fields = {{"passage", "p.key", FIELD_PLAIN},
                {"area", "r.area", FIELD_PLAIN},
                {"review", "r.key", FIELD_PLAIN},
                {"family", "r.family", FIELD_PLAIN},
                {"year", "r.year", FIELD_PLAIN},
                {"kind", "p.kind", FIELD_PLAIN},
                {"section", "s.canonical", FIELD_PLAIN},
                {"label", "p.label", FIELD_PLAIN},
                {"theme", "c.theme_id", FIELD_PLAIN},
                {"polarity", "c.polarity", FIELD_PLAIN},
                {"confidence", "c.confidence", FIELD_PLAIN},
                {"repeated", "c.repeat", FIELD_FLAG}},
     .filters = {FILTER_AREA, FILTER_REVIEW, FILTER_FAMILY, FILTER_YEAR, FILTER_LATEST, FILTER_KIND,
                 FILTER_SECTION, FILTER_PASSAGE, FILTERS_CODED(false)}},
    {.name = "recommendations",
     .from = FROM_PASSAGE " JOIN recommendation m ON m.passage_id = p.id",
     .order = "r.key, p.seq",
     .fields = {{"passage", "p.key", FIELD_PLAIN},
                {"area", "r.area", FIELD_PLAIN},
                {"review", "r.key", FIELD_PLAIN},
                {"year", "r.year", FIELD_PLAIN},
                {"label", "p.label", FIELD_PLAIN},
                {"group_label", "m.group_label", FIELD_PLAIN},
                {"addressed_to", "m.addressed_to", FIELD_PLAIN},
                {"addressees",
                 "(SELECT group_concat(name, char(31)) FROM (SELECT o.name AS name"
                 " FROM addressee d JOIN organisation o ON o.id = d.organisation_id"
                 " WHERE d.passage_id = p.id ORDER BY o.name))",
                 FIELD_LIST},
                {"cited", "(SELECT count(*) FROM citation x WHERE x.recommendation_id = p.id)",
                 FIELD_PLAIN},
                {"text", "r.key, p.start, p.length", FIELD_TEXT}},
     .filters = {FILTER_AREA, FILTER_REVIEW, FILTER_FAMILY, FILTER_YEAR, FILTER_LATEST,
                 FILTER_PASSAGE, FILTERS_CODED(true)}},
    {.name = "evidence",
     .from = "evidence e JOIN coding c ON c.id = e.coding_id JOIN passage p ON p.id = c.passage_id"
             " JOIN review r ON r.id = p.review_id JOIN theme t ON t.id = c.theme_id",
     .order = "r.key, p.seq, t.number, e.start, e.length",
     .fields = {{"passage", "p.key", FIELD_PLAIN},
                {"theme", "c.theme_id", FIELD_PLAIN},
                {"role", "e.role", FIELD_PLAIN},
                {"term", "e.term", FIELD_PLAIN},
                {"start", "e.start - p.start + 1", FIELD_PLAIN},
                {"stop", "e.start - p.start + e.length", FIELD_PLAIN}},
     .filters = {FILTER_AREA,
                 FILTER_REVIEW,
                 FILTER_PASSAGE,
                 {"theme", CS_SETTING_TEXT, "c.theme_id = @", CS_NAME_THEME, false},
                 {"role", CS_SETTING_TEXT, "e.role = @", NOT_A_NAME, false}}},
    {.name = "judgements",
     .from = "judgement j JOIN review r ON r.id = j.review_id",
     .order = "r.key, j.seq",
     .fields = {{"area", "r.area", FIELD_PLAIN},
                {"review", "r.key", FIELD_PLAIN},
                {"family", "r.family", FIELD_PLAIN},
                {"year", "r.year", FIELD_PLAIN},
                {"aspect", "j.aspect", FIELD_PLAIN},
                {"grade", "j.grade", FIELD_PLAIN}},
     .filters = {FILTER_AREA,
                 FILTER_REVIEW,
                 FILTER_FAMILY,
                 FILTER_YEAR,
                 FILTER_LATEST,
                 {"aspect", CS_SETTING_TEXT, "j.aspect = @", NOT_A_NAME, false}}},
    {.name = "themes",
     .from = "theme t",
     .order = "t.number",
     .fields = {{"theme", "t.id", FIELD_PLAIN},
                {"title", "t.title", FIELD_PLAIN},
                {"about", "t.about", FIELD_PLAIN},
                {"version", "t.version", FIELD_PLAIN}},
     .filters = {{"theme", CS_SETTING_TEXT, "t.id = @", CS_NAME_THEME, false}}},
};

enum { SOURCES = sizeof sources / sizeof *sources };

static const source *source_of(const cs_bridge_call *call) {
  const char *name = strchr(call->name, ':') + 1;
  size_t i = 0;
  while (i + 1 < SOURCES && strcmp(sources[i].name, name) != 0) {
    i++;
  }
  return &sources[i];
}

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

static void add_fields(query *to, const source *from) {
  cs_buffer_add_string(&to->sql, "SELECT ");
  for (const field *each = from->fields; each->name != NULL; each++) {
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
static void add_conditions(query *to, const source *from, const cs_bridge_value *given,
                           bool coded) {
  for (size_t i = 0; from->filters[i].name != NULL; i++) {
    if (from->filters[i].coded == coded && given[i].type != CS_BRIDGE_NIL) {
      cs_buffer_add_string(&to->sql, " AND ");
      add_condition(to, from->filters[i].condition, bound(&given[i]));
    }
  }
}

static bool asks_for_codings(const source *from, const cs_bridge_value *given) {
  for (size_t i = 0; from->filters[i].name != NULL; i++) {
    if (from->filters[i].coded && given[i].type != CS_BRIDGE_NIL) {
      return true;
    }
  }
  return false;
}

static query make_query(const source *from, const cs_bridge_value *given) {
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
static cs_status check_names(const cs_bridge_call *call, const source *from, cs_bridge_value *given,
                             cs_error *error) {
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
                              const source *from, cs_error *error) {
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
  const source *from;
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
    count += *at == SEPARATOR;
  }
  list.list.items = cs_arena_allocate(arena, count, sizeof *list.list.items);
  for (char separators[] = {SEPARATOR, '\0'}, *part; (part = strsep(&rest, separators)) != NULL;) {
    list.list.items[list.list.count++] = cs_bridge_string(part);
  }
  return list;
}

/* `*values` moves behind what the field is made of. */
static cs_status read_field(cs_bridge_value *out, cs_bridge_call *call, const field *of,
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
  const source *from = source_of(call);
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

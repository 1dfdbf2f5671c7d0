/* What of a dataset comes as rows: the tables behind data:areas and the others. */
#include "script/sources.h"

#include <string.h>

#define DAY "coalesce(nullif(r.review_end, ''), nullif(r.published, ''), '')"
/* A document of no known family is no review of its area. */
#define KNOWN "r.family <> '" CS_UNKNOWN_FAMILY "'"
/* As the figures have it: an area's last by day, then key. */
#define LATEST                                                                                     \
  "(r.id IN (SELECT id FROM (SELECT r.id AS id, row_number() OVER (PARTITION BY r.area"            \
  " ORDER BY " DAY " DESC, r.key DESC) AS place FROM review r WHERE " KNOWN ") WHERE place = 1))"

#define FILTER_AREA                                                                                \
  { "area", CS_SETTING_TEXT, "r.area = @", CS_NAME_AREA, false }
#define FILTER_REVIEW                                                                              \
  { "review", CS_SETTING_TEXT, "r.key = @", NOT_A_NAME, false }
#define FILTER_FAMILY                                                                              \
  { "family", CS_SETTING_TEXT, "r.family = @", CS_NAME_FAMILY, false }
#define FILTER_YEAR                                                                                \
  { "year", CS_SETTING_WHOLE, "r.year = @", NOT_A_NAME, false }
#define FILTER_LATEST                                                                              \
  { "latest", CS_SETTING_FLAG, KNOWN " AND " LATEST " = @", NOT_A_NAME, false }
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

static const cs_row_source sources[] = {
    {.name = "areas",
     .from = "(SELECT r.area AS area, count(*) AS reviews, min(r.year) AS first_year,"
             " max(r.year) AS last_year FROM review r WHERE " KNOWN " GROUP BY r.area) a"
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
                 " AND (x.recommendation_id IS NOT NULL OR x.label = ''))",
                 FIELD_FLAG},
                {"text", "r.key, p.start, p.length", FIELD_TEXT}},
     .filters = {FILTER_AREA, FILTER_REVIEW, FILTER_FAMILY, FILTER_YEAR, FILTER_LATEST, FILTER_KIND,
                 FILTER_SECTION, FILTER_PASSAGE, FILTERS_CODED(true)}},
    {.name = "codings",
     .from = "coding c JOIN passage p ON p.id = c.passage_id JOIN review r ON r.id = p.review_id"
             " JOIN section s ON s.id = p.section_id JOIN theme t ON t.id = c.theme_id",
     .order = "r.key, p.seq, t.id",
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
     .order = "r.key, p.seq, t.id, e.start, e.length",
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
     .order = "t.id",
     .fields = {{"theme", "t.id", FIELD_PLAIN},
                {"title", "t.title", FIELD_PLAIN},
                {"about", "t.about", FIELD_PLAIN},
                {"version", "t.version", FIELD_PLAIN}},
     .filters = {{"theme", CS_SETTING_TEXT, "t.id = @", CS_NAME_THEME, false}}},
};

enum { SOURCES = sizeof sources / sizeof *sources };

const cs_row_source *cs_find_source(const char *name) {
  for (size_t i = 0; i < SOURCES; i++) {
    if (strcmp(sources[i].name, name) == 0) {
      return &sources[i];
    }
  }
  return NULL;
}

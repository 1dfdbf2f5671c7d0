/* Shown passages: the codings that fit, one query, and for each its citations and
 * evidence, one small query each. A word that the dataset does not know is found
 * out before anything is shown. */
#include <conspectus/analysis.h>

#include "analysis/names.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "dataset/schema/words.h"

#include <stdlib.h>
#include <string.h>

typedef struct showing {
  cs_dataset *dataset;
  const cs_show_options *options;
  cs_status (*each)(void *context, const cs_shown *shown, cs_error *error);
  void *context;
  size_t found;
  cs_buffer cites;
  cs_shown_evidence *evidence;
  size_t evidence_count, evidence_capacity;
  cs_arena *words; /* roles and terms of the coding at hand */
  uint32_t start;  /* of its passage in the clean text */
  cs_buffer text;  /* of its passage */
} showing;

/* ---- Names that are asked for ---- */

static cs_status find_names(cs_show_options *asked, cs_arena *arena, cs_dataset *dataset,
                            cs_error *error) {
  const struct {
    const char **name;
    cs_name_kind kind;
  } questions[] = {
      {&asked->area, CS_NAME_AREA},
      {&asked->theme, CS_NAME_THEME},
      {&asked->polarity, CS_NAME_POLARITY},
      {&asked->kind, CS_NAME_KIND},
  };
  for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
    cs_status status = cs_find_name(questions[i].name, arena, dataset, questions[i].kind, error);
    if (status != CS_OK) {
      return status;
    }
  }
  return CS_OK;
}

/* ---- What belongs to a coding ---- */

static cs_status read_citation(void *context, const cs_value *values, size_t count,
                               cs_error *error) {
  (void)count, (void)error;
  showing *on = context;
  bool named = *values[0].string != '\0', there = values[1].integer != 0;
  cs_buffer_add_format(&on->cites, "%s%s%s", on->cites.length > 0 ? ", " : "", values[0].string,
                       !named  ? "a recommendation that is not named"
                       : there ? ""
                               : " (not in the review)");
  return CS_OK;
}

static cs_status read_evidence(void *context, const cs_value *values, size_t count,
                               cs_error *error) {
  (void)count, (void)error;
  showing *on = context;
  cs_grow(&on->evidence, &on->evidence_capacity, on->evidence_count, sizeof *on->evidence);
  on->evidence[on->evidence_count++] =
      (cs_shown_evidence){.role = cs_arena_string(on->words, values[0].string),
                          .term = cs_arena_string(on->words, values[1].string),
                          .start = (uint32_t)values[2].integer - on->start,
                          .length = (uint32_t)values[3].integer};
  return CS_OK;
}

static cs_status read_text(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  showing *on = context;
  if (values[0].type == CS_STRING) {
    cs_buffer_add_string(&on->text, values[0].string);
  }
  return CS_OK;
}

static cs_status read_belongings(showing *on, int64_t coding, int64_t passage, cs_error *error) {
  cs_value id = cs_integer(passage);
  cs_query_reader texts = {.row = read_text, .context = on};
  cs_query_reader citations = {.row = read_citation, .context = on, .types = "ti"};
  cs_status status = cs_dataset_query(on->dataset, "SELECT passage_text(?)", &id, 1, &texts, error);
  if (status != CS_OK) {
    return status;
  }
  status = cs_dataset_query(
      on->dataset,
      "SELECT label, max(recommendation_id IS NOT NULL) FROM citation WHERE passage_id = ?"
      " GROUP BY label ORDER BY min(seq)",
      &id, 1, &citations, error);
  if (status != CS_OK) {
    return status;
  }
  id = cs_integer(coding);
  cs_query_reader evidence = {.row = read_evidence, .context = on, .types = "ttii"};
  return cs_dataset_query(on->dataset,
                          "SELECT role, term, start, length FROM evidence WHERE coding_id = ?"
                          " ORDER BY start, length, role, term",
                          &id, 1, &evidence, error);
}

/* ---- Codings ---- */

#define POLARITY " CASE c.polarity" CS_POLARITY_WORDS
#define KIND " CASE p.kind" CS_KIND_WORDS
#define KEY " r.key || ':' ||" KIND " || ':' || p.label"

/* By review, then its codings, so that one area takes only its own reviews; a view of passages
 * would be gone through as a whole. The key of a passage begins with that of its review. */
static const char *const CODINGS =
    "SELECT c.id, p.id, p.start," KEY ", r.area, r.key," KIND ", s.title, p.label, t.id,"
    "       t.version," POLARITY ", c.confidence / 1000.0, c.repeat"
    " FROM review r CROSS JOIN coding_row c ON c.review_id = r.id"
    "      CROSS JOIN theme t ON t.number = c.theme"
    "      CROSS JOIN passage_row p ON p.id = c.passage_id"
    "      LEFT JOIN section_row s ON s.id = p.section_id"
    " WHERE (?1 IS NULL OR r.area = ?1) AND (?2 IS NULL OR t.id = ?2)"
    "   AND (?3 IS NULL OR" POLARITY " = ?3) AND c.confidence / 1000.0 >= ?6"
    "   AND (?5 IS NULL OR r.key = substr(?5, 1, instr(?5, ':') - 1))"
    "   AND (?4 IS NULL OR" KIND " = ?4) AND (?5 IS NULL OR" KEY " = ?5)"
    " ORDER BY r.key, p.seq, t.id";

static const char CODING_TYPES[] = "iii**********i";

static const char *text_or(const cs_value *value, const char *otherwise) {
  return value->type == CS_STRING ? value->string : otherwise;
}

static cs_status read_coding(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count;
  showing *on = context;
  on->found++;
  if (on->options->limit != 0 && on->found > on->options->limit) {
    return CS_OK;
  }
  on->start = (uint32_t)values[2].integer;
  on->evidence_count = 0;
  on->words = cs_arena_new();
  cs_buffer_reset(&on->cites);
  cs_buffer_reset(&on->text);
  cs_status status = read_belongings(on, values[0].integer, values[1].integer, error);
  if (status == CS_OK) {
    cs_shown shown = {.passage = text_or(&values[3], ""),
                      .area = text_or(&values[4], ""),
                      .review = text_or(&values[5], ""),
                      .kind = text_or(&values[6], ""),
                      .section = text_or(&values[7], ""),
                      .label = text_or(&values[8], ""),
                      .theme = text_or(&values[9], ""),
                      .theme_version = text_or(&values[10], ""),
                      .polarity = text_or(&values[11], ""),
                      .confidence = values[12].type == CS_INTEGER ? (double)values[12].integer
                                                                  : values[12].real,
                      .repeat = values[13].integer != 0,
                      .text = on->text.length > 0 ? on->text.bytes : "",
                      .length = on->text.length,
                      .cites = on->cites.length > 0 ? on->cites.bytes : "",
                      .evidence = on->evidence,
                      .evidence_count = on->evidence_count};
    status = on->each(on->context, &shown, error);
  }
  cs_arena_free(on->words);
  return status;
}

static cs_status note_it_is_there(void *context, const cs_value *values, size_t count,
                                  cs_error *error) {
  (void)values, (void)count, (void)error;
  *(bool *)context = true;
  return CS_OK;
}

/* A passage without codings and a passage that is not there are two things. */
static cs_status check_passage(cs_dataset *dataset, const char *key, cs_error *error) {
  bool there = false;
  cs_value wanted = cs_string(key);
  cs_query_reader reader = {.row = note_it_is_there, .context = &there};
  cs_status status =
      cs_dataset_query(dataset,
                       "SELECT 1 FROM review r CROSS JOIN passage_row p ON p.review_id = r.id"
                       " WHERE r.key = substr(?1, 1, instr(?1, ':') - 1) AND" KEY " = ?1 LIMIT 1",
                       &wanted, 1, &reader, error);
  if (status == CS_OK && !there) {
    return cs_fail(error, CS_NOT_FOUND,
                   "there is no passage '%s': a key is review, kind and label, such as "
                   "bury-2018:finding:2.18",
                   key);
  }
  return status;
}

cs_status cs_show(size_t *found, cs_dataset *dataset, const cs_show_options *options,
                  cs_status (*each)(void *context, const cs_shown *shown, cs_error *error),
                  void *context, cs_error *error) {
  cs_arena *arena = cs_arena_new();
  cs_show_options asked = *options;
  showing on = {.dataset = dataset, .options = &asked, .each = each, .context = context};
  cs_status status = find_names(&asked, arena, dataset, error);
  if (status == CS_OK) {
    cs_value bounds[] = {cs_string(asked.area), cs_string(asked.theme),   cs_string(asked.polarity),
                         cs_string(asked.kind), cs_string(asked.passage), cs_real(asked.threshold)};
    cs_query_reader reader = {.row = read_coding, .context = &on, .types = CODING_TYPES};
    status = cs_dataset_query(dataset, CODINGS, bounds, 6, &reader, error);
  }
  if (status == CS_OK && on.found == 0 && asked.passage != NULL) {
    status = check_passage(dataset, asked.passage, error);
  }
  cs_buffer_free(&on.cites);
  cs_buffer_free(&on.text);
  free(on.evidence);
  cs_arena_free(arena);
  if (status == CS_OK) {
    *found = on.found;
  }
  return status;
}

/* ---- One passage ---- */

static const char *const PASSAGE =
    "SELECT c.id, p.id, p.start, p.key, r.area, r.key, p.kind, s.title, p.label, ?2,"
    "       (SELECT version FROM theme WHERE id = ?2),"
    "      " POLARITY ", c.confidence / 1000.0, c.repeat"
    " FROM passage p JOIN review r ON r.id = p.review_id"
    "      LEFT JOIN section_row s ON s.id = p.section_id"
    "      LEFT JOIN coding_row c ON c.passage_id = p.id"
    "           AND c.theme = (SELECT number FROM theme WHERE id = ?2)"
    " WHERE p.id = ?1";

cs_status cs_show_passage(cs_dataset *dataset, int64_t passage, const char *theme,
                          cs_status (*each)(void *context, const cs_shown *shown, cs_error *error),
                          void *context, cs_error *error) {
  const cs_show_options all = {0};
  showing on = {.dataset = dataset, .options = &all, .each = each, .context = context};
  cs_value asked[] = {cs_integer(passage), cs_string(theme)};
  cs_query_reader reader = {.row = read_coding, .context = &on, .types = CODING_TYPES};
  cs_status status = cs_dataset_query(dataset, PASSAGE, asked, 2, &reader, error);
  cs_buffer_free(&on.cites);
  cs_buffer_free(&on.text);
  free(on.evidence);
  if (status == CS_OK && on.found == 0) {
    return cs_fail(error, CS_NOT_FOUND, "there is no passage number %lld", (long long)passage);
  }
  return status;
}

/* Where try gets its passages from: a dataset, with what it has stored of the theme, or a
 * document. */
#include "cli/try.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- A dataset ---- */

static cs_kind kind_of(const char *name) {
  for (int kind = 0; kind < CS_KIND_COUNT; kind++) {
    if (strcmp(cs_kind_name((cs_kind)kind), name) == 0) {
      return (cs_kind)kind;
    }
  }
  return CS_PREAMBLE;
}

static const char *text_or(const cs_value *value) {
  return value->type == CS_STRING ? value->string : "";
}

static cs_status try_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count;
  const char *text = text_or(&values[4]);
  trial_passage passage = {.key = values[0].string,
                           .area = values[1].string,
                           .section = text_or(&values[2]),
                           .canonical = text_or(&values[8]),
                           .label = text_or(&values[9]),
                           .kind = kind_of(values[3].string),
                           .text = text,
                           .length = strlen(text),
                           .cites = values[5].integer != 0,
                           .stored = values[6].type == CS_INTEGER,
                           .polarity = (cs_polarity)(values[6].integer & 3),
                           .confidence = (double)values[7].integer / 1000};
  return cli_try_passage(context, &passage, error);
}

static cs_status note_theme(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)values, (void)count, (void)error;
  *(bool *)context = true;
  return CS_OK;
}

/* Only reviews that were coded are looked at where human coding is all that counts. */
static cs_status try_dataset(trial *on, cs_dataset *dataset, cs_error *error) {
  static const char *const sql =
      "SELECT p.key, r.area, s.title, p.kind, passage_text(p.id),"
      "       EXISTS (SELECT 1 FROM citation x WHERE x.passage_id = p.id),"
      "       c.polarity, c.confidence, s.canonical, p.label"
      " FROM review r JOIN passage p ON p.review_id = r.id"
      "      LEFT JOIN section_row s ON s.id = p.section_id"
      "      LEFT JOIN coding_row c ON c.passage_id = p.id"
      "           AND c.theme = (SELECT number FROM theme WHERE id = ?1)"
      " WHERE p.kind NOT IN ('context', 'preamble') AND (?2 IS NULL OR r.key = ?2)"
      " ORDER BY r.key, p.seq";
  cs_value asked[] = {cs_string(on->theme->id), cs_missing()};
  cs_query_reader known = {.row = note_theme, .context = &on->compared};
  cs_query_reader reader = {.row = try_row, .context = on, .types = "tt*t*iii**"};
  cs_status status =
      cs_dataset_query(dataset, "SELECT 1 FROM theme WHERE id = ?1", asked, 1, &known, error);
  if (on->against == NULL || status != CS_OK) {
    return status == CS_OK ? cs_dataset_query(dataset, sql, asked, 2, &reader, error) : status;
  }
  for (size_t i = 0; i < on->against->review_count && status == CS_OK; i++) {
    asked[1] = cs_string(on->against->reviews[i]);
    status = cs_dataset_query(dataset, sql, asked, 2, &reader, error);
  }
  return status;
}

/* ---- A document ---- */

static cs_status try_review(trial *on, const cs_review *review, cs_error *error) {
  char key[256], full[512];
  cs_review_key(review, key, sizeof key);
  uint32_t citation = 0; /* citations are in order of their passages */
  for (uint32_t i = 0; i < review->passage_count; i++) {
    const cs_passage *each = &review->passages[i];
    snprintf(full, sizeof full, "%s:%s:%s", key, cs_kind_name(each->kind), each->label);
    while (citation < review->citation_count && review->citations[citation].passage < i) {
      citation++;
    }
    trial_passage passage = {.key = full,
                             .area = review->area,
                             .section = review->sections[each->section].title,
                             .canonical = review->sections[each->section].canonical,
                             .label = each->label,
                             .kind = each->kind,
                             .text = review->text->bytes + each->start,
                             .length = each->length,
                             .cites = citation < review->citation_count &&
                                      review->citations[citation].passage == i};
    cs_status status = cli_try_passage(on, &passage, error);
    if (status != CS_OK) {
      return status;
    }
  }
  return CS_OK;
}

static cs_status try_document(trial *on, const char *path, cs_error *error) {
  cs_text *text;
  cs_review *review;
  cs_problems problems = {0};
  cs_run_options read = {.text = cs_text_default_limits};
  cs_status status = cs_read_document(&text, &review, on->host, path, &read, &problems, error);
  if (status == CS_OK) {
    status = try_review(on, review, error);
    cs_review_free(review);
    cs_text_free(text);
  }
  cli_problems(&problems, path);
  cs_problems_clear(&problems);
  return status;
}

static bool is_dataset(const char *path) {
  char head[16] = {0};
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe may have nobody to write */
  bool found = file >= 0 && read(file, head, sizeof head) == (ssize_t)sizeof head &&
               memcmp(head, "SQLite format 3", sizeof head) == 0;
  if (file >= 0) {
    close(file);
  }
  return found;
}

cs_status cli_try_path(trial *on, const char *path, cs_error *error) {
  if (!is_dataset(path)) {
    return try_document(on, path, error);
  }
  cs_dataset *dataset;
  cs_status status = cs_dataset_open(&dataset, path, CS_OPEN_READ, error);
  if (status == CS_OK) {
    status = try_dataset(on, dataset, error);
    cs_dataset_close(dataset);
  }
  return status;
}

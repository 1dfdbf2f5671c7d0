/* Verifying the texts: each unpacks to its size and is UTF-8, and every passage,
 * citation, note and piece of evidence lies where it should. One review is in
 * memory at a time. */
#include "base/utf8.h"
#include "base/words.h"
#include "dataset/internal.h"
#include "dataset/unpack.h"
#include "dataset/verify/verify.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

/* The statements, prepared once for all reviews. */
enum { PASSAGES, LABELS, THEMES, CITATIONS, NOTES, CODINGS, QUERY_COUNT };

static const char *const queries[QUERY_COUNT] = {
    [PASSAGES] = "SELECT kind, label, start, length, words FROM passage_row WHERE review_id = ? "
                 "ORDER BY id",
    [LABELS] = "SELECT kind, label FROM passage_row WHERE review_id = ? "
               "GROUP BY kind, label HAVING count(*) > 1",
    [THEMES] = "SELECT count(*), passage_id FROM coding_row WHERE review_id = ? "
               "GROUP BY passage_id, theme HAVING count(*) > 1",
    [CITATIONS] = "SELECT p.label, p.start, p.length, c.start, c.length FROM passage_row AS p JOIN "
                  "citation AS c ON c.passage_id = p.id WHERE p.review_id = ? ORDER BY p.id, c.seq",
    [NOTES] = "SELECT p.label, p.start, p.length, n.start, n.length FROM passage_row AS p JOIN "
              "note AS n ON n.passage_id = p.id WHERE p.review_id = ? ORDER BY p.id, n.seq",
    [CODINGS] = "SELECT p.label, p.start, p.length, c.evidence, c.id FROM passage_row AS p JOIN "
                "coding_row AS c ON c.passage_id = p.id WHERE p.review_id = ? ORDER BY c.id",
};

typedef struct checking {
  cs_dataset *dataset;
  cs_problems *faults;
  sqlite3_stmt *statements[QUERY_COUNT];
  sqlite3_stmt *term; /* whether a term is there */
  char key[600];
  char *text;
  int64_t size;
} checking;

static const char *column(sqlite3_stmt *statement, int at) {
  const unsigned char *text = sqlite3_column_text(statement, at);
  return text != NULL ? (const char *)text : "";
}

/* Written so that nothing overflows, whatever the numbers. */
static bool is_inside(int64_t start, int64_t length, int64_t outer_start, int64_t outer_length) {
  return start >= outer_start && length >= 0 && outer_length >= 0 &&
         start - outer_start <= outer_length && length <= outer_length - (start - outer_start);
}

static bool is_boundary(const checking *it, int64_t at) {
  return at == it->size || ((unsigned char)it->text[at] & 0xC0) != 0x80;
}

static const char *kind_of(sqlite3_stmt *row) {
  int64_t kind = sqlite3_column_int64(row, 0);
  return kind >= 0 && kind < CS_KIND_COUNT ? cs_kind_name((cs_kind)kind) : "passage of no kind";
}

/* A row is a label that stands more than once. */
static void check_label(checking *it, sqlite3_stmt *row) {
  cs_add_fault(it->faults, "review %s: there is more than one %s %s", it->key, kind_of(row),
               column(row, 1));
}

/* A row is a passage that is coded twice by a theme. */
static void check_theme(checking *it, sqlite3_stmt *row) {
  cs_add_fault(it->faults,
               "review %s: the passage with id %lld has more than one coding of a theme", it->key,
               (long long)sqlite3_column_int64(row, 1));
}

static void check_passage(checking *it, sqlite3_stmt *row) {
  const char *label = column(row, 1);
  int64_t start = sqlite3_column_int64(row, 2);
  int64_t length = sqlite3_column_int64(row, 3);
  const char *name = kind_of(row);
  if (start < 0 || !is_inside(start, length, 0, it->size)) {
    cs_add_fault(it->faults, "review %s: the %s %s lies outside of its text", it->key, name, label);
  } else if (!is_boundary(it, start) || !is_boundary(it, start + length)) {
    cs_add_fault(it->faults, "review %s: the %s %s begins or ends within a character", it->key,
                 name, label);
  } else if (cs_count_words(it->text + start, (size_t)length) !=
             (uint64_t)sqlite3_column_int64(row, 4)) {
    cs_add_fault(it->faults, "review %s: the %s %s should have %lld words, and has %u", it->key,
                 name, label, (long long)sqlite3_column_int64(row, 4),
                 cs_count_words(it->text + start, (size_t)length));
  }
}

static void check_place(checking *it, sqlite3_stmt *row, const char *what) {
  if (!is_inside(sqlite3_column_int64(row, 3), sqlite3_column_int64(row, 4),
                 sqlite3_column_int64(row, 1), sqlite3_column_int64(row, 2))) {
    cs_add_fault(it->faults, "review %s: a %s of passage %s lies outside of it", it->key, what,
                 column(row, 0));
  }
}

static void check_citation(checking *it, sqlite3_stmt *row) {
  check_place(it, row, "citation");
}

static void check_note(checking *it, sqlite3_stmt *row) {
  check_place(it, row, "note");
}

static bool is_term(checking *it, int64_t id) {
  sqlite3_bind_int64(it->term, 1, id);
  bool there = sqlite3_step(it->term) == SQLITE_ROW;
  sqlite3_reset(it->term);
  return there;
}

static bool is_piece(checking *it, const json_t *piece, int64_t start, int64_t length) {
  int64_t numbers[4];
  if (json_array_size(piece) != 4) {
    return false;
  }
  for (size_t i = 0; i < 4; i++) {
    const json_t *number = json_array_get(piece, i);
    if (!json_is_integer(number)) {
      return false;
    }
    numbers[i] = json_integer_value(number);
  }
  return numbers[0] >= 0 && numbers[0] < CS_ROLE_COUNT && is_term(it, numbers[1]) &&
         is_inside(numbers[2], numbers[3], start, length);
}

static void check_coding(checking *it, sqlite3_stmt *row) {
  json_t *pieces = json_loads(column(row, 3), 0, NULL);
  bool right = json_is_array(pieces);
  for (size_t i = 0; right && i < json_array_size(pieces); i++) {
    right = is_piece(it, json_array_get(pieces, i), sqlite3_column_int64(row, 1),
                     sqlite3_column_int64(row, 2));
  }
  json_decref(pieces);
  if (!right) {
    cs_add_fault(it->faults,
                 "review %s: the evidence of coding %lld is broken or lies outside of passage %s",
                 it->key, (long long)sqlite3_column_int64(row, 4), column(row, 0));
  }
}

static cs_status check_rows(checking *it, int query, int64_t review, cs_error *error) {
  static void (*const checks[QUERY_COUNT])(checking *, sqlite3_stmt *) = {
      [PASSAGES] = check_passage,   [LABELS] = check_label, [THEMES] = check_theme,
      [CITATIONS] = check_citation, [NOTES] = check_note,   [CODINGS] = check_coding,
  };
  sqlite3_stmt *statement = it->statements[query];
  sqlite3_bind_int64(statement, 1, review);
  cs_status status = CS_OK;
  bool row = true;
  while (status == CS_OK && row) {
    status = cs_verify_step(&row, it->dataset, statement, it->faults, error);
    if (status == CS_OK && row) {
      checks[query](it, statement);
    }
  }
  sqlite3_reset(statement);
  return status;
}

/* ---- A review ---- */

/* `row` is one of `SELECT r.id, r.key, a.sz, a.data`. */
static cs_status check_review(checking *it, sqlite3_stmt *row, cs_error *error) {
  snprintf(it->key, sizeof it->key, "%s", column(row, 1));
  it->size = sqlite3_column_int64(row, 2);
  const void *data = sqlite3_column_blob(row, 3);
  cs_unpacked result = cs_unpack(&it->text, data, (size_t)sqlite3_column_bytes(row, 3), it->size);
  if (result != CS_UNPACKED) {
    cs_add_fault(it->faults, "review %s: its text is damaged: %s", it->key,
                 cs_unpack_fault(result));
    return CS_OK;
  }
  if (!cs_is_utf8(it->text, (size_t)it->size)) {
    cs_add_fault(it->faults, "review %s: its text is not UTF-8", it->key);
  }
  cs_status status = CS_OK;
  for (int query = 0; query < QUERY_COUNT && status == CS_OK; query++) {
    status = check_rows(it, query, sqlite3_column_int64(row, 0), error);
  }
  free(it->text);
  it->text = NULL;
  return status;
}

static cs_status prepare_all(checking *it, cs_error *error) {
  cs_status status =
      cs_verify_prepare(&it->term, it->dataset, "SELECT 1 FROM term WHERE id = ?", error);
  for (int i = 0; i < QUERY_COUNT && status == CS_OK; i++) {
    status = cs_verify_prepare(&it->statements[i], it->dataset, queries[i], error);
  }
  return status;
}

cs_status cs_verify_texts(cs_dataset *dataset, cs_problems *faults, cs_error *error) {
  checking it = {.dataset = dataset, .faults = faults};
  sqlite3_stmt *reviews = NULL;
  cs_status status = prepare_all(&it, error);
  if (status == CS_OK) {
    status = cs_verify_prepare(&reviews, dataset,
                               "SELECT r.id, r.key, a.sz, a.data FROM review AS r JOIN sqlar AS a "
                               "ON a.name = r.key || '.txt' ORDER BY r.id",
                               error);
  }
  bool row = true;
  while (status == CS_OK && row) {
    status = cs_verify_step(&row, dataset, reviews, faults, error);
    if (status == CS_OK && row) {
      status = check_review(&it, reviews, error);
    }
  }
  sqlite3_finalize(reviews);
  sqlite3_finalize(it.term);
  for (int i = 0; i < QUERY_COUNT; i++) {
    sqlite3_finalize(it.statements[i]);
  }
  return status;
}

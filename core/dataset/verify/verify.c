/* Verifying: SQLite's own checks first, then rules that hold between rows, each a
 * query that finds what breaks it, then the texts. */
#include "dataset/verify/verify.h"

#include "dataset/body/body.h"
#include "dataset/internal.h"
#include "dataset/schema/schema.h"
#include "dataset/verify/trust.h"

#include <stdio.h>
#include <string.h>

/* Several rules come to the same damaged row. */
static bool is_known(const cs_problems *faults, const char *message) {
  for (size_t i = 0; i < faults->count; i++) {
    if (strcmp(faults->items[i].message, message) == 0) {
      return true;
    }
  }
  return false;
}

void cs_add_fault(cs_problems *faults, const char *format, ...) {
  char message[CS_MESSAGE_SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  if (is_known(faults, message)) {
    return;
  }
  cs_problem_add(faults, CS_STAGE_DATASET, CS_ERROR, 0, "%s", message);
}

cs_status cs_verify_prepare(sqlite3_stmt **out, cs_dataset *dataset, const char *sql,
                            cs_error *error) {
  if (sqlite3_prepare_v2(dataset->db, sql, -1, out, NULL) != SQLITE_OK) {
    return cs_sql_fail(dataset->db, dataset->path, "verify it", error);
  }
  return CS_OK;
}

cs_status cs_verify_step(bool *row, cs_dataset *dataset, sqlite3_stmt *statement,
                         cs_problems *faults, cs_error *error) {
  int code = sqlite3_step(statement);
  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE) {
    return CS_OK;
  }
  if ((code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB ||
      (code & 0xFF) == SQLITE_ERROR) {
    cs_add_fault(faults, "the file is damaged: %s", sqlite3_errmsg(dataset->db));
    return CS_OK;
  }
  return cs_sql_fail(dataset->db, dataset->path, "verify it", error);
}

/* ---- Queries that find faults ---- */

/* Each gives the message of a fault in its first column. */
static const char *const rules[] = {
    "SELECT printf('review %s: its passages, codings or recommendations are not as they were "
    "written', r.key) FROM review AS r JOIN review_body AS b ON b.review_id = r.id WHERE "
    "b.checksums IS NOT (SELECT column_checksums(" CS_BODY_CHECKED ") FROM review_body WHERE "
    "review_id = r.id)",

    "SELECT printf('table %s, row %s: it refers to what is missing in table %s', \"table\", "
    "coalesce(rowid, '?'), \"parent\") FROM pragma_foreign_key_check",

    "SELECT printf('table note, passage %d: it refers to what is missing in table review_body', "
    "x.passage_id) FROM note AS x WHERE NOT EXISTS (SELECT 1 FROM passage_row AS p WHERE p.id = "
    "x.passage_id)",

    "SELECT printf('review %s: a coding of it refers to what is missing in table theme', r.key) "
    "FROM review AS r JOIN coding_row AS c ON c.review_id = r.id WHERE c.theme NOT IN "
    "(SELECT number FROM theme) GROUP BY r.id",

    "SELECT printf('review %s: a passage of it refers to what is missing among its sections', "
    "r.key) "
    "FROM review AS r JOIN passage_row AS p ON p.review_id = r.id WHERE NOT EXISTS (SELECT 1 FROM "
    "section_row AS s WHERE s.review_id = r.id AND s.seq = p.section) GROUP BY r.id",

    "SELECT printf('review %s: a section of it refers to what is missing in table heading', r.key) "
    "FROM review AS r JOIN section_row AS s ON s.review_id = r.id WHERE s.heading NOT IN "
    "(SELECT id FROM heading) GROUP BY r.id",

    "SELECT printf('review %s: a line of it is out of range', r.key) FROM review AS r WHERE EXISTS "
    "(SELECT 1 FROM passage_row AS p WHERE p.review_id = r.id AND p.line > 1073741824) OR EXISTS "
    "(SELECT 1 FROM section_row AS s WHERE s.review_id = r.id AND s.line > 1073741824)",

    "SELECT printf('review %s: an addressee refers to what is missing in table organisation', "
    "r.key) FROM review AS r JOIN addressee_row AS a ON a.review_id = r.id WHERE "
    "a.organisation_id NOT IN (SELECT id FROM organisation) GROUP BY r.id",

    "SELECT printf('review %s: its passages and codings are missing', r.key) FROM review AS r "
    "WHERE NOT EXISTS (SELECT 1 FROM review_body AS b WHERE b.review_id = r.id)",

    "SELECT printf('review %s: its passages have ids of another review', r.key) FROM review AS r "
    "JOIN review_body AS b ON b.review_id = r.id WHERE b.first_passage IS NOT NULL AND "
    "(SELECT o.review_id FROM review_body AS o WHERE o.first_passage < b.first_passage + "
    "r.passages ORDER BY o.first_passage DESC LIMIT 1) <> r.id OR (b.first_passage IS NULL) <> "
    "(b.passages = '')",

    "SELECT printf('review %s: its codings have ids of another review', r.key) FROM review AS r "
    "JOIN review_body AS b ON b.review_id = r.id WHERE b.first_coding IS NOT NULL AND "
    "(SELECT o.review_id FROM review_body AS o WHERE o.first_coding < b.first_coding + "
    "r.codings ORDER BY o.first_coding DESC LIMIT 1) <> r.id OR (b.first_coding IS NULL) <> "
    "(b.codings = '')",

    "SELECT printf('review %s: its text %s.txt is missing', key, key) FROM review "
    "WHERE NOT EXISTS (SELECT 1 FROM sqlar WHERE name = key || '.txt')",

    "SELECT printf('text %s: it belongs to no review', name) FROM sqlar "
    "WHERE NOT EXISTS (SELECT 1 FROM review WHERE key || '.txt' = name)",

    /* 0100644, as in every archive: a file that its owner may change. */
    "SELECT printf('text %s: its mode is not that of a file', name) FROM sqlar "
    "WHERE mode IS NOT 33188",

    "SELECT printf('review %s: it has %d passages, and %d are there', r.key, r.passages, "
    "(SELECT count(*) FROM passage_row AS p WHERE p.review_id = r.id)) FROM review AS r "
    "WHERE r.passages IS NOT (SELECT count(*) FROM passage_row AS p WHERE p.review_id = r.id)",

    "SELECT printf('review %s: it has %d codings, and %d are there', r.key, r.codings, n) FROM "
    "(SELECT r.key AS key, r.codings AS codings, (SELECT count(*) FROM passage_row AS p JOIN "
    "coding_row AS c ON c.passage_id = p.id WHERE p.review_id = r.id) AS n FROM review AS r) AS r "
    "WHERE r.codings IS NOT n",

    "SELECT printf('passage %s: it is a recommendation without a row in recommendation', p.key) "
    "FROM passage AS p WHERE p.kind = 'recommendation' AND NOT EXISTS (SELECT 1 FROM "
    "recommendation AS r WHERE r.passage_id = p.id)",

    "SELECT printf('passage %s: it has a row in recommendation and is none', p.key) FROM "
    "recommendation AS r JOIN passage AS p ON p.id = r.passage_id WHERE p.kind <> "
    "'recommendation'",

    "SELECT printf('passage %s: it has more than one row in recommendation', p.key) FROM "
    "recommendation AS r JOIN passage AS p ON p.id = r.passage_id GROUP BY r.passage_id HAVING "
    "count(*) > 1",

    "SELECT printf('passage %s: it cites what is no recommendation', p.key) FROM citation AS c "
    "JOIN passage AS p ON p.id = c.passage_id WHERE c.recommendation_id IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM recommendation AS r WHERE r.passage_id = c.recommendation_id)",

    "SELECT printf('passage %s:%s: it is marked as citing, or as not citing, and its citations say "
    "otherwise', r.key, p.label) FROM passage_row AS p JOIN review AS r ON r.id = p.review_id "
    "WHERE "
    "p.cites <> EXISTS (SELECT 1 FROM citation AS c WHERE c.passage_id = p.id AND "
    "(c.recommendation_id IS NOT NULL OR c.label = ''))",

    "SELECT printf('review %s: source and digest are not those of its document %s', r.key, s.name) "
    "FROM review AS r JOIN source AS s ON s.id = r.source_id "
    "WHERE s.name IS NOT r.source OR s.sha256 IS NOT r.sha256 OR s.outcome IS NOT 'review'",

    "SELECT printf('document %s: it counts as a review, and there is none', s.name) FROM source AS "
    "s WHERE s.outcome = 'review' AND NOT EXISTS (SELECT 1 FROM review AS r WHERE r.source_id = "
    "s.id)",

    "SELECT printf('review %s: it has codings of the theme %s, which is not in the codebook that "
    "coded it', r.key, t.id) FROM review AS r JOIN source AS s ON s.id = r.source_id JOIN "
    "passage_row AS p ON p.review_id = r.id JOIN coding_row AS c ON c.passage_id = p.id JOIN theme "
    "AS t ON t.number = c.theme WHERE NOT EXISTS (SELECT 1 FROM plugin_row AS x WHERE "
    "x.codebook_id = s.codebook_id AND x.kind = 'theme' AND x.id = t.id) GROUP BY r.id, t.id",

    "SELECT printf('document %s: it counts as a duplicate of one that it does not equal', s.name) "
    "FROM source AS s LEFT JOIN source AS o ON o.id = s.duplicate_of WHERE (s.outcome = "
    "'duplicate') <> (s.duplicate_of IS NOT NULL) OR (s.outcome = 'duplicate' AND (o.sha256 IS NOT "
    "s.sha256 OR o.outcome IS NOT 'review'))",
};

static cs_status check_rule(cs_dataset *dataset, const char *sql, cs_problems *faults,
                            cs_error *error) {
  sqlite3_stmt *statement = NULL;
  cs_status status = cs_verify_prepare(&statement, dataset, sql, error);
  bool row = true;
  while (status == CS_OK && row) {
    status = cs_verify_step(&row, dataset, statement, faults, error);
    if (status == CS_OK && row) {
      const unsigned char *message = sqlite3_column_text(statement, 0);
      cs_add_fault(faults, "%s", message != NULL ? (const char *)message : "a rule is broken");
    }
  }
  sqlite3_finalize(statement);
  return status;
}

static cs_status check_written(cs_dataset *dataset, cs_problems *faults, cs_error *error) {
  cs_status status = CS_OK;
  for (size_t i = 0; i < cs_checked_table_count && status == CS_OK; i++) {
    char *sql = cs_row_check(&cs_checked_tables[i]);
    status = sql != NULL ? check_rule(dataset, sql, faults, error)
                         : cs_fail(error, CS_LIMIT, "there is no memory to verify it");
    sqlite3_free(sql);
  }
  return status;
}

static cs_status check_integrity(cs_dataset *dataset, cs_problems *faults, cs_error *error) {
  sqlite3_stmt *statement = NULL;
  cs_status status = cs_verify_prepare(&statement, dataset, "PRAGMA integrity_check(100)", error);
  bool row = true;
  while (status == CS_OK && row) {
    status = cs_verify_step(&row, dataset, statement, faults, error);
    const unsigned char *message =
        status == CS_OK && row ? sqlite3_column_text(statement, 0) : NULL;
    if (message != NULL && strcmp((const char *)message, "ok") != 0) {
      cs_add_fault(faults, "the file is damaged: %s", (const char *)message);
    }
  }
  sqlite3_finalize(statement);
  return status;
}

/* ---- Keys ---- */

/* How many of the reviews of this base there are, and how many of them begin alike. */
static const char keys[] =
    "SELECT key, base, sha256, area, review_start, review_end, published, "
    "(SELECT count(*) FROM review AS o WHERE o.base = r.base), "
    "(SELECT count(*) FROM review AS o WHERE o.base = r.base AND substr(o.sha256, 1, 8) = "
    "substr(r.sha256, 1, 8)) FROM review AS r ORDER BY id";

static const char *column(sqlite3_stmt *statement, int at) {
  const unsigned char *text = sqlite3_column_text(statement, at);
  return text != NULL ? (const char *)text : "";
}

static void copy_date(char date[11], sqlite3_stmt *statement, int at) {
  snprintf(date, 11, "%s", column(statement, at));
}

static void check_key(sqlite3_stmt *statement, cs_problems *faults) {
  const char *key = column(statement, 0);
  const char *base = column(statement, 1);
  bool alone = sqlite3_column_int64(statement, 7) == 1;
  int digits = sqlite3_column_int64(statement, 8) == 1 ? 8 : 64;
  char expected[CS_KEY_SIZE];
  if (alone) {
    snprintf(expected, sizeof expected, "%s", base);
  } else {
    snprintf(expected, sizeof expected, "%.255s-%.*s", base, digits, column(statement, 2));
  }
  if (strcmp(key, expected) != 0) {
    cs_add_fault(faults, "review %s: its key should be %s", key, expected);
  }
  cs_review review = {.area = column(statement, 3)};
  copy_date(review.review_start, statement, 4);
  copy_date(review.review_end, statement, 5);
  copy_date(review.published, statement, 6);
  cs_make_base(expected, &review);
  if (strcmp(base, expected) != 0) {
    cs_add_fault(faults, "review %s: its area and dates make the key %s and not %s", key, expected,
                 base);
  }
}

static cs_status check_keys(cs_dataset *dataset, cs_problems *faults, cs_error *error) {
  sqlite3_stmt *statement = NULL;
  cs_status status = cs_verify_prepare(&statement, dataset, keys, error);
  bool row = true;
  while (status == CS_OK && row) {
    status = cs_verify_step(&row, dataset, statement, faults, error);
    if (status == CS_OK && row) {
      check_key(statement, faults);
    }
  }
  sqlite3_finalize(statement);
  return status;
}

cs_status cs_dataset_verify(cs_dataset *dataset, cs_problems *faults, cs_error *error) {
  cs_status status = cs_schema_check(dataset->db, dataset->path, error);
  if (status == CS_OK) {
    status = check_integrity(dataset, faults, error);
  }
  if (status == CS_OK) {
    status = check_written(dataset, faults, error);
  }
  for (size_t i = 0; i < sizeof rules / sizeof *rules && status == CS_OK; i++) {
    status = check_rule(dataset, rules[i], faults, error);
  }
  if (status == CS_OK) {
    status = check_keys(dataset, faults, error);
  }
  return status == CS_OK ? cs_verify_texts(dataset, faults, error) : status;
}

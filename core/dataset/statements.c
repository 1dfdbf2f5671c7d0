/* The text of every statement that writes or looks up, one a line of the table. */
#include "dataset/body/body.h"
#include "dataset/internal.h"
#include "dataset/schema/columns.h"
#include "dataset/unpack.h"

/* A row of so many values with their checksum. */
#define V1 "?1"
#define V2 "?1, ?2"
#define V3 "?1, ?2, ?3"
#define V4 "?1, ?2, ?3, ?4"
#define V5 "?1, ?2, ?3, ?4, ?5"
#define V6 "?1, ?2, ?3, ?4, ?5, ?6"
#define V10 V6 ", ?7, ?8, ?9, ?10"
#define V15 V10 ", ?11, ?12, ?13, ?14, ?15"
#define ROW(columns, values) "(" columns ", checksum) VALUES (" values ", row_checksum(" values "))"

static const char *const texts[CS_STATEMENT_COUNT] = {
    [CS_ADD_CODEBOOK] = "INSERT INTO codebook " ROW(CS_CODEBOOK_COLUMNS, V2),
    [CS_FIND_CODEBOOK] = "SELECT id FROM codebook WHERE digest = ? AND version = ?",
    [CS_DELETE_PLUGINS] = "DELETE FROM plugin_row WHERE codebook_id = ?",
    [CS_ADD_PLUGIN] = "INSERT OR REPLACE INTO plugin_row " ROW(CS_PLUGIN_COLUMNS, V6),
#define NEW_THEME "?1, (SELECT coalesce(max(number), 0) + 1 FROM theme), ?2, ?3, ?4, ?5, ?6"
#define THEME ROW(CS_THEME_COLUMNS, NEW_THEME)
    [CS_ADD_THEME] = "INSERT INTO theme " THEME
                     " ON CONFLICT (id) DO UPDATE SET title = ?2, about = ?3, version = ?4, "
                     "plugin = ?5, sha256 = ?6, "
                     "checksum = row_checksum(id, number, ?2, ?3, ?4, ?5, ?6)",
#undef THEME
#undef NEW_THEME
    [CS_THEME_NUMBER] = "SELECT number FROM theme WHERE id = ?",
    [CS_ADD_TERM] = "INSERT INTO term " ROW(CS_TERM_COLUMNS, V1),
    [CS_FIND_TERM] = "SELECT id FROM term WHERE pattern = ?",
    [CS_ADD_FORM] = "INSERT INTO form " ROW(CS_FORM_COLUMNS, V3),
    [CS_FIND_FORM] = "SELECT id FROM form WHERE term_id = ? AND role = ? AND length = ?",
#define NEW_RUN "(SELECT coalesce(max(id), 0) + 1 FROM run), " V4
    [CS_ADD_RUN] =
        "INSERT INTO run (id, " CS_RUN_BEGUN ", checksum) VALUES (" NEW_RUN
        ", row_checksum(" NEW_RUN ", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL))",
#undef NEW_RUN
    [CS_END_RUN] = "UPDATE run SET (" CS_RUN_ENDED ") = (" V10
                   "), checksum = row_checksum(id, " CS_RUN_BEGUN ", " V10 ") WHERE id = ?11",
    [CS_NEXT_REVIEW] = "SELECT max(id) + 1 FROM review",
    [CS_NEXT_PASSAGE] =
        "SELECT max(b.first_passage + r.passages) FROM review_body AS b JOIN review "
        "AS r ON r.id = b.review_id WHERE b.first_passage = "
        "(SELECT max(first_passage) FROM review_body)",
    [CS_NEXT_CODING] = "SELECT max(b.first_coding + r.codings) FROM review_body AS b JOIN review "
                       "AS r ON r.id = b.review_id WHERE b.first_coding = "
                       "(SELECT max(first_coding) FROM review_body)",
    [CS_STALE_CODEBOOKS] =
        "SELECT DISTINCT codebook_id FROM source WHERE codebook_id <> ? ORDER BY 1",
    [CS_SAME_VERSION] = "SELECT count(*) FROM codebook AS a JOIN codebook AS b ON b.version = "
                        "a.version WHERE a.id = ?1 AND b.id = ?2",
#define PLUGINS_OF(codebook)                                                                       \
  "SELECT id, version, sha256 FROM plugin_row WHERE codebook_id = " codebook " AND kind = ?3"
    [CS_DIFFERENT_PLUGINS] = "SELECT EXISTS (" PLUGINS_OF("?1") " EXCEPT " PLUGINS_OF(
        "?2") ") OR EXISTS (" PLUGINS_OF("?2") " EXCEPT " PLUGINS_OF("?1") ")",
#undef PLUGINS_OF
    [CS_SAME_THEME] =
        "SELECT count(*) FROM theme AS t JOIN plugin_row AS a ON a.codebook_id = ?1 AND a.kind = "
        "'theme' AND a.id = t.id JOIN plugin_row AS b ON b.codebook_id = ?2 AND b.kind = 'theme' "
        "AND b.id = t.id AND b.version = a.version AND b.sha256 = a.sha256 WHERE t.number = ?3",
    [CS_GONE_THEMES] = "SELECT t.number FROM plugin_row AS p JOIN theme AS t ON t.id = p.id WHERE "
                       "p.codebook_id = ?1 AND p.kind = 'theme' AND p.id NOT IN (SELECT id FROM "
                       "plugin_row WHERE codebook_id = ?2 AND kind = 'theme') ORDER BY t.number",
    [CS_ORIGINAL_SEEN] = "SELECT o.codebook_id FROM source AS s JOIN source AS o ON o.id = "
                         "s.duplicate_of WHERE s.id = ? AND o.id IN (SELECT source_id FROM "
                         "temp.seen)",
    [CS_FIND_ORIGINAL] =
        "SELECT o.id, o.name, o.path, o.id IN (SELECT source_id FROM temp.seen), "
        "o.id IN (SELECT source_id FROM temp.anew), (s.name, s.path) < (o.name, o.path), "
        "NOT EXISTS (SELECT 1 FROM source AS c WHERE c.duplicate_of = o.id AND "
        "(c.name, c.path) < (s.name, s.path) AND c.id IN (SELECT source_id FROM temp.seen)) "
        "FROM source AS s JOIN source AS o ON o.id = s.duplicate_of WHERE s.path = ?",
    [CS_SET_CODEBOOK] = "UPDATE source SET codebook_id = ?2 WHERE id = ?1 OR duplicate_of = ?1",
    [CS_SET_CODINGS] = "UPDATE review SET codings = ?2, checksum = "
                       "row_checksum(key, ?2, " CS_REVIEW_REST ") WHERE id = ?1",
    [CS_DELETE_THEME_PROBLEMS] =
        "DELETE FROM problem_row WHERE source_id = ?1 AND stage = 'host' AND message GLOB "
        "'theme ' || (SELECT id FROM theme WHERE number = ?2) || '[^a-z0-9_]*'",
    [CS_DELETE_HOST_PROBLEMS] = "DELETE FROM problem_row WHERE source_id = ? AND stage = 'host'",
    [CS_DELETE_OLD_THEMES] =
        "DELETE FROM theme WHERE id NOT IN (SELECT id FROM plugin_row WHERE codebook_id = ? AND "
        "kind = 'theme') AND number NOT IN (SELECT theme FROM coding_row)",
    [CS_SAVEPOINT] = "SAVEPOINT record",
    [CS_RELEASE] = "RELEASE record",
    [CS_ROLLBACK_TO] = "ROLLBACK TO record",
    [CS_MARK_ANEW] = "INSERT OR IGNORE INTO temp.anew (source_id) VALUES (?)",
    [CS_MARK_SEEN] = "INSERT OR IGNORE INTO temp.seen (source_id) VALUES (?)",
    [CS_FIND_SOURCE] = "SELECT id, size, modified, sha256, codebook_id, name, outcome "
                       "FROM source WHERE path = ?",
    [CS_SOURCE_NAME] = "SELECT name FROM source WHERE id = ?",
    [CS_ADD_SOURCE] = "INSERT INTO source (path, name, size, modified, sha256, outcome, "
                      "duplicate_of, codebook_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [CS_CHANGE_SOURCE] = "UPDATE source SET name = ?2, size = ?3, modified = ?4, sha256 = ?5, "
                         "outcome = ?6, duplicate_of = ?7, codebook_id = ?8 WHERE path = ?1",
    [CS_DELETE_SOURCE] = "DELETE FROM source WHERE id = ?",
    [CS_RENAME_SOURCE] = "UPDATE source SET name = ?2 WHERE id = ?1",
    [CS_RENAME_REVIEW_SOURCE] =
        "UPDATE review SET source = ?2, checksum = row_checksum(key, codings, " CS_REVIEW_ABOUT
        ", ?2, " CS_REVIEW_TEXT ") WHERE source_id = ?1",
    [CS_UNSEEN_SOURCES] =
        "SELECT id FROM source WHERE (path = ?1 OR (path >= ?1 || '/' AND path < ?1 || '0')) "
        "AND id NOT IN (SELECT source_id FROM temp.seen) ORDER BY id",
    [CS_MAKE_DUPLICATE] = "UPDATE source SET outcome = 'duplicate', duplicate_of = ?2 "
                          "WHERE id = ?1",
    [CS_MAKE_ORIGINAL] = "UPDATE source SET outcome = 'review', duplicate_of = NULL, "
                         "modified = CASE WHEN ?3 THEN modified END, codebook_id = "
                         "(SELECT codebook_id FROM source WHERE id = ?2) WHERE id = ?1",
    [CS_REDIRECT_DUPLICATES] = "UPDATE source SET duplicate_of = ?2 WHERE duplicate_of = ?1",
    [CS_FIRST_DUPLICATE] = "SELECT id, name FROM source WHERE duplicate_of = ? "
                           "ORDER BY name, path LIMIT 1",
    [CS_UNSEEN_DUPLICATES] = "SELECT id, path FROM source WHERE duplicate_of = ? AND id NOT IN "
                             "(SELECT source_id FROM temp.seen)",
    [CS_LIST_DUPLICATES] = "SELECT id FROM source WHERE duplicate_of = ? ORDER BY name, path",
    [CS_ADD_PROBLEM] = "INSERT INTO problem_row (source_id, " CS_PROBLEM_FACTS
                       ", checksum) VALUES (" V6 ", row_checksum(?2, ?3, ?4, ?5, ?6))",
    [CS_DELETE_PROBLEMS] = "DELETE FROM problem_row WHERE source_id = ?",
    [CS_MOVE_PROBLEMS] = "UPDATE problem_row SET source_id = ?2 WHERE source_id = ?1",
    [CS_REVIEW_OF_SOURCE] = "SELECT id, base, sha256, key FROM review WHERE source_id = ?",
    [CS_HAS_FAMILY] = "SELECT count(*) FROM review WHERE source_id = ? AND family = ?",
    [CS_REVIEW_OF_DIGEST] = "SELECT r.id, r.source_id, s.name, s.path, "
                            "EXISTS (SELECT 1 FROM temp.seen WHERE seen.source_id = s.id) "
                            "FROM review AS r JOIN source AS s ON s.id = r.source_id "
                            "WHERE r.sha256 = ?",
    [CS_MOVE_REVIEW] =
        "UPDATE review SET source_id = ?2, source = ?3, checksum = row_checksum(key, "
        "codings, " CS_REVIEW_ABOUT ", ?3, " CS_REVIEW_TEXT ") WHERE source_id = ?1",
    [CS_REVIEWS_OF_BASE] = "SELECT id, sha256, key FROM review WHERE base = ? LIMIT 2",
    [CS_REVIEWS_OF_PREFIX] = "SELECT id, sha256, key FROM review "
                             "WHERE base = ?1 AND key >= ?2 AND key < ?2 || 'g' LIMIT 2",
    [CS_SET_KEY] = "UPDATE review SET key = ?2, checksum = "
                   "row_checksum(?2, codings, " CS_REVIEW_REST ") WHERE id = ?1",
    [CS_RENAME_TEXT] = "UPDATE sqlar SET name = ?2 || '.txt' WHERE name = ?1 || '.txt'",
    [CS_ADD_TEXT] = "INSERT INTO sqlar (name, mode, mtime, sz, data) VALUES (?, ?, ?, ?, ?)",
    [CS_ADD_REVIEW] = "INSERT INTO review (id, key, base, area, title, family, review_start, "
                      "review_end, published, year, region, nhs_area, children, source, source_id, "
                      "sha256, format, encoding, words, passages, codings, checksum) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
                      "?16, ?17, ?18, ?19, ?20, ?21, row_checksum(?2, ?21, ?3, ?4, ?5, ?6, ?7, "
                      "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?16, ?17, ?18, ?19, ?20))", /* as FACTS */
    [CS_ADD_PERSON] = "INSERT INTO review_person " ROW(CS_PERSON_COLUMNS, V4),
    [CS_FIND_ORGANISATION] = "SELECT id FROM organisation WHERE name = ?",
    [CS_ADD_ORGANISATION] = "INSERT INTO organisation " ROW(CS_ORGANISATION_COLUMNS, V1),
    [CS_ADD_REVIEW_ORGANISATION] =
        "INSERT OR IGNORE INTO review_organisation " ROW(CS_REVIEW_ORGANISATION_COLUMNS, V3),
    [CS_ADD_ABBREVIATION] = "INSERT INTO abbreviation " ROW(CS_ABBREVIATION_COLUMNS, V4),
    [CS_ADD_JUDGEMENT] = "INSERT INTO judgement " ROW(CS_JUDGEMENT_COLUMNS, V6),
    [CS_FIND_HEADING] = "SELECT id FROM heading WHERE canonical = ? AND title = ?",
    [CS_ADD_HEADING] = "INSERT INTO heading " ROW(CS_HEADING_COLUMNS, V2),
    [CS_LOAD_HEADING] = "SELECT canonical, title FROM heading WHERE id = ?",
    [CS_EACH_TERM] = "SELECT id, pattern FROM term ORDER BY id",
    [CS_ADD_BODY] = "INSERT INTO review_body (" CS_BODY_CHECKED ", checksums) "
                    "VALUES (" V15 ", column_checksums(" V15 "))",
    /* In the order of CS_BODY_CHECKED, too. */
    [CS_SET_BODY_CODINGS] =
        "UPDATE review_body SET first_coding = ?2, codings = ?3, hits = ?4, marks = ?5, "
        "checksums = column_checksums(review_id, first_passage, ?2, passages, millions, ?3, "
        "citations, labels, sections, recommendations, addressed, addressees, cited, ?4, ?5) "
        "WHERE review_id = ?1",
    [CS_LOAD_BODY] = "SELECT " CS_BODY_COLUMNS " FROM review_body WHERE review_id = ?",
    [CS_EACH_BODY] = "SELECT " CS_BODY_FIRST_COLUMNS ", codings, citations FROM review_body "
                     "ORDER BY review_id",
    [CS_ADD_NOTE] = "INSERT INTO note " ROW(CS_NOTE_COLUMNS, V5),
#define OF_PASSAGES "WHERE passage_id IN (SELECT id FROM passage_row WHERE review_id = ?)"
    [CS_DELETE_NOTES] = "DELETE FROM note " OF_PASSAGES,
#undef OF_PASSAGES
    [CS_DELETE_BODY] = "DELETE FROM review_body WHERE review_id = ?",
    [CS_DELETE_JUDGEMENTS] = "DELETE FROM judgement WHERE review_id = ?",
    [CS_DELETE_ABBREVIATIONS] = "DELETE FROM abbreviation WHERE review_id = ?",
    [CS_DELETE_REVIEW_ORGANISATIONS] = "DELETE FROM review_organisation WHERE review_id = ?",
    [CS_DELETE_PERSONS] = "DELETE FROM review_person WHERE review_id = ?",
    [CS_DELETE_TEXT] =
        "DELETE FROM sqlar WHERE name = (SELECT key || '.txt' FROM review WHERE id = ?)",
    [CS_DELETE_REVIEW] = "DELETE FROM review WHERE id = ?",
    [CS_HAS_KEY] = "SELECT 1 FROM review WHERE key = ?",
    [CS_FIND_TEXT] = "SELECT t.sz, t.data FROM review AS r " CS_TEXT_OF_REVIEW "WHERE r.key = ?",
    [CS_LOAD_REVIEW] = "SELECT r.id, r.area, r.title, r.family, r.review_start, r.review_end, "
                       "r.published, r.region, r.nhs_area, r.children, r.sha256, r.format, "
                       "r.encoding, r.words, r.passages, r.codings, t.sz, t.data FROM review AS "
                       "r " CS_TEXT_OF_REVIEW "WHERE r.source_id = ?",
#define OF_PASSAGES_AS(t)                                                                          \
  "FROM passage_row AS p JOIN " t " AS t ON t.passage_id = p.id WHERE p.review_id = ? "
    [CS_LOAD_ORGANISATIONS] =
        "SELECT o.id, o.name, EXISTS (SELECT 1 FROM review_organisation AS x WHERE x.review_id = "
        "?1 AND x.organisation_id = o.id AND x.role = 'provider'), EXISTS (SELECT 1 FROM "
        "review_organisation AS x WHERE x.review_id = ?1 AND x.organisation_id = o.id AND x.role = "
        "'commissioner') FROM organisation AS o WHERE o.id IN (SELECT organisation_id FROM "
        "review_organisation WHERE review_id = ?1 UNION SELECT organisation_id FROM "
        "addressee_row WHERE review_id = ?1) ORDER BY o.id",
    [CS_LOAD_PERSONS] = "SELECT name, role FROM review_person WHERE review_id = ? ORDER BY seq",
    [CS_LOAD_ABBREVIATIONS] =
        "SELECT short, long FROM abbreviation WHERE review_id = ? ORDER BY seq",
    [CS_LOAD_JUDGEMENTS] =
        "SELECT aspect, grade, rank, section FROM judgement WHERE review_id = ? ORDER BY seq",
    [CS_LOAD_NOTES] = "SELECT t.passage_id, t.seq, t.put_to, t.start, t.length " OF_PASSAGES_AS(
        "note") "ORDER BY t.seq",
#undef OF_PASSAGES_AS
    [CS_LOAD_PROBLEMS] = "SELECT stage, severity, line, message FROM problem_row "
                         "WHERE source_id = ? ORDER BY id",
    [CS_LOAD_LOOSE_PROBLEMS] = "SELECT stage, severity, line, message, source FROM problem_row "
                               "WHERE source_id IS NULL ORDER BY id",
    [CS_COUNT_RUNS] = "SELECT count(*) FROM run",
};

static cs_status prepare(cs_dataset *dataset, cs_statement which, cs_error *error) {
  if (sqlite3_prepare_v3(dataset->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT,
                         &dataset->statements[which], NULL) != SQLITE_OK) {
    return cs_sql_fail(dataset->db, dataset->path, "prepare a statement on it", error);
  }
  return CS_OK;
}

cs_status cs_sql_start(sqlite3_stmt **out, cs_dataset *dataset, cs_statement which,
                       const cs_value *values, size_t count, cs_error *error) {
  if (dataset->statements[which] == NULL) {
    cs_status status = prepare(dataset, which, error);
    if (status != CS_OK) {
      return status;
    }
  }
  sqlite3_stmt *statement = dataset->statements[which];
  if (cs_sql_bind(statement, values, count) != SQLITE_OK) {
    return cs_sql_fail(dataset->db, dataset->path, "bind a value for it", error);
  }
  *out = statement;
  return CS_OK;
}

void cs_sql_forget(cs_dataset *dataset) {
  for (size_t i = 0; i < CS_STATEMENT_COUNT; i++) {
    sqlite3_finalize(dataset->statements[i]);
    dataset->statements[i] = NULL;
  }
}

/* Storing a record: what becomes of its source, then its rows, in one savepoint. */
#include "dataset/store/recode.h"
#include "dataset/store/store.h"

#include "dataset/unpack.h"

#include <stdlib.h>
#include <string.h>

const char *cs_outcome_name(cs_outcome outcome) {
  static const char *const names[] = {"review", "duplicate", "left_out"};
  return names[outcome];
}

cs_put_result cs_dataset_last_put(const cs_dataset *dataset) {
  return dataset->last;
}

/* ---- Savepoints ---- */

cs_status cs_savepoint(cs_dataset *dataset, cs_error *error) {
  return cs_sql_run(dataset, CS_SAVEPOINT, NULL, 0, error);
}

cs_status cs_savepoint_end(cs_dataset *dataset, cs_status status, cs_error *error) {
  if (status == CS_OK) {
    return cs_sql_run(dataset, CS_RELEASE, NULL, 0, error);
  }
  if (!sqlite3_get_autocommit(dataset->db)) {
    cs_sql_run(dataset, CS_ROLLBACK_TO, NULL, 0, NULL); /* the first failure is what is told */
    cs_sql_run(dataset, CS_RELEASE, NULL, 0, NULL);
  }
  cs_forget_forms(dataset);
  cs_forget_stored_forms(dataset);
  cs_forget_headings(dataset);
  if (dataset->run.term_count > 0) {
    memset(dataset->run.terms, 0, dataset->run.term_count * sizeof *dataset->run.terms);
  }
  return status;
}

/* ---- The source ---- */

/* What is stored for a path. */
typedef struct stored {
  int64_t id; /* 0: nothing */
  char *name;
  bool same; /* it is a review of the same bytes */
} stored;

static cs_status find_stored(stored *out, cs_dataset *dataset, const cs_source *source,
                             cs_error *error) {
  const cs_value path = cs_string(source->path);
  sqlite3_stmt *statement;
  bool row = false;
  cs_status status = cs_sql_start(&statement, dataset, CS_FIND_SOURCE, &path, 1, error);
  if (status == CS_OK) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  if (status != CS_OK || !row) {
    return status;
  }
  const char *sha256 = (const char *)sqlite3_column_text(statement, 3);
  const char *name = (const char *)sqlite3_column_text(statement, 5);
  const char *outcome = (const char *)sqlite3_column_text(statement, 6);
  out->id = sqlite3_column_int64(statement, 0);
  out->name = cs_copy_string(name != NULL ? name : "");
  out->same = sha256 != NULL && outcome != NULL && strcmp(sha256, source->sha256) == 0 &&
              strcmp(outcome, "review") == 0;
  sqlite3_reset(statement);
  return CS_OK;
}

/* The stored review with the bytes of a record, where it is another document's. */
typedef struct twin {
  int64_t source_id; /* 0: none */
  char *name;
  bool first; /* this run found it too, and before the record's document by name, then path */
} twin;

static bool comes_before(const char *name, const char *path, const cs_source *source) {
  int order = strcmp(name, source->name);
  return order < 0 || (order == 0 && strcmp(path, source->path) < 0);
}

static cs_status find_twin(twin *out, cs_dataset *dataset, const cs_source *source,
                           cs_error *error) {
  const cs_value sha256 = cs_string(source->sha256);
  sqlite3_stmt *statement;
  bool row = false;
  cs_status status = cs_sql_start(&statement, dataset, CS_REVIEW_OF_DIGEST, &sha256, 1, error);
  if (status == CS_OK) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  if (status != CS_OK || !row) {
    return status;
  }
  const char *name = (const char *)sqlite3_column_text(statement, 2);
  const char *path = (const char *)sqlite3_column_text(statement, 3);
  out->source_id = sqlite3_column_int64(statement, 1);
  out->name = cs_copy_string(name != NULL ? name : "");
  /* One that this run has not found may be gone, or moved, or coded by other plugins. */
  bool seen = sqlite3_column_int(statement, 4) != 0;
  out->first = seen && name != NULL && path != NULL && comes_before(name, path, source);
  sqlite3_reset(statement);
  return CS_OK;
}

/* Empties what is stored for the path, but for the row of the source itself. */
static cs_status clear(cs_dataset *dataset, const stored *old, const cs_record *record,
                       cs_error *error) {
  if (old->id == 0) {
    return CS_OK;
  }
  const cs_value id = cs_integer(old->id);
  bool keeps_duplicates = old->same && record->review != NULL;
  cs_status status = keeps_duplicates ? cs_delete_review(dataset, old->id, error)
                                      : cs_release_review(dataset, old->id, old->name, error);
  return status == CS_OK ? cs_sql_run(dataset, CS_DELETE_PROBLEMS, &id, 1, error) : status;
}

static cs_status write_source(int64_t *id, cs_dataset *dataset, const cs_source *source,
                              cs_outcome outcome, int64_t original, cs_error *error) {
  const cs_value values[] = {
      cs_string(source->path),
      cs_string(source->name),
      cs_integer((int64_t)source->size),
      cs_integer(source->modified),
      source->sha256[0] != '\0' ? cs_string(source->sha256) : cs_missing(),
      cs_string(cs_outcome_name(outcome)),
      original != 0 ? cs_integer(original) : cs_missing(),
      cs_integer(dataset->run.codebook),
  };
  if (*id != 0) {
    return cs_sql_run(dataset, CS_CHANGE_SOURCE, values, 8, error);
  }
  cs_status status = cs_sql_run(dataset, CS_ADD_SOURCE, values, 8, error);
  *id = sqlite3_last_insert_rowid(dataset->db);
  return status;
}

/* ---- Problems ---- */

static cs_status add_counted(cs_dataset *dataset, int64_t source_id, const cs_problem *problem,
                             cs_error *error) {
  dataset->last.problems += problem->severity != CS_NOTE;
  return cs_add_problem(dataset, source_id, NULL, problem, error);
}

cs_status cs_add_problems(cs_dataset *dataset, int64_t source_id, const cs_problems *problems,
                          cs_error *error) {
  cs_status status = CS_OK;
  for (size_t i = 0; i < problems->count && status == CS_OK; i++) {
    status = add_counted(dataset, source_id, &problems->items[i], error);
  }
  if (problems->dropped == 0 || status != CS_OK) {
    return status;
  }
  cs_error text;
  cs_fail(&text, CS_OK, "%zu more problems of this document are not listed", problems->dropped);
  const cs_problem more = {
      .stage = CS_STAGE_DATASET, .severity = CS_WARNING, .message = text.message};
  return add_counted(dataset, source_id, &more, error);
}

/* ---- The record ---- */

static cs_status put_duplicate(cs_dataset *dataset, const cs_record *record, int64_t id,
                               const twin *original, cs_error *error) {
  cs_status status =
      write_source(&id, dataset, &record->source, CS_OUTCOME_DUPLICATE, original->source_id, error);
  if (status == CS_OK) {
    status = cs_tell_duplicate(dataset, id, original->name, error);
  }
  dataset->last = (cs_put_result){CS_OUTCOME_DUPLICATE, 1};
  return status == CS_OK ? cs_mark_seen(dataset, id, error) : status;
}

/* A review, or a document that is left out. */
static cs_status put_own(cs_dataset *dataset, const cs_record *record, int64_t id,
                         const twin *other, cs_error *error) {
  cs_outcome outcome = record->review != NULL ? CS_OUTCOME_REVIEW : CS_OUTCOME_LEFT_OUT;
  dataset->last = (cs_put_result){outcome, 0};
  cs_status status = write_source(&id, dataset, &record->source, outcome, 0, error);
  if (status == CS_OK && other->source_id != 0) {
    status = cs_replace_original(dataset, id, record->source.name, other->source_id, error);
  }
  if (status == CS_OK && record->problems != NULL) {
    status = cs_add_problems(dataset, id, record->problems, error);
  }
  if (status == CS_OK && record->review != NULL) {
    status = cs_add_review(dataset, record, id, error);
  }
  return status == CS_OK ? cs_mark_seen(dataset, id, error) : status;
}

static cs_status put(cs_dataset *dataset, const cs_record *record, cs_error *error) {
  stored old = {0};
  twin other = {0};
  cs_status status = find_stored(&old, dataset, &record->source, error);
  if (status == CS_OK) {
    status = clear(dataset, &old, record, error);
  }
  if (status == CS_OK && record->review != NULL) {
    status = find_twin(&other, dataset, &record->source, error);
  }
  if (status == CS_OK) {
    status = other.source_id != 0 && other.first
                 ? put_duplicate(dataset, record, old.id, &other, error)
                 : put_own(dataset, record, old.id, &other, error);
  }
  if (status == CS_OK && old.same && dataset->last.outcome == CS_OUTCOME_REVIEW) {
    status = cs_take_over(dataset, old.id, error); /* its duplicates too */
  }
  free(old.name);
  free(other.name);
  return status;
}

static cs_status check_record(const cs_dataset *dataset, const cs_record *record, cs_error *error) {
  if (record->review == NULL) {
    return CS_OK;
  }
  const char *fault = strlen(record->source.sha256) != 64       ? "its digest is missing"
                      : record->packed == NULL                  ? "its text is missing"
                      : record->text_size > CS_TEXT_MAX         ? "its text is too long"
                      : record->packed_size > record->text_size ? "its text is packed wrongly"
                                                                : NULL;
  return fault == NULL ? CS_OK
                       : cs_fail(error, CS_USAGE, "%s: cannot store %s: %s", dataset->path,
                                 record->source.name, fault);
}

cs_status cs_dataset_put(cs_dataset *dataset, const cs_record *record, cs_error *error) {
  cs_status status = cs_check_running(dataset, error);
  if (status == CS_OK) {
    status = check_record(dataset, record, error);
  }
  if (status == CS_OK) {
    status = cs_savepoint(dataset, error);
  }
  if (status != CS_OK) {
    return status;
  }
  cs_next_ids next = dataset->run.next;
  status = cs_savepoint_end(dataset, put(dataset, record, error), error);
  if (status != CS_OK) {
    dataset->run.next = next;
  }
  return status;
}

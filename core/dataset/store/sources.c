/* Sources: which documents are known, and which are gone. */
#include "dataset/store/recode.h"
#include "dataset/store/store.h"

#include <stdlib.h>
#include <string.h>

cs_status cs_mark_seen(cs_dataset *dataset, int64_t source_id, cs_error *error) {
  const cs_value id = cs_integer(source_id);
  return cs_sql_run(dataset, CS_MARK_SEEN, &id, 1, error);
}

cs_status cs_add_problem(cs_dataset *dataset, int64_t source_id, const char *name,
                         const cs_problem *problem, cs_error *error) {
  const cs_value values[] = {
      source_id != 0 ? cs_integer(source_id) : cs_missing(),
      source_id != 0 ? cs_missing() : cs_string(name),
      cs_string(cs_stage_name(problem->stage)),
      cs_string(cs_severity_name(problem->severity)),
      problem->line != 0 ? cs_integer(problem->line) : cs_missing(),
      cs_string(problem->message),
  };
  return cs_sql_run(dataset, CS_ADD_PROBLEM, values, 6, error);
}

cs_status cs_dataset_put_problem(cs_dataset *dataset, const cs_problem *problem,
                                 const char *source_name, cs_error *error) {
  cs_status status = cs_check_running(dataset, error);
  return status == CS_OK ? cs_add_problem(dataset, 0, source_name, problem, error) : status;
}

cs_status cs_list_ids(cs_id_list *list, cs_dataset *dataset, cs_statement which,
                      const cs_value *values, size_t count, cs_error *error) {
  sqlite3_stmt *statement;
  cs_status status = cs_sql_start(&statement, dataset, which, values, count, error);
  bool row = true;
  while (status == CS_OK && row) {
    status = cs_sql_next(&row, dataset, statement, error);
    if (status == CS_OK && row) {
      cs_grow(&list->items, &list->capacity, list->count, sizeof *list->items);
      list->items[list->count++] = sqlite3_column_int64(statement, 0);
    }
  }
  return status;
}

cs_status cs_drop_source(cs_dataset *dataset, int64_t source_id, cs_error *error) {
  const cs_value id = cs_integer(source_id);
  cs_status status = cs_sql_run(dataset, CS_DELETE_PROBLEMS, &id, 1, error);
  return status == CS_OK ? cs_sql_run(dataset, CS_DELETE_SOURCE, &id, 1, error) : status;
}

/* ---- Found, or gone ---- */

static cs_status rename_source(cs_dataset *dataset, int64_t source_id, const char *name,
                               cs_error *error) {
  const cs_value values[] = {cs_integer(source_id), cs_string(name)};
  cs_status status = cs_sql_run(dataset, CS_RENAME_SOURCE, values, 2, error);
  if (status == CS_OK) {
    status = cs_sql_run(dataset, CS_RENAME_REVIEW_SOURCE, values, 2, error);
  }
  return status == CS_OK ? cs_tell_duplicates(dataset, source_id, name, error) : status;
}

/* Reads the row of CS_FIND_SOURCE. */
static cs_known what_is_known(sqlite3_stmt *statement, const cs_dataset *dataset,
                              const cs_source *source) {
  int64_t codebook = sqlite3_column_int64(statement, 4);
  if (sqlite3_column_int64(statement, 1) != (int64_t)source->size ||
      sqlite3_column_type(statement, 2) != SQLITE_INTEGER ||
      sqlite3_column_int64(statement, 2) != source->modified ||
      sqlite3_column_type(statement, 3) != SQLITE_TEXT) {
    return CS_KNOWN_NOT;
  }
  return codebook == dataset->run.codebook        ? CS_KNOWN_WHOLE
         : cs_stale_of(dataset, codebook) != NULL ? CS_KNOWN_TEXT
                                                  : CS_KNOWN_NOT;
}

/* Themes are nothing to a source that is no review. Of a duplicate the original, which comes
 * before it, says whether it stays one: if not, it is read, as the codings that it would take over
 * are not of this run. */
static cs_status settle(cs_known *known, cs_dataset *dataset, int64_t id, bool duplicate,
                        cs_error *error) {
  const cs_value value = cs_integer(id);
  int64_t codebook = duplicate ? 0 : dataset->run.codebook;
  cs_status status = CS_OK;
  if (duplicate) {
    status = cs_sql_integer(&codebook, 0, dataset, CS_ORIGINAL_SEEN, &value, 1, error);
  }
  *known = codebook == 0 ? CS_KNOWN_NOT : CS_KNOWN_WHOLE;
  /* Where the original is still to be coded, the two take over the codebook together. */
  return status == CS_OK && codebook == dataset->run.codebook ? cs_take_over(dataset, id, error)
                                                              : status;
}

static cs_status mark_anew(cs_dataset *dataset, int64_t source_id, cs_error *error) {
  const cs_value id = cs_integer(source_id);
  return cs_sql_run(dataset, CS_MARK_ANEW, &id, 1, error);
}

cs_status cs_dataset_has(bool *has, cs_dataset *dataset, const cs_source *source, cs_error *error) {
  cs_known known;
  cs_status status = cs_dataset_find(&known, dataset, source, error);
  if (status == CS_OK) {
    *has = known == CS_KNOWN_WHOLE || known == CS_KNOWN_COPY;
  }
  return status;
}

cs_status cs_dataset_find(cs_known *known, cs_dataset *dataset, const cs_source *source,
                          cs_error *error) {
  const cs_value path = cs_string(source->path);
  sqlite3_stmt *statement;
  bool row = false;
  cs_status status = cs_check_running(dataset, error);
  if (status == CS_OK) {
    status = cs_sql_start(&statement, dataset, CS_FIND_SOURCE, &path, 1, error);
  }
  if (status == CS_OK) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  if (status != CS_OK) {
    return status;
  }
  int64_t id = row ? sqlite3_column_int64(statement, 0) : 0;
  const char *name = row ? (const char *)sqlite3_column_text(statement, 5) : NULL;
  const char *outcome = row ? (const char *)sqlite3_column_text(statement, 6) : NULL;
  bool renamed = name != NULL && strcmp(name, source->name) != 0;
  bool duplicate = outcome != NULL && strcmp(outcome, "duplicate") == 0;
  /* By its new name a duplicate may be the first of its like: it has to be put again. */
  bool review = outcome != NULL && strcmp(outcome, "review") == 0;
  cs_known found =
      row && !(renamed && duplicate) ? what_is_known(statement, dataset, source) : CS_KNOWN_NOT;
  if (row) {
    sqlite3_reset(statement);
  }
  if (found == CS_KNOWN_TEXT && !review) {
    status = settle(&found, dataset, id, duplicate, error);
  }
  if (row && status == CS_OK) {
    status =
        found != CS_KNOWN_NOT ? cs_mark_seen(dataset, id, error) : mark_anew(dataset, id, error);
  }
  if (found != CS_KNOWN_NOT && renamed && status == CS_OK) {
    status = rename_source(dataset, id, source->name, error);
  }
  if (status == CS_OK) {
    *known = found == CS_KNOWN_WHOLE && duplicate ? CS_KNOWN_COPY : found;
  }
  return status;
}

cs_status cs_dataset_keep(cs_dataset *dataset, const cs_source *source, cs_error *error) {
  const cs_value path = cs_string(source->path);
  int64_t id = 0;
  cs_status status = cs_check_running(dataset, error);
  if (status == CS_OK) {
    status = cs_sql_integer(&id, 0, dataset, CS_FIND_SOURCE, &path, 1, error);
  }
  return status == CS_OK && id != 0 ? cs_mark_seen(dataset, id, error) : status;
}

static cs_status find_name(char **name, cs_dataset *dataset, int64_t source_id, cs_error *error) {
  const cs_value id = cs_integer(source_id);
  sqlite3_stmt *statement;
  bool row = false;
  cs_status status = cs_sql_start(&statement, dataset, CS_SOURCE_NAME, &id, 1, error);
  if (status == CS_OK) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  if (status == CS_OK) {
    const unsigned char *text = row ? sqlite3_column_text(statement, 0) : NULL;
    *name = cs_copy_string(text != NULL ? (const char *)text : "");
    sqlite3_reset(statement);
  }
  return status;
}

static cs_status remove_source(cs_dataset *dataset, int64_t source_id, cs_error *error) {
  char *name = NULL;
  cs_status status = find_name(&name, dataset, source_id, error);
  if (status == CS_OK) {
    status = cs_release_review(dataset, source_id, name, error);
  }
  free(name);
  return status == CS_OK ? cs_drop_source(dataset, source_id, error) : status;
}

static cs_status forget(size_t *forgotten, cs_dataset *dataset, const char *root, cs_error *error) {
  cs_id_list gone = {0};
  const cs_value below = cs_string(root);
  cs_status status = cs_list_ids(&gone, dataset, CS_UNSEEN_SOURCES, &below, 1, error);
  for (size_t i = 0; i < gone.count && status == CS_OK; i++) {
    status = remove_source(dataset, gone.items[i], error);
  }
  if (status == CS_OK) {
    *forgotten = gone.count;
  }
  free(gone.items);
  return status;
}

cs_status cs_dataset_forget_missing(size_t *forgotten, cs_dataset *dataset, const char *root,
                                    cs_error *error) {
  cs_status status = cs_check_running(dataset, error);
  if (status != CS_OK) {
    return status;
  }
  size_t length = strlen(root);
  while (length > 0 && root[length - 1] == '/') {
    length--;
  }
  char *trimmed = cs_copy_bytes(root, length);
  status = cs_savepoint(dataset, error);
  if (status == CS_OK) {
    status = cs_savepoint_end(dataset, forget(forgotten, dataset, trimmed, error), error);
  }
  free(trimmed);
  return status;
}

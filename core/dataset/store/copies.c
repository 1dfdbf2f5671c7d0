/* Copies: sources with the same bytes.
 *
 * Always true: of the sources with the bytes of a stored review exactly one is
 * its source; the others are duplicates of it, each with one problem that names it.
 * Of those that a run finds it is the first by name and then path. */
#include "dataset/store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

cs_status cs_tell_duplicate(cs_dataset *dataset, int64_t source_id, const char *original_name,
                            cs_error *error) {
  const cs_value id = cs_integer(source_id);
  cs_status status = cs_sql_run(dataset, CS_DELETE_PROBLEMS, &id, 1, error);
  if (status != CS_OK) {
    return status;
  }
  char message[CS_MESSAGE_SIZE];
  cs_error cut;
  cs_fail(&cut, CS_OK, "it has the same bytes as %s, which is stored: this one is left out",
          original_name);
  snprintf(message, sizeof message, "%s", cut.message);
  const cs_problem problem = {
      .stage = CS_STAGE_DATASET, .severity = CS_WARNING, .message = message};
  return cs_add_problem(dataset, source_id, NULL, &problem, error);
}

cs_status cs_tell_duplicates(cs_dataset *dataset, int64_t original, const char *name,
                             cs_error *error) {
  cs_id_list list = {0};
  const cs_value id = cs_integer(original);
  cs_status status = cs_list_ids(&list, dataset, CS_LIST_DUPLICATES, &id, 1, error);
  for (size_t i = 0; i < list.count && status == CS_OK; i++) {
    status = cs_tell_duplicate(dataset, list.items[i], name, error);
  }
  free(list.items);
  return status;
}

/* ---- Another original ---- */

/* Whether a document is no more where it was. What is written in place of a byte cannot be looked
 * for. */
static bool is_gone(const char *path) {
  return strstr(path, "\\x") == NULL && access(path, F_OK) != 0 &&
         (errno == ENOENT || errno == ENOTDIR);
}

/* Removes the duplicates that this run has not found and nobody would, such as those of a folder
 * that was moved: they would keep what is removed from its new place. */
static cs_status drop_gone_duplicates(cs_dataset *dataset, int64_t original, cs_error *error) {
  const cs_value id = cs_integer(original);
  cs_id_list gone = {0};
  sqlite3_stmt *row;
  bool found = true;
  cs_status status = cs_sql_start(&row, dataset, CS_UNSEEN_DUPLICATES, &id, 1, error);
  while (status == CS_OK && found) {
    status = cs_sql_next(&found, dataset, row, error);
    const char *path = status == CS_OK && found ? (const char *)sqlite3_column_text(row, 1) : NULL;
    if (path != NULL && is_gone(path)) {
      cs_grow(&gone.items, &gone.capacity, gone.count, sizeof *gone.items);
      gone.items[gone.count++] = sqlite3_column_int64(row, 0);
    }
  }
  for (size_t i = 0; i < gone.count && status == CS_OK; i++) {
    status = cs_drop_source(dataset, gone.items[i], error);
  }
  free(gone.items);
  return status;
}

static cs_status redirect(cs_dataset *dataset, int64_t from, int64_t to, const char *to_name,
                          cs_error *error) {
  const cs_value values[] = {cs_integer(from), cs_integer(to)};
  cs_status status = cs_sql_run(dataset, CS_REDIRECT_DUPLICATES, values, 2, error);
  return status == CS_OK ? cs_tell_duplicates(dataset, to, to_name, error) : status;
}

cs_status cs_replace_original(cs_dataset *dataset, int64_t winner, const char *winner_name,
                              int64_t loser, cs_error *error) {
  const cs_value values[] = {cs_integer(loser), cs_integer(winner)};
  cs_status status = cs_delete_review(dataset, loser, error);
  if (status == CS_OK) {
    status = cs_sql_run(dataset, CS_MAKE_DUPLICATE, values, 2, error);
  }
  if (status == CS_OK) {
    status = redirect(dataset, loser, winner, winner_name, error);
  }
  return status == CS_OK ? drop_gone_duplicates(dataset, winner, error) : status;
}

/* How a document is read depends on its bytes and the ending of its name; something of the review
 * comes from the rest of it. */
static bool same_ending(const char *a, const char *b) {
  const char *dot_a = strrchr(a, '.');
  const char *dot_b = strrchr(b, '.');
  return strcmp(dot_a != NULL ? dot_a : "", dot_b != NULL ? dot_b : "") == 0;
}

static cs_status reads_alike(bool *alike, cs_dataset *dataset, int64_t from, const char *from_name,
                             const char *to_name, cs_error *error) {
  const cs_value values[] = {cs_integer(from), cs_string(CS_UNKNOWN_FAMILY)};
  int64_t unknown = 0;
  cs_status status = cs_sql_integer(&unknown, 0, dataset, CS_HAS_FAMILY, values, 2, error);
  *alike =
      same_ending(from_name, to_name) && cs_review_same_by_name(from_name, to_name, unknown == 0);
  return status;
}

/* The review of `from` becomes that of its duplicate `to`, as it was coded; where it might
 * have been read in another way, `to` counts as changed: this run reads it, if it finds it at all
 * (cs_dataset_reads_copy), or the next one does. */
static cs_status move_review(cs_dataset *dataset, int64_t from, const char *from_name, int64_t to,
                             const char *to_name, cs_error *error) {
  const cs_value id = cs_integer(to);
  const cs_value move[] = {cs_integer(from), id, cs_string(to_name)};
  bool alike = false;
  cs_status status = reads_alike(&alike, dataset, from, from_name, to_name, error);
  if (status == CS_OK) {
    status = cs_sql_run(dataset, CS_DELETE_PROBLEMS, &id, 1, error);
  }
  if (status == CS_OK) {
    const cs_value make[] = {id, cs_integer(from), cs_integer(alike)};
    status = cs_sql_run(dataset, CS_MAKE_ORIGINAL, make, 3, error);
  }
  if (status == CS_OK) {
    status = cs_sql_run(dataset, CS_MOVE_REVIEW, move, 3, error);
  }
  if (status == CS_OK) {
    const cs_value problems[] = {cs_integer(from), id};
    status = cs_sql_run(dataset, CS_MOVE_PROBLEMS, problems, 2, error);
  }
  return status == CS_OK ? redirect(dataset, from, to, to_name, error) : status;
}

cs_status cs_release_review(cs_dataset *dataset, int64_t source_id, const char *name,
                            cs_error *error) {
  const cs_value id = cs_integer(source_id);
  sqlite3_stmt *statement = NULL;
  bool row = false;
  cs_status status = drop_gone_duplicates(dataset, source_id, error);
  if (status == CS_OK) {
    status = cs_sql_start(&statement, dataset, CS_FIRST_DUPLICATE, &id, 1, error);
  }
  if (status == CS_OK) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  if (status != CS_OK) {
    return status;
  }
  if (!row) {
    return cs_delete_review(dataset, source_id, error);
  }
  int64_t heir = sqlite3_column_int64(statement, 0);
  const unsigned char *text = sqlite3_column_text(statement, 1);
  char *heir_name = cs_copy_string(text != NULL ? (const char *)text : "");
  sqlite3_reset(statement);
  status = move_review(dataset, source_id, name, heir, heir_name, error);
  free(heir_name);
  return status;
}

/* ---- Read to stand in ---- */

/* Whether a copy has to be read to stand in for its original, whose row of CS_FIND_ORIGINAL it is:
 * that is gone, or this run reads it anew and may find other bytes, and this copy is the first of
 * those that are as they were. */
static cs_status stands_in(bool *reads, cs_dataset *dataset, sqlite3_stmt *row,
                           const cs_source *source, cs_error *error) {
  int64_t id = sqlite3_column_int64(row, 0);
  const char *text = (const char *)sqlite3_column_text(row, 1);
  const char *path = (const char *)sqlite3_column_text(row, 2);
  bool anew = sqlite3_column_int(row, 4) != 0, first = sqlite3_column_int(row, 6) != 0;
  if (!first || text == NULL || path == NULL || !(anew || is_gone(path))) {
    sqlite3_reset(row);
    return CS_OK;
  }
  char *name = cs_copy_string(text);
  sqlite3_reset(row);
  bool alike = true;
  cs_status status = reads_alike(&alike, dataset, id, name, source->name, error);
  free(name);
  *reads = !alike;
  return status;
}

cs_status cs_dataset_reads_copy(bool *reads, cs_dataset *dataset, const cs_source *source,
                                cs_error *error) {
  const cs_value path = cs_string(source->path);
  sqlite3_stmt *row;
  bool found = false;
  *reads = false;
  cs_status status = cs_check_running(dataset, error);
  if (status == CS_OK) {
    status = cs_sql_start(&row, dataset, CS_FIND_ORIGINAL, &path, 1, error);
  }
  if (status == CS_OK) {
    status = cs_sql_next(&found, dataset, row, error);
  }
  if (status != CS_OK || !found) {
    return status;
  }
  bool seen = sqlite3_column_int(row, 3) != 0, anew = sqlite3_column_int(row, 4) != 0;
  *reads = (seen || anew) && sqlite3_column_int(row, 5) != 0;
  if (seen || *reads) {
    sqlite3_reset(row);
    return CS_OK;
  }
  return stands_in(reads, dataset, row, source, error);
}

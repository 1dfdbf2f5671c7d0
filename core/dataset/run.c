/* The run as a sequence of transactions: begun under the write lock, made durable
 * at checkpoints, ended with its counts. */
#include "dataset/body/body.h"
#include "dataset/internal.h"
#include "dataset/store/recode.h"
#include "dataset/verify/trust.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
  WAIT_AT_CHECKPOINT = 2000, /* milliseconds, for those who are reading */
  WAIT_AT_END = 300000,
};

/* "2018-03-02T09:30:00Z" */
static void write_now(char text[32]) {
  time_t now = time(NULL);
  struct tm parts;
  if (gmtime_r(&now, &parts) == NULL || strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0) {
    strcpy(text, "1970-01-01T00:00:00Z");
  }
}

static bool is_plugin_folder(const char *name, size_t length) {
  static const char *const folders[] = {"themes", "families", "lexicons", "scores"};
  for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
    if (strlen(folders[i]) == length && memcmp(folders[i], name, length) == 0) {
      return true;
    }
  }
  return false;
}

const char *cs_plugin_file(const char *path) {
  const char *base = strrchr(path, '/');
  if (base == NULL) {
    return path;
  }
  const char *folder = base;
  while (folder > path && folder[-1] != '/') {
    folder--;
  }
  return is_plugin_folder(folder, (size_t)(base - folder)) ? folder : base + 1;
}

/* ---- Begin ---- */

static cs_status take_lock(cs_dataset *dataset, int milliseconds, cs_error *error) {
  sqlite3_busy_timeout(dataset->db, milliseconds);
  int code = sqlite3_exec(dataset->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  sqlite3_busy_timeout(dataset->db, WAIT_AT_CHECKPOINT);
  if (code == SQLITE_OK) {
    return CS_OK;
  }
  if ((code & 0xFF) == SQLITE_BUSY) {
    return cs_fail(error, CS_BUSY,
                   "%s: another run is writing it: wait until that is done, or write to another "
                   "dataset and merge the two",
                   dataset->path);
  }
  return cs_sql_fail(dataset->db, dataset->path, "begin a run", error);
}

static cs_status record_plugin(cs_dataset *dataset, const cs_plugin_entry *plugin,
                               cs_error *error) {
  const cs_value values[] = {cs_integer(dataset->run.codebook),
                             cs_string(plugin->kind),
                             cs_string(plugin->id),
                             cs_string(plugin->version),
                             cs_string(cs_plugin_file(plugin->file)),
                             cs_string(plugin->sha256)};
  return cs_sql_run(dataset, CS_ADD_PLUGIN, values, 6, error);
}

static cs_status record_theme(cs_dataset *dataset, int64_t *number, const cs_theme_entry *theme,
                              cs_error *error) {
  const cs_plugin_entry *plugin = &theme->plugin;
  const cs_value values[] = {cs_string(plugin->id),
                             cs_string(theme->title),
                             cs_string(theme->about),
                             cs_string(plugin->version),
                             cs_string(cs_plugin_file(plugin->file)),
                             cs_string(plugin->sha256)};
  cs_status status = record_plugin(dataset, plugin, error);
  if (status == CS_OK) {
    status = cs_sql_run(dataset, CS_ADD_THEME, values, 6, error);
  }
  return status == CS_OK ? cs_sql_integer(number, 0, dataset, CS_THEME_NUMBER, values, 1, error)
                         : status;
}

static cs_status record_codebook(cs_dataset *dataset, const cs_codebook *codebook,
                                 cs_error *error) {
  cs_run_state *run = &dataset->run;
  const cs_value values[] = {cs_string(codebook->digest), cs_string(codebook->version)};
  cs_status status = cs_sql_integer(&run->codebook, 0, dataset, CS_FIND_CODEBOOK, values, 2, error);
  if (status == CS_OK && run->codebook == 0) {
    status = cs_sql_run(dataset, CS_ADD_CODEBOOK, values, 2, error);
    run->codebook = sqlite3_last_insert_rowid(dataset->db);
  }
  if (status == CS_OK) { /* a score that is gone has left no other trace */
    const cs_value own = cs_integer(run->codebook);
    status = cs_sql_run(dataset, CS_DELETE_PLUGINS, &own, 1, error);
  }
  for (size_t i = 0; i < codebook->plugin_count && status == CS_OK; i++) {
    status = record_plugin(dataset, &codebook->plugins[i], error);
  }
  run->theme_count = codebook->theme_count;
  run->themes = cs_arena_allocate(run->arena, codebook->theme_count, sizeof *run->themes);
  for (size_t i = 0; i < codebook->theme_count && status == CS_OK; i++) {
    status = record_theme(dataset, &run->themes[i], &codebook->themes[i], error);
  }
  return status;
}

static void copy_patterns(cs_run_state *run, const cs_codebook *codebook) {
  run->term_count = codebook->pattern_count;
  run->terms = cs_arena_allocate(run->arena, run->term_count, sizeof *run->terms);
  run->patterns = cs_arena_allocate(run->arena, run->term_count, sizeof *run->patterns);
  for (size_t i = 0; i < run->term_count; i++) {
    run->patterns[i] = cs_arena_string(run->arena, codebook->patterns[i]);
  }
}

static cs_status record_run(cs_dataset *dataset, const cs_codebook *codebook, cs_error *error) {
  char now[32];
  write_now(now);
  char *version = cs_copy_bytes(codebook->version, strcspn(codebook->version, " "));
  const cs_value values[] = {cs_string(now), cs_string(version),
                             cs_string(codebook->plugins_digest),
                             cs_integer(dataset->run.codebook)};
  cs_status status = cs_sql_run(dataset, CS_ADD_RUN, values, 4, error);
  dataset->run.id = sqlite3_last_insert_rowid(dataset->db);
  free(version);
  return status;
}

static bool is_next(int64_t id) {
  return id >= 1 && id <= CS_BODY_MOST_ID;
}

static cs_status find_next_ids(cs_dataset *dataset, cs_error *error) {
  cs_next_ids *next = &dataset->run.next;
  cs_status status = cs_sql_integer(&next->review, 1, dataset, CS_NEXT_REVIEW, NULL, 0, error);
  if (status == CS_OK) {
    status = cs_sql_integer(&next->passage, 1, dataset, CS_NEXT_PASSAGE, NULL, 0, error);
  }
  if (status == CS_OK) {
    status = cs_sql_integer(&next->coding, 1, dataset, CS_NEXT_CODING, NULL, 0, error);
  }
  return status == CS_OK &&
                 !(is_next(next->review) && is_next(next->passage) && is_next(next->coding))
             ? cs_fail(error, CS_MALFORMED,
                       "%s: the ids in it are out of range: 'conspectus verify' tells more",
                       dataset->path)
             : status;
}

static cs_status begin(cs_dataset *dataset, const cs_codebook *codebook, bool *recode,
                       cs_error *error) {
  cs_status status = record_codebook(dataset, codebook, error);
  if (status == CS_OK) {
    status = record_run(dataset, codebook, error);
  }
  if (status == CS_OK) {
    status = find_next_ids(dataset, error);
  }
  if (status == CS_OK) {
    status = cs_sql_exec(dataset, "DELETE FROM problem_row WHERE source_id IS NULL", error);
  }
  if (status == CS_OK) {
    status = cs_find_stale(dataset, error);
  }
  if (status == CS_OK) {
    *recode = dataset->run.stale_count != 0;
  }
  return status;
}

static void forget_run(cs_dataset *dataset) {
  cs_forget_forms(dataset);
  cs_forget_stored_forms(dataset);
  cs_forget_headings(dataset);
  cs_arena_free(dataset->run.arena);
  dataset->run = (cs_run_state){0};
}

static void roll_back(cs_dataset *dataset) {
  if (!sqlite3_get_autocommit(dataset->db)) {
    sqlite3_exec(dataset->db, "ROLLBACK", NULL, NULL, NULL);
  }
}

cs_status cs_begin_run(cs_dataset *dataset, const cs_codebook *codebook, bool *recode,
                       cs_error *error) {
  if (!dataset->writable || dataset->run.arena != NULL) {
    return cs_fail(error, CS_USAGE, "%s: %s", dataset->path,
                   dataset->writable ? "a run has begun already" : "it is open for reading only");
  }
  cs_status status =
      cs_sql_exec(dataset,
                  "CREATE TEMP TABLE IF NOT EXISTS seen (source_id INTEGER PRIMARY KEY); "
                  "CREATE TEMP TABLE IF NOT EXISTS anew (source_id INTEGER PRIMARY KEY)",
                  error);
  if (status == CS_OK) {
    status = take_lock(dataset, 0, error);
  }
  if (status != CS_OK) {
    return status;
  }
  dataset->run = (cs_run_state){.arena = cs_arena_new()};
  copy_patterns(&dataset->run, codebook);
  status = cs_sql_exec(dataset, "DELETE FROM temp.seen; DELETE FROM temp.anew", error);
  if (status == CS_OK) {
    status = cs_check_rows(dataset, error); /* what is damaged must not be made to look right */
  }
  if (status == CS_OK) {
    status = begin(dataset, codebook, recode, error);
  }
  if (status != CS_OK) {
    roll_back(dataset);
    forget_run(dataset);
  }
  return status;
}

cs_status cs_check_running(const cs_dataset *dataset, cs_error *error) {
  if (dataset->run.arena == NULL) {
    return cs_fail(error, CS_USAGE, "%s: no run has begun", dataset->path);
  }
  if (sqlite3_get_autocommit(dataset->db)) {
    return cs_fail(error, CS_UNREADABLE,
                   "%s: the run cannot go on, because writing failed before: what its last "
                   "checkpoint left stands; run again when the cause is gone",
                   dataset->path);
  }
  return CS_OK;
}

/* ---- Checkpoint and end ---- */

cs_status cs_dataset_checkpoint(cs_dataset *dataset, cs_error *error) {
  cs_status status = cs_check_running(dataset, error);
  if (status != CS_OK) {
    return status;
  }
  int code = sqlite3_exec(dataset->db, "COMMIT", NULL, NULL, NULL);
  if ((code & 0xFF) == SQLITE_BUSY) {
    return CS_OK; /* somebody is reading; the transaction goes on */
  }
  if (code != SQLITE_OK) {
    status = cs_sql_fail(dataset->db, dataset->path, "commit what was coded", error);
    roll_back(dataset);
    return status;
  }
  return take_lock(dataset, WAIT_AT_CHECKPOINT, error);
}

/* Themes that the codebook has no more and no coding has either. */
static cs_status forget_themes(cs_dataset *dataset, cs_error *error) {
  const cs_value codebook = cs_integer(dataset->run.codebook);
  return cs_sql_run(dataset, CS_DELETE_OLD_THEMES, &codebook, 1, error);
}

static const char forget_names[] =
    "DELETE FROM organisation WHERE id NOT IN (SELECT organisation_id FROM review_organisation "
    "UNION SELECT organisation_id FROM addressee_row); "
    "DELETE FROM heading WHERE id NOT IN (SELECT heading FROM section_row)";

static cs_status record_end(cs_dataset *dataset, const cs_run_counts *counts, bool finished,
                            cs_error *error) {
  char now[32];
  write_now(now);
  const cs_value values[] = {cs_string(finished ? now : NULL),
                             cs_integer((int64_t)counts->documents),
                             cs_integer((int64_t)counts->coded),
                             cs_integer((int64_t)counts->unchanged),
                             cs_integer((int64_t)counts->left_out),
                             cs_integer((int64_t)counts->forgotten),
                             cs_integer((int64_t)counts->problems),
                             cs_integer((int64_t)counts->passages),
                             cs_integer((int64_t)counts->codings),
                             cs_integer((int64_t)counts->bytes),
                             cs_integer(dataset->run.id)};
  return cs_sql_run(dataset, CS_END_RUN, values, sizeof values / sizeof *values, error);
}

static cs_status end(cs_dataset *dataset, const cs_run_counts *counts, bool finished,
                     cs_error *error) {
  cs_status status = forget_themes(dataset, error);
  if (status == CS_OK && dataset->run.removed) {
    status = cs_sql_exec(dataset, forget_names, error);
  }
  if (status == CS_OK) {
    status = record_end(dataset, counts, finished, error);
  }
  if (status != CS_OK) {
    return status;
  }
  sqlite3_busy_timeout(dataset->db, WAIT_AT_END);
  if (sqlite3_exec(dataset->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
    status = cs_sql_fail(dataset->db, dataset->path, "commit the run", error);
  }
  return status;
}

cs_status cs_dataset_end_run(cs_dataset *dataset, const cs_run_counts *counts, bool finished,
                             cs_error *error) {
  cs_status status = cs_check_running(dataset, error);
  if (status == CS_OK) {
    status = end(dataset, counts, finished, error);
  }
  roll_back(dataset);
  forget_run(dataset);
  return status;
}

/* Coding anew without reading anew: which themes of a stored review have to be coded,
 * and their codings in place of the old. */
#include "dataset/store/recode.h"

#include "dataset/body/write.h"
#include "dataset/load/load.h"
#include "dataset/store/store.h"

#include <stdlib.h>
#include <string.h>

/* ---- How codebooks differ ---- */

/* Whether the two codebooks have the same plugins of a kind. */
static cs_status same_plugins(bool *same, cs_dataset *dataset, int64_t codebook, const char *kind,
                              cs_error *error) {
  const cs_value values[] = {cs_integer(codebook), cs_integer(dataset->run.codebook),
                             cs_string(kind)};
  int64_t differ = 0;
  cs_status status = cs_sql_integer(&differ, 1, dataset, CS_DIFFERENT_PLUGINS, values, 3, error);
  *same = differ == 0;
  return status;
}

static cs_status same_version(bool *same, cs_dataset *dataset, int64_t codebook, cs_error *error) {
  const cs_value values[] = {cs_integer(codebook), cs_integer(dataset->run.codebook)};
  int64_t found = 0;
  cs_status status = cs_sql_integer(&found, 0, dataset, CS_SAME_VERSION, values, 2, error);
  *same = found != 0;
  return status;
}

static cs_status find_changed(cs_stale_codebook *stale, cs_dataset *dataset, bool all,
                              cs_error *error) {
  cs_run_state *run = &dataset->run;
  cs_status status = CS_OK;
  stale->themes = cs_arena_allocate(run->arena, run->theme_count + 1, sizeof *stale->themes);
  for (size_t i = 0; i < run->theme_count && status == CS_OK; i++) {
    const cs_value values[] = {cs_integer(stale->id), cs_integer(run->codebook),
                               cs_integer(run->themes[i])};
    int64_t same = 0;
    status = cs_sql_integer(&same, 0, dataset, CS_SAME_THEME, values, 3, error);
    stale->themes[i] = all || same == 0;
  }
  stale->all = all;
  return status;
}

static cs_status find_gone(cs_stale_codebook *stale, cs_dataset *dataset, cs_error *error) {
  const cs_value values[] = {cs_integer(stale->id), cs_integer(dataset->run.codebook)};
  cs_id_list list = {0};
  cs_status status = cs_list_ids(&list, dataset, CS_GONE_THEMES, values, 2, error);
  stale->gone = cs_arena_allocate(dataset->run.arena, list.count + 1, sizeof *stale->gone);
  stale->gone_count = list.count;
  for (size_t i = 0; i < list.count; i++) {
    stale->gone[i] = list.items[i];
  }
  free(list.items);
  return status;
}

static cs_status compare(cs_stale_codebook *stale, cs_dataset *dataset, cs_error *error) {
  bool families = false, lexicons = false, version = false;
  cs_status status = same_version(&version, dataset, stale->id, error);
  if (status == CS_OK) {
    status = same_plugins(&families, dataset, stale->id, "family", error);
  }
  if (status == CS_OK) {
    status = same_plugins(&lexicons, dataset, stale->id, "lexicon", error);
  }
  stale->readable = version && families;
  if (status == CS_OK && stale->readable) {
    status = find_changed(stale, dataset, !lexicons, error);
  }
  return status == CS_OK && stale->readable ? find_gone(stale, dataset, error) : status;
}

cs_status cs_find_stale(cs_dataset *dataset, cs_error *error) {
  cs_run_state *run = &dataset->run;
  const cs_value own = cs_integer(run->codebook);
  cs_id_list list = {0};
  cs_status status = cs_list_ids(&list, dataset, CS_STALE_CODEBOOKS, &own, 1, error);
  run->stale = cs_arena_allocate(run->arena, list.count + 1, sizeof *run->stale);
  for (size_t i = 0; i < list.count && status == CS_OK; i++) {
    run->stale[i].id = list.items[i];
    status = compare(&run->stale[run->stale_count++], dataset, error);
  }
  free(list.items);
  return status;
}

const cs_stale_codebook *cs_stale_of(const cs_dataset *dataset, int64_t codebook) {
  for (size_t i = 0; i < dataset->run.stale_count; i++) {
    const cs_stale_codebook *each = &dataset->run.stale[i];
    if (each->id == codebook) {
      return each->readable ? each : NULL;
    }
  }
  return NULL;
}

cs_status cs_take_over(cs_dataset *dataset, int64_t source_id, cs_error *error) {
  const cs_value values[] = {cs_integer(source_id), cs_integer(dataset->run.codebook)};
  return cs_sql_run(dataset, CS_SET_CODEBOOK, values, 2, error);
}

/* ---- A review to be coded ---- */

/* What is stored for a path. */
typedef struct stored {
  int64_t id;
  const cs_stale_codebook *stale; /* how its codebook differs */
  bool duplicate;                 /* which it may have become since it was chosen */
} stored;

static cs_status find(stored *out, cs_dataset *dataset, const cs_source *source, cs_error *error) {
  const cs_value path = cs_string(source->path);
  sqlite3_stmt *row;
  bool found = false;
  cs_status status = cs_sql_start(&row, dataset, CS_FIND_SOURCE, &path, 1, error);
  if (status == CS_OK) {
    status = cs_sql_next(&found, dataset, row, error);
  }
  *out = (stored){0};
  if (status == CS_OK && found) {
    const char *outcome = (const char *)sqlite3_column_text(row, 6);
    out->id = sqlite3_column_int64(row, 0);
    out->stale = cs_stale_of(dataset, sqlite3_column_int64(row, 4));
    out->duplicate = outcome != NULL && strcmp(outcome, cs_outcome_name(CS_OUTCOME_DUPLICATE)) == 0;
    sqlite3_reset(row);
  }
  return status == CS_OK && out->stale == NULL && !out->duplicate
             ? cs_fail(error, CS_USAGE, "%s: %s is not to be coded anew", dataset->path,
                       source->name)
             : status;
}

cs_status cs_dataset_load(cs_record *out, const bool **themes, struct cs_arena *arena,
                          cs_dataset *dataset, const cs_source *source, cs_error *error) {
  stored it;
  cs_status status = cs_check_running(dataset, error);
  if (status == CS_OK) {
    status = find(&it, dataset, source, error);
  }
  if (status == CS_OK && it.duplicate) {
    status = cs_fail(error, CS_NOT_FOUND, "%s: %s has no review of its own", dataset->path,
                     source->name);
  }
  if (status == CS_OK) {
    status = cs_load_review(out, arena, dataset, it.id, source->name, NULL,
                            it.stale->all ? NULL : it.stale, error);
  }
  if (status == CS_OK) {
    *themes = it.stale->themes;
  }
  return status;
}

/* ---- Its new codings ---- */

/* The stored review. */
typedef struct target {
  int64_t id;
  int64_t source_id;
  const cs_stale_codebook *stale;
} target;

static cs_status find_target(target *out, cs_dataset *dataset, const cs_record *record,
                             cs_error *error) {
  const cs_value source = cs_integer(out->source_id);
  cs_status status = cs_sql_integer(&out->id, 0, dataset, CS_REVIEW_OF_SOURCE, &source, 1, error);
  return status != CS_OK || out->id != 0
             ? status
             : cs_fail(error, CS_MALFORMED,
                       "%s: the review of %s is missing: 'conspectus verify' "
                       "tells more",
                       dataset->path, record->source.name);
}

/* Numbers of the themes whose codings go; the caller frees them. */
static cs_id_list list_dropped(const target *it, const cs_dataset *dataset) {
  const cs_stale_codebook *stale = it->stale;
  const cs_run_state *run = &dataset->run;
  cs_id_list list = {.items =
                         cs_allocate(run->theme_count + stale->gone_count + 1, sizeof *list.items)};
  for (size_t i = 0; i < run->theme_count; i++) {
    if (stale->themes[i]) {
      list.items[list.count++] = run->themes[i];
    }
  }
  for (size_t i = 0; i < stale->gone_count; i++) {
    list.items[list.count++] = stale->gone[i];
  }
  return list;
}

static cs_status delete_problems(const target *it, cs_dataset *dataset, const cs_id_list *dropped,
                                 cs_error *error) {
  const cs_value source = cs_integer(it->source_id);
  if (it->stale->all) {
    return cs_sql_run(dataset, CS_DELETE_HOST_PROBLEMS, &source, 1, error);
  }
  cs_status status = CS_OK;
  for (size_t i = 0; i < dropped->count && status == CS_OK; i++) {
    const cs_value values[] = {source, cs_integer(dropped->items[i])};
    status = cs_sql_run(dataset, CS_DELETE_THEME_PROBLEMS, values, 2, error);
  }
  return status;
}

static cs_status replace(target *it, cs_dataset *dataset, const cs_record *record,
                         cs_error *error) {
  cs_id_list dropped = list_dropped(it, dataset);
  cs_coding_change change = {0};
  cs_status status = delete_problems(it, dataset, &dropped, error);
  dataset->last = (cs_put_result){CS_OUTCOME_REVIEW, 0};
  if (status == CS_OK) {
    status = cs_add_problems(dataset, it->source_id, record->problems, error);
  }
  if (status == CS_OK) {
    status = cs_change_codings(&change, dataset, record, it->id, it->stale->all ? NULL : &dropped,
                               error);
  }
  if (status == CS_OK && change.count != change.before) {
    const cs_value values[] = {cs_integer(it->id), cs_integer((int64_t)change.count)};
    status = cs_sql_run(dataset, CS_SET_CODINGS, values, 2, error);
  }
  free(dropped.items);
  return status == CS_OK ? cs_take_over(dataset, it->source_id, error) : status;
}

/* Meanwhile a document of the same bytes was read that comes before it: its problem is told. */
static cs_status leave_out(cs_dataset *dataset, int64_t source_id, cs_error *error) {
  dataset->last = (cs_put_result){CS_OUTCOME_DUPLICATE, 1};
  return cs_take_over(dataset, source_id, error);
}

static cs_status put_codings(cs_dataset *dataset, const cs_record *record, cs_error *error) {
  stored found;
  cs_status status = find(&found, dataset, &record->source, error);
  target it = {.source_id = found.id, .stale = found.stale};
  if (status == CS_OK && found.duplicate) {
    return leave_out(dataset, found.id, error);
  }
  if (status == CS_OK) {
    status = cs_check_codings(dataset, record, error);
  }
  if (status == CS_OK) {
    status = find_target(&it, dataset, record, error);
  }
  return status == CS_OK ? replace(&it, dataset, record, error) : status;
}

cs_status cs_dataset_put_codings(cs_dataset *dataset, const cs_record *record, cs_error *error) {
  cs_status status = cs_check_running(dataset, error);
  if (status == CS_OK && record->codings == NULL) {
    status = cs_fail(error, CS_USAGE, "%s: %s has no codings", dataset->path, record->source.name);
  }
  if (status == CS_OK) {
    status = cs_savepoint(dataset, error);
  }
  if (status != CS_OK) {
    return status;
  }
  cs_next_ids next = dataset->run.next;
  status = cs_savepoint_end(dataset, put_codings(dataset, record, error), error);
  if (status != CS_OK) {
    dataset->run.next = next;
  }
  return status;
}

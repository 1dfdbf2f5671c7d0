/* Joining datasets: the documents of all inputs in the order in which one run over
 * all would have put them, each put as a run puts it. So keys, duplicates and rows
 * come out as that run's.
 *
 * A new dataset is made beside its name (PATH.merge) and put there when it is
 * whole; one that is there already gets everything in one transaction. */
#include "dataset/merge/merge.h"
#include "dataset/create.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct merging {
  const char *path; /* where the output is, or will be */
  bool there;
  cs_dataset *output;
  cs_merge_input *inputs;
  size_t count;
  const char **patterns; /* of all inputs, each once */
  size_t pattern_count;
  cs_merge_problems problems; /* of no document */
  cs_run_counts *counts;
  const volatile int *stop;
} merging;

/* ---- Inputs ---- */

static int by_text(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Numbers the terms of all inputs alike. */
static void join_patterns(merging *it) {
  size_t count = 0;
  for (size_t i = 0; i < it->count; i++) {
    count += it->inputs[i].names.terms.count;
  }
  it->patterns = cs_allocate(count + 1, sizeof *it->patterns);
  count = 0;
  for (size_t i = 0; i < it->count; i++) {
    for (size_t j = 0; j < it->inputs[i].names.terms.count; j++) {
      it->patterns[count++] = it->inputs[i].patterns[j];
    }
  }
  qsort(it->patterns, count, sizeof *it->patterns, by_text);
  for (size_t i = 0; i < count; i++) {
    if (i == 0 || strcmp(it->patterns[i], it->patterns[it->pattern_count - 1]) != 0) {
      it->patterns[it->pattern_count++] = it->patterns[i];
    }
  }
  for (size_t i = 0; i < it->count; i++) {
    for (size_t j = 0; j < it->inputs[i].names.terms.count; j++) {
      const char **found = bsearch(&it->inputs[i].patterns[j], it->patterns, it->pattern_count,
                                   sizeof *it->patterns, by_text);
      it->inputs[i].names.terms.to[j] = (uint32_t)(found - it->patterns);
    }
  }
}

static bool same_file(const char *one, const char *other) {
  struct stat a, b;
  return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Opens those that are not the output itself, and checks that all are of one kind. */
static cs_status open_inputs(merging *it, const char *const *paths, size_t count,
                             const char *output, cs_error *error) {
  it->inputs = cs_allocate(count + 1, sizeof *it->inputs);
  cs_status status = CS_OK;
  for (size_t i = 0; i < count && status == CS_OK; i++) {
    if (same_file(paths[i], output)) {
      continue;
    }
    status = cs_merge_open(&it->inputs[it->count], paths[i], error);
    if (status == CS_OK) {
      it->count++;
      status = cs_merge_compare(&it->inputs[0], &it->inputs[it->count - 1], error);
    }
    if (status == CS_OK) {
      status = cs_merge_take_problems(&it->problems, &it->inputs[it->count - 1], error);
    }
  }
  return status;
}

/* A dataset that is there is looked at as an input is, unless nothing was ever put into it. */
static cs_status look_at_output(merging *it, const char *path, cs_error *error) {
  cs_dataset *dataset = NULL;
  cs_status status = cs_dataset_open(&dataset, path, CS_OPEN_WRITE, error);
  int64_t runs = 0;
  if (status == CS_OK) {
    status = cs_sql_integer(&runs, 0, dataset, CS_COUNT_RUNS, NULL, 0, error);
  }
  cs_dataset_close(dataset);
  if (status != CS_OK || runs == 0) {
    return status;
  }
  cs_merge_input there;
  status = cs_merge_open(&there, path, error);
  if (status != CS_OK) {
    return status;
  }
  if (it->count != 0) {
    status = cs_merge_compare(&there, &it->inputs[0], error);
  }
  if (status == CS_OK) {
    status = cs_merge_take_problems(&it->problems, &there, error);
  }
  cs_merge_close(&there);
  return status;
}

/* ---- Documents ---- */

static int compare_sources(const cs_source *a, const cs_source *b) {
  int order = strcmp(a->name, b->name);
  return order != 0 ? order : strcmp(a->path, b->path);
}

/* Of two states of one document the one to keep: one that was read, the later, and else
 * any, as long as it is always the same. */
static bool is_better(const cs_source *a, const cs_source *b) {
  if ((a->sha256[0] != '\0') != (b->sha256[0] != '\0')) {
    return a->sha256[0] != '\0';
  }
  return a->modified != b->modified ? a->modified > b->modified : strcmp(a->sha256, b->sha256) > 0;
}

/* The input whose next document comes first; of several states of it the best. */
static cs_merge_input *find_first(merging *it) {
  cs_merge_input *first = NULL;
  for (size_t i = 0; i < it->count; i++) {
    cs_merge_input *each = &it->inputs[i];
    int order = !each->more     ? 1
                : first == NULL ? -1
                                : compare_sources(&each->next.source, &first->next.source);
    if (order < 0 || (order == 0 && is_better(&each->next.source, &first->next.source))) {
      first = each;
    }
  }
  return first;
}

/* Whether the output has this state of the document already, or a better one. */
static cs_status has_it(bool *has, merging *it, const cs_source *source, cs_error *error) {
  const cs_value path = cs_string(source->path);
  sqlite3_stmt *row;
  bool found = false;
  cs_status status = cs_sql_start(&row, it->output, CS_FIND_SOURCE, &path, 1, error);
  if (status == CS_OK) {
    status = cs_sql_next(&found, it->output, row, error);
  }
  *has = false;
  if (status == CS_OK && found) {
    const char *sha256 = (const char *)sqlite3_column_text(row, 3);
    cs_source there = {.modified = sqlite3_column_int64(row, 2)};
    if (sha256 != NULL && strlen(sha256) == 64) {
      strcpy(there.sha256, sha256);
    }
    *has = !is_better(source, &there);
    sqlite3_reset(row);
  }
  return status;
}

static cs_status load(cs_record *record, cs_arena *arena, const cs_merge_input *input,
                      cs_error *error) {
  const cs_merge_source *next = &input->next;
  cs_status status = CS_OK;
  *record = (cs_record){.format = "", .encoding = ""};
  if (next->outcome == CS_OUTCOME_LEFT_OUT) {
    cs_problems *problems = cs_arena_allocate(arena, 1, sizeof *problems);
    record->problems = problems;
    status = cs_load_problems(problems, arena, input->dataset, next->id, next->source.name, error);
  } else {
    bool duplicate = next->outcome == CS_OUTCOME_DUPLICATE;
    status = cs_load_review(record, arena, input->dataset, duplicate ? next->original : next->id,
                            next->source.name, &input->names, NULL, error);
    if (status == CS_OK && strcmp(record->source.sha256, next->source.sha256) != 0) {
      status = cs_fail(error, CS_MALFORMED,
                       "%s: what it holds of %s is damaged: the digests of document and review "
                       "differ: 'conspectus verify' tells more",
                       input->dataset->path, next->source.name);
    }
  }
  record->source = next->source;
  return status;
}

static void count_put(merging *it, const cs_record *record) {
  cs_put_result result = cs_dataset_last_put(it->output);
  it->counts->problems += result.problems;
  it->counts->bytes += record->source.size;
  if (result.outcome == CS_OUTCOME_REVIEW) {
    it->counts->coded++;
    it->counts->passages += record->review->passage_count;
    it->counts->codings += record->codings->count;
  } else {
    it->counts->left_out++;
  }
}

static cs_status put_document(merging *it, const cs_merge_input *from, cs_error *error) {
  bool has;
  cs_status status = has_it(&has, it, &from->next.source, error);
  it->counts->documents++;
  if (status != CS_OK || has) {
    it->counts->unchanged += has;
    return status;
  }
  cs_arena *arena = cs_arena_new();
  cs_record record;
  status = load(&record, arena, from, error);
  if (status == CS_OK) {
    status = cs_dataset_put(it->output, &record, error);
  }
  if (status == CS_OK) {
    count_put(it, &record);
  }
  cs_arena_free(arena);
  return status;
}

/* Goes on in every input that is at the document of `at`. */
static cs_status pass(merging *it, cs_merge_input *at, cs_error *error) {
  cs_status status = CS_OK;
  for (size_t i = 0; i < it->count && status == CS_OK; i++) {
    cs_merge_input *each = &it->inputs[i];
    if (each != at && each->more && compare_sources(&each->next.source, &at->next.source) == 0) {
      status = cs_merge_next(each, error);
    }
  }
  return status == CS_OK ? cs_merge_next(at, error) : status;
}

static cs_status put_all(merging *it, cs_error *error) {
  cs_merge_input *from;
  cs_status status = CS_OK;
  while (status == CS_OK && (from = find_first(it)) != NULL) {
    if (it->stop != NULL && *it->stop != 0) {
      return cs_fail(error, CS_INTERRUPTED,
                     it->there ? "stopped: %s is as it was before" : "stopped: %s was not made",
                     it->path);
    }
    status = put_document(it, from, error);
    if (status == CS_OK) {
      status = pass(it, from, error);
    }
  }
  return status;
}

/* ---- The output ---- */

static cs_status fill(merging *it, const char *path, cs_error *error) {
  cs_codebook codebook = it->inputs[0].codebook;
  bool recode;
  codebook.patterns = it->patterns;
  codebook.pattern_count = it->pattern_count;
  cs_status status = cs_dataset_open(&it->output, path, CS_OPEN_WRITE, error);
  if (status == CS_OK) {
    status = cs_begin_run(it->output, &codebook, &recode, error);
  }
  if (status == CS_OK) {
    status = cs_sql_exec(it->output, "INSERT INTO temp.seen SELECT id FROM source", error);
  }
  if (status == CS_OK) {
    status = cs_merge_put_problems(&it->counts->problems, it->output, &it->problems, error);
  }
  if (status == CS_OK) {
    status = put_all(it, error);
  }
  if (status == CS_OK) {
    status = cs_dataset_end_run(it->output, it->counts, true, error);
  }
  cs_dataset_close(it->output); /* rolls back what is not whole */
  it->output = NULL;
  return status;
}

/* So that the new name outlasts a loss of power. */
static void sync_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  char *folder =
      slash != NULL ? cs_copy_bytes(path, (size_t)(slash - path) + 1) : cs_copy_string(".");
  int handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle >= 0) {
    fsync(handle);
    close(handle);
  }
  free(folder);
}

static cs_status make_new(merging *it, const char *path, cs_error *error) {
  cs_buffer name = {0};
  cs_buffer_add_format(&name, "%s.merge", path);
  char *beside = cs_buffer_take(&name);
  cs_status status = cs_check_leftover(beside, path, error);
  if (status == CS_OK) {
    status = fill(it, beside, error);
    if (status != CS_OK && status != CS_BUSY) {
      unlink(beside);
    }
  }
  if (status == CS_OK) {
    status = cs_put_in_place(beside, path, error);
    sync_folder(path);
  }
  free(beside);
  return status;
}

static cs_status merge(merging *it, const char *const *inputs, size_t count, const char *output,
                       cs_error *error) {
  struct stat about;
  it->path = output;
  it->there = stat(output, &about) == 0;
  cs_status status = open_inputs(it, inputs, count, output, error);
  if (status == CS_OK && it->there) {
    status = look_at_output(it, output, error);
  }
  if (status != CS_OK || it->count == 0) {
    return status; /* nothing but itself: that is there already */
  }
  join_patterns(it);
  return it->there ? fill(it, output, error) : make_new(it, output, error);
}

cs_status cs_dataset_merge(cs_run_counts *counts, const char *const *inputs, size_t count,
                           const char *output, const volatile int *stop, cs_error *error) {
  *counts = (cs_run_counts){0};
  merging it = {.problems.arena = cs_arena_new(), .counts = counts, .stop = stop};
  cs_status status = merge(&it, inputs, count, output, error);
  for (size_t i = 0; i < it.count; i++) {
    cs_merge_close(&it.inputs[i]);
  }
  free(it.inputs);
  free(it.patterns);
  cs_merge_free_problems(&it.problems);
  return status;
}

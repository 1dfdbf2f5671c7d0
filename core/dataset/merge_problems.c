/* Problems of no document (a path that is not there, a theme that cannot be loaded): of all
 * inputs of a merge each once, in the order in which they were met. */
#include "dataset/merge.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PROBLEMS = 1000 }; /* of one dataset; a run records fewer */

static bool same(const char *a, const char *b) {
  return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same_problem(const cs_merge_problem *one, const cs_merge_problem *other) {
  return same(one->source, other->source) && one->problem.stage == other->problem.stage &&
         one->problem.severity == other->problem.severity &&
         one->problem.line == other->problem.line &&
         strcmp(one->problem.message, other->problem.message) == 0;
}

static void add(cs_merge_problems *all, const cs_merge_problem *added) {
  for (size_t i = 0; i < all->count; i++) {
    if (same_problem(&all->items[i], added)) {
      return;
    }
  }
  cs_grow(&all->items, &all->capacity, all->count, sizeof *all->items);
  all->items[all->count++] = *added;
  all->bad_count += added->problem.severity != CS_NOTE;
}

cs_status cs_merge_take_problems(cs_merge_problems *all, const cs_merge_input *input,
                                 cs_error *error) {
  cs_problems problems = {0};
  const char **sources = NULL;
  cs_status status = cs_load_loose_problems(&problems, &sources, all->arena, input->dataset, error);
  if (status == CS_OK && problems.count > MOST_PROBLEMS) {
    status = cs_fail(error, CS_MALFORMED, "%s: it has more problems of no document than a run has",
                     input->dataset->path);
  }
  for (size_t i = 0; i < problems.count && status == CS_OK; i++) {
    add(all, &(cs_merge_problem){sources[i], problems.items[i]});
  }
  if (status == CS_OK && !input->finished) {
    add(all, &(cs_merge_problem){
                 cs_arena_string(all->arena, input->dataset->path),
                 {.stage = CS_STAGE_RUN,
                  .severity = CS_WARNING,
                  .message = "its last run was stopped before its end, so that documents may "
                             "be missing: run it again, and merge again"}});
  }
  return status;
}

cs_status cs_merge_put_problems(cs_dataset *output, const cs_merge_problems *all, cs_error *error) {
  cs_status status = CS_OK;
  for (size_t i = 0; i < all->count && status == CS_OK; i++) {
    status = cs_dataset_put_problem(output, &all->items[i].problem, all->items[i].source, error);
  }
  return status;
}

void cs_merge_free_problems(cs_merge_problems *all) {
  free(all->items);
  cs_arena_free(all->arena);
  *all = (cs_merge_problems){0};
}

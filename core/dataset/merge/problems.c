/* Problems of no document (a path that is not there, a theme that cannot be loaded): of all
 * inputs of a merge each once, in the order in which they were met. */
#include "dataset/merge/merge.h"

#include <stdlib.h>
#include <string.h>

static int compare_text(const char *a, const char *b) {
  return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

/* Equal problems together, the first that was met first. */
static int compare(const void *left, const void *right) {
  const cs_merge_problem *a = *(cs_merge_problem *const *)left;
  const cs_merge_problem *b = *(cs_merge_problem *const *)right;
  int order = compare_text(a->source, b->source);
  order = order != 0 ? order : strcmp(a->problem.message, b->problem.message);
  order = order != 0 ? order : (int)a->problem.stage - (int)b->problem.stage;
  order = order != 0 ? order : (int)a->problem.severity - (int)b->problem.severity;
  order = order != 0 ? order
                     : (a->problem.line > b->problem.line) - (a->problem.line < b->problem.line);
  return order != 0 ? order : (a > b) - (a < b);
}

static bool is_same(const cs_merge_problem *a, const cs_merge_problem *b) {
  return compare_text(a->source, b->source) == 0 &&
         strcmp(a->problem.message, b->problem.message) == 0 &&
         a->problem.stage == b->problem.stage && a->problem.severity == b->problem.severity &&
         a->problem.line == b->problem.line;
}

static void add(cs_merge_problems *all, const cs_merge_problem *added) {
  cs_grow(&all->items, &all->capacity, all->count, sizeof *all->items);
  all->items[all->count++] = *added;
}

/* Leaves each once; the others have no message any more. */
static void drop_repeated(cs_merge_problems *all) {
  cs_merge_problem **sorted = cs_allocate(all->count + 1, sizeof *sorted);
  for (size_t i = 0; i < all->count; i++) {
    sorted[i] = &all->items[i];
  }
  qsort(sorted, all->count, sizeof *sorted, compare);
  const cs_merge_problem *last = all->count != 0 ? sorted[0] : NULL;
  for (size_t i = 1; i < all->count; i++) {
    if (is_same(last, sorted[i])) {
      sorted[i]->problem.message = NULL;
    } else {
      last = sorted[i];
    }
  }
  free(sorted);
}

cs_status cs_merge_take_problems(cs_merge_problems *all, const cs_merge_input *input,
                                 cs_error *error) {
  cs_problems problems = {0};
  const char **sources = NULL;
  cs_status status = cs_load_loose_problems(&problems, &sources, all->arena, input->dataset, error);
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

cs_status cs_merge_put_problems(size_t *bad_count, cs_dataset *output, cs_merge_problems *all,
                                cs_error *error) {
  cs_status status = CS_OK;
  *bad_count = 0;
  drop_repeated(all);
  for (size_t i = 0; i < all->count && status == CS_OK; i++) {
    const cs_merge_problem *each = &all->items[i];
    if (each->problem.message != NULL) {
      *bad_count += each->problem.severity != CS_NOTE;
      status = cs_dataset_put_problem(output, &each->problem, each->source, error);
    }
  }
  return status;
}

void cs_merge_free_problems(cs_merge_problems *all) {
  free(all->items);
  cs_arena_free(all->arena);
  *all = (cs_merge_problems){0};
}

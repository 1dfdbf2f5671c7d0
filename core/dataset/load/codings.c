/* Loading codings with their evidence. */
#include "dataset/load/loading.h"

#include <stdlib.h>
#include <string.h>

/* ---- Numbers of one dataset in those of another ---- */

void cs_number_map_add(cs_number_map *map, int64_t from, uint32_t to) {
  if (map->count == map->capacity) {
    map->capacity = map->capacity == 0 ? 64 : 2 * map->capacity;
    map->from = cs_reallocate(map->from, map->capacity, sizeof *map->from);
    map->to = cs_reallocate(map->to, map->capacity, sizeof *map->to);
  }
  map->from[map->count] = from;
  map->to[map->count++] = to;
}

void cs_number_map_free(cs_number_map *map) {
  free(map->from);
  free(map->to);
  *map = (cs_number_map){0};
}

static int compare(const void *key, const void *item) {
  int64_t wanted = *(const int64_t *)key, found = *(const int64_t *)item;
  return wanted < found ? -1 : wanted > found;
}

static bool look_up(uint32_t *to, const cs_number_map *map, int64_t from) {
  const int64_t *found =
      map->count != 0 ? bsearch(&from, map->from, map->count, sizeof from, compare) : NULL;
  if (found != NULL) {
    *to = map->to[found - map->from];
  }
  return found != NULL;
}

/* ---- Codings ---- */

enum { MOST_EVIDENCE = 1 << 24 }; /* of a review: more than a worker may send in one reply */

typedef struct codings_into {
  const cs_body *body;
  cs_codings *codings;
  const cs_load_names *names;
} codings_into;

static cs_status take_hit(cs_loading *it, const codings_into *into, const cs_passage *passage,
                          const cs_body_hit *hit, cs_error *error) {
  cs_codings *codings = into->codings;
  cs_form form;
  const char *pattern;
  uint32_t term;
  cs_status status = cs_form_of(&form, &pattern, it->dataset, hit->form, error);
  if (status != CS_OK) {
    return status;
  }
  uint32_t at = hit->start - passage->start;
  if (!look_up(&term, &into->names->terms, form.term) || hit->start < passage->start ||
      at > passage->length || form.length > passage->length - at) {
    cs_load_fault(it, "the evidence of a coding is broken");
    return CS_OK;
  }
  codings->evidence = cs_load_grow_to(it, codings->evidence, (uint32_t)codings->evidence_count,
                                      sizeof *codings->evidence, MOST_EVIDENCE);
  codings->evidence[codings->evidence_count++] =
      (cs_evidence){(cs_role)form.role, term, hit->start, form.length};
  return CS_OK;
}

static cs_status take_coding(cs_loading *it, const codings_into *into, const cs_body_coding *from,
                             cs_error *error) {
  cs_codings *codings = into->codings;
  codings->items =
      cs_load_grow(it, codings->items, (uint32_t)codings->count, sizeof *codings->items);
  cs_coding *to = &codings->items[codings->count++];
  *to = (cs_coding){.passage = from->passage,
                    .polarity = (cs_polarity)from->polarity,
                    .confidence = (double)from->confidence / 1000,
                    .repeat = from->repeat,
                    .first_evidence = (uint32_t)codings->evidence_count};
  if (!look_up(&to->theme, &into->names->themes, from->theme)) {
    cs_load_fault(it, "a coding is of a theme that is not in its codebook");
  } else if (from->polarity >= CS_POLARITY_COUNT || from->confidence > 1000) {
    cs_load_fault(it, "a number is out of range");
  }
  cs_status status = CS_OK;
  cs_body_hit hit = {0};
  uint32_t at = 0;
  while (status == CS_OK && it->fault == NULL && cs_body_next_hit(&hit, &at, into->body, from)) {
    status = take_hit(it, into, &it->review->passages[from->passage], &hit, error);
  }
  to->evidence_count = (uint32_t)codings->evidence_count - to->first_evidence;
  return status;
}

static int by_passage_and_theme(const void *left, const void *right) {
  const cs_coding *a = left, *b = right;
  if (a->passage != b->passage) {
    return a->passage < b->passage ? -1 : 1;
  }
  return a->theme < b->theme ? -1 : a->theme > b->theme;
}

cs_status cs_load_codings(cs_loading *it, const cs_body *body, const cs_load_names *names,
                          cs_error *error) {
  cs_codings *codings = cs_arena_allocate(it->arena, 1, sizeof *codings);
  const codings_into into = {body, codings, names};
  cs_status status = CS_OK;
  for (uint32_t i = 0; i < body->coding_count && status == CS_OK && it->fault == NULL; i++) {
    status = take_coding(it, &into, &body->codings[i], error);
  }
  if (codings->count != 0) {
    qsort(codings->items, codings->count, sizeof *codings->items, by_passage_and_theme);
  }
  it->record->codings = codings;
  return status == CS_OK ? cs_load_outcome(it, error) : status;
}

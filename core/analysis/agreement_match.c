/* Rows of human coding and what they mean: reviews by key or area, units by kind and
 * label, themes by id, all without regard to case. */
#include "analysis/agreement_read.h"

#include "base/buffer.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- What fits nowhere ---- */

/* True the first time; later rows are only counted. */
static bool is_new_miss(reading *on, const char *what, const cs_coded_row *row) {
  for (size_t i = on->miss_count; i-- > 0;) {
    if (strcasecmp(on->misses[i].what, what) == 0) {
      on->misses[i].rows++;
      return false;
    }
  }
  if (on->miss_count == CS_PROBLEMS_MAX) {
    on->misses_dropped++;
    return false;
  }
  cs_grow(&on->misses, &on->miss_capacity, on->miss_count, sizeof *on->misses);
  on->misses[on->miss_count++] =
      (miss){.what = cs_arena_string(on->arena, what), .line = row->line, .rows = 1};
  return true;
}

static void tell_miss(reading *on, cs_severity severity, const char *message, const char *nearest) {
  miss *last = &on->misses[on->miss_count - 1];
  last->severity = severity;
  last->message = nearest != NULL
                      ? cs_arena_format(on->arena, "%s: did you mean '%s'?", message, nearest)
                      : message;
}

static const char *list_absent(const reading *on) {
  cs_buffer list = {0};
  for (size_t i = 0; i < on->absent_count; i++) {
    cs_buffer_add_format(&list, "%s%s", i > 0 ? ", " : "", on->absent[i]);
  }
  const char *copy = cs_arena_format(on->arena, "themes that the dataset does not have: %s",
                                     list.length > 0 ? list.bytes : "");
  cs_buffer_free(&list);
  return copy;
}

void cs_tell_misses(reading *on, cs_problems *problems) {
  for (size_t i = 0; i < on->miss_count; i++) {
    miss *each = &on->misses[i];
    each->message = strcmp(each->what, "t:") == 0 ? list_absent(on) : each->message;
    cs_problem_add(problems, CS_STAGE_DATASET, each->severity, each->line, "%s (%zu row%s)",
                   each->message, each->rows, each->rows == 1 ? "" : "s");
  }
  problems->dropped += on->misses_dropped;
}

/* ---- Reviews ---- */

static cs_status read_review(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  reading *on = context;
  cs_grow(&on->reviews, &on->review_capacity, on->review_count, sizeof *on->reviews);
  on->reviews[on->review_count++] =
      (review_entry){.id = values[0].integer,
                     .key = cs_arena_string(on->arena, values[1].string),
                     .area = cs_arena_string(on->arena, values[2].string)};
  return CS_OK;
}

static cs_status read_reviews(reading *on, cs_error *error) {
  cs_query_reader reader = {.row = read_review, .context = on, .types = "itt"};
  cs_status status = cs_dataset_query(on->dataset, "SELECT id, key, area FROM review ORDER BY key",
                                      NULL, 0, &reader, error);
  on->names = cs_arena_allocate(on->arena, 2 * on->review_count + 1, sizeof *on->names);
  for (size_t i = 0; i < on->review_count; i++) {
    on->names[on->name_count++] = on->reviews[i].area;
  }
  for (size_t i = 0; i < on->review_count; i++) {
    on->names[on->name_count++] = on->reviews[i].key;
  }
  return status;
}

/* A row names a review by its key, else its area; where the key says something else
 * than the area, the key counts. */
static bool is_meant(const cs_coded_row *row, const review_entry *review) {
  if (row->review[0] != '\0') {
    return strcasecmp(row->review, review->key) == 0;
  }
  return strcasecmp(row->area, review->area) == 0 || strcasecmp(row->area, review->key) == 0;
}

static bool same_review(const cs_coded_row *a, const cs_coded_row *b) {
  return strcasecmp(a->review, b->review) == 0 &&
         (a->review[0] != '\0' || strcasecmp(a->area, b->area) == 0);
}

/* ---- Units ---- */

static cs_status read_place(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  reading *on = context;
  const char *kind = values[1].string;
  place new = {.unit = {.passage = values[0].integer,
                        .kind = strcmp(kind, "finding") == 0 ? CS_FINDING : CS_RECOMMENDATION,
                        .label = cs_arena_string(on->arena, values[2].string),
                        .key = cs_arena_string(on->arena, values[3].string)},
               .order = (uint32_t)on->place_count,
               .kept = NOWHERE};
  cs_grow(&on->places, &on->place_capacity, on->place_count, sizeof *on->places);
  on->places[on->place_count++] = new;
  return CS_OK;
}

static int by_label(const void *left, const void *right) {
  const place *a = left, *b = right;
  if (a->unit.kind != b->unit.kind) {
    return a->unit.kind < b->unit.kind ? -1 : 1;
  }
  int order = strcasecmp(a->unit.label, b->unit.label);
  return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static cs_status read_places(reading *on, review_entry *review, cs_error *error) {
  static const char *const sql = "SELECT id, kind, label, key FROM passage WHERE review_id = ?"
                                 " AND kind IN ('finding', 'recommendation') ORDER BY seq";
  cs_value id = cs_integer(review->id);
  cs_query_reader reader = {.row = read_place, .context = on, .types = "ittt"};
  review->wanted = true;
  review->first = on->place_count;
  cs_status status = cs_dataset_query(on->dataset, sql, &id, 1, &reader, error);
  review->count = on->place_count - review->first;
  for (size_t i = review->first; i < on->place_count; i++) {
    on->places[i].unit.review = (uint32_t)(review - on->reviews);
  }
  if (review->count > 0) {
    qsort(on->places + review->first, review->count, sizeof *on->places, by_label);
  }
  return status;
}

uint32_t cs_find_place(const reading *on, const review_entry *review, cs_kind kind,
                       const char *label) {
  size_t low = review->first, high = review->first + review->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const cs_unit *unit = &on->places[middle].unit;
    int order = unit->kind != kind ? (unit->kind < kind ? -1 : 1) : strcasecmp(unit->label, label);
    if (order == 0) {
      return (uint32_t)middle;
    }
    low = order < 0 ? middle + 1 : low;
    high = order < 0 ? high : middle;
  }
  return NOWHERE;
}

/* ---- Which review rows mean ---- */

/* Rows that name a review in the same words, and the reviews it may be. */
typedef struct naming {
  const cs_coded_row *first;
  uint32_t *candidates;
  size_t count, capacity;
  uint32_t chosen;
  size_t rows;
  size_t *fitting; /* rows by candidate */
} naming;

typedef struct namings {
  naming *items;
  size_t count, capacity;
  uint32_t *of_row;
} namings;

static uint32_t find_naming(namings *all, const cs_coded_row *row, uint32_t last) {
  if (last != NOWHERE && same_review(all->items[last].first, row)) {
    return last;
  }
  for (uint32_t i = 0; i < all->count; i++) {
    if (same_review(all->items[i].first, row)) {
      return i;
    }
  }
  cs_grow(&all->items, &all->capacity, all->count, sizeof *all->items);
  all->items[all->count] = (naming){.first = row, .chosen = NOWHERE};
  return (uint32_t)all->count++;
}

enum { NAMINGS_MAX = 20000 };

static cs_status find_candidates(reading *on, namings *all, cs_error *error) {
  uint32_t last = NOWHERE;
  for (size_t i = 0; i < on->coded.count; i++) {
    last = all->of_row[i] = find_naming(all, &on->coded.rows[i], last);
    all->items[last].rows++;
    if (all->count > NAMINGS_MAX) {
      return cs_fail(error, CS_LIMIT, "%s: it names more than %d reviews", on->path, NAMINGS_MAX);
    }
  }
  for (size_t i = 0; i < all->count; i++) {
    naming *each = &all->items[i];
    for (uint32_t r = 0; r < on->review_count; r++) {
      if (is_meant(each->first, &on->reviews[r])) {
        cs_grow(&each->candidates, &each->capacity, each->count, sizeof *each->candidates);
        each->candidates[each->count++] = r;
        cs_status status = on->reviews[r].wanted ? CS_OK : read_places(on, &on->reviews[r], error);
        if (status != CS_OK) {
          return status;
        }
      }
    }
    each->fitting = cs_arena_allocate(on->arena, each->count + 1, sizeof *each->fitting);
  }
  return CS_OK;
}

/* Of several reviews of an area the one that has nine in ten of the rows' labels, if
 * the others have not. */
static void choose(reading *on, namings *all) {
  for (size_t i = 0; i < on->coded.count; i++) {
    const cs_coded_row *row = &on->coded.rows[i];
    naming *named = &all->items[all->of_row[i]];
    for (size_t c = 0; c < named->count; c++) {
      const review_entry *review = &on->reviews[named->candidates[c]];
      named->fitting[c] += cs_find_place(on, review, row->kind, row->label) != NOWHERE;
    }
  }
  for (size_t i = 0; i < all->count; i++) {
    naming *each = &all->items[i];
    size_t fit = 0;
    for (size_t c = 0; c < each->count; c++) {
      bool fits = each->count == 1 || each->fitting[c] * 10 >= each->rows * 9;
      fit += fits;
      each->chosen = fits ? each->candidates[c] : each->chosen;
    }
    each->chosen = fit == 1 ? each->chosen : NOWHERE;
  }
}

static const char *list_candidates(reading *on, const naming *named) {
  cs_buffer list = {0};
  for (size_t i = 0; i < named->count && i < 12; i++) {
    cs_buffer_add_format(&list, "%s%s", i > 0 ? ", " : "", on->reviews[named->candidates[i]].key);
  }
  const char *copy = cs_arena_string(on->arena, list.length > 0 ? list.bytes : "");
  cs_buffer_free(&list);
  return copy;
}

static void miss_review(reading *on, const cs_coded_row *row, const naming *named) {
  bool by_key = row->review[0] != '\0';
  const char *name = by_key ? row->review : row->area;
  const char *what = cs_arena_format(on->arena, "r:%s", name);
  if (!is_new_miss(on, what, row)) {
    return;
  }
  if (named->count > 1) {
    tell_miss(on, CS_WARNING,
              cs_arena_format(on->arena,
                              "the dataset has several reviews of '%s' that the rows may mean: add "
                              "a column 'review' with one of %s",
                              name, list_candidates(on, named)),
              NULL);
    return;
  }
  const char *nearest = by_key ? cs_nearest(name, on->names + on->review_count, on->review_count)
                               : cs_nearest(name, on->names, on->review_count);
  tell_miss(on, CS_WARNING,
            cs_arena_format(on->arena, "there is no review %s'%s' in the dataset",
                            by_key ? "" : "of ", name),
            nearest);
}

/* ---- Which unit a row means ---- */

static void miss_label(reading *on, const cs_coded_row *row, const review_entry *review) {
  const char *kind = cs_kind_name(row->kind);
  const char *what = cs_arena_format(on->arena, "u:%s:%s:%s", review->key, kind, row->label);
  if (!is_new_miss(on, what, row)) {
    return;
  }
  const char **labels = cs_allocate(review->count + 1, sizeof *labels);
  size_t count = 0;
  for (size_t i = 0; i < review->count; i++) {
    const cs_unit *unit = &on->places[review->first + i].unit;
    if (unit->kind == row->kind) {
      labels[count++] = unit->label;
    }
  }
  cs_kind other = row->kind == CS_FINDING ? CS_RECOMMENDATION : CS_FINDING;
  bool as_other = cs_find_place(on, review, other, row->label) != NOWHERE;
  const char *message = cs_arena_format(
      on->arena, "%s has no %s '%s'%s%s%s", review->key, kind, row->label,
      as_other ? ", but a " : "", as_other ? cs_kind_name(other) : "", as_other ? " of it" : "");
  tell_miss(on, CS_WARNING, message, as_other ? NULL : cs_nearest(row->label, labels, count));
  free(labels);
}

/* Themes are few. */
uint32_t cs_find_theme(const reading *on, const char *theme) {
  for (uint32_t i = 0; i < on->theme_count; i++) {
    if (strcasecmp(on->themes[i], theme) == 0) {
      return i;
    }
  }
  return NOWHERE;
}

/* A slip is told, as what its row says of the theme that was meant is compared nowhere. */
static void tell_slip(reading *on, const cs_coded_row *row, const char *nearest) {
  if (is_new_miss(on, cs_arena_format(on->arena, "t:%s", row->theme), row)) {
    tell_miss(
        on, CS_WARNING,
        cs_arena_format(on->arena,
                        "the dataset has no theme '%s': did you mean '%s'? It is not compared "
                        "there",
                        row->theme, nearest),
        NULL);
  }
}

/* Gives the theme that a mistyped one is near, or NOWHERE. Themes that the dataset just does not
 * have are told together; where one theme is asked for, nothing is told of others. */
static uint32_t miss_theme(reading *on, const cs_coded_row *row) {
  const char *asked = on->options->theme;
  const char *nearest = cs_nearest(row->theme, on->themes, on->theme_count);
  on->out->other_themes++;
  if (asked != NULL && (nearest == NULL || strcasecmp(nearest, asked) != 0)) {
    return NOWHERE;
  }
  if (nearest != NULL) {
    tell_slip(on, row, nearest);
    return cs_find_theme(on, nearest);
  }
  if (is_new_miss(on, "t:", row)) {
    tell_miss(on, CS_NOTE, "", NULL);
  }
  for (size_t i = 0; i < on->absent_count; i++) {
    if (strcasecmp(on->absent[i], row->theme) == 0) {
      return NOWHERE;
    }
  }
  if (on->absent_count < sizeof on->absent / sizeof *on->absent) {
    on->absent[on->absent_count++] = row->theme;
  }
  return NOWHERE;
}

static void mean(reading *on, size_t number, const naming *named) {
  const cs_coded_row *row = &on->coded.rows[number];
  meaning *means = &on->meanings[number];
  *means = (meaning){NOWHERE, NOWHERE, NOWHERE};
  if (named->chosen == NOWHERE) {
    on->out->unmatched++;
    miss_review(on, row, named);
    return;
  }
  review_entry *review = &on->reviews[named->chosen];
  means->place = cs_find_place(on, review, row->kind, row->label);
  if (means->place == NOWHERE) {
    on->out->unmatched++;
    miss_label(on, row, review);
    return;
  }
  review->covered = true;
  means->theme = row->theme != NULL ? cs_find_theme(on, row->theme) : NOWHERE;
  if (means->theme != NOWHERE) {
    on->used[means->theme] = true;
  } else if (row->theme != NULL) {
    means->slip = miss_theme(on, row);
  }
}

cs_status cs_match_rows(reading *on, cs_error *error) {
  cs_status status = read_reviews(on, error);
  if (status != CS_OK) {
    return status;
  }
  namings all = {.of_row = cs_allocate(on->coded.count + 1, sizeof *all.of_row)};
  on->meanings = cs_allocate(on->coded.count + 1, sizeof *on->meanings);
  status = find_candidates(on, &all, error);
  if (status == CS_OK) {
    choose(on, &all);
    for (size_t i = 0; i < on->coded.count; i++) {
      mean(on, i, &all.items[all.of_row[i]]);
    }
  }
  for (size_t i = 0; i < all.count; i++) {
    free(all.items[i].candidates);
  }
  free(all.items);
  free(all.of_row);
  return status;
}

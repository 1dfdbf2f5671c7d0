/* Loading codings with their evidence, and problems. */
#include "dataset/loading.h"

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

/* ---- Evidence: [[role,term,start,length],...] ---- */

/* Takes a number of at most nine digits off the text; false where there is none. */
static bool take_number(int64_t *number, const char **text) {
  const char *at = *text;
  for (*number = 0; *at >= '0' && *at <= '9' && at - *text < 10; at++) {
    *number = *number * 10 + (*at - '0');
  }
  bool some = at != *text && at - *text < 10;
  *text = at;
  return some;
}

static bool take(const char **text, char mark) {
  bool there = **text == mark;
  *text += there;
  return there;
}

static bool take_piece(int64_t numbers[4], const char **text) {
  bool right = take(text, '[');
  for (size_t i = 0; i < 4 && right; i++) {
    right = (i == 0 || take(text, ',')) && take_number(&numbers[i], text);
  }
  return right && take(text, ']');
}

typedef struct codings_into {
  cs_codings *codings;
  const cs_load_names *names;
} codings_into;

static bool add_piece(cs_loading *it, const codings_into *into, const cs_passage *passage,
                      const int64_t numbers[4]) {
  cs_codings *codings = into->codings;
  uint32_t term;
  int64_t end = (int64_t)passage->start + passage->length;
  if (numbers[0] >= CS_ROLE_COUNT || !look_up(&term, &into->names->terms, numbers[1]) ||
      numbers[2] < passage->start || numbers[2] > end || numbers[3] > end - numbers[2]) {
    return false;
  }
  codings->evidence = cs_load_grow(it, codings->evidence, (uint32_t)codings->evidence_count,
                                   sizeof *codings->evidence);
  codings->evidence[codings->evidence_count++] =
      (cs_evidence){(cs_role)numbers[0], term, (uint32_t)numbers[2], (uint32_t)numbers[3]};
  return it->fault == NULL;
}

static void read_evidence(cs_loading *it, const codings_into *into, cs_coding *coding,
                          const char *text) {
  const cs_passage *passage = &it->review->passages[coding->passage];
  bool right = take(&text, '['), more = right && *text != ']';
  coding->first_evidence = (uint32_t)into->codings->evidence_count;
  while (right && more) {
    int64_t numbers[4];
    right = take_piece(numbers, &text) && add_piece(it, into, passage, numbers);
    more = right && take(&text, ',');
  }
  if (!right || !take(&text, ']') || *text != '\0') {
    cs_load_fault(it, "the evidence of a coding is broken");
  }
  coding->evidence_count = (uint32_t)into->codings->evidence_count - coding->first_evidence;
}

static void read_coding(cs_loading *it, sqlite3_stmt *row, void *context) {
  const codings_into *into = context;
  cs_codings *codings = into->codings;
  codings->items =
      cs_load_grow(it, codings->items, (uint32_t)codings->count, sizeof *codings->items);
  cs_coding *each = &codings->items[codings->count++];
  each->passage = cs_load_passage(it, row, 0);
  if (!look_up(&each->theme, &into->names->themes, sqlite3_column_int64(row, 1))) {
    cs_load_fault(it, "a coding is of a theme that is not in its codebook");
  }
  each->polarity = (cs_polarity)cs_load_number(it, row, 2, 0, CS_POLARITY_COUNT - 1);
  each->confidence = (double)cs_load_number(it, row, 3, 0, 1000) / 1000;
  each->repeat = cs_load_number(it, row, 4, 0, 1) != 0;
  const char *evidence = cs_load_text(it, row, 5, false);
  if (it->fault == NULL) {
    read_evidence(it, into, each, evidence);
  }
}

static int by_passage_and_theme(const void *left, const void *right) {
  const cs_coding *a = left, *b = right;
  if (a->passage != b->passage) {
    return a->passage < b->passage ? -1 : 1;
  }
  return a->theme < b->theme ? -1 : a->theme > b->theme;
}

cs_status cs_load_codings(cs_loading *it, const cs_load_names *names, cs_error *error) {
  cs_codings *codings = cs_arena_allocate(it->arena, 1, sizeof *codings);
  codings_into into = {codings, names};
  cs_status status = cs_load_rows(it, CS_LOAD_CODINGS, it->review_id, read_coding, &into, error);
  if (codings->count != 0) {
    qsort(codings->items, codings->count, sizeof *codings->items, by_passage_and_theme);
  }
  it->record->codings = codings;
  return status;
}

/* ---- Problems ---- */

/* The number of a name; -1 where it is none. */
static int find_name(const char *name, const char *(*name_of)(int), int count) {
  int i = 0;
  while (i < count && strcmp(name, name_of(i)) != 0) {
    i++;
  }
  return i < count ? i : -1;
}

static const char *stage_name(int stage) {
  return cs_stage_name((cs_stage)stage);
}

static const char *severity_name(int severity) {
  return cs_severity_name((cs_severity)severity);
}

static void read_problem(cs_loading *it, sqlite3_stmt *row, void *into) {
  cs_problems *problems = into;
  int stage = find_name(cs_load_text(it, row, 0, false), stage_name, CS_STAGE_RUN + 1);
  int severity = find_name(cs_load_text(it, row, 1, false), severity_name, CS_ERROR + 1);
  if (stage < 0 || severity < 0) {
    cs_load_fault(it, "a problem has a stage or severity that there is not");
    return;
  }
  problems->items =
      cs_load_grow(it, problems->items, (uint32_t)problems->count, sizeof *problems->items);
  problems->items[problems->count++] = (cs_problem){
      .stage = (cs_stage)stage,
      .severity = (cs_severity)severity,
      .line = sqlite3_column_type(row, 2) == SQLITE_NULL
                  ? 0
                  : (uint32_t)cs_load_number(it, row, 2, 0, UINT32_MAX),
      .message = cs_load_text(it, row, 3, false),
  };
}

cs_status cs_load_problems(cs_problems *out, cs_arena *arena, cs_dataset *dataset,
                           int64_t source_id, const char *name, cs_error *error) {
  cs_loading it = {.dataset = dataset, .arena = arena, .name = name};
  return cs_load_rows(&it, CS_LOAD_PROBLEMS, source_id, read_problem, out, error);
}

typedef struct loose_into {
  cs_problems *problems;
  const char **sources;
} loose_into;

static void read_loose(cs_loading *it, sqlite3_stmt *row, void *context) {
  loose_into *into = context;
  uint32_t count = (uint32_t)into->problems->count;
  into->sources = cs_load_grow(it, into->sources, count, sizeof *into->sources);
  into->sources[count] =
      sqlite3_column_type(row, 4) == SQLITE_NULL ? NULL : cs_load_text(it, row, 4, false);
  read_problem(it, row, into->problems);
}

cs_status cs_load_loose_problems(cs_problems *out, const char ***sources, cs_arena *arena,
                                 cs_dataset *dataset, cs_error *error) {
  cs_loading it = {.dataset = dataset, .arena = arena, .name = "its runs"};
  loose_into into = {.problems = out};
  cs_status status = cs_load_rows(&it, CS_LOAD_LOOSE_PROBLEMS, 0, read_loose, &into, error);
  *sources = into.sources;
  return status;
}

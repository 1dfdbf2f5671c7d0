/* Writing the codings of a review: what its passages have of hits once for all codings of a
 * passage, and which of them are each coding's own.
 *
 * Hits of a passage are in order of start, length, role, then the pattern of the term, so that
 * their order depends on nothing but what they are. */
#include "dataset/body/put.h"
#include "dataset/internal.h"
#include "dataset/rows.h"

#include <stdlib.h>
#include <string.h>

/* A hit of a coding. */
typedef struct piece {
  uint32_t start, length, role;
  uint32_t term; /* of the run's patterns; NO_TERM where the form is known */
  uint32_t form; /* 0: not known yet */
  const char *pattern;
} piece;

static const uint32_t NO_TERM = UINT32_MAX;

typedef struct coded {
  cs_body_coding coding; /* what it says of hits is void */
  size_t first, count;   /* pieces */
} coded;

/* The codings of a passage, while they are put together. */
typedef struct passage_codings {
  piece *pieces;
  size_t piece_count, piece_capacity;
  coded *items;
  size_t count, capacity;
  piece *joined; /* those of all codings, each once; two arrays in turn */
  piece *spare;
  size_t joined_count, joined_capacity;
  uint32_t *places; /* of each that is joined, where in the list */
} passage_codings;

static void free_codings(passage_codings *it) {
  free(it->pieces);
  free(it->items);
  free(it->joined);
  free(it->spare);
  free(it->places);
}

/* ---- Order ---- */

static int compare_numbers(uint32_t a, uint32_t b) {
  return a < b ? -1 : a > b;
}

static int compare(const piece *a, const piece *b) {
  int order = compare_numbers(a->start, b->start);
  order = order != 0 ? order : compare_numbers(a->length, b->length);
  order = order != 0 ? order : compare_numbers(a->role, b->role);
  return order != 0 || a->pattern == b->pattern ? order : strcmp(a->pattern, b->pattern);
}

static int by_place(const void *left, const void *right) {
  return compare(left, right);
}

/* Pieces come in order of start, and nearly always in order. */
static void sort_pieces(piece *pieces, size_t count) {
  for (size_t i = 1; i < count; i++) {
    if (compare(&pieces[i - 1], &pieces[i]) > 0) {
      qsort(pieces, count, sizeof *pieces, by_place);
      return;
    }
  }
}

/* ---- Putting together ---- */

static piece *add_piece(passage_codings *it) {
  cs_grow(&it->pieces, &it->piece_capacity, it->piece_count, sizeof *it->pieces);
  return &it->pieces[it->piece_count++];
}

/* Ends the coding of the pieces from `first` on. */
static void add_coding(passage_codings *it, const cs_body_coding *coding, size_t first) {
  cs_grow(&it->items, &it->capacity, it->count, sizeof *it->items);
  it->items[it->count++] = (coded){*coding, first, it->piece_count - first};
  if (it->piece_count > first) {
    sort_pieces(it->pieces + first, it->piece_count - first);
  }
}

/* A coding as it comes from a worker. */
static void add_new(passage_codings *it, const cs_dataset *dataset, const cs_record *record,
                    const cs_coding *from) {
  const cs_body_coding coding = {.passage = from->passage,
                                 .theme = (uint32_t)dataset->run.themes[from->theme],
                                 .polarity = (uint32_t)from->polarity,
                                 .repeat = from->repeat,
                                 .confidence = (uint32_t)(from->confidence * 1000 + 0.5)};
  size_t first = it->piece_count;
  for (uint32_t i = 0; i < from->evidence_count; i++) {
    const cs_evidence *each = &record->codings->evidence[from->first_evidence + i];
    *add_piece(it) = (piece){.start = each->start,
                             .length = each->length,
                             .role = (uint32_t)each->role,
                             .term = each->term,
                             .pattern = dataset->run.patterns[each->term]};
  }
  add_coding(it, &coding, first);
}

/* A coding that stays as it is, beside others of its passage. */
static cs_status add_kept(passage_codings *it, cs_dataset *dataset, const cs_body *body,
                          const cs_body_coding *coding, cs_error *error) {
  size_t first = it->piece_count;
  cs_body_hit hit = {0};
  uint32_t at = 0;
  while (cs_body_next_hit(&hit, &at, body, coding)) {
    cs_form form;
    const char *pattern;
    cs_status status = cs_form_of(&form, &pattern, dataset, hit.form, error);
    if (status != CS_OK) {
      return status;
    }
    *add_piece(it) = (piece){.start = hit.start,
                             .length = form.length,
                             .role = form.role,
                             .term = NO_TERM,
                             .form = hit.form,
                             .pattern = pattern};
  }
  add_coding(it, coding, first);
  return CS_OK;
}

/* ---- Joining ---- */

static void make_room(passage_codings *it) {
  if (it->joined_capacity < it->piece_count) {
    it->joined_capacity = 2 * it->piece_count;
    it->joined = cs_reallocate(it->joined, it->joined_capacity, sizeof *it->joined);
    it->spare = cs_reallocate(it->spare, it->joined_capacity, sizeof *it->spare);
    it->places = cs_reallocate(it->places, it->joined_capacity, sizeof *it->places);
  }
}

/* Adds pieces in order to those that are joined; of equal ones the one whose form is known. */
static void join(passage_codings *it, const piece *pieces, size_t count) {
  const piece *a = it->joined, *a_end = a + it->joined_count;
  const piece *b = pieces, *b_end = b + count;
  piece *to = it->spare;
  while (a < a_end || b < b_end) {
    int order = a == a_end ? 1 : b == b_end ? -1 : compare(a, b);
    const piece *next = order <= 0 ? a++ : b++;
    if (to > it->spare && compare(to - 1, next) == 0) {
      to[-1].form = to[-1].form != 0 ? to[-1].form : next->form;
    } else {
      *to++ = *next;
    }
  }
  it->joined_count = (size_t)(to - it->spare);
  piece *other = it->joined;
  it->joined = it->spare;
  it->spare = other;
}

static cs_status find_forms(passage_codings *it, cs_dataset *dataset, cs_error *error) {
  cs_status status = CS_OK;
  for (size_t i = 0; i < it->joined_count && status == CS_OK; i++) {
    piece *each = &it->joined[i];
    if (each->form == 0) {
      const cs_evidence evidence = {(cs_role)each->role, each->term, each->start, each->length};
      status = cs_form_id(&each->form, dataset, &evidence, error);
    }
  }
  return status;
}

/* ---- Writing ---- */

/* Writes the list; returns how many it has. A place so far behind that the step does not fit a
 * number is reached by hits of no term. */
static uint32_t put_hits(cs_buffer *to, passage_codings *it, uint32_t from) {
  uint32_t count = 0;
  for (size_t i = 0; i < it->joined_count; i++) {
    uint32_t step = it->joined[i].start - from;
    for (; step > CS_BODY_MOST; step -= CS_BODY_MOST, count++) {
      cs_put_number(to, 0);
      cs_put_number(to, CS_BODY_MOST);
    }
    cs_put_number(to, it->joined[i].form);
    cs_put_number(to, step);
    it->places[i] = count++;
    from = it->joined[i].start;
  }
  return count;
}

/* Of a list of so many. */
static void put_marks(cs_buffer *to, const passage_codings *it, const coded *item, uint32_t count) {
  uint32_t bits = 0, number = 0, next = 0;
  for (size_t i = 0; i < item->count; i++) {
    const piece *own = &it->pieces[item->first + i];
    while (compare(&it->joined[next], own) != 0) {
      next++;
    }
    for (; number < it->places[next] / CS_BODY_MARKS; number++, bits = 0) {
      cs_put_number(to, bits);
    }
    bits |= 1U << it->places[next] % CS_BODY_MARKS;
  }
  for (; number < cs_body_marks(count); number++, bits = 0) {
    cs_put_number(to, bits);
  }
}

static void put_coding(cs_buffer *to, const cs_body_coding *coding, uint32_t hits) {
  cs_put_number(to, coding->passage);
  cs_put_number(to, coding->theme);
  cs_put_number(to, (uint64_t)coding->polarity * 2 + coding->repeat);
  cs_put_number(to, coding->confidence);
  cs_put_number(to, hits);
}

/* Writes the codings of a passage that starts at `start`, and forgets them. */
static cs_status put_passage(passage_codings *it, cs_dataset *dataset, uint32_t start,
                             cs_error *error) {
  cs_body_texts *texts = &dataset->texts;
  make_room(it);
  it->joined_count = 0;
  for (size_t i = 0; i < it->count; i++) {
    if (it->items[i].count != 0) {
      join(it, it->pieces + it->items[i].first, it->items[i].count);
    }
  }
  cs_status status = find_forms(it, dataset, error);
  if (status == CS_OK) {
    uint32_t hits = put_hits(&texts->text[CS_TEXT_HITS], it, start);
    for (size_t i = 0; i < it->count; i++) {
      put_coding(&texts->text[CS_TEXT_CODINGS], &it->items[i].coding, hits);
      put_marks(&texts->text[CS_TEXT_MARKS], it, &it->items[i], hits);
    }
  }
  it->count = it->piece_count = 0;
  return status;
}

/* ---- Codings of a record ---- */

static int by_passage(const void *left, const void *right) {
  const cs_coding *a = *(const cs_coding *const *)left, *b = *(const cs_coding *const *)right;
  if (a->passage != b->passage) {
    return a->passage < b->passage ? -1 : 1;
  }
  return a < b ? -1 : a > b;
}

/* The codings in order of their passages, as a body has them; the caller frees the array. */
static const cs_coding **sort_codings(const cs_codings *codings, size_t count) {
  const cs_coding **sorted = cs_allocate(count + 1, sizeof *sorted);
  bool ordered = true;
  for (size_t i = 0; i < count; i++) {
    sorted[i] = &codings->items[i];
    ordered = ordered && (i == 0 || sorted[i]->passage >= sorted[i - 1]->passage);
  }
  if (!ordered) {
    qsort(sorted, count, sizeof *sorted, by_passage);
  }
  return sorted;
}

cs_status cs_put_codings(cs_dataset *dataset, const cs_record *record, cs_error *error) {
  const cs_codings *codings = record->codings;
  const size_t count = codings != NULL ? codings->count : 0;
  const cs_coding **sorted = sort_codings(codings, count);
  passage_codings it = {0};
  cs_status status = CS_OK;
  for (size_t i = 0; i < count && status == CS_OK; i++) {
    add_new(&it, dataset, record, sorted[i]);
    uint32_t passage = sorted[i]->passage;
    if (i + 1 == count || sorted[i + 1]->passage != passage) {
      status = put_passage(&it, dataset, record->review->passages[passage].start, error);
    }
  }
  free_codings(&it);
  free(sorted);
  return status;
}

/* ---- Coding anew ---- */

/* A review whose codings change: those that are stored, and those that come. */
typedef struct changing {
  cs_dataset *dataset;
  const cs_record *record;
  const cs_body *body;
  const cs_id_list *dropped; /* numbers of themes; NULL: all */
  const cs_coding **coming;
  size_t next;     /* of those that come */
  uint32_t stored; /* the next that is stored */
  size_t count;    /* written */
  passage_codings passage;
} changing;

static bool is_dropped(const cs_body_coding *coding, const cs_id_list *dropped) {
  for (size_t i = 0; dropped != NULL && i < dropped->count; i++) {
    if (dropped->items[i] == coding->theme) {
      return true;
    }
  }
  return dropped == NULL;
}

/* Writes the codings from `first` on to `end`, all of a passage, as they are. */
static void copy_passage(changing *it, uint32_t first, uint32_t end) {
  cs_body_texts *texts = &it->dataset->texts;
  const cs_body_coding *codings = it->body->codings;
  const uint32_t hits = codings[first].hit_count;
  const uint32_t *numbers = it->body->hits + (size_t)codings[first].first_hit * CS_BODY_HIT;
  for (size_t i = 0; i < (size_t)hits * CS_BODY_HIT; i++) {
    cs_put_number(&texts->text[CS_TEXT_HITS], numbers[i]);
  }
  for (uint32_t at = first; at < end; at++) {
    put_coding(&texts->text[CS_TEXT_CODINGS], &codings[at], hits);
    for (uint32_t i = 0; i < cs_body_marks(hits); i++) {
      cs_put_number(&texts->text[CS_TEXT_MARKS], it->body->marks[codings[at].first_mark + i]);
    }
  }
  it->count += end - first;
}

/* The number of a theme, by which the codings of a passage are in order. */
static int64_t number_of(const changing *it, const cs_coding *coming) {
  return it->dataset->run.themes[coming->theme];
}

/* Joins what is stored of a passage up to `end` and what comes of it. */
static cs_status join_passage(changing *it, uint32_t passage, uint32_t end, cs_error *error) {
  const cs_codings *codings = it->record->codings;
  cs_status status = CS_OK;
  for (uint32_t at = it->stored; at <= end && status == CS_OK; at++) {
    const cs_body_coding *kept = at < end ? &it->body->codings[at] : NULL;
    while (it->next < codings->count && it->coming[it->next]->passage == passage &&
           (kept == NULL || number_of(it, it->coming[it->next]) < (int64_t)kept->theme)) {
      add_new(&it->passage, it->dataset, it->record, it->coming[it->next++]);
    }
    if (kept != NULL && !is_dropped(kept, it->dropped)) {
      status = add_kept(&it->passage, it->dataset, it->body, kept, error);
    }
  }
  it->count += it->passage.count;
  return status == CS_OK
             ? put_passage(&it->passage, it->dataset, it->body->passages[passage].start, error)
             : status;
}

/* The next passage that has codings, of either sort. */
static cs_status put_next(changing *it, cs_error *error) {
  const cs_body *body = it->body;
  bool more = it->next < it->record->codings->count;
  uint32_t come = more ? it->coming[it->next]->passage : UINT32_MAX;
  uint32_t there = it->stored < body->coding_count ? body->codings[it->stored].passage : UINT32_MAX;
  uint32_t passage = come < there ? come : there, end = it->stored;
  bool changed = come == passage;
  for (; end < body->coding_count && body->codings[end].passage == passage; end++) {
    changed = changed || is_dropped(&body->codings[end], it->dropped);
  }
  cs_status status = CS_OK;
  if (changed) {
    status = join_passage(it, passage, end, error);
  } else {
    copy_passage(it, it->stored, end);
  }
  it->stored = end;
  return status;
}

/* Whether those that come lie within passages that are stored. */
static bool fit(const cs_codings *codings, const cs_body *body) {
  for (size_t i = 0; i < codings->count; i++) {
    const cs_coding *each = &codings->items[i];
    if (each->passage >= body->passage_count) {
      return false;
    }
    const cs_body_passage *passage = &body->passages[each->passage];
    for (uint32_t j = 0; j < each->evidence_count; j++) {
      const cs_evidence *hit = &codings->evidence[each->first_evidence + j];
      if (hit->start < passage->start || hit->start - passage->start > passage->length ||
          hit->length > passage->length - (hit->start - passage->start)) {
        return false;
      }
    }
  }
  return true;
}

cs_status cs_put_changed_codings(size_t *count, cs_dataset *dataset, const cs_record *record,
                                 const cs_body *body, const cs_id_list *dropped, cs_error *error) {
  changing it = {.dataset = dataset, .record = record, .body = body, .dropped = dropped};
  cs_status status = CS_OK;
  if (!fit(record->codings, body)) {
    return cs_fail(error, CS_MALFORMED, "%s: cannot store %s: a coding points to what is not there",
                   dataset->path, record->source.name);
  }
  it.coming = sort_codings(record->codings, record->codings->count);
  while (status == CS_OK && (it.next < record->codings->count || it.stored < body->coding_count)) {
    status = put_next(&it, error);
  }
  *count = it.count;
  free_codings(&it.passage);
  free(it.coming);
  return status;
}

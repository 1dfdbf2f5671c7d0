/* The hits of a passage once for all of its codings, and which of them are each coding's own.
 *
 * They are in order of start, length, role, then the pattern of the term, so that their order
 * depends on nothing but what they are. */
#include "dataset/body/passage_codings.h"

#include "dataset/body/put.h"

#include <stdlib.h>
#include <string.h>

/* A hit of a coding. */
typedef struct cs_piece {
  uint64_t slice; /* start in the high half, length in the low */
  uint32_t role;
  uint32_t term; /* of the run's patterns; void where the form is known */
  uint32_t form; /* 0: not known yet */
  const char *pattern;
} cs_piece;

typedef struct cs_coded {
  cs_body_coding coding; /* what it says of hits is void */
  size_t first, count;   /* pieces */
} cs_coded;

void cs_passage_codings_free(cs_passage_codings *it) {
  free(it->pieces);
  free(it->items);
  free(it->order);
  free(it->spare);
  free(it->places);
}

static uint64_t slice_of(uint32_t start, uint32_t length) {
  return (uint64_t)start << 32 | length;
}

static uint32_t start_of(const cs_piece *piece) {
  return (uint32_t)(piece->slice >> 32);
}

/* ---- Order ---- */

static int compare(const cs_piece *a, const cs_piece *b) {
  if (a->slice != b->slice) {
    return a->slice < b->slice ? -1 : 1;
  }
  if (a->role != b->role) {
    return a->role < b->role ? -1 : 1;
  }
  return a->pattern == b->pattern ? 0 : strcmp(a->pattern, b->pattern);
}

static int by_place(const void *left, const void *right) {
  return compare(left, right);
}

/* Pieces come in order of start, and nearly always in order. */
static void sort_pieces(cs_piece *pieces, size_t count) {
  for (size_t i = 1; i < count; i++) {
    if (compare(&pieces[i - 1], &pieces[i]) > 0) {
      qsort(pieces, count, sizeof *pieces, by_place);
      return;
    }
  }
}

/* ---- Putting together ---- */

static cs_piece *add_piece(cs_passage_codings *it) {
  cs_grow(&it->pieces, &it->piece_capacity, it->piece_count, sizeof *it->pieces);
  return &it->pieces[it->piece_count++];
}

/* Ends the coding of the pieces from `first` on. */
static void add_coding(cs_passage_codings *it, const cs_body_coding *coding, size_t first) {
  cs_grow(&it->items, &it->capacity, it->count, sizeof *it->items);
  it->items[it->count++] = (cs_coded){*coding, first, it->piece_count - first};
  if (it->piece_count > first) {
    sort_pieces(it->pieces + first, it->piece_count - first);
  }
}

void cs_add_new_coding(cs_passage_codings *it, const cs_dataset *dataset, const cs_record *record,
                       const cs_coding *from) {
  const cs_body_coding coding = {.passage = from->passage,
                                 .theme = (uint32_t)dataset->run.themes[from->theme],
                                 .polarity = (uint32_t)from->polarity,
                                 .repeat = from->repeat,
                                 .confidence = (uint32_t)(from->confidence * 1000 + 0.5)};
  size_t first = it->piece_count;
  for (uint32_t i = 0; i < from->evidence_count; i++) {
    const cs_evidence *each = &record->codings->evidence[from->first_evidence + i];
    cs_form_expect(dataset, each->term, (uint32_t)each->role, each->length);
    *add_piece(it) = (cs_piece){.slice = slice_of(each->start, each->length),
                                .role = (uint32_t)each->role,
                                .term = each->term,
                                .pattern = dataset->run.patterns[each->term]};
  }
  add_coding(it, &coding, first);
}

cs_status cs_add_kept_coding(cs_passage_codings *it, cs_dataset *dataset, const cs_body *body,
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
    *add_piece(it) = (cs_piece){.slice = slice_of(hit.start, form.length),
                                .role = form.role,
                                .form = hit.form,
                                .pattern = pattern};
  }
  add_coding(it, coding, first);
  return CS_OK;
}

/* ---- One order for all ---- */

static void make_room(cs_passage_codings *it) {
  if (it->order_capacity < it->piece_count) {
    it->order_capacity = 2 * it->piece_count;
    it->order = cs_reallocate(it->order, it->order_capacity, sizeof *it->order);
    it->spare = cs_reallocate(it->spare, it->order_capacity, sizeof *it->spare);
    it->places = cs_reallocate(it->places, it->order_capacity, sizeof *it->places);
  }
}

/* Puts pieces, in order, among the `count` that are. */
static void merge(cs_passage_codings *it, size_t count, size_t first, size_t end) {
  const uint32_t *a = it->order, *a_end = a + count;
  uint32_t *to = it->spare;
  size_t b = first;
  while (a < a_end && b < end) {
    *to++ = compare(&it->pieces[*a], &it->pieces[b]) <= 0 ? *a++ : (uint32_t)b++;
  }
  while (a < a_end) {
    *to++ = *a++;
  }
  while (b < end) {
    *to++ = (uint32_t)b++;
  }
  uint32_t *other = it->order;
  it->order = it->spare;
  it->spare = other;
}

static void put_in_order(cs_passage_codings *it) {
  make_room(it);
  for (size_t i = 0; i < it->count; i++) {
    const cs_coded *item = &it->items[i];
    if (item->count != 0) {
      merge(it, item->first, item->first, item->first + item->count);
    }
  }
}

/* ---- Writing ---- */

static cs_status find_form(uint32_t *form, cs_dataset *dataset, const cs_piece *piece,
                           cs_error *error) {
  const cs_evidence evidence = {(cs_role)piece->role, piece->term, start_of(piece),
                                (uint32_t)piece->slice};
  return cs_form_id(form, dataset, &evidence, error);
}

/* Writes a hit; returns its index. A place so far behind that the step does not fit a number is
 * reached by hits of no term. */
static uint32_t put_hit(cs_buffer *to, uint32_t *count, uint32_t form, uint32_t step) {
  for (; step > CS_BODY_MOST; step -= CS_BODY_MOST, ++*count) {
    cs_put_number(to, 0);
    cs_put_number(to, CS_BODY_MOST);
  }
  cs_put_number(to, form);
  cs_put_number(to, step);
  return (*count)++;
}

/* Writes the list of hits, of equal pieces one, and counts them. */
static cs_status put_hits(uint32_t *count, cs_passage_codings *it, cs_dataset *dataset,
                          uint32_t from, cs_error *error) {
  cs_buffer *to = &dataset->texts.text[CS_TEXT_HITS];
  cs_status status = CS_OK;
  for (size_t i = 0, end; i < it->piece_count && status == CS_OK; i = end) {
    const cs_piece *piece = &it->pieces[it->order[i]];
    uint32_t form = piece->form;
    for (end = i + 1; end < it->piece_count; end++) {
      const cs_piece *next = &it->pieces[it->order[end]];
      if (compare(piece, next) != 0) {
        break;
      }
      form = form != 0 ? form : next->form;
    }
    if (form == 0) {
      status = find_form(&form, dataset, piece, error);
    }
    uint32_t place = put_hit(to, count, form, start_of(piece) - from);
    for (size_t each = i; each < end; each++) {
      it->places[it->order[each]] = place;
    }
    from = start_of(piece);
  }
  return status;
}

/* Of a list of so many. */
static void put_marks(cs_buffer *to, const cs_passage_codings *it, const cs_coded *item,
                      uint32_t count) {
  uint32_t bits = 0, number = 0;
  for (size_t i = item->first; i < item->first + item->count; i++) {
    uint32_t place = it->places[i];
    for (; number < place / CS_BODY_MARKS; number++, bits = 0) {
      cs_put_number(to, bits);
    }
    bits |= 1U << place % CS_BODY_MARKS;
  }
  for (; number < cs_body_marks(count); number++, bits = 0) {
    cs_put_number(to, bits);
  }
}

void cs_put_coding(cs_buffer *to, const cs_body_coding *coding, uint32_t hits) {
  cs_put_number(to, coding->passage);
  cs_put_number(to, coding->theme);
  cs_put_number(to, (uint64_t)coding->polarity * 2 + coding->repeat);
  cs_put_number(to, coding->confidence);
  cs_put_number(to, hits);
}

cs_status cs_put_passage_codings(cs_passage_codings *it, cs_dataset *dataset, uint32_t start,
                                 cs_error *error) {
  cs_body_texts *texts = &dataset->texts;
  uint32_t hits = 0;
  put_in_order(it);
  cs_status status = put_hits(&hits, it, dataset, start, error);
  if (status == CS_OK && hits > CS_BODY_MOST) {
    status = cs_fail(error, CS_LIMIT,
                     "%s: a passage has %u hits of all themes together, more than can be stored: "
                     "leave out, with --theme, the themes whose terms stand everywhere",
                     dataset->path, hits);
  }
  for (size_t i = 0; i < it->count && status == CS_OK; i++) {
    cs_put_coding(&texts->text[CS_TEXT_CODINGS], &it->items[i].coding, hits);
    put_marks(&texts->text[CS_TEXT_MARKS], it, &it->items[i], hits);
  }
  it->count = it->piece_count = 0;
  return status;
}

/* Writing the codings of a review passage by passage: those of a record, or beside those that are
 * stored. */
#include "dataset/body/passage_codings.h"
#include "dataset/body/put.h"
#include "dataset/body/write.h"

#include <stdlib.h>

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
  cs_passage_codings it = {0};
  cs_status status = CS_OK;
  for (size_t i = 0; i < count && status == CS_OK; i++) {
    cs_add_new_coding(&it, dataset, record, sorted[i]);
    uint32_t passage = sorted[i]->passage;
    if (i + 1 == count || sorted[i + 1]->passage != passage) {
      status = cs_put_passage_codings(&it, dataset, record->review->passages[passage].start, error);
    }
  }
  cs_passage_codings_free(&it);
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
  cs_passage_codings passage;
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
    cs_put_coding(&texts->text[CS_TEXT_CODINGS], &codings[at], hits);
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
      cs_add_new_coding(&it->passage, it->dataset, it->record, it->coming[it->next++]);
    }
    if (kept != NULL && !is_dropped(kept, it->dropped)) {
      status = cs_add_kept_coding(&it->passage, it->dataset, it->body, kept, error);
    }
  }
  it->count += it->passage.count;
  return status == CS_OK ? cs_put_passage_codings(&it->passage, it->dataset,
                                                  it->body->passages[passage].start, error)
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
  cs_passage_codings_free(&it.passage);
  free(it.coming);
  return status;
}

/* The body of a review and its notes. Labels are unique per kind: of passages that
 * would share one, the later get '#' and their place in the review behind it, and
 * a problem. */
#include "dataset/body/write.h"
#include "dataset/store/store.h"
#include "review/repeats.h"

#include <stdlib.h>
#include <string.h>

/* One review on its way into the tables. */
typedef struct writing {
  cs_dataset *dataset;
  const cs_record *record;
  const cs_review *review;
  int64_t review_id;
  int64_t source_id;
  int64_t first_passage; /* id of passage 0; the others follow */
  const int64_t *organisations;
  const char **labels; /* one a passage, unique per kind */
  cs_arena *arena;     /* owns the labels that had to be made */
} writing;

static cs_value passage_id(const writing *it, uint32_t passage) {
  return cs_integer(it->first_passage + passage);
}

/* ---- Labels ---- */

static cs_status relabel(writing *it, uint32_t index, cs_error *error) {
  const cs_passage *passage = &it->review->passages[index];
  it->labels[index] = cs_arena_format(it->arena, "%s#%u", passage->label, index + 1);
  cs_error text;
  cs_fail(&text, CS_OK, "the label %s stands at an earlier %s too: this one is kept as %s",
          passage->label, cs_kind_name(passage->kind), it->labels[index]);
  const cs_problem problem = {.stage = CS_STAGE_DATASET,
                              .severity = CS_WARNING,
                              .line = passage->line,
                              .message = text.message};
  it->dataset->last.problems++;
  return cs_add_problem(it->dataset, it->source_id, NULL, &problem, error);
}

static cs_status make_labels(writing *it, cs_error *error) {
  uint32_t count = it->review->passage_count;
  it->labels = cs_arena_allocate(it->arena, count, sizeof *it->labels);
  for (uint32_t i = 0; i < count; i++) {
    it->labels[i] = it->review->passages[i].label;
  }
  uint32_t *repeats = cs_arena_allocate(it->arena, count, sizeof *repeats);
  uint32_t repeat_count = cs_review_repeats(repeats, it->review);
  cs_status status = CS_OK;
  for (uint32_t i = 0; i < repeat_count && status == CS_OK; i++) {
    status = relabel(it, repeats[i], error);
  }
  return status;
}

/* ---- Rows ---- */

static cs_status add_notes(writing *it, cs_error *error) {
  cs_status status = CS_OK;
  for (uint32_t i = 0; i < it->review->note_count && status == CS_OK; i++) {
    const cs_note *each = &it->review->notes[i];
    const cs_value values[] = {passage_id(it, each->passage), cs_integer((int64_t)i + 1),
                               cs_string(each->put_to), cs_integer(each->start),
                               cs_integer(each->length)};
    status = cs_sql_run(it->dataset, CS_ADD_NOTE, values, 5, error);
  }
  return status;
}

/* ---- The whole ---- */

static cs_status add_body(writing *it, cs_error *error) {
  return cs_add_body(it->dataset, it->record, it->review_id, it->labels, it->organisations, error);
}

static cs_status add_all(writing *it, cs_error *error) {
  static cs_status (*const steps[])(writing *, cs_error *) = {
      make_labels,
      add_body,
      add_notes,
  };
  cs_status status = CS_OK;
  for (size_t i = 0; i < sizeof steps / sizeof *steps && status == CS_OK; i++) {
    status = steps[i](it, error);
  }
  return status;
}

cs_status cs_add_passages(cs_dataset *dataset, const cs_record *record, int64_t review_id,
                          int64_t source_id, const int64_t *organisations, cs_error *error) {
  writing it = {
      .dataset = dataset,
      .record = record,
      .review = record->review,
      .review_id = review_id,
      .source_id = source_id,
      .first_passage = dataset->run.next.passage,
      .organisations = organisations,
      .arena = cs_arena_new(),
  };
  cs_status status = add_all(&it, error);
  cs_arena_free(it.arena);
  return status;
}

/* What came of documents, written to the dataset in the order in which they were handed out. */
#include "run/coordinator.h"

#include <string.h>

enum {
  CHECKPOINT_SECONDS = 5,
  CHECKPOINT_DOCUMENTS = 100, /* with these many bytes of text, what the dataset's cache holds; */
  /* of those that are only coded anew, twice as many */
  CHECKPOINT_BYTES = 12 * 1024 * 1024,
};

static void count_record(cs_coordinator *run, const cs_record *record, bool recoded,
                         uint32_t passages) {
  cs_put_result result = cs_dataset_last_put(run->dataset);
  run->counts->problems += result.problems;
  run->counts->bytes += recoded ? 0 : record->source.size;
  run->counts->recoded += recoded;
  if (result.outcome == CS_OUTCOME_REVIEW) {
    bool known = strcmp(record->review->family, CS_UNKNOWN_FAMILY) != 0;
    run->counts->coded++;
    run->counts->unknown += !known;
    run->counts->passages += known ? passages : 0;
    run->counts->codings += record->codings->count;
  } else {
    run->counts->left_out++;
  }
  run->progress.done++;
  run->progress.bytes_done += record->source.size;
}

static cs_status put_record(cs_coordinator *run, const cs_document *document,
                            const cs_record *found, bool recoded, uint32_t passages,
                            cs_error *error) {
  cs_record record = *found;
  record.source = cs_source_of(document);
  memcpy(record.source.sha256, found->source.sha256, sizeof record.source.sha256);
  cs_status status = recoded ? cs_dataset_put_codings(run->dataset, &record, error)
                             : cs_dataset_put(run->dataset, &record, error);
  if (status == CS_OK) {
    count_record(run, &record, recoded, passages);
    const unsigned halves = recoded ? 1 : 2;
    run->unsaved_halves += halves;
    run->unsaved_bytes += record.text_size * halves / 2;
  }
  return status;
}

static cs_status put_message(cs_coordinator *run, const cs_document *document,
                             const cs_message *message, cs_error *error) {
  const cs_review *review = message->record.review;
  uint32_t passages = message->codings ? message->passages
                      : review != NULL ? review->passage_count
                                       : 0;
  return put_record(run, document, &message->record, message->codings, passages, error);
}

/* A document that was not read, for a cause that may be gone next time. */
static cs_status put_lost(cs_coordinator *run, const cs_document *document, const char *cause,
                          cs_error *error) {
  cs_problems problems = {0};
  cs_record record = {.format = "", .encoding = "", .problems = &problems};
  cs_problem_add(&problems, CS_STAGE_RUN, CS_ERROR, 0, "%s", cause);
  cs_status status = put_record(run, document, &record, false, 0, error);
  cs_problems_clear(&problems);
  return status;
}

static cs_status save_now_and_then(cs_coordinator *run, cs_error *error) {
  if (run->unsaved_halves < 2 * CHECKPOINT_DOCUMENTS && run->unsaved_bytes < CHECKPOINT_BYTES &&
      cs_now_seconds() - run->saved < CHECKPOINT_SECONDS) {
    return CS_OK;
  }
  cs_status status = run->unsaved_halves != 0 ? cs_dataset_checkpoint(run->dataset, error) : CS_OK;
  run->unsaved_halves = run->unsaved_bytes = 0;
  run->saved = cs_now_seconds();
  return status;
}

/* Where new codings cannot be put beside what is stored, because that is damaged, the document is
 * read from its source after all. False where it was. */
static bool read_after_all(cs_coordinator *run, uint32_t number, const cs_arrival *arrival) {
  if (arrival->cause != NULL || !arrival->message.codings) {
    return false;
  }
  run->stored[number] = false;
  cs_window_await_again(&run->window);
  cs_workers_hand_again(run->workers, number);
  return true;
}

cs_status cs_coordinator_write(cs_coordinator *run, cs_error *error) {
  cs_status status = CS_OK;
  const cs_arrival *next;
  while (status == CS_OK && (next = cs_window_next(&run->window)) != NULL) {
    const uint32_t number = run->window.written;
    const cs_document *document = &run->documents.items[run->chosen[number]];
    status = next->cause != NULL ? put_lost(run, document, next->cause, error)
                                 : put_message(run, document, &next->message, error);
    if (run->tray != NULL) {
      cs_tray_remove(run->tray, number);
    }
    if (status == CS_MALFORMED && read_after_all(run, number, next)) {
      return CS_OK;
    }
    cs_window_advance(&run->window);
    if (status == CS_OK) {
      status = save_now_and_then(run, error);
    }
    cs_coordinator_tell(run, false);
  }
  return status;
}

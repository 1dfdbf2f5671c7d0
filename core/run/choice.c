/* Before anything is read: what is known already, and what is to be read. */
#include "run/coordinator.h"

#include <stdlib.h>

static cs_status put_problem(cs_coordinator *run, const cs_problem *problem, const char *source,
                             cs_error *error) {
  run->counts->problems += problem->severity != CS_NOTE;
  return cs_dataset_put_problem(run->dataset, problem, source, error);
}

/* A list that was full is not all there is. */
static cs_status put_dropped(cs_coordinator *run, size_t count, cs_error *error) {
  cs_error text;
  cs_fail(&text, CS_OK, "%zu more problems like these are not listed", count);
  const cs_problem more = {.stage = CS_STAGE_HOST, .severity = CS_WARNING, .message = text.message};
  return put_problem(run, &more, NULL, error);
}

static cs_status put_faults(cs_coordinator *run, cs_error *error) {
  cs_status status = CS_OK;
  const cs_problems *given = run->options->problems;
  for (size_t i = 0; given != NULL && i < given->count && status == CS_OK; i++) {
    status = put_problem(run, &given->items[i], NULL, error);
  }
  if (given != NULL && given->dropped != 0 && status == CS_OK) {
    status = put_dropped(run, given->dropped, error);
  }
  for (size_t i = 0; i < run->documents.fault_count && status == CS_OK; i++) {
    const cs_path_fault *fault = &run->documents.faults[i];
    status = put_problem(run, &fault->problem, fault->path, error);
  }
  return status;
}

/* What is left to other shards is not gone. */
static cs_status keep_others(cs_coordinator *run, cs_error *error) {
  const cs_documents *documents = &run->documents;
  cs_status status = CS_OK;
  for (size_t i = 0; i < documents->other_count && status == CS_OK; i++) {
    const cs_source other = cs_source_of(&documents->items[documents->count + i]);
    status = cs_dataset_keep(run->dataset, &other, error);
  }
  return status;
}

/* What the dataset has of each document. Whether a duplicate is to be read is known when all are
 * found, some by other names than before, and others not. */
static cs_status find_known(cs_known *known, cs_coordinator *run, cs_error *error) {
  const cs_documents *documents = &run->documents;
  cs_status status = CS_OK;
  for (size_t i = 0; i < documents->count && status == CS_OK; i++) {
    const cs_source source = cs_source_of(&documents->items[i]);
    status = cs_dataset_find(&known[i], run->dataset, &source, error);
  }
  for (size_t i = 0; i < documents->count && status == CS_OK; i++) {
    const cs_source source = cs_source_of(&documents->items[i]);
    bool reads = false;
    if (known[i] == CS_KNOWN_COPY) {
      status = cs_dataset_reads_copy(&reads, run->dataset, &source, error);
      known[i] = reads ? CS_KNOWN_NOT : CS_KNOWN_WHOLE;
    }
  }
  return status;
}

static void choose_document(cs_coordinator *run, uint32_t number, cs_known known) {
  if (known == CS_KNOWN_WHOLE) {
    run->counts->unchanged++;
    run->progress.done++;
  } else {
    run->stored[run->chosen_count] = known == CS_KNOWN_TEXT;
    run->stored_count += known == CS_KNOWN_TEXT;
    run->chosen[run->chosen_count++] = number;
    run->progress.bytes_total += run->documents.items[number].size;
  }
}

/* Chooses what is new or changed; the rest is done already. */
static cs_status choose_documents(cs_coordinator *run, cs_error *error) {
  size_t count = run->documents.count;
  cs_known *known = cs_allocate(count, sizeof *known);
  run->chosen = cs_allocate(count, sizeof *run->chosen);
  run->stored = cs_allocate(count, sizeof *run->stored);
  cs_status status = find_known(known, run, error);
  for (size_t i = 0; i < count && status == CS_OK; i++) {
    choose_document(run, (uint32_t)i, known[i]);
  }
  free(known);
  return status;
}

cs_status cs_coordinator_choose(cs_coordinator *run, cs_error *error) {
  cs_status status = put_faults(run, error);
  if (status == CS_OK) {
    status = keep_others(run, error);
  }
  return status == CS_OK ? choose_documents(run, error) : status;
}

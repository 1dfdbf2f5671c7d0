/* Target: what a worker tells the coordinator. What is read is written to the same bytes,
 * and can be stored. */
#include "fuzz.h"

#include "../run/record.h"
#include "run/message.h"

#include <string.h>

/* As tests/run/record.c needs them, with the themes and terms of the toy host. */
static cs_message_limits limits_of_toys(void) {
  cs_message_limits limits = {.text_size = 100000};
  cs_host_themes(fuzz_toy_host(), &limits.theme_count);
  limits.term_count = cs_terms_count(cs_host_terms(fuzz_toy_host()));
  return limits;
}

static void expect_same_bytes(const cs_message *message, const char *bytes, size_t length) {
  cs_buffer again = {0};
  cs_message_write(&again, message);
  require(again.length == length && memcmp(again.bytes, bytes, length) == 0);
  cs_buffer_free(&again);
}

/* A dataset that is never committed. */
static cs_dataset *store(void) {
  static cs_dataset *dataset;
  cs_error error;
  bool recode;
  if (dataset == NULL) {
    require(cs_dataset_open(&dataset, fuzz_path("store.db"), CS_OPEN_WRITE, &error) == CS_OK);
    require(cs_dataset_begin_run(dataset, fuzz_toy_host(), NULL, &recode, &error) == CS_OK);
  }
  return dataset;
}

static void put(cs_message *message) {
  cs_error error = {0};
  message->record.source.path = "a/x.txt";
  message->record.source.name = "x.txt";
  cs_status status = cs_dataset_put(store(), &message->record, &error);
  fuzz_expect_message(status, &error);
  require(status == CS_OK || status == CS_MALFORMED);
}

static void run_message(const char *bytes, size_t length) {
  const cs_message_limits limits = limits_of_toys();
  cs_arena *arena = cs_arena_new();
  cs_message message;
  cs_error error = {0};
  cs_status status = cs_message_read(&message, arena, bytes, length, &limits, &error);
  fuzz_expect_message(status, &error);
  if (status == CS_OK) {
    expect_same_bytes(&message, bytes, length);
    put(&message);
  }
  cs_arena_free(arena);
}

static void give_one(fuzz_take take, void *context, const cs_record *record) {
  const cs_message message = {.document = 7, .record = *record};
  cs_buffer out = {0};
  cs_message_write(&out, &message);
  take(context, out.bytes, out.length);
  cs_buffer_free(&out);
}

static void give_message(fuzz_take take, void *context) {
  sample_record sample;
  sample_record_fill(&sample, 7);
  give_one(take, context, &sample.record);
  sample.record.review = NULL;
  sample.record.codings = NULL;
  give_one(take, context, &sample.record);
}

const fuzz_target fuzz_message = {"message", run_message, give_message};

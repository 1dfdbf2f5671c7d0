/* What each stage of a run costs: `stages DATASET FILE...` takes each file through all of them,
 * one after the other in this process, stores it in a new dataset, and prints a line a stage:
 * its name, milliseconds of processor time per MB of the files, and its share. The stages are
 * those of a worker (read, parse, code, pack, send) and of the coordinator (receive, store). */
#include "run/message.h"
#include "run/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef enum stage { READ, PARSE, CODE, PACK, SEND, RECEIVE, STORE, STAGE_COUNT } stage;

static const char *const names[] = {"read", "parse", "code", "pack", "send", "receive", "store"};

typedef struct bench {
  cs_host *host;
  cs_dataset *dataset;
  cs_message_limits limits;
  double spent[STAGE_COUNT];
  double since;
  double bytes;
} bench;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* All time since the last call was spent on this. */
static void spend(bench *it, stage on) {
  double time = now();
  it->spent[on] += time - it->since;
  it->since = time;
}

static void must(cs_status status, const cs_error *error) {
  if (status != CS_OK) {
    fprintf(stderr, "stages: %s\n", error->message);
    exit(3);
  }
}

static void store(bench *it, const cs_buffer *sent, const char *path) {
  cs_error error;
  cs_message message;
  cs_arena *arena = cs_arena_new();
  must(cs_message_read(&message, arena, sent->bytes, sent->length, &it->limits, &error), &error);
  spend(it, RECEIVE);
  const char *slash = strrchr(path, '/');
  message.record.source.path = path;
  message.record.source.name = slash != NULL ? slash + 1 : path;
  must(cs_dataset_put(it->dataset, &message.record, &error), &error);
  cs_arena_free(arena);
  spend(it, STORE);
}

static void take(bench *it, const char *path, cs_buffer *sent) {
  cs_error error;
  cs_text *text;
  cs_review *review;
  cs_codings codings = {0};
  cs_problems problems = {0};
  void *packed;
  size_t count;
  const cs_family *const *families = cs_host_families(it->host, &count);
  it->since = now();
  must(cs_text_read(&text, path, &cs_text_default_limits, &problems, &error), &error);
  spend(it, READ);
  it->bytes += (double)text->length;
  must(cs_review_parse(&review, text, cs_family_of(text, families, count), &problems, &error),
       &error);
  spend(it, PARSE);
  cs_host_code(&codings, it->host, review, &problems);
  spend(it, CODE);
  cs_message message = {.record = {.review = review, .codings = &codings, .problems = &problems}};
  memcpy(message.record.source.sha256, text->sha256, sizeof text->sha256);
  message.record.format = cs_format_name(text->format);
  message.record.encoding = cs_encoding_name(text->encoding);
  message.record.text_size = text->length;
  must(cs_pack(&packed, &message.record.packed_size, text->bytes, text->length, &error), &error);
  message.record.packed = packed;
  spend(it, PACK);
  cs_buffer_reset(sent);
  cs_message_write(sent, &message);
  free(packed);
  cs_codings_free(&codings);
  cs_review_free(review);
  cs_text_free(text);
  cs_problems_clear(&problems);
  spend(it, SEND);
  store(it, sent, path);
}

static void show(const bench *it) {
  double all = 0;
  for (size_t i = 0; i < STAGE_COUNT; i++) {
    all += it->spent[i];
  }
  for (size_t i = 0; i < STAGE_COUNT; i++) {
    printf("%-8s %8.2f ms/MB  %5.1f %%\n", names[i], it->spent[i] * 1e9 / it->bytes,
           100 * it->spent[i] / all);
  }
  printf("%-8s %8.2f ms/MB\n", "all", all * 1e9 / it->bytes);
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fputs("usage: stages DATASET FILE...\n", stderr);
    return 2;
  }
  cs_keep_memory(); /* as workers do */
  bench it = {0};
  cs_error error;
  cs_problems problems = {0};
  cs_buffer sent = {0};
  bool recode;
  must(cs_host_open(&it.host, &(cs_host_options){0}, &problems, &error), &error);
  remove(argv[1]);
  must(cs_dataset_open(&it.dataset, argv[1], CS_OPEN_WRITE, &error), &error);
  must(cs_dataset_begin_run(it.dataset, it.host, NULL, &recode, &error), &error);
  it.limits = cs_reading_limits(it.host);
  for (int i = 2; i < argc; i++) {
    take(&it, argv[i], &sent);
  }
  it.since = now();
  must(cs_dataset_end_run(it.dataset, &(cs_run_counts){0}, true, &error), &error);
  spend(&it, STORE);
  show(&it);
  cs_dataset_close(it.dataset);
  cs_host_close(it.host);
  cs_problems_clear(&problems);
  cs_buffer_free(&sent);
  return 0;
}

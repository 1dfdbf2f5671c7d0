/* Targets: SQL that somebody asks; a researcher's script. Both are held to limits, and
 * neither changes the dataset. */
#include "fuzz.h"

#include <conspectus/script.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static cs_dataset *open_dataset(void) {
  static cs_dataset *dataset;
  cs_error error;
  if (dataset == NULL) {
    const char *path = fuzz_path("asked.db");
    fuzz_make_dataset(path);
    require(cs_dataset_open(&dataset, path, CS_OPEN_READ, &error) == CS_OK);
  }
  return dataset;
}

/* ---- SQL ---- */

typedef struct asking {
  size_t rows;
  clock_t until;
} asking;

static bool is_over(void *context) {
  const asking *it = context;
  return clock() > it->until;
}

static cs_status read_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  asking *it = context;
  size_t bytes = 0;
  for (size_t i = 0; i < count; i++) {
    bytes += values[i].type == CS_STRING ? strlen(values[i].string) : 1;
  }
  return ++it->rows > 100 || bytes > 1000000 ? cs_fail(error, CS_LIMIT, "enough") : CS_OK;
}

static void run_sql(const char *bytes, size_t length) {
  cs_dataset *dataset = open_dataset();
  asking it = {.until = clock() + CLOCKS_PER_SEC / 5};
  const cs_query_limits limits = {
      .value_bytes = 1 << 20, .heap_bytes = 64 << 20, .stop = is_over, .context = &it};
  const cs_query_reader reader = {.row = read_row, .context = &it};
  cs_error error = {0};
  char *sql = strndup(bytes, length);
  cs_dataset_limit(dataset, &limits);
  fuzz_expect_message(cs_dataset_query(dataset, sql, NULL, 0, &reader, &error), &error);
  cs_dataset_limit(dataset, &(cs_query_limits){0});
  free(sql);
}

static void give_sql(fuzz_take take, void *context) {
  static const char *const queries[] = {
      "SELECT key, area FROM review ORDER BY key",
      "SELECT kind, count(*) FROM passage GROUP BY kind",
      "SELECT passage_text(id) FROM passage WHERE words > 2",
      "SELECT sqlar_uncompress(data, sz) FROM sqlar",
      "SELECT * FROM evidence JOIN coding ON coding.id = evidence.coding_id",
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT 5",
      "PRAGMA table_info(review)",
      "SELECT printf('%d %s', 1, 'x') || hex(zeroblob(4)) -- end",
      "SELECT json_extract(value, '$[0]') FROM json_each('[[1],[2]]')",
      "ATTACH 'x' AS y",
  };
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    take(context, queries[i], strlen(queries[i]));
  }
}

/* ---- Scripts ---- */

static void run_script(const char *bytes, size_t length) {
  static FILE *nowhere;
  static const char plugins[] = "tests/host/data/good";
  if (nowhere == NULL) {
    nowhere = fopen("/dev/null", "w");
    require(nowhere != NULL);
  }
  const char *folder = fuzz_source(plugins);
  const cs_host_options hosts = {.folders = &folder, .folder_count = 1};
  const cs_script_options options = {
      .plugins = &hosts, .out = nowhere, .notes = nowhere, .bytes = 8 << 20, .milliseconds = 50};
  cs_error error = {0};
  const char *path = fuzz_path("fuzzed.lua");
  fuzz_write(path, bytes, length);
  fuzz_expect_message(cs_script_run(path, open_dataset(), &options, &error), &error);
}

const fuzz_target fuzz_sql = {"sql", run_sql, give_sql};
const fuzz_target fuzz_script = {"script", run_script, NULL};

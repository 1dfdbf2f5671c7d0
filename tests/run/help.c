/* Help for tests of the run stage. */
#include "help.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <check.h>
#include <conspectus/dataset.h>
#include <errno.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *before;
static char folder[64];

void enter_folder(void) {
  before = getcwd(NULL, 0);
  ck_assert_ptr_nonnull(before);
  strcpy(folder, "/tmp/conspectus-run.XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  ck_assert_int_eq(chdir(folder), 0);
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk) {
  (void)status, (void)type, (void)walk;
  return remove(path);
}

void leave_folder(void) {
  ck_assert_int_eq(chdir(before), 0);
  nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  free(before);
  before = NULL;
}

void make_folder(const char *path) {
  ck_assert_int_eq(mkdir(path, 0755), 0);
}

void write_file(const char *path, const char *content) {
  FILE *file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  fputs(content, file);
  ck_assert_int_eq(fclose(file), 0);
}

char *in_source(const char *name) {
  const char *source = getenv("srcdir");
  cs_buffer path = {0};
  if (source == NULL) {
    source = ".";
  }
  if (*source != '/' && before != NULL) {
    cs_buffer_add_format(&path, "%s/", before);
  }
  cs_buffer_add_format(&path, "%s/%s", source, name);
  return cs_buffer_take(&path);
}

cs_host *open_host(void) {
  char *plugins = in_source("plugins");
  const char *const folders[] = {plugins};
  const cs_host_options options = {.folders = folders, .folder_count = 1};
  cs_problems problems = {0};
  cs_host *host = NULL;
  cs_error error = {0};
  cs_status status = cs_host_open(&host, &options, &problems, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  cs_problems_clear(&problems);
  free(plugins);
  return host;
}

static cs_status add_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  cs_buffer *out = context;
  (void)error;
  for (size_t i = 0; i < count; i++) {
    const char *between = i == 0 ? "" : "|";
    switch (values[i].type) {
    case CS_INTEGER:
      cs_buffer_add_format(out, "%s%" PRId64, between, values[i].integer);
      break;
    case CS_REAL:
      cs_buffer_add_format(out, "%s%.17g", between, values[i].real);
      break;
    case CS_STRING:
      cs_buffer_add_format(out, "%s%s", between, values[i].string);
      break;
    case CS_MISSING:
      cs_buffer_add_format(out, "%s-", between);
      break;
    }
  }
  cs_buffer_add_char(out, '\n');
  return CS_OK;
}

static void query(cs_buffer *out, cs_dataset *dataset, const char *sql) {
  const cs_query_reader reader = {.row = add_row, .context = out};
  cs_error error = {0};
  cs_status status = cs_dataset_query(dataset, sql, NULL, 0, &reader, &error);
  ck_assert_msg(status == CS_OK, "%s: %s", sql, error.message);
}

static cs_dataset *open_sound(const char *path) {
  cs_dataset *dataset = NULL;
  cs_error error = {0};
  cs_problems faults = {0};
  cs_status status = cs_dataset_open(&dataset, path, CS_OPEN_READ, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  status = cs_dataset_verify(dataset, &faults, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  ck_assert_msg(faults.count == 0, "%s", faults.count != 0 ? faults.items[0].message : "");
  return dataset;
}

char *dump(const char *path) {
  static const char *const queries[] = {
      "SELECT * FROM theme",
      "SELECT * FROM term ORDER BY id",
      "SELECT id, path, name, size, sha256, outcome, duplicate_of FROM source ORDER BY id",
      "SELECT * FROM review ORDER BY id",
      "SELECT * FROM section ORDER BY id",
      "SELECT p.*, passage_text(p.id) FROM passage AS p ORDER BY p.id",
      "SELECT * FROM recommendation ORDER BY passage_id",
      "SELECT * FROM citation ORDER BY passage_id, seq",
      "SELECT * FROM organisation ORDER BY id",
      "SELECT * FROM coding ORDER BY id",
      "SELECT id, evidence FROM coding_row ORDER BY id",
      "SELECT * FROM problem ORDER BY id",
  };
  cs_dataset *dataset = open_sound(path);
  cs_buffer out = {0};
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    query(&out, dataset, queries[i]);
  }
  cs_dataset_close(dataset);
  return cs_buffer_take(&out);
}

char *ask(const char *path, const char *sql) {
  cs_dataset *dataset = open_sound(path);
  cs_buffer out = {0};
  query(&out, dataset, sql);
  cs_dataset_close(dataset);
  char *answer = cs_buffer_take(&out);
  answer[strcspn(answer, "\n")] = '\0';
  return answer;
}

bool is_childless(void) {
  return waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD;
}

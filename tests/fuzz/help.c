/* What targets share: complaints, files, hosts, a dataset. */
#include "fuzz.h"

#include "../run/record.h"
#include "base/memory.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const fuzz_target *const fuzz_targets[] = {
    &fuzz_text,   &fuzz_layout,  &fuzz_review, &fuzz_coding, &fuzz_message, &fuzz_csv,
    &fuzz_plugin, &fuzz_dataset, &fuzz_sql,    &fuzz_script, NULL,
};

const fuzz_target *fuzz_find(const char *name) {
  const fuzz_target *const *each = fuzz_targets;
  while (*each != NULL && strcmp((*each)->name, name) != 0) {
    each++;
  }
  return *each;
}

_Noreturn void fuzz_broken(const char *what, const char *file, int line) {
  fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, what);
  abort();
}

void fuzz_expect_message(cs_status status, const cs_error *error) {
  if (status != CS_OK) {
    require(error->status == status);
    require(error->message[0] != '\0');
  }
}

void fuzz_end_problems(cs_problems *problems) {
  require(problems->count <= CS_PROBLEMS_MAX);
  for (size_t i = 0; i < problems->count; i++) {
    require(problems->items[i].message[0] != '\0');
  }
  cs_problems_clear(problems);
}

/* ---- Files ---- */

static char folder[256];
static long owner; /* a child that ends must not take it along */

static void remove_folder(void) {
  DIR *entries = owner == getpid() ? opendir(folder) : NULL;
  if (entries == NULL) {
    return;
  }
  for (struct dirent *each; (each = readdir(entries)) != NULL;) {
    char path[sizeof folder + sizeof each->d_name + 1];
    snprintf(path, sizeof path, "%s/%s", folder, each->d_name);
    unlink(path);
  }
  closedir(entries);
  rmdir(folder);
}

const char *fuzz_path(const char *name) {
  static char paths[4][512];
  static unsigned next;
  if (folder[0] == '\0') {
    const char *parent = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/conspectus-fuzz-XXXXXX",
             parent != NULL && parent[0] != '\0' ? parent : "/tmp");
    require(mkdtemp(folder) != NULL);
    owner = getpid();
    atexit(remove_folder);
  }
  char *path = paths[next++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

const char *fuzz_source(const char *below) {
  static char paths[4][1024];
  static unsigned next;
  const char *source = getenv("srcdir");
  char *path = paths[next++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", source != NULL ? source : ".", below);
  return path;
}

void fuzz_write(const char *path, const char *bytes, size_t length) {
  FILE *file = fopen(path, "wb");
  require(file != NULL);
  require(fwrite(bytes, 1, length, file) == length);
  require(fclose(file) == 0);
}

char *fuzz_read(size_t *length, const char *path) {
  FILE *file = fopen(path, "rb");
  require(file != NULL);
  require(fseek(file, 0, SEEK_END) == 0);
  long size = ftell(file);
  require(size >= 0);
  rewind(file);
  char *bytes = malloc((size_t)size + 1);
  require(bytes != NULL);
  *length = fread(bytes, 1, (size_t)size, file);
  require(*length == (size_t)size);
  fclose(file);
  return bytes;
}

/* ---- Hosts ---- */

static cs_host *open_host(const char *plugins) {
  cs_host *host = NULL;
  cs_problems problems = {0};
  cs_error error;
  const cs_host_options options = {.folders = &plugins, .folder_count = 1};
  cs_status status = cs_host_open(&host, &options, &problems, &error);
  if (status != CS_OK) {
    fprintf(stderr, "%s\n", error.message);
  }
  require(status == CS_OK);
  cs_problems_clear(&problems);
  return host;
}

cs_host *fuzz_host(void) {
  static cs_host *host;
  if (host == NULL) {
    host = open_host(fuzz_source("plugins"));
  }
  return host;
}

cs_host *fuzz_toy_host(void) {
  static cs_host *host;
  if (host == NULL) {
    host = open_host(fuzz_source("tests/host/data/good"));
  }
  return host;
}

/* ---- A dataset ---- */

static void put_review(cs_dataset *dataset, unsigned number) {
  sample_record sample;
  char path[32], name[32];
  cs_error error;
  sample_record_fill(&sample, number);
  snprintf(path, sizeof path, "corpus/%u.txt", number);
  snprintf(name, sizeof name, "%u.txt", number);
  snprintf(sample.area, sizeof sample.area, "Area %u", number / 2); /* two reviews each */
  sample.review.review_start[3] = (char)('0' + number);
  sample.review.review_end[3] = (char)('0' + number);
  sample.record.source.path = path;
  sample.record.source.name = name;
  sample.record.source.size = 100;
  require(cs_dataset_put(dataset, &sample.record, &error) == CS_OK);
}

void fuzz_make_dataset(const char *path) {
  cs_dataset *dataset = NULL;
  cs_error error;
  bool recode;
  const cs_run_counts counts = {.documents = 3, .coded = 3};
  require(cs_dataset_open(&dataset, path, CS_OPEN_WRITE, &error) == CS_OK);
  require(cs_dataset_begin_run(dataset, fuzz_toy_host(), NULL, &recode, &error) == CS_OK);
  for (unsigned number = 2; number < 5; number++) {
    put_review(dataset, number);
  }
  require(cs_dataset_end_run(dataset, &counts, true, &error) == CS_OK);
  cs_dataset_close(dataset);
}

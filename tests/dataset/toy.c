/* Toy documents. Files are in a folder under TMPDIR that each test gets anew. */
#include "toy.h"

#include "seal.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "dataset/codebook.h"

#include <check.h>
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[256];

void toy_setup(void) {
  const char *parent = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%s/conspectus-dataset-XXXXXX",
           parent != NULL && parent[0] != '\0' ? parent : "/tmp");
  ck_assert_ptr_nonnull(mkdtemp(folder));
}

void toy_teardown(void) {
  DIR *entries = opendir(folder);
  ck_assert_ptr_nonnull(entries);
  for (struct dirent *each; (each = readdir(entries)) != NULL;) {
    if (each->d_name[0] != '.') {
      const char *path = toy_path(each->d_name);
      if (unlink(path) != 0) {
        rmdir(path);
      }
    }
  }
  closedir(entries);
  ck_assert_int_eq(rmdir(folder), 0);
}

const char *toy_path(const char *name) {
  static char paths[4][512];
  static unsigned next;
  char *path = paths[next++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

static void must(cs_status status, const cs_error *error) {
  ck_assert_msg(status == CS_OK, "%s: %s", cs_status_name(status), error->message);
}

cs_dataset *toy_open(const char *name, cs_open_mode mode) {
  cs_dataset *dataset = NULL;
  cs_error error;
  must(cs_dataset_open(&dataset, toy_path(name), mode, &error), &error);
  return dataset;
}

/* As long as one has to be. */
#define DIGEST(two) two "00000000000000000000000000000000000000000000000000000000000000"

static const cs_plugin_entry plugins[] = {
    {"family", "toy", "1.0", "/somewhere/plugins/families/toy.lua", DIGEST("f0")},
    {"lexicon", "appraisal", "2.0", "/somewhere/plugins/lexicons/appraisal.lua", DIGEST("1e")},
};
static const cs_theme_entry themes[] = {
    {{"theme", "alpha", "1.0", "/somewhere/plugins/themes/alpha.lua", DIGEST("a0")},
     "Alpha",
     "Posts."},
    {{"theme", "beta", "1.1", "/elsewhere/beta.lua", DIGEST("b0")}, "Beta", "Cover."},
};
static const char *const patterns[] = {"unused", "posts", "cover"};

cs_codebook toy_codebook(const char *digest) {
  bool only_alpha = strncmp(digest, "alpha", 5) == 0;
  return (cs_codebook){digest, "all", "0.1.0", plugins, 2, themes, only_alpha ? 1 : 2, patterns, 3};
}

bool toy_begin(cs_dataset *dataset, const char *digest) {
  const cs_codebook codebook = toy_codebook(digest);
  bool recode = false;
  cs_error error;
  must(cs_begin_run(dataset, &codebook, &recode, &error), &error);
  return recode;
}

void toy_end(cs_dataset *dataset) {
  const cs_run_counts counts = {.documents = 1};
  cs_error error;
  must(cs_dataset_end_run(dataset, &counts, true, &error), &error);
}

cs_dataset *toy_setup_run(void) {
  toy_setup();
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  return dataset;
}

void toy_teardown_run(cs_dataset *dataset) {
  cs_dataset_close(dataset);
  toy_teardown();
}

static cs_source make_source(const toy_document *document, char path[256]) {
  cs_source source = {.path = path,
                      .name = document->name,
                      .size = strlen(document->salt),
                      .modified = 1500000000123456789};
  if (document->path != NULL) {
    snprintf(path, 256, "%s", document->path);
  } else {
    snprintf(path, 256, "corpus/%s", document->name);
  }
  if (document->sha256 != NULL) {
    snprintf(source.sha256, sizeof source.sha256, "%s", document->sha256);
  } else {
    cs_sha256(document->salt, strlen(document->salt), source.sha256);
  }
  return source;
}

static void fill_passages(toy_record *toy) {
  cs_review *review = &toy->review;
  toy->sections[0] = (cs_section){"early_help", "Early help", 3};
  toy->sections[1] = (cs_section){"recommendations", "Recommendations", 9};
  toy->passages[0] = (cs_passage){CS_FINDING, 0, "2.1", true, "", 0, 17, 3, 4};
  toy->passages[1] = (cs_passage){CS_FINDING, 0, "2.2", true, "", 18, 36, 5, 5};
  toy->passages[2] = (cs_passage){CS_RECOMMENDATION, 1, "1.1", true, "", 55, 15, 3, 10};
  toy->recommendations[0] = (cs_recommendation){2, "1", "Anyborough Trust", 0, 1};
  toy->addressees[0] = 1;
  toy->citations[0] = (cs_citation){1, "1.1", 0, 49, 3};
  toy->notes[0] = (cs_note){1, "the commissioner", 18, 5};
  review->sections = toy->sections;
  review->section_count = 2;
  review->passages = toy->passages;
  review->passage_count = 3;
  review->recommendations = toy->recommendations;
  review->recommendation_count = 1;
  review->addressees = toy->addressees;
  review->addressee_count = 1;
  review->citations = toy->citations;
  review->citation_count = 1;
  review->notes = toy->notes;
  review->note_count = 1;
}

static void fill_header(toy_record *toy, const toy_document *document) {
  cs_review *review = &toy->review;
  review->family = "toy";
  review->area = document->area;
  review->title = "A toy review";
  review->nhs_area = "";
  review->region = "North";
  review->children = -1;
  review->words = 12;
  snprintf(review->review_start, sizeof review->review_start, "%s", document->date);
  snprintf(review->review_end, sizeof review->review_end, "%s", document->date);
  toy->organisations[0] = (cs_organisation){"Anyborough CCG", CS_COMMISSIONER};
  toy->organisations[1] = (cs_organisation){"Anyborough Trust", CS_PROVIDER | CS_ADDRESSEE};
  toy->abbreviations[0] = (cs_abbreviation){"AT", "Anyborough Trust"};
  toy->judgements[0] = (cs_judgement){"Overall effectiveness", "Good", 2, "leadership"};
  toy->inspectors[0] = "A. Inspector";
  review->organisations = toy->organisations;
  review->organisation_count = 2;
  review->abbreviations = toy->abbreviations;
  review->abbreviation_count = 1;
  review->judgements = toy->judgements;
  review->judgement_count = 1;
  review->inspectors = toy->inspectors;
  review->inspector_count = 1;
}

static void fill_codings(toy_record *toy) {
  toy->coding[0] = (cs_coding){0, 0, CS_WEAKNESS, 0.75, false, 0, 1};
  toy->coding[1] = (cs_coding){1, 1, CS_STRENGTH, 0.5, true, 1, 1};
  toy->coding[2] = (cs_coding){2, 0, CS_WEAKNESS, 1.0, false, 2, 1};
  toy->evidence[0] = (cs_evidence){CS_ROLE_TERM, 1, 0, 5};
  toy->evidence[1] = (cs_evidence){CS_ROLE_TERM, 2, 18, 5};
  toy->evidence[2] = (cs_evidence){CS_ROLE_TERM, 1, 64, 5};
  toy->codings = (cs_codings){toy->coding, 3, 3, toy->evidence, 3, 3};
}

void toy_fill(toy_record *toy, const toy_document *document) {
  *toy = (toy_record){0};
  cs_error error;
  snprintf(
      toy->text, sizeof toy->text,
      "Posts were short.\nCover was thin (Recommendation 1.1).\nFill the posts.\n%s\n" TOY_TAIL,
      document->salt);
  size_t length = strlen(toy->text);
  size_t packed_size;
  must(cs_pack(&toy->packed, &packed_size, toy->text, length, &error), &error);
  fill_header(toy, document);
  fill_passages(toy);
  fill_codings(toy);
  toy->record = (cs_record){.source = make_source(document, toy->path),
                            .review = &toy->review,
                            .format = "plain",
                            .encoding = "UTF-8",
                            .packed = toy->packed,
                            .packed_size = packed_size,
                            .text_size = length,
                            .codings = &toy->codings,
                            .problems = &toy->problems};
}

void toy_free(toy_record *toy) {
  cs_problems_clear(&toy->problems);
  free(toy->packed);
}

void toy_put(cs_dataset *dataset, const toy_document *document) {
  toy_record toy;
  cs_error error;
  toy_fill(&toy, document);
  must(cs_dataset_put(dataset, &toy.record, &error), &error);
  toy_free(&toy);
}

void toy_put_left_out(cs_dataset *dataset, const char *name, const char *salt) {
  const toy_document document = {.name = name, .salt = salt};
  char path[256];
  cs_problems problems = {0};
  cs_problem_add(&problems, CS_STAGE_TEXT, CS_ERROR, 7, "nothing to read");
  const cs_record record = {
      .source = make_source(&document, path), .format = "", .encoding = "", .problems = &problems};
  cs_error error;
  must(cs_dataset_put(dataset, &record, &error), &error);
  cs_problems_clear(&problems);
}

bool toy_has(cs_dataset *dataset, const toy_document *document) {
  char path[256];
  const cs_source source = make_source(document, path);
  bool has = false;
  cs_error error;
  must(cs_dataset_has(&has, dataset, &source, &error), &error);
  return has;
}

size_t toy_forget(cs_dataset *dataset, const char *root) {
  size_t forgotten = 0;
  cs_error error;
  must(cs_dataset_forget_missing(&forgotten, dataset, root, &error), &error);
  return forgotten;
}

void toy_make(const char *name, const toy_document *documents, size_t count) {
  cs_dataset *dataset = toy_open(name, CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  for (size_t i = 0; i < count; i++) {
    toy_put(dataset, &documents[i]);
  }
  toy_end(dataset);
  cs_dataset_close(dataset);
}

void toy_setup_four(void) {
  static const toy_document documents[] = {
      {.name = "a.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "a"},
      {.name = "b.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "b"},
      {.name = "c.txt", .area = "Otherton", .date = "2018-01-01", .salt = "c"},
      {.name = "d.txt", .area = "Otherton", .date = "2018-01-01", .salt = "c"},
  };
  toy_setup();
  toy_make("x.db", documents, sizeof documents / sizeof *documents);
}

static cs_status add_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  cs_buffer *text = context;
  (void)error;
  cs_buffer_add_string(text, text->length > 0 ? "\n" : "");
  for (size_t i = 0; i < count; i++) {
    cs_buffer_add_string(text, i > 0 ? "|" : "");
    switch (values[i].type) {
    case CS_INTEGER:
      cs_buffer_add_format(text, "%lld", (long long)values[i].integer);
      break;
    case CS_REAL:
      cs_buffer_add_format(text, "%g", values[i].real);
      break;
    case CS_STRING:
      cs_buffer_add_string(text, values[i].string);
      break;
    case CS_MISSING:
      cs_buffer_add_char(text, '-');
      break;
    }
  }
  return CS_OK;
}

static cs_status ask(cs_buffer *answer, cs_dataset *dataset, const char *sql, cs_error *error) {
  const cs_query_reader reader = {.row = add_row, .context = answer};
  return cs_dataset_query(dataset, sql, NULL, 0, &reader, error);
}

const char *toy_ask(cs_dataset *dataset, const char *sql) {
  static char answers[4][4096];
  static unsigned next;
  char *answer = answers[next++ % 4];
  cs_buffer text = {0};
  cs_error error;
  must(ask(&text, dataset, sql, &error), &error);
  snprintf(answer, sizeof answers[0], "%s", text.length > 0 ? text.bytes : "");
  cs_buffer_free(&text);
  return answer;
}

char *toy_try(cs_dataset *dataset, const char *sql) {
  cs_buffer text = {0};
  cs_error error;
  if (ask(&text, dataset, sql, &error) == CS_OK) {
    return cs_buffer_take(&text);
  }
  cs_buffer_free(&text);
  return NULL;
}

static sqlite3 *open_altered(const char *name, const char *sql) {
  sqlite3 *db;
  char *message = NULL;
  ck_assert_int_eq(sqlite3_open(toy_path(name), &db), SQLITE_OK);
  int code = sqlite3_exec(db, sql, NULL, NULL, &message);
  ck_assert_msg(code == SQLITE_OK, "%s: %s", sql, message);
  return db;
}

void toy_damage(const char *name, const char *sql) {
  sqlite3 *db = open_altered(name, sql);
  seal(db);
  sqlite3_close(db);
}

void toy_alter(const char *name, const char *sql) {
  sqlite3_close(open_altered(name, sql));
}

size_t toy_verify(const char *name, char *text, size_t size) {
  cs_dataset *dataset = toy_open(name, CS_OPEN_VERIFY);
  cs_problems faults = {0};
  cs_error error;
  must(cs_dataset_verify(dataset, &faults, &error), &error);
  size_t used = 0;
  for (size_t i = 0; i < faults.count && text != NULL && used < size; i++) {
    used += (size_t)snprintf(text + used, size - used, "%s\n", faults.items[i].message);
  }
  size_t count = faults.count;
  cs_problems_clear(&faults);
  cs_dataset_close(dataset);
  return count;
}

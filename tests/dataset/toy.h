/* Toy documents for the dataset's tests.
 *
 * Each has the clean text
 *
 *   Posts were short.\nCover was thin (Recommendation 1.1).\nFill the posts.\nSALT\n
 *   and so on, and so on, and so on, and so on\n
 *
 * where SALT makes its bytes, and so its digest, its own; the findings 2.1 and
 * 2.2 (bytes 0..17, 18..54), the recommendation 1.1 (55..70) cited by 2.2, the
 * codings 2.1 alpha weakness 0.75, 2.2 beta strength 0.5 repeat, 1.1 alpha
 * weakness 1.0, each with the evidence of one word.
 */
#ifndef CS_TESTS_DATASET_TOY_H
#define CS_TESTS_DATASET_TOY_H

#include "dataset/codebook.h"

#include <conspectus/dataset.h>

/* 43 bytes that make a text worth packing. */
#define TOY_TAIL "and so on, and so on, and so on, and so on\n"

/* Before and after each test: a folder of its own, in which toy_path names files. */
void toy_setup(void);
void toy_teardown(void);
/* The same with a dataset, x.db, in which a run has begun. */
cs_dataset *toy_setup_run(void);
void toy_teardown_run(cs_dataset *dataset);
/* Borrowed until the next call but three. */
const char *toy_path(const char *name);

/* Each of these ends the test where it fails. */
cs_dataset *toy_open(const char *name, cs_open_mode mode);
/* A codebook of this digest; with "alpha" in front of it, one without beta. */
cs_codebook toy_codebook(const char *digest);
/* Begins a run with it; returns `recode`. */
bool toy_begin(cs_dataset *dataset, const char *digest);
void toy_end(cs_dataset *dataset);

typedef struct toy_document {
  const char *path; /* NULL: "corpus/" and the name */
  const char *name;
  const char *area;
  const char *date; /* of the review's start and end */
  const char *salt;
  const char *sha256; /* NULL: that of the salt */
} toy_document;

void toy_put(cs_dataset *dataset, const toy_document *document);
/* One that is no review, with a problem "nothing to read" in line 7. */
void toy_put_left_out(cs_dataset *dataset, const char *name, const char *salt);
bool toy_has(cs_dataset *dataset, const toy_document *document);
size_t toy_forget(cs_dataset *dataset, const char *root);

/* A record in parts, for tests that change it before they put it. */
typedef struct toy_record {
  cs_record record;
  cs_review review;
  cs_section sections[2];
  cs_passage passages[3];
  cs_recommendation recommendations[1];
  uint32_t addressees[1];
  cs_organisation organisations[2];
  cs_citation citations[1];
  cs_note notes[1];
  cs_abbreviation abbreviations[1];
  cs_judgement judgements[1];
  const char *inspectors[1];
  cs_coding coding[3];
  cs_evidence evidence[3];
  cs_codings codings;
  cs_problems problems;
  char path[256];
  char text[512];
  void *packed;
} toy_record;

void toy_fill(toy_record *toy, const toy_document *document);
void toy_free(toy_record *toy);

/* A dataset with one run over these documents, closed again. */
void toy_make(const char *name, const toy_document *documents, size_t count);

/* toy_setup with x.db, a dataset of two reviews of Anyborough (ids 1 and 2) and one of Otherton, of
 * which there is a copy. Each has three passages and codings, whose ids follow each other. */
void toy_setup_four(void);

/* The answer of a query: values separated by '|', rows by '\n'; missing is "-". It is
 * borrowed until the next call but three. */
const char *toy_ask(cs_dataset *dataset, const char *sql);
/* The same for free(), of any length; NULL where the dataset is damaged. */
char *toy_try(cs_dataset *dataset, const char *sql);

/* Runs SQL on a file as anybody could, foreign keys and defences off, and makes the checksums of
 * its rows right: what is written so can only be told by what it is. */
void toy_damage(const char *name, const char *sql);
/* The same, but the checksums stay as they are. */
void toy_alter(const char *name, const char *sql);

/* Number of faults, and all their messages, a line each, in `text` (may be NULL). */
size_t toy_verify(const char *name, char *text, size_t size);

#endif

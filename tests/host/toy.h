/* What the tests of the host share: folders, opening, and a toy review. */
#ifndef CS_TEST_HOST_TOY_H
#define CS_TEST_HOST_TOY_H

#include <conspectus/host.h>

/* A path below srcdir, in a buffer of the caller. */
enum { TOY_PATH = 1024 };
const char *toy_path(char path[TOY_PATH], const char *below);

/* Opens a host on up to three folders below srcdir (NULL: none). */
cs_status toy_open(cs_host **out, const char *first, const char *second,
                   const cs_host_options *more, cs_problems *problems, cs_error *error);

/* The same, and fails the test where it does not open. */
cs_host *toy_host(const char *first, const char *second, cs_problems *problems);

/* The first problem whose message has both texts, or NULL. */
const char *toy_problem(const cs_problems *problems, const char *one, const char *other);

/* The place of a theme; fails the test where it is not there. */
uint32_t toy_theme(const cs_host *host, const char *id);

/* A review of one section, early_help, with these findings; labels are 1.1, 1.2, ... */
typedef struct toy_review {
  cs_text text;
  cs_section section;
  cs_passage passages[16];
  char labels[16][8];
  cs_citation citation;
  cs_review review;
} toy_review;

void toy_review_make(toy_review *toy, const char *const texts[], size_t count);
void toy_review_free(toy_review *toy);

/* The host of tests/host/data/good, its two themes, and a review to code. */
typedef struct toy_setting {
  cs_host *host;
  toy_review toy;
  cs_codings codings;
  cs_problems problems;
  uint32_t apples, careful;
} toy_setting;

void toy_begin(toy_setting *all, const char *const texts[], size_t count);
void toy_end(toy_setting *all);

/* The coding of a passage and theme, or NULL. */
const cs_coding *toy_coding(const cs_codings *codings, uint32_t passage, uint32_t theme);

#endif

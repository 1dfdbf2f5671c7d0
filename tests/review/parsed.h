/* Help for tests of the review stage: reviews from strings, and looking at them. */
#ifndef TESTS_REVIEW_PARSED_H
#define TESTS_REVIEW_PARSED_H

#include <conspectus/review.h>

typedef struct parsed {
  cs_text *text;
  cs_review *review; /* NULL where parsing failed */
  cs_problems problems;
  cs_error error;
} parsed;

/* A whole document. `name` ends in .md or .txt. Free with parsed_free. */
parsed parse_document(const char *source, const char *name);
/* A document of a good header (area Varne, dates of May 2016) and this behind it; its first line
 * is line 7. */
parsed parse_body(const char *body);
/* The same with these header lines in place of providers and commissioners. */
parsed parse_header(const char *fields);
void parsed_free(parsed *it);

uint32_t count_kind(const parsed *it, cs_kind kind);
/* The passage of that kind and label; the test fails if there is none. */
const cs_passage *passage_of(const parsed *it, cs_kind kind, const char *label);
/* Fails the test unless there is such a passage and its text is this. */
void expect_passage(const parsed *it, cs_kind kind, const char *label, const char *text);
/* Fails the test unless its section is this. */
void expect_section(const parsed *it, cs_kind kind, const char *label, const char *canonical);
/* Fails the test unless a problem stands on that line and its message contains the words. */
void expect_problem(const parsed *it, uint32_t line, const char *words);
/* Fails the test unless the review has as many problems. */
void expect_problems(const parsed *it, size_t count);
/* Fails the test if the review breaks a promise of its header. */
void expect_sound(const parsed *it);

#endif

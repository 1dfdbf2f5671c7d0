/* A dataset of toy reviews, made through the dataset stage, for the suites here.
 *
 * A review is written as findings and recommendations, each a word or two long;
 * codings say which passage, theme and polarity. Everything is small enough to
 * work out the figures by hand.
 */
#ifndef CS_TESTS_ANALYSIS_FIXTURE_H
#define CS_TESTS_ANALYSIS_FIXTURE_H

#include <conspectus/analysis.h>
#include <conspectus/dataset.h>

typedef struct toy_coding {
  uint32_t passage; /* findings first, from 0, then recommendations */
  uint32_t theme;   /* 0 alpha, 1 beta, 2 gamma */
  cs_polarity polarity;
  double confidence;
  bool repeat;
} toy_coding;

enum { TOY_CODINGS_MAX = 12, TOY_UNNAMED = 1 << 16 };

typedef struct toy_review {
  const char *area;
  const char *date; /* of its end */
  const char *family;
  uint32_t findings; /* the first half in section one, the rest in section two */
  uint32_t recommendations;
  uint32_t citing; /* finding number + 1 that cites recommendation 1.1, or 0; with TOY_UNNAMED it
                      does not say which one it cites */
  toy_coding codings[TOY_CODINGS_MAX];
  size_t coding_count;
} toy_review;

/* Ranks of grades, best, good, fair, poor from 1 on; 0: none. */
typedef struct toy_grades {
  uint32_t overall; /* about no section */
  uint32_t first;   /* about section one */
} toy_grades;

/* Makes the dataset in a file of the test's own folder and opens it to read. The
 * test ends where anything fails. */
cs_dataset *toy_dataset(const toy_review *reviews, size_t count);
/* The same with grades, of each review. */
cs_dataset *toy_graded_dataset(const toy_review *reviews, const toy_grades *grades, size_t count);
void toy_dataset_free(cs_dataset *dataset);

/* A host with the project's plugins: for its score. */
cs_host *toy_host(void);

#endif

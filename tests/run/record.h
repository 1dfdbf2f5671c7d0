/* A record with everything in it, for tests. */
#ifndef CS_TEST_RUN_RECORD_H
#define CS_TEST_RUN_RECORD_H

#include <conspectus/dataset.h>

/* Everything is here, so that a test can change any of it; the record points into it. */
typedef struct sample_record {
  cs_record record;
  cs_review review;
  const char *inspectors[2];
  cs_organisation organisations[2];
  cs_section sections[2];
  cs_passage passages[3]; /* two findings and a recommendation */
  cs_recommendation recommendations[1];
  uint32_t addressees[2];
  cs_citation citations[2]; /* one resolved, one not */
  cs_note notes[1];
  cs_abbreviation abbreviations[1];
  cs_judgement judgements[1];
  cs_codings codings;
  cs_coding codings_items[2];
  cs_evidence evidence[3];
  cs_problems problems;
  cs_problem problem;
  char area[40];
  char text[200];
} sample_record;

/* A review of "Area 0007" and so on; two numbers make two different reviews. The text is
 * kept as it is, unpacked. */
void sample_record_fill(sample_record *sample, unsigned number);

#endif

/* dataset/row_checks.h: the tables whose rows have a checksum in their last column, and whether
 * the rows are as they were written. review_body has one for each of its columns, which whoever
 * reads a body compares (dataset/body/body.h). */
#ifndef CS_DATASET_ROW_CHECKS_H
#define CS_DATASET_ROW_CHECKS_H

#include "dataset/internal.h"

/* What each checksum is of. Of a review: what its document says, and how it was read. A number
 * that SQLite gives to a row is not in it, nor what a later run may change. */
#define CS_REVIEW_FACTS                                                                            \
  "area, title, family, review_start, review_end, published, year, region, nhs_area, children, "   \
  "sha256, format, encoding, words, passages"
#define CS_PERSON_COLUMNS "review_id, seq, name, role"
#define CS_ORGANISATION_COLUMNS "name"
#define CS_REVIEW_ORGANISATION_COLUMNS "review_id, organisation_id, role"
#define CS_ABBREVIATION_COLUMNS "review_id, seq, short, long"
#define CS_JUDGEMENT_COLUMNS "review_id, seq, aspect, grade, rank, section"
#define CS_HEADING_COLUMNS "canonical, title"
#define CS_NOTE_COLUMNS "passage_id, seq, put_to, start, length"
#define CS_PROBLEM_FACTS "source, stage, severity, line, message"
#define CS_THEME_COLUMNS "id, number, title, about, version, plugin, sha256"
#define CS_TERM_COLUMNS "pattern"
#define CS_FORM_COLUMNS "term_id, role, length"

typedef struct cs_checked_table {
  const char *name;
  const char *columns;
  const char *whose; /* SQL that says which row it is, the table being x */
} cs_checked_table;

extern const cs_checked_table cs_checked_tables[];
extern const size_t cs_checked_table_count;

/* CS_MALFORMED, with the first of them, where a row is not as it was written. */
cs_status cs_check_rows(cs_dataset *dataset, cs_error *error);

/* A query whose rows each have, in their only column, what is wrong; for sqlite3_free(). */
char *cs_row_check(const cs_checked_table *table);

#endif

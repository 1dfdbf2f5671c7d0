/* dataset/schema/columns.h: the columns of each table that its checksum is of. */
#ifndef CS_DATASET_SCHEMA_COLUMNS_H
#define CS_DATASET_SCHEMA_COLUMNS_H

/* A number that SQLite gives to a row is not in it: an index tells. Of a
 * review, its key, document and number of codings change by themselves. */
#define CS_REVIEW_ABOUT                                                                            \
  "base, area, title, family, review_start, review_end, published, year, region, nhs_area, "       \
  "children"
#define CS_REVIEW_TEXT "sha256, format, encoding, words, passages"
#define CS_REVIEW_REST CS_REVIEW_ABOUT ", source, " CS_REVIEW_TEXT
#define CS_REVIEW_FACTS "key, codings, " CS_REVIEW_REST
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
#define CS_CODEBOOK_COLUMNS "digest, version"
#define CS_PLUGIN_COLUMNS "codebook_id, kind, id, version, file, sha256"
#define CS_RUN_BEGUN "started, version, plugins, codebook_id"
#define CS_RUN_ENDED                                                                               \
  "finished, documents, coded, unchanged, left_out, forgotten, problems, passages, codings, bytes"
#define CS_RUN_COLUMNS "id, " CS_RUN_BEGUN ", " CS_RUN_ENDED

#endif

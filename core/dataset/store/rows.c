/* The rows of a review but for its passages. Nothing of a record is believed: every
 * index and every slice is checked (check.c) before the first row is written. */
#include "dataset/store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A string that the document does not give is missing. */
static cs_value given(const char *string) {
  return string != NULL && string[0] != '\0' ? cs_string(string) : cs_missing();
}

/* What is not said is NULL, never "". */
static cs_value said(const char *text) {
  return text != NULL && *text != '\0' ? cs_string(text) : cs_missing();
}

/* ---- The review itself ---- */

/* "bury-2018" to 2018; missing for "bury-undated". */
static cs_value year_of(const char *base) {
  const char *dash = strrchr(base, '-');
  if (dash == NULL || strlen(dash) != 5 || strspn(dash + 1, "0123456789") != 4) {
    return cs_missing();
  }
  return cs_integer(strtol(dash + 1, NULL, 10));
}

/* Seconds since 1970 at the start of an ISO date; 0 where it is none. */
static int64_t seconds_of(const char *date) {
  int year, month, day;
  if (strlen(date) != 10 || sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3) {
    return 0;
  }
  /* Days of the civil calendar, the year counted from March. */
  int64_t y = month <= 2 ? year - 1 : year;
  int64_t era = y / 400;
  int64_t of_era = y - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
  return days * 86400;
}

static const char *date_of(const cs_review *review) {
  return review->published[0] != '\0'    ? review->published
         : review->review_end[0] != '\0' ? review->review_end
                                         : review->review_start;
}

static cs_status add_text(cs_dataset *dataset, const cs_record *record, const char *key,
                          cs_error *error) {
  enum { REGULAR_FILE = 0100644 };
  char name[CS_KEY_SIZE + 8];
  snprintf(name, sizeof name, "%s.txt", key);
  const cs_value values[] = {cs_string(name), cs_integer(REGULAR_FILE),
                             cs_integer(seconds_of(date_of(record->review))),
                             cs_integer((int64_t)record->text_size)};
  sqlite3_stmt *statement;
  cs_status status = cs_sql_start(&statement, dataset, CS_ADD_TEXT, values, 4, error);
  if (status != CS_OK) {
    return status;
  }
  if (sqlite3_bind_blob64(statement, 5, record->packed, record->packed_size, SQLITE_STATIC) !=
      SQLITE_OK) {
    return cs_sql_fail(dataset->db, dataset->path, "bind a text for it", error);
  }
  bool row;
  return cs_sql_next(&row, dataset, statement, error);
}

static cs_status add_review_row(cs_dataset *dataset, const cs_record *record, int64_t id,
                                int64_t source_id, const char *base, const char *key,
                                cs_error *error) {
  const cs_review *review = record->review;
  const cs_value values[] = {
      cs_integer(id),
      cs_string(key),
      cs_string(base),
      cs_string(review->area),
      given(review->title),
      cs_string(review->family),
      given(review->review_start),
      given(review->review_end),
      given(review->published),
      year_of(base),
      given(review->region),
      given(review->nhs_area),
      review->children >= 0 ? cs_integer(review->children) : cs_missing(),
      cs_string(record->source.name),
      cs_integer(source_id),
      cs_string(record->source.sha256),
      cs_string(record->format),
      cs_string(record->encoding),
      cs_integer(review->words),
      cs_integer(review->passage_count),
      cs_integer(record->codings != NULL ? (int64_t)record->codings->count : 0),
  };
  return cs_sql_run(dataset, CS_ADD_REVIEW, values, sizeof values / sizeof *values, error);
}

/* ---- What hangs on the review ---- */

static cs_status add_persons(cs_dataset *dataset, const cs_review *review, int64_t id,
                             cs_error *error) {
  cs_status status = CS_OK;
  for (uint32_t i = 0; i < review->inspector_count && status == CS_OK; i++) {
    const cs_value values[] = {cs_integer(id), cs_integer(i + 1), cs_string(review->inspectors[i]),
                               cs_string("inspector")};
    status = cs_sql_run(dataset, CS_ADD_PERSON, values, 4, error);
  }
  return status;
}

static cs_status add_abbreviations(cs_dataset *dataset, const cs_review *review, int64_t id,
                                   cs_error *error) {
  cs_status status = CS_OK;
  for (uint32_t i = 0; i < review->abbreviation_count && status == CS_OK; i++) {
    const cs_abbreviation *each = &review->abbreviations[i];
    const cs_value values[] = {cs_integer(id), cs_integer(i + 1), cs_string(each->shortened),
                               cs_string(each->meaning)};
    status = cs_sql_run(dataset, CS_ADD_ABBREVIATION, values, 4, error);
  }
  return status;
}

static cs_status add_judgements(cs_dataset *dataset, const cs_review *review, int64_t id,
                                cs_error *error) {
  cs_status status = CS_OK;
  for (uint32_t i = 0; i < review->judgement_count && status == CS_OK; i++) {
    const cs_judgement *each = &review->judgements[i];
    const cs_value values[] = {cs_integer(id),
                               cs_integer(i + 1),
                               cs_string(each->aspect),
                               cs_string(each->grade),
                               each->rank > 0 ? cs_integer(each->rank) : cs_missing(),
                               said(each->section)};
    status = cs_sql_run(dataset, CS_ADD_JUDGEMENT, values, 6, error);
  }
  return status;
}

static cs_status find_organisation(int64_t *id, cs_dataset *dataset, const char *name,
                                   cs_error *error) {
  const cs_value value = cs_string(name);
  cs_status status = cs_sql_integer(id, 0, dataset, CS_FIND_ORGANISATION, &value, 1, error);
  if (status == CS_OK && *id == 0) {
    status = cs_sql_run(dataset, CS_ADD_ORGANISATION, &value, 1, error);
    *id = sqlite3_last_insert_rowid(dataset->db);
  }
  return status;
}

static cs_status add_organisations(cs_dataset *dataset, const cs_review *review, int64_t id,
                                   int64_t *organisations, cs_error *error) {
  static const struct {
    uint32_t bit;
    const char *name;
  } roles[] = {{CS_PROVIDER, "provider"}, {CS_COMMISSIONER, "commissioner"}};
  cs_status status = CS_OK;
  for (uint32_t i = 0; i < review->organisation_count && status == CS_OK; i++) {
    const cs_organisation *each = &review->organisations[i];
    status = find_organisation(&organisations[i], dataset, each->name, error);
    for (size_t r = 0; r < sizeof roles / sizeof *roles && status == CS_OK; r++) {
      if ((each->roles & roles[r].bit) != 0) {
        const cs_value values[] = {cs_integer(id), cs_integer(organisations[i]),
                                   cs_string(roles[r].name)};
        status = cs_sql_run(dataset, CS_ADD_REVIEW_ORGANISATION, values, 3, error);
      }
    }
  }
  return status;
}

static cs_status add_parts(cs_dataset *dataset, const cs_record *record, int64_t id,
                           int64_t source_id, cs_error *error) {
  const cs_review *review = record->review;
  int64_t *organisations = cs_allocate((size_t)review->organisation_count + 1, sizeof(int64_t));
  cs_status status = add_persons(dataset, review, id, error);
  if (status == CS_OK) {
    status = add_abbreviations(dataset, review, id, error);
  }
  if (status == CS_OK) {
    status = add_judgements(dataset, review, id, error);
  }
  if (status == CS_OK) {
    status = add_organisations(dataset, review, id, organisations, error);
  }
  if (status == CS_OK) {
    status = cs_add_passages(dataset, record, id, source_id, organisations, error);
  }
  free(organisations);
  return status;
}

cs_status cs_add_review(cs_dataset *dataset, const cs_record *record, int64_t source_id,
                        cs_error *error) {
  char base[CS_BASE_SIZE];
  char key[CS_KEY_SIZE];
  cs_status status = cs_check_review(dataset, record, error);
  if (status != CS_OK) {
    return status;
  }
  cs_make_base(base, record->review);
  int64_t id = dataset->run.next.review++;
  status = cs_assign_key(key, dataset, base, record->source.sha256, error);
  if (status == CS_OK) {
    status = add_review_row(dataset, record, id, source_id, base, key, error);
  }
  if (status == CS_OK) {
    status = add_text(dataset, record, key, error);
  }
  return status == CS_OK ? add_parts(dataset, record, id, source_id, error) : status;
}

/* ---- Deleting ---- */

/* Children before parents. */
static const cs_statement deletions[] = {
    CS_DELETE_NOTES,
    CS_DELETE_BODY,
    CS_DELETE_JUDGEMENTS,
    CS_DELETE_ABBREVIATIONS,
    CS_DELETE_REVIEW_ORGANISATIONS,
    CS_DELETE_PERSONS,
    CS_DELETE_TEXT,
    CS_DELETE_REVIEW,
};

static cs_status delete_rows(cs_dataset *dataset, int64_t id, cs_error *error) {
  const cs_value value = cs_integer(id);
  cs_status status = CS_OK;
  for (size_t i = 0; i < sizeof deletions / sizeof *deletions && status == CS_OK; i++) {
    status = cs_sql_run(dataset, deletions[i], &value, 1, error);
  }
  return status;
}

cs_status cs_delete_review(cs_dataset *dataset, int64_t source_id, cs_error *error) {
  const cs_value value = cs_integer(source_id);
  sqlite3_stmt *statement;
  bool row = false;
  cs_status status = cs_sql_start(&statement, dataset, CS_REVIEW_OF_SOURCE, &value, 1, error);
  if (status == CS_OK) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  if (status != CS_OK || !row) {
    return status;
  }
  int64_t id = sqlite3_column_int64(statement, 0);
  const char *base = (const char *)sqlite3_column_text(statement, 1);
  const char *sha256 = (const char *)sqlite3_column_text(statement, 2);
  char *base_copy = cs_copy_string(base != NULL ? base : "");
  char *sha256_copy = cs_copy_string(sha256 != NULL ? sha256 : "");
  sqlite3_reset(statement);
  dataset->run.removed = true;
  status = delete_rows(dataset, id, error);
  if (status == CS_OK) {
    status = cs_shorten_keys(dataset, base_copy, sha256_copy, error);
  }
  free(base_copy);
  free(sha256_copy);
  return status;
}

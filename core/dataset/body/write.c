/* Writing the row of review_body: what a review consists of once, its codings each time that it
 * is coded. dataset/body/body.h says how numbers are written. */
#include "dataset/body/write.h"
#include "dataset/body/put.h"
#include "dataset/internal.h"

#include <stdlib.h>
#include <string.h>

static const char *said(const char *text) {
  return text != NULL ? text : "";
}

/* ---- Passages and sections ---- */

/* Of each passage, whether it cites a recommendation that is there, or one without naming it; the
 * caller frees it. */
static bool *find_citing(const cs_review *review) {
  bool *cites = cs_allocate((size_t)review->passage_count + 1, sizeof *cites);
  for (uint32_t i = 0; i < review->citation_count; i++) {
    const cs_citation *each = &review->citations[i];
    cites[each->passage] =
        cites[each->passage] || each->recommendation >= 0 || *each->label == '\0';
  }
  return cites;
}

/* Numbers of a passage that may have millions. */
static void put_long(cs_body_texts *texts, bool *has_millions, uint64_t number) {
  cs_put_number(&texts->text[CS_TEXT_PASSAGES], number % CS_BODY_MILLIONS);
  cs_put_number(&texts->text[CS_TEXT_MILLIONS], number / CS_BODY_MILLIONS);
  *has_millions = *has_millions || number >= CS_BODY_MILLIONS;
}

static void add_passages(cs_body_texts *texts, const cs_review *review, const char *const *labels) {
  cs_buffer *to = &texts->text[CS_TEXT_PASSAGES];
  cs_stems stems = {.text = &texts->text[CS_TEXT_LABELS],
                    .items = cs_allocate((size_t)review->passage_count + 1, sizeof *stems.items)};
  bool *cites = find_citing(review), has_millions = false;
  uint32_t end = 0, line = 0;
  for (uint32_t i = 0; i < review->passage_count; i++) {
    const cs_passage *passage = &review->passages[i];
    cs_put_number(to, (uint64_t)passage->section + 1);
    cs_put_number(to, (uint64_t)passage->kind * 4 + cites[i] * 2U + passage->printed);
    put_long(texts, &has_millions, cs_step_between(end, passage->start));
    put_long(texts, &has_millions, passage->length);
    put_long(texts, &has_millions, passage->words);
    put_long(texts, &has_millions, cs_step_between(line, passage->line));
    cs_put_label(to, &stems, labels[i], passage->title);
    end = passage->start + passage->length;
    line = passage->line;
  }
  if (!has_millions) {
    cs_buffer_reset(&texts->text[CS_TEXT_MILLIONS]);
  }
  cs_put_end(stems.text);
  free(stems.items);
  free(cites);
}

static cs_status add_sections(cs_dataset *dataset, const cs_review *review, cs_error *error) {
  cs_buffer *to = &dataset->texts.text[CS_TEXT_SECTIONS];
  cs_status status = CS_OK;
  for (uint32_t i = 0; i < review->section_count && status == CS_OK; i++) {
    int64_t heading;
    status = cs_heading_id(&heading, dataset, review->sections[i].canonical,
                           review->sections[i].title, error);
    if (status == CS_OK) {
      cs_put_pair(to, (uint64_t)heading);
      cs_put_pair(to, review->sections[i].line);
    }
  }
  return status;
}

/* ---- Recommendations ---- */

/* Recommendations of a review, as they are put into groups of the same words and addressees. */
typedef struct grouping {
  const cs_review *review;
  const int64_t *organisations;
  uint32_t *first_of; /* of each group, the recommendation that began it */
  uint32_t count;
} grouping;

static int by_number(const void *left, const void *right) {
  int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
  return a < b ? -1 : a > b;
}

static bool same_addressees(const cs_review *review, const cs_recommendation *one,
                            const cs_recommendation *other) {
  return one->addressee_count == other->addressee_count &&
         (one->addressee_count == 0 ||
          memcmp(review->addressees + one->first_addressee,
                 review->addressees + other->first_addressee,
                 one->addressee_count * sizeof *review->addressees) == 0);
}

/* The group of a recommendation among the last ones; their count where it is none of them. */
static uint32_t find_group(const grouping *it, const cs_recommendation *recommendation) {
  enum { LOOK_BACK = 32 };
  const cs_review *review = it->review;
  for (uint32_t back = 1; back <= it->count && back <= LOOK_BACK; back++) {
    const cs_recommendation *other = &review->recommendations[it->first_of[it->count - back]];
    if (strcmp(said(other->group_label), said(recommendation->group_label)) == 0 &&
        strcmp(said(other->addressed_to), said(recommendation->addressed_to)) == 0 &&
        same_addressees(review, other, recommendation)) {
      return it->count - back;
    }
  }
  return it->count;
}

/* By their ids, each once. */
static void add_addressees(cs_body_texts *texts, const grouping *it,
                           const cs_recommendation *recommendation) {
  uint32_t count = recommendation->addressee_count;
  int64_t *ids = cs_allocate((size_t)count + 1, sizeof *ids);
  for (uint32_t i = 0; i < count; i++) {
    ids[i] = it->organisations[it->review->addressees[recommendation->first_addressee + i]];
  }
  qsort(ids, count, sizeof *ids, by_number);
  for (uint32_t i = 0; i < count; i++) {
    if (i == 0 || ids[i] != ids[i - 1]) {
      cs_put_number(&texts->text[CS_TEXT_ADDRESSEES], it->count);
      cs_put_pair(&texts->text[CS_TEXT_ADDRESSEES], (uint64_t)ids[i]);
    }
  }
  free(ids);
}

static void add_recommendations(cs_body_texts *texts, const cs_review *review,
                                const int64_t *organisations) {
  cs_buffer *to = &texts->text[CS_TEXT_RECOMMENDATIONS];
  cs_buffer *addressed = &texts->text[CS_TEXT_ADDRESSED];
  grouping it = {.review = review,
                 .organisations = organisations,
                 .first_of =
                     cs_allocate((size_t)review->recommendation_count + 1, sizeof *it.first_of)};
  for (uint32_t i = 0; i < review->recommendation_count; i++) {
    const cs_recommendation *each = &review->recommendations[i];
    uint32_t group = find_group(&it, each);
    cs_put_number(to, each->passage);
    cs_put_number(to, group);
    if (group == it.count) {
      cs_put_string(addressed, said(each->group_label));
      cs_put_string(addressed, said(each->addressed_to));
      add_addressees(texts, &it, each);
      it.first_of[it.count++] = i;
    }
  }
  cs_put_end(addressed);
  free(it.first_of);
}

/* ---- Citations ---- */

static void add_citations(cs_body_texts *texts, const cs_review *review,
                          const char *const *labels) {
  cs_buffer *to = &texts->text[CS_TEXT_CITATIONS], *cited = &texts->text[CS_TEXT_CITED];
  for (uint32_t i = 0; i < review->citation_count; i++) {
    const cs_citation *each = &review->citations[i];
    bool resolved = each->recommendation >= 0;
    uint32_t target = resolved ? review->recommendations[each->recommendation].passage : 0;
    bool own = resolved && strcmp(labels[target], each->label) == 0;
    cs_put_number(to, each->passage);
    cs_put_number(to, resolved ? (uint64_t)target + 1 : 0);
    cs_put_pair(to, cs_step_between(review->passages[each->passage].start, each->start));
    cs_put_pair(to, each->length);
    cs_put_string(cited, own ? "" : each->label);
  }
  cs_put_end(cited);
}

/* ---- Rows ---- */

static int bind_text(sqlite3_stmt *statement, int at, const cs_buffer *text) {
  return sqlite3_bind_text64(statement, at, text->length > 0 ? text->bytes : "", text->length,
                             SQLITE_STATIC, SQLITE_UTF8);
}

/* Runs a statement whose last parameters are texts. */
static cs_status write_texts(cs_dataset *dataset, cs_statement which, const cs_value *values,
                             size_t count, const cs_body_text *texts, size_t text_count,
                             cs_error *error) {
  sqlite3_stmt *statement;
  cs_status status = cs_sql_start(&statement, dataset, which, values, count, error);
  for (size_t i = 0; i < text_count && status == CS_OK; i++) {
    const cs_buffer *text = &dataset->texts.text[texts[i]];
    if (bind_text(statement, (int)(count + i) + 1, text) != SQLITE_OK) {
      status = cs_sql_fail(dataset->db, dataset->path, "bind passages for it", error);
    }
  }
  bool row;
  return status == CS_OK ? cs_sql_next(&row, dataset, statement, error) : status;
}

/* The first of so many ids; none where there is nothing to have one. */
static cs_value take_ids(int64_t *next, size_t count) {
  int64_t first = *next;
  *next += (int64_t)count;
  return count > 0 ? cs_integer(first) : cs_missing();
}

cs_status cs_add_body(cs_dataset *dataset, const cs_record *record, int64_t review_id,
                      const char *const *labels, const int64_t *organisations, cs_error *error) {
  cs_body_text all[CS_TEXT_COUNT];
  const cs_review *review = record->review;
  cs_body_texts *texts = &dataset->texts;
  size_t coding_count = record->codings != NULL ? record->codings->count : 0;
  for (size_t i = 0; i < CS_TEXT_COUNT; i++) {
    cs_buffer_reset(&texts->text[i]);
    all[i] = (cs_body_text)i;
  }
  add_passages(texts, review, labels);
  add_recommendations(texts, review, organisations);
  add_citations(texts, review, labels);
  cs_status status = add_sections(dataset, review, error);
  if (status == CS_OK) {
    status = cs_put_codings(dataset, record, error);
  }
  const cs_value values[] = {cs_integer(review_id),
                             take_ids(&dataset->run.next.passage, review->passage_count),
                             take_ids(&dataset->run.next.coding, coding_count)};
  return status == CS_OK ? write_texts(dataset, CS_ADD_BODY, values, 3, all, CS_TEXT_COUNT, error)
                         : status;
}

/* ---- Coding anew ---- */

static const cs_body_text coded[] = {CS_TEXT_CODINGS, CS_TEXT_HITS, CS_TEXT_MARKS};
enum { CODED = sizeof coded / sizeof *coded };

/* Whether the codings come out as they were. */
static bool is_as_stored(const cs_body_texts *texts, sqlite3_stmt *row) {
  for (size_t i = 0; i < CODED; i++) {
    const cs_buffer *text = &texts->text[coded[i]];
    int column = CS_BODY_FIRST_TEXT + (int)coded[i];
    const void *there = sqlite3_column_text(row, column);
    if ((size_t)sqlite3_column_bytes(row, column) != text->length ||
        (text->length > 0 && memcmp(there, text->bytes, text->length) != 0)) {
      return false;
    }
  }
  return true;
}

/* Fewer codings keep their ids, so that no index has to change. */
static cs_value ids_of(cs_dataset *dataset, const cs_body *body, size_t count) {
  return count > 0 && count <= body->coding_count ? cs_integer(body->first_coding)
                                                  : take_ids(&dataset->run.next.coding, count);
}

static cs_status read_body(cs_body *body, sqlite3_stmt **row, cs_dataset *dataset,
                           int64_t review_id, const cs_record *record, cs_error *error) {
  const cs_value review = cs_integer(review_id);
  bool found = false;
  cs_status status = cs_sql_start(row, dataset, CS_LOAD_BODY, &review, 1, error);
  if (status == CS_OK) {
    status = cs_sql_next(&found, dataset, *row, error);
  }
  if (status != CS_OK) {
    return status;
  }
  int code = found ? cs_body_read(body, *row, CS_BODY_CODINGS | CS_BODY_HITS) : SQLITE_CORRUPT;
  return code == SQLITE_OK
             ? CS_OK
             : cs_fail(error, CS_MALFORMED,
                       "%s: its passages of %s are not as they were stored: 'conspectus verify' "
                       "tells more",
                       dataset->path, record->source.name);
}

cs_status cs_change_codings(cs_coding_change *change, cs_dataset *dataset, const cs_record *record,
                            int64_t review_id, const cs_id_list *dropped, cs_error *error) {
  cs_body body = {0};
  sqlite3_stmt *row = NULL;
  bool same = false;
  cs_status status = read_body(&body, &row, dataset, review_id, record, error);
  for (size_t i = 0; i < CODED; i++) {
    cs_buffer_reset(&dataset->texts.text[coded[i]]);
  }
  if (status == CS_OK) {
    status = cs_put_changed_codings(&change->count, dataset, record, &body, dropped, error);
  }
  if (status == CS_OK) {
    change->before = body.coding_count;
    same = is_as_stored(&dataset->texts, row);
  }
  sqlite3_reset(row);
  if (status == CS_OK && !same) {
    const cs_value values[] = {cs_integer(review_id), ids_of(dataset, &body, change->count)};
    status = write_texts(dataset, CS_SET_BODY_CODINGS, values, 2, coded, CODED, error);
  }
  cs_body_free(&body);
  return status;
}

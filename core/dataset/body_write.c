/* Writing the row of review_body: the passages of a review once, its codings each time that it is
 * coded. dataset/body.h says how numbers are written. */
#include "dataset/body.h"
#include "dataset/internal.h"
#include "dataset/rows.h"

#include <stdlib.h>
#include <string.h>

/* ---- Numbers and labels ---- */

static void add_number(cs_buffer *to, uint64_t number) {
  uint32_t written = number <= CS_BODY_MOST ? (uint32_t)number : CS_BODY_MOST;
  char *at = cs_buffer_reserve(to, 4);
  to->length += (size_t)(cs_body_write(at, written) - at);
}

static void add_pair(cs_buffer *to, uint64_t number) {
  add_number(to, number / CS_BODY_THOUSANDS);
  add_number(to, number % CS_BODY_THOUSANDS);
}

static void add_escaped(cs_buffer *to, const char *text) {
  for (const char *at = text; *at != '\0'; at++) {
    if ((unsigned char)*at < 0x20) {
      cs_buffer_add_format(to, "\\u00%02x", (unsigned char)*at);
    } else {
      if (*at == '"' || *at == '\\') {
        cs_buffer_add_char(to, '\\');
      }
      cs_buffer_add_char(to, *at);
    }
  }
}

static void add_label(cs_buffer *to, const char *label, const char *title) {
  static const char separator[] = {CS_BODY_SEPARATOR, '\0'};
  cs_buffer_add_string(to, to->length == 0 ? "[\"" : ",\"");
  add_escaped(to, label);
  if (*title != '\0') {
    add_escaped(to, separator);
    add_escaped(to, title);
  }
  cs_buffer_add_char(to, '"');
}

static void add_passage(cs_body_texts *texts, const cs_passage *passage, bool cites,
                        const char *label) {
  cs_buffer *to = &texts->passages;
  add_number(to, (uint64_t)passage->section + 1);
  add_number(to, (uint64_t)passage->kind * 4 + cites * 2U + passage->printed);
  add_pair(to, passage->start);
  add_pair(to, passage->length);
  add_pair(to, passage->words);
  add_pair(to, passage->line);
  add_label(&texts->labels, label, passage->title);
}

/* ---- Terms ---- */

/* The id of a term in the dataset; a term comes in with its first piece of evidence. */
static cs_status find_term(int64_t *id, cs_dataset *dataset, uint32_t term, cs_error *error) {
  cs_run_state *run = &dataset->run;
  cs_status status = CS_OK;
  if (run->terms[term] == 0) {
    const cs_value pattern = cs_string(run->patterns[term]);
    status = cs_sql_integer(&run->terms[term], 0, dataset, CS_FIND_TERM, &pattern, 1, error);
    if (status == CS_OK && run->terms[term] == 0) {
      status = cs_sql_run(dataset, CS_ADD_TERM, &pattern, 1, error);
      run->terms[term] = sqlite3_last_insert_rowid(dataset->db);
    }
  }
  *id = run->terms[term];
  return status;
}

/* ---- Forms ---- */

void cs_forget_forms(cs_dataset *dataset) {
  free(dataset->forms.items);
  dataset->forms = (cs_known_forms){0};
}

/* The place of a form: where it is, or where it would be. */
static struct cs_known_form *place_of(const cs_known_forms *forms, uint32_t term, uint32_t role,
                                      uint32_t length) {
  uint64_t hash = (((uint64_t)term << 32 ^ length) * 8 + role) * 0x9E3779B97F4A7C15U;
  for (size_t at = (size_t)(hash >> 32);; at++) {
    struct cs_known_form *place = &forms->items[at & (forms->capacity - 1)];
    if (place->id == 0 || (place->term == term && place->role == role && place->length == length)) {
      return place;
    }
  }
}

static void grow(cs_known_forms *forms) {
  cs_known_forms larger = {.count = forms->count,
                           .capacity = forms->capacity == 0 ? 4096 : 2 * forms->capacity};
  larger.items = cs_allocate(larger.capacity, sizeof *larger.items);
  for (size_t i = 0; i < forms->capacity; i++) {
    const struct cs_known_form *each = &forms->items[i];
    if (each->id != 0) {
      *place_of(&larger, each->term, each->role, each->length) = *each;
    }
  }
  free(forms->items);
  *forms = larger;
}

/* The id of a form that is not known yet; a form comes in with its first piece of evidence. */
static cs_status find_form(int64_t *id, cs_dataset *dataset, const cs_evidence *evidence,
                           cs_error *error) {
  int64_t term = 0;
  cs_status status = find_term(&term, dataset, evidence->term, error);
  const cs_value values[] = {cs_integer(term), cs_integer(evidence->role),
                             cs_integer(evidence->length)};
  if (status == CS_OK) {
    status = cs_sql_integer(id, 0, dataset, CS_FIND_FORM, values, 3, error);
  }
  if (status == CS_OK && *id == 0) {
    status = cs_sql_run(dataset, CS_ADD_FORM, values, 3, error);
    *id = sqlite3_last_insert_rowid(dataset->db);
  }
  return status;
}

static cs_status form_of(uint32_t *form, cs_dataset *dataset, const cs_evidence *evidence,
                         cs_error *error) {
  cs_known_forms *forms = &dataset->forms;
  if (2 * forms->count >= forms->capacity) {
    grow(forms);
  }
  struct cs_known_form *place =
      place_of(forms, evidence->term, (uint32_t)evidence->role, evidence->length);
  cs_status status = CS_OK;
  if (place->id == 0) {
    int64_t id = 0;
    status = find_form(&id, dataset, evidence, error);
    if (status == CS_OK && (id < 1 || id > CS_BODY_MOST)) {
      status = cs_fail(error, CS_LIMIT, "%s: it has more forms of terms than a dataset may hold",
                       dataset->path);
    }
    if (status == CS_OK) {
      *place = (struct cs_known_form){evidence->term, (uint32_t)evidence->role, evidence->length,
                                      (uint32_t)id};
      forms->count++;
    }
  }
  *form = place->id;
  return status;
}

/* ---- Codings of a review ---- */

static void add_coding(cs_buffer *to, const cs_body_coding *coding) {
  add_number(to, coding->passage);
  add_number(to, coding->theme);
  add_number(to, (uint64_t)coding->polarity * 2 + coding->repeat);
  add_number(to, coding->confidence);
  add_number(to, coding->hit_count);
}

/* A place so far behind that the step does not fit a number is reached by hits of no term. */
static uint32_t add_hit(cs_buffer *to, uint32_t form, uint32_t step) {
  uint32_t count = 1;
  for (; step > CS_BODY_MOST; step -= CS_BODY_MOST, count++) {
    add_number(to, 0);
    add_number(to, CS_BODY_MOST);
  }
  add_number(to, form);
  add_number(to, step);
  return count;
}

static int by_passage(const void *left, const void *right) {
  const cs_coding *a = *(const cs_coding *const *)left, *b = *(const cs_coding *const *)right;
  if (a->passage != b->passage) {
    return a->passage < b->passage ? -1 : 1;
  }
  return a < b ? -1 : a > b;
}

/* The codings in order of their passages, as a body has them; the caller frees the array. */
static const cs_coding **sort_codings(const cs_codings *codings, size_t count) {
  const cs_coding **sorted = cs_allocate(count + 1, sizeof *sorted);
  bool ordered = true;
  for (size_t i = 0; i < count; i++) {
    sorted[i] = &codings->items[i];
    ordered = ordered && (i == 0 || sorted[i]->passage >= sorted[i - 1]->passage);
  }
  if (!ordered) {
    qsort(sorted, count, sizeof *sorted, by_passage);
  }
  return sorted;
}

/* A coding as it comes from a worker. */
static cs_status add_new(cs_dataset *dataset, const cs_record *record, const cs_coding *from,
                         cs_error *error) {
  cs_body_coding coding = {.passage = from->passage,
                           .theme = (uint32_t)dataset->run.themes[from->theme],
                           .polarity = (uint32_t)from->polarity,
                           .repeat = from->repeat,
                           .confidence = (uint32_t)(from->confidence * 1000 + 0.5)};
  uint32_t at = record->review->passages[from->passage].start;
  cs_status status = CS_OK;
  for (uint32_t i = 0; i < from->evidence_count && status == CS_OK; i++) {
    const cs_evidence *each = &record->codings->evidence[from->first_evidence + i];
    uint32_t form;
    status = form_of(&form, dataset, each, error);
    coding.hit_count += add_hit(&dataset->texts.hits, form, each->start - at);
    at = each->start;
  }
  add_coding(&dataset->texts.codings, &coding);
  return status;
}

/* A coding that stays as it is. */
static void add_kept(cs_dataset *dataset, const cs_body *body, const cs_body_coding *coding) {
  const uint32_t *numbers = body->hits + (size_t)coding->first_hit * CS_BODY_HIT;
  for (size_t i = 0; i < (size_t)coding->hit_count * CS_BODY_HIT; i++) {
    add_number(&dataset->texts.hits, numbers[i]);
  }
  add_coding(&dataset->texts.codings, coding);
}

/* ---- Rows ---- */

static void clear_texts(cs_body_texts *texts) {
  cs_buffer_reset(&texts->passages);
  cs_buffer_reset(&texts->labels);
  cs_buffer_reset(&texts->codings);
  cs_buffer_reset(&texts->hits);
}

static int bind_text(sqlite3_stmt *statement, int at, const cs_buffer *text) {
  return sqlite3_bind_text64(statement, at, text->length > 0 ? text->bytes : "", text->length,
                             SQLITE_STATIC, SQLITE_UTF8);
}

/* Runs a statement whose last parameters are texts. */
static cs_status write_texts(cs_dataset *dataset, cs_statement which, const cs_value *values,
                             size_t count, const cs_buffer *const *texts, size_t text_count,
                             cs_error *error) {
  sqlite3_stmt *statement;
  cs_status status = cs_sql_start(&statement, dataset, which, values, count, error);
  for (size_t i = 0; i < text_count && status == CS_OK; i++) {
    if (bind_text(statement, (int)(count + i) + 1, texts[i]) != SQLITE_OK) {
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

/* Of each passage, whether it cites a recommendation that is there; the caller frees it. */
static bool *find_citing(const cs_review *review) {
  bool *cites = cs_allocate((size_t)review->passage_count + 1, sizeof *cites);
  for (uint32_t i = 0; i < review->citation_count; i++) {
    const cs_citation *each = &review->citations[i];
    cites[each->passage] = cites[each->passage] || each->recommendation >= 0;
  }
  return cites;
}

cs_status cs_add_body(cs_dataset *dataset, const cs_record *record, int64_t review_id,
                      const char *const *labels, cs_error *error) {
  const cs_review *review = record->review;
  const cs_codings *codings = record->codings;
  const size_t coding_count = codings != NULL ? codings->count : 0;
  cs_body_texts *texts = &dataset->texts;
  cs_status status = CS_OK;
  clear_texts(texts);
  bool *cites = find_citing(review);
  for (uint32_t i = 0; i < review->passage_count; i++) {
    add_passage(texts, &review->passages[i], cites[i], labels[i]);
  }
  free(cites);
  cs_buffer_add_string(&texts->labels, texts->labels.length == 0 ? "[]" : "]");
  const cs_coding **sorted = sort_codings(codings, coding_count);
  for (size_t i = 0; i < coding_count && status == CS_OK; i++) {
    status = add_new(dataset, record, sorted[i], error);
  }
  free(sorted);
  const cs_value values[] = {cs_integer(review_id),
                             take_ids(&dataset->run.next.passage, review->passage_count),
                             take_ids(&dataset->run.next.coding, coding_count)};
  const cs_buffer *const written[] = {&texts->passages, &texts->labels, &texts->codings,
                                      &texts->hits};
  return status == CS_OK ? write_texts(dataset, CS_ADD_BODY, values, 3, written, 4, error) : status;
}

/* ---- Coding anew ---- */

static bool is_dropped(const cs_body_coding *coding, const cs_id_list *dropped) {
  for (size_t i = 0; dropped != NULL && i < dropped->count; i++) {
    if (dropped->items[i] == coding->theme) {
      return true;
    }
  }
  return dropped == NULL;
}

/* Whether the new coding goes before the one that is kept: by passage, then theme. */
static bool goes_before(const cs_dataset *dataset, const cs_coding *coming,
                        const cs_body_coding *kept) {
  return coming->passage != kept->passage
             ? coming->passage < kept->passage
             : dataset->run.themes[coming->theme] < (int64_t)kept->theme;
}

static cs_status join(size_t *count, cs_dataset *dataset, const cs_record *record,
                      const cs_body *body, const cs_id_list *dropped, cs_error *error) {
  const cs_codings *codings = record->codings;
  const cs_coding **sorted = sort_codings(codings, codings->count);
  size_t next = 0;
  cs_status status = CS_OK;
  *count = codings->count;
  for (uint32_t i = 0; i < body->coding_count && status == CS_OK; i++) {
    const cs_body_coding *kept = &body->codings[i];
    if (is_dropped(kept, dropped)) {
      continue;
    }
    while (next < codings->count && status == CS_OK && goes_before(dataset, sorted[next], kept)) {
      status = add_new(dataset, record, sorted[next++], error);
    }
    add_kept(dataset, body, kept);
    ++*count;
  }
  while (next < codings->count && status == CS_OK) {
    status = add_new(dataset, record, sorted[next++], error);
  }
  free(sorted);
  return status;
}

static cs_status read_body(cs_body *body, cs_dataset *dataset, int64_t review_id,
                           const cs_record *record, cs_error *error) {
  const cs_value review = cs_integer(review_id);
  sqlite3_stmt *statement;
  bool row = false;
  cs_status status = cs_sql_start(&statement, dataset, CS_LOAD_BODY, &review, 1, error);
  if (status == CS_OK) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  if (status != CS_OK) {
    return status;
  }
  int code = row ? cs_body_read(body, statement, CS_BODY_CODINGS | CS_BODY_HITS) : SQLITE_CORRUPT;
  sqlite3_reset(statement);
  return code == SQLITE_OK && body->passage_count == record->review->passage_count
             ? CS_OK
             : cs_fail(error, CS_MALFORMED,
                       "%s: its passages of %s are not as they were stored: 'conspectus verify' "
                       "tells more",
                       dataset->path, record->source.name);
}

cs_status cs_change_codings(size_t *count, cs_dataset *dataset, const cs_record *record,
                            int64_t review_id, const cs_id_list *dropped, cs_error *error) {
  cs_body body = {0};
  cs_status status = read_body(&body, dataset, review_id, record, error);
  clear_texts(&dataset->texts);
  if (status == CS_OK) {
    status = join(count, dataset, record, &body, dropped, error);
  }
  cs_body_free(&body);
  if (status != CS_OK) {
    return status;
  }
  const cs_value values[] = {cs_integer(review_id), take_ids(&dataset->run.next.coding, *count)};
  const cs_buffer *const written[] = {&dataset->texts.codings, &dataset->texts.hits};
  return write_texts(dataset, CS_SET_BODY_CODINGS, values, 2, written, 2, error);
}

/* Loading a review: its row and text first, then its body, then what hangs on it, table by table.
 * Passages have ids that follow each other, as they are stored; so an id is an index. */
#include "dataset/load/load.h"

#include "base/utf8.h"
#include "dataset/load/loading.h"
#include "dataset/unpack.h"

#include <stdlib.h>
#include <string.h>

enum {
  MOST_BYTES = 1 << 20, /* of a single string */
  MOST_ROWS = 1 << 20,  /* of a review in one table */
  MOST_LINES = 1 << 30,
};

/* ---- Values ---- */

void cs_load_fault(cs_loading *it, const char *fault) {
  if (it->fault == NULL) {
    it->fault = fault;
  }
}

cs_status cs_load_outcome(const cs_loading *it, cs_error *error) {
  return it->fault == NULL
             ? CS_OK
             : cs_fail(error, CS_MALFORMED,
                       "%s: what it holds of %s is damaged: %s: 'conspectus verify' tells more; "
                       "make it anew with 'conspectus run'",
                       it->dataset->path, it->name, it->fault);
}

int64_t cs_load_number(cs_loading *it, sqlite3_stmt *row, int column, int64_t least, int64_t most) {
  int64_t number = sqlite3_column_int64(row, column);
  if (sqlite3_column_type(row, column) != SQLITE_INTEGER || number < least || number > most) {
    cs_load_fault(it, "a number is out of range");
    return least;
  }
  return number;
}

const char *cs_load_text(cs_loading *it, sqlite3_stmt *row, int column, bool may_be_missing) {
  int type = sqlite3_column_type(row, column);
  if (type == SQLITE_NULL && may_be_missing) {
    return "";
  }
  const char *text = type == SQLITE_TEXT ? (const char *)sqlite3_column_text(row, column) : NULL;
  size_t length = text != NULL ? (size_t)sqlite3_column_bytes(row, column) : 0;
  if (text == NULL || length > MOST_BYTES || !cs_is_text(text, length)) {
    cs_load_fault(it, "a text is none, too long or not UTF-8");
    return "";
  }
  return cs_arena_bytes(it->arena, text, length);
}

uint32_t cs_load_passage(cs_loading *it, sqlite3_stmt *row, int column) {
  int64_t last = it->first_passage + (int64_t)it->review->passage_count - 1;
  int64_t id = cs_load_number(it, row, column, it->first_passage, last);
  return (uint32_t)(id - it->first_passage);
}

/* A number that may be missing, which reads as `otherwise`. */
static int64_t optional(cs_loading *it, sqlite3_stmt *row, int column, int64_t otherwise,
                        int64_t most) {
  return sqlite3_column_type(row, column) == SQLITE_NULL ? otherwise
                                                         : cs_load_number(it, row, column, 0, most);
}

void *cs_load_grow(cs_loading *it, void *items, uint32_t count, size_t size) {
  return cs_load_grow_to(it, items, count, size, MOST_ROWS);
}

void *cs_load_grow_to(cs_loading *it, void *items, uint32_t count, size_t size, uint32_t most) {
  if (count >= most) {
    cs_load_fault(it, "it has more rows than can be believed");
  }
  if ((count & (count - 1)) != 0) {
    return items; /* full only at 0 and at powers of two */
  }
  void *more = cs_arena_allocate(it->arena, count == 0 ? 1 : 2 * (size_t)count, size);
  if (count != 0) {
    memcpy(more, items, count * size);
  }
  return more;
}

cs_status cs_load_rows(cs_loading *it, cs_statement which, int64_t id, cs_load_row *each,
                       void *into, cs_error *error) {
  const cs_value value = cs_integer(id);
  sqlite3_stmt *row;
  bool more = true;
  cs_status status = cs_sql_start(&row, it->dataset, which, &value, id != 0, error);
  while (status == CS_OK && more && it->fault == NULL) {
    status = cs_sql_next(&more, it->dataset, row, error);
    if (status == CS_OK && more) {
      each(it, row, into);
    }
  }
  if (status == CS_OK) {
    sqlite3_reset(row);
    status = cs_load_outcome(it, error);
  }
  return status;
}

/* ---- The review and its text ---- */

static void copy_date(cs_loading *it, char date[11], sqlite3_stmt *row, int column) {
  static const char form[] = "dddd-dd-dd";
  const char *text = cs_load_text(it, row, column, true);
  for (size_t i = 0; *text != '\0' && i < sizeof form; i++) {
    bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == 'd' ? !digit : text[i] != form[i]) {
      cs_load_fault(it, "a date is none");
      return;
    }
  }
  strcpy(date, text);
}

static void copy_digest(cs_loading *it, char digest[65], sqlite3_stmt *row, int column) {
  const char *text = cs_load_text(it, row, column, false);
  if (strlen(text) != 64 || strspn(text, "0123456789abcdef") != 64) {
    cs_load_fault(it, "a digest is none");
    return;
  }
  strcpy(digest, text);
}

/* Unpacks it only to see whether it can be. */
static void check_text(cs_loading *it, const void *data, size_t packed, int64_t size) {
  char *text = NULL;
  if (cs_unpack(&text, data, packed, size) != CS_UNPACKED) {
    cs_load_fault(it, "its text does not unpack to its size");
  } else if (!cs_is_text(text, (size_t)size)) {
    cs_load_fault(it, "its text is not UTF-8");
  }
  free(text);
}

/* Who codes it unpacks it, and checks it then. */
static void read_text(cs_loading *it, sqlite3_stmt *row, bool whole) {
  int64_t size = cs_load_number(it, row, 16, 0, CS_TEXT_MAX);
  const void *data = sqlite3_column_blob(row, 17);
  size_t packed = (size_t)sqlite3_column_bytes(row, 17);
  if (it->fault == NULL && (packed == 0 || packed > (size_t)size)) {
    cs_load_fault(it, "its text does not unpack to its size");
  }
  if (it->fault == NULL && whole) {
    check_text(it, data, packed, size);
  }
  if (it->fault == NULL) {
    it->record->packed = cs_arena_bytes(it->arena, data, packed);
    it->record->packed_size = packed;
    it->record->text_size = (size_t)size;
  }
}

static void read_review(cs_loading *it, sqlite3_stmt *row, void *into) {
  cs_review *review = it->review;
  const bool *whole = into;
  it->review_id = sqlite3_column_int64(row, 0);
  it->record->review = review;
  review->area = cs_load_text(it, row, 1, false);
  review->title = cs_load_text(it, row, 2, true);
  review->family = cs_load_text(it, row, 3, false);
  copy_date(it, review->review_start, row, 4);
  copy_date(it, review->review_end, row, 5);
  copy_date(it, review->published, row, 6);
  review->region = cs_load_text(it, row, 7, true);
  review->nhs_area = cs_load_text(it, row, 8, true);
  review->children = (int32_t)optional(it, row, 9, -1, INT32_MAX);
  copy_digest(it, it->record->source.sha256, row, 10);
  it->record->format = cs_load_text(it, row, 11, false);
  it->record->encoding = cs_load_text(it, row, 12, false);
  review->words = (uint32_t)cs_load_number(it, row, 13, 0, UINT32_MAX);
  if (review->area[0] == '\0') {
    cs_load_fault(it, "its area is missing");
  }
  read_text(it, row, *whole);
}

/* ---- The rest of its structure ---- */

static void read_organisation(cs_loading *it, sqlite3_stmt *row, void *into) {
  cs_review *review = it->review;
  cs_load_ids *known = into;
  review->organisations = cs_load_grow(it, review->organisations, review->organisation_count,
                                       sizeof *review->organisations);
  known->items = cs_load_grow(it, known->items, known->count, sizeof *known->items);
  known->items[known->count++] = sqlite3_column_int64(row, 0);
  uint32_t roles = (sqlite3_column_int(row, 2) != 0 ? CS_PROVIDER : 0) |
                   (sqlite3_column_int(row, 3) != 0 ? CS_COMMISSIONER : 0);
  review->organisations[review->organisation_count++] =
      (cs_organisation){cs_load_text(it, row, 1, false), roles};
}

static void read_person(cs_loading *it, sqlite3_stmt *row, void *into) {
  cs_review *review = it->review;
  (void)into;
  review->inspectors =
      cs_load_grow(it, review->inspectors, review->inspector_count, sizeof *review->inspectors);
  review->inspectors[review->inspector_count++] = cs_load_text(it, row, 0, false);
  if (strcmp(cs_load_text(it, row, 1, false), "inspector") != 0) {
    cs_load_fault(it, "a person has a role that there is not");
  }
}

static void read_abbreviation(cs_loading *it, sqlite3_stmt *row, void *into) {
  cs_review *review = it->review;
  (void)into;
  review->abbreviations = cs_load_grow(it, review->abbreviations, review->abbreviation_count,
                                       sizeof *review->abbreviations);
  review->abbreviations[review->abbreviation_count++] =
      (cs_abbreviation){cs_load_text(it, row, 0, false), cs_load_text(it, row, 1, false)};
}

static void read_judgement(cs_loading *it, sqlite3_stmt *row, void *into) {
  cs_review *review = it->review;
  (void)into;
  review->judgements =
      cs_load_grow(it, review->judgements, review->judgement_count, sizeof *review->judgements);
  review->judgements[review->judgement_count++] =
      (cs_judgement){cs_load_text(it, row, 0, false), cs_load_text(it, row, 1, false),
                     (uint32_t)optional(it, row, 2, 0, UINT32_MAX), cs_load_text(it, row, 3, true)};
}

static void read_note(cs_loading *it, sqlite3_stmt *row, void *into) {
  cs_review *review = it->review;
  const int64_t size = (int64_t)it->record->text_size;
  (void)into;
  review->notes = cs_load_grow(it, review->notes, review->note_count, sizeof *review->notes);
  cs_note *each = &review->notes[review->note_count++];
  each->passage = cs_load_passage(it, row, 0);
  cs_load_number(it, row, 1, review->note_count, review->note_count);
  each->put_to = cs_load_text(it, row, 2, false);
  each->start = (uint32_t)cs_load_number(it, row, 3, 0, size);
  each->length = (uint32_t)cs_load_number(it, row, 4, 0, size - each->start);
}

/* ---- The whole ---- */

typedef struct part {
  cs_statement which;
  cs_load_row *read;
} part;

static const part parts[] = {
    {CS_LOAD_PERSONS, read_person},
    {CS_LOAD_ABBREVIATIONS, read_abbreviation},
    {CS_LOAD_JUDGEMENTS, read_judgement},
    {CS_LOAD_NOTES, read_note},
};

static cs_status load_parts(cs_loading *it, const cs_body *body, cs_error *error) {
  cs_load_ids organisations = {0};
  cs_status status = cs_load_rows(it, CS_LOAD_ORGANISATIONS, it->review_id, read_organisation,
                                  &organisations, error);
  if (status == CS_OK) {
    cs_load_addressees(it, body, &organisations);
    status = cs_load_outcome(it, error);
  }
  for (size_t i = 0; i < sizeof parts / sizeof *parts && status == CS_OK; i++) {
    status = cs_load_rows(it, parts[i].which, it->review_id, parts[i].read, NULL, error);
  }
  return status;
}

static bool has_number(const int64_t *numbers, size_t count, uint32_t theme) {
  size_t i = 0;
  while (i < count && numbers[i] != (int64_t)theme) {
    i++;
  }
  return i < count;
}

/* A coding of another theme would stay, as nobody looks for it. */
static cs_status check_themes(cs_loading *it, const cs_body *body, const cs_stale_codebook *stale,
                              cs_error *error) {
  const cs_run_state *run = &it->dataset->run;
  for (uint32_t i = 0; i < body->coding_count && it->fault == NULL; i++) {
    uint32_t theme = body->codings[i].theme;
    if (!has_number(run->themes, run->theme_count, theme) &&
        !has_number(stale->gone, stale->gone_count, theme)) {
      cs_load_fault(it, "a coding is of a theme that is not in its codebook");
    }
  }
  return cs_load_outcome(it, error);
}

/* What hangs on the review's row; without names only what coding needs. */
static cs_status load_rest(cs_loading *it, const cs_load_names *names,
                           const cs_stale_codebook *stale, cs_error *error) {
  cs_body body = {0};
  cs_status status = cs_load_body(&body, it, names != NULL, error);
  if (status == CS_OK && stale != NULL) {
    status = check_themes(it, &body, stale, error);
  }
  if (status == CS_OK && names != NULL) {
    status = load_parts(it, &body, error);
  }
  if (status == CS_OK && names != NULL) {
    status = cs_load_codings(it, &body, names, error);
  }
  cs_body_free(&body);
  return status;
}

cs_status cs_load_review(cs_record *out, cs_arena *arena, cs_dataset *dataset, int64_t source_id,
                         const char *name, const cs_load_names *names,
                         const cs_stale_codebook *stale, cs_error *error) {
  cs_loading it = {.dataset = dataset, .arena = arena, .name = name};
  cs_problems *problems = cs_arena_allocate(arena, 1, sizeof *problems);
  it.record = cs_arena_allocate(arena, 1, sizeof *it.record);
  it.review = cs_arena_allocate(arena, 1, sizeof *it.review);
  bool whole = names != NULL;
  cs_status status = cs_load_rows(&it, CS_LOAD_REVIEW, source_id, read_review, &whole, error);
  if (status == CS_OK && it.record->review == NULL) {
    cs_load_fault(&it, "its review or its text is missing");
    status = cs_load_outcome(&it, error);
  }
  if (status == CS_OK) {
    status = load_rest(&it, names, stale, error);
  }
  if (status == CS_OK && names != NULL) {
    status = cs_load_problems(problems, arena, dataset, source_id, name, error);
  }
  if (status == CS_OK) {
    *out = *it.record;
    out->problems = problems;
  }
  return status;
}

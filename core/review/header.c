/* Header: what stands before the first heading. A block is read as cells
 * (separated by tabs); a cell names a field ("Date of review:"), names it and
 * gives its value, or goes on with the value of the field before. Values are
 * gathered first, one line an item, and taken apart when all are there. */
#include "review/parser.h"

#include "base/buffer.h"
#include "base/words.h"
#include "review/area.h"
#include "review/dates.h"
#include "review/organisations.h"
#include "review/runs.h"

#include <string.h>

enum {
  LATE_BYTES = 200,     /* longest line of a field behind the header */
  KEY_BYTES = 140,      /* longest name of a field */
  DATE_BYTES = 40,      /* longest line that a date goes on over */
  OTHER_KEY_BYTES = 60, /* longest name of a field that the family does not know */
  NO_FIELD = CS_FIELD_COUNT
};

typedef struct header {
  cs_parser *parser;
  cs_phrases names[CS_FIELD_COUNT];
  cs_buffer values[CS_FIELD_COUNT];
  uint32_t lines[CS_FIELD_COUNT];
  int field;  /* whose value may go on */
  bool fresh; /* nothing of it was read yet */
} header;

static bool is_list(int field) {
  return field == CS_FIELD_PROVIDERS || field == CS_FIELD_COMMISSIONERS ||
         field == CS_FIELD_INSPECTORS;
}

static int field_named(const header *head, const char *text, size_t length) {
  for (int field = 0; field < CS_FIELD_COUNT; field++) {
    if (cs_phrases_is(&head->names[field], text, length)) {
      return field;
    }
  }
  return NO_FIELD;
}

static void open_field(header *head, int field, uint32_t line) {
  head->field = field;
  head->fresh = true;
  if (field != NO_FIELD && head->lines[field] == 0) {
    head->lines[field] = line;
  }
}

/* "19 November to 11 December 2013 and 28 to 30", and on the next line "January 2014". */
static bool lacks_year(const cs_buffer *values) {
  size_t length = values->length;
  return length < 4 || strspn(values->bytes + length - 4, "0123456789") != 4;
}

/* The first value of a field that has one value counts; lists and dates without a year go on. */
static void add_value(header *head, cs_piece value) {
  if (head->field == NO_FIELD || value.length == 0) {
    return;
  }
  cs_buffer *values = &head->values[head->field];
  if (values->length != 0 && !is_list(head->field) &&
      !(head->field == CS_FIELD_REVIEW_DATES && lacks_year(values))) {
    return;
  }
  if (values->length != 0) {
    cs_buffer_add_char(values, '\n');
  }
  cs_buffer_add(values, value.at, value.length);
  head->fresh = false;
}

/* "Date of review: 3 September": field and value of one cell. */
static bool read_keyed(header *head, const char *cell, size_t length, uint32_t line) {
  size_t most = length < KEY_BYTES ? length : KEY_BYTES;
  const char *colon = memchr(cell, ':', most);
  if (colon == NULL) {
    return false;
  }
  size_t key = (size_t)(colon - cell);
  int field = field_named(head, cell, key);
  if (field == NO_FIELD && key > OTHER_KEY_BYTES) {
    return false;
  }
  open_field(head, field, line);
  add_value(head, cs_trim_piece(colon + 1, length - key - 1));
  return true;
}

/* "Date of review 3 September": only blanks between; the longest name counts. */
static bool read_bare(header *head, const char *cell, size_t length, uint32_t line) {
  size_t longest = 0;
  int found = NO_FIELD;
  for (int field = 0; field < CS_FIELD_COUNT; field++) {
    size_t end;
    if (cs_phrases_at(&head->names[field], cell, length, 0, &end) && end > longest &&
        cs_count_words(cell, end) >= 2) {
      longest = end;
      found = field;
    }
  }
  if (found == NO_FIELD) {
    return false;
  }
  open_field(head, found, line);
  add_value(head, cs_trim_piece(cell + longest, length - longest));
  return true;
}

static bool ends_with_rank(const header *head, const cs_buffer *value) {
  size_t start, end = 0;
  while (end < value->length &&
         cs_phrases_find(&head->parser->ranks, value->bytes, value->length, end, &start, &end)) {
  }
  return value->length != 0 && end == value->length;
}

/* "Ann Moor, Her Majesty's Inspector" is all; what follows without a rank is a table's head. */
static bool is_complete(const header *head, cs_piece more) {
  size_t start, end;
  return head->field == CS_FIELD_INSPECTORS &&
         ends_with_rank(head, &head->values[CS_FIELD_INSPECTORS]) &&
         !cs_phrases_find(&head->parser->ranks, more.at, more.length, 0, &start, &end);
}

static void read_cell(header *head, const char *cell, size_t length, bool key_cell, uint32_t line) {
  cs_piece whole = cs_trim_piece(cell, length);
  int field = length <= KEY_BYTES ? field_named(head, cell, length) : NO_FIELD;
  if (field != NO_FIELD) {
    open_field(head, field, line);
  } else if (read_keyed(head, cell, length, line) || read_bare(head, cell, length, line)) {
    return;
  } else if (key_cell) {
    open_field(head, NO_FIELD, line);
  } else if (is_complete(head, whole)) {
    open_field(head, NO_FIELD, line);
  } else if (head->fresh || is_list(head->field)) {
    add_value(head, whole);
  } else if (head->field == CS_FIELD_REVIEW_DATES && length <= DATE_BYTES) {
    add_value(head, whole);
    head->field = NO_FIELD;
  }
}

static bool has_value_cell(const char *text, size_t length) {
  const char *tab = memchr(text, '\t', length);
  return tab != NULL && tab != text;
}

static void read_block(header *head, uint32_t block) {
  const cs_parser *parser = head->parser;
  const char *text = cs_block_text(parser, block);
  size_t length = cs_block_length(parser, block);
  uint32_t line = parser->text->blocks[block].line;
  bool key_cell = has_value_cell(text, length);
  for (size_t from = 0; from <= length;) {
    const char *tab = memchr(text + from, '\t', length - from);
    size_t end = tab != NULL ? (size_t)(tab - text) : length;
    if (end > from) {
      read_cell(head, text + from, end - from, key_cell && from == 0, line);
    }
    from = end + 1;
  }
}

static void read_span(header *head, int field, char start[11], char end[11]) {
  const cs_buffer *value = &head->values[field];
  if (value->length == 0) {
    return;
  }
  cs_dates_found found = cs_dates_read(value->bytes, value->length, start, end);
  if (found == CS_DATES_MONTHS && field != CS_FIELD_PUBLISHED) {
    cs_problem_add(head->parser->problems, CS_STAGE_REVIEW, CS_WARNING, head->lines[field],
                   "the date of review \"%.80s\" gives no days; from %s to %s is read",
                   value->bytes, start, end);
    return;
  }
  if (found == CS_DATES_MONTHS) { /* one day of a month is a guess, its two ends are not */
    start[0] = end[0] = '\0';
    found = CS_DATES_NONE;
  }
  if (found != CS_DATES_GOOD) {
    cs_problem_add(
        head->parser->problems, CS_STAGE_REVIEW, CS_WARNING, head->lines[field],
        "the %s \"%.80s\" %s; it is left empty",
        field == CS_FIELD_PUBLISHED ? "date of publication" : "date of review", value->bytes,
        found == CS_DATES_NONE ? "gives no day, month and year" : "is no date that can be");
  }
}

static void read_dates(header *head) {
  cs_review *review = head->parser->review;
  char until[11];
  read_span(head, CS_FIELD_REVIEW_DATES, review->review_start, review->review_end);
  read_span(head, CS_FIELD_PUBLISHED, review->published, until);
}

typedef struct taker {
  cs_parser *parser;
  uint32_t roles;
  uint32_t line;
  unsigned runs; /* that may still be looked up in the body */
} taker;

static void take_organisation(void *context, cs_piece name) {
  taker *take = context;
  cs_note_organisation(take->parser, name, take->roles, take->line);
}

static void take_run(void *context, cs_piece name) {
  taker *take = context;
  if (take->runs == 0) {
    take_organisation(context, name);
    return;
  }
  take->runs--;
  cs_each_of_run(take->parser, name, take_organisation, take);
}

/* A list whose items stand on lines of their own, or between semicolons, holds no runs. */
static bool is_separated(const cs_buffer *value) {
  return memchr(value->bytes, '\n', value->length) != NULL ||
         memchr(value->bytes, ';', value->length) != NULL ||
         strstr(value->bytes, "\xE2\x80\xA2") != NULL;
}

static void read_organisations(header *head, int field, uint32_t roles) {
  enum { RUNS_MAX = 40 };
  const cs_buffer *value = &head->values[field];
  taker take = {.parser = head->parser, .roles = roles, .line = head->lines[field]};
  if (value->length != 0) {
    take.runs = is_separated(value) ? 0 : RUNS_MAX;
    cs_each_organisation(head->parser, value->bytes, value->length, take_run, &take);
  }
}

enum { INSPECTORS_MAX = 200 };

static void take_inspector(void *context, cs_piece name) {
  taker *take = context;
  cs_review *review = take->parser->review;
  if (review->inspector_count < INSPECTORS_MAX) {
    review->inspectors[review->inspector_count++] =
        cs_arena_bytes(review->arena, name.at, name.length);
  }
}

/* "Ann Moor, Her Majesty's Inspector": takes the ranks off, which leave a line end. */
static void drop_ranks(const header *head, cs_buffer *value) {
  size_t from = 0, start, end;
  cs_buffer kept = {0};
  while (value->length != 0 &&
         cs_phrases_find(&head->parser->ranks, value->bytes, value->length, from, &start, &end)) {
    cs_buffer_add(&kept, value->bytes + from, start - from);
    cs_buffer_add_char(&kept, '\n');
    from = end;
  }
  if (from != 0) {
    cs_buffer_add(&kept, value->bytes + from, value->length - from);
    cs_buffer_free(value);
    *value = kept;
  }
}

static void read_inspectors(header *head) {
  cs_review *review = head->parser->review;
  cs_buffer *value = &head->values[CS_FIELD_INSPECTORS];
  taker take = {.parser = head->parser};
  drop_ranks(head, value);
  review->inspectors = cs_arena_allocate(review->arena, INSPECTORS_MAX, sizeof *review->inspectors);
  if (value->length != 0) {
    cs_each_person(value->bytes, value->length, take_inspector, &take);
  }
}

static const char *plain_value(const header *head, int field) {
  const cs_buffer *value = &head->values[field];
  return value->length != 0
             ? cs_arena_bytes(head->parser->review->arena, value->bytes, value->length)
             : "";
}

static void read_values(header *head) {
  cs_review *review = head->parser->review;
  read_dates(head);
  read_inspectors(head);
  read_organisations(head, CS_FIELD_PROVIDERS, CS_PROVIDER);
  read_organisations(head, CS_FIELD_COMMISSIONERS, CS_COMMISSIONER);
  review->nhs_area = plain_value(head, CS_FIELD_NHS_AREA);
  review->region = plain_value(head, CS_FIELD_REGION);
  const cs_buffer *area = &head->values[CS_FIELD_AREA];
  if (review->area[0] == '\0' && area->length != 0) {
    review->area = cs_area_name(review->arena, area->bytes, area->length);
  }
}

/* What the header does not give may stand in a line of its own behind it ("Lead inspector: ...").
 */
static void read_late(header *head) {
  static const int late[] = {CS_FIELD_REVIEW_DATES, CS_FIELD_PUBLISHED, CS_FIELD_INSPECTORS};
  const cs_parser *parser = head->parser;
  for (uint32_t block = parser->body_start; block < parser->text->block_count; block++) {
    const char *text = cs_block_text(parser, block);
    uint32_t length = cs_block_length(parser, block);
    const char *colon = length <= LATE_BYTES ? memchr(text, ':', length) : NULL;
    for (size_t i = 0; colon != NULL && i < sizeof late / sizeof *late; i++) {
      if (head->values[late[i]].length == 0 &&
          cs_phrases_is(&head->names[late[i]], text, (size_t)(colon - text))) {
        read_keyed(head, text, length, parser->text->blocks[block].line);
      }
    }
  }
}

static void tell_missing(const header *head) {
  const cs_family *family = head->parser->family;
  if (family->fields[CS_FIELD_REVIEW_DATES].count != 0 && head->lines[CS_FIELD_REVIEW_DATES] == 0) {
    cs_problem_add(head->parser->problems, CS_STAGE_REVIEW, CS_WARNING, 0,
                   "no \"%s\" found; the review stands without a date of review",
                   family->fields[CS_FIELD_REVIEW_DATES].items[0]);
  }
}

void cs_parse_header(cs_parser *parser) {
  header head = {.parser = parser, .field = NO_FIELD};
  for (int field = 0; field < CS_FIELD_COUNT; field++) {
    cs_phrases_make(&head.names[field], &parser->family->fields[field]);
  }
  cs_parse_area(parser);
  for (uint32_t block = 0; block < parser->body_start; block++) {
    if (parser->views[block].read_over) { /* fields may stand behind a contents page */
      head.field = NO_FIELD;
      head.fresh = false;
    }
    read_block(&head, block);
  }
  read_late(&head);
  read_values(&head);
  tell_missing(&head);
  for (int field = 0; field < CS_FIELD_COUNT; field++) {
    cs_phrases_free(&head.names[field]);
    cs_buffer_free(&head.values[field]);
  }
}

/* What the columns of the tables are, and their values. */
#include "dataset/body/cursor.h"

#define BIT(column) (UINT64_C(1) << (column))

enum { LABEL = 5, TITLE = 7, LINE = 11, EVIDENCE = 6 };

const cs_body_shape cs_body_shapes[CS_ROWS_COUNT] = {
    [CS_ROWS_PASSAGE] =
        {"passage_row",
         "CREATE TABLE x (id INTEGER, review_id INTEGER, section INTEGER, seq INTEGER, "
         "kind INTEGER, label TEXT, printed INTEGER, title TEXT, start INTEGER, "
         "length INTEGER, words INTEGER, line INTEGER, cites INTEGER HIDDEN, "
         "section_id INTEGER HIDDEN)",
         {{0, CS_PLAN_PASSAGE}, {1, CS_PLAN_REVIEW}, {CS_NO_KEY, CS_PLAN_ALL}},
         0,
         BIT(LABEL) | BIT(TITLE),
         0},
    [CS_ROWS_CODING] = {"coding_row",
                        "CREATE TABLE x (id INTEGER, passage_id INTEGER, theme INTEGER, "
                        "polarity INTEGER, confidence INTEGER, repeat INTEGER, evidence TEXT, "
                        "review_id INTEGER HIDDEN)",
                        {{0, CS_PLAN_CODING}, {1, CS_PLAN_PASSAGE}, {7, CS_PLAN_REVIEW}},
                        CS_BODY_CODINGS,
                        0,
                        BIT(EVIDENCE)},
    [CS_ROWS_EVIDENCE] =
        {"evidence_row",
         "CREATE TABLE x (coding_id INTEGER, role INTEGER, term INTEGER, start INTEGER, "
         "length INTEGER)",
         {{0, CS_PLAN_CODING}, {CS_NO_KEY, CS_PLAN_ALL}, {CS_NO_KEY, CS_PLAN_ALL}},
         CS_BODY_CODINGS | CS_BODY_HITS,
         0,
         0},
    [CS_ROWS_SECTION] =
        {"section_row",
         "CREATE TABLE x (id INTEGER, review_id INTEGER, seq INTEGER, canonical TEXT, "
         "title TEXT, line INTEGER, heading INTEGER HIDDEN)",
         {{0, CS_PLAN_SECTION}, {1, CS_PLAN_REVIEW}, {CS_NO_KEY, CS_PLAN_ALL}},
         CS_BODY_SECTIONS,
         0,
         0},
    [CS_ROWS_RECOMMENDATION] =
        {"recommendation_row",
         "CREATE TABLE x (passage_id INTEGER, group_label TEXT, addressed_to TEXT, "
         "review_id INTEGER HIDDEN)",
         {{0, CS_PLAN_PASSAGE}, {3, CS_PLAN_REVIEW}, {CS_NO_KEY, CS_PLAN_ALL}},
         CS_BODY_RECOMMENDATIONS,
         0,
         0},
    [CS_ROWS_ADDRESSEE] =
        {"addressee_row",
         "CREATE TABLE x (passage_id INTEGER, organisation_id INTEGER, review_id INTEGER HIDDEN)",
         {{0, CS_PLAN_PASSAGE}, {2, CS_PLAN_REVIEW}, {CS_NO_KEY, CS_PLAN_ALL}},
         CS_BODY_RECOMMENDATIONS,
         0,
         0},
    [CS_ROWS_CITATION] =
        {"citation_row",
         "CREATE TABLE x (passage_id INTEGER, seq INTEGER, label TEXT, recommendation_id INTEGER, "
         "start INTEGER, length INTEGER, review_id INTEGER HIDDEN)",
         {{0, CS_PLAN_PASSAGE}, {3, CS_PLAN_CITED}, {6, CS_PLAN_REVIEW}},
         CS_BODY_CITATIONS,
         0,
         0},
};

/* ---- Values ---- */

static void give_number(sqlite3_context *context, sqlite3_int64 number) {
  sqlite3_result_int64(context, number);
}

/* NULL for "". */
static void give_text(sqlite3_context *context, const char *text) {
  if (*text != '\0') {
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
  }
}

static sqlite3_int64 section_id(const cs_body *body, uint32_t seq) {
  return body->review * CS_SECTION_IDS + seq;
}

static void give_passage(sqlite3_context *context, const cs_body_cursor *cursor, int column) {
  const cs_body *body = &cursor->body;
  const cs_body_passage *it = &body->passages[cursor->at];
  const uint32_t numbers[] = {[2] = it->section, [3] = cursor->at + 1, [4] = it->kind,
                              [6] = it->printed, [8] = it->start,      [9] = it->length,
                              [10] = it->words,  [LINE] = it->line,    [12] = it->cites};
  if (column == 0) {
    give_number(context, body->first_passage + cursor->at);
  } else if (column == 1) {
    give_number(context, body->review);
  } else if (column == 13) {
    give_number(context, section_id(body, it->section));
  } else if (column == LABEL) {
    sqlite3_result_text(context, cs_body_label(body, cursor->at), -1, SQLITE_TRANSIENT);
  } else if (column == TITLE) {
    give_text(context, cs_body_title(body, cursor->at));
  } else if (column != LINE || it->line != 0) {
    give_number(context, numbers[column]);
  }
}

/* The cursor has made sure of it. */
static const cs_form *form_of(const cs_body_cursor *cursor, const cs_body_hit *hit) {
  return &((const cs_body_table *)cursor->base.pVtab)->forms.items[hit->form];
}

/* [[role,term,start,length],...] */
static void give_evidence(sqlite3_context *context, cs_body_cursor *cursor,
                          const cs_body_coding *coding) {
  cs_buffer *text = &cursor->text;
  cs_body_hit hit = {0};
  uint32_t at = 0;
  cs_buffer_reset(text);
  cs_buffer_add_char(text, '[');
  while (cs_body_next_hit(&hit, &at, &cursor->body, coding)) {
    const cs_form *it = form_of(cursor, &hit);
    cs_buffer_add_format(text, "%s[%u,%u,%u,%u]", text->length > 1 ? "," : "", it->role, it->term,
                         hit.start, it->length);
  }
  cs_buffer_add_char(text, ']');
  sqlite3_result_text(context, text->bytes, (int)text->length, SQLITE_TRANSIENT);
}

static void give_coding(sqlite3_context *context, cs_body_cursor *cursor, int column) {
  const cs_body *body = &cursor->body;
  const cs_body_coding *it = &body->codings[cursor->at];
  const uint32_t numbers[] = {
      [2] = it->theme, [3] = it->polarity, [4] = it->confidence, [5] = it->repeat};
  if (column == 0) {
    give_number(context, body->first_coding + cursor->at);
  } else if (column == 1) {
    give_number(context, body->first_passage + it->passage);
  } else if (column == EVIDENCE) {
    give_evidence(context, cursor, it);
  } else {
    give_number(context, column == 7 ? body->review : numbers[column]);
  }
}

static void give_hit(sqlite3_context *context, const cs_body_cursor *cursor, int column) {
  const cs_form *it = form_of(cursor, &cursor->hit);
  const uint32_t numbers[] = {
      [1] = it->role, [2] = it->term, [3] = cursor->hit.start, [4] = it->length};
  give_number(context, column == 0 ? cursor->body.first_coding + cursor->at : numbers[column]);
}

/* The words of a heading; an error where there is no such heading, or it cannot be read. */
static void give_heading(sqlite3_context *context, cs_body_table *table, uint32_t id, int column) {
  if (table->heading == NULL &&
      sqlite3_prepare_v2(table->db, "SELECT canonical, title FROM main.heading WHERE id = ?", -1,
                         &table->heading, NULL) != SQLITE_OK) {
    sqlite3_result_error_code(context, sqlite3_errcode(table->db));
    return;
  }
  sqlite3_bind_int64(table->heading, 1, id);
  int code = sqlite3_step(table->heading);
  if (code == SQLITE_ROW) {
    sqlite3_result_value(context, sqlite3_column_value(table->heading, column));
  } else if (code == SQLITE_DONE) {
    sqlite3_result_error(context, "a heading of a section is missing", -1);
    sqlite3_result_error_code(context, SQLITE_CORRUPT); /* keeps the message */
  } else {
    sqlite3_result_error_code(context, code);
  }
  sqlite3_reset(table->heading);
}

static void give_section(sqlite3_context *context, const cs_body_cursor *cursor, int column) {
  enum { CANONICAL = 3, SECTION_TITLE = 4, SECTION_LINE = 5 };
  const cs_body_section *it = &cursor->body.sections[cursor->at];
  sqlite3_int64 id = section_id(&cursor->body, cursor->at + 1);
  const sqlite3_int64 numbers[] = {[0] = id,
                                   [1] = cursor->body.review,
                                   [2] = (sqlite3_int64)cursor->at + 1,
                                   [SECTION_LINE] = it->line,
                                   [6] = it->heading};
  if (column == CANONICAL || column == SECTION_TITLE) {
    give_heading(context, (cs_body_table *)cursor->base.pVtab, it->heading, column - CANONICAL);
  } else if (column != SECTION_LINE || it->line != 0) {
    give_number(context, numbers[column]);
  }
}

static void give_recommendation(sqlite3_context *context, const cs_body_cursor *cursor,
                                int column) {
  const cs_body *body = &cursor->body;
  const cs_body_recommendation *it = &body->recommendations[cursor->at];
  if (column == 1 || column == 2) {
    give_text(context, body->groups.items[2 * (size_t)it->group + (size_t)column - 1]);
  } else {
    give_number(context, column == 0 ? body->first_passage + it->passage : body->review);
  }
}

static void give_addressee(sqlite3_context *context, const cs_body_cursor *cursor, int column) {
  const cs_body *body = &cursor->body;
  const sqlite3_int64 numbers[] = {body->first_passage + body->recommendations[cursor->at].passage,
                                   body->addressees[cursor->addressee].organisation, body->review};
  give_number(context, numbers[column]);
}

static void give_citation(sqlite3_context *context, const cs_body_cursor *cursor, int column) {
  const cs_body *body = &cursor->body;
  const cs_body_citation *it = &body->citations[cursor->at];
  const sqlite3_int64 numbers[] = {[0] = body->first_passage + it->passage,
                                   [1] = (sqlite3_int64)cursor->at + 1,
                                   [3] = body->first_passage + it->recommendation,
                                   [4] = it->start,
                                   [5] = it->length,
                                   [6] = body->review};
  if (column == 2) {
    sqlite3_result_text(context, it->label, -1, SQLITE_TRANSIENT);
  } else if (column != 3 || it->recommendation >= 0) {
    give_number(context, numbers[column]);
  }
}

void cs_body_give(sqlite3_context *context, cs_body_cursor *cursor, int column) {
  switch (cs_body_kind_of(cursor)) {
  case CS_ROWS_PASSAGE:
    give_passage(context, cursor, column);
    break;
  case CS_ROWS_CODING:
    give_coding(context, cursor, column);
    break;
  case CS_ROWS_EVIDENCE:
    give_hit(context, cursor, column);
    break;
  case CS_ROWS_SECTION:
    give_section(context, cursor, column);
    break;
  case CS_ROWS_RECOMMENDATION:
    give_recommendation(context, cursor, column);
    break;
  case CS_ROWS_ADDRESSEE:
    give_addressee(context, cursor, column);
    break;
  default:
    give_citation(context, cursor, column);
  }
}

/* The words of a row of human coding: what it may say, and what it is taken to say. */
#include "analysis/coded_row.h"

#include <string.h>
#include <strings.h>

enum { ROWS_MAX = 1000000 };

const char *const cs_coded_fields[FIELD_COUNT] = {
    "area",     "review", "kind",  "label",  "passage",   "theme",
    "polarity", "repeat", "coder", "coders", "contested",
};

/* ---- Words of a row ---- */

static const char *cell_of(const row_reader *on, field which) {
  return on->cell[which].length > 0 ? on->cell[which].bytes : "";
}

static void complain(row_reader *on, const char *what, const char *value, const char *right) {
  cs_problem_add(on->file.problems, CS_STAGE_DATASET, CS_WARNING, on->file.begun,
                 "%s is %s, not '%s': taken as not said", what, right, value);
}

static bool polarity_from(uint8_t *bits, const char *word, size_t length) {
  for (int i = 0; i < CS_POLARITY_COUNT; i++) {
    const char *name = cs_polarity_name((cs_polarity)i);
    if (strlen(name) == length && strncasecmp(word, name, length) == 0) {
      *bits |= (uint8_t)(1U << i);
      return true;
    }
  }
  return false;
}

/* "mixed|strength": each is right. */
static uint8_t read_polarities(row_reader *on) {
  uint8_t bits = 0;
  const char *value = cell_of(on, FIELD_POLARITY);
  for (const char *at = value; *at != '\0';) {
    size_t length = strcspn(at, "|");
    const char *from = at + strspn(at, " ");
    size_t inner = from < at + length ? (size_t)(at + length - from) : 0;
    while (inner > 0 && from[inner - 1] == ' ') {
      inner--;
    }
    if (inner == 0 || !polarity_from(&bits, from, inner)) {
      complain(on, "polarity", value, "weakness, strength, mixed or neutral");
      return 0;
    }
    at += length + (at[length] == '|');
  }
  return bits;
}

static const struct {
  const char *word;
  cs_said said;
} answers[] = {
    {"", CS_SAID_NOTHING}, {"no", CS_SAID_NO},    {"yes", CS_SAID_YES},
    {"0", CS_SAID_NO},     {"1", CS_SAID_YES},    {"contested", CS_SAID_CONTESTED},
    {"false", CS_SAID_NO}, {"true", CS_SAID_YES},
};

static cs_said read_answer(row_reader *on, field which) {
  const char *value = cell_of(on, which);
  for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
    if (strcasecmp(value, answers[i].word) == 0) {
      return answers[i].said;
    }
  }
  complain(on, cs_coded_fields[which], value, "yes or no");
  return CS_SAID_NOTHING;
}

/* A file without the column says what its rows say by being there: not repeated. */
static uint8_t read_repeat(row_reader *on) {
  return (uint8_t)(on->there[FIELD_REPEAT] ? read_answer(on, FIELD_REPEAT) : CS_SAID_NOTHING);
}

static bool is_contested(row_reader *on) {
  const char *coders = cell_of(on, FIELD_CODERS);
  bool alone = *coders != '\0' && strcasecmp(coders, "both") != 0 && strcasecmp(coders, "all") != 0;
  cs_said said = on->there[FIELD_CONTESTED] ? read_answer(on, FIELD_CONTESTED) : CS_SAID_NO;
  return alone || said == CS_SAID_YES || said == CS_SAID_CONTESTED;
}

static uint32_t find_coder(row_reader *on) {
  const char *name = on->there[FIELD_CODER] ? cell_of(on, FIELD_CODER) : "human";
  name = *name != '\0' ? name : "human";
  cs_coded *out = on->out;
  if (strcasecmp(name, CS_PROGRAM_CODER) == 0) {
    on->file.status = cs_fail(on->file.error, CS_MALFORMED,
                              "%s: line %u: the coder '%s' would be taken for this program, whose "
                              "coding is called that: give the coder another name",
                              on->file.path, on->file.begun, name);
    return 0;
  }
  for (size_t i = 0; i < out->coder_count; i++) {
    if (strcmp(out->coders[i], name) == 0) {
      return (uint32_t)i;
    }
  }
  if (out->coder_count == CS_CODERS_MAX - 1) {
    on->file.status =
        cs_fail(on->file.error, CS_LIMIT,
                "%s: line %u: the column 'coder' has more than %d names: is it the right "
                "column?",
                on->file.path, on->file.begun, CS_CODERS_MAX - 1);
    return 0;
  }
  out->coders[out->coder_count] = cs_arena_string(on->arena, name);
  return (uint32_t)out->coder_count++;
}

/* ---- Where a row belongs ---- */

static bool read_kind(cs_kind *kind, const char *word, size_t length) {
  static const cs_kind kinds[] = {CS_FINDING, CS_RECOMMENDATION};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    const char *name = cs_kind_name(kinds[i]);
    if (strlen(name) == length && strncasecmp(word, name, length) == 0) {
      *kind = kinds[i];
      return true;
    }
  }
  return false;
}

static bool skip_row(row_reader *on, const char *what, const char *value, const char *right) {
  on->out->skipped++;
  cs_problem_add(on->file.problems, CS_STAGE_DATASET, CS_WARNING, on->file.begun,
                 "%s is %s, not '%s': the row was left out", what, right, value);
  return false;
}

/* "bury-2018:finding:2.10" */
static bool read_key(row_reader *on, cs_coded_row *row) {
  const char *key = cell_of(on, FIELD_PASSAGE);
  const char *first = strchr(key, ':');
  const char *second = first != NULL ? strchr(first + 1, ':') : NULL;
  if (second == NULL || !read_kind(&row->kind, first + 1, (size_t)(second - first - 1))) {
    return skip_row(on, "passage", key, "the key of a finding or recommendation");
  }
  row->review = cs_arena_bytes(on->arena, key, (size_t)(first - key));
  row->label = cs_arena_string(on->arena, second + 1);
  row->area = "";
  return true;
}

static bool read_place(row_reader *on, cs_coded_row *row) {
  if (*cell_of(on, FIELD_PASSAGE) != '\0') {
    return read_key(on, row);
  }
  const char *kind = cell_of(on, FIELD_KIND), *label = cell_of(on, FIELD_LABEL);
  if (!read_kind(&row->kind, kind, strlen(kind))) {
    return skip_row(on, "kind", kind, "finding or recommendation");
  }
  if (*label == '\0') {
    return skip_row(on, "label", label, "a finding's or recommendation's number");
  }
  row->area = cs_arena_string(on->arena, cell_of(on, FIELD_AREA));
  row->review = cs_arena_string(on->arena, cell_of(on, FIELD_REVIEW));
  row->label = cs_arena_string(on->arena, label);
  return true;
}

/* Spreadsheets leave rows of nothing but separators. */
static bool is_empty(const row_reader *on) {
  size_t bytes = 0;
  for (int i = 0; i < FIELD_COUNT; i++) {
    bytes += on->cell[i].length;
  }
  return bytes == 0;
}

void cs_coded_end_row(cs_csv_file *file) {
  row_reader *on = (row_reader *)file;
  cs_coded *out = on->out;
  cs_coded_row row = {.line = on->file.begun};
  if (is_empty(on)) {
    return;
  }
  if (on->file.cells > on->column_count) {
    out->skipped++;
    cs_problem_add(on->file.problems, CS_STAGE_DATASET, CS_WARNING, on->file.begun,
                   "the row has %zu cells, the header %zu: it was left out", on->file.cells,
                   on->column_count);
    return;
  }
  if (out->count == ROWS_MAX) {
    on->file.status =
        cs_fail(on->file.error, CS_LIMIT, "%s: it has more than %d rows", on->file.path, ROWS_MAX);
    return;
  }
  if (!read_place(on, &row)) {
    return;
  }
  const char *theme = cell_of(on, FIELD_THEME);
  bool none = *theme == '\0' || strcasecmp(theme, "none") == 0;
  row.theme = none ? NULL : cs_arena_string(on->arena, theme);
  row.polarities = none ? 0 : read_polarities(on);
  row.repeat = none ? CS_SAID_NOTHING : read_repeat(on);
  row.contested = is_contested(on);
  row.coder = find_coder(on);
  cs_grow(&out->rows, &out->capacity, out->count, sizeof *out->rows);
  out->rows[out->count++] = row;
}

/* Taking the row of a review apart. */
#ifdef CS_LOADABLE
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#endif

#include "dataset/body/text.h"
#include "dataset/checksum.h"

#include <stdlib.h>
#include <string.h>

enum {
  IDS = 3,
  CHECKSUMS_COLUMN = IDS,
  PASSAGES_COLUMN,
  MILLIONS_COLUMN,
  CODINGS_COLUMN,
  CITATIONS_COLUMN,
  LABELS_COLUMN,
  SECTIONS_COLUMN,
  RECOMMENDATIONS_COLUMN,
  ADDRESSED_COLUMN,
  ADDRESSEES_COLUMN,
  CITED_COLUMN,
  HITS_COLUMN,
  MARKS_COLUMN,
};

/* ---- Passages ---- */

/* A number of a passage that may have millions, those it has of them at the same index. */
static uint64_t whole(const uint32_t *numbers, const uint32_t *millions, size_t index) {
  return numbers[index] + (uint64_t)millions[index] * CS_BODY_MILLIONS;
}

static bool take_passages(cs_body *out, const uint32_t *numbers, const uint32_t *millions) {
  static const uint32_t none[CS_BODY_PASSAGE_MILLIONS];
  uint32_t end = 0, line = 0;
  bool known = true;
  for (uint32_t i = 0; i < out->passage_count; i++) {
    const uint32_t *from = numbers + (size_t)i * CS_BODY_PASSAGE;
    const uint32_t *more =
        millions != NULL ? millions + (size_t)i * CS_BODY_PASSAGE_MILLIONS : none;
    cs_body_passage *to = &out->passages[i];
    *to = (cs_body_passage){.section = from[0],
                            .kind = from[1] / 4,
                            .cites = from[1] / 2 % 2,
                            .printed = from[1] % 2,
                            .start = cs_body_step(whole(from + 2, more, 0), end),
                            .length = cs_body_fit(whole(from + 2, more, 1)),
                            .words = cs_body_fit(whole(from + 2, more, 2)),
                            .line = cs_body_step(whole(from + 2, more, 3), line),
                            .stem = from[6],
                            .number = from[7]};
    end = cs_body_fit((uint64_t)to->start + to->length);
    line = to->line;
    known = known && to->kind < CS_BODY_KINDS;
  }
  return known;
}

static int read_passages(cs_body *out, sqlite3_stmt *row) {
  uint32_t *numbers = NULL, *millions = NULL, count, high;
  int code = cs_body_numbers(&numbers, &count, row, PASSAGES_COLUMN, CS_BODY_PASSAGE);
  count /= CS_BODY_PASSAGE;
  if (code == SQLITE_OK) {
    code = cs_body_numbers(&millions, &high, row, MILLIONS_COLUMN, CS_BODY_PASSAGE_MILLIONS);
    high /= CS_BODY_PASSAGE_MILLIONS;
  }
  if (code == SQLITE_OK) {
    out->passages = malloc(((size_t)count + 1) * sizeof *out->passages);
    out->passage_count = out->passages != NULL ? count : 0;
    bool right =
        (high == 0 || high == count) && take_passages(out, numbers, high != 0 ? millions : NULL);
    code = out->passages == NULL ? SQLITE_NOMEM : right ? SQLITE_OK : SQLITE_CORRUPT;
  }
  free(numbers);
  free(millions);
  return code;
}

/* ---- Codings ---- */

/* Hits are those of a passage: all of its codings say the same number. */
static int read_codings(cs_body *out, const uint32_t *numbers, uint32_t count) {
  uint64_t hits = 0, marks = 0;
  int code = SQLITE_OK;
  out->codings = malloc(((size_t)count + 1) * sizeof *out->codings);
  if (out->codings == NULL) {
    return SQLITE_NOMEM;
  }
  for (uint32_t i = 0; code == SQLITE_OK && i < count; i++) {
    const uint32_t *from = numbers + (size_t)i * CS_BODY_CODING;
    const uint32_t *last = i > 0 ? from - CS_BODY_CODING : NULL;
    bool same = last != NULL && last[0] == from[0];
    out->codings[i] =
        (cs_body_coding){.passage = from[0],
                         .theme = from[1],
                         .polarity = from[2] / 2,
                         .repeat = from[2] % 2,
                         .confidence = from[3],
                         .first_hit = same ? out->codings[i - 1].first_hit : (uint32_t)hits,
                         .hit_count = from[4],
                         .first_mark = (uint32_t)marks};
    hits += same ? 0 : from[4];
    marks += cs_body_marks(from[4]);
    bool known = from[2] / 2 < CS_BODY_POLARITIES && from[3] <= CS_BODY_CONFIDENCE;
    bool fits = known && hits <= UINT32_MAX && marks <= UINT32_MAX &&
                from[0] < out->passage_count &&
                (last == NULL || last[0] < from[0] || (same && last[4] == from[4]));
    code = fits ? SQLITE_OK : SQLITE_CORRUPT;
  }
  out->coding_count = code == SQLITE_OK ? count : 0;
  return code;
}

static int read_hits(cs_body *out, sqlite3_stmt *row) {
  const cs_body_coding *last = out->coding_count > 0 ? &out->codings[out->coding_count - 1] : NULL;
  int code = cs_body_numbers(&out->hits, &out->hit_count, row, HITS_COLUMN, CS_BODY_HIT);
  out->hit_count /= CS_BODY_HIT;
  if (code == SQLITE_OK) {
    code = cs_body_numbers(&out->marks, &out->mark_count, row, MARKS_COLUMN, 1);
  }
  uint64_t hits = last != NULL ? (uint64_t)last->first_hit + last->hit_count : 0;
  uint64_t marks = last != NULL ? (uint64_t)last->first_mark + cs_body_marks(last->hit_count) : 0;
  bool all = out->hit_count == hits && out->mark_count == marks;
  return code == SQLITE_OK && !all ? SQLITE_CORRUPT : code;
}

bool cs_body_next_hit(cs_body_hit *hit, uint32_t *at, const cs_body *body,
                      const cs_body_coding *coding) {
  uint32_t start = *at == 0 ? body->passages[coding->passage].start : hit->start;
  const uint32_t *marks = body->marks + coding->first_mark;
  while (*at < coding->hit_count) {
    const uint32_t *from = body->hits + ((size_t)coding->first_hit + *at) * CS_BODY_HIT;
    bool own = (marks[*at / CS_BODY_MARKS] >> *at % CS_BODY_MARKS & 1) != 0;
    start += from[1];
    ++*at;
    *hit = (cs_body_hit){from[0], start};
    if (own && from[0] != 0) {
      return true;
    }
  }
  return false;
}

/* ---- Sections, recommendations, citations ---- */

static int read_sections(cs_body *out, const uint32_t *numbers, uint32_t count) {
  out->sections = malloc(((size_t)count + 1) * sizeof *out->sections);
  if (out->sections == NULL) {
    return SQLITE_NOMEM;
  }
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t *from = numbers + (size_t)i * CS_BODY_SECTION;
    out->sections[i] = (cs_body_section){cs_body_pair(from), cs_body_pair(from + 2)};
  }
  out->section_count = count;
  return SQLITE_OK;
}

static int read_recommendations(cs_body *out, const uint32_t *numbers, uint32_t count) {
  out->recommendations = malloc(((size_t)count + 1) * sizeof *out->recommendations);
  if (out->recommendations == NULL) {
    return SQLITE_NOMEM;
  }
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t *from = numbers + (size_t)i * CS_BODY_RECOMMENDATION;
    out->recommendations[i] = (cs_body_recommendation){from[0], from[1]};
    if (from[0] >= out->passage_count || from[1] >= out->groups.count / 2) {
      return SQLITE_CORRUPT;
    }
  }
  out->recommendation_count = count;
  return SQLITE_OK;
}

static int read_addressees(cs_body *out, const uint32_t *numbers, uint32_t count) {
  out->addressees = malloc(((size_t)count + 1) * sizeof *out->addressees);
  if (out->addressees == NULL) {
    return SQLITE_NOMEM;
  }
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t *from = numbers + (size_t)i * CS_BODY_ADDRESSEE;
    cs_body_addressee *to = &out->addressees[i];
    *to = (cs_body_addressee){from[0], cs_body_pair(from + 1)};
    bool ordered = i == 0 || to[-1].group < to->group ||
                   (to[-1].group == to->group && to[-1].organisation < to->organisation);
    if (from[0] >= out->groups.count / 2 || !ordered) {
      return SQLITE_CORRUPT;
    }
  }
  out->addressee_count = count;
  return SQLITE_OK;
}

/* Before the citations themselves, which count again. */
static int count_citations(cs_body *out, const uint32_t *numbers, uint32_t count) {
  (void)numbers;
  out->citation_count = count;
  return SQLITE_OK;
}

static int read_citations(cs_body *out, const uint32_t *numbers, uint32_t count) {
  out->citations = malloc(((size_t)count + 1) * sizeof *out->citations);
  if (out->citations == NULL) {
    return SQLITE_NOMEM;
  }
  if (out->cited.count != count) {
    return SQLITE_CORRUPT;
  }
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t *from = numbers + (size_t)i * CS_BODY_CITATION;
    const char *label = out->cited.items[i];
    if (from[0] >= out->passage_count || from[1] > out->passage_count) {
      return SQLITE_CORRUPT;
    }
    out->citations[i] = (cs_body_citation){
        .passage = from[0],
        .recommendation = (int64_t)from[1] - 1,
        .start = cs_body_step(cs_body_pair(from + 2), out->passages[from[0]].start),
        .length = cs_body_pair(from + 4),
        .label = *label == '\0' && from[1] != 0 ? cs_body_label(out, from[1] - 1) : label};
  }
  out->citation_count = count;
  return SQLITE_OK;
}

/* ---- Ids ---- */

/* Whether the first id of so many is one, and missing where there is nothing to have it. */
static bool is_first_id(sqlite3_stmt *row, int column, uint32_t count) {
  int64_t id = sqlite3_column_int64(row, column);
  int type = sqlite3_column_type(row, column);
  return count == 0 ? type == SQLITE_NULL
                    : type == SQLITE_INTEGER && id >= 1 && id <= CS_BODY_MOST_ID;
}

static bool has_ids(const cs_body *body, sqlite3_stmt *row, int parts) {
  bool coded = (parts & (CS_BODY_CODINGS | CS_BODY_HITS)) != 0;
  return body->review >= 1 && body->review < INT64_MAX / CS_SECTION_IDS &&
         is_first_id(row, 1, body->passage_count) &&
         (!coded || is_first_id(row, 2, body->coding_count));
}

/* ---- The whole ---- */

typedef int read_numbers(cs_body *out, const uint32_t *numbers, uint32_t count);

/* The columns that are numbers, in an order in which each finds what it refers to. */
static const struct {
  int column;
  uint32_t each;
  int parts; /* any of these */
  read_numbers *read;
} numbered[] = {
    {CODINGS_COLUMN, CS_BODY_CODING, CS_BODY_CODINGS | CS_BODY_HITS, read_codings},
    {SECTIONS_COLUMN, CS_BODY_SECTION, CS_BODY_SECTIONS, read_sections},
    {RECOMMENDATIONS_COLUMN, CS_BODY_RECOMMENDATION, CS_BODY_RECOMMENDATIONS, read_recommendations},
    {ADDRESSEES_COLUMN, CS_BODY_ADDRESSEE, CS_BODY_RECOMMENDATIONS, read_addressees},
    {CITATIONS_COLUMN, CS_BODY_CITATION, CS_BODY_CITATION_COUNT, count_citations},
    {CITATIONS_COLUMN, CS_BODY_CITATION, CS_BODY_CITATIONS, read_citations},
};
enum { NUMBERED = sizeof numbered / sizeof *numbered };

static int read_column(cs_body *out, sqlite3_stmt *row, size_t which) {
  uint32_t *numbers, count, each = numbered[which].each;
  int code = cs_body_numbers(&numbers, &count, row, numbered[which].column, each);
  if (code == SQLITE_OK) {
    code = numbered[which].read(out, numbers, count / each);
  }
  free(numbers);
  return code;
}

static int read_strings(cs_body *out, sqlite3_stmt *row, int parts) {
  int code = SQLITE_OK;
  if ((parts & (CS_BODY_LABELS | CS_BODY_CITATIONS)) != 0) {
    code = cs_body_labels_read(out, row, LABELS_COLUMN);
  }
  if (code == SQLITE_OK && (parts & CS_BODY_RECOMMENDATIONS) != 0) {
    code = cs_body_strings_read(&out->groups, row, ADDRESSED_COLUMN, false);
  }
  if (code == SQLITE_OK && (parts & CS_BODY_CITATIONS) != 0) {
    code = cs_body_strings_read(&out->cited, row, CITED_COLUMN, false);
  }
  return code;
}

/* The columns after those that are always wanted, and what wants them. */
static const struct {
  const char *name;
  int parts;
} columns[] = {
    {"codings", CS_BODY_CODINGS | CS_BODY_HITS},
    {"citations", CS_BODY_CITATIONS | CS_BODY_CITATION_COUNT},
    {"labels", CS_BODY_LABELS | CS_BODY_CITATIONS},
    {"sections", CS_BODY_SECTIONS},
    {"recommendations", CS_BODY_RECOMMENDATIONS},
    {"addressed", CS_BODY_RECOMMENDATIONS},
    {"addressees", CS_BODY_RECOMMENDATIONS},
    {"cited", CS_BODY_CITATIONS},
    {"hits", CS_BODY_HITS},
    {"marks", CS_BODY_HITS},
};
enum { COLUMNS = sizeof columns / sizeof *columns };
_Static_assert(CODINGS_COLUMN + COLUMNS - 1 == MARKS_COLUMN, "each has a name");

/* The checksums leave out their own column. */
static bool fits(sqlite3_stmt *row, int column) {
  return cs_column_fits(row, column, CHECKSUMS_COLUMN, column < IDS ? column : column - 1);
}

static bool is_as_written(sqlite3_stmt *row, int parts) {
  bool right = fits(row, PASSAGES_COLUMN) && fits(row, MILLIONS_COLUMN);
  for (int i = 0; i < IDS && right; i++) {
    right = fits(row, i);
  }
  for (int i = 0; i < COLUMNS && right; i++) {
    right = (columns[i].parts & parts) == 0 || fits(row, CODINGS_COLUMN + i);
  }
  return right;
}

int cs_body_read(cs_body *out, sqlite3_stmt *row, int parts) {
  *out = (cs_body){.review = sqlite3_column_int64(row, 0),
                   .first_passage = sqlite3_column_int64(row, 1),
                   .first_coding = sqlite3_column_int64(row, 2)};
  if (!is_as_written(row, parts)) {
    return SQLITE_CORRUPT;
  }
  int code = read_passages(out, row);
  if (code == SQLITE_OK) {
    code = read_strings(out, row, parts);
  }
  for (size_t i = 0; i < NUMBERED && code == SQLITE_OK; i++) {
    code = (numbered[i].parts & parts) != 0 ? read_column(out, row, i) : SQLITE_OK;
  }
  if (code == SQLITE_OK && (parts & CS_BODY_HITS) != 0) {
    code = read_hits(out, row);
  }
  return code == SQLITE_OK && !has_ids(out, row, parts) ? SQLITE_CORRUPT : code;
}

static void free_strings(cs_body_strings *strings) {
  free(strings->bytes);
  free(strings->items);
}

void cs_body_free(cs_body *body) {
  free(body->passages);
  free(body->codings);
  free(body->sections);
  free(body->recommendations);
  free(body->addressees);
  free(body->citations);
  free(body->hits);
  free(body->marks);
  free_strings(&body->stems);
  free_strings(&body->labels);
  free_strings(&body->groups);
  free_strings(&body->cited);
  *body = (cs_body){0};
}

const char *cs_body_columns(char *buffer, int parts) {
  strcpy(buffer, CS_BODY_FIRST_COLUMNS);
  for (size_t i = 0; i < COLUMNS; i++) {
    strcat(buffer, ", ");
    strcat(buffer, (columns[i].parts & parts) != 0 ? columns[i].name : "NULL");
  }
  return buffer;
}

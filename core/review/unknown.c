/* Unknown: what is kept of a document of no family, and what a file's name tells of
 * one. A name is only looked at where the document itself says nothing. */
#include "review/area.h"
#include "review/builder.h"
#include "review/dates.h"

#include "base/words.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 200, HEADINGS = 40, HEADING_BYTES = 80 };

static cs_section_form text_form = {
    .canonical = "text", .holds = CS_HOLDS_PREAMBLE, .unheaded = true};

static const cs_family unknown_family = {.id = CS_UNKNOWN_FAMILY,
                                         .title = "",
                                         .about = "",
                                         .version = "",
                                         .plugin = "",
                                         .sections = &text_form,
                                         .section_count = 1};

/* Without folders and ending; in the arena. */
static char *base_name(cs_arena *arena, const char *name) {
  const char *slash = strrchr(name, '/');
  name = slash != NULL ? slash + 1 : name;
  const char *dot = strrchr(name, '.');
  size_t length = dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
  return cs_arena_bytes(arena, name, length < NAME_BYTES ? length : NAME_BYTES);
}

/* The first "2019-04-01" of the name, no digit beside it; NULL: none. */
static char *iso_date(char *name) {
  size_t length = strlen(name);
  for (size_t at = 0; at + 10 <= length; at++) {
    char start[11], end[11];
    bool shaped = strspn(name + at, "0123456789") == 4 && name[at + 4] == '-' &&
                  strspn(name + at + 5, "0123456789") == 2 && name[at + 7] == '-' &&
                  strspn(name + at + 8, "0123456789") == 2;
    bool alone = at == 0 || strchr("0123456789", name[at - 1]) == NULL;
    if (shaped && alone && cs_dates_read(name + at, 10, start, end) == CS_DATES_GOOD) {
      return name + at;
    }
  }
  return NULL;
}

void cs_review_date_by_name(cs_review *review, const char *name, cs_problems *problems) {
  char *date = iso_date(base_name(review->arena, name));
  if (review->published[0] != '\0' || date == NULL) {
    return;
  }
  memcpy(review->published, date, 10);
  review->published[10] = '\0';
  cs_problem_add(problems, CS_STAGE_REVIEW, CS_NOTE, 0,
                 "no date of publication is printed; %s is taken from the file's name",
                 review->published);
}

bool cs_review_same_by_name(const char *one, const char *other, bool known_family) {
  cs_arena *arena = cs_arena_new();
  char *base = base_name(arena, one), *other_base = base_name(arena, other);
  const char *day = iso_date(base), *other_day = iso_date(other_base);
  bool same_day =
      day == NULL || other_day == NULL ? day == other_day : memcmp(day, other_day, 10) == 0;
  bool same = strcmp(base, other_base) == 0 || (known_family && same_day);
  cs_arena_free(arena);
  return same;
}

/* "barking-and-dagenham-2014" to "Barking and Dagenham"; "" where no word is left. */
static const char *area_of_name(cs_arena *arena, const char *name) {
  char *words = base_name(arena, name), *date = iso_date(words);
  if (date != NULL) {
    memset(date, ' ', 10);
  }
  size_t used = 0;
  for (size_t at = 0; words[at] != '\0'; at++) {
    char byte = words[at];
    byte = byte >= 'a' && byte <= 'z' ? (char)(byte - 32) : byte;
    bool kept = (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80 || byte == '\'';
    if (kept || (used != 0 && words[used - 1] != ' ')) {
      words[used++] = kept ? byte : ' ';
    }
  }
  return cs_area_name(arena, words, used); /* which lowers what is all capitals */
}

/* The first block that is marked as a heading, or that looks like one. */
static const char *first_heading(const cs_text *text, cs_arena *arena) {
  size_t count = text->block_count < HEADINGS ? text->block_count : HEADINGS;
  for (int marked = 1; marked >= 0; marked--) {
    for (size_t i = 0; i < count; i++) {
      const cs_block *block = &text->blocks[i];
      const char *at = text->bytes + block->start;
      bool fits = marked ? (block->marks & CS_MARK_HEADING) != 0 : at[block->length - 1] != '.';
      if (fits && block->length <= HEADING_BYTES && cs_count_words(at, block->length) != 0) {
        return cs_area_name(arena, at, block->length);
      }
    }
  }
  return "";
}

static void guess_area(cs_review *review, const char *name, cs_problems *problems) {
  bool by_name = true;
  review->area = area_of_name(review->arena, name);
  if (review->area[0] == '\0') {
    review->area = first_heading(review->text, review->arena);
    by_name = false;
  }
  if (review->area[0] == '\0') {
    review->area = "Unknown";
  }
  cs_problem_add(problems, CS_STAGE_REVIEW, CS_WARNING, 0,
                 "this is not a review of a known family: it is kept as text and counts in no "
                 "figure; its area, \"%s\", is a guess from %s; say with --family which one it is, "
                 "or leave it out",
                 review->area, by_name ? "the file's name" : "its first heading");
}

static void add_paragraphs(cs_parser *parser) {
  const cs_text *text = parser->text;
  for (size_t i = 0; i < text->block_count; i++) {
    const cs_block *block = &text->blocks[i];
    if (!cs_has_word(text->bytes + block->start, block->length)) {
      continue;
    }
    if (parser->review->section_count == 0) {
      cs_add_section(parser, 0, "", 0, block->line);
      parser->review->title = cs_arena_bytes(parser->review->arena, text->bytes + block->start,
                                             block->length <= HEADING_BYTES ? block->length : 0);
    }
    cs_add_passage(parser, CS_PREAMBLE, NULL, block->start, block->start + block->length,
                   block->line);
  }
}

cs_status cs_review_keep_unknown(cs_review **out, const cs_text *text, const char *name,
                                 cs_problems *problems, cs_error *error) {
  uint32_t counters[CS_KIND_COUNT] = {0};
  cs_parser parser = {.text = text,
                      .family = &unknown_family,
                      .problems = problems,
                      .counters = counters,
                      .review = cs_review_new(text, &unknown_family)};
  add_paragraphs(&parser);
  cs_builder_finish(&parser);
  free(parser.forms);
  cs_review *review = parser.review;
  if (review->passage_count == 0) {
    cs_review_free(review);
    return cs_fail(error, CS_MALFORMED, "the document holds no text");
  }
  guess_area(review, name, problems);
  cs_review_date_by_name(review, name, problems);
  *out = review;
  return CS_OK;
}

/* Blocks: finds headings, contents pages and labels, each block by itself first
 * and then by its neighbours. Afterwards views[].form is CS_NO_FORM for all but
 * the headings that begin a section, and nothing later asks about titles. */
#include "review/parser.h"

#include "base/words.h"
#include "review/judgements.h"

#include <stdlib.h>
#include <string.h>

/* A block as a possible heading. */
typedef enum title_kind { NO_TITLE, TITLE, PAGED_TITLE } title_kind;

enum {
  ENTRY_BYTES = 120, /* longest line of a contents page */
  GRADE_BYTES = 60,  /* longest line that holds a heading's grade */
  GRADE_WORDS = 2,   /* that such a line may have besides ("Grade 4") */
  SPAN_MAX = 3,      /* blocks that a heading broken by its columns takes at most */
  PROSE_BYTES = 120, /* a shorter paragraph does not begin a section that has no heading */
  BARE_CONTENTS = 4  /* so many headings in a row are a contents page without its heading */
};

typedef struct finder {
  cs_parser *parser;
  unsigned char *kinds; /* a title_kind for each block */
  uint32_t count;
} finder;

static char last_byte(const cs_parser *parser, uint32_t block) {
  return cs_block_text(parser, block)[cs_block_length(parser, block) - 1];
}

static bool is_one_of(char byte, const char *set) {
  return byte != '\0' && strchr(set, byte) != NULL;
}

/* The form whose heading the blocks from this one on are, `span` of them. */
static int16_t form_of(const cs_parser *parser, uint32_t block, unsigned span, bool *paged) {
  cs_view *view = &parser->views[block];
  const cs_block *last = &parser->text->blocks[block + span - 1];
  const char *text = cs_block_text(parser, block) + view->body;
  size_t length = last->start + last->length - parser->text->blocks[block].start - view->body;
  char words[CS_TITLE_BYTES];
  view->grade = CS_NO_GRADE;
  int16_t form = cs_titles_find(&parser->titles, text, length, NULL, paged);
  if (form == CS_NO_FORM && parser->grades.count != 0 && length <= 2 * CS_HEADING_BYTES) {
    length = cs_grade_strip(&parser->grades, text, length, words, sizeof words, &view->grade);
    form = cs_titles_find(&parser->titles, words, length, NULL, paged);
  }
  return form;
}

/* Whether a heading may go on with the next block: short, of no sentence, not apart. */
static bool may_go_on(const finder *find, uint32_t block) {
  const cs_parser *parser = find->parser;
  if (block + 1 >= find->count || is_one_of(last_byte(parser, block), ".:;") ||
      cs_block_length(parser, block) > CS_HEADING_BYTES) {
    return false;
  }
  cs_label label;
  uint32_t next = block + 1, body, length = cs_block_length(parser, next);
  return length <= CS_HEADING_BYTES && last_byte(parser, next) != ',' &&
         !parser->views[next].read_over && !cs_block_marked(parser, next, CS_MARK_BULLET) &&
         !cs_label_opens(cs_block_text(parser, next), length, &label, &body);
}

/* "Capacity to improve", and in the next line "Grade 4 (inadequate)". */
static void take_grade_line(const finder *find, uint32_t block) {
  const cs_parser *parser = find->parser;
  cs_view *view = &parser->views[block];
  uint32_t next = block + view->span;
  char words[CS_TITLE_BYTES];
  int32_t grade;
  if (view->grade != CS_NO_GRADE || parser->grades.count == 0 || next >= find->count ||
      cs_block_length(parser, next) > GRADE_BYTES || parser->views[next].read_over) {
    return;
  }
  size_t left = cs_grade_strip(&parser->grades, cs_block_text(parser, next),
                               cs_block_length(parser, next), words, sizeof words, &grade);
  if (grade != CS_NO_GRADE && cs_count_words(words, left) <= GRADE_WORDS) {
    view->grade = grade;
    view->span++;
  }
}

static void view_block(finder *find, uint32_t block) {
  cs_parser *parser = find->parser;
  cs_view *view = &parser->views[block];
  const char *text = cs_block_text(parser, block);
  uint32_t length = cs_block_length(parser, block);
  cs_label label;
  bool paged = false;
  bool over =
      view->read_over || cs_block_marked(parser, block, CS_MARK_CONTENTS | CS_MARK_FOOTNOTE);
  *view = (cs_view){.form = CS_NO_FORM, .grade = CS_NO_GRADE, .span = 1, .read_over = over};
  if (cs_label_opens(text, length, &label, &view->body)) {
    view->label = label;
  }
  if (over) {
    return;
  }
  view->form = form_of(parser, block, 1, &paged);
  for (uint32_t last = block; view->form == CS_NO_FORM && parser->grades.count != 0 &&
                              view->span < SPAN_MAX && may_go_on(find, last);
       last++) {
    view->form = form_of(parser, block, ++view->span, &paged);
  }
  if (view->form == CS_NO_FORM) {
    view->span = 1;
    view->grade = CS_NO_GRADE;
    return;
  }
  find->kinds[block] = paged ? PAGED_TITLE : TITLE;
  take_grade_line(find, block);
}

/* "Leadership 28", "Annex A ....... 44": short, and it ends in no sentence. */
static bool looks_like_entry(const cs_parser *parser, uint32_t block) {
  return cs_block_length(parser, block) <= ENTRY_BYTES &&
         !is_one_of(last_byte(parser, block), ".!?:;");
}

/* The first block behind the contents page whose heading is block `from`. */
static uint32_t contents_end(const finder *find, uint32_t from) {
  const cs_parser *parser = find->parser;
  bool *seen = cs_allocate(parser->family->section_count, sizeof *seen);
  bool any_paged = false;
  uint32_t block = from + 1;
  for (; block < find->count; block++) {
    int16_t form = parser->views[block].form;
    if (find->kinds[block] == TITLE && (seen[form] || any_paged)) {
      break;
    }
    if (find->kinds[block] == NO_TITLE) {
      if (!looks_like_entry(parser, block)) {
        bool headed = block - 1 > from && find->kinds[block - 1] == TITLE;
        block -= headed ? 1 : 0;
        break;
      }
      continue;
    }
    seen[form] = true;
    any_paged |= find->kinds[block] == PAGED_TITLE;
  }
  free(seen);
  return block;
}

static void read_over(const finder *find, uint32_t from, uint32_t to) {
  for (uint32_t block = from; block < to; block++) {
    find->parser->views[block].read_over = true;
  }
}

static bool is_contents_heading(const finder *find, uint32_t block) {
  const cs_parser *parser = find->parser;
  int16_t form = parser->views[block].form;
  return find->kinds[block] == TITLE && parser->family->sections[form].holds == CS_HOLDS_NOTHING;
}

/* Contents pages: under their heading, entries with a page number anywhere, and
 * many headings in a row, the last of which stands before its text. */
static void find_contents(const finder *find) {
  uint32_t in_row = 0;
  for (uint32_t block = 0; block < find->count;) {
    if (is_contents_heading(find, block)) {
      uint32_t end = contents_end(find, block);
      read_over(find, block, end);
      in_row = 0;
      block = end;
      continue;
    }
    if (find->kinds[block] == PAGED_TITLE) {
      read_over(find, block, block + 1);
    }
    in_row = find->kinds[block] == TITLE ? in_row + 1 : 0;
    block++;
    if (in_row >= BARE_CONTENTS && (block == find->count || find->kinds[block] != TITLE)) {
      read_over(find, block - in_row, block - 1);
    }
  }
}

static bool starts_upper(const char *text) {
  unsigned char first = (unsigned char)text[0];
  return (first >= 'A' && first <= 'Z') || first >= 0x80;
}

/* Whether the block before lets a heading stand here, where no empty line does. */
static bool text_ended_before(const finder *find, uint32_t block) {
  if (block == 0 || find->kinds[block - 1] != NO_TITLE ||
      find->parser->views[block - 1].read_over) {
    return true;
  }
  char last = last_byte(find->parser, block - 1);
  return is_one_of(last, ".!?)\"'*") || (unsigned char)last >= 0x80;
}

static bool follows_colon(const finder *find, uint32_t block) {
  return block > 0 && find->kinds[block - 1] == NO_TITLE &&
         last_byte(find->parser, block - 1) == ':';
}

static bool is_heading(const finder *find, uint32_t block) {
  const cs_parser *parser = find->parser;
  const cs_view *view = &parser->views[block];
  if (find->kinds[block] != TITLE || view->read_over) {
    return false;
  }
  if (cs_block_marked(parser, block, CS_MARK_HEADING | CS_MARK_STRONG)) {
    return true;
  }
  if (view->label.depth != 0) { /* "61. Leadership is inadequate." is a paragraph of a sequence */
    return !parser->family->one_sequence || last_byte(parser, block + view->span - 1U) != '.';
  }
  const char *closed = view->grade != CS_NO_GRADE ? ",;" : ".,;"; /* "... are inadequate." */
  if (cs_block_marked(parser, block, CS_MARK_BULLET | CS_MARK_QUOTE) ||
      is_one_of(last_byte(parser, block + view->span - 1U), closed) ||
      !starts_upper(cs_block_text(parser, block))) {
    return false;
  }
  return cs_block_marked(parser, block, CS_MARK_BLANK_BEFORE) ? !follows_colon(find, block)
                                                              : text_ended_before(find, block);
}

static void keep_headings(const finder *find) {
  for (uint32_t block = 0; block < find->count; block++) {
    cs_view *view = &find->parser->views[block];
    if (!is_heading(find, block)) {
      view->form = CS_NO_FORM;
      view->span = 1;
    }
    for (unsigned next = 1; next < view->span; next++) { /* the rest of the heading */
      find->kinds[block + next] = NO_TITLE;
      view[next].read_over = true;
    }
  }
}

static void find_label_depth(cs_parser *parser, uint32_t count) {
  parser->label_depth = 1;
  if (parser->family->one_sequence) {
    return;
  }
  for (uint32_t block = 0; block < count; block++) {
    if (parser->views[block].label.depth >= 2 && parser->views[block].form == CS_NO_FORM) {
      parser->label_depth = 2;
      return;
    }
  }
}

bool cs_may_be_label(const cs_parser *parser, const cs_view *view) {
  return view->label.depth >= parser->label_depth &&
         (view->label.depth == 1 || !parser->family->one_sequence);
}

static bool is_labelled(const cs_parser *parser, const cs_view *view) {
  return cs_may_be_label(parser, view) && view->form == CS_NO_FORM && !view->read_over;
}

/* Backwards, so that each block knows what comes behind it. */
static void look_ahead(cs_parser *parser, uint32_t count) {
  uint32_t heading = count, labelled = count;
  for (uint32_t block = count; block-- > 0;) {
    cs_view *view = &parser->views[block];
    view->next_heading = heading;
    view->next_labelled = labelled;
    if (view->form != CS_NO_FORM) {
      heading = block;
    } else if (is_labelled(parser, view)) {
      labelled = block;
    }
  }
  parser->body_start = heading < labelled ? heading : labelled;
}

/* From the publisher's own words on, in the second half, nothing is the review's. */
static void find_imprint(const finder *find) {
  for (uint32_t block = find->count / 2; block < find->count; block++) {
    size_t end;
    if (cs_phrases_at(&find->parser->imprint, cs_block_text(find->parser, block),
                      cs_block_length(find->parser, block), 0, &end)) {
      read_over(find, block, find->count);
      return;
    }
  }
}

static bool begins_prose(const cs_parser *parser, uint32_t block) {
  return !parser->views[block].read_over && cs_block_length(parser, block) >= PROSE_BYTES &&
         last_byte(parser, block) == '.';
}

/* The section that begins behind the header, or the table of judgements, without a heading. */
static void find_unheaded(cs_parser *parser) {
  const cs_family *family = parser->family;
  size_t form = 0;
  while (form < family->section_count && !family->sections[form].unheaded) {
    form++;
  }
  for (uint32_t block = parser->table_end;
       form < family->section_count && block < parser->body_start; block++) {
    if (begins_prose(parser, block)) {
      parser->unheaded = (int16_t)form;
      parser->body_start = block;
      return;
    }
  }
}

void cs_parse_blocks(cs_parser *parser) {
  finder find = {.parser = parser, .count = (uint32_t)parser->text->block_count};
  find.kinds = cs_allocate(find.count, 1);
  parser->views = cs_allocate(find.count, sizeof *parser->views);
  parser->unheaded = CS_NO_FORM;
  cs_find_judgements(parser);
  for (uint32_t block = 0; block < find.count; block++) {
    view_block(&find, block);
  }
  find_imprint(&find);
  find_contents(&find);
  keep_headings(&find);
  find_label_depth(parser, find.count);
  look_ahead(parser, find.count);
  find_unheaded(parser);
  free(find.kinds);
}

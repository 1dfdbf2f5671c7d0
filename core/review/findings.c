/* Findings: labelled and unlabelled paragraphs, and the boxes among them.
 *
 * A box is one passage, however many paragraphs it has. It begins with a title
 * line, or with words such as "Child A", and ends at the next label or heading,
 * at the next title, or where another letter begins. Where a section prints no
 * labels nothing marks its end but the paragraph's own. */
#include "review/walk.h"

#include "base/words.h"
#include "review/organisations.h"
#include "review/titles.h"

#include <string.h>

enum {
  CITATION_BYTES = 120, /* longest paragraph that is nothing but a citation */
  NOTE_BYTES = 400,     /* longest paragraph that is nothing but a note */
  NOTE_OPENING = 60     /* bytes that may stand before a note's phrase */
};

/* Whether the section prints labels: so far, or behind this block. */
static bool is_numbered(const cs_walk *walk, uint32_t block) {
  return walk->last.depth != 0 || cs_walk_next_label(walk, block).depth != 0;
}

static bool is_bullet(const cs_walk *walk, uint32_t block) {
  return cs_block_marked(walk->parser, block, CS_MARK_BULLET);
}

/* Short, unlabelled, ends in no sentence, stands apart. */
static bool is_title_like(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  char first = cs_block_text(parser, block)[0], last = cs_block_last(parser, block);
  bool marked = cs_block_marked(parser, block, CS_MARK_HEADING | CS_MARK_STRONG);
  bool upper = (first >= 'A' && first <= 'Z') || (unsigned char)first >= 0x80;
  bool open_end = last != '\0' && strchr(".!?;,", last) == NULL && (last != ':' || marked);
  return cs_block_length(parser, block) <= CS_HEADING_BYTES && open_end && upper &&
         parser->views[block].label.depth == 0 && !is_bullet(walk, block) &&
         (marked || cs_block_marked(parser, block, CS_MARK_BLANK_BEFORE));
}

/* Whether the next block is a paragraph without a label. */
static bool text_follows(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  uint32_t next = block + 1;
  return next < walk->count && parser->views[next].form == CS_NO_FORM &&
         parser->views[next].label.depth < parser->label_depth &&
         cs_block_ends_sentence(parser, next);
}

/* A family without boxes has no titles of boxes either. */
static bool is_box_title(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  if (parser->box_titles.count + parser->box_openers.count == 0) {
    return false;
  }
  const char *text = cs_block_text(parser, block);
  uint32_t length = cs_block_length(parser, block);
  if (length <= CS_HEADING_BYTES && cs_phrases_is(&parser->box_titles, text, length)) {
    return true;
  }
  return is_numbered(walk, block) && is_title_like(walk, block) && text_follows(walk, block);
}

/* "Good practice example: On her first visit ...": bytes of the title and what parts it from the
 * text; 0 where the paragraph does not begin so. */
static uint32_t run_in_title(const cs_parser *parser, uint32_t block) {
  const char *text = cs_block_text(parser, block);
  uint32_t length = cs_block_length(parser, block);
  size_t end;
  if (memchr(text, ':', length) == NULL ||
      !cs_phrases_at(&parser->box_titles, text, length, 0, &end) || end + 2 >= length ||
      text[end] != ':') {
    return 0;
  }
  while (++end < length && text[end] == ' ') {
  }
  return end < length ? (uint32_t)end : 0;
}

/* Whether the text has an opener at byte `from`; `letter` gets the A of "Child A", or 0. */
static bool opener_at(const cs_parser *parser, const char *text, size_t length, size_t from,
                      char *letter) {
  size_t end;
  if (!cs_phrases_at(&parser->box_openers, text, length, from, &end)) {
    return false;
  }
  *letter = 0;
  size_t last = end;
  while (last > from && text[last - 1] != ' ') {
    last--;
  }
  if (text[last] >= 'A' && text[last] <= 'Z' &&
      (end - last == 1 || text[last + 1] == '\'' || (unsigned char)text[last + 1] >= 0x80)) {
    *letter = text[last];
  }
  return true;
}

static void set_title(const cs_walk *walk, uint32_t passage, const char *text, size_t length) {
  cs_review *review = walk->parser->review;
  cs_piece title = cs_trim_piece(text, length);
  review->passages[passage].title = cs_arena_bytes(review->arena, title.at, title.length);
}

static void begin_box(cs_walk *walk, uint32_t block, uint32_t from, char letter) {
  uint32_t passage = cs_walk_add(walk, CS_EXAMPLE, NULL, block, from);
  walk->in_box = true;
  walk->box_letter = letter;
  if (from != 0) {
    set_title(walk, passage, cs_block_text(walk->parser, block), from);
  } else if (walk->box_title < walk->count) {
    set_title(walk, passage, cs_block_text(walk->parser, walk->box_title),
              cs_block_length(walk->parser, walk->box_title));
  }
  walk->box_title = walk->count;
}

/* The paragraph speaks of the box's child. */
static bool names_letter(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  const char *text = cs_block_text(parser, block);
  uint32_t length = cs_block_length(parser, block);
  size_t start, end;
  for (size_t from = 0; cs_phrases_find(&parser->box_openers, text, length, from, &start, &end);
       from = end) {
    char letter;
    if (opener_at(parser, text, length, start, &letter) && letter != 0 &&
        letter == walk->box_letter) {
      return true;
    }
  }
  return false;
}

static bool box_goes_on(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  if (!walk->in_box || !walk->open) {
    return false;
  }
  if (is_numbered(walk, block) || is_bullet(walk, block) ||
      cs_block_last(parser, walk->newest) == ':') {
    return true;
  }
  uint32_t marks = CS_MARK_QUOTE | CS_MARK_TABLE;
  return (cs_block_marked(parser, block, marks) && cs_block_marked(parser, walk->newest, marks)) ||
         names_letter(walk, block);
}

/* A paragraph of its own that is nothing but "(Recommendation 2.1)" or "(Recommendation)". */
static bool is_bare_citation(const cs_parser *parser, uint32_t block) {
  const char *text = cs_block_text(parser, block);
  uint32_t length = cs_block_length(parser, block);
  size_t end;
  return length <= CITATION_BYTES &&
         cs_phrases_at(&parser->citation_words, text, length, 0, &end) && end < length &&
         (cs_count_words(text + end, length - end) != 0 || (*text == '(' && text[end] == ')')) &&
         strspn(text + end, " .,;:()[]&0123456789andor\t*") >= length - end;
}

/* A paragraph of its own that is nothing but "This was brought to the attention of ...". */
static bool is_bare_note(const cs_parser *parser, uint32_t block) {
  const char *text = cs_block_text(parser, block);
  uint32_t length = cs_block_length(parser, block);
  size_t start, end;
  return length <= NOTE_BYTES &&
         cs_phrases_find(&parser->note_phrases, text, length, 0, &start, &end) &&
         start <= NOTE_OPENING;
}

/* Of a family with one sequence of labels, also a line before a heading ("Key judgement"). */
static bool is_subheading(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  return is_title_like(walk, block) && block + 1 < walk->count &&
         (parser->family->one_sequence || parser->views[block + 1].form == CS_NO_FORM);
}

/* Whether the block belongs to the paragraph before it. */
static bool goes_on(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  if (!walk->open) {
    return false;
  }
  if (is_bullet(walk, block)) {
    bool listed = walk->newest + 1 == block && is_bullet(walk, walk->newest) &&
                  walk->parser->review->passages[parser->review->passage_count - 1].start <
                      parser->text->blocks[walk->newest].start;
    return is_numbered(walk, block) || cs_block_last(parser, walk->newest) == ':' || listed;
  }
  if (parser->family->one_sequence && walk->labelled && !is_title_like(walk, block)) {
    return true; /* a further paragraph under the number */
  }
  bool broken = !cs_block_ends_sentence(parser, walk->newest) &&
                (cs_block_starts_lower(parser, block, 0) ||
                 !cs_block_marked(parser, block, CS_MARK_BLANK_BEFORE));
  return broken || is_bare_citation(parser, block) || is_bare_note(parser, block);
}

/* Whether a lettered or other opener begins a new box here. */
static bool opens_box(const cs_walk *walk, uint32_t block, char *letter) {
  const cs_parser *parser = walk->parser;
  if (is_bullet(walk, block) ||
      !opener_at(parser, cs_block_text(parser, block), cs_block_length(parser, block), 0, letter)) {
    return false;
  }
  return !walk->in_box || (*letter != 0 && walk->box_letter != 0 && *letter != walk->box_letter);
}

static void read_unlabelled(cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  uint32_t run_in = run_in_title(parser, block);
  char letter = 0;
  if (walk->box_title < walk->count) {
    opener_at(parser, cs_block_text(parser, block), cs_block_length(parser, block), 0, &letter);
    begin_box(walk, block, 0, letter);
  } else if (run_in != 0) {
    begin_box(walk, block, run_in, 0);
  } else if (is_box_title(walk, block)) {
    walk->box_title = block;
    walk->open = false;
    walk->in_box = false;
  } else if (opens_box(walk, block, &letter)) {
    begin_box(walk, block, 0, letter);
  } else if (box_goes_on(walk, block)) {
    walk->box_letter = walk->box_letter != 0 ? walk->box_letter : letter;
    cs_walk_extend(walk, block);
  } else if (cs_block_marked(parser, block, CS_MARK_QUOTE)) {
    begin_box(walk, block, 0, 0);
  } else if (goes_on(walk, block)) {
    cs_walk_extend(walk, block);
  } else if (is_subheading(walk, block)) {
    walk->open = false;
    walk->in_box = false;
  } else {
    walk->in_box = false;
    cs_walk_add(walk, CS_FINDING, NULL, block, 0);
  }
}

void cs_walk_finding(cs_walk *walk, uint32_t block) {
  cs_label label;
  if (!cs_walk_takes_label(walk, block, &label)) {
    read_unlabelled(walk, block);
    return;
  }
  walk->in_box = false;
  walk->box_title = walk->count;
  cs_walk_add(walk, CS_FINDING, &label, block, walk->parser->views[block].body);
}

/* Quotes: what people told the inspectors. In a section where any paragraph is
 * in quotation marks the others introduce them; else all are quotes. */
#include "review/walk.h"

#include <string.h>

enum { ATTRIBUTION_BYTES = 100 };

/* Straight and curly, single and double, angled. */
static const char *const opening_marks[] = {
    "\"", "'", "\xE2\x80\x9C", "\xE2\x80\x98", "\xE2\x80\x9E", "\xC2\xAB"};
static const char *const closing_marks[] = {"\"",           "\xE2\x80\x9D", "'",
                                            "\xE2\x80\x99", "\xE2\x80\x9C", "\xC2\xBB"};

static bool starts_with_mark(const char *text, size_t length) {
  for (size_t i = 0; i < sizeof opening_marks / sizeof *opening_marks; i++) {
    size_t size = strlen(opening_marks[i]);
    if (length > size && memcmp(text, opening_marks[i], size) == 0) {
      return true;
    }
  }
  return false;
}

static bool ends_with_mark(const char *text, size_t length) {
  while (length != 0 && (text[length - 1] == '.' || text[length - 1] == ',')) {
    length--;
  }
  for (size_t i = 0; i < sizeof closing_marks / sizeof *closing_marks; i++) {
    size_t size = strlen(closing_marks[i]);
    if (length > size && memcmp(text + length - size, closing_marks[i], size) == 0) {
      return true;
    }
  }
  return false;
}

static bool is_quoted(const cs_parser *parser, uint32_t block) {
  return cs_block_marked(parser, block, CS_MARK_QUOTE) ||
         starts_with_mark(cs_block_text(parser, block), cs_block_length(parser, block));
}

void cs_walk_open_quotes(cs_walk *walk, uint32_t heading) {
  uint32_t end = walk->parser->views[heading].next_heading;
  walk->marked_quotes = false;
  walk->quoting = false;
  for (uint32_t block = heading + 1; block < end && !walk->marked_quotes; block++) {
    walk->marked_quotes = is_quoted(walk->parser, block);
  }
}

static bool contains(const char *text, size_t length, const char *mark, size_t size) {
  const char *end = text + length;
  for (const char *at = text; (at = memchr(at, mark[0], (size_t)(end - at))) != NULL; at++) {
    if ((size_t)(end - at) >= size && memcmp(at, mark, size) == 0) {
      return true;
    }
  }
  return false;
}

/* A quotation in several paragraphs goes on until one closes it: the mark at the start of a
 * paragraph is closed within it, or the next paragraphs belong to it too. */
static bool has_closing_mark(const cs_parser *parser, uint32_t block) {
  const char *text = cs_block_text(parser, block);
  uint32_t length = cs_block_length(parser, block);
  if (ends_with_mark(text, length) || cs_block_marked(parser, block, CS_MARK_QUOTE)) {
    return true;
  }
  for (size_t i = 0; i < 2; i++) { /* the double marks; single ones may be apostrophes */
    size_t size = strlen(closing_marks[i]);
    if (length > 1 && contains(text + 1, length - 1, closing_marks[i], size)) {
      return true;
    }
  }
  return false;
}

/* "Mother of twins" in the line below what she said. */
static bool is_attribution(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  const cs_review *review = parser->review;
  return walk->open && walk->marked_quotes && !walk->quoting &&
         review->passages[review->passage_count - 1].kind == CS_QUOTE &&
         !cs_block_marked(parser, block, CS_MARK_BLANK_BEFORE) &&
         cs_block_length(parser, block) <= ATTRIBUTION_BYTES &&
         !starts_with_mark(cs_block_text(parser, block), cs_block_length(parser, block));
}

void cs_walk_quote(cs_walk *walk, uint32_t block) {
  if (is_attribution(walk, block)) {
    cs_walk_extend(walk, block);
    return;
  }
  bool quote = !walk->marked_quotes || walk->quoting || is_quoted(walk->parser, block);
  cs_walk_add(walk, quote ? CS_QUOTE : CS_PREAMBLE, NULL, block, 0);
  if (walk->marked_quotes && quote) {
    walk->quoting = !has_closing_mark(walk->parser, block);
  }
}

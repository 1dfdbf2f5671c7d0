/* Blocks: finds headings, contents pages and labels, each block by itself first
 * and then by its neighbours. Afterwards views[].form is CS_NO_FORM for all but
 * the headings that begin a section, and nothing later asks about titles. */
#include "review/parser.h"

#include "review/titles.h"

#include <stdlib.h>
#include <string.h>

/* A block as a possible heading. */
typedef enum title_kind { NO_TITLE, TITLE, PAGED_TITLE } title_kind;

enum {
  ENTRY_BYTES = 120, /* longest line of a contents page */
  BARE_CONTENTS = 4  /* so many headings in a row are a contents page without its heading */
};

typedef struct finder {
  cs_parser *parser;
  unsigned char *kinds; /* a title_kind for each block */
  uint32_t count;
} finder;

cs_label cs_block_label(const cs_parser *parser, uint32_t block) {
  cs_label label = {.depth = 0};
  uint32_t body;
  if (parser->views[block].depth != 0) {
    cs_label_opens(cs_block_text(parser, block), cs_block_length(parser, block), &label, &body);
  }
  return label;
}

static char last_byte(const cs_parser *parser, uint32_t block) {
  return cs_block_text(parser, block)[cs_block_length(parser, block) - 1];
}

static bool is_one_of(char byte, const char *set) {
  return byte != '\0' && strchr(set, byte) != NULL;
}

static void view_block(finder *find, const cs_titles *titles, uint32_t block) {
  cs_parser *parser = find->parser;
  cs_view *view = &parser->views[block];
  const char *text = cs_block_text(parser, block);
  uint32_t length = cs_block_length(parser, block);
  cs_label label;
  bool paged;
  *view = (cs_view){.form = CS_NO_FORM};
  if (cs_label_opens(text, length, &label, &view->body)) {
    view->depth = label.depth;
  }
  view->form = cs_titles_find(titles, text + view->body, length - view->body, &paged);
  if (view->form != CS_NO_FORM) {
    find->kinds[block] = paged ? PAGED_TITLE : TITLE;
  }
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
  if (view->depth != 0 || cs_block_marked(parser, block, CS_MARK_HEADING | CS_MARK_STRONG)) {
    return true;
  }
  if (cs_block_marked(parser, block, CS_MARK_BULLET | CS_MARK_QUOTE) ||
      is_one_of(last_byte(parser, block), ".,;") || !starts_upper(cs_block_text(parser, block))) {
    return false;
  }
  return cs_block_marked(parser, block, CS_MARK_BLANK_BEFORE) ? !follows_colon(find, block)
                                                              : text_ended_before(find, block);
}

static void keep_headings(const finder *find) {
  for (uint32_t block = 0; block < find->count; block++) {
    if (!is_heading(find, block)) {
      find->parser->views[block].form = CS_NO_FORM;
    }
  }
}

static void find_label_depth(cs_parser *parser, uint32_t count) {
  parser->label_depth = 1;
  for (uint32_t block = 0; block < count; block++) {
    if (parser->views[block].depth >= 2 && parser->views[block].form == CS_NO_FORM) {
      parser->label_depth = 2;
      return;
    }
  }
}

static bool is_labelled(const cs_parser *parser, const cs_view *view) {
  return view->depth >= parser->label_depth && view->form == CS_NO_FORM && !view->read_over;
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

void cs_parse_blocks(cs_parser *parser) {
  finder find = {.parser = parser, .count = (uint32_t)parser->text->block_count};
  cs_titles titles;
  find.kinds = cs_allocate(find.count, 1);
  parser->views = cs_allocate(find.count, sizeof *parser->views);
  cs_titles_make(&titles, parser->family);
  for (uint32_t block = 0; block < find.count; block++) {
    view_block(&find, &titles, block);
  }
  find_contents(&find);
  keep_headings(&find);
  find_label_depth(parser, find.count);
  look_ahead(parser, find.count);
  cs_titles_free(&titles);
  free(find.kinds);
}

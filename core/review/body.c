/* Body: opens a section at each heading and gives every block behind it to the
 * reader of what the section holds. */
#include "review/walk.h"

#include "base/words.h"
#include "review/organisations.h"

#include <stdlib.h>
#include <string.h>

char cs_block_last(const cs_parser *parser, uint32_t block) {
  return cs_block_text(parser, block)[cs_block_length(parser, block) - 1];
}

/* A closing quotation mark or bracket counts too. */
bool cs_block_ends_sentence(const cs_parser *parser, uint32_t block) {
  char last = cs_block_last(parser, block);
  return (last != '\0' && strchr(".!?:;)\"'", last) != NULL) || (unsigned char)last >= 0x80;
}

bool cs_block_starts_lower(const cs_parser *parser, uint32_t block, uint32_t from) {
  char first = cs_block_text(parser, block)[from];
  return first >= 'a' && first <= 'z';
}

cs_label cs_walk_next_label(const cs_walk *walk, uint32_t block) {
  const cs_view *view = &walk->parser->views[block];
  if (view->next_labelled >= walk->count || view->next_labelled > view->next_heading) {
    return (cs_label){.depth = 0};
  }
  return cs_block_label(walk->parser, view->next_labelled);
}

void cs_walk_open_section(cs_walk *walk, int32_t form, const char *title, size_t length,
                          uint32_t line) {
  walk->section = walk->form = form;
  walk->seen[form] = true;
  walk->labelled = false;
  walk->open = false;
  walk->in_box = false;
  walk->box_title = walk->count;
  walk->group = CS_NO_GROUP;
  walk->group_title = "";
  walk->group_title_length = 0;
  walk->number = (cs_label){.depth = 0};
  if (walk->last.depth != 0) {
    walk->before = walk->last;
  }
  if (walk->last.depth > 1) { /* labels of one part run through all sections */
    walk->last = (cs_label){.depth = 0};
  }
  cs_add_section(walk->parser, form, title, length, line);
}

uint32_t cs_walk_add(cs_walk *walk, cs_kind kind, const cs_label *label, uint32_t block,
                     uint32_t from) {
  const cs_block *at = &walk->parser->text->blocks[block];
  walk->open = true;
  walk->newest = block;
  return cs_add_passage(walk->parser, kind, label, at->start + from, at->start + at->length,
                        at->line);
}

void cs_walk_extend(cs_walk *walk, uint32_t block) {
  const cs_block *at = &walk->parser->text->blocks[block];
  walk->newest = block;
  cs_extend_passage(walk->parser, at->start + at->length);
}

static bool is_part_of(const cs_section_form *part, const char *canonical) {
  for (size_t i = 0; i < part->within.count; i++) {
    if (strcmp(part->within.items[i], canonical) == 0) {
      return true;
    }
  }
  return false;
}

/* The form of a heading: a part of the open section, or else a section. */
static int32_t form_here(cs_walk *walk, uint32_t block, bool parts) {
  const cs_parser *parser = walk->parser;
  const cs_family *family = parser->family;
  const cs_view *view = &parser->views[block];
  const cs_block *last = &parser->text->blocks[block + view->span - 1U];
  const char *text = cs_block_text(parser, block) + view->body;
  size_t length = last->start + last->length - parser->text->blocks[block].start - view->body;
  char words[CS_TITLE_BYTES];
  int32_t grade;
  bool paged;
  for (size_t form = 0; form < family->section_count; form++) {
    const cs_section_form *each = &family->sections[form];
    walk->accepted[form] = parts ? walk->section != CS_NO_FORM &&
                                       is_part_of(each, family->sections[walk->section].canonical)
                                 : each->within.count == 0;
  }
  if (view->grade != CS_NO_GRADE) {
    length = cs_grade_strip(&parser->grades, text, length, words, sizeof words, &grade);
    text = words;
  }
  return cs_titles_find(&parser->titles, text, length, walk->accepted, &paged);
}

/* The heading at a block, without its label. */
static cs_piece title_of(const cs_parser *parser, uint32_t block) {
  const cs_view *view = &parser->views[block];
  const cs_block *last = &parser->text->blocks[block + view->span - 1U];
  size_t length = last->start + last->length - parser->text->blocks[block].start - view->body;
  return cs_trim_piece(cs_block_text(parser, block) + view->body, length);
}

/* What follows is read as the part says, and stays in the open section. */
static void open_part(cs_walk *walk, int32_t form, cs_piece title) {
  walk->form = form;
  walk->open = false;
  walk->in_box = false;
  walk->labelled = false;
  walk->group = CS_NO_GROUP;
  walk->group_title = title.at;
  walk->group_title_length = title.length;
}

/* False where the heading is one of a part of other sections than the open one: it is text. A
 * heading that stands twice in one section (at the top of each page, say) opens nothing new. */
static bool open_heading(cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  uint32_t line = parser->text->blocks[block].line;
  int32_t form = form_here(walk, block, true);
  if (form != CS_NO_FORM) {
    open_part(walk, form, title_of(parser, block));
    return true;
  }
  form = form_here(walk, block, false);
  if (form == CS_NO_FORM) {
    return false;
  }
  if (form == walk->section) {
    cs_problem_add(parser->problems, CS_STAGE_REVIEW, CS_NOTE, line,
                   "the heading of section %s is repeated; the section goes on",
                   parser->family->sections[form].canonical);
    walk->open = false;
    walk->in_box = false;
    return true;
  }
  cs_piece title = title_of(parser, block);
  cs_walk_open_section(walk, form, title.at, title.length, line);
  walk->number = cs_block_label(parser, block);
  if (parser->family->sections[form].holds == CS_HOLDS_QUOTES) {
    cs_walk_open_quotes(walk, block);
  }
  return true;
}

static bool has_words(const cs_parser *parser, uint32_t block) {
  return cs_has_word(cs_block_text(parser, block), cs_block_length(parser, block));
}

/* Whether the block is a paragraph before the first label of a part that reads those otherwise;
 * it is added then. */
static bool read_unnumbered(cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  const cs_section_form *form = &parser->family->sections[walk->form];
  if (!form->unnumbered_given || walk->labelled ||
      (parser->views[block].label.depth != 0 && cs_may_be_label(parser, &parser->views[block]))) {
    return false;
  }
  if (form->unnumbered != CS_HOLDS_NOTHING) {
    cs_walk_add(walk, form->unnumbered == CS_HOLDS_CONTEXT ? CS_CONTEXT : CS_PREAMBLE, NULL, block,
                0);
  }
  walk->open = false;
  return true;
}

static void read_block(cs_walk *walk, uint32_t block) {
  if (cs_walk_infers_section(walk, block)) {
    cs_walk_finding(walk, block);
    return;
  }
  if (walk->form == CS_NO_FORM || read_unnumbered(walk, block)) {
    return;
  }
  switch (walk->parser->family->sections[walk->form].holds) {
  case CS_HOLDS_FINDINGS:
    cs_walk_finding(walk, block);
    break;
  case CS_HOLDS_RECOMMENDATIONS:
    cs_walk_recommendation(walk, block);
    break;
  case CS_HOLDS_QUOTES:
    cs_walk_quote(walk, block);
    break;
  case CS_HOLDS_CONTEXT:
    cs_walk_pass_label(walk, block);
    cs_walk_add(walk, CS_CONTEXT, NULL, block, 0);
    break;
  case CS_HOLDS_PREAMBLE:
    cs_walk_pass_label(walk, block);
    cs_walk_add(walk, CS_PREAMBLE, NULL, block, 0);
    break;
  case CS_HOLDS_NOTHING:
    break;
  }
}

void cs_parse_body(cs_parser *parser) {
  cs_walk walk = {.parser = parser,
                  .count = (uint32_t)parser->text->block_count,
                  .section = CS_NO_FORM,
                  .form = CS_NO_FORM,
                  .group = CS_NO_GROUP,
                  .group_title = ""};
  walk.seen = cs_allocate(parser->family->section_count, sizeof *walk.seen);
  walk.accepted = cs_allocate(parser->family->section_count, sizeof *walk.accepted);
  walk.box_title = walk.count;
  if (parser->unheaded != CS_NO_FORM) {
    cs_walk_open_section(&walk, parser->unheaded, "", 0,
                         parser->text->blocks[parser->body_start].line);
  }
  for (uint32_t block = parser->body_start; block < walk.count; block++) {
    const cs_view *view = &parser->views[block];
    if (view->read_over || !has_words(parser, block)) {
      continue;
    }
    if (view->form == CS_NO_FORM || !open_heading(&walk, block)) {
      read_block(&walk, block);
    }
  }
  cs_label_table_free(&walk.prefixes);
  free(walk.seen);
  free(walk.accepted);
}

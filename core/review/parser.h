/* review/parser.h: what the parts of the parser share while one document is taken apart.
 *
 * The parts run in this order, each on what the ones before it found: blocks
 * (which blocks are headings, which begin with a label), judgements, header (what stands
 * before the first heading), body (sections and passages), references
 * (citations, notes, the number of children), abbreviations, addressees. The
 * arrays of the review grow on the heap until cs_builder_finish moves them into
 * the review's arena.
 */
#ifndef CS_REVIEW_PARSER_H
#define CS_REVIEW_PARSER_H

#include "base/memory.h"
#include "review/grades.h"
#include "review/labels.h"
#include "review/phrases.h"
#include "review/titles.h"

#include <conspectus/review.h>

enum { CS_NO_FORM = -1 };

/* What a block is by itself, before its neighbours are asked. */
typedef struct cs_view {
  int16_t form;   /* index of the section form whose heading it is, or CS_NO_FORM */
  bool read_over; /* part of a contents page, of a table of judgements, of a heading, a footnote */
  uint8_t span;   /* blocks that a heading takes, this one counted */
  int32_t grade;  /* that a heading gives, or CS_NO_GRADE */
  cs_label label; /* that it opens with; depth 0: none */
  uint32_t body;  /* bytes of that label and the blanks behind it */
  uint32_t
      next_labelled;     /* the next block that opens with a label of `label_depth` parts or more */
  uint32_t next_heading; /* the next heading; block_count where there is none */
} cs_view;

/* A group of recommendations, its addressees not yet taken apart. */
typedef struct cs_group {
  const char *label;        /* "" where none is printed */
  const char *addressed_to; /* as printed */
  uint32_t line;
  uint32_t first_addressee;
  uint32_t addressee_count;
} cs_group;

/* What was found for one of the family's aspects. */
typedef struct cs_judged {
  int32_t grade; /* index into the family's grades, or CS_NO_GRADE */
  uint32_t line; /* 0: the aspect was not found either */
} cs_judged;

typedef struct cs_parser {
  const cs_text *text;
  const cs_family *family;
  cs_problems *problems;
  cs_review *review;
  cs_view *views;      /* one a block */
  uint32_t body_start; /* the first block that is not the header's */
  uint32_t table_end;  /* the block behind the table of judgements; 0: there is none */
  int16_t unheaded;    /* the form that begins without a heading at body_start, or CS_NO_FORM */
  cs_titles titles;
  unsigned label_depth; /* the fewest parts of a finding's label in this document: 2, or 1 */

  cs_phrases citation_words, group_endings, joining_words, box_titles, box_openers, note_phrases,
      organisation_endings;
  cs_phrases references; /* citation words and note phrases, looked for in one go */
  char **note_endings;   /* of each note phrase, the words behind its '{whom}', or "" */

  cs_grades grades;
  cs_phrases *aspect_names, *aspect_sentences; /* one of each an aspect */
  cs_phrases judging;                          /* all aspects' sentences */
  cs_phrases imprint, ranks;
  cs_judged *judged; /* one an aspect */

  bool organisations_full; /* and this was said */
  uint32_t *counters;      /* unlabelled passages so far: form times CS_KIND_COUNT plus kind */
  int32_t *forms;          /* of each section, its form */
  uint32_t *groups_of;     /* of each recommendation, its group */
  cs_group *groups;
  size_t group_count;
  cs_label_table finding_labels, recommendation_labels;

  size_t room_sections, room_forms, room_passages, room_recommendations, room_groups_of,
      room_groups, room_citations, room_notes, room_organisations, room_addressees,
      room_abbreviations;
} cs_parser;

/* The text of a block, and where it begins. */
static inline const char *cs_block_text(const cs_parser *parser, uint32_t block) {
  return parser->text->bytes + parser->text->blocks[block].start;
}

static inline uint32_t cs_block_length(const cs_parser *parser, uint32_t block) {
  return parser->text->blocks[block].length;
}

static inline bool cs_block_marked(const cs_parser *parser, uint32_t block, uint32_t marks) {
  return (parser->text->blocks[block].marks & marks) != 0;
}

/* The label that the block opens with; depth 0 for none. */
static inline cs_label cs_block_label(const cs_parser *parser, uint32_t block) {
  return parser->views[block].label;
}

/* review.c: one that holds nothing yet. */
cs_review *cs_review_new(const cs_text *text, const cs_family *family);

/* Whether the label that a block opens with has as many parts as labels of findings have. */
bool cs_may_be_label(const cs_parser *parser, const cs_view *view);

/* blocks.c: fills `views` and `body_start`. */
void cs_parse_blocks(cs_parser *parser);
/* header.c: area, title, dates, inspectors, organisations, NHS area, region. */
void cs_parse_header(cs_parser *parser);
/* judgements.c: the table that blocks.c has found, lines and headings as judgements. */
void cs_parse_judgements(cs_parser *parser);
/* body.c: sections, passages, recommendations and their groups. */
void cs_parse_body(cs_parser *parser);
/* references.c: citations, notes, the number of children. */
void cs_parse_references(cs_parser *parser);
/* abbreviations.c: "Pennine Acute Hospitals Trust (PAHT)". */
void cs_parse_abbreviations(cs_parser *parser);
/* addressees.c: the groups' addressees as organisations. */
void cs_parse_addressees(cs_parser *parser);

#endif

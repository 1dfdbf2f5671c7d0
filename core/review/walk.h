/* review/walk.h: the way through the body, block by block.
 *
 * body.c opens sections and gives each block to the reader of what its section
 * holds; findings.c and recommendations.c are two of these readers. The walk
 * remembers what a block needs to know of those before it.
 */
#ifndef CS_REVIEW_WALK_H
#define CS_REVIEW_WALK_H

#include "review/builder.h"

enum { CS_NO_GROUP = -1 };

typedef struct cs_walk {
  cs_parser *parser;
  uint32_t count;  /* blocks */
  int32_t section; /* form of the open section; CS_NO_FORM before the first */
  int32_t form;    /* of the open part of it, or of the section itself */
  bool *seen;      /* per form: whether it had a section */
  bool *accepted;  /* per form: whether its heading counts here */
  bool labelled;   /* a label was printed since the last heading */
  bool open;       /* whether the newest passage may go on */
  uint32_t newest; /* the last block of the newest passage */

  /* findings */
  cs_label number;         /* printed before the section's heading */
  cs_label last;           /* highest label in the section; depth 0: none yet */
  cs_label passed;         /* the last of the labels in a row that no finding has; one sequence */
  cs_label before;         /* highest label of the section of findings before this one */
  cs_label_table prefixes; /* of the findings so far */
  bool in_box;
  char box_letter;    /* the A of "Child A"; 0: none */
  uint32_t box_title; /* a title line whose box has not begun yet; `count`: none */

  /* quotes */
  bool marked_quotes; /* the section has paragraphs in quotation marks */
  bool quoting;       /* a quotation has not ended yet */

  /* recommendations */
  int32_t group;           /* the open one, or CS_NO_GROUP */
  const char *group_title; /* printed over it ("Areas for improvement"); in the text, or "" */
  size_t group_title_length;
  cs_label group_number;
  bool labelled_items; /* an item of the group printed its label */
  cs_label last_item;
} cs_walk;

/* body.c */
void cs_walk_open_section(cs_walk *walk, int32_t form, const char *title, size_t length,
                          uint32_t line);
/* The block from byte `from` on as a new passage. */
uint32_t cs_walk_add(cs_walk *walk, cs_kind kind, const cs_label *label, uint32_t block,
                     uint32_t from);
/* The newest passage goes on to the end of this block. */
void cs_walk_extend(cs_walk *walk, uint32_t block);

/* The label of the next block that has one before the next heading; depth 0: none. */
cs_label cs_walk_next_label(const cs_walk *walk, uint32_t block);

/* sequence.c: whether the block's label is one that a finding may have at this place. It says
 * what does not fit, and opens a section whose heading is missing. */
bool cs_walk_takes_label(cs_walk *walk, uint32_t block, cs_label *label);
/* Whether the block is the first finding of a section whose heading is missing, in a section that
 * holds no findings; it opens that section. */
bool cs_walk_infers_section(cs_walk *walk, uint32_t block);

/* Remembers the label of a paragraph that is no finding, where labels run through all sections. */
void cs_walk_pass_label(cs_walk *walk, uint32_t block);

/* findings.c, recommendations.c, quotes.c */
void cs_walk_finding(cs_walk *walk, uint32_t block);
void cs_walk_recommendation(cs_walk *walk, uint32_t block);
void cs_walk_open_quotes(cs_walk *walk, uint32_t heading);
void cs_walk_quote(cs_walk *walk, uint32_t block);

/* Small questions about a block. */
char cs_block_last(const cs_parser *parser, uint32_t block);
bool cs_block_ends_sentence(const cs_parser *parser, uint32_t block);
bool cs_block_starts_lower(const cs_parser *parser, uint32_t block, uint32_t from);

#endif

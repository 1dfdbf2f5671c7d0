/* review/judgements.h: the grades that a review gives.
 *
 * They stand in a table near the front ("The experiences and progress of care
 * leavers | Good"), in short lines that end in the grade ("The overall judgement
 * is good"), and behind headings of sections. The table counts first, then the
 * lines, then the headings; where a heading says something else than the table
 * does, that is a problem.
 */
#ifndef CS_REVIEW_JUDGEMENTS_H
#define CS_REVIEW_JUDGEMENTS_H

#include "review/parser.h"

/* Finds the table, keeps what it says in parser->judged and marks its blocks as read over: they
 * are no headings. Before anything else is known of the blocks. */
void cs_find_judgements(cs_parser *parser);

#endif

/* cli/passage.h: how commands show a passage. */
#ifndef CS_CLI_PASSAGE_H
#define CS_CLI_PASSAGE_H

#include "base/buffer.h"
#include "cli/cli.h"

/* Prints a coded passage: a head line, the text with its evidence marked and
 * wrapped to `width` columns. Where there is no colour, marks stand around the
 * words: [term] {- weakness} {+ strength} {! negation} {~ contrast} {> plan}
 * {= repeat}. */
void cli_print_shown(const cs_shown *shown, size_t width, bool colour);

/* The passage's key, and its section: a line or two. */
void cli_print_place(const cs_shown *shown, size_t width, bool colour);

/* The text alone, marked, four blanks in; an empty line behind it. */
void cli_print_marked(const cs_shown *shown, size_t width, bool colour);

/* Adds "term: MASH; weakness: limited", the words as they stand in the text. */
void cli_add_evidence(cs_buffer *list, const cs_shown *shown);

/* What the marks mean, in one or two lines. */
void cli_print_legend(bool colour);

#endif

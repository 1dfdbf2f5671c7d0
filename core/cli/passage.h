/* cli/passage.h: how commands show a passage and why it was coded. */
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

/* Tells why the passage was coded, or was not, by the theme as the host has it; warns
 * where that is another version than coded the dataset, or not there. */
cs_status cli_explain_shown(cs_host *host, const cs_shown *shown, size_t width, cs_error *error);

/* Adds "term: MASH; weakness: limited", the words as they stand in the text. */
void cli_add_evidence(cs_buffer *list, const cs_shown *shown);

/* What the marks mean, in one or two lines. */
void cli_print_legend(bool colour);

/* Prints the tree of a rule, indented; with a trace (of the same rule) each part
 * says whether it held. */
void cli_print_rule(const cs_rule *rule, const cs_terms *terms, size_t width);

/* Prints an explanation: which terms hit, which part of the rule failed, which
 * cues decided. */
void cli_print_explanation(const cs_explanation *explanation, const cs_terms *terms, size_t width);

#endif

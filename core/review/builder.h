/* review/builder.h: how sections, passages and the rest are added to a review.
 *
 * Passages are added in the order of the text and do not overlap; only the
 * newest may be extended. Labels come out unique per kind: a printed label that
 * recurs keeps its print for its first use and gets "~2", "~3" behind it after.
 */
#ifndef CS_REVIEW_BUILDER_H
#define CS_REVIEW_BUILDER_H

#include "review/parser.h"

enum { CS_NO_PASSAGE = -1 };

/* Returns the section's index. `title` is copied. */
uint32_t cs_add_section(cs_parser *parser, int32_t form, const char *title, size_t title_length,
                        uint32_t line);

/* Adds a slice of the text as a passage of the newest section and returns its
 * index. `label` NULL or of depth 0 gives it the next count of its kind. */
uint32_t cs_add_passage(cs_parser *parser, cs_kind kind, const cs_label *label, uint32_t start,
                        uint32_t end, uint32_t line);

/* Lets the newest passage reach to `end`. */
void cs_extend_passage(cs_parser *parser, uint32_t end);

/* Returns the group's index. The strings are copied. */
uint32_t cs_add_group(cs_parser *parser, const char *label, const char *addressed_to, size_t length,
                      uint32_t line);
/* Makes the newest passage a recommendation of the group. */
void cs_add_recommendation(cs_parser *parser, uint32_t group);

/* `label` NULL: the pointer names none. */
void cs_add_citation(cs_parser *parser, uint32_t passage, const cs_label *label, uint32_t start,
                     uint32_t length);
void cs_add_note(cs_parser *parser, uint32_t passage, uint32_t start, uint32_t end, uint32_t put_to,
                 uint32_t put_to_end);
void cs_add_abbreviation(cs_parser *parser, const char *shortened, size_t shortened_length,
                         const char *meaning, size_t meaning_length);
/* Returns the organisation's index; the name is taken as new. */
uint32_t cs_add_organisation(cs_parser *parser, const char *name, size_t length, uint32_t roles);
void cs_add_addressee(cs_parser *parser, uint32_t organisation);

/* Counts words and moves the growing arrays into the arena. */
void cs_builder_finish(cs_parser *parser);

#endif

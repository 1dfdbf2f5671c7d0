/* review/organisations.h: names of organisations: cutting lists of them apart,
 * and finding the organisation that a shorter name means.
 */
#ifndef CS_REVIEW_ORGANISATIONS_H
#define CS_REVIEW_ORGANISATIONS_H

#include "review/parser.h"

/* So many in one review; what comes after is left out, with a problem. */
enum { CS_ORGANISATIONS_MAX = 500 };

/* A piece of a text, blanks and separators around it left out. */
typedef struct cs_piece {
  const char *at;
  size_t length;
} cs_piece;

/* The piece without blanks, commas, bullets and final points around it. */
cs_piece cs_trim_piece(const char *at, size_t length);

/* Calls `take` for each name of a printed list: cut at line ends, semicolons, bullets, and behind
 * the endings of names ("NHS Trust") and closing brackets, also where only a blank follows. */
void cs_each_organisation(const cs_parser *parser, const char *list, size_t length,
                          void (*take)(void *context, cs_piece name), void *context);

/* The same for people: cut at line ends, separators and "and", else every two words. */
void cs_each_person(const char *list, size_t length, void (*take)(void *context, cs_piece name),
                    void *context);

/* Gives an organisation of that very name (case and a bracketed abbreviation aside) the roles, or
 * adds it. Names without a word are left out. */
void cs_note_organisation(cs_parser *parser, cs_piece name, uint32_t roles, uint32_t line);

#endif

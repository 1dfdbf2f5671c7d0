/* match/turns.h: what the words around a cue make of it.
 *
 * A cue is read with the clause that it stands in: a clause ends at a comma and
 * the like, at a dash, and where the words say that another begins.
 */
#ifndef CS_MATCH_TURNS_H
#define CS_MATCH_TURNS_H

#include <conspectus/verdict.h>

/* Where the clause ends in text[from, to); `to` where it does not. */
uint32_t cs_clause_end(const char *text, uint32_t from, uint32_t to);

/* A phrase of lower-case letters, with a blank between two words, and the length of its first word,
 * by which most texts are told not to open with it. */
typedef struct cs_opening {
  const char *phrase;
  uint32_t first;
} cs_opening;

#define CS_OPENING(word, rest)                                                                     \
  { word rest, sizeof(word) - 1 }

/* Whether the text opens with any of these, in any case, and a word ends behind it. */
bool cs_opens_with_any(const cs_opening *openings, size_t count, const char *text, uint32_t length);

/* Turns the cues of one sentence, from `first` to `end`, in order of place: by negation, plans,
 * conditions and lack, in this order (steps 2 to 5 at the head of verdict.c). */
void cs_turn_cues(cs_cue *first, cs_cue *end, const cs_scan_result *scan);

#endif

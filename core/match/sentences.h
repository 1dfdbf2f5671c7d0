/* match/sentences.h: what the text between two words means.
 *
 * Sentences cover all words of a passage, in order; parts are stretches of words
 * that a phrase may run across. Both are decided between two words and from the
 * text there, so most of the work is one comparison with a blank.
 */
#ifndef CS_MATCH_SENTENCES_H
#define CS_MATCH_SENTENCES_H

#include "match/tokens.h"

#include <conspectus/match.h>

/* A zeroed struct is empty. */
typedef struct cs_sentences {
  cs_sentence *items;
  size_t count, capacity;
} cs_sentences;

/* Finds the sentences of the tokens' text and marks the words that begin a part. */
void cs_sentences_read(cs_sentences *sentences, cs_tokens *tokens, const char *text, size_t length);
void cs_sentences_free(cs_sentences *sentences);

/* The end of a citation such as "(Recommendation 2.1)" or "Recommendations 2.1 and 2.3."
 * that begins at byte `at` or behind blanks there; 0 where there is none. */
size_t cs_citation_end(const char *text, size_t length, size_t at);

#endif

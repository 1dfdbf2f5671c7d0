/* match/tokens.h: the words of a passage.
 *
 * Exactly the words that base/words.h finds, sooner: 64 bytes at a time are
 * turned into bit masks, and word edges read from those. Offsets are bytes of
 * the passage.
 */
#ifndef CS_MATCH_TOKENS_H
#define CS_MATCH_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cs_token {
  uint32_t start;
  uint32_t end; /* behind the word, its possessive included */
} cs_token;

/* A zeroed struct is empty. */
typedef struct cs_tokens {
  cs_token *items;
  size_t count, capacity;
  uint32_t *gaps; /* words before which there is more than one blank, ascending; and maybe others */
  size_t gap_count, gap_capacity;
  uint8_t *cut; /* a mark a word: no phrase runs on to it from the word before (see sentences.h) */
  size_t cut_capacity;
  cs_token *spare; /* where runs are taken apart */
  size_t spare_capacity;
  uint32_t *special; /* where the blocks begin that have runs to take apart */
  size_t special_count, special_capacity;
} cs_tokens;

/* Finds the words of a text of less than 4 GiB; what was there before is gone. */
void cs_tokens_read(cs_tokens *tokens, const char *text, size_t length);
/* The same without what only some processors have. */
void cs_tokens_read_anywhere(cs_tokens *tokens, const char *text, size_t length);
void cs_tokens_free(cs_tokens *tokens);

#endif

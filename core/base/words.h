/* base/words.h: words, as the field's dictionaries understand them.
 *
 * A word is a run of letters, digits and apostrophes; everything else, hyphens
 * and line ends included, separates words, so that "multi-agency" is two. Words
 * are compared folded: lower case by Unicode's simple folding, curly apostrophes
 * straight, a final possessive ('s or ') taken off. A decimal point or comma
 * between two digits belongs to the word ("2.18", "1,200").
 */
#ifndef CS_BASE_WORDS_H
#define CS_BASE_WORDS_H

#include "base/phrase.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cs_word {
  uint32_t start;  /* byte offset in the text that was read */
  uint32_t length; /* bytes as written, a possessive included */
} cs_word;

/* The next word at or after byte `from` of a valid UTF-8 text; false at its end. */
bool cs_next_word(const char *text, size_t length, size_t from, cs_word *word);

/* Whether the text has a word. */
bool cs_has_word(const char *text, size_t length);

/* Number of words of a text. */
uint32_t cs_count_words(const char *text, size_t length);

/* Longest folded word in bytes, NUL included; longer ones are cut (no term is as long). */
enum { CS_WORD_SIZE = 128 };

/* Folds the word into `folded` and returns its length in bytes. */
size_t cs_fold_word(const char *word, size_t length, char folded[CS_WORD_SIZE]);

/* The same but for case, which is kept. */
size_t cs_plain_word(const char *word, size_t length, char plain[CS_WORD_SIZE]);

/* Whether a folded word fits a folded pattern in which '*' stands for any bytes
 * and '?' for one character. Linear in time but for the number of '*'. */
bool cs_word_fits(const char *pattern, const char *word);

#endif

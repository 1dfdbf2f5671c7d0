/* base/phrase.h: patterns of words, such as "experiences of * children".
 *
 * A pattern is cut at its blanks and hyphens and its words are folded. One that is
 * looked for often is made ready once, as a cs_phrase.
 */
#ifndef CS_BASE_PHRASE_H
#define CS_BASE_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the words of `pattern` begin at byte `from` of the text, folded and
 * compared one by one; a lone "*" is any one word, a lone "..." any run of up to
 * 12 words (a fourth "..." and those behind it are passed over, so that a pattern
 * cannot cost without bound). `end` (may be NULL) gets the byte behind the last word. Words of the
 * text begin at `from` or later, separated by anything that is not a word. */
bool cs_phrase_at(const char *pattern, const char *text, size_t length, size_t from, size_t *end);

/* The first place at or after `from` where the pattern fits; false if none. */
bool cs_phrase_find(const char *pattern, const char *text, size_t length, size_t from,
                    size_t *start, size_t *end);

/* Whether the pattern's words are all the words of the text, no more and no less. */
bool cs_phrase_is(const char *pattern, const char *text, size_t length);

/* A pattern made ready. */
typedef struct cs_phrase {
  char *words; /* folded, each with its NUL; owned */
  size_t count;
} cs_phrase;

void cs_phrase_read(cs_phrase *out, const char *pattern);
void cs_phrase_free(cs_phrase *phrase);

/* As cs_phrase_at and cs_phrase_is; `end` is only set where it fits. */
bool cs_phrase_begins(const cs_phrase *phrase, const char *text, size_t length, size_t from,
                      size_t *end);
/* The same of the words behind the first, of which there is one at least. */
bool cs_phrase_goes_on(const cs_phrase *phrase, const char *text, size_t length, size_t from,
                       size_t *end);
bool cs_phrase_spans(const cs_phrase *phrase, const char *text, size_t length);

#endif

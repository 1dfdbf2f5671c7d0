/* Phrases: the words of a pattern, folded, lie one behind the other, each with its
 * NUL. A word of the text is folded only where its first letter fits. */
#include "base/phrase.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "base/sixteen.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

/* Each gap multiplies the work by its words, so there are few. */
enum { GAP_WORDS = 12, PATTERN_GAPS = 3, PATTERN_WORDS = 64 };

enum { PHRASE_BYTES = PATTERN_WORDS * CS_WORD_SIZE };

/* The words of a pattern from one of them on. */
typedef struct rest {
  const char *words;
  size_t count;
} rest;

/* --- reading a pattern ------------------------------------------------------------ */

/* "..." and "*" stay as they are. */
static size_t fold_pattern_word(const char *word, size_t length, char folded[CS_WORD_SIZE]) {
  bool special = (length == 1 && word[0] == '*') || (length == 3 && memcmp(word, "...", 3) == 0);
  if (special) {
    memcpy(folded, word, length);
    folded[length] = '\0';
    return length;
  }
  return cs_fold_word(word, length, folded); /* keeps '*' and '?', which have no other case */
}

static bool is_separator(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '-';
}

static const char *pattern_word(const char *at, size_t *length) {
  while (is_separator(*at)) {
    at++;
  }
  for (*length = 0; at[*length] != '\0' && !is_separator(at[*length]);) {
    ++*length;
  }
  return at;
}

/* Cuts a pattern at its blanks and hyphens and folds its words into `out`; returns their number,
 * and their bytes in `used`. */
static size_t read_words(const char *pattern, char out[PHRASE_BYTES], size_t *used) {
  size_t count = 0, gaps = 0, length;
  *used = 0;
  for (const char *at = pattern; count < PATTERN_WORDS; at += length) {
    at = pattern_word(at, &length);
    if (length == 0) {
      break;
    }
    bool gap = length == 3 && memcmp(at, "...", 3) == 0;
    gaps += gap;
    if (!gap || gaps <= PATTERN_GAPS) {
      *used += fold_pattern_word(at, length, out + *used) + 1;
      count++;
    }
  }
  return count;
}

void cs_phrase_read(cs_phrase *out, const char *pattern) {
  char words[PHRASE_BYTES];
  size_t used;
  out->count = read_words(pattern, words, &used);
  out->words = cs_copy_bytes(words, used);
}

void cs_phrase_free(cs_phrase *phrase) {
  free(phrase->words);
  *phrase = (cs_phrase){.words = NULL};
}

/* --- comparing ---------------------------------------------------------------------- */

static rest behind_first(rest pattern) {
  return (rest){.words = pattern.words + strlen(pattern.words) + 1, .count = pattern.count - 1};
}

static bool is_gap(const char *word) {
  return word[0] == '.' && strcmp(word, "...") == 0;
}

static char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

static bool is_small_letter(char byte) {
  return byte >= 'a' && byte <= 'z';
}

static bool is_plain(char byte) {
  return cs_is_ascii_letter(byte) || cs_is_ascii_digit(byte);
}

/* Whether a word that begins with `first` may fit one of a pattern that begins with `wanted`: never
 * where both are plain letters or digits, and not the same. */
static bool first_may_fit(char wanted, char first) {
  return lower(first) == lower(wanted) || !is_plain(first) || !is_plain(wanted);
}

/* The same where the text's next word is not cut out yet. */
static bool next_may_fit(char wanted, const char *text, size_t length, size_t at) {
  while (at < length && text[at] == ' ') {
    at++;
  }
  return at < length && first_may_fit(wanted, text[at]);
}

/* Whether a word of the text may fit the word of a pattern. It never does where one of the first
 * two bytes of both is a plain letter and another. */
static bool may_fit(const char *wanted, const char *text, cs_word word) {
  char first = lower(text[word.start]);
  if (!is_small_letter(wanted[0]) || !is_small_letter(first)) {
    return true;
  }
  if (wanted[0] != first || word.length == 1 || !is_small_letter(wanted[1])) {
    return wanted[0] == first;
  }
  char second = lower(text[word.start + 1]);
  return wanted[1] == second || !is_small_letter(second);
}

static bool fits(rest pattern, bool whole, const char *text, size_t length, size_t at, size_t *end);

/* Passes over words that do not begin with the two letters that `wanted` begins with, sixteen bytes
 * at once, up to a word that does, or to where there is more than letters and what parts them.
 * Counts them in `skipped`; where these are too many already it ends anywhere. */
static size_t skip_unlike(const char *wanted, const char *text, size_t length, size_t at,
                          int *skipped) {
  size_t last = at; /* where the word began that goes on at `at` */
  uint32_t inside = 0;
  while (at + 17 <= length && *skipped <= GAP_WORDS + 1) {
    cs_sixteen bytes = cs_sixteen_load(text + at), next = cs_sixteen_load(text + at + 1);
    cs_sixteen odd =
        cs_sixteen_others(bytes | next) | cs_sixteen_digits(bytes) | cs_sixteen_is(bytes, '\'');
    if (cs_sixteen_any(odd)) {
      break;
    }
    cs_sixteen alike = cs_sixteen_is(bytes | 0x20, (unsigned char)wanted[0]) &
                       cs_sixteen_is(next | 0x20, (unsigned char)wanted[1]);
    uint32_t words = cs_sixteen_set(cs_sixteen_letters(bytes));
    uint32_t starts = words & ~(words << 1 | inside), likely = starts & cs_sixteen_set(alike);
    for (; starts != 0; starts &= starts - 1) {
      last = at + (unsigned)__builtin_ctz(starts);
      if ((starts & likely & -starts) != 0) {
        return last;
      }
      ++*skipped;
    }
    inside = words >> 15;
    at += 16;
  }
  *skipped -= (int)inside;
  return inside != 0 ? last : at;
}

/* Tries the shortest run of words first. */
static bool fits_behind_gap(rest pattern, bool whole, const char *text, size_t length, size_t at,
                            size_t *end) {
  bool plain =
      pattern.count != 0 && is_small_letter(pattern.words[0]) && is_small_letter(pattern.words[1]);
  for (int skipped = 0;; skipped++) {
    cs_word next;
    at = plain ? skip_unlike(pattern.words, text, length, at, &skipped) : at;
    if (skipped > GAP_WORDS) {
      return false;
    }
    bool more = cs_next_word(text, length, at, &next);
    bool open = !more || pattern.count == 0 || is_gap(pattern.words);
    if ((open || may_fit(pattern.words, text, next)) &&
        fits(pattern, whole, text, length, at, end)) {
      return true;
    }
    if (!more) {
      return false;
    }
    at = next.start + next.length;
  }
}

/* Whether the pattern's words are those from byte `at` on. With `whole`, no word of the text may be
 * left over. */
static bool fits(rest pattern, bool whole, const char *text, size_t length, size_t at,
                 size_t *end) {
  cs_word next;
  for (; pattern.count != 0; pattern = behind_first(pattern)) {
    char folded[CS_WORD_SIZE];
    if (is_gap(pattern.words)) {
      return fits_behind_gap(behind_first(pattern), whole, text, length, at, end);
    }
    if (!next_may_fit(*pattern.words, text, length, at) || !cs_next_word(text, length, at, &next) ||
        !may_fit(pattern.words, text, next)) {
      return false;
    }
    cs_fold_word(text + next.start, next.length, folded);
    if (!cs_word_fits(pattern.words, folded)) {
      return false;
    }
    at = next.start + next.length;
  }
  *end = at;
  return !whole || !cs_next_word(text, length, at, &next);
}

static rest all_of(const cs_phrase *phrase) {
  return (rest){.words = phrase->words, .count = phrase->count};
}

bool cs_phrase_begins(const cs_phrase *phrase, const char *text, size_t length, size_t from,
                      size_t *end) {
  return fits(all_of(phrase), false, text, length, from, end);
}

bool cs_phrase_goes_on(const cs_phrase *phrase, const char *text, size_t length, size_t from,
                       size_t *end) {
  return fits(behind_first(all_of(phrase)), false, text, length, from, end);
}

bool cs_phrase_spans(const cs_phrase *phrase, const char *text, size_t length) {
  size_t end;
  return fits(all_of(phrase), true, text, length, 0, &end);
}

/* --- patterns as they are written ------------------------------------------------------- */

bool cs_phrase_at(const char *pattern, const char *text, size_t length, size_t from, size_t *end) {
  char words[PHRASE_BYTES];
  size_t used, behind = from;
  cs_word first;
  if (is_small_letter(*pattern) &&
      (!cs_next_word(text, length, from, &first) || !may_fit(pattern, text, first))) {
    return false; /* most are told by their first letters, before the pattern is read */
  }
  rest read = {.words = words, .count = read_words(pattern, words, &used)};
  if (!fits(read, false, text, length, from, &behind)) {
    return false;
  }
  if (end != NULL) {
    *end = behind;
  }
  return true;
}

bool cs_phrase_find(const char *pattern, const char *text, size_t length, size_t from,
                    size_t *start, size_t *end) {
  char words[PHRASE_BYTES];
  size_t used;
  rest read = {.words = words, .count = read_words(pattern, words, &used)};
  cs_word word;
  if (read.count == 0) {
    return false;
  }
  for (size_t at = from; cs_next_word(text, length, at, &word); at = word.start + word.length) {
    size_t behind = word.start;
    if ((is_gap(read.words) || may_fit(read.words, text, word)) &&
        fits(read, false, text, length, word.start, &behind)) {
      *start = word.start;
      *end = behind;
      return true;
    }
  }
  return false;
}

bool cs_phrase_is(const char *pattern, const char *text, size_t length) {
  char words[PHRASE_BYTES];
  size_t used, end;
  if (is_plain(*pattern) && !next_may_fit(*pattern, text, length, 0)) {
    return false;
  }
  rest read = {.words = words, .count = read_words(pattern, words, &used)};
  return fits(read, true, text, length, 0, &end);
}

/* Abbreviations: a bracketed word whose letters are found, from its end to its
 * start, in the words before the bracket, its first letter at the start of a
 * word (the method of Schwartz and Hearst). The first definition counts. */
#include "review/builder.h"

#include "base/ascii.h"
#include "base/words.h"

#include <string.h>

enum {
  SHORT_MIN = 2,
  SHORT_MAX = 10,
  ABBREVIATIONS_MAX = 300, /* in one review; further ones are not needed to read it */
  REACH_BYTES = 200        /* how far before the bracket its meaning may begin */
};

static bool is_upper(char byte) {
  return byte >= 'A' && byte <= 'Z';
}

static char lower(char byte) {
  return is_upper(byte) ? (char)(byte + 32) : byte;
}

static bool is_letter_or_digit(char byte) {
  return cs_is_ascii_letter(byte) || cs_is_ascii_digit(byte);
}

/* "PAHT", "CCGs", "CP-IS": no blanks, at least two capitals. */
static bool is_shortened(const char *text, size_t length) {
  size_t capitals = 0;
  for (size_t at = 0; at < length; at++) {
    if (!is_letter_or_digit(text[at]) && text[at] != '-' && text[at] != '&') {
      return false;
    }
    capitals += is_upper(text[at]) ? 1 : 0;
  }
  return length >= SHORT_MIN && length <= SHORT_MAX && capitals >= 2;
}

static bool starts_word(const char *text, size_t at) {
  return at == 0 || !is_letter_or_digit(text[at - 1]);
}

/* Where the meaning begins in the text before the bracket; `length` where there is none. */
static size_t meaning_start(const char *text, size_t length, const char *shortened, size_t size) {
  size_t at = length;
  for (size_t letter = size; letter-- > 0;) {
    if (!is_letter_or_digit(shortened[letter])) {
      continue;
    }
    char wanted = lower(shortened[letter]);
    bool first = letter == 0;
    while (at > 0 && (lower(text[at - 1]) != wanted || (first && !starts_word(text, at - 1)))) {
      at--;
    }
    if (at == 0) {
      return length;
    }
    at--;
  }
  return at;
}

static bool is_plausible(const char *meaning, size_t length, size_t letters) {
  uint32_t words = cs_count_words(meaning, length);
  return length > letters && words >= 2 && words <= letters + 5 && words <= 2 * letters &&
         memchr(meaning, '\n', length) == NULL && memchr(meaning, '(', length) == NULL;
}

static bool is_known(const cs_review *review, const char *shortened, size_t length) {
  for (uint32_t i = 0; i < review->abbreviation_count; i++) {
    const char *known = review->abbreviations[i].shortened;
    if (strlen(known) == length && memcmp(known, shortened, length) == 0) {
      return true;
    }
  }
  return false;
}

/* A plural ("Clinical Commissioning Groups (CCGs)") is kept in the singular. */
static void add(cs_parser *parser, const char *shortened, size_t size, const char *meaning,
                size_t length) {
  bool plural = size > 2 && shortened[size - 1] == 's' && meaning[length - 1] == 's';
  size -= plural ? 1 : 0;
  length -= plural ? 1 : 0;
  if (!is_known(parser->review, shortened, size)) {
    cs_add_abbreviation(parser, shortened, size, meaning, length);
  }
}

/* `open` is the place of a bracket. */
static void read_bracket(cs_parser *parser, size_t open) {
  const cs_text *text = parser->text;
  const char *shortened = text->bytes + open + 1;
  size_t left = text->length - open - 1;
  const char *close = memchr(shortened, ')', left < SHORT_MAX + 1 ? left : SHORT_MAX + 1);
  if (close == NULL || open == 0 || !is_shortened(shortened, (size_t)(close - shortened))) {
    return;
  }
  size_t size = (size_t)(close - shortened);
  size_t reach = open < REACH_BYTES ? open : REACH_BYTES;
  const char *before = text->bytes + open - reach;
  while (reach > 0 && strchr(" \n'\",", before[reach - 1]) != NULL) {
    reach--;
  }
  size_t start = meaning_start(before, reach, shortened, size);
  if (start < reach && is_plausible(before + start, reach - start, size)) {
    add(parser, shortened, size, before + start, reach - start);
  }
}

void cs_parse_abbreviations(cs_parser *parser) {
  const cs_text *text = parser->text;
  for (size_t from = 0; parser->review->abbreviation_count < ABBREVIATIONS_MAX;) {
    const char *bracket = memchr(text->bytes + from, '(', text->length - from);
    if (bracket == NULL) {
      return;
    }
    size_t open = (size_t)(bracket - text->bytes);
    read_bracket(parser, open);
    from = open + 1;
  }
}

/* Terms: a pattern is cut into words just as a passage is, with its wildcards
 * taken for letters, and each word is folded and interned. What could never
 * match, such as a comma between two words, is refused with the reason. */
#include "match/terms.h"

#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

enum {
  PATTERN_BYTES = 4096,
  WORD_BYTES = CS_WORD_SIZE - 8, /* a longer word is cut when it is folded */
};

/* Characters beyond ascii that a phrase goes on across. */
static const struct {
  const char *bytes;
  size_t length;
} joiners[] = {
    {"\xC2\xA0", 2},                          /* no-break space */
    {"\xC2\xAD", 2},                          /* soft hyphen */
    {"\xC2\xAB", 2},                          /* double angle quotation marks */
    {"\xC2\xBB", 2},     {"\xCA\xBC", 2},     /* modifier letter apostrophe */
    {"\xE2\x80\x90", 3},                      /* hyphen, no-break hyphen */
    {"\xE2\x80\x91", 3}, {"\xE2\x80\x98", 3}, /* single and double quotation marks */
    {"\xE2\x80\x99", 3}, {"\xE2\x80\x9A", 3}, {"\xE2\x80\x9B", 3}, {"\xE2\x80\x9C", 3},
    {"\xE2\x80\x9D", 3}, {"\xE2\x80\x9E", 3}, {"\xE2\x80\x9F", 3},
};

static size_t joiner_bytes(const char *at, size_t left) {
  switch (*at) {
  case ' ':
  case '\t':
  case '\n':
  case '-':
  case '/':
  case '"':
  case '\'':
  case '&': /* reads as a word and not as a mark: "A&E", "health & wellbeing" */
    return 1;
  default:
    break;
  }
  for (size_t each = 0; (*at & 0x80) != 0 && each < sizeof joiners / sizeof *joiners; each++) {
    if (joiners[each].length <= left &&
        memcmp(at, joiners[each].bytes, joiners[each].length) == 0) {
      return joiners[each].length;
    }
  }
  return 0;
}

/* An en dash joins only where no blank is beside it, and two line ends are a paragraph's. */
bool cs_gap_joins(const char *gap, size_t length) {
  if (length == 3 && memcmp(gap, "\xE2\x80\x93", 3) == 0) {
    return true;
  }
  int lines = 0;
  for (size_t at = 0, step; at < length; at += step) {
    lines += gap[at] == '\n';
    step = joiner_bytes(gap + at, length - at);
    if (step == 0 || lines > 1) {
      return false;
    }
  }
  return true;
}

cs_terms *cs_terms_new(void) {
  return cs_allocate(1, sizeof(cs_terms));
}

void cs_terms_free(cs_terms *terms) {
  if (terms != NULL) {
    cs_intern_free(&terms->names);
    cs_intern_free(&terms->patterns);
    free(terms->items);
    free(terms);
  }
}

size_t cs_terms_count(const cs_terms *terms) {
  return terms->names.count;
}

const char *cs_terms_pattern(const cs_terms *terms, uint32_t id) {
  return terms->names.names[id].string;
}

/* Adds one word of a pattern to the term. */
static cs_status add_word(cs_term *term, cs_intern *patterns, const char *word, size_t length,
                          bool case_sensitive, const char *pattern, cs_error *error) {
  char form[CS_WORD_SIZE];
  if (term->word_count == CS_TERM_WORDS) {
    return cs_fail(error, CS_LIMIT, "term '%.200s' has more than %d words: shorten it", pattern,
                   CS_TERM_WORDS);
  }
  if (length > WORD_BYTES) {
    return cs_fail(error, CS_LIMIT, "term '%.200s' has a word of more than %d bytes: shorten it",
                   pattern, WORD_BYTES);
  }
  size_t used =
      case_sensitive ? cs_plain_word(word, length, form) : cs_fold_word(word, length, form);
  bool any = strspn(form, "*?") == used && strchr(form, '*') != NULL;
  if (term->word_count == 0 && any) {
    return cs_fail(error, CS_MALFORMED,
                   "term '%.200s' begins with wildcards alone, which fit nearly every word: "
                   "begin with a word",
                   pattern);
  }
  if (strspn(form, "*") == used) {
    term->words[term->word_count++] = CS_PATTERN_ANY;
    return CS_OK;
  }
  char kind = case_sensitive ? CS_PATTERN_PLAIN : CS_PATTERN_FOLDED;
  term->words[term->word_count++] = cs_intern_add(patterns, kind, form, used);
  return CS_OK;
}

static cs_status check_gap(const char *pattern, const char *gap, size_t length, cs_error *error) {
  if (cs_gap_joins(gap, length)) {
    return CS_OK;
  }
  return cs_fail(error, CS_MALFORMED,
                 "term '%.200s' has '%.*s' in it, which no passage can match: separate words by "
                 "blanks, hyphens, slashes or quotation marks only",
                 pattern, length > 20 ? 20 : (int)length, gap);
}

/* `letters` is the pattern with its wildcards replaced by letters. */
static cs_status read_words(cs_term *term, cs_intern *patterns, const char *pattern,
                            const char *letters, bool case_sensitive, cs_error *error) {
  cs_word word;
  size_t length = strlen(pattern), at = 0;
  for (; cs_next_word(letters, length, at, &word); at = word.start + word.length) {
    cs_status status = check_gap(pattern, pattern + at, word.start - at, error);
    if (status == CS_OK) {
      status = add_word(term, patterns, pattern + word.start, word.length, case_sensitive, pattern,
                        error);
    }
    if (status != CS_OK) {
      return status;
    }
  }
  if (term->word_count == 0) {
    return cs_fail(error, CS_MALFORMED,
                   "term '%.200s' has no word in it: write one, or leave it out", pattern);
  }
  return check_gap(pattern, pattern + at, length - at, error);
}

static cs_status read_term(cs_term *term, cs_intern *patterns, const char *pattern,
                           bool case_sensitive, cs_error *error) {
  size_t length = strlen(pattern);
  if (length > PATTERN_BYTES) {
    return cs_fail(error, CS_LIMIT, "term '%.100s...' has more than %d bytes: shorten it", pattern,
                   PATTERN_BYTES);
  }
  char *letters = cs_copy_bytes(pattern, length);
  for (char *each = letters; (each = strpbrk(each, "*?")) != NULL;) {
    *each = 'a';
  }
  cs_status status = read_words(term, patterns, pattern, letters, case_sensitive, error);
  free(letters);
  return status;
}

cs_status cs_terms_add(uint32_t *id, cs_terms *terms, const char *pattern, bool case_sensitive,
                       cs_error *error) {
  char kind = case_sensitive ? CS_PATTERN_PLAIN : CS_PATTERN_FOLDED;
  uint32_t known = cs_intern_find(&terms->names, kind, pattern, strlen(pattern));
  if (known != CS_INTERN_NONE) {
    *id = known;
    return CS_OK;
  }
  cs_term term = {.word_count = 0};
  cs_status status = read_term(&term, &terms->patterns, pattern, case_sensitive, error);
  if (status != CS_OK) {
    return status;
  }
  cs_grow(&terms->items, &terms->capacity, terms->names.count, sizeof *terms->items);
  *id = cs_intern_add(&terms->names, kind, pattern, strlen(pattern));
  terms->items[*id] = term;
  return CS_OK;
}

/* Any number of patterns with a wildcard may fit a word; of those without, one as it is folded and
 * one as it is written. */
size_t cs_terms_at_one_word(const cs_terms *terms, const uint32_t *ids, size_t count) {
  uint32_t *begin = cs_allocate(terms->patterns.count, sizeof *begin); /* terms, with a pattern */
  size_t wild = 0, folded = 0, plain = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t pattern = terms->items[ids[i]].words[0];
    const cs_intern_name *name = &terms->patterns.names[pattern];
    if (strpbrk(name->string, "*?") != NULL) {
      wild++;
      continue;
    }
    size_t *most = name->kind == CS_PATTERN_PLAIN ? &plain : &folded;
    begin[pattern]++;
    *most = begin[pattern] > *most ? begin[pattern] : *most;
  }
  free(begin);
  return wild + folded + plain;
}

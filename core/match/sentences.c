/* Sentences. An end is a line end, or an end mark with its closing quotes and
 * brackets, behind it a blank, and behind that an upper-case letter, a digit, an
 * opening quote or a bracket, unless the point belongs to an abbreviation. A
 * citation that stands behind the end mark goes with the sentence before it. */
#include "match/sentences.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "match/terms.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { CITATION_BYTES = 200, ABBREVIATION_LETTERS = 6 };

#define NO_END SIZE_MAX

typedef struct reader {
  const char *text;
  size_t length;
  cs_tokens *tokens;
  cs_sentences *sentences;
  size_t forced; /* a citation of the open sentence ends here, and the sentence with it; or 0 */
} reader;

/* ---- Abbreviations ---- */

/* A word of a table, and behind it NULs, so that all of it is compared at once. */
enum { ENTRY = 16 };

/* Behind these a point never ends a sentence. */
static const char abbreviations[][ENTRY] = {
    "approx", "cf", "dept", "dr", "eg", "esp",  "etc", "fr",  "govt", "hon", "ie",  "incl", "jr",
    "messrs", "mr", "mrs",  "ms", "mx", "prof", "rev", "snr", "sr",   "st",  "viz", "vs"};

/* Behind these it does not where a digit follows. */
static const char before_digits[][ENTRY] = {"apr", "art",  "aug", "ch",   "dec",  "ext",   "feb",
                                            "fig", "figs", "jan", "jul",  "jun",  "mar",   "no",
                                            "nos", "nov",  "oct", "p",    "para", "paras", "pp",
                                            "ref", "sec",  "sep", "sept", "tel",  "vol"};

/* Behind these a single letter is a name and no initial: "Child A. She ...". */
static const char before_letters[][ENTRY] = {
    "adult",   "annex",  "appendix", "baby",     "band",      "carer",   "case",    "child",
    "class",   "family", "father",   "group",    "hepatitis", "mother",  "parent",  "part",
    "patient", "person", "plan",     "practice", "school",    "section", "sibling", "site",
    "team",    "tier",   "vitamin",  "ward",     "woman",     "year"};

#define IN_TABLE(table, text, length) in_table(table, sizeof(table) / sizeof *(table), text, length)

/* Whether the table has the word, in either case. It is looked through from end to end, as where a
 * search would turn is nothing that the processor could guess. */
static bool in_table(const char table[][ENTRY], size_t count, const char *word, size_t length) {
  char lower[ENTRY] = {0};
  bool found = false;
  if (length >= sizeof lower) {
    return false;
  }
  for (size_t at = 0; at < length; at++) {
    bool upper = word[at] >= 'A' && word[at] <= 'Z';
    lower[at] = (char)(upper ? word[at] | 0x20 : word[at]);
  }
  for (size_t each = 0; each < count; each++) {
    found |= memcmp(table[each], lower, sizeof lower) == 0;
  }
  return found;
}

/* "e.g.", "i.e.", "U.K.", "J. Smith", but neither "Child A." nor "at 5 p.m." */
static bool is_initial(const reader *in, size_t token) {
  const cs_token *word = &in->tokens->items[token];
  char letter = in->text[word->start];
  if (word->end - word->start != 1 || !cs_is_ascii_letter(letter)) {
    return false;
  }
  if (token == 0) {
    return true;
  }
  const cs_token *before = word - 1;
  bool dotted = before->end - before->start == 1 && word->start - before->end == 1 &&
                in->text[before->end] == '.';
  if (dotted) {
    return letter != 'm';
  }
  return letter < 'a' && letter != 'I' &&
         !IN_TABLE(before_letters, in->text + before->start, before->end - before->start);
}

static bool is_abbreviation(const reader *in, size_t token, bool digit_follows) {
  const cs_token *word = &in->tokens->items[token];
  const char *form = in->text + word->start;
  size_t length = word->end - word->start;
  return (length <= ABBREVIATION_LETTERS && IN_TABLE(abbreviations, form, length)) ||
         (digit_follows && IN_TABLE(before_digits, form, length)) || is_initial(in, token);
}

/* ---- Citations ---- */

static size_t skip(const char *text, size_t length, size_t at, const char *set) {
  while (at < length && text[at] != '\0' && strchr(set, text[at]) != NULL) {
    at++;
  }
  return at;
}

static size_t skip_blanks(const char *text, size_t length, size_t at) {
  while (at < length && (text[at] == ' ' || text[at] == '\t')) {
    at++;
  }
  return at;
}

/* Reads a word of letters, in either case; 0 if it is another. */
static size_t read_word(const char *text, size_t length, size_t at, const char *word) {
  size_t size = strlen(word);
  if (length - at < size) {
    return 0;
  }
  for (size_t each = 0; each < size; each++) {
    if ((text[at + each] | 0x20) != word[each]) {
      return 0;
    }
  }
  return at + size;
}

/* "2.1", "2.1, 2.3 and 4.1": behind the last number; 0 where there is none. */
static size_t read_labels(const char *text, size_t length, size_t at) {
  size_t end = 0;
  while (at < length && cs_is_ascii_digit(text[at])) {
    end = skip(text, length, at, "0123456789");
    while (end + 1 < length && text[end] == '.' && cs_is_ascii_digit(text[end + 1])) {
      end = skip(text, length, end + 1, "0123456789");
    }
    at = skip(text, length, end, " ,;&/-");
    size_t behind = read_word(text, length, at, "and ");
    at = skip(text, length, behind != 0 ? behind : at, " ");
  }
  return end;
}

size_t cs_citation_end(const char *text, size_t length, size_t at) {
  at = skip_blanks(text, length, at);
  if (length - at > CITATION_BYTES) {
    length = at + CITATION_BYTES;
  }
  bool bracket = at < length && (text[at] == '(' || text[at] == '[');
  size_t word = read_word(text, length, bracket ? at + 1 : at, "recommendation");
  if (word == 0) {
    return 0;
  }
  word = skip(text, length, word, "sS");
  size_t end = read_labels(text, length, skip(text, length, word, " "));
  if (end == 0 && bracket && word < length && (text[word] == ')' || text[word] == ']')) {
    end = word; /* "(Recommendation)" */
  }
  if (end == 0) {
    return 0;
  }
  if (bracket) {
    const char *close = memchr(text + end, text[at] == '(' ? ')' : ']', length - end);
    if (close == NULL || memchr(text + end, '\n', (size_t)(close - text) - end) != NULL) {
      return 0;
    }
    end = (size_t)(close - text) + 1;
    return end < length && text[end] == '.' ? end + 1 : end;
  }
  return end == length || text[end] == '\n' ? end : text[end] == '.' ? end + 1 : 0;
}

/* ---- Ends ---- */

/* A closing quote or bracket: straight, single or double curly, double angle. */
static size_t closing_bytes(const char *at, size_t left) {
  if (left > 0 && (*at == '"' || *at == '\'' || *at == ')' || *at == ']')) {
    return 1;
  }
  if (left >= 2 && memcmp(at, "\xC2\xBB", 2) == 0) {
    return 2;
  }
  bool curly =
      left >= 3 && (memcmp(at, "\xE2\x80\x99", 3) == 0 || memcmp(at, "\xE2\x80\x9D", 3) == 0);
  return curly ? 3 : 0;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

static bool is_mark(char byte) {
  return byte == '.' || byte == '!' || byte == '?';
}

static bool is_opening(const char *at, size_t left) {
  if (*at == '"' || *at == '\'' || *at == '(' || *at == '[') {
    return true;
  }
  return left >= 3 && (memcmp(at, "\xE2\x80\x98", 3) == 0 || memcmp(at, "\xE2\x80\x9C", 3) == 0);
}

static bool opens_sentence(const reader *in, size_t gap, size_t word) {
  if (gap < word && is_opening(in->text + gap, word - gap)) {
    return true;
  }
  char first = in->text[word];
  if ((unsigned char)first < 0x80) {
    return cs_is_ascii_digit(first) || (first >= 'A' && first <= 'Z');
  }
  utf8proc_int32_t point;
  utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)in->text + word,
                                           (utf8proc_ssize_t)(in->length - word), &point);
  utf8proc_category_t category = size > 0 ? utf8proc_category(point) : UTF8PROC_CATEGORY_CN;
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

/* Behind the end mark at `mark`, its fellows and its closing quotes and brackets. */
static size_t behind_mark(const reader *in, size_t mark, size_t limit) {
  size_t at = mark;
  while (at < limit && is_mark(in->text[at])) {
    at++;
  }
  for (size_t size; at < limit && (size = closing_bytes(in->text + at, limit - at)) != 0;) {
    at += size;
  }
  return at;
}

/* Where the sentence ends between word `token` and the next, at `from` and `to`; or NO_END. */
static size_t mark_end(const reader *in, size_t token, size_t from, size_t to) {
  for (size_t at = from; at < to; at++) {
    if (!is_mark(in->text[at])) {
      continue;
    }
    size_t end = behind_mark(in, at, to);
    if (end < to && is_blank(in->text[end])) {
      size_t next = skip_blanks(in->text, to, end);
      bool stop = !(at == from && in->text[at] == '.' && end == at + 1 &&
                    is_abbreviation(in, token, cs_is_ascii_digit(in->text[to])));
      if (stop && opens_sentence(in, next, to)) {
        return end;
      }
    }
    at = end - 1;
  }
  return NO_END;
}

static bool is_space(char byte) {
  return is_blank(byte) || byte == '\n' || byte == '\r';
}

static size_t trim(const char *text, size_t from, size_t end) {
  while (end > from && is_space(text[end - 1])) {
    end--;
  }
  return end;
}

static size_t skip_spaces(const char *text, size_t length, size_t at) {
  while (at < length && is_space(text[at])) {
    at++;
  }
  return at;
}

/* Closes the open sentence at `end`; the next begins at or after `next`, with word `word`. */
static void break_sentence(reader *in, size_t end, size_t next, size_t word) {
  cs_sentences *out = in->sentences;
  cs_sentence *open = &out->items[out->count - 1];
  open->length = (uint32_t)end - open->start;
  open->word_count = (uint32_t)word - open->first_word;
  cs_grow(&out->items, &out->capacity, out->count, sizeof *out->items);
  size_t start = skip_spaces(in->text, in->tokens->items[word].start, next);
  out->items[out->count++] = (cs_sentence){.start = (uint32_t)start, .first_word = (uint32_t)word};
  in->forced = 0;
}

static const char *last_line_end(const char *text, size_t from, size_t to) {
  const char *found = NULL;
  for (size_t at = from; at < to; at++) {
    if (text[at] == '\n') {
      found = text + at;
    }
  }
  return found;
}

/* Ends the open sentence before word `token` if the text between says so. */
static void look_for_end(reader *in, size_t token) {
  const cs_token *words = in->tokens->items;
  size_t from = words[token - 1].end, to = words[token].start;
  const char *line = last_line_end(in->text, from, to);
  if (line != NULL) {
    const char *first = memchr(in->text + from, '\n', to - from);
    size_t end = trim(in->text, from, (size_t)(first - in->text));
    break_sentence(in, end, (size_t)(line - in->text), token);
    return;
  }
  size_t end = NO_END;
  if (in->forced != 0) {
    if (to < in->forced) {
      return; /* inside a citation */
    }
    end = in->forced > from ? in->forced : from;
    end = behind_mark(in, end, to);
  } else {
    end = mark_end(in, token - 1, from, to);
  }
  if (end == NO_END) {
    return;
  }
  size_t next = skip_blanks(in->text, to, end);
  bool may_cite = in->text[next] == '(' || in->text[next] == '[' || in->text[next] == 'R';
  size_t citation = may_cite ? cs_citation_end(in->text, in->length, next) : 0;
  if (citation > to) {
    in->forced = citation;
  } else {
    break_sentence(in, end, end, token);
  }
}

/* What is not a single blank between two words. Returns whether no phrase may run across it. */
static bool look_between(reader *in, size_t token) {
  const cs_token *words = in->tokens->items;
  const char *gap = in->text + words[token - 1].end;
  size_t size = words[token].start - words[token - 1].end;
  if (size == 1 && (*gap == '-' || *gap == '/')) {
    return false;
  }
  if (size == 2 && gap[0] == ',' && gap[1] == ' ') {
    return true;
  }
  look_for_end(in, token);
  return is_mark(*gap) || !cs_gap_joins(gap, size);
}

static void open_first(reader *in) {
  cs_sentences *out = in->sentences;
  out->count = 0;
  if (in->tokens->count == 0) {
    return;
  }
  size_t first = in->tokens->items[0].start;
  const char *line = last_line_end(in->text, 0, first);
  size_t start = skip_spaces(in->text, first, line != NULL ? (size_t)(line - in->text) : 0);
  cs_grow(&out->items, &out->capacity, 0, sizeof *out->items);
  out->items[out->count++] = (cs_sentence){.start = (uint32_t)start};
}

static void close_last(reader *in) {
  cs_sentence *last = &in->sentences->items[in->sentences->count - 1];
  size_t from = in->tokens->items[in->tokens->count - 1].end;
  const char *line = memchr(in->text + from, '\n', in->length - from);
  size_t end = trim(in->text, from, line != NULL ? (size_t)(line - in->text) : in->length);
  last->length = (uint32_t)end - last->start;
  last->word_count = (uint32_t)in->tokens->count - last->first_word;
}

void cs_sentences_read(cs_sentences *sentences, cs_tokens *tokens, const char *text,
                       size_t length) {
  reader in = {.text = text, .length = length, .tokens = tokens, .sentences = sentences};
  const cs_token *words = tokens->items;
  open_first(&in);
  if (tokens->count == 0) {
    return;
  }
  for (size_t each = 0; each < tokens->gap_count && tokens->gaps[each] < tokens->count; each++) {
    size_t token = tokens->gaps[each], from = words[token - 1].end;
    if (words[token].start - from != 1 || text[from] != ' ') {
      tokens->cut[token] = look_between(&in, token);
    }
  }
  close_last(&in);
}

void cs_sentences_free(cs_sentences *sentences) {
  free(sentences->items);
  *sentences = (cs_sentences){0};
}

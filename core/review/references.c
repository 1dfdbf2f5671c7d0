/* References: what findings and boxes point to (recommendations, people that a
 * matter was put to), and how many children the review considered. Each passage
 * is read once from start to end. */
#include "review/builder.h"

#include "base/ascii.h"
#include "base/words.h"
#include "review/organisations.h"

#include <string.h>

enum { RANGE_MAX = 50, SENTENCE_BYTES = 2000 };

/* Bytes of a word at `at` that may join labels, 0 for none. */
static size_t joining_word(const char *text, size_t length, size_t at) {
  static const char *const words[] = {"and", "or"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t size = strlen(words[i]);
    if (length - at > size && memcmp(text + at, words[i], size) == 0 &&
        !cs_is_ascii_letter(text[at + size])) {
      return size;
    }
  }
  return 0;
}

static size_t skip_joints(const char *text, size_t length, size_t at) {
  for (;;) {
    size_t size = 0;
    if (at < length && text[at] != '\0' && strchr(" \t\n,;:&([]*#", text[at]) != NULL) {
      size = 1;
    } else if (at < length) {
      size = joining_word(text, length, at);
    }
    if (size == 0) {
      return at;
    }
    at += size;
  }
}

/* Behind "to" or a dash, where one stands after a label; else `at`. */
static size_t skip_range_mark(const char *text, size_t length, size_t at) {
  static const char *const marks[] = {"to ", "- ", "-", "\xE2\x80\x93 ", "\xE2\x80\x93"};
  size_t start = at;
  while (start < length && text[start] == ' ') {
    start++;
  }
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    size_t size = strlen(marks[i]);
    if (length - start > size && memcmp(text + start, marks[i], size) == 0 &&
        cs_is_ascii_digit(text[start + size])) {
      return start + size;
    }
  }
  return at;
}

/* A label at `at`. One of a single part is only taken where a recommendation has it, as any
 * number may stand behind the word. */
static bool label_at(const cs_parser *parser, const char *text, size_t length, size_t at,
                     cs_label *label) {
  if (at >= length || !cs_label_read(text + at, length - at, label)) {
    return false;
  }
  size_t end = at + label->length;
  if (end < length && (cs_is_ascii_letter(text[end]) || text[end] == '%')) {
    return false;
  }
  return label->depth > 1 || cs_label_find(&parser->recommendation_labels, label) != NULL;
}

/* The labels between the two ends of a range, which are not printed: they stand for its place. */
static void cite_range(cs_parser *parser, uint32_t passage, const cs_label *from,
                       const cs_label *to, uint32_t start, uint32_t length) {
  if (!cs_label_siblings(from, to) || cs_label_last(to) > cs_label_last(from) + RANGE_MAX) {
    return;
  }
  cs_label between = *from;
  while (++between.parts[between.depth - 1] < cs_label_last(to)) {
    cs_add_citation(parser, passage, &between, start, length);
  }
}

/* The labels behind a citation word; returns the byte behind the last. */
static size_t cite_labels(cs_parser *parser, uint32_t passage, const char *text, size_t length,
                          size_t at) {
  uint32_t base = parser->review->passages[passage].start;
  cs_label label, previous = {.depth = 0};
  size_t behind = at, range_from = 0, next = skip_joints(text, length, at);
  while (label_at(parser, text, length, next, &label)) {
    behind = next + label.length;
    if (previous.depth != 0) {
      cite_range(parser, passage, &previous, &label, base + (uint32_t)range_from,
                 (uint32_t)(behind - range_from));
    }
    cs_add_citation(parser, passage, &label, base + (uint32_t)next, label.length);
    size_t range = skip_range_mark(text, length, behind);
    previous = range != behind ? label : (cs_label){.depth = 0};
    range_from = next;
    next = range != behind ? range : skip_joints(text, length, behind);
  }
  return behind;
}

/* Whether the citation word stands in brackets alone: "(Recommendation)". Such a pointer names no
 * recommendation; it says that there is one. */
static bool is_alone(const char *text, size_t length, size_t start, size_t end) {
  return start > 0 && text[start - 1] == '(' && end < length && text[end] == ')';
}

/* What a citation word from `start` to `end` points to; returns the byte behind. */
static size_t cite(cs_parser *parser, uint32_t passage, size_t start, size_t end) {
  const cs_passage *it = &parser->review->passages[passage];
  const char *text = parser->text->bytes + it->start;
  if (is_alone(text, it->length, start, end)) {
    cs_add_citation(parser, passage, NULL, it->start + (uint32_t)start, (uint32_t)(end - start));
    return end;
  }
  return cite_labels(parser, passage, text, it->length, end);
}

static bool is_sentence_end(char byte) {
  return byte == '.' || byte == '!' || byte == '?';
}

/* A sentence begins behind the end of another, or behind a bracketed citation. */
static size_t sentence_start(const char *text, size_t from, size_t at) {
  size_t lowest = at - from > SENTENCE_BYTES ? at - SENTENCE_BYTES : from;
  for (size_t place = at; place > lowest + 1; place--) {
    bool blank = text[place - 1] == ' ' || text[place - 1] == '\n';
    char before = text[place - 2];
    if (blank && (is_sentence_end(before) || before == ')' || before == ']') &&
        text[place] >= 'A' && text[place] <= 'Z') {
      return place;
    }
  }
  return lowest;
}

static size_t sentence_end(const char *text, size_t length, size_t at) {
  size_t highest = length - at > SENTENCE_BYTES ? at + SENTENCE_BYTES : length;
  for (; at < highest; at++) {
    bool last = at + 1 == length || text[at + 1] == '\n' ||
                (text[at + 1] == ' ' &&
                 (at + 2 == length || !(text[at + 2] >= 'a' && text[at + 2] <= 'z')));
    if (is_sentence_end(text[at]) && last) {
      return at + 1;
    }
  }
  while (highest < length && highest > 0 && ((unsigned char)text[highest] & 0xC0) == 0x80) {
    highest--;
  }
  return highest;
}

/* Whether a sentence ends between two places. */
static bool crosses_sentence(const char *text, size_t from, size_t to) {
  for (size_t at = from; at + 1 < to; at++) {
    if (is_sentence_end(text[at]) && (text[at + 1] == ' ' || text[at + 1] == '\n')) {
      return true;
    }
  }
  return false;
}

/* One of the phrases that begin at `start`, with what has to follow in the same sentence;
 * `put_to` gets where the name of whom it was put to begins. */
static bool is_note(const cs_parser *parser, const char *text, size_t start, size_t length,
                    size_t *put_to, size_t *behind) {
  for (size_t i = 0; i < parser->note_phrases.count; i++) {
    size_t end;
    if (!cs_phrases_nth_at(&parser->note_phrases, i, text, length, start, &end) ||
        crosses_sentence(text, start, end)) {
      continue;
    }
    const char *rest = parser->note_endings[i];
    size_t sentence = sentence_end(text, length, end), from, to;
    if (rest[strspn(rest, " ")] == '\0' || cs_phrase_find(rest, text, sentence, end, &from, &to)) {
      *put_to = end;
      *behind = sentence;
      return true;
    }
  }
  return false;
}

/* Adds the note whose phrase begins at `start`, if it is one; returns where to go on. `last` is
 * the end of the note before. */
static size_t read_note(cs_parser *parser, uint32_t passage, size_t start, size_t *last) {
  const cs_passage *it = &parser->review->passages[passage];
  const char *text = parser->text->bytes + it->start;
  size_t put_to, behind;
  if (!is_note(parser, text, start, it->length, &put_to, &behind)) {
    return start + 1;
  }
  size_t first = sentence_start(text, *last, start);
  cs_piece whom = cs_trim_piece(text + put_to, behind - put_to);
  uint32_t whom_start = it->start + (uint32_t)(whom.at - text);
  cs_add_note(parser, passage, it->start + (uint32_t)first, it->start + (uint32_t)behind,
              whom_start, whom_start + (uint32_t)whom.length);
  *last = behind > start ? behind : start + 1;
  return *last;
}

static void read_passage(cs_parser *parser, uint32_t passage) {
  const cs_passage *it = &parser->review->passages[passage];
  const char *text = parser->text->bytes + it->start;
  size_t start, end, last = 0;
  for (size_t from = 0;
       cs_phrases_find(&parser->references, text, it->length, from, &start, &end);) {
    from = cs_phrases_at(&parser->citation_words, text, it->length, start, &end)
               ? cite(parser, passage, start, end)
               : read_note(parser, passage, start, &last);
  }
}

static uint32_t line_of(const cs_text *text, uint32_t offset) {
  size_t low = 0, high = text->block_count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (text->blocks[middle].start <= offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return text->block_count != 0 ? text->blocks[low].line : 0;
}

/* Recommendations are in the order of their passages. */
static int32_t recommendation_of(const cs_review *review, uint32_t passage) {
  uint32_t low = 0, high = review->recommendation_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (review->recommendations[middle].passage < passage) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return (int32_t)low;
}

static void resolve(cs_parser *parser, cs_citation *citation) {
  cs_label label;
  if (!cs_label_read(citation->label, strlen(citation->label), &label)) {
    return; /* it names none */
  }
  const cs_label_slot *slot = cs_label_find(&parser->recommendation_labels, &label);
  if (slot != NULL) {
    citation->recommendation = recommendation_of(parser->review, slot->first);
    return;
  }
  const cs_passage *passage = &parser->review->passages[citation->passage];
  cs_problem_add(parser->problems, CS_STAGE_REVIEW, CS_WARNING,
                 line_of(parser->text, citation->start),
                 "%s cites recommendation %s, which the review does not have", passage->label,
                 citation->label);
}

/* The figure at the start of the word; -1: it is none. */
static int32_t figure(const char *text, cs_word word) {
  int32_t number = 0;
  for (uint32_t at = word.start; at < word.start + word.length; at++) {
    if (text[at] == ',') {
      continue;
    }
    if (!cs_is_ascii_digit(text[at]) || number >= 100000) {
      return -1;
    }
    number = number * 10 + (text[at] - '0');
  }
  return number;
}

/* Adds what a word of a number says, "twenty" or "hundred"; false where it is no such word. */
static bool add_number_word(int32_t *number, const char *folded) {
  static const char *const words[] = {"",        "one",     "two",       "three",    "four",
                                      "five",    "six",     "seven",     "eight",    "nine",
                                      "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                      "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static const char *const tens[] = {"twenty", "thirty",  "forty",  "fifty",
                                     "sixty",  "seventy", "eighty", "ninety"};
  for (size_t i = 1; i < sizeof words / sizeof *words; i++) {
    if (strcmp(folded, words[i]) == 0) {
      *number += (int32_t)i;
      return true;
    }
  }
  for (size_t i = 0; i < sizeof tens / sizeof *tens; i++) {
    if (strcmp(folded, tens[i]) == 0) {
      *number += (int32_t)(i + 2) * 10;
      return true;
    }
  }
  bool hundred = strcmp(folded, "hundred") == 0 && *number > 0 && *number < 20;
  *number = hundred ? *number * 100 : *number;
  return hundred || (strcmp(folded, "and") == 0 && *number >= 100);
}

/* The number that begins with `word`, in figures or words; `end` gets the place behind it. -1: it
 * is none. */
static int32_t number_at(const char *text, size_t length, cs_word word, size_t *end) {
  enum { WORDS_MAX = 5 };
  int32_t number = figure(text, word);
  *end = word.start + word.length;
  if (number >= 0) {
    return number;
  }
  number = 0;
  for (int i = 0; i < WORDS_MAX; i++) {
    char folded[CS_WORD_SIZE];
    cs_fold_word(text + word.start, word.length, folded);
    if (!add_number_word(&number, folded)) {
      break;
    }
    *end = word.start + word.length;
    if (!cs_next_word(text, length, *end, &word)) {
      break;
    }
  }
  return number != 0 ? number : -1;
}

/* The number that stands for '{number}' in a phrase; -1: the phrase does not fit. */
static int32_t number_in(const char *text, size_t length, const cs_phrases *before,
                         const char *behind) {
  size_t start, end;
  for (size_t from = 0; cs_phrases_find(before, text, length, from, &start, &end); from = end) {
    cs_word word;
    if (!cs_next_word(text, length, end, &word)) {
      return -1;
    }
    size_t rest;
    int32_t number = number_at(text, length, word, &rest);
    bool ended =
        behind[strspn(behind, " ")] == '\0' || cs_phrase_at(behind, text, length, rest, NULL);
    if (number >= 0 && ended) {
      return number;
    }
  }
  return -1;
}

static void read_children_phrase(cs_parser *parser, const char *pattern) {
  const char *place = strstr(pattern, "{number}");
  if (place == NULL || place == pattern) {
    return;
  }
  cs_review *review = parser->review;
  const char *rest = place + strlen("{number}");
  const char *front = cs_arena_bytes(review->arena, pattern, (size_t)(place - pattern));
  const char *behind = cs_phrase_clean(review->arena, rest, strlen(rest));
  const char *items[] = {front};
  cs_phrases before;
  cs_phrases_make(&before, &(cs_patterns){.items = items, .count = 1});
  for (uint32_t i = 0; i < review->passage_count && review->children < 0; i++) {
    const cs_passage *it = &review->passages[i];
    if (it->kind == CS_PREAMBLE || it->kind == CS_CONTEXT) {
      review->children = number_in(parser->text->bytes + it->start, it->length, &before, behind);
    }
  }
  cs_phrases_free(&before);
}

void cs_parse_references(cs_parser *parser) {
  cs_review *review = parser->review;
  for (uint32_t passage = 0; passage < review->passage_count; passage++) {
    cs_kind kind = review->passages[passage].kind;
    if (kind == CS_FINDING || kind == CS_EXAMPLE) {
      read_passage(parser, passage);
    }
  }
  for (uint32_t i = 0; i < review->citation_count; i++) {
    resolve(parser, &review->citations[i]);
  }
  const cs_patterns *phrases = &parser->family->children_phrases;
  for (size_t i = 0; i < phrases->count && review->children < 0; i++) {
    read_children_phrase(parser, phrases->items[i]);
  }
}

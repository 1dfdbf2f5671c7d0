/* Phrases: a bitmap of first letters keeps the comparison away from most words, and phrases
 * are chained by their first letter, so that a word meets those alone that may fit it. Of these
 * the head is compared at once; often it tells the first word, which is then not read. */
#include "review/phrases.h"

#include "base/ascii.h"
#include "base/sixteen.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

static bool is_word_byte(unsigned char byte) {
  return byte >= 0x80 || cs_is_ascii_letter((char)byte) || cs_is_ascii_digit((char)byte);
}

/* The number of a first letter, whatever its case; a few letters and digits share one. */
static unsigned first_of(unsigned char first) {
  return (first | 32u) % 64;
}

/* The number of a second and a third letter, whatever their case; several pairs share one. */
static unsigned pair_of(unsigned char second, unsigned char third) {
  return ((second | 32u) * 5 + (third | 32u)) % 64;
}

static void clean_into(char *clean, const char *pattern, size_t length) {
  memcpy(clean, pattern, length);
  clean[length] = '\0';
  for (size_t at = 0; at < length; at++) {
    unsigned char byte = (unsigned char)clean[at];
    if (byte == '.' && length - at >= 3 && memcmp(clean + at, "...", 3) == 0) {
      at += 2;
    } else if (!is_word_byte(byte) && byte != '*' && byte != '?' && byte != '\'') {
      clean[at] = ' ';
    }
  }
}

char *cs_phrase_clean(cs_arena *arena, const char *pattern, size_t length) {
  char *clean = cs_arena_allocate(arena, length + 1, 1);
  clean_into(clean, pattern, length);
  return clean;
}

static bool is_word_end(char byte) {
  return byte == ' ' || byte == '\0';
}

/* As much of the first word as decides by its bytes alone: plain letters and digits. */
static void make_head(cs_phrase_form *form, const char *word) {
  while (form->length < sizeof form->head && is_word_byte((unsigned char)word[form->length]) &&
         (unsigned char)word[form->length] < 0x80) {
    form->head[form->length] = (unsigned char)word[form->length] | 32; /* digits stay */
    form->length++;
  }
  if (form->length == 0) {
    return;
  }
  const char *behind = word + form->length;
  form->whole = is_word_end(*behind);
  form->open = *behind == '*' && is_word_end(behind[1]);
  behind += form->open;
  form->alone = (form->whole || form->open) && behind[strspn(behind, " ")] == '\0';
}

/* The number of a first and a second letter, whatever their case; few pairs share one. */
static cs_sixteen pair_numbers(cs_sixteen first, cs_sixteen second) {
  return 8 * (first | 0x20) + (second | 0x20);
}

static void note_pair(cs_phrases *phrases, unsigned char first, unsigned char second) {
  cs_sixteen number = pair_numbers((cs_sixteen){0} + first, (cs_sixteen){0} + second);
  for (unsigned i = 0; i < phrases->pair_count; i++) {
    if (phrases->pairs[i][0] == number[0]) {
      return;
    }
  }
  if (phrases->pair_count == CS_PAIRS_MAX) {
    phrases->any_pair = true;
    return;
  }
  for (unsigned i = phrases->pair_count++; i < CS_PAIRS_MAX; i++) {
    memcpy(phrases->pairs[i], &number, sizeof number);
  }
}

/* Without a head a phrase may begin with any word. */
static void note_head(cs_phrases *phrases, const cs_phrase_form *form) {
  uint64_t pairs =
      form->length > 2 ? (uint64_t)1 << pair_of(form->head[1], form->head[2]) : UINT64_MAX;
  if (form->length < 2) {
    phrases->any_pair = true;
  } else {
    note_pair(phrases, form->head[0], form->head[1]);
  }
  if (form->length == 0) {
    memset(phrases->heads, 0xFF, sizeof phrases->heads);
    return;
  }
  phrases->heads[first_of(form->head[0])] |= pairs;
}

static void make_form(cs_phrases *phrases, size_t index) {
  cs_phrase_form *form = &phrases->items[index];
  const char *word = form->clean;
  while (*word == ' ') {
    word++;
  }
  make_head(form, word);
  if (*word != '\0') { /* else nothing begins with it */
    uint32_t *chain =
        form->length != 0 ? &phrases->first[first_of(form->head[0])] : &phrases->headless;
    form->next = *chain;
    *chain = (uint32_t)index + 1;
    note_head(phrases, form);
  }
}

void cs_phrases_make(cs_phrases *phrases, const cs_patterns *patterns) {
  size_t bytes = 0, used = 0;
  for (size_t i = 0; i < patterns->count; i++) {
    bytes += strlen(patterns->items[i]) + 1;
  }
  *phrases = (cs_phrases){.count = patterns->count};
  if (patterns->count == 0) {
    return;
  }
  bytes += patterns->count * sizeof *phrases->items;
  phrases->items = cs_allocate(bytes, 1);
  char *text = (char *)(phrases->items + patterns->count);
  for (size_t i = 0; i < patterns->count; i++) {
    size_t length = strlen(patterns->items[i]);
    phrases->items[i].clean = text + used;
    clean_into(text + used, patterns->items[i], length);
    used += length + 1;
    make_form(phrases, i);
  }
}

void cs_phrases_free(cs_phrases *phrases) {
  for (size_t i = 0; i < phrases->count; i++) {
    cs_phrase_free(&phrases->items[i].words);
  }
  free(phrases->items);
  *phrases = (cs_phrases){.items = NULL};
}

/* The bytes from `at` on as heads have them, capitals made small; 0 behind the text's end. */
static cs_sixteen lowered(const char *text, size_t length, size_t at) {
  return cs_sixteen_lower(cs_sixteen_load_some(text + at, length - at));
}

/* `bytes` are those of the text at `at`, lowered. */
static bool head_fits(const cs_phrase_form *form, cs_sixteen bytes, const char *text, size_t length,
                      size_t at) {
  cs_sixteen head;
  memcpy(&head, form->head, sizeof head);
  uint32_t others = ~cs_sixteen_set((cs_sixteen)(bytes == head));
  if ((others & ((1u << form->length) - 1)) != 0) {
    return false;
  }
  /* What follows a whole word must not be a plain letter; an apostrophe may begin a possessive. */
  unsigned char next = at + form->length < length ? (unsigned char)text[at + form->length] : ' ';
  return !form->whole || !is_word_byte(next) || next >= 0x80;
}

/* Most phrases never meet a word that fits: they are made ready when one does. */
static const cs_phrase *words_of(cs_phrase_form *form) {
  if (form->words.words == NULL) {
    cs_phrase_read(&form->words, form->clean);
  }
  return &form->words;
}

/* Whether nothing but a letter or a digit could make the word go on that the head has ended. */
static bool ends_plainly(const cs_phrase_form *form, const char *text, size_t length, size_t at) {
  if (at == length) {
    return true;
  }
  unsigned char next = (unsigned char)text[at];
  bool joins =
      (next == '.' || next == ',') && cs_is_ascii_digit((char)form->head[form->length - 1]);
  return next < 0x80 && next != '\'' && !joins;
}

/* The end of the first word at `at`, whose head fits, where it needs no comparing; 0: it does. */
static size_t told_end(const cs_phrase_form *form, const char *text, size_t length, size_t at) {
  cs_word word;
  if (form->open && cs_next_word(text, length, at, &word)) {
    return word.start + word.length;
  }
  size_t end = at + form->length;
  return form->whole && ends_plainly(form, text, length, end) ? end : 0;
}

/* Whether the phrase, whose head fits, begins at `at`. */
static bool begins(cs_phrase_form *form, const char *text, size_t length, size_t at, size_t *end) {
  size_t told = told_end(form, text, length, at);
  if (told == 0) {
    return cs_phrase_begins(words_of(form), text, length, at, end);
  }
  if (form->alone) {
    *end = told;
    return true;
  }
  return cs_phrase_goes_on(words_of(form), text, length, told, end);
}

/* The furthest end of the phrases of a chain that begin with the word at `at`; 0: none does. */
static size_t longest_of(const cs_phrases *phrases, uint32_t chain, const char *text, size_t length,
                         size_t at) {
  size_t longest = 0;
  if (chain == 0) {
    return 0;
  }
  cs_sixteen bytes = lowered(text, length, at);
  for (uint32_t next = chain; next != 0; next = phrases->items[next - 1].next) {
    cs_phrase_form *form = &phrases->items[next - 1];
    size_t end;
    if (head_fits(form, bytes, text, length, at) && begins(form, text, length, at, &end) &&
        end > longest) {
      longest = end;
    }
  }
  return longest;
}

/* Of phrases with this first letter, and maybe of others; 0 where there are none. */
static uint32_t chain_of(const cs_phrases *phrases, unsigned char byte) {
  return byte < 0x80 ? phrases->first[first_of(byte)] : 0;
}

/* The same of all phrases. */
static size_t longest_at(const cs_phrases *phrases, const char *text, size_t length, size_t at) {
  size_t one = longest_of(phrases, chain_of(phrases, (unsigned char)text[at]), text, length, at);
  size_t other = longest_of(phrases, phrases->headless, text, length, at);
  return one > other ? one : other;
}

/* Whether a phrase may begin with the word at `at`. */
static bool is_head(const cs_phrases *phrases, const char *text, size_t length, size_t at) {
  const unsigned char *word = (const unsigned char *)text + at;
  return length - at > 2 ? (phrases->heads[first_of(word[0])] >> pair_of(word[1], word[2]) & 1) != 0
                         : phrases->heads[first_of(word[0])] != 0;
}

/* Whether a word begins at `at` with which a phrase begins; `end` gets the furthest. */
static bool found_at(const cs_phrases *phrases, const char *text, size_t length, size_t at,
                     size_t *end) {
  return is_word_byte((unsigned char)text[at]) &&
         (at == 0 || !is_word_byte((unsigned char)text[at - 1])) &&
         is_head(phrases, text, length, at) && (*end = longest_at(phrases, text, length, at)) > at;
}

/* Which of the next sixteen bytes may begin with one of the pairs, no letter before them. There is
 * a byte before and behind them. */
static uint32_t pairs_at(const cs_phrases *phrases, const char *at) {
  cs_sixteen numbers = pair_numbers(cs_sixteen_load(at), cs_sixteen_load(at + 1)), found = {0};
#pragma GCC unroll 8
  for (unsigned i = 0; i < CS_PAIRS_MAX; i++) {
    cs_sixteen wanted;
    memcpy(&wanted, phrases->pairs[i], sizeof wanted);
    found |= (cs_sixteen)(numbers == wanted);
  }
  return cs_sixteen_set(found & ~cs_sixteen_letters(cs_sixteen_load(at - 1)));
}

/* As cs_phrases_find, where all phrases begin with known pairs, in a text of 18 bytes or more. */
static bool find_by_pairs(const cs_phrases *phrases, const char *text, size_t length, size_t from,
                          size_t *start, size_t *end) {
  *start = from;
  if (from == 0 && found_at(phrases, text, length, 0, end)) {
    return true;
  }
  for (size_t at = from > 0 ? from : 1, next; at + 1 < length; at = next + 16) {
    next = at + 17 <= length ? at : length - 17;
    uint32_t left = pairs_at(phrases, text + next) >> (at - next) << (at - next);
    for (; left != 0; left &= left - 1) {
      *start = next + (unsigned)__builtin_ctz(left);
      if (found_at(phrases, text, length, *start, end)) {
        return true;
      }
    }
  }
  return false;
}

bool cs_phrases_find(const cs_phrases *phrases, const char *text, size_t length, size_t from,
                     size_t *start, size_t *end) {
  if (phrases->count == 0) {
    return false;
  }
  if (!phrases->any_pair && length >= 18) {
    return find_by_pairs(phrases, text, length, from, start, end);
  }
  for (*start = from; *start < length; ++*start) {
    if (found_at(phrases, text, length, *start, end)) {
      return true;
    }
  }
  return false;
}

bool cs_phrases_nth_at(const cs_phrases *phrases, size_t index, const char *text, size_t length,
                       size_t at, size_t *end) {
  cs_phrase_form *form = &phrases->items[index];
  if (form->length != 0 && ((unsigned char)text[at] | 32) != form->head[0]) {
    return false; /* most are told by their first letter */
  }
  return head_fits(form, lowered(text, length, at), text, length, at) &&
         begins(form, text, length, at, end);
}

bool cs_phrases_at(const cs_phrases *phrases, const char *text, size_t length, size_t from,
                   size_t *end) {
  cs_word word;
  if (phrases->count == 0 || !cs_next_word(text, length, from, &word) ||
      !is_head(phrases, text, length, word.start)) {
    return false;
  }
  *end = longest_at(phrases, text, length, word.start);
  return *end > word.start;
}

/* Whether one of the phrases of a chain is all the text from `at` on, where a word begins. */
static bool spans_of(const cs_phrases *phrases, uint32_t chain, const char *text, size_t length,
                     size_t at) {
  if (chain == 0) {
    return false;
  }
  cs_sixteen bytes = lowered(text, length, at);
  for (uint32_t next = chain; next != 0; next = phrases->items[next - 1].next) {
    cs_phrase_form *form = &phrases->items[next - 1];
    if (head_fits(form, bytes, text, length, at) &&
        cs_phrase_spans(words_of(form), text + at, length - at)) {
      return true;
    }
  }
  return false;
}

static bool spans(const cs_phrases *phrases, const char *text, size_t length, size_t at) {
  return is_head(phrases, text, length, at) &&
         (spans_of(phrases, chain_of(phrases, (unsigned char)text[at]), text, length, at) ||
          spans_of(phrases, phrases->headless, text, length, at));
}

bool cs_phrases_is(const cs_phrases *phrases, const char *text, size_t length) {
  cs_word word;
  return phrases->count != 0 && cs_next_word(text, length, 0, &word) &&
         spans(phrases, text, length, word.start);
}

enum { TAIL_BYTES = 160, TAIL_WORDS = 16 };

/* The starts of the last words, the newest last; returns how many. */
static size_t last_words(const char *text, size_t length, size_t starts[TAIL_WORDS]) {
  size_t at = length > TAIL_BYTES ? length - TAIL_BYTES : 0;
  while (at > 0 && at < length && is_word_byte((unsigned char)text[at - 1])) {
    at++;
  }
  size_t count = 0;
  cs_word word;
  for (; cs_next_word(text, length, at, &word); at = word.start + word.length) {
    if (count == TAIL_WORDS) {
      memmove(starts, starts + 1, (TAIL_WORDS - 1) * sizeof *starts);
      count--;
    }
    starts[count++] = word.start;
  }
  return count;
}

bool cs_phrases_end(const cs_phrases *phrases, const char *text, size_t length, size_t *start) {
  size_t starts[TAIL_WORDS];
  size_t count = last_words(text, length, starts);
  for (size_t first = 0; first < count; first++) {
    if (spans(phrases, text, length, starts[first])) {
      *start = starts[first];
      return true;
    }
  }
  return false;
}

/* Titles: plain ones are found by binary search over folded words. Most texts are told by the
 * first two letters of their first word to be none. */
#include "review/titles.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "base/words.h"
#include "review/phrases.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_SIZE = CS_TITLE_BYTES };

static bool is_number(const char *word, size_t length) {
  return length <= 3 && strspn(word, "0123456789") == length;
}

static bool is_skipped(const char *folded) {
  return (folded[0] == 'a' && strcmp(folded, "and") == 0) ||
         (folded[0] == 'c' && (strcmp(folded, "continued") == 0 || strcmp(folded, "cont'd") == 0 ||
                               strcmp(folded, "contd") == 0));
}

/* A digit may be the marker of a note, which is no part of the title. */
static uint64_t second_of(char byte) {
  return cs_is_ascii_digit(byte) ? UINT64_MAX : (uint64_t)1 << ((unsigned char)byte % 64);
}

typedef enum beginning { NO_WORD, LIKE_NONE, LIKE_SOME } beginning;

static beginning told_by(const cs_titles *titles, char first, char second) {
  bool some = (titles->starts[(unsigned char)first] & second_of(second)) != 0;
  return some ? LIKE_SOME : LIKE_NONE;
}

/* Whether the text begins with two letters that no skipped word begins with. */
static bool begins_plainly(const char *text, size_t length) {
  if (length < 2 || !cs_is_ascii_letter(text[0]) || !cs_is_ascii_letter(text[1])) {
    return false;
  }
  char first = (char)(text[0] | 32), second = (char)(text[1] | 32);
  return !(first == 'a' && second == 'n') && !(first == 'c' && second == 'o');
}

/* Whether the text begins as a plain title does. */
static beginning begins_like(const cs_titles *titles, const char *text, size_t length) {
  cs_word word;
  char folded[CS_WORD_SIZE];
  if (begins_plainly(text, length)) {
    return told_by(titles, (char)(text[0] | 32), (char)(text[1] | 32));
  }
  for (size_t at = 0; cs_next_word(text, length, at, &word); at = word.start + word.length) {
    cs_fold_word(text + word.start, word.length, folded);
    if (!is_skipped(folded)) {
      return told_by(titles, folded[0], folded[1]);
    }
  }
  return NO_WORD;
}

/* Of a title of one letter, what follows may be another word or nothing. */
static void note_start(cs_titles *titles, const char *words) {
  uint64_t *seconds = &titles->starts[(unsigned char)words[0]];
  *seconds |= second_of(words[1] == ' ' ? '\0' : words[1]);
}

/* Folds the words of a title into `out`. `last` gets where the last word begins. False where it is
 * longer than `most` bytes even without its last two words, a page number and what a marker of a
 * note is taken off. */
static bool fold_title(const char *text, size_t length, size_t most, char out[WORDS_SIZE],
                       size_t *last) {
  size_t used = 0;
  cs_word word;
  char folded[CS_WORD_SIZE];
  *last = 0;
  for (size_t at = 0; cs_next_word(text, length, at, &word); at = word.start + word.length) {
    size_t size = cs_fold_word(text + word.start, word.length, folded);
    if (is_skipped(folded)) {
      continue;
    }
    if (*last > most || used + size + 2 > WORDS_SIZE) {
      return false;
    }
    if (used != 0) {
      out[used++] = ' ';
    }
    *last = used;
    memcpy(out + used, folded, size);
    used += size;
  }
  out[used] = '\0';
  return used != 0;
}

/* Forms of one title in their order, so that which comes first is no chance. */
static int compare_titles(const void *one, const void *other) {
  const cs_title *left = one, *right = other;
  int order = strcmp(left->words, right->words);
  return order != 0 ? order : left->form - right->form;
}

static bool is_wild(const char *pattern) {
  return strpbrk(pattern, "*?") != NULL || strstr(pattern, "...") != NULL;
}

static void add_title(cs_titles *titles, cs_arena *arena, const char *pattern, int16_t form) {
  char folded[WORDS_SIZE];
  size_t last;
  if (is_wild(pattern)) {
    titles->wild[titles->wild_count++] =
        (cs_title){.words = cs_phrase_clean(arena, pattern, strlen(pattern)), .form = form};
  } else if (fold_title(pattern, strlen(pattern), SIZE_MAX, folded, &last)) {
    titles->plain[titles->plain_count++] =
        (cs_title){.words = cs_arena_string(arena, folded), .form = form};
    titles->longest = strlen(folded) > titles->longest ? strlen(folded) : titles->longest;
    note_start(titles, folded);
  }
}

void cs_titles_make(cs_titles *titles, const cs_family *family, cs_arena *arena) {
  size_t count = 0;
  for (size_t form = 0; form < family->section_count; form++) {
    count += family->sections[form].titles.count;
  }
  *titles = (cs_titles){.plain = cs_allocate(count, sizeof *titles->plain),
                        .wild = cs_allocate(count, sizeof *titles->wild)};
  for (size_t form = 0; form < family->section_count && form < INT16_MAX; form++) {
    const cs_patterns *patterns = &family->sections[form].titles;
    for (size_t i = 0; i < patterns->count; i++) {
      add_title(titles, arena, patterns->items[i], (int16_t)form);
    }
  }
  qsort(titles->plain, titles->plain_count, sizeof *titles->plain, compare_titles);
}

void cs_titles_free(cs_titles *titles) {
  free(titles->plain);
  free(titles->wild);
  *titles = (cs_titles){.plain = NULL};
}

/* The first of the plain titles that is not before these words. */
static size_t first_plain(const cs_titles *titles, const char *words) {
  size_t low = 0, high = titles->plain_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(titles->plain[middle].words, words) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static bool is_accepted(const bool *accepted, int16_t form) {
  return accepted == NULL || accepted[form];
}

static int16_t find_plain(const cs_titles *titles, const char *words, const bool *accepted) {
  for (size_t i = first_plain(titles, words);
       i < titles->plain_count && strcmp(titles->plain[i].words, words) == 0; i++) {
    if (is_accepted(accepted, titles->plain[i].form)) {
      return titles->plain[i].form;
    }
  }
  return -1;
}

/* "area2": takes the digits off the last word; false where it has none, or nothing else. */
static bool cut_marker(char *words) {
  size_t length = strlen(words), end = length;
  while (end > 0 && words[end - 1] >= '0' && words[end - 1] <= '9') {
    end--;
  }
  if (end == length || end == 0 || words[end - 1] == ' ' || words[end - 1] == '.') {
    return false;
  }
  words[end] = '\0';
  return true;
}

/* The plain title that the text is, or -1. */
static int16_t find_any_plain(const cs_titles *titles, const char *text, size_t length,
                              const bool *accepted, bool *paged) {
  char words[WORDS_SIZE];
  size_t last;
  if (!fold_title(text, length, titles->longest, words, &last)) {
    return -1;
  }
  int16_t form = find_plain(titles, words, accepted);
  if (form < 0 && last != 0 && is_number(words + last, strlen(words + last))) {
    words[last - 1] = '\0';
    form = find_plain(titles, words, accepted);
    *paged = form >= 0;
  }
  if (form < 0 && cut_marker(words)) {
    form = find_plain(titles, words, accepted);
  }
  return form;
}

int16_t cs_titles_find(const cs_titles *titles, const char *text, size_t length,
                       const bool *accepted, bool *paged) {
  *paged = false;
  beginning start = length <= CS_HEADING_BYTES ? begins_like(titles, text, length) : NO_WORD;
  if (start == NO_WORD) {
    return -1;
  }
  int16_t form = start == LIKE_SOME ? find_any_plain(titles, text, length, accepted, paged) : -1;
  for (size_t i = 0; form < 0 && i < titles->wild_count; i++) {
    if (is_accepted(accepted, titles->wild[i].form) &&
        cs_phrase_is(titles->wild[i].words, text, length)) {
      form = titles->wild[i].form;
    }
  }
  return form;
}

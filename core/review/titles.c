/* Titles: plain ones are found by binary search over folded words. */
#include "review/titles.h"

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
  return strcmp(folded, "and") == 0 || strcmp(folded, "continued") == 0 ||
         strcmp(folded, "cont'd") == 0 || strcmp(folded, "contd") == 0;
}

/* Folds the words of a title into `out`. `last` gets where the last word begins. */
static bool fold_title(const char *text, size_t length, char out[WORDS_SIZE], size_t *last) {
  size_t used = 0;
  cs_word word;
  char folded[CS_WORD_SIZE];
  *last = 0;
  for (size_t at = 0; cs_next_word(text, length, at, &word); at = word.start + word.length) {
    size_t size = cs_fold_word(text + word.start, word.length, folded);
    if (is_skipped(folded)) {
      continue;
    }
    if (used + size + 2 > WORDS_SIZE) {
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

static void add_title(cs_titles *titles, const char *pattern, int16_t form) {
  char folded[WORDS_SIZE];
  size_t last;
  if (is_wild(pattern)) {
    titles->wild[titles->wild_count++] =
        (cs_title){.words = cs_phrase_clean(pattern, strlen(pattern)), .form = form};
  } else if (fold_title(pattern, strlen(pattern), folded, &last)) {
    titles->plain[titles->plain_count++] =
        (cs_title){.words = cs_copy_string(folded), .form = form};
  }
}

void cs_titles_make(cs_titles *titles, const cs_family *family) {
  size_t count = 0;
  for (size_t form = 0; form < family->section_count; form++) {
    count += family->sections[form].titles.count;
  }
  *titles = (cs_titles){.plain = cs_allocate(count, sizeof *titles->plain),
                        .wild = cs_allocate(count, sizeof *titles->wild)};
  for (size_t form = 0; form < family->section_count && form < INT16_MAX; form++) {
    const cs_patterns *patterns = &family->sections[form].titles;
    for (size_t i = 0; i < patterns->count; i++) {
      add_title(titles, patterns->items[i], (int16_t)form);
    }
  }
  qsort(titles->plain, titles->plain_count, sizeof *titles->plain, compare_titles);
}

void cs_titles_free(cs_titles *titles) {
  for (size_t i = 0; i < titles->plain_count; i++) {
    free(titles->plain[i].words);
  }
  for (size_t i = 0; i < titles->wild_count; i++) {
    free(titles->wild[i].words);
  }
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

int16_t cs_titles_find(const cs_titles *titles, const char *text, size_t length,
                       const bool *accepted, bool *paged) {
  char words[WORDS_SIZE];
  size_t last;
  *paged = false;
  if (length > CS_HEADING_BYTES || !fold_title(text, length, words, &last)) {
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
  for (size_t i = 0; form < 0 && i < titles->wild_count; i++) {
    if (is_accepted(accepted, titles->wild[i].form) &&
        cs_phrase_is(titles->wild[i].words, text, length)) {
      form = titles->wild[i].form;
    }
  }
  return form;
}

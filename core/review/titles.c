/* Titles: plain ones are found by binary search over folded words. */
#include "review/titles.h"

#include "base/memory.h"
#include "base/words.h"
#include "review/phrases.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_SIZE = 512 };

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

static int compare_titles(const void *one, const void *other) {
  return strcmp(((const cs_title *)one)->words, ((const cs_title *)other)->words);
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

static int16_t find_plain(const cs_titles *titles, char *words) {
  cs_title wanted = {.words = words};
  const cs_title *found =
      bsearch(&wanted, titles->plain, titles->plain_count, sizeof *titles->plain, compare_titles);
  return found != NULL ? found->form : -1;
}

int16_t cs_titles_find(const cs_titles *titles, const char *text, size_t length, bool *paged) {
  char words[WORDS_SIZE];
  size_t last;
  *paged = false;
  if (length > CS_HEADING_BYTES || !fold_title(text, length, words, &last)) {
    return -1;
  }
  int16_t form = find_plain(titles, words);
  if (form < 0 && last != 0 && is_number(words + last, strlen(words + last))) {
    words[last - 1] = '\0';
    form = find_plain(titles, words);
    *paged = form >= 0;
  }
  for (size_t i = 0; form < 0 && i < titles->wild_count; i++) {
    if (cs_phrase_is(titles->wild[i].words, text, length)) {
      form = titles->wild[i].form;
    }
  }
  return form;
}

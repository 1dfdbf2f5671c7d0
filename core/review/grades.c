/* Grades: of wordings that begin with the same word the longest is read. */
#include "review/grades.h"

#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

static void read_wording(cs_wording *wording, const char *text, int32_t grade) {
  size_t length = strlen(text), at = 0;
  cs_word word;
  *wording = (cs_wording){.grade = grade};
  wording->words = cs_allocate(cs_count_words(text, length), sizeof *wording->words);
  for (; cs_next_word(text, length, at, &word); at = word.start + word.length) {
    char folded[CS_WORD_SIZE];
    cs_fold_word(text + word.start, word.length, folded);
    wording->words[wording->count++] = cs_copy_string(folded);
  }
}

void cs_grades_make(cs_grades *grades, const cs_family *family) {
  size_t count = 0;
  for (size_t i = 0; i < family->grade_count; i++) {
    count += family->grades[i].words.count;
  }
  *grades = (cs_grades){.items = cs_allocate(count, sizeof *grades->items)};
  for (size_t i = 0; i < family->grade_count; i++) {
    for (size_t j = 0; j < family->grades[i].words.count; j++) {
      read_wording(&grades->items[grades->count++], family->grades[i].words.items[j], (int32_t)i);
    }
  }
}

void cs_grades_free(cs_grades *grades) {
  for (size_t i = 0; i < grades->count; i++) {
    for (size_t j = 0; j < grades->items[i].count; j++) {
      free(grades->items[i].words[j]);
    }
    free(grades->items[i].words);
  }
  free(grades->items);
  *grades = (cs_grades){.items = NULL};
}

cs_grade_part cs_grade_read(cs_grade_reader *reader, const char *folded) {
  const cs_wording *open = reader->open, *found = NULL;
  if (open != NULL && reader->next < open->count &&
      strcmp(open->words[reader->next], folded) == 0) {
    reader->next++;
    return CS_GRADE_GOES_ON;
  }
  for (size_t i = 0; i < reader->grades->count; i++) {
    const cs_wording *each = &reader->grades->items[i];
    bool longer = found == NULL || each->count > found->count;
    if (each->count != 0 && longer && strcmp(each->words[0], folded) == 0) {
      found = each;
    }
  }
  if (found == NULL) {
    return CS_NOT_GRADE;
  }
  reader->open = found;
  reader->next = 1;
  return CS_GRADE_OPENS;
}

size_t cs_grade_strip(const cs_grades *grades, const char *text, size_t length, char *out,
                      size_t size, int32_t *grade) {
  cs_grade_reader reader = {.grades = grades};
  size_t used = 0;
  cs_word word;
  for (size_t at = 0; cs_next_word(text, length, at, &word); at = word.start + word.length) {
    char folded[CS_WORD_SIZE];
    cs_fold_word(text + word.start, word.length, folded);
    if (cs_grade_read(&reader, folded) != CS_NOT_GRADE || used + word.length + 1 > size) {
      continue;
    }
    if (used != 0) {
      out[used++] = ' ';
    }
    memcpy(out + used, text + word.start, word.length);
    used += word.length;
  }
  *grade = reader.open != NULL ? reader.open->grade : CS_NO_GRADE;
  return used;
}

static bool is_let_be(const char *folded) {
  return strcmp(folded, "because") == 0 || strspn(folded, "0123456789") == strlen(folded);
}

int32_t cs_grade_at_end(const cs_grades *grades, const char *text, size_t length) {
  cs_grade_reader reader = {.grades = grades};
  int32_t grade = CS_NO_GRADE;
  cs_word word;
  for (size_t at = 0; cs_next_word(text, length, at, &word); at = word.start + word.length) {
    char folded[CS_WORD_SIZE];
    cs_fold_word(text + word.start, word.length, folded);
    if (cs_grade_read(&reader, folded) != CS_NOT_GRADE) {
      grade = reader.open->grade;
    } else if (!is_let_be(folded)) {
      grade = CS_NO_GRADE;
      reader.open = NULL;
    }
  }
  return grade;
}

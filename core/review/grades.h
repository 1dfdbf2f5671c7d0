/* review/grades.h: the words of grades, taken out of a text.
 *
 * In a table that a PDF was turned into, the two lines of a cell stand apart:
 * "Requires 2. Children looked after and improvement achieving permanence". So a
 * grade is opened by its first word, and the rest of its wording is taken where
 * it comes; what is left are the words of the aspect.
 */
#ifndef CS_REVIEW_GRADES_H
#define CS_REVIEW_GRADES_H

#include <conspectus/family.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CS_NO_GRADE = -1 };

typedef struct cs_wording {
  char **words; /* folded; owned */
  size_t count;
  int32_t grade; /* index into the family's grades */
} cs_wording;

typedef struct cs_grades {
  cs_wording *items;
  size_t count;
} cs_grades;

/* A grade that is being read. */
typedef struct cs_grade_reader {
  const cs_grades *grades;
  const cs_wording *open; /* NULL before the first */
  size_t next;            /* of its words */
} cs_grade_reader;

typedef enum cs_grade_part { CS_NOT_GRADE, CS_GRADE_OPENS, CS_GRADE_GOES_ON } cs_grade_part;

void cs_grades_make(cs_grades *grades, const cs_family *family);
void cs_grades_free(cs_grades *grades);

/* What a folded word is to the grades read so far; `open->grade` is the grade after. */
cs_grade_part cs_grade_read(cs_grade_reader *reader, const char *folded);

/* Copies the text without its grade's words into `out`, words parted by blanks, and returns how
 * many bytes they are, without a final NUL; `grade` gets the last grade or CS_NO_GRADE. At most
 * `size` bytes: what is longer is left out. */
size_t cs_grade_strip(const cs_grades *grades, const char *text, size_t length, char *out,
                      size_t size, int32_t *grade);

/* Whether the text ends with a grade, a mark of a note and "because" let be. */
int32_t cs_grade_at_end(const cs_grades *grades, const char *text, size_t length);

#endif

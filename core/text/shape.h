/* text/shape.h: what a line begins with and ends with.
 *
 * These are guesses about one line; whether it goes on from the line above is
 * decided in text/wrap.h.
 */
#ifndef CS_TEXT_SHAPE_H
#define CS_TEXT_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum label_kind {
  LABEL_NONE,
  LABEL_SINGLE, /* "3." and text */
  LABEL_LETTER, /* "a)", "(ii)" and text */
  LABEL_DOTTED, /* "2.18", "5.1.4" and text */
} label_kind;

typedef struct shape {
  uint32_t skip;  /* bytes of the marks at its start: the rest is text */
  uint32_t marks; /* CS_MARK_ bits */
  bool dash;      /* its list mark is a dash, which may be a dash in a sentence as well */
  bool bare;      /* nothing follows the marks */
  label_kind label;
  bool bare_label; /* nothing follows the label */
  bool field;      /* "Name: value" */
} shape;

shape cs_shape_of(const char *text, size_t length);

/* "Name: value": a capital, at most eight words, a colon, then a tab, two blanks or the end. */
bool cs_is_field(const char *text, size_t length);

/* A line of a table of contents: dots, a tab or a gap, and a page number at the end. */
bool cs_is_contents_line(const char *text, size_t length);

/* "---", "***", "===": a rule, or a line under a heading. */
bool cs_is_rule(const char *text, size_t length);

/* "|---|:---:|" and the like. */
bool cs_is_table_rule(const char *text, size_t length);

/* "Page 3 of 14", "3/14", "Page 3"; not a lone number. */
bool cs_is_page_line(const char *text, size_t length);

/* A lone number of up to three digits, perhaps between dashes; its value, or -1. */
int cs_lone_number(const char *text, size_t length);

/* . ! ? : ; */
static inline bool cs_is_stop(char byte) {
  return byte == '.' || byte == '!' || byte == '?' || byte == ':' || byte == ';';
}

/* Whether a sentence ends here: . ! ? : ; behind which only quotes, brackets and marks stand. */
bool cs_ends_sentence(const char *text, size_t length);

/* The first character that is no emphasis mark or opening quote. */
uint32_t cs_first_letter(const char *text, size_t length);

#endif

/* Passages on a terminal. Evidence may nest and overlap, so each byte of the text
 * gets the one role that is worth showing there, cues before terms, and the text
 * is printed in runs of one role. Control characters never reach the terminal. */
#include "cli/passage.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <conspectus/output.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a role is shown; a later one in this order wins where two overlap. */
typedef struct mark {
  const char *role;
  const char *open; /* without colour */
  const char *close;
  const char *colour;
  const char *meaning;
} mark;

static const mark marks[] = {
    {"", "", "", "", ""},
    {"term", "[", "]", "\033[1m", "term of the theme"},
    {"contrast", "{~ ", "}", "\033[36m", "contrast"},
    {"plan", "{> ", "}", "\033[33m", "planned"},
    {"condition", "{? ", "}", "\033[34m", "circumstance"},
    {"repeat", "{= ", "}", "\033[1;35m", "raised before"},
    {"strength", "{+ ", "}", "\033[32m", "strength"},
    {"weakness", "{- ", "}", "\033[31m", "weakness"},
    {"negation", "{! ", "}", "\033[35m", "negation"},
};
enum { MARK_COUNT = sizeof marks / sizeof *marks };

static unsigned char mark_of(const char *role) {
  for (unsigned char i = 1; i < MARK_COUNT; i++) {
    if (strcmp(marks[i].role, role) == 0) {
      return i;
    }
  }
  return 0;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t';
}

/* A blank at the edge of a run carries no mark: marks open and close at words. */
static void trim_blanks(unsigned char *at, const char *text, size_t length) {
  for (size_t byte = 0; byte < length; byte++) {
    if (is_blank(text[byte]) && (byte == 0 || at[byte - 1] != at[byte])) {
      at[byte] = 0;
    }
  }
  for (size_t byte = length; byte-- > 0;) {
    if (is_blank(text[byte]) && at[byte + 1] != at[byte]) {
      at[byte] = 0;
    }
  }
}

/* The mark of every byte; free() it. */
static unsigned char *marks_of(const cs_shown *shown) {
  unsigned char *at = cs_allocate(shown->length + 1, 1);
  for (size_t i = 0; i < shown->evidence_count; i++) {
    const cs_shown_evidence *each = &shown->evidence[i];
    unsigned char mark_here = mark_of(each->role);
    if (each->start > shown->length || each->length > shown->length - each->start) {
      continue; /* a damaged dataset: verify says so */
    }
    for (size_t byte = each->start; byte < each->start + each->length; byte++) {
      at[byte] = mark_here > at[byte] ? mark_here : at[byte];
    }
  }
  trim_blanks(at, shown->text, shown->length);
  return at;
}

void cli_add_evidence(cs_buffer *list, const cs_shown *shown) {
  for (size_t i = 0; i < shown->evidence_count; i++) {
    const cs_shown_evidence *each = &shown->evidence[i];
    if (each->start <= shown->length && each->length <= shown->length - each->start) {
      cs_buffer_add_format(list, "%s%s: %.*s", list->length > 0 ? "; " : "", each->role,
                           (int)each->length, shown->text + each->start);
    }
  }
}

/* ---- Text with marks, wrapped ---- */

typedef struct pen {
  size_t width;  /* 0: no bound */
  size_t column; /* where the next character goes */
  size_t indent;
  bool colour;
} pen;

/* Whether a mark begins or ends at a byte. */
static bool opens(const unsigned char *at, size_t byte) {
  return at[byte] != 0 && (byte == 0 || at[byte - 1] != at[byte]);
}

static bool closes(const unsigned char *at, size_t byte) {
  return at[byte] != 0 && at[byte + 1] != at[byte];
}

static size_t word_width(const char *text, const unsigned char *at, size_t from, size_t to,
                         bool colour) {
  size_t width = cs_display_width(text + from, to - from);
  for (size_t byte = from; byte < to && !colour; byte++) {
    width += opens(at, byte) ? strlen(marks[at[byte]].open) : 0;
    width += closes(at, byte) ? strlen(marks[at[byte]].close) : 0;
  }
  return width;
}

static void print_word(const char *text, const unsigned char *at, size_t from, size_t to,
                       bool colour) {
  for (size_t byte = from; byte < to; byte++) {
    if (at[byte] != 0 && (opens(at, byte) || (colour && byte == from))) {
      fputs(colour ? marks[at[byte]].colour : marks[at[byte]].open, stdout);
    }
    unsigned char here = (unsigned char)text[byte];
    if (here >= 0x20 && here != 0x7F) {
      putchar(here);
    }
    if (at[byte] != 0 && (closes(at, byte) || (colour && byte + 1 == to))) {
      fputs(colour ? "\033[0m" : marks[at[byte]].close, stdout);
    }
  }
}

static void new_line(pen *with) {
  printf("\n%*s", (int)with->indent, "");
  with->column = with->indent;
}

static void print_marked(const char *text, size_t length, const unsigned char *at, pen *with) {
  for (size_t byte = 0; byte < length;) {
    size_t from = byte;
    while (from < length && is_blank(text[from])) {
      from++;
    }
    bool paragraph = memchr(text + byte, '\n', from - byte) != NULL;
    size_t to = from;
    while (to < length && !is_blank(text[to])) {
      to++;
    }
    size_t width = word_width(text, at, from, to, with->colour);
    bool full = with->width != 0 && with->column + 1 + width > with->width;
    if (with->column > with->indent && (full || paragraph)) {
      new_line(with);
    } else if (with->column > with->indent) {
      putchar(' ');
      with->column++;
    }
    print_word(text, at, from, to, with->colour);
    with->column += width;
    byte = to;
  }
}

/* "key  (section)", the section below the key where both are wider than the terminal. */
static void print_section(const cs_shown *shown, size_t width) {
  size_t used = strlen(shown->passage);
  cs_buffer text = {0};
  cs_buffer_add_format(&text, "(%s)", shown->section);
  if (width == 0 || used + 2 + text.length <= width) {
    printf("  %s", text.bytes);
  } else {
    printf("\n    ");
    cs_print_wrapped(stdout, text.bytes, text.length, width > 4 ? width - 4 : width, 4);
  }
  cs_buffer_free(&text);
}

void cli_print_place(const cs_shown *shown, size_t width, bool colour) {
  printf("%s%s%s", colour ? "\033[1m" : "", shown->passage, colour ? "\033[0m" : "");
  if (shown->section[0] != '\0') {
    print_section(shown, width);
  }
  putchar('\n');
}

static void print_head(const cs_shown *shown, size_t width, bool colour) {
  cli_print_place(shown, width, colour);
  printf("  %s: %s, confidence %.2f%s", shown->theme, shown->polarity, shown->confidence,
         shown->repeat ? ", raised before" : "");
  if (shown->cites[0] != '\0') {
    printf("; cites %s", shown->cites);
  }
  putchar('\n');
}

void cli_print_marked(const cs_shown *shown, size_t width, bool colour) {
  unsigned char *at = marks_of(shown);
  pen with = {.width = width, .column = 4, .indent = 4, .colour = colour};
  printf("    ");
  print_marked(shown->text, shown->length, at, &with);
  printf("\n\n");
  free(at);
}

void cli_print_shown(const cs_shown *shown, size_t width, bool colour) {
  print_head(shown, width, colour);
  cli_print_marked(shown, width, colour);
}

void cli_print_legend(bool colour) {
  printf("Marks:");
  for (size_t i = 1; i < MARK_COUNT; i++) {
    printf("%s %s%s%s", i == 5 ? "\n      " : "", colour ? marks[i].colour : marks[i].open,
           marks[i].meaning, colour ? "\033[0m" : marks[i].close);
  }
  putchar('\n');
}

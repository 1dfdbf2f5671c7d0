/* Notes: a page ends with footnotes if all of its last lines are notes, each of
 * which begins with its number, and the numbers count upwards. A number alone on
 * its line, as a superscript comes out of a PDF, is enough where the document's
 * notes go on counting; "3 Text" needs its marker in the page's text as well, so
 * that no numbered paragraph is taken for a note; so does "3Text", as a superscript before a
 * capital comes out. */
#include "text/notes.h"

#include "base/ascii.h"

#include "text/characters.h"

#include <string.h>

enum {
  NOTE_LINES = 40,   /* lines of a page's end that are looked at */
  NOTE_MAX = 199,    /* highest number */
  NOTE_INDENT = 12,  /* of the line with the number */
  SHORT_CAPITALS = 3 /* "KS4" and "GP2" are words of their own */
};

/* One page: its lines, and the place behind the last marker that was found. */
typedef struct page {
  size_t begin;
  size_t end;
  size_t line;
  size_t at;
} page;

typedef struct marker {
  size_t line;
  size_t at; /* bytes from the line's start */
  size_t length;
} marker;

static bool is_ascii_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static size_t read_number(const char *text, size_t length, int *number) {
  size_t end = 0;
  *number = 0;
  while (end < length && end < 4 && cs_is_ascii_digit(text[end])) {
    *number = *number * 10 + (text[end++] - '0');
  }
  return *number >= 1 && *number <= NOTE_MAX && text[0] != '0' ? end : 0;
}

size_t cs_note_number(const char *text, size_t length, int *number, bool *alone) {
  bool bracket = length > 2 && text[0] == '[';
  size_t end = read_number(text + bracket, length - bracket, number);
  if (end == 0) {
    return 0;
  }
  end += bracket;
  if (bracket && (end >= length || text[end++] != ']')) {
    return 0;
  }
  *alone = end == length;
  bool blank = end < length && (text[end] == ' ' || text[end] == '\t');
  bool glued = end + 1 < length && text[end] >= 'A' && text[end] <= 'Z' &&
               (text[end + 1] == ' ' || (text[end + 1] >= 'a' && text[end + 1] <= 'z'));
  return *alone || blank || glued ? end : 0;
}

/* --- markers ------------------------------------------------------------------------ */

/* Whether a marker may stand behind the text before `at`: a word, or what ends a phrase. */
static bool may_carry(const char *text, size_t at) {
  if (at == 0) {
    return false;
  }
  char before = text[at - 1];
  if (is_ascii_letter(before)) {
    size_t start = at;
    bool capitals = true;
    while (start > 0 && is_ascii_letter(text[start - 1])) {
      start--;
      capitals = capitals && text[start] < 'a';
    }
    return at - start >= 2 && !(capitals && at - start <= SHORT_CAPITALS);
  }
  if (before == '.') { /* "in 2014.9", but not "3.9" */
    bool year = at >= 5 && cs_is_ascii_digit(text[at - 2]) && cs_is_ascii_digit(text[at - 3]) &&
                cs_is_ascii_digit(text[at - 4]) && cs_is_ascii_digit(text[at - 5]);
    return at >= 2 && (!cs_is_ascii_digit(text[at - 2]) || year);
  }
  if (strchr(",;:)]?!", before) != NULL) {
    return at >= 2 && !cs_is_ascii_digit(text[at - 2]);
  }
  return at >= 3 && (memcmp(text + at - 3, "\xE2\x80\x99", 3) == 0 ||
                     memcmp(text + at - 3, "\xE2\x80\x9D", 3) == 0);
}

static bool may_follow(const char *text, size_t length, size_t at) {
  return at >= length || strchr(" \t.,;:)?!", text[at]) != NULL;
}

/* The marker of a note in one line, from byte `at` on. */
static bool find_in_line(marker *out, const char *text, size_t length, size_t at, int number) {
  for (; at < length; at++) {
    int value;
    if (!cs_is_ascii_digit(text[at]) || (at > 0 && cs_is_ascii_digit(text[at - 1]))) {
      continue;
    }
    size_t size = read_number(text + at, length - at, &value);
    if (size == 0 || value != number) {
      continue;
    }
    bool bracketed = at > 1 && text[at - 1] == '[' && at + size < length && text[at + size] == ']';
    if (bracketed && text[at - 2] != ' ') {
      out->at = at - 1;
      out->length = size + 2;
      return true;
    }
    if (may_carry(text, at) && may_follow(text, length, at + size)) {
      out->at = at;
      out->length = size;
      return true;
    }
  }
  return false;
}

/* The marker of a note in the page's text up to line `end`, behind the marker before it. */
static bool find_marker(marker *out, const lines *these, page *this, size_t end, int number) {
  for (size_t i = this->line; i < end; i++) {
    const line *each = &these->items[i];
    size_t from = i == this->line ? this->at : 0;
    if (each->length != 0 && !each->removed &&
        find_in_line(out, cs_line_text(these, i), each->length, from, number)) {
      out->line = i;
      this->line = i;
      this->at = out->at;
      return true;
    }
  }
  return false;
}

static void own(lines *these, decoded *source) {
  if (source->bytes != source->buffer.bytes) {
    cs_buffer_add(&source->buffer, source->bytes, source->length);
    source->bytes = source->buffer.bytes;
    these->text = source->bytes;
  }
}

static void take_out(lines *these, decoded *source, const marker *which) {
  own(these, source);
  line *this = &these->items[which->line];
  char *text = source->buffer.bytes + this->start;
  size_t rest = this->length - which->at - which->length;
  memmove(text + which->at, text + which->at + which->length, rest);
  memset(text + this->length - which->length, ' ', which->length);
  this->length -= (uint32_t)which->length;
  this->width -= (uint32_t)which->length;
  while (this->length > 0 && strchr(" \t", text[this->length - 1]) != NULL) {
    this->length--;
    this->width--;
  }
}

/* --- notes --------------------------------------------------------------------------- */

/* Whether a note begins at the line; a number alone needs its text directly below. */
static bool begins_note(const lines *these, size_t index, size_t end, int *number, bool *alone) {
  const line *this = &these->items[index];
  if (this->length == 0 || this->removed || this->indent > NOTE_INDENT ||
      cs_note_number(cs_line_text(these, index), this->length, number, alone) == 0) {
    return false;
  }
  return !*alone || (index + 1 < end && these->items[index + 1].length != 0 &&
                     !these->items[index + 1].removed);
}

/* Whether all lines from `first` to the page's end are notes that count upwards. */
static bool all_notes(const lines *these, const page *this, size_t first) {
  int last = 0;
  bool blank = true;
  for (size_t i = first; i < this->end; i++) {
    const line *each = &these->items[i];
    int number;
    bool alone;
    if (each->length == 0 || each->removed) {
      blank = blank || each->length == 0;
      continue;
    }
    if (begins_note(these, i, this->end, &number, &alone) && (last == 0 || number == last + 1)) {
      last = number;
      i += alone;
    } else if (blank) {
      return false;
    }
    blank = false;
  }
  return last != 0;
}

/* Whether the notes from `first` on are notes indeed, judged by the first of them. */
static bool is_believed(const lines *these, const page *this, size_t first, int last) {
  int number = 0;
  bool alone = false;
  marker found;
  page copy = *this;
  begins_note(these, first, this->end, &number, &alone);
  return (alone && number == last + 1) || find_marker(&found, these, &copy, first, number);
}

/* Where the page's notes begin, or its end. */
static size_t first_note(const lines *these, const page *this, int last) {
  size_t from = this->end - this->begin > NOTE_LINES ? this->end - NOTE_LINES : this->begin;
  for (size_t i = from; i < this->end; i++) {
    int number;
    bool alone;
    if (i > this->begin && begins_note(these, i, this->end, &number, &alone) &&
        all_notes(these, this, i) && is_believed(these, this, i, last)) {
      return i;
    }
  }
  return this->end;
}

static void take_notes(lines *these, decoded *source, page *this, int *last) {
  size_t first = first_note(these, this, *last);
  int number;
  bool alone;
  for (size_t i = first; i < this->end; i++) {
    line *each = &these->items[i];
    if (each->length == 0 || each->removed) {
      continue;
    }
    if (begins_note(these, i, this->end, &number, &alone) && (i == first || number == *last + 1)) {
      marker found;
      each->note_start = true;
      *last = number;
      if (find_marker(&found, these, this, first, number)) {
        take_out(these, source, &found);
      }
      if (alone) { /* the text below may begin with a number as well */
        each->note = each->removed = true;
        each = &these->items[++i];
      }
    }
    each->note = each->removed = true;
  }
}

void cs_find_notes(lines *these, decoded *source) {
  if (!these->paged) {
    return;
  }
  int last = 0;
  for (size_t begin = 0, end; begin < these->count; begin = end) {
    for (end = begin + 1; end < these->count && !these->items[end].page_start;) {
      end++;
    }
    page this = {.begin = begin, .end = end, .line = begin};
    take_notes(these, source, &this, &last);
  }
}

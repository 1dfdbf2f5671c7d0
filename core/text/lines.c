/* Lines: one pass that looks for line ends with memchr, one ahead of it for bytes that
 * are no ASCII, and one look at both ends of each line. */
#include "text/lines.h"

#include "base/memory.h"
#include "base/sixteen.h"
#include "text/characters.h"

#include <stdlib.h>
#include <string.h>

enum { TAB_WIDTH = 4, INDENT_MAX = 1000 };

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

/* Where a line that begins at `start` ends: at any kind of break. */
static size_t break_after(const char *text, size_t start, size_t end, bool breaks) {
  if (!breaks) {
    return end;
  }
  for (size_t at = start; at < end; at++) {
    if (text[at] == BREAK_PAGE || text[at] == BREAK_LINE) {
      return at;
    }
  }
  return end;
}

static size_t count_characters(const char *text, size_t length) {
  size_t continuations = 0, at = 0;
  for (; at + 16 <= length; at += 16) {
    cs_sixteen bytes = cs_sixteen_load(text + at);
    if (cs_sixteen_any(cs_sixteen_others(bytes))) {
      uint32_t set = cs_sixteen_set(cs_sixteen_between(bytes, 0x80, 0xBF));
      continuations += (unsigned)__builtin_popcount(set);
    }
  }
  for (; at < length; at++) {
    continuations += ((unsigned char)text[at] & 0xC0) == 0x80;
  }
  return length - continuations;
}

static void measure(line *this, const char *text, size_t start, size_t end, bool ascii) {
  size_t indent = 0;
  for (; start < end && is_blank(text[start]); start++) {
    indent = text[start] == '\t' ? (indent / TAB_WIDTH + 1) * TAB_WIDTH : indent + 1;
  }
  while (end > start && is_blank(text[end - 1])) {
    end--;
  }
  this->start = (uint32_t)start;
  this->length = (uint32_t)(end - start);
  this->indent = (uint16_t)(indent < INDENT_MAX ? indent : INDENT_MAX);
  size_t characters = ascii ? end - start : count_characters(text + start, end - start);
  this->width = (uint32_t)(characters + this->indent);
}

/* Where the first byte that is no ASCII lies from `at` on, or the text's end. */
static size_t next_other(const char *text, size_t at, size_t size) {
  for (; at + 64 <= size; at += 64) {
    cs_sixteen all = cs_sixteen_load(text + at) | cs_sixteen_load(text + at + 16) |
                     cs_sixteen_load(text + at + 32) | cs_sixteen_load(text + at + 48);
    if (cs_sixteen_set(cs_sixteen_others(all)) != 0) {
      break;
    }
  }
  while (at < size && (unsigned char)text[at] < 0x80) {
    at++;
  }
  return at;
}

/* What is carried from line to line. */
typedef struct splitter {
  lines *out;
  size_t capacity;
  size_t other; /* where the next byte lies that is no ASCII, not before the line at hand */
  bool breaks;  /* there are breaks besides '\n' */
  bool page_start;
} splitter;

/* Lines between `start` and `end`, which no '\n' parts: one, or more where a page ends. */
static void add_lines(splitter *this, size_t start, size_t end, uint32_t number) {
  lines *out = this->out;
  bool ascii = this->other >= end;
  for (;;) {
    size_t stop = break_after(out->text, start, end, this->breaks);
    cs_grow(&out->items, &this->capacity, out->count, sizeof *out->items);
    line *added = &out->items[out->count++];
    *added = (line){.number = number, .page_start = this->page_start};
    measure(added, out->text, start, stop, ascii);
    this->page_start = stop < end && out->text[stop] == BREAK_PAGE;
    out->paged = out->paged || this->page_start;
    if (stop == end) {
      return;
    }
    start = stop + 1;
  }
}

void cs_lines_split(lines *out, const char *text, size_t size, bool ascii) {
  *out = (lines){.text = text, .size = size};
  splitter this = {.out = out, .other = ascii ? size : 0, .page_start = true};
  this.breaks = !ascii && size != 0 &&
                (memchr(text, BREAK_PAGE, size) != NULL || memchr(text, BREAK_LINE, size) != NULL);
  uint32_t number = 1;
  for (size_t start = 0, end; start < size; number++, start = end + 1) {
    const char *found = memchr(text + start, '\n', size - start);
    end = found != NULL ? (size_t)(found - text) : size;
    if (this.other <= start) {
      this.other = next_other(text, start, size);
    }
    add_lines(&this, start, end, number);
  }
}

void cs_lines_free(lines *these) {
  free(these->items);
  *these = (lines){0};
}

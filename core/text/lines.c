/* Lines: one pass that looks for line ends with memchr, and one look at both
 * ends of each line. */
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

/* Lines between `start` and `end`, which no '\n' parts: one, or more where a page ends. */
static void add_lines(lines *out, size_t *capacity, size_t start, size_t end, uint32_t number,
                      bool ascii, bool breaks, bool *page_start) {
  for (;;) {
    size_t stop = break_after(out->text, start, end, breaks);
    cs_grow(&out->items, capacity, out->count, sizeof *out->items);
    line *this = &out->items[out->count++];
    *this = (line){.number = number, .page_start = *page_start};
    measure(this, out->text, start, stop, ascii);
    *page_start = stop < end && out->text[stop] == BREAK_PAGE;
    out->paged = out->paged || *page_start;
    if (stop == end) {
      return;
    }
    start = stop + 1;
  }
}

void cs_lines_split(lines *out, const char *text, size_t size, bool ascii) {
  *out = (lines){.text = text, .size = size};
  size_t capacity = 0;
  uint32_t number = 1;
  bool page_start = true;
  bool breaks = !ascii && size != 0 &&
                (memchr(text, BREAK_PAGE, size) != NULL || memchr(text, BREAK_LINE, size) != NULL);
  for (size_t start = 0; start < size; number++) {
    const char *found = memchr(text + start, '\n', size - start);
    size_t end = found != NULL ? (size_t)(found - text) : size;
    add_lines(out, &capacity, start, end, number, ascii, breaks, &page_start);
    start = end + 1;
  }
}

void cs_lines_free(lines *these) {
  free(these->items);
  *these = (lines){0};
}

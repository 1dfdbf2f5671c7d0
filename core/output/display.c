/* Text as a terminal shows it: what is left out, how wide it is, where it breaks.
 * Every walk over a text is one pass from its start to its end. */
#include "output/display.h"

#include <conspectus/output.h>
#include <string.h>
#include <utf8proc.h>

static const char ELLIPSIS[] = "\xE2\x80\xA6";

/* ---- Characters ---- */

enum { NO_BREAK_SPACE = 0xA0 };

typedef enum shown { SHOWN_AS_IT_IS, SHOWN_AS_BLANK, SHOWN_NOT } shown;

typedef struct glyph {
  size_t length; /* bytes, at least 1 */
  size_t width;  /* columns, if it is shown as it is */
  shown shown;
} glyph;

static shown how_shown(utf8proc_int32_t code) {
  switch (utf8proc_category(code)) {
  case UTF8PROC_CATEGORY_CC:
    return code >= '\t' && code <= '\r' ? SHOWN_AS_BLANK : SHOWN_NOT;
  case UTF8PROC_CATEGORY_ZS:
    return code == NO_BREAK_SPACE ? SHOWN_AS_IT_IS : SHOWN_AS_BLANK;
  case UTF8PROC_CATEGORY_ZL:
  case UTF8PROC_CATEGORY_ZP:
    return SHOWN_AS_BLANK;
  case UTF8PROC_CATEGORY_CF: /* direction marks would turn what stands beside them */
  case UTF8PROC_CATEGORY_CN:
  case UTF8PROC_CATEGORY_CS:
    return SHOWN_NOT;
  default:
    return SHOWN_AS_IT_IS;
  }
}

static glyph glyph_at(const char *text, size_t length, size_t at) {
  utf8proc_int32_t code;
  size_t left = length - at < 4 ? length - at : 4;
  utf8proc_ssize_t read =
      utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)left, &code);
  if (read <= 0) {
    return (glyph){.length = 1, .shown = SHOWN_NOT};
  }
  int width = utf8proc_charwidth(code);
  return (glyph){
      .length = (size_t)read, .width = width > 0 ? (size_t)width : 0, .shown = how_shown(code)};
}

size_t cs_display_width(const char *text, size_t length) {
  size_t width = 0;
  for (size_t at = 0; at < length;) {
    glyph next = glyph_at(text, length, at);
    bool blank = next.shown == SHOWN_AS_BLANK && (unsigned char)text[at] >= ' ';
    width += next.shown == SHOWN_AS_IT_IS ? next.width : blank;
    at += next.length;
  }
  return width;
}

void cs_clean_add(cs_buffer *buffer, const char *text, size_t length) {
  bool blank = false;
  size_t begin = buffer->length;
  for (size_t at = 0; at < length;) {
    glyph next = glyph_at(text, length, at);
    if (next.shown == SHOWN_AS_BLANK) {
      blank = true;
    } else if (next.shown == SHOWN_AS_IT_IS) {
      if (blank && buffer->length > begin) {
        cs_buffer_add_char(buffer, ' ');
      }
      blank = false;
      cs_buffer_add(buffer, text + at, next.length);
    }
    at += next.length;
  }
}

void cs_plain_add(cs_buffer *buffer, const char *text, size_t length) {
  for (size_t at = 0; at < length;) {
    glyph next = glyph_at(text, length, at);
    bool kept = text[at] == '\n' || text[at] == '\t' || next.shown == SHOWN_AS_IT_IS;
    if (kept) {
      cs_buffer_add(buffer, text + at, next.length);
    } else if (next.shown == SHOWN_AS_BLANK) {
      cs_buffer_add_char(buffer, ' ');
    }
    at += next.length;
  }
}

/* ---- Lines ---- */

/* Where a word alone that is too wide may be broken: behind these, as in a key. */
static bool ends_part(char byte) {
  return byte == '-' || byte == '_' || byte == '/' || byte == ':';
}

bool cs_next_line(const char *clean, size_t length, size_t width, size_t *from,
                  cs_line_slice *line) {
  size_t start = *from, at = start, columns = 0, word_end = start, part_end = start;
  if (start >= length) {
    return false;
  }
  while (at < length) {
    glyph next = glyph_at(clean, length, at);
    word_end = clean[at] == ' ' ? at : word_end;
    columns += clean[at] == ' ' ? 1 : next.width;
    if (width != 0 && columns > width && at > start) {
      break;
    }
    at += next.length;
    part_end = ends_part(clean[at - 1]) ? at : part_end;
  }
  size_t broken = part_end > start ? part_end : at;
  size_t end = at >= length ? length : word_end > start ? word_end : broken;
  *line = (cs_line_slice){start, end - start};
  *from = end < length && clean[end] == ' ' ? end + 1 : end;
  return true;
}

size_t cs_count_lines(const char *clean, size_t length, size_t width) {
  size_t lines = 0, from = 0;
  cs_line_slice line;
  while (cs_next_line(clean, length, width, &from, &line)) {
    lines++;
  }
  return lines > 0 ? lines : 1;
}

/* The longest beginning of a line that leaves a column free, whole words if it can be. */
static size_t leave_a_column(const char *clean, cs_line_slice line, size_t width) {
  size_t from = 0;
  cs_line_slice kept = {0};
  if (width > 1 && cs_next_line(clean + line.start, line.length, width - 1, &from, &kept)) {
    return line.start + kept.length;
  }
  return line.start;
}

void cs_shorten(cs_buffer *clean, size_t width, size_t lines) {
  size_t from = 0;
  cs_line_slice line = {0};
  for (size_t i = 0; i < lines; i++) {
    if (!cs_next_line(clean->bytes, clean->length, width, &from, &line)) {
      return;
    }
  }
  if (from >= clean->length) {
    return;
  }
  clean->length = leave_a_column(clean->bytes, line, width);
  cs_buffer_add_string(clean, ELLIPSIS);
}

/* ---- Paragraphs ---- */

/* Ends at an empty line or the end of the text. */
static size_t paragraph_end(const char *text, size_t length, size_t from) {
  bool empty = false; /* since the last line end */
  for (size_t at = from; at < length; at++) {
    if (text[at] == '\n') {
      if (empty) {
        return at;
      }
      empty = true;
    } else if (text[at] != ' ' && text[at] != '\t' && text[at] != '\r') {
      empty = false;
    }
  }
  return length;
}

static void print_clean(FILE *file, const cs_buffer *clean, size_t width, size_t indent,
                        bool first) {
  size_t from = 0;
  cs_line_slice line;
  while (cs_next_line(clean->bytes, clean->length, width, &from, &line)) {
    if (!first) {
      fprintf(file, "\n%*s", (int)indent, "");
    }
    fwrite(clean->bytes + line.start, 1, line.length, file);
    first = false;
  }
}

void cs_print_wrapped(FILE *file, const char *text, size_t length, size_t width, size_t indent) {
  cs_buffer clean = {0};
  bool first = true;
  for (size_t at = 0; at < length;) {
    size_t end = paragraph_end(text, length, at);
    cs_buffer_reset(&clean);
    cs_clean_add(&clean, text + at, end - at);
    if (clean.length > 0) {
      if (!first) {
        fputc('\n', file);
      }
      print_clean(file, &clean, width, indent, first);
      first = false;
    }
    at = end + 1;
  }
  cs_buffer_free(&clean);
}

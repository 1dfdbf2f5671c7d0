/* Shapes: hand-written recognisers, each one look at the ends of a line. */
#include "text/shape.h"

#include "base/ascii.h"

#include "text/characters.h"

#include <conspectus/text.h>
#include <string.h>

enum { FIELD_MAX = 120 /* bytes of a field's name */ };

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

static bool is_capital(char byte) {
  return byte >= 'A' && byte <= 'Z';
}

static size_t skip_blanks(const char *text, size_t length, size_t at) {
  while (at < length && is_blank(text[at])) {
    at++;
  }
  return at;
}

static size_t skip_digits(const char *text, size_t length, size_t at) {
  while (at < length && cs_is_ascii_digit(text[at])) {
    at++;
  }
  return at;
}

static size_t skip_stars(const char *text, size_t length, size_t at) {
  while (at < length && (text[at] == '*' || text[at] == '_')) {
    at++;
  }
  return at;
}

/* --- marks ------------------------------------------------------------------ */

static size_t heading_marks(const char *text, size_t length) {
  size_t count = 0;
  while (count < length && text[count] == '#') {
    count++;
  }
  bool heading = count >= 1 && count <= 6 && count < length && is_blank(text[count]);
  return heading ? count : 0;
}

/* "<h2>" and "<h2 class=...>". */
static bool is_html_heading(const char *text, size_t length) {
  return length >= 4 && text[0] == '<' && (text[1] == 'h' || text[1] == 'H') && text[2] >= '1' &&
         text[2] <= '6' && (text[3] == '>' || text[3] == ' ');
}

/* Bytes of a list mark, 0 if there is none. A dash or star needs a blank behind it. */
static size_t list_mark(const char *text, size_t length, bool *dash) {
  uint32_t point;
  size_t size = cs_read_point(text, length, &point);
  *dash = point == '-' || point == 0x2013 || point == 0x2014 || point == 0x2212;
  if (*dash || point == '*') {
    return size == length || is_blank(text[size]) ? size : 0;
  }
  if (point == 'o' && length > 3 && is_blank(text[1]) && is_blank(text[2])) {
    return size; /* a hollow bullet of some word processors */
  }
  return cs_is_bullet_glyph(point) ? size : 0;
}

static bool is_html_item(const char *text, size_t length) {
  return length >= 4 && text[0] == '<' && (text[1] | 32) == 'l' && (text[2] | 32) == 'i' &&
         (text[3] == '>' || text[3] == ' ');
}

/* --- labels ----------------------------------------------------------------- */

static bool is_opening(const char *text, size_t length, size_t at) {
  uint32_t point;
  at = skip_stars(text, length, at);
  if (at >= length) {
    return false;
  }
  cs_read_point(text + at, length - at, &point);
  return !cs_is_lower(point) && !cs_is_ascii_digit((char)(point < 0x80 ? point : 'x')) &&
         point != ')' && point != ',' && point != '.' && point != '-' && point != '%' &&
         point != ']' && point != '&' && point != '=' && point != '+' && point != '/';
}

static size_t numeric_label(const char *text, size_t length, size_t at, int *parts, bool *pointed) {
  *parts = 0;
  *pointed = false;
  for (;;) {
    size_t end = skip_digits(text, length, at);
    if (end == at || end - at > 3) {
      return at;
    }
    at = end;
    (*parts)++;
    if (at >= length || text[at] != '.') {
      return at;
    }
    *pointed = at + 1 >= length || !cs_is_ascii_digit(text[at + 1]);
    at++;
    if (*pointed) {
      return at;
    }
  }
}

static bool is_roman(char byte) {
  return byte == 'i' || byte == 'v' || byte == 'x';
}

static label_kind letter_label(const char *text, size_t length, size_t at) {
  at += at < length && text[at] == '(';
  size_t end = at;
  while (end < length && end - at < 4 && is_roman(text[end])) {
    end++;
  }
  end += end == at && at < length && text[at] >= 'a' && text[at] <= 'z';
  bool labelled = end > at && end + 1 < length && text[end] == ')' && is_blank(text[end + 1]);
  return labelled ? LABEL_LETTER : LABEL_NONE;
}

static void find_label(shape *out, const char *text, size_t length, size_t at) {
  int parts;
  bool pointed;
  at = skip_stars(text, length, at);
  size_t end = numeric_label(text, length, at, &parts, &pointed);
  if (parts == 0) {
    out->label = letter_label(text, length, at);
    return;
  }
  bool form = parts >= 2 ? parts <= 4 : pointed;
  size_t behind = skip_stars(text, length, end);
  if (!form) {
    return;
  }
  if (behind == length) {
    out->bare_label = true;
    return;
  }
  if (is_blank(text[behind]) && is_opening(text, length, skip_blanks(text, length, behind))) {
    out->label = parts >= 2 ? LABEL_DOTTED : LABEL_SINGLE;
  }
}

/* Whether the line begins with a letter that is no mark, as most lines do. */
static bool begins_plainly(const char *text, size_t length) {
  return length > 0 &&
         (is_capital(text[0]) || (text[0] >= 'a' && text[0] <= 'z' && text[0] != 'o'));
}

shape cs_shape_of(const char *text, size_t length) {
  shape out = {0};
  size_t at = 0;
  if (begins_plainly(text, length)) {
    out.label = letter_label(text, length, 0);
    out.field = cs_is_field(text, length);
    return out;
  }
  while (at < length && text[at] == '>') {
    out.marks |= CS_MARK_QUOTE;
    at = skip_blanks(text, length, at + 1);
  }
  size_t hashes = heading_marks(text + at, length - at);
  if (hashes != 0 || (at < length && is_html_heading(text + at, length - at))) {
    out.marks |= CS_MARK_HEADING;
    at = skip_blanks(text, length, at + hashes);
  } else if (at < length && is_html_item(text + at, length - at)) {
    out.marks |= CS_MARK_BULLET; /* the tag itself goes with the other tags */
  } else {
    bool dash = false;
    for (size_t size; at < length && (size = list_mark(text + at, length - at, &dash)) != 0;) {
      out.marks |= CS_MARK_BULLET;
      out.dash = dash;
      at = skip_blanks(text, length, at + size);
    }
  }
  out.skip = (uint32_t)at;
  out.bare = at == length;
  if (!out.bare) {
    find_label(&out, text, length, at);
    out.field = cs_is_field(text + at, length - at);
  }
  return out;
}

/* --- whole lines -------------------------------------------------------------- */

bool cs_is_field(const char *text, size_t length) {
  size_t at = skip_stars(text, length, 0);
  size_t end = length < FIELD_MAX ? length : FIELD_MAX;
  if (at >= end || !is_capital(text[at]) || memchr(text + at, ':', end - at) == NULL) {
    return false;
  }
  int words = 1;
  for (; at < end; at++) {
    if (text[at] == ':') {
      size_t behind = skip_stars(text, length, at + 1);
      return behind == length || text[behind] == '\t' ||
             (text[behind] == ' ' &&
              (words <= 6 || (behind + 1 < length && text[behind + 1] == ' ')));
    }
    if (text[at] == '.' || text[at] == ';' || text[at] == '\t') {
      return false;
    }
    words += text[at] == ' ';
    if (words > 12) {
      return false;
    }
  }
  return false;
}

bool cs_is_contents_line(const char *text, size_t length) {
  size_t at = length;
  while (at > 0 && cs_is_ascii_digit(text[at - 1])) {
    at--;
  }
  if (at == length || length - at > 3 || at == 0) {
    return false;
  }
  size_t dots = 0, blanks = 0;
  bool tab = false;
  for (; at > 0 && (is_blank(text[at - 1]) || text[at - 1] == '.'); at--) {
    dots += text[at - 1] == '.';
    blanks += text[at - 1] == ' ';
    tab = tab || text[at - 1] == '\t';
  }
  return at > 0 && (dots >= 3 || blanks >= 3 || tab);
}

static bool is_rule_byte(char byte) {
  return byte == '-' || byte == '=' || byte == '_' || byte == '*' || byte == '~' || byte == '`';
}

bool cs_is_rule(const char *text, size_t length) {
  if (length < 3 || !is_rule_byte(text[0])) {
    return false;
  }
  for (size_t i = 1; i < length; i++) {
    if (text[i] != text[0] && text[i] != ' ') {
      return false;
    }
  }
  return true;
}

static bool is_table_rule_byte(char byte) {
  return byte == '|' || byte == '-' || byte == ':' || byte == '+' || is_blank(byte);
}

bool cs_is_table_rule(const char *text, size_t length) {
  size_t bars = 0, dashes = 0;
  for (size_t i = 0; i < length; i++) {
    if (!is_table_rule_byte(text[i])) {
      return false;
    }
    bars += text[i] == '|';
    dashes += text[i] == '-';
  }
  return bars >= 1 && dashes >= 2;
}

static bool same_word(const char *text, size_t length, size_t at, const char *word) {
  size_t size = strlen(word);
  if (length - at < size) {
    return false;
  }
  for (size_t i = 0; i < size; i++) {
    if ((text[at + i] | 32) != word[i]) {
      return false;
    }
  }
  return true;
}

static bool is_rim(char byte) {
  static const bool rim[256] = {
      ['-'] = true, ['|'] = true,  ['['] = true, [']'] = true, ['('] = true, [')'] = true,
      [' '] = true, ['\t'] = true, ['*'] = true, ['_'] = true, ['~'] = true};
  return rim[(unsigned char)byte];
}

/* Furniture around a number: "- 3 -", "| 3 |", "[3]". */
static void strip_rim(const char **text, size_t *length) {
  while (*length > 0 && is_rim((*text)[0])) {
    (*text)++;
    (*length)--;
  }
  while (*length > 0 && is_rim((*text)[*length - 1])) {
    (*length)--;
  }
}

bool cs_is_page_line(const char *text, size_t length) {
  strip_rim(&text, &length);
  bool named = same_word(text, length, 0, "page");
  size_t at = named ? skip_blanks(text, length, 4) : 0;
  size_t end = skip_digits(text, length, at);
  if (end == at || end - at > 4 || (named && at == 4)) {
    return false;
  }
  at = skip_blanks(text, length, end);
  if (at == length) {
    return named;
  }
  if (same_word(text, length, at, "of") && at > end) {
    at = skip_blanks(text, length, at + 2);
  } else if (text[at] == '/' && named) {
    at = skip_blanks(text, length, at + 1);
  } else {
    return same_word(text, length, at, "| page") && length - at == 6;
  }
  end = skip_digits(text, length, at);
  return end > at && end - at <= 4 && end == length;
}

int cs_lone_number(const char *text, size_t length) {
  strip_rim(&text, &length);
  if (length == 0 || length > 3) {
    return -1;
  }
  int value = 0;
  for (size_t i = 0; i < length; i++) {
    if (!cs_is_ascii_digit(text[i])) {
      return -1;
    }
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/* Bytes of the quote, mark or blank that the text ends in, 0: none of these. */
static size_t closing_bytes(const char *text, size_t length) {
  switch (text[length - 1]) {
  case '"':
  case '\'':
  case ')':
  case ']':
  case '*':
  case '_':
  case ' ':
    return 1;
  case '\x99': /* closing quotes, single and double */
  case '\x9D':
    return length > 3 && text[length - 2] == '\x80' && text[length - 3] == '\xE2' ? 3 : 0;
  default:
    return 0;
  }
}

bool cs_ends_sentence(const char *text, size_t length) {
  size_t size;
  for (; length > 1 && (size = closing_bytes(text, length)) != 0; length -= size) {
    if (text[length - 1] == ')' || text[length - 1] == ']') {
      return true; /* a citation in brackets ends a paragraph as often as a full stop */
    }
  }
  return length > 0 && cs_is_stop(text[length - 1]);
}

uint32_t cs_first_letter(const char *text, size_t length) {
  size_t at = 0;
  while (at < length) {
    uint32_t point;
    size_t size = cs_read_point(text + at, length - at, &point);
    bool passed = point == '*' || point == '_' || point == '"' || point == '\'' ||
                  point == 0x2018 || point == 0x201C;
    if (!passed) {
      return point;
    }
    at += size;
  }
  return 0;
}

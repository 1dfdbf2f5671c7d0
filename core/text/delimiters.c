/* Delimiters: one pass that stops at special bytes only. Openers are looked for a
 * bounded way back, so that no text takes more than linear time. */
#include "text/delimiters.h"

#include "base/memory.h"
#include "base/sixteen.h"
#include "text/characters.h"

#include <string.h>

enum { LOOK_BACK = 48, TARGET_MAX = 600 };

/* Where the first pass stops. */
static const unsigned char stops[256] = {
    ['*'] = 1, ['_'] = 1, ['`'] = 1, ['~'] = 1,  ['!'] = 1,  ['['] = 1,
    [']'] = 1, ['<'] = 1, ['&'] = 1, ['\\'] = 1, [0x1F] = 1,
};

static bool is_blank(uint32_t point) {
  return point == ' ' || point == '\t' || point == 0;
}

static bool is_digit(uint32_t point) {
  return point >= '0' && point <= '9';
}

static bool is_punctuation(uint32_t point) {
  bool ascii = point < 0x80 && point > ' ' && !is_digit(point) && !cs_is_letter(point);
  return ascii || (point >= 0x2010 && point <= 0x2027) || point == 0xA3;
}

/* --- first pass -------------------------------------------------------------------- */

static uint32_t point_before(const char *text, size_t at) {
  if (at == 0) {
    return 0;
  }
  size_t start = at - 1;
  while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80) {
    start--;
  }
  uint32_t point;
  cs_read_point(text + start, at - start, &point);
  return point;
}

static uint32_t point_at(const char *text, size_t length, size_t at) {
  uint32_t point = 0;
  if (at < length) {
    cs_read_point(text + at, length - at, &point);
  }
  return point;
}

static delimiter *note(mark_reader *scratch, char kind, size_t run) {
  cs_grow(&scratch->items, &scratch->capacity, scratch->count, sizeof *scratch->items);
  delimiter *added = &scratch->items[scratch->count];
  *added = (delimiter){.at = scratch->raw.length,
                       .run = (uint32_t)run,
                       .left = (uint32_t)run,
                       .kind = kind,
                       .partner = scratch->count};
  scratch->count++;
  return added;
}

/* Emphasis opens before a word and closes behind one (CommonMark's flanking rules). */
static size_t read_run(mark_reader *scratch, const char *text, size_t length, size_t at) {
  char kind = text[at];
  size_t end = at;
  while (end < length && text[end] == kind) {
    end++;
  }
  uint32_t before = point_before(text, at), after = point_at(text, length, end);
  bool product = end - at == 1 && is_digit(before) && is_digit(after);
  if (!product && end - at <= 3 && (kind != '~' || end - at == 2)) {
    bool left =
        !is_blank(after) && (!is_punctuation(after) || is_blank(before) || is_punctuation(before));
    bool right =
        !is_blank(before) && (!is_punctuation(before) || is_blank(after) || is_punctuation(after));
    delimiter *added = note(scratch, kind, end - at);
    added->opens = left && (kind != '_' || !right || is_punctuation(before));
    added->closes = right && (kind != '_' || !left || is_punctuation(after));
  } else if (kind == '*' && end - at == 4) {
    note(scratch, kind, end - at); /* "**one****two**": neither opens nor closes, goes below */
  }
  cs_buffer_add(&scratch->raw, text + at, end - at);
  return end - at;
}

/* The target behind "](": bytes with both brackets, 0 if it is none. It must look
 * like an address, so that no word in brackets is lost. */
static size_t read_target(const char *text, size_t length) {
  size_t depth = 0, at = 0;
  bool address = length > 1 && text[1] == ')';
  for (; at < length && at < TARGET_MAX; at++) {
    char byte = text[at];
    if (byte == '[' || byte == ']' || byte == '<') {
      return 0;
    }
    address = address || byte == '#' || byte == '/' || byte == '@' ||
              (byte == '.' && at + 1 < length && cs_is_letter((unsigned char)text[at + 1]));
    depth += byte == '(';
    depth -= byte == ')';
    if (depth == 0) {
      return address ? at + 1 : 0;
    }
    if (byte == ' ' && !(at + 1 < length && (text[at + 1] == '"' || text[at + 1] == '\''))) {
      bool title = memchr(text, '"', at) != NULL || memchr(text, '\'', at) != NULL;
      if (!title) {
        return 0;
      }
    }
  }
  return 0;
}

/* At a ']': if a target follows, its '[' is a mark and the target goes. */
static size_t close_link(mark_reader *scratch, const char *text, size_t length, size_t at) {
  size_t target =
      at + 1 < length && text[at + 1] == '(' ? read_target(text + at + 1, length - at - 1) : 0;
  for (size_t back = 0; back < LOOK_BACK && back < scratch->count; back++) {
    delimiter *each = &scratch->items[scratch->count - 1 - back];
    if (each->kind == '[' && each->left != 0 && each->opens) {
      each->opens = false;
      if (target == 0) {
        break;
      }
      each->left = 0;
      return target + 1;
    }
  }
  cs_buffer_add_char(&scratch->raw, ']');
  return 1;
}

static size_t open_link(mark_reader *scratch, const char *text, size_t length, size_t at) {
  bool image = text[at] == '!';
  if (image && (at + 1 >= length || text[at + 1] != '[')) {
    cs_buffer_add_char(&scratch->raw, '!');
    return 1;
  }
  note(scratch, '[', image ? 2 : 1)->opens = true;
  cs_buffer_add_string(&scratch->raw, image ? "![" : "[");
  return image ? 2 : 1;
}

/* "<https://...>" and "<name@place>" lose their brackets. */
static size_t autolink(mark_reader *scratch, const char *text, size_t length) {
  bool address = false;
  for (size_t at = 1; at < length && at < TARGET_MAX; at++) {
    if (text[at] == '>') {
      if (address) {
        cs_buffer_add(&scratch->raw, text + 1, at - 1);
      }
      return address ? at + 1 : 0;
    }
    if (text[at] == ' ' || text[at] == '<' || text[at] == '\t') {
      return 0;
    }
    address =
        address || text[at] == '@' || (text[at] == ':' && at + 1 < length && text[at + 1] == '/');
  }
  return 0;
}

static void add_item(mark_reader *scratch, const char *text, size_t length) {
  size_t at = 0;
  while (at < length && (text[at] == ' ' || text[at] == '\t')) {
    at++;
  }
  bool own = scratch->item && scratch->raw.length == 0;
  bool marked = at < length && cs_is_bullet_glyph(point_at(text, length, at));
  cs_buffer_add_string(&scratch->raw, own || marked ? " " : " \xE2\x80\xA2 ");
}

static size_t read_angle(mark_reader *scratch, const char *text, size_t length) {
  tag_kind kind;
  size_t size = cs_read_tag(text, length, &kind);
  if (size == 0) {
    size = autolink(scratch, text, length);
    if (size == 0) {
      cs_buffer_add_char(&scratch->raw, '<');
    }
    return size != 0 ? size : 1;
  }
  if (kind == TAG_ITEM) {
    add_item(scratch, text + size, length - size);
  } else if (kind != TAG_INLINE) {
    cs_buffer_add_char(&scratch->raw, kind == TAG_CELL ? '\t' : ' ');
  }
  return size;
}

static size_t read_ampersand(mark_reader *scratch, const char *text, size_t length) {
  uint32_t point;
  size_t size = cs_read_entity(text, length, &point);
  if (size == 0) {
    cs_buffer_add_char(&scratch->raw, '&');
    return 1;
  }
  char clean[CLEAN_MAX];
  size_t bytes = cs_write_clean(point, clean);
  if (bytes == 1 && clean[0] == BREAK_LINE) {
    clean[0] = ' ';
  }
  cs_buffer_add(&scratch->raw, clean, bytes);
  scratch->composes = scratch->composes || cs_may_compose(point);
  return size;
}

static size_t read_escape(mark_reader *scratch, const char *text, size_t length) {
  if (length == 1) {
    return 1; /* a hard line end of Markdown */
  }
  if (strchr("\\`*_{}[]()#+-.!|<>&~\"'", text[1]) == NULL || text[1] == '\0') {
    cs_buffer_add_char(&scratch->raw, '\\');
    return 1;
  }
  cs_buffer_add_char(&scratch->raw, text[1]);
  return 2;
}

static size_t read_special(mark_reader *scratch, const char *text, size_t length, size_t at) {
  switch (text[at]) {
  case '*':
  case '_':
  case '`':
  case '~':
    return read_run(scratch, text, length, at);
  case '!':
  case '[':
    return open_link(scratch, text, length, at);
  case ']':
    return close_link(scratch, text, length, at);
  case '<':
    return read_angle(scratch, text + at, length - at);
  case '&':
    return read_ampersand(scratch, text + at, length - at);
  case '\\':
    return read_escape(scratch, text + at, length - at);
  default: /* a soft hyphen that nothing followed */
    return 1;
  }
}

/* Where the text from `at` on has the next byte to stop at, or its end. */
static size_t next_stop(const char *text, size_t length, size_t at) {
  for (; at + 16 <= length; at += 16) {
    cs_sixteen bytes = cs_sixteen_load(text + at);
    cs_sixteen found = cs_sixteen_is(bytes, '*') | cs_sixteen_between(bytes, '[', '`') |
                       cs_sixteen_is(bytes, '~') | cs_sixteen_is(bytes, '!') |
                       cs_sixteen_is(bytes, '<') | cs_sixteen_is(bytes, '&') |
                       cs_sixteen_is(bytes, 0x1F);
    uint32_t set = cs_sixteen_set(found & ~cs_sixteen_is(bytes, '^'));
    if (set != 0) {
      return at + (unsigned)__builtin_ctz(set);
    }
  }
  while (at < length && stops[(unsigned char)text[at]] == 0) {
    at++;
  }
  return at;
}

void cs_read_marks(mark_reader *scratch, const char *text, size_t length) {
  for (size_t at = 0; at < length;) {
    size_t end = next_stop(text, length, at);
    cs_buffer_add(&scratch->raw, text + at, end - at);
    at = end < length ? end + read_special(scratch, text, length, end) : end;
  }
}

/* --- partners ----------------------------------------------------------------------- */

static void pair(delimiter *opening, delimiter *closing, size_t index) {
  uint32_t both = opening->left < closing->left ? opening->left : closing->left;
  opening->left -= both;
  closing->left -= both;
  opening->partner = index;
}

void cs_find_partners(mark_reader *scratch) {
  for (size_t i = 0; i < scratch->count; i++) {
    delimiter *closing = &scratch->items[i];
    for (size_t back = 1; closing->closes && closing->left != 0 && back <= LOOK_BACK && back <= i;
         back++) {
      delimiter *opening = &scratch->items[i - back];
      if (opening->kind == closing->kind && opening->opens && opening->left != 0) {
        pair(opening, closing, i);
      }
    }
  }
}

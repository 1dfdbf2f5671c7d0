/* Marks: a block without special bytes is copied as it is. Any other goes
 * through two passes: the first decodes entities, drops tags and link targets
 * and notes each delimiter; the second, once delimiters have found their
 * partners, writes the text without them and with single blanks. */
#include "text/marks.h"

#include "base/sixteen.h"
#include "text/delimiters.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_BYTES = 16 };

/* Bytes that may be a mark, or a blank that is none. */
static const unsigned char special[256] = {
    ['*'] = 1, ['_'] = 1,  ['['] = 1, ['<'] = 1,  ['&'] = 1,
    ['`'] = 1, ['\\'] = 1, ['~'] = 1, ['\t'] = 1, [0x1F] = 1,
};

/* Bytes with `special` ones among them. */
static cs_sixteen may_be_special(cs_sixteen bytes) {
  return cs_sixteen_between(bytes, 0, 0x1F) | cs_sixteen_between(bytes, '[', '`') |
         cs_sixteen_is(bytes, '*') | cs_sixteen_is(bytes, '&') | cs_sixteen_is(bytes, '<') |
         cs_sixteen_is(bytes, '~');
}

static bool is_clean_slowly(const char *text, size_t length, size_t at, size_t end) {
  for (; at < end; at++) {
    bool pair = text[at] == ' ' && at + 1 < length && text[at + 1] == ' ';
    if (pair || special[(unsigned char)text[at]] != 0) {
      return false;
    }
  }
  return true;
}

static bool add_short_clean(cs_buffer *out, const char *text, size_t length) {
  bool clean = is_clean_slowly(text, length, 0, length);
  cs_buffer_add(out, text, clean ? length : 0);
  return clean;
}

/* Adds the text if it is clean as it lies: no mark, no two blanks side by side. It is copied while
 * it is looked at, and forgotten where that was too soon. */
static bool add_clean(cs_buffer *out, const char *text, size_t length) {
  if (length < 16) {
    return add_short_clean(out, text, length);
  }
  char *to = cs_buffer_reserve(out, length);
  uint32_t before = 0; /* 1: a blank ends the sixteen before */
  bool clean = true;
  for (size_t at = 0; at < length && clean; at += 16) {
    if (at + 16 > length) {
      at = length - 16; /* some of the last sixteen are seen twice, one at least */
      before = 0;
    }
    cs_sixteen bytes = cs_sixteen_load(text + at);
    uint32_t blanks = cs_sixteen_set(cs_sixteen_is(bytes, ' '));
    bool pair = (blanks & (blanks << 1 | before)) != 0;
    clean = !pair &&
            (!cs_sixteen_any(may_be_special(bytes)) || is_clean_slowly(text, length, at, at + 16));
    before = cs_sixteen_ends_in(blanks);
    memcpy(to + at, &bytes, sizeof bytes);
  }
  out->length += clean ? length : 0;
  out->bytes[out->length] = '\0';
  return clean;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

/* What stays of a run without a partner: a single '*' is somebody's asterisk, two
 * or more are half of an emphasis whose other half is lost. */
static void drop_halves(mark_reader *scratch) {
  for (size_t i = 0; i < scratch->count; i++) {
    delimiter *each = &scratch->items[i];
    if (each->kind == '*' && each->left >= 2) {
      each->left = 0;
    }
  }
}

static size_t label_bytes(const char *text, size_t length) {
  size_t at = 0;
  while (at < length && at < LABEL_BYTES &&
         ((text[at] >= '0' && text[at] <= '9') || text[at] == '.')) {
    at++;
  }
  return at > 0 && at < length && (text[at] == ' ' || text[at] == '\t') ? at + 1 : 0;
}

/* Whether one emphasis spans the block from its start, or from behind a label, to its end. */
static bool is_emphasised(const mark_reader *scratch) {
  if (scratch->count < 2 || scratch->items[0].kind == '[') {
    return false;
  }
  const delimiter *first = &scratch->items[0];
  const char *text = scratch->raw.bytes;
  size_t start = label_bytes(text, scratch->raw.length);
  while (start < first->at && is_blank(text[start])) {
    start++;
  }
  if ((first->at != 0 && first->at != start) || first->partner == 0) {
    return false;
  }
  const delimiter *last = &scratch->items[first->partner];
  for (size_t at = last->at + last->run; at < scratch->raw.length; at++) {
    if (strchr(" \t.:;", text[at]) == NULL) {
      return false;
    }
  }
  return true;
}

/* --- second pass ---------------------------------------------------------------------- */

/* Where the text from `at` on has a tab, two blanks or a last blank; else its end. */
static size_t next_gap(const char *text, size_t length, size_t at) {
  for (; at + 17 <= length; at += 16) {
    cs_sixteen bytes = cs_sixteen_load(text + at), next = cs_sixteen_load(text + at + 1);
    cs_sixteen tabs = cs_sixteen_is(bytes, '\t');
    cs_sixteen blanks = cs_sixteen_is(next, ' ') | cs_sixteen_is(next, '\t');
    uint32_t gaps = cs_sixteen_set(tabs | (cs_sixteen_is(bytes, ' ') & blanks));
    if (gaps != 0) {
      return at + (unsigned)__builtin_ctz(gaps);
    }
  }
  while (at < length && !(is_blank(text[at]) &&
                          (text[at] == '\t' || at + 1 == length || is_blank(text[at + 1])))) {
    at++;
  }
  return at;
}

/* Writes text, a run of blanks as one; `start` is where the block begins in `out`. */
static void add_text(cs_buffer *out, size_t start, const char *text, size_t length, char *blank) {
  cs_buffer_reserve(out, length + 1);
  for (size_t at = 0;;) {
    for (; at < length && is_blank(text[at]); at++) {
      *blank = *blank == '\t' ? '\t' : text[at];
    }
    if (at == length) {
      break;
    }
    size_t end = next_gap(text, length, at);
    if (*blank != '\0' && out->length > start) {
      out->bytes[out->length++] = *blank;
    }
    *blank = '\0';
    memcpy(out->bytes + out->length, text + at, end - at);
    out->length += end - at;
    at = end;
  }
  out->bytes[out->length] = '\0';
}

static void write_out(const mark_reader *scratch, cs_buffer *out) {
  const char *text = scratch->raw.bytes;
  size_t at = 0, start = out->length;
  char blank = '\0';
  for (size_t i = 0; i < scratch->count; i++) {
    const delimiter *each = &scratch->items[i];
    add_text(out, start, text + at, each->at - at, &blank);
    add_text(out, start, text + each->at, each->left, &blank);
    at = each->at + each->run;
  }
  add_text(out, start, text + at, scratch->raw.length - at, &blank);
}

bool cs_clean_block(mark_reader *scratch, const char *text, size_t length, cs_buffer *out) {
  if (add_clean(out, text, length)) {
    return false;
  }
  scratch->count = 0;
  cs_buffer_reset(&scratch->raw);
  cs_read_marks(scratch, text, length);
  cs_find_partners(scratch);
  bool emphasised = is_emphasised(scratch);
  drop_halves(scratch);
  if (scratch->raw.length != 0) {
    write_out(scratch, out);
  }
  return emphasised;
}

/* A cell without the blanks around it. */
static void clean_cell(mark_reader *scratch, const char *text, size_t length, cs_buffer *out) {
  while (length > 0 && is_blank(text[0])) {
    text++;
    length--;
  }
  while (length > 0 && is_blank(text[length - 1])) {
    length--;
  }
  cs_clean_block(scratch, text, length, out);
}

void cs_clean_row(mark_reader *scratch, const char *text, size_t length, cs_buffer *out) {
  while (length > 0 && (text[0] == '|' || text[0] == ' ' || text[0] == '\t')) {
    text++;
    length--;
  }
  while (length > 0 && (text[length - 1] == '|' || text[length - 1] == ' ')) {
    length--;
  }
  for (size_t start = 0, end; start <= length; start = end + 1) {
    for (end = start; end < length && (text[end] != '|' || (end > 0 && text[end - 1] == '\\'));) {
      end++;
    }
    if (start != 0) {
      cs_buffer_add_char(out, '\t');
    }
    clean_cell(scratch, text + start, end - start, out);
    if (end >= length) {
      return;
    }
  }
}

void cs_marks_free(mark_reader *scratch) {
  free(scratch->items);
  cs_buffer_free(&scratch->raw);
  *scratch = (mark_reader){0};
}

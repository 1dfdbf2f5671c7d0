/* Pages: one walk over the tags. A line end inside a block is a blank, and is made
 * good where the block ends; a block's end in the middle of a line is a break that
 * no line of the source has. */
#include "text/page.h"

#include "text/characters.h"
#include "text/marks.h"

#include <string.h>

enum { UNKNOWN_MAX = 4000 };

typedef struct flattener {
  cs_buffer *out;
  size_t owed;  /* line ends that were blanks so far */
  bool text;    /* something stands on the line */
  bool row;     /* inside a row of a table: the blocks in its cells part nothing */
  bool printed; /* inside <pre>: line ends are line ends */
} flattener;

/* What a tag does to the line. */
typedef enum parting { PARTS_NOTHING, PARTS_LINE, PARTS_BLOCK } parting;

static bool is_name(const char *tag, size_t length, const char *name) {
  size_t at = length > 1 && tag[1] == '/' ? 2 : 1, size = strlen(name);
  for (size_t i = 0; i < size; i++) {
    if (at + i >= length || (tag[at + i] | 32) != (name[i] | 32)) {
      return false;
    }
  }
  return at + size < length && strchr(" \t\n>/", tag[at + size]) != NULL;
}

static void end_line(flattener *this) {
  for (; this->owed > 0; this->owed--) {
    cs_buffer_add_char(this->out, '\n');
    this->text = false;
  }
  if (this->text) {
    cs_buffer_add_char(this->out, BREAK_LINE);
  }
  this->text = false;
}

static parting parting_of(flattener *this, const char *tag, size_t length, tag_kind kind) {
  bool closing = length > 1 && tag[1] == '/';
  if (is_name(tag, length, "tr")) {
    this->row = !closing;
    return PARTS_LINE;
  }
  if (is_name(tag, length, "table")) {
    this->row = false;
    return PARTS_BLOCK;
  }
  if (is_name(tag, length, "pre")) {
    this->printed = !closing;
  }
  bool inside = kind == TAG_INLINE || kind == TAG_CELL || kind == TAG_NONE;
  if (inside || (this->row && !is_name(tag, length, "body"))) {
    return PARTS_NOTHING;
  }
  bool line = kind == TAG_ITEM || is_name(tag, length, "li") || is_name(tag, length, "br");
  return line ? PARTS_LINE : PARTS_BLOCK;
}

static bool is_shaping(const char *tag, size_t length, tag_kind kind) {
  return tag[1] != '/' && (kind == TAG_ITEM ||
                           (length > 2 && (tag[1] | 32) == 'h' && tag[2] >= '1' && tag[2] <= '6'));
}

static void take_tag(flattener *this, const char *tag, size_t length, tag_kind kind) {
  parting what = parting_of(this, tag, length, kind);
  if (what == PARTS_NOTHING) {
    if (kind != TAG_INLINE) {
      cs_buffer_add_char(this->out, kind == TAG_CELL ? '\t' : ' ');
    }
    return;
  }
  end_line(this);
  if (what == PARTS_BLOCK) {
    cs_buffer_add_char(this->out, BREAK_LINE);
  }
  if (is_shaping(tag, length, kind)) { /* the line's shape is seen by it, not by its attributes */
    cs_buffer_add(this->out, tag, 3);
    cs_buffer_add_char(this->out, '>');
    this->text = true;
  }
}

/* The bytes of a tag whose name nobody has heard of; 0 if it is none. */
static size_t read_unknown(const char *text, size_t length) {
  bool named = length > 2 && (text[1] == '/' || text[1] == '!' || text[1] == '?' ||
                              ((text[1] | 32) >= 'a' && (text[1] | 32) <= 'z'));
  size_t most = length < UNKNOWN_MAX ? length : UNKNOWN_MAX;
  const char *end = named ? memchr(text, '>', most) : NULL;
  return end != NULL ? (size_t)(end - text) + 1 : 0;
}

static void take_byte(flattener *this, char byte) {
  if (byte == '\n' && (!this->text || this->printed)) {
    end_line(this);
    cs_buffer_add_char(this->out, '\n');
  } else if (byte == '\n') {
    this->owed++;
    cs_buffer_add_char(this->out, ' ');
  } else {
    this->text = this->text || (byte != ' ' && byte != '\t');
    cs_buffer_add_char(this->out, byte == '\t' && !this->printed ? ' ' : byte);
  }
}

void cs_flatten_page(cs_buffer *out, const char *page, size_t length) {
  flattener this = {.out = out};
  for (size_t at = 0; at < length;) {
    tag_kind kind = TAG_NONE;
    size_t size = page[at] == '<' ? cs_read_tag(page + at, length - at, &kind) : 0;
    if (size == 0 && page[at] == '<') {
      kind = TAG_INLINE;
      size = read_unknown(page + at, length - at);
    }
    if (size == 0) {
      take_byte(&this, page[at++]);
      continue;
    }
    size_t lines = 0;
    for (size_t i = at; i < at + size; i++) {
      lines += page[i] == '\n';
    }
    take_tag(&this, page + at, size, kind);
    this.owed += lines;
    at += size;
  }
  end_line(&this);
}

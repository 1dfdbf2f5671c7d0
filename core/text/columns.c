/* Columns: a line with a short text behind a wide gap, or far to the right on its
 * own, says where a second cell begins. The lines around it that keep to this
 * column are a stack; what begins with a capital in both cells parts the stack
 * into rows. */
#include "text/columns.h"

#include "text/characters.h"
#include "text/shape.h"

#include <string.h>

enum {
  ROW_LINES = 6,     /* most lines of a row */
  STACK_LINES = 60,  /* most lines of a stack */
  CELL_MAX = 45,     /* characters of a line of a second cell */
  ALONE_INDENT = 30, /* indentation of such a line with nothing before it */
  COLUMN_MIN = 20,   /* a first cell is at least this wide */
  TIGHT_MAX = 25     /* the same behind a single blank */
};

/* What of a line lies on which side of the column. */
typedef enum side { NEITHER, LEFT, RIGHT, BOTH } side;

/* --- one line ---------------------------------------------------------------------- */

/* Byte of the character at `column`, or the line's length. */
static size_t byte_at(const lines *these, size_t index, uint32_t column) {
  const line *this = &these->items[index];
  const char *text = cs_line_text(these, index);
  size_t at = 0;
  for (uint32_t seen = this->indent; at < this->length && seen < column; seen++) {
    do {
      at++;
    } while (at < this->length && ((unsigned char)text[at] & 0xC0) == 0x80);
  }
  return at;
}

static bool is_text(const lines *these, size_t index) {
  const line *this = &these->items[index];
  return this->length != 0 && !this->removed && !this->in_row && this->row == 0;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

static bool begins_lower(const char *text, size_t length) {
  return cs_is_lower(cs_first_letter(text, length));
}

/* The column of a second cell that the line shows by itself, or 0. */
static uint32_t column_of(const lines *these, size_t index) {
  const line *this = &these->items[index];
  const char *text = cs_line_text(these, index);
  uint32_t column = this->indent, start = 0;
  if (column >= ALONE_INDENT) {
    start = column;
  }
  for (size_t at = 0; at < this->length; at++) {
    column += at > 0 && ((unsigned char)text[at] & 0xC0) != 0x80;
    if (text[at] == '\t') {
      if (start != 0) {
        return 0; /* three columns, or more */
      }
      for (start = column; is_blank(text[at + 1]); at++) {
        column++;
      }
      start = column + 1;
    }
  }
  bool cell = start >= COLUMN_MIN && this->width - start <= CELL_MAX && this->width > start;
  size_t at = cell ? byte_at(these, index, start) : 0;
  return cell && at < this->length && is_blank(text[at]) == false &&
                 cs_is_letter(cs_first_letter(text + at, this->length - at))
             ? start
             : 0;
}

static side side_of(const lines *these, size_t index, uint32_t column) {
  const line *this = &these->items[index];
  const char *text = cs_line_text(these, index);
  if (!is_text(these, index) || (cs_shape_of(text, this->length).marks != 0)) {
    return NEITHER;
  }
  if (this->indent >= column) {
    return this->indent == column && this->width - column <= CELL_MAX ? RIGHT : NEITHER;
  }
  if (this->width < column) {
    return cs_ends_sentence(text, this->length) ? NEITHER : LEFT;
  }
  size_t at = byte_at(these, index, column);
  if (at < 2 || at >= this->length || is_blank(text[at]) || !is_blank(text[at - 1]) ||
      this->width - column > CELL_MAX) {
    return NEITHER;
  }
  bool tight = !is_blank(text[at - 2]);
  return !tight || (begins_lower(text, this->length) && this->width - column <= TIGHT_MAX)
             ? BOTH
             : NEITHER;
}

/* --- a stack of lines ---------------------------------------------------------------- */

typedef struct row {
  size_t first;
  size_t lines;
  side opening;
  bool left;
  uint32_t rights; /* lines of the second cell */
} row;

/* Whether the line goes on with the row. */
static bool goes_on(const lines *these, size_t index, uint32_t column, side kind, const row *now) {
  const char *text = cs_line_text(these, index);
  size_t length = these->items[index].length, at = byte_at(these, index, column);
  bool lower_left = kind != RIGHT && begins_lower(text, length);
  bool lower_right = kind != LEFT && begins_lower(text + at, length - at);
  bool whole = now->left && now->rights != 0;
  if (!now->left && kind == BOTH) {
    return false;
  }
  switch (kind) {
  case LEFT:
    return lower_left || !now->left;
  case RIGHT:
    return !whole || lower_right || (now->opening == RIGHT && now->rights == 1);
  case BOTH:
    return lower_left || (lower_right && whole);
  case NEITHER:
    break;
  }
  return false;
}

/* The second line of a second cell below a row that opened with the first ends the row. */
static bool is_closed(const row *now, side kind) {
  return now->opening == RIGHT && now->left && now->rights >= 1 && kind == RIGHT &&
         now->rights >= 2;
}

static void close_row(lines *these, const row *now, uint32_t column) {
  bool whole = now->left && now->rights != 0 && now->lines >= 2 && now->lines <= ROW_LINES;
  bool tail = whole && now->opening == LEFT && now->first > 0 &&
              begins_lower(cs_line_text(these, now->first), these->items[now->first].length);
  if (!whole || tail) {
    return;
  }
  these->items[now->first].row = (uint8_t)now->lines;
  these->items[now->first].column = (uint16_t)column;
  for (size_t i = now->first + 1; i < now->first + now->lines; i++) {
    these->items[i].in_row = true;
  }
}

/* Whether line `index`, a first cell, stands between the two lines of its second one, the
 * first of which was taken for the row above: that row has to give it back. */
static bool is_centred(const lines *these, size_t index, size_t end, uint32_t column,
                       const row *now) {
  return now->opening == LEFT && now->rights == 1 && index + 1 < end && index > now->first + 1 &&
         side_of(these, index - 1, column) == RIGHT && side_of(these, index + 1, column) == RIGHT &&
         begins_lower(cs_line_text(these, index + 1), these->items[index + 1].length);
}

static void part_stack(lines *these, size_t first, size_t end, uint32_t column) {
  row now = {0};
  for (size_t i = first; i < end; i++) {
    side kind = side_of(these, i, column);
    if (now.lines != 0 && kind == LEFT && !goes_on(these, i, column, kind, &now) &&
        is_centred(these, i, end, column, &now)) {
      now = (row){.first = i - 1, .lines = 1, .opening = RIGHT, .rights = 1};
    }
    if (now.lines == 0 || is_closed(&now, kind) || !goes_on(these, i, column, kind, &now)) {
      if (now.lines != 0) {
        close_row(these, &now, column);
      }
      now = (row){.first = i, .opening = kind};
    }
    now.lines++;
    now.left = now.left || kind != RIGHT;
    now.rights += kind != LEFT;
  }
  close_row(these, &now, column);
}

void cs_find_rows(lines *these) {
  for (size_t i = 0, behind = 0; i < these->count; i++) {
    uint32_t column = is_text(these, i) ? column_of(these, i) : 0;
    if (column == 0 || column > UINT16_MAX || side_of(these, i, column) == NEITHER) {
      continue;
    }
    size_t first = i, end = i + 1;
    while (first > behind && i - first < ROW_LINES && !these->items[first].page_start &&
           side_of(these, first - 1, column) != NEITHER) {
      first--;
    }
    while (end < these->count && end - i < STACK_LINES && !these->items[end].page_start &&
           side_of(these, end, column) != NEITHER) {
      end++;
    }
    if (end - first >= 2) {
      part_stack(these, first, end, column);
    }
    behind = end;
    i = end - 1;
  }
}

/* --- the row's text -------------------------------------------------------------------- */

static void add_part(cs_buffer *out, const char *text, size_t length, size_t cell) {
  while (length > 0 && is_blank(text[length - 1])) {
    length--;
  }
  if (length != 0 && out->length > cell) {
    cs_buffer_add_char(out, ' ');
  }
  cs_buffer_add(out, text, length);
}

void cs_add_row(const lines *these, size_t index, cs_buffer *out) {
  const line *first = &these->items[index];
  for (int cell = 0; cell < 2; cell++) {
    size_t start = out->length;
    for (size_t i = index; i < index + first->row; i++) {
      const char *text = cs_line_text(these, i);
      size_t at = byte_at(these, i, first->column), length = these->items[i].length;
      add_part(out, cell == 0 ? text : text + at, cell == 0 ? at : length - at, start);
    }
    if (cell == 0) {
      cs_buffer_add_char(out, '\t');
    }
  }
}

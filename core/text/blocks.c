/* Blocks: one walk over the lines. A paragraph is open while lines go on from
 * it; when it closes, its marks are cleaned and it becomes a block. A paragraph
 * of one line is used where it lies; only a second line makes a copy. */
#include "text/blocks.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/characters.h"
#include "text/columns.h"
#include "text/compose.h"
#include "text/contents.h"
#include "text/furniture.h"
#include "text/hyphen.h"
#include "text/marks.h"
#include "text/notes.h"
#include "text/shape.h"
#include "text/wrap.h"

#include <string.h>

enum { UNDERLINED_MAX = 100, PROSE_MIN = 40 };

/* The paragraph that is being put together. */
typedef struct paragraph {
  bool open;
  bool blank_before;
  size_t first;     /* its first line */
  size_t last;      /* its last line so far */
  shape opening;    /* of the first line */
  const char *text; /* where it lies while it has one line */
  size_t length;
} paragraph;

typedef struct maker {
  lines *these;
  wrapping how;
  vocabulary words;
  mark_reader scratch;
  cs_buffer joined; /* the paragraph from its second line on */
  cs_buffer out;
  cs_block *blocks;
  size_t count;
  size_t capacity;
  cs_buffer aside; /* a footnote, or a row of several lines */
  paragraph now;
  size_t note;     /* the first line of footnotes that wait for the paragraph's end */
  size_t note_end; /* behind their last line */
  bool composes;
  bool pdf;
  bool cells;    /* a tab in a block parts two cells */
  bool blank;    /* an empty line, or a page end, stands before the line at hand */
  bool page_end; /* furniture or a form feed does */
  bool bullet;   /* a list mark alone on its line does */
  bool table;    /* the line at hand may be a row of a table */
  uint32_t run;  /* width of the wrapped run at hand, 0: none */
  size_t run_end;
} maker;

/* --- closing a paragraph --------------------------------------------------------- */

/* Whether the block that was added to `out` from `start` on is a row of one line: a page's cells,
 * or a gap between a PDF's columns. Fields and lines of contents have gaps of their own. */
static bool has_cells(const maker *this, size_t start, uint32_t marks) {
  const char *text = this->out.bytes + start;
  size_t length = this->out.length - start;
  return this->cells && (marks & ~(uint32_t)CS_MARK_BLANK_BEFORE) == 0 &&
         memchr(text, '\t', length) != NULL && !cs_is_field(text, length) &&
         !cs_is_contents_line(text, length);
}

/* Cleans a text and adds it as the block that begins at line `first`, behind an empty
 * line where `marks` says so; false if nothing but marks was in it. */
static bool add_block(maker *this, const char *text, size_t length, size_t first, uint32_t marks) {
  size_t before = this->out.length;
  if (before != 0) {
    cs_buffer_add_char(&this->out, '\n');
    if ((marks & CS_MARK_BLANK_BEFORE) != 0) {
      cs_buffer_add_char(&this->out, '\n');
    }
  }
  size_t start = this->out.length;
  this->scratch.item = (marks & CS_MARK_BULLET) != 0;
  if ((marks & CS_MARK_TABLE) != 0 && this->these->items[first].row == 0) {
    cs_clean_row(&this->scratch, text, length, &this->out);
  } else if (cs_clean_block(&this->scratch, text, length, &this->out)) {
    marks |= CS_MARK_STRONG;
  }
  if (this->composes || this->scratch.composes) {
    cs_compose(&this->out, start);
  }
  if (this->out.length == start) {
    this->out.length = before;
    return false;
  }
  marks |= has_cells(this, start, marks) ? CS_MARK_TABLE : 0u;
  cs_grow(&this->blocks, &this->capacity, this->count, sizeof *this->blocks);
  this->blocks[this->count++] = (cs_block){.start = (uint32_t)start,
                                           .length = (uint32_t)(this->out.length - start),
                                           .line = this->these->items[first].number,
                                           .marks = marks};
  return true;
}

/* Adds a line to the text of a block, with a blank or, where a word was broken, without. */
static void add_line(maker *this, cs_buffer *joined, const char *text, size_t length) {
  if (length != 0 && joined->length != 0 && joined->bytes[joined->length - 1] == SOFT_HYPHEN_END) {
    joined->length--;
  } else {
    switch (cs_hyphen_at(&this->words, joined->bytes, joined->length, text, length)) {
    case HYPHEN_NONE:
      cs_buffer_add_char(joined, ' ');
      break;
    case HYPHEN_DROPPED:
      joined->length--;
      break;
    case HYPHEN_KEPT:
      break;
    }
  }
  cs_buffer_add(joined, text, length);
}

/* The footnote that begins at line `index` as "3 Text"; returns the line behind it. */
static size_t add_note(maker *this, size_t index) {
  const lines *these = this->these;
  size_t first = index;
  int number;
  bool alone = false;
  size_t size =
      cs_note_number(cs_line_text(these, index), these->items[index].length, &number, &alone);
  cs_buffer_reset(&this->aside);
  cs_buffer_add_format(&this->aside, "%d", number);
  for (; index < this->note_end && (index == first || !these->items[index].note_start); index++) {
    const line *each = &these->items[index];
    size_t skip = index == first ? size : 0;
    if (each->note && each->length > skip) {
      add_line(this, &this->aside, cs_line_text(these, index) + skip, each->length - skip);
    }
  }
  add_block(this, this->aside.bytes, this->aside.length, first,
            CS_MARK_FOOTNOTE | CS_MARK_BLANK_BEFORE);
  return index;
}

static void add_notes(maker *this) {
  for (size_t i = this->note; i < this->note_end;) {
    i = this->these->items[i].note_start ? add_note(this, i) : i + 1;
  }
  this->blank = this->blank || this->note_end != 0;
  this->note = this->note_end = 0;
}

static void close_paragraph(maker *this) {
  paragraph *now = &this->now;
  if (!now->open) {
    return;
  }
  now->open = false;
  bool single = now->first == now->last;
  const char *text = single ? now->text : this->joined.bytes;
  size_t length = single ? now->length : this->joined.length;
  uint32_t marks = now->opening.marks;
  if ((marks & CS_MARK_HEADING) != 0) {
    length = cs_without_closing_hashes(text, length);
  }
  marks |= now->blank_before ? CS_MARK_BLANK_BEFORE : 0u;
  if (!add_block(this, text, length, now->first, marks)) {
    this->blank = true; /* as an empty line */
  }
}

/* --- opening and going on ---------------------------------------------------------- */

static void open_paragraph(maker *this, size_t index, const shape *form) {
  const line *source = &this->these->items[index];
  close_paragraph(this);
  add_notes(this);
  this->now = (paragraph){.open = true,
                          .blank_before = this->blank || this->count == 0,
                          .first = index,
                          .last = index,
                          .opening = *form,
                          .text = cs_line_text(this->these, index) + form->skip,
                          .length = source->length - form->skip};
  if (this->bullet && form->marks == 0) {
    this->now.opening.marks |= CS_MARK_BULLET;
  }
  this->bullet = false;
}

/* Adds a line to the open paragraph. */
static void go_on(maker *this, size_t index, const shape *form) {
  paragraph *now = &this->now;
  const char *text = cs_line_text(this->these, index);
  size_t length = this->these->items[index].length;
  if ((form->marks & CS_MARK_QUOTE) != 0) {
    text += form->skip;
    length -= form->skip;
  }
  if (now->first == now->last) {
    cs_buffer_reset(&this->joined);
    cs_buffer_add(&this->joined, now->text, now->length);
  }
  cs_buffer *joined = &this->joined;
  bool value = now->opening.field && cs_starts_value(this->these, &this->how, now->last, index);
  now->last = index;
  if (value) {
    cs_buffer_add_char(joined, '\t');
    cs_buffer_add(joined, text, length);
  } else {
    add_line(this, joined, text, length);
  }
}

/* A label alone on its line: the text that it labels follows, perhaps after an empty line. */
static bool follows_label(const maker *this, size_t index, const shape *form) {
  const line *next = &this->these->items[index];
  const paragraph *now = &this->now;
  return now->open && now->opening.bare_label && now->first == now->last && form->marks == 0 &&
         form->label == LABEL_NONE && !form->bare_label && next->width >= PROSE_MIN &&
         index - now->last <= 2;
}

static void update_run(maker *this, size_t index) {
  if (index >= this->run_end) {
    this->run = cs_wrapped_run(this->these, index, &this->run_end);
  }
}

/* --- the kinds of line -------------------------------------------------------------- */

/* A row of dashes or the like: a line under a heading, or a rule, which parts blocks. */
static void take_rule(maker *this, size_t index) {
  paragraph *now = &this->now;
  char kind = cs_line_text(this->these, index)[0];
  bool under = now->open && !this->blank && (kind == '=' || kind == '-') &&
               now->first == now->last && this->these->items[now->last].width <= UNDERLINED_MAX;
  if (under && now->opening.marks == 0) {
    now->opening.marks |= CS_MARK_HEADING;
  }
  close_paragraph(this);
  this->blank = true;
}

static bool has_bar(const char *text, size_t length) {
  return memchr(text, '|', length) != NULL;
}

static bool is_row(const maker *this, size_t index) {
  const lines *these = this->these;
  const char *text = cs_line_text(these, index);
  size_t length = these->items[index].length;
  if (text[0] == '|' && length > 1) {
    return has_bar(text + 1, length - 1);
  }
  bool ruled = index + 1 < these->count &&
               cs_is_table_rule(cs_line_text(these, index + 1), these->items[index + 1].length);
  return (this->table || ruled) && has_bar(text, length);
}

static void take_row(maker *this, size_t index) {
  shape row = {.marks = CS_MARK_TABLE};
  open_paragraph(this, index, &row);
  close_paragraph(this);
  this->table = true;
  this->blank = false;
}

/* A row whose cells run over several lines. */
static void take_columns(maker *this, size_t index) {
  shape row = {.marks = CS_MARK_TABLE};
  this->blank = this->blank || this->page_end;
  open_paragraph(this, index, &row);
  cs_buffer_reset(&this->joined);
  cs_add_row(this->these, index, &this->joined);
  this->now.text = this->joined.bytes;
  this->now.length = this->joined.length;
  close_paragraph(this);
  this->blank = false;
}

/* A line of a footnote waits until the paragraph that its page ends in is whole. */
static void take_note(maker *this, size_t index) {
  if (this->note_end == 0) {
    this->note = index;
  }
  this->note_end = index + 1;
}

static void take_text(maker *this, size_t index) {
  const lines *these = this->these;
  const char *text = cs_line_text(these, index);
  size_t length = these->items[index].length;
  shape form = cs_shape_of(text, length);
  if (form.bare) {
    close_paragraph(this);
    this->bullet = (form.marks & CS_MARK_BULLET) != 0 && !form.dash && text[0] != '*';
    this->blank = true;
    return;
  }
  update_run(this, index);
  gap between = this->page_end ? GAP_PAGE : GAP_NONE;
  bool near = this->now.open && (!this->blank || this->page_end) && !this->bullet;
  if ((near && cs_goes_on(these, &this->how, this->now.last, index, between, &this->now.opening,
                          &form, this->run)) ||
      follows_label(this, index, &form)) {
    go_on(this, index, &form);
  } else {
    this->blank = this->blank || this->page_end;
    open_paragraph(this, index, &form);
  }
}

static void take_line(maker *this, size_t index) {
  const line *source = &this->these->items[index];
  const char *text = cs_line_text(this->these, index);
  this->page_end = this->page_end || source->page_start || source->removed;
  if (source->note) {
    take_note(this, index);
  }
  if (source->removed || source->in_row) {
    return;
  }
  if (source->length == 0) {
    this->blank = true;
    this->table = false;
    return;
  }
  if (cs_is_table_rule(text, source->length)) {
    close_paragraph(this);
    this->table = true;
    return;
  }
  if (cs_is_rule(text, source->length)) {
    take_rule(this, index);
    return;
  }
  if (source->row != 0) {
    take_columns(this, index);
  } else if (is_row(this, index)) {
    take_row(this, index);
  } else {
    this->table = false;
    take_text(this, index);
  }
  this->blank = this->blank && !this->now.open;
  this->page_end = false;
}

/* --- all ---------------------------------------------------------------------------- */

static char *pad(cs_buffer *out) {
  memset(cs_buffer_reserve(out, CS_TEXT_PADDING), 0, CS_TEXT_PADDING);
  return cs_buffer_take(out);
}

void cs_make_blocks(cs_text *out, lines *these, decoded *source, cs_format format) {
  bool pdf = format == CS_FORMAT_PDF;
  if (pdf) {
    cs_find_rows(these);
  }
  cs_remove_furniture(these);
  cs_find_notes(these, source);
  maker this = {.these = these,
                .how = cs_wrapping_of(these, pdf),
                .words = {.source = these},
                .composes = source->composes,
                .pdf = pdf,
                .cells = pdf || format == CS_FORMAT_HTML,
                .blank = true};
  cs_buffer_reserve(&this.out, these->size + these->size / 64 + CS_TEXT_PADDING);
  for (size_t i = 0; i < these->count; i++) {
    take_line(&this, i);
  }
  close_paragraph(&this);
  add_notes(&this);
  cs_seen_words_free(&this.words);
  cs_marks_free(&this.scratch);
  cs_buffer_free(&this.joined);
  cs_buffer_free(&this.aside);
  out->length = this.out.length;
  out->bytes = pad(&this.out);
  out->blocks = this.blocks;
  out->block_count = this.count;
  cs_mark_contents(out);
}

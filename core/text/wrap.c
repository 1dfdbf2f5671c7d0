/* Wrapping: the width is taken from a histogram of the lines that have a line
 * below them; then each pair of lines is decided by rules, the surest first. */
#include "text/wrap.h"

#include "base/sixteen.h"
#include "text/characters.h"

#include <conspectus/text.h>
#include <string.h>

enum {
  WIDTH_MIN = 40,  /* narrower columns are lists and tables */
  WIDTH_MAX = 140, /* longer lines are paragraphs */
  LINES_MIN = 4,   /* fewer full lines say nothing */
  RUN_MIN = 3,     /* lines of a wrapped paragraph in an unwrapped document */
  RUN_WIDTH_MIN = 55,
  TAIL_MIN = 40, /* a line this long may have a tail on the next line */
  TITLE_MIN = 12,
  CITATION_LINES = 4, /* most lines over which a citation is broken */
  HEADING_LINES = 3,  /* most lines of a heading */
  OUT_MIN = 3,        /* characters that a heading stands out from hanging lines above it */
  HANG_MIN = 8,       /* indentation of a field's further values */
};

/* The characters of the first word where it ends within the first sixteen bytes, all of one
 * character each and no hyphen among them; else 0. */
static uint32_t plain_word_width(const char *text) {
  cs_sixteen bytes = cs_sixteen_load(text);
  uint32_t ends = cs_sixteen_set(cs_sixteen_is(bytes, ' ') | cs_sixteen_is(bytes, '\t'));
  uint32_t odd = cs_sixteen_set(cs_sixteen_others(bytes) | cs_sixteen_is(bytes, '-'));
  bool plain = ends != 0 && (odd & (ends ^ (ends - 1))) == 0;
  return plain ? (uint32_t)__builtin_ctz(ends) : 0;
}

static uint32_t first_word_width(const lines *these, size_t index) {
  const char *text = cs_line_text(these, index);
  uint32_t length = these->items[index].length;
  uint32_t width = length >= 16 ? plain_word_width(text) : 0;
  if (width != 0) {
    return width;
  }
  for (uint32_t i = 0; i < length && text[i] != ' ' && text[i] != '\t'; i++) {
    width += ((unsigned char)text[i] & 0xC0) != 0x80;
    if (text[i] == '-' && i + 1 < length && text[i + 1] != ' ' && i > 0) {
      break; /* a line may have been broken behind a hyphen */
    }
  }
  return width;
}

static bool is_full(const lines *these, size_t above, size_t next, uint32_t width) {
  return these->items[above].width + 1 > width || /* as in most lines, whatever the word */
         these->items[above].width + 1 + first_word_width(these, next) > width;
}

/* Whether the line counts for the measure: a line of prose with another directly below. */
static bool counts(const lines *these, size_t index) {
  const line *this = &these->items[index], *below = &these->items[index + 1];
  return this->length != 0 && below->length != 0 && !this->removed && !below->removed &&
         this->width <= WIDTH_MAX && !below->page_start &&
         !cs_is_contents_line(cs_line_text(these, index), this->length);
}

static uint32_t percentile(const uint32_t histogram[WIDTH_MAX + 1], uint32_t count,
                           uint32_t percent) {
  uint32_t seen = 0;
  for (uint32_t width = 0; width < WIDTH_MAX; width++) {
    seen += histogram[width];
    if (seen * 100ull >= (uint64_t)count * percent && seen > 0) {
      return width;
    }
  }
  return WIDTH_MAX;
}

wrapping cs_wrapping_of(const lines *these, bool proportional) {
  uint32_t histogram[WIDTH_MAX + 1] = {0}, count = 0, full = 0, long_lines = 0;
  for (size_t i = 0; i + 1 < these->count; i++) {
    long_lines += these->items[i].width > WIDTH_MAX;
    if (counts(these, i)) {
      histogram[these->items[i].width]++;
      count++;
    }
  }
  wrapping how = {.width = percentile(histogram, count, 95)};
  how.slack = proportional ? how.width / 6 : how.width / 25;
  for (size_t i = 0; i + 1 < these->count; i++) {
    full += counts(these, i) && is_full(these, i, i + 1, how.width - how.slack);
  }
  how.wrapped =
      full >= LINES_MIN && how.width >= WIDTH_MIN && full * 2 >= count && full >= long_lines / 4;
  return how;
}

uint32_t cs_wrapped_run(const lines *these, size_t first, size_t *behind) {
  uint32_t widest = 0;
  size_t end = first;
  while (end < these->count && these->items[end].length != 0 && !these->items[end].removed &&
         these->items[end].width <= WIDTH_MAX && (end == first || !these->items[end].page_start)) {
    widest = these->items[end].width > widest ? these->items[end].width : widest;
    end++;
  }
  *behind = end > first ? end : first + 1;
  if (end - first < RUN_MIN || widest < RUN_WIDTH_MIN) {
    return 0;
  }
  for (size_t i = first; i + 1 < end; i++) {
    if (!is_full(these, i, i + 1, widest)) {
      return 0;
    }
  }
  return widest;
}

/* --- one pair of lines ---------------------------------------------------------- */

/* Whether the last word asks for a number behind it: "see Recommendation / 2.1 ...". */
static bool awaits_number(const char *text, size_t length) {
  static const char *const words[] = {"recommendation",
                                      "recommendations",
                                      "section",
                                      "sections",
                                      "paragraph",
                                      "paragraphs",
                                      "level",
                                      "and",
                                      "or",
                                      "to",
                                      "of",
                                      "than"};
  size_t start = length;
  while (start > 0 && (cs_is_letter((unsigned char)text[start - 1]))) {
    start--;
  }
  if (start == length) {
    return length > 0 && text[length - 1] == ',';
  }
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    size_t size = strlen(words[i]), same = 0;
    while (size == length - start && same < size && (text[start + same] | 32) == words[i][same]) {
      same++;
    }
    if (same == size) {
      return true;
    }
  }
  return false;
}

/* Whether the line ends within brackets and before a number: "(Recommendations 6.1," goes on with
 * "11.4)", however short it is. The bracket may be some lines further up. */
static bool is_open_citation(const lines *these, size_t index) {
  const char *above = cs_line_text(these, index);
  if (!awaits_number(above, these->items[index].length)) {
    return false;
  }
  for (int up = 0; up < CITATION_LINES; up++, index--) {
    const char *text = cs_line_text(these, index);
    size_t at = these->items[index].length;
    while (at > 0 && strchr("()[]", text[at - 1]) == NULL) {
      at--;
    }
    if (at > 0 || index == 0 || text[0] < '0' || text[0] > '9') {
      return at > 0 && (text[at - 1] == '(' || text[at - 1] == '[');
    }
  }
  return false;
}

/* Whether the lines above hang under a label, and this one stands where that label does. */
static bool hangs_under(const line *upper, const line *this, const shape *opening) {
  return opening->label == LABEL_SINGLE && this->indent + OUT_MIN <= upper->indent;
}

/* Whether the line cannot go on from any line: it is a table row, a heading, an item, a field. */
static bool opens_block(const char *above, const line *upper, const char *text, const line *this,
                        const shape *opening, const shape *below, bool full) {
  if ((below->marks & CS_MARK_HEADING) != 0 || text[0] == '|' || cs_is_rule(text, this->length)) {
    return true;
  }
  if ((below->marks & CS_MARK_QUOTE) != 0 && (opening->marks & CS_MARK_QUOTE) == 0) {
    return true;
  }
  if ((below->marks & CS_MARK_BULLET) == 0 && below->label == LABEL_NONE && !below->field) {
    return false; /* as most lines */
  }
  bool ended = cs_ends_sentence(above, upper->length);
  if ((below->marks & CS_MARK_BULLET) != 0) {
    bool prose = (opening->marks & CS_MARK_BULLET) == 0 && !ended;
    return !(below->dash && full && prose);
  }
  switch (below->label) {
  case LABEL_DOTTED:
    return !(full && awaits_number(above, upper->length));
  case LABEL_SINGLE:
    return !full || ended || hangs_under(upper, this, opening);
  case LABEL_LETTER:
    return !full || ended;
  case LABEL_NONE:
    break;
  }
  return !full || ended || opening->field;
}

/* A line that ends what it says: nothing goes on from it. */
static bool closes_block(const char *text, const line *this, const shape *opening) {
  return (opening->marks & (CS_MARK_HEADING | CS_MARK_TABLE)) != 0 || text[0] == '|' ||
         cs_is_rule(text, this->length) || cs_is_contents_line(text, this->length);
}

/* Whether the line is one that the document's measure speaks of. Small print is wider. */
static bool is_measured(const wrapping *how, const line *this) {
  return how->wrapped && this->width <= how->width + how->slack;
}

/* Whether the line above may be the last of a paragraph however full it is: nothing but its last
 * line shows where a paragraph without number and list mark ends, and this one ends in a full stop
 * before a capital. */
static bool may_end(const char *above, const line *upper, const shape *opening, uint32_t first) {
  return opening->marks == 0 && opening->label == LABEL_NONE && !opening->field &&
         !cs_is_lower(first) && above[upper->length - 1] != ':' &&
         cs_ends_sentence(above, upper->length);
}

/* A line that begins a page, is not full and ends no sentence or asks something: a heading, unless
 * a small letter shows that it is not. */
static bool heads_page(const char *text, const line *this, const wrapping *how) {
  return this->width < how->width / 5 * 4 &&
         (!cs_ends_sentence(text, this->length) || text[this->length - 1] == '?');
}

/* A line, or two or three, that stand apart at the head of a page and end no sentence: a heading,
 * however long it is. The rest of a paragraph would end in one. */
static bool heads_apart(const lines *these, size_t index) {
  size_t last = index;
  while (last < index + HEADING_LINES && last + 1 < these->count &&
         these->items[last + 1].length != 0 && !these->items[last + 1].page_start) {
    last++;
  }
  return last < index + HEADING_LINES && last + 1 < these->count &&
         !these->items[last + 1].page_start &&
         !cs_ends_sentence(cs_line_text(these, last), these->items[last].length);
}

/* Whether the line stands further left than those that hang under a label or list mark: the
 * sentence above has ended, and a heading or paragraph follows without an empty line. */
static bool stands_out(const char *above, const line *upper, const line *this, const shape *opening,
                       uint32_t first) {
  bool marked = (opening->marks & CS_MARK_BULLET) != 0 || opening->label != LABEL_NONE;
  return marked && upper->indent >= OUT_MIN && this->indent + OUT_MIN <= upper->indent &&
         !cs_is_lower(first) && cs_ends_sentence(above, upper->length);
}

/* Whether the line ends in a word that no heading, title or sentence ends in. */
static bool awaits_word(const char *text, size_t length) {
  static const char *const words[] = {"and", "or", "of", "the", "a", "in", "for", "with", "by"};
  size_t start = length;
  while (start > 0 && text[start - 1] >= 'a' && text[start - 1] <= 'z') {
    start--;
  }
  for (size_t i = 0; start > 0 && text[start - 1] == ' ' && i < sizeof words / sizeof *words; i++) {
    if (strlen(words[i]) == length - start && memcmp(words[i], text + start, length - start) == 0) {
      return true;
    }
  }
  return false;
}

/* Across a page end: the blanks there say nothing, so the sentence decides. */
static bool goes_on_over_page(const lines *these, size_t above_index, size_t next,
                              const wrapping *how, const shape *opening, uint32_t first,
                              bool full) {
  const line *upper = &these->items[above_index], *this = &these->items[next];
  const char *above = cs_line_text(these, above_index), *text = cs_line_text(these, next);
  bool ended = cs_ends_sentence(above, upper->length);
  if (!ended && (cs_is_lower(first) || first == '(' || first == '[')) {
    return true;
  }
  if (how->wrapped && heads_page(text, this, how) && !awaits_word(above, upper->length)) {
    return false;
  }
  if (ended && heads_apart(these, next)) {
    return false;
  }
  if (is_measured(how, upper)) {
    if (may_end(above, upper, opening, first) && !is_full(these, above_index, next, how->width)) {
      return false; /* as pages end with a paragraph more often than lines do with a sentence */
    }
    return full && (!ended || (above[upper->length - 1] != ':' && this->width >= how->width / 2));
  }
  return !ended && upper->width >= TAIL_MIN + 20 && !(first >= '0' && first <= '9');
}

/* Whether the line above ends in the middle of a word that a small letter goes on with. */
static bool is_broken_word(const char *above, size_t length, uint32_t first) {
  if (above[length - 1] == SOFT_HYPHEN_END) {
    return true;
  }
  return length >= 2 && above[length - 1] == '-' && cs_is_lower(first) &&
         cs_is_letter((unsigned char)above[length - 2]);
}

/* Under a field's value rather than under its name. */
static bool hangs(const line *this) {
  return this->indent >= HANG_MIN;
}

/* "2. One Trust together with another / Trust should:": a numbered line in larger print, so that
 * it is not full, whose second line ends in a colon. */
static bool introduces(const char *above, const line *upper, const char *text, const line *this,
                       const wrapping *how, const shape *opening, const shape *below) {
  return how->wrapped && opening->label == LABEL_SINGLE && upper->width >= how->width / 2 &&
         !cs_ends_sentence(above, upper->length) && above[upper->length - 1] != ':' &&
         below->marks == 0 && below->label == LABEL_NONE && text[this->length - 1] == ':';
}

bool cs_starts_value(const lines *these, const wrapping *how, size_t above, size_t next) {
  return hangs(&these->items[next]) &&
         !is_full(these, above, next, how->wrapped ? how->width - how->slack : WIDTH_MIN * 2);
}

bool cs_goes_on(const lines *these, const wrapping *how, size_t above_index, size_t next,
                gap between, const shape *opening, const shape *below, uint32_t run) {
  const line *upper = &these->items[above_index], *this = &these->items[next];
  const char *above = cs_line_text(these, above_index), *text = cs_line_text(these, next);
  uint32_t first = cs_first_letter(text + below->skip, this->length - below->skip);
  uint32_t width = is_measured(how, upper) ? how->width - how->slack : run;
  bool number = below->marks == 0 && text[0] >= '0' && text[0] <= '9';
  if (is_broken_word(above, upper->length, first) ||
      (number && is_open_citation(these, above_index))) {
    return true;
  }
  if (between == GAP_NONE && introduces(above, upper, text, this, how, opening, below)) {
    return true;
  }
  bool full = width != 0 && is_full(these, above_index, next, width);
  if (closes_block(above, upper, opening) ||
      opens_block(above, upper, text, this, opening, below, full)) {
    return false;
  }
  if (stands_out(above, upper, this, opening, first)) {
    return false;
  }
  if (between == GAP_PAGE) {
    return goes_on_over_page(these, above_index, next, how, opening, first, full);
  }
  if (full && is_measured(how, upper) && may_end(above, upper, opening, first)) {
    return is_full(these, above_index, next, how->width - how->slack / 2);
  }
  if (full) {
    return true;
  }
  if (opening->field && hangs(this)) {
    return true;
  }
  bool unmarked = below->marks == 0 && below->label == LABEL_NONE;
  if (unmarked && !below->field && cs_is_letter(first) && upper->width >= TITLE_MIN &&
      awaits_word(above, upper->length)) {
    return true;
  }
  bool tail = cs_is_lower(first) || first == '(' || first == '[';
  bool listed = above[upper->length - 1] == ':' || above[upper->length - 1] == ';';
  bool marked = opening->marks != 0 || opening->label != LABEL_NONE;
  if (marked && this->indent > these->items[above_index].indent && !listed && this->indent >= 2) {
    return tail || how->wrapped;
  }
  bool title = how->wrapped && opening->marks == 0 && !opening->field && cs_is_lower(first);
  return tail && !listed && upper->width >= (title ? TITLE_MIN : TAIL_MIN);
}

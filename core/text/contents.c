/* Contents: a run of blocks that end in page numbers, under a heading that says so
 * or with dots before the numbers. Behind a single blank, a number that is lower
 * than the one before is none of a page. Single lines that look
 * alike, such as the rows of a small table, are left alone. */
#include "text/contents.h"

#include "base/ascii.h"

enum {
  LINE_MAX_BYTES = 300,
  DIGITS_MAX = 3,
  UNDER_HEADING_MIN = 2, /* lines that make a table of contents under its heading */
  DOTTED_MIN = 3,        /* and without a heading */
  PASSED_MAX = 2         /* lines without a number between two that have one */
};

/* How a block ends. */
typedef struct entry {
  int page;    /* -1: in no number */
  bool gap;    /* a tab stands before it */
  bool dotted; /* dots do */
} entry;

static bool is_gap(char byte) {
  return byte == ' ' || byte == '\t' || byte == '.';
}

static entry read_entry(const cs_text *text, size_t block) {
  const char *bytes = text->bytes + text->blocks[block].start;
  size_t length = text->blocks[block].length, at = length;
  entry out = {.page = -1};
  while (at > 0 && length - at < DIGITS_MAX && cs_is_ascii_digit(bytes[at - 1])) {
    at--;
  }
  if (at == length || at < 2 || length > LINE_MAX_BYTES || !is_gap(bytes[at - 1])) {
    return out;
  }
  int page = 0;
  for (size_t i = at; i < length; i++) {
    page = page * 10 + (bytes[i] - '0');
  }
  size_t dots = 0;
  for (; at > 0 && is_gap(bytes[at - 1]); at--) {
    dots += bytes[at - 1] == '.';
    out.gap = out.gap || bytes[at - 1] == '\t';
  }
  out.dotted = dots >= 3;
  out.page = at > 0 && (dots == 0 || out.dotted) ? page : -1;
  return out;
}

static bool is_heading(const cs_text *text, size_t block) {
  static const char *const headings[] = {"contents", "table of contents", "contents page",
                                         "contents:"};
  const char *bytes = text->bytes + text->blocks[block].start;
  size_t length = text->blocks[block].length;
  for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
    size_t same = 0;
    while (same < length && headings[i][same] != '\0' &&
           (bytes[same] == headings[i][same] || (bytes[same] | 32) == headings[i][same])) {
      same++;
    }
    if (same == length && headings[i][same] == '\0') {
      return true;
    }
  }
  return false;
}

/* The block behind the last entry of the run that begins at `first`; `entries` gets their
 * number. A line without a number is passed where an entry follows. */
static size_t run_end(const cs_text *text, size_t first, bool headed, size_t *entries) {
  int last = 0, passed = 0;
  size_t end = first;
  *entries = 0;
  for (size_t i = first; i < text->block_count && passed <= PASSED_MAX; i++) {
    entry each = read_entry(text, i);
    bool fits = headed ? each.gap || each.dotted || each.page >= last : each.dotted;
    if (each.page >= 0 && fits) {
      last = each.page;
      end = i + 1;
      passed = 0;
      ++*entries;
    } else if (each.page >= 0 || !headed || text->blocks[i].length > LINE_MAX_BYTES) {
      break;
    } else {
      passed++;
    }
  }
  return end;
}

void cs_mark_contents(cs_text *text) {
  for (size_t i = 0; i < text->block_count; i++) {
    bool headed = is_heading(text, i);
    if (!headed && !read_entry(text, i).dotted) {
      continue;
    }
    size_t entries, end = run_end(text, i + headed, headed, &entries);
    if (entries < (headed ? UNDER_HEADING_MIN : DOTTED_MIN)) {
      continue;
    }
    for (size_t k = i; k < end; k++) {
      text->blocks[k].marks |= CS_MARK_CONTENTS;
    }
    i = end - 1;
  }
}

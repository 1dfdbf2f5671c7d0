/* Furniture: found where pages end. A page end is a form feed, or a line like
 * "Page 3 of 14", or one of a series of lone numbers that count upwards. A line
 * beside a page end is a running head if the same line, digits and case aside,
 * stands beside several page ends; where a converter lost the page ends, if it
 * keeps falling into the middle of sentences. Cells of a table recur too, and stay. A lone number
 * elsewhere stays. */
#include "text/furniture.h"

#include "base/memory.h"
#include "text/alike.h"
#include "text/characters.h"
#include "text/shape.h"

#include <stdlib.h>
#include <string.h>

enum {
  TITLE_LINES = 2, /* lines without a gap between them that a document may open with */
  EDGE_LINES = 2,  /* text lines of a page's edge that may be furniture */
  NEAR_LINES = 6,  /* lines between a page's start and a page number at its top */
  HEAD_MAX = 160,  /* characters of a running head */
  HEAD_MIN = 4,
  HEADS_MIN = 3,    /* lines that recur in sentences, where no pages show */
  SERIES_MIN = 3,   /* lone numbers that make a series */
  PAGE_LINES = 10,  /* fewest lines between two of them */
  EDGE_SEARCH = 40, /* empty lines that a page may end with */
  ENDS_BITS = 14
};

/* A short line, as it may recur. */
typedef struct candidate {
  uint64_t key; /* hash of its letters, lower-case, its digits all alike; first of its ends */
  uint32_t index;
  bool head; /* it is a running head */
} candidate;

typedef struct candidates {
  candidate *items;
  size_t count;
  size_t capacity;
} candidates;

static bool has_letters(const char *text, size_t length) {
  int letters = 0;
  for (size_t i = 0; i < length && letters < HEAD_MIN; i++) {
    letters += ((text[i] | 32) >= 'a' && (text[i] | 32) <= 'z') || (text[i] & 0x80) != 0;
  }
  return letters >= HEAD_MIN;
}

static size_t previous_text(const lines *these, size_t index) {
  while (index-- > 0) {
    if (these->items[index].length != 0 && !these->items[index].removed) {
      return index;
    }
  }
  return these->count;
}

static size_t next_text(const lines *these, size_t index) {
  while (++index < these->count) {
    if (these->items[index].length != 0 && !these->items[index].removed) {
      return index;
    }
  }
  return these->count;
}

static size_t first_text(const lines *these) {
  bool there = these->count > 0 && these->items[0].length != 0 && !these->items[0].removed;
  return there ? 0 : next_text(these, 0);
}

static void remove_line(lines *these, size_t index) {
  these->items[index].removed = true;
}

/* --- page numbers ------------------------------------------------------------- */

static void mark_page_after(lines *these, size_t index) {
  if (index + 1 < these->count) {
    these->items[index + 1].page_start = true;
    these->paged = true;
  }
}

/* Whether the line is at the top of its page: its page's start is a few lines above. */
static bool page_starts_near(const lines *these, size_t index) {
  for (size_t i = index, seen = 0; seen < NEAR_LINES; i--, seen++) {
    if (these->items[i].page_start && i != 0) {
      return true;
    }
    if (i == 0) {
      return false;
    }
  }
  return false;
}

/* "Page 3 of 14" is furniture wherever it stands on a line of its own. */
static void remove_page_lines(lines *these) {
  for (size_t i = 0; i < these->count; i++) {
    const line *this = &these->items[i];
    if (this->length != 0 && this->length <= 40 &&
        cs_is_page_line(cs_line_text(these, i), this->length)) {
      remove_line(these, i);
      if (!page_starts_near(these, i)) {
        mark_page_after(these, i);
      }
    }
  }
}

/* Without form feeds: lone numbers that count upwards, a page's worth of lines apart. */
static void remove_number_series(lines *these) {
  size_t *series = NULL, count = 0, capacity = 0;
  int last = -1;
  for (size_t i = 0; i < these->count; i++) {
    const line *this = &these->items[i];
    int value = this->length != 0 && this->length <= 9
                    ? cs_lone_number(cs_line_text(these, i), this->length)
                    : -1;
    if (value < 0) {
      continue;
    }
    bool follows = count > 0 && value == last + 1 && i - series[count - 1] >= PAGE_LINES;
    if (count != 0 && !follows && count < SERIES_MIN) {
      count = 0;
    }
    if (count == 0 || follows) {
      cs_grow(&series, &capacity, count, sizeof *series);
      series[count++] = i;
      last = value;
    }
  }
  for (size_t i = 0; count >= SERIES_MIN && i < count; i++) {
    remove_line(these, series[i]);
    mark_page_after(these, series[i]);
  }
  free(series);
}

/* --- running heads -------------------------------------------------------------- */

static bool may_recur(const lines *these, size_t index) {
  const line *this = &these->items[index];
  const char *text = cs_line_text(these, index);
  return this->length != 0 && !this->removed && this->row == 0 && !this->in_row &&
         this->width <= HEAD_MAX && text[0] != '(' && text[0] != '[' && text[0] != '|' &&
         !cs_is_stop(text[this->length - 1]);
}

/* Whether the line parts a sentence: the line above does not end one, the line below
 * begins in lower case. */
static bool parts_sentence(const lines *these, size_t index) {
  size_t before = previous_text(these, index), after = next_text(these, index);
  if (before == these->count || after == these->count) {
    return false;
  }
  uint32_t first = cs_first_letter(cs_line_text(these, after), these->items[after].length);
  return cs_is_lower(first) &&
         !cs_ends_sentence(cs_line_text(these, before), these->items[before].length);
}

static int by_key(const void *left, const void *right) {
  const candidate *a = left, *b = right;
  if (a->key != b->key) {
    return a->key < b->key ? -1 : 1;
  }
  return a->index < b->index ? -1 : a->index > b->index;
}

static bool is_there(const lines *these, size_t index) {
  return these->items[index].length != 0 && !these->items[index].removed;
}

/* Whether line `index` is one of the first text lines of its page. */
static bool is_at_top(const lines *these, size_t index) {
  for (int seen = 0; seen < EDGE_LINES;) {
    if (these->items[index].page_start) {
      return true;
    }
    if (index == 0) {
      return false;
    }
    index--;
    seen += is_there(these, index);
  }
  return false;
}

/* Whether line `index` is one of the last text lines of its page. */
static bool is_at_bottom(const lines *these, size_t index) {
  for (int seen = 0; seen < EDGE_LINES;) {
    index++;
    if (index >= these->count || these->items[index].page_start) {
      return true;
    }
    seen += is_there(these, index);
  }
  return false;
}

static bool is_edge(const lines *these, size_t index) {
  return is_at_top(these, index) || is_at_bottom(these, index);
}

static size_t page_count(const lines *these) {
  size_t pages = 0;
  for (size_t i = 0; i < these->count; i++) {
    pages += these->items[i].page_start;
  }
  return pages;
}

/* Decides about lines that are all alike. Those at page edges and in sentences go, where
 * there are many such; the others are the title or heading that the head repeats. */
static void judge_alike(const lines *these, candidate *items, size_t count, size_t pages) {
  size_t edges = 0, within = 0;
  for (size_t i = 0; i < count; i++) {
    bool edge = these->paged && is_edge(these, items[i].index);
    bool parts = parts_sentence(these, items[i].index);
    edges += edge;
    within += parts;
    items[i].head = edge || parts;
  }
  size_t inner = count - edges;
  bool often = edges >= 2 && edges * 3 >= pages && edges >= 2 * inner;
  bool in_sentences = count >= HEADS_MIN && within * 3 >= count && within >= 2 &&
                      (!these->paged || edges * 2 >= count);
  bool now_and_then = edges >= 3 && within >= 1 && edges >= 2 * inner;
  for (size_t i = 0; !often && !in_sentences && !now_and_then && i < count; i++) {
    items[i].head = false;
  }
}

/* All are judged before any is removed, so that the order does not matter. The first
 * text lines of a document are its title, even where heads repeat one of them. */
static void remove_heads(lines *these, candidates *all) {
  size_t title = first_text(these), pages = page_count(these);
  for (int i = 1; i < TITLE_LINES && next_text(these, title) == title + 1; i++) {
    title++;
  }
  for (size_t first = 0, end; first < all->count; first = end) {
    for (end = first + 1; end < all->count && all->items[end].key == all->items[first].key;) {
      end++;
    }
    if (end - first >= 2) {
      judge_alike(these, all->items + first, end - first, pages);
    }
  }
  for (size_t i = 0; i < all->count; i++) {
    if (all->items[i].head && all->items[i].index > title) {
      remove_line(these, all->items[i].index);
    }
  }
}

/* --- lone page numbers ------------------------------------------------------------ */

/* A lone number beside a page end. Page numbers count with the pages, so that
 * `shift`, number minus page, is the same for many of them. */
typedef struct page_number {
  int shift;
  uint32_t index;
} page_number;

/* Whether nothing but empty and removed lines, not many, part the line from a page end. */
static bool touches_page_end(const lines *these, size_t index) {
  for (size_t i = index, seen = 0; seen < EDGE_SEARCH; i--, seen++) {
    if (these->items[i].page_start && i != 0) {
      return true;
    }
    if (i == 0 || is_there(these, i - 1)) {
      break;
    }
  }
  for (size_t i = index + 1, seen = 0; seen < EDGE_SEARCH; i++, seen++) {
    if (i >= these->count || these->items[i].page_start) {
      return true;
    }
    if (is_there(these, i)) {
      break;
    }
  }
  return false;
}

static int by_shift(const void *left, const void *right) {
  const page_number *a = left, *b = right;
  if (a->shift != b->shift) {
    return a->shift < b->shift ? -1 : 1;
  }
  return a->index < b->index ? -1 : a->index > b->index;
}

static void remove_numbers(lines *these, page_number *numbers, size_t count) {
  qsort(numbers, count, sizeof *numbers, by_shift);
  for (size_t first = 0, end; first < count; first = end) {
    for (end = first + 1; end < count && numbers[end].shift == numbers[first].shift;) {
      end++;
    }
    bool alone = end - first == 1;
    bool near = numbers[first].shift >= -3 && numbers[first].shift <= 3;
    for (size_t i = first; i < end && (!alone || near); i++) {
      remove_line(these, numbers[i].index);
    }
  }
}

/* Twice where a number stands beside a head that is removed in between. */
static void remove_page_numbers(lines *these) {
  page_number *numbers = NULL;
  size_t count = 0, capacity = 0;
  int page = 0;
  for (size_t i = 0; i < these->count; i++) {
    const line *this = &these->items[i];
    page += this->page_start;
    if (!is_there(these, i) || this->length > 9 || page > 100000) {
      continue;
    }
    int value = cs_lone_number(cs_line_text(these, i), this->length);
    if (value >= 0 && touches_page_end(these, i)) {
      cs_grow(&numbers, &capacity, count, sizeof *numbers);
      numbers[count++] = (page_number){.shift = value - page, .index = (uint32_t)i};
    }
  }
  if (count != 0) {
    remove_numbers(these, numbers, count);
  }
  free(numbers);
}

static uint64_t hash_of_ends(const char *text, size_t length) {
  return cs_alike_ends(text, length) * 0x9E3779B97F4A7C15u >> (64 - ENDS_BITS);
}

/* The lines that may recur and begin and end as others do, as many as make a head. */
static void find_candidates(const lines *these, candidates *all) {
  unsigned char seen[1 << ENDS_BITS] = {0}; /* how many lines have these ends, up to enough */
  const unsigned char enough = these->paged ? 2 : HEADS_MIN;
  for (size_t i = 0; i < these->count; i++) {
    if (may_recur(these, i)) {
      cs_grow(&all->items, &all->capacity, all->count, sizeof *all->items);
      uint64_t ends = hash_of_ends(cs_line_text(these, i), these->items[i].length);
      all->items[all->count++] = (candidate){.key = ends, .index = (uint32_t)i};
      seen[ends] += seen[ends] < enough;
    }
  }
  size_t kept = 0;
  for (size_t i = 0; i < all->count; i++) {
    uint32_t index = all->items[i].index, length = these->items[index].length;
    const char *text = cs_line_text(these, index);
    if (seen[all->items[i].key] >= enough && has_letters(text, length)) {
      all->items[kept++] = (candidate){.key = cs_alike_key(text, length), .index = index};
    }
  }
  all->count = kept;
}

void cs_remove_furniture(lines *these) {
  remove_page_lines(these);
  if (!these->paged) {
    remove_number_series(these);
  }
  if (these->paged) {
    remove_page_numbers(these);
  }
  candidates all = {0};
  find_candidates(these, &all);
  if (all.count != 0) {
    qsort(all.items, all.count, sizeof *all.items, by_key);
  }
  remove_heads(these, &all);
  free(all.items);
  if (these->paged) {
    remove_page_numbers(these); /* those that stood beside a head */
  }
}

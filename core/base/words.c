/* Words: found by one forward scan over valid UTF-8. Ascii is decided by a
 * table; other characters by utf8proc's categories. */
#include "base/words.h"

#include "base/sixteen.h"

#include <string.h>
#include <utf8proc.h>

static bool is_digit(unsigned char byte) {
  return byte >= '0' && byte <= '9';
}

/* 1 for plain letters and digits, 2 for the apostrophe; other characters are asked elsewhere. */
static const unsigned char ascii_words[256] = {
    ['\''] = 2, ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1,
    ['7'] = 1,  ['8'] = 1, ['9'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1,
    ['F'] = 1,  ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1, ['L'] = 1, ['M'] = 1,
    ['N'] = 1,  ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1, ['U'] = 1,
    ['V'] = 1,  ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1,
    ['d'] = 1,  ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1,
    ['l'] = 1,  ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1,
    ['t'] = 1,  ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};

static bool is_ascii_word(unsigned char byte) {
  return ascii_words[byte] != 0;
}

/* U+2019, the curly apostrophe, and U+02BC, the modifier letter. */
static bool is_apostrophe(utf8proc_int32_t point) {
  return point == '\'' || point == 0x2019 || point == 0x02BC;
}

static bool is_word_point(utf8proc_int32_t point) {
  if (is_apostrophe(point)) {
    return true;
  }
  switch (utf8proc_category(point)) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LL:
  case UTF8PROC_CATEGORY_LT:
  case UTF8PROC_CATEGORY_LM:
  case UTF8PROC_CATEGORY_LO:
  case UTF8PROC_CATEGORY_MN:
  case UTF8PROC_CATEGORY_MC:
  case UTF8PROC_CATEGORY_ND:
  case UTF8PROC_CATEGORY_NL:
  case UTF8PROC_CATEGORY_NO:
    return true;
  default:
    return false;
  }
}

/* Reads one character at `at`; returns its length in bytes, and 1 with point -1 where it is broken.
 */
static size_t read_point(const char *text, size_t length, size_t at, utf8proc_int32_t *point) {
  unsigned char byte = (unsigned char)text[at];
  if (byte < 0x80) {
    *point = byte;
    return 1;
  }
  utf8proc_ssize_t size =
      utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(length - at), point);
  if (size > 0) {
    return (size_t)size;
  }
  *point = -1;
  return 1;
}

/* Bytes of the word character at `at`, or 0. A point or comma counts between digits. */
static size_t word_bytes(const char *text, size_t length, size_t at, bool inside) {
  unsigned char byte = (unsigned char)text[at];
  if (byte < 0x80) {
    if (is_ascii_word(byte)) {
      return 1;
    }
    bool joins = (byte == '.' || byte == ',') && inside && is_digit((unsigned char)text[at - 1]) &&
                 at + 1 < length && is_digit((unsigned char)text[at + 1]);
    return joins ? 1 : 0;
  }
  utf8proc_int32_t point;
  size_t size = read_point(text, length, at, &point);
  return point >= 0 && is_word_point(point) ? size : 0;
}

/* Opening quotation marks that look like apostrophes are not part of the word. */
static size_t skip_apostrophes(const char *text, size_t length, size_t at) {
  utf8proc_int32_t point;
  while (at < length) {
    size_t size = read_point(text, length, at, &point);
    if (!is_apostrophe(point)) {
      break;
    }
    at += size;
  }
  return at;
}

/* Behind the ASCII letters and digits at `at`, which most words are made of. */
static size_t skip_plain(const char *text, size_t length, size_t at) {
  while (at < length && ascii_words[(unsigned char)text[at]] == 1) {
    at++;
  }
  return at;
}

bool cs_next_word(const char *text, size_t length, size_t from, cs_word *word) {
  size_t at = from;
  while (at < length) {
    if ((unsigned char)text[at] < 0x80 && !is_ascii_word((unsigned char)text[at])) {
      at++;
      continue;
    }
    size_t size = word_bytes(text, length, at, false);
    if (size == 0) {
      utf8proc_int32_t point;
      at += read_point(text, length, at, &point);
      continue;
    }
    size_t start = skip_apostrophes(text, length, at);
    size_t end = skip_plain(text, length, start);
    while (end < length && (size = word_bytes(text, length, end, end > start)) != 0) {
      end = skip_plain(text, length, end + size);
    }
    if (end > start) { /* it does not begin with an apostrophe, so there is more in it */
      *word = (cs_word){.start = (uint32_t)start, .length = (uint32_t)(end - start)};
      return true;
    }
    at = end > at ? end : at + 1;
  }
  return false;
}

/* --- counting -------------------------------------------------------------------- */

/* In plain text a word begins at each letter or digit that has none before it, and sixteen bytes
 * are looked at at once. An apostrophe, a point behind a digit and a character that is not ASCII
 * are odd: the words around them are read one by one. */

/* Where the word ends that goes on at `at`. */
static size_t word_end(const char *text, size_t length, size_t at) {
  size_t size;
  while (at < length && (size = word_bytes(text, length, at, true)) != 0) {
    at = skip_plain(text, length, at + size);
  }
  return at;
}

/* Counts the words that begin before `until`, and moves `at` behind the last of them. */
static uint32_t count_singly(const char *text, size_t length, size_t *at, size_t until) {
  uint32_t count = 0;
  cs_word word;
  while (*at < until && cs_next_word(text, length, *at, &word)) {
    *at = word.start + word.length;
    count++;
  }
  return count;
}

static uint32_t bits_of(uint32_t set) {
  set -= set >> 1 & 0x5555u;
  set = (set & 0x3333u) + (set >> 2 & 0x3333u);
  set = (set + (set >> 4)) & 0x0F0Fu;
  return (set + (set >> 8)) & 0x1Fu;
}

uint32_t cs_count_words(const char *text, size_t length) {
  uint32_t count = 0, inside = 0, digit = 0; /* 1: the byte before `at` is of a word, a digit */
  size_t at = 0;
  while (at + 16 <= length) {
    cs_sixteen bytes = cs_sixteen_load(text + at);
    uint32_t digits = cs_sixteen_set(cs_sixteen_digits(bytes));
    uint32_t words = digits | cs_sixteen_set(cs_sixteen_letters(bytes));
    uint32_t points = cs_sixteen_set(cs_sixteen_between(bytes, ',', '.'));
    uint32_t odd = (points & (digits << 1 | digit)) |
                   cs_sixteen_set(cs_sixteen_others(bytes) | cs_sixteen_is(bytes, '\''));
    uint32_t starts = words & ~(words << 1 | inside);
    if (odd == 0) {
      count += bits_of(starts);
      inside = words >> 15;
      digit = digits >> 15;
      at += 16;
      continue;
    }
    unsigned place = (unsigned)__builtin_ctz(odd);
    size_t until = at + place + 1;
    count += bits_of(starts & ((1u << place) - 1));
    inside = (words << 1 | inside) >> place & 1;
    at = inside ? word_end(text, length, at + place) : at + place;
    count += count_singly(text, length, &at, until);
    at = at < until ? until : at;
    inside = digit = 0;
  }
  at = inside ? word_end(text, length, at) : at;
  return count + count_singly(text, length, &at, length);
}

/* --- folding ---------------------------------------------------------------------- */

static size_t reduce_word(const char *word, size_t length, bool lower, char folded[CS_WORD_SIZE]) {
  size_t used = 0;
  for (size_t at = 0; at < length && used + 5 < CS_WORD_SIZE;) {
    unsigned char byte = (unsigned char)word[at];
    if (byte < 0x80) {
      folded[used++] = (char)(lower && byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      at++;
      continue;
    }
    utf8proc_int32_t point;
    at += read_point(word, length, at, &point);
    if (point < 0) {
      continue;
    }
    if (is_apostrophe(point)) {
      point = '\'';
    } else if (lower) {
      point = utf8proc_tolower(point);
    }
    used += (size_t)utf8proc_encode_char(point, (utf8proc_uint8_t *)folded + used);
  }
  if (used >= 3 && folded[used - 2] == '\'' &&
      (folded[used - 1] == 's' || folded[used - 1] == 'S')) {
    used -= 2;
  }
  while (used > 1 && folded[used - 1] == '\'') {
    used--;
  }
  folded[used] = '\0';
  return used;
}

size_t cs_fold_word(const char *word, size_t length, char folded[CS_WORD_SIZE]) {
  return reduce_word(word, length, true, folded);
}

size_t cs_plain_word(const char *word, size_t length, char plain[CS_WORD_SIZE]) {
  return reduce_word(word, length, false, plain);
}

static size_t character_bytes(const char *at) {
  size_t size = 1;
  while (((unsigned char)at[size] & 0xC0) == 0x80) {
    size++;
  }
  return size;
}

/* The usual two-pointer glob: on a mismatch, the last '*' takes one more character. */
bool cs_word_fits(const char *pattern, const char *word) {
  const char *star = NULL, *resume = NULL;
  while (*word != '\0') {
    if (*pattern == '*') {
      star = ++pattern;
      resume = word;
    } else if (*pattern == '?') {
      pattern++;
      word += character_bytes(word);
    } else if (*pattern == *word) {
      pattern++;
      word++;
    } else if (star != NULL) {
      resume += character_bytes(resume);
      pattern = star;
      word = resume;
    } else {
      return false;
    }
  }
  while (*pattern == '*') {
    pattern++;
  }
  return *pattern == '\0';
}

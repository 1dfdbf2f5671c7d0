/* Words: found by one forward scan over valid UTF-8. Ascii is decided by a
 * table, or sixteen bytes at once; other characters by utf8proc's categories. */
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
  for (; at + 16 <= length; at += 16) {
    cs_sixteen bytes = cs_sixteen_load(text + at);
    uint32_t plain = cs_sixteen_set(cs_sixteen_letters(bytes) | cs_sixteen_digits(bytes));
    if (plain != 0xFFFFu) {
      return at + (unsigned)__builtin_ctz(~plain);
    }
  }
  while (at < length && ascii_words[(unsigned char)text[at]] == 1) {
    at++;
  }
  return at;
}

/* Behind what separates words from byte `at` on, as far as it is ASCII. */
static size_t skip_separators(const char *text, size_t length, size_t at) {
  while (at < length && (unsigned char)text[at] < 0x80 && !is_ascii_word((unsigned char)text[at])) {
    at++;
  }
  return at;
}

/* The next word where it is not just plain letters between separators. */
static bool next_odd_word(const char *text, size_t length, size_t at, cs_word *word) {
  while (at < length) {
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

/* Whether the word of plain letters and digits that ends at `end` may go on there. */
static bool may_go_on(const char *text, size_t end) {
  char next = text[end];
  return next == '\'' || (unsigned char)next >= 0x80 ||
         ((next == '.' || next == ',') && is_digit((unsigned char)text[end - 1]));
}

bool cs_next_word(const char *text, size_t length, size_t from, cs_word *word) {
  size_t start = skip_separators(text, length, from);
  if (start >= length) {
    return false;
  }
  size_t end = skip_plain(text, length, start);
  if (end == start || (end < length && may_go_on(text, end))) {
    return next_odd_word(text, length, start, word);
  }
  *word = (cs_word){.start = (uint32_t)start, .length = (uint32_t)(end - start)};
  return true;
}

bool cs_has_word(const char *text, size_t length) {
  cs_word word;
  size_t start = skip_separators(text, length, 0);
  return start < length && (ascii_words[(unsigned char)text[start]] == 1 ||
                            next_odd_word(text, length, start, &word));
}

/* --- counting -------------------------------------------------------------------- */

/* In plain text a word begins at each letter that has none before it, and 64 bytes are looked at
 * at once, a bit each. Where there are digits too, apostrophes or characters that are not ASCII,
 * these are asked what they belong to. */

enum { BLOCK_BYTES = 64 };

typedef struct block {
  const char *text;
  size_t length, at; /* of the text, and where the block begins in it */
  uint64_t words;    /* what belongs to one as far as is known: letters to begin with */
  uint64_t digits, points, quotes, others;
  uint64_t inside, digit; /* 1: the byte before the block is of a word, is a digit */
} block;

/* Whether there is nothing else that could belong to a word. */
static bool read_letters(block *it, const char *bytes) {
  cs_sixteen odd = {0};
  it->words = 0;
#pragma GCC unroll 4
  for (unsigned place = 0; place < BLOCK_BYTES; place += 16) {
    cs_sixteen sixteen = cs_sixteen_load(bytes + place);
    odd |= cs_sixteen_others(sixteen) | cs_sixteen_digits(sixteen) | cs_sixteen_is(sixteen, '\'');
    it->words |= (uint64_t)cs_sixteen_set(cs_sixteen_letters(sixteen)) << place;
  }
  return !cs_sixteen_any(odd);
}

static void read_others(block *it, const char *bytes) {
  it->digits = it->points = it->quotes = it->others = 0;
  for (unsigned place = 0; place < BLOCK_BYTES; place += 16) {
    cs_sixteen sixteen = cs_sixteen_load(bytes + place);
    it->digits |= (uint64_t)cs_sixteen_set(cs_sixteen_digits(sixteen)) << place;
    it->points |= (uint64_t)cs_sixteen_set(cs_sixteen_is(sixteen & 0xFD, ',')) << place;
    it->quotes |= (uint64_t)cs_sixteen_set(cs_sixteen_is(sixteen, '\'')) << place;
    it->others |= (uint64_t)cs_sixteen_set(cs_sixteen_others(sixteen)) << place;
  }
  it->words |= it->digits;
}

static void join_points(block *it) {
  uint64_t behind = it->digits >> 1, last = it->at + BLOCK_BYTES;
  if (last < it->length && is_digit((unsigned char)it->text[last])) {
    behind |= (uint64_t)1 << 63;
  }
  it->words |= it->points & (it->digits << 1 | it->digit) & behind;
}

static void join_quotes(block *it) {
  uint64_t joined = it->quotes & (it->words << 1 | it->inside);
  while (joined != 0) {
    it->words |= joined;
    joined = it->quotes & (it->words << 1) & ~it->words;
  }
}

/* The character at a place of the block: its length, and whether it belongs to a word. */
static size_t read_other(const block *it, unsigned place, bool *word) {
  utf8proc_int32_t point;
  size_t size = read_point(it->text, it->length, it->at + place, &point);
  bool inside = place == 0 ? it->inside != 0 : (it->words >> (place - 1) & 1) != 0;
  *word = point >= 0 && (is_apostrophe(point) ? inside : is_word_point(point));
  return size;
}

/* Reads the characters that are not ASCII. The last may reach beyond the block, by the bytes that
 * are returned; `inside` gets whether it belongs to a word then. */
static size_t join_others(block *it, bool *inside) {
  for (uint64_t left = it->others; left != 0;) {
    unsigned place = (unsigned)__builtin_ctzll(left);
    size_t size = read_other(it, place, inside);
    uint64_t bytes = (((uint64_t)1 << size) - 1) << place;
    it->words |= *inside ? bytes : 0;
    left &= ~bytes;
    join_quotes(it);
    if (place + size > BLOCK_BYTES) {
      return place + size - BLOCK_BYTES;
    }
  }
  *inside = it->words >> 63 != 0;
  return 0;
}

/* Where the block holds more than letters; returns by how many bytes it reaches further. */
static size_t read_odd(block *it, const char *bytes, bool *inside) {
  read_others(it, bytes);
  join_points(it);
  join_quotes(it);
  size_t more = join_others(it, inside);
  it->digit = more == 0 ? it->digits >> 63 : 0;
  return more;
}

static uint32_t bits_of(uint64_t set) {
  set -= set >> 1 & 0x5555555555555555u;
  set = (set & 0x3333333333333333u) + (set >> 2 & 0x3333333333333333u);
  set = (set + (set >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
  return (uint32_t)(set * 0x0101010101010101u >> 56);
}

uint32_t cs_count_words(const char *text, size_t length) {
  uint32_t count = 0;
  block it = {.text = text, .length = length};
  for (size_t more; it.at < length; it.at += BLOCK_BYTES + more) {
    char some[BLOCK_BYTES];
    const char *bytes = text + it.at;
    if (length - it.at < BLOCK_BYTES) {
      memset(some, ' ', sizeof some);
      bytes = memcpy(some, bytes, length - it.at);
    }
    bool plain = read_letters(&it, bytes), inside = it.words >> 63 != 0;
    it.digit = plain ? 0 : it.digit;
    more = plain ? 0 : read_odd(&it, bytes, &inside);
    count += bits_of(it.words & ~(it.words << 1 | it.inside));
    it.inside = inside;
  }
  return count;
}

/* --- folding ---------------------------------------------------------------------- */

/* Writes the ASCII bytes that a word begins with, as far as they come in whole sixteens or to its
 * end; returns how many. */
static size_t reduce_plain(const char *word, size_t length, bool lower, char folded[CS_WORD_SIZE]) {
  size_t at = 0;
  while (at < length && at + 16 + 5 <= CS_WORD_SIZE) {
    cs_sixteen bytes = cs_sixteen_load_some(word + at, length - at);
    if (cs_sixteen_any(cs_sixteen_others(bytes))) {
      return at;
    }
    bytes = lower ? cs_sixteen_lower(bytes) : bytes;
    memcpy(folded + at, &bytes, sizeof bytes);
    at += 16;
  }
  return at < length ? at : length;
}

static size_t reduce_word(const char *word, size_t length, bool lower, char folded[CS_WORD_SIZE]) {
  size_t used = reduce_plain(word, length, lower, folded);
  for (size_t at = used; at < length && used + 5 < CS_WORD_SIZE;) {
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

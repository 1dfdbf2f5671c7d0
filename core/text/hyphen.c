/* Hyphens: the vocabulary is a hash table of 64-bit hashes of lower-case words
 * and of hyphenated pairs, with their counts; it is made on the first question,
 * so that a document without broken words does not pay for it. Only words are
 * counted that begin as the words at broken line ends do; a question about any
 * other has all words counted. */
#include "text/hyphen.h"

#include "base/memory.h"
#include "base/sixteen.h"
#include "text/characters.h"

#include <stdlib.h>
#include <string.h>

typedef struct word_count {
  uint64_t key; /* 0: free */
  uint32_t count;
} word_count;

enum {
  SLOTS_FIRST = 1024,
  SLOTS_MAX = 1 << 21,
  ALONE_MIN = 3,
  PART_MAX = 60,    /* bytes of a part of a word that are looked at */
  UNBROKEN_MIN = 2, /* hyphens at line ends that are known to be the word's own */
  UNBROKEN_MORE = 4 /* and this many times as many as broken words */
};

static const uint64_t hash_seed = 0xCBF29CE484222325u;

static bool is_word_byte(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

static unsigned char lower(unsigned char byte) {
  return byte >= 'A' && byte <= 'Z' ? byte | 32 : byte;
}

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    hash = (hash ^ lower((unsigned char)bytes[i])) * 0x100000001B3u;
  }
  return hash;
}

static word_count *slot_of(const vocabulary *words, uint64_t key) {
  size_t at = (size_t)(key ^ key >> 29) & (words->capacity - 1);
  while (words->slots[at].key != 0 && words->slots[at].key != key) {
    at = (at + 1) & (words->capacity - 1);
  }
  return &words->slots[at];
}

static void grow(vocabulary *words) {
  vocabulary larger = *words;
  larger.capacity = words->capacity == 0 ? SLOTS_FIRST : words->capacity * 2;
  larger.slots = cs_allocate(larger.capacity, sizeof *larger.slots);
  for (size_t i = 0; i < words->capacity; i++) {
    if (words->slots[i].key != 0) {
      *slot_of(&larger, words->slots[i].key) = words->slots[i];
    }
  }
  free(words->slots);
  *words = larger;
}

static void count_key(vocabulary *words, uint64_t key) {
  if (words->used * 2 >= words->capacity) {
    if (words->capacity >= SLOTS_MAX) {
      return; /* no document that people write has as many words */
    }
    grow(words);
  }
  word_count *slot = slot_of(words, key | 1);
  words->used += slot->key == 0;
  slot->key = key | 1;
  slot->count += slot->count < UINT32_MAX;
}

static uint32_t count_of(const vocabulary *words, uint64_t key) {
  return slot_of(words, key | 1)->count;
}

/* --- which words are counted -------------------------------------------------------- */

/* The bit of a word's second byte; of a blank where it has one byte. */
static uint64_t second_bit(const char *word, size_t length) {
  return (uint64_t)1 << (length > 1 ? lower((unsigned char)word[1]) % 64 : ' ');
}

static void want(vocabulary *words, const char *word, size_t length) {
  words->wanted[lower((unsigned char)word[0])] |= second_bit(word, length);
}

static bool is_wanted(const vocabulary *words, const char *word, size_t length) {
  return (words->wanted[lower((unsigned char)word[0])] & second_bit(word, length)) != 0;
}

/* The words that are looked for where these two parts meet. */
static void want_parts(vocabulary *words, const char *left, size_t left_length, const char *right,
                       size_t right_length) {
  const char both[] = {left[0], right[0]};
  want(words, left, left_length);
  want(words, right, right_length);
  want(words, both, sizeof both); /* one letter and the other part */
}

static bool are_wanted(const vocabulary *words, const char *left, size_t left_length,
                       const char *right, size_t right_length) {
  const char both[] = {left[0], right[0]};
  return is_wanted(words, left, left_length) && is_wanted(words, right, right_length) &&
         is_wanted(words, both, sizeof both);
}

/* The word that a line ends in before its hyphen: its start, `end` being that of the hyphen. */
static size_t broken_start(const char *text, size_t end) {
  size_t start = end;
  while (start > 0 && end - start < PART_MAX && is_word_byte((unsigned char)text[start - 1])) {
    start--;
  }
  return start;
}

static size_t first_word(const char *text, size_t length) {
  size_t stop = 0;
  while (stop < length && stop < PART_MAX && is_word_byte((unsigned char)text[stop])) {
    stop++;
  }
  return stop;
}

/* A hyphen at the end of line `index` with a word before it and one behind it. */
typedef struct line_end {
  const char *left, *right;
  size_t left_length, right_length;
} line_end;

static bool read_line_end(line_end *out, const lines *source, size_t index) {
  const char *left = cs_line_text(source, index), *right = cs_line_text(source, index + 1);
  size_t length = source->items[index].length;
  if (source->items[index].removed || length < 2 || left[length - 1] != '-') {
    return false;
  }
  size_t start = broken_start(left, length - 1);
  *out = (line_end){.left = left + start,
                    .left_length = length - 1 - start,
                    .right = right,
                    .right_length = first_word(right, source->items[index + 1].length)};
  return out->left_length != 0 && out->right_length != 0;
}

static void want_line_ends(vocabulary *words) {
  line_end each;
  for (size_t i = 0; i + 1 < words->source->count; i++) {
    if (read_line_end(&each, words->source, i)) {
      want_parts(words, each.left, each.left_length, each.right, each.right_length);
    }
  }
}

/* --- counting ----------------------------------------------------------------------- */

static size_t word_end(const char *text, size_t length, size_t at) {
  while (at < length && is_word_byte((unsigned char)text[at])) {
    at++;
  }
  return at;
}

/* Whether a line ends behind the word with a hyphen: it is a fragment then. */
static bool is_cut(const char *text, size_t length, size_t end) {
  return end + 1 == length && text[end] == '-';
}

/* Counts the word at `at` and the pair that a hyphen behind it makes. */
static void count_word(vocabulary *words, const char *text, size_t length, size_t at) {
  size_t end = word_end(text, length, at), next = end;
  uint64_t key = hash_bytes(hash_seed, text + at, end - at);
  if (!is_cut(text, length, end)) {
    count_key(words, key);
  }
  while (next < length && text[next] == '-') {
    next++;
  }
  size_t stop = word_end(text, length, next);
  if (next > end && stop > next && !is_cut(text, length, stop)) {
    count_key(words, hash_bytes(hash_bytes(key, "-", 1), text + next, stop - next));
  }
}

static void count_wanted(vocabulary *words, const char *text, size_t length, size_t at) {
  bool single = at + 1 == length || !is_word_byte((unsigned char)text[at + 1]);
  if (is_wanted(words, text + at, single ? 1 : 2)) {
    count_word(words, text, length, at);
  }
}

/* The bytes of words, of sixteen. */
static uint32_t word_bytes(const char *at) {
  cs_sixteen bytes = cs_sixteen_load(at);
  return cs_sixteen_set(cs_sixteen_letters(bytes) | cs_sixteen_others(bytes));
}

/* Counts the words that begin in the line from `from` on. */
static void count_line(vocabulary *words, const char *text, size_t length, size_t from) {
  bool inside = false;
  size_t at = from;
  for (; at + 16 <= length; at += 16) {
    uint32_t bytes = word_bytes(text + at);
    for (uint32_t left = cs_sixteen_starts(bytes, inside); left != 0; left &= left - 1) {
      count_wanted(words, text, length, at + (unsigned)__builtin_ctz(left));
    }
    inside = cs_sixteen_ends_in(bytes);
  }
  for (; at < length; at++) {
    bool word = is_word_byte((unsigned char)text[at]);
    if (word && !inside) {
      count_wanted(words, text, length, at);
    }
    inside = word;
  }
}

static bool ends_broken(const char *text, size_t length) {
  return length > 1 && text[length - 1] == '-' && is_word_byte((unsigned char)text[length - 2]);
}

/* A fragment at a line's end, before its hyphen, is no word; nor is what follows on the next
 * line. */
static void count_words(vocabulary *words) {
  bool broken = false;
  free(words->slots);
  words->slots = NULL;
  words->capacity = words->used = 0;
  grow(words);
  for (size_t i = 0; i < words->source->count; i++) {
    const line *this = &words->source->items[i];
    if (this->length != 0 && !this->removed) {
      const char *text = cs_line_text(words->source, i);
      count_line(words, text, this->length, broken ? word_end(text, this->length, 0) : 0);
      broken = ends_broken(text, this->length);
    }
  }
}

/* --- deciding ------------------------------------------------------------------------ */

static bool is_one_of(const char *word, size_t length, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (strlen(list[i]) == length &&
        hash_bytes(hash_seed, word, length) == hash_bytes(hash_seed, list[i], length)) {
      return true;
    }
  }
  return false;
}

static bool keeps_hyphen(const char *word, size_t length) {
  static const char *const prefixes[] = {"pre",  "post", "non",   "multi",  "co",   "re",   "self",
                                         "well", "one",  "two",   "three",  "four", "long", "short",
                                         "full", "part", "peri",  "ante",   "anti", "semi", "ex",
                                         "drop", "walk", "cross", "follow", "face", "mid",  "half"};
  return is_one_of(word, length, prefixes, sizeof prefixes / sizeof prefixes[0]);
}

static bool second_keeps_hyphen(const char *word, size_t length) {
  static const char *const seconds[] = {"based",   "centred", "focused", "led",      "maker",
                                        "makers",  "making",  "ranging", "reaching", "related",
                                        "sharing", "term",    "wide"};
  return is_one_of(word, length, seconds, sizeof seconds / sizeof seconds[0]);
}

/* "short- and long-term": the hyphen waits for a word that comes later. */
static bool is_suspended(const char *right, size_t length) {
  static const char *const words[] = {"and", "or", "to"};
  return is_one_of(right, length, words, sizeof words / sizeof words[0]);
}

/* How often the document writes the two parts as one word, or as a pair; "drop-in"
 * speaks for "drop-ins" too. */
static uint32_t count_pair(const vocabulary *words, uint64_t start, const char *right,
                           size_t length) {
  uint32_t count = count_of(words, hash_bytes(start, right, length));
  if (length > 2 && right[length - 1] == 's') {
    count += count_of(words, hash_bytes(start, right, length - 1));
  } else {
    count += count_of(words, hash_bytes(hash_bytes(start, right, length), "s", 1));
  }
  return count;
}

/* Looks at each line end with a hyphen whose two parts the document also writes as one
 * word or with a hyphen: were words broken there? */
static void judge_line_ends(vocabulary *words) {
  size_t whole = 0, broken = 0;
  line_end each;
  for (size_t i = 0; i + 1 < words->source->count; i++) {
    if (read_line_end(&each, words->source, i)) {
      uint64_t first = hash_bytes(hash_seed, each.left, each.left_length);
      uint32_t joined = count_pair(words, first, each.right, each.right_length);
      uint32_t parted = count_pair(words, hash_bytes(first, "-", 1), each.right, each.right_length);
      whole += parted > joined;
      broken += joined > parted;
    }
  }
  words->unbroken = whole >= UNBROKEN_MIN && whole > broken * UNBROKEN_MORE;
}

static hyphen_end decide(vocabulary *words, const char *left, size_t left_length, const char *right,
                         size_t right_length) {
  if (words->capacity == 0) {
    want_line_ends(words);
    count_words(words);
    judge_line_ends(words);
  }
  if (!are_wanted(words, left, left_length, right, right_length)) {
    memset(words->wanted, 0xFF, sizeof words->wanted);
    count_words(words);
  }
  uint64_t start = hash_bytes(hash_seed, left, left_length);
  uint32_t joined = count_pair(words, start, right, right_length);
  uint32_t parted = count_pair(words, hash_bytes(start, "-", 1), right, right_length);
  if (joined != 0 || parted != 0) {
    return joined > parted ? HYPHEN_DROPPED : HYPHEN_KEPT;
  }
  if (words->unbroken || keeps_hyphen(left, left_length) ||
      second_keeps_hyphen(right, right_length)) {
    return HYPHEN_KEPT;
  }
  bool alone = left_length >= ALONE_MIN && right_length >= ALONE_MIN &&
               count_of(words, start) != 0 &&
               count_of(words, hash_bytes(hash_seed, right, right_length)) != 0;
  return alone ? HYPHEN_KEPT : HYPHEN_DROPPED;
}

hyphen_end cs_hyphen_at(vocabulary *words, const char *left, size_t left_length, const char *right,
                        size_t right_length) {
  if (left_length < 2 || left[left_length - 1] != '-' || right_length == 0) {
    return HYPHEN_NONE;
  }
  size_t end = left_length - 1, start = broken_start(left, end);
  size_t stop = first_word(right, right_length);
  if (start == end) { /* "16-" and "17" */
    return left[end - 1] >= '0' && left[end - 1] <= '9' && right[0] != ' ' &&
                   !is_suspended(right, stop)
               ? HYPHEN_KEPT
               : HYPHEN_NONE;
  }
  if (stop == 0 || is_suspended(right, stop)) {
    return right[0] >= '0' && right[0] <= '9' ? HYPHEN_KEPT : HYPHEN_NONE;
  }
  uint32_t first;
  cs_read_point(right, right_length, &first);
  bool compound = start > 0 && left[start - 1] == '-'; /* "two-and-a-" and "half" */
  if (!cs_is_lower(first)) {
    return cs_is_letter(first) ? HYPHEN_KEPT : HYPHEN_NONE;
  }
  hyphen_end decided = decide(words, left + start, end - start, right, stop);
  bool sure = decided == HYPHEN_DROPPED && compound &&
              count_of(words, hash_bytes(hash_bytes(hash_seed, left + start, end - start), right,
                                         stop)) == 0;
  return sure ? HYPHEN_KEPT : decided;
}

void cs_seen_words_free(vocabulary *words) {
  free(words->slots);
  *words = (vocabulary){0};
}

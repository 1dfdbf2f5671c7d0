/* Hyphens: the vocabulary is a hash table of 64-bit hashes of lower-case words
 * and of hyphenated pairs, with their counts; it is made on the first question,
 * so that a document without broken words does not pay for it. */
#include "text/hyphen.h"

#include "base/memory.h"
#include "text/characters.h"

#include <stdlib.h>
#include <string.h>

typedef struct word_count {
  uint64_t key; /* 0: free */
  uint32_t count;
} word_count;

enum {
  SLOTS_FIRST = 4096,
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

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    byte |= byte >= 'A' && byte <= 'Z' ? 32 : 0;
    hash = (hash ^ byte) * 0x100000001B3u;
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
  vocabulary larger = {.source = words->source,
                       .capacity = words->capacity == 0 ? SLOTS_FIRST : words->capacity * 2,
                       .used = words->used};
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

/* Counts each word and each pair of words that a hyphen joins. A fragment at a
 * line's end, before its hyphen, is no word; nor is what follows on the next line. */
static bool count_line(vocabulary *words, const char *text, size_t length, bool broken) {
  uint64_t before = 0;
  for (size_t at = 0; at < length;) {
    size_t end = at;
    while (end < length && is_word_byte((unsigned char)text[end])) {
      end++;
    }
    if (end == at) {
      before = text[at] == '-' ? before : 0;
      at++;
      continue;
    }
    bool cut = end + 1 == length && text[end] == '-';
    if (!cut && !(broken && at == 0)) {
      count_key(words, hash_bytes(hash_seed, text + at, end - at));
    }
    if (before != 0 && !cut && text[at - 1] == '-') {
      count_key(words, hash_bytes(before, text + at, end - at));
    }
    bool joins = end < length && text[end] == '-' && !(broken && at == 0);
    before = joins ? hash_bytes(hash_bytes(hash_seed, text + at, end - at), "-", 1) : 0;
    at = end;
  }
  return length > 1 && text[length - 1] == '-' && is_word_byte((unsigned char)text[length - 2]);
}

static void count_words(vocabulary *words) {
  grow(words);
  bool broken = false;
  for (size_t i = 0; i < words->source->count; i++) {
    const line *this = &words->source->items[i];
    if (this->length != 0 && !this->removed) {
      broken = count_line(words, cs_line_text(words->source, i), this->length, broken);
    }
  }
}

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
  const lines *source = words->source;
  size_t whole = 0, broken = 0;
  for (size_t i = 0; i + 1 < source->count; i++) {
    const char *left = cs_line_text(source, i), *right = cs_line_text(source, i + 1);
    size_t length = source->items[i].length, right_length = source->items[i + 1].length, stop = 0;
    if (source->items[i].removed || length < 2 || left[length - 1] != '-') {
      continue;
    }
    size_t start = --length;
    while (start > 0 && length - start < PART_MAX && is_word_byte((unsigned char)left[start - 1])) {
      start--;
    }
    while (stop < right_length && stop < PART_MAX && is_word_byte((unsigned char)right[stop])) {
      stop++;
    }
    if (start < length && stop > 0) {
      uint64_t first = hash_bytes(hash_seed, left + start, length - start);
      uint32_t joined = count_pair(words, first, right, stop);
      uint32_t parted = count_pair(words, hash_bytes(first, "-", 1), right, stop);
      whole += parted > joined;
      broken += joined > parted;
    }
  }
  words->unbroken = whole >= UNBROKEN_MIN && whole > broken * UNBROKEN_MORE;
}

static hyphen_end decide(vocabulary *words, const char *left, size_t left_length, const char *right,
                         size_t right_length) {
  if (words->capacity == 0) {
    count_words(words);
    judge_line_ends(words);
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
  size_t end = left_length - 1, start = end, stop = 0;
  while (start > 0 && end - start < PART_MAX && is_word_byte((unsigned char)left[start - 1])) {
    start--;
  }
  while (stop < right_length && stop < PART_MAX && is_word_byte((unsigned char)right[stop])) {
    stop++;
  }
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

/* match/vocabulary.h: which word patterns a word fits, remembered.
 *
 * Prose repeats itself: nearly every word was seen before, so what it fits is
 * found by one look into a hash table keyed by the word's bytes as written. The
 * table holds a bounded number of words; what it has forgotten is worked out
 * again, so it never changes an answer, only the time it takes.
 *
 * The patterns that a word fits are a list in one array, named by where in the
 * array it is; list 0 is empty. Behind them are the terms that are complete with the
 * word alone, so that most hits need no look at the trie. Before a list is the entry of
 * the word that it was made for: as words come in the order in which they were met first,
 * the common ones lie close together. The look-up is inline because it is made for every
 * word of a corpus.
 */
#ifndef CS_MATCH_VOCABULARY_H
#define CS_MATCH_VOCABULARY_H

#include "match/trie.h"

#include <string.h>

enum {
  CS_VOCABULARY_INLINE = 16, /* bytes of a word kept in its entry */
  CS_VOCABULARY_PROBES = 32, /* slots looked at before a word counts as unknown */
};

typedef struct cs_vocabulary {
  uint32_t *slots; /* 1 << bits of them, at most a quarter in use: entries; 0: free */
  unsigned bits;
  size_t count, most;
  char *keys;
  size_t key_bytes, key_capacity;
  uint32_t *lists; /* of each word: CS_ENTRY_SIZE numbers, the last of which is its list; of each
                      list: CS_LIST_HEAD numbers, then what cs_listed has */
  size_t list_count, list_capacity;
  struct cs_fitter *fitter; /* the patterns themselves */
} cs_vocabulary;

/* The patterns are copied; the trie must outlive the vocabulary. `most` bounds the words kept (0:
 * the default); a small number serves tests. */
void cs_vocabulary_init(cs_vocabulary *vocabulary, const cs_intern *patterns, const cs_trie *trie,
                        size_t most);
void cs_vocabulary_clear(cs_vocabulary *vocabulary);
void cs_vocabulary_free(cs_vocabulary *vocabulary);

/* Forgets everything where it is full, and returns whether it did; lists got before are void then.
 * Until it is called, a full table takes no new word, and the lists grow. */
static inline bool cs_vocabulary_trim(cs_vocabulary *vocabulary) {
  enum { MOST_LISTED = 1 << 20 };
  bool full = vocabulary->count >= vocabulary->most || vocabulary->list_count > MOST_LISTED;
  if (full) {
    cs_vocabulary_clear(vocabulary);
  }
  return full;
}

static inline size_t cs_vocabulary_place(const cs_vocabulary *vocabulary, uint64_t low,
                                         uint64_t high) {
  uint64_t mixed = high * UINT64_C(0xC2B2AE3D27D4EB4F);
  mixed = (low ^ (mixed >> 32 | mixed << 32)) * UINT64_C(0x9E3779B97F4A7C15);
  return (size_t)(mixed >> (64 - vocabulary->bits));
}

/* The way for words that are new, or not where they would be. */
uint32_t cs_vocabulary_look_slowly(cs_vocabulary *vocabulary, const char *word, size_t length);

/* What an entry has of a word: up to 16 bytes all of it, zeros behind; of a longer word its first
 * and last 8. */
typedef struct cs_vocabulary_key {
  uint64_t low, high;
} cs_vocabulary_key;

/* Without a branch, as long and short words come in no order that the processor could guess. */
static inline cs_vocabulary_key cs_vocabulary_key_of(const char *word, size_t length) {
  static const unsigned char mask[2 * CS_VOCABULARY_INLINE] = {
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  bool long_ = length > CS_VOCABULARY_INLINE;
  uint64_t low, high, kept[2];
  memcpy(&low, word, sizeof low);
  memcpy(&high, word + (long_ ? length - sizeof high : sizeof low), sizeof high);
  memcpy(kept, mask + CS_VOCABULARY_INLINE - (long_ ? CS_VOCABULARY_INLINE : length), sizeof kept);
  return (cs_vocabulary_key){low & kept[0], high & kept[1]};
}

/* A look-up in three steps, each of which calls the memory that the next one reads: so they are
 * made for a number of words at a time. A word has at least one byte; CS_VOCABULARY_INLINE bytes
 * may be read there, however short it is.
 *
 * The first step: where the word would be. A place stays usable while words are added, as a table
 * that has grown only makes it a wrong guess. */
static inline uint32_t cs_vocabulary_call(const cs_vocabulary *vocabulary, cs_vocabulary_key key) {
  size_t place = cs_vocabulary_place(vocabulary, key.low, key.high);
  __builtin_prefetch(&vocabulary->slots[place]);
  return (uint32_t)place;
}

static inline uint64_t cs_list_number(const uint32_t *at) {
  uint64_t number;
  memcpy(&number, at, sizeof number);
  return number;
}

/* An entry: the key's two numbers of 64 bits, and */
enum {
  CS_ENTRY_LENGTH = 4,
  CS_ENTRY_BYTES, /* of a longer word: its bytes in `keys` */
  CS_ENTRY_LIST,
  CS_ENTRY_SIZE
};

/* Whether the entry is the word's. */
static inline bool cs_vocabulary_is(const cs_vocabulary *vocabulary, const uint32_t *entry,
                                    cs_vocabulary_key key, const char *word, size_t length) {
  uint64_t other = (cs_list_number(entry) ^ key.low) | (cs_list_number(entry + 2) ^ key.high) |
                   (entry[CS_ENTRY_LENGTH] ^ length);
  return other == 0 && (length <= CS_VOCABULARY_INLINE ||
                        memcmp(vocabulary->keys + entry[CS_ENTRY_BYTES], word, length) == 0);
}

/* The second step: the entry that is there, which may be another word's, or 0, which is none's. */
static inline uint32_t cs_vocabulary_entry(const cs_vocabulary *vocabulary, uint32_t place) {
  enum { BEHIND = 12 }; /* the entry and its list's head may lie in two lines of the cache */
  uint32_t entry = vocabulary->slots[place];
  __builtin_prefetch(vocabulary->lists + entry);
  __builtin_prefetch(vocabulary->lists + entry + BEHIND);
  return entry;
}

/* The third step: the list of what the word fits. */
static inline uint32_t cs_vocabulary_look(cs_vocabulary *vocabulary, uint32_t number,
                                          cs_vocabulary_key key, const char *word, size_t length) {
  const uint32_t *entry = vocabulary->lists + number;
  if (cs_vocabulary_is(vocabulary, entry, key, word, length)) {
    return entry[CS_ENTRY_LIST];
  }
  return cs_vocabulary_look_slowly(vocabulary, word, length);
}

/* A list opened: the patterns, and the terms that are complete with the word, ascending. */
typedef struct cs_listed {
  const uint32_t *patterns, *terms;
  uint32_t pattern_count, term_count;
} cs_listed;

enum { CS_LIST_HEAD = 6 };

/* How many terms are complete with the word. */
static inline uint32_t cs_vocabulary_terms(const cs_vocabulary *vocabulary, uint32_t list) {
  return vocabulary->lists[list];
}

/* The patterns' bits together. */
static inline uint64_t cs_vocabulary_filter(const cs_vocabulary *vocabulary, uint32_t list) {
  return cs_list_number(vocabulary->lists + list + 2);
}

/* What the next word has to have a bit of for a term to go on from the word (see cs_trie_ways). */
static inline uint64_t cs_vocabulary_ways(const cs_vocabulary *vocabulary, uint32_t list) {
  return cs_list_number(vocabulary->lists + list + 4);
}

/* Borrowed until the next look-up. */
static inline cs_listed cs_vocabulary_list(const cs_vocabulary *vocabulary, uint32_t list) {
  const uint32_t *at = vocabulary->lists + list, *patterns = at + CS_LIST_HEAD;
  return (cs_listed){patterns, patterns + at[1], at[1], at[0]};
}

#endif

/* The vocabulary's slow half: working out what a word fits, and the hash table's
 * upkeep. Patterns without a wildcard are found by name; those with one are kept
 * by their first byte, so that a new word is compared with few of them. */
#include "match/vocabulary.h"

#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>

enum {
  MOST_WORDS = 1 << 15,
  FIRST_BITS = 10,
  KEY_BYTES = 64,  /* longer words are not kept */
  ANY_FIRST = 256, /* patterns that begin with a wildcard */
  FIRST_COUNT = 257,
};

#define NO_PATTERN UINT32_MAX

/* Patterns of one kind that have a wildcard, as a chain for each first byte. */
typedef struct wildcards {
  uint32_t first[FIRST_COUNT];
} wildcards;

typedef struct cs_fitter {
  cs_intern patterns;
  const cs_trie *trie;
  uint32_t *next; /* of each pattern, the next in its chain */
  wildcards folded, plain;
  bool has_plain; /* whether there is any case-sensitive pattern */
} cs_fitter;

/* ---- Fitting ---- */

static void index_wildcards(cs_fitter *fitter) {
  for (size_t each = 0; each < FIRST_COUNT; each++) {
    fitter->folded.first[each] = fitter->plain.first[each] = NO_PATTERN;
  }
  for (size_t each = fitter->patterns.count; each-- > 0;) {
    const cs_intern_name *name = &fitter->patterns.names[each];
    bool plain = name->kind == CS_PATTERN_PLAIN;
    fitter->has_plain = fitter->has_plain || plain;
    if (strpbrk(name->string, "*?") != NULL) {
      bool any = *name->string == '*' || *name->string == '?';
      wildcards *chains = plain ? &fitter->plain : &fitter->folded;
      uint32_t *first = &chains->first[any ? ANY_FIRST : (unsigned char)*name->string];
      fitter->next[each] = *first;
      *first = (uint32_t)each;
    }
  }
}

static cs_fitter *new_fitter(const cs_intern *patterns, const cs_trie *trie) {
  cs_fitter *fitter = cs_allocate(1, sizeof *fitter);
  cs_intern_copy(&fitter->patterns, patterns);
  fitter->trie = trie;
  fitter->next = cs_allocate(patterns->count, sizeof *fitter->next);
  index_wildcards(fitter);
  return fitter;
}

static void free_fitter(cs_fitter *fitter) {
  if (fitter != NULL) {
    cs_intern_free(&fitter->patterns);
    free(fitter->next);
    free(fitter);
  }
}

static void add_listed(cs_vocabulary *vocabulary, uint32_t value) {
  cs_grow(&vocabulary->lists, &vocabulary->list_capacity, vocabulary->list_count,
          sizeof *vocabulary->lists);
  vocabulary->lists[vocabulary->list_count++] = value;
}

static void add_chain(cs_vocabulary *vocabulary, uint32_t pattern, const char *form) {
  const cs_fitter *fitter = vocabulary->fitter;
  for (; pattern != NO_PATTERN; pattern = fitter->next[pattern]) {
    if (cs_word_fits(fitter->patterns.names[pattern].string, form)) {
      add_listed(vocabulary, pattern);
    }
  }
}

static void add_form(cs_vocabulary *vocabulary, char kind, const char *form, size_t length) {
  const cs_fitter *fitter = vocabulary->fitter;
  const wildcards *chains = kind == CS_PATTERN_PLAIN ? &fitter->plain : &fitter->folded;
  uint32_t literal = cs_intern_find(&fitter->patterns, kind, form, length);
  if (literal != CS_INTERN_NONE) {
    add_listed(vocabulary, literal);
  }
  add_chain(vocabulary, chains->first[(unsigned char)*form], form);
  add_chain(vocabulary, chains->first[ANY_FIRST], form);
}

static void begin_list(cs_vocabulary *vocabulary) {
  for (size_t each = 0; each < CS_LIST_HEAD; each++) {
    add_listed(vocabulary, 0);
  }
}

/* Puts a term in its place among those of the list, which has room for it. */
static void insert_term(uint32_t *terms, uint32_t count, uint32_t term) {
  for (; count > 0 && terms[count - 1] > term; count--) {
    terms[count] = terms[count - 1];
  }
  terms[count] = term;
}

/* Puts the terms that are complete with a word of the patterns at the end of the list. */
static uint32_t add_terms(cs_vocabulary *vocabulary, size_t patterns, size_t count) {
  const cs_trie *trie = vocabulary->fitter->trie;
  size_t first = vocabulary->list_count;
  for (size_t each = patterns; each < patterns + count; each++) {
    const cs_trie_node *node = &trie->nodes[vocabulary->lists[each]];
    for (uint32_t term = 0; term < node->term_count; term++) {
      add_listed(vocabulary, 0);
      insert_term(vocabulary->lists + first, (uint32_t)(vocabulary->list_count - first) - 1,
                  trie->terms[node->first_term + term]);
    }
  }
  return (uint32_t)(vocabulary->list_count - first);
}

static void fill_head(const cs_trie *trie, uint32_t *list, uint32_t term_count,
                      uint32_t pattern_count) {
  uint64_t filter = 0, ways = 0;
  for (size_t each = 0; each < pattern_count; each++) {
    uint32_t pattern = list[CS_LIST_HEAD + each];
    filter |= cs_trie_bit(pattern);
    ways |= cs_trie_ways(&trie->nodes[pattern]);
  }
  list[0] = term_count;
  list[1] = pattern_count;
  memcpy(list + 2, &filter, sizeof filter);
  memcpy(list + 4, &ways, sizeof ways);
}

/* Works out the list of a word. */
static uint32_t list_patterns(cs_vocabulary *vocabulary, const char *word, size_t length) {
  char form[CS_WORD_SIZE];
  size_t list = vocabulary->list_count;
  begin_list(vocabulary);
  size_t used = cs_fold_word(word, length, form);
  add_form(vocabulary, CS_PATTERN_FOLDED, form, used);
  if (vocabulary->fitter->has_plain) {
    used = cs_plain_word(word, length, form);
    add_form(vocabulary, CS_PATTERN_PLAIN, form, used);
  }
  size_t count = vocabulary->list_count - list - CS_LIST_HEAD;
  if (count == 0) {
    vocabulary->list_count = list;
    return 0;
  }
  uint32_t term_count = add_terms(vocabulary, list + CS_LIST_HEAD, count);
  fill_head(vocabulary->fitter->trie, vocabulary->lists + list, term_count, (uint32_t)count);
  return (uint32_t)list;
}

/* ---- The table ---- */

static void make_slots(cs_vocabulary *vocabulary, unsigned bits) {
  free(vocabulary->slots);
  vocabulary->bits = bits;
  vocabulary->slots = cs_allocate((size_t)1 << bits, sizeof *vocabulary->slots);
}

/* List 0, which is entry 0 too: of no word. */
static void begin_lists(cs_vocabulary *vocabulary) {
  for (size_t each = 0; each < CS_LIST_HEAD || each < CS_ENTRY_SIZE; each++) {
    add_listed(vocabulary, 0);
  }
}

void cs_vocabulary_init(cs_vocabulary *vocabulary, const cs_intern *patterns, const cs_trie *trie,
                        size_t most) {
  *vocabulary = (cs_vocabulary){.most = most != 0 ? most : MOST_WORDS};
  vocabulary->fitter = new_fitter(patterns, trie);
  make_slots(vocabulary, FIRST_BITS);
  begin_lists(vocabulary);
}

void cs_vocabulary_clear(cs_vocabulary *vocabulary) {
  memset(vocabulary->slots, 0, ((size_t)1 << vocabulary->bits) * sizeof *vocabulary->slots);
  vocabulary->count = 0;
  vocabulary->key_bytes = 0;
  vocabulary->list_count = 0;
  begin_lists(vocabulary);
}

void cs_vocabulary_free(cs_vocabulary *vocabulary) {
  free(vocabulary->slots);
  free(vocabulary->keys);
  free(vocabulary->lists);
  free_fitter(vocabulary->fitter);
  *vocabulary = (cs_vocabulary){0};
}

static cs_vocabulary_key key_of(const char *word, size_t length) {
  char bytes[CS_VOCABULARY_INLINE] = {0};
  if (length <= CS_VOCABULARY_INLINE) {
    memcpy(bytes, word, length);
    word = bytes;
  }
  return cs_vocabulary_key_of(word, length);
}

/* The word's slot, or the free one where it would go, or NULL where both are too far. */
static uint32_t *probe(const cs_vocabulary *vocabulary, cs_vocabulary_key key, const char *word,
                       size_t length) {
  size_t mask = ((size_t)1 << vocabulary->bits) - 1;
  size_t at = cs_vocabulary_place(vocabulary, key.low, key.high);
  for (int tries = 0; tries < CS_VOCABULARY_PROBES; tries++) {
    uint32_t *slot = &vocabulary->slots[at];
    if (*slot == 0 || cs_vocabulary_is(vocabulary, vocabulary->lists + *slot, key, word, length)) {
      return slot;
    }
    at = (at + 1) & mask;
  }
  return NULL;
}

static void put_again(cs_vocabulary *vocabulary, uint32_t number) {
  const uint32_t *entry = vocabulary->lists + number;
  bool inline_ = entry[CS_ENTRY_LENGTH] <= CS_VOCABULARY_INLINE;
  const char *word = inline_ ? NULL : vocabulary->keys + entry[CS_ENTRY_BYTES];
  cs_vocabulary_key key = {cs_list_number(entry), cs_list_number(entry + 2)};
  uint32_t *slot = probe(vocabulary, key, word, entry[CS_ENTRY_LENGTH]);
  if (slot != NULL) {
    *slot = number;
  }
}

/* Doubles the table. A word that finds no slot near enough is forgotten. */
static void grow(cs_vocabulary *vocabulary) {
  uint32_t *old = vocabulary->slots;
  size_t old_count = (size_t)1 << vocabulary->bits;
  vocabulary->slots = NULL;
  make_slots(vocabulary, vocabulary->bits + 1);
  for (size_t each = 0; each < old_count; each++) {
    if (old[each] != 0) {
      put_again(vocabulary, old[each]);
    }
  }
  free(old);
}

static uint32_t keep_bytes(cs_vocabulary *vocabulary, const char *word, size_t length) {
  cs_reserve(&vocabulary->keys, &vocabulary->key_capacity, vocabulary->key_bytes + length, 1);
  uint32_t at = (uint32_t)vocabulary->key_bytes;
  memcpy(vocabulary->keys + at, word, length);
  vocabulary->key_bytes += length;
  return at;
}

/* Adds an entry, and behind it the list of what the word fits. */
static uint32_t add_entry(cs_vocabulary *vocabulary, cs_vocabulary_key key, const char *word,
                          size_t length) {
  uint32_t number = (uint32_t)vocabulary->list_count;
  for (size_t each = 0; each < CS_ENTRY_SIZE; each++) {
    add_listed(vocabulary, 0);
  }
  uint32_t bytes = length > CS_VOCABULARY_INLINE ? keep_bytes(vocabulary, word, length) : 0;
  uint32_t list = list_patterns(vocabulary, word, length);
  uint32_t *entry = vocabulary->lists + number;
  memcpy(entry, &key, sizeof key);
  entry[CS_ENTRY_LENGTH] = (uint32_t)length;
  entry[CS_ENTRY_BYTES] = bytes;
  entry[CS_ENTRY_LIST] = list;
  return number;
}

uint32_t cs_vocabulary_look_slowly(cs_vocabulary *vocabulary, const char *word, size_t length) {
  if (length > KEY_BYTES) {
    return list_patterns(vocabulary, word, length);
  }
  cs_vocabulary_key key = key_of(word, length);
  uint32_t *slot = probe(vocabulary, key, word, length);
  if (slot != NULL && *slot != 0) {
    return vocabulary->lists[*slot + CS_ENTRY_LIST];
  }
  if (vocabulary->count >= vocabulary->most) {
    return list_patterns(vocabulary, word, length);
  }
  if (vocabulary->count * 4 >= (size_t)1 << vocabulary->bits) {
    grow(vocabulary);
    slot = probe(vocabulary, key, word, length);
  }
  if (slot == NULL) {
    return list_patterns(vocabulary, word, length);
  }
  *slot = add_entry(vocabulary, key, word, length);
  vocabulary->count++;
  return vocabulary->lists[*slot + CS_ENTRY_LIST];
}

/* The scan: words, then sentences and parts, then one look-up a word, and one for each
 * pair of words that a term may begin with. */
#include "match/chunk.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- Compiling ---- */

cs_scan *cs_scan_new_bounded(const cs_terms *terms, size_t most_words) {
  cs_scan *scan = cs_allocate(1, sizeof *scan);
  scan->term_count = terms->names.count;
  cs_trie_init(&scan->trie, terms);
  cs_vocabulary_init(&scan->vocabulary, &terms->patterns, &scan->trie, most_words);
  cs_pairs_init(&scan->pairs, &scan->trie, most_words != 0);
  scan->term_hits = cs_allocate(scan->term_count, sizeof *scan->term_hits);
  return scan;
}

cs_scan *cs_scan_new(const cs_terms *terms) {
  return cs_scan_new_bounded(terms, 0);
}

void cs_scan_free(cs_scan *scan) {
  if (scan == NULL) {
    return;
  }
  cs_trie_free(&scan->trie);
  cs_vocabulary_free(&scan->vocabulary);
  cs_pairs_free(&scan->pairs);
  cs_tokens_free(&scan->tokens);
  cs_sentences_free(&scan->sentences);
  free(scan->hits);
  free(scan->term_hits);
  free(scan->hit_used);
  free(scan->used);
  free(scan->sentence_used);
  free(scan);
}

/* ---- Reading ---- */

/* Words and pairs of a chunk are looked up a few at a time, as many as the memory can be asked for
 * at once. */
enum { FEW = 32 };

/* Words may be read a little way behind their end, so those near the end of the text are looked up
 * in a copy with room behind it. */
enum { TAIL = CS_VOCABULARY_INLINE };

typedef struct tail {
  uint32_t from; /* where in the text the copy begins */
  size_t first_word;
  char copy[2 * TAIL];
} tail;

static void copy_tail(tail *out, const cs_scan *scan) {
  size_t length = scan->result.length;
  *out =
      (tail){.from = length > TAIL ? (uint32_t)length - TAIL : 0, .first_word = scan->tokens.count};
  while (out->first_word > 0 && scan->tokens.items[out->first_word - 1].start >= out->from) {
    out->first_word--;
  }
  memcpy(out->copy, scan->result.text + out->from, length - out->from);
}

/* Looks up the chunk's words from `first` on, `count` of them, in a text that begins at byte
 * `from`. */
static inline void look_up_few(cs_chunk *in, cs_scan *scan, size_t first, size_t count,
                               const char *text, uint32_t from) {
  const cs_token *tokens = scan->tokens.items + in->first + first;
  uint32_t *lists = in->lists + first, found[FEW]; /* places, then entries */
  cs_vocabulary_key keys[FEW];
  cs_vocabulary *vocabulary = &scan->vocabulary;
  for (size_t each = 0; each < count; each++) {
    cs_token token = tokens[each];
    keys[each] = cs_vocabulary_key_of(text + (token.start - from), token.end - token.start);
    found[each] = cs_vocabulary_call(vocabulary, keys[each]);
  }
  for (size_t each = 0; each < count; each++) {
    found[each] = cs_vocabulary_entry(vocabulary, found[each]);
  }
  for (size_t each = 0; each < count; each++) {
    cs_token token = tokens[each];
    lists[each] = cs_vocabulary_look(vocabulary, found[each], keys[each],
                                     text + (token.start - from), token.end - token.start);
  }
}

static size_t least_of(size_t left, size_t right) {
  return left < right ? left : right;
}

/* Lists the words from `each` to `end` that are terms, and pairs that end with one of them. */
static void list_words(cs_chunk *in, const cs_scan *scan, size_t each, size_t end) {
  const uint8_t *cut = scan->tokens.cut + in->first;
  const cs_vocabulary *vocabulary = &scan->vocabulary;
  size_t singles = in->single_count, pairs = in->pair_count;
  uint64_t ways = each > 0 ? cs_vocabulary_ways(vocabulary, in->lists[each - 1]) : 0;
  for (; each < end; each++) {
    uint32_t list = in->lists[each];
    uint64_t filter = cs_vocabulary_filter(vocabulary, list) | CS_TRIE_ALWAYS;
    /* No branch that the processor would have to guess. */
    in->singles[singles] = (uint32_t)each;
    singles += cs_vocabulary_terms(vocabulary, list) != 0;
    in->pairs[pairs].place = (uint32_t)each - 1;
    pairs += (ways & filter & ((uint64_t)cut[each] - 1)) != 0;
    ways = cs_vocabulary_ways(vocabulary, list);
  }
  in->single_count = singles;
  in->pair_count = pairs;
}

/* Looks up the chunk's words from `each` to `end`, in a text that begins at byte `from`. */
static void look_up_in(cs_chunk *in, cs_scan *scan, size_t each, size_t end, const char *text,
                       uint32_t from) {
  for (size_t count; each < end; each += count) {
    count = least_of(end - each, FEW);
    look_up_few(in, scan, each, count, text, from);
    list_words(in, scan, each, each + count);
  }
}

/* Leaves of the pairs those that a term begins with. */
static void look_up_pairs(cs_chunk *in, cs_scan *scan) {
  size_t kept = 0;
  uint32_t places[FEW];
  for (size_t at = 0, count; at < in->pair_count; at += count) {
    count = least_of(in->pair_count - at, FEW);
    for (size_t each = 0; each < count; each++) {
      const uint32_t *lists = in->lists + in->pairs[at + each].place;
      places[each] = cs_pairs_call(&scan->pairs, lists[0], lists[1]);
    }
    for (size_t each = 0; each < count; each++) {
      uint32_t place = in->pairs[at + each].place;
      const uint32_t *lists = in->lists + place;
      uint32_t found =
          cs_pairs_look(&scan->pairs, places[each], &scan->vocabulary, lists[0], lists[1]);
      in->pairs[kept] = (cs_word_pair){.place = place, .found = found};
      kept += found != 0;
    }
  }
  in->pair_count = kept;
}

/* Looks up the words of the chunk, and those behind it that a phrase may reach. */
static void look_up(cs_chunk *in, cs_scan *scan, const tail *end) {
  size_t most = least_of(scan->tokens.count - in->first, CS_CHUNK_LISTS);
  size_t plain = end->first_word > in->first ? end->first_word - in->first : 0;
  plain = least_of(most, plain);
  in->single_count = in->pair_count = 0;
  look_up_in(in, scan, 0, plain, scan->result.text, 0);
  look_up_in(in, scan, plain, most, end->copy, end->from);
  while (in->single_count > 0 && in->singles[in->single_count - 1] >= in->count) {
    in->single_count--; /* another chunk's */
  }
  while (in->pair_count > 0 && in->pairs[in->pair_count - 1].place >= in->count) {
    in->pair_count--;
  }
  look_up_pairs(in, scan);
}

static void trim(cs_scan *scan) {
  if (cs_vocabulary_trim(&scan->vocabulary)) {
    cs_pairs_clear(&scan->pairs);
  }
  cs_pairs_trim(&scan->pairs);
}

static void find_hits(cs_scan *scan) {
  cs_chunk in;
  tail end;
  uint32_t sentence = 0;
  size_t count = scan->tokens.count;
  copy_tail(&end, scan);
  for (in.first = 0; in.first < count && !cs_is_overfull(scan); in.first += CS_CHUNK_WORDS) {
    in.count = least_of(count - in.first, CS_CHUNK_WORDS);
    trim(scan);
    look_up(&in, scan, &end);
    sentence = cs_match_chunk(scan, &in, sentence);
  }
}

static void forget_passage(cs_scan *scan) {
  if (scan->counted) {
    for (size_t each = 0; each < scan->hit_count; each++) {
      scan->term_hits[scan->hits[each].term] = 0;
    }
  }
  scan->counted = false;
  scan->hit_count = 0;
}

const cs_scan_result *cs_scan_read_up_to(cs_scan *scan, const char *text, size_t length,
                                         size_t most) {
  forget_passage(scan);
  scan->most_hits = most;
  scan->passage++;
  if (length >= UINT32_MAX) {
    length = UINT32_MAX - 1; /* offsets end there; no text that the reader passes is as long */
  }
  scan->result = (cs_scan_result){.text = text, .length = length};
  cs_tokens_read(&scan->tokens, text, length);
  cs_sentences_read(&scan->sentences, &scan->tokens, text, length);
  find_hits(scan);
  scan->result.hits = scan->hits;
  scan->result.hit_count = scan->hit_count;
  scan->result.sentences = scan->sentences.items;
  scan->result.sentence_count = scan->sentences.count;
  scan->result.word_count = scan->tokens.count;
  scan->result.overfull = cs_is_overfull(scan);
  return &scan->result;
}

const cs_scan_result *cs_scan_read(cs_scan *scan, const char *text, size_t length) {
  return cs_scan_read_up_to(scan, text, length, SIZE_MAX);
}

void cs_scan_mute(cs_scan *scan, const bool *muted) {
  scan->muted = muted;
}

void cs_scan_tally(uint32_t *counts, cs_scan *scan, const char *text, size_t length) {
  scan->tally = counts;
  cs_scan_read(scan, text, length);
  scan->tally = NULL;
}

void cs_scan_count(cs_scan *scan) {
  for (size_t each = 0; each < scan->hit_count && !scan->counted; each++) {
    scan->term_hits[scan->hits[each].term]++;
  }
  scan->counted = true;
}

uint32_t cs_sentence_of(const cs_scan_result *result, uint32_t word) {
  size_t low = 0, high = result->sentence_count;
  while (low + 1 < high) {
    size_t middle = low + (high - low) / 2;
    if (result->sentences[middle].first_word <= word) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (uint32_t)low;
}

/* Hits: of each word of a chunk the terms that begin with it, the shortest first; where a term may
 * go on behind a pair of words, a walk down the trie. */
#include "match/chunk.h"

#include "base/memory.h"

#include <stdlib.h>

/* Where hits begin: they go behind those that begin earlier. */
typedef struct start {
  cs_scan *scan;
  const cs_chunk *in;
  size_t place;
  uint32_t sentence;
  uint32_t sentence_end; /* the first word of the next; UINT32_MAX: there is none */
} start;

/* A hit of so many words. */
static inline cs_hit hit_of(const start *at, uint32_t count) {
  size_t word = at->in->first + at->place;
  const cs_token *tokens = at->scan->tokens.items + word;
  return (cs_hit){.start = tokens[0].start,
                  .length = tokens[count - 1].end - tokens[0].start,
                  .first_word = (uint32_t)word,
                  .word_count = count,
                  .sentence = at->sentence};
}

/* Field by field: put together aside and copied, it would be waited for. */
static inline void fill_hit(cs_hit *to, uint32_t term, const cs_hit *like) {
  to->term = term;
  to->start = like->start;
  to->length = like->length;
  to->first_word = like->first_word;
  to->word_count = like->word_count;
  to->sentence = like->sentence;
}

/* How many hits are written without a look at how many there are: most words that are terms are one
 * or two, in no order that the processor could guess. */
enum { HITS_AT_ONCE = 2 };

/* Adds the hits of ascending terms, none of which is shorter than those that are there. The
 * last is written again where the step goes beyond it. */
static inline void add_hits(const start *at, const uint32_t *terms, uint32_t term_count,
                            uint32_t word_count) {
  cs_scan *scan = at->scan;
  cs_hit hit = hit_of(at, word_count);
  cs_reserve(&scan->hits, &scan->hit_capacity, scan->hit_count + term_count + HITS_AT_ONCE,
             sizeof *scan->hits);
  cs_hit *hits = scan->hits + scan->hit_count;
  scan->hit_count += term_count;
  for (uint32_t done = 0; done < term_count; done += HITS_AT_ONCE) {
    fill_hit(&hits[done], terms[done], &hit);
    fill_hit(&hits[done + 1], terms[done + 1 < term_count ? done + 1 : done], &hit);
  }
}

/* Adds a hit behind those that are not in order yet. */
static void add_hit(const start *at, uint32_t term, uint32_t word_count) {
  cs_scan *scan = at->scan;
  cs_grow(&scan->hits, &scan->hit_capacity, scan->hit_count, sizeof *scan->hits);
  cs_hit *hit = &scan->hits[scan->hit_count++];
  *hit = hit_of(at, word_count);
  hit->term = term;
}

static int compare(const void *left, const void *right) {
  const cs_hit *a = left, *b = right;
  if (a->length != b->length) {
    return a->length < b->length ? -1 : 1;
  }
  return a->term < b->term ? -1 : a->term > b->term;
}

/* Puts hits that begin at the same word in order. They are few, but for terms of wildcards. */
static void sort_hits(cs_hit *hits, size_t count) {
  enum { FEW = 16 };
  if (count > FEW) {
    qsort(hits, count, sizeof *hits, compare);
    return;
  }
  for (size_t each = 1; each < count; each++) {
    cs_hit hit = hits[each];
    size_t place = each;
    for (; place > 0 && compare(&hit, &hits[place - 1]) < 0; place--) {
      hits[place] = hits[place - 1];
    }
    hits[place] = hit;
  }
}

/* Whether terms that go on by such ways may go on with the word `count` words behind the start,
 * whose list it gives. */
static inline bool goes_on(uint32_t *list, const start *at, uint64_t ways, uint32_t count) {
  const cs_tokens *tokens = &at->scan->tokens;
  size_t place = at->place + count, word = at->in->first + place;
  if (ways == 0 || word >= tokens->count || tokens->cut[word]) {
    return false;
  }
  *list = at->in->lists[place];
  return (ways & (cs_vocabulary_filter(&at->scan->vocabulary, *list) | CS_TRIE_ALWAYS)) != 0;
}

static void reach(const start *at, uint32_t number, uint32_t count);

/* Goes on from a node of `count` words with those that the next word fits. */
static void go_on(const start *at, uint32_t number, uint32_t count) {
  const cs_trie_node *node = &at->scan->trie.nodes[number];
  uint32_t list;
  if (!goes_on(&list, at, cs_trie_ways(node), count)) {
    return;
  }
  if (node->any != 0) {
    reach(at, node->any, count + 1);
  }
  cs_listed listed = cs_vocabulary_list(&at->scan->vocabulary, list);
  for (size_t each = 0; each < listed.pattern_count; each++) {
    uint32_t to = cs_trie_next(&at->scan->trie, node, listed.patterns[each]);
    if (to != 0) {
      reach(at, to, count + 1);
    }
  }
}

/* Adds the hits of a node of `count` words, and those that go on from it. */
static void reach(const start *at, uint32_t number, uint32_t count) {
  const cs_trie *trie = &at->scan->trie;
  const cs_trie_node *node = &trie->nodes[number];
  for (uint32_t each = 0; each < node->term_count; each++) {
    add_hit(at, trie->terms[node->first_term + each], count);
  }
  go_on(at, number, count);
}

static void enter_sentence(start *at, uint32_t sentence) {
  const cs_sentences *sentences = &at->scan->sentences;
  bool last = sentence + 1 >= sentences->count;
  at->sentence = sentence;
  at->sentence_end = last ? UINT32_MAX : sentences->items[sentence + 1].first_word;
}

/* Moves on to a word, which is not before the last one, and its sentence. */
static inline void move_to(start *at, uint32_t place) {
  at->place = place;
  while (at->in->first + place >= at->sentence_end) {
    enter_sentence(at, at->sentence + 1);
  }
}

/* Takes out again what is not to be kept, from the hit number `first` on. */
static void sort_out(cs_scan *scan, size_t first) {
  size_t kept = first;
  for (size_t each = first; each < scan->hit_count; each++) {
    uint32_t term = scan->hits[each].term;
    if (scan->tally != NULL) {
      scan->tally[term]++;
    } else if (!scan->muted[term]) {
      scan->hits[kept++] = scan->hits[each];
    }
  }
  scan->hit_count = kept;
}

static inline void end_word(cs_scan *scan, size_t first) {
  if (scan->muted != NULL || scan->tally != NULL) {
    sort_out(scan, first);
  }
}

static inline void match_single(start *at, uint32_t place) {
  cs_scan *scan = at->scan;
  size_t first = scan->hit_count;
  move_to(at, place);
  cs_listed listed = cs_vocabulary_list(&scan->vocabulary, at->in->lists[place]);
  add_hits(at, listed.terms, listed.term_count, 1);
  end_word(scan, first);
}

static inline void match_pair(start *at, const cs_word_pair *which) {
  cs_scan *scan = at->scan;
  size_t first = scan->hit_count;
  uint32_t list;
  move_to(at, which->place);
  cs_paired paired = cs_pairs_found(&scan->pairs, which->found);
  add_hits(at, paired.terms, paired.term_count, 2);
  if (goes_on(&list, at, paired.ways, 2)) {
    size_t longer = scan->hit_count;
    for (uint32_t each = 0; each < paired.node_count; each++) {
      go_on(at, paired.nodes[each], 2);
    }
    sort_hits(scan->hits + longer, scan->hit_count - longer);
  }
  end_word(scan, first);
}

uint32_t cs_match_chunk(cs_scan *scan, const cs_chunk *in, uint32_t sentence) {
  start at = {.scan = scan, .in = in};
  enter_sentence(&at, sentence);
  size_t single = 0, pair = 0;
  while ((single < in->single_count || pair < in->pair_count) && !cs_is_overfull(scan)) {
    bool single_first = pair == in->pair_count ||
                        (single < in->single_count && in->singles[single] <= in->pairs[pair].place);
    if (single_first) {
      match_single(&at, in->singles[single++]);
    } else {
      match_pair(&at, &in->pairs[pair++]);
    }
  }
  return at.sentence;
}

/* The scan: words, then sentences and parts, then one look-up a word, and from
 * each word that a term may begin with a walk down the trie. */
#include "match/scan.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- Compiling ---- */

static cs_scan *compile(const cs_terms *terms, const bool *wanted, size_t most_words) {
  cs_scan *scan = cs_allocate(1, sizeof *scan);
  size_t patterns = terms->patterns.count;
  scan->term_count = terms->names.count;
  cs_trie_init(&scan->trie, terms, wanted);
  uint64_t *leads = cs_allocate(patterns, sizeof *leads);
  for (size_t each = 0; each < patterns; each++) {
    leads[each] = cs_trie_lead(&scan->trie, (uint32_t)each);
  }
  cs_vocabulary_init(&scan->vocabulary, &terms->patterns, leads, most_words);
  free(leads);
  scan->term_hits = cs_allocate(scan->term_count, sizeof *scan->term_hits);
  return scan;
}

cs_scan *cs_scan_new_bounded(const cs_terms *terms, size_t most_words) {
  return compile(terms, NULL, most_words);
}

cs_scan *cs_scan_new(const cs_terms *terms) {
  return compile(terms, NULL, 0);
}

cs_scan *cs_scan_new_for(const cs_terms *terms, const bool *wanted) {
  return compile(terms, wanted, 0);
}

void cs_scan_free(cs_scan *scan) {
  if (scan == NULL) {
    return;
  }
  cs_trie_free(&scan->trie);
  cs_vocabulary_free(&scan->vocabulary);
  cs_tokens_free(&scan->tokens);
  cs_sentences_free(&scan->sentences);
  free(scan->hits);
  free(scan->term_hits);
  free(scan->hit_used);
  free(scan->sentence_used);
  free(scan);
}

/* ---- Reading ---- */

/* Words are looked up a chunk at a time and the vocabulary trimmed in between: within a chunk the
 * lists of its words stand, so a phrase needs no second look-up. */
enum { CHUNK_WORDS = 2048, LISTS = CHUNK_WORDS + CS_TERM_WORDS };

/* Words of a chunk are looked up a few at a time, as many as the memory can be asked for at once.
 */
enum { FEW_WORDS = 32 };

typedef struct chunk {
  size_t first, count;         /* words that hits may begin with */
  uint32_t lists[LISTS];       /* what they and the words right behind them fit */
  uint32_t leading[LISTS + 1]; /* those that some term may begin with, from `first` */
  size_t leading_count;
} chunk;

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

/* What has to be behind the word before, as the vocabulary says. */
typedef struct looking {
  uint64_t lead;
  size_t each; /* the next word, from the chunk's first */
  size_t leading_count;
} looking;

/* Looks up the chunk's words from `first` on, `count` of them, in a text that begins at byte
 * `from`. */
static inline void look_up_few(chunk *in, cs_scan *scan, size_t first, size_t count,
                               const char *text, uint32_t from) {
  const cs_token *tokens = scan->tokens.items + in->first + first;
  uint32_t *lists = in->lists + first, places[FEW_WORDS];
  cs_vocabulary *vocabulary = &scan->vocabulary;
  for (size_t each = 0; each < count; each++) {
    cs_token token = tokens[each];
    places[each] =
        cs_vocabulary_call(vocabulary, text + (token.start - from), token.end - token.start);
  }
  for (size_t each = 0; each < count; each++) {
    cs_token token = tokens[each];
    lists[each] = cs_vocabulary_look(vocabulary, places[each], text + (token.start - from),
                                     token.end - token.start);
  }
}

/* Lists the leading ones of `count` words that are looked up. A word is leading if what has to be
 * behind it may be there. */
static inline void list_leading(chunk *in, looking *at, const cs_scan *scan, size_t count) {
  const uint8_t *cut = scan->tokens.cut + in->first;
  const cs_vocabulary *vocabulary = &scan->vocabulary;
  size_t leading_count = at->leading_count, end = at->each + count;
  uint64_t lead = at->lead;
  for (size_t each = at->each; each < end; each++) {
    uint32_t list = in->lists[each];
    uint64_t filter = cs_vocabulary_filter(vocabulary, list) & ((uint64_t)cut[each] - 1);
    in->leading[leading_count] = (uint32_t)each - 1;
    /* No branch that the processor would have to guess. */
    leading_count += (lead & (filter | CS_TRIE_ALWAYS)) != 0;
    lead = cs_vocabulary_lead(vocabulary, list);
  }
  *at = (looking){.lead = lead, .each = end, .leading_count = leading_count};
}

/* Looks up the chunk's words up to `end`, in a text that begins at byte `from`. */
static inline void look_up_in(chunk *in, looking *at, cs_scan *scan, size_t end, const char *text,
                              uint32_t from) {
  while (at->each < end) {
    size_t left = end - at->each, count = left < FEW_WORDS ? left : FEW_WORDS;
    look_up_few(in, scan, at->each, count, text, from);
    list_leading(in, at, scan, count);
  }
}

static size_t least_of(size_t left, size_t right) {
  return left < right ? left : right;
}

/* Looks up the words of the chunk, and those behind it that a phrase may reach. */
static void look_up(chunk *in, cs_scan *scan, const tail *end) {
  size_t most = least_of(scan->tokens.count - in->first, LISTS);
  size_t plain = end->first_word > in->first ? end->first_word - in->first : 0;
  looking at = {.lead = 0};
  look_up_in(in, &at, scan, least_of(most, plain), scan->result.text, 0);
  look_up_in(in, &at, scan, most, end->copy, end->from);
  in->leading[at.leading_count] = (uint32_t)at.each - 1;
  at.leading_count += (at.lead & CS_TRIE_ALWAYS) != 0;
  while (at.leading_count > 0 && in->leading[at.leading_count - 1] >= in->count) {
    at.leading_count--; /* another chunk's */
  }
  in->leading_count = at.leading_count;
}

static inline bool comes_before(const cs_hit *left, const cs_hit *right) {
  return left->length != right->length ? left->length < right->length : left->term < right->term;
}

/* Where hits of one start go: behind those that begin earlier. */
typedef struct start {
  cs_scan *scan;
  const chunk *in;
  size_t word;
  size_t first_hit;
  uint32_t sentence;
} start;

/* Adds a hit in its place among those of the same start. */
static void add_hit(const start *at, uint32_t term, uint32_t count) {
  cs_scan *scan = at->scan;
  const cs_token *tokens = scan->tokens.items + at->word;
  cs_hit hit = {.term = term,
                .start = tokens[0].start,
                .length = tokens[count - 1].end - tokens[0].start,
                .first_word = (uint32_t)at->word,
                .word_count = count,
                .sentence = at->sentence};
  cs_grow(&scan->hits, &scan->hit_capacity, scan->hit_count, sizeof *scan->hits);
  size_t place = scan->hit_count++;
  for (; place > at->first_hit && comes_before(&hit, &scan->hits[place - 1]); place--) {
    scan->hits[place] = scan->hits[place - 1];
  }
  scan->hits[place] = hit;
}

/* What the word at `place` of the chunk has for filters; 0 where a phrase cannot go on to it. */
static inline uint64_t filter_at(const start *at, size_t place) {
  const cs_tokens *tokens = &at->scan->tokens;
  size_t word = at->in->first + place;
  return word >= tokens->count || tokens->cut[word]
             ? 0
             : cs_vocabulary_filter(&at->scan->vocabulary, at->in->lists[place]) | CS_TRIE_ALWAYS;
}

static __attribute__((noinline)) void go_on(const start *at, const cs_trie_node *node, size_t place,
                                            uint32_t count);

/* Adds the hits of a node of `count` words, and those that go on from it with the word at `place`
 * of the chunk. */
static inline __attribute__((always_inline)) void reach(const start *at, uint32_t number,
                                                        size_t place, uint32_t count) {
  const cs_trie *trie = &at->scan->trie;
  const cs_trie_node *node = &trie->nodes[number];
  for (uint32_t each = 0; each < node->term_count; each++) {
    add_hit(at, trie->terms[node->first_term + each], count);
  }
  uint64_t ways = node->filter | (node->any != 0 ? CS_TRIE_ALWAYS : 0);
  if (ways != 0 && (ways & filter_at(at, place)) != 0) {
    go_on(at, node, place, count);
  }
}

/* The word at `place` may be one that the node goes on with. */
static void go_on(const start *at, const cs_trie_node *node, size_t place, uint32_t count) {
  if (node->any != 0) {
    reach(at, node->any, place + 1, count + 1);
  }
  cs_listed listed = cs_vocabulary_list(&at->scan->vocabulary, at->in->lists[place]);
  for (size_t each = 0; each < listed.count; each++) {
    uint32_t to = (node->filter & cs_trie_bit(listed.patterns[each])) != 0
                      ? cs_trie_next(&at->scan->trie, node, listed.patterns[each])
                      : 0;
    if (to != 0) {
      reach(at, to, place + 1, count + 1);
    }
  }
}

/* Adds the hits that begin with a word of the chunk. */
static void match_word(const start *at, size_t place) {
  cs_listed listed = cs_vocabulary_list(&at->scan->vocabulary, at->in->lists[place]);
  for (size_t each = 0; each < listed.lead_count; each++) {
    reach(at, listed.patterns[each], place + 1, 1);
  }
}

enum { AHEAD = 4 };

/* Calls the node that the leading word is looked for in. */
static inline void prefetch_first(const cs_scan *scan, const chunk *in, size_t leading) {
  if (leading < in->leading_count) {
    cs_listed listed = cs_vocabulary_list(&scan->vocabulary, in->lists[in->leading[leading]]);
    __builtin_prefetch(&scan->trie.nodes[listed.patterns[0]]);
  }
}

/* The words come in order, and so do the sentences. */
static void match_chunk(cs_scan *scan, const chunk *in, uint32_t *sentence) {
  const cs_sentence *sentences = scan->sentences.items;
  uint32_t last = (uint32_t)scan->sentences.count - 1;
  for (size_t each = 0; each < in->leading_count; each++) {
    size_t word = in->first + in->leading[each];
    while (*sentence < last && sentences[*sentence + 1].first_word <= word) {
      ++*sentence;
    }
    prefetch_first(scan, in, each + AHEAD);
    start at = {
        .scan = scan, .in = in, .word = word, .first_hit = scan->hit_count, .sentence = *sentence};
    match_word(&at, in->leading[each]);
  }
}

static void find_hits(cs_scan *scan) {
  chunk in;
  tail end;
  uint32_t sentence = 0;
  size_t count = scan->tokens.count;
  copy_tail(&end, scan);
  for (in.first = 0; in.first < count; in.first += CHUNK_WORDS) {
    size_t left = count - in.first;
    in.count = left < CHUNK_WORDS ? left : CHUNK_WORDS;
    cs_vocabulary_trim(&scan->vocabulary);
    look_up(&in, scan, &end);
    match_chunk(scan, &in, &sentence);
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

const cs_scan_result *cs_scan_read(cs_scan *scan, const char *text, size_t length) {
  forget_passage(scan);
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
  return &scan->result;
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

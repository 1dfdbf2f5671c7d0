/* The scan: words, then sentences and parts, then one look-up a word, and from
 * each word that a term may begin with a walk down the trie. */
#include "match/scan.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- Compiling ---- */

cs_scan *cs_scan_new_bounded(const cs_terms *terms, size_t most_words) {
  cs_scan *scan = cs_allocate(1, sizeof *scan);
  size_t patterns = terms->patterns.count;
  scan->term_count = terms->names.count;
  cs_trie_init(&scan->trie, terms);
  bool *leads = cs_allocate(patterns, sizeof *leads);
  for (size_t each = 0; each < patterns; each++) {
    leads[each] = cs_trie_leads(&scan->trie, (uint32_t)each);
  }
  cs_vocabulary_init(&scan->vocabulary, &terms->patterns, leads, most_words);
  free(leads);
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

typedef struct chunk {
  size_t first, count;           /* words that hits may begin with */
  uint32_t lists[LISTS];         /* what they and the words right behind them fit */
  uint32_t leading[CHUNK_WORDS]; /* those that some term begins with, from `first` */
  size_t leading_count;
} chunk;

/* Words may be read a little way behind their end, so those near the end of the text are looked up
 * in a copy with room behind it. */
enum { TAIL = CS_VOCABULARY_INLINE };

typedef struct words {
  const char *text;
  uint32_t tail; /* where in the text the copy begins */
  char copy[2 * TAIL];
} words;

static void copy_tail(words *out, const char *text, size_t length) {
  *out = (words){.text = text, .tail = length > TAIL ? (uint32_t)length - TAIL : 0};
  memcpy(out->copy, text + out->tail, length - out->tail);
}

static inline cs_found look_at(cs_vocabulary *vocabulary, const words *in, const cs_token *token) {
  const char *word =
      token->start < in->tail ? in->text + token->start : in->copy + (token->start - in->tail);
  return cs_vocabulary_look(vocabulary, word, token->end - token->start);
}

/* Looks up the words of the chunk, and those behind it that a phrase may reach. */
static void look_up(chunk *in, cs_scan *scan, const words *words) {
  const cs_token *token = scan->tokens.items + in->first;
  size_t left = scan->tokens.count - in->first;
  size_t most = in->count + CS_TERM_WORDS - 1, leading_count = 0;
  for (size_t each = 0; each < in->count; each++, token++) {
    cs_found found = look_at(&scan->vocabulary, words, token);
    in->lists[each] = found.fits;
    in->leading[leading_count] = (uint32_t)each;
    leading_count += found.leads; /* no branch that the processor would have to guess */
  }
  for (size_t each = in->count; each < left && each < most; each++, token++) {
    in->lists[each] = look_at(&scan->vocabulary, words, token).fits;
  }
  in->leading_count = leading_count;
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

static void go_on(const start *at, const cs_trie_node *node, size_t place, uint32_t count);

/* Adds the hits of a node of `count` words, and those that go on from it with the word at `place`
 * of the chunk. */
static inline void reach(const start *at, uint32_t number, size_t place, uint32_t count) {
  const cs_trie *trie = &at->scan->trie;
  const cs_trie_node *node = &trie->nodes[number];
  for (uint32_t each = 0; each < node->term_count; each++) {
    add_hit(at, trie->terms[node->first_term + each], count);
  }
  if ((node->filter | node->any) != 0) {
    go_on(at, node, place, count);
  }
}

static void go_on(const start *at, const cs_trie_node *node, size_t place, uint32_t count) {
  const cs_tokens *tokens = &at->scan->tokens;
  size_t word = at->in->first + place;
  if (word >= tokens->count || tokens->cut[word]) {
    return;
  }
  if (node->any != 0) {
    reach(at, node->any, place + 1, count + 1);
  }
  cs_listed listed = cs_vocabulary_list(&at->scan->vocabulary, at->in->lists[place]);
  for (size_t each = 0; each < listed.count && (node->filter & listed.filter) != 0; each++) {
    uint32_t to = (node->filter & cs_trie_bit(listed.patterns[each])) != 0
                      ? cs_trie_next(&at->scan->trie, (uint32_t)(node - at->scan->trie.nodes),
                                     listed.patterns[each])
                      : 0;
    if (to != 0) {
      reach(at, to, place + 1, count + 1);
    }
  }
}

/* Adds the hits that begin with a word of the chunk. */
static void match_word(const start *at, size_t place) {
  cs_listed listed = cs_vocabulary_list(&at->scan->vocabulary, at->in->lists[place]);
  for (size_t each = 0; each < listed.count; each++) {
    reach(at, listed.patterns[each], place + 1, 1);
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
    start at = {
        .scan = scan, .in = in, .word = word, .first_hit = scan->hit_count, .sentence = *sentence};
    match_word(&at, in->leading[each]);
  }
}

static void find_hits(cs_scan *scan) {
  chunk in;
  words words;
  uint32_t sentence = 0;
  size_t count = scan->tokens.count;
  copy_tail(&words, scan->result.text, scan->result.length);
  for (in.first = 0; in.first < count; in.first += CHUNK_WORDS) {
    size_t left = count - in.first;
    in.count = left < CHUNK_WORDS ? left : CHUNK_WORDS;
    cs_vocabulary_trim(&scan->vocabulary);
    look_up(&in, scan, &words);
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

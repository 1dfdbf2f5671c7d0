/* The scan: words, then sentences and parts, then one look-up a word, and for
 * the few words that a term may begin with a comparison of what follows. Terms
 * of one first pattern are kept in the order of their length, so that hits come
 * out nearly sorted. */
#include "match/scan.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- Compiling ---- */

/* Terms by first pattern: counted, then put one word count after the other. */
static void index_terms(cs_scan *scan, size_t pattern_count) {
  uint32_t *first = cs_allocate(pattern_count + 2, sizeof *first);
  for (size_t each = 0; each < scan->term_count; each++) {
    first[scan->terms[each].words[0] + 2]++;
  }
  for (size_t each = 2; each < pattern_count + 2; each++) {
    first[each] += first[each - 1];
  }
  scan->leading = cs_allocate(scan->term_count, sizeof *scan->leading);
  for (uint32_t words = 1; words <= CS_TERM_WORDS; words++) {
    for (size_t each = 0; each < scan->term_count; each++) {
      if (scan->terms[each].word_count == words) {
        scan->leading[first[scan->terms[each].words[0] + 1]++] = (uint32_t)each;
      }
    }
  }
  scan->leading_first = first;
}

cs_scan *cs_scan_new_bounded(const cs_terms *terms, size_t most_words) {
  cs_scan *scan = cs_allocate(1, sizeof *scan);
  size_t patterns = terms->patterns.count;
  scan->term_count = terms->names.count;
  scan->terms = cs_allocate(scan->term_count, sizeof *scan->terms);
  if (scan->term_count != 0) {
    memcpy(scan->terms, terms->items, scan->term_count * sizeof *scan->terms);
  }
  index_terms(scan, patterns);
  bool *leads = cs_allocate(patterns, sizeof *leads);
  for (size_t each = 0; each < patterns; each++) {
    leads[each] = scan->leading_first[each] < scan->leading_first[each + 1];
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
  free(scan->terms);
  free(scan->leading);
  free(scan->leading_first);
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

/* Looks up the words of the chunk, and those behind it that a phrase may reach. */
static void look_up(chunk *in, cs_scan *scan) {
  const cs_token *token = scan->tokens.items + in->first;
  const char *text = scan->result.text;
  size_t length = scan->result.length, left = scan->tokens.count - in->first;
  size_t most = in->count + CS_TERM_WORDS - 1, leading_count = 0;
  for (size_t each = 0; each < in->count; each++, token++) {
    cs_found found = cs_vocabulary_look(&scan->vocabulary, text + token->start,
                                        token->end - token->start, length - token->start);
    in->lists[each] = found.fits;
    in->leading[leading_count] = (uint32_t)each;
    leading_count += found.leads; /* no branch that the processor would have to guess */
  }
  for (size_t each = in->count; each < left && each < most; each++, token++) {
    in->lists[each] = cs_vocabulary_look(&scan->vocabulary, text + token->start,
                                         token->end - token->start, length - token->start)
                          .fits;
  }
  in->leading_count = leading_count;
}

static bool list_has(const cs_scan *scan, uint32_t list, uint32_t pattern) {
  size_t count;
  const uint32_t *patterns = cs_vocabulary_list(&scan->vocabulary, list, &count);
  for (size_t place = 0; place < count; place++) {
    if (patterns[place] == pattern) {
      return true;
    }
  }
  return false;
}

/* Whether the words behind `word`, whose lists are given, go on as the term does. */
static bool term_goes_on(const cs_scan *scan, const cs_term *term, size_t word,
                         const uint32_t *lists) {
  const cs_token *tokens = scan->tokens.items;
  size_t last = word + term->word_count - 1;
  if (last >= scan->tokens.count || tokens[last].part != tokens[word].part) {
    return false;
  }
  for (uint32_t each = 1; each < term->word_count; each++) {
    if (term->words[each] != CS_PATTERN_ANY && !list_has(scan, lists[each], term->words[each])) {
      return false;
    }
  }
  return true;
}

static bool comes_before(const cs_hit *left, const cs_hit *right) {
  return left->length != right->length ? left->length < right->length : left->term < right->term;
}

/* Adds a hit behind those that begin earlier, in its place among those of the same start. */
static void add_hit(cs_scan *scan, size_t first_of_start, uint32_t term, size_t word) {
  const cs_token *tokens = scan->tokens.items;
  uint32_t count = scan->terms[term].word_count;
  cs_hit hit = {.term = term,
                .start = tokens[word].start,
                .length = tokens[word + count - 1].end - tokens[word].start,
                .first_word = (uint32_t)word,
                .word_count = count};
  cs_grow(&scan->hits, &scan->hit_capacity, scan->hit_count, sizeof *scan->hits);
  size_t at = scan->hit_count++;
  for (; at > first_of_start && comes_before(&hit, &scan->hits[at - 1]); at--) {
    scan->hits[at] = scan->hits[at - 1];
  }
  scan->hits[at] = hit;
}

/* Adds the hits that begin with a word of the chunk. */
static void match_word(cs_scan *scan, const chunk *in, size_t place) {
  size_t first = scan->hit_count, word = in->first + place, count;
  const uint32_t *patterns = cs_vocabulary_list(&scan->vocabulary, in->lists[place], &count);
  for (size_t each = 0; each < count; each++) {
    uint32_t end = scan->leading_first[patterns[each] + 1];
    for (uint32_t at = scan->leading_first[patterns[each]]; at < end; at++) {
      uint32_t term = scan->leading[at];
      if (term_goes_on(scan, &scan->terms[term], word, in->lists + place)) {
        add_hit(scan, first, term, word);
      }
    }
  }
}

static void find_hits(cs_scan *scan) {
  chunk in;
  size_t count = scan->tokens.count;
  for (in.first = 0; in.first < count; in.first += CHUNK_WORDS) {
    size_t left = count - in.first;
    in.count = left < CHUNK_WORDS ? left : CHUNK_WORDS;
    cs_vocabulary_trim(&scan->vocabulary);
    look_up(&in, scan);
    for (size_t each = 0; each < in.leading_count; each++) {
      match_word(scan, &in, in.leading[each]);
    }
  }
}

/* Hits and sentences are both in order, so one walk over both does. */
static void place_hits(cs_scan *scan) {
  uint32_t sentence = 0;
  for (size_t each = 0; each < scan->hit_count; each++) {
    cs_hit *hit = &scan->hits[each];
    while (sentence + 1 < scan->sentences.count &&
           scan->sentences.items[sentence + 1].first_word <= hit->first_word) {
      sentence++;
    }
    hit->sentence = sentence;
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
  place_hits(scan);
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

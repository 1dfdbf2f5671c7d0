/* Hearing a passage: steps 1 to 6 of the verdict (at the head of verdict.c), sentence by
 * sentence, each as if it weighed 1. They ask nothing of the theme but its own cues; so what the
 * lexicons alone hear serves all themes that have no cue of their own in the passage. */
#include "match/hearing.h"

#include "match/turns.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Every number of step 6. */
static const struct {
  double undertone;             /* what a piece says against its own drift */
  double plenty, beyond_plenty; /* how much of the same counts in full, and the rest */
  double conceded;              /* what "despite" concedes */
  double turn;                  /* a contrast behind which nothing judges */
} weights = {
    .undertone = 0.3,
    .plenty = 1.25,
    .beyond_plenty = 0.5,
    .conceded = 0.5,
    .turn = 0.45,
};

enum { PRESENT_WORDS = 64, PRESENT_BITS = PRESENT_WORDS * 64 };

struct cs_hearing {
  const cs_appraisal *appraisal;
  const cs_scan_result *scan;
  cs_heard common, own;
  bool heard;                      /* common is the passage's, and present */
  uint64_t present[PRESENT_WORDS]; /* a bit for each term of the passage, modulo their number */
};

cs_hearing *cs_hearing_new(const cs_appraisal *appraisal) {
  cs_hearing *hearing = cs_allocate(1, sizeof *hearing);
  hearing->appraisal = appraisal;
  return hearing;
}

static void free_heard(cs_heard *heard) {
  cs_cues_free(&heard->cues);
  free(heard->sentences);
}

void cs_hearing_free(cs_hearing *hearing) {
  if (hearing != NULL) {
    free_heard(&hearing->common);
    free_heard(&hearing->own);
    free(hearing);
  }
}

void cs_hearing_begin(cs_hearing *hearing, const cs_scan_result *scan) {
  hearing->scan = scan;
  hearing->heard = false;
}

typedef struct hearer {
  const cs_appraisal *appraisal;
  const cs_scan_result *scan;
  double drift; /* of the last piece that judged: above 0 strength, below 0 weakness */
} hearer;

static const cs_hit *hit_of(const hearer *in, const cs_cue *cue) {
  return &in->scan->hits[cue->hit];
}

/* ---- Pieces ---- */

static cs_contrast contrast_of(const hearer *in, const cs_cue *cue) {
  return (cs_contrast)in->appraisal->contrasts[hit_of(in, cue)->term];
}

/* Whether a contrast cue concedes the clause that it opens, and is not set against what is before
 * it. */
static bool concedes(const hearer *in, const cs_cue *cue) {
  const cs_hit *hit = hit_of(in, cue);
  bool opens = hit->first_word == in->scan->sentences[hit->sentence].first_word;
  cs_contrast kind = contrast_of(in, cue);
  return kind == CS_CONTRAST_DESPITE || (opens && kind != CS_CONTRAST_BUT);
}

static bool turns(const hearer *in, const cs_cue *cue) {
  return cue->says == CS_SAYS_CONTRAST && !concedes(in, cue) &&
         contrast_of(in, cue) != CS_CONTRAST_WHILE;
}

/* Where the clause that the cue concedes is at its end; UINT32_MAX if it concedes none. */
static uint32_t concession_end(const hearer *in, const cs_cue *cue) {
  if (cue->says != CS_SAYS_CONTRAST || !concedes(in, cue)) {
    return UINT32_MAX;
  }
  const cs_hit *hit = hit_of(in, cue);
  const cs_sentence *sentence = &in->scan->sentences[hit->sentence];
  return cs_clause_end(in->scan->text, hit->start + hit->length,
                       sentence->start + sentence->length);
}

static bool semicolon_before(const hearer *in, const cs_cue *cue) {
  const cs_hit *last = hit_of(in, cue - 1), *hit = hit_of(in, cue);
  uint32_t from = last->start + last->length;
  return from < hit->start && memchr(in->scan->text + from, ';', hit->start - from) != NULL;
}

static void add_weights(double sums[2], const cs_cue *first, const cs_cue *end) {
  for (const cs_cue *cue = first; cue < end; cue++) {
    if (cs_has_polarity(cue)) {
      sums[cue->says == CS_SAYS_STRENGTH] += cue->weight;
    }
  }
}

static double compressed(double sum) {
  double beyond = sum - weights.plenty;
  return beyond > 0 ? weights.plenty + beyond * weights.beyond_plenty : sum;
}

/* What is left of the weight of each cue of one pole. */
static double factor_of(double sum, double other) {
  double heard = sum < other ? sum * weights.undertone : sum;
  return sum > 0 ? compressed(heard) / sum : 1.0;
}

static void settle_piece(hearer *in, cs_cue *first, cs_cue *end) {
  double sums[2] = {0}, weight = 1.0;
  if (first->says == CS_SAYS_CONTRAST && contrast_of(in, first) == CS_CONTRAST_DESPITE) {
    weight = weights.conceded;
  }
  add_weights(sums, first, end);
  if (sums[0] + sums[1] <= 0 && in->drift != 0 && turns(in, first)) {
    first->says = in->drift > 0 ? CS_SAYS_WEAKNESS : CS_SAYS_STRENGTH;
    first->weight = weights.turn;
    add_weights(sums, first, first + 1);
  }
  if (sums[0] + sums[1] > 0) {
    in->drift = sums[1] - sums[0];
  }
  double factors[2] = {factor_of(sums[0], sums[1]), factor_of(sums[1], sums[0])};
  for (cs_cue *cue = first; cue < end; cue++) {
    cue->weight *= cs_has_polarity(cue) ? factors[cue->says == CS_SAYS_STRENGTH] * weight : 1.0;
  }
}

/* The cues of one sentence, piece by piece. */
static void settle(hearer *in, cs_cue *first, cs_cue *end) {
  cs_cue *piece = first;
  uint32_t conceded_to = concession_end(in, first);
  for (cs_cue *cue = first + 1; cue < end; cue++) {
    bool behind = hit_of(in, cue)->start >= conceded_to;
    if (behind || cue->says == CS_SAYS_CONTRAST || semicolon_before(in, cue)) {
      settle_piece(in, piece, cue);
      piece = cue;
      conceded_to = concession_end(in, cue);
    }
  }
  settle_piece(in, piece, end);
}

/* ---- Sentences ---- */

bool cs_sentence_goes_on(const cs_hearing *hearing, uint32_t sentence) {
  static const cs_opening openings[] = {
      CS_OPENING("as", " a result"), CS_OPENING("here", ""),  CS_OPENING("however", ""),
      CS_OPENING("it", ""),          CS_OPENING("its", ""),   CS_OPENING("such", ""),
      CS_OPENING("their", ""),       CS_OPENING("there", ""), CS_OPENING("these", ""),
      CS_OPENING("they", ""),        CS_OPENING("this", ""),  CS_OPENING("those", ""),
  };
  const cs_sentence *opened = &hearing->scan->sentences[sentence];
  return cs_opens_with_any(openings, sizeof openings / sizeof *openings,
                           hearing->scan->text + opened->start, opened->length);
}

static bool judges(const cs_cue *first, const cs_cue *end) {
  while (first < end && !cs_has_polarity(first)) {
    first++;
  }
  return first < end;
}

/* Hears sentence after sentence, as what one says may turn on the one before it. */
static void hear(cs_heard *out, const cs_hearing *hearing, const cs_lexicon *own) {
  const cs_scan_result *scan = hearing->scan;
  hearer in = {.appraisal = hearing->appraisal, .scan = scan};
  size_t hit = 0;
  out->cues.count = out->sentence_count = 0;
  for (uint32_t each = 0; each < scan->sentence_count; each++) {
    size_t first = out->cues.count;
    hit = cs_gather_cues(&out->cues, hearing->appraisal, own, scan, each, hit);
    cs_grow(&out->sentences, &out->sentence_capacity, out->sentence_count, sizeof *out->sentences);
    cs_heard_sentence *sentence = &out->sentences[out->sentence_count++];
    *sentence = (cs_heard_sentence){.first_cue = first, .cue_count = out->cues.count - first};
    if (sentence->cue_count != 0) {
      cs_cue *from = out->cues.items + first, *end = from + sentence->cue_count;
      cs_turn_cues(from, end, scan);
      settle(&in, from, end);
      sentence->judges = judges(from, end);
    }
  }
}

/* ---- Themes ---- */

static uint64_t present_bit(uint32_t term) {
  return UINT64_C(1) << (term % 64);
}

static uint64_t *present_word(cs_hearing *hearing, uint32_t term) {
  return &hearing->present[term % PRESENT_BITS / 64];
}

static void hear_common(cs_hearing *hearing) {
  const cs_scan_result *scan = hearing->scan;
  memset(hearing->present, 0, sizeof hearing->present);
  for (size_t each = 0; each < scan->hit_count; each++) {
    *present_word(hearing, scan->hits[each].term) |= present_bit(scan->hits[each].term);
  }
  hear(&hearing->common, hearing, NULL);
  hearing->heard = true;
}

/* Whether the passage may have a term of the theme's own cues. */
static bool may_say_own(cs_hearing *hearing, const cs_lexicon *own) {
  for (size_t each = 0; own != NULL && each < own->entry_count; each++) {
    uint32_t term = own->entries[each].term;
    if ((*present_word(hearing, term) & present_bit(term)) != 0) {
      return true;
    }
  }
  return false;
}

const cs_heard *cs_hear(cs_hearing *hearing, const cs_lexicon *own) {
  if (!hearing->heard) {
    hear_common(hearing);
  }
  if (!may_say_own(hearing, own)) {
    return &hearing->common;
  }
  hear(&hearing->own, hearing, own);
  return &hearing->own;
}

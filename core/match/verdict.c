/* The default verdict: whether what is said of a theme is good or bad.
 *
 * The procedure, in order (plugins/README.md says the same):
 *
 *  1. Cues. In every sentence that carries the theme, the terms of the lexicons
 *     and of the theme's own cues are cues. Where cues overlap, of any class, the
 *     longest counts and the others do not: an entry "not uncommon" beats
 *     "uncommon". Of equally long ones the first counts. Repeat cues say something
 *     else: they overlap with each other only. What a theme says of a term goes
 *     before what the lexicons say of it. A cue has the weight of its class.
 *  2. Negation. A negation cue turns the weakness and strength cues that begin
 *     within six words behind it, unless a contrast cue, a comma or another mark
 *     that ends a clause stands between. A negated strength is a weakness of full
 *     weight; a negated weakness is a strength of half its weight. Two negations
 *     cancel out. A negation that turns nothing says that something is not done: it
 *     is a weakness of 0.6 of its weight.
 *  3. Plans. What is planned is not there yet: behind a plan cue, up to the end of
 *     the clause, a strength is a weakness of 0.4 of its weight.
 *  4. Conditions. What may be is no finding: behind a condition cue, up to the end
 *     of the clause and at most ten words on, cues weigh as many times their weight
 *     as the condition's class has weight. A class of weight 1 changes nothing
 *     behind it: its terms only keep their own words from being cues.
 *  5. Lack. What stands behind a weakness in its clause is what is lacking or
 *     hindered ("gaps in the checks that ensure a prompt reply"): a strength behind
 *     a weakness of weight 1 or more is a part of that weakness and weighs nothing.
 *  6. Contrast. Cues behind a contrast cue weigh 1.25 times as much, cues before it
 *     in the sentence 0.8 times. Where it opens the sentence ("However, ..."), it
 *     is the cues of the sentence before that weigh less. Two kinds concede instead:
 *     "despite" and its like anywhere, "although", "while" and their like at the
 *     front of a sentence. Up to the end of the clause that they open, cues weigh
 *     less; the others of the sentence weigh more. Nothing is raised or lowered twice.
 *  7. Other sentences. Those directly beside a carrying sentence often say more of
 *     the same: they are read in the same way, at 0.4 of the weight, or at 0.7 where
 *     the one behind opens with "this", "they", "however" or the like and so goes on
 *     about it. Where the carrying sentences have neither a weakness nor a strength
 *     cue, all others of the passage are read so.
 *  8. Citation. A passage that cites a recommendation found something to put right:
 *     the weakness is 1.5 at least.
 *  9. Polarity. With w and s, the sums of weakness and strength: neutral if both
 *     are 0, weakness if s is under half of w, strength if w is under half of s,
 *     else mixed. A recommendation is always a weakness.
 * 10. Confidence. 0.5 + 0.48 * amount * clarity. The amount is t / (t + 0.75) with
 *     t = w + s; the clarity is the margin |w - s| / t, and 1 less the margin where
 *     the polarity is mixed. What is above 0.5 is halved where the polarity is mixed,
 *     and where no carrying sentence had a cue: there human coders agree less.
 *     Neutral has 0.5 and a recommendation 0.95.
 * 11. Repeat. Repeat cues anywhere in the passage make a weakness or a mixed verdict
 *     a repeat if their weights come to 1, each class counted once: some phrases do
 *     so alone, others say half of it ("our last review", "is unchanged") and only
 *     together.
 */
#include "match/appraisal.h"
#include "match/turns.h"

#include "base/memory.h"
#include "base/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Every number of the procedure. */
static const struct {
  double more, less;      /* contrast */
  double going_on, aside; /* sentences that do not carry */
  double citation;
  double small_share; /* what the smaller sum must reach of the larger to be mixed */
  double least_confidence, confidence_span, half_amount;
  double doubtful; /* what is left of the span where human coders agree less */
  double recommendation_confidence;
  double repeat;
} weights = {
    .more = 1.25,
    .less = 0.8,
    .going_on = 0.7,
    .aside = 0.4,
    .citation = 1.5,
    .small_share = 0.5,
    .least_confidence = 0.5,
    .confidence_span = 0.48,
    .half_amount = 0.75,
    .doubtful = 0.5,
    .recommendation_confidence = 0.95,
    .repeat = 1.0,
};

/* More contrast cues of one sentence and more classes of repeat cues are not weighed: no sentence
 * and no lexicon has as many. */
enum { MOST_CONTRASTS = 8, MOST_REPEAT_CLASSES = 16 };

typedef struct judge {
  cs_verdict *verdict;
  const cs_appraisal *appraisal;
  const cs_scan_result *scan;
  const cs_match *match;
  const cs_verdict_context *context;
} judge;

static const cs_hit *hit_of(const judge *in, const cs_cue *cue) {
  return &in->scan->hits[cue->hit];
}

static uint32_t end_of(const cs_hit *hit) {
  return hit->start + hit->length;
}

static bool has_polarity(const cs_cue *cue) {
  return cue->says == CS_SAYS_WEAKNESS || cue->says == CS_SAYS_STRENGTH;
}

/* ---- Contrast ---- */

/* Stretches of the text in which cues are raised or lowered. */
typedef struct shift {
  uint32_t less_from, less_to, more_from, more_to, more_too_from, more_too_to;
} shift;

static shift shift_of(const judge *in, const cs_cue *contrast, const cs_sentence *sentence) {
  const cs_hit *hit = hit_of(in, contrast);
  cs_contrast kind = (cs_contrast)in->appraisal->contrasts[hit->term];
  uint32_t start = sentence->start, end = start + sentence->length;
  bool opens = hit->first_word == sentence->first_word;
  if (kind == CS_CONTRAST_DESPITE || (kind == CS_CONTRAST_ALTHOUGH && opens)) {
    uint32_t clause = cs_clause_end(in->scan->text, end_of(hit), end);
    return (shift){hit->start, clause, start, hit->start, clause, end};
  }
  return (shift){start, hit->start, end_of(hit), end, 0, 0};
}

static bool lies_in(const cs_hit *hit, uint32_t from, uint32_t to) {
  return hit->start >= from && hit->start < to;
}

static void weigh_contrast(const judge *in, cs_cue *first, cs_cue *end, const cs_sentence *sentence,
                           bool lowered) {
  shift shifts[MOST_CONTRASTS];
  size_t count = 0;
  for (cs_cue *cue = first; cue < end && count < MOST_CONTRASTS; cue++) {
    if (cue->says == CS_SAYS_CONTRAST) {
      shifts[count++] = shift_of(in, cue, sentence);
    }
  }
  for (cs_cue *cue = first; cue < end; cue++) {
    const cs_hit *hit = hit_of(in, cue);
    bool more = false, less = lowered;
    for (size_t each = 0; each < count && has_polarity(cue); each++) {
      const shift *by = &shifts[each];
      less = less || lies_in(hit, by->less_from, by->less_to);
      more = more || lies_in(hit, by->more_from, by->more_to) ||
             lies_in(hit, by->more_too_from, by->more_too_to);
    }
    cue->weight *= (more ? weights.more : 1.0) * (less && has_polarity(cue) ? weights.less : 1.0);
  }
}

/* ---- Sentences ---- */

/* Adds the cues of a sentence, weighed. */
static void read_sentence(const judge *in, uint32_t sentence) {
  cs_verdict *verdict = in->verdict;
  size_t first = verdict->cue_count;
  cs_gather_cues(verdict, in->appraisal, in->context->own, in->scan, sentence);
  if (verdict->cue_count == first) {
    return;
  }
  cs_cue *from = verdict->cues + first, *end = verdict->cues + verdict->cue_count;
  bool lowered = cs_opens_with_contrast(in->appraisal, in->context->own, in->scan, sentence + 1);
  cs_turn_cues(from, end, in->scan);
  weigh_contrast(in, from, end, &in->scan->sentences[sentence], lowered);
}

/* What a sentence opens with that goes on about the one before it. */
static const char *const going_on[] = {"as a result", "here",  "however", "it",   "its",  "such",
                                       "their",       "there", "these",   "they", "this", "those"};

static bool goes_on(const judge *in, uint32_t sentence) {
  const cs_sentence *at = &in->scan->sentences[sentence];
  for (size_t each = 0; each < sizeof going_on / sizeof *going_on; each++) {
    if (cs_phrase_at(going_on[each], in->scan->text + at->start, at->length, 0, NULL)) {
      return true;
    }
  }
  return false;
}

/* How a sentence that does not carry is read. */
typedef enum reading {
  READ_REPEATS, /* for its repeat cues only */
  READ_ASIDE,
  READ_ON, /* in full, as what goes on about the theme */
} reading;

static void read_other(const judge *in, uint32_t sentence, reading how) {
  cs_verdict *verdict = in->verdict;
  size_t first = verdict->cue_count, used = first;
  read_sentence(in, sentence);
  for (size_t each = first; each < verdict->cue_count; each++) {
    cs_cue *cue = &verdict->cues[each];
    if (how != READ_REPEATS || cue->says == CS_SAYS_REPEAT) {
      double weight = how == READ_ON ? weights.going_on : weights.aside;
      verdict->cues[used] = *cue;
      verdict->cues[used++].weight *= has_polarity(cue) ? weight : 1.0;
    }
  }
  verdict->cue_count = used;
}

/* Every sentence that does not carry; in full where it is directly beside one that does, or where
 * all are asked for. */
static void read_others(const judge *in, bool all_in_full) {
  const cs_match *match = in->match;
  size_t next = 0; /* the first carrying sentence that is not before this one */
  for (uint32_t sentence = 0; sentence < in->scan->sentence_count; sentence++) {
    while (next < match->sentence_count && match->sentences[next] < sentence) {
      next++;
    }
    bool more = next < match->sentence_count;
    if (more && match->sentences[next] == sentence) {
      continue;
    }
    bool before = more && match->sentences[next] == sentence + 1;
    bool behind = next > 0 && match->sentences[next - 1] + 1 == sentence;
    if (behind && goes_on(in, sentence)) {
      read_other(in, sentence, READ_ON);
    } else {
      read_other(in, sentence, before || behind || all_in_full ? READ_ASIDE : READ_REPEATS);
    }
  }
}

static int by_place(const void *left, const void *right) {
  const cs_cue *a = left, *b = right;
  if (a->hit != b->hit) {
    return a->hit < b->hit ? -1 : 1;
  }
  return (int)a->class_->says - (int)b->class_->says;
}

/* ---- The verdict ---- */

typedef struct tally {
  double weakness, strength;
  bool any;
} tally;

/* Each class counts once, at what its first cue weighs. */
static double repeat_weight(const cs_verdict *verdict) {
  const cs_cue_class *seen[MOST_REPEAT_CLASSES];
  size_t count = 0;
  double sum = 0;
  for (size_t each = 0; each < verdict->cue_count; each++) {
    const cs_cue *cue = &verdict->cues[each];
    size_t at = 0;
    while (at < count && seen[at] != cue->class_) {
      at++;
    }
    if (cue->says == CS_SAYS_REPEAT && at == count && count < MOST_REPEAT_CLASSES) {
      seen[count++] = cue->class_;
      sum += cue->weight;
    }
  }
  return sum;
}

static tally add_up(const cs_verdict *verdict) {
  tally out = {0};
  for (size_t each = 0; each < verdict->cue_count; each++) {
    const cs_cue *cue = &verdict->cues[each];
    out.weakness += cue->says == CS_SAYS_WEAKNESS ? cue->weight : 0;
    out.strength += cue->says == CS_SAYS_STRENGTH ? cue->weight : 0;
    out.any = out.any || has_polarity(cue);
  }
  return out;
}

static cs_polarity polarity_of(const tally *sums) {
  if (sums->weakness <= 0 && sums->strength <= 0) {
    return CS_NEUTRAL;
  }
  if (sums->strength < sums->weakness * weights.small_share) {
    return CS_WEAKNESS;
  }
  return sums->weakness < sums->strength * weights.small_share ? CS_STRENGTH : CS_MIXED;
}

static double confidence_of(const tally *sums, cs_polarity polarity, bool silent) {
  if (polarity == CS_NEUTRAL) {
    return weights.least_confidence;
  }
  double total = sums->weakness + sums->strength;
  double margin = fabs(sums->weakness - sums->strength) / total;
  double clarity = polarity == CS_MIXED ? 1 - margin : margin;
  double amount = total / (total + weights.half_amount);
  double span = weights.confidence_span;
  span *= polarity == CS_MIXED || silent ? weights.doubtful : 1.0;
  return weights.least_confidence + span * amount * clarity;
}

/* `silent`: no carrying sentence had a weakness or strength cue. */
static void decide(const judge *in, bool silent) {
  cs_verdict *verdict = in->verdict;
  tally sums = add_up(verdict);
  if (in->context->kind == CS_RECOMMENDATION) {
    verdict->polarity = CS_WEAKNESS;
    verdict->confidence = weights.recommendation_confidence;
  } else {
    bool found_less = in->context->cites && sums.weakness < weights.citation;
    sums.weakness = found_less ? weights.citation : sums.weakness;
    verdict->polarity = polarity_of(&sums);
    verdict->confidence = confidence_of(&sums, verdict->polarity, silent);
  }
  bool weak = verdict->polarity == CS_WEAKNESS || verdict->polarity == CS_MIXED;
  verdict->repeat = repeat_weight(verdict) > weights.repeat - 1e-9 && weak;
}

void cs_judge(cs_verdict *verdict, const cs_appraisal *appraisal, const cs_scan_result *scan,
              const cs_match *match, const cs_verdict_context *context) {
  judge in = {
      .verdict = verdict, .appraisal = appraisal, .scan = scan, .match = match, .context = context};
  verdict->cue_count = 0;
  for (size_t each = 0; each < match->sentence_count; each++) {
    read_sentence(&in, match->sentences[each]);
  }
  bool silent = !add_up(verdict).any;
  read_others(&in, silent);
  if (verdict->cue_count > 1) {
    qsort(verdict->cues, verdict->cue_count, sizeof *verdict->cues, by_place);
  }
  decide(&in, silent);
}

void cs_verdict_free(cs_verdict *verdict) {
  free(verdict->cues);
  *verdict = (cs_verdict){0};
}

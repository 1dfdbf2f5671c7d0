/* The default verdict: whether what is said of a theme is good or bad.
 *
 * The procedure, in order (plugins/README.md says the same):
 *
 *  1. Cues. In every sentence, the terms of the lexicons and of the theme's own
 *     cues are cues. Where cues overlap, of any class, the longest counts and the
 *     others do not: an entry "not uncommon" beats "uncommon". Of equally long ones
 *     the first counts. Repeat cues say something else: they overlap with each other
 *     only. What a theme says of a term goes before what the lexicons say of it. A cue
 *     has the weight of its class.
 *  2. Negation. A negation cue turns the weakness and strength cues that begin
 *     within six words behind it in its clause, unless a contrast cue stands between.
 *     A clause ends at a comma or another mark, at a dash, before "because" and "but",
 *     and where "and this", "and there are", "as it" or the like begin another; what
 *     stands in brackets is passed over, and behind a comma "including", "such as" or
 *     the like go on with it. A negated strength is a weakness of full weight; a
 *     negated weakness is a strength of half its weight. Two negations cancel out. A
 *     negation that turns nothing says that something is not done: it is a weakness of
 *     0.3 of its weight.
 *  3. Plans. What is planned is not there yet: behind a plan cue, up to the end of
 *     the clause, a strength is a weakness of 0.1 of its weight.
 *  4. Conditions. What may be is no finding: behind a condition cue, up to the end
 *     of the clause and at most ten words on, cues weigh as many times their weight
 *     as the condition's class has weight. A class of weight 1 changes nothing
 *     behind it: its terms only keep their own words from being cues.
 *  5. Lack. What stands behind a weakness in its clause is what is lacking or
 *     hindered ("gaps in the checks that ensure a prompt reply"): a strength behind
 *     a weakness of weight 0.6 or more is a part of that weakness and weighs nothing.
 *     One that begins a predicate tells what became of it instead ("vacancies in the
 *     team have been filled"): it counts, and the weakness weighs a quarter.
 *  6. Pieces. A sentence falls in pieces at contrast cues, semicolons, and the end of
 *     a clause that "despite" and its like open anywhere, or "although", "while" and
 *     theirs at the front of a sentence. A piece speaks with one voice: of its weakness
 *     and its strength the smaller weighs 0.3 as much. And it says a thing once: what
 *     goes beyond 1.25, of either, counts 0.5. A piece that opens with "however", "but",
 *     or "although" behind something, and has no weakness or strength cue, says the
 *     opposite of the last piece of the passage that had one: its contrast cue is a
 *     weakness or a strength of 0.45. A piece that "despite" opens weighs half.
 *  7. Other sentences. Sentences that do not carry the theme are read too. One that
 *     opens with "this", "they", "however" or the like goes on about the one before it:
 *     behind a carrying sentence, or behind another that goes on so, it weighs 0.7.
 *     Others directly beside a carrying one weigh 0.4, and those farther away 0.2.
 *  8. Citation. A passage that cites a recommendation found something to put right:
 *     the weakness is 1.5 at least.
 *  9. Polarity. With w and s, the sums of weakness and strength: neutral if w is
 *     under 0.025 and s under 0.2, weakness if s is under half of w, strength if w is
 *     under 0.3 of s, else mixed. A recommendation is always a weakness.
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
#include "match/hearing.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The numbers of steps 7 to 11; those before are in turns.c and hearing.c. */
static const struct {
  double going_on, beside, afar; /* sentences that do not carry */
  double citation;
  double least_weakness, least_strength; /* below these nothing is said */
  double small_strength, small_weakness; /* the share of the larger sum that makes it mixed */
  double least_confidence, confidence_span, half_amount;
  double doubtful; /* what is left of the span where human coders agree less */
  double recommendation_confidence;
  double repeat;
} weights = {
    .going_on = 0.7,
    .beside = 0.4,
    .afar = 0.2,
    .citation = 1.5,
    .least_weakness = 0.025,
    .least_strength = 0.2,
    .small_strength = 0.5,
    .small_weakness = 0.3,
    .least_confidence = 0.5,
    .confidence_span = 0.48,
    .half_amount = 0.75,
    .doubtful = 0.5,
    .recommendation_confidence = 0.95,
    .repeat = 1.0,
};

/* More classes of repeat cues are not weighed: no lexicon has as many. */
enum { MOST_REPEAT_CLASSES = 16 };

/* ---- Sentences ---- */

/* The weights of all cues, by what they say. */
typedef struct tally {
  double sums[CS_SAYS_COUNT];
} tally;

/* Adds the cues of a sentence at what it weighs. There is room for them. */
static void add_sentence(cs_verdict *verdict, tally *all, const cs_heard *heard, uint32_t sentence,
                         double weight) {
  const cs_heard_sentence *from = &heard->sentences[sentence];
  const double weighing[] = {1.0, weight}; /* no branch that the processor would have to guess */
  for (size_t each = 0; each < from->cue_count; each++) {
    cs_cue *cue = &verdict->cues[verdict->cue_count++];
    *cue = heard->cues.items[from->first_cue + each];
    cue->weight *= weighing[cs_has_polarity(cue)];
    all->sums[cue->says] += cue->weight;
  }
}

/* Every sentence of the passage, in order, weighed by how near it is to those that carry. Returns
 * whether one that carries has a weakness or strength cue. */
static bool add_sentences(cs_verdict *verdict, tally *all, const cs_hearing *hearing,
                          const cs_heard *heard, const cs_match *match) {
  size_t next = 0; /* the first carrying sentence that is not before this one */
  bool spoken = false, on = false, behind = false;
  cs_reserve(&verdict->cues, &verdict->cue_capacity, heard->cues.count, sizeof *verdict->cues);
  for (uint32_t sentence = 0; sentence < heard->sentence_count; sentence++) {
    uint32_t carrying = next < match->sentence_count ? match->sentences[next] : UINT32_MAX;
    bool carries = carrying == sentence, before = carrying == sentence + 1;
    on = !carries && (behind || on) && cs_sentence_goes_on(hearing, sentence);
    double aside = before || behind ? weights.beside : weights.afar;
    add_sentence(verdict, all, heard, sentence, carries ? 1.0 : on ? weights.going_on : aside);
    spoken = spoken || (carries && heard->sentences[sentence].judges);
    next += carries;
    behind = carries;
  }
  return spoken;
}

/* ---- The verdict ---- */

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

static cs_polarity polarity_of(double weakness, double strength) {
  if (weakness < weights.least_weakness && strength < weights.least_strength) {
    return CS_NEUTRAL;
  }
  if (strength < weakness * weights.small_strength) {
    return CS_WEAKNESS;
  }
  return weakness < strength * weights.small_weakness ? CS_STRENGTH : CS_MIXED;
}

static double confidence_of(double weakness, double strength, cs_polarity polarity, bool silent) {
  if (polarity == CS_NEUTRAL) {
    return weights.least_confidence;
  }
  double total = weakness + strength;
  double margin = fabs(weakness - strength) / total;
  double clarity = polarity == CS_MIXED ? 1 - margin : margin;
  double amount = total / (total + weights.half_amount);
  double span = weights.confidence_span;
  span *= polarity == CS_MIXED || silent ? weights.doubtful : 1.0;
  return weights.least_confidence + span * amount * clarity;
}

/* `silent`: no carrying sentence had a weakness or strength cue. */
static void decide(cs_verdict *verdict, const tally *all, const cs_verdict_context *context,
                   bool silent) {
  double weakness = all->sums[CS_SAYS_WEAKNESS], strength = all->sums[CS_SAYS_STRENGTH];
  if (context->kind == CS_RECOMMENDATION) {
    verdict->polarity = CS_WEAKNESS;
    verdict->confidence = weights.recommendation_confidence;
  } else {
    bool found_less = context->cites && weakness < weights.citation;
    weakness = found_less ? weights.citation : weakness;
    verdict->polarity = polarity_of(weakness, strength);
    verdict->confidence = confidence_of(weakness, strength, verdict->polarity, silent);
  }
  bool weak = verdict->polarity == CS_WEAKNESS || verdict->polarity == CS_MIXED;
  verdict->repeat =
      weak && all->sums[CS_SAYS_REPEAT] > 0 && repeat_weight(verdict) > weights.repeat - 1e-9;
}

void cs_judge(cs_verdict *verdict, cs_hearing *hearing, const cs_match *match,
              const cs_verdict_context *context) {
  tally all = {0};
  const cs_heard *heard = cs_hear(hearing, context->own);
  verdict->cue_count = 0;
  bool silent = !add_sentences(verdict, &all, hearing, heard, match);
  decide(verdict, &all, context, silent);
}

void cs_verdict_free(cs_verdict *verdict) {
  free(verdict->cues);
  *verdict = (cs_verdict){0};
}

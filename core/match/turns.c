/* Turning cues: steps 2 to 5 of the verdict. Each is one walk over the cues of a
 * sentence, so that the cost is that of reading the sentence once more. */
#include "match/turns.h"

#include "base/ascii.h"
#include "match/appraisal.h"

#include <string.h>

/* Every number of these steps; how far negations and conditions reach is in words. */
static const struct {
  uint32_t negation_reach;
  double negated_strength, negated_weakness, bare_negation;
  double planned_strength;
  uint32_t condition_reach;
  double full_weakness; /* what a weakness must weigh to be the lack of what is behind it */
  double remedied;      /* what is left of a weakness that was put right */
} weights = {
    .negation_reach = 6,
    .negated_strength = 1.0,
    .negated_weakness = 0.5,
    .bare_negation = 0.3,
    .planned_strength = 0.1,
    .condition_reach = 10,
    .full_weakness = 0.6,
    .remedied = 0.25,
};

typedef struct turning {
  cs_cue *first, *end;
  const cs_scan_result *scan;
} turning;

static const cs_hit *hit_of(const turning *in, const cs_cue *cue) {
  return &in->scan->hits[cue->hit];
}

/* ---- Clauses ---- */

/* Words that go on with a clause behind a comma, and words that begin another without one. */
static const cs_opening joining[] = {
    CS_OPENING("especially", ""),    CS_OPENING("for", " example"),  CS_OPENING("including", ""),
    CS_OPENING("in", " particular"), CS_OPENING("particularly", ""), CS_OPENING("such", " as"),
};
static const cs_opening parting[] = {
    CS_OPENING("and", " is"),   CS_OPENING("and", " it"),    CS_OPENING("and", " are"),
    CS_OPENING("and", " that"), CS_OPENING("and", " there"), CS_OPENING("and", " these"),
    CS_OPENING("and", " they"), CS_OPENING("and", " this"),  CS_OPENING("and", " was"),
    CS_OPENING("and", " we"),   CS_OPENING("and", " were"),  CS_OPENING("as", " it"),
    CS_OPENING("as", " they"),  CS_OPENING("as", " this"),   CS_OPENING("as", " there"),
    CS_OPENING("because", ""),  CS_OPENING("but", ""),
};

static bool is_lower(char byte) {
  return byte >= 'a' && byte <= 'z';
}

/* Whether the byte may go on with a word: a letter, a digit, an apostrophe, or a part of any other
 * character. */
static bool is_inner(char byte) {
  return cs_is_ascii_letter(byte) || cs_is_ascii_digit(byte) || byte == '\'' ||
         (unsigned char)byte >= 0x80;
}

static bool opens_with(const char *words, const char *text, uint32_t length) {
  uint32_t at = 0;
  for (; words[at] != '\0'; at++) {
    bool same = at < length &&
                (is_lower(words[at]) ? (text[at] | 0x20) == words[at] : text[at] == words[at]);
    if (!same) {
      return false;
    }
  }
  return at == length || !is_inner(text[at]);
}

bool cs_opens_with_any(const cs_opening *openings, size_t count, const char *text,
                       uint32_t length) {
  uint32_t first = 0;
  while (first < length && cs_is_ascii_letter(text[first])) {
    first++;
  }
  for (size_t each = 0; each < count; each++) {
    if (openings[each].first == first && opens_with(openings[each].phrase, text, length)) {
      return true;
    }
  }
  return false;
}

static bool joins(const char *text, uint32_t at, uint32_t to) {
  at += at < to && text[at] == ' ';
  return cs_opens_with_any(joining, sizeof joining / sizeof *joining, text + at, to - at);
}

/* A blank with a word behind it that begins another clause. */
static bool parts(const char *text, uint32_t at, uint32_t to) {
  bool may = at + 2 < to && text[at] == ' ' && (text[at + 1] == 'a' || text[at + 1] == 'b');
  return may &&
         cs_opens_with_any(parting, sizeof parting / sizeof *parting, text + at + 1, to - at - 1);
}

/* Behind the bracket that opens at `at`; `at` where it is never closed. */
static uint32_t behind_bracket(const char *text, uint32_t at, uint32_t to) {
  const char *close = memchr(text + at, ')', to - at);
  return close != NULL ? (uint32_t)(close - text) + 1 : at;
}

static bool is_mark(const char *text, uint32_t at, uint32_t to) {
  bool digits = at > 0 && at + 1 < to && text[at - 1] >= '0' && text[at - 1] <= '9' &&
                text[at + 1] >= '0' && text[at + 1] <= '9';
  bool mark =
      text[at] == ',' || text[at] == ';' || text[at] == ':' || text[at] == '(' || text[at] == ')';
  return mark && !digits;
}

/* Whether a clause may end at such a byte, and the rest has to be looked at. */
static bool may_end(char byte) {
  switch (byte) {
  case ' ':
  case ',':
  case ';':
  case ':':
  case '(':
  case ')':
  case '\xE2':
    return true;
  default:
    return false;
  }
}

static bool is_dash(const char *text, uint32_t at, uint32_t to) {
  return to - at >= 3 &&
         (memcmp(text + at, " - ", 3) == 0 || memcmp(text + at, "\xE2\x80\x93", 3) == 0 ||
          memcmp(text + at, "\xE2\x80\x94", 3) == 0);
}

uint32_t cs_clause_end(const char *text, uint32_t from, uint32_t to) {
  uint32_t at = from;
  while (at < to) {
    if (!may_end(text[at])) {
      at++;
      continue;
    }
    uint32_t behind = text[at] == '(' ? behind_bracket(text, at, to) : at;
    if (behind > at) {
      at = behind;
      continue;
    }
    bool ends = is_mark(text, at, to) && !(text[at] == ',' && joins(text, at + 1, to));
    if (ends || is_dash(text, at, to) || parts(text, at, to)) {
      return at;
    }
    at++;
  }
  return to;
}

static bool same_clause(const turning *in, const cs_hit *before, const cs_hit *hit) {
  uint32_t from = before->start + before->length;
  uint32_t to = hit->start + hit->length; /* a clause may begin with a word before the hit */
  return from >= hit->start || cs_clause_end(in->scan->text, from, to) >= hit->start;
}

/* Whether the clause of the cue before this one goes on to it. */
static bool goes_on(const turning *in, const cs_cue *cue) {
  return cue > in->first && cue->says != CS_SAYS_CONTRAST &&
         same_clause(in, hit_of(in, cue - 1), hit_of(in, cue));
}

/* ---- Negation ---- */

/* Whether an odd number of negations reach the cue. Those that do are marked. */
static bool is_negated(const turning *in, const cs_cue *cue) {
  const cs_hit *hit = hit_of(in, cue);
  bool negated = false;
  for (cs_cue *before = in->first + (cue - in->first); before-- > in->first;) {
    const cs_hit *other = hit_of(in, before);
    uint32_t behind = other->first_word + other->word_count;
    if (hit->first_word >= behind + weights.negation_reach || before->says == CS_SAYS_CONTRAST ||
        !same_clause(in, other, hit)) {
      break;
    }
    if (before->says == CS_SAYS_NEGATION) {
      before->negated = true;
      negated = !negated;
    }
  }
  return negated;
}

/* Says are turned from the back, so that each is still as it was read when the ones behind it look
 * at it. */
static void negate(const turning *in) {
  for (cs_cue *cue = in->end; cue-- > in->first;) {
    if (!cs_has_polarity(cue) || !is_negated(in, cue)) {
      continue;
    }
    bool strength = cue->says == CS_SAYS_STRENGTH;
    cue->negated = true;
    cue->says = strength ? CS_SAYS_WEAKNESS : CS_SAYS_STRENGTH;
    cue->weight *= strength ? weights.negated_strength : weights.negated_weakness;
  }
  for (cs_cue *cue = in->first; cue < in->end; cue++) {
    if (cue->says == CS_SAYS_NEGATION && !cue->negated) {
      cue->says = CS_SAYS_WEAKNESS;
      cue->weight *= weights.bare_negation;
    } else if (cue->says == CS_SAYS_NEGATION) {
      cue->negated = false;
    }
  }
}

/* ---- What is not a fact ---- */

static void plan(const turning *in) {
  bool planned = false;
  for (cs_cue *cue = in->first; cue < in->end; cue++) {
    planned = planned && goes_on(in, cue);
    if (planned && cue->says == CS_SAYS_STRENGTH) {
      cue->says = CS_SAYS_WEAKNESS;
      cue->weight *= weights.planned_strength;
    }
    planned = planned || cue->says == CS_SAYS_PLAN;
  }
}

static void suppose(const turning *in) {
  const cs_cue *condition = NULL;
  for (cs_cue *cue = in->first; cue < in->end; cue++) {
    condition = condition != NULL && goes_on(in, cue) ? condition : NULL;
    if (condition != NULL && cs_has_polarity(cue)) {
      const cs_hit *hit = hit_of(in, condition);
      uint32_t behind = hit->first_word + hit->word_count;
      bool reached = hit_of(in, cue)->first_word < behind + weights.condition_reach;
      cue->weight *= reached ? condition->class_->weight : 1.0;
    }
    condition = cue->says == CS_SAYS_CONDITION ? cue : condition;
  }
}

/* Whether the cue begins with what a predicate begins with: "have been filled". */
static bool is_predicate(const turning *in, const cs_cue *cue) {
  static const cs_opening auxiliaries[] = {
      CS_OPENING("are", ""), CS_OPENING("had", ""), CS_OPENING("has", ""),  CS_OPENING("have", ""),
      CS_OPENING("is", ""),  CS_OPENING("was", ""), CS_OPENING("were", ""),
  };
  const cs_hit *hit = hit_of(in, cue);
  return hit->word_count > 1 &&
         cs_opens_with_any(auxiliaries, sizeof auxiliaries / sizeof *auxiliaries,
                           in->scan->text + hit->start, hit->length);
}

/* Nothing counts that is lacking, and little of a lack that was put right. */
static void lack(const turning *in) {
  cs_cue *lacking = NULL;
  for (cs_cue *cue = in->first; cue < in->end; cue++) {
    lacking = lacking != NULL && goes_on(in, cue) ? lacking : NULL;
    if (lacking != NULL && cue->says == CS_SAYS_STRENGTH && !cue->negated &&
        is_predicate(in, cue)) {
      for (cs_cue *each = lacking; each < cue; each++) {
        each->weight *= cs_has_polarity(each) ? weights.remedied : 1.0;
      }
      lacking = NULL;
    } else if (lacking != NULL && cue->says == CS_SAYS_STRENGTH) {
      cue->says = CS_SAYS_WEAKNESS;
      cue->weight = 0;
    }
    if (lacking == NULL && cue->says == CS_SAYS_WEAKNESS && cue->weight >= weights.full_weakness) {
      lacking = cue;
    }
  }
}

void cs_turn_cues(cs_cue *first, cs_cue *end, const cs_scan_result *scan) {
  turning in = {.first = first, .end = end, .scan = scan};
  negate(&in);
  plan(&in);
  suppose(&in);
  lack(&in);
}

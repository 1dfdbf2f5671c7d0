/* The naive evaluator; see naive.h. */
#include "naive.h"

#include <string.h>

typedef struct stretch {
  uint32_t from, to; /* words [from, to) */
} stretch;

/* What is asked about, for the time of a question. */
static const cs_scan_result *passage;

static stretch whole_passage(void) {
  return (stretch){0, (uint32_t)passage->word_count};
}

/* ---- Whether a rule holds ---- */

/* Whether the node holds in the words `in` of a scope, tried end by end: the least `in.to` is the
 * earliest end. NONE looks at the scope alone. */
static bool naive(const cs_rule *rule, stretch scope, stretch in);

static bool naive_all(const cs_rule *rule, stretch scope, stretch in) {
  for (size_t each = 0; each < rule->child_count; each++) {
    if (!naive(rule->children[each], scope, in)) {
      return false;
    }
  }
  return true;
}

static bool naive_excepted(const cs_rule *rule, const cs_hit *hit) {
  for (size_t each = 0; each < passage->hit_count * rule->child_count; each++) {
    const cs_hit *other = &passage->hits[each / rule->child_count];
    if (other->term == rule->children[each % rule->child_count]->term &&
        other->first_word <= hit->first_word &&
        other->first_word + other->word_count >= hit->first_word + hit->word_count) {
      return true;
    }
  }
  return false;
}

/* Whether the hit is one of a TERM or EXCEPT and lies in these words. */
static bool is_hit_of(const cs_rule *rule, const cs_hit *hit, stretch in) {
  return hit->term == rule->term && hit->first_word >= in.from &&
         hit->first_word + hit->word_count <= in.to && !naive_excepted(rule, hit);
}

static stretch meet(stretch left, stretch right) {
  stretch out = {left.from > right.from ? left.from : right.from,
                 left.to < right.to ? left.to : right.to};
  return out;
}

static bool naive_term(const cs_rule *rule, stretch scope, stretch in) {
  stretch inside = {in.from, in.to < scope.to ? in.to : scope.to};
  for (size_t each = 0; each < passage->hit_count; each++) {
    if (is_hit_of(rule, &passage->hits[each], inside)) {
      return true;
    }
  }
  return false;
}

static stretch words_of(size_t sentence) {
  const cs_sentence *it = &passage->sentences[sentence];
  return (stretch){it->first_word, it->first_word + it->word_count};
}

static bool naive_sentences(const cs_rule *rule, stretch scope, stretch in, uint32_t needed) {
  uint32_t held = 0;
  for (size_t each = 0; each < passage->sentence_count; each++) {
    stretch words = meet(words_of(each), scope);
    stretch inside = meet(words, in);
    if (words.from < words.to && in.from < words.to && inside.from <= inside.to &&
        naive_all(rule, words, inside)) {
      held++;
    }
  }
  return held >= needed;
}

static bool naive_front(const cs_rule *rule, stretch scope, stretch in) {
  stretch first = meet((stretch){0, rule->words}, scope), inside = meet(first, in);
  return first.from < first.to && inside.from <= inside.to && naive_all(rule, first, inside);
}

static bool term_begins(const cs_rule *rule, uint32_t word) {
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    for (size_t each = 0; each < passage->hit_count; each++) {
      const cs_hit *hit = &passage->hits[each];
      if (hit->first_word == word && is_hit_of(rule, hit, whole_passage())) {
        return true;
      }
    }
    return false;
  }
  for (size_t each = 0; each < rule->child_count && rule->op != CS_RULE_NONE; each++) {
    if (term_begins(rule->children[each], word)) {
      return true;
    }
  }
  return false;
}

static bool has_term(const cs_rule *rule) {
  bool found = rule->op == CS_RULE_TERM;
  for (size_t each = 0; each < rule->child_count && rule->op != CS_RULE_NONE; each++) {
    found = found || has_term(rule->children[each]);
  }
  return found;
}

static bool naive_within(const cs_rule *rule, stretch scope, stretch in) {
  for (uint32_t word = in.from > scope.from ? in.from : scope.from; word < scope.to; word++) {
    stretch run = meet((stretch){word, word + rule->words}, scope);
    stretch inside = meet(run, in);
    if ((term_begins(rule, word) || !has_term(rule)) && inside.from <= inside.to &&
        naive_all(rule, run, inside)) {
      return true;
    }
  }
  return false;
}

/* Whether children from `child` on hold one behind the other, tried with every cut. */
static bool naive_order(const cs_rule *rule, size_t child, stretch scope, stretch in) {
  if (child == rule->child_count) {
    return true;
  }
  for (uint32_t cut = in.from; cut <= in.to; cut++) {
    if (naive(rule->children[child], scope, (stretch){in.from, cut}) &&
        naive_order(rule, child + 1, scope, (stretch){cut, in.to})) {
      return true;
    }
  }
  return false;
}

static bool naive(const cs_rule *rule, stretch scope, stretch in) {
  bool held = false;
  switch (rule->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    return naive_term(rule, scope, in);
  case CS_RULE_FRONT:
    return naive_front(rule, scope, in);
  case CS_RULE_TIMES:
    return naive_sentences(rule, scope, in, rule->words);
  case CS_RULE_ALL:
    return naive_all(rule, scope, in);
  case CS_RULE_ANY:
  case CS_RULE_NONE:
    for (size_t each = 0; each < rule->child_count; each++) {
      held = held || naive(rule->children[each], scope, rule->op == CS_RULE_ANY ? in : scope);
    }
    return rule->op == CS_RULE_ANY ? held : !held;
  case CS_RULE_SENTENCE:
    return naive_sentences(rule, scope, in, 1);
  case CS_RULE_WITHIN:
    return naive_within(rule, scope, in);
  case CS_RULE_ORDER:
    return naive_order(rule, 0, scope, in);
  case CS_RULE_OPS:
    break;
  }
  return false;
}

bool naive_holds(const cs_rule *rule, const cs_scan_result *of) {
  passage = of;
  return naive(rule, whole_passage(), whole_passage());
}

/* ---- What it rests on ---- */

typedef struct marks {
  bool *hits, *sentences;
} marks;

static void mark(const marks *out, const cs_rule *rule, stretch scope);

static void mark_children(const marks *out, const cs_rule *rule, stretch scope) {
  for (size_t each = 0; each < rule->child_count; each++) {
    mark(out, rule->children[each], scope);
  }
}

static void mark_terms(const marks *out, const cs_rule *rule, stretch scope) {
  for (size_t each = 0; each < passage->hit_count; each++) {
    out->hits[each] = out->hits[each] || is_hit_of(rule, &passage->hits[each], scope);
  }
}

static void mark_sentences(const marks *out, const cs_rule *rule, stretch scope) {
  for (size_t each = 0; each < passage->sentence_count; each++) {
    stretch words = meet(words_of(each), scope);
    if (words.from < words.to && naive_all(rule, words, words)) {
      mark_children(out, rule, words);
      out->sentences[each] = true;
    }
  }
}

static void mark_runs(const marks *out, const cs_rule *rule, stretch scope) {
  for (uint32_t word = scope.from; word < scope.to; word++) {
    stretch run = meet((stretch){word, word + rule->words}, scope);
    if ((term_begins(rule, word) || !has_term(rule)) && naive_all(rule, run, run)) {
      mark_children(out, rule, run);
    }
  }
}

/* Marks nothing where the node does not hold in the scope. */
static void mark(const marks *out, const cs_rule *rule, stretch scope) {
  if (!naive(rule, scope, scope)) {
    return;
  }
  switch (rule->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    mark_terms(out, rule, scope);
    break;
  case CS_RULE_ANY:
  case CS_RULE_ALL:
    mark_children(out, rule, scope);
    break;
  case CS_RULE_FRONT:
    mark_children(out, rule, meet((stretch){0, rule->words}, scope));
    break;
  case CS_RULE_SENTENCE:
  case CS_RULE_TIMES:
    mark_sentences(out, rule, scope);
    break;
  case CS_RULE_WITHIN:
    mark_runs(out, rule, scope);
    break;
  case CS_RULE_NONE:
  case CS_RULE_ORDER:
  case CS_RULE_OPS:
    break;
  }
}

bool naive_explains(const cs_rule *rule) {
  bool explains = rule->op != CS_RULE_ORDER;
  for (size_t each = 0; each < rule->child_count && rule->op != CS_RULE_NONE; each++) {
    explains = explains && naive_explains(rule->children[each]);
  }
  return explains;
}

void naive_match(bool *hits, bool *sentences, const cs_rule *rule, const cs_scan_result *of) {
  const marks out = {hits, sentences};
  passage = of;
  memset(hits, 0, of->hit_count * sizeof *hits);
  memset(sentences, 0, of->sentence_count * sizeof *sentences);
  mark(&out, rule, whole_passage());
  for (size_t each = 0; each < of->hit_count; each++) {
    sentences[of->hits[each].sentence] |= hits[each];
  }
  if (of->sentence_count != 0 && memchr(sentences, true, of->sentence_count) == NULL) {
    memset(sentences, true, of->sentence_count);
  }
}

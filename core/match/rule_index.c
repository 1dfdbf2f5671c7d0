/* The rule index: for each rule, terms of which at least one has to be there
 * (of ANY, those of all its children; of ALL and its like, those of the child
 * that has fewest), turned round into the rules of each term. A rule that can
 * hold without any term, such as a NONE, is always among those that may hold. */
#include "base/memory.h"

#include <conspectus/match.h>
#include <stdlib.h>
#include <string.h>

struct cs_rule_index {
  size_t rule_count, term_count;
  uint32_t *term_first; /* of each term, where its rules begin; one more for the end */
  uint32_t *rules;
  uint8_t *always; /* a mark a rule */
  uint8_t *may;    /* the same for the last passage */
  uint32_t *found;
};

typedef struct needs {
  uint32_t *terms;
  size_t count, capacity;
} needs;

static bool add_needs(needs *out, const cs_rule *rule, int depth);

static bool add_all_needs(needs *out, const cs_rule *rule, int depth) {
  size_t start = out->count;
  for (size_t each = 0; each < rule->child_count; each++) {
    if (!add_needs(out, rule->children[each], depth + 1)) {
      out->count = start;
      return false;
    }
  }
  return true;
}

static bool add_fewest_needs(needs *out, const cs_rule *rule, int depth) {
  size_t start = out->count, best = SIZE_MAX;
  for (size_t each = 0; each < rule->child_count; each++) {
    size_t kept = start + (best == SIZE_MAX ? 0 : best);
    bool bounded = add_needs(out, rule->children[each], depth + 1);
    size_t count = out->count - kept;
    if (bounded && count < best) {
      if (count != 0) {
        memmove(out->terms + start, out->terms + kept, count * sizeof *out->terms);
      }
      best = count;
    }
    out->count = start + (best == SIZE_MAX ? 0 : best);
  }
  return best != SIZE_MAX;
}

/* Adds the terms of which the rule needs one; false, and nothing added, if it can do without. */
static bool add_needs(needs *out, const cs_rule *rule, int depth) {
  if (depth >= CS_RULE_DEPTH || rule->op == CS_RULE_NONE) {
    return false;
  }
  if (rule->op == CS_RULE_ANY) {
    return add_all_needs(out, rule, depth);
  }
  if (rule->op != CS_RULE_TERM && rule->op != CS_RULE_EXCEPT) {
    return add_fewest_needs(out, rule, depth);
  }
  cs_grow(&out->terms, &out->capacity, out->count, sizeof *out->terms);
  out->terms[out->count++] = rule->term;
  return true;
}

/* `from` and `count`: each rule's stretch of `all`. */
static void turn_round(cs_rule_index *index, const needs *all, const size_t *first) {
  for (size_t each = 0; each < all->count; each++) {
    if (all->terms[each] >= index->term_count) {
      index->term_count = (size_t)all->terms[each] + 1;
    }
  }
  uint32_t *starts = cs_allocate(index->term_count + 2, sizeof *starts);
  for (size_t each = 0; each < all->count; each++) {
    starts[all->terms[each] + 2]++;
  }
  for (size_t each = 2; each < index->term_count + 2; each++) {
    starts[each] += starts[each - 1];
  }
  index->rules = cs_allocate(all->count, sizeof *index->rules);
  for (size_t rule = 0; rule < index->rule_count; rule++) {
    for (size_t each = first[rule]; each < first[rule + 1]; each++) {
      index->rules[starts[all->terms[each] + 1]++] = (uint32_t)rule;
    }
  }
  index->term_first = starts;
}

cs_rule_index *cs_rule_index_new(const cs_rule *const *rules, size_t count) {
  cs_rule_index *index = cs_allocate(1, sizeof *index);
  needs all = {0};
  size_t *first = cs_allocate(count + 1, sizeof *first);
  index->rule_count = count;
  index->always = cs_allocate(count, 1);
  index->may = cs_allocate(count, 1);
  index->found = cs_allocate(count, sizeof *index->found);
  for (size_t rule = 0; rule < count; rule++) {
    index->always[rule] = !add_needs(&all, rules[rule], 0);
    first[rule + 1] = all.count;
  }
  turn_round(index, &all, first);
  free(first);
  free(all.terms);
  return index;
}

void cs_rule_index_free(cs_rule_index *index) {
  if (index != NULL) {
    free(index->term_first);
    free(index->rules);
    free(index->always);
    free(index->may);
    free(index->found);
    free(index);
  }
}

const uint32_t *cs_rule_index_read(size_t *count, cs_rule_index *index,
                                   const cs_scan_result *scan) {
  if (index->rule_count != 0) {
    memcpy(index->may, index->always, index->rule_count);
  }
  for (size_t each = 0; each < scan->hit_count; each++) {
    uint32_t term = scan->hits[each].term;
    if (term < index->term_count) {
      for (uint32_t at = index->term_first[term]; at < index->term_first[term + 1]; at++) {
        index->may[index->rules[at]] = 1;
      }
    }
  }
  *count = 0;
  for (size_t rule = 0; rule < index->rule_count; rule++) {
    if (index->may[rule]) {
      index->found[(*count)++] = (uint32_t)rule;
    }
  }
  return index->found;
}

/* Compiling rules: a walk over each tree from the top. The children of a node are
 * compiled first and put into the array side by side when all are there. */
#include "match/program.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A term of a set. */
typedef struct entry {
  uint32_t term, rank;
} entry;

/* entries[first ... first + count) of the compiler. */
typedef struct set {
  size_t first, count;
  uint64_t hash;
} set;

/* What stands in an ANY, ANYs within it opened. */
typedef struct part {
  const cs_rule *rule;
  int depth;
  bool done;
} part;

typedef struct compiler {
  cs_rule_index *out;
  bool apart; /* every rule a node of its own */
  bool too_deep;
  uint32_t size;    /* nodes of the rule as it was given */
  uint32_t withins; /* around what is compiled */
  entry *entries;
  size_t entry_count, entry_capacity;
  set *sets;
  size_t set_count, set_capacity;
  cs_node *pending; /* compiled, waiting for their brothers */
  size_t pending_count, pending_capacity;
  part *parts;
  size_t part_count, part_capacity;
} compiler;

static cs_node compile(compiler *in, const cs_rule *rule, int depth);

/* ---- Sets ---- */

static void add_entry(compiler *in, uint32_t term, size_t rank) {
  cs_grow(&in->entries, &in->entry_capacity, in->entry_count, sizeof *in->entries);
  in->entries[in->entry_count++] = (entry){.term = term, .rank = (uint32_t)rank};
}

static uint64_t hash_entries(const entry *entries, size_t count) {
  uint64_t hash = count;
  for (size_t each = 0; each < count; each++) {
    hash = (hash ^ entries[each].term) * UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ entries[each].rank ^ hash >> 32) * UINT64_C(0xC2B2AE3D27D4EB4F);
  }
  return hash;
}

/* Makes a set of the entries from `first` on, or finds the one that is equal. */
static uint32_t close_set(compiler *in, size_t first) {
  set made = {.first = first, .count = in->entry_count - first};
  made.hash = hash_entries(in->entries + first, made.count);
  for (size_t each = 0; each < in->set_count; each++) {
    const set *known = &in->sets[each];
    if (known->hash == made.hash && known->count == made.count &&
        memcmp(in->entries + known->first, in->entries + first, made.count * sizeof *in->entries) ==
            0) {
      in->entry_count = first;
      return (uint32_t)each;
    }
  }
  cs_grow(&in->sets, &in->set_capacity, in->set_count, sizeof *in->sets);
  in->sets[in->set_count] = made;
  return (uint32_t)in->set_count++;
}

static uint32_t exceptions_of(compiler *in, const cs_rule *rule) {
  size_t first = in->entry_count;
  for (size_t each = 0; each < rule->child_count; each++) {
    add_entry(in, rule->children[each]->term, each);
  }
  return close_set(in, first);
}

static bool is_term(const cs_rule *rule) {
  return rule->op == CS_RULE_TERM || (rule->op == CS_RULE_EXCEPT && rule->child_count == 0);
}

/* ---- Children ---- */

static void add_pending(compiler *in, const cs_node *node) {
  cs_grow(&in->pending, &in->pending_capacity, in->pending_count, sizeof *in->pending);
  in->pending[in->pending_count++] = *node;
}

static uint32_t add_node(cs_rule_index *out, const cs_node *node) {
  cs_grow(&out->nodes, &out->node_capacity, out->node_count, sizeof *out->nodes);
  out->nodes[out->node_count] = *node;
  return (uint32_t)out->node_count++;
}

/* Whether collecting it marks hits alone, which can be taken back. */
static bool marks_hits_only(const cs_node *node) {
  return node->op == CS_RULE_TERM || node->op == CS_RULE_EXCEPT ||
         (node->op == CS_RULE_NONE && node->of_terms);
}

/* Puts what is pending from `first` on below the node. */
static void place_children(compiler *in, cs_node *node, size_t first) {
  node->first_child = (uint32_t)in->out->node_count;
  node->child_count = (uint32_t)(in->pending_count - first);
  node->of_terms = in->withins == 0;
  for (size_t each = first; each < in->pending_count; each++) {
    const cs_node *child = &in->pending[each];
    node->of_terms &= marks_hits_only(child);
    add_node(in->out, child);
  }
  in->pending_count = first;
}

static void compile_each(compiler *in, const cs_rule *rule, int depth) {
  for (size_t each = 0; each < rule->child_count; each++) {
    cs_node child = compile(in, rule->children[each], depth + 1);
    child.rank = (uint32_t)each;
    add_pending(in, &child);
  }
}

/* ---- Children of ANY and NONE ---- */

static void open_any(compiler *in, const cs_rule *rule, int depth) {
  for (size_t each = 0; each < rule->child_count; each++) {
    const cs_rule *child = rule->children[each];
    if (child->op == CS_RULE_ANY && depth + 1 < CS_RULE_DEPTH) {
      in->size++;
      open_any(in, child, depth + 1);
    } else {
      cs_grow(&in->parts, &in->part_capacity, in->part_count, sizeof *in->parts);
      in->parts[in->part_count++] = (part){.rule = child, .depth = depth + 1};
    }
  }
}

static bool same_exceptions(const cs_rule *left, const cs_rule *right) {
  if (left->op != right->op || left->child_count != right->child_count) {
    return false;
  }
  for (size_t each = 0; each < left->child_count; each++) {
    if (left->children[each]->term != right->children[each]->term) {
      return false;
    }
  }
  return true;
}

/* Makes one node of the parts that are terms as the part at `at` is: of those without exceptions,
 * or of those with the same. */
static void merge_terms(compiler *in, size_t at, size_t first) {
  const cs_rule *like = in->parts[at].rule;
  size_t begin = in->entry_count;
  cs_node node = {.op = is_term(like) ? CS_RULE_TERM : CS_RULE_EXCEPT, .except = CS_NO_SET};
  for (size_t each = at; each < in->part_count; each++) {
    part *other = &in->parts[each];
    if (is_term(like) ? is_term(other->rule) : same_exceptions(like, other->rule)) {
      add_entry(in, other->rule->term, each - first);
      other->done = true;
      in->size++;
      in->too_deep = in->too_deep || other->depth >= CS_RULE_DEPTH;
    }
  }
  node.set = close_set(in, begin);
  if (!is_term(like)) {
    node.except = exceptions_of(in, like);
  }
  add_pending(in, &node);
}

static void compile_merged(compiler *in, const cs_rule *rule, int depth) {
  size_t first = in->part_count;
  open_any(in, rule, depth);
  for (size_t each = first; each < in->part_count; each++) {
    part at = in->parts[each];
    if (!at.done && (is_term(at.rule) || at.rule->op == CS_RULE_EXCEPT)) {
      merge_terms(in, each, first);
    }
  }
  for (size_t each = first; each < in->part_count; each++) {
    part at = in->parts[each];
    if (!at.done) {
      cs_node child = compile(in, at.rule, at.depth);
      child.rank = (uint32_t)(each - first);
      add_pending(in, &child);
    }
  }
  in->part_count = first;
}

/* ---- WITHIN ---- */

/* Whether a TERM stands in the rule and not below a NONE. */
static bool has_term(const cs_rule *rule, int depth) {
  bool found = rule->op == CS_RULE_TERM || depth >= CS_RULE_DEPTH;
  for (size_t each = 0; each < rule->child_count && rule->op != CS_RULE_NONE && !found; each++) {
    found = has_term(rule->children[each], depth + 1);
  }
  return found;
}

static void add_starts(cs_rule_index *out, const cs_node *node) {
  for (uint32_t each = 0; each < node->child_count && node->op != CS_RULE_NONE; each++) {
    uint32_t number = node->first_child + each;
    cs_node child = out->nodes[number];
    if (child.op == CS_RULE_TERM || child.op == CS_RULE_EXCEPT) {
      cs_grow(&out->starts, &out->start_capacity, out->start_count, sizeof *out->starts);
      out->starts[out->start_count++] = number;
    } else {
      add_starts(out, &child);
    }
  }
}

static void find_starts(cs_rule_index *out, cs_node *node, const cs_rule *rule, int depth) {
  node->anywhere = !has_term(rule, depth);
  node->first_start = (uint32_t)out->start_count;
  add_starts(out, node);
  node->start_count = (uint32_t)out->start_count - node->first_start;
}

/* ---- Rules ---- */

static cs_node compile_term(compiler *in, const cs_rule *rule, int depth) {
  size_t first = in->entry_count, waiting = in->pending_count;
  cs_node node = {.op = is_term(rule) ? CS_RULE_TERM : CS_RULE_EXCEPT, .except = CS_NO_SET};
  add_entry(in, rule->term, 0);
  node.set = close_set(in, first);
  if (!is_term(rule)) {
    node.except = exceptions_of(in, rule);
  }
  if (in->apart) {
    compile_each(in, rule, depth);
    place_children(in, &node, waiting);
  }
  return node;
}

/* The node of a rule; its children are in the array, itself it is not. */
static cs_node compile(compiler *in, const cs_rule *rule, int depth) {
  cs_node node = {.op = CS_RULE_ALL, .words = rule->words};
  in->size++;
  if (depth >= CS_RULE_DEPTH) {
    in->too_deep = true;
  } else if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    node = compile_term(in, rule, depth);
  } else {
    size_t waiting = in->pending_count;
    bool merges = !in->apart && (rule->op == CS_RULE_ANY || rule->op == CS_RULE_NONE);
    node.op = rule->op;
    in->withins += node.op == CS_RULE_WITHIN;
    (merges ? compile_merged : compile_each)(in, rule, depth);
    if (merges && node.op == CS_RULE_ANY && in->pending_count == waiting + 1) {
      node = in->pending[--in->pending_count]; /* an ANY of one is that one */
      return node;
    }
    place_children(in, &node, waiting);
    in->withins -= node.op == CS_RULE_WITHIN;
  }
  if (node.op == CS_RULE_WITHIN) {
    find_starts(in->out, &node, rule, depth);
  }
  node.rule = in->apart ? rule : NULL;
  return node;
}

static void compile_root(compiler *in, const cs_rule *rule, size_t number) {
  in->too_deep = false;
  in->size = 0;
  cs_node root = compile(in, rule, 0);
  in->out->roots[number] = add_node(in->out, &root);
  in->out->sizes[number] = in->size;
  in->out->too_deep[number] = in->too_deep;
}

/* ---- The index ---- */

/* Lays the sets' entries out by term. */
static void turn_round(const compiler *in) {
  cs_rule_index *out = in->out;
  for (size_t each = 0; each < in->entry_count; each++) {
    if (in->entries[each].term >= out->term_count) {
      out->term_count = (size_t)in->entries[each].term + 1;
    }
  }
  out->term_first = cs_allocate(out->term_count + 2, sizeof *out->term_first);
  for (size_t each = 0; each < in->entry_count; each++) {
    out->term_first[in->entries[each].term + 2]++;
  }
  for (size_t each = 2; each < out->term_count + 2; each++) {
    out->term_first[each] += out->term_first[each - 1];
  }
  out->posting_sets = cs_allocate(in->entry_count + CS_AT_ONCE, sizeof *out->posting_sets);
  out->posting_ranks = cs_allocate(in->entry_count, sizeof *out->posting_ranks);
  for (size_t number = 0; number < in->set_count; number++) {
    const entry *entries = in->entries + in->sets[number].first;
    for (size_t each = 0; each < in->sets[number].count; each++) {
      uint32_t place = out->term_first[entries[each].term + 1]++;
      out->posting_sets[place] = (uint32_t)number;
      out->posting_ranks[place] = entries[each].rank;
    }
  }
}

static void find_keys(const compiler *in) {
  uint32_t *sizes = cs_allocate(in->set_count, sizeof *sizes);
  for (size_t each = 0; each < in->set_count; each++) {
    sizes[each] = (uint32_t)in->sets[each].count;
  }
  cs_rule_index_find_keys(in->out, sizes);
  free(sizes);
}

static cs_rule_index *make_index(const cs_rule *const *rules, size_t count, bool apart) {
  cs_rule_index *index = cs_allocate(1, sizeof *index);
  compiler in = {.out = index, .apart = apart};
  index->rule_count = count;
  index->roots = cs_allocate(count, sizeof *index->roots);
  index->sizes = cs_allocate(count, sizeof *index->sizes);
  index->too_deep = cs_allocate(count, sizeof *index->too_deep);
  for (size_t each = 0; each < count; each++) {
    compile_root(&in, rules[each], each);
  }
  turn_round(&in);
  index->set_count = in.set_count;
  index->sets = cs_allocate(in.set_count + 1, sizeof *index->sets);
  index->sets[in.set_count].sentences = CS_ALL_SENTENCES;
  index->touched = cs_allocate(in.set_count + 1, sizeof *index->touched);
  index->spots = cs_grow_array(NULL, &index->spot_capacity, sizeof *index->spots);
  index->may = cs_allocate(index->node_count, sizeof *index->may);
  find_keys(&in);
  index->found = cs_allocate(count, sizeof *index->found);
  free(in.entries);
  free(in.sets);
  free(in.pending);
  free(in.parts);
  return index;
}

cs_rule_index *cs_rule_index_new(const cs_rule *const *rules, size_t count) {
  return make_index(rules, count, false);
}

cs_rule_index *cs_rule_index_to_explain(const cs_rule *rule) {
  return make_index(&rule, 1, true);
}

void cs_rule_index_free(cs_rule_index *index) {
  if (index == NULL) {
    return;
  }
  free(index->nodes);
  free(index->starts);
  free(index->roots);
  free(index->sizes);
  free(index->too_deep);
  free(index->term_first);
  free(index->posting_sets);
  free(index->posting_ranks);
  free(index->sets);
  free(index->links.hits);
  free(index->links.sets);
  free(index->links.before);
  free(index->touched);
  free(index->spots);
  free(index->may);
  free(index->branch_roots);
  free(index->key_first);
  free(index->keys);
  free(index->always);
  free(index->has_keys);
  free(index->keyed);
  free(index->asked);
  free(index->looked_at);
  free(index->seen);
  free(index->found);
  free(index);
}

/* The keys of branches: of a node of which all children have to hold, those of the
 * child that has the fewest terms; of an ANY, those of all its children. With each key
 * goes what else the branch needs. So a passage's terms lead to the few branches that are
 * worth a look. */
#include "match/program.h"

#include "base/memory.h"

#include <stdlib.h>

/* What a node costs that can hold without any term. */
#define NO_KEY UINT64_MAX

typedef struct key {
  uint32_t set, branch;
} key;

typedef struct finder {
  cs_rule_index *index;
  const uint32_t *set_sizes;
  key *keys;
  size_t count, capacity;
} finder;

static uint64_t cost_of(const finder *in, const cs_node *node);

static uint64_t cost_of_any(const finder *in, const cs_node *node) {
  uint64_t sum = 0;
  for (uint32_t each = 0; each < node->child_count; each++) {
    uint64_t cost = cost_of(in, &in->index->nodes[node->first_child + each]);
    if (cost == NO_KEY) {
      return NO_KEY;
    }
    sum += cost;
  }
  return sum;
}

/* The child that has the fewest terms; NULL where none needs any. */
static const cs_node *cheapest(uint64_t *cost, const finder *in, const cs_node *node) {
  const cs_node *best = NULL;
  *cost = NO_KEY;
  for (uint32_t each = 0; each < node->child_count; each++) {
    const cs_node *child = &in->index->nodes[node->first_child + each];
    uint64_t found = cost_of(in, child);
    if (found < *cost) {
      *cost = found;
      best = child;
    }
  }
  return best;
}

static uint64_t cost_of(const finder *in, const cs_node *node) {
  uint64_t cost;
  switch (node->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    return in->set_sizes[node->set];
  case CS_RULE_NONE:
    return NO_KEY;
  case CS_RULE_ANY:
    return cost_of_any(in, node);
  default:
    cheapest(&cost, in, node);
    return cost;
  }
}

/* Adds the keys of a node that has some. */
static void add_keys(finder *in, const cs_node *node, uint32_t branch) {
  uint64_t cost;
  if (node->op == CS_RULE_TERM || node->op == CS_RULE_EXCEPT) {
    cs_grow(&in->keys, &in->capacity, in->count, sizeof *in->keys);
    in->keys[in->count++] = (key){.set = node->set, .branch = branch};
  } else if (node->op == CS_RULE_ANY) {
    for (uint32_t each = 0; each < node->child_count; each++) {
      add_keys(in, &in->index->nodes[node->first_child + each], branch);
    }
  } else if ((node = cheapest(&cost, in, node)) != NULL) {
    add_keys(in, node, branch);
  }
}

/* Adds sets, other than the key's, that the node cannot hold without a term of. */
static void add_needs(const finder *in, cs_key *out, uint32_t set, const cs_node *node) {
  if (node->op == CS_RULE_TERM || node->op == CS_RULE_EXCEPT) {
    uint32_t *need = out->needs[0] == in->index->set_count ? &out->needs[0] : &out->needs[1];
    *need = node->set != set ? node->set : *need;
  } else if (node->op != CS_RULE_ANY && node->op != CS_RULE_NONE) {
    for (uint32_t each = 0; each < node->child_count; each++) {
      add_needs(in, out, set, &in->index->nodes[node->first_child + each]);
    }
  }
}

static cs_key key_of(const finder *in, const key *found) {
  const cs_node *branch = &in->index->nodes[found->branch];
  uint32_t none = (uint32_t)in->index->set_count;
  cs_key made = {.set = found->set,
                 .branch = found->branch,
                 .needs = {none, none},
                 .anywhere = branch->op != CS_RULE_SENTENCE && branch->op != CS_RULE_TIMES};
  add_needs(in, &made, found->set, branch);
  return made;
}

static void add_branch(finder *in, uint32_t branch, uint32_t root) {
  cs_rule_index *index = in->index;
  index->branch_roots[branch] = root;
  if (cost_of(in, &index->nodes[branch]) == NO_KEY) {
    index->always[index->always_count++] = branch;
  } else {
    add_keys(in, &index->nodes[branch], branch);
  }
}

static void add_branches(finder *in, uint32_t root) {
  const cs_node *node = &in->index->nodes[root];
  if (node->op != CS_RULE_ANY) {
    add_branch(in, root, root);
    return;
  }
  for (uint32_t each = 0; each < node->child_count; each++) {
    add_branch(in, node->first_child + each, root);
  }
}

/* Lays the keys out by set. */
static void place_keys(const finder *in) {
  cs_rule_index *index = in->index;
  index->key_first = cs_allocate(index->set_count + 2, sizeof *index->key_first);
  index->keys = cs_allocate(in->count, sizeof *index->keys);
  for (size_t each = 0; each < in->count; each++) {
    index->key_first[in->keys[each].set + 2]++;
  }
  for (size_t each = 2; each < index->set_count + 2; each++) {
    index->key_first[each] += index->key_first[each - 1];
  }
  index->has_keys = cs_allocate(index->set_count, 1);
  index->keyed = cs_allocate(index->set_count + 1, sizeof *index->keyed);
  index->asked = cs_allocate(in->count + CS_AT_ONCE, sizeof *index->asked);
  for (size_t each = 0; each < in->count; each++) {
    index->has_keys[in->keys[each].set] = 1;
    index->keys[index->key_first[in->keys[each].set + 1]++] = key_of(in, &in->keys[each]);
  }
}

void cs_rule_index_find_keys(cs_rule_index *index, const uint32_t *set_sizes) {
  finder in = {.index = index, .set_sizes = set_sizes};
  size_t nodes = index->node_count;
  index->branch_roots = cs_allocate(nodes, sizeof *index->branch_roots);
  index->always = cs_allocate(nodes, sizeof *index->always);
  index->looked_at = cs_allocate(nodes, sizeof *index->looked_at);
  index->seen = cs_allocate(nodes, sizeof *index->seen);
  for (size_t each = 0; each < index->rule_count; each++) {
    add_branches(&in, index->roots[each]);
  }
  place_keys(&in);
  free(in.keys);
}

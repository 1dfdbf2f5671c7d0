/* match/program.h: rules compiled, and what the last passage has of their terms.
 *
 * A rule becomes nodes in one array, the children of a node side by side. Terms
 * that stand beside one another in an ANY become one set of terms, and equal sets
 * of all rules are the same set. A passage's hits are chained up by set once, and those
 * of a set that is asked for laid out as its spots; from then on every question to a rule
 * is one to a few short lists.
 *
 * For each set, and for each node that is made of sets, there is a mask of the
 * sentences in which it may hold: the bit of a sentence, the last bit for all from
 * the 64th on. A node without a bit is sure not to hold, so most rules are
 * done with after a few ANDs. A mask may have a bit too many, never one too few.
 */
#ifndef CS_MATCH_PROGRAM_H
#define CS_MATCH_PROGRAM_H

#include "match/scan.h"

#define CS_NO_SET UINT32_MAX

/* How much of a list is taken at once and without a look at how long it is, as most are shorter and
 * the processor could not guess which. */
enum { CS_AT_ONCE = 4 };

/* A mask's last bit, and all of them. */
enum { CS_LAST_BIT = 63 };
#define CS_ALL_SENTENCES UINT64_MAX

typedef struct cs_node {
  cs_rule_op op;   /* CS_RULE_TERM: a term of the set; CS_RULE_EXCEPT: one that is not excepted */
  uint32_t words;  /* as in cs_rule */
  uint32_t set;    /* TERM, EXCEPT */
  uint32_t except; /* EXCEPT: the set of its exceptions */
  uint32_t first_child, child_count;
  uint32_t first_start, start_count; /* WITHIN: nodes of terms at which its runs begin */
  bool anywhere; /* WITHIN: there is no such term, and they begin at every word */
  bool of_terms; /* its children are TERM, EXCEPT or NONE of these; it is and stands in no WITHIN */
  uint32_t rank; /* its place among the children of the ANY around it */
  const cs_rule *rule; /* in an index made to explain: what it was made of */
} cs_node;

/* A hit of a set, in words. */
typedef struct cs_spot {
  uint32_t first_word, end;
  uint32_t hit; /* index into the scan's hits */
} cs_spot;

/* A link is a hit of a set; `before` is the link before it in the set's chain. Links are numbered
 * from 1; 0: none. */
typedef struct cs_links {
  uint32_t *hits, *sets, *before;
  size_t count, capacity;
} cs_links;

/* What the passage has of a set: a chain of links, or spots[first ... first + count), in order of
 * hits. */
typedef struct cs_set {
  uint64_t sentences;
  uint32_t count;
  uint32_t last;  /* link; 0: the spots are laid out, or there are none */
  uint32_t first; /* spot, where they are laid out */
} cs_set;

/* A set that leads to a branch, and two more sets that the branch needs a term of: in the same
 * sentence as the first, or anywhere in the passage. */
typedef struct cs_key {
  uint32_t set, branch;
  uint32_t needs[2]; /* the set of number set_count, which is everywhere, where it needs no more */
  bool anywhere;
} cs_key;

struct cs_rule_index {
  /* The rules. */
  cs_node *nodes;
  size_t node_count, node_capacity;
  uint32_t *starts; /* of WITHINs: numbers of nodes */
  size_t start_count, start_capacity;
  uint32_t *roots; /* of each rule, its topmost node */
  uint32_t *sizes; /* of each rule, its nodes as it was given */
  bool *too_deep;  /* of each rule; what is too deep of it counts as holding */
  size_t rule_count;
  size_t term_count;
  /* A posting says that a term is in a set. */
  uint32_t *term_first;    /* of each term, where its postings begin; one more for the end */
  uint32_t *posting_sets;  /* behind the last one room for CS_AT_ONCE */
  uint32_t *posting_ranks; /* the term's rank in the ANY around it */
  size_t set_count;        /* without the last, which is everywhere */

  /* A branch is a child of a topmost ANY, or a topmost node of another kind. It needs a term of one
   * of its key sets; one that needs none is always looked at. */
  uint32_t *branch_roots; /* of each node that is a branch, its topmost node */
  uint32_t *key_first;    /* of each set, where its branches begin; one more for the end */
  cs_key *keys;
  uint8_t *has_keys; /* of each set, 1 if it has any */
  uint32_t *always;  /* branches */
  size_t always_count;

  /* The passage. */
  const cs_scan *scan;
  uint64_t passage; /* the scan's number of it; 0: none yet */
  cs_set *sets;
  cs_links links;    /* of all hits, in order */
  uint32_t *touched; /* sets that the passage has a term of */
  size_t touched_count;
  cs_spot *spots;
  size_t spot_count, spot_capacity;
  uint64_t *may; /* of each node, sentences in which it may hold; below a node without one, void */
  uint32_t *keyed; /* touched sets that have keys */
  uint32_t *asked; /* keys of branches that are worth a look; behind them room for CS_AT_ONCE */
  size_t asked_count;
  uint32_t *looked_at; /* branches */
  size_t looked_at_count;
  bool *seen;      /* of each node, whether it is a branch that was looked at */
  uint32_t *found; /* rules that may hold */
  size_t found_count;
};

/* An index of one rule in which every node of it is one, to be told one by one. */
cs_rule_index *cs_rule_index_to_explain(const cs_rule *rule);

/* Makes the passage of the scan the index's, unless it is. */
void cs_rule_index_take(cs_rule_index *index, const cs_scan *scan);

/* Lays out the spots of a set whose chain is there. */
void cs_lay_out_spots(cs_rule_index *index, cs_set *set);

/* The spots of a set, of which there are set->count. */
static inline const cs_spot *cs_spots_of(cs_rule_index *index, uint32_t number) {
  cs_set *set = &index->sets[number];
  if (set->last != 0) {
    cs_lay_out_spots(index, set);
  }
  return index->spots + set->first;
}

/* Finds the branches and their keys; set_sizes: the number of terms of each set. */
void cs_rule_index_find_keys(cs_rule_index *index, const uint32_t *set_sizes);

/* The rank of a term in a set that it is in. */
uint32_t cs_rank_of(const cs_rule_index *index, uint32_t term, uint32_t set);

#endif

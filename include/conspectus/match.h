/* conspectus/match.h: terms, where they stand in a passage, and rules over them.
 *
 * A term is a word or phrase pattern. It is matched on whole words, ignoring
 * case, hyphens and line breaks, a possessive ending taken off; '*' inside a word
 * stands for any letters, '?' for one, a lone '*' for any one word. The words of
 * a phrase may be separated by blanks, hyphens, slashes and quotation marks only,
 * never by other punctuation; '&' counts as a blank ("A&E"), one line end too, two
 * do not. A pattern with other punctuation in it is refused, since it could match
 * nothing. A case-sensitive term is compared as written.
 *
 * All terms of all plugins live in one cs_terms and are found in one pass. Every
 * place where a term matches is a hit, nested and overlapping ones included.
 * Offsets here are bytes of the passage's text; words are counted from 0.
 */
#ifndef CONSPECTUS_MATCH_H
#define CONSPECTUS_MATCH_H

#include <conspectus/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- Terms ---- */

typedef struct cs_terms cs_terms;

cs_terms *cs_terms_new(void);
void cs_terms_free(cs_terms *terms); /* NULL is allowed */

/* Adds a term, or finds it if it is there: the same pattern and case-sensitivity
 * give the same number. Numbers count from 0. A pattern without a word, longer
 * than CS_TERM_WORDS words, or whose first word fits any is refused. */
enum { CS_TERM_WORDS = 16 };
cs_status cs_terms_add(uint32_t *id, cs_terms *terms, const char *pattern, bool case_sensitive,
                       cs_error *error);
size_t cs_terms_count(const cs_terms *terms);
/* The pattern as it was given. Lives as long as `terms`. */
const char *cs_terms_pattern(const cs_terms *terms, uint32_t id);

/* At least as many as the hits of some of the terms that can begin at one word, whatever the word
 * is. */
size_t cs_terms_at_one_word(const cs_terms *terms, const uint32_t *ids, size_t count);

/* ---- Scans ---- */

typedef struct cs_hit {
  uint32_t term;
  uint32_t start; /* bytes of the passage */
  uint32_t length;
  uint32_t first_word; /* words of the passage */
  uint32_t word_count;
  uint32_t sentence;
} cs_hit;

/* Sentences cover all words of a passage, in order, without overlap. A line end
 * of the clean text ends a sentence too. */
typedef struct cs_sentence {
  uint32_t start; /* bytes of the passage, from its first word or mark to its end mark */
  uint32_t length;
  uint32_t first_word;
  uint32_t word_count;
} cs_sentence;

/* What was found in one passage. The arrays are borrowed: they stand until the
 * next cs_scan_read or cs_scan_free. Hits are in order of start, then of length,
 * then of term. */
typedef struct cs_scan_result {
  const char *text;
  size_t length;
  const cs_hit *hits;
  size_t hit_count;
  const cs_sentence *sentences;
  size_t sentence_count;
  size_t word_count;
  bool overfull; /* there are more hits than were asked for, and it was read no further */
} cs_scan_result;

/* A scanner: the compiled terms and the space to work in. */
typedef struct cs_scan cs_scan;

/* Compiles the terms as they are now; terms added later are not looked for. */
cs_scan *cs_scan_new(const cs_terms *terms);
void cs_scan_free(cs_scan *scan); /* NULL is allowed */
/* Finds words, sentences and hits of a passage (valid UTF-8, which must stay
 * where it is as long as the result is used). */
const cs_scan_result *cs_scan_read(cs_scan *scan, const char *text, size_t length);
/* The same, but where there are more than `most` hits it stops, and says that it is overfull. */
const cs_scan_result *cs_scan_read_up_to(cs_scan *scan, const char *text, size_t length,
                                         size_t most);
/* From the next passage on leaves out the hits of some terms: those for which `muted`, which has an
 * entry for each term and is borrowed, says so. NULL: of none. */
void cs_scan_mute(cs_scan *scan, const bool *muted);
/* Counts the hits of each term, without keeping them: adds to `counts`, which has an entry for each
 * term. Muted ones count too. */
void cs_scan_tally(uint32_t *counts, cs_scan *scan, const char *text, size_t length);

/* ---- Rules ---- */

typedef enum cs_rule_op {
  CS_RULE_TERM,     /* the term stands in the scope */
  CS_RULE_ANY,      /* at least one child holds in the scope */
  CS_RULE_ALL,      /* every child holds in the scope */
  CS_RULE_NONE,     /* no child holds in the scope */
  CS_RULE_SENTENCE, /* some sentence of the scope in which every child holds */
  CS_RULE_WITHIN,   /* some run of `words` words of the scope in which every child holds */
  CS_RULE_ORDER,    /* children one behind the other in the scope, without overlap */
  CS_RULE_FRONT,    /* every child holds in what of the scope is in the passage's first `words`
                       words */
  CS_RULE_TIMES,    /* every child holds in each of at least `words` sentences of the scope */
  CS_RULE_EXCEPT,   /* the term stands in the scope, and not wholly within a hit of a child, which
                       are terms */
  CS_RULE_OPS,      /* how many there are */
} cs_rule_op;

/* A rule is a tree. The scope of the topmost node is the passage; SENTENCE, WITHIN,
 * FRONT and TIMES narrow it for their children, and a term holds in a scope only if it
 * lies wholly inside. ORDER does not narrow it: a NONE anywhere below an ORDER
 * looks at the scope around that ORDER. The runs of WITHIN begin at a hit of a term
 * below it that is not below a NONE; at every word where there is no such term. */
typedef struct cs_rule {
  cs_rule_op op;
  uint32_t term;  /* CS_RULE_TERM, CS_RULE_EXCEPT */
  uint32_t words; /* CS_RULE_WITHIN, CS_RULE_FRONT, CS_RULE_TIMES: at least 1 */
  const struct cs_rule *const *children;
  size_t child_count;
} cs_rule;

/* "term", "any", ... Never freed. */
const char *cs_rule_name(cs_rule_op op);

/* Why a rule holds: the hits it rests on and the sentences that carry it, both as
 * ascending indexes into the scan result, each once. A zeroed struct is empty.
 * A rule that rests on no hit, such as a NONE, is carried by all sentences. */
typedef struct cs_match {
  uint32_t *hits;
  size_t hit_count, hit_capacity;
  uint32_t *sentences;
  size_t sentence_count, sentence_capacity;
} cs_match;

void cs_match_free(cs_match *match);

/* Whether the rule holds in the passage; fills `match` if so. CS_LIMIT where the
 * rule asks for more work than a passage may cost (a hostile nesting of within). */
cs_status cs_rule_eval(bool *holds, cs_match *match, const cs_rule *rule, cs_scan *scan,
                       cs_error *error);

/* Whether the rule may hold by which terms there are, wherever they stand: those of which `counts`
 * has more than 0; NULL: none is there. The rule is no deeper than CS_RULE_DEPTH. */
bool cs_rule_may_hold_with(const cs_rule *rule, const uint32_t *counts);

/* Rules nested deeper than this are refused with CS_LIMIT. */
enum { CS_RULE_DEPTH = 64 };

/* Many rules, compiled together, so that those that cannot hold cost next to nothing. */
typedef struct cs_rule_index cs_rule_index;

/* The rules are read here and not kept. */
cs_rule_index *cs_rule_index_new(const cs_rule *const *rules, size_t count);
void cs_rule_index_free(cs_rule_index *index); /* NULL is allowed */
/* The rules, by ascending number, that the terms found in the scan's passage do not rule
 * out; every other is sure not to hold. Borrowed until the next passage. */
const uint32_t *cs_rule_index_read(size_t *count, cs_rule_index *index, const cs_scan *scan);
/* As cs_rule_eval, of a rule of the index, and far quicker. */
cs_status cs_rule_index_eval(bool *holds, cs_match *match, cs_rule_index *index, uint32_t rule,
                             cs_scan *scan, cs_error *error);

/* A sieve: passages in which none of some rules can hold, told without a scan by how their words
 * begin. For where a few rules are asked and most passages have nothing of them. */
typedef struct cs_sieve cs_sieve;

/* Terms and rules are read here and not kept. */
cs_sieve *cs_sieve_new(const cs_terms *terms, const cs_rule *const *rules, size_t count);
void cs_sieve_free(cs_sieve *sieve); /* NULL is allowed */
/* Whether a rule may hold in the passage (valid UTF-8). False is sure, and then cs_rule_index_read
 * does not list one of them either. */
bool cs_sieve_may_hold(const cs_sieve *sieve, const char *text, size_t length);

/* How near a passage comes to a rule, by its terms alone, wherever they stand: those below
 * a NONE do not count. Quick: it says which failures are worth explaining. */
typedef enum cs_nearness {
  CS_FAR,   /* no term of the rule is there */
  CS_NEAR,  /* some are */
  CS_CLOSE, /* each part of it has one: it failed by where they stand, a NONE, an EXCEPT */
} cs_nearness;

cs_nearness cs_rule_nearness(const cs_rule *rule, cs_scan *scan);

/* No sentence at all, as cs_trace_step's best_sentence. */
#define CS_NO_SENTENCE UINT32_MAX

/* One node of a rule as it came out, in order from the top down. */
typedef struct cs_trace_step {
  const cs_rule *rule;
  uint32_t depth;
  bool holds;
  bool tried;      /* false: its scope was never entered, or the answer was clear without it */
  uint32_t scopes; /* number of scopes in which it was tried */
  uint32_t best_sentence; /* of a SENTENCE or WITHIN: where most children held, and in which
                             the nodes below it are told; CS_NO_SENTENCE for all others */
} cs_trace_step;

typedef struct cs_trace {
  cs_trace_step *steps;
  size_t count, capacity;
} cs_trace;

void cs_trace_free(cs_trace *trace);

/* The same evaluation, told step by step: every node is tried, and for a rule
 * that fails the trace shows the parts that failed. */
cs_status cs_rule_explain(cs_trace *trace, const cs_rule *rule, cs_scan *scan, cs_error *error);

#endif

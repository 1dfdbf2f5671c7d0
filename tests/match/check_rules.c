/* Rules: hand-worked cases, and the evaluator beside a naive one over every small passage. */
#include "naive.h"
#include "suites.h"

#include "match/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static cs_terms *terms;
static cs_scan *scan;
static cs_match match;

/* Terms 0 to 3 are "a", "b", "c" and "a b". */
static void set_up(void) {
  static const char *const patterns[] = {"a", "b", "c", "a b"};
  uint32_t id;
  terms = cs_terms_new();
  for (size_t each = 0; each < 4; each++) {
    ck_assert_int_eq(cs_terms_add(&id, terms, patterns[each], false, NULL), CS_OK);
  }
  scan = cs_scan_new(terms);
}

static void tear_down(void) {
  cs_match_free(&match);
  cs_scan_free(scan);
  cs_terms_free(terms);
}

/* ---- Building rules ---- */

static const cs_rule a = {.op = CS_RULE_TERM, .term = 0};
static const cs_rule b = {.op = CS_RULE_TERM, .term = 1};
static const cs_rule c = {.op = CS_RULE_TERM, .term = 2};
static const cs_rule ab = {.op = CS_RULE_TERM, .term = 3};

#define NODE(operation, n, ...)                                                                    \
  (&(const cs_rule){.op = CS_RULE_##operation,                                                     \
                    .words = (n),                                                                  \
                    .children = (const cs_rule *const[]){__VA_ARGS__},                             \
                    .child_count =                                                                 \
                        sizeof((const cs_rule *const[]){__VA_ARGS__}) / sizeof(const cs_rule *)})
#define ANY(...) NODE(ANY, 0, __VA_ARGS__)
#define ALL(...) NODE(ALL, 0, __VA_ARGS__)
#define NONE(...) NODE(NONE, 0, __VA_ARGS__)
#define SENTENCE(...) NODE(SENTENCE, 0, __VA_ARGS__)
#define WITHIN(n, ...) NODE(WITHIN, n, __VA_ARGS__)
#define ORDER(...) NODE(ORDER, 0, __VA_ARGS__)
#define FRONT(n, ...) NODE(FRONT, n, __VA_ARGS__)
#define TIMES(n, ...) NODE(TIMES, n, __VA_ARGS__)

/* "a" where it is not the beginning of "a b". */
static const cs_rule *const only_ab[] = {&ab};
static const cs_rule a_except = {
    .op = CS_RULE_EXCEPT, .term = 0, .children = only_ab, .child_count = 1};

/* Reads a text in which '|' stands for a line end, and so for the end of a sentence. */
static void read_text(const char *text) {
  static char lines[256];
  size_t length = strlen(text);
  for (size_t at = 0; at < length; at++) {
    lines[at] = text[at] == '|' ? '\n' : text[at];
  }
  cs_scan_read(scan, lines, length);
}

static bool holds(const cs_rule *rule, const char *text) {
  cs_error error = {.message = ""};
  bool held = false;
  read_text(text);
  ck_assert_msg(cs_rule_eval(&held, &match, rule, scan, &error) == CS_OK, "%s", error.message);
  return held;
}

/* The match as "hits/sentences", each hit by the number of its first word and its term. */
static const char *evidence(const cs_rule *rule, const char *text) {
  static char out[256];
  size_t used = 0;
  if (!holds(rule, text)) {
    return "-";
  }
  for (size_t each = 0; each < match.hit_count; each++) {
    const cs_hit *hit = &scan->hits[match.hits[each]];
    ck_assert(each == 0 || match.hits[each - 1] < match.hits[each]);
    out[used++] = (char)('0' + hit->first_word);
    out[used++] = "abcd"[hit->term];
  }
  out[used++] = '/';
  for (size_t each = 0; each < match.sentence_count; each++) {
    out[used++] = (char)('0' + match.sentences[each]);
  }
  out[used] = '\0';
  return out;
}

/* ---- Hand-worked ---- */

START_TEST(term_any_all_none) {
  ck_assert_str_eq(evidence(&a, "x a|A x|X"), "1a2a/01");
  ck_assert_str_eq(evidence(&a, "x"), "-");
  ck_assert_str_eq(evidence(ANY(&a, &b), "x b|X a"), "1b3a/01");
  ck_assert_str_eq(evidence(ANY(&a, &b), "c"), "-");
  ck_assert_str_eq(evidence(ALL(&a, &b), "x b|X a"), "1b3a/01");
  ck_assert_str_eq(evidence(ALL(&a, &b), "a"), "-");
  ck_assert_str_eq(evidence(NONE(&a, &b), "a"), "-");
  ck_assert_str_eq(evidence(NONE(&a, &b), "x|Y|C"), "/012");
  ck_assert_str_eq(evidence(NONE(&a), ""), "/");
  ck_assert_str_eq(evidence(ALL(&a, NONE(&b)), "a c"), "0a/0");
  ck_assert_str_eq(evidence(ALL(&a, NONE(&b)), "a b"), "-");
}
END_TEST

START_TEST(in_a_sentence) {
  ck_assert_str_eq(evidence(SENTENCE(&a, &b), "a c|B c"), "-");
  ck_assert_str_eq(evidence(SENTENCE(&a, &b), "a c|B a|X|B|A b"), "2b3a6a7b/14");
}
END_TEST

START_TEST(sentence_with_none) {
  ck_assert_str_eq(evidence(SENTENCE(&a, NONE(&b)), "a b|A c|A b"), "2a/1");
  ck_assert_str_eq(evidence(SENTENCE(&a, NONE(&b)), "a b"), "-");
  ck_assert_str_eq(evidence(SENTENCE(NONE(&a)), "a|X|A|Y"), "/13");
  ck_assert_str_eq(evidence(SENTENCE(&a, NONE(&ab)), "x a|b"), "1a/0"); /* it runs on */
  ck_assert_str_eq(evidence(SENTENCE(&a, NONE(&ab)), "x a b"), "-");
  ck_assert_str_eq(evidence(SENTENCE(&a, NONE(&a_except)), "x a b"), "1a/0");
  ck_assert_str_eq(evidence(FRONT(2, SENTENCE(&a, NONE(&b))), "x a b"), "1a/0"); /* cut short */
  ck_assert_str_eq(evidence(WITHIN(2, &a, SENTENCE(NONE(&b))), "a x b"), "0a/0");
  ck_assert_str_eq(evidence(ORDER(&a, SENTENCE(&c, NONE(&b))), "b a c"), "-");
}
END_TEST

START_TEST(within) {
  ck_assert_str_eq(evidence(WITHIN(3, &a, &b), "a x b"), "0a2b/0");
  ck_assert_str_eq(evidence(WITHIN(3, &a, &b), "a x x b"), "-");
  ck_assert_str_eq(evidence(WITHIN(3, &a, &b), "b x a"), "0b2a/0");
  ck_assert_str_eq(evidence(WITHIN(2, &a, &b), "a x|A b"), "2a3b/1");
  ck_assert_str_eq(evidence(WITHIN(3, &a, &b), "a b x x x b a"), "0a1b5b6a/0");
  ck_assert_str_eq(evidence(WITHIN(1, &ab), "a b"), "-");
  ck_assert_str_eq(evidence(WITHIN(2, &ab), "a b"), "0d/0");
  ck_assert_str_eq(evidence(WITHIN(3, &a, NONE(&b)), "a x x b"), "0a/0");
  ck_assert_str_eq(evidence(WITHIN(4, &a, NONE(&b)), "a x x b"), "-");
  ck_assert_str_eq(evidence(WITHIN(3, &a, &b), "x a|B"), "1a2b/01");
}
END_TEST

START_TEST(order) {
  ck_assert_str_eq(evidence(ORDER(&a, &b), "b a x b"), "1a3b/0");
  ck_assert_str_eq(evidence(ORDER(&a, &b), "b a"), "-");
  ck_assert_str_eq(evidence(ORDER(&a, &b, &c), "a a b c c"), "0a2b3c/0");
  ck_assert_str_eq(evidence(ORDER(&ab, &b), "a b"), "-");
  ck_assert_str_eq(evidence(ORDER(&ab, &b), "a b b"), "0d2b/0");
  ck_assert_str_eq(evidence(ORDER(&a, &a), "a"), "-");
  ck_assert_str_eq(evidence(ORDER(&a, &b), "a b|X a|C b"), "0a1b3a5b/012");
  ck_assert_str_eq(evidence(SENTENCE(ORDER(&a, &b)), "b a|B a x b"), "3a5b/1");
  ck_assert_str_eq(evidence(ORDER(&a, ANY(&b, &c)), "b a c b"), "1a2c/0");
  ck_assert_str_eq(evidence(ORDER(&a, NONE(&c), &b), "a b"), "0a1b/0");
  ck_assert_str_eq(evidence(ORDER(&a, NONE(&c), &b), "a b c"), "-");
}
END_TEST

/* Of terms that end at the same word an ORDER rests on the one that the rule names first, also
 * where that is another rule or stands in an ANY of its own. */
START_TEST(order_takes_the_first_named) {
  ck_assert_str_eq(evidence(ORDER(ANY(&b, &ab), &c), "a b c"), "1b2c/0");
  ck_assert_str_eq(evidence(ORDER(ANY(&ab, &b), &c), "a b c"), "0d2c/0");
  ck_assert_str_eq(evidence(ORDER(ANY(&c, ANY(&ab, &b)), &c), "a b c"), "0d2c/0");
  ck_assert_str_eq(evidence(ORDER(ANY(ALL(&a, &b), &ab), &c), "a b c"), "0a1b2c/0");
  ck_assert_str_eq(evidence(ORDER(ANY(&ab, ALL(&a, &b)), &c), "a b c"), "0d2c/0");
  ck_assert_str_eq(evidence(ORDER(ANY(&a_except, &ab), &c), "a b c"), "0d2c/0");
}
END_TEST

/* From the 64th on, sentences share a bit of the masks. */
START_TEST(long_passages) {
  static char text[256];
  static const char *const ends[] = {"a b", "a|B", "b|A|B a"};
  static const bool held[] = {true, false, true};
  for (size_t each = 0; each < 3; each++) {
    text[0] = '\0';
    for (int sentence = 0; sentence < 66; sentence++) {
      strcat(text, "x|");
    }
    strcat(text, ends[each]);
    ck_assert_int_eq(holds(SENTENCE(&a, &b), text), held[each]);
    ck_assert_int_eq(holds(TIMES(2, ANY(&a, &b)), text), each != 0);
    ck_assert_uint_eq(match.sentence_count, each == 0 ? 0 : each + 1);
    ck_assert_int_eq(holds(TIMES(3, ANY(&a, &b)), text), each == 2);
    ck_assert_int_eq(holds(SENTENCE(&a, NONE(&b)), text), each != 0);
  }
}
END_TEST

START_TEST(front) {
  ck_assert_str_eq(evidence(FRONT(2, &a), "x a a"), "1a/0");
  ck_assert_str_eq(evidence(FRONT(2, &a), "x x a"), "-");
  ck_assert_str_eq(evidence(FRONT(2, &ab), "x a b"), "-"); /* it reaches beyond */
  ck_assert_str_eq(evidence(FRONT(3, &ab), "x a b"), "1d/0");
  ck_assert_str_eq(evidence(FRONT(2, &a), "x|A|A"), "1a/1"); /* of the passage, not a sentence */
  ck_assert_str_eq(evidence(SENTENCE(&b, FRONT(2, &a)), "a b|A b"), "0a1b/0");
  ck_assert_str_eq(evidence(SENTENCE(&b, FRONT(2, &a)), "x x|A b"), "-");
  ck_assert_str_eq(evidence(FRONT(500, &a), "a"), "0a/0");
  ck_assert_str_eq(evidence(FRONT(1, NONE(&a)), ""), "-"); /* there is no first word */
  ck_assert_str_eq(evidence(ORDER(&b, FRONT(3, &a)), "b x a"), "0b2a/0");
  ck_assert_str_eq(evidence(ORDER(&b, FRONT(2, &a)), "b x a"), "-");
}
END_TEST

START_TEST(times) {
  ck_assert_str_eq(evidence(TIMES(2, &a), "a|X|A a"), "0a2a3a/02");
  ck_assert_str_eq(evidence(TIMES(2, &a), "a a a|X"), "-"); /* one sentence counts once */
  ck_assert_str_eq(evidence(TIMES(1, &a, &b), "a|A b"), "1a2b/1");
  ck_assert_str_eq(evidence(TIMES(2, &a, &b), "a b|B|A b"), "0a1b3a4b/02");
  ck_assert_str_eq(evidence(TIMES(3, ANY(&a, &b)), "a|B|A"), "0a1b2a/012");
  ck_assert_str_eq(evidence(ORDER(&c, TIMES(2, &a), &b), "c|A|A|B"), "0c1a2a3b/0123");
  ck_assert_str_eq(evidence(ORDER(&b, TIMES(2, &a)), "a|A|B"), "-");
  ck_assert_str_eq(evidence(TIMES(1, &a), ""), "-");
}
END_TEST

START_TEST(except) {
  ck_assert_str_eq(evidence(&a_except, "a x"), "0a/0");
  ck_assert_str_eq(evidence(&a_except, "a b"), "-");
  ck_assert_str_eq(evidence(&a_except, "a b a"), "2a/0"); /* only that one is taken out */
  ck_assert_str_eq(evidence(SENTENCE(&a_except, &b), "a b a|A b"), "1b2a/0");
  ck_assert_str_eq(evidence(WITHIN(2, &a_except, &b), "a b a"), "1b2a/0");
  ck_assert_str_eq(evidence(ORDER(&a_except, &b), "a b a b"), "-");
  ck_assert_str_eq(evidence(ORDER(&a_except, &b), "a b a x b"), "2a4b/0");
  ck_assert_str_eq(evidence(NONE(&a_except), "a b"), "/0");
}
END_TEST

START_TEST(match_is_filled_anew) {
  ck_assert_str_eq(evidence(&a, "a a a"), "0a1a2a/0");
  ck_assert(!holds(&b, "a"));
  ck_assert_uint_eq(match.hit_count, 0);
  ck_assert_uint_eq(match.sentence_count, 0);
}
END_TEST

START_TEST(unknown_term_and_no_children) {
  const cs_rule unknown = {.op = CS_RULE_TERM, .term = 4000};
  const cs_rule none_of = {.op = CS_RULE_ANY}, all_of = {.op = CS_RULE_ALL};
  ck_assert(!holds(&unknown, "a"));
  ck_assert(!holds(&none_of, "a"));
  ck_assert(holds(&all_of, "a"));
}
END_TEST

START_TEST(names) {
  ck_assert_str_eq(cs_rule_name(CS_RULE_TERM), "term");
  ck_assert_str_eq(cs_rule_name(CS_RULE_ORDER), "order");
  ck_assert_str_eq(cs_rule_name(CS_RULE_FRONT), "front");
  ck_assert_str_eq(cs_rule_name(CS_RULE_TIMES), "times");
  ck_assert_str_eq(cs_rule_name(CS_RULE_EXCEPT), "except");
}
END_TEST

/* ---- Limits ---- */

START_TEST(too_deep) {
  cs_rule nodes[200];
  const cs_rule *children[200];
  for (int each = 0; each < 199; each++) {
    children[each] = &nodes[each + 1];
    nodes[each] = (cs_rule){.op = CS_RULE_ALL, .children = &children[each], .child_count = 1};
  }
  nodes[199] = a;
  cs_error error = {.message = ""};
  bool held = true;
  cs_scan_read(scan, "a", 1);
  ck_assert_int_eq(cs_rule_eval(&held, &match, nodes, scan, &error), CS_LIMIT);
  ck_assert(held);
  ck_assert_ptr_nonnull(strstr(error.message, "deep"));
  ck_assert_int_eq(cs_rule_eval(&held, &match, &nodes[199 - CS_RULE_DEPTH + 1], scan, &error),
                   CS_OK);
  cs_trace trace = {0};
  ck_assert_int_eq(cs_rule_explain(&trace, nodes, scan, &error), CS_LIMIT);
  ck_assert_uint_eq(trace.count, 0);
  cs_trace_free(&trace);
}
END_TEST

START_TEST(hostile_nesting_hits_the_budget) {
  static char text[6000];
  for (size_t at = 0; at < sizeof text; at++) {
    text[at] = at % 2 == 0 ? "ab"[at / 2 % 2] : ' ';
  }
  const cs_rule *rule = ALL(&a, NONE(&b));
  for (int each = 0; each < 12; each++) {
    rule = memcpy(malloc(sizeof *rule), WITHIN(100000, &a, rule), sizeof *rule);
    ((cs_rule *)(uintptr_t)rule)->children =
        memcpy(malloc(2 * sizeof rule), rule->children, 2 * sizeof rule);
  }
  cs_error error = {.message = ""};
  bool held;
  cs_scan_read(scan, text, sizeof text - 1);
  ck_assert_int_eq(cs_rule_eval(&held, &match, rule, scan, &error), CS_LIMIT);
  ck_assert_ptr_nonnull(strstr(error.message, "steps"));
  while (rule->op == CS_RULE_WITHIN) {
    const cs_rule *below = rule->children[1];
    free((void *)(uintptr_t)rule->children);
    free((void *)(uintptr_t)rule);
    rule = below;
  }
}
END_TEST

/* A WITHIN of many words, whose runs overlap, each with every "a" and most without a "c". */
START_TEST(wide_runs_do_not) {
  static char text[4000];
  for (size_t at = 0; at < sizeof text; at++) {
    text[at] = at % 2 != 0 ? ' ' : at == 0 ? 'c' : at % 800 == 0 ? 'b' : 'a';
  }
  cs_scan_read(scan, text, sizeof text - 1);
  const struct {
    const cs_rule *rule;
    size_t hits; /* 0: it does not hold */
  } cases[] = {
      {WITHIN(500, &a, &c), 499},
      {SENTENCE(WITHIN(500, &a, &c)), 499},
      {WITHIN(500, ANY(ALL(&a, &c), &b)), 503},
      {WITHIN(600, &a, NONE(&b)), 399}, /* behind the last "b" */
      {SENTENCE(WITHIN(600, &b, NONE(&a))), 0},
  };
  for (size_t each = 0; each < sizeof cases / sizeof *cases; each++) {
    cs_error error = {.message = ""};
    bool held;
    ck_assert_msg(cs_rule_eval(&held, &match, cases[each].rule, scan, &error) == CS_OK, "%zu: %s",
                  each, error.message);
    ck_assert_int_eq(held, cases[each].hits != 0);
    ck_assert_msg(match.hit_count == cases[each].hits, "%zu: %zu", each, match.hit_count);
  }
}
END_TEST

/* Rules without nested scopes never hit it, however long the passage. */
START_TEST(flat_rules_do_not) {
  size_t size = 1u << 19;
  char *text = malloc(size);
  ck_assert_ptr_nonnull(text);
  for (size_t at = 0; at < size; at++) {
    text[at] = at % 8 == 7 ? ' ' : "a b. C.."[at % 8];
  }
  cs_scan_read(scan, text, size);
  const cs_rule *rules[] = {&a,
                            SENTENCE(&a, &b),
                            SENTENCE(&a, NONE(&b)),
                            SENTENCE(ANY(&a, &b), ANY(&c, &ab), NONE(&c)),
                            WITHIN(8, &a, &c),
                            WITHIN(20, &a, NONE(&b)),
                            ORDER(&a, &b, &c)};
  for (size_t each = 0; each < sizeof rules / sizeof *rules; each++) {
    cs_error error = {.message = ""};
    bool held;
    ck_assert_msg(cs_rule_eval(&held, &match, rules[each], scan, &error) == CS_OK, "%zu: %s", each,
                  error.message);
  }
  free(text);
}
END_TEST

/* By hand, for a passage with "a" and "c" in it, and for one without a term. */
START_TEST(may_hold_by_its_terms) {
  static const uint32_t counts[] = {2, 0, 1, 0};
  const struct {
    const cs_rule *rule;
    bool with, without;
  } cases[] = {
      {&a, true, false},
      {&b, false, false},
      {&a_except, true, false},
      {ANY(&a, &b), true, false},
      {ALL(&a, &b), false, false},
      {ALL(&a, &c), true, false},
      {NONE(&a), true, true},
      {ALL(&c, NONE(&a)), true, false},
      {ANY(&b, NONE(&b)), true, true},
      {SENTENCE(&a, ORDER(&c, &b)), false, false},
      {WITHIN(5, &a, &c), true, false},
  };
  for (size_t each = 0; each < sizeof cases / sizeof *cases; each++) {
    ck_assert_int_eq(cs_rule_may_hold_with(cases[each].rule, counts), cases[each].with);
    ck_assert_int_eq(cs_rule_may_hold_with(cases[each].rule, NULL), cases[each].without);
  }
}
END_TEST

/* ---- The index ---- */

START_TEST(index_leaves_out_what_cannot_hold) {
  const cs_rule *const rules[] = {&a,
                                  ALL(&a, &b),
                                  ANY(&b, &c),
                                  NONE(&a),
                                  SENTENCE(ANY(&a, &b), &c),
                                  ANY(&c, NONE(&a)),
                                  ORDER(NONE(&b), &c),
                                  TIMES(2, &c),
                                  FRONT(2, &c),
                                  SENTENCE(&a, NONE(&b))};
  cs_rule_index *index = cs_rule_index_new(rules, 10);
  static const struct {
    const char *text, *may;
  } cases[] = {
      {"x", "35"},         {"a", "09"},          {"b", "235"},         {"c", "23568"},
      {"a b c", "012458"}, {"a\nB\nC", "01259"}, {"c\nX c", "235678"}, {"", "35"},
  };
  for (size_t each = 0; each < sizeof cases / sizeof *cases; each++) {
    char found[16] = "";
    size_t count;
    cs_scan_read(scan, cases[each].text, strlen(cases[each].text));
    const uint32_t *may = cs_rule_index_read(&count, index, scan);
    for (size_t rule = 0; rule < count; rule++) {
      found[rule] = (char)('0' + may[rule]);
    }
    ck_assert_msg(strcmp(found, cases[each].may) == 0, "'%s': %s, not %s", cases[each].text, found,
                  cases[each].may);
  }
  cs_rule_index_free(index);
  cs_rule_index_free(NULL);
  index = cs_rule_index_new(NULL, 0);
  size_t count = 9;
  cs_scan_read(scan, "a", 1);
  cs_rule_index_read(&count, index, scan);
  ck_assert_uint_eq(count, 0);
  cs_rule_index_free(index);
}
END_TEST

/* ---- Beside the naive evaluator ---- */

/* Each assertion that holds is a call of the system, so only what fails is one here. */
static void expect_marked(const uint32_t *listed, size_t count, const bool *marked, size_t all,
                          const char *text, const char *rule, const char *what) {
  size_t next = 0;
  for (size_t each = 0; each < all; each++) {
    bool is_listed = next < count && listed[next] == each;
    if (is_listed != marked[each]) {
      ck_abort_msg("'%s': %s: %s %zu is not %d", text, rule, what, each, is_listed);
    }
    next += is_listed;
  }
  if (next != count) {
    ck_abort_msg("'%s': %s: there is no such %s", text, rule, what);
  }
}

/* What was found of a rule in the text that was read. */
static void expect_as_naive(const cs_rule *rule, bool held, const char *text, const char *name) {
  bool hits[200], sentences[100];
  const cs_scan_result *passage = &scan->result;
  if (passage->hit_count >= sizeof hits || passage->sentence_count >= sizeof sentences) {
    ck_abort_msg("'%s' is too long", text);
  }
  if (held != naive_holds(rule, passage)) {
    ck_abort_msg("'%s': %s is not %d", text, name, held);
  }
  if (held && naive_explains(rule)) {
    naive_match(hits, sentences, rule, passage);
    expect_marked(match.hits, match.hit_count, hits, passage->hit_count, text, name, "hit");
    expect_marked(match.sentences, match.sentence_count, sentences, passage->sentence_count, text,
                  name, "sentence");
  }
}

/* Nesting of every operation in every other. */
static void check_all_rules(const char *text) {
  const cs_rule *small[] = {
      &a,
      &ab,
      ANY(&b, &ab),
      ALL(&a, &b),
      NONE(&b),
      SENTENCE(&a, &b),
      SENTENCE(&a, NONE(&b)),
      SENTENCE(&a, NONE(&ab, &a_except)),
      WITHIN(2, &a, &b),
      WITHIN(2, &b, NONE(&c)),
      WITHIN(2, NONE(&a)),
      WITHIN(3, ORDER(&b, &a)),
      ORDER(&a, &b),
      ORDER(&b, NONE(&c), &ab),
      &a_except,
      FRONT(2, &a),
      FRONT(3, &b, NONE(&a_except)),
      TIMES(2, ANY(&a, &c)),
      TIMES(2, NONE(&b)),
  };
  enum { SMALL = sizeof small / sizeof *small };
  for (size_t one = 0; one < SMALL; one++) {
    for (size_t two = 0; two < SMALL; two++) {
      const cs_rule *pair[] = {small[one], small[two]};
      for (int op = CS_RULE_ANY; op <= CS_RULE_TIMES; op++) {
        cs_rule rule = {.op = (cs_rule_op)op,
                        .words = op == CS_RULE_TIMES ? 2 : 3,
                        .children = pair,
                        .child_count = 2};
        bool held = false;
        if (cs_rule_eval(&held, &match, &rule, scan, NULL) != CS_OK) {
          ck_abort_msg("'%s': not evaluated", text);
        }
        char name[80];
        snprintf(name, sizeof name, "%s of %zu and %zu", cs_rule_name(rule.op), one, two);
        expect_as_naive(&rule, held, text, name);
      }
    }
  }
}

static const char *const pieces[] = {"a ", "b ", "c ", "a|", "b|", "c|"};

enum { PIECES = sizeof pieces / sizeof *pieces };

/* Every passage of up to four words of a, b, c, cut into sentences in every way. */
START_TEST(agrees_with_the_naive_evaluator) {
  for (int words = 0, codes = 1; words <= 4; words++, codes *= PIECES) {
    for (int code = 0; code < codes; code++) {
      char text[64] = "";
      for (int left = code, each = 0; each < words; each++, left /= PIECES) {
        strcat(text, pieces[left % PIECES]);
      }
      read_text(text);
      check_all_rules(text);
    }
  }
}
END_TEST

/* And some longer ones. */
START_TEST(agrees_on_longer_passages) {
  uint32_t state = 5;
  for (int round = 0; round < 150; round++) {
    char text[64] = "";
    for (int each = 0; each < 5 + round % 5; each++) {
      state = state * 1664525u + 1013904223u;
      strcat(text, pieces[(state >> 16) % PIECES]);
    }
    read_text(text);
    check_all_rules(text);
  }
}
END_TEST

/* Rules of one index, with more terms to a branch, sets to a term and branches to a set than are
 * taken at once. */
START_TEST(many_rules_agree_with_the_naive_evaluator) {
  const cs_rule *const rules[] = {
      SENTENCE(&a, &b, &c),
      SENTENCE(&a, &b, &c, &ab),
      SENTENCE(&a_except, &b, &c),
      SENTENCE(&a, &b, &c, NONE(&ab)),
      SENTENCE(ANY(&a, &b), &c),
      SENTENCE(ANY(&a, &c), &b),
      SENTENCE(ANY(&a, &ab), &c),
      SENTENCE(ANY(&a, &b, &c), &ab),
      SENTENCE(&a, ORDER(&b, &c)),
      SENTENCE(&a, ANY(&b, ORDER(&c, &c))),
      ANY(SENTENCE(&a, &b, &c), ORDER(&c, &b, &a)),
      ALL(&a, &b, &c),
      WITHIN(4, &a, &b, &c),
      ORDER(&a, &b, &c),
      FRONT(5, &a, &b, &c),
      TIMES(2, &a, &b),
  };
  enum { RULES = sizeof rules / sizeof *rules };
  cs_rule_index *index = cs_rule_index_new(rules, RULES);
  uint32_t state = 7;
  for (int round = 0; round < 1000; round++) {
    char text[64] = "";
    for (int each = 0; each < 1 + round % 8; each++) {
      state = state * 1664525u + 1013904223u;
      strcat(text, pieces[(state >> 16) % PIECES]);
    }
    read_text(text);
    for (uint32_t rule = 0; rule < RULES; rule++) {
      bool held = false;
      if (cs_rule_index_eval(&held, &match, index, rule, scan, NULL) != CS_OK) {
        ck_abort_msg("'%s': not evaluated", text);
      }
      char name[80];
      snprintf(name, sizeof name, "rule %u", rule);
      expect_as_naive(rules[rule], held, text, name);
    }
  }
  cs_rule_index_free(index);
}
END_TEST

Suite *rules_suite(void) {
  Suite *suite = suite_create("rules");
  TCase *tests = tcase_create("rules");
  tcase_set_timeout(tests, 300);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, term_any_all_none);
  tcase_add_test(tests, in_a_sentence);
  tcase_add_test(tests, sentence_with_none);
  tcase_add_test(tests, within);
  tcase_add_test(tests, order);
  tcase_add_test(tests, order_takes_the_first_named);
  tcase_add_test(tests, long_passages);
  tcase_add_test(tests, front);
  tcase_add_test(tests, times);
  tcase_add_test(tests, except);
  tcase_add_test(tests, match_is_filled_anew);
  tcase_add_test(tests, unknown_term_and_no_children);
  tcase_add_test(tests, names);
  tcase_add_test(tests, too_deep);
  tcase_add_test(tests, hostile_nesting_hits_the_budget);
  tcase_add_test(tests, wide_runs_do_not);
  tcase_add_test(tests, flat_rules_do_not);
  tcase_add_test(tests, may_hold_by_its_terms);
  tcase_add_test(tests, index_leaves_out_what_cannot_hold);
  tcase_add_test(tests, agrees_with_the_naive_evaluator);
  tcase_add_test(tests, agrees_on_longer_passages);
  tcase_add_test(tests, many_rules_agree_with_the_naive_evaluator);
  suite_add_tcase(suite, tests);
  return suite;
}

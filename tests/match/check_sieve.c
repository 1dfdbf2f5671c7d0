/* The sieve: what it keeps by hand, and that it keeps every passage in which the index lists a
 * rule, over many texts. */
#include "suites.h"

#include "base/words.h"
#include "match/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static cs_terms *terms;

static void set_up(void) {
  terms = cs_terms_new();
}

static void tear_down(void) {
  cs_terms_free(terms);
}

/* ---- Building rules ---- */

static cs_rule term(const char *pattern, bool case_sensitive) {
  cs_rule rule = {.op = CS_RULE_TERM};
  cs_error error = {.message = ""};
  ck_assert_msg(cs_terms_add(&rule.term, terms, pattern, case_sensitive, &error) == CS_OK, "%s",
                error.message);
  return rule;
}

static cs_rule node(cs_rule_op op, const cs_rule *const *children, size_t count) {
  return (cs_rule){.op = op, .words = 2, .children = children, .child_count = count};
}

/* ---- One rule, one text ---- */

static bool keeps(const cs_rule *rule, const char *text) {
  cs_sieve *sieve = cs_sieve_new(terms, &rule, 1);
  bool kept = cs_sieve_may_hold(sieve, text, strlen(text));
  cs_sieve_free(sieve);
  return kept;
}

static bool keeps_term(const char *pattern, const char *text) {
  cs_rule rule = term(pattern, false);
  return keeps(&rule, text);
}

START_TEST(words_by_their_beginnings) {
  ck_assert(keeps_term("supervision", "Staff have Supervision."));
  ck_assert(keeps_term("supervision", "SUPERVISION"));
  ck_assert(keeps_term("supervision", "un-supervision"));
  ck_assert(keeps_term("supervision", "supermarket")); /* the first four are looked at */
  ck_assert(!keeps_term("supervision", "Staff have training."));
  ck_assert(!keeps_term("supervision", "unsupervision"));
  ck_assert(!keeps_term("supervision", ""));
  ck_assert(keeps_term("gp", "the GP's view, a gp\xE2\x80\x99s view"));
  ck_assert(keeps_term("gp", "gp"));
  ck_assert(!keeps_term("gp", "gps and g p"));
  ck_assert(keeps_term("2.18", "at 2.18 it says"));
  ck_assert(keeps_term("na\xC3\xAFve", "a NA\xC3\x8FVE view"));
}
END_TEST

START_TEST(wildcards) {
  ck_assert(keeps_term("saf*", "safe SAF saf3ty"));
  ck_assert(!keeps_term("saf*", "sa sfa sav"));
  ck_assert(keeps_term("wo*", "woe"));
  ck_assert(keeps_term("wo*", "wo-"));
  ck_assert(!keeps_term("wo*", "owo two"));
  ck_assert(keeps_term("wom?n", "women"));
  ck_assert(keeps_term("a?e", "age a\xC3\xA9"));
  /* What begins in too many ways rules nothing out. */
  ck_assert(keeps_term("*less", "homeless"));
  ck_assert(keeps_term("*less", "nothing"));
  ck_assert(keeps_term("a*", "nothing"));
}
END_TEST

/* All words of a phrase, in any order. */
START_TEST(phrases) {
  ck_assert(keeps_term("think about *", "they think aloud, about that"));
  ck_assert(keeps_term("think about *", "About what they thinned"));
  ck_assert(!keeps_term("think about *", "they think"));
  ck_assert(!keeps_term("think about *", "what about it"));
  ck_assert(keeps_term("*less support", "hopeless support"));
  ck_assert(!keeps_term("*less support", "hopeless"));
  ck_assert(keeps_term("*less sup*", "supper"));
  ck_assert(!keeps_term("*less sup*", "hopeless"));
  ck_assert(keeps_term("*less *ness", "nothing"));
}
END_TEST

START_TEST(phrases_with_a_word_that_is_enough) {
  cs_rule work = term("work", false), worker = term("social work", false);
  cs_rule club = term("social club", false);
  cs_rule any = node(CS_RULE_ANY, (const cs_rule *const[]){&worker, &club, &work}, 3);
  ck_assert(keeps(&any, "work"));
  ck_assert(keeps(&any, "a club that is social"));
  ck_assert(!keeps(&any, "social"));
  ck_assert(!keeps(&any, "club"));
}
END_TEST

/* "aaa", "jvz" and "wqx" have one place: none may push another out. */
START_TEST(words_at_one_place) {
  static const char *const texts[] = {"one aaa", "two jvz", "three wqx"};
  cs_rule rules[] = {term("aaa one", false), term("jvz two", false), term("wqx three", false)};
  const cs_rule *children[] = {&rules[0], &rules[1], &rules[2]};
  for (size_t count = 1; count <= 3; count++) {
    cs_rule any = node(CS_RULE_ANY, children, count);
    for (size_t each = 0; each < count; each++) {
      ck_assert_msg(keeps(&any, texts[each]), "'%s' of %zu", texts[each], count);
    }
    ck_assert(!keeps(&any, "one two three"));
  }
  ck_assert(!keeps(&rules[0], "one jvz")); /* the place, but another word */
}
END_TEST

/* More phrases, and words of them, than are told apart: then one word is enough. */
START_TEST(many_phrases) {
  enum { COUNT = 600 };
  static cs_rule rules[COUNT];
  const cs_rule *children[COUNT];
  char text[64];
  for (unsigned each = 0; each < COUNT; each++) {
    snprintf(text, sizeof text, "x%u y%u", each % 40, each / 40);
    rules[each] = term(text, false);
    children[each] = &rules[each];
  }
  for (size_t count = 20; count <= COUNT; count += 20) {
    cs_rule any = node(CS_RULE_ANY, children, count);
    for (unsigned each = 0; each < count; each++) {
      snprintf(text, sizeof text, "Y%u and X%u", each / 40, each % 40);
      ck_assert_msg(keeps(&any, text), "'%s' of %zu", text, count);
    }
    ck_assert(!keeps(&any, "z1 z2"));
  }
  for (unsigned each = 0; each < COUNT; each++) {
    snprintf(text, sizeof text, "p%u q%u", each, each);
    rules[each] = term(text, false);
  }
  cs_rule any = node(CS_RULE_ANY, children, COUNT);
  ck_assert(!keeps(&any, "p1"));
  for (unsigned each = 0; each < COUNT; each++) {
    snprintf(text, sizeof text, "q%u p%u", each, each);
    ck_assert_msg(keeps(&any, text), "'%s'", text);
  }
}
END_TEST

START_TEST(case_sensitive_terms) {
  cs_rule it = term("IT", true);
  ck_assert(keeps(&it, "the IT system"));
  ck_assert(!keeps(&it, "the system"));
}
END_TEST

/* Of the parts that all have to hold, the one with the longest terms is looked for. */
START_TEST(parts_that_all_have_to_hold) {
  cs_rule staff = term("staff", false), reflection = term("reflection", false);
  cs_rule talk = term("talked through", false);
  cs_rule talks = node(CS_RULE_ANY, (const cs_rule *const[]){&reflection, &talk}, 2);
  static const cs_rule_op all_of[] = {CS_RULE_ALL,   CS_RULE_SENTENCE, CS_RULE_WITHIN,
                                      CS_RULE_ORDER, CS_RULE_FRONT,    CS_RULE_TIMES};
  for (size_t each = 0; each < sizeof all_of / sizeof *all_of; each++) {
    cs_rule both = node(all_of[each], (const cs_rule *const[]){&staff, &talks}, 2);
    ck_assert(keeps(&both, "Staff: reflection."));
    ck_assert(keeps(&both, "Talked of, through."));
    ck_assert(!keeps(&both, "Through."));
    ck_assert(!keeps(&both, "Staff only."));
  }
  cs_rule except = {.op = CS_RULE_EXCEPT,
                    .term = staff.term,
                    .children = (const cs_rule *const[]){&talk},
                    .child_count = 1};
  ck_assert(keeps(&except, "staff"));
  ck_assert(!keeps(&except, "talked through"));
}
END_TEST

START_TEST(what_needs_no_term_rules_nothing_out) {
  cs_rule staff = term("staff", false), unknown = {.op = CS_RULE_TERM, .term = 99};
  cs_rule none = node(CS_RULE_NONE, (const cs_rule *const[]){&staff}, 1);
  cs_rule any = node(CS_RULE_ANY, (const cs_rule *const[]){&staff, &none}, 2);
  cs_rule all = node(CS_RULE_ALL, (const cs_rule *const[]){&none, &staff}, 2);
  ck_assert(keeps(&none, "nothing"));
  ck_assert(keeps(&any, "nothing"));
  ck_assert(!keeps(&all, "nothing"));
  cs_rule empty_all = node(CS_RULE_ALL, NULL, 0), empty_any = node(CS_RULE_ANY, NULL, 0);
  ck_assert(keeps(&empty_all, "nothing"));
  ck_assert(!keeps(&empty_any, "nothing"));
  ck_assert(!keeps(&unknown, "nothing"));
  cs_sieve *sieve = cs_sieve_new(terms, NULL, 0);
  ck_assert(!cs_sieve_may_hold(sieve, "staff", 5));
  cs_sieve_free(sieve);
  cs_sieve_free(NULL);
}
END_TEST

START_TEST(deep_rules) {
  enum { DEEP = 3 * CS_RULE_DEPTH };
  cs_rule chain[DEEP];
  const cs_rule *children[DEEP];
  chain[0] = term("staff", false);
  for (size_t each = 1; each < DEEP; each++) {
    children[each] = &chain[each - 1];
    chain[each] = node(CS_RULE_ALL, &children[each], 1);
  }
  ck_assert(keeps(&chain[DEEP - 1], "nothing")); /* refused elsewhere; not ruled out here */
  ck_assert(!keeps(&chain[CS_RULE_DEPTH - 1], "nothing"));
}
END_TEST

/* Two characters become ASCII when they are made small, and where they are nothing is ruled out. */
START_TEST(characters_that_become_ascii) {
  cs_rule rule = term("baked", false);
  ck_assert(keeps(&rule, "ba\xE2\x84\xAA"
                         "ed"));
  ck_assert(keeps_term("inquiry", "\xC4\xB0nquiry"));
  for (utf8proc_int32_t point = 0x80; point <= 0x10FFFF; point++) {
    if (point >= 0xD800 && point <= 0xDFFF) {
      continue;
    }
    utf8proc_uint8_t bytes[4];
    char folded[CS_WORD_SIZE];
    size_t length = (size_t)utf8proc_encode_char(point, bytes);
    cs_fold_word((const char *)bytes, length, folded);
    bool becomes_ascii =
        (folded[0] >= 'a' && folded[0] <= 'z') || (folded[0] >= '0' && folded[0] <= '9');
    ck_assert_msg(!becomes_ascii || point == 0x212A || point == 0x130, "U+%04X", (unsigned)point);
  }
}
END_TEST

/* Whatever is before a word, and wherever in the text it stands. */
START_TEST(at_every_place) {
  static const char *const befores[] = {" ", ".", "\n", "\xE2\x80\x98", "'", "-", "\xC3\xA9 "};
  char text[400];
  cs_rule mash = term("mash", false), gp = term("gp", false);
  for (size_t before = 0; before < sizeof befores / sizeof *befores; before++) {
    for (int filler = 0; filler < 200; filler++) {
      snprintf(text, sizeof text, "%.*s%sMASH", filler,
               "x y z longer wording of no meaning at all "
               "that goes on and on so that more than one block is filled by it, and then some, "
               "until there are two hundred bytes of it, which takes quite a number of words, as "
               "these show",
               befores[before]);
      ck_assert_msg(keeps(&mash, text), "'%s'", text);
      ck_assert_msg(!keeps(&gp, text), "'%s'", text);
      text[strlen(text) - 4] = '\0';
      strcat(text, "gp");
      ck_assert_msg(keeps(&gp, text), "'%s'", text);
    }
  }
}
END_TEST

/* ---- Against the index ---- */

static uint32_t seed;

static uint32_t any_of(uint32_t count) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % count;
}

static const char *any_text(char text[300]) {
  static const char *const parts[] = {"a",    "b",        "ab",       "abc",
                                      "abcd", "abcde",    "A",        "bA",
                                      "1",    "1.2",      "it's",     "\xE2\x80\x99",
                                      "'",    "\xC3\xA9", "\xC4\xB0", "\xE2\x84\xAA",
                                      " ",    " ",        " ",        " ",
                                      ", ",   ".",        "\n",       "-"};
  text[0] = '\0';
  for (uint32_t left = any_of(40); left > 0; left--) {
    strcat(text, parts[any_of(sizeof parts / sizeof *parts)]);
  }
  return text;
}

START_TEST(keeps_what_the_index_lists) {
  static const char *const patterns[] = {"a",  "b", "abc", "abcd*",    "bc*",   "ab a", "1.2",
                                         "it", "k", "i",   "\xC3\xA9", "b * a", "a?c",  "abcde b"};
  enum { TERMS = sizeof patterns / sizeof *patterns, TEXTS = 20000 };
  char text[300];
  cs_rule each_term[TERMS];
  size_t listed = 0, kept = 0;
  for (size_t each = 0; each < TERMS; each++) {
    each_term[each] = term(patterns[each], each == 2);
  }
  cs_scan *scan = cs_scan_new(terms);
  for (size_t first = 0; first < TERMS; first++) {
    size_t other = (first + 5) % TERMS, third = (first + 3) % TERMS;
    cs_rule any =
        node(CS_RULE_ANY, (const cs_rule *const[]){&each_term[other], &each_term[third]}, 2);
    const cs_rule rule =
        node(CS_RULE_SENTENCE, (const cs_rule *const[]){&each_term[first], &any}, 2);
    const cs_rule *const rules[] = {&rule};
    cs_rule_index *index = cs_rule_index_new(rules, 1);
    cs_sieve *sieve = cs_sieve_new(terms, rules, 1);
    for (size_t number = 0; number < TEXTS / TERMS; number++) {
      size_t count, length = strlen(any_text(text));
      cs_scan_read(scan, text, length);
      cs_rule_index_read(&count, index, scan);
      bool may = cs_sieve_may_hold(sieve, text, length);
      ck_assert_msg(may || count == 0, "'%s' and rule %zu", text, first);
      listed += count;
      kept += may;
    }
    cs_sieve_free(sieve);
    cs_rule_index_free(index);
  }
  ck_assert_uint_gt(listed, 100);
  ck_assert_uint_lt(kept, TEXTS - 1000);
  cs_scan_free(scan);
}
END_TEST

Suite *sieve_suite(void) {
  Suite *suite = suite_create("sieve");
  TCase *tests = tcase_create("sieve");
  tcase_set_timeout(tests, 300);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, words_by_their_beginnings);
  tcase_add_test(tests, wildcards);
  tcase_add_test(tests, phrases);
  tcase_add_test(tests, phrases_with_a_word_that_is_enough);
  tcase_add_test(tests, words_at_one_place);
  tcase_add_test(tests, many_phrases);
  tcase_add_test(tests, case_sensitive_terms);
  tcase_add_test(tests, parts_that_all_have_to_hold);
  tcase_add_test(tests, what_needs_no_term_rules_nothing_out);
  tcase_add_test(tests, deep_rules);
  tcase_add_test(tests, characters_that_become_ascii);
  tcase_add_test(tests, at_every_place);
  tcase_add_test(tests, keeps_what_the_index_lists);
  suite_add_tcase(suite, tests);
  return suite;
}

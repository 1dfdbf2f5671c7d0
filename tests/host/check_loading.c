/* Loading: a right plugin is read in full; of every wrong one the message says
 * the file, the place, what was expected and what was found. */
#include "suites.h"
#include "toy.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Stands in front of the C library's: entries that can still be read; below 0: all. */
static int entries_left = -1;

struct dirent *readdir(DIR *folder) {
  struct dirent *(*original)(DIR *);
  void *found = dlsym(RTLD_NEXT, "readdir");
  memcpy(&original, &found, sizeof original);
  if (entries_left == 0) {
    errno = EIO;
    return NULL;
  }
  entries_left -= entries_left > 0;
  return original(folder);
}

/* ---- Right ones ---- */

START_TEST(good_folder_has_no_problems) {
  cs_problems problems = {0};
  cs_host *host = toy_host("tests/host/data/good", NULL, &problems);
  ck_assert_msg(problems.count == 0, "%s", problems.count != 0 ? problems.items[0].message : "");
  size_t count;
  const cs_theme *const *themes = cs_host_themes(host, &count);
  ck_assert_uint_eq(count, 2);
  ck_assert_str_eq(themes[0]->id, "apples");
  ck_assert_str_eq(themes[0]->title, "Apples");
  ck_assert_str_eq(themes[0]->version, "1.0");
  ck_assert(strstr(themes[0]->plugin, "data/good/themes/apples.lua") != NULL);
  ck_assert_uint_eq(strlen(themes[0]->sha256), 64);
  ck_assert(!themes[0]->judges);
  ck_assert(themes[1]->judges);
  ck_assert_uint_eq(themes[0]->example_count, 6);
  ck_assert(!themes[0]->examples[3].coded);
  ck_assert_int_eq(themes[0]->examples[4].kind, CS_RECOMMENDATION);
  ck_assert(themes[0]->examples[5].repeat);
  cs_host_close(host);
}
END_TEST

START_TEST(a_family_is_read_field_by_field) {
  cs_problems problems = {0};
  cs_host *host = toy_host("tests/host/data/good", NULL, &problems);
  size_t count;
  const cs_family *const *families = cs_host_families(host, &count);
  ck_assert_uint_eq(count, 1);
  const cs_family *family = families[0];
  ck_assert_str_eq(family->id, "toy");
  ck_assert_uint_eq(family->section_count, 3);
  ck_assert_str_eq(family->sections[1].canonical, "early_help");
  ck_assert_int_eq(family->sections[1].holds, CS_HOLDS_FINDINGS);
  ck_assert_uint_eq(family->sections[1].titles.count, 2);
  ck_assert_str_eq(family->sections[1].titles.items[1], "Help early on");
  ck_assert_uint_eq(family->fields[CS_FIELD_REGION].count, 2);
  ck_assert_uint_eq(family->fields[CS_FIELD_PROVIDERS].count, 0);
  ck_assert(family->numbered);
  ck_assert_str_eq(family->organisation_endings.items[0], "NHS Trust");
  cs_host_close(host);
}
END_TEST

START_TEST(a_lexicon_keeps_its_classes_in_order) {
  cs_problems problems = {0};
  cs_host *host = toy_host("tests/host/data/good", NULL, &problems);
  size_t count;
  const cs_lexicon *const *lexicons = cs_host_lexicons(host, &count);
  ck_assert_uint_eq(count, 1);
  ck_assert_uint_eq(lexicons[0]->class_count, 6);
  ck_assert_str_eq(lexicons[0]->classes[0].id, "bad");
  ck_assert_int_eq(lexicons[0]->classes[5].says, CS_SAYS_REPEAT);
  ck_assert_double_eq(lexicons[0]->classes[0].weight, 1);
  ck_assert_uint_eq(lexicons[0]->entry_count, 10);
  const cs_cue_entry *third = &lexicons[0]->entries[2];
  ck_assert_str_eq(cs_terms_pattern(cs_host_terms(host), third->term), "good");
  ck_assert_uint_eq(third->class_, 1);
  cs_host_close(host);
}
END_TEST

START_TEST(rules_become_trees) {
  cs_problems problems = {0};
  cs_host *host = toy_host("tests/host/data/good", NULL, &problems);
  size_t count;
  const cs_theme *const *themes = cs_host_themes(host, &count);
  const cs_rule *apples = themes[0]->rule;
  ck_assert_int_eq(apples->op, CS_RULE_SENTENCE);
  ck_assert_int_eq(apples->children[0]->op, CS_RULE_ANY);
  ck_assert_uint_eq(apples->children[0]->child_count, 2); /* the list inside stands for its items */
  const cs_rule *careful = themes[1]->rule;
  ck_assert_int_eq(careful->op, CS_RULE_ANY);
  ck_assert_uint_eq(careful->child_count, 4);
  ck_assert_int_eq(careful->children[0]->children[1]->op, CS_RULE_NONE);
  ck_assert_int_eq(careful->children[1]->op, CS_RULE_WITHIN);
  ck_assert_uint_eq(careful->children[1]->words, 5);
  ck_assert_int_eq(careful->children[2]->op, CS_RULE_ORDER);
  ck_assert_str_eq(cs_terms_pattern(cs_host_terms(host), careful->children[3]->children[0]->term),
                   "IT");
  cs_host_close(host);
}
END_TEST

START_TEST(the_digest_is_the_same_each_time) {
  char first[65];
  cs_problems problems = {0};
  cs_host *host = toy_host("tests/host/data/good", NULL, &problems);
  memcpy(first, cs_host_digest(host), sizeof first);
  cs_host_close(host);
  host = toy_host("tests/host/data/good", NULL, &problems);
  ck_assert_str_eq(first, cs_host_digest(host));
  cs_host_close(host);
  const char *wanted[] = {"apples"};
  cs_host_options one = {.themes = wanted, .theme_count = 1};
  cs_error error;
  ck_assert_int_eq(toy_open(&host, "tests/host/data/good", NULL, &one, &problems, &error), CS_OK);
  ck_assert_str_ne(first, cs_host_digest(host));
  cs_host_close(host);
}
END_TEST

/* ---- Wrong ones ---- */

typedef struct wrong_plugin {
  const char *file;
  const char *says;
} wrong_plugin;

static const wrong_plugin wrong_plugins[] = {
    {"themes/syntax.lua:2:", "expected near 'title'"},
    {"themes/nothing.lua:", "must end with: return c.theme { ... }; it returns nothing"},
    {"themes/plain_table.lua:", "it returns table (write c.theme"},
    {"themes/wrong_kind.lua:", "must return c.theme { ... }; it returns a score"},
    {"themes/unknown_field.lua:", "field \"rul\": there is no such field; did you mean \"rule\"?"},
    {"themes/missing_rule.lua:", "field \"rule\": it is missing"},
    {"themes/missing_title.lua:", "field \"title\": it is missing"},
    {"themes/rule_is_text.lua:",
     "field \"rule\": expected a rule (c.any, c.sentence, ...), found string"},
    {"themes/other_id.lua:",
     "field \"id\": expected \"other_id\", as the file is named, found \"another\""},
    {"themes/Bad-Name.lua:", "lower-case letters"},
    {"themes/number_title.lua:", "field \"cues\": expected a table of fields, found number"},
    {"themes/empty_rule.lua:8:", "c.any: the list is empty"},
    {"themes/number_term.lua:8:",
     "c.any: item 2: expected a term (a string) or a rule, found number"},
    {"themes/star_first.lua:8:", "c.any: item 1: "},
    {"themes/loose_table.lua:8:", "(say c.any { ... } or c.all { ... })"},
    {"themes/gap.lua:8:", "gap"},
    {"themes/named_item.lua:8:", "found the field \"words\""},
    {"themes/within_nothing.lua:8:", "expected a whole number of words from 1 to 500 first"},
    {"themes/times_nothing.lua:8:", "expected a whole number of sentences from 1 to 500 first"},
    {"themes/except_rule.lua:8:", "c.except: item 2: expected a term, found a rule"},
    {"themes/only_none.lua:", "give it a term outside c.none"},
    {"themes/misspelt.lua:8:", "conspectus has no \"sentense\""},
    {"themes/case_table.lua:8:", "c.case: expected a term, as in c.case \"IT\", found table"},
    {"themes/bad_polarity.lua:", "field \"examples[1][2]\": expected \"weakness\", \"strength\", "
                                 "\"mixed\" or \"neutral\", found "
                                 "\"negative\""},
    {"themes/bad_example.lua:", "field \"examples[1]\": expected { \"text\", \"weakness\" }"},
    {"themes/example_field.lua:", "field \"examples[1].repeat_\": there is no such field"},
    {"themes/example_kind.lua:", "field \"examples[1].kind\": expected \"finding\", "},
    {"themes/bad_cues.lua:", "field \"cues.negative\": there is no such field"},
    {"themes/judge_text.lua:", "field \"judge\": expected a function, found string"},
    {"themes/global_write.lua:2:", "assignment to the global \"words\""},
    {"themes/global_read.lua:2:", "the name \"words\" is not known here"},
    {"themes/requires_io.lua:1:", "a plugin can require \"conspectus\" and nothing else"},
    {"themes/raises_table.lua:1:", "an error was raised with a table"},
    {"themes/bytes.lua:", "is not UTF-8 text"},
    {"themes/deep.lua:3:", "nested deeper than"},
    {"themes/doubling.lua:3:", "more than 20000 parts"},
    {"lexicons/twice.lua:",
     "field \"classes[2].terms[1]\": the term \"poor\" stands in this lexicon already"},
    {"lexicons/twice.lua:", "field \"classes[2].says\": expected \"weakness\", "},
    {"lexicons/twice.lua:",
     "field \"classes[2].weight\": expected a number above 0, at most 10, found 0"},
    {"lexicons/twice.lua:", "field \"classes[3].terms\": expected a list of terms of 1 to"},
    {"lexicons/twice.lua:", "field \"classes[3].id\": there is a class \"one\" already"},
    {"families/broken.lua:",
     "field \"fields.review_date\": there is no such field; did you mean \"review_dates\"?"},
    {"families/broken.lua:", "field \"sections[1].canonical\": expected lower-case letters"},
    {"families/broken.lua:", "field \"sections[1].holds\": expected \"preamble\", "},
    {"families/broken.lua:",
     "field \"sections[1].titles\": expected a list of strings, found string"},
    {"families/broken.lua:", "field \"numbered\": expected true or false, found string"},
    {"families/judged.lua:", "field \"sections[1]\": the field \"canonical\" is missing"},
    {"families/judged.lua:", "field \"sections[2]\": the field \"titles\" is missing"},
    {"families/judged.lua:", "field \"sections[3].unnumbered\": expected \"preamble\", "},
    {"families/judged.lua:", "cannot be \"unheaded\""},
    {"families/judged.lua:", "field \"grades[1].words[1]\": a grade is written out in full"},
    {"families/judged.lua:", "field \"grades[2].words[1]\": expected a string, found function"},
    {"families/judged.lua:", "field \"judgements[1]\": an aspect needs \"names\""},
    {"families/judged.lua:", "field \"judgements[2].aspect\": expected lower-case letters"},
    {"families/parts.lua:", "field \"sections[2].within[1]\": there is no section \"two\""},
    {"families/gradeless.lua:", "\"judgements\" need \"grades\""},
    {"scores/no_function.lua:", "field \"score\": it is missing"},
};

static void list_problems(const cs_problems *problems) {
  for (size_t i = 0; i < problems->count; i++) {
    fprintf(stderr, "  %s\n", problems->items[i].message);
  }
}

START_TEST(every_wrong_plugin_is_told_and_others_stand) {
  cs_problems problems = {0};
  cs_host *host = toy_host("tests/host/data/good", "tests/host/data/wrong", &problems);
  size_t missing = 0;
  for (size_t i = 0; i < sizeof wrong_plugins / sizeof *wrong_plugins; i++) {
    const wrong_plugin *each = &wrong_plugins[i];
    if (toy_problem(&problems, each->file, each->says) == NULL) {
      fprintf(stderr, "not told: %s %s\n", each->file, each->says);
      missing++;
    }
  }
  if (missing != 0) {
    list_problems(&problems);
  }
  ck_assert_uint_eq(missing, 0);
  for (size_t i = 0; i < problems.count; i++) {
    ck_assert_int_eq(problems.items[i].stage, CS_STAGE_HOST);
    ck_assert_int_eq(problems.items[i].severity, CS_ERROR);
    ck_assert(strstr(problems.items[i].message, "data/wrong/") != NULL);
  }
  size_t count;
  cs_host_themes(host, &count);
  ck_assert_uint_eq(count, 2);
  cs_host_close(host);
  cs_problems_clear(&problems);
}
END_TEST

/* ---- Asking for themes ---- */

static cs_status open_with_theme(const char *theme, cs_host **host, cs_error *error) {
  cs_problems problems = {0};
  cs_host_options options = {.themes = &theme, .theme_count = 1};
  cs_status status =
      toy_open(host, "tests/host/data/good", "tests/host/data/wrong", &options, &problems, error);
  cs_problems_clear(&problems);
  return status;
}

START_TEST(an_unknown_theme_is_not_found) {
  cs_host *host = NULL;
  cs_error error;
  ck_assert_int_eq(open_with_theme("aples", &host, &error), CS_NOT_FOUND);
  ck_assert_ptr_null(host);
  ck_assert(strstr(error.message, "no theme \"aples\"; did you mean \"apples\"?") != NULL);
  ck_assert(strstr(error.message, "conspectus themes") != NULL);
  ck_assert_int_eq(open_with_theme("zebra", &host, &error), CS_NOT_FOUND);
  ck_assert(strstr(error.message, "there are: ") != NULL);
}
END_TEST

START_TEST(only_the_themes_asked_for_are_loaded) {
  cs_host *host = NULL;
  cs_error error;
  ck_assert_int_eq(open_with_theme("apples", &host, &error), CS_OK);
  size_t count;
  const cs_theme *const *themes = cs_host_themes(host, &count);
  ck_assert_uint_eq(count, 1);
  ck_assert_str_eq(themes[0]->id, "apples");
  cs_host_close(host);
}
END_TEST

START_TEST(a_broken_theme_asked_for_fails) {
  cs_host *host = NULL;
  cs_error error;
  ck_assert_int_eq(open_with_theme("missing_rule", &host, &error), CS_PLUGIN);
  ck_assert(strstr(error.message, "field \"rule\": it is missing") != NULL);
}
END_TEST

START_TEST(a_theme_file_is_added) {
  char file[TOY_PATH];
  cs_host_options options = {.theme_file =
                                 toy_path(file, "tests/host/data/hostile/themes/judge_true.lua")};
  cs_problems problems = {0};
  cs_error error;
  cs_host *host = NULL;
  ck_assert_int_eq(toy_open(&host, "tests/host/data/good", NULL, &options, &problems, &error),
                   CS_OK);
  size_t count;
  cs_host_themes(host, &count);
  ck_assert_uint_eq(count, 3);
  toy_theme(host, "judge_true");
  cs_host_close(host);
  options.theme_file = toy_path(file, "tests/host/data/nowhere.lua");
  host = NULL;
  ck_assert_int_eq(toy_open(&host, "tests/host/data/good", NULL, &options, &problems, &error),
                   CS_NOT_FOUND);
  ck_assert(strstr(error.message, "nowhere.lua: cannot be read") != NULL);
  cs_problems_clear(&problems);
}
END_TEST

START_TEST(the_later_folder_wins) {
  cs_problems problems = {0};
  cs_host *host = toy_host("tests/host/data/good", "tests/host/data/later", &problems);
  size_t count;
  const cs_theme *const *themes = cs_host_themes(host, &count);
  ck_assert_uint_eq(problems.count, 0);
  ck_assert_uint_eq(count, 2);
  ck_assert_str_eq(themes[0]->id, "apples");
  ck_assert_str_eq(themes[0]->version, "2.0");
  cs_host_close(host);
}
END_TEST

START_TEST(missing_folders_and_empty_ones_fail) {
  cs_problems problems = {0};
  cs_error error;
  cs_host *host = NULL;
  ck_assert_int_eq(toy_open(&host, "tests/host/data/nowhere", NULL, NULL, &problems, &error),
                   CS_NOT_FOUND);
  ck_assert(strstr(error.message, "nowhere: the plugin folder cannot be read") != NULL);
  ck_assert_int_eq(toy_open(&host, "tests/host", NULL, NULL, &problems, &error), CS_NOT_FOUND);
  ck_assert(strstr(error.message, "no usable family") != NULL);
  ck_assert_ptr_null(host);
}
END_TEST

START_TEST(a_folder_that_cannot_be_read_to_its_end_fails) {
  cs_problems problems = {0};
  cs_error error;
  cs_host *host = NULL;
  entries_left = 7; /* somewhere among lexicons and themes, whatever their order */
  ck_assert_int_eq(toy_open(&host, "tests/host/data/good", NULL, NULL, &problems, &error),
                   CS_UNREADABLE);
  entries_left = -1;
  ck_assert(strstr(error.message, ": cannot be read to its end: Input/output error") != NULL);
  ck_assert_ptr_null(host);
}
END_TEST

Suite *loading_suite(void) {
  Suite *suite = suite_create("loading");
  TCase *cases = tcase_create("loading");
  tcase_set_timeout(cases, 60);
  tcase_add_test(cases, good_folder_has_no_problems);
  tcase_add_test(cases, a_family_is_read_field_by_field);
  tcase_add_test(cases, a_lexicon_keeps_its_classes_in_order);
  tcase_add_test(cases, rules_become_trees);
  tcase_add_test(cases, the_digest_is_the_same_each_time);
  tcase_add_test(cases, every_wrong_plugin_is_told_and_others_stand);
  tcase_add_test(cases, an_unknown_theme_is_not_found);
  tcase_add_test(cases, only_the_themes_asked_for_are_loaded);
  tcase_add_test(cases, a_broken_theme_asked_for_fails);
  tcase_add_test(cases, a_theme_file_is_added);
  tcase_add_test(cases, the_later_folder_wins);
  tcase_add_test(cases, missing_folders_and_empty_ones_fail);
  tcase_add_test(cases, a_folder_that_cannot_be_read_to_its_end_fails);
  suite_add_tcase(suite, cases);
  return suite;
}

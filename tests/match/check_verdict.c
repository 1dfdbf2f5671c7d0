/* Verdicts: one table of texts for each step of the procedure at the head of
 * core/match/verdict.c. The theme's term is "records"; every text is worked by
 * hand from that procedure. */
#include "suites.h"

#include <conspectus/verdict.h>
#include <math.h>
#include <string.h>

enum { WEAK, STRONG, NOT, BUT, PLANNED, AGAIN, HALF, HALF_TOO, DOUBLE, IF, NAME, CLASSES };

static cs_cue_class classes[CLASSES] = {
    {.id = "weak", .says = CS_SAYS_WEAKNESS, .weight = 1},
    {.id = "strong", .says = CS_SAYS_STRENGTH, .weight = 1},
    {.id = "not", .says = CS_SAYS_NEGATION, .weight = 1},
    {.id = "but", .says = CS_SAYS_CONTRAST, .weight = 1},
    {.id = "planned", .says = CS_SAYS_PLAN, .weight = 1},
    {.id = "again", .says = CS_SAYS_REPEAT, .weight = 1},
    {.id = "half", .says = CS_SAYS_REPEAT, .weight = 0.5},
    {.id = "half_too", .says = CS_SAYS_REPEAT, .weight = 0.5},
    {.id = "double", .says = CS_SAYS_WEAKNESS, .weight = 2},
    {.id = "if", .says = CS_SAYS_CONDITION, .weight = 0.25},
    {.id = "name", .says = CS_SAYS_CONDITION, .weight = 1},
};

static const struct {
  const char *pattern;
  uint32_t class_;
} words[] = {
    {"poor", WEAK},
    {"late", WEAK},
    {"lack of", WEAK},
    {"uncommon", WEAK},
    {"good", STRONG},
    {"clear", STRONG},
    {"not uncommon", STRONG},
    {"not", NOT},
    {"no", NOT},
    {"however", BUT},
    {"but", BUT},
    {"although", BUT},
    {"despite", BUT},
    {"plans to", PLANNED},
    {"previously", AGAIN},
    {"previously poor", AGAIN},
    {"earlier", HALF},
    {"unchanged", HALF_TOO},
    {"if", IF},
    {"late shift", NAME},
    {"unsafe", DOUBLE},
    {"no good evidence", WEAK},
    {"have been mended", STRONG},
    {"while", BUT},
};

enum { WORDS = sizeof words / sizeof *words };

static cs_terms *terms;
static cs_scan *scan;
static cs_cue_entry entries[WORDS];
static cs_lexicon lexicon;
static cs_appraisal *appraisal;
static cs_hearing *hearing;
static cs_verdict verdict;
static cs_verdict_context context;
static cs_rule theme;

static uint32_t add(const char *pattern) {
  uint32_t id;
  ck_assert_int_eq(cs_terms_add(&id, terms, pattern, false, NULL), CS_OK);
  return id;
}

static void set_up(void) {
  terms = cs_terms_new();
  theme = (cs_rule){.op = CS_RULE_TERM, .term = add("records")};
  for (size_t each = 0; each < WORDS; each++) {
    entries[each] = (cs_cue_entry){.term = add(words[each].pattern), .class_ = words[each].class_};
  }
  add("thin");
  lexicon = (cs_lexicon){.id = "toy",
                         .classes = classes,
                         .class_count = CLASSES,
                         .entries = entries,
                         .entry_count = WORDS};
  scan = cs_scan_new(terms);
  appraisal = cs_appraisal_new(terms, (const cs_lexicon *const[]){&lexicon}, 1);
  hearing = cs_hearing_new(appraisal);
  context = (cs_verdict_context){.kind = CS_FINDING};
}

static void tear_down(void) {
  cs_verdict_free(&verdict);
  cs_hearing_free(hearing);
  cs_appraisal_free(appraisal);
  cs_scan_free(scan);
  cs_terms_free(terms);
}

static void judge(const char *text) {
  cs_match match = {0};
  bool holds = false;
  const cs_scan_result *result = cs_scan_read(scan, text, strlen(text));
  ck_assert_int_eq(cs_rule_eval(&holds, &match, &theme, scan, NULL), CS_OK);
  ck_assert_msg(holds, "'%s' does not carry the theme", text);
  cs_hearing_begin(hearing, result);
  cs_judge(&verdict, hearing, &match, &context);
  cs_match_free(&match);
}

/* Polarity, and the sums of weakness and strength over the cues. */
static void comes_out(const char *text, cs_polarity polarity, double weakness, double strength) {
  double w = 0, s = 0;
  judge(text);
  for (size_t each = 0; each < verdict.cue_count; each++) {
    w += verdict.cues[each].says == CS_SAYS_WEAKNESS ? verdict.cues[each].weight : 0;
    s += verdict.cues[each].says == CS_SAYS_STRENGTH ? verdict.cues[each].weight : 0;
  }
  ck_assert_msg(verdict.polarity == polarity, "'%s' is %s", text,
                cs_polarity_name(verdict.polarity));
  ck_assert_msg(fabs(w - weakness) < 1e-9, "'%s' has weakness %f", text, w);
  ck_assert_msg(fabs(s - strength) < 1e-9, "'%s' has strength %f", text, s);
  ck_assert_double_ge(verdict.confidence, 0.5);
  ck_assert_double_le(verdict.confidence, 0.98);
}

START_TEST(cues_of_the_carrying_sentences) {
  comes_out("The records were poor.", CS_WEAKNESS, 1, 0);
  comes_out("The records were good.", CS_STRENGTH, 0, 1);
  comes_out("The records were seen.", CS_NEUTRAL, 0, 0);
  comes_out("The records were good and late.", CS_MIXED, 1, 1);
  comes_out("The records were good. It rained. Beds were poor.", CS_STRENGTH, 0.2, 1);
  comes_out("The records were good. The records were poor.", CS_MIXED, 1, 1);
}
END_TEST

START_TEST(longest_cue_wins) {
  comes_out("It was not uncommon that records went.", CS_STRENGTH, 0, 1);
  comes_out("There was no good evidence in records.", CS_WEAKNESS, 1, 0);
  comes_out("The records were good and previously poor.", CS_MIXED, 1, 1);
  ck_assert_uint_eq(verdict.cue_count, 3); /* "previously poor" and "poor" say two things */
  ck_assert(verdict.repeat);
}
END_TEST

START_TEST(negation) {
  comes_out("The records were not good.", CS_WEAKNESS, 1, 0);
  ck_assert_uint_eq(verdict.cue_count, 2);
  ck_assert(verdict.cues[1].negated);
  ck_assert_int_eq(verdict.cues[0].says, CS_SAYS_NEGATION);
  comes_out("The records were not poor.", CS_STRENGTH, 0, 0.5);
  comes_out("The records were not one two three four five good.", CS_WEAKNESS, 1, 0);
  comes_out("The records were not one two three four five six good.", CS_STRENGTH, 0.3 * 0.3, 1);
  comes_out("The records were not in 1,200 good hands.", CS_WEAKNESS, 1, 0);
  comes_out("Good records not.", CS_STRENGTH, 0.3 * 0.3, 1);
  comes_out("The records were not there.", CS_WEAKNESS, 0.3, 0);
  comes_out("No records were not good.", CS_STRENGTH, 0, 1);
  comes_out("The records were not there but good and clear.", CS_STRENGTH, 0.3, 1.625);
  comes_out("There were not records. Good and clear records.", CS_STRENGTH, 0.3, 1.625);
}
END_TEST

/* What ends a clause, so that the negation says something else than what is behind it. */
START_TEST(clauses) {
  comes_out("The records were not there, good.", CS_STRENGTH, 0.3 * 0.3, 1);
  comes_out("The records were not there: good.", CS_STRENGTH, 0.3 * 0.3, 1);
  comes_out("The records were not there (good).", CS_STRENGTH, 0.3 * 0.3, 1);
  comes_out("The records were not there - good.", CS_STRENGTH, 0.3 * 0.3, 1);
  comes_out("The records were not there and this is good.", CS_STRENGTH, 0.3 * 0.3, 1);
  comes_out("The records were not there because of good will.", CS_STRENGTH, 0.3 * 0.3, 1);
  comes_out("The records were not there and thistles good.", CS_WEAKNESS, 1, 0);
  comes_out("There were not (we say) good records.", CS_WEAKNESS, 1, 0);
  comes_out("There were not records, such as good ones.", CS_WEAKNESS, 1, 0);
}
END_TEST

START_TEST(plans) {
  comes_out("There were plans to have good records.", CS_WEAKNESS, 0.1, 0);
  comes_out("Good records and plans to grow.", CS_STRENGTH, 0, 1);
  comes_out("There were plans to grow, and records were good.", CS_STRENGTH, 0, 1);
  comes_out("There were plans to have poor records.", CS_WEAKNESS, 1, 0);
  comes_out("There were plans to have good and clear records.", CS_WEAKNESS, 0.2, 0);
  comes_out("There were plans to grow but records were good.", CS_STRENGTH, 0, 1);
}
END_TEST

START_TEST(conditions) {
  comes_out("If late, records were good.", CS_STRENGTH, 0.25 * 0.3, 1);
  comes_out("The records were good if late or poor.", CS_STRENGTH, 0.5 * 0.3, 1);
  comes_out("The records were good if they, late as ever, came.", CS_MIXED, 1, 1);
  comes_out("If records are good they are clear.", CS_STRENGTH, 0, 0.5);
  comes_out("If records are not good they are lost.", CS_WEAKNESS, 0.25, 0);
  comes_out("If one two three four five six seven eight records poor.", CS_WEAKNESS, 0.25, 0);
  comes_out("If one two three four five six seven eight nine records poor.", CS_WEAKNESS, 1, 0);
  comes_out("If records come but late.", CS_WEAKNESS, 1, 0);
  comes_out("The late shift has records.", CS_NEUTRAL, 0, 0);
  comes_out("The late shift has good records.", CS_STRENGTH, 0, 1);
}
END_TEST

/* What is lacking is good only where it is there. */
START_TEST(lack) {
  comes_out("There was a lack of good and clear records.", CS_WEAKNESS, 1, 0);
  ck_assert_uint_eq(verdict.cue_count, 3);
  ck_assert_int_eq(verdict.cues[2].says, CS_SAYS_WEAKNESS);
  ck_assert_double_eq(verdict.cues[2].weight, 0);
  comes_out("There was a lack of records, including good ones.", CS_WEAKNESS, 1, 0);
  comes_out("The records were good and late.", CS_MIXED, 1, 1);
  comes_out("There was a lack of time, and records were good.", CS_MIXED, 1, 1);
  comes_out("Records were poor but clear.", CS_MIXED, 1, 1);
  comes_out("Records were not clear one two three four five six good.", CS_WEAKNESS, 1, 0);
  comes_out("Records were not there one two three four five and good.", CS_STRENGTH, 0.3 * 0.3, 1);
  comes_out("If late records come they are good.", CS_MIXED, 0.25, 0.25);
}
END_TEST

/* What was lacking and is there now. */
START_TEST(remedy) {
  comes_out("Poor records have been mended.", CS_STRENGTH, 0.25 * 0.3, 1);
  comes_out("Poor records. Others have been mended.", CS_WEAKNESS, 1, 0.4);
}
END_TEST

START_TEST(contrast) {
  comes_out("Good records but poor.", CS_MIXED, 1, 1);
  comes_out("Good records, however, poor and late.", CS_MIXED, 1.625, 1);
  comes_out("The records were good. However, records were poor.", CS_MIXED, 1, 1);
  comes_out("Although records were good and clear, they were late.", CS_MIXED, 1, 1.625);
  comes_out("While records were good and clear, they were late.", CS_MIXED, 1, 1.625);
  comes_out("The records were good and clear, although late.", CS_MIXED, 1, 1.625);
  comes_out("Despite good and clear records, they were late.", CS_MIXED, 1, 0.5 * 1.625);
  comes_out("The records were late despite good and clear days.", CS_MIXED, 1, 0.5 * 1.625);
  comes_out("The records were good. Although poor, records were late.", CS_MIXED, 2, 1);
  comes_out("Good records but late but poor.", CS_MIXED, 2, 1);
  comes_out("The records were good and clear; they were late.", CS_MIXED, 1, 1.625);
}
END_TEST

/* A piece speaks with one voice, and says it once. */
START_TEST(pieces) {
  comes_out("The records were good, clear, and late.", CS_STRENGTH, 0.3, 1.625);
  comes_out("The records were unsafe.", CS_WEAKNESS, 1.625, 0);
  comes_out("The records were good, clear and good.", CS_STRENGTH, 0, 1.25 + 0.5 * 1.75);
  comes_out("The records were not good or clear.", CS_WEAKNESS, 1.625, 0);
}
END_TEST

/* A contrast behind which nothing judges says the opposite of what is before it. */
START_TEST(turning) {
  comes_out("The records were good, but they come by cart.", CS_MIXED, 0.45, 1);
  comes_out("The records were late. However, records come.", CS_WEAKNESS, 1, 0.45);
  comes_out("The records were good. However, beds were brown.", CS_MIXED, 0.45 * 0.7, 1);
  comes_out("However, records came.", CS_NEUTRAL, 0, 0);
  comes_out("The records were good while it rained.", CS_STRENGTH, 0, 1);
  comes_out("The records were good. Although brown, records come.", CS_STRENGTH, 0, 1);
  comes_out("The records were good despite the rain.", CS_STRENGTH, 0, 1);
}
END_TEST

START_TEST(other_sentences) {
  comes_out("Beds were poor. The records were seen.", CS_WEAKNESS, 0.4, 0);
  comes_out("The records were seen. Beds were good.", CS_STRENGTH, 0, 0.4);
  comes_out("The records were good. Beds were poor.", CS_MIXED, 0.4, 1);
  comes_out("Beds were poor and late. The records were good.", CS_MIXED, 1.625 * 0.4, 1);
  comes_out("Beds were poor. It rained. The records were seen.", CS_WEAKNESS, 0.2, 0);
  comes_out("Beds were poor. It rained. The records were good.", CS_STRENGTH, 0.2, 1);
  comes_out("The records were seen. Beds were poor. More records came.", CS_WEAKNESS, 0.4, 0);
  comes_out("The records were seen. They were poor.", CS_WEAKNESS, 0.7, 0);
  comes_out("The records were good. As a result beds were poor.", CS_MIXED, 0.7, 1);
  comes_out("They were poor. The records were good.", CS_MIXED, 0.4, 1);
  comes_out("Thistles were poor. The records were seen. Theyne beds were poor.", CS_WEAKNESS, 0.8,
            0);
  comes_out("The records were good. It rained. They were poor.", CS_MIXED, 0.7, 1);
  comes_out("The records were good. Rain fell. They were poor.", CS_STRENGTH, 0.2, 1);
  judge("The records were seen. Beds were poor.");
  ck_assert_double_eq_tol(verdict.confidence, 0.5 + 0.24 * (0.4 / 1.15), 1e-9);
}
END_TEST

START_TEST(citation) {
  context.cites = true;
  judge("The records were seen.");
  ck_assert_int_eq(verdict.polarity, CS_WEAKNESS);
  ck_assert_double_eq_tol(verdict.confidence, 0.5 + 0.24 * (1.5 / 2.25), 1e-9);
  judge("The records were poor and late.");
  ck_assert_double_eq_tol(verdict.confidence, 0.5 + 0.48 * (1.625 / 2.375), 1e-9);
  judge("Good, clear records. Good, clear records. Good, clear records. Good, clear records.");
  ck_assert_int_eq(verdict.polarity, CS_STRENGTH); /* 1.5 is under 0.3 times 6.5 */
  judge("Good, clear records. Good, clear records. Good, clear records.");
  ck_assert_int_eq(verdict.polarity, CS_MIXED); /* and not under 0.3 times 4.875 */
  judge("The records were good.");
  ck_assert_int_eq(verdict.polarity, CS_MIXED);
  judge("The records were not poor.");
  ck_assert_int_eq(verdict.polarity, CS_WEAKNESS);
}
END_TEST

START_TEST(kinds) {
  context.kind = CS_RECOMMENDATION;
  judge("Make good records clear.");
  ck_assert_int_eq(verdict.polarity, CS_WEAKNESS);
  ck_assert_double_eq(verdict.confidence, 0.95);
  context.kind = CS_EXAMPLE;
  comes_out("Good records.", CS_STRENGTH, 0, 1);
  context.kind = CS_QUOTE;
  comes_out("Poor records.", CS_WEAKNESS, 1, 0);
}
END_TEST

/* Praise makes it mixed from half of the blame on, blame from 0.3 of the praise on. */
START_TEST(shares) {
  comes_out("Poor records. Late records. The records were good.", CS_MIXED, 2, 1);
  comes_out("Poor records. Unsafe records. The records were good.", CS_WEAKNESS, 2.625, 1);
  comes_out("Good and clear records. Clear and good records. Late records.", CS_MIXED, 1, 3.25);
  comes_out("Good and clear records. Clear and good records. Good records. Late records.",
            CS_STRENGTH, 1, 4.25);
}
END_TEST

/* A word of praise from afar says nothing yet, a word of blame does; but a plan's hint of one
 * from there does not. */
START_TEST(least) {
  comes_out("If clear, it is well. It rained. Records came.", CS_NEUTRAL, 0, 0.25 * 0.2);
  comes_out("If late, it is well. It rained. Records came.", CS_WEAKNESS, 0.25 * 0.2, 0);
  comes_out("It plans to be good. It rained. Records came.", CS_NEUTRAL, 0.1 * 0.2, 0);
  comes_out("It plans to be good. Records came.", CS_WEAKNESS, 0.1 * 0.4, 0);
}
END_TEST

START_TEST(confidence) {
  judge("The records were poor.");
  ck_assert_double_eq_tol(verdict.confidence, 0.5 + 0.48 * (1 / 1.75), 1e-9);
  judge("The records were poor and late.");
  ck_assert_double_eq_tol(verdict.confidence, 0.5 + 0.48 * (1.625 / 2.375), 1e-9);
  judge("The records were unsafe. The records were not poor.");
  ck_assert_double_eq_tol(verdict.confidence, 0.5 + 0.48 * (2.125 / 2.875) * (1.125 / 2.125), 1e-9);
  judge("The records were good and poor.");
  ck_assert_double_eq_tol(verdict.confidence, 0.5 + 0.24 * (2 / 2.75), 1e-9);
  judge("The records were seen.");
  ck_assert_double_eq(verdict.confidence, 0.5);
}
END_TEST

START_TEST(repeats) {
  judge("The records were poor, as previously found.");
  ck_assert(verdict.repeat);
  judge("The records were poor. It was previously found.");
  ck_assert(verdict.repeat);
  judge("It was previously found. The records were poor.");
  ck_assert(verdict.repeat);
  judge("It was previously found. It rained. The records were poor.");
  ck_assert(verdict.repeat);
  judge("It was seen earlier. It rained. The records were poor.");
  ck_assert(!verdict.repeat);
  judge("It was seen earlier. It rained. The records were poor. It is unchanged.");
  ck_assert(verdict.repeat);
  judge("The records were previously good.");
  ck_assert(!verdict.repeat);
  judge("The records were previously good and late.");
  ck_assert(verdict.repeat);
  judge("The records were poor.");
  ck_assert(!verdict.repeat);
}
END_TEST

/* Half and half of one class are still a half. */
START_TEST(a_class_counts_once) {
  judge("Records were poor earlier and earlier.");
  ck_assert(!verdict.repeat);
  judge("Records were poor earlier and are unchanged.");
  ck_assert(verdict.repeat);
}
END_TEST

/* More that is late, and once good: the more there is, the surer is the weakness. */
START_TEST(confidence_is_monotone) {
  double last = 0;
  char text[128] = "The records were good";
  for (int late = 1; late <= 6; late++) {
    strcat(text, ", late");
    judge(text);
    ck_assert_int_eq(verdict.polarity, late < 2 ? CS_MIXED : CS_WEAKNESS);
    ck_assert(late <= 2 || verdict.confidence > last);
    last = verdict.confidence;
  }
}
END_TEST

START_TEST(own_cues) {
  static cs_cue_class own_classes[] = {{.id = "own", .says = CS_SAYS_WEAKNESS, .weight = 3}};
  cs_cue_entry own_entries[] = {{.term = add("thin"), .class_ = 0}, {.term = add("good")}};
  cs_lexicon own = {.id = "theme",
                    .classes = own_classes,
                    .class_count = 1,
                    .entries = own_entries,
                    .entry_count = 2};
  comes_out("The records were thin.", CS_NEUTRAL, 0, 0);
  context.own = &own;
  comes_out("The records were thin.", CS_WEAKNESS, 1.25 + 0.5 * 1.75, 0);
  comes_out("The records were good.", CS_WEAKNESS, 1.25 + 0.5 * 1.75, 0);
}
END_TEST

START_TEST(cues_in_order_of_place) {
  judge("Poor records were good, late, and not clear. It was previously found.");
  ck_assert_uint_eq(verdict.cue_count, 6);
  for (size_t each = 1; each < verdict.cue_count; each++) {
    ck_assert_uint_lt(verdict.cues[each - 1].hit, verdict.cues[each].hit);
  }
  ck_assert_str_eq(verdict.cues[0].class_->id, "weak");
}
END_TEST

START_TEST(no_lexicons) {
  cs_appraisal *empty = cs_appraisal_new(terms, NULL, 0);
  cs_match match = {0};
  bool holds;
  const cs_scan_result *result = cs_scan_read(scan, "Poor records.", 13);
  ck_assert_int_eq(cs_rule_eval(&holds, &match, &theme, scan, NULL), CS_OK);
  cs_hearing *deaf = cs_hearing_new(empty);
  cs_hearing_begin(deaf, result);
  cs_judge(&verdict, deaf, &match, &context);
  ck_assert_int_eq(verdict.polarity, CS_NEUTRAL);
  cs_match_free(&match);
  cs_hearing_free(deaf);
  cs_hearing_free(NULL);
  cs_appraisal_free(empty);
  cs_appraisal_free(NULL);
}
END_TEST

START_TEST(names) {
  ck_assert_str_eq(cs_polarity_name(CS_WEAKNESS), "weakness");
  ck_assert_str_eq(cs_polarity_name(CS_NEUTRAL), "neutral");
  ck_assert_str_eq(cs_says_name(CS_SAYS_WEAKNESS), "weakness");
  ck_assert_str_eq(cs_says_name(CS_SAYS_REPEAT), "repeat");
}
END_TEST

Suite *verdict_suite(void) {
  Suite *suite = suite_create("verdict");
  TCase *tests = tcase_create("verdict");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, cues_of_the_carrying_sentences);
  tcase_add_test(tests, longest_cue_wins);
  tcase_add_test(tests, negation);
  tcase_add_test(tests, clauses);
  tcase_add_test(tests, plans);
  tcase_add_test(tests, conditions);
  tcase_add_test(tests, lack);
  tcase_add_test(tests, remedy);
  tcase_add_test(tests, contrast);
  tcase_add_test(tests, pieces);
  tcase_add_test(tests, turning);
  tcase_add_test(tests, other_sentences);
  tcase_add_test(tests, citation);
  tcase_add_test(tests, kinds);
  tcase_add_test(tests, shares);
  tcase_add_test(tests, least);
  tcase_add_test(tests, confidence);
  tcase_add_test(tests, repeats);
  tcase_add_test(tests, a_class_counts_once);
  tcase_add_test(tests, confidence_is_monotone);
  tcase_add_test(tests, own_cues);
  tcase_add_test(tests, cues_in_order_of_place);
  tcase_add_test(tests, no_lexicons);
  tcase_add_test(tests, names);
  suite_add_tcase(suite, tests);
  return suite;
}

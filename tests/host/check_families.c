/* The families that ship, on invented texts, and the worked example of plugins/README.md on its
 * invented letter. */
#include "reports.h"
#include "suites.h"
#include "toy.h"

#include <conspectus/review.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct read_review {
  cs_text *text;
  cs_review *review;
  cs_problems problems;
  cs_error error;
} read_review;

static cs_host *host;

static void set_up(void) {
  cs_problems problems = {0};
  host = toy_host("plugins", NULL, &problems);
}

static void tear_down(void) {
  cs_host_close(host);
}

static read_review review_of(const cs_host *with, const char *source) {
  read_review it = {.text = NULL};
  size_t count;
  const cs_family *const *families = cs_host_families(with, &count);
  ck_assert_int_eq(cs_text_from_bytes(&it.text, source, strlen(source), "test.txt",
                                      &cs_text_default_limits, &it.problems, &it.error),
                   CS_OK);
  const cs_family *family = cs_family_of(it.text, families, count);
  ck_assert_ptr_nonnull(family);
  cs_status status = cs_review_parse(&it.review, it.text, family, &it.problems, &it.error);
  ck_assert_msg(status == CS_OK, "%s", it.error.message);
  return it;
}

static void drop(read_review *it) {
  cs_review_free(it->review);
  cs_text_free(it->text);
  cs_problems_clear(&it->problems);
}

static void expect_no_problems(const read_review *it) {
  for (size_t i = 0; i < it->problems.count; i++) {
    fprintf(stderr, "  line %u: %s\n", it->problems.items[i].line, it->problems.items[i].message);
  }
  ck_assert_uint_eq(it->problems.count, 0);
}

/* "" where the review does not judge the aspect. */
static const char *grade_of(const read_review *it, const char *aspect) {
  for (uint32_t i = 0; i < it->review->judgement_count; i++) {
    if (strcmp(it->review->judgements[i].aspect, aspect) == 0) {
      return it->review->judgements[i].grade;
    }
  }
  return "";
}

static const cs_passage *passage_of(const read_review *it, cs_kind kind, const char *label) {
  for (uint32_t i = 0; i < it->review->passage_count; i++) {
    const cs_passage *each = &it->review->passages[i];
    if (each->kind == kind && strcmp(each->label, label) == 0) {
      return each;
    }
  }
  ck_abort_msg("there is no %s %s", cs_kind_name(kind), label);
}

static void expect_passage(const read_review *it, cs_kind kind, const char *label,
                           const char *section, const char *text) {
  const cs_passage *passage = passage_of(it, kind, label);
  ck_assert_str_eq(it->review->sections[passage->section].canonical, section);
  char *found = strndup(it->text->bytes + passage->start, passage->length);
  ck_assert_str_eq(found, text);
  free(found);
}

static uint32_t count_kind(const read_review *it, cs_kind kind) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < it->review->passage_count; i++) {
    count += it->review->passages[i].kind == kind;
  }
  return count;
}

static void expect_addressee(const read_review *it, uint32_t recommendation, const char *name) {
  const cs_recommendation *each = &it->review->recommendations[recommendation];
  ck_assert_uint_eq(each->addressee_count, 1);
  uint32_t organisation = it->review->addressees[each->first_addressee];
  ck_assert_str_eq(it->review->organisations[organisation].name, name);
}

/* ---- ILACS ---- */

START_TEST(ilacs_is_read_whole) {
  read_review it = review_of(host, report_ilacs);
  ck_assert_str_eq(it.review->family, "ilacs");
  ck_assert_str_eq(it.review->area, "Varne and Ostley");
  ck_assert_ptr_nonnull(strstr(it.review->title, "Royal Borough of Varne and Ostley"));
  ck_assert_str_eq(it.review->review_start, "2022-03-28");
  ck_assert_str_eq(it.review->review_end, "2022-04-01");
  ck_assert_uint_eq(it.review->inspector_count, 1);
  ck_assert_str_eq(it.review->inspectors[0], "Ann Moor");
  ck_assert_str_eq(grade_of(&it, "overall"), "requires improvement");
  ck_assert_str_eq(grade_of(&it, "leaders"), "requires improvement");
  ck_assert_str_eq(grade_of(&it, "help_and_protection"), "outstanding");
  ck_assert_str_eq(grade_of(&it, "in_care"), "inadequate");
  ck_assert_str_eq(grade_of(&it, "care_leavers"), "good");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 5);
  expect_passage(&it, CS_FINDING, "1", "help_and_protection",
                 "Families are seen within a day.\n\nThe second paragraph stands under the same "
                 "number.");
  expect_passage(&it, CS_FINDING, "3", "looked_after", "Children wait for a home of their own.");
  expect_passage(&it, CS_FINDING, "4", "care_leavers",
                 "Young people have a worker whom they know.");
  expect_passage(&it, CS_FINDING, "5", "leadership", "Leaders know the service well.");
  ck_assert_uint_eq(it.review->recommendation_count, 2);
  expect_passage(&it, CS_RECOMMENDATION, "recommendations.u1", "recommendations",
                 "the pace at which plans are written");
  expect_addressee(&it, 1, "Local authority");
  ck_assert_uint_eq(count_kind(&it, CS_PREAMBLE), 1);
  expect_no_problems(&it);
  drop(&it);
}
END_TEST

static const char plain_rest[] =
    "\nInspection dates: 8 October to 12 October 2018\n\nOverall effectiveness\tGood\n\n" LEADERS
    "\tGood\n\nWhat needs to improve\n\n• The speed of checks.\n\n" HELP ": good\n\n"
    "1. Families are seen.\n";

START_TEST(ilacs_areas) {
  static const struct {
    const char *title, *area;
  } cases[] = {
      {"London Borough of Varne and\nOstley\nInspection of children's social care services",
       "Varne and Ostley"},
      {"Varne Borough Council\nInspection of local authority children’s services", "Varne"},
      {"Metropolitan Borough of Varne\nInspection of children’s social care services", "Varne"},
      {"City of Varne Metropolitan District\nCouncil\nInspection of children's social care "
       "services",
       "Varne"},
      {"Varne\nInspection of children's social care services", "Varne"},
      {"Inspection of Varne County\nCouncil local authority children’s\nservices", "Varne"},
      {"Inspection of City of Varne\nlocal authority children's services", "Varne"},
      {"Inspection of Varne\nchildren’s services", "Varne"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char source[2000];
    snprintf(source, sizeof source, "%s%s", cases[i].title, plain_rest);
    read_review it = review_of(host, source);
    ck_assert_str_eq(it.review->area, cases[i].area);
    ck_assert_str_eq(grade_of(&it, "overall"), "good");
    drop(&it);
  }
}
END_TEST

/* The table has a row that gives no grade: the heading does. Where both do and differ, the table
 * counts. */
START_TEST(headings_give_grades) {
  static const char source[] =
      "Varne\nInspection of children's social care services\n"
      "Inspection dates: 8 to 12 October 2018\n\n" LEADERS "\n\n" HELP "\tGood\n\n"
      "Overall effectiveness\tGood\n\nWhat needs to improve\n\n• The speed of checks.\n\n" HELP
      ": inadequate\n\n1. Families are seen.\n\n" LEADERS " are outstanding\n\n2. They lead.\n";
  read_review it = review_of(host, source);
  ck_assert_str_eq(grade_of(&it, "leaders"), "outstanding");
  ck_assert_str_eq(grade_of(&it, "help_and_protection"), "good");
  ck_assert_uint_eq(it.problems.count, 1);
  ck_assert_ptr_nonnull(strstr(it.problems.items[0].message, "\"inadequate\", line"));
  drop(&it);
}
END_TEST

/* ---- SIF ---- */

START_TEST(sif_is_read_whole) {
  read_review it = review_of(host, report_sif);
  ck_assert_str_eq(it.review->family, "sif");
  ck_assert_str_eq(it.review->area, "Varne");
  ck_assert_str_eq(it.review->review_start, "2013-11-19");
  ck_assert_str_eq(it.review->review_end, "2014-01-30");
  ck_assert_str_eq(it.review->published, "2014-02-21");
  ck_assert_uint_eq(it.review->inspector_count, 1);
  ck_assert_str_eq(it.review->inspectors[0], "Ann Moor");
  ck_assert_str_eq(grade_of(&it, "overall"), "requires improvement");
  ck_assert_str_eq(grade_of(&it, "help_and_protection"), "requires improvement");
  ck_assert_str_eq(grade_of(&it, "in_care"), "good");
  ck_assert_str_eq(grade_of(&it, "adoption"), "outstanding");
  ck_assert_str_eq(grade_of(&it, "care_leavers"), "inadequate");
  ck_assert_str_eq(grade_of(&it, "leaders"), "good");
  ck_assert_str_eq(grade_of(&it, "lscb"), "good");
  expect_passage(&it, CS_FINDING, "2", "summary", "Managers check few files.");
  expect_passage(&it, CS_FINDING, "3", "strengths", "Foster carers are well trained.");
  expect_passage(&it, CS_RECOMMENDATION, "4", "recommendations",
                 "Make sure that every child is seen:\n\nat home\n\nat school.");
  expect_passage(&it, CS_RECOMMENDATION, "5", "recommendations", "Write better plans.");
  expect_passage(&it, CS_CONTEXT, "context.u1", "context", "12,000 children live in Varne.");
  expect_passage(&it, CS_FINDING, "6", "help_and_protection", "Referrals are answered in a day.");
  expect_passage(&it, CS_FINDING, "7", "looked_after", "Children see their brothers and sisters.");
  expect_passage(&it, CS_FINDING, "8", "adoption", "Families are found in time.");
  expect_passage(&it, CS_FINDING, "9", "leadership", "Leaders know what is weak.");
  expect_passage(&it, CS_RECOMMENDATION, "10", "lscb", "Report on time.");
  expect_passage(&it, CS_FINDING, "11", "lscb", "The board meets often.");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 8);
  ck_assert_uint_eq(it.review->recommendation_count, 3);
  expect_addressee(&it, 0, "Local authority");
  expect_addressee(&it, 2, "Local Safeguarding Children Board");
  ck_assert_str_eq(it.review->recommendations[0].group_label, "Priority and immediate action");
  ck_assert_str_eq(it.review->recommendations[1].group_label, "Care leavers");
  ck_assert_str_eq(it.review->recommendations[2].group_label,
                   "What does the LSCB need to improve?");
  expect_no_problems(&it);
  drop(&it);
}
END_TEST

START_TEST(a_gap_is_a_problem) {
  char *source = strdup(report_sif), *place = strstr(source, "7. Children see");
  ck_assert_ptr_nonnull(place);
  memcpy(place, "X. ", 3);
  read_review it = review_of(host, source);
  ck_assert_uint_eq(it.problems.count, 1);
  ck_assert_ptr_nonnull(strstr(it.problems.items[0].message, "jump from 6 to 8"));
  drop(&it);
  free(source);
}
END_TEST

/* Numbers run on through what is no finding: 1 and 2 stand at context, 4 at a line that leads to
 * recommendations. */
START_TEST(numbers_of_other_paragraphs_are_no_gap) {
  read_review it =
      review_of(host, "Inspection of looked after children services\nVarne County Council\n\n"
                      "Inspection dates: 8 – 12 July 2013\n\nService information\n\n"
                      "1. Varne is a county.\n\n2. It has a coast.\n\n"
                      "Capacity to improve\nGrade 4 (inadequate)\n\n3. Little has changed.\n\n"
                      "Areas for improvement\n\n4. To improve its services, Varne should take the "
                      "following action.\n\nImmediately:\n\n• see every child\n\n• write plans\n\n"
                      "Within six months:\n\n• count them\n\n"
                      "Quality of provision\n\n5. Homes are safe.\n");
  expect_passage(&it, CS_FINDING, "5", "quality", "Homes are safe.");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 2);
  ck_assert_uint_eq(it.review->recommendation_count, 3);
  ck_assert_str_eq(it.review->recommendations[1].group_label, "Immediately");
  ck_assert_str_eq(it.review->recommendations[2].group_label, "Within six months");
  ck_assert_uint_eq(it.problems.count, 2); /* the family is assumed, and no grade is printed */
  drop(&it);
}
END_TEST

START_TEST(related_kinds_are_assumed) {
  read_review it = review_of(
      host, "Inspection of looked after children services\nVarne County Council\n\n"
            "Inspection dates: 8 – 12 July 2013\n\nCapacity to improve\nGrade 4 (inadequate)\n\n"
            "1. Little has changed.\n\nAreas for improvement\n\n2. Change more.\n");
  ck_assert_str_eq(it.review->family, "sif");
  ck_assert_str_eq(it.review->area, "Varne");
  ck_assert_uint_ge(it.problems.count, 1);
  ck_assert_ptr_nonnull(strstr(it.problems.items[0].message, "family sif"));
  ck_assert_uint_eq(it.review->recommendation_count, 1);
  drop(&it);
}
END_TEST

/* What comes first in the text says which family it is. */
START_TEST(the_title_decides) {
  read_review it = review_of(host, report_sif);
  ck_assert_str_eq(it.review->family, "sif");
  drop(&it);
  char *source = malloc(strlen(report_ilacs) + 200);
  snprintf(source, strlen(report_ilacs) + 200, "%.300s%s%s", report_ilacs,
           "\n\nAn inspection of services for children in need of help and protection was in "
           "2014.\n\n",
           report_ilacs + 300);
  it = review_of(host, source);
  ck_assert_str_eq(it.review->family, "ilacs");
  drop(&it);
  free(source);
}
END_TEST

/* ---- CLAS ---- */

/* Header fields that come and go, each in one of its spellings. */
START_TEST(clas_headers) {
  static const struct {
    const char *fields, *region, *nhs_area;
    uint32_t inspectors;
  } cases[] = {
      {"Date of review: 3 May 2016 to 6 May 2016\n", "", "", 0},
      {"Date of review:\t3 May 2016 to 6 May 2016\nDate of publication:\t1 July 2016\n"
       "Name(s) of CQC inspector:\tAnn Moor\n\tBen Fell\n"
       "Provider services included:\tVarne Hospitals NHS Trust\n"
       "CCGs included:\tNHS Varne CCG\nNHS England area:\tNorth\nCQC region:\tEast\n"
       "CQC Regional Director:\tCaz Dale\n",
       "East", "North", 2},
      {"Date of review:\t3 May 2016 to 6 May 2016\nName of CQC inspector:\tAnn Moor\n"
       "CQC region:\tEast\nCQC Deputy Chief Inspector, Primary Medical Services:\tCaz Dale\n",
       "East", "", 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char source[2000];
    snprintf(source, sizeof source, CLAS_TITLE "\n\n%s\nEarly help\n\n1.1 Nurses visit.\n",
             cases[i].fields);
    read_review it = review_of(host, source);
    ck_assert_str_eq(it.review->family, "clas");
    ck_assert_str_eq(it.review->area, "Varne");
    ck_assert_str_eq(it.review->review_end, "2016-05-06");
    ck_assert_str_eq(it.review->region, cases[i].region);
    ck_assert_str_eq(it.review->nhs_area, cases[i].nhs_area);
    ck_assert_uint_eq(it.review->inspector_count, cases[i].inspectors);
    expect_no_problems(&it);
    drop(&it);
  }
}
END_TEST

START_TEST(clas_is_read_in_its_variants) {
  read_review it = review_of(host, report_clas);
  static const char *const cited[] = {"1.1", "2.1", "2.2", "2.1", "2.2", "1.1", "2.1", "2.2"};
  ck_assert_str_eq(it.review->family, "clas");
  expect_passage(&it, CS_FINDING, "2.3", "children_in_need", "Plans are kept.");
  expect_passage(&it, CS_FINDING, "child_protection.u2", "child_protection", "They seldom come.");
  expect_passage(&it, CS_FINDING, "4.1", "looked_after", "Teeth are checked in time.");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 9);
  ck_assert_uint_eq(count_kind(&it, CS_EXAMPLE), 2);
  ck_assert_str_eq(passage_of(&it, CS_EXAMPLE, "children_in_need.u1")->title,
                   "Good practice example");
  ck_assert_str_eq(passage_of(&it, CS_EXAMPLE, "children_in_need.u2")->title, "");
  ck_assert_uint_eq(it.review->citation_count, sizeof cited / sizeof *cited);
  for (size_t i = 0; i < sizeof cited / sizeof *cited; i++) {
    ck_assert_str_eq(it.review->citations[i].label, cited[i]);
    ck_assert_int_ge(it.review->citations[i].recommendation, 0);
  }
  ck_assert_uint_eq(it.review->note_count, 1);
  ck_assert_uint_eq(it.review->recommendation_count, 3);
  expect_passage(&it, CS_RECOMMENDATION, "2.2", "recommendations", "Ask for more.");
  ck_assert_str_eq(it.review->recommendations[2].group_label, "2");
  expect_no_problems(&it);
  drop(&it);
}
END_TEST

/* ---- The worked example of the README ---- */

enum { BLOCK = 16 * 1024 };

/* The first block with this fence in which the words stand. */
static void read_block(const char *fence, const char *words, char block[BLOCK]) {
  char path[TOY_PATH], line[1024];
  bool inside = false;
  FILE *readme = fopen(toy_path(path, "plugins/README.md"), "r");
  ck_assert_ptr_nonnull(readme);
  block[0] = '\0';
  while (fgets(line, sizeof line, readme) != NULL) {
    if (!inside && strcmp(line, fence) == 0) {
      inside = true;
      block[0] = '\0';
    } else if (inside && strncmp(line, "```", 3) == 0) {
      inside = false;
      if (strstr(block, words) != NULL) {
        fclose(readme);
        return;
      }
    } else if (inside) {
      ck_assert_uint_lt(strlen(block) + strlen(line), BLOCK);
      strcat(block, line);
    }
  }
  ck_abort_msg("plugins/README.md has no block with \"%s\"", words);
}

START_TEST(the_worked_family_reads_its_letter) {
  char family[BLOCK], letter[BLOCK], folder[] = "/tmp/conspectus-family-XXXXXX", path[TOY_PATH];
  read_block("```lua\n", "id = \"send\"", family);
  read_block("```text\n", "Joint area SEND inspection", letter);
  ck_assert_ptr_nonnull(mkdtemp(folder));
  char command[300];
  snprintf(command, sizeof command, "mkdir %s/families", folder);
  ck_assert_int_eq(system(command), 0);
  snprintf(path, sizeof path, "%s/families/send.lua", folder);
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fputs(family, file);
  fclose(file);
  const char *folders[] = {toy_path(path, "plugins"), folder};
  cs_host_options options = {.folders = folders, .folder_count = 2};
  cs_problems problems = {0};
  cs_error error = {0};
  cs_host *with = NULL;
  ck_assert_msg(cs_host_open(&with, &options, &problems, &error) == CS_OK, "%s", error.message);
  read_review it = review_of(with, letter);
  ck_assert_str_eq(it.review->family, "send");
  ck_assert_str_eq(it.review->area, "Calderwick");
  ck_assert_str_eq(it.review->review_start, "2017-03-06");
  ck_assert_str_eq(it.review->review_end, "2017-03-10");
  ck_assert_uint_eq(it.review->inspector_count, 1);
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 4);
  expect_passage(&it, CS_RECOMMENDATION, "recommendations.u1", "recommendations",
                 "Plans that are finished within twenty weeks.");
  ck_assert_uint_eq(it.review->recommendation_count, 2);
  expect_addressee(&it, 0, "Local area");
  ck_assert_str_eq(grade_of(&it, "overall"), "weak");
  expect_no_problems(&it);
  drop(&it);
  cs_host_close(with);
  snprintf(command, sizeof command, "rm -r %s", folder);
  ck_assert_int_eq(system(command), 0);
}
END_TEST

/* ---- Real reports; tests/commands/ofsted.sh says where they are ---- */

/* No finding or recommendation has in its midst what is no part of any: a footnote, a line of the
 * table of contents. */
static void expect_nothing_between(const char *file, const read_review *it) {
  for (size_t i = 0; i < it->text->block_count; i++) {
    const cs_block *block = &it->text->blocks[i];
    bool aside = (block->marks & (CS_MARK_FOOTNOTE | CS_MARK_CONTENTS)) != 0;
    for (uint32_t passage = 0; aside && passage < it->review->passage_count; passage++) {
      const cs_passage *each = &it->review->passages[passage];
      bool within = (each->kind == CS_FINDING || each->kind == CS_RECOMMENDATION) &&
                    block->start >= each->start && block->start < each->start + each->length;
      ck_assert_msg(!within, "%s, line %u: in the midst of %s %s", file, block->line,
                    cs_kind_name(each->kind), each->label);
    }
  }
}

static void check_real(const char *folder, const char *file) {
  char path[2 * TOY_PATH];
  read_review it = {.text = NULL};
  size_t count;
  const cs_family *const *families = cs_host_families(host, &count);
  snprintf(path, sizeof path, "%s/%s", folder, file);
  cs_status status = cs_text_read(&it.text, path, &cs_text_default_limits, &it.problems, &it.error);
  ck_assert_msg(status == CS_OK, "%s", it.error.message);
  const cs_family *family = cs_family_of(it.text, families, count);
  if (family != NULL) { /* a few files are web pages */
    status = cs_review_parse(&it.review, it.text, family, &it.problems, &it.error);
    ck_assert_msg(status == CS_OK, "%s: %s", file, it.error.message);
    expect_nothing_between(file, &it);
  }
  drop(&it);
}

START_TEST(nothing_stands_in_the_midst_of_real_findings) {
  const char *folder = getenv("CONSPECTUS_REPORTS");
  DIR *handle = folder != NULL ? opendir(folder) : NULL;
  if (handle == NULL) {
    printf("skipped: tests/commands/ofsted.sh runs this over real reports\n");
    return;
  }
  const struct dirent *entry;
  while ((entry = readdir(handle)) != NULL) {
    if (strstr(entry->d_name, ".pdf") != NULL) {
      check_real(folder, entry->d_name);
    }
  }
  closedir(handle);
}
END_TEST

Suite *families_suite(void) {
  Suite *suite = suite_create("families");
  TCase *cases = tcase_create("families");
  tcase_set_timeout(cases, 600);
  tcase_add_checked_fixture(cases, set_up, tear_down);
  tcase_add_test(cases, ilacs_is_read_whole);
  tcase_add_test(cases, ilacs_areas);
  tcase_add_test(cases, headings_give_grades);
  tcase_add_test(cases, sif_is_read_whole);
  tcase_add_test(cases, a_gap_is_a_problem);
  tcase_add_test(cases, numbers_of_other_paragraphs_are_no_gap);
  tcase_add_test(cases, related_kinds_are_assumed);
  tcase_add_test(cases, the_title_decides);
  tcase_add_test(cases, clas_headers);
  tcase_add_test(cases, clas_is_read_in_its_variants);
  tcase_add_test(cases, the_worked_family_reads_its_letter);
  tcase_add_test(cases, nothing_stands_in_the_midst_of_real_findings);
  suite_add_tcase(suite, cases);
  return suite;
}

/* Opening: what is no dataset is told what it is, and what was tampered with is
 * refused before anything in it can run. */
#include "suites.h"
#include "toy.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const toy_document anyborough = {
    .name = "a.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "a"};

static void refuses(const char *name, cs_open_mode mode, cs_status status, const char *word) {
  cs_dataset *dataset = NULL;
  cs_error error = {.message = ""};
  ck_assert_int_eq(cs_dataset_open(&dataset, toy_path(name), mode, &error), status);
  ck_assert_ptr_null(dataset);
  ck_assert_msg(strstr(error.message, name) != NULL && strstr(error.message, word) != NULL, "%s",
                error.message);
}

static void refuses_both(const char *name, cs_status status, const char *word) {
  refuses(name, CS_OPEN_READ, status, word);
  refuses(name, CS_OPEN_WRITE, status, word);
}

static void write_file(const char *name, const char *bytes, size_t length) {
  FILE *file = fopen(toy_path(name), "wb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
  fclose(file);
}

START_TEST(a_missing_file_is_made_by_a_run_only) {
  refuses("x.db", CS_OPEN_READ, CS_NOT_FOUND, "conspectus run");
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  ck_assert_str_eq(cs_dataset_path(dataset), toy_path("x.db"));
  cs_dataset_close(dataset);
  dataset = toy_open("x.db", CS_OPEN_READ);
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM review"), "0");
  cs_dataset_close(dataset);
}
END_TEST

START_TEST(it_is_marked_as_a_dataset) {
  toy_make("x.db", &anyborough, 1);
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_READ);
  ck_assert_str_eq(toy_ask(dataset, "PRAGMA application_id"), "1131638900"); /* 'Cspt' */
  ck_assert_str_eq(toy_ask(dataset, "PRAGMA user_version"), "6");
  cs_dataset_close(dataset);
}
END_TEST

START_TEST(a_folder_is_refused) {
  ck_assert_int_eq(mkdir(toy_path("folder"), 0700), 0);
  refuses_both("folder", CS_MALFORMED, "folder");
}
END_TEST

START_TEST(a_missing_folder_is_told) {
  refuses("nowhere/x.db", CS_OPEN_WRITE, CS_UNREADABLE, "folder");
}
END_TEST

START_TEST(a_text_file_is_refused_and_left_alone) {
  char back[32] = "";
  write_file("notes.txt", "SQLite is nice.\n", 16);
  refuses_both("notes.txt", CS_MALFORMED, "another kind");
  write_file("short.txt", "S", 1);
  refuses_both("short.txt", CS_MALFORMED, "another kind");
  FILE *file = fopen(toy_path("notes.txt"), "rb");
  ck_assert_uint_eq(fread(back, 1, sizeof back - 1, file), 16);
  fclose(file);
  ck_assert_str_eq(back, "SQLite is nice.\n");
}
END_TEST

START_TEST(an_empty_file_is_filled_by_a_run) {
  write_file("x.db", "", 0);
  refuses("x.db", CS_OPEN_READ, CS_MALFORMED, "empty");
  toy_make("x.db", &anyborough, 1);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

START_TEST(a_database_of_another_program_is_refused) {
  toy_damage("other.db", "CREATE TABLE bookmarks (url TEXT)");
  refuses_both("other.db", CS_MALFORMED, "another program");
}
END_TEST

START_TEST(a_newer_version_is_refused) {
  toy_make("x.db", &anyborough, 1);
  toy_damage("x.db", "PRAGMA user_version = 7");
  refuses_both("x.db", CS_NEWER, "newer version");
}
END_TEST

START_TEST(an_older_version_is_refused) {
  toy_make("x.db", &anyborough, 1);
  toy_damage("x.db", "PRAGMA user_version = 5");
  refuses_both("x.db", CS_MALFORMED, "older version");
}
END_TEST

START_TEST(an_empty_name_is_refused) {
  cs_dataset *dataset = NULL;
  cs_error error;
  ck_assert_int_eq(cs_dataset_open(&dataset, "", CS_OPEN_WRITE, &error), CS_USAGE);
}
END_TEST

START_TEST(a_damaged_header_is_told) {
  toy_make("x.db", &anyborough, 1);
  FILE *file = fopen(toy_path("x.db"), "r+b");
  fseek(file, 100, SEEK_SET); /* the first page's tree, which holds the schema */
  for (int i = 0; i < 4000; i++) {
    putc(0xA5, file);
  }
  fclose(file);
  refuses_both("x.db", CS_MALFORMED, "damaged");
}
END_TEST

START_TEST(a_cut_file_is_told_or_verified) {
  toy_make("x.db", &anyborough, 1);
  struct stat about;
  ck_assert_int_eq(stat(toy_path("x.db"), &about), 0);
  FILE *whole = fopen(toy_path("x.db"), "rb");
  FILE *half = fopen(toy_path("half.db"), "wb");
  for (off_t i = 0; i < about.st_size / 2; i++) {
    putc(getc(whole), half);
  }
  fclose(whole);
  fclose(half);
  cs_dataset *dataset = NULL;
  cs_problems faults = {0};
  cs_error error;
  cs_status status = cs_dataset_open(&dataset, toy_path("half.db"), CS_OPEN_READ, &error);
  if (status == CS_OK) {
    ck_assert_int_eq(cs_dataset_verify(dataset, &faults, &error), CS_OK);
    ck_assert_uint_gt(faults.count, 0);
  } else {
    ck_assert_int_eq(status, CS_MALFORMED);
  }
  cs_problems_clear(&faults);
  cs_dataset_close(dataset);
}
END_TEST

/* Each would run, or change what the program's own statements do. */
START_TEST(foreign_objects_that_could_act_are_refused) {
  static const char *const hostile[] = {
      "CREATE TRIGGER spy AFTER INSERT ON review BEGIN DELETE FROM heading; END",
      "CREATE INDEX slow ON review_body (hits)",
      "CREATE VIRTUAL TABLE spy USING fts5 (text)",
      "DROP VIEW passage; CREATE VIEW passage AS SELECT 1 AS id",
      "DROP VIEW evidence",
      "DROP VIEW passage; CREATE TABLE passage (id)",
      "ALTER TABLE note ADD COLUMN spy TEXT",
      "DROP INDEX review_body_passage",
      "CREATE TABLE coding_row (id INTEGER)",
  };
  toy_make("x.db", &anyborough, 1);
  toy_damage("x.db", hostile[_i]);
  cs_dataset *dataset = NULL;
  cs_error error;
  ck_assert_int_eq(cs_dataset_open(&dataset, toy_path("x.db"), CS_OPEN_READ, &error), CS_MALFORMED);
  ck_assert_int_eq(cs_dataset_open(&dataset, toy_path("x.db"), CS_OPEN_WRITE, &error),
                   CS_MALFORMED);
}
END_TEST

START_TEST(a_researchers_own_tables_and_views_are_left_alone) {
  toy_make("x.db", &anyborough, 1);
  toy_damage("x.db", "CREATE TABLE my_note (passage_id INTEGER, text TEXT);"
                     "CREATE INDEX my_index ON my_note (passage_id);"
                     "CREATE VIEW my_view AS SELECT key FROM review;"
                     "INSERT INTO my_note VALUES (1, 'look again'); ANALYZE;");
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  toy_put(dataset, &anyborough);
  toy_end(dataset);
  ck_assert_str_eq(toy_ask(dataset, "SELECT text FROM my_note"), "look again");
  ck_assert_str_eq(toy_ask(dataset, "SELECT key FROM my_view"), "anyborough-2018");
  cs_dataset_close(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

Suite *opening_suite(void) {
  Suite *suite = suite_create("opening");
  TCase *tests = tcase_create("opening");
  tcase_add_checked_fixture(tests, toy_setup, toy_teardown);
  tcase_add_test(tests, a_missing_file_is_made_by_a_run_only);
  tcase_add_test(tests, it_is_marked_as_a_dataset);
  tcase_add_test(tests, a_folder_is_refused);
  tcase_add_test(tests, a_missing_folder_is_told);
  tcase_add_test(tests, a_text_file_is_refused_and_left_alone);
  tcase_add_test(tests, an_empty_file_is_filled_by_a_run);
  tcase_add_test(tests, a_database_of_another_program_is_refused);
  tcase_add_test(tests, a_newer_version_is_refused);
  tcase_add_test(tests, an_older_version_is_refused);
  tcase_add_test(tests, an_empty_name_is_refused);
  tcase_add_test(tests, a_damaged_header_is_told);
  tcase_add_test(tests, a_cut_file_is_told_or_verified);
  tcase_add_loop_test(tests, foreign_objects_that_could_act_are_refused, 0, 8);
  tcase_add_test(tests, a_researchers_own_tables_and_views_are_left_alone);
  suite_add_tcase(suite, tests);
  return suite;
}

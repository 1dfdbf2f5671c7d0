/* Documents: what is found, in which order, and what is refused. */
#include "help.h"
#include "run/documents.h"
#include "suites.h"

#include <conspectus/run.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static cs_documents find(const char *const *paths, size_t count) {
  cs_documents found = {0};
  cs_error error = {0};
  cs_status status = cs_documents_find(&found, paths, count, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  return found;
}

/* Names and paths of all documents, "name=path name=path". */
static void expect_found(const char *const *paths, size_t count, const char *expected) {
  cs_documents found = find(paths, count);
  char line[2000] = "";
  for (size_t i = 0; i < found.count; i++) {
    size_t used = strlen(line);
    snprintf(line + used, sizeof line - used, "%s%s=%s", i == 0 ? "" : " ", found.items[i].name,
             found.items[i].shown);
  }
  ck_assert_str_eq(line, expected);
  cs_documents_free(&found);
}

#define FIND(expected, ...)                                                                        \
  do {                                                                                             \
    const char *const given[] = {__VA_ARGS__};                                                     \
    expect_found(given, sizeof given / sizeof *given, expected);                                   \
  } while (0)

static void make_corpus(void) {
  make_folder("docs");
  make_folder("docs/b");
  make_folder("docs/b/deep");
  make_folder("docs/.hidden");
  write_file("docs/b.txt", "1");
  write_file("docs/a.TXT", "2");
  write_file("docs/Z.md", "3");
  write_file("docs/b/x.pdf", "4");
  write_file("docs/b/deep/y.html", "5");
  write_file("docs/.secret.txt", "6");
  write_file("docs/.hidden/in.txt", "7");
  write_file("docs/areas.csv", "8");
  write_file("docs/README", "9");
}

START_TEST(order_is_bytewise_by_name) {
  make_corpus();
  FIND("Z.md=docs/Z.md a.TXT=docs/a.TXT b.txt=docs/b.txt b/deep/y.html=docs/b/deep/y.html "
       "b/x.pdf=docs/b/x.pdf",
       "docs");
  const char *const given[] = {"docs"};
  cs_documents found = find(given, 1);
  ck_assert_uint_eq(found.passed_over, 2); /* areas.csv, README; hidden ones are not even seen */
  ck_assert_uint_eq(found.fault_count, 0);
  ck_assert(found.roots[0].whole);
  ck_assert_uint_eq(found.items[1].size, 1);
  ck_assert_int_gt(found.items[1].modified, 0);
  cs_documents_free(&found);
}
END_TEST

START_TEST(paths_are_tidied) {
  make_corpus();
  FIND("x.pdf=docs/b/x.pdf", "./docs//b/x.pdf");
  FIND("deep/y.html=docs/b/deep/y.html x.pdf=docs/b/x.pdf", "docs/./b/");
  ck_assert_int_eq(chdir("docs/b/deep"), 0);
  FIND("y.html=./y.html", ".");
  FIND("deep/y.html=../deep/y.html x.pdf=../x.pdf", "..");
  ck_assert_int_eq(chdir("../../.."), 0);
}
END_TEST

START_TEST(same_file_counts_once) {
  make_corpus();
  FIND("x.pdf=docs/b/x.pdf", "docs/b/x.pdf", "docs/b/x.pdf", "./docs/b/x.pdf");
  FIND("Z.md=docs/Z.md a.TXT=docs/a.TXT b.txt=docs/b.txt b/deep/y.html=docs/b/deep/y.html "
       "b/x.pdf=docs/b/x.pdf",
       "docs", "docs/b.txt", "docs");
}
END_TEST

START_TEST(order_of_arguments_does_not_matter) {
  make_folder("one");
  make_folder("two");
  write_file("one/same.txt", "1");
  write_file("two/same.txt", "2");
  FIND("same.txt=one/same.txt same.txt=two/same.txt", "two", "one");
  FIND("same.txt=one/same.txt same.txt=two/same.txt", "one", "two");
}
END_TEST

START_TEST(given_by_name_is_always_tried) {
  make_corpus();
  FIND(".secret.txt=docs/.secret.txt README=docs/README areas.csv=docs/areas.csv", "docs/areas.csv",
       "docs/README", "docs/.secret.txt");
  FIND("in.txt=docs/.hidden/in.txt", "docs/.hidden");
}
END_TEST

START_TEST(links_are_not_followed_in_folders) {
  make_corpus();
  make_folder("other");
  write_file("other/far.txt", "far");
  ck_assert_int_eq(symlink("../other/far.txt", "docs/link.txt"), 0);
  ck_assert_int_eq(symlink("../other", "docs/folder"), 0);
  ck_assert_int_eq(symlink(".", "docs/b/loop"), 0);
  ck_assert_int_eq(symlink("nowhere", "docs/dangling"), 0);
  FIND("deep/y.html=docs/b/deep/y.html x.pdf=docs/b/x.pdf", "docs/b");
  FIND("link.txt=docs/link.txt", "docs/link.txt"); /* given by name */
  FIND("far.txt=docs/folder/far.txt", "docs/folder");
  const char *const given[] = {"docs"};
  cs_documents found = find(given, 1);
  ck_assert_uint_eq(found.count, 5);
  ck_assert_uint_eq(found.fault_count, 3);
  ck_assert_str_eq(found.faults[0].path, "docs/b/loop");
  ck_assert_str_eq(found.faults[1].path, "docs/folder");
  ck_assert_str_eq(found.faults[2].path, "docs/link.txt");
  ck_assert_int_eq(found.faults[2].problem.severity, CS_NOTE);
  cs_documents_free(&found);
}
END_TEST

START_TEST(special_files_are_refused) {
  make_folder("docs");
  ck_assert_int_eq(mkfifo("docs/pipe.txt", 0600), 0);
  ck_assert_int_eq(mkfifo("docs/pipe", 0600), 0);
  write_file("docs/word.docx", "PK");
  write_file("docs/good.txt", "good");
  const char *const given[] = {"docs", "/dev/null"};
  cs_documents found = find(given, 2);
  ck_assert_uint_eq(found.count, 4);
  ck_assert_ptr_null(found.items[0].fault); /* good.txt */
  ck_assert_ptr_nonnull(strstr(found.items[1].fault, "device"));
  ck_assert_ptr_nonnull(strstr(found.items[2].fault, "named pipe"));
  ck_assert_ptr_nonnull(strstr(found.items[3].fault, "PDF"));
  ck_assert_uint_eq(found.passed_over, 1);
  cs_documents_free(&found);
}
END_TEST

START_TEST(missing_paths) {
  make_corpus();
  cs_documents found = {0};
  cs_error error = {0};
  const char *const both[] = {"nowhere", "docs/b"};
  ck_assert_int_eq(cs_documents_find(&found, both, 1, &error), CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(error.message, "nowhere"));
  ck_assert_int_eq(cs_documents_find(&found, both, 0, &error), CS_NOT_FOUND);
  found = find(both, 2);
  ck_assert_uint_eq(found.count, 2);
  ck_assert_uint_eq(found.fault_count, 1);
  ck_assert_str_eq(found.faults[0].path, "nowhere");
  ck_assert_int_eq(found.faults[0].problem.severity, CS_ERROR);
  cs_documents_free(&found);
  const cs_run_options options = {.paths = both, .path_count = 2};
  const cs_run_options good = {.paths = both + 1, .path_count = 1};
  ck_assert_int_eq(cs_run_check_paths(&options, &error), CS_NOT_FOUND);
  ck_assert_int_eq(cs_run_check_paths(&good, &error), CS_OK);
}
END_TEST

START_TEST(empty_folder_forgets_nothing) {
  make_folder("docs");
  const char *const given[] = {"docs"};
  cs_documents found = find(given, 1);
  ck_assert_uint_eq(found.count, 0);
  ck_assert_uint_eq(found.fault_count, 1);
  ck_assert_int_eq(found.faults[0].problem.severity, CS_WARNING);
  ck_assert(!found.roots[0].whole);
  cs_documents_free(&found);
}
END_TEST

START_TEST(closed_folder) {
  make_corpus();
  ck_assert_int_eq(chmod("docs/b", 0), 0);
  uid_t user = geteuid();
  ck_assert_int_eq(chmod(".", 0777), 0);
  if (user == 0) {
    ck_assert_int_eq(seteuid(65534), 0);
  }
  const char *const given[] = {"docs"};
  cs_documents found = find(given, 1);
  if (user == 0) {
    ck_assert_int_eq(seteuid(0), 0);
  }
  ck_assert_int_eq(chmod("docs/b", 0755), 0);
  ck_assert_uint_eq(found.count, 3);
  ck_assert_uint_eq(found.fault_count, 1);
  ck_assert_str_eq(found.faults[0].path, "docs/b");
  ck_assert_ptr_nonnull(strstr(found.faults[0].problem.message, "cannot be opened"));
  ck_assert(!found.roots[0].whole); /* what lies below it is not gone */
  cs_documents_free(&found);
}
END_TEST

START_TEST(names_of_any_bytes) {
  make_folder("docs");
  write_file("docs/caf\xE9.txt", "latin");
  write_file("docs/caf\xC3\xA9.txt", "utf8");
  write_file("docs/red\x1B[31m\n.txt", "colour");
  FIND("caf\\xE9.txt=docs/caf\\xE9.txt caf\xC3\xA9.txt=docs/caf\xC3\xA9.txt "
       "red\\x1B[31m\\x0A.txt=docs/red\\x1B[31m\\x0A.txt",
       "docs");
  const char *const given[] = {"docs"};
  cs_documents found = find(given, 1);
  ck_assert_str_eq(found.items[0].path, "docs/caf\xE9.txt"); /* to open it by */
  cs_documents_free(&found);
}
END_TEST

START_TEST(many_faults_are_bounded) {
  make_folder("docs");
  write_file("docs/a.txt", "1");
  for (int i = 0; i < CS_PROBLEMS_MAX + 5; i++) {
    char name[40];
    snprintf(name, sizeof name, "docs/link%04d.txt", i);
    ck_assert_int_eq(symlink("a.txt", name), 0);
  }
  const char *const given[] = {"docs"};
  cs_documents found = find(given, 1);
  ck_assert_uint_eq(found.fault_count, CS_PROBLEMS_MAX);
  ck_assert_str_eq(found.faults[0].path, "docs/link0000.txt");
  ck_assert_str_eq(found.faults[CS_PROBLEMS_MAX - 1].problem.message, "6 more paths had faults");
  cs_documents_free(&found);
}
END_TEST

START_TEST(deep_folders) {
  char path[1200] = "deep";
  make_folder(path);
  for (int i = 0; i < 500; i++) {
    strcat(path, "/d");
    make_folder(path);
  }
  strcat(path, "/end.txt");
  write_file(path, "here");
  const char *const given[] = {"deep"};
  cs_documents found = find(given, 1);
  ck_assert_uint_eq(found.count, 1);
  ck_assert_str_eq(found.items[0].shown, path);
  cs_documents_free(&found);
}
END_TEST

Suite *documents_suite(void) {
  Suite *suite = suite_create("documents");
  TCase *tests = tcase_create("documents");
  tcase_add_checked_fixture(tests, enter_folder, leave_folder);
  tcase_add_test(tests, order_is_bytewise_by_name);
  tcase_add_test(tests, paths_are_tidied);
  tcase_add_test(tests, same_file_counts_once);
  tcase_add_test(tests, order_of_arguments_does_not_matter);
  tcase_add_test(tests, given_by_name_is_always_tried);
  tcase_add_test(tests, links_are_not_followed_in_folders);
  tcase_add_test(tests, special_files_are_refused);
  tcase_add_test(tests, missing_paths);
  tcase_add_test(tests, empty_folder_forgets_nothing);
  tcase_add_test(tests, closed_folder);
  tcase_add_test(tests, names_of_any_bytes);
  tcase_add_test(tests, many_faults_are_bounded);
  tcase_add_test(tests, deep_folders);
  suite_add_tcase(suite, tests);
  return suite;
}

/* The export: what is in the files, and that the descriptor says what is there. */
#include "help.h"
#include "suites.h"

#include "dataset/internal.h"

#include <conspectus/run.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Key columns as they are promised, in their order. */
static const struct {
  const char *file;
  const char *columns;
} PROMISED[] = {
    {"reviews.csv", "review,area,family,review_start,review_end,published,region,nhs_area"},
    {"judgements.csv", "area,review,aspect,grade"},
    {"passages.csv", "passage,area,review,kind,section,label,words,text"},
    {"recommendations.csv", "passage,area,review,label,group_label,addressed_to"},
    {"citations.csv", "passage,area,review,label,recommendation,resolved"},
    {"codings.csv", "passage,area,review,kind,section,label,theme,polarity,confidence,repeat"},
    {"passage_theme.csv", "passage,area,review,kind,label"},
    {"area_theme.csv",
     "area,review,theme,weakness,strength,mixed,neutral,per_100_findings,residual,p_value,"
     "p_adjusted"},
    {"recurring.csv",
     "theme,areas,affected,prevalence,prevalence_low,prevalence_high,formality,repeated,"
     "carried_over,breadth,score,score_low,score_high,rank"},
    {"codebook.csv", "theme,title,about,version,plugin,sha256"},
    {"problems.csv", "source,review,stage,severity,line,message"},
};
enum { PROMISED_COUNT = sizeof PROMISED / sizeof *PROMISED };

static void export_to(cs_dataset *dataset, const cs_analysis_options *options, const char *folder) {
  cs_error error = {0};
  cs_host *host = score_host();
  ck_assert_msg(cs_export(dataset, host, options, folder, NULL, &error) == CS_OK, "%s",
                error.message);
  cs_host_close(host);
}

static cells read_file(const char *folder, const char *name) {
  size_t length;
  char *bytes = read_whole(folder, name, &length);
  cells all = read_cells(bytes, length, 512);
  free(bytes);
  return all;
}

/* The cell in the column of that name of the first row whose first cell is `key`. */
static const char *look_up(const cells *all, const char *key, const char *column) {
  for (size_t row = 1; row < all->rows; row++) {
    if (strcmp(cell(all, row, 0), key) != 0) {
      continue;
    }
    for (size_t i = 0; i < row_length(all, 0); i++) {
      if (strcmp(cell(all, 0, i), column) == 0) {
        return cell(all, row, i);
      }
    }
  }
  ck_abort_msg("there is no %s of %s", column, key);
}

START_TEST(the_package_keeps_its_rules) {
  char *folder = make_folder();
  cs_dataset *dataset = awkward_dataset(folder);
  export_to(dataset, &cs_analysis_defaults, folder);
  check_package(folder);
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

/* SQLite's trace: outside of a transaction another state might be read than before. */
static int count_loose(unsigned what, void *count, void *statement, void *sql) {
  (void)what;
  const char *text = sql;
  bool begins = strcmp(text, "BEGIN") == 0 || strcmp(text, "COMMIT") == 0;
  *(int *)count += !begins && sqlite3_get_autocommit(sqlite3_db_handle(statement));
  return 0;
}

START_TEST(all_files_are_of_one_state) {
  int loose = 0;
  char *folder = make_folder();
  cs_dataset *dataset = awkward_dataset(folder);
  sqlite3_trace_v2(dataset->db, SQLITE_TRACE_STMT, count_loose, &loose);
  export_to(dataset, &cs_analysis_defaults, folder);
  ck_assert_int_eq(loose, 0);
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(an_empty_dataset_gives_headers) {
  char *folder = make_folder();
  cs_dataset *dataset = empty_dataset(folder);
  export_to(dataset, NULL, folder);
  check_package(folder);
  for (size_t i = 0; i < PROMISED_COUNT; i++) {
    cells all = read_file(folder, PROMISED[i].file);
    ck_assert_uint_eq(all.rows, 1);
    free_cells(&all);
  }
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(key_columns_come_first) {
  char *folder = make_folder();
  cs_dataset *dataset = awkward_dataset(folder);
  export_to(dataset, NULL, folder);
  const char *const *names = cs_export_files();
  for (size_t i = 0; i < PROMISED_COUNT; i++) {
    size_t length, promised = strlen(PROMISED[i].columns);
    char *bytes = read_whole(folder, PROMISED[i].file, &length);
    ck_assert_str_eq(names[i], PROMISED[i].file);
    ck_assert_msg(strncmp(bytes, PROMISED[i].columns, promised) == 0 &&
                      (bytes[promised] == ',' || bytes[promised] == '\n'),
                  "%s: %.80s", PROMISED[i].file, bytes);
    free(bytes);
  }
  ck_assert_str_eq(names[PROMISED_COUNT], "datapackage.json");
  ck_assert_str_eq(names[PROMISED_COUNT + 1], "load.R");
  ck_assert_str_eq(names[PROMISED_COUNT + 2], "load.do");
  ck_assert_str_eq(names[PROMISED_COUNT + 3], "load.sps");
  ck_assert_str_eq(names[PROMISED_COUNT + 4], "passages_spss.csv");
  ck_assert_ptr_null(names[PROMISED_COUNT + 5]);
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(texts_come_through) {
  char *folder = make_folder();
  cs_dataset *dataset = awkward_dataset(folder);
  export_to(dataset, NULL, folder);
  cells all = read_file(folder, "passages.csv");
  ck_assert_uint_eq(all.rows, 1 + 3 * 6);
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.1", "text"),
                   "Staff said \"we wait\", then waited, and waited.");
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.10", "text"),
                   "=1+1 is no formula here;\nthis line is the second of its passage.");
  ck_assert_str_eq(look_up(&all, "vale-2018:example:early_help.u1", "text"),
                   " A child, with blanks around ");
  ck_assert_str_eq(look_up(&all, "vale-2018:example:early_help.u1", "title"),
                   "Child \"A\", aged 5");
  ck_assert_str_eq(look_up(&all, "hill-and-dale-2016:finding:2.1", "area"), "Hill, and Dale");
  free_cells(&all);
  all = read_file(folder, "reviews.csv");
  ck_assert_uint_eq(all.rows, 4);
  ck_assert_str_eq(look_up(&all, "vale-2018", "inspectors"), "Ann Example; Bo, \"the second\"");
  ck_assert_str_eq(look_up(&all, "vale-2018", "providers"), "Hill Trust; Vale, Group");
  ck_assert_str_eq(look_up(&all, "vale-2018", "commissioners"), "Vale, Group");
  ck_assert_str_eq(look_up(&all, "vale-2018", "children"), "");
  ck_assert_str_eq(look_up(&all, "vale-2018", "findings"), "2");
  ck_assert_str_eq(look_up(&all, "vale-2018", "source"), "in, folder/review0.txt");
  free_cells(&all);
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(references_come_through) {
  char *folder = make_folder();
  cs_dataset *dataset = awkward_dataset(folder);
  export_to(dataset, NULL, folder);
  cells all = read_file(folder, "citations.csv");
  ck_assert_uint_eq(all.rows, 1 + 3 * 2);
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.1", "recommendation"),
                   "vale-2018:recommendation:1.1");
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.1", "resolved"), "1");
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.10", "recommendation"), "");
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.10", "resolved"), "0");
  free_cells(&all);
  all = read_file(folder, "recommendations.csv");
  ck_assert_str_eq(look_up(&all, "vale-2013:recommendation:1.1", "addressees"), "Hill Trust");
  ck_assert_str_eq(look_up(&all, "vale-2013:recommendation:1.1", "cited"), "1");
  free_cells(&all);
  all = read_file(folder, "problems.csv");
  ck_assert_uint_eq(all.rows, 1 + 3 * 2);
  ck_assert_str_eq(look_up(&all, "in, folder/review0.txt", "message"), "the whole file");
  ck_assert_str_eq(look_up(&all, "in, folder/review0.txt", "line"), "");
  free_cells(&all);
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(codings_come_through) {
  char *folder = make_folder();
  cs_dataset *dataset = awkward_dataset(folder);
  export_to(dataset, NULL, folder);
  cells all = read_file(folder, "codings.csv");
  ck_assert_uint_eq(all.rows, 1 + 3 * 7); /* those below the threshold too */
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.1", "theme"), "2fast"); /* by id */
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.1", "confidence"), "0.5");
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.1", "repeat"), "0");
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.10", "confidence"), "0.333");
  ck_assert_str_eq(cell(&all, 1, 2), "hill-and-dale-2016"); /* by key, not as stored */
  free_cells(&all);
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(themes_become_columns) {
  static const char *const names[] = {
      "t_2fast",
      "t_2fast_weak",
      "a_name_as_long_as_a_name_may_be1",
      "a_name_as_long_as_a_name_ma_weak",
      "a_name_as_long_as_a_name_may_be2",
      "a_name_as_long_as_a_name__2_weak",
      "area_2",
      "area_weak",
      "mash_capacity",
      "mash_capacity_weak",
      "x",
      "x_weak",
      "x_weak_2",
      "x_weak_weak",
  };
  char *folder = make_folder();
  cs_dataset *dataset = awkward_dataset(folder);
  export_to(dataset, NULL, folder);
  cells all = read_file(folder, "passage_theme.csv");
  ck_assert_uint_eq(all.rows, 1 + 3 * 5); /* no context */
  ck_assert_uint_eq(row_length(&all, 0), 5 + 14);
  for (size_t i = 0; i < 14; i++) {
    ck_assert_str_eq(cell(&all, 0, 5 + i), names[i]);
  }
  const char *first = "vale-2018:finding:2.1", *second = "vale-2018:finding:2.10";
  ck_assert_str_eq(look_up(&all, first, "mash_capacity"), "1");
  ck_assert_str_eq(look_up(&all, first, "mash_capacity_weak"), "1");
  ck_assert_str_eq(look_up(&all, first, "t_2fast"), "1"); /* 0.5 is not below 0.5 */
  ck_assert_str_eq(look_up(&all, first, "t_2fast_weak"), "0");
  ck_assert_str_eq(look_up(&all, first, "x"), "1");
  ck_assert_str_eq(look_up(&all, first, "x_weak"), "0");         /* mixed does not count */
  ck_assert_str_eq(look_up(&all, second, "mash_capacity"), "0"); /* 0.333 is below */
  ck_assert_str_eq(look_up(&all, second, "x_weak"), "0");
  ck_assert_str_eq(look_up(&all, second, "x_weak_2"), "1");
  ck_assert_str_eq(look_up(&all, second, "x_weak_weak"), "1");
  free_cells(&all);
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(options_count_and_are_told) {
  char *folder = make_folder();
  size_t length;
  cs_dataset *dataset = awkward_dataset(folder);
  cs_analysis_options options = {
      .threshold = 0.3, .mixed = true, .until = "2016-12-31", .theme = "x"};
  export_to(dataset, &options, folder);
  check_package(folder);
  cells all = read_file(folder, "passage_theme.csv");
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.10", "mash_capacity"), "1");
  ck_assert_str_eq(look_up(&all, "vale-2018:finding:2.1", "x_weak"), "1");
  free_cells(&all);
  all = read_file(folder, "area_theme.csv");
  ck_assert_uint_eq(all.rows, 1 + 2 * 7); /* all themes, whatever is shown elsewhere */
  ck_assert_str_eq(look_up(&all, "Vale", "review"), "vale-2013");
  free_cells(&all);
  char *bytes = read_whole(folder, "datapackage.json", &length);
  ck_assert_ptr_nonnull(strstr(bytes, "at least 0.3"));
  ck_assert_ptr_nonnull(strstr(bytes, "mixed count as weakness too"));
  ck_assert_ptr_nonnull(strstr(bytes, "2016-12-31"));
  free(bytes);
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(same_dataset_same_bytes) {
  char *folder = make_folder(), *other = make_folder();
  cs_dataset *dataset = awkward_dataset(folder);
  export_to(dataset, NULL, folder);
  export_to(dataset, NULL, other);
  for (const char *const *name = cs_export_files(); *name != NULL; name++) {
    size_t length, other_length;
    char *bytes = read_whole(folder, *name, &length);
    char *same = read_whole(other, *name, &other_length);
    ck_assert_msg(length == other_length && memcmp(bytes, same, length) == 0, "%s", *name);
    free(bytes);
    free(same);
  }
  cs_dataset_close(dataset);
  remove_folder(folder);
  remove_folder(other);
}
END_TEST

/* Runs over documents that are there and exports what comes of them. */
static void export_documents(const char *documents) {
  char *folder = make_folder(), path[8192];
  cs_error error = {0};
  cs_dataset *dataset;
  cs_run_counts counts = {0};
  cs_run_options options = {.paths = &documents, .path_count = 1, .workers = 2};
  cs_host *host = score_host();
  snprintf(path, sizeof path, "%s/run.db", folder);
  ck_assert(cs_dataset_open(&dataset, path, CS_OPEN_WRITE, &error) == CS_OK);
  ck_assert_msg(cs_run(&counts, dataset, host, &options, &error) == CS_OK, "%s", error.message);
  ck_assert_uint_gt(counts.coded, 0);
  cs_host_close(host);
  export_to(dataset, NULL, folder);
  check_package(folder);
  cs_dataset_close(dataset);
  remove_folder(folder);
}

START_TEST(the_sample_corpus_keeps_the_rules) {
  const char *srcdir = getenv("srcdir");
  char path[8192];
  snprintf(path, sizeof path, "%s/datasets/sample", srcdir != NULL ? srcdir : ".");
  export_documents(path);
}
END_TEST

/* Real reviews stand beside the source tree or where CONSPECTUS_SHARED says, if at all. */
START_TEST(real_reviews_keep_the_rules) {
  const char *srcdir = getenv("srcdir"), *shared = getenv("CONSPECTUS_SHARED");
  char path[8192];
  if (shared != NULL) {
    snprintf(path, sizeof path, "%s/corpus/clas", shared);
  } else {
    snprintf(path, sizeof path, "%s/../shared/corpus/clas", srcdir != NULL ? srcdir : ".");
  }
  if (access(path, R_OK) != 0) {
    printf("real reviews are not here: left out\n");
    return;
  }
  export_documents(path);
}
END_TEST

/* ---- Folders, good and bad ---- */

static cs_status try_export(cs_dataset *dataset, const char *folder, cs_error *error) {
  cs_host *host = score_host();
  cs_status status = cs_export(dataset, host, NULL, folder, NULL, error);
  cs_host_close(host);
  return status;
}

static void write_file(const char *folder, const char *name, const char *bytes) {
  char path[8192];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  fputs(bytes, file);
  fclose(file);
}

static void check_holds(const char *folder, const char *name, const char *expected) {
  size_t length;
  char *bytes = read_whole(folder, name, &length);
  ck_assert_str_eq(bytes, expected);
  free(bytes);
}

static bool is_there(const char *folder, const char *name) {
  char path[8192 + 256];
  struct stat facts;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return lstat(path, &facts) == 0;
}

START_TEST(folders_are_made) {
  char *folder = make_folder(), path[8192];
  cs_dataset *dataset = awkward_dataset(folder);
  snprintf(path, sizeof path, "%s/a/b/c/", folder);
  export_to(dataset, NULL, path);
  export_to(dataset, NULL, path); /* again: ours are replaced */
  check_package(path);
  ck_assert(!is_there(path, ".reviews.csv.partial"));
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(others_files_are_left_alone) {
  char *folder = make_folder();
  cs_error error = {0};
  cs_dataset *dataset = awkward_dataset(folder);
  write_file(folder, "notes.txt", "mine");
  write_file(folder, "codings.csv", "area,kind,label,theme\n");
  ck_assert_int_eq(try_export(dataset, folder, &error), CS_USAGE);
  ck_assert_ptr_nonnull(strstr(error.message, "codings.csv"));
  check_holds(folder, "codings.csv", "area,kind,label,theme\n");
  check_holds(folder, "notes.txt", "mine");
  ck_assert(!is_there(folder, "reviews.csv"));
  ck_assert(!is_there(folder, ".reviews.csv.partial"));
  write_file(folder, "codings.csv", "");
  write_file(folder, "datapackage.json", "{\n  \"name\": \"other\"\n}\n");
  ck_assert_int_eq(try_export(dataset, folder, &error), CS_USAGE);
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

/* Stopped, it leaves what was there, and nothing beside it. */
START_TEST(a_stopped_export_leaves_nothing) {
  char *folder = make_folder();
  cs_error error = {0};
  cs_dataset *dataset = awkward_dataset(folder);
  cs_host *host = score_host();
  volatile int stop = 0;
  ck_assert_int_eq(cs_export(dataset, host, NULL, folder, &stop, &error), CS_OK);
  check_package(folder);
  stop = 1;
  ck_assert_int_eq(cs_export(dataset, host, NULL, folder, &stop, &error), CS_INTERRUPTED);
  check_package(folder);
  for (const char *const *name = cs_export_files(); *name != NULL; name++) {
    char hidden[256];
    snprintf(hidden, sizeof hidden, ".%s.partial", *name);
    ck_assert_msg(!is_there(folder, hidden), "%s", hidden);
  }
  cs_host_close(host);
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(a_file_is_no_folder) {
  char *folder = make_folder(), path[8192];
  cs_error error = {0};
  cs_dataset *dataset = awkward_dataset(folder);
  write_file(folder, "file", "mine");
  snprintf(path, sizeof path, "%s/file", folder);
  ck_assert_int_eq(try_export(dataset, path, &error), CS_UNREADABLE);
  ck_assert_ptr_nonnull(strstr(error.message, "there is a file of that name"));
  snprintf(path, sizeof path, "%s/file/below", folder);
  ck_assert_int_eq(try_export(dataset, path, &error), CS_UNREADABLE);
  ck_assert_int_eq(try_export(dataset, "", &error), CS_USAGE);
  ck_assert_int_eq(try_export(dataset, "/proc/nowhere", &error), CS_UNREADABLE);
  check_holds(folder, "file", "mine");
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

START_TEST(an_unwritable_folder_is_said) {
  char *folder = make_folder(), path[8192];
  cs_error error = {0};
  cs_dataset *dataset = awkward_dataset(folder);
  snprintf(path, sizeof path, "%s/closed", folder);
  ck_assert_int_eq(mkdir(path, 0555), 0);
  if (geteuid() != 0) { /* root may write anywhere */
    ck_assert_int_eq(try_export(dataset, path, &error), CS_UNREADABLE);
    ck_assert_ptr_nonnull(strstr(error.message, path));
  }
  cs_dataset_close(dataset);
  remove_folder(folder);
}
END_TEST

Suite *export_suite(void) {
  Suite *suite = suite_create("export");
  TCase *tests = tcase_create("files");
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, the_package_keeps_its_rules);
  tcase_add_test(tests, all_files_are_of_one_state);
  tcase_add_test(tests, an_empty_dataset_gives_headers);
  tcase_add_test(tests, key_columns_come_first);
  tcase_add_test(tests, texts_come_through);
  tcase_add_test(tests, references_come_through);
  tcase_add_test(tests, codings_come_through);
  tcase_add_test(tests, themes_become_columns);
  tcase_add_test(tests, options_count_and_are_told);
  tcase_add_test(tests, same_dataset_same_bytes);
  suite_add_tcase(suite, tests);
  tests = tcase_create("documents");
  tcase_set_tags(tests, "confined"); /* workers read them */
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, the_sample_corpus_keeps_the_rules);
  tcase_add_test(tests, real_reviews_keep_the_rules);
  suite_add_tcase(suite, tests);
  tests = tcase_create("folders");
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, folders_are_made);
  tcase_add_test(tests, others_files_are_left_alone);
  tcase_add_test(tests, a_stopped_export_leaves_nothing);
  tcase_add_test(tests, a_file_is_no_folder);
  tcase_add_test(tests, an_unwritable_folder_is_said);
  suite_add_tcase(suite, tests);
  return suite;
}

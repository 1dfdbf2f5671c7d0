/* Reading one document, in this process and as a worker does. */
#include "help.h"
#include "run/message.h"
#include "run/read.h"
#include "suites.h"

#include <conspectus/run.h>
#include <stdlib.h>
#include <string.h>

static cs_host *host;

static void set_up(void) {
  enter_folder();
  host = open_host();
}

static void tear_down(void) {
  cs_host_close(host);
  leave_folder();
}

START_TEST(a_review) {
  char *path = in_source("datasets/sample/calderwick-2015.txt");
  cs_problems problems = {0};
  cs_error error = {0};
  cs_text *text = NULL;
  cs_review *review = NULL;
  cs_status status = cs_read_document(&text, &review, host, path, NULL, &problems, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  ck_assert_str_eq(review->area, "Calderwick");
  cs_review_free(review);
  cs_text_free(text);
  cs_problems_clear(&problems);
  free(path);
}
END_TEST

START_TEST(no_review) {
  cs_problems problems = {0};
  cs_error error = {0};
  cs_text *text = NULL;
  cs_review *review = NULL;
  write_file("letter.txt", "Dear friend,\n\nit rained all week.\n");
  ck_assert_int_eq(cs_read_document(&text, &review, host, "letter.txt", NULL, &problems, &error),
                   CS_OK);
  ck_assert_str_eq(review->family, CS_UNKNOWN_FAMILY);
  ck_assert_str_eq(review->area, "Letter");
  ck_assert_uint_eq(problems.count, 1);
  cs_review_free(review);
  cs_text_free(text);
  text = NULL;
  review = NULL;
  ck_assert_int_eq(cs_read_document(&text, &review, host, "no.txt", NULL, &problems, &error),
                   CS_NOT_FOUND);
  const cs_run_options as_clas = {.family = "clas"};
  ck_assert_int_eq(
      cs_read_document(&text, &review, host, "letter.txt", &as_clas, &problems, &error),
      CS_MALFORMED);
  ck_assert_ptr_null(text);
  ck_assert_ptr_null(review);
  cs_problems_clear(&problems);
}
END_TEST

START_TEST(unknown_family) {
  cs_error error = {0};
  const cs_run_options near = {.family = "clsa"}, far = {.family = "something else"};
  const cs_run_options right = {.family = "clas"}, any = {0};
  ck_assert_int_eq(cs_run_check_family(&near, host, &error), CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(error.message, "'clas'"));
  ck_assert_int_eq(cs_run_check_family(&far, host, &error), CS_NOT_FOUND);
  ck_assert_int_eq(cs_run_check_family(&right, host, &error), CS_OK);
  ck_assert_int_eq(cs_run_check_family(&any, host, &error), CS_OK);
}
END_TEST

START_TEST(times) {
  const cs_run_options longer = {.document_seconds = 300}, none = {0};
  cs_reading reading;
  cs_error error;
  ck_assert_uint_eq(cs_document_seconds(&longer), 300);
  ck_assert_uint_eq(cs_document_seconds(&none), 60);
  ck_assert_int_eq(cs_reading_prepare(&reading, host, &longer, &error), CS_OK);
  ck_assert_uint_eq(reading.limits.pdf_seconds, 270); /* its own end comes first */
  const cs_run_options own = {.text = {.max_bytes = 10, .pdf_seconds = 7}};
  ck_assert_int_eq(cs_reading_prepare(&reading, host, &own, &error), CS_OK);
  ck_assert_uint_eq(reading.limits.pdf_seconds, 7);
}
END_TEST

/* What a worker would send of a file, read back; `reply` and `arena` hold it. */
static cs_message send(const char *path, cs_buffer *reply, cs_arena *arena) {
  const cs_document document = {.path = path};
  const uint32_t chosen[] = {0};
  const cs_run_options options = {0};
  cs_message_limits limits = {.theme_count = 1000, .term_count = 1000000, .text_size = 1 << 20};
  cs_worker_note note = {0};
  cs_reading reading;
  cs_message message;
  cs_error error = {0};
  ck_assert_int_eq(cs_reading_prepare(&reading, host, &options, &error), CS_OK);
  reading.documents = &document;
  reading.chosen = chosen;
  cs_reading_read(&reading, 0, reply, &note);
  cs_status status = cs_message_read(&message, arena, reply->bytes, reply->length, &limits, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  return message;
}

START_TEST(what_a_worker_sends) {
  static const struct {
    const char *name, *content, *format, *message;
    cs_stage stage;
    bool digest;
  } cases[] = {
      {"empty.txt", "", "", "empty", CS_STAGE_TEXT, true},
      {"missing.txt", NULL, "", "", CS_STAGE_TEXT, false}, /* tried again next time */
      {"b\xFF.txt", "", "", "the file is empty", CS_STAGE_TEXT, true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    cs_buffer reply = {0};
    cs_arena *arena = cs_arena_new();
    if (cases[i].content != NULL) {
      write_file(cases[i].name, cases[i].content);
    }
    cs_message message = send(cases[i].name, &reply, arena);
    const cs_problems *problems = message.record.problems;
    ck_assert_ptr_null(message.record.review);
    ck_assert_str_eq(message.record.format, cases[i].format);
    ck_assert_uint_eq(problems->count, 1);
    ck_assert_int_eq(problems->items[0].stage, cases[i].stage);
    ck_assert_int_eq(problems->items[0].severity, CS_ERROR);
    ck_assert_ptr_nonnull(strstr(problems->items[0].message, cases[i].message));
    ck_assert_ptr_null(strstr(problems->items[0].message, ".txt: ")); /* shown beside it */
    ck_assert_int_eq(message.record.source.sha256[0] != '\0', cases[i].digest);
    cs_arena_free(arena);
    cs_buffer_free(&reply);
  }
}
END_TEST

START_TEST(what_a_worker_sends_of_a_review) {
  char *path = in_source("datasets/sample/calderwick-2015.txt");
  cs_buffer reply = {0};
  cs_arena *arena = cs_arena_new();
  cs_message message = send(path, &reply, arena);
  ck_assert_str_eq(message.record.review->area, "Calderwick");
  ck_assert_str_eq(message.record.format, "plain");
  ck_assert_uint_gt(message.record.packed_size, 0);
  ck_assert_uint_lt(message.record.packed_size, message.record.text_size);
  cs_arena_free(arena);
  cs_buffer_free(&reply);
  free(path);
}
END_TEST

Suite *read_suite(void) {
  Suite *suite = suite_create("read");
  TCase *tests = tcase_create("read");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, a_review);
  tcase_add_test(tests, no_review);
  tcase_add_test(tests, unknown_family);
  tcase_add_test(tests, times);
  tcase_add_test(tests, what_a_worker_sends);
  tcase_add_test(tests, what_a_worker_sends_of_a_review);
  suite_add_tcase(suite, tests);
  return suite;
}

/* Messages: what goes in comes out, field by field, and nothing else does. */
#include "record.h"
#include "run/message.h"
#include "suites.h"

#include <stdlib.h>
#include <string.h>

static const cs_message_limits limits = {.theme_count = 3, .term_count = 50, .text_size = 1000};

static cs_buffer written(const cs_message *message) {
  cs_buffer out = {0};
  cs_message_write(&out, message);
  return out;
}

/* Reads from memory that ends where the message does, so that a sanitizer sees a step beyond. */
static cs_status read_exactly(cs_message *out, cs_arena *arena, const char *bytes, size_t length,
                              char **copy, cs_error *error) {
  *copy = malloc(length != 0 ? length : 1);
  ck_assert_ptr_nonnull(*copy);
  memcpy(*copy, bytes, length);
  return cs_message_read(out, arena, *copy, length, &limits, error);
}

/* What is sent of a review that is stored: nothing but its codings, and only of such a one. */
START_TEST(codings_alone_are_of_a_stored_review) {
  sample_record sample;
  sample_record_fill(&sample, 7);
  const cs_message sent = {.document = 7, .record = sample.record, .codings = true, .passages = 5};
  cs_buffer bytes = written(&sent);
  cs_arena *arena = cs_arena_new();
  cs_message_limits stored = limits;
  cs_message found;
  cs_error error;
  ck_assert_int_eq(cs_message_read(&found, arena, bytes.bytes, bytes.length, &limits, &error),
                   CS_MALFORMED);
  ck_assert_ptr_nonnull(strstr(error.message, "not stored"));
  stored.stored = true;
  ck_assert_int_eq(cs_message_read(&found, arena, bytes.bytes, bytes.length, &stored, &error),
                   CS_OK);
  ck_assert(found.codings);
  ck_assert_uint_eq(found.passages, 5);
  ck_assert_str_eq(found.record.review->family, sample.record.review->family);
  ck_assert_uint_eq(found.record.review->passage_count, 0);
  ck_assert_ptr_null(found.record.packed);
  ck_assert_uint_eq(found.record.codings->count, sample.record.codings->count);
  ck_assert_uint_eq(found.record.codings->evidence_count, sample.record.codings->evidence_count);
  ck_assert_uint_eq(found.record.codings->items[0].theme, sample.record.codings->items[0].theme);
  cs_arena_free(arena);
  cs_buffer_free(&bytes);
}
END_TEST

static cs_message sample_message(sample_record *sample) {
  sample_record_fill(sample, 7);
  return (cs_message){.document = 7, .record = sample->record};
}

#define SAME(field) ck_assert_uint_eq(found->field, expected->field)
#define SAME_TEXT(field) ck_assert_str_eq(found->field, expected->field)

static void expect_same_header(const cs_review *found, const cs_review *expected) {
  SAME_TEXT(family);
  SAME_TEXT(area);
  SAME_TEXT(title);
  SAME_TEXT(review_start);
  SAME_TEXT(review_end);
  SAME_TEXT(published);
  SAME_TEXT(nhs_area);
  SAME_TEXT(region);
  ck_assert_int_eq(found->children, expected->children);
  SAME(words);
  SAME(inspector_count);
  SAME_TEXT(inspectors[0]);
  SAME_TEXT(inspectors[1]);
  SAME(organisation_count);
  SAME_TEXT(organisations[1].name);
  SAME(organisations[1].roles);
  SAME(abbreviation_count);
  SAME_TEXT(abbreviations[0].shortened);
  SAME_TEXT(abbreviations[0].meaning);
  SAME(judgement_count);
  SAME_TEXT(judgements[0].aspect);
  SAME_TEXT(judgements[0].grade);
  SAME(judgements[0].rank);
  SAME_TEXT(judgements[0].section);
}

static void expect_same_body(const cs_review *found, const cs_review *expected) {
  SAME(section_count);
  SAME_TEXT(sections[1].canonical);
  SAME_TEXT(sections[1].title);
  SAME(sections[1].line);
  SAME(passage_count);
  for (uint32_t i = 0; i < expected->passage_count; i++) {
    SAME(passages[i].kind);
    SAME(passages[i].section);
    SAME_TEXT(passages[i].label);
    SAME(passages[i].printed);
    SAME_TEXT(passages[i].title);
    SAME(passages[i].start);
    SAME(passages[i].length);
    SAME(passages[i].words);
    SAME(passages[i].line);
  }
  SAME(recommendation_count);
  SAME(recommendations[0].passage);
  SAME_TEXT(recommendations[0].group_label);
  SAME_TEXT(recommendations[0].addressed_to);
  SAME(recommendations[0].first_addressee);
  SAME(recommendations[0].addressee_count);
  SAME(addressee_count);
  SAME(addressees[0]);
  SAME(addressees[1]);
  SAME(citation_count);
  SAME(citations[0].passage);
  SAME_TEXT(citations[0].label);
  ck_assert_int_eq(found->citations[0].recommendation, expected->citations[0].recommendation);
  ck_assert_int_eq(found->citations[1].recommendation, -1);
  SAME(citations[0].start);
  SAME(citations[0].length);
  SAME(note_count);
  SAME(notes[0].passage);
  SAME_TEXT(notes[0].put_to);
  SAME(notes[0].start);
  SAME(notes[0].length);
}

static void expect_same_codings(const cs_codings *found, const cs_codings *expected) {
  SAME(count);
  for (size_t i = 0; i < expected->count; i++) {
    SAME(items[i].passage);
    SAME(items[i].theme);
    SAME(items[i].polarity);
    ck_assert_double_eq(found->items[i].confidence, expected->items[i].confidence);
    SAME(items[i].repeat);
    SAME(items[i].first_evidence);
    SAME(items[i].evidence_count);
  }
  SAME(evidence_count);
  SAME(evidence[1].role);
  SAME(evidence[1].term);
  SAME(evidence[1].start);
  SAME(evidence[1].length);
}

START_TEST(round_trip) {
  sample_record sample;
  cs_message message = sample_message(&sample), read;
  cs_buffer out = written(&message);
  cs_arena *arena = cs_arena_new();
  cs_error error = {0};
  char *copy;
  cs_status status = read_exactly(&read, arena, out.bytes, out.length, &copy, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  const cs_record *found = &read.record, *expected = &message.record;
  ck_assert_uint_eq(read.document, 7);
  SAME_TEXT(source.sha256);
  SAME_TEXT(format);
  SAME_TEXT(encoding);
  SAME(text_size);
  SAME(packed_size);
  ck_assert_mem_eq(found->packed, expected->packed, expected->packed_size);
  SAME(problems->count);
  SAME(problems->dropped);
  SAME(problems->items[0].stage);
  SAME(problems->items[0].severity);
  SAME(problems->items[0].line);
  SAME_TEXT(problems->items[0].message);
  expect_same_header(found->review, expected->review);
  expect_same_body(found->review, expected->review);
  expect_same_codings(found->codings, expected->codings);
  cs_arena_free(arena);
  free(copy);
  cs_buffer_free(&out);
}
END_TEST

START_TEST(round_trip_without_a_review) {
  cs_message message = {.document = 1}, read;
  cs_problems problems = {0};
  cs_problem_add(&problems, CS_STAGE_TEXT, CS_ERROR, 0, "nothing to read");
  message.record = (cs_record){.problems = &problems}; /* strings left NULL are "" */
  cs_buffer out = written(&message);
  cs_arena *arena = cs_arena_new();
  cs_error error = {0};
  ck_assert_int_eq(cs_message_read(&read, arena, out.bytes, out.length, &limits, &error), CS_OK);
  ck_assert_ptr_null(read.record.review);
  ck_assert_ptr_null(read.record.packed);
  ck_assert_str_eq(read.record.source.sha256, "");
  ck_assert_str_eq(read.record.format, "");
  ck_assert_str_eq(read.record.problems->items[0].message, "nothing to read");
  cs_arena_free(arena);
  cs_buffer_free(&out);
  cs_problems_clear(&problems);
}
END_TEST

START_TEST(truncated_at_every_byte) {
  sample_record sample;
  cs_message message = sample_message(&sample), read;
  cs_buffer out = written(&message);
  for (size_t length = 0; length < out.length; length++) {
    cs_arena *arena = cs_arena_new();
    cs_error error = {0};
    char *copy;
    ck_assert_int_eq(read_exactly(&read, arena, out.bytes, length, &copy, &error), CS_MALFORMED);
    ck_assert_str_ne(error.message, "");
    cs_arena_free(arena);
    free(copy);
  }
  cs_buffer_add_char(&out, 'x');
  cs_arena *arena = cs_arena_new();
  cs_error error = {0};
  ck_assert_int_eq(cs_message_read(&read, arena, out.bytes, out.length, &limits, &error),
                   CS_MALFORMED);
  cs_arena_free(arena);
  cs_buffer_free(&out);
}
END_TEST

/* Looks at everything that a message points to. */
static size_t touch(const cs_message *message) {
  const cs_record *record = &message->record;
  size_t sum = strlen(record->format) + strlen(record->encoding);
  for (size_t i = 0; i < record->problems->count; i++) {
    sum += strlen(record->problems->items[i].message);
    sum += strlen(cs_stage_name(record->problems->items[i].stage));
    sum += strlen(cs_severity_name(record->problems->items[i].severity));
  }
  if (record->review == NULL) {
    return sum;
  }
  for (size_t i = 0; i < record->packed_size; i++) {
    sum += ((const unsigned char *)record->packed)[i];
  }
  const cs_review *review = record->review;
  for (uint32_t i = 0; i < review->passage_count; i++) {
    const cs_passage *passage = &review->passages[i];
    sum += strlen(passage->label) + strlen(review->sections[passage->section].canonical);
    ck_assert_uint_le((size_t)passage->start + passage->length, record->text_size);
  }
  for (uint32_t i = 0; i < review->recommendation_count; i++) {
    const cs_recommendation *each = &review->recommendations[i];
    for (uint32_t j = 0; j < each->addressee_count; j++) {
      sum += strlen(review->organisations[review->addressees[each->first_addressee + j]].name);
    }
  }
  for (size_t i = 0; i < record->codings->count; i++) {
    const cs_coding *coding = &record->codings->items[i];
    sum += strlen(review->passages[coding->passage].label);
    for (uint32_t j = 0; j < coding->evidence_count; j++) {
      sum += record->codings->evidence[coding->first_evidence + j].term;
    }
  }
  return sum;
}

START_TEST(flipped_bytes) {
  static const unsigned char flips[] = {0x01, 0x80, 0xFF, 0x10};
  sample_record sample;
  cs_message message = sample_message(&sample);
  cs_buffer out = written(&message);
  size_t refused = 0, taken = 0;
  for (size_t at = 0; at < out.length; at++) {
    for (size_t i = 0; i < sizeof flips; i++) {
      cs_message read;
      cs_arena *arena = cs_arena_new();
      cs_error error = {0};
      char *copy;
      out.bytes[at] = (char)(out.bytes[at] ^ flips[i]);
      if (read_exactly(&read, arena, out.bytes, out.length, &copy, &error) == CS_OK) {
        taken += touch(&read) > 0;
      } else {
        ck_assert_int_eq(error.status, CS_MALFORMED);
        refused++;
      }
      out.bytes[at] = (char)(out.bytes[at] ^ flips[i]);
      cs_arena_free(arena);
      free(copy);
    }
  }
  ck_assert_uint_gt(refused, 0);
  ck_assert_uint_gt(taken, 0); /* a letter of a title may be any other */
  cs_buffer_free(&out);
}
END_TEST

/* Whether a record with one thing wrong is refused, for the reason given. */
static void expect_refused(const sample_record *sample, const char *reason) {
  cs_message message = {.record = sample->record}, read;
  cs_buffer out = written(&message);
  cs_arena *arena = cs_arena_new();
  cs_error error = {0};
  cs_status status = cs_message_read(&read, arena, out.bytes, out.length, &limits, &error);
  ck_assert_int_eq(status, CS_MALFORMED);
  ck_assert_msg(strstr(error.message, reason) != NULL, "'%s' is not about '%s'", error.message,
                reason);
  cs_arena_free(arena);
  cs_buffer_free(&out);
}

#define REFUSED(change, reason)                                                                    \
  do {                                                                                             \
    sample_record sample;                                                                          \
    sample_record_fill(&sample, 1);                                                                \
    change;                                                                                        \
    expect_refused(&sample, reason);                                                               \
  } while (0)

START_TEST(every_index_and_range) {
  REFUSED(sample.passages[1].section = 2, "passage");
  REFUSED(sample.passages[1].start = 1000, "passage");
  REFUSED(sample.passages[1].length = UINT32_MAX, "passage");
  REFUSED(sample.passages[2].label = sample.passages[0].label;
          sample.passages[2].kind = sample.passages[0].kind, "label comes twice");
  REFUSED(sample.recommendations[0].passage = 3, "recommendation");
  REFUSED(sample.recommendations[0].passage = 0, "recommendation"); /* it is a finding */
  REFUSED(sample.recommendations[0].first_addressee = 1, "recommendation");
  REFUSED(sample.recommendations[0].addressee_count = UINT32_MAX, "recommendation");
  REFUSED(sample.addressees[0] = 2, "recommendation");
  REFUSED(sample.citations[0].passage = 3, "citation");
  REFUSED(sample.citations[0].recommendation = 1, "citation");
  REFUSED(sample.citations[0].recommendation = -2, "citation");
  REFUSED(sample.citations[0].start = UINT32_MAX, "citation");
  REFUSED(sample.notes[0].passage = 3, "note");
  REFUSED(sample.notes[0].length = 5000, "note");
  REFUSED(sample.codings_items[0].passage = 3, "coding");
  REFUSED(sample.codings_items[0].theme = 3, "coding");
  REFUSED(sample.codings_items[1] = sample.codings_items[0], "coding");
  REFUSED(sample.codings_items[0].confidence = 1.5, "coding");
  REFUSED(sample.codings_items[0].confidence = -0.1, "coding");
  REFUSED(sample.codings_items[0].confidence = 0.0 / 0.0, "coding");
  REFUSED(sample.codings_items[1].first_evidence = 3, "coding");
  REFUSED(sample.evidence[0].term = 50, "evidence");
  REFUSED(sample.evidence[0].start = 1000, "evidence");
  REFUSED(sample.review.area = "", "area");
  REFUSED(sample.review.children = -2, "children");
  REFUSED(strcpy(sample.review.published, "2018-1-1"), "date");
  REFUSED(strcpy(sample.review.review_end, "yesterday"), "date");
  REFUSED(strcpy(sample.record.source.sha256, "abc"), "digest");
  REFUSED(sample.record.source.sha256[0] = '\0', "digest");
  REFUSED(sample.record.source.sha256[5] = 'G', "digest");
  REFUSED(sample.record.packed_size = 0, "text");
  REFUSED(sample.record.text_size = 1001, "text is too large");
  REFUSED(sample.record.text_size = 3, "packed");
  REFUSED(sample.review.title = "caf\xE9", "UTF-8");
}
END_TEST

Suite *message_suite(void) {
  Suite *suite = suite_create("message");
  TCase *tests = tcase_create("message");
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, codings_alone_are_of_a_stored_review);
  tcase_add_test(tests, round_trip);
  tcase_add_test(tests, round_trip_without_a_review);
  tcase_add_test(tests, truncated_at_every_byte);
  tcase_add_test(tests, flipped_bytes);
  tcase_add_test(tests, every_index_and_range);
  suite_add_tcase(suite, tests);
  return suite;
}

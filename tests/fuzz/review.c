/* Targets: a document taken apart by each family; a document coded from its bytes to the
 * message that a worker sends. Whatever is found may be stored: the checks are those that
 * the coordinator makes of a worker's message. */
#include "fuzz.h"

#include "run/message.h"

#include <conspectus/review.h>
#include <conspectus/text.h>
#include <stdlib.h>
#include <string.h>

static bool is_pdf(const char *bytes, size_t length) {
  size_t head = length < 1024 ? length : 1024;
  return memmem(bytes, head, "%PDF-", 5) != NULL;
}

static cs_text *read_text(const char *bytes, size_t length) {
  cs_text *text = NULL;
  cs_problems problems = {0};
  cs_error error;
  if (!is_pdf(bytes, length)) {
    cs_text_from_bytes(&text, bytes, length, "x.md", &cs_text_default_limits, &problems, &error);
  }
  cs_problems_clear(&problems);
  return text;
}

static cs_message_limits limits_of(cs_host *host) {
  cs_message_limits limits = {.text_size = (size_t)64 << 20};
  cs_host_themes(host, &limits.theme_count);
  limits.term_count = cs_terms_count(cs_host_terms(host));
  return limits;
}

/* The record of a review, as a worker would send it; the text stands for itself unpacked. */
static cs_record record_of(const cs_review *review, const cs_codings *codings,
                           const cs_problems *problems) {
  cs_record record = {.review = review,
                      .format = cs_format_name(review->text->format),
                      .encoding = cs_encoding_name(review->text->encoding),
                      .packed = review->text->bytes,
                      .packed_size = review->text->length,
                      .text_size = review->text->length,
                      .codings = codings,
                      .problems = problems};
  memcpy(record.source.sha256, review->text->sha256, sizeof record.source.sha256);
  return record;
}

static void expect_review(const cs_review *review, const cs_problems *problems) {
  const cs_message_limits limits = limits_of(fuzz_host());
  const cs_codings none = {0};
  const cs_record record = record_of(review, &none, problems);
  require(cs_record_fault(&record, &limits) == NULL);
  char key[256];
  cs_review_key(review, key, sizeof key);
  require(key[0] != '\0');
}

static void parse_as(const cs_text *text, const cs_family *family) {
  cs_review *review = NULL;
  cs_problems problems = {0};
  cs_error error = {0};
  cs_status status =
      family != NULL
          ? cs_review_parse(&review, text, family, &problems, &error)
          : cs_review_keep_unknown(&review, text, "a/oakmere-2019-04-01.txt", &problems, &error);
  fuzz_expect_message(status, &error);
  if (status == CS_OK) {
    cs_review_date_by_name(review, "a/oakmere-2019-04-01.txt", &problems);
    expect_review(review, &problems);
  }
  cs_review_free(review);
  fuzz_end_problems(&problems);
}

/* By every family, also one that would not recognise it: `run --family` does so. */
static void run_review(const char *bytes, size_t length) {
  cs_text *text = read_text(bytes, length);
  if (text == NULL) {
    return;
  }
  size_t count;
  const cs_family *const *families = cs_host_families(fuzz_host(), &count);
  cs_family_of(text, families, count);
  for (size_t i = 0; i < count; i++) {
    parse_as(text, families[i]);
  }
  parse_as(text, NULL);
  cs_text_free(text);
}

/* ---- Coding ---- */

static bool lies_within(const cs_evidence *piece, const cs_passage *passage) {
  return piece->start >= passage->start && piece->start - passage->start <= passage->length &&
         piece->length <= passage->length - (piece->start - passage->start);
}

static void expect_evidence(const cs_codings *codings, const cs_review *review) {
  for (size_t i = 0; i < codings->count; i++) {
    const cs_coding *coding = &codings->items[i];
    for (uint32_t j = 0; j < coding->evidence_count; j++) {
      require(lies_within(&codings->evidence[coding->first_evidence + j],
                          &review->passages[coding->passage]));
    }
  }
}

/* What is sent is what arrives. */
static void expect_sendable(const cs_record *record, const cs_message_limits *limits) {
  const cs_message message = {.document = 1, .record = *record};
  cs_buffer sent = {0}, again = {0};
  cs_message_write(&sent, &message);
  cs_arena *arena = cs_arena_new();
  cs_message arrived;
  cs_error error;
  require(cs_message_read(&arrived, arena, sent.bytes, sent.length, limits, &error) == CS_OK);
  cs_message_write(&again, &arrived);
  require(again.length == sent.length && memcmp(again.bytes, sent.bytes, sent.length) == 0);
  cs_buffer_free(&sent);
  cs_buffer_free(&again);
  cs_arena_free(arena);
}

static bool same_coding(const cs_codings *left, const cs_coding *one, const cs_codings *right,
                        const cs_coding *other) {
  return one->passage == other->passage && one->theme == other->theme &&
         one->polarity == other->polarity && one->confidence == other->confidence &&
         one->repeat == other->repeat && one->evidence_count == other->evidence_count &&
         (one->evidence_count == 0 ||
          memcmp(left->evidence + one->first_evidence, right->evidence + other->first_evidence,
                 one->evidence_count * sizeof *left->evidence) == 0);
}

/* A theme that is coded alone comes out as among all; which one it is the text's length says. */
static void expect_alone(const cs_codings *all, cs_host *host, const cs_review *review) {
  size_t theme_count, next = 0;
  cs_host_themes(host, &theme_count);
  bool *wanted = calloc(theme_count, sizeof *wanted);
  size_t theme = review->text->length % theme_count;
  cs_codings alone = {0};
  cs_problems problems = {0};
  wanted[theme] = true;
  cs_host_code_themes(&alone, host, review, wanted, &problems);
  for (size_t i = 0; i < all->count; i++) {
    if (all->items[i].theme == theme) {
      require(next < alone.count);
      require(same_coding(all, &all->items[i], &alone, &alone.items[next++]));
    }
  }
  require(next == alone.count);
  free(wanted);
  cs_problems_clear(&problems);
  cs_codings_free(&alone);
}

static void code(const cs_review *review, cs_problems *problems) {
  cs_host *host = fuzz_host();
  const cs_message_limits limits = limits_of(host);
  cs_codings codings = {0};
  cs_host_code(&codings, host, review, problems);
  const cs_record record = record_of(review, &codings, problems);
  require(cs_record_fault(&record, &limits) == NULL);
  expect_evidence(&codings, review);
  expect_sendable(&record, &limits);
  expect_alone(&codings, host, review);
  cs_codings_free(&codings);
}

static void run_coding(const char *bytes, size_t length) {
  cs_text *text = read_text(bytes, length);
  cs_review *review = NULL;
  cs_problems problems = {0};
  cs_error error;
  size_t count;
  if (text == NULL) {
    return;
  }
  const cs_family *const *families = cs_host_families(fuzz_host(), &count);
  const cs_family *family = cs_family_of(text, families, count);
  cs_status status =
      cs_review_parse(&review, text, family != NULL ? family : families[0], &problems, &error);
  if (status == CS_OK) {
    code(review, &problems);
  }
  cs_review_free(review);
  cs_text_free(text);
  fuzz_end_problems(&problems);
}

const fuzz_target fuzz_review = {"review", run_review, NULL};
const fuzz_target fuzz_coding = {"coding", run_coding, NULL};

/* Reading one document: text, family, review, codings. What goes wrong becomes a
 * problem of the document; only cs_read_document fails. */
#include "run/read.h"

#include "base/digest.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "run/message.h"
#include "run/shown.h"

#include <conspectus/review.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_SECONDS = 60 };

static const size_t largest_text = (size_t)64 << 20; /* that a dataset takes */

cs_message_limits cs_reading_limits(const cs_host *host) {
  cs_message_limits limits = {.text_size = largest_text};
  cs_host_themes(host, &limits.theme_count);
  limits.term_count = cs_terms_count(cs_host_terms(host));
  return limits;
}

/* ---- What all documents are read with ---- */

unsigned cs_document_seconds(const cs_run_options *options) {
  return options->document_seconds != 0 ? options->document_seconds : DOCUMENT_SECONDS;
}

/* pdftotext is stopped a little before its worker would be, so that the message names it. */
static cs_text_limits limits_of(const cs_run_options *options) {
  if (options->text.max_bytes != 0) {
    return options->text;
  }
  cs_text_limits limits = cs_text_default_limits;
  unsigned seconds = cs_document_seconds(options);
  limits.pdf_seconds = seconds > 1 ? seconds - (seconds + 9) / 10 : 1;
  return limits;
}

static cs_status find_family(const cs_family **out, cs_host *host, const char *wanted,
                             cs_error *error) {
  size_t count;
  const cs_family *const *families = cs_host_families(host, &count);
  const char **names = cs_allocate(count, sizeof *names);
  for (size_t i = 0; i < count; i++) {
    names[i] = families[i]->id;
    if (strcmp(names[i], wanted) == 0) {
      *out = families[i];
      free(names);
      return CS_OK;
    }
  }
  const char *nearest = cs_nearest(wanted, names, count);
  free(names);
  return nearest != NULL
             ? cs_fail(error, CS_NOT_FOUND, "there is no family '%s': did you mean '%s'?", wanted,
                       nearest)
             : cs_fail(error, CS_NOT_FOUND,
                       "there is no family '%s': 'conspectus themes' lists the plugins", wanted);
}

cs_status cs_reading_prepare(cs_reading *out, cs_host *host, const cs_run_options *options,
                             cs_error *error) {
  cs_reading reading = {.host = host, .limits = limits_of(options)};
  if (options->family != NULL) {
    cs_status status = find_family(&reading.family, host, options->family, error);
    if (status != CS_OK) {
      return status;
    }
  }
  *out = reading;
  return CS_OK;
}

/* ---- One document ---- */

static cs_status parse(cs_review **review, const cs_text *text, const cs_reading *reading,
                       const char *path, cs_problems *problems, cs_error *error) {
  size_t count;
  const cs_family *const *families = cs_host_families(reading->host, &count);
  const cs_family *family =
      reading->family != NULL ? reading->family : cs_family_of(text, families, count);
  if (family == NULL) {
    return cs_review_keep_unknown(review, text, path, problems, error);
  }
  cs_status status = cs_review_parse(review, text, family, problems, error);
  if (status == CS_OK) {
    cs_review_date_by_name(*review, path, problems);
  }
  return status;
}

cs_status cs_read_document(cs_text **text, cs_review **review, cs_host *host, const char *path,
                           const cs_run_options *options, cs_problems *problems, cs_error *error) {
  static const cs_run_options defaults = {0};
  cs_reading reading;
  cs_text *read;
  cs_status status =
      cs_reading_prepare(&reading, host, options != NULL ? options : &defaults, error);
  if (status == CS_OK) {
    status = cs_text_read(&read, path, &reading.limits, problems, error);
  }
  if (status != CS_OK) {
    return status;
  }
  status = parse(review, read, &reading, path, problems, error);
  if (status != CS_OK) {
    cs_text_free(read);
    return status;
  }
  *text = read;
  return CS_OK;
}

/* ---- In a worker ---- */

/* The digest of a file that is not a text, so that it is known next time. */
static void digest_file(char hex[65], const char *path, size_t most) {
  FILE *file = fopen(path, "rb");
  cs_buffer bytes = {0};
  size_t got = 0;
  do {
    size_t wanted = 1 << 16;
    got = file != NULL ? fread(cs_buffer_reserve(&bytes, wanted), 1, wanted, file) : 0;
    bytes.length += got;
  } while (got != 0 && bytes.length <= most);
  if (file != NULL && !ferror(file) && bytes.length <= most) {
    cs_sha256(bytes.length != 0 ? bytes.bytes : "", bytes.length, hex);
  }
  if (file != NULL) {
    fclose(file);
  }
  cs_buffer_free(&bytes);
}

/* A problem of the document, which shows its name already: the name is cut off the message. */
static void add_failure(cs_problems *problems, cs_stage stage, const char *path,
                        const cs_error *error) {
  const char *message = error->message;
  size_t length = strlen(path);
  if (strncmp(message, path, length) == 0 && strncmp(message + length, ": ", 2) == 0) {
    message += length + 2;
  }
  cs_problem_add(problems, stage, CS_ERROR, 0, "%s", message);
}

/* Messages may quote any bytes of file names and plugins: they are sent as they can be shown. */
static void send_message(cs_buffer *reply, cs_message message, const cs_problems *problems) {
  cs_arena *arena = cs_arena_new();
  cs_problems shown = *problems;
  shown.items = cs_arena_allocate(arena, problems->count, sizeof *shown.items);
  for (size_t i = 0; i < problems->count; i++) {
    shown.items[i] = problems->items[i];
    shown.items[i].message = cs_shown(arena, problems->items[i].message);
  }
  message.record.problems = &shown;
  cs_message_write(reply, &message);
  cs_arena_free(arena);
}

static void send_record(cs_buffer *reply, uint32_t document, const cs_record *record,
                        const cs_problems *problems) {
  send_message(reply, (cs_message){.document = document, .record = *record}, problems);
}

/* Codes a review by the themes that are wanted (NULL: all), but for those that cost a worker at
 * this very document. */
static void code(cs_codings *out, const cs_reading *reading, uint32_t document,
                 const cs_review *review, const bool *wanted, cs_problems *problems) {
  cs_left_out left_out[CS_TROUBLE_THEMES];
  size_t theme_count, count = 0;
  cs_host_themes(reading->host, &theme_count);
  if (reading->trouble != NULL) {
    count = cs_trouble_find(left_out, reading->trouble, document, theme_count);
  }
  bool *rest = count != 0 ? cs_allocate(theme_count, sizeof *rest) : NULL;
  for (size_t i = 0; rest != NULL && i < theme_count; i++) {
    rest[i] = wanted == NULL || wanted[i];
  }
  for (size_t i = 0; i < count; i++) {
    rest[left_out[i].theme] = false;
  }
  cs_host_code_themes(out, reading->host, review, rest != NULL ? rest : wanted, problems);
  for (size_t i = 0; i < count; i++) {
    cs_host_tell_left_out(problems, reading->host, left_out[i].theme, review, left_out[i].passage,
                          left_out[i].cause);
  }
  free(rest);
}

/* Codes and packs a review, and sends it. */
static void send_review(cs_buffer *reply, uint32_t document, cs_record *record,
                        const cs_review *review, const cs_reading *reading, cs_problems *problems,
                        volatile cs_worker_note *note) {
  const cs_text *text = review->text;
  cs_codings codings = {0};
  cs_error error;
  void *packed = NULL;
  note->doing = CS_DOING_CODE;
  code(&codings, reading, document, review, NULL, problems);
  note->doing = CS_DOING_SEND;
  record->text_size = text->length;
  if (cs_pack(&packed, &record->packed_size, text->bytes, text->length, &error) == CS_OK) {
    record->review = review;
    record->packed = packed;
    record->codings = &codings;
  } else {
    cs_problem_add(problems, CS_STAGE_DATASET, CS_ERROR, 0, "%s", error.message);
  }
  send_record(reply, document, record, problems);
  free(packed);
  cs_codings_free(&codings);
}

static void send_text(cs_buffer *reply, uint32_t document, cs_record *record, const cs_text *text,
                      const cs_reading *reading, const char *path, cs_problems *problems,
                      volatile cs_worker_note *note) {
  cs_review *review = NULL;
  cs_error error;
  note->doing = CS_DOING_PARSE;
  memcpy(record->source.sha256, text->sha256, sizeof text->sha256);
  record->format = cs_format_name(text->format);
  record->encoding = cs_encoding_name(text->encoding);
  if (parse(&review, text, reading, path, problems, &error) == CS_OK) {
    send_review(reply, document, record, review, reading, problems, note);
    cs_review_free(review);
  } else {
    add_failure(problems, CS_STAGE_REVIEW, path, &error);
    send_record(reply, document, record, problems);
  }
}

/* ---- From the store ---- */

void cs_reading_pack(cs_buffer *out, uint32_t document, const cs_record *record, const bool *themes,
                     size_t theme_count) {
  const cs_message message = {.document = document, .record = *record};
  cs_buffer_add(out, themes, theme_count * sizeof *themes);
  cs_message_write(out, &message);
}

/* Codes the stored text of a record by some of the themes, and sends the codings. */
static cs_status code_stored(cs_buffer *reply, cs_message *message, const bool *themes,
                             const cs_reading *reading, cs_error *error) {
  cs_record *record = &message->record;
  cs_codings codings = {0};
  cs_problems problems = {0};
  cs_text text = {.length = record->text_size};
  cs_status status = record->review == NULL
                         ? cs_fail(error, CS_MALFORMED, "the review is missing")
                         : cs_unpack_text(&text.bytes, record->packed, record->packed_size,
                                          record->text_size, error);
  if (status == CS_OK && !cs_is_text(text.bytes, text.length)) {
    status = cs_fail(error, CS_MALFORMED, "the text is not UTF-8, or has a NUL in it");
  }
  if (status == CS_OK) {
    cs_review review = *record->review;
    review.text = &text;
    code(&codings, reading, message->document, &review, themes, &problems);
    record->codings = &codings;
    message->codings = true;
    message->passages = review.passage_count;
    send_message(reply, *message, &problems);
  }
  free(text.bytes);
  cs_codings_free(&codings);
  cs_problems_clear(&problems);
  return status;
}

/* False where what is stored cannot be coded. */
static bool read_stored(cs_buffer *reply, const char *bytes, size_t length,
                        const cs_reading *reading, volatile cs_worker_note *note) {
  cs_message_limits limits = cs_reading_limits(reading->host);
  cs_arena *arena = cs_arena_new();
  cs_message message;
  cs_error error;
  limits.stored = true;
  note->doing = CS_DOING_CODE;
  bool coded = length >= limits.theme_count &&
               cs_message_read(&message, arena, bytes + limits.theme_count,
                               length - limits.theme_count, &limits, &error) == CS_OK &&
               code_stored(reply, &message, (const bool *)bytes, reading, &error) == CS_OK;
  cs_arena_free(arena);
  return coded;
}

/* ---- A document ---- */

static void read_source(const cs_reading *reading, uint32_t document, cs_buffer *reply,
                        volatile cs_worker_note *note) {
  const char *path = reading->documents[reading->chosen[document]].path;
  cs_record record = {.format = "", .encoding = ""};
  cs_problems problems = {0};
  cs_text *text = NULL;
  cs_error error;
  if (cs_text_read(&text, path, &reading->limits, &problems, &error) == CS_OK) {
    send_text(reply, document, &record, text, reading, path, &problems, note);
  } else {
    if (error.status == CS_MALFORMED) {
      digest_file(record.source.sha256, path, reading->limits.max_bytes);
    }
    add_failure(&problems, CS_STAGE_TEXT, path, &error);
    send_record(reply, document, &record, &problems);
  }
  cs_text_free(text);
  cs_problems_clear(&problems);
}

void cs_reading_read(void *context, uint32_t document, cs_buffer *reply,
                     volatile cs_worker_note *note) {
  const cs_reading *reading = context;
  size_t length = 0;
  const char *stored =
      reading->tray != NULL ? cs_tray_find(&length, reading->tray, document) : NULL;
  cs_host_leave_notes(reading->host, &note->plugin);
  if (stored == NULL || !read_stored(reply, stored, length, reading, note)) {
    note->doing = CS_DOING_READ;
    read_source(reading, document, reply, note);
  }
  cs_host_leave_notes(reading->host, NULL);
}

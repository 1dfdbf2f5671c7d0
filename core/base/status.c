/* Statuses and problems: their names and how messages are made. A message that
 * is too long is cut at the end of a UTF-8 character. A problem's message is UTF-8
 * whatever is quoted in it. */
#include "base/memory.h"

#include <conspectus/problem.h>
#include <conspectus/status.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Bytes that a character has by its first byte. */
static size_t character_bytes(unsigned char first) {
  return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

__attribute__((format(printf, 2, 0))) static void
format_message(char message[CS_MESSAGE_SIZE], const char *format, va_list arguments) {
  int length = vsnprintf(message, CS_MESSAGE_SIZE, format, arguments);
  if (length < CS_MESSAGE_SIZE) {
    return;
  }
  size_t end = CS_MESSAGE_SIZE - 1, last = end - 1;
  while (last > 0 && ((unsigned char)message[last] & 0xC0) == 0x80) {
    last--;
  }
  if (last + character_bytes((unsigned char)message[last]) > end) {
    message[last] = '\0';
  }
}

/* Leaves out what is no character, such as the beginning of one where a quotation was cut. */
static void keep_characters(char message[CS_MESSAGE_SIZE]) {
  size_t length = strlen(message), used = 0;
  for (size_t at = 0; at < length;) {
    utf8proc_int32_t point;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)message + at,
                                             (utf8proc_ssize_t)(length - at), &point);
    if (size > 0) {
      memmove(message + used, message + at, (size_t)size);
      used += (size_t)size;
    }
    at += size > 0 ? (size_t)size : 1;
  }
  message[used] = '\0';
}

cs_status cs_fail(cs_error *error, cs_status status, const char *format, ...) {
  if (error == NULL) {
    return status;
  }
  va_list arguments;
  va_start(arguments, format);
  error->status = status;
  format_message(error->message, format, arguments);
  va_end(arguments);
  return status;
}

const char *cs_status_name(cs_status status) {
  static const char *const names[] = {
      [CS_OK] = "ok",
      [CS_USAGE] = "usage",
      [CS_NOT_FOUND] = "not found",
      [CS_UNREADABLE] = "unreadable",
      [CS_MALFORMED] = "malformed",
      [CS_LIMIT] = "limit",
      [CS_BUSY] = "busy",
      [CS_NEWER] = "newer",
      [CS_PLUGIN] = "plugin",
      [CS_INTERRUPTED] = "interrupted",
  };
  return names[status];
}

void cs_problem_add(cs_problems *problems, cs_stage stage, cs_severity severity, uint32_t line,
                    const char *format, ...) {
  if (problems->count == CS_PROBLEMS_MAX) {
    problems->dropped++;
    return;
  }
  if (problems->items == NULL) {
    problems->items = cs_allocate(CS_PROBLEMS_MAX, sizeof *problems->items);
  }
  char message[CS_MESSAGE_SIZE];
  va_list arguments;
  va_start(arguments, format);
  format_message(message, format, arguments);
  va_end(arguments);
  keep_characters(message);
  problems->items[problems->count++] = (cs_problem){
      .stage = stage, .severity = severity, .line = line, .message = cs_copy_string(message)};
}

void cs_problems_clear(cs_problems *problems) {
  for (size_t i = 0; i < problems->count; i++) {
    char *message;
    memcpy(&message, &problems->items[i].message, sizeof message); /* owned, though shown const */
    free(message);
  }
  free(problems->items);
  *problems = (cs_problems){0};
}

const char *cs_stage_name(cs_stage stage) {
  static const char *const names[] = {"text", "review", "match", "host", "dataset", "run"};
  return names[stage];
}

const char *cs_severity_name(cs_severity severity) {
  static const char *const names[] = {"note", "warning", "error"};
  return names[severity];
}

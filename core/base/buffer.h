/* base/buffer.h: bytes that grow.
 *
 * `bytes` always has a NUL behind `length` once anything was added, so that a
 * buffer of text is a C string too; before that it is NULL. A zeroed struct is
 * an empty buffer.
 */
#ifndef CS_BASE_BUFFER_H
#define CS_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct cs_buffer {
  char *bytes;
  size_t length;
  size_t capacity;
} cs_buffer;

void cs_buffer_add_format(cs_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void cs_buffer_add_list(cs_buffer *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
/* Makes room for `length` more bytes and returns where they go; the caller sets `length`. Inline
 * because messages and bodies are made of millions of small pieces. */
char *cs_buffer_grow(cs_buffer *buffer, size_t length);
static inline char *cs_buffer_reserve(cs_buffer *buffer, size_t length) {
  bool fits = buffer->length < buffer->capacity && length < buffer->capacity - buffer->length;
  return fits ? buffer->bytes + buffer->length : cs_buffer_grow(buffer, length);
}

static inline void cs_buffer_add(cs_buffer *buffer, const void *bytes, size_t length) {
  char *end = cs_buffer_reserve(buffer, length);
  if (length != 0) {
    memcpy(end, bytes, length);
  }
  end[length] = '\0';
  buffer->length += length;
}

static inline void cs_buffer_add_char(cs_buffer *buffer, char byte) {
  cs_buffer_add(buffer, &byte, 1);
}

static inline void cs_buffer_add_string(cs_buffer *buffer, const char *string) {
  cs_buffer_add(buffer, string, strlen(string));
}

/* Empties it and keeps its memory for the next use. */
void cs_buffer_reset(cs_buffer *buffer);
void cs_buffer_free(cs_buffer *buffer);
/* The text as a C string that the caller frees ("" if empty); the buffer is empty after. */
char *cs_buffer_take(cs_buffer *buffer) __attribute__((warn_unused_result));

#endif

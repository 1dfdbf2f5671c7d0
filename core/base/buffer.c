/* Buffers: capacity counts the NUL; it doubles, so that adding is cheap. */
#include "base/buffer.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

char *cs_buffer_grow(cs_buffer *buffer, size_t length) {
  size_t needed;
  if (__builtin_add_overflow(buffer->length + 1, length, &needed)) {
    needed = SIZE_MAX; /* refused below, with its message */
  }
  if (needed > buffer->capacity) {
    size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity;
    while (capacity < needed && capacity <= SIZE_MAX / 2) {
      capacity *= 2;
    }
    capacity = capacity < needed ? needed : capacity;
    buffer->bytes = cs_reallocate(buffer->bytes, capacity, 1);
    buffer->capacity = capacity;
  }
  return buffer->bytes + buffer->length;
}

void cs_buffer_add_format(cs_buffer *buffer, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  cs_buffer_add_list(buffer, format, arguments);
  va_end(arguments);
}

void cs_buffer_add_list(cs_buffer *buffer, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  if (length > 0) {
    char *end = cs_buffer_reserve(buffer, (size_t)length);
    vsnprintf(end, (size_t)length + 1, format, again);
    buffer->length += (size_t)length;
  }
  va_end(again);
}

void cs_buffer_reset(cs_buffer *buffer) {
  buffer->length = 0;
  if (buffer->bytes != NULL) {
    buffer->bytes[0] = '\0';
  }
}

void cs_buffer_free(cs_buffer *buffer) {
  free(buffer->bytes);
  *buffer = (cs_buffer){0};
}

char *cs_buffer_take(cs_buffer *buffer) {
  char *bytes = buffer->bytes != NULL ? buffer->bytes : cs_copy_string("");
  *buffer = (cs_buffer){0};
  return bytes;
}

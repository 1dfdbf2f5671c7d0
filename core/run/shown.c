/* File names are any bytes but NUL and '/'; what is stored and printed is UTF-8
 * without control characters, so that no name can steer a terminal or spoil an
 * export. */
#include "run/shown.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static bool is_control(int32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
}

/* Of a path, whether the string goes on like what is written for a byte. */
static bool is_like_byte(const char *string, bool path) {
  return path && string[0] == '\\' && string[1] == 'x';
}

static bool can_be_shown(const char *string, size_t length, bool path) {
  for (size_t at = 0, size; at < length; at += size) {
    int32_t point;
    size = cs_utf8_character(string + at, length - at, &point);
    if (size == 0 || is_control(point) || is_like_byte(string + at, path)) {
      return false;
    }
  }
  return true;
}

static const char *show(cs_arena *arena, const char *string, bool path) {
  size_t length = strlen(string), used = 0;
  if (can_be_shown(string, length, path)) {
    return string;
  }
  char *shown = cs_arena_allocate(arena, 4 * length + 1, 1);
  for (size_t at = 0; at < length;) {
    int32_t point = 0;
    size_t size = cs_utf8_character(string + at, length - at, &point);
    if (size != 0 && !is_control(point) && !is_like_byte(string + at, path)) {
      memcpy(shown + used, string + at, size);
      used += size;
      at += size;
      continue;
    }
    for (size_t end = at + (size != 0 ? size : 1); at < end; at++) {
      used += (size_t)snprintf(shown + used, 5, "\\x%02X", (unsigned)(unsigned char)string[at]);
    }
  }
  shown[used] = '\0';
  return shown;
}

const char *cs_shown(cs_arena *arena, const char *string) {
  return show(arena, string, false);
}

const char *cs_shown_path(cs_arena *arena, const char *path) {
  return show(arena, path, true);
}

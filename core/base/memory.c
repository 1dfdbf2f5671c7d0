/* Memory: an arena is a chain of chunks, the newest first; a thing is cut off
 * the free end of the newest chunk, and one too large for it gets its own. */
#include "base/memory.h"

#include <stdlib.h> /* defines __GLIBC__, where it is that */

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
  CHUNK_BYTES = 32 * 1024,
  /* Of what is free at the end of the heap; larger pieces are the system's all the same. */
  KEPT_BYTES = 8 << 20,
  LARGE_BYTES = 2 << 20,
};

typedef struct chunk {
  struct chunk *next;
  size_t used;
  size_t size;
  alignas(max_align_t) char bytes[];
} chunk;

struct cs_arena {
  chunk *newest;
};

static _Noreturn void give_up(size_t count, size_t size) {
  fprintf(stderr, "conspectus: out of memory (asked for %zu times %zu bytes)\n", count, size);
  exit(3);
}

void cs_keep_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
  mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
#endif
}

static size_t total_bytes(size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total) || total > SIZE_MAX / 2) {
    give_up(count, size);
  }
  return total != 0 ? total : 1;
}

void *cs_allocate(size_t count, size_t size) {
  void *memory = calloc(1, total_bytes(count, size));
  if (memory == NULL) {
    give_up(count, size);
  }
  return memory;
}

void *cs_reallocate(void *old, size_t count, size_t size) {
  void *memory = realloc(old, total_bytes(count, size));
  if (memory == NULL) {
    give_up(count, size);
  }
  return memory;
}

char *cs_copy_bytes(const char *bytes, size_t length) {
  char *copy = cs_allocate(length + 1, 1);
  if (length != 0) {
    memcpy(copy, bytes, length);
  }
  return copy;
}

char *cs_copy_string(const char *string) {
  return cs_copy_bytes(string, strlen(string));
}

void *cs_grow_array(void *items, size_t *capacity, size_t size) {
  size_t wanted = *capacity < 8 ? 8 : *capacity + *capacity / 2;
  *capacity = wanted;
  return cs_reallocate(items, wanted, size);
}

void *cs_reserve_array(void *items, size_t *capacity, size_t count, size_t size) {
  while (*capacity < count) {
    items = cs_grow_array(items, capacity, size);
  }
  return items;
}

cs_arena *cs_arena_new(void) {
  return cs_allocate(1, sizeof(cs_arena));
}

void cs_arena_free(cs_arena *arena) {
  if (arena == NULL) {
    return;
  }
  for (chunk *each = arena->newest, *next; each != NULL; each = next) {
    next = each->next;
    free(each);
  }
  free(arena);
}

static chunk *add_chunk(cs_arena *arena, size_t at_least) {
  size_t size = at_least > CHUNK_BYTES ? at_least : CHUNK_BYTES;
  chunk *added = cs_allocate(1, total_bytes(1, sizeof(chunk) + size));
  added->size = size;
  added->next = arena->newest;
  arena->newest = added;
  return added;
}

void *cs_arena_allocate(cs_arena *arena, size_t count, size_t size) {
  size_t bytes = total_bytes(count, size);
  bytes = (bytes + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
  chunk *newest = arena->newest;
  if (newest == NULL || newest->size - newest->used < bytes) {
    newest = add_chunk(arena, bytes);
  }
  void *memory = newest->bytes + newest->used;
  newest->used += bytes;
  return memory;
}

char *cs_arena_bytes(cs_arena *arena, const char *bytes, size_t length) {
  char *copy = cs_arena_allocate(arena, length + 1, 1);
  if (length != 0) {
    memcpy(copy, bytes, length);
  }
  return copy;
}

char *cs_arena_string(cs_arena *arena, const char *string) {
  return cs_arena_bytes(arena, string, strlen(string));
}

char *cs_arena_format(cs_arena *arena, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  char *string = cs_arena_allocate(arena, (size_t)(length < 0 ? 0 : length) + 1, 1);
  if (length > 0) {
    vsnprintf(string, (size_t)length + 1, format, again);
  }
  va_end(again);
  return string;
}

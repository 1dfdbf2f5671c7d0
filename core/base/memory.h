/* base/memory.h: memory that is either there or ends the process.
 *
 * cs_allocate and its like never return NULL: what cannot be had is said on
 * stderr and the process ends with status 3. Sizes are checked for overflow.
 * An arena holds what dies together, such as the strings of one review.
 */
#ifndef CS_BASE_MEMORY_H
#define CS_BASE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* Zeroed memory for `count` things of `size` bytes; free() it. */
void *cs_allocate(size_t count, size_t size) __attribute__((malloc, warn_unused_result));

/* As realloc for `count` things of `size` bytes; new bytes are not zeroed. */
void *cs_reallocate(void *old, size_t count, size_t size) __attribute__((warn_unused_result));

/* A copy with a final NUL; free() it. */
char *cs_copy_string(const char *string) __attribute__((malloc, warn_unused_result));
char *cs_copy_bytes(const char *bytes, size_t length) __attribute__((malloc, warn_unused_result));

/* Room for one more in a growing array of things: cs_grow(&items, &capacity,
 * count, sizeof *items) leaves `items` with room for at least count + 1. */
#define cs_grow(items, capacity, count, size)                                                      \
  ((count) < *(capacity) ? (void)0 : (void)(*(items) = cs_grow_array(*(items), (capacity), (size))))
void *cs_grow_array(void *items, size_t *capacity, size_t size);

/* Room for `count` of them in all: cs_reserve(&items, &capacity, count, sizeof *items). */
#define cs_reserve(items, capacity, count, size)                                                   \
  ((count) <= *(capacity)                                                                          \
       ? (void)0                                                                                   \
       : (void)(*(items) = cs_reserve_array(*(items), (capacity), (count), (size))))
void *cs_reserve_array(void *items, size_t *capacity, size_t count, size_t size);

/* For a process that reads one document, or one row, after the other: what one gave back is kept
 * for the next, where the C library would hand every large piece to the system and ask for it anew.
 */
void cs_keep_memory(void);

typedef struct cs_arena cs_arena;

cs_arena *cs_arena_new(void) __attribute__((warn_unused_result));
/* Frees all that came from it. NULL is allowed. */
void cs_arena_free(cs_arena *arena);
/* Zeroed, aligned for any type, living as long as the arena. */
void *cs_arena_allocate(cs_arena *arena, size_t count, size_t size)
    __attribute__((malloc, warn_unused_result));
char *cs_arena_string(cs_arena *arena, const char *string) __attribute__((warn_unused_result));
char *cs_arena_bytes(cs_arena *arena, const char *bytes, size_t length)
    __attribute__((warn_unused_result));
char *cs_arena_format(cs_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3), warn_unused_result));

#endif

/* host/pattern.h: a pattern of Lua as a list of items, to be matched one after
 * the other (patterns.c). A fault in a pattern is an item too: it is raised where
 * matching gets to it and not before, as in Lua.
 */
#ifndef CS_HOST_PATTERN_H
#define CS_HOST_PATTERN_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

typedef unsigned char byte;

typedef struct byte_set {
  uint64_t bits[4];
} byte_set;

typedef enum item_kind {
  ITEM_ONCE,     /* one byte of the set */
  ITEM_OPTIONAL, /* ? */
  ITEM_GREEDY,   /* * and + */
  ITEM_LAZY,     /* - */
  ITEM_OPEN,     /* ( */
  ITEM_PLACE,    /* () */
  ITEM_CLOSE,    /* ) */
  ITEM_BALANCED, /* %bxy */
  ITEM_FRONTIER, /* %f[set] */
  ITEM_AGAIN,    /* %1 */
  ITEM_AT_END,   /* $ */
  ITEM_DONE,
  ITEM_FAULT,
} item_kind;

typedef struct item {
  item_kind kind;
  byte least;         /* of ITEM_GREEDY */
  byte first, second; /* of ITEM_BALANCED; `first` of ITEM_AGAIN is the digit */
  const char *fault;
  byte_set set;
} item;

/* What matching may come back to, or must undo on its way back. */
typedef enum trail_kind {
  TRAIL_RETRY,  /* go on with `item` at `at` */
  TRAIL_SHRINK, /* the same, one byte less each time, down to `low` */
  TRAIL_GROW,   /* the item took no byte so far behind `at`: let it take one */
  TRAIL_OPENED,
  TRAIL_CLOSED, /* the capture `capture` was closed */
} trail_kind;

typedef struct trail_step {
  trail_kind kind;
  int capture;
  const item *item;
  const byte *at, *low;
} trail_step;

/* An item leaves at most one step on the trail, so both have the same length. */
typedef struct program {
  item *items;
  trail_step *trail;
} program;

/* Pushes a block of Lua's memory with the items of a pattern, the last of them
 * ITEM_DONE or ITEM_FAULT, and a trail to match it with. */
program *cs_pattern_push(lua_State *L, const char *pattern, size_t length);

enum { MAX_CAPTURES = 32, UNFINISHED = -1, POSITION = -2 };

typedef struct capture {
  const byte *at;
  ptrdiff_t length; /* or one of the above */
} capture;

typedef struct matcher {
  lua_State *L;
  const char *name; /* of the function, for messages */
  const program *program;
  const byte *begin, *end; /* of the subject */
  int steps;
  int next_check;
  int level; /* captures */
  capture captures[MAX_CAPTURES];
  trail_step *top; /* of the trail; the first free one */
} matcher;

/* A matcher on a subject, which must outlive it; its program is still to be set.
 * `name` is the function's, for messages. */
matcher cs_matcher_new(lua_State *L, const char *name, const char *subject, size_t length);

/* The end of the match that begins at `at`, with its captures, or NULL. Raises. */
const byte *cs_matcher_match(matcher *m, const byte *at);

#endif

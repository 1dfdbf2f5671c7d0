/* Reading a pattern of Lua into items. Nothing here raises but for want of memory.
 * Classes are those of ASCII, whatever the locale. */
#include "host/pattern.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- Sets of bytes ---- */

static void add_byte(byte_set *set, byte b) {
  set->bits[b / 64] |= UINT64_C(1) << (b % 64);
}

static void add_range(byte_set *set, byte first, byte last) {
  for (unsigned b = first; b <= last; b++) {
    add_byte(set, (byte)b);
  }
}

static void turn_over(byte_set *set) {
  for (int i = 0; i < 4; i++) {
    set->bits[i] = ~set->bits[i];
  }
}

typedef struct byte_class {
  char letter;
  byte ranges; /* how many */
  byte ends[8];
} byte_class;

static const byte_class classes[] = {
    {'a', 2, {'A', 'Z', 'a', 'z'}},
    {'c', 2, {0, 31, 127, 127}},
    {'d', 1, {'0', '9'}},
    {'g', 1, {33, 126}},
    {'l', 1, {'a', 'z'}},
    {'p', 4, {33, 47, 58, 64, 91, 96, 123, 126}},
    {'s', 2, {9, 13, 32, 32}},
    {'u', 1, {'A', 'Z'}},
    {'w', 3, {'0', '9', 'A', 'Z', 'a', 'z'}},
    {'x', 3, {'0', '9', 'A', 'F', 'a', 'f'}},
    {'z', 1, {0, 0}},
};

/* What "%b" stands for: a class, the rest of one if in upper case, or b itself. */
static void add_escaped(byte_set *set, byte b) {
  bool upper = b >= 'A' && b <= 'Z';
  char letter = (char)(upper ? b - 'A' + 'a' : b);
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    if (classes[i].letter != letter) {
      continue;
    }
    byte_set of_class = {0};
    for (byte r = 0; r < classes[i].ranges; r++) {
      add_range(&of_class, classes[i].ends[2 * r], classes[i].ends[2 * r + 1]);
    }
    if (upper) {
      turn_over(&of_class);
    }
    for (int word = 0; word < 4; word++) {
      set->bits[word] |= of_class.bits[word];
    }
    return;
  }
  add_byte(set, b);
}

/* ---- Items ---- */

static const byte *set_fault(item *to, const char *fault) {
  to->kind = ITEM_FAULT;
  to->fault = fault;
  return NULL;
}

/* Reads a set from its '['. Behind '[' or "[^" a ']' is a byte like any other. */
static const byte *read_set(item *to, const byte *at, const byte *end) {
  const byte *from = at + 1;
  bool not_in = from < end && *from == '^';
  from += not_in ? 1 : 0;
  const byte *close = from;
  do {
    if (close >= end) {
      return set_fault(to, "malformed pattern (missing ']')");
    }
    close += *close == '%' && end - close > 1 ? 2 : 1;
  } while (close >= end || *close != ']');
  for (at = from; at < close; at++) {
    if (*at == '%') {
      add_escaped(&to->set, *++at);
    } else if (close - at > 2 && at[1] == '-') {
      add_range(&to->set, at[0], at[2]);
      at += 2;
    } else {
      add_byte(&to->set, *at);
    }
  }
  if (not_in) {
    turn_over(&to->set);
  }
  return close + 1;
}

/* Reads what stands for one byte: a set, a class, a dot or the byte itself. */
static const byte *read_single(item *to, const byte *at, const byte *end) {
  if (*at == '[') {
    return read_set(to, at, end);
  }
  if (*at == '%') {
    if (end - at < 2) {
      return set_fault(to, "malformed pattern (ends with '%')");
    }
    add_escaped(&to->set, at[1]);
    return at + 2;
  }
  if (*at == '.') {
    turn_over(&to->set);
  } else {
    add_byte(&to->set, *at);
  }
  return at + 1;
}

static const byte *read_repeated(item *to, const byte *at, const byte *end) {
  to->kind = ITEM_ONCE;
  at = read_single(to, at, end);
  if (at == NULL || at == end) {
    return at;
  }
  switch (*at) {
  case '?':
    to->kind = ITEM_OPTIONAL;
    return at + 1;
  case '*':
  case '+':
    to->kind = ITEM_GREEDY;
    to->least = *at == '+';
    return at + 1;
  case '-':
    to->kind = ITEM_LAZY;
    return at + 1;
  default:
    return at;
  }
}

static const byte *read_balanced(item *to, const byte *at, const byte *end) {
  if (end - at < 4) {
    return set_fault(to, "malformed pattern (missing arguments to '%b')");
  }
  to->kind = ITEM_BALANCED;
  to->first = at[2];
  to->second = at[3];
  return at + 4;
}

static const byte *read_frontier(item *to, const byte *at, const byte *end) {
  to->kind = ITEM_FRONTIER;
  if (end - at < 3 || at[2] != '[') {
    return set_fault(to, "missing '[' after '%f' in pattern");
  }
  return read_set(to, at + 2, end);
}

/* Reads the item at `at`; NULL where it is a fault. */
static const byte *read_item(item *to, const byte *at, const byte *end) {
  byte next = end - at > 1 ? at[1] : 0;
  if (*at == '(') {
    to->kind = next == ')' ? ITEM_PLACE : ITEM_OPEN;
    return at + (next == ')' ? 2 : 1);
  }
  if (*at == ')') {
    to->kind = ITEM_CLOSE;
    return at + 1;
  }
  if (*at == '$' && end - at == 1) {
    to->kind = ITEM_AT_END;
    return end;
  }
  if (*at == '%' && next == 'b') {
    return read_balanced(to, at, end);
  }
  if (*at == '%' && next == 'f') {
    return read_frontier(to, at, end);
  }
  if (*at == '%' && next >= '0' && next <= '9') {
    to->kind = ITEM_AGAIN;
    to->first = next;
    return at + 2;
  }
  return read_repeated(to, at, end);
}

program *cs_pattern_push(lua_State *L, const char *pattern, size_t length) {
  size_t room = length + 1;
  program *made =
      lua_newuserdatauv(L, sizeof *made + room * (sizeof *made->items + sizeof *made->trail), 0);
  made->items = (item *)(made + 1);
  made->trail = (trail_step *)(made->items + room);
  const byte *at = (const byte *)pattern, *end = at + length;
  item *to = made->items;
  while (at != NULL && at < end) {
    *to = (item){0};
    at = read_item(to++, at, end);
  }
  if (at != NULL) {
    *to = (item){.kind = ITEM_DONE};
  }
  return made;
}

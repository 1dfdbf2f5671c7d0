/* Matching a pattern: from item to item, with a trail of what it may come back to,
 * so that nothing recurses.
 *
 * Every item that is tried and every byte that is read is a step. A matcher has
 * STEPS of them, and looks at the clock of the plugin's call in between, since
 * no hook runs inside C.
 */
#include "host/pattern.h"
#include "host/sandbox.h"

#include <lauxlib.h>
#include <stdbool.h>

enum {
  STEPS = 1000000,
  STEPS_BETWEEN_CHECKS = 8192, /* of the clock */
};

static void check_budget(matcher *m) {
  if (m->steps >= STEPS) {
    luaL_error(m->L,
               "string.%s: the pattern needs more than %d steps on this text: begin it with a "
               "fixed word or '^', and use fewer of * + - one behind the other",
               m->name, STEPS);
  }
  m->next_check = m->steps + STEPS_BETWEEN_CHECKS < STEPS ? m->steps + STEPS_BETWEEN_CHECKS : STEPS;
  cs_sandbox_check_time(m->L);
}

static void count_step(matcher *m) {
  if (++m->steps >= m->next_check) {
    check_budget(m);
  }
}

static bool has_byte(const byte_set *set, byte b) {
  return (set->bits[b / 64] >> (b % 64) & 1) != 0;
}

static bool takes(const matcher *m, const item *of, const byte *at) {
  return at < m->end && has_byte(&of->set, *at);
}

static bool at_frontier(const matcher *m, const item *of, const byte *at) {
  byte before = at == m->begin ? 0 : at[-1];
  byte behind = at == m->end ? 0 : *at;
  return !has_byte(&of->set, before) && has_byte(&of->set, behind);
}

/* The end of what `first` opens and `second` closes, or NULL. */
static const byte *find_balance(matcher *m, const item *of, const byte *at) {
  if (at == m->end || *at != of->first) {
    return NULL;
  }
  size_t depth = 1;
  while (++at < m->end) {
    count_step(m);
    if (*at == of->second) {
      if (--depth == 0) {
        return at + 1;
      }
    } else if (*at == of->first) {
      depth++;
    }
  }
  return NULL;
}

/* The end of what the capture holds, found here again, or NULL. */
static const byte *find_again(matcher *m, const item *of, const byte *at) {
  int index = of->first - '1';
  if (index < 0 || index >= m->level || m->captures[index].length == UNFINISHED) {
    luaL_error(m->L, "invalid capture index %%%d", index + 1);
  }
  const capture *held = &m->captures[index];
  if (held->length == POSITION || m->end - at < held->length) {
    return NULL;
  }
  for (ptrdiff_t i = 0; i < held->length; i++) {
    count_step(m);
    if (held->at[i] != at[i]) {
      return NULL;
    }
  }
  return at + held->length;
}

static trail_step *leave(matcher *m, trail_kind kind, const item *next, const byte *at) {
  *m->top = (trail_step){.kind = kind, .item = next, .at = at};
  return m->top++;
}

static void open_capture(matcher *m, const byte *at, ptrdiff_t length) {
  if (m->level == MAX_CAPTURES) {
    luaL_error(m->L, "too many captures");
  }
  m->captures[m->level++] = (capture){at, length};
  leave(m, TRAIL_OPENED, NULL, at);
}

static void close_capture(matcher *m, const byte *at) {
  int index = m->level - 1;
  while (index >= 0 && m->captures[index].length != UNFINISHED) {
    index--;
  }
  if (index < 0) {
    luaL_error(m->L, "invalid pattern capture");
  }
  m->captures[index].length = at - m->captures[index].at;
  leave(m, TRAIL_CLOSED, NULL, at)->capture = index;
}

static const byte *take_greedily(matcher *m, const item *of, const byte *at) {
  const byte *last = at;
  for (; takes(m, of, last); last++) {
    count_step(m);
  }
  if (last - at < of->least) {
    return NULL;
  }
  if (last - at > of->least) {
    leave(m, TRAIL_SHRINK, of + 1, last)->low = at + of->least;
  }
  return last;
}

/* Where the item ends if it begins at `at`, by its first choice; NULL where it does not fit. */
static const byte *try_item(matcher *m, const item *of, const byte *at) {
  switch (of->kind) {
  case ITEM_ONCE:
    return takes(m, of, at) ? at + 1 : NULL;
  case ITEM_OPTIONAL:
    if (!takes(m, of, at)) {
      return at;
    }
    leave(m, TRAIL_RETRY, of + 1, at);
    return at + 1;
  case ITEM_GREEDY:
    return take_greedily(m, of, at);
  case ITEM_LAZY:
    leave(m, TRAIL_GROW, of, at);
    return at;
  case ITEM_OPEN:
    open_capture(m, at, UNFINISHED);
    return at;
  case ITEM_PLACE:
    open_capture(m, at, POSITION);
    return at;
  case ITEM_CLOSE:
    close_capture(m, at);
    return at;
  case ITEM_BALANCED:
    return find_balance(m, of, at);
  case ITEM_FRONTIER:
    return at_frontier(m, of, at) ? at : NULL;
  case ITEM_AGAIN:
    return find_again(m, of, at);
  case ITEM_AT_END:
    return at == m->end ? at : NULL;
  default:
    luaL_error(m->L, "%s", of->fault);
    return NULL;
  }
}

/* Goes back to the last choice: where it goes on, and with which item; NULL if there is none. */
static const byte *go_back(matcher *m, const item **next) {
  while (m->top != m->program->trail) {
    trail_step *step = m->top - 1;
    count_step(m);
    switch (step->kind) {
    case TRAIL_OPENED:
      m->level--;
      break;
    case TRAIL_CLOSED:
      m->captures[step->capture].length = UNFINISHED;
      break;
    case TRAIL_RETRY:
      m->top = step;
      *next = step->item;
      return step->at;
    case TRAIL_SHRINK:
      step->at--;
      m->top = step->at == step->low ? step : m->top;
      *next = step->item;
      return step->at;
    case TRAIL_GROW:
      if (takes(m, step->item, step->at)) {
        *next = step->item + 1;
        return ++step->at;
      }
      break;
    }
    m->top = step;
  }
  return NULL;
}

matcher cs_matcher_new(lua_State *L, const char *name, const char *subject, size_t length) {
  matcher m = {.L = L, .name = name, .next_check = STEPS_BETWEEN_CHECKS};
  m.begin = (const byte *)subject;
  m.end = m.begin + length;
  return m;
}

const byte *cs_matcher_match(matcher *m, const byte *at) {
  m->level = 0;
  m->top = m->program->trail;
  const item *next = m->program->items;
  while (at != NULL && next->kind != ITEM_DONE) {
    count_step(m);
    at = try_item(m, next++, at);
    if (at == NULL) {
      at = go_back(m, &next);
    }
  }
  count_step(m); /* an empty pattern takes its time too */
  return at;
}

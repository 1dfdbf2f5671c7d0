/* Order: pairs by key, and a sort that chance has no part in.
 *
 * Lua's own pairs goes by a seed that differs from run to run, and its sort of a
 * long list may ask the clock where to divide it, which shows where two items
 * compare as equal or the comparison contradicts itself. This one is a merge
 * sort: items that compare as equal keep their order, and what it does depends
 * on the items and what the comparison says of them, nothing else.
 */
#include "host/library.h"

#include <lauxlib.h>
#include <limits.h>
#include <string.h>

enum { COMPARISONS_BETWEEN_CHECKS = 1024 };

/* ---- Keys ---- */

static int type_rank(lua_State *L, int index) {
  switch (lua_type(L, index)) {
  case LUA_TBOOLEAN:
    return 0;
  case LUA_TNUMBER:
    return 1;
  case LUA_TSTRING:
    return 2;
  default:
    return luaL_error(L,
                      "pairs: keys must be texts, numbers or booleans, found a %s: a %s has no "
                      "order that is the same in every run",
                      luaL_typename(L, index), luaL_typename(L, index));
  }
}

static bool key_before(lua_State *L, int left, int right) {
  int left_rank = type_rank(L, left), right_rank = type_rank(L, right);
  if (left_rank != right_rank) {
    return left_rank < right_rank;
  }
  return left_rank == 0 ? !lua_toboolean(L, left) && lua_toboolean(L, right)
                        : lua_compare(L, left, right, LUA_OPLT);
}

static bool is_named(const char *key, const char *const names[], size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(key, names[i]) == 0) {
      return true;
    }
  }
  return false;
}

const char *cs_least_text_key(lua_State *L, int index, const char *const names[], size_t count) {
  const char *least = NULL;
  index = lua_absindex(L, index);
  luaL_checkstack(L, 3, NULL);
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) {
      continue;
    }
    const char *key = lua_tostring(L, -1);
    if ((least == NULL || strcmp(key, least) < 0) && !is_named(key, names, count)) {
      least = key;
    }
  }
  return least;
}

/* ---- Merging ---- */

typedef enum order_kind { ORDER_DEFAULT, ORDER_FUNCTION, ORDER_KEYS } order_kind;

typedef struct sorting {
  lua_State *L;
  order_kind kind;
  int function; /* place on the stack, for ORDER_FUNCTION */
  unsigned comparisons;
} sorting;

/* Whether the value on top comes before the one below it. */
static bool top_before(sorting *sort) {
  lua_State *L = sort->L;
  if (++sort->comparisons % COMPARISONS_BETWEEN_CHECKS == 0) {
    cs_sandbox_check_time(L);
  }
  if (sort->kind == ORDER_KEYS) {
    return key_before(L, -1, -2);
  }
  if (sort->kind == ORDER_DEFAULT) {
    return lua_compare(L, -1, -2, LUA_OPLT);
  }
  lua_pushvalue(L, sort->function);
  lua_pushvalue(L, -2);
  lua_pushvalue(L, -4);
  lua_call(L, 2, 1);
  bool before = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return before;
}

static void move_items(lua_State *L, int from, lua_Integer first, lua_Integer end, int to,
                       lua_Integer at) {
  for (; first < end; first++, at++) {
    lua_rawgeti(L, from, first);
    lua_rawseti(L, to, at);
  }
}

/* Merges [left, middle) and [middle, end) of the table `from` into `to`. */
static void merge(sorting *sort, int from, int to, lua_Integer left, lua_Integer middle,
                  lua_Integer end) {
  lua_State *L = sort->L;
  lua_Integer at = left, right = middle;
  while (left < middle && right < end) {
    lua_rawgeti(L, from, left);
    lua_rawgeti(L, from, right);
    if (top_before(sort)) {
      lua_rawseti(L, to, at++);
      lua_pop(L, 1);
      right++;
    } else {
      lua_pop(L, 1);
      lua_rawseti(L, to, at++);
      left++;
    }
  }
  move_items(L, from, left, middle, to, at);
  move_items(L, from, right, end, to, at + middle - left);
}

static lua_Integer least_of(lua_Integer a, lua_Integer b) {
  return a < b ? a : b;
}

/* Sorts the items 1 to `count` of the table at `items`, with that at `other` as
 * space to work in; gives which of the two they are in. */
static int sort_items(sorting *sort, int items, int other, lua_Integer count) {
  for (lua_Integer width = 1; width < count; width *= 2) {
    for (lua_Integer left = 1; left <= count; left += 2 * width) {
      merge(sort, items, other, left, least_of(left + width, count + 1),
            least_of(left + 2 * width, count + 1));
    }
    int sorted = other;
    other = items;
    items = sorted;
  }
  return items;
}

/* A copy is sorted, so that the list keeps its items where the comparison raises. */
int cs_table_sort(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  if (!lua_isnoneornil(L, 2)) {
    luaL_checktype(L, 2, LUA_TFUNCTION);
  }
  lua_settop(L, 2);
  luaL_checkstack(L, 10, NULL);
  lua_Integer count = (lua_Integer)lua_rawlen(L, 1);
  luaL_argcheck(L, count < INT_MAX, 1, "array too big");
  lua_createtable(L, (int)count, 0);
  lua_createtable(L, (int)count, 0);
  move_items(L, 1, 1, count + 1, 3, 1);
  sorting sort = {.L = L, .kind = lua_isnil(L, 2) ? ORDER_DEFAULT : ORDER_FUNCTION, .function = 2};
  move_items(L, sort_items(&sort, 3, 4, count), 1, count + 1, 1, 1);
  return 0;
}

/* ---- pairs ---- */

/* Upvalues: the table, its sorted keys, how many were given. */
static int next_pair(lua_State *L) {
  lua_Integer place = lua_tointeger(L, lua_upvalueindex(3)) + 1;
  lua_pushinteger(L, place);
  lua_replace(L, lua_upvalueindex(3));
  if (lua_rawgeti(L, lua_upvalueindex(2), place) == LUA_TNIL) {
    return 1;
  }
  lua_pushvalue(L, -1);
  lua_rawget(L, lua_upvalueindex(1));
  return 2;
}

int cs_base_pairs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkstack(L, 10, NULL);
  lua_settop(L, 1);
  cs_sandbox_unfreeze(L, 1);
  lua_createtable(L, 0, 0);
  lua_createtable(L, 0, 0);
  lua_Integer count = 0;
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lua_pop(L, 1);
    type_rank(L, lua_gettop(L)); /* refuses keys without an order */
    lua_pushvalue(L, -1);
    lua_rawseti(L, 2, ++count);
  }
  sorting sort = {.L = L, .kind = ORDER_KEYS};
  lua_pushvalue(L, 1);
  lua_pushvalue(L, sort_items(&sort, 2, 3, count));
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_pair, 3);
  return 1;
}

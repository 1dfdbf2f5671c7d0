/* string.find, match, gmatch and gsub as the Lua 5.4 manual says, each call within
 * the steps of its matcher (pattern_match.c) and the bounds of its texts. */
#include "host/library.h"
#include "host/pattern.h"

#include <lauxlib.h>
#include <string.h>

enum {
  LONG_REPLACEMENT = 1000, /* bytes, from which on the clock is looked at */
  MAX_SUBJECT = 64 * 1024, /* bytes that a pattern function reads */
  MAX_PATTERN = 256,       /* bytes of its pattern */
};

/* ---- What the functions share ---- */

/* Pushes a capture of a match; 0 is the whole of it where there are none. */
static void push_capture(const matcher *m, int index, const byte *from, const byte *to) {
  if (index >= m->level) {
    if (index != 0) {
      luaL_error(m->L, "invalid capture index %%%d", index + 1);
    }
    lua_pushlstring(m->L, (const char *)from, (size_t)(to - from));
    return;
  }
  const capture *held = &m->captures[index];
  if (held->length == UNFINISHED) {
    luaL_error(m->L, "unfinished capture");
  } else if (held->length == POSITION) {
    lua_pushinteger(m->L, held->at - m->begin + 1);
  } else {
    lua_pushlstring(m->L, (const char *)held->at, (size_t)held->length);
  }
}

/* Pushes all captures, or the whole match where there are none, and gives their number. */
static int push_captures(const matcher *m, const byte *from, const byte *to) {
  int count = m->level == 0 && from != NULL ? 1 : m->level;
  luaL_checkstack(m->L, count, "too many captures");
  for (int i = 0; i < count; i++) {
    push_capture(m, i, from, to);
  }
  return count;
}

/* The text at 1 and the pattern at 2, within their bounds. */
static void check_texts(lua_State *L, const char **subject, size_t *length, const char **pattern,
                        size_t *pattern_length) {
  *subject = luaL_checklstring(L, 1, length);
  *pattern = luaL_checklstring(L, 2, pattern_length);
  if (*length > MAX_SUBJECT || *pattern_length > MAX_PATTERN) {
    luaL_error(L, "a pattern function takes at most %d bytes of text and %d of pattern",
               MAX_SUBJECT, MAX_PATTERN);
  }
}

/* The place, from 0, that argument `index` asks to begin at; beyond `length` where none is. */
static size_t first_place(lua_State *L, int index, size_t length) {
  lua_Integer first = luaL_optinteger(L, index, 1);
  if (first > 0) {
    return (lua_Unsigned)first - 1 > length ? length + 1 : (size_t)first - 1;
  }
  return first == 0 || first < -(lua_Integer)length ? 0 : length - (size_t)-first;
}

/* ---- find and match ---- */

static bool is_plain(const char *pattern, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (pattern[i] != '\0' && strchr("^$*+?.([%-", pattern[i]) != NULL) {
      return false;
    }
  }
  return true;
}

/* Where `part` begins in the text, or NULL; the bounds of both make it short. */
static const char *find_plain(const char *text, size_t length, const char *part,
                              size_t part_length) {
  if (part_length == 0) {
    return text;
  }
  const char *at = text, *end = text + length;
  while ((size_t)(end - at) >= part_length) {
    at = memchr(at, part[0], (size_t)(end - at) - part_length + 1);
    if (at == NULL || memcmp(at, part, part_length) == 0) {
      return at;
    }
    at++;
  }
  return NULL;
}

static int push_places(lua_State *L, size_t first, size_t last) {
  lua_pushinteger(L, (lua_Integer)first);
  lua_pushinteger(L, (lua_Integer)last);
  return 2;
}

static int find_or_match(lua_State *L, bool find) {
  const char *subject, *pattern;
  size_t length, pattern_length;
  check_texts(L, &subject, &length, &pattern, &pattern_length);
  size_t first = first_place(L, 3, length);
  if (first > length) {
    lua_pushnil(L);
    return 1;
  }
  if (find && (lua_toboolean(L, 4) || is_plain(pattern, pattern_length))) {
    const char *at = find_plain(subject + first, length - first, pattern, pattern_length);
    if (at != NULL) {
      size_t place = (size_t)(at - subject);
      return push_places(L, place + 1, place + pattern_length);
    }
    lua_pushnil(L);
    return 1;
  }
  matcher m = cs_matcher_new(L, find ? "find" : "match", subject, length);
  bool anchored = pattern_length > 0 && pattern[0] == '^';
  m.program = cs_pattern_push(L, pattern + anchored, pattern_length - anchored);
  for (const byte *at = m.begin + first; at <= m.end; at++) {
    const byte *to = cs_matcher_match(&m, at);
    if (to != NULL && find) {
      push_places(L, (size_t)(at - m.begin) + 1, (size_t)(to - m.begin));
      return push_captures(&m, NULL, NULL) + 2;
    }
    if (to != NULL) {
      return push_captures(&m, at, to);
    }
    if (anchored) {
      break;
    }
  }
  lua_pushnil(L);
  return 1;
}

int cs_string_find(lua_State *L) {
  return find_or_match(L, true);
}

int cs_string_match(lua_State *L) {
  return find_or_match(L, false);
}

/* ---- gmatch ---- */

/* Upvalues: the text, the program, where to go on, and the end of the last match or -1. */
static int next_match(lua_State *L) {
  size_t length;
  const char *subject = lua_tolstring(L, lua_upvalueindex(1), &length);
  matcher m = cs_matcher_new(L, "gmatch", subject, length);
  m.program = lua_touserdata(L, lua_upvalueindex(2));
  lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
  for (lua_Integer place = lua_tointeger(L, lua_upvalueindex(3)); place <= (lua_Integer)length;
       place++) {
    const byte *to = cs_matcher_match(&m, m.begin + place);
    if (to != NULL && to - m.begin != last) {
      lua_pushinteger(L, to - m.begin);
      lua_pushvalue(L, -1);
      lua_replace(L, lua_upvalueindex(3));
      lua_replace(L, lua_upvalueindex(4));
      return push_captures(&m, m.begin + place, to);
    }
  }
  return 0;
}

int cs_string_gmatch(lua_State *L) {
  const char *subject, *pattern;
  size_t length, pattern_length;
  check_texts(L, &subject, &length, &pattern, &pattern_length);
  size_t first = first_place(L, 3, length);
  lua_settop(L, 2);
  cs_pattern_push(L, pattern, pattern_length);
  lua_replace(L, 2);
  lua_pushinteger(L, (lua_Integer)first);
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, next_match, 4);
  return 1;
}

/* ---- gsub ---- */

/* Adds the replacement at 3, a text in which %1 stands for a capture. */
static void add_text(matcher *m, luaL_Buffer *out, const byte *from, const byte *to) {
  size_t length;
  const char *text = lua_tolstring(m->L, 3, &length), *end = text + length;
  if (length > LONG_REPLACEMENT) {
    cs_sandbox_check_time(m->L);
  }
  for (const char *mark; (mark = memchr(text, '%', (size_t)(end - text))) != NULL;
       text = mark + 2) {
    luaL_addlstring(out, text, (size_t)(mark - text));
    char what = mark + 1 < end ? mark[1] : '\0';
    if (what == '%') {
      luaL_addchar(out, '%');
    } else if (what == '0') {
      luaL_addlstring(out, (const char *)from, (size_t)(to - from));
    } else if (what >= '1' && what <= '9') {
      push_capture(m, what - '1', from, to);
      luaL_addvalue(out);
    } else {
      luaL_error(m->L, "invalid use of '%%' in replacement string (write %%%% for one)");
    }
  }
  luaL_addlstring(out, text, (size_t)(end - text));
}

/* Adds what stands for a match; false where the match stands as it was. */
static bool add_replacement(matcher *m, luaL_Buffer *out, const byte *from, const byte *to) {
  lua_State *L = m->L;
  int type = lua_type(L, 3);
  if (type == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    lua_call(L, push_captures(m, from, to), 1);
  } else if (type == LUA_TTABLE) {
    push_capture(m, 0, from, to);
    lua_gettable(L, 3);
  } else {
    add_text(m, out, from, to);
    return true;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(out, (const char *)from, (size_t)(to - from));
    return false;
  }
  if (!lua_isstring(L, -1)) {
    luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  }
  luaL_addvalue(out);
  return true;
}

static lua_Integer replace_all(matcher *m, luaL_Buffer *out, lua_Integer most, bool anchored,
                               bool *changed) {
  const byte *at = m->begin, *last = NULL;
  lua_Integer count = 0;
  while (count < most) {
    const byte *to = cs_matcher_match(m, at);
    if (to != NULL && to != last) {
      count++;
      *changed = add_replacement(m, out, at, to) || *changed;
      at = last = to;
    } else if (at < m->end) {
      luaL_addchar(out, (char)*at);
      at++;
    } else {
      break;
    }
    if (anchored) {
      break;
    }
  }
  luaL_addlstring(out, (const char *)at, (size_t)(m->end - at));
  return count;
}

int cs_string_gsub(lua_State *L) {
  const char *subject, *pattern;
  size_t length, pattern_length;
  check_texts(L, &subject, &length, &pattern, &pattern_length);
  int type = lua_type(L, 3);
  luaL_argexpected(
      L, type == LUA_TSTRING || type == LUA_TNUMBER || type == LUA_TFUNCTION || type == LUA_TTABLE,
      3, "string/function/table");
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
  matcher m = cs_matcher_new(L, "gsub", subject, length);
  bool anchored = pattern_length > 0 && pattern[0] == '^';
  m.program = cs_pattern_push(L, pattern + anchored, pattern_length - anchored);
  luaL_Buffer out;
  luaL_buffinit(L, &out);
  bool changed = false;
  lua_Integer count = replace_all(&m, &out, most, anchored, &changed);
  luaL_pushresult(&out);
  if (!changed) {
    lua_pushvalue(L, 1);
  }
  lua_pushinteger(L, count);
  return 2;
}

/* Reading records: a path is kept up for messages, faults are counted, and the
 * Lua stack is at each return as it was at the call. */
#include "host/record.h"

#include "base/nearest.h"
#include "base/utf8.h"

#include <lauxlib.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_NAMES = 64 };

/* ---- Faults ---- */

void cs_reader_complain(cs_reader *reader, const char *format, ...) {
  char fault[CS_MESSAGE_SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(fault, sizeof fault, format, arguments);
  va_end(arguments);
  reader->faults++;
  if (reader->faults > CS_PLUGIN_FAULTS) {
    return;
  }
  const char *path = reader->path[0] == '.' ? reader->path + 1 : reader->path;
  cs_error error;
  if (*path != '\0') {
    cs_fail(&error, CS_PLUGIN, "%s: field \"%s\": %s", reader->plugin->path, path, fault);
  } else {
    cs_fail(&error, CS_PLUGIN, "%s: %s", reader->plugin->path, fault);
  }
  if (reader->faults == 1 && reader->first != NULL) {
    *reader->first = error;
  }
  cs_problem_add(reader->problems, CS_STAGE_HOST, CS_ERROR, 0, "%s", error.message);
}

void cs_reader_expected(cs_reader *reader, const char *expected) {
  cs_reader_complain(reader, "expected %s, found %s", expected, cs_api_type_name(reader->L, -1));
}

size_t cs_reader_enter(cs_reader *reader, const char *format, ...) {
  size_t mark = strlen(reader->path);
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reader->path + mark, sizeof reader->path - mark, format, arguments);
  va_end(arguments);
  return mark;
}

void cs_reader_leave(cs_reader *reader, size_t mark) {
  reader->path[mark] = '\0';
}

/* ---- Records and lists ---- */

static const cs_field_form *form_named(const cs_field_form *forms, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(forms[i].name, name) == 0) {
      return &forms[i];
    }
  }
  return NULL;
}

static void complain_unknown(cs_reader *reader, const cs_field_form *forms, size_t count,
                             const char *key) {
  const char *names[MAX_NAMES];
  size_t known = count < MAX_NAMES ? count : MAX_NAMES;
  for (size_t i = 0; i < known; i++) {
    names[i] = forms[i].name;
  }
  const char *nearest = cs_nearest(key, names, known);
  size_t mark = cs_reader_enter(reader, ".%.40s", key);
  if (nearest != NULL) {
    cs_reader_complain(reader, "there is no such field; did you mean \"%s\"?", nearest);
  } else {
    cs_reader_complain(reader, "there is no such field");
  }
  cs_reader_leave(reader, mark);
}

/* The unknown text key that comes next after `last` bytewise, or NULL: Lua's own
 * order of keys changes from run to run. The text lives as long as the table. */
static const char *next_unknown(cs_reader *reader, const cs_field_form *forms, size_t count,
                                const char *last) {
  lua_State *L = reader->L;
  const char *found = NULL;
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) {
      continue;
    }
    const char *key = lua_tostring(L, -1);
    bool later = last == NULL || strcmp(key, last) > 0;
    bool sooner = found == NULL || strcmp(key, found) < 0;
    if (later && sooner && form_named(forms, count, key) == NULL) {
      found = key;
    }
  }
  return found;
}

static void check_keys(cs_reader *reader, const cs_field_form *forms, size_t count) {
  lua_State *L = reader->L;
  const char *unknown = NULL;
  while (reader->faults < CS_PLUGIN_FAULTS &&
         (unknown = next_unknown(reader, forms, count, unknown)) != NULL) {
    complain_unknown(reader, forms, count, unknown);
  }
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) {
      cs_reader_complain(reader,
                         "a value without a name stands among the fields (a \"=\" missing?)");
      lua_pop(L, 1);
      return;
    }
  }
}

void cs_read_fields(cs_reader *reader, const cs_field_form *forms, size_t count, void *record) {
  lua_State *L = reader->L;
  if (lua_type(L, -1) != LUA_TTABLE) {
    cs_reader_expected(reader, "a table of fields");
    return;
  }
  luaL_checkstack(L, 8, NULL);
  check_keys(reader, forms, count);
  for (size_t i = 0; i < count; i++) {
    size_t mark = cs_reader_enter(reader, ".%s", forms[i].name);
    lua_pushstring(L, forms[i].name);
    if (lua_rawget(L, -2) != LUA_TNIL) {
      forms[i].read(reader, (char *)record + forms[i].offset);
    } else if (forms[i].required) {
      cs_reader_complain(reader, "it is missing");
    }
    lua_pop(L, 1);
    cs_reader_leave(reader, mark);
  }
}

/* Number of items of the list on top; false with a fault if it is none. */
static bool count_list(cs_reader *reader, const char *expected, size_t most, size_t *count) {
  lua_State *L = reader->L;
  if (lua_type(L, -1) != LUA_TTABLE) {
    cs_reader_expected(reader, expected);
    return false;
  }
  *count = lua_rawlen(L, -1);
  size_t keys = 0;
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_pop(L, 1);
    keys++;
  }
  if (keys != *count) {
    cs_reader_complain(reader, "expected %s, found a table with names or gaps", expected);
    return false;
  }
  if (*count == 0 || *count > most) {
    cs_reader_complain(reader, "expected %s of 1 to %zu items, found %zu", expected, most, *count);
    return false;
  }
  return true;
}

size_t cs_read_list(cs_reader *reader, const char *expected, size_t most,
                    void (*begin)(cs_reader *reader, size_t count, void *into),
                    cs_item_reader *each, void *into) {
  lua_State *L = reader->L;
  size_t count;
  luaL_checkstack(L, 8, NULL);
  if (!count_list(reader, expected, most, &count)) {
    return 0;
  }
  if (begin != NULL) {
    begin(reader, count, into);
  }
  for (size_t i = 0; i < count; i++) {
    size_t mark = cs_reader_enter(reader, "[%zu]", i + 1);
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    each(reader, i, into);
    lua_pop(L, 1);
    cs_reader_leave(reader, mark);
  }
  return count;
}

/* ---- Single values ---- */

/* The text on top copied into the arena, or NULL with a fault. */
static const char *read_text(cs_reader *reader, size_t most) {
  lua_State *L = reader->L;
  if (lua_type(L, -1) != LUA_TSTRING) {
    cs_reader_expected(reader, "a string");
    return NULL;
  }
  size_t length;
  const char *bytes = lua_tolstring(L, -1, &length);
  if (length == 0 || length > most) {
    cs_reader_complain(reader, "expected a string of 1 to %zu bytes, found %zu", most, length);
    return NULL;
  }
  if (!cs_is_text(bytes, length)) {
    cs_reader_complain(reader, "the string is not valid UTF-8");
    return NULL;
  }
  return cs_arena_bytes(reader->plugin->arena, bytes, length);
}

void cs_read_string(cs_reader *reader, void *into) {
  const char **string = into;
  *string = read_text(reader, CS_PLUGIN_STRING_BYTES);
}

void cs_read_id(cs_reader *reader, void *into) {
  const char **id = into;
  *id = read_text(reader, CS_PLUGIN_STRING_BYTES);
  if (*id != NULL && strcmp(*id, reader->plugin->id) != 0) {
    cs_reader_complain(reader, "expected \"%s\", as the file is named, found \"%.40s\"",
                       reader->plugin->id, *id);
  }
}

void cs_read_bool(cs_reader *reader, void *into) {
  bool *value = into;
  if (lua_type(reader->L, -1) != LUA_TBOOLEAN) {
    cs_reader_expected(reader, "true or false");
    return;
  }
  *value = lua_toboolean(reader->L, -1);
}

static void begin_patterns(cs_reader *reader, size_t count, void *into) {
  cs_patterns *patterns = into;
  patterns->items = cs_arena_allocate(reader->plugin->arena, count, sizeof *patterns->items);
  patterns->count = count;
}

static void read_pattern(cs_reader *reader, size_t place, void *into) {
  cs_patterns *patterns = into;
  patterns->items[place] = read_text(reader, CS_PLUGIN_TERM_BYTES);
}

void cs_read_patterns(cs_reader *reader, void *into) {
  cs_read_list(reader, "a list of strings", CS_PLUGIN_LIST, begin_patterns, read_pattern, into);
}

void cs_read_function(cs_reader *reader, void *into) {
  bool *there = into;
  if (lua_type(reader->L, -1) != LUA_TFUNCTION) {
    cs_reader_expected(reader, "a function");
    return;
  }
  lua_pushvalue(reader->L, -1);
  reader->plugin->function = luaL_ref(reader->L, LUA_REGISTRYINDEX);
  *there = true;
}

int cs_read_word(cs_reader *reader, const char *const names[], size_t count) {
  lua_State *L = reader->L;
  char list[256] = "";
  for (size_t i = 0, used = 0; i < count; i++) {
    if (lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), names[i]) == 0) {
      return (int)i;
    }
    int written = snprintf(list + used, sizeof list - used, "%s\"%s\"",
                           i == 0 ? "" : (i + 1 == count ? " or " : ", "), names[i]);
    used += (size_t)written < sizeof list - used ? (size_t)written : 0;
  }
  if (lua_type(L, -1) == LUA_TSTRING) {
    cs_reader_complain(reader, "expected %s, found \"%.40s\"", list, lua_tostring(L, -1));
  } else {
    cs_reader_expected(reader, list);
  }
  return -1;
}

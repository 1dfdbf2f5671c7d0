/* Calling a theme's judge: the passage, its hits and the default verdict go in
 * as read-only tables of copies, what comes back is checked field by field.
 * Places in Lua are bytes counted from 1, so that passage.text:sub works. */
#include "host/internal.h"
#include "host/library.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

typedef struct judge_call {
  const cs_host *host;
  const cs_plugin *plugin;
  const cs_passage_view *passage;
  const cs_scan_result *scan;
  cs_outcome *out;
} judge_call;

static void set_string(lua_State *L, const char *name, const char *value) {
  lua_pushstring(L, value);
  lua_setfield(L, -2, name);
}

static void push_passage(lua_State *L, const judge_call *call) {
  const cs_passage_view *passage = call->passage;
  lua_createtable(L, 0, 6);
  set_string(L, "kind", cs_kind_name(passage->kind));
  set_string(L, "label", passage->label);
  set_string(L, "section", passage->section);
  lua_pushlstring(L, passage->text, passage->length);
  lua_setfield(L, -2, "text");
  lua_pushinteger(L, (lua_Integer)call->scan->word_count);
  lua_setfield(L, -2, "words");
  lua_pushboolean(L, passage->cites);
  lua_setfield(L, -2, "cites");
  cs_sandbox_freeze(L, "passage");
}

/* Pushes { term, text, start, sentence } of a hit, still open to more fields. */
static void push_hit(lua_State *L, const judge_call *call, uint32_t index) {
  const cs_hit *hit = &call->scan->hits[index];
  lua_createtable(L, 0, 8);
  set_string(L, "term", cs_terms_pattern(call->host->terms, hit->term));
  lua_pushlstring(L, call->scan->text + hit->start, hit->length);
  lua_setfield(L, -2, "text");
  lua_pushinteger(L, (lua_Integer)hit->start + 1);
  lua_setfield(L, -2, "start");
  lua_pushinteger(L, (lua_Integer)hit->sentence + 1);
  lua_setfield(L, -2, "sentence");
}

static void push_hits(lua_State *L, const judge_call *call) {
  const cs_match *match = &call->host->match;
  lua_createtable(L, (int)match->hit_count, 0);
  for (size_t i = 0; i < match->hit_count; i++) {
    push_hit(L, call, match->hits[i]);
    cs_sandbox_freeze(L, "hit");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  cs_sandbox_freeze(L, "hits");
}

static void push_cues(lua_State *L, const judge_call *call) {
  const cs_verdict *verdict = &call->host->verdict;
  lua_createtable(L, (int)verdict->cue_count, 0);
  for (size_t i = 0; i < verdict->cue_count; i++) {
    const cs_cue *cue = &verdict->cues[i];
    push_hit(L, call, cue->hit);
    set_string(L, "says", cs_says_name(cue->says));
    lua_pushboolean(L, cue->negated);
    lua_setfield(L, -2, "negated");
    lua_pushnumber(L, cue->weight);
    lua_setfield(L, -2, "weight");
    cs_sandbox_freeze(L, "cue");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  cs_sandbox_freeze(L, "verdict.cues");
}

static void push_verdict(lua_State *L, const judge_call *call) {
  lua_createtable(L, 0, 4);
  set_string(L, "polarity", cs_polarity_name(call->out->polarity));
  lua_pushnumber(L, call->out->confidence);
  lua_setfield(L, -2, "confidence");
  lua_pushboolean(L, call->out->repeat);
  lua_setfield(L, -2, "repeated");
  push_cues(L, call);
  lua_setfield(L, -2, "cues");
  cs_sandbox_freeze(L, "verdict");
}

/* ---- What comes back ---- */

static void take_polarity(lua_State *L, cs_outcome *out) {
  for (int i = 0; lua_type(L, -1) == LUA_TSTRING && i < CS_POLARITY_COUNT; i++) {
    if (strcmp(lua_tostring(L, -1), cs_polarity_name((cs_polarity)i)) == 0) {
      out->polarity = (cs_polarity)i;
      return;
    }
  }
  luaL_error(L,
             "judge returned a table with the field \"polarity\": expected \"weakness\", "
             "\"strength\", \"mixed\" or \"neutral\", found %s",
             cs_lua_shown(L, -1));
}

static void take_confidence(lua_State *L, cs_outcome *out) {
  double value = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : -1;
  if (!(value >= 0 && value <= 1)) {
    luaL_error(L,
               "judge returned a table with the field \"confidence\": expected a number from 0 "
               "to 1, found %s",
               cs_lua_shown(L, -1));
  }
  out->confidence = value;
}

static void take_repeated(lua_State *L, cs_outcome *out) {
  if (lua_type(L, -1) != LUA_TBOOLEAN) {
    luaL_error(L,
               "judge returned a table with the field \"repeated\": expected true or false, "
               "found %s",
               luaL_typename(L, -1));
  }
  out->repeat = lua_toboolean(L, -1);
}

typedef struct result_field {
  const char *name;
  void (*take)(lua_State *L, cs_outcome *out);
} result_field;

static const result_field result_fields[] = {
    {"polarity", take_polarity},
    {"confidence", take_confidence},
    {"repeated", take_repeated},
};
enum { RESULT_FIELDS = sizeof result_fields / sizeof *result_fields };

/* Refuses what is not in the list; of several names the least is told, in every run. */
static void refuse_unknown(lua_State *L) {
  const char *names[RESULT_FIELDS];
  for (int i = 0; i < RESULT_FIELDS; i++) {
    names[i] = result_fields[i].name;
  }
  const char *unknown = cs_least_text_key(L, -1, names, RESULT_FIELDS);
  if (unknown == NULL) {
    lua_pushnil(L);
    while (lua_next(L, -2)) {
      lua_pop(L, 1);
      unknown = lua_type(L, -1) == LUA_TSTRING ? unknown : "(a value without a name)";
    }
  }
  if (unknown != NULL) {
    luaL_error(L,
               "judge returned a table with the field \"%s\": there are polarity, confidence and "
               "repeated",
               unknown);
  }
}

static void take_result(lua_State *L, cs_outcome *out) {
  if (lua_isnil(L, -1)) {
    return;
  }
  if (lua_type(L, -1) == LUA_TBOOLEAN && !lua_toboolean(L, -1)) {
    out->judged = out->vetoed = true;
    return;
  }
  if (lua_type(L, -1) != LUA_TTABLE) {
    luaL_error(L,
               "judge returned %s: expected nothing (the verdict stands), false (not coded) or "
               "a table of changed fields",
               cs_lua_shown(L, -1));
  }
  cs_outcome before = *out;
  refuse_unknown(L);
  for (int i = 0; i < RESULT_FIELDS; i++) {
    lua_pushstring(L, result_fields[i].name);
    if (lua_rawget(L, -2) != LUA_TNIL) {
      result_fields[i].take(L, out);
    }
    lua_pop(L, 1);
  }
  out->judged = out->polarity != before.polarity || out->confidence != before.confidence ||
                out->repeat != before.repeat;
}

static int judge(lua_State *L) {
  judge_call *call = lua_touserdata(L, 1);
  luaL_checkstack(L, 16, NULL);
  lua_rawgeti(L, LUA_REGISTRYINDEX, call->plugin->function);
  push_passage(L, call);
  push_hits(L, call);
  push_verdict(L, call);
  lua_call(L, 3, 1);
  take_result(L, call->out);
  return 0;
}

cs_status cs_ask_judge(cs_outcome *out, const cs_host *host, cs_plugin *plugin,
                       const cs_passage_view *passage, const cs_scan_result *scan,
                       cs_error *error) {
  const cs_plugin *fresh;
  cs_status status = cs_plugin_judge(&fresh, plugin, error);
  if (status != CS_OK) {
    return status;
  }
  cs_outcome changed = *out;
  judge_call call = {
      .host = host, .plugin = fresh, .passage = passage, .scan = scan, .out = &changed};
  status = cs_sandbox_call(fresh->sandbox, judge, &call, error);
  if (status == CS_OK) {
    *out = changed;
  }
  return status;
}

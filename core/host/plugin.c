/* A plugin's life: file read, chunk run, record read, terms renumbered.
 *
 * cs_plugin_load tells every fault as a problem; what it returns has none.
 */
#include "host/plugin.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "host/chunk.h"
#include "host/record.h"

#include <lauxlib.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = {"family", "lexicon", "theme", "score"};
static const char *const kind_folders[] = {"families", "lexicons", "themes", "scores"};

const char *cs_plugin_kind_name(cs_plugin_kind kind) {
  return kind_names[kind];
}

const char *cs_plugin_kind_folder(cs_plugin_kind kind) {
  return kind_folders[kind];
}

const char *cs_plugin_version(const cs_plugin *plugin) {
  const char *const versions[] = {
      [CS_PLUGIN_FAMILY] = plugin->as.family.version,
      [CS_PLUGIN_LEXICON] = plugin->as.lexicon.version,
      [CS_PLUGIN_THEME] = plugin->as.theme.version,
      [CS_PLUGIN_SCORE] = plugin->as.score.version,
  };
  return versions[plugin->kind];
}

/* ---- Running and reading ---- */

typedef struct load_call {
  const cs_chunk *from;
  cs_reader reader;
} load_call;

static void read_record(cs_reader *reader) {
  static void (*const readers[])(cs_reader *) = {cs_read_family, cs_read_lexicon, cs_read_theme,
                                                 cs_read_score};
  readers[reader->plugin->kind](reader);
}

static int run_and_read(lua_State *L) {
  load_call *call = lua_touserdata(L, 1);
  cs_reader *reader = &call->reader;
  const char *wanted = kind_names[reader->plugin->kind];
  reader->L = L;
  cs_sandbox_load(L, call->from->text, call->from->text_length);
  lua_call(L, 0, 1);
  cs_plugin_kind kind;
  if (!cs_api_push_record(L, -1, &kind)) {
    cs_reader_complain(reader, "the file must end with: return c.%s { ... }; it returns %s%s",
                       wanted, cs_api_type_name(L, -1),
                       lua_type(L, -1) == LUA_TTABLE ? " (write c.theme and the like before it)"
                                                     : "");
    return 0;
  }
  if (kind != reader->plugin->kind) {
    cs_reader_complain(reader, "the file is in %s/ and must return c.%s { ... }; it returns a %s",
                       kind_folders[reader->plugin->kind], wanted, kind_names[kind]);
    return 0;
  }
  read_record(reader);
  return 0;
}

static cs_status run(cs_plugin *plugin, const cs_chunk *from, const cs_host_options *limits,
                     cs_problems *problems, cs_error *error) {
  cs_status status = cs_sandbox_new(&plugin->sandbox, plugin->path, plugin, limits->lua_bytes,
                                    limits->lua_milliseconds, error);
  if (status != CS_OK) {
    cs_problem_add(problems, CS_STAGE_HOST, CS_ERROR, 0, "%s", error->message);
    return status;
  }
  load_call call = {.from = from,
                    .reader = {.plugin = plugin, .problems = problems, .first = error}};
  cs_error raised;
  status = cs_sandbox_call(plugin->sandbox, run_and_read, &call, &raised);
  if (status != CS_OK) {
    cs_problem_add(problems, CS_STAGE_HOST, CS_ERROR, 0, "%s", raised.message);
    if (call.reader.faults == 0) {
      *error = raised;
    }
    return status;
  }
  return call.reader.faults == 0 ? CS_OK : CS_PLUGIN;
}

static cs_status check_id(const char *id, const char *path, cs_error *error) {
  size_t fit = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_");
  if (id[0] == '\0' || id[fit] != '\0' || fit > CS_PLUGIN_ID_BYTES || id[0] == '_') {
    return cs_fail(error, CS_MALFORMED,
                   "%s: a plugin's file is named by its id, of lower-case letters, digits and "
                   "'_', at most %d, as in think_family.lua",
                   path, CS_PLUGIN_ID_BYTES);
  }
  return CS_OK;
}

static cs_plugin *new_plugin(cs_plugin_kind kind, const char *id, const char *path) {
  cs_plugin *plugin = cs_allocate(1, sizeof *plugin);
  plugin->kind = kind;
  plugin->arena = cs_arena_new();
  plugin->id = cs_arena_string(plugin->arena, id);
  plugin->path = cs_arena_string(plugin->arena, path);
  plugin->terms = cs_terms_new();
  plugin->function = LUA_NOREF;
  return plugin;
}

/* So that it takes no more than the time of so many calls, however often it is called. */
static void limit_calls(cs_sandbox *sandbox, unsigned milliseconds, unsigned calls) {
  unsigned of_call = milliseconds != 0 ? milliseconds : CS_SANDBOX_MILLISECONDS;
  cs_sandbox_limit_all(sandbox, of_call < UINT_MAX / calls ? of_call * calls : UINT_MAX);
}

/* Keeps what a judge is made from anew, and closes a state that is no longer needed; what stays of
 * a score has its bound. */
static void settle(cs_plugin *plugin, const cs_chunk *from, const cs_host_options *limits) {
  bool judges = plugin->kind == CS_PLUGIN_THEME && plugin->as.theme.judges;
  if (judges) {
    plugin->chunk = cs_arena_bytes(plugin->arena, from->text, from->text_length);
    plugin->chunk_length = from->text_length;
    plugin->lua_bytes = limits->lua_bytes;
    plugin->lua_milliseconds = limits->lua_milliseconds;
  }
  if (judges || plugin->function == LUA_NOREF) {
    cs_sandbox_free(plugin->sandbox);
    plugin->sandbox = NULL;
    plugin->function = LUA_NOREF;
  }
  if (plugin->kind == CS_PLUGIN_SCORE && plugin->sandbox != NULL) {
    limit_calls(plugin->sandbox, limits->lua_milliseconds, CS_PLUGIN_SCORE_CALLS);
  }
}

static cs_status load_into(cs_plugin *plugin, const cs_host_options *limits, cs_problems *problems,
                           cs_error *error) {
  cs_chunk from = {0};
  cs_status status = check_id(plugin->id, plugin->path, error);
  if (status == CS_OK) {
    status = cs_chunk_read(&from, plugin->path, error);
  }
  if (status != CS_OK) {
    cs_problem_add(problems, CS_STAGE_HOST, CS_ERROR, 0, "%s", error->message);
  } else {
    cs_sha256(from.bytes, from.length, plugin->sha256);
    status = run(plugin, &from, limits, problems, error);
  }
  if (status == CS_OK) {
    settle(plugin, &from, limits);
  }
  cs_chunk_free(&from);
  return status;
}

cs_plugin *cs_plugin_load(cs_plugin_kind kind, const char *id, const char *path,
                          const cs_host_options *limits, cs_problems *problems, cs_error *error) {
  cs_plugin *plugin = new_plugin(kind, id, path);
  if (load_into(plugin, limits, problems, error) != CS_OK) {
    cs_plugin_free(plugin);
    return NULL;
  }
  return plugin;
}

void cs_plugin_free(cs_plugin *plugin) {
  if (plugin == NULL) {
    return;
  }
  cs_plugin_free(plugin->fresh); /* which has none itself */
  cs_sandbox_free(plugin->sandbox);
  cs_terms_free(plugin->terms);
  free(plugin->case_sensitive);
  cs_arena_free(plugin->arena);
  free(plugin);
}

/* ---- A judge's state ---- */

/* Runs what was loaded and takes the judge of what it returns, unread otherwise. */
static int run_and_take_judge(lua_State *L) {
  const cs_plugin *loaded = lua_touserdata(L, 1);
  cs_plugin *fresh = cs_sandbox_owner(L);
  cs_sandbox_load(L, loaded->chunk, loaded->chunk_length);
  lua_call(L, 0, 1);
  cs_plugin_kind kind;
  if (!cs_api_push_record(L, -1, &kind) || lua_type(L, -1) != LUA_TTABLE) {
    return luaL_error(L, "loaded again for this review, it returned another thing than at first");
  }
  lua_pushliteral(L, "judge");
  if (lua_rawget(L, -2) != LUA_TFUNCTION) {
    return luaL_error(L, "loaded again for this review, it has no judge any more");
  }
  fresh->function = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

cs_status cs_plugin_judge(const cs_plugin **out, cs_plugin *plugin, cs_error *error) {
  if (plugin->fresh == NULL) {
    cs_plugin *fresh = new_plugin(plugin->kind, plugin->id, plugin->path);
    cs_status status = cs_sandbox_new(&fresh->sandbox, fresh->path, fresh, plugin->lua_bytes,
                                      plugin->lua_milliseconds, error);
    if (status == CS_OK) {
      limit_calls(fresh->sandbox, plugin->lua_milliseconds, CS_PLUGIN_REVIEW_CALLS);
      status = cs_sandbox_call(fresh->sandbox, run_and_take_judge, plugin, error);
    }
    if (status != CS_OK) {
      cs_plugin_free(fresh);
      return status;
    }
    cs_terms_free(fresh->terms);
    fresh->terms = NULL;
    plugin->fresh = fresh;
  }
  *out = plugin->fresh;
  return CS_OK;
}

void cs_plugin_forget(cs_plugin *plugin) {
  cs_plugin_free(plugin->fresh);
  plugin->fresh = NULL;
  plugin->judged_us = 0;
}

/* ---- Terms ---- */

cs_status cs_plugin_term(uint32_t *id, cs_plugin *plugin, const char *pattern, size_t length,
                         bool case_sensitive, cs_error *error) {
  if (length > CS_PLUGIN_TERM_BYTES) {
    return cs_fail(error, CS_LIMIT, "a term has at most %d bytes, this one %zu",
                   CS_PLUGIN_TERM_BYTES, length);
  }
  if (!cs_is_text(pattern, length)) {
    return cs_fail(error, CS_MALFORMED, "the term is not valid UTF-8");
  }
  cs_status status = cs_terms_add(id, plugin->terms, pattern, case_sensitive, error);
  if (status != CS_OK) {
    return status;
  }
  if (*id >= CS_PLUGIN_TERMS) {
    return cs_fail(error, CS_LIMIT, "a plugin has at most %d terms", CS_PLUGIN_TERMS);
  }
  cs_grow(&plugin->case_sensitive, &plugin->case_capacity, *id, sizeof *plugin->case_sensitive);
  plugin->case_sensitive[*id] = case_sensitive;
  return CS_OK;
}

/* Depth is bounded by CS_PLUGIN_RULE_DEPTH. The children were made mutable. */
static void settle_rule(cs_rule *rule, const uint32_t *numbers) {
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    rule->term = numbers[rule->term];
  }
  for (size_t i = 0; i < rule->child_count; i++) {
    cs_rule *child;
    memcpy(&child, &rule->children[i], sizeof child); /* ours, though shown const */
    settle_rule(child, numbers);
  }
}

static void renumber_lexicon(cs_lexicon *lexicon, const uint32_t *numbers) {
  for (size_t i = 0; i < lexicon->entry_count; i++) {
    lexicon->entries[i].term = numbers[lexicon->entries[i].term];
  }
}

cs_status cs_plugin_renumber(cs_plugin *plugin, cs_terms *terms, cs_error *error) {
  size_t count = cs_terms_count(plugin->terms);
  uint32_t *numbers = cs_arena_allocate(plugin->arena, count, sizeof *numbers);
  plugin->numbers = numbers;
  for (size_t i = 0; i < count; i++) {
    cs_status status =
        cs_terms_add(&numbers[i], terms, cs_terms_pattern(plugin->terms, (uint32_t)i),
                     plugin->case_sensitive[i], error);
    if (status != CS_OK) {
      return status;
    }
  }
  plugin->number_count = count;
  plugin->at_one_word = cs_terms_at_one_word(terms, numbers, count);
  if (plugin->kind == CS_PLUGIN_LEXICON) {
    renumber_lexicon(&plugin->as.lexicon, numbers);
  } else if (plugin->kind == CS_PLUGIN_THEME) {
    settle_rule(plugin->rule, numbers);
    renumber_lexicon(&plugin->own, numbers);
  }
  cs_terms_free(plugin->terms);
  plugin->terms = NULL;
  return CS_OK;
}

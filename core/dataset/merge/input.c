/* One dataset that is merged: who made it, its terms, its documents in order. */
#include "dataset/merge/merge.h"
#include "dataset/verify/trust.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PLUGINS = 10000, MOST_TERMS = 1 << 22 };

static cs_status damaged(const cs_merge_input *it, const char *what, cs_error *error) {
  return cs_fail(error, CS_MALFORMED,
                 "%s: it is damaged: %s: 'conspectus verify' tells more; make it anew with "
                 "'conspectus run'",
                 it->dataset->path, what);
}

/* A copy of a text that has to be there; NULL where it is not one. */
static const char *text_of(cs_arena *arena, sqlite3_stmt *row, int column) {
  enum { MOST_BYTES = 1 << 20 };
  if (sqlite3_column_type(row, column) != SQLITE_TEXT) {
    return NULL;
  }
  const char *text = (const char *)sqlite3_column_text(row, column);
  size_t length = text != NULL ? (size_t)sqlite3_column_bytes(row, column) : 0;
  return text != NULL && length <= MOST_BYTES && cs_is_text(text, length)
             ? cs_arena_bytes(arena, text, length)
             : NULL;
}

static bool is_digest(const char *text) {
  return text != NULL && strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

/* ---- Rows of a query of its own ---- */

typedef cs_status take_row(cs_merge_input *it, sqlite3_stmt *row, cs_error *error);

static cs_status each_row(cs_merge_input *it, const char *sql, int64_t parameter, size_t most,
                          take_row *take, cs_error *error) {
  sqlite3_stmt *row = NULL;
  cs_status status = CS_OK;
  if (sqlite3_prepare_v2(it->dataset->db, sql, -1, &row, NULL) != SQLITE_OK ||
      (sqlite3_bind_parameter_count(row) != 0 &&
       sqlite3_bind_int64(row, 1, parameter) != SQLITE_OK)) {
    status = cs_sql_fail(it->dataset->db, it->dataset->path, "read it", error);
  }
  bool more = true;
  for (size_t count = 0; status == CS_OK && more; count++) {
    status = cs_sql_next(&more, it->dataset, row, error);
    if (status == CS_OK && more) {
      status = count < most ? take(it, row, error)
                            : damaged(it, "it has more plugins or terms than can be", error);
    }
  }
  sqlite3_finalize(row);
  return status;
}

/* ---- The codebook ---- */

static cs_status take_run(cs_merge_input *it, sqlite3_stmt *row, cs_error *error) {
  it->codebook_id = sqlite3_column_int64(row, 0);
  it->codebook.digest = text_of(it->arena, row, 1);
  it->codebook.version = text_of(it->arena, row, 2);
  it->codebook.plugins_digest = text_of(it->arena, row, 3);
  it->finished = sqlite3_column_type(row, 4) != SQLITE_NULL;
  return it->codebook.digest != NULL && it->codebook.version != NULL &&
                 it->codebook.plugins_digest != NULL
             ? CS_OK
             : damaged(it, "its codebook", error);
}

/* kind, id, version, file, sha256 */
static cs_status take_plugin(cs_merge_input *it, sqlite3_stmt *row, cs_error *error) {
  cs_plugin_entry entry = {text_of(it->arena, row, 0), text_of(it->arena, row, 1),
                           text_of(it->arena, row, 2), text_of(it->arena, row, 3),
                           text_of(it->arena, row, 4)};
  if (entry.kind == NULL || entry.id == NULL || entry.version == NULL || entry.file == NULL ||
      !is_digest(entry.sha256)) {
    return damaged(it, "a plugin", error);
  }
  cs_codebook *book = &it->codebook;
  cs_plugin_entry *grown = cs_arena_allocate(it->arena, book->plugin_count + 1, sizeof *grown);
  if (book->plugin_count != 0) {
    memcpy(grown, book->plugins, book->plugin_count * sizeof *grown);
  }
  grown[book->plugin_count++] = entry;
  book->plugins = grown;
  return CS_OK;
}

/* id, version, plugin, sha256, title, about, number */
static cs_status take_theme(cs_merge_input *it, sqlite3_stmt *row, cs_error *error) {
  cs_theme_entry entry = {{"theme", text_of(it->arena, row, 0), text_of(it->arena, row, 1),
                           text_of(it->arena, row, 2), text_of(it->arena, row, 3)},
                          text_of(it->arena, row, 4),
                          text_of(it->arena, row, 5)};
  if (entry.plugin.id == NULL || entry.plugin.version == NULL || entry.plugin.file == NULL ||
      !is_digest(entry.plugin.sha256) || entry.title == NULL || entry.about == NULL) {
    return damaged(it, "a theme", error);
  }
  cs_codebook *book = &it->codebook;
  cs_theme_entry *grown = cs_arena_allocate(it->arena, book->theme_count + 1, sizeof *grown);
  if (book->theme_count != 0) {
    memcpy(grown, book->themes, book->theme_count * sizeof *grown);
  }
  grown[book->theme_count++] = entry;
  book->themes = grown;
  return CS_OK;
}

static cs_status take_theme_number(cs_merge_input *it, sqlite3_stmt *row, cs_error *error) {
  const char *id = text_of(it->arena, row, 1);
  for (uint32_t i = 0; id != NULL && i < it->codebook.theme_count; i++) {
    if (strcmp(it->codebook.themes[i].plugin.id, id) == 0) {
      cs_number_map_add(&it->names.themes, sqlite3_column_int64(row, 0), i);
      return CS_OK;
    }
  }
  return damaged(it, "a theme", error);
}

/* Of what does not follow from the plugins' rows: each theme is as its plugin's row says. */
static cs_status check_themes(cs_merge_input *it, sqlite3_stmt *row, cs_error *error) {
  return sqlite3_column_int64(row, 0) == 0
             ? CS_OK
             : damaged(it, "its themes are not those of its codebook", error);
}

static cs_status check_sources(cs_merge_input *it, sqlite3_stmt *row, cs_error *error) {
  int64_t stale = sqlite3_column_int64(row, 0);
  return stale == 0 ? CS_OK
                    : cs_fail(error, CS_MALFORMED,
                              "%s: %lld of its documents were coded by other plugins or another "
                              "version than its last run: give 'conspectus run' all of its "
                              "documents again first",
                              it->dataset->path, (long long)stale);
}

#define THEMES                                                                                     \
  "FROM theme AS t JOIN plugin_row AS p ON p.codebook_id = ?1 AND p.kind = 'theme' AND p.id = "    \
  "t.id "

static cs_status read_codebook(cs_merge_input *it, cs_error *error) {
  static const struct {
    const char *sql;
    take_row *take;
  } steps[] = {
      {"SELECT kind, id, version, file, sha256 FROM plugin_row WHERE codebook_id = ? AND kind <> "
       "'theme' ORDER BY kind, id",
       take_plugin},
      {"SELECT t.id, t.version, t.plugin, t.sha256, t.title, t.about " THEMES "ORDER BY t.id",
       take_theme},
      {"SELECT t.number, t.id " THEMES "ORDER BY t.number", take_theme_number},
      {"SELECT (SELECT count(*) FROM plugin_row WHERE codebook_id = ?1 AND kind = 'theme') <> "
       "(SELECT count(*) " THEMES "WHERE t.version = p.version AND t.sha256 = p.sha256)",
       check_themes},
      {"SELECT count(*) FROM source WHERE codebook_id <> ?", check_sources},
  };
  cs_status status = each_row(it,
                              "SELECT r.codebook_id, c.digest, c.version, r.plugins, r.finished "
                              "FROM run AS r JOIN codebook AS c ON c.id = r.codebook_id "
                              "ORDER BY r.id DESC LIMIT 1",
                              0, 1, take_run, error);
  if (status == CS_OK && it->codebook.digest == NULL) {
    return cs_fail(error, CS_MALFORMED,
                   "%s: no run was made into it: make one with 'conspectus run'",
                   it->dataset->path);
  }
  for (size_t i = 0; i < sizeof steps / sizeof *steps && status == CS_OK; i++) {
    status = each_row(it, steps[i].sql, it->codebook_id, MOST_PLUGINS, steps[i].take, error);
  }
  return status;
}

/* ---- Terms ---- */

static cs_status take_term(cs_merge_input *it, sqlite3_stmt *row, cs_error *error) {
  const char *pattern = text_of(it->arena, row, 1);
  size_t count = it->names.terms.count;
  if (pattern == NULL) {
    return damaged(it, "a term", error);
  }
  if ((count & (count - 1)) == 0) {
    it->patterns = cs_reallocate(it->patterns, count == 0 ? 1 : 2 * count, sizeof *it->patterns);
  }
  it->patterns[count] = pattern;
  cs_number_map_add(&it->names.terms, sqlite3_column_int64(row, 0), 0);
  return CS_OK;
}

/* ---- Documents ---- */

/* id, path, name, size, modified, sha256, outcome, duplicate_of */
static const char *source_fault(cs_merge_source *out, sqlite3_stmt *row) {
  const char *path = (const char *)sqlite3_column_text(row, 1);
  const char *name = (const char *)sqlite3_column_text(row, 2);
  const char *sha256 = (const char *)sqlite3_column_text(row, 5);
  const char *outcome = (const char *)sqlite3_column_text(row, 6);
  int found = CS_OUTCOME_REVIEW;
  while (outcome != NULL && found <= CS_OUTCOME_LEFT_OUT &&
         strcmp(outcome, cs_outcome_name((cs_outcome)found)) != 0) {
    found++;
  }
  if (path == NULL || name == NULL || !cs_is_text(path, (size_t)sqlite3_column_bytes(row, 1)) ||
      !cs_is_text(name, (size_t)sqlite3_column_bytes(row, 2))) {
    return "the name of a document";
  }
  if (outcome == NULL || found > CS_OUTCOME_LEFT_OUT || sqlite3_column_int64(row, 3) < 0 ||
      (sha256 != NULL && !is_digest(sha256)) || (sha256 == NULL && found != CS_OUTCOME_LEFT_OUT) ||
      (found == CS_OUTCOME_DUPLICATE) != (sqlite3_column_type(row, 7) != SQLITE_NULL)) {
    return "what it says of a document";
  }
  *out = (cs_merge_source){
      .id = sqlite3_column_int64(row, 0),
      .original = sqlite3_column_int64(row, 7),
      .source = {.path = path,
                 .name = name,
                 .size = (uint64_t)sqlite3_column_int64(row, 3),
                 .modified = sqlite3_column_int64(row, 4)},
      .outcome = (cs_outcome)found,
  };
  memcpy(out->source.sha256, sha256 != NULL ? sha256 : "", sha256 != NULL ? 65 : 1);
  return NULL;
}

cs_status cs_merge_next(cs_merge_input *input, cs_error *error) {
  cs_status status = cs_sql_next(&input->more, input->dataset, input->sources, error);
  if (status != CS_OK || !input->more) {
    return status;
  }
  const char *fault = source_fault(&input->next, input->sources);
  return fault == NULL ? CS_OK : damaged(input, fault, error);
}

static cs_status begin_reading(cs_merge_input *it, cs_error *error) {
  cs_status status = cs_sql_exec(it->dataset, "PRAGMA cache_size = -2048; BEGIN", error);
  if (status == CS_OK &&
      sqlite3_prepare_v2(it->dataset->db,
                         "SELECT id, path, name, size, modified, sha256, outcome, duplicate_of "
                         "FROM source ORDER BY name, path",
                         -1, &it->sources, NULL) != SQLITE_OK) {
    status = cs_sql_fail(it->dataset->db, it->dataset->path, "read it", error);
  }
  return status;
}

cs_status cs_merge_open(cs_merge_input *out, const char *path, cs_error *error) {
  cs_merge_input it = {.arena = cs_arena_new()};
  cs_status status = cs_dataset_open(&it.dataset, path, CS_OPEN_READ, error);
  if (status == CS_OK) {
    status = begin_reading(&it, error);
  }
  if (status == CS_OK) {
    status = cs_check_tables(it.dataset, CS_EVERY_TABLE & ~CS_BODY_SUMS, error);
  }
  if (status == CS_OK) {
    status = read_codebook(&it, error);
  }
  if (status == CS_OK) {
    status =
        each_row(&it, "SELECT id, pattern FROM term ORDER BY id", 0, MOST_TERMS, take_term, error);
  }
  if (status == CS_OK) {
    status = cs_merge_next(&it, error);
  }
  if (status != CS_OK) {
    cs_merge_close(&it);
    return status;
  }
  *out = it;
  return CS_OK;
}

void cs_merge_close(cs_merge_input *input) {
  sqlite3_finalize(input->sources);
  cs_dataset_close(input->dataset);
  cs_number_map_free(&input->names.themes);
  cs_number_map_free(&input->names.terms);
  free(input->patterns);
  cs_arena_free(input->arena);
  *input = (cs_merge_input){0};
}

/* ---- Whether two are of one kind ---- */

static int order_of(const cs_plugin_entry *a, const cs_plugin_entry *b) {
  int order = strcmp(a->kind, b->kind);
  return order != 0 ? order : strcmp(a->id, b->id);
}

static cs_status tell_missing(const cs_plugin_entry *plugin, const cs_merge_input *there,
                              const cs_merge_input *missing, cs_error *error) {
  return cs_fail(error, CS_MALFORMED,
                 "%s was coded with the %s '%s', and %s without it: only datasets of the same "
                 "plugins can be merged: run one of them again with the plugins of the other",
                 there->dataset->path, plugin->kind, plugin->id, missing->dataset->path);
}

static cs_status tell_changed(const cs_plugin_entry *a, const cs_merge_input *one,
                              const cs_plugin_entry *b, const cs_merge_input *other,
                              cs_error *error) {
  return cs_fail(error, CS_MALFORMED,
                 "the %s '%s' is of version %s (%.8s) in %s and of version %s (%.8s) in %s: only "
                 "datasets of the same plugins can be merged: run one of them again with the "
                 "plugins of the other",
                 a->kind, a->id, a->version, a->sha256, one->dataset->path, b->version, b->sha256,
                 other->dataset->path);
}

static cs_status compare_plugin(const cs_plugin_entry *a, const cs_merge_input *one,
                                const cs_plugin_entry *b, const cs_merge_input *other,
                                cs_error *error) {
  int order = a == NULL ? 1 : b == NULL ? -1 : order_of(a, b);
  if (order != 0) {
    return order < 0 ? tell_missing(a, one, other, error) : tell_missing(b, other, one, error);
  }
  return strcmp(a->version, b->version) == 0 && strcmp(a->sha256, b->sha256) == 0
             ? CS_OK
             : tell_changed(a, one, b, other, error);
}

cs_status cs_merge_compare(const cs_merge_input *one, const cs_merge_input *other,
                           cs_error *error) {
  const cs_codebook *a = &one->codebook, *b = &other->codebook;
  if (strcmp(a->version, b->version) != 0) {
    return cs_fail(error, CS_MALFORMED,
                   "%s was made by version %s of the program and %s by version %s: only datasets "
                   "of the same version and --family can be merged: run one of them again",
                   one->dataset->path, a->version, other->dataset->path, b->version);
  }
  cs_status status = CS_OK;
  for (size_t i = 0; status == CS_OK && (i < a->theme_count || i < b->theme_count); i++) {
    status = compare_plugin(i < a->theme_count ? &a->themes[i].plugin : NULL, one,
                            i < b->theme_count ? &b->themes[i].plugin : NULL, other, error);
  }
  for (size_t i = 0; status == CS_OK && (i < a->plugin_count || i < b->plugin_count); i++) {
    status = compare_plugin(i < a->plugin_count ? &a->plugins[i] : NULL, one,
                            i < b->plugin_count ? &b->plugins[i] : NULL, other, error);
  }
  if (status == CS_OK &&
      (strcmp(a->digest, b->digest) != 0 || strcmp(a->plugins_digest, b->plugins_digest) != 0)) {
    status = cs_fail(error, CS_MALFORMED,
                     "%s and %s were coded by the same plugins, as they list them, and with "
                     "different digests over all: run one of them again",
                     one->dataset->path, other->dataset->path);
  }
  return status;
}
